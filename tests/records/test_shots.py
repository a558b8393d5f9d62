"""A shot list that a person edited: what cannot be shot is one sentence before anything is shot."""

from __future__ import annotations

import json
from typing import Any

import pytest

from filmwright.errors import RecordError
from filmwright.records.codec import decode, encode
from filmwright.records.shots import BusinessTime, SceneTiming, Shot, ShotList

LIST = ShotList(
    timings=(SceneTiming(scene="s1", frames=96, business=(BusinessTime(business="s1.l1", start=0, end=48),)),),
    shots=(
        Shot(id="s1.1", scene="s1", start=0, end=48, size="wide", framing="establishing"),
        Shot(id="s1.2", scene="s1", start=48, end=96, size="close", framing="single"),
    ),
)


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ({"id": "s1.1"}, "two shots are called 's1.1'"),
        ({"scene": "s7"}, "shot s1.2 is of the scene 's7'; there are s1"),
        ({"end": 10}, "shot s1.2 is from frame 48 to 10"),
        ({"start": -2}, "shot s1.2 is from frame -2 to 96"),
        ({"size": "huge"}, "Invalid enum value 'huge'"),
    ],
)
def test_an_edit_that_cannot_be_shot_is_one_sentence(edit: dict[str, Any], says: str) -> None:
    told = json.loads(encode(LIST))
    told["shots"][1] |= edit
    with pytest.raises(RecordError) as refused:
        decode(json.dumps(told).encode(), ShotList, where="shots.json")
    assert str(refused.value).startswith("shots.json: ")
    assert says in str(refused.value)


def test_an_edit_that_can_be_shot_is_read() -> None:
    assert decode(encode(LIST), ShotList, where="shots.json") == LIST
