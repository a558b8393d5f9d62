"""By the road, in the churchyard and on the beach: pumps and cars, signs, church and graves, bridge, huts."""

from __future__ import annotations

import math

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.furniture import lumber
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece
from filmwright.theatre.worker.pieces.rooms import leaf
from filmwright.theatre.worker.pieces.town import front_window, shingles

# Road ----------------------------------------------------------------------------------------------------------------


@piece
def asphalt(parts: Parts, o: Options) -> None:
    """A yard of tar with painted bays at its back, oil stains, and a road with a broken line along its front."""
    w, back, front = o.number("width", 26.0), o.number("back", 7.0), o.number("front", -10.0)
    tar = parts.dressing.palette[1] if len(parts.dressing.palette) > 1 else o.text("colour", "#5a5858")
    n = 40
    x, y = np.meshgrid(np.linspace(-w / 2, w / 2, n), np.linspace(front, back, n))
    z = g.wobble(np.stack([x.ravel(), y.ravel(), np.zeros(n * n)], 1), 0.006, 1.3, parts.seed)[:, 2].reshape(n, n) - 0.004
    parts.add(g.grid(np.stack([x, y, z], -1)), surfaces.ground(tar, m.darker(tar, 0.2), scale=0.8, lumps=60.0))
    paint = m.felt("#e6e0cc", fibre=60.0, variation=0.3)
    for k in range(int(o.number("bays", 6)) + 1):
        bx = o.number("bay_from", -1.8) + 1.45 * k
        parts.box((0.07, 2.3, 0.008), paint, (bx, o.number("bay_y", 3.4), 0.004), (0, 0, parts.chance(-0.4, 0.4)), bevel=0.002)
    parts.box((w, 0.14, 0.08), m.stone("#a39a8c"), (0, -3.1, 0.0), bevel=0.02, jitter=0.008)
    for k in range(12):
        parts.box((0.9, 0.08, 0.008), paint, (-11 + 2.0 * k, -5.4, 0.004), bevel=0.002)
    for _ in range(7):
        at = (parts.chance(-3, 3.5), parts.chance(-2.4, 2.4), 0.002)
        size = (parts.chance(0.1, 0.3), parts.chance(0.08, 0.2), 0.004)
        parts.ball(size, m.clay("#2d2c2e", roughness=0.3), at, wobble=0.02, segments=16)


@piece
def petrol_pump(parts: Parts, o: Options) -> None:
    """A round-shouldered pump with a glowing globe, a dial, a hose and its nozzle; faces -y; 1.5 high."""
    paint = m.gloss(o.text("colour", "#b8352b"), roughness=0.35)
    cream, steel = m.gloss("#eee4cc", roughness=0.35), m.metal("#b9bec2", roughness=0.25)
    parts.block((0.56, 0.44, 0.1), m.stone("#9a948a"), bevel=0.02)
    parts.block((0.44, 0.32, 0.66), paint, (0, 0, 0.1), bevel=0.05)
    parts.block((0.42, 0.3, 0.36), cream, (0, 0, 0.76), bevel=0.06)
    parts.box((0.46, 0.34, 0.03), steel, (0, 0, 0.76), bevel=0.01)
    parts.turned([(0.13, -0.006), (0.14, 0.0), (0.13, 0.008)], steel, (0, -0.152, 0.95), (90, 0, 0), segments=24, wobble=0)
    parts.turned([(0.128, 0), (0, 0)], m.paper("#f4eede"), (0, -0.154, 0.95), (90, 0, 0), segments=24, steps=1, wobble=0)
    parts.box((0.012, 0.006, 0.1), m.clay("#b8352b"), (0.03, -0.162, 0.98), (0, 32, 0), bevel=0.002)
    for k in range(3):
        parts.box((0.07, 0.012, 0.06), m.paper("#f4eede"), (-0.1 + 0.1 * k, -0.165, 0.66), bevel=0.003)
    parts.turned([(0.05, 1.12), (0.07, 1.13), (0.05, 1.16)], steel, segments=18)
    parts.ball((0.15, 0.09, 0.15), parts.glow("#ffe6b0", 2.4), (0, 0, 1.3), segments=22)
    parts.add(g.lathe([(0.152, -0.03), (0.157, 0.0), (0.152, 0.03)], segments=28), paint, (0, 0, 1.3), (90, 0, 0))
    hose = [(0.23, 0, 0.9), (0.36, -0.06, 0.75), (0.38, -0.1, 0.35), (0.32, -0.12, 0.2), (0.28, -0.08, 0.45), (0.24, -0.05, 0.66)]
    parts.tube(hose, 0.02, m.clay("#201f20"), steps=7)
    parts.box((0.05, 0.06, 0.2), steel, (0.245, -0.03, 0.72), (0, -8, 0), bevel=0.015)


