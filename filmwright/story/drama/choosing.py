"""Many plots for one premise, and which of them is filmed."""

from __future__ import annotations

import dataclasses
import functools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from filmwright.errors import StageError
from filmwright.story.arcs import ARCS, REACHED, ideal, likeness
from filmwright.story.drama import appraisal, domain, reasons
from filmwright.story.drama.domain import PEOPLE, Fact
from filmwright.story.drama.outlook import Outlook, outlook, rises_then_falls
from filmwright.story.drama.plotting import Plot, plot
from filmwright.story.planning.grounding import Ground
from filmwright.story.planning.problem import Value
from filmwright.story.planning.search import Intention
from filmwright.story.planning.verifying import Verdict, Witness, verify

_SMOOTHED = 5  # events over which a fortune is averaged: one act does not make an arc; of 1, 3, 5: docs/story.md
# What a plot is ranked by. Judged on the plots of all situations: no one measure may outweigh the wanted arc.
_WEIGHTS = {"arc": 2.0, "suspense": 1.0, "surprise": 0.5, "causes": 1.0, "economy": 0.3}
_BENDS, _PLACES, _GAIN = 3, 3, 0.02  # acts put in for an arc, places tried for each, what an act must bring; measured in docs/story.md
_KINDNESSES = ("thank Q P", "comfort Q P", "remember P")
_BLOWS = ("mock Q P", "warn Q P", "fail P")
_LONG = 13  # landmarks of a film in which one act more or less does not turn the arc; guess
_MOST_WORLDS = 150_000  # about 300 MiB; a story makes 2,000 to 20,000
_LINKS = 2  # ways of linking the same landmarks that are looked at
_TASTE = 0.6  # of chance, so that another seed may film another plot of nearly the same rank


@dataclass(frozen=True)
class Shape:
    """One way that a situation may go: its landmarks, how it ends, what is so before, who knows the secret."""

    landmarks: tuple[str, ...]
    ending: str
    facts: tuple[tuple[Fact, Value], ...]
    knowing: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """A plot with all that it is ranked by."""

    shape: Shape
    plot: Plot
    meant: Sequence[Mapping[str, tuple[Ground, ...]]]
    causes: Sequence[tuple[int, ...]]
    fortune: Mapping[str, tuple[float, ...]]  # by letter, one number an event in [-1, 1]
    outlook: Outlook
    arc: str
    rank: Mapping[str, float]

    @property
    def score(self) -> float:
        """All measures, weighed."""
        return sum(_WEIGHTS[name] * value for name, value in self.rank.items())


def forget_if_large() -> None:
    """Let go of all worlds when there are very many, so that a process may tell any number of stories."""
    if len(domain.planner().worlds) > _MOST_WORLDS:
        forget()


def forget() -> None:
    """Let go of all worlds and of what was thought in them."""
    for cache in (plot, rank, proven, domain.planner):
        cache.cache_clear()


def candidates(shapes: Sequence[Shape], *, arc: str = "", rng: random.Random, turn: int | None = None) -> list[Candidate]:
    """A plot for each shape that can be plotted, best first; chance stands in the rank as a matter of taste.

    Args:
        shapes: What the situation offers.
        arc: Name of a classic arc that the first person's fortune should follow; "" for whichever a plot is nearest to.
        rng: Chance.
        turn: Whose turn it is among the shapes, where chance shall not decide; the next number takes the next that ranks nearly as well.

    Raises:
        StageError: no shape can be plotted, or none passes the verifier; with the reason of the last.
    """
    found: list[tuple[float, int, Candidate]] = []
    failed: StageError | None = None
    for number, shape in enumerate(shapes):
        try:
            seed = rng.randrange(_LINKS)
            candidate = rank(shape, arc, seed)
        except StageError as error:
            failed = error
            continue
        liked = rng.random() if turn is None else float(number == turn % len(shapes))
        found.append((-candidate.score - _TASTE * liked, number, candidate))
    if not found:
        raise failed or StageError("the situation has no shapes; give it at least one [[shapes]] with landmarks")
    ranked = [candidate for _, _, candidate in sorted(found, key=lambda t: t[:2])]
    passed = next((i for i, candidate in enumerate(ranked) if proven(candidate.plot).ok), None)
    if passed is None:
        raise StageError(f"no plot of the situation passes the verifier: {'; '.join(proven(ranked[0].plot).reasons)}")
    best = ranked[passed]
    seed = rng.randrange(_LINKS)
    if not arc and len(best.shape.landmarks) > _LONG:
        return ranked[passed:]
    bent = _bent(best, best.arc, seed, _BENDS if arc else 1)
    return [bent if proven(bent.plot).ok else best, *ranked[passed + 1 :]]


