"""A screenplay from a file of any kind that is understood, with one clear sentence for every other file."""

from __future__ import annotations

import re
from pathlib import Path

from filmwright.errors import InputError
from filmwright.records.script import Screenplay
from filmwright.screenplay import fdx, fountain, plain

LARGEST_BYTES = 20_000_000  # ten thousand scenes are about 3 MB; Final Draft's XML is ten times its words
_FORMATS = "Fountain (.fountain), Final Draft (.fdx) or plain text (.txt)"
_OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive (a Word, Fade In or Highland file)",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "an RTF document",
}


def read(path_or_bytes: Path | str | bytes, *, source: str = "") -> Screenplay:
    """Read a screenplay, choosing the format by the file's extension and its content.

    Args:
        path_or_bytes: A file, or its bytes.
        source: Name for messages; the file's name if empty. Its extension chooses the format of bytes.

    Raises:
        InputError: the file is missing, empty, too large, not text, not UTF-8 or UTF-16, XML that is not Final
            Draft's, or holds neither a scene heading nor a spoken line.
    """
    if isinstance(path_or_bytes, bytes):
        data, name = path_or_bytes, source or "the screenplay"
    else:
        path = Path(path_or_bytes)
        name = source or path.name
        data = _bytes_of(path, name)
    if len(data) > LARGEST_BYTES:
        raise InputError(
            f"{name}: {len(data):,} bytes is more than the {LARGEST_BYTES:,} that a screenplay may have; is it the right file?"
        )
    if not data.strip(b" \t\r\n\f\x00\xef\xbb\xbf\xff\xfe"):
        raise InputError(f"{name}: the file is empty; expected a screenplay as {_FORMATS}")
    for magic, kind in _OTHER_KINDS.items():
        if data.startswith(magic):
            raise InputError(f"{name}: this is {kind}; export the screenplay as {_FORMATS}")
    if _is_xml(data) or name.lower().endswith(".fdx"):
        screenplay = fdx.parse(data, source=name)
    else:
        text = decode_text(data, source=name)
        as_fountain = name.lower().endswith((".fountain", ".spmd"))
        screenplay = fountain.parse(text, source=name) if as_fountain else plain.parse(text, source=name)
    if not any(e.kind in ("scene_heading", "dialogue", "lyrics") for e in screenplay.elements):
        raise InputError(
            f"{name}: found no scene heading (as 'INT. KITCHEN - DAY') and no spoken line (a NAME in capitals, the words below it); "
            "if this is a premise, give it in quotes"
        )
    return screenplay


def looks_like_screenplay(text: str) -> bool:
    """Whether a text is a screenplay rather than a premise: it has a scene heading, or two speeches."""
    screenplay = plain.parse(text, source="")
    kinds = [e.kind for e in screenplay.elements]
    return "scene_heading" in kinds or kinds.count("dialogue") >= 2


def decode_text(data: bytes, *, source: str) -> str:
    """Text of a file in UTF-8 or, with a byte order mark, UTF-16.

    Raises:
        InputError: binary data, or another encoding; names the line and what to do.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise InputError(f"{source}: begins as UTF-16 but is not; save the file as UTF-8") from None
    # control characters that no text file holds
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data):
        raise InputError(f"{source}: this is a binary file; expected a screenplay as {_FORMATS}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{source}:{line}: byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8") from None


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{name}: this is a folder; expected a screenplay as {_FORMATS}")
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise InputError(f"{name}: {size:,} bytes is more than the {LARGEST_BYTES:,} that a screenplay may have; is it the right file?")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}); expected a screenplay as {_FORMATS}") from None


def _is_xml(data: bytes) -> bool:
    head = data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")
    return head.startswith((b"<?xml", b"<FinalDraft", b"<!DOCTYPE"))
