"""Units of work: each has a key, is done once for that key, and is found again by it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Generic, Literal, TypeVar

from filmwright.errors import FilmwrightError
from filmwright.production.progress import Progress
from filmwright.records.codec import Record, decode, encode
from filmwright.runners import Promise, Runner
from filmwright.runners.local import function_named
from filmwright.store import Index, Store, UnitRow

R = TypeVar("R", bound=Record)
UnitState = Literal["missing", "stale", "done", "failed", "edited"]
OnPart = Callable[[float], None]
_MEDIA = re.compile(rb'"([0-9a-f]{64}(?:\.[a-z0-9]{1,8})?)"')
_MOST_IN_MEDIAN = 40  # latest units that an estimate looks at

# Seconds of work for a weight of 1, before a production has measured its own. See docs/production.md for the measurements.
SECONDS_BY_DEFAULT: Mapping[str, float] = {
    "story": 2.0,
    "screenplay": 1.0,
    "breakdown": 1.0,
    "cast": 1.0,
    "voice": 0.09,  # a character of a line
    "shots": 0.5,
    "stage": 1.5,  # a scene
    "shoot": 1.2,  # a drawing of standard quality
    "scene file": 4.0,
    "cut": 0.5,
    "score": 0.35,  # a second of film
    "mix": 0.6,  # a second of film
    "print": 0.25,  # a second of film
    "soundtrack": 0.04,  # a second of film
    "finish": 0.02,  # a second of film
    "stills": 3.0,
    "review": 0.3,  # a second of film
}


@dataclass(frozen=True, kw_only=True)
class Work(Generic[R]):
    """One unit, ready to be done.

    Either `here` is a function to call in this process, or `away` names a function and its inputs for a runner.
    """

    stage: str
    unit: str  # "s1.l2"; "" where a stage is one unit
    title: str  # what a person reads while it is made
    key: str
    kind: type[R]
    here: Callable[[OnPart], R] | None = None
    away: tuple[str, Mapping[str, object]] | None = None
    weight: float = 1.0
    holds_media: bool = True  # digests in the result name files of the store, without which it is not whole
    named: Callable[[R], R] = lambda result: result  # puts the unit's own name on a result found under another


class UnitReport(Record, frozen=True, kw_only=True):
    """How it stands with one unit."""

    stage: str
    unit: str
    title: str
    state: UnitState
    seconds: float = 0.0  # it took, if done; it will take, if not
    message: str = ""


class NotMadeError(Exception):
    """While only looking: what follows cannot be known, because something before it is not made."""


@dataclass
class Pending(Generic[R]):
    """Units that were looked up; those not found are under way or still to do."""

    works: Sequence[Work[R]]
    results: dict[int, R] = field(default_factory=dict)
    promises: dict[int, Promise] = field(default_factory=dict)


class Bench:
    """Where units are made or found.

    Args:
        runner: Where the units with `away` are done.
        looking: Only report how every unit stands; nothing is made.
    """

    def __init__(self, store: Store, index: Index, runner: Runner, progress: Progress, *, looking: bool = False) -> None:
        self.store = store
        self.index = index
        self.progress = progress
        self.looking = looking
        self.reports: dict[tuple[str, str], UnitReport] = {}
        self.made: list[tuple[str, str]] = []
        self._runner = runner
        self._shown, self._row, self._row_units = "", "", 0
        self._look_after: Callable[[], None] | None = None

    def make(self, works: Iterable[Work[R]]) -> list[R]:
        """Find or make units; results in the order of `works`. See `begin` and `gather`."""
        return self.gather(self.begin(works))

    def make_one(self, work: Work[R]) -> R:
        """Find or make one unit."""
        return self.make([work])[0]

    def begin(self, works: Iterable[Work[R]]) -> Pending[R]:
        """Look units up and hand those to be done away to the runner, so that other work can go on meanwhile."""
        pending = Pending(tuple(works))
        for number, work in enumerate(pending.works):
            row = self.index.done(work.key)
            result = self._kept(row, work) if row else None
            if result is not None:
                pending.results[number] = work.named(result)
            elif not self.looking and work.away is not None:
                function, inputs = work.away
                pending.promises[number] = self._runner.submit(f"{__name__}:timed", {"function": function, "inputs": inputs})
            self._report(work, row, ready=result is not None)
        return pending

    def gather(self, pending: Pending[R]) -> list[R]:
        """Wait for the units that are under way, make the rest here, keep all results.

        Raises:
            NotMadeError: when looking, and one of them is not made.
            FilmwrightError: a unit failed; its message is kept, what was done before it too.
        """
        waiting = [number for number in range(len(pending.works)) if number not in pending.results]
        if any(work.stage == self._row for work in pending.works):
            self._row_units -= len(pending.works) - len(waiting)
        if waiting and self.looking:
            raise NotMadeError
        if waiting:
            todo = [pending.works[number] for number in waiting]
            units, weight = len(todo), sum(work.weight for work in todo)
            if self._row == todo[0].stage:
                units, weight = self._row_units, self._row_units * todo[0].weight
            with self._shown_as(todo[0].stage, units=units, weight=weight):
                for number in waiting:
                    pending.results[number] = self._do(pending.works[number], pending.promises.get(number))
                    self._between()
        return [pending.results[number] for number in range(len(pending.works))]

    def prepare(self, function: str, inputs: Mapping[str, object]) -> None:
        """Have every process of the runner do something that makes later work quicker; nothing is waited for or kept."""
        for _ in range(getattr(self._runner, "processes", 1)):
            self._runner.submit(function, inputs)

    def collect(self, pending: Pending[Any]) -> bool:
        """Keep what is done of the units that are under way, without waiting or a word; whether all are there.

        What failed is left for `gather` to raise.
        """
        for number, promise in pending.promises.items():
            if number not in pending.results and promise.done():
                with suppress(Exception):
                    pending.results[number] = self._keep(pending.works[number], *promise.result())
        return len(pending.results) == len(pending.works)

    @contextmanager
    def looking_after(self, others: Callable[[], None]) -> Iterator[None]:
        """Inside, `others` is called between the steps of what is made here: it hands out and collects work that goes on beside."""

        def once() -> None:
            self._look_after = None
            try:
                others()
            finally:
                self._look_after = once

        once()
        try:
            yield
        finally:
            self._look_after = None

    @contextmanager
    def one_by_one(self, stage: str, *, units: int) -> Iterator[None]:
        """Inside, `units` of a stage that can only be made one after the other are shown as one piece of work."""
        self._row, self._row_units = stage, units
        try:
            yield
        finally:
            self._row = ""
        if self._shown == stage:
            self._shown = ""
            self.progress.end_stage(stage)

    @contextmanager
    def _shown_as(self, stage: str, *, units: int, weight: float) -> Iterator[None]:
        if self._shown != stage:
            self.progress.begin_stage(stage, units=units, weight=weight, seconds=self.estimate(stage, weight))
            self._shown = stage if self._row == stage else ""
        yield
        if self._row != stage:
            self.progress.end_stage(stage)

    def estimate(self, stage: str, weight: float) -> float:
        """Seconds that work of this weight will take: from the stage's own past in this production, else the default."""
        past = [row.seconds / row.weight for row in self.index.history(stage)[:_MOST_IN_MEDIAN] if row.state == "done" and row.weight > 0]
        return weight * (median(past) if past else SECONDS_BY_DEFAULT.get(stage, 1.0))

    @contextmanager
    def only_looking(self) -> Iterator[None]:
        """Inside, nothing is made: what is not made raises NotMadeError."""
        before, self.looking = self.looking, True
        try:
            yield
        finally:
            self.looking = before

    def report(self, report: UnitReport) -> None:
        """Note how it stands with a unit that is not made here (a file that a person edited)."""
        self.reports[report.stage, report.unit] = report

    def _do(self, work: Work[R], promised: Promise | None) -> R:
        self.progress.begin_unit(work.stage, work.title)
        row = self.index.done(work.key) if promised is None else None
        twin = self._kept(row, work) if row else None
        if twin is not None:  # two units of this film are the same work, and the other one was done a moment ago
            self.progress.end_unit(work.stage, work.title, weight=work.weight, seconds=0.0)
            return work.named(twin)
        began = time.monotonic()

        def on_part(part: float) -> None:
            self.progress.step(work.stage, part)
            self._between()

        try:
            if promised is not None:
                result, seconds = promised.result()
            else:
                assert work.here is not None, f"{work.stage} {work.unit} has neither 'here' nor 'away'"
                result = work.here(on_part)
                seconds = time.monotonic() - began
        except Exception as error:
            self._fail(work, error)
            raise
        named: R = self._keep(work, result, seconds)
        self.progress.end_unit(work.stage, work.title, weight=work.weight, seconds=seconds)
        return named

    def _between(self) -> None:
        if self._look_after is not None:
            self._look_after()

    def _keep(self, work: Work[R], result: R, seconds: float) -> R:
        data = encode(result)
        kept = self.store.put(data, suffix=".json")
        # What follows must see what a later run will see: an int in a float field is written as 0 and read as 0.0.
        result = decode(data, work.kind, where=f"the result of {work.stage} {work.unit}")
        self.index.keep(
            UnitRow(key=work.key, stage=work.stage, unit=work.unit, state="done", result=kept, seconds=seconds, weight=work.weight)
        )
        self.made.append((work.stage, work.unit))
        return work.named(result)

    def _fail(self, work: Work[Any], error: Exception) -> None:
        message = str(error) if isinstance(error, FilmwrightError) else f"{error.__class__.__name__}: {error}"
        self.index.keep(UnitRow(key=work.key, stage=work.stage, unit=work.unit, state="failed", message=message))

    def _kept(self, row: UnitRow, work: Work[R]) -> R | None:
        """The result of a row, if it and every file it names are still in the store."""
        if row.state != "done" or not self.store.has(row.result):
            return None
        data = self.store.get(row.result)
        if work.holds_media and not all(self.store.has(digest.decode()) for digest in _MEDIA.findall(data)):
            return None
        try:
            return decode(data, work.kind, where=f"store/{row.result[:12]}")
        except FilmwrightError:
            return None  # damaged on the disk: it is made again

    def _report(self, work: Work[Any], row: UnitRow | None, *, ready: bool) -> None:
        state: UnitState
        message = ""
        if ready:
            state, seconds = "done", row.seconds if row else 0.0
        else:
            seconds = self.estimate(work.stage, work.weight)
            if row is not None and row.state == "failed":
                state, message = "failed", row.message
            else:
                before = [row for row in self.index.history(work.stage, work.unit) if row.state == "done"]
                state = "stale" if before else "missing"
        self.report(UnitReport(stage=work.stage, unit=work.unit, title=work.title, state=state, seconds=round(seconds, 2), message=message))


def timed(function: str, inputs: Mapping[str, object]) -> tuple[Any, float]:
    """Call a named function in a worker; gives its result and the seconds it took there."""
    began = time.monotonic()
    return function_named(function)(**inputs), time.monotonic() - began
