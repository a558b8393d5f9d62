"""Builders by name: what `make` in a catalogue file calls."""

from __future__ import annotations

from collections.abc import Callable

from filmwright.theatre.worker.pieces.parts import Options, Parts

Builder = Callable[[Parts, Options], None]
BUILDERS: dict[str, Builder] = {}


def piece(build: Builder) -> Builder:
    """Register a function under its own name. It adds shapes to `parts`, origin in the middle of the base."""
    BUILDERS[build.__name__] = build
    return build
