"""Furniture: tables, chairs, counters, stoves, cupboards, beds, benches; each stands on its origin and faces -y."""

from __future__ import annotations

import math
from typing import Any

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece

BOOK_COLOURS = ("#7c2f2b", "#2f4a5c", "#c08a3e", "#46583a", "#5b3a5c", "#a8562f", "#284238", "#8a7450", "#35556b", "#b8863a")
JAR_COLOURS = ("#b5483c", "#d8a03a", "#6b8a4a", "#e6ddc8", "#4f7f8a", "#8a4a6a", "#c77b4a")


def lumber(colour: str, grain: str = "x") -> Any:
    """Wood for furniture."""
    return m.wood(colour, grain=grain, per_object=0.12)


def top_of_planks(parts: Parts, width: float, depth: float, z: float, colour: str, *, count: int = 4, thick: float = 0.04) -> None:
    """A table top of planks along x whose surface is at z, with wavering ends."""
    deep = depth / count
    for i in range(count):
        shade = lumber(m.mix(colour, "#2a1608", parts.chance(0.0, 0.14)))
        parts.box(
            (width + parts.chance(-0.012, 0.012), deep - 0.004, thick),
            shade,
            (parts.chance(-0.004, 0.004), -depth / 2 + deep * (i + 0.5), z - thick / 2),
            (0, 0, parts.chance(-0.3, 0.3)),
            bevel=0.01,
        )


@piece
def table(parts: Parts, options: Options) -> None:
    """A plank table with turned legs; `cloth` is the colour of a tablecloth."""
    width, depth, height = options.number("width", 1.0), options.number("depth", 0.65), options.number("height", 0.56)
    colour = options.text("colour", "#9a6236")
    dark = lumber(m.darker(colour, 0.25), "z")
    top_of_planks(parts, width, depth, height, colour)
    for sx in (-1, 1):
        for sy in (-1, 1):
            x, y = sx * (width / 2 - 0.08), sy * (depth / 2 - 0.08)
            parts.turned(
                [
                    (0.022, 0),
                    (0.03, 0.02),
                    (0.026, 0.07),
                    (0.036, 0.12),
                    (0.03, 0.2),
                    (0.04, height * 0.6),
                    (0.03, height * 0.74),
                    (0.042, height * 0.8),
                    (0.04, height - 0.04),
                ],
                dark,
                (x, y, 0),
                (parts.chance(-1, 1), parts.chance(-1, 1), 0),
                segments=14,
            )
        parts.box((0.03, depth - 0.18, 0.08), dark, (sx * (width / 2 - 0.08), 0, height - 0.085), bevel=0.006)
    for sy in (-1, 1):
        parts.box((width - 0.18, 0.03, 0.08), lumber(m.darker(colour, 0.2)), (0, sy * (depth / 2 - 0.08), height - 0.085), bevel=0.006)
    if options.text("cloth"):
        _tablecloth(parts, width, depth, height, options.text("cloth"), options.text("check"))


def _tablecloth(parts: Parts, width: float, depth: float, height: float, colour: str, check: str) -> None:
    import numpy as np

    n, drop = 26, 0.2
    u = np.linspace(-1, 1, n)
    points = np.zeros((n, n, 3))
    for i, v in enumerate(u):
        for j, w in enumerate(u):
            x, y = w * (width / 2 + drop), v * (depth / 2 + drop)
            over = max(abs(x) - width / 2 - 0.01, abs(y) - depth / 2 - 0.01, 0.0)
            wave = 0.02 * math.sin((x + y) * 22) * over / drop
            points[i, j] = (
                max(-width / 2 - 0.02, min(width / 2 + 0.02, x)) + math.copysign(wave, x),
                max(-depth / 2 - 0.02, min(depth / 2 + 0.02, y)) + math.copysign(wave, y),
                height + 0.006 - over,
            )
    parts.add(g.grid(points), m.cotton(colour, check=check) if check else m.cotton(colour))


@piece
def round_table(parts: Parts, options: Options) -> None:
    """A round table on one turned leg."""
    width, height = options.number("width", 0.8), options.number("height", 0.55)
    colour = options.text("colour", "#8c5a34")
    r = width / 2
    parts.turned(
        [
            (0, height - 0.05),
            (r - 0.03, height - 0.05),
            (r, height - 0.035),
            (r + 0.008, height - 0.02),
            (r, height - 0.004),
            (r - 0.04, height),
            (0, height),
        ],
        lumber(colour),
        segments=40,
        wobble=0.004,
    )
    dark = lumber(m.darker(colour, 0.3), "z")
    parts.turned(
        [(0.09, 0.06), (0.07, 0.1), (0.045, 0.18), (0.075, 0.26), (0.05, 0.34), (0.06, height - 0.12), (0.13, height - 0.05)],
        dark,
        segments=20,
    )
    for k in range(4):
        a = k * math.pi / 2 + 0.6
        c, s = math.cos(a), math.sin(a)
        parts.tube(
            [(0.04 * c, 0.04 * s, 0.12), (r * 0.3 * c, r * 0.3 * s, 0.11), (r * 0.66 * c, r * 0.66 * s, 0.035)], [0.045, 0.038, 0.03], dark
        )


@piece
def chair(parts: Parts, options: Options) -> None:
    """A ladder-back chair; `height` of the seat, `cushion` a colour."""
    seat = options.number("height", 0.32) if not options.flag("prop") else 0.32
    back = options.number("back", 0.82) if not options.flag("prop") else options.number("height", 0.8)
    colour = options.text("colour", "#7a4a2a")
    wood, dark = lumber(colour, "z"), lumber(m.darker(colour, 0.2))
    w = 0.19
    for sx in (-1, 1):
        parts.rod((sx * w, -0.17, 0.02), (sx * w * 0.94, -0.16, seat - 0.02), 0.022, wood, 0.026)
        lean = parts.chance(-0.01, 0.01)
        parts.tube([(sx * w * 1.05, 0.2, 0.02), (sx * w, 0.17, seat), (sx * w + lean, 0.235, back)], [0.022, 0.027, 0.02], wood)
        parts.ball((0.028, 0.028, 0.035), dark, (sx * w + lean, 0.235, back + 0.02), segments=10)
        parts.rod((sx * w, -0.16, 0.14), (sx * w, 0.18, 0.15), 0.014, dark)
    parts.rod((-w, -0.165, 0.18), (w, -0.165, 0.17), 0.014, dark)
    for k in range(3):
        z = seat + 0.17 + (back - seat - 0.2) * k / 2
        y = 0.17 + 0.065 * (z - seat) / (back - seat)
        parts.add(g.tube([(-w, y, z), (0, y + 0.03, z + 0.015), (w, y, z)], [0.03, 0.036, 0.03], segments=8, flat=0.35), dark)
    parts.box((0.42, 0.4, 0.035), lumber(m.lighter(colour, 0.08)), (0, 0, seat - 0.018), bevel=0.016, jitter=0.006)
    cushion = options.text("cushion")
    if cushion:
        parts.ball((0.19, 0.18, 0.032), m.felt(cushion), (0, -0.005, seat + 0.012), wobble=0.006)
        parts.ball((0.014, 0.014, 0.008), m.felt(m.darker(cushion)), (0, 0, seat + 0.044), segments=8)


