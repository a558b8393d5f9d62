"""Takes: the drawings of a shot, as pictures in the store."""

from __future__ import annotations

from filmwright.records.codec import Document, Record


class PictureSpec(Record, frozen=True, kw_only=True):
    """Size and care of the picture."""

    width: int
    height: int
    samples: int  # light paths a pixel
    frames_per_drawing: int = 2
    relief: bool = True  # whether surfaces have their finest relief: fibres, weave, grain


class Take(Document, frozen=True, kw_only=True):
    """One take of a shot. `drawings` are store digests of 8-bit sRGB PNGs, graded, one a drawing;
    a drawing that is held repeats its digest."""

    schema: str = "take/1"
    shot: str
    picture: PictureSpec
    drawings: tuple[str, ...]
    camera: str = "theatre"
    seconds_of_work: float = 0.0


class Takes(Document, frozen=True, kw_only=True):
    """The chosen take of every shot."""

    schema: str = "takes/1"
    takes: tuple[Take, ...]
