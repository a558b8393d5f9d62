"""Prints where the time of a film goes, and how two states of the code compare.

    python -m benchmarks.speed film QUALITY [PREMISE [MINUTES [FOLDER]]]               # a film of a minute, made anew
    python -m benchmarks.speed against CHECKOUT PRODUCTION [QUALITY [EVERY [TURNS]]]   # the same shots, by turns

Cores are shared and wall clocks lie, so processor seconds of the whole process tree stand beside them; two free cores give
about 1.9 of them a second. `film` prints every stage and who was busy when; with a FOLDER it goes on with the film there.
`against` shoots every EVERYth shot (5 if not given) of a production that is planned, TURNS times (3) with each source by turns,
and prints medians and their ratio; CHECKOUT is a folder that holds another state of `filmwright`.
"""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from itertools import pairwise
from pathlib import Path

import msgspec

from filmwright import settings
from filmwright.backends.camera import ShotJob, job_of
from filmwright.frames.shooting import shoot
from filmwright.production import Production, folder
from filmwright.production.progress import Silence
from filmwright.records import codec
from filmwright.records.breakdown import Breakdown
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue
from filmwright.records.takes import PictureSpec
from filmwright.stage import stage_scene, stage_shots
from filmwright.store import Store
from filmwright.theatre.camera import TheatreCamera

PREMISE = "An old lighthouse keeper finds a violin that plays by itself at night."
TICKS = os.sysconf("SC_CLK_TCK")
ROLES = ("here", "Blender", "beside")
EVERY_S = 2.0  # a column of the chart
_BLENDERS: set[int] = set()  # processes that are one
TWO_CORES = 1.9  # processor seconds that two free cores give in a second, as measured on renders


def processor_seconds() -> float:
    """Of this process and all its children, those that ended among them."""
    return sum(seconds_by_role().values())


def seconds_by_role() -> dict[str, float]:
    """Processor seconds of this process, of Blender, and of the processes beside."""
    children: dict[int, list[int]] = {}
    spent: dict[int, float] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it ended a moment ago
            children.setdefault(int(fields[1]), []).append(int(entry.name))
            spent[int(entry.name)] = sum(map(int, fields[11:15])) / TICKS
    total, todo = dict.fromkeys(ROLES, 0.0), [(os.getpid(), "here")]
    while todo:
        one, role = todo.pop()
        if role == "beside" and one not in _BLENDERS:
            with contextlib.suppress(OSError):
                if b"theatre.worker" in Path(f"/proc/{one}/cmdline").read_bytes():
                    _BLENDERS.add(one)
        role = "Blender" if one in _BLENDERS else role
        total[role] += spent.get(one, 0.0)
        todo += [(child, role if role == "Blender" else "beside") for child in children.get(one, [])]
    return total


class Clock(Silence):
    """Notes what every stage took, and who was busy when. What is done between two stages counts for the one that follows."""

    def __init__(self) -> None:
        self.wall: dict[str, float] = {}
        self.processor: dict[str, float] = {}
        self.began = time.monotonic()
        self.chart: list[tuple[float, dict[str, float]]] = [(self.began, seconds_by_role())]
        self.ends: list[tuple[float, str]] = []
        self.watchable = (0.0, 0.0)  # seconds until there was a film, by the clock and of processors
        self._before = (self.began, processor_seconds())
        self._done = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def end_stage(self, stage: str) -> None:
        """See Progress."""
        now = (time.monotonic(), processor_seconds())
        self.wall[stage] = self.wall.get(stage, 0.0) + now[0] - self._before[0]
        self.processor[stage] = self.processor.get(stage, 0.0) + now[1] - self._before[1]
        self.ends.append((now[0], stage))
        self._before = now
        print(f"{now[0] - self.began:6.1f} s {now[1]:7.1f} processor seconds: {stage} ended", file=sys.stderr, flush=True)

    def say(self, sentence: str) -> None:
        """See Progress."""
        if "can be watched" in sentence:
            self.watchable = (time.monotonic() - self.began, processor_seconds())

    def stop(self) -> None:
        """End the watch."""
        self._done.set()

    def _watch(self) -> None:
        while not self._done.wait(EVERY_S):
            self.chart.append((time.monotonic(), seconds_by_role()))


def print_chart(clock: Clock) -> None:
    """A column for every two seconds, a row for whoever works: tenths of a processor, up to 9 and then +."""
    for role in ROLES:
        row = ""
        for (t0, one), (t1, other) in pairwise(clock.chart):
            busy = (other[role] - one[role]) / (t1 - t0)
            row += " " if busy < 0.05 else "+" if busy >= 0.95 else str(round(busy * 10))
        print(f"  {role:8s} |{row}|")
    marks = [" "] * len(clock.chart)
    for when, stage in clock.ends:
        column = sum(1 for moment, _ in clock.chart if moment < when) - 1
        marks[max(0, column)] = stage[0] if marks[max(0, column)] == " " else "*"
    print(f"  ended    |{''.join(marks)}|")


