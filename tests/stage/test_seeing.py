"""What a picture promises to show: every head, tall or small; faces that no pole hides; things that fill their insert; lit faces."""

from __future__ import annotations

import itertools

import msgspec
import numpy as np
import pytest

from filmwright.records.breakdown import Breakdown, Role, Scene
from filmwright.records.puppet import Body, Puppet
from filmwright.records.shots import ShotList
from filmwright.records.staging import CameraPose, StagedScene, StagedShot
from filmwright.shots import plan_shots
from filmwright.stage import stage_scene, stage_shots
from filmwright.stage.armature import head_in
from filmwright.stage.framing import project
from filmwright.theatre.catalogue import sight
from filmwright.theatre.catalogue.sight import CELL, Sight
from tests.stage.small_film import TALK, act, film, line, recorded, scene

MOUSE = Body(
    height=0.44, head_radius=0.13, neck_height=0.18, shoulder_height=0.17, shoulder_width=0.13, hip_height=0.07, hip_width=0.06,
    upper_arm=0.07, forearm=0.07, hand=0.03, upper_leg=0.03, lower_leg=0.03, foot=0.06, girth=0.09,
)  # fmt: skip
THREE = scene(
    line("s1.l1", "anna", "Whose sack is this one here, then?", "ben"),
    act("s1.a1", "mouse", "enter"),
    line("s1.l2", "mouse", "It is mine. I carried it all the way.", "anna"),
    act("s1.a2", "anna", "walk_to", "mouse"),
    act("s1.a3", "anna", "pick_up", "", "cup"),
    line("s1.l3", "ben", "Let us share it out.", "mouse"),
    act("s1.a4", "ben", "exit"),
)


def with_a_mouse() -> Breakdown:
    mouse = Role(id="mouse", name="MOUSE", description="a mouse", sex="male", puppet=Puppet(name="MOUSE", body=MOUSE))
    whole = film(THREE)
    return msgspec.structs.replace(whole, cast=(*whole.cast, mouse))


def filmed(item: Scene, breakdown: Breakdown) -> tuple[StagedScene, ShotList, tuple[StagedShot, ...]]:
    shots = plan_shots(breakdown, recorded([item]))
    whole, _ = stage_scene(item, breakdown, recorded([item]), shots)
    return whole, shots, stage_shots(item, whole, shots, breakdown)


def test_tall_and_small_are_all_in_the_picture_with_their_heads() -> None:
    whole, shots, placed = filmed(THREE, with_a_mouse())
    pairs = zip(shots.shots, placed, strict=True)
    groups = [(shot, staged) for shot, staged in pairs if (staged.became or shot.framing) in ("two", "group")]
    assert any({"anna", "mouse"} <= set(shot.subjects) for shot, _ in groups)
    for shot, staged in groups:
        for puppet in whole.puppets:
            poses = puppet.poses[staged.first_drawing : staged.first_drawing + staged.drawings]
            for pose in poses[::6]:
                if puppet.role in shot.subjects and pose is not None and abs(pose.root[0]) <= 1.7:
                    x, y, depth = project(staged.camera[0], head_in(puppet.puppet.body, pose))
                    assert abs(x) < 0.97 and abs(y) < 0.97 and depth > 0, (shot.id, puppet.role, round(x, 2), round(y, 2))


def survey_with(*posts: tuple[float, float]) -> Sight:
    """The test kitchen with posts from floor to ceiling."""
    low = (-3.0, -4.5, 0.1)
    full = np.zeros((100, 100, 32), bool)
    for x, y in posts:
        full[int((x - low[0]) / CELL), int((y - low[1]) / CELL), :] = True
    return Sight(low=low, full=full)


def test_a_ray_knows_a_post_from_thin_air() -> None:
    post = survey_with((0.0, -1.0))
    hidden = post.blocked((0.03, -2.0, 0.8), [(0.03, 0.0, 0.8), (1.0, 0.0, 0.8), (0.03, -1.5, 0.8)])
    assert hidden.tolist() == [True, False, False]
    assert post.stands_in((0.02, -0.98, 0.5)) and not post.stands_in((0.5, -1.0, 0.5))


def test_no_post_stands_before_a_face(monkeypatch: pytest.MonkeyPatch) -> None:
    _, shots, before = filmed(TALK, film(TALK))
    single = next(i for i, shot in enumerate(shots.shots) if shot.framing == "single" and shot.size in ("medium", "medium_close", "close"))
    camera = before[single].camera[0]
    between = tuple(camera.place[k] + 0.6 * (camera.focus[k] - camera.place[k]) for k in (0, 1))
    post = survey_with((between[0], between[1]))
    monkeypatch.setattr(sight, "load", lambda: {"test_kitchen": post})
    assert post.blocked(camera.place, [camera.focus]).all()
    _, _, after = filmed(TALK, film(TALK))
    moved = after[single].camera[0]
    assert not post.blocked(moved.place, [moved.focus]).any()


def test_a_thing_fills_its_insert() -> None:
    whole, shots, placed = filmed(TALK, film(TALK))
    seen = 0
    for shot, staged in zip(shots.shots, placed, strict=True):
        if shot.framing == "insert" and staged.camera[0].f_number > 2:
            seen += 1
            high = 18.0 / staged.camera[0].focal_length_mm * distance(staged.camera[0])
            assert 0.15 <= high <= 0.6, "a letter of 16 cm in a picture of that height"
    assert seen


def distance(camera: CameraPose) -> float:
    return sum((a - b) ** 2 for a, b in zip(camera.place, camera.focus, strict=True)) ** 0.5


def test_close_pictures_have_a_face_lamp_beside_the_camera_and_dark_skins_a_stronger_one() -> None:
    pale, dark = (strength_of(skin) for skin in ("#f0d0b8", "#4a2a1c"))
    assert dark > 1.5 * pale > 0


def strength_of(skin: str) -> float:
    breakdown = film(TALK)
    cast = tuple(msgspec.structs.replace(role, puppet=msgspec.structs.replace(role.puppet, skin=skin)) for role in breakdown.cast)
    _, shots, placed = filmed(TALK, msgspec.structs.replace(breakdown, cast=cast))
    lamps = [p.face for s, p in zip(shots.shots, placed, strict=True) if s.framing == "single" and s.size in ("medium_close", "close")]
    assert lamps and all(lamps)
    assert all(
        p.face is None for s, p in zip(shots.shots, placed, strict=True) if s.framing in ("insert", "establishing") and not s.subjects
    )
    return max(lamp.strength for lamp in lamps if lamp)


def test_faces_are_seen_at_three_quarters() -> None:
    """The median of all pictures of one face; a face in profile is 90 degrees off."""
    whole, shots, placed = filmed(TALK, film(TALK))
    off = []
    for shot, staged in zip(shots.shots, placed, strict=True):
        for puppet, role in itertools.product(whole.puppets, shot.subjects[:1]):
            pose = puppet.poses[staged.first_drawing + staged.drawings // 2]
            if "s1.a5" in shot.business:
                continue  # an embrace: either face
            if puppet.role == role and pose is not None and (staged.became or shot.framing) in ("single", "over_shoulder"):
                head = head_in(puppet.puppet.body, pose)
                toward = np.degrees(np.arctan2(staged.camera[0].place[0] - head[0], -(staged.camera[0].place[1] - head[1])))
                off.append(abs((pose.heading + pose.twist + pose.head_yaw - toward + 180) % 360 - 180))
    assert np.median(off) <= 44 and max(off) < 75
