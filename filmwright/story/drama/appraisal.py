"""How an act feels to each who is there: an appraisal of what it does to what they strive for, in the world as they see it.

After Ortony, Clore and Collins, "The Cognitive Structure of Emotions" (1988): an event is good or bad for somebody, comes by
their own doing, by another's or by nobody's, and concerns what is so or what is only to be expected.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from filmwright.story.drama import domain
from filmwright.story.drama.plotting import Step
from filmwright.story.planning.worlds import World

_SCALE = 5.0  # of a utility that is taken for very good or very bad; the situations' people live between -9 and +7
_CHANGE = 3.0  # of a change that is taken for great; acts change it by 1 to 5
_LOADS = {"hurt": 1.0, "fear": 2.0, "want": 1.5, "guilt": 1.0, "doubt": 1.0, "heat": 1.5, "duty": 0.5}  # what holds an audience; guess
_LOADED = 7.0


@dataclass(frozen=True)
class Appraisal:
    """What somebody feels at an act. Numbers in [-1, 1]; `change` is that of their utility as they see it."""

    name: str
    valence: float
    arousal: float
    tension: float
    change: float


def utility(who: str, world: World) -> float:
    """How somebody fares, as they see it."""
    ready = domain.planner().ready
    c = ready.characters.index(who)
    return ready.utilities[c](world.minds[c])


def appraise(step: Step, who: str, *, physical: float) -> Appraisal:
    """What `who` feels at an act; `physical`, in [-1, 1], is how much of a bodily effort or turmoil the act itself is."""
    ready = domain.planner().ready
    c = ready.characters.index(who)
    before, after = step.before.minds[c], step.after.minds[c]
    present = step.ground.observers(step.before)[c]
    change = ready.utilities[c](after) - ready.utilities[c](before)
    moved = {d: domain.number(after, d, who) - domain.number(before, d, who) for d in domain.DRIVES}
    level = math.tanh(ready.utilities[c](after) / _SCALE)
    valence = max(-1.0, min(1.0, 0.5 * level + 0.6 * math.tanh(change / _CHANGE)))
    arousal = max(
        -1.0, min(1.0, 0.6 * physical * present + 0.5 * math.tanh(abs(change) / _CHANGE) + 0.15 * domain.number(after, "heat", who))
    )
    return Appraisal(_name(step, who, change, moved) if present else "", valence, arousal, tension(step.after), change)


def tension(world: World) -> float:
    """How much is unsettled between all of them, in [-1, 1]."""
    load = sum(weight * domain.number(world, drive, person) for drive, weight in _LOADS.items() for person in domain.PEOPLE)
    return math.tanh(load / _LOADED - 0.6)


def _name(step: Step, who: str, change: float, moved: dict[str, float]) -> str:
    """The emotion's name in the terms of the three."""
    people = step.people
    own = bool(people) and people[0] == who
    chance = not step.ground.consenting
    if change > 0:
        for drive, name in (("fear", "relief"), ("guilt", "relief")):
            if moved[drive] < 0:
                return name
        if own and not chance:
            return "pride" if moved["joy"] > 0 else "affection" if moved["bond"] > 0 else "satisfaction"
        if not own and people and not chance:
            return "gratitude"
        return "joy"
    if change < 0:
        if moved["fear"] > 0:
            return "fear"
        if own and not chance:
            return "remorse" if moved["guilt"] > 0 or moved["hurt"] > 0 else "distress"
        if not own and people and not chance:
            return "anger" if moved["hurt"] > 0 else "disappointment"
        return "disappointment" if moved["heat"] > 0 else "distress"
    if own and step.act in ("ask", "offer", "claim", "plead", "threaten", "search", "arrive", "return"):
        return "hope"
    other = next((p for p in people if p != who), "")
    if other:
        theirs = utility(other, step.after) - utility(other, step.before)
        fond = domain.number(step.before, "bond", who) > 0
        if theirs:
            sore = domain.number(step.before, "hurt", who) > 0
            return ("gladness" if theirs > 0 else "pity") if fond else ("resentment" if theirs > 0 and sore else "")
    return ""
