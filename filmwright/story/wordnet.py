"""The words of WordNet that tools/wordnet.py drew, for where the hand-made lexicon is silent. Read when first asked for."""

from __future__ import annotations

import functools
from pathlib import Path

from filmwright.theatre import catalogue

_WORDS = Path(__file__).parent / "data" / "wordnet.txt"


@functools.cache
def _sections() -> dict[str, list[str]]:
    return catalogue.sections_of(_WORDS)


def people() -> dict[str, str]:
    """Noun for somebody -> "age sex home trade"."""
    return _of("person")


def things() -> dict[str, str]:
    """Noun for a thing -> its class."""
    return _of("thing")


def places() -> dict[str, str]:
    """Noun for a place -> the kind of place."""
    return _of("place")


def verbs() -> list[str]:
    """Verbs that are used as verbs at least as much as otherwise."""
    return _sections()["verbs"]


def verbs_too() -> list[str]:
    """Verbs that are other words more often: "ration", "check"."""
    return _sections()["verbs also"]


def whole() -> list[str]:
    """Nouns that end like a form of a verb and are none: "ceiling"."""
    return _sections()["itself"]


def _of(part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, words in _sections().items():
        if name.startswith(f"{part} "):
            found.update(dict.fromkeys(words, name.removeprefix(f"{part} ")))
    return found
