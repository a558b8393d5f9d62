"""A second opinion on a plan: the same rules as the search, written again as plainly as possible.

Shares nothing with the search but the reader of problems: expressions are interpreted, worlds are dictionaries, there is no bound.
Explanations found elsewhere may be handed in as witnesses; they are checked, not believed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from filmwright.errors import InputError
from filmwright.story.planning.problem import (
    Action,
    Believes,
    Both,
    Compare,
    Const,
    Each,
    Expr,
    Fluent,
    If,
    IsA,
    Name,
    Not,
    Parameter,
    Problem,
    Sum,
    Value,
)

Key = tuple[str, ...]
Change = tuple[tuple[str, ...], Key, Value]
_STEP = re.compile(r"\s*(\w+)\s*\(\s*([^()]*)\)\s*$")


@dataclass(frozen=True)
class Witness:
    """A plan that somebody is said to have in mind, and for its later steps (by index) the plans of the others who consent."""

    plan: tuple[str, ...]
    others: Mapping[int, Mapping[str, Witness]] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """Whether a plan holds. `reasons` says, in one sentence each, what does not, or what could not be decided."""

    ok: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _World:
    owner: str | None
    values: dict[Key, Value]
    minds: dict[str, _World]
    number: int


@dataclass(frozen=True)
class _Deed:
    """An action with its parameters filled in."""

    action: Action
    names: Mapping[str, str]
    text: str


class _Undecided(Exception):
    """The search for an explanation grew past its budget."""


def verify(
    problem: Problem,
    plan: Sequence[str],
    *,
    utility: float | None,
    character_limit: int,
    belief_limit: int,
    witnesses: Mapping[int, Mapping[str, Witness]] | None = None,
    budget: int = 20_000,
) -> Verdict:
    """Check a plan.

    Args:
        problem: The problem as read.
        plan: Steps as text: "walk(Tom, Cottage, Crossroads)".
        utility: What the author must get at least, by no idle part; None: only that each act is possible and explained is asked.
        character_limit: Acts that a character thinks ahead.
        belief_limit: Minds in minds that are searched.
        witnesses: By index of a step and name of a character: the plan that explains it to them.
        budget: Acts tried in all minds together where no witness serves; what needs more is reported as undecided, not as right.
    """
    return _Court(problem, character_limit, belief_limit, budget).judge(plan, utility, witnesses or {})


class _Court:
    def __init__(self, problem: Problem, character_limit: int, belief_limit: int, budget: int) -> None:
        self.problem, self.ahead, self.depth, self.budget = problem, character_limit, belief_limit, budget
        self.people = problem.characters
        self.known: dict[object, _World] = {}
        self.applied: dict[tuple[int, str], _World] = {}
        self.decided: dict[tuple[str, str, int, int], bool] = {}
        self.triggers = [d for t in problem.triggers for d in self.deeds_of(t)]
        self.deeds = [d for a in problem.actions for d in self.deeds_of(a)]
        self.by_text = {d.text: d for d in self.deeds}
        self.start = self.beginning()

    # -- the verdict

    def judge(self, plan: Sequence[str], utility: float | None, witnesses: Mapping[int, Mapping[str, Witness]]) -> Verdict:
        deeds: list[_Deed] = []
        for step in plan:
            match = _STEP.match(step)
            text = f"{match[1]}({', '.join(p.strip() for p in match[2].split(',') if p.strip())})" if match else step
            if text not in self.by_text:
                return Verdict(False, (f"'{step}' is no action of the problem",))
            deeds.append(self.by_text[text])
        reasons: list[str] = []
        world = self.start
        for number, deed in enumerate(deeds):
            if not self.possible(deed, world):
                return Verdict(False, (f"step {number + 1}, {deed.text}, is impossible: its precondition does not hold",))
            for who in self.consenting(deed):
                try:
                    if not self.explained(who, deed, self.mind(world, who), self.depth, witnesses.get(number, {}).get(who)):
                        reasons.append(f"step {number + 1}, {deed.text}, is not explained for {who}")
                except _Undecided:
                    reasons.append(f"step {number + 1}, {deed.text}: whether {who} has a reason could not be decided within the budget")
            world = self.after(world, deed)
        if utility is None:
            return Verdict(not reasons, tuple(reasons))
        if self.utility(None, world) < utility:
            reasons.append(f"the author gets {self.utility(None, world):g}, not {utility:g}")
        elif not reasons:
            try:
                if not self.lean(deeds, self.start, lambda w: self.utility(None, w) >= utility, None, self.depth + 1):
                    reasons.append("a part of the plan would do without the rest")
            except _Undecided:
                reasons.append("whether a part of the plan would do without the rest could not be decided within the budget")
        return Verdict(not reasons, tuple(reasons))

    def explained(self, who: str, deed: _Deed, mind: _World, depth: int, witness: Witness | None = None) -> bool:
        key = (who, deed.text, mind.number, depth)
        if key not in self.decided:
            self.decided[key] = self.reason(who, deed, mind, depth, witness)
        return self.decided[key]

    def reason(self, who: str, deed: _Deed, mind: _World, depth: int, witness: Witness | None) -> bool:
        if not self.possible(deed, mind):
            return False
        before = self.utility(who, mind)
        if self.utility(who, self.after(mind, deed)) > before:
            return True
        if depth <= 0:
            return False
        if witness is not None and self.holds(who, deed, mind, depth, witness):
            return True
        return any(self.found(who, [deed], self.after(mind, deed), mind, depth, length) for length in range(2, self.ahead + 1))

    def holds(self, who: str, deed: _Deed, mind: _World, depth: int, witness: Witness) -> bool:
        """Whether a plan handed in explains the deed."""
        deeds = [self.by_text.get(text) for text in witness.plan]
        if not deeds or deeds[0] != deed or len(deeds) > self.ahead:
            return False
        before, world, path = self.utility(who, mind), mind, []
        for number, each in enumerate(deeds):
            if each is None or not self.possible(each, world):
                return False
            if number and each.action.unforeseen:
                return False
            for other in self.consenting(each) if number else ():
                theirs = witness.others.get(number, {}).get(other)
                if other != who and not self.explained(other, each, self.mind(world, other), depth - 1, theirs):
                    return False
            world = self.after(world, each)
            path.append(each)
        return self.utility(who, world) > before and self.lean(path, mind, lambda w: self.utility(who, w) > before, who, depth)

    def found(self, who: str, path: list[_Deed], world: _World, start: _World, depth: int, length: int) -> bool:
        """Whether the path can be continued to a plan of this length."""
        before = self.utility(who, start)
        if len(path) == length:
            if self.utility(who, world) <= before:
                return False
            walk = start
            for number, deed in enumerate(path):
                for other in self.consenting(deed) if number else ():
                    if other != who and not self.explained(other, deed, self.mind(walk, other), depth - 1):
                        return False
                walk = self.after(walk, deed)
            return self.lean(path, start, lambda w: self.utility(who, w) > before, who, depth)
        for deed in self.deeds:
            if deed.action.unforeseen or not self.possible(deed, world):
                continue
            self.budget -= 1
            if self.budget < 0:
                raise _Undecided
            if self.found(who, [*path, deed], self.after(world, deed), start, depth, length):
                return True
        return False

    def lean(self, path: Sequence[_Deed], start: _World, better: object, who: str | None, depth: int) -> bool:
        """Whether no proper part of a plan is executable, explained and enough."""
        assert callable(better)
        for size in range(len(path)):
            for chosen in itertools.combinations(range(len(path)), size):
                world, walk = start, []
                for number in chosen:
                    if not self.possible(path[number], world):
                        break
                    walk.append((number, path[number], world))
                    world = self.after(world, path[number])
                else:
                    if better(world) and all(
                        other == who or (who is not None and number == 0) or self.explained(other, deed, self.mind(w, other), depth - 1)
                        for number, deed, w in walk
                        for other in self.consenting(deed)
                    ):
                        return False
        return True

    # -- worlds

    def world(self, owner: str | None, values: dict[Key, Value], minds: dict[str, _World]) -> _World:
        key = (owner, tuple(values.values()), tuple(m.number for m in minds.values()))
        if key not in self.known:
            self.known[key] = _World(owner, values, minds, len(self.known))
        return self.known[key]

    def mind(self, world: _World, who: str) -> _World:
        """The world that `who` believes in; the last depth, and one's own mind, is the world itself."""
        return world.minds.get(who, world)

    def beginning(self) -> _World:
        values: dict[Key, Value] = {}
        for prop in self.problem.properties:
            unsaid: Value = {"boolean": False, "number": 0}.get(prop.type)
            for names in self.bindings(prop.parameters):
                values.setdefault((prop.name, *(names[p.name] for p in prop.parameters)), unsaid)
        stated: list[Change] = []
        blank = _World(None, values, {}, -1)
        for fact in self.problem.initial:
            stated.extend(self.changes(fact, {}, blank))
        values = {**values, **{key: value for path, key, value in stated if not path}}

        def mind(owner: str | None, depth: int, beliefs: list[Change], shared: dict[Key, Value]) -> _World:
            minds: dict[str, _World] = {}
            for who in self.people if depth else ():
                if who == owner:
                    continue
                theirs = [(self.without(path, who), key, value) for path, key, value in beliefs if path[0] == who]
                own = {**shared, **{key: value for path, key, value in theirs if not path}}
                minds[who] = mind(who, depth - 1, [c for c in theirs if c[0]], own)
            return self.settled(self.world(owner, dict(shared), minds))

        return mind(None, self.depth + 1, [c for c in stated if c[0]], values)

    @staticmethod
    def without(path: tuple[str, ...], who: str) -> tuple[str, ...]:
        while path and path[0] == who:
            path = path[1:]
        return path

    def changed(self, world: _World, changes: Sequence[Change]) -> _World:
        values = dict(world.values)
        below: dict[str, list[Change]] = {}
        for path, key, value in changes:
            path = path if world.owner is None else self.without(path, world.owner)
            if not path:
                values[key] = value
            elif path[0] in world.minds:
                below.setdefault(path[0], []).append((path[1:], key, value))
        minds = {who: self.settled(self.changed(mind, below[who])) if who in below else mind for who, mind in world.minds.items()}
        return self.world(world.owner, values, minds)

    def settled(self, world: _World) -> _World:
        for _ in range(100):
            changes = [c for t in self.triggers if self.possible(t, world) for c in self.changes(t.action.effect, t.names, world)]
            after = self.changed(world, changes) if changes else world
            if after is world:
                return world
            world = after
        raise InputError("the triggers of the problem never come to rest")

    def after(self, world: _World, deed: _Deed) -> _World:
        key = (world.number, deed.text)
        if key not in self.applied:
            changes = self.changes(deed.action.effect, deed.names, world)
            minds = {
                who: self.after(self.surprised(mind, deed), deed) if self.sees(who, deed, world) else mind
                for who, mind in world.minds.items()
            }
            self.applied[key] = self.settled(self.changed(self.world(world.owner, world.values, minds), changes))
        return self.applied[key]

    def sees(self, who: str, deed: _Deed, world: _World) -> bool:
        observer, clause = deed.action.observer, deed.action.observing
        if observer is None or clause is None:
            return True
        if not self.problem.is_a(who, observer.type or "character"):
            return False
        return bool(self.value(clause, {**deed.names, observer.name: who}, world))

    def surprised(self, mind: _World, deed: _Deed) -> _World:
        if self.possible(deed, mind) or deed.action.precondition is None:
            return mind
        return self.changed(mind, list(self.conceded(deed.action.precondition, deed.names, mind, mind, ())))

    def conceded(self, e: Expr, names: Mapping[str, str], world: _World, inner: _World, path: tuple[str, ...]) -> Iterator[Change]:
        """What somebody takes for true who sees happen what they thought impossible."""
        match e:
            case Both("and", parts):
                for part in parts:
                    yield from self.conceded(part, names, world, inner, path)
            case Believes(who, body):
                name = names.get(who, who)
                yield from self.conceded(body, names, world, self.mind(inner, name), (*path, name))
            case Compare(op, Believes(who, body), right):
                yield from self.conceded(Believes(who, Compare(op, body, right)), names, world, inner, path)
            case Compare("==", Fluent() as fluent, (Const() | Name()) as right) if self.key(fluent, names) in world.values:
                yield path, self.key(fluent, names), self.value(right, names, world)
            case Compare("!=", Fluent() as fluent, (Const() | Name()) as right) if self.key(fluent, names) in world.values:
                wrong = self.value(right, names, world)
                if inner.values[self.key(fluent, names)] == wrong:
                    yield path, self.key(fluent, names), (not wrong) if isinstance(wrong, bool) else None
            case Not(Fluent() as fluent) if self.key(fluent, names) in world.values:
                yield path, self.key(fluent, names), False
            case Fluent() if self.key(e, names) in world.values:
                yield path, self.key(e, names), True

    # -- meaning of expressions

    def bindings(self, parameters: Sequence[Parameter]) -> Iterator[dict[str, str]]:
        choices = [self.problem.of_type(p.type) if p.type else [p.name] for p in parameters]
        for values in itertools.product(*choices):
            yield {p.name: v for p, v in zip(parameters, values, strict=True)}

    def deeds_of(self, action: Action) -> Iterator[_Deed]:
        for names in self.bindings(action.parameters):
            yield _Deed(action, names, f"{action.name}({', '.join(names[p.name] for p in action.parameters)})")

    def consenting(self, deed: _Deed) -> list[str]:
        return list(dict.fromkeys(deed.names.get(who, who) for who in deed.action.consenting))

    def possible(self, deed: _Deed, world: _World) -> bool:
        return deed.action.precondition is None or bool(self.value(deed.action.precondition, deed.names, world))

    def utility(self, who: str | None, world: _World) -> float:
        found = self.value(self.problem.utilities.get(who, Const(0)), {}, world)
        return float(found) if isinstance(found, (int, float)) else 0.0

    def key(self, fluent: Fluent, names: Mapping[str, str]) -> Key:
        return (fluent.name, *(names.get(a.name, a.name) if isinstance(a, Name) else "" for a in fluent.args))

    def value(self, e: Expr, names: Mapping[str, str], world: _World) -> Value:
        match e:
            case Const(value):
                return value
            case Name(name):
                return names.get(name, name)
            case Fluent():
                return world.values.get(self.key(e, names))
            case Believes(who, body):
                return self.value(body, names, self.mind(world, names.get(who, who)))
            case Not(body):
                return not self.value(body, names, world)
            case Both("and", parts):
                return all(self.value(p, names, world) for p in parts)
            case Both(_, parts):
                return any(self.value(p, names, world) for p in parts)
            case IsA(body, kind):
                return self.problem.is_a(str(self.value(body, names, world)), kind)
            case If(condition, then, otherwise):
                if self.value(condition, names, world):
                    return self.value(then, names, world)
                return 0 if otherwise is None else self.value(otherwise, names, world)
            case Each(kind, variable, type_name, body):
                each = (self.value(body, {**names, variable: x}, world) for x in self.problem.of_type(type_name))
                if kind == "sum":
                    return sum(v for v in each if isinstance(v, (int, float)))
                return all(each) if kind == "forall" else any(each)
            case Sum(op, left, right):
                a, b = self.value(left, names, world), self.value(right, names, world)
                if not isinstance(a, (int, float)) or not isinstance(b, (int, float)):
                    raise InputError(f"{op} needs numbers on both sides")
                return a + b if op == "+" else a - b
            case Compare(op, left, right):
                a, b = self.value(left, names, world), self.value(right, names, world)
                if op in ("==", "!="):
                    return (a == b) == (op == "==")
                if not isinstance(a, (int, float)) or not isinstance(b, (int, float)):
                    raise InputError(f"{op} needs numbers on both sides")
                return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]

    def changes(self, e: Expr, names: Mapping[str, str], world: _World, path: tuple[str, ...] = ()) -> list[Change]:
        """What an effect or an initial fact changes, with its values as of `world`."""
        match e:
            case Both("and", parts):
                return [c for part in parts for c in self.changes(part, names, world, path)]
            case Each("forall", variable, type_name, body):
                return [c for x in self.problem.of_type(type_name) for c in self.changes(body, {**names, variable: x}, world, path)]
            case If(condition, then, otherwise):
                if self.value(condition, names, world):
                    return self.changes(then, names, world, path)
                return [] if otherwise is None else self.changes(otherwise, names, world, path)
            case Believes(who, body):
                return self.changes(body, names, world, (*path, names.get(who, who)))
            case Compare("==", Believes(who, body), right):
                return self.changes(Believes(who, Compare("==", body, right)), names, world, path)
            case Not(Believes(who, body)):
                return self.changes(Believes(who, Not(body)), names, world, path)
            case Compare("==", Fluent() as fluent, right):
                return [(path, self.key(fluent, names), self.value(right, names, world))]
            case Not(Fluent() as fluent):
                return [(path, self.key(fluent, names), False)]
            case Fluent():
                return [(path, self.key(e, names), True)]
            case _:
                raise InputError("an effect must be f(a) = value, f(a), !f(a), if, forall or believes, joined by &")
