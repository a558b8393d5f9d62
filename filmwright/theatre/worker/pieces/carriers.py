"""What carries people: a bus, a cabin in space, a lift, a fire engine."""

from __future__ import annotations

import math

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.furniture import lumber
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece

STEEL = "#b9bec2"

# Bus -----------------------------------------------------------------------------------------------------------------


@piece
def bus_seat(parts: Parts, o: Options) -> None:
    """A row of moulded seats with patterned cushions facing -y, a grab rail along its back; the seat at 0.34."""
    w = o.number("width", 0.8)
    count = max(1, round(w / 0.4))
    shell, steel = m.gloss(o.text("shell", "#b8432f"), roughness=0.4), m.metal(STEEL, roughness=0.25)
    cloth = m.cotton(o.text("colour", "#2f5a78"), check=o.text("check", "#d8a03a"))
    for k in range(count):
        x = -w / 2 + w * (k + 0.5) / count
        each = w / count - 0.02
        parts.box((each, 0.42, 0.05), shell, (x, 0.0, 0.28), bevel=0.022)
        parts.box((each - 0.04, 0.38, 0.06), cloth, (x, -0.01, 0.32), bevel=0.028, jitter=0.006, segments=3)
        parts.box((each, 0.05, 0.5), shell, (x, 0.22, 0.56), (-9, 0, 0), bevel=0.022)
        parts.box((each - 0.05, 0.05, 0.42), cloth, (x, 0.185, 0.56), (-9, 0, 0), bevel=0.024, jitter=0.006, segments=3)
    for s in (-1, 1):
        parts.rod((s * (w / 2 - 0.12), 0.05, 0.0), (s * (w / 2 - 0.12), 0.05, 0.27), 0.02, steel)
    rail = [(-w / 2 + 0.03, 0.23, 0.7), (-w / 2 + 0.05, 0.28, 0.88), (w / 2 - 0.05, 0.28, 0.88), (w / 2 - 0.03, 0.23, 0.7)]
    parts.tube(rail, 0.018, m.gloss("#d8a02a", roughness=0.35), steps=2)


@piece
def grab_rails(parts: Parts, o: Options) -> None:
    """A rail along x under a ceiling at `height`, straps that hang from it, and posts where `posts` says."""
    w, h = o.number("width", 3.6), o.number("height", 1.8)
    yellow = m.gloss("#d8a02a", roughness=0.35)
    parts.rod((-w / 2, 0, h - 0.12), (w / 2, 0, h - 0.12), 0.016, yellow)
    n = int(o.number("straps", 6))
    for k in range(n):
        x = -w / 2 + w * (k + 0.5) / n
        parts.rod((x, 0, h - 0.13), (x, 0, h), 0.009, yellow, segments=6)
        with parts.frame((x + 0.12, 0, h - 0.14), (0, parts.chance(-7, 7), 0)):
            parts.box((0.03, 0.01, 0.16), m.leather("#4a2f24"), (0, 0, -0.08), bevel=0.003)
            ring = [(0.05 * math.sin(t), 0, -0.21 + 0.05 * math.cos(t)) for t in np.linspace(0, 2 * math.pi, 12)]
            parts.tube(ring, 0.009, m.gloss("#efe8d8"), segments=6, steps=2)
    for x in o.numbers("posts", []):
        parts.rod((x, 0, 0), (x, 0, h), 0.018, yellow)
        parts.box((0.06, 0.05, 0.09), m.gloss("#b8352b", roughness=0.4), (x, -0.01, 0.86), bevel=0.012)
        parts.ball((0.014, 0.008, 0.014), m.gloss("#efe8d8"), (x, -0.038, 0.87), segments=8)


