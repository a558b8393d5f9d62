"""What is worn changes when the script says so and only then, and stays so through what follows."""

from __future__ import annotations

import math

import msgspec
import pytest

from filmwright.backends.camera import job_of
from filmwright.records.breakdown import Breakdown, Prop, Scene
from filmwright.records.staging import StagedPuppet, StagedScene
from filmwright.shots import plan_shots
from filmwright.stage import World, stage_scene, stage_shots
from filmwright.stage.wearing import with_on, without
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue import PropModel
from tests.stage import small_film
from tests.stage.small_film import act, line, recorded, scene

COAT = PropModel(name="coat", words=("coat",), size=(0.36, 0.2, 0.5), hands="both", grip=(0.0, 0.0, 0.4), material="cloth")
PROPS = (Prop(id="coat", name="coat", model="coat", garment="top coat wool", colour="#34588c", worn_by="anna"),)
SHARED = scene(
    line("s1.l1", "anna", "You are cold, I think, and you have come a long way.", "ben"),
    act("s1.a1", "anna", "take_off", "", "coat"),
    line("s1.l2", "ben", "It smells of the sea.", "anna"),
    act("s1.a2", "anna", "put_on", "ben", "coat"),
    line("s1.l3", "anna", "Keep it.", "ben"),
)
LATER = scene(line("s2.l1", "ben", "Here I am again.", "anna"), line("s2.l2", "anna", "In my coat.", "ben"), id="s2")


@pytest.fixture(autouse=True)
def with_a_coat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "props", lambda: {**small_film.MODELS, "coat": COAT})


def film(*scenes: Scene) -> Breakdown:
    anna = msgspec.structs.replace(
        small_film.ANNA, puppet=msgspec.structs.replace(small_film.ANNA.puppet, top="coat", top_cloth="wool", top_colour="#34588c")
    )
    made = small_film.film(*scenes)
    return msgspec.structs.replace(made, cast=(anna, small_film.BEN), props=(*made.props, *PROPS))


def staged(*scenes: Scene) -> list[StagedScene]:
    breakdown = film(*scenes)
    dialogue = recorded(list(scenes))
    shots = plan_shots(breakdown, dialogue)
    world: World | None = None
    out = []
    for item in scenes:
        result, world = stage_scene(item, breakdown, dialogue, shots, entry=world)
        out.append(result)
    return out


def puppet(result: StagedScene, role: str) -> StagedPuppet:
    return next(p for p in result.puppets if p.role == role)


def test_the_coat_goes_from_one_body_to_the_hand_to_the_other_body() -> None:
    (result,) = staged(SHARED)
    anna, ben = puppet(result, "anna"), puppet(result, "ben")
    last = result.drawings - 1
    assert anna.look(0).top == "coat" and anna.look(last).top == "shirt"
    assert ben.look(0).top == "jumper" and (ben.look(last).top, ben.look(last).top_colour) == ("coat", "#34588c")
    coat = next(p for p in result.props if p.id == "coat")
    for drawing, state in enumerate(coat.states):
        worn_in_picture = [r for r in ("anna", "ben") if puppet(result, r).look(drawing).top == "coat"]
        assert worn_in_picture == ([state.held_by] if state.worn else [])  # one coat, never two, never none
        assert state.hidden == state.worn
    assert any(not state.worn for state in coat.states)


def test_each_looks_as_before_until_the_act_and_so_from_then_on() -> None:
    (result,) = staged(SHARED)
    assert len(puppet(result, "anna").changes) == 1 and len(puppet(result, "ben").changes) == 1


def test_a_later_scene_keeps_what_is_on() -> None:
    _, later = staged(SHARED, LATER)
    assert puppet(later, "ben").puppet.top == "coat" and puppet(later, "anna").puppet.top == "shirt"
    assert not puppet(later, "ben").changes


def test_a_shot_begins_in_the_clothes_of_its_first_drawing() -> None:
    breakdown = film(SHARED)
    dialogue = recorded([SHARED])
    shots = plan_shots(breakdown, dialogue)
    result, _ = stage_scene(SHARED, breakdown, dialogue, shots)
    for shot in stage_shots(SHARED, result, shots, breakdown):
        job = job_of(result, shot)
        for seen in job.puppets:
            whole = puppet(result, seen.role)
            assert [seen.look(i) for i in range(job.drawings)] == [whole.look(shot.first_drawing + i) for i in range(job.drawings)]


def test_each_garment_can_be_put_on_and_taken_off() -> None:
    plain = small_film.BEN.puppet
    for garment, colour in (
        ("hat top_hat", "#111111"), ("shoes slippers", "#222222"), ("accessories scarf", "#333333"), ("accessories glasses", ""),
        ("top long_coat wool", "#444444"),
    ):  # fmt: skip
        on = with_on(plain, garment, colour)
        assert on != plain and without(on, garment) != on
    scarf = with_on(plain, "accessories scarf", "#333333")
    assert scarf.accessory_colours == {"scarf": "#333333"} and scarf.accent_colour == plain.accent_colour


def test_who_has_dressed_another_leaves_them_room() -> None:
    (result,) = staged(SHARED)
    anna, ben = (puppet(result, role).poses[-1] for role in ("anna", "ben"))
    assert anna is not None and ben is not None
    assert math.dist(anna.root[:2], ben.root[:2]) > 0.8
