"""What a production keeps: media under the digest of their bytes, an index of what made what, and the lock of a run."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from filmwright.errors import StoreError
from filmwright.records.codec import Record


class Store:
    """Files under `root`, named by the SHA-256 of their content; written whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes, *, suffix: str = "") -> str:
        """Keep bytes; returns "<sha256 hex><suffix>", for example "ab12....wav".

        Raises:
            StoreError: the disk is full or the folder cannot be written.
        """
        digest = hashlib.sha256(data).hexdigest() + suffix
        path = self._place(digest)
        if not path.exists():
            write_whole(path, data)
        return digest

    def path(self, digest: str) -> Path:
        """The file of a digest.

        Raises:
            StoreError: there is no such file.
        """
        path = self._place(digest)
        if not path.exists():
            raise StoreError(f"the store has no {digest[:12]}; run the stage that makes it again")
        return path

    def has(self, digest: str) -> bool:
        """Whether the store holds this digest."""
        return self._place(digest).exists()

    def get(self, digest: str) -> bytes:
        """The bytes of a digest."""
        return self.path(digest).read_bytes()

    def _place(self, digest: str) -> Path:
        return self.root / "media" / digest[:2] / digest


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a crash at any moment leaves either the old content or all of the new.

    Raises:
        StoreError: no room on the disk, or the folder cannot be written.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(temporary, 0o644)  # mkstemp's 0600 would hide a film from the other users of a shared folder
        os.replace(temporary, path)
        _sync_folder(path.parent)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise cannot_write(path, error) from error


def no_room(path: Path) -> StoreError:
    """The sentence for a disk that is full."""
    return StoreError(f"no room left on the disk for {path}; what was made so far is kept: make room and run again")


def cannot_write(path: Path, error: OSError) -> StoreError:
    """The sentence for a write that failed."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return no_room(path)
    if path.is_dir():
        return StoreError(f"cannot write {path}: there is a folder of that name; move it away")
    return StoreError(f"cannot write {path}: {error.strerror}; choose a folder you may write to")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class UnitRow(Record, frozen=True, kw_only=True):
    """What the index knows of one piece of work that was tried."""

    key: str  # digest of code, settings and inputs
    stage: str
    unit: str
    state: Literal["done", "failed"]
    result: str = ""  # store digest, when done
    message: str = ""  # why, when failed
    seconds: float = 0.0
    weight: float = 1.0  # how much work it was, in the stage's own measure
    ended: float = 0.0  # seconds since 1970


class FileRow(Record, frozen=True, kw_only=True):
    """What the index knows of a file the engine wrote for people."""

    path: str
    digest: str  # SHA-256 of what was written
    writing: str = ""  # SHA-256 of what was about to be written when the run ended; "" when it ended well
    made_from: str = ""  # digest of the inputs it was made from


_TABLES = """
CREATE TABLE IF NOT EXISTS units (
    key TEXT PRIMARY KEY, stage TEXT NOT NULL, unit TEXT NOT NULL, state TEXT NOT NULL, result TEXT NOT NULL,
    message TEXT NOT NULL, seconds REAL NOT NULL, weight REAL NOT NULL, ended REAL NOT NULL);
CREATE INDEX IF NOT EXISTS units_by_name ON units (stage, unit);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, digest TEXT NOT NULL, writing TEXT NOT NULL, made_from TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_VERSION = 1


class Index:
    """`index.sqlite` of a store: which key gave which result, which file holds what the engine wrote.

    Every write is a transaction of its own that is on the disk when the call returns.
    """

    def __init__(self, root: Path) -> None:
        self.path = root / "index.sqlite"
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(root, error) from error
        with self._plainly():
            self._connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            self._connection.execute("PRAGMA synchronous = FULL")
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _VERSION):
                raise StoreError(f"{self.path} is of version {version}; this Filmwright reads version {_VERSION}: use the newer Filmwright")
            if version == 0:
                self._connection.executescript(_TABLES + f"PRAGMA user_version = {_VERSION};")

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._connection.close()

    def done(self, key: str) -> UnitRow | None:
        """The row of a key, done or failed."""
        rows = self._units("WHERE key = ?", (key,))
        return rows[0] if rows else None

    def history(self, stage: str, unit: str | None = None) -> list[UnitRow]:
        """Rows of a stage, or of one unit of it, latest first."""
        if unit is None:
            return self._units("WHERE stage = ? ORDER BY ended DESC, key", (stage,))
        return self._units("WHERE stage = ? AND unit = ? ORDER BY ended DESC, key", (stage, unit))

    def keep(self, row: UnitRow) -> None:
        """Write what became of a unit."""
        values = (row.key, row.stage, row.unit, row.state, row.result, row.message, row.seconds, row.weight, row.ended or time.time())
        self._write("INSERT OR REPLACE INTO units VALUES (?,?,?,?,?,?,?,?,?)", values)

    def file(self, path: str) -> FileRow | None:
        """What the engine wrote at a path of the production, if it did."""
        with self._plainly():
            found = self._connection.execute("SELECT path, digest, writing, made_from FROM files WHERE path = ?", (path,)).fetchone()
        return FileRow(path=found[0], digest=found[1], writing=found[2], made_from=found[3]) if found else None

    def keep_file(self, row: FileRow) -> None:
        """Note what is being, or has been, written at a path."""
        self._write("INSERT OR REPLACE INTO files VALUES (?,?,?,?)", (row.path, row.digest, row.writing, row.made_from))

    def fact(self, name: str, default: str = "") -> str:
        """A small fact of the production, for example where its screenplay came from."""
        with self._plainly():
            found = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else default

    def keep_fact(self, name: str, value: str) -> None:
        """Write a small fact."""
        self._write("INSERT OR REPLACE INTO facts VALUES (?,?)", (name, value))

    def _units(self, where: str, values: tuple[str, ...]) -> list[UnitRow]:
        columns = "key, stage, unit, state, result, message, seconds, weight, ended"
        with self._plainly():
            rows = self._connection.execute(f"SELECT {columns} FROM units {where}", values).fetchall()
        return [UnitRow(**dict(zip(columns.split(", "), row, strict=True))) for row in rows]

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        with self._plainly():
            self._connection.execute(statement, values)

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "full" in str(error):
                raise no_room(self.path) from error
            raise StoreError(f"{self.path}: {error}; is the folder writable and the file Filmwright's own?") from error
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"{self.path} is damaged ({error}); delete it: the work is done again, and the production's files are taken as yours"
            ) from error


@contextmanager
def one_run_at_a_time(root: Path, *, wait: bool, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the production's lock; the system frees it when this process ends, however it ends.

    Args:
        root: The store's folder.
        wait: Wait for another run to end, or refuse.
        on_wait: Called once with a sentence when there is another run to wait for.

    Raises:
        StoreError: another run holds the lock and `wait` is false, or the folder cannot be written.
    """
    path = root / "lock"
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock = open(path, "a+", encoding="utf-8")  # noqa: SIM115  closed below, after the run
    except OSError as error:
        raise cannot_write(path, error) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "another run"
            production = root.parent.name
            if not wait:
                raise StoreError(f"{holder} is making {production}; wait until it ends, or leave out --no-wait to wait here") from None
            on_wait(f"{holder} is making {production}; waiting for it to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write(f"another run (process {os.getpid()})")
        lock.flush()
        yield
