"""Portraits of puppets: renders records in a plain three-point light, for the casting sheet and for the eye of whoever models.

Run in the theatre's Python:
    python -m filmwright.theatre.worker.portraits CAST.json OUT.png [--acts neutral,mouth_A] [--frame face|bust|half|full] [--size 320x320]
CAST.json is a list of puppet records. The sheet has a row for each puppet and a column for each act, or for each pose of its
row in POSES.json (--poses), a list of lists of pose records.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path
from typing import Any

import bpy
import msgspec
import numpy as np

from filmwright.records.puppet import Body, Puppet
from filmwright.records.staging import Pose
from filmwright.theatre.worker import geometry, materials, puppets
from filmwright.theatre.worker.puppets import BuiltPuppet

ACTS = ("neutral", "mouth_A", "walk", "sit", "reach", "wave", "hold", "point", "flat")


def _stand(body: Body, **changes: Any) -> Pose:
    """A relaxed standing pose for these measures."""
    reach = (body.upper_arm + body.forearm) * 0.97
    x = body.shoulder_width / 2 + reach * 0.42
    z = body.shoulder_height - reach * 0.86
    hip = body.hip_width / 2
    words: dict[str, Any] = {
        "root": (0.0, 0.0, 0.0),
        "heading": 0.0,
        "pelvis_drop": 0.008,
        "hand_left": (x, -0.05, z),
        "hand_right": (-x, -0.05, z),
        "foot_left": (hip, 0.0, 0.0),
        "foot_right": (-hip, 0.0, 0.0),
        "foot_left_yaw": 10.0,
        "foot_right_yaw": -10.0,
    }
    return Pose(**{**words, **changes})


def act(body: Body, name: str) -> Pose:
    """A pose by name: neutral, a mouth shape, or walk, sit, reach, wave, hold, point."""
    if name == "neutral":
        return _stand(body, smile=0.15)
    if name.startswith("mouth_"):
        return _stand(body, mouth=name[6:])
    arm = body.upper_arm + body.forearm
    hip = body.hip_width / 2
    far, high = body.shoulder_width / 2, body.shoulder_height
    rest = _stand(body)
    if name == "walk":
        step = body.hip_height * 0.62
        return _stand(
            body,
            pelvis_drop=0.03,
            lean=6,
            twist=8,
            heading=-35,
            head_yaw=6,
            smile=0.2,
            foot_left=_turned((hip * 0.8, step, 0.0), -35),
            foot_right=_turned((-hip * 0.8, -step, 0.03), -35),
            foot_left_yaw=-35,
            foot_right_yaw=-35,
            hand_left=(far + 0.06, -0.45 * arm, high - 0.80 * arm),
            hand_right=(-far - 0.08, 0.35 * arm, high - 0.85 * arm),
        )
    if name == "sit":
        drop = body.hip_height * 0.42
        return _stand(
            body,
            pelvis_drop=drop,
            lean=4,
            heading=30,
            smile=0.3,
            foot_left=_turned((hip * 1.2, -0.85 * body.upper_leg, 0.0), 30),
            foot_right=_turned((-hip * 1.2, -0.85 * body.upper_leg, 0.0), 30),
            foot_left_yaw=34,
            foot_right_yaw=26,
            hand_left=(0.12, -body.upper_leg * 0.9, body.hip_height - drop + 0.12),
            hand_right=(-0.12, -body.upper_leg * 0.9, body.hip_height - drop + 0.12),
        )
    if name == "reach":
        return _stand(
            body,
            lean=10,
            twist=10,
            head_pitch=8,
            gaze_pitch=8,
            brow_left=0.4,
            brow_right=0.4,
            mouth="A",
            hand_right=(-far - 0.05, -0.75 * arm, high + 0.35 * arm),
            hand_right_shape="open",
            heading=20,
        )
    if name == "wave":
        return _stand(
            body,
            smile=0.9,
            brow_left=0.6,
            brow_right=0.6,
            mouth="E",
            hand_left=(far + 0.42 * arm, -0.22 * arm, high + 0.45 * arm),
            hand_left_shape="open",
            hand_left_turn=(10, 0, 60),
            head_roll=-6,
        )
    if name == "hold":
        return _stand(
            body,
            hand_right=(-0.08, -0.62 * arm, high - 0.42 * arm),
            hand_left=(0.08, -0.62 * arm, high - 0.42 * arm),
            hand_right_shape="grip",
            hand_left_shape="grip",
            gaze_pitch=-18,
            head_pitch=-10,
        )
    if name == "point":
        return _stand(
            body,
            hand_right=(-far - 0.2 * arm, -0.8 * arm, high - 0.02),
            hand_right_shape="point",
            hand_left_shape="fist",
            hand_left=(far + 0.12, 0.0, body.hip_height + 0.08),
            brow_tilt=0.5,
            gaze_yaw=-25,
            head_yaw=-12,
        )
    if name == "flat":
        return _stand(
            body,
            hand_right=(-far - 0.02, -0.6 * arm, high - 0.5 * arm),
            hand_left=(far + 0.02, -0.6 * arm, high - 0.5 * arm),
            hand_right_shape="flat",
            hand_left_shape="flat",
            hand_right_turn=(0, 0, -85),
            hand_left_turn=(0, 0, 85),
        )
    del rest
    raise ValueError(f"no act called '{name}'; there are {', '.join(ACTS)}")


def _turned(point: tuple[float, float, float], degrees: float) -> tuple[float, float, float]:
    a = math.radians(degrees)
    return (point[0] * math.cos(a) - point[1] * math.sin(a), point[0] * math.sin(a) + point[1] * math.cos(a), point[2])


def studio(width: int, height: int, samples: int) -> Any:
    """An empty scene with a floor, three lamps and a camera, on the settings that films are shot with."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.device, cycles.samples, cycles.use_adaptive_sampling, cycles.use_light_tree = "CPU", samples, False, False
    cycles.use_denoising, cycles.denoiser = True, "OPENIMAGEDENOISE"
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces, cycles.transparent_max_bounces = 3, 1, 2, 6
    cycles.use_fast_gi, cycles.fast_gi_method, cycles.ao_bounces_render = True, "REPLACE", 1
    cycles.seed = 7
    scene.render.use_persistent_data = True
    scene.render.resolution_x, scene.render.resolution_y = width, height
    scene.view_settings.view_transform, scene.view_settings.look = "AgX", "AgX - Punchy"
    scene.view_settings.exposure = 0.4
    world = bpy.data.worlds.new("studio")
    scene.world = world
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs[0].default_value = materials.linear("#39435a")
    world.node_tree.nodes["Background"].inputs[1].default_value = 0.35
    collection = bpy.data.collections.new("studio")
    scene.collection.children.link(collection)
    sweep = [(-4, 0.0), (1.0, 0.0), (1.5, 0.1), (1.75, 0.4), (1.8, 3.5)]
    rows = np.array([[(x, y, z) for x in (-6.0, 6.0)] for y, z in geometry.smooth_path(sweep, 4)])
    geometry.put("sweep", geometry.grid(rows), materials.felt("#6d655c"), collection)
    for name, place, power, size, colour in (
        ("key", (-1.5, -2.0, 2.3), 150.0, 0.7, "#ffd9ac"),
        ("fill", (2.2, -1.8, 1.1), 45.0, 1.6, "#a9c2ff"),
        ("rim", (1.2, 1.5, 2.2), 110.0, 0.5, "#bcd0ff"),
    ):
        lamp = bpy.data.lights.new(name, "AREA")
        lamp.energy, lamp.size, lamp.color = power, size, materials.linear(colour)[:3]
        made = geometry.put(name, lamp, None, collection, at=place)
        _aim(made, (0.0, 0.0, 0.8))
    camera = bpy.data.cameras.new("camera")
    camera.sensor_width = 36
    made = geometry.put("camera", camera, None, collection)
    scene.camera = made
    return scene


