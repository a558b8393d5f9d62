"""Eyes, lids, brows, nose, ears and the skin of a face: what an audience looks at first."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import numpy as np
from mathutils import Vector

from filmwright.records.puppet import Puppet
from filmwright.theatre.worker import geometry, materials
from filmwright.theatre.worker.geometry import Shape
from filmwright.theatre.worker.puppets import mouths
from filmwright.theatre.worker.puppets.bench import Bench
from filmwright.theatre.worker.puppets.heads import Bump, Head
from filmwright.theatre.worker.puppets.mouths import MouthPlan
from filmwright.theatre.worker.puppets.rig import SIDES, FaceMarks


@dataclasses.dataclass(frozen=True)
class FacePlan:
    """A face's measures in head radii, from the head's centre."""

    eye_x: float = 0.355
    eye_z: float = 0.10
    eye: float = 0.225
    eye_out: float = 0.30  # share of the eyeball in front of the skin
    brow_z: float = 0.40
    brow_half: float = 0.20
    mouth_z: float = -0.45
    mouth: float = 0.86
    nose_z: float = -0.12
    lip: float = 1.0
    spread: float = 1.0  # ears


_AGES: dict[str, FacePlan] = {
    "child": FacePlan(eye_x=0.365, eye_z=0.02, eye=0.265, brow_z=0.37, brow_half=0.17, mouth_z=-0.50, mouth=0.74, nose_z=-0.22),
    "teen": FacePlan(eye_x=0.36, eye_z=0.06, eye=0.245, brow_z=0.39, brow_half=0.19, mouth_z=-0.48, mouth=0.80, nose_z=-0.17),
    "young": FacePlan(eye_z=0.08, eye=0.24, brow_z=0.40),
    "adult": FacePlan(),
    "old": FacePlan(eye_z=0.13, eye=0.20, brow_z=0.40, brow_half=0.22, mouth_z=-0.44, mouth=0.84, nose_z=-0.09, lip=0.7),
}


def face_plan(puppet: Puppet) -> FacePlan:
    """The measures of a human face of this age."""
    plan = _AGES[puppet.age]
    return dataclasses.replace(plan, eye=plan.eye * min(max(puppet.eye_size, 0.7), 1.35))


def human_head(puppet: Puppet) -> Head:
    """The form of a human head: round in the young, long in the old, full in the stout."""
    r = puppet.body.head_radius
    wide = {"slight": 0.91, "average": 0.95, "stout": 1.04, "tall": 0.89, "broad": 1.0}[puppet.build]
    wide += {"child": 0.06, "teen": 0.02}.get(puppet.age, 0.0)
    jaw = {"slight": -0.07, "average": 0.0, "stout": 0.11, "tall": -0.03, "broad": 0.09}[puppet.build]
    plan = face_plan(puppet)
    full = {"child": 0.09, "teen": 0.05, "young": 0.04, "adult": 0.04, "old": 0.055}[puppet.age] + (
        0.03 if puppet.build == "stout" else 0.0
    )
    cheeks = [Bump(s * 0.52, plan.mouth_z + 0.22, 0.26, 0.2, full) for s in (-1, 1)]
    chin = [Bump(0.0, -0.80, 0.24, 0.13, 0.05 if puppet.age != "child" else 0.02)]
    return Head((r * wide, r * 0.92, r), jaw=jaw, bumps=(*cheeks, *chin))


def marks(head: Head, plan: FacePlan, centre: Vector, **extra: Any) -> FaceMarks:
    """What the rig must know of a face."""
    s = head.size
    eyes, brows = {}, {}
    for tag, side in SIDES:
        x, z = side * plan.eye_x * s, plan.eye_z * s
        normal = Vector(head.normals(np.array([x]), np.array([z]))[0])
        normal = Vector((normal.x * 0.35, normal.y, normal.z * 0.5)).normalized()
        eyes[tag] = centre + Vector((x, head.y(x, z), z)) - normal * plan.eye * s * (1 - 2 * plan.eye_out) * 0.9
        bx, bz = side * (plan.eye_x + 0.02) * s, plan.brow_z * s
        brows[tag] = centre + Vector((bx, head.y(bx, bz), bz))
    return FaceMarks(centre=centre, radius=s, eyes=eyes, brows=brows, surface=head.y, **extra)


def _cap(radius: float, angle: float, segments: int = 28, rows: int = 6, dish: float = 0.0) -> Shape:
    """A round cap of a sphere, facing -y; `dish` presses its middle in (an iris catches light on its far side)."""
    t = np.linspace(angle, 0.0, rows)
    profile = [(math.sin(a) * radius, math.cos(a) * radius * (1 - dish * (1 - (a / angle) ** 2))) for a in t]
    return geometry.lathe(profile, segments=segments, steps=1).moved(turn=(90, 0, 0))


def _dome(radius: float, *, back: float = 0.0) -> Shape:
    """Half a sphere with its pole up, its rim level: a lid."""
    polar = np.linspace(math.pi / 2 + back, 0, 10)
    return geometry.lathe([(math.sin(a) * radius, math.cos(a) * radius) for a in polar], segments=36, steps=1)


def _rim(radius: float, thick: float, low: float = -80, high: float = 80) -> Shape:
    """The edge of a lid: a bow round the front of the eye, level."""
    a = np.radians(np.linspace(low, high, 13))
    swell = np.cos(np.radians(np.linspace(-75, 75, 13))) ** 0.6
    return geometry.tube(
        np.stack([radius * np.sin(a), -radius * np.cos(a), 0 * a], -1), list(thick * (0.35 + 0.65 * swell)), segments=8, steps=2
    )


def eyes(bench: Bench, plan: FacePlan, lid: Any, *, lash: Any, sclera: str = "#f2ede2", pupil: str = "#080605", glow: bool = False) -> None:
    """Eyeballs that turn, with a light caught in each that does not; lids are half-spheres that roll over them."""
    r = plan.eye * bench.head.size
    iris_colour = bench.puppet.eye_colour
    ball = geometry.ball(r, segments=32, rings=22)
    ring = _cap(r * 1.012, 0.70).painted(1)
    iris = _cap(r * 1.02, 0.63, dish=0.05).painted(2)
    black = _cap(r * 1.012, 0.36).painted(3)
    white = materials.gloss(sclera, roughness=0.22, coat=0.3)
    coloured = materials.emit(iris_colour, 3.0) if glow else materials.gloss(iris_colour, roughness=0.2, coat=0.6)
    slots = [
        white,
        materials.gloss(materials.darker(iris_colour, 0.6), roughness=0.2),
        coloured,
        materials.gloss(pupil, roughness=0.06, coat=0.8),
    ]
    eyeball = geometry.mesh(f"{bench.prefix}.eyeball", geometry.join([ball, ring, iris, black]), slots)
    glint = geometry.join([_cap(r * 1.045, 0.13, 12, 3).moved(turn=(-24, 0, -21)), _cap(r * 1.045, 0.06, 10, 3).moved(turn=(20, 0, 18))])
    glints = geometry.mesh(f"{bench.prefix}.glint", glint, [materials.emit("#fff6e8", 1.5)])
    upper = geometry.join([_dome(r * 1.07, back=0.05), _rim(r * 1.07, r * 0.085).painted(1)])
    lower = geometry.join([_dome(r * 1.045, back=0.05), _rim(r * 1.045, r * 0.04).painted(0)]).moved(scale=(1, 1, -1))
    upper_mesh = geometry.mesh(f"{bench.prefix}.lid_up", upper, [lid, lash])
    lower_mesh = geometry.mesh(f"{bench.prefix}.lid_low", lower, [lid])
    blind = eyeball
    if "glass_eye" in bench.puppet.marks:  # its right: paler, a little too large in the iris, without depth
        pale = materials.gloss(materials.mix(iris_colour, "#c9d6dc", 0.72), roughness=0.08, coat=1.0)
        parts = [ball, _cap(r * 1.012, 0.80).painted(1), _cap(r * 1.02, 0.74).painted(2), _cap(r * 1.026, 0.22).painted(3)]
        glassy = [white, slots[1], pale, materials.gloss(materials.mix(pupil, "#8fa3ad", 0.45), roughness=0.06, coat=0.8)]
        blind = geometry.mesh(f"{bench.prefix}.glass_eye", geometry.join(parts), glassy)
    for tag, _side in SIDES:
        at = bench.rig.rest[f"eye.{tag}"]
        bench.rigid(f"eye.{tag}", blind if tag == "R" else eyeball, None, f"eye.{tag}", at)
        bench.rigid(f"glint.{tag}", glints, None, "head", at)
        bench.rigid(f"lid_up.{tag}", upper_mesh, None, f"lid_up.{tag}", at)
        bench.rigid(f"lid_low.{tag}", lower_mesh, None, f"lid_low.{tag}", at)


def brows(bench: Bench, plan: FacePlan, material: Any, *, weight: float = 1.0) -> None:
    """Brows of combed wool on bones of their own, standing off the skin: they are seen under any fringe."""
    s, head = bench.head.size, bench.head
    thick = 0.060 * s * (0.45 + 0.55 * weight)
    chance = bench.chance("brows")
    for tag, side in SIDES:
        start = bench.rig.rest[f"brow.{tag}"] - bench.centre
        arch = 0.055 + 0.02 * chance.random()
        path = []
        for t in np.linspace(-1, 1, 7):  # -1 inner, 1 outer
            x = start.x + side * t * plan.brow_half * s
            z = start.z + s * (arch * (1 - (t + 0.05) ** 2) - 0.03 - 0.045 * t)
            path.append(head.on_face(x, z, thick * 0.55)[0])
        radii = thick * np.array([0.5, 0.85, 1.0, 1.0, 0.85, 0.6, 0.22])
        shape = geometry.tube(path, list(radii), segments=14, steps=3, ribs=6, rib_depth=0.16)
        shape = shape.wobbled(0.006 * s, 16 / s, bench.number("brow" + tag))
        if weight > 1.05:  # bushy: hairs that stray
            hairs = geometry.fibres(shape, int(160 * weight), 0.09 * s, seed=bench.number("browhair"), width=0.008 * s)
            shape = geometry.join([shape, hairs])
        pivot = bench.rig.rest[f"brow.{tag}"]
        bench.rigid(f"brow.{tag}", shape.moved(at=-(pivot - bench.centre)), material, f"brow.{tag}", pivot)


def nose(bench: Bench, plan: FacePlan) -> Shape:
    """The nose (slot 1 of the head's materials), about the head's centre."""
    s, head = bench.head.size, bench.head
    z = plan.nose_z * s
    y = head.y(0, z)
    seed = bench.number("nose")
    kind = bench.puppet.nose
    small = 0.72 if bench.puppet.age == "child" else 0.88 if bench.puppet.age == "teen" else 1.0
    k = s * small
    tip = geometry.ball(1.0, segments=30, rings=20)
    if kind == "button":
        shape = tip.moved(scale=(0.13 * k, 0.12 * k, 0.11 * k), at=(0, y - 0.05 * k, z))
    elif kind == "round":
        shape = tip.moved(scale=(0.195 * k, 0.19 * k, 0.17 * k), at=(0, y - 0.08 * k, z))
    elif kind == "long":
        bridge = geometry.tube(
            [(0, y + 0.02 * k, z + 0.24 * k), (0, y - 0.14 * k, z + 0.06 * k), (0, y - 0.27 * k, z - 0.08 * k)],
            [0.07 * k, 0.10 * k, 0.125 * k],
        )
        shape = geometry.join([bridge])
    elif kind == "broad":
        wings = [tip.moved(scale=(0.1 * k, 0.09 * k, 0.085 * k), at=(sx * 0.15 * k, y - 0.02 * k, z - 0.04 * k)) for sx in (-1, 1)]
        shape = geometry.join([tip.moved(scale=(0.19 * k, 0.15 * k, 0.14 * k), at=(0, y - 0.06 * k, z)), *wings])
    else:  # hooked
        path = [
            (0, y + 0.03 * k, z + 0.26 * k),
            (0, y - 0.19 * k, z + 0.13 * k),
            (0, y - 0.23 * k, z - 0.03 * k),
            (0, y - 0.15 * k, z - 0.13 * k),
        ]
        shape = geometry.tube(path, [0.065 * k, 0.095 * k, 0.115 * k, 0.085 * k])
    return shape.wobbled(0.008 * s, 6 / s, seed).painted(1)


def ears(bench: Bench, plan: FacePlan) -> Shape:
    """Ears (slot 0) with a hollow (slot 1)."""
    s, head = bench.head.size, bench.head
    out = []
    big = {"child": 0.9, "old": 1.25}.get(bench.puppet.age, 1.0)
    for side in (-1, 1):
        at = head.at(side * math.radians(96), math.asin(max(-0.9, min(0.9, plan.nose_z + 0.06))))
        outer = geometry.ball(0.055 * s, 0.135 * s * big, 0.20 * s * big, segments=22, rings=16)
        rim = (
            geometry.ball(0.035 * s, 0.085 * s * big, 0.14 * s * big, segments=18, rings=12)
            .moved(at=(side * 0.04 * s, -0.025 * s, 0))
            .painted(1)
        )
        ear = geometry.join([outer, rim]).moved(
            turn=(0, side * 8, side * -28 * plan.spread), at=at + np.array([side * 0.04 * s, 0.02 * s, 0])
        )
        out.append(ear)
    return geometry.join(out)


def wrinkles(bench: Bench, plan: FacePlan) -> Shape:
    """An old face: pouches under the eyes, lines beside the nose and on the brow; soft rolls of the same skin."""
    s, head = bench.head.size, bench.head
    out = []
    for side in (-1, 1):
        a = np.radians(np.linspace(-145, -35, 7))
        x = side * plan.eye_x * s + np.cos(a) * plan.eye * s * 1.25
        z = plan.eye_z * s + np.sin(a) * plan.eye * s * 1.32
        out.append(
            geometry.tube(
                head.on_face(x, z, 0.006 * s), [0.012 * s, 0.03 * s, 0.037 * s, 0.04 * s, 0.037 * s, 0.03 * s, 0.012 * s], steps=2
            )
        )
        fold = [(0.22, plan.nose_z - 0.02), (0.35, plan.nose_z - 0.14), (0.43, plan.mouth_z + 0.06)]
        x, z = np.array([side * p[0] * s for p in fold]), np.array([p[1] * s for p in fold])
        out.append(geometry.tube(head.on_face(x, z, 0.0), [0.012 * s, 0.022 * s, 0.008 * s]))
    return geometry.join(out)


def skin_materials(bench: Bench) -> tuple[Any, Any, Any]:
    """Skin, its ruddier kind (nose, hollows of ears) and lips."""
    colour = bench.puppet.skin
    ruddy = materials.mix(colour, "#b8463a", 0.26)
    lips = materials.mix(colour, "#93302f", 0.34)
    blush = materials.mix(colour, "#c4473a", 0.36)
    s, cheek = bench.head.size, _cheek(bench)
    rosy = materials.skin(colour, blush=blush, cheek=tuple(round(float(c), 4) for c in (*cheek, 0.30 * s)))
    return rosy, materials.skin(ruddy), materials.clay(lips, roughness=0.5)


def _cheek(bench: Bench) -> Any:
    """The middle of the left cheek, about the head's centre."""
    s = bench.head.size
    z = (face_plan(bench.puppet).mouth_z + 0.24) * s
    return bench.head.on_face(0.56 * s, z)[0]


def human(bench: Bench, plan: FacePlan) -> None:
    """The whole face of a human puppet."""
    puppet, head = bench.puppet, bench.head
    s = head.size
    skin, ruddy, lips = skin_materials(bench)
    mouth = MouthPlan(z=plan.mouth_z * s, scale=plan.mouth, lip=plan.lip)
    ball = head.mesh(dent=mouths.dent(head, mouth))
    parts = [ball, nose(bench, plan), ears(bench, plan)]
    if puppet.age == "old":
        parts.append(wrinkles(bench, plan))
    neck_r = 0.36 * s
    neck = geometry.lathe([(neck_r * 0.98, -1.3 * s), (neck_r * 0.95, -0.95 * s), (neck_r, -0.7 * s)], segments=24)
    parts.append(neck)
    down = geometry.fibres(ball, 1500, 0.03 * s, slot=2, seed=bench.number("down"), width=0.003 * s, keep=lambda p: p[:, 2] < 0.6 * s)
    slots = [skin, ruddy, materials.felt(materials.lighter(puppet.skin, 0.2))]
    if puppet.beard == "stubble":
        shade = geometry.fibres(
            ball,
            5200,
            0.035 * s,
            slot=3,
            seed=bench.number("stubble"),
            width=0.008 * s,
            keep=lambda p: (p[:, 2] < -0.2 * s) & (p[:, 1] < 0.25 * s) & (p[:, 2] > -0.93 * s),
        )
        parts.append(shade)
        slots.append(materials.felt(materials.darker(puppet.hair_colour, 0.2)))
    bench.on_head("head", geometry.join([*parts, down]), slots)
    lash_colour = materials.mix(puppet.skin, "#1a0d0a", 0.72)
    eyes(bench, plan, skin, lash=materials.clay(lash_colour, roughness=0.6))
    colour = brow_colour(puppet)
    brows(bench, plan, materials.wool(colour), weight=puppet.brow_weight)
    mouths.build(bench, mouth, skin, lips)


def brow_colour(puppet: Puppet) -> str:
    """Brows are of the hair's colour, kept apart from the skin's."""

    def light(colour: str) -> float:
        return sum(w * c for w, c in zip((0.3, 0.6, 0.1), materials.linear(colour)[:3], strict=True))

    colour = puppet.hair_colour
    if abs(light(colour) - light(puppet.skin)) < 0.06:
        return materials.darker(colour, 0.55) if light(puppet.skin) > 0.1 else materials.darker(colour, 0.8)
    return colour
