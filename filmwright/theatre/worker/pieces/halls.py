"""Large old rooms: what a church, a museum and an attic hold."""

from __future__ import annotations

import math

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.furniture import lumber, suitcase_body
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece

# Church --------------------------------------------------------------------------------------------------------------


@piece
def pew(parts: Parts, o: Options) -> None:
    """A church bench with carved ends facing -y, a kneeler before it; its seat at 0.33."""
    w = o.number("width", 1.3)
    colour = o.text("colour", "#6b4226")
    wood = lumber(colour, "z")
    parts.box((w, 0.36, 0.04), lumber(colour), (0, 0, 0.31), bevel=0.012)
    parts.box((w, 0.04, 0.5), lumber(m.darker(colour, 0.1)), (0, 0.19, 0.55), (-6, 0, 0), bevel=0.012)
    parts.box((w, 0.12, 0.03), lumber(colour), (0, 0.25, 0.79), bevel=0.01)
    parts.box((w - 0.1, 0.3, 0.03), m.felt("#7a2a30"), (0, -0.01, 0.335), bevel=0.012)
    end = [(-0.22, 0.0), (0.26, 0.0), (0.26, 0.72), (0.2, 0.86), (0.08, 0.8), (0.02, 0.6), (-0.16, 0.52), (-0.22, 0.4)]
    for s in (-1, 1):
        parts.add(g.plate([(x, z) for x, z in end], 0.06, bevel=0.012), wood, (s * (w / 2 + 0.02), 0, 0), (0, 0, 90))
        parts.ball((0.035, 0.05, 0.05), wood, (s * (w / 2 + 0.02), 0.2, 0.88), segments=12)
    parts.box((w - 0.1, 0.14, 0.07), m.felt("#7a2a30"), (0, -0.36, 0.1), bevel=0.025)


@piece
def altar(parts: Parts, o: Options) -> None:
    """A stone table with a white cloth, a gilt cross, two candles and flowers, on two steps; its top at 0.86 with the steps."""
    w = o.number("width", 1.6)
    stone, gilt = m.stone("#a39a8a"), m.metal("#d8a64a", roughness=0.25)
    parts.block((w + 1.0, 1.1, 0.1), stone, (0, -0.1, 0), bevel=0.02)
    parts.block((w + 0.5, 0.86, 0.1), stone, (0, 0, 0.1), bevel=0.02)
    parts.block((w - 0.16, 0.46, 0.6), stone, (0, 0.05, 0.2), bevel=0.03)
    parts.block((w, 0.58, 0.07), stone, (0, 0.05, 0.79), bevel=0.02)
    parts.box((w * 0.72, 0.62, 0.012), m.cotton("#f2ece0"), (0, 0.04, 0.868), bevel=0.002)
    parts.sheet(w * 0.72, 0.4, m.cotton("#f2ece0"), (0, -0.262, 0.665), curl=0.012)
    parts.box((w * 0.72, 0.01, 0.05), m.metal("#c99a45"), (0, -0.27, 0.5), bevel=0.002)
    parts.box((0.13, 0.012, 0.03), gilt, (0, -0.275, 0.7), bevel=0.004)
    parts.box((0.03, 0.012, 0.19), gilt, (0, -0.275, 0.68), bevel=0.004)
    parts.turned([(0.1, 0), (0.1, 0.02), (0.03, 0.05), (0.025, 0.1)], gilt, (0, 0.1, 0.87), segments=18)
    parts.box((0.04, 0.03, 0.44), gilt, (0, 0.1, 1.17), bevel=0.008)
    parts.box((0.26, 0.03, 0.04), gilt, (0, 0.1, 1.25), bevel=0.008)
    for s in (-1, 1):
        candle_stick(parts, (s * w * 0.3, 0.08, 0.87), 0.34)
        for k in range(9):
            at = (s * w * 0.17 + 0.06 * math.cos(k * 2.4), 0.12 + 0.05 * math.sin(k * 2.4), 0.98 + 0.02 * (k % 4))
            parts.ball(
                (0.04, 0.04, 0.035), m.felt(surfaces.pick(("#efe6d2", "#c8536a", "#e6c04a", "#6b8a4a"), k)), at, wobble=0.008, segments=10
            )
        parts.turned([(0.04, 0), (0.055, 0.05), (0.04, 0.1)], gilt, (s * w * 0.17, 0.12, 0.87), segments=14)


def candle_stick(parts: Parts, at: tuple[float, float, float], high: float) -> None:
    """A brass stick with a burning candle."""
    with parts.frame(at):
        parts.turned(
            [(0.06, 0), (0.05, 0.02), (0.016, 0.05), (0.022, high * 0.3), (0.014, high * 0.5), (0.04, high * 0.56)],
            m.metal("#d8a64a"),
            segments=16,
        )
        parts.turned([(0.022, high * 0.56), (0.02, high), (0, high)], m.clay("#f2e8d0", roughness=0.5), segments=12, steps=1)
        parts.ball((0.015, 0.015, 0.034), parts.glow("#ffc46a", 9.0), (0, 0, high + 0.035), segments=10)


