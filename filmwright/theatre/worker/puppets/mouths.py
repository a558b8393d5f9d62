"""Replacement mouths: one mesh with lips, a hollow, teeth and a tongue, and a shape key for each mouth shape.

The mouth is a patch that lies on the face, its rim fixed, its lips moving: so it opens to a real dark hollow, which
takes light and shadow as a carved one does. All measures are in head radii until the end.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

import numpy as np

from filmwright.theatre.worker import geometry, materials
from filmwright.theatre.worker.geometry import Array, Shape
from filmwright.theatre.worker.puppets.bench import Bench
from filmwright.theatre.worker.puppets.heads import Head

AROUND = 48


@dataclasses.dataclass(frozen=True)
class Lips:
    """One mouth shape: half-width, opening above and below the line of the lips, lift of the corners, how round,
    how far the lips push out; how much of the opening upper teeth and lower teeth fill; the tongue's height in it."""

    width: float
    up: float
    down: float
    corners: float = 0.0
    roundness: float = 0.4
    push: float = 0.0
    teeth: float = 0.0
    lower_teeth: float = 0.0
    tongue: float = 0.0
    tuck: float = 0.0  # lower lip under the teeth
    out: float = 0.0  # how far the tongue hangs out over the lower lip


# Judged by eye on portraits at 640x320 (worker/portraits.py); each must be told from the others in a drawing or two.
SHAPES: dict[str, Lips] = {
    "rest": Lips(0.28, 0.010, 0.012, 0.035),
    "M": Lips(0.25, 0.002, 0.002, 0.0, push=-0.012),
    "A": Lips(0.29, 0.085, 0.275, 0.0, 0.75, teeth=0.30, tongue=0.34),
    "E": Lips(0.36, 0.075, 0.095, 0.035, 0.35, teeth=0.56, tongue=0.22),
    "I": Lips(0.37, 0.045, 0.055, 0.03, 0.25, teeth=0.55, lower_teeth=0.2),
    "O": Lips(0.175, 0.12, 0.19, 0.0, 1.0, push=0.05, tongue=0.22),
    "U": Lips(0.115, 0.060, 0.075, 0.0, 1.0, push=0.075),
    "F": Lips(0.27, 0.055, 0.020, 0.0, 0.35, teeth=0.8, tuck=1.0),
    "L": Lips(0.27, 0.060, 0.110, 0.01, 0.6, teeth=0.28, tongue=0.8),
    "S": Lips(0.30, 0.045, 0.045, 0.015, 0.3, teeth=0.5, lower_teeth=0.5),
    "T": Lips(0.27, 0.050, 0.150, 0.0, 0.6, teeth=0.3, tongue=0.5, out=0.26),
    "W": Lips(0.095, 0.040, 0.050, 0.0, 1.0, push=0.09),
}
PATCH = (0.50, 0.42)  # half-width and half-height of the rim
PATCH_DROP = 0.07  # the rim's centre is this far below the line of the lips


@dataclasses.dataclass(frozen=True)
class MouthPlan:
    """Where a mouth is on a head (metres from its centre) and its size against the head's."""

    z: float
    scale: float = 1.0
    lip: float = 1.0  # thickness of the lips
    flat: bool = False  # a slot in a plate (robots): no lips, no teeth


def dent(head: Head, plan: MouthPlan) -> tuple[float, float, float, float]:
    """The hole to leave in the head for the mouth."""
    s = head.size * plan.scale
    return (0.0, plan.z - PATCH_DROP * s, PATCH[0] * s, PATCH[1] * s)


def _line(lips: Lips, grin: float) -> tuple[Array, Array]:
    """The inner line of the lips: x and z (AROUND,), head radii from the mouth's centre. grin: -1 to 1 bends the corners."""
    a = np.arange(AROUND) * 2 * math.pi / AROUND
    width = lips.width * (1 + 0.20 * max(grin, 0.0) - 0.04 * max(-grin, 0.0))
    x = width * np.cos(a)
    power = 1.25 - 0.5 * lips.roundness
    z = np.where(np.sin(a) >= 0, lips.up, lips.down) * np.sign(np.sin(a)) * np.abs(np.sin(a)) ** power
    lift = lips.corners + (0.14 * grin if grin > 0 else 0.10 * grin)
    z = z + lift * (np.abs(np.cos(a)) ** 1.8 - 0.32)
    return x, z


def _points(head: Head, plan: MouthPlan, lips: Lips, grin: float) -> Array:
    """All vertices of the mouth in one shape, metres from the head's centre."""
    s = head.size * plan.scale
    a = np.arange(AROUND) * 2 * math.pi / AROUND
    rim_x, rim_z = PATCH[0] * np.cos(a), PATCH[1] * np.sin(a) - PATCH_DROP
    x, z = _line(lips, grin)
    lip = 0.036 * plan.lip * (0.8 + 0.2 * np.abs(np.sin(a)))
    nx, nz = np.cos(a), np.sin(a)
    bulge = lips.push
    under = np.where(np.sin(a) < 0, lips.tuck, 0.0) * np.abs(np.sin(a))
    outer_x, outer_z = x + nx * lip * 1.5, z + nz * lip * 1.7
    crest_x, crest_z = x + nx * lip * 0.65, z + nz * lip * 0.8
    rows: list[tuple[Array, Array, Array]] = [
        (rim_x * 1.09, (rim_z + PATCH_DROP) * 1.09 - PATCH_DROP, np.full(AROUND, -0.007)),
        (rim_x * 0.97, (rim_z + PATCH_DROP) * 0.97 - PATCH_DROP, np.full(AROUND, 0.003)),
    ]
    for t in (0.33, 0.66, 0.88):
        rows.append((rim_x * (1 - t) + outer_x * t, rim_z * (1 - t) + outer_z * t, np.full(AROUND, 0.004 + (0.008 + bulge) * t * t)))
    rows += [
        (outer_x, outer_z, np.full(AROUND, 0.012 + bulge)),
        (crest_x, crest_z, 0.012 + bulge + 0.85 * lip * (1 - 0.55 * under)),
        (x, z + 0.02 * under, 0.006 + bulge + 0.2 * lip - 0.05 * under),
        (x * 0.97, z * 0.97 + 0.03 * under, np.full(AROUND, -0.05) - 0.03 * under),
        (x * 0.85, z * 0.85, np.full(AROUND, -0.16)),
        (x * 0.4, z * 0.4, np.full(AROUND, -0.22)),
        (x * 0.0, z * 0.0, np.full(AROUND, -0.23)),
    ]
    out = [head.on_face(px * s, plan.z + pz * s, po * s) for px, pz, po in rows]
    if not plan.flat:
        out += _teeth(head, plan, lips, grin, x, z)
    return np.concatenate(out)


