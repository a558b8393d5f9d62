"""Hats on heads, and what people carry on themselves: glasses, scarves, aprons, ties, bags, badges."""

from __future__ import annotations

import math
from typing import Any

import msgspec
import numpy as np

from filmwright.theatre.worker import geometry, materials
from filmwright.theatre.worker.geometry import Array, Shape
from filmwright.theatre.worker.puppets.bench import Bench
from filmwright.theatre.worker.puppets.clothes import Trunk, loft
from filmwright.theatre.worker.puppets.faces import FacePlan

WRAP = 6.0  # degrees by which the panes of spectacles are turned round the face
FIT = 1.10  # hats stand this far off the head, over the hair


def _round_hat(bench: Bench, levels: list[tuple[float, float]], *, segments: int = 48) -> Shape:
    """A hat turned on the head's own ellipse: (height in head radii from the head's centre, radius against the head's)."""
    rx, ry, s = bench.head.radii
    return loft([(z * s, k * rx, k * ry, 0.0) for z, k in levels], segments=segments, steps=3)


def _brim(
    bench: Bench, z: float, inner: float, outer: float, *, droop: float = 0.0, front: float = 0.0, back: float = 0.0, thick: float = 0.02
) -> Shape:
    """A brim from `inner` to `outer` (shares of the head's radii), its edge `droop` head radii down, longer in front or behind."""
    rx, ry, s = bench.head.radii
    a = np.linspace(0, 2 * math.pi, 48, endpoint=False)
    rows = []
    fore = np.maximum(np.cos(a), 0) ** 1.5 * front + np.maximum(-np.cos(a), 0) ** 1.5 * back
    for t, lift in ((0.0, 0.0), (0.35, 0.0), (0.7, 0.0), (1.0, 0.0), (1.0, -thick), (0.7, -thick), (0.35, -thick), (0.0, -thick)):
        k = inner + (outer + fore - inner) * t
        rows.append(np.stack([rx * k * np.sin(a), -ry * k * np.cos(a), np.full_like(a, z * s) + (lift - droop * t**1.6) * s], -1))
    return geometry.grid(np.array(rows), around=True).flipped()


