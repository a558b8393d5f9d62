"""Where one eats and drinks in company: a bar and its bottles, a coffee machine, a cellar's barrels, a noodle stall."""

from __future__ import annotations

import math

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.fittings import bottle_body
from filmwright.theatre.worker.pieces.furniture import lumber, top_of_planks
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece

BOTTLES = ("#3f6f4a", "#8a5a2a", "#35556b", "#7a2f2b", "#c8a85a", "#5a7a3a")


@piece
def bar_counter(parts: Parts, o: Options) -> None:
    """A bar with a panelled front and a brass foot rail, pumps and glasses on it; drinkers stand at -y; 0.66 high."""
    w, d, h = o.number("width", 2.4), o.number("depth", 0.48), o.number("height", 0.66)
    colour = o.text("colour", "#5a3220")
    wood, brass = lumber(colour, "z"), m.metal("#d8a64a", roughness=0.25)
    parts.block((w, d - 0.08, h - 0.04), wood, bevel=0.01)
    n = max(2, round(w / 0.45))
    for k in range(n):
        x = -w / 2 + w * (k + 0.5) / n
        parts.box((w / n - 0.08, 0.02, h * 0.62), lumber(m.lighter(colour, 0.1), "z"), (x, -d / 2 + 0.035, h * 0.5), bevel=0.014)
        parts.box((w / n - 0.2, 0.02, h * 0.42), lumber(m.darker(colour, 0.15), "z"), (x, -d / 2 + 0.025, h * 0.5), bevel=0.012)
    top_of_planks(parts, w + 0.1, d + 0.06, h, m.mix(colour, "#8a4a2a", 0.5), count=2, thick=0.05)
    parts.rod((-w / 2, -d / 2 - 0.08, 0.13), (w / 2, -d / 2 - 0.08, 0.13), 0.024, brass)
    for s in (-1, 0, 1):
        parts.rod((s * w * 0.45, -d / 2 - 0.08, 0.13), (s * w * 0.45, -d / 2 + 0.04, 0.13), 0.014, brass)
    pumps = int(o.number("pumps", 3))
    for k in range(pumps):
        x = o.number("pumps_at", w * 0.24) + 0.15 * (k - (pumps - 1) / 2)
        parts.block((0.08, 0.1, 0.06), brass, (x, 0.05, h))
        parts.rod((x, 0.05, h + 0.05), (x, 0.02, h + 0.16), 0.012, brass)
        grip = surfaces.pick(("#efe6d2", "#7a2430", "#27405f"), k)
        parts.turned(
            [(0.016, 0), (0.03, 0.06), (0.026, 0.16), (0.012, 0.2), (0, 0.205)],
            m.gloss(grip, roughness=0.25),
            (x, 0.02, h + 0.15),
            segments=14,
        )
        parts.tube([(x, 0.0, h + 0.12), (x, -0.06, h + 0.14), (x, -0.08, h + 0.08)], 0.009, brass)
    parts.box((0.5, 0.2, 0.012), m.cotton("#7a2430"), (-w * 0.16, -0.08, h + 0.006), bevel=0.003)
    for k in range(int(o.number("glasses", 4))):
        x = -w * 0.36 + 0.11 * k
        parts.turned([(0.0, 0), (0.034, 0.0), (0.044, 0.12)], m.glass("#e6ecea", opacity=0.3), (x, 0.1 + 0.03 * (k % 2), h), segments=14)


