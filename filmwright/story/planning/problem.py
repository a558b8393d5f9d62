"""A narrative planning problem as text: types, entities, properties, initial facts, actions, triggers and utilities."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from filmwright.errors import InputError

Value = str | int | float | bool | None  # an entity's name, a number, a truth value, or "?" (nowhere, nobody)


@dataclass(frozen=True)
class Const:
    """A number, True, False or "?"."""

    value: Value


@dataclass(frozen=True)
class Name:
    """An entity or a variable bound by parameters or a quantifier."""

    name: str


@dataclass(frozen=True)
class Fluent:
    """A property of entities: location(Tom)."""

    name: str
    args: tuple[Expr, ...]


@dataclass(frozen=True)
class Believes:
    """What `who` holds true (a condition), takes for the value (an expression), or comes to believe (an effect)."""

    who: str
    body: Expr


@dataclass(frozen=True)
class Not:
    """Negation."""

    body: Expr


@dataclass(frozen=True)
class Both:
    """All of the parts, or any of them."""

    kind: str  # "and", "or"
    parts: tuple[Expr, ...]


@dataclass(frozen=True)
class Compare:
    """Comparison; "==" also stands for an assignment in effects and initial facts."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True)
class Sum:
    """left + right or left - right."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True)
class Each:
    """exists, forall or sum over the entities of a type."""

    kind: str
    variable: str
    type: str
    body: Expr


@dataclass(frozen=True)
class If:
    """if, elseif, else: a value or an effect."""

    condition: Expr
    then: Expr
    otherwise: Expr | None


@dataclass(frozen=True)
class IsA:
    """Whether an entity has a type."""

    body: Expr
    type: str


Expr = Const | Name | Fluent | Believes | Not | Both | Compare | Sum | Each | If | IsA


@dataclass(frozen=True)
class Parameter:
    """A typed variable, or a literal entity (no type)."""

    name: str
    type: str | None


@dataclass(frozen=True)
class Property:
    """A fluent's signature; `type` is boolean, number or an entity type."""

    name: str
    parameters: tuple[Parameter, ...]
    type: str


@dataclass(frozen=True)
class Action:
    """What can happen. A trigger has neither consent nor observers and happens by itself."""

    name: str
    parameters: tuple[Parameter, ...]
    precondition: Expr | None
    effect: Expr
    consenting: tuple[str, ...] = ()
    observer: Parameter | None = None
    observing: Expr | None = None  # None: everybody sees it
    unforeseen: bool = False  # nobody can plan on it, though it may happen


@dataclass
class Problem:
    """Everything a problem file says, in the order in which it says it."""

    types: dict[str, tuple[str, ...]] = field(default_factory=lambda: {"entity": (), "character": ("entity",)})
    entities: dict[str, tuple[str, ...]] = field(default_factory=dict)
    properties: list[Property] = field(default_factory=list)
    initial: list[Expr] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    triggers: list[Action] = field(default_factory=list)
    utilities: dict[str | None, Expr] = field(default_factory=dict)  # None: the author's

    def is_a(self, entity: str, type_name: str) -> bool:
        """Whether the entity has the type or one below it."""
        waiting = list(self.entities[entity])
        while waiting:
            found = waiting.pop()
            if found == type_name:
                return True
            waiting.extend(self.types.get(found, ()))
        return type_name == "entity"

    def of_type(self, type_name: str) -> list[str]:
        """Entities of a type, in the file's order."""
        return [e for e in self.entities if self.is_a(e, type_name)]

    @property
    def characters(self) -> list[str]:
        """All entities that have a mind."""
        return self.of_type("character")


_TOKEN = re.compile(r"\s+|//[^\n]*|/\*.*?\*/|(==|!=|>=|<=|[A-Za-z_][A-Za-z_0-9]*|\d+(?:\.\d+)?|[(){},;:&|!=<>+\-?])", re.S)
_TRUTH: dict[str, Value] = {"True": True, "False": False, "true": True, "false": False}


def parse(text: str, *, source: str = "problem") -> Problem:
    """Read a problem.

    Args:
        text: The problem's text; `docs/planner.md` describes the format.
        source: Name for messages.

    Raises:
        InputError: the text breaks the format; the sentence says where and what was expected.
    """
    try:
        return _Parser(text, source).problem()
    except RecursionError:
        raise InputError(f"{source}: the expressions are nested too deeply to read") from None


def _expressions(problem: Problem) -> Iterator[tuple[str, Expr, frozenset[str]]]:
    """Every expression of a problem with where it stands and the variables that it may use."""
    for fact in problem.initial:
        yield "an initial fact", fact, frozenset()
    for who, utility in problem.utilities.items():
        yield f"utility({who or ''})", utility, frozenset()
    for action in (*problem.actions, *problem.triggers):
        scope = frozenset(p.name for p in action.parameters)
        yield action.name, action.effect, scope
        yield from ((action.name, Name(who), scope) for who in action.consenting)
        if action.precondition is not None:
            yield action.name, action.precondition, scope
        if action.observing is not None and action.observer is not None:
            yield action.name, action.observing, scope | {action.observer.name}


