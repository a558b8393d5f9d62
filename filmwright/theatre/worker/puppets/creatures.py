"""Puppets that are not people, built from their files (theatre/catalogue/creatures): one head, one body, coats and growths as data."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import bpy
import numpy as np
from mathutils import Vector

from filmwright.errors import TheatreError
from filmwright.records.puppet import Puppet
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue.beings import Creature, EarForm, TailForm
from filmwright.theatre.worker import geometry, materials
from filmwright.theatre.worker.geometry import Array, Shape, smoothstep
from filmwright.theatre.worker.puppets import beaks, clothes, faces, growths, hands, headwear, made_things, mouths, weathering
from filmwright.theatre.worker.puppets.bench import Bench, Weights
from filmwright.theatre.worker.puppets.faces import FacePlan
from filmwright.theatre.worker.puppets.growths import Grown
from filmwright.theatre.worker.puppets.heads import Bump, Head
from filmwright.theatre.worker.puppets.hides import Hide
from filmwright.theatre.worker.puppets.markings import FIELDS, painted
from filmwright.theatre.worker.puppets.mouths import MouthPlan
from filmwright.theatre.worker.puppets.rig import SIDES, ankle_height

_BEAST = FacePlan(eye_x=0.36, eye_z=0.14, eye=0.215, brow_z=0.47, brow_half=0.16, mouth_z=-0.50, mouth=0.62, nose_z=-0.16)
_PAINT_FROM = 10  # slots of the head below this are its own parts; the colours of markings come after


def build(puppet: Puppet, collection: bpy.types.Collection, prefix: str) -> Bench:
    """Build a puppet of any kind but people; returns its bench with all parts."""
    entry = catalogue.creature(puppet.kind)
    if entry.base in made_things.MAKERS:
        return made_things.MAKERS[entry.base](puppet, collection, prefix)
    return _beast(puppet, entry, collection, prefix)


def face_plan(entry: Creature, puppet: Puppet) -> FacePlan:
    """The measures of a creature's face."""
    plan = dataclasses.replace(_BEAST, **entry.face)
    young = 1.12 if puppet.age == "child" else 1.0
    return dataclasses.replace(plan, eye=plan.eye * min(max(puppet.eye_size, 0.7), 1.35) * young)


def _head(entry: Creature, radius: float) -> Head:
    form = entry.head
    bumps = [Bump(side * b.x, b.z, b.width, b.depth, b.height, b.box) for b in form.swellings for side in ((-1, 1) if b.x else (1,))]
    bumps += [Bump(side * 0.62, -0.30, 0.26, 0.24, form.cheeks) for side in (-1, 1)] if form.cheeks else []
    return Head((radius * form.wide, radius * form.deep, radius * form.tall), jaw=form.jaw, crown=form.crown, bumps=tuple(bumps))


def _field(entry: Creature, index: int, s: float, seed: int) -> Any:
    mark = entry.marks[index]
    if mark.shape not in FIELDS:
        raise TheatreError(f"catalogue/creatures/{entry.name}.toml: no marking is called '{mark.shape}'; there are {', '.join(FIELDS)}")
    return lambda points: FIELDS[mark.shape](points / s, mark.size, seed)


