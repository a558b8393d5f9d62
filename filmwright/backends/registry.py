"""Which backends are installed, and how one is loaded: by its kind and its name, only then, and never another."""

from __future__ import annotations

import difflib
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal, get_args

from filmwright.errors import BackendError, FilmwrightError
from filmwright.records.codec import Record

Kind = Literal["writer", "camera", "voice", "composer"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Installed(Record, frozen=True, kw_only=True):
    """A backend that could be loaded."""

    kind: Kind
    name: str
    package: str
    version: str


def installed(kind: Kind) -> tuple[Installed, ...]:
    """The backends of a kind, by name; none of them is loaded."""
    found = []
    for point in _points(kind):
        package, version = (point.dist.name, point.dist.version) if point.dist else ("", "")
        found.append(Installed(kind=kind, name=point.name, package=package, version=version))
    return tuple(found)


def load(kind: Kind, name: str) -> Any:
    """A new backend of this kind and name.

    Raises:
        BackendError: none is installed under that name, or it could not be imported.
    """
    points = {point.name: point for point in _points(kind)}
    if name not in points:
        near = difflib.get_close_matches(name, points, n=1, cutoff=0.5)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        names = ", ".join(points) or "none"
        raise BackendError(f"no {kind} called '{name}' is installed (installed: {names}).{hint} `filmwright backends` lists them.")
    try:
        return points[name].load()()
    except FilmwrightError:
        raise
    except Exception as error:  # the plug-in's own code: whatever it raises, the user needs to know whose it is
        dist = points[name].dist
        raise BackendError(
            f"the {kind} '{name}' of {dist.name if dist else 'an unknown package'} could not be loaded: {error.__class__.__name__}: {error}"
        ) from error


def _points(kind: Kind) -> list[EntryPoint]:
    return sorted(entry_points(group=f"filmwright.{kind}"), key=lambda point: point.name)
