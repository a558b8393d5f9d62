"""Frames: a take that no film could use is refused."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from PIL import Image

from filmwright.backends.camera import Options, ShotJob
from filmwright.errors import StageError
from filmwright.frames import shoot
from filmwright.records.breakdown import SetRecord
from filmwright.records.staging import CameraPose, LightPlan, StagedScene, StagedShot
from filmwright.records.takes import PictureSpec, Take
from filmwright.store import Store

PICTURE = PictureSpec(width=32, height=16, samples=1)
JOB = ShotJob(
    shot="s1.1", set=SetRecord(id="hut", name="HUT", kit="kitchen", interior=True), light=LightPlan(time_of_day="day"),
    puppets=(), props=(), camera=(CameraPose(place=(0, -3, 1), target=(0, 0, 1), focus=(0, 0, 1)),), drawings=3,
)  # fmt: skip


class PaintedCamera:
    """A small real camera: every drawing is one flat colour."""

    name = "painted"
    options: Mapping[str, str] = {}

    def __init__(self, grey: int = 120, size: tuple[int, int] = (32, 16), missing: int = 0) -> None:
        self.grey, self.size, self.missing = grey, size, missing

    def fingerprint(self, options: Options) -> str:
        return "painted"

    def open(self, options: Options, *, scratch: Path) -> None: ...

    def shoot(self, job: ShotJob, picture: PictureSpec, *, store: Store, on_drawing: Callable[[int, int], None]) -> Take:
        out = io.BytesIO()
        Image.new("RGB", self.size, (self.grey,) * 3).save(out, "PNG")
        drawings = tuple(store.put(out.getvalue(), suffix=".png") for _ in range(job.drawings - self.missing))
        on_drawing(len(drawings), job.drawings)
        return Take(shot=job.shot, picture=picture, drawings=drawings, camera=self.name)

    def save_scene(self, scene: StagedScene, shots: Sequence[StagedShot], path: Path) -> None: ...

    def close(self) -> None: ...


def take(camera: PaintedCamera, tmp_path: Path) -> Take:
    return shoot(JOB, PICTURE, camera=camera, store=Store(tmp_path), on_drawing=lambda done, all_: None)


def test_a_good_take_is_kept(tmp_path: Path) -> None:
    assert len(take(PaintedCamera(), tmp_path).drawings) == 3


@pytest.mark.parametrize(
    ("camera", "complaint"),
    [
        (PaintedCamera(grey=0), "black"),
        (PaintedCamera(size=(30, 16)), "30x16"),
        (PaintedCamera(missing=1), "2 drawings; expected 3"),
    ],
)
def test_a_useless_take_is_refused_with_its_reason(camera: PaintedCamera, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(StageError, match=complaint):
        take(camera, tmp_path)
