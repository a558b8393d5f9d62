"""Towns and works of men out of doors: cobbles, house fronts, lamps, lighthouse, cottage, fences, boats, rails."""

from __future__ import annotations

import math

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.fittings import weave_basket
from filmwright.theatre.worker.pieces.furniture import jar, loaf, lumber
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece
from filmwright.theatre.worker.pieces.rooms import leaf
from filmwright.theatre.worker.pieces.tools import bloom


@piece
def cobbles(parts: Parts, o: Options) -> None:
    """A road of clay cobbles with a pavement at its back."""
    w, back, front = o.number("width", 12.0), o.number("back", 1.35), o.number("front", -3.4)
    colour = o.text("colour", "#7d7468")
    parts.box((w + 4, back - front + 8, 0.02), m.clay(m.darker(colour, 0.55)), (0, (back + front) / 2, -0.03), bevel=0)
    shades = [m.clay(m.mix(colour, c, 0.25), roughness=0.7, scale=18.0) for c in ("#5a5048", "#a89880", "#6a7078", "#8a6a58")]
    stone = g.ball(1.0, segments=8, rings=6).bent(lambda p: p * np.array([1, 1, 0.4]))
    y, row = front, 0
    curb = back - 0.62 if o.flag("kerb") else back
    while y < curb:
        deep = 0.13 if y > -2.0 else 0.19
        x = -w / 2 + (row % 2) * deep * 0.6
        while x < w / 2:
            wide = parts.chance(0.13, 0.19) * (1.0 if y > -2.0 else 1.4)
            parts.add(
                stone,
                parts.random.choice(shades),
                (x + wide / 2, y + deep / 2, -0.028 + parts.chance(-0.004, 0.003)),
                (0, 0, parts.chance(-6, 6)),
                (wide * 0.55, deep * 0.56, 0.07),
            )
            x += wide
        y += deep
        row += 1
    if o.flag("kerb"):
        x = -w / 2
        while x < w / 2:
            long = parts.chance(0.4, 0.62)
            parts.box(
                (long - 0.012, 0.14, 0.12),
                m.stone(m.mix("#a39a8c", "#7a746c", parts.chance(0, 1))),
                (x + long / 2, curb + 0.07, 0.0),
                (0, 0, parts.chance(-0.6, 0.6)),
                bevel=0.02,
                jitter=0.006,
            )
            x += long
        x = -w / 2
        for row in range(2):
            x = -w / 2 - parts.chance(0, 0.3)
            while x < w / 2:
                long = parts.chance(0.32, 0.5)
                parts.box(
                    (long - 0.012, 0.35, 0.06),
                    m.stone(m.mix("#a8a094", "#827a70", parts.chance(0, 1))),
                    (x + long / 2, curb + 0.32 + 0.36 * row, 0.02 + parts.chance(-0.003, 0.003)),
                    bevel=0.014,
                    jitter=0.005,
                )
                x += long


@piece
def paving(parts: Parts, o: Options) -> None:
    """Flagstones over a rectangle, its middle the origin."""
    w, d, colour = o.number("width", 8.0), o.number("depth", 6.0), o.text("colour", "#a39a8c")
    parts.box((w, d, 0.02), m.clay(m.darker(colour, 0.5)), (0, 0, -0.04), bevel=0)
    y = -d / 2
    while y < d / 2 - 0.05:
        deep = min(parts.chance(0.34, 0.46), d / 2 - y)
        x = -w / 2
        while x < w / 2 - 0.05:
            wide = min(parts.chance(0.36, 0.62), w / 2 - x)
            parts.box(
                (wide - 0.014, deep - 0.014, 0.05),
                m.stone(m.mix(colour, m.darker(colour, 0.3), round(parts.random.random() * 4) / 4)),
                (x + wide / 2, y + deep / 2, -0.026 + parts.chance(-0.004, 0.002)),
                bevel=0.012,
                jitter=0.005,
                segments=1,
            )
            x += wide
        y += deep


def shingles(parts: Parts, width: float, slope: float, colour: str, at: tuple[float, float, float], pitch: float, *, rows: int = 5) -> None:
    """Rows of felt shingles: `at` is the middle of the eave, rising towards +y at `pitch` degrees."""
    with parts.frame(at, (pitch, 0, 0)):
        for row in range(rows):
            y = slope * (row + 0.5) / rows
            x = -width / 2 - parts.chance(0.0, 0.1)
            while x < width / 2:
                wide = parts.chance(0.14, 0.22)
                a, b = max(x, -width / 2 - 0.03), min(x + wide, width / 2 + 0.03)
                if b - a > 0.03:
                    parts.box(
                        (b - a - 0.006, slope / rows * 1.35, 0.03),
                        surfaces.roof(m.mix(colour, m.darker(colour, 0.4), round(parts.random.random() * 3) / 3)),
                        ((a + b) / 2, y - 0.02, 0.02 - 0.0 * row),
                        (-5, parts.chance(-1, 1), parts.chance(-1.5, 1.5)),
                        bevel=0.008,
                        jitter=0.005,
                        segments=1,
                    )
                x += wide


def front_window(
    parts: Parts, x: float, z: float, w: float, h: float, lit: bool, *, y: float = 0.0, colour: str = "#e6dcc4", shutters: str = ""
) -> None:
    """A window on a front facing -y, its bottom middle at (x, z)."""
    pane = (
        parts.glow(surfaces.pick(("#ffb85e", "#ffc878", "#f7a850"), int(x * 31 + z * 17)), 1.5)
        if lit
        else m.gloss("#3d5566" if parts.dressing.time_of_day != "day" else "#7f9fb0", roughness=0.12)
    )
    frame = lumber(colour, "z")
    with parts.frame((x, y, z), (0, parts.chance(-1.2, 1.2), 0)):
        parts.box((w, 0.02, h), pane, (0, -0.005, h / 2), bevel=0, jitter=0)
        for s in (-1, 1):
            parts.box((0.05, 0.06, h + 0.04), frame, (s * w / 2, -0.02, h / 2), bevel=0.01)
        parts.box((w + 0.08, 0.07, 0.06), frame, (0, -0.025, h), bevel=0.012)
        parts.box((w + 0.16, 0.12, 0.05), frame, (0, -0.04, -0.01), bevel=0.012)
        parts.box((0.022, 0.03, h), frame, (0, -0.02, h / 2), bevel=0.004)
        parts.box((w, 0.03, 0.022), frame, (0, -0.02, h * 0.55), bevel=0.004)
        if shutters:
            for s in (-1, 1):
                parts.box(
                    (w * 0.46, 0.03, h),
                    lumber(shutters, "z"),
                    (s * (w * 0.76 + 0.03), -0.03, h / 2),
                    (0, 0, s * parts.chance(-8, 2)),
                    bevel=0.008,
                )


