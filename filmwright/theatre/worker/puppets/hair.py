"""Hair and beards of combed wool: a shell over the scalp, ribbed locks that lie along it and hang from it, stray strands.

Directions on a head are azimuth (0 in front, to its left positive, pi behind) and elevation, in radians.
"""

from __future__ import annotations

import dataclasses
import math
import random
from collections.abc import Callable

import numpy as np

from filmwright.theatre.worker import geometry, materials
from filmwright.theatre.worker.geometry import Array, Shape
from filmwright.theatre.worker.puppets.bench import Bench
from filmwright.theatre.worker.puppets.heads import Head

Hairline = Callable[[Array], Array]


def hairline(front: float, temple: float, side: float, nape: float) -> Hairline:
    """Lowest elevation (degrees) of hair by azimuth: in front, at the temples (50), before the ears (95), behind (180)."""

    def low(azimuth: Array) -> Array:
        a = np.abs((np.asarray(azimuth) + math.pi) % (2 * math.pi) - math.pi)
        return np.radians(
            np.interp(np.degrees(a), [0, 30, 52, 95, 125, 180], [front, front - 1, temple, side, 0.6 * nape + 0.4 * side, nape])
        )

    return low


@dataclasses.dataclass(frozen=True)
class Cut:
    """A hair style: hairline, thickness (head radii), where it is parted (azimuth, elevation in degrees), and its locks.

    locks: how many lie over the shell; hang: how far (head radii) they fall below the hairline in front, at the sides,
    behind; lock: their radius; stray: strands that do not lie down; wild: how far locks leave their row.
    """

    line: tuple[float, float, float, float]
    thick: float = 0.07
    part: tuple[float, float] = (180.0, 78.0)
    locks: int = 46
    hang: tuple[float, float, float] = (0.0, 0.0, 0.0)
    lock: float = 0.085
    stray: int = 900
    wild: float = 0.12
    curl: float = 0.0
    lift: float = 0.0


CUTS: dict[str, Cut] = {
    "bald_fringe": Cut((74, 60, -2, -34), 0.075, locks=0, stray=500),
    "short": Cut((46, 35, 4, -36), 0.075, (20, 74), 44, (0.02, 0.05, 0.05), 0.085, 900, 0.2),
    "crop": Cut((46, 40, 10, -34), 0.05, (180, 80), 0, (0, 0, 0), 0.07, 3200, 0.1),
    "side_part": Cut((47, 33, 2, -38), 0.085, (-38, 62), 46, (0.03, 0.07, 0.06), 0.09, 700, 0.1, lift=0.05),
    "curly": Cut((48, 34, -8, -42), 0.10, (180, 85), 0, (0, 0, 0), 0.12, 900, 0.3, curl=1.0),
    "bob": Cut((47, 26, -12, -34), 0.095, (8, 80), 60, (0.0, 0.50, 0.48), 0.10, 700, 0.06),
    "long": Cut((48, 26, -10, -36), 0.09, (0, 74), 64, (0.0, 1.12, 1.25), 0.10, 800, 0.08),
    "bun": Cut((42, 33, 4, -40), 0.065, (180, 40), 0, (0, 0, 0), 0.075, 700, 0.06),
    "two_buns": Cut((46, 32, 0, -38), 0.07, (0, 82), 44, (0.0, 0.05, 0.03), 0.08, 700, 0.06),
    "plaits": Cut((47, 31, -4, -38), 0.07, (0, 76), 46, (0.0, 0.06, 0.02), 0.08, 700, 0.06),
    "ponytail": Cut((42, 32, 4, -36), 0.065, (180, 46), 0, (0, 0, 0), 0.075, 700, 0.06),
    "shaggy": Cut((47, 28, -14, -44), 0.10, (30, 80), 64, (0.03, 0.42, 0.42), 0.095, 1200, 0.42),
}


def _direction(azimuth: Array, elevation: Array) -> Array:
    return np.stack([np.cos(elevation) * np.sin(azimuth), -np.cos(elevation) * np.cos(azimuth), np.sin(elevation)], -1)


