"""The cut as read from the timeline: what plays when, on the film's clock in frames."""

from __future__ import annotations

from typing import Literal

from filmwright.records.codec import Document, Record


class CutShot(Record, frozen=True, kw_only=True):
    """A piece of a shot on the picture track."""

    shot: str
    scene: str
    film_start: int  # frame of the film
    frames: int
    source_start: int = 0  # frame within the shot
    transition: Literal["cut", "dissolve", "fade_in", "fade_out"] = "cut"
    transition_frames: int = 0


class CutLine(Record, frozen=True, kw_only=True):
    """A spoken line on the film's clock."""

    line: str
    role: str
    film_start_sample: int
    samples: int
    media: str


class TitleCard(Record, frozen=True, kw_only=True):
    """Text over picture or black."""

    kind: Literal["title", "credits"]
    film_start: int
    frames: int
    over_picture: bool


class Chapter(Record, frozen=True, kw_only=True):
    """A chapter of the film: one a scene."""

    title: str
    film_start: int
    frames: int


class Cut(Document, frozen=True, kw_only=True):
    """The whole film as it will be seen and heard, without the pictures themselves."""

    schema: str = "cut/1"
    title: str
    frames: int  # length of the film
    shots: tuple[CutShot, ...]
    lines: tuple[CutLine, ...]
    titles: tuple[TitleCard, ...]
    chapters: tuple[Chapter, ...]
