"""Portraits on the near side: puppets drawn on one sheet by the theatre's own Python."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from filmwright.backends.camera import Options
from filmwright.errors import TheatreError
from filmwright.records.codec import encode
from filmwright.records.puppet import Puppet
from filmwright.records.staging import Pose
from filmwright.theatre.camera import PACKAGE, theatre_python


def draw(puppets: Sequence[Puppet], out: Path, *, columns: int, options: Options, size: tuple[int, int] = (300, 380)) -> None:
    """Render puppets standing, numbered from 1 along the rows, into one PNG.

    Raises:
        TheatreError: the theatre's Python is missing or could not draw them.
    """
    _draw(puppets, out, ["--frame", "full", "--size", f"{size[0]}x{size[1]}", "--columns", str(columns), "--numbered"], options)


def draw_poses(
    puppet: Puppet, poses: Sequence[Pose], out: Path, *, options: Options, frame: str = "half", size: tuple[int, int] = (360, 360)
) -> None:
    """Render one puppet in several poses, side by side in one PNG.

    Raises:
        TheatreError: the theatre's Python is missing or could not draw it.
    """
    _draw([puppet], out, ["--frame", frame, "--size", f"{size[0]}x{size[1]}", "--samples", "8"], options, [poses])


def _draw(puppets: Sequence[Puppet], out: Path, how: list[str], options: Options, poses: Sequence[Sequence[Pose]] = ()) -> None:
    python, blender = theatre_python(options)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        cast = Path(folder) / "cast.json"
        cast.write_bytes(b"[" + b",".join(encode(puppet) for puppet in puppets) + b"]")
        made = Path(folder) / "sheet.png"
        arguments = [str(cast), str(made), *how]
        if poses:
            acted = Path(folder) / "poses.json"
            acted.write_bytes(b"[" + b",".join(b"[" + b",".join(encode(pose) for pose in row) + b"]" for row in poses) + b"]")
            arguments += ["--poses", str(acted)]
        if blender:
            code = f"from filmwright.theatre.worker import portraits; portraits.main({arguments!r})"
            command = [str(python), "--background", "--factory-startup", "--python-exit-code", "1", "--python-expr", code]
        else:
            command = [str(python), "-m", "filmwright.theatre.worker.portraits", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        if done.returncode or not made.exists():
            last = (done.stderr.strip().splitlines() or ["nothing"])[-1]
            raise TheatreError(f"the theatre could not draw the sheet {out.name}: it said '{last}'")
        out.write_bytes(made.read_bytes())
