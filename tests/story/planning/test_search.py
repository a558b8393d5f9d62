"""The planner: acts happen only for reasons, minds may be wrong, and what is idle is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.errors import InputError
from filmwright.story.planning.problem import parse
from filmwright.story.planning.search import Limits, Planner, solve

GIFT = """
type place; type thing;
entity Ann : character; entity Ben : character; entity Letter : thing; entity Hall : place; entity Attic : place;
property at(c : character) : place; property lies(t : thing) : place; property has(c : character, t : thing) : boolean;
property glad(c : character) : boolean;
at(Ann) = Hall; at(Ben) = Hall; lies(Letter) = Attic;
action go(Ann, from : place, to : place) {
    precondition: from != to & at(Ann) == from; effect: at(Ann) = to; consenting: Ann; observing(o : character): True; };
action take(c : character, t : thing, p : place) {
    precondition: at(c) == p & lies(t) == p; effect: lies(t) = ? & has(c, t); consenting: c; observing(o : character): at(o) == p; };
action give(a : character, t : thing, b : character, p : place) {
    precondition: a != b & at(a) == p & at(b) == p & has(a, t);
    effect: !has(a, t) & has(b, t) & glad(b); consenting: a, b; observing(o : character): at(o) == p; };
trigger notice(o : character, a : character, t : thing, p : place) {
    precondition: at(o) == p & at(a) == p & has(a, t) & !believes(o, has(a, t)); effect: believes(o, has(a, t)); };
