"""Subtext: the feeling of lines and acts whose words do not name it, from what they do and where in the film they are."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import msgspec

from filmwright.breakdown.feelings import emotion_of
from filmwright.breakdown.tables import table
from filmwright.breakdown.words import plain
from filmwright.records.breakdown import Action, Business, Emotion, Image, LineOfDialogue
from filmwright.records.story import Feeling

QUARTER = 0.25  # feelings are told in quarters: a word more or less then leaves them, and all pictures that hang on them, as they are
NAMED = 0.45  # from this intensity on, the words themselves name the feeling; below, what the line does counts more (guess)
LAST_PART = 0.85  # of the film: what is plain there is tender
ARC = ((0.2, "opening"), (0.55, "trouble"), (0.85, "worst"), (1.01, "rest"))
ARC_WEIGHT = 1.5  # in acts: a scene of few acts feels like its place in the film

Scenes = Sequence[Sequence[Business]]


class _Rule(msgspec.Struct, frozen=True):
    says: re.Pattern[str]
    ends: str
    emotion: Emotion
    intensity: float


@functools.cache
def _rules(kind: str) -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            re.compile("|".join(f"{'' if say.startswith('^') else chr(92) + 'b'}(?:{say}){chr(92)}b" for say in rule["says"])),
            rule.get("ends", ""),
            rule["emotion"],
            rule["intensity"],
        )
        for rule in table("subtext")[kind]
    )


@functools.cache
def _acts() -> dict[str, tuple[Emotion, float]]:
    return {act: (said.split()[0], float(said.split()[1])) for act, said in table("subtext")["acts"].items()}


def quarters(value: float) -> float:
    """A number rounded to the nearest quarter."""
    return round(value / QUARTER) * QUARTER + 0.0


def feel(scenes: Scenes) -> list[tuple[Business, ...]]:
    """The same business with the feeling of every line and act.

    A line feels what its parenthetical or its words name; else what it does (it pleads, refuses, remembers); else what the
    act just before it means; else, near the end, tenderness. It never depends on the words of other lines. Intensities are
    0.25, 0.5, 0.75 or 1; neutral is 0.5.
    """
    total = max(1, sum(len(business) for business in scenes) - 1)
    out: list[tuple[Business, ...]] = []
    done = 0
    for business in scenes:
        felt: list[Business] = []
        for item in business:
            at = done / total
            done += 1
            if isinstance(item, Image):
                felt.append(item)
                continue
            if isinstance(item, Action):
                emotion, intensity = _act(item)
            else:
                emotion, intensity = _line(item, felt[-1] if felt else None)
            if emotion == "neutral" and at > LAST_PART:
                emotion, intensity = "tenderness", 0.5
            intensity = 0.5 if emotion == "neutral" else min(1.0, max(QUARTER, quarters(intensity)))
            felt.append(msgspec.structs.replace(item, emotion=emotion, intensity=intensity))
        out.append(tuple(felt))
    return out


def _line(line: LineOfDialogue, before: Business | None) -> tuple[Emotion, float]:
    named, strength = emotion_of(line.text, line.parenthetical)
    marked = line.text.count("!") > 0
    if named != "neutral" and strength >= NAMED + 0.1 * marked and not (named == "surprise" and marked):
        return named, strength
    text = " ".join(plain(line.text).lower().replace("’", "'").split())
    for rule in _rules("line"):
        if (not rule.ends or text.rstrip("\"' ").endswith(rule.ends)) and rule.says.search(text):
            return rule.emotion, min(1.0, rule.intensity + (0.25 if marked else 0.0))
    if named != "neutral":
        return named, strength
    if isinstance(before, Action) and before.emotion != "neutral":
        return before.emotion, max(QUARTER, before.intensity - QUARTER)
    return "neutral", 0.5


def _act(action: Action) -> tuple[Emotion, float]:
    named, strength = emotion_of(action.text)
    if named != "neutral" and strength >= NAMED:
        return named, strength
    text = action.text.lower()
    for rule in _rules("action"):
        if rule.says.search(text):
            return rule.emotion, rule.intensity
    return _acts().get(action.act, (named, strength))


def feeling_of(business: Sequence[Business], heading: str, at: float) -> Feeling:
    """The feeling of a scene, in quarters: of its acts, half as much of its lines and images, and of its place in the film.

    Args:
        business: Felt, as `feel` gives it.
        heading: Words of the scene's heading; "STORM" or "GRAVEYARD" count as an image.
        at: Where in the film the scene's middle is, 0 to 1.
    """
    chart = table("feelings")["feeling"]
    arc = table("subtext")["arc"][next(name for end, name in ARC if at < end)]
    total, weight = [ARC_WEIGHT * value for value in arc], ARC_WEIGHT
    told: list[tuple[Emotion, float]] = [(emotion_of(heading.lower())[0], 0.5)]
    for item in business:
        if isinstance(item, Image):
            told.append((emotion_of(item.text)[0], 0.5))
        else:
            told.append((item.emotion, 1.0 if isinstance(item, Action) else 0.5))
    for emotion, share in told:
        weight += share * (0.25 if emotion == "neutral" else 1.0)
        if emotion != "neutral":
            for k in range(3):
                total[k] += share * chart[emotion][k]
    return Feeling(valence=_felt(total[0] / weight), arousal=_felt(total[1] / weight), tension=_felt(total[2] / weight))


def _felt(mean: float) -> float:
    """A mean of many feelings is near nothing; the film shows it half as strong again."""
    return max(-1.0, min(1.0, quarters(1.5 * mean)))
