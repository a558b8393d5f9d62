"""English as the breakdown needs it: sentences, tokens, singulars, phrases found in a run of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from filmwright.breakdown.tables import table

_MARKS = re.compile(r"(?<!\\)[*_]+")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*['’]?|\d+(?:st|nd|rd|th|s)?|\.\.\.|--|[^\w\s]", re.UNICODE)
_ABBREVIATIONS = ("mr", "mrs", "ms", "dr", "st", "prof", "sgt", "capt", "lt", "col", "gen", "rev", "no", "vs")
_SENTENCE_END = re.compile(r"(?:\.\.\.|[.!?…])[\"'”’)]*(?=\s|$)")

DETERMINERS, PREPOSITIONS, PARTICLES, PRONOUNS, ADVERBS = (
    frozenset(table("grammar")[part].split()) for part in ("determiners", "prepositions", "particles", "pronouns", "adverbs")
)
_SINGULARS = {
    "feet": "foot",
    "teeth": "tooth",
    "men": "man",
    "women": "woman",
    "children": "child",
    "mice": "mouse",
    "geese": "goose",
    "leaves": "leaf",
    "loaves": "loaf",
    "knives": "knife",
    "halves": "half",
    "shelves": "shelf",
    "wolves": "wolf",
    "lives": "life",
    "wives": "wife",
    "people": "person",
    "sheep": "sheep",
    "stairs": "stair",
    "eyes": "eye",
    "shoes": "shoe",
    "matches": "match",
}

PRONOUN_OF = {  # form -> the pronoun it belongs to
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "it": "it", "its": "it", "itself": "it",
}  # fmt: skip


def plain(text: str) -> str:
    """The text without emphasis marks and in one line."""
    return " ".join(_MARKS.sub("", text).replace("\\*", "*").replace("\\_", "_").split())


def sentences(text: str) -> list[str]:
    """Sentences of a paragraph, each with its full stop; abbreviations ("Mr.") do not end one."""
    flat = plain(text)
    found: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(flat):
        before = flat[start : match.start()].rsplit(" ", 1)[-1].lower().strip("(\"'“")
        if match.group().startswith(".") and (before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha() and before not in "ai")):
            continue
        rest = flat[match.end() :].lstrip()
        if rest and rest[0].islower() and not match.group().startswith((".", "…")):
            continue
        piece = flat[start : match.end()].strip()
        if piece:
            found.append(piece)
        start = match.end()
    rest = flat[start:].strip()
    if rest:
        found.append(rest)
    joined: list[str] = []
    for piece in found:
        if joined and _shouts(piece) and _shouts(joined[-1].rsplit(":", 1)[-1]) and ":" in joined[-1]:
            joined[-1] = f"{joined[-1]} {piece}"  # an inscription of several sentences is one
        else:
            joined.append(piece)
    return [piece for piece in joined if any(c.isalnum() for c in piece)]


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and all(c.isupper() for c in letters)


def tokens(text: str) -> list[str]:
    """Words, numbers and single marks; "Nell's" is one token, a closing quote is not part of a word."""
    found = []
    for token in _TOKEN.findall(text.replace("’", "'")):
        if token.endswith("'") and len(token) > 1 and not token.lower().endswith("s'"):
            token = token[:-1]
        found.append(token)
    return found


def singular(word: str) -> str:
    """Singular of an English noun in lower case; a word that is none comes back as it is."""
    if word in _SINGULARS:
        return _SINGULARS[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")):
        return word[:-1]
    return word


def bare(token: str) -> str:
    """A token in lower case without a possessive ending."""
    low = token.lower()
    if low.endswith("'s"):
        return low[:-2]
    return low[:-1] if low.endswith("s'") else low


def find_phrase(phrase: Sequence[str], words: Sequence[str], start: int = 0) -> int:
    """Index at which `phrase` stands in `words` (both singular lower case), or -1."""
    size = len(phrase)
    for i in range(start, len(words) - size + 1):
        if all(words[i + k] == phrase[k] for k in range(size)):
            return i
    return -1


def normal(words: Iterable[str]) -> list[str]:
    """Tokens as singular lower-case words without possessive endings."""
    return [singular(bare(word)) for word in words]


def normal_phrase(phrase: str) -> tuple[str, ...]:
    """A catalogue or table phrase as `normal` words."""
    return tuple(normal(tokens(phrase.replace("_", " "))))


def slug(text: str) -> str:
    """An id: lower case letters, digits and underscores; "x" when nothing is left."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower().replace("'", "").replace("’", "")).strip("_") or "x"


def unique(name: str, taken: Iterable[str]) -> str:
    """`name`, or the first of `name_2`, `name_3` ... that is not taken."""
    used = set(taken)
    if name not in used:
        return name
    n = 2
    while f"{name}_{n}" in used:
        n += 1
    return f"{name}_{n}"