@piece
def petrol_canopy(parts: Parts, o: Options) -> None:
    """A flat roof on round posts with rounded ends, strip lights beneath, a painted band; its underside at `height`."""
    w, d, h = o.number("width", 5.2), o.number("depth", 2.4), o.number("height", 2.3)
    colour = o.text("colour", "#b8352b")
    parts.shadowless = True
    parts.box((w, d, 0.12), m.plaster("#e6dfcc"), (0, 0, h + 0.06), bevel=0.05)
    parts.box((w + 0.06, d + 0.06, 0.16), m.gloss(colour, roughness=0.4), (0, 0, h + 0.2), bevel=0.06, segments=3)
    parts.box((w + 0.1, d + 0.1, 0.035), m.gloss("#eee4cc", roughness=0.4), (0, 0, h + 0.2), bevel=0.015)
    for s in (-1, 1):
        x = s * (w / 2 - 0.7)
        parts.turned([(0.13, 0), (0.13, 0.2), (0.09, 0.24), (0.08, h - 0.1), (0.16, h)], m.gloss("#eee4cc", roughness=0.4), (x, 0, 0))
        for k in range(3):
            parts.turned([(0.132, 0.04 + 0.06 * k), (0.134, 0.07 + 0.06 * k)], m.gloss(colour), (x, 0, 0), steps=1, wobble=0)
    for x in (-w * 0.25, w * 0.25):
        parts.box((0.9, 0.16, 0.03), parts.glow("#eaf6ff", 5.0), (x, -0.3, h - 0.01), bevel=0.01)
    letters = o.number("letters", 6)
    for k in range(int(letters)):
        x = (k - (letters - 1) / 2) * 0.34
        parts.box((0.18, 0.02, 0.11 + 0.02 * (k % 2)), m.gloss("#eee4cc"), (x, -d / 2 - 0.05, h + 0.2), bevel=0.03)


@piece
def kiosk(parts: Parts, o: Options) -> None:
    """A low flat-roofed shop of a filling station facing -y: a lit window of goods, a door, a sign on its roof."""
    w, h, d = o.number("width", 3.2), o.number("height", 1.9), 1.6
    wall, trim = m.plaster(o.text("colour", "#dccfae")), m.gloss(o.text("trim", "#2f6a70"), roughness=0.4)
    parts.box((w, d, h), wall, (0, d / 2, h / 2), bevel=0.03, jitter=0.012)
    parts.box((w + 0.3, d + 0.3, 0.14), trim, (0, d / 2 - 0.05, h + 0.05), bevel=0.05)
    parts.box((w, 0.06, 0.22), trim, (0, -0.01, 0.11), bevel=0.01)
    lit = parts.dressing.lamps > 0.02
    pane = parts.glow("#ffe2a0", 1.5) if lit else m.gloss("#6f8a94", roughness=0.15)
    x0 = -w * 0.18
    parts.box((w * 0.52, 0.02, 0.86), pane, (x0, -0.012, 0.98), bevel=0.01)
    for k in range(4):
        parts.box((0.035, 0.05, 0.9), trim, (x0 - w * 0.26 + w * 0.52 * k / 3, -0.03, 0.98), bevel=0.008)
    for z in (0.53, 1.43):
        parts.box((w * 0.52 + 0.08, 0.06, 0.05), trim, (x0, -0.03, z), bevel=0.01)
    for k in range(8):
        tint = surfaces.pick(("#b8463a", "#d8a03a", "#3f6a70", "#6b8a4a", "#c77b4a"), k * 2)
        high = parts.chance(0.1, 0.26)
        parts.box((0.11, 0.03, high), m.clay(tint), (x0 - w * 0.22 + w * 0.44 * k / 7, -0.03, 0.57 + high / 2), bevel=0.02)
    with parts.frame((w * 0.3, -0.02, 0)):
        parts.box((0.78, 0.06, 1.5), trim, (0, 0, 0.75), bevel=0.015)
        parts.box((0.6, 0.03, 0.98), pane, (0, -0.03, 0.9), bevel=0.01)
        parts.rod((0.22, -0.07, 0.6), (0.22, -0.07, 0.95), 0.016, m.metal("#c0c4c6"))
    parts.box((1.5, 0.06, 0.34), m.gloss(o.text("sign", "#b8352b"), roughness=0.35), (x0, 0.1, h + 0.32), bevel=0.04)
    for k in range(5):
        parts.box(
            (0.16, 0.02, 0.15), parts.glow("#fff0c8", 2.2) if lit else m.gloss("#eee4cc"), (x0 - 0.5 + 0.25 * k, 0.06, h + 0.32), bevel=0.03
        )
    for k in range(3):
        parts.turned(
            [(0.08, 0), (0.14, 0.01), (0.14, 0.08), (0.08, 0.09)], m.clay("#26262a", roughness=0.8), (w * 0.5 - 0.12, -0.22, 0.09 * k)
        )


