"""Asks an OpenAI-compatible endpoint; each answer is kept, so that the same question is asked once."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

from filmwright.errors import BackendError, SettingsError
from filmwright.hired.answers import kept_or
from filmwright.hired.ledger import Ledger, Price

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_AGAIN = frozenset((429, 500, 502, 503, 504))


@dataclass(frozen=True)
class Endpoint:
    """Where a model is asked, and within which limits."""

    url: str  # up to and without /chat/completions
    model: str
    key: str = ""
    price: Price = Price()
    seconds: float = 60.0  # for a whole call, however slowly the bytes come
    most_bytes: int = 1_000_000
    most_tokens: int = 1500
    tries: int = 3
    pause: float = 1.0  # before the second try; doubled before each further one

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            sound = False
        if not sound:
            raise SettingsError("the url of the hired writer must begin with https:// or http:// and name a host")
        if self.key and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            raise SettingsError("the key of the hired writer is sent over https only; change the url")

    @property
    def host(self) -> str:
        """The name under which errors speak of it."""
        return urlsplit(self.url).hostname or ""


class _Passing(Exception):
    """A failure that another try may mend."""


def ask(endpoint: Endpoint, messages: list[dict[str, str]], *, seed: int, answers: Path, ledger: Ledger) -> str:
    """The model's answer, from the folder of answers where it was given before.

    Raises:
        BackendError: the cap is reached, or the endpoint gave no usable answer.
        StoreError: the answer or the sum spent cannot be read or written.
    """
    body = json.dumps(
        {"model": endpoint.model, "messages": messages, "temperature": 0, "seed": seed, "max_tokens": endpoint.most_tokens}, sort_keys=True
    ).encode()
    cost = endpoint.price.bound(messages, endpoint.most_tokens)
    return kept_or(answers, endpoint.url.encode() + b"\n" + body, lambda: _asked(endpoint, body, cost, ledger))


def _asked(endpoint: Endpoint, body: bytes, cost: Decimal, ledger: Ledger) -> str:
    trouble = ""
    for attempt in range(endpoint.tries):
        if attempt:
            time.sleep(endpoint.pause * 2 ** (attempt - 1))
        ledger.charge(cost)  # a failed call may be charged for too
        try:
            return _content(_post(endpoint, body))
        except _Passing as error:
            trouble = str(error)
    raise BackendError(f"the hired writer at {endpoint.host} {trouble}, {endpoint.tries} times over; run again later to go on from here")


def _post(endpoint: Endpoint, body: bytes) -> bytes:
    """One call; http.client follows no redirect, so the key goes to the named host alone."""
    parts = urlsplit(endpoint.url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=endpoint.seconds)
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})
    late = f"did not answer within {endpoint.seconds:g} seconds"
    alarm = None
    try:
        connection.connect()
        alarm = _Alarm(endpoint.seconds, connection.sock)
        connection.request("POST", parts.path.rstrip("/") + "/chat/completions", body, headers)
        response = connection.getresponse()
        data = response.read(endpoint.most_bytes + 1)
    except TimeoutError as error:
        raise _Passing(late) from error
    except (OSError, http.client.HTTPException) as error:
        if alarm is None:
            raise _Passing(f"cannot be reached ({error})") from error
        raise _Passing(late if alarm.rang else "broke off its answer") from error
    finally:
        if alarm:
            alarm.off()
        connection.close()
    if alarm.rang:
        raise _Passing(late)
    if response.status in _AGAIN:
        raise _Passing(f"answered {response.status}")
    if response.status != 200:
        raise BackendError(f"the hired writer at {endpoint.host} {_refusal(response.status, endpoint)}")
    if len(data) > endpoint.most_bytes:
        raise BackendError(f"the hired writer at {endpoint.host} answered with more than {endpoint.most_bytes} bytes, which no scene needs")
    if response.length:  # a read with a limit does not tell of a body that ends before its time
        raise _Passing("broke off its answer")
    return data


def _refusal(status: int, endpoint: Endpoint) -> str:
    """What a status that another try would not mend says, and what to do."""
    if status in (401, 403):
        done = "refused its key" if endpoint.key else "asks for a key"
        return f"{done} ({status}); name the environment variable that holds it in [writer.options] key_env"
    if status == 404:
        return f"has no model '{endpoint.model}', or no /chat/completions below its url (404)"
    return f"answered {status}; check [writer.options] url and model"


class _Alarm:
    """Cuts a connection after some seconds: a server that drips never meets a socket's own timeout."""

    def __init__(self, seconds: float, line: socket.socket) -> None:
        self.rang = False
        self._line = line
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def off(self) -> None:
        """From now on it does not ring."""
        self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        try:
            self._line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # closed already


def _content(data: bytes) -> str:
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise _Passing("answered something that is no chat completion") from error
    if not isinstance(content, str):
        raise _Passing("answered without text")
    return content
