"""What grows on creatures: horns, spines, manes, wings, shells, tusks and the rest, each a function that a file can name.

A growth on the head is given about the head's centre in head radii; one on the body lies on the cloth of the trunk, whatever
is worn, and goes along with the chest.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from filmwright.errors import TheatreError
from filmwright.theatre.worker import geometry, materials
from filmwright.theatre.worker.geometry import Array, Shape
from filmwright.theatre.worker.puppets.bench import Bench
from filmwright.theatre.worker.puppets.clothes import Trunk
from filmwright.theatre.worker.puppets.faces import FacePlan
from filmwright.theatre.worker.puppets.hides import Hide
from filmwright.theatre.worker.puppets.rig import SIDES


@dataclasses.dataclass(frozen=True)
class Grown:
    """What a growth is laid on."""

    bench: Bench
    hide: Hide
    trunk: Trunk
    plan: FacePlan

    @property
    def s(self) -> float:
        """Head radius (metres)."""
        return self.bench.head.size

    def on_head(self, name: str, shapes: Sequence[Shape], stuff: Sequence[Any]) -> None:
        self.bench.on_head(name, geometry.join(shapes), list(stuff))

    def on_back(self, name: str, shapes: Sequence[Shape], stuff: Sequence[Any]) -> None:
        self.bench.skinned(name, geometry.join(shapes), list(stuff), self.bench.trunk_weights)

    def back(self, share: float, azimuth: float = 180.0, out: float = 0.0) -> Array:
        """A point of the trunk: share of the way from hip to shoulder, degrees from the front."""
        b = self.bench.body
        return self.trunk.at(azimuth, b.hip_height + share * (b.shoulder_height - b.hip_height), out * self.s)


def cones(roots: Array, ways: Array, lengths: Array, radii: Array, sides: int = 6) -> Shape:
    """Many cones at once: roots and unit directions (n, 3), lengths and radii (n,) in metres."""
    n = len(roots)
    helper = np.where(np.abs(ways[:, 2:3]) < 0.9, np.array([[0.0, 0.0, 1.0]]), np.array([[1.0, 0.0, 0.0]]))
    first = np.cross(ways, helper)
    first /= np.maximum(np.linalg.norm(first, axis=1, keepdims=True), 1e-9)
    second = np.cross(ways, first)
    angle = np.arange(sides) * 2 * math.pi / sides
    ring = first[:, None] * np.cos(angle)[None, :, None] + second[:, None] * np.sin(angle)[None, :, None]
    base = (roots - ways * (0.25 * lengths)[:, None])[:, None] + ring * radii[:, None, None]
    middle = (roots + ways * (0.45 * lengths)[:, None])[:, None] + ring * (0.72 * radii)[:, None, None]
    tips = (roots + ways * lengths[:, None])[:, None]
    points = np.concatenate([base, middle, tips], 1)  # (n, 2 sides + 1, 3)
    each = 2 * sides + 1
    faces: list[tuple[int, ...]] = []
    for i in range(n):
        o = i * each
        for k in range(sides):
            j = (k + 1) % sides
            faces.append((o + k, o + j, o + sides + j, o + sides + k))
            faces.append((o + sides + k, o + sides + j, o + 2 * sides))
    corners = sum(len(f) for f in faces)
    return Shape(points.reshape(-1, 3), tuple(faces), np.zeros((corners, 2)), np.zeros(len(faces), int))


def _unit(v: Array) -> Array:
    return np.asarray(v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-9))


# on the head --------------------------------------------------------------------------------------------------------

_HORNS: dict[str, list[tuple[float, float, float]]] = {  # out to the side, back, up
    "curve": [(0, 0, -0.05), (0.04, 0.06, 0.34), (0.14, 0.34, 0.66), (0.26, 0.74, 0.70), (0.34, 0.98, 0.50)],
    "short": [(-0.06, 0, -0.04), (0.26, 0.0, 0.06), (0.42, -0.04, 0.26), (0.40, -0.08, 0.48)],
    "wide": [(-0.1, 0, -0.04), (0.45, 0.0, 0.02), (0.85, -0.06, 0.22), (1.0, -0.12, 0.58)],
    "swept": [(0, -0.02, -0.05), (0.06, 0.20, 0.30), (0.12, 0.55, 0.52), (0.14, 0.92, 0.62)],
    "devil": [(0, 0, -0.05), (0.16, 0.0, 0.18), (0.22, 0.02, 0.40), (0.12, 0.04, 0.62)],
    "straight": [(0, 0, -0.05), (0.05, 0.05, 0.4), (0.10, 0.12, 0.8), (0.12, 0.2, 1.1)],
    "nubs": [(0, 0, -0.05), (0.02, 0.02, 0.2), (0.03, 0.03, 0.4)],
}


def horns(g: Grown, shape: str = "curve", x: float = 0.34, y: float = -0.08, z: float = 0.84, length: float = 0.9, thick: float = 0.13,
          colour: str = "#b8a684") -> None:  # fmt: skip
    """A pair of horns with rings; "ram": a whole turn beside the ear; "antlers": branched."""
    s = g.s
    parts = []
    for _, side in SIDES:
        start = np.array([side * x, y, z]) * s
        if shape == "ram":
            t = np.linspace(0, 1, 12)
            a = math.pi * (0.15 + 1.65 * t)
            radius = 0.46 * length * (1 - 0.35 * t)
            path = np.stack([side * (0.10 + 0.42 * t), 0.30 - radius * np.cos(a) * 0.8, radius * np.sin(a) - 0.02], -1) * s + start
            radii = thick * s * (1.15 - 0.85 * t)
            parts.append(geometry.tube(path, list(radii), segments=14, steps=3))
        elif shape == "antlers":
            beam = np.array([(0, 0, -0.05), (0.22, 0.05, 0.40), (0.46, 0.10, 0.80), (0.44, 0.02, 1.25)]) * length
            beam[:, 0] *= side
            parts.append(geometry.tube(start + beam * s, [thick * 0.62 * s, thick * 0.55 * s, thick * 0.45 * s, 0.03 * s], segments=10))
            for at, way in ((1, (0.02, -0.42, 0.26)), (2, (0.36, -0.10, 0.36)), (2, (-0.18, -0.06, 0.5))):
                root = start + beam[at] * s
                tip = root + np.array([side * way[0], way[1], way[2]]) * length * s
                parts.append(
                    geometry.tube(
                        [root, (root + tip) / 2 + [0, 0, 0.04 * s], tip], [thick * 0.45 * s, thick * 0.35 * s, 0.02 * s], segments=8
                    )
                )
        else:
            path = np.array(_HORNS[shape]) * length
            path[:, 0] *= side
            t = np.linspace(0, 1, len(path))
            ends = 0.9 if shape == "nubs" else 0.12
            horn = geometry.tube(start + path * s, list(thick * s * (1 + (ends - 1) * t)), segments=16, steps=8)
            rings = horn.points.reshape(-1, 16, 3)
            middle = rings.mean(1, keepdims=True)
            swell = 1 + 0.07 * np.sin(np.arange(len(rings)) * 1.5)[:, None, None]
            parts.append(dataclasses.replace(horn, points=(middle + (rings - middle) * swell).reshape(-1, 3)))
    g.on_head("horns", parts, [g.hide.horn(colour)])


def horn(g: Grown, length: float = 0.9, colour: str = "#e8d8b0", z: float = 0.72) -> None:
    """One straight horn on the brow, twisted."""
    s = g.s
    start = np.array([0, g.bench.head.y(0, z * s) * 0.9, z * s])
    t = np.linspace(0, 1, 9)
    path = start + np.stack([0 * t, -0.55 * t, 0.85 * t], -1) * length * s
    shape = geometry.tube(path, list(0.12 * s * (1 - 0.92 * t)), segments=18, steps=3, ribs=3, rib_depth=0.14)
    g.on_head("horn", [shape], [g.hide.horn(colour)])


def antennae(g: Grown, length: float = 0.9, colour: str = "dark", knob: float = 0.10, x: float = 0.26) -> None:
    """Two feelers with knobs."""
    s = g.s
    parts = []
    for _, side in SIDES:
        start = np.array([side * x, -0.25, 0.86]) * s
        path = start + np.array([(0, 0, 0), (side * 0.10, -0.08, 0.5), (side * 0.26, -0.26, 0.86)]) * length * s
        parts += [geometry.tube(path, 0.028 * s, segments=8), geometry.ball(knob * s).moved(at=path[-1])]
    g.on_head("antennae", parts, [g.hide.soft(colour)])


def pointed_ears(g: Grown, length: float = 0.55) -> None:
    """A person's ears drawn out to points."""
    s, bench = g.s, g.bench
    parts = []
    for _, side in SIDES:
        root = bench.head.at(side * math.radians(96), 0.0, 0.96)
        way = np.array([side * 0.75, 0.25, 0.62]) * length * s
        path = [root - [0, 0, 0.08 * s], root + way * 0.45, root + way]
        ear = geometry.tube(path, [0.17 * s, 0.15 * s, 0.01 * s], segments=14, steps=3)
        parts.append(ear.moved(scale=(1, 0.6, 1), at=(0, 0.4 * root[1], 0)))
    g.on_head("pointed_ears", parts, [materials.skin(bench.puppet.skin)])


