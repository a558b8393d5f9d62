"""The score: composed for the cut, played by a small band."""

from __future__ import annotations

from filmwright.sound.score.composing import Composition, compose
from filmwright.sound.score.midi import midi_bytes
from filmwright.sound.score.musicxml import musicxml
from filmwright.sound.score.performing import perform

__all__ = ["Composition", "compose", "midi_bytes", "musicxml", "perform"]
