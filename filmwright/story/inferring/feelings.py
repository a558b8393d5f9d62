"""Feelings: how a passage feels, by its words, its stops and its manner, together with the act that it is."""

from __future__ import annotations

from collections.abc import Sequence

from filmwright.records.story import Feeling
from filmwright.story.inferring import cues
from filmwright.story.lexicon import table

_NEGATIONS = frozenset(("not", "no", "never", "don't", "won't", "can't", "isn't", "wasn't", "didn't", "nothing", "without", "cannot"))
_OF_ACT = 0.6  # how much the act counts against the words, when it is certain; guess
_REACH = 3  # words over which "not" turns a word


def of_words(words: Sequence[str]) -> Feeling:
    """Valence and arousal of words; a negation turns the valence of what follows, intensifiers and "!" raise arousal."""
    known, strong = cues.feelings(), frozenset(table("cues")["intensify"]["words"].split())
    valence: list[float] = []
    arousal: list[float] = []
    for i, word in enumerate(words):
        if word not in known or word in _NEGATIONS:
            continue
        v, a = known[word]
        turned = any(before in _NEGATIONS for before in words[max(0, i - _REACH) : i])
        valence.append(-0.6 * v if turned else v)
        arousal.append(min(1.0, a + 0.2) if i and words[i - 1] in strong else a)
    count = len(valence)
    exclaims, hushed = min(2, sum(word == "!" for word in words)), min(2, sum(word == "..." for word in words))
    mean_v = sum(valence) / (count + 0.7) if count else 0.0  # one word is no mood
    mean_a = sum(arousal) / (count + 0.7) if count else 0.0
    return Feeling(valence=_unit(mean_v), arousal=_unit(mean_a + 0.2 * exclaims - 0.15 * hushed), tension=_unit(0.5 * (mean_a - mean_v)))


def of_event(act: str, confidence: float, words: Sequence[str]) -> Feeling:
    """The feeling of an act, as far as it is certain, mixed with that of its words."""
    felt = of_words(words)
    valence, arousal, tension = table("acts")[act]["feel"]
    share = _OF_ACT * confidence
    return Feeling(
        valence=_unit(share * valence + (1 - share) * felt.valence),
        arousal=_unit(share * arousal + (1 - share) * felt.arousal),
        tension=_unit(share * tension + (1 - share) * felt.tension),
    )


def of_people(act: str, feeling: Feeling, actor: str, other: str) -> dict[str, Feeling]:
    """How the one who acts and the one who is meant feel: who is hurt by the act feels worse."""
    found = {actor: feeling} if actor else {}
    if other:
        hurt = any("hurt {b}" in fact for fact in table("acts")[act]["add"])
        valence = feeling.valence - 0.4 if hurt else feeling.valence * 0.8
        found[other] = Feeling(valence=_unit(valence), arousal=_unit(feeling.arousal + 0.1), tension=feeling.tension)
    return found


def _unit(number: float) -> float:
    return max(-1.0, min(1.0, round(number, 3)))
