"""Clauses: a sentence of action cut at its verbs, with the subject that stands before each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from filmwright.breakdown.company import Company
from filmwright.breakdown.moment import Clause, Stage
from filmwright.breakdown.tables import table, words_of
from filmwright.breakdown.verbs import base_of, could_be_finite, is_verbal, participle_of, phrases
from filmwright.breakdown.words import (
    ADVERBS,
    DETERMINERS,
    singular,
)

_BOUNDARIES = frozenset(
    (",", ";", ":", "and", "then", "but", "as", "while", "--", "-", "–", "—", "before", "after", "when", "until", "(", ")", "...", "or")
)
_RELATIVE = frozenset(
    ("who", "which", "that", "where", "what", "whom", "whose", "if", "because", "whether", "how", "why", "though", "although")
)
_MODALS = frozenset(("can", "could", "will", "would", "must", "may", "might", "should", "cannot", "can't", "won't", "couldn't", "wouldn't"))
_STARTERS = frozenset(("something", "who"))


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

    def _verb_at(self, low: list[str], i: int, boundary: int, last_verb: int, stage: Stage) -> tuple[str, int, bool, bool] | None:
        word = low[i]
        if not word[0].isalpha():
            return None
        if self._in_name(low, i):
            return None
        first = last_verb < 0
        noun_phrase = low[boundary:i]
        if not first and boundary <= last_verb:
            # No boundary since the last verb: only "sits reading", "is holding", "crosses to open", "tries to lift" go on.
            base = participle_of(word)
            between = low[last_verb + 1 : i]
            if base and base in phrases() and all(w in ADVERBS or w in ("there", "by") or w.endswith("ly") for w in between):
                return base, i, True, False
            before = low[last_verb]
            if (
                between[-1:] == ["to"]
                and word in phrases()
                and len(between) >= 1
                and not self.things.at(low, i)
                and (
                    base_of(before, plural_subject=True, past=True)
                    in (
                        "begin",
                        "start",
                        "try",
                        "want",
                        "need",
                        "go",
                        "come",
                        "cross",
                        "step",
                        "turn",
                        "kneel",
                        "bend",
                        "reach",
                        "run",
                        "walk",
                        "stop",
                        "hurry",
                        "lean",
                        "rise",
                        "move",
                        "stoop",
                        "continue",
                        "crouch",
                        "rush",
                        "sit",
                        "stand",
                    )
                )
            ):
                return word, i, True, False
            return None
        if any(w in _RELATIVE for w in noun_phrase) and noun_phrase != ["who"]:
            return None
        led_by_participle = participle_of(word)
        if (
            led_by_participle
            and led_by_participle in phrases()
            and (not noun_phrase or all(w in ADVERBS or w == "still" for w in noun_phrase))
        ):
            return (led_by_participle, i, True, False) if boundary > 0 or self._someone(low, stage) else None
        if word in _MODALS and i + 1 < len(low) and noun_phrase:
            j = i + 1
            negated = word in ("cannot", "can't", "won't", "couldn't", "wouldn't")
            while j < len(low) and (low[j] in ADVERBS or low[j] in ("not", "never")):
                negated = negated or low[j] in ("not", "never")
                j += 1
            if j < len(low) and low[j] in phrases():
                return low[j], j, False, negated
            return None
        if word in ("does", "do", "did", "doesn't", "don't", "didn't") and i + 1 < len(low):
            j = i + 1
            negated = word.endswith("n't")
            while j < len(low) and (low[j] == "not" or low[j] in ADVERBS):
                negated = negated or low[j] == "not"
                j += 1
            if negated and j < len(low) and low[j] in phrases():
                return low[j], j, False, True
        if i == 0 and sum(w[0].isalpha() for w in low) == 1 and singular(word) in table("feelings")["sounds"]:
            return None  # "Steps.", "Rain.": heard, not done
        if word == "enter" and i == 0:
            return "enter", 0, False, False
        if (
            singular(word) in words_of("things", "body")
            and noun_phrase
            and not (self._named(noun_phrase[-1:]) or noun_phrase[-1].endswith("ly"))
        ):
            return None
        followed = low[i - 1] in ("and", "then", ",") and i + 1 < len(low) and low[i + 1] in DETERMINERS
        if singular(word) in words_of("things", "body") and not noun_phrase and word != "heads" and not followed:
            return None
        if noun_phrase == ["who"] and not self._named(low[max(0, boundary - 4) : boundary]):
            return None
        plural = self._plural(noun_phrase)
        told_in_past = not first and not noun_phrase and not base_of(low[last_verb]) and bool(base_of(low[last_verb], past=True))
        named = bool(noun_phrase) and self._named(noun_phrase)
        base = base_of(word, plural_subject=plural, past=named or told_in_past)
        if not base:
            return None
        if not could_be_finite(low[boundary:i]):
            return None
        if (
            not first
            and noun_phrase
            and not (
                named
                or noun_phrase[0] in DETERMINERS
                or noun_phrase[0] in ADVERBS
                or noun_phrase[0] in _STARTERS
                or noun_phrase[0].endswith("ly")
            )
        ):
            return None
        listed = first and boundary > 0 and bool(noun_phrase) and not named and low[boundary - 1] in (":", ",")
        if listed and noun_phrase[0] not in DETERMINERS and noun_phrase[0] not in ADVERBS and noun_phrase[0] != "something":
            return None
        if (
            i == 0
            and low[0] in ("lights", "rolls", "waves", "steps", "sounds", "flowers", "drums", "eyes", "hands", "looks", "tears", "flames")
            and (not stage.actor or low[0] not in ("rolls", "waves", "steps", "looks", "lights") or not stage.subject)
        ):
            return None
        if base == "have" and i + 1 < len(low):
            j = i + 1
            while j < len(low) and (low[j] in ADVERBS or low[j].endswith("ly")):
                j += 1
            done = base_of(low[j], past=True) if j < len(low) else ""
            if done in phrases() and done != "be" and not low[j].endswith("s"):
                return done, j, False, False
        if base == "be" and i + 1 < len(low):
            j = i + 1
            negated = False
            while j < len(low) and (low[j] in ADVERBS or low[j] == "not" or low[j].endswith("ly")):
                negated = negated or low[j] == "not"
                j += 1
            if j < len(low) and participle_of(low[j]) in phrases():
                return participle_of(low[j]), j, False, negated
        return base, i, False, i > 0 and low[i - 1] in ("never", "not")

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
            and (len(run) > 1 or not is_verbal(last) or True)
        )
