"""Faces in rendered drawings: one that looks down is as well lit as one that looks ahead."""

from __future__ import annotations

import math
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from filmwright.backends.camera import ShotJob
from filmwright.breakdown.bodies import body_for
from filmwright.records.breakdown import SetRecord, TimeOfDay
from filmwright.records.puppet import Puppet
from filmwright.records.staging import CameraPose, LightPlan, Pose, StagedPuppet
from filmwright.records.takes import PictureSpec
from filmwright.stage.armature import head_in
from filmwright.stage.facelight import face_light
from filmwright.stage.framing import Sitter
from filmwright.store import Store
from filmwright.theatre import catalogue
from filmwright.theatre.camera import TheatreCamera

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(os.environ.get("FILMWRIGHT_THEATRE_PYTHON", ROOT / ".theatre" / "bin" / "python"))
pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="the theatre's environment is not set up: run `make setup`")

PICTURE = PictureSpec(width=240, height=120, samples=2)
LENS, HEADING = 60.0, 20.0


def brightness(camera: TheatreCamera, place: Path, hour: TimeOfDay, lean: float, pitch: float, *, lit_as: float) -> float:
    """Mean luma, of 255, of a disc of skin in the middle of a face; `lit_as`: the tilt for which its lamp is hung."""
    body = body_for("human", "adult", "average")
    puppet = Puppet(name="ADA", body=body, hair="short", top="jumper")
    feet = {"foot_left": (0.08, -0.4, 0.0), "foot_right": (-0.08, -0.4, 0.0)}
    pose = Pose(root=(0.0, -0.4, 0.0), heading=HEADING, lean=lean, head_pitch=pitch, **feet)
    head = head_in(body, pose)
    view = CameraPose(place=(0.15, head[1] - 1.5, head[2] - 0.1), target=head, focal_length_mm=LENS, focus=head)
    kit, plan = catalogue.sets()["kitchen"], LightPlan(time_of_day=hour)
    sitter = Sitter(role="ada", puppet=puppet, heads=(head,), looks=HEADING, roots=(pose.root,), tilt=lit_as)
    work = ShotJob(
        shot="s1.1", set=SetRecord(id="kitchen", name="KITCHEN", kit="kitchen", interior=True), light=plan,
        puppets=(StagedPuppet(role="ada", puppet=puppet, poses=(pose,)),), props=(), camera=(view,), drawings=1,
        face=face_light("medium_close", [sitter], view, plan, kit),
    )  # fmt: skip
    store = Store(place)
    drawing = camera.shoot(work, PICTURE, store=store, on_drawing=lambda done, of: None).drawings[0]
    picture = np.asarray(Image.open(store.path(drawing)).convert("RGB")).astype(float) @ (0.2126, 0.7152, 0.0722)
    side, rise = math.radians(HEADING), math.radians(pitch - lean - 6)
    way = np.array((math.sin(side) * math.cos(rise), -math.cos(side) * math.cos(rise), math.sin(rise)))
    spot = np.array(head) + 0.85 * body.head_radius * way - np.array(view.place)
    axis = np.array(view.target) - np.array(view.place)
    axis /= np.linalg.norm(axis)
    right = np.cross(axis, (0.0, 0.0, 1.0))
    right /= np.linalg.norm(right)
    scale = PICTURE.width * LENS / 36 / (spot @ axis)
    x, y = PICTURE.width / 2 + scale * (spot @ right), PICTURE.height / 2 - scale * (spot @ np.cross(right, axis))
    rows, columns = np.mgrid[: PICTURE.height, : PICTURE.width]
    return float(picture[(columns - x) ** 2 + (rows - y) ** 2 < (0.5 * body.head_radius * scale) ** 2].mean())


def test_a_bowed_face_is_lit_as_an_upright_one(tmp_path: Path) -> None:
    camera = TheatreCamera()
    camera.open({"python": str(PYTHON)}, scratch=tmp_path)
    hours: tuple[TimeOfDay, ...] = ("night", "day")
    try:
        for hour in hours:
            upright = brightness(camera, tmp_path, hour, 0.0, 0.0, lit_as=0.0)
            bowed = brightness(camera, tmp_path, hour, 8.0, -22.0, lit_as=-30.0)
            assert 0.84 * upright < bowed < 1.25 * upright, hour
            assert brightness(camera, tmp_path, hour, 8.0, -22.0, lit_as=0.0) < bowed - 4, hour
    finally:
        camera.close()
