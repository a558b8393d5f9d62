"""The cues: words and phrases by act, read once, and the matching of phrases in time linear in the text."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from filmwright.story.lexicon import table

_TOKEN = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*|\.\.\.|--|[.?!,:;]")
_ENDS = frozenset((".", "?", "!", "...", "--"))
_GAP = 4  # words that ".." may stand for
_POSSESSIVE = {"his", "her"}
_SHORT = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_IS = frozenset(("it", "he", "she", "that", "there", "what", "who", "where", "here", "how", "everything", "nothing", "everyone", "nobody"))


@dataclass(frozen=True)
class Phrase:
    """A compiled phrase: one set of words a place; None is any word, "gap" up to four words. `optional` places may be missing."""

    act: str
    field: str
    text: str
    places: tuple[frozenset[str] | str | None, ...]
    at_start: bool
    optional: frozenset[int] = frozenset()

    @property
    def rarity(self) -> float:
        """Longer phrases say more: 0.7 for one word, 1 for two, 1.25 for three or more."""
        words = sum(1 for p, place in enumerate(self.places) if isinstance(place, frozenset) and p not in self.optional)
        return (0.7, 0.7, 1.0, 1.25)[min(words, 3)]


@dataclass(frozen=True)
class Verb:
    """A verb that betrays an act; `particle` must stand within the next four words."""

    act: str
    field: str
    particle: str


def tokens(text: str) -> list[str]:
    """Words and stops in lower case; old forms as today's, and "I'm" as two words."""
    lowered = text.lower().replace("\u2019", "'").replace("\u2018", "'").replace("\u2026", "...").replace("\u2014", " -- ")
    old: Mapping[str, str] = table("cues")["old_words"]
    words: list[str] = []
    for found in _TOKEN.findall(lowered):
        base, verb = _parted(old.get(found, found))
        words.append(base)
        if verb:
            words.append(verb)
    return words


def _parted(word: str) -> tuple[str, str]:
    """ "i'm" as "i" and "am"; a word that is not shortened, as it is and ""."""
    base, mark, ending = word.partition("'")
    if mark and ending == "s" and base in _IS:
        return base, "is"
    verb = _SHORT.get(mark + ending, "")
    return (base, verb) if base and verb else (word, "")


def is_end(token: str) -> bool:
    """Whether a sentence ends here."""
    return token in _ENDS


@functools.cache
def acts() -> tuple[str, ...]:
    """The acts of the story world that have cues, in the order of their file; an act without any cannot be told from others."""
    return tuple(act for act in table("acts") if act in table("cues")["acts"])


@functools.cache
def _entries() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """The cues of the acts that the story world has; cues for others wait for them."""
    known: Mapping[str, Mapping[str, Any]] = table("cues")["acts"]
    return tuple((act, known[act]) for act in acts())


@functools.cache
def group_of() -> dict[str, str]:
    """Act -> group of acts that only their surroundings tell apart; an act of no group is one by itself."""
    grouped = {act: group for group, line in table("cues")["groups"].items() for act in line.split()}
    return {act: act for act in table("acts")} | grouped


@functools.cache
def marks() -> dict[str, dict[str, float]]:
    """Act -> what a circumstance adds to its score."""
    return {act: dict(entry.get("marks", {})) for act, entry in _entries()}


@functools.cache
def manners() -> dict[str, tuple[str, ...]]:
    """Word of a parenthetical -> acts."""
    found: dict[str, list[str]] = defaultdict(list)
    for act, entry in _entries():
        for word in entry.get("manner", "").split():
            found[word].append(act)
    return {word: tuple(named) for word, named in found.items()}


@functools.cache
def strength(field: str) -> float:
    """What a cue of a field adds to the score of its act."""
    return float(table("cues")["strength"][field])


@functools.cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """Verb in its dictionary form -> what it betrays."""
    found: dict[str, list[Verb]] = defaultdict(list)
    for act, entry in _entries():
        for field in ("does", "may_do"):
            for word in entry.get(field, "").split():
                verb, _, particle = word.partition("_")
                found[verb].append(Verb(act, field, particle))
    return {verb: tuple(each) for verb, each in found.items()}


@functools.cache
def _forms() -> dict[str, str]:
    """Every form of every verb that is a cue -> the verb."""
    forms: dict[str, str] = {}
    for verb in verbs():
        stem = verb[:-1] if verb.endswith("e") else verb
        plural = verb + "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else verb[:-1] + "ies" if _consonant_y(verb) else verb + "s"
        past = verb[:-1] + "ied" if _consonant_y(verb) else stem + "ed"
        for form in (plural, past, stem + "ing", verb + verb[-1] + "ed", verb + verb[-1] + "ing"):
            forms.setdefault(form, verb)
    forms.update({form: verb for form, verb in table("cues")["irregular"].items() if verb in verbs()})
    forms.update({verb: verb for verb in verbs()})
    return forms