def _fault(e: Expr, scope: frozenset[str], problem: Problem) -> str:
    """What is wrong with the names in an expression, or ""."""
    inner: tuple[Expr, ...] = ()
    match e:
        case Name(name):
            if name not in scope and name not in problem.entities:
                return f"'{name}' is neither an entity nor a variable here{_nearest(name, [*problem.entities, *scope])}"
        case Fluent(name, arguments):
            declared = {p.name for p in problem.properties}
            if name not in declared:
                return f"{name}(...) is no property{_nearest(name, declared)}"
            inner = arguments
        case Believes(who, body):
            inner = (Name(who), body)
        case Each(_, variable, type_name, body):
            if type_name not in problem.types:
                return f"'{type_name}' is no type{_nearest(type_name, problem.types)}"
            return _fault(body, scope | {variable}, problem)
        case IsA(body, type_name):
            if type_name not in problem.types:
                return f"'{type_name}' is no type{_nearest(type_name, problem.types)}"
            inner = (body,)
        case Not(body):
            inner = (body,)
        case Both(_, parts):
            inner = parts
        case Compare(_, left, right) | Sum(_, left, right):
            inner = (left, right)
        case If(condition, then, otherwise):
            inner = (condition, then) if otherwise is None else (condition, then, otherwise)
    return next((fault for part in inner if (fault := _fault(part, scope, problem))), "")


def _nearest(name: str, known: Iterable[str]) -> str:
    found = difflib.get_close_matches(name, list(known), 1)
    return f". Did you mean '{found[0]}'?" if found else ""