def halo(g: Grown, colour: str = "#ffdf8a") -> None:
    """A ring of light over the head."""
    s = g.s
    a = np.linspace(0, 2 * math.pi, 33)
    ring = np.stack([0.62 * s * np.cos(a), 0.62 * s * np.sin(a) + 0.1 * s, 1.42 * s + 0.06 * s * np.sin(a)], -1)
    g.on_head("halo", [geometry.tube(ring, 0.05 * s, segments=8, steps=1)], [materials.emit(colour, 2.2)])


def spines(g: Grown, colour: str = "dark", tip: str = "soft", length: float = 0.34, head: float = 640.0, back: float = 620.0) -> None:
    """A hedgehog's coat: over the head from the brow back, and all over the back."""
    s, bench = g.s, g.bench
    rng = np.random.default_rng(bench.number("spines"))
    ways = _unit(rng.normal(size=(int(head * 4), 3)))
    behind = (ways[:, 1] > 0.05 - 0.75 * np.clip(ways[:, 2], 0, 1)) & (ways[:, 2] > -0.72)
    ways = ways[behind][: int(head)]
    roots = bench.head.at(np.arctan2(ways[:, 0], -ways[:, 1]), np.arcsin(np.clip(ways[:, 2], -1, 1)), 0.97)
    lean = _unit(ways + np.array([0, 0.55, -0.10]) + rng.normal(size=ways.shape) * 0.16)
    n = len(roots)
    stuff = [g.hide.horn(colour), g.hide.horn(tip)]
    g.on_head("spines", _two_toned(roots, lean, length * s * rng.uniform(0.8, 1.2, n), 0.042 * s), stuff)
    count = int(back)
    azimuth = rng.uniform(88, 272, count)
    share = rng.uniform(-0.12, 1.02, count)
    roots = np.array([g.back(float(h), float(a)) for h, a in zip(share, azimuth, strict=True)])
    out = np.stack([np.sin(np.radians(azimuth)), -np.cos(np.radians(azimuth)), np.full(count, -0.15)], -1)
    lean = _unit(out + np.array([0, 0.2, -0.35]) + rng.normal(size=out.shape) * 0.16)
    g.on_back("spines_back", _two_toned(roots, lean, length * 0.95 * s * rng.uniform(0.8, 1.2, count), 0.042 * s), stuff)