def _angles(direction: Array) -> tuple[Array, Array]:
    return np.arctan2(direction[..., 0], -direction[..., 1]), np.arcsin(np.clip(direction[..., 2], -1, 1))


def combed(cut: Cut, flows: int) -> tuple[Array, Array, Array]:
    """Directions along which hair is combed from the parting: start (3,), tangents (flows, 3), and how far (radians, flows)
    each goes until the hairline."""
    low = hairline(*cut.line)
    start = _direction(np.array(math.radians(cut.part[0])), np.array(math.radians(min(cut.part[1], 88.0))))
    side = np.cross(start, [0, 0, 1.0])
    side /= np.linalg.norm(side)
    fore = np.cross(side, start)
    psi = np.linspace(0, 2 * math.pi, flows, endpoint=False)
    tangent = np.cos(psi)[:, None] * fore + np.sin(psi)[:, None] * side
    far = np.full(flows, 0.2)
    open_ = np.ones(flows, bool)
    for step in np.linspace(0.04, 3.0, 150):
        azimuth, elevation = _angles(math.cos(step) * start + math.sin(step) * tangent)
        inside = elevation > low(azimuth)
        open_ &= inside
        far = np.where(open_, step, far)
    far = np.convolve(np.concatenate([far[-2:], far, far[:2]]), [0.1, 0.2, 0.4, 0.2, 0.1], "same")[2:-2]
    return start, tangent, far


def _along(start: Array, tangent: Array, angle: Array) -> tuple[Array, Array]:
    return _angles(np.cos(angle)[..., None] * start + np.sin(angle)[..., None] * tangent)


def shell(head: Head, cut: Cut, *, seed: int) -> Shape:
    """The mass of the hair: a grooved cap that thins to the hairline and tucks in."""
    rng = np.random.default_rng(seed)
    flows, rows = 72, 16
    start, tangent, far = combed(cut, flows)
    share = np.linspace(0.0, 1.0, rows)
    angle = far[None, :] * share[:, None]
    azimuth, elevation = _along(start, np.broadcast_to(tangent, (rows, flows, 3)), angle)
    groove = 0.16 * np.sin(np.arange(flows) * 2 * math.pi / flows * 24 + rng.uniform(0, 6)) + 0.1 * rng.uniform(-1, 1, flows)
    full = np.sin(math.pi * np.clip(share, 0.12, 0.93)) ** 0.4
    grow = 1 + cut.thick * (
        full[:, None] * (1 + cut.lift * 6 * np.cos(azimuth) * np.sin(elevation)) + groove[None, :] * share[:, None] ** 0.7
    )
    grow[-1] = 0.97
    points = head.at(azimuth, elevation, grow)
    uv = np.stack(np.broadcast_arrays(np.linspace(0, 2, flows + 1)[None, :] * head.size * 2, share[:, None] * head.size * 2), -1)
    made = geometry.grid(points, around=True, uv=uv)
    inward = np.cross(points[2, 1] - points[2, 0], points[3, 0] - points[2, 0]) @ points[2, 0] < 0
    return made.flipped() if inward else made


def lock(
    path: Array, radius: float, chance: random.Random, *, steps: int = 3, tip: float = 0.18, ribs: int = 5, segments: int = 10
) -> Shape:
    """One combed lock: a ribbed, tapered rod."""
    n = len(path)
    taper = np.interp(np.linspace(0, 1, n), [0, 0.25, 0.65, 1.0], [0.55, 1.0, 0.9, tip])
    return geometry.tube(
        path, list(radius * taper), segments=segments, steps=steps, ribs=ribs, rib_depth=0.17 + 0.05 * chance.random(), flat=0.8
    )


