"""The catalogue is what the stage plans from: every kit must be walkable, sittable, filmable; every builder must exist."""

from __future__ import annotations

import ast
import math
import re
from pathlib import Path
from typing import get_args

import pytest

from filmwright.breakdown.places import place_concepts
from filmwright.breakdown.words import normal, tokens
from filmwright.records import puppet
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue import Box, PropModel, SetKit

PIECES = Path(catalogue.__file__).parent.parent / "worker" / "pieces"
KITS = sorted(catalogue.sets())
PROPS = sorted(catalogue.props())


def builders() -> set[str]:
    """Names that `make` may use, read from the source: Blender is not needed to know them."""
    found = set()
    for path in PIECES.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and any(isinstance(d, ast.Name) and d.id == "piece" for d in node.decorator_list):
                assert node.name not in found, f"two builders are called '{node.name}'"
                found.add(node.name)
    return found


def inside(x: float, y: float, box: Box, margin: float = 0.0) -> bool:
    return box.low[0] - margin <= x <= box.high[0] + margin and box.low[1] - margin <= y <= box.high[1] + margin


def kit(name: str) -> SetKit:
    return catalogue.sets()[name]


def model(name: str) -> PropModel:
    return catalogue.props()[name]


def worn(words: object) -> int:
    """How many words of the record are something to see: a bald head, a bare chin and bare feet are not."""
    return len(set(get_args(words)) - {"none", "bare", "human"})


def there_is() -> dict[str, int]:
    """What the theatre has, counted."""
    kits = catalogue.sets().values()
    return {
        "interior kits": sum(k.interior for k in kits),
        "exterior kits": sum(not k.interior for k in kits),
        "props": len(PROPS),
        "hair styles": worn(puppet.Hair),
        "beards": worn(puppet.Beard),
        "garments (tops and bottoms)": worn(puppet.Top) + worn(puppet.Bottom),
        "shoes": worn(puppet.Shoes),
        "hats": worn(puppet.Hat),
        "accessories": worn(puppet.Accessory),
        "cloths": worn(puppet.Cloth),
        "marks: on a face for good, or what a story does": worn(puppet.Mark),
        "beings that are not human": len(catalogue.creatures()),
    }


def test_the_page_says_how_much_there_is() -> None:
    page = (Path(__file__).parents[2] / "docs" / "theatre.md").read_text(encoding="utf-8")
    rows = {name: int(count) for name, count in re.findall(r"^\| ([^|]+) \| (\d+) \|$", page, re.MULTILINE)}
    assert rows == there_is()


def test_there_are_enough_places_and_things() -> None:
    asked = {
        "interior kits": 14,
        "exterior kits": 14,
        "props": 120,
        "hair styles": 12,
        "beards": 6,
        "garments (tops and bottoms)": 20,
        "hats": 10,
        "accessories": 12,
    }
    there = there_is()
    assert {name: there[name] for name, least in asked.items() if there[name] < least} == {}


def test_no_two_kits_claim_one_phrase_inside_or_outside() -> None:
    claims = sorted((k.interior, word) for k in catalogue.sets().values() for word in k.words)
    assert [claim for claim, after in zip(claims, claims[1:], strict=False) if claim == after] == []
    stood = {(k.interior, word) for k in catalogue.sets().values() for word in k.stands_in}
    assert stood & set(claims) == set(), "a kit stands in only for places that no kit is"


@pytest.mark.parametrize("name", KITS)
def test_a_kit_means_something_beside_its_phrases(name: str) -> None:
    words = normal(tokens(" | ".join(kit(name).words)))
    assert place_concepts(words), "places.toml knows none of its words: no other place can come near it"


@pytest.mark.parametrize("name", KITS)
def test_a_reverse_shot_has_a_background(name: str) -> None:
    k = kit(name)
    behind = k.stage.low[1] - 0.5
    all_round = {"playhouse", "lantern_room", "shore", "dunes"}
    there = [p for p in k.pieces if p.at[1] < behind or p.options.get("wall") == "front" or p.make in all_round]
    there += [p for p in k.pieces if isinstance(area := p.options.get("area"), list) and float(area[1]) < behind]
    assert there, "nothing stands behind the camera of the wide shot"


