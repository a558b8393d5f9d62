"""What the rushes find: each fault of a camera when it is there, and none in a small film as it is placed."""

from __future__ import annotations

import math

import msgspec
import pytest

from filmwright.records.shots import Shot, ShotList
from filmwright.records.staging import CameraPose, Point, StagedScene, StagedShot
from filmwright.shots import plan_shots
from filmwright.stage import stage_scene, stage_shots
from filmwright.stage.rushes import Rushes, rushes
from filmwright.stage.space import facing
from tests.stage.small_film import KIT, TALK, act, film, line, recorded, scene

Filmed = tuple[StagedScene, ShotList, tuple[StagedShot, ...]]
LOOK = scene(
    *(line(f"s1.l{i}", ("anna", "ben")[i % 2], "What is that light over there?", ("ben", "anna")[i % 2]) for i in range(4)),
    act("s1.a3", "ben", "look_at", "lamp"),
)


@pytest.fixture(scope="module")
def talk() -> Filmed:
    from filmwright.theatre import catalogue
    from tests.stage import small_film

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "sets", lambda: {"test_kitchen": small_film.KIT})
        patch.setattr(catalogue, "props", lambda: small_film.MODELS)
        return filmed()


def filmed(item=TALK) -> Filmed:  # type: ignore[no-untyped-def]
    breakdown = film(item)
    shots = plan_shots(breakdown, recorded([item]))
    whole, _ = stage_scene(item, breakdown, recorded([item]), shots)
    return whole, shots, stage_shots(item, whole, shots, breakdown)


def looked_at(made: Filmed, item=TALK, **cameras: CameraPose) -> Rushes:  # type: ignore[no-untyped-def]
    """The rushes, the cameras of some shots ("s1_4") put elsewhere."""
    placed = tuple(
        msgspec.structs.replace(one, camera=(cameras[name],)) if (name := one.shot.replace(".", "_")) in cameras else one for one in made[2]
    )
    return rushes(item, made[0], made[1], placed, film(item))


def shot_at(made: Filmed, business: str, *framings: str) -> tuple[Shot, StagedShot]:
    return next((s, p) for s, p in zip(made[1].shots, made[2], strict=True) if business in s.business and s.framing in framings)


def pose(place: Point, target: Point, lens: float = 50.0) -> CameraPose:
    return CameraPose(place=place, target=target, focal_length_mm=lens, focus=target)


def test_a_small_film_is_placed_without_these_faults(talk: Filmed) -> None:
    found = looked_at(talk)
    assert found.inserts and all(thing.good for thing in found.inserts)
    assert len(found.peaks) == 3 and next(f for f in found.peaks if f.business == "s1.l4").good
    assert not found.own_head and not found.last_like and len(found.worn) <= 3


def test_a_face_that_is_seen_from_behind_is_no_face(talk: Filmed) -> None:
    """All pictures of the line are turned round the head: its face is then missed at that beat."""
    whole, shots, placed = talk
    cameras = {}
    for shot, one in zip(shots.shots, placed, strict=True):
        if "s1.l4" in shot.business:
            anna = next(p for p in whole.puppets if p.role == "anna").poses[one.first_drawing + one.drawings // 2]
            assert anna is not None
            fx, fy = facing(anna.heading + anna.twist + anna.head_yaw)
            head = (anna.root[0], anna.root[1], 0.9)
            cameras[shot.id.replace(".", "_")] = pose((head[0] - 1.5 * fx, head[1] - 1.5 * fy, 0.9), head)
    assert cameras
    before, after = (next(f for f in found.peaks if f.business == "s1.l4") for found in (looked_at(talk), looked_at(talk, **cameras)))
    assert before.good and not after.good and after.eyes == 0


def test_a_speck_and_a_thing_that_is_cut_are_no_insert(talk: Filmed) -> None:
    shot, one = next((s, p) for s, p in zip(talk[1].shots, talk[2], strict=True) if s.framing == "insert" and not p.became)
    camera = one.camera[0]
    name = shot.id.replace(".", "_")
    far = msgspec.structs.replace(camera, focal_length_mm=12.0)
    aside = msgspec.structs.replace(camera, target=(camera.target[0] + 0.25, camera.target[1], camera.target[2]))
    for changed in (far, aside):
        thing = next(t for t in looked_at(talk, **{name: changed}).inserts if t.shot == shot.id)
        assert not thing.good, thing


def test_a_set_up_used_for_the_third_time_is_worn(talk: Filmed) -> None:
    camera = talk[2][3].camera[0]
    found = looked_at(talk, s1_4=camera, s1_7=camera, s1_9=camera)
    assert "s1.9" in found.worn


def test_a_last_picture_that_is_the_picture_of_the_place_is_found(talk: Filmed) -> None:
    last = talk[2][-1].shot.replace(".", "_")
    the_place = pose(KIT.wide_from, KIT.wide_to, KIT.wide_mm)
    assert looked_at(talk, **{last: the_place}).last_like


def test_what_somebody_sees_is_seen_without_their_own_head() -> None:
    made = filmed(LOOK)
    shot, one = shot_at(made, "s1.a3", "pov")
    assert not looked_at(made, LOOK).own_head
    ben = next(p for p in made[0].puppets if p.role == "ben").poses[one.first_drawing]
    assert ben is not None
    target = one.camera[0].target
    away = math.hypot(target[0] - ben.root[0], target[1] - ben.root[1])
    behind = tuple(ben.root[k] - (target[k] - ben.root[k]) / away for k in (0, 1))
    camera = pose((behind[0], behind[1], 0.75), (ben.root[0], ben.root[1], 0.75))
    assert looked_at(made, LOOK, **{shot.id.replace(".", "_"): camera}).own_head == (shot.id,)
