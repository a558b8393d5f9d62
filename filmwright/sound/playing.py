"""Instruments that play in the picture: the film's own themes, in the key that the score has there, never the same way twice."""

from __future__ import annotations

import hashlib
import random

import numpy as np

from filmwright.records.breakdown import Breakdown, Scene
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.music import Note, Score
from filmwright.records.story import Feeling
from filmwright.sound.noise import put
from filmwright.sound.rooms import panned
from filmwright.sound.sampled import Sound
from filmwright.sound.score.harmony import Chord, chord, mode_of
from filmwright.sound.score.motif import Motif, motif_of, sung
from filmwright.sound.score.sampler import played
from filmwright.sound.score.themes import themes_of

_PLAYED = 1.5  # level of an instrument in the picture: as loud as a voice (looked at in the levels of a film)
_OCTAVES = {"cello": 4, "music_box": 6}
_KEYS = {name: pitch for pitch, name in enumerate(("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"))}
_UNEVEN = 0.03  # standard deviation of the lengths of tones


class Phrases:
    """What instruments in the picture play, one after the other.

    Args:
        score: The score of the film, if it is known: its themes and keys are theirs.
        thing: Whether what plays is the thing at the heart of the film; its own theme is played, else the first one's.
    """

    def __init__(self, breakdown: Breakdown, score: Score | None, *, thing: bool) -> None:
        themes = themes_of(breakdown, None, 4, 0)
        theme = themes.heart if thing and themes.heart in themes.motifs else themes.first
        own = themes.motifs.get(theme) or motif_of(breakdown.title, 4, salt="0")
        degrees = score.motifs.get(theme, own.degrees) if score is not None else own.degrees
        beats = score.rhythms.get(theme, own.beats) if score is not None else own.beats
        self._tune = Motif(degrees, beats) if len(degrees) == len(beats) else own
        self._cues = score.cues if score is not None else ()
        self._number = 0
        self._title = breakdown.title

    def play(
        self, track: Sound, start: int, room: int, instrument: str, count: int, scene: Scene | None, *, side: float = 0.1
    ) -> None:
        """A phrase, alone and unhurried, from a sample on in so many samples; `count`: only so many notes of it, 0 all."""
        tonic = self._tonic(start)
        mode = mode_of(scene.feeling if scene else Feeling())
        home: Chord = chord(tonic, mode, 0)
        whole = (self._tune, self._tune.opened(), self._tune.resolved(), self._tune.moved(2))[self._number % 4]
        degrees = [whole.degrees[i % len(whole.degrees)] for i in range(count)] if count else list(whole.degrees)
        lengths = [1.4] * count if count else list(whole.beats)
        chance = random.Random(f"{self._title}/{self._number}")
        self._number += 1
        lengths = [length * (1 + chance.gauss(0, _UNEVEN)) for length in lengths]
        beat = min(SAMPLE_RATE_HZ * 0.62, room * 0.95 / sum(lengths))
        now = float(start)
        for i, (degree, length) in enumerate(zip(degrees, lengths, strict=True)):
            pitch = sung(degree, tonic if tonic < 7 else tonic - 12, mode, _OCTAVES.get(instrument, 5), home, strong=False)
            force = 74 + 8 * np.sin(np.pi * (i + 0.5) / len(degrees)) + chance.gauss(0, 2)
            note = Note(start=0, end=int(length * beat * 1.02), pitch=pitch, velocity=round(force), instrument=instrument)
            put(track, panned(played(note, seed=i + 77 + 10 * self._number), side) * np.float32(_PLAYED), int(now))
            now += length * beat

    def _tonic(self, start: int) -> int:
        """The key of the score there; without one, a key of the title."""
        key = next((cue.key for cue in self._cues if cue.start <= start < cue.end), "")
        if key.split() and key.split()[0] in _KEYS:
            return _KEYS[key.split()[0]]
        return hashlib.sha256(f"{self._title}/0".encode()).digest()[0] % 12