@piece
def facade(parts: Parts, o: Options) -> None:
    """A crooked house front facing -y: door, windows, shop window with an awning, roof and chimney."""
    w, h = o.number("width", 1.8), o.number("height", 2.8)
    colour = o.text("colour", "#c98b5a")
    if parts.dressing.palette:
        colour = surfaces.pick(parts.dressing.palette, parts.seed % 7)
    trim = o.text("trim", "#e6dcc4")
    wall = (
        surfaces.brick(colour)
        if (o.flag("brick") or (parts.seed % 3 == 0 and o.text("shop", "") == "" and not o.flag("plain")))
        else m.plaster(colour, stain=m.darker(colour, 0.25))
    )
    n = 6
    xs, zs = np.linspace(-w / 2, w / 2, n), np.linspace(-0.05, h, 9)
    lean = parts.chance(-0.05, 0.05)
    sheet = np.array([[(x + lean * z * 0.6, 0.012 * math.sin(x * 4 + z * 3 + parts.seed), z) for x in xs] for z in zs])
    front = g.grid(sheet)
    parts.add(front, wall)
    side = [
        np.array([[(s * w / 2 + lean * z * 0.6, y, z) for y in ((0.0, 1.6) if s > 0 else (1.6, 0.0))] for z in (-0.05, h)]) for s in (-1, 1)
    ]
    for sheet_ in side:
        parts.add(g.grid(sheet_), wall)
    parts.box((w + 0.06, 0.1, 0.1), m.stone("#9a9184"), (0, -0.02, 0.05), bevel=0.02)
    parts.box((w + 0.06, 0.09, 0.07), lumber(trim), (lean * h * 0.33, -0.03, h * 0.55), bevel=0.014)
    roof_colour = o.text("roof", "#6b3a30")
    shingles(parts, w + 0.1, 0.95, roof_colour, (lean * h * 0.6, -0.12, h - 0.03), 48)
    parts.box((w + 0.14, 0.1, 0.06), lumber(m.darker(trim, 0.2)), (lean * h * 0.6, -0.08, h), bevel=0.014)
    cx = parts.chance(-w * 0.3, w * 0.3)
    parts.block((0.2, 0.2, 0.62), surfaces.brick("#8a4f3c", scale=0.7), (cx, 0.42, h + 0.28))
    parts.block((0.25, 0.25, 0.05), m.stone("#8a8078"), (cx, 0.42, h + 0.88))
    parts.turned([(0.05, 0), (0.06, 0.12), (0.05, 0.14)], m.clay("#a8583a"), (cx, 0.42, h + 0.93), segments=12)
    lit = o.number("lit", 0.5) if parts.dressing.lamps > 0.02 else 0.0
    shutters = surfaces.pick(("#3f6a70", "", "#5f7f55", "#8c3b32", ""), parts.seed % 5)
    columns = int(o.number("windows", 2))
    for k in range(columns):
        x = -w / 2 + w * (k + 0.5) / columns + lean * h * 0.4
        front_window(parts, x, h * 0.64, 0.34, 0.46, parts.random.random() < lit, colour=trim, shutters=shutters)
    door_x = o.number("door", 99.0)
    shop = o.number("shop", 99.0)
    if door_x < 50:
        parts.box((0.92, 0.1, 1.66), lumber(m.darker(trim, 0.15), "z"), (door_x, 0.01, 0.83), bevel=0.02)
        parts.box((0.74, 0.02, 1.48), m.clay("#15110e"), (door_x, -0.044, 0.76), bevel=0)
        parts.block((0.95, 0.34, 0.1), m.stone("#a39a8c"), (door_x, -0.2, 0.0), bevel=0.02)
        parts.box((0.5, 0.03, 0.14), parts.glow("#ffc46e", 2.0) if lit else m.gloss("#3d5566"), (door_x, -0.05, 1.56), bevel=0.004)
        with parts.hinge("leaf", (door_x - 0.36, -0.065, 0.1), degrees=80):
            leaf(parts, 0.72, 1.38, o.text("door_color") or o.text("door_colour", "#2f5d57"), glazed=False)
    if shop < 50:
        with parts.frame((shop, 0, 0)):
            parts.box((1.1, 0.16, 1.12), lumber(m.darker(trim, 0.35), "z"), (0, -0.03, 0.72), bevel=0.02)
            parts.box((0.96, 0.02, 0.74), parts.glow("#ffc878", 1.5) if lit else m.gloss("#4a5c66"), (0, -0.115, 0.85), bevel=0)
            for x in (-0.24, 0.24):
                parts.box((0.03, 0.03, 0.76), lumber(trim, "z"), (x, -0.13, 0.85), bevel=0.006)
            parts.box((1.16, 0.22, 0.06), lumber(trim), (0, -0.1, 0.44), bevel=0.014)
            for k in range(5):
                if k % 2:
                    loaf(parts, (-0.38 + 0.19 * k, -0.15, 0.47), 0.8, k)
                else:
                    jar(parts, (-0.38 + 0.19 * k, -0.15, 0.47), 0.16, surfaces.pick(("#b8463a", "#d8a03a", "#4f7f8a"), k))
            awning = o.text("awning")
            if awning:
                for k in range(8):
                    x = -0.6 + 1.2 * (k + 0.5) / 8
                    cloth = m.cotton(awning if k % 2 else "#efe6d2")
                    parts.box((0.15, 0.5, 0.014), cloth, (x, -0.28, 1.34), (22, 0, 0), bevel=0.004)
                    parts.ball((0.075, 0.012, 0.07), cloth, (x, -0.51, 1.24), segments=10)
            parts.box((1.2, 0.05, 0.2), lumber(awning or "#2f4f57"), (0, -0.07, 1.52), (0, parts.chance(-1, 1), 0), bevel=0.012)
            for k in range(9):
                parts.box((0.05, 0.012, 0.09), m.metal("#d8a64a"), (-0.4 + 0.1 * k, -0.1, 1.52), bevel=0.004)
    elif door_x > 50:
        for k in range(2):
            x = -w / 4 + w / 2 * k
            front_window(parts, x, h * 0.22, 0.4, 0.56, parts.random.random() < lit, colour=trim, shutters=shutters)


