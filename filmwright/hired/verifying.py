"""Verifies proposed lines against the story, the plan's state and what was said: rules that can prove a fault, no taste."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from filmwright.hired.form import fault_of_form
from filmwright.hired.parsing import Proposal
from filmwright.records.story import OF_A_TREATMENT, Person, Story, Thing
from filmwright.screenplay.writer.banks import beats, kit
from filmwright.screenplay.writer.length import sentences
from filmwright.screenplay.writer.state import display, forms
from filmwright.story import lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TABLE = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_REVEALS = ("reveal", "confess", "read", "recognise", "find_sign", "tell")
_A_SENTENCE = 4  # words; shorter ones are answers, which people give twice
_SHARED = 0.7  # of the secret's words in one line: below it, lines that only touch the subject are taken for it; guess
_HAS_HERE = r"(?:the|this|that)"  # "my school" is spoken of; "the ladle" is there
_HAS = r"(?:the|this|that|my|your|his|her|our|their)"
_ALWAYS, _ANY_STAGE, _SMALL = (frozenset(_TABLE[name].split()) for name in ("always", "any_stage", "small"))
_CANNOT: Mapping[str, str] = _TABLE["cannot"]  # by a way of things ("large"): the verbs that hands cannot do to them
_OPENS_SPEECH = "'\"‘“:.!?…-–—"  # after one of these a capital says nothing
_SHORTEST_HALF = 3  # letters of a word that may be half of another: drum, stick


@dataclass
class _Said:
    """What the pages hold so far."""

    texts: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    last_speaker: str = ""
    last_event: str = ""
    last_named: str = ""  # id of whom a pronoun at the beginning of the next line means


class Verifier:
    """Judges one line after the other, in the order of the page.

    Args:
        story: The planned story.
        present: Who is on the stage at each event that may be told: event id -> ids of people.
    """

    def __init__(self, story: Story, present: Mapping[str, Iterable[str]]) -> None:
        self._story = story
        self._present = {event: frozenset(who) for event, who in present.items()}
        self._people = {p.id: p for p in story.people}
        self._by_name = {p.name.lower(): p for p in story.people}
        self._order = {e.id: n for n, e in enumerate(story.events)}
        self._told = {e.id: e.text for e in story.events}
        self._known = _words_of_story(story)
        self._secret = {lexicon.lemma(w) for w in _words(story.secret)} - _SMALL
        self._told_at = next((n for n, e in enumerate(story.events) if e.act in _REVEALS), len(story.events))
        self._own = story.situation == OF_A_TREATMENT  # the whole page is the model's, calls and refrains as well
        self._refrain = {
            e.id for e in story.events if self._own and (e is story.events[-1] or e.act == "echo")
        }  # may answer the first lines
        self._said = _Said()

    def fork(self) -> Verifier:
        """One that has heard the same and forgets nothing of what this one hears later."""
        other = Verifier.__new__(Verifier)
        other.__dict__.update(self.__dict__)
        s = self._said
        other._said = replace(s, texts=set(s.texts), words=set(s.words))
        return other

    def take(self, line: Proposal) -> None:
        """The line is on the page; from now on it counts as said."""
        person = self._by_name.get(line.speaker.lower())
        self._said.texts |= {_plain(line.text), *_whole_sentences(line.text)}
        self._said.words |= {lexicon.lemma(w) for w in _words(line.text)} | set(_words(line.text))
        self._said.last_speaker = person.id if person else ""
        self._said.last_event = line.event
        self._said.last_named = self._named_last(line, person)

    def fault(self, line: Proposal) -> str:
        """The first reason why the line may not stand, one plain sentence; "" if none is found."""
        if line.event not in self._present:
            return f"there is no event '{line.event}' here"
        checks = (self._form, self._speaker, self._names, self._nouns, self._hands, self._secrecy, self._repetition)
        return next((reason for check in checks if (reason := check(line))), "")

    def means(self, line: Proposal, name: str) -> bool:
        """Whether the line is spoken by somebody, names them, or begins with their pronoun where they were named last."""
        if line.speaker.lower() == name.lower() or name in line.text:
            return True
        person = self._people.get(self._said.last_named)
        if line.speaker or person is None or display(person) != name:
            return False
        said = forms("A", person)
        return line.text.lower().startswith((f"{said['A.he']} ", f"{said['A.his']} "))

    def _named_last(self, line: Proposal, speaker: Person | None) -> str:
        """Whom the page has named last after a line; where two who share a pronoun are named in it, nobody."""
        if speaker:
            return speaker.id
        named = [person for person in self._people.values() if display(person) in line.text]
        if len(named) > 1 and len({person.sex for person in named}) < len(named):
            return ""
        return max(named, key=lambda person: line.text.rfind(display(person))).id if named else self._said.last_named

    def _form(self, line: Proposal) -> str:
        return fault_of_form(line, a_camera_is_there="camera" in self._known)

    def _speaker(self, line: Proposal) -> str:
        if not line.speaker:
            away = [p for p in self._people.values() if p.id not in self._present[line.event]]
            return next((f"{display(p)} is not on the stage" for p in away if line.text.startswith(display(p) + " ")), "")
        person = self._by_name.get(line.speaker.lower())
        if person is None:
            return f"nobody in the story is called {line.speaker}"
        if person.id not in self._present[line.event]:
            return f"{display(person)} is not on the stage"
        if "mute" in person.facts and not self._may_speak(person, line.event):
            return f"{display(person)} does not speak"
        return f"{display(person)} has just spoken" if (self._said.last_speaker, self._said.last_event) == (person.id, line.event) else ""

    def _may_speak(self, person: Person, event: str) -> bool:
        now = self._order.get(event, -1)
        return any(e.act == "speak" and person.id in e.actors for e in self._story.events[: now + 1])

    def _names(self, line: Proposal) -> str:
        """A word with a capital names somebody or something, unless it opens a sentence and is no first name."""
        for sentence in sentences(line.text):
            for number, match in enumerate(_WORD.finditer(sentence)):
                word = match[0].replace("’", "'")
                if not word[0].isupper() or self._is_familiar(word):
                    continue
                opens = number == 0 or sentence[: match.start()].rstrip()[-1:] in _OPENS_SPEECH
                if not opens or word.lower().removesuffix("'s") in _given_names():
                    return f"'{word}' is not in the story"
        return ""

    def _is_familiar(self, word: str) -> bool:
        """Whether a word with a capital is no name that the story lacks: "I've", "Sundays", "Captain", "NO", or a name of its own."""
        low = word.lower()
        stems = {low, low.removesuffix("'s"), low.split("'")[0], low.removesuffix("s")}
        shouted = len(word) > 1 and word.isupper() and not stems & _given_names()
        return shouted or any(stem in _ALWAYS or stem in lexicon.roles() or self._knows(stem) for stem in stems)

    def _nouns(self, line: Proposal) -> str:
        """A definite noun says that it is there; an indefinite one in speech only talks of it, and so does speech of places and people."""
        text = line.text.lower()
        lead = (_HAS_HERE if self._own else _HAS) if line.speaker else rf"(?:{_HAS}|an?|one|two)"
        nouns = frozenset(lexicon.things()) if line.speaker and self._own else _world_nouns()
        for match in re.finditer(rf"\b(?<!like ){lead} ((?:[a-z]+ ){{0,1}}[a-z]+)", text):
            if re.search(r"\b(?:like|as)\b[^,.;]*$", text[: match.start()]):
                continue  # a comparison claims nothing
            for word in (match[1], match[1].split()[0]):
                noun = lexicon.lemma(word)
                if noun in nouns and not self._knows(noun) and not self._knows(word):
                    return f"there is no {noun} in the story"
        return ""

    def _knows(self, words: str) -> bool:
        return all(self._knows_word(word) for word in words.split())

    def _knows_word(self, word: str) -> bool:
        """Whether story or page hold a word, or both halves of it: "drumstick" where there are drums and a stick."""
        heard = self._known | self._said.words

        def held(part: str) -> bool:
            return part in heard or lexicon.lemma(part) in heard

        halves = range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1)
        return held(word) or any(held(word[:at]) and held(word[at:]) for at in halves)

    def _hands(self, line: Proposal) -> str:
        """What the plan itself does with a thing, its lines may do."""
        if line.speaker:
            return ""
        planned = self._told.get(line.event, "")
        wrong = (t for t in self._story.things if _mishandled(line.text, t) and not _mishandled(planned, t))
        return next((f"the {thing.name} cannot be handled so" for thing in wrong), "")

    def _secrecy(self, line: Proposal) -> str:
        if not line.speaker or len(self._secret) < 2:
            return ""
        own = {lexicon.lemma(w) for w in _words(line.text)}
        if len(own & self._secret) < max(2, _SHARED * len(self._secret)):
            return ""
        now = self._order.get(line.event, -1)
        person = self._by_name[line.speaker.lower()]
        for belief in self._story.mistaken:
            if belief.person != person.id or self._story.secret[1:].rstrip(".") not in belief.what:
                continue
            since, until = self._order.get(belief.since, -1), self._order.get(belief.until, len(self._order))
            if since < now < until:
                return f"{display(person)} does not know that yet"
        return "the secret comes before its event" if now < self._told_at else ""

    def _repetition(self, line: Proposal) -> str:
        parts = _whole_sentences(line.text)
        if len(set(parts)) < len(parts):
            return "it says the same twice"
        if line.event in self._refrain:
            return ""
        calls = self._own and len(_words(line.text)) < _A_SENTENCE
        again = (not calls and _plain(line.text) in self._said.texts) or any(part in self._said.texts for part in parts)
        return "it was said before" if again else ""


def _mishandled(text: str, thing: Thing) -> bool:
    """Whether a sentence does something to the thing that cannot be done to it."""
    name = re.escape(thing.name)
    return "holdable" not in thing.handling and any(
        way in thing.handling and re.search(rf"\b(?:{verbs}) the {name}\b", text) for way, verbs in _CANNOT.items()
    )


def _whole_sentences(text: str) -> list[str]:
    """The sentences that may not come twice; "No." may."""
    return [_plain(part) for part in sentences(text) if len(part.split()) >= _A_SENTENCE]


def _plain(text: str) -> str:
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    return [w.replace("’", "'").lower() for w in _WORD.findall(text)]


def _words_of_story(story: Story) -> frozenset[str]:
    """Every word that premise, story and kits hold."""
    told = [story.premise, story.title, story.secret, *story.facts.values(), *story.before]
    for p in story.people:
        told += [p.name, p.description, p.role, p.wants, p.fears, p.habit, p.kind, p.age, p.trade]
    for t in story.things:
        told += [t.name, t.meaning, t.kind, *_phrases(kit("things").get(t.kind, {}))]
    for place in story.places:
        told += [place.name, place.description, place.kind, *_phrases(kit("places").get(place.kind, {}))]
    told += [text for e in story.events for text in (e.text, e.motive)]
    told += [*_phrases(kit("things")["any"]), *_phrases(kit("places")["any"])]
    told += [u.text for b in beats().get(story.situation, ()) for u in b.units]
    told += list(_phrases(kit("motifs")))
    found = {w for text in told for w in _words(text.replace("_", " "))} | _ANY_STAGE
    return frozenset(found | {lexicon.lemma(w) for w in found} | {w.removesuffix("'s") for w in found})


def _phrases(entry: object) -> Iterable[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, Mapping):
        for value in entry.values():
            yield from _phrases(value)
    elif isinstance(entry, (list, tuple)):
        for value in entry:
            yield from _phrases(value)


@functools.cache
def _world_nouns() -> frozenset[str]:
    return frozenset(lexicon.things()) | frozenset(lexicon.places()) | frozenset(lexicon.roles())


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(n.lower() for names in lexicon.table("names").values() if isinstance(names, list) for n in names)
