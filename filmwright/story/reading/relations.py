"""What the two are to each other, what the occasion is, and what sort of trouble it is: the features that situations ask for."""

from __future__ import annotations

import functools
import re

from filmwright.story import lexicon
from filmwright.story.reading.records import PersonRead, Reading

_PARENTS = frozenset(["mother", "father", "mum", "mom", "dad", "parent", "stepmother", "stepfather"])
_CHILDREN = frozenset(["son", "daughter", "stepson", "stepdaughter"])
_GRAND = frozenset(["grandmother", "grandfather", "grandma", "grandpa", "granny", "nan", "gran", "granddad"])
_GRANDCHILDREN = frozenset(["grandson", "granddaughter"])
_SIBLINGS = frozenset(["brother", "sister", "twin"])
_SPOUSES = frozenset(
    ["husband", "wife", "spouse", "fiance", "fiancee", "bride", "groom", "boyfriend", "girlfriend", "lover", "partner", "sweetheart"]
)
_EXES = frozenset(("ex", "ex-wife", "ex-husband", "ex-girlfriend", "ex-boyfriend"))


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The features of the data file, each as one pattern."""
    return {name: re.compile(r"\b(?:" + "|".join(parts) + r")(?!\w)") for name, parts in lexicon.table("features").items()}


def read_relations(reading: Reading) -> None:
    """Add the features to `reading.facts`, each with the words that gave it."""
    text = reading.text.lower()
    facts = reading.facts
    for name, pattern in _patterns().items():
        found = pattern.search(text)
        if found and name not in ("office", "heart", "grown", "small"):
            facts.setdefault(name, found[0].strip() or name)
    people = reading.people[:2]
    if len(people) == 2 and people[0].word == people[1].word and re.search(rf"{people[0].word}s in love", text):
        facts.setdefault("rel:couple", people[1].word)
    if re.search(r"\bex[- ](?:lover|wife|husband|boyfriend|girlfriend|partner|spouse)|\bformer (?:lovers?|wife|husband)", text):
        facts.setdefault("rel:ex", people[-1].word if people else "ex")
    if re.search(r"\badrift\b|\bshares? (?:a|one|the same) (?:room|cell|bed|dressing room|boat|raft|lift|compartment)", text):
        facts.setdefault("stuck", "together")
    if len(people) == 2:
        relation = _between(people[0], people[1])
        if relation:
            facts.setdefault(f"rel:{relation}", people[1].word)
    if "only_knower" in facts and (knower := re.search(r"\bknows (?:is|was) (?:\w+[ -]){0,4}?(\w+)\b[^\w]*$", text)):
        for person in people:
            person.facts += ["knower"] if person.word.split()[-1] == knower[1] else []
    hiding = bool({"hide", "shelter"} & set(reading.themes)) and facts.get("verb") in (
        "hide", "shelter", "conceal", "harbour", "keep", "smuggle",
    )  # fmt: skip
    if (
        hiding
        and len(people) == 2
        and not re.search(rf"\b(?:from|for) (?:\w+ ){{0,3}}{re.escape(people[1].word)}\b|\b{re.escape(people[1].word)}'s\b", text)
    ):
        facts["person_hidden"] = people[1].word  # not in "hides her television from her son", "hides her daughter's letter"
    if _patterns()["office"].search(text) and _patterns()["heart"].search(text):
        facts["duty"] = "duty"
    if any(p.role.trade == "beast" for p in people) and any(p.role.kind == "human" for p in people):
        facts.setdefault("rel:pet", next(p.word for p in people if p.role.trade == "beast"))
        facts.setdefault("tamed", "beast")
    if not any(p.role.kind == "robot" for p in people):
        facts.pop("machine_learns", None)
    if not any(p.role.kind in ("bear", "fox", "scarecrow") or p.role.trade in ("beast", "magic") for p in people):
        facts.pop("tamed", None)


def _between(first: PersonRead, second: PersonRead) -> str:
    """What the first is to the second."""
    a, b = first.word, second.word
    if first.role.kin and first.owner not in ("", "his", "her", "their", b):
        a = ""  # the beekeeper's daughter is not the deserter's
    told = second.role.kin and second.owner == "" and not first.role.kin and b in _CHILDREN | _PARENTS
    if told or {a, b} == {"ghost", "widow"} or {a, b} == {"ghost", "widower"}:
        return ("parent" if b in _CHILDREN else "child") if told else "couple"
    if second.role.kin and second.owner not in ("his", "her", "their", a) and not first.role.kin and a not in _SPOUSES:
        b = ""
    for words, ours, theirs in (
        (_PARENTS, "parent", "child"), (_GRAND, "grandparent", "grandchild"), (_CHILDREN, "child", "parent"),
        (_GRANDCHILDREN, "grandchild", "grandparent"), (_SIBLINGS, "siblings", "siblings"), (_EXES, "ex", "ex"),
        (_SPOUSES, "couple", "couple"),
    ):  # fmt: skip
        if a in words:
            return ours
        if b in words:
            return theirs
    if second.owner in ("his", "her", "their") and b in ("sergeant", "officer", "commander", "owner", "teacher", "coach"):
        return "pupil" if b in ("teacher", "coach") else "servant"
    if first.role.trade == "school" and (second.age or second.role.age) in ("child", "teen"):
        return "teacher"
    if (first.age or first.role.age) in ("child", "teen") and second.role.trade == "school":
        return "pupil"
    if b in ("boss", "king", "queen", "general", "captain", "master", "landlord", "landlady", "manager", "director", "emperor"):
        return "servant"
    if a in ("boss", "king", "queen", "general", "captain", "master", "landlord", "landlady", "manager", "director", "emperor"):
        return "boss"
    return ""
