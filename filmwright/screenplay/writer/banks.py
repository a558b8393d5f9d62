"""The banks of text: beats by situation and act, and kits by kind of thing and of place."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filmwright.errors import SettingsError

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
    """All beats by situation; "*" holds those that fit any."""
    found: dict[str, list[Beat]] = {}
    for path in sorted(_BANKS.glob("*.beats")):
        situation, act = "", ""
        needs: tuple[str, ...] = ()
        units: list[Unit] = []

        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            text = raw.strip()
            if not text or text.startswith("#"):
                continue
            if text.startswith("@@"):
                _keep(found, situation, Beat(act, needs, tuple(units)))
                situation, act, units = text[2:].strip(), "", []
            elif text.startswith("@"):
                _keep(found, situation, Beat(act, needs, tuple(units)))
                act, _, condition = text[1:].strip().partition("?")
                act, needs, units = act.strip(), tuple(condition.split()), []
            elif text.startswith(("- ", "~ ")):
                units.append(Unit(text[2:], optional=text[0] == "~"))
            elif match := _LINE.match(text):
                units.append(Unit(match[4], match[2], match[3] or "", bool(match[1])))
            else:
                raise SettingsError(f"{path.name}:{number}: expected '@ act', '- action' or 'P: line'; found '{text[:40]}'")
        _keep(found, situation, Beat(act, needs, tuple(units)))
    return {name: tuple(entries) for name, entries in found.items()}


def _keep(found: dict[str, list[Beat]], situation: str, beat: Beat) -> None:
    if beat.act and beat.units:
        found.setdefault(situation, []).append(beat)


@functools.cache
def kit(name: str) -> dict[str, Any]:
    """A bank of phrases: things, places, motifs."""
    return tomllib.loads((_BANKS / f"{name}.toml").read_text(encoding="utf-8"))
