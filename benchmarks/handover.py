"""Measures how far a frame of a saved scene, rendered by Blender alone, is from the film's picture before grading.

    python -m benchmarks.handover PRODUCTION [SHOT ...]    # a production that is staged; without shots, all of them

One drawing in the middle of each shot is exposed by the theatre, and its raw light seen through the film's view transform; the
same frame of the .blend is rendered to a PNG as Blender does it, at the same size, samples and seed. Printed: mean and greatest
difference of 255, and the share of pixels that differ by more than 2.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from pathlib import Path

import msgspec
import numpy as np
from PIL import Image

from filmwright.backends.camera import job_of
from filmwright.production import Production
from filmwright.records.staging import StagedScene, StagedShot
from filmwright.records.takes import PictureSpec
from filmwright.theatre import protocol
from filmwright.theatre.camera import PACKAGE, TheatreCamera, theatre_python
from filmwright.theatre.darkroom import blenders_view, read_negative

SAMPLES = 4
BLENDER = """
import sys, bpy
scene_file, out, width, height, samples, *frames = sys.argv[-1].split("|")
bpy.ops.wm.open_mainfile(filepath=scene_file)
scene = bpy.context.scene
scene.render.resolution_x, scene.render.resolution_y = int(width), int(height)
scene.cycles.samples = int(samples)
scene.render.image_settings.media_type = "IMAGE"
scene.render.image_settings.file_format = "PNG"
for frame in frames:
    scene.frame_set(int(frame))
    scene.render.filepath = f"{out}/{int(frame):06d}.png"
    bpy.ops.render.render(write_still=True)
"""


def theatre_pictures(scene: StagedScene, shots: list[StagedShot], size: tuple[int, int], place: Path) -> list[np.ndarray]:
    """The middle drawing of each shot through the theatre, before grading; the scene is saved beside them."""
    camera = TheatreCamera()
    camera.open({}, scratch=place)
    pictures = []
    try:
        camera.save_scene(scene, shots, place / "scene.blend")
        spec = PictureSpec(width=size[0], height=size[1], samples=SAMPLES)
        for shot in shots:
            middle = shot.drawings // 2
            pose = shot.camera[middle if len(shot.camera) > 1 else 0]
            one = msgspec.structs.replace(shot, first_drawing=shot.first_drawing + middle, drawings=1, camera=(pose,))
            job = job_of(scene, one)
            camera._ensure_worker()
            camera._dress(job, spec)
            shown = camera._expose(job, spec, protocol.Expose(drawing=0, whole=True))
            assert camera._ready is not None
            light = read_negative(Path(shown.parts[0].path)).colour
            light = np.ascontiguousarray(light * np.float32(2.0 ** (job.light.exposure + job.exposure + protocol.HOUSE_EXPOSURE)))
            blenders_view(camera._ready.colour_config).applyRGB(light)
            pictures.append(light.clip(0, 1) * 255)
    finally:
        camera.close()
    return pictures


def main() -> None:
    """Measure every shot that is asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("production", type=Path)
    options.add_argument("shots", nargs="*")
    given = options.parse_args()
    production = Production(given.production)
    spec = production.settings.picture_spec()
    size = (spec.width, spec.height)
    python, _ = theatre_python({})
    for staged in production.staged().values():
        shots = [shot for shot in staged.shots if not given.shots or shot.shot in given.shots]
        if not shots:
            continue
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            film = theatre_pictures(staged.scene, shots, size, place)
            frames = [2 * (shot.first_drawing + shot.drawings // 2) for shot in shots]
            told = "|".join(map(str, (place / "scene.blend", place, *size, SAMPLES, *frames)))
            environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
            subprocess.run([str(python), "-c", BLENDER, told], check=True, capture_output=True, env=environment)
            for shot, frame, picture in zip(shots, frames, film, strict=True):
                with Image.open(place / f"{frame:06d}.png") as drawn:
                    apart = np.abs(np.asarray(drawn.convert("RGB"), np.float32) - picture)
                print(f"shot {shot.shot}: mean {apart.mean():.3f}, greatest {apart.max():.1f}, over 2: {(apart.max(-1) > 2).mean():.2%}")


if __name__ == "__main__":
    main()
