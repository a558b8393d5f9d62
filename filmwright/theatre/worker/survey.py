"""Surveys kits: what stands in a camera's way (for `catalogue/sight.json`), and whether an interior is closed from every side.

python -m filmwright.theatre.worker.survey sight [KIT ...]
python -m filmwright.theatre.worker.survey closed [KIT ...]
"""

from __future__ import annotations

import argparse
import itertools
import math
import os
import re

import bpy
import numpy as np
from mathutils import Vector

from filmwright.records.breakdown import SetRecord
from filmwright.records.staging import LightPlan
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue import sight
from filmwright.theatre.catalogue.sight import CELL, Sight
from filmwright.theatre.worker import sets

STANDING = 0.1  # metres above the floor from which on a thing can hide something
TALLEST = 2.0
SHELLS = ("room", "cavern", "lantern_room")  # pieces that are the place itself
_INWARD = re.compile(r"passing \(([-\d.]+), ([-\d.]+), ([-\d.]+)\)")


def build(kit: catalogue.SetKit) -> sets.BuiltSet:
    """Build a kit, by day, in an empty scene."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.world = bpy.data.worlds.new("World")
    built = sets.build(
        SetRecord(id="x", name=kit.name, kit=kit.name, interior=kit.interior), kit, LightPlan(time_of_day="day"), scene.collection
    )
    bpy.context.view_layer.update()
    return built


def survey(kit: catalogue.SetKit) -> Sight:
    """The cells in which something of the kit stands, within reach of its cameras and puppets."""
    built = build(kit)
    shells = {index for index, piece in enumerate(kit.pieces) if piece.make in SHELLS}
    low = np.array([min(kit.stage.low[k], kit.camera.low[k]) - 0.3 for k in (0, 1)] + [STANDING])
    high = np.array([max(kit.stage.high[k], kit.camera.high[k]) + 0.3 for k in (0, 1)] + [TALLEST])
    size = np.ceil((high - low) / CELL).astype(int)
    full = np.zeros(size, bool)
    for index, parts in enumerate(built.parts.values()):
        if index in shells:
            continue
        for item in parts.made:
            if item.type != "MESH" or max(item.scale) < 0.01:
                continue
            _fill(item, full, low)
    return Sight.of(full, (float(low[0]), float(low[1]), float(low[2])))


def _fill(item: bpy.types.Object, full: np.ndarray, low: np.ndarray) -> None:
    """Mark the cells that an object's faces touch."""
    mesh = item.data
    mesh.calc_loop_triangles()
    count = len(mesh.loop_triangles)
    if not count:
        return
    corners = np.empty(count * 3, np.int32)
    mesh.loop_triangles.foreach_get("vertices", corners)
    slots = np.empty(count, np.int32)
    mesh.loop_triangles.foreach_get("material_index", slots)
    passing = {i for i, slot in enumerate(item.material_slots) if slot.material is not None and _INWARD.search(slot.material.name)}
    points = np.empty(len(mesh.vertices) * 3)
    mesh.vertices.foreach_get("co", points)
    matrix = np.array(item.matrix_world)
    world = points.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3]
    triangles = world[corners.reshape(-1, 3)][~np.isin(slots, list(passing))]
    if not len(triangles):
        return
    longest = max(float(np.linalg.norm(triangles[:, k] - triangles[:, k - 1], axis=1).max()) for k in range(3))
    steps = max(1, min(80, math.ceil(longest / (CELL * 0.7))))
    for i in range(steps + 1):
        for j in range(steps + 1 - i):
            u, v = i / steps, j / steps
            at = triangles[:, 0] + u * (triangles[:, 1] - triangles[:, 0]) + v * (triangles[:, 2] - triangles[:, 0])
            cells = np.floor((at - low) / CELL).astype(int)
            inside = ((cells >= 0) & (cells < full.shape)).all(1)
            full[tuple(cells[inside].T)] = True


