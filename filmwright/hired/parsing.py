"""Reads what a model answered; whatever does not fit is left out."""

from __future__ import annotations

import json
from dataclasses import dataclass

_MOST_LINES = 200


@dataclass(frozen=True)
class Proposal:
    """One line a model proposes for an event; `speaker` is "" for action."""

    event: str
    speaker: str
    text: str


def proposals_in(answer: str) -> tuple[Proposal, ...]:
    """The proposals in the first JSON object of an answer that has `lines`.

    Args:
        answer: text of a model; prose or a code fence around the object is passed over.

    Returns:
        The well-formed lines in their order; () where there is none.
    """
    decoder = json.JSONDecoder()
    for start in [at for at, letter in enumerate(answer) if letter == "{"][:50]:
        try:
            found = decoder.raw_decode(answer, start)[0]
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and isinstance(found.get("lines"), list):
            return tuple(p for p in map(_proposal, found["lines"][:_MOST_LINES]) if p)
    return ()


def _proposal(item: object) -> Proposal | None:
    if not isinstance(item, dict):
        return None
    event, speaker, text = item.get("event"), item.get("speaker", ""), item.get("text")
    if not (isinstance(event, str) and isinstance(speaker, str) and isinstance(text, str) and text.strip()):
        return None
    return Proposal(event=event, speaker=speaker, text=" ".join(text.split()))