def lying_locks(head: Head, cut: Cut, chance: random.Random) -> list[Shape]:
    """Locks over the shell, from the parting to the hairline and beyond."""
    if not cut.locks:
        return []
    s = head.size
    start, tangent, far = combed(cut, 120)
    out = []
    order = list(range(cut.locks))
    for index in order:
        flow = int((index + chance.uniform(-0.25, 0.25)) / cut.locks * 120) % 120
        reach = float(far[flow])
        if reach < 0.3:
            continue
        layer = index % 2
        angles = np.linspace(0.34 + 0.1 * layer, 1.0, 5) * reach
        azimuth, elevation = _along(start, np.broadcast_to(tangent[flow], (5, 3)), angles)
        azimuth = azimuth + cut.wild * chance.uniform(-0.5, 0.5) * np.linspace(0, 1, 5)
        grow = 1 + cut.thick * np.array([0.75, 0.95, 1.0, 0.95, 0.8]) * (1.0 + 0.3 * layer + cut.wild * 0.5 * chance.random())
        points = list(head.at(azimuth, elevation, grow))
        away = abs(math.degrees(float(azimuth[-1])))
        fall = (
            float(
                np.interp(
                    away, [0, 45, 70, 110, 180], [cut.hang[0], cut.hang[0] * 0.6 + cut.hang[1] * 0.2, cut.hang[1], cut.hang[1], cut.hang[2]]
                )
            )
            * s
        )
        fall *= chance.uniform(0.85, 1.12)
        if fall > 0.02 * s:
            end = points[-1]
            out_dir = np.array([end[0], end[1], 0.0]) / max(float(np.hypot(end[0], end[1])), 1e-6)
            steps = 2 if fall < 0.3 * s else 4
            for k in range(1, steps + 1):
                t = k / steps
                # down along the cheek, out over the neck's curve, the tip turning in
                reach_out = s * (0.06 * math.sin(math.pi * min(t * 1.2, 1.0)) - 0.07 * t * t) + cut.wild * 0.10 * s * t * chance.uniform(
                    -0.2, 1
                )
                points.append(end + out_dir * reach_out + np.array([cut.wild * s * 0.08 * chance.uniform(-1, 1), 0, -fall * t]))
        size = cut.lock * s * chance.uniform(0.85, 1.15)
        out.append(lock(np.array(points), size, chance, steps=2))
    return out


def strays(head: Head, cut: Cut, count: int, rng: np.random.Generator) -> Array:
    """Strands just above the hair, mostly combed: (count, 4, 3)."""
    start, tangent, far = combed(cut, 120)
    flow = rng.integers(0, 120, count)
    begin = rng.uniform(0.1, 0.85, count)
    length = rng.uniform(0.12, 0.3, count)
    out = np.zeros((count, 4, 3))
    twist = rng.normal(size=count) * 0.16
    rise = rng.exponential(0.045, count) + cut.thick * 1.25
    for k in range(4):
        t = k / 3
        angle = np.minimum(begin + length * t, 1.04) * far[flow]
        azimuth, elevation = _along(start, tangent[flow], angle)
        out[:, k] = head.at(azimuth + twist * t * t, elevation, 1 + cut.thick * 0.8 + (rise - cut.thick * 0.8) * t)
    return out


def _curls(head: Head, cut: Cut, chance: random.Random) -> list[Shape]:
    """Little balls of yarn all over."""
    low = hairline(*cut.line)
    out = []
    s = head.size
    count = 150
    for i in range(count):
        z = 1 - 1.6 * (i + 0.5) / count
        azimuth = (i * 2.399963) % (2 * math.pi)
        azimuth = azimuth - 2 * math.pi if azimuth > math.pi else azimuth
        elevation = math.asin(max(-0.95, z))
        if elevation < float(low(np.array(azimuth))) + 0.03:
            continue
        at = head.at(azimuth, elevation, 1.06 + 0.05 * chance.random())
        r = cut.lock * s * chance.uniform(0.9, 1.25)
        turns = np.linspace(0, 2 * math.pi * 1.6, 12)
        coil = np.stack([np.cos(turns) * r * 0.62, np.sin(turns) * r * 0.62, np.linspace(-0.5, 0.5, 12) * r], -1)
        shape = geometry.tube(coil, r * 0.56, segments=8, steps=2, ribs=3)
        out.append(shape.moved(turn=[chance.uniform(0, 360) for _ in range(3)], at=at))
    return out


