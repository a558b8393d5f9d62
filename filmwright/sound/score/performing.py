"""Plays a composition and keeps its sound."""

from __future__ import annotations

import numpy as np
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


def finished(sound: Sound) -> Sound:
    """Level, a little air and warmth, peaks held, the end faded."""
    air = sosfilt(butter(1, 6500, "highpass", fs=SAMPLE_RATE_HZ, output="sos"), sound, axis=1)
    rumble = butter(2, 32, "highpass", fs=SAMPLE_RATE_HZ, output="sos")
    out = sosfilt(rumble, sound + 0.25 * air, axis=1)
    level = loudness_lufs(out.astype(np.float32))
    if level > -69:
        out = out * gain(SCORE_LUFS - level)
    over = np.abs(out)
    out = np.where(over > 0.6, np.sign(out) * (0.6 + 0.3 * np.tanh((over - 0.6) / 0.3)), out)
    count = min(int(_FADE_S * SAMPLE_RATE_HZ), out.shape[1])
    out[:, out.shape[1] - count :] *= np.cos(np.linspace(0, np.pi / 2, count)) ** 1.3
    finished_sound: Sound = out.astype(np.float32)
    return finished_sound
