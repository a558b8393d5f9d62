"""A set-up: what a camera is put up for, in words; and what it shows of whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from filmwright.records.shots import Angle, Framing, Move, ShotSize

ORDER: tuple[ShotSize, ...] = ("extreme_wide", "wide", "full", "medium_wide", "medium", "medium_close", "close", "extreme_close", "insert")
_ALIKE: dict[ShotSize, str] = {
    "extreme_wide": "place", "wide": "place", "full": "middle", "medium_wide": "middle", "medium": "middle", "medium_close": "near",
    "close": "near", "extreme_close": "nearest", "insert": "thing",
}  # fmt: skip
_FAVOURED = 0.6  # of a picture of two, by the one whose face it is turned to
_SHOULDER = 0.15  # of a picture over somebody's shoulder, by that somebody


@dataclass(frozen=True)
class SetUp:
    """One place of the camera."""

    size: ShotSize
    framing: Framing
    subjects: tuple[str, ...] = ()
    foreground: str = ""  # over whose shoulder; of two: who is nearer, so that the other's face is seen
    angle: Angle = "eye"
    move: Move = "locked"
    side: int = 1  # of the line between those who talk; 0: on it

    @property
    def face(self) -> bool:
        """Whether it is a picture of one."""
        return self.framing in ("single", "over_shoulder")

    @property
    def of_people(self) -> bool:
        return self.framing in ("single", "over_shoulder", "two", "group")

    @cached_property
    def nearness(self) -> int:
        """The place of its size among the sizes, from the widest."""
        return ORDER.index(self.size)

    @cached_property
    def looks(self) -> tuple[object, ...]:
        """What it looks like: set-ups that are alike in this give nearly the same picture."""
        if self.framing in ("two", "group"):  # how far they stand apart decides how high their picture is, more than its size
            return (frozenset(self.subjects), "several", self.foreground)
        return (frozenset(self.subjects), _ALIKE[self.size], "")

    @cached_property
    def shares(self) -> dict[str, float]:
        """Who takes how much of the picture."""
        if self.framing == "over_shoulder":
            return {self.subjects[0]: 1.0 - _SHOULDER, self.foreground: _SHOULDER}
        if self.framing == "two" and self.foreground:
            return {who: 1.0 - _FAVOURED if who == self.foreground else _FAVOURED for who in self.subjects}
        return {who: 1.0 / len(self.subjects) for who in self.subjects} if self.of_people else {}


def steps_between(one: ShotSize, other: ShotSize) -> int:
    """How many sizes lie between two shot sizes."""
    return abs(ORDER.index(one) - ORDER.index(other))


def jump(one: SetUp, two: SetUp) -> bool:
    """Whether a cut between them would jump: the same people, framed alike, at nearly the same size."""
    if one.framing == "over_shoulder" or two.framing == "over_shoulder":
        alike = one.framing == two.framing and one.subjects == two.subjects
        return alike and steps_between(one.size, two.size) < 2
    return set(one.subjects) == set(two.subjects) and one.framing == two.framing and steps_between(one.size, two.size) < 2
