"""Hollow and airless places: a cave in the rock, the surface of a moon."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece
from filmwright.theatre.worker.pieces.rooms import finish_passing
from filmwright.theatre.worker.pieces.wilds import level, spread


def _rock(angle: np.ndarray, z: np.ndarray, seed: int, *, width: float, depth: float, height: float) -> np.ndarray:
    """Points of the inside of a cave: walls that lean in to a roof, all of it lumpy."""
    t = np.clip(z / height, 0, 1)
    narrow = np.where(t < 0.55, 1.0, np.sqrt(np.clip(1 - ((t - 0.55) / 0.46) ** 2, 0, 1)))
    x, y = width / 2 * np.cos(angle) * narrow, depth / 2 * np.sin(angle) * narrow
    points = np.stack([x, y, z], -1)
    flat = points.reshape(-1, 3)
    lumps = g.wobble(flat, 0.22, 1.2, seed) + g.wobble(flat, 0.1, 3.2, seed + 1) + g.wobble(flat, 0.035, 8.0, seed + 2)
    return np.asarray((flat + lumps * (0.35 + 0.65 * np.clip(flat[:, 2:3], 0, 1))).reshape(points.shape))


@piece
def cavern(parts: Parts, o: Options) -> None:
    """A cave: rock all round, stone icicles above and below, an opening to the sky at the back; seen into from outside like a room."""
    width, depth, height = o.number("width", 5.6), o.number("depth", 5.0), o.number("height", 2.7)
    palette = parts.dressing.palette
    colour = palette[0] if palette else o.text("colour", "#7a6a5c")
    rock, wet = surfaces.strata(colour, m.mix(colour, "#4a3c34", 0.5)), m.stone(m.mix(colour, "#b8a88a", 0.35), scale=5.0)
    mouth, wide = math.radians(o.number("mouth", 62.0)), math.radians(24.0)
    sides = 14
    for k in range(sides):
        a0, a1 = (2 * math.pi * (k + e) / sides for e in (0.0, 1.0))
        side = Parts(f"{parts.name} side {k}", parts.collection, dressing=parts.dressing, seed=k)
        side.shadowless = True
        at_mouth = abs(((a0 + a1) / 2 - mouth + math.pi) % (2 * math.pi) - math.pi) < 1.0
        angles = np.linspace(a0, a1, 41 if at_mouth else 17)
        levels = height * np.concatenate(
            [np.linspace(-0.05, 0.6, 48 if at_mouth else 24), np.array([0.64, 0.68, 0.72, 0.76, 0.8, 0.84, 0.88, 0.92, 0.96, 0.99, 1.0])]
        )
        a, z = np.meshgrid(angles, levels)
        points = _rock(a, z, 77, width=width, depth=depth, height=height)
        grid = g.grid(points)
        keep = []
        for index, face in enumerate(grid.faces):
            middle = points.reshape(-1, 3)[list(face)].mean(0)
            away = abs((math.atan2(middle[1] / depth, middle[0] / width) - mouth + math.pi) % (2 * math.pi) - math.pi)
            arch = 1.45 * math.sqrt(max(0.0, 1 - (away / wide) ** 2))
            keep.append(index if not (0.1 < middle[2] < arch) else -1)
        kept = [i for i in keep if i >= 0]
        corners = [grid.uv[4 * i : 4 * i + 4] for i in kept]
        shell = g.Shape(grid.points, tuple(grid.faces[i] for i in kept), np.concatenate(corners), grid.slot[kept])
        side.add(shell, rock)
        middle_angle = (a0 + a1) / 2
        finish_passing(side, (-math.cos(middle_angle), -math.sin(middle_angle), 0.0))
        side.root.parent = parts.root
        parts.made += side.made
    n = 40
    x, y = np.meshgrid(np.linspace(-width / 2 - 1.2, width / 2 + 1.2, n), np.linspace(-depth / 2 - 1.2, depth / 2 + 1.0, n))
    floor = np.stack([x.ravel(), y.ravel(), np.zeros(n * n)], 1)
    out = np.clip((np.hypot(x / width * 2, y / depth * 2) - 0.72) / 0.3, 0, 1.3)
    z = (g.wobble(floor, 0.03, 2.2, 5)[:, 2] + g.wobble(floor, 0.012, 7.0, 6)[:, 2]).reshape(n, n) - 0.03 + 0.16 * out
    parts.add(
        g.grid(np.stack([x, y, z], -1)), surfaces.ground(m.mix(colour, "#a8917a", 0.4), m.darker(colour, 0.25), scale=1.1, lumps=26.0)
    )
    _icicles(parts, wet, width, depth, height, int(o.number("icicles", 26)))
    _outside(parts, width, depth, mouth)


def _icicles(parts: Parts, stone: Any, width: float, depth: float, height: float, count: int) -> None:
    """Icicles of stone from the roof, some with another that grows below them."""
    rng = np.random.default_rng(parts.seed)
    hung = Parts(f"{parts.name} icicles", parts.collection, dressing=parts.dressing)
    hung.shadowless = True
    for k in range(count):
        a = rng.uniform(0.1, math.pi - 0.1)
        q = rng.uniform(0.35, 0.8)
        px, py = width / 2 * q * math.cos(a), depth / 2 * q * math.sin(a)
        roof = height * (0.55 + 0.45 * math.sqrt(max(0.0, 1 - q * q))) + 0.08
        long = rng.uniform(0.2, 0.75)
        r = rng.uniform(0.04, 0.1)
        spike = [(0.0, 0), (r * 0.25, long * 0.2), (r * 0.6, long * 0.6), (r * 1.3, long)]
        hung.turned(spike, stone, (px, py, roof - long), segments=12, wobble=0.014)
        if k % 3 == 0 and q > 0.62:
            hung.turned(
                [(r * 1.6, -0.06), (r * 0.9, long * 0.25), (r * 0.35, long * 0.55), (0, long * 0.62)],
                stone,
                (px, py, 0.03),
                segments=12,
                wobble=0.014,
            )
    hung.finish()
    hung.root.parent = parts.root
    parts.made += hung.made


def _outside(parts: Parts, width: float, depth: float, mouth: float) -> None:
    """Hills seen through the mouth."""
    far = Parts(f"{parts.name} outside", parts.collection, dressing=parts.dressing)
    far.shadowless = True
    shade = {"night": "#1d2f4c", "dawn": "#8a7a86", "dusk": "#6a4f62", "day": "#7f9a72"}[parts.dressing.time_of_day]
    with far.frame((1.1 * width / 2 * math.cos(mouth), 1.1 * depth / 2 * math.sin(mouth), 0), (0, 0, math.degrees(mouth) - 90)):
        for distance, rise, tint in ((2.0, 0.32, m.darker(shade, 0.25)), (3.6, 0.62, shade)):
            xs = np.linspace(-4.5, 4.5, 30)
            top = rise + 0.16 * np.sin(xs * 1.3 + distance)
            card = np.array([np.stack([xs, np.full(30, distance), np.full(30, -1.0)], 1), np.stack([xs, np.full(30, distance), top], 1)])
            far.add(g.grid(card), m.felt(tint, fibre=40.0))
    far.finish()
    far.root.parent = parts.root
    parts.made += far.made


@piece
def cave_pool(parts: Parts, o: Options) -> None:
    """A still black pool with a rim of wet stones."""
    r = o.number("size", 0.6)
    outline = [
        (r * (1 + 0.14 * math.sin(3 * t + 1)) * math.cos(t), r * 0.62 * (1 + 0.1 * math.sin(2 * t)) * math.sin(t))
        for t in np.linspace(0, 2 * math.pi, 29)[:-1]
    ]
    parts.add(g.plate(outline, 0.02), surfaces.water("#2f5a66", roughness=0.06), (0, 0, 0.022), (90, 0, 0))
    for k, (x, y) in enumerate(outline[::2]):
        s = parts.chance(0.05, 0.12)
        parts.ball(
            (s, s * 0.8, s * 0.6),
            m.stone(surfaces.pick(("#6f655a", "#857a6c"), k)),
            (x * 1.04, y * 1.04, 0.02),
            wobble=s * 0.2,
            segments=12,
        )


@piece
def crystals(parts: Parts, o: Options) -> None:
    """A cluster of pale crystals that hold a little light."""
    n, size = int(o.number("count", 7)), o.number("size", 0.4)
    hue = o.text("colour", "#8ac8d8")
    for k in range(n):
        a, lean = k * 2.4, 12 + 26 * (k / n)
        high = size * parts.chance(0.45, 1.0) * (1 - 0.4 * k / n)
        r = high * 0.14
        with parts.frame(
            (0.1 * size * math.cos(a) * (k > 0), 0.1 * size * math.sin(a) * (k > 0), 0), (lean * math.sin(a), lean * math.cos(a), k * 37)
        ):
            made = surfaces.glow(hue, 0.55) if k % 2 else m.gloss(m.lighter(hue, 0.2), roughness=0.1)
            parts.turned([(r, -0.05), (r, high * 0.75), (0, high)], made, segments=6, steps=1, wobble=0)


# Without air -----------------------------------------------------------------------------------------------------------


@piece
def craters(parts: Parts, o: Options) -> None:
    """Grey dust with craters and their rims, level where puppets act, ridges round the horizon."""
    xs, ys = spread(o.number("width", 44.0), 110), spread(o.number("depth", 44.0), 110)
    x, y = np.meshgrid(xs, ys)
    rng = np.random.default_rng(parts.seed + 11)
    z = 0.02 * np.sin(2.3 * x + 1.1 * y) * np.sin(1.7 * y - 0.6 * x)
    flat = np.stack([x.ravel(), y.ravel(), np.zeros(x.size)], 1)
    z += g.wobble(flat, 0.16, 0.5, parts.seed)[:, 2].reshape(x.shape) * level(x, y)
    for k in range(int(o.number("count", 46))):
        r = rng.uniform(0.12, 0.3) if k < 12 else rng.uniform(0.5, 2.4)
        cx, cy = (rng.uniform(-3.4, 3.4), rng.uniform(-3.2, 3.0)) if k < 12 else (rng.uniform(-16, 16), rng.uniform(-15, 16))
        if k >= 12 and math.hypot(cx * 0.8, cy) < 2.6 + r * 1.5:
            continue
        d = np.hypot(x - cx, y - cy) / r
        bowl = np.where(d < 1, -0.3 * (1 - d**2), 0.0) + 0.14 * np.exp(-(((d - 1.05) / 0.2) ** 2))
        z += bowl * r * (0.6 if k >= 12 else 0.3)
    far = np.clip((np.hypot(x, y) - 11) / 9, 0, 1)
    z += far**1.4 * (1.6 + 0.9 * np.sin(np.arctan2(y, x) * 7) + 0.5 * np.sin(np.arctan2(y, x) * 17 + 1))
    dust = parts.dressing.palette[0] if parts.dressing.palette else o.text("colour", "#a8a49c")
    parts.add(g.grid(np.stack([x, y, z], -1)), surfaces.ground(dust, m.darker(dust, 0.2), scale=0.8, lumps=40.0))
    for _ in range(60):
        px, py, s = rng.uniform(-4.5, 4.5), rng.uniform(-4.0, 4.5), rng.uniform(0.02, 0.09)
        if abs(px) < 1.2 and -1.4 < py < 0.7:
            s *= 0.4
        parts.ball((s, s * 0.8, s * 0.6), m.stone(m.darker(dust, 0.25)), (px, py, s * 0.25), wobble=s * 0.24, segments=9)


@piece
def far_world(parts: Parts, o: Options) -> None:
    """A world in the sky: a lit half, clouds and seas, its night side hardly seen; its middle at its origin."""
    r = o.number("size", 1.6)
    parts.shadowless = True
    sea, land, cloud = o.text("colour", "#2f6ab0"), o.text("land", "#5f8a4a"), o.text("cloud", "#e6eef2")
    parts.turned([(r, 0), (0, 0)], surfaces.glow(m.darker(sea, 0.8), 0.5), (0, 0.05, 0), (90, 0, 0), segments=48, steps=1, wobble=0)
    rng = np.random.default_rng(parts.seed)
    lit = math.radians(o.number("lit", 25.0))

    def shown(outline: np.ndarray, y: float, colour: str, strength: float) -> None:
        """A patch of the lit half: cut at the limb and at the line of night."""
        c, s = math.cos(lit), math.sin(lit)
        u, v = outline[:, 0] * c + outline[:, 1] * s, -outline[:, 0] * s + outline[:, 1] * c
        bound = np.sqrt(np.clip(r * r * 0.998 - np.clip(v, -r * 0.99, r * 0.99) ** 2, 0, None))
        v = np.clip(v, -r * 0.99, r * 0.99)
        u = np.clip(u, -bound * 0.7, bound)
        points = np.stack([u * c - v * s, np.full(len(u), y), u * s + v * c], 1)
        parts.add(g.polygons(points, [tuple(range(len(points)))]), surfaces.glow(colour, strength))

    t = np.linspace(0, 2 * math.pi, 60)[:-1]
    shown(np.stack([r * 1.2 * np.cos(t), r * 1.2 * np.sin(t)], 1), 0.0, sea, 0.95)
    for k in range(9):
        a, q = rng.uniform(0, 2 * math.pi), rng.uniform(0.1, 0.8) * r
        size = rng.uniform(0.14, 0.34) * r
        wave = 1 + 0.25 * np.sin(3 * t + k) + 0.15 * np.sin(5 * t + 2 * k)
        middle = (q * math.cos(a), q * math.sin(a))
        white = k % 2 == 0
        flat = 0.3 if white else 0.8
        patch = np.stack([middle[0] + size * wave * np.cos(t) * (1.5 if white else 1.0), middle[1] + size * wave * np.sin(t) * flat], 1)
        shown(patch, -0.03 - 0.01 * k, cloud if white else land, 0.9)


@piece
def moon_flag(parts: Parts, o: Options) -> None:
    """A flag that a wire holds out where no wind blows."""
    steel = m.metal("#b9bec2", roughness=0.3)
    parts.rod((0, 0, 0), (0, 0, 1.3), 0.014, steel)
    parts.rod((0, 0, 1.28), (0.56, 0, 1.28), 0.009, steel)
    columns = 16
    cloth = np.array([[(0.54 * j / columns, 0.02 * math.sin(j * 0.9), z) for j in range(columns + 1)] for z in (0.9, 1.09, 1.27)])
    parts.add(g.grid(cloth), m.cotton(o.text("colour", "#c8632f")))
    parts.ball((0.09, 0.006, 0.09), m.felt("#f2e6c8"), (0.27, -0.024, 1.08), segments=18)
