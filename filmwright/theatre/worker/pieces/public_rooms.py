"""What furnishes rooms that belong to everybody: hospital, school, office, playhouse."""

from __future__ import annotations

import math

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.fittings import bottle_body
from filmwright.theatre.worker.pieces.furniture import BOOK_COLOURS, book_body, lumber, top_of_planks
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece
from filmwright.theatre.worker.pieces.rooms import boards, wall_sheet

ENAMEL = "#d9dcd6"


# Hospital ------------------------------------------------------------------------------------------------------------


@piece
def hospital_bed(parts: Parts, o: Options) -> None:
    """An iron bed along y, its head at +y: white sheets, a folded blanket, a chart at its foot. Its top at 0.4."""
    w, long = o.number("width", 0.78), o.number("length", 1.5)
    iron = m.gloss(o.text("colour", ENAMEL), roughness=0.4)
    for sy, high in ((1, 0.82), (-1, 0.6)):
        y = sy * long / 2
        arch = [(-w / 2, y, 0.04), (-w / 2, y, high - 0.1), (-w / 2 + 0.08, y, high), (w / 2 - 0.08, y, high), (w / 2, y, high - 0.1)]
        parts.tube([*arch, (w / 2, y, 0.04)], 0.02, iron, steps=3)
        for k in range(4):
            x = -w / 2 + w * (k + 1) / 5
            parts.rod((x, y, 0.24), (x, y, high - 0.01), 0.01, iron)
        for sx in (-1, 1):
            parts.ball((0.03, 0.03, 0.035), m.clay("#2a2826"), (sx * w / 2, y, 0.03), segments=12)
    parts.box((w - 0.03, long - 0.03, 0.05), iron, (0, 0, 0.24), bevel=0.01)
    parts.box((w - 0.02, long - 0.05, 0.13), m.cotton("#ece8de"), (0, 0, 0.33), bevel=0.05, jitter=0.01, segments=3)
    for s in (-1, 1):
        parts.ball((0.2, 0.13, 0.07), m.cotton("#f4f0e6"), (0.02 * s, long / 2 - 0.2, 0.43 + 0.03 * s), (10, 0, 4 * s), wobble=0.014)
    blanket = m.felt(o.text("blanket", "#7f9aa8"), fibre=40.0)
    parts.box((w + 0.03, long * 0.56, 0.06), blanket, (0, -long * 0.2, 0.4), bevel=0.028, jitter=0.012, segments=3)
    for s in (-1, 1):
        parts.box((0.03, long * 0.56, 0.18), blanket, (s * (w / 2 + 0.012), -long * 0.2, 0.32), (0, -5 * s, 0), bevel=0.014, jitter=0.01)
    parts.box((w + 0.04, 0.16, 0.045), m.cotton("#f4f0e6"), (0, long * 0.1, 0.425), bevel=0.02, jitter=0.008)
    with parts.frame((0, -long / 2 - 0.025, 0.44), (-4, 0, 0)):
        parts.box((0.22, 0.014, 0.28), lumber("#8a6a44", "z"), bevel=0.006)
        parts.sheet(0.18, 0.23, m.paper("#f2eee2", lines="#5a6a7a"), (0, -0.012, -0.01))
        parts.box((0.08, 0.02, 0.03), m.metal("#c0c4c6"), (0, -0.012, 0.13), bevel=0.004)


@piece
def drip_stand(parts: Parts, o: Options) -> None:
    """A stand on castors with a bag and its tube."""
    steel = m.metal("#b9bec2", roughness=0.25)
    for k in range(5):
        a = 2 * math.pi * k / 5
        parts.rod((0, 0, 0.07), (0.19 * math.cos(a), 0.19 * math.sin(a), 0.05), 0.012, steel)
        parts.ball(0.026, m.clay("#2a2826"), (0.19 * math.cos(a), 0.19 * math.sin(a), 0.026), segments=10)
    parts.rod((0, 0, 0.05), (0, 0, 1.5), 0.012, steel)
    parts.tube([(-0.11, 0, 1.44), (-0.1, 0, 1.5), (0.1, 0, 1.5), (0.11, 0, 1.44)], 0.008, steel)
    parts.ball((0.075, 0.03, 0.12), m.gloss("#d8e4e2", roughness=0.2), (0.11, 0, 1.3), wobble=0.006)
    parts.box((0.08, 0.004, 0.08), m.paper("#f4f0e2", lines="#7a3a3a"), (0.11, -0.031, 1.31), bevel=0.001)
    parts.tube([(0.11, 0, 1.18), (0.13, -0.02, 1.0), (0.22, -0.06, 0.75), (0.3, -0.05, 0.55)], 0.006, m.gloss("#cfd8d4"), steps=6)


@piece
def ward_screen(parts: Parts, o: Options) -> None:
    """A folding screen of gathered cloth on a tube frame, along x."""
    n, each, h = int(o.number("panels", 3)), 0.5, o.number("height", 1.35)
    steel, cloth = m.gloss(ENAMEL, roughness=0.35), m.cotton(o.text("colour", "#9fc0b4"))
    for k in range(n):
        angle = 24 if k % 2 else -24
        c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        x0 = (k - n / 2) * each * c
        y0 = 0.0 if k % 2 == 0 else s * -each
        with parts.frame((x0, y0, 0), (0, 0, angle)):
            frame = [(0.02, 0, 0.05), (0.02, 0, h), (each - 0.02, 0, h), (each - 0.02, 0, 0.05)]
            parts.tube(frame, 0.014, steel, steps=1)
            rows = np.array(
                [[(each * (0.06 + 0.88 * j / 30), 0.014 * math.sin(j * 1.5), z) for j in range(31)] for z in (0.2, h * 0.6, h - 0.06)]
            )
            parts.add(g.grid(rows), cloth)
            for z in (0.2, h - 0.06):
                parts.rod((0.02, 0, z), (each - 0.02, 0, z), 0.008, steel)
            for x in (0.02, each - 0.02):
                parts.ball(0.026, m.clay("#2a2826"), (x, 0, 0.026), segments=10)


