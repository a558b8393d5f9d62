"""The forms of English verbs that a line needs."""

from __future__ import annotations


def third_person(verb: str) -> str:
    """tell -> tells, carry -> carries, be -> is, get stuck -> gets stuck."""
    if " " in verb:
        first, _, rest = verb.partition(" ")
        return f"{third_person(first)} {rest}"
    if verb in ("be", "have"):
        return {"be": "is", "have": "has"}[verb]
    if verb.endswith(("s", "sh", "ch", "x", "o", "z")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb + "s"


_DOUBLED = frozenset(["forget", "begin", "admit", "permit", "prefer", "refer", "submit", "regret", "commit", "control", "propel"])


def gerund_of(verb: str) -> str:
    """tell -> telling, cut -> cutting, make -> making, lie -> lying, get stuck -> getting stuck."""
    if " " in verb:
        first, _, rest = verb.partition(" ")
        return f"{gerund_of(first)} {rest}"
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    short = len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou" and verb[-3] not in "aeiou"
    vowels = sum(1 for a, b in zip(" " + verb, verb, strict=False) if b in "aeiouy" and a not in "aeiouy")
    return verb + verb[-1] + "ing" if short and (vowels == 1 or verb in _DOUBLED) else verb + "ing"
