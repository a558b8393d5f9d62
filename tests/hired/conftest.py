"""A server on a UNIX socket that lies in many ways, and one way in which it does not."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer

import pytest

from tests.hired.answers import GOOD, any_answer


class Server(ThreadingHTTPServer):
    """A server on a UNIX socket: tests reach no network, not even this machine's own."""

    address_family = socket.AF_UNIX
    daemon_threads = True
    manners: list[str]
    calls: int = 0

    def server_bind(self) -> None:
        TCPServer.server_bind(self)  # HTTPServer's own looks up the name of a host


class Liar(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        manner = self.server.manners[min(self.server.calls, len(self.server.manners) - 1)]
        self.server.calls += 1
        status = int(manner) if manner.isdigit() else 200
        body = {"html": b"<html>", "list": b"[]", "cut": GOOD[:20], "deep": b"[" * 100_000}.get(manner, GOOD)
        if manner == "plain":
            content = any_answer(json.loads(asked)["messages"])
            body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        if manner == "silent":
            time.sleep(1.0)
            return
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
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    address = str(tmp_path / "liar")

    def connect(connection: http.client.HTTPConnection) -> None:
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(connection.timeout)
        connection.sock.connect(address)

    monkeypatch.setattr(http.client.HTTPConnection, "connect", connect)
    liar = Server(address, Liar)  # type: ignore[arg-type]
    threading.Thread(target=liar.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield liar
    liar.shutdown()
    liar.server_close()