@piece
def back_bar(parts: Parts, o: Options) -> None:
    """Shelves of bottles before a looking-glass in carved wood, lamps above; stands at a wall, its back to +y; 2.0 high."""
    w, h = o.number("width", 2.4), o.number("height", 2.0)
    colour = o.text("colour", "#5a3220")
    wood = lumber(colour, "z")
    parts.block((w, 0.34, 0.62), wood, (0, -0.17, 0), bevel=0.012)
    top_of_planks(parts, w + 0.04, 0.38, 0.66, colour, count=2)
    parts.box((w - 0.1, 0.02, h - 0.8), surfaces.looking_glass("#8a9498"), (0, -0.01, 0.66 + (h - 0.8) / 2), bevel=0)
    for k in range(4):
        x = -w / 2 + w * k / 3
        parts.turned([(0.05, 0.66), (0.035, 0.74), (0.045, 1.1), (0.03, h - 0.3), (0.05, h - 0.14)], wood, (x, -0.06, 0), segments=14)
    parts.box((w + 0.16, 0.26, 0.1), wood, (0, -0.11, h - 0.08), bevel=0.03)
    arch = [(w * 0.2 * math.cos(t), 0.2 * math.sin(t)) for t in np.linspace(0, math.pi, 13)]
    parts.add(g.plate(arch, 0.08, bevel=0.012), wood, (0, -0.1, h - 0.04))
    for row in range(2):
        z = 1.02 + 0.36 * row
        parts.box((w - 0.08, 0.17, 0.024), wood, (0, -0.1, z), bevel=0.006)
    for z in (0.66, 1.032, 1.392):
        x = -w / 2 + 0.13
        while x < w / 2 - 0.1:
            high = parts.chance(0.2, 0.27)
            bottle_body(parts, (x, -0.12, z), high, parts.random.choice(BOTTLES))
            x += high * 0.36 + parts.chance(0.03, 0.09)
    for k in range(5):
        parts.ball(0.03, parts.glow("#ffc070", 3.0), (-w * 0.4 + w * 0.2 * k, -0.26, h - 0.09), segments=10)


@piece
def settle(parts: Parts, o: Options) -> None:
    """A high-backed bench with a buttoned pad facing -y; its seat at 0.33."""
    w = o.number("width", 1.5)
    colour, hide = o.text("colour", "#5a3220"), m.leather(o.text("pad", "#6a2a26"))
    wood = lumber(colour, "z")
    parts.box((w, 0.42, 0.25), wood, (0, 0, 0.13), bevel=0.012)
    parts.box((w - 0.04, 0.42, 0.09), hide, (0, -0.01, 0.29), bevel=0.04, jitter=0.008, segments=3)
    parts.box((w, 0.05, 0.78), wood, (0, 0.22, 0.66), (-4, 0, 0), bevel=0.014)
    parts.box((w - 0.06, 0.07, 0.4), hide, (0, 0.18, 0.56), (-4, 0, 0), bevel=0.034, jitter=0.008, segments=3)
    n = round(w / 0.2)
    for k in range(n):
        for z in (0.48, 0.64):
            parts.ball((0.014, 0.01, 0.014), m.leather("#4a1a18"), (-w / 2 + w * (k + 0.5) / n, 0.14, z), segments=7)
    parts.box((w + 0.06, 0.09, 0.07), wood, (0, 0.25, 1.06), bevel=0.02)
    for s in (-1, 1):
        parts.box((0.05, 0.46, 0.56), wood, (s * (w / 2 + 0.02), 0, 0.28), bevel=0.02)


@piece
def dartboard(parts: Parts, o: Options) -> None:
    """A dartboard in a round of cork with three darts in it; its middle at its origin."""
    parts.turned([(0.34, 0.0), (0.33, 0.03), (0, 0.03)], m.felt("#6a4a30", fibre=50.0), turn=(90, 0, 0), segments=30, steps=1)
    for k in range(20):
        a0, a1 = (2 * math.pi * (k + e) / 20 for e in (0, 1))
        wedge = [
            (0.02 * math.cos(a0), 0.02 * math.sin(a0)),
            (0.22 * math.cos(a0), 0.22 * math.sin(a0)),
            (0.22 * math.cos(a1), 0.22 * math.sin(a1)),
        ]
        parts.add(g.plate(wedge, 0.012, bevel=0.001), m.felt("#e6dcc0" if k % 2 else "#2a2826"), (0, -0.04, 0))
    for r, colour in ((0.21, "#b8352b"), (0.12, "#3f7a4a"), (0.02, "#b8352b")):
        ring = [(r * math.cos(t), -0.05, r * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 24)]
        parts.tube(ring, 0.01, m.felt(colour), segments=6, steps=1)
    for x, z in ((0.03, 0.05), (-0.1, 0.02), (0.06, -0.11)):
        parts.rod((x, -0.05, z), (x + 0.01, -0.17, z + 0.02), 0.007, m.metal("#d8a64a"), segments=6)
        parts.box((0.035, 0.05, 0.006), m.felt("#27405f"), (x + 0.01, -0.19, z + 0.022), bevel=0.001)