def leaks(kit: catalogue.SetKit) -> list[tuple[tuple[float, ...], ...]]:
    """Rays that leave an interior elsewhere than through its doors and windows: from where, whither, and where out."""
    build(kit)
    box, stage = kit.camera, kit.stage
    graph = bpy.context.evaluated_depsgraph_get()
    scene = bpy.context.scene
    found: list[tuple[tuple[float, ...], ...]] = []
    shell = next((p for p in kit.pieces if p.make == "room"), None)
    for place in itertools.product(*([box.low[k] + (box.high[k] - box.low[k]) * t for t in (0.01, 0.5, 0.99)] for k in range(3))):
        for tx, ty, tz in itertools.product((0.1, 0.5, 0.9), (0.1, 0.5, 0.9), (0.3, 1.0)):
            target = (stage.low[0] + (stage.high[0] - stage.low[0]) * tx, stage.low[1] + (stage.high[1] - stage.low[1]) * ty, tz)
            forward = Vector(target) - Vector(place)
            if math.hypot(forward.x, forward.y) < 0.8:
                continue
            forward.normalize()
            right = forward.cross(Vector((0, 0, 1))).normalized()
            up = right.cross(forward)
            for sx, sy in itertools.product((-0.75, -0.4, 0.0, 0.4, 0.75), (-0.37, -0.15, 0.1, 0.25, 0.37)):
                ray = (forward + right * sx + up * sy).normalized()
                at, out = Vector(place), False
                for _ in range(60):
                    hit, where, _normal, face, item, _matrix = scene.ray_cast(graph, at, ray)
                    if not hit:
                        out = True
                        break
                    inward = None
                    if item.material_slots:
                        material = item.material_slots[item.data.polygons[face].material_index].material
                        inward = _INWARD.search(material.name) if material else None
                    if inward is None or ray.dot(Vector([float(g) for g in inward.groups()])) <= 0:
                        break
                    at = where + ray * 1e-4
                if out and not (shell and _through_an_opening(kit, shell, Vector(place), ray)):
                    found.append((place, target, tuple(round(c, 2) for c in ray)))
    return found


def _through_an_opening(kit: catalogue.SetKit, shell: catalogue.Piece, place: Vector, ray: Vector) -> bool:
    number = {k: v for k, v in shell.options.items() if isinstance(v, (int, float))}
    half, back, front, height = number.get("width", 5.0) / 2, number.get("back", 2.0), number.get("front", -2.4), number.get("height", 2.4)
    t_out, wall = math.inf, ""
    for name, axis, value in (
        ("left", 0, -half),
        ("right", 0, half),
        ("front", 1, front),
        ("back", 1, back),
        ("top", 2, height),
        ("floor", 2, 0.0),
    ):
        outward = -1 if name in ("left", "front", "floor") else 1
        if ray[axis] * outward > 1e-6:
            t = (value - place[axis]) / ray[axis]
            if t < t_out:
                t_out, wall = t, name
    at = place + ray * t_out
    for piece in kit.pieces:
        if piece.make in sets.OPENINGS and piece.options.get("wall") == wall:
            width, tall = float(piece.options.get("width", 0.8)), float(piece.options.get("height", 0.8 if piece.make == "window" else 1.5))  # type: ignore[arg-type]
            along = at.x - piece.at[0] if wall in ("front", "back") else at.y - piece.at[1]
            if abs(along) < width / 2 + 0.06 and piece.at[2] - 0.06 < at.z < piece.at[2] + tall + 0.06:
                return True
    return False


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("sight", "closed"))
    parser.add_argument("kits", nargs="*")
    arguments = parser.parse_args()
    kits = catalogue.sets()
    chosen = [kits[name] for name in arguments.kits] or list(kits.values())
    if arguments.what == "sight":
        known = dict(sight.load())
        for kit in chosen:
            known[kit.name] = survey(kit)
            print(f"{kit.name}: {int(known[kit.name].full.sum())} cells", flush=True)
        sight.save({name: known[name] for name in sorted(known) if name in kits})
        return
    for kit in chosen:
        if kit.interior:
            found = leaks(kit)
            print(
                f"{kit.name}: {len(found)} rays see the sky"
                + "".join(f"\n  {a} -> {b} along {c}" for a, b, c in found[:: max(1, len(found) // 4)]),
                flush=True,
            )


if __name__ == "__main__":
    main()
    os._exit(0)  # Blender's own exit takes a second and may complain
