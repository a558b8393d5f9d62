"""What the first and the last picture of a film promise: the first is what the story begins with, the last what it leaves."""

from __future__ import annotations

from collections import Counter

import pytest

from filmwright.records.breakdown import Business, Image, Scene
from filmwright.records.shots import Shot
from filmwright.shots import plan_shots
from filmwright.shots.closings import CLOSINGS, End, closing
from filmwright.shots.openings import OPENINGS, Start, opening
from tests.stage.small_film import act, film, line, recorded, scene

TALK = tuple(line(f"s1.l{i}", ("anna", "ben")[i % 2], "We have time enough.", ("ben", "anna")[i % 2]) for i in range(3))


def shots_of(*scenes: Scene, ending: str = "") -> tuple[Shot, ...]:
    return plan_shots(film(*scenes), recorded(scenes), ending=ending).shots


def last(*business: Business, ending: str = "", present: tuple[str, ...] = ("anna", "ben")) -> Shot:
    return shots_of(scene(*business, present=present), ending=ending)[-1]


def test_no_film_ends_on_the_picture_of_the_place_that_it_opened_with() -> None:
    for ending in ("together", "apart", "open", "bitter", ""):
        shot = last(*TALK, ending=ending)
        assert shot.framing != "establishing" and shot.end - shot.start >= 72, ending


def test_two_who_stay_together_are_left_side_by_side() -> None:
    shot = last(*TALK, act("s1.a1", "ben", "hug", "anna"), ending="together")
    assert shot.framing == "two" and shot.move == "pull_back" and set(shot.subjects) == {"anna", "ben"}


def test_the_last_word_is_seen_on_the_one_who_hears_it() -> None:
    shot = last(*TALK, ending="open")
    assert shot.framing == "single" and shot.subjects == ("ben",), "anna says the last of three lines"


def test_two_who_did_nothing_together_are_come_nearer_to() -> None:
    shot = last(*TALK, act("s1.a1", "ben", "think"), ending="together")
    assert shot.framing == "two" and shot.move == "push_in"


def test_who_is_left_alone_is_small() -> None:
    shot = last(*TALK, act("s1.a1", "ben", "exit"), ending="apart")
    assert (shot.size, shot.framing, shot.subjects) == ("extreme_wide", "single", ("anna",))


def test_a_thing_that_was_put_down_last_is_the_last_picture_with_whoever_put_it_there_beyond() -> None:
    handled = (act("s1.a1", "ben", "give", "anna", "letter"), act("s1.a2", "anna", "put_down", "table", "letter"))
    shot = last(*TALK, *handled, ending="apart")
    assert shot.framing == "over_thing" and shot.subjects[0] == "letter" and "anna" in shot.subjects


def test_a_thing_that_somebody_still_holds_is_not() -> None:
    handled = (act("s1.a1", "ben", "pick_up", "", "letter"), act("s1.a2", "ben", "hold", "", "letter"))
    assert last(*TALK, *handled, ending="apart").framing != "over_thing"


def test_a_bitter_end_that_is_felt_closes_on_that_face() -> None:
    felt = line("s1.l9", "ben", "Then go.", "anna", emotion="sorrow", intensity=0.8)
    shot = last(*TALK, felt, ending="bitter")
    assert shot.framing == "single" and shot.subjects == ("ben",) and shot.move == "push_in"


def test_a_place_that_everybody_has_left_is_seen_empty() -> None:
    shot = last(act("s1.a1", "anna", "exit"), present=("anna",), ending="open")
    assert shot.size == "extreme_wide" and not shot.subjects


def test_a_circle_closes_only_where_the_place_is_that_of_the_first_picture_and_somebody_else_is_in_it() -> None:
    end = End(ending="open", stage=("anna", "ben"), circle=True)
    assert closing(end).name == "circle" and closing(End("open", end.stage)).name != "circle"


@pytest.mark.parametrize("ending", ["together", "apart", "open", "bitter", ""])
def test_every_end_has_a_closing(ending: str) -> None:
    for many in range(6):
        assert closing(End(ending=ending, stage=tuple("abcdef"[:many]))) in CLOSINGS


def first(*business: Business, present: tuple[str, ...] = ("anna", "ben")) -> Shot:
    return shots_of(scene(*business, present=present))[0]


def test_a_film_that_begins_with_a_thing_opens_on_it() -> None:
    twice = (Image(id="s1.i1", text="The lamp.", subject="lamp"), *TALK, act("s1.a1", "ben", "touch", "lamp"))
    shot = first(*twice)
    assert shot.framing == "over_thing" and shot.subjects[0] == "lamp"


def test_a_film_that_begins_at_work_opens_on_the_hands() -> None:
    shot = first(act("s1.a1", "ben", "read", "", "letter"), act("s1.a2", "ben", "put_down", "table", "letter"), *TALK)
    assert shot.framing == "insert" and shot.subjects == ("letter", "ben")


def test_a_place_that_was_not_seen_at_first_is_seen_soon() -> None:
    shots = shots_of(scene(act("s1.a1", "ben", "read", "", "letter"), act("s1.a2", "ben", "put_down", "table", "letter"), *TALK))
    assert any(shot.size in ("wide", "full") for shot in shots[1:4])


def test_openings_take_turns() -> None:
    start, used = Start(stage=("anna",)), ()
    for _ in range(4):
        used += (opening(start, used).name,)  # type: ignore[assignment]
    assert len(set(used)) >= 3 and max(Counter(used).values()) <= 2
    assert all(o.worth > 0 for o in OPENINGS)


def test_a_set_up_that_has_been_used_twice_develops() -> None:
    """In a long even talk nobody is seen from one place at one size more often than three times."""
    talk = [line(f"s1.l{i}", ("anna", "ben")[i % 2], "We have time enough.", ("ben", "anna")[i % 2]) for i in range(16)]
    uses = Counter((s.subjects, s.framing, s.size, s.side) for s in shots_of(scene(*talk)) if s.framing in ("single", "over_shoulder"))
    assert max(uses.values()) <= 3, uses


def test_a_beat_that_is_felt_most_is_seen_on_a_face_of_its_own() -> None:
    strong = line("s1.l9", "anna", "I have waited for you all these years.", "ben", emotion="sorrow", intensity=0.8)
    for shots in (shots_of(scene(strong, *TALK[1:])), shots_of(scene(*TALK[1:], strong))):
        own = [s for s in shots if "s1.l9" in s.business and s.framing in ("single", "over_shoulder") and s.subjects == ("anna",)]
        assert any(s.end - s.start >= 34 for s in own)
