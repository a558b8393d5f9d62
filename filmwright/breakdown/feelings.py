"""Feeling: emotion, delivery, manner and sound of words, from a small lexicon."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from filmwright.breakdown.tables import table
from filmwright.breakdown.words import tokens
from filmwright.records.breakdown import Delivery, Emotion, Hearing


@functools.cache
def _lexicon() -> dict[str, tuple[tuple[Emotion, float], ...]]:
    entries: dict[str, list[tuple[Emotion, float]]] = {}
    for emotion, text in table("feelings")["emotions"].items():
        for entry in text.split(","):
            word, strength = entry.split()
            entries.setdefault(word, []).append((emotion, float(strength)))
    return {word: tuple(found) for word, found in entries.items()}


def _weigh(text: str) -> dict[Emotion, float]:
    weights: dict[Emotion, float] = {}
    negated = 0
    for token in tokens(text):
        low = token.lower()
        if low in ("not", "no", "never", "without") or low.endswith("n't"):
            negated = 3
        for emotion, strength in _lexicon().get(low, ()):
            weights[emotion] = weights.get(emotion, 0.0) + strength * (0.15 if negated > 0 and low not in ("never", "no") else 1.0)
        negated -= 1
    return weights


def emotion_of(text: str, parenthetical: str = "") -> tuple[Emotion, float]:
    """Emotion of a line or an action and its intensity, 0 to 1; a parenthetical weighs three times the words."""
    weights = _weigh(text)
    for emotion, strength in _weigh(parenthetical).items():
        weights[emotion] = weights.get(emotion, 0.0) + 3.0 * strength
    marks = text.count("!")
    if not weights or max(weights.values()) < 0.25:
        if marks:
            return "surprise", min(1.0, 0.5 + 0.15 * marks)
        return "neutral", 0.4
    best = max(sorted(weights), key=lambda emotion: weights[emotion])
    return best, round(min(1.0, 0.3 + 0.5 * weights[best] + 0.1 * marks), 2)


def delivery_of(text: str, parenthetical: str, extension: str) -> Delivery:
    """How a line is said, from the extension of its cue, its parenthetical, its capitals and its marks."""
    where = extension.upper().replace(".", "").replace(" ", "")
    if where in ("VO", "VOICEOVER", "NARRATION", "NARRATING"):
        return "voice_over"
    if where in ("OS", "OC", "OFF", "OFFSCREEN", "OFFSTAGE"):
        return "off_screen"
    said = f" {' '.join(tokens(parenthetical.lower()))} "
    deliveries: dict[Delivery, list[str]] = table("feelings")["delivery"]
    for delivery, phrases in deliveries.items():
        if any(f" {' '.join(tokens(phrase))} " in said for phrase in phrases):
            return delivery
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        return "shout"
    return "loud" if text.rstrip("\"'”’ ").endswith("!") else "plain"


def heard_of(parenthetical: str, extension: str) -> tuple[Hearing, bool]:
    """How a voice reaches us; and whether that holds only for one who is elsewhere: who is seen on the phone speaks in the room."""
    said = f" {' '.join(tokens(f'{parenthetical} . {extension}'.lower()))} "
    for part in ("heard", "held"):
        for hearing, phrases in table("feelings")[part].items():
            if any(f" {' '.join(tokens(phrase))} " in said for phrase in phrases):
                return hearing, part == "held"
    words = said.split()
    wide = set(table("feelings")["far"]["places"].split())
    across = any(word == "across" and set(words[i + 1 : i + 4]) & wide for i, word in enumerate(words))
    return ("distance" if across else "here"), False


def against_of(parenthetical: str) -> str:
    """The noise that a voice is raised against: "over the wind" is wind; "" for none."""
    words = [token.lower() for token in tokens(parenthetical)]
    noises = table("feelings")["against"]
    for i, word in enumerate(words):
        if word in ("over", "above"):
            found = next((noises[noise] for noise in words[i + 1 : i + 4] if noise in noises), "")
            if found:
                return str(found)
    return ""


def manner_of(words: Iterable[str]) -> str:
    """slowly, quickly, gently, roughly, nervously, happily, sadly or "" from the adverbs of a clause."""
    said = set(words)
    for manner, variants in table("feelings")["manner"].items():
        if said & {variant.strip() for variant in variants.split(",")}:
            return str(manner)
    return ""


def sound_of(words: Iterable[str]) -> str:
    """What is heard in an image: the first of its words that has a sound, or ""."""
    sounds = table("feelings")["sounds"]
    for word in words:
        if word in sounds:
            return str(sounds[word])
    return ""
