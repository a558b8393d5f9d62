"""Framing in closed form: how far, how high and at what angle a camera stands for a picture that is asked for in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from filmwright.records.puppet import Puppet
from filmwright.records.shots import ShotSize
from filmwright.records.staging import CameraPose, Point
from filmwright.stage.armature import over
from filmwright.stage.space import XY, facing, heading_to, minus, plus, unit
from filmwright.stage.volumes import Array, volumes

SENSOR_WIDTH_MM = 36.0
SENSOR_HEIGHT_MM = 18.0  # the picture is 2:1
HEADROOM = 0.075  # of the frame's height
HAND_RADIUS = 0.06  # metres
GROUP_TURNS = (0, 12, -12, 24, -24, 36, -36, 50, -50, 64, -64, 80, -80)  # degrees round several, tried one after another
ADULT = 1.15  # metres, the puppet for which the sizes below are measured

# How far below the chin the picture ends, in metres for an adult; and the lens.
BELOW_CHIN: dict[ShotSize, float] = {"extreme_close": -0.05, "close": 0.08, "medium_close": 0.18, "medium": 0.52, "medium_wide": 0.74}
LENS_MM: dict[ShotSize, float] = {
    "extreme_wide": 26, "wide": 32, "full": 38, "medium_wide": 42, "medium": 48,
    "medium_close": 55, "close": 65, "extreme_close": 75, "insert": 60,
}  # fmt: skip
F_NUMBER: dict[ShotSize, float] = {
    "extreme_wide": 2.8, "wide": 2.4, "full": 1.8, "medium_wide": 1.4, "medium": 0.8,
    "medium_close": 0.75, "close": 0.75, "extreme_close": 0.8, "insert": 1.0,
}  # fmt: skip
OFF_FACE: dict[ShotSize, float] = {
    "medium_wide": 40,
    "medium": 36,
    "medium_close": 30,
    "close": 22,
    "extreme_close": 17,
}  # degrees from the nose
LEAD_ROOM: dict[ShotSize, float] = {
    "medium_wide": 0.10,
    "medium": 0.10,
    "medium_close": 0.09,
    "close": 0.07,
    "extreme_close": 0.03,
}  # of the width


@dataclass(frozen=True)
class Sitter:
    """Someone in the picture, over the time of the shot."""

    role: str
    puppet: Puppet
    heads: tuple[Point, ...]  # middle of the head at each drawing it is there
    looks: float  # heading of the face, middle of the shot
    roots: tuple[Point, ...]
    tilt: float = 0.0  # degrees that the face looks up, middle of the shot
    palms: tuple[tuple[Point, Point], ...] = ()
    faces: tuple[tuple[float, float], ...] = ()  # heading and tilt of the face at each drawing
    motion: Array | None = field(default=None, compare=False)  # rows of `volumes.MOTION`, one a drawing
    _placed: dict[int, tuple[Array, Array]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def head(self) -> Point:
        """The middle of where the head is during the shot."""
        return middle(self.heads)

    def head_at(self, part: float) -> Point:
        """Where the head is at a part of the shot, 0 to 1."""
        return self.heads[min(len(self.heads) - 1, round(part * (len(self.heads) - 1)))]

    def face_at(self, part: float) -> tuple[float, float]:
        """Heading and tilt of the face at a part of the shot."""
        return self.faces[min(len(self.faces) - 1, round(part * (len(self.faces) - 1)))] if self.faces else (self.looks, self.tilt)

    def shape(self, part: float) -> tuple[tuple[Point, float], ...]:
        """Head, chest and hip as balls that hide what is behind them."""
        body, head = self.puppet.body, self.head_at(part)
        root = self.roots[min(len(self.roots) - 1, round(part * (len(self.roots) - 1)))]
        neck = head[2] - body.head_radius
        low = root[2] + 0.6 * body.hip_height
        half = ((head[0] + root[0]) / 2, (head[1] + root[1]) / 2)
        return (
            (head, body.head_radius * (0.95 if self.puppet.hair in ("none", "bald_fringe") else 1.1)),
            ((half[0], half[1], neck - 0.25 * (neck - low)), body.girth * 0.8),
            ((half[0], half[1], neck - 0.7 * (neck - low)), body.girth * 0.8),
        )

    def hands(self, part: float) -> tuple[tuple[Point, float], ...]:
        """The hands, which hide what they hold from behind."""
        palms = self.palms[min(len(self.palms) - 1, round(part * (len(self.palms) - 1)))] if self.palms else ()
        return tuple((palm, HAND_RADIUS) for palm in palms)

    def balls(self, part: float) -> tuple[Array, Array]:
        """The room its head with hat, nose and hair and its trunk take, as balls: places (n, 3), and radii (n,)."""
        if self.motion is None:
            places, radii = zip(*self.shape(part), strict=True)
            return np.array(places), np.array(radii)
        row = min(len(self.motion) - 1, round(part * (len(self.motion) - 1)))
        if row not in self._placed:
            bulk = volumes(self.puppet)
            self._placed[row] = (bulk.placed(self.motion[row : row + 1])[0], bulk.radius)
        return self._placed[row]

    @property
    def top(self) -> float:
        return max(h[2] for h in self.heads) + self.puppet.body.head_radius + over(self.puppet)

    @property
    def scale(self) -> float:
        return self.puppet.body.height / ADULT


def middle(points: tuple[Point, ...] | list[Point]) -> Point:
    """The middle of the box that holds some points."""
    return tuple((min(p[k] for p in points) + max(p[k] for p in points)) / 2 for k in range(3))  # type: ignore[return-value]


def height_for(sitter: Sitter, size: ShotSize) -> tuple[float, float]:
    """Lower edge of the picture at the sitter, and its height, in metres."""
    chin = min(h[2] for h in sitter.heads) - sitter.puppet.body.head_radius
    low = chin - BELOW_CHIN[size] * sitter.scale if size in BELOW_CHIN else min(r[2] for r in sitter.roots) - 0.08
    return low, (sitter.top - low) / (1 - HEADROOM)


def distance_for(height: float, focal_length_mm: float) -> float:
    """Metres at which a picture is so high."""
    return height * focal_length_mm / SENSOR_HEIGHT_MM


def lens_for(height: float, distance: float) -> float:
    """The lens that makes the picture so high from there, in millimetres."""
    return SENSOR_HEIGHT_MM * distance / height


def over_shoulder(
    front: XY, back: XY, *, distance: float, focal_length_mm: float, at_front: float = 0.17, at_back: float = 0.72, most: float = 42.0
) -> float:
    """The angle at the subject between the line to the shoulder's owner and the line to the camera, degrees.

    Two targets are to be seen at given places of the picture's half width, on opposite sides of its middle: that fixes
    the angle at the camera. With the distance to the subject and that between the two the triangle is solved by the
    law of sines; of its two solutions the one with the camera behind the shoulder is taken.
    """
    t = SENSOR_WIDTH_MM / 2 / focal_length_mm
    at_camera = math.atan(at_front * t) + math.atan(at_back * t)
    apart = max(0.3, math.dist(front, back))
    sine = min(0.97, distance * math.sin(at_camera) / apart)
    angle = math.degrees(math.asin(sine) - at_camera)
    return max(20.0, min(most, angle))


def project(camera: CameraPose, point: Point) -> tuple[float, float, float]:
    """Where a point is in the picture: x and y in half widths and half heights (right, up; within -1 and 1 is inside), and depth."""
    forward = unit(minus(camera.target, camera.place))
    flat = math.hypot(forward[0], forward[1]) or 1e-9
    right = (forward[1] / flat, -forward[0] / flat, 0.0)
    up = (
        right[1] * forward[2] - right[2] * forward[1],
        right[2] * forward[0] - right[0] * forward[2],
        right[0] * forward[1] - right[1] * forward[0],
    )
    v = minus(point, camera.place)
    depth = v[0] * forward[0] + v[1] * forward[1] + v[2] * forward[2]
    x = (v[0] * right[0] + v[1] * right[1]) / max(depth, 1e-6)
    y = (v[0] * up[0] + v[1] * up[1] + v[2] * up[2]) / max(depth, 1e-6)
    return x * 2 * camera.focal_length_mm / SENSOR_WIDTH_MM, y * 2 * camera.focal_length_mm / SENSOR_HEIGHT_MM, depth


def picture_height(place: Point, focus: Point, focal_length_mm: float) -> float:
    """Metres that a picture is high at a point."""
    return math.dist(place, focus) * SENSOR_HEIGHT_MM / focal_length_mm


def height_of(camera: CameraPose, corners: Sequence[Point]) -> float:
    """What a thing takes of the picture in its larger direction, in heights of the picture."""
    seen = [project(camera, corner) for corner in corners]
    return max(max(p[0] for p in seen) - min(p[0] for p in seen), (max(p[1] for p in seen) - min(p[1] for p in seen)) / 2)


def whole_in(camera: CameraPose, corners: Sequence[Point]) -> bool:
    """Whether no edge of the picture cuts a thing."""
    return all(depth > 0.05 and abs(x) <= 1.0 and abs(y) <= 1.0 for x, y, depth in (project(camera, corner) for corner in corners))


def aside(place: Point, target: Point, metres: float) -> Point:
    """A point moved to the right of the picture."""
    dx, dy = target[0] - place[0], target[1] - place[1]
    n = math.hypot(dx, dy) or 1.0
    return target[0] + dy / n * metres, target[1] - dx / n * metres, target[2]


def from_heading(target: Point, heading: float, distance: float, height: float) -> Point:
    """A camera place: from the target along a heading on the floor, at a height above the floor."""
    fx, fy = facing(heading)
    drop = height - target[2]
    flat = math.sqrt(max(0.04, distance * distance - drop * drop))
    return target[0] + fx * flat, target[1] + fy * flat, height


def eyeline(place: Point, sitter: Sitter) -> float:
    """+1 if the sitter looks to the right of the picture, -1 to the left."""
    toward = heading_to(sitter.head[:2], place[:2])
    return 1.0 if math.sin(math.radians(sitter.looks - toward)) > 0 else -1.0


def front_of_face(sitter: Sitter, place: Point) -> Point:
    """The point to focus on: the face, on the side of the camera."""
    head = sitter.head
    return plus(head, unit(minus(place, head)), 0.8 * sitter.puppet.body.head_radius)


def sampled(points: Sequence[Point]) -> tuple[Point, ...]:
    """The first, the last and two between."""
    last = len(points) - 1
    return tuple(points[i] for i in sorted({0, last // 3, 2 * last // 3, last}))
