"""From a problem's text to ground fluents, actions and triggers, compiled to Python functions of a world.

A world is an object with `v`, the values of all fluents, and `minds`, the worlds that the characters believe in.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

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

Path = tuple[int, ...]  # whose mind in whose mind: () is the world itself
Change = tuple[Path, int, Value]
Assignment = tuple[tuple[Expr, ...], Path, int, Expr, Mapping[str, str]]  # conditions, whose mind, fluent, value, its variables
_UNKNOWN = "None"  # source of a set of values that may hold anything
_MOST_GROUND = 200_000  # ground actions; the largest of the given problems has about 400


@dataclass(frozen=True)
class Rule:
    """For the relaxed world: if `may` holds for sets of values, fluent `fluent` may get `values`."""

    may: Callable[[list[set[Value]]], bool]
    fluent: int
    values: Callable[[list[set[Value]]], set[Value]]
    reads: frozenset[int]
    fixed: bool  # `values` depends on nothing: fired once, it is done
    key: tuple[int, Value] | None  # one value without which the rule cannot fire: it need not be looked at before


@dataclass(eq=False)
class Ground:
    """One action or trigger with its parameters filled in."""

    id: int
    text: str
    consenting: tuple[int, ...]
    unforeseen: bool
    possible: Callable[[Any], bool]
    changes: Callable[[Any], list[Change]]
    observers: Callable[[Any], tuple[bool, ...]]
    literals: tuple[tuple[Path, int, bool, Value], ...]  # of the precondition: path, fluent, equal or not, value
    reads: frozenset[tuple[int, int]]  # of a trigger: (mind or -1, fluent)
    deep: bool  # a trigger that reads minds in minds
    source: Action
    binding: Mapping[str, str]


@dataclass
class Grounding:
    """A problem made ready for search."""

    problem: Problem
    characters: list[str]
    fluents: list[tuple[str, ...]]
    index: dict[tuple[str, ...], int]
    initial: tuple[Value, ...]
    beliefs: list[Change]
    actions: list[Ground] = field(default_factory=list)
    triggers: list[Ground] = field(default_factory=list)
    utilities: dict[int, Callable[[Any], float]] = field(default_factory=dict)  # -1: the author's


class Compiler:
    """Compiles the expressions of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.characters = problem.characters
        self.number = {c: i for i, c in enumerate(self.characters)}
        self.members = {name: problem.of_type(name) for name in problem.types}
        self.kinds: dict[str, str] = {p.name: p.type for p in problem.properties}
        self.fluents: list[tuple[str, ...]] = []
        self.index: dict[tuple[str, ...], int] = {}
        base: list[Value] = []
        for prop in problem.properties:
            for combination in itertools.product(*self._choices(prop.parameters)):
                key = (prop.name, *combination)
                if key not in self.index:
                    self.index[key] = len(self.fluents)
                    self.fluents.append(key)
                    base.append(False if prop.type == "boolean" else 0 if prop.type == "number" else None)
        self.beliefs: list[Change] = []
        for fact in problem.initial:
            for path, i, value in self._stated(fact, {}):
                if path:
                    self.beliefs.append((path, i, value))
                else:
                    base[i] = value
        self.base = tuple(base)
        self.changing = {self.fluents[i][0] for _, i, _ in self.beliefs}
        for action in (*problem.actions, *problem.triggers):
            self.changing |= set(_written(action.effect))

    def _choices(self, parameters: Sequence[Parameter]) -> list[list[str]]:
        for p in parameters:
            if p.type is not None and p.type not in self.members:
                raise InputError(f"the type '{p.type}' of parameter {p.name} is not declared")
        return [self.members[p.type] if p.type else [p.name] for p in parameters]

    # -- initial facts

    def _stated(self, fact: Expr, names: Mapping[str, str]) -> Iterator[Change]:
        if isinstance(fact, Both) and fact.kind == "and":
            for part in fact.parts:
                yield from self._stated(part, names)
        elif isinstance(fact, Each) and fact.kind == "forall":
            for entity in self.members[fact.type]:
                yield from self._stated(fact.body, {**names, fact.variable: entity})
        elif isinstance(fact, Believes):
            who = self._mind(fact.who, names)
            for path, i, value in self._stated(fact.body, names):
                yield (who, *path), i, value
        elif isinstance(fact, Compare) and fact.op == "==" and isinstance(fact.left, Believes):
            yield from self._stated(Believes(fact.left.who, Compare("==", fact.left.body, fact.right)), names)
        elif isinstance(fact, Compare) and fact.op == "==" and isinstance(fact.left, Fluent):
            yield (), self._fluent(fact.left, names), self._constant(fact.right, names)
        elif isinstance(fact, Not) and isinstance(fact.body, Believes):
            yield from self._stated(Believes(fact.body.who, Not(fact.body.body)), names)
        elif isinstance(fact, Not) and isinstance(fact.body, Fluent):
            yield (), self._fluent(fact.body, names), False
        elif isinstance(fact, Fluent):
            yield (), self._fluent(fact, names), True
        else:
            raise InputError("an initial fact must be f(a) = value, f(a), !f(a), forall(...) or believes(...)")

    def _mind(self, who: str, names: Mapping[str, str]) -> int:
        name = names.get(who, who)
        if name not in self.number:
            raise InputError(f"believes({who}, ...): '{name}' is no character")
        return self.number[name]

    def _key(self, fluent: Fluent, names: Mapping[str, str]) -> tuple[str, ...]:
        words = [fluent.name]
        for argument in fluent.args:
            if not isinstance(argument, Name):
                raise InputError(f"{fluent.name}(...): an argument must be an entity or a variable")
            words.append(names.get(argument.name, argument.name))
        return tuple(words)

    def _fluent(self, fluent: Fluent, names: Mapping[str, str]) -> int:
        key = self._key(fluent, names)
        if key not in self.index:
            raise InputError(f"{key[0]}({', '.join(key[1:])}) is no property of these entities; declare it or check the spelling")
        return self.index[key]

    def _constant(self, expression: Expr, names: Mapping[str, str]) -> Value:
        if isinstance(expression, Const):
            return expression.value
        if isinstance(expression, Name):
            return names.get(expression.name, expression.name)
        if isinstance(expression, Sum):
            left, right = self._constant(expression.left, names), self._constant(expression.right, names)
            if isinstance(left, (int, float)) and isinstance(right, (int, float)):
                return left + right if expression.op == "+" else left - right
        raise InputError("an initial value must be an entity, a number, True, False or ?")

    # -- a definite world

    def source(
        self, e: Expr, names: Mapping[str, str], world: str = "n", reads: set[tuple[Path, int]] | None = None, path: Path = ()
    ) -> str:
        """Python source of an expression's value in `world`."""

        def inner(x: Expr) -> str:
            return self.source(x, names, world, reads, path)

        match e:
            case Const(value):
                return repr(value)
            case Name(name):
                return repr(names.get(name, name))
            case Fluent():
                key = self._key(e, names)
                if key not in self.index:
                    if e.name not in self.kinds:
                        raise InputError(f"{e.name}(...) is no property; declare it or check the spelling")
                    return "None"
                i = self.index[key]
                if e.name not in self.changing:
                    return repr(self.base[i])
                if reads is not None:
                    reads.add((path, i))
                return f"{world}.v[{i}]"
            case Believes(who, body):
                mind = self._mind(who, names)
                return self.source(body, names, f"{world}.minds[{mind}]", reads, (*path, mind))
            case Not(body):
                text = inner(body)
                return {"True": "False", "False": "True"}.get(text, f"(not {text})")
            case Both(kind, parts):
                return _joined(kind, [inner(p) for p in parts])
            case Compare(op, left, right):
                a, b = inner(left), inner(right)
                if _literal(a) and _literal(b):
                    return repr(bool(eval(f"{a}{op}{b}")))
                return f"({a}{op}{b})"
            case IsA(body, kind):
                return repr(self.problem.is_a(str(self._constant(body, names)), kind))
            case Sum(op, left, right):
                return f"({inner(left)}{op}{inner(right)})"
            case If(condition, then, otherwise):
                test = inner(condition)
                yes, no = inner(then), inner(otherwise) if otherwise else "0"
                return yes if test == "True" else no if test == "False" else f"({yes} if {test} else {no})"
            case Each(kind, variable, type_name, body):
                parts_ = [self.source(body, {**names, variable: x}, world, reads, path) for x in self.members[type_name]]
                if kind == "sum":
                    return "(" + "+".join(parts_ or ["0"]) + ")"
                return _joined("and" if kind == "forall" else "or", parts_)

    def effects(self, e: Expr, names: Mapping[str, str], when: tuple[Expr, ...] = (), path: Path = ()) -> Iterator[Assignment]:
        """The single assignments of an effect."""
        match e:
            case Both("and", parts):
                for part in parts:
                    yield from self.effects(part, names, when, path)
            case Each("forall", variable, type_name, body):
                for entity in self.members[type_name]:
                    yield from self.effects(body, {**names, variable: entity}, when, path)
            case Believes(who, body):
                yield from self.effects(body, names, when, (*path, self._mind(who, names)))
            case If(condition, then, otherwise):
                test = self.source(condition, names)
                if test != "False":
                    yield from self.effects(then, names, (*when, _bound(condition, names)), path)
                if otherwise is not None and test != "True":
                    yield from self.effects(otherwise, names, (*when, Not(_bound(condition, names))), path)
            case Compare("==", Believes(who, body), right):
                yield from self.effects(Believes(who, Compare("==", body, right)), names, when, path)
            case Compare("==", Fluent() as fluent, right):
                yield when, path, self._fluent(fluent, names), right, names
            case Not(Believes(who, body)):
                yield from self.effects(Believes(who, Not(body)), names, when, path)
            case Not(Fluent() as fluent):
                yield when, path, self._fluent(fluent, names), Const(False), names
            case Fluent():
                yield when, path, self._fluent(e, names), Const(True), names
            case _:
                raise InputError("an effect must be f(a) = value, f(a), !f(a), if, forall or believes, joined by &")

    def literals(self, e: Expr | None, names: Mapping[str, str], path: Path = ()) -> Iterator[tuple[Path, int, bool, Value]]:
        """What a precondition says outright: parts of a conjunction that are f == v, f != v, f or !f."""
        match e:
            case Both("and", parts):
                for part in parts:
                    yield from self.literals(part, names, path)
            case Believes(who, body):
                yield from self.literals(body, names, (*path, self._mind(who, names)))
            case Compare(op, Believes(who, body), right) if op in ("==", "!="):
                yield from self.literals(Compare(op, body, right), names, (*path, self._mind(who, names)))
            case Compare(op, Fluent() as fluent, (Const() | Name()) as right) if op in ("==", "!="):
                if self._key(fluent, names) in self.index and fluent.name in self.changing:
                    yield path, self._fluent(fluent, names), op == "==", self._constant(right, names)
            case Not(Fluent() as fluent) | (Fluent() as fluent):
                if self._key(fluent, names) in self.index and fluent.name in self.changing:
                    yield path, self._fluent(fluent, names), True, isinstance(e, Fluent)
            case _:
                return

    # -- ground actions

    def ground(self, action: Action, first_id: int, *, trigger: bool) -> list[Ground]:
        """All instances of an action that are not impossible from what never changes."""
        found: list[Ground] = []
        for names in self._bindings(action):
            reads: set[tuple[Path, int]] = set()
            test = self.source(action.precondition, names, "n", reads) if action.precondition is not None else "True"
            if test == "False":
                continue
            try:
                single = list(self.effects(action.effect, names))
            except InputError:
                if trigger or all(p.type is None for p in action.parameters):
                    raise
                continue  # overloads: these entities have no such property
            parts = []
            for when, path, i, value, bound in single:
                change = f"({path!r},{i},{self.source(value, bound)})"
                condition = _joined("and", [self.source(c, bound) for c in when])
                if condition == "True":
                    parts.append(change)
                elif condition != "False":
                    parts.append(f"*([{change}] if {condition} else ())")
            seen = ["True"] * len(self.characters)
            if action.observer is not None and action.observing is not None:
                kind = action.observer.type or "character"
                seen = [
                    self.source(action.observing, {**names, action.observer.name: c}) if self.problem.is_a(c, kind) else "False"
                    for c in self.characters
                ]
            arguments = ", ".join(names[p.name] for p in action.parameters)
            if len(found) + first_id > _MOST_GROUND:
                raise InputError(f"action {action.name} has more than {_MOST_GROUND} instances; use narrower types for its parameters")
            found.append(
                Ground(
                    id=first_id + len(found),
                    text=f"{action.name}({arguments})",
                    consenting=tuple(dict.fromkeys(self._mind(c, names) for c in action.consenting)),
                    unforeseen=action.unforeseen,
                    possible=_function("n", test),
                    changes=_function("n", f"[{','.join(parts)}]"),
                    observers=_function("n", "(" + "".join(f"{text}," for text in seen) + ")"),
                    literals=tuple(self.literals(action.precondition, names)),
                    reads=frozenset((path[0] if path else -1, i) for path, i in reads),
                    deep=any(len(path) > 1 for path, _ in reads),
                    source=action,
                    binding=names,
                )
            )
        return found

    def _bindings(self, action: Action) -> Iterator[dict[str, str]]:
        """Parameter values, cut off as soon as a part of the precondition that never changes is false."""
        choices = self._choices(action.parameters)
        order = [p.name for p in action.parameters]
        parts = list(action.precondition.parts) if isinstance(action.precondition, Both) and action.precondition.kind == "and" else []
        if action.precondition is not None and not parts:
            parts = [action.precondition]
        checks: list[list[Expr]] = [[] for _ in order]
        for part in parts:
            used = _names(part) & set(order)
            if used and not _quantified(part):
                checks[max(order.index(u) for u in used)].append(part)

        def extend(names: dict[str, str], at: int) -> Iterator[dict[str, str]]:
            if at == len(order):
                yield dict(names)
                return
            for entity in choices[at]:
                names[order[at]] = entity
                if all(self.source(c, names) != "False" for c in checks[at]):
                    yield from extend(names, at + 1)
            names.pop(order[at], None)

        yield from extend({}, 0)

    # -- the relaxed world: a set of values for each fluent, S

    def may(self, e: Expr, names: Mapping[str, str], owner: int, want: bool, reads: set[int]) -> str:
        """Source that is true whenever the condition may have the truth value `want` for some choice from the sets."""
        match e:
            case Not(body):
                return self.may(body, names, owner, not want, reads)
            case Both(kind, parts):
                return _joined("and" if (kind == "and") == want else "or", [self.may(p, names, owner, want, reads) for p in parts])
            case Each(kind, variable, type_name, body) if kind != "sum":
                inner = [self.may(body, {**names, variable: x}, owner, want, reads) for x in self.members[type_name]]
                return _joined("and" if (kind == "forall") == want else "or", inner)
            case Believes(who, body):
                return self.may(body, names, owner, want, reads) if self._mind(who, names) == owner else "True"
            case Compare(op, left, right):
                a, b = self.values(left, names, owner, reads), self.values(right, names, owner, reads)
                if _UNKNOWN in (a, b):
                    return "True"
                op = op if want else {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}[op]
                if op == "==":
                    one = _single(b) or _single(a)
                    return f"({one} in {a if _single(b) else b})" if one else f"(not {a}.isdisjoint({b}))"
                if op == "!=":
                    return f"(len({a}|{b})>1)"
                return f"_any({a},{b},{op!r})"
            case If(condition, then, otherwise):
                yes = _joined("and", [self.may(condition, names, owner, True, reads), self.may(then, names, owner, want, reads)])
                no = self.may(otherwise, names, owner, want, reads) if otherwise is not None else repr(not want)
                return _joined("or", [yes, _joined("and", [self.may(condition, names, owner, False, reads), no])])
            case _:
                text = self.values(e, names, owner, reads)
                return "True" if text == _UNKNOWN else f"({want} in {text})"

    def values(self, e: Expr, names: Mapping[str, str], owner: int, reads: set[int]) -> str:
        """Source of the set of values an expression may have; "None" when anything is possible."""
        match e:
            case Const() | Name():
                return f"{{{self._constant(e, names)!r}}}"
            case Fluent():
                key = self._key(e, names)
                if key not in self.index:
                    return "{None}"
                i = self.index[key]
                if e.name not in self.changing:
                    return f"{{{self.base[i]!r}}}"
                reads.add(i)
                return f"S[{i}]"
            case Believes(who, body):
                return self.values(body, names, owner, reads) if self._mind(who, names) == owner else _UNKNOWN
            case IsA():
                return f"{{{self.source(e, names)}}}"
            case Sum(op, left, right):
                a, b = self.values(left, names, owner, reads), self.values(right, names, owner, reads)
                return _UNKNOWN if _UNKNOWN in (a, b) else f"{{x{op}y for x in {a} for y in {b}}}"
            case Each("sum", variable, type_name, body):
                whole: Expr = Const(0)
                for entity in self.members[type_name]:
                    whole = Sum("+", whole, _bound(body, {**names, variable: entity}))
                return self.values(whole, names, owner, reads)
            case If(condition, then, otherwise):
                a = self.values(then, names, owner, reads)
                b = self.values(otherwise, names, owner, reads) if otherwise is not None else "{0}"
                if _UNKNOWN in (a, b):
                    return _UNKNOWN
                yes, no = (self.may(condition, names, owner, w, reads) for w in (True, False))
                return f"(({a} if {yes} else _none)|({b} if {no} else _none))"
            case _:
                yes, no = (self.may(e, names, owner, w, reads) for w in (True, False))
                return f"((_true if {yes} else _none)|(_false if {no} else _none))"

    def highest(self, e: Expr, names: Mapping[str, str], owner: int, *, sign: int = 1) -> str:
        """Source of a bound from above (sign 1) or below (sign -1) of a number or truth value over the sets."""
        match e:
            case Sum(op, left, right):
                a = self.highest(left, names, owner, sign=sign)
                return f"({a}{op}{self.highest(right, names, owner, sign=sign if op == '+' else -sign)})"
            case Each("sum", variable, type_name, body):
                parts = [self.highest(body, {**names, variable: x}, owner, sign=sign) for x in self.members[type_name]]
                return "(" + "+".join(parts or ["0"]) + ")"
            case If(condition, then, otherwise):
                a = self.highest(then, names, owner, sign=sign)
                b = self.highest(otherwise, names, owner, sign=sign) if otherwise is not None else "0"
                yes, no = (self.may(condition, names, owner, w, set()) for w in (True, False))
                pick, never = ("max", "-10**9") if sign > 0 else ("min", "10**9")
                return f"{pick}({a} if {yes} else {never},{b} if {no} else {never})"
            case _:
                text = self.values(e, names, owner, set())
                if text == _UNKNOWN:
                    return "10**9" if sign > 0 else "-10**9"
                return f"{'max' if sign > 0 else 'min'}({text})"

    def rules(self, ground: Ground, owner: int) -> Iterator[Rule]:
        """The relaxed effects of a ground action in `owner`'s world (-1: the real one)."""
        reads: set[int] = set()
        before = (
            self.may(ground.source.precondition, ground.binding, owner, True, reads) if ground.source.precondition is not None else "True"
        )
        keys = [(i, value) for path, i, equal, value in ground.literals if equal and all(mind == owner for mind in path)]
        key = max(keys, key=lambda k: not isinstance(k[1], bool), default=None)
        for when, path, i, value, names in self.effects(ground.source.effect, ground.binding):
            if any(mind != owner for mind in path):
                continue
            needed = set(reads)
            test = _joined("and", [before, *(self.may(c, names, owner, True, needed) for c in when)])
            if test == "False":
                continue
            read_for_value: set[int] = set()
            text = self.values(value, names, owner, read_for_value)
            if text == _UNKNOWN:
                text = repr({*self.members["entity"], None}) if "entity" in self.members else "{None}"
            yield Rule(
                may=_function("S", test),
                fluent=i,
                values=_function("S", text),
                reads=frozenset(needed | read_for_value),
                fixed=not read_for_value,
                key=key,
            )

    def utility(self, who: str | None) -> Callable[[Any], float]:
        """A character's utility, or the author's, of a world."""
        return _function("n", "+(" + self.source(self.problem.utilities.get(who, Const(0)), {}) + ")")

    def hope(self, who: str | None) -> Callable[[list[set[Value]]], float]:
        """The highest utility that sets of values allow."""
        owner = -1 if who is None else self.number[who]
        return _function("S", self.highest(self.problem.utilities.get(who, Const(0)), {}, owner))