@piece
def medicine_cabinet(parts: Parts, o: Options) -> None:
    """A glazed cabinet of bottles with a red cross; hangs on a wall, its middle at its origin."""
    w, h = o.number("width", 0.7), o.number("height", 0.8)
    white = m.gloss(o.text("colour", "#e6e6de"), roughness=0.4)
    parts.box((w, 0.03, h), m.gloss("#c9cfc8", roughness=0.5), (0, -0.015, 0), bevel=0.004)
    for s in (-1, 1):
        parts.box((0.035, 0.2, h), white, (s * (w / 2 - 0.017), -0.1, 0), bevel=0.008)
        parts.box((w, 0.2, 0.035), white, (0, -0.1, s * (h / 2 - 0.017)), bevel=0.008)
    parts.box((w + 0.06, 0.24, 0.03), white, (0, -0.1, h / 2 + 0.01), bevel=0.01)
    for row in range(3):
        z = -h / 2 + 0.05 + row * (h - 0.06) / 3
        parts.box((w - 0.06, 0.17, 0.014), m.glass("#dfeaf0", opacity=0.4), (0, -0.1, z - 0.01), bevel=0)
        x = -w / 2 + 0.1
        while x < w / 2 - 0.06:
            high = parts.chance(0.09, 0.17)
            bottle_body(parts, (x, -0.1, z), high, parts.random.choice(("#7a4a22", "#35556b", "#dfe4e0", "#5f8a6a", "#7a4a22")))
            x += high * 0.4 + parts.chance(0.03, 0.06)
    parts.box((0.03, 0.02, h), white, (0, -0.205, 0), bevel=0.006)
    for s in (-1, 1):
        parts.box((0.012, 0.02, 0.09), m.metal("#b9bec2"), (s * 0.035, -0.215, 0), bevel=0.003)
    for size in ((0.16, 0.012, 0.05), (0.05, 0.012, 0.16)):
        parts.box(size, m.felt("#b8352b"), (0, -0.02, h / 2 + 0.14), bevel=0.003)


@piece
def eye_chart(parts: Parts, o: Options) -> None:
    """A chart of marks that grow smaller, in a thin frame; its middle at its origin."""
    w, h = o.number("width", 0.5), o.number("height", 0.8)
    parts.box((w, 0.016, h), m.paper("#f2eee0"), (0, -0.01, 0), bevel=0.003)
    for s in (-1, 1):
        parts.box((w + 0.03, 0.025, 0.025), lumber("#4a3a2e"), (0, -0.014, s * h / 2), bevel=0.005)
        parts.box((0.025, 0.025, h), lumber("#4a3a2e", "z"), (s * w / 2, -0.014, 0), bevel=0.005)
    ink, z = m.clay("#2a2622"), h * 0.4
    for row in range(5):
        tall = h * 0.17 * 0.72**row
        z -= tall * 0.5
        for k in range(row + 1):
            x = (k - row / 2) * min(tall * 1.7, w * 0.8 / (row + 1))
            parts.box((tall * 0.16, 0.006, tall), ink, (x - tall * 0.34, -0.02, z), bevel=0, jitter=0)
            for up in (-0.42, 0.0, 0.42):
                parts.box((tall * 0.7, 0.006, tall * 0.16), ink, (x, -0.02, z + up * tall), bevel=0, jitter=0)
        z -= tall * 0.5 + h * 0.035


@piece
def wash_basin(parts: Parts, o: Options) -> None:
    """A basin on a wall with taps, a towel and a glass; its rim at its origin."""
    china, brass = m.gloss("#eeeae0", roughness=0.2), m.metal("#c0c4c6", roughness=0.2)
    parts.turned(
        [(0, -0.2), (0.1, -0.19), (0.2, -0.06), (0.23, 0.0), (0.21, 0.0), (0.16, -0.06), (0, -0.13)],
        china,
        (0, -0.22, 0),
        squeeze=(1.0, 0.8),
        segments=30,
    )
    parts.box((0.44, 0.08, 0.12), china, (0, -0.04, 0.0), bevel=0.02)
    parts.tube([(0, -0.24, -0.18), (0, -0.22, -0.4), (0, -0.02, -0.44)], 0.025, brass)
    for s in (-1, 1):
        parts.rod((s * 0.1, -0.05, 0.05), (s * 0.1, -0.05, 0.12), 0.012, brass)
        parts.rod((s * 0.1 - 0.03, -0.05, 0.12), (s * 0.1 + 0.03, -0.05, 0.12), 0.01, brass)
        parts.tube([(s * 0.1, -0.05, 0.08), (s * 0.1, -0.12, 0.1), (s * 0.1, -0.14, 0.06)], 0.01, brass)
    parts.box((0.5, 0.012, 0.36), m.gloss("#c8d4d2", roughness=0.3), (0, -0.006, 0.28), bevel=0.004)
    parts.rod((0.3, -0.06, 0.0), (0.56, -0.06, 0.0), 0.01, brass)
    parts.box((0.22, 0.03, 0.34), m.cotton("#e6dcc8", check="#7f9aa8"), (0.43, -0.065, -0.16), (0, 1.5, 0), bevel=0.01)


