"""The page: scenes with their hours, headings, names instead of pronouns where they would be doubtful."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from filmwright.records.script import Element, Screenplay, TitleEntry
from filmwright.records.story import Event, Place, Story
from filmwright.screenplay.writer.length import action_seconds, line_seconds, sentences
from filmwright.screenplay.writer.senses import as_sensed
from filmwright.screenplay.writer.state import display, forms

_DAY = ("dawn", "day", "dusk", "night")


@dataclass
class Piece:
    """A unit on the page. Pieces of one `group` stay or go together; what has the least `weight` goes first."""

    text: str
    speaker: str  # person id or ""
    parenthetical: str
    weight: float
    scene: int
    event: str
    group: str = ""
    requires: tuple[str, ...] = ()  # events without which it makes no sense

    @property
    def seconds(self) -> float:
        """How long it plays, as far as can be told before anybody has spoken."""
        return line_seconds(self.text) if self.speaker else action_seconds(self.text)


@dataclass
class Scene:
    """Events in one place at one time."""

    place: Place
    time: str
    later: bool
    events: list[Event]


def scenes_of(story: Story, rng: random.Random) -> list[Scene]:
    """The events in scenes, each with its hour: a new one where the place changes or time has passed.

    Args:
        story: With at least one place and one event.
        rng: Chooses the hour where the story names none.
    """
    places = {p.id: p for p in story.places}
    found: list[Scene] = []
    for event in story.events:
        place = places.get(event.place) or story.places[0]
        told = found[-1].time if found and not event.hour else event.hour
        if not found or event.later or found[-1].place.id != place.id or told != found[-1].time:
            found.append(Scene(place, told, event.later, []))
        found[-1].events.append(event)
    if any(event.hour for event in story.events):
        for scene in found:
            scene.time = scene.time or story.facts.get("when", "day")
        return found
    start = story.facts.get("when") or (
        "night"
        if found[0].place.kind in ("lamp_room", "train_compartment", "cabin", "rooftop", "dressing_room")
        else rng.choice(["dusk", "night", "dawn", "day"])
    )
    clock = _DAY.index(start) if start in _DAY else 3
    at_night = start == "night" and " at night" in story.premise.lower()  # then it stays night
    for number, scene in enumerate(found):
        last = number == len(found) - 1 and len(found) > 1 and scene.later and not at_night
        if last or (number == 2 and start == "day"):
            clock += 1
        scene.time = _DAY[clock % 4]
    return found


def lay_out(story: Story, scenes: Sequence[Scene], pieces: Sequence[Piece]) -> Screenplay:
    """The page: headings, action and dialogue in the order of the pieces, from the title to the last fade."""
    people = {person.id: person for person in story.people}
    elements: list[Element] = []
    previous: Scene | None = None
    above = ""
    for number, scene in enumerate(scenes):
        here = [p for p in pieces if p.scene == number]
        if not here:
            continue
        heading = _heading(scene, previous)
        if heading == above:
            heading = heading.replace(" - LATER", " - MOMENTS LATER")
        above = heading
        elements.append(Element(kind="scene_heading", text=heading))
        previous = scene
        paragraph: list[str] = []
        event = ""
        for piece in here:
            if paragraph and (piece.speaker or piece.event != event or len(paragraph) > 2):
                elements.append(Element(kind="action", text=_as_done(story, " ".join(paragraph))))
                paragraph = []
            if piece.speaker:
                elements.append(Element(kind="character", text=people[piece.speaker].name))
                if piece.parenthetical:
                    elements.append(Element(kind="parenthetical", text=piece.parenthetical))
                elements.append(Element(kind="dialogue", text=piece.text))
            else:
                paragraph.append(piece.text)
                event = piece.event
        if paragraph:
            elements.append(Element(kind="action", text=_as_done(story, " ".join(paragraph))))
    elements.append(Element(kind="transition", text="FADE OUT.", forced=True))
    page = (
        TitleEntry(key="Title", values=(story.title,)),
        TitleEntry(key="Credit", values=("from the premise",)),
        TitleEntry(key="Source", values=(story.premise,)),
    )
    return Screenplay(title_page=page, elements=tuple(elements))


def _as_done(story: Story, paragraph: str) -> str:
    """A paragraph in which nobody does what they have no sense for, and nobody is named twice running."""
    told = [
        next((as_sensed(s, p) for p in story.people if s.startswith((display(p) + " ", p.name + ", "))), s) for s in sentences(paragraph)
    ]
    return _with_pronouns(story, " ".join(told))


def _with_pronouns(story: Story, paragraph: str) -> str:
    """ "Nils turns. Nils sits." becomes "Nils turns. He sits.", where nobody else can be meant."""
    names = {display(p): forms("A", p)["A.he"].capitalize() for p in story.people}
    found: list[str] = []
    subject = ""
    for sentence in sentences(paragraph):
        starts = next((n for n in names if sentence.startswith(n + " ")), "")
        named = [n for n in names if n in sentence or n.upper() in sentence]
        if starts and starts == subject and (len(named) == 1 or len(set(names.values())) == len(names)):
            sentence = names[starts] + sentence[len(starts) :]
        introduced = next((n for n in names if sentence.startswith(n.upper() + ", ")), "")
        others = [n for n in named if n != (starts or introduced)]
        subject = "" if others and len(set(names.values())) < len(names) else (starts or introduced or subject)
        found.append(sentence)
    return " ".join(found)


def _heading(scene: Scene, previous: Scene | None) -> str:
    time = scene.time.upper()
    if previous and previous.place.id == scene.place.id and previous.time == scene.time:
        time = f"{time} - LATER"
    return f"{'INT' if scene.place.interior else 'EXT'}. {scene.place.name} - {time}"