def ground(problem: Problem) -> tuple[Compiler, Grounding]:
    """Make a problem ready.

    Raises:
        InputError: the problem names something that it does not declare.
    """
    compiler = Compiler(problem)
    found = Grounding(problem, compiler.characters, compiler.fluents, compiler.index, compiler.base, compiler.beliefs)
    for action in problem.actions:
        found.actions.extend(compiler.ground(action, len(found.actions), trigger=False))
    for trigger in problem.triggers:
        found.triggers.extend(compiler.ground(trigger, len(found.triggers), trigger=True))
    found.utilities = {-1: compiler.utility(None), **{i: compiler.utility(c) for i, c in enumerate(compiler.characters)}}
    return compiler, found


def _any(left: set[float], right: set[float], op: str) -> bool:
    if op in ("<", "<="):
        a, b = min(left), max(right)
        return a < b or op == "<=" and a == b
    a, b = max(left), min(right)
    return a > b or op == ">=" and a == b


_SCOPE: dict[str, Any] = {"_any": _any, "_none": frozenset(), "_true": frozenset((True,)), "_false": frozenset((False,))}


def _function(argument: str, text: str) -> Callable[..., Any]:
    """The source is made of checked expressions only: numbers, entity names as literals, and reads of a world."""
    made: Callable[..., Any] = eval(f"lambda {argument}: {text}", dict(_SCOPE))
    return made