@piece
def facade_row(parts: Parts, o: Options) -> None:
    """The houses across the street: seen only when the camera looks back."""
    w, count = o.number("width", 11.5), int(o.number("count", 6))
    colours = ("#b8786a", "#8a9a8c", "#cfae7a", "#7f8fa0", "#a8695a", "#c8b89a")
    for k in range(count):
        x, wide, h = -w / 2 + w * (k + 0.5) / count, w / count, parts.chance(2.4, 3.2)
        sheet = np.array([[(x + wide * (u - 0.5), 0.0, z) for u in (0.0, 0.5, 1.0)] for z in (-0.05, h / 2, h)])
        parts.add(g.grid(sheet), m.plaster(surfaces.pick(colours, k)))
        for i in range(2):
            for z in (h * 0.22, h * 0.62):
                front_window(parts, x - wide / 4 + wide / 2 * i, z, 0.36, 0.48, parts.random.random() < 0.5 * (parts.dressing.lamps > 0.02))
        shingles(parts, wide, 0.8, surfaces.pick(("#5a3a34", "#4b4a52", "#6b3a30"), k), (x, -0.1, h), 50, rows=4)


@piece
def facade_side(parts: Parts, o: Options) -> None:
    """A plain house wall that ends a street; faces -y."""
    w, h = o.number("width", 6.0), o.number("height", 2.7)
    sheet = np.array([[(x, 0.012 * math.sin(x * 3 + z * 2), z) for x in np.linspace(-w / 2, w / 2, 10)] for z in np.linspace(-0.05, h, 6)])
    parts.add(g.grid(sheet), m.plaster(o.text("colour", "#8d7f78")))
    n = int(w / 1.2)
    for k in range(n):
        x = -w / 2 + w * (k + 0.5) / n
        for z in (h * 0.2, h * 0.6):
            front_window(parts, x, z, 0.36, 0.5, parts.random.random() < 0.45 * (parts.dressing.lamps > 0.02))
    shingles(parts, w, 0.8, "#5a3a34", (0, -0.1, h), 50, rows=3)


@piece
def street_lamp(parts: Parts, o: Options) -> None:
    """An iron street lamp; its flame at `height` less a little."""
    h = o.number("height", 2.1)
    iron = m.metal("#2f3a3c", roughness=0.5)
    parts.shadowless = True
    parts.turned(
        [(0.13, 0), (0.14, 0.04), (0.1, 0.1), (0.06, 0.2), (0.05, 0.4), (0.035, 0.5), (0.03, h - 0.5), (0.045, h - 0.42), (0.03, h - 0.36)],
        iron,
        segments=16,
    )
    parts.rod((-0.16, 0, h - 0.48), (0.16, 0, h - 0.48), 0.013, iron)
    with parts.frame((0, 0, h - 0.34)):
        parts.add(g.lathe([(0.06, 0), (0.11, 0.3)], segments=4, steps=1).moved(turn=(0, 0, 45)), parts.glow("#ffc878", 3.2))
        for k in range(4):
            a = math.pi / 4 + k * math.pi / 2
            parts.rod(
                (0.065 * math.cos(a), 0.065 * math.sin(a), 0), (0.118 * math.cos(a), 0.118 * math.sin(a), 0.3), 0.01, iron, segments=6
            )
        parts.add(g.lathe([(0.15, 0.29), (0.15, 0.31), (0.05, 0.4), (0.0, 0.42)], segments=4, steps=1).moved(turn=(0, 0, 45)), iron)
        parts.ball(0.025, iron, (0, 0, 0.44), segments=10)


@piece
def post_box(parts: Parts, o: Options) -> None:
    """A pillar box."""
    red = m.gloss(o.text("colour", "#b8352b"), roughness=0.32)
    parts.turned(
        [(0.17, 0), (0.175, 0.05), (0.15, 0.08), (0.15, 0.72), (0.175, 0.75), (0.175, 0.79), (0.1, 0.86), (0, 0.89)], red, segments=28
    )
    parts.box((0.15, 0.03, 0.025), m.clay("#15110e"), (0, -0.145, 0.64), bevel=0.004)
    parts.box((0.12, 0.02, 0.14), m.paper("#efe6d2"), (0, -0.145, 0.48), bevel=0.003)
    parts.turned([(0.176, 0.0), (0.18, 0.04)], m.clay("#1d1c1c"), segments=28, steps=1)


@piece
def crate(parts: Parts, o: Options) -> None:
    """A slatted crate; `filling`: apples, wood, empty."""
    s = o.number("size", 0.36)
    h = s * 0.9
    wood = lumber("#b08a5a")
    for turn in (0, 90, 180, 270):
        with parts.frame((0, 0, 0), (0, 0, turn)):
            for k in range(3):
                parts.box((s, 0.018, h / 3 - 0.025), wood, (0, -s / 2 + 0.01, h * (k + 0.5) / 3), (0, parts.chance(-1, 1), 0), bevel=0.005)
            parts.box((0.04, 0.04, h), lumber("#8a6a40", "z"), (-s / 2 + 0.02, -s / 2 + 0.02, h / 2), bevel=0.006)
    filling = o.text("filling", "empty")
    parts.box((s - 0.04, s - 0.04, 0.02), lumber("#6b4a2a"), (0, 0, h * (0.7 if filling == "apples" else 0.95)), bevel=0)
    if filling == "apples":
        for k in range(16):
            parts.ball(
                0.045,
                m.clay(surfaces.pick(("#b8352b", "#c8943a", "#8a9a3a"), k), roughness=0.4),
                (parts.chance(-0.12, 0.12), parts.chance(-0.12, 0.12), h * 0.8 + 0.03 * (k % 3)),
                segments=12,
            )