def _beast(puppet: Puppet, entry: Creature, collection: bpy.types.Collection, prefix: str) -> Bench:
    hide = Hide(puppet, entry)
    radius = puppet.body.head_radius
    plan = face_plan(entry, puppet)
    head = _head(entry, radius)
    s = head.size
    centre = Vector((0, 0, puppet.body.neck_height + radius))
    ears: dict[str, tuple[Vector, Vector]] = {}
    if entry.ears is not None:
        for tag, side in SIDES:
            base = centre + Vector((side * entry.ears.x * s, 0.02 * s, entry.ears.z * s))
            ears[tag] = (base, base + Vector((side * 0.1, 0, 0.2)))
    tail = None
    if entry.tail is not None:
        start = Vector((0, puppet.body.girth * 0.75, puppet.body.hip_height * 1.02))
        side = 1 if puppet.seed % 2 else -1
        wide = entry.tail.aside * (0.5 * s + 0.6 * puppet.body.girth) * min(1.0, entry.tail.length / 2)
        out = 0.0 if entry.tail.shape in ("fan", "cotton", "curl") else side * wide
        tail = (start, start + Vector((out, 0.75 * entry.tail.length * s, entry.tail.rise * 0.55 * s)))
    bench = Bench(puppet, head, faces.marks(head, plan, centre, ears=ears, tail=tail), collection, prefix)
    seed = bench.number("markings") % (1 << 16)
    mouth = MouthPlan(z=plan.mouth_z * s, scale=plan.mouth, lip=0.8)
    ball = head.mesh(dent=None if entry.beak else mouths.dent(head, mouth), columns=144, rows=96)

    def colour_at(x: float, z: float) -> str:
        """The word for the colour of the coat at a place of the face."""
        at, word = head.on_face(x * s, z * s), "coat"
        for index, mark in enumerate(entry.marks):
            if _field(entry, index, s, seed)(at)[0] > 0:
                word = mark.colour
        return word

    slots: list[Any] = [
        hide.stuff(),
        materials.gloss(
            entry.nose.colour if entry.nose.colour.startswith("#") else hide.colour(entry.nose.colour), roughness=0.25, coat=0.4
        ),
        materials.felt(materials.lighter(puppet.skin, 0.18)),
    ]
    for index, mark in enumerate(entry.marks):
        ball = painted(ball, _field(entry, index, s, seed), len(slots))
        slots.append(hide.stuff(mark.colour))
    parts = [ball, *_nose(entry, head, plan)]
    if entry.hide == "fur":
        fur = geometry.fibres(ball, 5200, 0.085 * s, slot=2, seed=bench.number("fur"), width=0.006 * s, keep=lambda p: p[:, 2] > -0.2 * s)
        parts.append(fur)
    neck = min(0.5 * s, puppet.body.girth * 0.75)
    neck *= 1.0 if entry.body.shoulders > 0.8 else 0.78
    down = max(1.35 * s, radius + puppet.body.neck_height - puppet.body.shoulder_height + 0.3 * s)  # into the shoulders
    parts.append(geometry.lathe([(neck * 1.06, -down), (neck * 0.92, -0.5 * down - 0.45 * s), (neck, -0.6 * s)], segments=24))
    bench.on_head("head", geometry.join(parts), slots)
    if entry.ears is not None:
        _ears(bench, hide, entry.ears)
    if tail is not None and entry.tail is not None:
        _tail(bench, hide, entry.tail, tail)
    dark = hide.soft("dark")
    faces.eyes(bench, plan, hide.stuff(colour_at(plan.eye_x, plan.eye_z)), lash=dark, sclera=entry.sclera)
    brow = materials.darker(puppet.skin, 0.55)
    if _light(brow) < 0.012:  # on a black coat dark brows are not seen
        brow = materials.lighter(puppet.skin, 0.28)
    faces.brows(bench, plan, materials.wool(brow), weight=max(0.7, puppet.brow_weight * 0.9))
    if entry.beak:
        beaks.build(bench, plan, entry.beak)
    else:
        mouths.build(bench, mouth, hide.stuff(colour_at(0.0, plan.mouth_z - 0.05)), dark)
    trunk = _dress(bench, plan, hide, entry)
    growths.grow(Grown(bench, hide, trunk, plan))
    return bench


def _light(colour: str) -> float:
    return float(sum(w * c for w, c in zip((0.3, 0.6, 0.1), materials.linear(colour)[:3], strict=True)))