def _joined(kind: str, parts: Sequence[str]) -> str:
    neutral, final = ("True", "False") if kind == "and" else ("False", "True")
    kept = [p for p in dict.fromkeys(parts) if p != neutral]
    if final in kept:
        return final
    return neutral if not kept else kept[0] if len(kept) == 1 else f"({f' {kind} '.join(kept)})"


def _literal(text: str) -> bool:
    return text[:1] in "'\"" or text in ("None", "True", "False") or text.lstrip("-").replace(".", "", 1).isdigit()


def _single(text: str) -> str:
    """The one member of a set written out, or ""."""
    return text[1:-1] if text.startswith("{") and _literal(text[1:-1]) else ""


def _written(e: Expr) -> Iterator[str]:
    """Names of the properties that an effect may change."""
    match e:
        case Both(_, parts):
            for part in parts:
                yield from _written(part)
        case Believes(_, body) | Each(_, _, _, body) | Not(body):
            yield from _written(body)
        case If(_, then, otherwise):
            yield from _written(then)
            if otherwise is not None:
                yield from _written(otherwise)
        case Compare(_, left, _):
            yield from _written(left)
        case Fluent(name, _):
            yield name
        case _:
            return


def _names(e: Expr) -> set[str]:
    match e:
        case Name(name):
            return {name}
        case Fluent(_, arguments):
            return set().union(*(_names(a) for a in arguments))
        case Believes(who, body):
            return {who} | _names(body)
        case Not(body) | IsA(body, _) | Each(_, _, _, body):
            return _names(body)
        case Both(_, parts):
            return set().union(*(_names(p) for p in parts))
        case Compare(_, left, right) | Sum(_, left, right):
            return _names(left) | _names(right)
        case If(condition, then, otherwise):
            return _names(condition) | _names(then) | (_names(otherwise) if otherwise else set())
        case _:
            return set()


