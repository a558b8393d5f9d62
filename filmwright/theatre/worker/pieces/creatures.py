"""Small creatures and dolls of felt: rabbit, bird, cat, dog, fish, doll, teddy, clockwork robot. Their fronts face -y."""

from __future__ import annotations

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece
from filmwright.theatre.worker.pieces.things import sizes


def eyes(parts: Parts, apart: float, y: float, z: float, size: float) -> None:
    """Two bead eyes."""
    for s in (-1, 1):
        parts.ball(size, m.gloss("#15110e", roughness=0.06), (s * apart, y, z), segments=10)
        parts.ball(size * 0.3, m.gloss("#ffffff", roughness=0.2), (s * apart - size * 0.3, y - size * 0.85, z + size * 0.35), segments=6)


def fleece(
    parts: Parts,
    shape: g.Shape,
    material: object,
    at: tuple[float, float, float],
    fibres: int,
    *,
    turn: tuple[float, float, float] = (0, 0, 0),
) -> None:
    """A felt body with flyaway fibres."""
    parts.add(shape, material, at, turn)
    parts.add(g.fibres(shape, fibres, 0.014, seed=parts.seed % 1000, width=0.0014), material, at, turn)


@piece
def rabbit(parts: Parts, o: Options) -> None:
    """A sitting rabbit."""
    w, d, h = sizes(o)
    fur, pale = m.felt(o.text("colour"), fibre=120.0, down=0.8), m.felt("#f0e8dc")
    fleece(parts, g.ball(w * 0.42, d * 0.4, h * 0.27), fur, (0, 0.03, h * 0.26), 900)
    fleece(parts, g.ball(w * 0.3, d * 0.24, h * 0.19), fur, (0, -d * 0.26, h * 0.5), 600)
    for s in (-1, 1):
        parts.tube(
            [(s * 0.03, -d * 0.2, h * 0.62), (s * 0.045, -d * 0.16, h * 0.82), (s * 0.06, -d * 0.12, h)], [0.02, 0.03, 0.012], fur, flat=0.5
        )
        parts.tube(
            [(s * 0.032, -d * 0.23, h * 0.66), (s * 0.046, -d * 0.19, h * 0.82), (s * 0.058, -d * 0.15, h * 0.94)],
            [0.008, 0.016, 0.005],
            m.felt("#e0a8a0"),
            flat=0.4,
        )
        parts.ball((w * 0.16, d * 0.2, h * 0.12), fur, (s * w * 0.3, -d * 0.02, h * 0.12))
        parts.ball((0.028, 0.05, 0.022), pale, (s * 0.05, -d * 0.38, 0.022), segments=12)
        parts.ball((0.022, 0.014, 0.018), pale, (s * 0.014, -d * 0.47, h * 0.46), segments=10)
    parts.ball(0.045, pale, (0, d * 0.42, h * 0.2), wobble=0.006, segments=14)
    parts.ball((0.01, 0.008, 0.008), m.felt("#c8746a"), (0, -d * 0.5, h * 0.5), segments=8)
    eyes(parts, 0.048, -d * 0.44, h * 0.55, 0.016)