@piece
def stool(parts: Parts, options: Options) -> None:
    """A three-legged stool."""
    height = options.number("height", 0.32)
    colour = options.text("colour", "#7a4a2a")
    r = 0.17
    parts.turned(
        [
            (0, height - 0.045),
            (r - 0.015, height - 0.045),
            (r, height - 0.03),
            (r, height - 0.012),
            (r - 0.02, height - 0.002),
            (0, height - 0.008),
        ],
        lumber(colour),
        segments=28,
    )
    for k in range(3):
        a = k * 2 * math.pi / 3 + 0.5
        c, s = math.cos(a), math.sin(a)
        parts.rod((0.1 * c, 0.1 * s, height - 0.04), (0.165 * c, 0.165 * s, 0.018), 0.022, lumber(m.darker(colour, 0.2), "z"), 0.018)
        b = a + 2 * math.pi / 3
        parts.rod((0.14 * c, 0.14 * s, 0.12), (0.14 * math.cos(b), 0.14 * math.sin(b), 0.12), 0.011, lumber(m.darker(colour, 0.3)))


@piece
def counter(parts: Parts, options: Options) -> None:
    """A kitchen or shop counter with cupboard doors and drawers; `sink` is its place along x."""
    width, depth, height = options.number("width", 1.8), options.number("depth", 0.5), options.number("height", 0.64)
    colour = options.text("colour", "#7d9a86")
    paint, dark = lumber(colour, "z"), lumber(m.darker(colour, 0.3), "z")
    knob = m.gloss("#e9dfc8", roughness=0.3)
    parts.box((width, depth - 0.06, height - 0.1), dark, (0, 0.02, height / 2), bevel=0.01)
    parts.box((width - 0.04, depth - 0.12, 0.08), m.clay("#2a211a"), (0, 0.03, 0.04), bevel=0)
    count = max(2, round(width / 0.45))
    each = width / count
    for i in range(count):
        x = -width / 2 + each * (i + 0.5)
        parts.box((each - 0.03, 0.03, 0.13), paint, (x, -depth / 2 + 0.04, height - 0.14), (0, parts.chance(-0.5, 0.5), 0), bevel=0.01)
        parts.box(
            (each - 0.03, 0.03, height - 0.34),
            paint,
            (x, -depth / 2 + 0.04, (height - 0.2) / 2 + 0.04),
            (0, parts.chance(-0.5, 0.5), 0),
            bevel=0.01,
        )
        parts.box((each - 0.13, 0.02, height - 0.44), dark, (x, -depth / 2 + 0.03, (height - 0.2) / 2 + 0.04), bevel=0.008)
        parts.box((each - 0.15, 0.02, height - 0.46), paint, (x, -depth / 2 + 0.026, (height - 0.2) / 2 + 0.04), bevel=0.008)
        parts.ball(0.018, knob, (x, -depth / 2 + 0.01, height - 0.14), segments=10)
        parts.ball(0.018, knob, (x + (each / 2 - 0.09) * (-1 if i % 2 else 1), -depth / 2 + 0.01, height * 0.5), segments=10)
    top = options.text("top_colour", "#a9713f")
    top_of_planks(parts, width + 0.04, depth, height, top, count=3)
    if "sink" in options._values:
        x = options.number("sink", 0.0)
        parts.box((0.44, depth * 0.72, 0.2), m.gloss("#e9e4d6", roughness=0.25), (x, -0.05, height - 0.085), bevel=0.03)
        parts.box((0.36, depth * 0.52, 0.02), m.gloss("#a9a598", roughness=0.3), (x, -0.04, height + 0.012), bevel=0.008)
        brass = m.metal("#c99a45")
        parts.tube([(x, 0.15, height), (x, 0.15, height + 0.22), (x, 0.08, height + 0.27), (x, 0.0, height + 0.2)], 0.016, brass)
        for s in (-1, 1):
            parts.rod((x + s * 0.09, 0.15, height), (x + s * 0.09, 0.15, height + 0.06), 0.014, brass)
            parts.rod((x + s * 0.09 - 0.035, 0.15, height + 0.07), (x + s * 0.09 + 0.035, 0.15, height + 0.07), 0.01, brass)
    if options.flag("bare"):
        return
    _kitchenware(parts, width, depth, height)


def _kitchenware(parts: Parts, width: float, depth: float, height: float) -> None:
    x = -width / 2 + 0.15
    for i in range(3):
        jar(parts, (x + 0.13 * i, depth * 0.22, height), 0.15 - 0.025 * i, surfaces.pick(JAR_COLOURS, i + 3))
    x = width / 2 - 0.22
    parts.box((0.26, 0.018, 0.2), lumber("#b98a55", "z"), (x, depth * 0.36, height + 0.1), (8, 3, 0), bevel=0.008)
    parts.turned(
        [(0, 0), (0.05, 0), (0.065, 0.02), (0.06, 0.1), (0.05, 0.14), (0.056, 0.15)],
        m.gloss("#5f7f8a", roughness=0.25),
        (x - 0.22, depth * 0.25, height),
        segments=20,
    )
    for k in range(4):
        parts.rod(
            (x - 0.22, depth * 0.25, height + 0.1),
            (x - 0.22 + 0.05 * math.cos(k * 1.7), depth * 0.25 + 0.04 * math.sin(k * 1.7), height + 0.27),
            0.007,
            lumber("#b07a45", "z"),
        )
        parts.ball(
            (0.022, 0.01, 0.032),
            lumber("#b07a45", "z"),
            (x - 0.22 + 0.05 * math.cos(k * 1.7), depth * 0.25 + 0.04 * math.sin(k * 1.7), height + 0.29),
            segments=10,
        )


def jar(parts: Parts, at: tuple[float, float, float], high: float, colour: str) -> None:
    """A lidded storage jar."""
    r = high * 0.36
    with parts.frame(at):
        parts.turned(
            [(0, 0), (r * 0.9, 0), (r, high * 0.08), (r, high * 0.68), (r * 0.85, high * 0.78), (0, high * 0.78)],
            m.gloss(colour, roughness=0.25),
            segments=16,
        )
        parts.turned(
            [(r * 0.8, high * 0.76), (r * 0.86, high * 0.8), (r * 0.8, high * 0.9), (0, high * 0.92)], lumber("#b98a55"), segments=16
        )
        parts.ball(high * 0.07, lumber("#8a5a33"), (0, 0, high * 0.96), segments=8)


