"""The theatre's camera with a real Blender worker, at the smallest size that shows a puppet."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image

from filmwright.backends.camera import ShotJob
from filmwright.errors import TheatreError
from filmwright.records.breakdown import SetRecord
from filmwright.records.puppet import Body, Puppet
from filmwright.records.staging import CameraPose, Change, LightPlan, Pose, PropState, StagedProp, StagedPuppet, StagedScene, StagedShot
from filmwright.records.takes import PictureSpec, Take
from filmwright.store import Store
from filmwright.theatre.camera import TheatreCamera

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(os.environ.get("FILMWRIGHT_THEATRE_PYTHON", ROOT / ".theatre" / "bin" / "python"))
pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="the theatre's environment is not set up: run `make setup`")

PICTURE = PictureSpec(width=192, height=96, samples=1)
BODY = Body(
    height=1.1, head_radius=0.24, neck_height=0.64, shoulder_height=0.58, shoulder_width=0.36, hip_height=0.36, hip_width=0.16,
    upper_arm=0.2, forearm=0.19, hand=0.06, upper_leg=0.17, lower_leg=0.15, foot=0.15, girth=0.2,
)  # fmt: skip


def standing(x: float, heading: float, **changes: object) -> Pose:
    pose = Pose(root=(x, 0.0, 0.0), heading=heading, foot_left=(x + 0.08, 0.0, 0.0), foot_right=(x - 0.08, 0.0, 0.0))
    return msgspec.structs.replace(pose, **changes)


def job(drawings: int = 4) -> ShotJob:
    waving = tuple(standing(-0.2, 20.0, hand_right=(-0.3, -0.15, 0.5 + 0.08 * i)) for i in range(drawings))
    return ShotJob(
        shot="s1.1",
        set=SetRecord(id="kitchen", name="KITCHEN", kit="kitchen", interior=True),
        light=LightPlan(time_of_day="night"),
        puppets=(StagedPuppet(role="mara", puppet=Puppet(name="MARA", body=BODY), poses=waving),),
        props=(StagedProp(id="cup", model="cup", states=(PropState(place=(0.5, -0.3, 0.0)),) * drawings),),
        camera=(CameraPose(place=(0.0, -2.2, 0.95), target=(0.0, 0.0, 0.6), focal_length_mm=40, focus=(-0.2, 0.0, 0.8)),),
        drawings=drawings,
    )


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TheatreCamera]:
    opened = TheatreCamera()
    opened.open({"python": str(PYTHON)}, scratch=tmp_path_factory.mktemp("scratch"))
    yield opened
    opened.close()


def pixels(store: Store, digest: str) -> np.ndarray:
    return np.asarray(Image.open(store.path(digest)).convert("RGB")).astype(int)


def shoot(camera: TheatreCamera, work: ShotJob, store: Store) -> tuple[str, ...]:
    return camera.shoot(work, PICTURE, store=store, on_drawing=lambda done, all_: None).drawings


def test_a_puppet_is_seen_and_moves_and_the_rest_holds_still(camera: TheatreCamera, tmp_path: Path) -> None:
    store = Store(tmp_path)
    drawings = shoot(camera, job(), store)
    assert len(drawings) == 4
    first, last = pixels(store, drawings[0]), pixels(store, drawings[-1])
    changed = np.abs(first - last).max(-1) > 12
    assert 0.002 < changed.mean() < 0.5
    assert np.abs(first - last)[:, -20:].max() <= 3  # the far wall does not boil
    assert first.mean() > 8


def test_a_held_drawing_is_not_shot_again(camera: TheatreCamera, tmp_path: Path) -> None:
    work = job(3)
    still = msgspec.structs.replace(work.puppets[0], poses=(work.puppets[0].poses[0],) * 3)
    drawings = shoot(camera, msgspec.structs.replace(work, puppets=(still,)), Store(tmp_path))
    assert len(set(drawings)) == 1


def test_a_puppet_that_changes_its_coat_is_in_each_drawing_once_as_it_is_then(camera: TheatreCamera, tmp_path: Path) -> None:
    plain = job(4).puppets[0]
    poses = (standing(-0.55, 20.0),) * 4  # not where puppets are built
    coat = msgspec.structs.replace(plain.puppet, top="coat", top_colour="#d9b13b", hat="top_hat")
    store = Store(tmp_path)

    def shot(first: Puppet, *changes: Change) -> tuple[str, ...]:
        staged = StagedPuppet(role="mara", puppet=first, poses=poses, changes=changes)
        return shoot(camera, msgspec.structs.replace(job(4), puppets=(staged,)), store)

    before, after = shot(plain.puppet)[0], shot(coat)[0]
    changed = shot(plain.puppet, Change(drawing=2, puppet=coat))
    assert changed[0] == changed[1] != changed[2] == changed[3]
    for digest, alone in ((changed[0], before), (changed[3], after)):
        assert (np.abs(pixels(store, digest) - pixels(store, alone)).max(-1) > 40).mean() < 0.01  # grain and feathered edges
    assert (np.abs(pixels(store, before) - pixels(store, after)).max(-1) > 40).mean() > 0.02


def test_without_relief_the_picture_is_nearly_the_same_and_relief_comes_back(camera: TheatreCamera, tmp_path: Path) -> None:
    store = Store(tmp_path)
    flat = msgspec.structs.replace(PICTURE, relief=False)
    full, plain, again = (
        camera.shoot(job(1), picture, store=store, on_drawing=lambda done, all_: None).drawings[0] for picture in (PICTURE, flat, PICTURE)
    )
    assert full == again != plain
    assert np.abs(pixels(store, full) - pixels(store, plain)).mean() < 6


def test_a_worker_that_is_killed_loses_nothing(camera: TheatreCamera, tmp_path: Path) -> None:
    expected = shoot(camera, job(), Store(tmp_path / "a"))

    def kill_once(done: int, _: int) -> None:
        if done == 2 and not killed:
            killed.append(done)
            assert camera._worker is not None
            os.kill(camera._worker.pid, signal.SIGKILL)

    killed: list[int] = []
    take = camera.shoot(job(), PICTURE, store=Store(tmp_path / "b"), on_drawing=kill_once)
    assert killed
    assert take.drawings == expected


def stopped_and_gone_on(camera: TheatreCamera, work: ShotJob, store: Store) -> tuple[Take, list[int]]:
    """A shot that is stopped after its seventh drawing and asked for again, and the drawings counted the second time."""

    class Stop(Exception):
        pass

    def stop(done: int, _: int) -> None:
        if done == 7:
            raise Stop

    with pytest.raises(Stop):
        camera.shoot(work, PICTURE, store=store, on_drawing=stop)
    seen: list[int] = []
    return camera.shoot(work, PICTURE, store=store, on_drawing=lambda done, _: seen.append(done)), seen


def test_a_run_that_is_stopped_goes_on_with_the_same_pictures(camera: TheatreCamera, tmp_path: Path) -> None:
    expected = shoot(camera, job(8), Store(tmp_path / "a"))
    take, seen = stopped_and_gone_on(camera, job(8), Store(tmp_path / "b"))
    assert seen[0] == 6  # from the checkpoint, not from the start
    assert take.drawings == expected


def test_a_moving_camera_gathers_the_same_pictures_in_one_go_and_in_two(camera: TheatreCamera, tmp_path: Path) -> None:
    pose = job().camera[0]
    way = tuple(msgspec.structs.replace(pose, place=(0.02 * min(i, 5), -2.2, 0.95)) for i in range(8))  # it stops, and the puppet goes on
    moving = msgspec.structs.replace(job(8), camera=way)
    expected = shoot(camera, moving, Store(tmp_path / "a"))
    assert len(set(expected)) == 8
    take, seen = stopped_and_gone_on(camera, moving, Store(tmp_path / "b"))
    assert seen[0] == 6
    assert take.drawings == expected


def test_a_scene_is_saved_as_a_file_blender_opens(camera: TheatreCamera, tmp_path: Path) -> None:
    work = job()
    scene = StagedScene(scene="s1", set=work.set, light=work.light, drawings=4, puppets=work.puppets, props=work.props)
    shot = StagedShot(shot="s1.1", scene="s1", first_drawing=0, drawings=4, camera=work.camera)
    path = tmp_path / "scenes" / "s1.blend"
    camera.save_scene(scene, [shot], path)
    assert path.stat().st_size > 20_000
    assert [p.name for p in path.parent.iterdir()] == ["s1.blend"]


def test_an_unknown_kit_is_one_clear_sentence(camera: TheatreCamera, tmp_path: Path) -> None:
    work = msgspec.structs.replace(job(), set=SetRecord(id="moon", name="MOON", kit="moon_base", interior=True))
    with pytest.raises(TheatreError, match="moon_base"):
        shoot(camera, work, Store(tmp_path))


def test_a_missing_python_is_named(tmp_path: Path) -> None:
    with pytest.raises(TheatreError, match="make setup"):
        TheatreCamera().open({"python": str(tmp_path / "python")}, scratch=tmp_path)
