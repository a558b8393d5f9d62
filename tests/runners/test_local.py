"""Runners: work is done by name, its errors come back, its processes end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from filmwright.errors import InputError, StageError
from filmwright.runners import Runner
from filmwright.runners.local import HereRunner, LocalRunner, function_named


@pytest.fixture(params=["here", "local"])
def runner(request: pytest.FixtureRequest) -> Iterator[Runner]:
    made: Runner = HereRunner() if request.param == "here" else LocalRunner(2)
    yield made
    made.close()


def test_a_named_function_gives_its_result(runner: Runner) -> None:
    assert runner.submit("posixpath:basename", {"p": "/a/b"}).result() == "b"


def test_an_error_comes_back_as_itself(runner: Runner) -> None:
    promise = runner.submit("filmwright.production.folder:understand", {"given": ""})
    with pytest.raises(InputError, match="the premise is empty"):
        promise.result()


def test_several_pieces_of_work_are_done(runner: Runner) -> None:
    promises = [runner.submit("posixpath:join", {"a": str(number)}) for number in range(5)]
    assert [promise.result() for promise in promises] == ["0", "1", "2", "3", "4"]


def test_a_name_without_a_function_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no function 'filmwright.nothing:x'"):
        function_named("filmwright.nothing:x")


def test_a_worker_that_is_killed_is_a_sentence_not_a_hang() -> None:
    runner = LocalRunner(1)
    assert runner.submit("os:getpid", {}).result() != os.getpid()
    promise = runner.submit("time:sleep", {})
    with pytest.raises(TypeError):
        promise.result()
    killed = runner.submit("os:abort", {})
    with pytest.raises(StageError, match="was ended from outside"):
        killed.result()
    runner.close()


_PARENT = """
import os, time
from filmwright.runners.local import LocalRunner
if __name__ == "__main__":
    runner = LocalRunner(1)
    print(runner.submit("os:getpid", {}).result(), flush=True)
    time.sleep(60)
"""


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT)
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    for _ in range(100):
        if not _lives(worker):
            return
        time.sleep(0.1)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker outlived its parent by ten seconds")


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
