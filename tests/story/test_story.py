"""A premise becomes a story whose events have causes and motives, and no premise crashes it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmwright.errors import InputError
from filmwright.records.codec import decode, encode_for_people
from filmwright.records.story import Story
from filmwright.story import write_story
from filmwright.story.lexicon import handling, lemma
from filmwright.story.reading import read_premise

PREMISES = (
    "An old lighthouse keeper finds a violin that plays by itself at night.",
    "Two sisters on a night train fight over their late mother's letter.",
    "A robot gardener refuses to let the last tree be cut down.",
    "A thief returns to the bakery she robbed as a child.",
    "A boy teaches his grandfather, who has lost his words, to speak with a music box.",
    "The cook of a besieged castle must serve dinner to the enemy general.",
    "A fox makes a bargain with a scarecrow before the first snow.",
    "A letter arrives fifty years late, and the postman who lost it is the one to deliver it.",
    "An astronaut's widow receives his last message on the day she remarries.",
    "Two rival magicians share a dressing room and one rabbit.",
)


@pytest.mark.parametrize(
    ("premise", "who", "thing", "place", "clause"),
    [
        (PREMISES[0], "lighthouse keeper", "violin", "lamp_room", ("wonder", "play")),
        (PREMISES[1], "sister", "letter", "train_compartment", ("dead_owner", "mother")),
        (PREMISES[2], "robot gardener", "tree", "garden", ("only", "last")),
        (PREMISES[3], "thief", "", "bakery", ("past_child", "as a child")),
        (PREMISES[4], "boy", "music box", "kitchen", ("mute", "without words")),
        (PREMISES[5], "cook", "dinner", "hall", ("verb", "serve")),
        (PREMISES[7], "postman", "letter", "street", ("late", "fifty years late")),
        (PREMISES[8], "widow", "message", "bedroom", ("wedding", "the wedding")),
        (PREMISES[9], "magician", "rabbit", "dressing_room", ("only", "one")),
    ],
)
def test_a_premise_is_read_for_who_what_where_and_its_clauses(
    premise: str, who: str, thing: str, place: str, clause: tuple[str, str]
) -> None:
    reading = read_premise(premise)
    assert reading.people[0].word == who
    assert reading.thing == thing
    assert reading.place_kind == place
    assert reading.facts.get(clause[0]) == clause[1]


@pytest.mark.parametrize("premise", PREMISES)
@pytest.mark.parametrize("seed", [0, 1])
def test_every_event_has_a_motive_and_causes_that_lie_before_it(premise: str, seed: int) -> None:
    story = write_story(premise, seed=seed)
    order = [event.id for event in story.events]
    assert len(story.people) == 2
    for i, event in enumerate(story.events):
        assert event.motive and "{" not in event.motive + event.text
        assert all(order.index(cause) < i for cause in event.causes)
    caused = sum(1 for event in story.events[1:] if event.causes or event.act == "arrive")
    assert caused >= 0.6 * (len(story.events) - 1)
    assert len({place.kind for place in story.places}) == 2  # a change of air
    assert story.people[0].name[0] != story.people[1].name[0]


def test_the_ten_premises_take_many_shapes() -> None:
    assert len({write_story(premise).situation for premise in PREMISES}) >= 8


def test_the_same_premise_and_seed_give_the_same_bytes_and_a_story_survives_its_file() -> None:
    first = write_story(PREMISES[0], seed=3)
    assert encode_for_people(first) == encode_for_people(write_story(PREMISES[0], seed=3))
    assert decode(encode_for_people(first), Story, where="story.json") == first


@pytest.mark.parametrize("bad", ["", "   \n\t ", "\x00\x01\x02\x03abc", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"])
def test_nothing_to_read_is_one_sentence(bad: str) -> None:
    with pytest.raises(InputError) as caught:
        write_story(bad)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "odd",
    [
        "Lighthouse",
        "Ein alter Mann findet eine Geige, die nachts von selbst spielt.",
        "asdf qwer zxcv uiop",
        "12345",
        "??",
        "A cook. " * 400,
    ],
)
def test_odd_premises_give_a_film_and_say_what_was_not_understood(odd: str) -> None:
    story = write_story(odd)
    assert story.events
    assert story.notes


@given(st.text(min_size=1, max_size=200))
@settings(max_examples=60, deadline=None)
def test_no_text_crashes_the_reading(text: str) -> None:
    try:
        story = write_story(text)
    except InputError as error:
        assert str(error)
    else:
        assert story.title and story.events


def test_words_have_their_dictionary_form_and_things_their_handling() -> None:
    assert [lemma(w) for w in ("finds", "stole", "babies", "carries", "thieves", "baking")] == [
        "find",
        "steal",
        "baby",
        "carry",
        "thief",
        "bake",
    ]
    assert "rooted" in handling("tree", "plant") and "holdable" not in handling("tree", "plant")
    assert "holdable" in handling("rose", "plant")
    assert "large" in handling("piano", "instrument") and "holdable" not in handling("piano", "instrument")
