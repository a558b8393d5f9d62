"""Builds a set from its kit: every piece, its doors, its lamps; the same from the same record and seed."""

from __future__ import annotations

from typing import Any

import bpy

from filmwright.records.breakdown import SetRecord
from filmwright.records.staging import LightPlan
from filmwright.theatre.catalogue import SetKit
from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker import pieces
from filmwright.theatre.worker.pieces.parts import Dressing, Parts, number
from filmwright.theatre.worker.pieces.surfaces import rgb

# A lamp in the picture is dimmer by day, as an exposure for daylight makes it.
LAMPS_BY_HOUR = {"day": 0.4, "dawn": 0.6, "dusk": 0.95, "night": 1.15}
# Outdoors by day street lamps are out.
LAMPS_OUTSIDE = {"day": 0.0, "dawn": 0.45, "dusk": 0.9, "night": 1.0}
OPENINGS = ("door", "window", "lift_doors", "archway")  # pieces that cut a hole in the wall on which they hang
# Pieces that are the same thing as a prop or a being of another name.
SHOWS = {
    "telescope_stand": "telescope", "tall_clock": "clock", "clock_wall": "clock", "rowing_boat": "boat", "books_pile": "book",
    "basket_logs": "basket",
}  # fmt: skip
SAT_ON = ("chair", "stool")  # seats of a kit rest on them: they stay
POOLS = 3.1  # watts a unit of power in a room: what a lamp throws about itself is seen as a pool, though walls between are not lit
MIRRORED = 0.15  # metres of radius from which a lamp is not seen in mirrors


class BuiltSet:
    """A set that stands: what opens in it and what burns."""

    def __init__(self, collection: Any, parts: dict[str, Parts], lamps: tuple[Any, ...]) -> None:
        self.collection = collection
        self.parts = parts  # by feature name, else by piece and number
        self.lamps = lamps  # one light a practical of the kit
        self._watts = tuple(lamp.data.energy for lamp in lamps)

    def feature(self, name: str) -> Any | None:
        """The root object of a feature (door, stove ...), if a piece of that name stands here."""
        found = self.parts.get(name)
        return found.root if found is not None else None

    def set_openness(self, feature: str, openness: float) -> None:
        """Open a door or lid of the set: 0 closed, 1 open. Features that do not open ignore it."""
        found = self.parts.get(feature)
        if found is not None:
            found.set_openness(openness)

    def set_lit(self, practical: int, lit: float) -> None:
        """Dim a practical by its number in the kit: 1 as planned, 0 out."""
        if 0 <= practical < len(self.lamps):
            self.lamps[practical].data.energy = self._watts[practical] * lit

    def key(self, frame: int) -> None:
        """Keyframe doors and lamps."""
        for part in self.parts.values():
            part.key(frame)
        for lamp in self.lamps:
            lamp.data.keyframe_insert("energy", frame=frame)

    def objects(self) -> list[Any]:
        """Every object of the set."""
        return [item for part in self.parts.values() for item in part.made] + list(self.lamps)


def build(record: SetRecord, kit: SetKit, light: LightPlan, collection: Any) -> BuiltSet:
    """Build a set in the open .blend.

    Args:
        record: Which kit, with its palette and seed.
        light: The hour and weather change windows, lamps, snow and wet.
        collection: Where its objects are linked.
    """
    hour = 1.0 if kit.sky == "none" else (LAMPS_BY_HOUR if kit.interior else LAMPS_OUTSIDE)[light.time_of_day]
    if light.weather in ("fog", "rain", "snow"):
        hour = max(hour, 0.6)
    dressing = Dressing(
        time_of_day=light.time_of_day,
        weather=light.weather,
        lamps=hour * light.practicals,
        interior=kit.interior,
        palette=record.palette,
        seed=record.seed,
    )
    built: dict[str, Parts] = {}
    openings = _openings(kit)
    for index, piece in enumerate(kit.pieces):
        if SHOWS.get(piece.make, piece.make) in record.without and piece.make not in SAT_ON:
            continue
        extra: dict[str, Any] = {"openings": openings, "reach": kit.camera.low[1] - 0.5} if piece.make == "room" else {}
        parts = pieces.build_piece(piece, collection, dressing=dressing, index=index, extra=extra)
        name = str(piece.options.get("feature") or piece.make)
        built[name if name not in built else f"{name} {index}"] = parts
    lamps = tuple(_practical(kit, index, dressing.lamps, collection) for index in range(len(kit.practicals)))
    bpy.context.view_layer.update()
    return BuiltSet(collection, built, lamps)


def _practical(kit: SetKit, index: int, share: float, collection: Any) -> Any:
    plan = kit.practicals[index]
    data = bpy.data.lights.new(f"Practical {index}", "POINT")
    data.energy, data.shadow_soft_size = plan.power * share * (POOLS if kit.interior else 2.6), plan.radius
    data.color = rgb(m.mix(plan.colour, "#fff4e4", 0.28))  # its glass glows in its full colour; so much of it on walls would dye them
    lamp = g.put(f"Practical {index}", data, None, collection, at=plan.place)
    lamp.visible_glossy = plan.radius < MIRRORED  # a large one stands for several bulbs: no mirror shows it
    return lamp


def _openings(kit: SetKit) -> list[float | str]:
    """Holes that doors and windows need in the walls of a room: wall, centre, width, from, to, for each."""
    found: list[float | str] = []
    for piece in kit.pieces:
        wall = piece.options.get("wall")
        if piece.make in OPENINGS and isinstance(wall, str) and wall:
            centre = piece.at[0] if wall in ("front", "back") else piece.at[1]
            width, height = number(piece, "width", 0.8), number(piece, "height", 0.8 if piece.make == "window" else 1.5)
            found += [wall, centre, width, piece.at[2], piece.at[2] + height]
    return found
