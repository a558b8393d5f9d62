"""Things that puppets handle: paper, crockery, food, clothes, luggage, instruments, lights, treasures, toys."""

from __future__ import annotations

import math

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.fittings import bottle_body, dial, logs_on_fire, small_clock, weave_basket
from filmwright.theatre.worker.pieces.furniture import _plate_shape, chest_body, loaf, lumber, suitcase_body
from filmwright.theatre.worker.pieces.furniture import jar as storage_jar
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece

INK = "#3a3026"
BOW_ARM, BOW_SWING = 0.6, 46.0  # metres from a bow to what it swings about, and degrees from the openness 0 to 1


def sizes(o: Options) -> tuple[float, float, float]:
    """Width, depth and height of a prop."""
    return o.number("width", 0.2), o.number("depth", 0.2), o.number("height", 0.2)


def curled_sheet(w: float, d: float, curl: float, *, z: float = 0.003, seed: int = 0) -> g.Shape:
    """A sheet of paper lying flat with its corners up."""
    xs, ys = np.linspace(-0.5, 0.5, 11), np.linspace(-0.5, 0.5, 11)
    points = np.array(
        [
            [
                (
                    x * w,
                    y * d,
                    z + curl * (max(0.0, abs(x) - 0.3) * 2.2 + max(0.0, abs(y) - 0.34) * 1.6 + 0.1 * math.sin(7 * x + 9 * y + seed)),
                )
                for x in xs
            ]
            for y in ys
        ]
    )
    return g.grid(points)


# paper ------------------------------------------------------------------------------------------------------------------


def _page(x: float, y: float, w: float, d: float) -> float:
    """Height of a page that was folded in three: it rises to its two creases, and its corners curl."""
    v = y / d + 0.5
    fold = 0.020 * (1 - abs(v - 0.35) / 0.35 if v < 0.5 else 1 - abs(v - 0.68) / 0.32) - 0.010 * max(0.0, 1 - abs(v - 0.515) / 0.08)
    corner = max(0.0, abs(x) / w - 0.32) * max(0.0, abs(y) / d - 0.30)
    return 0.004 + max(0.0, fold) + 0.9 * corner * w + 0.004 * math.sin(9 * x / w + 2)


def _written(parts: Parts, w: float, d: float, side: int = 1) -> None:
    """Handwriting: a salutation, uneven words in lines that climb a little, a signature with a flourish; -1 is the back of the page."""
    ink = m.clay(INK)
    lines = [(0.40, -0.38, -0.08)] + [(0.27 - 0.085 * k, -0.40 + 0.05 * (k == 0), 0.40 - parts.chance(0.0, 0.12)) for k in range(6)]
    for high, first, last in lines:
        x = first
        while x < last - 0.05:
            long = min(parts.chance(0.06, 0.19), last - x)
            count = max(3, round(long / 0.016))
            tall = parts.chance(0.010, 0.016)
            word = []
            for i in range(count + 1):
                up = (1 if i % 2 else -1) * tall * (parts.chance(1.6, 2.4) if parts.chance(0, 1) > 0.82 else parts.chance(0.5, 1.0))
                word.append(((x + long * i / count) * w, (high + up + 0.02 * x) * d))
            parts.tube([(side * px, py, _page(side * px, py, w, d) + side * 0.0022) for px, py in word], 0.0012, ink, segments=4, steps=2)
            x += long + parts.chance(0.03, 0.05)
    name = ((0.06, 0.40), (0.10, 0.33), (0.12, 0.42), (0.17, 0.36), (0.20, 0.41), (0.25, 0.37), (0.30, 0.41), (0.42, 0.35), (0.22, 0.445))
    flourish = [(side * x * w, -y * d, _page(side * x * w, -y * d, w, d) + side * 0.0024) for x, y in name]
    parts.tube(flourish, 0.0018, ink, segments=4, steps=3)


@piece
def letter(parts: Parts, o: Options) -> None:
    """A page in somebody's hand that was folded in three; closed, it lies folded, a written edge to be seen."""
    w, d, _ = sizes(o)
    colour = o.text("colour", "#efe4c8")
    with parts.part("open"):
        xs, ys = np.linspace(-0.5, 0.5, 21), np.linspace(-0.5, 0.5, 91)
        parts.add(g.grid(np.array([[(x * w, y * d, _page(x * w, y * d, w, d)) for x in xs] for y in ys])), m.paper(colour))
        _written(parts, w, d)
        _written(parts, w, d, -1)  # over the page: whoever is read to sees that it is a letter
        for v in (0.35, 0.68):  # the creases have gone soft and grey
            y = (v - 0.5) * d
            crease = [(x * w, y, _page(x * w, y, w, d) + 0.0004) for x in xs]
            parts.tube(crease, 0.0011, m.paper(m.darker(colour, 0.25)), segments=4, steps=1)
    with parts.part("closed"):
        low = d * 0.36
        parts.add(curled_sheet(w, low, 0.006), m.paper(m.darker(colour, 0.06)))
        parts.add(curled_sheet(w * 0.99, low * 0.98, 0.010, z=0.010, seed=2), m.paper(colour))
        top = curled_sheet(w * 0.985, low * 0.80, 0.016, z=0.018, seed=5)
        parts.add(top, m.paper(m.lighter(colour, 0.12)), (0, -low * 0.07, 0), (3, 0, 0))
        ink = m.clay(INK)
        for k, (first, last) in enumerate(((-0.22, -0.04), (0.0, 0.2))):
            ups = [0.07 * (-1) ** i * (1.6 if i in (0, 4) else 1.0) for i in range(10)]
            path = [((first + (last - first) * i / 9) * w, low * (up - 0.06), 0.0225) for i, up in enumerate(ups)]
            parts.tube(path, 0.0014 + 0.0002 * k, ink, segments=4, steps=2)


@piece
def envelope(parts: Parts, o: Options) -> None:
    """An envelope with a red seal and a stamp."""
    w, d, h = sizes(o)
    parts.block((w, d, 0.011), m.paper(o.text("colour")), bevel=0.004, jitter=0.002)
    dark = m.paper(m.darker(o.text("colour"), 0.16))
    for a, b in (((-w / 2, d / 2), (0, -d * 0.06)), ((w / 2, d / 2), (0, -d * 0.06))):
        parts.rod((a[0] * 0.97, a[1] * 0.94, 0.0125), (b[0], b[1], 0.0135), 0.0022, dark, segments=6)
    parts.ball((0.021, 0.021, 0.007), m.gloss("#a82a24", roughness=0.3), (0, -d * 0.05, 0.014), wobble=0.002, segments=14)


@piece
def map(parts: Parts, o: Options) -> None:
    """A chart with coastlines; rolled up when closed."""
    w, d, _ = sizes(o)
    paper = m.paper(o.text("colour"))
    with parts.part("open"):
        parts.add(curled_sheet(w, d, 0.045), paper)
        for k in range(4):
            path = [(-w * 0.36 + w * 0.17 * i, -d * 0.25 + d * 0.14 * k + 0.02 * math.sin(i * 2 + k), 0.009) for i in range(5)]
            parts.tube(path, 0.0025, m.clay("#4f6b74" if k != 2 else "#a83a32"), segments=5, steps=3)
        for s in (-1, 1):
            parts.rod(
                (w * 0.2 - 0.02, -d * 0.2 - s * 0.02, 0.012),
                (w * 0.2 + 0.02, -d * 0.2 + s * 0.02, 0.012),
                0.004,
                m.clay("#a83a32"),
                segments=6,
            )
    with parts.part("closed"):
        parts.rod((-w / 2, 0, 0.03), (w / 2, 0, 0.03), 0.028, paper, segments=16)
        parts.add(g.tube([(-0.01, 0, 0.03), (0.012, 0, 0.03)], 0.0305, segments=16, steps=1, ends="open"), m.felt("#a83a32"))


def _columns(parts: Parts, middle: float, across: float, low: float, high: float, z: float, count: int) -> None:
    """Columns of print: short bars with gaps between words, the last line of a paragraph shorter."""
    ink = m.clay("#4a4844")
    wide = across / count
    for k in range(count):
        left, y, line = middle - across / 2 + wide * (k + 0.06), high, 0
        while y > low:
            x, last = left, left + wide * (0.45 if line % 5 == 4 else 0.88)
            while x < last - 0.004:
                long = min(parts.chance(0.008, 0.022), last - x)
                parts.box((long, 0.0032, 0.0016), ink, (x + long / 2, y, z), bevel=0, jitter=0)
                x += long + 0.004
            y, line = y - (0.0085 if line % 5 != 4 else 0.013), line + 1


@piece
def newspaper(parts: Parts, o: Options) -> None:
    """A folded newspaper with a headline, a picture and columns of print."""
    w, d, _ = sizes(o)
    paper = m.paper(o.text("colour"))
    with parts.part("closed"):
        for k in range(3):
            parts.add(curled_sheet(w - 0.004 * k, d * 0.55, 0.008, z=0.003 + 0.007 * k, seed=k), paper, (0, 0.002 * k, 0))
        parts.box((w * 0.7, 0.03, 0.003), m.clay("#1f1d1c"), (0, d * 0.19, 0.021), bevel=0, jitter=0)
        parts.box((w * 0.34, d * 0.18, 0.003), m.clay("#6a6a66"), (-w * 0.2, -d * 0.02, 0.021), bevel=0, jitter=0)
        _columns(parts, w * 0.22, w * 0.44, -d * 0.22, d * 0.12, 0.0192, 2)
        _columns(parts, -w * 0.2, w * 0.36, -d * 0.22, -d * 0.14, 0.0192, 1)
    with parts.part("open"):
        for s in (-1, 1):
            parts.add(curled_sheet(w * 0.95, d, 0.02, seed=s + 2), paper, (s * w * 0.47, 0, 0))
            parts.box((w * 0.6, 0.03, 0.003), m.clay("#1f1d1c"), (s * w * 0.47, d * 0.36, 0.012), bevel=0, jitter=0)
            _columns(parts, s * w * 0.47, w * 0.62, -d * 0.28, d * 0.30, 0.0062, 3)


