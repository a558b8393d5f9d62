"""Puppets' own points against what the stage knows of them: the room they take, how they sit, how spectacles lie."""

from __future__ import annotations

from typing import Any

import pytest

from tests.theatre.measuring import measured_in_the_theatre


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    return measured_in_the_theatre("volume_stage.py")


def test_the_balls_of_a_puppet_hold_its_head_and_trunk(measured: dict[str, Any]) -> None:
    for name, room in measured["room"].items():
        assert room["front"] < 0.04, name  # a nose or a brim that the stage does not know of
        assert room["outside"] < 0.09, name


def test_who_sits_touches_the_seat(measured: dict[str, Any]) -> None:
    for name, gap in measured["seat"].items():
        assert -0.02 <= gap <= 0.02, name


def test_spectacles_lie_on_nose_and_ears(measured: dict[str, Any]) -> None:
    for name, gap in measured["spectacles"].items():
        assert gap["bridge"] < 0.003, name
        assert gap["bows"] < 0.004, name
