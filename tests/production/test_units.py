"""Units of work: made once for a key, found again, reported, and none is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from filmwright.errors import StageError
from filmwright.production.digests import of_code, of_inputs
from filmwright.production.folder import Given
from filmwright.production.progress import Silence
from filmwright.production.units import Bench, NotMadeError, OnPart, Work
from filmwright.records.codec import Record
from filmwright.runners import Runner
from filmwright.runners.local import HereRunner, LocalRunner
from filmwright.store import Index, Store


class Word(Record, frozen=True, kw_only=True):
    text: str
    media: str = ""


def bench_in(place: Path, *, looking: bool = False, runner: Runner | None = None) -> Bench:
    return Bench(Store(place), Index(place), runner or HereRunner(), Silence(), looking=looking)


def shouting(text: str, *, unit: str = "", do: Callable[[OnPart], Word] | None = None) -> Work[Word]:
    return Work(
        stage="shout", unit=unit or text, title=text, key=of_inputs("shout", text), kind=Word, weight=2.0,
        here=do or (lambda _: Word(text=text.upper())),
    )  # fmt: skip


def states(bench: Bench) -> dict[str, str]:
    return {unit: report.state for (_, unit), report in bench.reports.items()}


def test_a_unit_is_made_once_and_found_by_the_next_run(tmp_path: Path) -> None:
    first = bench_in(tmp_path)
    assert first.make([shouting("ho"), shouting("hey")]) == [Word(text="HO"), Word(text="HEY")]
    assert first.made == [("shout", "ho"), ("shout", "hey")]
    second = bench_in(tmp_path)
    assert second.make([shouting("hey"), shouting("new")]) == [Word(text="HEY"), Word(text="NEW")]
    assert second.made == [("shout", "new")]


def test_the_same_work_under_two_names_is_done_once(tmp_path: Path) -> None:
    bench = bench_in(tmp_path)
    bench.make([shouting("ho", unit="one"), shouting("ho", unit="two")])
    assert bench.made == [("shout", "one")]


def test_looking_tells_how_every_unit_stands_and_makes_nothing(tmp_path: Path) -> None:
    def fail(_: OnPart) -> Word:
        raise StageError("shout, unit bad: the voice broke; rest it")

    working = bench_in(tmp_path)
    working.make([shouting("kept"), shouting("old", unit="edited line")])
    with pytest.raises(StageError):
        working.make_one(shouting("bad", do=fail))
    looking = bench_in(tmp_path, looking=True)
    with pytest.raises(NotMadeError):
        looking.make([shouting("kept"), shouting("new", unit="edited line"), shouting("never"), shouting("bad", do=fail)])
    assert states(looking) == {"kept": "done", "edited line": "stale", "never": "missing", "bad": "failed"}
    assert looking.reports["shout", "bad"].message == "shout, unit bad: the voice broke; rest it"
    assert looking.made == []


def test_what_was_made_before_a_failure_is_kept_and_the_failed_unit_is_tried_again(tmp_path: Path) -> None:
    def fail(_: OnPart) -> Word:
        raise ValueError("not ready")

    with pytest.raises(ValueError, match="not ready"):
        bench_in(tmp_path).make([shouting("one"), shouting("two", do=fail), shouting("three")])
    again = bench_in(tmp_path)
    again.make([shouting("one"), shouting("two"), shouting("three")])
    assert again.made == [("shout", "two"), ("shout", "three")]


def test_a_result_whose_file_is_gone_is_made_again(tmp_path: Path) -> None:
    def with_sound(_: OnPart) -> Word:
        return Word(text="HO", media=Store(tmp_path).put(b"sound", suffix=".wav"))

    made = bench_in(tmp_path).make_one(shouting("ho", do=with_sound))
    Store(tmp_path).path(made.media).unlink()
    again = bench_in(tmp_path)
    assert again.make_one(shouting("ho", do=with_sound)) == made
    assert again.made == [("shout", "ho")]


def test_a_result_bears_the_name_of_the_unit_that_asks(tmp_path: Path) -> None:
    bench_in(tmp_path).make_one(shouting("ho"))
    renamed = Work(
        stage="shout", unit="s9", title="", key=of_inputs("shout", "ho"), kind=Word, named=lambda word: Word(text="s9 " + word.text)
    )
    assert bench_in(tmp_path).make_one(renamed) == Word(text="s9 HO")


def test_time_owed_is_learnt_from_the_past(tmp_path: Path) -> None:
    bench = bench_in(tmp_path)
    assert bench.estimate("voice", 100) == pytest.approx(9.0), "the documented default before anything was measured"
    bench.make([shouting("ho")])
    assert bench.estimate("shout", 4.0) < 1.0


def test_work_away_is_done_by_a_worker_and_kept(tmp_path: Path) -> None:
    runner = LocalRunner(1)
    away = Work(
        stage="understand", unit="", title="", key="k", kind=Given,
        away=("filmwright.production.folder:understand", {"given": "A cat sings."}),
    )  # fmt: skip
    try:
        bench = bench_in(tmp_path, runner=runner)
        under_way = bench.begin([away])
        assert bench.gather(under_way) == [Given(kind="premise", name="A cat sings.", text="A cat sings.")]
    finally:
        runner.close()
    assert bench_in(tmp_path).make_one(away).text == "A cat sings."


def test_the_digest_of_a_stage_is_of_its_own_source_only() -> None:
    assert of_code("story") == of_code("story")
    assert of_code("story") != of_code("shots")


def test_inputs_are_told_apart() -> None:
    assert of_inputs("ab", "c") != of_inputs("a", "bc")
    assert of_inputs(Word(text="1")) != of_inputs("1") != of_inputs(1)
