"""Kinds that have no built-in backend yet: lens, image and video; the protocol a plug-in fulfils."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from filmwright.backends.camera import Options
from filmwright.store import Store


class Lens(Protocol):
    """Turns a finished drawing into another picture of the same size, as a filter before the camera would."""

    name: str
    options: Mapping[str, str]

    def fingerprint(self, options: Options) -> str:
        """Hex digest of the code, the models and the options that the picture depends on."""
        ...

    def see(self, drawings: Sequence[str], *, store: Store, options: Options) -> tuple[str, ...]:
        """Store digests of 8-bit sRGB PNGs in, as many of the same size out, in order."""
        ...


class Image(Protocol):
    """Makes a still from words."""

    name: str
    options: Mapping[str, str]

    def fingerprint(self, options: Options) -> str:
        """Hex digest of the code, the models and the options that the picture depends on."""
        ...

    def paint(self, words: str, *, width: int, height: int, seed: int, store: Store, options: Options) -> str:
        """Store digest of an 8-bit sRGB PNG of this size."""
        ...


class Video(Protocol):
    """Makes a moving picture from words and a first still."""

    name: str
    options: Mapping[str, str]

    def fingerprint(self, options: Options) -> str:
        """Hex digest of the code, the models and the options that the picture depends on."""
        ...

    def move(self, first: str, words: str, *, drawings: int, seed: int, store: Store, options: Options) -> tuple[str, ...]:
        """Store digests of `drawings` 8-bit sRGB PNGs of the size of `first`."""
        ...
