"""Wild places: dunes and mesas, peaks and crags, a river with its bank, a shore."""

from __future__ import annotations

import math

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.furniture import lumber
from filmwright.theatre.worker.pieces.nature import foliage, outside
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece

HAZE = {"day": "#c6e0ea", "dawn": "#f0bca0", "dusk": "#c07f8a", "night": "#24406c"}


def spread(width: float, count: int, power: float = 1.6) -> np.ndarray:
    """Places from -width/2 to width/2, close together in the middle, where the camera looks."""
    t = np.linspace(-1, 1, count)
    return np.asarray(np.sign(t) * np.abs(t) ** power * width / 2)


def level(x: np.ndarray, y: np.ndarray, free: float = 2.8, soft: float = 3.5) -> np.ndarray:
    """0 on the acting area, 1 far from it."""
    return np.asarray(np.clip((np.hypot(x * 0.8, y - 0.2) - free) / soft, 0, 1))


# Desert --------------------------------------------------------------------------------------------------------------


@piece
def dunes(parts: Parts, o: Options) -> None:
    """Sand blown into dunes with sharp crests and fine ripples, level where puppets act."""
    xs, ys = spread(o.number("width", 44.0), 90), spread(o.number("depth", 44.0), 90)
    x, y = np.meshgrid(xs, ys)
    tall = o.number("height", 1.5)
    away = np.clip(np.maximum.reduce([(np.abs(x) - 3.6) / 5, (y - 2.0) / 5, (-6.8 - y) / 4]), 0, 1)  # clear of where cameras stand
    away = away * away * (3 - 2 * away)
    phase = 0.34 * y + 0.16 * x + 0.7 * np.sin(0.23 * x + 0.4)
    wave = (phase / (2 * math.pi)) % 1.0
    crest = np.where(wave < 0.72, wave / 0.72, (1 - wave) / 0.28) ** 1.3  # long slope to windward, short to lee
    z = tall * away * crest * (0.65 + 0.35 * np.sin(0.19 * x - 0.11 * y + 2))
    z += 0.007 * np.sin(14 * y + 5 * x + 1.5 * np.sin(2 * x)) * (1 - 0.6 * away)
    sand = parts.dressing.palette[0] if parts.dressing.palette else o.text("colour", "#d2a465")
    parts.add(g.grid(np.stack([x, y, z], -1)), surfaces.ground(sand, o.text("colour_2") or m.darker(sand, 0.18), scale=0.7, lumps=46.0))
    rng = np.random.default_rng(parts.seed)
    for _ in range(int(o.number("pebbles", 40))):
        px, py, s = rng.uniform(-3.5, 3.5), rng.uniform(-3.0, 2.6), rng.uniform(0.02, 0.06)
        parts.ball((s, s * 0.8, s * 0.55), m.stone(m.darker(sand, 0.4)), (px, py, s * 0.2), wobble=s * 0.2, segments=9)


@piece
def mesa(parts: Parts, o: Options) -> None:
    """A flat-topped tower of layered rock on its skirt of scree."""
    w, h = o.number("width", 3.0), o.number("height", 2.6)
    rock = o.text("colour", "#a85a3a")
    profile = [
        (0.9, -0.3), (0.78, 0.1), (0.62, 0.28), (0.5, 0.36), (0.48, 0.6), (0.52, 0.64),
        (0.46, 0.7), (0.45, 0.93), (0.42, 0.99), (0.3, 1.0), (0, 1.0),
    ]  # fmt: skip
    shape = g.lathe([(r * w, z * h) for r, z in profile], segments=44, steps=2, squeeze=(1.0, 0.7))
    parts.add(shape.wobbled(w * 0.06, 1.3 / w * 3, parts.seed), surfaces.strata(rock, m.darker(rock, 0.3)))


