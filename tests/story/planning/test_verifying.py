"""The verifier: right plans pass, wrong ones are told what is wrong with them, and it agrees with a search that it knows nothing of."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmwright.story.planning.problem import Problem, parse
from filmwright.story.planning.search import Limits, Planner, solve
from filmwright.story.planning.verifying import Verdict, verify

sys.path.insert(0, str(Path(__file__).parent))
from reference import FOLDER, LIMITS, read_solution

NEEDS_LONG_SEARCH = {"bribery", "lovers"}  # to refute a shorter plan, more minds must be searched than a test should

VILLAGE = """
type place; type thing;
entity Ann : character; entity Ben : character; entity Letter : thing; entity Hall : place; entity Attic : place;
property at(c : character) : place; property lies(t : thing) : place; property has(c : character, t : thing) : boolean;
property glad(c : character) : boolean;
at(Ann) = Hall; at(Ben) = Hall; lies(Letter) = Attic;
action go(c : character, from : place, to : place) {
    precondition: from != to & at(c) == from; effect: at(c) = to; consenting: c; observing(o : character): True; };
action take(c : character, t : thing, p : place) {
    precondition: at(c) == p & lies(t) == p; effect: lies(t) = ? & has(c, t); consenting: c; observing(o : character): at(o) == p; };
action give(a : character, t : thing, b : character, p : place) {
    precondition: a != b & at(a) == p & at(b) == p & has(a, t);
    effect: !has(a, t) & has(b, t) & glad(b); consenting: a, b; observing(o : character): at(o) == p; };
action fall(c : character) { unforeseen; precondition: at(c) == Attic; effect: at(c) = Hall & !glad(c); };
trigger notice(o : character, a : character, t : thing, p : place) {
    precondition: at(o) == p & at(a) == p & has(a, t) & !believes(o, has(a, t));
    effect: believes(o, has(a, t)) & believes(o, lies(t)) = ?; };
