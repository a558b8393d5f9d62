"""Those who cannot see or cannot hear: what they do instead, and what is not said by them or to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from filmwright.records.story import Person
from filmwright.screenplay.writer.banks import kit


def lacks(person: Person) -> tuple[str, ...]:
    """The facts of somebody that say which sense they lack: "blind", "deaf"."""
    return tuple(fact for fact in person.facts if fact in kit("senses"))


def may_be_said(line: str, speaker: Person, people: Sequence[Person]) -> bool:
    """Whether a line contradicts nobody: the blind do not say that they see, and nobody bids the deaf listen."""
    senses = kit("senses")
    if any(re.search(senses[sense]["said"], line, re.IGNORECASE) for sense in lacks(speaker)):
        return False
    others = [person for person in people if person is not speaker]
    return not any(re.search(senses[sense]["told"], line) for person in others for sense in lacks(person))


def as_sensed(sentence: str, person: Person) -> str:
    """A sentence of action about somebody, told by the senses that they have."""
    for sense in lacks(person):
        for can, does in kit("senses")[sense]["does"].items():
            sentence = re.sub(rf"\b{can}\b", does, sentence)
    return sentence