@piece
def photograph(parts: Parts, o: Options) -> None:
    """A framed photograph of two people, propped up."""
    w, _, h = sizes(o)
    with parts.frame((0, 0, 0), (-10, 0, 0)):
        frame = lumber(o.text("colour"), "z")
        for s in (-1, 1):
            parts.box((0.02, 0.022, h), frame, (s * (w / 2 - 0.01), 0, h / 2), bevel=0.005)
        for z in (0.01, h - 0.01):
            parts.box((w, 0.022, 0.02), frame, (0, 0, z), bevel=0.005)
        parts.box((w - 0.02, 0.008, h - 0.02), m.paper("#cdbb98"), (0, 0.003, h / 2), bevel=0, jitter=0)
        for s in (-1, 1):
            parts.ball((0.023, 0.006, 0.045), m.felt("#4a4038"), (s * 0.026, -0.003, h * 0.34), segments=10)
            parts.ball((0.02, 0.007, 0.022), m.felt("#e0c4a0"), (s * 0.026, -0.005, h * 0.58), segments=10)
    parts.rod((0, 0.03, h * 0.6), (0, 0.09, 0.005), 0.006, lumber("#5d3c22"))


@piece
def book(parts: Parts, o: Options) -> None:
    """A bound book lying down; its cover opens."""
    w, d, h = sizes(o)
    colour = o.text("colour")
    cover, gold = m.leather(colour), m.metal("#c99a45")
    parts.box((w, d, 0.01), cover, (0, 0, 0.005), bevel=0.004, jitter=0.002)
    parts.box((w - 0.016, d - 0.016, h - 0.02), m.paper("#e9dfc4"), (0.003, 0, h / 2), bevel=0.003, jitter=0.001)
    parts.box((0.012, d, h), cover, (-w / 2 + 0.004, 0, h / 2), bevel=0.005, jitter=0.001)
    with parts.part("open"):
        parts.add(curled_sheet(w - 0.02, d - 0.02, 0.006, z=h - 0.006), m.paper("#efe6cf", lines=INK))
    with parts.hinge("cover", (-w / 2 + 0.003, 0, h - 0.005), axis=1, degrees=-176):
        parts.box((w, d, 0.01), cover, (w / 2, 0, 0), bevel=0.004, jitter=0.002)
        for s in (-1, 1):
            parts.box((w * 0.8, 0.006, 0.004), gold, (w / 2, s * d * 0.38, 0.006), bevel=0, jitter=0)
        parts.ball((w * 0.13, w * 0.13, 0.004), gold, (w / 2, 0, 0.006), segments=12)


@piece
def pen(parts: Parts, o: Options) -> None:
    """A quill."""
    _, _, h = sizes(o)
    parts.rod((0, 0, 0.0), (0.012, 0, h), 0.004, m.clay("#d9c9a0"), 0.002, segments=8)
    parts.add(
        g.plate(
            [(-0.004, h * 0.3), (0.014, h * 0.42), (0.028, h * 0.72), (0.018, h), (-0.01, h * 0.78), (-0.014, h * 0.5)], 0.004, bevel=0.001
        ),
        m.felt(o.text("colour"), fibre=60.0),
        (0.004, 0, 0),
    )
    parts.rod((0, 0, -0.012), (0, 0, 0.01), 0.004, m.metal("#3a3a3c"), segments=8)


@piece
def typewriter(parts: Parts, o: Options) -> None:
    """A portable typewriter with a page in it."""
    w, d, h = sizes(o)
    body = m.gloss(o.text("colour"), roughness=0.35)
    parts.block((w, d, h * 0.34), body, bevel=0.03)
    parts.block((w * 0.94, d * 0.45, h * 0.62), body, (0, d * 0.24, 0), bevel=0.035)
    parts.rod((-w * 0.55, d * 0.25, h * 0.74), (w * 0.55, d * 0.25, h * 0.74), 0.03, m.clay("#1c1a1c"), segments=14)
    for s in (-1, 1):
        parts.ball((0.02, 0.035, 0.035), m.metal("#b9bcc0"), (s * w * 0.58, d * 0.25, h * 0.74), segments=12)
    parts.sheet(w * 0.62, h * 0.8, m.paper("#efe4c8", lines=INK), (0, d * 0.2, h * 1.05), (-14, 0, 0), curl=0.01)
    for row in range(3):
        for k in range(8):
            parts.ball(
                (0.012, 0.012, 0.008),
                m.gloss("#efe6d2", roughness=0.3),
                (-w * 0.36 + w * 0.1 * k + 0.01 * row, -d * 0.36 + 0.045 * row, h * 0.36 + 0.014 * row),
                segments=8,
            )


# crockery and food ------------------------------------------------------------------------------------------------------


def vessel(parts: Parts, w: float, h: float, colour: str, *, tea: str = "#5a2d12", handle: bool = True, straight: bool = False) -> None:
    """A cup or mug with a handle at +x."""
    r = w * 0.39
    china = m.gloss(colour, roughness=0.28, coat=0.3)
    low = r * 0.92 if straight else r * 0.6
    parts.turned(
        [
            (0, 0),
            (low, 0),
            (low * 1.06, 0.008),
            (r * 0.97, h * 0.6),
            (r, h * 0.97),
            (r * 0.94, h),
            (r * 0.88, h * 0.62),
            (low * 0.84, 0.014),
            (0, 0.012),
        ],
        china,
        segments=24,
        wobble=0.0015,
    )
    parts.turned([(0, h * 0.8), (r * 0.92, h * 0.8)], m.gloss(tea, roughness=0.1), segments=20, steps=1, wobble=0)
    if handle:
        parts.tube([(r * 0.93, 0, h * 0.82), (r * 1.5, 0, h * 0.78), (r * 1.55, 0, h * 0.42), (r * 0.9, 0, h * 0.26)], h * 0.085, china)


@piece
def cup(parts: Parts, o: Options) -> None:
    """A teacup on its saucer."""
    w, _, h = sizes(o)
    parts.add(_plate_shape(w * 0.52), m.gloss(m.darker(o.text("colour"), 0.06), roughness=0.25))
    with parts.frame((0, 0, 0.012)):
        vessel(parts, w * 0.95, h - 0.012, o.text("colour"))
        parts.turned([(w * 0.373, h * 0.5), (w * 0.378, h * 0.62)], m.gloss("#3f6f8f", roughness=0.25), segments=22, steps=1, wobble=0)


@piece
def mug(parts: Parts, o: Options) -> None:
    """A mug."""
    w, _, h = sizes(o)
    vessel(parts, w, h, o.text("colour"), straight=True)


@piece
def teapot(parts: Parts, o: Options) -> None:
    """A round teapot."""
    w, _, h = sizes(o)
    china = m.gloss(o.text("colour"), roughness=0.22, coat=0.4)
    r = w * 0.33
    parts.turned(
        [(0, 0), (r * 0.6, 0), (r * 0.95, h * 0.2), (r, h * 0.4), (r * 0.8, h * 0.68), (r * 0.45, h * 0.8), (0, h * 0.82)],
        china,
        segments=28,
    )
    parts.turned([(r * 0.5, h * 0.78), (r * 0.4, h * 0.86), (0, h * 0.9)], china, segments=22)
    parts.ball(0.018, china, (0, 0, h * 0.95), segments=12)
    parts.tube([(-r * 0.8, 0, h * 0.3), (-r * 1.35, 0, h * 0.45), (-r * 1.55, 0, h * 0.75)], [0.028, 0.02, 0.014], china)
    parts.tube([(r * 0.8, 0, h * 0.66), (r * 1.45, 0, h * 0.68), (r * 1.5, 0, h * 0.32), (r * 0.9, 0, h * 0.22)], 0.014, china)


@piece
def bottle(parts: Parts, o: Options) -> None:
    """A corked bottle."""
    bottle_body(parts, (0, 0, 0), o.number("height", 0.27), o.text("colour"))


@piece
def glass(parts: Parts, o: Options) -> None:
    """A stemmed glass with drink in it."""
    w, _, h = sizes(o)
    r = w * 0.45
    clear = m.glass(o.text("colour"), opacity=0.22)
    parts.turned(
        [(r * 0.8, 0), (r * 0.8, 0.005), (0.01, 0.012), (0.008, h * 0.4), (r * 0.8, h * 0.5), (r, h * 0.75), (r * 0.92, h)],
        clear,
        segments=22,
        wobble=0,
    )
    parts.turned(
        [(0, h * 0.46), (r * 0.74, h * 0.53), (r * 0.88, h * 0.72), (0, h * 0.72)],
        m.gloss("#8a2a34", roughness=0.1),
        segments=20,
        steps=1,
        wobble=0,
    )


@piece
def jar(parts: Parts, o: Options) -> None:
    """A glass jar with something golden in it and a cloth lid."""
    w, _, h = sizes(o)
    r = w * 0.46
    parts.turned(
        [(0, 0.004), (r * 0.92, 0.006), (r * 0.94, h * 0.62), (0, h * 0.63)],
        m.gloss(o.text("colour"), roughness=0.25),
        segments=20,
        steps=1,
        wobble=0,
    )
    parts.turned(
        [(r * 0.9, 0), (r, 0.01), (r, h * 0.7), (r * 0.8, h * 0.8), (r * 0.8, h * 0.86)], m.glass(opacity=0.14), segments=20, wobble=0
    )
    back = r * 0.86
    with parts.hinge("lid", (0, back, h * 0.85), axis=0, degrees=-112):
        parts.turned(
            [(r * 1.12, -h * 0.09), (r * 0.9, h * 0.01), (r * 0.86, h * 0.12), (0, h * 0.15)],
            m.cotton("#c8534a", check="#f0e6d2"),
            (0, -back, 0),
            segments=18,
            wobble=0.004,
        )
        rim = [(r * 0.88, -h * 0.01), (r * 0.93, h * 0.01), (r * 0.88, h * 0.03)]
        parts.turned(rim, m.felt("#b79a6a"), (0, -back, 0), segments=18, wobble=0)


@piece
def plate(parts: Parts, o: Options) -> None:
    """A plate with a slice of bread and cheese."""
    w, _, _ = sizes(o)
    parts.add(_plate_shape(w / 2), m.gloss(o.text("colour"), roughness=0.22, coat=0.3))
    parts.box((w * 0.4, w * 0.3, 0.022), m.clay("#d9a45e", roughness=0.8), (-0.01, 0.01, 0.026), (0, 0, 20), bevel=0.01)
    parts.box((w * 0.22, w * 0.2, 0.018), m.clay("#e8c04a", roughness=0.5), (0.01, 0.0, 0.045), (0, 0, -15), bevel=0.005)


