"""Out of doors: ground, cliffs, sea, trees, grass, flowers, rocks, clouds; all handmade, all in felt, clay and resin."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.furniture import lumber
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece
from filmwright.theatre.worker.pieces.tools import bloom


def outside(x: float, y: float, keep: list[float]) -> bool:
    """Whether a place is out of the rectangle kept clear (x0, y0, x1, y1)."""
    return len(keep) < 4 or not (keep[0] < x < keep[2] and keep[1] < y < keep[3])


def hills(points: np.ndarray, seed: int, amount: float) -> np.ndarray:
    """Heights of rolling ground at points (n, 3): level near the middle of the stage."""
    away = np.clip((np.hypot(points[:, 0] * 0.8, points[:, 1] - 0.2) - 2.6) / 3.0, 0, 1)
    wave = g.wobble(points * np.array([1, 1, 0]), amount, 0.35, seed)[:, 2]
    return np.asarray(wave * away + 0.012 * np.sin(points[:, 0] * 5 + points[:, 1] * 3) * 0.5)


@piece
def ground(parts: Parts, o: Options) -> None:
    """Rolling ground with a path: grass, earth, sand or snow."""
    w, back, front = o.number("width", 22.0), o.number("back", 16.0), o.number("front", -9.0)
    nx, ny = 56, 56
    xs = np.sign(np.linspace(-1, 1, nx)) * np.abs(np.linspace(-1, 1, nx)) ** 1.6 * w / 2
    ys = front + (back - front) * np.linspace(0, 1, ny) ** 1.25
    points = np.array([[(x, y, 0.0) for x in xs] for y in ys])
    flat = points.reshape(-1, 3)
    rise = o.number("rise", 0.35)
    flat[:, 2] = hills(flat, parts.seed, rise) + np.clip((flat[:, 1] - 4) / 12, 0, 1) ** 1.5 * o.number("hill", 1.2)
    colour = o.text("colour", "#7f8a3c")
    parts.add(g.grid(points), surfaces.ground(colour, o.text("colour_2") or m.mix(colour, "#a8924a", 0.45)))
    path = o.text("path")
    if path:
        bend = o.numbers("path_points", [-9.0, -1.2, -4.0, -0.9, 0.0, -0.2, 3.0, 0.5, 6.0, 3.0, 9.0, 9.0])
        line = g.smooth_path(np.array(bend).reshape(-1, 2), 8)
        tangent = np.gradient(line, axis=0)
        normal = np.stack([-tangent[:, 1], tangent[:, 0]], 1) / np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-6)
        wide = o.number("path_width", 1.3) / 2
        rows = []
        for s in np.linspace(-1, 1, 7):
            edge = 1 + 0.1 * np.sin(np.arange(len(line)) * 1.7 + s * 3)
            p = line + normal * (s * wide * edge)[:, None]
            p3 = np.concatenate([p, np.zeros((len(p), 1))], 1)
            p3[:, 2] = (
                hills(p3, parts.seed, rise)
                + np.clip((p3[:, 1] - 4) / 12, 0, 1) ** 1.5 * o.number("hill", 1.2)
                + 0.012 * (1 - abs(s))
                + (0.008 if abs(s) < 0.9 else -0.03)
            )
            rows.append(p3)
        parts.add(g.grid(np.array(rows)).flipped(), surfaces.ground(path, m.darker(path, 0.2), scale=2.5))


@piece
def cliff(parts: Parts, o: Options) -> None:
    """A cliff top of grass with layered rock falling to the sea on three sides."""
    w, front, back, drop = o.number("width", 9.5), o.number("front", -2.6), o.number("back", 6.0), o.number("drop", 2.3)
    n = 120
    angle = np.linspace(0, 2 * math.pi, n + 1)[:-1]
    cx, cy, rx, ry = 0.0, (front + back) / 2, w / 2, (back - front) / 2
    rng = np.random.default_rng(parts.seed)
    phase = rng.uniform(0, 6.28, 6)

    def rim(a: np.ndarray) -> np.ndarray:
        c, s = np.cos(a), np.sin(a)
        square = (np.abs(c) ** 3.2 + np.abs(s) ** 3.2) ** (-1 / 3.2)
        return np.asarray(square * (1 + 0.035 * np.sin(5 * a + phase[0]) + 0.02 * np.sin(11 * a + phase[1])))

    rows = []
    levels = 22
    for i in range(levels + 1):
        t = i / levels
        step = 0.03 + 0.05 * (np.floor(t * 6 + 0.35 * np.sin(3 * angle + phase[2])) % 2)
        bulge = (
            1 + 0.16 * t**1.4 + 0.05 * np.sin(6 * angle + phase[3] + 4 * t) * t + 0.03 * np.sin(14 * angle + 9 * t + phase[4]) - step * 0.5
        )
        r = rim(angle) * bulge
        rows.append(np.stack([cx + rx * r * np.cos(angle), cy + ry * r * np.sin(angle), np.full(n, -0.06 - drop * t)], 1))
    parts.add(
        g.grid(np.array(rows), around=True).flipped(),
        surfaces.strata(o.text("colour", "#8a4a35"), m.darker(o.text("colour", "#8a4a35"), 0.35)),
    )
    top = []
    for i in range(26):
        t = i / 25
        r = rim(angle) * (1.07 * t)
        x, y = cx + rx * r * np.cos(angle), cy + ry * r * np.sin(angle)
        away = np.clip((np.hypot(x * 0.8, y) - 2.6) / 2.5, 0, 1)
        z = (0.05 * np.sin(x * 1.7 + 1) * np.cos(y * 1.3) + 0.03) * away - 0.13 * np.clip((t - 0.95) / 0.05, 0, 1)
        top.append(np.stack([x, y, z], 1))
    grass = o.text("grass", "#7f8a3c")
    turf = g.grid(np.array(top), around=True)
    parts.add(turf, surfaces.ground(grass, m.mix(grass, "#b08a4a", 0.4)))
    path = o.text("path")
    if path:
        line = g.smooth_path(np.array([(-4.6, -0.3), (-2.6, -0.5), (-0.6, -0.25), (0.6, 0.1), (-0.3, 1.1), (-1.6, 1.9), (-1.72, 2.3)]), 8)
        tangent = np.gradient(line, axis=0)
        normal = np.stack([-tangent[:, 1], tangent[:, 0]], 1) / np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-6)
        strips = [
            np.concatenate(
                [
                    line + normal * (s * 0.38 * (1 + 0.15 * np.sin(np.arange(len(line)) * 1.9 + s)))[:, None],
                    np.full((len(line), 1), 0.032 + 0.01 * (1 - abs(s)) - (0.03 if abs(s) == 1 else 0)),
                ],
                1,
            )
            for s in (-1, -0.5, 0, 0.5, 1)
        ]
        parts.add(g.grid(np.array(strips)).flipped(), surfaces.ground(path, m.darker(path, 0.2), scale=2.5))
    parts.add(
        g.fibres(turf, 2600, 0.09, seed=3, width=0.012, keep=lambda p: np.hypot(p[:, 0] * 0.7, p[:, 1]) > 1.6),
        surfaces.leaves(m.darker(grass, 0.1), m.lighter(grass, 0.15)),
    )


@piece
def sea(parts: Parts, o: Options) -> None:
    """Resin waves to the horizon, foam of wool round a cliff."""
    n = 90
    far = o.number("far", 60.0)
    xs = np.sign(np.linspace(-1, 1, n)) * np.abs(np.linspace(-1, 1, n)) ** 1.5 * far
    ys = o.number("front", -14.0) + (far - o.number("front", -14.0)) * np.linspace(0, 1, n) ** 1.7
    x, y = np.meshgrid(xs, ys)
    tall = o.number("waves", 1.0)
    z = tall * (0.09 * np.sin(x * 1.1 + y * 0.6) + 0.06 * np.sin(-x * 0.7 + y * 1.5 + 1) + 0.05 * np.sin(x * 2.1 + y * 1.7))
    parts.add(g.grid(np.stack([x, y, z], -1)), surfaces.water(o.text("colour", "#1d4660")))
    count = int(o.number("foam", 0))
    if count:
        w, front, back = o.number("cliff_width", 9.5), o.number("cliff_front", -2.6), o.number("cliff_back", 6.0)
        foam = m.wool("#e6ece8", combed="x")
        cx, cy, rx, ry = 0.0, (front + back) / 2, w / 2 * 1.16, (back - front) / 2 * 1.16
        for ring in range(3):
            a = -math.pi
            while a < math.pi:
                span = parts.chance(0.12, 0.4)
                turns = np.linspace(a, a + span, 5)
                path = []
                for t in turns:
                    c, s = math.cos(t), math.sin(t)
                    q = (abs(c) ** 3.2 + abs(s) ** 3.2) ** (-1 / 3.2) * (1.04 + 0.09 * ring + 0.02 * math.sin(9 * t + ring))
                    px, py = cx + rx * q * c, cy + ry * q * s
                    path.append((px, py, tall * (0.09 * math.sin(px * 1.1 + py * 0.6)) + 0.02))
                thick = parts.chance(0.035, 0.075) - 0.013 * ring
                parts.add(
                    g.tube(path, [0.01, thick, thick * 1.2, thick, 0.01], segments=7, steps=3, flat=0.5).wobbled(0.012, 6.0, ring), foam
                )
                a += span + parts.chance(0.02, 0.2 + 0.15 * ring)


@piece
def water(parts: Parts, o: Options) -> None:
    """A level sheet of water: harbour, pond, river."""
    w, d = o.number("width", 20.0), o.number("depth", 14.0)
    n = 40
    x, y = np.meshgrid(np.linspace(-w / 2, w / 2, n), np.linspace(-d / 2, d / 2, n))
    z = 0.02 * np.sin(x * 2.1 + y) + 0.015 * np.sin(y * 3.1 - x)
    parts.add(g.grid(np.stack([x, y, z], -1)), surfaces.water(o.text("colour", "#2a5568"), roughness=0.14))


@piece
def boulder(parts: Parts, o: Options) -> None:
    """A flat-topped rock to sit on."""
    s, h = o.number("size", 0.5), o.number("height", 0.36)
    rock = g.ball(s * 0.56, s * 0.48, h * 0.75, segments=26, rings=16).bent(
        lambda p: np.where(p[:, 2:3] > h * 0.42, np.concatenate([p[:, :2], h * 0.42 + (p[:, 2:3] - h * 0.42) * 0.25], 1), p)
    )
    parts.add(rock.wobbled(0.03, 3.0, parts.seed), m.stone(o.text("colour", "#8c8078"), moss=o.text("moss", "#7a8448")), (0, 0, h * 0.5))


@piece
def sea_rocks(parts: Parts, o: Options) -> None:
    """Rocks in the water."""
    x0, y0, x1, y1 = o.numbers("area", [-6, -6, 6, -3])
    rock = surfaces.strata(o.text("colour", "#5f4a44"), m.darker(o.text("colour", "#5f4a44"), 0.35))
    foam = m.wool("#e6ece8", combed="x")
    for k in range(int(o.number("count", 6))):
        x, y, s = parts.chance(x0, x1), parts.chance(y0, y1), parts.chance(0.25, 0.6)
        parts.add(g.ball(s, s * parts.chance(0.7, 1.1), s * parts.chance(0.6, 1.0)).wobbled(s * 0.16, 1.6 / s, k), rock, (x, y, 0.05))
        ring = [(x + s * 1.05 * math.cos(t), y + s * 0.95 * math.sin(t), 0.06) for t in np.linspace(0.3, 5.6, 12)]
        parts.add(g.tube(ring, [0.01] + [0.035] * 10 + [0.01], segments=6, steps=2, flat=0.5), foam)


@piece
def grass_tufts(parts: Parts, o: Options) -> None:
    """Tufts of felt grass."""
    x0, y0, x1, y1 = o.numbers("area", [-4, -2, 4, 4])
    keep = o.numbers("keep", [])
    colour = o.text("colour", "#8f9440")
    blades = surfaces.leaves(m.darker(colour, 0.15), m.lighter(colour, 0.18))
    points: list[tuple[float, float, float]] = []
    faces: list[tuple[int, ...]] = []
    for _ in range(int(o.number("count", 120))):
        x, y = parts.chance(x0, x1), parts.chance(y0, y1)
        if not outside(x, y, keep):
            continue
        for _ in range(9):
            a, lean, high = parts.chance(0, 6.28), parts.chance(0.02, 0.1), parts.chance(0.07, 0.2)
            bx, by = x + parts.chance(-0.05, 0.05), y + parts.chance(-0.05, 0.05)
            dx, dy = 0.008 * math.sin(a), -0.008 * math.cos(a)
            i = len(points)
            points += [
                (bx - dx, by - dy, -0.01),
                (bx + dx, by + dy, -0.01),
                (bx + lean * 0.4 * math.cos(a) + dx * 0.7, by + lean * 0.4 * math.sin(a) + dy * 0.7, high * 0.6),
                (bx + lean * 0.4 * math.cos(a) - dx * 0.7, by + lean * 0.4 * math.sin(a) - dy * 0.7, high * 0.6),
                (bx + lean * math.cos(a), by + lean * math.sin(a), high),
            ]
            faces += [(i, i + 1, i + 2, i + 3), (i + 3, i + 2, i + 4)]
    if points:
        parts.add(g.polygons(points, faces), blades)


@piece
def flowers(parts: Parts, o: Options) -> None:
    """Small flowers in the grass."""
    x0, y0, x1, y1 = o.numbers("area", [-4, -2, 4, 4])
    keep = o.numbers("keep", [])
    colours = o.texts("colours", ["#f2e3d0", "#e6a3b0", "#f0c84a"])
    for k in range(int(o.number("count", 40))):
        x, y = parts.chance(x0, x1), parts.chance(y0, y1)
        if outside(x, y, keep):
            high = parts.chance(0.1, 0.2)
            bloom(parts, (x, y, high), parts.chance(0.045, 0.07), surfaces.pick(colours, k), stalk=high, petals=5)


@piece
def clouds(parts: Parts, o: Options) -> None:
    """Cotton-wool clouds."""
    if parts.dressing.weather in ("rain", "fog", "snow"):
        return
    parts.shadowless = True
    tint = {"day": "#eef2f6", "dawn": "#e8b8b0", "dusk": "#c98f8f", "night": "#3f5480"}[parts.dressing.time_of_day]
    wool = surfaces.cotton_wool(tint)
    spread = o.number("spread", 18.0)
    for k in range(int(o.number("count", 5))):
        x = -spread / 2 + spread * (k + 0.5) / o.number("count", 5) + parts.chance(-1, 1)
        z, y, size = parts.chance(-1.6, 2.6), parts.chance(-1, 3), parts.chance(0.5, 0.85)
        n = parts.random.randint(5, 8)
        for i in range(n):
            r = size * parts.chance(0.6, 1.1) * (1 - abs(i - (n - 1) / 2) * 0.16)
            parts.ball(
                (r, r * 0.7, r * 0.62),
                wool,
                (x + (i - n / 2) * size * 0.75, y + parts.chance(-0.3, 0.3), z + parts.chance(-0.1, 0.28) * size),
                wobble=r * 0.08,
                segments=16,
            )


def trunk(parts: Parts, high: float, r: float, colour: str) -> list[tuple[float, float, float]]:
    """A bent trunk with roots; gives the points of its crown's branches."""
    bark = m.wood(colour, grain="z", per_object=0.0)
    bx, by = parts.chance(-0.1, 0.1) * high, parts.chance(-0.05, 0.05) * high
    parts.add(
        g.tube(
            [(0, 0, -0.05), (bx * 0.3, by * 0.3, high * 0.35), (bx, by, high * 0.75), (bx * 0.8, by, high)],
            [r * 1.25, r, r * 0.8, r * 0.45],
            segments=12,
            ribs=5,
            rib_depth=0.12,
        ),
        bark,
    )
    for k in range(4):
        a = k * 1.6 + 0.4
        parts.tube(
            [(0, 0, 0.14), (r * 1.5 * math.cos(a), r * 1.5 * math.sin(a), 0.05), (r * 2.5 * math.cos(a), r * 2.5 * math.sin(a), -0.03)],
            [r * 0.6, r * 0.45, r * 0.15],
            bark,
        )
    tips = []
    for k in range(5):
        a = k * 2.4 + parts.chance(-0.3, 0.3)
        tip = (bx + high * 0.32 * math.cos(a), by + high * 0.26 * math.sin(a), high * parts.chance(0.86, 1.12))
        parts.tube(
            [(bx * 0.9, by, high * 0.66), ((bx + tip[0]) / 2, (by + tip[1]) / 2, high * 0.84), tip], [r * 0.5, r * 0.36, r * 0.18], bark
        )
        tips.append(tip)
    return [*tips, (bx * 0.8, by, high * 1.12)]


