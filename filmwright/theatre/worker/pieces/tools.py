"""Tools, machines, things of the garden and the sea, and large movable things."""

from __future__ import annotations

import math

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.furniture import lumber
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece
from filmwright.theatre.worker.pieces.things import sizes


def ring_of(parts: Parts, r: float, thick: float, material: object, at: tuple[float, float, float], *, upright: bool = False) -> None:
    """A ring lying flat, or standing in x and z."""
    x, y, z = at
    turns = np.linspace(0, 2 * math.pi, 22)
    path = [(x + r * math.cos(t), y, z + r * math.sin(t)) if upright else (x + r * math.cos(t), y + r * math.sin(t), z) for t in turns]
    parts.add(g.tube(path, thick, segments=7, steps=1, ends="open"), material)


@piece
def key(parts: Parts, o: Options) -> None:
    """A large old key, bow up."""
    _, _, h = sizes(o)
    brass = m.metal(o.text("colour"), roughness=0.3)
    ring_of(parts, 0.024, 0.007, brass, (0, 0, h - 0.03), upright=True)
    parts.rod((0, 0, 0.006), (0, 0, h - 0.056), 0.0065, brass)
    for z in (0.01, 0.03):
        parts.box((0.03, 0.008, 0.013), brass, (0.018, 0, z), bevel=0.002)
    for z in (h - 0.065, h - 0.075):
        parts.turned([(0.0065, z - 0.004), (0.011, z), (0.0065, z + 0.004)], brass, segments=12, wobble=0)


@piece
def hammer(parts: Parts, o: Options) -> None:
    """A claw hammer, head up."""
    w, _, h = sizes(o)
    steel = m.metal(o.text("colour"), roughness=0.3)
    parts.tube([(0, 0, 0), (0.003, 0, h * 0.5), (0, 0, h * 0.95)], [0.016, 0.012, 0.013], lumber("#a9713f", "z"))
    parts.rod((-w * 0.5, 0, h * 0.92), (0.0, 0, h * 0.92), 0.024, steel, 0.02)
    for s in (-1, 1):
        parts.tube(
            [(0.0, s * 0.008, h * 0.92), (w * 0.3, s * 0.012, h * 0.93), (w * 0.5, s * 0.014, h * 0.86)], [0.016, 0.012, 0.005], steel
        )


@piece
def wrench(parts: Parts, o: Options) -> None:
    """An open spanner, upright."""
    _, _, h = sizes(o)
    steel = m.metal(o.text("colour"), roughness=0.28)
    parts.box((0.022, 0.012, h * 0.8), steel, (0, 0, h * 0.45), bevel=0.004)
    for z, s in ((h * 0.9, 1), (h * 0.06, -1)):
        jaw = [(0.032 * math.cos(t), 0.032 * math.sin(t)) for t in np.linspace(math.radians(125), math.radians(415), 12)]
        parts.add(g.tube([(x, 0, z + s * y) for x, y in jaw], 0.011, segments=7, steps=1), steel)


@piece
def screw(parts: Parts, o: Options) -> None:
    """A wood screw, point down: a slotted head, a bare neck and a thread."""
    _, _, h = sizes(o)
    steel = m.metal(o.text("colour"), roughness=0.25)
    neck, tip = h * 0.86, h * 0.04
    parts.turned(
        [(0, 0), (0.004, tip), (0.014, h * 0.3), (0.014, neck), (0.029, h * 0.96), (0.029, h), (0, h)],
        steel, segments=22, steps=1, wobble=0,
    )  # fmt: skip
    turns = np.linspace(0.0, 5.5 * 2 * math.pi, 56)
    rising = np.linspace(h * 0.1, h * 0.62, 56)
    widths = np.minimum(0.018, 0.008 + 0.05 * (rising - h * 0.1) / h)
    thread = [(w * math.cos(t), w * math.sin(t), z) for w, t, z in zip(widths, turns, rising, strict=True)]
    parts.add(g.tube(thread, 0.004, segments=6), steel)
    parts.box((0.052, 0.008, 0.004), m.metal("#3c3d3f", roughness=0.6), (0, 0, h + 0.0005), bevel=0.001)


@piece
def handle(parts: Parts, o: Options) -> None:
    """A door's handle that came off: a bent bar on its plate, standing on the plate."""
    _, _, h = sizes(o)
    brass = m.metal(o.text("colour"), roughness=0.25)
    parts.box((0.07, 0.05, 0.012), brass, (0, 0, 0.006), bevel=0.004)
    parts.add(g.tube([(0, 0, 0.01), (0, 0, h * 0.3), (0.004, 0, h * 0.5), (0, 0, h * 0.8), (0, 0, h)], 0.015, segments=12), brass)
    parts.ball((0.022, 0.022, 0.02), brass, (0, 0, h))


@piece
def saw(parts: Parts, o: Options) -> None:
    """A hand saw, handle down."""
    _, _, h = sizes(o)
    n = 18
    teeth = [(0.048 - 0.008 * (i % 2) - 0.02 * i / n, h * (0.26 + 0.74 * i / n)) for i in range(n + 1)]
    parts.add(g.plate([*teeth, (-0.02, h), (-0.05, h * 0.26)], 0.005, bevel=0.0), m.metal(o.text("colour"), roughness=0.22))
    parts.add(
        g.tube(
            [(-0.035, 0, h * 0.3), (-0.045, 0, h * 0.12), (0.0, 0, h * 0.03), (0.035, 0, h * 0.12), (0.03, 0, h * 0.3)], 0.017, segments=8
        ),
        lumber("#8a4f2a", "z"),
    )


@piece
def toolbox(parts: Parts, o: Options) -> None:
    """A metal toolbox; its lid opens."""
    w, d, h = sizes(o)
    paint = m.gloss(o.text("colour"), roughness=0.4)
    low = h * 0.58
    parts.block((w, d, low), paint, bevel=0.014)
    parts.box((w - 0.03, d - 0.03, 0.006), m.clay("#1d1712"), (0, 0, low), bevel=0)
    with parts.part("open"):
        for k in range(4):
            parts.rod(
                (-w * 0.3 + 0.06 * k, -0.03, low - 0.02),
                (-w * 0.2 + 0.09 * k, 0.04, low + 0.05),
                0.012,
                m.metal("#a8adb0") if k % 2 else lumber("#b8863a"),
            )
    with parts.hinge("lid", (0, d / 2, low), axis=0, degrees=-105):
        parts.block((w + 0.006, d + 0.006, h * 0.22), paint, (0, -d / 2, 0), bevel=0.02)
        parts.tube(
            [(-w * 0.2, -d / 2, h * 0.2), (-w * 0.18, -d / 2, h * 0.38), (w * 0.18, -d / 2, h * 0.38), (w * 0.2, -d / 2, h * 0.2)],
            0.012,
            m.metal("#3a3a3c"),
        )
        for s in (-1, 1):
            parts.box((0.035, 0.016, 0.06), m.metal("#c8ccd0"), (s * w * 0.32, -d - 0.006, 0.0), bevel=0.004)