def _bun(radius: float, chance: random.Random) -> Shape:
    """A ball of wound wool: a core, and cords round it."""
    parts = [geometry.ball(radius * 0.9, segments=24, rings=16)]
    for _ in range(7):
        a = np.linspace(0, 2 * math.pi, 17)
        ring = np.stack([np.cos(a), np.sin(a), 0.16 * np.sin(2 * a)], -1) * radius * chance.uniform(0.84, 0.92)
        parts.append(geometry.tube(ring, radius * 0.17, segments=8, steps=2, ribs=4).moved(turn=[chance.uniform(0, 180) for _ in range(3)]))
    return geometry.join(parts)


def _plait(start: Array, end: Array, radius: float) -> Shape:
    """Three strands crossing each other, thinning."""
    parts = []
    count = 34
    t = np.linspace(0, 1, count)
    middle = start[None, :] * (1 - t[:, None]) + end[None, :] * t[:, None]
    away = np.array([start[0], start[1], 0.0])
    away /= max(np.linalg.norm(away), 1e-6)
    middle = middle + away * (0.35 * np.sin(math.pi * t) * np.linalg.norm(end - start) * 0.3)[:, None]
    across = np.cross(away, [0, 0, 1.0])
    for strand in range(3):
        phase = 2 * math.pi * (t * 5.5 + strand / 3)
        taper = 1 - 0.45 * t
        path = (
            middle + across * (np.sin(phase) * radius * 0.75 * taper)[:, None] + away * (np.sin(2 * phase) * radius * 0.42 * taper)[:, None]
        )
        parts.append(geometry.tube(path, list(radius * 0.62 * taper), segments=8, steps=1, ribs=4))
    return geometry.join(parts)


def _tassel(at: Array, down: Array, length: float, radius: float, chance: random.Random, count: int = 9) -> list[Shape]:
    out = []
    for _ in range(count):
        aside = np.array([chance.uniform(-1, 1), chance.uniform(-1, 1), chance.uniform(-0.3, 0.3)]) * radius
        path = np.array(
            [at + aside * 0.3, at + aside * 1.1 + down * length * 0.45, at + aside * 0.7 + down * length * chance.uniform(0.85, 1.1)]
        )
        out.append(lock(path, radius * 0.62, chance))
    return out


def build(bench: Bench, *, under_hat: bool) -> None:
    """The hair of a human puppet. Under a hat nothing stands up from the crown."""
    puppet, head = bench.puppet, bench.head
    if puppet.hair == "none":
        return
    cut = CUTS[puppet.hair]
    s = head.size
    chance = bench.chance("hair")
    rng = np.random.default_rng(bench.number("strays"))
    if under_hat:
        cut = dataclasses.replace(cut, thick=min(cut.thick, 0.05), lift=0.0, lock=cut.lock * 0.8)
    yarn = materials.wool(puppet.hair_colour)
    ribbon = materials.felt(puppet.accent_colour)
    if puppet.hair == "bald_fringe":
        shapes = _fringe_round(head, chance)
    else:
        shapes = [shell(head, cut, seed=bench.number("shell")), *lying_locks(head, cut, chance)]
    if puppet.hair == "curly":
        shapes += [c for c in _curls(head, cut, chance) if not under_hat or c.points[:, 2].mean() < 0.5 * s]
    if puppet.hair == "bun" and not under_hat:
        shapes.append(_bun(0.30 * s, chance).moved(at=head.at(math.pi, math.radians(50), 1.22)))
    if puppet.hair == "two_buns":
        for side in (-1, 1):
            at = head.at(side * math.radians(82), math.radians(45 if not under_hat else 5), 1.2)
            shapes.append(_bun(0.30 * s if not under_hat else 0.22 * s, chance).moved(at=at))
            shapes.append(_band(at, at - head.at(side * math.radians(82), math.radians(45), 0.9), 0.15 * s))
    if puppet.hair == "plaits":
        for side in (-1, 1):
            top = head.at(side * math.radians(108), math.radians(-16), 1.08)
            end = top + np.array([side * 0.10 * s, -0.22 * s, -1.05 * s])
            shapes.append(_plait(top, end, 0.135 * s))
            shapes.append(_band(end, end - top, 0.085 * s))
            shapes += _tassel(end, np.array([0, 0, -1.0]), 0.25 * s, 0.07 * s, chance, 6)
    if puppet.hair == "ponytail":
        at = head.at(math.pi, math.radians(40 if not under_hat else -12), 1.08)
        out = at / np.linalg.norm(at)
        shapes.append(_band(at + out * 0.05 * s, out, 0.13 * s))
        for _ in range(14):
            aside = np.array([chance.uniform(-1, 1), chance.uniform(-0.4, 0.4), chance.uniform(-0.5, 0.5)]) * 0.14 * s
            path = np.array(
                [
                    at,
                    at + out * 0.30 * s + aside * 0.8,
                    at + out * 0.42 * s + aside * 1.5 + [0, 0, -0.45 * s],
                    at + out * 0.28 * s + aside + [0, 0, -chance.uniform(0.95, 1.15) * s],
                ]
            )
            shapes.append(lock(path, 0.10 * s, chance))
    bench.on_head("hair", geometry.join(shapes).wobbled(0.006 * s, 8 / s, bench.number("hairwob")), [yarn, ribbon])
    if cut.stray and puppet.hair != "bald_fringe":
        points = strays(head, cut, cut.stray, rng)
        if under_hat:
            points = points[points[:, 3, 2] < 0.35 * s]
        if len(points):
            bench.hair_on_head("strays", points, materials.felt(materials.lighter(puppet.hair_colour, 0.12)), radius=0.0042 * s)


