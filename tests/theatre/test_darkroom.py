"""The darkroom: what it renews, what it leaves, and that a resumed shot is the same shot."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from filmwright.errors import TheatreError
from filmwright.records.staging import CameraPose
from filmwright.store import Store
from filmwright.theatre.camera import Checkpoint
from filmwright.theatre.darkroom import DENOISE_GRID, DENOISE_MARGIN, Darkroom, Negative, blenders_view, read_negative, view

WIDTH, HEIGHT = 192, 96
CAMERA = (CameraPose(place=(0, -2, 1), target=(0, 0, 1), focus=(0, 0, 1)),)

# A tiny OpenColorIO configuration with the names Blender uses; the real one comes with Blender.
CONFIG = """ocio_profile_version: 2
roles: {scene_linear: Linear, default: Linear}
displays:
  sRGB:
    - !<View> {name: AgX, colorspace: Display}
active_displays: [sRGB]
active_views: [AgX]
looks:
  - !<Look> {name: AgX - Punchy, process_space: Linear, transform: !<ExponentTransform> {value: [1.1, 1.1, 1.1, 1]}}
colorspaces:
  - !<ColorSpace> {name: Linear, isdata: false}
  - !<ColorSpace>
    name: Display
    isdata: false
    from_scene_reference: !<ExponentTransform> {value: [0.45, 0.45, 0.45, 1]}
"""


@pytest.fixture()
def config(tmp_path: Path) -> str:
    path = tmp_path / "config.ocio"
    path.write_text(CONFIG)
    return str(path)


def light(seed: int, width: int = WIDTH, height: int = HEIGHT, level: float = 0.5) -> Negative:
    random = np.random.default_rng(seed)
    colour = (random.random((height, width, 3)) * 0.1 + level).astype(np.float32)
    return Negative(colour, np.full_like(colour, 0.5), np.full_like(colour, 0.57))


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png))).astype(int)


def test_a_new_part_changes_the_picture_there_and_nowhere_else(config: str) -> None:
    room = Darkroom(config, exposure=0.0)
    before = pixels(room.develop([(light(1), (0, 0, WIDTH, HEIGHT))], (WIDTH, HEIGHT)))
    rect = (90, 40, 130, 70)
    after = pixels(room.develop([(light(2, 40, 30, level=0.05), rect)], (WIDTH, HEIGHT)))
    changed = np.abs(after - before).max(-1)
    assert changed[45:65, 95:125].min() > 20
    reach = DENOISE_MARGIN + DENOISE_GRID
    outside = changed.copy()
    outside[40 - reach : 70 + reach, 90 - reach : 130 + reach] = 0
    assert outside.max() == 0


def test_exposure_brightens(config: str) -> None:
    dark = Darkroom(config, exposure=-1.0).develop([(light(1, level=0.2), (0, 0, WIDTH, HEIGHT))], (WIDTH, HEIGHT))
    bright = Darkroom(config, exposure=1.0).develop([(light(1, level=0.2), (0, 0, WIDTH, HEIGHT))], (WIDTH, HEIGHT))
    assert pixels(bright).mean() > pixels(dark).mean() + 20


def test_the_same_light_gives_the_same_bytes(config: str) -> None:
    one = Darkroom(config, exposure=0.3).develop([(light(3), (0, 0, WIDTH, HEIGHT))], (WIDTH, HEIGHT))
    two = Darkroom(config, exposure=0.3).develop([(light(3), (0, 0, WIDTH, HEIGHT))], (WIDTH, HEIGHT))
    assert one == two


def test_a_part_before_the_first_whole_drawing_is_refused(config: str) -> None:
    with pytest.raises(TheatreError, match="whole"):
        Darkroom(config, exposure=0.0).develop([(light(1, 10, 10), (0, 0, 10, 10))], (WIDTH, HEIGHT))


def test_a_part_of_another_size_than_its_rectangle_is_refused(config: str) -> None:
    with pytest.raises(TheatreError, match="10x10"):
        Darkroom(config, exposure=0.0).develop([(light(1, 10, 10), (0, 0, 12, 10))], (WIDTH, HEIGHT))


def test_a_shot_resumed_from_its_checkpoint_goes_on_as_if_never_stopped(config: str, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    whole = (0, 0, WIDTH, HEIGHT)
    rect = (20, 20, 80, 70)
    room = Darkroom(config, exposure=0.0)
    drawings = [store.put(room.develop([(light(1), whole)], (WIDTH, HEIGHT)), suffix=".png")]
    checkpoint = Checkpoint(tmp_path / "unfinished")
    checkpoint.keep(room, drawings)
    straight_on = room.develop([(light(2, 60, 50), rect)], (WIDTH, HEIGHT))

    other = Darkroom(config, exposure=0.0)
    assert Checkpoint(tmp_path / "unfinished").restore(other, store, CAMERA) == drawings
    assert other.develop([(light(2, 60, 50), rect)], (WIDTH, HEIGHT)) == straight_on


@pytest.mark.parametrize("damage", ["empty", "gone", "drawing_lost"])
def test_a_damaged_checkpoint_means_starting_again(config: str, tmp_path: Path, damage: str) -> None:
    store = Store(tmp_path / "store")
    room = Darkroom(config, exposure=0.0)
    drawings = [store.put(room.develop([(light(1), (0, 0, WIDTH, HEIGHT))], (WIDTH, HEIGHT)), suffix=".png")]
    folder = tmp_path / "unfinished"
    Checkpoint(folder).keep(room, drawings)
    if damage == "empty":
        next(folder.glob("light*.npz")).write_bytes(b"")
    elif damage == "gone":
        next(folder.glob("light*.npz")).unlink()
    else:
        store.path(drawings[0]).unlink()
    assert Checkpoint(folder).restore(Darkroom(config, exposure=0.0), store, CAMERA) == []


def test_a_missing_raw_drawing_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(TheatreError, match="raw_1.exr"):
        read_negative(tmp_path / "raw_1.exr")


def test_the_table_shows_what_the_configuration_says(config: str) -> None:
    light = np.exp2(np.random.default_rng(1).uniform(-9, 3, (40, 40, 3))).astype(np.float32)
    said, looked_up = light.copy(), light.copy()
    blenders_view(config).applyRGB(said)
    view(config).applyRGB(looked_up)
    assert np.abs(np.clip(said, 0, 1) - np.clip(looked_up, 0, 1)).mean() < 1 / 255
