"""A model in this process that is too slow is found out early, asked no more, and told of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from filmwright.errors import TooSlowError
from filmwright.hired import hire, hire_page, hire_story
from filmwright.hired.local import Hearing
from filmwright.hired.prompting import Messages
from filmwright.hired.writing import Ask
from filmwright.production.hiring import HiredWriter
from filmwright.records.codec import encode
from filmwright.screenplay.writer import write_page
from filmwright.story import write_story
from filmwright.story.treating import judge
from tests.hired.answers import page_lines
from tests.story.treatments import PREMISE, SOUND, with_step

SLOW = "the model small.gguf takes more than 9 seconds for one answer"


class Clock:
    """Advances by a fixed step each time that it is looked at."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def _read(processed: int, total: int = 2000) -> dict[str, object]:
    return {"prompt_progress": {"processed": processed, "total": total, "cache": 0}, "choices": [{"delta": {"content": None}}]}


def _said(text: str) -> dict[str, object]:
    return {"choices": [{"delta": {"content": text}}]}


def test_an_answer_in_time_is_heard_to_its_end() -> None:
    hearing = Hearing(60.0, 4, Clock(0.1))
    assert not any(hearing(chunk) for chunk in (_read(1000), _read(2000), *map(_said, "{}")))
    assert (hearing.text, hearing.too_slow) == ("{}", "")


def test_a_request_that_takes_too_long_to_read_is_ended_at_the_first_look() -> None:
    hearing = Hearing(60.0, 4, Clock(20.0))
    assert hearing(_read(256))
    assert hearing.too_slow == "would take 156 seconds to read one request, and may take 60 for an answer"


def test_an_answer_that_cannot_be_whole_in_time_is_ended_long_before() -> None:
    clock = Clock(1.0)
    hearing = Hearing(600.0, 1000, clock)
    assert not hearing(_read(2000))
    pieces = 1 + next(n for n in range(1000) if hearing(_said("x")))
    assert pieces == 32
    assert clock.now < 60
    assert hearing.too_slow == "takes more than 600 seconds for one answer"


def test_what_the_runner_says_is_wrong_ends_it() -> None:
    hearing = Hearing(60.0, 4, Clock(0.1))
    assert hearing({"error": {"message": "the request exceeds the context"}})
    assert "exceeds the context" in hearing.trouble


def _slow_after(answers: Iterator[str], asked: list[Messages]) -> Ask:
    def ask(messages: Messages, schema: str, tokens: int) -> str:
        asked.append(messages)
        try:
            return next(answers)
        except StopIteration:
            raise TooSlowError(SLOW) from None

    return ask


def test_the_storyteller_plans_for_a_model_that_is_too_slow_at_once_and_says_so() -> None:
    asked: list[Messages] = []
    treated = hire_story(PREMISE, _slow_after(iter(()), asked), minutes=1.5, seed=0)
    assert (treated.story, treated.note, len(asked)) == (None, f"The storyteller planned the film: {SLOW}.", 1)


def test_what_was_proven_before_stands() -> None:
    answers = iter([encode(with_step(3, act="give_up")).decode()])
    treated = hire_story(PREMISE, _slow_after(answers, []), minutes=1.5, seed=0)
    assert treated.story is not None
    assert "step 3: 'give_up' is not possible" in treated.note


def test_a_second_treatment_that_cannot_be_filmed_either_is_the_last() -> None:
    asked: list[Messages] = []
    assert hire_story(PREMISE, _slow_after(iter(["no", "no", "no"]), asked), minutes=1.5, seed=0).story is None
    assert len(asked) == 2


def test_lines_are_asked_for_until_it_was_too_slow_and_no_more() -> None:
    story = write_story(PREMISE, seed=1)
    asked: list[Messages] = []
    lines = hire(story, _slow_after(iter(()), asked), minutes=1.2, seed=1)
    assert len(asked) == 1
    assert len(lines.refused) == lines.events
    assert lines.note.endswith(f"because: {SLOW}.")


def test_a_page_keeps_the_scenes_that_were_written_in_time() -> None:
    story = judge(PREMISE, SOUND).story
    assert story is not None
    asked: list[Messages] = []

    def ask(messages: Messages, schema: str, tokens: int) -> str:
        asked.append(messages)
        if len(asked) > 1:
            raise TooSlowError(SLOW)
        return page_lines(messages)

    page = hire_page(story, ask, minutes=1.5)
    assert len(asked) == 2
    assert set(page.refused.values()) == {SLOW}
    assert 0 < len(page.refused) < page.events
    assert all(step.happens.partition(" ")[2] in " ".join(e.text for e in write_page(story, page.by_key).elements) for step in SOUND.steps)


@pytest.mark.parametrize(("options", "same"), [({"gguf": "m.gguf"}, False), ({"url": "http://x/v1", "model": "m"}, True)])
def test_more_seconds_are_another_try_for_a_model_in_this_process(options: dict[str, str], same: bool) -> None:
    writer = HiredWriter()
    assert (writer.fingerprint(options) == writer.fingerprint({**options, "seconds": "900"})) is same