@piece
def stove(parts: Parts, options: Options) -> None:
    """An iron range with a glowing firebox, rings, a kettle and a pipe."""
    w = options.number("width", 0.7)
    iron = m.metal("#4a4c50", roughness=0.48)
    enamel = m.gloss(options.text("colour", "#3f5a5a"), roughness=0.3)
    brass = m.metal("#d8a64a")
    parts.box((w, 0.5, 0.5), enamel, (0, 0, 0.36), bevel=0.03, jitter=0.01)
    parts.box((w + 0.06, 0.56, 0.06), iron, (0, 0, 0.645), bevel=0.018)
    for sx in (-1, 1):
        for sy in (-1, 1):
            parts.turned([(0.03, 0), (0.045, 0.02), (0.025, 0.06), (0.035, 0.12)], iron, (sx * (w / 2 - 0.07), sy * 0.18, 0), segments=12)
    parts.box((w * 0.42, 0.03, 0.24), iron, (-w * 0.23, -0.25, 0.37), bevel=0.02)
    parts.box((w * 0.32, 0.03, 0.13), parts.glow("#ff7a2a", 5.0), (-w * 0.23, -0.262, 0.36), bevel=0.015)
    for k in range(4):
        parts.rod((-w * 0.23 - w * 0.12 + w * 0.08 * k, -0.28, 0.29), (-w * 0.23 - w * 0.12 + w * 0.08 * k, -0.28, 0.43), 0.009, iron)
    parts.box((w * 0.42, 0.03, 0.36), iron, (w * 0.23, -0.25, 0.37), bevel=0.02)
    parts.rod((w * 0.1, -0.29, 0.5), (w * 0.36, -0.29, 0.5), 0.012, brass)
    parts.rod((-w / 2, -0.31, 0.62), (w / 2, -0.31, 0.62), 0.013, brass)
    for sx in (-1, 1):
        parts.turned([(0.11, 0.67), (0.12, 0.68), (0.11, 0.69), (0, 0.69)], iron, (sx * 0.16, -0.02, 0.0), segments=20)
    with parts.frame((0.16, 0.02, 0.69), (0, 0, 25)):
        copper = m.metal("#b5683a", roughness=0.28)
        parts.turned(
            [(0, 0), (0.1, 0), (0.115, 0.03), (0.1, 0.1), (0.05, 0.14), (0.02, 0.15), (0.025, 0.17), (0, 0.18)], copper, segments=22
        )
        parts.tube([(0.09, 0, 0.05), (0.15, 0, 0.09), (0.17, 0, 0.14)], [0.022, 0.016, 0.012], copper)
        parts.tube([(-0.08, 0, 0.12), (-0.05, 0, 0.22), (0.05, 0, 0.22), (0.08, 0, 0.12)], 0.011, lumber("#3a2618"))
    parts.turned([(0.075, 0.66), (0.08, 0.72), (0.07, 0.8), (0.07, 2.6)], iron, (-w * 0.28, 0.15, 0), segments=16, steps=1)
    for z in (1.1, 1.7):
        parts.turned(
            [(0.072, z), (0.085, z + 0.01), (0.085, z + 0.04), (0.072, z + 0.05)],
            iron,
            (-w * 0.28, 0.15, 0),
            segments=16,
            steps=1,
            wobble=0,
        )


@piece
def dresser(parts: Parts, options: Options) -> None:
    """A Welsh dresser: cupboards below, shelves of plates and cups above."""
    w = options.number("width", 0.95)
    colour = options.text("colour", "#8d5b33")
    wood, dark = lumber(colour), lumber(m.darker(colour, 0.3), "z")
    parts.box((w, 0.4, 0.6), lumber(m.darker(colour, 0.15), "z"), (0, 0, 0.33), bevel=0.014)
    top_of_planks(parts, w + 0.06, 0.44, 0.66, colour, count=2)
    for sx in (-1, 1):
        parts.box((w / 2 - 0.05, 0.03, 0.3), wood, (sx * w / 4, -0.205, 0.22), bevel=0.012)
        parts.box((w / 2 - 0.17, 0.02, 0.19), dark, (sx * w / 4, -0.216, 0.22), bevel=0.01)
        parts.box((w / 2 - 0.05, 0.03, 0.15), wood, (sx * w / 4, -0.205, 0.51), bevel=0.012)
        parts.ball(0.02, m.metal("#d8a64a"), (sx * w / 4, -0.235, 0.51), segments=10)
        parts.ball(0.018, m.metal("#d8a64a"), (sx * 0.06, -0.235, 0.26), segments=10)
        parts.box((0.04, 0.26, 1.0), wood, (sx * (w / 2 - 0.02), 0.06, 1.16), bevel=0.01)
    parts.box((w, 0.02, 1.0), dark, (0, 0.18, 1.16), bevel=0)
    parts.box((w + 0.08, 0.32, 0.06), wood, (0, 0.04, 1.68), (0, parts.chance(-0.8, 0.8), 0), bevel=0.02)
    for k, z in enumerate((1.0, 1.32)):
        parts.box((w - 0.06, 0.24, 0.03), wood, (0, 0.06, z), bevel=0.008)
        count = 4
        for i in range(count):
            x = -w / 2 + 0.14 + (w - 0.28) * i / (count - 1)
            plate_colour = surfaces.pick(("#e9e2d0", "#6f93a8", "#e9e2d0", "#c77b4a"), i + k)
            parts.add(_plate_shape(0.1), m.gloss(plate_colour, roughness=0.2), (x, 0.12, z + 0.115), (78, 0, 0))
    for i in range(4):
        parts.rod((-w / 2 + 0.17 + 0.2 * i, -0.06, 0.985), (-w / 2 + 0.17 + 0.2 * i, -0.06, 0.955), 0.006, m.metal("#d8a64a"))
        cup(parts, (-w / 2 + 0.17 + 0.2 * i, -0.06, 0.875), 0.075, surfaces.pick(("#b8493a", "#e6ddc8", "#4f7f8a"), i))
    for i in range(3):
        jar(parts, (-0.25 + 0.2 * i, 0.03, 0.66), 0.16 + 0.03 * (i % 2), surfaces.pick(JAR_COLOURS, i))
    jar(parts, (0.3, 0.05, 1.71), 0.2, "#8a4a3a")
    parts.turned(
        [(0, 0), (0.07, 0), (0.1, 0.07), (0.09, 0.16), (0.05, 0.2), (0.07, 0.24)],
        m.gloss("#d9c9a0", roughness=0.25),
        (-0.25, 0.05, 1.71),
        segments=20,
    )