def _nose(entry: Creature, head: Head, plan: FacePlan) -> list[Shape]:
    """The tip of the muzzle, in slot 1 (a snout is of the coat, with nostrils in slot 1)."""
    s, k = head.size, entry.nose.size
    tip = head.on_face(0.0, plan.nose_z * s, 0.0)[0]
    match entry.nose.shape:
        case "ball":
            return [geometry.ball(k * 1.25 * s, k * s, k * 0.85 * s).moved(at=tip + [0, -0.02 * s, 0.02 * s]).painted(1)]
        case "snout":
            disc = geometry.lathe([(0, -0.02), (0.72, -0.06), (1.0, 0.0), (1.02, 0.22), (0.9, 0.5)], segments=40, squeeze=(1.15, 0.86))
            disc = disc.moved(scale=k * s, turn=(-90, 0, 0)).flipped()
            at = tip + np.array([0, -0.10 * s, 0])
            holes = [
                geometry.ball(0.17 * k * s, 0.10 * k * s, 0.26 * k * s).moved(at=at + [x * 0.42 * k * s, -0.02 * s, 0]).painted(1)
                for x in (-1, 1)
            ]
            return [disc.moved(at=at), *holes]
        case "slits":
            return [
                geometry.ball(k * 0.30 * s, k * 0.25 * s, k * 0.22 * s)
                .moved(turn=(0, side * 30, 0), at=head.on_face(side * k * 0.8 * s, plan.nose_z * s, -0.004 * s)[0])
                .painted(1)
                for side in (-1, 1)
            ]
        case "carrot":
            path = [tip + [0, 0.05 * s, 0], tip + [0.02 * s, -0.26 * s, 0.02 * s], tip + [0.04 * s, -0.56 * s, -0.03 * s]]
            return [geometry.tube(path, [k * 1.1 * s, k * 0.75 * s, 0.02 * s], segments=14).painted(1)]
        case "none":
            return []


# (share of the length -> half-width against the widest) of each form of ear
_EARS: dict[str, tuple[float, ...]] = {
    "point": (1.0, 1.02, 0.98, 0.9, 0.78, 0.62, 0.44, 0.24, 0.03),
    "leaf": (0.42, 0.66, 0.86, 0.98, 1.0, 0.92, 0.74, 0.46, 0.05),
    "long": (0.62, 0.82, 0.94, 1.0, 1.0, 0.95, 0.82, 0.58, 0.12),
    "flop": (0.5, 0.7, 0.85, 0.96, 1.0, 1.0, 0.92, 0.7, 0.2),
    "tuft": (1.0, 0.95, 0.86, 0.74, 0.62, 0.48, 0.34, 0.18, 0.02),
}


def _ears(bench: Bench, hide: Hide, form: EarForm) -> None:
    s = bench.head.size
    outer_stuff, inner_stuff = hide.stuff(), hide.soft(form.inner)
    tip_stuff = hide.soft(form.tip or "coat")
    for tag, side in SIDES:
        at = bench.rig.rest[f"ear.{tag}"]
        t = np.linspace(0, 1, 9)
        a = math.radians(form.turn)
        way = np.array([side * math.sin(a), 0.0, math.cos(a)])
        if form.shape in ("round", "fan"):
            outer = form.half * np.sqrt(np.maximum(1 - (2 * t - 1) ** 2, 0.02))
            path = (t[:, None] * 2 - 0.35) * form.half * way
        elif form.shape == "flop":
            outer = form.half * np.array(_EARS["flop"])
            path = np.stack([side * (0.16 + 0.14 * np.sin(t * 3)), 0 * t, 0.12 - t * form.length], -1)
        else:
            outer = form.half * np.array(_EARS[form.shape])
            bend = np.array([side * 0.10, 0.04, 0.0]) if form.shape == "long" else np.array([0.0, 0.02, 0.0])
            fall = np.array([0.0, 0.0, -0.30]) if form.shape == "leaf" else np.zeros(3)
            path = (t[:, None] * 1.0 - 0.10) * form.length * way + (t**2)[:, None] * (bend + fall * form.length)
        flat = 0.16 if form.shape == "fan" else 0.42
        ear = geometry.tube(path * s, list(outer * s), segments=18, steps=2, ends="flat")
        ear = ear.moved(scale=(1, flat, 1))
        deep = min(0.07, 0.30 * form.half) * s
        hollow = (
            geometry.tube(path * s * 0.9, list(outer * s * 0.66), segments=14, steps=2, ends="flat")
            .moved(scale=(1, flat, 1), at=(0, -deep, 0))
            .painted(1)
        )
        if form.tip:
            along = ear.points @ way
            far = along > float(along.max()) * 0.66
            ear = dataclasses.replace(ear, slot=np.array([2 if all(far[i] for i in f) else 0 for f in ear.faces]))
        parts = [ear] if form.shape in ("flop", "tuft") else [ear, hollow]
        if hide.downy:
            parts.append(geometry.fibres(ear, 500, 0.07 * s, seed=bench.number("ear" + tag), width=0.006 * s))
        bench.rigid(f"ear.{tag}", geometry.join(parts), [outer_stuff, inner_stuff, tip_stuff], f"ear.{tag}", at)


