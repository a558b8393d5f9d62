"""Plays notes: recordings of the bank at any pitch, looped, shaped, placed in stereo and in a hall."""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from filmwright.errors import ModelFileError
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.music import Note
from filmwright.sound.rooms import HALL, panned, reverberated
from filmwright.sound.sampled import Sound, gain

_BANK = Path(__file__).parent / "bank"
_AIR = butter(1, [2500, 9000], "bandpass", fs=SAMPLE_RATE_HZ, output="sos")
_FINGER_S = 0.012
_TUNING, _DESK_TUNING = 0.025, 0.06  # semitones, standard deviation
_TOGETHER_S = 0.018  # how nearly together the desks of a section begin, standard deviation
_LATER_S = 0.3  # a desk reads its recording from up to so much later on
_APART = 0.22  # how far apart two desks of a section sit


@dataclass(frozen=True)
class Player:
    """One chair of the band: which recordings, and how they are played.

    `ring_s`: a plucked or struck note at middle C falls 60 dB in this time (0: it sounds while it is held).
    `dark_hz`, `bright_hz`: low-pass at velocity 0 and 127. `far`: 0 close to 1 at the back of the hall.
    """

    bank: str
    level_db: float
    place: float
    far: float
    ring_s: float = 0.0
    attack_s: float = 0.004
    release_s: float = 0.25
    dark_hz: float = 3000.0
    bright_hz: float = 12000.0
    vibrato: float = 0.0  # cents
    swell: float = 0.0  # how much a held note grows and falls
    desks: int = 1  # how many play each note, each a little otherwise
    air_db: float = 0.0  # breath, bow or finger beside the tone; 0: none
    seated: float = 0.0  # how far to the right the low notes sit, and to the left the high ones


BAND: dict[str, Player] = {
    "felt_piano": Player("piano", -3.0, -0.12, 0.25, ring_s=7.0, attack_s=0.012, release_s=0.45, dark_hz=800, bright_hz=5000, air_db=-26),
    "piano": Player("piano", -4.0, -0.10, 0.25, ring_s=8.0, release_s=0.4, dark_hz=2700, bright_hz=16000),
    "music_box": Player("music_box", -12.0, 0.28, 0.3, ring_s=3.2, release_s=1.2, dark_hz=5000, bright_hz=14000),
    "celesta": Player("celesta", -10.0, 0.32, 0.4, ring_s=2.6, release_s=0.9, dark_hz=4000, bright_hz=14000),
    "glockenspiel": Player("glockenspiel", -19.0, 0.35, 0.55, ring_s=3.0, release_s=1.5, dark_hz=6000, bright_hz=15000),
    "vibraphone": Player("vibraphone", -10.0, 0.2, 0.4, ring_s=5.0, attack_s=0.006, release_s=0.8, dark_hz=2200,
        bright_hz=13500, vibrato=4),
    "marimba": Player("marimba", -4.0, 0.25, 0.3, ring_s=1.4, release_s=0.3, dark_hz=3800, bright_hz=16000, air_db=-26),
    "pizzicato": Player("pizzicato", -2.5, 0.18, 0.4, ring_s=2.2, release_s=0.35, dark_hz=2400, bright_hz=13500, air_db=-22),
    "harp": Player("harp", -5.0, -0.32, 0.4, ring_s=4.5, release_s=1.0, dark_hz=3300, bright_hz=16000, air_db=-26),
    "guitar": Player("guitar", -4.5, -0.25, 0.2, ring_s=4.0, release_s=0.3, dark_hz=2700, bright_hz=15000, air_db=-26),
    "bass": Player("bass", -6.0, 0.05, 0.25, ring_s=4.0, release_s=0.15, dark_hz=1400, bright_hz=7500, air_db=-26),
    "accordion": Player("accordion", -13.5, -0.2, 0.35, attack_s=0.12, release_s=0.22, dark_hz=2100, bright_hz=10500,
        air_db=-42, swell=0.25),
    "clarinet": Player("clarinet", -14.0, 0.12, 0.35, attack_s=0.06, release_s=0.14, dark_hz=2200, bright_hz=12000,
        air_db=-44, vibrato=5, swell=0.3),
    "flute": Player("flute", -14.0, -0.08, 0.4, attack_s=0.07, release_s=0.16, dark_hz=3800, bright_hz=15000,
        air_db=-34, vibrato=6, swell=0.3),
    "oboe": Player("oboe", -14.5, 0.06, 0.45, attack_s=0.05, release_s=0.14, dark_hz=3300, bright_hz=13500,
        air_db=-42, vibrato=4, swell=0.3),
    "bassoon": Player("bassoon", -13.0, 0.2, 0.4, attack_s=0.05, release_s=0.12, dark_hz=2200, bright_hz=10500,
        air_db=-42, vibrato=3, swell=0.2),
    "harmonica": Player("harmonica", -11.0, -0.15, 0.3, attack_s=0.06, release_s=0.18, dark_hz=2700, bright_hz=12000,
        air_db=-38, vibrato=9, swell=0.3),
    "whistle": Player("whistle", -18.0, 0.1, 0.6, attack_s=0.08, release_s=0.2, dark_hz=3800, bright_hz=12000,
        air_db=-32, vibrato=14, swell=0.3),
    "violin": Player("violin", -14.0, -0.22, 0.35, attack_s=0.09, release_s=0.22, dark_hz=3900, bright_hz=15800, air_db=-38, swell=0.35,
        vibrato=8),
    "cello": Player("cello", -12.5, 0.16, 0.35, attack_s=0.11, release_s=0.28, dark_hz=2200, bright_hz=12000, air_db=-38, swell=0.35,
        vibrato=7),
    "contrabass": Player("contrabass", -13.0, 0.3, 0.5, attack_s=0.14, release_s=0.35, dark_hz=1000, bright_hz=6000,
        air_db=-36, swell=0.25),
    "strings": Player("strings", -18.0, -0.05, 0.6, attack_s=0.45, release_s=0.8, dark_hz=2300, bright_hz=13200,
        air_db=-34, swell=0.4, desks=3, seated=0.5),
    "timpani": Player("timpani", -7.0, 0.1, 0.7, ring_s=3.0, release_s=1.0, dark_hz=400, bright_hz=2500),
    "bells": Player("bells", -16.0, 0.2, 0.8, ring_s=6.0, release_s=3.0, dark_hz=3800, bright_hz=13500),
}  # fmt: skip
PROGRAMS = {
    "felt_piano": 0, "piano": 0, "music_box": 10, "celesta": 8, "glockenspiel": 9, "vibraphone": 11, "marimba": 12, "pizzicato": 45,
    "harp": 46,
    "guitar": 24, "bass": 32, "accordion": 21, "clarinet": 71, "flute": 73, "oboe": 68, "bassoon": 70, "harmonica": 22, "whistle": 78,
    "violin": 40,
    "cello": 42, "contrabass": 43, "strings": 49, "timpani": 47, "bells": 14,
}  # fmt: skip