@piece
def espresso_machine(parts: Parts, o: Options) -> None:
    """A chromed coffee machine with an eagle's dome, handles, cups to warm on top; its front faces -y; 0.5 high."""
    chrome, red = m.metal("#cfd2d4", roughness=0.16), m.gloss(o.text("colour", "#b0372a"), roughness=0.25)
    parts.block((0.72, 0.36, 0.06), chrome, bevel=0.02)
    parts.block((0.66, 0.2, 0.34), red, (0, 0.07, 0.05), bevel=0.05)
    parts.block((0.7, 0.34, 0.05), chrome, (0, 0, 0.36), bevel=0.02)
    for x in (-0.18, 0.18):
        parts.turned([(0.06, 0), (0.065, 0.05), (0.045, 0.06)], chrome, (x, -0.08, 0.27), segments=18)
        parts.rod((x, -0.1, 0.26), (x + 0.02, -0.26, 0.24), 0.018, m.gloss("#2a2320"))
        parts.turned([(0.02, 0), (0.035, 0.01), (0.045, 0.06)], m.gloss("#efe8d8"), (x, -0.1, 0.06), segments=14)
    parts.turned([(0.1, 0), (0.1, 0.004), (0, 0.012)], m.paper("#f4eede"), (0, -0.04, 0.24), (90, 0, 0), segments=20, steps=1)
    for k in range(8):
        at = (-0.28 + 0.08 * k, 0.05 * (-1) ** k, 0.41)
        parts.turned([(0.022, 0), (0.036, 0.02), (0.038, 0.05)], m.gloss(surfaces.pick(("#efe8d8", "#e0d0b0"), k)), at, segments=12)
    parts.tube([(0.34, -0.05, 0.36), (0.4, -0.1, 0.28), (0.38, -0.12, 0.12)], 0.01, chrome)


@piece
def cake_stand(parts: Parts, o: Options) -> None:
    """A glass bell over a cake with a slice gone, on a foot; 0.36 high."""
    china = m.gloss("#efe8d8", roughness=0.2)
    parts.turned([(0.08, 0), (0.03, 0.02), (0.025, 0.08), (0.17, 0.1), (0.175, 0.115), (0, 0.115)], china, segments=26)
    a = np.linspace(0.7, 2 * math.pi, 24)
    ring = [(0, 0), *((0.13 * math.cos(t), 0.13 * math.sin(t)) for t in a)]
    parts.add(g.plate(ring, 0.09, bevel=0.012), m.clay(o.text("colour", "#6a3a26"), roughness=0.7), (0, 0, 0.165), (90, 0, 0))
    parts.add(g.plate(ring, 0.02, bevel=0.008), m.felt("#f2e2d0"), (0, 0, 0.218), (90, 0, 0))
    for k in range(7):
        parts.ball(0.018, m.gloss("#b8263a"), (0.1 * math.cos(1.0 + 0.8 * k), 0.1 * math.sin(1.0 + 0.8 * k), 0.238), segments=8)
    parts.turned([(0.165, 0.118), (0.16, 0.24), (0.1, 0.32), (0, 0.335)], m.glass("#e6f0f0", opacity=0.13), segments=24)
    parts.ball(0.02, china, (0, 0, 0.352))


@piece
def menu_board(parts: Parts, o: Options) -> None:
    """A slate with chalked lines, prices and a steaming cup, in a wooden frame; its middle at its origin."""
    w, h = o.number("width", 0.9), o.number("height", 0.7)
    parts.box((w, 0.02, h), m.clay("#2f3a38", roughness=0.9), (0, -0.01, 0), bevel=0.002)
    chalk = m.felt("#e6e2d4", fibre=80.0)
    for s in (-1, 1):
        parts.box((w + 0.06, 0.035, 0.045), lumber("#a9764a"), (0, -0.02, s * h / 2), bevel=0.012)
        parts.box((0.045, 0.035, h + 0.05), lumber("#a9764a", "z"), (s * w / 2, -0.02, 0), bevel=0.012)
    parts.box((w * 0.5, 0.006, 0.035), chalk, (0, -0.022, h * 0.36), (0, 1, 0), bevel=0.002)
    for row in range(6):
        z = h * 0.2 - row * h * 0.105
        long = parts.chance(0.2, 0.42)
        parts.box((w * long, 0.005, 0.018), chalk, (-w * 0.42 + w * long / 2, -0.022, z), (0, parts.chance(-1, 1), 0), bevel=0.001)
        parts.box((w * 0.1, 0.005, 0.02), m.felt("#e6b06a"), (w * 0.16, -0.022, z), bevel=0.001)
    with parts.frame((w * 0.34, -0.022, -h * 0.12)):
        cup = [(-0.05, 0.05), (-0.04, -0.04), (0.04, -0.04), (0.05, 0.05)]
        parts.tube([(x, 0, z) for x, z in cup], 0.006, chalk, segments=5, steps=2)
        for x in (-0.025, 0.0, 0.025):
            parts.tube([(x, 0, 0.07), (x + 0.012, 0, 0.1), (x, 0, 0.13)], 0.004, chalk, segments=5)