@piece
def candle_bank(parts: Parts, o: Options) -> None:
    """An iron stand of votive candles in three rows, facing -y; 0.9 high."""
    iron = m.metal("#3a3634", roughness=0.5)
    w = o.number("width", 0.8)
    for s in (-1, 1):
        parts.tube([(s * w / 2, -0.2, 0), (s * w / 2, 0, 0.4), (s * w / 2, 0.14, 0.82)], 0.018, iron)
        parts.tube([(s * w / 2, 0.2, 0), (s * w / 2, 0.02, 0.4)], 0.018, iron)
    for row in range(3):
        y, z = -0.06 + 0.1 * row, 0.52 + 0.13 * row
        parts.box((w + 0.04, 0.09, 0.016), iron, (0, y, z), bevel=0.004)
        for k in range(6):
            if (k * 5 + row * 3) % 7 == 0:
                continue
            x, high = -w / 2 + 0.07 + (w - 0.14) * k / 5, parts.chance(0.04, 0.1)
            parts.turned(
                [(0.03, 0), (0.034, 0.05)],
                m.gloss(surfaces.pick(("#b8352b", "#b8352b", "#d8862a"), k + row), roughness=0.2),
                (x, y, z + 0.008),
                segments=12,
                steps=1,
            )
            parts.ball((0.012, 0.012, 0.03), parts.glow("#ffc46a", 9.0), (x, y, z + 0.06 + high * 0.4), segments=8)


