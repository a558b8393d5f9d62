"""What the story does to somebody's looks in a scene: from which drawing on they are wet, torn, muddy, bandaged, aged, or no longer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import msgspec

from filmwright.records.breakdown import Action, Business, Scene
from filmwright.records.puppet import Mark, Puppet
from filmwright.stage.world import World

_IS = ("wait", "enter")  # acts whose sentence tells how somebody is, not what is done now
_DONE = 0.55  # of the window of a deed: when it has been done

Marks = tuple[Mark, ...]
Window = tuple[str, Business | None, int, int, int]  # name, business, first drawing, drawing after the last, drawings before speech


class Marked:
    """The marks of every role at every drawing of a scene."""

    def __init__(self, scene: Scene, windows: Sequence[Window], entry: World) -> None:
        dry = bool(entry.hour) and entry.hour != scene.time_of_day
        self._first: dict[str, Marks] = {
            role: tuple(mark for mark in marks if not (dry and mark == "wet")) for role, marks in entry.marks.items()
        }
        self._changes: dict[str, list[tuple[int, str]]] = {}
        busy: set[str] = set()
        for _, item, first, last, _ in windows:
            if not isinstance(item, Action):
                continue
            if item.becomes and item.whom:
                is_so = item.act in _IS
                at = (first if item.whom in busy else 0) if is_so else first + round(_DONE * (last - first))
                self._changes.setdefault(item.whom, []).append((at, item.becomes))
            if item.act not in _IS:
                busy.add(item.role)

    def of(self, role: str, drawing: int) -> Marks:
        """What the story has done to a role's looks by a drawing."""
        marks = self._first.get(role, ())
        for at, becomes in self._changes.get(role, ()):
            if at <= drawing:
                mark = cast(Mark, becomes.removeprefix("not "))
                marks = tuple(m for m in marks if m != mark) + (() if becomes.startswith("not ") else (mark,))
        return marks

    def changes(self, role: str) -> bool:
        """Whether a role's looks change within the scene, or were changed before it."""
        return role in self._changes or bool(self._first.get(role))

    def leaves(self, drawings: int) -> dict[str, Marks]:
        """The marks with which everybody leaves the scene."""
        roles = sorted({*self._first, *self._changes})
        return {role: marks for role in roles if (marks := self.of(role, drawings))}


def marked(puppet: Puppet, marks: Marks) -> Puppet:
    """A puppet with what the story has done to it."""
    return msgspec.structs.replace(puppet, marks=tuple(dict.fromkeys((*puppet.marks, *marks)))) if marks else puppet