@pytest.mark.parametrize("name", KITS)
def test_a_kit_has_the_marks_that_blocking_counts_on(name: str) -> None:
    marks = kit(name).marks
    assert {"left", "right", "centre", "back"} <= set(marks)
    assert 0.9 <= marks["right"].x - marks["left"].x <= 1.4, "two puppets stand at talking distance"
    assert abs(marks["right"].y - marks["left"].y) < 0.4


@pytest.mark.parametrize("name", KITS)
def test_marks_are_on_the_stage_and_clear_of_furniture(name: str) -> None:
    k = kit(name)
    for label, mark in k.marks.items():
        assert inside(mark.x, mark.y, k.stage), f"mark {label} is off the stage"
        for box in k.obstacles:
            assert not (box.low[2] < 0.1 and inside(mark.x, mark.y, box)), f"mark {label} is inside furniture"


@pytest.mark.parametrize("name", KITS)
def test_one_sits_on_something_at_a_puppets_height(name: str) -> None:
    for label, seat in kit(name).seats.items():
        assert 0.28 <= seat.z <= 0.45, label
        under = [box for box in kit(name).obstacles if inside(seat.x, seat.y, box, 0.05)]
        assert under, f"nothing stands under seat {label}"


@pytest.mark.parametrize("name", KITS)
def test_there_are_two_ways_in_and_each_ends_on_the_stage(name: str) -> None:
    k = kit(name)
    assert k.entrances
    for label, way in k.entrances.items():
        assert inside(way.x, way.y, k.stage), f"entrance {label} is off the stage"
        assert math.hypot(way.outside_x - way.x, way.outside_y - way.y) > 0.5, label
        if way.door:
            made = {piece.options.get("feature") for piece in k.pieces} | {piece.make for piece in k.pieces}
            assert way.door in made, f"entrance {label} wants a '{way.door}' to open"


@pytest.mark.parametrize("name", KITS)
def test_one_can_stand_to_use_a_feature(name: str) -> None:
    k = kit(name)
    for label, feature in k.features.items():
        assert feature.words, label
        if feature.stand is not None:
            assert inside(feature.stand.x, feature.stand.y, k.stage), f"the stand of {label} is off the stage"
            blocked = [b for b in k.obstacles if inside(feature.stand.x, feature.stand.y, b)]
            assert not blocked, f"the stand of {label} is inside furniture"


@pytest.mark.parametrize("name", KITS)
def test_surfaces_are_within_reach_and_not_in_the_air(name: str) -> None:
    assert kit(name).surfaces, "props need somewhere to stand"
    for label, surface in kit(name).surfaces.items():
        assert 0.05 <= surface.z <= 1.6 and surface.width > 0.1 and surface.depth > 0.05, label


@pytest.mark.parametrize("name", KITS)
def test_a_camera_has_room_in_front_of_the_marks(name: str) -> None:
    k = kit(name)
    assert k.camera.low[1] < k.marks["left"].y - 1.5
    assert k.camera.low[2] < 1.0 < k.camera.high[2]
    x, y, z = k.wide_from
    assert inside(x, y, k.camera, 0.01) and k.camera.low[2] <= z <= k.camera.high[2]


@pytest.mark.parametrize("name", KITS)
def test_every_piece_of_a_kit_has_a_builder(name: str) -> None:
    missing = {piece.make for piece in kit(name).pieces} - builders()
    assert not missing


@pytest.mark.parametrize("name", KITS)
def test_lamps_that_pieces_show_are_lamps_of_the_kit(name: str) -> None:
    k = kit(name)
    for piece in k.pieces:
        for option in ("practical", "lantern"):
            number = piece.options.get(option)
            assert number is None or float(number) < len(k.practicals), f"{piece.make} shows lamp {number}"  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PROPS)
def test_a_prop_can_be_built_named_and_held(name: str) -> None:
    p = model(name)
    assert (p.make or p.name) in builders()
    assert p.words and all(word == word.lower() for word in p.words)
    assert all(side > 0 for side in p.size) and max(p.size) <= 1.4
    if p.hands != "none":
        assert abs(p.grip[0]) <= p.size[0] and abs(p.grip[1]) <= p.size[1] and -0.01 <= p.grip[2] <= p.size[2] * 1.12
    if p.lights is not None:
        assert 0 <= p.lights.place[2] <= p.size[2] * 1.3