@piece
def bedside_locker(parts: Parts, o: Options) -> None:
    """A small enamelled cupboard with a jug, a glass and a card; its top at 0.55."""
    paint = m.gloss(o.text("colour", ENAMEL), roughness=0.45)
    parts.block((0.36, 0.34, 0.5), paint, (0, 0, 0.04), bevel=0.02)
    parts.block((0.4, 0.38, 0.02), m.gloss("#b5b9b2", roughness=0.4), (0, 0, 0.53), bevel=0.008)
    parts.box((0.3, 0.02, 0.11), paint, (0, -0.17, 0.45), bevel=0.008)
    parts.box((0.3, 0.02, 0.3), paint, (0, -0.17, 0.21), bevel=0.008)
    for z in (0.45, 0.26):
        parts.ball(0.016, m.metal("#b9bec2"), (0.0 if z > 0.4 else 0.11, -0.19, z), segments=8)
    for sx in (-1, 1):
        for sy in (-1, 1):
            parts.rod((sx * 0.15, sy * 0.14, 0.0), (sx * 0.15, sy * 0.14, 0.06), 0.014, m.metal("#b9bec2"))
    if o.flag("bare"):
        return
    jug = [(0, 0), (0.05, 0), (0.06, 0.05), (0.05, 0.12), (0.055, 0.15)]
    parts.turned(jug, m.gloss("#eae6da", roughness=0.2), (-0.08, 0.06, 0.55), segments=18)
    parts.turned([(0.03, 0), (0.035, 0.08)], m.glass("#dfeaf0", opacity=0.35), (0.05, 0.08, 0.55), segments=14)


# Laundry -------------------------------------------------------------------------------------------------------------


@piece
def washing_machine(parts: Parts, o: Options) -> None:
    """A stout enamelled machine with a round door in its front, linen behind the glass; stands on its origin, 0.62 wide."""
    w, d, h = o.number("width", 0.62), o.number("depth", 0.58), o.number("height", 0.86)
    enamel, steel = m.gloss(o.text("colour", ENAMEL), roughness=0.3), m.metal("#b9bec2", roughness=0.28)
    front, r = -d / 2, 0.2
    parts.block((w, d, h), enamel, (0, 0, 0.04), bevel=0.03)
    parts.block((w * 0.9, d * 0.9, 0.06), m.clay("#2a2a2c"), (0, 0, 0))
    parts.box((w * 0.92, 0.02, 0.13), steel, (0, front - 0.008, h - 0.06), bevel=0.008)
    for k in range(3):
        knob = [(0, 0.02), (0.026, 0.02), (0.03, 0)]
        parts.turned(knob, m.clay("#2b2e33"), (-0.2 + 0.1 * k, front - 0.016, h - 0.06), (90, 0, 0), steps=1)
    parts.ball((0.016, 0.01, 0.016), parts.glow("#ff9a4a", 3.0), (0.22, front - 0.022, h - 0.06), segments=10)
    with parts.frame((0, front, h * 0.46), (90, 0, 0)):
        parts.turned([(r * 0.78, 0), (r, 0.0), (r * 1.04, 0.03), (r * 0.94, 0.05), (r * 0.78, 0.03)], steel, segments=30)
        parts.turned([(0, 0.012), (r * 0.8, 0.006)], m.gloss("#1b2228", roughness=0.15), segments=28, steps=1)
    for k in range(5):  # what turns in it
        a = 1.3 * k + parts.chance(0, 1)
        at = (0.085 * math.cos(a), front - 0.016, h * 0.46 - 0.04 + 0.06 * math.sin(a))
        parts.ball((0.07, 0.014, 0.05), m.cotton(surfaces.pick(("#d9d6ca", "#8fb0bc", "#c9b8a8"), k)), at, (0, 50 * k, 0), wobble=0.01)


@piece
def linen_trolley(parts: Parts, o: Options) -> None:
    """A canvas sack on a wheeled frame, heaped with linen; stands on its origin, 0.7 wide, 0.62 high."""
    w, d, h = o.number("width", 0.7), o.number("depth", 0.48), o.number("height", 0.62)
    steel, canvas = m.metal("#aab0b4", roughness=0.3), m.cotton(o.text("colour", "#9a8f72"))
    corners = [(s * w / 2, t * d / 2) for s in (-1, 1) for t in (-1, 1)]
    for x, y in corners:
        parts.rod((x, y, 0.08), (x, y, h), 0.014, steel)
        parts.ball(0.04, m.clay("#2a2826"), (x, y, 0.04), segments=12)
    for s in (-1, 1):
        parts.rod((-w / 2, s * d / 2, h), (w / 2, s * d / 2, h), 0.014, steel)
        parts.rod((s * w / 2, -d / 2, h), (s * w / 2, d / 2, h), 0.014, steel)
    parts.block((w * 0.94, d * 0.92, h - 0.2), canvas, (0, 0, 0.16), bevel=0.06, jitter=0.02)
    for k in range(9):
        at = (parts.chance(-0.3, 0.3) * w, parts.chance(-0.26, 0.26) * d, h + parts.chance(-0.05, 0.06))
        shade = surfaces.pick(("#e4e0d2", "#d3d8d6", "#b9ccd2", "#e0d2c0"), k)
        tilt = (parts.chance(-25, 25), parts.chance(-25, 25), parts.chance(0, 180))
        parts.ball((0.16, 0.12, 0.08), m.cotton(shade), at, tilt, wobble=0.03)