@piece
def bus_cab(parts: Parts, o: Options) -> None:
    """Where a bus is driven, facing +y: a dashboard with dials, a great wheel on its column, a half door at the driver's left."""
    dark, steel = m.clay("#3a3c40", roughness=0.6), m.metal(STEEL, roughness=0.25)
    w = o.number("width", 2.1)
    parts.box((w, 0.34, 0.5), m.gloss(o.text("colour", "#b8432f"), roughness=0.45), (0, 0.3, 0.25), bevel=0.04)
    parts.box((w, 0.4, 0.08), dark, (0, 0.28, 0.54), (12, 0, 0), bevel=0.03)
    for k, colour in enumerate(("#ffd08a", "#8ad0ff", "#ff8a6a")):
        with parts.frame((-0.17 + 0.17 * k, 0.1, 0.58), (58, 0, 0)):
            parts.turned([(0.07, 0.0), (0.065, 0.02), (0, 0.021)], parts.glow(colour, 0.9), segments=18, steps=1)
            parts.turned([(0.072, 0.0), (0.078, 0.03), (0.066, 0.03)], steel, segments=18, steps=1)
    with parts.frame((0, 0.02, 0.62), (32, 0, 0)):
        ring = [(0.23 * math.cos(t), 0.23 * math.sin(t), 0) for t in np.linspace(0, 2 * math.pi, 22)]
        parts.tube(ring, 0.02, dark, steps=2)
        for a in (0.5, 2.6, 4.7):
            parts.rod((0, 0, -0.01), (0.22 * math.cos(a), 0.22 * math.sin(a), 0), 0.012, steel)
        parts.ball((0.05, 0.05, 0.025), dark, (0, 0, 0))
        parts.rod((0, 0, 0), (0, 0, -0.3), 0.025, dark)
    parts.box((0.03, 0.6, 0.62), m.gloss(o.text("colour", "#b8432f"), roughness=0.45), (-0.46, -0.2, 0.32), bevel=0.01)
    parts.box((0.024, 0.56, 0.5), m.glass("#cfe0e4", opacity=0.16), (-0.46, -0.2, 0.9), bevel=0)
    with parts.frame((-0.62, 0.05, 0.0)):  # the ticket machine
        parts.rod((0, 0, 0), (0, 0, 0.6), 0.03, steel)
        parts.box((0.2, 0.16, 0.26), m.gloss("#3f6a70", roughness=0.4), (0, 0, 0.72), bevel=0.03)
        parts.box((0.13, 0.01, 0.08), parts.glow("#bff0c0", 1.2), (0, -0.082, 0.77), bevel=0.004)
        parts.box((0.06, 0.04, 0.1), m.paper("#f2eee0"), (0, -0.1, 0.62), (-20, 0, 0), bevel=0.002)


@piece
def advert_row(parts: Parts, o: Options) -> None:
    """Small printed cards in a rail above windows, along x; their middle at its origin."""
    w = o.number("width", 4.0)
    n = max(2, round(w / 0.7))
    for s in (-1, 1):
        parts.box((w, 0.02, 0.018), m.metal(STEEL), (0, -0.02, s * 0.13), bevel=0.003)
    for k in range(n):
        x, each = -w / 2 + w * (k + 0.5) / n, w / n - 0.03
        ground = surfaces.pick(("#e6d8b0", "#b8463a", "#3f6a80", "#d8a03a", "#6b8a5a"), k * 3)
        parts.box((each, 0.012, 0.24), m.paper(ground), (x, -0.012, 0), bevel=0.002)
        ink = m.felt(surfaces.pick(("#3a3340", "#f2e6cc", "#efe0c0", "#5a2a2a", "#f4ecd6"), k * 3))
        parts.ball((0.07, 0.008, 0.07), ink, (x - each * 0.26, -0.02, 0), wobble=0.01, segments=12)
        for row in range(3):
            parts.box((each * (0.42 - 0.1 * row), 0.006, 0.026), ink, (x + each * (0.15 - 0.05 * row), -0.02, 0.06 - 0.055 * row), bevel=0)


# Space ---------------------------------------------------------------------------------------------------------------


