"""Clauses: a sentence of action cut at its verbs, with the subject that stands before each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from filmwright.breakdown.company import Company
from filmwright.breakdown.moment import Clause, Stage
from filmwright.breakdown.tables import table, words_of
from filmwright.breakdown.verbs import base_of, could_be_finite, participle_of, phrases
from filmwright.breakdown.words import ADVERBS, DETERMINERS, singular

_BOUNDARIES = frozenset(
    (",", ";", ":", "and", "then", "but", "as", "while", "--", "-", "–", "—", "before", "after", "when", "until", "(", ")", "...", "or")
)
_RELATIVE = frozenset(
    ("who", "which", "that", "where", "what", "whom", "whose", "if", "because", "whether", "how", "why", "though", "although")
)
_MODALS = frozenset(("can", "could", "will", "would", "must", "may", "might", "should", "cannot", "can't", "won't", "couldn't", "wouldn't"))
_DO = frozenset(("does", "do", "did", "doesn't", "don't", "didn't"))
_STARTERS = frozenset(("something", "who"))
_LEAD_TO, _HEARD_OR_SEEN, _ALSO_DONE = (
    frozenset(table("grammar")[part].split()) for part in ("lead_to", "heard_or_seen", "also_done")
)  # fmt: skip


class Verb(NamedTuple):
    """A verb that was found."""

    base: str
    at: int
    participle: bool
    negated: bool


class Clauses(Company):
    """Finds the verbs of a sentence and what belongs to each."""

    def _clauses(self, words: list[str], low: list[str], stage: Stage) -> Iterator[Clause]:
        starts: list[tuple[int, int, str, bool, bool]] = []  # clause start, verb position, base, participle, negated
        boundary = 0
        last_verb = -1
        i = 0
        while i < len(low):
            word = low[i]
            if word == "and" and last_verb < boundary and self._named(low[boundary:i]) and self._names_on(low, i + 1):
                i += 1  # "Mara and Tom dance": one subject
                continue
            if word in _BOUNDARIES:
                boundary = i + 1
                i += 1
                continue
            found = self._verb_at(low, i, boundary, last_verb, stage)
            if found:
                base, position, participle, negated = found
                starts.append((boundary if boundary > last_verb else i, position, base, participle, negated))
                last_verb = position
                i = position + 1
                continue
            i += 1
        for n, (start, at, base, participle, negated) in enumerate(starts):
            end = len(low)
            if n + 1 < len(starts):
                next_start, next_at = starts[n + 1][0], starts[n + 1][1]
                end = min(next_start, next_at) if next_start > at else next_at
            while end > at + 1 and (low[end - 1] in _BOUNDARIES or not low[end - 1][0].isalnum()):
                end -= 1
            subject = low[start:at] if n else low[:at]
            led = low[start - 1] if start else ""
            goes_on = n + 1 < len(starts) and starts[n + 1][0] == starts[n + 1][1] and starts[n + 1][1] <= at + 3
            yield Clause(tuple(subject), base, at, end, participle, negated, led, n == 0, goes_on)

    def _verb_at(self, low: list[str], i: int, boundary: int, last_verb: int, stage: Stage) -> Verb | None:
        """The verb that begins at a word, or None.

        Args:
            low: The sentence, lower case.
            i: The word.
            boundary: Where its clause begins.
            last_verb: Where the last verb stands, -1 before the first.
            stage: What is so at this moment.
        """
        word = low[i]
        if not word[0].isalpha() or self._in_name(low, i):
            return None
        if last_verb >= 0 and boundary <= last_verb:
            return self._going_on(low, i, last_verb)
        noun_phrase = low[boundary:i]
        if any(w in _RELATIVE for w in noun_phrase) and noun_phrase != ["who"]:
            return None
        participle = participle_of(word)
        if participle and participle in phrases() and all(w in ADVERBS or w == "still" for w in noun_phrase):
            return Verb(participle, i, True, False) if boundary > 0 or self._someone(low, stage) else None
        if word in _MODALS and i + 1 < len(low) and noun_phrase:
            return _after_a_modal(low, i)
        if word in _DO and (done := _after_do(low, i)):
            return done
        if word == "enter" and i == 0:
            return Verb("enter", 0, False, False)
        if self._is_a_noun(low, i, noun_phrase) or (noun_phrase == ["who"] and not self._named(low[max(0, boundary - 4) : boundary])):
            return None
        told_in_past = last_verb >= 0 and not noun_phrase and not base_of(low[last_verb]) and bool(base_of(low[last_verb], past=True))
        named = bool(noun_phrase) and self._named(noun_phrase)
        base = base_of(word, plural_subject=self._plural(noun_phrase), past=named or told_in_past)
        if not base or not could_be_finite(noun_phrase):
            return None
        if noun_phrase and not named and not _may_be_a_subject(low, boundary, noun_phrase, first=last_verb < 0):
            return None
        told = stage.actor and stage.subject and word in _ALSO_DONE
        if i == 0 and word in _HEARD_OR_SEEN and not told:
            return None
        return _past_auxiliaries(low, i, base)

    def _going_on(self, low: list[str], i: int, last_verb: int) -> Verb | None:
        """No boundary since the last verb: only "sits reading", "is holding", "crosses to open", "tries to lift" go on."""
        word, between = low[i], low[last_verb + 1 : i]
        participle = participle_of(word)
        if participle and participle in phrases() and all(w in ADVERBS or w in ("there", "by") or w.endswith("ly") for w in between):
            return Verb(participle, i, True, False)
        before = base_of(low[last_verb], plural_subject=True, past=True)
        if between[-1:] == ["to"] and word in phrases() and before in _LEAD_TO and not self.things.at(low, i):
            return Verb(word, i, True, False)
        return None

    def _is_a_noun(self, low: list[str], i: int, noun_phrase: list[str]) -> bool:
        """ "Steps.", "Rain.": heard, not done; "her hand", "eyes": what is had."""
        word = low[i]
        if i == 0 and sum(w[0].isalpha() for w in low) == 1 and singular(word) in table("feelings")["sounds"]:
            return True
        if singular(word) not in words_of("things", "body"):
            return False
        if noun_phrase:
            return not (self._named(noun_phrase[-1:]) or noun_phrase[-1].endswith("ly"))
        followed = low[i - 1] in ("and", "then", ",") and i + 1 < len(low) and low[i + 1] in DETERMINERS
        return word != "heads" and not followed

    def _names_on(self, low: list[str], i: int) -> bool:
        """Whether another name follows."""
        return i < len(low) and (low[i] in ("he", "she") or any(self.cast.at(low, j) for j in range(i, min(i + 2, len(low)))))

    def _in_name(self, low: list[str], i: int) -> bool:
        for start in range(max(0, i - 3), i + 1):
            hit = self.cast.at(low, start)
            if hit and hit[1] > i and hit[0].name.lower() != low[i]:
                return True
            if hit and hit[1] > i and hit[0].name.lower() == low[i] and start == i and not base_of(low[i]):
                return True
        return False

    def _someone(self, low: list[str], stage: Stage) -> bool:
        return bool(stage.subject) or any(self.cast.at(low, i) or low[i] in ("he", "she", "they") for i in range(len(low)))

    def _named(self, noun_phrase: Sequence[str]) -> bool:
        run = list(noun_phrase)
        return any(self.cast.at(run, i) for i in range(len(run))) or any(w in ("he", "she", "they", "it", "both", "everyone") for w in run)

    def _plural(self, noun_phrase: Sequence[str]) -> bool:
        run = [w for w in noun_phrase if w not in ADVERBS or w == "both"]
        if not run:
            return False
        if set(run) & {"they", "both", "children", "men", "women", "people", "them", "two", "others"} or "and" in run:
            return True
        last = run[-1]
        return (
            last.endswith("s")
            and not last.endswith(("ss", "'s", "us"))
            and singular(last) != last
            and not self.cast.at(run, len(run) - 1)
        )


def _after_a_modal(low: list[str], i: int) -> Verb | None:
    j = i + 1
    negated = low[i] in ("cannot", "can't", "won't", "couldn't", "wouldn't")
    while j < len(low) and (low[j] in ADVERBS or low[j] in ("not", "never")):
        negated = negated or low[j] in ("not", "never")
        j += 1
    return Verb(low[j], j, False, negated) if j < len(low) and low[j] in phrases() else None


def _after_do(low: list[str], i: int) -> Verb | None:
    """ "Does not move"; "does" alone is a verb like another."""
    j = i + 1
    negated = low[i].endswith("n't")
    while j < len(low) and (low[j] == "not" or low[j] in ADVERBS):
        negated = negated or low[j] == "not"
        j += 1
    return Verb(low[j], j, False, True) if negated and j < len(low) and low[j] in phrases() else None


def _may_be_a_subject(low: list[str], boundary: int, noun_phrase: list[str], *, first: bool) -> bool:
    """Whether a phrase that names nobody may be the subject of a verb: an article or an adverb opens it, or it opens the sentence."""
    opening = noun_phrase[0]
    led = opening in DETERMINERS or opening in ADVERBS
    if not first:
        return led or opening in _STARTERS or opening.endswith("ly")
    listed = boundary > 0 and low[boundary - 1] in (":", ",")
    return not listed or led or opening == "something"


def _past_auxiliaries(low: list[str], i: int, base: str) -> Verb:
    """ "Has gone" is going, "is sitting" is sitting."""
    j = i + 1
    negated = False
    if base == "have":
        while j < len(low) and (low[j] in ADVERBS or low[j].endswith("ly")):
            j += 1
        done = base_of(low[j], past=True) if j < len(low) else ""
        if done in phrases() and done != "be" and not low[j].endswith("s"):
            return Verb(done, j, False, False)
    if base == "be":
        while j < len(low) and (low[j] in ADVERBS or low[j] == "not" or low[j].endswith("ly")):
            negated = negated or low[j] == "not"
            j += 1
        if j < len(low) and (participle := participle_of(low[j])) in phrases():
            return Verb(participle, j, False, negated)
    return Verb(base, i, False, i > 0 and low[i - 1] in ("never", "not"))
