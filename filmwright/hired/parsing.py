"""Reads what a model answered; whatever does not fit is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from filmwright.records.codec import Record
from filmwright.records.treatment import Figure, Step, Treatment

_MOST_LINES = 200
_MOST_OBJECTS = 50  # openings of one in an answer that are looked at


@dataclass(frozen=True)
class Proposal:
    """One line a model proposes for an event; `speaker` is "" for action."""

    event: str
    speaker: str
    text: str
    how: str = ""  # a parenthetical


def proposals_in(answer: str) -> tuple[Proposal, ...]:
    """The proposals in the first JSON object of an answer that has `lines`.

    Args:
        answer: text of a model; prose or a code fence around the object is passed over.

    Returns:
        The well-formed lines in their order; () where there is none.
    """
    for found in _objects(answer):
        lines = found.get("lines")
        if isinstance(lines, list):
            return tuple(p for p in map(_proposal, lines[:_MOST_LINES]) if p)
    return ()


def _proposal(item: object) -> Proposal | None:
    if not isinstance(item, dict):
        return None
    event, speaker, text = item.get("event"), item.get("speaker", ""), item.get("text")
    if not (isinstance(event, str) and isinstance(speaker, str) and isinstance(text, str) and text.strip()):
        return None
    how = item.get("how")
    return Proposal(event=event, speaker=speaker, text=" ".join(text.split()), how=how.strip("() ") if isinstance(how, str) else "")


def treatment_in(answer: str) -> Treatment | str:
    """The treatment in the first JSON object of an answer that has `steps`, or one sentence that says what is wrong with it.

    Args:
        answer: text of a model; prose or a code fence around the object is passed over, and so are fields that a treatment lacks.
    """
    for found in _objects(answer):
        if isinstance(found.get("steps"), list):
            try:
                return msgspec.convert(_known(found, Treatment) | {"schema": "treatment/1"}, Treatment)
            except msgspec.ValidationError as error:
                return str(error)
    return "the JSON is cut off or malformed" if '"steps"' in answer else "there is no JSON object with 'steps' in it"


def _known(found: Mapping[str, object], kind: type[Record]) -> dict[str, object]:
    """The fields that a record has, without those that say nothing."""
    inner: dict[str, type[Record]] = {"people": Figure, "steps": Step}
    known: dict[str, object] = {}
    for name in kind.__struct_fields__:
        value = found.get(name)
        if value is None:
            continue
        if name in inner and isinstance(value, list):
            value = [_known(each, inner[name]) if isinstance(each, dict) else each for each in value]
        known[name] = value
    return known


def _objects(answer: str) -> Iterator[dict[str, object]]:
    decoder = json.JSONDecoder()
    for start in [at for at, letter in enumerate(answer) if letter == "{"][:_MOST_OBJECTS]:
        try:
            found = decoder.raw_decode(answer, start)[0]
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            yield found
