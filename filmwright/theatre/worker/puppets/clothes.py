"""Clothes: a trunk, sleeves, legs and shoes cut from the words of the record, each garment with its own outline.

A garment is a loft of rings over the body, with collar, cuffs, hem, buttons and pockets as rolls and patches, all skinned.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from filmwright.theatre.worker import geometry, materials
from filmwright.theatre.worker.geometry import Array, Shape, smoothstep
from filmwright.theatre.worker.puppets.bench import Bench
from filmwright.theatre.worker.puppets.markings import painted
from filmwright.theatre.worker.puppets.rig import SIDES, ankle_height

Level = tuple[float, float, float, float]  # z, radius across, radius fore and aft, shift of its middle (y)


@dataclasses.dataclass(frozen=True)
class Garment:
    """How a top is cut. hem: how far it reaches below the hips, as a share of the way to the floor (negative: above).

    flare: how much wider the hem is than the hips. loose: how far it stands off the body (metres). closure: buttons, a zip,
    double-breasted, open over a shirt, laced, or none. sleeve: long, short, wide or none.
    """

    hem: float = 0.0
    flare: float = 0.0
    loose: float = 0.0
    collar: str = "none"  # crew, roll, shirt, lapel, stand, wide, hood, round, none
    closure: str = "none"
    buttons: int = 0
    pockets: str = "none"  # patch, breast, flap, none
    cuff: str = "hem"  # rib, turn, shirt, hem, fur
    sleeve: str = "long"
    belt: bool = False
    waist: float = 1.0  # how narrow the middle is
    rib: bool = False
    shirt: bool = False  # a shirt shows in the opening


GARMENTS: dict[str, Garment] = {
    "jumper": Garment(hem=0.10, loose=0.012, collar="roll", cuff="rib", rib=True),
    "shirt": Garment(hem=0.04, collar="shirt", closure="buttons", buttons=4, pockets="breast", cuff="shirt"),
    "blouse": Garment(hem=0.0, collar="round", closure="buttons", buttons=3, cuff="rib", sleeve="wide", waist=0.9),
    "coat": Garment(hem=0.42, flare=0.10, loose=0.02, collar="lapel", closure="buttons", buttons=3, pockets="flap", cuff="turn"),
    "long_coat": Garment(
        hem=0.80, flare=0.22, loose=0.022, collar="lapel", closure="double", buttons=3, pockets="flap", cuff="turn", belt=True, waist=0.93
    ),
    "cardigan": Garment(hem=0.16, loose=0.014, collar="none", closure="open", buttons=4, pockets="patch", cuff="rib", rib=True, shirt=True),
    "waistcoat": Garment(
        hem=0.06, loose=0.006, collar="none", closure="open", buttons=4, pockets="flap", sleeve="shirt", cuff="shirt", shirt=True
    ),
    "dress": Garment(hem=0.62, flare=0.42, collar="round", closure="buttons", buttons=2, cuff="rib", sleeve="short", waist=0.86, belt=True),
    "tunic": Garment(hem=0.40, flare=0.18, collar="stand", closure="laced", cuff="hem", belt=True, sleeve="wide"),
    "uniform": Garment(
        hem=0.24, flare=0.05, loose=0.008, collar="stand", closure="double", buttons=4, pockets="flap", cuff="turn", belt=True
    ),
    "apron_dress": Garment(hem=0.66, flare=0.36, collar="round", cuff="rib", sleeve="short", waist=0.88),
    "oilskin": Garment(hem=0.58, flare=0.30, loose=0.035, collar="wide", closure="buttons", buttons=4, pockets="flap", cuff="turn"),
    "robe": Garment(hem=0.94, flare=0.34, loose=0.015, collar="wide", closure="open", cuff="turn", sleeve="wide", belt=True, shirt=True),
    "cloak": Garment(hem=0.84, flare=0.55, loose=0.045, collar="wide", closure="buttons", buttons=1, cuff="hem", sleeve="wide"),
    "dungarees": Garment(hem=0.0, loose=0.006, collar="shirt", cuff="shirt"),
    "gown": Garment(hem=0.93, flare=0.75, collar="none", closure="laced", cuff="hem", sleeve="short", waist=0.78),
    "nightshirt": Garment(hem=0.78, flare=0.24, loose=0.025, collar="shirt", closure="buttons", buttons=2, cuff="hem", sleeve="wide"),
    "jacket": Garment(hem=0.10, loose=0.014, collar="stand", closure="zip", pockets="patch", cuff="rib"),
    "bare": Garment(),
}

_TRUNK = {  # (share of the way from hip to shoulder, share of the girth)
    "slight": ((-0.16, 0.80), (0, 0.95), (0.25, 0.98), (0.55, 0.92), (0.8, 0.86), (0.97, 0.66)),
    "average": ((-0.16, 0.82), (0, 0.97), (0.22, 1.0), (0.5, 0.95), (0.8, 0.83), (0.97, 0.64)),
    "stout": ((-0.16, 0.72), (0, 0.88), (0.26, 1.0), (0.5, 0.98), (0.78, 0.80), (0.97, 0.58)),
    "tall": ((-0.16, 0.84), (0, 0.95), (0.25, 0.94), (0.55, 0.96), (0.82, 0.92), (0.97, 0.70)),
    "broad": ((-0.16, 0.68), (0, 0.80), (0.25, 0.88), (0.55, 0.99), (0.82, 0.98), (0.97, 0.78)),
}
_DEPTH = {"slight": 0.80, "average": 0.82, "stout": 0.92, "tall": 0.78, "broad": 0.76}  # fore and aft against across


def loft(levels: Sequence[Level], *, segments: int = 48, steps: int = 4) -> Shape:
    """A surface over elliptical rings, from the lowest up."""
    path = geometry.smooth_path(np.array(levels, float), steps)
    angle = np.arange(segments) * 2 * math.pi / segments
    points = np.stack([path[:, 1:2] * np.cos(angle), path[:, 2:3] * np.sin(angle) + path[:, 3:4], np.repeat(path[:, :1], segments, 1)], -1)
    return geometry.grid(points, around=True)


class Trunk:
    """The body's outline under a garment: radii by height."""

    def __init__(self, bench: Bench, garment: Garment) -> None:
        b = bench.body
        self.body, self.garment = b, garment
        build = bench.puppet.build
        span = b.shoulder_height - b.hip_height
        depth = _DEPTH[build]
        neck = 0.40 * b.head_radius
        levels: list[Level] = []
        for share, wide in _TRUNK[build]:
            wide *= b.girth
            if 0.1 < share < 0.7:
                wide *= 1 - (1 - garment.waist) * math.sin(math.pi * (share + 0.1))
            if share > 0.9:
                wide = max(wide, b.shoulder_width / 2 * 0.98)
            elif share > 0.7:
                wide = max(wide, b.shoulder_width / 2 * 1.02)
            belly = -0.03 * b.girth if build == "stout" and 0.1 < share < 0.7 else 0.0
            out = garment.loose
            levels.append((b.hip_height + share * span, wide + out, wide * depth + out, belly))
        top = b.hip_height + span
        shoulder = levels[-1]
        levels.append((top + 0.05 * span, shoulder[1] * 0.80 + neck * 0.2, shoulder[2] * 0.80, 0.0))
        levels.append((top + 0.11 * span, neck * 1.25 + garment.loose * 0.4, neck * 1.2 + garment.loose * 0.4, 0.0))
        levels.append((top + 0.15 * span, neck * 1.0, neck * 1.0, 0.0))
        self.neck_z, self.neck = top + 0.12 * span, neck
        if garment.hem > 0:
            hem_z = b.hip_height * (1 - garment.hem)
            base = levels[1]
            wide = max(base[1], b.girth * 0.9) * (1 + garment.flare)
            upper = [level for level in levels if level[0] >= b.hip_height - 1e-6]
            steps = 3 if garment.hem > 0.3 else 2
            skirt: list[Level] = []
            for k in range(steps, 0, -1):
                t = k / steps
                r = base[1] + (wide - base[1]) * t**0.8
                ratio = base[2] / base[1]
                skirt.append((b.hip_height + (hem_z - b.hip_height) * t, r, r * (ratio + (0.95 - ratio) * 0.5 * t), 0.0))
            levels = [*skirt, *upper]
        self.levels = levels
        self.path = geometry.smooth_path(np.array(levels, float), 4)

    @property
    def hem_z(self) -> float:
        return self.levels[0][0]

    def radii(self, z: float) -> tuple[float, float, float]:
        """Across, fore and aft, shift, at a height."""
        order = np.argsort(self.path[:, 0])
        rows = self.path[order]
        return tuple(float(np.interp(z, rows[:, 0], rows[:, k])) for k in (1, 2, 3))  # type: ignore[return-value]

    def at(self, azimuth: float, z: float, out: float = 0.0) -> Array:
        """A point on the cloth: azimuth degrees from the front, to its left positive."""
        rx, ry, shift = self.radii(z)
        a = math.radians(azimuth)
        return np.array([(rx + out) * math.sin(a), -(ry + out) * math.cos(a) + shift, z])

    def roll(self, z: float, thick: float, *, tall: float = 1.0, out: float = 0.0) -> Shape:
        """A rolled ring round the trunk: hems, belts, collars."""
        rx, ry, shift = self.radii(z)
        rings = []
        for t in np.linspace(-0.5 * math.pi, 0.5 * math.pi, 7):
            grow = thick * math.cos(t) - thick * 0.35 + out
            rings.append((z + thick * tall * math.sin(t), rx + grow, ry + grow, shift))
        return loft(rings, segments=48, steps=1)