@dataclass(frozen=True)
class _Recording:
    sound: NDArray[np.float32]
    rate: int
    root: float  # MIDI pitch with cents
    loop: tuple[int, int] | None
    level: float


@functools.cache
def _index() -> tuple[dict[str, list[dict[str, float]]], bytes]:
    try:
        return json.loads((_BANK / "instruments.json").read_text()), (_BANK / "samples.bin").read_bytes()
    except OSError as error:
        raise ModelFileError(f"the score's instruments are missing: {error}; install Filmwright again") from error


@functools.lru_cache(maxsize=256)
def _recording(instrument: str, pitch: int) -> _Recording:
    zones, blob = _index()
    zone = min(zones[instrument], key=lambda z: (not z["low"] <= pitch <= z["high"], abs(z["root"] - pitch)))
    start, size = int(zone["start"]), int(zone["size"])
    sound, rate = soundfile.read(io.BytesIO(blob[start : start + size]), dtype="float32")
    loop = (int(zone["loop_start"]), min(int(zone["loop_end"]), len(sound) - 1))
    level = gain(-zone["attenuation_db"])
    return _Recording(sound, rate, zone["root"] - zone["cents"] / 100.0, loop if zone["loops"] and loop[1] - loop[0] > 8 else None, level)


def played(note: Note, *, seed: int, section: bool = False) -> Sound:
    """One note, mono (samples,), as its player plays it: longer than the note by its release.

    `section`: it is one of several who play it, less exactly in tune and from another moment of the recording.

    Raises:
        KeyError: the band has no such player.
    """
    player = BAND[note.instrument]
    recording = _recording(player.bank, note.pitch)
    generator = np.random.default_rng(seed)
    held = max(note.end - note.start, 1)
    ring = player.ring_s * 2.0 ** ((60 - note.pitch) / 24.0)
    count = held + int(player.release_s * 1.6 * SAMPLE_RATE_HZ)
    time = np.arange(count, dtype=np.float64) / SAMPLE_RATE_HZ
    off = generator.normal(0, _DESK_TUNING if section else _TUNING)
    step = recording.rate / SAMPLE_RATE_HZ * 2.0 ** ((note.pitch - recording.root + off) / 12.0)
    if player.vibrato:
        depth = player.vibrato / 1200.0 * np.clip((time - 0.25) / 0.5, 0, 1) * np.log(2)
        position = step * (time * SAMPLE_RATE_HZ + np.cumsum(depth * np.sin(2 * np.pi * (5.0 + generator.uniform(-0.3, 0.3)) * time)))
    else:
        position = step * np.arange(count)
    if section and recording.loop:
        position = position + generator.uniform(0, min(_LATER_S * recording.rate, recording.loop[0]))
    sound = _read(recording, position)
    loud = note.velocity / 127.0
    cutoff = min(player.dark_hz * (player.bright_hz / player.dark_hz) ** loud, 18_000.0)
    sound = sosfilt(butter(2, cutoff, "lowpass", fs=SAMPLE_RATE_HZ, output="sos"), sound)
    if player.air_db:
        sound = sound + _air(player, sound, generator)
    envelope = np.minimum(1.0, time / max(player.attack_s * (1.6 - loud), 0.002))
    if player.ring_s:
        envelope *= 10.0 ** (-3.0 * time / ring)
    elif player.swell:
        part = np.clip(time / (held / SAMPLE_RATE_HZ), 0, 1)
        envelope *= 1.0 - player.swell + player.swell * np.sin(np.pi * np.minimum(part * 1.1, 1.0) ** 0.8)
    after = np.clip((np.arange(count) - held) / SAMPLE_RATE_HZ, 0, None)
    envelope *= 10.0 ** (-3.0 * after / player.release_s / 1.5)
    envelope[-240:] *= np.linspace(1, 0, min(240, count))
    out: Sound = (sound * envelope * (recording.level * gain(player.level_db) * (0.12 + 0.88 * loud**1.7))).astype(np.float32)
    return out