@piece
def axe(parts: Parts, o: Options) -> None:
    """An axe, head up."""
    w, _, h = sizes(o)
    parts.tube([(0.02, 0, 0), (0, 0, 0.08), (0.006, 0, h * 0.6), (0, 0, h)], [0.017, 0.013, 0.012, 0.013], lumber(o.text("colour"), "z"))
    parts.add(
        g.plate(
            [
                (-0.02, h - 0.08),
                (0.03, h - 0.075),
                (w * 0.72, h - 0.12),
                (w * 0.8, h - 0.05),
                (w * 0.72, h + 0.01),
                (0.03, h - 0.025),
                (-0.02, h - 0.02),
            ],
            0.034,
            bevel=0.01,
        ),
        m.metal("#8f979c", roughness=0.3),
    )


def handled(parts: Parts, h: float, colour: str) -> None:
    """A long wooden handle."""
    parts.rod((0, 0, 0.2), (0.004, 0, h), 0.014, lumber(colour, "z"), 0.013)


@piece
def shovel(parts: Parts, o: Options) -> None:
    """A spade, blade down."""
    w, _, h = sizes(o)
    handled(parts, h - 0.03, o.text("colour"))
    parts.add(
        g.plate([(-w * 0.34, 0.05), (0, 0), (w * 0.34, 0.05), (w * 0.46, 0.22), (-w * 0.46, 0.22)], 0.014, bevel=0.004),
        m.metal("#8f979c", roughness=0.35),
    )
    parts.rod((-0.06, 0, h - 0.02), (0.06, 0, h - 0.02), 0.014, lumber(o.text("colour")))


@piece
def rake(parts: Parts, o: Options) -> None:
    """A rake, teeth down."""
    w, _, h = sizes(o)
    parts.rod((0, 0, 0.06), (0.004, 0, h), 0.014, lumber(o.text("colour"), "z"))
    parts.rod((-w / 2, 0, 0.065), (w / 2, 0, 0.065), 0.014, lumber(m.darker(o.text("colour"))))
    for k in range(7):
        x = -w / 2 + 0.02 + (w - 0.04) * k / 6
        parts.rod((x, 0, 0.06), (x, -0.02, 0.0), 0.007, lumber(m.darker(o.text("colour"), 0.35), "z"), segments=6)


@piece
def broom(parts: Parts, o: Options) -> None:
    """A besom: twigs bound to a stick."""
    w, _, h = sizes(o)
    handled(parts, h, "#7a5a3a")
    straw = m.wool(o.text("colour"), combed="z")
    for k in range(26):
        a = k * 2.4
        r = 0.028 * math.sqrt(k / 26)
        out = w * 0.46 * math.sqrt((k + 1) / 26)
        parts.tube(
            [
                (r * math.cos(a), r * math.sin(a), 0.34),
                (r * 1.6 * math.cos(a), r * 1.4 * math.sin(a), 0.2),
                (out * math.cos(a), out * 0.5 * math.sin(a), parts.chance(0, 0.03)),
            ],
            [0.009, 0.013, 0.005],
            straw,
            segments=5,
            steps=2,
        )
    for z in (0.3, 0.25):
        parts.turned([(0.032, z - 0.01), (0.038, z), (0.032, z + 0.01)], m.felt("#a83a32"), segments=14, wobble=0)


@piece
def bucket(parts: Parts, o: Options) -> None:
    """A tin bucket."""
    w, _, h = sizes(o)
    tin = m.metal(o.text("colour"), roughness=0.42)
    r, low = w * 0.48, h * 0.72
    parts.turned(
        [(0, 0.006), (r * 0.74, 0.006), (r * 0.76, 0), (r, low), (r * 1.04, low + 0.01), (r * 0.97, low), (r * 0.72, 0.014), (0, 0.014)],
        tin,
        segments=28,
        steps=1,
    )
    for z in (0.3, 0.7):
        rr = r * (0.76 + 0.24 * z)
        parts.turned([(rr, low * z - 0.008), (rr * 1.03, low * z), (rr * 1.01, low * z + 0.008)], tin, segments=28, wobble=0)
    parts.tube(
        [(-r, 0, low * 0.94), (-r * 0.8, 0, h * 0.93), (0, 0, h), (r * 0.8, 0, h * 0.93), (r, 0, low * 0.94)], 0.007, m.metal("#3a3a3c")
    )
    parts.rod((-0.05, 0, h), (0.05, 0, h), 0.013, lumber("#a9713f"))


@piece
def watering_can(parts: Parts, o: Options) -> None:
    """A watering can, its rose to -x."""
    w, _, h = sizes(o)
    tin = m.metal(o.text("colour"), roughness=0.4, variation=0.2)
    paint = m.gloss(o.text("colour"), roughness=0.38)
    r = w * 0.24
    with parts.frame((0.04, 0, 0)):
        parts.turned(
            [(0, 0), (r, 0), (r * 1.03, 0.012), (r * 0.95, h * 0.55), (r * 0.8, h * 0.62), (r * 0.5, h * 0.64)], paint, segments=26
        )
        parts.tube([(-r * 0.8, 0, h * 0.16), (-r * 1.7, 0, h * 0.42), (-w * 0.56, 0, h * 0.66)], [0.022, 0.016, 0.013], paint)
        with parts.frame((-w * 0.57, 0, h * 0.68), (0, -52, 0)):
            parts.turned([(0.012, 0), (0.036, 0.03), (0.034, 0.038), (0, 0.042)], tin, segments=18)
        parts.tube(
            [(r * 0.3, 0, h * 0.62), (r * 0.2, 0, h * 0.95), (r * 1.1, 0, h * 0.95), (r * 1.5, 0, h * 0.6), (r * 0.95, 0, h * 0.22)],
            0.012,
            paint,
        )


@piece
def jug(parts: Parts, o: Options) -> None:
    """A jug."""
    w, _, h = sizes(o)
    r = w * 0.38
    china = m.gloss(o.text("colour"), roughness=0.26, coat=0.3)
    parts.turned(
        [
            (0, 0),
            (r * 0.75, 0),
            (r, h * 0.3),
            (r * 0.9, h * 0.58),
            (r * 0.62, h * 0.8),
            (r * 0.74, h),
            (r * 0.66, h * 0.98),
            (r * 0.5, h * 0.8),
        ],
        china,
        segments=26,
    )
    parts.ball((0.03, 0.022, 0.016), china, (-r * 0.78, 0, h * 0.98), (0, 25, 0), segments=12)
    parts.tube([(r * 0.6, 0, h * 0.92), (r * 1.3, 0, h * 0.86), (r * 1.4, 0, h * 0.5), (r * 0.95, 0, h * 0.34)], 0.014, china)
    parts.turned([(r * 0.99, h * 0.34), (r * 1.01, h * 0.4)], m.gloss("#3f6f8f", roughness=0.25), segments=26, steps=1, wobble=0)