@piece
def drying_line(parts: Parts, o: Options) -> None:
    """Sheets over a cord along x, which hangs at the origin; they reach `drop` down."""
    w, drop, n = o.number("width", 2.4), o.number("drop", 1.0), int(o.number("count", 3))
    parts.rod((-w / 2, 0, 0), (w / 2, 0, 0), 0.008, m.clay("#5a5044"), segments=6)
    each = w / n
    for k in range(n):
        cloth = m.cotton(surfaces.pick(tuple(o.texts("colours", ["#e2ddcf", "#a9c0c6", "#e2ddcf"])), k))
        left, wide, low = -w / 2 + each * k + 0.05, each - 0.1, -drop * parts.chance(0.82, 1.0)
        phase = parts.chance(0, 6)
        rows = []
        for t in np.linspace(0, 1, 9):
            folds = [(0.012 + 0.03 * t) * math.sin(phase + 2.1 * math.pi * 2 * j / 24) for j in range(25)]
            rows.append([(left + wide * j / 24, folds[j] - 0.012, low * t) for j in range(25)])
        parts.add(g.grid(np.array(rows[::-1])), cloth)
        for j in (0.12, 0.88):
            parts.box((0.018, 0.03, 0.06), m.wood("#c9a468"), (left + wide * j, -0.012, 0.0), bevel=0.004)


# School --------------------------------------------------------------------------------------------------------------


@piece
def school_desk(parts: Parts, o: Options) -> None:
    """A pupil's desk and its bench in one, the pupil facing +y: a sloped lid at 0.5, the seat at 0.3."""
    colour = o.text("colour", "#a9713f")
    iron = m.metal("#39423f", roughness=0.5)
    parts.box((0.62, 0.36, 0.03), lumber(colour), (0, 0.1, 0.49), (9, 0, 0), bevel=0.01)
    parts.box((0.58, 0.3, 0.1), lumber(m.darker(colour, 0.15)), (0, 0.11, 0.43), bevel=0.012)
    parts.box((0.62, 0.07, 0.03), lumber(m.darker(colour, 0.1)), (0, 0.3, 0.525), bevel=0.008)
    parts.turned([(0.025, 0), (0.03, 0.012), (0.02, 0.014)], m.gloss("#e6e0d0"), (0.22, 0.3, 0.54), segments=12)
    parts.rod((-0.2, 0.3, 0.548), (0.05, 0.3, 0.548), 0.008, lumber("#c8a03a"))
    for k in range(2):
        parts.box((0.6, 0.1, 0.03), lumber(m.mix(colour, "#2a1608", 0.1 * k)), (0, -0.34 + 0.11 * k, 0.3), bevel=0.01)
    parts.box((0.6, 0.025, 0.1), lumber(colour), (0, -0.41, 0.5), (-8, 0, 0), bevel=0.01)
    for s in (-1, 1):
        parts.tube([(s * 0.27, 0.26, 0.0), (s * 0.27, 0.2, 0.2), (s * 0.27, 0.1, 0.42)], 0.018, iron)
        parts.tube([(s * 0.27, -0.44, 0.0), (s * 0.27, -0.34, 0.26), (s * 0.27, -0.42, 0.54)], 0.018, iron)
        parts.rod((s * 0.27, -0.4, 0.02), (s * 0.27, 0.26, 0.02), 0.018, iron)


@piece
def wall_map(parts: Parts, o: Options) -> None:
    """A school map on rollers: seas and felt countries; its middle at its origin."""
    w, h = o.number("width", 1.0), o.number("height", 0.7)
    parts.box((w, 0.012, h), m.cotton("#a9c4c8"), (0, -0.012, 0), bevel=0.002)
    for s in (-1, 1):
        parts.rod((-w / 2 - 0.05, -0.02, s * h / 2), (w / 2 + 0.05, -0.02, s * h / 2), 0.02, lumber("#5d3c22"))
    rng = np.random.default_rng(parts.seed)
    lands = (
        ("#c8a85a", -0.28, 0.12, 0.16, 0.2), ("#8a9a5a", -0.2, -0.2, 0.1, 0.16), ("#b8735a", 0.05, 0.06, 0.1, 0.2),
        ("#d8bc7a", 0.24, 0.16, 0.2, 0.13), ("#7f8f6a", 0.33, -0.22, 0.1, 0.07), ("#c99a6a", 0.08, -0.18, 0.07, 0.1),
    )  # fmt: skip
    for k, (colour, x, z, rx, rz) in enumerate(lands):
        a = np.linspace(0, 2 * math.pi, 22)[:-1]
        r = 1 + 0.18 * np.sin(3 * a + rng.uniform(0, 6)) + 0.1 * np.sin(5 * a + rng.uniform(0, 6))
        outline = [(w * (x + rx * q * math.cos(t)), h * (z + rz * q * math.sin(t) * 1.3)) for t, q in zip(a, r, strict=True)]
        parts.add(g.plate(outline, 0.008, bevel=0.002), m.felt(colour), (0, -0.022 - 0.001 * k, 0))
    parts.tube([(0, -0.02, h / 2), (0, -0.01, h / 2 + 0.12)], 0.006, m.felt("#4a3a2a"))