@piece
def plaque(parts: Parts, o: Options) -> None:
    """A metal plate with a raised rim, a screw in each corner and two engraved lines."""
    w, d, h = sizes(o)
    metal = m.metal(o.text("colour"), roughness=0.32)
    parts.box((w, d, h * 0.6), metal, (0, 0, h * 0.3), bevel=0.012)
    for s in (-1, 1):
        parts.rod((-w * 0.47, s * d * 0.45, h * 0.62), (w * 0.47, s * d * 0.45, h * 0.62), 0.004, metal, segments=8)
        parts.rod((s * w * 0.47, -d * 0.45, h * 0.62), (s * w * 0.47, d * 0.45, h * 0.62), 0.004, metal, segments=8)
        for t in (-1, 1):
            parts.ball((0.009, 0.009, 0.005), m.metal(m.darker(o.text("colour"), 0.3)), (s * w * 0.40, t * d * 0.34, h * 0.62), segments=12)
            parts.rod(
                (s * w * 0.40 - 0.006, t * d * 0.34 - 0.004, h * 0.62 + 0.004),
                (s * w * 0.40 + 0.006, t * d * 0.34 + 0.004, h * 0.62 + 0.004),
                0.0014,
                m.clay("#2a2018"),
                segments=6,
            )
    for k, half in enumerate((0.26, 0.18)):
        at = (0.12 - 0.24 * k) * d
        parts.rod((-half * w, at, h * 0.61), (half * w, at, h * 0.61), 0.004, m.clay("#3a2c1c"), segments=6)


@piece
def bowl(parts: Parts, o: Options) -> None:
    """A bowl of soup."""
    w, _, h = sizes(o)
    r = w / 2
    parts.turned(
        [(0, 0), (r * 0.5, 0), (r * 0.55, 0.01), (r * 0.9, h * 0.55), (r, h), (r * 0.95, h), (r * 0.84, h * 0.55), (0, h * 0.2)],
        m.gloss(o.text("colour"), roughness=0.25),
        segments=26,
    )
    parts.turned([(0, h * 0.72), (r * 0.9, h * 0.72)], m.gloss("#c8883a", roughness=0.3), segments=22, steps=1)
    for k in range(5):
        parts.ball(
            (0.013, 0.013, 0.008),
            m.clay(surfaces.pick(("#6b8a3f", "#c8532a", "#e6d8a0"), k)),
            (0.05 * math.cos(k * 1.3), 0.045 * math.sin(k * 1.3), h * 0.73),
            segments=8,
        )


@piece
def pot(parts: Parts, o: Options) -> None:
    """A cooking pot with a lid."""
    w, _, h = sizes(o)
    r = w * 0.36
    enamel, dark = m.gloss(o.text("colour"), roughness=0.3), m.metal("#3a3a3c")
    parts.turned([(0, 0), (r * 0.92, 0), (r, 0.015), (r * 1.02, h * 0.68), (r * 1.06, h * 0.72)], enamel, segments=28)
    parts.turned([(r * 1.06, h * 0.72), (r * 0.9, h * 0.8), (0, h * 0.88)], enamel, segments=28)
    parts.ball((0.022, 0.022, 0.02), dark, (0, 0, h * 0.94), segments=12)
    for s in (-1, 1):
        parts.tube(
            [(s * r, -0.035, h * 0.55), (s * (r + 0.035), -0.03, h * 0.56), (s * (r + 0.035), 0.03, h * 0.56), (s * r, 0.035, h * 0.55)],
            0.01,
            dark,
        )


@piece
def spoon(parts: Parts, o: Options) -> None:
    """A wooden spoon, upright as held."""
    _, _, h = sizes(o)
    wood = lumber(o.text("colour"), "z")
    parts.rod((0, 0, 0), (0, 0, h * 0.72), 0.008, wood, 0.007)
    parts.ball((0.026, 0.011, 0.042), wood, (0, 0, h * 0.85), segments=14)


@piece
def knife(parts: Parts, o: Options) -> None:
    """A kitchen knife, point up."""
    _, _, h = sizes(o)
    parts.block((0.022, 0.016, h * 0.42), lumber("#5d3820", "z"), bevel=0.006)
    parts.add(
        g.plate([(-0.012, h * 0.4), (0.016, h * 0.4), (0.018, h * 0.7), (-0.008, h)], 0.006, bevel=0.0015),
        m.metal(o.text("colour"), roughness=0.2),
    )
    for k in (0.12, 0.3):
        parts.ball(0.004, m.metal("#d8a64a"), (0, -0.008, h * k), segments=6)


@piece
def bread(parts: Parts, o: Options) -> None:
    """A loaf."""
    loaf(parts, (0, 0, 0), 1.1, 0)


@piece
def cake(parts: Parts, o: Options) -> None:
    """An iced cake with cherries on a plate."""
    w, _, h = sizes(o)
    parts.add(_plate_shape(w * 0.54), m.gloss("#e9e2d0", roughness=0.25))
    r = w * 0.4
    parts.turned([(r, 0.012), (r * 1.02, 0.03), (r, h * 0.7), (0, h * 0.72)], m.clay("#b5743a", roughness=0.8), segments=26)
    parts.turned(
        [(r * 1.03, h * 0.5), (r * 1.05, h * 0.62), (r * 0.97, h * 0.74), (0, h * 0.76)],
        m.clay(o.text("colour"), roughness=0.45),
        segments=26,
        wobble=0.008,
    )
    for k in range(7):
        a = k * 2 * math.pi / 7
        parts.ball(0.017, m.gloss("#a81e2a", roughness=0.15), (r * 0.75 * math.cos(a), r * 0.75 * math.sin(a), h * 0.8), segments=10)
    parts.rod((0, 0, h * 0.75), (0, 0, h * 1.05), 0.007, m.clay("#e6dcc4"))
    parts.ball((0.007, 0.007, 0.016), m.emit("#ffb04a", 8.0), (0, 0, h * 1.12), segments=8)


@piece
def apple(parts: Parts, o: Options) -> None:
    """An apple with a leaf."""
    w, _, h = sizes(o)
    r = w / 2
    parts.turned(
        [(0, h * 0.06), (r * 0.45, 0.0), (r * 0.86, h * 0.18), (r, h * 0.48), (r * 0.85, h * 0.78), (r * 0.45, h * 0.88), (0, h * 0.76)],
        m.clay(o.text("colour"), roughness=0.35, variation=0.3),
        segments=22,
    )
    parts.rod((0, 0, h * 0.76), (0.008, 0, h), 0.005, lumber("#4a2d1a", "z"))
    parts.ball((0.026, 0.012, 0.004), m.felt("#5f7f3a"), (0.03, 0, h * 0.96), (0, -20, 10), segments=10)


@piece
def egg(parts: Parts, o: Options) -> None:
    """An egg, on its end."""
    w, _, h = sizes(o)
    r = w / 2
    parts.turned(
        [(0, 0), (r * 0.7, h * 0.1), (r, h * 0.4), (r * 0.75, h * 0.76), (0, h)], m.clay(o.text("colour"), roughness=0.5), segments=20
    )


@piece
def basket(parts: Parts, o: Options) -> None:
    """A basket with a cloth and a handle."""
    w, d, h = sizes(o)
    weave_basket(parts, w * 0.46, h * 0.5, o.text("colour"))
    cane = m.knit(o.text("colour"), stitch=40.0)
    parts.tube(
        [(-w * 0.42, 0, h * 0.42), (-w * 0.34, 0, h * 0.85), (0, 0, h), (w * 0.34, 0, h * 0.85), (w * 0.42, 0, h * 0.42)], 0.014, cane
    )
    parts.ball((w * 0.36, w * 0.33, 0.04), m.cotton("#c8534a", check="#f0e6d2"), (0, 0, h * 0.5), wobble=0.012)


# light ------------------------------------------------------------------------------------------------------------------


@piece
def lantern(parts: Parts, o: Options) -> None:
    """A storm lantern with a wire handle."""
    w, _, h = sizes(o)
    iron = m.metal(o.text("colour"), roughness=0.4)
    r = w * 0.4
    parts.turned([(0, 0), (r, 0), (r * 1.04, 0.02), (r * 0.8, 0.06), (r * 0.5, 0.075)], iron, segments=22)
    parts.turned([(r * 0.55, h * 0.62), (r * 0.95, h * 0.66), (r * 0.6, h * 0.74), (r * 0.3, h * 0.8), (0, h * 0.82)], iron, segments=22)
    for k in range(4):
        a = k * math.pi / 2 + 0.4
        parts.rod(
            (r * 0.86 * math.cos(a), r * 0.86 * math.sin(a), 0.06),
            (r * 0.86 * math.cos(a), r * 0.86 * math.sin(a), h * 0.64),
            0.007,
            iron,
            segments=6,
        )
    parts.turned([(r * 0.5, 0.075), (r * 0.74, h * 0.34), (r * 0.5, h * 0.63)], m.glass("#fff0d0", opacity=0.1), segments=20, wobble=0)
    parts.tube([(-r * 0.9, 0, h * 0.6), (-r * 0.85, 0, h * 0.88), (0, 0, h), (r * 0.85, 0, h * 0.88), (r * 0.9, 0, h * 0.6)], 0.006, iron)
    with parts.part("lit"):
        parts.turned([(r * 0.3, 0.085), (r * 0.6, h * 0.34), (r * 0.34, h * 0.6)], m.emit("#ffb765", 1.8), segments=18, wobble=0)
        parts.ball((0.02, 0.02, 0.045), m.emit("#ffb04a", 20.0), (0, 0, h * 0.34), segments=10)


