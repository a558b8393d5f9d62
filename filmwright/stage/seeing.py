"""What a camera place sees: what hides a face or a thing, who stands in the way, what blurs before the lens."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from filmwright.records.staging import CameraPose, Point, PropState
from filmwright.stage.framing import Sitter, project
from filmwright.stage.setting import Setting
from filmwright.stage.space import facing, minus, plus
from filmwright.theatre.catalogue import sight

SMALL = 0.14  # metres: a prop smaller than that hides nothing
COAT = 1.2  # times the trunk, by which a body hides what lies behind it: coats and arms
BEFORE_THE_LENS = 0.55  # parts of the way to the subject: what stands nearer than that is a blur across the picture
TIMES = (0.1, 0.5, 0.9)  # of a shot, at which faces are looked for

# Points of a face: degrees to its left, degrees up. The first two are the eyes.
FACE = ((24, 10), (-24, 10), (24, 27), (-24, 27), (0, 0), (0, -26), (17, -26), (-17, -26), (0, -40))
TURNED_AWAY = math.cos(math.radians(75))  # a point of a face seen flatter than that is an edge, and a pupil there is gone

Vector = NDArray[np.float64]


class Lookout:
    """The set, the props and the people of one shot, as things that may hide one another."""

    def __init__(self, setting: Setting, props: Mapping[str, PropState], people: Mapping[str, Sitter], shown: Sequence[str]) -> None:
        self.people = people
        self.survey = sight.load().get(setting.kit.name)
        boxes = [] if self.survey is not None else [(box.low, box.high) for box in setting.kit.obstacles]
        for name, state in props.items():
            size = setting.models[name].size
            if not (state.held_by or state.hidden or name in shown or max(size) < SMALL):
                low = (state.place[0] - size[0] / 2, state.place[1] - size[1] / 2, state.place[2])
                boxes.append((low, (state.place[0] + size[0] / 2, state.place[1] + size[1] / 2, state.place[2] + size[2])))
        self._low = np.array([b[0] for b in boxes]).reshape(-1, 3)
        self._high = np.array([b[1] for b in boxes]).reshape(-1, 3)

    def hidden(self, eye: Point, sitters: Sequence[Sitter], things: Sequence[Point]) -> float:
        """How much of what matters is hidden, 0 to 1: rays to faces and things against set, props and people.

        A face alone is hidden also as far as it is turned away. Of several, of which each is seen from its near side, the one that is
        hidden most decides as much as all of them together.
        """
        shares = []
        for s in sitters:
            at = [self.lost(eye, s, part, alone=len(sitters) == 1) for part in TIMES]
            shares.append((max(at) + sum(at) / len(at)) / 2)
        if things:
            shares.append(float(np.mean(self.blocked(eye, things, "", 0.5))))
        return (max(shares) + sum(shares) / len(shares)) / 2 if shares else 0.0

    def lost(self, eye: Point, sitter: Sitter, part: float, *, alone: bool = True) -> float:
        """How much of a face is hidden at a part of the shot, or, if it is alone, turned away; 0 to 1."""
        if not alone:
            return float(self.blocked(eye, _near_side(sitter, part, eye), sitter.role, part).mean())
        points, turned = face(eye, sitter.head_at(part), sitter.puppet.body.head_radius, *sitter.face_at(part))
        return float((self.blocked(eye, points, sitter.role, part) | turned).mean())

    def clutter(self, camera: CameraPose, depth: float) -> float:
        """How much of the picture is taken by what stands close before the lens, 0 to 1."""
        if self.survey is None:
            return 0.0
        forward = minus(camera.target, camera.place)
        far = math.sqrt(sum(c * c for c in forward)) or 1.0
        flat = math.hypot(forward[0], forward[1]) or 1e-9
        right = (forward[1] / flat, -forward[0] / flat, 0.0)
        ahead = plus(camera.place, (forward[0] / far, forward[1] / far, forward[2] / far), depth * BEFORE_THE_LENS)
        half = depth * BEFORE_THE_LENS * 18.0 / camera.focal_length_mm
        points = [
            plus(plus(ahead, right, x * half), (0.0, 0.0, 1.0), y * half / 2)
            for x in (-0.85, -0.5, -0.2, 0.2, 0.5, 0.85)
            for y in (-0.7, 0.0, 0.7)
        ]
        return float(self.survey.blocked(camera.place, points, spare=0.0).mean())

    def stands_in(self, place: Point) -> bool:
        """Whether a camera there would stand in something."""
        if self.survey is None:
            return False
        around = ((0.0, 0.0, 0.0), (0.09, 0.0, 0.0), (-0.09, 0.0, 0.0), (0.0, 0.09, 0.0), (0.0, -0.09, 0.0))
        return any(self.survey.stands_in(plus(place, step)) for step in around)

    def intruders(self, camera: CameraPose, sitters: Sequence[Sitter], allowed: str = "") -> float:
        """A cost for a head, nearer than the faces that the picture is of, of somebody who was not asked for."""
        cost = 0.0
        own = max(project(camera, s.head)[2] for s in sitters)
        asked = {s.role for s in sitters} | {allowed}
        for other in self.people.values():
            if other.role in asked:
                continue
            x, _, depth = project(camera, other.head)
            half = other.puppet.body.head_radius * 2 * camera.focal_length_mm / 36.0 / max(depth, 0.1)
            if 0.0 < depth < own + 0.3 and abs(x) - half < 0.94:
                cost += 0.14 + 0.4 * min(1.0, 0.94 - abs(x) + half)
        return cost

    def blocked(self, eye: Point, points: Sequence[Point], role: str, at: float) -> NDArray[np.bool_]:
        """For each point, whether anything stands between it and an eye at a part of the shot; `role` does not hide himself."""
        ends = np.asarray(points, float).reshape(-1, 3)
        out = np.zeros(len(ends), bool)
        if self.survey is not None:
            out |= self.survey.blocked(eye, points)
        if len(self._low):
            out |= _through(np.asarray(eye), ends, self._low, self._high)
        for other in self.people.values():
            if other.role != role:
                (head, round_it), *trunk = other.shape(at)
                out |= _past(np.asarray(eye), ends, np.asarray(head), round_it, behind=0.0)  # heads may touch
                for centre, radius in trunk:
                    out |= _past(np.asarray(eye), ends, np.asarray(centre), radius if role else COAT * radius)
                for centre, radius in other.hands(at) if not role else ():
                    out |= _past(np.asarray(eye), ends, np.asarray(centre), radius, behind=0.0)
        return out


def face(eye: Point, head: Point, radius: float, looks: float, tilt: float) -> tuple[list[Point], NDArray[np.bool_]]:
    """Nine points of a face, the eyes first, and which of them are turned away from an eye."""
    points, turned = [], []
    for aside, up in FACE:
        fx, fy = facing(looks + aside)
        rise = math.radians(tilt + up)
        normal = (fx * math.cos(rise), fy * math.cos(rise), math.sin(rise))
        point = plus(head, normal, 1.05 * radius)
        way = minus(eye, point)
        far = math.sqrt(sum(c * c for c in way)) or 1.0
        turned.append(sum(a * b for a, b in zip(normal, way, strict=True)) < TURNED_AWAY * far)
        points.append(point)
    return points, np.array(turned)


def _near_side(sitter: Sitter, at: float, eye: Point) -> list[Point]:
    """Five points of the near side of a face."""
    head, radius = sitter.head_at(at), sitter.puppet.body.head_radius
    way = minus(eye, head)
    far = math.sqrt(sum(c * c for c in way)) or 1.0
    face = plus(head, (way[0] / far, way[1] / far, way[2] / far), 0.9 * radius)
    flat = math.hypot(way[0], way[1]) or 1e-9
    side = (-way[1] / flat, way[0] / flat, 0.0)
    return [
        face,
        plus(face, (0, 0, 1), 0.5 * radius),
        plus(face, (0, 0, 1), -0.5 * radius),
        plus(face, side, 0.5 * radius),
        plus(face, side, -0.5 * radius),
    ]


def _through(eye: Vector, ends: Vector, low: Vector, high: Vector) -> NDArray[np.bool_]:
    """For each ray, whether it passes through any of the boxes, its last 3 % left out."""
    way = ends - eye
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    one, two = (low[None] - eye) / way[:, None], (high[None] - eye) / way[:, None]
    enter = np.maximum(np.minimum(one, two).max(axis=2), 0.0)
    leave = np.minimum(np.maximum(one, two).min(axis=2), 0.97)
    return np.asarray((enter < leave).any(axis=1), bool)


def _past(eye: Vector, ends: Vector, centre: Vector, radius: float, *, behind: float = 1.15) -> NDArray[np.bool_]:
    """For each ray, whether it passes through a ball in which it does not end; `behind` 0: or in whose far half it ends."""
    way, off = ends - eye, centre - eye
    part = np.clip((way @ off) / np.maximum((way * way).sum(axis=1), 1e-9), 0.0, 1.0)
    near = np.linalg.norm(eye + way * part[:, None] - centre, axis=1) < radius
    near &= (part < 0.995) | (behind > 0)
    return np.asarray(near & (np.linalg.norm(ends - centre, axis=1) >= radius * behind), bool)
