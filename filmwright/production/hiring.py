"""The writer "llm": a hired language model proposes people, steps and lines; the planner proves them and decides what may stand."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

import msgspec

from filmwright.backends.options import Options
from filmwright.errors import SettingsError
from filmwright.production import digests
from filmwright.production.house import Storyteller
from filmwright.records.script import Screenplay, TitleEntry
from filmwright.records.story import OF_A_TREATMENT, Story

_SECONDS = "120"  # of one call
_KEPT = Path.home() / ".cache" / "filmwright" / "hired"


class HiredWriter(Storyteller):
    """An OpenAI-compatible endpoint, or a GGUF file in this process."""

    name = "llm"
    options: Mapping[str, str] = {
        **Storyteller.options,
        "plan": "whose story it is: model (default) or storyteller; with a situation named it is the storyteller's",
        "url": "the endpoint up to /chat/completions, for example http://localhost:8080/v1",
        "model": "the model's name at the endpoint",
        "key_env": "the environment variable that holds the key; default: none is sent",
        "price_in": "price of 1000 tokens asked, in the currency of the cap; default 0",
        "price_out": "price of 1000 tokens answered; default 0",
        "cap": "what all calls may cost together; default 0",
        "seconds": "how long one call may take; default 120; where a gguf is slower, the storyteller goes on",
        "gguf": "a model file that is run in this process instead of an endpoint",
        "folder": "where answers and the sum spent are kept; default ~/.cache/filmwright/hired",
    }

    def fingerprint(self, options: Options) -> str:
        """Digest of the rooms and of everything the words depend on; where answers are kept and what they cost does not count."""
        counts = {"url", "model", "gguf", "plan", *Storyteller.options}
        if options.get("gguf"):
            counts.add("seconds")  # they decide who writes
        said = [f"{name}={value}" for name, value in sorted(options.items()) if name in counts]
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
        """The model's, where its treatment can be proven; otherwise the storyteller's, with a note that says why.

        Raises:
            SettingsError, BackendError: as `screenplay`.
        """
        from filmwright.hired import hire_story

        own = {name: value for name, value in options.items() if name in Storyteller.options}
        if _planner_of(options) == "storyteller":
            return super().story(premise, minutes=minutes, seed=seed, options=own)
        _check(options)
        wishes = {name: own[name] for name in ("arc", "tone", "ending") if own.get(name)}
        treated = hire_story(premise, _asking(options, seed), minutes=minutes, seed=seed, wishes=wishes)
        if treated.story is not None:
            return treated.story
        story = super().story(premise, minutes=minutes, seed=seed, options=own)
        return msgspec.structs.replace(story, notes=(*story.notes, treated.note))

    def screenplay(self, story: Story, *, minutes: float, seed: int, options: Options) -> Screenplay:
        """See backends.writer.Writer.

        Raises:
            SettingsError: neither an endpoint nor a model file is named, or an option cannot be read.
            BackendError: the endpoint does not answer, or the cap is reached; answers that were given are kept.
        """
        from filmwright.hired import hire, hire_page
        from filmwright.screenplay.writer import write_page, write_screenplay

        _check(options)
        who = options.get("model") or Path(options["gguf"]).name
        if story.situation == OF_A_TREATMENT:
            written = hire_page(story, _asking(options, seed), minutes=minutes)
            page = write_page(story, written.by_key)
            note = f"Story and lines by {who}, proven by the planner. {written.note}"
        else:
            lines = hire(story, _asking(options, seed), minutes=minutes, seed=seed)
            page = write_screenplay(story, minutes=minutes, seed=seed, lines=lines.by_event)
            note = f"Lines by {who} within the storyteller's plan. {lines.note}"
        notes = TitleEntry(key="Notes", values=(" ".join((note, *story.notes)),))
        return Screenplay(title_page=(*page.title_page, notes), elements=page.elements)


def _planner_of(options: Options) -> str:
    """Whose story it is: "model" or "storyteller"."""
    who = options.get("plan") or ("storyteller" if options.get("situation") else "model")
    if who not in ("model", "storyteller"):
        raise SettingsError(f"[writer.options] plan is 'model' or 'storyteller'; it is '{who}'")
    return who


def _asking(options: Options, seed: int) -> Callable[[list[dict[str, str]], str, int], str]:
    return lambda messages, schema, tokens: _ask(options, messages, schema, tokens, seed)


def _check(options: Options) -> None:
    if bool(options.get("url")) == bool(options.get("gguf")):
        raise SettingsError("the writer 'llm' needs either url and model or gguf in [writer.options]")
    if options.get("url") and not options.get("model"):
        raise SettingsError("the writer 'llm' needs the name of a model in [writer.options] model")
    name = options.get("key_env", "")
    if name and not os.environ.get(name):
        raise SettingsError(f"the environment variable {name}, which [writer.options] key_env names, is not set")
    _planner_of(options)
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
    from filmwright.hired.answers import kept_or
    from filmwright.hired.endpoint import Endpoint, ask
    from filmwright.hired.ledger import Ledger, Price
    from filmwright.hired.local import ask_local

    seconds = float(_number(options, "seconds", _SECONDS))
    kept = Path(options["folder"]).expanduser() if options.get("folder") else _KEPT
    if options.get("gguf"):
        file = Path(options["gguf"]).expanduser()
        question = f"{file.name}/{file.stat().st_size if file.exists() else 0}/{seed}/{schema}/{messages}".encode()
        return kept_or(
            kept / "answers",
            question,
            lambda: ask_local(file, messages, schema, seed=seed, most_tokens=tokens, seconds=seconds),
        )
    endpoint = Endpoint(
        options["url"],
        options["model"],
        key=os.environ.get(options.get("key_env", ""), ""),
        price=Price(_number(options, "price_in", "0"), _number(options, "price_out", "0")),
        seconds=seconds,
        most_tokens=tokens,
    )
    return ask(endpoint, messages, seed=seed, answers=kept / "answers", ledger=Ledger(kept / "spent.json", _number(options, "cap", "0")))
