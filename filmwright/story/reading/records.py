"""What a premise is read into."""

from __future__ import annotations

from dataclasses import dataclass, field

from filmwright.story.lexicon import RoleWord


@dataclass
class PersonRead:
    """Somebody the premise names."""

    word: str
    role: RoleWord
    name: str = ""
    age: str = ""
    facts: list[str] = field(default_factory=list)
    at: int = 0
    owner: str = ""  # whose: "his", or the noun of "the beekeeper's daughter"


@dataclass(frozen=True)
class Word:
    """A word of a phrase that is told again by those whom it is about."""

    text: str
    who: str = ""  # P or Q, if the word stands for one of them
    subject: bool = False
    owner: bool = False  # "the farmer's"
    verb: bool = False
    joint: str = ""  # what joins it to the next: "" is a space


@dataclass(frozen=True)
class Aim:
    """What a premise is about, in its own words. Each part is a phrase, empty if the premise has none."""

    frame: str  # plea, refusal, task, deed_done, discovery, concealment, quarrel, teaching, encounter ...
    do: tuple[Word, ...] = ()  # the deed, with its verb bare
    doer: str = "P"  # who does it, or would
    negated: bool = False
    deed: tuple[Word, ...] = ()  # the main clause without its subject
    found: tuple[Word, ...] = ()
    that: tuple[Word, ...] = ()
    over: tuple[Word, ...] = ()
    caught: tuple[Word, ...] = ()  # how the other is come upon: "trying to mail a letter", "old and blind"
    about: tuple[Word, ...] = ()  # the thing that a question is about: "the last candle"
    taken: tuple[Word, ...] = ()  # what one of them is taken for: "thinks she is his wife"
    either: tuple[Word, ...] = ()  # the two that one chooses between
    other: tuple[Word, ...] = ()
    whether: tuple[Word, ...] = ()  # what one decides about
    danger: tuple[Word, ...] = ()  # of what somebody is warned
    day: tuple[Word, ...] = ()  # when the deed is done: "the morning of the funeral"
    why: tuple[Word, ...] = ()
    but: tuple[Word, ...] = ()
    until: tuple[Word, ...] = ()
    so: tuple[Word, ...] = ()
    by: tuple[Word, ...] = ()
    of_p: tuple[Word, ...] = ()  # what "who ..." says of the first
    of_q: tuple[Word, ...] = ()
    then: tuple[tuple[Word, ...], ...] = ()  # what happens after the main clause, in order
    marks: tuple[str, ...] = ()


@dataclass
class Reading:
    """What a premise says, as far as rules can tell."""

    text: str
    words: list[str]
    people: list[PersonRead] = field(default_factory=list)
    thing: str = ""
    thing_kind: str = ""
    handling: tuple[str, ...] = ()
    place: str = ""
    place_kind: str = ""
    themes: dict[str, float] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)  # clause kind -> its words
    notes: list[str] = field(default_factory=list)
    aim: Aim | None = None
