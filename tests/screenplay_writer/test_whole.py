"""A story that a person edited: what it names must be there, and what was taken out is not missed."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from filmwright.errors import InputError
from filmwright.records.story import Event, Person, Place, Story
from filmwright.screenplay.writer import outline, staged, write_screenplay

STORY = Story(
    premise="Two people share a bench.",
    title="The Bench",
    situation="encounter",
    people=(
        Person(id="p", name="ANN", description="forty, a red coat"),
        Person(id="q", name="BEN", description="fifty, a grey hat"),
    ),
    places=(Place(id="park", name="PARK", interior=False, kind="park"),),
    events=(
        Event(id="e1", act="routine", actors=("p",), text="Ann reads.", place="park"),
        Event(id="e2", act="ask", actors=("q", "p"), text="Ben asks Ann for a seat.", place="park", causes=("e1",)),
    ),
)


def _edited(number: int, **fields: Any) -> Story:
    events = list(STORY.events)
    events[number] = msgspec.structs.replace(events[number], **fields)
    return msgspec.structs.replace(STORY, events=tuple(events))


@pytest.mark.parametrize(
    ("story", "says"),
    [
        (msgspec.structs.replace(STORY, places=()), "one place|its places are none"),
        (_edited(0, actors=("ann",)), "event e1 is of 'ann'; its people are p, q"),
        (_edited(1, place="prak"), "event e2 is at 'prak'; its places are park"),
        (_edited(1, id="e1"), "two events are called 'e1'"),
        (_edited(1, act="aks"), "event e2 has the act 'aks', which is none of the story world's. Did you mean 'ask'?"),
        (msgspec.structs.replace(STORY, people=STORY.people[:1] * 2), "two people are called 'p'"),
        (msgspec.structs.replace(STORY, people=(msgspec.structs.replace(STORY.people[0], name=""), STORY.people[1])), "p has no name"),
    ],
)
@pytest.mark.parametrize("use", [write_screenplay, outline, staged])
def test_what_a_story_names_and_lacks_is_one_sentence(story: Story, says: str, use: Any) -> None:
    with pytest.raises(InputError, match=f"story.json: .*{says}"):
        use(story)


def test_an_event_that_was_taken_out_is_not_missed() -> None:
    left = msgspec.structs.replace(STORY, events=STORY.events[1:])
    assert [part.key for part in staged(left)] == ["open1", "e2"]
    assert write_screenplay(left).elements
