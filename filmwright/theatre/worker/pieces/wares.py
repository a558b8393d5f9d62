"""Small things of house, table, workbox and pocket: what people carry home, hand on, hide and hold on to."""

from __future__ import annotations

import math

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.furniture import _plate_shape, lumber
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece
from filmwright.theatre.worker.pieces.things import INK, curled_sheet, sizes

# of the table -----------------------------------------------------------------------------------------------------------


@piece
def dumplings(parts: Parts, o: Options) -> None:
    """Five pleated dumplings on a plate, shining."""
    w, _, _ = sizes(o)
    parts.add(_plate_shape(w / 2), m.gloss("#dfe4e6", roughness=0.22, coat=0.3))
    dough = m.gloss(o.text("colour"), roughness=0.42, coat=0.15)
    spots = [(0.0, 0.0, 0.024)] if o.flag("single") else [(0.052 * math.cos(a), 0.052 * math.sin(a), 0.020) for a in (0.3, 1.9, 3.4, 5.0)]
    for k, (x, y, z) in enumerate([*spots, (0.0, 0.0, 0.052)]):
        parts.ball((0.040, 0.036, 0.027), dough, (x, y, z + 0.012), (0, 0, 40 * k), wobble=0.003, segments=18)
        for fold in range(6):  # pleats that run together at the top
            a = fold * math.pi / 3 + k
            parts.tube(
                [(x + 0.030 * math.cos(a), y + 0.027 * math.sin(a), z + 0.026), (x, y, z + 0.044)], [0.005, 0.006], dough, segments=6
            )
        parts.ball((0.009, 0.009, 0.008), dough, (x, y, z + 0.045), segments=8)


@piece
def tray(parts: Parts, o: Options) -> None:
    """A wooden tray with a rim and two handles."""
    w, d, h = sizes(o)
    wood, dark = lumber(o.text("colour")), lumber(m.darker(o.text("colour"), 0.3))
    parts.box((w - 0.02, d - 0.02, 0.012), wood, (0, 0, 0.008), bevel=0.003)
    for s in (-1, 1):
        parts.box((w, 0.016, h), dark, (0, s * (d / 2 - 0.008), h / 2), bevel=0.005)
        parts.box((0.016, d, h), dark, (s * (w / 2 - 0.008), 0, h / 2), bevel=0.005)
        grip = [(s * w / 2, -0.05, h * 0.9), (s * (w / 2 + 0.005), -0.03, h + 0.03), (s * (w / 2 + 0.005), 0.03, h + 0.03)]
        parts.tube([*grip, (s * w / 2, 0.05, h * 0.9)], 0.008, m.metal("#c79a45"))


@piece
def napkin(parts: Parts, o: Options) -> None:
    """A napkin folded once across its corner, a band of colour along its edge."""
    w, d, _ = sizes(o)
    cloth = m.cotton(o.text("colour"))
    parts.add(curled_sheet(w, d, 0.012, z=0.006), cloth)
    parts.add(curled_sheet(w * 0.94, d * 0.92, 0.016, z=0.014, seed=3), cloth, (0.004, 0.004, 0), (0, 0, 7))
    edge = [((k / 6 - 0.5) * w * 0.86, -d * 0.36 + 0.004 * math.sin(2 * k), 0.019) for k in range(7)]
    parts.tube(edge, 0.004, m.cotton("#b23a3a"), segments=6)


# of the house -----------------------------------------------------------------------------------------------------------


