"""Places: a heading gets the kit that is such a place, or the report says that another stands in for it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from filmwright.breakdown.places import nearest_kit, read_heading
from filmwright.theatre import catalogue

HEADINGS: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_name("place_headings.toml").read_text(encoding="utf-8"))
ALL = [(text, kits) for part in HEADINGS.values() for text, kits in part.items()]


def judged() -> dict[str, list[str]]:
    """Headings by how they are staged: in a kit of their own; in another, said; in another, unsaid."""
    found: dict[str, list[str]] = {"own": [], "said": [], "unsaid": []}
    for text, kits in ALL:
        match = nearest_kit(read_heading(text), "", catalogue.sets())
        how = "said" if not match.by_word else "own" if match.kit in kits else "unsaid"
        found[how].append(f"{text} as {match.kit}")
    return found


def test_every_kit_is_asked_for_and_every_kit_asked_for_exists() -> None:
    assert len(ALL) == 123
    assert {kit for _, kits in ALL for kit in kits} == set(catalogue.sets()), "every kit is asked for, and nothing else is"


def test_most_places_are_staged_by_a_kit_of_their_own() -> None:
    found = judged()
    print({how: len(headings) for how, headings in found.items()})
    assert len(found["own"]) >= 103, found["said"]


def test_no_stand_in_passes_unsaid() -> None:
    assert judged()["unsaid"] == []


@pytest.mark.parametrize("text", [text for text, kits in ALL if not kits])
def test_a_place_that_has_no_kit_is_named_in_the_report(text: str) -> None:
    assert not nearest_kit(read_heading(text), "", catalogue.sets()).by_word
