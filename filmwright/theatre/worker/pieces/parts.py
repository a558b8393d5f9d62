"""What a builder of furniture, architecture or props works with: shapes gathered by material, hinges, glows, swaps."""

from __future__ import annotations

import dataclasses
import math
import random
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal, Union

import bpy
import numpy as np

from filmwright.theatre.catalogue import Piece
from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker.pieces import surfaces

Wall = Literal["", "front", "back", "left", "right"]
Value = Union[float, str, bool, Sequence[Union[float, str]]]
Vec = Sequence[float]

INWARD: dict[str, tuple[float, float, float]] = {
    "front": (0.0, 1.0, 0.0),
    "back": (0.0, -1.0, 0.0),
    "left": (1.0, 0.0, 0.0),
    "right": (-1.0, 0.0, 0.0),
}
# Degrees about z by which a thing made to hang on the back wall (facing -y) is turned for each wall.
WALL_TURN: dict[str, float] = {"": 0.0, "back": 0.0, "front": 180.0, "left": 90.0, "right": -90.0}
TINY = 1e-4  # scale of what is not to be seen: hiding by visibility would rebuild the render's scene


@dataclasses.dataclass(frozen=True)
class Dressing:
    """What all pieces of one set share: the hour, the weather, how bright its lamps burn, its colours and seed."""

    time_of_day: str = "day"
    weather: str = "clear"
    lamps: float = 1.0
    interior: bool = True
    palette: tuple[str, ...] = ()
    seed: int = 0


