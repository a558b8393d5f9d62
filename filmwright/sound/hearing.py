"""A voice that is not in the room: through a door, from the next room, by telephone, radio or loudspeaker, from far away."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from scipy.signal import butter, sosfilt

from filmwright.records.breakdown import Hearing
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.sound.noise import filtered
from filmwright.sound.sampled import Sound, gain


@dataclass(frozen=True)
class Way:
    """What lies between a voice and the listener."""

    low_hz: float  # what is below is lost
    high_hz: float  # what is above is lost ...
    order: int  # ... the more steeply the higher this is
    rest: float  # share of the whole voice that comes through a gap
    level_db: float  # against a voice in the room
    room: float  # added to the share of the room
    drive: float = 0.0  # how far a small circuit or loudspeaker is overdriven
    hiss_db: float = -90.0  # noise of the line, against the voice
    echo_s: float = 0.0  # a single answer from a far wall or a second horn
    echo: float = 0.0


# A panel door lets the low of a voice through, loses more of it the higher it is, and leaks round its edge. A real one loses 25 to
# 30 dB above 1 kHz; with so little left (700 Hz, second order) a listener missed one word in nine, so 1 to 3 kHz are kept at 4 to 11 dB
# below what is low. A telephone
# carries 300 to 3400 Hz; radios and loudspeakers are narrower and driven. Levels and echoes are guesses.
WAYS: dict[Hearing, Way] = {
    "here": Way(0.0, 0.0, 0, 0.0, 0.0, 0.0),
    "door": Way(90.0, 900.0, 1, 0.10, -6.0, 0.12),
    "next_room": Way(90.0, 1500.0, 1, 0.0, -8.0, 0.42),
    "telephone": Way(300.0, 3400.0, 4, 0.0, -3.0, -0.05, drive=1.5, hiss_db=-46.0),
    "radio": Way(420.0, 2800.0, 4, 0.0, -3.0, 0.0, drive=3.0, hiss_db=-30.0),
    "loudspeaker": Way(350.0, 4500.0, 2, 0.0, -3.0, 0.30, drive=2.2, echo_s=0.19, echo=0.32),
    "distance": Way(160.0, 2600.0, 1, 0.0, -10.0, 0.14, echo_s=0.27, echo=0.10),
}


def heard_through(voice: Sound, hearing: Hearing, *, seed: str) -> Sound:
    """A voice, mono (samples,), as it comes through; as loud as it went in. `seed`: of the noise of the line."""
    way = WAYS[hearing]
    if hearing == "here" or not voice.any():
        return voice
    low = sosfilt(butter(min(way.order, 2), way.low_hz, "highpass", fs=SAMPLE_RATE_HZ, output="sos"), voice)
    out = sosfilt(butter(way.order, way.high_hz, "lowpass", fs=SAMPLE_RATE_HZ, output="sos"), low) + way.rest * voice
    if way.drive:
        peak = np.abs(out).max() + 1e-9
        bent = np.tanh(way.drive * out / peak)
        out = sosfilt(butter(way.order, (way.low_hz, way.high_hz), "bandpass", fs=SAMPLE_RATE_HZ, output="sos"), bent)
    if way.echo:
        delay = int(way.echo_s * SAMPLE_RATE_HZ)
        out = out + way.echo * np.pad(out, (delay, 0))[: len(out)]
    went_in, came_out = (float(np.sqrt(np.mean(np.square(sound)))) for sound in (voice, out))
    out = out * (went_in / (came_out + 1e-9))
    if way.hiss_db > -80:
        generator = np.random.default_rng(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big"))
        hiss = filtered(generator.standard_normal(len(out)), way.low_hz, way.high_hz)
        edge = min(int(0.05 * SAMPLE_RATE_HZ), len(out) // 2)
        shape = np.ones(len(out))
        shape[:edge] = np.linspace(0, 1, edge)
        shape[len(out) - edge :] = np.linspace(1, 0, edge)
        out = out + hiss / (np.sqrt(np.mean(np.square(hiss))) + 1e-9) * went_in * gain(way.hiss_db) * shape
    heard: Sound = out.astype(np.float32)
    return heard