@piece
def hatbox(parts: Parts, o: Options) -> None:
    """A round striped box with a ribbon and a bow on its lid, which swings open."""
    w, _, h = sizes(o)
    r, low = w / 2, h * 0.74
    colour = o.text("colour")
    card, band, ribbon = m.paper(colour), m.paper(m.lighter(colour, 0.45)), m.cotton("#8a2f4a")
    parts.turned([(0, 0.004), (r * 0.94, 0.004), (r * 0.95, low), (r * 0.89, low), (r * 0.88, 0.02), (0, 0.02)], card, segments=36, steps=1)
    for k in range(12):
        a = math.pi * k / 6
        parts.box(
            (0.022, 0.004, low - 0.02), band, (r * 0.955 * math.sin(a), -r * 0.955 * math.cos(a), low / 2), (0, 0, math.degrees(a)), bevel=0
        )
    with parts.hinge("lid", (0, r, low), axis=0, degrees=-105), parts.frame((0, -r, 0)):
        rim = h - low
        parts.turned([(r * 0.96, -0.015), (r, -0.012), (r, rim * 0.8), (r * 0.96, rim), (0, rim)], card, segments=36, steps=1)
        for turn in (0, 90):
            parts.box((2 * r * 0.99, 0.03, 0.005), ribbon, (0, 0, rim + 0.001), (0, 0, turn), bevel=0.001)
        for s in (-1, 1):
            loop = [
                (0, 0, rim),
                (s * 0.05, -0.01, rim + 0.035),
                (s * 0.075, 0, rim + 0.015),
                (s * 0.04, 0.012, rim + 0.004),
                (0, 0, rim),
            ]
            parts.tube(loop, 0.014, ribbon, flat=0.3)
        parts.ball((0.017, 0.015, 0.013), ribbon, (0, 0, rim + 0.012), segments=12)


@piece
def cushion(parts: Parts, o: Options) -> None:
    """A square cushion with piped edges, tassels at its corners and a button in its dent."""
    w, d, h = sizes(o)
    colour = o.text("colour")
    n = 25
    u = np.linspace(-1, 1, n)
    top = []
    for y in u:
        row = []
        for x in u:
            full = (1 - abs(x) ** 2.6) * (1 - abs(y) ** 2.6)
            dent = 0.45 * math.exp(-(x * x + y * y) / 0.05)
            pinch = 1 - 0.07 * (1 - abs(x * y))
            row.append((x * w / 2 * pinch, y * d / 2 * pinch, h / 2 + h / 2 * full**0.6 * (1 - dent)))
        top.append(row)
    sheet = np.array(top)
    below = sheet * [1, 1, -1] + [0, 0, h]
    cloth = m.felt(colour)
    parts.add(g.grid(sheet), cloth)
    parts.add(g.grid(below).flipped(), cloth)
    cord = m.cotton(m.lighter(colour, 0.4))
    parts.tube(np.concatenate([sheet[0], sheet[1:, -1], sheet[-1, -2::-1], sheet[-2::-1, 0]]), 0.006, cord, segments=6, steps=1)
    parts.ball((0.016, 0.016, 0.010), cord, (0, 0, h * 0.78), segments=12)
    for sx in (-1, 1):
        for sy in (-1, 1):
            at = (sx * w * 0.49, sy * d * 0.49, h / 2)
            parts.rod(at, (at[0] + sx * 0.02, at[1] + sy * 0.02, h / 2 - 0.012), 0.006, cord, 0.011, segments=8)


@piece
def bin(parts: Parts, o: Options) -> None:
    """A round tin bin with ribs and a lid that swings up."""
    w, _, h = sizes(o)
    r, low = w / 2, h * 0.86
    tin = m.metal(o.text("colour"), roughness=0.45)
    parts.turned([(0, 0), (r * 0.84, 0), (r * 0.97, low), (r * 0.90, low), (r * 0.80, 0.03), (0, 0.03)], tin, segments=32, steps=1)
    for k in range(1, 4):
        z = low * k / 4
        rr = r * (0.845 + 0.13 * k / 4)
        parts.turned([(rr, z - 0.008), (rr + 0.007, z), (rr, z + 0.008)], tin, segments=32, wobble=0)
    for s in (-1, 1):
        parts.tube([(s * r * 0.94, -0.05, low * 0.7), (s * r * 1.08, 0, low * 0.68), (s * r * 0.94, 0.05, low * 0.7)], 0.009, tin)
    with parts.hinge("lid", (0, r * 0.95, low), axis=0, degrees=-80), parts.frame((0, -r * 0.95, 0)):
        parts.turned([(r, -0.012), (r * 1.02, 0), (r * 0.98, 0.014), (r * 0.5, h * 0.10), (0, h * 0.12)], tin, segments=32)
        parts.tube([(-0.045, 0, h * 0.10), (-0.03, 0, h * 0.15), (0.03, 0, h * 0.15), (0.045, 0, h * 0.10)], 0.009, tin)


