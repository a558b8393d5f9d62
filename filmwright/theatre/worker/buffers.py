"""Control buffers of a saved scene: what lies where in the picture, for any generator that takes it as a guide.

Run in the theatre's Python; one line of JSON a drawing goes to OUT/keypoints.jsonl, one multilayer EXR to OUT:
    python -m filmwright.theatre.worker.buffers SCENE.blend CAMERA OUT --size 960x480 --frames 0,2,4
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import bpy
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Vector

# Joints by the names of the 18 points of the usual pose maps, and the bone whose head (or "+" tail) is there.
JOINTS = {
    "nose": "", "neck": "neck", "right_shoulder": "upper_arm.R", "right_elbow": "forearm.R", "right_wrist": "hand.R",
    "left_shoulder": "upper_arm.L", "left_elbow": "forearm.L", "left_wrist": "hand.L", "right_hip": "thigh.R", "right_knee": "shin.R",
    "right_ankle": "foot.R", "left_hip": "thigh.L", "left_knee": "shin.L", "left_ankle": "foot.L", "right_eye": "eye.R",
    "left_eye": "eye.L", "right_ear": "", "left_ear": "",
}  # fmt: skip
HIDDEN_BELOW = -5.0  # metres: who is off stage waits far below the floor


def identities() -> list[dict[str, Any]]:
    """Number everything that is somebody or some prop, by its collection; the set is 0."""
    found: list[dict[str, Any]] = []
    numbers: dict[str, int] = {}
    for collection in bpy.data.collections:
        kind, _, name = collection.name.partition(" ")
        if kind not in ("Puppet", "Prop") or not name:
            continue
        name = name.partition("~")[0]  # another look of the same puppet
        key = f"{kind} {name}"
        if key not in numbers:
            numbers[key] = len(numbers) + 1
            found.append({"number": numbers[key], "kind": kind.lower(), "id": name})
        for item in collection.all_objects:
            item.pass_index = numbers[key]
    return found


def keypoints(camera: Any, width: int, height: int) -> dict[str, dict[str, list[float]]]:
    """The joints of every puppet on stage: x and y in pixels from the top left, and metres before the lens."""
    scene = bpy.context.scene
    out: dict[str, dict[str, list[float]]] = {}
    for armature in (item for item in scene.objects if item.type == "ARMATURE"):
        at, bones = armature.matrix_world, armature.pose.bones
        root = at @ bones["root"].matrix.translation
        if root.z < HIDDEN_BELOW:
            continue
        places = {joint: at @ bones[bone].head for joint, bone in JOINTS.items() if bone and bone in bones}
        head = bones["head"]
        turn = (at @ head.matrix).to_3x3()
        size = head.length / 2
        middle = at @ ((head.head + head.tail) / 2)
        # The head's bone points up (its y); the face looks along its z or against it, whichever is the eyes' side.
        eyes = (places["left_eye"] + places["right_eye"]) / 2
        front = eyes - middle
        front -= turn.col[1].normalized() * front.dot(turn.col[1].normalized())
        front = front.normalized()
        aside = (places["left_eye"] - places["right_eye"]).normalized()
        places["nose"] = eyes + front * 0.35 * size - turn.col[1].normalized() * 0.2 * size
        for joint, sign in (("left_ear", 1.0), ("right_ear", -1.0)):
            places[joint] = middle + aside * sign * size
        name = armature.name.removesuffix(".armature").partition("~")[0]
        out[name] = {joint: _seen(scene, camera, places[joint], width, height) for joint in JOINTS if joint in places}
    return out


def _seen(scene: Any, camera: Any, point: Vector, width: int, height: int) -> list[float]:
    x, y, z = world_to_camera_view(scene, camera, point)
    return [round(x * width, 2), round((1 - y) * height, 2), round(z, 4)]


def main(arguments: list[str]) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="buffers", description=__doc__)
    parser.add_argument("scene", type=Path)
    parser.add_argument("camera")
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", required=True)
    parser.add_argument("--frames", required=True)
    given = parser.parse_args(arguments)
    width, height = (int(n) for n in given.size.split("x"))
    bpy.ops.wm.open_mainfile(filepath=str(given.scene.resolve()))
    scene, layer = bpy.context.scene, bpy.context.view_layer
    camera = bpy.data.objects[given.camera]
    for marker in scene.timeline_markers:  # a marker's camera would take the place of the one that is asked for
        marker.camera = None
    scene.camera = camera
    camera.data.dof.use_dof = False
    render, cycles = scene.render, scene.cycles
    render.resolution_x, render.resolution_y, render.resolution_percentage = width, height, 100
    render.use_border = render.use_motion_blur = render.use_persistent_data = False
    cycles.samples, cycles.use_denoising, cycles.max_bounces = 1, False, 0
    layer.cycles.denoising_store_passes = False
    layer.use_pass_z = layer.use_pass_normal = layer.use_pass_vector = layer.use_pass_object_index = True
    who = identities()
    given.out.mkdir(parents=True, exist_ok=True)
    with (given.out / "keypoints.jsonl").open("w", encoding="utf-8") as out:
        for frame in (int(n) for n in given.frames.split(",")):
            scene.frame_set(frame)
            render.filepath = str(given.out / f"{frame:06d}.exr")
            bpy.ops.render.render(write_still=True)
            view = [list(row) for row in camera.matrix_world.to_3x3().transposed()]
            told = {"frame": frame, "view": view, "keypoints": keypoints(camera, width, height)}
            out.write(json.dumps(told) + "\n")
    (given.out / "identities.json").write_text(json.dumps(who), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