@piece
def rope(parts: Parts, o: Options) -> None:
    """A coil of rope."""
    from filmwright.theatre.worker.pieces.fittings import rope_coil

    rope_coil(parts, Options({"width": o.number("width", 0.3) * 0.85, "colour": o.text("colour")}))


@piece
def fishing_rod(parts: Parts, o: Options) -> None:
    """A walking stick with a crook."""
    _, _, h = sizes(o)
    wood = lumber(o.text("colour"), "z")
    parts.tube(
        [(0, 0, 0), (0.004, 0, h * 0.5), (0, 0, h * 0.9), (0.03, 0, h), (0.075, 0, h * 0.97), (0.08, 0, h * 0.91)],
        [0.011, 0.013, 0.014, 0.014, 0.014, 0.012],
        wood,
    )
    parts.rod((0, 0, 0), (0, 0, 0.04), 0.013, m.metal("#c99a45"))


@piece
def oar(parts: Parts, o: Options) -> None:
    """An oar, blade up."""
    w, _, h = sizes(o)
    parts.rod((0, 0, 0), (0, 0, h * 0.75), 0.017, lumber(o.text("colour"), "z"))
    parts.add(
        g.plate(
            [
                (-0.02, h * 0.66),
                (0.02, h * 0.66),
                (w * 0.46, h * 0.76),
                (w * 0.46, h * 0.97),
                (w * 0.3, h),
                (-w * 0.3, h),
                (-w * 0.46, h * 0.97),
                (-w * 0.46, h * 0.76),
            ],
            0.018,
            bevel=0.006,
        ),
        lumber(o.text("colour"), "z"),
    )
    parts.add(
        g.plate([(-w * 0.46, h * 0.86), (w * 0.46, h * 0.86), (w * 0.46, h * 0.93), (-w * 0.46, h * 0.93)], 0.021, bevel=0.002),
        m.gloss("#b8352b", roughness=0.4),
    )


@piece
def anchor(parts: Parts, o: Options) -> None:
    """An anchor."""
    w, _, h = sizes(o)
    iron = m.metal(o.text("colour"), roughness=0.55)
    ring_of(parts, 0.03, 0.01, iron, (0, 0, h - 0.035), upright=True)
    parts.rod((0, 0, 0.05), (0, 0, h - 0.07), 0.02, iron)
    parts.rod((-w * 0.3, 0, h * 0.74), (w * 0.3, 0, h * 0.74), 0.014, iron)
    parts.tube(
        [(-w * 0.48, 0, h * 0.36), (-w * 0.34, 0, h * 0.1), (0, 0, 0.03), (w * 0.34, 0, h * 0.1), (w * 0.48, 0, h * 0.36)],
        [0.012, 0.022, 0.026, 0.022, 0.012],
        iron,
    )
    for s in (-1, 1):
        parts.add(g.plate([(s * w * 0.5 - 0.04, h * 0.28), (s * w * 0.5 + 0.04, h * 0.28), (s * w * 0.5, h * 0.44)], 0.03), iron)


# machines and instruments of seeing ------------------------------------------------------------------------------------


@piece
def bell(parts: Parts, o: Options) -> None:
    """A hand bell with a wooden handle."""
    w, _, h = sizes(o)
    r = w / 2
    parts.turned(
        [(r * 0.9, 0.0), (r, 0.006), (r * 0.92, 0.02), (r * 0.62, h * 0.3), (r * 0.5, h * 0.46), (r * 0.2, h * 0.54), (0, h * 0.55)],
        m.metal(o.text("colour"), roughness=0.25),
        segments=28,
    )
    parts.turned(
        [(0.02, h * 0.53), (0.014, h * 0.6), (0.024, h * 0.75), (0.016, h * 0.92), (0.02, h * 0.98), (0, h)],
        lumber("#5d3820", "z"),
        segments=16,
    )
    parts.ball(0.018, m.metal("#8a6a34"), (0, 0, 0.012), segments=10)


@piece
def telescope(parts: Parts, o: Options) -> None:
    """A spyglass, upright."""
    w, _, h = sizes(o)
    brass = m.metal(o.text("colour"), roughness=0.25)
    parts.turned([(0, 0), (w * 0.24, 0), (w * 0.28, 0.02), (w * 0.24, 0.05), (w * 0.22, h * 0.32)], brass, segments=20, steps=1)
    parts.turned([(w * 0.3, h * 0.32), (w * 0.3, h * 0.62)], m.leather("#5a2f22"), segments=20, steps=1)
    parts.turned(
        [(w * 0.38, h * 0.62), (w * 0.38, h * 0.94), (w * 0.46, h * 0.95), (w * 0.46, h), (w * 0.38, h)], brass, segments=22, steps=1
    )
    parts.turned([(0, h * 0.985), (w * 0.4, h * 0.985)], m.gloss("#9fc3d8", roughness=0.05), segments=18, steps=1, wobble=0)
    for z in (0.32, 0.62):
        parts.turned([(w * 0.3, h * z - 0.01), (w * 0.42, h * z), (w * 0.3, h * z + 0.01)], brass, segments=20, wobble=0)


@piece
def magnifier(parts: Parts, o: Options) -> None:
    """A magnifying glass, lens up."""
    w, _, h = sizes(o)
    r = w * 0.44
    ring_of(parts, r, 0.009, m.metal(o.text("colour")), (0, 0, h - r - 0.01), upright=True)
    parts.turned(
        [(0, -0.006), (r, 0), (0, 0.006)], m.glass("#cfe3ea", opacity=0.18), (0, 0, h - r - 0.01), (90, 0, 0), segments=22, wobble=0
    )
    parts.turned([(0, 0), (0.015, 0.005), (0.013, 0.06), (0.016, h * 0.36), (0.008, h - 2 * r - 0.02)], lumber("#3a2418", "z"), segments=14)


