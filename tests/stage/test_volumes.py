"""Bodies keep out of each other, whatever their builds: brims, muzzles, bellies and skirts are reckoned with."""

from __future__ import annotations

import itertools
import math

import msgspec
import numpy as np
import pytest

from filmwright.breakdown.bodies import body_for
from filmwright.records.breakdown import Breakdown, Scene
from filmwright.records.puppet import Puppet
from filmwright.shots import plan_shots
from filmwright.stage import stage_scene
from filmwright.stage.clearing import BOUND, FELT
from filmwright.stage.volumes import abreast, before_each_other, deepest, motion_of, standing, volumes
from tests.stage import small_film

MAID = Puppet(name="MAID", age="young", body=body_for("human", "young"), hair="bun", top="gown", nose="button")
FARMER = Puppet(name="FARMER", build="stout", body=body_for("human", "adult", "stout"), hat="straw_hat", beard="long", nose="long")
HORSE = Puppet(name="HORSE", kind="horse", body=body_for("horse"), hair="none", top="coat", bottom="none")
FOX = Puppet(name="FOX", kind="fox", build="slight", body=body_for("fox", "adult", "slight"), hair="none", top="shirt", bottom="none")
CHILD = Puppet(name="CHILD", age="child", body=body_for("human", "child"), accessories=("glasses",), nose="button")
CAST = (MAID, FARMER, HORSE, FOX, CHILD)


def filmed(one: Puppet, two: Puppet, scene: Scene) -> tuple[float, float]:
    """The greatest depth of heads in heads, and of any part in any, in a scene played by two others, metres."""
    film: Breakdown = small_film.film(scene)
    anna = msgspec.structs.replace(small_film.ANNA, puppet=msgspec.structs.replace(one, name="ANNA"))
    ben = msgspec.structs.replace(small_film.BEN, puppet=msgspec.structs.replace(two, name="BEN"))
    film = msgspec.structs.replace(film, cast=(anna, ben))
    dialogue = small_film.recorded([scene])
    staged, _ = stage_scene(scene, film, dialogue, plan_shots(film, dialogue))
    a, b = staged.puppets
    pairs = [(p, q) for p, q in zip(a.poses, b.poses, strict=True) if p is not None and q is not None]
    mine, theirs = motion_of([p for p, _ in pairs]), motion_of([q for _, q in pairs])
    heads = deepest(volumes(a.puppet), mine, volumes(b.puppet), theirs, parts=("head",))
    return float(heads.max()), float(deepest(volumes(a.puppet), mine, volumes(b.puppet), theirs).max())


@pytest.mark.parametrize(("one", "two"), list(itertools.permutations(CAST, 2)), ids=lambda puppet: puppet.name.lower())
def test_two_who_hand_over_touch_and_whisper_stay_out_of_each_other(one: Puppet, two: Puppet) -> None:
    scene = small_film.scene(
        small_film.line("s1.l1", "anna", "Here it is, as I said.", "ben", delivery="whisper"),
        small_film.act("s1.a1", "ben", "give", "anna", "letter"),
        small_film.act("s1.a2", "anna", "touch", "ben"),
        small_film.act("s1.a3", "ben", "pick_up", "lamp", "lamp"),
        small_film.act("s1.a4", "anna", "walk_to", "ben"),
        small_film.act("s1.a5", "ben", "shake_hands", "anna"),
        small_film.line("s1.l2", "ben", "That is all of it.", "anna"),
    )
    assert filmed(one, two, scene)[1] < BOUND


@pytest.mark.parametrize(("one", "two"), list(itertools.combinations(CAST, 2)), ids=lambda puppet: puppet.name.lower())
def test_an_embrace_is_chest_to_chest_and_no_face_is_in_a_face(one: Puppet, two: Puppet) -> None:
    heads, anything = filmed(one, two, small_film.scene(small_film.act("s1.a1", "ben", "hug", "anna")))
    assert heads < BOUND
    assert anything < FELT + 0.05  # a muzzle lies on a shoulder


def test_who_sticks_out_further_is_given_more_room() -> None:
    plain = msgspec.structs.replace(FARMER, hat="none", beard="none", nose="button")
    for wider in (FARMER, msgspec.structs.replace(plain, hat="straw_hat"), msgspec.structs.replace(plain, nose="long")):
        assert before_each_other(volumes(wider), volumes(MAID)) > before_each_other(volumes(plain), volumes(MAID))
    assert abreast(msgspec.structs.replace(MAID, top="gown"), CHILD) > abreast(msgspec.structs.replace(MAID, top="shirt"), CHILD)
    assert before_each_other(volumes(HORSE), volumes(FOX)) > 2 * HORSE.body.head_radius


@pytest.mark.parametrize("one", CAST, ids=lambda puppet: puppet.name.lower())
def test_at_the_least_distance_two_do_not_touch_and_nearer_they_do(one: Puppet) -> None:
    a, b = volumes(one), volumes(MAID)
    apart = before_each_other(a, b, air=0.0)
    here = standing(a.body)
    for distance, clear in ((apart + 0.002, True), (apart - 0.02, False)):
        there = standing(b.body, heading=180.0)
        there[0, 1] -= distance
        assert (float(deepest(a, here, b, there)[0]) <= 0) is clear


def test_who_bends_brings_the_head_forward_and_the_feet_stay() -> None:
    body = volumes(MAID)
    upright, bent = (body.placed(standing(body.body, lean=lean))[0] for lean in (0.0, 20.0))
    legs = np.array([part == "legs" for part in body.parts])
    assert np.allclose(upright[legs], bent[legs], atol=0.05)
    assert bent[body.heads][:, 1].min() < upright[body.heads][:, 1].min() - 0.1
    assert math.isclose(body.bounds()[1], float((body.radius - upright[:, 1])[~legs].max()), abs_tol=1e-6)
