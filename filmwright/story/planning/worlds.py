"""Possible worlds: what is so, and for each character the world that they believe in, to a bounded depth.

Equal worlds are one object, so that what was worked out for a state of mind holds wherever that mind recurs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from filmwright.errors import InputError
from filmwright.story.planning.grounding import Change, Ground, Grounding
from filmwright.story.planning.problem import Value

_ROUNDS = 64  # of triggers on one world; a longer chain is taken for an endless one


class World:
    """One world. `minds[c]` is what c believes; the owner's own mind is the world itself, as are all at the last depth."""

    __slots__ = ("depth", "id", "minds", "owner", "v")

    v: tuple[Value, ...]
    minds: list[World]
    owner: int
    depth: int
    id: int


class Worlds:
    """All worlds that were reached, and what actions make of them."""

    def __init__(self, ready: Grounding, *, depth: int) -> None:
        self.ready = ready
        self.people = range(len(ready.characters))
        self._made: dict[object, World] = {}
        self._after: dict[tuple[int, int], World] = {}
        self._legal: dict[int, list[Ground]] = {}
        self._woken: dict[tuple[int, int], list[Ground]] = {}
        for trigger in ready.triggers:
            for read in trigger.reads:
                self._woken.setdefault(read, []).append(trigger)
        self._deep = [t for t in ready.triggers if t.deep]
        self._buckets: dict[int, dict[Value, list[Ground]]] = {}
        self._loose: list[Ground] = []
        for action in ready.actions:
            keys = [(i, value) for path, i, equal, value in action.literals if not path and equal]
            if keys:
                i, value = max(keys, key=lambda k: not isinstance(k[1], bool))  # a place tells more than a truth value
                self._buckets.setdefault(i, {}).setdefault(value, []).append(action)
            else:
                self._loose.append(action)
        self._depth = depth
        self.first = self.beginning(ready.initial, ready.beliefs)

    def __len__(self) -> int:
        return len(self._made)

    def beginning(self, values: Sequence[Value], beliefs: Iterable[Change]) -> World:
        """A world to begin with, in which all triggers have come to rest.

        Args:
            values: One for each fluent, in the grounding's order.
            beliefs: What is wrongly believed, as (whose mind in whose mind, fluent, value).
        """
        return self._build(-1, self._depth, values, beliefs)

    def _build(self, owner: int, depth: int, values: Sequence[Value], beliefs: Iterable[Change]) -> World:
        minds: list[World | None] = []
        beliefs = list(beliefs)
        for c in self.people:
            if c == owner or depth == 0:
                minds.append(None)
                continue
            theirs, below = list(values), []
            for path, i, value in beliefs:
                if path[0] == c:
                    rest = path[1:]
                    while rest and rest[0] == c:  # what I believe that I believe, I believe
                        rest = rest[1:]
                    if rest:
                        below.append((rest, i, value))
                    else:
                        theirs[i] = value
            minds.append(self._build(c, depth - 1, theirs, below))
        return self._settle(self._intern(tuple(values), minds, owner, depth), None)

    def _intern(self, values: tuple[Value, ...], minds: Sequence[World | None], owner: int, depth: int) -> World:
        key = (values, owner, depth, tuple(0 if m is None else m.id for m in minds))
        found = self._made.get(key)
        if found is None:
            found = World()
            found.v, found.owner, found.depth, found.id = values, owner, depth, len(self._made) + 1
            found.minds = [found if m is None else m for m in minds]
            self._made[key] = found
        return found

    def _changed(self, world: World, changes: Iterable[Change]) -> World:
        values = list(world.v)
        minds: list[World | None] = [None if m is world else m for m in world.minds]
        below: dict[int, list[Change]] = {}
        for path, i, value in changes:
            while path and path[0] == world.owner:
                path = path[1:]
            if not path:
                values[i] = value
            elif world.depth > 0:
                below.setdefault(path[0], []).append((path[1:], i, value))
        for c, theirs in below.items():
            mind = minds[c]
            assert mind is not None
            minds[c] = self._settle(self._changed(mind, theirs), mind)
        return self._intern(tuple(values), minds, world.owner, world.depth)

    def _settle(self, world: World, before: World | None) -> World:
        """The world after all triggers that follow from its difference to `before` (None: all triggers)."""
        for _ in range(_ROUNDS):
            if world is before:
                return world
            changes: list[Change] = []
            for trigger in self._candidates(world, before):
                if trigger.possible(world):
                    changes.extend(trigger.changes(world))
            after = self._changed(world, changes) if changes else world
            if after is world:
                return world
            before, world = world, after
        raise InputError(
            f"the triggers of the problem never come to rest (after {_ROUNDS} rounds); give one of them a stricter precondition"
        )

    def _candidates(self, world: World, before: World | None) -> Iterable[Ground]:
        if before is None:
            return self.ready.triggers
        woken: dict[int, Ground] = {}
        a, b = world.v, before.v
        own = [i for i in range(len(a)) if a[i] != b[i]]
        for i in own:
            for trigger in self._woken.get((-1, i), ()):
                woken[trigger.id] = trigger
        for c in self.people:
            mine, theirs = world.minds[c], before.minds[c]
            if mine is theirs:
                continue
            differ = own if mine is world else [i for i in range(len(a)) if mine.v[i] != theirs.v[i]]
            for i in differ:
                for trigger in self._woken.get((c, i), ()):
                    woken[trigger.id] = trigger
        for trigger in self._deep:
            woken[trigger.id] = trigger
        return [woken[i] for i in sorted(woken)]

    def _surprised(self, world: World, action: Ground) -> World:
        """A mind that sees what it thought impossible first takes the preconditions for true."""
        if action.possible(world):
            return world
        changes: list[Change] = []
        for path, i, equal, value in action.literals:
            if equal:
                changes.append((path, i, value))
                continue
            mind = world
            for c in path:
                mind = mind.minds[c]
            if mind.v[i] == value:
                changes.append((path, i, (not value) if isinstance(value, bool) else None))
        return self._changed(world, changes)

    def after(self, world: World, action: Ground) -> World:
        """The world when the action has happened and all who saw it have drawn their conclusions."""
        key = (world.id, action.id)
        found = self._after.get(key)
        if found is None:
            seen = action.observers(world)
            minds = [
                None if mind is world else self.after(self._surprised(mind, action), action) if seen[c] else mind
                for c, mind in enumerate(world.minds)
            ]
            moved = self._intern(world.v, minds, world.owner, world.depth)
            found = self._after[key] = self._settle(self._changed(moved, action.changes(world)), world)
        return found

    def legal(self, world: World) -> list[Ground]:
        """Actions whose preconditions hold, in the problem's order."""
        found = self._legal.get(world.id)
        if found is None:
            v = world.v
            candidates = list(self._loose)
            for i, bucket in self._buckets.items():
                candidates.extend(bucket.get(v[i], ()))
            found = self._legal[world.id] = sorted((a for a in candidates if a.possible(world)), key=lambda a: a.id)
        return found
