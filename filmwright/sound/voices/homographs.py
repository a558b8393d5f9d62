"""Which reading of a word that is written one way and said two: read, lead, tear, wind, close, live, record."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from filmwright.sound.voices.grammar import Tag, parts, words_of


@dataclass(frozen=True)
class _Sense:
    said: str
    british: str
    parts: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    about: frozenset[str]


@functools.cache
def _senses() -> dict[str, tuple[_Sense, ...]]:
    table = tomllib.loads(Path(__file__).with_name("homographs.toml").read_text(encoding="utf-8"))

    def sense(given: dict[str, str]) -> _Sense:
        sets = (frozenset(given.get(name, "").split()) for name in ("parts", "before", "after", "about"))
        return _Sense(given["said"], given.get("british", ""), *sets)

    return {word: tuple(sense(given) for given in senses.values()) for word, senses in table.items()}


def has_senses(word: str) -> bool:
    """True if the word's readings are in homographs.toml."""
    return word in _senses()


def sense_of(words: Sequence[str], i: int, pauses: Collection[int] = (), *, word: str = "") -> tuple[str, str]:
    """The sounds of word `i` in the sense that its sentence asks for: American, and British ("" if as the American).

    Args:
        words: One sentence, lower case, no punctuation.
        pauses: Positions of the words that a comma or a dash follows.
        word: The entry under which its senses are listed, if it is not the word itself ("winds": wind).
    """
    senses = _senses()[word or words[i]]
    before, after = (words[i - 1] if i else ""), (words[i + 1] if i + 1 < len(words) and i not in pauses else "")
    for sense in senses:
        if before in sense.before or after in sense.after:
            return sense.said, sense.british
    around = set(words[:i]) | set(words[i + 1 :])
    for tag in parts(words, i, pauses) or ("",):
        open_to = [sense for sense in senses if not sense.parts or not tag or tag in sense.parts]
        named = [sense for sense in open_to if tag and tag in sense.parts]
        hits = [(len(around & sense.about), sense) for sense in open_to]
        most = max((count for count, _ in hits), default=0)
        if most:
            chosen = next(sense for count, sense in hits if count == most)
            return chosen.said, chosen.british
        fixed = [sense for sense in named if not sense.about]
        if fixed:
            return fixed[0].said, fixed[0].british
    return senses[0].said, senses[0].british


def tag(words: Sequence[str], i: int, readings: Collection[str], pauses: Collection[int] = ()) -> Tag:
    """Which of the lexicon's `readings` word `i` has; "" for its first.

    A participle or a past is asked for only of a word that has one of its own (read, wound): "they were present" is none.
    """
    word = words[i]
    if word == "used":
        return "VBD" if i + 1 < len(words) and words[i + 1] == "to" else ""
    if word == "that":
        after = words[i + 1] if i + 1 < len(words) else ""
        return "DT" if not after or after in words_of("pointed_at") or i == 0 else ""
    for part in parts(words, i, pauses):
        if part == "PRED":  # never a verb or a noun
            return next((own for own in ("ADJ", "VBN") if own in readings), "")
        if part == "VBD" and word in words_of("pasts"):
            return "VERB"
        if part in ("VBD", "VBN") and part not in readings:
            continue
        if part == "ADJ" and part not in readings:
            return "NOUN" if "NOUN" in readings and word not in words_of("adjectives") else ""
        return part if part in readings else ""
    return ""
