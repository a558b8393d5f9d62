"""Beings that are not people: a description's animal is that animal, in its coat, and nobody is taken for another."""

from __future__ import annotations

import itertools

import pytest

from filmwright.breakdown import break_down
from filmwright.breakdown.likeness import CLEARLY_DIFFERENT, distance, kinds_apart
from filmwright.breakdown.looks import read_looks
from filmwright.breakdown.wardrobe import dress
from filmwright.records.puppet import Puppet
from filmwright.screenplay import fountain
from filmwright.story import lexicon
from filmwright.theatre import catalogue


def cast_of(*descriptions: str) -> list[Puppet]:
    cast: list[Puppet] = []
    for number, text in enumerate(descriptions):
        cast.append(dress(f"N{number}", read_looks(text), sex="male", occupation="", cast_so_far=cast, seed=1)[0])
    return cast


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("velvet, a hedgehog, small and grey, long ears, a blue scarf", "hedgehog"),
        ("a billy goat, white", "goat"),
        ("an old barn owl with round glasses", "owl"),
        ("rex the dog", "dog"),
        ("a polar bear", "bear"),
        ("a robot penguin", "robot"),
        ("a wizard of seventy", "human"),
        ("9, with a toy fox", "human"),
        ("a lion tamer in a red coat", "human"),
        ("a man, 40, in a bear suit", "human"),
        ("a girl, like a mouse", "human"),
        ("a vampire, 300 years old", "vampire"),
    ],
)
def test_a_description_is_the_being_that_it_names(description: str, kind: str) -> None:
    assert read_looks(description).get("kind", "human") == kind


@pytest.mark.parametrize(
    ("description", "field", "colour"),
    [
        ("a fox, red coat, white chin, a green waistcoat", "skin", "#b8582a"),
        ("a fox, russet, a long pale muzzle, a brush of a tail, a blue scarf", "skin", "#a8502a"),
        ("a devil, red, in a grey coat", "skin", "#a8382c"),
        ("a fox, red coat, white chin, a green waistcoat", "top_colour", "#4a7a48"),
        ("a hedgehog, small and grey, a blue scarf", "skin", "#7c7268"),
        ("a hedgehog, small and grey, a blue scarf", "accent_colour", "#34588c"),
        ("a wolf in a red coat", "top_colour", "#b5342c"),
        ("a cow, black and white, a yellow scarf", "skin", "#e2dccf"),
        ("a green dragon with a gold crown", "skin", "#3f7048"),
    ],
)
def test_a_coat_of_its_own_and_what_is_worn_have_the_colours_told(description: str, field: str, colour: str) -> None:
    assert read_looks(description)[field] == colour


def test_a_goats_beard_is_no_mans() -> None:
    assert "beard" not in read_looks("a goat, white, horns curved back, a thin beard")


def test_a_being_without_a_shape_of_its_own_is_told_of_in_the_report() -> None:
    script = "EXT. FIELD - DAY\n\nWALDO, a platypus, brown, waves.\n\nWALDO\nHello.\n"
    found = break_down(fountain.parse(script, source="test.fountain"))
    assert found.cast[0].puppet.kind == "beaver"
    assert any((note.asked, note.done) == ("a platypus", "a beaver puppet") for note in found.approximations)


def test_every_animal_of_the_story_words_is_a_being_of_the_theatre() -> None:
    beasts = [role for role in lexicon.roles().values() if role.trade == "beast"]
    assert len(beasts) > 250
    assert all(role.kind in catalogue.creatures() for role in beasts)


def test_every_being_says_what_is_seen_of_it_in_words_that_mean_it_again() -> None:
    for kind, being in catalogue.creatures().items():
        assert being.words and being.look and being.coats
        for coat, colour in being.coats.items():
            said = read_looks(f"a {being.words[0]}, {coat}, {being.look}, a red scarf")
            assert said["kind"] == kind, being.look
            assert said["skin"] == colour, (kind, coat)


@pytest.mark.parametrize(
    "descriptions",
    [
        ["a hedgehog"] * 2,
        ["a hedgehog, grey, a blue scarf"] * 2,
        ["a penguin"] * 4,
        ["a mouse, grey"] * 3,
        ["a ghost"] * 3,
        ["a girl, 9, two plaits, a red dress"] * 2,
        ["70, a full white beard"] * 4,
        ["a duck, white", "a goose, white", "a gull, white"],
        ["a frog, green", "a toad, green", "a lizard, green", "a crocodile, green"],
    ],
    ids=lambda value: f"{len(value)} {value[0]}",
)
def test_no_two_of_a_cast_can_be_taken_for_each_other(descriptions: list[str]) -> None:
    assert min(distance(a, b) for a, b in itertools.combinations(cast_of(*descriptions), 2)) >= CLEARLY_DIFFERENT


def test_what_was_said_stays_however_alike_two_are() -> None:
    for puppet in cast_of("a hedgehog, grey, a blue scarf", "a hedgehog, grey, a blue scarf"):
        assert puppet.kind == "hedgehog" and puppet.skin == "#7c7268"
        assert "scarf" in puppet.accessories and puppet.accent_colour == "#34588c"


def test_kinds_that_look_alike_are_near_and_others_are_not() -> None:
    assert kinds_apart("frog", "toad") < 0.2 < kinds_apart("frog", "goat")
    assert kinds_apart("cat", "human") == kinds_apart("owl", "fox") == 0.55
    assert all(kinds_apart(a, b) == kinds_apart(b, a) for a, b in itertools.combinations(catalogue.creatures(), 2))


def test_ears_and_horns_are_reckoned_with_over_a_head() -> None:
    rise = {kind: being.rise() for kind, being in catalogue.creatures().items()}
    assert rise["rabbit"] > 1.0 and rise["deer"] > 1.0 and rise["goat"] > 0.5
    assert rise["dog"] == rise["ghost"] == rise["duck"] == 0.0


@pytest.mark.parametrize(
    ("look", "wears"),
    [("a stray dog, tan", "bare"), ("a dog, tan", "bare"), ("a dog, tan, a green waistcoat", "waistcoat"), ("a stray cat, grey", "bare")],
)
def test_a_beast_that_neither_talks_nor_works_wears_what_is_told(look: str, wears: str) -> None:
    ada = "ADA, a nurse, thirty, a blue coat, folds a sheet."
    page = f"INT. LAUNDRY - NIGHT\n\n{ada}\n\nWAGS, {look}, comes in.\n\nADA\nThere you are.\n\nWags sits down.\n"
    film = break_down(fountain.parse(page, source="page"), seed=1)
    dog = next(role.puppet for role in film.cast if role.id == "wags")
    assert dog.kind != "human"
    assert (dog.top, dog.hat, dog.accessories) == (wears, "none", ())


def test_a_beast_that_talks_is_dressed_unless_it_is_a_stray() -> None:
    tops = {}
    for look in ("a dog, tan", "a stray dog, tan"):
        page = f"INT. LAUNDRY - NIGHT\n\nWAGS, {look}, comes in.\n\nWAGS\nHere I am.\n"
        tops[look] = break_down(fountain.parse(page, source="page"), seed=1).cast[0].puppet.top
    assert tops["a stray dog, tan"] == "bare"
    assert tops["a dog, tan"] != "bare"