def _tail(bench: Bench, hide: Hide, form: TailForm, ends: tuple[Vector, Vector]) -> None:
    s = bench.head.size
    start, end = np.array(ends[0]), np.array(ends[1])
    t = np.linspace(0, 1, 12)
    dip = np.array([0, 0.12 * s, 0]) * (1 - t)[:, None]
    path = start + (end - start) * t[:, None] - dip
    path[:, 2] += 0.16 * s * np.sin(t * math.pi * 1.4) * (1.5 - t)
    thick = {
        "brush": np.interp(t, [0, 0.25, 0.6, 0.85, 1.0], [0.4, 0.8, 1.0, 0.75, 0.15]),
        "thin": np.interp(t, [0, 0.8, 1.0], [1.0, 0.75, 0.35]),
        "tuft": np.interp(t, [0, 0.7, 0.78, 0.9, 1.0], [0.55, 0.45, 1.2, 1.5, 0.1]),
        "taper": np.interp(t, [0, 0.3, 1.0], [1.0, 0.72, 0.05]),
        "flat": np.interp(t, [0, 0.35, 0.7, 1.0], [0.5, 1.0, 1.1, 0.6]),
    }.get(form.shape, np.ones_like(t))
    stuff = [hide.stuff(form.colour), hide.stuff(form.tip or form.colour)]
    if form.shape == "cotton":
        shape = geometry.ball(form.radius * s, segments=20, rings=14).moved(at=start + [0, 0.3 * form.radius * s, 0])
        shape = geometry.join([shape, geometry.fibres(shape, 1500, 0.14 * s, seed=bench.number("tail"), width=0.01 * s)])
    elif form.shape == "curl":
        a = np.linspace(0, 4.2 * math.pi, 40)
        coil = np.stack([0.14 * s * np.sin(a), 0.035 * s * a / 1.6, 0.14 * s * (1 - np.cos(a))], -1)
        shape = geometry.tube(start - [0, 0.05 * s, 0] + coil, list(form.radius * s * np.linspace(1, 0.5, 40)), segments=10, steps=1)
    elif form.shape == "fan":
        plumes = []
        for k in range(7):
            aside = (k - 3) / 3
            far = form.length / 1.5
            plumes.append(
                geometry.tube(
                    [
                        start + [aside * 0.05, -0.05, 0],
                        start + np.array([aside * 0.5, 0.45, 0.30 + 0.15 * form.rise]) * far * s,
                        start + np.array([aside * 0.75, 0.8, 0.15 + 0.75 * form.rise - 0.25 * abs(aside)]) * far * s,
                    ],
                    [0.05 * s, form.radius * s, 0.03 * s],
                    flat=0.4,
                    segments=8,
                ).painted(k % 2)
            )
        shape = geometry.join(plumes)
    else:
        shape = geometry.tube(path, list(form.radius * s * thick), segments=18, steps=3, flat=0.35 if form.shape == "flat" else 1.0)
        along = (shape.points - start) @ (end - start) / float((end - start) @ (end - start))
        if form.rings:
            shape = painted(shape, lambda p: np.sin((_along(p, start, end) * form.rings - 0.1) * 2 * math.pi) - 0.1, 1)
        elif form.tip:
            shape = painted(shape, lambda p: _along(p, start, end) - (0.70 if form.shape == "tuft" else 0.78), 1)
        del along
        if hide.downy and form.shape in ("brush", "tuft", "thin"):
            down = 0.12 if form.shape == "brush" else 0.05
            shape = geometry.join([shape, geometry.fibres(shape, 1700, down * s, seed=bench.number("tail"), width=0.008 * s)])

    def weights(points: Array) -> dict[str, Array]:
        far = smoothstep(_along(points, start, end), 0.3, 0.7)
        return {"tail": 1 - far, "tail_tip": far}

    bench.skinned("tail", shape, stuff, weights)


