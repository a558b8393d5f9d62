"""Levels: a voice whose peaks are tamed at its own loudness, and a film brought to a loudness under a ceiling."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import resample_poly

from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.sound.sampled import SILENCE_LUFS, Sound, gain, loudness_lufs

CEILING_DBTP = -1.0
_LIMIT_DBTP = -1.4  # the limiter works on 4x oversampled peaks; 0.4 dB are left for its moving gain
_AHEAD = int(0.005 * SAMPLE_RATE_HZ)
_ENOUGH = 0.97  # a last turn of less than a quarter of a dB
_RAW_LUFS = -18.0  # what a voice is tamed at; only differences count
CREST_DB = 12.5  # peaks of a tamed voice above its loudness; with much more, the limiter takes back what staging gave


def tamed(voice: Sound, lufs: float) -> Sound:
    """A voice, mono, at a loudness, its peaks at most CREST_DB above it.

    Near and far voices are tamed alike, each at its own loudness, so that the film's limiter finds nothing to do on the near
    ones that it does not do on the far ones.
    """
    if not voice.any():
        return voice
    out, peaks = voice, true_peaks(voice[None])
    for _ in range(4):
        louder = gain(_RAW_LUFS - loudness_lufs(out))
        curve = limiter(peaks * np.float32(louder), _RAW_LUFS + CREST_DB)
        out, peaks = out * np.float32(louder) * curve, peaks * np.float32(louder) * curve
        if curve.min() > _ENOUGH:
            break
    made: Sound = (out * np.float32(gain(lufs - loudness_lufs(out)))).astype(np.float32)
    return made


_MOST_TRIES = 12  # of gains; three do where nothing is limited
_LEAST_GIVEN = 0.2  # loudness for a decibel of gain, where much is limited; keeps a step from running away


def levelled(stems: Mapping[str, Sound], lufs: float, *, spare_db: float = 0.0) -> tuple[Sound, dict[str, Sound]]:
    """The sum of stems at a loudness under the ceiling, and the stems: one gain and one limiter for all, found by trying.

    `spare_db`: how much further below the ceiling the peaks stay.
    """
    raw: Sound = np.sum(list(stems.values()), axis=0).astype(np.float32)
    level = loudness_lufs(raw)
    if level <= SILENCE_LUFS + 1:
        return raw, dict(stems)
    wanted = lufs - level
    peaks = true_peaks(raw)
    before: tuple[float, float] | None = None  # gain and loudness of the last try
    for _ in range(_MOST_TRIES):
        curve = limiter(peaks * np.float32(gain(wanted)), _LIMIT_DBTP - spare_db)
        film = raw * np.float32(gain(wanted)) * curve
        level = loudness_lufs(film)
        short = lufs - level
        if abs(short) < 0.05:
            break
        moved = before is not None and wanted != before[0]
        given = (level - before[1]) / (wanted - before[0]) if before and moved else 1.0  # the limiter takes a part of what is added
        before = (wanted, level)
        wanted += short / min(1.0, max(_LEAST_GIVEN, given))
    made = {name: (stem * np.float32(gain(wanted)) * curve).astype(np.float32) for name, stem in stems.items()}
    return film, made


def true_peaks(sound: Sound) -> Sound:
    """The highest level of (channels, samples) about each sample, from four times as many."""
    samples, block, edge = sound.shape[1], 10 * SAMPLE_RATE_HZ, 64
    out = np.empty(samples, dtype=np.float32)
    for start in range(0, samples, block):
        first, last = max(0, start - edge), min(samples, start + block + edge)
        fine = np.abs(resample_poly(sound[:, first:last], 4, 1, axis=1)).max(axis=0)[: 4 * (last - first)]
        out[start : start + block] = fine.reshape(-1, 4).max(axis=1)[start - first :][: min(block, samples - start)]
    return out


def limiter(peaks: Sound, ceiling_dbtp: float) -> Sound:
    """Gain (samples,) that holds `true_peaks` under a ceiling: looks 5 ms ahead, lets go in about 60 ms."""
    needed = np.minimum(1.0, gain(ceiling_dbtp) / np.maximum(peaks, 1e-9))
    held = minimum_filter1d(needed, size=2 * _AHEAD + 1)
    slow = minimum_filter1d(needed, size=2 * 6 * _AHEAD + 1)
    curve = np.minimum(uniform_filter1d(held, _AHEAD), uniform_filter1d(slow, 6 * _AHEAD))
    out: Sound = curve.astype(np.float32)
    return out


def loudness_range_lu(sound: Sound) -> float:
    """Loudness range (EBU Tech 3342): spread from the 10th to the 95th percentile of the 3 s loudness, gated 20 LU below its mean."""
    block, hop = 3 * SAMPLE_RATE_HZ, SAMPLE_RATE_HZ
    values = [loudness_lufs(sound[:, start : start + block]) for start in range(0, max(sound.shape[1] - block, 1), hop)]
    kept = np.array([value for value in values if value > -70])
    if len(kept) < 2:
        return 0.0
    mean = 10 * np.log10(np.mean(10 ** (kept / 10)))
    kept = kept[kept > mean - 20]
    return float(np.percentile(kept, 95) - np.percentile(kept, 10))
