"""A sheet of music under the hands of a writer: notes with a player's small unevenness, long ones held across bars."""

from __future__ import annotations

import random
from dataclasses import dataclass

import msgspec

from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.music import Note
from filmwright.sound.score.palettes import Palette

_TIED_S = 0.35  # two notes of one pitch and player that lie nearer than this are one
_LONGEST_S = 11.0


@dataclass(frozen=True)
class Band:
    """Who plays: the palette, and who carries the main theme in this film."""

    palette: Palette
    lead: str


class Writer:
    """Collects notes."""

    def __init__(self, chance: random.Random, samples: int) -> None:
        self.chance = chance
        self.samples = samples
        self.notes: list[Note] = []

    def add(self, instrument: str, start: float, end: float, pitch: int, velocity: float, *, loose: float = 0.009) -> None:
        """A note between two sample positions. `loose`: standard deviation of its start, seconds."""
        begin = round(start + self.chance.gauss(0, loose) * SAMPLE_RATE_HZ)
        begin = max(begin, 0)
        finish = min(round(end), self.samples)
        if finish - begin < 600 or not 21 <= pitch <= 108:
            return
        loud = round(min(max(velocity + self.chance.gauss(0, 3.0), 12), 118))
        self.notes.append(Note(start=begin, end=finish, pitch=pitch, velocity=loud, instrument=instrument))

    def tie(self, instrument: str) -> None:
        """A player's notes of one pitch that follow each other become one that is held: phrases go over the bar line."""
        last: dict[int, int] = {}
        kept: list[Note] = []
        for note in sorted(self.notes, key=lambda note: note.start):
            at = last.get(note.pitch) if note.instrument == instrument else None
            if at is not None:
                before = kept[at]
                if note.start - before.end < _TIED_S * SAMPLE_RATE_HZ and note.end - before.start < _LONGEST_S * SAMPLE_RATE_HZ:
                    kept[at] = msgspec.structs.replace(before, end=max(before.end, note.end))
                    continue
            if note.instrument == instrument:
                last[note.pitch] = len(kept)
            kept.append(note)
        self.notes = kept
