"""The light of a scene: every hour comes from somewhere of its own, and lamps burn when they are needed."""

from __future__ import annotations

import dataclasses

import msgspec

from filmwright.records.breakdown import TimeOfDay
from filmwright.records.staging import LightPlan
from filmwright.stage.light import light_plan
from filmwright.stage.setting import setting_of
from tests.stage.small_film import film, scene


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
