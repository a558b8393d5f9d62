"""The story: who wants what, what happens and why, how it feels, in order."""

from __future__ import annotations

from typing import Literal

from filmwright.records.codec import Document, Record

Tone = Literal["tender", "comic", "eerie", "tense", "wistful", "epic"]


class Feeling(Record, frozen=True, kw_only=True):
    """How it feels: each number in [-1, 1]."""

    valence: float = 0.0  # -1 misery, 1 joy
    arousal: float = 0.0  # -1 still, 1 frantic
    tension: float = 0.0  # -1 at rest, 1 breaking


class Person(Record, frozen=True, kw_only=True):
    """Someone in the story."""

    id: str  # lower_snake
    name: str  # as the screenplay's cue shows it, capitals: "TOBIAS"
    description: str  # what the screenplay says at the first sight of them: age, build, clothes, tic
    kind: str = "human"  # human, robot, fox, ghost ...
    age: str = "adult"  # child, teen, young, adult, old
    sex: Literal["female", "male", "neutral"] = "neutral"
    wants: str = ""
    fears: str = ""


class Thing(Record, frozen=True, kw_only=True):
    """A thing that matters."""

    id: str
    name: str
    meaning: str = ""


class Place(Record, frozen=True, kw_only=True):
    """Where it happens."""

    id: str
    name: str  # "LIGHTHOUSE - LAMP ROOM"
    interior: bool
    description: str = ""


class Event(Record, frozen=True, kw_only=True):
    """One thing that happens, with its reasons."""

    id: str
    act: str  # from the story world: discover, ask, refuse, lie, give ...
    actors: tuple[str, ...]
    text: str  # one plain sentence
    place: str = ""
    thing: str = ""
    causes: tuple[str, ...] = ()  # ids of earlier events
    motive: str = ""
    feeling: Feeling = Feeling()
    feelings: dict[str, Feeling] = {}  # by person id


class Story(Document, frozen=True, kw_only=True):
    """A story, from premise to last image."""

    schema: str = "story/1"
    premise: str
    title: str
    logline: str = ""
    theme: str = ""
    tone: Tone = "tender"
    people: tuple[Person, ...] = ()
    things: tuple[Thing, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[str, ...] = ()  # what of the premise was approximated, one sentence each
