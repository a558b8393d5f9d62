"""Kits as cameras see them: surveyed every one, interiors closed from wherever a camera may stand."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from filmwright.theatre import catalogue
from filmwright.theatre.catalogue import sight

ROOT = Path(__file__).parents[2]
SEAMS = 8  # rays of some 30 000 that may slip between two edges


def test_every_kit_is_surveyed() -> None:
    """If this fails: python -m filmwright.theatre.worker.survey sight NAME, with the Python that has bpy."""
    assert sorted(sight.load()) == sorted(catalogue.sets())


def test_what_is_surveyed_leaves_room_to_stand() -> None:
    for name, kit in catalogue.sets().items():
        mark = kit.marks["centre"]
        assert not sight.load()[name].stands_in((mark.x, mark.y, 0.9)), name


def test_no_camera_sees_past_the_walls_of_a_room() -> None:
    python = os.environ.get("FILMWRIGHT_THEATRE_PYTHON") or str(ROOT / ".theatre" / "bin" / "python")
    if not Path(python).exists():
        pytest.skip("the theatre's environment is not set up: run `make setup`")
    kits = ["cellar", "kitchen", "bus"]  # a vault, beams, a low ceiling; `survey closed` without names asks all of them
    done = subprocess.run(
        [python, "-m", "filmwright.theatre.worker.survey", "closed", *kits],
        capture_output=True, text=True, timeout=240, check=False, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    found = {name: int(count) for name, count in re.findall(r"^(\w+): (\d+) rays see the sky", done.stdout, re.M)}
    assert set(found) == set(kits), done.stderr[-2000:]
    assert max(found.values()) <= SEAMS, done.stdout
