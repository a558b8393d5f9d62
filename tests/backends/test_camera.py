"""What a shot is to a camera: the key of its picture changes with what is seen and with nothing else."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.backends.camera import ShotJob, hold, job_of, picture_key
from filmwright.breakdown.bodies import body_for
from filmwright.records.breakdown import SetRecord
from filmwright.records.puppet import Puppet
from filmwright.records.staging import CameraPose, LightPlan, Pose, PropState, StagedProp, StagedPuppet, StagedScene, StagedShot
from filmwright.records.takes import PictureSpec

PICTURE = PictureSpec(width=96, height=48, samples=1)
LOCKED = (CameraPose(place=(0.0, -2.0, 1.0), target=(0.0, 0.0, 0.8), focus=(0.0, 0.0, 0.8)),)


def scene_of(xs: list[float], *, hidden: tuple[int, ...] = ()) -> StagedScene:
    states = tuple(PropState(place=(x, 0.0, 0.7), hidden=number in hidden) for number, x in enumerate(xs))
    return StagedScene(
        scene="s1",
        set=SetRecord(id="kitchen", name="KITCHEN", kit="kitchen", interior=True),
        light=LightPlan(time_of_day="night"),
        drawings=len(xs),
        puppets=(),
        props=(StagedProp(id="cup", model="cup", states=states),),
    )


def shot_of(first: int, drawings: int, *, name: str = "s1.1") -> StagedShot:
    return StagedShot(shot=name, scene="s1", first_drawing=first, drawings=drawings, camera=LOCKED)


def key(scene: StagedScene, shot: StagedShot, picture: PictureSpec = PICTURE, fingerprint: str = "camera") -> str:
    return picture_key(job_of(scene, shot), picture, fingerprint)


@given(
    before=st.lists(st.floats(-1, 1), max_size=6),
    after=st.lists(st.floats(-1, 1), max_size=6),
    seen=st.lists(st.floats(-1, 1), min_size=1, max_size=6),
)
def test_a_shot_that_only_moved_in_its_scene_is_the_same_picture(before: list[float], after: list[float], seen: list[float]) -> None:
    moved = key(scene_of([*before, *seen, *after]), shot_of(len(before), len(seen), name="s1.9"))
    assert moved == key(scene_of(seen), shot_of(0, len(seen)))


def test_what_is_seen_is_in_the_key() -> None:
    scene, shot = scene_of([0.0, 0.1, 0.2]), shot_of(0, 3)
    keys = {
        key(scene, shot),
        key(scene_of([0.0, 0.1, 0.3]), shot),
        key(scene, shot_of(0, 2)),
        key(scene, msgspec.structs.replace(shot, exposure=0.5)),
        key(scene, msgspec.structs.replace(shot, camera=(msgspec.structs.replace(LOCKED[0], focal_length_mm=85.0),))),
        key(msgspec.structs.replace(scene, light=LightPlan(time_of_day="day")), shot),
        key(scene, shot, msgspec.structs.replace(PICTURE, samples=2)),
        key(scene, shot, fingerprint="another camera"),
    }
    assert len(keys) == 8


def test_a_thing_that_is_hidden_all_the_time_is_not_part_of_the_shot() -> None:
    assert job_of(scene_of([0.0, 0.1, 0.2], hidden=(0, 1)), shot_of(0, 2)).props == ()
    assert len(job_of(scene_of([0.0, 0.1, 0.2], hidden=(0,)), shot_of(0, 2)).props) == 1


def test_a_camera_that_does_not_move_is_locked_off() -> None:
    still = msgspec.structs.replace(shot_of(0, 3), camera=LOCKED * 3)
    assert job_of(scene_of([0.0, 0.1, 0.2]), still).camera == LOCKED


def test_a_window_outside_the_scene_is_refused() -> None:
    with pytest.raises(ValueError, match="shot s1.1 is drawings 2 to 5 of scene s1, which has 3"):
        job_of(scene_of([0.0, 0.1, 0.2]), shot_of(2, 3))


def test_on_fours_every_second_drawing_repeats_the_one_before() -> None:
    job: ShotJob = job_of(scene_of([0.0, 0.1, 0.2, 0.3, 0.4]), shot_of(0, 5))
    held = hold(job, msgspec.structs.replace(PICTURE, frames_per_drawing=4))
    assert [state.place[0] for state in held.props[0].states] == [0.0, 0.0, 0.2, 0.2, 0.4]
    assert hold(job, PICTURE) is job


def test_on_fours_lips_stay_on_twos() -> None:
    poses = tuple(Pose(root=(0.1 * i, 0, 0), heading=0, mouth=mouth) for i, mouth in enumerate(("rest", "A", "O", "M")))
    job: ShotJob = job_of(scene_of([0.0, 0.1, 0.2, 0.3]), shot_of(0, 4))
    spoken = StagedPuppet(role="ada", puppet=Puppet(name="ADA", body=body_for("human", "adult", "average")), poses=poses)
    held = hold(msgspec.structs.replace(job, puppets=(spoken,)), msgspec.structs.replace(PICTURE, frames_per_drawing=4))
    assert [pose.root[0] for pose in held.puppets[0].poses if pose] == [0.0, 0.0, 0.2, 0.2]
    assert [pose.mouth for pose in held.puppets[0].poses if pose] == ["rest", "A", "O", "M"]