def _plate_shape(r: float) -> g.Shape:
    return g.lathe(
        [(0, 0.0), (r * 0.6, 0.0), (r * 0.7, 0.012), (r, 0.03), (r * 0.98, 0.036), (r * 0.66, 0.02), (0, 0.01)], segments=22, steps=1
    )


def cup(parts: Parts, at: tuple[float, float, float], high: float, colour: str) -> None:
    """A small cup with a handle."""
    r = high * 0.55
    with parts.frame(at, (0, 0, parts.chance(-60, 60))):
        china = m.gloss(colour, roughness=0.25)
        parts.turned(
            [(0, 0.0), (r * 0.7, 0.0), (r * 0.9, high * 0.2), (r, high), (r * 0.92, high), (r * 0.8, high * 0.3), (0, high * 0.15)],
            china,
            segments=16,
            steps=1,
        )
        parts.tube(
            [(r * 0.9, 0, high * 0.8), (r * 1.5, 0, high * 0.7), (r * 1.45, 0, high * 0.35), (r * 0.85, 0, high * 0.25)], high * 0.08, china
        )


@piece
def cabinet(parts: Parts, options: Options) -> None:
    """A chest of many small drawers."""
    w, h, rows = options.number("width", 0.7), options.number("height", 0.72), int(options.number("drawers", 4))
    depth = options.number("depth", 0.4)
    colour = options.text("colour", "#7a4a2a")
    parts.box((w, depth, h - 0.08), lumber(m.darker(colour, 0.25), "z"), (0, 0, h / 2), bevel=0.014)
    top_of_planks(parts, w + 0.05, depth + 0.03, h, colour, count=2)
    columns = max(1, round(w / 0.36))
    for row in range(rows):
        for column in range(columns):
            dh, dw = (h - 0.14) / rows, (w - 0.04) / columns
            x, z = -w / 2 + 0.02 + dw * (column + 0.5), 0.07 + dh * (row + 0.5)
            out = 0.035 if parts.random.random() < 0.12 else 0.0
            parts.box(
                (dw - 0.025, 0.03, dh - 0.02),
                lumber(m.mix(colour, "#2a1608", parts.chance(0, 0.15))),
                (x, -depth / 2 - 0.005 - out, z),
                (0, parts.chance(-0.7, 0.7), 0),
                bevel=0.009,
            )
            parts.ball(0.016, m.metal("#d8a64a"), (x, -depth / 2 - 0.032 - out, z), segments=8)
    for sx in (-1, 1):
        parts.box((0.06, depth, 0.06), lumber(m.darker(colour, 0.35), "z"), (sx * (w / 2 - 0.05), 0, 0.03), bevel=0.012)


@piece
def workbench(parts: Parts, options: Options) -> None:
    """A heavy bench with a vice, a shelf below and work in hand on it."""
    w, depth, h = options.number("width", 2.4), options.number("depth", 0.5), options.number("height", 0.62)
    colour = options.text("colour", "#94633a")
    dark = lumber(m.darker(colour, 0.25), "z")
    top_of_planks(parts, w, depth, h, colour, count=3, thick=0.07)
    for x in (-w / 2 + 0.12, 0.0, w / 2 - 0.12):
        for y in (-depth / 2 + 0.07, depth / 2 - 0.07):
            parts.box(
                (0.09, 0.09, h - 0.06), dark, (x, y, h / 2 - 0.03), (parts.chance(-0.8, 0.8), parts.chance(-0.8, 0.8), 0), bevel=0.014
            )
    top_of_planks(parts, w - 0.1, depth - 0.08, 0.16, m.darker(colour, 0.2), count=2, thick=0.03)
    parts.box((w - 0.2, 0.03, 0.09), dark, (0, -depth / 2 + 0.05, h - 0.13), bevel=0.008)
    for i in range(5):
        x = -w / 2 + 0.35 + i * (w - 0.7) / 4 + parts.chance(-0.06, 0.06)
        if i % 2:
            parts.box(
                (0.3, 0.3, 0.2),
                lumber(surfaces.pick(("#a9713f", "#7f6a4a", "#8a5a33"), i)),
                (x, 0, 0.27),
                (0, 0, parts.chance(-9, 9)),
                bevel=0.01,
            )
        else:
            parts.turned(
                [(0, 0), (0.1, 0), (0.11, 0.03), (0.1, 0.2), (0.11, 0.22), (0.09, 0.22), (0.085, 0.05), (0, 0.05)],
                m.metal("#8f8a80"),
                (x, 0, 0.175),
                segments=18,
                steps=1,
            )
    iron = m.metal("#3d454a", roughness=0.45)
    x = w / 2 - 0.35
    parts.box((0.2, 0.09, 0.13), iron, (x, -depth / 2 + 0.03, h + 0.02), bevel=0.014)
    parts.box((0.2, 0.07, 0.13), iron, (x, -depth / 2 - 0.07, h + 0.02), bevel=0.014)
    parts.rod((x, -depth / 2 - 0.2, h - 0.01), (x, -depth / 2, h - 0.01), 0.016, iron)
    parts.rod((x - 0.1, -depth / 2 - 0.19, h - 0.02), (x + 0.1, -depth / 2 - 0.19, h), 0.009, iron)
    for k in range(3):
        parts.rod(
            (-0.1 + 0.08 * k, 0.12, h + 0.011),
            (0.02 + 0.09 * k, 0.02 + 0.03 * k, h + 0.011),
            0.011,
            lumber(surfaces.pick(("#c77b4a", "#b8463a", "#3f6a70"), k)),
        )
    parts.turned(
        [(0, 0), (0.055, 0), (0.06, 0.02), (0.055, 0.13), (0.05, 0.13), (0.05, 0.03), (0, 0.03)],
        m.metal("#9a8f80"),
        (-0.35, 0.12, h),
        segments=16,
        steps=1,
    )
    for k in range(5):
        parts.rod(
            (-0.35, 0.12, h + 0.05),
            (-0.35 + 0.06 * math.cos(k * 1.3), 0.12 + 0.05 * math.sin(k * 1.3), h + 0.24),
            0.008,
            lumber(surfaces.pick(BOOK_COLOURS, k), "z"),
        )
    parts.box((0.34, 0.16, 0.03), lumber("#c29a64"), (-0.7, -0.06, h + 0.016), (0, 0, 14), bevel=0.006)
    for k in range(2):
        parts.turned(
            [(0.055, -0.012), (0.065, -0.012), (0.065, 0.012), (0.055, 0.012)],
            m.metal("#d8a64a"),
            (0.42 + 0.12 * k, -0.03 + 0.1 * k, h + 0.014),
            segments=18,
            steps=1,
            wobble=0,
        )