action dance(c : character) { precondition: True; effect: glad(c) = glad(c); consenting: c; };
"""
ACTS = ["go(Ann, Hall, Attic)", "take(Ann, Letter, Attic)", "go(Ann, Attic, Hall)", "give(Ann, Letter, Ben, Hall)"]
LIMITS = Limits(author=6, character=6, belief=2)


def plan_of(text: str, limits: Limits = LIMITS, goal: int = 1) -> list[str] | None:
    """The acts found, or None."""
    found = solve(parse(text), goal, limits).plan
    return None if found is None else [step.act for step in found]


def test_who_loves_brings_the_letter() -> None:
    """Ann wants Ben glad, so she fetches it; nobody dances, for that serves nothing."""
    assert plan_of(GIFT + "utility(): glad(Ben); utility(Ann): glad(Ben); utility(Ben): glad(Ben);") == ACTS


def test_who_does_not_care_does_not_bring_it() -> None:
    """The author alone cannot make Ann go."""
    assert plan_of(GIFT + "utility(): glad(Ben); utility(Ann): 0; utility(Ben): 0;") is None


def test_a_gift_needs_two() -> None:
    """Ben, who would lose by it, does not take the letter."""
    assert plan_of(GIFT + "utility(): glad(Ben); utility(Ann): glad(Ben); utility(Ben): if(glad(Ben)) -1 else 0;") is None


def test_a_wrong_belief_keeps_her_away_until_it_is_mended() -> None:
    """Ann believes that the letter is nowhere: she has no plan that begins with the stair."""
    text = GIFT + "believes(Ann, lies(Letter)) = ?; utility(): glad(Ben); utility(Ann): glad(Ben); utility(Ben): glad(Ben);"
    assert plan_of(text) is None
    hint = (
        "action hint() { unforeseen; precondition: True; effect: believes(Ann, lies(Letter)) = Attic; observing(o : character): False; };"
    )
    assert plan_of(text + hint) == ["hint()", *ACTS]


def test_what_is_unforeseen_happens_but_is_not_planned_on() -> None:
    """Ann cannot set out counting on an accident."""
    text = """entity Ann : character; property out() : boolean; property found() : boolean; property lucky() : boolean;
    action leave() { precondition: !out(); effect: out(); consenting: Ann; };
    action trip() { %s precondition: out(); effect: found(); };
    utility(): found(); utility(Ann): found();"""
    assert plan_of(text % "") == ["leave()", "trip()"]
    assert plan_of(text % "unforeseen;") is None


def test_each_step_tells_the_plan_in_mind() -> None:
    """An intention begins with the act and ends where its owner is better off."""
    found = solve(parse(GIFT + "utility(): glad(Ben); utility(Ann): glad(Ben); utility(Ben): glad(Ben);"), 1, LIMITS)
    assert found.plan is not None and found.ended == "solved"
    assert {who: i.plan for who, i in found.plan[0].intentions.items()} == {"Ann": tuple(ACTS)}
    assert {who: i.plan for who, i in found.plan[3].intentions.items()} == {"Ann": (ACTS[3],), "Ben": (ACTS[3],)}


def test_who_thinks_less_far_ahead_does_not_begin() -> None:
    """Four acts are needed; three are seen."""
    assert plan_of(GIFT + "utility(): glad(Ben); utility(Ann): glad(Ben); utility(Ben): glad(Ben);", Limits(6, 3, 2)) is None


def test_what_one_did_not_see_one_does_not_know() -> None:
    """Ben stays in the hall: in his mind the letter is still in the attic."""
    planner = Planner(parse(GIFT + "utility(): glad(Ben);"), LIMITS)
    world = planner.worlds.first
    for text in ACTS[:2]:
        act = planner.act(text)
        assert act is not None
        world = planner.worlds.after(world, act)
    lies = planner.ready.index[("lies", "Letter")]
    assert world.v[lies] is None and world.minds[0].v[lies] is None and world.minds[1].v[lies] == "Attic"
    assert world.minds[0].minds[1].v[lies] == "Attic"  # and Ann knows that he thinks so


def test_the_bound_never_overestimates() -> None:
    """Along a plan that works, the acts still needed are at least what the bound says."""
    planner = Planner(parse(GIFT + "utility(): glad(Ben);"), LIMITS)
    world = planner.worlds.first
    for left, text in zip(range(len(ACTS), 0, -1), ACTS, strict=True):
        assert 1 <= planner.horizon.steps(-1, world.v, 0, within=planner.horizon.most) <= left
        act = planner.act(text)
        assert act is not None
        world = planner.worlds.after(world, act)
    assert planner.horizon.steps(-1, world.v, 0, within=0) == 0


@given(asked=st.lists(st.tuples(st.integers(0, len(ACTS)), st.integers(0, 4), st.sampled_from((0.0, 0.5, 1.0, 2.0))), max_size=8))
def test_a_bound_asked_for_with_less_room_is_the_same_bound(asked: list[tuple[int, int, float]]) -> None:
    """In whatever order it is asked: within the room the bound of the whole horizon, beyond it more than the room."""
    planner, whole = (Planner(parse(GIFT + "utility(): glad(Ben);"), LIMITS) for _ in range(2))
    worlds = [planner.worlds.first]
    for text in ACTS:
        act = planner.act(text)
        assert act is not None
        worlds.append(planner.worlds.after(worlds[-1], act))
    for n, room, above in asked:
        values = worlds[n].v
        room = min(room, planner.horizon.most)
        far = whole.horizon.steps(-1, values, above, within=whole.horizon.most)
        near = planner.horizon.steps(-1, values, above, within=room)
        assert near == far if far <= room else near > room


def test_the_budget_is_kept() -> None:
    """The search says that it ran out, not that there is nothing."""
    text = GIFT + "utility(): glad(Ben); utility(Ann): glad(Ben); utility(Ben): glad(Ben);"
    found = solve(parse(text), 1, Limits(6, 6, 2, nodes=2))
    assert found.plan is None and found.ended == "nodes"


def test_triggers_that_never_rest_are_refused() -> None:
    """One sentence instead of an endless search."""
    text = """property n() : number; trigger more() { precondition: n() >= 0; effect: n() = n() + 1; }; utility(): n();"""
    with pytest.raises(InputError, match="never come to rest"):
        solve(parse(text), 1, LIMITS)


def test_a_property_that_is_not_declared_is_named() -> None:
    """A slip of spelling in an action."""
    with pytest.raises(InputError, match="hapy"):
        solve(parse("entity Ann : character; action go() { precondition: hapy(Ann); effect: hapy(Ann); };"), 1, LIMITS)
