"""What pictures witness: heads behind heads, hands at their deed, faces of two; measured on bodies, not on words."""

from __future__ import annotations

import math
from typing import get_args

import msgspec
import numpy as np
import pytest

from filmwright.records.breakdown import Act, Action, Scene
from filmwright.records.shots import ShotList
from filmwright.records.staging import CameraPose, Point, StagedScene, StagedShot
from filmwright.shots import plan_shots
from filmwright.stage import stage_scene, stage_shots
from filmwright.stage.cinematography import View, _off_nose
from filmwright.stage.framing import Sitter
from filmwright.stage.rushes import Rushes, rushes
from filmwright.stage.setting import setting_of
from filmwright.stage.space import heading_to
from filmwright.stage.witness import area, behind, covered, in_picture
from tests.stage.small_film import ANNA, BEN, TALK, act, film, line, recorded, scene

LINES = tuple(line(f"s1.l{i}", ("anna", "ben")[i % 2], "We have time enough.", ("ben", "anna")[i % 2]) for i in range(3))


def sitter(role: str, at: Point) -> Sitter:
    puppet = (ANNA if role == "anna" else BEN).puppet
    return Sitter(role=role, puppet=puppet, heads=((at[0], at[1], 0.9),), roots=(at,), looks=0.0)


def filmed(item: Scene) -> tuple[StagedScene, ShotList, tuple[StagedShot, ...]]:
    breakdown = film(item)
    shots = plan_shots(breakdown, recorded([item]))
    whole, _ = stage_scene(item, breakdown, recorded([item]), shots)
    return whole, shots, stage_shots(item, whole, shots, breakdown)


def looked_at(item: Scene) -> Rushes:
    whole, shots, placed = filmed(item)
    return rushes(item, whole, shots, placed, film(item))


def test_a_head_behind_another_is_covered_and_one_beside_it_is_not() -> None:
    back, place = sitter("anna", (0.0, 0.0, 0.0)), (0.0, -3.0, 0.9)
    shares = [covered(place, back, [sitter("ben", (x, -0.8, 0.0))], 0.5) for x in (0.0, 0.15, 0.3, 0.8)]
    assert shares[0] > 0.8 and shares[-1] == 0.0 and shares == sorted(shares, reverse=True)
    assert covered(place, sitter("ben", (0.0, -0.8, 0.0)), [back], 0.5) == 0.0, "what is behind covers nothing"


def test_a_ball_is_before_a_point_only_on_the_way_to_it() -> None:
    eye, ends = np.zeros(3), np.array([(0.0, 2.0, 0.0)])
    balls = np.array([(0.0, 1.0, 0.0), (0.5, 1.0, 0.0), (0.0, 3.0, 0.0), (0.0, -1.0, 0.0)])
    assert behind(eye, ends, balls, np.full(4, 0.2)).tolist() == [[True, False, False, False]]


def test_the_area_of_a_thing_is_its_part_of_the_picture() -> None:
    camera = CameraPose(place=(0.0, -2.0, 1.0), target=(0.0, 0.0, 1.0), focal_length_mm=36.0, focus=(0.0, 0.0, 1.0))
    half = [(x, 0.0, 1.0 + z) for x in (-0.5, 0.5) for z in (-0.25, 0.25)]  # the picture is 2 m by 1 m there
    assert area(camera, half) == pytest.approx(0.25) and in_picture(camera, half[0])
    whole = [(x, 0.0, 1.0 + z) for x in (-5.0, 5.0) for z in (-5.0, 5.0)]
    assert area(camera, whole) == pytest.approx(1.0) and not in_picture(camera, whole[0])
    assert area(camera, [(0.0, -3.0, 1.0)] * 4) == 0.0


@pytest.mark.parametrize(
    "deed",
    [
        act("s1.a1", "ben", "give", "anna", "letter"),
        act("s1.a1", "anna", "take", "ben", "letter"),
        act("s1.a1", "ben", "push", "anna"),
        act("s1.a1", "anna", "touch", "ben", emotion="tenderness", intensity=0.5),
        act("s1.a1", "ben", "pick_up", "", "cup"),
        act("s1.a1", "anna", "write", "", "letter"),
    ],
)
def test_a_deed_is_seen_with_its_hands_and_a_face(deed: Action) -> None:
    assert deed.act in get_args(Act)
    found = looked_at(scene(*LINES, deed, line("s1.l9", "ben", "There it is.", "anna"))).deed
    assert found is not None and found.business == deed.id
    assert found.good, found


def test_a_deed_filmed_from_behind_is_not_seen() -> None:
    item = scene(*LINES, act("s1.a1", "ben", "give", "anna", "letter"), line("s1.l9", "ben", "There it is.", "anna"))
    whole, shots, placed = filmed(item)
    turned = []
    for one in placed:
        camera = one.camera[0]
        away = camera.place[0], -camera.place[1] + 6.0, camera.place[2]
        turned.append(msgspec.structs.replace(one, camera=(msgspec.structs.replace(camera, place=away),)))
    found = rushes(item, whole, shots, turned, film(item)).deed
    assert found is not None and not found.good


def test_in_a_small_film_hardly_a_head_is_masked_and_its_last_picture_shows_something() -> None:
    found = looked_at(TALK)
    assert len(found.masked) <= 1 and found.last_shows in ("face", "thing")


def test_of_two_the_face_of_the_one_who_is_further_is_turned_to_the_camera() -> None:
    item = scene(*LINES, act("s1.a1", "ben", "wait"))
    breakdown = film(item)
    whole, shots, placed = filmed(item)
    number, shot = next((k, s) for k, s in enumerate(shots.shots) if s.framing == "two" and s.size in ("medium", "medium_wide"))
    one = placed[number]
    off = {}
    for nearer in ("anna", "ben"):
        words = msgspec.structs.replace(shot, foreground=nearer)
        view = View(words, setting_of(item, breakdown), whole, one.first_drawing, one.first_drawing + one.drawings)
        place = view.camera().place
        off[nearer] = {role: _off_nose(view.people[role], place) for role in ("anna", "ben")}
        heads = {role: view.people[role].head for role in ("anna", "ben")}
        assert min(heads, key=lambda role: math.dist(heads[role], place)) == nearer
    assert off["anna"]["ben"] < 55 and off["ben"]["anna"] < 55, off


def test_who_works_in_a_place_does_not_turn_a_back_on_the_front() -> None:
    """Somebody who is turned away opens to the front before a deed with nothing before him to turn to."""
    turned = act("s1.a1", "ben", "walk_to", "window")
    whole, _, _ = filmed(scene(turned, act("s1.a2", "ben", "work"), *LINES))
    ben = next(p for p in whole.puppets if p.role == "ben")
    last = [pose for pose in ben.poses if pose is not None]
    assert abs(heading_to((0.0, 0.0), (math.sin(math.radians(last[-1].heading)), -math.cos(math.radians(last[-1].heading))))) <= 105