def _band(at: Array, axis: Array, radius: float) -> Shape:
    """A ribbon tied round (slot 1)."""
    axis = axis / max(float(np.linalg.norm(axis)), 1e-6)
    side = np.cross(axis, [0.3, 0.9, 0.2])
    side /= np.linalg.norm(side)
    up = np.cross(axis, side)
    a = np.linspace(0, 2 * math.pi, 15)
    return geometry.tube(at + (np.cos(a)[:, None] * side + np.sin(a)[:, None] * up) * radius, radius * 0.32, segments=8, steps=2).painted(1)


def _fringe_round(head: Head, chance: random.Random) -> list[Shape]:
    """Wool round a bald crown, from temple to temple."""
    s = head.size
    out = []
    for row, (elevation, r) in enumerate(((22, 0.06), (11, 0.07), (0, 0.075), (-12, 0.07), (-22, 0.065), (-32, 0.06))):
        first = (80, 78, 82, 104, 112, 120)[row]
        for azimuth in np.linspace(first, 360 - first, 27):
            a = math.radians(azimuth + chance.uniform(-4, 4))
            e = math.radians(elevation + chance.uniform(-4, 4))
            path = [
                head.at(a, e + 0.16, 1.0),
                head.at(a + chance.uniform(-0.08, 0.08), e, 1.07),
                head.at(a + chance.uniform(-0.12, 0.12), e - 0.34, 1.10),
            ]
            out.append(lock(np.array(path), r * s, chance, tip=0.3))
    return out