@piece
def bird(parts: Parts, o: Options) -> None:
    """A small round bird on wire legs."""
    w, d, h = sizes(o)
    feather = m.felt(o.text("colour"), fibre=120.0)
    fleece(parts, g.ball(w * 0.42, d * 0.34, h * 0.34), feather, (0, 0, h * 0.5), 500, turn=(14, 0, 0))
    fleece(parts, g.ball(w * 0.28, w * 0.28, w * 0.27), feather, (0, -d * 0.2, h * 0.8), 300)
    parts.ball((w * 0.3, d * 0.2, h * 0.24), m.felt(m.lighter(o.text("colour"), 0.45)), (0, -d * 0.14, h * 0.46), segments=16)
    parts.rod((0, -d * 0.32, h * 0.79), (0, -d * 0.46, h * 0.77), 0.014, m.clay("#d8802a"), 0.002)
    for s in (-1, 1):
        parts.ball(
            (0.016, d * 0.26, h * 0.2),
            m.felt(m.darker(o.text("colour"), 0.25)),
            (s * w * 0.42, 0.02, h * 0.52),
            (18, 0, s * 6),
            segments=14,
        )
        parts.rod((s * 0.022, 0, h * 0.2), (s * 0.026, -0.005, 0.006), 0.004, m.metal("#8a5a2a"), segments=5)
        for k in (-1, 0, 1):
            parts.rod((s * 0.026, -0.005, 0.006), (s * 0.026 + 0.012 * k, -0.03, 0.004), 0.0035, m.metal("#8a5a2a"), segments=5)
    parts.add(
        g.plate([(-0.02, 0), (0.02, 0), (0.03, d * 0.34), (-0.03, d * 0.34)], 0.012),
        m.felt(m.darker(o.text("colour"), 0.3)),
        (0, d * 0.2, h * 0.48),
        (-72, 0, 0),
    )
    eyes(parts, w * 0.17, -d * 0.3, h * 0.84, 0.012)


def four_legged(parts: Parts, o: Options, *, ears: str, snout: float) -> None:
    """A sitting cat or dog."""
    w, d, h = sizes(o)
    colour = o.text("colour")
    fur, pale = m.felt(colour, fibre=110.0, down=0.7), m.felt(m.lighter(colour, 0.55))
    fleece(parts, g.ball(w * 0.4, d * 0.3, h * 0.3), fur, (0, 0.06, h * 0.28), 900, turn=(-25, 0, 0))
    parts.ball((w * 0.26, d * 0.16, h * 0.2), pale, (0, -d * 0.1, h * 0.32), segments=16)
    fleece(parts, g.ball(w * 0.4, w * 0.36, w * 0.35), fur, (0, -d * 0.16, h * 0.7), 800)
    parts.ball((w * 0.2, w * (0.14 + snout), w * 0.14), pale, (0, -d * 0.16 - w * 0.3, h * 0.65), segments=14)
    parts.ball((0.018, 0.012, 0.013), m.gloss("#2a1a18", roughness=0.3), (0, -d * 0.16 - w * (0.43 + snout), h * 0.675), segments=8)
    for s in (-1, 1):
        parts.tube(
            [(s * w * 0.18, -d * 0.14, h * 0.4), (s * w * 0.19, -d * 0.2, h * 0.15), (s * w * 0.19, -d * 0.26, 0.03)],
            [0.034, 0.03, 0.034],
            fur,
        )
        parts.ball((w * 0.2, d * 0.2, h * 0.14), fur, (s * w * 0.32, d * 0.08, h * 0.13))
        if ears == "up":
            parts.add(
                g.plate([(-0.035, 0), (0.035, 0), (0.0, 0.085)], 0.022, bevel=0.008),
                fur,
                (s * w * 0.25, -d * 0.15, h * 0.83),
                (0, s * 16, 0),
            )
        else:
            parts.tube(
                [(s * w * 0.26, -d * 0.12, h * 0.86), (s * w * 0.44, -d * 0.14, h * 0.74), (s * w * 0.43, -d * 0.18, h * 0.58)],
                [0.03, 0.04, 0.026],
                m.felt(m.darker(colour, 0.3), fibre=110.0),
                flat=0.45,
            )
    if ears == "up":
        parts.tube(
            [(0.03, d * 0.34, 0.05), (0.14, d * 0.4, 0.05), (0.16, d * 0.2, 0.04), (0.13, 0.0, 0.04)], [0.026, 0.026, 0.024, 0.016], fur
        )
        for s in (-1, 1):
            for k in (-1, 0, 1):
                parts.rod(
                    (s * 0.035, -d * 0.16 - w * 0.4, h * 0.65),
                    (s * 0.13, -d * 0.16 - w * 0.36, h * 0.65 + 0.02 * k),
                    0.0014,
                    m.felt("#f0ece0"),
                    segments=4,
                )
    else:
        parts.tube([(0, d * 0.34, h * 0.12), (0.03, d * 0.46, h * 0.26), (0.06, d * 0.44, h * 0.4)], [0.026, 0.022, 0.01], fur)
        parts.turned([(w * 0.3, h * 0.51), (w * 0.32, h * 0.53), (w * 0.3, h * 0.55)], m.leather("#a8282a"), (0, -d * 0.1, 0), segments=20)
    eyes(parts, w * 0.15, -d * 0.16 - w * 0.31, h * 0.75, 0.019)


