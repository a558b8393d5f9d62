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
_LINE = re.compile(r"^(~?)([ABPQ])(?: \(([^)]+)\))?: (.+)$")


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


@functools.cache
def beats() -> dict[str, tuple[Beat, ...]]:
    """All beats by situation, which is the name of their file; "*" holds those of the folder `shared`, which fit any."""
    found: dict[str, list[Beat]] = {}
    for path in sorted(_BANKS.glob("*/*.beats")):
        situation = "*" if path.parent.name == "shared" else path.stem
        found.setdefault(situation, []).extend(read_beats(path.read_text(encoding="utf-8"), path.name))
    return {name: tuple(entries) for name, entries in found.items()}


def read_beats(text: str, name: str) -> list[Beat]:
    """The beats of one file.

    Raises:
        SettingsError: a line is none of the format; the sentence names it.
    """
    found: list[Beat] = []
    act = ""
    needs: tuple[str, ...] = ()
    units: list[Unit] = []

    def keep() -> None:
        if units:  # "@ warn|claim" tells either
            found.extend(Beat(one, needs, tuple(units)) for one in act.split("|") if one)

    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("@"):
            keep()
            act, _, condition = line[1:].strip().partition("?")
            act, needs, units = act.strip(), tuple(condition.split()), []
        elif line.startswith(("- ", "~ ")):
            units.append(Unit(line[2:], optional=line[0] == "~"))
        elif match := _LINE.match(line):
            units.append(Unit(match[4], match[2], match[3] or "", bool(match[1])))
        else:
            raise SettingsError(f"{name}:{number}: expected '@ act', '- action' or 'P: line'; found '{line[:40]}'")
    keep()
    return found


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