@piece
def hull_ribs(parts: Parts, o: Options) -> None:
    """Padded wall panels between round ribs, with handholds and cable runs; hangs on a wall of `width`, `height`, from the floor."""
    w, h = o.number("width", 5.0), o.number("height", 2.3)
    n = max(2, round(w / 0.8))
    pad, rib = m.cotton(o.text("colour", "#d8d4c8")), m.gloss(o.text("rib", "#8f979c"), roughness=0.35)
    holes = o.numbers("keep", [])  # from x, to x: left bare for a window or a hatch
    for k in range(n + 1):
        x = -w / 2 + w * k / n
        if not any(a - 0.03 < x < b + 0.03 for a, b in zip(holes[::2], holes[1::2], strict=True)):
            parts.tube([(x, -0.03, 0.0), (x, -0.07, 0.3), (x, -0.08, h - 0.4), (x, -0.22, h)], 0.04, rib, steps=3)
    for k in range(n):
        x = -w / 2 + w * (k + 0.5) / n
        if any(a < x < b for a, b in zip(holes[::2], holes[1::2], strict=True)):
            continue
        for row in range(3):
            high = (h - 0.2) / 3 - 0.05
            z = 0.1 + (h - 0.2) * (row + 0.5) / 3
            if (k * 3 + row * 2 + parts.seed) % 7 == 0:
                parts.box((w / n - 0.16, 0.06, high), m.gloss("#6f7a80", roughness=0.4), (x, -0.02, z), bevel=0.02)
                for q in range(4):
                    lit = surfaces.pick(("#ff9a5a", "#8ae0ff", "#a8f0a0", "#ffd98a"), q + k)
                    parts.ball((0.016, 0.01, 0.016), parts.glow(lit, 2.2), (x - 0.15 + 0.1 * q, -0.055, z + high * 0.3), segments=8)
                parts.box((w / n - 0.3, 0.02, 0.1), m.clay("#2f3338"), (x, -0.05, z - high * 0.12), bevel=0.01)
                continue
            parts.box((w / n - 0.12, 0.07, high), pad, (x, -0.02, z), bevel=0.034, jitter=0.006, segments=3)
            parts.ball((0.018, 0.012, 0.018), rib, (x, -0.06, z), segments=8)
    for z, colour in ((0.62, "#c8732f"), (h - 0.52, "#3f6a80")):
        runs = [(-w / 2 + w * t, -0.1 - 0.01 * math.sin(9 * t), z + 0.015 * math.sin(14 * t)) for t in np.linspace(0, 1, 12)]
        gaps = [p for p in runs if not any(a - 0.2 < p[0] < b + 0.2 for a, b in zip(holes[::2], holes[1::2], strict=True))]
        if len(gaps) == len(runs):
            parts.tube(runs, 0.016, m.gloss(colour, roughness=0.5), steps=2)


@piece
def flight_console(parts: Parts, o: Options) -> None:
    """A sloping desk of screens, switches and a lever, worked from -y; its top at about 0.6."""
    w, d = o.number("width", 1.6), 0.5
    shell, dark = m.gloss(o.text("colour", "#c9c6ba"), roughness=0.4), m.clay("#2a2e34", roughness=0.5)
    parts.block((w, d, 0.44), shell, bevel=0.05)
    with parts.frame((0, -0.02, 0.5), (24, 0, 0)):
        parts.box((w, d, 0.1), shell, bevel=0.04)
        parts.box((w - 0.1, d - 0.12, 0.02), dark, (0, 0, 0.05), bevel=0.01)
        for row in range(3):
            for k in range(int(w / 0.11)):
                x = -w / 2 + 0.12 + 0.11 * k
                if abs(x) < 0.16 and row:
                    continue
                tint = surfaces.pick(("#ff8a4a", "#8ae0ff", "#ffd98a", "#e6e0d0", "#a8f0a0", "#e6e0d0"), k * 2 + row * 5)
                made = parts.glow(tint, 1.6) if (k + row) % 3 else m.gloss(tint)
                parts.box((0.05, 0.05, 0.03), made, (x, -0.12 + 0.11 * row, 0.07), bevel=0.01)
        parts.rod((0, 0.02, 0.05), (0.02, -0.03, 0.24), 0.016, m.metal(STEEL))
        parts.ball(0.036, m.gloss("#b8352b"), (0.02, -0.035, 0.26))
    for k, x in enumerate((-w * 0.32, 0.0, w * 0.32)):
        with parts.frame((x, 0.22, 0.84), (-8, 0, 0)):
            parts.box((w * 0.29, 0.08, 0.3), shell, bevel=0.03)
            parts.box(
                (w * 0.25, 0.01, 0.24), parts.glow(surfaces.pick(("#1f5a5a", "#2a4a72", "#5a4a1f"), k), 0.7), (0, -0.042, 0), bevel=0.01
            )
            line = [(w * (-0.11 + 0.22 * t), -0.05, 0.06 * math.sin(t * (9 + 4 * k)) * (1 - 0.5 * t)) for t in np.linspace(0, 1, 14)]
            parts.tube(line, 0.006, parts.glow(surfaces.pick(("#8affc0", "#8ad0ff", "#ffd070"), k), 2.6), segments=5, steps=2)


