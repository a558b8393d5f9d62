"""The light of a scene: every hour comes from somewhere of its own, and lamps burn when they are needed."""

from __future__ import annotations

import dataclasses

import msgspec

from filmwright.records.breakdown import TimeOfDay
from filmwright.records.staging import CameraPose, FaceLight, LightPlan
from filmwright.stage.facelight import face_light
from filmwright.stage.framing import Sitter
from filmwright.stage.light import light_plan
from filmwright.stage.setting import setting_of
from tests.stage.small_film import ANNA, KIT, act, film, scene
from tests.stage.test_staging import poses, staged


def plan(hour: TimeOfDay, **kit: object) -> LightPlan:
    told = film(scene(time_of_day=hour))
    setting = setting_of(told.scenes[0], told)
    return light_plan(dataclasses.replace(setting, kit=msgspec.structs.replace(setting.kit, **kit)))


def test_the_sun_rises_on_one_side_and_sets_on_the_other() -> None:
    for interior, sky in ((True, "window"), (False, "open")):
        assert plan("dawn", interior=interior, sky=sky).key_from < -50 and plan("dusk", interior=interior, sky=sky).key_from > 50
        assert abs(plan("day", interior=interior, sky=sky).key_from) < 50


def test_lamps_burn_by_night_and_hardly_by_day_except_where_no_window_is() -> None:
    burn = {hour: plan(hour, sky="window").practicals for hour in ("day", "dusk", "night")}
    assert burn["day"] < 0.3 < burn["dusk"] < burn["night"]
    assert plan("day", sky="none").practicals == plan("night", sky="none").practicals == 1.0


def lamp(tilt: float, hour: TimeOfDay = "night") -> FaceLight:
    """For a face that looks so many degrees up."""
    head = (0.0, 0.0, 0.9)
    sitter = Sitter(role="anna", puppet=ANNA.puppet, heads=(head,), looks=0.0, roots=((0.0, 0.0, 0.0),), tilt=tilt, faces=((0.0, tilt),))
    camera = CameraPose(place=(0.2, -1.6, 0.9), target=head, focal_length_mm=50, focus=head)
    found = face_light("medium", [sitter], camera, LightPlan(time_of_day=hour), KIT)
    assert found is not None
    return found


def test_a_face_that_looks_down_is_lit_from_lower_and_more() -> None:
    for hour in ("day", "night"):
        upright, bowed, lost = lamp(0.0, hour), lamp(-25.0, hour), lamp(-60.0, hour)
        assert upright.place[2] > upright.target[2] + 0.2 > bowed.place[2] + 0.2 > bowed.target[2] - 0.1
        assert bowed.strength > upright.strength + 0.1
        assert lost.place[2] >= lost.target[2] - 0.25  # never from under the chin
    assert lamp(15.0) == lamp(0.0)


def test_whoever_reads_looks_down_with_the_eyes_more_than_with_the_head() -> None:
    told, _, _ = staged(scene(act("s1.a1", "anna", "read", "", "letter", emotion="sorrow", intensity=1.0)))
    reading = [pose for pose in poses(told, "anna") if pose is not None]
    bowed = [pose.lean - pose.head_pitch for pose in reading]
    assert 15 < max(bowed) < 34
    lowest = reading[bowed.index(max(bowed))]
    assert lowest.gaze_pitch < -10 and min(lowest.lid_left, lowest.lid_right) > 0.5
