"""Prints how steady the picture is: boil of static surfaces under a moving camera, and slip of planted soles.

    python -m benchmarks.steadiness boil QUALITY [--samples N] [--drawings N] [--with CHECKOUT] [--keep FOLDER]
    python -m benchmarks.steadiness slip PRODUCTION ...      # productions that are staged

Boil: three shots whose camera moves (a push-in and a pan in a kitchen at night, a walk in a street at dusk). Each drawing is
compared with the one before it, carried along the motion of its surfaces, which depth and the two cameras give. What only one
of the two shows (uncovered, at the rim of the picture, within 3 pixels of a step in depth or of a puppet that moved) is left
out. Both pictures pass one small filter first (a Gaussian of 0.8 pixels): reading a picture between its pixels loses the finest
detail, and that loss is not boil. The mean difference is of 255; beside it the same without the filter.

What the comparison itself costs (highlights that move with the eye, detail finer than a pixel) is printed by asking for many
samples: `boil draft --samples 48 --drawings 3`. `--with` shoots with the source in another folder, `--keep` leaves the drawings there.

Slip: how far a sole moves along the floor at drawings at which it is down before and after, of the steps that it makes. Soles
are those that the stage plans; the puppet's feet are brought to them.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar
from unittest import mock

import msgspec
import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from filmwright.backends.camera import ShotJob
from filmwright.breakdown.bodies import body_for
from filmwright.records import codec
from filmwright.records.breakdown import Breakdown, SetRecord
from filmwright.records.codec import encode
from filmwright.records.puppet import Puppet
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue
from filmwright.records.staging import CameraPose, LightPlan, Pose, StagedPuppet, StagedScene
from filmwright.records.takes import PictureSpec
from filmwright.settings import PRESETS
from filmwright.stage import stage_scene
from filmwright.store import Store
from filmwright.theatre.camera import TheatreCamera
from filmwright.theatre.darkroom import Darkroom, Negative
from filmwright.theatre.protocol import Rect
from filmwright.theatre.steadying import Eye, Sight

Array = npt.NDArray[Any]
FILTER = 0.8  # px
RIM = 3  # px
STEP = 0.05  # of the depth: more between neighbours is an edge
LEAST = 0.02  # of a step
DOWN = 0.004  # metres: a sole lower than this is down


def standing(x: float, y: float, heading: float, **more: Any) -> Pose:
    """A puppet at ease."""
    return Pose(root=(x, y, 0.0), heading=heading, foot_left=(x + 0.08, y, 0.0), foot_right=(x - 0.08, y, 0.0), **more)


def shots(drawings: int) -> list[ShotJob]:
    """A push-in on two people at rest, a pan over the room, a walk with the camera beside it."""
    body = body_for("human", "adult", "average")
    ada = Puppet(name="ADA", body=body, hair="curly", top="jumper", top_colour="#a83a32")
    ben = Puppet(name="BEN", body=body, hair="bald_fringe", beard="full", top="coat", age="old")

    def still(role: str, puppet: Puppet, pose: Pose) -> StagedPuppet:
        return StagedPuppet(role=role, puppet=puppet, poses=(pose,) * drawings)

    pair = (still("ada", ada, standing(-0.6, -0.4, 55.0)), still("ben", ben, standing(0.6, -0.4, -55.0)))
    kitchen = SetRecord(id="kitchen", name="KITCHEN", kit="kitchen", interior=True)
    street = SetRecord(id="street", name="STREET", kit="street", interior=False)
    steps = range(drawings)
    focus = (-0.6, -0.5, 0.9)
    push = [
        CameraPose(place=(0.1, -2.9 + 0.03 * i, 1.0), target=(0.0, -0.4, 0.75), focal_length_mm=40, focus=focus, f_number=1.4)
        for i in steps
    ]
    pan = []
    for i in steps:
        a = math.radians(-4 + 0.5 * i)
        target = (2.5 * math.sin(a), -2.9 + 2.5 * math.cos(a), 0.8)
        pan.append(CameraPose(place=(0.0, -2.9, 1.0), target=target, focal_length_mm=40, focus=(0.0, -0.4, 0.8), f_number=1.4))
    beside = [
        CameraPose(
            place=(-0.6 + 0.05 * i, -2.6, 0.95), target=(-0.6 + 0.05 * i, -0.3, 0.7), focal_length_mm=40, focus=(0, -0.3, 0.8), f_number=1.4
        )
        for i in steps
    ]
    way = tuple(standing(-0.6 + 0.05 * i, -0.3, 90.0, hand_right=(-0.3, -0.1 + 0.02 * i, 0.42)) for i in steps)
    walker = StagedPuppet(role="ada", puppet=ada, poses=way)
    night, dusk = LightPlan(time_of_day="night"), LightPlan(time_of_day="dusk")
    return [
        ShotJob(shot="push-in", set=kitchen, light=night, puppets=pair, props=(), camera=tuple(push), drawings=drawings),
        ShotJob(shot="pan", set=kitchen, light=night, puppets=(), props=(), camera=tuple(pan), drawings=drawings),
        ShotJob(shot="walk", set=street, light=dusk, puppets=(walker,), props=(), camera=tuple(beside), drawings=drawings),
    ]


class Surveyor(Darkroom):
    """A darkroom that keeps what every pixel of a drawing shows: depth, thing, and the things that moved."""

    found: ClassVar[list[tuple[Array, Array, frozenset[int]]]] = []

    def develop(self, parts: Sequence[tuple[Negative, Rect]], size: tuple[int, int], sight: Sight | None = None) -> bytes:
        """See Darkroom."""
        assert sight is not None
        light = parts[0][0]
        assert light.depth is not None and light.thing is not None
        self.found.append((light.depth, light.thing, sight.moved))
        return super().develop(parts, size, sight)


def survey(work: ShotJob, picture: PictureSpec) -> list[tuple[Array, Array, frozenset[int]]]:
    """Depth, things and what moved at each drawing, all of it sharp."""
    sharp = tuple(msgspec.structs.replace(pose, f_number=0.0) for pose in work.camera)
    Surveyor.found.clear()
    with mock.patch("filmwright.theatre.camera.Darkroom", Surveyor):
        photograph(msgspec.structs.replace(work, camera=sharp), msgspec.structs.replace(picture, samples=1))
    return list(Surveyor.found)


def photograph(work: ShotJob, picture: PictureSpec) -> list[bytes]:
    """The drawings of a shot as PNGs."""
    with tempfile.TemporaryDirectory() as place:
        camera = TheatreCamera()
        camera.open({}, scratch=Path(place))
        store = Store(Path(place) / "store")
        take = camera.shoot(work, picture, store=store, on_drawing=lambda done, of: None)
        camera.close()
        return [store.path(digest).read_bytes() for digest in take.drawings]


def differences(work: ShotJob, drawings: list[Array], seen: list[tuple[Array, Array, frozenset[int]]], filter_px: float) -> float:
    """Mean difference of each drawing from the one before it, carried along: of 255."""
    height, width = drawings[0].shape
    found = []
    for i in range(1, len(drawings)):
        depth, thing, moved = (np.minimum(seen[i][0], 1000.0), *seen[i][1:])
        old, new = Eye(work.camera[i - 1], width, height), Eye(work.camera[i], width, height)
        column, row, expected = old.seen(new.points(depth))
        margin = 4
        valid = (column > margin) & (column < width - 1 - margin) & (row > margin) & (row < height - 1 - margin)
        before = ndimage.map_coordinates(np.minimum(seen[i - 1][0], 1000.0), [row, column], order=0, mode="nearest")
        valid &= np.abs(before - expected) < STEP * expected
        apart = 1 - ndimage.minimum_filter(depth, 3) / ndimage.maximum_filter(depth, 3)
        bad = (apart > STEP) | np.isin(thing, list(moved))
        bad |= ndimage.map_coordinates(np.isin(seen[i - 1][1], list(moved)).astype(np.uint8), [row, column], order=0) > 0
        valid &= ~ndimage.maximum_filter(bad, 2 * RIM + 1)
        carried = ndimage.map_coordinates(drawings[i - 1], [row, column], order=3, mode="nearest")
        difference = drawings[i] - carried
        if filter_px:
            difference = ndimage.gaussian_filter(difference, filter_px)  # of both: the filter is linear
        found.append(float(np.abs(difference)[valid].mean()))
    return float(np.mean(found))


def print_boil(asked: list[str]) -> None:
    """Boil of the three shots."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.steadiness boil")
    words.add_argument("quality", choices=list(PRESETS))
    words.add_argument("--samples", type=int)
    words.add_argument("--drawings", type=int, default=8)
    words.add_argument("--with", dest="source", default=str(Path(__file__).resolve().parent.parent))
    words.add_argument("--keep", type=Path)
    given = words.parse_args(asked)
    picture = PRESETS[given.quality]
    if given.samples:
        picture = msgspec.structs.replace(picture, samples=given.samples)
    print(f"boil at {picture.width}x{picture.height}, {picture.samples} samples, of 255 (without the filter)")
    for work in shots(given.drawings):
        with tempfile.TemporaryDirectory() as place:
            out = (given.keep or Path(place)) / work.shot
            out.mkdir(parents=True, exist_ok=True)
            (out / "job").write_bytes(encode(work))
            (out / "picture").write_bytes(encode(picture))
            command = [sys.executable, "-c", ELSEWHERE, str(out)]
            subprocess.run(command, env={**os.environ, "PYTHONPATH": given.source}, cwd=given.source, check=True)
            drawings = [np.asarray(Image.open(path).convert("L"), float) for path in sorted(out.glob("*.png"))]
        seen = survey(work, picture)
        print(
            f"  {work.shot:8s} {differences(work, drawings, seen, FILTER):.2f} ({differences(work, drawings, seen, 0.0):.2f})", flush=True
        )


