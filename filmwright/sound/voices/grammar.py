"""What part a word plays in its sentence, by the words around it: enough to tell verb from noun and past from present."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Collection, Sequence
from pathlib import Path

Tag = str  # NOUN, VERB, VBD (past), VBN (participle), ADJ (before its noun), PRED (after a form of "be")


@functools.cache
def words_of(name: str) -> frozenset[str]:
    """A class of words from grammar.toml."""
    return _classes()[name]


@functools.cache
def _classes() -> dict[str, frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_name("grammar.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


def parts(words: Sequence[str], i: int, pauses: Collection[int] = ()) -> tuple[Tag, ...]:
    """What word `i` may be, likeliest first; () if its neighbours say nothing.

    Args:
        words: One sentence, lower case, no punctuation.
        pauses: Positions of the words that a comma or a dash follows.
    """
    start = max((p + 1 for p in pauses if p < i), default=0)
    end = min((p + 1 for p in pauses if p >= i), default=len(words))
    return _Place(list(words[start:end]), i - start, list(words[:start])).parts()


class _Place:
    """A word in its clause: from one pause to the next."""

    def __init__(self, clause: list[str], at: int, earlier: list[str]) -> None:
        self.clause, self.at, self.earlier = clause, at, earlier
        self.word = clause[at]
        self.after = clause[at + 1] if at + 1 < len(clause) else ""
        left = at - 1
        while left >= 0 and (clause[left] in words_of("adverbs") - {"please"} or _adverb(clause[left])):
            left -= 1
        self.left = left  # the nearest word before it that is no adverb; -1: none
        self.before = clause[left] if left >= 0 else ""

    def parts(self) -> tuple[Tag, ...]:
        before = self.before
        nearest = self.clause[self.at - 1] if self.at else ""
        if not before or (before in words_of("openers") and self.left == 0 and before not in words_of("degree")):
            return self._opening()
        if before in words_of("modals") or before in words_of("do"):
            return ("NOUN",) if before == "to" and self.after in ("", "and") and self._goes_to() else ("VERB",)
        if before in words_of("objects") and self._caused():
            return ("VERB",)
        if before in words_of("determiners"):
            if before == "that" and self.left and not self.word.endswith("s") and self._content(self.left - 1):
                return self._finite(one=not self._many(self.left - 1))
            if before == "that" and self.word.endswith("s") and not self.word.endswith("ss"):
                return ("VERB",)
            return ("ADJ", "NOUN") if self._noun_follows() else ("NOUN",)
        if nearest in words_of("degree") and before in words_of("degree"):
            return ("PRED", "ADJ")
        if before in words_of("be"):
            return ("PRED", "VBN", "ADJ")
        if before in words_of("have"):
            return ("VBN", "ADJ", "NOUN") if self._noun_follows() else ("VBN", "NOUN")
        if asked := self._asked():
            return asked
        if before in words_of("numbers"):
            return ("NOUN",)
        if before == "who":
            return self._finite(one=not (self.left and self._many(self.left - 1)))
        if before in words_of("subjects") or before in words_of("third"):
            return self._finite(one=before in words_of("third"))
        if before in words_of("prepositions") or before.endswith(("'s", "s'")):
            return ("ADJ", "NOUN") if self._noun_follows() else ("NOUN",)
        if before in words_of("conjunctions"):
            return self._joined()
        return self._after_content()

    def _opening(self) -> tuple[Tag, ...]:
        """The first word of a clause: an order, or the noun that it is about."""
        after = self.after
        if (
            after in words_of("determiners") | words_of("objects") | words_of("particles") | words_of("numbers")
            or after == "to"
            or (not after and self.before)
        ):
            return ("VERB",)
        if not after:
            return ()
        if after in words_of("be") | words_of("have") | words_of("modals") | words_of("finite") | words_of("prepositions"):
            return ("NOUN", "ADJ")
        return ("ADJ", "NOUN") if self._noun_follows() else ()

    def _asked(self) -> tuple[Tag, ...]:
        """ "Can he read?", "Where does this road lead?", "Have you read it?": the helping verb stands before who does it."""
        for j in range(self.left, max(self.left - 4, -1), -1):
            helper = self.clause[j]
            between = self.clause[j + 1 : self.left + 1]
            opens = j == 0 or self.clause[j - 1] in words_of("questions") | words_of("conjunctions") | words_of("openers")
            opens = opens or (j > 1 and self.clause[j - 2] in words_of("questions"))
            if not between or not opens or not _who(between):
                continue
            if helper in words_of("do") or (helper in words_of("modals") and helper not in ("to", "please", "let's")):
                return ("VERB",)
            if helper in ("have", "has", "had", "hasn't", "haven't", "hadn't"):
                return ("VBN", "NOUN")
            if helper in words_of("be") and "'" not in helper.replace("n't", ""):
                return ("PRED", "VBN", "ADJ")
        return ()

    def _finite(self, *, one: bool) -> tuple[Tag, ...]:
        """A verb after its subject. `one`: he, she, it or a single thing, after which a verb without -s is past."""
        if self.word.endswith("s") and not self.word.endswith("ss"):
            return ("VERB",)
        if one:
            return ("VBD", "VERB")
        others = [word for k, word in enumerate(self.clause) if k != self.at] + self.earlier
        helped = any(word in words_of("do") for word in self.clause[: self.at])
        told = any(word in words_of("earlier") or _past(word) for word in others)
        return ("VBD", "VERB") if told and not helped else ("VERB",)

    def _joined(self) -> tuple[Tag, ...]:
        """After "and", "but", "when": what the word that follows it says."""
        if self.clause[self.at - 1] in ("not", "never"):
            return ("VERB",)
        if self.after in words_of("determiners") | words_of("objects"):
            past = any(_past(word) for word in self.clause[: self.left])
            return ("VBD", "VERB") if past else ("VERB",)
        if self.left and self.clause[self.left - 1] in ("sit", "read", "write", "stop", "come", "go", "stay", "live", "rest", "work"):
            return ("VERB",)
        return ("ADJ", "NOUN") if self._noun_follows() else ()

    def _after_content(self) -> tuple[Tag, ...]:
        """After a noun or an adjective: the verb of that noun, or a noun with that word before it."""
        if self.word.endswith("ed") and not self._object_follows():  # "The chair stands crooked."
            return ()
        if any(word in words_of("finite") or word in words_of("subjects") for word in self._since_joined()):
            return ("NOUN",) if not self._object_follows() else ("VERB", "NOUN")
        told = any(word in words_of("finite") for word in self._until_joined())
        goes_on = not self.after or self.after in words_of("prepositions") | words_of("particles") | words_of("adverbs")
        goes_on = goes_on or self.after == "to" or self.after == "and" or _adverb(self.after) or self._object_follows()
        first = self.clause[0] if self.left else ""
        if self.word.endswith("s") and not self.word.endswith("ss"):
            alone = self.left == 0 and self.before.endswith("s")
            return ("VERB",) if goes_on and not told and not alone and not self._many(self.left) else ("NOUN",)
        if self._many(self.left):
            alone = not told and first in words_of("determiners") and self.left == 1  # "The farmers produce good cheese."
            return self._finite(one=False) if (goes_on or alone) and not told else ("NOUN",)
        if goes_on and not told and (self.left == 0 or first in words_of("determiners")):
            return ("VBD", "VERB" if self._object_follows() and self.left == 0 else "NOUN")
        return ("NOUN",)

    def _since_joined(self) -> list[str]:
        """The words before it, from the last "and" behind which another subject begins."""
        for k in range(self.at - 2, 0, -1):
            if self.clause[k] in words_of("conjunctions") and self.clause[k + 1] in words_of("determiners"):
                return self.clause[k + 1 : self.at]
        return self.clause[: self.at]

    def _until_joined(self) -> list[str]:
        """The words after it, up to one with which another clause may begin."""
        after = self.clause[self.at + 1 :]
        return after[: next((k for k, word in enumerate(after) if word in words_of("joins")), len(after))]

    def _caused(self) -> bool:
        """ "Let him read": a verb that makes or sees another do something stands before the person."""
        return self.left > 0 and self.clause[self.left - 1] in words_of("makers")

    def _goes_to(self) -> bool:
        return any(word in ("from", "close", "next") for word in self.clause[: self.left])

    def _object_follows(self) -> bool:
        return self.after in words_of("determiners") | words_of("objects") | words_of("numbers")

    def _noun_follows(self) -> bool:
        """The word after it may be a noun that it belongs to."""
        after = self.after
        closed = ("determiners", "subjects", "objects", "be", "have", "do", "modals", "prepositions", "adverbs", "conjunctions", "finite")
        return bool(after) and not any(after in words_of(name) for name in closed) and not _adverb(after)

    def _content(self, k: int) -> bool:
        closed = ("determiners", "subjects", "be", "have", "do", "modals", "prepositions", "conjunctions")
        return k >= 0 and not any(self.clause[k] in words_of(name) for name in closed)

    def _many(self, k: int) -> bool:
        """The word at `k` names more than one."""
        word = self.clause[k]
        if word in words_of("crowds") or (k > 1 and self.clause[k - 1] == "and"):
            return True
        single = any(other in words_of("singular") for other in self.clause[max(0, k - 2) : k])
        return word.endswith("s") and not single and not word.endswith(("ss", "us", "'s")) and word not in words_of("alike")


def _adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4 and word not in ("family", "supply", "reply", "ally", "belly", "july", "jelly", "lonely")


def _who(between: list[str]) -> bool:
    """Words that can be the subject of a question: a pronoun, a name, or a noun with its determiner."""
    if len(between) == 1:
        return between[0] in words_of("subjects") | words_of("third") or not any(
            between[0] in words_of(name)
            for name in ("determiners", "prepositions", "adverbs", "conjunctions", "objects", "be", "have", "degree")
        )
    return between[0] in words_of("determiners") and not any(
        word in words_of(name) for word in between[1:] for name in ("prepositions", "conjunctions", "be", "modals", "do")
    )


def _past(word: str) -> bool:
    return (word in words_of("finite") and word not in words_of("present")) or (word.endswith("ed") and len(word) > 4)
