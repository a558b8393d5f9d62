"""Learns how words that the lexicon lacks are pronounced, from the lexicon in the `misaki` wheel.

    python -m filmwright.sound.voices.train_spelling filmwright/sound/voices/bank

Letters and sounds are aligned (each letter makes no sound, one or two; expectation maximisation), then each
letter gets a decision tree that asks for its neighbours, nearest first (IGTree: Daelemans et al., 1997). A
twentieth of the words is held out; the part of them that comes out right is printed for each accent.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from filmwright.sound.voices.lexicon import lexicon_files
from filmwright.sound.voices.phonemes import Accent
from filmwright.sound.voices.spelling import NEIGHBOURS, Tree, neighbours, sounds_of, spell

_SOUND = re.compile(r"[ˈˌ]?.ː?")
_LEAST = 2  # a branch needs this many letters of the lexicon; 1 doubles the file for under one point of accuracy (guess from two runs)
_LONGEST = 2
Pair = tuple[str, list[str]]


def words(accent: Accent) -> list[Pair]:
    """Lower-case words of the lexicon with their sounds, in order."""
    pairs: list[Pair] = []
    for path in lexicon_files(accent):
        for word, sounds in sorted(json.loads(path.read_text(encoding="utf-8")).items()):
            said = sounds if isinstance(sounds, str) else sounds["DEFAULT"]
            if said and re.fullmatch("[A-Za-z]?[a-z]{2,}", word) and len(said) < 2.2 * len(word):
                pairs.append((word.lower(), _SOUND.findall(said.replace("ɾ", "T").replace("ʔ", "t"))))
    return pairs


def align(pairs: list[Pair], *, rounds: int = 6) -> list[list[str]]:
    """For each word, the sounds that each of its letters makes; [] where no alignment exists."""
    weight: dict[tuple[str, str], float] = defaultdict(lambda: -6.0)
    aligned: list[list[str]] = []
    for _ in range(rounds):
        count: Counter[tuple[str, str]] = Counter()
        aligned = [_best(word, sounds, weight) for word, sounds in pairs]
        for (word, _), chunks in zip(pairs, aligned, strict=True):
            count.update(zip(word, (_plain(chunk) for chunk in chunks), strict=False))
        total: Counter[str] = Counter()
        for (letter, _), n in count.items():
            total[letter] += n
        weight = defaultdict(lambda: -12.0, {key: math.log(n / total[key[0]]) for key, n in count.items()})
    return aligned


def _plain(chunk: str) -> str:
    return chunk.replace("ˈ", "").replace("ˌ", "")


def _best(word: str, sounds: list[str], weight: dict[tuple[str, str], float]) -> list[str]:
    n, m = len(word), len(sounds)
    score = [[-math.inf] * (m + 1) for _ in range(n + 1)]
    back = [[0] * (m + 1) for _ in range(n + 1)]
    score[0][0] = 0.0
    for i in range(n):
        for j in range(m + 1):
            here = score[i][j]
            if here == -math.inf:
                continue
            for length in range(min(_LONGEST, m - j) + 1):
                chunk = _plain("".join(sounds[j : j + length]))
                value = here + weight[(word[i], chunk)] - 0.3 * (length == 2)
                if value > score[i + 1][j + length]:
                    score[i + 1][j + length] = value
                    back[i + 1][j + length] = length
    if score[n][m] == -math.inf:
        return []
    chunks: list[str] = []
    j = m
    for i in range(n, 0, -1):
        length = back[i][j]
        chunks.append("".join(sounds[j - length : j]))
        j -= length
    return chunks[::-1]


def grow(examples: list[tuple[str, str]], depth: int = 0) -> Tree:
    """A tree for one letter: [sounds, {neighbour: tree}]. `examples`: (neighbours, sounds)."""
    count = Counter(sounds for _, sounds in examples)
    best = min(count, key=lambda sounds: (-count[sounds], sounds))
    branches: dict[str, Tree] = {}
    if len(count) > 1 and depth < len(NEIGHBOURS):
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for example in examples:
            groups[example[0][depth]].append(example)
        for letter in sorted(groups):
            if len(groups[letter]) >= _LEAST:
                branch = grow(groups[letter], depth + 1)
                if branch[0] != best or len(branch) > 1:
                    branches[letter] = branch
    return [best, branches] if branches else [best]


def held_out_errors(accent: Accent) -> tuple[int, float, float]:
    """Of the held-out words of an accent: how many, what part is not wholly right, and what part of their sounds is wrong."""
    held = [pair for i, pair in enumerate(words(accent)) if i % 20 == 0]
    wrong = missed = sounds = 0
    for word, said in held:
        right, made = _plain("".join(said)), _plain(spell(word, accent))
        wrong += right != made
        missed += _distance(right, made)
        sounds += len(right)
    return len(held), wrong / len(held), missed / sounds


def _distance(right: str, made: str) -> int:
    row = list(range(len(made) + 1))
    for i, sound in enumerate(right, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(made, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (sound != other))
    return row[-1]


def main(bank: Path) -> None:
    """Write `spelling_american.json.gz` and `spelling_british.json.gz` to `bank`."""
    accents: tuple[Accent, ...] = ("american", "british")
    for accent in accents:
        pairs = words(accent)
        known = [pair for i, pair in enumerate(pairs) if i % 20]
        examples: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for (word, _), chunks in zip(known, align(known), strict=True):
            for i, chunk in enumerate(chunks):
                examples[word[i]].append((neighbours(word, i), chunk))
        trees = {letter: grow(found) for letter, found in sorted(examples.items())}
        data = json.dumps(trees, ensure_ascii=False, separators=(",", ":")).encode()
        (bank / f"spelling_{accent}.json.gz").write_bytes(gzip.compress(data, mtime=0))
        held = [pair for i, pair in enumerate(pairs) if i % 20 == 0]
        right = sum(_plain(sounds_of(word, trees)) == _plain("".join(sounds)) for word, sounds in held)
        print(f"{accent}: {len(known)} words learnt, {right / len(held):.1%} of {len(held)} held-out words right but for stress")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
