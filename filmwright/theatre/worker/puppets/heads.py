"""The form of a head: a turned egg or box with cheeks, muzzle and jaw as bumps, and its front surface as a function."""

from __future__ import annotations

import dataclasses
import math

import numpy as np

from filmwright.theatre.worker import geometry
from filmwright.theatre.worker.geometry import Array, Shape


@dataclasses.dataclass(frozen=True)
class Bump:
    """A swelling of the face: centre (x, z) and half-widths from the head's centre, and its height, in head radii.

    box: 1 is a hill, 2 a block with soft edges.
    """

    x: float
    z: float
    width: float
    depth: float
    height: float
    box: float = 1.0


@dataclasses.dataclass(frozen=True)
class Head:
    """A head about its centre. Points with x, z inside `radii` have a front at `front(x, z)` (y is negative there).

    edge: 2 is an egg, 4 a box with round corners. jaw: how much wider (+) or narrower (-) it is below the middle.
    """

    radii: tuple[float, float, float]
    edge: float = 2.0
    jaw: float = 0.0
    crown: float = 0.0
    bumps: tuple[Bump, ...] = ()

    @property
    def size(self) -> float:
        """Half its height (metres): the unit of all face measures."""
        return self.radii[2]

    def girth(self, z: Array | float) -> Array:
        """Width at a height (metres from the centre), as a share of the radii."""
        h = np.clip(np.asarray(z, float) / self.radii[2], -1.0, 1.0)
        round_ = np.maximum(1 - np.abs(h) ** self.edge, 0.0) ** (1 / self.edge)
        low = np.exp(-(((h + 0.45) / 0.42) ** 2))
        high = np.exp(-(((h - 0.5) / 0.4) ** 2))
        return round_ * (1 + self.jaw * low + self.crown * high)

    def _swell(self, x: Array, z: Array) -> Array:
        out = np.zeros(np.broadcast(x, z).shape)
        s = self.size
        for b in self.bumps:
            out = out + b.height * s * np.exp(-((((x / s - b.x) / b.width) ** 2 + ((z / s - b.z) / b.depth) ** 2) ** b.box))
        return out

    def front(self, x: Array | float, z: Array | float) -> Array:
        """y of the front surface over (x, z), metres from the centre. Beyond the outline: the outline's."""
        x, z = np.asarray(x, float), np.asarray(z, float)
        g = np.maximum(self.girth(z), 1e-3)
        across = np.clip(np.abs(x) / (self.radii[0] * g), 0.0, 0.985)
        y = -self.radii[1] * g * (1 - across**self.edge) ** (1 / self.edge)
        facing = np.clip(-2.2 * y / self.radii[1], 0.0, 1.0)
        return np.asarray(y - self._swell(x, z) * facing)

    def y(self, x: float, z: float) -> float:
        """`front` of one place."""
        return float(self.front(x, z))

    def normals(self, x: Array, z: Array) -> Array:
        """Outward unit normals of the front at (n,) places: (n, 3)."""
        e = 0.01 * self.size
        dx = (self.front(x + e, z) - self.front(x - e, z)) / (2 * e)
        dz = (self.front(x, z + e) - self.front(x, z - e)) / (2 * e)
        n = np.stack([dx, -np.ones_like(dx), dz], -1)
        return np.asarray(n / np.linalg.norm(n, axis=-1, keepdims=True))

    def on_face(self, x: Array | float, z: Array | float, out: Array | float = 0.0) -> Array:
        """Points over the front at (x, z), lifted `out` metres along the normal: (n, 3)."""
        x, z = np.broadcast_arrays(np.atleast_1d(np.asarray(x, float)), np.atleast_1d(np.asarray(z, float)))
        lift = np.broadcast_to(np.asarray(out, float), x.shape)[..., None]
        return np.asarray(np.stack([x, self.front(x, z), z], -1) + self.normals(x, z) * lift)

    def at(self, azimuth: Array | float, elevation: Array | float, grow: Array | float = 1.0) -> Array:
        """Points in directions: azimuth from the front, to its left positive; elevation up (radians); `grow` scales outwards."""
        azimuth, elevation, grow = np.broadcast_arrays(np.asarray(azimuth, float), np.asarray(elevation, float), np.asarray(grow, float))
        z = np.sin(elevation) * self.radii[2]
        g = self.girth(z)
        if self.edge > 2.01:
            e = 2 / self.edge
            sx = np.sign(np.sin(azimuth)) * np.abs(np.sin(azimuth)) ** e
            sy = np.sign(np.cos(azimuth)) * np.abs(np.cos(azimuth)) ** e
        else:
            sx, sy = np.sin(azimuth), np.cos(azimuth)
        return np.stack([self.radii[0] * g * sx * grow, -self.radii[1] * g * sy * grow, z * grow], -1)

    def mesh(self, *, dent: tuple[float, float, float, float] | None = None, columns: int = 72, rows: int = 48) -> Shape:
        """The head as a shape. dent: (x, z, half-width, half-height) of a hole left for the mouth (metres)."""
        if self.edge > 2.01:
            share = np.linspace(-1, 1, rows + 1)
            elevation = np.arcsin(np.clip(np.sign(share) * (1 - (1 - np.abs(share)) ** 1.7), -1, 1))
        else:
            elevation = np.linspace(-math.pi / 2, math.pi / 2, rows + 1)
        azimuth = np.linspace(0, 2 * math.pi, columns, endpoint=False)
        points = self.at(azimuth[None, :], elevation[:, None])
        x, y, z = points[..., 0], points[..., 1], points[..., 2]
        facing = np.clip(-2.2 * y / self.radii[1], 0.0, 1.0)
        y = y - self._swell(x, z) * facing
        made = geometry.grid(np.stack([x, y, z], -1), around=True)
        if dent is None:
            return made
        inside = (((x - dent[0]) / dent[2]) ** 2 + ((z - dent[1]) / dent[3]) ** 2 < 0.58) & (y < 0)
        hollow = set(np.flatnonzero(inside.ravel()).tolist())
        kept = [i for i, face in enumerate(made.faces) if not hollow.intersection(face)]
        faces = tuple(made.faces[i] for i in kept)
        return Shape(made.points, faces, made.uv.reshape(-1, 4, 2)[kept].reshape(-1, 2), made.slot[kept])