@piece
def parked_car(parts: Parts, o: Options) -> None:
    """A round little car along x, its nose to -x; 2.1 long, 0.95 high."""
    w, d = o.number("width", 2.1), 0.86
    paint = m.gloss(o.text("colour", "#4f7f8a"), roughness=0.28, coat=0.4)
    dark, chrome = m.clay("#201f22"), m.metal("#c9ccd0", roughness=0.2)
    s = w / 2.1
    body = [
        (-1.05, 0.18), (1.03, 0.18), (1.06, 0.4), (0.98, 0.53), (0.6, 0.57), (-0.42, 0.57), (-0.9, 0.5), (-1.04, 0.38),
    ]  # fmt: skip
    roof = [(-0.5, 0.54), (0.68, 0.54), (0.55, 0.82), (0.36, 0.93), (-0.08, 0.94), (-0.26, 0.86)]
    with parts.frame(scale=s):
        parts.add(g.plate(body, d, bevel=0.09), paint)
        parts.add(g.plate(roof, d * 0.86, bevel=0.1), paint)
        glass = m.gloss("#5f7a86" if parts.dressing.time_of_day == "day" else "#2c3c48", roughness=0.1)
        for side in (-1, 1):
            y = side * (d * 0.43 - 0.005)
            parts.add(g.plate([(-0.36, 0.58), (0.1, 0.58), (0.1, 0.84), (-0.06, 0.85), (-0.2, 0.8)], 0.03, bevel=0.01), glass, (0, y, 0))
            parts.add(g.plate([(0.16, 0.58), (0.54, 0.58), (0.45, 0.78), (0.34, 0.84), (0.16, 0.84)], 0.03, bevel=0.01), glass, (0, y, 0))
            parts.rod((0.13, side * d * 0.5, 0.24), (0.13, side * d * 0.49, 0.56), 0.006, dark, segments=5)
            parts.box((0.12, 0.025, 0.025), chrome, (0.24, side * (d * 0.5 + 0.006), 0.47), bevel=0.008)
            parts.rod((-0.95, side * d * 0.5, 0.36), (1.0, side * d * 0.5, 0.36), 0.012, chrome, segments=6)
            for x in (-0.63, 0.62):
                wheel = [(0, -0.07), (0.17, -0.07), (0.21, -0.045), (0.21, 0.045), (0.17, 0.07), (0, 0.07)]
                parts.turned(wheel, dark, (x, side * (d / 2 - 0.06), 0.2), (90, 0, 0), segments=26, wobble=0)
                hub = [(0, -0.02), (0.1, -0.012), (0.11, 0.0), (0.1, 0.012), (0, 0.02)]
                parts.turned(hub, chrome, (x, side * (d / 2 + 0.012), 0.2), (90, 0, 0), segments=20, wobble=0)
                arch = [
                    (x + 0.25 * math.cos(t), side * (d / 2 - 0.02), 0.2 + 0.25 * math.sin(t)) for t in np.linspace(0.1, math.pi - 0.1, 9)
                ]
                parts.tube(arch, 0.045, paint, steps=2)
        for x in (-1.03, 1.05):
            parts.rod((x, -d * 0.46, 0.24), (x, d * 0.46, 0.24), 0.035, chrome)
            for side in (-1, 1):
                lamp = m.gloss("#f4ead0", roughness=0.15) if x < 0 else m.gloss("#b8352b", roughness=0.2)
                parts.ball((0.04, 0.075, 0.075), lamp, (x * 0.985, side * d * 0.34, 0.42), segments=14)
        screen = [(-0.53, -d * 0.34, 0.585), (-0.53, d * 0.34, 0.585), (-0.29, d * 0.31, 0.85), (-0.29, -d * 0.31, 0.85)]
        parts.add(g.polygons(screen, [(3, 2, 1, 0)]), glass)
        rear = [(0.72, -d * 0.34, 0.585), (0.72, d * 0.34, 0.585), (0.585, d * 0.31, 0.82), (0.585, -d * 0.31, 0.82)]
        parts.add(g.polygons(rear, [(0, 1, 2, 3)]), glass)


@piece
def road_sign(parts: Parts, o: Options) -> None:
    """A signpost with arms that point different ways."""
    h, n = o.number("height", 1.5), int(o.number("arms", 3))
    parts.rod((0, 0, -0.02), (0.02, 0, h), 0.035, lumber(o.text("post", "#6b5238"), "z"), 0.03)
    parts.turned([(0.05, 0), (0.04, 0.05), (0, 0.08)], lumber("#4a3828", "z"), (0.02, 0, h), segments=12)
    for k in range(n):
        turn = (25, 160, -70, 200)[k % 4]
        outline = [(0.0, -0.07), (0.5, -0.07), (0.6, 0.0), (0.5, 0.07), (0.0, 0.07)]
        with parts.frame((0.01, 0, h - 0.16 - 0.2 * k), (0, parts.chance(-3, 3), turn)):
            parts.add(g.plate(outline, 0.03, bevel=0.008), lumber(surfaces.pick(("#e0d4b4", "#c9b98e", "#d8cba8"), k)), (0, -0.03, 0))
            for i in range(4):
                parts.box((0.06, 0.006, 0.05), m.clay("#3a3028"), (0.12 + 0.09 * i, -0.05, 0), bevel=0.004, jitter=0.006)


@piece
def telegraph_poles(parts: Parts, o: Options) -> None:
    """Poles and sagging wires along x."""
    w, h, n = o.number("width", 24.0), o.number("height", 3.2), int(o.number("count", 4))
    wood = m.wood("#5a4636", grain="z", per_object=0.0)
    xs = np.linspace(-w / 2, w / 2, n)
    for x in xs:
        parts.rod((x, 0, -0.1), (x + 0.02, 0, h), 0.06, wood, 0.045)
        parts.box((0.8, 0.06, 0.08), wood, (x, 0, h - 0.25), bevel=0.012)
        for s in (-0.34, 0.34):
            parts.turned([(0.03, 0), (0.035, 0.03), (0.02, 0.07)], m.gloss("#dfe6e2"), (x + s, 0, h - 0.21), segments=10)
    for a, b in zip(xs[:-1], xs[1:], strict=True):
        for s in (-0.34, 0.34):
            line = [(a + (b - a) * t + s, 0, h - 0.15 - 1.1 * t * (1 - t)) for t in np.linspace(0, 1, 9)]
            parts.tube(line, 0.008, m.clay("#2a2826"), segments=4, steps=1)


