"""Whether a story, which a person may have edited, names only people and places that it has, and acts that can be told."""

from __future__ import annotations

import difflib
import functools
from collections import Counter

from filmwright.errors import InputError
from filmwright.records.story import Story
from filmwright.screenplay.writer.banks import beats


def check_whole(story: Story) -> None:
    """Refuse a story from which no page can be written. An event that a person took out may still be named as a cause.

    Raises:
        InputError: two people or events of one id; somebody without a name; an event of somebody
            or at a place that is not there, or whose act nothing can tell.
    """
    people, places = [person.id for person in story.people], [place.id for place in story.places]
    for what, ids in (("people", people), ("events", [event.id for event in story.events])):
        if twice := [name for name, count in Counter(ids).items() if count > 1]:
            raise InputError(f"story.json: two {what} are called '{twice[0]}'; give one of them another id")
    if nameless := [person.id for person in story.people if not person.name.strip()]:
        raise InputError(f"story.json: person {nameless[0]} has no name; give one as the screenplay shows it, in capitals")
    for event in story.events:
        if event.act not in _acts():
            near = difflib.get_close_matches(event.act, _acts(), n=1)
            hint = f" Did you mean '{near[0]}'?" if near else " filmwright/story/data/film.domain has them all."
            raise InputError(f"story.json: event {event.id} has the act '{event.act}', which is none of the story world's.{hint}")
        if strange := [who for who in event.actors if who not in people]:
            raise InputError(f"story.json: event {event.id} is of '{strange[0]}'; its people are {', '.join(people)}")
        if (event.place or not places) and event.place not in places:
            raise InputError(f"story.json: event {event.id} is at '{event.place}'; its places are {', '.join(places) or 'none'}")


@functools.cache
def _acts() -> frozenset[str]:
    """Acts that some beat tells; every act of the story world is one."""
    return frozenset(beat.act for told in beats().values() for beat in told)