@piece
def globe(parts: Parts, o: Options) -> None:
    """A globe in a brass ring on a turned foot; 0.42 high."""
    brass = m.metal("#d8a64a", roughness=0.3)
    parts.turned([(0.09, 0), (0.1, 0.015), (0.04, 0.03), (0.02, 0.06), (0.03, 0.09), (0.012, 0.1)], lumber("#5d3c22", "z"), segments=20)
    ball = g.ball(0.13, segments=26)
    parts.add(ball, surfaces.ground("#5f93a8", "#a9a05a", scale=9.0, lumps=50.0), (0, 0, 0.25), (0, 23, 0))
    ring = [(0.15 * math.sin(t), 0, 0.25 + 0.15 * math.cos(t)) for t in np.linspace(0.35, math.pi + 0.35, 14)]
    parts.tube(ring, 0.009, brass, steps=2)


@piece
def paper_row(parts: Parts, o: Options) -> None:
    """Children's paintings pegged on a line along x; the line at its origin."""
    w = o.number("width", 1.6)
    n = max(2, int(w / 0.3))
    parts.tube([(-w / 2, -0.03, 0.02), (0, -0.035, -0.02), (w / 2, -0.03, 0.02)], 0.005, m.felt("#e6dcc4"), segments=5)
    for k in range(n):
        x, tilt = -w / 2 + w * (k + 0.5) / n, parts.chance(-5, 5)
        colour = surfaces.pick(("#f0e6cc", "#dfe6e2", "#f0dcc4", "#e6e0d0"), k)
        with parts.frame((x, -0.04, -0.14), (0, tilt, 0)):
            parts.sheet(0.24, 0.26, m.paper(colour), curl=0.01)
            sun, blob = surfaces.pick(("#d8a03a", "#b8463a", "#3f6a80"), k), surfaces.pick(("#6b8a4a", "#8a5a9a", "#c77b4a"), k + 1)
            parts.ball((0.045, 0.006, 0.045), m.felt(sun), (-0.05, -0.012, 0.05), wobble=0.008, segments=12)
            parts.box((0.2, 0.006, 0.05), m.felt(blob), (0, -0.014, -0.08), bevel=0.002, jitter=0.012)
            parts.box((0.06, 0.006, 0.08), m.felt(m.darker(sun, 0.3)), (0.05, -0.016, -0.03), bevel=0.002, jitter=0.006)
        parts.box((0.016, 0.02, 0.05), lumber("#b98a55", "z"), (x, -0.045, 0.0), bevel=0.004)


# Office --------------------------------------------------------------------------------------------------------------


@piece
def filing_cabinet(parts: Parts, o: Options) -> None:
    """A steel cabinet of four drawers, one not quite shut, papers on top; its top at 0.98."""
    steel = m.metal(o.text("colour", "#5f6f62"), roughness=0.55, variation=0.15)
    w, d, h = o.number("width", 0.42), 0.42, 0.96
    parts.block((w, d, h), steel, bevel=0.012)
    for k in range(4):
        out = 0.1 if k == 2 and o.flag("ajar") else 0.0
        z = 0.05 + 0.225 * k
        parts.block((w - 0.04, 0.03 + out, 0.205), steel, (0, -d / 2 - out / 2, z), bevel=0.008)
        parts.box((0.12, 0.03, 0.022), m.metal("#c9ccc8"), (0, -d / 2 - out - 0.025, z + 0.09), bevel=0.006)
        parts.box((0.09, 0.006, 0.04), m.paper("#efe8d2"), (0, -d / 2 - out - 0.018, z + 0.15), bevel=0.001)
        if out:
            parts.box((w - 0.09, 0.06, 0.03), m.paper("#e6d8b0"), (0, -d / 2 - 0.05, z + 0.2), bevel=0.002)
    paper_stack(parts, (-0.05, 0.03, h), 6)


def paper_stack(parts: Parts, at: tuple[float, float, float], count: int) -> None:
    """Files and loose sheets in a pile."""
    z = at[2]
    for k in range(count):
        thick = parts.chance(0.01, 0.028)
        colour = surfaces.pick(("#e6d8b0", "#efe8d6", "#c8b07a", "#d8c8a8", "#b8735a"), k * 3 + parts.seed % 5)
        turn = (0, 0, parts.chance(-9, 9))
        parts.box((0.24, 0.31, thick), m.paper(colour), (at[0], at[1], z + thick / 2), turn, bevel=0.003, jitter=0.002)
        z += thick


@piece
def papers(parts: Parts, o: Options) -> None:
    """A pile of files."""
    paper_stack(parts, (0, 0, 0), int(o.number("count", 6)))


@piece
def office_chair(parts: Parts, o: Options) -> None:
    """A swivel chair on castors facing -y; its seat at 0.33."""
    steel, hide = m.metal("#8f9496", roughness=0.35), m.leather(o.text("colour", "#4a2f24"))
    for k in range(5):
        a = 2 * math.pi * k / 5 + 0.3
        parts.rod((0, 0, 0.08), (0.21 * math.cos(a), 0.21 * math.sin(a), 0.055), 0.018, steel)
        parts.ball(0.03, m.clay("#201e1d"), (0.21 * math.cos(a), 0.21 * math.sin(a), 0.03), segments=10)
    parts.rod((0, 0, 0.07), (0, 0, 0.28), 0.026, steel)
    parts.box((0.42, 0.4, 0.08), hide, (0, 0, 0.3), bevel=0.035, jitter=0.006, segments=3)
    parts.tube([(0, 0.17, 0.27), (0, 0.25, 0.36), (0, 0.24, 0.5)], 0.018, steel)
    parts.box((0.4, 0.07, 0.34), hide, (0, 0.22, 0.6), (-7, 0, 0), bevel=0.032, jitter=0.006, segments=3)
    for s in (-1, 1):
        parts.tube([(s * 0.2, 0.1, 0.3), (s * 0.24, 0.08, 0.46), (s * 0.24, -0.1, 0.47)], 0.016, steel)