def _two_toned(roots: Array, ways: Array, lengths: Array, radius: float) -> list[Shape]:
    """Cones whose outer part is of the second slot."""
    whole = cones(roots, ways, lengths, np.full(len(roots), radius))
    tips = np.array([1 if len(f) == 3 else 0 for f in whole.faces])
    return [dataclasses.replace(whole, slot=tips)]


def mane(g: Grown, shape: str = "ring", colour: str = "deep", length: float = 0.62) -> None:
    """ "ring": a lion's, all round the face; "crest": a horse's, from the brow down the neck, with a forelock; "mohawk": short."""
    s, bench = g.s, g.bench
    rng = np.random.default_rng(bench.number("mane"))
    parts = []
    if shape == "ring":
        for row, (grow, lift) in enumerate(((1.0, 0.25), (0.94, 0.02), (0.86, -0.25))):
            for a in np.linspace(0, 2 * math.pi, 26 - 2 * row, endpoint=False):
                x, z = math.sin(a) * grow, math.cos(a) * grow
                root = np.array([x * bench.head.radii[0] * 0.92, (0.02 - 0.28 * lift) * s, z * s * 0.92])
                out = _unit(np.array([x, 0.55 + 0.5 * row + rng.normal() * 0.1, z - 0.25]))
                far = length * s * rng.uniform(0.8, 1.15) * (1.1 if z < 0 else 0.9)
                bend = np.array([rng.normal() * 0.08, 0.06, -0.12]) * s
                parts.append(
                    geometry.tube(
                        [root, root + out * far * 0.55, root + out * far + bend],
                        [0.15 * s, 0.17 * s, 0.02 * s],
                        segments=10,
                        steps=3,
                        ribs=4,
                        rib_depth=0.2,
                    )
                )
    else:
        short = shape == "mohawk"
        for k, elevation in enumerate(np.linspace(62 if short else 70, 178 if short else 205, 15)):
            e = math.radians(elevation)
            root = np.array([0, -math.cos(e) * bench.head.radii[1] * 0.98, math.sin(e) * s * 0.98])
            for lean in (-1, 1) if not short else (0,):
                out = _unit(np.array([lean * 0.5 + rng.normal() * 0.1, -math.cos(e) * 0.9 + 0.35, max(math.sin(e), -0.2) + 0.5]))
                fall = np.array([lean * 0.22, 0.10, -0.05 if short else -0.42]) * s
                far = length * s * (0.7 if short else 1.0) * rng.uniform(0.85, 1.1)
                radii = [0.13 * s, 0.13 * s, 0.02 * s]
                path = [root, root + out * far * 0.5, root + out * far * 0.6 + fall * (0.9 + 0.02 * k)]
                parts.append(geometry.tube(path, radii, segments=10, steps=3, ribs=4, rib_depth=0.2))
        if not short:  # forelock
            for x in (-0.14, 0.0, 0.13):
                root = np.array([x * 0.6, -0.35, 0.92]) * s
                tip_y = bench.head.y(x * s, 0.55 * s) - 0.08 * s
                parts.append(
                    geometry.tube(
                        [root, (x * 1.4 * s, tip_y, 0.88 * s), (x * 1.9 * s, tip_y - 0.02 * s, 0.42 * s)],
                        [0.12 * s, 0.12 * s, 0.02 * s],
                        segments=10,
                        ribs=4,
                        rib_depth=0.2,
                    )
                )
    g.on_head("mane", parts, [materials.wool(g.hide.colour(colour))])


def tuft(g: Grown, colour: str = "coat", length: float = 0.4) -> None:
    """A forelock of a few locks between the ears."""
    s, bench = g.s, g.bench
    rng = np.random.default_rng(bench.number("tuft"))
    parts = []
    for x in (-0.24, -0.08, 0.08, 0.22):
        root = np.array([x * 0.7, -0.30, 0.86]) * s
        out = np.array([x * 1.5, -0.62 + rng.normal() * 0.08, 0.42 + rng.normal() * 0.1]) * length * s
        parts.append(
            geometry.tube(
                [root, root + out * 0.6 + [0, 0, 0.1 * s], root + out + [0, 0, -0.18 * s]],
                [0.11 * s, 0.11 * s, 0.02 * s],
                segments=10,
                ribs=4,
                rib_depth=0.2,
            )
        )
    g.on_head("tuft", parts, [materials.wool(g.hide.colour(colour))])