@piece
def candle(parts: Parts, o: Options) -> None:
    """A candle in a brass holder with a ring."""
    w, _, h = sizes(o)
    brass = m.metal("#d8a64a")
    parts.turned(
        [(0, 0), (w * 0.46, 0), (w * 0.5, 0.02), (w * 0.42, 0.014), (0.03, 0.014), (0.026, 0.05), (0.032, 0.06)], brass, segments=22
    )
    parts.add(
        g.tube(
            [(w * 0.46 + 0.025 + 0.025 * math.cos(t), 0, 0.03 + 0.025 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 12)],
            0.006,
            segments=6,
            steps=1,
            ends="open",
        ),
        brass,
    )
    parts.turned([(0.023, 0.04), (0.022, h * 0.8), (0.016, h * 0.86), (0, h * 0.85)], m.clay(o.text("colour"), roughness=0.5), segments=14)
    for k in range(3):
        parts.ball(
            (0.008, 0.008, 0.03),
            m.clay(o.text("colour"), roughness=0.5),
            (0.022 * math.cos(k * 2.2), 0.022 * math.sin(k * 2.2), h * (0.76 - 0.07 * k)),
            segments=8,
        )
    parts.rod((0, 0, h * 0.84), (0, 0, h * 0.9), 0.003, m.clay("#1d1712"), segments=6)
    with parts.part("lit"):
        parts.turned([(0, h * 0.88), (0.014, h * 0.94), (0.01, h * 1.02), (0, h * 1.12)], m.emit("#ffb04a", 18.0), segments=12, wobble=0)


@piece
def flashlight(parts: Parts, o: Options) -> None:
    """An electric torch, lens up."""
    w, _, h = sizes(o)
    parts.turned(
        [(0, 0), (w * 0.34, 0), (w * 0.36, 0.01), (w * 0.34, h * 0.68), (w * 0.5, h * 0.84), (w * 0.5, h)],
        m.gloss(o.text("colour"), roughness=0.3),
        segments=20,
        steps=1,
    )
    parts.box((0.018, 0.012, 0.04), m.clay("#1d1c1c"), (0, -w * 0.36, h * 0.5), bevel=0.004)
    parts.turned([(0, h * 0.985), (w * 0.46, h * 0.985)], m.gloss("#dfe8ea", roughness=0.1), segments=18, steps=1, wobble=0)
    with parts.part("lit"):
        parts.turned([(0, h * 0.99), (w * 0.44, h * 0.99)], m.emit("#fff0c4", 14.0), segments=18, steps=1, wobble=0)


@piece
def match(parts: Parts, o: Options) -> None:
    """A matchbox with its drawer ajar."""
    w, d, h = sizes(o)
    parts.block((w, d, h), m.paper(o.text("colour")), bevel=0.004)
    parts.block((w * 0.3, d * 0.9, h * 0.8), m.paper("#e6d8b6"), (w * 0.5, 0, 0.002), bevel=0.003)
    parts.ball((w * 0.2, d * 0.22, 0.003), m.clay("#efe2c4"), (0, 0, h), segments=12)


@piece
def campfire(parts: Parts, o: Options) -> None:
    """Stones, logs and felt flames."""
    w, _, _ = sizes(o)
    for k in range(9):
        a = k * 2 * math.pi / 9
        s = parts.chance(0.045, 0.07)
        parts.ball(
            (s, s * 0.9, s * 0.75),
            m.stone(m.mix("#8c8780", "#5a5048", parts.chance(0, 1))),
            (w * 0.46 * math.cos(a), w * 0.46 * math.sin(a), s * 0.5),
            wobble=0.012,
            segments=12,
        )
    logs_on_fire(parts, w * 0.36)


# carried and worn -------------------------------------------------------------------------------------------------------


@piece
def suitcase(parts: Parts, o: Options) -> None:
    """A leather case standing on its long edge; opens towards its front."""
    w, d, h = sizes(o)
    colour = o.text("colour")
    hide, dark, brass = m.leather(colour), m.leather(m.darker(colour, 0.4)), m.metal("#d8a64a")
    parts.block((w, d * 0.55, h), hide, (0, d * 0.2, 0), bevel=0.03)
    for sx in (-1, 1):
        parts.block((0.04, d * 0.57, h + 0.006), dark, (sx * w * 0.3, d * 0.2, -0.003), bevel=0.008)
    parts.tube([(-0.07, 0.0, h), (-0.06, 0.0, h + 0.045), (0.06, 0.0, h + 0.045), (0.07, 0.0, h)], 0.012, dark)
    with parts.hinge("lid", (0, -d * 0.07, 0.01), axis=0, degrees=85):
        parts.block((w, d * 0.4, h - 0.01), hide, (0, -d * 0.2, 0), bevel=0.03)
        for sx in (-1, 1):
            parts.block((0.04, d * 0.42, h - 0.004), dark, (sx * w * 0.3, -d * 0.2, -0.003), bevel=0.008)
            parts.block((0.05, 0.03, 0.05), brass, (sx * w * 0.3, -d * 0.2, h - 0.045), bevel=0.008)
            for z in (0.0, h - 0.07):
                parts.block((0.06, d * 0.42, 0.06), dark, (sx * (w / 2 - 0.025), -d * 0.2, z), bevel=0.02)
        parts.sheet(0.12, 0.08, m.paper("#d8b070"), (-0.03, -d * 0.41, h * 0.5), (0, 8, 0))
        parts.sheet(0.08, 0.09, m.paper("#7fa0a8"), (0.08, -d * 0.412, h * 0.42), (0, -12, 0))


@piece
def violin_case(parts: Parts, o: Options) -> None:
    """A violin case, standing; opens."""
    w, d, h = sizes(o)
    hide = m.leather(o.text("colour"))
    outline = [
        (-w * 0.5, h * 0.14),
        (-w * 0.3, 0.01),
        (w * 0.3, 0.01),
        (w * 0.5, h * 0.14),
        (w * 0.46, h * 0.36),
        (w * 0.38, h * 0.5),
        (w * 0.2, h * 0.66),
        (w * 0.19, h * 0.94),
        (0, h),
        (-w * 0.19, h * 0.94),
        (-w * 0.2, h * 0.66),
        (-w * 0.38, h * 0.5),
        (-w * 0.46, h * 0.36),
    ]
    parts.add(g.plate(outline, d * 0.55, bevel=0.02), hide, (0, d * 0.2, 0))
    parts.add(g.plate([(x * 0.9, 0.03 + z * 0.92) for x, z in outline], 0.01), m.felt("#7a2430"), (0, -d * 0.08, 0))
    with parts.hinge("lid", (-w * 0.5, -d * 0.08, 0), axis=2, degrees=-120):
        parts.add(g.plate(outline, d * 0.4, bevel=0.02), hide, (w * 0.5, -d * 0.2, 0))
        for z in (0.2, 0.62):
            parts.box((0.04, 0.02, 0.03), m.metal("#d8a64a"), (w * 0.9 if z < 0.5 else w * 0.7, -d * 0.2, h * z), bevel=0.005)


@piece
def backpack(parts: Parts, o: Options) -> None:
    """A canvas rucksack."""
    w, d, h = sizes(o)
    colour = o.text("colour")
    cloth, strap = m.cotton(colour), m.leather("#6b4527")
    parts.ball((w * 0.47, d * 0.46, h * 0.46), cloth, (0, 0, h * 0.46), wobble=0.012)
    parts.ball((w * 0.42, d * 0.44, h * 0.2), m.cotton(m.darker(colour, 0.2)), (0, -0.01, h * 0.8), (12, 0, 0), wobble=0.01)
    parts.ball((w * 0.3, d * 0.2, h * 0.2), cloth, (0, -d * 0.42, h * 0.3), wobble=0.008)
    for s in (-1, 1):
        parts.tube(
            [(s * w * 0.2, -d * 0.4, h * 0.86), (s * w * 0.2, -d * 0.52, h * 0.6), (s * w * 0.2, -d * 0.55, h * 0.36)],
            0.014,
            strap,
            flat=0.5,
        )
        parts.tube(
            [(s * w * 0.25, d * 0.4, h * 0.85), (s * w * 0.32, d * 0.62, h * 0.55), (s * w * 0.28, d * 0.42, h * 0.15)],
            0.02,
            strap,
            flat=0.4,
        )
    parts.tube([(-0.05, 0.05, h * 0.95), (0, 0.05, h * 1.03), (0.05, 0.05, h * 0.95)], 0.01, strap)


@piece
def purse(parts: Parts, o: Options) -> None:
    """A clasp purse."""
    w, d, h = sizes(o)
    hide, brass = m.leather(o.text("colour")), m.metal("#d8a64a")
    parts.ball((w * 0.5, d * 0.5, h * 0.42), hide, (0, 0, h * 0.4), wobble=0.006)
    parts.tube([(-w * 0.36, 0, h * 0.68), (0, 0, h * 0.8), (w * 0.36, 0, h * 0.68)], 0.012, brass)
    for s in (-1, 1):
        parts.ball(0.013, brass, (s * 0.013, 0, h * 0.86), segments=10)


@piece
def coat(parts: Parts, o: Options) -> None:
    """A coat hung over what holds it, lining in: collar at one side, two sleeves that dangle, its front shorter than its back."""
    w, d, h = sizes(o)
    cloth, lining = m.felt(o.text("colour"), fibre=50.0), m.cotton(m.darker(o.text("colour"), 0.35))
    bar, n = 0.035, 25

    def panel(side: float, long: float, wide: float, out: float) -> g.Shape:
        """From over the bar down one side, in folds that grow towards the hem."""
        rows = []
        for t in np.linspace(0.0, 1.0, 15):
            fall, lean = max(0.0, t - 0.15) / 0.85, min(1.0, t / 0.15)
            row = []
            for s in np.linspace(-1.0, 1.0, n):
                wave = 0.022 * fall * math.sin(8.0 * s + 2.2 * side) + 0.010 * fall * math.sin(17 * s)
                x = s * (wide / 2) * (0.82 + 0.18 * fall + 0.04 * math.sin(5 * t))
                y = side * (bar * math.sin(lean * math.pi / 2) + out * fall) + wave
                z = h - bar + bar * math.cos(lean * math.pi / 2) - long * fall * (1 + 0.03 * math.sin(6 * s + side))
                row.append((x, y, z))
            rows.append(row)
        return g.grid(np.array(rows))

    for side, long in ((-1.0, 0.62 * h), (1.0, 0.88 * h)):
        front = panel(side, long, w, 0.015)
        parts.add(front if side > 0 else front.flipped(), cloth)
        inner = panel(side, long * 0.98, w * 0.97, 0.004)
        parts.add(inner.flipped() if side > 0 else inner, lining)
    for s in (-1, 1):
        bends = ((0.40, -0.02, 0.03), (0.50, -0.05, 0.12), (0.47, -0.055, 0.30), (0.50, -0.05, 0.40))
        arm = [(s * x * w, y, h - z) for x, y, z in bends]
        parts.tube(arm, [0.040, 0.046, 0.042, 0.046], cloth, flat=0.7, segments=14)
        parts.tube([arm[-1], (s * 0.505 * w, -0.05, h - 0.425)], 0.049, m.felt(m.darker(o.text("colour"), 0.2)), flat=0.7, segments=14)
    collar = [(-0.30 * w, 0.02, h + 0.004), (-0.1 * w, -0.03, h + 0.014), (0.1 * w, -0.03, h + 0.014), (0.30 * w, 0.02, h + 0.004)]
    parts.tube(collar, [0.02, 0.032, 0.032, 0.02], m.felt(m.darker(o.text("colour"), 0.18)), flat=0.6, segments=12)
    for k in range(3):
        parts.ball((0.014, 0.008, 0.014), m.metal("#d8a64a"), (0.05, -bar - 0.03, h - 0.12 - 0.10 * k), segments=10)


