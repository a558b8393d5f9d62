"""Answers that were given: the same question is asked, and paid for, once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from filmwright.errors import StoreError
from filmwright.store import write_whole


def kept_or(folder: Path, question: bytes, ask: Callable[[], str]) -> str:
    """The answer to a question, from the folder where it was given before.

    Args:
        folder: Where answers lie, one file each under the digest of its question.
        question: All that the answer depends on.
        ask: Asks it; what it raises is not kept.

    Raises:
        StoreError: the answer cannot be read or written.
    """
    kept = folder / hashlib.sha256(question).hexdigest()
    if not kept.exists():
        write_whole(kept, ask().encode("utf-8", "replace"))
    try:
        return kept.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{kept} cannot be read as text; delete it to have the question asked again") from error
