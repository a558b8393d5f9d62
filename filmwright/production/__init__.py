"""A production: a folder in which a film is made, stage by stage, each piece of work once."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Literal, get_args

from filmwright import settings
from filmwright.backends import registry
from filmwright.backends.options import check_options
from filmwright.backends.registry import Kind
from filmwright.errors import InputError
from filmwright.production import folder
from filmwright.production.artefacts import Artefacts
from filmwright.production.order import FILM, Order, Staged
from filmwright.production.progress import Progress, Silence
from filmwright.production.units import Bench, NotMadeError, UnitReport
from filmwright.records.codec import Record
from filmwright.runners import Runner
from filmwright.runners.local import LocalRunner
from filmwright.store import Index, Store, one_run_at_a_time, write_whole

Stage = Literal["story", "screenplay", "breakdown", "voice", "shots", "stage", "shoot", "cut", "score", "finish"]
STAGES: tuple[Stage, ...] = get_args(Stage)
# What a stage's command makes, as the properties of Order.
_RESULTS: dict[Stage, tuple[str, ...]] = {
    "story": ("story",),
    "screenplay": ("screenplay",),
    "breakdown": ("breakdown",),
    "voice": ("dialogue",),
    "shots": ("shots",),
    "stage": ("staged",),
    "shoot": ("takes", "scene_files"),
    "cut": ("cut",),
    "score": ("score", "mix", "stems"),
    "finish": ("delivery", "review_under_way", "stills", "stems", "scene_files", "review", "report"),  # the film first
}
# Units that a stage's command makes besides those that bear its own name.
_KINDS_OF_UNITS: dict[Stage, tuple[str, ...]] = {
    "voice": ("cast", "voice"),
    "shoot": ("shoot", "scene file"),
    "score": ("score", "mix"),
    "finish": ("print", "soundtrack", "finish", "stills", "review"),
}


class Made(Record, frozen=True, kw_only=True):
    """What one run did."""

    production: str
    film: str  # path of the film, "" if the run did not go that far
    made: tuple[tuple[str, str], ...]  # (stage, unit) in the order of making
    seconds: float


class Status(Record, frozen=True, kw_only=True):
    """How a production stands."""

    production: str
    units: tuple[UnitReport, ...]
    seconds_owed: float
    cost_owed: float = 0.0  # in money; everything built in is free
    problem: str = ""  # why nothing further can be known, for example a script that cannot be read


class Production:
    """A film in the making.

    Args:
        place: A folder with a filmwright.toml, see `begin`.
        runner: Where work goes that need not run here; by default two processes, or fewer on one core.

    Raises:
        InputError: the folder is not a production.
        SettingsError: its filmwright.toml cannot be used.
    """

    def __init__(self, place: Path, *, runner: Runner | None = None) -> None:
        if not (place / settings.FILE_NAME).is_file():
            raise InputError(f"{place} is not a production (it has no {settings.FILE_NAME}); `filmwright new {place} INPUT` begins one")
        self.place = place
        self.settings = settings.read(place / settings.FILE_NAME)
        self._runner = runner

    def make(self, until: Stage = "finish", *, progress: Progress | None = None, wait: bool = True) -> Made:
        """Make a stage and what it needs; what is made already is found, not made again.

        Args:
            until: The last stage to make.
            progress: Who is told.
            wait: Wait for another run on this production to end, or refuse.

        Raises:
            FilmwrightError: one clear sentence; what was made before it is kept, and the next run goes on from there.
        """
        progress = progress or Silence()
        began = time.monotonic()
        lock = one_run_at_a_time(self.place / "store", wait=wait, on_wait=progress.say)
        with lock, self._order(progress, looking=False) as (order, bench):
            if STAGES.index(until) >= STAGES.index("voice"):
                order.get_ready(to_shoot=until in ("shoot", "finish"))
            for result in _RESULTS[until]:
                getattr(order, result)
            film = self.place / FILM
            return Made(
                production=str(self.place),
                film=str(film) if until == "finish" and film.is_file() else "",
                made=tuple(bench.made),
                seconds=round(time.monotonic() - began, 2),
            )

    def staged(self) -> dict[str, Staged]:
        """Every scene as it was staged, by its id; `make("stage")` comes first."""
        with self._order(Silence(), looking=True) as (order, _):
            return dict(order.staged)

    def wish(self, table: str, key: str, value: str | float) -> None:
        """Write a setting into the production's filmwright.toml, if it says otherwise; comments and the rest stay.

        Raises:
            SettingsError: there is no such setting, or it cannot have this value.
        """
        if getattr(getattr(self.settings, table), key) != value:
            path = self.place / settings.FILE_NAME
            text = settings.with_value(path.read_text(encoding="utf-8"), table, key, value)
            self.settings = settings.parse(text, where=str(path))
            write_whole(path, text.encode())

    def status(self) -> Status:
        """Look at every unit; nothing is made or changed."""
        problem = ""
        with self._order(Silence(), looking=True) as (order, bench):
            unknown: list[Stage] = []
            for stage in STAGES:
                if stage == "story" and order.story_is_inferred and not order.has_story:
                    continue  # nothing waits for it, so it is not owed
                try:
                    for result in _RESULTS[stage]:
                        getattr(order, result)
                except NotMadeError:
                    unknown.append(stage)
                except InputError as error:
                    problem = str(error)
                    break
            units = list(bench.reports.values())
            for stage in unknown:
                for kind in _KINDS_OF_UNITS.get(stage, (stage,)):
                    units += _remembered(bench, kind) if not any(unit.stage == kind for unit in units) else []
                    if not any(unit.stage == kind for unit in units):
                        seconds = bench.estimate(kind, order.expected_weight(kind))
                        units.append(UnitReport(stage=kind, unit="*", title="not known yet", state="missing", seconds=round(seconds, 1)))
            owed = sum(unit.seconds for unit in units if unit.state in ("missing", "stale", "failed"))
            ranks = {kind: rank for rank, stage in enumerate(STAGES) for kind in _KINDS_OF_UNITS.get(stage, (stage,))}
            units.sort(key=lambda unit: ranks.get(unit.stage, len(ranks)))
            return Status(production=str(self.place), units=tuple(units), seconds_owed=round(owed, 1), problem=problem)

    @contextmanager
    def _order(self, progress: Progress, *, looking: bool) -> Iterator[tuple[Order, Bench]]:
        root = self.place / "store"
        with ExitStack() as closing:
            runner = self._runner
            if runner is None:
                runner = LocalRunner(max(1, min(2, os.cpu_count() or 1)))
                closing.callback(runner.close)
            index = Index(root)
            closing.callback(index.close)
            bench = Bench(Store(root), index, runner, progress, looking=looking)
            backends = _Backends(self.settings, scratch=root / "scratch")
            closing.callback(backends.close)
            yield Order(self.place, self.settings, bench, Artefacts(self.place, index, bench), backends), bench


class _Backends:
    """The backends that the settings name, each loaded when first asked for."""

    def __init__(self, wanted: settings.Settings, *, scratch: Path) -> None:
        self.scratch = scratch
        self._wanted = wanted
        self._loaded: dict[Kind, Any] = {}
        self._opened: list[Any] = []

    def __call__(self, kind: Kind, *, opened: bool = False) -> Any:
        asked: settings.BackendSettings = getattr(self._wanted, kind)
        if kind not in self._loaded:
            backend = registry.load(kind, asked.backend)
            check_options(kind, asked.backend, asked.options, backend.options)
            self._loaded[kind] = backend
        backend = self._loaded[kind]
        if opened and backend not in self._opened:
            self.scratch.mkdir(parents=True, exist_ok=True)
            backend.open(asked.options, scratch=self.scratch)
            self._opened.append(backend)
        return backend

    def close(self) -> None:
        for backend in self._opened:
            backend.close()


def _remembered(bench: Bench, kind: str) -> list[UnitReport]:
    """Units of a stage as they were when last made; what comes before has changed, and may touch them or not."""
    seen: dict[str, UnitReport] = {}
    for row in bench.index.history(kind):
        if row.state == "done" and row.unit not in seen:
            seconds = round(bench.estimate(kind, row.weight), 2)
            seen[row.unit] = UnitReport(stage=kind, unit=row.unit, title=row.unit or kind, state="stale", seconds=seconds)
    return list(reversed(seen.values()))


def begin(given: folder.Given, place: Path, config: str) -> Production:
    """Begin a production with the text of a filmwright.toml, or open the one begun with the same input; see `folder.begin`."""
    if given.kind != "production":
        folder.begin(place, given, config)
    return Production(place)


__all__ = ["STAGES", "Made", "Production", "Stage", "Status", "begin"]