# Cellar --------------------------------------------------------------------------------------------------------------


@piece
def cask(parts: Parts, o: Options) -> None:
    """A cask lying on its cradle, its head with a tap to -y; 0.9 across."""
    r, long = o.number("size", 0.42), o.number("length", 1.0)
    wood, iron = m.wood(o.text("colour", "#7a4f2c"), grain="z", per_object=0.15), m.metal("#3a3c40", roughness=0.5)
    z = r + 0.14
    body = [(r * 0.84, -long / 2), (r * 0.96, -long / 4), (r, 0), (r * 0.96, long / 4), (r * 0.84, long / 2)]
    parts.turned(body, wood, (0, 0, z), (90, 0, 0), segments=28)
    parts.turned(
        [(r * 0.8, 0), (0, 0.01)], m.wood("#8f6238", grain="x", per_object=0.1), (0, -long / 2 + 0.05, z), (90, 0, 0), segments=28, steps=1
    )
    for t, q in ((-0.44, 0.865), (-0.26, 0.965), (0.26, 0.965), (0.44, 0.865)):
        parts.turned([(r * q, -0.025), (r * q + 0.014, 0.0), (r * q, 0.025)], iron, (0, t * long, z), (90, 0, 0), segments=28, steps=1)
    parts.rod((0, -long / 2, z - r * 0.5), (0, -long / 2 - 0.12, z - r * 0.5), 0.022, m.metal("#c99a45"))
    parts.rod((0, -long / 2 - 0.08, z - r * 0.5 + 0.05), (0, -long / 2 - 0.08, z - r * 0.5 - 0.06), 0.016, m.metal("#c99a45"))
    for y in (-long * 0.3, long * 0.3):
        parts.box((r * 1.7, 0.1, 0.12), lumber("#4a3222"), (0, y, 0.06), bevel=0.014)
        for s in (-1, 1):
            parts.box((0.24, 0.1, 0.14), lumber("#4a3222"), (s * r * 0.66, y, 0.16), (0, -s * 34, 0), bevel=0.014)


@piece
def wine_rack(parts: Parts, o: Options) -> None:
    """A wall of crossed boards with bottles lying in it, their ends to -y; its back to +y."""
    w, h = o.number("width", 1.4), o.number("height", 1.5)
    wood = lumber(o.text("colour", "#5d3c26"))
    for s in (-1, 1):
        parts.box((0.05, 0.34, h), lumber("#5d3c26", "z"), (s * w / 2, -0.17, h / 2), bevel=0.01)
    columns, rows = max(3, round(w / 0.17)), max(4, round(h / 0.17))
    for k in range(rows + 1):
        parts.box((w, 0.34, 0.022), wood, (0, -0.17, 0.03 + (h - 0.05) * k / rows), bevel=0.006)
    for k in range(1, columns):
        parts.box((0.018, 0.33, h - 0.04), lumber("#5d3c26", "z"), (-w / 2 + w * k / columns, -0.165, h / 2), bevel=0.005)
    for i in range(rows):
        for k in range(columns):
            if parts.random.random() < 0.22:
                continue
            x, z = -w / 2 + w * (k + 0.5) / columns, 0.03 + (h - 0.05) * i / rows + 0.065
            parts.rod((x, -0.05, z), (x, -0.26, z), 0.045, m.gloss(parts.random.choice(BOTTLES), roughness=0.2), segments=10)
            parts.rod((x, -0.26, z), (x, -0.36, z), 0.017, m.gloss(parts.random.choice(("#7a2430", "#c8a03a", "#2a2826"))), segments=8)


