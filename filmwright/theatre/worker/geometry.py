"""Shapes in numbers, and the Blender objects made of them: lathe, ball, box, tube, capsule, plate, strands, fuzz.

A `Shape` is points, faces and UVs in plain arrays: it can be moved, bent and joined before a single object is made of it
(`put`), so that a chair of forty parts is one mesh. UVs of all shapes here are in stage metres, which lets knit and
weave keep one scale. Nothing is straight or perfect: `wobble` and `jitter` are in metres, drawn from a seed.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import bmesh
import bpy
import numpy as np
from mathutils import Euler, Matrix, Vector

Triple = tuple[float, float, float]
Array = np.ndarray[Any, Any]
Numbers = Sequence[float] | Array  # three of them
_UV_CLOSE = 0.1  # metres: u around a lathe is rounded to this, so that 10 n stitches a metre meet at the seam


def _triple(scale: float | Numbers) -> Array:
    return np.full(3, float(scale)) if isinstance(scale, (int, float)) else np.asarray(scale, float)


def turned(turn: Numbers) -> Array:
    """Rotation matrix (3, 3) of degrees about x, then y, then z."""
    return np.array(Euler([math.radians(a) for a in turn]).to_matrix())


@dataclasses.dataclass(frozen=True)
class Shape:
    """A polygon mesh as arrays.

    points: (n, 3) metres. faces: tuples of point indices, counter-clockwise from outside. uv: (corners, 2) metres, in
    the order of the faces' corners. slot: (faces,) index of each face's material.
    """

    points: Array
    faces: tuple[tuple[int, ...], ...]
    uv: Array
    slot: Array

    def moved(self, at: Numbers = (0, 0, 0), turn: Numbers = (0, 0, 0), scale: float | Numbers = 1.0) -> Shape:
        """Scaled, then turned (degrees about x, y, z), then moved."""
        points = (self.points * _triple(scale)) @ turned(turn).T + np.asarray(at, float)
        faces = self.faces
        if np.prod(_triple(scale)) < 0:
            return dataclasses.replace(self, points=points).flipped()
        return dataclasses.replace(self, points=points, faces=faces)

    def flipped(self) -> Shape:
        """Inside out."""
        uv, start, out = self.uv.copy(), 0, []
        for face in self.faces:
            end = start + len(face)
            uv[start:end] = self.uv[start:end][::-1]
            out.append(face[::-1])
            start = end
        return dataclasses.replace(self, faces=tuple(out), uv=uv)

    def bent(self, change: Callable[[Array], Array]) -> Shape:
        """Points put through `change`: (n, 3) to (n, 3)."""
        return dataclasses.replace(self, points=np.asarray(change(self.points.copy()), float))

    def wobbled(self, amount: float, frequency: float = 4.0, seed: int = 0) -> Shape:
        """Handmade: points displaced smoothly by up to about `amount` metres."""
        return dataclasses.replace(self, points=wobble(self.points, amount, frequency, seed)) if amount else self

    def painted(self, slot: int) -> Shape:
        """All faces given the material at index `slot` of the list handed to `put`."""
        return dataclasses.replace(self, slot=np.full(len(self.faces), slot))


def wobble(points: Array, amount: float, frequency: float = 4.0, seed: int = 0) -> Array:
    """Smooth displacement of points (n, 3): three waves an axis, drawn from `seed`."""
    rng = np.random.default_rng(seed + 7919)
    out = np.array(points, float)
    for axis in range(3):
        for _ in range(3):
            direction = rng.normal(size=3)
            direction *= frequency * rng.uniform(0.6, 1.6) / np.linalg.norm(direction)
            out[:, axis] += amount * 0.55 * np.sin(points @ direction * 2.0 + rng.uniform(0, 6.283))
    return out


def join(shapes: Iterable[Shape]) -> Shape:
    """Many shapes as one; material slots are kept."""
    parts = list(shapes)
    if not parts:
        return Shape(np.zeros((0, 3)), (), np.zeros((0, 2)), np.zeros(0, int))
    faces: list[tuple[int, ...]] = []
    base = 0
    for part in parts:
        faces += [tuple(i + base for i in face) for face in part.faces]
        base += len(part.points)
    return Shape(
        np.concatenate([p.points for p in parts]),
        tuple(faces),
        np.concatenate([p.uv for p in parts]),
        np.concatenate([p.slot for p in parts]),
    )


def mirrored(shape: Shape) -> Shape:
    """The other hand: x becomes -x."""
    return shape.moved(scale=(-1, 1, 1))


def polygons(points: Any, faces: Any, uv: Any = None) -> Shape:
    """A shape from raw points and faces. UVs, where not given, are x and y or x and z of the points, whichever is wider."""
    points = np.asarray(points, float)
    faces = tuple(tuple(int(i) for i in face) for face in faces)
    if uv is None:
        spread = np.ptp(points, axis=0) if len(points) else np.zeros(3)
        second = 1 if spread[1] >= spread[2] else 2
        corners = np.array([i for face in faces for i in face], int)
        uv = points[corners][:, [0, second]] if len(corners) else np.zeros((0, 2))
    return Shape(points, faces, np.asarray(uv, float), np.zeros(len(faces), int))


def grid(points: Array, *, around: bool = False, uv: Array | None = None) -> Shape:
    """A surface from rows of points (rows, columns, 3); `around` closes each row. uv: (rows, columns + around, 2) or None:
    arc lengths in metres. Faces point along (along a row) x (along a column)."""
    rows, columns = points.shape[:2]
    if uv is None:
        closed = np.concatenate([points, points[:, :1]], 1) if around else points
        u = np.concatenate([np.zeros((rows, 1)), np.cumsum(np.linalg.norm(np.diff(closed, axis=1), axis=2), 1)], 1)
        middle = u[np.argmax(u[:, -1])]
        if around:
            middle = middle * max(_UV_CLOSE, round(middle[-1] / _UV_CLOSE) * _UV_CLOSE) / max(middle[-1], 1e-9)
        steps = np.linalg.norm(np.diff(points, axis=0), axis=2).mean(1)
        v = np.concatenate([[0], np.cumsum(steps)])
        uv = np.stack(np.broadcast_arrays(middle[None, :], v[:, None]), -1)
    row = np.arange(rows - 1)[:, None]
    count = columns if around else columns - 1
    column = np.arange(count)[None, :]
    after = (column + 1) % columns
    quads = np.stack(
        [(row * columns + column), (row * columns + after), ((row + 1) * columns + after), ((row + 1) * columns + column)], -1
    ).reshape(-1, 4)
    corners = np.stack([uv[:-1, :count], uv[:-1, 1 : count + 1], uv[1:, 1 : count + 1], uv[1:, :count]], 2).reshape(-1, 2)
    return Shape(points.reshape(-1, 3), tuple(map(tuple, quads.tolist())), corners, np.zeros(len(quads), int))


def smoothstep(values: Array, low: float, high: float) -> Array:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((np.asarray(values, float) - low) / max(high - low, 1e-9), 0.0, 1.0)
    return t * t * (3 - 2 * t)


def smooth_path(points: Any, steps: int = 4) -> Array:
    """A Catmull-Rom curve through points (n, k), `steps` to each span: ((n - 1) * steps + 1, k)."""
    p = np.asarray(points, float)
    if len(p) < 3 or steps < 2:
        return p
    padded = np.concatenate([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    out = []
    for i in range(len(p) - 1):
        a, b, c, d = padded[i : i + 4]
        for t in np.arange(steps) / steps:
            out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.array([*out, p[-1]])


def lathe(
    profile: Sequence[tuple[float, float]], *, segments: int = 40, squeeze: tuple[float, float] = (1.0, 1.0), steps: int = 3
) -> Shape:
    """A turned shape: (radius, z) pairs from bottom to top, rounded by a curve (`steps` 1: straight), x and y radii
    scaled by `squeeze`. Open at the ends unless their radius is 0. Faces point outwards when z rises."""
    path = smooth_path(profile, steps)
    radius = np.maximum(path[:, 0], 0.0)
    angle = np.arange(segments) * 2 * math.pi / segments
    points = np.stack(
        [radius[:, None] * np.cos(angle) * squeeze[0], radius[:, None] * np.sin(angle) * squeeze[1], np.repeat(path[:, 1:], segments, 1)],
        -1,
    )
    girth = 2 * math.pi * float(radius.max())
    u = np.linspace(0, max(_UV_CLOSE, round(girth / _UV_CLOSE) * _UV_CLOSE), segments + 1)
    v = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(np.stack([radius, path[:, 1]]), axis=1)))])
    uv = np.stack(np.broadcast_arrays(u[None, :], v[:, None]), -1)
    return grid(points, around=True, uv=uv)


def ball(rx: float, ry: float | None = None, rz: float | None = None, *, segments: int = 28, rings: int = 18) -> Shape:
    """An ellipsoid about the origin (radii in metres)."""
    ry, rz = rx if ry is None else ry, rx if rz is None else rz
    polar = np.linspace(math.pi, 0, rings + 1)
    profile = [(math.sin(t), math.cos(t)) for t in polar]
    shape = lathe(profile, segments=segments, steps=1)
    return dataclasses.replace(shape, points=shape.points * np.array([rx, ry, rz]), uv=shape.uv * max(rx, rz))


def box(size: Triple, *, bevel: float = 0.012, jitter: float = 0.004, seed: int = 0, segments: int = 2) -> Shape:
    """A box about the origin with rounded edges and corners that are not quite true."""
    rng = np.random.default_rng(seed)
    bm = bmesh.new()
    bmesh.ops.create_cube(bm, size=1.0)
    for vertex in bm.verts:
        vertex.co = [c * s + rng.uniform(-jitter, jitter) for c, s in zip(vertex.co, size, strict=True)]
    width = min(bevel, 0.45 * min(size))
    if width > 0:
        bmesh.ops.bevel(bm, geom=list(bm.edges), offset=width, segments=segments, profile=0.5, affect="EDGES", clamp_overlap=True)
    bm.verts.index_update()
    points = np.array([v.co[:] for v in bm.verts])
    faces, uv = [], []
    for face in bm.faces:
        faces.append(tuple(v.index for v in face.verts))
        normal = np.abs(np.array(face.normal))
        a, b = [(1, 2), (0, 2), (0, 1)][int(np.argmax(normal))]
        uv += [(points[i][a], points[i][b]) for i in faces[-1]]
    bm.free()
    return polygons(points, faces, uv)


def plate(outline: Sequence[tuple[float, float]], thickness: float, *, bevel: float = 0.004) -> Shape:
    """A flat piece cut from sheet: an outline (x, z), counter-clockwise seen from the front (-y), with a thickness along y."""
    rim = np.asarray(outline, float)
    centre = rim.mean(0)
    inner = centre + (rim - centre) * (1 - min(0.45, bevel / max(1e-6, float(np.linalg.norm(rim - centre, axis=1).mean()))))
    half = thickness / 2
    loops = [(inner, -half), (rim, -half + min(bevel, half)), (rim, half - min(bevel, half)), (inner, half)]
    rows = np.array([[(x, y, z) for x, z in loop] for loop, y in loops])
    side = grid(rows, around=True).flipped()
    count = len(rim)
    front = tuple(range(count))
    back = tuple(reversed(range(3 * count, 4 * count)))
    faces = (*side.faces, front, back)
    uv = np.concatenate([side.uv, rows[0][:, [0, 2]], rows[3][::-1][:, [0, 2]]])
    return Shape(side.points, faces, uv, np.zeros(len(faces), int))


def _frames(path: Array) -> tuple[Array, Array]:
    """Two unit normals along a path (n, 3), carried without twist."""
    tangent = np.gradient(path, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    start = np.array([0.0, 0.0, 1.0]) if abs(tangent[0][2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    first = np.empty_like(path)
    for i, t in enumerate(tangent):
        start = start - t * (start @ t)
        start = start / max(np.linalg.norm(start), 1e-9)
        first[i] = start
    return first, np.cross(tangent, first)


def tube(
    points: Any,
    radius: float | Numbers,
    *,
    segments: int = 12,
    steps: int = 4,
    ends: str = "round",
    flat: float = 1.0,
    ribs: int = 0,
    rib_depth: float = 0.12,
) -> Shape:
    """A rod along a smooth path (n, 3); `radius` one number or one a point.

    ends: "round", "flat" or "open". flat: squeezes it across its first normal. ribs: number of grooves along it (combed
    locks of hair), each `rib_depth` of the radius.
    """
    path = smooth_path(points, steps)
    given = np.full(len(np.asarray(points)), float(radius)) if isinstance(radius, (int, float)) else np.asarray(radius, float)
    radii = np.interp(np.linspace(0, len(given) - 1, len(path)), np.arange(len(given)), given)
    if ends == "round":
        turns = np.array([0.05, 0.45, 0.8])
        head = [
            path[0] + (path[0] - path[1]) / max(np.linalg.norm(path[0] - path[1]), 1e-9) * radii[0] * math.sqrt(1 - k * k) * 0.9
            for k in turns
        ]
        tail = [
            path[-1] + (path[-1] - path[-2]) / max(np.linalg.norm(path[-1] - path[-2]), 1e-9) * radii[-1] * math.sqrt(1 - k * k) * 0.9
            for k in turns
        ]
        path = np.concatenate([head, path, tail[::-1]])
        radii = np.concatenate([radii[0] * turns, radii, radii[-1] * turns[::-1]])
    elif ends == "flat":
        path = np.concatenate([path[:1], path, path[-1:]])
        radii = np.concatenate([[1e-4], radii, [1e-4]])
        path[0] += (path[1] - path[2]) * 1e-3
        path[-1] += (path[-2] - path[-3]) * 1e-3
    first, second = _frames(path)
    angle = np.arange(segments) * 2 * math.pi / segments
    swell = 1 + rib_depth * np.cos(ribs * angle) if ribs else np.ones(segments)
    ring = first[:, None, :] * (np.cos(angle) * swell)[None, :, None] * flat + second[:, None, :] * (np.sin(angle) * swell)[None, :, None]
    return grid(path[:, None, :] + ring * radii[:, None, None], around=True)


def capsule(start: Numbers, end: Numbers, r0: float, r1: float | None = None, *, segments: int = 14) -> Shape:
    """A rod with round ends between two points."""
    return tube([start, end], [r0, r0 if r1 is None else r1], segments=segments, steps=1)


def disc(radius: float, *, segments: int = 28, thickness: float = 0.0) -> Shape:
    """A round plate lying flat (normal +z) at the origin."""
    if thickness:
        edge = min(0.3 * thickness, 0.2 * radius)
        return lathe(
            [(0, 0), (radius - edge, 0), (radius, edge), (radius, thickness - edge), (radius - edge, thickness), (0, thickness)],
            segments=segments,
            steps=1,
        )
    return lathe([(radius, 0), (0, 0)], segments=segments, steps=1)


def fibres(
    shape: Shape,
    count: int,
    length: float,
    *,
    slot: int = 0,
    seed: int = 0,
    width: float = 0.0011,
    keep: Callable[[Array], Array] | None = None,
) -> Shape:
    """Flyaway fibres on a shape, as thin triangles (3 points each): they follow bones and keys with the mesh they are
    joined to, and catch the rim light. keep: a test of root points (n, 3) to (n,) bool. Lengths in metres."""
    roots, normals, _ = scatter(shape, count, seed=seed)
    if keep is not None and len(roots):
        chosen = keep(roots)
        roots, normals = roots[chosen], normals[chosen]
    n = len(roots)
    rng = np.random.default_rng(seed + 1)
    direction = normals + 0.9 * rng.normal(size=(n, 3))
    direction /= np.maximum(np.linalg.norm(direction, axis=1, keepdims=True), 1e-9)
    across = np.cross(direction, rng.normal(size=(n, 3)))
    across *= width / 2 / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    tips = roots + direction * length * (0.4 + rng.random((n, 1)))
    sunk = roots - normals * width
    points = np.stack([sunk - across, sunk + across, tips], 1).reshape(-1, 3)
    faces = tuple((3 * i, 3 * i + 1, 3 * i + 2) for i in range(n))
    return Shape(points, faces, np.zeros((3 * n, 2)), np.full(n, slot))


def scatter(shape: Shape, count: int, *, seed: int = 0) -> tuple[Array, Array, Array]:
    """Random places on a shape by area: points (count, 3), outward normals (count, 3), face indices (count,)."""
    triangles, owner = [], []
    for index, face in enumerate(shape.faces):
        for k in range(1, len(face) - 1):
            triangles.append((face[0], face[k], face[k + 1]))
            owner.append(index)
    t = np.array(triangles, int).reshape(-1, 3)
    a, b, c = (shape.points[t[:, k]] for k in range(3))
    normal = np.cross(b - a, c - a)
    area = np.linalg.norm(normal, axis=1)
    rng = np.random.default_rng(seed)
    if not len(t) or area.sum() <= 0:
        return np.zeros((0, 3)), np.zeros((0, 3)), np.zeros(0, int)
    pick = rng.choice(len(t), count, p=area / area.sum())
    s, w = np.sqrt(rng.random((count, 1))), rng.random((count, 1))
    points = a[pick] * (1 - s) + b[pick] * (s * (1 - w)) + c[pick] * (s * w)
    return points, normal[pick] / np.maximum(area[pick], 1e-12)[:, None], np.array(owner)[pick]


# objects ------------------------------------------------------------------------------------------------------------


def mesh(name: str, shape: Shape, materials: Sequence[Any] = (), *, smooth: bool = True) -> bpy.types.Mesh:
    """A Blender mesh of a shape; `materials` are its slots."""
    data = bpy.data.meshes.new(name)
    data.from_pydata(shape.points.tolist(), [], shape.faces)
    if len(shape.uv):
        layer = data.uv_layers.new(name="metres")
        layer.data.foreach_set("uv", shape.uv.astype(np.float32).ravel())
    for material in materials:
        data.materials.append(material)
    if len(shape.faces):
        data.polygons.foreach_set("material_index", shape.slot.astype(np.int32))
        data.polygons.foreach_set("use_smooth", np.full(len(shape.faces), smooth))
    data.update()
    return data


def put(
    name: str,
    shape: Shape | bpy.types.ID | None,
    materials: Any,
    collection: bpy.types.Collection,
    *,
    parent: bpy.types.Object | None = None,
    at: Numbers = (0, 0, 0),
    turn: Numbers = (0, 0, 0),
    scale: float | Numbers = 1.0,
    smooth: bool = True,
) -> bpy.types.Object:
    """An object of a shape (or of data already made: sharing a mesh is cheap), linked into `collection`.

    materials: one material or a list of slots; turn: degrees about x, then y, then z; scale: one factor or three.
    """
    slots = [] if materials is None else list(materials) if isinstance(materials, (list, tuple)) else [materials]
    data = mesh(name, shape, slots, smooth=smooth) if isinstance(shape, Shape) else shape
    made = bpy.data.objects.new(name, data)
    collection.objects.link(made)
    made.location = tuple(at)
    made.rotation_euler = [math.radians(a) for a in turn]
    made.scale = tuple(_triple(scale))
    if parent is not None:
        made.parent = parent
    return made


def empty(
    name: str,
    collection: bpy.types.Collection,
    *,
    parent: bpy.types.Object | None = None,
    at: Numbers = (0, 0, 0),
    turn: Numbers = (0, 0, 0),
    size: float = 0.05,
) -> bpy.types.Object:
    """A point to hang things from."""
    made = put(name, None, None, collection, parent=parent, at=at, turn=turn)
    made.empty_display_size = size
    return made


def strands(
    name: str,
    points: Array,
    material: Any,
    collection: bpy.types.Collection,
    *,
    parent: bpy.types.Object | None = None,
    radius: float = 0.001,
    tip: float = 0.3,
) -> bpy.types.Object:
    """Hair: points (strands, points a strand, 3); `tip` is the tip's share of the radius."""
    count, each, _ = points.shape
    data = bpy.data.hair_curves.new(name)
    data.add_curves([each] * count)
    data.attributes["position"].data.foreach_set("vector", points.reshape(-1).astype(np.float32))
    thickness = data.attributes.get("radius") or data.attributes.new("radius", "FLOAT", "POINT")
    thickness.data.foreach_set("value", (np.tile(np.linspace(1, tip, each), count) * radius).astype(np.float32))
    data.materials.append(material)
    return put(name, data, None, collection, parent=parent)