def chin(g: Grown, colour: str = "soft", length: float = 0.6, wide: float = 0.14) -> None:
    """A goat's beard."""
    s, bench = g.s, g.bench
    z = (g.plan.mouth_z - 0.26) * s
    y = bench.head.y(0, z) + 0.05 * s
    parts = []
    for x in (-0.11, 0.0, 0.11):
        root = np.array([x * s, y, z])
        parts.append(
            geometry.tube(
                [root, root + [x * 0.2 * s, -0.10 * s, -0.5 * length * s], root + [-x * 0.5 * s, 0.02 * s, -length * s]],
                [wide * s, wide * 0.9 * s, 0.02 * s],
                segments=12,
                ribs=5,
                rib_depth=0.2,
            )
        )
    g.on_head("beard", parts, [materials.wool(g.hide.colour(colour))])


def fleece(g: Grown, colour: str = "coat", size: float = 0.17, head: float = 64.0, body: float = 230.0) -> None:
    """A sheep's wool: bobbles over the crown and, where nothing is worn over it, all over the trunk."""
    s, bench = g.s, g.bench
    rng = np.random.default_rng(bench.number("fleece"))
    knob = geometry.ball(1.0, segments=12, rings=8)
    stuff = [materials.felt(g.hide.colour(colour), fibre=45.0, variation=0.12, down=0.9)]
    parts = []
    golden = math.pi * (3 - math.sqrt(5))
    for k in range(int(head)):
        z = 1 - (k + 0.5) / head * 1.25
        if z < -0.75:
            break
        a = k * golden
        y = -math.cos(a) * math.sqrt(max(1 - z * z, 0))
        if y < 0.02 - 0.55 * max(z - 0.1, 0) * 2.2:
            continue
        at = bench.head.at(a, math.asin(max(-1, min(1, z))), 1.0)
        parts.append(knob.moved(scale=size * s * rng.uniform(0.85, 1.2), at=at))
    for x in (-0.28, 0.0, 0.28):
        parts.append(knob.moved(scale=size * 1.1 * s, at=(x * s, -0.48 * s, (0.86 - 0.3 * abs(x)) * s)))
    g.on_head("fleece", parts, stuff)
    if bench.puppet.top != "bare":
        return
    parts = []
    for k in range(int(body)):
        share, azimuth = -0.30 + 1.34 * (k + 0.5) / body, math.degrees(k * golden) % 360
        parts.append(knob.moved(scale=size * 1.05 * s * rng.uniform(0.85, 1.15), at=g.back(share, azimuth, -0.03)))
    g.on_back("fleece_body", parts, stuff)


def tusks(g: Grown, length: float = 0.4, x: float = 0.30, up: float = 0.5, thick: float = 0.07, colour: str = "#efe6d0") -> None:
    """Two tusks beside the mouth; up: 1 up, -1 down, as of a walrus."""
    s, head = g.s, g.bench.head
    parts = []
    z = (g.plan.mouth_z + 0.02) * s
    for _, side in SIDES:
        root = head.on_face(side * x * s, z, 0.0)[0]
        way = np.array([side * 0.14, -0.5, up * 0.6]) * length * s
        parts.append(
            geometry.tube(
                [root, root + way * 0.55 + [0, 0, -0.08 * up * s], root + way], [thick * s, thick * 0.8 * s, 0.012 * s], segments=10
            )
        )
    g.on_head("tusks", parts, [materials.gloss(g.hide.colour(colour), roughness=0.35)])


def teeth(g: Grown, shape: str = "fangs", length: float = 0.2, colour: str = "#f2ead6") -> None:
    """ "fangs": two, down over the lip; "buck": two in front; "row": along both sides of a long jaw."""
    s, head = g.s, g.bench.head
    z = (g.plan.mouth_z + 0.05 * g.plan.mouth) * s
    parts = []
    if shape == "buck":
        for x in (-0.055, 0.055):
            at = head.on_face(x * s, z - 0.06 * s, 0.03 * s)[0]
            parts.append(geometry.box((0.10 * s, 0.05 * s, length * s), bevel=0.02 * s, jitter=0.002, seed=2).moved(at=at))
    else:
        places = (0.16,) if shape == "fangs" else (0.16, 0.28, 0.38, 0.46)
        roots = np.array([head.on_face(side * x * g.plan.mouth * 1.1 * s, z + 0.02 * s, 0.02 * s)[0] for _, side in SIDES for x in places])
        ways = np.tile(_unit(np.array([0, -0.12, -1.0])), (len(roots), 1))
        parts.append(cones(roots, ways, np.full(len(roots), length * s), np.full(len(roots), 0.045 * s)))
    g.on_head("teeth", parts, [materials.gloss(g.hide.colour(colour), roughness=0.3)])