@piece
def umbrella(parts: Parts, o: Options) -> None:
    """An umbrella; furled, or open over its holder."""
    _, _, h = sizes(o)
    cloth, wood = m.cotton(o.text("colour")), lumber("#5d3820", "z")
    parts.tube([(0.05, 0, 0.06), (0.04, 0, 0.01), (0.0, 0, 0.01), (0, 0, 0.07)], 0.012, wood)
    parts.rod((0, 0, 0.06), (0, 0, h), 0.007, m.metal("#3a3a3c"), segments=8)
    with parts.part("closed"):
        parts.turned([(0.012, 0.14), (0.04, 0.24), (0.045, 0.34), (0.02, h - 0.05), (0.006, h - 0.02)], cloth, segments=14, wobble=0.004)
        parts.turned([(0.042, 0.27), (0.047, 0.28), (0.042, 0.29)], m.felt("#e6dcc4"), segments=14, wobble=0)
    with parts.part("open"):
        n, r = 8, 0.46
        for k in range(n):
            a0, a1 = 2 * math.pi * k / n, 2 * math.pi * (k + 1) / n
            rows = []
            for t in np.linspace(0.02, 1, 6):
                row = []
                for s in np.linspace(0, 1, 5):
                    a = a0 + (a1 - a0) * s
                    sag = 0.05 * math.sin(math.pi * s) * t * t
                    row.append((r * t * math.cos(a) * (1 - sag), r * t * math.sin(a) * (1 - sag), h - 0.02 - 0.2 * t * t + sag * 0.6))
                rows.append(row)
            parts.add(g.grid(np.array(rows)), cloth if k % 2 else m.cotton(m.darker(o.text("colour"), 0.15)))
            parts.tube(
                [(r * t * math.cos(a0), r * t * math.sin(a0), h - 0.028 - 0.2 * t * t) for t in (0.05, 0.4, 0.7, 1.0)],
                0.005,
                m.metal("#3a3a3c"),
                segments=5,
            )


@piece
def scarf(parts: Parts, o: Options) -> None:
    """A folded striped scarf with a fringe."""
    w, d, h = sizes(o)
    cloth = m.knit(o.text("colour"), stripe="#e6dcc4")
    for k in range(2):
        parts.box(
            (w * (1 - 0.06 * k), d, h * 0.45),
            cloth,
            (0.01 * k, 0, h * (0.24 + 0.42 * k)),
            (0, 0, 4 * k),
            bevel=0.018,
            jitter=0.01,
            segments=3,
        )
    for k in range(10):
        parts.rod(
            (w * 0.48, -d * 0.42 + d * 0.09 * k, h * 0.25),
            (w * 0.48 + 0.045, -d * 0.44 + d * 0.094 * k, 0.006),
            0.005,
            m.felt("#e6dcc4"),
            segments=5,
        )


@piece
def blanket(parts: Parts, o: Options) -> None:
    """A folded blanket."""
    w, d, h = sizes(o)
    for k in range(3):
        parts.box(
            (w * (1 - 0.03 * k), d * (1 - 0.03 * k), h * 0.34),
            m.knit(o.text("colour") if k % 2 == 0 else m.lighter(o.text("colour"), 0.14)),
            (0, 0, h * (0.17 + 0.32 * k)),
            (0, 0, 3 * k),
            bevel=0.028,
            jitter=0.01,
            segments=3,
        )


@piece
def hat(parts: Parts, o: Options) -> None:
    """A top hat."""
    w, _, h = sizes(o)
    r = w / 2
    cloth = m.felt(o.text("colour"), fibre=120.0)
    parts.turned(
        [(r * 0.62, 0.01), (r * 0.98, 0.02), (r, 0.035), (r * 0.66, 0.03), (r * 0.62, h * 0.5), (r * 0.7, h * 0.95), (r * 0.64, h), (0, h)],
        cloth,
        segments=30,
    )
    parts.turned([(r * 0.655, 0.035), (r * 0.66, 0.05), (r * 0.64, 0.09)], m.felt("#a83a32"), segments=30, wobble=0)


@piece
def glove(parts: Parts, o: Options) -> None:
    """A mitten lying down."""
    w, _, h = sizes(o)
    cloth = m.knit(o.text("colour"))
    parts.ball((w * 0.4, h * 0.42, 0.035), cloth, (0, 0.02, 0.035), wobble=0.005)
    parts.ball((w * 0.18, h * 0.2, 0.026), cloth, (w * 0.42, -0.01, 0.03), (0, 0, -25))
    parts.box((w * 0.66, 0.05, 0.06), m.knit(m.lighter(o.text("colour"), 0.3), rib=True), (0, -h * 0.42, 0.032), bevel=0.02)


@piece
def boots(parts: Parts, o: Options) -> None:
    """A pair of boots."""
    w, _, h = sizes(o)
    hide, sole = m.leather(o.text("colour")), m.clay("#2a2018")
    for s in (-1, 1):
        with parts.frame((s * w * 0.26, 0, 0), (0, 0, s * 9)):
            parts.ball((0.05, 0.1, 0.05), hide, (0, -0.035, 0.05), wobble=0.004)
            parts.turned([(0.05, 0.04), (0.046, 0.1), (0.055, h - 0.02), (0.058, h), (0.048, h - 0.01)], hide, (0, 0.035, 0), segments=18)
            parts.ball((0.053, 0.105, 0.018), sole, (0, -0.033, 0.014))
            for k in range(3):
                parts.rod((-0.025, -0.03 - 0.0 * k, 0.1 + 0.03 * k), (0.025, -0.028, 0.1 + 0.03 * k), 0.005, m.felt("#c9b48a"), segments=6)


@piece
def glasses(parts: Parts, o: Options) -> None:
    """Round spectacles."""
    w, _, h = sizes(o)
    wire = m.metal(o.text("colour"))
    for s in (-1, 1):
        ring = [(s * w * 0.27 + 0.038 * math.cos(t), 0, 0.04 + 0.038 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 18)]
        parts.add(g.tube(ring, 0.005, segments=6, steps=1, ends="open"), wire)
        parts.turned([(0.036, 0), (0, 0.003)], m.glass(opacity=0.12), (s * w * 0.27, 0, 0.04), (90, 0, 0), segments=18, steps=1, wobble=0)
        parts.tube([(s * (w * 0.27 + 0.038), 0, 0.045), (s * w * 0.5, 0.05, 0.045), (s * w * 0.48, 0.12, 0.02)], 0.004, wire, segments=6)
    parts.tube([(-0.016, 0, 0.045), (0, -0.004, 0.055), (0.016, 0, 0.045)], 0.004, wire, segments=6)


@piece
def mask(parts: Parts, o: Options) -> None:
    """A painted mask."""
    w, d, h = sizes(o)
    face = m.clay(o.text("colour"), roughness=0.5)
    parts.ball((w * 0.48, d * 0.6, h * 0.48), face, (0, 0.02, h / 2), wobble=0.003)
    for s in (-1, 1):
        parts.ball((0.03, 0.02, 0.02), m.clay("#15110e"), (s * w * 0.2, -0.03, h * 0.58), (0, s * -12, 0), segments=14)
        parts.ball((0.024, 0.01, 0.02), m.clay("#c8534a"), (s * w * 0.28, -0.025, h * 0.38), segments=12)
    parts.ball((0.02, 0.03, 0.035), face, (0, -0.045, h * 0.46), segments=12)
    parts.tube([(-w * 0.2, -0.03, h * 0.25), (0, -0.045, h * 0.2), (w * 0.2, -0.03, h * 0.25)], 0.011, m.clay("#a8282a"))


@piece
def crown(parts: Parts, o: Options) -> None:
    """A crown with points and stones."""
    w, _, h = sizes(o)
    r = w / 2
    gold = m.metal(o.text("colour"), roughness=0.25)
    parts.turned([(r * 0.9, 0), (r * 0.95, 0.01), (r * 0.93, 0.05), (r * 0.95, h * 0.42)], gold, segments=30, steps=1)
    for k in range(8):
        a = k * math.pi / 4
        with parts.frame((0, 0, 0), (0, 0, math.degrees(a))):
            parts.add(g.plate([(-r * 0.36, h * 0.38), (r * 0.36, h * 0.38), (0, h * 0.92)], 0.014), gold, (0, -r * 0.95, 0))
            parts.ball(0.017, gold, (0, -r * 0.95, h * 0.95), segments=10)
            parts.ball(
                (0.018, 0.01, 0.018),
                m.gloss(surfaces.pick(("#a81e2a", "#2a5aa8", "#2a8a5a"), k), roughness=0.08),
                (0, -r * 0.97, h * 0.22),
                segments=12,
            )
    parts.ball((r * 0.8, r * 0.8, h * 0.5), m.felt("#7a1f3a"), (0, 0, h * 0.25))