@piece
def camera(parts: Parts, o: Options) -> None:
    """An old folding camera, lens to -y."""
    w, d, h = sizes(o)
    parts.box((w, d * 0.45, h * 0.86), m.leather(o.text("colour")), (0, d * 0.15, h * 0.43), bevel=0.018)
    parts.box((w * 0.96, d * 0.42, h * 0.12), m.metal("#b9bcc0"), (0, d * 0.15, h * 0.9), bevel=0.012)
    for k in range(4):
        s = 0.74 - 0.06 * k
        parts.box((w * s * 0.75, 0.014, h * s), m.leather("#1d1c1c"), (0, -0.01 - 0.02 * k, h * 0.43), bevel=0.006)
    parts.turned(
        [(0.042, 0), (0.045, 0.015), (0.034, 0.03), (0.03, 0.022), (0, 0.02)],
        m.metal("#c8ccd0"),
        (0, -d * 0.42, h * 0.43),
        (90, 0, 0),
        segments=22,
        wobble=0,
    )
    parts.ball((0.026, 0.012, 0.026), m.gloss("#2a3a5a", roughness=0.04), (0, -d * 0.52, h * 0.43), segments=14)
    parts.ball((0.014, 0.014, 0.01), m.metal("#c8ccd0"), (w * 0.34, d * 0.12, h * 0.98), segments=10)


@piece
def radio(parts: Parts, o: Options) -> None:
    """A wooden wireless with a cloth grille and a dial that glows when lit."""
    w, d, h = sizes(o)
    parts.add(
        g.plate(
            [
                (-w / 2, 0),
                (w / 2, 0),
                (w / 2, h * 0.6),
                (w * 0.42, h * 0.9),
                (w * 0.24, h),
                (-w * 0.24, h),
                (-w * 0.42, h * 0.9),
                (-w / 2, h * 0.6),
            ],
            d,
            bevel=0.014,
        ),
        lumber(o.text("colour"), "z"),
    )
    parts.turned(
        [(0, 0), (h * 0.28, 0)], m.cotton("#c9a86a"), (-w * 0.2, -d / 2 - 0.003, h * 0.58), (90, 0, 0), segments=22, steps=1, wobble=0
    )
    for k in range(-2, 3):
        parts.box(
            (0.012, 0.012, h * 0.5),
            lumber(m.darker(o.text("colour"), 0.3), "z"),
            (-w * 0.2 + 0.032 * k, -d / 2 - 0.006, h * 0.58),
            bevel=0.004,
        )
    parts.box((w * 0.3, 0.01, h * 0.3), m.emit("#ffcf8a", 0.9), (w * 0.27, -d / 2 - 0.004, h * 0.62), bevel=0.003, jitter=0)
    parts.box((0.006, 0.006, h * 0.28), m.clay("#a8282a"), (w * 0.3, -d / 2 - 0.011, h * 0.62), bevel=0, jitter=0)
    for x in (-w * 0.3, 0.0, w * 0.3):
        parts.turned(
            [(0.022, 0), (0.024, 0.012), (0.017, 0.022), (0, 0.024)],
            m.gloss("#e6d6b0", roughness=0.3),
            (x, -d / 2, h * 0.18),
            (90, 0, 0),
            segments=16,
            wobble=0,
        )


@piece
def gramophone(parts: Parts, o: Options) -> None:
    """A gramophone with a brass horn."""
    w, d, h = sizes(o)
    brass = m.metal("#d8a64a", roughness=0.24)
    parts.block((w * 0.8, d * 0.85, h * 0.26), lumber(o.text("colour")), bevel=0.016)
    parts.block((w * 0.86, d * 0.9, h * 0.05), lumber(m.darker(o.text("colour"))), bevel=0.012)
    parts.turned(
        [(0, 0), (0.11, 0), (0.112, 0.006), (0, 0.008)], m.gloss("#1c1a1c", roughness=0.25), (-0.02, -0.03, h * 0.27), segments=26, wobble=0
    )
    parts.turned([(0, 0), (0.035, 0), (0, 0.004)], m.paper("#a83a32"), (-0.02, -0.03, h * 0.288), segments=18, steps=1, wobble=0)
    parts.tube([(0.1, 0.1, h * 0.28), (0.1, 0.1, h * 0.42), (0.05, 0.0, h * 0.4), (0.0, -0.03, h * 0.31)], 0.009, brass)
    with parts.frame((0.1, 0.1, h * 0.42), (62, 0, -20)):
        parts.turned(
            [(0.012, 0), (0.02, 0.07), (0.05, 0.17), (0.12, 0.26), (0.17, 0.29), (0.165, 0.285), (0.11, 0.25), (0.045, 0.16)],
            brass,
            segments=28,
        )
    parts.tube([(w * 0.4, -0.02, h * 0.14), (w * 0.5, -0.02, h * 0.14), (w * 0.5, -0.02, h * 0.04)], 0.007, m.metal("#3a3a3c"))


@piece
def telephone(parts: Parts, o: Options) -> None:
    """A dial telephone with its receiver on the cradle."""
    w, d, h = sizes(o)
    shell = m.gloss(o.text("colour"), roughness=0.2, coat=0.3)
    parts.box((w * 0.9, d * 0.95, h * 0.18), shell, (0, 0, h * 0.1), bevel=0.02)
    parts.add(
        g.plate([(-w * 0.4, 0.02), (w * 0.4, 0.02), (w * 0.2, h * 0.7), (-w * 0.2, h * 0.7)], d * 0.55, bevel=0.02), shell, (0, d * 0.12, 0)
    )
    with parts.frame((0, -d * 0.24, h * 0.32), (60, 0, 0)):
        parts.turned([(0, 0), (0.058, 0), (0.06, 0.008), (0, 0.01)], m.gloss("#e6dcc4", roughness=0.3), segments=24, wobble=0)
        for k in range(9):
            a = math.radians(-60 + k * 33)
            parts.ball((0.01, 0.01, 0.004), m.clay("#15110e"), (0.042 * math.cos(a), 0.042 * math.sin(a), 0.011), segments=8)
        parts.ball((0.016, 0.016, 0.006), m.metal("#c8ccd0"), (0, 0, 0.012), segments=10)
    parts.tube(
        [(-w * 0.42, d * 0.12, h * 0.76), (-w * 0.2, d * 0.12, h * 0.92), (w * 0.2, d * 0.12, h * 0.92), (w * 0.42, d * 0.12, h * 0.76)],
        0.02,
        shell,
    )
    for s in (-1, 1):
        parts.ball((0.042, 0.042, 0.03), shell, (s * w * 0.43, d * 0.12, h * 0.74), segments=14)
        parts.block((0.025, 0.03, 0.05), shell, (s * w * 0.15, d * 0.12, h * 0.66), bevel=0.008)


@piece
def mobile(parts: Parts, o: Options) -> None:
    """A mobile telephone, screen to -y."""
    w, d, h = sizes(o)
    parts.block((w, d, h), m.gloss(o.text("colour"), roughness=0.25), bevel=0.012)
    parts.block((w * 0.88, 0.004, h * 0.86), m.emit("#9fd0f0", 0.9), (0, -d / 2 - 0.001, h * 0.07), bevel=0.004)


