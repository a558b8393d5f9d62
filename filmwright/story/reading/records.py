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
