"""Puppets that were made: a robot, a ghost's sheet, a scarecrow, a lamp; the same bones, lids, brows and mouths as people."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from typing import Any

import bpy
import numpy as np
from mathutils import Vector

from filmwright.records.puppet import Puppet
from filmwright.theatre.worker import geometry, materials
from filmwright.theatre.worker.geometry import Array, smoothstep
from filmwright.theatre.worker.puppets import clothes, faces, hands, headwear, mouths
from filmwright.theatre.worker.puppets.bench import Bench
from filmwright.theatre.worker.puppets.faces import FacePlan
from filmwright.theatre.worker.puppets.heads import Head
from filmwright.theatre.worker.puppets.mouths import MouthPlan
from filmwright.theatre.worker.puppets.rig import SIDES, ankle_height


def _centre(puppet: Puppet) -> Vector:
    return Vector((0, 0, puppet.body.neck_height + puppet.body.head_radius))


def _limbs(bench: Bench, limb: Any, joint: Any, foot: Any, *, thick: float, rings: bool) -> None:
    """Arms and legs of tube with ball joints and round feet."""
    b, u = bench.body, bench.body.head_radius
    for tag, side in SIDES:
        shoulder, way = np.array(bench.rig.shoulder(side)), np.array(bench.rig.arm_direction(side))
        length = b.upper_arm + b.forearm
        parts = [geometry.tube(np.array([shoulder + way * length * t for t in np.linspace(0, 1, 9)]), thick, segments=14, steps=4)]
        parts += [
            geometry.ball(thick * 1.5).moved(at=shoulder).painted(1),
            geometry.ball(thick * 1.35).moved(at=shoulder + way * b.upper_arm).painted(1),
        ]
        parts.append(
            geometry.tube(np.array([shoulder + way * length * t for t in (0.86, 0.98)]), thick * 1.5, segments=18, steps=2).painted(1)
        )
        if rings:
            turn = Vector((0, 0, 1)).rotation_difference(Vector(way)).to_euler()
            for t in np.linspace(0.1, 0.84, 15):
                ring = geometry.lathe([(thick * 0.9, -0.008), (thick * 1.22, 0), (thick * 0.9, 0.008)], segments=14, steps=1)
                parts.append(ring.moved(turn=[math.degrees(a) for a in turn], at=shoulder + way * length * t))
        bench.skinned(f"sleeve.{tag}", geometry.join(parts), [limb, joint], bench.arm_weights(tag))
        hip = np.array(bench.rig.hip(side))
        leg = b.upper_leg + b.lower_leg
        parts = [geometry.tube(np.array([hip - [0, 0, leg * t] for t in np.linspace(-0.05, 1.0, 7)]), thick * 1.15, segments=14, steps=4)]
        parts.append(geometry.ball(thick * 1.5).moved(at=hip - [0, 0, b.upper_leg]).painted(1))
        if rings:
            for t in np.linspace(0.05, 0.95, 9):
                parts.append(
                    geometry.lathe([(thick * 1.05, -0.008), (thick * 1.4, 0), (thick * 1.05, 0.008)], segments=14, steps=1).moved(
                        at=hip - [0, 0, leg * t]
                    )
                )
        bench.skinned(f"leg.{tag}", geometry.join(parts), [limb, joint], bench.leg_weights(tag))
        rise = ankle_height(b)
        shoe = geometry.ball(1.0, segments=26, rings=16).moved(scale=(0.30 * u, b.foot * 0.58, rise * 1.5))
        shoe = shoe.bent(lambda p: np.stack([p[:, 0], p[:, 1], np.maximum(p[:, 2], 0.0)], 1)).moved(at=(hip[0], -b.foot * 0.25, 0.004))
        cuff = geometry.ball(thick * 1.5).moved(at=hip - [0, 0, leg]).painted(1)
        bench.rigid(f"shoe.{tag}", geometry.join([shoe, cuff]), [foot, joint], f"foot.{tag}")


def _robot(puppet: Puppet, collection: bpy.types.Collection, prefix: str) -> Bench:
    b, r, centre = puppet.body, puppet.body.head_radius, _centre(puppet)
    plan = FacePlan(
        eye_x=0.40, eye_z=0.16, eye=0.27 * puppet.eye_size, eye_out=0.34, brow_z=0.60, brow_half=0.24, mouth_z=-0.46, mouth=0.80, lip=0.9
    )
    head = Head((r * 1.05, r * 0.85, r * 0.92), edge=4.2)
    s = head.size
    bench = Bench(puppet, head, faces.marks(head, plan, centre), collection, prefix)
    shell = materials.metal(puppet.skin, roughness=0.45)
    trim = materials.metal(materials.mix(puppet.top_colour, "#c79a5a", 0.4), roughness=0.35)
    dark = materials.metal("#3a3d42", roughness=0.5)
    lamp = materials.emit(puppet.accent_colour, 3.0)
    mouth = MouthPlan(z=plan.mouth_z * s, scale=plan.mouth, lip=plan.lip)
    parts = [head.mesh(dent=mouths.dent(head, mouth), columns=96, rows=56)]
    parts.append(geometry.tube([(0, 0, 0.9 * s), (0.02 * s, 0, 1.2 * s), (0, 0, 1.42 * s)], 0.03 * s).painted(2))
    parts.append(geometry.ball(0.10 * s).moved(at=(0, 0, 1.48 * s)).painted(3))
    for side in (-1, 1):
        parts.append(
            geometry.lathe([(0.24 * s, 0), (0.26 * s, 0.06 * s), (0.16 * s, 0.14 * s), (0, 0.16 * s)], segments=24)
            .moved(turn=(0, side * 90, 0), at=(side * 1.02 * r, 0, 0.0))
            .painted(1)
        )
        for z in (0.62, -0.66):
            for x in (0.72,):
                at = head.on_face(side * x * s, z * s)[0]
                parts.append(geometry.ball(0.05 * s).moved(at=at).painted(2))
        a = np.linspace(0, 2 * math.pi, 29)
        ring = head.on_face(
            side * plan.eye_x * s + np.cos(a) * plan.eye * s * 1.18, plan.eye_z * s + np.sin(a) * plan.eye * s * 1.18, 0.01 * s
        )
        parts.append(geometry.tube(ring, 0.045 * s, segments=8, steps=1).painted(1))
    neck = [
        geometry.lathe([(0.30 * s, -0.02 * s), (0.40 * s, 0), (0.30 * s, 0.02 * s)], segments=24).moved(at=(0, 0, -z * s))
        for z in np.linspace(0.9, 1.25, 6)
    ]
    bench.on_head(
        "head",
        geometry.join([*parts, *[n.painted(2) for n in neck]]).wobbled(0.01 * s, 4 / s, bench.number("dents")),
        [shell, trim, dark, lamp],
    )
    faces.eyes(bench, plan, shell, lash=dark, sclera="#e9ecea", glow=False)
    faces.brows(bench, plan, dark, weight=0.9)
    mouths.build(bench, mouth, shell, dark)
    span = b.shoulder_height - b.hip_height
    g = b.girth
    body = clothes.loft(
        [
            (b.hip_height - 0.06, 0.55 * g, 0.5 * g, 0),
            (b.hip_height + 0.02, 0.86 * g, 0.74 * g, 0),
            (b.hip_height + 0.12 * span, 0.94 * g, 0.8 * g, 0),
            (b.hip_height + 0.8 * span, 0.98 * g, 0.82 * g, 0),
            (b.shoulder_height, 0.84 * g, 0.7 * g, 0),
            (b.shoulder_height + 0.06 * span, 0.35 * g, 0.35 * g, 0),
        ]
    )
    trunk = clothes.Trunk(bench, clothes.Garment())
    panel_z = b.hip_height + 0.5 * span
    panel = geometry.box((0.9 * g, 0.06 * g, 0.62 * span), bevel=0.02, jitter=0.003, seed=1).moved(at=(0, -0.80 * g, panel_z)).painted(1)
    bits = [body, panel]
    for k in range(3):
        bits.append(geometry.ball(0.07 * g).moved(at=((k - 1) * 0.24 * g, -0.85 * g, panel_z + 0.16 * span)).painted((3, 2, 2)[k]))
    dial = geometry.disc(0.17 * g, thickness=0.03 * g).moved(turn=(90, 0, 0), at=(0, -0.83 * g, panel_z - 0.08 * span))
    bits.append(dial.painted(4))
    bits.append(geometry.capsule((0, -0.88 * g, panel_z - 0.08 * span), (0.08 * g, -0.88 * g, panel_z), 0.012 * g).painted(2))
    bench.skinned(
        "top",
        geometry.join(bits).wobbled(0.01 * r, 4.0, bench.number("body")),
        [shell, trim, dark, lamp, materials.paper("#efe6d0")],
        bench.trunk_weights,
    )
    _limbs(bench, dark, trim, trim, thick=0.15 * r, rings=True)
    hands.build(bench, trim)
    headwear.hat(bench)
    headwear.accessories(bench, plan, trunk)
    return bench


def _ghost(puppet: Puppet, collection: bpy.types.Collection, prefix: str) -> Bench:
    b, r, centre = puppet.body, puppet.body.head_radius, _centre(puppet)
    plan = FacePlan(eye_x=0.36, eye_z=0.08, eye=0.25 * puppet.eye_size, brow_z=0.46, brow_half=0.15, mouth_z=-0.42, mouth=0.72, lip=0.6)
    head = Head((r * 0.96, r * 0.92, r))
    s = head.size
    bench = Bench(puppet, head, faces.marks(head, plan, centre), collection, prefix)
    colour = puppet.skin
    sheet = materials.cotton(materials.mix(colour, "#eef2f6", 0.6))
    shade = materials.clay(materials.mix(colour, "#5d6b80", 0.6))
    mouth = MouthPlan(z=plan.mouth_z * s, scale=plan.mouth, lip=plan.lip)
    hood = head.mesh(dent=mouths.dent(head, mouth))
    bench.on_head("head", hood, [sheet])
    span = b.shoulder_height - b.hip_height
    g = max(b.girth, 0.8 * r)
    levels = [
        (0.05, 1.18 * g, 1.08 * g, 0.0),
        (b.hip_height * 0.5, 1.02 * g, 0.9 * g, 0.0),
        (b.hip_height + 0.2 * span, 0.94 * g, 0.82 * g, 0.0),
        (b.shoulder_height - 0.1 * span, max(0.92 * g, b.shoulder_width / 2 + 0.03), 0.76 * g, 0.0),
        (b.shoulder_height + 0.08 * span, 0.80 * g, 0.70 * g, 0.0),
        (b.neck_height + 0.16 * r, 0.66 * r, 0.60 * r, 0.0),
        (b.neck_height + 0.30 * r, 0.60 * r, 0.55 * r, 0.0),
    ]
    gown = clothes.loft(levels, segments=84)
    angle = np.arctan2(gown.points[:, 0], -gown.points[:, 1])
    low = np.clip(1 - gown.points[:, 2] / b.shoulder_height, 0, 1)
    grow = 1 + 0.10 * low * np.cos(angle * 9 + 0.6) + 0.04 * low * np.cos(angle * 4)
    hem = 0.05 * low**6 * np.cos(angle * 9)
    gown = dataclasses.replace(
        gown, points=gown.points * np.stack([grow, grow, np.ones_like(grow)], 1) + np.stack([0 * hem, 0 * hem, hem], 1)
    )

    def flow(points: Array) -> dict[str, Array]:
        trunk = bench.trunk_weights(points)
        loose = smoothstep(-points[:, 2], -b.hip_height, 0.0)  # the hem lags: it stays with the root
        return {**{k: v * (1 - 0.6 * loose) for k, v in trunk.items()}, "root": 0.6 * loose}

    bench.skinned("top", gown.wobbled(0.03 * r, 3.0, bench.number("gown")), [sheet], flow)
    length = b.upper_arm + b.forearm
    for tag, side in SIDES:
        start, way = np.array(bench.rig.shoulder(side)), np.array(bench.rig.arm_direction(side))
        path = np.array([start - way * 0.05, *[start + way * length * t for t in (0.2, 0.5, 0.8, 1.02)]])
        bench.skinned(
            f"sleeve.{tag}",
            geometry.tube(path, [0.24 * r, 0.26 * r, 0.25 * r, 0.3 * r, 0.36 * r], segments=20, ends="flat"),
            [sheet],
            bench.arm_weights(tag),
        )
    hands.build(bench, sheet)
    faces.eyes(bench, plan, sheet, lash=shade)
    faces.brows(bench, plan, shade, weight=0.7)
    mouths.build(bench, mouth, sheet, shade)
    headwear.hat(bench)
    headwear.accessories(bench, plan, clothes.Trunk(bench, clothes.Garment(loose=0.03)))
    return bench


def _scarecrow(puppet: Puppet, collection: bpy.types.Collection, prefix: str) -> Bench:
    r, centre = puppet.body.head_radius, _centre(puppet)
    plan = FacePlan(eye_z=0.10, eye=0.225 * puppet.eye_size, nose_z=-0.14, mouth_z=-0.47, mouth=0.84, lip=0.7)
    head = Head((r * 0.95, r * 0.90, r), jaw=0.10, crown=0.03)
    s = head.size
    bench = Bench(puppet, head, faces.marks(head, plan, centre), collection, prefix)
    sack = materials.cotton(puppet.skin, weave=50.0)
    thread = materials.felt("#3a2a1c")
    straw = materials.wool(puppet.hair_colour if puppet.hair != "none" else "#d8b25a")
    carrot = materials.clay("#d2702a", roughness=0.55)
    mouth = MouthPlan(z=plan.mouth_z * s, scale=plan.mouth, lip=plan.lip)
    parts = [head.mesh(dent=mouths.dent(head, mouth)).wobbled(0.012 * s, 5 / s, bench.number("sack"))]
    y = head.y(0, plan.nose_z * s)
    parts.append(
        geometry.tube(
            [
                (0, y + 0.05 * s, plan.nose_z * s),
                (0.02 * s, y - 0.22 * s, plan.nose_z * s + 0.02 * s),
                (0.03 * s, y - 0.46 * s, plan.nose_z * s - 0.03 * s),
            ],
            [0.13 * s, 0.09 * s, 0.02 * s],
        ).painted(2)
    )
    seam = head.on_face(np.linspace(0.62, 0.70, 7) * s, np.linspace(-0.55, 0.35, 7) * s, 0.006 * s)
    parts.append(geometry.tube(seam, 0.012 * s, segments=6).painted(1))
    for k in range(6):
        at = head.on_face((0.62 + 0.013 * k) * s, (-0.5 + 0.15 * k) * s, 0.012 * s)[0]
        parts.append(geometry.capsule(at + [-0.06 * s, 0, 0.02 * s], at + [0.06 * s, 0, -0.02 * s], 0.014 * s, segments=6).painted(1))
    patch = head.on_face(np.array([-0.66, -0.42, -0.40, -0.64]) * s, np.array([-0.08, -0.10, -0.34, -0.32]) * s, 0.012 * s)
    parts.append(geometry.polygons(patch, [(3, 2, 1, 0)]).painted(3))
    parts.append(geometry.lathe([(0.55 * s, -1.25 * s), (0.36 * s, -1.0 * s), (0.6 * s, -0.75 * s)], segments=28))
    parts.append(
        geometry.lathe([(0.34 * s, -0.03 * s), (0.44 * s, 0), (0.34 * s, 0.03 * s)], segments=24).moved(at=(0, 0, -1.0 * s)).painted(1)
    )
    bench.on_head(
        "head",
        geometry.join(parts),
        [sack, thread, carrot, materials.cotton(puppet.accent_colour, check=materials.darker(puppet.accent_colour, 0.4))],
    )
    faces.eyes(bench, plan, sack, lash=thread)
    faces.brows(bench, plan, straw, weight=1.2)
    mouths.build(bench, mouth, sack, thread)
    rng = np.random.default_rng(bench.number("straw"))
    tufts = []
    for _ in range(90):
        a, e = rng.uniform(1.0, 2 * math.pi - 1.0), rng.uniform(0.15, 0.75)
        root = head.at(a, e, 0.98)
        out = root / np.linalg.norm(root)
        fall = out * 0.6 + np.array([0, 0, -0.75]) + rng.normal(size=3) * 0.22
        length = rng.uniform(0.4, 0.75) * s
        tufts.append(
            geometry.tube(
                [root, root + out * 0.14 * s + fall * length * 0.4, root + out * 0.12 * s + fall * length],
                [0.022 * s, 0.022 * s, 0.008 * s],
                segments=5,
                steps=2,
            )
        )
    bench.on_head("hair", geometry.join(tufts), [straw])
    trunk = clothes.top(bench)
    clothes.bottom(bench)
    clothes.shoes(bench)
    hands.build(bench, headwear.glove(bench) or sack)
    headwear.hat(bench)
    headwear.accessories(bench, plan, trunk)
    for tag, side in SIDES:
        wrist, way = np.array(bench.rig.rest[f"hand.{tag}"]), np.array(bench.rig.arm_direction(side))
        stalks = []
        for _ in range(16):
            d = way + rng.normal(size=3) * 0.45
            stalks.append(geometry.capsule(wrist - way * 0.03, wrist + d * rng.uniform(0.03, 0.07), 0.0045, 0.002, segments=5))
        bench.rigid(f"straw.{tag}", geometry.join(stalks), [straw], f"forearm.{tag}")
    return bench


def _lamp(puppet: Puppet, collection: bpy.types.Collection, prefix: str) -> Bench:
    b, r, centre = puppet.body, puppet.body.head_radius, _centre(puppet)
    plan = FacePlan(eye_x=0.35, eye_z=0.02, eye=0.235 * puppet.eye_size, brow_z=0.36, brow_half=0.17, mouth_z=-0.46, mouth=0.74, lip=0.7)
    head = Head((r * 0.86, r * 0.84, r * 0.95), jaw=0.06, crown=-0.06)
    s = head.size
    bench = Bench(puppet, head, faces.marks(head, plan, centre), collection, prefix)
    globe = materials.clay(materials.mix(puppet.skin, "#ffe2a8", 0.55), roughness=0.3)
    brass = materials.metal(materials.mix(puppet.top_colour, "#c8964a", 0.6), roughness=0.3)
    shade = materials.felt(puppet.hat_colour if puppet.hat != "none" else puppet.accent_colour)
    dark = materials.clay("#5a3a22")
    mouth = MouthPlan(z=plan.mouth_z * s, scale=plan.mouth, lip=plan.lip)
    ball = head.mesh(dent=mouths.dent(head, mouth))
    cap = geometry.lathe(
        [(1.62 * s, 0.46 * s), (1.66 * s, 0.44 * s), (1.2 * s, 0.95 * s), (0.62 * s, 1.40 * s), (0.58 * s, 1.42 * s), (0.3 * s, 1.42 * s)],
        segments=56,
        steps=2,
    )
    inside = geometry.lathe([(0.56 * s, 1.38 * s), (1.16 * s, 0.93 * s), (1.60 * s, 0.46 * s)], segments=56, steps=2)
    fringe = [
        geometry.capsule(
            (1.62 * s * math.cos(a), 1.62 * s * math.sin(a), 0.45 * s),
            (1.64 * s * math.cos(a), 1.64 * s * math.sin(a), 0.28 * s),
            0.022 * s,
            segments=5,
        )
        for a in np.linspace(0, 2 * math.pi, 64, endpoint=False)
    ]
    glow = materials.emit("#ffc978", 1.6)
    knob = geometry.ball(0.10 * s).moved(at=(0, 0, 1.5 * s))
    collar = geometry.lathe([(0.3 * s, -1.25 * s), (0.5 * s, -1.05 * s), (0.62 * s, -0.86 * s), (0.5 * s, -0.8 * s)], segments=28)
    bench.on_head(
        "head",
        geometry.join([ball, cap.painted(1), inside.painted(3), *[f.painted(1) for f in fringe], knob.painted(2), collar.painted(2)]),
        [globe, shade, brass, glow],
    )
    faces.eyes(bench, plan, globe, lash=dark)
    faces.brows(bench, plan, dark, weight=0.9)
    mouths.build(bench, mouth, globe, dark)
    span, g = b.shoulder_height - b.hip_height, b.girth
    z0 = b.hip_height
    profile = [
        (0.0, z0 - 0.08),
        (0.40 * g, z0 - 0.06),
        (0.66 * g, z0 + 0.02),
        (0.74 * g, z0 + 0.22 * span),
        (0.5 * g, z0 + 0.5 * span),
        (0.34 * g, z0 + 0.68 * span),
        (b.shoulder_width * 0.46, z0 + 0.92 * span),
        (0.36 * g, z0 + 1.05 * span),
        (0.3 * g, z0 + 1.14 * span),
    ]
    bench.skinned("top", geometry.lathe(profile, segments=44), [brass], bench.trunk_weights)
    _limbs(bench, brass, dark, brass, thick=0.10 * r, rings=False)
    hands.build(bench, brass)
    headwear.accessories(bench, plan, clothes.Trunk(bench, clothes.Garment()))
    return bench


MAKERS: dict[str, Callable[[Puppet, bpy.types.Collection, str], Bench]] = {
    "robot": _robot,
    "ghost": _ghost,
    "scarecrow": _scarecrow,
    "lamp": _lamp,
}
