"""Places that a heading names: what is heard in them, and the room that voices and things have there."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from filmwright.sound.rooms import Room
from filmwright.theatre.catalogue import SetKit

_LARGE_M2 = 18.0  # a stage of this floor is a large room


@dataclass(frozen=True)
class Place:
    """`layers`: beds, and dB each stands above its own level."""

    layers: dict[str, float]
    room: Room


@functools.cache
def _places() -> tuple[dict[str, Room], tuple[tuple[frozenset[str], Place], ...]]:
    table = tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))
    rooms = {
        name: Room(decay_s=decay, bright=bright, first_ms=first, echoes=echoes, seed=5 + i)
        for i, (name, (decay, bright, first, echoes)) in enumerate(table.pop("rooms").items())
    }
    return rooms, tuple((frozenset(row["words"].split()), Place(dict(row["layers"]), rooms[row["room"]])) for row in table.values())


def place_named(name: str) -> Place | None:
    """The place that a heading's words name; None for one that sounds as its set does."""
    words = re.findall(r"[^\W\d_]+", name.lower())
    return next((place for known, place in _places()[1] if any(word in known or word.removesuffix("s") in known for word in words)), None)


def room_of(name: str, kit: SetKit | None, *, interior: bool) -> Room:
    """The room in which a scene's voices and things sound: as its heading names it, else by the size of its set."""
    rooms, _ = _places()
    if not interior:
        return rooms["cave"] if (named := place_named(name)) and named.room is rooms["cave"] else rooms["outdoors"]
    if named := place_named(name):
        return named.room
    if kit is not None:
        low, high = kit.stage.low, kit.stage.high
        if (high[0] - low[0]) * (high[1] - low[1]) > _LARGE_M2:
            return rooms["large"]
    return rooms["small"]
