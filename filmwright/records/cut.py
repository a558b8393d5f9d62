"""The cut as read from the timeline: what plays when, on the film's clock in frames."""

from __future__ import annotations

from typing import Literal

from filmwright.records.codec import Document, Record


class CutShot(Record, frozen=True, kw_only=True):
    """A piece of a shot on the picture track, as long as it is seen.

    During a dissolve both shots are seen: this one's first `transition_frames` lie over the end of the one before.
    A fade in comes up from black over `transition_frames`. `source_start` may lie before the shot's first frame, and
    the piece may run beyond its last, where an editor asked for more than was shot: the end drawings are held.
    """

    shot: str
    scene: str
    film_start: int  # frame of the film
    frames: int
    source_start: int = 0  # frame within the shot
    transition: Literal["cut", "dissolve", "fade_in", "fade_out"] = "cut"
    transition_frames: int = 0
    fade_out_frames: int = 0  # the last frames go down to black


class CutLine(Record, frozen=True, kw_only=True):
    """A spoken line on the film's clock."""

    line: str
    role: str
    film_start_sample: int
    samples: int
    media: str
    source_start_sample: int = 0  # where in the recording the line begins, if an editor trimmed its head


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


class CutNote(Record, frozen=True, kw_only=True):
    """A director's note on the film's clock."""

    note: str  # ScoreNote or EffectNote id
    film_start: int  # frame of the film


class Cut(Document, frozen=True, kw_only=True):
    """The whole film as it will be seen and heard, without the pictures themselves."""

    schema: str = "cut/1"
    title: str
    frames: int  # length of the film
    shots: tuple[CutShot, ...]
    lines: tuple[CutLine, ...]
    titles: tuple[TitleCard, ...]
    chapters: tuple[Chapter, ...]
    notes: tuple[CutNote, ...] = ()