def _consonant_y(verb: str) -> bool:
    return len(verb) > 1 and verb.endswith("y") and verb[-2] not in "aeiou"


def verb_of(word: str) -> str:
    """The dictionary form of a word that is a cue as a verb; "" for every other word."""
    return _forms().get(word, "")


@functools.cache
def _phrases(fields: tuple[str, ...]) -> tuple[dict[str, tuple[Phrase, ...]], tuple[Phrase, ...]]:
    """Phrases of some fields by their first word, and those whose first place is any word."""
    by_word: dict[str, list[Phrase]] = defaultdict(list)
    loose: list[Phrase] = []
    for act, entry in _entries():
        for field in fields:
            for text in entry.get(field, []):
                phrase = compiled(act, field, text)
                first = phrase.places[0] if phrase.places else None
                if isinstance(first, frozenset):
                    for word in sorted(first):
                        by_word[word].append(phrase)
                else:
                    loose.append(phrase)
    return {word: tuple(each) for word, each in by_word.items()}, tuple(loose)


def compiled(act: str, field: str, text: str) -> Phrase:
    """A phrase as the cues write it, made ready for matching.

    Shortened words are parted as in the text. Where only some choices of a place are shortened ("it's|this mine"), the verb may be missing.
    """
    places: list[frozenset[str] | str | None] = []
    optional: set[int] = set()
    at_start = False
    written = text.split()
    for n, token in enumerate(written):
        if token == "^":
            at_start = True
        elif token == "..":
            places.append("gap")
        elif token == "*":
            places.append(None)
        elif token == "$":
            places.append(_ENDS)
        else:
            parted = [_parted(word) for word in token.split("|")]
            words = frozenset(base for base, _ in parted)
            places.append(words | {"their", "its"} if words >= _POSSESSIVE else words)
            verbs_ = frozenset(verb for _, verb in parted if verb)
            following = set(written[n + 1].split("|")) if n + 1 < len(written) else set()
            if verbs_ and not verbs_ & following:
                if len(verbs_) < len(words) and any(not verb for _, verb in parted):
                    optional.add(len(places))
                places.append(verbs_)
    return Phrase(act, field, text, tuple(places), at_start, frozenset(optional))


def matches(words: Sequence[str], fields: tuple[str, ...]) -> Iterator[tuple[int, Phrase]]:
    """Phrases of some fields in a text, each with where it begins."""
    by_word, loose = _phrases(fields)
    for i, word in enumerate(words):
        at_start = i == 0 or words[i - 1] in _ENDS
        for phrase in by_word.get(word, ()):
            if (at_start or not phrase.at_start) and _fits(words, i + 1, phrase, 1):
                yield i, phrase
        if at_start:
            for phrase in loose:
                if _fits(words, i, phrase, 0):
                    yield i, phrase


def _fits(words: Sequence[str], i: int, phrase: Phrase, p: int) -> bool:
    places = phrase.places
    while p < len(places):
        place = places[p]
        if place == "gap":
            for skipped in range(_GAP + 1):
                if i + skipped > len(words) or (skipped and words[i + skipped - 1] in _ENDS):
                    return False
                if _fits(words, i + skipped, phrase, p + 1):
                    return True
            return False
        if p in phrase.optional and (i >= len(words) or not isinstance(place, frozenset) or words[i] not in place):
            p += 1
            continue
        if i < len(words) and words[i] == "," and (place is None or "," not in place):
            i += 1
        if i >= len(words):
            return False
        if place is None:
            if words[i] in _ENDS:
                return False
        elif words[i] not in place:
            return False
        i, p = i + 1, p + 1
    return True


@functools.cache
def feelings() -> dict[str, tuple[float, float]]:
    """Word -> valence and arousal."""
    found: dict[str, tuple[float, float]] = {}
    for numbers, line in table("cues")["feelings"].items():
        valence, arousal = (float(n) for n in numbers.split())
        found.update(dict.fromkeys(line.split(), (valence, arousal)))
    return found


@functools.cache
def kin_words() -> dict[str, str]:
    """Word by which somebody is called -> what they are to the one who calls."""
    relations: dict[str, Any] = table("cues")["relations"]
    return {word: kind for kind, line in relations.items() for word in line.split()}
