"""Rooms as impulse responses: decaying noise in bands with a few early reflections, made from numbers."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from scipy.signal import butter, oaconvolve, sosfilt

from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.sound.sampled import Sound


@dataclass(frozen=True)
class Room:
    """`decay_s`: seconds to fall 60 dB at 500 Hz. `bright`: how long the top rings against the middle, 0 to 1.
    `first_ms`: delay of the first reflection. `echoes`: early reflections."""

    decay_s: float
    bright: float = 0.4
    first_ms: float = 6.0
    echoes: int = 10
    seed: int = 1


HALL = Room(decay_s=2.1, bright=0.45, first_ms=22.0, echoes=14, seed=3)  # the score's
# Above each band's lower edge in Hz, the factor on the decay for a room of middling brightness.
_BANDS = ((90, 250, 1.1), (250, 1000, 1.0), (1000, 3000, 0.85), (3000, 6500, 0.55), (6500, 12000, 0.32))


@functools.lru_cache(maxsize=16)
def response(room: Room) -> Sound:
    """The impulse response (2, samples) of a room, of energy 1 for each channel; the direct sound is not in it."""
    generator = np.random.default_rng(room.seed)
    count = int(SAMPLE_RATE_HZ * room.decay_s * 1.1)
    time = np.arange(count) / SAMPLE_RATE_HZ
    out = np.zeros((2, count))
    for channel in range(2):
        for low, high, part in _BANDS:
            decay = room.decay_s * (part if low < 1000 else part * (0.6 + room.bright))
            band = sosfilt(butter(2, [low, high], "bandpass", fs=SAMPLE_RATE_HZ, output="sos"), generator.standard_normal(count))
            out[channel] += band * 10.0 ** (-3.0 * time / decay)
        out[channel] *= np.minimum(1.0, time / (0.02 * room.decay_s)) ** 0.5
        spread = np.sort(generator.uniform(0.001, 0.012 + 0.03 * min(room.decay_s, 1.5), room.echoes))
        for delay in spread:
            strength = generator.choice((-1.0, 1.0)) * generator.uniform(0.5, 1.6) * np.exp(-delay / 0.03)
            out[channel, int(delay * SAMPLE_RATE_HZ)] += strength * np.sqrt(np.mean(out[channel, : SAMPLE_RATE_HZ // 20] ** 2)) * 12
    out /= np.sqrt((out**2).sum(axis=1, keepdims=True))
    return np.pad(out, ((0, 0), (int(room.first_ms / 1000 * SAMPLE_RATE_HZ), 0))).astype(np.float32)


def reverberated(sound: Sound, room: Room) -> Sound:
    """What the room gives back of a stereo sound (2, samples), cut to its length; the direct sound is not in it."""
    answer = response(room)
    wet: Sound = np.stack([oaconvolve(sound[c], answer[c])[: sound.shape[1]] for c in range(2)]).astype(np.float32)
    return wet


def panned(mono: Sound, place: float) -> Sound:
    """A mono sound in stereo (2, samples), equal power; place -1 left to 1 right."""
    angle = (np.clip(place, -1, 1) + 1) * np.pi / 4
    return np.stack([mono * np.cos(angle), mono * np.sin(angle)]).astype(np.float32)
