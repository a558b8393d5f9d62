"""Control buffers of a shot, read off the scene as it is saved, at the smallest size that shows a puppet."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image

from filmwright.records.breakdown import SetRecord
from filmwright.records.puppet import Puppet
from filmwright.records.staging import CameraPose, LightPlan, PropState, StagedProp, StagedPuppet, StagedScene, StagedShot
from filmwright.theatre.buffers import write_buffers
from tests.theatre.test_camera import BODY, PYTHON, standing

pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="the theatre's environment is not set up: run `make setup`")
SIZE = (120, 60)


def test_masks_depth_motion_and_joints_tell_of_the_same_puppet(tmp_path: Path) -> None:
    walks = (standing(-0.3, 0.0), standing(-0.2, 0.0))
    camera = CameraPose(place=(0.0, -2.4, 0.8), target=(0.0, 0.0, 0.6), focal_length_mm=40, focus=(0.0, 0.0, 0.8))
    scene = StagedScene(
        scene="s1", set=SetRecord(id="k", name="KITCHEN", kit="kitchen", interior=True), light=LightPlan(time_of_day="day"), drawings=2,
        puppets=(StagedPuppet(role="mara", puppet=Puppet(name="MARA", body=BODY), poses=walks),),
        props=(StagedProp(id="chest", model="chest", states=(PropState(place=(0.6, -0.3, 0.0)),) * 2),),
    )  # fmt: skip
    shot = StagedShot(shot="s1.1", scene="s1", first_drawing=0, drawings=2, camera=(camera,))
    made = write_buffers(scene, shot, tmp_path, size=SIZE, options={"python": str(PYTHON)})
    number = {one.id: one.number for one in made.identities}
    assert set(number) == {"mara", "chest"}
    masks, depths = ([np.asarray(Image.open(tmp_path / name / f"000{i}.png")) for i in (0, 1)] for name in ("identity", "depth"))
    mara = masks[1] == number["mara"]
    assert 0.02 < mara.mean() < 0.4
    metres = made.nearest_m * 65535 / depths[1][mara].astype(float)
    assert 1.8 < np.median(metres) < 2.6
    joints = msgspec.to_builtins(made.poses)
    moved = joints[1]["mara"]["neck"][0] - joints[0]["mara"]["neck"][0]
    motion = np.load(tmp_path / "motion" / "0001.npy").astype(float)
    assert np.median(motion[mara][:, 0]) == pytest.approx(moved, abs=0.6)
    assert moved > 3
    assert np.abs(motion[masks[1] == 0]).mean() < 0.05
    x, y, _ = joints[1]["mara"]["neck"]
    assert mara[round(y), round(x)]
    seen = np.asarray(Image.open(tmp_path / "normal" / "0001.png")).astype(float)
    assert np.median(seen[mara][:, 2]) > 128  # what is seen faces the lens