def _quantified(e: Expr) -> bool:
    match e:
        case Each():
            return True
        case Not(body) | Believes(_, body):
            return _quantified(body)
        case Both(_, parts):
            return any(_quantified(p) for p in parts)
        case Compare(_, left, right):
            return _quantified(left) or _quantified(right)
        case _:
            return False


def _bound(e: Expr, names: Mapping[str, str]) -> Expr:
    """The expression with its variables replaced."""
    match e:
        case Name(name):
            return Name(names.get(name, name))
        case Fluent(name, arguments):
            return Fluent(name, tuple(_bound(a, names) for a in arguments))
        case Believes(who, body):
            return Believes(names.get(who, who), _bound(body, names))
        case Not(body):
            return Not(_bound(body, names))
        case Both(kind, parts):
            return Both(kind, tuple(_bound(p, names) for p in parts))
        case Compare(op, left, right):
            return Compare(op, _bound(left, names), _bound(right, names))
        case Sum(op, left, right):
            return Sum(op, _bound(left, names), _bound(right, names))
        case Each(kind, variable, type_name, body):
            return Each(kind, variable, type_name, _bound(body, {k: v for k, v in names.items() if k != variable}))
        case If(condition, then, otherwise):
            return If(_bound(condition, names), _bound(then, names), _bound(otherwise, names) if otherwise else None)
        case IsA(body, kind):
            return IsA(_bound(body, names), kind)
        case _:
            return e