@piece
def sack(parts: Parts, o: Options) -> None:
    """A full sack of coarse cloth, tied at the neck with string, a patch on its side."""
    w, d, h = sizes(o)
    r = w / 2
    cloth = m.cotton(o.text("colour"))
    profile = [
        (0, 0),
        (r * 0.86, 0.01),
        (r, h * 0.18),
        (r * 0.94, h * 0.45),
        (r * 0.66, h * 0.66),
        (r * 0.28, h * 0.78),
        (r * 0.26, h * 0.82),
    ]
    parts.turned([*profile, (r * 0.55, h * 0.96), (r * 0.48, h)], cloth, segments=28, squeeze=(1.0, d / w), wobble=0.014)
    string = m.wool("#8a6a3a")
    for z in (0.785, 0.81):
        ring = [(r * 0.31 * math.cos(a), r * 0.31 * d / w * math.sin(a), h * z) for a in np.linspace(0, 2 * math.pi, 13)]
        parts.tube(ring, 0.006, string, segments=6, steps=1)
    parts.rod((0.02, -r * 0.3, h * 0.79), (0.05, -r * 0.62, h * 0.66), 0.005, string, segments=6)
    with parts.frame((r * 0.35, -r * d / w * 0.93, h * 0.32), (-4, 0, 18)):
        parts.box((0.09, 0.006, 0.08), m.felt(m.darker(o.text("colour"), 0.3)), bevel=0.002)


@piece
def swaddled(parts: Parts, o: Options) -> None:
    """A baby in its wraps: a round face that sleeps in a hood of cloth, a ribbon crossed about the bundle."""
    w, d, h = sizes(o)
    colour = o.text("colour")
    cloth, soft = m.knit(colour), m.felt(m.lighter(colour, 0.25))
    parts.ball((w * 0.44, d * 0.46, h * 0.44), cloth, (-w * 0.06, 0, h * 0.46), wobble=0.01, segments=26)
    parts.ball((w * 0.24, d * 0.48, h * 0.50), soft, (w * 0.26, 0.005, h * 0.52), segments=24)
    face = m.skin("#e2ad8c")
    with parts.frame((w * 0.27, -d * 0.10, h * 0.70), (-40, 0, 0)):
        parts.ball((w * 0.18, d * 0.34, h * 0.33), face, segments=24)
        for s in (-1, 1):
            lid = [(s * 0.030 + 0.012 * t, -d * 0.335 + 0.004 * abs(t), 0.006 - 0.006 * (1 - t * t)) for t in (-1, -0.5, 0, 0.5, 1)]
            parts.tube(lid, 0.0022, m.clay("#4a2c22"), segments=5)
            parts.ball((0.014, 0.006, 0.011), m.felt("#d98a7a"), (s * 0.042, -d * 0.315, -0.024), segments=10)
        parts.ball(0.010, m.skin("#d9997c"), (0, -d * 0.35, -0.012), segments=12)
        parts.tube(
            [(-0.010, -d * 0.33, -0.036), (0, -d * 0.335, -0.040), (0.010, -d * 0.33, -0.036)], 0.0022, m.clay("#a84a44"), segments=5
        )
        parts.tube(
            [(0, -d * 0.2, h * 0.32), (0.012, -d * 0.27, h * 0.30), (0.002, -d * 0.29, h * 0.26)], 0.004, m.felt("#5a3a22"), segments=6
        )
    ribbon = m.cotton("#c8435a")
    for tip in (-24, 24):
        ring = [(0.0, d * 0.475 * math.cos(a), h * 0.46 + h * 0.455 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 25)]
        with parts.frame((-w * 0.08, 0, 0), (0, 0, tip)):
            parts.tube(ring, 0.007, ribbon, segments=6, steps=1, flat=0.5)


@piece
def notice(parts: Parts, o: Options) -> None:
    """A board with a sheet of large print on it and a string to hang it by; stands leaning, or is held up."""
    w, _, h = sizes(o)
    with parts.frame((0, 0, 0), (-8, 0, 0)):
        parts.block((w, 0.014, h), lumber(o.text("colour")), bevel=0.004)
        parts.block((w * 0.86, 0.004, h * 0.84), m.paper("#efe4c8"), (0, -0.009, h * 0.08), bevel=0.001, jitter=0.002)
        ink = m.clay(INK)
        for k, (z, half, thick) in enumerate(
            ((0.78, 0.30, 0.011), (0.60, 0.34, 0.006), (0.48, 0.28, 0.006), (0.36, 0.33, 0.006), (0.2, 0.16, 0.009))
        ):
            x = -half * w
            while x < half * w:
                long = min(parts.chance(0.02, 0.05), half * w - x)
                parts.rod((x, -0.013, h * z), (x + long, -0.013, h * z + 0.001 * k), thick * 0.6, ink, segments=5)
                x += long + 0.02
        for s in (-1, 1):
            parts.ball(0.006, m.metal("#c79a45"), (s * w * 0.38, -0.013, h * 0.88), segments=8)


