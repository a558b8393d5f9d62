"""Fittings: lamps, shelves and what stands on them, clocks, pictures, rugs, hooks; things that make a place lived in."""

from __future__ import annotations

import math

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.furniture import BOOK_COLOURS, JAR_COLOURS, _plate_shape, book_body, book_row, jar, lumber
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece


@piece
def pendant(parts: Parts, options: Options) -> None:
    """A lamp that hangs over a table; its bulb at its origin, its cord up to `top` (height of the ceiling)."""
    colour = options.text("colour", "#2f5d57")
    drop = options.number("top", 2.3) - 1.55
    parts.shadowless = True
    parts.turned(
        [(0.21, 0.0), (0.215, 0.008), (0.15, 0.1), (0.05, 0.17), (0.03, 0.22), (0.0, 0.23)], m.gloss(colour, roughness=0.3), segments=28
    )
    parts.turned([(0.205, 0.004), (0.145, 0.094), (0.045, 0.16)], m.gloss("#f3e6c4", roughness=0.5), segments=28)
    parts.ball((0.05, 0.05, 0.06), parts.glow("#ffc77a", 9.0), (0, 0, 0.03), segments=14)
    parts.rod((0, 0, 0.22), (0, 0, 0.2 + drop), 0.008, m.clay("#2a211a"))


@piece
def globe_lamp(parts: Parts, options: Options) -> None:
    """A ceiling lamp with a milk-glass globe."""
    parts.shadowless = True
    parts.ball((0.11, 0.11, 0.1), parts.glow("#ffd59a", 3.2), segments=20)
    parts.turned([(0.07, 0.07), (0.1, 0.1), (0.12, 0.15), (0.0, 0.16)], m.metal("#d8a64a"), segments=20)


@piece
def sconce(parts: Parts, options: Options) -> None:
    """A small wall lamp with a pleated shade."""
    brass = m.metal("#d8a64a")
    parts.shadowless = True
    parts.ball((0.045, 0.02, 0.06), brass, (0, -0.01, 0.0), segments=14)
    parts.tube([(0, -0.01, -0.02), (0, -0.1, -0.04), (0, -0.13, 0.02)], 0.011, brass)
    parts.turned([(0.075, 0.02), (0.05, 0.12)], parts.glow("#ffca86", 2.2), (0, -0.13, 0), segments=18, steps=1)
    parts.turned([(0.077, 0.018), (0.077, 0.028)], brass, (0, -0.13, 0), segments=18, steps=1, wobble=0)


@piece
def candle_sconce(parts: Parts, options: Options) -> None:
    """A candle on a wall bracket."""
    brass = m.metal("#d8a64a")
    parts.shadowless = True
    parts.ball((0.05, 0.02, 0.07), brass, (0, -0.01, 0), segments=14)
    parts.tube([(0, 0, -0.02), (0, -0.09, -0.06), (0, -0.13, 0.0)], 0.01, brass)
    parts.turned([(0, 0), (0.045, 0.01), (0.05, 0.025), (0.02, 0.02)], brass, (0, -0.13, 0), segments=18)
    parts.turned([(0.022, 0.02), (0.021, 0.12), (0.015, 0.13), (0, 0.125)], m.felt("#efe2c4"), (0, -0.13, 0), segments=14)
    parts.ball((0.013, 0.013, 0.034), parts.glow("#ffb04a", 26.0), (0, -0.13, 0.165), segments=10)


@piece
def desk_lamp(parts: Parts, options: Options) -> None:
    """A jointed desk lamp, its head at about (0, -0.1, 0.4)."""
    colour = options.text("colour", "#2f5d57")
    paint, steel = m.gloss(colour, roughness=0.3), m.metal("#b9bcc0")
    parts.shadowless = True
    parts.turned([(0, 0), (0.09, 0), (0.095, 0.015), (0.04, 0.035), (0, 0.04)], paint, segments=20)
    parts.rod((0, 0, 0.03), (0, 0.1, 0.26), 0.01, steel)
    parts.rod((0, 0.1, 0.26), (0, -0.04, 0.44), 0.01, steel)
    parts.ball(0.018, paint, (0, 0.1, 0.26), segments=10)
    with parts.frame((0, -0.06, 0.44), (42, 0, 0)):
        parts.turned([(0.09, -0.1), (0.085, -0.06), (0.04, -0.01), (0.025, 0.03), (0, 0.035)], paint, segments=22)
        parts.ball(0.035, parts.glow("#ffd08a", 9.0), (0, 0, -0.07), segments=12)


@piece
def oil_lamp(parts: Parts, options: Options) -> None:
    """A brass lamp with a glass chimney."""
    brass = m.metal(options.text("colour", "#d8a64a"), roughness=0.28)
    parts.turned(
        [
            (0, 0),
            (0.085, 0),
            (0.09, 0.015),
            (0.05, 0.035),
            (0.03, 0.06),
            (0.075, 0.09),
            (0.085, 0.12),
            (0.06, 0.15),
            (0.032, 0.165),
            (0.045, 0.18),
            (0.045, 0.2),
        ],
        brass,
        segments=28,
    )
    parts.tube([(-0.05, 0, 0.4), (-0.06, 0, 0.46), (0, 0, 0.52), (0.06, 0, 0.46), (0.05, 0, 0.4)], 0.005, brass)
    if options.flag("prop"):
        parts.turned(
            [(0.043, 0.2), (0.07, 0.25), (0.078, 0.29), (0.06, 0.34), (0.036, 0.38), (0.034, 0.42)],
            m.glass("#fff0d0", opacity=0.12),
            segments=22,
            wobble=0,
        )
        with parts.part("lit"):
            parts.turned(
                [(0.03, 0.21), (0.058, 0.25), (0.064, 0.29), (0.05, 0.33), (0.028, 0.37)], m.emit("#ffb765", 1.6), segments=20, wobble=0
            )
            parts.ball((0.02, 0.02, 0.05), m.emit("#ffb04a", 20.0), (0, 0, 0.27), segments=12)
        return
    parts.shadowless = True
    parts.turned(
        [(0.043, 0.2), (0.07, 0.25), (0.078, 0.29), (0.06, 0.34), (0.036, 0.38), (0.034, 0.42)],
        parts.glow("#ffb765", 3.4),
        segments=22,
        wobble=0,
    )


@piece
def lamp(parts: Parts, options: Options) -> None:
    """The oil lamp as a thing to carry."""
    oil_lamp(parts, options)