def foliage(parts: Parts, at: tuple[float, float, float], r: float, material: Any, leaves: int = 190) -> None:
    """A clump of felt leaves on a dark heart."""
    core = g.ball(r * 0.86, r * 0.82, r * 0.7, segments=14, rings=10)
    parts.add(core.wobbled(r * 0.09, 2.0 / r, parts.seed), material, at)
    roots, normals, _ = g.scatter(core, leaves, seed=parts.random.randint(0, 99999))
    rng = np.random.default_rng(parts.random.randint(0, 99999))
    d = normals + 0.55 * rng.normal(size=normals.shape)
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    side = np.cross(d, rng.normal(size=d.shape))
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-6)
    long = (0.055 + 0.035 * rng.random((leaves, 1))) * max(1.0, r * 2.2)
    base = roots - d * long * 0.2
    quads = np.stack(
        [base, base + d * long * 0.55 + side * long * 0.36, base + d * long * 1.25, base + d * long * 0.55 - side * long * 0.36], 1
    ).reshape(-1, 3)
    parts.add(g.polygons(quads, [(4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3) for i in range(leaves)]), material, at)


@piece
def tree(parts: Parts, o: Options) -> None:
    """A round-headed tree; `bare` leaves only its branches."""
    high = o.number("height", 2.4)
    tips = trunk(parts, high * 0.62, high * 0.055, o.text("bark", "#5a3f2a"))
    if o.flag("bare"):
        return
    colour = o.text("colour", "#6b8a3f")
    green = surfaces.leaves(m.darker(colour, 0.12), m.mix(colour, "#c8a83a", 0.3))
    for x, y, z in tips:
        foliage(parts, (x, y, z + high * 0.06), high * parts.chance(0.15, 0.2), green)


