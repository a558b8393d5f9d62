"""Ambience: what a place, its weather and its hour sound like."""

from __future__ import annotations

from filmwright.sound.ambience.beds import bed, bed_words, known_words

__all__ = ["bed", "bed_words", "known_words"]
