"""Drawings gathered along motion: what a moving camera saw of a surface before is carried to where the surface is seen now.

One drawing of a moving camera has too few light paths to look alike in the next one: the picture boils. So each is denoised alone,
and then averaged with those before it, surface by surface: depth and the two cameras say where a point was, the clean light there
is read with a cubic spline, and it counts as far as it is the same point (depth), of a thing that did not move, lit as before.

Raw light is not gathered: noise that was read between pixels is no longer noise to the denoiser, which then keeps it as a texture.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt
from scipy import ndimage, sparse

from filmwright.records.staging import CameraPose

Array = npt.NDArray[np.float32]

MOST = 6.0  # drawings that count at most: more ghosts, fewer boil; see docs/frames.md
NEAR = 0.03  # of the depth: points nearer to each other than this are one surface
AROUND = 5  # px: the neighbourhood in whose range of light the carried light must be
SLACK = 0.08  # of the light: so far beyond that range it may be
FAR = 1000.0  # metres: the sky
RIM = 2  # px around what moved that are not trusted either: filter and focus mix it in


@dataclasses.dataclass
class Sight:
    """How a drawing was seen: its camera, which things have moved since the one before, whether a lamp changed."""

    camera: CameraPose
    moved: frozenset[int] = frozenset()
    relit: bool = False
    paths: float = 1.0  # light paths of its pixels, in those of other drawings


@dataclasses.dataclass
class Seen:
    """A drawing that was gathered: its clean light (height, width, 3), how many are in it, and what is seen where."""

    clean: Array
    count: Array
    depth: Array
    thing: npt.NDArray[np.int32]


class Eye:
    """A camera's geometry for a picture of some size."""

    def __init__(self, pose: CameraPose, width: int, height: int) -> None:
        self.place = np.array(pose.place)
        forward = np.subtract(pose.target, pose.place)
        forward /= np.linalg.norm(forward)
        side = np.cross(forward, (0.0, 0.0, 1.0))
        if np.linalg.norm(side) < 1e-6:  # straight up or down
            side = np.array((1.0, 0.0, 0.0))
        side /= np.linalg.norm(side)
        down = np.cross(forward, side)
        turn = np.radians(pose.roll)
        self.axes = np.stack([np.cos(turn) * side - np.sin(turn) * down, np.sin(turn) * side + np.cos(turn) * down, forward])
        self.focal = pose.focal_length_mm / 36.0 * width
        self.width, self.height = width, height

    def points(self, depth: Array) -> npt.NDArray[np.float64]:
        """The point seen at each pixel's middle, in stage space (height, width, 3); depth is along the lens axis."""
        x, y = np.meshgrid(np.arange(self.width) + 0.5 - self.width / 2, np.arange(self.height) + 0.5 - self.height / 2)
        rays = np.stack([x / self.focal, y / self.focal, np.ones_like(x)], -1)
        return np.asarray(self.place + (rays * depth[..., None]) @ self.axes)

    def seen(self, points: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Where points are seen: column and row in pixels (0 is the middle of the first), and their depth."""
        local = (points - self.place) @ self.axes.T
        z = np.maximum(local[..., 2], 1e-4)
        return (
            local[..., 0] / z * self.focal + self.width / 2 - 0.5,
            local[..., 1] / z * self.focal + self.height / 2 - 0.5,
            local[..., 2],
        )


def gathered(old: Seen, old_eye: Eye, new: Seen, new_eye: Eye, moved: frozenset[int]) -> Seen:
    """The new drawing averaged with what was gathered before, carried to where the new camera sees it."""
    height, width = new.depth.shape
    depth = _nearest_surface(new.depth)
    column, row, expected = old_eye.seen(new_eye.points(depth))
    inside = (column > 0) & (column < width - 1) & (row > 0) & (row < height - 1)
    nearest = (np.clip(np.rint(row), 0, height - 1).astype(int), np.clip(np.rint(column), 0, width - 1).astype(int))
    before = _nearest_surface(old.depth)[nearest]
    same = inside & (np.abs(before - expected) < NEAR * expected)
    if moved:
        numbers = list(moved)
        size = 2 * RIM + 1
        same &= ~ndimage.maximum_filter(np.isin(new.thing, numbers), size)
        same &= ~ndimage.maximum_filter(np.isin(old.thing, numbers), size)[nearest]
    carried = _read(old.clean, column, row)
    low, high = (side(new.clean, (AROUND, AROUND, 1)) for side in (ndimage.minimum_filter, ndimage.maximum_filter))
    carried = np.clip(carried, low * (1 - SLACK), high * (1 + SLACK))
    count = np.where(same, np.minimum(old.count[nearest], MOST), 0).astype(np.float32)
    carried += (new.clean - carried) * (new.count / (count + new.count))[..., None]
    return Seen(carried, count + new.count, new.depth, new.thing)


def _nearest_surface(depth: Array) -> Array:
    """Depth without the lens's jitter; beside an edge that of the nearer side, so that the whole soft edge moves with it."""
    return np.asarray(ndimage.minimum_filter(np.minimum(ndimage.median_filter(depth, 3), np.float32(FAR)), 3), np.float32)


def _read(value: Array, column: npt.NDArray[np.float64], row: npt.NDArray[np.float64]) -> Array:
    """Values (height, width, n) at places between pixels, by cubic spline."""
    height, width, layers = value.shape
    ready = np.stack([ndimage.spline_filter(value[..., i], order=3, output=np.float32, mode="mirror") for i in range(layers)], -1)
    indices = np.empty((height, width, 4, 4), np.int32)
    weights = np.empty((height, width, 4, 4), np.float32)
    sides = []
    for place, size in ((row, height), (column, width)):
        place = np.clip(place, 0, size - 1)
        first = np.floor(place)
        t = (place - first).astype(np.float32)
        s = 1 - t
        spline = np.stack([s**3, 4 - 6 * t**2 + 3 * t**3, 4 - 6 * s**2 + 3 * s**3, t**3], -1) / np.float32(6)
        taken = np.abs(first.astype(np.int32)[..., None] + np.arange(-1, 3, dtype=np.int32))
        sides.append((np.where(taken > size - 1, 2 * (size - 1) - taken, taken), spline))
    (rows, down), (columns, across) = sides
    np.add(rows[..., :, None] * width, columns[..., None, :], out=indices)
    np.multiply(down[..., :, None], across[..., None, :], out=weights)
    pixels = height * width
    table = sparse.csr_matrix((weights.ravel(), indices.ravel(), np.arange(0, pixels * 16 + 1, 16)), shape=(pixels, pixels))
    return np.asarray(table @ ready.reshape(pixels, layers), np.float32).reshape(height, width, layers)