def trunk(g: Grown, length: float = 1.35, thick: float = 0.25, colour: str = "coat") -> None:
    """An elephant's trunk: from between the eyes down, and aside, so that the mouth is seen."""
    s, head = g.s, g.bench.head
    z = (g.plan.nose_z + 0.08) * s
    y = head.y(0, z)
    aside = -1 if g.bench.number("trunk") % 2 else 1
    path = np.array(
        [
            (0, y + 0.12 * s, z + 0.10 * s),
            (0.02 * aside * s, y - 0.22 * s, z - 0.02 * s),
            (0.16 * aside * s, y - 0.42 * s, z - 0.32 * length * s),
            (0.42 * aside * s, y - 0.46 * s, z - 0.66 * length * s),
            (0.66 * aside * s, y - 0.60 * s, z - 0.84 * length * s),
            (0.80 * aside * s, y - 0.78 * s, z - 0.74 * length * s),
        ]
    )
    radii = thick * s * np.array([1.05, 1.0, 0.82, 0.64, 0.5, 0.46])
    shape = geometry.tube(path, list(radii), segments=20, steps=8)
    rings = shape.points.reshape(-1, 20, 3)
    middle = rings.mean(1, keepdims=True)
    swell = 1 + 0.045 * np.sin(np.arange(len(rings)) * 1.9)[:, None, None]
    g.on_head("trunk", [dataclasses.replace(shape, points=(middle + (rings - middle) * swell).reshape(-1, 3))], [g.hide.stuff(colour)])


def crest(g: Grown, shape: str = "plumes", colour: str = "dark") -> None:
    """ "comb": a hen's, with wattles; "plumes": a bird's, laid back; "curl": one small tuft."""
    s, head = g.s, g.bench.head
    parts = []
    if shape == "comb":
        for k, (y, z, size) in enumerate(((-0.42, 0.98, 0.16), (-0.16, 1.12, 0.2), (0.12, 1.12, 0.18), (0.36, 0.98, 0.14))):
            parts.append(geometry.ball(0.07 * s, size * s, size * 1.1 * s).moved(turn=(14 * (k - 1.5), 0, 0), at=(0, y * s, z * s)))
        for side in (-1, 1):
            at = (side * 0.09 * s, head.y(0, -0.5 * s) - 0.03 * s, -0.58 * s)
            parts.append(geometry.ball(0.08 * s, 0.06 * s, 0.17 * s).moved(at=at))
        g.on_head("comb", parts, [materials.clay("#b8322a" if colour == "dark" else g.hide.colour(colour), roughness=0.5)])
        return
    for k in range(5 if shape == "plumes" else 3):
        wide = (0.04, 0.07, 0.015) if shape == "plumes" else (0.03, 0.045, 0.012)
        up = 1.0 if shape == "plumes" else 0.55
        path = [
            (0, (-0.1 + 0.08 * k) * s, 0.94 * s),
            (0, (0.02 + 0.15 * k) * s, (0.94 + up * (0.32 - 0.03 * k)) * s),
            (0, (0.22 + 0.2 * k) * s, (0.94 + up * (0.48 - 0.09 * k)) * s),
        ]
        parts.append(geometry.tube(path, [w * s for w in wide], flat=0.5, segments=8))
    g.on_head("crest", parts, [g.hide.soft(colour)])


def plumage(g: Grown, count: float = 260.0, colour: str = "coat") -> None:
    """Feathers that stand a little off the cheeks and the back of the head."""
    s, bench = g.s, g.bench
    ball = bench.head.mesh()
    rng = np.random.default_rng(bench.number("feathers"))
    roots, normals, _ = geometry.scatter(ball, int(count), seed=bench.number("plumage"))
    parts = []
    for root, normal in zip(roots, normals, strict=True):
        if root[1] < -0.30 * s or root[2] < -0.8 * s:
            continue
        flow = np.array([0, 0.35, -1.0]) + normal * 0.22 + rng.normal(size=3) * 0.1
        far = rng.uniform(0.16, 0.24) * s
        parts.append(
            geometry.tube(
                [root, root + flow * far * 0.6 + normal * 0.02 * s, root + flow * far],
                [0.05 * s, 0.06 * s, 0.012 * s],
                segments=6,
                steps=1,
                flat=0.5,
            )
        )
    g.on_head("plumage", parts, [g.hide.stuff(colour)])


def whiskers(g: Grown, length: float = 0.62, colour: str = "#e8e0d0") -> None:
    """Three on each side of the nose."""
    s, head = g.s, g.bench.head
    parts = []
    for side in (-1, 1):
        for k in range(3):
            root = head.on_face(side * 0.22 * s, (g.plan.nose_z - 0.12 - 0.06 * k) * s)[0]
            way = np.array([side, -0.2, 0.2 - 0.2 * k]) * length * s
            path = [root, root + way * 0.5 + [0, 0, 0.02 * s], root + way]
            parts.append(geometry.tube(path, [0.010 * s, 0.008 * s, 0.003 * s], segments=5))
    g.on_head("whiskers", parts, [materials.gloss(g.hide.colour(colour), roughness=0.4)])