@piece
def ring(parts: Parts, o: Options) -> None:
    """A locket on a chain with a stone."""
    w, _, h = sizes(o)
    gold = m.metal(o.text("colour"), roughness=0.22)
    path = [(0.05 * math.cos(t), 0.03 + 0.04 * math.sin(t), 0.006) for t in np.linspace(0, 2 * math.pi, 20)]
    parts.add(g.tube(path, 0.005, segments=6, steps=1, ends="open"), gold)
    parts.ball((0.035, 0.03, 0.016), gold, (0, -0.03, 0.018), segments=16)
    parts.ball((0.015, 0.013, 0.01), m.gloss("#a81e2a", roughness=0.06), (0, -0.035, 0.034), segments=12)


@piece
def watch(parts: Parts, o: Options) -> None:
    """A pocket watch standing on its edge."""
    w, _, h = sizes(o)
    gold = m.metal(o.text("colour"), roughness=0.25)
    r = w * 0.46
    parts.turned([(0, -0.014), (r * 0.9, -0.014), (r, 0), (r * 0.9, 0.014), (0, 0.016)], gold, (0, 0, r), (90, 0, 0), segments=28, wobble=0)
    dial(parts, (0, -0.014, r), r * 0.74)
    parts.ball(0.011, gold, (0, 0, r * 2 + 0.006), segments=10)
    parts.add(
        g.tube(
            [(0.014 * math.cos(t), 0, r * 2 + 0.025 + 0.014 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 12)],
            0.004,
            segments=6,
            steps=1,
            ends="open",
        ),
        gold,
    )


# instruments ------------------------------------------------------------------------------------------------------------


@piece
def violin(parts: Parts, o: Options) -> None:
    """A violin standing on its end: body, f-holes, strings, scroll."""
    w, _, h = sizes(o)
    varnish = m.gloss(o.text("colour"), roughness=0.28, coat=0.4)
    side, ebony, string = lumber(m.darker(o.text("colour"), 0.3), "z"), m.clay("#1c1614", roughness=0.35), m.metal("#d8d4c8")
    half = [
        (0.0, 0.0),
        (0.3, 0.012),
        (0.46, 0.07),
        (0.49, 0.15),
        (0.42, 0.22),
        (0.31, 0.27),
        (0.3, 0.32),
        (0.38, 0.37),
        (0.4, 0.44),
        (0.33, 0.51),
        (0.16, 0.545),
        (0.0, 0.55),
    ]
    outline = [(x * w, z * h) for x, z in half] + [(-x * w, z * h) for x, z in reversed(half[1:-1])]
    parts.add(g.plate(outline, 0.044, bevel=0.006), side)
    for y, grow in ((-0.024, 1.03), (0.024, 1.03)):
        parts.add(g.plate([(x * grow, z * 1.01 - 0.002) for x, z in outline], 0.007, bevel=0.003), varnish, (0, y, 0))
    parts.block((0.026, 0.016, h * 0.52), ebony, (0, -0.04, h * 0.36), bevel=0.005)
    parts.block((0.03, 0.024, h * 0.34), lumber(o.text("colour"), "z"), (0, -0.018, h * 0.55), bevel=0.008)
    with parts.frame((0, -0.02, h * 0.93)):
        parts.block((0.028, 0.028, 0.05), lumber(o.text("colour"), "z"), (0, 0, -0.055), bevel=0.006)
        parts.rod((-0.018, 0, 0.012), (0.018, 0, 0.012), 0.021, lumber(o.text("colour")), segments=14)
        for k in range(4):
            s = -1 if k % 2 else 1
            parts.rod((0, 0, -0.045 + 0.013 * k), (s * 0.045, 0, -0.043 + 0.013 * k), 0.005, ebony, 0.009, segments=8)
    parts.block((0.062, 0.008, 0.035), lumber("#d9b27a"), (0, -0.042, h * 0.225), bevel=0.004)
    parts.add(g.plate([(-0.012, 0.012), (0.012, 0.012), (0.022, h * 0.17), (-0.022, h * 0.17)], 0.012), ebony, (0, -0.042, 0))
    for k in range(4):
        x = (k - 1.5) * 0.008
        parts.rod((x * 1.3, -0.05, h * 0.14), (x * 0.7, -0.052, h * 0.9), 0.0013, string, segments=5)
    for s in (-1, 1):
        parts.tube(
            [(s * 0.05, -0.03, h * 0.29), (s * 0.036, -0.03, h * 0.265), (s * 0.046, -0.03, h * 0.2), (s * 0.032, -0.03, h * 0.17)],
            0.0045,
            ebony,
            segments=6,
        )
    parts.ball((0.026, 0.02, 0.016), ebony, (-0.04, -0.032, 0.02), segments=12)
    with parts.part("closed"), parts.frame((w * 0.40, -0.062, 0.02), (0, 4, 0)):  # its bow lies along it
        _bow_stick(parts, 0.44)
    with (  # and over its strings when it is played, with the right hand (stage/playing.py)
        parts.part("open"),
        parts.hinge("stroke", (0, -0.075, h * 0.3 + BOW_ARM), axis=1, degrees=BOW_SWING),
        parts.frame((0, 0, 0), (0, -0.75 * BOW_SWING, 0)),
        parts.frame((0.21, 0, -BOW_ARM), (0, -90, 0)),
    ):
        _bow_stick(parts, 0.46)


def _bow_stick(parts: Parts, long: float) -> None:
    """A bow from its frog at the origin upwards, its hair to +y."""
    stick, hair = lumber("#6b3a20", "z"), m.felt("#efe6d2", fibre=60.0)
    parts.tube([(0, -0.012, -0.02), (0, -0.005, long * 0.5), (0, -0.012, long)], [0.0075, 0.006, 0.0045], stick)
    parts.block((0.012, 0.03, 0.045), m.clay("#1c1614"), (0, 0.004, 0.0), bevel=0.005)
    parts.box((0.010, 0.006, long * 0.9), hair, (0, 0.014, long * 0.5), bevel=0.001)


@piece
def bow(parts: Parts, o: Options) -> None:
    """A violin bow, upright."""
    _, _, h = sizes(o)
    stick = lumber(o.text("colour"), "z")
    parts.tube([(0.012, 0, 0), (0.006, 0, h * 0.5), (0.014, 0, h)], [0.0075, 0.006, 0.0045], stick)
    parts.block((0.03, 0.012, 0.045), m.clay("#1c1614"), (-0.004, 0, 0.04), bevel=0.005)
    parts.box((0.006, 0.01, h * 0.86), m.felt("#efe6d2", fibre=60.0), (-0.016, 0, h * 0.52), bevel=0.001)
    parts.add(g.plate([(0.018, h - 0.03), (0.012, h + 0.01), (-0.022, h - 0.02), (-0.018, h - 0.045)], 0.009), m.clay("#efe6d2"))