@piece
def fireplace(parts: Parts, options: Options) -> None:
    """A stone hearth with a fire and a mantel; its back to +y."""
    w = options.number("width", 1.2)
    stone, dark = m.stone(options.text("colour", "#8a7f74")), m.clay("#1d1712")
    for sx in (-1, 1):
        for k in range(4):
            parts.box(
                (0.24, 0.34, 0.2),
                m.stone(m.mix("#8a7f74", "#5a4a40", parts.chance(0, 0.6))),
                (sx * (w / 2 - 0.12), 0, 0.1 + 0.2 * k),
                (0, 0, parts.chance(-2, 2)),
                bevel=0.03,
                jitter=0.012,
            )
    parts.box((w, 0.36, 0.18), stone, (0, 0, 0.88), bevel=0.03, jitter=0.012)
    parts.box((w - 0.4, 0.04, 0.8), dark, (0, 0.14, 0.4), bevel=0)
    parts.box((w + 0.2, 0.44, 0.07), lumber("#5d3c22"), (0, -0.02, 1.0), (0, parts.chance(-0.6, 0.6), 0), bevel=0.02)
    for k in range(5):
        parts.box(
            (parts.chance(0.3, 0.42), 0.28, 0.21),
            m.stone(m.mix("#8a7f74", "#5a4a40", parts.chance(0, 0.6))),
            (parts.chance(-0.06, 0.06), 0.06, 1.14 + 0.21 * k),
            (0, 0, parts.chance(-2, 2)),
            bevel=0.03,
            jitter=0.012,
        )
        parts.box(
            (w * 0.62, 0.24, 0.21),
            m.stone(m.mix("#8a7f74", "#5a4a40", parts.chance(0, 0.6))),
            (0, 0.1, 1.14 + 0.21 * k),
            bevel=0.03,
            jitter=0.012,
        )
    logs_on_fire(parts, 0.3)
    for i, x in enumerate((-0.45, -0.2, 0.38)):
        jar(parts, (x, -0.05, 1.03), 0.15 + 0.02 * i, surfaces.pick(JAR_COLOURS, i + 2))


def logs_on_fire(parts: Parts, wide: float) -> None:
    """Crossed logs, embers and felt flames."""
    bark = m.wood("#4a2d1a", grain="x", per_object=0.0)
    for k in range(4):
        a = k * 1.1
        parts.rod(
            (-wide * math.cos(a) * 0.7, -wide * math.sin(a) * 0.5, 0.05),
            (wide * math.cos(a) * 0.6, wide * math.sin(a) * 0.4, 0.1),
            0.045,
            bark,
            0.035,
        )
    group = "lit"
    with parts.part(group):
        for k in range(7):
            a = k * 2.4
            x, y, high = 0.45 * wide * math.cos(a), 0.3 * wide * math.sin(a), parts.chance(0.14, 0.3)
            colour = surfaces.pick(("#ff8a2a", "#ffb84a", "#ff5a1e"), k)
            parts.tube(
                [(x, y, 0.06), (x * 1.2, y, 0.06 + high * 0.4), (x * 0.6 + parts.chance(-0.03, 0.03), y, 0.06 + high)],
                [0.05, 0.045, 0.004],
                m.emit(colour, 4.0),
                flat=0.5,
            )
        parts.ball((wide * 0.6, wide * 0.4, 0.03), m.emit("#ff4a14", 2.5), (0, 0, 0.05), segments=14)


@piece
def shelf(parts: Parts, options: Options) -> None:
    """A wall shelf with brackets; `filling`: jars, plates, books, toys, clocks, bottles, hats, none. Its board at its origin."""
    w = options.number("width", 0.9)
    filling = options.text("filling", "books")
    parts.box((w, 0.22, 0.035), lumber(options.text("colour", "#8a5a33")), (0, -0.11, 0), (0, parts.chance(-0.8, 0.8), 0), bevel=0.01)
    for s in (-1, 1):
        parts.tube([(s * w * 0.38, -0.02, -0.16), (s * w * 0.38, -0.09, -0.1), (s * w * 0.38, -0.18, -0.02)], 0.016, lumber("#5d3c22", "z"))
    z, x = 0.018, -w / 2 + 0.09
    if filling == "books":
        book_row(parts, -w / 2 + 0.05, w / 2 - 0.05, -0.1, z)
        return
    k = 0
    while x < w / 2 - 0.06:
        step = 0.16
        if filling == "jars" or filling == "bottles":
            high = parts.chance(0.12, 0.2)
            if filling == "jars":
                jar(parts, (x, -0.11, z), high, parts.random.choice(JAR_COLOURS))
            else:
                bottle_body(parts, (x, -0.11, z), high * 1.3, parts.random.choice(("#3f6f4a", "#8a5a2a", "#35556b", "#7a2f2b")))
            step = high * 0.72 + 0.03
        elif filling == "plates":
            parts.add(
                _plate_shape(0.1),
                m.gloss(surfaces.pick(("#e9e2d0", "#6f93a8", "#c77b4a"), k), roughness=0.2),
                (x + 0.03, -0.07, z + 0.1),
                (76, 0, 0),
            )
            step = 0.23
        elif filling == "toys":
            toy(parts, (x, -0.11, z), k + int(parts.chance(0, 5)))
            step = 0.21
        elif filling == "clocks":
            small_clock(parts, (x + 0.02, -0.11, z), parts.chance(0.8, 1.15), surfaces.pick(BOOK_COLOURS, k * 3))
            step = 0.24
        elif filling == "hats":
            parts.turned(
                [(0.13, 0.0), (0.135, 0.01), (0.09, 0.02), (0.085, 0.1), (0.07, 0.12), (0, 0.125)],
                m.felt(surfaces.pick(BOOK_COLOURS, k)),
                (x + 0.05, -0.11, z),
                segments=22,
            )
            step = 0.29
        elif filling == "bread":
            from filmwright.theatre.worker.pieces.furniture import loaf

            loaf(parts, (x + 0.03, -0.11, z), 1.0, k)
            step = 0.25
        else:
            return
        x += step
        k += 1


def bottle_body(parts: Parts, at: tuple[float, float, float], high: float, colour: str) -> None:
    """A corked bottle."""
    r = high * 0.17
    with parts.frame(at):
        parts.turned(
            [
                (0, 0),
                (r, 0),
                (r * 1.04, high * 0.05),
                (r, high * 0.5),
                (r * 0.5, high * 0.66),
                (r * 0.36, high * 0.72),
                (r * 0.36, high * 0.9),
                (r * 0.46, high * 0.92),
                (0, high * 0.93),
            ],
            m.gloss(colour, roughness=0.12),
            segments=18,
        )
        parts.turned([(r * 0.33, high * 0.9), (r * 0.38, high), (0, high * 1.01)], m.felt("#b98a55"), segments=12, steps=1)
        parts.turned([(r * 1.05, high * 0.18), (r * 1.05, high * 0.42)], m.paper("#e6d8b6"), segments=18, steps=1, wobble=0)


