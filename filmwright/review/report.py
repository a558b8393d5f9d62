"""The report: what was measured and what was done otherwise than asked, for a person to read."""

from __future__ import annotations

from collections.abc import Sequence

from filmwright.records.report import Approximation
from filmwright.review.verdict import Review

_SIGNS = {"pass": "ok", "fail": "**fault**", "note": "note"}


def report(review: Review, *, title: str, approximations: Sequence[Approximation] = ()) -> str:
    """`report.md`: the verdict, the checks, and every approximation once, grouped by what was done.

    Args:
        review: Of the delivered file.
        title: The film's.
        approximations: Of all stages, in any order, with repetitions.
    """
    faults = [check for check in review.checks if check.outcome == "fail"]
    if faults:
        verdict = f"{len(faults)} of {len(review.checks)} checks found a fault: {', '.join(check.name for check in faults)}."
    else:
        verdict = f"All {len(review.checks)} checks of the delivered file are in order."
    out = [
        f"# {title}",
        "",
        verdict,
        "",
        f"`{review.film}`: {review.seconds:.1f} s, {review.width}x{review.height}, {review.shots} shots "
        f"({review.mean_shot_s:.1f} s on average), {review.loudness_lufs:.1f} LUFS, {review.true_peak_dbtp:.1f} dBTP.",
        "",
        "## Measured",
        "",
        "| | | |",
        "| --- | --- | --- |",
        *(f"| {check.name} | {_SIGNS[check.outcome]} | {_cell(check.sentence)} |" for check in review.checks),
        "",
        "## Done otherwise than asked",
        "",
    ]
    unique = list(dict.fromkeys(approximations))
    if not unique:
        out.append("Nothing: everything that was asked for was done.")
    else:
        out.append(f"{len(unique)} {'thing was' if len(unique) == 1 else 'things were'} approximated.")
        out.append("")
        out += ["| where | asked | done |", "| --- | --- | --- |"]
        out += [f"| {_cell(a.where)} | {_cell(a.asked)} | {_cell(a.done)} |" for a in unique]
    return "\n".join(out) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