@piece
def cactus(parts: Parts, o: Options) -> None:
    """A ribbed cactus with raised arms and a flower."""
    h, colour = o.number("height", 1.2), o.text("colour", "#5f8a52")
    green = m.felt(colour, fibre=60.0, variation=0.25)
    r = h * 0.1
    limbs = [
        ([(0, 0, -0.05), (0, 0, h * 0.5), (0.01, 0, h)], r),
        ([(0, 0, h * 0.4), (h * 0.2, 0, h * 0.42), (h * 0.25, 0, h * 0.55), (h * 0.25, 0, h * 0.78)], r * 0.68),
        ([(0, 0, h * 0.52), (-h * 0.17, 0, h * 0.54), (-h * 0.22, 0, h * 0.66), (-h * 0.21, 0, h * 0.86)], r * 0.62),
    ]
    for path, thick in limbs:
        parts.add(g.tube(path, [thick] * (len(path) - 1) + [thick * 0.8], segments=20, steps=5, ribs=8, rib_depth=0.22), green)
        top = path[-1]
        parts.ball((thick * 0.8, thick * 0.8, thick * 0.7), green, top, segments=14)
        rng = np.random.default_rng(parts.seed + len(path))
        for _ in range(46):
            k = int(rng.integers(0, len(path) - 1))
            t, a = rng.random(), rng.uniform(0, 2 * math.pi)
            p = np.array(path[k]) * (1 - t) + np.array(path[k + 1]) * t
            out = np.array([math.cos(a), math.sin(a), 0.15])
            parts.rod((p + out * thick * 0.95).tolist(), (p + out * (thick + 0.035)).tolist(), 0.003, m.felt("#efe6cc"), 0.001, segments=4)
    for k in range(6):
        a = k * math.pi / 3
        petal = (0.045, 0.018, 0.012)
        at = (0.01 + 0.04 * math.cos(a), 0.04 * math.sin(a), h + r * 0.62)
        parts.ball(petal, m.felt("#d8567a"), at, (0, -35, math.degrees(a)), segments=8)


@piece
def bones(parts: Parts, o: Options) -> None:
    """The ribs and skull of something large, half under the sand."""
    s, ivory = o.number("size", 1.0), m.clay("#e9dfc4", roughness=0.75, variation=0.25)
    for k in range(5):
        r = s * (0.3 - 0.03 * abs(k - 1.5))
        for side in (-1, 1):
            arc = [
                (s * 0.17 * k, 0.02 * side, r * 1.35),
                (s * (0.17 * k + 0.02), side * r * 0.7, r * 1.15),
                (s * (0.17 * k + 0.05), side * r * 0.95, r * 0.5),
                (s * (0.17 * k + 0.07), side * r * 0.75, -0.04),
            ]
            parts.tube(arc, [0.022 * s, 0.026 * s, 0.02 * s, 0.012 * s], ivory, segments=8, steps=5)
        parts.ball((0.05 * s, 0.035 * s, 0.04 * s), ivory, (s * 0.17 * k, 0, r * 1.35), segments=10)
    parts.ball((0.17 * s, 0.11 * s, 0.1 * s), ivory, (-0.32 * s, 0, 0.1 * s), (0, 14, 12), wobble=0.01)
    parts.ball((0.13 * s, 0.06 * s, 0.05 * s), ivory, (-0.48 * s, -0.03 * s, 0.05 * s), (0, 8, 12))
    for side in (-1, 1):
        parts.ball((0.03 * s, 0.02 * s, 0.03 * s), m.clay("#2a221c"), (-0.37 * s, side * 0.088 * s, 0.13 * s), segments=10)
        horn = [(-0.24 * s, side * 0.08 * s, 0.16 * s), (-0.2 * s, side * 0.26 * s, 0.26 * s), (-0.3 * s, side * 0.32 * s, 0.4 * s)]
        parts.tube(horn, [0.03 * s, 0.024 * s, 0.005 * s], ivory, steps=5)


# Mountain ------------------------------------------------------------------------------------------------------------


