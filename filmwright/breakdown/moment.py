"""What the reading of action holds at a moment: who is about, which thing was named last, and what a clause said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from filmwright.breakdown.things import Thing
from filmwright.records.breakdown import Act
from filmwright.theatre.catalogue import SetKit


class Deed(NamedTuple):
    """One act read from a clause, before it is numbered. `role` is empty for an image."""

    role: str
    act: Act
    target: str = ""
    prop: str = ""
    manner: str = ""
    asked: str = ""  # what the theatre cannot do, or ""
    subject: str = ""  # image: prop id
    sound: str = ""  # image
    toward: str = ""  # where a thing is carried


Kind = Literal["role", "prop", "feature", "seat", "surface", "body", "noun"]


class Mention(NamedTuple):
    """Someone or something named after a verb."""

    kind: Kind
    id: str  # "" for a thing that is not among the props yet
    prep: str
    start: int
    end: int
    thing: Thing | None = None
    before: tuple[str, ...] = ()  # words between the preposition and it
    own: bool = False  # the actor's: "his cup", "with a cup"


class Clause(NamedTuple):
    subject: tuple[str, ...]
    verb: str
    at: int
    end: int
    participle: bool
    negated: bool
    led: str  # the boundary word before it
    first: bool
    goes_on: bool = False  # another verb of the same clause follows: "starts to climb"


@dataclass
class Stage:
    """What is known at a moment of a scene: who is about, who was named last, which thing."""

    set_id: str
    kit: SetKit | None
    where: str
    about: list[str] = field(default_factory=list)  # role ids seen in this scene, in order
    named: list[str] = field(default_factory=list)  # role ids in the sentence that is read
    last: dict[str, str] = field(default_factory=dict)  # "he", "she", "it" -> role id
    subject: str = ""  # role id of the last subject; "" when it was a thing
    actor: str = ""  # the last role that did or said something
    prop: str = ""  # the prop named last
    noun: str = ""  # the thing without a prop named last
    seen_prop: str = ""  # subject of the last image
    seats: dict[str, str] = field(default_factory=dict)  # role id -> the seat it was last told to take
    held: dict[str, str] = field(default_factory=dict)  # prop id -> role id
    expected: list[str] = field(default_factory=list)  # role ids who speak in this scene, not from off screen
