"""Drawings that a moving camera gathers: carried with the surfaces, not with what moved or is lit anew."""

from __future__ import annotations

import numpy as np

from filmwright.records.staging import CameraPose
from filmwright.theatre.steadying import Eye, Seen, gathered

WIDTH, HEIGHT = 160, 80
WALL = 2.0  # metres from the stage's middle: a wall across the view


def eye(x: float) -> Eye:
    return Eye(CameraPose(place=(x, -2.0, 1.0), target=(x, 0.0, 1.0), focal_length_mm=40, focus=(0, 0, 1)), WIDTH, HEIGHT)


def wall(camera: Eye, seed: int, *, noise: float = 0.1, light: float = 1.0, thing: int = 0) -> tuple[Seen, np.ndarray]:
    """What a camera sees of a patterned wall, with noise as a denoiser leaves it, and without."""
    depth = np.full((HEIGHT, WIDTH), WALL + 2.0, np.float32)
    points = camera.points(depth)
    pattern = 0.5 + 0.3 * np.sin(points[..., 0] * 9) * np.cos(points[..., 2] * 7)
    true = np.repeat(pattern[..., None] * light, 3, -1).astype(np.float32)
    grain = np.random.default_rng(seed).normal(0, noise, true.shape).astype(np.float32)
    return Seen(true + grain, np.ones((HEIGHT, WIDTH), np.float32), depth, np.full((HEIGHT, WIDTH), thing, np.int32)), true


def inner(picture: np.ndarray) -> np.ndarray:
    return picture[10:-10, 20:-20]


def test_a_point_is_seen_where_the_camera_says_and_found_again() -> None:
    camera = eye(0.3)
    column, row, depth = camera.seen(camera.points(np.full((HEIGHT, WIDTH), 3.0, np.float32)))
    assert np.allclose(column, np.arange(WIDTH)[None, :]) and np.allclose(row, np.arange(HEIGHT)[:, None]) and np.allclose(depth, 3.0)
    right = camera.seen(np.array([0.4, 0.0, 1.0]))
    assert right[0] > WIDTH / 2 - 0.5 and abs(right[1] - (HEIGHT / 2 - 0.5)) < 1e-6


def test_drawings_are_gathered_along_the_motion_of_the_wall() -> None:
    seen, _ = wall(eye(0.0), 0)
    for step in range(1, 8):
        new, true = wall(eye(0.037 * step), step)
        seen = gathered(seen, eye(0.037 * (step - 1)), new, eye(0.037 * step), frozenset())
    alone, together = np.abs(inner(new.clean - true)).mean(), np.abs(inner(seen.clean - true)).mean()
    assert together < 0.5 * alone
    assert inner(seen.count).mean() > 5


def test_what_was_out_of_the_picture_or_moved_is_not_carried() -> None:
    old, _ = wall(eye(0.0), 1)
    new, _ = wall(eye(0.5), 2, thing=7)
    seen = gathered(old, eye(0.0), new, eye(0.5), frozenset())
    assert (seen.count[:, -10:] == 1).all() and np.allclose(seen.clean[:, -10:], new.clean[:, -10:], atol=1e-5)
    seen = gathered(old, eye(0.0), new, eye(0.5), frozenset({7}))
    assert (seen.count == 1).all() and np.allclose(seen.clean, new.clean, atol=1e-5)


def test_a_wall_in_another_light_is_not_taken_for_what_it_was() -> None:
    old, _ = wall(eye(0.0), 1, noise=0.01)
    new, true = wall(eye(0.02), 2, noise=0.01, light=0.3)
    seen = gathered(old, eye(0.0), new, eye(0.02), frozenset())
    assert np.abs(inner(seen.clean - true)).mean() < 0.05