@piece
def computer(parts: Parts, o: Options) -> None:
    """A boxy computer with a keyboard; its screen to -y."""
    w, d, h = sizes(o)
    shell = m.clay(o.text("colour"), roughness=0.5)
    parts.block((w * 0.9, d * 0.6, h * 0.2), shell, (0, d * 0.2, 0), bevel=0.014)
    parts.block((w * 0.8, d * 0.55, h * 0.76), shell, (0, d * 0.22, h * 0.22), bevel=0.03)
    parts.block((w * 0.62, 0.01, h * 0.5), m.emit("#6fd0a0", 0.8), (0, -d * 0.06, h * 0.36), bevel=0.012)
    parts.block((w, d * 0.3, 0.03), shell, (0, -d * 0.34, 0), bevel=0.01)
    for r in range(3):
        for k in range(9):
            parts.block(
                (0.026, 0.02, 0.014), m.clay("#e6dfcc"), (-w * 0.4 + 0.036 * k, -d * 0.43 + 0.03 * r, 0.028), bevel=0.003, jitter=0.001
            )


@piece
def mirror(parts: Parts, o: Options) -> None:
    """A hand mirror, glass to -y."""
    w, _, h = sizes(o)
    gold = m.metal(o.text("colour"), roughness=0.3)
    r = w * 0.48
    with parts.frame((0, 0, h - r * 1.15)):
        parts.turned(
            [(0, -0.01), (r, -0.01), (r * 1.03, 0.0), (r, 0.01), (r * 0.86, 0.008), (0, 0.006)],
            gold,
            (0, 0, 0),
            (90, 0, 0),
            segments=28,
            squeeze=(1.0, 1.15),
            wobble=0,
        )
        parts.turned(
            [(0, 0), (r * 0.86, 0)],
            m.metal("#e6ecf0", roughness=0.03, variation=0.02),
            (0, -0.012, 0),
            (90, 0, 0),
            segments=28,
            steps=1,
            squeeze=(1.0, 1.15),
            wobble=0,
        )
    parts.turned([(0.0, 0), (0.018, 0.006), (0.012, 0.04), (0.016, h * 0.2), (0.012, h - 2.2 * r)], gold, segments=14)


@piece
def comb(parts: Parts, o: Options) -> None:
    """A hairbrush."""
    _, _, h = sizes(o)
    parts.ball((0.034, 0.014, 0.06), lumber(o.text("colour"), "z"), (0, 0, h * 0.72), segments=16)
    parts.rod((0, 0, 0), (0, 0, h * 0.5), 0.011, lumber(o.text("colour"), "z"))
    parts.ball((0.028, 0.022, 0.05), m.wool("#e6dcc4", combed="y"), (0, -0.012, h * 0.72), segments=14)


# garden -----------------------------------------------------------------------------------------------------------------


def bloom(parts: Parts, at: tuple[float, float, float], size: float, colour: str, *, stalk: float = 0.0, petals: int = 7) -> None:
    """A felt flower facing up and a little forwards; `stalk` metres of stem below it."""
    x, y, z = at
    with parts.frame(at, (parts.chance(15, 40), parts.chance(-20, 20), 0)):
        for k in range(petals):
            a = 2 * math.pi * k / petals
            parts.add(
                g.ball(size * 0.5, size * 0.26, size * 0.07, segments=8, rings=6),
                m.felt(colour),
                (size * 0.5 * math.cos(a), size * 0.5 * math.sin(a), 0.01),
                (0, -22, math.degrees(a)),
            )
        parts.ball(
            (size * 0.26, size * 0.26, size * 0.16), m.felt("#e8b93a" if colour != "#f0c84a" else "#8a5a2a"), (0, 0, 0.012), segments=10
        )
    if stalk:
        parts.tube(
            [(x + 0.02 * (1 if x > 0 else -1), y, z - stalk), (x, y, z - stalk * 0.4), (x, y, z)], 0.006, m.felt("#5f7f3a"), segments=6
        )


def leaf_shape(long: float, wide: float) -> g.Shape:
    """A leaf along +x, folded a little along its rib."""
    n = 6
    rows = []
    for side in (-1, 0, 1):
        rows.append(
            [
                (
                    long * t,
                    side * wide * math.sin(math.pi * t) ** 0.8,
                    abs(side) * wide * 0.35 * math.sin(math.pi * t) - 0.18 * long * t * t,
                )
                for t in np.linspace(0.02, 0.98, n)
            ]
        )
    return g.grid(np.array(rows)).flipped()


@piece
def flower(parts: Parts, o: Options) -> None:
    """A single flower on a stem with leaves."""
    _, _, h = sizes(o)
    bloom(parts, (0, 0, h * 0.92), 0.085, o.text("colour"), stalk=h * 0.92)
    for s in (-1, 1):
        parts.add(leaf_shape(0.1, 0.026), m.felt("#5f7f3a"), (0, 0, h * (0.4 + 0.08 * s)), (0, -30, 90 + s * 80))


@piece
def bouquet(parts: Parts, o: Options) -> None:
    """A bunch of flowers in paper."""
    w, _, h = sizes(o)
    parts.turned([(0.02, 0), (0.03, h * 0.2), (w * 0.36, h * 0.66), (w * 0.33, h * 0.66)], m.paper("#e6d8b6"), segments=18, wobble=0.012)
    for k in range(9):
        a, r = k * 2.4, 0.035 * math.sqrt(k)
        bloom(
            parts,
            (r * math.cos(a), r * math.sin(a), h * (0.86 - 0.02 * k % 3 * 0.3)),
            0.06,
            surfaces.pick((o.text("colour"), "#f0e6d2", "#c8435a", "#f0c84a"), k),
            stalk=0.16,
            petals=6,
        )
    parts.turned([(0.034, h * 0.2), (0.042, h * 0.22), (0.036, h * 0.25)], m.felt("#c8435a"), segments=16, wobble=0)


