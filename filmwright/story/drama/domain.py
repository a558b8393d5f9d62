"""The story world's text (`data/film.domain`) made a problem for two people, one thing and two places, and its planner."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filmwright.errors import InputError
from filmwright.story.planning.grounding import Change, Ground
from filmwright.story.planning.problem import Problem, Value, parse
from filmwright.story.planning.search import Limits, Planner
from filmwright.story.planning.worlds import World

PEOPLE = ("P", "Q")
PLACES = {"home": "Home", "away": "Away"}
LIMITS = Limits(
    author=1, character=3, belief=2, nodes=10**9, seconds=10.0**9, thought=12
)  # three acts ahead is what an audience can follow; guess. Of the reasons
# found in all situations' shapes without a limit on thought, nearly all take one world, the longest 3.
DRIVES = ("joy", "hurt", "fear", "want", "guilt", "lonely", "doubt", "duty", "heat", "bond", "attached")

_FILE = Path(__file__).parent.parent / "data" / "film.domain"
_EACH = "utility(each):"
# What is so in every film before anything else is said, and who is wrong about it.
_ALWAYS = """
secret(); fragile(Thing); luck();
forall(c : character) believes(c, !fragile(Thing));
forall(c : character) believes(c, !luck());
forall(c : character) believes(c, best() = c);
"""

Fact = tuple[str, ...]  # a fluent: ("want", "Q"), ("holder", "Thing")


def problem_text(initial: str = "") -> str:
    """The whole problem as text: the story world, its people and places, what they strive for, and how it begins."""
    world, _, striving = _FILE.read_text(encoding="utf-8").partition(_EACH)
    if not striving:
        raise InputError(f"{_FILE.name}: no line 'utility(each): ...' says what people strive for; add one at the end")
    entities = "".join(f"entity {name} : character;\n" for name in PEOPLE) + "".join(
        f"entity {name} : place;\n" for name in PLACES.values()
    )
    utilities = "".join(f"utility({name}):{striving.replace('each', name)}" for name in PEOPLE)
    return f"{world}\n{entities}\n{utilities}\n{_ALWAYS}{initial}"


def problem(initial: str = "") -> Problem:
    """The problem of a film that begins with these facts, in the format of docs/planner.md."""
    return parse(problem_text(initial), source=_FILE.name)


@functools.cache
def planner() -> Planner:
    """One planner for all films of a process: it is the beginning that differs, and worlds are shared."""
    return Planner(problem(), LIMITS)


@contextmanager
def thinking_at_most(nodes: int) -> Iterator[None]:
    """Within it the planner expands no more than `nodes` states; beyond, `planning.search.OutOfBudget` is raised."""
    planner().limits = replace(LIMITS, nodes=planner().nodes + nodes)
    try:
        yield
    finally:
        planner().limits = LIMITS


def beginning(facts: Mapping[Fact, Value], knowing: Iterable[str] = ()) -> World:
    """The world in which a film begins.

    Args:
        facts: Fluents with their values; what is not said is False, 0 or nowhere. What somebody's attachment is only they know.
        knowing: Who knows the film's secret; the others believe that it is not so, and that nobody knows.
    """
    ready = planner().ready
    values = list(ready.initial)
    beliefs: list[Change] = list(ready.beliefs)
    for fact, value in facts.items():
        values[ready.index[fact]] = value
    knowing = set(knowing)
    for c, name in enumerate(ready.characters):
        values[ready.index["knows", name]] = name in knowing
        if name not in knowing:
            beliefs.append(((c,), ready.index["secret",], False))
        for other in ready.characters:
            if other != name:
                beliefs.append(((c,), ready.index["attached", other], 0))
                beliefs.append(((c,), ready.index["knows", other], False))
    return planner().worlds.beginning(values, beliefs)


def initial_text(facts: Mapping[Fact, Value], knowing: Iterable[str] = ()) -> str:
    """The same beginning as text of a problem, for other readers than this planner."""
    lines = [f"{_call(fact)} = {_word(value)};" for fact, value in facts.items()]
    knowing = set(knowing)
    for name in PEOPLE:
        if name in knowing:
            lines.append(f"knows({name});")
        else:
            lines.append(f"believes({name}, !secret());")
        for other in PEOPLE:
            if other != name:
                lines.append(f"believes({name}, attached({other}) = 0);")
                lines.append(f"believes({name}, !knows({other}));")
    return "\n".join(lines) + "\n"


def value(world: World, *fact: str) -> Value:
    """What a fluent is in a world."""
    return world.v[planner().ready.index[fact]]


def number(world: World, *fact: str) -> float:
    """What a fluent that counts is in a world."""
    found = value(world, *fact)
    return float(found) if isinstance(found, (int, float)) else 0.0


def act(name: str, *arguments: str) -> Ground:
    """An act of the story world with its people and places.

    Raises:
        InputError: there is none of this name with so many people.
    """
    found = planner().act(f"{name}({', '.join(arguments)})")
    if found is None:
        raise InputError(f"'{name}' with {len(arguments)} taking part is no act of the story world; docs/story_world.md lists them")
    return found


@functools.cache
def parameters() -> dict[str, tuple[str, ...]]:
    """The acts by name, with the types of what they need: ("character", "character"), ("character", "place")."""
    return {a.name: tuple(p.type or "" for p in a.parameters) for a in planner().ready.problem.actions}


def _call(fact: Fact) -> str:
    return f"{fact[0]}({', '.join(fact[1:])})"


def _word(value: Value) -> str:
    return "?" if value is None else str(value)
