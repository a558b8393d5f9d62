"""The mix in 5.1: voices in the middle, music and things in front, air and rooms all round."""

from __future__ import annotations

import numpy as np
from scipy.signal import butter, sosfilt

from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.sound.sampled import Sound, gain

CHANNELS = ("front left", "front right", "centre", "low", "side left", "side right")  # the order of a WAV and of AAC's 5.1
_LOW_HZ = 90.0
_LOW_DB = -8.0  # the share of what is low that the sixth channel has besides; music and things only
_AIR_BEHIND_DB = -3.0
_ROOM_BEHIND_DB = -4.0
_HALL_BEHIND_DB = -11.0
# Behind, the air is that of other moments and the hall answers late, so that no sound seems to come out of the listener's head.
_AIR_LATER_S, _HALL_LATER_S = 1.7, 0.027
_BEHIND_HZ = 7000.0


def surround(dry: Sound, room: Sound, music: Sound, things: Sound, air: Sound) -> dict[str, Sound]:
    """The parts of a mix, each (2, samples), as groups of (6, samples) that add up to the 5.1 mix.

    Args:
        dry: Voices without their rooms.
        room: What the rooms give back of them.
    """
    samples = dry.shape[1]
    out = {name: np.zeros((6, samples), dtype=np.float32) for name in ("dialogue", "music", "effects")}
    out["dialogue"][2] = dry.mean(axis=0) * np.float32(np.sqrt(2))
    out["dialogue"][0:2] = room * np.float32(0.8)
    out["dialogue"][4:6] = room[::-1] * np.float32(gain(_ROOM_BEHIND_DB))
    out["music"][0:2] = music
    out["music"][4:6] = _later(_dull(music[::-1]), _HALL_LATER_S) * np.float32(gain(_HALL_BEHIND_DB))
    out["effects"][0:2] = things + air * np.float32(gain(-1.5))
    out["effects"][4:6] = _around(air, _AIR_LATER_S) * np.float32(gain(_AIR_BEHIND_DB))
    low = butter(4, _LOW_HZ, "lowpass", fs=SAMPLE_RATE_HZ, output="sos")
    for name, sound in (("music", music), ("effects", things)):
        out[name][3] = sosfilt(low, sound.mean(axis=0)) * gain(_LOW_DB)
    return out


def _later(sound: Sound, seconds: float) -> Sound:
    count = int(seconds * SAMPLE_RATE_HZ)
    moved: Sound = np.pad(sound, ((0, 0), (count, 0)))[:, : sound.shape[1]]
    return moved


def _around(sound: Sound, seconds: float) -> Sound:
    """The same air, so much later; what falls off the end comes at the beginning, so that there is no gap."""
    moved: Sound = np.roll(sound[::-1], int(seconds * SAMPLE_RATE_HZ), axis=1)
    return moved


def _dull(sound: Sound) -> Sound:
    made: Sound = sosfilt(butter(1, _BEHIND_HZ, "lowpass", fs=SAMPLE_RATE_HZ, output="sos"), sound, axis=1).astype(np.float32)
    return made