@functools.lru_cache(maxsize=1024)
def proven(made: Plot) -> Verdict:
    """What the independent verifier says of a plot: each act possible, and explained to all who consent."""
    planner = domain.planner()
    names = planner.ready.characters
    witnesses = {
        n: {names[c]: _witness(planner.meant(c, step.ground, step.before, planner.limits.belief)) for c in step.ground.consenting}
        for n, step in enumerate(made.steps)
    }
    return verify(
        domain.problem(domain.initial_text(dict(made.facts), made.knowing)),
        [step.ground.text for step in made.steps],
        utility=None,
        character_limit=planner.limits.character,
        belief_limit=planner.limits.belief,
        witnesses=witnesses,
    )


def _witness(intention: Intention) -> Witness:
    return Witness(intention.plan, {i: {who: _witness(theirs) for who, theirs in each.items()} for i, each in intention.others.items()})


def _bent(first: Candidate, arc: str, seed: int, most: int) -> Candidate:
    """The plot with an act or two more, where they bring the first person's fortune nearer to the arc."""
    best = first
    for _ in range(most):
        if best.rank["arc"] >= REACHED:
            break
        better = best
        for landmarks in _bends(best):
            try:
                tried = rank(dataclasses.replace(best.shape, landmarks=landmarks), arc, seed)
            except StageError:
                continue
            if tried.rank["arc"] > better.rank["arc"] + _GAIN:
                better = tried
        if better is best:
            break
        best = better
    return best


def _bends(candidate: Candidate) -> Iterator[tuple[str, ...]]:
    """Landmarks with one act more, where the fortune is furthest from the arc: a blow where it is too high, a kindness where too low."""
    landmarks = candidate.shape.landmarks
    fortune, wanted = candidate.fortune["P"], ideal(candidate.arc, len(candidate.fortune["P"]))
    events = candidate.plot.events
    marks = [i for i, step in enumerate(events) if step.landmark]
    met = next((n for n, i in enumerate(marks) if len(events[i].people) > 1), len(marks))
    # where the way ahead should go otherwise than it goes; never before the two have met, nor after the end
    misses = sorted(range(met + 1, len(marks) - 2), key=lambda n: -abs((wanted[-1] - wanted[marks[n]]) - (fortune[-1] - fortune[marks[n]])))
    used = {text.lstrip("+").split()[0] for text in landmarks}
    for n in misses[:_PLACES]:
        low = fortune[marks[n]] < wanted[marks[n]]
        place = landmarks[n].split()[-1]
        for act in _KINDNESSES if low else _BLOWS:
            if act.split()[0] not in used:
                yield (*landmarks[: n + 1], f"{act} {place}", *landmarks[n + 1 :])


@functools.lru_cache(maxsize=1024)
def rank(shape: Shape, arc: str, seed: int) -> Candidate:
    """A shape's plot with all that it is ranked by.

    Raises:
        StageError: the shape cannot be plotted.
    """
    made = plot(shape.landmarks, shape.facts, shape.knowing, seed)
    meant = reasons.intentions(made)
    causes = reasons.causes(made, meant)
    seen = [i for i, step in enumerate(made.steps) if reasons.shown(step)]
    fortune = {who: _smoothed([appraisal.utility(who, made.steps[i].after) for i in seen]) for who in PEOPLE}
    ahead = outlook(made)
    nearest = arc or max(ARCS, key=lambda name: likeness(fortune["P"], name))
    late = max(range(len(seen)), key=lambda i: ahead.surprise[i]) / max(1, len(seen) - 1)
    measured = {
        "arc": likeness(fortune["P"], nearest),
        "suspense": 1.0 if rises_then_falls(ahead.suspense) else 0.0,
        "surprise": 1.0 - abs(late - 0.75),  # an audience likes the great turn at about three quarters; guess of the design
        "causes": sum(1 for i in seen[1:] if causes[i]) / max(1, len(seen) - 1),
        "economy": len(shape.landmarks) / max(1, len(seen)),
    }
    return Candidate(shape, made, meant, causes, fortune, ahead, nearest, measured)


def _smoothed(curve: Sequence[float]) -> tuple[float, ...]:
    """Averaged over the events around each, and brought into [-1, 1] by the film's own extremes."""
    half = _SMOOTHED // 2
    smooth = [sum(curve[max(0, i - half) : i + half + 1]) / len(curve[max(0, i - half) : i + half + 1]) for i in range(len(curve))]
    low, high = min(smooth, default=0.0), max(smooth, default=0.0)
    return tuple(0.0 if high == low else round(2.0 * (x - low) / (high - low) - 1.0, 4) for x in smooth)