@piece
def barrel(parts: Parts, o: Options) -> None:
    """A barrel."""
    h = o.number("height", 0.55)
    r = h * 0.34
    parts.turned(
        [(r * 0.8, 0), (r * 0.95, h * 0.25), (r, h * 0.5), (r * 0.95, h * 0.75), (r * 0.8, h)],
        m.wood("#8a5a33", grain="z", per_object=0.0),
        segments=26,
    )
    parts.turned([(0, h * 0.97), (r * 0.78, h * 0.97)], lumber("#6b4527"), segments=22, steps=1)
    for z in (0.1, 0.3, 0.7, 0.9):
        rr = r * (1 - 0.2 * (2 * z - 1) ** 2)
        parts.turned(
            [(rr * 1.0, h * z - 0.016), (rr * 1.025, h * z), (rr * 1.0, h * z + 0.016)],
            m.metal("#4a4742", roughness=0.5),
            segments=26,
            wobble=0,
        )


@piece
def flower_box(parts: Parts, o: Options) -> None:
    """A window box of flowers, at the height of its origin."""
    w = o.number("width", 0.6)
    parts.box((w, 0.14, 0.11), lumber("#7a4a2a"), (0, -0.08, 0), bevel=0.014)
    for k in range(int(w / 0.06)):
        bloom(
            parts,
            (-w / 2 + 0.05 + 0.058 * k, -0.09 + 0.03 * (k % 2), 0.1 + 0.03 * (k % 3)),
            0.05,
            surfaces.pick(("#c8435a", "#f0e6d2", "#e6a3b0"), k),
            stalk=0.08,
            petals=5,
        )


@piece
def lighthouse(parts: Parts, o: Options) -> None:
    """A banded lighthouse with a gallery, a glowing lantern and two beams; its door faces -y."""
    h = o.number("height", 4.9)
    red, white = o.text("colour", "#b8352b"), o.text("colour_2", "#ead9bf")
    parts.shadowless = False
    body = h * 0.8

    def radius(z: float) -> float:
        return float(0.82 - 0.32 * (z / body) ** 0.9)

    bands = 6
    for k in range(bands):
        z0, z1 = body * k / bands, body * (k + 1) / bands
        parts.turned(
            [
                (radius(z0) - 0.02, z0),
                (radius(z0) + 0.008, z0 + 0.015),
                (radius((z0 + z1) / 2) + 0.008, (z0 + z1) / 2),
                (radius(z1) + 0.008, z1 - 0.015),
                (radius(z1) - 0.02, z1),
            ],
            m.plaster(white if k % 2 == 0 else red),
            segments=44,
            wobble=0.006,
        )
    parts.turned([(0.95, -0.05), (0.94, 0.1), (0.86, 0.14)], m.stone("#8c8078"), segments=40)
    iron = m.metal("#2c3238", roughness=0.5)
    for z, a in ((body * 0.42, -100.0), (body * 0.68, -70.0), (body * 0.9, -92.0)):
        t = math.radians(a)
        r = radius(z)
        with parts.frame((r * math.cos(t), r * math.sin(t), z), (0, 0, a + 90)):
            parts.box((0.26, 0.1, 0.36), lumber("#6b4527", "z"), (0, 0.02, 0.16), bevel=0.02)
            parts.box(
                (0.17, 0.02, 0.26),
                parts.glow("#ffbe66", 3.0) if parts.dressing.lamps > 0.02 else m.gloss("#5f7f90"),
                (0, -0.04, 0.16),
                bevel=0.008,
            )
            parts.box((0.02, 0.03, 0.26), lumber("#6b4527", "z"), (0, -0.05, 0.16), bevel=0.004)
            parts.box((0.17, 0.03, 0.02), lumber("#6b4527"), (0, -0.05, 0.16), bevel=0.004)
    # door
    parts.box((0.86, 0.3, 1.56), lumber("#5d3c22", "z"), (0.05, -0.74, 0.74), bevel=0.05)
    parts.box((0.68, 0.02, 1.34), m.clay("#15110e"), (0.05, -0.892, 0.69), bevel=0)
    parts.block((0.95, 0.4, 0.08), m.stone("#9a9184"), (0.05, -1.0, -0.02), bevel=0.02)
    with parts.hinge("leaf", (-0.28, -0.915, 0.06), degrees=85):
        leaf(parts, 0.66, 1.3, "#7a2f26", planks=True)
    # gallery and lantern
    top = body
    r = radius(body)
    parts.turned([(r, top - 0.16), (r + 0.22, top), (r + 0.24, top + 0.05), (r + 0.22, top + 0.09), (0.2, top + 0.09)], iron, segments=40)
    for k in range(20):
        a = k * math.pi / 10
        c, s = (r + 0.2) * math.cos(a), (r + 0.2) * math.sin(a)
        parts.rod((c, s, top + 0.09), (c, s, top + 0.34), 0.011, iron, segments=5)
    for z in (0.22, 0.34):
        ring = [((r + 0.2) * math.cos(t), (r + 0.2) * math.sin(t), top + z) for t in np.linspace(0, 2 * math.pi, 36)]
        parts.add(g.tube(ring, 0.012, segments=6, steps=1, ends="open"), iron)
    glass_r = r * 0.62
    parts.turned(
        [(glass_r, top + 0.09), (glass_r, top + 0.55)],
        parts.glow("#ffd58a", 5.0) if parts.dressing.lamps > 0.02 else m.gloss("#bcd0d8", roughness=0.1),
        segments=28,
        steps=1,
        wobble=0,
    )
    for k in range(10):
        a = k * math.pi / 5
        parts.rod(
            (glass_r * 1.03 * math.cos(a), glass_r * 1.03 * math.sin(a), top + 0.09),
            (glass_r * 1.03 * math.cos(a), glass_r * 1.03 * math.sin(a), top + 0.56),
            0.014,
            iron,
            segments=6,
        )
    parts.turned(
        [
            (glass_r * 1.22, top + 0.54),
            (glass_r * 1.26, top + 0.58),
            (glass_r, top + 0.74),
            (glass_r * 0.45, top + 0.88),
            (0.05, top + 0.94),
            (0.04, top + 1.02),
            (0.06, top + 1.06),
            (0, top + 1.1),
        ],
        m.clay(red, roughness=0.5),
        segments=36,
    )
    if o.flag("beam") and parts.dressing.time_of_day in ("night", "dusk", "dawn"):
        strength = {"night": 0.5, "dusk": 0.32, "dawn": 0.16}[parts.dressing.time_of_day]
        beams = Parts(f"{parts.name} beam", parts.collection, dressing=parts.dressing)
        cone = g.lathe([(0.14, 0.0), (1.3, 10.0)], segments=36, steps=1)
        light = m.haze("#ffdca0", strength, fade="z", power=1.5)
        beams.finish()
        beams.root.parent = parts.root
        beams.root.location = (0, 0, top + 0.33)
        parts.made.append(beams.root)
        for a in (205.0, 22.0):
            item = g.put("Beam", cone, light, parts.collection, parent=beams.root, turn=(0, 93, a))
            item.visible_shadow = item.visible_diffuse = item.visible_glossy = False
            parts.made.append(item)


