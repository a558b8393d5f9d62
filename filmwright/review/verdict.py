"""What a review says."""

from __future__ import annotations

from typing import Literal

from filmwright.records.codec import Document, Record

Outcome = Literal["pass", "fail", "note"]


class Check(Record, frozen=True, kw_only=True):
    """One thing that was measured. A note is worth knowing and no fault."""

    name: str
    outcome: Outcome
    sentence: str  # with the measured numbers


class Review(Document, frozen=True, kw_only=True):
    """All that was measured of one film."""

    schema: str = "review/1"
    film: str  # file name
    seconds: float
    width: int
    height: int
    loudness_lufs: float
    true_peak_dbtp: float
    shots: int
    mean_shot_s: float
    frames_sha256: str  # of the decoded frames: equal for equal pictures
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return not any(check.outcome == "fail" for check in self.checks)
