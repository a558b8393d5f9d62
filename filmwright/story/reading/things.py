"""What the premise is about: the thing that its verbs act on and its people want, and where it is set."""

from __future__ import annotations

import re

from filmwright.story import lexicon
from filmwright.story.lexicon import lemma
from filmwright.story.reading.phrases import DETERMINERS, STOP, NounPhrase, is_time
from filmwright.story.reading.records import Reading
from filmwright.story.reading.sentences import words_of_list

_COUNTS = frozenset(lexicon.table("lexicon")["lists"]["counts"].split())
_DEAD = frozenset(lexicon.table("lexicon")["lists"]["dead"].split())
_AGE: dict[str, str] = lexicon.table("lexicon")["ages"]
_WEATHER: dict[str, str] = lexicon.table("lexicon")["weather"]
_WHERE = frozenset(["in", "on", "at", "aboard", "inside", "under", "near", "into", "from", "to", "behind", "beside", "through", "across"])
_REACHES = ("reach", "enter", "leave", "visit", "haunt", "cross", "rob", "run", "guard", "close")
_CONTAINERS = ("bottle", "box", "suitcase", "envelope", "drawer", "parcel", "chest", "package", "bag", "tin", "trunk")
_INCIDENTAL = frozenset(["in", "into", "behind", "under", "through", "on", "at", "inside", "across", "beside", "near"])
_SMALL_TALK = ("furniture", "sky", "garment", "food")  # classes that are often only there
_LEAST = 0.85  # a thing that the premise turns on less is only there: "the lady at table four"; set by the readings in the tests
_ORDINALS = frozenset(("second", "third", "quarter"))  # "a second family" is no clock's
_GONE = frozenset(("lost", "missing", "stolen", "vanished"))
_SOUGHT = frozenset(("seek", "miss", "search"))
_MOST_BESIDE = 2
_STANDS = frozenset(("animal", "book", "food", "instrument", "light", "machine", "toy", "weapon"))  # may be seen standing about
_HANDLED = words_of_list("handled")
_GOES_TO = frozenset(("go", "take", "journey", "send", "come", "sentence", "move", "drive", "write"))


_TOLD_PLACES = {noun: re.compile(rf"\b(?:{line})\b") for noun, line in lexicon.table("reading")["told_places"].items()}
_BELOW = frozenset(("atlantic", "pacific", "ocean", "sea", "alps", "himalayas", "airport"))  # what a plane is over
_BODY = frozenset(("hand", "head", "face", "eye", "foot", "heart", "finger", "tongue", "arm", "leg", "back", "knee", "voice", "wrist"))
_CHOSEN_WITHIN = 8  # words after "between"


