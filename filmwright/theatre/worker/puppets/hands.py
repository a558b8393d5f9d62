"""Hands of three fingers and a thumb: one mesh, a shape key for each way of holding it."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
from mathutils import Matrix, Vector

from filmwright.theatre.worker import geometry
from filmwright.theatre.worker.geometry import Array, Shape
from filmwright.theatre.worker.puppets.bench import Bench
from filmwright.theatre.worker.puppets.rig import SIDES


@dataclasses.dataclass(frozen=True)
class Fingers:
    """How fingers are held: bend of each (index, middle, little) in degrees at each of two joints, their spread, and
    the thumb's turn across the palm and its bend."""

    bend: tuple[float, float, float]
    spread: float
    thumb_in: float
    thumb_bend: float
    arch: float = 0.0


SHAPES: dict[str, Fingers] = {
    "relaxed": Fingers((24, 30, 36), 5, 18, 20),
    "open": Fingers((-6, -4, -4), 19, -32, -8),
    "flat": Fingers((2, 2, 2), 2, 8, 6),
    "grip": Fingers((58, 60, 62), 3, 58, 34),
    "fist": Fingers((86, 88, 88), 1, 62, 58),
    "point": Fingers((0, 86, 88), 2, 56, 52),
}


def _hand(size: float, held: Fingers) -> Shape:
    """A left hand about the wrist: -y along the fingers, z to the thumb, the palm facing -x. `size`: wrist to mid-palm."""
    palm = geometry.ball(1.0, segments=22, rings=16).moved(scale=(size * 0.50, size * 1.05, size * 0.92), at=(0, -size * 0.86, 0))
    wrist = geometry.ball(size * 0.5, segments=16, rings=10).moved(at=(0, -size * 0.02, 0))
    parts = [palm, wrist]
    for index, (offset, length, thick) in enumerate(((0.60, 1.10, 0.29), (0.02, 1.20, 0.30), (-0.56, 0.98, 0.27))):
        bend = held.bend[index]
        fan = held.spread * (1, 0, -1)[index]
        start = Vector((-0.04 * size, -1.50 * size + 0.16 * size * abs(offset), offset * size))
        path = [start]
        turn = Matrix.Rotation(np.radians(fan), 3, "X")
        for share, part in ((0.62, 0.36), (1.0, 0.34), (1.0, 0.30)):
            turn = turn @ Matrix.Rotation(np.radians(-bend * share), 3, "Z")
            path.append(path[-1] + turn @ Vector((0, -1, 0)) * length * part * size)
        radii = [thick * size * k for k in (0.95, 1.0, 0.96, 0.86)]
        parts.append(geometry.tube([tuple(p) for p in path], radii, segments=12, steps=3))
    base = Vector((-0.16 * size, -0.45 * size, 0.55 * size))
    turn = Matrix.Rotation(np.radians(52 - 0.25 * held.thumb_in), 3, "X") @ Matrix.Rotation(np.radians(-held.thumb_in), 3, "Z")
    path = [base]
    for share, part in ((0.3, 0.5), (1.0, 0.45)):
        turn = turn @ Matrix.Rotation(np.radians(-held.thumb_bend * share), 3, "Z") @ Matrix.Rotation(np.radians(-16), 3, "X")
        path.append(path[-1] + turn @ Vector((0, -1, 0)) * part * 1.15 * size)
    parts.append(geometry.tube([tuple(p) for p in path], [0.32 * size, 0.31 * size, 0.26 * size], segments=12, steps=3))
    return geometry.join(parts)


def build(bench: Bench, materials: Any) -> None:
    """Both hands, with keys; and an empty in each palm where held props hang.

    The grip's axes: with the forearm straight ahead they are the puppet's own (-y along the fingers, z towards the thumb).
    """
    size = max(1.25 * bench.body.hand, 0.27 * bench.body.head_radius)  # hands must read beside such heads
    for tag, side in SIDES:
        axes = bench.rig.hand_axes(tag).to_matrix()
        wrist = bench.rig.rest[f"hand.{tag}"]

        def placed(shape: Shape, side: float = side, axes: Matrix = axes) -> Array:
            points = shape.points * np.array([side, 1.0, 1.0])
            return np.asarray(points @ np.array(axes).T)

        rest = _hand(size, SHAPES["relaxed"])
        shape = geometry.Shape(placed(rest), rest.faces, rest.uv, rest.slot)
        if side < 0:
            shape = shape.flipped()
        made = bench.rigid(f"hand.{tag}", shape, materials, f"hand.{tag}", wrist)
        made.shape_key_add(name="relaxed")
        for name, held in SHAPES.items():
            if name == "relaxed":
                continue
            key = made.shape_key_add(name=name)
            key.data.foreach_set("co", placed(_hand(size, held)).astype(np.float32).ravel())
        made.data.shape_keys.name = f"{bench.prefix}.hand.{tag}"
        bench.keyed.append((f"hand.{tag}", made))
        grip = geometry.empty(f"{bench.prefix}.grip.{tag}", bench.collection, size=0.04)
        palm = wrist + axes @ Vector((-side * size * 0.62, -size * 1.25, 0.0))
        bench.rig.hang(grip, f"hand.{tag}", palm, axes.to_4x4())
