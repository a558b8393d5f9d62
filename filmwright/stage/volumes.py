"""The room a puppet takes, as balls that ride on its bones: head, hat, nose or muzzle, trunk, skirt and legs; arms are no part of it.

Every measure is of the puppet's own build (its record, and the file of its being), so that distances between two follow from them.
`tests/theatre/test_volumes.py` holds the balls against the built puppets' own points.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from filmwright.records.puppet import Body, Puppet
from filmwright.records.staging import Point, Pose
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue.beings import Creature

Array = NDArray[np.float64]
AIR = 0.05  # metres that stay between the faces of two who stand before each other; less reads as a kiss
AT_EASE: Point = (0.0, 0.0, 0.0)
SIDE_AIR = 0.03  # between two who stand beside each other
MOTION = ("x", "y", "z", "heading", "drop", "lean", "sway", "twist", "head_yaw", "head_pitch", "head_roll", "flx", "fly", "flz", "frx",
          "fry", "frz")  # fmt: skip

# In head radii, from the head's centre. Brims: (height, half across, half to the front). The hats' own levels: puppets/headwear.py.
_CROWNS = {
    "peaked_cap": ((0.85, 1.16), (1.0, 0.85)), "wool_hat": ((0.62, 1.08), (0.95, 0.80), (1.34, 0.24)), "flat_cap": ((0.66, 1.14),),
    "sou_wester": ((0.70, 1.0), (0.95, 0.70)), "top_hat": ((0.75, 0.9), (1.1, 0.9), (1.45, 0.92)), "straw_hat": ((0.72, 0.96), (0.95, 0.8)),
    "headscarf": ((0.3, 1.08),), "chef_hat": ((0.75, 0.95), (1.25, 1.2)), "helmet": ((0.6, 1.08),), "hood": ((0.2, 1.16),),
    "crown": ((0.78, 0.9), (1.05, 0.9)), "beret": ((0.78, 1.25),), "pointed_hat": ((0.75, 0.88), (1.15, 0.55), (1.6, 0.28), (2.0, 0.12)),
}  # fmt: skip
_BRIMS = {
    "straw_hat": (0.50, 1.70, 1.70), "pointed_hat": (0.54, 1.64, 1.64), "top_hat": (0.66, 1.26, 1.26), "sou_wester": (0.52, 1.42, 1.44),
    "helmet": (0.48, 1.24, 1.28), "peaked_cap": (0.50, 0.0, 1.36), "flat_cap": (0.50, 0.0, 1.30),
}  # fmt: skip
_BRIM_THICK = 0.07
_NOSES = {"button": 0.17, "round": 0.27, "long": 0.40, "broad": 0.21, "hooked": 0.35}  # how far each stands before the face
_SMALL_NOSE = {"child": 0.72, "teen": 0.88}
_HAIR = {  # how much wider it makes the head, and how low it hangs beside it
    "short": (0.09, 0.0), "crop": (0.06, 0.0), "side_part": (0.10, 0.0), "curly": (0.22, -0.2), "bob": (0.13, -0.55), "long": (0.14, -1.2),
    "bun": (0.08, 0.0), "two_buns": (0.08, 0.0), "plaits": (0.09, -0.9), "ponytail": (0.08, 0.0), "shaggy": (0.16, -0.5),
    "bald_fringe": (0.06, 0.0),
}  # fmt: skip
_BEARDS = {"full": ((-0.85, 0.30),), "long": ((-0.85, 0.30), (-1.35, 0.28)), "short": ((-0.82, 0.24),), "goatee": ((-0.95, 0.18),)}
_WIDE = {"slight": 0.91, "average": 0.95, "stout": 1.06, "tall": 0.89, "broad": 1.02}  # of a human head; puppets/faces.py, human_head

# Of the trunk: (share of the way from hip to shoulder, share of the girth); puppets/clothes.py has the exact outlines.
_TRUNK = ((0.0, 0.96), (0.25, 1.0), (0.5, 0.96), (0.75, 0.86))
_DEEP = {"slight": 0.80, "average": 0.82, "stout": 0.92, "tall": 0.78, "broad": 0.78}
_HEMS = {  # of tops and bottoms that hang below the hips: share of the way to the floor, and how much wider they are there
    "coat": (0.42, 0.10), "long_coat": (0.80, 0.22), "dress": (0.62, 0.42), "tunic": (0.40, 0.18), "uniform": (0.24, 0.05),
    "apron_dress": (0.66, 0.36), "oilskin": (0.58, 0.30), "robe": (0.94, 0.34), "cloak": (0.84, 0.55), "gown": (0.93, 0.75),
    "nightshirt": (0.78, 0.24), "skirt": (0.52, 0.34), "long_skirt": (0.92, 0.46),
}  # fmt: skip


@dataclass(frozen=True)
class Volumes:
    """The balls of one puppet at rest, in its own space."""

    body: Body
    parts: tuple[str, ...]  # head, trunk or legs, one a ball
    at: Array  # (balls, 3)
    radius: Array  # (balls,)

    @property
    def heads(self) -> NDArray[np.bool_]:
        return np.array([part == "head" for part in self.parts])

    def placed(self, motion: Array) -> Array:
        """Where the balls are on the stage: (drawings, balls, 3), of rows as `MOTION` names them."""
        b, n = self.body, len(motion)
        x, y, z, heading, drop, lean, sway, twist, yaw, pitch, roll = (motion[:, k] for k in range(11))
        third = (b.shoulder_height - b.hip_height) / 3

        def bent(share: float) -> Array:
            """The trunk's turn: sway first, then lean, then twist, as the theatre's rig does."""
            return _about_z(twist * share) @ _about_x(lean * share) @ _about_y(sway * share)

        low, mid, high = bent(0.25), bent(0.6), bent(1.0)
        hip = np.stack([np.zeros(n), np.zeros(n), b.hip_height - drop], -1)
        waist = hip + low @ np.array((0.0, 0.0, 0.9 * third))
        chest = waist + mid @ np.array((0.0, 0.0, third))
        neck = chest + high @ np.array((0.0, 0.0, b.neck_height - b.hip_height - 1.9 * third))
        own = _about_z(yaw) @ _about_x(-pitch) @ _about_y(roll)
        head = high @ own
        out = np.zeros((n, len(self.at), 3))
        for k, (part, spot) in enumerate(zip(self.parts, self.at, strict=True)):
            if part == "head":
                out[:, k] = neck + head @ (spot - np.array((0.0, 0.0, b.neck_height)))
            elif part == "trunk":
                up = float(spot[2]) - b.hip_height
                base, by, since = (hip, low, 0.0) if up < 0.9 * third else (waist, mid, 0.9 * third)
                if up >= 1.9 * third:
                    base, by, since = chest, high, 1.9 * third
                out[:, k] = base + by @ np.array((spot[0], spot[1], up - since))
        stand = _about_z(heading)
        turned = np.einsum("nij,nkj->nki", stand, out) + np.stack([x, y, z], -1)[:, None, :]
        legs = [k for k, part in enumerate(self.parts) if part == "legs"]
        turned[:, legs] = self._legs(motion, hip, stand)
        return np.asarray(turned)

    def _legs(self, motion: Array, hip: Array, stand: Array) -> Array:
        """Thigh, knee and shin of the left leg, then of the right, on the stage: soles are given there."""
        b = self.body
        out = np.zeros((len(motion), 6, 3))
        ahead = stand @ np.array((0.0, -1.0, 0.15))
        half = 0.5 * (b.upper_leg + b.lower_leg)
        for leg, (side, sole) in enumerate(((1.0, 11), (-1.0, 14))):
            joint = np.einsum("nij,nj->ni", stand, hip + np.array((side * b.hip_width / 2, 0.0, 0.0))) + motion[:, :3]
            ankle = motion[:, sole : sole + 3] + np.array((0.0, 0.0, 0.05))
            far = np.linalg.norm(ankle - joint, axis=1)
            bow = np.sqrt(np.maximum(half**2 - (np.minimum(far, 2 * half) / 2) ** 2, 0.0))
            knee = (joint + ankle) / 2 + ahead * bow[:, None]
            out[:, 3 * leg : 3 * leg + 3] = np.stack([(joint + knee) / 2, knee, (knee + ankle) / 2], 1)
        return out

    def bounds(self) -> tuple[float, float]:
        """How far the standing puppet reaches to a side (nose and brims left out), and to its front, metres from its axis."""
        skull = np.array([part != "legs" for part in self.parts])
        side = float((np.abs(self.at[skull, 0]) + self.radius[skull]).max())
        front = float((self.radius[skull] - self.at[skull, 1]).max())
        return side, front


def _matrix(rows: Sequence[Sequence[Array]]) -> Array:
    return np.stack([np.stack(row, -1) for row in rows], -2)


def _angles(degrees: Array) -> tuple[Array, Array, Array, Array]:
    a = np.radians(np.asarray(degrees, float))
    return np.cos(a), np.sin(a), np.zeros_like(a), np.ones_like(a)


def _about_x(degrees: Array) -> Array:
    c, s, o, i = _angles(degrees)
    return _matrix(((i, o, o), (o, c, -s), (o, s, c)))


def _about_y(degrees: Array) -> Array:
    c, s, o, i = _angles(degrees)
    return _matrix(((c, o, s), (o, i, o), (-s, o, c)))


def _about_z(degrees: Array) -> Array:
    c, s, o, i = _angles(degrees)
    return _matrix(((c, -s, o), (s, c, o), (o, o, i)))


# what a puppet is made of ------------------------------------------------------------------------------------------

Ball = tuple[str, Point, float]  # part, place, radius


def volumes(puppet: Puppet) -> Volumes:
    """The balls of a puppet, from its record."""
    return _volumes(msgspec.json.encode(puppet))


@functools.lru_cache(maxsize=256)
def _volumes(record: bytes) -> Volumes:
    puppet = msgspec.json.decode(record, type=Puppet)
    b = puppet.body
    being = None if puppet.kind == "human" else catalogue.creature(puppet.kind)
    balls: list[Ball] = []
    s, centre = b.head_radius, b.neck_height + b.head_radius
    for at, radius in itertools.chain(_head(puppet, being), _hat(puppet)):
        balls.append(("head", (at[0] * s, at[1] * s, centre + at[2] * s), radius * s))
    balls += [("trunk", at, radius) for at, radius in _trunk(puppet)]
    thick = min(0.40 * s, 0.53 * b.hip_width)
    balls += [("legs", (0.0, 0.0, 0.0), thick * (1.0, 0.95, 0.85)[k % 3]) for k in range(6)]
    parts, places, radii = zip(*balls, strict=True)
    return Volumes(body=b, parts=parts, at=np.array(places), radius=np.array(radii))


def _egg(wide: float, deep: float, tall: float, z: float = 0.0) -> Iterator[tuple[Point, float]]:
    """Balls that fill an egg of these half-axes."""
    q = min(wide, deep, tall)
    yield (0.0, 0.0, z), q
    for sign in (1.0, -1.0):
        for axis, long in ((0, wide), (1, deep), (2, tall)):
            if long - q > 0.02:
                at = [0.0, 0.0, z]
                at[axis] += sign * (long - 0.94 * q)
                yield (at[0], at[1], at[2]), 0.94 * q


def _head(puppet: Puppet, being: Creature | None) -> Iterator[tuple[Point, float]]:
    """Head and face in head radii: the skull with its hair, the nose or muzzle, the beard, spectacles, ears."""
    if being is None or being.base == "person":
        hair, low = _HAIR.get(puppet.hair, (0.02, 0.0))
        hair = 0.05 if puppet.hat != "none" and hair < 0.12 else hair
        wide = _WIDE[puppet.build] + (0.06 if puppet.age == "child" else 0.0)
        yield from _egg(wide, 0.92, 1.0)
        yield (0.0, 0.10, 0.12), 0.92 + hair
        if low:
            for side in (1.0, -1.0):
                yield (side * (wide - 0.12), 0.05, min(-0.2, 0.6 * low)), 0.24 + hair
            yield (0.0, 0.45, max(-0.9, 0.8 * low)), 0.44
        reach = _NOSES[puppet.nose] * _SMALL_NOSE.get(puppet.age, 1.0)
        yield (0.0, -(0.90 + reach - 0.11), -0.12), 0.11
        for z, radius in _BEARDS.get(puppet.beard, ()):
            yield (0.0, -0.82, z), radius
        if puppet.beard in ("moustache", "full", "long", "short"):
            yield (0.0, -0.98, -0.28), 0.13
    elif being.base == "beast":
        form = being.head
        yield from _egg(form.wide, form.deep, form.tall)
        for swelling in form.swellings:
            for x in {swelling.x, -swelling.x}:
                radius = 0.8 * min(swelling.width, max(swelling.depth, 0.2))
                yield (x, -(0.92 * form.deep + swelling.height - radius), swelling.z), radius
        yield from _growths(being)
    else:
        yield from _egg(0.98, 0.98, 1.0)
        yield (0.0, -1.15 if being.base == "scarecrow" else -0.95, -0.14), 0.12
        if being.base == "scarecrow":
            yield (0.02, -1.36, -0.16), 0.05
    if "glasses" in puppet.accessories or "round_glasses" in puppet.accessories:
        for side in (1.0, -1.0):
            yield (side * 0.36, -0.90, 0.02), 0.25


def _growths(being: Creature) -> Iterator[tuple[Point, float]]:
    """Ears, a beak, a trunk, tusks."""
    ears = being.ears
    if ears is not None:
        long = 1.65 * ears.half if ears.shape in ("round", "fan") else ears.length
        flops = ears.shape == "flop"
        turn = math.radians(172.0 if flops else ears.turn)
        for side in (1.0, -1.0):
            for share in (0.4, 0.85):
                x, z = ears.x + share * long * math.sin(turn) + 0.22 * flops, ears.z + share * long * math.cos(turn)
                yield (side * x, 0.0, z), (0.55 if share < 0.5 else 0.4) * ears.half
    if being.beak is not None:
        long, wide = being.beak.long, being.beak.wide
        for share in (0.4, 0.9):
            yield (0.0, -(0.80 + share * long), -0.5), wide * (0.8 if share < 0.5 else 0.45)
    made = {str(grown.get("make", "")) for grown in being.grows}
    if "trunk" in made:
        for y, z, radius in ((-1.05, -0.45, 0.26), (-1.25, -0.85, 0.22), (-1.35, -1.25, 0.17)):
            yield (0.0, y, z), radius
    if "ruff" in made:
        yield (0.0, 0.06, -0.25), 1.1
    if "tusks" in made:
        for side in (1.0, -1.0):
            yield (side * 0.4, -1.3, -0.7), 0.1


def _hat(puppet: Puppet) -> Iterator[tuple[Point, float]]:
    """The hat in head radii: its crown as balls, its brim or peak as a rim of small ones."""
    if puppet.hat == "none":
        return
    for z, radius in _CROWNS.get(puppet.hat, ((0.6, 1.05),)):
        q = min(radius, 0.45)
        for k in range(8):
            x, y = math.cos(math.pi * k / 4), math.sin(math.pi * k / 4)
            yield (x * (radius - q), y * (0.97 * radius - q), z - 0.25 * q - 0.12 * y), q  # hats sit lower behind
    if puppet.hat not in _BRIMS:
        return
    z, across, ahead = _BRIMS[puppet.hat]
    for k in range(16) if across else (-1, 0, 1):
        a = 2 * math.pi * k / 16
        far = (across or ahead) - _BRIM_THICK
        front = max(0.0, math.cos(a))
        yield (far * math.sin(a), -(far + (ahead - far - _BRIM_THICK) * front) * math.cos(a), z - 0.16 * math.cos(a)), _BRIM_THICK


def _trunk(puppet: Puppet) -> Iterator[tuple[Point, float]]:
    """The trunk and what hangs from it, metres: ellipses of two or three balls side by side."""
    b = puppet.body
    span, deep = b.shoulder_height - b.hip_height, _DEEP[puppet.build]
    for share, wide in _TRUNK:
        yield from _slice(b.girth * wide + 0.012, deep, b.hip_height + share * span)
    if "scarf" in puppet.accessories:
        yield (0.0, 0.0, b.shoulder_height + 0.08 * span), 0.74 * b.head_radius
    hem, flare = max((_HEMS[name] for name in (puppet.top, puppet.bottom) if name in _HEMS), default=(0.0, 0.0))
    for t in (0.5, 1.0) if hem > 0.3 else ():
        yield from _slice(0.97 * b.girth * (1 + flare * t**0.8), deep + (0.95 - deep) * 0.5 * t, b.hip_height * (1 - hem * t))


def _slice(across: float, deep: float, z: float) -> Iterator[tuple[Point, float]]:
    q = across * deep
    yield (0.0, 0.0, z), 1.06 * q
    for side in (1.0, -1.0):
        yield (side * (across - q), 0.0, z), q


# between two -------------------------------------------------------------------------------------------------------


def motion_of(poses: Sequence[Pose]) -> Array:
    """Rows of `MOTION` from poses."""
    return np.array(
        [
            (*p.root, p.heading, p.pelvis_drop, p.lean, p.sway, p.twist, p.head_yaw, p.head_pitch, p.head_roll, *p.foot_left, *p.foot_right)
            for p in poses
        ],
        dtype=float,
    ).reshape(len(poses), len(MOTION))


def overlaps(one: Array, one_radius: Array, two: Array, two_radius: Array) -> Array:
    """How deep balls of one are in balls of another: (drawings, balls, balls), metres, negative where there is room."""
    gap = np.linalg.norm(one[:, :, None, :] - two[:, None, :, :], axis=-1)
    return np.asarray(one_radius[None, :, None] + two_radius[None, None, :] - gap)


def deepest(one: Volumes, motion: Array, two: Volumes, theirs: Array, parts: Sequence[str] = ("head", "trunk")) -> Array:
    """How deep heads and trunks of two are in each other at each drawing: (drawings,), metres, negative where there is room."""
    mine, other = (np.array([part in parts for part in body.parts]) for body in (one, two))
    deep = overlaps(one.placed(motion)[:, mine], one.radius[mine], two.placed(theirs)[:, other], two.radius[other])
    return np.asarray(deep.max(axis=(1, 2)))


def standing(
    body: Body, lean: float = 0.0, heading: float = 0.0, drop: float = 0.0, head: Point = AT_EASE, back: float = 0.0
) -> Array:
    """A row of `MOTION` for somebody at ease at the stage's origin.

    Args:
        head: Its yaw, pitch and roll.
        back: How far the feet are behind the body.
    """
    a, side = math.radians(heading), body.hip_width / 2
    feet = [
        spot
        for out in (side, -side)
        for spot in (out * math.cos(a) - back * math.sin(a), out * math.sin(a) + back * math.cos(a), 0.0)
    ]
    return np.array([[0, 0, 0, heading, drop, lean, 0, 0, *head, *feet]], dtype=float)


def _needed(one: Array, one_radius: Array, two: Array, two_radius: Array, air: float, across: float) -> float:
    """How far along -y two sets of balls, each about its own axis, must be moved apart to be clear; `across`: to the side of it."""
    delta = one[:, None, :] - two[None, :, :]
    reach = one_radius[:, None] + two_radius[None, :] + air
    room = reach**2 - (delta[..., 0] + across) ** 2 - delta[..., 2] ** 2
    met = room > 0
    if not met.any():
        return 0.0
    return float(max(0.0, (np.sqrt(np.maximum(room, 0.0)) + delta[..., 1])[met].max()))


def before_each_other(
    one: Volumes, two: Volumes, *, lean: tuple[float, float] = (0.0, 0.0), drop: tuple[float, float] = (0.0, 0.0), air: float = AIR,
    across: float = 0.0, parts: Sequence[str] = ("head", "trunk"), head: tuple[Point, Point] = (AT_EASE, AT_EASE),
    back: tuple[float, float] = (0.0, 0.0),
) -> float:  # fmt: skip
    """The least distance of two who stand face to face, from axis to axis, with room between noses, brims, bellies and skirts.

    Args:
        lean: How far each bends to the other, degrees.
        drop: How far each has gone down, metres.
        across: How far one stands to the side of the other's line.
        head: Yaw, pitch and roll of each head.
        back: How far each one's feet are behind the body.
    """
    a = one.placed(standing(one.body, lean[0], 0.0, drop[0], head[0], back[0]))[0]
    b = two.placed(standing(two.body, lean[1], 180.0, drop[1], head[1], back[1]))[0]
    ka = np.array([part in parts for part in one.parts])
    kb = np.array([part in parts for part in two.parts])
    return _needed(b[kb], two.radius[kb], a[ka], one.radius[ka], air, across)


@functools.lru_cache(maxsize=512)
def _abreast(one: bytes, two: bytes) -> float:
    a, b = _volumes(one), _volumes(two)
    return a.bounds()[0] + b.bounds()[0] + SIDE_AIR


def abreast(one: Puppet, two: Puppet) -> float:
    """The least distance of two who stand beside each other."""
    return _abreast(msgspec.json.encode(one), msgspec.json.encode(two))