@piece
def sleeping_bag(parts: Parts, o: Options) -> None:
    """A sleeping bag strapped upright to a wall, its middle at its origin."""
    colour = o.text("colour", "#c8632f")
    parts.box((0.5, 0.16, 1.25), m.cotton(colour), (0, -0.09, 0), bevel=0.075, jitter=0.02, segments=4)
    parts.box((0.34, 0.1, 0.26), m.cotton("#efe6d2"), (0, -0.16, 0.42), bevel=0.045, jitter=0.01, segments=3)
    for z in (-0.36, 0.08):
        parts.box((0.54, 0.18, 0.05), m.leather("#3a3c40"), (0, -0.1, z), bevel=0.01)
        parts.box((0.07, 0.02, 0.07), m.metal(STEEL), (0.06, -0.195, z), bevel=0.008)


@piece
def plant_rack(parts: Parts, o: Options) -> None:
    """Trays of seedlings under violet lamps on a steel frame; 1.5 high."""
    w, steel = o.number("width", 0.9), m.metal(STEEL, roughness=0.3)
    for sx in (-1, 1):
        for sy in (-1, 1):
            parts.rod((sx * w / 2, sy * 0.15, 0), (sx * w / 2, sy * 0.15, 1.5), 0.014, steel)
    for row in range(3):
        z = 0.3 + 0.42 * row
        parts.box((w, 0.32, 0.07), m.gloss("#dcd8cc", roughness=0.4), (0, 0, z), bevel=0.015)
        parts.rod((-w / 2 + 0.05, 0, z + 0.34), (w / 2 - 0.05, 0, z + 0.34), 0.016, parts.glow("#d8a0ff", 3.0))
        for k in range(7):
            x = -w / 2 + 0.08 + (w - 0.16) * k / 6
            high = parts.chance(0.08, 0.2)
            parts.rod((x, 0, z + 0.03), (x + parts.chance(-0.02, 0.02), -0.02, z + 0.03 + high), 0.008, m.felt("#6b9a4a"), segments=6)
            for q in range(4):
                at = (x + 0.035 * math.cos(q * 2.2), -0.03 + 0.03 * math.sin(q * 2.2), z + 0.05 + high * (q + 1) / 4)
                parts.ball((0.035, 0.024, 0.012), m.felt(surfaces.pick(("#6b9a4a", "#8ab45a"), q)), at, (20, 0, q * 90), segments=8)
            if k % 3 == 1:
                parts.ball(0.026, m.gloss("#c8402a"), (x, -0.05, z + 0.06 + high * 0.5), segments=10)


