"""Puppets' own points against what the stage knows of them: the room they take, how they sit, how spectacles lie."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
STAGE = Path(__file__).with_name("volume_stage.py")


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    python = os.environ.get("FILMWRIGHT_THEATRE_PYTHON") or str(ROOT / ".theatre" / "bin" / "python")
    if not Path(python).exists():
        pytest.skip("the theatre's environment is not set up: run `make setup`")
    done = subprocess.run(
        [python, str(STAGE)], capture_output=True, text=True, timeout=240, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("MEASURED ")]
    assert lines, f"the theatre said nothing:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    found: dict[str, Any] = json.loads(lines[0].removeprefix("MEASURED "))
    return found


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
