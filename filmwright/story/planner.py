"""A small forward planner: it links the landmarks of a situation by acts that make each one possible."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from filmwright.errors import StageError
from filmwright.story.lexicon import table

_DEPTH = 6  # acts between two landmarks; no situation needs more than 4 (two arrivals, a question, a discovery)


@dataclass(frozen=True)
class Step:
    """One act of the plan. `causes` are the indices of the earlier steps that made it possible."""

    act: str
    actor: str
    other: str
    place: str
    later: bool
    landmark: bool
    causes: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Act:
    name: str
    pre: tuple[str, ...]
    add: tuple[str, ...]
    delete: tuple[str, ...]
    because: tuple[str, ...]


def _ground(name: str, actor: str, other: str) -> _Act:
    entry = table("acts")[name]

    def fill(patterns: list[str]) -> tuple[str, ...]:
        return tuple(p.replace("{a}", actor).replace("{b}", other) for p in patterns)

    return _Act(name, fill(entry["pre"]), fill(entry["add"]), fill(entry.get("del", [])), fill(entry.get("because", [])))


def holds(condition: str, facts: dict[str, int]) -> bool:
    """Whether a condition ("x", "!x", "x | y") holds among the facts."""
    if condition.startswith("!"):
        return condition[1:] not in facts
    return any(choice.strip() in facts for choice in condition.split("|"))


def _apply(act: _Act, facts: dict[str, int], step: int) -> dict[str, int]:
    after = {fact: made for fact, made in facts.items() if fact not in act.delete}
    after.update(dict.fromkeys(act.add, step))
    return after


def _bridges(wanted: _Act, actor: str, other: str, facts: dict[str, int]) -> list[tuple[str, str, str]]:
    """Acts, fewest first, after which `wanted` is possible: breadth-first search. Each act at most once for each actor."""
    people = [p for p in (actor, other) if p]
    other_of = {"P": "Q", "Q": "P"}
    candidates = [
        (name, a, other_of[a])
        for a in people
        for name in ("arrive", "find", "ask", "bring", "name_fear", "fail", "offer", "recognise", "find_sign")
    ]
    queue: deque[tuple[dict[str, int], list[tuple[str, str, str]]]] = deque([(facts, [])])
    seen = {frozenset(facts)}
    while queue:
        state, path = queue.popleft()
        if all(holds(c, state) for c in wanted.pre):
            return path
        if len(path) >= _DEPTH:
            continue
        for choice in candidates:
            act = _ground(*choice)
            if choice in path or not all(holds(c, state) for c in act.pre):
                continue
            after = _apply(act, state, -1)
            key = frozenset(after)
            if key not in seen:
                seen.add(key)
                queue.append((after, [*path, choice]))
    raise StageError(f"story: no way was found to the landmark '{wanted.name} {actor}'; check its conditions in acts.toml")


def plan(landmarks: list[str], *, start: list[str]) -> list[Step]:
    """The acts of a film in order, each with its causes.

    Args:
        landmarks: "act actor [other] @place", with "+" in front where time has passed.
        start: Facts that hold at first, e.g. "here Q home".

    Raises:
        StageError: a landmark cannot be reached.
    """
    facts: dict[str, int] = {}
    where: dict[str, str] = {}
    for fact in start:
        word, person, there = fact.split()
        if word == "here":
            where[person] = there
    if not any(spec.lstrip("+").split()[0] in ("find", "marvel", "bring") for spec in landmarks):
        facts.update(
            {f"{word} {who}": -1 for word in ("seen", "has") for who in ("P", "Q")}
        )  # known from the first: nobody needs to find it
    steps: list[Step] = []
    came: dict[str, int] = {}  # the step that brought each one to where they are

    def do(name: str, actor: str, other: str, place: str, later: bool, landmark: bool) -> None:
        nonlocal facts
        act = _ground(name, actor, other)
        causes: list[int] = []
        for condition in act.pre:
            for choice in condition.split("|"):
                made = facts.get(choice.strip())
                if made is not None and made >= 0 and made not in causes:
                    causes.append(made)
        for fact in act.because:
            made = facts.get(fact, -1)
            if made >= 0 and made not in causes:
                causes.append(made)
        facts = _apply(act, facts, len(steps))
        for who in (actor, other):
            if who and (name == "arrive" or who not in came):
                came[who] = len(steps)
        if name in ("leave", "depart"):
            where.pop(actor, None)
        steps.append(Step(name, actor, other, place, later, landmark, tuple(sorted(causes))))

    place_now = ""
    for spec in landmarks:
        later = spec.startswith("+")
        name, *who, at = spec.lstrip("+").split()
        place = at.lstrip("@")
        actor, other = who[0], (who[1] if len(who) > 1 else "")
        moved = place != place_now
        if moved or later:  # a new scene opens with those who were left there
            facts = {f: made for f, made in facts.items() if not f.startswith("here ")}
            facts.update({f"here {person}": came.get(person, -1) for person, there in where.items() if there == place})
        first_in_place = not steps
        if first_in_place and name not in ("arrive",):
            facts[f"here {actor}"] = -1
            where[actor] = place
        wanted = _ground(name, actor, other)
        fresh = later or moved
        for bridge in (
            _bridges(wanted, actor, other or {"P": "Q", "Q": "P"}[actor], facts) if not all(holds(c, facts) for c in wanted.pre) else []
        ):
            do(bridge[0], bridge[1], bridge[2], place, fresh, False)
            if bridge[0] == "arrive":
                where[bridge[1]] = place
            fresh = False
        do(name, actor, other, place, fresh, True)
        if name == "arrive":
            where[actor] = place
        place_now = place
    return steps