@piece
def sea_chest(parts: Parts, options: Options) -> None:
    """A domed chest with iron bands."""
    chest_body(
        parts,
        options.number("width", 0.5),
        options.number("depth", 0.34),
        options.number("height", 0.34),
        options.text("colour", "#7a4a26"),
    )


def chest_body(parts: Parts, w: float, d: float, h: float, colour: str) -> None:
    """A chest whose lid swings on the hinge at its back."""
    wood, iron = lumber(colour), m.metal("#4a4238", roughness=0.5)
    low = h * 0.62
    for y in (-d / 2 + 0.012, d / 2 - 0.012):
        parts.box((w, 0.024, low), wood, (0, y, low / 2), bevel=0.01)
    for x in (-w / 2 + 0.012, w / 2 - 0.012):
        parts.box((0.024, d - 0.02, low), wood, (x, 0, low / 2), bevel=0.01)
    parts.box((w - 0.03, d - 0.03, 0.02), lumber(m.darker(colour, 0.4)), (0, 0, 0.02), bevel=0)
    for x in (-w * 0.34, w * 0.34):
        parts.box((0.05, d + 0.012, low), iron, (x, 0, low / 2), bevel=0.004)
    parts.box((w - 0.06, d - 0.06, 0.01), m.felt("#3a2a24"), (0, 0, low * 0.75), bevel=0)
    with parts.hinge("lid", (0, d / 2 - 0.01, low), axis=0, degrees=-105):
        import numpy as np

        angle = np.linspace(0, math.pi, 11)
        rise = h - low
        for r, material, a, b in (
            (1.0, wood, -w / 2, w / 2),
            (1.035, iron, -w * 0.34 - 0.025, -w * 0.34 + 0.025),
            (1.035, iron, w * 0.34 - 0.025, w * 0.34 + 0.025),
        ):
            points = np.array([[(x, -d / 2 + 0.01 + math.cos(t) * d / 2 * r, math.sin(t) * rise * r) for t in angle] for x in (a, b)])
            parts.add(g.grid(points), material)
        for sx in (-1, 1):
            end = [(sx * w / 2, -d / 2 + 0.01 + math.cos(t) * d / 2, math.sin(t) * rise) for t in angle]
            parts.add(g.polygons(end, [tuple(range(11)) if sx < 0 else tuple(reversed(range(11)))]), wood)
        parts.box((w, d, 0.012), wood, (0, -d / 2 + 0.01, 0.008), bevel=0.004)
        parts.box((0.07, 0.03, 0.09), m.metal("#d8a64a"), (0, -d + 0.005, 0.0), bevel=0.008)


@piece
def chest(parts: Parts, options: Options) -> None:
    """A treasure chest."""
    sea_chest(parts, options)


@piece
def train_bench(parts: Parts, options: Options) -> None:
    """A buttoned bench of a railway carriage, its back to +y."""
    w = options.number("width", 1.8)
    cloth, wood = m.felt(options.text("colour", "#2f5a50"), fibre=60.0), lumber(options.text("wood_colour", "#6b3a20"))
    parts.box((w, 0.56, 0.2), wood, (0, 0.02, 0.11), bevel=0.012)
    count = 3
    for i in range(count):
        x = -w / 2 + w / count * (i + 0.5)
        parts.box((w / count - 0.012, 0.58, 0.13), cloth, (x, -0.01, 0.265), bevel=0.05, jitter=0.012, segments=3)
        parts.box((w / count - 0.012, 0.13, 0.62), cloth, (x, 0.245, 0.64), (-7, 0, 0), bevel=0.05, jitter=0.012, segments=3)
        parts.box((w / count - 0.06, 0.12, 0.17), m.cotton("#e6dcc4"), (x, 0.225, 0.9), (-7, 0, 0), bevel=0.03)
        for bx in (-0.12, 0.12):
            for bz in (0.5, 0.7):
                parts.ball(
                    (0.016, 0.012, 0.016),
                    m.felt(m.darker(options.text("colour", "#2f5a50"), 0.35)),
                    (x + bx, 0.175 + (bz - 0.5) * 0.12, bz),
                    segments=8,
                )
    parts.box((w + 0.02, 0.1, 0.1), wood, (0, 0.3, 1.02), bevel=0.02)
    for sx in (-1, 1):
        parts.box((0.06, 0.56, 0.42), wood, (sx * (w / 2 + 0.02), 0.02, 0.22), bevel=0.02)
        parts.box((0.08, 0.5, 0.05), wood, (sx * (w / 2 + 0.02), 0.0, 0.46), bevel=0.02)


@piece
def luggage_rack(parts: Parts, options: Options) -> None:
    """A brass rack with a net and cases, against the wall at +y."""
    w = options.number("width", 1.7)
    brass = m.metal("#d8a64a")
    for k in range(6):
        y = 0.18 - 0.07 * k
        parts.rod((-w / 2, y, 0.0 + 0.008 * k), (w / 2, y, 0.0 + 0.008 * k), 0.011, brass)
    parts.rod((-w / 2, -0.18, 0.09), (w / 2, -0.18, 0.09), 0.012, brass)
    for k in range(4):
        x = -w / 2 + w * k / 3
        parts.tube([(x, 0.2, -0.14), (x, 0.02, -0.05), (x, -0.17, 0.03), (x, -0.18, 0.09)], 0.013, brass)
    x = -w / 2 + 0.3
    for k in range(3):
        long = parts.chance(0.34, 0.46)
        colour = surfaces.pick(("#8a5530", "#5a3a3a", "#3f5a58"), k + int(parts.random.random() * 3))
        suitcase_body(parts, (x, 0.0, 0.03), long, 0.26, 0.16 + 0.04 * (k % 2), colour, flat=True)
        x += long + 0.1


def suitcase_body(parts: Parts, at: tuple[float, float, float], w: float, d: float, h: float, colour: str, *, flat: bool = False) -> None:
    """A leather case, lying or standing as its sizes say."""
    with parts.frame(at, (0, 0, parts.chance(-4, 4))):
        hide, dark = m.leather(colour), m.leather(m.darker(colour, 0.35))
        parts.block((w, d, h), hide, bevel=0.03)
        for sx in (-1, 1):
            parts.block((0.035, d + 0.012, h + 0.01), dark, (sx * w * 0.3, 0, -0.004), bevel=0.006)
        parts.tube(
            [(-0.07, -d / 2, h * 0.55), (-0.06, -d / 2 - 0.045, h * 0.55), (0.06, -d / 2 - 0.045, h * 0.55), (0.07, -d / 2, h * 0.55)],
            0.012,
            dark,
        )