# Churchyard ----------------------------------------------------------------------------------------------------------


@piece
def church(parts: Parts, o: Options) -> None:
    """A small stone church facing -y, its tower to the left: lit pointed windows, a spire with a cock."""
    w, h = o.number("width", 3.4), o.number("height", 1.5)
    rock = surfaces.brick(o.text("colour", "#a09684"), m.darker(o.text("colour", "#a09684"), 0.4), scale=1.4)
    roof = o.text("roof", "#4f4a52")
    d = 1.9
    parts.box((w, d, h + 0.1), rock, (0, 0, h / 2), bevel=0.02, jitter=0.01)
    ridge = d * 0.6
    for s in (-1, 1):
        gable = [(s * w / 2, -d / 2, h), (s * w / 2, d / 2, h), (s * w / 2, 0, h + ridge)]
        parts.add(g.polygons(gable, [(0, 1, 2) if s > 0 else (1, 0, 2)]), rock)
    slope, pitch = math.hypot(d / 2 + 0.1, ridge + 0.08), math.degrees(math.atan2(ridge, d / 2))
    shingles(parts, w + 0.1, slope, roof, (0, -d / 2 - 0.08, h - 0.06), pitch, rows=6)
    with parts.frame((0, 0, 0), (0, 0, 180)):
        shingles(parts, w + 0.1, slope, roof, (0, -d / 2 - 0.08, h - 0.06), pitch, rows=6)
    tx, tw, th = -w / 2 - 0.35, 1.15, h * 2.3
    parts.box((tw, tw, th), rock, (tx, -0.1, th / 2), bevel=0.02, jitter=0.01)
    for z in (h * 0.9, h * 1.6, th):
        parts.box((tw + 0.1, tw + 0.1, 0.08), m.stone("#8c8478"), (tx, -0.1, z), bevel=0.02)
    parts.turned(
        [(tw * 0.78, th), (tw * 0.42, th + 0.6), (0.03, th + 1.9), (0, th + 1.95)],
        surfaces.roof(roof),
        (tx, -0.1, 0),
        (0, 0, 45),
        segments=4,
        steps=1,
    )
    gilt = m.metal("#d8a64a")
    parts.rod((tx, -0.1, th + 1.9), (tx, -0.1, th + 2.25), 0.015, gilt)
    parts.add(g.plate([(-0.16, 0), (0.12, 0), (0.16, 0.14), (0.06, 0.06), (-0.06, 0.05), (-0.16, 0.12)], 0.02), gilt, (tx, -0.1, th + 2.22))
    lit = parts.dressing.lamps > 0.02
    for k in range(4):
        _lancet(parts, -w / 2 + w * (k + 0.62) / 4.3, -d / 2, h * 0.34, 0.26, h * 0.56, lit, k)
    _lancet(parts, tx, -0.1 - tw / 2, th * 0.72, 0.3, th * 0.2, False, 9)
    parts.turned([(0.2, 0), (0, 0.0)], m.paper("#efe6cc"), (tx, -0.1 - tw / 2 - 0.02, th * 0.6), (90, 0, 0), segments=24, steps=1, wobble=0)
    for angle, long in ((305.0, 0.1), (60.0, 0.15)):
        t = math.radians(angle)
        at = (tx + math.sin(t) * long / 2, -0.1 - tw / 2 - 0.035, th * 0.6 + math.cos(t) * long / 2)
        parts.box((0.025, 0.01, long), m.clay("#2a2420"), at, (0, angle, 0), bevel=0)
    parts.box((0.6, 0.1, 1.0), m.stone("#8c8478"), (tx, -0.1 - tw / 2, 0.5), bevel=0.03)
    with parts.frame((tx - 0.21, -0.1 - tw / 2 - 0.07, 0.0)):
        leaf(parts, 0.42, 0.86, "#5a3826", planks=True)


def _lancet(parts: Parts, x: float, y: float, z: float, w: float, h: float, lit: bool, seed: int) -> None:
    """A pointed window of coloured panes, its bottom middle at x and z on a front at y."""
    outline = [(-w / 2, 0), (w / 2, 0), (w / 2, h * 0.62), (w * 0.3, h * 0.84), (0, h), (-w * 0.3, h * 0.84), (-w / 2, h * 0.62)]
    stone = [(px * 1.35, pz * 1.12 - h * 0.04) for px, pz in outline]
    parts.add(g.plate(stone, 0.05, bevel=0.01), m.stone("#8c8478"), (x, y - 0.01, z))
    glass = parts.glow(surfaces.pick(("#ffb85e", "#f0a04a", "#ffc878"), seed), 1.7) if lit else m.gloss("#33485a", roughness=0.15)
    parts.add(g.plate(outline, 0.02, bevel=0.002), glass, (x, y - 0.045, z))
    lead = m.clay("#2a2826")
    parts.box((0.014, 0.016, h * 0.95), lead, (x, y - 0.06, z + h * 0.48), bevel=0)
    for t in (0.25, 0.5, 0.74):
        parts.box((w * 0.95, 0.016, 0.012), lead, (x, y - 0.06, z + h * t), bevel=0)


