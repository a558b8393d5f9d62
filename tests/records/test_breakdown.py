"""A breakdown that a person edited: one id stands for one thing."""

from __future__ import annotations

import json

import pytest

from filmwright.breakdown import break_down
from filmwright.errors import RecordError
from filmwright.records.breakdown import Breakdown
from filmwright.records.codec import decode, encode
from filmwright.screenplay import fountain

SCRIPT = (
    "INT. KITCHEN - NIGHT\n\nMARA sits at the table. TOM stands.\n\nMARA\nWho is there?\n\nTOM\nOnly the wind.\n\nTom picks up a cup.\n"
)


@pytest.mark.parametrize(
    ("part", "says"), [("cast", "two roles are called 'mara'"), ("sets", "two sets"), ("props", "two props"), ("scenes", "two scenes")]
)
def test_what_is_there_twice_is_one_sentence(part: str, says: str) -> None:
    told = json.loads(encode(break_down(fountain.parse(SCRIPT, source="kettle.fountain"))))
    told[part].append(told[part][0])
    with pytest.raises(RecordError, match=f"breakdown.json: {says}"):
        decode(json.dumps(told).encode(), Breakdown, where="breakdown.json")


def test_two_lines_of_one_id_are_one_sentence() -> None:
    told = json.loads(encode(break_down(fountain.parse(SCRIPT, source="kettle.fountain"))))
    first, second = [item for item in told["scenes"][0]["business"] if item["business"] == "line"]
    second["id"] = first["id"]
    with pytest.raises(RecordError, match=f"two pieces of business are called '{first['id']}'"):
        decode(json.dumps(told).encode(), Breakdown, where="breakdown.json")
