"""Staged shots to takes: ask a camera, look at what it gives."""

from filmwright.frames.shooting import shoot

__all__ = ["shoot"]