def _button(radius: float) -> Shape:
    """A sewn button, its back at the origin, facing -y."""
    shape = geometry.lathe(
        [(0, 0), (radius, 0), (radius * 1.12, radius * 0.3), (radius, radius * 0.55), (radius * 0.5, radius * 0.4), (0, radius * 0.4)],
        segments=16,
        steps=1,
    )
    return shape.moved(turn=(90, 0, 0))


def _lay(shape: Shape, trunk: Trunk, azimuth: float, z: float, out: float = 0.0) -> Shape:
    """A piece that faces -y, laid on the cloth there."""
    slope = trunk.at(azimuth, z + 0.03) - trunk.at(azimuth, z - 0.03)
    tip = math.degrees(math.atan2(-(slope @ np.array([math.sin(math.radians(azimuth)), -math.cos(math.radians(azimuth)), 0])), slope[2]))
    return shape.moved(turn=(-tip, 0, 0)).moved(turn=(0, 0, azimuth), at=trunk.at(azimuth, z, out))


def _patch(trunk: Trunk, azimuth: float, z: float, width: float, height: float, thick: float = 0.010) -> Shape:
    """A pocket or badge lying on the cloth: a soft plate that follows the trunk."""
    across = np.linspace(-1, 1, 7)
    up = np.linspace(-1, 1, 7)
    rows = []
    for v in up:
        row = []
        for u in across:
            bulge = thick * (1 - max(abs(u), abs(v)) ** 6) - 0.002
            squeeze = 1.0 - 0.12 * (v < -0.6) * abs(u)
            rx, ry, _ = trunk.radii(z + v * height / 2)
            degrees = azimuth + math.degrees(u * squeeze * width / 2 / max(rx, ry, 1e-3))
            row.append(trunk.at(degrees, z + v * height / 2, bulge))
        rows.append(row)
    return geometry.grid(np.array(rows))


