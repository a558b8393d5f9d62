"""Every seen act is heard: at its time, as what it is told to be."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest

import filmwright.stage.heard as room
from filmwright.records.breakdown import Act, Action
from filmwright.stage.heard import heard, lit_by

TABLE = tomllib.loads(Path(room.__file__).with_name("heard.toml").read_text(encoding="utf-8"))


def sounds(text: str, act: str = "work") -> list[str]:
    """The kinds that are heard of a sentence."""
    action = Action(id="s1.a1", text=text, role="ada", act=act)  # type: ignore[arg-type]
    return [event.kind for event in heard(action, 10, 60, (0.0, 0.0, 0.6), floor="stone", thing="")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada pours the tea.", "pour"),
        ("She sweeps the steps.", "sweep"),
        ("Ben chopped the wood.", "chop"),
        ("He is sawing at a plank.", "saw"),
        ("Ada rows on.", "row"),
        ("Ada tears the letter in two.", "tear"),
        ("He strikes a match.", "match"),
        ("She kneads the dough.", "knead"),
        ("Ada winds the clock.", "wind_up"),
        ("He works at the bench.", "handle"),
    ],
)
def test_work_sounds_like_what_it_is_told_to_be(text: str, kind: str) -> None:
    assert set(sounds(text)) == {kind}


def test_an_act_of_the_name_of_a_table_needs_no_word() -> None:
    assert set(sounds("Ada does it.", "climb")) == {"climb"} and set(sounds("Ada does it.", "strike_match")) == {"match"}


def test_a_knock_is_heard_each_time_the_hand_comes_down() -> None:
    events = heard(Action(id="a", text="Ben knocks.", role="ben", act="knock"), 10, 40, (0, 0, 1), floor="wood", thing="")
    assert [event.frame - events[0].frame for event in events] == [0, 6, 12] and events[0].frame == 2 * (10 + round(0.36 * 30))


def test_a_fall_sounds_on_the_floor_of_the_set() -> None:
    event = heard(Action(id="a", text="Ben falls.", role="ben", act="fall"), 10, 40, (0.5, 0, 0.6), floor="stone", thing="")[0]
    assert event.material == "stone" and event.place == (0.5, 0.0, 0.0)


def test_what_burns_is_lit_with_a_match_and_what_does_not_with_a_switch() -> None:
    light = Action(id="a", text="Ada lights it.", role="ada", act="light", prop="p1")
    assert lit_by(light, "candle") == "match" and lit_by(light, "flashlight") == "switch"


def test_the_tables_name_acts_and_sounds_that_there_are() -> None:
    from filmwright.sound.foley import kind_of

    assert set(TABLE["acts"]) <= set(get_args(Act))
    assert all(kind_of(row["kind"]) == row["kind"] for rows in (TABLE["acts"], TABLE["words"]) for row in rows.values())
