"""The built-in writer passes over a situation that has no telling for the premise."""

from __future__ import annotations

from filmwright.production.house import Storyteller
from filmwright.screenplay.writer import has_through_line
from filmwright.story import write_story
from filmwright.story.telling import Wishes

PREMISE = "Two brothers clear out their father's shed and fight over a ladder that neither of them needs."


def test_a_situation_that_is_passed_over_is_not_chosen() -> None:
    first = write_story(PREMISE, seed=0)
    second = write_story(PREMISE, seed=0, wishes=Wishes(without=(first.situation,)))
    assert second.situation != first.situation


def test_the_storyteller_takes_a_situation_that_has_a_telling() -> None:
    assert not has_through_line(write_story(PREMISE, seed=0))
    assert has_through_line(Storyteller().story(PREMISE, minutes=1.5, seed=0, options={}))


def test_a_situation_that_is_asked_for_is_taken() -> None:
    named = write_story(PREMISE, seed=0).situation
    assert Storyteller().story(PREMISE, minutes=1.5, seed=0, options={"situation": named}).situation == named
