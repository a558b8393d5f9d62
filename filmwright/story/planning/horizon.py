"""How many acts are at least needed before somebody's utility can rise: a bound that never overestimates.

Effects are taken without what they delete (h-max of the delete relaxation, over the values of one world); what others believe
is taken for whatever is needed. A mind from which no rise is near enough need not be searched.
"""

from __future__ import annotations

from collections.abc import Iterator

from filmwright.story.planning.grounding import Compiler, Grounding, Rule
from filmwright.story.planning.problem import Value

FAR = 10**6  # no number of acts is enough
_NOBODY: set[int] = set()


class Horizon:
    """Bounds for one problem, for acts up to a number of steps away."""

    def __init__(self, compiler: Compiler, ready: Grounding, *, most: int) -> None:
        self.compiler, self.ready, self.most = compiler, ready, most
        self._rules: dict[int, tuple[_Rules, _Rules]] = {}
        self._hope = {-1: compiler.hope(None), **{i: compiler.hope(c) for i, c in enumerate(ready.characters)}}
        # by layer as far as it was looked at, and whether nothing new comes after
        self._highest: dict[tuple[int, tuple[Value, ...]], tuple[tuple[float, ...], bool]] = {}

    def steps(self, owner: int, values: tuple[Value, ...], above: float, *, within: int) -> int:
        """Acts needed at least until the utility of `owner` (-1: the author) is greater than `above`.

        Args:
            owner: Whose utility, by number.
            values: One world's, in the grounding's order.
            above: What it must exceed.
            within: Acts that there is still room for, at most `most`. Layers beyond are not looked at: they cost most of a search's time.

        Returns:
            0 to `within`; `within` + 1 if it takes more, FAR if it cannot be.
        """
        key = (owner, values)
        highest, ended = self._highest.get(key, ((), False))
        for layer, most in enumerate(highest[: within + 1]):
            if most > above:
                return layer
        if not ended and len(highest) <= within:
            found: list[float] = []
            for most in self._layers(owner, values):
                found.append(most)
                if most > above or len(found) > within:
                    break
            else:
                ended = True
            highest = tuple(found)
            self._highest[key] = (highest, ended)
            if highest[-1] > above:
                return len(highest) - 1
        return FAR if ended and len(highest) <= self.most else within + 1

    def _rules_of(self, owner: int) -> tuple[_Rules, _Rules]:
        found = self._rules.get(owner)
        if found is None:
            acts = [r for a in self.ready.actions if owner < 0 or not a.unforeseen for r in self.compiler.rules(a, owner)]
            triggers = [r for t in self.ready.triggers for r in self.compiler.rules(t, owner)]
            found = self._rules[owner] = (_Rules(acts), _Rules(triggers))
        return found

    def _layers(self, owner: int, values: tuple[Value, ...]) -> Iterator[float]:
        """The highest utility after 0, 1, 2 ... layers of acts, until nothing new can come."""
        act_rules, trigger_rules = self._rules_of(owner)
        hope = self._hope[owner]
        sets: list[set[Value]] = [{x} for x in values]
        yield hope(sets)
        acts, triggers = _Firing(act_rules, sets), _Firing(trigger_rules, sets)
        triggers.waiting.clear()  # the world has come to rest
        for _ in range(self.most):
            fresh = acts.fire()
            if not fresh:
                return
            for _ in range(self.most + 8):  # numbers may grow without end
                acts.wake(fresh)
                triggers.wake(fresh)
                fresh = triggers.fire()
                if not fresh:
                    break
            yield hope(sets)


class _Rules:
    """Rules by what they read and by the value that each waits for."""

    def __init__(self, rules: list[Rule]) -> None:
        self.rules = rules
        self.readers: dict[int, set[int]] = {}
        self.keyed: dict[tuple[int, Value], list[int]] = {}
        self.loose: list[int] = []
        for k, rule in enumerate(rules):
            for i in rule.reads:
                self.readers.setdefault(i, set()).add(k)
            if rule.key is None:
                self.loose.append(k)
            else:
                self.keyed.setdefault(rule.key, []).append(k)


class _Firing:
    """The rules of one relaxed world, each looked at only when something that it reads is new."""

    def __init__(self, book: _Rules, sets: list[set[Value]]) -> None:
        self.book, self.sets = book, sets
        self.awake = set(book.loose)  # rules whose key value is there
        for i, values in enumerate(sets):
            for value in values:
                self.awake.update(book.keyed.get((i, value), ()))
        self.waiting = set(self.awake)
        self.done: set[int] = set()

    def wake(self, fresh: list[tuple[int, set[Value]]]) -> None:
        """Take note of new values."""
        for i, values in fresh:
            for value in values:
                new = self.book.keyed.get((i, value))
                if new:
                    self.awake.update(new)
            self.waiting |= (self.book.readers.get(i, _NOBODY) & self.awake) - self.done

    def fire(self) -> list[tuple[int, set[Value]]]:
        """Let all waiting rules fire at once; the values that are new."""
        additions: list[tuple[int, set[Value]]] = []
        for k in sorted(self.waiting):
            rule = self.book.rules[k]
            if rule.may(self.sets):
                if rule.fixed:
                    self.done.add(k)
                additions.append((rule.fluent, rule.values(self.sets)))
        self.waiting.clear()
        fresh: list[tuple[int, set[Value]]] = []
        for i, values in additions:
            new = values - self.sets[i]
            if new:
                self.sets[i] = self.sets[i] | new
                fresh.append((i, new))
        return fresh
