"""Listening: loudness, true peak, and whether dialogue and music are really in the delivered sound."""

from __future__ import annotations

import io
from typing import NamedTuple

import numpy as np
import pyloudnorm
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly, stft

from filmwright.errors import StageError
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.cut import Cut, CutLine
from filmwright.records.music import Mix
from filmwright.store import Store

Sound = NDArray[np.float32]  # samples, or (samples, channels)

LEAST_GAIN = 0.3  # a stem at less than a third of its level counts as missing: the limiter takes at most a few dB; a guess
SILENCE_DBFS = -60.0
_REVIEW_RATE_HZ = 12_000  # speech and tunes are below 6 kHz, and AAC keeps their phase there
_LINE_RANGE_HZ = (300.0, 3400.0)


class Stems(NamedTuple):
    """The mix's parts, mono at the review's rate."""

    dialogue: Sound
    music: Sound
    effects: Sound


def loudness_lufs(sound: Sound) -> float:
    """Integrated loudness by ITU-R BS.1770-4; -inf for silence and for less than 0.4 s. Of six channels the low one does not count."""
    if len(sound) < 0.4 * SAMPLE_RATE_HZ or not np.any(sound):
        return float("-inf")
    counted = np.delete(sound, 3, axis=1) if sound.ndim == 2 and sound.shape[1] == 6 else sound
    return float(pyloudnorm.Meter(SAMPLE_RATE_HZ).integrated_loudness(counted.astype(np.float64)))


def true_peak_dbtp(sound: Sound) -> float:
    """Greatest sample of the sound at four times its rate, in dB of full scale; blocks keep memory small."""
    block, edge = 10 * SAMPLE_RATE_HZ, 64
    peak = 0.0
    for start in range(0, len(sound), block):
        piece = sound[max(0, start - edge) : start + block + edge]
        peak = max(peak, float(np.abs(resample_poly(piece, 4, 1, axis=0)).max()))
    return float(20 * np.log10(peak)) if peak > 0 else float("-inf")


def mono(sound: Sound) -> Sound:
    """The middle of the sound at the review's rate."""
    middle = sound.mean(axis=1) if sound.ndim == 2 else sound
    return np.asarray(resample_poly(middle, 1, SAMPLE_RATE_HZ // _REVIEW_RATE_HZ), np.float32) if len(middle) else middle


def stems_of(mix: Mix, store: Store, samples: int) -> Stems:
    """The stems, padded or cut to the delivered length.

    Raises:
        StageError: a stem is not a sound file. StoreError: it is not in the store.
    """
    found = []
    for digest in (mix.dialogue, mix.music, mix.effects):
        try:
            sound, _ = soundfile.read(io.BytesIO(store.get(digest)), dtype="float32", always_2d=True)
        except (soundfile.LibsndfileError, RuntimeError) as error:
            raise StageError(f"review: the stem {digest[:12]} cannot be read ({error}); mix the film again") from None
        fitted = np.zeros((samples, sound.shape[1]), np.float32)
        fitted[: min(samples, len(sound))] = sound[:samples]
        found.append(mono(fitted))
    return Stems(*found)


def gains(film: Sound, stems: Stems, start_s: float = 0.0, end_s: float | None = None) -> tuple[float, float, float]:
    """How much of each stem is in the film, 1 as mixed, by least squares over a stretch; 0 for a stem that is silent there."""
    begin, end = int(start_s * _REVIEW_RATE_HZ), int(end_s * _REVIEW_RATE_HZ) if end_s is not None else None
    wanted = film[begin:end].astype(np.float64)
    columns = [stem[begin:end].astype(np.float64) for stem in stems]
    sounding = [i for i, column in enumerate(columns) if _level(column) > SILENCE_DBFS]
    found = [0.0, 0.0, 0.0]
    if sounding and len(wanted):
        matrix = np.stack([columns[i] for i in sounding], axis=1)
        solved = np.linalg.lstsq(matrix.T @ matrix, matrix.T @ wanted, rcond=None)[0]
        for i, value in zip(sounding, solved, strict=True):
            found[i] = float(value)
    return found[0], found[1], found[2]


def sounding_share(stem: Sound) -> float:
    """Part of the film, 0 to 1, in which a stem is above silence."""
    step = int(0.4 * _REVIEW_RATE_HZ)
    levels = [_level(stem[i : i + step]) > SILENCE_DBFS for i in range(0, len(stem), step)]
    return sum(levels) / len(levels) if levels else 0.0


def span_s(line: CutLine) -> tuple[float, float]:
    """When a line is heard, in seconds of the film."""
    return line.film_start_sample / SAMPLE_RATE_HZ, (line.film_start_sample + line.samples) / SAMPLE_RATE_HZ


def speech_level_dbfs(film: Sound, line: CutLine) -> float:
    """Level in the range of speech while a line is said."""
    start, end = span_s(line)
    piece = film[int(start * _REVIEW_RATE_HZ) : int(end * _REVIEW_RATE_HZ)].astype(np.float64)
    if len(piece) < 256:
        return float("-inf")
    spectrum = np.fft.rfft(piece)
    frequencies = np.fft.rfftfreq(len(piece), 1 / _REVIEW_RATE_HZ)
    spectrum[(frequencies < _LINE_RANGE_HZ[0]) | (frequencies > _LINE_RANGE_HZ[1])] = 0
    return _level(np.fft.irfft(spectrum, len(piece)))


def tonal_share(film: Sound, cut: Cut) -> float:
    """Part of the time without speech, 0 to 1, in which steady tones stand out: music rather than wind or silence.

    A tone stands out if the strongest bin of a 0.17 s window is 20 times the median between 80 and 4000 Hz; noise reaches about 8.
    """
    window = 2048
    if len(film) < window:
        return 0.0
    frequencies, times, spectrum = stft(film.astype(np.float64), _REVIEW_RATE_HZ, nperseg=window, noverlap=window // 2)
    power = np.abs(spectrum[(frequencies >= 80) & (frequencies <= 4000)])
    spoken = np.zeros(len(times), bool)
    for line in cut.lines:
        start, end = span_s(line)
        spoken |= (times > start - 0.3) & (times < end + 0.3)
    heard = power.max(axis=0) > 1e-4
    tones = power.max(axis=0) > 20 * np.maximum(np.median(power, axis=0), 1e-9)
    free = ~spoken
    return float((tones & heard & free).sum() / free.sum()) if free.any() else 0.0


def _level(sound: NDArray[np.float64] | Sound) -> float:
    power = float(np.mean(np.square(sound, dtype=np.float64))) if len(sound) else 0.0
    return 10 * float(np.log10(power)) if power > 0 else float("-inf")