@piece
def fold_table(parts: Parts, options: Options) -> None:
    """A small table hinged under a window; its top at its origin."""
    w, d = options.number("width", 0.56), options.number("depth", 0.36)
    colour = options.text("colour", "#7a4526")
    parts.box((w, d, 0.035), lumber(colour), (0, 0, -0.02), bevel=0.014)
    parts.box((w + 0.01, 0.02, 0.045), m.metal("#c99a45"), (0, -d / 2, -0.02), bevel=0.006)
    parts.tube([(0, -d / 2 + 0.08, -0.04), (0, 0, -0.3), (0, d / 2 - 0.02, -0.5)], 0.022, m.metal("#3d3d40"))


@piece
def bed(parts: Parts, options: Options) -> None:
    """A bed along y, its head at +y: quilt, pillow, turned posts."""
    w, long = options.number("width", 0.9), options.number("length", 1.5)
    colour, quilt = options.text("colour", "#7a4a2a"), options.texts("quilt", ["#8c3b32", "#d9b679", "#35556b", "#6b7a45"])
    wood = lumber(colour, "z")
    for sy, high in ((1, 0.78), (-1, 0.52)):
        y = sy * long / 2
        for sx in (-1, 1):
            parts.turned(
                [
                    (0.03, 0),
                    (0.045, 0.03),
                    (0.035, 0.1),
                    (0.045, 0.2),
                    (0.035, high - 0.15),
                    (0.05, high - 0.07),
                    (0.03, high - 0.04),
                    (0.045, high),
                    (0.0, high + 0.04),
                ],
                wood,
                (sx * w / 2, y, 0),
                segments=14,
            )
        for k in range(4):
            parts.rod((-w / 2 + w * (k + 0.5) / 4, y, 0.24), (-w / 2 + w * (k + 0.5) / 4, y, high - 0.12), 0.017, wood)
        parts.add(g.tube([(-w / 2, y, high - 0.12), (0, y, high - 0.02), (w / 2, y, high - 0.12)], 0.03, segments=8), lumber(colour))
    parts.box((w - 0.02, long - 0.04, 0.1), lumber(m.darker(colour, 0.2)), (0, 0, 0.19), bevel=0.012)
    parts.box((w - 0.03, long - 0.06, 0.14), m.cotton("#e6dcc4"), (0, 0, 0.29), bevel=0.045, jitter=0.012, segments=3)
    parts.ball((0.3, 0.18, 0.075), m.cotton("#f0e8d6"), (0.02, long / 2 - 0.24, 0.39), (6, 0, 0), wobble=0.012)
    cells, rows = 6, 7
    for i in range(cells):
        for j in range(rows):
            x = -w / 2 - 0.02 + (w + 0.04) * (i + 0.5) / cells
            y = -long / 2 + 0.02 + (long * 0.66) * (j + 0.5) / rows
            parts.box(
                ((w + 0.04) / cells + 0.006, long * 0.66 / rows + 0.006, 0.05),
                m.felt(surfaces.pick(quilt, i + j * 3 + (i * j) % 2)),
                (x, y, 0.375 + 0.012 * math.sin(x * 9 + y * 7)),
                bevel=0.022,
                jitter=0.006,
            )
    for sx in (-1, 1):
        for j in range(rows):
            y = -long / 2 + 0.02 + (long * 0.66) * (j + 0.5) / rows
            parts.box(
                (0.04, long * 0.66 / rows + 0.004, 0.16),
                m.felt(surfaces.pick(quilt, j + 1 + sx)),
                (sx * (w / 2 + 0.005), y, 0.3),
                (0, sx * -6, 0),
                bevel=0.016,
                jitter=0.006,
            )
    parts.box((w + 0.05, 0.16, 0.06), m.cotton("#efe6d2"), (0, -long / 2 + 0.02 + long * 0.66 + 0.06, 0.385), bevel=0.025, jitter=0.008)


@piece
def armchair(parts: Parts, options: Options) -> None:
    """A stuffed armchair facing -y; its seat at 0.32."""
    colour = options.text("colour", "#7a3a36")
    cloth, dark = m.felt(colour, fibre=60.0), m.felt(m.darker(colour, 0.25))
    parts.box((0.62, 0.55, 0.2), dark, (0, 0.02, 0.17), bevel=0.05, segments=3)
    parts.ball((0.24, 0.24, 0.07), cloth, (0, -0.03, 0.29), wobble=0.01)
    parts.box((0.58, 0.17, 0.68), cloth, (0, 0.24, 0.5), (-8, 0, 0), bevel=0.075, jitter=0.015, segments=4)
    for sx in (-1, 1):
        parts.box((0.14, 0.56, 0.36), cloth, (sx * 0.3, 0.0, 0.27), bevel=0.06, jitter=0.01, segments=3)
        parts.add(g.tube([(sx * 0.3, -0.28, 0.45), (sx * 0.3, 0.1, 0.46), (sx * 0.29, 0.24, 0.52)], 0.075, segments=12), cloth)
        parts.ball((0.06, 0.02, 0.06), dark, (sx * 0.3, -0.285, 0.45), segments=12)
        for y in (-0.2, 0.24):
            parts.turned([(0.022, 0), (0.035, 0.03), (0.03, 0.09)], lumber("#4a2d1a", "z"), (sx * 0.26, y, 0), segments=10)
    for bx in (-0.13, 0.0, 0.13):
        for bz in (0.52, 0.68):
            parts.ball((0.014, 0.01, 0.014), dark, (bx, 0.155 + (bz - 0.5) * 0.13, bz), segments=8)


@piece
def desk(parts: Parts, options: Options) -> None:
    """A writing desk with drawers either side, its front to -y."""
    w, d, h = options.number("width", 1.1), options.number("depth", 0.55), options.number("height", 0.57)
    colour = options.text("colour", "#6b3d22")
    top_of_planks(parts, w, d, h, colour, count=3)
    parts.box((w - 0.3, d - 0.22, 0.012), m.leather("#3f5a4a"), (0, 0, h + 0.004), bevel=0.003)
    for sx in (-1, 1):
        x = sx * (w / 2 - 0.17)
        parts.box((0.28, d - 0.06, h - 0.06), lumber(m.darker(colour, 0.25), "z"), (x, 0, (h - 0.04) / 2), bevel=0.01)
        for k in range(3):
            for sy in (-1, 1):
                parts.box((0.24, 0.02, 0.13), lumber(colour), (x, sy * (d / 2 - 0.03), 0.1 + 0.16 * k), bevel=0.008)
                parts.ball(0.014, m.metal("#d8a64a"), (x, sy * (d / 2 - 0.01), 0.1 + 0.16 * k), segments=8)
    parts.box((w - 0.5, 0.03, 0.1), lumber(colour), (0, d / 2 - 0.06, h - 0.1), bevel=0.008)


