"""The page of lines that were all written for it: scenes, who is on the stage, first sights. Nothing is added from the banks."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from filmwright.records.script import Screenplay
from filmwright.records.story import Event, Person, Place, Story
from filmwright.screenplay.writer.layout import Piece, Scene, lay_out, scenes_of
from filmwright.screenplay.writer.length import sentences
from filmwright.screenplay.writer.state import display, with_article
from filmwright.screenplay.writer.whole import check_whole

_COMING, _GOING = ("arrive", "return"), ("leave", "depart")
_ARTICLES = ("the ", "a ", "an ")
_ONE_BREATH = 24  # words; what one mouth says twice in a row becomes one speech up to here


@dataclass(frozen=True)
class Line:
    """A line for one event; `speaker` is the id of who speaks, or "" for action; `how` a parenthetical."""

    speaker: str
    text: str
    how: str = ""


@dataclass(frozen=True)
class Staged:
    """What lines are wanted for: an event, or the first sight of a scene (`event` is None)."""

    key: str  # the event's id; "open1" for the first scene
    event: Event | None
    scene: int
    place: Place
    time: str
    present: tuple[str, ...]  # ids of those on the stage

    @property
    def is_coming(self) -> bool:
        """Whether somebody comes on with it."""
        return self.event is not None and self.event.act in _COMING


def staged(story: Story) -> tuple[Staged, ...]:
    """Everything that lines are wanted for, in the order of the page.

    Raises:
        InputError: an event names somebody or a place that the story lacks; see `check_whole`.
    """
    check_whole(story)
    return _staged(story, _scenes(story))


def _staged(story: Story, scenes: Sequence[Scene]) -> tuple[Staged, ...]:
    found: list[Staged] = []
    for number, scene in enumerate(scenes):
        present = _found_there(story, scene)
        found.append(Staged(f"open{number + 1}", None, number, scene.place, scene.time, tuple(sorted(present))))
        for event in scene.events:
            if event.act not in _GOING or event.actors[0] in present:
                present |= set(event.actors)
            found.append(Staged(event.id, event, number, scene.place, scene.time, tuple(sorted(present))))
            if event.act in _GOING:
                present -= set(event.actors[:1])
    return tuple(found)


def write_page(story: Story, lines: Mapping[str, Sequence[Line]]) -> Screenplay:
    """The screenplay that these lines make, with headings and first sights.

    Args:
        story: The proven story.
        lines: By key of what is staged; what has none is passed over.
    """
    scenes = _scenes(story)
    pieces: list[Piece] = []
    for part in _staged(story, scenes):
        for line in lines.get(part.key, ()):
            last = pieces[-1] if pieces else None
            if last and line.speaker and last.speaker == line.speaker and last.scene == part.scene and not line.how:
                both = f"{last.text} {line.text}"
                if len(both.split()) <= _ONE_BREATH:
                    pieces[-1] = replace(last, text=both)
                    continue
            pieces.append(Piece(line.text, line.speaker, line.how, 0.0, part.scene, part.key))
    for person in story.people:
        pieces = _introduced(pieces, person, story)
    return lay_out(story, scenes, pieces)


def _scenes(story: Story) -> list[Scene]:
    return scenes_of(story, random.Random(f"scenes/{story.premise}/{story.title}"))


def _found_there(story: Story, scene: Scene) -> set[str]:
    """Who is on the stage when a scene opens: those who act in it, but for those who come."""
    there: set[str] = set()
    came: set[str] = set()
    third = {person.id for person in story.people[2:]}
    for event in scene.events:
        if event.act in _COMING:
            came |= set(event.actors[:1]) - there
        there |= set(event.actors) - came - (third if event is not scene.events[0] else set())
    return there


def _introduced(pieces: Sequence[Piece], person: Person, story: Story) -> list[Piece]:
    """The pieces with a first sight of somebody: in capitals, with their looks, where they first do something or speak."""
    found = list(pieces)
    name = display(person)
    looks = f"{person.name}, {_role(person)}{person.description},"
    for at, piece in enumerate(pieces):
        if piece.speaker == person.id:
            comes = any(e.id == piece.event and e.act in _COMING for e in story.events)
            found.insert(at, Piece(f"{looks} {'comes in' if comes else 'is there'}.", "", "", 0.0, piece.scene, piece.event))
            return found
        parts = [] if piece.speaker else sentences(piece.text)
        n = next((n for n, part in enumerate(parts) if part.startswith((f"{name} ", f"{name}, "))), -1)
        if n >= 0:
            parts[n] = f"{looks} {parts[n].removeprefix(name).lstrip(' ,')}"
            found[at] = replace(piece, text=" ".join(parts))
            return found
    named = next((at for at, piece in enumerate(pieces) if not piece.speaker and name in piece.text), None)
    if named is not None:  # somebody to whom things are only done
        found.insert(named, Piece(f"{looks} is there.", "", "", 0.0, pieces[named].scene, pieces[named].event))
    return found


def _role(person: Person) -> str:
    """The word for what somebody is, where their looks do not say it."""
    if not person.role or "kin" in person.facts or person.role.split()[-1] in person.description.lower():
        return ""
    return f"{person.role if person.role.startswith(_ARTICLES) else with_article(person.role)}, "
