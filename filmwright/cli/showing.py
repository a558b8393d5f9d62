"""How a production at work is shown: bars on a terminal, plain lines elsewhere, nothing with --json."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn

DOING = {
    "story": "writing the story",
    "screenplay": "writing the screenplay",
    "breakdown": "breaking down the script",
    "cast": "casting the voices",
    "voice": "recording the lines",
    "shots": "planning the shots",
    "stage": "staging the scenes",
    "shoot": "shooting",
    "scene file": "saving the scenes for Blender",
    "cut": "cutting",
    "score": "composing the score",
    "mix": "mixing the sound",
    "print": "printing the reels",
    "soundtrack": "printing the sound",
    "finish": "finishing the film",
    "stills": "drawing the poster and the contact sheet",
    "review": "reviewing the film",
}
_LINE_EVERY_S = 15.0  # plain lines: no more often than this while one unit is being made


def in_words(seconds: float) -> str:
    """A duration for people: "8 s", "3 min", "1 h 20 min"."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d} min"


@dataclass
class _Pace:
    """Weight done and to do in a stage, and the time left that follows."""

    weight: float
    seconds: float
    began: float
    done: float = 0.0
    in_hand: float = 0.0  # weight of the unit that is being made, as far as it got

    def left_s(self) -> float:
        """From the estimate at first, more and more from the speed measured."""
        part = min(1.0, (self.done + self.in_hand) / self.weight) if self.weight else 1.0
        measured = (time.monotonic() - self.began) / part if part > 0 else self.seconds
        trust = min(1.0, part * 5)
        return max(0.0, (1 - part) * (trust * measured + (1 - trust) * self.seconds))


class Bars:
    """Progress bars on a terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._progress = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=28), MofNCompleteColumn(),
            TextColumn("{task.fields[left]}"), TextColumn("[dim]{task.fields[unit]}"), console=console,
        )  # fmt: skip
        self._tasks: dict[str, tuple[TaskID, _Pace]] = {}
        self._unit_weight: dict[str, float] = {}

    def begin_stage(self, stage: str, *, units: int, weight: float, seconds: float) -> None:
        """See production.progress.Progress."""
        if not self._tasks:
            self._progress.start()
        description = f"{DOING.get(stage, stage):<30}"
        task = self._progress.add_task(description, total=units, unit="", left=f"about {in_words(seconds)} left")
        self._tasks[stage] = (task, _Pace(weight=weight, seconds=seconds, began=time.monotonic()))
        self._unit_weight[stage] = weight / units

    def begin_unit(self, stage: str, title: str) -> None:
        """See production.progress.Progress."""
        self._show(stage, unit=title if len(title) <= 48 else title[:47] + "…")

    def step(self, stage: str, part: float) -> None:
        """See production.progress.Progress."""
        self._tasks[stage][1].in_hand = part * self._unit_weight[stage]
        self._show(stage)

    def end_unit(self, stage: str, title: str, *, weight: float, seconds: float) -> None:
        """See production.progress.Progress."""
        task, pace = self._tasks[stage]
        pace.done, pace.in_hand = pace.done + weight, 0.0
        self._progress.advance(task)
        self._show(stage)

    def end_stage(self, stage: str) -> None:
        """See production.progress.Progress."""
        task, pace = self._tasks[stage]
        self._progress.update(task, left=f"done in {in_words(time.monotonic() - pace.began)}", unit="")

    def say(self, sentence: str) -> None:
        """See production.progress.Progress."""
        self._progress.console.print(sentence, highlight=False, markup=False)

    def warn(self, sentence: str) -> None:
        """See production.progress.Progress."""
        self._progress.console.print(f"[yellow]note:[/] {_plain(sentence)}", highlight=False)

    def close(self) -> None:
        """Leave the terminal as it was."""
        self._progress.stop()

    def _show(self, stage: str, unit: str | None = None) -> None:
        task, pace = self._tasks[stage]
        fields = {"left": f"about {in_words(pace.left_s())} left"}
        if unit is not None:
            fields["unit"] = _plain(unit)
        self._progress.update(task, **fields)  # type: ignore[arg-type]


class Lines:
    """A line for each thing that is done; for logs and pipes."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._paces: dict[str, _Pace] = {}
        self._units: dict[str, tuple[int, int]] = {}
        self._title = ""
        self._last = 0.0
        self._unit_weight = 1.0

    def begin_stage(self, stage: str, *, units: int, weight: float, seconds: float) -> None:
        """See production.progress.Progress."""
        self._paces[stage] = _Pace(weight=weight, seconds=seconds, began=time.monotonic())
        self._units[stage] = (0, units)
        self._unit_weight = weight / units
        self._write(f"{DOING.get(stage, stage)}: {units} to do, about {in_words(seconds)}")

    def begin_unit(self, stage: str, title: str) -> None:
        """See production.progress.Progress."""
        self._title, self._last = title, time.monotonic()

    def step(self, stage: str, part: float) -> None:
        """See production.progress.Progress."""
        self._paces[stage].in_hand = part * self._unit_weight
        if time.monotonic() - self._last >= _LINE_EVERY_S:
            self._last = time.monotonic()
            self._write(f"  {self._title}: {part:.0%}, about {in_words(self._paces[stage].left_s())} left")

    def end_unit(self, stage: str, title: str, *, weight: float, seconds: float) -> None:
        """See production.progress.Progress."""
        pace = self._paces[stage]
        pace.done, pace.in_hand = pace.done + weight, 0.0
        done, units = self._units[stage]
        self._units[stage] = (done + 1, units)
        if units > 1:
            left = f", about {in_words(pace.left_s())} left" if done + 1 < units else ""
            self._write(f"  {done + 1}/{units} {title} ({in_words(seconds)}{left})")

    def end_stage(self, stage: str) -> None:
        """See production.progress.Progress."""

    def say(self, sentence: str) -> None:
        """See production.progress.Progress."""
        self._write(sentence)

    def warn(self, sentence: str) -> None:
        """See production.progress.Progress."""
        self._write(f"note: {sentence}")

    def close(self) -> None:
        """Nothing to put back."""


def _plain(text: str) -> str:
    return text.replace("[", r"\[")
