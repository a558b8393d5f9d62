"""How long a page plays: an estimate made before anybody has spoken a line."""

from __future__ import annotations

import re

SECONDS_A_WORD = 0.42  # of dialogue; the product's brief, to be measured against recorded lines
SECONDS_BETWEEN_LINES = 0.6
SECONDS_A_SENTENCE = 2.2  # of action


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; "Mr." and the like do not end one."""
    return [s for s in re.split(r"(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<=[.!?])\s+", text.strip()) if s]


def line_seconds(text: str) -> float:
    """Seconds a line of dialogue takes with the pause after it."""
    return SECONDS_A_WORD * len(text.split()) + SECONDS_BETWEEN_LINES


def action_seconds(text: str) -> float:
    """Seconds a paragraph of action takes."""
    return SECONDS_A_SENTENCE * len(sentences(text))