def hat(bench: Bench) -> None:
    """The hat, on the head."""
    puppet, s = bench.puppet, bench.head.size
    kind = puppet.hat
    if kind == "none":
        return
    colour = puppet.hat_colour
    cloth, band = materials.felt(colour), materials.felt(puppet.accent_colour)
    slots: list[Any] = [cloth, materials.felt(materials.darker(colour, 0.3)), band, materials.metal("#d8a64a")]
    parts: list[Shape] = []
    turn = (-9.0, 0.0, bench.chance("hat").uniform(-4, 4))
    if kind == "peaked_cap":
        parts.append(_round_hat(bench, [(0.53, 1.0), (0.55, 1.07), (0.66, 1.08), (0.74, 1.06)]).painted(1))
        parts.append(_round_hat(bench, [(0.70, 1.04), (0.80, 1.22), (0.90, 1.24), (1.04, 1.0), (1.12, 0.55), (1.13, 0.0)]))
        parts.append(_peak(bench, 0.60, 0.40).painted(4))
        parts.append(geometry.ball(0.10 * s, 0.05 * s, 0.10 * s).moved(at=(0, -bench.head.radii[1] * 1.09, 0.70 * s)).painted(3))
        parts.append(_front_cord(bench, 0.615, 1.11, 0.025).painted(3))
        slots.append(materials.gloss("#12161c", roughness=0.25))
    elif kind == "wool_hat":
        slots[0] = materials.knit(colour)
        slots[1] = materials.knit(materials.mix(colour, puppet.accent_colour, 0.6), rib=True)
        parts.append(_round_hat(bench, [(0.52, 1.0), (0.54, 1.10), (0.64, 1.14), (0.76, 1.08), (0.78, 0.98)]).painted(1))
        parts.append(_round_hat(bench, [(0.70, 1.06), (0.88, 1.00), (1.10, 0.74), (1.22, 0.38), (1.25, 0.0)]))
        pom = geometry.ball(0.2 * s).moved(at=(0, 0, 1.34 * s))
        parts += [pom.painted(2), geometry.fibres(pom, 900, 0.10 * s, slot=2, seed=bench.number("pom"), width=0.012 * s)]
        turn = (-9.0, 3.0, 0.0)
    elif kind == "flat_cap":
        slots[0] = materials.felt(colour, fibre=45.0, variation=0.3)
        crown = _round_hat(bench, [(0.50, 1.02), (0.56, 1.12), (0.72, 1.20), (0.86, 1.08), (0.96, 0.66), (0.98, 0.0)])
        parts.append(
            crown.bent(lambda p: p + np.stack([0 * p[:, 0], -0.14 * np.clip(p[:, 2] - 0.5 * s, 0, 1), -0.10 * np.clip(-p[:, 1], 0, 1)], 1))
        )
        parts.append(_peak(bench, 0.58, 0.32).painted(1))
        parts.append(geometry.ball(0.05 * s).moved(at=(0, 0, 0.98 * s)).painted(1))
    elif kind == "sou_wester":
        slots[0] = materials.oilskin(colour)
        slots[1] = materials.oilskin(materials.darker(colour, 0.15))
        parts.append(_round_hat(bench, [(0.52, 1.06), (0.72, 1.04), (0.92, 0.84), (1.10, 0.46), (1.14, 0.0)]))
        parts.append(_brim(bench, 0.56, 1.02, 1.42, droop=0.08, front=0.02, back=0.55, thick=0.03).painted(1))
        for side in (-1, 1):
            strap = [bench.head.at(side * math.radians(88), e, 1.06) for e in (0.4, 0.0, -0.5, -0.9)]
            parts.append(geometry.tube(np.array(strap), 0.03 * s, flat=0.5, segments=8).painted(1))
    elif kind == "top_hat":
        parts.append(_round_hat(bench, [(0.60, 0.92), (0.64, 0.94), (1.2, 0.90), (1.70, 0.98), (1.74, 0.94), (1.76, 0.0)]))
        parts.append(_round_hat(bench, [(0.63, 0.955), (0.66, 0.97), (0.80, 0.965), (0.82, 0.93)]).painted(2))
        parts.append(_brim(bench, 0.62, 0.88, 1.26, droop=-0.05, thick=0.03))
        turn = (-4.0, -5.0, 0.0)
    elif kind == "pointed_hat":
        cone = _round_hat(
            bench, [(0.56, 1.0), (0.70, 0.94), (1.05, 0.66), (1.45, 0.38), (1.85, 0.17), (2.15, 0.05), (2.18, 0.0)], segments=56
        )
        tip = np.array([0.16, 0.30]) * s  # the point leans over, as old felt does

        def crook(p: Array) -> Array:
            far = np.clip((p[:, 2] / s - 1.0) / 1.2, 0, 1) ** 2
            return np.asarray(p + np.stack([tip[0] * far, tip[1] * far, -0.16 * s * far], 1))

        parts.append(cone.bent(crook))
        parts.append(_round_hat(bench, [(0.58, 1.01), (0.62, 1.03), (0.76, 0.955), (0.78, 0.9)]).painted(2))
        parts.append(
            geometry.box((0.22 * s, 0.05 * s, 0.20 * s), bevel=0.03 * s, jitter=0.002)
            .moved(at=(0, -bench.head.radii[1] * 1.03, 0.68 * s))
            .painted(3)
        )
        parts.append(_brim(bench, 0.58, 0.96, 1.66, droop=0.06, thick=0.025).wobbled(0.035 * s, 5 / s, 6))
        turn = (-9.0, 2.0, 0.0)
    elif kind == "straw_hat":
        slots[0] = materials.cotton(colour, weave=60.0)
        parts.append(_round_hat(bench, [(0.54, 1.02), (0.74, 1.0), (0.98, 0.88), (1.10, 0.6), (1.12, 0.0)]))
        parts.append(_round_hat(bench, [(0.56, 1.03), (0.60, 1.06), (0.72, 1.045), (0.74, 1.0)]).painted(2))
        parts.append(_brim(bench, 0.56, 1.0, 1.72, droop=0.10, thick=0.02).wobbled(0.03 * s, 5 / s, 3))
        turn = (-10.0, 2.0, 0.0)
    elif kind == "headscarf":
        slots[0] = materials.cotton(colour, check=materials.mix(colour, puppet.accent_colour, 0.5))
        parts += _wrap(bench, (50, 34, -22, -44), 1.12, nape=True)
        for side in (-1, 1):
            parts.append(
                geometry.tube(
                    [(0, -0.72 * s, -0.93 * s), (side * 0.12 * s, -0.86 * s, -1.02 * s), (side * 0.2 * s, -0.84 * s, -1.22 * s)],
                    [0.05 * s, 0.08 * s, 0.05 * s],
                    flat=0.5,
                )
            )
        jaw = [(side * bench.head.radii[0] * 1.04, -0.12 * s, -0.45 * s) for side in (-1, 1)]
        parts.append(
            geometry.tube(
                [jaw[0], (-0.45 * s, -0.55 * s, -0.86 * s), (0, -0.74 * s, -0.95 * s), (0.45 * s, -0.55 * s, -0.86 * s), jaw[1]],
                0.06 * s,
                flat=0.6,
                segments=10,
            )
        )
        turn = (0.0, 0.0, 0.0)
    elif kind == "chef_hat":
        slots[0] = materials.cotton(colour)
        parts.append(_round_hat(bench, [(0.52, 0.98), (0.54, 1.02), (0.9, 1.0), (1.0, 0.98)]))
        puff = _round_hat(bench, [(0.96, 0.96), (1.10, 1.22), (1.34, 1.30), (1.54, 1.08), (1.62, 0.5), (1.60, 0.0)], segments=72)
        angle = np.arctan2(puff.points[:, 1], puff.points[:, 0])
        grow = 1 + 0.05 * np.cos(angle * 11)
        parts.append(puff.bent(lambda p: p * np.stack([grow, grow, np.ones_like(grow)], 1)).wobbled(0.05 * s, 4 / s, 5))
    elif kind == "helmet":
        slots[0] = materials.metal(colour, roughness=0.4)
        parts.append(_round_hat(bench, [(0.48, 1.12), (0.51, 1.15), (0.68, 1.08), (0.90, 0.86), (1.10, 0.46), (1.15, 0.0)]))
        parts.append(_brim(bench, 0.51, 1.10, 1.26, droop=0.05, front=0.06, back=0.14, thick=0.03))
        parts.append(
            geometry.tube(
                [(0, y * s, z * s) for y, z in ((-1.05, 0.5), (-0.62, 1.02), (0, 1.2), (0.62, 1.02), (1.05, 0.5))], 0.06 * s
            ).painted(3)
        )
        turn = (0.0, 0.0, 0.0)
    elif kind == "hood":
        slots[0] = materials.cloth(puppet.top_cloth, colour)
        parts += _wrap(bench, (58, 46, -60, -74), 1.17, nape=True)
        edge = [
            bench.head.at(math.radians(a), math.radians(e), 1.2)
            for a, e in ((-62, -50), (-66, -10), (-58, 30), (-30, 58), (0, 64), (30, 58), (58, 30), (66, -10), (62, -50))
        ]
        parts.append(geometry.tube(np.array(edge), 0.085 * s, segments=10).painted(1))
        parts.append(
            geometry.tube(
                [(0, 0.5 * s, 0.95 * s), (0, 0.95 * s, 0.92 * s), (0, 1.25 * s, 0.62 * s)], [0.42 * s, 0.28 * s, 0.05 * s], segments=16
            )
        )
        turn = (0.0, 0.0, 0.0)
    elif kind == "crown":
        slots[0] = materials.metal(colour, roughness=0.28)
        rx, ry, _ = bench.head.radii
        a = np.linspace(0, 2 * math.pi, 80, endpoint=False)
        spikes = 0.30 * (0.5 + 0.5 * np.cos(a * 8)) ** 1.2
        rows = [
            np.stack([rx * k * np.sin(a), -ry * k * np.cos(a), z + spikes * s * grow], -1)
            for k, z, grow in ((0.86, 0.62 * s, 0), (0.88, 0.60 * s, 0), (0.93, 0.9 * s, 1.0), (0.90, 0.9 * s, 1.0), (0.84, 0.64 * s, 0))
        ]
        parts.append(geometry.grid(np.array(rows), around=True))
        for k in range(8):
            b = 2 * math.pi * k / 8
            parts.append(geometry.ball(0.055 * s).moved(at=(rx * 0.93 * math.sin(b), -ry * 0.93 * math.cos(b), 1.23 * s)).painted(4))
            parts.append(
                geometry.ball(0.07 * s, 0.05 * s, 0.09 * s)
                .moved(turn=(0, 0, math.degrees(b)), at=(rx * 0.92 * math.sin(b + 0.39), -ry * 0.92 * math.cos(b + 0.39), 0.76 * s))
                .painted(4)
            )
        slots.append(materials.gloss(puppet.accent_colour, roughness=0.1, coat=0.6))
    elif kind == "beret":
        disc = _round_hat(bench, [(0.60, 0.96), (0.64, 1.05), (0.74, 1.34), (0.86, 1.34), (0.98, 0.9), (1.02, 0.0)])
        parts += [
            disc,
            _round_hat(bench, [(0.56, 0.94), (0.60, 0.99), (0.66, 0.97)]).painted(1),
            geometry.capsule((0, 0, 1.0 * s), (0.03 * s, 0, 1.12 * s), 0.035 * s),
        ]
        turn = (-6.0, 14.0, 0.0)
    shape = geometry.join(parts).moved(turn=turn).wobbled(0.012 * s, 4 / s, bench.number("hatwob"))
    if kind in ("peaked_cap", "flat_cap", "beret", "wool_hat"):
        slots.append(materials.felt(materials.lighter(colour, 0.25)))
        shape = geometry.join(
            [shape, geometry.fibres(shape, 1500, 0.06 * s, slot=len(slots) - 1, seed=bench.number("hatfuzz"), width=0.004 * s)]
        )
    bench.on_head("hat", shape, slots)


