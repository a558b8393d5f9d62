"""The report of a film: what was made, what was approximated, whose work is in it; for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from filmwright.records.codec import Document, Record
from filmwright.records.report import Approximation, Credit
from filmwright.records.takes import PictureSpec


class Finding(Record, frozen=True, kw_only=True):
    """One thing that was measured on the delivered film."""

    what: str
    outcome: Literal["pass", "fail", "note"]
    says: str


class FilmReport(Document, frozen=True, kw_only=True):
    """What there is to say about a finished film."""

    schema: str = "film_report/1"
    title: str
    film: str
    frames: int
    picture: PictureSpec
    scenes: int
    shots: int
    lines: int
    drawings: int  # different ones, made for this film
    loudness_lufs: float
    true_peak_dbtp: float
    approximations: tuple[Approximation, ...]
    findings: tuple[Finding, ...]
    credits: tuple[Credit, ...]


def without_repeats(notes: Iterable[Approximation]) -> tuple[Approximation, ...]:
    """The notes in order, each once."""
    return tuple(dict.fromkeys(notes))


def credits_as_text(credits: Iterable[Credit]) -> str:
    """The last part of report.md."""
    out = ["", "## Whose work is in it", ""]
    for credit in credits:
        licence = f" ({credit.licence})" if credit.licence else ""
        out.append(f"- {credit.role}: {credit.name}{licence}{', machine-made' if credit.machine_made else ''}")
    return "\n".join(out) + "\n"