def _line(trunk: Trunk, azimuth: float, low: float, high: float, thick: float, *, out: float = 0.0, steps: int = 8) -> Shape:
    """A seam or edge up the cloth."""
    return geometry.tube([tuple(trunk.at(azimuth, z, out)) for z in np.linspace(low, high, steps)], thick, segments=6, steps=2)


def top(bench: Bench) -> Trunk:
    """The upper garment, skinned to trunk (and legs, if it is long)."""
    puppet, b = bench.puppet, bench.body
    if puppet.top == "bare":
        skin = materials.skin(puppet.skin, blush=materials.mix(puppet.skin, "#c4473a", 0.36))
        return bare_top(bench, skin, downy=False)
    garment = GARMENTS[puppet.top]
    trunk = Trunk(bench, garment)
    colour = puppet.top_colour
    cloth = materials.cloth(puppet.top_cloth, colour)
    deep = materials.darker(colour, 0.22)
    edge = materials.knit(deep, rib=True) if garment.rib or puppet.top_cloth == "knit" else materials.cloth(puppet.top_cloth, deep)
    button = (
        materials.metal("#c79a45")
        if puppet.top in ("uniform", "long_coat")
        else materials.wood(materials.mix(puppet.accent_colour, "#5a3a22", 0.45))
    )
    white = materials.cotton("#e8e0cf")
    slots = [cloth, edge, button, white, materials.felt(materials.lighter(colour, 0.22)), materials.cotton(puppet.accent_colour)]
    if puppet.top == "dungarees":  # the bib is of the trousers' cloth, over the shirt
        slots[5] = materials.cloth(puppet.bottom_cloth, puppet.bottom_colour)
    u = b.head_radius  # the unit of details, so that a child's buttons are a child's
    shapes = [loft(trunk.levels)]
    shapes += _hem_and_collar(trunk, garment, u)
    shapes += _closure(trunk, garment, u)
    shapes += _pockets(trunk, garment, u)
    if garment.belt:
        z = b.hip_height + 0.28 * (b.shoulder_height - b.hip_height)
        shapes.append(trunk.roll(z, 0.055 * u, tall=1.3, out=0.01).painted(5 if puppet.top in ("dress", "robe") else 1))
        if puppet.top not in ("dress", "robe"):
            shapes.append(_lay(geometry.box((0.2 * u, 0.05 * u, 0.17 * u), bevel=0.03 * u, jitter=0.004), trunk, 0, z, 0.06 * u).painted(2))
        else:
            shapes.append(_lay(geometry.ball(0.09 * u), trunk, 8, z, 0.05 * u).painted(5))
            for lean in (-12, 16):
                tie = [
                    trunk.at(8, z, 0.05 * u),
                    trunk.at(8 + lean * 0.6, z - 0.28 * u, 0.07 * u),
                    trunk.at(8 + lean, z - 0.6 * u, 0.04 * u),
                ]
                shapes.append(geometry.tube(np.array(tie), [0.05 * u, 0.055 * u, 0.065 * u], flat=0.45, segments=8).painted(5))
    if puppet.top in ("apron_dress", "dungarees"):
        shapes += _apron(trunk, u)
    whole = geometry.join(shapes).wobbled(0.012 * u, 5.0, bench.number("top"))
    woolly = puppet.top_cloth in ("knit", "felt", "wool")
    if woolly:
        whole = geometry.join([whole, geometry.fibres(shapes[0], 4200, 0.075 * u, slot=4, seed=bench.number("topfuzz"), width=0.0045 * u)])
    bench.draped("top", whole, slots, trunk.radii)
    _sleeves(bench, trunk, garment, slots, woolly)
    return trunk


