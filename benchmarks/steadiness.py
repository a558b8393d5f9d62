"""Prints how steady the picture is: boil of static surfaces under a moving camera, and slip of planted soles.

    python -m benchmarks.steadiness boil [QUALITY ...]       # draft if none is given
    python -m benchmarks.steadiness slip PRODUCTION ...      # productions that are staged

Boil: a camera turns about its own middle before a set where nothing moves, so that the motion of every surface is known without
its depth; each drawing is compared with the one before it, moved as the surfaces moved. The mean difference is of 255. The last
line, many samples at the draft's size, is what the comparison itself costs.

Slip: how far a sole moves along the floor at drawings at which it is down before and after, of the steps that it makes. Soles
are those that the stage plans; the puppet's feet are brought to them.
"""

from __future__ import annotations

import io
import math
import sys
import tempfile
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from filmwright.backends.camera import ShotJob
from filmwright.records import codec
from filmwright.records.breakdown import Breakdown, SetRecord
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue
from filmwright.records.staging import CameraPose, LightPlan, Point, StagedScene
from filmwright.records.takes import PictureSpec
from filmwright.settings import PRESETS
from filmwright.stage import stage_scene
from filmwright.store import Store
from filmwright.theatre.camera import TheatreCamera

Array = npt.NDArray[np.float64]
DRAWINGS, TURN_DEG, LENS_MM = 6, 0.4, 40.0
PLACE: Point = (0.0, -2.9, 1.0)
LEAST = 0.02  # of a step
DOWN = 0.004  # metres: a sole lower than this is down


def job() -> ShotJob:
    """A pan over an empty kitchen at night, all of it sharp."""
    camera = []
    for i in range(DRAWINGS):
        a = math.radians(TURN_DEG * i)
        target = (PLACE[0] + 2.5 * math.sin(a), PLACE[1] + 2.5 * math.cos(a), PLACE[2] - 0.2)
        camera.append(CameraPose(place=PLACE, target=target, focal_length_mm=LENS_MM, focus=target, f_number=0.0))
    place = SetRecord(id="kitchen", name="KITCHEN", kit="kitchen", interior=True)
    return ShotJob(
        shot="boil", set=place, light=LightPlan(time_of_day="night"), puppets=(), props=(), camera=tuple(camera), drawings=DRAWINGS
    )


def axes(pose: CameraPose) -> Array:
    """Rows: right, down, forward of a camera."""
    forward = np.subtract(pose.target, pose.place)
    forward /= np.linalg.norm(forward)
    right = np.cross(forward, (0.0, 0.0, 1.0))
    right /= np.linalg.norm(right)
    return np.stack([right, np.cross(forward, right), forward])


def moved(before: Array, old: CameraPose, new: CameraPose) -> tuple[Array, Array]:
    """The earlier drawing as the later camera would see it, and where it was in the picture at all."""
    height, width = before.shape
    focal = LENS_MM / 36.0 * width
    x, y = np.meshgrid(np.arange(width) + 0.5 - width / 2, np.arange(height) + 0.5 - height / 2)
    rays = np.stack([x / focal, y / focal, np.ones_like(x)], -1) @ axes(new) @ axes(old).T
    u = rays[..., 0] / rays[..., 2] * focal + width / 2 - 0.5
    v = rays[..., 1] / rays[..., 2] * focal + height / 2 - 0.5
    inside = (u > 4) & (u < width - 5) & (v > 4) & (v < height - 5)
    return np.asarray(ndimage.map_coordinates(before, [v, u], order=3, mode="nearest")), inside


def boil(picture: PictureSpec) -> float:
    """Mean difference of a drawing from the one before it, moved: of 255."""
    work = job()
    with tempfile.TemporaryDirectory() as place:
        camera = TheatreCamera()
        camera.open({}, scratch=Path(place))
        store = Store(Path(place) / "store")
        take = camera.shoot(work, picture, store=store, on_drawing=lambda done, of: None)
        grey = [np.asarray(Image.open(io.BytesIO(store.path(d).read_bytes())).convert("L"), float) for d in take.drawings]
        camera.close()
    found = []
    for i in range(1, len(grey)):
        before, inside = moved(grey[i - 1], work.camera[i - 1], work.camera[i])
        found.append(float(np.abs(grey[i] - before)[inside].mean()))
    return float(np.mean(found))


def print_boil(names: list[str]) -> None:
    """Boil at each quality."""
    for name in names or ["draft"]:
        picture = PRESETS[name]
        print(f"boil at {name} ({picture.width}x{picture.height}, {picture.samples} samples): {boil(picture):.2f} of 255", flush=True)
    many = msgspec.structs.replace(PRESETS["draft"], samples=64)
    print(f"the comparison alone ({many.width}x{many.height}, {many.samples} samples): {boil(many):.2f} of 255")


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
