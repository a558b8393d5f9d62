"""Beaks: the keys of a mouth on two halves of horn; the lower swings down, round sounds draw both narrow, a smile lifts the corners."""

from __future__ import annotations

import math

import numpy as np

from filmwright.theatre.catalogue.beings import BeakForm
from filmwright.theatre.worker import geometry, materials
from filmwright.theatre.worker.geometry import Array, Shape
from filmwright.theatre.worker.puppets import mouths
from filmwright.theatre.worker.puppets.bench import Bench
from filmwright.theatre.worker.puppets.faces import FacePlan

_OPEN = {"rest": 0.0, "M": 0.0, "A": 1.0, "E": 0.55, "I": 0.35, "O": 0.75, "U": 0.3, "F": 0.15, "L": 0.5, "S": 0.2, "W": 0.2, "T": 0.6}


def build(bench: Bench, plan: FacePlan, form: BeakForm) -> None:
    """Make the beak as the object "mouth", with all its keys."""
    s, head = bench.head.size, bench.head
    y, z = head.y(0, plan.mouth_z * s) + 0.06 * s, plan.mouth_z * s
    long, wide, hook, blunt = form.long * s, form.wide * s, form.hook * s, form.blunt

    def halves() -> tuple[Shape, Shape]:
        bow = wide * (0.62 + 0.5 * blunt)
        upper = geometry.tube(
            [(0, 0, 0.02 * s), (0, -long * 0.55, 0.03 * s), (0, -long * 0.9, 0.02 * s - 0.55 * hook), (0, -long, -hook)],
            [wide, bow, wide * (0.26 + 0.7 * blunt), wide * max(blunt, 0.09)],
            segments=16,
            steps=4,
        )
        lower = geometry.tube(
            [(0, 0, -0.05 * s), (0, -long * 0.5, -0.05 * s), (0, -long * 0.82, -0.06 * s)],
            [wide * 0.86, bow * 0.82, wide * max(0.8 * blunt, 0.09)],
            segments=16,
            steps=4,
        )
        return upper, lower

    def points(opened: float, narrow: float, grin: float) -> Array:
        upper, lower = halves()
        up = upper.points * np.array([narrow, 1, form.tall])
        low = lower.points * np.array([narrow, 1, form.tall * 0.6])
        for part, sign in ((up, 0.35), (low, -1.0)):
            a = math.radians(sign * opened * 34)
            py, pz = part[:, 1].copy(), part[:, 2].copy()
            part[:, 1], part[:, 2] = py * math.cos(a) + pz * math.sin(a), pz * math.cos(a) - py * math.sin(a)
            part[:, 2] += grin * 0.10 * s * np.clip(1 + part[:, 1] / (0.7 * long), 0, 1) * np.clip(np.abs(part[:, 0]) / wide, 0, 1) * 2
        return np.asarray(np.concatenate([up, low]) + np.array([0, y, z]))

    upper, lower = halves()
    base = geometry.join([upper, lower.painted(1)])
    made = bench.on_head(
        "mouth",
        Shape(points(0.0, 1.0, 0.0), base.faces, base.uv, base.slot),
        [materials.clay(form.colour, roughness=0.4), materials.clay(materials.darker(form.colour, 0.22), roughness=0.45)],
    )
    made.shape_key_add(name="rest")
    for name in mouths.SHAPES:
        if name != "rest":
            shaped = points(_OPEN[name], 0.8 if name in "OUW" else 1.0, 0.0)
            made.shape_key_add(name=name).data.foreach_set("co", shaped.astype(np.float32).ravel())
    for name, grin in (("smile", 1.0), ("frown", -1.0)):
        made.shape_key_add(name=name).data.foreach_set("co", points(0.0, 1.0, grin).astype(np.float32).ravel())
    made.data.shape_keys.name = f"{bench.prefix}.mouth"
    bench.keyed.append(("mouth", made))