@piece
def graves(parts: Parts, o: Options) -> None:
    """Old graves over an area: round heads, crosses, broken slabs, all leaning; moss and a few flowers."""
    x0, y0, x1, y1 = o.numbers("area", [-4, 2, 4, 6])
    columns, rows = int(o.number("columns", 6)), int(o.number("rows", 3))
    for row in range(rows):
        for column in range(columns):
            if parts.random.random() < o.number("gaps", 0.12):
                continue
            x = x0 + (x1 - x0) * (column + 0.5) / columns + parts.chance(-0.15, 0.15)
            y = y0 + (y1 - y0) * (row + 0.5) / rows + parts.chance(-0.15, 0.15)
            with parts.frame((x, y, -0.03), (parts.chance(-7, 7), parts.chance(-7, 7), parts.chance(-9, 9))):
                headstone(parts, parts.random.randint(0, 3))


def headstone(parts: Parts, kind: int) -> None:
    """One gravestone at the origin, facing -y: 0 round-headed, 1 a cross, 2 square with a broken corner, 3 an obelisk."""
    rock = m.stone(parts.random.choice(("#8c8780", "#7a766e", "#9a9184", "#6f6c68")), moss="#6b7a4a")
    w, h = parts.chance(0.36, 0.5), parts.chance(0.5, 0.78)
    ink = m.clay("#4a4844")
    match kind:
        case 0:
            arch = [(w / 2 * math.cos(t), h * 0.68 + h * 0.3 * math.sin(t)) for t in np.linspace(0, math.pi, 9)]
            parts.add(g.plate([(-w / 2, 0), (w / 2, 0), *arch], 0.1, bevel=0.02), rock)
        case 1:
            parts.block((0.12, 0.1, h * 1.25), rock, (0, 0, 0.08), bevel=0.02)
            parts.box((w * 1.05, 0.1, 0.12), rock, (0, 0, h * 0.95), bevel=0.02)
            parts.block((w * 0.9, 0.26, 0.12), rock, bevel=0.03)
            return
        case 2:
            corner = [(-w / 2, 0), (w / 2, 0), (w / 2, h * 0.7), (w * 0.28, h * 0.82), (w * 0.12, h), (-w / 2, h * 0.97)]
            parts.add(g.plate(corner, 0.11, bevel=0.02), rock)
        case _:
            parts.block((w, w * 0.8, 0.16), rock, bevel=0.03)
            parts.turned([(w * 0.36, 0.14), (w * 0.24, h * 1.35), (0.0, h * 1.5)], rock, turn=(0, 0, 45), segments=4, steps=1)
            return
    for k in range(3):
        parts.box((w * (0.55 - 0.12 * k), 0.01, 0.02), ink, (0, -0.056, h * (0.66 - 0.13 * k)), bevel=0.002)


@piece
def grave_mound(parts: Parts, o: Options) -> None:
    """A fresh grave along y: turned earth, a plain head at +y, a wreath."""
    earth = o.text("colour", "#5f4630")
    parts.ball(
        (0.36, 0.75, 0.16), surfaces.ground(earth, m.darker(earth, 0.25), scale=3.0, lumps=30.0), (0, 0, 0.0), wobble=0.04, segments=26
    )
    with parts.frame((0, 0.78, 0), (-3, 2, 0)):
        headstone(parts, 0)
    green = surfaces.leaves("#3f5f3a", "#6b8a4a")
    ring = [(0.15 * math.cos(t), 0.5 + 0.03, 0.3 + 0.15 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 16)]
    parts.add(g.tube(ring, 0.04, segments=8, steps=1, ends="open").wobbled(0.012, 12.0, 3), green)
    for k in range(7):
        a = k * 2 * math.pi / 7
        parts.ball(
            0.032, m.felt(surfaces.pick(("#c8435a", "#f0e6d2"), k)), (0.15 * math.cos(a), 0.49, 0.3 + 0.15 * math.sin(a)), segments=8
        )


@piece
def iron_gate(parts: Parts, o: Options) -> None:
    """A gate of iron bars between stone posts, facing -y; it opens."""
    w, h = o.number("width", 1.0), o.number("height", 1.05)
    iron = m.metal("#2b2f31", roughness=0.55)
    for s in (-1, 1):
        parts.block((0.26, 0.26, h + 0.2), surfaces.brick("#8c8478", m.darker("#8c8478", 0.4), scale=0.8), (s * (w / 2 + 0.13), 0, 0))
        parts.block((0.34, 0.34, 0.08), m.stone("#9a9184"), (s * (w / 2 + 0.13), 0, h + 0.2), bevel=0.02)
        parts.ball(0.11, m.stone("#9a9184"), (s * (w / 2 + 0.13), 0, h + 0.38), segments=16)
    for name, x, s in (("left", -w / 2, 1), ("right", w / 2, -1)):
        with parts.hinge(f"gate {name}", (x, 0, 0.06), degrees=80.0 * s):
            for k in range(5):
                bx = s * (0.03 + (w / 2 - 0.06) * k / 4)
                high = h * (0.72 + 0.07 * k)
                parts.rod((bx, 0, 0), (bx, 0, high), 0.013, iron, segments=6)
                parts.turned([(0.02, 0), (0.026, 0.03), (0, 0.09)], iron, (bx, 0, high), segments=8)
            for z in (0.1, h * 0.55):
                parts.rod((0, 0, z), (s * (w / 2 - 0.02), 0, z), 0.014, iron, segments=6)