def _peak(bench: Bench, z: float, long: float) -> Shape:
    """A peak over the brow."""
    rx, ry, s = bench.head.radii
    a = np.radians(np.linspace(-64, 64, 25))
    rows = []
    for t, lift in ((0, 0), (0.35, 0), (0.7, 0), (1, 0), (1, -0.035), (0.6, -0.035), (0, -0.035)):
        k = 1.03 + long * t * np.cos(a * 1.38) ** 0.7
        rows.append(np.stack([rx * k * np.sin(a), -ry * k * np.cos(a), np.full_like(a, z * s) + (lift - 0.12 * t**1.5) * s], -1))
    return geometry.grid(np.array(rows)).flipped()


def _front_cord(bench: Bench, z: float, k: float, thick: float) -> Shape:
    rx, ry, s = bench.head.radii
    a = np.radians(np.linspace(-70, 70, 13))
    return geometry.tube(np.stack([rx * k * np.sin(a), -ry * k * np.cos(a), np.full_like(a, z * s)], -1), thick * s, segments=8, steps=2)


def _wrap(bench: Bench, line: tuple[float, float, float, float], grow: float, *, nape: bool) -> list[Shape]:
    """Cloth over the head, from the brow to the nape."""
    from filmwright.theatre.worker.puppets import hair

    cut = hair.Cut(line, grow - 1.0, (180, 86), locks=0, stray=0)
    made = hair.shell(bench.head, cut, seed=4)
    return [made.wobbled(0.01 * bench.head.size, 6 / bench.head.size, 8)] if nape else [made]


