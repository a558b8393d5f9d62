"""The search for a story: acts that reach the author's goal, each explained for all who consent to it.

An act is explained for a character if in the world that they believe in a plan begins with it, not longer than they think ahead,
that ends better for them than it began, whose later acts the others who consent would want too, and of which no part is idle.
"""

from __future__ import annotations

import heapq
import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from filmwright.story.planning.grounding import Ground, ground
from filmwright.story.planning.horizon import FAR, Horizon
from filmwright.story.planning.problem import Problem
from filmwright.story.planning.worlds import World, Worlds


@dataclass(frozen=True)
class Limits:
    """How far is searched. Steps of the author's plan, steps that a character thinks ahead, depth of minds in minds."""

    author: int
    character: int
    belief: int
    nodes: int = 1_000_000
    seconds: float = 600.0
    thought: int = 10**9  # worlds taken up in one mind for one reason; who needs more has none that they would think of


@dataclass(frozen=True)
class Intention:
    """The plan somebody has in mind; `others` holds, by index of a later act, what they think that its other actors intend."""

    plan: tuple[str, ...]
    others: dict[int, dict[str, Intention]]


@dataclass(frozen=True)
class PlanStep:
    """One act and, by the name of each who consents, the plan that they have in mind; it begins with the act itself."""

    act: str
    intentions: dict[str, Intention]


@dataclass(frozen=True)
class Solution:
    """What a search came to. `plan` is None if there is none within the limits; `ended` says why the search stopped."""

    plan: tuple[PlanStep, ...] | None
    ended: str  # "solved", "exhausted", "nodes", "seconds"
    nodes: int
    worlds: int
    seconds: float


class OutOfBudget(Exception):
    """The nodes or the seconds are spent; the search stops where it is."""