@piece
def blind(parts: Parts, o: Options) -> None:
    """A slatted blind half let down before a window; its bottom middle at its origin, as the window's."""
    w, h, down = o.number("width", 1.0), o.number("height", 0.8), o.number("down", 0.55)
    n = int(h * down / 0.045)
    slat = m.gloss(o.text("colour", "#d8c8a0"), roughness=0.5)
    for k in range(n):
        parts.box((w + 0.06, 0.035, 0.006), slat, (0, -0.1, h - 0.045 * k), (28, parts.chance(-0.4, 0.4), 0), bevel=0.002, segments=1)
    parts.box((w + 0.1, 0.07, 0.05), slat, (0, -0.1, h + 0.04), bevel=0.01)
    for s in (-1, 1):
        parts.rod((s * w * 0.36, -0.1, h * (1 - down)), (s * w * 0.36, -0.1, h + 0.02), 0.004, m.felt("#8a7a5a"), segments=5)
    parts.rod((w * 0.44, -0.13, h * 0.1), (w * 0.44, -0.12, h), 0.003, m.felt("#e6dcc4"), segments=5)


@piece
def pigeonholes(parts: Parts, o: Options) -> None:
    """A rack of pigeonholes stuffed with rolled papers and files; stands on the floor."""
    w, h, d = o.number("width", 1.1), o.number("height", 1.7), 0.3
    colour = o.text("colour", "#7a5232")
    wood = lumber(colour)
    parts.box((w, 0.02, h), lumber(m.darker(colour, 0.45), "z"), (0, d / 2 - 0.01, h / 2), bevel=0)
    columns, rows = max(2, round(w / 0.28)), max(2, round(h / 0.26))
    for k in range(columns + 1):
        x = -w / 2 + w * k / columns
        parts.box((0.025, d, h), lumber(colour, "z"), (x, 0, h / 2), bevel=0.006)
    for k in range(rows + 1):
        parts.box((w + 0.02, d, 0.025), wood, (0, 0, 0.02 + (h - 0.03) * k / rows), bevel=0.006)
    for i in range(columns):
        for j in range(rows):
            x, z = -w / 2 + w * (i + 0.5) / columns, 0.035 + (h - 0.03) * j / rows
            kind = parts.random.random()
            if kind < 0.4:
                for _ in range(3):
                    c = surfaces.pick(("#e6d8b0", "#efe8d6", "#d8c090"), parts.random.randint(0, 2))
                    px, pz = x + parts.chance(-0.06, 0.06), z + parts.chance(0.02, 0.09)
                    parts.rod((px, -d / 2 + 0.02, pz), (px, d / 2 - 0.04, pz), 0.022, m.paper(c), segments=8)
            elif kind < 0.75:
                for k in range(3):
                    c = surfaces.pick(BOOK_COLOURS, parts.random.randint(0, 9))
                    book_body(parts, (x - 0.06 + 0.055 * k, 0.0, z + 0.085), 0.045, 0.17, 0.2, c, (0, parts.chance(-3, 3), 0))
            elif kind < 0.92:
                paper_stack(parts, (x, 0.0, z), 3)


@piece
def strip_light(parts: Parts, o: Options) -> None:
    """Two tubes under an enamel reflector, along x; its tubes at its origin."""
    w = o.number("width", 1.0)
    parts.shadowless = True
    parts.box((w + 0.1, 0.2, 0.04), m.gloss("#e6e6de", roughness=0.4), (0, 0, 0.06), (0, 0, 0), bevel=0.012)
    for s in (-1, 1):
        parts.rod((-w / 2, 0.05 * s, 0.015), (w / 2, 0.05 * s, 0.015), 0.02, parts.glow(o.text("glow", "#eaf4ff"), 4.0))
        parts.rod((s * w * 0.4, 0, 0.08), (s * w * 0.4, 0, o.number("drop", 0.3)), 0.006, m.metal("#8f9496"), segments=6)


@piece
def low_wall(parts: Parts, o: Options) -> None:
    """A partition of wood below and panes above, along x, that ends a corner of a room; 1.7 high."""
    w, h = o.number("width", 1.6), o.number("height", 1.7)
    colour = o.text("colour", "#7a5232")
    parts.box((w, 0.05, 0.7), lumber(colour, "z"), (0, 0, 0.35), bevel=0.01)
    top_of_planks(parts, w, 0.09, 0.74, colour, count=1)
    n = max(2, round(w / 0.4))
    for k in range(n + 1):
        parts.box((0.04, 0.06, h - 0.7), lumber(colour, "z"), (-w / 2 + w * k / n, 0, (h + 0.7) / 2), bevel=0.008)
    for z in (h * 0.72, h):
        parts.box((w + 0.04, 0.06, 0.05), lumber(colour), (0, 0, z), bevel=0.01)
    parts.box((w, 0.006, h - 0.76), m.glass("#cfdcd6", opacity=0.3), (0, 0, (h + 0.74) / 2), bevel=0, jitter=0)


# Playhouse -----------------------------------------------------------------------------------------------------------


