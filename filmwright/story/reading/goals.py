"""What the first person of a premise wants, what stands in the way, and the deed as the premise words it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from filmwright.story import lexicon
from filmwright.story.lexicon import lemma
from filmwright.story.reading.phrases import DETERMINERS, PREPOSITIONS, NounPhrase, verbs_of
from filmwright.story.reading.records import Reading

_LONGEST_DEED = 8  # words; a line of dialogue that quotes it stays sayable
_LONGEST_WANT = 9
_DATA: dict[str, str] = lexicon.table("reading")["goals"]
_WISHING = frozenset(_DATA["wishing"].split())  # their infinitive is what is wanted
_FORCED = frozenset(_DATA["forced"].split())  # "is hired to", "was told to"
_AIMING = frozenset(_DATA["aiming"].split())  # deeds that are only means: a purpose after them is what is wanted
_SHOWING = frozenset(_DATA["showing"].split())  # what one comes upon is not wanted for being come upon
_ASKING = frozenset(_DATA["asking"].split())  # what is wanted of another
_WORDINGS: dict[str, str] = lexicon.table("reading")["wants"]
_TO_BE = frozenset(("is", "are", "was", "were", "been", "be", "being", "gets", "get", "got"))
_HELPERS = frozenset(("must", "can", "cannot", "can't", "could", "will", "would", "should", "may", "might", "do", "does", "did", "shall"))
_ENDS = frozenset(_DATA["ends"].split())
_TURNS = re.compile(
    r"\b(?:but|although|though|even though|despite|without|except that|unless|until|before|"
    r"on the (?:day|night|eve|morning) (?:that |of |when )?)\b\s*"
)
_LOOSE = frozenset(_DATA["loose"].split())
_MINE = {"his": "my", "her": "my", "their": "our", "himself": "myself", "herself": "myself", "themselves": "ourselves"}


def read_goals(reading: Reading, words: Sequence[str], phrases: Sequence[NounPhrase]) -> None:
    """Add `want`, `want_mine`, `obstacle` and `deed` to the facts, where the premise has them."""
    lower = [w.lower() for w in words]
    verbs = verbs_of(lower)
    stops = _stops(reading.text, words)
    main = _main_verb(lower, verbs)
    if main >= 0:
        reading.facts["deed"] = _deed(words, lower, main, stops)
        want = _want(reading, words, lower, verbs, main, phrases, stops)
        if want:
            reading.facts["want"] = want
            reading.facts["want_mine"] = " ".join(_MINE.get(w, w) for w in want.split())
    obstacle = _obstacle(reading.text)
    if obstacle:
        reading.facts["obstacle"] = obstacle


def _stops(text: str, words: Sequence[str]) -> frozenset[int]:
    """After which words a comma, a semicolon or a full stop stands."""
    found: list[int] = []
    at = 0
    low = text.lower().replace("’", "'")
    for i, word in enumerate(words):
        start = low.find(word.lower(), at)
        if start < 0:
            continue
        at = start + len(word)
        if low[at : at + 3].lstrip("'\"”)")[:1] in (",", ";", ".", ":", "!", "?", "–", "—"):
            found.append(i)
    return frozenset(found)


def _main_verb(lower: Sequence[str], verbs: Sequence[int]) -> int:
    """The first finite verb that is not inside a relative or an adverbial clause."""
    inside = False
    for i, word in enumerate(lower):
        if word in ("who", "which", "whose", "where", "when", "while", "because", "although") or (
            word == "that" and i and i + 1 < len(lower) and (i + 1 in verbs or lower[i + 1] in _TO_BE | _HELPERS)
        ):
            inside = True
        elif i in verbs and (lower[max(i - 1, 0)] != "to" or lower[max(i - 2, 0)] in ("has", "have", "had")):
            if inside:
                inside = _continues(lower, i, verbs)
                continue
            if lower[i].endswith("ing") and lower[max(i - 1, 0)] not in _TO_BE:
                continue
            return i
    return verbs[0] if verbs else -1


def _continues(lower: Sequence[str], at: int, verbs: Sequence[int]) -> bool:
    """Whether a clause goes on after its verb: "who has to learn to", "who cannot stop lying"."""
    following = lower[at + 1] if at + 1 < len(lower) else ""
    return following == "to" or at + 1 in verbs


def _end(lower: Sequence[str], start: int, stops: frozenset[int], longest: int, verbs: Sequence[int] = ()) -> int:
    """Where a clause that begins at a word ends, exclusive; never on a word that wants another."""
    i = start
    while i < len(lower) and i - start < longest:
        if i > start and lower[i] in _ENDS:
            break
        if i > start and lower[i] in ("and", "or") and (i + 1 in verbs or i + 2 in verbs):
            break
        if i > start and lower[i] in ("before", "without", "that"):
            break
        i += 1
        if i - 1 in stops:
            break
    while i > start + 1 and (lower[i - 1] in _LOOSE or lower[i - 1] in DETERMINERS or lower[i - 1].endswith(("'s", "s'", "ly"))):
        i -= 1
    return i


def _deed(words: Sequence[str], lower: Sequence[str], main: int, stops: frozenset[int]) -> str:
    start = main
    while start and (lower[start - 1] in _TO_BE | _HELPERS or lower[start - 1] in ("has", "have", "had", "not", "never")):
        start -= 1
    return " ".join(words[start : _end(lower, start, stops, _LONGEST_DEED)])


def _want(
    reading: Reading, words: Sequence[str], lower: Sequence[str], verbs: Sequence[int], main: int, phrases: Sequence[NounPhrase],
    stops: frozenset[int],
) -> str:  # fmt: skip
    """An infinitive phrase without its "to"."""
    base = lemma(lower[main])
    before = lower[main - 1] if main else ""
    passive = before in _TO_BE or (before == "been")
    end = next((i for i in range(main, len(lower)) if i in stops), len(lower))
    to = next(
        (i for i in range(main + 1, end) if lower[i] == "to" and i + 1 < len(lower) and (i + 1 in verbs or _bare_verb(lower[i + 1]))), -1
    )
    between = lower[main + 1 : to] if to > 0 else []
    if before == "must" or (before == "to" and main > 1 and lower[main - 2] in ("has", "have", "had")):
        return _clean([base, *words[main + 1 : _end(lower, main + 1, stops, _LONGEST_WANT, verbs)]])
    target = _object(main, phrases)
    if base in _ASKING and target and to > target.end and not _later_deed(lower, target.end + 1, to, verbs):
        negated = ["not"] if lower[to - 1] == "not" else []
        rest = words[to + 1 : _end(lower, to + 1, stops, _LONGEST_WANT, verbs)]
        return _clean(["have", *_said(words, target).split(), *negated, *rest])
    if base == "refuse" and to > 0:
        return _refused(words, lower, to + 1, stops, verbs)
    if to > 0 and (base in _WISHING or (passive and base in _FORCED) or base in _AIMING) and not _clause_between(between):
        if between and base in ("teach", "help"):
            return _clean([base, *words[main + 1 : _end(lower, main + 1, stops, _LONGEST_WANT, verbs)]])
        return _clean(words[to + 1 : _end(lower, to + 1, stops, _LONGEST_WANT, verbs)])
    if passive:
        return ""
    if base in ("hide", "shelter", "conceal", "harbour") and target and target.head in lexicon.roles():
        return f"keep the {target.head} safe"
    pattern = _WORDINGS.get(base)
    if pattern and target:
        return pattern.format(o=_said(words, target))
    if base in _SHOWING and not target:
        return ""
    return _clean([base, *words[main + 1 : _end(lower, main + 1, stops, _LONGEST_WANT, verbs)]])


def _later_deed(lower: Sequence[str], start: int, to: int, verbs: Sequence[int]) -> bool:
    """Whether another main deed lies between: "asks the boy and runs to ..."."""
    return any(i in verbs and lower[i - 1] in ("and", "but") for i in range(start, to))


def _bare_verb(word: str) -> bool:
    return word in lexicon.verbs() or word in ("be", "have", "do")


def _clause_between(between: Sequence[str]) -> bool:
    return any(w in _ENDS or w == "that" for w in between)


def _refused(words: Sequence[str], lower: Sequence[str], start: int, stops: frozenset[int], verbs: Sequence[int]) -> str:
    """What somebody wants who refuses: to keep what is to be taken, or never to do it."""
    end = _end(lower, start, stops, _LONGEST_WANT, verbs)
    if lower[start] == "let":
        held = list(words[start + 1 : end])
        cut = next((i for i, w in enumerate(held) if w.lower() in ("be", "go", "die", "leave") or i + start + 1 in verbs), len(held))
        return _clean(["keep", *held[:cut]])
    return _clean(["never", *words[start:end]])


def _object(main: int, phrases: Sequence[NounPhrase]) -> NounPhrase | None:
    """The noun phrase that a verb acts on."""
    return next((p for p in phrases if p.verb == main and not p.preposition and p.start > main), None)


def _said(words: Sequence[str], phrase: NounPhrase) -> str:
    """A phrase as it is spoken of once it is known: "the violin", "her mother's letter"."""
    chunk = list(words[phrase.start : phrase.end + 1])
    if chunk[0].lower() in ("a", "an", "one", "another", "some"):
        chunk[0] = "the"
    return " ".join(chunk)


def _clean(words: Sequence[str]) -> str:
    kept = [w for w in words if w]
    while kept and kept[-1].lower() in _LOOSE:
        kept.pop()
    return " ".join(kept) if kept and (len(kept) > 1 or kept[0] not in PREPOSITIONS) else ""


def _obstacle(text: str) -> str:
    """What stands in the way: the clause after but, without, before ..., as it is worded."""
    for turn in _TURNS.finditer(text.lower()):
        word = turn[0].strip()
        rest = re.split(r"[,.;:!?]", text[turn.end() :], maxsplit=1)[0].split()
        if not rest or (word == "but" and rest[0] == "also"):
            continue
        clause = rest[:12]
        while clause and clause[-1].lower() in _LOOSE:
            clause.pop()
        if not clause:
            continue
        said = " ".join(clause)
        return said if word in ("but", "although", "though", "even though", "despite", "except that") else f"{word} {said}"
    return ""
