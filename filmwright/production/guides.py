"""Control buffers of a production's shots."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from filmwright.errors import InputError
from filmwright.production import Production

if TYPE_CHECKING:
    from filmwright.theatre.buffers import Buffers

FOLDER = "buffers"  # within the production


def shot_buffers(production: Production, name: str, *, every: int, said: Callable[[str], None]) -> tuple[Path, Buffers]:
    """Write the buffers of a shot into buffers/SHOT; the folder, and what was written.

    Raises:
        InputError: the production has no such shot.
    """
    from filmwright.theatre.buffers import write_buffers

    staged = production.staged()
    found = next(((s.scene, shot) for s in staged.values() for shot in s.shots if shot.shot == name), None)
    if found is None:
        names = [shot.shot for s in staged.values() for shot in s.shots]
        raise InputError(f"there is no shot '{name}'; there are {', '.join(names)}")
    scene, shot = found
    picture = production.settings.picture_spec()
    out = production.place / FOLDER / name
    size, options = (picture.width, picture.height), production.settings.camera.options
    return out, write_buffers(scene, shot, out, size=size, options=options, every=every, said=said)