@piece
def playhouse(parts: Parts, o: Options) -> None:
    """A whole theatre: a boarded stage with a painted back and wings, a gilded arch with its curtain drawn aside, and
    beyond it, sunk below the stage, rows of seats and a balcony for the camera that looks out."""
    half, back, edge, top = o.number("width", 5.2) / 2, o.number("back", 2.2), o.number("edge", -1.75), o.number("height", 3.0)
    palette = parts.dressing.palette
    red, wall = (palette[0], palette[1]) if len(palette) > 1 else (o.text("colour", "#8a2430"), "#6a3a34")
    boards(parts, -half - 0.6, half + 0.6, edge, back, o.text("floor_colour", "#8a5f3a"))
    parts.box((2 * half + 1.2, 0.06, 0.75), m.wood("#4a2418", grain="x", per_object=0.0), (0, edge - 0.03, -0.4), bevel=0.012)
    parts.box((2 * half, 0.14, 0.06), m.wood("#c99a45", grain="x", per_object=0.0), (0, edge - 0.04, 0.0), bevel=0.02)
    for k in range(9):
        x = -half + 0.5 + (2 * half - 1.0) * k / 8
        with parts.frame((x, edge - 0.03, 0.03)):
            hood = [(0.1 * math.cos(t), 0.1 * math.sin(t)) for t in np.linspace(0, math.pi, 9)]
            parts.add(g.plate(hood, 0.03, bevel=0.006), m.metal("#c99a45", roughness=0.3), (0, -0.05, 0))
            parts.ball(0.03, parts.glow("#ffd08a", 7.0), (0, 0.0, 0.035), segments=10)
    _scenery(parts, half, back, top)
    _arch(parts, half, edge, top, red)
    _auditorium(parts, half, edge, red, wall)


def _folds(width: float, height: float, *, waves: int, depth: float, gather: float = 0.0) -> g.Shape:
    """A curtain standing in x and z from its bottom left corner; `gather` pulls its foot towards x 0."""
    columns = waves * 10
    rows = []
    for t in np.linspace(0, 1, 9):
        pull = 1 - gather * (1 - t) ** 0.7 * (0.6 + 0.4 * math.cos(2.2 * t))
        rows.append(
            [(width * j / columns * pull, depth * math.sin(2 * math.pi * waves * j / columns), height * t) for j in range(columns + 1)]
        )
    return g.grid(np.array(rows))


def _scenery(parts: Parts, half: float, back: float, top: float) -> None:
    """A painted cloth at the back with a moon and hills, legs of black cloth at the sides, a border above."""
    sky = wall_sheet(2 * half + 0.6, top, (), seed=parts.seed)
    parts.add(sky, surfaces.pictured("#31507a", "#3f6a96", "#6f8fb0", "#c8a890"), (-half - 0.3, back, 0))
    parts.turned([(0, 0), (0.3, 0)], m.felt("#f0e2b0"), (1.15, back - 0.03, 1.95), (90, 0, 0), segments=30, steps=1, wobble=0)
    for layer, (colour, base) in enumerate((("#3f5a72", 0.75), ("#2f4a4f", 0.5), ("#27403a", 0.28))):
        xs = np.linspace(-half - 0.2, half + 0.2, 30)
        ridge = base + 0.16 * np.sin(xs * (1.3 + 0.4 * layer) + layer * 2) + 0.05 * np.sin(xs * 4 + layer)
        outline = [(-half - 0.2, 0.0), (half + 0.2, 0.0), *((float(x), float(z)) for x, z in zip(xs[::-1], ridge[::-1], strict=True))]
        y = back - 0.1 - 0.12 * layer
        parts.add(g.plate(outline, 0.02, bevel=0.004), m.felt(colour, fibre=40.0, variation=0.25), (0, y, 0))
        parts.rod((0.4 * layer - 0.5, y + 0.02, 0), (0.4 * layer - 0.5, y + 0.09, 0.2), 0.015, lumber("#a9814a", "z"))
    dark = m.felt("#4f4160", fibre=40.0, variation=0.2)
    for s in (-1, 1):
        for y in (1.35, 0.35, -0.65):
            leg = _folds(0.75, top, waves=5, depth=0.03).moved((half - 0.35 if s > 0 else -half - 0.4, y, 0))
            parts.add(leg, dark)
        side = wall_sheet(back + 2.4, top, (), seed=3)
        parts.add(side, m.plaster("#4a3c44"), (s * (half + 0.55), -1.9 if s < 0 else back, 0), (0, 0, 90 * (1 if s < 0 else -1)))
    for y in (1.4, 0.2):
        parts.add(_folds(2 * half, 0.4, waves=14, depth=0.03).moved((-half, y, top - 0.35)), dark)
    for y in (0.9, -0.3):
        parts.rod((-half, y, top - 0.3), (half, y, top - 0.3), 0.02, m.metal("#4a4a4e"))
        for k in range(6):
            x = -half + 0.5 + (2 * half - 1) * k / 5
            with parts.frame((x, y, top - 0.42), (-25, 0, 0)):
                parts.turned([(0.05, 0.12), (0.07, 0.1), (0.085, -0.06)], m.metal("#2c2d30"), segments=14)
                parts.turned([(0.0, -0.05), (0.07, -0.05)], parts.glow("#ffd8a0", 3.0), segments=14, steps=1)