def read_place(reading: Reading, phrases: list[NounPhrase], words: list[str]) -> None:
    """Fill the place: a phrase of place, or where somebody of the premise is at home."""
    places = lexicon.places()
    best: tuple[float, str, str] | None = None
    for phrase in phrases:
        noun, kind = _place_noun(phrase)
        if not kind and phrase.owner in places:
            noun, kind = phrase.owner, places[phrase.owner]
        if not kind or any(noun in p.word.split() and noun == p.word for p in reading.people):
            continue
        made = phrase.verb >= 0 and not phrase.preposition and lemma(words[phrase.verb].lower()) in ("build", "make", "draw", "paint")
        if made:
            continue  # "builds a bridge": there is none yet
        if noun == "home" and words[phrase.end - 1].lower() not in ("at", "the"):
            continue
        lead = words[phrase.start - 2].lower() if phrase.start > 1 else ""
        if (noun in ("sea", "war") and lead == "years") or (phrase.preposition == "of" and lead == "out"):
            continue
        if noun in lexicon.things() and phrase.preposition not in _WHERE and not noun.endswith(" bench"):
            continue
        if not phrase.determiner and not phrase.preposition and phrase.word.endswith("s") and lemma(phrase.word) in lexicon.verbs():
            continue  # "and wakes when he sleeps"
        if noun in ("mine", "order", "train") and phrase.preposition == "to":
            continue
        reached = phrase.verb >= 0 and not phrase.preposition and lemma(words[phrase.verb].lower()) in _REACHES
        score = 2.0 if phrase.preposition in _WHERE or reached else 1.5 if phrase.of else 1.0
        if phrase.preposition == "to" and phrase.verb >= 0 and lemma(words[phrase.verb].lower()) in _GOES_TO:
            score = 0.8
        if phrase.subordinate:
            elsewhere = phrase.verb >= 0 and (_past(words[phrase.verb].lower()) or not phrase.preposition)
            if elsewhere and any(lexicon.home_ground(p.word) for p in reading.people[:2]):
                continue  # "the mother who left him at the depot", "that he is planning to rob her train"
            score -= 0.3
        if phrase.word == "bars" and phrase.preposition == "through":
            continue  # of a cell
        if "between" in words[: phrase.start] and phrase.start - words.index("between") < _CHOSEN_WITHIN:
            continue  # what is chosen between: "the ship offshore and the gull"
        if "sales" in phrase.modifiers or (phrase.preposition == "from" and words[phrase.start - 2].lower() == "away"):
            continue  # "running away from her wedding"
        if best is None or score > best[0]:
            best = (score, noun, kind)
    if best and not (best[1] in _BELOW and _TOLD_PLACES["plane"].search(" ".join(w.lower() for w in words))):
        reading.place, reading.place_kind = best[1].replace("park bench", "park"), best[2]
        if reading.place == "park":
            reading.place_kind = places["park"]
        return
    text = " ".join(w.lower() for w in words)
    for noun, pattern in _TOLD_PLACES.items():  # a place that the deed tells: one waits for a bus at its stop
        if pattern.search(text):
            reading.place, reading.place_kind = noun, places.get(noun, "street")
            return
    for phrase in phrases:  # a place that only tells which one: "the last bakery oven"
        for modifier in phrase.modifiers if not lexicon.home_ground(phrase.head) else ():
            if modifier in places:
                reading.place, reading.place_kind = modifier, places[modifier]
                return
    beasts = bool(reading.people) and all(p.role.trade == "beast" for p in reading.people)
    for phrase in phrases if beasts else ():  # snails by "the garden gate" are in the garden
        first = phrase.head.split()[0]
        if first != phrase.head and first in places:
            reading.place, reading.place_kind = first, places[first]
            return
    for person in reading.people:
        if " " in person.word and person.word.split()[0] in places:
            reading.place, reading.place_kind = person.word.split()[0], places[person.word.split()[0]]
            return
    reading.place_kind = next((p.role.home for p in reading.people if p.role.home), "")


def _past(verb: str) -> bool:
    """Whether a verb's form is told as over."""
    return verb != lemma(verb) and not verb.endswith(("s", "ing"))


def _place_noun(phrase: NounPhrase) -> tuple[str, str]:
    """The place that a phrase names, also by the last word of an unknown compound: "hive shed", "sweet shop"."""
    places = lexicon.places()
    whole = " ".join([*phrase.modifiers[-1:], phrase.head])
    for noun in (whole, phrase.head):
        if noun in places:
            return noun, places[noun]
    return "", ""


def read_thing(reading: Reading, phrases: list[NounPhrase], words: list[str]) -> None:
    """Fill the thing, how it may be handled, and whether it is the only one."""
    best: tuple[float, NounPhrase, str, str] | None = None
    there: list[str] = []
    lower = [w.lower() for w in words]
    first_verb = min((p.verb for p in phrases if p.verb >= 0), default=0)
    for phrase in phrases:
        noun, kind, known = _thing_noun(phrase, words[phrase.verb].lower() if phrase.verb >= 0 else "")
        if not kind or _taken(phrase, reading) or (phrase.word.endswith(("ing", "ed")) and phrase.head != phrase.word):
            continue  # "fishing" is no fish, "trapped" no trap
        score = _pull(phrase, kind, first_verb, known)
        deed = lemma(lower[phrase.verb]) if phrase.verb >= 0 else ""
        if deed in ("find", "contain") and not phrase.preposition:
            score += 0.6
        elif noun in _CONTAINERS and not phrase.owner:
            score -= 0.3
        if deed in ("breathe", "take") and noun in ("fire", "blame"):
            continue
        if known and not _is_gone(phrase, lower) and kind in _STANDS and noun == phrase.head and not phrase.owner:
            there.append(noun)
        if score < _LEAST:
            continue
        if best is None or score > best[0] + 1e-9:
            best = (score, phrase, noun, kind)
    if best is None:
        return
    _, phrase, noun, kind = best
    if beside := [other for other in dict.fromkeys(there) if other != noun and noun not in other and other not in noun]:
        reading.facts["things_beside"] = ", ".join(beside[:_MOST_BESIDE])
    reading.thing, reading.thing_kind = noun, kind
    reading.handling = lexicon.handling(noun, kind)
    if noun not in lexicon.things():
        reading.handling = ("holdable",)
        reading.facts["unknown_thing"] = noun
    if (
        phrase.determiner in _COUNTS
        or phrase.determiner == "one"
        or any(m in ("last", "only", "single", "final", "one") for m in phrase.modifiers)
    ):
        reading.facts["only"] = next(
            (m for m in (*phrase.modifiers, phrase.determiner) if m in ("last", "only", "single", "final", "one")), "one"
        )
    if _is_gone(phrase, lower) or (phrase.verb >= 0 and lemma(lower[phrase.verb]) in _SOUGHT):
        reading.facts["thing_gone"] = "yes"
    quality = phrase.modifiers[-1] if phrase.modifiers else ""
    if _is_quality(quality):
        reading.facts["thing_quality"] = quality
    if lower[phrase.end] in ("chess", "chess set"):
        reading.thing = "chess board"