@piece
def lander(parts: Parts, o: Options) -> None:
    """A landing craft on splayed legs with a ladder at its front and a dish; 2.1 high."""
    foil, white = m.metal("#d8a64a", roughness=0.4, variation=0.6), m.gloss("#d8d6cc", roughness=0.45)
    steel = m.metal("#9aa0a4", roughness=0.35)
    parts.turned([(0.5, 0.62), (0.72, 0.68), (0.74, 1.0), (0.56, 1.06)], foil, segments=8, steps=1, wobble=0.03)
    parts.turned([(0.5, 1.05), (0.58, 1.2), (0.52, 1.6), (0.3, 1.84), (0.1, 1.88), (0, 1.88)], white, segments=22)
    parts.turned([(0.1, 0.35), (0.26, 0.36), (0.12, 0.62)], m.metal("#4a4c50", roughness=0.4), segments=20)
    for k in range(4):
        a = math.pi / 4 + k * math.pi / 2
        c, s = math.cos(a), math.sin(a)
        parts.rod((0.6 * c, 0.6 * s, 0.95), (1.15 * c, 1.15 * s, 0.06), 0.03, foil)
        parts.rod((0.5 * c, 0.5 * s, 0.66), (0.98 * c, 0.98 * s, 0.3), 0.02, steel)
        parts.turned([(0, 0), (0.16, 0.0), (0.14, 0.05), (0, 0.06)], foil, (1.15 * c, 1.15 * s, 0), segments=18)
    for s in (-1, 1):
        parts.rod((s * 0.13, -0.78, 0.95), (s * 0.13, -1.05, 0.02), 0.016, steel)
        parts.turned(
            [(0.15, 0.0), (0.14, 0.03), (0, 0.032)],
            m.gloss("#1f2a38", roughness=0.1),
            (s * 0.24, -0.46, 1.44),
            (84, 0, s * 26),
            segments=20,
        )
    for k in range(5):
        t = k / 4
        parts.rod((-0.13, -0.78 - 0.27 * t, 0.93 - 0.86 * t), (0.13, -0.78 - 0.27 * t, 0.93 - 0.86 * t), 0.013, steel)
    parts.box((0.36, 0.04, 0.42), m.gloss("#8f8c82", roughness=0.4), (0, -0.57, 1.24), (4, 0, 0), bevel=0.03)
    parts.box((0.06, 0.06, 0.04), m.gloss("#b8352b"), (0.1, -0.6, 1.24), bevel=0.01)
    parts.rod((0.3, 0.1, 1.75), (0.5, 0.1, 2.05), 0.016, steel)
    dish = [(0.0, 0.0), (0.12, 0.02), (0.22, 0.09)]
    parts.turned(dish, white, (0.5, 0.1, 2.02), (-35, 30, 0), segments=20)
    parts.ball((0.05, 0.05, 0.05), parts.glow("#ff7a4a", 4.0), (-0.2, 0, 1.9))


@piece
def habitat(parts: Parts, o: Options) -> None:
    """A round house for a place without air, facing -y: a ribbed dome, lit portholes, a lock with a round door."""
    r = o.number("size", 1.4)
    skin, rib = m.cotton(o.text("colour", "#d8d0c0")), m.gloss("#9a958a", roughness=0.5)
    lit = parts.glow("#ffd08a", 2.2) if parts.dressing.lamps > 0.02 else m.gloss("#3f5560", roughness=0.15)
    parts.turned(
        [(r * 1.06, 0), (r * 1.05, 0.2), (r * 0.97, r * 0.45), (r * 0.7, r * 0.78), (r * 0.3, r * 0.95), (0, r)], skin, segments=34
    )
    for k in range(12):
        a = math.pi * 2 * k / 12 + 0.26
        arc = [
            (r * q * math.cos(a), r * q * math.sin(a), z * r)
            for q, z in ((1.07, 0.0), (1.06, 0.15), (0.98, 0.46), (0.71, 0.79), (0.3, 0.96))
        ]
        parts.tube(arc, 0.03, rib, segments=6)
    for a in (-2.5, -0.65, -2.05, -1.1):
        with parts.frame((r * 1.0 * math.cos(a), r * 1.0 * math.sin(a), r * 0.42), (-20, 0, math.degrees(a) + 90)):
            parts.turned([(0.17, 0), (0.19, 0.03), (0.15, 0.05)], rib, turn=(90, 0, 0), segments=20, steps=1)
            parts.turned([(0.15, 0.02), (0, 0.021)], lit, turn=(90, 0, 0), segments=20, steps=1)
    with parts.frame((0, -r * 1.05, 0)):
        parts.turned([(0.5, -0.5), (0.52, 0.0), (0.46, 0.04)], skin, (0, 0.05, 0.48), (90, 0, 0), segments=24, steps=1)
        parts.turned([(0.4, 0.0), (0, 0.03)], m.gloss("#b86a3a", roughness=0.45), (0, 0.0, 0.48), (90, 0, 0), segments=24, steps=1)
        ring = [(0.15 * math.cos(t), -0.06, 0.48 + 0.15 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 14)]
        parts.tube(ring, 0.016, rib, steps=2)
        parts.ball((0.06, 0.05, 0.05), lit, (0, -0.05, 1.02))
        parts.block((0.9, 0.5, 0.08), rib, (0, -0.25, 0), bevel=0.02)
    parts.rod((r * 0.4, 0.2, r * 0.8), (r * 0.4, 0.2, r * 1.5), 0.014, rib)
    parts.ball(0.035, parts.glow("#ff7a4a", 4.0), (r * 0.4, 0.2, r * 1.52))


# Lift ----------------------------------------------------------------------------------------------------------------