def _hem_and_collar(trunk: Trunk, garment: Garment, u: float) -> list[Shape]:
    out = [
        trunk.roll(trunk.hem_z + 0.03 * u, 0.07 * u if garment.rib else 0.035 * u, tall=1.5 if garment.rib else 1.0, out=0.01 * u).painted(
            1
        )
    ]
    n, z = trunk.neck, trunk.neck_z
    if garment.collar == "roll":
        out.append(
            geometry.lathe(
                [
                    (n * 0.9, z - 0.16 * u),
                    (n * 1.42, z - 0.12 * u),
                    (n * 1.5, z + 0.02 * u),
                    (n * 1.4, z + 0.16 * u),
                    (n * 1.15, z + 0.2 * u),
                    (n * 0.95, z + 0.14 * u),
                ],
                segments=40,
            ).painted(1)
        )
    elif garment.collar in ("crew", "none"):
        out.append(
            geometry.lathe(
                [(n * 1.0, z - 0.08 * u), (n * 1.32, z - 0.06 * u), (n * 1.32, z + 0.03 * u), (n * 1.0, z + 0.05 * u)], segments=36
            ).painted(1)
        )
    elif garment.collar == "stand":
        out.append(
            geometry.lathe(
                [
                    (n * 1.25, z - 0.12 * u),
                    (n * 1.36, z - 0.05 * u),
                    (n * 1.32, z + 0.15 * u),
                    (n * 1.22, z + 0.18 * u),
                    (n * 1.05, z + 0.12 * u),
                ],
                segments=36,
            ).painted(1)
        )
    elif garment.collar in ("shirt", "lapel", "wide", "round"):
        out += _turned_collar(trunk, garment.collar, u)
    return out


def _turned_collar(trunk: Trunk, kind: str, u: float) -> list[Shape]:
    """A collar that stands behind the neck and turns over, its points in front."""
    n, z = trunk.neck, trunk.neck_z
    drop, spread, point = {
        "shirt": (0.20, 1.62, 0.16),
        "lapel": (0.28, 1.85, 0.42),
        "wide": (0.34, 2.15, 0.20),
        "round": (0.22, 1.85, -0.02),
    }[kind]
    rows = []
    angles = np.radians(np.linspace(8, 352, 45))
    for t in np.linspace(0, 1, 7):
        ring = []
        for a in angles:
            front = max(0.0, math.cos(a)) ** 6  # the points, either side of the opening
            r_in, r_out = n * 1.12, n * spread
            height = (
                z
                + 0.13 * u * math.sin(math.pi * min(t * 1.5, 1.0)) * (0.55 + 0.45 * (1 - math.cos(a)) / 2)
                - (drop + point * front) * u * max(t - 0.3, 0) / 0.7
            )
            r = r_in + (r_out - r_in) * t**0.8
            x, y = r * math.sin(a), -r * math.cos(a)
            rx, ry, shift = trunk.radii(height)
            need = 1.0 / max(math.hypot(x / (rx + 0.06 * u), (y - shift) / (ry + 0.06 * u)), 1e-6)
            if need > 1:  # stay over the cloth
                x, y = x * need, (y - shift) * need + shift
            ring.append((x, y, height))
        rows.append(ring)
    sheet = np.array(rows)
    upper = geometry.grid(sheet)
    middle = np.array([0, 0, z])
    under = geometry.grid(sheet * 1.0 + (middle - sheet) * 0.03 - np.array([0, 0, 0.02 * u]))
    border = geometry.tube(sheet[-1], 0.022 * u, segments=6, steps=1)
    return [s.painted(1) for s in (upper, under, border)]


def _closure(trunk: Trunk, garment: Garment, u: float) -> list[Shape]:
    out: list[Shape] = []
    low, high = trunk.hem_z + 0.05 * u, trunk.neck_z - 0.28 * u
    if garment.closure in ("buttons", "double"):
        edge = 0 if garment.closure == "buttons" else 13
        out.append(_line(trunk, edge, low, high, 0.02 * u, out=0.002).painted(1))
        top_z = high - (0.18 if garment.collar in ("lapel", "wide") else 0.0) * u
        bottom = max(low + 0.1 * u, trunk.body.hip_height - 0.05 * u)
        columns = (0,) if garment.closure == "buttons" else (-11, 11)
        for z in np.linspace(top_z, bottom, max(garment.buttons, 1)):
            for azimuth in columns:
                out.append(_lay(_button(0.075 * u), trunk, azimuth - (3 if len(columns) == 1 else 0), float(z), 0.012 * u).painted(2))
    elif garment.closure == "zip":
        out.append(_line(trunk, 0, low, high + 0.2 * u, 0.03 * u, out=0.003).painted(1))
        out.append(_lay(geometry.box((0.06 * u, 0.04 * u, 0.14 * u), bevel=0.01, jitter=0), trunk, 0, high, 0.03 * u).painted(2))
    elif garment.closure == "laced":
        for k, z in enumerate(np.linspace(high + 0.1 * u, high - 0.3 * u, 4)):
            ends = [
                trunk.at(-9, z, 0.02 * u),
                trunk.at(0, z - 0.03 * u, 0.03 * u),
                trunk.at(9, z - 0.06 * u * (1 if k % 2 else -1), 0.02 * u),
            ]
            out.append(geometry.tube(np.array(ends), 0.022 * u, segments=6).painted(5))
    elif garment.closure == "open":
        wide_top, wide_low = 30.0, 9.0
        rows = []
        heights = np.linspace(max(low, trunk.body.hip_height - 0.1 * u), trunk.neck_z - 0.02 * u, 12)
        for z in heights:
            t = (z - heights[0]) / max(heights[-1] - heights[0], 1e-6)
            half = wide_low + (wide_top - wide_low) * t**1.5
            rows.append([trunk.at(float(a), float(z), 0.006) for a in np.linspace(-half, half, 9)])
        out.append(geometry.grid(np.array(rows)).painted(3))
        for side in (0, -1):
            out.append(geometry.tube(np.array([row[side] for row in rows]), 0.045 * u, segments=8, steps=1).painted(1))
        for z in np.linspace(heights[1], heights[6], garment.buttons) if garment.buttons else ():
            t = (z - heights[0]) / max(heights[-1] - heights[0], 1e-6)
            out.append(_lay(_button(0.06 * u), trunk, -(wide_low + (wide_top - wide_low) * t**1.5) - 2, float(z), 0.04 * u).painted(2))
    return out


