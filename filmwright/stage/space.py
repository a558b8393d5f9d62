"""Stage geometry: headings, turns between a puppet's own space and the stage's, easing."""

from __future__ import annotations

import math

from filmwright.records.staging import Point

XY = tuple[float, float]


def facing(heading: float) -> XY:
    """Unit vector on the floor in which a heading looks; 0 faces the front (-y), positive counter-clockwise."""
    a = math.radians(heading)
    return math.sin(a), -math.cos(a)


def heading_to(here: XY, there: XY) -> float:
    """Heading from one point to another, degrees in (-180, 180]; 0 if they are the same."""
    dx, dy = there[0] - here[0], there[1] - here[1]
    return math.degrees(math.atan2(dx, -dy)) if (dx or dy) else 0.0


def wrap(angle: float) -> float:
    """The same angle in (-180, 180]."""
    return -((-angle + 180.0) % 360.0 - 180.0)


def turn(point: XY, heading: float) -> XY:
    """A vector of a puppet's own space, on the stage."""
    a = math.radians(heading)
    return point[0] * math.cos(a) - point[1] * math.sin(a), point[0] * math.sin(a) + point[1] * math.cos(a)


def to_stage(point: Point, root: Point, heading: float) -> Point:
    """A point of a puppet's own space, on the stage."""
    x, y = turn((point[0], point[1]), heading)
    return root[0] + x, root[1] + y, root[2] + point[2]


def to_puppet(point: Point, root: Point, heading: float) -> Point:
    """A point of the stage, in a puppet's own space."""
    x, y = turn((point[0] - root[0], point[1] - root[1]), -heading)
    return x, y, point[2] - root[2]


def ease(t: float) -> float:
    """0 to 1 with a soft start and a soft stop."""
    t = min(1.0, max(0.0, t))
    return t * t * (3 - 2 * t)


def spring(t: float) -> float:
    """0 to 1 as an animator moves a thing: a little back first, past the mark, and home."""
    if t <= 0.0 or t >= 1.0:
        return 0.0 if t <= 0.0 else 1.0
    if t < 0.2:
        return -0.05 * math.sin(math.pi * t / 0.2)
    if t < 0.72:
        return 1.07 * ease((t - 0.2) / 0.52)
    return 1.07 - 0.07 * ease((t - 0.72) / 0.28)


def rotate(v: Point, pitch: float, roll: float, yaw: float) -> Point:
    """Turn about x, then y, then z, degrees, right-handed."""
    x, y, z = v
    a, b, c = math.radians(pitch), math.radians(roll), math.radians(yaw)
    y, z = y * math.cos(a) - z * math.sin(a), y * math.sin(a) + z * math.cos(a)
    x, z = x * math.cos(b) + z * math.sin(b), -x * math.sin(b) + z * math.cos(b)
    x, y = x * math.cos(c) - y * math.sin(c), x * math.sin(c) + y * math.cos(c)
    return x, y, z


def minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def plus(a: Point, b: Point, times: float = 1.0) -> Point:
    return a[0] + b[0] * times, a[1] + b[1] * times, a[2] + b[2] * times


def unit(v: Point) -> Point:
    n = math.sqrt(v[0] ** 2 + v[1] ** 2 + v[2] ** 2) or 1.0
    return v[0] / n, v[1] / n, v[2] / n
