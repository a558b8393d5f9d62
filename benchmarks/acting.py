"""Prints how two hundred lines of action are staged: exactly, approximated and said so, or missed.

    python -m benchmarks.acting [--all]     # --all also prints every line that was not staged exactly

Exactly: all that is done in the line is done, by whom and with what it says. Approximated: the report names what was done
otherwise. Missed: something of it is not done, or another thing is, and nobody is told.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from filmwright.breakdown import break_down
from filmwright.records.breakdown import Action, Breakdown
from filmwright.screenplay import fountain

LINES = Path(__file__).with_name("action_lines.toml")
ROOM = """INT. KITCHEN - NIGHT

ADA, 40s, in a blue coat, stands by the table. BEN, 30s, in a red jumper, stands at the window.

"""


class Deed(NamedTuple):
    """What a line says is done. `act` in capitals: the theatre has no such act."""

    who: str
    act: str
    thing: str  # "" if none


def asked(entry: str) -> tuple[str, list[Deed]]:
    """A line of the list, and its deeds."""
    text, _, deeds = entry.partition(" | ")
    return text, [Deed(who, act, "" if thing == "-" else thing.lower()) for who, act, thing in (d.split() for d in deeds.split(" + "))]


def done(text: str) -> tuple[Breakdown, list[Action]]:
    """The line in a room of its own, and what the puppets do in it."""
    broken = break_down(fountain.parse(ROOM + text + "\n", source="line"))
    return broken, [b for b in broken.scenes[0].business if isinstance(b, Action) and b.text.strip() in text]


def judge(entry: str) -> tuple[str, str]:
    """How a line is staged, and what was done."""
    text, deeds = asked(entry)
    broken, acts = done(text)
    did = [(a.role, a.act, tuple(_names(a, broken))) for a in acts]
    shown = "; ".join(f"{role} {act} {'/'.join(names) or '-'}" for role, act, names in did)
    left = list(did)
    missing = 0
    for deed in deeds:
        match = next((d for d in left if d[0] == deed.who.lower() and d[1] == deed.act and (not deed.thing or deed.thing in d[2])), None)
        if match is None:
            missing += 1
        else:
            left.remove(match)
    if not missing:
        return "exactly", shown
    said = any(text.rstrip(".")[:40] in a.where or text.rstrip(".")[:40] in a.asked for a in broken.approximations)
    return ("approximated" if said and acts else "missed"), shown


def _names(act: Action, broken: Breakdown) -> Iterator[str]:
    """What an act is done with or to: by id, by the model it is built from, by a person's name."""
    for name in (act.target, act.prop):
        if name:
            yield name.lower()
            yield name.split("_")[0]  # of the seat "chair_left", the chair
            yield from (p.model for p in broken.props if p.id == name)


def main() -> None:
    """Judge every line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--all", action="store_true")
    every = options.parse_args().all
    entries = tomllib.loads(LINES.read_text(encoding="utf-8"))["lines"]
    found: dict[str, int] = {"exactly": 0, "approximated": 0, "missed": 0}
    for entry in entries:
        how, did = judge(entry)
        found[how] += 1
        if every and how != "exactly":
            print(f"{how:13s} {entry}\n{'':13s} done: {did or 'nothing'}")
    print(f"{len(entries)} lines of action: " + ", ".join(f"{n} {how} ({n / len(entries):.0%})" for how, n in found.items()))


if __name__ == "__main__":
    main()
