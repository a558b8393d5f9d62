"""Minds: what people are to each other, what they want, and what they know since when."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from filmwright.records.story import Event, Knowledge, Relation, Want
from filmwright.story.inferring import cues
from filmwright.story.inferring.acts import Reading
from filmwright.story.inferring.company import Company
from filmwright.story.lexicon import table

_OBJECT = r"((?:[\w'-]+ ?){1,8})"
_SAID = tuple(  # what is said, what stands before it when told, and how sure one time makes it
    (re.compile(pattern + _OBJECT, re.IGNORECASE), lead, sure)
    for pattern, lead, sure in (
        (
            r"\bI(?:'d| would|'ve| have)? ?(?:only |just |really |simply )?(?:want|wanted|need|desire|long for|wish for) (?!of\b|you to\b)",
            "",
            0.7,
        ),
        (r"\bI(?:'ve| have)? ?(?:only |just |really )?(?:wish|hope|mean|intend|long|came|come) to ", "to ", 0.6),
        (r"\bI must ", "to ", 0.4),  # a duty as often as a wish
        (r"\blet me ", "to ", 0.6),
        (r"\b(?:give|bring|fetch|hand) me ", "", 0.65),
    )
)
_POSSESSIVE = re.compile(r"\b(?:his|her|their) (?:[a-z-]+ )?([a-z-]+)")
_STOPS = frozenset(("but", "and", "because", "so", "if", "when", "that's", "no", "please", "or"))
_EMPTY = frozenset(("it", "you", "that", "this", "to", "", "not", "nothing", "him", "her", "them", "be", "a", "the", "say", "ask"))
_FOES, _FRIENDS = frozenset(("hurting",)), frozenset(("tending", "giving"))
_LEAST_DEALINGS = 3  # acts between two people before their manner says what they are to each other; guess
_WORTH_KNOWING = frozenset(
    (
        "tell",
        "confess",
        "reveal",
        "find_sign",
        "read",
        "lie",
        "recognise",
        "name_fear",
        "find",
        "hide",
        "warn",
        "steal",
        "cheat",
        "betray",
        "lose",
        "break",
        "promise",
        "bargain",
        "refuse",
        "claim",
        "remember",
        "accuse",
        "forgive",
        "choose",
        "marvel",
    )
)
_ALONE_KNOWN = frozenset(("hide", "steal", "cheat", "lie"))  # those about do not see what is meant
_ASKING = frozenset(("ask", "plead", "claim"))


def relations_of(readings: Sequence[Reading], events: Sequence[Event], company: Company) -> tuple[Relation, ...]:
    """What people are to each other, the surest first: by how they call each other, by possessives at first sight, by how they deal."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    heard: dict[tuple[str, str, str], str] = {}
    for reading in readings:
        if not reading.passage.speaker or not reading.other or not reading.actor:
            continue
        for word in _vocatives(reading.words):
            kind = cues.kin_words()[word]
            if (kind in ("son", "father", "brother", "uncle")) and company.people[reading.other].sex == "female":
                continue
            if (kind in ("daughter", "mother", "sister", "aunt")) and company.people[reading.other].sex == "male":
                continue
            votes[reading.actor, reading.other][kind] += 2
            votes[reading.other, reading.actor][_back(kind, company.people[reading.actor].sex)] += 1
            heard.setdefault((reading.actor, reading.other, kind), word)
    for person, other, kind, words in _described(company):
        votes[person, other][kind] += 3
        votes[other, person][_back(kind, company.people[person].sex)] += 2
        heard.setdefault((person, other, kind), words)
    found = [
        Relation(
            person=pair[0],
            other=pair[1],
            kind=kind,
            confidence=_of_votes(count, sum(counted.values())),
            evidence=heard.get((*pair, kind), ""),
        )
        for pair, counted in votes.items()
        for kind, count in counted.most_common(1)
    ]
    found += _by_dealings(events, set(votes))
    return tuple(sorted(found, key=lambda relation: (-relation.confidence, relation.person, relation.other)))


def _vocatives(words: Sequence[str]) -> list[str]:
    """Words of address: they stand between stops, or at either end of a sentence."""
    found = []
    for i, word in enumerate(words):
        if word not in cues.kin_words():
            continue
        before = words[i - 1] if i else "."
        after = words[i + 1] if i + 1 < len(words) else "."
        if before == "my" and i > 1:
            before = words[i - 2]
        if (cues.is_end(before) or before == ",") and (cues.is_end(after) or after == ","):
            found.append(word)
    return found


def _described(company: Company) -> Iterable[tuple[str, str, str, str]]:
    """ "his brother" behind a name at first sight: of the one who was introduced before them."""
    people = list(company.people.values())
    for i, person in enumerate(people):
        for word in _POSSESSIVE.findall(person.description.lower()):
            if word in cues.kin_words() and i:
                yield people[i - 1].id, person.id, cues.kin_words()[word], person.description[:60]
        for other in people:
            match = re.search(rf"\b{re.escape(other.name.split()[0])}'s (?:[a-z-]+ )?([a-z]+)", person.description, re.IGNORECASE)
            if match and other is not person and match[1].lower() in cues.kin_words():
                yield other.id, person.id, cues.kin_words()[match[1].lower()], match[0]


_BY_SEX = {
    "child": ("daughter", "son"), "parent": ("mother", "father"), "sibling": ("sister", "brother"), "nephew or niece": ("niece", "nephew"),
    "grandchild": ("granddaughter", "grandson"), "uncle or aunt": ("aunt", "uncle"),
}  # fmt: skip


