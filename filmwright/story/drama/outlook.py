"""What an audience may expect: how the first person could fare from here, and so suspense and surprise.

After Ely, Frankel and Kamenica, "Suspense and Surprise" (Journal of Political Economy 123, 2015): suspense is the spread of the
beliefs one may hold next, surprise the distance of the belief one holds now from the one before. The belief here is the value that
the film has for its people, expected over the acts that they have a reason for; the spread counts as far as anything is unsettled.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from filmwright.story.drama import domain
from filmwright.story.drama.appraisal import tension
from filmwright.story.drama.plotting import Plot
from filmwright.story.planning.grounding import Ground
from filmwright.story.planning.worlds import World


@dataclass(frozen=True)
class Outlook:
    """One number an event: `value` is what is to be expected, `suspense` and `surprise` are 0 and up."""

    value: tuple[float, ...]
    suspense: tuple[float, ...]
    surprise: tuple[float, ...]


def outlook(plot: Plot) -> Outlook:
    """Over the events of a plot: at each, what could come next from the world before it, and what it changed."""
    values: list[float] = []
    suspense: list[float] = []
    surprise: list[float] = []
    for step in plot.events:
        now = _value(step.before)
        futures = [_value(world) for world in _next(step.before)]
        spread = math.sqrt(sum((f - now) ** 2 for f in futures) / len(futures)) if futures else 0.0
        after = _value(step.after)
        values.append(after)
        suspense.append(spread * (1.0 + tension(step.before)) / 2.0)
        surprise.append(abs(after - now))
    return Outlook(tuple(values), tuple(suspense), tuple(surprise))


def _value(world: World) -> float:
    """What the film may be worth to its first person from here: how it stands for both, the other's weighing half."""
    ready = domain.planner().ready
    first, second = (ready.utilities[c](world) for c in range(2))
    return first + 0.5 * second


def _next(world: World) -> Sequence[World]:
    """The worlds after each act that somebody has a reason for at once, and after each accident that could befall."""
    planner = domain.planner()
    found: list[World] = []
    for act in planner.worlds.legal(world):
        if act.source.name == "be" or not _at_once(act, world):
            continue
        found.append(planner.worlds.after(world, act))
    return found


def _at_once(act: Ground, world: World) -> bool:
    """Whether all who consent are better off by the act itself: cheaper to ask than for a whole plan, and what an audience sees."""
    planner = domain.planner()
    for c in act.consenting:
        mind = world.minds[c]
        if not act.possible(mind) or planner.ready.utilities[c](planner.worlds.after(mind, act)) <= planner.ready.utilities[c](mind):
            return False
    return True


def rises_then_falls(curve: Sequence[float]) -> bool:
    """Whether the greatest tension (averaged over three events) lies neither at the first nor at the last quarter of the film."""
    if len(curve) < 4:
        return False
    smooth = [sum(curve[max(0, i - 1) : i + 2]) / len(curve[max(0, i - 1) : i + 2]) for i in range(len(curve))]
    top = max(range(len(smooth)), key=lambda i: smooth[i])
    return len(curve) // 4 <= top < len(curve) - len(curve) // 8 and smooth[0] < smooth[top] > smooth[-1]
