"""Recorded dialogue: the sound of each line, its words and its mouth shapes in time."""

from __future__ import annotations

from typing import Literal

from filmwright.records.breakdown import VoiceRecord
from filmwright.records.codec import Document, Record
from filmwright.records.report import Credit

MouthShape = Literal["rest", "M", "A", "E", "I", "O", "U", "F", "L", "S", "W", "T"]  # T: the tongue out, which no sound of speech makes


class MouthCue(Record, frozen=True, kw_only=True):
    """A mouth shape held from `start` to `end`, in samples from the line's first sample."""

    start: int
    end: int
    shape: MouthShape


class SpokenWord(Record, frozen=True, kw_only=True):
    """A word and when it is heard, in samples from the line's first sample."""

    text: str
    start: int
    end: int
    stressed: bool = False


class SpokenLine(Record, frozen=True, kw_only=True):
    """One recorded line. `media` is the store digest of a mono 48 kHz 24-bit WAV."""

    line: str  # LineOfDialogue id
    role: str
    media: str
    samples: int
    words: tuple[SpokenWord, ...] = ()
    mouth: tuple[MouthCue, ...] = ()
    level_lufs: float = 0.0


class Dialogue(Document, frozen=True, kw_only=True):
    """All recorded lines of the film, and the voice that each role was given."""

    schema: str = "dialogue/1"
    voices: dict[str, VoiceRecord]
    lines: tuple[SpokenLine, ...]
    noises: tuple[SpokenLine, ...] = ()  # of acts: a laugh, a sob, in the voice of who performs it; `line` is the act's id
    credits: tuple[Credit, ...] = ()
