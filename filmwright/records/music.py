"""The score, the sound of places and the mix, on the film's own clock (samples at 48 kHz)."""

from __future__ import annotations

from filmwright.records.codec import Document, Record
from filmwright.records.report import Credit


class Note(Record, frozen=True, kw_only=True):
    """A note of the score."""

    start: int
    end: int
    pitch: int  # MIDI
    velocity: int
    instrument: str


class Cue(Record, frozen=True, kw_only=True):
    """A piece of score."""

    name: str
    start: int
    end: int
    tempo_bpm: float
    key: str
    motifs: tuple[str, ...] = ()  # role or prop ids whose motif is heard; "bond": that of the two main characters
    notes: tuple[Note, ...] = ()
    metre: int = 4  # beats in a bar
    bars: tuple[int, ...] = ()  # where each bar begins; empty where the composer does not say


class Score(Document, frozen=True, kw_only=True):
    """The composed score and its sound. `media`: digest of a stereo 48 kHz WAV of the film's length."""

    schema: str = "score/1"
    cues: tuple[Cue, ...]
    motifs: dict[str, tuple[int, ...]] = {}  # role or prop id, or "bond" -> scale degrees
    rhythms: dict[str, tuple[float, ...]] = {}  # and the beats of each degree
    media: str
    credits: tuple[Credit, ...] = ()


class Mix(Document, frozen=True, kw_only=True):
    """The finished sound. Digests of 48 kHz 24-bit WAVs of the film's length, stereo but for `surround`."""

    schema: str = "mix/1"
    film: str
    dialogue: str
    music: str
    effects: str
    broadcast: str = ""  # the film at -23 LUFS
    surround: str = ""  # the film in 5.1: left, right, centre, low, side left, side right
    loudness_lufs: float
    true_peak_dbtp: float
    loudness_range_lu: float = 0.0
    credits: tuple[Credit, ...] = ()
