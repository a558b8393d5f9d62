"""Whether a story, which a person may have edited, names only people and places that it has."""

from __future__ import annotations

from filmwright.errors import InputError
from filmwright.records.story import Story


def check_whole(story: Story) -> None:
    """Refuse a story from which no page can be written. An event that a person took out may still be named as a cause.

    Raises:
        InputError: nobody, no place or no events; two events of one id; an event of somebody or at a place that is not there.
    """
    if not story.people or not story.places or not story.events:
        raise InputError("story.json: a story needs at least one person, one place and one event")
    people, places = [person.id for person in story.people], [place.id for place in story.places]
    seen: set[str] = set()
    for event in story.events:
        if event.id in seen:
            raise InputError(f"story.json: two events are called '{event.id}'; give one of them another id")
        seen.add(event.id)
        if strange := [who for who in event.actors if who not in people]:
            raise InputError(f"story.json: event {event.id} is of '{strange[0]}'; its people are {', '.join(people)}")
        if event.place and event.place not in places:
            raise InputError(f"story.json: event {event.id} is at '{event.place}'; its places are {', '.join(places)}")
