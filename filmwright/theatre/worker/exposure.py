"""Render settings, and which part of a drawing has to be rendered because something in it changed."""

from __future__ import annotations

import bisect
import math
import os
from collections.abc import Iterable, Sequence
from typing import Any

import bpy
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Matrix, Vector

from filmwright.records.staging import CameraPose
from filmwright.records.takes import PictureSpec
from filmwright.theatre.protocol import Rect

MARGIN_PX = 14  # depth of field, filter and contact shadow around a moving part at 960 wide; guess judged by eye
WHOLE_ABOVE = 0.85  # of the picture: above this a whole render costs no more than its parts
CALL_COSTS = 0.05  # of a whole picture's render time: what one more rendered part costs by itself (0.08 s of 1.6 s)

SEED = 5
FIRST = 4  # times as many light paths in the drawing that a moving camera begins with: later ones are added to it

# Polygons: a tree of one's own costs every ray a little, so only large meshes have one. From 500 on, 1 to 5 % of a whole
# drawing's light; from 5000 on nothing, and half of the gain.
APART_FROM = 1500

Signature = tuple[float, ...]
Bounds = tuple[float, float, float, float]  # x0, x1, y0, y1 in camera view, 0..1, y upwards


def set_up(picture: PictureSpec, *, seed: int = SEED, sight: bool = False) -> None:
    """Cycles on the CPU as measured in the theatre's benchmarks: fixed seed, no denoising inside.

    Args:
        picture: Size and samples.
        seed: Of the light paths.
        sight: Depth and object numbers are kept beside the light.
    """
    scene = bpy.context.scene
    render, cycles = scene.render, scene.cycles
    render.engine = "CYCLES"
    render.resolution_x, render.resolution_y, render.resolution_percentage = picture.width, picture.height, 100
    render.use_persistent_data = True
    render.threads_mode, render.threads = "FIXED", max(1, min(2, os.cpu_count() or 1))
    render.use_compositing = render.use_sequencer = False
    render.film_transparent = False
    cycles.device = "CPU"
    cycles.samples = picture.samples
    cycles.seed = seed
    cycles.use_denoising = cycles.use_adaptive_sampling = cycles.use_light_tree = cycles.use_auto_tile = False
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces, cycles.transmission_bounces = 4, 2, 2, 2
    cycles.transparent_max_bounces, cycles.volume_bounces = 12, 0
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.blur_glossy, cycles.sample_clamp_indirect, cycles.sample_clamp_direct = 1.0, 3.0, 0.0
    cycles.use_fast_gi, cycles.fast_gi_method, cycles.ao_bounces_render = True, "REPLACE", 1
    cycles.pixel_filter_type = "BLACKMAN_HARRIS"
    cycles.debug_bvh_type = "DYNAMIC_BVH"
    layer = bpy.context.view_layer
    layer.cycles.denoising_store_passes = True
    layer.use_pass_z = layer.use_pass_object_index = sight
    image = render.image_settings
    image.media_type = "MULTI_LAYER_IMAGE"
    image.file_format = "OPEN_EXR_MULTILAYER"
    image.color_depth, image.exr_codec = "32", "NONE"
    scene.render.fps = 24
    scene.view_settings.view_transform = "AgX"
    scene.view_settings.look = "AgX - Punchy"


def keep_apart(objects: Iterable[Any]) -> None:
    """Give every large mesh that never bends a second user, far away and next to nothing in size.

    For a final render Cycles melts meshes with one user into a single ray-tracing tree and builds all of it again when anything
    moves; a mesh with two users has a tree of its own, which is kept.
    """
    for item in objects:
        rigid = item.type == "MESH" and not item.modifiers and item.data.shape_keys is None
        if rigid and item.data.users == 1 and len(item.data.polygons) >= APART_FROM:
            twin = bpy.data.objects.new(f"{item.name} apart", item.data)
            twin.matrix_world = Matrix.LocRotScale(Vector((0.0, 0.0, -60.0)), None, Vector((1e-4, 1e-4, 1e-4)))
            bpy.context.scene.collection.objects.link(twin)


class Watch:
    """Remembers where each moving object was seen, and says what part of the next drawing differs."""

    def __init__(self, picture: PictureSpec) -> None:
        self.moved: tuple[int, ...] = ()  # pass indices of the objects that had changed at the last look
        self.relit = False  # whether a lamp had
        self._size = (picture.width, picture.height)
        self._margin = MARGIN_PX * picture.width / 960
        self._seen: dict[str, tuple[Signature, Bounds | None]] = {}
        self._lights: Signature = ()
        self._camera: Signature = ()

    def look(self, camera: Any, objects: Iterable[Any], lights: Iterable[Any]) -> list[Rect]:
        """Compare with the last look.

        Returns:
            The rectangles to render, none of which overlap; the whole picture at the first look, if the camera or a
            lamp changed, or if most of it is touched; an empty list if nothing changed.
        """
        scene = bpy.context.scene
        graph = bpy.context.evaluated_depsgraph_get()
        width, height = self._size
        whole = (0, 0, width, height)
        camera_now = _matrix(camera) + (camera.data.lens, camera.data.dof.focus_distance, camera.data.dof.aperture_fstop)
        lights_now = tuple(x for lamp in lights for x in (*_matrix(lamp), round(lamp.data.energy, 3)))
        self.relit = lights_now != self._lights
        must_be_whole = camera_now != self._camera or self.relit
        self._camera, self._lights = camera_now, lights_now
        changed: list[Rect] = []
        numbers: set[int] = set()
        for item in objects:
            now = _signature(item)
            before = self._seen.get(item.name)
            if before is not None and before[0] == now:
                continue
            numbers.add(item.pass_index)
            bounds = _bounds(scene, camera, item.evaluated_get(graph))
            self._seen[item.name] = (now, bounds)
            both = [b for b in (bounds, before[1] if before else None) if b is not None]
            if both and not must_be_whole:
                changed.append(self._rect(both))
        self.moved = tuple(sorted(numbers))
        if must_be_whole:
            return [whole]
        parts = merged([rect for rect in changed if rect[2] - rect[0] > 1 and rect[3] - rect[1] > 1], width * height)
        if sum(_area(rect) for rect in parts) > WHOLE_ABOVE * width * height:
            return [whole]
        return parts

    def _rect(self, bounds: list[Bounds]) -> Rect:
        """Pixels around bounds, with the margin."""
        width, height = self._size
        left = min(b[0] for b in bounds) * width - self._margin
        right = max(b[1] for b in bounds) * width + self._margin
        top = (1 - max(b[3] for b in bounds)) * height - self._margin
        bottom = (1 - min(b[2] for b in bounds)) * height + self._margin * 1.6  # shadows fall below
        return (max(0, math.floor(left)), max(0, math.floor(top)), min(width, math.ceil(right)), min(height, math.ceil(bottom)))


