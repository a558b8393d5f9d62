"""What a production tells while it works; the command line shows it, a notebook or a test may do otherwise."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Listens to a production at work. Weights are in a stage's own measure; `seconds` are estimates."""

    def begin_stage(self, stage: str, *, units: int, weight: float, seconds: float) -> None:
        """A stage has `units` to make; never called with 0."""
        ...

    def begin_unit(self, stage: str, title: str) -> None:
        """A unit has begun."""
        ...

    def step(self, stage: str, part: float) -> None:
        """So much of the unit that has begun is done, 0 to 1."""
        ...

    def end_unit(self, stage: str, title: str, *, weight: float, seconds: float) -> None:
        """A unit is done."""
        ...

    def end_stage(self, stage: str) -> None:
        """Every unit of the stage is done."""
        ...

    def say(self, sentence: str) -> None:
        """Something the user may like to know."""
        ...

    def warn(self, sentence: str) -> None:
        """Something the user should know."""
        ...


class Silence:
    """Tells nobody."""

    def begin_stage(self, stage: str, *, units: int, weight: float, seconds: float) -> None:
        """See Progress."""

    def begin_unit(self, stage: str, title: str) -> None:
        """See Progress."""

    def step(self, stage: str, part: float) -> None:
        """See Progress."""

    def end_unit(self, stage: str, title: str, *, weight: float, seconds: float) -> None:
        """See Progress."""

    def end_stage(self, stage: str) -> None:
        """See Progress."""

    def say(self, sentence: str) -> None:
        """See Progress."""

    def warn(self, sentence: str) -> None:
        """See Progress."""