def glove(bench: Bench) -> Any:
    """The material of gloves, if the puppet wears any; else None."""
    if "gloves" in bench.puppet.accessories:
        return materials.knit(bench.puppet.accent_colour, stitch=50.0)
    return None


def accessories(bench: Bench, plan: FacePlan, trunk: Trunk) -> None:
    """All the record names."""
    puppet = bench.puppet
    for name in puppet.accessories:
        maker = _MAKERS.get(name)
        if maker is not None:
            if name in puppet.accessory_colours:
                bench.puppet = msgspec.structs.replace(puppet, accent_colour=puppet.accessory_colours[name])
            maker(bench, plan, trunk)
            bench.puppet = puppet


def _ring(radius_x: float, radius_z: float, thick: float, square: float = 2.0) -> Shape:
    a = np.linspace(0, 2 * math.pi, 33)
    e = 2 / square
    x = np.sign(np.cos(a)) * np.abs(np.cos(a)) ** e * radius_x
    z = np.sign(np.sin(a)) * np.abs(np.sin(a)) ** e * radius_z
    return geometry.tube(np.stack([x, 0 * a, z], -1), thick, segments=8, steps=1, ends="open")


def _spectacles(bench: Bench, plan: FacePlan, *, round_: bool) -> None:
    s, head = bench.head.size, bench.head
    r = plan.eye * s * 1.18
    low = r if round_ else r * 0.84  # the frame ends below the brows: anger is in them
    parts = []
    frame = (
        materials.metal("#c9a55a", roughness=0.25)
        if round_
        else materials.gloss(materials.darker(bench.puppet.accent_colour, 0.5), roughness=0.2, coat=0.4)
    )
    thick = (0.022 if round_ else 0.03) * s
    eye = bench.rig.rest["eye.L"] - bench.centre
    front = float(eye.y) - plan.eye * s * 1.08 - 0.6 * thick  # the panes stand just clear of the lids
    z = (plan.eye_z - 0.05) * s
    for side in (-1, 1):
        at = np.array([side * plan.eye_x * s * 1.02, front, z])
        parts.append(_ring(r, low, thick, 2.0 if round_ else 3.2).moved(turn=(0, 0, side * WRAP), at=at))
        pane = geometry.disc(r, segments=24).moved(scale=(1, low / r, 1)).moved(turn=(90, 0, side * WRAP), at=at)
        parts.append(pane.painted(1))
        bow = math.sin(math.radians(WRAP)) * r
        hinge = at + np.array([side * r, bow, 0.05 * s])
        high = math.asin(max(-0.9, min(0.9, plan.eye_z)))
        bow_of = [head.at(side * math.radians(azimuth), high, grow) for azimuth, grow in ((58, 1.10), (78, 1.07), (98, 1.04))]
        parts.append(geometry.tube([hinge, *bow_of], thick * 0.8, segments=8))
    inner, rests = plan.eye_x * s * 1.02 - 0.96 * r, z + 0.10 * s
    saddle = float(head.y(0.0, rests)) - 0.7 * thick  # the bridge lies on the nose
    ends = [np.array([side * inner, front - bow, z + 0.05 * s]) for side in (-1, 1)]
    lies = [np.array([side * 0.05 * s, min(float(head.y(0.05 * s, rests)) - 0.7 * thick, saddle + 0.02 * s), rests]) for side in (-1, 1)]
    parts.append(geometry.tube([ends[0], lies[0], (0.0, saddle, rests + 0.01 * s), lies[1], ends[1]], thick, segments=8))
    for side in (-1, 1):  # pads, from the inner rims to the sides of the nose
        x, low = side * max(0.09 * s, inner * 0.9), z - 0.09 * s
        skin = np.array([x, float(head.y(x, low)) - 0.012 * s, low])
        rim = np.array([side * (inner + 0.02 * s), front - bow, z - 0.03 * s])
        parts += [geometry.tube([rim, (rim + skin) / 2, skin], 0.35 * thick, segments=6), geometry.ball(0.5 * thick).moved(at=skin)]
    bench.on_head("glasses", geometry.join(parts), [frame, materials.glass(opacity=0.04)])


