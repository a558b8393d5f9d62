"""Acts: which act of the story world each passage is, by weighted cues and the best way through the whole sequence.

Every passage begins an act, goes on with the one before, or tells none (a view, a small gesture). Scores are logarithms of odds; the
sequence is decoded by dynamic programming (Viterbi), and the certainty of each act is its share among all ways through the sequence
(forward and backward sums). Both are linear in the number of passages.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from filmwright.story.inferring import cues
from filmwright.story.inferring.company import Company, Deed, deeds_of
from filmwright.story.inferring.passages import Passage, SceneText
from filmwright.story.lexicon import table

Floats = npt.NDArray[np.float64]

# Found by changing one after the other, on what is for fitting: half of the labelled scenes, one labelled play, and screenplays of
# ten premises.
_LEADS = 0.5  # an act whose effect is a condition of the next
_INVITES = 0.1  # an act whose effect is among what leads to the next
_HELD, _MISSING = 0.4, -0.5  # a condition that was made by any act before, or by none
_LED = 0.2
_FRESH = 20  # passages after which what was made is no longer looked for; guess
_BEGINS, _GOES_ON, _NOTHING = 0.0, 1.0, 1.4
_NEW_SCENE = -3.5  # an act seldom goes on over a heading
_SAME_AGAIN = -0.6
_REPEATED_CUE = 0.45  # what a second cue of the same act in a passage adds, as part of itself
_LONG = 4  # words; every further one makes a chance match likelier
_CALIBRATION = (-0.78, 0.54, 0.40)  # the logarithm of the odds of being right: of the share among all ways, and of the score; fitted
_STRONGEST = 6.0  # cues beyond this add no certainty
_PLAIN_ANSWER = 0.4  # what is left of a yes or no as a refusal or an acceptance, after a question about how things are; guess
_PLAIN_QUESTIONS = frozenset(
    ("is", "are", "was", "were", "do", "does", "did", "have", "has", "had", "what", "where", "who", "when", "why", "how")
)
_NOBODY = 0.6  # what is left of the cues of a passage in which nobody is named: it is a view, more often than not
_ECHO = 14.0  # for a passage all words of which were there at first
_GIVEN = ("here", "seen", "has")  # conditions that hold so often that they tell nothing


@dataclass
class Reading:
    """What one passage says by itself."""

    passage: Passage
    scores: Floats
    actor: str
    other: str
    actors: dict[str, tuple[str, str]] = field(default_factory=dict)  # act -> who and to whom, where a verb tells
    evidence: dict[str, str] = field(default_factory=dict)  # act -> the strongest cue
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Decoded:
    """An act with the passages that tell it."""

    act: str
    actor: str
    other: str
    passages: tuple[int, ...]  # indices into the readings
    confidence: float
    evidence: str


def readings_of(scenes: Sequence[SceneText], company: Company) -> list[Reading]:
    """Every passage with the scores of all acts."""
    found: list[Reading] = []
    passages = [passage for scene in scenes for passage in scene.passages]
    met: set[str] = set()
    opening: set[str] = set()  # the words of what is done at first
    gone: set[str] = set()  # who has left the scene
    for i, passage in enumerate(passages):
        gone = set() if passage.opens else gone
        reading = _speech(passages, i, company, gone) if passage.speaker else _action(passage, company, found)
        gone = (gone | _leaving(reading)) - ({reading.actor} if passage.speaker else set())
        place = i / max(1, len(passages) - 1)
        opening = opening or set(_telling(reading.words)) if reading.actor and not met and not passage.speaker else opening
        last = len(passages) - i <= 2
        _mark(reading, company, met, first=not met, alone=_alone(scenes[passage.scene]), last=last)
        if place > 0.5 and not passage.speaker:
            _liken(reading, opening)
        found.append(reading)
    return found


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if len(word) > 3 and word.isalpha()]


def _liken(reading: Reading, opening: set[str]) -> None:
    """What is done late in the same words as at first is an echo of it."""
    words = set(_telling(reading.words))
    if len(words & opening) >= 2:
        _add(reading, "echo", _ECHO * len(words & opening) / max(3, min(len(words), len(opening))), "as at first")


def _alone(scene: SceneText) -> bool:
    speakers = {passage.speaker for passage in scene.passages if passage.speaker}
    return len(speakers) <= 1


def _leaving(reading: Reading) -> set[str]:
    """Who goes out in a passage of action."""
    going = [act for act in ("leave", "depart") if reading.scores[_index()[act]] >= cues.strength("does") and act in reading.actors]
    return {reading.actors[act][0] for act in going}


def _speech(passages: Sequence[Passage], i: int, company: Company, gone: set[str]) -> Reading:
    passage = passages[i]
    words = cues.tokens(passage.text)
    actor = company.by_cue.get(passage.speaker, "")
    named = [company.by_word[word] for word in words if word in company.by_word and company.by_word[word] != actor]
    near = [p.speaker for p in (*reversed(passages[max(0, i - 6) : i]), *passages[i + 1 : i + 4]) if p.scene == passage.scene and p.speaker]
    others = [company.by_cue[cue] for cue in near if company.by_cue[cue] != actor and company.by_cue[cue] not in gone]
    called = next((who for who in named if who in others), "")
    other = called or (
        others[0] if others else next((who for who in reversed(company.recent[-4:]) if who != actor and who not in gone), "")
    )
    company.met(actor)
    reading = Reading(passage, np.zeros(len(cues.acts())), actor, other, words=words)
    _add_phrases(reading, ("says", "may_say"))
    if i and _answers(words, passages[i - 1]):
        for act in ("refuse", "accept"):
            reading.scores[_index()[act]] *= _PLAIN_ANSWER
    for word in cues.tokens(passage.manner):
        for act in cues.manners().get(word, ()):
            _add(reading, act, cues.strength("manner"), f"({word})")
    return reading


def _answers(words: Sequence[str], before: Passage) -> bool:
    """Whether a yes or no answers a question about how things are, and so neither accepts nor refuses anything."""
    if not words or words[0] not in ("yes", "no") or not before.speaker:
        return False
    asked = cues.tokens(before.text)
    if "?" not in asked[-2:]:
        return False
    starts = [i for i, word in enumerate(asked[:-2]) if cues.is_end(word)]
    return asked[starts[-1] + 1 if starts else 0] in _PLAIN_QUESTIONS


def _action(passage: Passage, company: Company, before: Sequence[Reading]) -> Reading:
    words = cues.tokens(passage.text)
    verb_at = {i: cues.verb_of(word) for i, word in enumerate(words) if cues.verb_of(word) and not _is_noun(words, i)}
    deeds = deeds_of(passage, company, verb_at, words)
    named = [company.by_word[w.removesuffix("'s")] for w in words if w.removesuffix("'s") in company.by_word]
    subjects = [deed.subject for deed in deeds if deed.subject] or named
    actor = subjects[0] if subjects else ""
    if not actor and any(word in ("he", "she", "his", "her", "him") for word in words):
        actor = next((who for who in (company.pronoun(w) for w in words if w in ("he", "she", "his", "her", "him")) if who), "")
    other = next((who for who in (*(deed.object for deed in deeds), *named) if who and who != actor), "")
    if not other and before and before[-1].passage.scene == passage.scene:
        other = next((who for who in (before[-1].actor, before[-1].other) if who and who != actor), "")
    reading = Reading(passage, np.zeros(len(cues.acts())), actor, other, words=words)
    _add_deeds(reading, deeds)
    _add_phrases(reading, ("seen",))
    if not actor:
        reading.scores *= _NOBODY
    return reading


def _is_noun(words: Sequence[str], i: int) -> bool:
    if (i == 0 or cues.is_end(words[i - 1])) and (i + 1 == len(words) or cues.is_end(words[i + 1])):
        return True  # "Wind."
    return i > 0 and words[i - 1] in ("the", "a", "an", "his", "her", "their", "my", "your", "its", "of", "no", "this", "that")


def _add_deeds(reading: Reading, deeds: Sequence[Deed]) -> None:
    for deed in deeds:
        for verb in cues.verbs()[deed.verb]:
            if verb.particle and not _follows(reading.words, deed.at, verb.particle):
                continue
            weight = cues.strength(verb.field) * (1.15 if verb.particle else 1.0) * (1.0 if deed.subject else 0.6)
            _add(reading, verb.act, weight, " ".join(filter(None, (reading.words[deed.at], verb.particle))))
            if deed.subject and (verb.act not in reading.actors or deed.object and not reading.actors[verb.act][1]):
                reading.actors[verb.act] = (deed.subject, deed.object)


def _follows(words: Sequence[str], at: int, particle: str) -> bool:
    for word in words[at + 1 : at + 5]:
        if cues.is_end(word):
            return False
        if word == particle:
            return True
    return False


def _add_phrases(reading: Reading, fields: tuple[str, ...]) -> None:
    for at, phrase in cues.matches(reading.words, fields):
        weight = cues.strength(phrase.field) * phrase.rarity * (1.1 if at == 0 else 1.0)
        _add(reading, phrase.act, weight, " ".join(reading.words[at : at + len(phrase.places)]))


def _add(reading: Reading, act: str, weight: float, cue: str) -> None:
    """Cues of one act in one passage do not simply add up: they are seldom independent."""
    k = _index()[act]
    now = float(reading.scores[k])
    if weight > now:
        reading.evidence[act] = cue
    reading.scores[k] = max(now, weight) + _REPEATED_CUE * min(now, weight) if now else weight


@functools.cache
def _index() -> dict[str, int]:
    return {act: k for k, act in enumerate(cues.acts())}


def _mark(reading: Reading, company: Company, met: set[str], *, first: bool, alone: bool, last: bool) -> None:
    words, passage = reading.words, reading.passage
    reading.scores *= 1.0 / (1.0 + max(0, len(words) - _LONG) / 60)
    newcomers = set() if passage.speaker else {who for who, p in company.people.items() if who not in met and p.name in passage.text}
    if reading.actor:
        met.add(reading.actor)
    holds = {
        "question": bool(words) and "?" in words[-3:],
        "exclaim": "!" in words,
        "opening": first and bool(reading.actor) and not passage.speaker,
        "closing": last,
        "entrance": bool(newcomers),
        "alone": alone,
        "brief": 0 < sum(word.isalpha() for word in words) <= 4,
        "speech": bool(passage.speaker),
        "action": not passage.speaker,
    }
    met |= newcomers
    for act, added in cues.marks().items():
        k = _index()[act]
        bonus = sum(value for mark, value in added.items() if holds.get(mark))
        reading.scores[k] += bonus if reading.scores[k] > 0 or "opening" in added and holds["opening"] else 0.35 * bonus


# -- the sequence -------------------------------------------------------------------------------------------------------


@functools.cache
def _conditions() -> tuple[tuple[tuple[tuple[str, ...], ...], tuple[str, ...], tuple[str, ...]], ...]:
    """Of each act: its telling conditions (each a choice of facts), what leads to it, what holds after it."""
    found = []
    for act in cues.acts():
        entry = table("acts")[act]
        pre = tuple(tuple(c.strip() for c in line.split("|")) for line in entry["pre"] if not line.startswith("!"))
        telling = tuple(choices for choices in pre if not all(choice.split()[0] in _GIVEN for choice in choices))
        found.append((telling, tuple(entry.get("because", [])), tuple(entry["add"])))
    return tuple(found)


@functools.cache
def _transitions() -> tuple[Floats, Floats]:
    """What one act adds to the score of the next: by the same person, and by the other one."""
    count = len(cues.acts())
    same, swapped = np.zeros((count, count)), np.zeros((count, count))
    for j, (_, _, added) in enumerate(_conditions()):
        for k, (telling, because, _) in enumerate(_conditions()):
            for matrix, facts in ((same, set(added)), (swapped, {_other_way(fact) for fact in added})):
                if any(set(choices) & facts for choices in telling):
                    matrix[j, k] += _LEADS
                elif facts & set(because):
                    matrix[j, k] += _INVITES
        same[j, j] += _SAME_AGAIN
    return same, swapped


def _other_way(fact: str) -> str:
    return fact.replace("{a}", "{x}").replace("{b}", "{a}").replace("{x}", "{b}")


def _context(readings: Sequence[Reading], decoded: Sequence[Decoded]) -> Floats:
    """What all acts before a passage, as first decoded, add to the score of each act there."""
    context = np.zeros((len(readings), len(cues.acts())))
    facts: dict[str, int] = {}  # and the passage at which each last came to hold
    ends = defaultdict(list)
    for event in decoded:
        ends[event.passages[0]].append(event)

    def fresh(fact: str, who: tuple[str, str], now: int) -> bool:
        return now - facts.get(_named(fact, *who), now - 2 * _FRESH) <= _FRESH

    for i, reading in enumerate(readings):
        for k, (telling, because, _) in enumerate(_conditions()):
            who = reading.actors.get(cues.acts()[k], (reading.actor, reading.other))
            for choices in telling:
                context[i, k] += _HELD if any(fresh(choice, who, i) for choice in choices) else _MISSING
            if any(fresh(fact, who, i) for fact in because):
                context[i, k] += _LED
        for event in ends.get(i, ()):
            facts.update({_named(fact, event.actor, event.other): i for fact in _conditions()[_index()[event.act]][2]})
    return context


def _named(fact: str, actor: str, other: str) -> str:
    return fact.replace("{a}", actor or "?").replace("{b}", other or "?")


def decode(readings: Sequence[Reading]) -> list[Decoded]:
    """The acts of a sequence of passages, with who acts and how sure that is.

    Args:
        readings: What each passage says by itself.
    """
    if not readings:
        return []
    scores = np.stack([reading.scores for reading in readings])
    first = _events(readings, _viterbi(readings, scores), None)
    with_context = scores + _context(readings, first)
    shares = _certainty(readings, with_context)
    events = _events(readings, _viterbi(readings, with_context), shares)
    return [
        event if event.act != "lie" or _contradicted(events, i) else _not_lied(readings, event, shares) for i, event in enumerate(events)
    ]


_OWN_UP, _FIND_OUT = ("confess", "reveal"), ("accuse", "name_fear", "find_sign", "find", "reveal", "recognise", "follow")
_SOON = 40  # events within which a lie must come out; guess


def _contradicted(events: Sequence[Decoded], i: int) -> bool:
    """Whether what is said at an event comes out as untrue: owned up to later, found out by somebody else, or said to who knows better."""
    liar, heard = events[i].actor, events[i].other
    for event in events[i + 1 : i + 1 + _SOON]:
        if event.actor == liar and event.act in _OWN_UP or event.actor and event.actor != liar and event.act in _FIND_OUT:
            return True
    return any(event.act == "recognise" and event.actor == heard for event in events[max(0, i - 2) : i])


def _not_lied(readings: Sequence[Reading], event: Decoded, shares: Floats) -> Decoded:
    """What a passage is if it is no lie: the act that is next likeliest there."""
    strongest = max(event.passages, key=lambda i: shares[i, _index()["lie"]])
    left = shares[strongest].copy()
    left[_index()["lie"]] = 0.0
    kind = int(left.argmax())
    act = cues.acts()[kind]
    confidence = _calibrated(float(left[kind]), float(readings[strongest].scores[kind]))
    return Decoded(act, event.actor, event.other, event.passages, confidence, readings[strongest].evidence.get(act, ""))


def _steps(readings: Sequence[Reading], i: int) -> tuple[Floats, float, float]:
    """Between the passages i - 1 and i: the transitions of acts, and what going on and telling nothing score at i."""
    same, swapped = _transitions()
    before, now = readings[i - 1], readings[i]
    matrix = same if before.actor == now.actor else swapped
    goes_on = _GOES_ON
    if before.passage.scene != now.passage.scene:
        goes_on += _NEW_SCENE
        matrix = 0.4 * matrix
    elif before.actor == now.actor or (not before.passage.speaker and now.passage.speaker):
        goes_on += 0.5
    return matrix, goes_on, _nothing(now)


def _nothing(reading: Reading) -> float:
    if reading.passage.speaker:
        return _NOTHING - 1.2
    return _NOTHING + (0.8 if not reading.actor else 0.0)


def _going_on(scores: Floats) -> Floats:
    """A passage may go on with an act though its own cues are weak; cues of another act speak against it through `begins`."""
    grown: Floats = 0.45 * np.minimum(scores, 3.0)
    return grown


def _viterbi(readings: Sequence[Reading], scores: Floats) -> list[tuple[int, bool]]:
    """For each passage the act (-1: none) and whether it begins there."""
    count, acts = scores.shape
    best = np.concatenate([scores[0] + _BEGINS, np.full(acts, -1e9), [_nothing(readings[0])]])
    back = np.zeros((count, 2 * acts + 1), dtype=np.int32)
    for i in range(1, count):
        matrix, goes_on, nothing = _steps(readings, i)
        begun, gone_on, none = best[:acts], best[acts : 2 * acts], best[-1]
        within = np.maximum(begun, gone_on)
        within_from = np.where(begun >= gone_on, np.arange(acts), np.arange(acts) + acts)
        ways = within[:, None] + matrix
        source = ways.argmax(axis=0)
        from_act = ways[source, np.arange(acts)]
        begins = np.maximum(from_act, none)
        back[i, :acts] = np.where(from_act >= none, within_from[source], 2 * acts)
        back[i, acts : 2 * acts] = within_from
        top = int(best.argmax())
        back[i, -1] = top
        best = np.concatenate([begins + scores[i] + _BEGINS, within + goes_on + _going_on(scores[i]), [best[top] + nothing]])
        best -= best.max()
    state = int(best.argmax())
    path: list[tuple[int, bool]] = []
    for i in range(count - 1, -1, -1):
        path.append((-1, False) if state == 2 * acts else (state % acts, state < acts))
        state = int(back[i, state])
    return path[::-1]


def _certainty(readings: Sequence[Reading], scores: Floats) -> Floats:
    """For each passage the share of each act among all ways through the sequence."""
    count, acts = scores.shape
    steps = [_steps(readings, i) for i in range(1, count)]
    factors = [(np.exp(matrix), math.exp(goes_on), math.exp(nothing)) for matrix, goes_on, nothing in steps]
    begin = np.exp(scores + _BEGINS)
    going = np.exp(_going_on(scores))
    ahead = np.zeros((count, 2 * acts + 1))
    ahead[0] = np.concatenate([begin[0], np.zeros(acts), [math.exp(_nothing(readings[0]))]])
    ahead[0] /= ahead[0].sum()
    for i in range(1, count):
        matrix, goes_on, nothing = factors[i - 1]
        within = ahead[i - 1, :acts] + ahead[i - 1, acts : 2 * acts]
        none = ahead[i - 1, -1]
        ahead[i, :acts] = (within @ matrix + none) * begin[i]
        ahead[i, acts : 2 * acts] = within * goes_on * going[i]
        ahead[i, -1] = (within.sum() + none) * nothing
        ahead[i] /= ahead[i].sum()
    behind = np.ones((count, 2 * acts + 1))
    for i in range(count - 2, -1, -1):
        matrix, goes_on, nothing = factors[i]
        starts, on, none = (
            behind[i + 1, :acts] * begin[i + 1],
            behind[i + 1, acts : 2 * acts] * goes_on * going[i + 1],
            behind[i + 1, -1] * nothing,
        )
        within = matrix @ starts + on + none
        behind[i, :acts] = within
        behind[i, acts : 2 * acts] = within
        behind[i, -1] = starts.sum() + none
        behind[i] /= behind[i].sum()
    both = ahead * behind
    both /= both.sum(axis=1, keepdims=True)
    shares: Floats = both[:, :acts] + both[:, acts : 2 * acts]
    return shares


def _events(readings: Sequence[Reading], path: Sequence[tuple[int, bool]], shares: Floats | None) -> list[Decoded]:
    events: list[Decoded] = []
    members: list[int] = []
    kind = -1
    for i, (act, begins) in enumerate([*path, (-1, True)]):
        if (begins or act != kind) and members:
            events.append(_event(readings, members, kind, shares))
            members = []
        if act >= 0:
            members.append(i)
        kind = act
    return events


def _event(readings: Sequence[Reading], members: list[int], kind: int, shares: Floats | None) -> Decoded:
    act = cues.acts()[kind]
    strongest = max(members, key=lambda i: readings[i].scores[kind])
    actor, other = "", ""
    for i in (strongest, *members):
        told_by, told_to = readings[i].actors.get(act, (readings[i].actor, readings[i].other))
        actor = actor or told_by
        if told_by == actor:
            other = other or (told_to if told_to != actor else "")
    if not other:
        other = next((readings[i].actor for i in members if readings[i].actor and readings[i].actor != actor), "")
        other = other or next((readings[i].other for i in members if readings[i].other and readings[i].other != actor), "")
    if not actor:  # what happens by itself happens to whoever is there
        actor, other = other, ""
    other = other if other != actor else ""
    confidence = float(shares[strongest, kind]) if shares is not None else 0.0
    return Decoded(
        act,
        actor,
        other,
        tuple(members),
        _calibrated(confidence, float(readings[strongest].scores[kind])),
        readings[strongest].evidence.get(act, ""),
    )


def _calibrated(share: float, score: float) -> float:
    """How many of such passages were rightly named, as far as was measured: by the share of the act and the strength of its cues."""
    share = min(0.995, max(0.005, share))
    shift, slope, weight = _CALIBRATION
    odds = shift + slope * math.log(share / (1.0 - share)) + weight * min(_STRONGEST, max(0.0, score))
    return round(1.0 / (1.0 + math.exp(-odds)), 3)