@piece
def peaks(parts: Parts, o: Options) -> None:
    """Jagged ranges, snow on their upper slopes, each range paler than the one before it."""
    parts.shadowless = True
    w, tall = o.number("width", 60.0), o.number("height", 5.0)
    colour, haze = o.text("colour", "#5f6a7c"), HAZE[parts.dressing.time_of_day]
    rng = np.random.default_rng(parts.seed)
    for k in range(int(o.number("ranges", 3))):
        n = 110
        xs = np.linspace(-w / 2, w / 2, n)
        top = np.zeros(n)
        for octave, amount in ((0.05, 0.55), (0.12, 0.32), (0.31, 0.17), (0.8, 0.07)):
            t = (xs * octave + rng.uniform(0, 1)) % 1.0
            top += amount * (1 - np.abs(2 * t - 1))
        top = tall * (0.45 + 0.35 * k) * (0.25 + 0.85 * top)
        y = 5.0 * k
        shade = 0.12 + 0.2 * k
        rock, snow = m.mix(colour, haze, shade), m.mix("#eef2f6" if parts.dressing.time_of_day == "day" else "#d6d8e6", haze, shade)
        levels = np.linspace(0, 1, 15)
        rows = np.array(
            [
                np.stack(
                    [
                        xs + 0.2 * np.sin(9 * t + xs * 0.7) * t,
                        y - 3.2 * (1 - t) + 0.35 * np.sin(xs * 2.1 + 4 * t) * (1 - t),
                        top * t**0.85 - 0.8,
                    ],
                    1,
                )
                for t in levels
            ]
        )
        shape = g.grid(rows)
        middle = shape.points[np.array([f[:4] for f in shape.faces])].mean(1)
        line = tall * (0.42 + 0.1 * k) + 0.3 * np.sin(middle[:, 0] * 1.9) + 0.22 * np.sin(middle[:, 0] * 5.1)
        white = middle[:, 2] > line
        for mask, material in ((~white, m.felt(rock, fibre=14.0, variation=0.25)), (white, m.felt(snow, fibre=14.0, variation=0.06))):
            chosen = np.flatnonzero(mask)
            if len(chosen):
                parts.add(g.polygons(shape.points, [shape.faces[i] for i in chosen]), material)


@piece
def crag(parts: Parts, o: Options) -> None:
    """A shoulder of broken rock with snow lying on its ledges."""
    w, h = o.number("width", 1.6), o.number("height", 1.4)
    colour = o.text("colour", "#6f6a6c")
    for k in range(6):
        s = h * (0.62 - 0.07 * k)
        x, y = parts.chance(-0.5, 0.5) * w * (0.3 + 0.14 * k), parts.chance(-0.3, 0.3) * w * 0.6
        block = g.box((s * parts.chance(0.8, 1.2), s * 0.9, s * 1.5), bevel=s * 0.16, jitter=s * 0.17, seed=parts.seed + k, segments=2)
        turn = (parts.chance(-14, 14), parts.chance(-16, 16), parts.chance(0, 90))
        high = s * (0.55 if k else 0.7)
        parts.add(block.wobbled(s * 0.05, 3.0 / s, k), surfaces.strata(colour, m.darker(colour, 0.28)), (x, y, high), turn)
        if o.flag("snow", True) and k < 4:
            cap = (s * 0.4, s * 0.36, s * 0.11)
            parts.ball(cap, m.felt("#eef1f4", fibre=30.0, variation=0.05), (x, y, high + s * 0.74), (turn[0], turn[1], 0), wobble=s * 0.06)


@piece
def snow_patches(parts: Parts, o: Options) -> None:
    """Old snow lying in hollows."""
    x0, y0, x1, y1 = o.numbers("area", [-5, -3, 5, 4])
    keep = o.numbers("keep", [])
    white = m.felt("#e9edf2", fibre=30.0, variation=0.06)
    for _ in range(int(o.number("count", 16))):
        x, y, s = parts.chance(x0, x1), parts.chance(y0, y1), parts.chance(0.25, 0.7)
        if outside(x, y, keep):
            parts.ball((s, s * parts.chance(0.45, 0.8), 0.03), white, (x, y, 0.0), (0, 0, parts.chance(0, 90)), wobble=0.05, segments=22)


@piece
def cairn(parts: Parts, o: Options) -> None:
    """A pile of flat stones that marks the way."""
    h, z = o.number("height", 0.7), 0.0
    for k in range(7):
        t = k / 7
        s, thick = 0.26 * (1 - 0.75 * t), h / 7 * parts.chance(0.85, 1.15)
        at = (parts.chance(-0.02, 0.02), parts.chance(-0.02, 0.02), z + thick / 2)
        rock = m.stone(m.mix("#8c8780", "#5f5a58", round(parts.random.random() * 3) / 3), moss="#7a8448")
        parts.ball((s, s * 0.85, thick * 0.62), rock, at, (parts.chance(-4, 4), parts.chance(-4, 4), 0), wobble=0.015)
        z += thick


# River ---------------------------------------------------------------------------------------------------------------


