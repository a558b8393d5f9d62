"""What a deed is done to, and where, from or with what; and who a premise names besides."""

from __future__ import annotations

import pytest

from filmwright.story import write_story
from filmwright.story.reading import read_premise


@pytest.mark.parametrize(
    ("premise", "words"),
    [
        ("A hedgehog must cross the whole garden at midnight.", {"x": "the whole garden", "x.it": "garden", "x.at": "midnight"}),
        ("A samurai must guard a village from bandits.", {"x": "a village", "x.it": "village", "x.from": "bandits"}),
        ("A girl wants to bake her dead grandmother's bread.", {"x.P": "my dead grandmother's bread", "x.it": "bread"}),
        ("A keeper wants to light the lamp one last time.", {"x": "the lamp", "x.it": "lamp"}),
        ("A vacuum cleaner runs away from home.", {"x.from": "home"}),
    ],
)
def test_the_parts_of_a_deed(premise: str, words: dict[str, str]) -> None:
    facts = write_story(premise, seed=0).facts
    assert {name: facts.get(name) for name in words} == words


@pytest.mark.parametrize("premise", ["A boy must fix it before morning.", "A boy wants to hug her.", "A girl wants to tell no one."])
def test_a_pronoun_is_no_noun_of_the_deed(premise: str) -> None:
    assert "x.it" not in write_story(premise, seed=0).facts


@pytest.mark.parametrize(
    ("premise", "people"),
    [
        ("My grandad swears he once beat the king of Norway at chess.", ["grandad", "king"]),
        ("My grandad pretends he can't hear.", ["grandad", "child"]),
        ("A hedgehog wants to hug his best friend the balloon seller.", ["hedgehog", "friend"]),
        ("My dog and the neighbor's chicken switch bodies the day before the big dog show.", ["dog", "chicken", "neighbor"]),
        ("A seasick Viking pretends to be a fortune teller.", ["viking"]),
        ("murder mystery on a cruise ship where the only witness is a parrot", ["parrot"]),
        ("A nun bakes pies every Friday in July.", ["nun"]),
        ("A cat and a mouse have to hide a pilot in the flour cellar.", ["cat", "mouse", "pilot"]),
        ("A lonely astronaut grows attached to a spider living in her helmet.", ["astronaut", "spider"]),
    ],
)
def test_who_is_named(premise: str, people: list[str]) -> None:
    assert [person.word for person in read_premise(premise).people] == people


@pytest.mark.parametrize(
    ("premise", "name"),
    [("A keeper in Nova Scotia lights a lamp.", "Nova Scotia"), ("Two cooks in Hong Kong quarrel over a pot.", "Hong Kong")],
)
def test_a_place_of_two_words(premise: str, name: str) -> None:
    assert read_premise(premise).facts["place_name"] == name


def test_what_somebody_would_be_is_nobody_else() -> None:
    assert read_premise("A seasick Viking pretends to be a fortune teller.").facts["as"] == "a fortune teller"


def test_kin_of_a_beast_are_of_its_kind() -> None:
    hedgehog, mum, *_ = write_story("A hedgehog must cross the garden to bring his mum some medicine.", seed=0).people
    assert (mum.kind, mum.role) == (hedgehog.kind, "mum")
    assert "hedgehog" in mum.description
