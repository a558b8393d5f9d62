"""What was spent on a model, counted before each call, so that a kill can lose no charge."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from filmwright.errors import BackendError, StoreError
from filmwright.store import write_whole

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
    """Sum of the upper bounds of all calls, kept in a file; one process at a time."""

    def __init__(self, path: Path, cap: Decimal) -> None:
        self._path = path
        self._cap = cap

    @property
    def spent(self) -> Decimal:
        """What all calls can have cost so far.

        Raises:
            StoreError: the file is damaged; a sum that is not known is not taken for nought.
        """
        if not self._path.exists():
            return Decimal(0)
        try:
            spent = Decimal(json.loads(self._path.read_text(encoding="utf-8"))["spent"])
        except (ValueError, KeyError, TypeError, InvalidOperation):
            spent = Decimal("NaN")
        if not spent.is_finite() or spent < 0:
            raise StoreError(f'{self._path} does not hold a sum; set it to what was spent, as {{"spent": "0.25"}}')
        return spent

    def charge(self, cost: Decimal) -> None:
        """Write a cost down before it arises.

        Raises:
            BackendError: the cap would be exceeded; nothing is written.
        """
        spent = self.spent
        if spent + cost > self._cap:
            raise BackendError(f"a call to the hired writer may cost {cost}; {spent} of {self._cap} are spent: raise the cap")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, json.dumps({"spent": str(spent + cost)}).encode())
