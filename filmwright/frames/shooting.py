"""Shoots one shot with a camera and refuses a take that no film could use."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, UnidentifiedImageError

from filmwright.backends.camera import Camera, ShotJob, hold
from filmwright.errors import StageError
from filmwright.records.takes import PictureSpec, Take
from filmwright.store import Store

DARKEST = 1.5  # of 255: the mean of a drawing below which nothing can be seen in it


def shoot(job: ShotJob, picture: PictureSpec, *, camera: Camera, store: Store, on_drawing: Callable[[int, int], None]) -> Take:
    """Shoot a job and check the take.

    Args:
        job: The shot as the camera sees it.
        picture: Size, samples, frames a drawing.
        camera: An opened camera.
        store: Where the drawings go.
        on_drawing: Called with (done, all) after each drawing.

    Raises:
        StageError: the take has the wrong number or size of drawings, or is black throughout.
        BackendError: the camera failed.
    """
    take = camera.shoot(hold(job, picture), picture, store=store, on_drawing=on_drawing)
    if len(take.drawings) != job.drawings:
        raise StageError(f"shot {job.shot}: camera '{camera.name}' gave {len(take.drawings)} drawings; expected {job.drawings}")
    brightest = 0.0
    for digest in dict.fromkeys((take.drawings[0], take.drawings[len(take.drawings) // 2], take.drawings[-1])):
        try:
            with Image.open(store.path(digest)) as drawing:
                size, pixels = drawing.size, np.asarray(drawing.convert("L"))
        except UnidentifiedImageError as error:
            raise StageError(f"shot {job.shot}: camera '{camera.name}' gave a drawing that is no picture") from error
        if size != (picture.width, picture.height):
            raise StageError(f"shot {job.shot}: a drawing is {size[0]}x{size[1]}; expected {picture.width}x{picture.height}")
        brightest = max(brightest, float(pixels.mean()))
    if brightest < DARKEST:
        raise StageError(f"shot {job.shot}: every drawing is black (mean {brightest:.1f} of 255); check its camera and light")
    return take