@piece
def guitar(parts: Parts, o: Options) -> None:
    """A small guitar, standing."""
    w, d, h = sizes(o)
    half = [(0.0, 0.0), (0.34, 0.01), (0.49, 0.09), (0.46, 0.2), (0.33, 0.27), (0.36, 0.36), (0.36, 0.42), (0.2, 0.48), (0.0, 0.49)]
    outline = [(x * w, z * h) for x, z in half] + [(-x * w, z * h) for x, z in reversed(half[1:-1])]
    parts.add(g.plate(outline, d * 0.7, bevel=0.008), lumber(m.darker(o.text("colour"), 0.35), "z"))
    parts.add(g.plate([(x * 1.02, z) for x, z in outline], 0.008), m.gloss(o.text("colour"), roughness=0.3), (0, -d * 0.36, 0))
    parts.turned([(0, 0), (0.034, 0)], m.clay("#15110e"), (0, -d * 0.42, h * 0.3), (90, 0, 0), segments=18, steps=1, wobble=0)
    parts.block((0.034, 0.02, h * 0.48), lumber("#3a2418", "z"), (0, -d * 0.36, h * 0.42), bevel=0.005)
    parts.block((0.05, 0.02, h * 0.12), lumber("#4a2d1a", "z"), (0, -d * 0.34, h * 0.88), bevel=0.008)
    parts.block((0.1, 0.014, 0.02), lumber("#3a2418"), (0, -d * 0.44, h * 0.12), bevel=0.004)
    for k in range(4):
        parts.rod(((k - 1.5) * 0.009, -d * 0.5, h * 0.13), ((k - 1.5) * 0.006, -d * 0.52, h * 0.94), 0.0013, m.metal("#d8d4c8"), segments=5)
    for k in range(6):
        s = -1 if k % 2 else 1
        parts.ball(0.008, m.gloss("#e6dcc4"), (s * 0.034, -d * 0.34, h * (0.91 + 0.03 * (k // 2))), segments=8)


@piece
def flute(parts: Parts, o: Options) -> None:
    """A flute, upright."""
    _, _, h = sizes(o)
    wood = m.wood(o.text("colour"), grain="z", per_object=0.0)
    parts.turned([(0.012, 0), (0.014, 0.01), (0.012, h * 0.9), (0.015, h), (0, h)], wood, segments=14, steps=1)
    for k in range(6):
        parts.ball((0.005, 0.003, 0.005), m.clay("#15110e"), (0, -0.012, h * (0.14 + 0.1 * k)), segments=8)
    for z in (0.02, h * 0.72):
        parts.turned([(0.0125, z), (0.0155, z + 0.006), (0.0125, z + 0.012)], m.metal("#d8a64a"), segments=14, wobble=0)


@piece
def trumpet(parts: Parts, o: Options) -> None:
    """A trumpet, bell down."""
    w, _, h = sizes(o)
    brass = m.metal(o.text("colour"), roughness=0.22)
    parts.turned([(0.06, 0), (0.05, 0.02), (0.024, 0.07), (0.012, 0.14), (0.011, h * 0.75)], brass, segments=24)
    parts.tube(
        [
            (0, 0, h * 0.7),
            (0.02, 0, h * 0.86),
            (0.05, 0, h * 0.8),
            (0.055, 0, h * 0.5),
            (0.055, 0, h * 0.3),
            (0.03, 0, h * 0.25),
            (0.02, 0, h * 0.4),
            (0.02, 0, h * 0.98),
        ],
        0.01,
        brass,
    )
    parts.turned([(0.01, 0), (0.02, 0.02)], brass, (0.02, 0, h * 0.98), segments=14)
    for k in range(3):
        parts.rod((0.038, -0.012, h * (0.4 + 0.08 * k)), (0.038, -0.05, h * (0.4 + 0.08 * k)), 0.013, brass)


@piece
def drum(parts: Parts, o: Options) -> None:
    """A snare drum with sticks."""
    w, _, h = sizes(o)
    r = w / 2
    parts.turned([(r * 0.97, 0.01), (r * 0.98, h * 0.98)], m.gloss(o.text("colour"), roughness=0.3), segments=30, steps=1)
    parts.turned([(0, h * 0.97), (r * 0.95, h * 0.97)], m.paper("#efe6d2"), segments=30, steps=1)
    for z in (0.01, h * 0.93):
        parts.turned([(r, z), (r * 1.03, z + 0.01), (r, z + 0.028)], lumber("#c99a45"), segments=30, wobble=0)
    for k in range(10):
        a, b = k * 2 * math.pi / 10, (k + 0.5) * 2 * math.pi / 10
        for s, t in ((a, b), (b, a + 2 * math.pi / 10)):
            parts.rod(
                (r * math.cos(s), r * math.sin(s), 0.03 if s == a else h * 0.93),
                (r * math.cos(t), r * math.sin(t), h * 0.93 if s == a else 0.03),
                0.004,
                m.felt("#efe6d2"),
                segments=5,
            )
    for s in (-1, 1):
        parts.rod((-0.1, s * 0.03, h + 0.008), (0.12, s * 0.05, h + 0.01), 0.008, lumber("#c99a5a"), 0.011)


@piece
def music_box(parts: Parts, o: Options) -> None:
    """A music box; a dancer stands up in it when it opens."""
    w, d, h = sizes(o)
    colour = o.text("colour")
    wood = m.gloss(colour, roughness=0.3)
    low = h * 0.66
    for y in (-d / 2 + 0.008, d / 2 - 0.008):
        parts.box((w, 0.016, low), wood, (0, y, low / 2), bevel=0.005)
    for x in (-w / 2 + 0.008, w / 2 - 0.008):
        parts.box((0.016, d, low), wood, (x, 0, low / 2), bevel=0.005)
    parts.box((w - 0.02, d - 0.02, 0.01), m.felt("#a8324a"), (0, 0, low * 0.55), bevel=0)
    parts.rod((-0.05, 0.03, low * 0.66), (0.05, 0.03, low * 0.66), 0.014, m.metal("#d8a64a"), segments=12)
    parts.tube([(w / 2, 0, low * 0.5), (w / 2 + 0.03, 0, low * 0.5), (w / 2 + 0.03, 0, low * 0.8)], 0.006, m.metal("#d8a64a"))
    parts.ball(0.011, m.gloss("#e6dcc4"), (w / 2 + 0.03, 0, low * 0.85), segments=8)
    for s in (-1, 1):
        parts.ball((0.02, 0.004, 0.012), m.metal("#d8a64a"), (s * w * 0.25, -d / 2, low * 0.5), segments=10)
    with parts.part("open"):
        parts.turned([(0.045, low * 0.9), (0.02, low * 1.15), (0.012, low * 1.3)], m.felt("#f0c8d0"), segments=18)
        parts.rod((0, 0, low * 0.5), (0, 0, low * 1.5), 0.006, m.clay("#d99a7c"))
        parts.ball(0.018, m.clay("#d99a7c"), (0, 0, low * 1.6), segments=12)
        for s in (-1, 1):
            parts.tube([(0, 0, low * 1.4), (s * 0.035, 0, low * 1.5), (s * 0.012, 0, low * 1.85)], 0.004, m.clay("#d99a7c"), segments=6)
    with parts.hinge("lid", (0, d / 2 - 0.004, low), axis=0, degrees=-105):
        parts.box((w + 0.01, d + 0.01, h - low), wood, (0, -d / 2, (h - low) / 2), bevel=0.012)
        parts.ball((0.04, 0.03, 0.004), m.metal("#d8a64a"), (0, -d / 2, h - low), segments=14)


# boxes, treasure --------------------------------------------------------------------------------------------------------


@piece
def box(parts: Parts, o: Options) -> None:
    """A parcel in brown paper with string; its lid opens."""
    w, d, h = sizes(o)
    paper, cord = m.paper(o.text("colour")), m.felt("#c8433a")
    low = h * 0.78
    parts.block((w, d, low), paper, bevel=0.008, jitter=0.005)
    parts.box((w - 0.03, d - 0.03, 0.006), m.clay("#1d1712"), (0, 0, low), bevel=0)
    for turn in (0, 90):
        with parts.frame((0, 0, 0), (0, 0, turn)):
            long = w if turn == 0 else d
            for s in (-1, 1):
                parts.box((0.01, 0.012, low), cord, (0, s * (d if turn == 0 else w) / 2 + s * 0.001, low / 2), bevel=0.002)
            _ = long
    with parts.hinge("lid", (0, d / 2, low), axis=0, degrees=-110):
        parts.block((w + 0.012, d + 0.012, h - low), paper, (0, -d / 2, 0), bevel=0.008)
        parts.box((w + 0.02, 0.014, 0.006), cord, (0, -d / 2, h - low), bevel=0.002)
        parts.box((0.014, d + 0.02, 0.006), cord, (0, -d / 2, h - low), bevel=0.002)
        for s in (-1, 1):
            loop = [
                (s * 0.004, -d / 2, h - low),
                (s * 0.05, -d / 2 - 0.01, h - low + 0.03),
                (s * 0.06, -d / 2 + 0.02, h - low + 0.012),
                (s * 0.004, -d / 2, h - low + 0.006),
            ]
            parts.tube(loop, 0.007, cord, segments=6)


@piece
def coin(parts: Parts, o: Options) -> None:
    """One large coin with a raised rim and a head on it."""
    gold = m.metal(o.text("colour"), roughness=0.25)
    parts.turned(
        [(0, 0.0), (0.038, 0.0), (0.045, 0.002), (0.045, 0.012), (0.038, 0.014), (0.036, 0.011), (0, 0.011)],
        gold, (0, 0, 0), (0, 0, 0), segments=28, steps=1, wobble=0,
    )  # fmt: skip
    parts.ball((0.02, 0.024, 0.007), gold, (0, 0.006, 0.01))
    parts.ball((0.018, 0.01, 0.006), gold, (0, -0.02, 0.01))


@piece
def coins(parts: Parts, o: Options) -> None:
    """A small heap of coins."""
    gold = m.metal(o.text("colour"), roughness=0.25)
    for k in range(8):
        a = k * 2.4
        parts.turned(
            [(0, -0.004), (0.026, -0.004), (0.029, 0), (0.026, 0.004), (0, 0.004)],
            gold,
            (0.024 * math.cos(a) * (k % 3), 0.022 * math.sin(a) * (k % 3), 0.006 + 0.008 * (k // 2)),
            (parts.chance(-14, 14), parts.chance(-14, 14), 0),
            segments=16,
            steps=1,
            wobble=0,
        )


@piece
def banknote(parts: Parts, o: Options) -> None:
    """A ticket with a printed border."""
    w, d, _ = sizes(o)
    parts.add(curled_sheet(w, d, 0.014), m.paper(o.text("colour"), lines="#3a5a44"))
    parts.box((w * 0.24, d * 0.5, 0.003), m.clay("#5f7f6a"), (-w * 0.28, 0, 0.006), bevel=0, jitter=0)


@piece
def cards(parts: Parts, o: Options) -> None:
    """A pack of cards, the top ones fanned."""
    w, d, h = sizes(o)
    parts.block((w * 0.86, d * 0.9, h), m.paper("#efe6d2"), bevel=0.004)
    for k in range(4):
        parts.box(
            (w * 0.86, d * 0.9, 0.003),
            m.paper(o.text("colour")),
            (0.012 * k, 0.0, h + 0.003 * (k + 1)),
            (0, 0, -9 * k),
            bevel=0.001,
            jitter=0.001,
        )


@piece
def chessboard(parts: Parts, o: Options) -> None:
    """A chessboard with some men."""
    w, d, h = sizes(o)
    parts.block((w, d, 0.03), lumber(o.text("colour")), bevel=0.008)
    each = w * 0.88 / 8
    for i in range(8):
        for j in range(8):
            if (i + j) % 2:
                parts.box(
                    (each, each, 0.004),
                    m.clay("#2e1c12"),
                    (-w * 0.44 + each * (i + 0.5), -d * 0.44 + each * (j + 0.5), 0.031),
                    bevel=0,
                    jitter=0.001,
                    segments=1,
                )
    for k in range(14):
        dark = k % 2
        i, j = int(parts.chance(0, 8)), (6 + k % 2 if dark else k % 3)
        tall = 0.05 + 0.035 * ((k * 5) % 3) / 2
        parts.turned(
            [(0, 0), (0.015, 0), (0.016, 0.006), (0.007, 0.014), (0.006, tall * 0.6), (0.012, tall * 0.8), (0, tall)],
            m.gloss("#241712" if dark else "#e6d6b0", roughness=0.3),
            (-w * 0.44 + each * (i + 0.5), -d * 0.44 + each * (j + 0.5), 0.032),
            segments=12,
        )


@piece
def hourglass(parts: Parts, o: Options) -> None:
    """An hourglass."""
    w, _, h = sizes(o)
    r = w * 0.46
    wood = lumber(o.text("colour"))
    for z in (0, h - 0.02):
        parts.turned([(0, z), (r, z), (r * 1.03, z + 0.01), (r, z + 0.02), (0, z + 0.02)], wood, segments=24)
    for k in range(3):
        a = k * 2 * math.pi / 3
        parts.rod(
            (r * 0.85 * math.cos(a), r * 0.85 * math.sin(a), 0.02),
            (r * 0.85 * math.cos(a), r * 0.85 * math.sin(a), h - 0.02),
            0.007,
            lumber(m.darker(o.text("colour")), "z"),
            segments=8,
        )
    parts.turned(
        [
            (r * 0.5, 0.022),
            (r * 0.68, h * 0.2),
            (r * 0.45, h * 0.4),
            (0.008, h * 0.5),
            (r * 0.45, h * 0.6),
            (r * 0.68, h * 0.8),
            (r * 0.5, h - 0.022),
        ],
        m.glass(opacity=0.16),
        segments=22,
        wobble=0,
    )
    sand = m.felt("#e0b96a", fibre=60.0)
    parts.turned([(r * 0.48, 0.024), (r * 0.6, h * 0.15), (0, h * 0.3)], sand, segments=18)
    parts.turned([(0, h * 0.53), (r * 0.4, h * 0.62), (r * 0.5, h * 0.68), (0, h * 0.68)], sand, segments=18, steps=1)


@piece
def clock(parts: Parts, o: Options) -> None:
    """A mantel clock."""
    w, _, h = sizes(o)
    small_clock(parts, (0, 0, 0), h / 0.255, o.text("colour"))


@piece
def crystal_ball(parts: Parts, o: Options) -> None:
    """A glass ball on a turned foot; a small glow within."""
    w, _, h = sizes(o)
    r = w * 0.46
    parts.turned([(0, 0), (r * 0.8, 0), (r * 0.84, 0.02), (r * 0.5, 0.045), (r * 0.62, 0.075)], m.metal("#c99a45"), segments=24)
    parts.ball(r, m.gloss(o.text("colour"), roughness=0.05, coat=1.0), (0, 0, h - r), segments=28)


@piece
def trophy(parts: Parts, o: Options) -> None:
    """A two-handled cup on a plinth."""
    w, _, h = sizes(o)
    gold = m.metal(o.text("colour"), roughness=0.22)
    parts.block((0.11, 0.11, 0.06), lumber("#3a2418"), bevel=0.008)
    parts.turned(
        [(0.045, 0.06), (0.02, 0.09), (0.02, h * 0.45), (0.06, h * 0.6), (0.085, h * 0.9), (0.09, h), (0.08, h * 0.97)], gold, segments=26
    )
    for s in (-1, 1):
        parts.tube([(s * 0.075, 0, h * 0.9), (s * 0.12, 0, h * 0.86), (s * 0.11, 0, h * 0.66), (s * 0.06, 0, h * 0.62)], 0.008, gold)


@piece
def vase(parts: Parts, o: Options) -> None:
    """A glazed vase."""
    w, _, h = sizes(o)
    r = w / 2
    parts.turned(
        [
            (0, 0),
            (r * 0.5, 0),
            (r * 0.6, h * 0.05),
            (r, h * 0.4),
            (r * 0.75, h * 0.68),
            (r * 0.4, h * 0.82),
            (r * 0.55, h),
            (r * 0.46, h * 0.99),
        ],
        m.gloss(o.text("colour"), roughness=0.2, coat=0.5),
        segments=28,
    )
    for k, z in enumerate((0.36, 0.44)):
        rr = r * (0.985 if k == 0 else 1.0)
        parts.turned(
            [(rr, h * z), (rr * 1.012, h * z + 0.008), (rr, h * z + 0.016)], m.gloss("#e6dcc4", roughness=0.25), segments=28, wobble=0
        )


@piece
def skull(parts: Parts, o: Options) -> None:
    """A skull."""
    w, d, h = sizes(o)
    bone, dark = m.clay(o.text("colour"), roughness=0.7), m.clay("#1d1712")
    parts.ball((w * 0.46, d * 0.46, h * 0.42), bone, (0, 0.01, h * 0.58), wobble=0.004)
    parts.box((w * 0.56, d * 0.3, h * 0.3), bone, (0, -d * 0.24, h * 0.2), bevel=0.025)
    for s in (-1, 1):
        parts.ball((0.032, 0.02, 0.03), dark, (s * w * 0.2, -d * 0.38, h * 0.52), segments=14)
    parts.ball((0.014, 0.01, 0.022), dark, (0, -d * 0.42, h * 0.37), segments=10)
    for k in range(5):
        parts.box((0.006, 0.006, h * 0.13), dark, (-w * 0.2 + w * 0.1 * k, -d * 0.4, h * 0.18), bevel=0, jitter=0)


# toys -------------------------------------------------------------------------------------------------------------------


@piece
def ball(parts: Parts, o: Options) -> None:
    """A ball in two felts."""
    w, _, _ = sizes(o)
    r = w / 2
    for k in range(8):
        lune = g.ball(r, r, r, segments=32, rings=18)
        keep = [
            i
            for i, face in enumerate(lune.faces)
            if int(((math.atan2(lune.points[face[0]][1], lune.points[face[0]][0]) + 2 * math.pi + 0.01) % (2 * math.pi)) / (math.pi / 4))
            == k
        ]
        uv = lune.uv.reshape(-1, 4, 2)[keep].reshape(-1, 2)
        parts.add(
            g.Shape(lune.points, tuple(lune.faces[i] for i in keep), uv, np.zeros(len(keep), int)),
            m.felt(o.text("colour") if k % 2 else "#efe6d2"),
            (0, 0, r),
            (20, 12, 0),
        )


@piece
def balloon(parts: Parts, o: Options) -> None:
    """A balloon on a string."""
    w, _, h = sizes(o)
    r = w / 2
    parts.turned(
        [(0, h - 2.3 * r), (0.02, h - 2.26 * r), (r * 0.7, h - 1.7 * r), (r, h - r), (r * 0.7, h - 0.25 * r), (0, h)],
        m.gloss(o.text("colour"), roughness=0.18, coat=0.4),
        segments=26,
    )
    parts.tube([(0.01, 0, 0), (-0.015, 0.01, h * 0.25), (0.012, 0, h * 0.45), (0, 0, h - 2.3 * r)], 0.003, m.felt("#efe6d2"), segments=5)


@piece
def kite(parts: Parts, o: Options) -> None:
    """A kite with a tail of bows, standing on its point."""
    w, _, h = sizes(o)
    a, b = m.cotton(o.text("colour")), m.cotton("#3f6a80")
    top, low, mid = h, h * 0.16, h * 0.72
    for tri, cloth in (
        (((0, top), (-w / 2, mid), (0, mid)), a),
        (((0, top), (0, mid), (w / 2, mid)), b),
        (((0, low), (0, mid), (-w / 2, mid)), b),
        (((0, low), (w / 2, mid), (0, mid)), a),
    ):
        parts.add(g.plate(tri, 0.006, bevel=0.001), cloth)
    parts.rod((0, 0.008, low), (0, 0.008, top), 0.006, lumber("#b98a55", "z"))
    parts.rod((-w / 2, 0.008, mid), (w / 2, 0.008, mid), 0.006, lumber("#b98a55"))
    parts.tube([(0, 0, low), (0.05, 0, h * 0.1), (-0.03, 0.01, h * 0.05), (0.04, 0.02, 0.0)], 0.003, m.felt("#efe6d2"), segments=5)
    for k in range(3):
        parts.ball((0.03, 0.008, 0.012), a if k % 2 else b, (0.03 * (-1) ** k, 0.01, h * (0.12 - 0.045 * k)), segments=8)


@piece
def boat(parts: Parts, o: Options) -> None:
    """A model boat with sails on a stand."""
    w, d, h = sizes(o)
    hull = g.ball(w * 0.48, d * 0.42, h * 0.2, segments=28, rings=16).bent(lambda p: np.where(p[:, 2:3] > 0, p * np.array([1, 1, 0.12]), p))
    parts.add(hull, m.gloss(o.text("colour"), roughness=0.35), (0, 0, h * 0.24))
    parts.add(hull.moved(scale=(1.01, 1.01, 0.5)), m.gloss("#efe6d2", roughness=0.4), (0, 0, h * 0.245))
    parts.box((w * 0.18, d * 0.4, 0.04), lumber("#b98a55"), (w * 0.16, 0, h * 0.29), bevel=0.008)
    parts.rod((0, 0, h * 0.24), (0, 0, h), 0.007, lumber("#5d3c22", "z"))
    sail = m.cotton("#efe6d2")
    for tri in (
        ((0.008, h * 0.36), (w * 0.34, h * 0.38), (0.008, h * 0.95)),
        ((-0.008, h * 0.36), (-0.008, h * 0.86), (-w * 0.36, h * 0.36)),
    ):
        parts.add(g.plate(tri, 0.005, bevel=0.001), sail)
    parts.add(g.plate([(0.0, h * 0.95), (0.05, h * 0.97), (0.0, h)], 0.004), m.felt("#b8352b"))
    for s in (-1, 1):
        parts.box((0.02, d * 0.9, 0.035), lumber("#4a2d1a"), (s * w * 0.2, 0, 0.018), bevel=0.006)


@piece
def toy_car(parts: Parts, o: Options) -> None:
    """A wooden car, its front to -y."""
    w, d, h = sizes(o)
    paint = m.gloss(o.text("colour"), roughness=0.3)
    parts.box((w * 0.8, d, h * 0.45), paint, (0, 0, h * 0.4), bevel=0.03)
    parts.box((w * 0.72, d * 0.5, h * 0.45), paint, (0, d * 0.08, h * 0.75), bevel=0.03)
    parts.box((w * 0.74, d * 0.4, h * 0.26), m.gloss("#cfe3e6", roughness=0.15), (0, d * 0.08, h * 0.78), bevel=0.02)
    for sx in (-1, 1):
        for sy in (-1, 1):
            parts.turned(
                [(0, -0.014), (h * 0.25, -0.014), (h * 0.27, 0), (h * 0.25, 0.014), (0, 0.016)],
                m.clay("#1d1c1c"),
                (sx * w * 0.42, sy * d * 0.3, h * 0.26),
                (0, 90, 0),
                segments=18,
                wobble=0,
            )
        parts.ball(0.016, m.gloss("#f3e2a8", roughness=0.1), (sx * w * 0.25, -d * 0.5, h * 0.42), segments=10)


@piece
def basket_of_letters(parts: Parts, o: Options) -> None:
    """A basket of envelopes."""
    weave_basket(parts, 0.16, 0.14, o.text("colour", "#a9814a"))
    for k in range(6):
        parts.box(
            (0.16, 0.011, 0.1),
            m.paper(surfaces.pick(("#e3cfa2", "#efe4c8", "#d8c4b0"), k)),
            (parts.chance(-0.02, 0.02), -0.06 + 0.024 * k, 0.13),
            (parts.chance(-12, 12), parts.chance(-12, 12), 0),
            bevel=0.002,
        )


__all__ = ["chest_body", "sizes", "storage_jar", "suitcase_body"]
