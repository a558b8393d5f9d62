"""The acts of the story world for somebody who proposes events: what they mean, who takes part, what must have been done."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from filmwright.story.drama import domain
from filmwright.story.lexicon import table
from filmwright.story.planning.problem import Both, Compare, Const, Each, Expr, Fluent, If, Name, Sum

_SILENT = ("be", "interlude", "arrive", "return")  # what the plot puts in by itself


@dataclass(frozen=True)
class Deed:
    """An act that may be proposed."""

    name: str
    people: int  # 1: who does it; 2: and towards whom
    sentence: str  # "A refuses B."; O is the thing
    after: tuple[str, ...]  # acts of which one must have been done before; () where none need be
    driven: tuple[str, ...]  # drives that must move those who do it: "want of A", "hurt of A"; one of them will do if they are added up


@functools.cache
def deeds() -> dict[str, Deed]:
    """The acts by name, in the order of the story world."""
    sentences = table("plain")["sentences"]
    actions = domain.planner().ready.problem.actions
    giving: dict[str, list[str]] = {}
    for action in actions:
        for fluent in _made_so(action.effect):
            giving.setdefault(fluent, []).append(action.name)
    found: dict[str, Deed] = {}
    for action in actions:
        if action.name in _SILENT:
            continue
        two = sum(p.type == "character" for p in action.parameters) == 2
        needed = () if action.precondition is None else tuple(_asked_for(action.precondition))
        after = dict.fromkeys(name for fluent in needed for name in giving.get(fluent, ()) if name != action.name)
        sentence = str(sentences[action.name]).format(A="A", B="B", O="O")
        driven = () if action.precondition is None else tuple(dict.fromkeys(_drives(action.precondition)))
        found[action.name] = Deed(action.name, 2 if two else 1, sentence, tuple(after), driven)
    return found


def _asked_for(e: Expr) -> Iterator[str]:
    """The fluents that must be so, or one of which must; a choice that a feeling would meet as well asks for nothing."""
    match e:
        case Fluent(name):
            yield name
        case Both("and", parts):
            for part in parts:
                yield from _asked_for(part)
        case Both(_, parts):
            if not any(isinstance(part, Compare) for part in parts):
                for part in parts:
                    yield from _asked_for(part)
        case Each("exists", _, _, body):
            yield from _asked_for(body)


def _drives(e: Expr) -> Iterator[str]:
    """The drives that must be more than nothing."""
    match e:
        case Fluent(name, (Name(who),)) if name in domain.DRIVES:
            yield f"{name} of {who.upper()}"
        case Both("and", parts):
            for part in parts:
                yield from _drives(part)
        case Compare(_, left, _) | Sum(_, left, _) if isinstance(left, (Fluent, Sum)):
            yield from _drives(left)
            if isinstance(e, Sum):
                yield from _drives(e.right)


def _made_so(e: Expr | None) -> Iterator[str]:
    """The fluents that an effect makes true."""
    match e:
        case Fluent(name):
            yield name
        case Compare("==", Fluent(name), Const(True)):
            yield name
        case Both(_, parts):
            for part in parts:
                yield from _made_so(part)
        case Each(_, _, _, body):
            yield from _made_so(body)
        case If(_, then, otherwise):
            yield from _made_so(then)
            yield from _made_so(otherwise)
