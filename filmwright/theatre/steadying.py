"""Light gathered over drawings: what a moving camera saw of a surface before is carried to where the surface is seen now.

One drawing of a moving camera has too few light paths to look alike in the next one: the picture boils. So each is added to
those before it, surface by surface: depth and the two cameras say where a point was, the light there is read with a cubic
spline, and it counts as far as it is the same point (depth), of a thing that did not move, lit as before. What is gathered
goes to the denoiser, and half of what comes from it is the clean drawing before, carried in the same way: what the denoiser makes
of the rest of the noise changes half as much.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt
from scipy import ndimage, sparse

from filmwright.records.staging import CameraPose

Array = npt.NDArray[np.float32]

MOST = 10.0  # drawings that count at most: more ghosts, fewer boil; see docs/frames.md
KEPT = 0.5  # of the clean drawing before, where it holds
NEAR = 0.04  # of the depth: points nearer to each other than this are one surface
AROUND = 7  # px: neighbourhood whose mean light tells whether it changed
SAME, OTHER = 3.0, 6.0  # standard errors of that mean: below the first it is the same light, above the second another
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
class Light:
    """Light that was gathered: colour, albedo and normal (height, width, 9), how many drawings are in it, what was seen there."""

    value: Array
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


def carried(
    old: Light, clean: Array, old_eye: Eye, new: Light, new_eye: Eye, moved: frozenset[int]
) -> tuple[Light, tuple[Array, Array]]:
    """The new light with what was gathered before, carried to where the new camera sees it.

    Returns:
        The light; the clean picture before, carried in the same way, with how far each of its pixels holds (0 to 1).
    """
    height, width = new.depth.shape
    depth = np.minimum(np.asarray(ndimage.median_filter(new.depth, 3)), np.float32(FAR))  # the lens jitters single depths
    column, row, expected = old_eye.seen(new_eye.points(depth))
    inside = (column > 0) & (column < width - 1) & (row > 0) & (row < height - 1)
    nearest = (np.clip(np.rint(row), 0, height - 1).astype(int), np.clip(np.rint(column), 0, width - 1).astype(int))
    before = np.minimum(np.asarray(ndimage.median_filter(old.depth, 3)), np.float32(FAR))
    near, far = ndimage.minimum_filter(before, 3)[nearest], ndimage.maximum_filter(before, 3)[nearest]
    same = inside & (expected > near * (1 - NEAR)) & (expected < far * (1 + NEAR))
    if moved:
        numbers = list(moved)
        size = 2 * RIM + 1
        same &= ~ndimage.maximum_filter(np.isin(new.thing, numbers), size)
        same &= ~ndimage.maximum_filter(np.isin(old.thing, numbers), size)[nearest]
    read = _read(np.concatenate([old.value, clean], -1), column, row)
    value, clean = np.ascontiguousarray(read[..., :9]), np.maximum(read[..., 9:], 0)
    trust = _alike(value, new.value)
    count = np.where(same, np.minimum(old.count[nearest], MOST) * trust, 0).astype(np.float32)
    value += (new.value - value) * (new.count / (count + new.count))[..., None]
    return Light(value, count + new.count, new.depth, new.thing), (clean, np.minimum(count, 1))


def renewed(old: Light, before: Array, part: Light, window: tuple[slice, slice]) -> None:
    """Put a part that the same camera saw again into gathered light: what is equal to the last exposure is as it was."""
    changed = (part.value != before[window]).any(-1)
    for mine, new in ((old.value, part.value), (old.count, part.count), (old.depth, part.depth), (old.thing, part.thing)):
        mine[window][changed] = new[changed]
    before[window] = part.value


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


def _alike(gathered: Array, new: Array) -> Array:
    """How far the new light of each neighbourhood may be the gathered one: 1 the same, 0 another."""
    weights = np.array([0.2126, 0.7152, 0.0722], np.float32)
    ours, theirs = new[..., :3] @ weights, gathered[..., :3] @ weights
    difference = ndimage.uniform_filter(ours - theirs, AROUND)
    spread = ndimage.uniform_filter((ours - theirs) ** 2, AROUND) - difference**2
    error = np.sqrt(np.maximum(spread, 1e-10) / AROUND**2) + 0.01 * np.maximum(ndimage.uniform_filter(theirs, AROUND), 0)
    return np.asarray(np.clip((OTHER - np.abs(difference) / error) / (OTHER - SAME), 0, 1), np.float32)
