"""Why: what an act follows from, what those who do it have in mind, and what people are wrong about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmwright.story.drama import domain
from filmwright.story.drama.domain import Fact
from filmwright.story.drama.plotting import Plot, Step, supports
from filmwright.story.planning.grounding import Ground
from filmwright.story.planning.worlds import World

_EASED = ("hurt", "fear", "want", "guilt", "lonely", "doubt", "duty", "heat")  # what an act can be done to be rid of
# Of what somebody may be wrong about, that which an audience can follow.
_MISTAKES = ("secret", "fragile", "attached", "best", "hidden", "cheated", "concealed", "stolen")


@dataclass(frozen=True)
class Mistake:
    """Somebody's wrong belief: the fluent, what they take it for, and the steps (by index) after which it begins and ends."""

    person: str
    fact: Fact
    believed: object
    since: int  # -1: from the start
    until: int  # number of steps: to the end


def intentions(plot: Plot) -> list[dict[str, tuple[Ground, ...]]]:
    """For each step and each who consents: the plan they have in mind. Where what they really do next explains it, it is that."""
    planner = domain.planner()
    depth = planner.limits.belief
    found: list[dict[str, tuple[Ground, ...]]] = []
    for number, step in enumerate(plot.steps):
        theirs: dict[str, tuple[Ground, ...]] = {}
        for who in step.ground.consenting:
            name = planner.ready.characters[who]
            own = next((s for s in plot.steps[number + 1 :] if who in s.ground.consenting), None)
            least = planner.intention(who, step.ground, step.before, depth) or ()
            meant = least
            if own is not None and (len(least) > 1 or step.act in ("arrive", "return")):
                further = planner.intention(who, own.ground, own.before, depth) or (own.ground,)
                for plan in ((step.ground, own.ground), (step.ground, *further)):
                    if planner.would_do(who, plan, step.before, depth):
                        meant = plan
                        break
            theirs[name] = meant
        found.append(theirs)
    return found


def causes(plot: Plot, meant: Sequence[dict[str, tuple[Ground, ...]]]) -> list[tuple[int, ...]]:
    """For each step: the earlier steps that made it possible, or gave those who do it their reason."""
    ready = domain.planner().ready
    written: dict[Fact, int] = {}  # which step last changed a fluent
    found: list[tuple[int, ...]] = []
    for number, step in enumerate(plot.steps):
        facts: set[Fact] = {f for f in supports(step.ground.source.precondition, step.ground.binding, step.before) if f[0] != "left"}
        for name, plan in meant[number].items():
            facts |= _eased(name, plan, step.before)
        found.append(tuple(sorted({written[f] for f in facts if f in written})))
        for i, fluent in enumerate(ready.fluents):
            if step.before.v[i] != step.after.v[i] and not (fluent[0] == "at" and step.act == "be"):
                written[tuple(fluent)] = number
    return found


def _eased(name: str, plan: Sequence[Ground], world: World) -> set[Fact]:
    """What the plan is to rid somebody of, as they see it."""
    planner = domain.planner()
    mind = start = world.minds[planner.ready.characters.index(name)]
    for act in plan:
        mind = planner.worlds.after(mind, act)
    return {(drive, name) for drive in _EASED if domain.number(mind, drive, name) < domain.number(start, drive, name)}


def mistakes(plot: Plot) -> list[Mistake]:
    """What people are wrong about, and how long."""
    ready = domain.planner().ready
    worlds = [plot.steps[0].before, *(s.after for s in plot.steps)] if plot.steps else []
    found: list[Mistake] = []
    for c, name in enumerate(ready.characters):
        for i, fluent in enumerate(ready.fluents):
            if fluent[0] not in _MISTAKES:
                continue
            since: int | None = None
            for number, world in enumerate(worlds):
                wrong = world.minds[c].v[i] != world.v[i]
                if wrong and since is None:
                    since = number - 1
                if since is not None and (not wrong or number == len(worlds) - 1):
                    believed = worlds[since + 1].minds[c].v[i]
                    found.append(Mistake(name, tuple(fluent), believed, since, number - 1 if not wrong else len(plot.steps)))
                    since = None
    return found


def shown(step: Step) -> bool:
    """Whether the step is an event of the film."""
    return step.act != "be"
