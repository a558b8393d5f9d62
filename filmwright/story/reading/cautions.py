"""What of a premise a film of puppets cannot show, or a reader of English cannot read, each said once and plainly."""

from __future__ import annotations

import re

from filmwright.story import lexicon
from filmwright.story.reading.records import Reading

_DATA: dict[str, str] = lexicon.table("reading")["cautions"]
_ENGLISH = frozenset(_DATA["english"].split())
_FOREIGN = frozenset(_DATA["foreign"].split())
_CROWD = re.compile(_DATA["crowd"])
_EXPLICIT = re.compile(_DATA["explicit"])
_CRUEL = re.compile(_DATA["cruel"])
_FAMOUS = re.compile(r"\b(?:" + "|".join(name.replace("_", " ") for name in _DATA["famous"].split()) + r")\b")
_LATIN = re.compile(r"[a-zA-Z]")


def is_english(lower: list[str], text: str) -> bool:
    """Whether a text is English as far as its small words tell."""
    letters = [c for c in text if c.isalpha()]
    if letters and sum(1 for c in letters if _LATIN.match(c)) < 0.7 * len(letters):
        return False
    if len(lower) <= 3:
        return not any(w in _FOREIGN - _ENGLISH for w in lower)
    return sum(1 for w in lower if w in _ENGLISH) > sum(1 for w in lower if w in _FOREIGN - _ENGLISH)


def caution(reading: Reading, lower: list[str]) -> None:
    """Add a note for each thing that the film will not show as it is asked for."""
    text = reading.text.lower()
    if lower and not is_english(lower, text):
        reading.notes.append("The premise does not seem to be English; only the words that are known were used.")
    if _CROWD.search(text):
        reading.notes.append("Two puppets play the film; a crowd is only spoken of.")
    if _EXPLICIT.search(text) or _CRUEL.search(text):
        reading.notes.append("A puppet film does not show this; what is too explicit happens unseen or not at all.")
    famous = _FAMOUS.search(text)
    if famous:
        reading.notes.append(f"The film shows no real person; '{famous[0].title()}' is played by an invented one.")