def _pockets(trunk: Trunk, garment: Garment, u: float) -> list[Shape]:
    out: list[Shape] = []
    b = trunk.body
    if garment.pockets in ("patch", "flap"):
        z = b.hip_height + 0.02 * (b.shoulder_height - b.hip_height) if garment.hem < 0.5 else b.hip_height * 0.92
        z = max(z, trunk.hem_z + 0.24 * u)
        for side in (-1, 1):
            out.append(_patch(trunk, side * 42, z, 0.42 * u, 0.36 * u, 0.03 * u))
            lid = _patch(trunk, side * 42, z + 0.15 * u, 0.46 * u, 0.12 * u, 0.055 * u) if garment.pockets == "flap" else None
            out.append(
                lid.painted(1) if lid is not None else _patch(trunk, side * 42, z + 0.17 * u, 0.42 * u, 0.05 * u, 0.045 * u).painted(1)
            )
    elif garment.pockets == "breast":
        z = b.hip_height + 0.66 * (b.shoulder_height - b.hip_height)
        out += [_patch(trunk, 34, z, 0.3 * u, 0.28 * u, 0.03 * u), _patch(trunk, 34, z + 0.12 * u, 0.31 * u, 0.06 * u, 0.04 * u).painted(1)]
    return out


def _apron(trunk: Trunk, u: float) -> list[Shape]:
    """A pinafore: a bib, a skirt panel and straps."""
    b = trunk.body
    span = b.shoulder_height - b.hip_height
    waist = b.hip_height + 0.34 * span
    rows = []
    for z, half in (
        (trunk.hem_z + 0.1 * u, 62),
        (b.hip_height, 60),
        (waist, 46),
        (waist + 0.01 * span, 33),
        (b.hip_height + 0.86 * span, 30),
    ):
        rows.append([trunk.at(float(a), z, 0.03 * u) for a in np.linspace(-half, half, 15)])
    sheet: Array = np.array(rows)
    fine = np.stack([geometry.smooth_path(sheet[:, k], 4) for k in range(sheet.shape[1])], 1)
    out = [geometry.grid(fine).painted(5), geometry.tube(fine[0], 0.03 * u, steps=1, segments=6).painted(5)]
    out.append(trunk.roll(waist, 0.05 * u, tall=1.3, out=0.03 * u).painted(5))
    for side in (-1, 1):
        strap = [
            trunk.at(side * a, z, 0.025 * u)
            for a, z in ((26, b.hip_height + 0.84 * span), (38, b.shoulder_height - 0.02 * span), (70, b.shoulder_height + 0.06 * span))
        ]
        out.append(geometry.tube(np.array(strap), 0.06 * u, flat=0.5, segments=8).painted(5))
    return out