@piece
def cottage(parts: Parts, o: Options) -> None:
    """A whitewashed cottage with a shingled roof, facing -y."""
    w, d, h = o.number("width", 1.9), o.number("depth", 1.2), o.number("height", 0.95)
    wall = m.plaster(o.text("colour", "#efe2c8"))
    parts.box((w, d, h + 0.1), wall, (0, 0, h / 2), bevel=0.03, jitter=0.015)
    ridge = d * 0.5
    for s in (-1, 1):
        parts.add(
            g.polygons([(s * w / 2, -d / 2, h), (s * w / 2, d / 2, h), (s * w / 2, 0, h + ridge)], [(0, 1, 2) if s > 0 else (1, 0, 2)]),
            wall,
        )
    slope = math.hypot(d / 2 + 0.1, ridge + 0.08)
    pitch = math.degrees(math.atan2(ridge, d / 2))
    roof = o.text("roof", "#7c3a2a")
    shingles(parts, w + 0.16, slope, roof, (0, -d / 2 - 0.08, h - 0.06), pitch)
    with parts.frame((0, 0, 0), (0, 0, 180)):
        shingles(parts, w + 0.16, slope, roof, (0, -d / 2 - 0.08, h - 0.06), pitch)
    parts.rod((-w / 2 - 0.06, 0, h + ridge + 0.03), (w / 2 + 0.06, 0, h + ridge + 0.03), 0.035, surfaces.roof(m.darker(roof)))
    parts.block((0.22, 0.22, 0.6), surfaces.brick("#8a4f3c", scale=0.7), (w * 0.3, 0.1, h + ridge * 0.5))
    lit = parts.dressing.lamps > 0.02
    for x in (-w * 0.28, w * 0.3):
        front_window(parts, x, h * 0.36, 0.3, 0.34, lit, y=-d / 2, shutters="#3f6a70")
    parts.box((0.4, 0.05, 0.72), lumber("#3f5a56", "z"), (0.02, -d / 2 - 0.01, 0.36), bevel=0.02)
    parts.box((0.5, 0.06, 0.06), lumber("#e6dcc4"), (0.02, -d / 2 - 0.02, 0.75), bevel=0.012)
    parts.ball(0.018, m.metal("#d8a64a"), (0.15, -d / 2 - 0.05, 0.36), segments=8)


@piece
def fence(parts: Parts, o: Options) -> None:
    """A picket fence along x."""
    w, colour = o.number("width", 2.2), o.text("colour", "#cfc5ae")
    n = int(w / 0.16)
    for k in range(n):
        x = -w / 2 + w * (k + 0.5) / n
        parts.add(
            g.plate([(-0.035, 0), (0.035, 0), (0.035, 0.4), (0, 0.46), (-0.035, 0.4)], 0.026, bevel=0.006),
            lumber(m.mix(colour, "#6b5a44", round(parts.random.random() * 3) / 9), "z"),
            (x, 0, 0),
            (parts.chance(-4, 4), parts.chance(-5, 5), 0),
        )
    for z in (0.12, 0.31):
        parts.box((w, 0.025, 0.045), lumber(m.darker(colour, 0.15)), (0, 0.025, z), (0, parts.chance(-0.6, 0.6), 0), bevel=0.008)


@piece
def stone_wall(parts: Parts, o: Options) -> None:
    """A dry-stone wall along x."""
    w, h = o.number("width", 3.0), o.number("height", 0.5)
    rows = max(2, round(h / 0.14))
    for row in range(rows):
        x = -w / 2 + 0.06 * (row % 2)
        while x < w / 2:
            long = parts.chance(0.16, 0.32)
            parts.box(
                (long, 0.26, h / rows + 0.01),
                m.stone(m.mix("#8c8780", "#6a645c", round(parts.random.random() * 3) / 3), moss="#7a8448"),
                (x + long / 2, parts.chance(-0.015, 0.015), h * (row + 0.5) / rows),
                (0, 0, parts.chance(-3, 3)),
                bevel=0.035,
                jitter=0.014,
            )
            x += long + 0.006


@piece
def sail_boat(parts: Parts, o: Options) -> None:
    """A small boat at sea."""
    s = o.number("size", 1.0)
    with parts.frame((0, 0, 0.05), (4, -5, 30), s):
        parts.add(g.ball(0.75, 0.26, 0.3, segments=24, rings=14), m.wood("#8a3526", grain="x", per_object=0.0))
        parts.rod((0, 0, 0), (0, 0, 1.6), 0.025, lumber("#5d3c22", "z"))
        for tri, c in ((((0.04, 0.4), (0.7, 0.44), (0.04, 1.55)), "#efe6d2"), (((-0.04, 0.36), (-0.04, 1.35), (-0.55, 0.4)), "#e0d0ac")):
            parts.add(g.plate(tri, 0.02, bevel=0.004), m.cotton(c))
        parts.ball(0.05, parts.glow("#ffb55e", 5.0), (0.3, -0.2, 0.35), segments=8)