@piece
def lift_doors(parts: Parts, o: Options) -> None:
    """Two brushed leaves that slide into the wall, a dial of floors above; behind them a lit landing."""
    w, h = o.number("width", 0.9), o.number("height", 1.6)
    brass = m.metal("#c99a45", roughness=0.3)
    leaf = m.metal(o.text("colour", "#9a8458"), roughness=0.4, variation=0.2)
    for s in (-1, 1):
        parts.box((0.08, 0.1, h + 0.06), brass, (s * (w / 2 + 0.04), -0.01, h / 2), bevel=0.014)
    parts.box((w + 0.22, 0.12, 0.09), brass, (0, -0.01, h + 0.05), bevel=0.016)
    for part, shift in (("closed", 0.0), ("open", w * 0.46)):
        with parts.part(part):
            for s in (-1, 1):
                x = s * (w / 4 + shift)
                parts.box((w / 2 - 0.01, 0.03, h), leaf, (x, 0.03, h / 2), bevel=0.006)
                for q in (-1, 1):
                    parts.box((0.02, 0.02, h * 0.86), brass, (x + q * w * 0.16, 0.012, h / 2), bevel=0.004)
                parts.box((w * 0.3, 0.02, 0.02), brass, (x, 0.012, h * 0.62), bevel=0.004)
    parts.box((w + 0.3, 0.02, h + 0.2), surfaces.wallpaper("#a88a5a", "#8a6a3f", pattern="stripes"), (0, 0.9, h / 2), bevel=0)
    with parts.frame((0, -0.05, h + 0.2)):
        half = [(0.2 * math.cos(t), 0.2 * math.sin(t)) for t in np.linspace(0, math.pi, 13)]
        parts.add(g.plate(half, 0.03, bevel=0.006), brass)
        for k in range(7):
            a = math.pi * (k + 0.5) / 7
            parts.ball((0.014, 0.01, 0.014), m.gloss("#2a2320"), (0.15 * math.cos(a), -0.02, 0.15 * math.sin(a)), segments=8)
        parts.rod((0, -0.03, 0.0), (-0.07, -0.03, 0.12), 0.008, m.gloss("#b8352b"))


@piece
def lift_panel(parts: Parts, o: Options) -> None:
    """A brass plate of floor buttons, one of them lit, with a small telephone hatch; its middle at its origin."""
    brass, dark = m.metal("#c99a45", roughness=0.28), m.gloss("#2a2320", roughness=0.3)
    parts.box((0.3, 0.03, 0.66), brass, (0, -0.012, 0), bevel=0.02)
    for row in range(5):
        for side in (-1, 1):
            lit = row == 3 and side == 1
            at = (side * 0.065, -0.03, 0.2 - 0.095 * row)
            parts.turned([(0.034, 0), (0.036, 0.012), (0.026, 0.014)], brass, at, (90, 0, 0), segments=16, steps=1)
            parts.ball(
                (0.026, 0.012, 0.026), parts.glow("#ffb04a", 3.4) if lit else m.gloss("#efe6d2"), (at[0], -0.042, at[2]), segments=12
            )
    parts.box((0.2, 0.02, 0.06), dark, (0, -0.03, 0.29), bevel=0.008)
    parts.box((0.05, 0.01, 0.035), parts.glow("#ff6a3a", 3.0), (0.02, -0.042, 0.29), bevel=0.003)
    parts.ball((0.035, 0.02, 0.035), m.gloss("#b8352b"), (0, -0.035, -0.27), segments=14)


