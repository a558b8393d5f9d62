"""Words that the lexicon lacks, pronounced from their letters."""

from __future__ import annotations

import functools
import gzip
import json
from pathlib import Path
from typing import Any

from filmwright.sound.voices.phonemes import Accent, with_stress

Tree = list[Any]  # [sounds] or [sounds, {neighbouring letter: Tree}]
# The neighbours a tree asks for, in this order, as distances from the letter.
NEIGHBOURS = (1, -1, 2, -2, 3, -3, 4, -4)


def neighbours(word: str, i: int) -> str:
    """The letters around letter `i`, in the order of NEIGHBOURS; '.' beyond the ends."""
    return "".join(word[i + d] if 0 <= i + d < len(word) else "." for d in NEIGHBOURS)


def sounds_of(word: str, trees: dict[str, Tree]) -> str:
    """The sounds of a lower-case word; letters without a tree make none. Exactly one primary stress."""
    made: list[str] = []
    for i, letter in enumerate(word):
        tree: Tree = trees.get(letter, [""])
        for near in neighbours(word, i):
            if len(tree) == 1 or near not in tree[1]:
                break
            tree = tree[1][near]
        made.append(tree[0])
    sounds = "".join(made)
    first = sounds.find("ˈ")
    if first >= 0:
        sounds = sounds[: first + 1] + sounds[first + 1 :].replace("ˈ", "ˌ")
    return with_stress(sounds)


@functools.cache
def _trees(accent: Accent) -> dict[str, Tree]:
    path = Path(__file__).parent / "bank" / f"spelling_{accent}.json.gz"
    trees: dict[str, Tree] = json.loads(gzip.decompress(path.read_bytes()))
    return trees


def spell(word: str, accent: Accent) -> str:
    """The sounds of a word of letters a to z that no lexicon knows."""
    return sounds_of(word.lower(), _trees(accent))
