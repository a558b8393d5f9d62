"""The hired writer: what a model proposes stands only where the plan allows it, and what it costs is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.plots import PREMISES
from filmwright.errors import BackendError, ModelFileError, SettingsError
from filmwright.hired import Ledger, Proposal, Verifier, hire
from filmwright.hired.local import ask_local
from filmwright.hired.prompting import Messages
from filmwright.production.hiring import HiredWriter
from filmwright.records.story import Story
from filmwright.screenplay.writer import outline, write_screenplay
from filmwright.story import write_story
from tests.hired.answers import plain_lines
from tests.hired.conftest import Server

PREMISE = "A snowman asks the little boy who made him to put him in the freezer before spring comes."


@pytest.fixture(scope="module")
def story() -> Story:
    return write_story(PREMISE, seed=1)


def _echo(messages: Messages, schema: str, tokens: int) -> str:
    return plain_lines(messages)


def _with(change: Callable[[dict[str, str]], dict[str, str]], only: str = "") -> Callable[[Messages, str, int], str]:
    def ask(messages: Messages, schema: str, tokens: int) -> str:
        lines = json.loads(plain_lines(messages))["lines"]
        return json.dumps({"lines": [change(line) if not only or line["event"] == only else line for line in lines]})

    return ask


def test_lines_that_keep_to_the_plan_stand(story: Story) -> None:
    lines = hire(story, _echo, minutes=1.2, seed=1)
    assert len(lines.by_event) >= 0.9 * lines.events
    spoken = [e.text for e in write_screenplay(story, minutes=1.2, seed=1, lines=lines.by_event).elements if e.kind == "dialogue"]
    assert spoken == [e.text for e in write_screenplay(story, minutes=1.2, seed=1).elements if e.kind == "dialogue"]


@pytest.mark.parametrize(
    "answer", ["", "I would be happy to help!", "{}", '{"lines": 3}', '{"lines": [{"event": "e99", "speaker": "", "text": "x"}]}']
)
def test_what_is_no_answer_leaves_the_storytellers_page(story: Story, answer: str) -> None:
    lines = hire(story, lambda *_: answer, minutes=1.2, seed=1)
    assert not lines.by_event
    assert len(lines.refused) == lines.events
    assert "there are no lines for it" in lines.note
    assert write_screenplay(story, minutes=1.2, seed=1, lines=lines.by_event) == write_screenplay(story, minutes=1.2, seed=1)


def test_the_fault_is_told_and_the_second_try_may_stand(story: Story) -> None:
    event = next(t.event.id for t in outline(story, seed=1) if any(who for who, _ in t.lines))
    asked: list[Messages] = []

    def ask(messages: Messages, schema: str, tokens: int) -> str:
        asked.append(messages)
        if len(messages) > 2:
            return plain_lines(messages)
        return _with(lambda line: {**line, "text": "I had it from Gandalf."}, only=event)(messages, schema, tokens)

    lines = hire(story, ask, minutes=1.2, seed=1)
    assert event in lines.by_event
    assert any("'Gandalf' is not in the story" in messages[-1]["content"] for messages in asked)


def _mutants(story: Story) -> list[tuple[str, Proposal, list[Proposal]]]:
    """Lines of the film, each made wrong in one way: the way, the line, what was said before it."""
    names = {person.id: person.name for person in story.people}
    page = outline(story, seed=1)
    found: list[tuple[str, Proposal, list[Proposal]]] = []
    before: list[Proposal] = []
    for told in page:
        for who, text in told.lines:
            line = Proposal(told.event.id, names.get(who, ""), text)
            if who:
                wrong = {
                    "name": replace(line, text="Ask Wilhelmina about that."),
                    "speaker": replace(line, speaker="NOBODY"),
                    "thing": replace(line, text="Give me your accordion."),
                    "assistant": replace(line, text="As an AI, I can write that."),
                    "long": replace(line, text=" ".join(["well"] * 40) + "."),
                    "cut": replace(line, text="I could have told you that if I had only"),
                    "twice": replace(line, text="I am still thinking. I am still thinking."),
                    "direction": replace(line, text="(softly) Come here."),
                }
                if before and any(b.speaker for b in before):
                    wrong["repeated"] = replace(line, text=next(b.text for b in before if b.speaker))
                away = [n for p, n in names.items() if p not in told.present]
                if away:
                    wrong["absent"] = replace(line, speaker=away[0])
                found += [(way, mutant, list(before)) for way, mutant in wrong.items()]
            before.append(line)
    return found


def test_lines_that_are_wrong_are_refused(story: Story) -> None:
    page = outline(story, seed=1)
    mutants = _mutants(story)
    refused = 0
    for _, line, before in mutants:
        verifier = Verifier(story, {t.event.id: t.present for t in page})
        for earlier in before:
            verifier.take(earlier)
        refused += bool(verifier.fault(line))
    assert len(mutants) > 40
    assert refused >= 0.95 * len(mutants)


def test_the_banks_own_lines_pass() -> None:
    passed = heard = 0
    for premise in PREMISES[:4]:
        story = write_story(premise, seed=1)
        page = outline(story, seed=1)
        names = {person.id: person.name for person in story.people}
        verifier = Verifier(story, {t.event.id: t.present for t in page})
        for told in page:
            for who, text in told.lines:
                line = Proposal(told.event.id, names.get(who, ""), text)
                passed += not verifier.fault(line)
                heard += 1
                verifier.take(line)
    assert passed >= 0.95 * heard


def test_a_whole_screenplay_from_a_server_costs_once_and_says_who_wrote_it(server: Server, tmp_path: Path, story: Story) -> None:
    server.manners = ["plain"]
    options = {
        "url": "http://127.0.0.1/v1",
        "model": "small",
        "price_in": "0.001",
        "price_out": "0.002",
        "cap": "5",
        "folder": str(tmp_path),
    }
    writer = HiredWriter()
    page = writer.screenplay(story, minutes=1.2, seed=1, options=options)
    calls, spent = server.calls, Ledger(tmp_path / "spent.json", Decimal(5)).spent
    assert "Lines by small" in page.title_page[-1].values[0]
    assert 0 < spent <= 5
    assert writer.screenplay(story, minutes=1.2, seed=1, options=options) == page
    assert (server.calls, Ledger(tmp_path / "spent.json", Decimal(5)).spent) == (calls, spent)


def test_a_dead_endpoint_ends_in_one_sentence_and_keeps_what_was_answered(server: Server, tmp_path: Path, story: Story) -> None:
    server.manners = ["plain", "401"]
    options = {"url": "http://127.0.0.1/v1", "model": "small", "folder": str(tmp_path)}
    with pytest.raises(BackendError, match=r"asks for a key \(401\)"):
        HiredWriter().screenplay(story, minutes=1.2, seed=1, options=options)
    assert len(list((tmp_path / "answers").iterdir())) == 1


def test_a_cap_that_one_call_exceeds_asks_nobody(server: Server, tmp_path: Path, story: Story) -> None:
    server.manners = ["plain"]
    options = {"url": "http://127.0.0.1/v1", "model": "small", "price_out": "1", "cap": "0.01", "folder": str(tmp_path)}
    with pytest.raises(BackendError, match="raise the cap"):
        HiredWriter().screenplay(story, minutes=1.2, seed=1, options=options)
    assert server.calls == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "needs either url and model or gguf"),
        ({"url": "http://x/v1", "gguf": "m.gguf"}, "needs either url and model or gguf"),
        ({"url": "http://x/v1"}, "needs the name of a model"),
        ({"url": "http://x/v1", "model": "m", "key_env": "FILMWRIGHT_NO_SUCH_KEY"}, "FILMWRIGHT_NO_SUCH_KEY"),
        ({"url": "http://x/v1", "model": "m", "cap": "lots"}, "cap must be a number"),
    ],
)
def test_options_that_cannot_work_are_one_sentence(options: dict[str, str], says: str, story: Story) -> None:
    assert says in HiredWriter().missing(options)[0]
    with pytest.raises(SettingsError, match=says.replace("(", r"\(")):
        HiredWriter().screenplay(story, minutes=1.2, seed=1, options=options)


def test_a_file_that_is_no_model_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(b"not a model")
    with pytest.raises(ModelFileError, match=r"GGUF|xllamacpp"):
        ask_local(file, [{"role": "user", "content": "x"}], "{}", seed=1, most_tokens=5, seconds=1.0)


def test_where_answers_lie_and_what_they_cost_do_not_change_the_fingerprint() -> None:
    one = {"url": "http://x/v1", "model": "m"}
    writer = HiredWriter()
    assert writer.fingerprint(one) == writer.fingerprint({**one, "cap": "3", "folder": "elsewhere"})
    assert writer.fingerprint(one) != writer.fingerprint({**one, "model": "other"})