# River and beach -----------------------------------------------------------------------------------------------------


@piece
def stone_bridge(parts: Parts, o: Options) -> None:
    """A humped bridge of one arch along x, seen from its side; its road `width` long, feet at its origin's height."""
    w, deep, rise = o.number("width", 5.0), o.number("depth", 1.1), o.number("rise", 0.75)
    span = w * 0.29
    rock = surfaces.brick(o.text("colour", "#938a7c"), m.darker(o.text("colour", "#938a7c"), 0.45), scale=1.3)
    xs = np.linspace(-w / 2, w / 2, 41)
    road = rise * np.cos(xs / (w / 2) * math.pi / 2) ** 1.1 + 0.12
    under = np.where(np.abs(xs) < span, -0.35 + (rise + 0.15) * np.sqrt(np.maximum(0, 1 - (xs / span) ** 2)), -0.9)
    under = np.minimum(under, road - 0.12)
    for y, flip in ((-deep / 2, False), (deep / 2, True)):
        rows = np.array([np.stack([xs, np.full(41, y), under + (road + 0.34 - under) * t], 1) for t in (0.0, 0.5, 1.0)])
        uv = rows[..., [0, 2]]
        side = g.grid(rows, uv=uv)
        parts.add(side.flipped() if flip else side, rock)
        inner = np.array([np.stack([xs, np.full(41, y * 0.8), road + t], 1) for t in (0.0, 0.34)])
        shape = g.grid(inner, uv=inner[..., [0, 2]])
        parts.add(shape if flip else shape.flipped(), rock)
        for k in range(18):
            t = -w / 2 + w * (k + 0.5) / 18
            z = rise * math.cos(t / (w / 2) * math.pi / 2) ** 1.1 + 0.48
            lean = math.degrees(math.atan(-rise * math.sin(t / (w / 2) * math.pi / 2) * math.pi / w))
            parts.box((w / 18 - 0.01, 0.2, 0.08), m.stone("#a39a8c", moss="#7a8448"), (t, y * 0.9, z), (0, -lean, 0), bevel=0.02)
        for k in range(13):
            a = math.pi * (k + 0.5) / 13
            at = (-span * 1.04 * math.cos(a), y * 1.02, -0.35 + (rise + 0.15) * 1.04 * math.sin(a))
            turn = (0, -math.degrees(math.atan2(math.cos(a), math.sin(a))), 0)
            parts.box((span * 0.24, 0.08, 0.17), m.stone("#a89c88"), at, turn, bevel=0.02, jitter=0.008)
    deck = np.array([np.stack([xs, np.full(41, y), road], 1) for y in (-deep / 2, deep / 2)])
    parts.add(g.grid(deck), surfaces.ground("#9a8a70", "#7a6c58", scale=3.0))
    vault = np.array([np.stack([xs, np.full(41, y), under], 1) for y in (deep / 2, -deep / 2)])
    parts.add(g.grid(vault), m.stone("#6a6258"))


@piece
def jetty(parts: Parts, o: Options) -> None:
    """A short landing stage along y, its planks at its origin's height."""
    w, d = o.number("width", 0.8), o.number("depth", 1.6)
    n = int(d / 0.15)
    for k in range(n):
        y = -d / 2 + d * (k + 0.5) / n
        shade = m.mix("#8f7a5f", "#5f5548", round(parts.random.random() * 4) / 4)
        plank = (w + parts.chance(-0.05, 0.05), d / n - 0.014, 0.035)
        parts.box(plank, lumber(shade), (0, y, 0.0), (0, parts.chance(-0.8, 0.8), parts.chance(-0.8, 0.8)), bevel=0.008)
    for y in (-d * 0.35, d * 0.42):
        for s in (-1, 1):
            parts.rod((s * (w / 2 - 0.05), y, -0.8), (s * (w / 2 - 0.05), y, 0.22), 0.045, lumber("#5f4a38", "z"))


