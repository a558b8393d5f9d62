"""Staging: where everyone stands, how they act, what they handle, where the camera is, how it is lit; plain data."""

from __future__ import annotations

from filmwright.stage.cinematography import stage_shots
from filmwright.stage.rehearsal import stage_scene
from filmwright.stage.world import World

__all__ = ["World", "stage_scene", "stage_shots"]