def _arch(parts: Parts, half: float, edge: float, top: float, red: str) -> None:
    """The proscenium: gilt posts, a crest, the curtain gathered at both sides."""
    gilt, cream = m.metal("#c99a45", roughness=0.38), m.plaster("#c8b490")
    y = edge + 0.1
    for s in (-1, 1):
        x = s * (half + 0.02)
        parts.block((0.3, 0.3, top - 0.3), cream, (x + s * 0.15, y, 0), bevel=0.03)
        parts.rod((x, y - 0.13, 0.1), (x, y - 0.13, top - 0.35), 0.035, gilt)
        for z in (0.12, top * 0.5, top - 0.4):
            parts.block((0.4, 0.38, 0.1), gilt, (x + s * 0.13, y, z), bevel=0.03)
        curtain = _folds(0.95, top - 0.3, waves=7, depth=0.05, gather=0.42)
        if s > 0:
            curtain = curtain.moved(turn=(0, 0, 180))
        parts.add(curtain, m.felt(red, fibre=50.0, variation=0.2), (s * half, y + 0.22, 0.02))
        parts.tube(
            [(s * half, y + 0.12, 1.0), (s * (half - 0.3), y + 0.13, 0.95), (s * (half - 0.55), y + 0.2, 1.05)], 0.022, gilt, steps=4
        )
    parts.block((2 * half + 0.7, 0.32, 0.34), cream, (0, y, top - 0.34), bevel=0.03)
    parts.box((2 * half + 0.7, 0.06, 0.06), gilt, (0, y - 0.16, top - 0.3), bevel=0.02)
    parts.ball((0.42, 0.06, 0.2), gilt, (0, y - 0.17, top - 0.12), wobble=0.02)
    parts.add(_folds(2 * half, 0.45, waves=16, depth=0.04).moved((-half, y + 0.2, top - 0.72)), m.felt(red, fibre=50.0, variation=0.2))
    n = 22
    for k in range(n):
        x = -half + 2 * half * (k + 0.5) / n
        parts.ball((2 * half / n * 0.5, 0.02, 0.05), gilt, (x, y + 0.17, top - 0.74), segments=8)


def _auditorium(parts: Parts, half: float, edge: float, red: str, wall: str) -> None:
    """Stalls in rows that rise away from the stage, side walls with lamps, a balcony with a gilt front."""
    low, far, wide = -0.85, edge - 7.0, half + 0.55
    plush, wood = m.felt(red, fibre=50.0), lumber("#4a2418", "z")
    parts.box((2 * wide, 7.2, 0.04), m.felt(m.darker(red, 0.55), fibre=30.0), (0, edge - 3.6, low - 0.02), bevel=0)
    for row in range(6):
        y, z = edge - 1.5 - 0.8 * row, low + 0.05 * row
        if row:
            parts.box((2 * wide, 0.8, 0.05 * row), m.felt(m.darker(red, 0.55), fibre=30.0), (0, y, low + 0.025 * row), bevel=0)
        seats = 9
        for k in range(seats):
            x = -wide + 0.4 + (2 * wide - 0.8) * (k + 0.5 * (row % 2) * 0.5) / seats + 0.2
            if abs(x) < 0.27:
                continue
            parts.box((0.4, 0.08, 0.36), plush, (x, y - 0.16, z + 0.5), (6, 0, 0), bevel=0.035, jitter=0.008, segments=2)
            parts.box((0.4, 0.3, 0.1), plush, (x, y + 0.02, z + 0.3), bevel=0.03, jitter=0.006, segments=2)
            parts.box((0.04, 0.34, 0.44), wood, (x - 0.23, y, z + 0.22), bevel=0.012, segments=1)
    gilt = m.metal("#c99a45", roughness=0.4)
    for s in (-1, 1):
        side = wall_sheet(edge - far, 3.6, (), seed=5)
        at = (-wide, far, low) if s < 0 else (wide, edge, low)
        parts.add(side, surfaces.wallpaper(wall, m.darker(wall, 0.2), pattern="sprigs"), at, (0, 0, 90 if s < 0 else -90))
        for k in range(3):
            y = edge - 1.2 - 2.0 * k
            parts.ball((0.05, 0.03, 0.1), gilt, (s * (wide - 0.04), y, 0.75), segments=12)
            parts.turned([(0.07, 0.0), (0.05, 0.12)], parts.glow("#ffc47a", 2.6), (s * (wide - 0.12), y, 0.82), segments=14, steps=1)
    end = wall_sheet(2 * wide, 3.6, (), seed=6)
    parts.add(end, m.plaster(m.darker(wall, 0.25)), (wide, far, low), (0, 0, 180))
    y = edge - 5.6
    parts.box((2 * wide, 0.1, 0.5), m.plaster("#c8b490"), (0, y, 1.1), bevel=0.04)
    for z in (0.88, 1.34):
        parts.box((2 * wide, 0.16, 0.07), gilt, (0, y + 0.03, z), bevel=0.025)
    for k in range(8):
        x = -wide + 2 * wide * (k + 0.5) / 8
        parts.ball((0.2, 0.03, 0.12), gilt, (x, y + 0.06, 1.1), segments=14)
    parts.box((2 * wide, 1.3, 0.06), m.plaster("#8a7a60"), (0, y - 0.65, 0.9), bevel=0)
    for k in range(9):
        x = -wide + 0.3 + (2 * wide - 0.6) * k / 8
        parts.box((0.4, 0.08, 0.4), plush, (x, y - 0.5, 1.45), (6, 0, 0), bevel=0.035, segments=2)
    for k in range(2):
        parts.rod((-1.6 + 3.2 * k, y - 0.1, low), (-1.6 + 3.2 * k, y - 0.1, 0.95), 0.05, gilt)
    ceiling = wall_sheet(2 * wide, edge - far + 0.4, (), seed=8)
    parts.add(ceiling, m.plaster("#7a6450"), (-wide, edge + 0.2, 2.75), (90, 0, 0))