def _is_gone(phrase: NounPhrase, lower: list[str]) -> bool:
    """Whether a thing is told as no longer there: "his lost cat", "who stole the teeth"."""
    return bool(set(phrase.modifiers) & _GONE) or (phrase.verb >= 0 and lower[phrase.verb] == "stole")


def _is_quality(word: str) -> bool:
    """Whether a word before the thing says what it is like: "stopped", "velvet"; not how old, how many or whose."""
    if word in ("broken", "stopped", "torn", "cracked"):
        return True
    counted = word in _AGE or word in _DEAD or word in _COUNTS
    return len(word) > 2 and word.isalpha() and not counted and lemma(word) not in lexicon.themes() and lemma(word) not in lexicon.roles()


def _thing_noun(phrase: NounPhrase, verb: str) -> tuple[str, str, bool]:
    """The thing that a phrase names and its class; an unknown noun is a keepsake if hands do to it what its verb says."""
    things = lexicon.things()
    if phrase.head in _BODY and lemma(verb) not in _HANDLED | {"find"}:
        return "", "", False  # "that the hand inside him has grown old"
    whole = " ".join([*phrase.modifiers[-1:], phrase.head])
    if is_time(phrase) and not (phrase.determiner or phrase.owner) or phrase.head in lexicon.abstract_nouns():
        return "", "", False
    for noun in (whole, phrase.word, phrase.head):
        if noun in things and noun not in _ORDINALS:
            return noun, things[noun], True
    known = phrase.head in lexicon.roles() or phrase.head in lexicon.places() or lemma(phrase.head) in lexicon.themes()
    abstract = is_time(phrase) or phrase.head in _WEATHER or phrase.head.endswith(("ly", "ing", "ness", "tion", "ment", "ity"))
    named = not phrase.determiner and not phrase.owner
    handled = lemma(verb) in _HANDLED or phrase.preposition in ("with", "over") or bool(phrase.owner)
    if (
        not handled
        or known
        or abstract
        or named
        or phrase.head in STOP
        or phrase.head in DETERMINERS
        or len(phrase.head) < 3
        or phrase.verb < 0
    ):
        return "", "", False
    return phrase.head, "keepsake", False


def _taken(phrase: NounPhrase, reading: Reading) -> bool:
    """Whether a phrase is somebody, or the place, or only when or in what weather."""
    if any(p.at == phrase.end or phrase.head == p.word for p in reading.people):
        return True
    noun, kind = _place_noun(phrase)
    if kind and (noun == reading.place or noun not in lexicon.things()):
        return True
    return phrase.head in _WEATHER and phrase.preposition in ("in", "before", "after", "until", "during", "through", "by")


def _pull(phrase: NounPhrase, kind: str, first_verb: int, known: bool) -> float:
    """How much the premise turns on a thing: what is acted on before what is only there."""
    score = 2.0 if phrase.verb >= first_verb and phrase.verb >= 0 else 1.5
    if not phrase.preposition and phrase.verb >= 0:
        score += 0.6
    if phrase.preposition in ("over", "about", "with", "for"):
        score += 0.3 if phrase.preposition in ("with", "for") else 0.8
    if phrase.preposition in _INCIDENTAL:
        score -= 0.9
    if phrase.of:
        score -= 0.4
    if phrase.subordinate:
        score -= 0.35
    score += 0.7 * bool(phrase.owner) + 0.8 * (phrase.determiner == "one" or any(m in _COUNTS for m in phrase.modifiers))
    score += 0.3 * (kind not in _SMALL_TALK)
    score -= 0.03 * phrase.end
    if is_time(phrase):
        score -= 1.2
    return score - (0.0 if known else 1.0)