def toy(parts: Parts, at: tuple[float, float, float], kind: int) -> None:
    """A small finished toy."""
    c = surfaces.pick(("#b8463a", "#3f6a70", "#d8a03a", "#6b8a4a"), kind)
    with parts.frame(at, (0, 0, parts.chance(-30, 30))):
        match kind % 5:
            case 0:  # a peg soldier
                parts.turned([(0, 0), (0.04, 0), (0.045, 0.02), (0.035, 0.1), (0.02, 0.12)], m.clay(c), segments=14)
                parts.ball(0.034, m.clay("#d99a7c"), (0, 0, 0.145), segments=12)
                parts.turned([(0.033, 0.16), (0.035, 0.22), (0, 0.225)], m.felt("#2a2530"), segments=12, steps=1)
            case 1:  # a boat
                parts.ball((0.09, 0.035, 0.04), lumber(c), (0, 0, 0.04), segments=14)
                parts.rod((0, 0, 0.05), (0, 0, 0.22), 0.006, lumber("#6b4527", "z"))
                parts.add(
                    g.polygons(
                        [(0.01, 0, 0.08), (0.08, 0.01, 0.09), (0.01, 0, 0.21), (-0.01, 0, 0.08), (-0.07, 0.01, 0.08), (-0.01, 0, 0.19)],
                        [(0, 1, 2), (5, 4, 3)],
                    ),
                    m.cotton("#e6dcc4"),
                )
            case 2:  # a horse
                parts.ball((0.06, 0.03, 0.034), m.felt(c), (0, 0, 0.1), segments=12)
                parts.rod((0.045, 0, 0.11), (0.075, 0, 0.17), 0.022, m.felt(c))
                parts.rod((0.07, 0, 0.18), (0.11, 0, 0.165), 0.018, m.felt(c))
                for sx in (-1, 1):
                    for sy in (-1, 1):
                        parts.rod((sx * 0.04, sy * 0.02, 0.09), (sx * 0.045, sy * 0.02, 0.01), 0.01, m.felt(m.darker(c)))
            case 3:  # a spinning top
                parts.turned(
                    [(0, 0), (0.02, 0.02), (0.065, 0.07), (0.06, 0.1), (0.015, 0.12), (0.01, 0.17), (0, 0.175)],
                    m.gloss(c, roughness=0.25),
                    segments=18,
                )
            case _:  # blocks
                for k in range(3):
                    parts.block(
                        (0.07, 0.07, 0.07),
                        m.clay(surfaces.pick(("#b8463a", "#3f6a70", "#d8a03a"), kind + k)),
                        ((k % 2) * 0.075 - 0.03, 0, 0.072 * (k // 2)),
                        (0, 0, parts.chance(-20, 20)),
                    )


def small_clock(parts: Parts, at: tuple[float, float, float], size: float, colour: str, *, high: float = 0.22) -> None:
    """A mantel clock with a gable."""
    with parts.frame(at, (0, 0, parts.chance(-8, 8)), size):
        parts.block((0.17, 0.09, 0.17), lumber(colour, "z"), bevel=0.014)
        parts.block((0.2, 0.11, 0.025), lumber(m.darker(colour, 0.2)), bevel=0.008)
        parts.add(g.plate([(-0.11, 0.0), (0.11, 0.0), (0.0, 0.085)], 0.1), lumber(m.darker(colour, 0.15)), (0, 0, 0.168))
        dial(parts, (0, -0.05, 0.1), 0.06)


def dial(parts: Parts, at: tuple[float, float, float], r: float, *, hour: float = 10.0, minute: float = 9.0) -> None:
    """A clock face towards -y."""
    with parts.frame(at):
        parts.turned(
            [(r * 1.1, -0.01), (r * 1.16, 0.0), (r * 1.1, 0.012)], m.metal("#d8a64a"), (0, 0, 0), (90, 0, 0), segments=24, wobble=0
        )
        parts.turned([(r * 1.08, 0), (0, 0.0)], m.paper("#f0e6cc"), (0, -0.006, 0), (90, 0, 0), segments=24, steps=1, wobble=0)
        ink = m.clay("#2a211a")
        for k in range(12):
            a = k * math.pi / 6
            parts.box(
                (0.08 * r, 0.004, (0.22 if k % 3 == 0 else 0.13) * r),
                ink,
                (math.sin(a) * r * 0.86, -0.011, math.cos(a) * r * 0.86),
                (0, math.degrees(a), 0),
                bevel=0,
                jitter=0,
                segments=1,
            )
        for angle, long, wide in ((hour / 12 * 360 + minute / 2, 0.5, 0.1), (minute * 6, 0.8, 0.07)):
            t = math.radians(angle)
            parts.box(
                (wide * r, 0.005, long * r),
                ink,
                (math.sin(t) * long * r / 2, -0.016, math.cos(t) * long * r / 2),
                (0, angle, 0),
                bevel=0,
                jitter=0,
                segments=1,
            )
        parts.ball((r * 0.08, 0.01, r * 0.08), m.metal("#d8a64a"), (0, -0.018, 0), segments=8)


@piece
def clock_wall(parts: Parts, options: Options) -> None:
    """A round wall clock."""
    r = options.number("width", 0.36) / 2
    parts.turned(
        [(0, 0), (r * 1.12, 0), (r * 1.22, 0.03), (r * 1.12, 0.06), (r, 0.06)], lumber("#7a4a2a"), (0, 0, 0), (90, 0, 0), segments=28
    )
    dial(parts, (0, -0.06, 0), r * 0.98, hour=8, minute=20)


@piece
def tall_clock(parts: Parts, options: Options) -> None:
    """A grandfather clock with a pendulum behind glass."""
    colour = options.text("colour", "#6b3a20")
    wood, dark = lumber(colour, "z"), lumber(m.darker(colour, 0.35), "z")
    parts.block((0.42, 0.28, 0.36), wood, bevel=0.016)
    parts.block((0.46, 0.31, 0.07), dark, bevel=0.016)
    parts.block((0.3, 0.22, 0.72), wood, (0, 0.01, 0.36), bevel=0.012)
    parts.block((0.2, 0.02, 0.56), m.clay("#1d1712"), (0, -0.102, 0.44), bevel=0.006)
    parts.block((0.4, 0.27, 0.44), wood, (0, 0, 1.06), bevel=0.016)
    parts.block((0.46, 0.31, 0.045), dark, (0, 0, 1.06), bevel=0.014)
    parts.add(
        g.plate([(-0.23, 0.0), (0.23, 0.0), (0.2, 0.05), (0.08, 0.07), (0.0, 0.17), (-0.08, 0.07), (-0.2, 0.05)], 0.26, bevel=0.012),
        wood,
        (0, 0, 1.5),
    )
    dial(parts, (0, -0.14, 1.28), 0.155, hour=11, minute=52)
    brass = m.metal("#d8a64a")
    parts.rod((0.02, -0.115, 0.98), (0.045, -0.118, 0.62), 0.007, brass)
    parts.turned([(0.055, -0.006), (0.06, 0), (0.055, 0.006), (0, 0.008)], brass, (0.05, -0.12, 0.58), (90, 0, 0), segments=20, wobble=0)
    parts.rod((-0.05, -0.115, 0.98), (-0.05, -0.115, 0.76), 0.004, brass)
    parts.rod((-0.05, -0.118, 0.72), (-0.05, -0.118, 0.82), 0.022, brass)


@piece
def pan_rail(parts: Parts, options: Options) -> None:
    """Copper pans on a rail."""
    w = options.number("width", 0.8)
    iron = m.metal("#3d3d40")
    parts.rod((-w / 2, -0.06, 0), (w / 2, -0.06, 0), 0.012, iron)
    for s in (-1, 1):
        parts.rod((s * w * 0.45, 0, 0.02), (s * w * 0.45, -0.06, 0), 0.012, iron)
    for k in range(4):
        x = -w / 2 + 0.1 + (w - 0.2) * k / 3
        r = 0.1 - 0.014 * k
        copper = m.metal(("#b5683a", "#c07a45", "#8a8580", "#b5683a")[k], roughness=0.3)
        parts.rod((x, -0.07, -0.02), (x, -0.075, -0.17), 0.011, iron)
        parts.turned(
            [(0, 0), (r * 0.9, 0), (r, 0.02), (r * 1.02, 0.05), (r * 0.96, 0.05), (r * 0.92, 0.025), (0, 0.02)],
            copper,
            (x, -0.035, -0.17 - r),
            (90, 0, 0),
            segments=22,
        )


@piece
def tool_wall(parts: Parts, options: Options) -> None:
    """A board of hanging tools."""
    w, h = options.number("width", 1.1), options.number("height", 0.8)
    parts.box((w, 0.03, h), lumber("#b08a5a", "x"), (0, -0.015, h / 2), bevel=0.01)
    steel, handle = m.metal("#a8adb0", roughness=0.3), ("#b8463a", "#c98b3a", "#7a4a2a", "#3f6a70")
    n = 9
    for k in range(n):
        x = -w / 2 + 0.08 + (w - 0.16) * (k % 5) / 4 + parts.chance(-0.02, 0.02)
        z = h * (0.72 if k < 5 else 0.3)
        wood = lumber(surfaces.pick(handle, k), "z")
        parts.rod((x, -0.02, z + 0.09), (x, -0.05, z + 0.09), 0.007, m.metal("#3d3d40"))
        match k % 4:
            case 0:  # hammer
                parts.rod((x, -0.05, z + 0.1), (x, -0.05, z - 0.14), 0.013, wood)
                parts.block((0.12, 0.04, 0.045), steel, (x, -0.05, z + 0.085), bevel=0.008)
            case 1:  # saw
                parts.add(
                    g.plate([(-0.05, -0.2), (0.02, -0.2), (0.045, 0.02), (-0.05, 0.02)], 0.008, bevel=0.002), steel, (x, -0.045, z + 0.06)
                )
                parts.block((0.1, 0.03, 0.09), wood, (x, -0.045, z + 0.06), bevel=0.014)
            case 2:  # chisel
                parts.rod((x, -0.045, z + 0.09), (x, -0.045, z - 0.02), 0.018, wood)
                parts.box((0.025, 0.008, 0.14), steel, (x, -0.045, z - 0.09), bevel=0.003)
            case _:  # spanner
                parts.rod((x, -0.045, z + 0.06), (x, -0.045, z - 0.12), 0.012, steel)
                for e in (0.08, -0.14):
                    parts.turned(
                        [(0.018, -0.01), (0.032, -0.01), (0.032, 0.01), (0.018, 0.01)],
                        steel,
                        (x, -0.045, z + e),
                        (90, 0, 0),
                        segments=12,
                        steps=1,
                        wobble=0,
                    )


@piece
def hooks(parts: Parts, options: Options) -> None:
    """A peg rail with a coat, a scarf, a bag and an umbrella."""
    w = options.number("width", 0.7)
    parts.box((w, 0.03, 0.1), lumber("#6b4527"), (0, -0.02, 0.0), bevel=0.012)
    colours = parts.random.sample(["#4f5f7a", "#8c3b32", "#6b7a45", "#c08a3e", "#5b4a5c"], 3)
    for k in range(3):
        x = -w / 2 + w * (k + 0.5) / 3
        parts.rod((x, -0.03, 0), (x, -0.1, 0.02), 0.012, m.metal("#c99a45"))
        if k == 0:
            hanging_coat(parts, (x, -0.085, -0.02), colours[0], 0.62)
        elif k == 1:
            cloth = m.knit(colours[1])
            parts.add(
                g.tube(
                    [(x - 0.03, -0.08, -0.5), (x - 0.03, -0.09, -0.2), (x, -0.1, 0.03), (x + 0.04, -0.09, -0.2), (x + 0.05, -0.08, -0.42)],
                    0.045,
                    segments=10,
                    flat=0.4,
                ),
                cloth,
            )
        else:
            parts.ball((0.11, 0.05, 0.13), m.leather(colours[2]), (x, -0.09, -0.32), wobble=0.01)
            parts.tube([(x - 0.07, -0.09, -0.24), (x, -0.1, 0.02), (x + 0.07, -0.09, -0.24)], 0.01, m.leather(m.darker(colours[2])))


def hanging_coat(parts: Parts, at: tuple[float, float, float], colour: str, long: float) -> None:
    """A coat hung by its collar."""
    with parts.frame(at):
        cloth = m.felt(colour, fibre=50.0)
        n = 18
        rows = [(0.03, 0.0), (0.1, -0.05), (0.14, -0.14), (0.13, -long * 0.5), (0.17, -long)]
        points = np.array(
            [
                [
                    (
                        r * math.cos(2 * math.pi * j / n) * (1 + 0.12 * math.cos(5 * 2 * math.pi * j / n) * (i / 4)),
                        r * 0.5 * math.sin(2 * math.pi * j / n),
                        z,
                    )
                    for j in range(n)
                ]
                for i, (r, z) in enumerate(rows)
            ]
        )
        parts.add(g.grid(points, around=True).flipped(), cloth)
        for s in (-1, 1):
            parts.tube([(s * 0.1, 0, -0.06), (s * 0.165, -0.01, -0.25), (s * 0.16, -0.02, -0.46)], [0.05, 0.045, 0.04], cloth)
        for k in range(3):
            parts.ball((0.014, 0.008, 0.014), m.metal("#d8a64a"), (0.0, -0.085, -0.18 - 0.11 * k), segments=8)


@piece
def picture(parts: Parts, options: Options) -> None:
    """A framed picture; `subject`: hills, boat, portrait, plan, moon. Its middle at its origin."""
    w, h = options.number("width", 0.45), options.number("height", 0.35)
    frame = lumber(options.text("colour", "#8a5a2a"))
    with parts.frame((0, 0, 0), (0, parts.chance(-2.5, 2.5), 0)):
        for s in (-1, 1):
            parts.box((w + 0.06, 0.035, 0.045), frame, (0, -0.02, s * h / 2), bevel=0.012)
            parts.box((0.045, 0.035, h + 0.05), lumber(options.text("colour", "#8a5a2a"), "z"), (s * w / 2, -0.02, 0), bevel=0.012)
        subject = options.text("subject", "hills")
        y = -0.016
        sky = {"plan": "#3f6078", "moon": "#22304f", "portrait": "#6b5a42"}.get(subject, "#a9c0c4")
        parts.box((w, 0.008, h), m.felt(sky, fibre=40.0) if subject != "plan" else m.paper("#5f86a0"), (0, y + 0.008, 0), bevel=0, jitter=0)
        match subject:
            case "hills":
                for k, c in enumerate(("#7f9a86", "#5f7f55", "#8f8a45")):
                    xs = np.linspace(-w / 2, w / 2, 11)
                    top = -h * 0.1 * k + h * 0.12 * np.sin(xs * 9 + k * 2)
                    points = np.array(
                        [
                            np.stack([xs, np.full(11, y - 0.003 * k), np.full(11, -h / 2)], 1),
                            np.stack([xs, np.full(11, y - 0.003 * k), top], 1),
                        ]
                    )
                    parts.add(g.grid(points), m.felt(c))
                parts.ball((h * 0.1, 0.004, h * 0.1), m.felt("#e8c36a"), (w * 0.25, y, h * 0.28), segments=14)
            case "boat":
                parts.box((w, 0.008, h * 0.4), m.felt("#2f5a78"), (0, y - 0.002, -h * 0.3), bevel=0, jitter=0)
                parts.ball((w * 0.18, 0.008, h * 0.1), m.felt("#8a3a2c"), (0, y - 0.006, -h * 0.08), segments=14)
                parts.add(
                    g.polygons(
                        [
                            (0.0, y - 0.01, 0.0),
                            (w * 0.2, y - 0.01, 0.0),
                            (0.0, y - 0.01, h * 0.38),
                            (-0.01, y - 0.01, 0),
                            (-w * 0.15, y - 0.01, 0),
                            (-0.01, y - 0.01, h * 0.3),
                        ],
                        [(0, 1, 2), (5, 4, 3)],
                    ),
                    m.felt("#efe6d2"),
                )
            case "portrait":
                bust = [(w * 0.32 * math.cos(t), h * (0.34 * math.sin(t) - 0.49)) for t in np.linspace(0, math.pi, 13)]
                parts.add(g.plate(bust, 0.012), m.felt("#3a3a4a"), (0, y, 0))
                parts.ball((w * 0.17, 0.01, h * 0.19), m.felt("#d9a587"), (0, y - 0.003, h * 0.05), segments=16)
                parts.ball((w * 0.19, 0.008, h * 0.12), m.felt("#4a3020"), (0, y - 0.001, h * 0.17), segments=16)
            case "moon":
                parts.ball((h * 0.2, 0.006, h * 0.2), m.felt("#f2e6c4"), (w * 0.12, y, h * 0.14), segments=18)
                for _ in range(7):
                    parts.ball(0.006, m.felt("#f2e6c4"), (parts.chance(-w, w) * 0.42, y, parts.chance(-0.1, 0.42) * h), segments=6)
            case _:
                ink = m.clay("#e6ecec")
                for k in range(3):
                    r = h * (0.12 + 0.07 * k)
                    ring = [(r * math.cos(t) + w * 0.1 * (k - 1), y - 0.002, r * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 14)]
                    parts.tube(ring, 0.003, ink, segments=5, steps=2)
                for k in range(5):
                    parts.rod(
                        (-w * 0.42, y - 0.002, -h * 0.4 + 0.03 * k),
                        (-w * 0.42 + w * 0.3 * ((k * 7) % 3 + 1) / 3, y - 0.002, -h * 0.4 + 0.03 * k),
                        0.0025,
                        ink,
                        segments=5,
                    )


@piece
def rug(parts: Parts, options: Options) -> None:
    """A woven rug with bands and a fringe; `round` makes a braided one."""
    w, d = options.number("width", 2.4), options.number("depth", 1.6)
    colours = options.texts("colours", ["#8c3b32", "#d9b679", "#35556b"])
    if options.flag("round"):
        rings = 11
        for k in range(rings):
            r = w / 2 * (1 - (k + 0.5) / rings)
            pts = [(r * math.cos(t), r * math.sin(t) * d / w, 0.012 + 0.003 * math.sin(5 * t + k)) for t in np.linspace(0, 2 * math.pi, 40)]
            parts.add(
                g.tube(pts, w / 2 / rings * 0.56, segments=8, steps=1, ends="open", flat=0.4),
                m.knit(surfaces.pick(colours, k // 2 if k % 4 else k), stitch=40.0),
            )
        return
    n, rows = 32, 22

    def strip(u0: float, u1: float, v0: float, v1: float, colour: str, z: float) -> None:
        uu, vv = np.linspace(u0, u1, max(3, int((u1 - u0) * n))), np.linspace(v0, v1, max(3, int((v1 - v0) * rows)))
        flat = np.array([[(x * w, y * d, 0.0) for x in uu] for y in vv])
        flat[..., 2] = z + g.wobble(flat.reshape(-1, 3), 0.004, 2.5, parts.seed)[:, 2].reshape(flat.shape[:2])
        flat[..., :2] = g.wobble(flat.reshape(-1, 3), 0.008, 1.6, parts.seed + 5)[:, :2].reshape(*flat.shape[:2], 2)
        parts.add(g.grid(flat), m.knit(colour, stitch=40.0))

    strip(-0.5, 0.5, -0.5, 0.5, surfaces.pick(colours, 0), 0.012)
    strip(-0.43, 0.43, -0.4, 0.4, surfaces.pick(colours, 1), 0.017)
    strip(-0.4, 0.4, -0.36, 0.36, surfaces.pick(colours, 2), 0.021)
    strip(-0.3, 0.3, -0.24, 0.24, surfaces.pick(colours, 0), 0.025)
    strip(-0.27, 0.27, -0.2, 0.2, m.lighter(surfaces.pick(colours, 1), 0.15), 0.028)
    fringe = m.felt(m.lighter(surfaces.pick(colours, 1), 0.25))
    for k in range(46):
        y = (-0.5 + (k + 0.5) / 46) * d
        for s in (-1, 1):
            parts.rod(
                (s * w / 2 - s * 0.01, y, 0.01),
                (s * (w / 2 + parts.chance(0.05, 0.08)), y + parts.chance(-0.015, 0.015), 0.006),
                0.006,
                fringe,
                0.003,
                segments=4,
            )


@piece
def basket_logs(parts: Parts, options: Options) -> None:
    """A basket of firewood."""
    weave_basket(parts, 0.17, 0.24, options.text("colour", "#a9814a"))
    for k in range(7):
        a = k * 2.4
        parts.rod(
            (0.06 * math.cos(a), 0.06 * math.sin(a), 0.08),
            (0.1 * math.cos(a + 0.5), 0.1 * math.sin(a + 0.5), 0.34 + 0.03 * (k % 3)),
            0.035,
            m.wood("#7a5030", grain="z", per_object=0.0),
            0.03,
            segments=8,
        )


def weave_basket(parts: Parts, r: float, h: float, colour: str) -> None:
    """A basket of coiled rope, open at the top."""
    cane = m.knit(colour, stitch=40.0)
    count = max(4, round(h / 0.03))
    for k in range(count):
        z = h * (k + 0.5) / count
        rr = r * (0.78 + 0.22 * math.sin(math.pi * 0.5 * (k + 0.6) / count))
        ring = [(rr * math.cos(t), rr * math.sin(t), z + 0.003 * math.sin(3 * t + k)) for t in np.linspace(0, 2 * math.pi, 22)]
        parts.add(g.tube(ring, h / count * 0.62, segments=7, steps=1, ends="open"), cane)
    parts.turned([(0, 0.01), (r * 0.8, 0.01)], cane, segments=18, steps=1, wobble=0)


@piece
def rope_coil(parts: Parts, options: Options) -> None:
    """A coil of rope lying on the floor."""
    hemp = m.knit(options.text("colour", "#b79a6a"), stitch=60.0)
    r = options.number("width", 0.4) / 2
    for k in range(5):
        ring = [
            ((r - 0.02 * (k % 2) - 0.012 * k) * math.cos(t), (r - 0.012 * k) * math.sin(t), 0.025 + 0.04 * k + 0.01 * math.sin(2 * t + k))
            for t in np.linspace(0, 2 * math.pi, 24)
        ]
        parts.add(g.tube(ring, 0.026, segments=8, steps=1, ends="open"), hemp)
    parts.tube([(r, 0, 0.2), (r * 1.3, -0.1, 0.06), (r * 1.6, -0.12, 0.025)], 0.024, hemp)


@piece
def floats(parts: Parts, options: Options) -> None:
    """Three glass fishing floats on cords from the ceiling at its origin."""
    parts.shadowless = True
    for k, (x, y, z, colour) in enumerate(((0.0, 0.0, -0.42, "#3d7a6a"), (0.2, -0.14, -0.56, "#b06a35"), (-0.08, -0.2, -0.62, "#7a9aa0"))):
        parts.ball(0.09 - 0.01 * (k % 2), m.gloss(colour, roughness=0.12, coat=0.4), (x, y, z), segments=20)
        parts.rod((x, y, z + 0.08), (x, y, 0.05), 0.006, m.felt("#b79a6a"), segments=6)
        for t in (0, 60, 120):
            ring = [
                (
                    x + 0.086 * math.cos(a) * math.cos(math.radians(t)),
                    y + 0.086 * math.cos(a) * math.sin(math.radians(t)),
                    z + 0.086 * math.sin(a),
                )
                for a in np.linspace(0, 2 * math.pi, 16)
            ]
            parts.add(g.tube(ring, 0.005, segments=5, steps=1, ends="open"), m.felt("#b79a6a"))


@piece
def books_pile(parts: Parts, options: Options) -> None:
    """Books lying in a pile."""
    z = 0.0
    for k in range(int(options.number("count", 4))):
        thick = parts.chance(0.035, 0.055)
        book_body(
            parts,
            (parts.chance(-0.015, 0.015), 0, z + thick / 2),
            thick,
            0.24,
            0.18,
            surfaces.pick(BOOK_COLOURS, k + parts.seed % 7),
            (0, 90, parts.chance(-20, 20)),
        )
        z += thick + 0.002


@piece
def telescope_stand(parts: Parts, options: Options) -> None:
    """A brass telescope on a tripod, looking to -y and up."""
    brass, wood = m.metal("#c99a45", roughness=0.28), lumber("#5d3c22", "z")
    for k in range(3):
        a = k * 2 * math.pi / 3 + 0.5
        parts.rod((0.03 * math.cos(a), 0.03 * math.sin(a), 0.75), (0.26 * math.cos(a), 0.26 * math.sin(a), 0.02), 0.02, wood, 0.014)
    parts.ball(0.05, brass, (0, 0, 0.78), segments=14)
    with parts.frame((0, 0, 0.85), (0, 0, 0)):
        for a, b, r in ((0.34, 0.05, 0.03), (0.05, -0.2, 0.04), (-0.2, -0.42, 0.052)):
            s, e = (0, a, -a * 0.36), (0, b, -b * 0.36)
            parts.add(g.tube([s, e], r, segments=16, steps=1, ends="flat"), brass if r != 0.04 else m.leather("#5a2f22"))
        parts.turned([(0.052, 0), (0.06, 0.01), (0.052, 0.02)], brass, (0, -0.42, 0.15), (70, 0, 0), segments=18)


@piece
def great_lamp(parts: Parts, options: Options) -> None:
    """A lighthouse lens of glass prisms in a brass cage on a clockwork pedestal."""
    brass, iron = m.metal("#d8a64a", roughness=0.28), m.clay("#8f2f26", roughness=0.45)
    parts.turned(
        [(0.34, 0), (0.36, 0.04), (0.3, 0.1), (0.24, 0.16), (0.22, 0.5), (0.27, 0.58), (0.4, 0.62), (0.42, 0.67), (0.4, 0.7), (0, 0.7)],
        iron,
        segments=36,
    )
    parts.turned([(0.37, 0.7), (0.385, 0.73), (0.36, 0.76), (0.3, 0.77)], brass, segments=36)
    for k in range(6):
        a = k * math.pi / 3 + 0.2
        parts.box((0.09, 0.03, 0.2), brass, (0.235 * math.cos(a), 0.235 * math.sin(a), 0.34), (0, 0, math.degrees(a) + 90), bevel=0.01)
    parts.turned([(0.1, -0.015), (0.11, 0), (0.1, 0.015), (0, 0.02)], brass, (0, -0.25, 0.34), (90, 0, 0), segments=20)
    parts.shadowless = True
    glassy = m.glass("#ffe6b8", opacity=0.3, roughness=0.08)
    count = 9
    for k in range(count):
        z = 0.82 + 0.92 * k / count
        f = 1 - 0.42 * abs((k - (count - 1) / 2) / ((count - 1) / 2)) ** 1.8
        r = 0.36 * f
        parts.turned([(r - 0.03, z - 0.008), (r + 0.02, z + 0.03), (r - 0.03, z + 0.075)], glassy, segments=36, steps=1, wobble=0)
    for k in range(8):
        a = k * math.pi / 4
        path = [
            (0.4 * math.cos(a) * f, 0.4 * math.sin(a) * f, z)
            for f, z in ((0.62, 0.76), (0.95, 1.0), (1.02, 1.25), (0.95, 1.5), (0.62, 1.76))
        ]
        parts.tube(path, 0.013, brass, segments=6)
    for z, r in ((0.78, 0.27), (1.0, 0.385), (1.5, 0.385), (1.76, 0.27)):
        parts.turned([(r, z - 0.015), (r + 0.018, z), (r, z + 0.015)], brass, segments=32, wobble=0)
    parts.turned([(0.28, 1.76), (0.3, 1.79), (0.18, 1.86), (0.06, 1.9), (0.04, 1.95), (0, 1.97)], brass, segments=28)
    parts.turned([(0.05, 0.95), (0.12, 1.08), (0.14, 1.25), (0.11, 1.4), (0.05, 1.52)], parts.glow("#ffd08a", 7.0), segments=22, wobble=0)


@piece
def planks_leaning(parts: Parts, options: Options) -> None:
    """Boards leaning in a corner."""
    for k in range(4):
        parts.box(
            (0.14, 0.03, parts.chance(1.0, 1.5)),
            lumber(surfaces.pick(("#b08a5a", "#8a5a33", "#c29a64"), k), "z"),
            (0.09 * k, 0.05 * k, 0.6),
            (-12 - 2 * k, parts.chance(-4, 4), 0),
            bevel=0.008,
        )


@piece
def shavings(parts: Parts, options: Options) -> None:
    """Curls of wood on the floor."""
    x0, y0, x1, y1 = options.numbers("area", [-1.5, -1.0, 1.5, 1.0])
    wood = m.felt("#d9b682", fibre=50.0)
    for _ in range(int(options.number("count", 40))):
        x, y, a = parts.chance(x0, x1), parts.chance(y0, y1), parts.chance(0, 6.28)
        r = parts.chance(0.012, 0.022)
        curl = [
            (x + math.cos(a) * t * 0.012 + r * math.cos(t), y + math.sin(a) * t * 0.012, 0.02 + r + r * math.sin(t))
            for t in np.linspace(0, 7, 9)
        ]
        parts.add(g.tube(curl, 0.008, segments=4, steps=1, ends="open", flat=0.3), wood)


@piece
def notice_board(parts: Parts, options: Options) -> None:
    """A cork board with notes."""
    w, h = options.number("width", 0.8), options.number("height", 0.55)
    parts.box((w, 0.03, h), m.felt("#b98a55", fibre=30.0), (0, -0.015, 0), bevel=0.006)
    for s in (-1, 1):
        parts.box((w + 0.05, 0.04, 0.04), lumber("#6b4527"), (0, -0.02, s * h / 2), bevel=0.01)
        parts.box((0.04, 0.04, h), lumber("#6b4527", "z"), (s * w / 2, -0.02, 0), bevel=0.01)
    for k in range(7):
        x, z = parts.chance(-w * 0.4, w * 0.4), parts.chance(-h * 0.34, h * 0.34)
        parts.sheet(
            parts.chance(0.1, 0.16),
            parts.chance(0.1, 0.18),
            m.paper(surfaces.pick(("#efe4c8", "#d8e0d4", "#e8cfa8"), k), lines="#4a4238"),
            (x, -0.036 - 0.002 * k, z),
            (0, parts.chance(-9, 9), 0),
            curl=0.008,
        )
        parts.ball(0.011, m.gloss("#b8352b"), (x, -0.05, z + 0.05), segments=8)


@piece
def blackboard(parts: Parts, options: Options) -> None:
    """A school blackboard with chalk marks."""
    w, h = options.number("width", 1.6), options.number("height", 0.8)
    parts.box((w, 0.03, h), m.clay("#2c3d36", roughness=0.8), (0, -0.02, 0), bevel=0.004)
    for s in (-1, 1):
        parts.box((w + 0.09, 0.05, 0.06), lumber("#7a4a2a"), (0, -0.025, s * h / 2), bevel=0.012)
        parts.box((0.06, 0.05, h), lumber("#7a4a2a", "z"), (s * w / 2, -0.025, 0), bevel=0.012)
    parts.box((w * 0.7, 0.09, 0.025), lumber("#7a4a2a"), (0, -0.07, -h / 2 - 0.02), bevel=0.008)
    chalk = m.felt("#e9e6da", fibre=30.0)
    for row in range(3):
        x = -w * 0.4
        z = h * (0.26 - 0.2 * row)
        while x < w * (0.36 if row < 2 else 0.0):
            long = parts.chance(0.03, 0.08)
            parts.tube(
                [(x + long * t, -0.038, z + 0.022 * math.sin(9 * t + row + x * 30)) for t in (0, 0.33, 0.66, 1)],
                0.005,
                chalk,
                segments=4,
                steps=2,
            )
            x += long + parts.chance(0.02, 0.07)
    ring = [(w * 0.28 + 0.11 * math.cos(t), -0.038, -h * 0.18 + 0.11 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 16)]
    parts.tube(ring, 0.005, chalk, segments=4, steps=1)
    for k in range(3):
        parts.rod((-0.2 + 0.12 * k, -0.08, -h / 2), (-0.15 + 0.12 * k, -0.08, -h / 2), 0.009, m.felt(("#f0ece0", "#d8a03a", "#b8463a")[k]))


@piece
def dressing_mirror(parts: Parts, options: Options) -> None:
    """A mirror framed with bulbs, on a dressing table; faces -y."""
    w = options.number("width", 1.0)
    colour = options.text("colour", "#7a3a4a")
    wood = lumber(colour)
    parts.block((w, 0.42, 0.06), wood, (0, 0, 0.52), bevel=0.014)
    for sx in (-1, 1):
        parts.block((0.26, 0.38, 0.52), lumber(m.darker(colour, 0.2), "z"), (sx * (w / 2 - 0.14), 0, 0), bevel=0.012)
        for k in range(3):
            parts.box((0.22, 0.02, 0.13), wood, (sx * (w / 2 - 0.14), -0.2, 0.1 + 0.15 * k), bevel=0.01)
            parts.ball(0.015, m.metal("#d8a64a"), (sx * (w / 2 - 0.14), -0.22, 0.1 + 0.15 * k), segments=8)
    parts.box((w * 0.84, 0.04, 0.72), wood, (0, 0.16, 1.0), bevel=0.02)
    parts.box((w * 0.68, 0.012, 0.58), surfaces.looking_glass(), (0, 0.135, 1.0), bevel=0.004, jitter=0)
    bulb = parts.glow("#ffd59a", 6.0)
    for k in range(5):
        for s in (-1, 1):
            parts.ball(0.032, bulb, (s * w * 0.38, 0.12, 0.72 + 0.14 * k), segments=12)
    for k in range(4):
        parts.ball(0.032, bulb, (-w * 0.24 + w * 0.16 * k, 0.12, 1.33), segments=12)
    for k in range(5):
        bottle_body(
            parts,
            (-w * 0.36 + 0.09 * k, 0.06 - 0.03 * (k % 2), 0.58),
            0.1 + 0.03 * (k % 3),
            surfaces.pick(("#c77b9a", "#d8a03a", "#7fa0b0", "#8a4a6a"), k),
        )
    parts.turned([(0, 0), (0.05, 0), (0.055, 0.03), (0, 0.05)], m.gloss("#e6cfc0"), (w * 0.3, -0.02, 0.58), segments=16)


@piece
def costume_rail(parts: Parts, options: Options) -> None:
    """A rail of costumes."""
    w = options.number("width", 1.2)
    steel = m.metal("#9a9fa4")
    parts.rod((-w / 2, 0, 1.35), (w / 2, 0, 1.35), 0.016, steel)
    for s in (-1, 1):
        parts.rod((s * w / 2, 0, 0.04), (s * w / 2, 0, 1.35), 0.016, steel)
        parts.rod((s * w / 2, -0.2, 0.02), (s * w / 2, 0.2, 0.02), 0.016, steel)
    n = int(w / 0.17)
    for k in range(n):
        hanging_coat(
            parts,
            (-w / 2 + 0.12 + (w - 0.24) * k / max(1, n - 1), 0, 1.29),
            surfaces.pick(("#8c3b5a", "#c08a3e", "#3f5a7a", "#6b2f3a", "#46683a", "#d8c49a", "#5b3a6c"), k),
            parts.chance(0.6, 0.85),
        )


@piece
def curtain_wall(parts: Parts, options: Options) -> None:
    """A heavy curtain hung from a height, in folds."""
    w, h = options.number("width", 1.6), options.number("height", 2.1)
    columns = int(w * 26)
    points = np.array(
        [
            [
                (-w / 2 + w * j / columns, -0.05 + 0.05 * math.sin(j * 1.05 + 0.3 * math.sin(t * 3)) * (0.7 + 0.3 * (1 - t)), h * t)
                for j in range(columns + 1)
            ]
            for t in np.linspace(0, 1, 7)
        ]
    )
    parts.add(g.grid(points), m.felt(options.text("colour", "#7a2430"), fibre=50.0, variation=0.2))
    parts.rod((-w / 2 - 0.05, -0.05, h + 0.01), (w / 2 + 0.05, -0.05, h + 0.01), 0.02, m.metal("#c99a45"))


@piece
def banner(parts: Parts, options: Options) -> None:
    """A hanging pennant or bunting along x; its top at its origin."""
    w = options.number("width", 3.0)
    colours = options.texts("colours", ["#b8463a", "#d8a03a", "#3f6a70", "#e6dcc4"])
    n = max(4, int(w / 0.22))
    for k in range(n):
        x = -w / 2 + w * (k + 0.5) / n
        z = -0.22 * (1 - (2 * x / w) ** 2)
        parts.add(
            g.polygons(
                [(x - 0.085, -0.02, z), (x + 0.085, -0.02, z), (x + parts.chance(-0.01, 0.01), -0.02 + parts.chance(-0.02, 0.02), z - 0.2)],
                [(2, 1, 0)],
            ),
            m.felt(surfaces.pick(colours, k)),
        )
    parts.tube(
        [(-w / 2 + w * t, -0.02, -0.22 * (1 - (2 * t - 1) ** 2)) for t in np.linspace(0, 1, 9)], 0.008, m.felt("#e6dcc4"), segments=5
    )


@piece
def chandelier(parts: Parts, options: Options) -> None:
    """A wheel of candles on a chain; its middle at its origin."""
    parts.shadowless = True
    r = options.number("width", 0.9) / 2
    iron = m.metal("#3a3632", roughness=0.5)
    ring = [(r * math.cos(t), r * math.sin(t), 0) for t in np.linspace(0, 2 * math.pi, 24)]
    parts.add(g.tube(ring, 0.022, segments=8, steps=1, ends="open"), iron)
    for k in range(8):
        a = k * math.pi / 4
        x, y = r * math.cos(a), r * math.sin(a)
        parts.turned([(0, 0.02), (0.04, 0.03), (0.02, 0.02)], iron, (x, y, 0), segments=12)
        parts.rod((x, y, 0.03), (x, y, 0.13), 0.018, m.felt("#efe2c4"), segments=8)
        parts.ball((0.013, 0.013, 0.034), parts.glow("#ffb04a", 22.0), (x, y, 0.17), segments=10)
        if k % 2 == 0:
            parts.rod((x, y, 0.02), (0, 0, 0.5), 0.008, iron, segments=6)
    parts.rod((0, 0, 0.5), (0, 0, 0.9), 0.012, iron, segments=6)
