"""Prints, for every seat of the kits, how far what is built there is below (+) or above (-) where one sits, in centimetres.

    .theatre/bin/python -m benchmarks.seats [KIT ...]        # in the theatre's Python

Rays fall at five places under the hips of one who sits. A seat without anything under it, or more than 2 cm off, is listed.
"""

from __future__ import annotations

import math
import sys

import bpy
import msgspec
from mathutils import Vector

from filmwright.records.breakdown import SetRecord
from filmwright.records.staging import LightPlan
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue import Seat, SetKit
from filmwright.theatre.worker import sets

SHELLS = ("room", "cavern", "lantern_room")
NEAR = 3.0  # metres from a seat at which a piece may belong to it
OFF = 0.02  # metres
FORWARD = 0.05  # metres before the seat's middle at which hips are


def tops(kit: SetKit) -> dict[str, float | None]:
    """The height of what is under each seat's sitter, or None."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.scene.world = bpy.data.worlds.new("World")

    def near(at: tuple[float, float, float]) -> bool:
        return any(math.dist(at[:2], (seat.x, seat.y)) < NEAR for seat in kit.seats.values())

    kept = tuple(piece for piece in kit.pieces if piece.make not in SHELLS and near(piece.at))
    light = LightPlan(time_of_day="day")
    record = SetRecord(id="x", name=kit.name, kit=kit.name, interior=kit.interior)
    sets.build(record, msgspec.structs.replace(kit, pieces=kept), light, bpy.context.scene.collection)
    bpy.context.view_layer.update()
    return {name: top(seat) for name, seat in kit.seats.items()}


def top(seat: Seat) -> float | None:
    """The middle height of five hits under the hips; None if most of the rays hit nothing of the seat."""
    graph = bpy.context.evaluated_depsgraph_get()
    a = math.radians(seat.heading)
    ahead, left = (math.sin(a), -math.cos(a)), (math.cos(a), math.sin(a))
    hits: list[float] = []
    for forward, aside in ((FORWARD, 0.0), (0.0, 0.0), (2 * FORWARD, 0.0), (FORWARD, 0.06), (FORWARD, -0.06)):
        x, y = seat.x + forward * ahead[0] + aside * left[0], seat.y + forward * ahead[1] + aside * left[1]
        found, where, *_ = bpy.context.scene.ray_cast(graph, Vector((x, y, seat.z + 0.12)), Vector((0, 0, -1)), distance=seat.z + 0.2)
        if found and where.z > 0.05:
            hits.append(float(where.z))
    return sorted(hits)[len(hits) // 2] if len(hits) >= 3 else None


def main() -> None:
    kits = catalogue.sets()
    count, off = 0, 0
    for name in sys.argv[1:] or kits:
        if not kits[name].seats:
            continue
        for seat, high in tops(kits[name]).items():
            count += 1
            gap = None if high is None else kits[name].seats[seat].z - high
            if gap is None or abs(gap) > OFF:
                off += 1
                print(f"{name:18s} {seat:18s} " + ("nothing under it" if gap is None else f"{100 * gap:+.1f} cm"))
    print(f"{count} seats, {off} off by more than {100 * OFF:.0f} cm or with nothing under them")


if __name__ == "__main__":
    main()
