"""The hired writer's own stories: what a model proposes is proven before it is told, and told by lines that keep to it."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.errors import SettingsError
from filmwright.hired import Proposal, Verifier, hire_page, hire_story
from filmwright.hired.parsing import treatment_in
from filmwright.hired.prompting import Messages, treatment_messages, treatment_schema
from filmwright.hired.writing import Ask
from filmwright.production.hiring import HiredWriter
from filmwright.records.codec import encode
from filmwright.records.story import OF_A_TREATMENT, Story
from filmwright.records.treatment import Treatment
from filmwright.screenplay.writer import staged, write_page
from filmwright.story.drama.vocabulary import deeds
from filmwright.story.treating import judge
from tests.hired.answers import any_answer, page_lines
from tests.hired.conftest import Server
from tests.story.treatments import PREMISE, SOUND, with_step


@pytest.fixture(scope="module")
def story() -> Story:
    found = judge(PREMISE, SOUND).story
    assert found is not None
    return found


def _ask(messages: Messages, schema: str, tokens: int) -> str:
    return any_answer(messages)


def test_a_treatment_that_is_proven_is_the_story() -> None:
    treated = hire_story(PREMISE, _ask, minutes=1.5, seed=0)
    assert treated.story == judge(PREMISE, SOUND).story
    assert treated.note == ""


def test_the_request_names_every_act_and_what_is_wished() -> None:
    messages = treatment_messages(PREMISE, 1.5, {"tone": "comic"})
    assert all(f"- {name} A" in messages[0]["content"] for name in deeds())
    assert "34 words at most" in messages[0]["content"]
    assert "$" not in messages[0]["content"]
    assert PREMISE in messages[1]["content"]
    assert "The tone should be: comic." in messages[1]["content"]
    assert set(json.loads(treatment_schema())["properties"]) == set(Treatment.__struct_fields__) - {"schema"}


def test_the_faults_are_told_and_the_second_treatment_may_hold() -> None:
    asked: list[Messages] = []

    def ask(messages: Messages, schema: str, tokens: int) -> str:
        asked.append(messages)
        return encode(SOUND if len(asked) > 1 else with_step(3, act="give_up")).decode()

    assert hire_story(PREMISE, ask, minutes=1.5, seed=0).note == ""
    assert len(asked) == 2
    told = asked[1][-1]["content"]
    assert "step 3: 'give_up' is not possible at this point; one of these must come first: fail; it needs want of A or hurt of A" in told


def test_what_fails_twice_is_left_out_and_told() -> None:
    treated = hire_story(PREMISE, lambda *_: encode(with_step(3, act="give_up")).decode(), minutes=1.5, seed=0)
    assert treated.story is not None
    assert "step 3: 'give_up' is not possible" in treated.note
    assert treated.note in treated.story.notes


@pytest.mark.parametrize("answer", ["", "I would love to!", "{}", '{"steps": 3}', '{"steps": []}', '{"title": "x", "steps": [{"act": 3}]}'])
def test_what_is_no_treatment_leaves_the_planning_to_the_storyteller(answer: str) -> None:
    treated = hire_story(PREMISE, lambda *_: answer, minutes=1.5, seed=0)
    assert treated.story is None
    assert "the storyteller planned the film" in treated.note


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("people", "steps", "act", "by", "title")), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_JSON)
def test_any_answer_is_a_treatment_or_one_sentence(value: object) -> None:
    found = treatment_in(json.dumps({"steps": [value], "people": value, "title": "x"}))
    assert isinstance(found, Treatment) or "\n" not in found


def test_prose_and_a_fence_around_it_are_passed_over() -> None:
    assert treatment_in(f"Here it is: {{a}}\n```json\n{encode(SOUND).decode()}\n```\nEnjoy!") == SOUND


def test_unknown_fields_are_passed_over() -> None:
    told = json.loads(encode(SOUND))
    told["mood_board"] = ["blue"]
    told["steps"][0]["camera"] = "close"
    assert treatment_in(json.dumps(told)) == SOUND


def test_a_page_tells_every_step_in_order_and_introduces_its_people_once(story: Story) -> None:
    page = hire_page(story, _ask, minutes=1.5)
    assert page.refused == {}
    text = " ".join(e.text for e in write_page(story, page.by_key).elements)
    assert text.count("OTTO, a piano tuner, sixty, stooped, grey stubble, a brown waistcoat, bare feet, strikes a tuning fork") == 1
    assert text.count("INES, a neighbour, seventy,") == 1
    at = [text.find(step.happens.partition(" ")[2]) for step in SOUND.steps]
    assert at == sorted(at)
    assert -1 not in at


@pytest.fixture(scope="module")
def with_a_coming() -> Story:
    """Ines is asked something where she has not been: the planner lets her come as event 3."""
    found = judge(PREMISE, with_step(3, act="ask", to="Q", happens="Otto asks Ines who dances up there.")).story
    assert found is not None
    return found


def test_what_the_planner_put_in_is_told_as_what_it_is(with_a_coming: Story) -> None:
    asked: list[Messages] = []

    def ask(messages: Messages, schema: str, tokens: int) -> str:
        asked.append(messages)
        return page_lines(messages)

    hire_page(with_a_coming, ask, minutes=1.5)
    rows = [row for row in asked[0][1]["content"].splitlines() if "The planner put this in" in row]
    assert rows
    assert all(row.startswith("e3: Ines comes. (The planner put this in, and nothing hangs on it") for row in rows)


def test_what_was_put_in_and_nothing_hangs_on_may_be_left_out(with_a_coming: Story) -> None:
    page = hire_page(with_a_coming, _without("e3"), minutes=1.5)
    assert (page.refused, page.passed_over, page.events) == ({}, 1, len(SOUND.steps))
    assert "1 that the planner had put in, and on which nothing hangs, are left out." in page.note
    told = " ".join(e.text for e in write_page(with_a_coming, page.by_key).elements)
    assert "Ines comes." not in told
    assert "INES, a neighbour, seventy," in told


def test_what_another_event_hangs_on_is_told_all_the_same() -> None:
    story = judge(PREMISE, with_step(6, act="agree")).story  # there must have been an offer
    assert story is not None
    assert [(e.id, e.act) for e in story.events if e.put_in] == [("e6", "offer")]
    hanging = [msgspec.structs.replace(e, causes=("e6",)) if e.id == "e7" else e for e in story.events]
    page = hire_page(msgspec.structs.replace(story, events=tuple(hanging)), _without("e6"), minutes=1.5)
    assert page.refused == {"e6": "there are no lines for it"}
    assert [line.text for line in page.by_key["e6"]] == ["Ines makes Otto an offer."]


def test_a_gap_that_the_planner_filled_is_told_to_the_model_and_is_no_fault() -> None:
    asked: list[Messages] = []

    def ask(messages: Messages, schema: str, tokens: int) -> str:
        asked.append(messages)
        return encode(with_step(6, act="agree") if len(asked) == 1 else SOUND).decode()

    assert hire_story(PREMISE, ask, minutes=1.5, seed=0).note == ""
    assert "step 6: the planner had to put in 'offer' before it" in asked[1][-1]["content"]


def _without(only: str) -> Ask:
    def ask(messages: Messages, schema: str, tokens: int) -> str:
        return json.dumps({"lines": [line for line in json.loads(page_lines(messages))["lines"] if line["event"] != only]})

    return ask


def _with(change: dict[str, str], only: str) -> Ask:
    def ask(messages: Messages, schema: str, tokens: int) -> str:
        lines = [line for line in json.loads(page_lines(messages))["lines"] if line["event"] != only]
        return json.dumps({"lines": [*lines, {"event": only, **change}]})

    return ask


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"speaker": "", "text": "Otto looks for Gandalf."}, "'Gandalf' is not in the story"),
        ({"speaker": "INES", "text": "I never did."}, "Ines is not on the stage"),
        ({"speaker": "", "text": "Chalk on the floor."}, "it is Otto's act"),
        ({"speaker": "OTTO", "how": "in the manner of a very old bear", "text": "Well."}, "a parenthetical is"),
    ],
)
def test_a_line_against_the_plan_gives_way_to_the_plans_own_words(story: Story, change: dict[str, str], reason: str) -> None:
    page = hire_page(story, _with(change, "e1"), minutes=1.5)
    assert list(page.refused) == ["e1"]
    assert reason in page.refused["e1"]
    assert [line.text for line in page.by_key["e1"]] == [SOUND.steps[0].happens]
    assert f"the plan's own words tell 1, because: {page.refused['e1']}" in page.note


def test_a_scene_that_is_far_too_long_is_asked_for_once_more(story: Story) -> None:
    asked: list[Messages] = []

    def ask(messages: Messages, schema: str, tokens: int) -> str:
        asked.append(messages)
        keys = dict.fromkeys(line["event"] for line in json.loads(page_lines(messages))["lines"])
        shown = [
            {"event": key, "speaker": "", "text": f"Otto counts {word} and {other}. Ines counts {word} and then {other}."}
            for key in keys
            for word in ("one", "two", "three", "four")
            for other in (key.replace("e", "number "),)
            if not key.startswith("open")
        ]
        return json.dumps({"lines": shown})

    hire_page(story, ask, minutes=0.2)
    assert any("write it shorter" in messages[-1]["content"] for messages in asked)


def test_a_whole_film_from_a_server_says_whose_story_it_is(server: Server, tmp_path: Path) -> None:
    server.manners = ["plain"]
    options = {"url": "http://127.0.0.1/v1", "model": "small", "folder": str(tmp_path)}
    writer = HiredWriter()
    story = writer.story(PREMISE, minutes=1.5, seed=1, options=options)
    assert story.situation == OF_A_TREATMENT
    page = writer.screenplay(story, minutes=1.5, seed=1, options=options)
    assert "Story and lines by small, proven by the planner." in page.title_page[-1].values[0]
    calls = server.calls
    assert writer.story(PREMISE, minutes=1.5, seed=1, options=options) == story
    assert server.calls == calls


def test_the_storyteller_plans_where_that_is_asked_for(server: Server, tmp_path: Path) -> None:
    server.manners = ["plain"]
    options = {"url": "http://127.0.0.1/v1", "model": "small", "folder": str(tmp_path)}
    for own in ({"plan": "storyteller"}, {"situation": "wish"}):
        assert HiredWriter().story(PREMISE, minutes=1.5, seed=1, options=options | own).situation != OF_A_TREATMENT
    assert server.calls == 0
    with pytest.raises(SettingsError, match="plan is 'model' or 'storyteller'; it is 'me'"):
        HiredWriter().story(PREMISE, minutes=1.5, seed=1, options=options | {"plan": "me"})


def test_a_model_that_plans_nothing_is_told_of_in_the_storys_notes(server: Server, tmp_path: Path) -> None:
    server.manners = ["good"]  # says "Keep the coat.", whatever it is asked
    options = {"url": "http://127.0.0.1/v1", "model": "small", "folder": str(tmp_path)}
    story = HiredWriter().story(PREMISE, minutes=1.5, seed=1, options=options)
    assert story.situation != OF_A_TREATMENT
    assert "the storyteller planned the film (answer: there is no JSON object with 'steps' in it)" in story.notes[-1]


def test_a_story_that_a_person_edited_is_told_as_they_left_it(story: Story) -> None:
    first, *others = story.events
    edited = msgspec.structs.replace(
        story, events=(msgspec.structs.replace(first, text="Otto sets the fork against the glass of water."), *others)
    )
    page = hire_page(edited, _ask, minutes=1.5)
    assert "Otto sets the fork against the glass of water." in [line.text for line in page.by_key["e1"]]


def test_a_call_may_come_again_and_what_is_only_spoken_of_need_not_be_there(story: Story) -> None:
    verifier = Verifier(story, {part.key: part.present for part in staged(story)})
    assert verifier.fault(Proposal("e1", "OTTO", "Over.")) == ""
    verifier.take(Proposal("e1", "OTTO", "Over."))
    verifier.take(Proposal("e1", "", "Otto waits."))
    assert verifier.fault(Proposal("e2", "OTTO", "Over.")) == ""
    assert verifier.fault(Proposal("e2", "OTTO", "My school had no piano.")) == ""
    assert verifier.fault(Proposal("e2", "OTTO", "Give me the accordion.")) == "there is no accordion in the story"
