"""Those who cannot see or hear are told by what they can; the page holds the number of a premise."""

from __future__ import annotations

import re

import pytest

from filmwright.records.story import Person
from filmwright.screenplay.writer import write_screenplay
from filmwright.screenplay.writer.senses import as_sensed, may_be_said
from filmwright.story import write_story

BLIND = Person(id="p", name="ADA", description="a girl", facts=("blind",))
DEAF = Person(id="q", name="NILS", description="a man", facts=("deaf",))


@pytest.mark.parametrize(
    ("sentence", "person", "told"),
    [
        ("Ada looks up at the sky.", BLIND, "Ada turns towards the sky."),
        ("Ada sees that it is late.", BLIND, "Ada hears that it is late."),
        ("Nils listens at the door.", DEAF, "Nils lays a palm against the door."),
        ("Nils looks at the door.", DEAF, "Nils looks at the door."),
    ],
)
def test_an_action_is_told_by_the_senses_that_somebody_has(sentence: str, person: Person, told: str) -> None:
    assert as_sensed(sentence, person) == told


def test_a_line_that_contradicts_somebody_may_not_be_said() -> None:
    both = [BLIND, DEAF]
    assert not may_be_said("I can see quite well.", BLIND, both)
    assert may_be_said("I can see quite well.", DEAF, both)
    assert not may_be_said("Did you hear that?", BLIND, both)
    assert may_be_said("That was the handle.", DEAF, both)


def test_a_blind_man_looks_at_nothing() -> None:
    for seed in range(3):
        story = write_story("A blind girl must cross a forest to bring her grandmother soup.", seed=seed)
        name = story.people[0].name.title()
        for element in write_screenplay(story, seed=seed).elements:
            assert element.kind != "action" or not re.search(rf"\b{name} (?:looks|sees|watches|reads)\b", element.text)


@pytest.mark.parametrize(
    ("premise", "words"),
    [
        ("Four mice plan to steal the cheese from the cook.", "Four mice in all. The others"),
        ("Three goats try to cross a border with only one passport between them.", "Three goats in all. The third"),
    ],
)
def test_the_page_holds_the_number_of_those_who_are_told_by_one_noun(premise: str, words: str) -> None:
    story = write_story(premise, seed=0)
    page = " ".join(e.text for e in write_screenplay(story, seed=0).elements if e.kind == "action")
    assert words in page or sum(p.name in page for p in story.people) > 2
