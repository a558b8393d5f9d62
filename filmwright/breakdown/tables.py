"""The small data tables of the breakdown room, read once: words of places, things, looks, feelings, verbs and names."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

_TABLES = Path(__file__).parent / "tables"


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The table `tables/<name>.toml` as plain data. Callers must not change it."""
    return tomllib.loads((_TABLES / f"{name}.toml").read_text(encoding="utf-8"))


@functools.cache
def concepts(name: str) -> dict[str, frozenset[str]]:
    """Word or phrase -> its concepts, from the `[concepts]` part of a table ("music box" for `music_box`)."""
    return {word.replace("_", " "): frozenset(meaning.split()) for word, meaning in table(name)["concepts"].items()}


@functools.cache
def words_of(name: str, part: str) -> frozenset[str]:
    """The `words` of a part of a table."""
    return frozenset(table(name)[part]["words"])


@functools.cache
def first_names() -> dict[str, str]:
    """First name in lower case -> "female" or "male"; names that are both are left out."""
    found = dict.fromkeys(table("names")["female"].split(), "female")
    for name in table("names")["male"].split():
        if name in found:
            del found[name]
        else:
            found[name] = "male"
    return found