@piece
def cat(parts: Parts, o: Options) -> None:
    """A sitting cat."""
    four_legged(parts, o, ears="up", snout=0.0)


@piece
def dog(parts: Parts, o: Options) -> None:
    """A sitting dog with long ears."""
    four_legged(parts, o, ears="down", snout=0.08)


@piece
def fish(parts: Parts, o: Options) -> None:
    """A fish lying along y."""
    w, d, h = sizes(o)
    skin = m.gloss(o.text("colour"), roughness=0.35)
    parts.ball((w * 0.4, d * 0.34, h * 0.4), skin, (0, -d * 0.06, h * 0.45), wobble=0.003)
    with parts.frame((0, d * 0.24, h * 0.45), (0, 0, -90)):
        parts.add(
            g.plate(
                [(0.0, -0.012), (-d * 0.22, -h * 0.42), (-d * 0.16, 0.0), (-d * 0.22, h * 0.42), (0.0, 0.012)][::-1], 0.014, bevel=0.004
            ),
            skin,
        )
    with parts.frame((0, 0, h * 0.8), (0, 0, -90)):
        parts.add(g.plate([(-0.06, -0.02), (0.05, -0.02), (0.0, 0.03), (-0.05, 0.022)], 0.012, bevel=0.003), skin)
    eyes(parts, w * 0.32, -d * 0.27, h * 0.55, 0.011)


@piece
def doll(parts: Parts, o: Options) -> None:
    """A rag doll with plaits."""
    _, _, h = sizes(o)
    skin, dress, yarn = m.cotton("#e6b494"), m.cotton(o.text("colour")), m.wool("#8a4a22", combed="z")
    parts.turned([(0.07, h * 0.16), (0.055, h * 0.36), (0.032, h * 0.56), (0.016, h * 0.6)], dress, segments=20)
    parts.ball((0.056, 0.052, 0.055), skin, (0, 0, h * 0.76), segments=20)
    parts.ball((0.06, 0.054, 0.05), yarn, (0, 0.012, h * 0.82), segments=18)
    for s in (-1, 1):
        parts.tube([(s * 0.05, 0.0, h * 0.78), (s * 0.075, -0.005, h * 0.66), (s * 0.07, -0.01, h * 0.54)], [0.013, 0.016, 0.011], yarn)
        parts.tube([(s * 0.03, 0, h * 0.54), (s * 0.075, -0.005, h * 0.42), (s * 0.08, -0.01, h * 0.34)], 0.014, dress)
        parts.rod((s * 0.025, 0, h * 0.2), (s * 0.03, -0.01, 0.02), 0.014, skin)
        parts.ball((0.018, 0.028, 0.014), m.leather("#3a2418"), (s * 0.03, -0.02, 0.014), segments=10)
        parts.ball((0.012, 0.004, 0.01), m.felt("#d8746a"), (s * 0.032, -0.048, h * 0.72), segments=8)
    eyes(parts, 0.021, -0.048, h * 0.78, 0.008)
    parts.tube([(-0.013, -0.05, h * 0.715), (0, -0.053, h * 0.708), (0.013, -0.05, h * 0.715)], 0.003, m.felt("#a8282a"), segments=5)


