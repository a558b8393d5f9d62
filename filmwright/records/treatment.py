"""A treatment: what somebody proposes to make of a premise, step by step, before the planner has proven it."""

from __future__ import annotations

from typing import Literal

from filmwright.records.codec import Document, Record
from filmwright.records.story import Ending, Tone

Age = Literal["child", "teen", "young", "adult", "old"]
Sex = Literal["female", "male", "neutral"]
Letter = Literal["P", "Q"]
Where = Literal["home", "away"]
Hour = Literal["dawn", "day", "dusk", "night"]
Weather = Literal["", "rain", "snow", "fog", "wind"]


class Figure(Record, frozen=True, kw_only=True):
    """Somebody whom the film needs."""

    name: str  # one word, "Tobias"
    role: str  # trade, kinship or kind in one or two words: "lighthouse keeper", "sister", "fox"
    look: str  # what is seen first: age, build, hair, clothes, one mark; "seventy, a white beard, a patched oilskin"
    kind: str = "human"  # human, robot, ghost, or the beast: fox, hen ...
    age: Age = "adult"
    sex: Sex = "neutral"
    wants: str = ""  # "to keep the light burning"
    fears: str = ""
    voice: str = ""  # how they speak, in a few words: "short, dry, answers with questions"


class Step(Record, frozen=True, kw_only=True):
    """One thing that happens."""

    act: str  # of the story world: discover, ask, refuse, lie, give ...
    by: Letter
    to: Letter | Literal[""] = ""  # to whom it is done; of an act that needs nobody: who else is there
    at: Where = "home"
    later: bool = False  # time has passed
    hour: Hour | Literal[""] = ""  # "": as in the step before
    third: bool = False  # the third is on the stage
    happens: str  # what is seen or said, one or two plain sentences in the present tense


class Treatment(Document, frozen=True, kw_only=True):
    """The people, the places and the steps of a film."""

    schema: str = "treatment/1"
    title: str
    theme: str = ""
    tone: Tone = "tender"
    ending: Ending = "together"
    people: tuple[Figure, ...]  # P, Q, and a third who is there and no part of the plan
    thing: str  # what matters, a noun: "music box"
    home: str  # where most of it happens, a noun: "pawn shop"
    away: str  # the other place
    home_indoors: bool = True
    away_indoors: bool = False
    hour: Hour = "day"
    weather: Weather = ""
    secret: str = ""  # what is so, and is believed not to be until it comes out: one sentence
    props: tuple[str, ...] = ()  # what else stands in the places or is handled, nouns
    knowing: tuple[Letter, ...] = ()  # who knows the secret from the start
    steps: tuple[Step, ...]