# Run with the source that is measured, so that an older state needs no benchmark of its own.
ELSEWHERE = """
import sys, tempfile
from pathlib import Path
import msgspec
from filmwright.backends.camera import ShotJob
from filmwright.records.takes import PictureSpec
from filmwright.store import Store
from filmwright.theatre.camera import TheatreCamera
out = Path(sys.argv[1])
work = msgspec.json.decode((out / "job").read_bytes(), type=ShotJob)
picture = msgspec.json.decode((out / "picture").read_bytes(), type=PictureSpec)
with tempfile.TemporaryDirectory() as place:
    camera = TheatreCamera()
    camera.open({}, scratch=Path(place))
    store = Store(Path(place) / "store")
    take = camera.shoot(work, picture, store=store, on_drawing=lambda done, of: None)
    camera.close()
    for number, digest in enumerate(take.drawings):
        (out / f"{number:03d}.png").write_bytes(store.path(digest).read_bytes())
"""


def slips(scene: StagedScene) -> list[tuple[float, float]]:
    """(slip, length) of each step in a scene, metres: how far the sole moved while it was down, and from where to where it stepped."""
    found: list[tuple[float, float]] = []
    for puppet in scene.puppets:
        for side in ("foot_left", "foot_right"):
            feet = [getattr(pose, side) if pose is not None and pose.root[2] < 0.05 else None for pose in puppet.poses]
            slipped, stood = 0.0, None
            for a, b in zip(feet, feet[1:], strict=False):
                if a is None or b is None:
                    slipped, stood = 0.0, None
                elif a[2] < DOWN and b[2] < DOWN:
                    slipped += math.dist(a[:2], b[:2])
                    stood = stood or a
                elif a[2] < DOWN:
                    left = a
                    stood = stood or a
                elif b[2] < DOWN and stood is not None:
                    step = math.dist(left[:2], b[:2])
                    if step > 0.05:
                        found.append((slipped, step))
                    slipped, stood = 0.0, b
    return found


