"""Run inside the theatre's Python by test_volumes.py: builds puppets and measures their own points; prints JSON."""

from __future__ import annotations

import json
import sys
from typing import Any

import bpy
import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree

from filmwright.breakdown.bodies import body_for
from filmwright.records.puppet import Puppet
from filmwright.stage.armature import track_of
from filmwright.stage.volumes import volumes
from filmwright.stage.world import RoleState
from filmwright.theatre.worker import puppets

CAST = (
    Puppet(name="MARA", body=body_for("human", "adult"), hair="bob", top="gown", nose="long", accessories=("glasses",)),
    Puppet(name="OLD", age="old", build="stout", body=body_for("human", "old", "stout"), hat="straw_hat", beard="full", nose="hooked",
           accessories=("round_glasses",)),
    Puppet(name="KID", age="child", body=body_for("human", "child"), hair="crop", top="jumper", accessories=("glasses",)),
    Puppet(name="FOX", kind="fox", body=body_for("fox"), hair="none", top="shirt", bottom="none"),
    Puppet(name="DUCK", kind="duck", body=body_for("duck"), hair="none", top="bare", bottom="none"),
    Puppet(name="HORSE", kind="horse", body=body_for("horse"), hair="none", top="coat", bottom="none"),
)  # fmt: skip
SEAT = 0.31
BEHIND = ("mouth", "leg", "foot", "shoe", "sleeve", "hand", "arm", "tail", "wing", "whisk", "mane", "crest")


def points(made: Any) -> np.ndarray:
    """The points of a part as it is posed, on the stage."""
    seen = made.evaluated_get(bpy.context.evaluated_depsgraph_get())
    mesh = seen.to_mesh()
    flat = np.empty(len(mesh.vertices) * 3, np.float32)
    mesh.vertices.foreach_get("co", flat)
    seen.to_mesh_clear()
    matrix = np.array(seen.matrix_world)
    return np.asarray(flat.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3])


def built(puppet: Puppet) -> Any:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    collection = bpy.data.collections.new("cast")
    bpy.context.scene.collection.children.link(collection)
    made = puppets.build(puppet, collection, prefix="p")
    bpy.context.view_layer.update()
    return made


def parts(made: Any) -> dict[str, np.ndarray]:
    return {part.name[2:]: points(part) for part in made.parts() if part.type == "MESH"}


def room(puppet: Puppet) -> dict[str, float]:
    """How far the puppet's front stands beyond that of its balls, and how far its head's and trunk's points are outside of them."""
    meshes = {name: at for name, at in parts(built(puppet)).items() if not name.startswith(BEHIND)}
    body = volumes(puppet)
    kept = np.array([part != "legs" for part in body.parts])
    outside = []
    for name, at in meshes.items():
        if name in ("head", "top", "hat"):
            high = at[at[:, 2] > 0.4 * puppet.body.hip_height]
            gap = np.linalg.norm(high[:, None] - body.at[kept][None], axis=2) - body.radius[kept][None]
            outside.append(float(np.percentile(gap.min(1), 95)))
    front = -min(float(at[:, 1].min()) for at in meshes.values())
    return {"front": front - body.bounds()[1], "outside": max(outside)}


def seat(puppet: Puppet) -> float:
    """How far the lowest cloth under the hips of one who sits is above (+) or in (-) the seat, metres."""
    state = RoleState(posture="sit", seat="stool", seat_z=SEAT)
    made = built(puppet)
    made.pose(track_of(puppet.body, state, state, 4).pose(2))
    bpy.context.view_layer.update()
    low = []
    for name, at in parts(made).items():
        if name.startswith(("leg", "seat", "body")):
            under = at[(np.abs(at[:, 0]) < puppet.body.hip_width) & (np.abs(at[:, 1]) < 0.025)]
            low += [float(np.percentile(under[:, 2], 2))] if len(under) else []
    return min(low) - SEAT


def spectacles(puppet: Puppet) -> dict[str, float]:
    """How far the bridge is from the skin, and the ends of the bows from hair or skin, metres."""
    made = built(puppet)
    corners: list[Vector] = []
    faces: list[list[int]] = []
    for part in made.parts():
        if part.type == "MESH" and part.name[2:] in ("head", "hair"):
            first = len(corners)
            corners += [Vector(at) for at in points(part)]
            faces += [[first + i for i in face.vertices] for face in part.data.polygons]
    skin = BVHTree.FromPolygons(corners, faces)
    worn = parts(made)["glasses"]
    gap = np.array([skin.find_nearest(Vector(at))[3] for at in worn])
    ends = worn[:, 1] > np.percentile(worn[:, 1], 97)
    bridge = np.abs(worn[:, 0]) < 0.15 * puppet.body.head_radius
    return {"bridge": float(gap[bridge].min()), "bows": float(gap[ends].min())}


if __name__ == "__main__":
    found = {
        "room": {puppet.name: room(puppet) for puppet in CAST},
        "seat": {puppet.name: seat(puppet) for puppet in CAST if puppet.kind == "human"},
        "spectacles": {puppet.name: spectacles(puppet) for puppet in CAST if puppet.accessories},
    }
    print("MEASURED " + json.dumps(found))
    sys.stdout.flush()