"""
WANTED = "utility(): glad(Ben); utility(Ann): glad(Ben); utility(Ben): glad(Ben);"
PLAN = ["go(Ann, Hall, Attic)", "take(Ann, Letter, Attic)", "go(Ann, Attic, Hall)", "give(Ann, Letter, Ben, Hall)"]


def judged(plan: list[str], text: str = WANTED, *, goal: float = 1) -> Verdict:
    """The verdict on a plan in the village."""
    return verify(parse(VILLAGE + text), plan, utility=goal, character_limit=4, belief_limit=1)


def test_a_plan_with_reasons_passes() -> None:
    """Found without any witness."""
    assert judged(PLAN) == Verdict(True, ())


@pytest.mark.parametrize(
    ("plan", "text", "words"),
    [
        (PLAN[1:], WANTED, "step 1, take(Ann, Letter, Attic), is impossible"),
        (PLAN[:3], WANTED, "the author gets 0, not 1"),
        (["sing(Ann)"], WANTED, "is no action of the problem"),
        (["go(Ben, Hall, Attic)", "go(Ben, Attic, Hall)", *PLAN], WANTED, "not explained for Ben"),
        (PLAN, "utility(): glad(Ben); utility(Ann): 0; utility(Ben): glad(Ben);", "step 1, go(Ann, Hall, Attic), is not explained for Ann"),
        (PLAN, WANTED + "believes(Ann, lies(Letter)) = ?;", "step 1, go(Ann, Hall, Attic), is not explained for Ann"),
        (["fall(Ann)"], "at(Ann) = Attic; utility(): 1;", "without the rest"),
    ],
)
def test_a_wrong_plan_is_refused_with_its_reason(plan: list[str], text: str, words: str) -> None:
    """Each kind of fault has a sentence of its own."""
    verdict = judged(plan, text)
    assert not verdict.ok and any(words in reason for reason in verdict.reasons), verdict.reasons


def test_what_cannot_be_decided_is_never_right() -> None:
    """A budget that is too small gives a sentence, not a pass."""
    verdict = verify(parse(VILLAGE + WANTED), PLAN, utility=1, character_limit=4, belief_limit=1, budget=3)
    assert not verdict.ok and "could not be decided" in verdict.reasons[0]


def test_a_false_witness_is_no_evidence() -> None:
    """A plan in mind that does not work explains nothing."""
    from filmwright.story.planning.verifying import Witness

    idle = "utility(): glad(Ben); utility(Ann): 0; utility(Ben): glad(Ben);"
    witnesses = {i: {"Ann": Witness(tuple(PLAN[i:]))} for i in range(4)}
    verdict = verify(parse(VILLAGE + idle), PLAN, utility=1, character_limit=4, belief_limit=1, witnesses=witnesses)
    assert not verdict.ok


UTILITIES = st.sampled_from(
    ["glad(Ben)", "glad(Ann)", "0", "has(Ann, Letter)", "if(glad(Ben)) -1 else 0", "if(at(Ann) == Attic) 1 else 0", "glad(Ann) & glad(Ben)"]
)
FACTS = st.lists(
    st.sampled_from(
        ["at(Ann) = Attic;", "lies(Letter) = Hall;", "believes(Ann, lies(Letter)) = ?;", "believes(Ben, at(Ann)) = Attic;", "glad(Ben);"]
        + ["believes(Ann, believes(Ben, lies(Letter))) = Hall;", "lies(Letter) = ?; has(Ben, Letter);", "believes(Ann, glad(Ben));"]
    ),
    max_size=3,
)


def village(facts: list[str], ann: str, ben: str) -> Problem:
    """A village with other facts and wishes."""
    return parse(VILLAGE + "".join(facts) + f"utility(): glad(Ben) & at(Ann) == Hall; utility(Ann): {ann}; utility(Ben): {ben};")


@settings(max_examples=40, deadline=None)
@given(FACTS, UTILITIES, UTILITIES)
def test_what_the_search_finds_the_verifier_passes(facts: list[str], ann: str, ben: str) -> None:
    """With and without beliefs that are wrong."""
    problem = village(facts, ann, ben)
    found = solve(problem, 1, Limits(author=4, character=3, belief=1))
    if found.plan is not None:
        acts = [step.act for step in found.plan]
        assert verify(problem, acts, utility=1, character_limit=3, belief_limit=1, budget=200_000) == Verdict(True, ())


@settings(max_examples=40, deadline=None)
@given(FACTS, UTILITIES, UTILITIES)
def test_search_and_verifier_agree_on_every_first_act(facts: list[str], ann: str, ben: str) -> None:
    """What one explains the other explains, and what one does not the other does not."""
    problem = village(facts, ann, ben)
    planner = Planner(problem, Limits(author=4, character=3, belief=1))
    world = planner.worlds.first
    for act in planner.worlds.legal(world):
        reasons = verify(problem, [act.text], utility=-9, character_limit=3, belief_limit=1, budget=200_000).reasons
        objecting = {who for who in planner.ready.characters if any(f"is not explained for {who}" in r for r in reasons)}
        expected = {planner.ready.characters[c] for c in act.consenting if planner.intention(c, act, world, 1) is None}
        assert objecting == expected, act.text


needs_data = pytest.mark.skipif(not FOLDER.is_dir(), reason="the reference solutions (../shared/data/sabre) are not here")


@needs_data
@pytest.mark.parametrize("name", sorted(set(LIMITS) - NEEDS_LONG_SEARCH))
def test_a_published_solution_passes(name: str) -> None:
    """With the explanations that were published beside it as witnesses."""
    file, goal, character, belief = LIMITS[name]
    acts, witnesses = read_solution((FOLDER / "solutions" / f"{name}.txt").read_text())
    problem = parse((FOLDER / "problems" / f"{file}.txt").read_text())
    verdict = verify(problem, acts, utility=goal, character_limit=character, belief_limit=belief, witnesses=witnesses)
    assert verdict == Verdict(True, ())
    without_last = verify(problem, acts[:-1], utility=goal, character_limit=character, belief_limit=belief, witnesses=witnesses)
    assert not without_last.ok


@needs_data
@pytest.mark.parametrize("name", ["treasure", "raiders", "space_all", "fantasy_any", "jailbreak_lose", "bribery"])
def test_a_given_problem_is_solved(name: str) -> None:
    """And the plan is not longer than the published one."""
    file, goal, character, belief = LIMITS[name]
    problem = parse((FOLDER / "problems" / f"{file}.txt").read_text())
    acts, _ = read_solution((FOLDER / "solutions" / f"{name}.txt").read_text())
    found = solve(problem, goal, Limits(author=9, character=character, belief=belief))
    assert found.plan is not None and len(found.plan) <= len(acts)