def _along(points: Array, start: Array, end: Array) -> Array:
    return np.asarray((points - start) @ (end - start) / float((end - start) @ (end - start)))


def _all_of(bone: str) -> Weights:
    return lambda points: {bone: np.ones(len(points))}


# the body -----------------------------------------------------------------------------------------------------------


def _dress(bench: Bench, plan: FacePlan, hide: Hide, entry: Creature) -> clothes.Trunk:
    """The trunk in its coat or in clothes, legs, feet, hands and what is worn."""
    puppet = bench.puppet
    if puppet.top == "bare":
        trunk = clothes.bare_top(
            bench, hide.stuff(), hide.stuff(entry.belly.colour) if entry.belly else None, size=_belly(entry), downy=hide.downy
        )
    else:
        trunk = clothes.top(bench)
    thin = 0.62 if entry.feet in ("claw", "web") else 1.0
    leg = hide.stuff(entry.feet_colour if entry.feet in ("claw", "web") else "coat")
    if puppet.bottom == "none":
        clothes.bare_legs(bench, leg, thin=thin)
    else:
        clothes.bottom(bench)
    if puppet.shoes == "bare":
        _feet(bench, hide, entry)
    else:
        clothes.shoes(bench)
    hand = hide.soft(entry.hands_colour) if hide.downy else hide.stuff(entry.hands_colour)
    hands.build(bench, headwear.glove(bench) or hand)
    if entry.hands == "wing":
        _wing_feathers(bench, hide)
    headwear.hat(bench)
    headwear.accessories(bench, plan, trunk)
    weathering.put_marks(bench, trunk, None)
    return trunk


def _belly(entry: Creature) -> float:
    return entry.belly.size if entry.belly else 0.0


def _wing_feathers(bench: Bench, hide: Hide) -> None:
    """Feathers that hang from the arm: an arm that is a wing."""
    b, s = bench.body, bench.head.size
    length = b.upper_arm + b.forearm
    for tag, side in SIDES:
        start, way = np.array(bench.rig.shoulder(side)), np.array(bench.rig.arm_direction(side))
        down = np.array([side * 0.25, 0.30, -0.9])
        plumes = []
        for row, (count, far) in enumerate(((8, 0.62), (7, 0.40))):
            for k in range(count):
                t = 0.10 + 0.88 * k / (count - 1)
                root = start + way * length * t + np.array([0, 0.03 * s * (1 - 2 * row), 0])
                fall = (down + way * 0.55 * t) * far * (0.75 + 0.4 * t) * s
                plumes.append(
                    geometry.tube(
                        [root, root + fall * 0.55, root + fall], [0.09 * s, 0.115 * s, 0.03 * s], flat=0.4, segments=8, steps=3
                    ).painted((k + row) % 2)
                )
        bench.skinned(f"feathers.{tag}", geometry.join(plumes), [hide.stuff(), hide.stuff("deep")], bench.arm_weights(tag))