class Plan:
    """Seed and light paths of each drawing of a shot.

    While the camera stands, drawings share a seed, so that what did not move is the same to the bit. Where it moves every
    drawing has its own: they are gathered into one picture, to which equal noise would add nothing.
    """

    def __init__(self, camera: Sequence[CameraPose], picture: PictureSpec) -> None:
        changes = [i for i in range(1, len(camera)) if camera[i] != camera[i - 1]]
        self.moves = bool(changes)
        self._changes = changes
        self._samples = picture.samples
        self._first = FIRST if changes and changes[0] <= FIRST else 1

    def at(self, drawing: int) -> tuple[int, int]:
        """(seed, samples) of a drawing."""
        run = bisect.bisect_right(self._changes, drawing)
        return SEED + run, self._samples * self.times(drawing)

    def times(self, drawing: int) -> int:
        """How many times the light paths that the picture asks for."""
        return self._first if not self._changes or drawing < self._changes[0] else 1


def merged(rects: list[Rect], picture_area: int) -> list[Rect]:
    """Join rectangles until none overlap and no join would save time; sorted."""
    parts = sorted(set(rects))
    joined = True
    while joined:
        joined = False
        for i, one in enumerate(parts):
            for other in parts[i + 1 :]:
                both = (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
                overlap = min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])
                if overlap or _area(both) <= _area(one) + _area(other) + CALL_COSTS * picture_area:
                    parts = sorted({both, *(part for part in parts if part not in (one, other))})
                    joined = True
                    break
            if joined:
                break
    return parts


def _area(rect: Rect) -> int:
    return (rect[2] - rect[0]) * (rect[3] - rect[1])


def expose_with(seed: int, samples: int) -> None:
    """Set the seed and the light paths of the next drawing."""
    cycles = bpy.context.scene.cycles
    if (cycles.seed, cycles.samples) != (seed, samples):
        cycles.seed, cycles.samples = seed, samples


def render(rect: Rect, picture: PictureSpec, path: str) -> None:
    """Render a rectangle of the picture to a multilayer EXR."""
    scene = bpy.context.scene
    settings = scene.render
    whole = rect == (0, 0, picture.width, picture.height)
    settings.use_border = settings.use_crop_to_border = not whole
    if not whole:
        left, top, right, bottom = rect
        nudge = 1e-6  # the border is rounded down to pixels
        settings.border_min_x, settings.border_max_x = left / picture.width + nudge, right / picture.width + nudge
        settings.border_min_y, settings.border_max_y = 1 - bottom / picture.height + nudge, 1 - top / picture.height + nudge
    settings.filepath = path
    bpy.ops.render.render(write_still=True)


def _matrix(item: Any) -> Signature:
    return tuple(round(x, 5) for row in item.matrix_world for x in row)


def _signature(item: Any) -> Signature:
    numbers = list(_matrix(item))
    data = item.data
    keys = getattr(data, "shape_keys", None)
    if keys is not None:
        numbers += [round(block.value, 4) for block in keys.key_blocks]
    if item.type == "MESH":
        for modifier in item.modifiers:
            if modifier.type == "ARMATURE" and modifier.object is not None:
                rig = modifier.object
                numbers += _matrix(rig)
                groups = {group.name for group in item.vertex_groups}
                for bone in rig.pose.bones:
                    if bone.name in groups:
                        numbers += [round(x, 5) for row in bone.matrix for x in row]
    return tuple(numbers)


def _bounds(scene: Any, camera: Any, item: Any) -> Bounds | None:
    corners = [world_to_camera_view(scene, camera, item.matrix_world @ Vector(corner)) for corner in item.bound_box]
    if all(c.z <= 0 for c in corners):
        return None
    xs, ys = [c.x for c in corners], [c.y for c in corners]
    if any(c.z <= 0.02 for c in corners):  # beside or behind the lens: cannot be bounded
        return (0.0, 1.0, 0.0, 1.0)
    bounds = (min(xs), max(xs), min(ys), max(ys))
    if bounds[1] < 0 or bounds[0] > 1 or bounds[3] < 0 or bounds[2] > 1:
        return None
    return bounds
