"""Held drawings: slow movement goes in steps, quick movement is left alone, both ends stay."""

from __future__ import annotations

import numpy as np

from filmwright.records.staging import Pose
from filmwright.shots import plan_shots
from filmwright.stage import stage_scene
from filmwright.stage.armature import AT, HAND, track_of
from filmwright.stage.holding import STEP, hold
from filmwright.stage.world import RoleState
from tests.stage.small_film import ADULT, TALK, film, line, recorded, scene


def test_a_slow_turn_of_the_head_goes_in_steps_and_ends_where_it_would() -> None:
    track = track_of(ADULT, RoleState(), RoleState(), 24)
    track.rows[:, AT["head_yaw"]] = np.linspace(0, 24, 24)
    hold(track, STEP)
    yaw = track.rows[:, AT["head_yaw"]]
    changed = [i for i in range(1, 24) if yaw[i] != yaw[i - 1]]
    assert yaw[0] == 0 and yaw[-1] == 24
    assert all(i % STEP == 0 or i == 23 for i in changed)


def test_a_quick_hand_moves_on_every_drawing() -> None:
    track = track_of(ADULT, RoleState(), RoleState(), 12)
    hand = track.rows[:, HAND["left"]]
    hand[:, 2] += np.linspace(0, 0.33, 12)
    before = hand.copy()
    hold(track, STEP)
    assert np.array_equal(track.rows[:, HAND["left"]], before)


def test_what_cannot_be_seen_is_not_a_change() -> None:
    track = track_of(ADULT, RoleState(), RoleState(), 30)
    track.rows[1:-1, AT["lean"]] += 0.4 * np.sin(np.arange(28))
    hold(track, STEP)
    assert len(set(track.rows[:-1, AT["lean"]])) == 1


def moved(one: Pose, two: Pose) -> bool:
    fields = ("root", "lean", "sway", "twist", "breath", "head_yaw", "head_pitch", "head_roll")
    return any(getattr(one, field) != getattr(two, field) for field in fields)


def test_about_a_third_of_the_drawings_of_a_talk_move_a_head_or_a_trunk() -> None:
    words = "I have a long story to tell you about the sea and those who went out on it."
    item = scene(*[line(f"s1.l{i}", ("anna", "ben")[i % 2], words, ("ben", "anna")[i % 2], emotion="joy") for i in range(6)])
    staged, _ = stage_scene(item, film(item), recorded([item]), plan_shots(film(item), recorded([item])))
    changes = [any(moved(a, b) for p in staged.puppets if (a := p.poses[i - 1]) and (b := p.poses[i])) for i in range(1, staged.drawings)]
    assert sum(changes) <= 0.36 * len(changes), f"{sum(changes) / len(changes):.0%}"


def test_a_listener_answers_the_feeling_of_the_line_a_moment_later() -> None:
    item = scene(line("s1.l1", "anna", "You lied to me about the harbour and everything else.", "ben", emotion="anger", intensity=1.0))
    shots = plan_shots(film(item), recorded([item]))
    staged, world = stage_scene(item, film(item), recorded([item]), shots)
    start = shots.timings[0].business[0].start // 2
    ben = [p.brow_left for p in next(p for p in staged.puppets if p.role == "ben").poses if p]
    answered = next(i for i in range(start, len(ben)) if abs(ben[i] - ben[start]) >= 0.1) - start
    assert 6 <= answered <= 15
    assert world.roles["ben"].emotion == "fear" and TALK.id == "s1"
