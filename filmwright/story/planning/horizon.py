"""How many acts are at least needed before somebody's utility can rise: a bound that never overestimates.

Effects are taken without what they delete (h-max of the delete relaxation, over the values of one world); what others believe
is taken for whatever is needed. A mind from which no rise is near enough need not be searched.
"""

from __future__ import annotations

from collections.abc import Iterable

from filmwright.story.planning.grounding import Compiler, Grounding, Rule
from filmwright.story.planning.problem import Value

FAR = 10**6  # no number of acts is enough


class Horizon:
    """Bounds for one problem, for acts up to a number of steps away."""

    def __init__(self, compiler: Compiler, ready: Grounding, *, most: int) -> None:
        self.compiler, self.ready, self.most = compiler, ready, most
        self._rules: dict[int, tuple[list[Rule], list[Rule], dict[int, list[int]], dict[int, list[int]]]] = {}
        self._hope = {-1: compiler.hope(None), **{i: compiler.hope(c) for i, c in enumerate(ready.characters)}}
        self._highest: dict[tuple[int, tuple[Value, ...]], list[int]] = {}

    def steps(self, owner: int, values: tuple[Value, ...], above: int) -> int:
        """Acts needed at least until the utility of `owner` (-1: the author) is greater than `above`; FAR if it cannot be."""
        key = (owner, values)
        by_layer = self._highest.get(key)
        if by_layer is None:
            by_layer = self._highest[key] = self._layers(owner, values)
        for layer, highest in enumerate(by_layer):
            if highest > above:
                return layer
        return FAR if len(by_layer) <= self.most else self.most + 1

    def _rules_of(self, owner: int) -> tuple[list[Rule], list[Rule], dict[int, list[int]], dict[int, list[int]]]:
        found = self._rules.get(owner)
        if found is None:
            acts = [r for a in self.ready.actions if owner < 0 or not a.unforeseen for r in self.compiler.rules(a, owner)]
            triggers = [r for t in self.ready.triggers for r in self.compiler.rules(t, owner)]
            found = self._rules[owner] = (acts, triggers, _readers(acts), _readers(triggers))
        return found

    def _layers(self, owner: int, values: tuple[Value, ...]) -> list[int]:
        """The highest utility after 0, 1, 2 ... layers of acts, until nothing new can come."""
        acts, triggers, act_readers, trigger_readers = self._rules_of(owner)
        hope = self._hope[owner]
        sets: list[set[Value]] = [{x} for x in values]
        act_done, trigger_done = [False] * len(acts), [False] * len(triggers)
        waiting: Iterable[int] = range(len(acts))
        found = [hope(sets)]
        fresh: set[int] = set()
        for _ in range(self.most):
            additions: list[tuple[int, set[Value]]] = []
            for k in waiting:
                if act_done[k]:
                    continue
                rule = acts[k]
                if rule.may(sets):
                    act_done[k] = rule.fixed
                    additions.append((rule.fluent, rule.values(sets)))
            fresh = _add(sets, additions)
            if not fresh:
                return found
            fresh = self._triggered(sets, fresh, triggers, trigger_readers, trigger_done)
            waiting = sorted({k for i in fresh for k in act_readers.get(i, ())})
            found.append(hope(sets))
        return found

    def _triggered(
        self, sets: list[set[Value]], fresh: set[int], rules: list[Rule], readers: dict[int, list[int]], done: list[bool]
    ) -> set[int]:
        everything = set(fresh)
        for _ in range(self.most + 8):  # numbers may grow without end
            additions: list[tuple[int, set[Value]]] = []
            for k in sorted({k for i in fresh for k in readers.get(i, ())}):
                if not done[k] and rules[k].may(sets):
                    done[k] = rules[k].fixed
                    additions.append((rules[k].fluent, rules[k].values(sets)))
            fresh = _add(sets, additions)
            if not fresh:
                return everything
            everything |= fresh
        return everything


def _readers(rules: list[Rule]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for k, rule in enumerate(rules):
        for i in rule.reads:
            found.setdefault(i, []).append(k)
    return found


def _add(sets: list[set[Value]], additions: list[tuple[int, set[Value]]]) -> set[int]:
    fresh: set[int] = set()
    for i, values in additions:
        if not values <= sets[i]:
            sets[i] = sets[i] | values
            fresh.add(i)
    return fresh
