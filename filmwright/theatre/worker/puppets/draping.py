"""Cloth that hangs below the hips, laid where a floor would lay it: about whoever kneels, over the legs of whoever sits on the ground.

Skinning alone takes a long skirt through the floor. So a part that hangs so low has two shape keys, made when the puppet is built:
where each of its points ought to be in the posture, brought back through the bones to where it has to start from. A pose says how
far each counts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import bpy
import numpy as np
from mathutils import Matrix

from filmwright.records.puppet import Body
from filmwright.records.staging import Pose
from filmwright.theatre.postures import kneeling, leg_radius, on_the_floor
from filmwright.theatre.worker.geometry import Array, smoothstep
from filmwright.theatre.worker.puppets.rig import Rig, ankle_height

HANGS = 0.3  # of the way from the hips to the floor: what ends higher never meets it
LIES = 0.006  # metres above the floor, the thickness of cloth
SPREADS = 0.6  # of the cloth that is too long, how much goes outwards; the rest lies in folds
Outline = Callable[[float], tuple[float, float, float]]  # height -> radius across, fore and aft, shift of its middle


def hang(made: bpy.types.Object, points: Array, weights: Mapping[str, Array], rig: Rig, outline: Outline) -> None:
    """Give a skinned part its keys.

    Args:
        made: The part; its mesh has as many vertices as there are points.
        points: (n, 3) in the rest space.
        weights: For each bone the share it has in each point.
        outline: The garment's own outline, so that what is sewn on it stays on it.
    """
    made.shape_key_add(name="rest")
    share = smoothstep(rig.body.hip_height - points[:, 2], 0.0, 0.03)[:, None]  # just below the hips cloth goes over into what is laid
    for name, laid, pose in (
        ("kneel", about_the_knees(points, rig.body, outline), kneels(rig.body)),
        ("floor", over_the_legs(points, rig.body, outline), sits(rig.body)),
    ):
        turns = {bone: np.array(matrix) for bone, matrix in rig.deforms(pose).items()}
        start = points + share * (unskinned(laid, weights, turns) - points)
        made.shape_key_add(name=name).data.foreach_set("co", start.astype(np.float32).ravel())
    made.data.shape_keys.name = f"{made.name}.drape"


def counts(body: Body, pose: Pose) -> dict[str, float]:
    """How far each key counts in a pose, 0 to 1: by how low the hips are and where the feet are to them."""
    heading = math.radians(pose.heading)
    feet = [foot[k] for foot in (pose.foot_left, pose.foot_right) for k in (0, 1)]
    x, y = (feet[0] + feet[2]) / 2 - pose.root[0], (feet[1] + feet[3]) / 2 - pose.root[1]
    ahead = math.sin(heading) * x - math.cos(heading) * y
    upright = _ramp(abs(pose.lean), 60.0, 45.0)
    (knees, behind), (seat, before) = kneeling(body), on_the_floor(body)
    return {
        "kneel": upright * _ramp(pose.pelvis_drop, 0.2 * knees, 0.95 * knees) * _ramp(-ahead, 0.2 * behind, 0.8 * behind) if knees else 0.0,
        "floor": upright * _ramp(pose.pelvis_drop, 0.5 * seat, 0.95 * seat) * _ramp(ahead, 0.45 * before, 0.9 * before),
    }


def kneels(body: Body) -> Pose:
    """Upright on both knees, at the stage's origin."""
    drop, behind = kneeling(body)
    return _at_origin(body, drop, behind)


def sits(body: Body) -> Pose:
    """On the floor with the legs out, at the stage's origin."""
    drop, before = on_the_floor(body)
    return _at_origin(body, drop, -before)


def _at_origin(body: Body, drop: float, soles: float) -> Pose:
    half = body.hip_width / 2 + 0.01
    return Pose(
        root=(0.0, 0.0, 0.0), heading=0.0, pelvis_drop=drop, foot_left=(half, soles, 0.0), foot_right=(-half, soles, 0.0),
        foot_left_yaw=10.0, foot_right_yaw=-10.0,
    )  # fmt: skip


def about_the_knees(points: Array, body: Body, outline: Outline) -> Array:
    """Where cloth hangs and lies about somebody who kneels: straight down, what is too long in folds on the floor around."""
    high = body.hip_height - kneeling(body)[0]
    across, fore, shift, turn, out = _round(points, outline)
    below = body.hip_height - points[:, 2]
    free = high - below
    z = LIES + 0.5 * (free + np.sqrt(free**2 + 0.03**2))
    slack = np.maximum(z - free - 0.015, 0.0)
    lying = np.clip(slack / 0.04, 0.0, 1.0)
    folds = np.cos(9 * turn + 0.7)
    grow = SPREADS * slack * (1 + 0.16 * folds)
    behind = np.clip(below / high, 0.0, 1.2) * np.where(np.cos(turn) < 0, 0.05, 0.015)
    return np.stack(
        [
            (across + out + grow) * np.sin(turn),
            shift - (fore + out + grow) * np.cos(turn) + behind,
            z + lying * (0.012 * (1 + folds) + np.maximum(out, 0.0)),
        ],
        -1,
    )


