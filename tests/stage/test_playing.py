"""Playing an instrument: it is at the shoulder, the mouth or the belly, both hands are on it, and a bow goes with its hand."""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec
import pytest

from filmwright.records.breakdown import Prop
from filmwright.records.staging import Point, Pose, PropState
from filmwright.shots import plan_shots
from filmwright.stage import stage_scene
from filmwright.stage.armature import head_in, palm_in
from filmwright.stage.space import minus, plus, rotate
from filmwright.theatre import catalogue
from tests.stage import small_film

ALL = catalogue.props()
BOWS = [name for name, model in ALL.items() if model.played and model.played.bowed]
HELD = [name for name, model in ALL.items() if model.played and model.hands != "none"]


@pytest.fixture(autouse=True)
def instruments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "props", lambda: {**small_film.MODELS, **{name: ALL[name] for name in HELD}})


def played(name: str) -> Iterator[tuple[Pose, PropState]]:
    """The pose of whoever plays and the state of what is played, at every drawing in which it is where it is played."""
    model = ALL[name]
    assert model.played is not None
    item = small_film.scene(small_film.act("s1.a1", "anna", "hold", "", name), small_film.act("s1.a2", "anna", "play", "", name))
    told = small_film.film(item)
    told = msgspec.structs.replace(told, props=(*told.props, Prop(id=name, name=name, model=name)))
    dialogue = small_film.recorded([item])
    scene, _ = stage_scene(item, told, dialogue, plan_shots(told, dialogue))
    poses = next(p.poses for p in scene.puppets if p.role == "anna")
    states = next(p.states for p in scene.props if p.id == name)
    for pose, state in zip(poses, states, strict=True):
        if pose is not None and all(abs(a - b) < 0.2 for a, b in zip(state.turn, model.played.turn, strict=True)) and state.hand == "left":
            yield pose, state


def on_stage(name: str, pose: Pose, state: PropState, point: Point) -> Point:
    """Where a point of a held instrument is: its grip is at the left palm."""
    body = small_film.ADULT
    palm = palm_in(body, pose, "left")
    own = plus(rotate(minus(point, ALL[name].grip), *state.turn), rotate(state.place, *state.turn))
    return plus(palm, rotate(own, 0.0, 0.0, pose.heading))


@pytest.mark.parametrize("name", HELD)
def test_both_hands_are_on_it_and_it_is_where_it_is_played(name: str) -> None:
    model = ALL[name]
    assert model.played is not None
    drawings = list(played(name))
    assert len(drawings) > 12
    body = small_film.ADULT
    for pose, state in drawings[2:-2]:
        right = on_stage(name, pose, state, model.played.right)
        assert math.dist(palm_in(body, pose, "right"), right) < 0.05 + math.hypot(*model.played.stroke)
        there, head = on_stage(name, pose, state, model.played.point), head_in(body, pose)
        near = {"shoulder": 1.25, "mouth": 1.35, "front": 3.0}[model.played.at] * body.head_radius
        assert math.dist(there, head) < near


@pytest.mark.parametrize("name", BOWS)
def test_a_bow_goes_there_and_back_with_the_right_hand(name: str) -> None:
    drawings = [(pose, state) for pose, state in played(name) if state.openness > 0.5]
    assert max(s.openness for _, s in drawings) > 0.95 and min(s.openness for _, s in drawings) < 0.6
    along = rotate(rotate((1.0, 0.0, 0.0), *ALL[name].played.turn), 0.0, 0.0, drawings[0][0].heading)  # type: ignore[union-attr]
    hands = [sum(a * b for a, b in zip(palm_in(small_film.ADULT, pose, "right"), along, strict=True)) for pose, _ in drawings]
    bows = [-state.openness for _, state in drawings]
    mean_hand, mean_bow = sum(hands) / len(hands), sum(bows) / len(bows)
    cross = sum((h - mean_hand) * (b - mean_bow) for h, b in zip(hands, bows, strict=True))
    size = math.sqrt(sum((h - mean_hand) ** 2 for h in hands) * sum((b - mean_bow) ** 2 for b in bows))
    assert cross / size > 0.9
