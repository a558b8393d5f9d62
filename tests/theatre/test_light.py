"""The air of rooms: the beam from a window is seen where it is thrown, and nowhere else."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
STAGE = Path(__file__).with_name("light_stage.py")


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


def test_a_beam_is_seen_along_its_own_way_by_the_camera_alone(measured: dict[str, Any]) -> None:
    for room in ("attic dusk clear", "study day clear"):
        found = measured[room]
        assert found["beam"] and found["shafts"] == 2 and found["camera_alone"]
        assert found["aside"] < 0.45 and found["long"] > 1.5  # metres


def test_no_beam_no_shaft(measured: dict[str, Any]) -> None:
    assert not measured["cellar night clear"]["beam"] and measured["cellar night clear"]["shafts"] == 0