class Options:
    """Options of a piece or prop, read with defaults."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = dict(values)

    def number(self, name: str, default: float) -> float:
        value = self._values.get(name, default)
        return float(value) if isinstance(value, (int, float)) else default

    def text(self, name: str, default: str = "") -> str:
        value = self._values.get(name, default)
        return value if isinstance(value, str) else default

    def flag(self, name: str, default: bool = False) -> bool:
        return bool(self._values.get(name, default))

    def numbers(self, name: str, default: Sequence[float]) -> list[float]:
        value = self._values.get(name, default)
        return [float(v) for v in value] if isinstance(value, (list, tuple)) else list(default)

    def texts(self, name: str, default: Sequence[str]) -> list[str]:
        value = self._values.get(name, default)
        return [str(v) for v in value] if isinstance(value, (list, tuple)) else list(default)


def number(piece: Piece, name: str, default: float) -> float:
    """An option of a piece, as a number."""
    value = piece.options.get(name, default)
    return float(value) if isinstance(value, (int, float)) else default


@dataclasses.dataclass
class Hinge:
    """An empty that turns about one of its axes as the thing opens: `degrees` at openness 1."""

    pivot: Any
    axis: int
    degrees: float


@dataclasses.dataclass
class Lamp:
    """A light with the power it has when fully lit."""

    light: Any
    watts: float


class Parts:
    """Gathers the shapes of one thing; `finish` makes one mesh of each group of them.

    Groups: the body; hinged parts; what is seen only while open, only while closed, only while lit. Inside
    `frame(...)` shapes are placed relative to it, so that a chair leg need not know where its chair stands.
    """

    def __init__(self, name: str, collection: Any, *, dressing: Dressing = Dressing(), wall: Wall = "", seed: int = 0) -> None:
        self.name = name
        self.collection = collection
        self.dressing = dressing
        self.wall = wall
        self.seed = zlib.crc32(name.encode()) ^ (dressing.seed * 7919) ^ (seed * 104729)
        self.random = random.Random(self.seed)
        self.root = g.empty(name, collection)
        self.hinges: list[Hinge] = []
        self.lamps: list[Lamp] = []
        self.swaps: dict[str, list[Any]] = {"open": [], "closed": [], "lit": []}
        self._seen_when: dict[str, str] = {}  # hinged parts that are seen only while open, closed or lit
        self.made: list[Any] = [self.root]
        self.shadowless = False
        self._group = "body"
        self._groups: dict[str, tuple[Any, list[tuple[g.Shape, Any]]]] = {"body": (self.root, [])}
        self._frames: list[tuple[np.ndarray, np.ndarray]] = []
        self._count = 0

    # placing -------------------------------------------------------------------------------------------------------

    @contextmanager
    def frame(self, at: Vec = (0, 0, 0), turn: Vec = (0, 0, 0), scale: float = 1.0) -> Iterator[None]:
        """Place what is added inside relative to this place and turn (degrees about x, then y, then z)."""
        self._frames.append((g.turned(turn) * scale, np.asarray(at, float)))
        try:
            yield
        finally:
            self._frames.pop()

    @contextmanager
    def part(self, group: str) -> Iterator[None]:
        """Add to another group: "open", "closed", "lit" or the name of a hinge."""
        before, self._group = self._group, group
        if group not in self._groups:
            self._groups[group] = (self.root, [])
        try:
            yield
        finally:
            self._group = before

    @contextmanager
    def hinge(self, name: str, at: Vec, *, axis: int = 2, degrees: float = 100.0, turn: Vec = (0, 0, 0)) -> Iterator[None]:
        """Parts that swing about a pivot; shapes inside are placed relative to it."""
        pivot = g.empty(f"{self.name} {name}", self.collection, parent=self._groups[self._group][0], at=at, turn=turn)
        self.made.append(pivot)
        self.hinges.append(Hinge(pivot, axis, degrees))
        self._groups[name] = (pivot, [])
        if self._group in self.swaps:
            self._seen_when[name] = self._group
        before, self._group = self._group, name
        frames, self._frames = self._frames, []
        try:
            yield
        finally:
            self._group, self._frames = before, frames

    # shapes --------------------------------------------------------------------------------------------------------

    def add(self, shape: g.Shape, material: Any, at: Vec = (0, 0, 0), turn: Vec = (0, 0, 0), scale: float | Vec = 1.0) -> None:
        """Add a shape of one material."""
        moved = shape.moved(at, turn, scale) if (any(at) or any(turn) or scale != 1.0) else shape
        for matrix, offset in reversed(self._frames):
            moved = dataclasses.replace(moved, points=moved.points @ matrix.T + offset)
        self._groups[self._group][1].append((moved, material))

    def box(
        self,
        size: tuple[float, float, float],
        material: Any,
        at: Vec = (0, 0, 0),
        turn: Vec = (0, 0, 0),
        *,
        bevel: float = 0.01,
        jitter: float = 0.004,
        segments: int = 2,
    ) -> None:
        """A box about `at`, its corners not quite true."""
        self._count += 1
        small = min(size)
        shape = g.box(size, bevel=min(bevel, small * 0.4), jitter=min(jitter, small * 0.2), seed=self.seed + self._count, segments=segments)
        self.add(shape, material, at, turn)

    def block(self, size: tuple[float, float, float], material: Any, at: Vec = (0, 0, 0), turn: Vec = (0, 0, 0), **more: float) -> None:
        """A box that stands on `at`: its origin is the middle of its base."""
        with self.frame(at, turn):
            self.box(size, material, (0, 0, size[2] / 2), bevel=more.get("bevel", 0.01), jitter=more.get("jitter", 0.004))

    def turned(
        self,
        profile: Sequence[tuple[float, float]],
        material: Any,
        at: Vec = (0, 0, 0),
        turn: Vec = (0, 0, 0),
        *,
        segments: int = 24,
        steps: int = 3,
        squeeze: tuple[float, float] = (1.0, 1.0),
        wobble: float = 0.003,
    ) -> None:
        """A lathed shape, a little out of true."""
        self._count += 1
        shape = g.lathe(profile, segments=segments, steps=steps, squeeze=squeeze)
        self.add(shape.wobbled(wobble, 5.0, self.seed + self._count) if wobble else shape, material, at, turn)

    def ball(
        self,
        radii: float | tuple[float, float, float],
        material: Any,
        at: Vec = (0, 0, 0),
        turn: Vec = (0, 0, 0),
        *,
        wobble: float = 0.0,
        segments: int = 20,
    ) -> None:
        """An ellipsoid about `at`."""
        self._count += 1
        rx, ry, rz = (radii, radii, radii) if isinstance(radii, (int, float)) else radii
        shape = g.ball(rx, ry, rz, segments=segments, rings=max(8, segments * 2 // 3))
        self.add(shape.wobbled(wobble, 1.6 / max(rx, ry, rz), self.seed + self._count) if wobble else shape, material, at, turn)

    def rod(self, start: Vec, end: Vec, radius: float, material: Any, end_radius: float | None = None, *, segments: int = 10) -> None:
        """A round bar between two points."""
        self.add(g.capsule(start, end, radius, end_radius, segments=segments), material)

    def tube(
        self, points: Any, radius: float | Sequence[float], material: Any, *, segments: int = 8, steps: int = 4, flat: float = 1.0
    ) -> None:
        """A bent bar through points."""
        self.add(g.tube(points, radius, segments=segments, steps=steps, flat=flat), material)

    def sheet(self, width: float, height: float, material: Any, at: Vec = (0, 0, 0), turn: Vec = (0, 0, 0), *, curl: float = 0.0) -> None:
        """A sheet of paper or cloth standing in x and z, facing -y; `curl` in metres."""
        n = 7
        u = np.linspace(-0.5, 0.5, n)
        points = np.array([[(x * width, -curl * (4 * x * x + 2 * x * z), z * height) for x in u] for z in u])
        self.add(g.grid(points), material, at, turn)

    def chance(self, low: float, high: float) -> float:
        """A number drawn from this thing's seed."""
        return self.random.uniform(low, high)

    # light ---------------------------------------------------------------------------------------------------------

    def glow(self, colour: str, strength: float = 4.0) -> Any:
        """A glowing material at the brightness at which this set's lamps burn; dull glass when they are out."""
        if self.dressing.lamps <= 0.02:
            return surfaces.dull(colour)
        return surfaces.glow(colour, round(strength * min(1.6, 0.25 + 0.75 * self.dressing.lamps), 2))

    def lamp(self, at: Vec, watts: float, colour: str, radius: float = 0.05) -> None:
        """A light of this thing's own (props; a set's practicals come from its kit)."""
        data = bpy.data.lights.new(f"{self.name} light", "POINT")
        data.color = surfaces.rgb(colour)
        data.shadow_soft_size = radius
        data.energy = 0.0
        item = g.put(f"{self.name} light", data, None, self.collection, parent=self.root, at=at)
        self.lamps.append(Lamp(item, watts))
        self.made.append(item)

    # objects -------------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Make one mesh object of each group."""
        inward = np.array(INWARD[self.wall]) if self.wall else None
        for group, (parent, shapes) in self._groups.items():
            if not shapes:
                continue
            slots: list[Any] = []
            painted = []
            for shape, material in shapes:
                if material not in slots:
                    slots.append(material)
                painted.append(shape.painted(slots.index(material)))
            whole = g.join(painted)
            if self.wall == "front":
                whole = _inner_faces(whole)
            if inward is not None:
                slots = [surfaces.passing(m, INWARD[self.wall]) for m in slots]
            if not self.dressing.interior:
                slots = [surfaces.weathered(m, self.dressing.weather) for m in slots]
            label = self.name if group == "body" else f"{self.name} {group}"
            item = g.put(label, whole, slots, self.collection, parent=parent)
            seen = self._seen_when.get(group, group)
            if seen in self.swaps:
                self.swaps[seen].append(item)
            if self.shadowless or group == "lit" or self.wall == "front":
                item.visible_shadow = False
            self.made.append(item)
            shapes.clear()

    def set_openness(self, openness: float) -> None:
        """Swing hinges and swap what is seen open for what is seen closed; 0 closed, 1 open."""
        for hinge in self.hinges:
            hinge.pivot.rotation_euler[hinge.axis] = math.radians(hinge.degrees) * openness
        for item in self.swaps["open"]:
            item.scale = (1.0,) * 3 if openness > 0.5 else (TINY,) * 3
        for item in self.swaps["closed"]:
            item.scale = (TINY,) * 3 if openness > 0.5 else (1.0,) * 3

    def set_lit(self, lit: float) -> None:
        """Light or put out; 0 out, 1 burning."""
        for lamp in self.lamps:
            lamp.light.data.energy = lamp.watts * max(0.0, lit)
        for item in self.swaps["lit"]:
            item.scale = (1.0,) * 3 if lit > 0.03 else (TINY,) * 3

    def key(self, frame: int) -> None:
        """Keyframe everything that opens or burns."""
        for hinge in self.hinges:
            hinge.pivot.keyframe_insert("rotation_euler", frame=frame)
        for items in self.swaps.values():
            for item in items:
                item.keyframe_insert("scale", frame=frame)
        for lamp in self.lamps:
            lamp.light.data.keyframe_insert("energy", frame=frame)


def _inner_faces(shape: g.Shape) -> g.Shape:
    """Without the faces that look out of the room, back to the wall: a camera outside has fewer layers to look through.

    Pieces for any wall are built facing -y, so it is the faces looking to +y that go.
    """
    keep, corners, start = [], [], 0
    for index, face in enumerate(shape.faces):
        a, b, c = (shape.points[face[k]] for k in (0, 1, -1))
        normal = np.cross(b - a, c - a)
        if normal[1] <= 0.2 * float(np.linalg.norm(normal)):
            keep.append(index)
            corners.append(shape.uv[start : start + len(face)])
        start += len(face)
    return g.Shape(
        shape.points, tuple(shape.faces[i] for i in keep), np.concatenate(corners) if corners else np.zeros((0, 2)), shape.slot[keep]
    )
