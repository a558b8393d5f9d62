"""Puppets, measured inside the theatre's own Python: that of `make setup`, or the one FILMWRIGHT_THEATRE_PYTHON names."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from filmwright.records.puppet import Top
from tests.theatre.measuring import measured_in_the_theatre


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    names = ["limbs", "baked", "vocabulary", "beings", "shapes", "same", "hidden", "eyes", "cloth"]
    return measured_in_the_theatre("puppet_stage.py", *names)


def test_hands_reach_the_points_a_pose_names(measured: dict[str, Any]) -> None:
    assert measured["limbs"]["hand"] < 0.002  # metres


def test_feet_stand_where_a_pose_puts_them(measured: dict[str, Any]) -> None:
    assert measured["limbs"]["foot"] < 0.02  # the ankle may roll forward over the ball of the foot


def test_elbows_point_away_from_the_body(measured: dict[str, Any]) -> None:
    assert measured["limbs"]["elbows_out"] == 1.0


def test_a_saved_scene_plays_what_was_baked_held_on_twos(measured: dict[str, Any]) -> None:
    assert measured["baked"]["worst"] < 5e-4  # metres


def test_baking_costs_little_beside_a_drawing(measured: dict[str, Any]) -> None:
    assert measured["baked"]["seconds_each"] < 0.05


def test_every_word_of_the_record_builds_and_has_a_form_of_its_own(measured: dict[str, Any]) -> None:
    assert measured["vocabulary"]["faults"] == []
    assert measured["vocabulary"]["same_form"] == []
    assert set(measured["vocabulary"]["seen"]["top"]) == set(get_args(Top))


def test_all_that_grows_on_any_being_is_built_and_acts(measured: dict[str, Any]) -> None:
    assert measured["beings"]["faults"] == []
    assert len(measured["beings"]["kinds"]) < 45  # the fewest that show everything


def test_every_being_has_all_mouths_and_hands(measured: dict[str, Any]) -> None:
    assert measured["shapes"]["missing"] == []


def test_one_record_is_one_puppet(measured: dict[str, Any]) -> None:
    assert measured["same"] == {"same": True, "other": True}


def test_off_stage_is_out_of_sight(measured: dict[str, Any]) -> None:
    assert measured["hidden"]["highest"] < -50
    assert measured["hidden"]["largest"] < 0.01


def test_eyes_that_look_down_are_open_to_who_is_level_with_them(measured: dict[str, Any]) -> None:
    found = measured["eyes"]
    assert found["asleep"] < 0.05
    assert found["ahead"] > found["bowed"] > 0.5


def test_long_clothes_lie_on_the_floor_of_one_who_kneels_or_sits_on_it(measured: dict[str, Any]) -> None:
    found = measured["cloth"]
    assert [f"{name}: {each['with']:.3f}" for name, each in found.items() if each["with"] < -0.012] == []  # a hem's roll is 1 cm thick
    assert sum(each["without"] < -0.05 for each in found.values()) > len(found) / 2  # bones alone take them through it
