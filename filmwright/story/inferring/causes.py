"""Causes: which earlier act made an act possible or led to it, by the effects and conditions of the acts, and by things named again."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from filmwright.story.inferring.acts import Decoded
from filmwright.story.lexicon import table

_CONDITION, _LEADS, _NAMED_AGAIN = 0.9, 0.75, 0.35  # how far each kind of link is to be trusted, if both acts are right
_LEAST = 0.17  # links that are less sure are not told
_SPAN = 40  # acts after which a fact no longer counts as what led to something, and a word as taken up again
_RARE = 4  # passages; a word in more of them is no topic
_SHORTEST_TOPIC = 5  # letters


@dataclass(frozen=True)
class Link:
    """An earlier act as the cause of a later one."""

    cause: int
    confidence: float


def causes_of(events: Sequence[Decoded], scenes: Sequence[int], words: Sequence[Sequence[str]]) -> list[list[Link]]:
    """The causes of every event among those before it.

    Args:
        events: In order.
        scenes: The scene of each.
        words: The words of each event's passages.

    Returns:
        For each event its links, the earliest cause first.
    """
    facts: dict[str, int] = {}
    came: dict[str, int] = {}
    links: list[list[Link]] = []
    again = _taken_up(words)
    for i, event in enumerate(events):
        if i and scenes[i] != scenes[i - 1]:
            facts = {fact: made for fact, made in facts.items() if not fact.startswith("here ")}
            facts |= {f"here {who}": made for who, made in came.items()}
        found: dict[int, float] = {}
        pre, because, added, deleted = (_grounded(facts_, event) for facts_ in _rules()[event.act])
        for strength, conditions in ((_LEADS, because), (_CONDITION, pre)):
            for fact in conditions:
                made = facts.get(fact, -1)
                if made >= 0 and i - made <= _SPAN:
                    found[made] = strength
        if not found and i in again:
            found[again[i]] = _NAMED_AGAIN
        told = [Link(made, _trust(strength, events[made], event)) for made, strength in sorted(found.items())]
        links.append([link for link in told if link.confidence >= _LEAST])
        facts = {fact: made for fact, made in facts.items() if fact not in deleted}
        facts.update(dict.fromkeys(added, i))
        if event.act in ("arrive", "return") and event.actor:
            came[event.actor] = i
        if event.act in ("leave", "depart"):
            came.pop(event.actor, None)
    return links


def _trust(strength: float, cause: Decoded, effect: Decoded) -> float:
    return round(strength * math.sqrt(cause.confidence * effect.confidence), 3)


@functools.cache
def _rules() -> dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    rules = {}
    for act, entry in table("acts").items():
        pre = tuple(choice.strip() for line in entry["pre"] if not line.startswith("!") for choice in line.split("|"))
        rules[act] = (pre, tuple(entry.get("because", [])), tuple(entry["add"]), tuple(entry.get("del", [])))
    return rules


def _grounded(facts: tuple[str, ...], event: Decoded) -> list[str]:
    """The facts with names; those about somebody unknown are left out."""
    who = {"{a}": event.actor, "{b}": event.other}
    return [
        fact.replace("{a}", event.actor).replace("{b}", event.other)
        for fact in facts
        if all(name or slot not in fact for slot, name in who.items())
    ]


def _taken_up(words: Sequence[Sequence[str]]) -> dict[int, int]:
    """For each event the last one before it that names the same rare thing."""
    counts = Counter(word for each in words for word in set(each) if len(word) >= _SHORTEST_TOPIC)
    last: dict[str, int] = {}
    found: dict[int, int] = {}
    for i, each in enumerate(words):
        topics = {word for word in each if 2 <= counts[word] <= _RARE}
        before = [last[word] for word in topics if word in last and i - last[word] <= _SPAN]
        if before:
            found[i] = max(before)
        last.update(dict.fromkeys(topics, i))
    return found