@piece
def wall_mirror(parts: Parts, o: Options) -> None:
    """A long looking-glass, grey with age, a sun etched into it, in a moulded frame with a rail below; its middle at its origin.

    It is blind enough that nobody's other self need be drawn in it.
    """
    w, h = o.number("width", 1.0), o.number("height", 0.8)
    frame = m.metal(o.text("colour", "#c99a45"), roughness=0.35)
    parts.box((w, 0.02, h), surfaces.looking_glass("#8b979a", roughness=0.36), (0, -0.01, 0), bevel=0.002)
    etched, rays = m.clay("#c3ccc8", roughness=0.7), 11
    sun = [(0.14 * h * math.cos(t), 0.14 * h * math.sin(t)) for t in np.linspace(0, math.pi, 13)]
    with parts.frame((0, -0.024, -h / 2 + 0.03)):
        parts.add(g.plate(sun, 0.004, bevel=0.001), etched)
        for k in range(rays):
            a = math.pi * (k + 0.5) / rays
            far = min(0.9 * h / max(math.sin(a), 0.05), 0.46 * w / max(abs(math.cos(a)), 0.05), 0.8 * h if k % 2 else h)
            start, end = 0.2 * h, far
            middle, long = (start + end) / 2, max(0.02, end - start)
            parts.box(
                (long, 0.004, 0.012),
                etched,
                (middle * math.cos(a), 0, middle * math.sin(a)),
                (0, -math.degrees(a), 0),
                bevel=0.001,
                jitter=0,
            )
    for s in (-1, 1):
        parts.box((w + 0.06, 0.04, 0.05), frame, (0, -0.025, s * h / 2), bevel=0.014)
        parts.box((0.05, 0.04, h + 0.05), frame, (s * w / 2, -0.025, 0), bevel=0.014)
    if o.flag("rail"):
        z = -h / 2 - 0.14
        parts.rod((-w / 2 - 0.1, -0.09, z), (w / 2 + 0.1, -0.09, z), 0.022, frame)
        for s in (-1, 0, 1):
            parts.rod((s * w / 2, -0.09, z), (s * w / 2, 0, z), 0.014, frame)


# Fire ----------------------------------------------------------------------------------------------------------------


@piece
def fire_engine(parts: Parts, o: Options) -> None:
    """A stout red engine along x, its nose to -x: a bell, a ladder on its back, hoses behind its shutters; 2.6 long, 1.35 high."""
    red, chrome = m.gloss(o.text("colour", "#b02a22"), roughness=0.25, coat=0.4), m.metal("#cfd2d4", roughness=0.18)
    dark, pane = m.clay("#232226"), m.gloss("#7f9aa4", roughness=0.1)
    parts.box((1.66, 0.92, 0.72), red, (0.45, 0, 0.62), bevel=0.06)
    parts.box((0.78, 0.9, 0.96), red, (-0.68, 0, 0.74), bevel=0.09)
    parts.box((0.34, 0.84, 0.46), red, (-1.14, 0, 0.5), bevel=0.1)
    parts.box((2.6, 0.94, 0.1), m.gloss("#e6dcc4", roughness=0.4), (0, 0, 0.36), bevel=0.02)
    for side in (-1, 1):
        y = side * 0.46
        parts.box((0.44, 0.02, 0.36), pane, (-0.66, y, 0.98), bevel=0.02)
        parts.box((0.02, 0.03, 0.84), chrome, (-0.36, y, 0.74), bevel=0.004)
        parts.ball((0.03, 0.02, 0.03), chrome, (-0.44, y * 1.03, 0.66), segments=10)
        for k in range(2):
            x = 0.08 + 0.72 * k
            parts.box((0.62, 0.02, 0.46), m.metal("#a9adb0", roughness=0.35), (x, y, 0.66), bevel=0.01)
            for q in range(7):
                parts.box((0.6, 0.02, 0.012), m.metal("#8a8e90"), (x, y * 1.01, 0.46 + 0.065 * q), bevel=0.002)
        for x in (-0.86, 0.72):
            parts.turned(
                [(0.15, -0.07), (0.25, -0.06), (0.26, 0.0), (0.25, 0.06), (0.15, 0.07)], dark, (x, y * 0.96, 0.26), (90, 0, 0), segments=26
            )
            parts.turned([(0.14, 0.0), (0.06, 0.03), (0, 0.035)], chrome, (x, y * 1.1, 0.26), (90 * side, 0, 0), segments=18)
        parts.rod((-0.3, y * 0.62, 1.16), (1.24, y * 0.62, 1.16), 0.03, lumber("#b98a4a"))
        parts.turned(
            [(0.09, 0), (0.1, 0.03), (0.05, 0.08)], parts.glow("#fff0c8", 2.0), (-1.31, side * 0.28, 0.52), (0, -90, 0), segments=18
        )
    for k in range(8):
        parts.rod((-0.2 + 0.19 * k, -0.29, 1.16), (-0.2 + 0.19 * k, 0.29, 1.16), 0.02, lumber("#b98a4a"), segments=8)
    parts.box((0.02, 0.78, 0.38), pane, (-1.06, 0, 0.98), (0, 6, 0), bevel=0.02)
    parts.box((0.06, 0.84, 0.1), chrome, (-1.33, 0, 0.3), bevel=0.03)
    for k in range(6):
        parts.box((0.02, 0.024, 0.24), chrome, (-1.315, -0.15 + 0.06 * k, 0.56), bevel=0.004)
    parts.turned(
        [(0.1, 0), (0.095, 0.02), (0.07, 0.1), (0.03, 0.13), (0, 0.135)], m.metal("#d8a64a", roughness=0.2), (-1.2, 0, 0.76), segments=22
    )
    parts.ball((0.09, 0.09, 0.09), parts.glow("#ff5a3a", 2.4), (-0.68, 0, 1.26))
    coil = [(0.16 * math.cos(t) * (1 - 0.02 * t), 0.0, 0.16 * math.sin(t) * (1 - 0.02 * t)) for t in np.linspace(0, 18, 60)]
    parts.tube([(1.3, y, 0.7 + z) for (y, _, z) in coil], 0.026, m.cotton("#d8c8a0"), steps=1)


