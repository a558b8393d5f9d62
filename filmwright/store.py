"""The content-addressed store of a production: media and records under the digest of their bytes."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from filmwright.errors import StoreError


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
        if path.exists():
            return digest
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            os.replace(temporary, path)
        except OSError as error:
            raise StoreError(f"cannot write {path}: {error.strerror}; make room or choose another folder") from error
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

    def get(self, digest: str) -> bytes:
        """The bytes of a digest."""
        return self.path(digest).read_bytes()

    def _place(self, digest: str) -> Path:
        return self.root / "media" / digest[:2] / digest