def _teeth(head: Head, plan: MouthPlan, lips: Lips, grin: float, x: Array, z: Array) -> list[Array]:
    """Upper teeth, lower teeth (each 2 rows of 13 with a rounded edge) and a tongue (5 rows of 13)."""
    s = head.size * plan.scale
    middle = 0.5 * (lips.up - lips.down)
    opening = max(lips.up + lips.down - 0.02, 0.001)
    across = np.linspace(-1, 1, 13)
    half = float(np.abs(x).max()) * 0.9
    bow = float(z[0]) - middle  # how far the corners are above the middle
    curve = bow * np.abs(across) ** 2
    top = lips.up + 0.05 if opening > 0.02 else middle
    bottom = -lips.down - 0.05 if opening > 0.02 else middle
    rows = []
    for share, edge, sign in ((lips.teeth, top, -1), (lips.lower_teeth, bottom, 1)):
        reach = edge + sign * (0.05 + share * opening) if share else edge
        narrow = 1.0 if share else 0.5
        for part, out in ((0.0, -0.006), (0.8, 0.002), (1.0, -0.02)):
            level = edge + (reach - edge) * part + curve * 0.8
            rows.append(head.on_face(across * half * narrow * s, plan.z + level * s, (out if share else -0.12) * s))
    if lips.out:
        hang = lips.out
        rounded = across**2
        for low, ahead, wide in ((0.02, -0.08, 0.6), (lips.down * 0.7, 0.02, 0.72), (lips.down + 0.02, 0.075, 0.76),
                                 (lips.down + 0.6 * hang, 0.09, 0.66), (lips.down + hang, 0.06, 0.3)):  # fmt: skip
            at = plan.z - (low + 0.05 * hang * rounded) * s
            rows.append(head.on_face(across * half * wide * s, at, (ahead - 0.03 * rounded) * s))
        return rows
    rise = -lips.down + lips.tongue * opening
    for part, out in ((0.0, -0.06), (0.35, -0.035), (0.7, -0.05), (1.0, -0.11), (1.05, -0.17)):
        level = (bottom + (rise - bottom) * part) - 0.03 * np.abs(across) ** 2 if lips.tongue else np.full(13, middle)
        width = half * (0.78 - 0.12 * part) if lips.tongue else half * 0.3
        rows.append(head.on_face(across * width * s, plan.z + level * s, (out if lips.tongue else -0.15) * s))
    return rows


def _topology(plan: MouthPlan) -> Shape:
    """Faces and slots: 0 skin, 1 lips, 2 hollow, 3 teeth, 4 tongue."""
    rows = 12
    fake = np.zeros((rows, AROUND, 3))
    patch = geometry.grid(fake + np.arange(rows)[:, None, None] * 0.01, around=True)
    slot = np.repeat([0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 2], AROUND)
    shapes = [Shape(patch.points, patch.faces, patch.uv, slot)]
    if not plan.flat:
        for count, kind in ((3, 3), (3, 3), (5, 4)):
            part = geometry.grid(np.zeros((count, 13, 3)) + np.arange(count)[:, None, None] * 0.01).painted(kind)
            shapes.append(part.flipped() if kind == 3 and len(shapes) == 1 else part)
    return geometry.join(shapes)


def build(bench: Bench, plan: MouthPlan, skin: object, lips: object, *, shapes: Sequence[str] = tuple(SHAPES)) -> None:
    """Make the mouth with keys for every shape and for `smile` and `frown`, which add to any of them."""
    base = _topology(plan)
    rest = _points(bench.head, plan, SHAPES["rest"], 0.0)
    shape = Shape(rest, base.faces, base.uv, base.slot)
    dark = materials.clay("#3a1013", roughness=0.5)
    slots = [skin, lips, dark, materials.gloss("#efe5d0", roughness=0.3), materials.clay("#b9524e", roughness=0.45)]
    made = bench.on_head("mouth", shape, slots)
    made.shape_key_add(name="rest")
    for name in shapes:
        if name == "rest":
            continue
        key = made.shape_key_add(name=name)
        key.data.foreach_set("co", _points(bench.head, plan, SHAPES[name], 0.0).astype(np.float32).ravel())
    for name, grin in (("smile", 1.0), ("frown", -1.0)):
        key = made.shape_key_add(name=name)
        # the bend of a mouth half open: a fair addition to every shape
        bent = rest + _points(bench.head, plan, SHAPES["E"], grin) - _points(bench.head, plan, SHAPES["E"], 0.0)
        key.data.foreach_set("co", bent.astype(np.float32).ravel())
    made.data.shape_keys.name = f"{bench.prefix}.mouth"
    bench.keyed.append(("mouth", made))
