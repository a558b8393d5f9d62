"""Laughter, sobs, sighs and the like, made by the voice itself: the model is given sounds, lengths, pitch and effort that no text has."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d
from scipy.signal import butter, resample_poly, sosfilt

from filmwright.records.breakdown import VoiceRecord
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.noises import NOISES, Noise
from filmwright.records.speech import MouthShape
from filmwright.sound.sampled import Sound, faded
from filmwright.sound.voices.bank import style
from filmwright.sound.voices.breath import breathed
from filmwright.sound.voices.kokoro import SAMPLE_RATE_HZ as MODEL_RATE_HZ
from filmwright.sound.voices.kokoro import SAMPLES_PER_STEP, Floats, Prosody, VoiceModel
from filmwright.sound.voices.phonemes import MOUTHS, PAUSES, VOWELS

_ABOUT = 40  # length of text whose style is taken: short texts' styles rush
_PLAIN = "ðə ɹˈum ɪz wˈɔɹm."  # what a voice's own pitch is read from
_REST = 8  # steps of silence that the model is given before and after
_SILENT = -9.0  # the model's effort in silence
_FULL, _DB_OF_EFFORT = 7.5, 4.0
_NOSE_HZ = (700.0, 6500.0)
Row = tuple[str, float, float, float, float, float, float]


@dataclass(frozen=True)
class _Score:
    """A noise as it is written in noises.toml."""

    rows: tuple[Row, ...]
    level_db: float
    uneven: float = 0.0
    nose: bool = False


@dataclass(frozen=True)
class Uttered:
    """A noise at 48 kHz, its level against a line said plainly, and the shapes of its mouth in samples."""

    sound: Sound
    level_db: float
    shapes: tuple[tuple[int, int, MouthShape], ...]


@functools.cache
def _scores() -> dict[Noise, _Score]:
    table = tomllib.loads(Path(__file__).with_name("noises.toml").read_text(encoding="utf-8"))
    return {noise: _Score(**table[noise] | {"rows": tuple(tuple(row) for row in table[noise]["rows"])}) for noise in NOISES}


def uttered(noise: Noise, voice: VoiceRecord, factor: float, *, model: VoiceModel, seed: int, whisper: float = 0.0) -> Uttered:
    """A noise in a voice.

    Args:
        factor: The voice's formant factor, as its lines are resampled by it.
        seed: Another number, another laugh of the same person.
        whisper: How much of it is breath at least, 0 to 1.
    """
    score = _uneven(_scores()[noise], np.random.default_rng([seed, NOISES.index(noise)]))
    looks = style(voice, _ABOUT)
    # what is made is played faster by the factor, so it is asked for slower and lower
    steps = np.array([_REST, *(max(round(row[1] * factor), 1) for row in score.rows), _REST])
    own = _own_pitch(model, looks) * voice.pitch / factor
    f0, effort, breath = _curves(score.rows, steps, own, 620.0 / factor)
    mouth = _mouths([row[0] for row in score.rows], steps, model, looks)
    raw = model.sounded(Prosody(steps, f0, effort, mouth), looks)
    breath = np.maximum(breath, whisper)
    share = np.interp(np.arange(len(raw)) / (SAMPLES_PER_STEP / 2) + 0.5, np.arange(len(breath)), breath)
    raw = _at_level(breathed(raw, share), effort)
    if score.nose:
        low, high = (hertz / factor for hertz in _NOSE_HZ)
        raw = sosfilt(butter(2, [low, high], "bandpass", fs=MODEL_RATE_HZ, output="sos"), _sharp(raw)).astype(np.float32)
    ratio = Fraction(factor).limit_denominator(40)
    sound = resample_poly(raw, SAMPLE_RATE_HZ // MODEL_RATE_HZ * ratio.denominator, ratio.numerator).astype(np.float32)
    scale = SAMPLE_RATE_HZ / MODEL_RATE_HZ / factor
    edges = ((np.concatenate([[0], np.cumsum(steps)]) - 1) * SAMPLES_PER_STEP * scale).astype(int)
    start, end = max(int(edges[1]) - int(0.06 * SAMPLE_RATE_HZ), 0), min(int(edges[-2]) + int(0.1 * SAMPLE_RATE_HZ), len(sound))
    shapes: list[tuple[int, int, MouthShape]] = []
    for k, (symbol, *_) in enumerate(score.rows):
        shape: tuple[MouthShape, ...] = () if score.nose else MOUTHS.get(symbol, ("E",) if symbol == "h" else ())
        shapes += [(int(edges[k + 1]) - start, int(edges[k + 2]) - start, each) for each in shape[:1]]
    edge = SAMPLE_RATE_HZ // 50
    return Uttered(faded(sound[start:end], head=edge // 4, tail=edge), score.level_db, tuple(shapes))


def _uneven(score: _Score, generator: np.random.Generator) -> _Score:
    """Nobody laughs twice alike: lengths, pitches and efforts stray a little."""
    rows = []
    for symbol, steps, *rest in score.rows:
        long = steps * (1 + 0.16 * score.uneven * generator.uniform(-1, 1)) if steps > 2 else steps
        bend = 1 + 0.05 * score.uneven * generator.uniform(-1, 1)
        push = 0.5 * score.uneven * generator.uniform(-1, 1)
        rows.append((symbol, long, rest[0] * bend, rest[1] * bend, rest[2] + push, rest[3] + push, rest[4]))
    return replace(score, rows=tuple(rows))


def _mouths(symbols: list[str], steps: NDArray[np.int64], model: VoiceModel, looks: Floats) -> Floats:
    """What the mouth does, for the decoder: each sound held as it is in the middle of a short syllable."""
    text, places = "", {}
    for symbol in dict.fromkeys(symbols):
        if symbol not in PAUSES:
            text += f"hˈ{symbol} " if symbol in VOWELS else f"ˈʌ{symbol} "
            places[symbol] = len(text) - 2
    plan = model.plan(text.strip() + ".", looks)
    bounds = np.concatenate([[0], np.cumsum(plan.steps)])
    held = {symbol: (bounds[place + 1] + bounds[place + 2]) // 2 for symbol, place in places.items()}
    columns = np.repeat([0, *(held.get(symbol, 0) for symbol in symbols), 0], steps)
    mouth: Floats = plan.text[:, :, columns]
    return mouth


def _own_pitch(model: VoiceModel, looks: Floats) -> float:
    f0 = model.plan(_PLAIN, looks).f0
    return float(np.median(f0[f0 > 60])) if (f0 > 60).any() else 150.0


def _curves(rows: tuple[Row, ...], steps: NDArray[np.int64], own: float, most: float) -> tuple[Floats, Floats, NDArray[np.float64]]:
    """Pitch, effort and breath, two values a step."""
    bounds = 2 * np.concatenate([[0], np.cumsum(steps)])
    count = int(bounds[-1])
    f0, effort, breath = np.zeros(count), np.full(count, _SILENT), np.ones(count)
    for k, (_, _, low, high, soft, hard, air) in enumerate(rows):
        a, b = int(bounds[k + 1]), int(bounds[k + 2])
        if low > 0:
            f0[a:b] = np.clip(own * np.geomspace(low, high, b - a), 55.0, most)
        effort[a:b] = np.linspace(soft, hard, b - a)
        breath[a:b] = air
    voiced = f0 > 0
    f0[voiced] *= 1 + 0.012 * np.sin(np.arange(count) * 1.1)[voiced]  # no throat holds a tone like an organ
    smooth = np.convolve(np.pad(effort, 1, mode="edge"), [0.25, 0.5, 0.25], "valid")
    return f0.astype(np.float32), smooth.astype(np.float32), breath


def _at_level(sound: Floats, effort: Floats) -> Floats:
    """The sound as loud from moment to moment as the effort says: the model, which knows only speech, evens it out."""
    window = MODEL_RATE_HZ // 60
    heard = np.sqrt(uniform_filter1d(sound.astype(np.float64) ** 2, window) + 1e-9)
    at = np.arange(len(sound)) / (SAMPLES_PER_STEP / 2)
    wanted = 10 ** (np.interp(at - 0.5, np.arange(len(effort)), (effort - _FULL) * _DB_OF_EFFORT) / 20)
    most = np.percentile(heard, 95)
    turned = np.clip(wanted * most / np.maximum(heard, most * 1e-3), 0.0, 30.0)
    out: Floats = (sound * uniform_filter1d(turned, window // 2)).astype(np.float32)
    return out


def _sharp(sound: Floats) -> Floats:
    """Turned up 9 dB an octave: air in the nose hisses where a voiced n hums."""
    out: Floats = np.diff(np.diff(sound, prepend=np.float32(0)), prepend=np.float32(0)).astype(np.float32)
    return out
