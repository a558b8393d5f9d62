"""The story: who wants what, what happens and why, how it feels, in order."""

from __future__ import annotations

import re
from typing import Literal

from filmwright.records.codec import Document, Record

Tone = Literal["tender", "comic", "eerie", "tense", "wistful", "epic"]
Arc = Literal["rags to riches", "riches to rags", "man in a hole", "Icarus", "Cinderella", "Oedipus"]  # of Reagan et al., see story/arcs.py
Ending = Literal["together", "apart", "open", "bitter"]

OF_A_TREATMENT = "treatment"  # the situation of a story that was proven from a treatment

# The premise's own words among a story's facts, by slot; "do.P" is how the first person says it, "do.Q" the other one.
PHRASES = ("do", "found", "over", "by", "taken", "either", "other", "whether", "danger", "day", "about", "caught")
CLAUSES = ("that", "why", "but", "until", "so", "of_p", "of_q")
WORDED = frozenset((*PHRASES, *CLAUSES, "does", "doing", "deed", "said", "x", "as", "then1", "then2"))
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def words_said(premise: str) -> set[str]:
    """What a situation or a line may ask for of a premise, word by word: "said:rabbit"."""
    return {f"said:{word}" for word in _WORD.findall(premise.lower())}


class Feeling(Record, frozen=True, kw_only=True):
    """How it feels: each number in [-1, 1]."""

    valence: float = 0.0  # -1 misery, 1 joy
    arousal: float = 0.0  # -1 still, 1 frantic
    tension: float = 0.0  # -1 at rest, 1 breaking
    name: str = ""  # by appraisal: joy, relief, hope, fear, anger, gratitude, remorse, pity ...; "" where it was not appraised


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
    role: str = ""  # trade or kinship as the premise says it: "lighthouse keeper", "sister"
    trade: str = ""  # group of trades, which gives clothes and habits: sea, craft, kitchen, machine ...
    habit: str = ""  # what the hands do when nobody asks, without the subject: "taps his chest twice"
    voice: str = ""  # how they speak, in a few words, where somebody has said it
    facts: tuple[str, ...] = ()  # old, child, mute, blind, owner ...: what lines about this person may presuppose


class Thing(Record, frozen=True, kw_only=True):
    """A thing that matters."""

    id: str
    name: str
    meaning: str = ""
    kind: str = ""  # class: instrument, letter, plant, animal, food, garment, keepsake ...
    handling: tuple[str, ...] = ()  # what can be done to it: holdable, rooted, alive, worn, edible, sounds, readable, large, far


class Place(Record, frozen=True, kw_only=True):
    """Where it happens."""

    id: str
    name: str  # "LIGHTHOUSE - LAMP ROOM"
    interior: bool
    description: str = ""
    kind: str = ""  # kind of place that the theatre knows: kitchen, lamp_room, cliff ...


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
    later: bool = False  # time has passed since the event before
    put_in: bool = False  # by the planner, so that what somebody proposed can happen; false again where a person has worded it
    hour: Literal["", "dawn", "day", "dusk", "night"] = ""  # where somebody has said it
    intentions: dict[str, tuple[str, ...]] = {}  # by person: what they have in mind, this act first, one plain sentence each
    # The fields below are given where a story was inferred from a person's screenplay; a planned story is certain of itself.
    confidence: float = 1.0  # that the act is rightly named, 0 to 1
    cause_confidence: dict[str, float] = {}  # by id of a cause
    line: int = 0  # of the screenplay, where it begins; 0 if unknown
    evidence: str = ""  # the words that spoke most for the act


class Relation(Record, frozen=True, kw_only=True):
    """What somebody is to somebody else."""

    person: str  # id
    other: str  # id
    kind: str  # what `other` is to `person`: mother, brother, spouse, servant, doctor, friend, foe ...
    confidence: float
    evidence: str = ""


class Want(Record, frozen=True, kw_only=True):
    """What somebody is after."""

    person: str  # id
    what: str  # as they say it, without the subject: "to go home", "the letter"
    events: tuple[str, ...] = ()  # in which it is said or pursued
    confidence: float = 1.0


class Knowledge(Record, frozen=True, kw_only=True):
    """What somebody has come to know, and since when."""

    person: str  # id
    event: str  # id of the event that was seen, heard or told
    how: Literal["did", "saw", "heard", "told"]
    secret_from: tuple[str, ...] = ()  # ids of those who are in the film and do not know it then
    confidence: float = 1.0


class Belief(Record, frozen=True, kw_only=True):
    """What somebody believes wrongly, from one event to another."""

    person: str  # id
    what: str  # a plain sentence, as they believe it
    since: str = ""  # id of the event after which it is believed; "" from the start
    until: str = ""  # id of the event that ends it; "" to the end


class Curves(Record, frozen=True, kw_only=True):
    """The story in numbers, one an event."""

    fortune: dict[str, tuple[float, ...]] = {}  # by person: how they fare, in [-1, 1]
    suspense: tuple[float, ...] = ()  # how far apart the next acts could lead, 0 and up
    surprise: tuple[float, ...] = ()  # how far this act moved what was to be expected, 0 and up


class Story(Document, frozen=True, kw_only=True):
    """A story, from premise to last image."""

    schema: str = "story/1"
    premise: str
    title: str
    logline: str = ""
    theme: str = ""
    tone: Tone = "tender"
    situation: str = ""  # name of the dramatic situation that gives the shape
    secret: str = ""  # what somebody believes wrongly until it is revealed
    facts: dict[str, str] = {}  # what the premise says besides: when, wonder, owner, late, only, deadline ...
    people: tuple[Person, ...] = ()
    things: tuple[Thing, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    before: tuple[str, ...] = ()  # what must have been so before the film for people to have their reasons, one sentence each
    mistaken: tuple[Belief, ...] = ()
    arc: str = ""  # of the six classic ones, the first person's
    ending: str = ""  # together, apart, open, bitter
    curves: Curves = Curves()
    notes: tuple[str, ...] = ()  # what of the premise was approximated, one sentence each
    # Filled where the story was inferred from a person's screenplay; empty in a planned one, whose people carry their wants themselves.
    inferred: bool = False
    relations: tuple[Relation, ...] = ()
    wants: tuple[Want, ...] = ()
    knowledge: tuple[Knowledge, ...] = ()