@piece
def stained_window(parts: Parts, o: Options) -> None:
    """A pointed window of coloured glass between leads; hangs on a wall, its foot's middle at its origin."""
    w, h = o.number("width", 0.7), o.number("height", 1.5)
    time = parts.dressing.time_of_day
    strength = {"day": 1.5, "dawn": 1.1, "dusk": 0.9, "night": 0.38}[time]
    stone = m.stone("#9a9184")
    spring = h * 0.62

    def half_width(z: float) -> float:
        return w / 2 if z < spring else w / 2 * math.sqrt(max(0.0, 1 - ((z - spring) / (h - spring)) ** 1.7))

    rows, columns = 9, 4
    hues = o.texts("colours", ["#3f6ac8", "#c8323a", "#e6b03a", "#3f9a5a", "#8a4ab8", "#e6d8b0"])
    for i in range(rows):
        z0, z1 = h * i / rows, h * (i + 1) / rows
        for k in range(columns):
            u0, u1 = -1 + 2 * k / columns, -1 + 2 * (k + 1) / columns
            a, b = half_width(z0 + 0.01), half_width(z1 - 0.01)
            pane = [(u0 * a, -0.012, z0), (u1 * a, -0.012, z0), (u1 * b, -0.012, z1), (u0 * b, -0.012, z1)]
            middle = abs(k - 1.5) < 1 and 2 <= i <= 6
            hue = hues[(i * 3 + k * 2 + (i // 3)) % len(hues)] if not middle else hues[(2 + i) % 3]
            parts.add(g.polygons(pane, [(0, 1, 2, 3)]), surfaces.glow(hue, strength * parts.chance(0.7, 1.15)))
    lead = m.clay("#26242a")
    for i in range(1, rows):
        a = half_width(h * i / rows)
        parts.box((2 * a, 0.016, 0.014), lead, (0, -0.018, h * i / rows), bevel=0)
    for k in range(1, columns):
        u = -1 + 2 * k / columns
        parts.tube([(u * half_width(z), -0.018, z) for z in np.linspace(0, h * 0.97, 8)], 0.008, lead, segments=5, steps=1)
    ring = [(0.14 * math.cos(t), -0.02, h * 0.5 + 0.14 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 16)]
    parts.tube(ring, 0.01, lead, segments=5, steps=1)
    for s in (-1, 1):
        edge = [(s * (half_width(z) + 0.04), -0.01, z) for z in (*np.linspace(0, spring, 3), *np.linspace(spring, h * 0.999, 9))]
        parts.tube(edge, 0.055, stone, segments=8, steps=2)
    parts.box((w + 0.26, 0.16, 0.08), stone, (0, -0.04, -0.04), bevel=0.02)


@piece
def column(parts: Parts, o: Options) -> None:
    """A stone column with a moulded foot and capital, `height` tall."""
    h, r = o.number("height", 2.8), o.number("size", 0.17)
    stone = m.stone(o.text("colour", "#a89e8e"))
    parts.block((r * 3, r * 3, 0.12), stone, bevel=0.02)
    shaft = [(r * 1.35, 0.12), (r * 1.4, 0.17), (r * 1.05, 0.24), (r, 0.32), (r * 0.94, h - 0.36), (r * 1.0, h - 0.3), (r * 1.35, h - 0.14)]
    parts.turned(shaft, stone, segments=24)
    parts.block((r * 3, r * 3, 0.13), stone, (0, 0, h - 0.13), bevel=0.02)


@piece
def pulpit(parts: Parts, o: Options) -> None:
    """A carved pulpit on a stem with three steps and a book on its cushion; faces -y."""
    colour = o.text("colour", "#5d3a22")
    wood = lumber(colour, "z")
    parts.turned([(0.26, 0), (0.1, 0.08), (0.09, 0.3), (0.3, 0.46)], wood, segments=8, steps=1)
    parts.turned([(0.4, 0.45), (0.42, 0.47), (0.42, 1.02), (0.46, 1.06)], wood, segments=8, steps=1)
    parts.turned([(0.4, 0.5), (0, 0.5)], lumber(m.darker(colour, 0.3)), segments=8, steps=1)
    for k in range(8):
        a = 2 * math.pi * (k + 0.5) / 8
        with parts.frame((0.4 * math.cos(a), 0.4 * math.sin(a), 0.75), (0, 0, math.degrees(a) + 90)):
            parts.box((0.22, 0.03, 0.36), lumber(m.lighter(colour, 0.12), "z"), bevel=0.014)
    parts.box((0.34, 0.24, 0.05), m.felt("#7a2a30"), (0, -0.4, 1.1), (18, 0, 0), bevel=0.02)
    for s in (-1, 1):
        parts.box((0.14, 0.18, 0.03), m.paper("#efe6d2", lines="#5a4a3a"), (s * 0.075, -0.42, 1.14), (18, s * 8, 0), bevel=0.006)
    for k in range(3):
        parts.block((0.34, 0.2, 0.15 * (k + 1)), wood, (0.1, 0.86 - 0.2 * k, 0), bevel=0.012)


@piece
def organ(parts: Parts, o: Options) -> None:
    """A small organ against a wall: a case, three towers of pipes, a keyboard; faces -y; 2.3 high."""
    w = o.number("width", 2.0)
    colour = o.text("colour", "#5d3a22")
    wood, tin = lumber(colour, "z"), m.metal("#c8c2ae", roughness=0.25)
    parts.block((w, 0.5, 0.95), wood, (0, -0.25, 0), bevel=0.02)
    parts.box((w * 0.5, 0.26, 0.05), lumber(m.lighter(colour, 0.15)), (0, -0.56, 0.62), bevel=0.01)
    for k in range(16):
        x = -w * 0.22 + w * 0.44 * k / 15
        parts.box((w * 0.026, 0.16, 0.024), m.gloss("#efe8d8"), (x, -0.58, 0.66), bevel=0.003)
    for k in range(15):
        x = -w / 2 + 0.1 + (w - 0.2) * k / 14
        high = 0.55 + 0.5 * abs(math.cos(k * math.pi / 7))
        r = 0.04
        parts.turned([(0.012, 0.95), (r, 1.06), (r, 0.95 + high), (0, 0.95 + high)], tin, (x, -0.26, 0), segments=14, steps=1)
        parts.box((r * 1.2, 0.012, 0.04), m.clay("#2a2622"), (x, -0.302, 1.12), bevel=0.004)
    for x in (-w / 2, 0.0, w / 2):
        parts.block((0.1, 0.3, 1.3), wood, (x, -0.2, 0.95), bevel=0.02)
        parts.ball((0.06, 0.06, 0.08), m.metal("#c99a45"), (x, -0.25, 2.3))
    parts.box((w + 0.12, 0.36, 0.09), wood, (0, -0.22, 2.18), bevel=0.02)


# Museum --------------------------------------------------------------------------------------------------------------


@piece
def plinth(parts: Parts, o: Options) -> None:
    """A plinth with `shows`: bust, vase, urn, stone head, crown; 0.66 to its top."""
    h = o.number("height", 0.66)
    base = m.plaster(o.text("colour", "#dcd6c8"))
    parts.block((0.46, 0.46, 0.08), base, bevel=0.014)
    parts.block((0.38, 0.38, h - 0.08), base, (0, 0, 0.06), bevel=0.014)
    parts.block((0.46, 0.46, 0.05), base, (0, 0, h - 0.05), bevel=0.014)
    parts.box((0.16, 0.012, 0.08), m.metal("#c99a45"), (0, -0.196, h * 0.62), bevel=0.004)
    marble, clay = m.plaster("#ece6da"), m.clay("#b5663a", roughness=0.6)
    with parts.frame((0, 0, h)):
        match o.text("shows", "bust"):
            case "vase":
                body = [(0.06, 0), (0.09, 0.02), (0.17, 0.2), (0.16, 0.3), (0.07, 0.4), (0.06, 0.46), (0.1, 0.5)]
                parts.turned(body, clay, segments=28)
                for z, r in ((0.14, 0.148), (0.3, 0.163), (0.42, 0.07)):
                    parts.turned([(r, -0.014), (r + 0.006, 0), (r, 0.014)], m.clay("#2a2220"), (0, 0, z), segments=28, steps=1)
                for s in (-1, 1):
                    parts.tube([(s * 0.07, 0, 0.44), (s * 0.17, 0, 0.44), (s * 0.17, 0, 0.32)], 0.018, clay)
            case "head":
                rock = m.stone("#7f786c")
                parts.ball((0.16, 0.17, 0.26), rock, (0, 0, 0.27), wobble=0.014)
                parts.box((0.06, 0.1, 0.18), rock, (0, -0.17, 0.27), (-8, 0, 0), bevel=0.02)
                parts.box((0.26, 0.1, 0.05), rock, (0, -0.14, 0.38), bevel=0.02)
                parts.box((0.14, 0.06, 0.04), rock, (0, -0.17, 0.13), bevel=0.015)
            case "crown":
                gold = m.metal("#e0ae4a", roughness=0.2)
                parts.ball((0.18, 0.18, 0.07), m.felt("#6a2440"), (0, 0, 0.06), wobble=0.01)
                parts.turned([(0.11, 0.12), (0.115, 0.18), (0.125, 0.2)], gold, segments=26)
                for k in range(8):
                    a = 2 * math.pi * k / 8
                    parts.rod(
                        (0.12 * math.cos(a), 0.12 * math.sin(a), 0.18), (0.135 * math.cos(a), 0.135 * math.sin(a), 0.27), 0.014, gold, 0.006
                    )
                    parts.ball(
                        0.018,
                        m.gloss(surfaces.pick(("#b8263a", "#2f5fb8"), k)),
                        (0.14 * math.cos(a), 0.14 * math.sin(a), 0.28),
                        segments=10,
                    )
                case_of_glass(parts, 0.42, 0.42, 0.4)
            case _:
                parts.turned([(0.08, 0), (0.09, 0.03), (0.05, 0.06)], marble, segments=18)
                parts.ball((0.2, 0.11, 0.13), marble, (0, 0, 0.15), wobble=0.01)
                parts.rod((0, 0, 0.2), (0, -0.01, 0.32), 0.055, marble)
                parts.ball((0.1, 0.115, 0.135), marble, (0, -0.015, 0.41))
                parts.ball((0.022, 0.03, 0.04), marble, (0, -0.13, 0.4), segments=10)
                parts.ball((0.11, 0.1, 0.09), marble, (0, 0.03, 0.48), wobble=0.02, segments=14)
                parts.ball((0.07, 0.06, 0.07), marble, (0, -0.08, 0.31), wobble=0.016, segments=14)


def case_of_glass(parts: Parts, w: float, d: float, h: float) -> None:
    """A glass case about the origin, from its height up."""
    for sx in (-1, 1):
        for sy in (-1, 1):
            parts.rod((sx * w / 2, sy * d / 2, 0), (sx * w / 2, sy * d / 2, h), 0.01, m.metal("#c99a45"), segments=6)
    pane = m.glass("#e6f0ee", opacity=0.09)
    for s in (-1, 1):
        parts.box((w, 0.004, h), pane, (0, s * d / 2, h / 2), bevel=0, jitter=0)
        parts.box((0.004, d, h), pane, (s * w / 2, 0, h / 2), bevel=0, jitter=0)
    parts.box((w, d, 0.006), pane, (0, 0, h), bevel=0, jitter=0)


@piece
def display_case(parts: Parts, o: Options) -> None:
    """A long glazed table of small finds on felt, facing -y; its glass at 0.72."""
    w, wood = o.number("width", 1.3), lumber(o.text("colour", "#5d3a22"), "z")
    for sx in (-1, 1):
        for sy in (-1, 1):
            parts.turned([(0.02, 0), (0.03, 0.05), (0.024, 0.3), (0.034, 0.5)], wood, (sx * (w / 2 - 0.06), sy * 0.18, 0), segments=12)
    parts.box((w, 0.48, 0.1), wood, (0, 0, 0.54), bevel=0.014)
    parts.box((w - 0.06, 0.42, 0.02), m.felt("#3a4a5a"), (0, 0, 0.59), bevel=0.004)
    for k in range(9):
        at = (-w / 2 + 0.12 + (w - 0.24) * k / 8, 0.07 * (-1) ** k, 0.615)
        hue = surfaces.pick(("#d8a64a", "#8a9a8a", "#b5663a", "#c8c2ae"), k)
        if k % 3 == 0:
            parts.turned([(0.045, 0), (0.05, 0.012), (0.03, 0.02), (0, 0.02)], m.metal(hue), at, segments=18)
        elif k % 3 == 1:
            parts.box((0.03, 0.14, 0.02), m.metal(hue), at, (0, 0, 24), bevel=0.008)
        else:
            parts.ball((0.045, 0.035, 0.025), m.stone(hue), at, wobble=0.01, segments=12)
        parts.box((0.06, 0.035, 0.004), m.paper("#efe8d6"), (at[0], -0.16, 0.604), bevel=0)
    with parts.frame((0, 0, 0.59)):
        case_of_glass(parts, w - 0.03, 0.45, 0.15)


@piece
def rope_barrier(parts: Parts, o: Options) -> None:
    """Brass posts along x with a red rope between them; 0.6 high."""
    w, n = o.number("width", 2.0), int(o.number("posts", 3))
    brass = m.metal("#d8a64a", roughness=0.2)
    xs = [-w / 2 + w * k / (n - 1) for k in range(n)]
    for x in xs:
        parts.turned(
            [(0.12, 0), (0.11, 0.02), (0.02, 0.04), (0.018, 0.54), (0.03, 0.56), (0.034, 0.6), (0, 0.63)], brass, (x, 0, 0), segments=18
        )
    for a, b in zip(xs, xs[1:], strict=False):
        rope = [(a + (b - a) * t, 0, 0.54 - 0.16 * 4 * t * (1 - t)) for t in np.linspace(0, 1, 9)]
        parts.tube(rope, 0.024, m.felt(o.text("colour", "#8a2430"), fibre=60.0), steps=2)


@piece
def old_skeleton(parts: Parts, o: Options) -> None:
    """The mounted bones of a long-necked beast along x, its head to -x, on a low stage; 2.9 long, 1.9 high."""
    bone, iron = m.clay("#d8c8a4", roughness=0.75, variation=0.25), m.metal("#2f3134", roughness=0.5)
    parts.block((2.9, 0.8, 0.16), lumber("#5d3a22"), bevel=0.02)
    parts.block((2.78, 0.7, 0.03), m.felt("#a8915f", fibre=40.0), (0, 0, 0.15))
    spine = [
        (-1.12, 0, 1.86),
        (-1.0, 0, 1.74),
        (-0.84, 0, 1.36),
        (-0.6, 0, 1.12),
        (-0.2, 0, 1.1),
        (0.3, 0, 1.02),
        (0.8, 0, 0.72),
        (1.4, 0, 0.42),
    ]
    path = g.smooth_path(np.array(spine), 7)
    for p in path[::2]:
        size = 0.034 + 0.03 * math.exp(-(((p[0] + 0.1) / 0.5) ** 2))
        parts.ball((size, size * 0.9, size * 1.1), bone, tuple(p), segments=10)
        if -0.75 < p[0] < 1.0:
            parts.rod(tuple(p), (p[0] + 0.02, 0, p[2] + 0.09 + size), 0.014, bone, 0.008, segments=6)
    for k in range(7):
        x, z = -0.55 + 0.13 * k, 1.1 - 0.01 * k
        deep = 0.38 - 0.05 * abs(k - 2)
        for s in (-1, 1):
            rib = [(x, 0, z), (x - 0.02, s * 0.2, z - deep * 0.35), (x - 0.04, s * 0.2, z - deep * 0.8), (x - 0.06, s * 0.07, z - deep)]
            parts.tube(rib, [0.02, 0.022, 0.018, 0.012], bone, steps=3)
    for x, hip, foot in ((-0.5, 0.92, -0.62), (0.34, 0.94, 0.3)):
        for s in (-1, 1):
            knee = ((x + foot) / 2 + 0.07 * (1 if x > 0 else -1), s * 0.22, 0.55)
            parts.rod((x, s * 0.12, hip), knee, 0.038, bone, 0.03)
            parts.ball(0.045, bone, knee, segments=10)
            parts.rod(knee, (foot, s * 0.23, 0.24), 0.03, bone, 0.026)
            for q in (-1, 0, 1):
                parts.rod((foot, s * 0.23, 0.22), (foot - 0.1, s * 0.23 + 0.04 * q, 0.19), 0.016, bone, segments=6)
    with parts.frame((-1.18, 0, 1.86), (0, -18, 0)):
        parts.ball((0.17, 0.075, 0.08), bone, (-0.04, 0, 0.0), wobble=0.01)
        parts.ball((0.12, 0.05, 0.03), bone, (-0.1, 0, -0.085))
        for s in (-1, 1):
            parts.ball((0.028, 0.02, 0.028), m.clay("#2a241e"), (0.0, s * 0.066, 0.02), segments=10)
        for q in range(5):
            parts.rod((-0.17 + 0.03 * q, 0.035, -0.04), (-0.17 + 0.03 * q, 0.035, -0.075), 0.007, bone, segments=5)
    for x, z in ((-0.5, 1.05), (0.34, 0.98), (1.1, 0.55)):
        parts.rod((x, 0, 0.16), (x, 0, z), 0.014, iron)


@piece
def gilt_picture(parts: Parts, o: Options) -> None:
    """A large painting in a carved gilt frame with its own lamp; `subject`: sea, lady, still, night. Its middle at its origin."""
    w, h = o.number("width", 0.9), o.number("height", 0.7)
    gilt = m.metal("#c99a45", roughness=0.38, variation=0.5)
    for s in (-1, 1):
        parts.box((w + 0.2, 0.07, 0.1), gilt, (0, -0.035, s * (h / 2 + 0.03)), bevel=0.03, jitter=0.01)
        parts.box((0.1, 0.07, h + 0.14), gilt, (s * (w / 2 + 0.03), -0.035, 0), bevel=0.03, jitter=0.01)
        for q in (-1, 1):
            parts.ball((0.08, 0.045, 0.08), gilt, (s * (w / 2 + 0.03), -0.05, q * (h / 2 + 0.03)), wobble=0.016, segments=12)
    match o.text("subject", "sea"):
        case "lady":
            parts.box((w, 0.01, h), m.felt("#4a3a2e"), (0, -0.012, 0), bevel=0)
            bust = [(w * 0.38 * math.cos(t), h * (0.5 * math.sin(t) - 0.5)) for t in np.linspace(0, math.pi, 15)]
            parts.add(g.plate(bust, 0.012), m.felt("#7a2a3a"), (0, -0.02, 0))
            parts.ball((w * 0.13, 0.012, h * 0.17), m.felt("#e6b898"), (0, -0.026, h * 0.13), segments=18)
            parts.ball((w * 0.17, 0.01, h * 0.2), m.felt("#3a2418"), (0, -0.02, h * 0.19), segments=18)
            parts.box((w * 0.1, 0.012, h * 0.14), m.felt("#e0b08e"), (0, -0.024, -h * 0.04), bevel=0.01)
            for s in (-1, 1):
                parts.ball((0.012, 0.008, 0.01), m.felt("#2a1c18"), (s * w * 0.05, -0.039, h * 0.15), segments=8)
            parts.ball((0.02, 0.008, 0.008), m.felt("#b8423a"), (0.004, -0.038, h * 0.06), segments=8)
        case "still":
            parts.box((w, 0.01, h), m.felt("#3a3028"), (0, -0.012, 0), bevel=0)
            parts.box((w, 0.012, h * 0.3), m.felt("#7a5a3a"), (0, -0.015, -h * 0.35), bevel=0)
            for k, (x, c, r) in enumerate(
                ((-0.2, "#c8532a", 0.1), (-0.03, "#d8a03a", 0.09), (0.15, "#8a9a3a", 0.11), (0.28, "#7a2a3a", 0.08))
            ):
                parts.ball((r * w, 0.012, r * w), m.felt(c), (x * w, -0.022 - 0.002 * k, -h * 0.14), segments=14)
            parts.turned(
                [(0.05, 0), (0.09, 0.1), (0.03, 0.2), (0.04, 0.24)],
                m.felt("#4a6a80"),
                (-w * 0.34, -0.012, -h * 0.2),
                squeeze=(1, 0.14),
                segments=18,
            )
        case "night":
            parts.box((w, 0.01, h), surfaces.pictured("#1c2f5a", "#2f4f8a", "#3f6a9a", "#22386a"), (0, -0.012, 0), bevel=0)
            for k in range(7):
                a = (-0.38 + 0.13 * k, 0.12 + 0.13 * math.sin(k * 1.9))
                parts.ball((0.03, 0.008, 0.03), m.felt("#f2d88a"), (a[0] * w, -0.022, a[1] * h), segments=12)
            hill = [(-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, -h * 0.22), (0.1 * w, -h * 0.12), (-0.2 * w, -h * 0.26), (-w / 2, -h * 0.16)]
            parts.add(g.plate(hill, 0.012, bevel=0.002), m.felt("#24404a"), (0, -0.02, 0))
        case _:
            parts.box((w, 0.01, h), surfaces.pictured("#2f5a70", "#3f7a8a", "#c8a890", "#8aa8b8"), (0, -0.012, 0), bevel=0)
            parts.ball((w * 0.13, 0.012, h * 0.05), m.felt("#4a2c20"), (0.06 * w, -0.022, -h * 0.12), segments=14)
            sail = [(0.05 * w, -h * 0.08), (0.2 * w, -h * 0.06), (0.07 * w, h * 0.28)]
            parts.add(g.plate(sail, 0.01, bevel=0.002), m.felt("#efe2c4"), (0, -0.024, 0))
    parts.rod((0, -0.02, h / 2 + 0.1), (0, -0.18, h / 2 + 0.17), 0.01, gilt)
    parts.rod((-w * 0.22, -0.18, h / 2 + 0.16), (w * 0.22, -0.18, h / 2 + 0.16), 0.024, parts.glow("#ffdca0", 2.4))


# Attic ---------------------------------------------------------------------------------------------------------------


@piece
def roof_slopes(parts: Parts, o: Options) -> None:
    """The underside of a roof over a room: boarded slopes from knee walls to the ridge along y, rafters, a tie beam, cobwebs."""
    half, back, front = o.number("width", 5.0) / 2, o.number("back", 2.0), o.number("front", -2.4)
    knee, ridge = o.number("knee", 0.8), o.number("ridge", 2.6)
    colour = o.text("colour", "#7a5636")
    parts.shadowless = True
    rise = math.degrees(math.atan2(ridge - knee, half))
    long = math.hypot(half, ridge - knee)
    n = 9
    for s in (-1, 1):
        for k in range(n):
            t = (k + 0.5) / n
            at = (s * half * (1 - t), (front + back) / 2, knee + (ridge - knee) * t + 0.05)
            shade = m.wood(m.mix(colour, "#2a1608", parts.chance(0.05, 0.3)), grain="y", per_object=0.0)
            parts.box((long / n - 0.008, back - front, 0.03), shade, at, (0, s * rise, 0), bevel=0.005, segments=1)
        for k in range(5):
            y = front + 0.35 + (back - front - 0.7) * k / 4
            beam = m.wood(m.darker(colour, 0.2), grain="x", per_object=0.1)
            parts.box((long, 0.12, 0.14), beam, (s * half / 2, y, (knee + ridge) / 2 - 0.04), (0, s * rise, 0), bevel=0.02, jitter=0.01)
    parts.box((0.16, back - front, 0.2), lumber(m.darker(colour, 0.3), "x"), (0, (front + back) / 2, ridge - 0.08), bevel=0.03)
    for y in (back - 0.5,):
        tie = 2.0
        inside = half * (ridge - tie) / (ridge - knee)
        parts.box((2 * inside + 0.2, 0.12, 0.14), lumber(m.darker(colour, 0.25)), (0, y, tie), bevel=0.02, jitter=0.01)
    thread = m.felt("#b8b2a4")
    for s in (-1, 1):
        hub = (s * (half - 0.75), back - 0.12, knee + 0.72)
        for k in range(6):
            a = k * math.pi / 5 + 0.2
            parts.rod(hub, (hub[0] + 0.26 * math.cos(a), hub[1], hub[2] - 0.1 + 0.24 * math.sin(a)), 0.0025, thread, segments=4)
        for r in (0.08, 0.15, 0.21):
            ring = [(hub[0] + r * math.cos(a), hub[1], hub[2] - 0.04 + r * math.sin(a)) for a in np.linspace(0.1, 3.3, 9)]
            parts.tube(ring, 0.002, thread, segments=4, steps=1)


@piece
def dress_form(parts: Parts, o: Options) -> None:
    """A dressmaker's dummy on a turned stand, pins and a tape on it; 1.2 high."""
    wood = lumber("#5d3a22", "z")
    for k in range(3):
        a = 2 * math.pi * k / 3 + 0.5
        parts.tube(
            [(0, 0, 0.16), (0.14 * math.cos(a), 0.14 * math.sin(a), 0.1), (0.24 * math.cos(a), 0.24 * math.sin(a), 0.02)], 0.022, wood
        )
    parts.turned([(0.02, 0.14), (0.028, 0.3), (0.02, 0.46)], wood, segments=14)
    body = [(0.1, 0.46), (0.2, 0.5), (0.21, 0.58), (0.13, 0.74), (0.19, 0.92), (0.17, 1.02), (0.06, 1.09), (0.055, 1.14)]
    parts.turned(body, m.cotton(o.text("colour", "#b8a582")), squeeze=(1.0, 0.72), segments=28)
    parts.turned([(0.056, 1.14), (0.03, 1.17), (0.02, 1.2), (0.03, 1.23), (0, 1.26)], wood, segments=14)
    tape = [(-0.1, -0.1, 1.08), (-0.13, -0.12, 0.9), (-0.09, -0.1, 0.7), (0.0, -0.11, 0.72), (0.1, -0.13, 0.9), (0.08, -0.08, 1.08)]
    parts.tube(tape, 0.012, m.felt("#e6c04a"), flat=0.4)


@piece
def rocking_horse(parts: Parts, o: Options) -> None:
    """A dappled rocking horse along x, its head to -x; 0.75 high."""
    coat, red = m.clay(o.text("colour", "#c8beac"), variation=0.5, scale=9.0), lumber("#8a2f2a")
    for s in (-1, 1):
        arc = [(-0.5 + 1.0 * t, s * 0.14, 0.03 + 0.42 * (t - 0.5) ** 2) for t in np.linspace(0, 1, 9)]
        parts.tube(arc, 0.026, red, steps=2)
        for x, foot in ((-0.18, -0.27), (0.18, 0.27)):
            parts.rod((x, s * 0.08, 0.38), (foot, s * 0.14, 0.08), 0.04, coat, 0.026)
    for x in (-0.28, 0.28):
        parts.rod((x, -0.14, 0.07), (x, 0.14, 0.07), 0.02, red)
    parts.ball((0.27, 0.13, 0.14), coat, (0, 0, 0.44))
    parts.tube([(-0.16, 0, 0.48), (-0.29, 0, 0.6), (-0.33, 0, 0.72)], [0.11, 0.085, 0.07], coat)
    parts.ball((0.13, 0.06, 0.065), coat, (-0.4, 0, 0.7), (0, -28, 0))
    for s in (-1, 1):
        parts.ball((0.02, 0.016, 0.045), coat, (-0.31, s * 0.045, 0.8), segments=8)
        parts.ball(0.014, m.gloss("#1c1612"), (-0.39, s * 0.055, 0.73), segments=8)
    mane = m.wool("#5a4030")
    for k in range(6):
        t = k / 5
        parts.ball((0.05, 0.03, 0.05), mane, (-0.3 + 0.14 * t, 0, 0.79 - 0.24 * t), wobble=0.014, segments=10)
    parts.tube([(0.25, 0, 0.48), (0.34, 0, 0.42), (0.36, 0, 0.26)], [0.035, 0.03, 0.015], mane)
    parts.box((0.2, 0.26, 0.05), m.leather("#7a3a24"), (0.02, 0, 0.58), bevel=0.022)


@piece
def stored_things(parts: Parts, o: Options) -> None:
    """What is put away: suitcases, boxes tied with string, a lampshade, a rolled rug, a stack of frames; along x, backs to +y."""
    w = o.number("width", 1.6)
    x = -w / 2
    for k, colour in enumerate(("#8a5530", "#4f5a4a", "#6a3a32")):
        suitcase_body(parts, (x + 0.26 + 0.03 * (k % 2), 0, 0.19 * k), 0.5 - 0.05 * k, 0.34, 0.18, colour, flat=True)
    card = m.paper("#b8966a")
    for at, size in (((x + 0.78, 0.02, 0.0), 0.36), ((x + 0.76, 0.0, 0.36), 0.28), ((x + 1.15, 0.06, 0.0), 0.3)):
        with parts.frame(at, (0, 0, parts.chance(-12, 12))):
            parts.block((size, size * 0.86, size * 0.96), card, bevel=0.012, jitter=0.01)
            for turn in (0, 90):
                parts.box((size + 0.008, 0.014, size * 0.97), m.felt("#e6d8b0"), (0, 0, size * 0.485), (0, 0, turn), bevel=0.002)
    parts.turned([(0.19, 0.3), (0.12, 0.52)], m.cotton("#c8a878"), (x + 1.15, 0.06, 0), segments=22, steps=1)
    for k in range(3):
        with parts.frame((x + 1.5, 0.02 + 0.05 * k, 0.32), (14, 0, parts.chance(-4, 4))):
            for s in (-1, 1):
                parts.box((0.46, 0.03, 0.05), m.metal("#b08a48", roughness=0.5), (0, 0, s * 0.28), bevel=0.01)
                parts.box((0.05, 0.03, 0.6), m.metal("#b08a48", roughness=0.5), (s * 0.21, 0, 0), bevel=0.01)
            parts.box((0.4, 0.01, 0.52), m.felt(surfaces.pick(("#5a6a5a", "#6a4a3a", "#3f4f6a"), k)), (0, 0.01, 0), bevel=0)


@piece
def sheeted_chair(parts: Parts, o: Options) -> None:
    """An armchair under a dust sheet, facing -y."""
    n = 24
    u = np.linspace(-1, 1, n)
    rows = np.zeros((n, n, 3))
    for i, v in enumerate(u):
        for k, q in enumerate(u):
            x, y = q * 0.52, v * 0.5
            seat = 0.42 if abs(x) < 0.24 else 0.55
            high = 0.95 if v > 0.42 else seat
            edge = max(abs(q), abs(v))
            drop = np.clip((edge - 0.78) / 0.2, 0, 1)
            fold = 0.04 * math.sin(11 * math.atan2(v, q)) * drop
            rows[i, k] = (x * (1 + 0.12 * drop) + fold * q, y * (1 + 0.12 * drop) + fold * v, high * (1 - drop) + 0.02)
    for _ in range(2):
        rows[1:-1, 1:-1, 2] = (
            rows[:-2, 1:-1, 2] + rows[2:, 1:-1, 2] + rows[1:-1, :-2, 2] + rows[1:-1, 2:, 2] + 2 * rows[1:-1, 1:-1, 2]
        ) / 6
    parts.add(g.grid(rows), m.cotton(o.text("colour", "#d8d2c2")))