def _sleeves(bench: Bench, trunk: Trunk, garment: Garment, slots: list[Any], woolly: bool) -> None:
    """Sleeves and, where they are short, the bare arms; they bend at the elbow."""
    b, u = bench.body, bench.body.head_radius
    build = bench.puppet.build
    r = u * {"slight": 0.205, "average": 0.232, "stout": 0.265, "tall": 0.22, "broad": 0.275}[build] + garment.loose * 0.5
    length = b.upper_arm + b.forearm
    skin = materials.skin(bench.puppet.skin, blush=materials.mix(bench.puppet.skin, "#c4473a", 0.36))
    for tag, side in SIDES:
        start, way = np.array(bench.rig.shoulder(side)), np.array(bench.rig.arm_direction(side))

        def along(share: float, start: Array = start, way: Array = way) -> Array:
            return start + way * length * share

        parts = []
        cover = {"short": 0.40}.get(garment.sleeve, 0.97)
        puff = {"wide": 0.55, "short": 0.5}.get(garment.sleeve, 0.0)
        first = start - way * 0.035 - np.array([side * 0.03, 0, 0])
        shares = np.linspace(0.02, cover, 9)
        path = np.array([first, *[along(float(s)) for s in shares]])
        swell = [
            1.12
            * (1 - 0.18 * s)
            * (1 + puff * (s / cover) ** 2 * (0.9 if garment.sleeve == "wide" else math.sin(math.pi * s / cover) * 1.4))
            for s in shares
        ]
        radii = [r * 1.0, *[r * k for k in swell]]
        main = geometry.tube(path, radii, segments=20, steps=3)
        shirt_sleeve = garment.sleeve == "shirt"
        parts.append(main.painted(3 if shirt_sleeve else 0))
        end_r = radii[-1]
        kind = garment.cuff
        size = {"rib": (0.16, 1.06), "turn": (0.22, 1.13), "shirt": (0.14, 1.08), "hem": (0.05, 1.05)}[kind]
        cuff = [along(cover - size[0] * u / length), along(cover)]
        ring = geometry.tube(np.array(cuff), [end_r * size[1], end_r * size[1]], segments=20, steps=3, ends="round")
        parts.append(ring.painted(1 if not shirt_sleeve else 3))
        if cover < 0.9:
            arm = geometry.tube(
                np.array([along(cover - 0.1), along(0.6), along(0.85), along(1.0)]), [0.17 * u, 0.17 * u, 0.155 * u, 0.15 * u], segments=14
            )
            parts.append(arm.painted(6))
        shape = geometry.join(parts).wobbled(0.01 * u, 7.0, bench.number("sleeve" + tag))
        if woolly and not shirt_sleeve:
            shape = geometry.join(
                [shape, geometry.fibres(main, 1300, 0.065 * u, slot=4, seed=bench.number("sleevefuzz" + tag), width=0.0045 * u)]
            )
        bench.skinned(f"sleeve.{tag}", shape, [*slots, skin], bench.arm_weights(tag))


def bare_top(bench: Bench, coat: Any, belly: Any = None, *, size: float = 1.0, downy: bool = True) -> Trunk:
    """The trunk and the arms as they are, in a coat or a skin, closed below; `belly`: another colour in front, `size` wide."""
    b, u = bench.body, bench.body.head_radius
    trunk = Trunk(bench, Garment())
    span, low = b.shoulder_height - b.hip_height, trunk.levels[0]
    floor = b.hip_height * 0.56
    depth = low[2] / low[1]
    widest = max(low[1], b.girth * 0.96)
    under: list[Level] = []
    for t in np.linspace(0.06, 0.92, 6):  # closed below as a bag is
        z = floor + (b.hip_height + 0.02 * span - floor) * t
        wide = widest * math.sin(math.acos(1 - t) if t < 1 else math.pi / 2)
        under.append((z, wide, wide * depth, 0.0))
    under.insert(0, (floor, 0.01, 0.01, 0.0))
    upper = [level for level in trunk.levels if level[0] > b.hip_height + 0.1 * span]
    body = loft([*under, *upper], segments=96, steps=4 if belly is None else 9)
    if belly is not None:
        middle, tall = b.hip_height + 0.30 * span, 0.62 * span + 0.3 * (b.hip_height - floor)

        def inside(p: Array) -> Array:
            azimuth = np.degrees(np.arctan2(p[:, 0], -p[:, 1]))
            return np.asarray(1 - np.hypot(azimuth / (58 * size), (p[:, 2] - middle) / (tall * (0.75 + 0.25 * size))))

        body = painted(body, inside, 1)
    whole = body.wobbled(0.012 * u, 5.0, bench.number("top"))
    slots = [coat, belly or coat, coat]
    if downy:
        whole = geometry.join([whole, geometry.fibres(body, 4200, 0.075 * u, slot=2, seed=bench.number("topfuzz"), width=0.0045 * u)])
    bench.skinned("top", whole, slots, bench.trunk_weights)
    length = b.upper_arm + b.forearm
    for tag, side in SIDES:
        start, way = np.array(bench.rig.shoulder(side)), np.array(bench.rig.arm_direction(side))
        path = np.array(
            [start - way * 0.035 - np.array([side * 0.03, 0, 0]), *[start + way * length * t for t in (0.02, 0.3, 0.55, 0.8, 1.0)]]
        )
        arm = geometry.tube(path, [0.23 * u, 0.235 * u, 0.205 * u, 0.19 * u, 0.175 * u, 0.165 * u], segments=20, steps=3)
        shape = arm.wobbled(0.01 * u, 7.0, bench.number("sleeve" + tag))
        if downy:
            shape = geometry.join([shape, geometry.fibres(arm, 1000, 0.065 * u, seed=bench.number("sleevefuzz" + tag), width=0.0045 * u)])
        bench.skinned(f"sleeve.{tag}", shape, [coat], bench.arm_weights(tag))
    return trunk


