"""Control buffers of a shot, for any generator that is to paint over the theatre's picture: depth, normals, who is where, motion, poses."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import OpenEXR
from PIL import Image, ImageDraw

from filmwright.backends.camera import Options
from filmwright.errors import TheatreError
from filmwright.records.clock import FRAMES_PER_DRAWING
from filmwright.records.codec import Record, encode_for_people
from filmwright.records.staging import StagedScene, StagedShot
from filmwright.theatre.camera import PACKAGE, TheatreCamera, theatre_python

Plane = npt.NDArray[np.float32]

# Limbs of the pose pictures, each in the colour of its second joint.
LIMBS = (
    ("neck", "right_shoulder"), ("right_shoulder", "right_elbow"), ("right_elbow", "right_wrist"), ("neck", "left_shoulder"),
    ("left_shoulder", "left_elbow"), ("left_elbow", "left_wrist"), ("neck", "right_hip"), ("right_hip", "right_knee"),
    ("right_knee", "right_ankle"), ("neck", "left_hip"), ("left_hip", "left_knee"), ("left_knee", "left_ankle"), ("neck", "nose"),
    ("nose", "right_eye"), ("right_eye", "right_ear"), ("nose", "left_eye"), ("left_eye", "left_ear"),
)  # fmt: skip


class Identity(Record, frozen=True, kw_only=True):
    """Somebody or some prop in the identity masks: the value of its pixels and the colour in which they are shown."""

    number: int
    kind: str  # puppet or prop
    id: str
    colour: str


class Buffers(Record, frozen=True, kw_only=True):
    """What was written, in buffers.json."""

    schema: str = "buffers/1"
    shot: str
    scene: str
    size: tuple[int, int]
    drawings: tuple[int, ...]  # of the shot, from 0; the files are named after them
    nearest_m: float  # depth = nearest_m * 65535 / value, metres along the lens axis; 0: nothing there
    identities: tuple[Identity, ...]  # 0 is the set
    poses: tuple[dict[str, dict[str, tuple[float, float, float]]], ...]  # a drawing: role -> joint -> x, y in pixels, metres away


def write_buffers(
    scene: StagedScene, shot: StagedShot, out: Path, *, size: tuple[int, int], options: Options, every: int = 1,
    said: Callable[[str], None] = lambda _: None,
) -> Buffers:  # fmt: skip
    """Write the buffers of a shot into a folder: depth, normal, identity, motion and pose, a file a drawing, and buffers.json.

    They are read off the scene as it is saved for Blender, so they are of the same keyframes that a film-maker gets.

    Args:
        every: 1 for all drawings, 2 for every second ...
        said: Told what goes on.

    Raises:
        TheatreError: the theatre's Python is missing or could not do it.
    """
    drawings = tuple(range(0, shot.drawings, every))
    with tempfile.TemporaryDirectory() as place:
        raw = Path(place)
        camera = TheatreCamera()
        camera.open(options, scratch=raw)
        try:
            said(f"sets up scene {scene.scene}")
            camera.save_scene(scene, [shot], raw / "scene.blend")
        finally:
            camera.close()
        frames = [FRAMES_PER_DRAWING * (shot.first_drawing + drawing) for drawing in drawings]
        said(f"renders {len(drawings)} drawings of shot {shot.shot}")
        _render(raw, f"Camera {shot.shot}", frames, size, options)
        told = [json.loads(line) for line in (raw / "keypoints.jsonl").read_text(encoding="utf-8").splitlines()]
        layers = [_layers(raw / f"{frame:06d}.exr") for frame in frames]
        who = tuple(Identity(**item, colour=_colour(item["number"])) for item in json.loads((raw / "identities.json").read_text()))
    depths = [layer["Depth"][..., 0] for layer in layers]
    nearest = min(float(depth.min()) for depth in depths)
    for name in ("depth", "normal", "identity", "motion", "pose"):
        (out / name).mkdir(parents=True, exist_ok=True)
    for drawing, layer, depth, record in zip(drawings, layers, depths, told, strict=True):
        name = f"{drawing:04d}"
        near = np.where(depth < 1e9, nearest / np.maximum(depth, 1e-6), 0.0)
        Image.fromarray(np.rint(near * 65535).astype(np.uint16)).save(out / "depth" / f"{name}.png")
        seen = layer["Normal"] @ np.asarray(record["view"], np.float32).T
        Image.fromarray(np.rint((seen * 0.5 + 0.5).clip(0, 1) * 255).astype(np.uint8)).save(out / "normal" / f"{name}.png")
        _mask(layer["Object Index"][..., 0], who).save(out / "identity" / f"{name}.png")
        motion = -layer["Vector"][..., :2] if drawing else np.zeros((*depth.shape, 2), np.float32)
        motion[..., 1] *= -1  # pictures count down from the top
        np.save(out / "motion" / f"{name}.npy", motion.astype(np.float16))
        _skeletons(record["keypoints"], size).save(out / "pose" / f"{name}.png")
    made = Buffers(
        shot=shot.shot, scene=scene.scene, size=size, drawings=drawings, nearest_m=round(nearest, 5), identities=who,
        poses=tuple({role: {j: (p[0], p[1], p[2]) for j, p in joints.items()} for role, joints in r["keypoints"].items()} for r in told),
    )  # fmt: skip
    (out / "buffers.json").write_bytes(encode_for_people(made))
    return made


def _render(place: Path, camera: str, frames: Sequence[int], size: tuple[int, int], options: Options) -> None:
    python, blender = theatre_python(options)
    arguments = [
        str(place / "scene.blend"), camera, str(place), "--size", f"{size[0]}x{size[1]}", "--frames", ",".join(map(str, frames)),
    ]  # fmt: skip
    command = [str(python), "-m", "filmwright.theatre.worker.buffers", *arguments]
    if blender:
        code = f"from filmwright.theatre.worker import buffers; buffers.main({arguments!r})"
        command = [str(python), "--background", "--factory-startup", "--python-exit-code", "1", "--python-expr", code]
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["nothing"])[-1]
        raise TheatreError(f"the theatre could not write the buffers: it said '{last}'")


def _layers(path: Path) -> dict[str, Plane]:
    """The layers of a multilayer EXR, each (h, w, channels) in the order of their names in Blender."""
    order = {"R": 0, "X": 0, "V": 0, "G": 1, "Y": 1, "B": 2, "Z": 2, "A": 3, "W": 3}
    found: dict[str, dict[int, Any]] = {}
    for part in OpenEXR.File(str(path), separate_channels=True).parts:
        for name, channel in part.channels.items():
            layer, _, axis = name.removeprefix("ViewLayer.").rpartition(".")
            found.setdefault(layer, {})[order.get(axis, 0)] = channel.pixels
    return {layer: np.stack([np.asarray(axes[i], np.float32) for i in sorted(axes)], -1) for layer, axes in found.items()}


def _colour(number: int) -> str:
    """A colour far from those of the numbers before it: hues a golden section apart."""
    hue = (number * 0.618034) % 1.0
    channels = (max(0.0, min(1.0, abs((hue * 6 + shift) % 6 - 3) - 1)) for shift in (0, 4, 2))
    return "#" + "".join(f"{round(60 + 195 * c):02x}" for c in channels)


def _mask(numbers: Plane, who: Sequence[Identity]) -> Image.Image:
    """A picture with a palette: the value of a pixel is the number of who is there, shown in its colour."""
    palette = [0] * 768
    for one in who:
        palette[3 * one.number : 3 * one.number + 3] = [int(one.colour[i : i + 2], 16) for i in (1, 3, 5)]
    mask = Image.fromarray(np.rint(numbers).clip(0, 255).astype(np.uint8), mode="P")
    mask.putpalette(palette)
    return mask


def _skeletons(poses: dict[str, dict[str, list[float]]], size: tuple[int, int]) -> Image.Image:
    picture = Image.new("RGB", size)
    draw = ImageDraw.Draw(picture)
    thick = max(2, size[1] // 120)
    for joints in sorted(poses.values(), key=lambda each: -each["neck"][2]):  # the nearest is drawn last
        for number, (one, two) in enumerate(LIMBS):
            if one in joints and two in joints and joints[one][2] > 0 and joints[two][2] > 0:
                draw.line([tuple(joints[one][:2]), tuple(joints[two][:2])], fill=_colour(number + 1), width=thick)
        for x, y, away in joints.values():
            if away > 0:
                draw.ellipse((x - thick, y - thick, x + thick, y + thick), fill="#f0f0f0")
    return picture
