"""Tables for people: how a production stands, what is installed."""

from __future__ import annotations

from collections import Counter

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from filmwright.backends.registry import KINDS, installed
from filmwright.cli.showing import in_words
from filmwright.production import Status

_COLOURS = {"done": "green", "edited": "cyan", "missing": "yellow", "stale": "yellow", "failed": "red"}


def show_status(status: Status, console: Console) -> None:
    """A line for each stage, and below it each unit that is not simply done."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("stage")
    table.add_column("state")
    table.add_column("work", justify="right")
    for stage in dict.fromkeys(unit.stage for unit in status.units):
        units = [unit for unit in status.units if unit.stage == stage]
        counts = Counter(unit.state for unit in units)
        said = ", ".join(f"[{_COLOURS[state]}]{f'{count} ' if len(units) > 1 else ''}{state}[/]" for state, count in counts.items())
        owed = sum(unit.seconds for unit in units if unit.state in ("missing", "stale", "failed"))
        table.add_row(f"[bold]{stage}[/]", said, f"about {in_words(owed)}" if owed else "")
        for unit in units:
            if unit.message or (unit.state != "done" and len(counts) > 1):
                what = f"  {unit.unit or stage}" + (f"  {unit.title}" if unit.title not in (unit.unit, stage) else "")
                text = f"[{_COLOURS[unit.state]}]{unit.state}[/]" + (f": {escape(unit.message)}" if unit.message else "")
                table.add_row(escape(what if len(what) < 60 else what[:59] + "…"), text, "")
    console.print(table)
    if status.problem:
        console.print(f"[red]{escape(status.problem)}[/]", highlight=False)
    if any(unit.state == "stale" for unit in status.units):
        console.print(
            "What is stale was made before something above it changed; it is made again only where that touches it.", highlight=False
        )
    owed = status.seconds_owed
    said = f"Still owed: about {in_words(owed)} of work, no money." if owed else "Nothing is owed: the film is made."
    console.print(said, highlight=False)


def list_backends() -> dict[str, list[dict[str, str]]]:
    """Kind -> name, package and version of each."""
    return {kind: [msgspec.structs.asdict(backend) for backend in installed(kind)] for kind in KINDS}


def show_backends(console: Console) -> None:
    """A line for each backend."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("kind", "name", "from"):
        table.add_column(column)
    for kind in KINDS:
        found = installed(kind)
        for backend in found:
            table.add_row(kind, backend.name, f"{backend.package} {backend.version}")
        if not found:
            table.add_row(kind, "[dim]none[/]", "")
    console.print(table)
    console.print("A production chooses by name in filmwright.toml; docs/backends.md says how to add one.", highlight=False)
