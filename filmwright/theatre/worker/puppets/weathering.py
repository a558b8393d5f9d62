"""What a life leaves on a puppet: freckles, scars, a glass eye; and what the story does to it: wet, torn, muddy, bandaged, aged."""

from __future__ import annotations

import math

import msgspec
import numpy as np

from filmwright.records.puppet import Puppet
from filmwright.theatre.worker import geometry, materials
from filmwright.theatre.worker.puppets.bench import Bench
from filmwright.theatre.worker.puppets.clothes import Trunk
from filmwright.theatre.worker.puppets.faces import FacePlan

WET = 0.42  # how far wet cloth and hair are towards black
LIES = 0.016  # head radii in front of the face's form, which is smoother than its skin
GREY = "#c9c6bf"
MUD = "#4a3422"
COLOURED = ("hair_colour", "top_colour", "bottom_colour", "shoes_colour", "hat_colour", "accent_colour")


def weathered(puppet: Puppet) -> Puppet:
    """The puppet in the colours that its marks give it; its body stays."""
    if "aged" in puppet.marks:
        puppet = msgspec.structs.replace(puppet, age="old", hair_colour=materials.mix(puppet.hair_colour, GREY, 0.85))
    if "wet" in puppet.marks:
        puppet = msgspec.structs.replace(puppet, **{field: materials.darker(getattr(puppet, field), WET) for field in COLOURED})
    return puppet


def put_marks(bench: Bench, trunk: Trunk, plan: FacePlan | None) -> None:
    """Build what lies on the puppet; on a face only where its measures are known."""
    marks = bench.puppet.marks
    if plan is not None:
        if "freckles" in marks:
            _freckles(bench, plan)
        if "scar" in marks:
            _scar(bench, plan)
    if "bandaged" in marks:
        _bandage(bench)
    if "torn" in marks:
        _tears(bench, trunk)
    if "muddy" in marks:
        _mud(bench, trunk)
    if "wet" in marks:
        _drops(bench, trunk)


def _freckles(bench: Bench, plan: FacePlan) -> None:
    s, chance = bench.head.size, bench.chance("freckles")
    dots = []
    for side in (-1, 1):
        for _ in range(13):
            x, z = side * chance.uniform(0.16, 0.62) * s, chance.uniform(plan.mouth_z + 0.2, plan.eye_z - 0.20) * s
            size = chance.uniform(0.014, 0.024) * s
            dots.append(geometry.ball(size, 0.5 * size, size, segments=8, rings=6).moved(at=bench.head.on_face(x, z, LIES * s)[0]))
    bench.on_head("freckles", geometry.join(dots), [materials.clay(materials.mix(bench.puppet.skin, "#6e3a1c", 0.6))])


def _scar(bench: Bench, plan: FacePlan) -> None:
    s = bench.head.size
    x = np.linspace(0.30, 0.58, 6) * s
    z = np.linspace(plan.eye_z - 0.16, plan.mouth_z + 0.12, 6) * s
    line = geometry.tube(bench.head.on_face(x, z, LIES * s), [0.008 * s, 0.02 * s, 0.024 * s, 0.022 * s, 0.018 * s, 0.006 * s], steps=2)
    stitches = [
        geometry.tube(bench.head.on_face(np.array([px - 0.05 * s, px + 0.05 * s]), np.array([pz + 0.01 * s] * 2), 0.02 * s), 0.009 * s)
        for px, pz in zip(x[1:5], z[1:5], strict=True)
    ]
    bench.on_head("scar", geometry.join([line, *stitches]), [materials.clay(materials.mix(bench.puppet.skin, "#d7737a", 0.55))])


def _bandage(bench: Bench) -> None:
    """Three turns of a strip of linen round the head, the last of them askew, and a knot."""
    s = bench.head.size
    around = np.linspace(-math.pi, math.pi, 37)
    turns = []
    for level, tilt, grow in ((0.50, 0.05, 1.11), (0.62, -0.10, 1.125), (0.56, 0.20, 1.14)):
        rows = [
            [bench.head.at(a, level + tilt * math.sin(a) + 0.10 * t, grow + 0.02 * (1 - t * t)) for a in around]
            for t in (-1, -0.6, 0, 0.6, 1)
        ]
        turns.append(geometry.grid(np.array(rows)))
    knot = [geometry.ball(0.07 * s, 0.05 * s, 0.05 * s).moved(at=bench.head.at(1.2, 0.62, 1.19), turn=(0, lean, 0)) for lean in (20, -30)]
    shape = geometry.join([*turns, *knot]).wobbled(0.006 * s, 9 / s, bench.number("bandage"))
    bench.on_head("bandage", shape, [materials.cotton("#e9e2d2")])