def _aim(made: Any, target: tuple[float, float, float]) -> None:
    from mathutils import Vector

    made.rotation_euler = (Vector(target) - made.location).to_track_quat("-Z", "Y").to_euler()


def frame_on(scene: Any, built: BuiltPuppet, framing: str) -> None:
    """Place the camera for a face, a bust or the full figure."""
    b = built.puppet.body
    r = b.head_radius
    centre, high, turn = {
        "face": (b.neck_height + r, 2.9 * r, -14),
        "bust": (b.neck_height + 0.45 * r, 4.8 * r, -14),
        "half": (0.5 * (b.hip_height + b.height) - 0.1 * r, 1.28 * (b.height - b.hip_height) + 0.6 * r, -8),
        "full": (b.height * 0.54, b.height * 1.34, -16),
        "side": (b.neck_height + 0.6 * r, 4.6 * r, -75),
        "back": (b.height * 0.54, b.height * 1.34, 150),
    }[framing]
    camera = scene.camera
    camera.data.lens = 85
    view = scene.render.resolution_y / scene.render.resolution_x
    distance = high * 85 / (36 * min(view, 1.0))
    a = math.radians(turn)
    camera.location = (math.sin(a) * distance, -math.cos(a) * distance, centre + 0.06 * distance)
    _aim(camera, (0.0, 0.0, centre))
    camera.data.dof.use_dof = framing == "face"
    camera.data.dof.focus_distance = distance - 0.8 * r
    camera.data.dof.aperture_fstop = 1.4