def beard(bench: Bench, mouth_z: float, mouth_scale: float) -> None:
    """The beard: rows of thin pointed locks from under the eyes' corners to the chin, leaving the mouth free."""
    puppet, head = bench.puppet, bench.head
    kind = puppet.beard
    if kind in ("none", "stubble"):
        return
    s = head.size
    chance = bench.chance("beard")
    yarn = materials.wool(puppet.hair_colour)
    shapes: list[Shape] = []
    length, wide = {"moustache": (0, 0), "goatee": (0.34, 34), "short": (0.16, 100), "full": (0.38, 104), "long": (0.95, 104)}[kind]
    free_x, free_up, free_down = 0.37 * mouth_scale * s, 0.26 * s, 0.25 * mouth_scale * s
    if length:
        rows = 11
        for row in range(rows):
            elevation = math.radians(float(np.interp(row, [0, rows - 1], [4 if wide > 60 else -38, -66])))
            count = int((44 if wide > 60 else 18) * math.cos(elevation) ** 0.5)
            for i in range(count):
                a = math.radians((i + 0.5 * (row % 2)) / (count - 1) * 2 * wide - wide + chance.uniform(-2, 2))
                e = elevation + chance.uniform(-0.04, 0.04)
                root = head.at(a, e, 0.985)
                if root[1] < 0:
                    root[1] = head.y(float(root[0]), float(root[2])) + 0.02 * s
                x, z = float(root[0]), float(root[2]) - mouth_z
                if abs(x) < free_x and -free_down < z < free_up and root[1] < 0:
                    continue
                edge = abs(math.degrees(a)) / max(wide, 1)
                if row < 4 and edge < 0.55 + 0.03 * (4 - row) and wide > 60:  # cheeks stay bare
                    continue
                long_ = s * length * (0.55 + 0.45 * (1 - edge**2)) * (0.7 + 0.5 * row / rows) * chance.uniform(0.85, 1.15) + 0.10 * s
                flat = np.array([root[0], root[1], 0.0])
                out_dir = flat / max(float(np.linalg.norm(flat)), 1e-6)
                down = np.array([-0.20 * root[0] / s, 0.0, -1.0])
                lift = 0.085 * s * (0.6 + 0.4 * row / rows)
                path = np.array(
                    [
                        root,
                        root + out_dir * lift * 0.8 + down * long_ * 0.25,
                        root + out_dir * lift * 1.05 + down * long_ * 0.62 + [chance.uniform(-1, 1) * 0.05 * s, 0, 0],
                        root + out_dir * lift * chance.uniform(0.3, 0.8) + down * long_,
                    ]
                )
                shapes.append(lock(path, 0.046 * s * chance.uniform(0.8, 1.25), chance, steps=2, tip=0.08, ribs=3, segments=7))
    if kind in ("moustache", "full", "long", "goatee", "short"):
        shapes += _moustache(bench, mouth_z, chance, big=kind in ("moustache", "full", "long"))
    made = geometry.join(shapes)
    bench.on_head("beard", made, yarn)
    roots, normals, _ = geometry.scatter(made, 700, seed=bench.number("beardhair"))
    rng = np.random.default_rng(bench.number("beardstray"))
    drop = rng.uniform(0.06, 0.16, (len(roots), 1)) * s
    aside = rng.normal(size=roots.shape) * 0.25
    path = np.stack(
        [roots, roots + (normals * 0.25 + aside * 0.3 + [0, 0, -0.5]) * drop, roots + (normals * 0.2 + aside + [0, 0, -1.0]) * drop], 1
    )
    bench.hair_on_head("beard.strays", path, materials.felt(materials.lighter(puppet.hair_colour, 0.15)), radius=0.004 * s)


def _moustache(bench: Bench, mouth_z: float, chance: random.Random, *, big: bool) -> list[Shape]:
    s, head = bench.head.size, bench.head
    out = []
    top = mouth_z + (0.20 if big else 0.17) * s
    count = 7 if big else 5
    for side in (-1, 1):
        for i in range(count):
            t = i / (count - 1)
            x0 = side * s * (0.02 + 0.13 * t)
            z0 = top - 0.03 * s * t + chance.uniform(-0.01, 0.01) * s
            reach = s * ((0.42 if big else 0.27) + 0.05 * chance.random()) * (0.8 + 0.2 * t)
            xs = x0 + side * reach * np.array([0, 0.38, 0.75, 1.0])
            drop = (0.17 if big else 0.10) * s
            zs = z0 + drop * np.array([0, 0.02, -0.55, -1.25]) * (1.15 - 0.55 * t)
            lift = s * (0.10 if big else 0.06) * np.array([0.5, 1.0, 0.8, 0.35])
            out.append(lock(head.on_face(xs, zs, lift), s * (0.075 if big else 0.05), chance, steps=3, tip=0.12, ribs=4))
    return out