def ruff(g: Grown, colour: str = "pale", length: float = 0.20) -> None:
    """Fur that stands off the cheeks."""
    s, bench = g.s, g.bench
    ball = bench.head.mesh(columns=80, rows=50)
    hairs = geometry.fibres(
        ball,
        2600,
        length * s,
        seed=bench.number("ruff"),
        width=0.02 * s,
        keep=lambda p: (np.abs(p[:, 0]) > 0.72 * s) & (p[:, 2] < 0) & (p[:, 2] > -0.6 * s),
    )
    g.on_head("ruff", [hairs], [g.hide.soft(colour)])


def nostrils(g: Grown, x: float = 0.12, z: float = 0.0, size: float = 0.045, colour: str = "dark") -> None:
    """Two dark holes at the end of a muzzle; z from the height of the nose."""
    s, head = g.s, g.bench.head
    parts = []
    for side in (-1, 1):
        at = head.on_face(side * x * s, (g.plan.nose_z + z) * s, -0.004 * s)[0]
        parts.append(geometry.ball(size * s, size * 0.6 * s, size * 1.25 * s, segments=14, rings=10).moved(turn=(0, side * 20, 0), at=at))
    g.on_head("nostrils", parts, [g.hide.soft(colour)])


def pouches(g: Grown, size: float = 0.2, colour: str = "pale") -> None:
    """The pads beside the nose from which whiskers grow."""
    s, head = g.s, g.bench.head
    parts = []
    for side in (-1, 1):
        at = head.on_face(side * 0.17 * s, (g.plan.nose_z - 0.2) * s, -0.05 * s)[0]
        parts.append(geometry.ball(size * s, size * 0.8 * s, size * 0.8 * s).moved(at=at))
    g.on_head("pouches", parts, [g.hide.stuff(colour)])


# on the body --------------------------------------------------------------------------------------------------------


def ridge(g: Grown, colour: str = "deep", size: float = 0.26, head: bool = True) -> None:
    """Plates down the middle of the head and the back."""
    s, bench = g.s, g.bench
    stuff = [g.hide.horn(colour)]
    flat = geometry.plate([(-0.55, -0.3), (0.55, -0.3), (0.12, 1.0), (-0.08, 1.0)], 0.28, bevel=0.05)
    if head:
        parts = []
        for k, elevation in enumerate(np.linspace(58, 190, 8)):
            e = math.radians(elevation)
            at = np.array([0, -math.cos(e) * bench.head.radii[1], math.sin(e) * s])
            big = size * s * (0.7 + 0.3 * math.sin(math.pi * (k + 1) / 9))
            parts.append(flat.moved(scale=big, turn=(0, 0, 90)).moved(turn=(90 - elevation, 0, 0), at=at))
        g.on_head("ridge", parts, stuff)
    parts = []
    for k, share in enumerate(np.linspace(0.98, -0.1, 8)):
        big = size * 1.1 * s * (0.75 + 0.4 * math.sin(math.pi * (k + 1) / 9))
        parts.append(flat.moved(scale=big, turn=(0, 0, 90)).moved(turn=(-80, 0, 0), at=g.back(float(share), 180, -0.02)))
    g.on_back("ridge_back", parts, stuff)


def shell(g: Grown, colour: str = "#6b5a34", rim: str = "#a89258", plates: str = "#8a7444") -> None:
    """A tortoise's: a dome on the back with plates, over a hem."""
    s, b = g.s, g.bench.body
    low, high = g.back(-0.20), g.back(1.0)
    middle = (low + high) / 2
    tall = (high[2] - low[2]) * 0.74
    wide = max(b.girth * 1.42, 1.1 * s)
    deep = b.girth * 1.0
    at = np.array([0, g.back(0.4)[1] - 0.30 * deep, middle[2]])
    dome = geometry.ball(1.0, segments=40, rings=28).bent(lambda p: np.stack([p[:, 0], np.maximum(p[:, 1], -0.12), p[:, 2]], 1))
    parts = [dome.moved(scale=(wide, deep, tall), at=at)]
    a = np.linspace(0, 2 * math.pi, 41)
    hem = np.stack([wide * 1.02 * np.cos(a), np.full_like(a, 0.02 * s), tall * 1.02 * np.sin(a)], -1) + at
    parts.append(geometry.tube(hem, 0.10 * s, segments=10, steps=1, flat=0.7).painted(1))
    for x, z, size in ((0, 0, 0.36), (0, 0.58, 0.30), (0, -0.58, 0.30), (0.56, 0.30, 0.30), (-0.56, 0.30, 0.30), (0.56, -0.30, 0.30),
                       (-0.56, -0.30, 0.30), (0.82, 0, 0.2), (-0.82, 0, 0.2)):  # fmt: skip
        normal = np.array([x, math.sqrt(max(1 - x * x - z * z, 0.05)), z])
        rings = []
        for t, lift in ((0.0, 1.075), (0.6, 1.07), (0.86, 1.045), (1.0, 1.0)):
            angle = np.arange(6) * math.pi / 3 + 0.5
            offset = np.stack([np.cos(angle), 0 * angle, np.sin(angle)], -1) * size * t
            points = normal + offset
            points = _unit(points) * lift
            rings.append(points * np.array([wide, deep, tall]) + at)
        parts.append(geometry.grid(np.array(rings[::-1]), around=True).flipped().painted(2))
    g.on_back("shell", parts, [g.hide.horn(colour), g.hide.horn(rim), g.hide.horn(plates)])


