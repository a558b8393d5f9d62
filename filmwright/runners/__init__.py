"""Where work runs: a runner takes the name of a function and its inputs and gives back a promise of its result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Promise(Protocol):
    """Work that was handed in."""

    def result(self) -> Any:
        """Wait, then give what the function returned or raise what it raised."""
        ...

    def done(self) -> bool:
        """Whether `result` would return at once."""
        ...


class Runner(Protocol):
    """Runs functions of Filmwright somewhere: here, in other processes, on other machines.

    A function is named "package.module:function", so that a worker imports it once and only names, records and plain
    values travel. Inputs and results must survive pickling; so do the errors of `filmwright.errors`.
    """

    def submit(self, function: str, inputs: Mapping[str, object]) -> Promise:
        """Hand in `function(**inputs)`."""
        ...

    def close(self) -> None:
        """Give up what has not begun, end the workers. May be called twice."""
        ...
