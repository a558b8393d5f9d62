"""The shape of a story: how its people fare from first to last, and which of the six classic arcs that is.

The six are those that Reagan et al. found in fiction ("The emotional arcs of stories are dominated by six basic shapes", EPJ Data
Science 5:31, 2016), written as the first cosines of a film's length.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from filmwright.records.story import Story

ARCS: dict[str, tuple[float, int]] = {  # name: half waves over the film, and how it begins (1 high, -1 low)
    "rags to riches": (1, -1),
    "riches to rags": (1, 1),
    "man in a hole": (2, 1),
    "Icarus": (2, -1),
    "Cinderella": (3, -1),
    "Oedipus": (3, 1),
}
_SPAN = 3  # events over which a feeling is averaged: one act does not make an arc; guess


@dataclass(frozen=True)
class Shape:
    """How a person fares: `curve` in [-1, 1], one number an event; `arc` is the nearest of the six, `likeness` its correlation."""

    person: str
    curve: tuple[float, ...]
    arc: str
    likeness: float


REACHED = 0.8  # correlation from which an arc counts as followed; below it a note says that the wished one was not reached


def fortune(story: Story, person: str) -> tuple[float, ...]:
    """How someone feels at each event, in [-1, 1], averaged over the events around it.

    At an event without them they feel as before; before their first, as the event itself feels.
    """
    now: float | None = None
    raw: list[float] = []
    for event in story.events:
        felt = event.feelings.get(person)
        now = felt.valence if felt is not None else event.feeling.valence if now is None else now
        raw.append(now)
    half = _SPAN // 2
    return tuple(float(np.mean(raw[max(0, i - half) : i + half + 1])) for i in range(len(raw)))


def ideal(arc: str, count: int) -> tuple[float, ...]:
    """A classic arc as `count` numbers in [-1, 1].

    Raises:
        KeyError: no arc has this name.
    """
    halves, start = ARCS[arc]
    return tuple(start * math.cos(math.pi * halves * i / max(1, count - 1)) for i in range(count))


def likeness(curve: Sequence[float], arc: str) -> float:
    """Pearson correlation of a curve with a classic arc; 0 where the curve does not move or is too short to have a shape."""
    if len(curve) < 4 or float(np.std(curve)) < 1e-9:
        return 0.0
    return float(np.corrcoef(curve, ideal(arc, len(curve)))[0, 1])


def shape(story: Story, person: str) -> Shape:
    """Which of the six arcs someone's way is nearest to."""
    curve = fortune(story, person)
    arc = max(ARCS, key=lambda name: likeness(curve, name))
    return Shape(person, curve, arc, likeness(curve, arc))
