"""Words that the hand-made lexicon lacks are read as what they are: people, animals, things, places, verbs."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from filmwright.breakdown import break_down
from filmwright.screenplay import fountain
from filmwright.story import lexicon, wordnet
from filmwright.story.reading import read_premise
from filmwright.story.reading.phrases import verbs_of
from filmwright.theatre import catalogue

LINES = tomllib.loads((Path(__file__).parent / "readings_rare.toml").read_text(encoding="utf-8"))["lines"].strip().split("\n")
LEAST = {"people": 0.9, "thing": 0.9, "verbs": 0.9}  # share of the table that must be read rightly


def test_unusual_words_are_read_as_a_person_reads_them() -> None:
    right, wrong = dict.fromkeys(LEAST, 0), []
    for line in LINES:
        premise, people, thing, verbs = (cell.strip() for cell in line.split("|"))
        reading = read_premise(premise)
        lower = [word.lower() for word in reading.words]
        found = {
            "people": [person.word for person in reading.people] == people.split(", "),
            "thing": reading.thing == thing,
            "verbs": [lexicon.verb_of(lower[i]) for i in verbs_of(lower)] == verbs.split(),
        }
        for field, good in found.items():
            right[field] += good
            wrong += [f"{field}: {premise}"] * (not good)
    assert len(LINES) >= 60
    assert all(right[field] >= share * len(LINES) for field, share in LEAST.items()), wrong


@pytest.mark.parametrize("word", ["dog", "fish", "cook", "watch", "guard", "ring", "match", "play", "light", "box", "letter", "table"])
def test_a_hand_made_word_is_what_it_was(word: str) -> None:
    assert word not in wordnet.people() or lexicon.roles()[word] == lexicon.own_roles().get(word)
    assert lexicon.things().get(word) in (lexicon.own_things().get(word), "animal")
    assert lexicon.places().get(word) == lexicon.own_places().get(word)


@pytest.mark.parametrize(
    ("premise", "verb"),
    [
        ("A night porter checks in a guest.", "checks"),
        ("Two mice ration the cheese.", "ration"),
        ("A thief escapes and boards a tram.", "boards"),
    ],
)
def test_what_is_a_noun_more_often_is_a_verb_where_its_neighbours_say_so(premise: str, verb: str) -> None:
    reading = read_premise(premise)
    assert verb in [reading.words[i] for i in verbs_of([w.lower() for w in reading.words])]


@pytest.mark.parametrize("text", ["the boy checks", "a ship rations cupboard", "his dog boards", "the ration cards of the town"])
def test_and_stays_a_noun_where_they_do_not(text: str) -> None:
    assert not verbs_of(text.split())


@pytest.mark.parametrize(
    ("noun", "kind"), [("shih tzu", "dog"), ("chihuahua", "dog"), ("halibut", "fish"), ("cormorant", "gull"), ("okapi", "giraffe")]
)
def test_an_animal_is_the_being_that_comes_nearest(noun: str, kind: str) -> None:
    assert catalogue.being(noun) == (kind, False)
    assert lexicon.roles()[noun].kind == kind


def test_every_animal_of_the_table_can_be_built_and_the_report_names_what_stands_for_it() -> None:
    assert set(catalogue.animals().values()) <= set(catalogue.creatures())
    assert not set(catalogue.animals()) & set(catalogue.told())
    script = "EXT. FIELD - DAY\n\nPIP, a shih tzu, brown, waves.\n\nPIP\nHello.\n"
    found = break_down(fountain.parse(script, source="test.fountain"))
    assert found.cast[0].puppet.kind == "dog"
    assert any((note.asked, note.done) == ("a shih tzu", "a dog puppet") for note in found.approximations)


@pytest.mark.parametrize("word", ["felis catus", "canis", "nigger", "coon", "john", "mara", "whom"])
def test_names_taxa_and_slurs_are_no_words_of_ours(word: str) -> None:
    assert word not in wordnet.people() and word not in wordnet.things() and word not in catalogue.animals()
    assert word not in wordnet.places() and word not in wordnet.verbs()
