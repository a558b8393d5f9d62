"""Work on this machine: in this process, or in a few processes beside it."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from filmwright.errors import FilmwrightError, StageError
from filmwright.runners import Promise


def function_named(name: str) -> Callable[..., Any]:
    """The function of "package.module:function".

    Raises:
        ValueError: the name is not of that form or nothing is found there.
    """
    module_name, _, function_name = name.partition(":")
    try:
        found: Callable[..., Any] = getattr(importlib.import_module(module_name), function_name)
    except (ImportError, AttributeError, ValueError) as error:
        raise ValueError(f"there is no function '{name}'; expected 'package.module:function'") from error
    return found


class HereRunner:
    """Runs at once, in this process and thread."""

    def submit(self, function: str, inputs: Mapping[str, object]) -> Promise:
        """Run now; the promise is kept already."""
        promise: Future[Any] = Future()
        try:
            promise.set_result(function_named(function)(**inputs))
        except Exception as error:
            promise.set_exception(error)
        return promise

    def close(self) -> None:
        """Nothing to end."""


class LocalRunner:
    """A few worker processes, started with the first piece of work.

    Args:
        processes: 1 or more. Two suit two cores: the voice model runs best with one thread a process.
    """

    def __init__(self, processes: int) -> None:
        if processes < 1:
            raise ValueError(f"processes is {processes}; expected 1 or more")
        self.processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, function: str, inputs: Mapping[str, object]) -> Promise:
        """Hand in to the pool."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.processes,
                mp_context=multiprocessing.get_context("spawn"),  # fork would copy open locks, databases and model threads
                initializer=_begin_worker,
                initargs=(os.getpid(),),
            )
        return _PoolPromise(self._pool.submit(_call, function, dict(inputs)), function)

    def close(self) -> None:
        """End the workers; work that has begun is abandoned, its result was not wanted any more."""
        if self._pool is not None:
            workers = list((self._pool._processes or {}).values())
            self._pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.terminate()
            self._pool = None


class _PoolPromise:
    def __init__(self, future: Future[Any], function: str) -> None:
        self._future = future
        self._function = function

    def result(self) -> Any:
        try:
            return self._future.result()
        except BrokenProcessPool as error:
            raise StageError(
                f"the process that ran {self._function} was ended from outside (often: out of memory); run again to go on"
            ) from error

    def done(self) -> bool:
        return self._future.done()


def _call(function: str, inputs: dict[str, Any]) -> Any:
    try:
        return function_named(function)(**inputs)
    except FilmwrightError as error:
        error.__cause__ = None  # a cause may not survive the way between processes; the sentence says it all
        raise


def _begin_worker(parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends its workers
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """A pool's worker whose parent was killed would wait for ever: nobody closes its queue."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)
