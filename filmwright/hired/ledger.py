"""What was spent on a model, counted before each call, so that neither a kill nor another process can lose a charge."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from filmwright.errors import BackendError, StoreError
from filmwright.store import cannot_write, write_whole

_MESSAGE_OVERHEAD = 64  # tokens an endpoint may add around a message


@dataclass(frozen=True)
class Price:
    """Price of 1000 tokens, in the currency of the cap."""

    asked: Decimal = Decimal(0)
    answered: Decimal = Decimal(0)

    def bound(self, messages: list[dict[str, str]], most_tokens: int) -> Decimal:
        """The most one call can cost: a token is at least one byte of the text."""
        asked = sum(len(m["content"].encode()) + _MESSAGE_OVERHEAD for m in messages)
        return (self.asked * asked + self.answered * most_tokens) / 1000


class Ledger:
    """Sum of the upper bounds of all calls, kept in a file that several processes may use."""

    def __init__(self, path: Path, cap: Decimal) -> None:
        self._path = path
        self._cap = cap

    @property
    def spent(self) -> Decimal:
        """What all calls can have cost so far.

        Raises:
            StoreError: the file is damaged or cannot be read; a sum that is not known is not taken for nought.
        """
        if not self._path.exists():
            return Decimal(0)
        try:
            spent = Decimal(json.loads(self._path.read_text(encoding="utf-8"))["spent"])
        except OSError as error:
            raise StoreError(f"{self._path} cannot be read ({error.strerror}); it holds what was spent on the hired writer") from error
        except (ValueError, KeyError, TypeError, InvalidOperation):
            spent = Decimal("NaN")
        if not spent.is_finite() or spent < 0:
            raise StoreError(f'{self._path} does not hold a sum; set it to what was spent, as {{"spent": "0.25"}}')
        return spent

    def charge(self, cost: Decimal) -> None:
        """Write a cost down before it arises.

        Raises:
            BackendError: the cap would be exceeded; nothing is written.
            StoreError: the sum cannot be read or written.
        """
        with self._alone():
            spent = self.spent
            if spent + cost > self._cap:
                raise BackendError(f"a call to the hired writer may cost {cost}; {spent} of {self._cap} are spent: raise the cap")
            write_whole(self._path, json.dumps({"spent": str(spent + cost)}).encode())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process reads or writes the sum meanwhile; the system frees the lock when a process ends, however it ends."""
        place = self._path.with_name(f".{self._path.name}.lock")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            lock = place.open("a")
        except OSError as error:
            raise cannot_write(place, error) from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