@piece
def rowing_boat(parts: Parts, o: Options) -> None:
    """A rowing boat along x, afloat or drawn up; its bottom at its origin."""
    w = o.number("width", 1.7)
    d, h, n = w * 0.36, 0.36, 15
    paint = m.wood(o.text("colour", "#3f6a80"), grain="x", per_object=0.0)
    for inner in (0, 1):
        rows = []
        for i in range(9):
            a = math.pi * i / 8
            row = []
            for j in range(n):
                t = -1 + 2 * j / (n - 1)
                wide = d / 2 * max(0.02, (1 - abs(t) ** 2.4)) * (0.94 if inner else 1.0)
                lift = 0.1 * abs(t) ** 2.5
                row.append(
                    (
                        t * w / 2 * (0.97 if inner else 1.0),
                        -wide * math.cos(a),
                        lift + h - (h - 0.03 * inner) * math.sin(a) ** 0.7 * (1 - 0.35 * abs(t) ** 2),
                    )
                )
            rows.append(row)
        shape = g.grid(np.array(rows))
        parts.add(shape if inner else shape.flipped(), lumber("#a9814a") if inner else paint)
    for side in (-1, 1):
        rim = [(t * w / 2, side * d / 2 * max(0.02, 1 - abs(t) ** 2.4), h + 0.1 * abs(t) ** 2.5) for t in np.linspace(-1, 1, 13)]
        parts.tube(rim, 0.022, lumber("#e6dcc4"))
    for x in (-w * 0.2, w * 0.18):
        parts.box((0.17, d * 0.82, 0.03), lumber("#8a5f3a", "y"), (x, 0, h * 0.72), bevel=0.008)


@piece
def pier(parts: Parts, o: Options) -> None:
    """A plank pier over a rectangle, its deck at its origin's height."""
    w, d = o.number("width", 8.0), o.number("depth", 4.0)
    n = int(w / 0.2)
    for k in range(n):
        x = -w / 2 + w * (k + 0.5) / n
        parts.box(
            (w / n - 0.014, d + parts.chance(-0.04, 0.04), 0.05),
            m.wood(m.mix("#8f7a5f", "#5f5548", round(parts.random.random() * 4) / 4), grain="y", per_object=0.0),
            (x, 0, -0.026 + parts.chance(-0.004, 0.004)),
            bevel=0.01,
            segments=1,
        )
    for x in np.linspace(-w / 2 + 0.2, w / 2 - 0.2, 6):
        for y in (-d / 2, d / 2):
            high = 0.42 if y > 0 else 0.05
            parts.turned(
                [(0.09, -1.2), (0.09, high - 0.05), (0.1, high), (0.06, high + 0.04), (0, high + 0.05)],
                m.wood("#5f4a38", grain="z", per_object=0.0),
                (float(x), y, 0),
                segments=14,
            )
            if y > 0:
                parts.turned(
                    [(0.093, high - 0.16), (0.11, high - 0.13), (0.093, high - 0.1)],
                    m.knit("#b79a6a", stitch=60.0),
                    (float(x), y, 0),
                    segments=14,
                )


@piece
def fountain(parts: Parts, o: Options) -> None:
    """A round stone fountain."""
    stone = m.stone("#a8a094")
    parts.turned(
        [(0.8, 0), (0.82, 0.06), (0.72, 0.1), (0.74, 0.3), (0.8, 0.34), (0.8, 0.4), (0.7, 0.4), (0.68, 0.14), (0, 0.12)],
        stone,
        segments=40,
        steps=1,
    )
    parts.turned([(0, 0.33), (0.69, 0.33)], surfaces.water("#4f8a9a", roughness=0.1), segments=36, steps=1)
    parts.turned(
        [(0.2, 0.1), (0.12, 0.3), (0.1, 0.62), (0.3, 0.72), (0.34, 0.78), (0.28, 0.76), (0.06, 0.7), (0.06, 0.98), (0.12, 1.04), (0, 1.14)],
        stone,
        segments=28,
    )
    for k in range(8):
        a = k * math.pi / 4
        parts.tube(
            [
                (0.3 * math.cos(a), 0.3 * math.sin(a), 0.78),
                (0.42 * math.cos(a), 0.42 * math.sin(a), 0.7),
                (0.48 * math.cos(a), 0.48 * math.sin(a), 0.34),
            ],
            [0.012, 0.016, 0.022],
            m.glass("#cfe8f0", opacity=0.4),
            segments=6,
        )


@piece
def market_stall(parts: Parts, o: Options) -> None:
    """A market stall with a striped roof and baskets."""
    colour = o.text("colour", "#b8463a")
    for sx in (-1, 1):
        for sy in (-1, 1):
            parts.rod((sx * 0.62, sy * 0.3, 0), (sx * 0.62, sy * 0.3, 1.5 + (0.14 if sy > 0 else 0)), 0.025, lumber("#8a6a40", "z"))
    parts.box((1.3, 0.62, 0.05), lumber("#a9814a"), (0, 0, 0.55), bevel=0.012)
    parts.sheet(1.28, 0.48, m.cotton("#d8c49a"), (0, -0.32, 0.3), curl=0.015)
    for k in range(8):
        parts.box((0.18, 0.95, 0.014), m.cotton(colour if k % 2 else "#efe6d2"), (-0.63 + 0.18 * k, -0.05, 1.58), (9, 0, 0), bevel=0.004)
        parts.ball((0.09, 0.012, 0.08), m.cotton(colour if k % 2 else "#efe6d2"), (-0.63 + 0.18 * k, -0.52, 1.48), segments=10)
    for k in range(3):
        with parts.frame((-0.42 + 0.42 * k, -0.05, 0.57)):
            weave_basket(parts, 0.16, 0.1, "#a9814a")
            for i in range(9):
                parts.ball(
                    0.04,
                    m.clay(surfaces.pick(("#c8532a", "#8a9a3a", "#d8a03a"), k), roughness=0.45),
                    (0.1 * math.cos(i * 2.4) * (i % 3) / 2, 0.1 * math.sin(i * 2.4) * (i % 3) / 2, 0.1 + 0.02 * (i % 2)),
                    segments=10,
                )


