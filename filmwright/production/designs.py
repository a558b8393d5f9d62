"""Designs of a production's cast: sheets to choose from, and a choice that is an edit of its breakdown."""

from __future__ import annotations

from pathlib import Path

import msgspec

from filmwright.errors import InputError, RecordError
from filmwright.production import Production
from filmwright.records.breakdown import Breakdown, Role
from filmwright.records.codec import Document, Record, decode, encode_for_people
from filmwright.records.puppet import Puppet
from filmwright.store import write_whole

FOLDER = "cast"  # within the production


class Designs(Document, frozen=True, kw_only=True):
    """What was drawn on one sheet, in the order of its numbers."""

    schema: str = "designs/1"
    role: str
    puppets: tuple[Puppet, ...]


class Sheet(Record, frozen=True, kw_only=True):
    """A sheet that was drawn: of one of the cast, or of all of them as they are."""

    path: str
    shows: str
    count: int


def cast_sheet(production: Production) -> Sheet:
    """Draw the whole cast as it is, one picture each."""
    from filmwright.theatre import portraits

    cast = _breakdown(production).cast
    if not cast:
        raise InputError(f"{production.place}: nobody is in this film, so there is no cast to draw")
    out = production.place / "cast.png"
    portraits.draw([role.puppet for role in cast], out, columns=6, options=production.settings.camera.options)
    return Sheet(path=str(out), shows=", ".join(f"{i} {role.name}" for i, role in enumerate(cast, start=1)), count=len(cast))


def draw_designs(production: Production, name: str, count: int) -> list[Sheet]:
    """Draw `count` designs for one of the cast, or for each principal if no name is given; number 1 is the one it has."""
    from filmwright.breakdown.designs import designs, role_named
    from filmwright.theatre import portraits

    breakdown = _breakdown(production)
    wanted = [role_named(breakdown, name)] if name else [role for role in breakdown.cast if role.principal]
    sheets = []
    for role in wanted:
        found = designs(breakdown, role, count)
        out = _path(production, role, ".png")
        portraits.draw(found, out, columns=min(count, 6), options=production.settings.camera.options)
        write_whole(_path(production, role, ".json"), encode_for_people(Designs(role=role.id, puppets=found)))
        sheets.append(Sheet(path=str(out), shows=role.name, count=count))
    return sheets


def choose(production: Production, name: str, number: int) -> Role:
    """Give one of the cast the design of a number; the breakdown is edited, and the next run makes what follows from it.

    Raises:
        InputError: there is no such member, no sheet, or no such number on it.
    """
    from filmwright.breakdown.designs import role_named

    breakdown = _breakdown(production)
    role = role_named(breakdown, name)
    path = _path(production, role, ".json")
    if not path.is_file():
        raise InputError(f"no designs were drawn for {role.name}; `filmwright cast {production.place} {role.id} --variants 6` draws some")
    sheet = decode(path.read_bytes(), Designs, where=str(path))
    if not 1 <= number <= len(sheet.puppets):
        raise InputError(f"{role.name} has designs 1 to {len(sheet.puppets)}; there is no {number}")
    chosen = msgspec.structs.replace(role, puppet=sheet.puppets[number - 1])
    cast = tuple(chosen if other.id == role.id else other for other in breakdown.cast)
    write_whole(production.place / "breakdown.json", encode_for_people(msgspec.structs.replace(breakdown, cast=cast)))
    return chosen


def likeness(production: Production) -> list[tuple[float, str, str]]:
    """Every pair of the cast with the distance of their puppets, the most alike first."""
    from filmwright.breakdown.designs import nearest

    return nearest(_breakdown(production))


def _breakdown(production: Production) -> Breakdown:
    path: Path = production.place / "breakdown.json"
    try:
        return decode(path.read_bytes(), Breakdown, where=str(path))
    except OSError as error:
        raise RecordError(f"{path} cannot be read ({error.strerror}); `filmwright breakdown {production.place}` makes it") from error


def _path(production: Production, role: Role, suffix: str) -> Path:
    folder = production.place / FOLDER
    folder.mkdir(exist_ok=True)
    return folder / f"{role.id}{suffix}"
