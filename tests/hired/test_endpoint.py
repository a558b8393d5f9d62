"""The endpoint against a server that lies, and the parser against any text."""

from __future__ import annotations

import json
import threading
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.errors import BackendError, SettingsError, StoreError
from filmwright.hired import Endpoint, Ledger, Price, ask, proposals_in
from tests.hired.conftest import Server

ASKED = [{"role": "user", "content": "A line."}]


def _ask(server: Server, folder: Path, *manners: str, cap: str = "10") -> str:
    server.manners = list(manners)
    price = Price(asked=Decimal(1), answered=Decimal(1))
    place = Endpoint("http://127.0.0.1/v1", "m", "k", price=price, seconds=0.4, pause=0.01, most_tokens=900)
    return ask(place, ASKED, seed=1, answers=folder / "answers", ledger=Ledger(folder / "spent.json", Decimal(cap)))


def test_the_same_question_is_asked_once(server: Server, tmp_path: Path) -> None:
    assert _ask(server, tmp_path, "good") == _ask(server, tmp_path, "500") == "Keep the coat."
    assert server.calls == 1


def test_a_passing_failure_is_tried_again(server: Server, tmp_path: Path) -> None:
    assert _ask(server, tmp_path, "500", "html", "good") == "Keep the coat."
    assert Ledger(tmp_path / "spent.json", Decimal(10)).spent == 3 * Decimal("0.971")


@pytest.mark.parametrize(
    ("manner", "says", "calls"),
    [
        ("500", "answered 500, 3 times over", 3),
        ("html", "no chat completion", 3),
        ("list", "no chat completion", 3),
        ("cut", "no chat completion", 3),
        ("deep", "no chat completion", 3),
        ("short", "broke off its answer", 3),
        ("drip", "did not answer within 0.4 seconds", 3),
        ("silent", "did not answer within 0.4 seconds", 3),
        ("endless", "answered with more than 1000000 bytes", 1),
        ("302", "answered 302; check", 1),
        ("401", "refused its key", 1),
        ("404", "has no model 'm'", 1),
    ],
)
def test_a_lying_server_ends_in_one_sentence_and_keeps_nothing(server: Server, tmp_path: Path, manner: str, says: str, calls: int) -> None:
    with pytest.raises(BackendError, match=f"the hired writer at 127.0.0.1 .*{says}"):
        _ask(server, tmp_path, manner)
    assert not (tmp_path / "answers").exists()
    assert server.calls == calls


def test_an_endpoint_that_is_not_there_cannot_be_reached(server: Server, tmp_path: Path) -> None:
    server.server_close()
    with pytest.raises(BackendError, match="the hired writer at 127.0.0.1 cannot be reached"):
        _ask(server, tmp_path, "good")


def test_the_cap_is_never_exceeded(server: Server, tmp_path: Path) -> None:
    with pytest.raises(BackendError, match="raise the cap"):
        _ask(server, tmp_path, "500", cap="2")
    assert server.calls == 2


def test_two_who_spend_at_once_lose_no_charge(tmp_path: Path) -> None:
    def spend() -> None:
        for _ in range(10):
            Ledger(tmp_path / "spent.json", Decimal(10)).charge(Decimal("0.01"))

    threads = [threading.Thread(target=spend) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Ledger(tmp_path / "spent.json", Decimal(10)).spent == Decimal("0.40")


def test_a_folder_that_cannot_be_one_is_one_sentence(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot write"):
        _ask(server, tmp_path / "file", "good")
    assert server.calls == 0


def test_a_damaged_sum_is_not_nought(server: Server, tmp_path: Path) -> None:
    (tmp_path / "spent.json").write_text('{"spent": "NaN"}')
    with pytest.raises(StoreError):
        _ask(server, tmp_path, "good")
    assert server.calls == 0


@pytest.mark.parametrize("url", ["ftp://a", "https://", "http://a.example/v1", "http://a:99999/"])
def test_a_url_that_cannot_be_used(url: str) -> None:
    with pytest.raises(SettingsError):
        Endpoint(url, "m", "k")


_FIELD = st.text(max_size=5) | st.integers() | st.none()
_LINE = st.dictionaries(st.sampled_from(("event", "speaker", "text", "how")), _FIELD) | _FIELD


@given(st.text() | st.text(alphabet='{}[]":,lines0 '))
def test_the_parser_takes_any_text(text: str) -> None:
    assert all(p.text for p in proposals_in(text))


@given(st.lists(_LINE, max_size=6))
def test_of_any_lines_those_with_an_event_and_words_are_read(lines: list[object]) -> None:
    fit = [
        line
        for line in lines
        if isinstance(line, dict)
        and all(isinstance(line.get(name, ""), str) for name in ("event", "speaker", "text"))
        and "event" in line
        and line.get("text", "").strip()
    ]
    read = proposals_in(json.dumps({"lines": lines}))
    assert [(p.event, p.text) for p in read] == [(line["event"], " ".join(line["text"].split())) for line in fit]


def test_lines_that_fit_are_read_and_others_left() -> None:
    lines = [{"event": "e1", "speaker": "Nils", "text": " No.\n"}, {"event": 1, "text": "x"}, "x", {"event": "e1", "text": ""}]
    (only,) = proposals_in(f"Sure! {{x}} ```json\n{json.dumps({'lines': lines})}\n```")
    assert (only.event, only.speaker, only.text) == ("e1", "Nils", "No.")
