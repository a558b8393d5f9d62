"""Plays a composition and keeps its sound."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.music import Score
from filmwright.records.report import Credit
from filmwright.sound.sampled import Sound, gain, loudness_lufs, to_wav
from filmwright.sound.score.composing import Composition
from filmwright.sound.score.sampler import perform_notes
from filmwright.store import Store

SCORE_LUFS = -20.0  # integrated; the mix sets the music's place
_FADE_S = 1.4
_AIR_DB = -28.0  # what lies above 4 kHz against the whole: less sounds dull (three scores: -24 to -38 before it was lifted)
_LIFTS = (0.25, 0.5, 0.75, 1.0)  # share of the treble that is added: 2, 3.5, 5 and 6 dB


def perform(composition: Composition, *, store: Store) -> Score:
    """Play the notes; the WAV has the film's length and is put in the store."""
    notes = [note for cue in composition.cues for note in cue.notes]
    sound = finished(perform_notes(notes, composition.samples, seed=composition.seed))
    credits = (
        Credit(role="Score", name=f"Composed by Filmwright for the palette '{composition.palette}'", licence=""),
        Credit(role="Instruments", name="Fluid (R3) Mono GM by Frank Wen, Michael Cowgill and others", licence="MIT", machine_made=False),
    )
    return Score(
        cues=composition.cues, motifs=composition.motifs, rhythms=composition.rhythms, media=store.put(to_wav(sound), suffix=".wav"),
        credits=credits,
    )  # fmt: skip


def _aired(sound: Sound) -> NDArray[np.float64]:
    """The sound with its treble lifted, a dark band's more than a bright one's."""
    treble = sosfilt(butter(1, 4500, "highpass", fs=SAMPLE_RATE_HZ, output="sos"), sound, axis=1)
    above = butter(4, 4000, "highpass", fs=SAMPLE_RATE_HZ, output="sos")
    whole, least = float((sound**2).sum()), 10 ** (_AIR_DB / 10)
    for lift in _LIFTS:
        out: NDArray[np.float64] = sound + lift * treble
        if float((sosfilt(above, out, axis=1) ** 2).sum()) >= least * whole:
            break
    return out


def finished(sound: Sound) -> Sound:
    """Level, a little air and warmth, peaks held, the end faded."""
    out = sosfilt(butter(2, 32, "highpass", fs=SAMPLE_RATE_HZ, output="sos"), _aired(sound), axis=1)
    level = loudness_lufs(out.astype(np.float32))
    if level > -69:
        out = out * gain(SCORE_LUFS - level)
    over = np.abs(out)
    out = np.where(over > 0.6, np.sign(out) * (0.6 + 0.3 * np.tanh((over - 0.6) / 0.3)), out)
    count = min(int(_FADE_S * SAMPLE_RATE_HZ), out.shape[1])
    out[:, out.shape[1] - count :] *= np.cos(np.linspace(0, np.pi / 2, count)) ** 1.3
    finished_sound: Sound = out.astype(np.float32)
    return finished_sound