def _tears(bench: Bench, trunk: Trunk) -> None:
    """Jagged holes in the top with the lining seen in them, threads hanging from their lower edge."""
    chance, u = bench.chance("tears"), bench.body.head_radius
    low, high = max(trunk.hem_z, 0.8 * bench.body.hip_height), bench.body.shoulder_height
    holes, threads = [], []
    for azimuth, share in ((-28, 0.74), (24, 0.46), (-62, 0.36), (66, 0.70), (6, 0.14)):
        z = low + share * (high - low)
        wide, tall = chance.uniform(13, 21), chance.uniform(0.16, 0.25) * u
        edge = []
        for k in range(16):
            a, r = 2 * math.pi * k / 16, chance.uniform(0.45, 1.0) if k % 2 else 1.0
            edge.append((azimuth + wide * r * math.cos(a), z + tall * r * math.sin(a)))
        rows = [[trunk.at(azimuth + (x - azimuth) * t, z + (y - z) * t, 0.035 * u) for x, y in edge] for t in (1.0, 0.5, 0.02)]
        holes.append(geometry.grid(np.array(rows), around=True))
        for _ in range(7):
            x = azimuth + chance.uniform(-0.8, 0.8) * wide
            top = trunk.at(x, z - 0.3 * tall, 0.03 * u)
            end = trunk.at(x + chance.uniform(-3, 3), z - tall - chance.uniform(0.04, 0.14) * u, 0.05 * u)
            threads.append(geometry.tube([top, (top + end) / 2 + [0, -0.01 * u, 0], end], 0.008 * u, segments=5, steps=2))
    inside = materials.felt(materials.darker(bench.puppet.top_colour, 0.72))
    shape = geometry.join([*holes, *(thread.painted(1) for thread in threads)])
    bench.skinned("tears", shape, [inside, materials.wool(materials.lighter(bench.puppet.top_colour, 0.25))], bench.trunk_weights)


def _mud(bench: Bench, trunk: Trunk) -> None:
    chance, u, s = bench.chance("mud"), bench.body.head_radius, bench.head.size
    low, high = max(trunk.hem_z, 0.8 * bench.body.hip_height), bench.body.shoulder_height
    mud = materials.clay(MUD, roughness=0.8)
    splashes = []
    for _ in range(24):
        z = low + (high - low) * chance.random() ** 1.6
        size = chance.uniform(0.04, 0.13) * u
        spot = trunk.at(chance.uniform(-60, 60), z, 0.018 * u)
        splashes.append(geometry.ball(size, 0.4 * size, size * chance.uniform(0.7, 1.3), segments=10, rings=8).moved(at=spot))
    bench.skinned("mud", geometry.join(splashes).wobbled(0.008 * u, 14.0, bench.number("mud")), [mud], bench.trunk_weights)
    face = []
    for _ in range(7):
        size = chance.uniform(0.03, 0.075) * s
        spot = bench.head.on_face(chance.uniform(-0.6, 0.6) * s, chance.uniform(-0.3, 0.55) * s, LIES * s)[0]
        face.append(geometry.ball(size, 0.2 * size, size * 0.8, segments=10, rings=8).moved(at=spot))
    bench.on_head("mud_face", geometry.join(face), [mud])


def _drops(bench: Bench, trunk: Trunk) -> None:
    """Beads of water on the face and hanging from hair and hem."""
    chance, u, s = bench.chance("drops"), bench.body.head_radius, bench.head.size
    water = materials.glass("#cfe0e8", opacity=0.3, roughness=0.02)
    drop = geometry.ball(1.0, segments=10, rings=8)
    face = []
    for _ in range(16):
        spot = bench.head.on_face(chance.uniform(-0.75, 0.75) * s, chance.uniform(-0.7, 0.62) * s, LIES * s)[0]
        size = chance.uniform(0.018, 0.034) * s
        face.append(drop.moved(scale=(size, 0.7 * size, 1.6 * size), at=spot))
    for _ in range(16):
        spot = bench.head.at(chance.uniform(-math.pi, math.pi), chance.uniform(0.1, 1.2), 1.14)
        face.append(drop.moved(scale=chance.uniform(0.016, 0.03) * s, at=spot))
    bench.on_head("drops", geometry.join(face), [water])
    low = max(trunk.hem_z, 0.8 * bench.body.hip_height)
    cloth = []
    for _ in range(30):
        size = chance.uniform(0.016, 0.032) * u
        z = low + chance.random() * (bench.body.shoulder_height - low)
        cloth.append(drop.moved(scale=(size, 0.7 * size, 1.7 * size), at=trunk.at(chance.uniform(-150, 150), z, 0.02 * u)))
    bench.skinned("drops_cloth", geometry.join(cloth), [water], bench.trunk_weights)