@piece
def beach_hut(parts: Parts, o: Options) -> None:
    """A striped hut on stilts with a gable and a porch, facing -y."""
    w, h, d = o.number("width", 1.1), o.number("height", 1.25), 1.0
    colour, pale = o.text("colour", "#4f8a9a"), "#f0e8d6"
    n = 9
    for k in range(n):
        x = -w / 2 + w * (k + 0.5) / n
        top = h + (0.5 - abs(k + 0.5 - n / 2) / n) * 0.75
        shade = lumber(colour if k % 2 else pale, "z")
        parts.box((w / n - 0.005, 0.04, top), shade, (x, -d / 2, 0.15 + top / 2), bevel=0.006, segments=1)
        parts.box((w / n - 0.005, 0.04, top), shade, (x, d / 2, 0.15 + top / 2), bevel=0.006, segments=1)
    for s in (-1, 1):
        parts.box((0.04, d, h), lumber(colour, "z"), (s * w / 2, 0, 0.15 + h / 2), bevel=0.006)
        parts.box((w * 0.66, d + 0.3, 0.04), lumber(m.darker(colour, 0.25)), (s * w * 0.29, -0.04, h + 0.34), (0, s * 38, 0), bevel=0.01)
        parts.add(
            g.plate([(0, 0), (0.07, 0), (0.07, 0.64), (0, 0.7)], 0.03),
            lumber(pale),
            (s * (w / 2 + 0.04), -d / 2 - 0.05, h + 0.06),
            (0, -s * 52, 0),
        )
        for y in (-d * 0.4, d * 0.4):
            parts.block((0.1, 0.1, 0.3), lumber("#6b5238", "z"), (s * w * 0.4, y, -0.12))
    parts.box((0.5, 0.05, 0.95), lumber(m.darker(colour, 0.35), "z"), (0, -d / 2 - 0.02, 0.64), bevel=0.012)
    parts.box((0.42, 0.03, 0.06), lumber(pale), (0, -d / 2 - 0.05, 0.9), bevel=0.008)
    parts.ball(0.02, m.metal("#d8a64a"), (0.17, -d / 2 - 0.06, 0.62), segments=8)
    parts.box((w, 0.4, 0.05), lumber("#a9906a"), (0, -d / 2 - 0.2, 0.13), bevel=0.01)
    for k in range(2):
        parts.box((0.5, 0.14, 0.04), lumber("#a9906a"), (0, -d / 2 - 0.46 - 0.12 * k, 0.06 - 0.05 * k), bevel=0.01)


@piece
def windbreak(parts: Parts, o: Options) -> None:
    """Striped cloth between poles pushed into the sand, along x."""
    w, h, n = o.number("width", 1.7), 0.62, int(o.number("stripes", 8))
    for k in range(5):
        x = -w / 2 + w * k / 4
        parts.rod((x, 0.05 * (k % 2), -0.05), (x + parts.chance(-0.03, 0.03), 0.05 * (k % 2), h + 0.1), 0.016, lumber("#a9814a", "z"))
    colours = o.texts("colours", ["#b8463a", "#f0e6d2", "#3f6a80", "#f0e6d2"])
    for k in range(n):
        rows = np.array(
            [
                [(-w / 2 + w * (k + u) / n, 0.03 + 0.05 * math.sin((k + u) * 1.57) + 0.02 * math.sin(z * 9), z) for u in (0, 0.5, 1)]
                for z in np.linspace(0.06, h, 5)
            ]
        )
        parts.add(g.grid(rows), m.cotton(surfaces.pick(colours, k)))


@piece
def deckchair(parts: Parts, o: Options) -> None:
    """A slung canvas chair facing -y; its seat at 0.3."""
    wood = lumber("#b98a55", "z")
    for s in (-1, 1):
        parts.rod((s * 0.26, -0.32, 0.02), (s * 0.26, 0.36, 0.86), 0.02, wood)
        parts.rod((s * 0.23, 0.3, 0.02), (s * 0.23, -0.28, 0.38), 0.02, wood)
        parts.rod((s * 0.25, 0.36, 0.02), (s * 0.25, 0.2, 0.6), 0.014, wood)
    for y, z in ((0.36, 0.85), (-0.28, 0.38)):
        parts.rod((-0.27, y, z), (0.27, y, z), 0.018, wood)
    colours = o.texts("colours", ["#d8a03a", "#f0e6d2"])
    sling = [(-0.28, 0.38), (-0.12, 0.3), (0.05, 0.29), (0.2, 0.42), (0.3, 0.64), (0.36, 0.85)]
    for k in range(5):
        x0 = -0.2 + 0.08 * k
        rows = np.array([[(x, y, z) for x in (x0, x0 + 0.08)] for y, z in sling])
        parts.add(g.grid(rows), m.cotton(surfaces.pick(colours, k)))
        parts.add(g.grid(rows).flipped().moved((0, 0, -0.004)), m.cotton(surfaces.pick(colours, k)))


@piece
def groyne(parts: Parts, o: Options) -> None:
    """Weathered posts and boards that run out to sea along y, sinking."""
    long = o.number("length", 4.5)
    n = int(long / 0.5)
    for k in range(n + 1):
        y = long * k / n
        top = 0.52 - 0.11 * y + parts.chance(-0.04, 0.04)
        post = m.wood(m.mix("#6a5a48", "#4a4a3c", k / n), grain="z", per_object=0.0)
        parts.rod((0, y, -0.9), (parts.chance(-0.03, 0.03), y, top), 0.06, post, 0.05)
        parts.ball((0.058, 0.058, 0.02), m.felt("#5f7a3f"), (0, y, top - 0.2), segments=12)
        if k < n:
            for z in (0.34, 0.18, 0.02):
                board = (0.04, 0.52, 0.13)
                parts.box(board, lumber("#7a6a54", "y"), (0.05, y + 0.25, z - 0.11 * (y + 0.25)), (-6.3, 0, 0), bevel=0.012)


