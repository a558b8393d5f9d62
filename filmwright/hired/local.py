"""A model in this process: a GGUF file, run by xllamacpp on the processor."""

from __future__ import annotations

import functools
import importlib
import json
from pathlib import Path
from typing import Any

from filmwright.errors import BackendError, ModelFileError

_CONTEXT = 8192  # tokens; a scene's request and its answer take under 3000
_MAGIC = b"GGUF"


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


def ask_local(path: Path, messages: list[dict[str, str]], schema: str, *, seed: int, most_tokens: int) -> str:
    """The model's answer, held to a JSON schema.

    Raises:
        ModelFileError: the file or the package is not there, or the file cannot be loaded.
        BackendError: the model gave no usable answer.
    """
    if trouble := check(path):
        raise ModelFileError(trouble)
    request = {
        "messages": messages,
        "temperature": 0,
        "seed": seed,
        "max_tokens": most_tokens,
        "response_format": {"type": "json_schema", "json_schema": {"schema": json.loads(schema)}},
    }
    try:
        answer = _server(path).handle_chat_completions(request)
        content = answer["choices"][0]["message"]["content"]
    except (LookupError, TypeError, ValueError, RuntimeError) as error:
        raise BackendError(f"the model {path.name} gave no answer that can be used: {error}") from error
    return str(content)


@functools.lru_cache(maxsize=1)
def _server(path: Path) -> Any:
    """The loaded model; one at a time."""
    xllamacpp: Any = importlib.import_module("xllamacpp")
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = _CONTEXT
    params.n_parallel = 1
    try:
        return xllamacpp.Server(params)
    except (RuntimeError, ValueError) as error:
        raise ModelFileError(f"{path} cannot be loaded as a model: {error}") from error
