"""Premises of many kinds against what a reader takes from them, and no text that stops the reading."""

from __future__ import annotations

import time
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmwright.errors import InputError
from filmwright.story.reading import Reading, read_premise

LINES = tomllib.loads((Path(__file__).parent / "readings_wide.toml").read_text(encoding="utf-8"))["lines"].strip().split("\n")
ROWS = [[cell.strip() for cell in line.split("|")] for line in LINES]
_AGES = {"child": "child teen", "young": "young adult", "adult": "young adult", "old": "old"}
LEAST = {"people": 0.7, "ages": 0.8, "thing": 0.7, "place": 0.8, "relation": 0.6, "fact": 0.7, "absent": 0.5, "want": 0.7}


def judged(row: list[str], reading: Reading) -> list[tuple[str, bool]]:
    """Field by field, whether a reading is the expected one; a field for which nothing is expected is not in it."""
    people = [cell.partition(":") for cell in row[1].split(", ")]
    seen = reading.people[:2]
    found = [("people", [p.name if w[0][:1].isupper() else p.word for p, w in zip(seen, people, strict=False)] == [w[0] for w in people])]
    found[0] = ("people", found[0][1] and len(seen) == len(people))
    found += [("ages", (p.age or p.role.age) in _AGES[w[2]].split()) for p, w in zip(seen, people, strict=False) if w[2]]
    found += [("thing", reading.thing == row[2]), ("place", reading.place == row[3])]
    if row[4]:
        found.append(("relation", f"rel:{row[4]}" in reading.facts))
    found += [("fact", fact in reading.facts) for fact in row[5].split(", ") if fact]
    found += [("absent", word in reading.facts.get("absent", "").split(", ")) for word in row[6].split(", ") if word]
    if row[7]:
        found.append(("want", row[7] in reading.facts.get("want", "")))
    return found


def accuracy(rows: list[list[str]]) -> dict[str, tuple[int, int]]:
    """By field: how many are right, of how many."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for row in rows:
        for field, good in judged(row, read_premise(row[0])):
            right[field] += good
            of[field] += 1
    return {field: (right[field], of[field]) for field in of}


def test_readings_are_those_of_a_reader() -> None:
    assert len(ROWS) >= 60
    found = accuracy(ROWS)
    assert all(good >= LEAST[field] * of for field, (good, of) in found.items()), found


_WORDS = [
    "a",
    "the",
    "old",
    "two",
    "his",
    "who",
    "that",
    "to",
    "of",
    "and",
    "must",
    "but",
    "sister",
    "robot",
    "violin",
    "moon",
    "Mara",
    "refuses",
    "finds",
]


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=40).map(" ".join) | st.text(max_size=150))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused_in_one_sentence_and_always_alike(text: str) -> None:
    try:
        first = read_premise(text)
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert first == read_premise(text)
        assert first.text == " ".join(text.split())


@pytest.mark.parametrize(
    "unit", ["A cook serves dinner to a general. ", "the old man's ", "(", "and ", "who has not spoken to her ", "a" * 50, "7 "]
)
def test_the_time_grows_with_the_text_at_most(unit: str) -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        read_premise(unit * times)
        return time.process_time() - begin

    seconds(10)
    assert seconds(4000) < 1.0


@pytest.mark.parametrize(
    ("premise", "word"),
    [
        ("A crowd of ten thousand people storms the palace.", "crowd"),
        ("Two lovers have explicit sex on a train.", "puppet"),
        ("Elvis Presley and Madonna rob a bank.", "real"),
        ("Un vieil homme trouve un violon qui joue tout seul.", "English"),
        ("Lighthouse", "short"),
    ],
)
def test_what_a_puppet_film_cannot_show_is_said_in_one_note(premise: str, word: str) -> None:
    notes = [note for note in read_premise(premise).notes if word in note]
    assert len(notes) == 1
