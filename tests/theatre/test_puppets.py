"""Puppets, measured inside the theatre's own Python: that of `make setup`, or the one FILMWRIGHT_THEATRE_PYTHON names."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any, get_args

import pytest

from filmwright.records.puppet import Top

ROOT = Path(__file__).parents[2]
STAGE = Path(__file__).with_name("puppet_stage.py")


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    python = os.environ.get("FILMWRIGHT_THEATRE_PYTHON") or str(ROOT / ".theatre" / "bin" / "python")
    if not Path(python).exists():
        pytest.skip("the theatre's environment is not set up: run `make setup`")
    names = ["limbs", "baked", "vocabulary", "beings", "shapes", "same", "hidden", "eyes", "cloth"]
    done = subprocess.run(
        [python, str(STAGE), *names], capture_output=True, text=True, timeout=240, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("MEASURED ")]
    assert lines, f"the theatre said nothing:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    found: dict[str, Any] = json.loads(lines[0].removeprefix("MEASURED "))
    return found


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