@piece
def riverbank(parts: Parts, o: Options) -> None:
    """Grassland with a river across the back of the stage, its banks worn to earth, its water a hand below."""
    xs, ys = (
        spread(44.0, 76),
        np.concatenate([np.linspace(-26, -9.5, 10), np.linspace(-9, 1.4, 26), np.linspace(1.5, 6.5, 46), np.linspace(6.8, 17, 20)]),
    )
    x, y = np.meshgrid(xs, ys)
    course = o.number("course", 3.7) + 0.45 * np.sin(x * 0.32 + 0.6) + 0.02 * x * x
    half = o.number("river_width", 3.0) / 2
    dip = np.clip((half + 0.45 - np.abs(y - course)) / 0.6, 0, 1)
    dip = dip * dip * (3 - 2 * dip)
    wave = g.wobble(np.stack([x.ravel(), y.ravel(), np.zeros(x.size)], 1), o.number("rise", 0.3), 0.35, parts.seed)[:, 2].reshape(x.shape)
    z = wave * level(x, y) + np.clip((y - 7) / 9, 0, 1) ** 1.5 * 1.4
    z = z * (1 - dip) - 0.62 * dip + 0.006 * np.sin(5 * x + 3 * y)
    grass, mud = o.text("colour", "#76893e"), o.text("mud", "#7a6444")
    shape = g.grid(np.stack([x, y, z], -1))
    depth = shape.points[np.array([f[:4] for f in shape.faces])][:, :, 2].mean(1)
    near = np.abs(shape.points[np.array([f[:4] for f in shape.faces])].mean(1)[:, 1] - o.number("course", 3.7)) < half + 2.5
    bank = (depth < -0.1) & near
    for mask, material in ((~bank, surfaces.ground(grass, m.mix(grass, "#a8924a", 0.4))), (bank, surfaces.ground(mud, m.darker(mud, 0.3)))):
        parts.add(g.polygons(shape.points, [shape.faces[i] for i in np.flatnonzero(mask)]), material)
    wx, wy = np.meshgrid(np.linspace(-17, 17, 60), np.linspace(-1, 1, 24))
    flow = o.number("course", 3.7) + 0.45 * np.sin(wx * 0.32 + 0.6) + 0.02 * wx * wx + wy * (half + 0.45)
    ripple = -0.2 + 0.012 * np.sin(wx * 5 + wy * 4) + 0.008 * np.sin(wx * 11 - wy * 7)
    parts.add(g.grid(np.stack([wx, flow, ripple], -1)), surfaces.water(o.text("water", "#3a6a72"), roughness=0.12))
    for _ in range(9):
        sx, s = parts.chance(-5, 5), parts.chance(0.08, 0.2)
        sy = o.number("course", 3.7) + 0.45 * math.sin(sx * 0.32 + 0.6) - half + parts.chance(-0.1, 0.4)
        parts.ball((s, s * 0.8, s * 0.6), m.stone("#7f7a72", moss="#6b7a3a"), (sx, sy, -0.2), wobble=s * 0.15, segments=14)


@piece
def reeds(parts: Parts, o: Options) -> None:
    """Rushes with brown heads along a bank."""
    x0, y0, x1, y1 = o.numbers("area", [-4, 2.0, 4, 2.4])
    blades = surfaces.leaves("#6b8040", "#98a058")
    points: list[tuple[float, float, float]] = []
    faces: list[tuple[int, ...]] = []
    for k in range(int(o.number("count", 120))):
        x, y, high = parts.chance(x0, x1), parts.chance(y0, y1), parts.chance(0.45, 0.95)
        lean, a = parts.chance(0.02, 0.18), parts.chance(0, 6.28)
        c, s = math.cos(a), math.sin(a)
        i = len(points)
        for t, wide in ((0.0, 0.014), (0.6, 0.011)):
            bx, by = x + lean * t * t * c, y + lean * t * t * s
            points += [(bx - s * wide, by + c * wide, high * t - 0.15), (bx + s * wide, by - c * wide, high * t - 0.15)]
        points.append((x + lean * c, y + lean * s, high - 0.15))
        faces += [(i, i + 1, i + 3, i + 2), (i + 2, i + 3, i + 4)]
        if k % 6 == 0:
            parts.rod((x, y, -0.15), (x + 0.02, y, high), 0.007, m.felt("#8a8a4a"), segments=5)
            parts.rod((x + 0.02, y, high - 0.02), (x + 0.022, y, high + 0.12), 0.022, m.felt("#5a3a24"), segments=8)
    parts.add(g.polygons(points, faces), blades)


