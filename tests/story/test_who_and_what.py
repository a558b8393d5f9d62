"""What is read of premises that no list of readings holds: who is meant, how old, of which sex, and what is told to happen."""

from __future__ import annotations

import random

import pytest

from filmwright.records.story import Person
from filmwright.story.casting import cast
from filmwright.story.reading import read_premise


def people_of(premise: str) -> tuple[Person, ...]:
    reading = read_premise(premise)
    people = list(reading.people)
    return cast(people, [""] * len(people), [""] * len(people), reading, random.Random(1))


@pytest.mark.parametrize(
    ("premise", "looks"),
    [
        ("A baby refuses to sleep.", "a baby, "),
        ("A six-year-old girl negotiates with her wobbly tooth.", "six, "),
    ],
)
def test_years_are_those_of_the_premise(premise: str, looks: str) -> None:
    assert any(person.description.startswith(looks) or f"{person.description.split(', ')[0]}, " == looks for person in people_of(premise))


@pytest.mark.parametrize(
    ("premise", "first"),
    [
        ("A widowed beekeeper tells the hive that his wife has died.", "male"),
        ("A judge has to sentence the man who taught him to read.", "male"),
        ("A ventriloquist forgets her own voice.", "female"),
    ],
)
def test_the_sex_of_somebody_is_that_of_the_pronoun_for_them(premise: str, first: str) -> None:
    assert people_of(premise)[0].sex == first


def test_the_pronoun_for_a_child_says_nothing_of_the_monster_beside_her() -> None:
    premise = "A little girl teaches the monster under her bed how to whistle."
    assert "female" in {p.sex for p in people_of(premise) if p.kind == "human"}
    reading = read_premise(premise)
    people = list(reading.people)
    found = [cast(people, ["", ""], ["", ""], reading, random.Random(n)) for n in range(12)]
    assert {p.sex for pair in found for p in pair if p.kind != "human"} == {"female", "male"}


@pytest.mark.parametrize(
    ("premise", "frame", "part", "said"),
    [
        ("An old goat is halfway through eating a customs officer's hat.", "", "do", "eat"),
        ("A gardener refuses an apology from her neighbour.", "refusal", "do", "accept"),
        ("Two slugs argue over whether the big white thing is the moon or a lightbulb.", "quarrel", "over", "whether"),
        ("A safecracker gets the hiccups just as the cleaner mops her way closer.", "", "but", "cleaner"),
        ("A lift repairman hears someone calling from a floor that was never built.", "discovery", "found", "someone"),
    ],
)
def test_what_is_told(premise: str, frame: str, part: str, said: str) -> None:
    aim = read_premise(premise).aim
    assert aim is not None
    assert not frame or aim.frame == frame
    assert getattr(aim, part)[0].text.lower() == said


def test_what_somebody_only_comes_to_find_happens() -> None:
    aim = read_premise("A thief steals a painting only to find the painting has been waiting for him.").aim
    assert aim is not None
    assert [" ".join(word.text for word in clause) for clause in aim.then] == ["the painting has been waiting for him"]


def test_a_title_in_capitals_holds_no_names() -> None:
    assert not [person.name for person in read_premise("The Last Cinema Cat").people if person.name]


def test_just_as_somebody_comes_is_a_clause() -> None:
    reading = read_premise("A safecracker gets the hiccups in a bank vault just as the cleaner mops her way closer.")
    assert [person.word for person in reading.people] == ["safecracker", "cleaner"]


@pytest.mark.parametrize(
    ("premise", "coat"),
    [
        ("A polar bear sells ice cream.", "white"),
        ("A black cat steals a fish.", "black"),
        ("A white cat steals a fish.", "white"),
    ],
)
def test_a_beast_is_of_its_own_colour(premise: str, coat: str) -> None:
    reading = read_premise(premise)
    looks = {cast(list(reading.people)[:1], [""], [""], reading, random.Random(n))[0].description.split(", ")[1] for n in range(8)}
    assert looks == {coat}


@pytest.mark.parametrize(
    ("premise", "name", "kind"),
    [
        ("Wren finds a crumb.", "Wren", "human"),
        ("Kit and Wren steal an apple.", "Kit", "human"),
        ("Rose refuses to sell her bakery.", "Rose", "human"),
        ("A wren finds a crumb.", "", "bird"),
    ],
)
def test_a_name_is_not_a_kind(premise: str, name: str, kind: str) -> None:
    first = read_premise(premise).people[0]
    assert (first.name, first.role.kind) == (name, kind)


def test_what_is_carried_to_somebody_is_a_thing() -> None:
    reading = read_premise("An ant carries a crumb to the giant.")
    assert [person.word for person in reading.people] == ["ant", "giant"]
    assert reading.thing == "crumb"
