"""Sound as arrays: WAV bytes in and out of the store, loudness, true peak. Arrays are (channels, samples) or (samples,)."""

from __future__ import annotations

import functools
import io
import warnings

import numpy as np
import pyloudnorm
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly

from filmwright.errors import StageError
from filmwright.records.clock import SAMPLE_RATE_HZ

Sound = NDArray[np.float32]
SILENCE_LUFS = -70.0
_PEAK_BLOCK, _PEAK_EDGE = SAMPLE_RATE_HZ // 2, 32  # samples; the filter reaches 10 to each side
_MOST_BETWEEN = 2.25  # times the highest sample: the filter's weights for a place between samples add up to 2.24 at most


def to_wav(sound: Sound) -> bytes:
    """A 48 kHz 24-bit WAV of mono (samples,) or (channels, samples) sound; values beyond 1 are cut off."""
    out = io.BytesIO()
    kind = "WAVEX" if sound.ndim == 2 and len(sound) > 2 else "WAV"  # only the extended header says which channel is which
    soundfile.write(out, np.clip(sound.T, -1.0, 1.0), SAMPLE_RATE_HZ, format=kind, subtype="PCM_24")
    return out.getvalue()


def from_wav(data: bytes, *, where: str) -> Sound:
    """Sound (channels, samples) of a 48 kHz WAV.

    Raises:
        StageError: it is not sound, or has another rate.
    """
    try:
        sound, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except soundfile.SoundFileError as error:
        raise StageError(f"{where}: this is not a sound file ({error}); record it again") from error
    if rate != SAMPLE_RATE_HZ:
        raise StageError(f"{where}: this sound has {rate} samples a second; expected {SAMPLE_RATE_HZ}")
    return np.ascontiguousarray(sound.T)


@functools.cache
def _meter() -> pyloudnorm.Meter:
    return pyloudnorm.Meter(SAMPLE_RATE_HZ)


def loudness_lufs(sound: Sound) -> float:
    """Integrated loudness (ITU-R BS.1770-4), not below SILENCE_LUFS; sound shorter than a block is padded.

    Of six channels (5.1) the fourth, the low one, does not count.
    """
    block = int(0.4 * SAMPLE_RATE_HZ)
    channels = np.atleast_2d(sound)
    samples = (np.delete(channels, 3, axis=0) if len(channels) == 6 else channels).T.astype(np.float64)
    if len(samples) < block + 1:
        samples = np.pad(samples, ((0, block + 1 - len(samples)), (0, 0)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with np.errstate(divide="ignore"):
            value = float(_meter().integrated_loudness(samples))
    return max(value, SILENCE_LUFS) if np.isfinite(value) else SILENCE_LUFS


def true_peak_dbtp(sound: Sound) -> float:
    """Highest level between the samples (4x oversampling), dB below full scale; -120 for silence."""
    channels = np.atleast_2d(sound)
    samples = channels.shape[1]
    blocks = []
    for at in range(0, samples, _PEAK_BLOCK):
        first, last = max(0, at - _PEAK_EDGE), min(samples, at + _PEAK_BLOCK + _PEAK_EDGE)
        blocks.append((float(np.abs(channels[:, first:last]).max(initial=0.0)), at, first, last))
    peak = 0.0
    for level, at, first, last in sorted(blocks, reverse=True):
        if level * _MOST_BETWEEN <= peak:
            break  # nothing between samples so quiet is higher than what was found
        fine = resample_poly(channels[:, first:last], 4, 1, axis=1)[:, 4 * (at - first) : 4 * (at - first + _PEAK_BLOCK)]
        peak = max(peak, float(np.abs(fine).max(initial=0.0)))
    return 20.0 * float(np.log10(max(peak, 1e-6)))


def gain(db: float) -> float:
    """Decibels to a factor."""
    return float(10.0 ** (db / 20.0))


def faded(sound: Sound, *, head: int, tail: int) -> Sound:
    """A copy with a raised-cosine fade over the first `head` and the last `tail` samples."""
    out = np.array(sound, dtype=np.float32, copy=True)
    count = out.shape[-1]
    head, tail = min(head, count // 2), min(tail, count // 2)
    if head:
        out[..., :head] *= (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, head))).astype(np.float32)
    if tail:
        out[..., count - tail :] *= (0.5 + 0.5 * np.cos(np.linspace(0, np.pi, tail))).astype(np.float32)
    return out
