"""What two do with each other: they meet where they touch, and do not pass through each other's face."""

from __future__ import annotations

import math

import pytest

from filmwright.records.staging import Pose, StagedScene
from filmwright.stage.armature import head_in, palm_in
from tests.stage import small_film
from tests.stage.test_staging import staged, window


def acted(act: str, prop: str = "", toward: str = "") -> tuple[StagedScene, slice]:
    business = small_film.act("s1.a1", "anna", act, "ben", prop, toward=toward)
    scene, _, shots = staged(small_film.scene(business))
    return scene, window(shots, "s1.a1")


def both(scene: StagedScene, part: slice) -> list[tuple[Pose, Pose]]:
    rows = {puppet.role: puppet.poses[part] for puppet in scene.puppets}
    return [(a, b) for a, b in zip(rows["anna"], rows["ben"], strict=True) if a is not None and b is not None]


def test_two_who_embrace_go_cheek_by_cheek_with_arms_round_each_other() -> None:
    scene, part = acted("hug")
    heads = small_film.ADULT.head_radius + small_film.CHILD.head_radius
    pairs = both(scene, part)
    gaps = [math.dist(head_in(small_film.ADULT, a), head_in(small_film.CHILD, b)) for a, b in pairs]
    assert min(gaps) > 0.88 * heads
    closest = pairs[gaps.index(min(gaps))]
    assert math.dist(closest[0].root, closest[1].root) < small_film.ADULT.girth + small_film.CHILD.girth + 0.12
    behind = 0
    for body, own, other in ((small_film.ADULT, *closest), (small_film.CHILD, closest[1], closest[0])):
        for hand in ("left", "right"):
            palm = palm_in(body, own, hand)
            behind += math.dist(palm[:2], other.root[:2]) < 0.42
    assert behind == 4


def test_a_handshake_is_two_palms_in_one_place() -> None:
    scene, part = acted("shake_hands")
    gaps = [math.dist(palm_in(small_film.ADULT, a, "right"), palm_in(small_film.CHILD, b, "right")) for a, b in both(scene, part)]
    together = [gap for gap in gaps if gap < 0.06]
    assert len(together) >= 8


@pytest.mark.parametrize("toward", ["", "window"])
def test_a_thing_that_two_carry_is_between_them_all_the_way(toward: str) -> None:
    scene, part = acted("carry", "lamp", toward)
    rows = next(prop for prop in scene.props if prop.id == "lamp").states[part]
    lifted = [(state, pair) for state, pair in zip(rows, both(scene, part), strict=True) if state.place[2] > 0.05 and not state.held_by]
    carried = [(state, pair) for state, pair in lifted if state != rows[0]]
    assert len(carried) >= 10
    for state, (a, b) in carried[4:-4]:
        middle = ((a.root[0] + b.root[0]) / 2, (a.root[1] + b.root[1]) / 2)
        assert math.dist(state.place[:2], middle) < 0.12
    assert rows[-1].place[2] == 0.0


@pytest.mark.parametrize(("act", "prop"), [("hug", ""), ("shake_hands", ""), ("carry", "lamp")])
def test_no_foot_slides_under_two_who_meet(act: str, prop: str) -> None:
    scene, part = acted(act, prop)
    for puppet in scene.puppets:
        rows = [pose for pose in puppet.poses[part] if pose is not None]
        for one, two in zip(rows, rows[1:], strict=False):
            for a, b in ((one.foot_left, two.foot_left), (one.foot_right, two.foot_right)):
                assert max(a[2], b[2]) > 0.002 or math.dist(a[:2], b[:2]) < 0.02 * 0.32
