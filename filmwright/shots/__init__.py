"""The shot list: when everything happens in a scene, and which camera sees which part of it, and why."""

from __future__ import annotations

from filmwright.shots.plan import plan_shots
from filmwright.shots.reading import readable

__all__ = ["plan_shots", "readable"]