@piece
def parapet(parts: Parts, o: Options) -> None:
    """A brick parapet along x."""
    w, h = o.number("width", 6.0), o.number("height", 0.5)
    parts.box((w, 0.2, h), surfaces.brick(o.text("colour", "#8a4f3c")), (0, 0, h / 2), bevel=0.01)
    x = -w / 2
    while x < w / 2:
        parts.box((0.5, 0.28, 0.06), m.stone("#a39a8c"), (x + 0.25, 0, h + 0.03), (0, 0, parts.chance(-0.6, 0.6)), bevel=0.016)
        x += 0.51


@piece
def chimney(parts: Parts, o: Options) -> None:
    """A brick chimney stack with pots."""
    h = o.number("height", 1.4)
    parts.block((0.6, 0.4, h), surfaces.brick(o.text("colour", "#8a4f3c")), bevel=0.01)
    parts.block((0.7, 0.5, 0.08), m.stone("#8a8078"), (0, 0, h))
    for x in (-0.17, 0.17):
        parts.turned(
            [(0.09, 0), (0.1, 0.04), (0.075, 0.1), (0.08, 0.28), (0.1, 0.32), (0.07, 0.32)],
            m.clay("#b5633a", roughness=0.8),
            (x, 0, h + 0.08),
            segments=18,
        )


@piece
def skyline(parts: Parts, o: Options) -> None:
    """Far roofs and towers with lit windows."""
    parts.shadowless = True
    w = o.number("width", 40.0)
    haze = {"day": "#a9c4d4", "dawn": "#d8a8a0", "dusk": "#7a5f86", "night": "#1c3054"}[parts.dressing.time_of_day]
    lit = m.emit("#ffc46a", 1.8 if parts.dressing.time_of_day in ("night", "dusk") else 0.3)
    for layer in range(3):
        x, y = -w / 2, 3.0 * (2 - layer)
        shade = m.clay(m.mix("#5a4a52", haze, 0.3 + 0.2 * (2 - layer)), roughness=0.9)
        while x < w / 2:
            wide, high = parts.chance(1.0, 2.2), parts.chance(0.8, 2.0) + 0.5 * (2 - layer)
            parts.box((wide, 0.4, high + 3), shade, (x + wide / 2, y, high / 2 - 1.5), bevel=0.02)
            if parts.random.random() < 0.6:
                parts.add(
                    g.plate([(-wide * 0.56, 0), (wide * 0.56, 0), (0, wide * 0.5)], 0.42),
                    m.clay(m.mix("#6b3a34", haze, 0.3 + 0.2 * (2 - layer))),
                    (x + wide / 2, y, high),
                )
            for _ in range(4):
                parts.box(
                    (0.1, 0.02, 0.14),
                    lit,
                    (x + parts.chance(0.15, max(0.2, wide - 0.15)), y - 0.22, parts.chance(-0.2, high - 0.2)),
                    bevel=0,
                    jitter=0.004,
                )
            x += wide + parts.chance(0, 0.4)
        if layer == 1:
            parts.box((0.6, 0.4, 5.5), shade, (w * 0.14, y, 1.0), bevel=0.02)
            parts.turned([(0.42, 3.7), (0.05, 5.2), (0, 5.3)], shade, (w * 0.14, y, 0), segments=8, steps=1)


@piece
def railway(parts: Parts, o: Options) -> None:
    """A platform edge, rails on sleepers, along x; the rails behind the platform, their top below its origin."""
    w = o.number("width", 16.0)
    parts.box((w, 2.4, 0.02), surfaces.ground("#6a6058", "#4f4842", scale=4.0), (0, 1.2, -0.34), bevel=0)
    for k in range(int(w / 0.34)):
        parts.box(
            (0.16, 1.3, 0.07),
            m.wood("#4a3828", grain="y", per_object=0.0),
            (-w / 2 + 0.34 * (k + 0.5), 1.1, -0.31),
            (0, 0, parts.chance(-1.5, 1.5)),
            bevel=0.014,
            segments=1,
        )
    for y in (0.72, 1.5):
        parts.box((w, 0.05, 0.08), m.metal("#9a938c", roughness=0.35), (0, y, -0.24), bevel=0.012)
    parts.box((w, 0.3, 0.1), m.stone("#b3aa9a"), (0, 0.0, -0.05), bevel=0.02)
    parts.box((w, 0.1, 0.012), m.felt("#e6dcb0"), (0, -0.22, 0.004), bevel=0.002)


@piece
def train(parts: Parts, o: Options) -> None:
    """The side of a waiting carriage, facing -y."""
    w = o.number("width", 6.0)
    colour = o.text("colour", "#2f5a50")
    paint, cream, brass = m.gloss(colour, roughness=0.35), m.gloss("#e6d8b0", roughness=0.4), m.metal("#d8a64a")
    parts.box((w, 0.8, 0.62), paint, (0, 0.4, 0.3), bevel=0.04)
    parts.box((w, 0.8, 0.66), cream, (0, 0.4, 0.94), bevel=0.04)
    parts.add(g.tube([(-w / 2, 0.4, 1.28), (w / 2, 0.4, 1.28)], 0.42, segments=18, steps=1, ends="flat", flat=0.5), m.clay("#4a4a4c"))
    parts.box((w, 0.03, 0.03), brass, (0, -0.01, 0.62), bevel=0.006)
    n = int(w / 0.95)
    for k in range(n):
        x = -w / 2 + w * (k + 0.5) / n
        if k % 3 == 1:
            parts.box((0.56, 0.04, 1.16), m.gloss(m.darker(colour, 0.2), roughness=0.35), (x, -0.01, 0.62), bevel=0.02)
            parts.box(
                (0.36, 0.02, 0.42),
                parts.glow("#ffc878", 2.0) if parts.dressing.lamps > 0.02 else m.gloss("#7f9fb0"),
                (x, -0.036, 0.92),
                bevel=0.02,
            )
            parts.ball(0.02, brass, (x + 0.2, -0.05, 0.55), segments=8)
        else:
            parts.box((0.66, 0.03, 0.48), m.gloss(m.darker(colour, 0.1), roughness=0.35), (x, -0.005, 0.94), bevel=0.03)
            parts.box(
                (0.56, 0.02, 0.38),
                parts.glow("#ffc878", 2.0) if parts.dressing.lamps > 0.02 else m.gloss("#7f9fb0"),
                (x, -0.022, 0.94),
                bevel=0.02,
            )
    for k in range(int(w / 1.4)):
        x = -w / 2 + 0.5 + 1.4 * k
        parts.turned(
            [(0, -0.03), (0.19, -0.03), (0.21, 0), (0.19, 0.03), (0, 0.035)],
            m.metal("#3a3a3c"),
            (x, 0.1, -0.14),
            (90, 0, 0),
            segments=22,
            wobble=0,
        )


