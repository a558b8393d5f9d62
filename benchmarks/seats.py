"""Prints, for every seat of the kits, what is built under whoever sits there: its height and its front edge.

    .theatre/bin/python -m benchmarks.seats [KIT ...]        # in the theatre's Python

Rays fall in three rows from behind the seat's place to before it; gaps between slats do not count. A seat has its place 15 cm behind its
front edge, or in the middle of what is narrower, and the height of what is there. Listed is what is more than 2 cm too high (+) or too low
(-), whose edge is less than 12 cm ahead, or has nothing under it, and where it ought to be.
"""

from __future__ import annotations

import math
import sys

import bpy
import msgspec
import numpy as np
from mathutils import Vector

from filmwright.records.breakdown import SetRecord
from filmwright.records.staging import LightPlan
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue import Seat, SetKit
from filmwright.theatre.worker import sets

SHELLS = ("room", "cavern", "lantern_room")
NEAR = 9.0  # metres from a seat at which a piece may belong to it
OFF = 0.02  # metres
EDGE, LEAST_EDGE = 0.15, 0.12  # metres from the place to the front edge: wanted, and still allowed
STEP = 0.02
ALONG = np.arange(-0.36, 0.42, STEP)
LEVEL = 0.10  # metres from the told height within which a hit is the seat's


def stand(kit: SetKit) -> None:
    """Build what may be a seat of a kit."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.scene.world = bpy.data.worlds.new("World")

    def near(at: tuple[float, float, float]) -> bool:
        return any(math.dist(at[:2], (seat.x, seat.y)) < NEAR for seat in kit.seats.values())

    kept = tuple(piece for piece in kit.pieces if piece.make not in SHELLS and near(piece.at))
    record = SetRecord(id="x", name=kit.name, kit=kit.name, interior=kit.interior)
    sets.build(record, msgspec.structs.replace(kit, pieces=kept), LightPlan(time_of_day="day"), bpy.context.scene.collection)
    bpy.context.view_layer.update()


def profile(seat: Seat) -> np.ndarray:
    """Height of the seat along the way that its sitter faces, nan where there is none; gaps of less than 6 cm are closed."""
    graph = bpy.context.evaluated_depsgraph_get()
    a = math.radians(seat.heading)
    ahead, left = (math.sin(a), -math.cos(a)), (math.cos(a), math.sin(a))
    out = np.full(len(ALONG), np.nan)
    for k, far in enumerate(ALONG):
        hits = []
        for aside in (-0.05, 0.0, 0.05):
            x, y = seat.x + far * ahead[0] + aside * left[0], seat.y + far * ahead[1] + aside * left[1]
            found, where, *_ = bpy.context.scene.ray_cast(graph, Vector((x, y, seat.z + LEVEL)), Vector((0, 0, -1)), distance=2 * LEVEL)
            if found:
                hits.append(float(where.z))
        if hits:
            out[k] = sorted(hits)[len(hits) // 2]
    for k in range(1, len(out) - 3):
        if math.isnan(out[k]) and not math.isnan(out[k - 1]):
            after = next((j for j in (k + 1, k + 2) if not math.isnan(out[j])), None)
            if after is not None:
                out[k] = 0.5 * (out[k - 1] + out[after])
    return out


def ought(seat: Seat) -> tuple[float, float, float] | None:
    """(distance to the front edge, how far forward the place ought to be moved, the height there); None if nothing is there."""
    high = profile(seat)
    there = ~np.isnan(high)
    if not there.any():
        return None
    start = int(np.argmin(np.where(there, np.abs(ALONG), 9.0)))
    if abs(ALONG[start]) > 0.14:
        return None
    last, first = start, start
    while last + 1 < len(high) and there[last + 1] and abs(high[last + 1] - high[last]) < 0.04:
        last += 1
    while first > 0 and there[first - 1] and abs(high[first - 1] - high[first]) < 0.04:
        first -= 1
    edge, back = float(ALONG[last]) + STEP / 2, float(ALONG[first]) - STEP / 2
    move = 0.0 if edge >= LEAST_EDGE else max(edge - EDGE, 0.5 * (edge + back))
    hips = (move - 0.045 < ALONG) & (move + 0.065 > ALONG) & there
    return edge, move, float(np.median(high[hips])) if hips.any() else float(high[start])


def main() -> None:
    kits = catalogue.sets()
    count, off = 0, 0
    for name in sys.argv[1:] or kits:
        if not kits[name].seats:
            continue
        stand(kits[name])
        for seat, told in kits[name].seats.items():
            count += 1
            found = ought(told)
            if found is None:
                off += 1
                print(f"{name} {seat}: nothing under it")
                continue
            edge, move, high = found
            if abs(told.z - high) > OFF or abs(move) > OFF:
                off += 1
                a = math.radians(told.heading)
                place = f"x = {told.x + move * math.sin(a):.2f}, y = {told.y - move * math.cos(a):.2f}, z = {high:.3f}"
                print(f"{name} {seat}: {100 * (told.z - high):+.1f} cm, edge {100 * edge:.0f} cm ahead; ought to be {place}")
    print(f"{count} seats, {off} off")


if __name__ == "__main__":
    main()