@piece
def pine(parts: Parts, o: Options) -> None:
    """A fir of felt skirts."""
    high = o.number("height", 2.6)
    colour = o.text("colour", "#3f5f4a")
    parts.rod((0, 0, -0.05), (0, 0, high * 0.5), 0.07, m.wood("#5a3f2a", grain="z", per_object=0.0))
    n, green = 6, surfaces.leaves(m.darker(colour, 0.2), m.lighter(colour, 0.1))
    for k in range(n):
        t = k / n
        r, z, points = high * 0.25 * (1 - t) ** 0.85 + 0.05, high * (0.2 + 0.72 * t), 13
        rows = []
        for ring, (rr, zz) in enumerate(((0.02, 0.26), (0.5, 0.1), (1.0, -0.06))):
            rows.append(
                [
                    (
                        r * rr * math.cos(2 * math.pi * j / (points * 2)) * (1.0 if ring < 2 or j % 2 else 0.76),
                        r * rr * math.sin(2 * math.pi * j / (points * 2)) * (1.0 if ring < 2 or j % 2 else 0.76),
                        z + high * zz * (1 - 0.4 * t) * 0.75 + parts.chance(-0.01, 0.01),
                    )
                    for j in range(points * 2)
                ]
            )
        parts.add(
            g.grid(np.array(rows), around=True).flipped().moved(turn=(parts.chance(-3, 3), parts.chance(-3, 3), parts.chance(0, 30))), green
        )


