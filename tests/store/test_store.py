"""The store: whole files or none, an index that outlives a kill, one run at a time."""

from __future__ import annotations

import errno
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from filmwright import errors
from filmwright.errors import StoreError
from filmwright.store import FileRow, Index, Store, UnitRow, one_run_at_a_time, write_whole


def test_the_same_bytes_have_the_same_name_and_come_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    name = store.put(b"sound", suffix=".wav")
    assert name == store.put(b"sound", suffix=".wav") and name.endswith(".wav")
    assert store.get(name) == b"sound" and store.has(name)


def test_a_digest_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the store has no abcdef"):
        Store(tmp_path).get("abcdef")


def test_a_full_disk_is_one_sentence_and_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "film.mp4", b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="no room left on the disk for .*; what was made so far is kept"):
        write_whole(tmp_path / "film.mp4", b"new")
    assert (tmp_path / "film.mp4").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"], "no half-written file is left behind"


def test_what_the_index_kept_is_there_for_the_next_run(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.keep(UnitRow(key="k", stage="voice", unit="s1.l1", state="done", result="abc.json", seconds=2.0, weight=4.0))
    index.keep_file(FileRow(path="story.json", digest="d", made_from="m"))
    index.close()
    again = Index(tmp_path)
    row = again.done("k")
    assert row is not None and (row.result, row.seconds, row.weight) == ("abc.json", 2.0, 4.0)
    assert again.file("story.json") == FileRow(path="story.json", digest="d", made_from="m")
    assert [found.unit for found in again.history("voice")] == ["s1.l1"]


def test_a_damaged_index_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite").write_bytes(b"not a database, surely" * 100)
    with pytest.raises(StoreError, match="index.sqlite is damaged"):
        Index(tmp_path)


_HOLDER = """
import sys, time
from pathlib import Path
from filmwright.store import one_run_at_a_time
with one_run_at_a_time(Path(sys.argv[1]), wait=True, on_wait=print):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_refused_until_the_first_is_gone_even_if_it_was_killed(tmp_path: Path) -> None:
    root = tmp_path / "night" / "store"
    first = subprocess.Popen([sys.executable, "-c", _HOLDER, str(root)], stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None and first.stdout.readline() == "held\n"
    with (
        pytest.raises(StoreError, match=rf"another run \(process {first.pid}\) is making night"),
        one_run_at_a_time(root, wait=False, on_wait=print),
    ):
        pass
    first.send_signal(signal.SIGKILL)
    first.wait()
    with one_run_at_a_time(root, wait=False, on_wait=print):
        pass


def test_a_run_that_waits_says_for_whom_and_goes_on_when_the_other_ends(tmp_path: Path) -> None:
    first = subprocess.Popen([sys.executable, "-c", _HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None and first.stdout.readline() == "held\n"
    said: list[str] = []

    def end_the_other(sentence: str) -> None:
        said.append(sentence)
        first.kill()

    began = time.monotonic()
    with one_run_at_a_time(tmp_path, wait=True, on_wait=end_the_other):
        assert time.monotonic() - began < 30
    first.wait()
    assert said and "waiting for it to end" in said[0]


def test_every_error_survives_the_way_between_processes() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.FilmwrightError)]
    assert len(kinds) >= 9
    for kind in kinds:
        back = pickle.loads(pickle.dumps(kind("one clear sentence")))
        assert type(back) is kind and str(back) == "one clear sentence"
