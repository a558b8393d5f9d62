"""Digests: of the source that does a piece of work, of what goes into it, of the file that came out."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

import msgspec

from filmwright.records.codec import encode

_PACKAGE = Path(__file__).resolve().parent.parent


@functools.cache
def of_code(*rooms: str) -> str:
    """Digest of the source and data of some rooms of the package, and of the records all of them speak in.

    A changed stage makes its own results stale and no others'. File names count, so that a renamed data file does too.

    Args:
        rooms: Folders or modules of the package, for example "story", "theatre/catalogue", "store.py".

    Raises:
        ValueError: there is no such room: without it results would be found again that are stale.
    """
    digest = hashlib.sha256()
    for room in ("records", *rooms):
        place = _PACKAGE / room
        files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if _is_source(path))
        if not files:
            raise ValueError(f"there is no room or module '{room}' in the package")
        for path in files:
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def of_inputs(*inputs: bytes | str | int | float | msgspec.Struct | None) -> str:
    """Digest of a list of inputs; each is told apart from its neighbours."""
    digest = hashlib.sha256()
    for value in inputs:
        if isinstance(value, bytes):
            kind, data = b"b", value
        elif isinstance(value, msgspec.Struct):
            kind, data = b"r", type(value).__name__.encode() + b"\0" + encode(value)
        else:
            kind, data = b"v", repr(value).encode()
        digest.update(kind + len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def of_file(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".") and path.suffix != ".pyc"