@piece
def bush(parts: Parts, o: Options) -> None:
    """A bush."""
    s, colour = o.number("size", 0.5), o.text("colour", "#5f7f3f")
    green = surfaces.leaves(m.darker(colour, 0.12), m.lighter(colour, 0.12))
    for k in range(3):
        a = k * 2.1
        foliage(parts, (s * 0.4 * math.cos(a), s * 0.3 * math.sin(a), s * 0.34), s * parts.chance(0.36, 0.48), green, 130)
    for k in range(int(o.number("blooms", 0))):
        a, z = k * 2.4, s * parts.chance(0.3, 0.75)
        bloom(parts, (s * 0.7 * math.cos(a), s * 0.6 * math.sin(a), z), 0.06, o.text("bloom_colour", "#c8435a"), petals=6)


@piece
def grove(parts: Parts, o: Options) -> None:
    """A row of trunks and crowns for the depth of a wood."""
    w = o.number("width", 14.0)
    count = int(o.number("count", 10))
    colour = o.text("colour", "#4f6b3a")
    for k in range(count):
        x = -w / 2 + w * (k + parts.chance(0.2, 0.8)) / count
        high = parts.chance(3.0, 4.4)
        bark = m.wood(m.mix("#5a4230", "#2a2420", parts.chance(0, 0.6)), grain="z", per_object=0.0)
        y = parts.chance(-0.6, 0.6)
        parts.add(
            g.tube(
                [(x, y, -0.1), (x + parts.chance(-0.1, 0.1), y, high * 0.5), (x + parts.chance(-0.25, 0.25), y, high)],
                [0.17, 0.12, 0.08],
                segments=10,
                ribs=5,
            ),
            bark,
        )
        if not o.flag("bare"):
            with parts.frame((x, y, 0)):
                green = surfaces.leaves(m.darker(colour, 0.25), colour)
                for _ in range(2):
                    foliage(parts, (parts.chance(-0.6, 0.6), 0, high * parts.chance(0.72, 1.0)), parts.chance(0.5, 0.75), green, 120)


