"""The verb lexicon: which word of a clause is its verb, and which act of the theatre its phrase means."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple, cast

from filmwright.breakdown.tables import table
from filmwright.breakdown.words import ADVERBS, DETERMINERS, PARTICLES, PREPOSITIONS, bare, singular
from filmwright.records.breakdown import Act


class Phrase(NamedTuple):
    """A verb phrase of the table: the words after the verb, and the act it means."""

    rest: tuple[str, ...]
    act: Act
    exact: bool  # False: the act is the nearest the theatre has


class Meaning(NamedTuple):
    """What a clause's verb phrase was found to mean."""

    act: Act
    exact: bool
    used: frozenset[int]  # positions in the words after the verb that belong to the phrase
    words: int  # length of the phrase found


@functools.cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """Base verb -> its phrases, longest first."""
    found: dict[str, list[Phrase]] = {}
    for part, exact in (("acts", True), ("nearest", False)):
        for act, entries in table("verbs")[part].items():
            for entry in entries:
                verb, *rest = entry.split()
                found.setdefault(verb, []).append(Phrase(tuple(rest), cast(Act, act), exact))
    # An exact act comes before an approximate one of the same length.
    return {verb: tuple(sorted(entries, key=lambda p: (-len(p.rest), not p.exact))) for verb, entries in found.items()}


@functools.cache
def _forms() -> dict[str, dict[str, str]]:
    """Kind of form ("third", "ing", "past", "base") -> word -> base verb."""
    irregular: dict[str, list[str]] = table("verbs")["irregular"]
    bases = sorted({*phrases(), *table("verbs")["things"], *irregular})
    forms: dict[str, dict[str, str]] = {"third": {}, "ing": {}, "past": {}, "base": {}}
    for base in bases:
        forms["base"][base] = base
        forms["third"][_third(base)] = base
        forms["ing"][_ing(base)] = base
        for past in irregular.get(base, [_past(base)]):
            forms["past"].setdefault(past, base)
    forms["third"].update({"is": "be", "has": "have", "does": "do", "goes": "go"})
    forms["base"]["are"] = "be"
    forms["past"].update({"was": "be", "were": "be"})
    return forms


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _doubles(base: str) -> bool:
    return (
        len(base) > 2
        and base[-1] not in "aeiouwxyh"
        and base[-2] in "aeiou"
        and base[-3] not in "aeiou"
        and (len(base) <= 4 or base in ("unwrap", "unzip", "begin", "regret", "commit", "admit"))
        and base not in ("open", "wait")
    )


def _ing(base: str) -> str:
    if base == "be":
        return "being"
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return base + (base[-1] if _doubles(base) else "") + "ing"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + (base[-1] if _doubles(base) else "") + "ed"


def present_of(base: str) -> tuple[str, str]:
    """A verb as an action line has it: "tears" and "tearing"."""
    return _third(base), _ing(base)


def base_of(word: str, *, plural_subject: bool = False, past: bool = False) -> str:
    """Base of a finite verb form, or "" when it is none that the table knows."""
    low = word.lower()
    forms = _forms()
    if plural_subject and low in forms["base"]:
        return forms["base"][low]
    if low in forms["third"]:
        return forms["third"][low]
    if past and low in forms["past"]:
        return forms["past"][low]
    return ""


def participle_of(word: str) -> str:
    """Base of an -ing form that the table knows, or ""."""
    return _forms()["ing"].get(word.lower(), "")


def is_verbal(word: str) -> bool:
    """Whether any form of a known verb looks like this."""
    low = word.lower()
    return any(low in kind for kind in _forms().values())


def could_be_finite(before: Sequence[str]) -> bool:
    """Whether the words before a position allow a finite verb there: not straight after an article, a possessive or a preposition."""
    if not before:
        return True
    last = before[-1].lower()
    if last.endswith("'s") or last in DETERMINERS:
        # "A second.", "this", "both" may end a subject; an article or a possessive may not.
        return last in ("both", "all", "this", "that", "these", "those", "each", "other", "another", "one")
    return not (last in PREPOSITIONS and last not in PARTICLES and last not in ADVERBS)


def meaning_of(verb: str, after: Sequence[str]) -> Meaning | None:
    """The act of a verb with the words that follow it in its clause, or None for a verb the table does not know.

    The longest phrase of the table whose words all follow, in order, wins. A particle ("up", "off") must stand next to the
    verb, end the clause, or stand before a preposition or an article.
    """
    words = [singular(bare(word)) for word in after]
    for phrase in phrases().get(verb, ()):
        used: list[int] = []
        at = -1
        for wanted in phrase.rest:
            at = _find(wanted, words, at + 1, first=not used)
            if at < 0:
                break
            used.append(at)
        else:
            return Meaning(phrase.act, phrase.exact, frozenset(used), len(phrase.rest) + 1)
    return None


def _find(wanted: str, words: Sequence[str], start: int, *, first: bool) -> int:
    wanted_singular = singular(wanted)
    for i in range(start, len(words)):
        if words[i] in (",", ";", ":") and i - start > 3:
            return -1
        if words[i] not in (wanted, wanted_singular):
            if words[i] in PREPOSITIONS and wanted not in PREPOSITIONS and wanted not in PARTICLES and not (first and i == 0):
                return -1  # "holds a suitcase with both hands" is not "hold hands"
            continue
        if wanted in PARTICLES or wanted in PREPOSITIONS:
            next_word = words[i + 1] if i + 1 < len(words) else "."
            beside = i == 0 or all(w in ADVERBS or w in ("it", "them", "him", "her") for w in words[:i])
            if not (
                beside
                or not first
                or (wanted in PARTICLES and (next_word in PREPOSITIONS or not next_word[0].isalpha()))
                or (wanted in ("to", "from", "at") and i <= 4)
            ):
                continue
            if wanted in ("in", "out", "off", "up", "down", "on") and not first and i > start + 3:
                continue
        return i
    return -1