@piece
def flowerpot(parts: Parts, o: Options) -> None:
    """A plant in a terracotta pot."""
    w, _, h = sizes(o)
    r = w * 0.42
    parts.turned(
        [(0, 0), (r * 0.68, 0), (r * 0.9, h * 0.34), (r * 1.02, h * 0.35), (r * 1.02, h * 0.44), (r * 0.9, h * 0.44), (r * 0.86, h * 0.4)],
        m.clay(o.text("colour"), roughness=0.8),
        segments=26,
        steps=1,
    )
    parts.turned([(0, h * 0.42), (r * 0.88, h * 0.4)], surfaces.ground("#3a2618", "#5a3a24"), segments=20, steps=1)
    green = surfaces.leaves("#5f8a3a", "#86a84a")
    for k in range(9):
        a = k * 2.4
        parts.tube(
            [(0, 0, h * 0.4), (0.03 * math.cos(a), 0.03 * math.sin(a), h * (0.55 + 0.03 * (k % 4)))], 0.006, green, segments=5, steps=1
        )
        parts.add(
            leaf_shape(0.12, 0.032),
            green,
            (0.02 * math.cos(a), 0.02 * math.sin(a), h * (0.52 + 0.04 * (k % 4))),
            (0, -38 + 5 * (k % 3), math.degrees(a)),
        )
    bloom(parts, (0, -0.01, h * 0.93), 0.07, "#e6a3b0", stalk=h * 0.5)
    bloom(parts, (0.05, 0.02, h * 0.8), 0.06, "#e6a3b0", stalk=h * 0.36)


@piece
def sapling(parts: Parts, o: Options) -> None:
    """A young tree with its roots in sacking."""
    w, _, h = sizes(o)
    parts.ball((0.09, 0.09, 0.085), m.cotton("#a9885a"), (0, 0, 0.08), wobble=0.01)
    parts.turned([(0.05, 0.145), (0.055, 0.155), (0.045, 0.165)], m.felt("#8a6a3a"), segments=14)
    parts.tube(
        [(0, 0, 0.12), (0.012, 0, h * 0.5), (-0.006, 0, h * 0.95)], [0.016, 0.012, 0.006], m.wood("#6b4a2e", grain="z", per_object=0.0)
    )
    green = surfaces.leaves(o.text("colour"), m.lighter(o.text("colour"), 0.2))
    for k in range(34):
        a, z = k * 2.4, h * (0.45 + 0.55 * k / 34)
        reach = 0.02 + 0.1 * math.sin(math.pi * (0.2 + 0.75 * k / 34))
        parts.add(
            leaf_shape(0.085, 0.026),
            green,
            (reach * 0.6 * math.cos(a), reach * 0.6 * math.sin(a), z),
            (0, -10 - 30 * (k % 3) / 2, math.degrees(a)),
        )
    for k in range(6):
        a, z = k * 1.9, h * (0.45 + 0.08 * k)
        parts.rod(
            (0, 0, z), (0.1 * math.cos(a), 0.1 * math.sin(a), z + 0.05), 0.005, m.wood("#6b4a2e", grain="z", per_object=0.0), segments=5
        )


@piece
def leaf(parts: Parts, o: Options) -> None:
    """A fallen leaf."""
    w, _, _ = sizes(o)
    parts.add(leaf_shape(w, w * 0.34), m.felt(o.text("colour"), variation=0.3), (-w / 2, 0, 0.014))
    parts.rod((-w / 2, 0, 0.012), (-w * 0.72, 0.01, 0.01), 0.004, m.felt("#7a4a2a"), segments=5)


@piece
def stone(parts: Parts, o: Options) -> None:
    """A pebble."""
    w, d, h = sizes(o)
    parts.ball((w / 2, d / 2, h / 2), m.stone(o.text("colour"), scale=12.0), (0, 0, h / 2), wobble=0.008)


# arms and wonder --------------------------------------------------------------------------------------------------------


@piece
def sword(parts: Parts, o: Options) -> None:
    """A sword, point up."""
    w, _, h = sizes(o)
    gold = m.metal("#d8a64a")
    parts.ball(0.019, gold, (0, 0, 0.016), segments=12)
    parts.rod((0, 0, 0.02), (0, 0, 0.13), 0.012, m.leather("#5a2f22"))
    parts.tube([(-w / 2, 0, 0.15), (0, 0, 0.135), (w / 2, 0, 0.15)], 0.013, gold)
    parts.add(
        g.plate([(-0.02, 0.14), (0.02, 0.14), (0.017, h - 0.06), (0, h), (-0.017, h - 0.06)], 0.012, bevel=0.005),
        m.metal(o.text("colour"), roughness=0.18),
    )


@piece
def shield(parts: Parts, o: Options) -> None:
    """A shield with a star, face to -y."""
    w, d, h = sizes(o)
    outline = [
        (0, 0),
        (w * 0.3, h * 0.2),
        (w * 0.48, h * 0.55),
        (w * 0.5, h * 0.95),
        (0, h),
        (-w * 0.5, h * 0.95),
        (-w * 0.48, h * 0.55),
        (-w * 0.3, h * 0.2),
    ]
    parts.add(g.plate(outline, 0.03, bevel=0.012), m.metal("#c99a45"))
    parts.add(
        g.plate([(x * 0.88, h * 0.06 + z * 0.89) for x, z in outline], 0.02, bevel=0.006),
        m.gloss(o.text("colour"), roughness=0.35),
        (0, -0.012, 0),
    )
    star = [
        (r * math.sin(k * math.pi / 5) * w, h * 0.6 + r * math.cos(k * math.pi / 5) * w)
        for k, r in ((k, 0.26 if k % 2 == 0 else 0.11) for k in range(10))
    ]
    parts.add(g.plate(list(reversed(star)), 0.016, bevel=0.003), m.metal("#e0b45a"), (0, -0.024, 0))


@piece
def wand(parts: Parts, o: Options) -> None:
    """A wand with pale tips."""
    _, _, h = sizes(o)
    parts.rod((0, 0, 0), (0, 0, h), 0.011, m.gloss(o.text("colour"), roughness=0.25), 0.008)
    for a, b in ((0.0, 0.05), (h - 0.06, h + 0.002)):
        parts.rod((0, 0, a), (0, 0, b), 0.0125 if a == 0 else 0.0105, m.gloss("#f0e9d8", roughness=0.3))


# large ------------------------------------------------------------------------------------------------------------------


@piece
def ladder(parts: Parts, o: Options) -> None:
    """A ladder."""
    w, _, h = sizes(o)
    wood = lumber(o.text("colour"), "z")
    for s in (-1, 1):
        parts.rod((s * w * 0.46, 0, 0), (s * w * 0.38, 0.05, h), 0.022, wood)
    n = 6
    for k in range(n):
        z = h * (k + 0.7) / n
        parts.rod(
            (-w * 0.43, 0.05 * z / h, z),
            (w * 0.43, 0.05 * z / h, z + parts.chance(-0.01, 0.01)),
            0.016,
            lumber(m.darker(o.text("colour"), 0.15)),
        )


