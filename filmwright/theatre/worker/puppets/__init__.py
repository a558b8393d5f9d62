"""Puppets: a record's words and measures become a rigged puppet that takes poses and keys."""

from filmwright.theatre.worker.puppets.build import BuiltPuppet, build

__all__ = ["BuiltPuppet", "build"]
