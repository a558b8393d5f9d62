"""What a script that runs in the theatre's own Python measured there."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def measured_in_the_theatre(script: str, *asked: str) -> dict[str, Any]:
    """What a script of this folder, asked for these measures, prints behind MEASURED, as JSON; a skip where the theatre is not set up."""
    python = os.environ.get("FILMWRIGHT_THEATRE_PYTHON") or str(ROOT / ".theatre" / "bin" / "python")
    if not Path(python).exists():
        pytest.skip("the theatre's environment is not set up: run `make setup`")
    command = [python, str(Path(__file__).with_name(script)), *asked]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
    lines = [line for line in done.stdout.splitlines() if line.startswith("MEASURED ")]
    assert lines, f"the theatre said nothing:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    found: dict[str, Any] = json.loads(lines[0].removeprefix("MEASURED "))
    return found