@piece
def wardrobe(parts: Parts, options: Options) -> None:
    """A tall wardrobe with two doors."""
    w, h = options.number("width", 0.8), options.number("height", 1.65)
    colour = options.text("colour", "#7a4a2a")
    wood, dark = lumber(colour, "z"), lumber(m.darker(colour, 0.3), "z")
    parts.box((w, 0.42, h - 0.1), dark, (0, 0, h / 2), bevel=0.014)
    for sx in (-1, 1):
        parts.box((w / 2 - 0.03, 0.03, h - 0.26), wood, (sx * w / 4, -0.215, h / 2), (0, parts.chance(-0.4, 0.4), 0), bevel=0.012)
        for z, high in ((h * 0.3, h * 0.34), (h * 0.7, h * 0.34)):
            parts.box((w / 2 - 0.16, 0.02, high), dark, (sx * w / 4, -0.227, z), bevel=0.012)
            parts.box((w / 2 - 0.19, 0.02, high - 0.03), wood, (sx * w / 4, -0.23, z), bevel=0.012)
        parts.ball(0.02, m.metal("#d8a64a"), (sx * 0.045, -0.25, h * 0.5), segments=10)
    parts.box((w + 0.1, 0.5, 0.08), wood, (0, 0, h - 0.04), (0, parts.chance(-0.8, 0.8), 0), bevel=0.025)
    parts.box((w + 0.05, 0.46, 0.1), wood, (0, 0, 0.05), bevel=0.02)
    suitcase_body(parts, (-0.1, 0.0, h), 0.46, 0.3, 0.15, "#8a5530")
    parts.turned([(0, 0), (0.12, 0), (0.13, 0.02), (0.13, 0.14), (0.135, 0.16), (0, 0.17)], m.felt("#5f7f8a"), (0.25, 0, h), segments=22)


@piece
def bookcase(parts: Parts, options: Options) -> None:
    """Shelves of books from floor to above head height."""
    w, h, depth = options.number("width", 1.1), options.number("height", 1.75), options.number("depth", 0.28)
    colour = options.text("colour", "#5d3822")
    wood = lumber(colour, "z")
    for sx in (-1, 1):
        parts.box((0.045, depth, h), wood, (sx * (w / 2 - 0.02), 0, h / 2), bevel=0.01)
    parts.box((w, 0.02, h), lumber(m.darker(colour, 0.4), "z"), (0, depth / 2 - 0.01, h / 2), bevel=0)
    rows = max(2, round(h / 0.37))
    for k in range(rows + 1):
        z = 0.06 + (h - 0.1) * k / rows
        parts.box((w, depth, 0.032), lumber(colour), (0, 0, z), (0, parts.chance(-0.3, 0.3), 0), bevel=0.008)
        if k < rows:
            book_row(parts, -w / 2 + 0.06, w / 2 - 0.06, -0.0, z + 0.016, (h - 0.1) / rows - 0.07)
    parts.box((w + 0.08, depth + 0.06, 0.06), lumber(colour), (0, 0, h), bevel=0.02)


def book_row(parts: Parts, x0: float, x1: float, y: float, z: float, tallest: float = 0.26) -> None:
    """Books standing from x0 to x1, some leaning, some lying, some gone."""
    x = x0
    while x < x1 - 0.05:
        if parts.random.random() < 0.09:
            x += parts.chance(0.04, 0.1)
            continue
        if parts.random.random() < 0.08 and x < x1 - 0.22:
            zz = z
            for _ in range(parts.random.randint(2, 3)):
                thick = parts.chance(0.03, 0.05)
                book_body(
                    parts,
                    (x + 0.1, y, zz + thick / 2),
                    thick,
                    0.19,
                    0.14,
                    parts.random.choice(BOOK_COLOURS),
                    (0, 90, parts.chance(-12, 12)),
                )
                zz += thick + 0.002
            x += 0.22
            continue
        wide, high = parts.chance(0.028, 0.06), min(tallest, parts.chance(0.17, 0.28))
        lean = parts.chance(-2, 2) if parts.random.random() < 0.85 else parts.random.choice((-12.0, 11.0))
        if x + wide + abs(math.sin(math.radians(lean))) * high > x1:
            break
        book_body(
            parts,
            (x + wide / 2 + max(0.0, -math.sin(math.radians(lean)) * high * 0.0), y, z + high / 2),
            wide,
            high,
            0.15,
            parts.random.choice(BOOK_COLOURS),
            (0, lean, 0),
        )
        x += wide + 0.004 + abs(math.sin(math.radians(lean))) * high * 0.8


def book_body(parts: Parts, at: Any, thick: float, high: float, deep: float, colour: str, turn: Any = (0, 0, 0)) -> None:
    """A book standing, spine to -y, about its middle."""
    cover, paper, gold = m.clay(colour, roughness=0.65, variation=0.2, scale=20.0), m.paper("#e6d8b6"), m.metal("#c99a45")
    with parts.frame(at, turn):
        for s in (-1, 1):
            parts.box((0.008, deep, high), cover, (s * (thick / 2 - 0.004), 0, 0), bevel=0.002, jitter=0.001, segments=1)
        parts.box((thick, 0.012, high), cover, (0, -deep / 2, 0), bevel=0.004, jitter=0.001, segments=1)
        parts.box((thick - 0.012, deep - 0.02, high - 0.016), paper, (0, 0.003, 0), bevel=0.0, jitter=0.0, segments=1)
        if thick > 0.038:
            for f in (-0.28, 0.3):
                parts.box((thick + 0.002, 0.006, 0.011), gold, (0, -deep / 2 - 0.005, high * f), bevel=0, jitter=0, segments=1)