# of the workbox ---------------------------------------------------------------------------------------------------------


@piece
def scissors(parts: Parts, o: Options) -> None:
    """A pair of scissors lying a little open, bows towards the hand."""
    _, d, _ = sizes(o)
    steel, dark = m.metal("#c4c8cc", roughness=0.28), m.clay(o.text("colour"), roughness=0.4)
    for s in (-1, 1):
        with parts.frame((0, 0, 0.010 + 0.004 * s), (0, 0, 7 * s)):
            parts.add(g.plate([(-0.010, 0), (0.010, 0), (0.003, d * 0.52), (-0.003, d * 0.54)], 0.005).moved(turn=(-90, 0, 0)), steel)
            parts.rod((0, 0, 0), (-s * 0.020, -d * 0.18, 0), 0.007, steel, segments=8)
            bow = [(-s * 0.034 + 0.026 * math.cos(a), -d * 0.30 + 0.040 * math.sin(a), 0) for a in np.linspace(0, 2 * math.pi, 17)]
            parts.tube(bow, 0.008, dark, segments=8, steps=1)
    parts.ball((0.009, 0.009, 0.005), m.metal("#c79a45"), (0, 0, 0.018), segments=12)


@piece
def spool(parts: Parts, o: Options) -> None:
    """A wooden reel of thread, a needle stuck through it and its end hanging out."""
    w, _, h = sizes(o)
    r = w / 2
    wood = lumber("#c49a62")
    parts.turned(
        [(0, 0), (r, 0), (r, h * 0.10), (r * 0.6, h * 0.18), (r * 0.6, h * 0.82), (r, h * 0.90), (r, h), (0, h)], wood, segments=24, steps=1
    )
    thread = m.wool(o.text("colour"))
    turns = [
        (r * 0.80 * math.cos(a), r * 0.80 * math.sin(a), h * 0.18 + h * 0.64 * a / (2 * math.pi * 11))
        for a in np.linspace(0, 2 * math.pi * 11, 150)
    ]
    parts.tube(turns, h * 0.036, thread, segments=6, steps=1)
    parts.tube(
        [(r * 0.8, 0, h * 0.7), (r * 1.3, -0.01, h * 0.4), (r * 1.5, 0.01, 0.004), (r * 2.3, 0.03, 0.004)], 0.002, thread, segments=5
    )
    parts.rod((-r * 0.6, -r * 0.9, h * 0.45), (r * 0.7, -r * 0.75, h * 1.12), 0.0022, m.metal("#e4e6ea"), 0.001, segments=6)


@piece
def wire(parts: Parts, o: Options) -> None:
    """A coil of wire, its end sticking out."""
    w, _, h = sizes(o)
    r = w / 2 - 0.012
    turns = np.linspace(0, 2 * math.pi * 5, 90)
    coil = [
        ((r + 0.006 * math.sin(3 * a)) * math.cos(a), (r + 0.006 * math.cos(2 * a)) * math.sin(a), 0.008 + (h - 0.016) * a / turns[-1])
        for a in turns
    ]
    parts.tube(
        [*coil, (r * 1.15, 0.05, h + 0.015), (r * 1.25, 0.10, h + 0.05)],
        0.005,
        m.metal(o.text("colour"), roughness=0.35),
        segments=6,
        steps=1,
    )
    for a in (0.6, 2.7, 4.6):
        with parts.frame((r * math.cos(a), r * math.sin(a), h / 2), (0, 0, math.degrees(a))):
            parts.ball((0.017, 0.008, h * 0.55), m.cotton("#d8cdb8"), segments=10)