def _air(player: Player, sound: NDArray[np.float64], generator: np.random.Generator) -> NDArray[np.float64]:
    """Breath and bow for as long as the note is held, the finger or the hammer only where it begins: noise, of which a recording that is
    cut short and looped has none left."""
    count = len(sound) if not player.ring_s else min(len(sound), int(_FINGER_S * 6 * SAMPLE_RATE_HZ))
    begun = sound[: SAMPLE_RATE_HZ // 2]
    noise = sosfilt(_AIR, generator.standard_normal(count)) * np.sqrt(np.mean(begun**2)) * 2 * gain(player.air_db)
    if player.ring_s:
        noise *= np.exp(-np.arange(count) / SAMPLE_RATE_HZ / _FINGER_S)
    return np.pad(noise, (0, len(sound) - count))


def _read(recording: _Recording, position: NDArray[np.float64]) -> NDArray[np.float64]:
    """The recording at fractional positions: looped or silent past its end; cubic (Catmull-Rom)."""
    sound = recording.sound
    if recording.loop:
        start, end = recording.loop
        position = np.where(position < end, position, start + (position - start) % (end - start))
    last = len(sound) - 1
    inside = position < last - 2
    whole = np.minimum(position.astype(np.int64), max(last - 2, 0))
    part = position - whole
    p0, p1 = sound[np.maximum(whole - 1, 0)], sound[whole]
    p2, p3 = sound[np.minimum(whole + 1, last)], sound[np.minimum(whole + 2, last)]
    value = p1 + 0.5 * part * (p2 - p0 + part * (2 * p0 - 5 * p1 + 4 * p2 - p3 + part * (3 * (p1 - p2) + p3 - p0)))
    return np.where(inside, value, 0.0)


def perform_notes(notes: Sequence[Note], samples: int, *, seed: int) -> Sound:
    """All notes in stereo (2, samples), in the hall; anything past the end is cut. No level is set.

    Where a player is a section, each of its desks plays by itself: another start, tuning and chair.
    """
    dry = np.zeros((2, samples), dtype=np.float32)
    sent = np.zeros((2, samples), dtype=np.float32)
    for i, note in enumerate(notes):
        if note.start >= samples or note.start < 0:
            continue
        player = BAND[note.instrument]
        chair = player.place + (note.pitch - 62) / 240.0 - player.seated * np.clip((note.pitch - 60) / 12, -1, 1)
        for desk in range(player.desks):
            own = seed * 100_003 + i + 7919 * desk
            start, place = note.start, chair
            if desk:
                chance = np.random.default_rng(own)
                start = max(0, start + round(chance.normal(0, _TOGETHER_S) * SAMPLE_RATE_HZ))
                place = chair + _APART * (desk - (player.desks - 1) / 2)
            sound = panned(played(note, seed=own, section=player.desks > 1), place) * np.float32(player.desks**-0.5)
            room = min(sound.shape[1], samples - start)
            dry[:, start : start + room] += sound[:, :room] * np.float32(1 - 0.5 * player.far)
            sent[:, start : start + room] += sound[:, :room] * np.float32(0.16 + 0.5 * player.far)
    wet = reverberated(sosfilt(butter(2, 140, "highpass", fs=SAMPLE_RATE_HZ, output="sos"), sent, axis=1).astype(np.float32), HALL)
    mixed: Sound = dry + 0.85 * wet
    return mixed
