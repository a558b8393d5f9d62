"""What is heard: voices, score, the sound of places and things, and the mix."""

from __future__ import annotations

from filmwright.sound.asked import effects_not_known
from filmwright.sound.mix import mix
from filmwright.sound.score import Composition, compose, midi_bytes, perform
from filmwright.sound.voices import VoiceModel, cast_voices, load_voice_model, plain_text, record_line, voice_credits

__all__ = [
    "Composition",
    "VoiceModel",
    "cast_voices",
    "compose",
    "effects_not_known",
    "load_voice_model",
    "midi_bytes",
    "mix",
    "perform",
    "plain_text",
    "record_line",
    "voice_credits",
]