def print_film(quality: str, premise: str = PREMISE, minutes: str = "1", place: str = "") -> None:
    """Make a film, or go on with one in a folder, and print its stages."""
    with tempfile.TemporaryDirectory() as passing:
        home = Path(place or passing) / "film"
        if not home.exists():
            given = folder.understand(premise)
            asked = settings.parse(f'[film]\nminutes = {minutes}\n[picture]\nquality = "{quality}"\n')
            folder.begin(home, given, settings.template(asked))
        clock = Clock()
        length = "part"
        try:
            Production(home).make(progress=clock)
            length = f"{json.loads((home / 'report.json').read_bytes())['frames'] / 24:.0f} s"
        except KeyboardInterrupt:
            pass  # what there is of it is printed, and the folder can be gone on with
        clock.end_stage("the rest")
        clock.stop()
    wall, processor = sum(clock.wall.values()), sum(clock.processor.values())
    print(f"{length} of a film at {quality}: seconds by the clock, processor seconds, their share")
    for stage, seconds in clock.wall.items():
        print(f"  {stage:12s} {seconds:8.1f} {clock.processor[stage]:8.1f}  {clock.processor[stage] / processor:5.0%}")
    print(f"  all          {wall:8.1f} {processor:8.1f}  on two free cores at least {processor / TWO_CORES:.0f} s")
    watchable, spent = clock.watchable
    print(f"  film.mp4 could be watched after {watchable:.1f} s, {spent:.1f} processor seconds")
    print_chart(clock)


def jobs(place: Path) -> list[ShotJob]:
    """Every shot of a production that is planned."""

    def read(name: str, kind: type[codec.R]) -> codec.R:
        return codec.decode((place / f"{name}.json").read_bytes(), kind, where=name)

    breakdown, dialogue, shots = read("breakdown", Breakdown), read("dialogue", Dialogue), read("shots", ShotList)
    found, world = [], None
    for scene in breakdown.scenes:
        staged, world = stage_scene(scene, breakdown, dialogue, shots, entry=world)
        found += [job_of(staged, shot) for shot in stage_shots(scene, staged, shots, breakdown)]
    return found


def shoot_once(work: ShotJob, picture: PictureSpec) -> float:
    """Processor seconds of a shot whose stage stands."""
    with tempfile.TemporaryDirectory() as place:
        camera = TheatreCamera()
        camera.open({}, scratch=Path(place))
        first = msgspec.structs.replace(
            work,
            puppets=tuple(puppet.window([0]) for puppet in work.puppets),
            props=tuple(msgspec.structs.replace(prop, states=prop.states[:1]) for prop in work.props),
            camera=work.camera[:1],
            drawings=1,
        )
        camera.shoot(first, picture, store=Store(Path(place) / "first"), on_drawing=lambda done, of: None)
        began = processor_seconds()
        shoot(work, picture, camera=camera, store=Store(Path(place) / "store"), on_drawing=lambda done, of: None)
        spent = processor_seconds() - began
        camera.close()
    return spent


def print_against(other: Path, place: Path, quality: str = "draft", every: str = "5", turns: str = "3") -> None:
    """Shoot by turns with the source in another checkout and with this one."""
    here = Path(__file__).resolve().parent.parent
    print(f"{quality}: processor seconds a shot there, here, and their ratio (median of {turns})")
    totals = [0.0, 0.0]
    for number, work in list(enumerate(jobs(place)))[:: int(every)]:
        found: list[list[float]] = [[], []]
        for _ in range(int(turns)):
            for side, source in enumerate((other, here)):
                command = [sys.executable, str(here / "benchmarks" / "speed.py"), "one", str(place.resolve()), str(number), quality]
                own = {**os.environ, "PYTHONPATH": str(source)}  # Blender's Python looks where it is started first
                said = subprocess.run(command, env=own, cwd=source, capture_output=True, text=True, check=True)
                found[side].append(float(said.stdout.split()[-1]))
        there, mine = map(statistics.median, found)
        totals = [totals[0] + there, totals[1] + mine]
        print(f"  {work.shot:8s} {work.drawings:4d} drawings {there:8.1f} {mine:8.1f}  x{mine / there:.2f}", flush=True)
    print(f"  all                     {totals[0]:8.1f} {totals[1]:8.1f}  x{totals[1] / totals[0]:.2f}")


def main() -> None:
    """Measure what was asked for."""
    match sys.argv[1:]:
        case ["film", quality, *more] if len(more) <= 3:
            print_film(quality, *more)
        case ["against", other, place, *more]:
            print_against(Path(other).resolve(), Path(place), *more)
        case ["one", place, number, quality]:
            print(shoot_once(jobs(Path(place))[int(number)], settings.PRESETS[quality]))  # type: ignore[index]
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
