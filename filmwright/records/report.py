"""Notes on what was asked and what was done instead; the report of a film is made of them."""

from __future__ import annotations

from filmwright.records.codec import Record


class Approximation(Record, frozen=True, kw_only=True):
    """Something the film could not do as asked."""

    where: str  # "scene 2, 'Mara juggles knives'" or "night.fountain:41"
    asked: str
    done: str


class Credit(Record, frozen=True, kw_only=True):
    """One line of the end credits and of the provenance."""

    role: str  # "Voice of MARA", "Score", "Typeface"
    name: str  # "Kokoro 82M, voice af_heart"
    licence: str = ""
    machine_made: bool = True
