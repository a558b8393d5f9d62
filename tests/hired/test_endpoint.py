"""The endpoint against a server that lies, and the parser against any text."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.errors import BackendError, SettingsError, StoreError
from filmwright.hired import Endpoint, Ledger, Price, ask, proposals_in

GOOD = json.dumps({"choices": [{"message": {"content": "Keep the coat."}}]}).encode()
ASKED = [{"role": "user", "content": "A line."}]


class _Server(ThreadingHTTPServer):
    """A server on a UNIX socket: tests reach no network, not even this machine's own."""

    address_family = socket.AF_UNIX
    daemon_threads = True
    manners: list[str]
    calls: int = 0

    def server_bind(self) -> None:
        TCPServer.server_bind(self)  # HTTPServer's own looks up the name of a host


class _Liar(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        manner = self.server.manners[min(self.server.calls, len(self.server.manners) - 1)]
        self.server.calls += 1
        status = int(manner) if manner.isdigit() else 200
        body = {"html": b"<html>", "list": b"[]", "cut": GOOD[:20], "deep": b"[" * 100_000}.get(manner, GOOD)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1/elsewhere")
        if manner == "short":
            self.send_header("Content-Length", "99999")
        self.end_headers()
        try:
            while manner in ("endless", "drip"):
                self.wfile.write(b" " * (65536 if manner == "endless" else 1))
                self.wfile.flush()
                time.sleep(0.02 if manner == "drip" else 0)
            self.wfile.write(body)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Server]:
    address = str(tmp_path / "liar")

    def connect(connection: http.client.HTTPConnection) -> None:
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(connection.timeout)
        connection.sock.connect(address)

    monkeypatch.setattr(http.client.HTTPConnection, "connect", connect)
    liar = _Server(address, _Liar)  # type: ignore[arg-type]
    threading.Thread(target=liar.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield liar
    liar.shutdown()
    liar.server_close()


def _ask(server: _Server, folder: Path, *manners: str, cap: str = "10") -> str:
    server.manners = list(manners)
    price = Price(asked=Decimal(1), answered=Decimal(1))
    place = Endpoint("http://127.0.0.1/v1", "m", "k", price=price, seconds=0.4, pause=0.01, most_tokens=900)
    return ask(place, ASKED, seed=1, answers=folder / "answers", ledger=Ledger(folder / "spent.json", Decimal(cap)))


def test_the_same_question_is_asked_once(server: _Server, tmp_path: Path) -> None:
    assert _ask(server, tmp_path, "good") == _ask(server, tmp_path, "500") == "Keep the coat."
    assert server.calls == 1


def test_a_passing_failure_is_tried_again(server: _Server, tmp_path: Path) -> None:
    assert _ask(server, tmp_path, "500", "html", "good") == "Keep the coat."
    assert Ledger(tmp_path / "spent.json", Decimal(10)).spent == 3 * Decimal("0.971")


@pytest.mark.parametrize("manner", ["500", "html", "list", "cut", "deep", "short", "drip", "endless", "302", "401"])
def test_a_lying_server_ends_in_one_sentence_and_keeps_nothing(server: _Server, tmp_path: Path, manner: str) -> None:
    with pytest.raises(BackendError, match="the hired writer at 127.0.0.1"):
        _ask(server, tmp_path, manner)
    assert not (tmp_path / "answers").exists()
    assert server.calls == (1 if manner in ("302", "401", "endless") else 3)


def test_the_cap_is_never_exceeded(server: _Server, tmp_path: Path) -> None:
    with pytest.raises(BackendError, match="raise the cap"):
        _ask(server, tmp_path, "500", cap="2")
    assert server.calls == 2


def test_a_damaged_sum_is_not_nought(server: _Server, tmp_path: Path) -> None:
    (tmp_path / "spent.json").write_text('{"spent": "NaN"}')
    with pytest.raises(StoreError):
        _ask(server, tmp_path, "good")
    assert server.calls == 0


@pytest.mark.parametrize("url", ["ftp://a", "https://", "http://a.example/v1", "http://a:99999/"])
def test_a_url_that_cannot_be_used(url: str) -> None:
    with pytest.raises(SettingsError):
        Endpoint(url, "m", "k")


@given(st.text() | st.text(alphabet='{}[]":,lines0 '))
def test_the_parser_takes_any_text(text: str) -> None:
    assert all(p.text for p in proposals_in(text))


def test_lines_that_fit_are_read_and_others_left() -> None:
    lines = [{"event": "e1", "speaker": "Nils", "text": " No.\n"}, {"event": 1, "text": "x"}, "x", {"event": "e1", "text": ""}]
    (only,) = proposals_in(f"Sure! {{x}} ```json\n{json.dumps({'lines': lines})}\n```")
    assert (only.event, only.speaker, only.text) == ("e1", "Nils", "No.")
