"""Foley: the sound of what puppets and things are seen to do."""

from __future__ import annotations

from filmwright.sound.foley.sounds import foley, kind_of

__all__ = ["foley", "kind_of"]
