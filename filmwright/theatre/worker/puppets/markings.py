"""Markings of a coat: where a head or a belly has another colour, as a function that is positive inside, with a clean edge.

Places are in head radii from the head's centre (x to its left, -y its front); a marking's size scales it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np

from filmwright.theatre.worker.geometry import Array, Shape

Field = Callable[[Array, float, int], Array]  # places (n, 3), size, seed -> (n,), positive inside


def _disc(p: Array, x: float, z: float, radius: float) -> Array:
    """Round the front at |x|, z."""
    return np.asarray(np.minimum(radius - np.hypot(np.abs(p[:, 0]) - x, p[:, 2] - z), -p[:, 1]))


def _muzzle(p: Array, k: float, seed: int) -> Array:
    low = np.clip(-p[:, 2] - 0.1, 0, 0.6)
    width = (0.30 + 0.42 * low) * 1.25 * k
    under = (-0.02 - 0.25 * np.abs(p[:, 0])) * (2 - k) - p[:, 2]
    return np.asarray(np.minimum(np.minimum(width - np.abs(p[:, 0]), under), -p[:, 1]))


def _snout(p: Array, k: float, seed: int) -> Array:
    """The whole end of the muzzle, as of donkeys and cows."""
    return np.asarray(np.minimum(0.46 * k - np.hypot(0.8 * p[:, 0], p[:, 2] + 0.48), -p[:, 1] - 0.5))


def _mask(p: Array, k: float, seed: int) -> Array:
    """A bandit's mask, drooping outwards."""
    u, v = np.abs(p[:, 0]) - 0.44, p[:, 2] - 0.10 + 0.35 * (np.abs(p[:, 0]) - 0.44)
    return np.asarray(np.minimum(1 - np.hypot(u / (0.46 * k), v / (0.28 * k)), -p[:, 1] + 0.1))


def _heart(p: Array, k: float, seed: int) -> Array:
    """A bare face: round both eyes and the muzzle."""
    eyes = _disc(p, 0.33, 0.16, 0.40 * k)
    mouth = np.minimum(0.52 * k - np.hypot(p[:, 0] * 0.85, p[:, 2] + 0.38), -p[:, 1])
    return np.asarray(np.maximum(eyes, mouth))


def _blaze(p: Array, k: float, seed: int) -> Array:
    wide = 0.15 * k * (1 + 0.5 * np.clip(-p[:, 2], 0, 1)) * np.clip(1.3 - p[:, 2], 0, 1)
    return np.asarray(np.minimum(wide - np.abs(p[:, 0]), -p[:, 1]))


def _badger(p: Array, k: float, seed: int) -> Array:
    """Two dark bars over the eyes from the nose to the nape."""
    middle = 0.30 + 0.14 * np.clip(p[:, 2] + 0.4, 0, 1)
    return np.asarray(np.minimum(0.17 * k - np.abs(np.abs(p[:, 0]) - middle), p[:, 2] + 0.42))


def _tiger(p: Array, k: float, seed: int) -> Array:
    """Bars across the brow and the cheeks, and over the back of the head."""
    wave = np.cos(p[:, 2] * 15 + np.abs(p[:, 0]) * 4 + 1.2 * np.sin(p[:, 0] * 9)) - 0.30
    away = np.maximum(np.abs(p[:, 0]) - 0.62, p[:, 2] - 0.52)
    back = p[:, 1] + 0.1
    return np.asarray(np.minimum(wave * 0.12 * k, np.maximum(away, back)))


def _zebra(p: Array, k: float, seed: int) -> Array:
    return np.asarray((np.cos(p[:, 2] * 17 + np.abs(p[:, 0]) * 5) - 0.1) * 0.1 * k)


def _spots(p: Array, k: float, seed: int) -> Array:
    rng = np.random.default_rng(seed)
    out = np.full(len(p), -1.0)
    for _ in range(70):
        way = rng.normal(size=3)
        way /= np.linalg.norm(way)
        if way[1] < -0.55 and abs(way[0]) < 0.6 and way[2] < 0.5:
            continue  # not over the face
        out = np.maximum(out, rng.uniform(0.07, 0.13) * k - np.linalg.norm(p - way, axis=1))
    return out


