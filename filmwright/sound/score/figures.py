"""Bars of accompaniment as data (figures.toml): which tones of a chord are struck when; and who plays which of them in a phrase."""

from __future__ import annotations

import functools
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Weight = Literal["thin", "plain", "full"]
_ORDER: tuple[Weight, ...] = ("thin", "plain", "full")


@dataclass(frozen=True)
class Stroke:
    """Tones of the chord struck together. `tones`: 1 the lowest under the hand, 0 the one beneath; () all. `beat`, `held`: in beats."""

    beat: float
    tones: tuple[int, ...]
    held: float
    hard: bool = False
    rolled: bool = False


Figure = tuple[Stroke, ...]


@dataclass(frozen=True)
class Step:
    """One bar of a phrase. `turn`: how many tones of the chord higher the hand lies. `ends`: how the phrase ends here, if it does."""

    figure: Figure
    turn: int = 0
    ends: Literal["", "breath", "run"] = ""


def figures(family: str, metre: int, weight: Weight) -> tuple[Figure, ...]:
    """The bars of a family in a metre, of a weight."""
    return _table()[family][str(metre)][weight]


@functools.cache
def _table() -> dict[str, dict[str, dict[str, tuple[Figure, ...]]]]:
    raw = tomllib.loads(Path(__file__).with_name("figures.toml").read_text(encoding="utf-8"))
    return {
        family: {
            metre: {weight: tuple(_read(bar, int(metre)) for bar in bars) for weight, bars in kinds.items()} for metre, kinds in of.items()
        }
        for family, of in raw.items()
    }


def _read(bar: str, metre: int) -> Figure:
    parts = [word.split(":") for word in bar.split()]
    beats = [float(beat) for beat, _ in parts]
    found = []
    for i, (_, told) in enumerate(parts):
        marked, _, held = told.partition("/")
        rings = beats[i + 2] - beats[i] + 0.5 if i + 2 < len(beats) else metre + 0.5 - beats[i]
        tones = marked.strip("!~")
        found.append(Stroke(
            beat=beats[i], tones=() if tones == "all" else tuple(int(tone) for tone in tones.split("+")),
            held=float(held) if held else rings, hard="!" in told, rolled="~" in told,
        ))  # fmt: skip
    return tuple(found)


def _rhythm(figure: Figure) -> tuple[float, ...]:
    return tuple(stroke.beat for stroke in figure)


class Hand:
    """Chooses the bars of one player, phrase after phrase: no phrase is played as the one before, and none in one bar throughout."""

    def __init__(self, family: str, metre: int, chance: random.Random) -> None:
        self.family, self.metre, self.chance = family, metre, chance
        self._last: Figure | None = None
        self._ended: Literal["breath", "run"] = "run"

    def phrase(self, weight: Weight, bars: int, *, after: Sequence[Figure] = ()) -> list[Step]:
        """A phrase of so many bars: a figure, its turn, an answer, and an end that draws breath or leads on. `after`: bars before it."""
        heard = {_rhythm(each) for each in after}
        options = [each for each in figures(self.family, self.metre, weight) if each != self._last]
        first = self.chance.choice([each for each in options if _rhythm(each) not in heard] or options)
        fuller = _ORDER[min(_ORDER.index(weight) + (self.chance.random() < 0.4), len(_ORDER) - 1)]
        others = [each for each in figures(self.family, self.metre, fuller) if each != first]
        unlike = [each for each in others if _rhythm(each) != _rhythm(first)] or others
        answer = self.chance.choice([each for each in unlike if _rhythm(each) not in heard] or unlike)
        turn = self.chance.choice((1, 1, 2))
        order = self.chance.choice((
            (Step(first), Step(first, turn), Step(answer)), (Step(first), Step(answer), Step(first, turn)),
            (Step(first), Step(first, turn), Step(answer, turn)), (Step(first), Step(answer), Step(answer, turn)),
        ))  # fmt: skip
        steps = [order[k % 3] for k in range(bars)]
        if bars > 1:
            self._ended = "breath" if self._ended == "run" else "run"
            steps[-1] = Step(answer if steps[-2].figure == first else first, 0, self._ended)
        self._last = first
        return steps

    def under_speech(self) -> Step:
        """One bar under a voice: soft, low, seldom two alike in a row; at times none."""
        options = [each for each in figures("speech", self.metre, "thin") if each != self._last]
        self._last = self.chance.choice(options)
        return Step(self._last)