def _scarf(bench: Bench, plan: FacePlan, trunk: Trunk) -> None:
    u = bench.body.head_radius
    yarn = materials.knit(bench.puppet.accent_colour, stripe=materials.lighter(bench.puppet.accent_colour, 0.6))
    n, z = trunk.neck, trunk.neck_z
    parts = []
    for k in range(2):
        ring = geometry.lathe(
            [(n * 1.05, -0.15 * u), (n * 1.55, -0.14 * u), (n * 1.72, 0.0), (n * 1.52, 0.14 * u), (n * 1.05, 0.15 * u)], segments=40
        )
        parts.append(ring.moved(turn=(6 - 9 * k, 5 * k - 4, 0), at=(0, -0.02 * u * k, z + (0.02 + 0.17 * k) * u), scale=1 - 0.05 * k))
    for azimuth, low, wide in ((26, 0.95, 0.20), (12, 0.7, 0.18)):
        path = np.array([trunk.at(azimuth * (0.6 + 0.4 * t), z - 0.1 * u - low * u * t, 0.08 * u) for t in np.linspace(0, 1, 6)])
        parts.append(geometry.tube(path, wide * u, flat=0.34, segments=14, ends="flat"))
    bench.skinned("scarf", geometry.join(parts).wobbled(0.02 * u, 5.0, bench.number("scarf")), [yarn], bench.trunk_weights)


