"""What a premise names is on the page: its people as it calls them, and the things beside the one that the film is about."""

from __future__ import annotations

import pytest

from filmwright.screenplay import fountain
from filmwright.screenplay.writer import write_screenplay
from filmwright.story import write_story


def body(premise: str, seed: int = 0) -> str:
    page = fountain.write(write_screenplay(write_story(premise, seed=seed), seed=seed))
    return page.split("\n\n", 1)[1]  # without the title page, which quotes the premise


@pytest.mark.parametrize(
    ("premise", "seen"),
    [
        ("A detective is hired to find a missing wedding ring and slowly realises that his own parrot took it.", "parrot"),
        ("Two old men playing chess in a Havana park both love the widow who sells coffee.", "chess board"),
    ],
)
def test_a_thing_of_the_premise_is_on_the_page(premise: str, seen: str) -> None:
    assert seen in body(premise)


def test_first_sights_say_what_the_premise_calls_people() -> None:
    page = body("An outlaw rides into town to rob the bank and meets his mother.", seed=1)
    assert ", an outlaw, " in page
    assert "'s mother, " in page