@piece
def piano(parts: Parts, options: Options) -> None:
    """An upright piano facing -y."""
    colour = options.text("colour", "#4a2a1c")
    wood, dark = lumber(colour), lumber(m.darker(colour, 0.3))
    parts.box((1.1, 0.36, 0.95), wood, (0, 0.1, 0.5), bevel=0.02)
    parts.box((1.16, 0.42, 0.05), dark, (0, 0.1, 0.99), bevel=0.015)
    parts.box((1.08, 0.24, 0.08), wood, (0, -0.17, 0.52), bevel=0.012)
    parts.box((0.96, 0.14, 0.02), m.gloss("#efe8d6", roughness=0.25), (0, -0.2, 0.57), bevel=0.004)
    for k in range(24):
        if k % 7 not in (2, 6):
            parts.box((0.016, 0.085, 0.02), m.gloss("#1c1a1c", roughness=0.3), (-0.46 + k * 0.04, -0.175, 0.585), bevel=0.003, segments=1)
    for sx in (-1, 1):
        parts.turned([(0.025, 0), (0.04, 0.05), (0.03, 0.2), (0.045, 0.4), (0.035, 0.48)], dark, (sx * 0.5, -0.24, 0), segments=12)
    parts.sheet(0.26, 0.2, m.paper("#efe4c8", lines="#3a3026"), (0, -0.1, 0.76), (-12, 0, 0))
    for sx in (-1, 1):
        parts.rod((sx * 0.38, -0.09, 0.72), (sx * 0.38, -0.16, 0.72), 0.008, m.metal("#d8a64a"))


@piece
def bench(parts: Parts, options: Options) -> None:
    """A slatted bench facing -y; `iron` gives it iron ends."""
    w, h = options.number("width", 1.1), options.number("height", 0.33)
    colour = options.text("colour", "#7a5a3a")
    for k in range(4):
        y = -0.15 + 0.1 * k
        parts.box(
            (w, 0.085, 0.035),
            lumber(m.mix(colour, "#2a1608", parts.chance(0, 0.2))),
            (parts.chance(-0.01, 0.01), y, h - 0.018),
            (0, 0, parts.chance(-0.5, 0.5)),
            bevel=0.01,
        )
    for k in range(3):
        parts.box(
            (w, 0.03, 0.08),
            lumber(m.mix(colour, "#2a1608", parts.chance(0, 0.2))),
            (0, 0.2 + 0.02 * k, h + 0.12 + 0.11 * k),
            (-10, parts.chance(-0.5, 0.5), 0),
            bevel=0.01,
        )
    legs: Any = m.metal("#30343a", roughness=0.5) if options.flag("iron") else lumber(m.darker(colour, 0.25), "z")
    for sx in (-1, 1):
        x = sx * (w / 2 - 0.1)
        parts.tube([(x, -0.19, 0.0), (x, -0.16, h - 0.05), (x, 0.14, h - 0.04)], 0.024, legs)
        parts.tube([(x, 0.22, 0.0), (x, 0.15, h - 0.04), (x, 0.28, h + 0.42)], 0.024, legs)
        if options.flag("iron"):
            parts.tube([(x, -0.17, h), (x, -0.17, h + 0.16), (x, 0.0, h + 0.19), (x, 0.2, h + 0.17)], 0.018, legs)


@piece
def long_table(parts: Parts, options: Options) -> None:
    """A refectory table with trestles."""
    w, d, h = options.number("width", 1.8), options.number("depth", 0.55), options.number("height", 0.56)
    colour = options.text("colour", "#7a4a2a")
    top_of_planks(parts, w, d, h, colour, count=3, thick=0.05)
    for sx in (-1, 1):
        x = sx * (w / 2 - 0.28)
        for sy in (-1, 1):
            parts.rod((x - 0.02, sy * (d / 2 - 0.06), 0.02), (x, sy * 0.1, h - 0.06), 0.032, lumber(m.darker(colour, 0.25), "z"))
        parts.box((0.07, d - 0.1, 0.06), lumber(m.darker(colour, 0.25)), (x, 0, h - 0.08), bevel=0.012)
    parts.box((w - 0.5, 0.06, 0.07), lumber(m.darker(colour, 0.25)), (0, 0, 0.2), bevel=0.012)


@piece
def shop_counter(parts: Parts, options: Options) -> None:
    """A shop counter with a glazed front full of goods and a brass till; the keeper stands at +y."""
    w, d, h = options.number("width", 1.5), options.number("depth", 0.45), options.number("height", 0.62)
    colour = options.text("colour", "#6b3d22")
    wood = lumber(colour, "z")
    parts.box((w, d - 0.04, 0.22), wood, (0, 0, 0.13), bevel=0.014)
    for k in range(4):
        x = -w / 2 + w * (k + 0.5) / 4
        parts.box((w / 4 - 0.04, 0.02, 0.15), lumber(m.lighter(colour, 0.1)), (x, -d / 2 + 0.01, 0.13), bevel=0.01)
    for sx in (-1, 1):
        for sy in (-1, 1):
            parts.box((0.045, 0.045, h), wood, (sx * (w / 2 - 0.02), sy * (d / 2 - 0.03), h / 2), bevel=0.01)
    parts.box((w - 0.04, d - 0.08, 0.02), lumber(m.lighter(colour, 0.15)), (0, 0, 0.25), bevel=0.004)
    parts.box((w - 0.04, 0.02, h - 0.28), wood, (0, d / 2 - 0.03, h / 2 + 0.1), bevel=0.004)
    top_of_planks(parts, w + 0.05, d + 0.04, h, colour, count=2)
    goods = options.text("goods", "bread")
    for i in range(7):
        x = -w / 2 + 0.14 + (w - 0.28) * i / 6
        if goods == "bread":
            loaf(parts, (x, -0.08 + 0.1 * (i % 2), 0.26), parts.chance(0.8, 1.1), i)
        else:
            jar(parts, (x, 0, 0.26), 0.16 + 0.04 * (i % 2), surfaces.pick(JAR_COLOURS, i))


def loaf(parts: Parts, at: Any, size: float, kind: int) -> None:
    """A loaf, a roll or a braid."""
    crust = m.clay(surfaces.pick(("#b5743a", "#9a5a2a", "#c98f4f"), kind), roughness=0.75, variation=0.3, scale=14.0)
    pale = m.felt("#e6cfa0")
    with parts.frame(at, (0, 0, parts.chance(-40, 40)), size):
        if kind % 3 == 0:
            parts.ball((0.12, 0.07, 0.065), crust, (0, 0, 0.055), wobble=0.008)
            for k in (-1, 0, 1):
                parts.ball((0.02, 0.052, 0.012), pale, (k * 0.05, 0, 0.11 - 0.006 * abs(k)), (0, 0, 25), segments=10)
        elif kind % 3 == 1:
            parts.ball((0.07, 0.07, 0.055), crust, (0, 0, 0.045), wobble=0.006)
            parts.ball((0.03, 0.03, 0.012), pale, (0, 0, 0.094), segments=10)
        else:
            for k in range(4):
                parts.ball(
                    (0.05, 0.055, 0.05),
                    crust,
                    (-0.09 + 0.06 * k, 0.012 * (-1) ** k, 0.045),
                    (0, 0, 30 * (-1) ** k),
                    wobble=0.005,
                    segments=14,
                )