@piece
def sign(parts: Parts, o: Options) -> None:
    """A signpost with an arrow."""
    w, _, h = sizes(o)
    wood = lumber(o.text("colour"))
    parts.rod((0, 0.02, 0), (0.005, 0.02, h), 0.022, lumber(m.darker(o.text("colour"), 0.3), "z"))
    parts.add(
        g.plate(
            [(-w * 0.45, h * 0.66), (w * 0.32, h * 0.66), (w * 0.5, h * 0.79), (w * 0.32, h * 0.92), (-w * 0.45, h * 0.92)],
            0.026,
            bevel=0.006,
        ),
        wood,
        (0, -0.014, 0),
    )
    for k in range(2):
        parts.tube(
            [(-w * 0.34 + w * 0.15 * i, -0.03, h * (0.82 - 0.07 * k) + 0.01 * math.sin(i * 3)) for i in range(4)],
            0.007,
            m.clay("#3a2618"),
            segments=5,
        )


@piece
def bicycle(parts: Parts, o: Options) -> None:
    """A bicycle, along x."""
    w, _, h = sizes(o)
    paint, steel = m.gloss(o.text("colour"), roughness=0.3), m.metal("#b9bcc0")
    r = h * 0.33
    a, b = (-w * 0.5 + r, 0.0, r), (w * 0.5 - r, 0.0, r)
    for x, _, z in (a, b):
        ring_of(parts, r - 0.02, 0.018, m.clay("#1d1c1c"), (x, 0, z), upright=True)
        ring_of(parts, r - 0.042, 0.007, steel, (x, 0, z), upright=True)
        for k in range(10):
            t = k * math.pi / 5
            parts.rod((x, 0, z), (x + (r - 0.04) * math.cos(t), 0, z + (r - 0.04) * math.sin(t)), 0.002, steel, segments=4)
    crank, seat, head = (-0.02, 0, r * 0.95), (-0.12, 0, h * 0.74), (b[0] - 0.1, 0, h * 0.78)
    for p, q in ((a, crank), (crank, seat), (seat, a), (crank, head), (seat, head), (head, b)):
        parts.rod(p, q, 0.013, paint, segments=8)
    parts.ball((0.08, 0.045, 0.024), m.leather("#5a3a26"), (seat[0] - 0.02, 0, seat[2] + 0.05), segments=14)
    parts.rod(seat, (seat[0], 0, seat[2] + 0.04), 0.01, steel)
    parts.rod(head, (head[0] - 0.02, 0, h * 0.96), 0.011, steel)
    parts.tube([(head[0] - 0.08, -0.13, h * 0.94), (head[0], -0.08, h), (head[0], 0.08, h), (head[0] - 0.08, 0.13, h * 0.94)], 0.011, steel)
    ring_of(parts, 0.055, 0.01, steel, (crank[0], -0.02, crank[2]), upright=True)


@piece
def wheelbarrow(parts: Parts, o: Options) -> None:
    """A wheelbarrow, its wheel to -y."""
    w, d, h = sizes(o)
    paint, wood = m.gloss(o.text("colour"), roughness=0.45), lumber("#8a5f3a", "y")
    rim = np.array(
        [
            [(-w * 0.5, -d * 0.28, h), (w * 0.5, -d * 0.28, h), (w * 0.5, d * 0.26, h), (-w * 0.5, d * 0.26, h)],
            [
                (-w * 0.28, -d * 0.12, h * 0.45),
                (w * 0.28, -d * 0.12, h * 0.45),
                (w * 0.28, d * 0.2, h * 0.45),
                (-w * 0.28, d * 0.2, h * 0.45),
            ],
        ]
    )
    parts.add(g.grid(rim, around=True), paint)
    parts.add(g.grid(rim[::-1], around=True).moved((0, 0, -0.006)), paint)
    parts.box((w * 0.58, d * 0.34, 0.02), paint, (0, d * 0.04, h * 0.45), bevel=0.006)
    for s in (-1, 1):
        parts.rod((s * 0.05, -d * 0.44, h * 0.36), (s * w * 0.44, d * 0.5, h * 0.72), 0.018, wood)
        parts.rod((s * w * 0.3, d * 0.16, h * 0.45), (s * w * 0.34, d * 0.2, 0.01), 0.018, wood)
    with parts.frame((0, -d * 0.4, 0.15), (0, 0, 90)):
        ring_of(parts, 0.125, 0.026, m.clay("#1d1c1c"), (0, 0, 0), upright=True)
        for k in range(6):
            parts.rod((0, 0, 0), (0.12 * math.cos(k * 1.05), 0, 0.12 * math.sin(k * 1.05)), 0.008, m.metal("#8f979c"), segments=6)


@piece
def snowman(parts: Parts, o: Options) -> None:
    """A snowman."""
    w, _, h = sizes(o)
    snow = surfaces.cotton_wool(o.text("colour"))
    for r, z in ((w * 0.5, w * 0.44), (w * 0.37, w * 1.05), (w * 0.27, w * 1.5)):
        parts.ball(r, snow, (0, 0, z), wobble=0.012, segments=24)
    coal = m.clay("#1a1818", roughness=0.6)
    for s in (-1, 1):
        parts.ball(0.018, coal, (s * 0.045, -w * 0.245, w * 1.56), segments=8)
        parts.tube(
            [(s * w * 0.33, 0, w * 1.1), (s * w * 0.62, -0.04, w * 1.3), (s * w * 0.8, -0.06, w * 1.36)],
            [0.013, 0.011, 0.006],
            lumber("#4a2d1a"),
        )
    parts.rod((0, -w * 0.26, w * 1.49), (0, -w * 0.26 - 0.13, w * 1.46), 0.022, m.clay("#d8702a"), 0.004)
    for k in range(3):
        parts.ball(0.018, coal, (0, -w * 0.37 + 0.005 * k, w * (1.18 - 0.13 * k)), segments=8)
    parts.turned([(w * 0.21, w * 1.27), (w * 0.24, w * 1.3), (w * 0.2, w * 1.34)], m.knit("#a83a32"), segments=24)
    parts.turned([(w * 0.28, w * 1.7), (w * 0.29, w * 1.72), (w * 0.18, w * 1.73), (w * 0.17, h), (0, h)], m.felt("#2a2530"), segments=24)