def over_the_legs(points: Array, body: Body, outline: Outline) -> Array:
    """Where cloth lies on somebody who sits on the floor: its front as a blanket on the legs, its back beneath them."""
    high = body.hip_height - on_the_floor(body)[0]
    across, fore, shift, turn, out = _round(points, outline)
    below = body.hip_height - points[:, 2]
    legs, thick = body.upper_leg + body.lower_leg, leg_radius(body)
    front = np.clip((np.cos(turn) + 0.6) / 1.0, 0.0, 1.0)
    front = front * front * (3 - 2 * front)
    short = 1 - min(0.7, body.girth / legs)
    ahead = fore * np.cos(turn) + below * short * front + 0.95 * np.maximum(below - high, 0.0) * (1 - front)
    # the top of the legs, from the hips over the knees to the feet
    half = on_the_floor(body)[1] / 2
    knee = math.sqrt(max(0.0, body.upper_leg**2 - half**2))
    ankle = ankle_height(body)
    tops = np.interp(ahead, (0.0, half, 2 * half), (high + thick, (high + ankle) / 2 + knee + thick, ankle + 0.9 * thick)) + 0.012
    x = (across + out) * np.sin(turn)
    edge = body.hip_width / 2 + 1.1 * thick
    bell = 1 / (1 + np.exp(np.clip((np.abs(x) - edge - 0.35 * thick) / (0.16 * thick), -30, 30)))
    on_top = np.clip(np.cos(turn) / 0.25, 0.0, 1.0) * np.clip(below / 0.05, 0.0, 1.0)
    floor = LIES + 0.012 * (1 + np.cos(13 * turn)) * np.clip(below / 0.1, 0.0, 1.0) * (np.cos(turn) > -0.5)
    z = np.maximum(np.maximum(floor, high - below), tops * bell * on_top) + np.maximum(out, 0.0)
    return np.stack([x, shift - ahead, z], -1)


def unskinned(laid: Array, weights: Mapping[str, Array], turns: Mapping[str, Array]) -> Array:
    """Where points have to start from to be `laid` by their bones.

    Each point moves as a rigid body, by the mean of its bones' dual quaternions, as Blender's armature with its volume preserved does.
    """
    real, dual = np.zeros((len(laid), 4)), np.zeros((len(laid), 4))
    for bone, amount in weights.items():
        share = np.round(np.broadcast_to(amount, len(laid)) * 32)[:, None] / 32
        turn = np.array(Matrix(turns[bone].tolist()).to_quaternion())
        moved = np.array([0.0, *(0.5 * turns[bone][:3, 3])])
        sign = np.where((real @ turn)[:, None] < 0, -1.0, 1.0)
        real += sign * share * turn
        dual += sign * share * _times(moved[None, :], turn[None, :])
    size = np.linalg.norm(real, axis=1, keepdims=True)
    real, dual = real / size, dual / size
    back = real * np.array((1.0, -1.0, -1.0, -1.0))
    shift = 2 * _times(dual, back)[:, 1:]
    away = np.concatenate([np.zeros((len(laid), 1)), laid - shift], 1)
    return np.asarray(_times(_times(back, away), real)[:, 1:])


def _times(a: Array, b: Array) -> Array:
    """Products of quaternions, rows of (w, x, y, z)."""
    w, v = a[:, :1] * b[:, :1] - (a[:, 1:] * b[:, 1:]).sum(1, keepdims=True), np.cross(a[:, 1:], b[:, 1:])
    return np.concatenate([w, a[:, :1] * b[:, 1:] + b[:, :1] * a[:, 1:] + v], 1)


def _round(points: Array, outline: Outline) -> tuple[Array, Array, Array, Array, Array]:
    """Radii of the outline at each point and its shift, the point's turn about it from the front, and how far it stands off it."""
    across, fore, shift = np.array([outline(float(z)) for z in points[:, 2]]).T
    x, y = points[:, 0] / across, -(points[:, 1] - shift) / fore
    return across, fore, shift, np.arctan2(x, y), (np.hypot(x, y) - 1) * 0.5 * (across + fore)


def _ramp(value: float, low: float, high: float) -> float:
    t = max(0.0, min(1.0, (value - low) / (high - low)))
    return t * t * (3 - 2 * t)