@piece
def teddy(parts: Parts, o: Options) -> None:
    """A sitting teddy bear with a patch."""
    w, _, h = sizes(o)
    fur, pale = m.felt(o.text("colour"), fibre=110.0, down=0.8), m.felt(m.lighter(o.text("colour"), 0.4))
    fleece(parts, g.ball(w * 0.36, w * 0.32, h * 0.28), fur, (0, 0.01, h * 0.3), 700)
    parts.ball((w * 0.24, w * 0.12, h * 0.19), pale, (0, -w * 0.24, h * 0.3), segments=16)
    fleece(parts, g.ball(w * 0.33, w * 0.3, w * 0.3), fur, (0, -0.005, h * 0.72), 600)
    parts.ball((w * 0.16, w * 0.13, w * 0.12), pale, (0, -w * 0.27, h * 0.67), segments=14)
    parts.ball((0.016, 0.01, 0.012), m.felt("#2a1a14"), (0, -w * 0.39, h * 0.7), segments=8)
    for s in (-1, 1):
        parts.ball((0.038, 0.02, 0.038), fur, (s * w * 0.27, 0.0, h * 0.9), segments=14)
        parts.ball((0.022, 0.012, 0.022), pale, (s * w * 0.27, -0.014, h * 0.9), segments=10)
        parts.tube(
            [(s * w * 0.28, 0, h * 0.46), (s * w * 0.46, -0.02, h * 0.34), (s * w * 0.45, -0.05, h * 0.24)], [0.034, 0.036, 0.034], fur
        )
        parts.tube([(s * w * 0.2, -0.02, h * 0.12), (s * w * 0.3, -0.11, h * 0.12)], [0.045, 0.046], fur)
        parts.ball((0.032, 0.012, 0.032), pale, (s * w * 0.33, -0.15, h * 0.13), segments=12)
    eyes(parts, w * 0.13, -w * 0.29, h * 0.78, 0.012)
    parts.box((0.04, 0.008, 0.04), m.cotton("#5f7f9a", check="#e6dcc4"), (w * 0.16, -w * 0.33, h * 0.38), (0, 12, 0), bevel=0.002)


@piece
def robot_toy(parts: Parts, o: Options) -> None:
    """A tin robot with a key in its back."""
    w, d, h = sizes(o)
    tin, brass = m.metal(o.text("colour"), roughness=0.35), m.metal("#d8a64a")
    parts.block((w * 0.62, d * 0.7, h * 0.4), tin, (0, 0, h * 0.24), bevel=0.014)
    parts.block((w * 0.5, d * 0.6, h * 0.25), tin, (0, 0, h * 0.68), bevel=0.016)
    parts.rod((0, 0, h * 0.62), (0, 0, h * 0.7), 0.02, brass)
    for s in (-1, 1):
        parts.turned(
            [(0.016, 0), (0.018, 0.01), (0, 0.014)],
            m.emit("#ffd27a", 1.4),
            (s * w * 0.12, -d * 0.3, h * 0.82),
            (90, 0, 0),
            segments=14,
            wobble=0,
        )
        parts.rod((s * w * 0.33, 0, h * 0.56), (s * w * 0.42, -0.02, h * 0.3), 0.015, tin)
        parts.ball(0.018, brass, (s * w * 0.33, 0, h * 0.57), segments=10)
        parts.block((w * 0.22, d * 0.8, h * 0.06), tin, (s * w * 0.17, -0.01, 0), bevel=0.008)
        parts.rod((s * w * 0.16, 0, 0.03), (s * w * 0.16, 0, h * 0.26), 0.018, tin)
    for k in range(4):
        parts.box((0.006, 0.006, h * 0.035), m.clay("#15110e"), (-0.018 + 0.012 * k, -d * 0.31, h * 0.74), bevel=0, jitter=0)
    for k, c in enumerate(("#b8352b", "#d8a03a", "#3f8a5a")):
        parts.ball(0.011, m.gloss(c, roughness=0.2), (-0.026 + 0.026 * k, -d * 0.36, h * 0.5), segments=10)
    parts.rod((0, 0, h * 0.93), (0, 0, h), 0.004, brass)
    parts.ball(0.011, m.gloss("#b8352b"), (0, 0, h), segments=8)
    parts.rod((0, d * 0.35, h * 0.45), (0, d * 0.55, h * 0.45), 0.006, brass)
    for s in (-1, 1):
        parts.ball((0.02, 0.005, 0.016), brass, (s * 0.02, d * 0.56, h * 0.45), segments=10)