def wings(g: Grown, shape: str = "membrane", colour: str = "coat", other: str = "soft", size: float = 1.0) -> None:
    """A pair on the back: "membrane" (dragons, bats), "feathers" (angels), "insect" (fairies, bees)."""
    s = g.s
    for tag, side in SIDES:
        root = g.back(0.78, 180 - side * 28, -0.02)
        parts: list[Shape] = []
        if shape == "membrane":
            tips = [(0.55, 0.30, 0.95), (1.55, 0.42, 0.95), (1.50, 0.40, 0.10), (1.15, 0.34, -0.30), (0.55, 0.20, -0.45)]
            wrist = root + np.array([side * 0.55, 0.30, 0.95]) * size * s
            ends = [root + np.array([side * x, y, z]) * size * s for x, y, z in tips]
            parts.append(geometry.tube([root, root + (wrist - root) * 0.55 + [0, 0.05 * s, 0], wrist], [0.09 * s, 0.075 * s, 0.06 * s]))
            for end in ends[1:4]:
                parts.append(geometry.tube([wrist, (wrist + end) / 2 + [0, 0.06 * s, 0.05 * s], end], [0.05 * s, 0.04 * s, 0.012 * s]))
            parts.append(geometry.ball(0.08 * s).moved(at=wrist))
            rows = []
            rim = []
            for first, second in zip(ends[1:], ends[2:], strict=False):
                for t in np.linspace(0, 1, 7)[:-1]:
                    pull = 0.16 * math.sin(math.pi * t)
                    p = first + (second - first) * t
                    rim.append(p + (wrist - p) * pull)
            rim.append(ends[-1])
            rim += [ends[-1] + (root - ends[-1]) * t for t in np.linspace(0.2, 1, 5)]
            edge = np.array(rim)
            for t in np.linspace(0.02, 1, 8):
                rows.append(wrist + (edge - wrist) * t)
            sheet = np.array(rows)
            parts.append(geometry.grid(sheet).painted(1))
            parts.append(geometry.grid(sheet + np.array([0, 0.012 * s, 0])).flipped().painted(1))
        elif shape == "feathers":
            for row, (count, far, drop, layer) in enumerate(((9, 1.35, 0.0, 1), (8, 0.95, 0.06, 0), (7, 0.62, 0.12, 0))):
                for k in range(count):
                    t = k / (count - 1)
                    lead = root + np.array([side * (0.1 + 0.62 * t), 0.12 + 0.12 * t, 0.12 + 0.72 * t - 0.3 * t * t - drop]) * size * s
                    a = math.radians(12 + 68 * t)
                    way = np.array([side * math.sin(a), 0.22, -math.cos(a)]) * far * (0.72 + 0.35 * t) * size * s
                    y = np.array([0, -0.05 * row * s, 0])
                    path = [lead + y, lead + y + way * 0.55, lead + y + way]
                    parts.append(geometry.tube(path, [0.06 * s, 0.115 * s, 0.03 * s], flat=0.4, segments=8).painted(layer))
            bow = [root, root + np.array([side * 0.4, 0.2, 0.5]) * size * s, root + np.array([side * 0.74, 0.25, 0.56]) * size * s]
            parts.append(geometry.tube(np.array(bow), [0.12 * s, 0.11 * s, 0.07 * s]))
        else:
            for up, far, wide in ((0.62, 1.45, 0.40), (-0.28, 0.95, 0.30)):
                round_ = np.linspace(0, 2 * math.pi, 28, endpoint=False)
                along = 0.5 * far * (1 - np.cos(round_))
                across = wide * np.sin(round_) * np.sin(np.clip(along / far, 0, 1) * math.pi * 0.9 + 0.15)
                way, cross = _unit(np.array([side * 0.9, 0.30, up])), np.array([side * -0.3 * up, 0.0, 0.95])
                rim_ = root + (along[:, None] * way + across[:, None] * cross) * size * s
                centre = rim_.mean(0)
                parts.append(geometry.grid(np.array([centre + (rim_ - centre) * t for t in (0.01, 0.5, 1.0)]), around=True).painted(1))
                parts.append(geometry.tube(np.concatenate([rim_, rim_[:1]]), 0.016 * s, segments=6, steps=1))
        stuff = [g.hide.stuff(colour), g.hide.stuff(other)]
        if shape == "insect":
            stuff = [g.hide.soft(colour), materials.glass(g.hide.colour(other), opacity=0.5, roughness=0.3)]
        g.bench.skinned(f"wing.{tag}", geometry.join(parts), stuff, lambda p: {"chest": np.ones(len(p))})


def bands(g: Grown, colour: str = "#2a2420", count: float = 3.0) -> None:
    """Rings round the trunk, as of a bee."""
    b = g.bench.body
    parts = []
    for k in range(int(count)):
        z = b.hip_height + (0.02 + 0.78 * k / max(count - 1, 1)) * (b.shoulder_height - b.hip_height)
        parts.append(g.trunk.roll(z, 0.09 * g.s, tall=0.9, out=0.0))
    g.on_back("bands", parts, [g.hide.soft(colour)])