@piece
def vault_ribs(parts: Parts, o: Options) -> None:
    """Brick arches across a cellar on squat piers, one at each y of `rows`."""
    w, h = o.number("width", 5.0), o.number("height", 2.3)
    brick, stone = surfaces.brick(o.text("colour", "#8a5a44"), "#6f6258"), m.stone("#7a6f64")
    spring = h * 0.52
    parts.shadowless = True
    for y in o.numbers("rows", [1.8, 0.4]):
        steps = 15
        for k in range(steps):
            a0, a1 = (math.pi * (k + e) / steps for e in (0.0, 1.0))
            middle = (a0 + a1) / 2
            r = w / 2 - 0.06
            rise = h - spring - 0.08
            at = (-r * math.cos(middle), y, spring + rise * math.sin(middle))
            tilt = math.degrees(math.atan2(rise * math.cos(middle), r * math.sin(middle)))
            long = math.hypot(r * (math.cos(a0) - math.cos(a1)), rise * (math.sin(a1) - math.sin(a0))) + 0.03
            parts.box((long, 0.34, 0.2), brick, at, (0, -tilt, 0), bevel=0.02, jitter=0.012)
        for s in (-1, 1):
            parts.block((0.36, 0.42, spring), brick, (s * (w / 2 - 0.1), y, 0), bevel=0.02)
            parts.block((0.46, 0.5, 0.1), stone, (s * (w / 2 - 0.1), y, spring - 0.08), bevel=0.02)
            parts.block((0.46, 0.5, 0.14), stone, (s * (w / 2 - 0.1), y, 0), bevel=0.02)


@piece
def stone_steps(parts: Parts, o: Options) -> None:
    """Steps that climb along +x from the floor against a wall at +y, with a rope rail; `count` of them."""
    n, w = int(o.number("count", 6)), o.number("depth", 0.7)
    stone = m.stone(o.text("colour", "#7f766a"))
    for k in range(n):
        high = 0.16 * (k + 1)
        parts.block((0.26, w, high), stone, (0.25 * k + 0.12, -w / 2, 0), bevel=0.025, jitter=0.012)
    parts.tube([(0.1, -0.06, 0.75), (0.25 * n / 2, -0.07, 0.72 + 0.08 * n), (0.25 * n, -0.06, 0.75 + 0.16 * n)], 0.022, m.cotton("#b89a64"))


# Street food ---------------------------------------------------------------------------------------------------------


