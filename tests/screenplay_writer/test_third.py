"""A third on the stage: whoever the premise names besides its two comes on with the words that first name them."""

from __future__ import annotations

import pytest

from filmwright.records.script import Screenplay
from filmwright.records.story import Story
from filmwright.screenplay.writer import write_screenplay
from filmwright.screenplay.writer.state import display
from filmwright.story import write_story

PREMISES = (
    "A lighthouse keeper hides a shipwrecked smuggler from the police, who are led by his own brother.",
    "A girl hides a lost carrier pigeon from her strict aunt.",
    "A cat and a mouse have to hide a pilot in the flour cellar.",
)


def _film(premise: str, seed: int) -> tuple[Story, Screenplay]:
    story = write_story(premise, seed=seed)
    return story, write_screenplay(story, seed=seed)


@pytest.mark.parametrize("premise", PREMISES)
def test_the_third_is_seen_before_they_speak_or_are_named(premise: str) -> None:
    on_stage = 0
    for seed in range(3):
        story, screenplay = _film(premise, seed)
        third = story.people[2]
        introduced = False
        for element in screenplay.elements:
            if element.kind == "action" and (at := element.text.find(f"{third.name}, ")) >= 0:
                assert third.description in element.text
                assert not introduced, "introduced twice"
                assert display(third) not in element.text[:at]
                introduced = True
                on_stage += 1
            elif element.text == third.name or (element.kind == "action" and display(third) in element.text):
                assert introduced
    assert on_stage, "a film of this premise has its third"


def test_the_plan_is_that_of_two() -> None:
    story, _ = _film(PREMISES[0], 0)
    assert [person.id for person in story.people] == ["p", "q", "r"]
    assert {who for event in story.events for who in event.actors} <= {"p", "q"}
    assert any("brother" in note for note in story.notes)
