"""Voices: who speaks with which, and every line recorded with the times of its words and mouth shapes."""

from __future__ import annotations

from filmwright.sound.voices.casting import cast_voices, voice_credits
from filmwright.sound.voices.kokoro import VoiceModel, load_voice_model
from filmwright.sound.voices.reading import plain_text
from filmwright.sound.voices.recording import record_line

__all__ = ["VoiceModel", "cast_voices", "load_voice_model", "plain_text", "record_line", "voice_credits"]
