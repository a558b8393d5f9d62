"""A model in this process: a GGUF file, run by xllamacpp on the processor, for as long as it can be expected to answer in time."""

from __future__ import annotations

import functools
import importlib
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from filmwright.errors import BackendError, ModelFileError, TooSlowError

_CONTEXT = 8192  # tokens; a treatment's request takes 2100 and its answer 3500 at most
_BATCH = 256  # tokens read between two looks at the clock
_MAGIC = b"GGUF"
_LEAST_PART = 0.25  # of the most tokens: an answer has that many at least, as a treatment of five steps has; guess
_ENOUGH_READ, _ENOUGH_WRITTEN = 256, 32  # tokens after which a speed is believed


def check(path: Path) -> str:
    """What is missing before a file can be run, in one sentence; "" if nothing is."""
    try:
        importlib.import_module("xllamacpp")
    except ImportError:
        return "a model in process needs the package xllamacpp: pip install 'filmwright[local-model]'"
    try:
        with path.open("rb") as file:
            sound = file.read(4) == _MAGIC
    except OSError:
        return f"{path} cannot be read; name a GGUF file in [writer.options] gguf"
    return "" if sound else f"{path} is no GGUF file; name one in [writer.options] gguf"


def ask_local(path: Path, messages: list[dict[str, str]], schema: str, *, seed: int, most_tokens: int, seconds: float) -> str:
    """The model's answer, held to a JSON schema.

    Args:
        path: The GGUF file.
        messages: The request.
        schema: JSON schema of the answer.
        seed: Of the sampling; at temperature 0 it decides among equals.
        most_tokens: Where the answer is cut.
        seconds: How long it may take, without the loading of the file.

    Raises:
        ModelFileError: the file or the package is not there, or the file cannot be loaded.
        TooSlowError: the answer is not there within `seconds`, or by the speed so far it cannot be.
        BackendError: the model gave no usable answer.
    """
    if trouble := check(path):
        raise ModelFileError(trouble)
    request = {
        "messages": messages,
        "temperature": 0,
        "seed": seed,
        "max_tokens": most_tokens,
        "stream": True,
        "return_progress": True,
        "response_format": {"type": "json_schema", "json_schema": {"schema": json.loads(schema)}},
    }
    server = _server(path)
    hearing = Hearing(seconds, round(_LEAST_PART * most_tokens))
    try:
        server.handle_chat_completions(request, hearing)
    except (LookupError, TypeError, ValueError, RuntimeError) as error:
        raise BackendError(f"the model {path.name} gave no answer that can be used: {error}") from error
    if hearing.too_slow:
        raise TooSlowError(f"the model {path.name} {hearing.too_slow}; raise [writer.options] seconds or take another model")
    if hearing.trouble or not hearing.text:
        raise BackendError(f"the model {path.name} gave no answer that can be used: {hearing.trouble or 'it is empty'}")
    return hearing.text


class Hearing:
    """Hears an answer piece by piece, and ends it as soon as it cannot be whole in time.

    Args:
        seconds: How long reading and answering may take together.
        least_tokens: How many tokens an answer has at least.
        clock: Seconds, from any zero.
    """

    def __init__(self, seconds: float, least_tokens: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.text = ""
        self.too_slow = ""  # why it was ended
        self.trouble = ""  # what the runner said is wrong
        self._seconds, self._least, self._clock = seconds, least_tokens, clock
        self._began = clock()
        self._read_by = self._began
        self._written = 0

    def __call__(self, chunk: object) -> bool:
        """Take one piece; True ends the answer."""
        if not isinstance(chunk, Mapping):
            return False
        if chunk.get("error"):
            self.trouble = str(chunk["error"])
            return True
        now = self._clock()
        if progress := chunk.get("prompt_progress"):
            self._read_by = now
            self.too_slow = self._reading(progress["processed"] - progress["cache"], progress["total"] - progress["cache"], now)
        for choice in chunk.get("choices") or ():
            piece = choice["delta"].get("content") or ""
            self.text += piece
            self._written += bool(piece)
        self.too_slow = self.too_slow or self._writing(now)
        return bool(self.too_slow)

    def _reading(self, read: int, of: int, now: float) -> str:
        needs = (now - self._began) * of / read if read >= _ENOUGH_READ else 0.0
        if needs <= self._seconds:
            return ""
        return f"would take {needs:.0f} seconds to read one request, and may take {self._seconds:.0f} for an answer"

    def _writing(self, now: float) -> str:
        whole = now - self._began
        if self._written >= _ENOUGH_WRITTEN:
            whole += (now - self._read_by) * max(0, self._least - self._written) / self._written
        if whole <= self._seconds:
            return ""
        return f"takes more than {self._seconds:.0f} seconds for one answer"


@functools.lru_cache(maxsize=1)
def _server(path: Path) -> Any:
    """The loaded model; one at a time."""
    xllamacpp: Any = importlib.import_module("xllamacpp")
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = _CONTEXT
    params.n_batch = _BATCH
    params.n_parallel = 1
    try:
        return xllamacpp.Server(params)
    except (RuntimeError, ValueError) as error:
        raise ModelFileError(f"{path} cannot be loaded as a model: {error}") from error
