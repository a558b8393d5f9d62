"""The story world: every shape is plotted and proven, acts have reasons and causes, feelings follow from what happens."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmwright.errors import InputError, StageError
from filmwright.story import lexicon
from filmwright.story.drama import domain, reasons
from filmwright.story.drama.appraisal import appraise, utility
from filmwright.story.drama.choosing import Shape, candidates, proven
from filmwright.story.drama.outlook import outlook, rises_then_falls
from filmwright.story.drama.plotting import Landmark, plot
from filmwright.story.lexicon import table
from filmwright.story.planning.verifying import verify
from filmwright.story.telling import beginning_of

SHAPES = [
    pytest.param(tuple(shape["landmarks"]), id=f"{name}-{number}")
    for name, data in lexicon.situations().items()
    for number, shape in enumerate(data["shapes"])
]
BEFORE = {
    tuple(shape["landmarks"]): beginning_of(shape) for data in lexicon.situations().values() for shape in data["shapes"]
}  # what each shape's file says was so before; worked out by tools.shapes, searched where the file says nothing
WONDER = (  # what P finds is found alone, and told
    "routine P @home",
    "marvel P @home",
    "+claim Q P @home",
    "refuse P Q @home",
    "struggle Q P @home",
    "+find_sign P @away",
    "+tell P Q @home",
    "let_go P Q @home",
    "+echo P @home",
)


@pytest.mark.parametrize("landmarks", SHAPES)
def test_every_shape_comes_to_its_landmarks_in_order_and_the_verifier_accepts_every_act(landmarks: tuple[str, ...]) -> None:
    made = plot(landmarks, BEFORE[landmarks])
    told = [(step.act, step.people[0]) for step in made.events if step.landmark]
    assert told == [(Landmark.read(text).act, Landmark.read(text).actor) for text in landmarks]
    assert proven(made).ok, proven(made).reasons
    meant = reasons.intentions(made)
    for number, step in enumerate(made.steps):
        assert set(meant[number]) == {domain.PEOPLE[c] for c in step.ground.consenting}
        assert all(plan[0] is step.ground for plan in meant[number].values())


@pytest.mark.parametrize("landmarks", SHAPES[::4])
def test_causes_are_earlier_acts_that_changed_something(landmarks: tuple[str, ...]) -> None:
    made = plot(landmarks, BEFORE[landmarks])
    for number, earlier in enumerate(reasons.causes(made, reasons.intentions(made))):
        assert all(cause < number and made.steps[cause].before is not made.steps[cause].after for cause in earlier)


def test_the_verifier_refuses_a_plot_whose_reason_is_taken_away() -> None:
    made = plot(WONDER)
    facts = {fact: value for fact, value in made.facts if fact != ("want", "Q")}
    verdict = verify(
        domain.problem(domain.initial_text(facts, made.knowing)), [step.ground.text for step in made.steps],
        utility=None, character_limit=3, belief_limit=2,
    )  # fmt: skip
    assert not verdict.ok
    assert "claim(Q, P)" in verdict.reasons[0]


def test_somebody_who_asks_expects_the_other_to_agree_and_is_wrong_about_what_it_costs() -> None:
    made = plot(("routine P @home", "ask Q P @home", "refuse P Q @home"), ((("attached", "P"), 1),))
    ask = next(i for i, step in enumerate(made.steps) if step.act == "ask")
    plan = reasons.intentions(made)[ask]["Q"]
    assert [act.source.name for act in plan] == ["ask", "agree"]
    wrong = [m for m in reasons.mistakes(made) if m.person == "Q" and m.fact == ("attached", "P")]
    assert wrong and wrong[0].believed == 0


def test_a_thing_pulled_at_by_two_breaks_against_what_both_believe() -> None:
    made = plot(WONDER)
    number, struggle = next((i, s) for i, s in enumerate(made.steps) if s.act == "struggle")
    assert domain.value(struggle.before.minds[1], "fragile", "Thing") is False
    assert domain.value(struggle.after, "broken", "Thing") is True
    assert domain.value(struggle.after.minds[1], "broken", "Thing") is True
    assert utility("Q", struggle.after) < utility("Q", struggle.before)
    assert appraise(struggle, "Q", physical=1.0).valence < 0
    assert any(m.fact == ("fragile", "Thing") and m.until == number for m in reasons.mistakes(made))


def test_a_secret_is_believed_until_it_is_told() -> None:
    made = plot(WONDER)
    tell = next(i for i, s in enumerate(made.steps) if s.act == "tell")
    assert any(m.person == "Q" and m.fact == ("secret",) and m.until == tell for m in reasons.mistakes(made))


def test_the_drives_that_nobody_eases_stay_and_forgiveness_eases_them() -> None:
    made = plot(("routine P @home", "accuse Q P @home", "confess P Q @home", "forgive Q P @home"))
    forgive = made.steps[-1]
    assert domain.number(forgive.before, "heat", "Q") > 0
    assert domain.number(forgive.after, "heat", "Q") == 0
    assert domain.number(forgive.after, "bond", "P") > 0


def test_suspense_is_one_number_an_event_and_falls_when_all_is_settled() -> None:
    made = plot(WONDER)
    ahead = outlook(made)
    assert len(ahead.suspense) == len(ahead.surprise) == len(made.events)
    assert min(ahead.suspense) >= 0
    assert rises_then_falls((0.1, 0.5, 1.0, 0.4, 0.1))
    assert not rises_then_falls((1.0, 0.5, 0.4, 0.3, 0.1))
    assert not rises_then_falls((0.1, 0.2, 0.3, 0.6, 1.0))


def test_shapes_of_nearly_the_same_rank_take_turns() -> None:
    shapes = [
        Shape(tuple(shape["landmarks"]), shape["ending"], beginning_of(shape), ())
        for shape in lexicon.situations()["bargain"]["shapes"]
        if shape["ending"] in ("together", "apart")
    ]
    filmed = [candidates(shapes, rng=random.Random(0), turn=turn)[0].shape.ending for turn in (0, 1, 2)]
    assert filmed == ["together", "apart", "together"]


@pytest.mark.parametrize("wrong", ["ask Q P", "ask Z P @home", "juggle P @home", "@home", "ask Q P @moon"])
def test_a_landmark_that_is_none_is_one_sentence(wrong: str) -> None:
    with pytest.raises(StageError) as caught:
        plot(("routine P @home", wrong))
    assert wrong in str(caught.value) and "\n" not in str(caught.value)


def test_an_act_with_the_wrong_number_of_people_is_refused() -> None:
    with pytest.raises(InputError):
        domain.act("ask", "P")


def test_every_act_has_its_words_and_there_are_at_least_sixty() -> None:
    acts = set(domain.parameters()) - {"be"}
    assert len(acts) >= 60
    assert acts == set(table("acts"))
    assert acts <= set(table("plain")["sentences"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([t for p in SHAPES for t in p.values[0]]), min_size=1, max_size=5))
def test_any_landmarks_give_a_proven_plot_or_one_sentence(landmarks: list[str]) -> None:
    try:
        made = plot(tuple(landmarks))
    except StageError as error:
        assert "\n" not in str(error)
        return
    assert proven(made).ok, proven(made).reasons
