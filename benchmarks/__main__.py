"""Prints what a drawing, a second of film and the set-up cost on this machine.

    python -m benchmarks                 # drawings by kind, memory, size of the set-up
    python -m benchmarks PRODUCTION      # and what a film that was made here cost, stage by stage

Machines are noisy: medians over several drawings, and each kind's ratio to a whole drawing.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import av
import msgspec

from filmwright.backends.camera import ShotJob
from filmwright.breakdown.bodies import body_for
from filmwright.records.breakdown import SetRecord
from filmwright.records.puppet import Puppet
from filmwright.records.speech import MouthShape
from filmwright.records.staging import CameraPose, LightPlan, Pose, StagedPuppet
from filmwright.records.takes import PictureSpec
from filmwright.settings import PRESETS
from filmwright.store import Index, Store
from filmwright.theatre.camera import TheatreCamera

ROOT = Path(__file__).resolve().parent.parent
STAGES = (
    "story", "screenplay", "breakdown", "cast", "voice", "shots", "stage", "shoot", "cut", "score", "mix", "print", "soundtrack",
    "finish", "stills", "review", "scene file",
)  # fmt: skip
DRAWINGS = 9  # a kind; the first is left out, it is always whole
MOUTHS: tuple[MouthShape, ...] = ("rest", "A", "E", "O", "M")


def standing(x: float, heading: float) -> Pose:
    """A puppet at ease."""
    return Pose(root=(x, -0.5, 0.0), heading=heading, foot_left=(x + 0.08, -0.5, 0.0), foot_right=(x - 0.08, -0.5, 0.0))


def job(poses: Callable[[int], Pose], *, close: bool = False, moving_camera: bool = False) -> ShotJob:
    """Two people in the kitchen at night, of whom the left one moves."""
    body = body_for("human", "adult", "average")
    left = Puppet(name="ADA", body=body, hair="curly", top="jumper", top_colour="#a83a32")
    right = Puppet(name="BEN", body=body, hair="bald_fringe", beard="full", top="coat", age="old")
    if close:
        place, target, lens = (0.55, -1.75, 0.98), (-0.6, -0.5, 0.9), 70.0
    else:
        place, target, lens = (0.0, -2.9, 1.0), (0.0, -0.4, 0.75), 40.0
    steps = DRAWINGS if moving_camera else 1
    camera = tuple(
        CameraPose(place=(place[0], place[1] + 0.01 * i, place[2]), target=target, focal_length_mm=lens, focus=(-0.6, -0.6, 0.9))
        for i in range(steps)
    )
    return ShotJob(
        shot="benchmark",
        set=SetRecord(id="kitchen", name="KITCHEN", kit="kitchen", interior=True),
        light=LightPlan(time_of_day="night"),
        puppets=(
            StagedPuppet(role="ada", puppet=left, poses=tuple(poses(i) for i in range(DRAWINGS))),
            StagedPuppet(role="ben", puppet=right, poses=(standing(0.6, -55.0),) * DRAWINGS),
        ),
        props=(),
        camera=camera,
        drawings=DRAWINGS,
    )


def changed(i: int, **values: object) -> Pose:
    """The left puppet with some channels changed."""
    return msgspec.structs.replace(standing(-0.6, 55.0), **values)


KINDS: dict[str, ShotJob] = {
    "whole picture (camera moves)": job(lambda i: changed(i), moving_camera=True),
    "walk, wide": job(lambda i: msgspec.structs.replace(standing(-0.9 + 0.06 * i, 90.0), hand_right=(-0.3, -0.1 + 0.02 * i, 0.42))),
    "gesture of an arm": job(lambda i: changed(i, hand_right=(-0.3, -0.2, 0.45 + 0.03 * i))),
    "head, close": job(lambda i: changed(i, head_yaw=3.0 * i, mouth=MOUTHS[i % 5]), close=True),
    "mouth, close": job(lambda i: changed(i, mouth=MOUTHS[i % 5]), close=True),
    "mouth, wide": job(lambda i: changed(i, mouth=MOUTHS[i % 5])),
    "held": job(lambda i: changed(i)),
}


def drawings_by_kind(quality: PictureSpec) -> None:
    """Seconds of wall clock for a drawing, once the stage stands."""
    with tempfile.TemporaryDirectory() as place:
        camera = TheatreCamera()
        camera.open({}, scratch=Path(place))
        store = Store(Path(place) / "store")
        began = time.monotonic()
        whole = 0.0
        print(f"\nA drawing at {quality.width}x{quality.height}, {quality.samples} samples, seconds (median of {DRAWINGS - 2})")
        for name, work in KINDS.items():
            stamps: list[float] = []
            camera.shoot(work, quality, store=store, on_drawing=lambda done, of, stamps=stamps: stamps.append(time.monotonic()))
            each = statistics.median(b - a for a, b in zip(stamps[2:], stamps[3:], strict=False))
            whole = whole or each
            print(f"  {name:32s} {each:6.2f}   x{each / whole:.2f}")
        print(f"  all kinds, with the stage built: {time.monotonic() - began:.0f} s")
        print(f"  peak memory of the worker: {camera.peak_memory_mib():.0f} MiB")
        camera.close()


def size_of_set_up() -> None:
    """Size on the disk of the two environments, and how long the last set-up of each took."""
    print("\nSet-up")
    for name in (".venv", ".theatre"):
        folder = ROOT / name
        total = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and not f.is_symlink())
        noted = folder / "seconds"
        seconds = f"{noted.read_text().strip()} s" if noted.is_file() else "not noted"
        print(f"  {name:10s} {total / 1e6:7.0f} MB   set up in {seconds}")


def cost_of_film(place: Path) -> None:
    """Seconds of work for each stage of a production, for the latest result of each unit."""
    index = Index(place / "store")
    seconds: dict[str, dict[str, float]] = defaultdict(dict)
    for stage in STAGES:
        for row in index.history(stage):
            if row.state == "done" and row.unit not in seconds[stage]:
                seconds[stage][row.unit] = row.seconds
    index.close()
    with av.open(str(place / "film.mp4")) as film:
        length = float(film.duration or 0) / av.time_base
    total = sum(sum(units.values()) for units in seconds.values())
    print(f"\n{place.name}: {length:.0f} s of film")
    for stage, units in seconds.items():
        if units:
            print(f"  {stage:12s} {sum(units.values()):8.1f} s  in {len(units)}")
    print(f"  all          {total:8.1f} s, {total / max(length, 1):.1f} s of work for a second of film")


def main() -> None:
    """Run what was asked for."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before")
    if len(sys.argv) > 1:
        cost_of_film(Path(sys.argv[1]))
        return
    size_of_set_up()
    drawings_by_kind(PRESETS["standard"])


main()