def print_slip(places: list[str]) -> None:
    """Slip over all steps of some productions."""
    every: list[tuple[float, float]] = []
    for folder in map(Path, places):

        def read(name: str, kind: type[codec.R], folder: Path = folder) -> codec.R:
            return codec.decode((folder / f"{name}.json").read_bytes(), kind, where=name)

        breakdown, dialogue, shots = read("breakdown", Breakdown), read("dialogue", Dialogue), read("shots", ShotList)
        world = None
        for scene in breakdown.scenes:
            staged, world = stage_scene(scene, breakdown, dialogue, shots, entry=world)
            every += slips(staged)
    if not every:
        print("nobody walks in it")
        return
    steady = sum(slip <= LEAST * step for slip, step in every)
    worst, its_step = max(every)
    total = sum(s for s, _ in every) / sum(s for _, s in every)
    print(f"{len(every)} steps, {steady} with soles that slip at most {LEAST:.0%}; {total:.1%} of all the way stepped is slipped")
    print(f"the worst: {worst:.2f} m while down, before a step of {its_step:.2f} m")


def main() -> None:
    """Measure what was asked for."""
    asked = sys.argv[1:]
    if asked[:1] == ["boil"]:
        print_boil(asked[1:])
    elif asked[:1] == ["slip"] and asked[1:]:
        print_slip(asked[1:])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