@piece
def mushrooms(parts: Parts, o: Options) -> None:
    """Toadstools."""
    for k in range(int(o.number("count", 5))):
        x, y, h = 0.12 * math.cos(k * 2.4) * (k % 3 + 0.4), 0.1 * math.sin(k * 2.4) * (k % 3 + 0.4), parts.chance(0.08, 0.18)
        parts.turned([(0.022, 0), (0.016, h * 0.5), (0.02, h)], m.clay("#e9dfc8"), (x, y, 0), segments=12)
        parts.turned(
            [(0.01, h * 0.92), (0.06, h * 0.94), (0.05, h * 1.12), (0, h * 1.28)],
            m.clay(o.text("colour", "#b8352b"), roughness=0.4),
            (x, y, 0),
            segments=18,
        )
        for i in range(5):
            parts.ball(0.009, m.clay("#f0e8d8"), (x + 0.035 * math.cos(i * 1.4), y + 0.035 * math.sin(i * 1.4), h * 1.17), segments=6)


@piece
def log_seat(parts: Parts, o: Options) -> None:
    """A fallen trunk to sit on, along x."""
    w, h = o.number("width", 1.1), o.number("height", 0.32)
    r = h / 2
    parts.add(
        g.tube(
            [(-w / 2, 0, r), (0, 0.02, r + 0.01), (w / 2, 0, r)], [r, r * 0.96, r * 1.03], segments=16, ends="flat", ribs=7, rib_depth=0.05
        ),
        m.wood("#6b4a2e", grain="x", per_object=0.0),
    )
    for s in (-1, 1):
        parts.turned(
            [(0, 0), (r * 0.9, 0)], m.clay("#c9a06a", roughness=0.8), (s * (w / 2 + 0.004), 0, r), (0, 90 * s, 0), segments=16, steps=1
        )
    parts.ball((w * 0.22, r * 0.6, 0.03), m.felt("#6b7a3a"), (-w * 0.2, 0.04, h - 0.01), wobble=0.01)


