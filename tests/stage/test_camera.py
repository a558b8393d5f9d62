"""What the camera promises: heads in frame, one side of the axis, eyelines that match, cuts that are not jumps."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.records.shots import Shot, ShotList
from filmwright.records.staging import CameraPose, StagedScene, StagedShot
from filmwright.shots import plan_shots
from filmwright.stage import stage_scene, stage_shots
from filmwright.stage.armature import head_in, top_of
from filmwright.stage.framing import over_shoulder, project
from tests.stage.small_film import KIT, TALK, film, recorded, with_line

Filmed = tuple[StagedScene, ShotList, tuple[StagedShot, ...]]


@pytest.fixture
def talk() -> Filmed:
    return filmed()


def filmed(item=TALK) -> Filmed:  # type: ignore[no-untyped-def]
    breakdown = film(item)
    shots = plan_shots(breakdown, recorded([item]))
    whole, _ = stage_scene(item, breakdown, recorded([item]), shots)
    return whole, shots, stage_shots(item, whole, shots, breakdown)


def seen(filmed: Filmed) -> list[tuple[Shot, StagedShot]]:
    return list(zip(filmed[1].shots, filmed[2], strict=True))


def test_the_heads_of_those_a_shot_is_of_are_in_frame_at_every_drawing(talk: Filmed) -> None:
    whole = talk[0]
    for shot, staged in seen(talk):
        for puppet in whole.puppets:
            if puppet.role not in shot.subjects or (staged.became or shot.framing) in ("insert", "establishing", "pov"):
                continue
            body = puppet.puppet.body
            for i, pose in enumerate(puppet.poses[staged.first_drawing : staged.first_drawing + staged.drawings]):
                if pose is None or pose.root[0] > KIT.stage.high[0]:  # still outside the door
                    continue
                camera = staged.camera[min(i, len(staged.camera) - 1)]
                head = head_in(body, pose)
                x, y, _ = project(camera, head)
                above = project(camera, (head[0], head[1], head[2] + body.head_radius + top_of(puppet.puppet) - body.height))[1]
                assert abs(x) < 0.95 and y > -0.95 and above < 1.06, f"{shot.id} drawing {i}: {x:.2f} {y:.2f} {above:.2f}"


def test_the_camera_stays_where_the_set_lets_it(talk: Filmed) -> None:
    low, high = KIT.camera.low, KIT.camera.high
    for shot, staged in seen(talk):
        for camera in staged.camera:
            assert all(low[k] - 0.3 <= camera.place[k] <= high[k] + 0.3 for k in range(3)), shot.id


def test_one_side_of_the_axis_and_eyelines_that_meet(talk: Filmed) -> None:
    """In every picture that holds or answers both, who stands left stays left, and faces seen alone look at each other."""
    whole = talk[0]
    for shot, staged in seen(talk):
        if (staged.became or shot.framing) not in ("two", "over_shoulder") or "hug" in shot.reason:
            continue
        camera = staged.camera[0]
        at: dict[str, float] = {}
        for puppet in whole.puppets:
            pose = puppet.poses[staged.first_drawing + staged.drawings // 2]
            if pose:
                at[puppet.role] = project(camera, head_in(puppet.puppet.body, pose))[0]
        if len(at) == 2:
            assert at["anna"] < at["ben"] + 0.02, shot.id


def test_neighbours_differ_by_thirty_degrees_or_by_size(talk: Filmed) -> None:
    pairs = zip(seen(talk), seen(talk)[1:], strict=False)
    for (one, a), (two, b) in pairs:
        if not set(one.subjects) & set(two.subjects):
            continue
        turned = angle(a.camera[-1], b.camera[0])
        assert turned >= 30 or one.size != two.size or one.framing != two.framing, (one.id, two.id, turned)


def angle(a: CameraPose, b: CameraPose) -> float:
    one, two = (math.atan2(c.target[1] - c.place[1], c.target[0] - c.place[0]) for c in (a, b))
    return abs(math.degrees(math.remainder(one - two, 2 * math.pi)))


def test_cameras_of_other_shots_do_not_move_when_a_line_is_edited(talk: Filmed) -> None:
    other = filmed(with_line(TALK, "s1.l5", "Is he coming home to us?"))
    changed = [s.business for s in talk[1].shots if "s1.l5" in s.business]
    assert changed
    after = {s.business: c.camera for s, c in seen(other)}
    kept = [(s, c) for s, c in seen(talk) if not any(b in s.business for b in ("s1.l5",))]
    same = sum(after.get(s.business) == c.camera for s, c in kept if sum(k.business == s.business for k, _ in kept) == 1)
    assert same >= len({s.business for s, _ in kept}) - 3


@given(st.floats(0.6, 1.6), st.floats(1.5, 3.5), st.floats(35, 75))
def test_over_the_shoulder_puts_both_on_their_sides(apart: float, distance: float, lens: float) -> None:
    turned = math.radians(over_shoulder((0.0, 0.0), (-apart, 0.0), distance=distance, focal_length_mm=lens))
    place = (-distance * math.cos(turned), -distance * math.sin(turned), 0.9)
    camera = CameraPose(place=place, target=(0.0, 0.0, 0.9), focal_length_mm=lens, focus=(0.0, 0.0, 0.9))
    assert project(camera, (0.0, 0.0, 0.9))[0] == pytest.approx(0.0, abs=1e-6)
    assert project(camera, (-apart, 0.0, 0.9))[0] < 0, "the shoulder is on the left"


def test_projection_knows_left_from_right() -> None:
    camera = CameraPose(place=(0.0, -2.0, 1.0), target=(0.0, 0.0, 1.0), focal_length_mm=36.0, focus=(0.0, 0.0, 1.0))
    assert project(camera, (0.5, 0.0, 1.0)) == pytest.approx((0.5, 0.0, 2.0))
    assert project(camera, (0.0, 0.0, 1.25))[1] == pytest.approx(0.5)


def test_the_lamp_for_a_face_hangs_within_the_walls(talk: Filmed) -> None:
    low, high = KIT.camera.low, KIT.camera.high
    lamps = [staged.face for _, staged in seen(talk) if staged.face]
    assert lamps
    for lamp in lamps:
        assert low[0] <= lamp.place[0] <= high[0] and low[1] <= lamp.place[1] <= high[1]


def test_nobody_in_a_picture_has_a_body_and_no_head(talk: Filmed) -> None:
    whole = talk[0]
    for shot, staged in seen(talk):
        if shot.framing in ("insert", "pov"):
            continue
        camera = staged.camera[0]
        for puppet in whole.puppets:
            pose = puppet.poses[staged.first_drawing + staged.drawings // 2]
            if pose is None:
                continue
            hip = (pose.root[0], pose.root[1], pose.root[2] + puppet.puppet.body.hip_height)
            x, y, depth = project(camera, hip)
            if depth > 0.1 and abs(x) < 0.9 and abs(y) < 0.9:
                assert project(camera, head_in(puppet.puppet.body, pose))[1] < 1.0, shot.id