def bare_legs(bench: Bench, coat: Any, *, thin: float = 1.0) -> None:
    """Legs in a coat or a skin; `thin`: below 1 the shanks of birds."""
    b, u = bench.body, bench.body.head_radius
    wide = min(0.30 * u, b.hip_width * 0.42)
    leg = b.upper_leg + b.lower_leg
    for tag, side in SIDES:
        hip = np.array(bench.rig.hip(side))
        path = np.array([hip + [0, 0, 0.03], *[hip - [0, 0, leg * t] for t in (0.2, 0.5, 0.8, 1.03)]])
        radii = [wide * 1.1, wide * 1.1, wide * (0.98 * thin), wide * (0.9 * thin), wide * (0.84 * thin)]
        shape = geometry.tube(path, radii, segments=16, steps=3).wobbled(0.008 * u, 6.0, bench.number("leg" + tag))
        bench.skinned(f"leg.{tag}", shape, [coat], bench.leg_weights(tag))


def bottom(bench: Bench) -> None:
    """Trousers, shorts or a skirt, and what is seen of the legs."""
    puppet, b, u = bench.puppet, bench.body, bench.body.head_radius
    kind = puppet.bottom
    cloth = materials.cloth(puppet.bottom_cloth, puppet.bottom_colour)
    deep = materials.cloth(puppet.bottom_cloth, materials.darker(puppet.bottom_colour, 0.25))
    stocking = (
        materials.knit(materials.darker(puppet.accent_colour, 0.25), stripe="#dccfb4")
        if puppet.age == "child"
        else materials.felt(materials.darker(puppet.bottom_colour, 0.2))
    )
    skin = materials.skin(puppet.skin, blush=materials.mix(puppet.skin, "#c4473a", 0.36))
    thin = min(0.26 * u, b.hip_width * 0.36)
    thick = min(0.40 * u, b.hip_width * 0.53)
    long_top = GARMENTS[puppet.top].hem > 0.5
    covered = kind in ("skirt", "long_skirt") or long_top and kind != "trousers"
    for tag, side in SIDES:
        hip = np.array(bench.rig.hip(side))

        def down(share: float, hip: Array = hip) -> Array:
            return np.asarray(hip - np.array([0, 0, (b.upper_leg + b.lower_leg) * share]))

        parts = []
        if kind == "trousers":
            path = np.array([hip + [0, 0, 0.03], *[down(s) for s in (0.15, 0.5, 0.8, 0.99)]])
            leg = geometry.tube(path, [thick, thick, thick * 0.88, thick * 0.82, thick * 0.86], segments=20, steps=3)
            parts += [leg, geometry.tube(np.array([down(0.92), down(1.0)]), thick * 0.92, segments=20, steps=2).painted(1)]
        else:
            bare = kind in ("shorts", "none") and not covered
            path = np.array([hip + [0, 0, 0.02], *[down(s) for s in (0.2, 0.5, 0.8, 1.03)]])
            parts.append(
                geometry.tube(path, [thin * 1.2, thin * 1.2, thin * 1.0, thin * 1.05, thin * 0.85], segments=16, steps=3).painted(
                    3 if bare else 2
                )
            )
            if kind == "shorts":
                path = np.array([hip + [0, 0, 0.03], down(0.2), down(0.52)])
                parts += [
                    geometry.tube(path, [thick, thick * 1.05, thick * 1.15], segments=20, steps=3),
                    geometry.tube(np.array([down(0.46), down(0.53)]), thick * 1.2, segments=20, steps=2).painted(1),
                ]
            if bare:
                parts.append(geometry.tube(np.array([down(0.72), down(0.88), down(1.0)]), thin * 1.18, segments=16, steps=3).painted(2))
        bench.skinned(
            f"leg.{tag}",
            geometry.join(parts).wobbled(0.008 * u, 6.0, bench.number("leg" + tag)),
            [cloth, deep, stocking, skin],
            bench.leg_weights(tag),
        )
    if kind in ("trousers", "shorts"):
        trunk = Trunk(bench, Garment())
        inside = [(z, rx * 0.93, ry * 0.93, shift) for z, rx, ry, shift in trunk.levels[:3]]  # under the top's cloth
        seat = loft([(b.hip_height - 0.14 * b.hip_height, 0.55 * b.girth, 0.45 * b.girth, 0), *inside], steps=3)
        bench.skinned("seat", seat, [cloth], bench.trunk_weights)
    elif kind in ("skirt", "long_skirt") and not long_top:
        cut = Trunk(bench, Garment(hem=0.52 if kind == "skirt" else 0.92, flare=0.34 if kind == "skirt" else 0.46))
        levels = [level for level in cut.levels if level[0] < b.hip_height + 0.35 * (b.shoulder_height - b.hip_height)]
        folds = loft(levels, segments=72)
        angle = np.arctan2(folds.points[:, 0], -folds.points[:, 1])
        depth = np.clip((b.hip_height - folds.points[:, 2]) / max(b.hip_height - cut.hem_z, 1e-6), 0, 1)
        grow = 1 + 0.045 * depth * np.cos(angle * 14)
        folds = dataclasses.replace(folds, points=folds.points * np.stack([grow, grow, np.ones_like(grow)], 1))
        shape = geometry.join([folds, cut.roll(cut.hem_z + 0.02 * u, 0.05 * u, out=0.02 * u).painted(1)]).wobbled(
            0.01 * u, 5.0, bench.number("skirt")
        )
        bench.draped("skirt", shape, [cloth, deep], cut.radii)


