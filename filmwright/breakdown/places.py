"""Scene headings, and the set kit that comes nearest to a place by meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, cast

from filmwright.breakdown.tables import concepts, table
from filmwright.breakdown.words import find_phrase, normal, normal_phrase, sentences, tokens
from filmwright.records.breakdown import TimeOfDay, Weather
from filmwright.theatre.catalogue import SetKit

_PREFIX = re.compile(r"^\s*(INT\.?\s*/\s*EXT|EXT\.?\s*/\s*INT|INT|EXT|I\s*/\s*E|EST)(?:[.\s:-]+|$)", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*|\s*\.\s+|\s*[/|]\s*(?=[A-Za-z])")


class Heading(NamedTuple):
    """A scene heading taken apart. `interior` is None when it does not say or says both."""

    text: str
    interior: bool | None
    place: str  # "LIGHTHOUSE"
    subplace: str  # "LAMP ROOM" or ""
    time: TimeOfDay | None  # None: not said
    same: bool  # LATER, CONTINUOUS ...: as the scene before
    vague: bool = False  # "BEFORE DAWN": the action may say it better

    @property
    def name(self) -> str:
        """The place as the heading calls it."""
        return f"{self.place} - {self.subplace}" if self.subplace else self.place


def read_heading(text: str) -> Heading:
    """Take a heading apart: inside or outside, place, subplace, time of day."""
    flat = " ".join(text.split())
    match = _PREFIX.match(flat)
    interior: bool | None = None
    rest = flat
    if match:
        kind = re.sub(r"[\s.]", "", match.group(1).upper())
        interior = True if kind == "INT" else False if kind in ("EXT", "EST") else None
        rest = flat[match.end() :]
    parts = [part.strip(" .-–—()") for part in _PARTS.split(rest)]
    parts = [part for part in parts if part]
    times = table("places")["time"]
    time: TimeOfDay | None = None
    same = vague = False
    kept: list[str] = []
    for i, part in enumerate(parts):
        found = _time_of(part, times) if i > 0 or len(parts) == 1 else None
        if found is None:
            before, _, last = part.rpartition(",")
            tail = _time_of(last, times) if before else None
            if tail is None:
                kept.append(part)
                continue
            kept.append(before.strip())
            found = tail
        if found == "=":
            same = True
        else:
            time = cast(TimeOfDay, found)
            vague = "before" in part.lower()
    place = kept[0] if kept else ""
    subplace = " - ".join(kept[1:])
    if not subplace and "," in place:
        place, _, subplace = (piece.strip() for piece in place.partition(","))
    return Heading(text=flat, interior=interior, place=place, subplace=subplace, time=time, same=same, vague=vague)


def _time_of(part: str, times: Mapping[str, str]) -> str | None:
    low = " ".join(tokens(part.lower().replace("(", " ").replace(")", " ")))
    if low in times:
        return times[low]
    words = low.split()
    if len(words) > 4:
        return None
    for size in (3, 2, 1):  # "DAY 2", "NIGHT (STORMY)", "RAINY NIGHT"
        for i in range(len(words) - size + 1):
            phrase = " ".join(words[i : i + size])
            if phrase in times and (size > 1 or len(words) <= 2 or i == len(words) - 1):
                return times[phrase]
    return None


def time_in_words(text: str) -> TimeOfDay | None:
    """The time of day that a text tells by the moon, the stars, first light ..., or None."""
    low = f" {' '.join(tokens(text.lower()))} "
    for phrase, time in table("places")["time_words"].items():
        if f" {phrase} " in low:
            return cast(TimeOfDay, time)
    return None


def weather_in_words(text: str) -> Weather | None:
    """The weather that a text tells, or None. Comparisons ("like slow snow", "as salt") are not weather."""
    words = table("places")["weather"]
    found: Weather | None = None
    for sentence in sentences(text):
        skip = 0
        for token in tokens(sentence.lower()):
            if token in ("like", "as"):
                skip = 4
            elif token in words and skip <= 0:
                weather = cast(Weather, words[token])
                if found in (None, "wind", "clear"):  # rain, snow and fog are seen; wind with rain is rain
                    found = weather if weather != "clear" or found is None else found
            skip -= 1
    return found


class Match(NamedTuple):
    """A kit for a place, and how it was found."""

    kit: str
    by_word: bool  # the place's own word names the kit
    score: float


def nearest_kit(heading: Heading, action: str, kits: Mapping[str, SetKit]) -> Match:
    """The kit that comes nearest to a place.

    The score of a kit adds: 4 for a phrase of the kit in the subplace (3 in the place), 1 more when it holds the last word,
    which is the head noun, 0.1 less when the kit only stands in for that phrase; 2.5 (1.5) times the Jaccard likeness of
    concepts; 0.05 for each feature of the kit that the action names. A kit that is inside where the heading says outside,
    or the reverse, is taken only if no kit agrees.
    """
    fits = {name: kit for name, kit in kits.items() if heading.interior is None or kit.interior == heading.interior}
    said = set(normal(tokens(action)))
    best: Match | None = None
    for name in sorted(fits or kits):
        kit = (fits or kits)[name]
        sub, sub_by_word = _likeness(heading.subplace, kit, 4.0, 2.5)
        main, main_by_word = _likeness(heading.place, kit, 3.0, 1.5)
        hints = sum(0.05 for feature in kit.features.values() if any(set(normal_phrase(word)) <= said for word in feature.words))
        if not heading.place:
            hints += _likeness(action, kit, 1.0, 0.0)[0]
        score = sub + main + min(hints, 0.4)
        by_word = sub_by_word or (main_by_word if not heading.subplace else _names_head(f"{heading.place} {heading.subplace}", kit))
        if best is None or score > best.score + 1e-9:
            best = Match(kit=name, by_word=by_word, score=round(score, 4))
    assert best is not None
    return best


def _likeness(place: str, kit: SetKit, exact: float, concept: float) -> tuple[float, bool]:
    words = normal(tokens(place))
    if not words:
        return 0.0, False
    score, by_word = 0.0, False
    for phrase, is_it in _phrases(kit):
        wanted = normal_phrase(phrase)
        at = find_phrase(wanted, words)
        if at < 0:
            continue
        rest = words[at + len(wanted) :]
        found = exact + (0.0 if rest else 1.0) + 0.2 * len(wanted) - (0.0 if is_it else 0.1)
        if found > score:  # "hospital corridor" is no ward: a room within a place that has a word of its own
            score, by_word = found, is_it and not (kit.interior and place_concepts(rest))
    meaning = place_concepts(words)
    theirs = place_concepts([word for phrase, _ in _phrases(kit) for word in (*normal_phrase(phrase), "|")])
    union = meaning | theirs
    shared = concept * len(meaning & theirs) / len(union) if union and meaning else 0.0
    cover = 0.5 * concept * len(meaning & theirs) / len(meaning) if meaning else 0.0
    return score + shared + cover, by_word


def _phrases(kit: SetKit) -> list[tuple[str, bool]]:
    """Phrases that lead to a kit, and whether it is that place or only stands in for it."""
    return [*((phrase, True) for phrase in (*kit.words, kit.name)), *((phrase, False) for phrase in kit.stands_in)]


def _names_head(place: str, kit: SetKit) -> bool:
    """Whether a phrase of the kit ends the place's name: "train compartment" in NIGHT TRAIN - COMPARTMENT."""
    words = normal(tokens(place))
    return any(tuple(words[-len(wanted) :]) == wanted for wanted in (normal_phrase(phrase) for phrase in (*kit.words, kit.name)) if wanted)


def place_concepts(words: list[str]) -> frozenset[str]:
    """Concepts of the place words found in a run of normal words, longest phrases first."""
    known = concepts("places")
    found: set[str] = set()
    i = 0
    while i < len(words):
        for size in (3, 2, 1):
            phrase = " ".join(words[i : i + size])
            entry = known.get(phrase) or known.get(f"{phrase}s")
            if entry and i + size <= len(words):
                found |= entry
                i += size - 1
                break
        i += 1
    return frozenset(found)