@piece
def canopy(parts: Parts, o: Options) -> None:
    """A station roof on iron posts, with a fringe of cut boards; open below."""
    w, h = o.number("width", 7.0), o.number("height", 2.2)
    iron = m.metal(o.text("colour", "#3f5f57"), roughness=0.5)
    for k in range(4):
        x = -w / 2 + 0.5 + (w - 1.0) * k / 3
        parts.turned([(0.1, 0), (0.1, 0.1), (0.05, 0.2), (0.045, h - 0.3), (0.08, h - 0.2), (0.05, h)], iron, (x, 0, 0), segments=14)
        for s in (-1, 1):
            parts.tube([(x, 0, h - 0.5), (x + s * 0.22, 0, h - 0.2), (x + s * 0.5, 0, h - 0.02)], 0.018, iron)
    parts.box((w, 1.5, 0.05), lumber("#c8b890"), (0, 0.0, h + 0.02), (3, 0, 0), bevel=0.01)
    n = int(w / 0.15)
    for k in range(n):
        x = -w / 2 + w * (k + 0.5) / n
        parts.add(
            g.plate([(-0.06, 0.0), (-0.06, -0.12), (0, -0.19), (0.06, -0.12), (0.06, 0.0)][::-1], 0.02, bevel=0.004),
            lumber("#e6dcc4", "z"),
            (x, -0.74, h),
        )


@piece
def railings(parts: Parts, o: Options) -> None:
    """Iron railings with spear heads between posts, along x; 0.95 high."""
    w = o.number("width", 6.0)
    iron = m.metal(o.text("colour", "#2f3a38"), roughness=0.5)
    n = max(4, round(w / 0.16))
    for z in (0.16, 0.74):
        parts.box((w, 0.025, 0.03), iron, (0, 0, z), bevel=0.004)
    for k in range(n + 1):
        x = -w / 2 + w * k / n
        parts.rod((x, 0, 0.05), (x, 0, 0.86), 0.011, iron, segments=6)
        parts.ball((0.02, 0.014, 0.045), iron, (x, 0, 0.89), segments=6)
    for k in range(max(2, round(w / 2.0)) + 1):
        x = -w / 2 + w * k / max(2, round(w / 2.0))
        parts.block((0.11, 0.11, 0.92), iron, (x, 0, 0), bevel=0.02)
        parts.ball(0.06, iron, (x, 0, 0.98), segments=12)


@piece
def pond_rim(parts: Parts, o: Options) -> None:
    """A round pond in a rim of stones, with lilies and two ducks."""
    r = o.number("size", 1.2)
    parts.turned(
        [(r, 0.0), (0, 0.001)], surfaces.water("#3f6f7a", roughness=0.1), (0, 0, 0.03), squeeze=(1.0, 0.62), segments=40, steps=1, wobble=0
    )
    n = 26
    for k in range(n):
        a = 2 * math.pi * k / n
        size = (parts.chance(0.11, 0.17), parts.chance(0.09, 0.12), parts.chance(0.05, 0.08))
        stone = m.stone(surfaces.pick(("#a39a8c", "#8f877a", "#b0a898"), k * 2))
        parts.ball(
            size, stone, (r * 1.03 * math.cos(a), r * 0.64 * math.sin(a), 0.03), (0, 0, math.degrees(a) + 90), wobble=0.016, segments=12
        )
    for k in range(6):
        a = k * 2.4
        at = (r * 0.6 * math.cos(a), r * 0.36 * math.sin(a), 0.04)
        parts.turned([(0, 0.0), (0.1, 0.002), (0.11, 0.008), (0, 0.01)], m.felt("#5f8a4a"), at, segments=14, steps=1)
        if k % 2:
            parts.ball((0.04, 0.04, 0.03), m.felt("#e6b8c8"), (at[0] + 0.03, at[1], 0.07), wobble=0.01, segments=10)
    for x, y, turn, colour in ((-0.3, -0.12, 20, "#efe8d8"), (0.05, 0.06, -30, "#8a6a4a")):
        with parts.frame((x, y, 0.05), (0, 0, turn)):
            parts.ball((0.14, 0.085, 0.07), m.felt(colour), (0, 0, 0.03))
            parts.tube([(-0.08, 0, 0.05), (-0.12, 0, 0.12), (-0.12, 0, 0.18)], [0.045, 0.032, 0.03], m.felt(colour))
            parts.ball((0.05, 0.042, 0.045), m.felt("#2f5a48" if colour != "#efe8d8" else colour), (-0.135, 0, 0.2), segments=12)
            parts.ball((0.04, 0.024, 0.012), m.clay("#d8862a"), (-0.2, 0, 0.195), segments=10)
            for s in (-1, 1):
                parts.ball(0.009, m.gloss("#1c1612"), (-0.165, s * 0.034, 0.215), segments=6)
            parts.ball((0.07, 0.03, 0.03), m.felt(m.darker(colour, 0.15)), (0.13, 0, 0.07), (0, -24, 0), segments=10)