def _apron(bench: Bench, plan: FacePlan, trunk: Trunk) -> None:
    b, u = bench.body, bench.body.head_radius
    cloth = materials.cotton(bench.puppet.accent_colour)
    span = b.shoulder_height - b.hip_height
    low = b.hip_height * 0.42
    rows = []
    for z, half, out in (
        (low, 50, 0.16),
        (b.hip_height * 0.8, 56, 0.10),
        (b.hip_height + 0.3 * span, 54, 0.05),
        (b.hip_height + 0.36 * span, 34, 0.05),
        (b.hip_height + 0.85 * span, 28, 0.05),
    ):
        level = max(z, trunk.hem_z)
        row = [trunk.at(float(a), level, out * u) for a in np.linspace(-half, half, 15)]
        rows.append([np.array([p[0], p[1], z]) for p in row])
    sheet = np.array(rows)
    fine = np.stack([geometry.smooth_path(sheet[:, k], 4) for k in range(sheet.shape[1])], 1)
    parts = [
        geometry.grid(fine),
        geometry.tube(fine[0], 0.025 * u, steps=1, segments=6),
        trunk.roll(b.hip_height + 0.32 * span, 0.04 * u, tall=1.2, out=0.04 * u),
    ]
    n = trunk.neck
    strap = [
        fine[-1][0],
        np.array([-n * 1.3, 0.0, b.shoulder_height + 0.08 * u]),
        np.array([0, n * 1.35, trunk.neck_z]),
        np.array([n * 1.3, 0.0, b.shoulder_height + 0.08 * u]),
        fine[-1][-1],
    ]
    parts.append(geometry.tube(np.array(strap), 0.035 * u, segments=8))
    bench.draped("apron", geometry.join(parts), [cloth], trunk.radii)


def _eyepatch(bench: Bench, plan: FacePlan, trunk: Trunk) -> None:
    s, head = bench.head.size, bench.head
    r = plan.eye * s * 1.25
    x, z = -plan.eye_x * s, plan.eye_z * s
    y = head.y(x, z) - plan.eye * s * 0.62
    patch = geometry.ball(r, 0.12 * s, r, segments=24, rings=14).moved(turn=(0, 0, -14), at=(x, y + 0.03 * s, z))
    a = np.linspace(-math.pi, math.pi, 30)
    tilt = 0.30
    cord = np.array([head.at(t, plan.eye_z + 0.12 - tilt * math.sin(t), 1.055) for t in a])
    bench.on_head("eyepatch", geometry.join([patch, geometry.tube(cord, 0.02 * s, segments=6, steps=1)]), [materials.leather("#191412")])


def _necktie(bench: Bench, plan: FacePlan, trunk: Trunk) -> None:
    u, z = bench.body.head_radius, trunk.neck_z
    knot = geometry.ball(0.10 * u, 0.07 * u, 0.10 * u).moved(at=trunk.at(0, z - 0.12 * u, 0.07 * u))
    path = np.array([trunk.at(0, z - (0.15 + 0.8 * t) * u, 0.05 * u) for t in np.linspace(0, 1, 5)])
    tail = geometry.tube(path, [0.06 * u, 0.09 * u, 0.12 * u, 0.13 * u, 0.03 * u], flat=0.35, segments=12)
    bench.skinned(
        "necktie",
        geometry.join([knot, tail]),
        [materials.cotton(bench.puppet.accent_colour, check=materials.darker(bench.puppet.accent_colour, 0.3))],
        bench.trunk_weights,
    )


def _bow_tie(bench: Bench, plan: FacePlan, trunk: Trunk) -> None:
    u, z = bench.body.head_radius, trunk.neck_z
    at = trunk.at(0, z - 0.10 * u, 0.09 * u)
    parts = [geometry.ball(0.07 * u, 0.07 * u, 0.08 * u).moved(at=at)]
    for side in (-1, 1):
        wing = geometry.tube(
            [(0, 0, 0), (side * 0.14 * u, 0, 0), (side * 0.27 * u, 0.03 * u, 0)], [0.05 * u, 0.12 * u, 0.16 * u], flat=0.9, segments=12
        )
        parts.append(wing.moved(scale=(1, 0.5, 1), at=at))
    bench.skinned("bow_tie", geometry.join(parts), [materials.cotton(bench.puppet.accent_colour)], bench.trunk_weights)