def shoes(bench: Bench) -> None:
    """Shoes on the feet, shafts on the shins; soles on the floor at rest."""
    puppet, b, u = bench.puppet, bench.body, bench.body.head_radius
    colour = puppet.shoes_colour
    ankle = ankle_height(b)
    wide = min(0.30 * u, b.hip_width * 0.46)
    kind = puppet.shoes
    stuff = {
        "boots": materials.leather(colour),
        "shoes": materials.leather(colour, roughness=0.3),
        "wellingtons": materials.gloss(colour, roughness=0.25, coat=0.4),
        "slippers": materials.felt(colour),
        "bare": materials.skin(puppet.skin, blush=materials.mix(puppet.skin, "#c4473a", 0.36)),
    }[kind]
    sole = materials.clay(materials.darker(colour, 0.6), roughness=0.7)
    trim = materials.felt("#d8cdb8") if kind == "slippers" else materials.cotton(materials.mix(colour, "#d8b070", 0.5))
    shaft = {"boots": 0.62, "wellingtons": 0.85, "shoes": 0.12, "slippers": 0.05, "bare": 0.0}[kind] * b.lower_leg
    length = b.foot
    for tag, side in SIDES:
        x = side * b.hip_width / 2
        middle = -0.30 * length  # the toes reach further forward than the heel back
        height = max(ankle * 0.95, 0.16 * u)
        parts = []
        base = geometry.ball(1.0, segments=28, rings=18).moved(scale=(wide, length * 0.56, height))
        toe = geometry.ball(1.0, segments=24, rings=16).moved(scale=(wide * 1.02, length * 0.30, height * 0.86), at=(0, -length * 0.28, 0))
        upper = geometry.join([base, toe])
        upper = upper.bent(lambda p: np.stack([p[:, 0], p[:, 1], np.maximum(p[:, 2], -0.02)], 1))
        parts.append(upper.moved(at=(x, middle, 0.028)))
        if kind != "bare":
            rim = geometry.ball(1.0, segments=28, rings=8).moved(
                scale=(wide * 1.1, length * 0.60, 0.025), at=(x, middle - 0.02 * length, 0.018)
            )
            parts.append(rim.bent(lambda p: np.stack([p[:, 0], p[:, 1], np.clip(p[:, 2], 0.001, 0.034)], 1)).painted(1))
        else:
            for k in range(4):
                parts.append(
                    geometry.ball(wide * (0.34 - 0.03 * k)).moved(
                        at=(x - side * wide * (0.62 - 0.42 * k), middle - length * (0.50 - 0.03 * k), 0.028)
                    )
                )
        r = wide * 0.94
        if shaft > 0.02 and kind in ("boots", "wellingtons"):
            levels = [
                (0.02, r * 1.0, r * 1.1, 0),
                (ankle, r * 0.92, r * 0.98, 0),
                (ankle + shaft * 0.6, r * 0.98, r * 1.0, 0),
                (ankle + shaft, r * 1.1, r * 1.1, 0),
                (ankle + shaft + 0.012, r * 1.02, r * 1.02, 0),
                (ankle + shaft - 0.01, r * 0.8, r * 0.8, 0),
            ]
            parts.append(loft(levels, segments=24).moved(at=(x, 0, 0)))
            parts.append(
                geometry.lathe([(r * 1.02, -0.016), (r * 1.16, 0), (r * 1.02, 0.016)], segments=24)
                .moved(at=(x, 0, ankle + shaft))
                .painted(2 if kind == "boots" else 0)
            )
        elif kind in ("shoes", "slippers"):
            parts.append(
                geometry.lathe([(r * 0.75, -0.02), (r * 0.98, -0.005), (r * 0.98, 0.02), (r * 0.75, 0.028)], segments=24)
                .moved(at=(x, 0.01, height + 0.01))
                .painted(2 if kind == "slippers" else 0)
            )
        if kind in ("boots", "shoes"):
            for k in range(3):
                y, z = middle - length * (0.02 + 0.09 * k), 0.028 + height * (0.97 - 0.09 * k)
                parts.append(
                    geometry.tube(
                        [(x - wide * 0.42, y + 0.006, z - 0.012), (x, y, z + 0.008), (x + wide * 0.42, y - 0.006, z - 0.012)],
                        0.022 * u,
                        segments=6,
                    ).painted(2)
                )
        whole = geometry.join(parts).wobbled(0.008 * u, 8.0, bench.number("shoe" + tag))
        top = ankle + 0.03

        def follow(points: Array, tag: str = tag, top: float = top) -> dict[str, Array]:
            up = smoothstep(points[:, 2], top - 0.03, top + 0.03)  # a boot's shaft goes with the shin
            return {f"foot.{tag}": 1 - up, f"shin.{tag}": up}

        bench.skinned(f"shoe.{tag}", whole, [stuff, sole, trim], follow)