@piece
def crops(parts: Parts, o: Options) -> None:
    """Rows of wheat, sunflowers or cabbages along x."""
    x0, y0, x1, y1 = o.numbers("area", [-6, 2, 6, 6])
    kind, rows = o.text("kind", "wheat"), int(o.number("rows", 6))
    if kind == "wheat":
        points: list[tuple[float, float, float]] = []
        faces: list[tuple[int, ...]] = []
        for _ in range(int(o.number("count", 1500))):
            x, y, h = parts.chance(x0, x1), parts.chance(y0, y1), parts.chance(0.4, 0.62)
            lean = parts.chance(-0.05, 0.12)
            for wide, z0, z1 in ((0.006, 0.0, h), (0.018, h * 0.8, h * 1.12)):
                i = len(points)
                points += [
                    (x - wide, y, z0),
                    (x + wide, y, z0),
                    (x + lean + wide * 0.5, y + lean * 0.4, z1),
                    (x + lean - wide * 0.5, y + lean * 0.4, z1),
                ]
                faces.append((i, i + 1, i + 2, i + 3))
        parts.add(g.polygons(points, faces), surfaces.leaves("#b8903a", "#d8b85a"))
        return
    for row in range(rows):
        y = y0 + (y1 - y0) * (row + 0.5) / rows
        n = int((x1 - x0) / 0.5)
        for k in range(n):
            x = x0 + (x1 - x0) * (k + 0.5) / n + parts.chance(-0.08, 0.08)
            if kind == "sunflowers":
                h = parts.chance(0.75, 1.05)
                parts.rod((x, y, 0), (x, y, h), 0.014, m.felt("#5f7f3a"), segments=6)
                with parts.frame((x, y - 0.03, h), (66, 0, parts.chance(-20, 20))):
                    for p in range(12):
                        a = p * math.pi / 6
                        parts.add(
                            g.ball(0.075, 0.028, 0.01, segments=8, rings=6),
                            m.felt("#f0b82a"),
                            (0.12 * math.cos(a), 0.12 * math.sin(a), 0),
                            (0, 0, math.degrees(a)),
                        )
                    parts.ball((0.085, 0.085, 0.03), m.felt("#5a3418"), (0, 0, 0.01), segments=14)
            else:
                green = surfaces.leaves("#6b9a5a", "#9ab87a")
                parts.ball((0.11, 0.11, 0.1), green, (x, y, 0.09), wobble=0.012, segments=12)
                for p in range(5):
                    a = p * 1.26
                    parts.ball(
                        (0.09, 0.07, 0.016),
                        green,
                        (x + 0.1 * math.cos(a), y + 0.1 * math.sin(a), 0.07),
                        (0, -28, math.degrees(a)),
                        segments=8,
                    )


