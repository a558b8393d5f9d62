"""What a sentence says has become of somebody's looks: wet, torn, muddy, bandaged, aged; or no longer."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple, cast, get_args

from filmwright.breakdown.tables import table
from filmwright.breakdown.verbs import present_of
from filmwright.records.puppet import Mark

_ARTICLES = ("a", "an", "the", "that", "this")


class Becoming(NamedTuple):
    """A change of looks in a sentence: where its word stands, whether it is a deed, and whether it ends."""

    mark: Mark
    at: int
    deed: bool
    over: bool


@functools.cache
def _words() -> tuple[tuple[tuple[str, ...], Mark, bool, bool], ...]:
    """(words, mark, deed, over): what ends a state before what begins it ("mends the torn sleeve"), the longest first."""
    found: list[tuple[tuple[str, ...], Mark, bool, bool]] = []
    for name, rows in table("states").items():
        if name not in get_args(Mark):
            continue
        mark = cast(Mark, name)
        found += [(tuple(phrase.split()), mark, False, False) for phrase in rows["state"]]
        found += [(tuple(phrase.split()), mark, False, True) for phrase in rows["clears"]]
        found += [((form,), mark, True, False) for verb in rows["done"] for form in present_of(verb)]
    return tuple(sorted(found, key=lambda row: (not row[3], -len(row[0]), row[2])))


def becoming(words: Sequence[str]) -> Becoming | None:
    """The first change of looks that the lower-case words of a sentence tell of; None if they tell of none."""
    cloth = frozenset(table("states")["words"]["cloth"])
    for phrase, mark, deed, over in _words():
        for i in range(len(words) - len(phrase) + 1):
            if tuple(words[i : i + len(phrase)]) != phrase or (i and words[i - 1] in ("not", "never", "no")):
                continue
            if i and words[i - 1] in _ARTICLES:  # "the torn letter"
                continue
            if table("states")[mark].get("cloth") and not over and not cloth & set(words) and phrase[0] not in ("in", "ragged", "tattered"):
                continue
            return Becoming(mark, i, deed, over)
    return None