@piece
def noodle_stall(parts: Parts, o: Options) -> None:
    """A stall for soup: a counter, steaming pots, bowls, a short curtain under a tiled eave; guests sit at -y; counter at 0.6."""
    w, red = o.number("width", 2.0), o.text("colour", "#a8322a")
    wood, dark = lumber("#8a5a34", "z"), lumber("#4a2f20", "z")
    for sx in (-1, 1):
        for y in (-0.4, 0.5):
            parts.rod((sx * w / 2, y, 0), (sx * w / 2, y, 1.75), 0.035, dark)
    parts.block((w, 0.36, 0.56), wood, (0, -0.22, 0), bevel=0.012)
    for k in range(7):
        parts.box((0.03, 0.02, 0.5), dark, (-w / 2 + w * (k + 0.5) / 7, -0.41, 0.28), bevel=0.006)
    top_of_planks(parts, w + 0.08, 0.46, 0.6, "#a9713f", count=2)
    parts.block((w, 0.4, 0.66), dark, (0, 0.34, 0), bevel=0.012)
    steel = m.metal("#a9adb0", roughness=0.3)
    for k, x in enumerate((-w * 0.26, w * 0.08)):
        parts.turned([(0.0, 0), (0.17, 0.0), (0.19, 0.1), (0.18, 0.26), (0.2, 0.27)], steel, (x, 0.32, 0.66), segments=24)
        parts.turned([(0.17, 0.24), (0, 0.245)], m.gloss("#c89a5a", roughness=0.2), (x, 0.32, 0.66), segments=20, steps=1)
        for q in range(4):
            puff = 0.07 + 0.03 * q
            at = (x + 0.05 * math.sin(q * 2 + k), 0.3, 0.98 + 0.15 * q)
            parts.ball((puff, puff * 0.7, puff * 0.8), surfaces.mist("#f2ece0", 0.55, 0.35), at, wobble=0.03, segments=14)
    for k in range(4):
        x = w * 0.26 + 0.05 * (k % 2)
        parts.turned(
            [(0.04, 0), (0.09, 0.04), (0.1, 0.08)],
            m.gloss(surfaces.pick(("#efe6d2", "#3f6a80", "#b8463a"), k)),
            (x, 0.34, 0.66 + 0.045 * k),
            segments=18,
        )
    for k, x in enumerate((-w * 0.3, w * 0.02, w * 0.32)):
        parts.turned(
            [(0.05, 0), (0.1, 0.05), (0.115, 0.09)], m.gloss(surfaces.pick(("#efe6d2", "#3f6a80"), k)), (x, -0.2, 0.6), segments=20
        )
        parts.ball((0.09, 0.09, 0.025), m.clay("#c8a05a", roughness=0.5), (x, -0.2, 0.68), wobble=0.01, segments=14)
        parts.ball((0.03, 0.03, 0.012), m.felt("#6b8a4a"), (x + 0.02, -0.22, 0.7), segments=8)
        for q in (-1, 1):
            parts.rod((x + 0.1, -0.3 + 0.02 * q, 0.7), (x - 0.02, -0.08 + 0.03 * q, 0.73), 0.006, lumber("#5d3c22"), segments=6)
    shingles = surfaces.roof("#4a5058")
    for k in range(12):
        parts.box((w / 11, 0.95, 0.05), shingles, (-w / 2 - 0.05 + (w + 0.1) * k / 11, -0.1, 1.8 + 0.01 * (k % 2)), (16, 0, 0), bevel=0.02)
    cloth = m.cotton(red)
    for k in range(5):
        x = -w / 2 + w * (k + 0.5) / 5
        parts.sheet(w / 5 - 0.03, 0.36, cloth, (x, -0.5, 1.46), (0, 0, 0), curl=0.02)
        parts.ball((0.08, 0.006, 0.08), m.felt("#efe6d2"), (x, -0.52, 1.46), segments=14)
    for s in (-1, 1):
        paper_lantern(parts, (s * (w / 2 + 0.12), -0.5, 1.42), 0.13, red)


def paper_lantern(parts: Parts, at: tuple[float, float, float], r: float, colour: str) -> None:
    """A ribbed paper lantern, lit."""
    with parts.frame(at):
        parts.ball((r, r, r * 1.15), parts.glow(m.mix(colour, "#ffb060", 0.45), 2.4), segments=14)
        for k in range(5):
            z = r * (-0.8 + 0.4 * k)
            q = math.sqrt(max(0.0, 1 - (z / (r * 1.15)) ** 2)) * r * 1.015
            ring = [(q * math.cos(t), q * math.sin(t), z) for t in np.linspace(0, 2 * math.pi, 13)]
            parts.tube(ring, 0.005, m.felt(m.darker(colour, 0.4)), segments=3, steps=1)
        for s in (-1, 1):
            parts.turned([(r * 0.4, -0.012), (r * 0.42, 0.012)], m.clay("#2a2320"), (0, 0, s * r * 1.12), segments=14, steps=1)
        parts.rod((0, 0, r * 1.12), (0, 0, r * 1.12 + 0.14), 0.005, m.clay("#2a2320"), segments=5)
        parts.rod((0, 0, -r * 1.12), (0, 0, -r * 1.12 - 0.12), 0.012, m.felt(colour), segments=6)


@piece
def lantern_string(parts: Parts, o: Options) -> None:
    """Paper lanterns on a sagging cord along x, its ends at the origin's height."""
    w, n = o.number("width", 6.0), int(o.number("count", 7))
    sag = o.number("sag", 0.35)
    cord = [(-w / 2 + w * t, 0, -sag * 4 * t * (1 - t)) for t in np.linspace(0, 1, 15)]
    parts.tube(cord, 0.01, m.clay("#2a2320"), segments=5, steps=1)
    for k in range(n):
        t = (k + 0.5) / n
        paper_lantern(
            parts, (-w / 2 + w * t, 0, -sag * 4 * t * (1 - t) - 0.26), 0.12, surfaces.pick(("#c8402a", "#d8862a", "#c8402a", "#d8b04a"), k)
        )
