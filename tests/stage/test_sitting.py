"""Who sits is on a seat or on the floor; who opens a thing looks into it; large things stand aside."""

from __future__ import annotations

import itertools
import math

import msgspec
import pytest

from filmwright.records.breakdown import Prop
from filmwright.records.staging import Pose
from filmwright.shots import plan_shots
from filmwright.stage import stage_scene
from filmwright.stage.armature import head_in
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue import PropModel
from filmwright.theatre.postures import thigh
from tests.stage import small_film
from tests.stage.test_staging import poses, staged, window


def last(role: str, *business: object) -> Pose:
    scene, _, _ = staged(small_film.scene(*business))  # type: ignore[arg-type]
    found = poses(scene, role)[-1]
    assert found is not None
    return found


@pytest.mark.parametrize(("role", "body"), [("anna", small_film.ADULT), ("ben", small_film.CHILD)])
def test_who_sits_has_the_hips_over_a_seat_as_high_as_the_leg_is_thick(role: str, body: object) -> None:
    pose = last(role, small_film.act("s1.a1", role, "sit", "chair left"))
    seat = small_film.KIT.seats["chair left"]
    measures = small_film.ADULT if role == "anna" else small_film.CHILD
    assert math.dist(pose.root[:2], (seat.x, seat.y)) < 0.12
    assert measures.hip_height - pose.pelvis_drop - thigh(measures) == pytest.approx(seat.z, abs=0.01)


def test_on_the_floor_one_sits_with_the_legs_out() -> None:
    action = msgspec.structs.replace(small_film.act("s1.a1", "ben", "sit"), text="Ben sits on the floor.")
    pose = last("ben", action)
    body = small_film.CHILD
    assert body.hip_height - pose.pelvis_drop - thigh(body) == pytest.approx(0.0, abs=0.01)
    assert pose.foot_left[2] == 0.0
    assert math.dist(pose.foot_left[:2], pose.root[:2]) > 0.8 * (body.upper_leg + body.lower_leg)


def test_a_third_who_finds_no_seat_sits_on_the_floor() -> None:
    scene = small_film.scene(
        small_film.act("s1.a1", "anna", "sit", "chair left"), small_film.act("s1.a2", "ben", "sit", "chair left"), present=("anna", "ben")
    )
    kit = msgspec.structs.replace(small_film.KIT, seats={"chair left": small_film.KIT.seats["chair left"]})
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(catalogue, "sets", lambda: {"test_kitchen": kit})
        result, _, _ = staged(scene)
    pose = poses(result, "ben")[-1]
    assert pose is not None and small_film.CHILD.hip_height - pose.pelvis_drop < 0.1
    assert any("floor" in note.done for note in result.approximations)


def test_who_opens_a_thing_bends_over_it() -> None:
    chest = PropModel(
        name="chest", words=("chest",), size=(0.3, 0.25, 0.2), hands="none", grip=(0, -0.1, 0.1), stands_on="floor", opens=True
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(catalogue, "props", lambda: {**small_film.MODELS, "chest": chest})
        item = small_film.scene(small_film.act("s1.a1", "anna", "open", "chest", "chest"))
        film = small_film.film(item)
        film = msgspec.structs.replace(film, props=(*film.props, Prop(id="chest", name="chest", model="chest")))
        spoken = small_film.recorded([item])
        shots = plan_shots(film, spoken)
        scene, _ = stage_scene(item, film, spoken, shots)
    part = window(shots, "s1.a1")
    rows = [pose for pose in poses(scene, "anna")[part] if pose is not None]
    states = next(prop for prop in scene.props if prop.id == "chest").states[part]
    opened = [pose for pose, state in zip(rows, states, strict=True) if state.openness > 0.9]
    assert max(pose.lean for pose in opened) > 15
    lowest = max(opened, key=lambda pose: pose.lean)
    assert lowest.gaze_pitch + lowest.head_pitch < -15
    assert math.dist(head_in(small_film.ADULT, lowest)[:2], states[-1].place[:2]) < math.dist(lowest.root[:2], states[-1].place[:2])


def test_a_barrow_stands_neither_between_two_nor_before_their_legs() -> None:
    barrow = PropModel(name="barrow", words=("barrow",), size=(0.42, 0.9, 0.46), hands="none", stands_on="floor")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(catalogue, "props", lambda: {**small_film.MODELS, "barrow": barrow})
        item = small_film.scene(small_film.act("s1.a1", "anna", "look_at", "barrow", "barrow"))
        film = small_film.film(item)
        film = msgspec.structs.replace(film, props=(*film.props, Prop(id="barrow", name="barrow", model="barrow")))
        spoken = small_film.recorded([item])
        scene, _ = stage_scene(item, film, spoken, plan_shots(film, spoken))
    place = next(prop for prop in scene.props if prop.id == "barrow").states[0].place
    people = [pose.root for puppet in scene.puppets if (pose := puppet.poses[0]) is not None]
    assert all(math.dist(place[:2], root[:2]) > 0.6 for root in people)
    for one, two in itertools.combinations(people, 2):
        assert math.dist(place[:2], one[:2]) + math.dist(place[:2], two[:2]) > math.dist(one[:2], two[:2]) + 0.2