def wraps(g: Grown, colour: str = "#d8cba8", dark: str = "#b0a27c") -> None:
    """Bandages, wound round the head, the trunk, the arms and the legs, with ends that hang loose."""
    s, bench = g.s, g.bench
    b = bench.body
    rng = np.random.default_rng(bench.number("wraps"))
    stuff = [materials.cotton(g.hide.colour(colour), weave=90.0), materials.cotton(g.hide.colour(dark), weave=90.0)]

    def ribbon(centre: Callable[[Array], Array], half: float, slot: int) -> Shape:
        a = np.linspace(0, 2 * math.pi, 41)
        path = centre(a)
        return geometry.tube(path, half, segments=8, steps=1, flat=0.28, ends="open").painted(slot)

    parts = []
    for k, z in enumerate(np.linspace(-0.88, 0.94, 13)):
        tilt, phase = rng.uniform(-0.14, 0.14), rng.uniform(0, 6.28)
        if -0.16 < z < 0.34 or -0.62 < z < -0.30:  # the eyes and the mouth stay free: these go round the back
            span = np.linspace(math.radians(46), math.radians(314), 33)
        else:
            span = np.linspace(0, 2 * math.pi, 41)
        level = np.clip(z + tilt * np.sin(span + phase), -0.97, 0.97)
        points = bench.head.at(span, np.arcsin(level), 1.035)
        front = points[:, 1] < -0.2 * s
        points[front, 1] = np.minimum(points[front, 1], bench.head.front(points[front, 0], points[front, 2]) - 0.02 * s)
        parts.append(geometry.tube(points, 0.105 * s, segments=8, steps=1, flat=0.25, ends="open").painted(k % 2))
    tail_root = bench.head.at(math.radians(120), 0.5, 1.05)
    parts.append(
        geometry.tube(
            [tail_root, tail_root + [0.12 * s, 0.1 * s, -0.3 * s], tail_root + [0.1 * s, 0.2 * s, -0.75 * s]], 0.09 * s, flat=0.25
        )
    )
    g.on_head("wraps", parts, stuff)
    parts = []
    for k, share in enumerate(np.linspace(-0.28, 1.04, 13)):
        tilt, phase = rng.uniform(-0.05, 0.05), rng.uniform(0, 6.28)

        def ring(a: Array, share: float = float(share), tilt: float = tilt, phase: float = phase) -> Array:
            return np.array([g.back(share + tilt * math.sin(x + phase), math.degrees(x), 0.02) for x in a])

        parts.append(ribbon(ring, 0.12 * s, k % 2))
    g.on_back("wraps_body", parts, stuff)
    thin = 0.20 * s
    for tag, side in SIDES:
        shoulder, way = np.array(bench.rig.shoulder(side)), np.array(bench.rig.arm_direction(side))
        length = b.upper_arm + b.forearm
        parts = [
            geometry.tube(
                np.array([shoulder + way * length * (t - 0.03), shoulder + way * length * (t + 0.03)]),
                thin * rng.uniform(1.06, 1.16),
                segments=16,
                steps=2,
                ends="flat",
            ).painted(k % 2)
            for k, t in enumerate(np.linspace(0.08, 0.97, 9))
        ]
        bench.skinned(f"wraps_arm.{tag}", geometry.join(parts), stuff, bench.arm_weights(tag))
        hip = np.array(bench.rig.hip(side))
        leg = b.upper_leg + b.lower_leg
        parts = [
            geometry.tube(
                np.array([hip - [0, 0, leg * (t - 0.05)], hip - [0, 0, leg * (t + 0.05)]]),
                0.26 * s * rng.uniform(1.0, 1.1),
                segments=16,
                steps=2,
            ).painted(k % 2)
            for k, t in enumerate(np.linspace(0.15, 0.98, 6))
        ]
        bench.skinned(f"wraps_leg.{tag}", geometry.join(parts), stuff, bench.leg_weights(tag))


def fin(g: Grown, colour: str = "deep", size: float = 0.6) -> None:
    """A fin on the back, as of fish and sharks."""
    s = g.s
    at = g.back(0.45, 180, -0.06)
    blade = geometry.plate([(-0.5, 0.0), (0.5, 0.0), (0.1, 1.0), (-0.25, 0.75)], 0.14, bevel=0.03)
    g.on_back("fin", [blade.moved(scale=size * s, turn=(0, 0, -90)).moved(turn=(-90, 0, 0), at=at)], [g.hide.stuff(colour)])


MAKERS: dict[str, Callable[..., None]] = {
    maker.__name__: maker
    for maker in (
        horns, horn, antennae, pointed_ears, halo, spines, mane, tuft, chin, fleece, tusks, teeth, trunk, crest, plumage, whiskers, ruff,
        nostrils, pouches, ridge, shell, wings, bands, wraps, fin,
    )
}  # fmt: skip


def grow(g: Grown) -> None:
    """All that a creature's file names."""
    for entry in g.hide.creature.grows:
        options = dict(entry)
        name = str(options.pop("make", ""))
        maker = MAKERS.get(name)
        if maker is None:
            raise TheatreError(
                f"catalogue/creatures/{g.hide.creature.name}.toml: nothing called '{name}' grows; there are {', '.join(MAKERS)}"
            )
        try:
            maker(g, **options)
        except TypeError as error:
            raise TheatreError(f"catalogue/creatures/{g.hide.creature.name}.toml: '{name}': {error}") from error