def _satchel(bench: Bench, plan: FacePlan, trunk: Trunk) -> None:
    b, u = bench.body, bench.body.head_radius
    span = b.shoulder_height - b.hip_height
    z = b.hip_height + 0.02 * span
    at = trunk.at(96, z, 0.14 * u)
    bag = geometry.join(
        [
            geometry.box((0.58 * u, 0.22 * u, 0.46 * u), bevel=0.05 * u, jitter=0.01, seed=3),
            geometry.box((0.60 * u, 0.25 * u, 0.24 * u), bevel=0.05 * u, jitter=0.01, seed=4)
            .moved(at=(0, -0.015 * u, 0.13 * u))
            .painted(1),
            geometry.box((0.09 * u, 0.27 * u, 0.10 * u), bevel=0.02 * u, jitter=0).moved(at=(0, -0.02 * u, 0.0)).painted(2),
        ]
    ).moved(turn=(0, 0, 96), at=at)
    strap = [at + [0, 0, 0.2 * u]]
    for azimuth, share in ((60, 0.45), (20, 0.75), (-35, 0.98), (-90, 1.09), (-150, 0.95), (150, 0.6), (115, 0.3)):
        strap.append(trunk.at(azimuth, b.hip_height + share * span, 0.05 * u))
    strap.append(at + [0, 0, 0.2 * u])
    parts = [bag, geometry.tube(np.array(strap), 0.05 * u, flat=0.6, segments=8).painted(1)]
    leather = materials.leather("#6b4226")
    bench.skinned("satchel", geometry.join(parts), [leather, materials.leather("#4d2d1a"), materials.metal("#c79a45")], bench.trunk_weights)


def _shawl(bench: Bench, plan: FacePlan, trunk: Trunk) -> None:
    b, u = bench.body, bench.body.head_radius
    span = b.shoulder_height - b.hip_height
    yarn = materials.knit(bench.puppet.accent_colour)
    a = np.radians(np.linspace(14, 346, 49))
    rows = []
    for t in np.linspace(0, 1, 8):
        ring = []
        for angle in a:
            front = max(0.0, math.cos(angle))
            z = trunk.neck_z + 0.06 * u - (0.42 + 0.30 * front**2 + 0.25 * max(0.0, -math.cos(angle))) * span * t
            wide = max(b.shoulder_width / 2 + 0.10 * u, 0) if t > 0.2 else 0
            point = trunk.at(math.degrees(angle), min(z, b.shoulder_height + 0.09 * span), 0.06 * u + 0.09 * u * t)
            x = point[0]
            if wide and abs(math.sin(angle)) > 0.3:
                x = math.copysign(max(abs(x), wide * abs(math.sin(angle)) * (0.9 + 0.35 * t)), x)
            ring.append((x, point[1], z))
        rows.append(ring)
    sheet = np.array(rows)
    fringe = [geometry.capsule(p, p + np.array([0, 0, -0.16 * u]), 0.016 * u, segments=5) for p in sheet[-1][::1]]
    parts = [geometry.grid(sheet), geometry.tube(sheet[-1], 0.03 * u, segments=6, steps=1), *fringe]
    bench.skinned("shawl", geometry.join(parts).wobbled(0.02 * u, 5.0, bench.number("shawl")), [yarn], bench.trunk_weights)


def _cape(bench: Bench, plan: FacePlan, trunk: Trunk) -> None:
    """A cape from the shoulders to the calves, open in front, with a collar that stands up behind the head."""
    b, u = bench.body, bench.body.head_radius
    cloth = materials.felt(bench.puppet.accent_colour)
    lining = materials.felt(materials.mix(bench.puppet.accent_colour, "#8a1f28", 0.75))
    a = np.radians(np.linspace(52, 308, 49))
    top, low = trunk.neck_z - 0.02 * u, b.hip_height * 0.34
    rows = []
    for t in np.linspace(0, 1, 10):
        z = top + (low - top) * t
        ring = []
        for angle in a:
            point = trunk.at(math.degrees(angle), max(z, trunk.hem_z), (0.07 + 0.30 * t) * u)
            x, y = point[0], point[1]
            if t > 0.1:
                wide = (b.shoulder_width / 2 + 0.16 * u) * (1 + 0.22 * t)
                x = math.copysign(max(abs(x), wide * abs(math.sin(angle))), x)
            fold = 1 + 0.05 * t * math.cos(angle * 11)
            ring.append((x * fold, y * fold + 0.02 * u, z))
        rows.append(ring)
    sheet = np.array(rows)
    parts = [geometry.grid(sheet).painted(0), geometry.grid(sheet * [0.985, 0.985, 1.0]).flipped().painted(1)]
    n = trunk.neck
    collar = []
    for t in np.linspace(0, 1, 6):
        ring = []
        for angle in a:
            behind = 0.5 - 0.5 * math.cos(angle)
            r = n * (1.35 + 1.15 * t)
            ring.append((r * math.sin(angle) * 1.15, -r * math.cos(angle), trunk.neck_z + (0.05 + (0.35 + 0.62 * behind) * t) * u))
        collar.append(ring)
    stand = np.array(collar)
    parts += [geometry.grid(stand).flipped().painted(0), geometry.grid(stand * [0.96, 0.96, 1.0]).painted(1)]
    parts += [geometry.tube(stand[-1], 0.022 * u, segments=6, steps=1), geometry.tube(sheet[-1], 0.025 * u, segments=6, steps=1)]
    parts.append(geometry.ball(0.10 * u, 0.06 * u, 0.10 * u).moved(at=trunk.at(0, trunk.neck_z - 0.12 * u, 0.08 * u)).painted(2))
    slots = [cloth, lining, materials.metal("#c79a45")]
    bench.draped("cape", geometry.join(parts), slots, trunk.radii)