def _back(kind: str, sex: str) -> str:
    """What the one who calls is to the one who is called, by the sex of the one who calls."""
    back: dict[str, str] = table("cues")["relations_back"]
    general = back.get(kind, kind)
    if general not in _BY_SEX or sex == "neutral":
        return general
    return _BY_SEX[general][sex == "male"]


def _of_votes(count: int, total: int) -> float:
    """Laplace's rule on the votes, so that one word of address alone is no certainty."""
    return round((count + 0.5) / (total + 1.5), 3)


def _by_dealings(events: Sequence[Event], known: set[tuple[str, str]]) -> list[Relation]:
    """Friend or foe, by what two people do to each other, where nothing says more."""
    dealings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for event in events:
        if len(event.actors) == 2:
            group = cues.group_of()[event.act]
            kind = "foe" if group in _FOES else "friend" if group in _FRIENDS else "acquaintance"
            dealings[event.actors[0], event.actors[1]][kind] += 1
    found = []
    for pair, counted in dealings.items():
        total = sum(counted.values())
        kind, count = max(((k, counted[k]) for k in ("foe", "friend")), key=lambda each: each[1])
        if pair not in known and total >= _LEAST_DEALINGS and count > total / 2:
            found.append(
                Relation(
                    person=pair[0], other=pair[1], kind=kind, confidence=round(0.6 * _of_votes(count, total), 3), evidence="how they deal"
                )
            )
    return found


def wants_of(readings: Sequence[Reading], event_at: dict[int, Event], events: Sequence[Event]) -> tuple[Want, ...]:
    """What people say that they want, and what they ask for again and again.

    Args:
        readings: The passages.
        event_at: Index of a passage -> the event that it tells.
        events: All events.
    """
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    sure: dict[tuple[str, str], float] = {}
    for i, reading in enumerate(readings):
        if not reading.passage.speaker or not reading.actor:
            continue
        for pattern, lead, once in _SAID:
            for match in pattern.findall(reading.passage.text):
                what = _object(match)
                if what and what not in _EMPTY:
                    key = (reading.actor, (lead + what).strip())
                    said[key].append(event_at[i].id if i in event_at else "")
                    sure[key] = max(sure.get(key, 0.0), once)
    wants = [
        Want(
            person=person, what=what, events=tuple(dict.fromkeys(e for e in where if e)),
            confidence=round(min(0.95, sure[person, what] + 0.15 * (len(where) - 1)), 3),
        )
        for (person, what), where in said.items()
    ]  # fmt: skip
    asked: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.act in _ASKING and event.thing and event.actors:
            asked[event.actors[0], event.thing].append(event)
    for (person, thing), where in asked.items():
        confidence = round(min(0.9, 0.4 * sum(event.confidence for event in where)), 3)
        wants.append(
            Want(person=person, what=f"the {thing.replace('_', ' ')}", events=tuple(event.id for event in where), confidence=confidence)
        )
    return tuple(sorted(wants, key=lambda want: (-want.confidence, want.person, want.what)))


def _object(words: str) -> str:
    kept: list[str] = []
    for word in words.split():
        if word.lower() in _STOPS and kept:
            break
        kept.append(word.lower() if word != "I" else word)
    while kept and kept[-1] in ("the", "a", "to", "of", "my", "and", "in", "for", "your", "with", "it's"):
        kept.pop()
    return " ".join(kept)


def knowledge_of(events: Sequence[Event], scenes: Sequence[int], company: Company) -> tuple[Knowledge, ...]:
    """Who knows of what since when: those who do it, see it, hear it.

    An entrance and exit tracker: in a scene are those who act or speak in it, from their arrival until they leave.

    Args:
        events: In order.
        scenes: The scene of each.
        company: Everybody.
    """
    found: list[Knowledge] = []
    everybody = list(company.people)
    members: dict[int, list[int]] = defaultdict(list)
    for i, scene in enumerate(scenes):
        members[scene].append(i)
    for indices in members.values():
        present = _found_there([events[i] for i in indices])
        for i in indices:
            event = events[i]
            present |= set(event.actors)
            if event.act in _WORTH_KNOWING and event.actors:
                alone = event.act in _ALONE_KNOWN
                knowing = [who for who in everybody if who in present and (not alone or who == event.actors[0])]
                secret = tuple(who for who in everybody if who not in knowing)[:12]  # a play of fifty would be all lists
                found += [_known(event, who, secret) for who in knowing]
            if event.act in ("leave", "depart") and event.actors:
                present.discard(event.actors[0])
    return tuple(found)


def _found_there(events: Sequence[Event]) -> set[str]:
    """Those in a scene from its start: who acts in it without having arrived in it."""
    arrived: set[str] = set()
    there: set[str] = set()
    for event in events:
        if event.act in ("arrive", "return") and event.actors and event.actors[0] not in there:
            arrived.add(event.actors[0])
        there |= {who for who in event.actors if who not in arrived}
    return there


def _known(event: Event, who: str, secret: tuple[str, ...]) -> Knowledge:
    did, told = who == event.actors[0], len(event.actors) > 1 and who == event.actors[1]
    spoken = event.act in (
        "tell",
        "confess",
        "reveal",
        "name_fear",
        "warn",
        "promise",
        "refuse",
        "claim",
        "remember",
        "accuse",
        "forgive",
        "bargain",
    )
    how = "did" if did else "told" if told and spoken else "heard" if spoken else "saw"
    share = 1.0 if did else 0.9 if told else 0.7  # a bystander may not listen; guess
    return Knowledge(person=who, event=event.id, how=how, secret_from=secret, confidence=round(event.confidence * share, 3))  # type: ignore[arg-type]