class _Parser:
    def __init__(self, text: str, source: str) -> None:
        self.source = source
        self.tokens: list[tuple[str, int]] = list(self._lex(text))
        self.at = 0

    def _lex(self, text: str) -> Iterator[tuple[str, int]]:
        at, line = 0, 1
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise InputError(f"{self.source}:{line}: '{text[at]}' has no meaning here")
            if match[1]:
                yield match[1], line
            line += match[0].count("\n")
            at = match.end()

    def _peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        self.at += 1
        return token

    def _accept(self, token: str) -> bool:
        if self._peek() == token:
            self.at += 1
            return True
        return False

    def _fail(self, wanted: str) -> InputError:
        line = self.tokens[min(self.at, len(self.tokens) - 1)][1] if self.tokens else 1
        return InputError(f"{self.source}:{line}: expected {wanted}; found '{self._peek() or 'the end of the file'}'")

    def _expect(self, token: str) -> None:
        if not self._accept(token):
            raise self._fail(f"'{token}'")

    def _word(self, wanted: str = "a name") -> str:
        if not re.match(r"[A-Za-z_]", self._peek()):
            raise self._fail(wanted)
        return self._next()

    # -- statements

    def problem(self) -> Problem:
        found = Problem()
        while self._peek():
            word = self._peek()
            if word == "type":
                self.at += 1
                name = self._word()
                above = self._names() if self._accept(":") else ("entity",)
                found.types[name] = above
                self._expect(";")
            elif word == "entity":
                self.at += 1
                name = self._word()
                found.entities[name] = self._names() if self._accept(":") else ("entity",)
                self._expect(";")
            elif word == "property":
                self.at += 1
                name = self._word()
                parameters = self._parameters()
                self._expect(":")
                found.properties.append(Property(name, parameters, self._word("a type")))
                self._expect(";")
            elif word in ("action", "trigger"):
                self.at += 1
                (found.actions if word == "action" else found.triggers).append(self._action(word))
                self._accept(";")
            elif word == "utility":
                self.at += 1
                self._expect("(")
                who = None if self._peek() == ")" else self._word()
                self._expect(")")
                self._expect(":")
                found.utilities[who] = self._expression()
                if self._peek():
                    self._expect(";")
            else:
                found.initial.append(self._expression())
                self._expect(";")
        self._check(found)
        return found

    def _check(self, problem: Problem) -> None:
        known = {"boolean", "number", *problem.types}
        for entity, types in problem.entities.items():
            for name in types:
                if name not in problem.types:
                    raise InputError(f"{self.source}: entity {entity} has the type '{name}', which no line declares; add 'type {name};'")
        for prop in problem.properties:
            for name in (prop.type, *(p.type for p in prop.parameters if p.type)):
                if name not in known:
                    raise InputError(f"{self.source}: property {prop.name} uses the type '{name}', which no line declares")
        for who in problem.utilities:
            if who is not None and who not in problem.entities:
                raise InputError(f"{self.source}: a utility is given for '{who}', who is no entity")
        for where, expression, scope in _expressions(problem):
            fault = _fault(expression, scope, problem)
            if fault:
                raise InputError(f"{self.source}: {where}: {fault}")

    def _names(self) -> tuple[str, ...]:
        names = [self._word()]
        while self._accept(","):
            names.append(self._word())
        return tuple(names)

    def _parameters(self) -> tuple[Parameter, ...]:
        self._expect("(")
        found: list[Parameter] = []
        while not self._accept(")"):
            if found:
                self._expect(",")
            name = self._word()
            found.append(Parameter(name, self._word("a type") if self._accept(":") else None))
        return tuple(found)

    def _action(self, kind: str) -> Action:
        name, parameters = self._word(), self._parameters()
        precondition: Expr | None = None
        effect: Expr | None = None
        consenting: tuple[str, ...] = ()
        observer: Parameter | None = None
        observing: Expr | None = None
        unforeseen = False
        self._expect("{")
        while not self._accept("}"):
            part = self._word("precondition, effect, consenting, observing or unforeseen")
            if part == "unforeseen":
                unforeseen = True
            elif part == "observing":
                seen = self._parameters()
                if len(seen) != 1:
                    raise self._fail("one observer in brackets, as in observing(c : character)")
                observer = seen[0]
                self._expect(":")
                observing = self._expression()
            else:
                self._expect(":")
                if part == "precondition":
                    precondition = self._expression()
                elif part == "effect":
                    effect = self._expression()
                elif part == "consenting":
                    consenting = self._names()
                else:
                    raise self._fail("precondition, effect, consenting, observing or unforeseen")
            self._expect(";")
        if effect is None:
            raise self._fail(f"an effect in {kind} {name}")
        return Action(name, parameters, precondition, effect, consenting, observer, observing, unforeseen)

    # -- expressions, loosest first

    def _expression(self) -> Expr:
        return self._joined("|", "or", lambda: self._joined("&", "and", self._comparison))

    def _joined(self, sign: str, kind: str, part: object) -> Expr:
        assert callable(part)
        parts: list[Expr] = [part()]
        while self._accept(sign):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Both(kind, tuple(parts))

    def _comparison(self) -> Expr:
        if self._accept("!"):
            return Not(self._comparison())
        left = self._sum()
        if self._peek() in ("==", "=", "!=", "<", "<=", ">", ">="):
            op = self._next()
            return Compare("==" if op == "=" else op, left, self._sum())
        if self._accept(":"):
            return IsA(left, self._word("a type"))
        return left

    def _sum(self) -> Expr:
        left = self._primary()
        while self._peek() in ("+", "-"):
            left = Sum(self._next(), left, self._primary())
        return left

    def _branch(self) -> Expr:
        """A branch of `if` ends before "+": (if..) + (if..) is what `if(a) 2 else 0 + if(b) 2 else 0` means."""
        start = self.at
        if self._accept("!"):
            return Not(self._comparison())
        left = self._primary()
        if self._peek() in ("==", "="):
            self.at = start
            return self._comparison()
        if self._peek() in ("+", "-") and self._peek_word(1) != "if":
            self.at = start
            return self._sum()
        return left

    def _peek_word(self, ahead: int) -> str:
        at = self.at + ahead
        while at < len(self.tokens) and self.tokens[at][0] == "(":
            at += 1
        return self.tokens[at][0] if at < len(self.tokens) else ""

    def _primary(self) -> Expr:
        if self._accept("-"):
            return Sum("-", Const(0), self._primary())
        if self._accept("?"):
            return Const(None)
        if self._accept("("):
            inside = self._expression()
            self._expect(")")
            return inside
        token = self._peek()
        if re.match(r"\d", token):
            self.at += 1
            return Const(float(token) if "." in token else int(token))
        word = self._word("a value")
        if word in ("if", "elseif"):
            self._expect("(")
            condition = self._expression()
            self._expect(")")
            then = self._branch()
            otherwise: Expr | None = None
            if self._peek() == "elseif":
                otherwise = self._primary()
            elif self._accept("else"):
                otherwise = self._branch()
            return If(condition, then, otherwise)
        if word in ("exists", "forall", "sum"):
            self._expect("(")
            variable = self._word()
            self._expect(":")
            type_name = self._word("a type")
            self._expect(")")
            return Each(word, variable, type_name, self._comparison())
        if word == "believes":
            self._expect("(")
            who = self._word()
            self._expect(",")
            body = self._expression()
            self._expect(")")
            return Believes(who, body)
        if word in _TRUTH:
            return Const(_TRUTH[word])
        if self._accept("("):
            arguments: list[Expr] = []
            while not self._accept(")"):
                if arguments:
                    self._expect(",")
                arguments.append(self._primary())
            return Fluent(word, tuple(arguments))
        return Name(word)
