"""What a seen act sounds like: by the act, and where that is a general one, by the words it is told in."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filmwright.records.breakdown import Action
from filmwright.records.clock import FRAMES_PER_SECOND
from filmwright.records.staging import Point, SoundEvent

_GENERAL = frozenset(("work", "repair", "touch", "push", "pull", "reach"))  # acts that stand for many deeds
_STIR = 0.2  # strength of the cloth of somebody who does something that makes no other sound


@dataclass(frozen=True)
class _Sound:
    kind: str
    material: str = ""
    strength: float = 0.4
    at: float = 0.3
    times: int = 1
    every: float = 0.0
    verbs: str = ""


@functools.cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("heard.toml").read_text(encoding="utf-8"))


def heard(action: Action, first: int, last: int, place: Point, *, floor: str, thing: str) -> list[SoundEvent]:
    """The sounds of an act that is performed between two drawings.

    Args:
        place: Where the hands are.
        floor: What the set's floor is of.
        thing: What the thing in hand is of; "" for nothing.
    """
    made = _sound_of(action)
    if made is None:
        return []
    material = floor if made.kind in ("fall", "scuff", "dig") else made.material or thing
    begin = 2 * (first + round(made.at * (last - first)))
    events = (begin + round(k * made.every * FRAMES_PER_SECOND / 2) * 2 for k in range(made.times))
    low: Point = (place[0], place[1], 0.0) if made.kind in ("fall", "scuff", "dig", "sweep") else place
    return [
        SoundEvent(frame=frame, kind=made.kind, material=material, place=low, strength=made.strength, source=action.role)
        for frame in events
        if frame == begin or frame < 2 * last
    ]


def lit_by(action: Action, model: str) -> str:
    """The sound of a light that is made: a match where there is a flame, a switch else."""
    words = set(re.findall(r"[a-z]+", f"{action.text} {action.prop} {model}".lower()))
    return "match" if words & set(_table()["light"]["flame"].split()) else str(_table()["light"]["other"])


def stirred(role: str, frame: int, place: Point) -> SoundEvent:
    """The cloth of somebody who moves."""
    return SoundEvent(frame=frame, kind="cloth", material="cloth", place=place, strength=_STIR, source=role)


def _sound_of(action: Action) -> _Sound | None:
    acts, words = _table()["acts"], _table()["words"]
    if action.act in _GENERAL or action.act in words:
        told = re.findall(r"[a-z]+", action.text.lower())
        for word in told:
            for row in words.values():
                if any(word in _forms(verb) for verb in row["verbs"].split()):
                    return _Sound(**row)
    row = acts.get(action.act) or words.get(action.act)
    return _Sound(**row) if row else None


@functools.cache
def _forms(verb: str) -> frozenset[str]:
    """A verb with the endings that a screenplay gives it."""
    stem = verb[:-1] if verb.endswith("e") else verb
    doubled = verb + verb[-1]
    return frozenset((verb, verb + "s", verb + "es", stem + "ing", stem + "ed", doubled + "ing", doubled + "ed"))
