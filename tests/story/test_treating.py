"""A treatment becomes a story where the planner can prove it; what it cannot prove is named and left out."""

from __future__ import annotations

import pytest

from filmwright.records.story import OF_A_TREATMENT
from filmwright.records.treatment import Step, Treatment
from filmwright.story.drama import domain
from filmwright.story.drama.plotting import plot
from filmwright.story.drama.vocabulary import deeds
from filmwright.story.treating import judge
from tests.story.treatments import PREMISE, SOUND, changed, person, with_step


def test_a_sound_treatment_is_a_story_of_its_own_people_steps_and_words() -> None:
    judged = judge(PREMISE, SOUND)
    assert judged.faults == {}
    story = judged.story
    assert story is not None
    assert story.situation == OF_A_TREATMENT
    assert [p.name for p in story.people] == ["OTTO", "INES"]
    assert story.people[0].description == "sixty, stooped, grey stubble, a brown waistcoat, bare feet"
    assert [p.name for p in story.places] == ["WORKSHOP", "UPSTAIRS FLAT"]
    told = [event.text for event in story.events]
    assert [text for text in told if text in {step.happens for step in SOUND.steps}] == [step.happens for step in SOUND.steps]


def test_every_act_of_it_is_explained_and_a_third_have_causes() -> None:
    story = judge(PREMISE, SOUND).story
    assert story is not None
    unforeseen = {"marvel", "find_sign", "recognise", "remember", "fail", "lose", "find"}
    for event in story.events:
        if event.act not in unforeseen:
            assert event.actors[0] in event.intentions
    assert sum(bool(event.causes) for event in story.events[1:]) >= len(story.events) // 3


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ({"act": "levitate"}, "no act"),
        ({"act": "ask", "to": ""}, "must name the other"),
        ({"act": "ask", "to": "P"}, "must name the other"),
        ({"happens": "Somebody strikes a fork."}, "Otto, who does nothing"),
        ({"happens": "Otto " + "very " * 40 + "slowly strikes a fork."}, "words"),
        ({"happens": "?"}, "not said what happens"),
        ({"third": True}, "no third"),
        ({"act": "give_up"}, "one of these must come first: fail"),
    ],
)
def test_a_step_that_cannot_be_is_named_and_left_out(step: dict[str, object], fault: str) -> None:
    judged = judge(PREMISE, with_step(3, **step))
    assert list(judged.faults) == ["step 3"]
    assert fault in judged.faults["step 3"]
    assert judged.story is not None
    told = [event.text for event in judged.story.events]
    assert [s.happens in told for s in SOUND.steps] == [n != 3 for n in range(1, len(SOUND.steps) + 1)]


@pytest.mark.parametrize(
    ("treatment", "where", "fault"),
    [
        (changed(people=SOUND.people[:1]), "people", "there are 1"),
        (person(2, name="Olga"), "people", "letters of their own"),
        (person(1, name="Otto von X"), "people", "no name of one word"),
        (person(1, look="old"), "people", "how Otto looks"),
        (person(1, kind="hypothesis"), "people", "no 'hypothesis'"),
        (changed(away="workshop"), "places", "two places"),
        (changed(steps=SOUND.steps[:3]), "steps", "3 of them hold"),
        (changed(steps=SOUND.steps * 500), "steps", "there are 4500; 40 are the most"),
    ],
)
def test_what_no_film_can_be_made_of_gives_no_story(treatment: Treatment, where: str, fault: str) -> None:
    judged = judge(PREMISE, treatment)
    assert judged.story is None
    assert fault in judged.faults[where]


def test_a_treatment_that_forgets_the_premise_is_told_so() -> None:
    judged = judge("A lion tamer adopts a piano tuner.", SOUND)
    assert "lion" in judged.faults["premise"]
    assert judged.story is not None


def test_wishes_are_held_against_it() -> None:
    judged = judge(PREMISE, SOUND, wishes={"tone": "comic", "ending": "open"})
    assert list(judged.faults) == ["tone"]
    assert "comic is wished for" in judged.faults["tone"]


def test_a_beast_is_cast_as_one() -> None:
    judged = judge(PREMISE, person(2, kind="hen", role="hen", look="an old hen, black feathers, one eye"))
    assert judged.story is not None
    assert judged.story.people[1].kind == "hen"


def test_who_is_third_stands_in_the_steps_that_say_so() -> None:
    third = SOUND.people + (
        SOUND.people[0].__class__(name="Pim", role="boy", look="nine, red hair, a torn jumper", age="child", sex="male"),
    )
    steps = tuple(Step(**{f: getattr(s, f) for f in s.__struct_fields__} | {"third": n == 3}) for n, s in enumerate(SOUND.steps))
    story = judge(PREMISE, changed(people=third, steps=steps)).story
    assert story is not None
    assert [event.text for event in story.events if "r" in event.actors] == [SOUND.steps[3].happens]


def test_the_same_treatment_is_judged_the_same_after_other_work() -> None:
    first = judge(PREMISE, SOUND)
    plot(("routine P @home", "claim Q P @home", "refuse P Q @home"))
    assert judge(PREMISE, SOUND) == first


def test_what_is_told_of_the_acts_is_true() -> None:
    """An act may be done at once where nothing is said to come first, and where something is, after one of those."""
    ready = domain.planner().ready
    assert set(deeds()) < {action.name for action in ready.problem.actions}
    for name in ("accept", "give_up", "echo", "struggle"):
        assert deeds()[name].after
    for name in ("claim", "hide", "comfort", "tempt"):
        assert not deeds()[name].after
    assert deeds()["claim"].driven == ("want of A",)
    assert deeds()["bargain"].driven == ("want of A", "want of B")
    assert deeds()["leave"].driven == ("heat of A", "hurt of A")
    assert deeds()["marvel"].driven == ()


def test_who_is_there_while_somebody_acts_alone_is_told() -> None:
    story = judge(PREMISE, with_step(9, to="Q", hour="dawn")).story
    assert story is not None
    assert story.events[-1].act == "echo"
    assert story.events[-1].actors == ("p", "q")
    assert story.events[-1].hour == "dawn"


def test_what_the_planner_puts_in_is_marked_and_told_as_a_gap() -> None:
    judged = judge(PREMISE, with_step(6, act="agree"))
    assert judged.story is not None
    assert [event.act for event in judged.story.events if event.put_in] == ["offer"]
    assert (judged.faults, list(judged.gaps)) == ({}, ["step 6"])
    assert "'offer'" in judged.gaps["step 6"]