def _number(number: int, body: Body, collection: Any) -> Any:
    """A number standing on the floor before a puppet."""
    text = bpy.data.curves.new("number", "FONT")
    text.body, text.size, text.extrude = str(number), 0.16 * body.height, 0.006
    text.materials.append(materials.emit("#f2d9a0", 1.2))
    return geometry.put("number", text, None, collection, at=(-0.40 * body.height, -0.45 * body.height, 0.02), turn=(90, 0, -16))


def sheet(
    cast: list[Puppet], poses: list[list[Pose]], framing: str, width: int, height: int, samples: int, out: Path,
    *, columns: int = 1, numbered: bool = False,
) -> None:  # fmt: skip
    """Render all poses of all puppets into one PNG: a row a puppet, a column a pose; of one pose, `columns` puppets a row.

    numbered: the number of each puppet, from 1, lies on the floor before it.
    """
    scene = studio(width, height, samples)
    each = max(len(row) for row in poses)
    across = each if each > 1 else max(1, min(columns, len(cast)))
    places = [divmod(i, across) for i in range(len(cast) * each)]
    rows = places[-1][0] + 1
    canvas = np.zeros((height * rows, width * across, 4), np.float32)
    cell = out.with_suffix(".cell.png")
    for number, puppet in enumerate(cast):
        collection = bpy.data.collections.new(puppet.name)
        scene.collection.children.link(collection)
        built = puppets.build(puppet, collection, prefix=f"p{number}")
        frame_on(scene, built, framing)
        label = _number(number + 1, puppet.body, collection) if numbered else None
        for turn, pose in enumerate(poses[number]):
            row, column = places[number * each + turn]
            built.pose(pose)
            scene.render.filepath = str(cell)
            bpy.ops.render.render(write_still=True)
            image = bpy.data.images.load(str(cell))
            pixels = np.empty(width * height * 4, np.float32)
            image.pixels.foreach_get(pixels)
            bpy.data.images.remove(image)
            bottom = height * (rows - 1 - row)
            canvas[bottom : bottom + height, column * width : (column + 1) * width] = pixels.reshape(height, width, 4)
        built.pose(None)
        if label is not None:
            label.location.z = -60
    cell.unlink(missing_ok=True)
    image = bpy.data.images.new("sheet", canvas.shape[1], canvas.shape[0])
    image.pixels.foreach_set(canvas.ravel())
    image.filepath_raw, image.file_format = str(out), "PNG"
    image.save()


def main(arguments: list[str]) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="portraits", description=__doc__)
    parser.add_argument("cast", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--acts", default="neutral")
    parser.add_argument("--poses", type=Path, help="poses instead of acts: for each puppet a list")
    parser.add_argument("--frame", default="bust", choices=("face", "bust", "half", "full", "side", "back"))
    parser.add_argument("--size", default="320x320")
    parser.add_argument("--samples", type=int, default=4)
    parser.add_argument("--columns", type=int, default=1, help="puppets a row, of one act")
    parser.add_argument("--numbered", action="store_true")
    parser.add_argument("--only", default="", help="names of puppets, comma between")
    given = parser.parse_args(arguments)
    width, height = (int(n) for n in given.size.split("x"))
    cast = msgspec.json.decode(given.cast.read_bytes(), type=list[Puppet])
    if given.only:
        cast = [p for p in cast if p.name in given.only.split(",")]
    poses = [[act(p.body, name) for name in given.acts.split(",")] for p in cast]
    if given.poses:
        poses = msgspec.json.decode(given.poses.read_bytes(), type=list[list[Pose]])
    sheet(cast, poses, given.frame, width, height, given.samples, given.out,
          columns=given.columns, numbered=given.numbered)  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
