"""The files of a production that a person reads and edits; what a person wrote is never written over."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from filmwright.production.digests import of_file
from filmwright.production.units import Bench, NotMadeError, UnitReport
from filmwright.store import FileRow, Index, Store, write_whole

FileState = Literal["absent", "ours", "edited"]


class Artefacts:
    """Files in a production's folder, and what the index knows the engine wrote there.

    A file is "ours" when its bytes are those the engine last wrote (or was writing when the run was killed);
    anything else that stands there is a person's, and is the truth until the person deletes it.
    """

    def __init__(self, folder: Path, index: Index, bench: Bench) -> None:
        self.folder = folder
        self._index = index
        self._bench = bench

    def state(self, name: str) -> FileState:
        """Whose the file is. `name` is relative to the production's folder, with '/'."""
        path = self.folder / name
        if not path.is_file():
            return "absent"
        row = self._index.file(name)
        return "ours" if row is not None and of_file(path) in (row.digest, row.writing) else "edited"

    def text_or(self, name: str, stage: str, *, made_from: Callable[[], str], make: Callable[[], bytes]) -> bytes:
        """The bytes of an artefact: a person's if the file was edited, otherwise what `make` gives, which is then written.

        Args:
            name: The file.
            stage: Whose result it is.
            made_from: Digest of the inputs that `make` works from, to notice that they changed after an edit. Nothing
                is made for the sake of this warning: inputs that would have to be made anew count as changed.
            make: Finds or makes the result.
        """
        if self.state(name) != "edited":
            data = make()
            self.write(name, data, made_from=made_from())
            return data
        with self._bench.only_looking():
            try:
                now = made_from()
            except NotMadeError:
                now = "not made"
        self._stands(name, stage, made_from=now)
        return (self.folder / name).read_bytes()

    def write(self, name: str, data: bytes, *, made_from: str = "") -> None:
        """Put the engine's bytes at `name`, unless a person's stand there or nothing would change."""
        if not self._bench.looking and self.state(name) != "edited":
            self._write(name, hashlib.sha256(data).hexdigest(), made_from, lambda: data)

    def place(self, name: str, digest: str, store: Store, *, stage: str, made_from: str = "") -> None:
        """As `write`, from the store. A file that a person edited stands, and is reported."""
        if self.state(name) == "edited":
            self._stands(name, stage, made_from=made_from)
        elif not self._bench.looking:
            self._write(name, digest.partition(".")[0], made_from, lambda: store.get(digest))

    def _write(self, name: str, digest: str, made_from: str, data: Callable[[], bytes]) -> None:
        path, row = self.folder / name, self._index.file(name)
        if row is not None and row == FileRow(path=name, digest=digest, made_from=made_from) and path.is_file() and of_file(path) == digest:
            return
        # Killed between these lines, the file is the old one or the new one, and the index knows both for its own.
        before = of_file(path) if path.is_file() else digest
        self._index.keep_file(FileRow(path=name, digest=before, writing=digest, made_from=made_from))
        write_whole(path, data())
        self._index.keep_file(FileRow(path=name, digest=digest, made_from=made_from))

    def _stands(self, name: str, stage: str, *, made_from: str) -> None:
        row = self._index.file(name)
        message = f"{name} is as you wrote it"
        if row is not None and row.made_from and made_from and row.made_from != made_from:
            message = (
                f"{name} was edited by hand, and what it was made from has changed since; your edit stands: "
                "delete the file to have it made anew"
            )
            self._bench.progress.warn(message)
        self._bench.report(UnitReport(stage=stage, unit=name, title=name, state="edited", message=message))