@piece
def padlock(parts: Parts, o: Options) -> None:
    """A padlock with a keyhole; its bow swings open."""
    w, d, h = sizes(o)
    low = h * 0.58
    brass, steel = m.metal(o.text("colour"), roughness=0.32), m.metal("#b8bcc0", roughness=0.25)
    parts.block((w, d, low), brass, bevel=0.012)
    parts.turned(
        [(0, 0), (w * 0.11, 0), (w * 0.11, 0.004)], m.clay("#1c1614"), (0, -d / 2, low * 0.58), (90, 0, 0), segments=14, steps=1, wobble=0
    )
    parts.box((w * 0.09, 0.006, low * 0.3), m.clay("#1c1614"), (0, -d / 2, low * 0.40), bevel=0)
    with parts.hinge("bow", (w * 0.30, 0, low), axis=2, degrees=75):
        bow = [(-w * 0.60 * t, 0, (h - low) * (1 - abs(2 * t - 1) ** 2.6) - 0.008) for t in np.linspace(0, 1, 13)]
        parts.tube(bow, w * 0.075, steel, steps=1)


# of the pocket ----------------------------------------------------------------------------------------------------------


@piece
def harmonica(parts: Parts, o: Options) -> None:
    """A mouth organ: two bright covers, a comb with its row of holes."""
    w, d, h = sizes(o)
    bright = m.metal(o.text("colour"), roughness=0.22)
    parts.block((w * 0.97, d * 0.86, h * 0.42), m.wood("#7a2f22"), (0, 0, h * 0.29), bevel=0.003)
    for low, tip in ((0.0, 0), (h * 0.66, 0)):
        parts.block((w, d, h * 0.34), bright, (0, 0, low), (0, tip, 0), bevel=0.008)
    for k in range(10):
        parts.box((w * 0.055, 0.004, h * 0.26), m.clay("#140f0c"), ((k - 4.5) * w * 0.088, -d * 0.44, h * 0.5), bevel=0)


@piece
def whistle(parts: Parts, o: Options) -> None:
    """A tin whistle: a slim pipe with six holes, a mouthpiece and its lip."""
    w, _, h = sizes(o)
    r = w / 2
    tin = m.metal(o.text("colour"), roughness=0.3)
    parts.turned([(0, 0), (r * 0.62, 0), (r * 0.8, h * 0.86), (r * 0.8, h * 0.88)], tin, segments=16, steps=1, wobble=0)
    parts.turned(
        [(r * 0.8, h * 0.84), (r, h * 0.86), (r, h * 0.93), (r * 0.66, h), (0, h)], m.clay("#2f4a7a", roughness=0.35), segments=16, steps=1
    )
    for k in range(6):
        parts.ball((r * 0.34, r * 0.25, r * 0.34), m.clay("#140f0c"), (0, -r * 0.70, h * (0.14 + 0.095 * k + 0.03 * (k > 2))), segments=8)
    parts.box((r * 0.8, r * 0.5, 0.008), m.clay("#140f0c"), (0, -r * 0.8, h * 0.87), bevel=0.001)


@piece
def feather(parts: Parts, o: Options) -> None:
    """One feather, lying, its vane parted here and there."""
    _, d, _ = sizes(o)
    colour = o.text("colour")
    spine = [(0.02 * math.sin(2.2 * t), (t - 0.5) * d, 0.006 + 0.030 * t * t) for t in np.linspace(0, 1, 9)]
    parts.tube(spine, [0.0042 - 0.0035 * k / 8 for k in range(9)], m.clay(m.lighter(colour, 0.5)), segments=6)
    for s in (-1, 1):
        rows = []
        for t in np.linspace(0.18, 1.0, 40):
            wide = 0.030 * math.sin(math.pi * min(1.0, (t - 0.14) / 0.9)) ** 0.6 * (0.7 if s > 0 else 1.0)
            wide *= 0.55 if parts.chance(0, 1) > 0.93 else 1.0
            x, y, z = 0.02 * math.sin(2.2 * t), (t - 0.5) * d, 0.006 + 0.030 * t * t
            rows.append([(x + s * wide * u, y + 0.024 * u, z + 0.007 * u * (1 - u)) for u in np.linspace(0, 1, 6)])
        parts.add(g.grid(np.array(rows)), m.felt(colour if s > 0 else m.darker(colour, 0.12), fibre=90.0))
    for k in range(5):
        y = -d * 0.34 + 0.012 * k
        parts.rod((0, y, 0.008), ((-1) ** k * 0.022, y - 0.012, 0.012), 0.0013, surfaces.leaves("#f2efe6", "#ddd6c6"), segments=4)
