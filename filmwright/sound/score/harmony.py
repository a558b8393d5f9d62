"""Modes, chords and voice leading: which harmony a feeling has, and how its voices move."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from filmwright.records.story import Feeling

Mode = Literal["lydian", "ionian", "dorian", "aeolian", "phrygian"]
SCALES: dict[Mode, tuple[int, ...]] = {
    "lydian": (0, 2, 4, 6, 7, 9, 11), "ionian": (0, 2, 4, 5, 7, 9, 11), "dorian": (0, 2, 3, 5, 7, 9, 10),
    "aeolian": (0, 2, 3, 5, 7, 8, 10), "phrygian": (0, 1, 3, 5, 7, 8, 10),
}  # fmt: skip
# Four-bar phrases as degrees of the mode. The last bar of each leads on; a cadence replaces it where a scene ends.
_PHRASES: dict[Mode, tuple[tuple[int, ...], ...]] = {
    "lydian": ((0, 1, 0, 1), (0, 1, 5, 1), (0, 4, 1, 4), (5, 1, 0, 1)),
    "ionian": ((0, 5, 3, 4), (0, 2, 3, 4), (0, 4, 5, 3), (0, 3, 1, 4), (5, 3, 0, 4), (0, 3, 0, 4)),
    "dorian": ((0, 3, 0, 6), (0, 2, 3, 6), (0, 6, 3, 4), (0, 1, 3, 4)),
    "aeolian": ((0, 5, 2, 6), (0, 3, 5, 4), (0, 6, 5, 4), (0, 5, 3, 4), (0, 2, 5, 6)),
    "phrygian": ((0, 1, 0, 6), (0, 5, 1, 4), (0, 3, 1, 4), (0, 1, 5, 6)),
}  # fmt: skip


@dataclass(frozen=True)
class Chord:
    """`root`: pitch class. `tones`: pitch classes from the root up."""

    root: int
    tones: tuple[int, ...]


def mode_of(feeling: Feeling) -> Mode:
    """Bright to dark as the feeling is; a strained dark is Phrygian."""
    if feeling.valence > 0.55:
        return "lydian" if feeling.tension < 0.0 and feeling.arousal < 0.4 else "ionian"
    if feeling.valence > 0.08:
        return "ionian"
    if feeling.valence > -0.25:
        return "dorian"
    return "phrygian" if feeling.tension > 0.45 else "aeolian"


def chord(tonic: int, mode: Mode, degree: int, *, colour: float = 0.0, dominant: bool = False) -> Chord:
    """The chord on a degree (0 to 6) of a mode. `colour` above 0.4 adds a ninth, above 0.75 a seventh; `dominant` raises its third."""
    scale = SCALES[mode]

    def pitch(step: int) -> int:
        return (tonic + scale[step % 7]) % 12

    root = pitch(degree)
    third = (root + 4) % 12 if dominant else pitch(degree + 2)
    tones = [root, third, pitch(degree + 4) if not dominant else (root + 7) % 12]
    if dominant:
        tones.append((root + 10) % 12)
    elif colour > 0.75:
        tones.append(pitch(degree + 6))
    elif colour > 0.4:
        tones.append(pitch(degree + 8))
    return Chord(root, tuple(dict.fromkeys(tones)))


def phrase(mode: Mode, bars: int, chance: random.Random) -> list[int]:
    """Degrees for `bars` bars, phrase after phrase, no phrase twice running if the mode has another."""
    out: list[int] = []
    last: tuple[int, ...] = ()
    while len(out) < bars:
        options = [p for p in _PHRASES[mode] if p != last]
        last = chance.choice(options)
        out += last
    return out[:bars]


def voiced(harmony: Chord, before: tuple[int, ...], *, low: int, high: int, voices: int = 3) -> tuple[int, ...]:
    """`voices` pitches of a chord within [low, high], as near as can be to those before; no two alike, all chord tones if they fit."""
    pool = [pitch for pitch in range(low, high + 1) if pitch % 12 in harmony.tones]
    if not before:
        middle = (low + high) // 2
        before = tuple(middle + 4 * (i - voices // 2) for i in range(voices))
    best: tuple[float, tuple[int, ...]] = (1e9, ())

    def search(i: int, chosen: tuple[int, ...]) -> None:
        nonlocal best
        if i == voices:
            missing = len(set(harmony.tones[:3]) - {p % 12 for p in chosen})
            cost = sum(abs(a - b) for a, b in zip(chosen, before, strict=False)) + 5.0 * missing
            cost += sum(3.0 for a, b in zip(chosen, chosen[1:], strict=False) if b - a > 9 or b - a < 3)
            if cost < best[0]:
                best = (cost, chosen)
            return
        for pitch in pool:
            if (not chosen or pitch > chosen[-1]) and abs(pitch - before[min(i, len(before) - 1)]) <= 9:
                search(i + 1, (*chosen, pitch))

    search(0, ())
    return best[1] or tuple(pool[:voices])
