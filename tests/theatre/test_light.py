"""The air of rooms: the beam from a window is seen where it is thrown, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.theatre.measuring import measured_in_the_theatre


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    return measured_in_the_theatre("light_stage.py")


def test_a_beam_is_seen_along_its_own_way_by_the_camera_alone(measured: dict[str, Any]) -> None:
    for room in ("attic dusk clear", "study day clear"):
        found = measured[room]
        assert found["beam"] and found["shafts"] == 2 and found["camera_alone"]
        assert found["aside"] < 0.45 and found["long"] > 1.5  # metres


def test_no_beam_no_shaft(measured: dict[str, Any]) -> None:
    assert not measured["cellar night clear"]["beam"] and measured["cellar night clear"]["shafts"] == 0