def _patches(p: Array, k: float, seed: int) -> Array:
    """Large blots, as of cows: over one eye and here and there behind."""
    rng = np.random.default_rng(seed)
    side = 1 if rng.random() < 0.5 else -1
    blots = [(np.array([side * 0.48, -0.75, 0.30]), 0.46)]
    for _ in range(4):
        way = rng.normal(size=3)
        way[1] = abs(way[1])
        blots.append((way / np.linalg.norm(way), rng.uniform(0.35, 0.55)))
    wavy = 0.06 * np.sin(p[:, 0] * 11 + p[:, 2] * 7)
    return np.asarray(np.max([radius * k - np.linalg.norm(p - at, axis=1) + wavy for at, radius in blots], axis=0))


def _discs(p: Array, k: float, seed: int) -> Array:
    """An owl's: round both eyes, meeting in the middle."""
    return _disc(p, 0.40, 0.12, 0.46 * k)


def _rings(p: Array, k: float, seed: int) -> Array:
    """Round each eye, as of pandas."""
    u, v = np.abs(p[:, 0]) - 0.40, p[:, 2] - 0.08
    a = 0.5
    u, v = u * np.cos(a) - v * np.sin(a), u * np.sin(a) + v * np.cos(a)
    return np.asarray(np.minimum(1 - np.hypot(u / (0.30 * k), v / (0.38 * k)), -p[:, 1]))


def _penguin(p: Array, k: float, seed: int) -> Array:
    """A white face with the dark of the crown coming down between the eyes."""
    face = np.maximum(_disc(p, 0.37, 0.10, 0.40 * k), np.minimum(0.44 * k - np.hypot(0.7 * p[:, 0], p[:, 2] + 0.38), -p[:, 1]))
    return np.asarray(face)


def _throat(p: Array, k: float, seed: int) -> Array:
    """All that is below the mouth."""
    return np.asarray(np.minimum(-p[:, 2] - 0.50 + 0.3 * (k - 1), 0.35 - p[:, 1]))


def _face(p: Array, k: float, seed: int) -> Array:
    """The whole front, as a hedgehog's under its spines or a sheep's under its wool."""
    return np.asarray(np.minimum(0.80 * k - np.hypot(p[:, 0] * 0.92, p[:, 2] + 0.20), -p[:, 1]))


def _teardrop(p: Array, k: float, seed: int) -> Array:
    """A line from each eye down beside the nose."""
    return np.asarray(np.minimum(0.06 * k - np.abs(np.abs(p[:, 0]) - 0.30 - 0.1 * p[:, 2]), np.minimum(-p[:, 2], p[:, 2] + 0.5)))


FIELDS: dict[str, Field] = {
    "muzzle": _muzzle, "snout": _snout, "mask": _mask, "heart": _heart, "blaze": _blaze, "badger": _badger, "tiger": _tiger,
    "zebra": _zebra, "spots": _spots, "patches": _patches, "discs": _discs, "rings": _rings, "penguin": _penguin,
    "throat": _throat, "face": _face, "teardrop": _teardrop,
}  # fmt: skip


def painted(shape: Shape, field: Callable[[Array], Array], slot: int) -> Shape:
    """A part of a shape given another material. Points beside the edge are moved onto it: no steps are seen along it."""
    value = field(shape.points)
    edges = np.array([(face[i], face[(i + 1) % len(face)]) for face in shape.faces for i in range(len(face))], int)
    a, b = edges[:, 0], edges[:, 1]
    crossing = value[a] * value[b] < 0
    a, b = a[crossing], b[crossing]
    points, moved = shape.points.copy(), value.copy()
    nearer = np.abs(value[a]) <= np.abs(value[b])
    mover, other = np.where(nearer, a, b), np.where(nearer, b, a)
    share = value[mover] / (value[mover] - value[other])
    points[mover] = shape.points[mover] + (shape.points[other] - shape.points[mover]) * share[:, None]
    moved[mover] = 0.0
    inside = np.array([moved[list(face)].mean() > 0 for face in shape.faces])
    return dataclasses.replace(shape, points=points, slot=np.where(inside, slot, shape.slot))