@piece
def mountains(parts: Parts, o: Options) -> None:
    """Far ridges of felt, each paler than the one before it."""
    parts.shadowless = True
    w = o.number("width", 70.0)
    colour = o.text("colour", "#5f7f8a")
    haze = {"day": "#c6e0ea", "dawn": "#f0bca0", "dusk": "#c07f8a", "night": "#24406c"}[parts.dressing.time_of_day]
    for k in range(3):
        y = 4.0 * (2 - k)
        xs = np.linspace(-w / 2, w / 2, 60)
        top = (
            o.number("height", 3.0)
            * (0.5 + 0.25 * (2 - k))
            * (0.7 + 0.4 * np.sin(xs * (0.16 + 0.05 * k) + k * 2.0) + 0.14 * np.sin(xs * 0.7 + k))
        )
        rows = np.array([np.stack([xs, np.full(60, y - 2.0 * (1 - t)), np.maximum(top, 0.1) * t - 0.4], 1) for t in (0.0, 0.5, 0.85, 1.0)])
        parts.add(g.grid(rows), m.felt(m.mix(colour, haze, 0.2 + 0.25 * (2 - k)), fibre=12.0, variation=0.12))


@piece
def pond_lilies(parts: Parts, o: Options) -> None:
    """Lily pads."""
    for k in range(int(o.number("count", 7))):
        a = k * 2.4
        parts.turned(
            [(0, 0.012), (0.12, 0.01), (0.13, 0.016), (0, 0.02)],
            m.felt("#5f8a4a"),
            (0.5 * math.cos(a) * (k % 3), 0.35 * math.sin(a) * (k % 3), 0.01),
            segments=14,
        )


@piece
def haystack(parts: Parts, o: Options) -> None:
    """A round haystack."""
    s = o.number("size", 1.0)
    parts.turned(
        [(0.5 * s, 0), (0.56 * s, 0.25 * s), (0.45 * s, 0.6 * s), (0.16 * s, 0.92 * s), (0, 0.98 * s)],
        m.wool("#c9a44a", combed="z", fineness=90.0),
        segments=28,
        wobble=0.02,
    )
    parts.add(
        g.fibres(
            g.lathe([(0.5 * s, 0), (0.56 * s, 0.25 * s), (0.45 * s, 0.6 * s), (0.16 * s, 0.92 * s), (0.01, 0.98 * s)], segments=16),
            500,
            0.07,
            seed=5,
            width=0.007,
        ),
        surfaces.leaves("#c9a44a", "#e0c070"),
    )


__all__ = ["foliage", "hills", "lumber", "outside", "trunk"]