def _veil(bench: Bench, plan: FacePlan, trunk: Trunk) -> None:
    s = bench.head.size
    rows = []
    a = np.radians(np.linspace(78, 282, 41))
    for t in np.linspace(0, 1, 9):
        elevation = 1.25 - 1.55 * t
        grow = 1.16 + 0.35 * max(0.0, t - 0.5)
        base = bench.head.at(a, max(elevation, -0.25), grow)
        base[:, 2] -= max(0.0, t - 0.7) * 3.4 * s
        rows.append(base)
    shape = geometry.grid(np.array(rows)).wobbled(0.03 * s, 6 / s, 2)
    bench.on_head("veil", shape, [materials.glass("#f2ede6", opacity=0.42, roughness=0.9)])


def _badge(bench: Bench, plan: FacePlan, trunk: Trunk) -> None:
    _pinned(bench, trunk, "badge", star=True)


def _medal(bench: Bench, plan: FacePlan, trunk: Trunk) -> None:
    _pinned(bench, trunk, "medal", star=False)


def _pinned(bench: Bench, trunk: Trunk, name: str, *, star: bool) -> None:
    b, u = bench.body, bench.body.head_radius
    z = b.hip_height + 0.70 * (b.shoulder_height - b.hip_height)
    at: Array = trunk.at(30, z, 0.03 * u)
    if star:
        points = [
            (math.sin(k * math.pi / 5) * r, math.cos(k * math.pi / 5) * r) for k in range(10) for r in [(0.15 if k % 2 == 0 else 0.07) * u]
        ][::-1]
        shape = geometry.plate(points, 0.03 * u).moved(turn=(0, 0, 30), at=at)
    else:
        ribbon = geometry.box((0.10 * u, 0.03 * u, 0.16 * u), bevel=0.006, jitter=0).moved(at=(0, 0, 0.12 * u)).painted(1)
        shape = geometry.join([geometry.disc(0.09 * u, thickness=0.03 * u).moved(turn=(90, 0, 0)), ribbon]).moved(turn=(0, 0, 30), at=at)
    bench.skinned(name, shape, [materials.metal("#d8a64a"), materials.cotton(bench.puppet.accent_colour)], bench.trunk_weights)


def _earrings(bench: Bench, plan: FacePlan, trunk: Trunk) -> None:
    s = bench.head.size
    parts = []
    for side in (-1, 1):
        at = bench.head.at(side * math.radians(94), math.asin(max(-0.9, plan.nose_z - 0.12)), 1.06)
        parts.append(geometry.ball(0.06 * s).moved(at=at + [0, 0, -0.05 * s]))
        parts.append(_ring(0.085 * s, 0.085 * s, 0.014 * s).moved(turn=(0, 0, 90), at=at + [0, 0, -0.18 * s]))
    bench.on_head("earrings", geometry.join(parts), [materials.metal("#e0b04a", roughness=0.2)])


_MAKERS: dict[str, Any] = {
    "glasses": lambda bench, plan, trunk: _spectacles(bench, plan, round_=False),
    "round_glasses": lambda bench, plan, trunk: _spectacles(bench, plan, round_=True),
    "scarf": _scarf,
    "apron": _apron,
    "eyepatch": _eyepatch,
    "necktie": _necktie,
    "bow_tie": _bow_tie,
    "satchel": _satchel,
    "shawl": _shawl,
    "veil": _veil,
    "cape": _cape,
    "badge": _badge,
    "medal": _medal,
    "earrings": _earrings,
}