@piece
def scarecrow(parts: Parts, o: Options) -> None:
    """A scarecrow on a pole."""
    w, _, h = sizes(o)
    wood, straw = lumber("#7a5a3a", "z"), m.wool("#c9a45a", combed="x")
    parts.rod((0, 0.05, 0), (0, 0.05, h * 0.9), 0.024, wood)
    parts.rod((-w * 0.46, 0.05, h * 0.64), (w * 0.46, 0.05, h * 0.64), 0.02, lumber("#7a5a3a"))
    parts.turned([(0.2, h * 0.3), (0.17, h * 0.5), (0.14, h * 0.64), (0.05, h * 0.7)], m.felt("#6b5a3a"), segments=22, wobble=0.012)
    for s in (-1, 1):
        parts.tube(
            [(s * 0.1, 0, h * 0.62), (s * w * 0.28, 0.02, h * 0.65), (s * w * 0.42, 0.03, h * 0.63)], [0.07, 0.06, 0.055], m.felt("#6b5a3a")
        )
        for k in range(6):
            parts.rod(
                (s * w * 0.4, 0.03, h * 0.63),
                (s * (w * 0.48 + 0.02 * (k % 2)), 0.03 + parts.chance(-0.05, 0.05), h * 0.63 + parts.chance(-0.06, 0.04)),
                0.006,
                straw,
                segments=5,
            )
        parts.ball(0.02, m.clay("#1d1712"), (s * 0.06, -0.14, h * 0.82), segments=10)
    parts.ball((0.15, 0.14, 0.15), m.cotton("#cfae78"), (0, 0.01, h * 0.79), wobble=0.01)
    parts.tube([(-0.06, -0.135, h * 0.735), (0, -0.15, h * 0.72), (0.06, -0.135, h * 0.735)], 0.006, m.felt("#3a2618"), segments=5)
    parts.add(g.plate([(-0.02, h * 0.765), (0.02, h * 0.765), (0, h * 0.795)], 0.02), m.felt("#c8702a"), (0, -0.14, 0))
    parts.turned(
        [(0.26, h * 0.86), (0.25, h * 0.87), (0.12, h * 0.88), (0.09, h), (0, h * 1.01)],
        m.wool("#b8954a", combed="z"),
        segments=24,
        wobble=0.014,
    )


@piece
def easel(parts: Parts, o: Options) -> None:
    """An easel with a painting."""
    w, d, h = sizes(o)
    wood = lumber(o.text("colour"), "z")
    for s in (-1, 1):
        parts.rod((s * w * 0.42, -0.1, 0), (s * 0.05, 0.05, h), 0.018, wood)
    parts.rod((0, d * 0.5, 0), (0, 0.05, h * 0.95), 0.016, wood)
    parts.box((w * 0.9, 0.06, 0.03), lumber(o.text("colour")), (0, -0.06, h * 0.36), bevel=0.008)
    with parts.frame((0, -0.045, h * 0.66), (-9, 0, 0)):
        parts.box((w * 0.84, 0.025, h * 0.52), m.cotton("#efe6d2"), bevel=0.006)
        for k, c in enumerate(("#7fb0c8", "#5f8a5a", "#d8a03a")):
            parts.ball(
                (w * 0.32 - 0.03 * k, 0.006, h * 0.1),
                m.clay(c),
                (0.02 * k, -0.014 - 0.002 * k, h * (0.12 - 0.12 * k)),
                wobble=0.012,
                segments=14,
            )


@piece
def gravestone(parts: Parts, o: Options) -> None:
    """A leaning headstone."""
    w, d, h = sizes(o)
    rock = m.stone(o.text("colour"), moss="#6b7a4a")
    arch = [(w * 0.44 * math.cos(t), h * 0.66 + h * 0.32 * math.sin(t)) for t in np.linspace(0, math.pi, 9)]
    with parts.frame((0, 0, 0), (3, 4, 0)):
        parts.add(g.plate([(-w * 0.44, 0), (w * 0.44, 0), *arch], d * 0.8, bevel=0.02).wobbled(0.008, 6.0, 3), rock)
        for k in range(3):
            parts.box((w * (0.5 - 0.1 * k), 0.01, 0.022), m.clay("#4a4844"), (0, -d * 0.41, h * (0.66 - 0.12 * k)), bevel=0.002)
    parts.block((w, d * 1.3, 0.06), rock, bevel=0.02)


@piece
def birdcage(parts: Parts, o: Options) -> None:
    """A domed cage; its door opens."""
    w, _, h = sizes(o)
    brass = m.metal(o.text("colour"), roughness=0.3)
    r = w * 0.46
    parts.turned([(0, 0), (r * 1.04, 0), (r * 1.06, 0.02), (r, 0.035), (0, 0.03)], brass, segments=26)
    for k in range(16):
        a = 2 * math.pi * k / 16
        c, s = math.cos(a), math.sin(a)
        parts.tube(
            [(r * c, r * s, 0.03), (r * c, r * s, h * 0.55), (r * 0.8 * c, r * 0.8 * s, h * 0.75), (0.01 * c, 0.01 * s, h * 0.9)],
            0.0045,
            brass,
            segments=5,
            steps=3,
        )
    for z in (h * 0.3, h * 0.55):
        ring_of(parts, r, 0.006, brass, (0, 0, z))
    ring_of(parts, 0.025, 0.006, brass, (0, 0, h * 0.94), upright=True)
    parts.rod((-r * 0.7, 0, h * 0.34), (r * 0.7, 0, h * 0.34), 0.008, lumber("#8a5a33"))
    with parts.hinge("door", (-0.05, -r - 0.004, 0.06), axis=2, degrees=-110):
        for x, z0, x1, z1 in ((0, 0, 0, 0.13), (0.1, 0, 0.1, 0.13), (0, 0, 0.1, 0), (0, 0.13, 0.1, 0.13), (0.05, 0, 0.05, 0.13)):
            parts.rod((x, 0, z0), (x1, 0, z1), 0.005, brass, segments=5)


@piece
def fishbowl(parts: Parts, o: Options) -> None:
    """A bowl with a goldfish."""
    w, _, h = sizes(o)
    r = w / 2
    parts.turned(
        [(r * 0.5, 0.004), (r * 0.93, h * 0.4), (r * 0.86, h * 0.68), (0, h * 0.68)],
        m.glass("#8fc4d8", opacity=0.2),
        segments=24,
        steps=2,
        wobble=0,
    )
    parts.turned(
        [(0, 0.002), (r * 0.5, 0.0), (r, h * 0.45), (r * 0.72, h * 0.88), (r * 0.8, h), (r * 0.74, h * 0.98)],
        m.glass(o.text("colour"), opacity=0.12),
        segments=26,
        wobble=0,
    )
    parts.ball((0.045, 0.02, 0.026), m.clay("#e0742a", roughness=0.4), (0.0, -0.01, h * 0.4), (0, 0, 20), segments=14)
    parts.add(
        g.plate([(0.04, -0.02), (0.075, -0.035), (0.065, 0.0), (0.075, 0.035), (0.04, 0.015)], 0.006),
        m.clay("#e0742a", roughness=0.4),
        (0, -0.01, h * 0.4),
        (0, 0, 20),
    )
    parts.turned([(r * 0.5, 0.004), (r * 0.62, h * 0.12), (0, h * 0.13)], m.clay("#c9a86a", roughness=0.9, scale=40.0), segments=20)