class Planner:
    """Worlds, minds and explanations of one problem."""

    def __init__(self, problem: Problem, limits: Limits) -> None:
        self.limits = limits
        self.compiler, self.ready = ground(problem)
        self.worlds = Worlds(self.ready, depth=limits.belief + 1)
        self.horizon = Horizon(self.compiler, self.ready, most=max(limits.author, limits.character))
        self.nodes = 0
        self._explained: dict[tuple[int, int, int, int], tuple[Ground, ...] | None] = {}
        self._until = time.monotonic() + limits.seconds
        self._by_text = {a.text: a for a in self.ready.actions}

    def act(self, text: str) -> Ground | None:
        """The action with this text, as in "walk(Tom, Cottage, Crossroads)"."""
        return self._by_text.get(text)

    def _expand(self) -> None:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            raise OutOfBudget("nodes")
        if self.nodes % 64 == 0 and time.monotonic() > self._until:
            raise OutOfBudget("seconds")

    # -- minds

    def intention(self, who: int, act: Ground, world: World, depth: int) -> tuple[Ground, ...] | None:
        """The plan that `who`, somebody in `world`, has in mind when they consent to the act; None if they have no reason to."""
        mind = world.minds[who]
        key = (who, act.id, mind.id, depth)
        if key not in self._explained:
            self._explained[key] = self._think(who, act, mind, depth)
        return self._explained[key]

    def _think(self, who: int, act: Ground, mind: World, depth: int) -> tuple[Ground, ...] | None:
        if not act.possible(mind):
            return None
        utility = self.ready.utilities[who]
        before = utility(mind)
        first = self.worlds.after(mind, act)
        if utility(first) > before:
            return (act,)
        if depth <= 0:
            return None
        return self._best(
            first,
            (act,),
            most=self.limits.character,
            steps=lambda w, room: self.horizon.steps(who, w.v, before, within=room),
            reached=lambda w: utility(w) > before,
            consents=lambda a, w: all(c == who or self.intention(c, a, w, depth - 1) is not None for c in a.consenting),
            start=mind,
            free=False,
        )

    def would_do(self, who: int, acts: Sequence[Ground], world: World, depth: int) -> bool:
        """Whether this very plan, which begins with the act in question, explains it to `who`, somebody in `world`."""
        start = mind = world.minds[who]
        utility = self.ready.utilities[who]
        before = utility(start)

        def consents(act: Ground, there: World) -> bool:
            return all(c == who or self.intention(c, act, there, depth - 1) is not None for c in act.consenting)

        if len(acts) > self.limits.character or depth < 0:
            return False
        for number, act in enumerate(acts):
            if not act.possible(mind) or (number and (act.unforeseen or not consents(act, mind))):
                return False
            mind = self.worlds.after(mind, act)
        return utility(mind) > before and self._minimal(tuple(acts), start, lambda there: utility(there) > before, consents, asked=1)

    # -- the author

    def solve(self, goal: float) -> Solution:
        """The shortest story, as far as the order of search finds it first, in which the author's utility is at least `goal`."""
        began = time.monotonic()
        self._until = began + self.limits.seconds
        utility = self.ready.utilities[-1]
        first = self.worlds.first
        ended, found = "exhausted", None
        try:
            found = () if utility(first) >= goal else self._best(
                first,
                (),
                most=self.limits.author,
                steps=lambda w, room: self.horizon.steps(-1, w.v, goal - 1e-9, within=room),
                reached=lambda w: utility(w) >= goal,
                consents=lambda a, w: all(self.intention(c, a, w, self.limits.belief) is not None for c in a.consenting),
                start=first,
                free=True,
            )  # fmt: skip
            ended = "exhausted" if found is None else "solved"
        except OutOfBudget as spent:
            ended = str(spent)
        plan = None if found is None else self._told(found)
        return Solution(plan, ended, self.nodes, len(self.worlds), time.monotonic() - began)

    def _told(self, acts: Sequence[Ground]) -> tuple[PlanStep, ...]:
        world, found = self.worlds.first, []
        for act in acts:
            intentions = {self.ready.characters[c]: self.meant(c, act, world, self.limits.belief) for c in act.consenting}
            found.append(PlanStep(act.text, intentions))
            world = self.worlds.after(world, act)
        return tuple(found)

    def meant(self, who: int, act: Ground, world: World, depth: int) -> Intention:
        """An intention with those that it counts on."""
        acts = self.intention(who, act, world, depth) or ()
        others: dict[int, dict[str, Intention]] = {}
        mind = world.minds[who]
        for number, each in enumerate(acts):
            theirs = [c for c in each.consenting if c != who]
            if number and theirs:
                others[number] = {self.ready.characters[c]: self.meant(c, each, mind, depth - 1) for c in theirs}
            mind = self.worlds.after(mind, each)
        return Intention(tuple(a.text for a in acts), others)

    # -- both

    def _best(
        self,
        first: World,
        prefix: tuple[Ground, ...],
        *,
        most: int,
        steps: Callable[[World, int], int],
        reached: Callable[[World], bool],
        consents: Callable[[Ground, World], bool],
        start: World,
        free: bool,
    ) -> tuple[Ground, ...] | None:
        """A* by length plus bound. Consent is asked for only when a world is taken up: most are never."""
        if len(prefix) > most:
            return None
        bound = steps(first, most - len(prefix))
        if len(prefix) + bound > most:
            return None
        number = itertools.count()
        waiting: list[tuple[int, int, int, World, tuple[Ground, ...], World | None]] = [
            (len(prefix) + bound, bound, next(number), first, prefix, None)
        ]
        taken: set[int] = {start.id}
        thoughts = 0
        while waiting:
            total, bound, _, world, path, parent = heapq.heappop(waiting)
            if world.id in taken and parent is not None:
                continue
            if parent is not None and not consents(path[-1], parent):
                continue
            if bound == 0 and parent is not None and reached(world):
                if self._minimal(path, start, reached, consents, asked=len(prefix)):
                    return path
                continue
            taken.add(world.id)
            thoughts += 1
            if not free and thoughts > self.limits.thought:
                return None
            self._expand()
            if len(path) >= most:
                continue
            for act in self.worlds.legal(world):
                if act.unforeseen and not free:
                    continue
                after = self.worlds.after(world, act)
                if after.id in taken:
                    continue
                bound = steps(after, most - len(path) - 1)
                if bound >= FAR or len(path) + 1 + bound > most:
                    continue
                heapq.heappush(waiting, (len(path) + 1 + bound, bound, next(number), after, (*path, act), world))
        return None

    def _minimal(
        self,
        path: tuple[Ground, ...],
        start: World,
        reached: Callable[[World], bool],
        consents: Callable[[Ground, World], bool],
        *,
        asked: int,
    ) -> bool:
        """Whether no proper part of the plan, in its order, would do as well. The first `asked` acts need no consent here."""
        count = len(path)
        for kept in range(1, count):
            for chosen in itertools.combinations(range(count), kept):
                walk: list[tuple[Ground, World]] = []
                world = start
                for k in chosen:
                    if not path[k].possible(world):
                        break
                    walk.append((path[k], world))
                    world = self.worlds.after(world, path[k])
                else:
                    if reached(world) and all(k < asked or consents(a, w) for k, (a, w) in zip(chosen, walk, strict=True)):
                        return False
        return True


def solve(problem: Problem, goal: float, limits: Limits) -> Solution:
    """Search a problem for a story that gives its author at least `goal`."""
    return Planner(problem, limits).solve(goal)
