"""The writer "llm": the storyteller plans, a hired language model writes the lines, and the plan decides what may stand."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from filmwright.backends.camera import Options
from filmwright.errors import SettingsError
from filmwright.production import digests
from filmwright.production.house import Storyteller
from filmwright.records.script import Screenplay, TitleEntry
from filmwright.records.story import Story
from filmwright.store import write_whole

_KEPT = Path.home() / ".cache" / "filmwright" / "hired"


class HiredWriter(Storyteller):
    """An OpenAI-compatible endpoint, or a GGUF file in this process."""

    name = "llm"
    options: Mapping[str, str] = {
        **Storyteller.options,
        "url": "the endpoint up to /chat/completions, for example http://localhost:8080/v1",
        "model": "the model's name at the endpoint",
        "key_env": "the environment variable that holds the key; default: none is sent",
        "price_in": "price of 1000 tokens asked, in the currency of the cap; default 0",
        "price_out": "price of 1000 tokens answered; default 0",
        "cap": "what all calls may cost together; default 0",
        "seconds": "how long one call may take; default 120",
        "gguf": "a model file that is run in this process instead of an endpoint",
        "folder": "where answers and the sum spent are kept; default ~/.cache/filmwright/hired",
    }

    def fingerprint(self, options: Options) -> str:
        """Digest of the rooms and of everything the words depend on; where answers are kept and what they cost does not count."""
        said = [f"{name}={value}" for name, value in sorted(options.items()) if name in ("url", "model", "gguf", *Storyteller.options)]
        return digests.of_inputs(digests.of_code("story", "screenplay/writer", "hired", "production/hiring.py"), *said)

    def missing(self, options: Options) -> tuple[str, ...]:
        """The key, the model file or its package."""
        from filmwright.hired.local import check

        try:
            _check(options)
        except SettingsError as error:
            return (str(error),)
        trouble = check(Path(options["gguf"]).expanduser()) if options.get("gguf") else ""
        return (trouble,) if trouble else ()

    def story(self, premise: str, *, minutes: float, seed: int, options: Options) -> Story:
        """The storyteller's: a plan is proven, whoever writes the lines."""
        own = {name: value for name, value in options.items() if name in Storyteller.options}
        return super().story(premise, minutes=minutes, seed=seed, options=own)

    def screenplay(self, story: Story, *, minutes: float, seed: int, options: Options) -> Screenplay:
        """See backends.writer.Writer.

        Raises:
            SettingsError: neither an endpoint nor a model file is named, or an option cannot be read.
            BackendError: the endpoint does not answer, or the cap is reached; answers that were given are kept.
        """
        from filmwright.hired.writing import hire
        from filmwright.screenplay.writer import write_screenplay

        _check(options)
        lines = hire(story, lambda messages, schema, tokens: _ask(options, messages, schema, tokens, seed), minutes=minutes, seed=seed)
        page = write_screenplay(story, minutes=minutes, seed=seed, lines=lines.by_event)
        who = options.get("model") or Path(options["gguf"]).name
        note = f"Lines by {who} within the storyteller's plan. {lines.note}"
        return Screenplay(title_page=(*page.title_page, TitleEntry(key="Notes", values=(note,))), elements=page.elements)


def _check(options: Options) -> None:
    if bool(options.get("url")) == bool(options.get("gguf")):
        raise SettingsError("the writer 'llm' needs either url and model or gguf in [writer.options]")
    if options.get("url") and not options.get("model"):
        raise SettingsError("the writer 'llm' needs the name of a model in [writer.options] model")
    name = options.get("key_env", "")
    if name and not os.environ.get(name):
        raise SettingsError(f"the environment variable {name}, which [writer.options] key_env names, is not set")
    for option in ("price_in", "price_out", "cap", "seconds"):
        _number(options, option, "0")


def _number(options: Options, name: str, otherwise: str) -> Decimal:
    try:
        number = Decimal(options.get(name) or otherwise)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise SettingsError(f"[writer.options] {name} must be a number from 0 up, such as 0.15; it is '{options.get(name)}'")
    return number


def _ask(options: Options, messages: list[dict[str, str]], schema: str, tokens: int, seed: int) -> str:
    from filmwright.hired.endpoint import Endpoint, ask
    from filmwright.hired.ledger import Ledger, Price
    from filmwright.hired.local import ask_local

    kept = Path(options["folder"]).expanduser() if options.get("folder") else _KEPT
    if options.get("gguf"):
        file = Path(options["gguf"]).expanduser()
        digest = hashlib.sha256(
            f"{file.name}/{file.stat().st_size if file.exists() else 0}/{seed}/{schema}/{messages}".encode()
        ).hexdigest()
        answer = kept / "answers" / digest
        if not answer.exists():
            text = ask_local(file, messages, schema, seed=seed, most_tokens=tokens)
            answer.parent.mkdir(parents=True, exist_ok=True)
            write_whole(answer, text.encode("utf-8", "replace"))
        return answer.read_text(encoding="utf-8")
    endpoint = Endpoint(
        options["url"],
        options["model"],
        key=os.environ.get(options.get("key_env", ""), ""),
        price=Price(_number(options, "price_in", "0"), _number(options, "price_out", "0")),
        seconds=float(_number(options, "seconds", "120")),
        most_tokens=tokens,
    )
    return ask(endpoint, messages, seed=seed, answers=kept / "answers", ledger=Ledger(kept / "spent.json", _number(options, "cap", "0")))
