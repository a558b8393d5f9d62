"""Building blocks of made sound: shaped noise, slow wandering curves, struck bodies."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.signal import butter, oaconvolve, sosfilt

from filmwright.records.clock import SAMPLE_RATE_HZ

Mono = NDArray[np.float64]
_FRAME = 2048
_HOP = 512


def wander(
    count: int,
    per_second: float,
    low: float,
    high: float,
    generator: np.random.Generator,
    *,
    power: float = 1.0,
    rate: float = SAMPLE_RATE_HZ,
) -> Mono:
    """A smooth random curve (count,) between two values that turns about `per_second` times a second."""
    knots = max(4, int(count / rate * per_second) + 4)
    curve = PchipInterpolator(np.linspace(0, count, knots), generator.random(knots) ** power)(np.arange(count))
    out: Mono = low + (high - low) * np.clip(curve, 0, 1)
    return out


def frames(count: int) -> int:
    """How many spectral frames `shaped` needs for `count` samples."""
    return count // _HOP + 5


def frequencies() -> Mono:
    """The frequencies of a spectral frame, Hz."""
    return np.asarray(np.fft.rfftfreq(_FRAME, 1 / SAMPLE_RATE_HZ), dtype=np.float64)


def shaped(count: int, gains: Mono, generator: np.random.Generator) -> Mono:
    """Noise (count,) whose spectrum follows `gains`: (frequencies,) or (frequencies, frames(count)); RMS follows the gains."""
    wanted = frames(count)
    window = np.sin(np.pi * (np.arange(_FRAME) + 0.5) / _FRAME)
    table = np.broadcast_to(gains[:, None] if gains.ndim == 1 else gains, (_FRAME // 2 + 1, wanted))
    white = generator.standard_normal((wanted + 3) * _HOP + _FRAME)
    blocks = np.lib.stride_tricks.sliding_window_view(white, _FRAME)[::_HOP][:wanted]
    made = np.fft.irfft(np.fft.rfft(blocks * window, axis=1) * table.T, n=_FRAME, axis=1) * window * 0.5
    out = np.zeros(wanted * _HOP + _FRAME)
    for part in range(_FRAME // _HOP):  # overlap-add, a quarter of the frames at a time
        some = made[part :: _FRAME // _HOP]
        flat = some.reshape(-1)
        out[part * _HOP : part * _HOP + len(flat)] += flat
    return out[_FRAME : _FRAME + count]


def filtered(sound: Mono, low_hz: float | None = None, high_hz: float | None = None, *, order: int = 2) -> Mono:
    """Between `low_hz` and `high_hz`; None leaves that side open."""
    if low_hz and high_hz:
        sections = _sections("bandpass", (low_hz, high_hz), order)
    elif low_hz:
        sections = _sections("highpass", (low_hz,), order)
    elif high_hz:
        sections = _sections("lowpass", (high_hz,), order)
    else:
        return sound
    out: Mono = sosfilt(sections, sound)
    return out


@functools.lru_cache(maxsize=256)
def _sections(kind: str, edges: tuple[float, ...], order: int) -> Mono:
    out: Mono = butter(order, edges if len(edges) > 1 else edges[0], kind, fs=SAMPLE_RATE_HZ, output="sos")
    return out


def struck(hertz: Sequence[float], decays: Sequence[float], weights: Sequence[float], seconds: float, blow: Mono) -> Mono:
    """A body that rings when `blow` strikes it. `decays`: 1/s, each mode's amplitude falls as exp(-decay t)."""
    time = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    ring = sum(
        w * np.exp(-d * time) * np.sin(2 * np.pi * f * time)
        for f, d, w in zip(hertz, decays, weights, strict=True)
        if f < SAMPLE_RATE_HZ / 2.2
    )
    out: Mono = oaconvolve(blow, np.asarray(ring))
    return out


def stick_slip(generator: np.random.Generator, seconds: float, hertz: Sequence[float], rates: tuple[float, float]) -> Mono:
    """Wood, rope or a hinge that sticks and slips: a row of small jerks, seldom to often and back, each of which bends the body a little.

    `hertz`: what the body rings at; it moves by a tenth and more as it is strained. `rates`: jerks a second.
    """
    out = np.zeros(int(seconds * SAMPLE_RATE_HZ))
    strain = wander(len(out), 3.0 / max(seconds, 0.3), -1.0, 1.0, generator)
    pull = wander(len(out), 9.0, 0.3, 1.0, generator)
    time = np.arange(int(0.05 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    now = 0.0
    while now < seconds - 0.02:
        at = int(now * SAMPLE_RATE_HZ)
        part = now / seconds
        bent = 1 + 0.16 * strain[at]
        force = pull[at] * generator.uniform(0.3, 1.0) * np.sin(np.pi * min(part + 0.04, 1.0)) ** 0.6
        jerk = sum(
            generator.uniform(0.4, 1.0)
            / (k + 1)
            * np.exp(-time * (70 + 45 * k))
            * np.sin(2 * np.pi * tone * bent * time + generator.uniform(0, 6))
            for k, tone in enumerate(hertz)
        )
        scrape = filtered(generator.standard_normal(240) * np.hanning(240), 1500, 7000)
        put(out, np.asarray(jerk) * force, at)
        put(out, scrape * 0.25 * force, at)
        rate = rates[0] + (rates[1] - rates[0]) * np.sin(np.pi * part) ** 2 * pull[at]
        now += max(generator.normal(1.0, 0.14), 0.4) / rate
    return out


def blow(generator: np.random.Generator, milliseconds: float, high_hz: float) -> Mono:
    """A short burst of noise: what strikes. Softer things are longer and darker."""
    count = max(8, int(milliseconds / 1000 * SAMPLE_RATE_HZ))
    return filtered(generator.standard_normal(count) * np.hanning(count), None, high_hz)


def put(track: NDArray[np.floating], sound: NDArray[np.floating], at: int) -> None:
    """Add a sound to a track (.., samples) at a sample; what falls outside is left out."""
    first, skip = max(at, 0), max(-at, 0)
    count = min(sound.shape[-1] - skip, track.shape[-1] - first)
    if count > 0:
        track[..., first : first + count] += sound[..., skip : skip + count]
