"""The banks of text: beats by situation and act, and kits by kind of thing and of place."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filmwright.errors import SettingsError
from filmwright.records.story import Place

_BANKS = Path(__file__).parent / "banks"
_LINE = re.compile(r"^(~?)([ABPQR])(?: \(([^)]+)\))?: (.+)$")


@dataclass(frozen=True)
class Unit:
    """A line of dialogue (`speaker` is a letter) or a paragraph of action (`speaker` is "")."""

    text: str
    speaker: str = ""
    parenthetical: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Beat:
    """One way to tell an act. It may be used only where all of `needs` hold."""

    act: str
    needs: tuple[str, ...]
    units: tuple[Unit, ...]
    through: str = ""  # the through-line that it belongs to


@dataclass(frozen=True)
class ThroughLine:
    """One author's telling of a situation: its beats know of each other, and a film keeps to one."""

    name: str
    needs: tuple[str, ...]
    behind: bool = False  # told only where no other of the situation holds


@dataclass(frozen=True)
class Bank:
    """What a file of beats holds."""

    beats: tuple[Beat, ...]
    through_lines: tuple[ThroughLine, ...] = ()


@functools.cache
def beats() -> dict[str, tuple[Beat, ...]]:
    """All beats by situation, which is the name of their file; "*" holds those of the folder `shared`, which fit any."""
    found: dict[str, list[Beat]] = {}
    for path in sorted(_BANKS.glob("*/*.beats")):
        situation = "*" if path.parent.name == "shared" else path.stem
        found.setdefault(situation, []).extend(_bank(path).beats)
    return {name: tuple(entries) for name, entries in found.items()}


@functools.cache
def through_lines() -> dict[str, tuple[ThroughLine, ...]]:
    """The through-lines of each situation that has any, in the order of its file."""
    return {path.stem: lines for path in sorted(_BANKS.glob("situations/*.beats")) if (lines := _bank(path).through_lines)}


@functools.cache
def _bank(path: Path) -> Bank:
    return read_beats(path.read_text(encoding="utf-8"), path.name)


def read_beats(text: str, name: str) -> Bank:
    """The beats and through-lines of one file. What follows "== NAME" belongs to that through-line; "=- NAME" stands behind those.

    Raises:
        SettingsError: a line is none of the format; the sentence names it.
    """
    found: list[Beat] = []
    lines: list[ThroughLine] = []
    act = through = ""
    needs: tuple[str, ...] = ()
    units: list[Unit] = []

    def keep() -> None:
        if units:  # "@ warn|claim" tells either
            found.extend(Beat(one, needs, tuple(units), through) for one in act.split("|") if one)

    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith(("==", "=-")):
            keep()
            through, _, condition = line[2:].strip().partition("?")
            through, act, units = through.strip(), "", []
            lines.append(ThroughLine(through, tuple(condition.split()), behind=line[1] == "-"))
        elif line.startswith("@"):
            keep()
            act, _, condition = line[1:].strip().partition("?")
            act, units = act.strip(), []
            needs = (*((f"through:{through}",) if through else ()), *condition.split())
        elif line.startswith(("- ", "~ ")):
            units.append(Unit(line[2:], optional=line[0] == "~"))
        elif match := _LINE.match(line):
            units.append(Unit(match[4], match[2], match[3] or "", bool(match[1])))
        else:
            raise SettingsError(f"{name}:{number}: expected '@ act', '== or =- through-line', '- action' or 'P: line'; found '{line[:40]}'")
    keep()
    return Bank(tuple(found), tuple(lines))


@functools.cache
def kit(name: str) -> dict[str, Any]:
    """A bank of phrases: things, places, motifs."""
    return tomllib.loads((_BANKS / f"{name}.toml").read_text(encoding="utf-8"))


def setting_name(place: Place) -> str:
    """Under which name the banks tell a place: its own, if they know it, or that of its kind."""
    own = place.id.replace("_", " ")
    return own if own in kit("grounds") and place.kind != own else place.kind


def setting_of(place: Place) -> dict[str, Any]:
    """What the banks have for a place."""
    own = kit("grounds").get(place.id.replace("_", " "))
    entry: dict[str, Any] = own if own is not None and place.kind != place.id else kit("places").get(place.kind, {})
    return entry