def fuzz(
    over: bpy.types.Object,
    shape: Shape,
    count: int,
    length: float,
    material: Any,
    collection: bpy.types.Collection,
    *,
    seed: int = 0,
    radius: float = 0.0009,
) -> bpy.types.Object:
    """Short curled fibres on a rigid object made of `shape`: felt in rim light. For a mesh that bends use `fibres`."""
    roots, normals, _ = scatter(shape, count, seed=seed)
    rng = np.random.default_rng(seed + 1)
    direction = normals + 0.9 * rng.normal(size=roots.shape)
    direction /= np.maximum(np.linalg.norm(direction, axis=1, keepdims=True), 1e-9)
    curl = rng.normal(size=roots.shape) * 0.5
    reach = length * (0.4 + rng.random((len(roots), 1)))
    path = np.stack(
        [
            roots - normals * length * 0.1,
            roots + direction * reach * 0.5 + curl * reach * 0.1,
            roots + direction * reach + curl * reach * 0.5,
        ],
        1,
    )
    return strands(over.name + ".fuzz", path, material, collection, parent=over, radius=radius)


def pose_of(at: Numbers, turn: Numbers) -> Matrix:
    """A 4x4 matrix from a place and degrees about x, y, z."""
    return Matrix.Translation(Vector(at)) @ Euler([math.radians(a) for a in turn]).to_matrix().to_4x4()
