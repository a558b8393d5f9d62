"""How a theme develops: what is made of it when it is told again, by what has changed since it was last told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from filmwright.records.story import Feeling
from filmwright.sound.score.motif import Motif

Way = Literal[
    "stated", "begun", "as a sentence", "rising sequence", "falling sequence", "broken up", "turned over", "in doubled values",
    "in halved values", "higher", "lower", "far off", "in harmony", "against the other", "beneath the voices", "home",
    "in the dark", "left open",
]  # fmt: skip
_STRAINED = 0.4  # tension above which a theme is bent
_STILL, _STIRRED = -0.45, 0.4  # arousal below which it is told in doubled values, and above which in halved ones
_HOME = (-10, -7, -5, -3, 0, 2, 4, 7, 9, 11, 14)  # degrees of the chord on the first
_TURN = 0.2  # how far a feeling must have moved since a theme was last told for the theme to move with it


@dataclass(frozen=True)
class Shape:
    """What is sung. `bars`: how many it needs; `harmony`: degrees of the mode its bars ask for, None where any will do."""

    way: Way
    tune: Motif
    bars: int
    harmony: tuple[int | None, ...] = ()


def first_told(theme: Motif, metre: int, room: int, feeling: Feeling) -> Shape | None:
    """A theme that is heard for the first time, in so many bars: with its head spun on where there is place for it."""
    if room >= 4:
        up = feeling.valence >= 0 or feeling.tension > _STRAINED
        spun = theme.then(theme.head(metre).moved(1 if up else -1)).then(_closing(theme.head(metre).moved(2 if up else -2)))
        return Shape("as a sentence", spun, 4, (None, None, 3, 4) if up else (None, None, 5, 3))
    if room >= 2:
        return Shape("stated", theme, 2)
    return Shape("begun", theme.head(metre), 1) if room else None


def told_again(
    theme: Motif, metre: int, room: int, now: Feeling, before: Feeling, told: Sequence[Way], *, joined: bool, film: Sequence[Way] = ()
) -> Shape | None:
    """A theme that has been heard before.

    Args:
        theme: As it was stated.
        room: Bars until somebody speaks or the passage ends.
        now, before: How it feels here, and where the theme was last told.
        told: The ways it has been told in, the last one last.
        joined: Whether the other main character is here, whose theme may go against it.
        film: The ways in which all themes of the film have been told.
    """
    asked = [way for way in _asked_for(now, before) if way not in told[-1:]]
    free: list[Way] = ["rising sequence" if now.valence >= 0 else "falling sequence", "higher", "far off", "in harmony", "stated"]
    if joined:
        free.insert(1, "against the other")
    free.sort(key=lambda way: 2 * told.count(way) + film.count(way))  # what has been heard least comes first; the order above among equals
    shapes = (_shaped(way, theme, metre, room) for way in (*asked, *(way for way in free if way not in told[-1:])))
    return next((shape for shape in shapes if shape is not None and shape.bars <= room), None)


def _asked_for(now: Feeling, before: Feeling) -> list[Way]:
    """What the turn of the story asks for, the strongest first."""
    strain, rise, stir = now.tension - before.tension, now.valence - before.valence, now.arousal - before.arousal
    found: list[Way] = []
    if now.tension > _STRAINED or strain > _TURN:
        found += ["broken up", "turned over"]
    if rise > _TURN:
        found += ["rising sequence", "in harmony", "higher"]
    elif rise < -_TURN:
        found += ["falling sequence", "lower"]
    if now.arousal < _STILL or stir < -_TURN:
        found += ["in doubled values"]
    elif now.arousal > _STIRRED or stir > _TURN:
        found += ["in halved values"]
    return found


def _shaped(way: Way, theme: Motif, metre: int, room: int) -> Shape | None:
    head = theme.head(metre)
    times = 3 if room >= 3 else 2
    match way:
        case "rising sequence" | "falling sequence" if room >= 4:
            return _worked_out(way, head, metre, 3 if room >= 5 else 2)
        case "rising sequence":
            return Shape(way, _in_steps(head, 1, times), times, (3, 4, 5)[:times])
        case "falling sequence":
            return Shape(way, _in_steps(head, -1, times), times, (5, 4, 3)[:times])
        case "broken up":  # the head, then half of it twice, each time higher: it does not come to its end
            half = _squeezed(head.fragment(2), metre / 2)
            return Shape(way, head.then(half.moved(1)).then(half.moved(2)), 2, (4, 4))
        case "turned over":
            return Shape(way, theme.inverted(), 2)
        case "in doubled values":
            return Shape(way, theme.slower(), 4)
        case "in halved values":
            quick = theme.quicker()
            return Shape(way, quick.then(quick.moved(1)), 2, (None, 3))
        case "higher":
            return Shape(way, theme.moved(2), 2)
        case "lower":
            return Shape(way, theme.moved(-2), 2)
        case "far off":
            return Shape(way, theme.fragment(4), 2)
        case "in harmony":
            return Shape(way, theme, 2, (5, 3))
        case "against the other" | "stated":
            return Shape(way, theme, 2)
        case _:
            return None


def _in_steps(head: Motif, step: int, times: int) -> Motif:
    """The same bar so many times, each time a step further; the last one comes to rest."""
    made = head
    for k in range(1, times):
        again = head.moved(k * step)
        made = made.then(_closing(again) if k == times - 1 else again)
    return made


def _worked_out(way: Way, head: Motif, metre: int, times: int) -> Shape:
    """A sequence that goes on: after so many bars its first half bar alone, twice in one, then the tone of the home chord that is nearest.

    Two bars longer than the sequence.
    """
    step = 1 if way == "rising sequence" else -1
    made = head
    for k in range(1, times):
        made = made.then(head.moved(k * step))
    half = _squeezed(head.fragment(2), metre / 2)
    made = made.then(half.moved((times - 1) * step)).then(half.moved(times * step))
    goal = min(_HOME, key=lambda degree: (abs(degree - made.degrees[-1]), -degree * step))
    harmony = {(1, 2): (3, 5, 4, 0), (1, 3): (3, 4, 5, 4, 0), (-1, 2): (5, 3, 4, 0), (-1, 3): (5, 4, 3, 4, 0)}[step, times]
    return Shape(way, made.then(Motif((goal,), (float(metre),))), times + 2, harmony)


def _closing(bar: Motif) -> Motif:
    """A bar whose last tone is held a beat longer."""
    return Motif(bar.degrees, (*bar.beats[:-1], bar.beats[-1] + 1.0))


def _squeezed(tune: Motif, beats: float) -> Motif:
    """The same in so many beats."""
    factor = beats / sum(tune.beats)
    return Motif(tune.degrees, tuple(beat * factor for beat in tune.beats))
