"""Foley: the sound of what puppets and things are seen to do."""

from __future__ import annotations

from filmwright.sound.foley.sounds import MATERIALS, foley, kind_of

__all__ = ["MATERIALS", "foley", "kind_of"]
