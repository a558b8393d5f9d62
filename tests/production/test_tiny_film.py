"""A whole small film with the real voice, score, theatre and encoder: complete, unchanged by a second run, and equal
to a clean build after an edit."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import av
import pytest

from filmwright import settings
from filmwright.production import Made, Production, begin
from filmwright.production.folder import understand

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(os.environ.get("FILMWRIGHT_THEATRE_PYTHON", ROOT / ".theatre" / "bin" / "python"))
pytestmark = [
    pytest.mark.film,
    pytest.mark.blender,
    pytest.mark.skipif(not PYTHON.exists(), reason="the theatre's environment is not set up: run `make setup`"),
]

SCRIPT = """Title: The Cup

INT. KITCHEN - NIGHT

MARA, 70, grey bun, a blue cardigan, sits at the table. TOM, ten, red jumper, stands by the stove.

MARA
The cup is yours now.

Tom picks up the cup.

TOM
It was always chipped.

EXT. STREET - NIGHT

Tom holds the cup. Mara waves.
"""
OLD, NEW = "The cup is yours now.", "The cup is yours, Tom."


def film_of(script: str, place: Path) -> Production:
    source = place.parent / f"{place.name}.fountain"
    source.write_text(script)
    config = settings.template(settings.Settings())
    for key, value in (("width", 192), ("height", 96), ("samples", 1)):
        config = settings.with_value(config, "picture", key, value)
    return begin(understand(str(source)), place, config)


def make(place: Path) -> Made:
    return Production(place).make()


def seen_and_heard(film: Path) -> tuple[str, str, int]:
    """Digests of the decoded frames and samples, and the number of frames."""
    frames, samples, count = hashlib.sha256(), hashlib.sha256(), 0
    with av.open(str(film)) as source:
        for frame in source.decode(video=0):
            frames.update(frame.to_ndarray(format="rgb24").tobytes())
            count += 1
    with av.open(str(film)) as source:
        for block in source.decode(audio=0):
            samples.update(block.to_ndarray().tobytes())
    return frames.hexdigest(), samples.hexdigest(), count


def test_a_film_is_made_once_and_after_an_edit_is_what_a_clean_build_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILMWRIGHT_THEATRE_PYTHON", str(PYTHON))
    place = tmp_path / "cup"
    film_of(SCRIPT, place)
    first = make(place)
    assert first.film
    for name in ("film.srt", "film.vtt", "poster.png", "contact_sheet.png", "cut.otio", "shots.txt", "scenes/s1.blend", "scenes/s2.blend"):
        assert (place / name).stat().st_size > 0, name
    captions = (place / "film.srt").read_text()
    assert OLD in captions and "It was always chipped." in captions
    with av.open(first.film) as film:
        assert [stream.type for stream in film.streams][:4] == ["video", "audio", "audio", "subtitle"]  # stereo, then 5.1
        assert (film.streams.video[0].width, film.streams.video[0].height) == (192, 96)
        assert film.streams.video[0].average_rate == 24
        assert len(film.chapters()) == 2
    before = seen_and_heard(Path(first.film))
    assert before[2] > 24 * 8

    assert make(place).made == ()  # nothing changed, nothing made

    script = place / "screenplay.fountain"
    script.write_text(script.read_text().replace(OLD, NEW))
    again = make(place)
    shot_again = {unit for stage, unit in again.made if stage == "shoot"}
    all_shots = {unit for stage, unit in first.made if stage == "shoot"}
    assert shot_again and shot_again < all_shots
    assert all(unit.startswith("s1.") for unit in shot_again)
    assert [unit for stage, unit in again.made if stage == "voice"] == ["s1.l1"]
    after = seen_and_heard(Path(again.film))
    assert after[0] != before[0] and after[1] != before[1]
    assert NEW in (place / "film.srt").read_text()

    clean = tmp_path / "clean"
    film_of(SCRIPT.replace(OLD, NEW), clean)
    assert seen_and_heard(Path(make(clean).film)) == after
