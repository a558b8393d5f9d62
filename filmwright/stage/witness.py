"""What a camera witnesses at one drawing: the hands that do a deed, the thing, the faces, and how much of a head others hide."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from filmwright.records.staging import CameraPose, Point
from filmwright.stage.framing import Sitter, project
from filmwright.stage.space import minus, unit

DISC = 0.92  # of a head's radius: its outline without the last hair
_DISC = [(0.0, 0.0)] + [
    (far * math.cos(2 * math.pi * k / count), far * math.sin(2 * math.pi * k / count))
    for far, count in ((0.5, 6), (0.95, 12))
    for k in range(count)
]
MASKED = 2.5  # cost of a whole head behind somebody else
PICTURE = 0.97  # of the half picture: what lies beyond is cut

Array = NDArray[np.float64]


def in_picture(camera: CameraPose, point: Point) -> bool:
    """Whether a point is inside the picture, before the lens."""
    x, y, depth = project(camera, point)
    return depth > 0.05 and abs(x) < PICTURE and abs(y) < PICTURE


def covered(place: Point, sitter: Sitter, others: Sequence[Sitter], part: float) -> float:
    """How much of a head's disc, as a camera's place sees it, is behind the bodies of others at a part of the shot, 0 to 1."""
    if not others:
        return 0.0
    head = np.asarray(sitter.head_at(part))
    ahead = np.asarray(unit(minus(sitter.head_at(part), place)))
    flat = math.hypot(ahead[0], ahead[1]) or 1e-9
    right = np.array((ahead[1] / flat, -ahead[0] / flat, 0.0))
    up = np.cross(right, ahead)
    radius = DISC * sitter.puppet.body.head_radius
    disc = np.array([head + radius * (x * right + y * up) for x, y in _DISC])
    lost = np.zeros(len(disc), bool)
    for other in others:
        centres, radii = other.balls(part)
        lost |= behind(np.asarray(place), disc, centres, radii).any(axis=1)
    return float(lost.mean())


def behind(eye: Array, ends: Array, centres: Array, radii: Array) -> NDArray[np.bool_]:
    """For each ray from an eye, whether each ball lies on it before its end: (ends, balls)."""
    way = ends - eye
    off = centres - eye
    long = (way * way).sum(axis=1)
    part = (way @ off.T) / np.maximum(long[:, None], 1e-9)
    gap = np.linalg.norm(eye + way[:, None, :] * np.clip(part, 0.0, 1.0)[:, :, None] - centres[None], axis=2)
    return np.asarray((gap < radii[None]) & (part > 0.0) & (part < 1.0), bool)


def area(camera: CameraPose, corners: Sequence[Point]) -> float:
    """What part of the picture the outline of a thing takes, 0 to 1; what lies outside the picture does not count."""
    seen = [project(camera, corner) for corner in corners]
    points = sorted({(min(1.0, max(-1.0, x)), min(1.0, max(-1.0, y))) for x, y, depth in seen if depth > 0.05})
    if len(points) < 3:
        return 0.0
    outline: list[tuple[float, float]] = []
    for row in (points, points[::-1]):
        half: list[tuple[float, float]] = []
        for p in row:
            while len(half) > 1 and _turn(half[-2], half[-1], p) <= 0:
                half.pop()
            half.append(p)
        outline += half[:-1]
    return abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(outline, outline[1:] + outline[:1], strict=True))) / 8


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