@piece
def brass_pole(parts: Parts, o: Options) -> None:
    """The pole that firemen slide down, from a ringed hole in the ceiling to a round mat."""
    h = o.number("height", 2.4)
    brass = m.metal("#d8a64a", roughness=0.2)
    parts.rod((0, 0, 0), (0, 0, h), 0.04, brass, segments=16)
    parts.turned([(0, 0), (0.4, 0.0), (0.4, 0.04), (0.34, 0.06), (0, 0.06)], m.leather("#5a3a2a"), segments=28)
    parts.turned([(0.34, h - 0.06), (0.4, h - 0.05), (0.4, h), (0.34, h)], brass, segments=28, steps=1)
    parts.turned([(0.34, h - 0.02), (0, h - 0.021)], m.clay("#2a241f"), segments=28, steps=1)


@piece
def kit_pegs(parts: Parts, o: Options) -> None:
    """Coats, helmets and boots of a watch on numbered pegs along a wall, from the floor to 1.6."""
    w = o.number("width", 2.0)
    n = max(2, round(w / 0.5))
    parts.box((w, 0.04, 0.12), lumber("#6b4527"), (0, -0.02, 1.3), bevel=0.01)
    parts.box((w, 0.26, 0.04), lumber("#6b4527"), (0, -0.13, 1.5), bevel=0.01)
    for k in range(n):
        x = -w / 2 + w * (k + 0.5) / n
        parts.turned(
            [(0.17, 0.0), (0.165, 0.015), (0.1, 0.03), (0.1, 0.09), (0.06, 0.14), (0, 0.15)],
            m.gloss(o.text("hat", "#d8a62a"), roughness=0.3),
            (x, -0.14, 1.52),
            squeeze=(0.8, 1.0),
            segments=22,
        )
        parts.box((0.02, 0.08, 0.1), m.gloss("#b8352b"), (x, -0.24, 1.6), bevel=0.006)
        coat = m.felt(o.text("colour", "#3a3f4a"), fibre=50.0)
        parts.box((0.32, 0.13, 0.62), coat, (x, -0.1, 0.92), (0, parts.chance(-2, 2), 0), bevel=0.05, jitter=0.014, segments=3)
        for z in (0.7, 0.98):
            parts.box((0.335, 0.14, 0.045), m.gloss("#e6d84a", roughness=0.5), (x, -0.1, z), bevel=0.008)
        for s in (-1, 1):
            parts.box((0.09, 0.1, 0.5), coat, (x + s * 0.17, -0.1, 0.96), (0, s * 7, 0), bevel=0.04, segments=3)
            parts.turned(
                [(0.06, 0.0), (0.062, 0.05), (0.05, 0.12), (0.055, 0.28)], m.oilskin("#26262a"), (x + s * 0.075, -0.16, 0.0), segments=14
            )
            parts.ball((0.058, 0.09, 0.05), m.oilskin("#26262a"), (x + s * 0.075, -0.21, 0.045), segments=12)
        parts.box((0.09, 0.012, 0.08), m.paper("#efe6d2"), (x, -0.045, 1.3), bevel=0.002)