@piece
def willow(parts: Parts, o: Options) -> None:
    """A willow whose twigs hang to the water."""
    h, colour = o.number("height", 3.0), o.text("colour", "#8a9a4a")
    bark = m.wood("#5f4a34", grain="z", per_object=0.0)
    spine = [(0, 0, -0.1), (0.05 * h, 0, h * 0.3), (-0.03 * h, 0, h * 0.62)]
    parts.add(g.tube(spine, [h * 0.085, h * 0.06, h * 0.045], segments=14, steps=5, ribs=6, rib_depth=0.16), bark)
    leaf = surfaces.leaves(m.darker(colour, 0.15), m.lighter(colour, 0.12))
    rng = np.random.default_rng(parts.seed)
    foliage(parts, (-0.03 * h, 0, h * 0.84), h * 0.24, leaf, 190)
    for k in range(9):
        a = 2 * math.pi * k / 9 + 0.3
        tip = (h * 0.3 * math.cos(a) - 0.03 * h, h * 0.3 * math.sin(a), h * 0.86)
        parts.tube([(-0.03 * h, 0, h * 0.6), (tip[0] * 0.6, tip[1] * 0.6, h * 0.88), tip], [0.05, 0.035, 0.015], bark)
        foliage(parts, (tip[0] * 0.85, tip[1] * 0.85, h * 0.86), h * 0.17, leaf, 100)
        for _ in range(11):
            r, b = h * rng.uniform(0.26, 0.44), a + rng.uniform(-0.35, 0.35)
            x, y, foot = r * math.cos(b), r * math.sin(b), h * rng.uniform(0.12, 0.4)
            twig = [(x * 0.85, y * 0.85, h * 0.86), (x, y, h * 0.6), (x * 1.03, y * 1.03, foot)]
            parts.tube(twig, [0.03, 0.055, 0.01], leaf, segments=5, steps=5, flat=0.35)


# Shore ---------------------------------------------------------------------------------------------------------------