@piece
def sandcastle(parts: Parts, o: Options) -> None:
    """Four towers and a wall of wet sand with a paper flag, a bucket beside it."""
    sand = surfaces.ground(o.text("colour", "#c2a26c"), "#a98a58", scale=5.0, lumps=60.0)
    for sx in (-1, 1):
        for sy in (-1, 1):
            parts.turned([(0.1, 0), (0.085, 0.17), (0.075, 0.18), (0, 0.18)], sand, (sx * 0.17, sy * 0.15, 0), segments=16, wobble=0.006)
    for s in (-1, 1):
        parts.block((0.3, 0.07, 0.11), sand, (0, s * 0.15, 0), bevel=0.02)
        parts.block((0.07, 0.26, 0.11), sand, (s * 0.17, 0, 0), bevel=0.02)
    parts.turned([(0.13, 0), (0.1, 0.26), (0, 0.27)], sand, (0, 0, 0), segments=18, wobble=0.006)
    parts.rod((0, 0, 0.25), (0, 0, 0.46), 0.006, lumber("#a9814a", "z"))
    parts.add(g.polygons([(0, 0, 0.46), (0.13, 0.01, 0.42), (0, 0, 0.37)], [(0, 1, 2), (2, 1, 0)]), m.felt("#b8352b"))
    pail = [(0.07, 0), (0.095, 0.15), (0.1, 0.155), (0.085, 0.15), (0.06, 0.02), (0, 0.02)]
    parts.turned(pail, m.gloss("#3f6a80", roughness=0.3), (0.42, -0.1, 0), segments=20, steps=1)


@piece
def hut(parts: Parts, o: Options) -> None:
    """A mountain refuge of logs with a steep roof, a lit window and a door, facing -y."""
    w, h, d = o.number("width", 2.0), o.number("height", 1.0), 1.3
    wood = o.text("colour", "#7a5232")
    z = 0.0
    while z < h:
        shade = lumber(m.mix(wood, "#2a1608", parts.chance(0, 0.25)))
        parts.rod((-w / 2, -d / 2, z + 0.07), (w / 2, -d / 2, z + 0.07), 0.08, shade)
        for s in (-1, 1):
            parts.rod((s * (w / 2 - 0.08), -d / 2, z + 0.14), (s * (w / 2 - 0.08), d / 2, z + 0.14), 0.08, shade)
        z += 0.15
    parts.box((w - 0.2, d - 0.1, h), lumber(m.darker(wood, 0.4)), (0, 0, h / 2), bevel=0)
    ridge = 0.85
    slope, pitch = math.hypot(d / 2 + 0.25, ridge + 0.2), math.degrees(math.atan2(ridge, d / 2))
    for turn in (0, 180):
        with parts.frame((0, 0, 0), (0, 0, turn)):
            shingles(parts, w + 0.3, slope, o.text("roof", "#6a5a4c"), (0, -d / 2 - 0.2, h - 0.2), pitch, rows=6)
    for s in (-1, 1):
        gable = [(s * (w / 2 - 0.06), -d / 2, h), (s * (w / 2 - 0.06), d / 2, h), (s * (w / 2 - 0.06), 0, h + ridge)]
        parts.add(g.polygons(gable, [(0, 1, 2) if s > 0 else (1, 0, 2)]), lumber(wood))
    front_window(parts, w * 0.26, h * 0.36, 0.36, 0.34, parts.dressing.lamps > 0.02, y=-d / 2 - 0.08)
    parts.box((0.46, 0.06, 0.82), lumber("#4a5a48", "z"), (-w * 0.2, -d / 2 - 0.08, 0.42), bevel=0.015)
    parts.ball(0.02, m.metal("#c99a45"), (-w * 0.2 + 0.16, -d / 2 - 0.13, 0.42), segments=8)
    parts.block((0.26, 0.26, 0.7), m.stone("#7f7a72"), (w * 0.3, 0.2, h + 0.35))


@piece
def price_sign(parts: Parts, o: Options) -> None:
    """A tall sign with a round badge and a board of prices, lit by night; faces -y."""
    h = o.number("height", 2.3)
    steel, colour = m.metal("#8f9496", roughness=0.4), m.gloss(o.text("colour", "#b8352b"), roughness=0.35)
    for s in (-1, 1):
        parts.rod((s * 0.3, 0, 0), (s * 0.3, 0, h), 0.04, steel)
    lit = parts.dressing.lamps > 0.02
    face = parts.glow("#ffe8c0", 1.5) if lit else m.gloss("#eee4cc", roughness=0.4)
    parts.box((0.86, 0.16, 0.6), colour, (0, 0, h - 0.75), bevel=0.04)
    for k in range(2):
        parts.box((0.74, 0.02, 0.22), face, (0, -0.085, h - 0.62 - 0.26 * k), bevel=0.01)
        for i in range(4):
            parts.box((0.1, 0.012, 0.13), m.clay("#3a2a24"), (-0.24 + 0.16 * i, -0.1, h - 0.62 - 0.26 * k), bevel=0.03)
    parts.turned([(0, -0.09), (0.4, -0.09), (0.44, 0.0), (0.4, 0.09), (0, 0.09)], colour, (0, 0, h - 0.02), (90, 0, 0), segments=36)
    parts.turned([(0.33, 0), (0, 0.0)], face, (0, -0.1, h - 0.02), (90, 0, 0), segments=36, steps=1, wobble=0)
    drop = [(0.0, 0.22), (-0.12, -0.02), (-0.1, -0.14), (0.0, -0.2), (0.1, -0.14), (0.12, -0.02)]
    parts.add(g.plate(drop, 0.03, bevel=0.01), m.gloss("#2f4a58", roughness=0.3), (0, -0.12, h - 0.02))
