"""How well premises are read, field by field, on a table of readings made by a person."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmwright.errors import InputError
from filmwright.story.reading import Reading, read_premise
from filmwright.story.reading.phrases import noun_phrases, verbs_of, words_of

READINGS = tomllib.loads((Path(__file__).parent / "readings.toml").read_text(encoding="utf-8"))["reading"]
LEAST = {"people": 0.9, "thing": 0.84, "place": 0.9, "facts": 0.95}  # share of the table that must be read rightly


def test_people_thing_place_and_facts_are_read_as_a_person_reads_them() -> None:
    right = dict.fromkeys(LEAST, 0)
    wrong: list[str] = []
    for entry in READINGS:
        reading = read_premise(entry["premise"])
        found = {
            "people": [p.word for p in reading.people[:2]] == entry["people"],
            "thing": reading.thing == entry["thing"],
            "place": reading.place_kind == entry["place"],
            "facts": set(entry["facts"]) <= set(reading.facts),
        }
        for field, ok in found.items():
            right[field] += ok
            if not ok:
                wrong.append(f"{field} of '{entry['premise']}'")
    shares = {field: count / len(READINGS) for field, count in right.items()}
    assert len(READINGS) >= 30
    assert all(shares[field] >= least for field, least in LEAST.items()), (shares, wrong)


@pytest.mark.parametrize(
    ("premise", "verbs", "heads"),
    [
        ("A beekeeper's daughter hides a deserter in the hive shed.", ["hides"], ["daughter", "deserter", "hive shed"]),
        ("Two sisters on a night train fight over their late mother's letter.", ["fight"], ["sister", "night train", "letter"]),
        ("An old man tries to return a library book.", ["return"], ["man", "library book"]),
    ],
)
def test_verbs_and_noun_phrases(premise: str, verbs: list[str], heads: list[str]) -> None:
    words = words_of(premise)
    assert [words[i] for i in verbs_of([w.lower() for w in words]) if words[i] != "tries"] == verbs
    assert [p.head for p in noun_phrases(words)] == heads


def test_a_place_is_never_the_thing_and_a_grown_daughter_no_child() -> None:
    hive = read_premise("A beekeeper's daughter hides a deserter in the hive shed.")
    assert (hive.thing, hive.place, hive.people[0].age, hive.facts.get("person_hidden")) == ("", "hive shed", "young", "deserter")
    assert "rel:child" not in hive.facts
    clown = read_premise("A retired clown is hired to perform at his estranged daughter's wedding.")
    assert [p.word for p in clown.people] == ["clown", "daughter"]
    assert clown.people[1].age == "young"
    assert {"rel:parent", "estranged", "event:wedding"} <= set(clown.facts)


def test_a_long_premise_takes_no_longer_for_each_word() -> None:
    started = time.process_time()
    read_premise("A cook fights a baker over the last loaf in a burning kitchen at night. " * 16)
    assert time.process_time() - started < 2.0


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=120), st.lists(st.sampled_from(" ".join(e["premise"] for e in READINGS).split()), max_size=25).map(" ".join))
)
def test_any_words_give_the_same_reading_twice_or_one_sentence(text: str) -> None:
    def read() -> Reading | str:
        try:
            return read_premise(text)
        except InputError as error:
            assert "\n" not in str(error)
            return str(error)

    assert read() == read()
