"""The report of a film: what was made, what was approximated, whose work is in it; for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable

from filmwright.records.clock import FRAMES_PER_SECOND
from filmwright.records.codec import Document, Record
from filmwright.records.report import Approximation, Credit
from filmwright.records.takes import PictureSpec


class Finding(Record, frozen=True, kw_only=True):
    """One thing that was measured on the delivered film."""

    what: str
    value: str
    fine: bool = True


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
    findings: tuple[Finding, ...] = ()
    credits: tuple[Credit, ...]


def without_repeats(notes: Iterable[Approximation]) -> tuple[Approximation, ...]:
    """The notes in order, each once."""
    return tuple(dict.fromkeys(notes))


def as_text(report: FilmReport) -> str:
    """The report as Markdown."""
    picture = report.picture
    out = [
        f"# {report.title}",
        "",
        f"{report.film}: {report.frames / FRAMES_PER_SECOND:.1f} s, {picture.width}x{picture.height}, {report.scenes} scenes, "
        f"{report.shots} shots, {report.lines} spoken lines, {report.drawings} drawings.",
        f"Sound: {report.loudness_lufs:.1f} LUFS, true peak {report.true_peak_dbtp:.1f} dBTP.",
        "",
        "## What was done otherwise than asked",
        "",
    ]
    out += [f"- {note.where}: {note.asked}: {note.done}" for note in report.approximations] or ["Nothing."]
    if report.findings:
        out += ["", "## What was measured", ""]
        out += [f"- {'' if finding.fine else 'NOT AS IT SHOULD BE: '}{finding.what}: {finding.value}" for finding in report.findings]
    out += ["", "## Whose work is in it", ""]
    for credit in report.credits:
        licence = f" ({credit.licence})" if credit.licence else ""
        out.append(f"- {credit.role}: {credit.name}{licence}{', machine-made' if credit.machine_made else ''}")
    return "\n".join(out) + "\n"