def _feet(bench: Bench, hide: Hide, entry: Creature) -> None:
    """Feet without shoes; soles on the floor at rest."""
    b, u = bench.body, bench.body.head_radius
    wide, length = min(0.30 * u, b.hip_width * 0.46), b.foot
    rise = max(ankle_height(b) * 0.95, 0.16 * u)
    stuff = hide.soft(entry.feet_colour) if hide.downy and entry.feet == "paw" else hide.stuff(entry.feet_colour)
    if entry.feet in ("hoof", "claw", "web"):
        stuff = hide.horn(entry.feet_colour)
    for tag, side in SIDES:
        x = side * b.hip_width / 2
        parts = []
        if entry.feet == "hoof":
            for half in (-1, 1):
                toe = geometry.lathe([(0, 0.004), (1.0, 0.004), (0.94, 0.45), (0.66, 1.0), (0, 1.02)], segments=24, squeeze=(0.56, 1.25))
                parts.append(toe.moved(scale=(wide * 0.95, wide * 0.95, rise * 1.1), at=(x + half * wide * 0.42, -length * 0.16, 0)))
            cuff = geometry.ball(wide * 0.82, wide * 0.82, rise * 0.75).moved(at=(x, -length * 0.08, rise * 1.25)).painted(1)
            parts.append(cuff)
        elif entry.feet == "paw":
            base = geometry.ball(1.0, segments=28, rings=18).moved(scale=(wide, length * 0.56, rise))
            front = geometry.ball(1.0, segments=24, rings=16).moved(
                scale=(wide * 1.05, length * 0.30, rise * 0.86), at=(0, -length * 0.28, 0)
            )
            upper = geometry.join([base, front]).bent(lambda p: np.stack([p[:, 0], p[:, 1], np.maximum(p[:, 2], -0.02)], 1))
            parts.append(upper.moved(at=(x, -0.30 * length, 0.028)))
            for k in (-1, 0, 1):
                at = (x + k * wide * 0.62, -length * (0.80 + 0.06 * (k == 0)), 0.035)
                parts.append(geometry.ball(wide * 0.40, wide * 0.45, wide * 0.36).moved(at=at))
        else:
            toes = [(-0.55, 0.95), (0.0, 1.1), (0.55, 0.95)]
            ends = [np.array([x + k * wide * 1.5, -length * far * 0.78, 0.03]) for k, far in toes]
            heel = np.array([x, 0.04, rise * 0.7])
            for end in ends:
                parts.append(
                    geometry.tube(
                        [heel, (heel * 0.45 + end * 0.55) + [0, 0, 0.02], end], [wide * 0.30, wide * 0.30, wide * 0.20], segments=12
                    )
                )
            if entry.feet == "web":
                between = [(ends[k] + ends[k + 1]) / 2 + np.array([0, 0.03, 0]) for k in (0, 1)]
                rim = [(ends[0] + heel) / 2, ends[0], between[0], ends[1], between[1], ends[2], (ends[2] + heel) / 2]
                edge = np.array(rim)
                sheet = np.array([heel + (edge - heel) * t for t in (0.1, 0.5, 1.0)])
                sheet[..., 2] = np.maximum(sheet[..., 2] * 0.8, 0.022)
                under = sheet.copy()
                under[..., 2] = 0.004
                parts += [geometry.grid(sheet), geometry.grid(under).flipped(), geometry.tube(sheet[-1], 0.014, segments=6, steps=1)]
            else:
                parts.append(geometry.tube([heel, heel + [0, 0.5 * length * 0.5, -rise * 0.45]], [wide * 0.28, wide * 0.16], segments=10))
            parts.append(geometry.ball(wide * 0.42).moved(at=heel))
        whole = geometry.join(parts).wobbled(0.006 * u, 8.0, bench.number("foot" + tag))
        whole = whole.bent(lambda p: np.stack([p[:, 0], p[:, 1], np.maximum(p[:, 2], 0.002)], 1))
        bench.skinned(f"shoe.{tag}", whole, [stuff, hide.stuff()], _all_of(f"foot.{tag}"))