def dune_height(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """How high the dunes behind a beach stand."""
    back = np.clip((-2.6 - y) / 5.0, 0, 1)
    return np.asarray(back * back * (3 - 2 * back) * (1.15 + 0.1 * np.sin(0.8 * x + 0.4) + 0.05 * np.sin(1.9 * x + y)))


@piece
def shore(parts: Parts, o: Options) -> None:
    """A beach: dry sand, wet sand, a sea that comes in over it in lines of foam, dunes behind the camera."""
    xs = spread(46.0, 80)
    ys = np.concatenate([np.linspace(-14, 1.2, 44), np.linspace(1.3, 7.0, 24)])
    x, y = np.meshgrid(xs, ys)
    z = np.where(y > 1.3, -0.1 * np.maximum(y - 1.3, 0) ** 1.15, dune_height(x, y)) + 0.012 * np.sin(3 * x + 1.4 * y)
    sand = parts.dressing.palette[0] if parts.dressing.palette else o.text("colour", "#dcc08c")
    shape = g.grid(np.stack([x, y, z], -1))
    middle = shape.points[np.array([f[:4] for f in shape.faces])].mean(1)
    wet = middle[:, 1] > 1.35 + 0.22 * np.sin(middle[:, 0] * 0.9)
    damp = m.clay(m.darker(sand, 0.32), roughness=0.3, variation=0.2)
    for mask, material in ((~wet, surfaces.ground(sand, m.darker(sand, 0.12), scale=0.9, lumps=50.0)), (wet, damp)):
        parts.add(g.polygons(shape.points, [shape.faces[i] for i in np.flatnonzero(mask)]), material)
    foam = m.wool("#eef2ee", combed="x")
    for line, (edge, thick) in enumerate(((2.15, 0.045), (2.75, 0.06), (3.7, 0.07), (5.2, 0.08))):
        px = -9.0 - line * 2
        while px < 9.0 + line * 2:
            long = parts.chance(0.8, 2.4)
            bend = [
                (px + long * t, edge + 0.26 * math.sin((px + long * t) * 0.8 + line * 1.7) + 0.05 * math.sin((px + long * t) * 4), 0.0)
                for t in np.linspace(0, 1, 7)
            ]
            path = [(a, b, -0.1 * max(0.0, b - 1.3) ** 1.15 + 0.01 if line == 0 else -0.12) for a, b, _ in bend]
            radii = [0.008, thick * 0.8, thick, thick * 1.1, thick, thick * 0.7, 0.008]
            parts.add(g.tube(path, radii, segments=7, steps=3, flat=0.55).wobbled(0.014, 5.0, line), foam)
            px += long + parts.chance(0.0, 0.3 + 0.4 * line)
    rng = np.random.default_rng(parts.seed)
    for k in range(46):
        sx, sy, s = rng.uniform(-4.5, 4.5), rng.uniform(-2.5, 1.9), rng.uniform(0.018, 0.045)
        tint = surfaces.pick(("#efe2d0", "#d8a890", "#8a8078", "#c9b8a8", "#6f7a7c"), k)
        parts.ball((s, s * 0.8, s * 0.5), m.gloss(tint, roughness=0.4), (sx, sy, s * 0.25), wobble=s * 0.15, segments=9)
    _marram(parts, rng)
    _boardwalk(parts, o.number("walk", 0.3))


def _marram(parts: Parts, rng: np.random.Generator) -> None:
    """Dune grass in clumps, thicker towards the crest."""
    points: list[tuple[float, float, float]] = []
    faces: list[tuple[int, ...]] = []
    for _ in range(190):
        cx, cy = rng.uniform(-7, 7), -3.4 - 5.0 * rng.random() ** 0.7
        if abs(cx - 0.3) < 0.5:
            continue
        base = float(dune_height(np.array(cx), np.array(cy)))
        for _ in range(11):
            a, lean, high = rng.uniform(0, 6.28), rng.uniform(0.05, 0.2), rng.uniform(0.16, 0.38)
            x, y = cx + rng.uniform(-0.07, 0.07), cy + rng.uniform(-0.07, 0.07)
            c, s, i = math.cos(a), math.sin(a), len(points)
            points += [(x - s * 0.008, y + c * 0.008, base - 0.03), (x + s * 0.008, y - c * 0.008, base - 0.03)]
            points.append((x + lean * c, y + lean * s, base + high))
            faces.append((i, i + 1, i + 2))
    parts.add(g.polygons(points, faces), surfaces.leaves("#8f9450", "#b8b070"))


def _boardwalk(parts: Parts, x: float) -> None:
    """Planks laid up the dunes, with a rope on posts at one side."""
    posts = []
    for k in range(22):
        y = -3.1 - 0.18 * k
        low, high = (float(dune_height(np.array(x), np.array(v))) for v in (y, y - 0.18))
        tilt = math.degrees(math.atan2(high - low, 0.18))
        shade = m.mix("#a9977a", "#7a6a54", round(parts.random.random() * 4) / 4)
        plank = (0.84 + parts.chance(-0.04, 0.04), 0.16, 0.04)
        parts.box(plank, lumber(shade), (x, y, low + 0.03), (-tilt, 0, parts.chance(-2, 2)), bevel=0.008)
        if k >= 8 and k % 4 == 0:  # not in the foreground of a wide shot
            posts.append((x + 0.5, y, low + 0.5))
            parts.rod((x + 0.5, y, low - 0.1), (x + 0.5, y, low + 0.52), 0.03, lumber("#7a6a54", "z"))
    for a, b in zip(posts[:-1], posts[1:], strict=True):
        parts.tube([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2 - 0.09), b], 0.012, m.felt("#c9b48a"), segments=6)


@piece
def driftwood(parts: Parts, o: Options) -> None:
    """A bleached trunk cast up by the sea, along x; its back at 0.32, to sit on."""
    w, h = o.number("width", 1.3), o.number("height", 0.32)
    grey = m.wood("#b3a48c", grain="x", per_object=0.0)
    r = h * 0.5
    path = [(-w / 2, 0, r * 0.8), (-w * 0.1, 0.02, r), (w * 0.3, -0.02, r), (w / 2, 0.04, r * 1.2)]
    parts.add(g.tube(path, [r * 0.6, r, r * 0.98, r * 0.75], segments=16, steps=5, ribs=6, rib_depth=0.1), grey)
    for at, to in (
        ((w * 0.4, 0, r), (w * 0.62, 0.16, h * 1.9)),
        ((-w * 0.3, 0, r), (-w * 0.42, 0.22, h * 1.3)),
        ((w * 0.45, 0, r), (w * 0.7, -0.14, h)),
    ):
        parts.tube([at, ((at[0] + to[0]) / 2, (at[1] + to[1]) / 2, (at[2] + to[2]) / 2 + 0.04), to], [0.06, 0.04, 0.012], grey)
