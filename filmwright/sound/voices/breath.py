"""Breath: a voice turned to a whisper by taking its vocal tract and blowing noise through it, and breaths drawn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, istft, sosfilt, stft

from filmwright.sound.sampled import Sound
from filmwright.sound.voices.kokoro import SAMPLE_RATE_HZ as MODEL_RATE_HZ

_WINDOW = 768  # 32 ms at 24 kHz
_HOP = 192
_LIFTER = 46  # cepstrum below 1.9 ms is the tract; a 500 Hz voice has its first peak at 2 ms


def breathed(sound: Sound, amount: float | NDArray[np.float64]) -> Sound:
    """A 24 kHz voice with `amount` (0 to 1, or one for each sample) of it whispered; the same length, about the same level.

    A whisper has no tone: the smoothed spectrum of each 32 ms is kept and its excitation replaced by noise.
    """
    _, _, spectrum = stft(sound, MODEL_RATE_HZ, nperseg=_WINDOW, noverlap=_WINDOW - _HOP)
    log = np.log(np.abs(spectrum) + 1e-6)
    cepstrum = np.fft.irfft(log, axis=0)
    cepstrum[_LIFTER : len(cepstrum) - _LIFTER + 1] = 0.0
    tract = np.exp(np.fft.rfft(cepstrum, axis=0).real)
    noise = np.random.default_rng(20_240).standard_normal(len(sound))
    _, _, blown = stft(noise, MODEL_RATE_HZ, nperseg=_WINDOW, noverlap=_WINDOW - _HOP)
    blown = blown / (np.abs(blown).mean() + 1e-9)
    hertz = np.fft.rfftfreq(_WINDOW, 1 / MODEL_RATE_HZ)
    tilt = np.sqrt(1 / (1 + (500 / np.maximum(hertz, 1)) ** 4)) * np.minimum(1.0, (np.maximum(hertz, 1) / 1500) ** 0.35 + 0.25)
    _, whispered = istft(tract * blown * tilt[:, None], MODEL_RATE_HZ, nperseg=_WINDOW, noverlap=_WINDOW - _HOP)
    whispered = np.pad(whispered, (0, max(0, len(sound) - len(whispered))))[: len(sound)]
    level = np.sqrt(np.mean(sound**2) / (np.mean(whispered**2) + 1e-12))
    mixed: Sound = (np.sqrt(1 - amount) * sound + np.sqrt(amount) * level * whispered).astype(np.float32)
    return mixed


def inhale(samples: int, *, seed: int) -> Sound:
    """A short drawn breath (samples,) at 48 kHz, RMS about 1 at its height."""
    noise = np.random.default_rng(seed).standard_normal(samples)
    band = sosfilt(butter(2, [900, 5500], "bandpass", fs=48_000, output="sos"), noise)
    shape = np.sin(np.pi * np.linspace(0, 1, samples) ** 0.7) ** 1.5
    breath: Sound = (band / (np.std(band) + 1e-9) * shape).astype(np.float32)
    return breath
