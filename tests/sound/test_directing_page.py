"""The page on directing the sound lists what the code knows, no more and no less."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from filmwright.breakdown.tables import table
from filmwright.records.noises import NOISES
from filmwright.sound.asked import known_effect_words
from filmwright.sound.score.palettes import PALETTES, SETTINGS

PAGE = Path(__file__).parents[2] / "docs" / "directing_sound.md"


@pytest.mark.parametrize(
    ("part", "known"),
    [
        ("moods", table("notes")["moods"]),
        ("paces", table("notes")["paces"]),
        ("loudness", table("notes")["loudness"]),
        ("silence", table("notes")["silence"]),
        ("free", table("notes")["free"]),
        ("against", table("feelings")["against"]),
        ("effects", known_effect_words()),
        ("settings", SETTINGS),
        ("palettes", PALETTES),
        ("noises", {noise.replace("_", " ") for noise in NOISES if noise not in ("hm", "hm_asking", "mhm")}),
    ],
)
def test_a_list_of_the_page_is_the_list_of_the_code(part: str, known: object) -> None:
    after = PAGE.read_text(encoding="utf-8").split(f"<!-- {part} -->")[1]
    listed = re.match(r"\s*((?:`[^`]+`[,\s]*)+)", after)
    assert listed is not None
    assert set(re.findall(r"`([^`]+)`", listed[1])) == set(known)  # type: ignore[call-overload]


def test_what_the_page_says_of_a_voice_is_what_the_breakdown_reads() -> None:
    rows = re.findall(r"^\| (`.+?) \| (.+?) \| (.+?) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    from filmwright.breakdown.feelings import delivery_of, heard_of

    read = 0
    for written, _, seen in rows:
        for phrase in re.findall(r"`([^`]+)`", written):
            heard, _ = heard_of(phrase.strip("()"), "")
            delivery = delivery_of("", "", phrase.strip("()"))
            assert heard != "here" or delivery in ("voice_over", "off_screen"), phrase
            assert (heard == "distance") == (seen == "as staged")
            read += 1
    assert read >= 18
