"""The deed of a premise in its own words: who does, must, wants, refuses, asks, finds or hides what, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from filmwright.story import lexicon
from filmwright.story.lexicon import lemma
from filmwright.story.reading.company import Company
from filmwright.story.reading.phrases import DETERMINERS, PREPOSITIONS, PUNCTUATION, NounPhrase, is_owner
from filmwright.story.reading.records import Aim, PersonRead, Reading, Word
from filmwright.story.reading.sentences import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DEEDS,
    ENDS,
    HAVE,
    KNOWN,
    LONGEST_CLAUSE,
    LONGEST_DO,
    NOT,
    PARTICLES,
    RELATIVES,
    SAYING,
    SENTENCE_END,
    SUBJECTS,
    words_of_list,
)  # fmt: skip
from filmwright.story.verbforms import gerund_of, third_person

_ASKING, _WANTING, _FINDING, _HIDING, _ARGUING, _FORCED, _MEANS = map(
    words_of_list, ("asking", "wanting", "finding", "hiding", "arguing", "forced", "means")
)
_IRREVOCABLE: dict[str, str] = lexicon.table("reading")["irrevocable"]
_GOING, _MAKING, _GIVING = map(words_of_list, ("going", "making", "giving"))
_TRYING, _COMPLAINING, _SHARED, _KNOWING, _JOINING, _SPEAKING = map(
    words_of_list, ("trying", "complaining", "shared", "knowing", "joining", "speaking")
)
_ONLY, _TELLING, _DECLARING, _CHOOSING, _WARNING, _THINKING, _BRINGING = map(
    words_of_list, ("sole", "telling", "declaring", "choosing", "warning", "thinking", "bringing")
)
_BESIDE_PLACES = words_of_list("beside_places")
_OBJECTS, _ALONG, _SUBJECT_PRONOUNS, _TIMES, _WHEN, _WHICH_TIME = map(
    words_of_list, ("objects", "along", "clause_subjects", "times", "when", "which_time")
)
_SAYS = re.compile(rf"^[\"'“]?(.{{6,80}}?)(?:[,.!?][\"'”]?|[\"'”],?) (?:{'|'.join(sorted(_SPEAKING))}) ")
_GOING_UP = words_of_list("going_up")
_SHOWING = frozenset(("show", "reveal", "contain"))
_SPANS = frozenset(("hour", "minute", "day", "week", "moment", "year", "month"))
_BEFALLING, _BEFALLING_IF, _TURNING, _OPEN_FRAMES = map(words_of_list, ("befalling", "befalling_if", "turning", "open_frames"))
_LONGEST_NAMED = 3  # words of the noun that stands for "it"
_BEINGS_HE = frozenset(("robot", "ghost", "machine"))  # of which "it" may be said
_BEGINNING = frozenset(("start", "begin", "continue"))
_MUTE = re.compile(r"\b(?:vow of silence|mute|voice|speak|talk|words|tongue)\b")
_TRIAL = re.compile(r"\b(?:job interview|audition|interview|exam|driving test|contest|competition|casting)\b")
_LAST = re.compile(r"\b(?:last|final|one more) (?!man|woman|person|one\b|human)[a-z]+|\b(?:goodbye|farewell)\b")
_DAILY = re.compile(r"\bevery (?:day|morning|evening|night|sunday|monday|friday|year|week|afternoon|noon)\b|\balways\b")
_SECRETLY = frozenset(("secret", "secretly", "illegal", "illegally", "forbidden", "banned", "smuggled"))
_IN_LOVE = re.compile(
    r"(?:falls?|is|fallen|falling|are) (?:madly |hopelessly |slowly )?(?:in love with|for)$"
    r"|(?:grows?|becomes?) (?:attached to|close to|fond of|friends with)$|(?:has|has got) a crush on$|adores$"
)
_ANSWERING = frozenset(lexicon.table("reading")["beings"]["answering"].split())
_LONGEST_TAKEN = 8
_SHORT_CLAUSE = 6  # words of "who taught him to read", which stays whole
_QUESTIONS = frozenset(("what", "where", "how", "why", "when", "whether"))
_LONGEST_THEN, _MOST_THEN = 24, 2  # words of a clause that stands as action; clauses


def read_aim(reading: Reading, words: Sequence[str], phrases: Sequence[NounPhrase]) -> None:
    """Set `reading.aim` and the facts that situations may ask of it, as far as the premise has a deed that can be told apart."""
    if any("English" in note for note in reading.notes):
        return
    reader = _AimReader(reading, words, phrases)
    aim = reader.read()
    if aim is None:
        return
    reading.aim = aim
    if "mute" in reading.facts and _MUTE.search(" ".join(w.text for w in aim.of_p)):
        reading.facts["mute_first"] = "yes"
    reading.facts[f"frame:{aim.frame}"] = aim.frame
    reading.facts.update(dict.fromkeys(aim.marks, "yes"))


class _AimReader(Company):
    """A premise whose deed is told apart."""

    said_by_q = False  # "a man who insists that he isn't dead"
    turned_to = -1  # the verb of a later clause, if the film is about that one

    def __init__(self, reading: Reading, words: Sequence[str], phrases: Sequence[NounPhrase]) -> None:
        super().__init__(reading, words, phrases)
        self.marked: list[str] = []  # marks that are seen on the way

    def read(self) -> Aim | None:
        if (quoted := self._quoted()) is not None:
            return quoted
        self.group_start = self.main_group(self.first_word()) if self.lower else -1
        self.find_deed()
        if self.group_start < 0:
            return None
        self.verb, helpers = self.group(self.group_start)
        self.through_one()
        self.mark_people()
        self.turn_round()
        aim = self._frame(helpers)
        if aim is None:
            return None
        if aim.frame == "concealment" and self.together() and len(self.reading.people) > 2 and self.until_subject(self.reading.people[2]):
            del self.reading.people[1]  # two hide it together, from a third: "but the priest has a good nose"
            aim = replace(aim, marks=(*aim.marks, "several"))
        aim = replace(aim, do=self._named(aim.do))
        aim = replace(aim, found=self._without_here(aim.found))
        do, when = self._without_time(self._without_place(aim.do))
        aim = replace(aim, do=do, day=when)
        deed = self.phrase(self.group_start, self.clause_end(self.group_start, LONGEST_CLAUSE, loose=False))
        if self.there > 0 or (aim.frame == "discovery" and lemma(self.lower[self.verb]) in _SHOWING):
            deed = []
        elif deed and self.lower[self.verb - 1] == "to" and self.by >= 0:
            deed = [Word("must", verb=True), *deed]
        deed = list(self._named(tuple(deed)))
        if when and when[0].text.lower() in ("a", "an", "one") and (at := _where(deed, when)) > 1:
            deed = deed[:at]
        if self.turned:
            deed = [Word(third_person(lemma(self.lower[self.verb])), verb=True), self.word_of(1)]
        if aim.frame == "deed_done" and not set(helpers) & HAVE:
            deed = [Word("has", verb=True), Word(_IRREVOCABLE[aim.do[0].text]), *deed[1:]]
        if not aim.that and (said := self._said()):
            aim = replace(aim, that=tuple(said))
            self.marked.append("question" if said[0].text.lower() in _QUESTIONS else "q_tells" if self.said_by_q else "tells")
        either, other, whether = self._choice()
        if not either and aim.over:
            either, other = _one_or_the_other(aim.over)
        aim = replace(aim, either=either, other=other, whether=whether, danger=tuple(self._danger(aim)))
        if taken := self._taken_for():
            aim = replace(aim, taken=tuple(taken[1]))
            self.marked += [f"taken:{letter}" for letter in taken[0]]
        marks = {*aim.marks, *self.marked}
        if len(self.reading.people) > 1:
            marks.add("q_named")
        else:
            marks.add("q_invented")
        if any(w.who == "Q" for w in aim.do):
            marks.add("about_q")
        if any(w.who == "Q" and not w.owner for w in (*aim.found, *aim.that)):
            marks.add("found_q")
        if aim.frame == "refusal":
            marks.add(f"refuses:{aim.do[0].text}")
        elif aim.do and not self._done_by_a_thing():
            marks.add(f"verb:{aim.do[0].text}")
            if len(aim.do) > 1 and aim.do[1].text.lower() in PARTICLES | _ALONG:
                marks.add(f"verb:{aim.do[0].text} {aim.do[1].text.lower()}")
            if aim.do[0].text in _GIVING | _BRINGING and "back" in {w.text.lower() for w in aim.do}:
                marks.add("back")
        if aim.do and (name := _class_of(lemma(aim.do[0].text))):
            marks.add(f"do:{name}")
        marks |= {f"teller:{'PQ'[n]}" for n, person in enumerate(self.reading.people[:2]) if "teller" in person.facts}
        if self.together():
            marks.add("both")
        if self._befalls(aim):
            marks.add("befalls")
            marks |= {"verb:get"} if aim.do[0].text.startswith("get ") else set()
        aim = replace(aim, about=tuple(self._about(aim.over)), caught=self._caught(aim.found))
        upon = len(self.reading.people) > 1 and self.reading.people[1].word in [w.text.lower() for w in aim.found[:4]]
        if (aim.caught or upon) and len(self.reading.people) > 1:
            marks.add("found_q")  # "finds it crying over a tooth"
        if aim.over and aim.over[0].text.lower() in ("which", "what", "who", "whose", "how", "whether", "where", "when"):
            marks.add("matter")  # a question, no thing
        if aim.that and self.reading.thing:
            told = [w.text.lower() for w in aim.that]
            if told[-1:] == [self.reading.thing] and len(told) > 2 and told[-3] in BE:
                self.reading.thing = ""  # "that the container is a spaceship": no spaceship is there
        beside: dict[str, Any] = {name: tuple(part) for name, part in self._beside().items() if len(part) > 2 or name == "by"}
        if aim.do and beside.get("but") and " ".join(w.text for w in aim.do) in " ".join(w.text for w in beside["but"]):
            beside["but"] = ()  # the deed itself: "and he has to stop the big broom"
        marks |= {name for name, part in beside.items() if part} & {"why", "but", "until", "by"}
        marks |= {"tells_of_q"} if beside.get("of_q") else set()  # "the gangster who ran his family out of town"
        marks |= {"then"} if (then := self._then()) else set()
        if aim.frame == "discovery" and aim.that:
            marks.add("finds_that")
        if any(clause[0].who == "Q" and any(lemma(w.text.lower()) in _ANSWERING for w in clause[1:4]) for clause in then):
            marks.add("answers")
        return replace(replace(aim, **beside), then=tuple(tuple(clause) for clause in then), deed=tuple(deed), marks=tuple(sorted(marks)))

    def _caught(self, found: tuple[Word, ...]) -> tuple[Word, ...]:
        """How the other is come upon: what is said after them, or after "it"."""
        if len(found) < 2 or found[1].text.lower() in PREPOSITIONS | RELATIVES:
            return ()
        if found[0].owner or (found[0].who != "Q" and found[0].text.lower() not in _OBJECTS):
            return ()
        return found[1:]

    def _about(self, over: Sequence[Word]) -> list[Word]:
        """The thing that a quarrel is about, in a question too: "who will blow out the last candle", "one parking spot in the snow"."""
        said = [part for w in over for part in w.text.lower().split()]
        if (
            over
            and said[0] in DETERMINERS
            and not any(w.verb and w.text.lower() in AUXILIARIES for w in over)
            and len(over) <= _LONGEST_TAKEN
        ):
            whole = [w for w in over if w.text.lower() != "same"]
            return [Word("the"), *whole[1:]] if said[0] in ("a", "an", "one") else whole
        nouns = [p for p in self.phrases if p.start > self.verb and not p.preposition and p.head not in ("turn", "way", "one")]
        for phrase in nouns:
            if set(phrase.word.split()) <= set(said) and not self._is_human(phrase.head):
                start = phrase.start - (self.lower[phrase.start - 1] in DETERMINERS)
                whole = self.phrase(start, phrase.end + 1)
                if whole and whole[0].text.lower() in ("a", "an", "one"):
                    whole[0] = Word("the")
                return whole
        return []

    def _without_time(self, do: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """A deed and when it is done: "shave" and "the morning of the grandmother's funeral"."""
        for n in range(1, len(do) - 1):
            word = do[n].text.lower()
            led = do[n - 1].text.lower() in PREPOSITIONS | {"to"}
            leads = not led and (word in _WHICH_TIME if n > 1 else word == "the")
            after = do[n + 2].text.lower() if n + 2 < len(do) else self._next_word(do)
            timed = word in ("a", "an", "one") and do[n + 1].text.lower() in _SPANS and after in ("before", "after")
            leads = (
                leads or timed or (word == "one" and n > 1 and not led and do[0].text not in _GIVING | {"spend", "need", "have", "want"})
            )
            noun = next((k for k in range(n + 1, min(n + 4, len(do))) if do[k].text.lower() in _TIMES | {"week", "hour", "minute"}), -1)
            of = noun > 0 and noun + 1 < len(do) and do[noun + 1].text.lower() in ("of", "before", "after", "when")
            noun = n + 1 if timed else noun
            if leads and noun > 0 and not do[n].who and (n > 1 or of):
                if do[n].text.lower() in ("all", "every"):  # no more than how long
                    return (*do[:n], *do[noun + 1 :]), do[n : noun + 1]
                day = [w.text.lower() for w in do[n:]]
                start = next((i for i in range(len(self.lower)) if self.lower[i : i + len(day)] == day), -1)
                end = next((j + 1 for j in range(start, len(self.lower)) if PUNCTUATION.match(self.after[j].strip())), len(self.lower))
                longer = start > 0 and self.lower[start + len(day) : start + len(day) + 1] in (["after"], ["before"], ["when"], ["that"])
                return do[:n], tuple(self.phrase(start, end)) if longer else do[n:]
        return do, ()

    def _next_word(self, do: tuple[Word, ...]) -> str:
        """What follows the deed in the premise, lower case."""
        last = do[-1].text.lower()
        at = next((i for i in range(self.verb, len(self.lower) - 1) if self.lower[i] == last), -1)
        return self.lower[at + 1] if at >= 0 else ""

    def _befalls(self, aim: Aim) -> bool:
        """Whether nobody sets about the deed: it happens to them, or is so ("goes deaf", "inherits a shoe", "is offered a kiss")."""
        if not aim.do or aim.frame not in _OPEN_FRAMES or {"aim:must", "aim:want", "aim:cannot"} & set(aim.marks):
            return False
        first, rest = aim.do[0].text.lower(), [w.text.lower() for w in aim.do[1:4]]
        if "purpose" in rest:
            return False
        if first.startswith("get ") or first in _BEFALLING:
            return True
        if first in ("go", "turn", "grow", "become", "come") and rest[:1] and rest[0] in _TURNING:
            return True
        meant = len(aim.do) > 1 and (bool(aim.do[1].who) or rest[0] in DETERMINERS | _OBJECTS | {"into", "out", "for"})  # "wakes the king"
        return first in _BEFALLING_IF and not (meant and first not in ("catch", "meet", "find"))

    def _named(self, do: tuple[Word, ...]) -> tuple[Word, ...]:
        """A deed with the thing it is done to: of "finds a love letter ... to deliver it" it is "deliver the love letter"."""
        at = next(
            (n for n in range(1, len(do)) if do[n].text.lower() in ("it", "them") and (n == 1 or do[n - 1].verb) and not do[n].who), -1
        )
        if at < 0:
            return do
        several = do[at].text.lower() == "them"
        begins = next((i for i in range(self.verb, len(self.lower)) if self.lower[i] == do[at].text.lower()), len(self.lower))
        people = [self.span(person) for person in self.reading.people]
        nouns = [
            p
            for p in self.phrases
            if p.end < begins
            and ((p.plural or p.word.endswith("s")) if several else not p.plural)
            and not any(first <= p.end < last for first, last in people)
            and not (p.head in lexicon.roles() and p.head not in lexicon.own_things() and self._is_human(p.head))
            and (p.determiner or p.owner or several or p.of)
            and p.head not in ("way", "time", "night", "day", "evening", "morning", "year")
        ]
        if any(lemma(w) in _BEINGS_HE and not several for w in self.lower[:begins]) or not nouns:
            return do
        thing = [p for p in nouns if p.head == self.reading.thing or p.word == self.reading.thing or self.reading.thing.endswith(p.head)]
        noun = (thing or [p for p in nouns if not p.preposition] or nouns)[-1]
        owners = [i + 1 for i in range(noun.start, noun.end) if is_owner(self.lower[i])]  # of "his best friend's boots" the boots
        words = [
            self.raw[i]
            for i in range(owners[-1] if owners else noun.start, noun.end + 1)
            if self.lower[i] not in DETERMINERS and not is_owner(self.lower[i])
        ]
        if not words or len(words) > _LONGEST_NAMED or words[-1].lower() in {w.text.lower() for w in do}:
            return do
        return (*do[:at], Word("the"), *(Word(w) for w in words), *do[at + 1 :])

    def _without_here(self, found: tuple[Word, ...]) -> tuple[Word, ...]:
        """What is found without the place where the film plays: "a bag of money" of "a bag of money in the locker room"."""
        here = self.reading.place.split()
        said = [w.text.lower() for w in found]
        if here and len(said) > len(here) + 3 and said[-len(here) :] == here and said[-len(here) - 2] in ("in", "at", "on"):
            return found[: -len(here) - 2]
        return found

    def _by_a_thing(self, verb: int) -> bool:
        """Whether the subject of the main verb is a thing: "every photograph the photographer takes shows"."""
        first = next((p for p in self.phrases if not p.preposition), None)
        return first is not None and first.end < verb and first.head in lexicon.things() and not self._is_human(first.head)

    def _done_by_a_thing(self) -> bool:
        """Whether the main clause tells what a thing does, and nobody: "a letter arrives fifty years late"."""
        subject = next((p for p in reversed(self.phrases) if p.end < self.group_start and not p.preposition), None)
        if subject is None or self.turned_to > 0 or self.turned or not self.reading.people:
            return False
        return subject.head == self.reading.thing and all(self.span(p)[0] >= self.group_start for p in self.reading.people)

    def _said(self) -> list[Word]:
        """What is told to the other, or asked: "tell a mother her son is dead", "ask a frog why he keeps singing"."""
        verb = self.turned_to if self.turned_to > 0 else self.verb
        verb = next((j for j in range(verb, min(verb + 12, len(self.lower))) if lemma(self.lower[j]) in _TELLING | _DECLARING), -1)
        if verb < 0 or self.lower[verb].endswith("ing") or set(self.lower[self.verb : verb]) & (ENDS - _QUESTIONS):
            return []  # not of the main clause
        base, near = lemma(self.lower[verb]), [verb + 1]
        self.said_by_q = len(self.reading.people) > 1 and self.lower[verb - 1] == "who" and self.reading.people[1].at < verb
        if base in _TELLING:
            target = next((p for p in self.phrases if verb < p.start <= verb + 3 and not p.preposition), None)
            pronoun = self.lower[verb + 1] in _OBJECTS if verb + 1 < len(self.lower) else False
            near = [
                target.end + 1 if target and target.start == verb + 1 else verb + 2 if pronoun else target.end + 1 if target else verb + 1
            ]
        near += [j for j in range(verb + 1, min(verb + 9, len(self.lower) - 1)) if self.lower[j] == "that" or self.lower[j] in _QUESTIONS]
        for i in near:
            start = i + 1 if self.lower[i : i + 1] == ["that"] else i
            if start >= len(self.lower) or self.lower[start] in ENDS - _QUESTIONS | {"to", "for", "and", "not", "about", "of"}:
                continue
            if self.lower[start] in _QUESTIONS and self.is_clause(start + 1):
                return [Word(self.lower[start]), *self.clause(start + 1)]
            if base != "ask" and self.lower[start] not in RELATIVES | _QUESTIONS and self.is_clause(start):
                return self.clause(start)
        return []

    def _choice(self) -> tuple[tuple[Word, ...], tuple[Word, ...], tuple[Word, ...]]:
        """The one, the other, and what is decided about, each empty where it is not said."""
        at = next(
            (i for i in range(self.verb, len(self.lower)) if lemma(self.lower[i]) in _CHOOSING and not self.lower[i].endswith("ing")), -1
        )
        if at < 0:
            return (), (), ()
        end = next((j + 1 for j in range(at, len(self.lower)) if SENTENCE_END.match(self.after[j].strip())), len(self.lower))
        end = next((j for j in range(at, end) if self.lower[j] in ("but", "because", "before", "while", "until")), end)
        rest = self.lower[at:end]
        if "whether" in rest and "to" in rest[rest.index("whether") :]:
            start = at + rest.index("to", rest.index("whether")) + 1
            return (), (), tuple(self.phrase(start, end, punctuated=True)) if start < end else ()
        if "between" in rest and "and" in rest[rest.index("between") :]:
            start, middle = at + rest.index("between") + 1, at + rest.index("and", rest.index("between"))
            start = next(
                (j + 1 for j in range(start, middle) if PUNCTUATION.match(self.after[j].strip())), start
            )  # "two sons, a baker and"
            self.marked.append("either")
            return tuple(self.phrase(start, middle)), tuple(self.phrase(middle + 1, end, punctuated=True)), ()
        several = next((p for p in self.phrases if at < p.start < end and p.plural and p.determiner in ("two", "both")), None)
        if several is not None:
            self.marked.append("either")
            noun = several.head
            return (Word("one"), Word(noun)), (Word("the"), Word("other"), Word(noun)), ()
        return (), (), ()

    def _danger(self, aim: Aim) -> list[Word]:
        """Of what somebody is warned: what follows "about", "of", "before", or what the clause is about."""
        if not aim.do or not {w.text for w in aim.do} & _WARNING:
            return []
        if aim.that:
            end = next((n for n, w in enumerate(aim.that) if n and (w.verb or w.text.lower() in BE | HAVE)), 0)
            return list(aim.that[:end]) if end and aim.that[0].text.lower() not in SUBJECTS else []
        for i in range(self.verb + 1, len(self.lower) - 1):
            if self.lower[i] in ("about", "of", "before", "against") and (
                phrase := next((p for p in self.phrases if p.start == i + 1 and not self._is_human(p.head)), None)
            ):
                return self.phrase(phrase.start, phrase.end + 1)
        return []

    def _is_human(self, noun: str) -> bool:
        role = lexicon.roles().get(noun)
        return role is not None and role.kind == "human"

    def _taken_for(self) -> tuple[str, list[Word]] | None:
        """Who is taken for what they are not: "thinks she is his wife", "is mistaken for the doctor"."""
        people = self.reading.people[:2]
        for i in range(1, len(self.lower) - 2):
            base = lemma(self.lower[i])
            if base in ("mistake", "take") and "for" in self.lower[i + 1 : i + 5]:
                at = self.lower.index("for", i + 1) + 1
                if base == "take" and self.lower[i - 1] not in BE:
                    continue
                by_q = self.lower[i - 1] == "who" and len(people) > 1 and people[0].at < people[1].at < i
                letters = "P" if self.lower[i - 1] in BE or (by_q and self.lower[i + 1] in _OBJECTS) else "Q"
            elif base in _THINKING:
                be = next((j for j in range(i + 2, min(i + 7, len(self.lower) - 1)) if self.lower[j] in ("is", "are", "was", "were")), -1)
                bare = be > 0 and be + 2 == len(self.lower) and lemma(self.lower[be + 1]) in lexicon.things()  # "thinks he is dinner"
                if (
                    be < 0
                    or not (bare or self.lower[be + 1] in DETERMINERS or self.raw[be + 1][:1].isupper())
                    or any(PUNCTUATION.match(self.after[j].strip()) for j in range(i, be))
                ):
                    continue
                at, subject = be + 1, [w for w in self.lower[i + 1 : be] if w != "that"]
                if subject not in (["he"], ["she"], ["it"], ["they"]) and "other" not in subject and not any(i < p.at < be for p in people):
                    continue
                by_q = len(people) > 1 and people[0].at < people[1].at < i and not self.together()
                letters = "PQ" if self.together() and "other" in subject else "P" if by_q else "Q"
            else:
                continue
            words = self.phrase(at, self.clause_end(at, _LONGEST_TAKEN))
            role = lexicon.roles().get(lemma(words[-1].text)) if words and letters == "P" and not self.together() else None
            if role is not None and len(people) > 1:
                words[-1] = replace(words[-1], text=lemma(words[-1].text))  # of two who are taken for her grandsons, one
            if words and not any(w.who and not w.owner for w in words):
                return letters, words
        return None

    def _without_place(self, do: tuple[Word, ...]) -> tuple[Word, ...]:
        """A deed without the town that it is done in: nobody who is there says "sell my voice to you in Naples"."""
        if len(do) > 3 and do[-2].text in ("in", "near") and do[-1].text[:1].isupper() and do[-1].text.lower() in lexicon.place_names():
            return do[:-2]
        return do

    def _quoted(self) -> Aim | None:
        """ "Somebody is sitting in my chair, says the smallest bear": the bear's film, and its first words."""
        match = _SAYS.search(self.reading.text)
        people = self.reading.people
        speaker = next((p for p in people if match and self.lower[max(0, self.span(p)[0] - 1)] in _SPEAKING), None)
        if match is None or speaker is None:
            return None
        people.remove(speaker)
        people.insert(0, speaker)
        self.reading.facts["said"] = match[1].strip(" \"'“”,")
        return Aim("encounter", marks=("q_named" if len(people) > 1 else "q_invented", "quoted"))

    def _frame(self, helpers: list[str]) -> Aim | None:
        verb = self.verb
        if self.there > 0:
            end = self.clause_end(self.there, LONGEST_CLAUSE - 2, relatives=True)
            return Aim("discovery", found=tuple(self.phrase(self.there - (self.there > 2), end)))
        base = lemma(self.lower[verb])
        if base in _SHOWING and self._by_a_thing(verb):
            return Aim("discovery", found=tuple(self.phrase(verb + 1, self.clause_end(verb + 1, LONGEST_CLAUSE - 2, relatives=True))))
        if base in _BEGINNING and self.lower[verb + 1 : verb + 2] and self.lower[verb + 1].endswith("ing") and verb + 1 in self.verbs:
            verb, helpers = verb + 1, []  # "starts losing on purpose": loses
            base = lemma(self.lower[verb])
        if base == "get" and (got := self.object(verb)) is not None and lexicon.things().get(got.head) == "letter":
            return self._found(verb)  # "gets letters from a woman": receives them
        kind = ""
        negated = bool(set(helpers) & NOT)
        if self.by >= 0 and self.told_before[1] and self.lower[verb - 1] == "to":
            kind = "must"  # "the only one small enough to reach it is a mouse"
        elif "must" in helpers or "should" in helpers or ("to" in helpers and set(helpers) & (HAVE | BE)):
            kind = "must"
        elif set(helpers) & {"can't", "cannot", "couldn't"}:
            kind = "cannot"
        elif set(helpers) & {"won't", "wouldn't"} or {"will", "not"} <= set(helpers):
            kind = "refuse"
        elif base in BE and self.lower[verb + 1 : verb + 3] == ["about", "to"]:
            kind, verb = "want", verb + 3
            self.marked.append("about_to")
        elif set(helpers) & BE and base in _FORCED and self.infinitive(verb) > 0:
            kind, verb = "must", self.infinitive(verb)
        elif self.lower[verb] in HAVE and (minutes := self._minutes(verb)) > 0:
            kind, verb = "must", minutes
        elif self.lower[verb] == "want" and negated and self.infinitive(verb, near=True) > 0:
            kind, verb = "refuse", self.infinitive(verb)
        elif lemma(self.lower[verb]) == "meet" and self.together() and (to := self.infinitive(verb)) > 0:
            kind, verb = "must", to  # "meet to hand over a tortoise"
        elif lemma(self.lower[verb]) in _GOING and (to := self.infinitive(verb)) > 0:
            verb = to
            kind = "" if lemma(self.lower[verb]) in _FINDING else "want"  # "returns to find that", "visits a witch to audit her curses"
        elif "rather" in self.lower[verb + 1 : verb + 5] and "would" in self.lower[verb : verb + 5]:
            kind, verb = "want", self.lower.index("rather", verb) + 1  # "decides she would rather be a judge"
        elif (
            set(self.lower[max(0, verb - 1) : verb + 1]) & BE and "through" in self.lower[verb + 1 : verb + 4]
        ):  # "is halfway through eating a hat"
            doing = self.lower.index("through", verb) + 1
            if self.lower[doing : doing + 1] and self.lower[doing].endswith("ing"):
                verb, helpers = doing, []
        elif base in _GOING_UP and (to := self.infinitive(verb)) > 0 and self.lower[to - 2] not in KNOWN:
            kind, verb = "want", to  # "travels to the moon to ask for a story"
        base = lemma(self.lower[verb])
        if not kind and self._loves(verb) and not self._forced_beside() and not self._second_deed(verb + 1):
            return Aim("infatuation", tuple(self._deed(verb)))
        while not kind or kind == "must":
            to = self.infinitive(verb, near=True)
            if to < 0 or base not in _WANTING | _MEANS | {"refuse", "decline"}:
                break
            kind = "refuse" if base in ("refuse", "decline") else kind or ("want" if base in _WANTING else kind)
            negated = negated or self.lower[to - 2] == "not"
            if base in _MEANS and not kind:
                kind = "want"
            verb, base = to, lemma(self.lower[to])
        return self._of_verb(verb, base, kind, negated, helpers)

    def _of_verb(self, verb: int, base: str, kind: str, negated: bool, helpers: Sequence[str]) -> Aim | None:
        if self.turned:
            by_them = (Word(base), self.word_of(1))
            if base in _FINDING:
                return Aim("discovery", tuple(self._wish(0)) or by_them, found=(self.word_of(1),))
            return Aim("encounter", by_them)
        asked = self._asked(verb, base, kind)
        if asked is not None:
            return asked
        if base == "teach" and kind in ("", "must", "want") and (skill := self._taught(verb)):
            return Aim("teaching", tuple(skill), doer="Q")
        if base == "learn" and kind in ("", "want", "must") and (lesson := self._learnt_from(verb)):
            return lesson
        unable = self._unable(verb, base, negated or kind == "cannot")
        if unable > 0:
            return Aim("task", tuple(self._deed(unable)), marks=("aim:cannot",))
        if base in ("promise", "swear", "vow") and (sworn := self._sworn(verb)):
            return Aim("task", tuple(sworn), marks=("aim:must", "sworn"))
        if base == "promise" and (given := self._promised(verb)):
            return Aim("task", tuple(given), marks=("aim:must", "sworn"))
        do = self.phrase(verb, self.clause_end(verb, LONGEST_DO))
        if not do:
            return None
        passive = set(helpers) & {"gets", "get", "got"} or (set(helpers) & BE and not self.lower[verb].endswith("ing"))
        do[0] = replace(
            do[0], text=f"get {self.lower[verb]}" if passive and not kind else "be" if base in BE else "have" if base in HAVE else base
        )
        if passive and (doer := self._done_by_the_first(verb)):
            return Aim("encounter", (Word(base), *doer))
        if base in ("refuse", "decline") and len(do) > 1:  # "refuses an apology": to accept it
            rest = do[2:] if do[1].text.lower() == "to" and len(do) > 2 else [Word("accept"), *do[1:]]
            return Aim("refusal", tuple(rest))
        if kind == "refuse":
            return Aim("refusal", tuple(do))
        if base == "share" and (later := self._second_deed(verb + 1)) and later[0] == "must":
            return self._forced_to(later[1])
        alone = base in ("want", "claim", "need") or (base == "share" and bool(_ONLY & {w.text.lower() for w in do}))
        if base == "agree" and (negated or "can't" in helpers or "cannot" in helpers):
            return Aim("quarrel", tuple(do), over=tuple(self._over(verb)))
        if base == "have" and self.together() and {w.text.lower() for w in do} & {"argument", "quarrel", "row", "fight"}:
            return Aim("quarrel", (Word("argue"),), over=tuple(self._over(verb)))
        if base in _ARGUING or (self.together() and alone):
            wished = self.infinitive(verb, near=True)
            return Aim("quarrel", tuple(self._deed(wished) if wished > 0 else do), over=tuple(self._over(max(verb, wished))))
        if base in _HIDING or self._in_secret(verb, do):
            return Aim("concealment", tuple(do))
        if kind in ("must", "want", "cannot"):
            return Aim("task", tuple(do), negated=negated and kind == "want", marks=(f"aim:{kind}",))
        if (later := self._second_deed(verb + 1)) and later[0] == "must":
            return self._forced_to(later[1])
        if (forced := self._forced_beside()) and base in ("fall", "love", "meet"):
            return Aim("task", tuple(forced), marks=("aim:must", "loves"))
        if base in _FINDING and not set(helpers) & (BE | {"gets", "get", "got"}):
            return self._found(verb)
        if special := self._kind_of_encounter(verb, base, do):
            return special
        if set(helpers) & HAVE and "been" not in helpers and self.lower[verb] not in BE:
            return Aim("deed_done", tuple(do))
        return (
            self._turns_to(verb)
            or self._irrevocable(verb, base, do, helpers)
            or self._given_to(verb, base, do)
            or Aim("encounter", tuple(do))
        )

    def _done_by_the_first(self, verb: int) -> list[Word]:
        """What is told in the passive of a thing and was done by the film's first: "the carrot is eaten by a rabbit": the carrot."""
        people = self.reading.people
        if not people or self.lower[verb + 1 : verb + 2] != ["by"] or self.span(people[0])[0] != verb + 2:
            return []
        found = self.phrase(0, self.group_start)
        return [replace(found[0], text=found[0].text.lower()), *found[1:]] if found else []

    def _forced_to(self, deed: Sequence[Word]) -> Aim:
        """What somebody has to do besides, as what the film is about: "and have to hide a pilot"."""
        return Aim("concealment" if deed and deed[0].text in _HIDING else "task", tuple(deed), marks=("aim:must",))

    def _in_secret(self, verb: int, do: Sequence[Word]) -> bool:
        """Whether what is done must not be seen: "brews illegal vodka", "grows a sunflower in secret", "secretly keeps a bear"."""
        said = {w.text.lower() for w in do} | set(self.lower[max(0, verb - 1) : verb])
        return bool(said & _SECRETLY) and self.lower[verb] not in ("love", "loves")

    def _given_to(self, verb: int, base: str, do: Sequence[Word]) -> Aim | None:
        """What is made or brought for the other: "builds a clock for a boy who is always late"."""
        made, target = base in _MAKING, self.object(verb)
        if not (made or base in _GIVING) or target is None or len(self.reading.people) < 2 or self.together():
            return None
        start, end = self.span(self.reading.people[1])
        leads = self.lower[start - 1] if start else ""
        if (
            leads not in ("for", "to")
            or start < target.end
            or start - target.end > 4
            or target.head in lexicon.abstract_nouns()
            or target.end >= end
        ):
            return None
        return Aim("gift", tuple(do), over=tuple(self.phrase(target.start, target.end + 1)), marks=("made",) if made else ())

    def _turns_to(self, verb: int) -> Aim | None:
        """What the same subject does next, if that is what a film can be about: "steals a wallet and finds a photograph of himself"."""
        later = next((self._past_adverb(i + 1) for i in range(verb + 1, len(self.lower) - 1) if self._goes_on_to(i)), -1)
        if later < 0:
            return None
        base, to = lemma(self.lower[later]), self.infinitive(later, near=True)
        if (
            base == "end"
            and self.lower[later + 1 : later + 2] == ["up"]
            and later + 2 < len(self.lower)
            and self.lower[later + 2].endswith("ing")
        ):
            self.turned_to = later
            return Aim("task", tuple(self._deed(later + 2)), marks=("aim:must",))
        if base in ("refuse", "decline") and to > 0:
            self.turned_to = later
            return Aim("refusal", tuple(self._deed(to)))
        if base in _WANTING and to > 0:
            deed = tuple(self._deed(to))
            aim: Aim | None = Aim("concealment", deed) if lemma(self.lower[to]) in _HIDING else Aim("task", deed, marks=("aim:want",))
        else:
            aim = self._asked_back(later, base) or self._asked(later, base, "")
            aim = aim or (self._found(later) if base in _FINDING else None)
        if aim is not None and (aim.do or aim.found or aim.that):
            self.turned_to = later
            return aim
        return None

    def _asked_back(self, verb: int, base: str) -> Aim | None:
        """ "and asks her to teach him": the one asked has been named."""
        pronoun = self.lower[verb + 1 : verb + 2] in (["her"], ["him"], ["it"], ["them"])
        if base not in _ASKING or not pronoun or len(self.reading.people) < 2:
            return None
        to = self.infinitive(verb + 1)
        return self._plea(to) if 0 < to <= verb + 4 else None

    def _plea(self, to: int) -> Aim:
        """What is asked, or asked not to be done: the verb after "to" or "not to"."""
        negated = self.lower[to - 2] == "not"
        return Aim("plea", tuple(self._deed(to)), doer="Q", negated=negated, marks=("negated",) if negated else ())

    def _loves(self, verb: int) -> bool:
        """Whether the first is in love with the second: "falls in love with", "falls for", "is in love with"."""
        if len(self.reading.people) < 2 or self.together():
            return False
        said = " ".join(self.lower[verb : self.span(self.reading.people[1])[0]])
        return _IN_LOVE.match(said) is not None

    def _to_the_other(self, verb: int) -> NounPhrase | None:
        """The object of a verb if it is the second of the two: "teaches her daughter", "promises his neighbour"."""
        target = self.object(verb)
        if target is None or len(self.reading.people) < 2 or self.span(self.reading.people[1])[1] != target.end + 1:
            return None
        return target

    def _taught(self, verb: int) -> list[Word]:
        """What "teaches her daughter to ride a bicycle" would have learnt; empty if it is not said as a deed, or nobody learns it."""
        target = self._to_the_other(verb)
        if target is None:
            return []
        to = self.infinitive(target.end)
        how = to > 1 and self.lower[to - 2] == "how"  # "the monster under her bed how to whistle"
        return self._deed(to) if 0 < to <= target.end + (7 if how else 4) else []

    def _asked_to_teach(self, verb: int) -> Aim | None:
        """ "asks a crow to teach him to fly": it is the crow who teaches; None if nothing is said that could be learnt."""
        people = self.reading.people
        if len(people) < 2 or self.lower[verb + 1 : verb + 2] not in (["him"], ["her"], ["it"], ["them"]):
            return None
        to = self.infinitive(verb + 1)
        people[0], people[1] = people[1], people[0]
        if 0 < to <= verb + 4:
            skill = self._deed(to)
        else:
            skill = next(
                ([Word(lemma(self.lower[j]))] for j in range(verb + 2, min(verb + 6, len(self.lower))) if self.lower[j].endswith("ing")), []
            )
        if skill:
            self.marked.append("asked_for")
            return Aim("teaching", tuple(skill), doer="Q")
        people[0], people[1] = people[1], people[0]
        return None

    def _learnt_from(self, verb: int) -> Aim | None:
        """ "learns to whistle from a milkman": the milkman teaches."""
        people = self.reading.people
        to = self.infinitive(verb, near=True)
        if len(people) < 2 or to < 0 or self.together():
            return None
        start, _ = self.span(people[1])
        if self.lower[start - 1] != "from" or not to < start <= to + 4:
            return None
        skill = self.phrase(to, start - 1)
        people[0], people[1] = people[1], people[0]
        self.marked.append("asked_for")
        return Aim("teaching", (replace(skill[0], text=lemma(self.lower[to])), *skill[1:]), doer="Q")

    def _unable(self, verb: int, base: str, negated: bool) -> int:
        """The deed of "doesn't know how to say", "is afraid to ask", "cannot bring himself to go"; -1 if it is none of these."""
        ahead = self.lower[verb + 1 : verb + 4]
        hesitant = base == "know" and negated and ahead[:2] == ["how", "to"]
        hesitant = hesitant or (base in BE and bool(ahead) and ahead[0] in ("afraid", "scared", "ashamed", "unable") and "to" in ahead)
        hesitant = hesitant or (base == "bring" and negated and bool(ahead) and ahead[0].endswith("self") and "to" in ahead)
        ahead = self.lower[verb + 1 : verb + 7]
        too = ahead.index("too") if base in BE and "too" in ahead[:3] else -1  # "are both too polite to go first"
        if too >= 0 and "to" in ahead[too + 2 :]:
            return verb + 2 + ahead.index("to")
        return verb + 2 + ahead[:3].index("to") if hesitant else -1

    def _sworn(self, verb: int) -> list[Word]:
        """ "promises his daughter he won't hit anyone": keep from hitting anyone; empty if it is another promise."""
        for i in range(verb + 1, min(verb + 6, len(self.lower) - 1)):
            if self.lower[i] in ("won't", "never") or (self.lower[i] == "not" and self.lower[i - 1] == "will"):
                rest = self.phrase(i + 1, self.clause_end(i + 1, LONGEST_DO))
                return [Word("keep"), Word("from"), replace(rest[0], text=gerund_of(lemma(rest[0].text))), *rest[1:]] if rest else []
            if self.lower[i] in ("will", "would") and self._means_first(self.lower[i - 1]) and i + 1 in self.verbs:
                return self._deed(i + 1)
        return []

    def _means_first(self, pronoun: str) -> bool:
        """Whether "he will" is what the first of the film will do, and not the other."""
        sex, people = {"he": "male", "she": "female"}.get(pronoun, ""), self.reading.people
        if pronoun not in ("he", "she", "they"):
            return False
        return not sex or people[0].role.sex == sex or people[1:2] == [] or people[1].role.sex != sex

    def _promised(self, verb: int) -> list[Word]:
        """ "promises his neighbour one more hour": give it; empty if no such thing is promised to the other."""
        target = self._to_the_other(verb)
        if target is None or not any(p.start == target.end + 1 and not p.preposition for p in self.phrases):
            return []
        return [Word("give"), *self.phrase(verb + 1, self.clause_end(verb, LONGEST_DO))]

    def _kind_of_encounter(self, verb: int, base: str, do: list[Word]) -> Aim | None:
        """Deeds that make films of their own: being tried, complaining, the last time, what is done every day."""
        text = self.reading.text.lower()
        main = " ".join(self.lower[verb : self.clause_end(verb, LONGEST_CLAUSE)])
        if base == "keep" and verb + 1 < len(self.lower) and self.lower[verb + 1].endswith("ing"):
            return Aim("habit", tuple(self._deed(verb + 1)))
        if base in _TRYING or _TRIAL.search(main):
            return Aim("trial", tuple(do))
        if base in _COMPLAINING:
            return Aim("grievance", tuple(do), over=tuple(self._over(verb)))
        to = self.infinitive(verb, near=False)
        if base in _MEANS and to > 0 and lemma(self.lower[to]) in _COMPLAINING:
            return Aim("grievance", tuple(self._deed(to)), over=tuple(self._over(to)))
        if _LAST.search(text) and base in _SHARED:
            return Aim("last_time", tuple(do))
        if base == "wait" or _DAILY.search(main) or _DAILY.match(text) or "still" in self.lower[self.group_start : verb + 1]:
            return Aim("habit", tuple(do))
        return None

    def _irrevocable(self, verb: int, base: str, do: list[Word], helpers: Sequence[str]) -> Aim | None:
        """A deed that the film cannot be about doing: "loses his borrowed sword" is told when it is done."""
        through = base == "break" and self.lower[verb + 1 : verb + 2] and self.lower[verb + 1] in ("into", "in", "out", "up", "off")
        done = base in _IRREVOCABLE and self.verb == verb and not helpers and not self.together() and not through
        return Aim("deed_done", tuple(do)) if done else None

    def _minutes(self, verb: int) -> int:
        """ "has ten minutes to give it back": the deed, or -1."""
        ahead = self.lower[verb + 1 : verb + 4]
        timed = ahead[:1] == ["until"] or any(
            w in ("minutes", "minute", "hours", "hour", "days", "day", "seconds", "night", "chance", "moment") for w in ahead
        )
        if ahead[:1] == ["until"]:  # "have until sunrise to get it out"
            to = next((j for j in range(verb + 2, min(verb + 6, len(self.lower) - 1)) if self.lower[j] == "to"), -1)
            return to + 1 if to > 0 and lemma(self.lower[to + 1]) in KNOWN else -1
        return self.infinitive(verb) if timed else -1

    def _asked(self, verb: int, base: str, kind: str) -> Aim | None:
        """A deed that is asked of another: "begs the restorer not to remove it"."""
        if base == "let" and kind in ("refuse", "cannot"):
            target = self.object(verb)
            if target and (spared := self._spared(target)):
                return Aim("plea", tuple(spared), doer="Q", negated=True, marks=("negated", "spared"))
            if target and (deed := self.verb_after(target.end + 1)) >= 0:
                return Aim("plea", tuple(self._deed(deed)), doer="Q", negated=True, marks=("negated",))
        if base not in _ASKING:
            return None
        target = self.object(verb)
        if target is None:
            return None
        to = self.infinitive(target.end)
        if to > 0:
            self.address(target)
        if 0 < to <= target.end + 4 and self.lower[to] == "teach" and (lesson := self._asked_to_teach(to)):
            return lesson
        if to > 0 and to <= target.end + 12:
            return self._plea(to)
        following = self.lower[target.end + 1] if target.end + 1 < len(self.lower) else ""
        if following == "for" and base in ("ask", "beg", "plead"):
            what = self.phrase(target.end + 2, self.clause_end(target.end + 2, LONGEST_DO - 2))
            if what:
                return Aim("plea", (Word("give"), Word("me", who="P"), *what), doer="Q")
        if base == "demand" and following in ("from", "of"):
            what = self.phrase(target.start, target.end + 1)
            return Aim("plea", (Word("give"), Word("me", who="P"), *what), doer="Q")
        return None

    def _spared(self, target: NounPhrase) -> list[Word]:
        """What "refuses to let the last tree be cut down" would not have done to a thing: cut down the last tree; else empty."""
        be = target.end + 1
        if self.lower[be : be + 1] != ["be"] or be + 1 >= len(self.lower) or any(p.at == target.end for p in self.reading.people):
            return []
        after = be + 3 if self.lower[be + 2 : be + 3] and self.lower[be + 2] in PARTICLES else be + 2
        start = target.start - (target.start > 0 and self.lower[target.start - 1] in DETERMINERS)
        thing = self.phrase(start, target.end + 1)
        rest = self.phrase(after, self.clause_end(be + 1, LONGEST_DO - len(thing)))
        return [Word(lemma(self.lower[be + 1])), *(Word(w) for w in self.lower[be + 2 : after]), *thing, *rest]

    def _deed(self, verb: int) -> list[Word]:
        found = self.phrase(verb, self.clause_end(verb, LONGEST_DO))
        base = lemma(self.lower[verb])
        if base == self.lower[verb] and base.endswith("ing") and len(base) > 6:
            base = base[:-3]  # of a verb that is not known: "keeps tidying"
        return [replace(found[0], text=base), *found[1:]] if found else []

    def _found(self, verb: int) -> Aim:
        """What is come upon: a thing, somebody, or that something is so."""
        i = verb + 1
        while i < len(self.lower) and self.lower[i] in ("up", "out", "upon", "across"):
            i += 1
        if i and self.after[i - 1].startswith(","):  # "realises, halfway through the shave, that"
            i = next((j + 1 for j in range(i, len(self.lower) - 1) if self.after[j].startswith(",")), i)
        self.befriend(i)
        later = None if self.lower[i : i + 1] == ["that"] else self._second_deed(i)
        deed = tuple(later[1] if later else self._wish(0) or self._wish(1))
        if (
            i + 1 < len(self.lower)
            and self.lower[i] == "which"
            and len(self.reading.people) > 1
            and self.span(self.reading.people[1])[0] == i + 1
        ):
            return Aim("discovery", deed, that=tuple(self.clause(i + 1)))
        if len(self.reading.people) > 1 and lemma(self.lower[verb]) in ("recognise", "recognize") and "as" in self.lower[i : i + 9]:
            at = self.lower.index("as", i) + 1
            if self.lower[at : at + 1] and self.lower[at] in DETERMINERS:
                rest = self.phrase(at, self.clause_end(at, LONGEST_CLAUSE, relatives=True))
                return Aim("discovery", deed, that=(replace(self.word_of(1), subject=True), Word("is", verb=True), *rest))
        knows = self.lower[i - 1] == "out" or lemma(self.lower[verb]) in _KNOWING - {"find"}
        told = knows and self.is_clause(i) and self.lower[i] not in RELATIVES | _QUESTIONS  # "finds out he is"
        going_on = self.lower[i + 1 : i + 2] != [] and self.lower[i + 1].endswith("ing")  # "hears someone calling"
        if (
            i < len(self.lower)
            and not going_on
            and (self.lower[i] == "that" or told or (self.lower[i] in SUBJECTS and self.lower[i] != "it"))
        ):
            start = i + 1 if self.lower[i] == "that" else i
            return Aim("discovery", deed, that=tuple(self._turned_about(self.phrase(start, self._that_end(start)))))
        return Aim("discovery", deed, found=tuple(self.phrase(i, self.clause_end(i, LONGEST_CLAUSE - 2, relatives=True))))

    def _turned_about(self, that: list[Word]) -> list[Word]:
        """ "his new assistant is a ghost" told of the ghost: they are one."""
        if len(that) > 2 and that[-1].who == "Q" and that[-2].text.lower() in BE and not that[0].who:
            person = self.reading.people[1]
            return [
                replace(that[-1], subject=True),
                Word("is", verb=True),
                Word("an" if person.word[:1] in "aeiou" else "a"),
                Word(person.word),
            ]
        return that

    def _that_end(self, start: int) -> int:
        """Where what is found to be so ends: with its "who ..." if it stays sayable."""
        end = self.clause_end(start, LONGEST_CLAUSE + 4, relatives=True)
        return end if end - start <= LONGEST_CLAUSE + 4 and len(self.lower) == end else self.clause_end(start, LONGEST_CLAUSE)

    def _second_deed(self, start: int) -> tuple[str, list[Word]] | None:
        """What somebody then sets out to do or must: "and tries to wake it up"."""
        for i in range(start, len(self.lower) - 2):
            if self.lower[i] != "and":
                continue
            first = i + 2 if self.lower[i + 1] in ("then", "now", "he", "she", "they", "it") else i + 1
            verb, helpers = self.group(first) if self.lower[first] in AUXILIARIES else (first, [])
            if self.lower[verb] in HAVE and (timed := self._minutes(verb)) > 0:
                return "must", self._deed(timed)
            if lemma(self.lower[verb]) in _WANTING | _MEANS and (to := self.infinitive(verb, near=True)) > 0:
                return "want", self._deed(to)
            if "must" in helpers or ("to" in helpers and set(helpers) & HAVE):
                return "must", self._deed(verb)
        return None

    def _wish(self, n: int) -> list[Word]:
        """What "who wants to ..." says of somebody: the deed; of the second it is told as theirs."""
        if n >= len(self.reading.people) or n:
            return []
        _, end = self.span(self.reading.people[n])
        if end + 3 >= len(self.lower) or self.lower[end] != "who" or lemma(self.lower[end + 1]) not in _WANTING:
            return []
        to = self.infinitive(end + 1, near=True)
        return self._deed(to) if to > 0 else []

    def _forced_beside(self) -> list[Word]:
        """ "on the very day she has been ordered to poison the soup": the deed."""
        for i in range(self.verb + 1, len(self.lower) - 2):
            if self.lower[i] in HAVE | BE and (verb := self.group(i)[0]) and lemma(self.lower[verb]) in _FORCED:
                to = self.infinitive(verb, near=True)
                if to > 0:
                    return self._deed(to)
        return []

    def _over(self, verb: int) -> list[Word]:
        for i in range(verb + 1, min(verb + 5, len(self.lower))):
            if self.lower[i] in ("over", "about", "for") and i + 1 < len(self.lower):
                if self.lower[i + 1] in ("whether", "who", "whose", "which", "what", "how"):
                    return self.phrase(i + 1, self.clause_end(i + 1, LONGEST_CLAUSE + 3, relatives=True))
                return self.phrase(i + 1, self.clause_end(i + 1, LONGEST_DO))
        if self.lower[verb + 1 : verb + 2] and self.lower[verb + 1] in ("if", "whether", "whose", "who", "which"):
            rest = self.phrase(verb + 2, self.clause_end(verb + 2, LONGEST_CLAUSE))
            return [Word("whether" if self.lower[verb + 1] == "if" else self.lower[verb + 1]), *rest]
        target = self.object(verb)
        if target is not None and any(self.span(p)[0] <= target.start < self.span(p)[1] for p in self.reading.people):
            return []  # "fights her neighbour": over nothing that is told
        return self.phrase(target.start, target.end + 1) if target else []

    def _beside(self) -> dict[str, list[Word]]:
        found: dict[str, list[Word]] = {"why": [], "but": [], "until": [], "by": [], "so": [], "of_p": [], "of_q": []}
        forced = self.group_start >= 0 and bool({"must", "tries", "has", "have"} & set(self.lower[self.group_start : self.verb + 1]))
        for i in range(1, len(self.lower) - 1):
            word = self.lower[i]
            clause = self.is_clause(i + 1) or self._of_doing(i + 1)
            if word == "because" and clause:
                found["why"] = found["why"] or self.clause(i + 1)
            elif (word in ("but", "although", "though", "while") or (word == "when" and forced)) and clause and i > self.verb:
                found["but"] = found["but"] or self.clause(i + 1)
            elif word == "but" and i > self.verb and self.reading.people and self._goes_on(i + 1):
                rest = self.phrase(i + 1, self.clause_end(i + 1, LONGEST_CLAUSE + 2))
                found["but"] = found["but"] or [replace(self.word_of(0), subject=True), *rest]
            elif (
                word == "and"
                and i > self.verb
                and (self.after[i - 1].startswith(",") or self._joins(i))
                and self.is_clause(self._past_time(start := self._past_now(i + 1)))
            ):
                group = next((j for j in range(start + 1, len(self.lower)) if self.begins_group(j) and not self.reduced(j)), -1)
                identity = " is the one to " in " ".join(self.lower[start:])  # tells who does it: no obstacle
                if not identity and (group < 0 or not self.happens(group, self.lower[self.group(group)[0]])):
                    found["but"] = found["but"] or self.clause(start)
            elif word == "as" and self.lower[i - 1] == "just" and clause and i > self.verb:
                found["but"] = found["but"] or self.clause(i + 1)
            elif word == "until" and clause:
                found["until"] = found["until"] or self.clause(i + 1)
            elif word == "so" and i + 1 < len(self.lower):
                start = i + 2 if self.lower[i + 1] == "that" else i + 1
                if i < self.group_start < i + LONGEST_DO:
                    continue  # the deed itself
                if self.is_clause(start) and self.lower[start] in SUBJECTS | DETERMINERS:
                    found["so"] = found["so"] or self.clause(start)
            elif word == "before" and i > self.group_start and not self._somebody(i + 1):
                end = self.clause_end(i + 1, 7, relatives=True)
                found["by"] = found["by"] or self.phrase(i, end)
        if self.of_noun:
            self.marked.append("of_noun")
        if self.told_before[1]:
            start, group = self.told_before
            if self.told_before[1] < self.group_start and self.reading.people and any(p.at < group for p in self.reading.people):
                found["of_p"] = self._passed_over(start)
            else:
                before = self.clause(start)
                if before and before[0].text.lower() in DETERMINERS | SUBJECTS:
                    before[0] = replace(before[0], text=before[0].text.lower())
                found["but"] = found["but"] or before
        minutes = re.search(
            r"\b(?:has|have|with|in) ((?:only |just )?[a-z]+ (?:minutes|hours|seconds|days))\b(?! ago)", self.reading.text.lower()
        )
        if minutes and not found["by"]:
            found["by"] = [Word("in"), *(Word(w) for w in minutes[1].split())]
        for name, n in (("of_p", 0), ("of_q", 1)):
            if n < len(self.reading.people) and not found[name] and not (self.of_noun and self.reading.people[n].at == self.by):
                found[name] = self._relative(self.reading.people[n])
        return found

    def _passed_over(self, start: int) -> list[Word]:
        """The clause that tells what was so before the deed."""
        people = self.reading.people
        if len(people) > 1 and all(p.at < self.told_before[1] for p in people[:2]):
            return [Word("they", subject=True), *self.phrase(self.told_before[1], self.clause_end(self.told_before[1], LONGEST_CLAUSE))]
        return self.clause(start)

    def _past_now(self, i: int) -> int:
        """Where a clause begins that may begin with "now": "and now the tides have stopped"."""
        return i + 1 if self.lower[i] in ("then", "now", "suddenly") and i + 1 < len(self.lower) else i

    def _past_time(self, i: int) -> int:
        """Where a clause begins that is led by when or where: "one evening the boy sits down", "tonight he refuses", "halfway up they"."""
        at = i
        while at < min(i + 3, len(self.lower) - 1) and self.lower[at] in _BESIDE_PLACES:
            at += 1
        if at > i and self.lower[at] in _SUBJECT_PRONOUNS:
            return at
        if i + 2 < len(self.lower) and self.lower[i] in ("one", "that", "this", "every", "each") and self.lower[i + 1] in _TIMES:
            return i + 2
        return i + 1 if self.lower[i : i + 1] and self.lower[i] in _WHEN and i + 1 < len(self.lower) else i

    def _joins(self, i: int) -> bool:
        """Whether "and" without a comma joins a clause of its own: "and the bus never comes", "and there is no boat outside"."""
        start = self._past_now(i + 1) if i + 1 < len(self.lower) else i
        if self.lower[i] != "and" or i <= self.verb + 1 or start >= len(self.lower) - 1:
            return False
        told = self._past_time(start)
        apart = told > start or self.lower[start] in _SUBJECT_PRONOUNS
        named = self.lower[start] in DETERMINERS or any(self.span(p)[0] == start for p in self.reading.people)
        inside = bool(set(self.lower[self.verb + 1 : i]) & (RELATIVES | {"that", "because", "while", "than"}))
        if not (apart or (named and not inside)) or not self.is_clause(told):
            return False
        group = next((j for j in range(told + 1, len(self.lower)) if self.begins_group(j) and not self.reduced(j)), -1)
        return group > 0 and not (self.lower[group - 1] in _SUBJECT_PRONOUNS and group - 1 > told)  # "and the dog he lost"

    def _of_doing(self, i: int) -> bool:
        """Whether a clause about doing something stands here: "even though wasting water is a crime"."""
        return self.lower[i : i + 1] != [] and self.lower[i].endswith("ing") and any(w in BE for w in self.lower[i + 1 : i + 5])

    def _somebody(self, start: int) -> bool:
        """Whether a phrase that begins here is of a person: "before their father" tells no time."""
        phrase = next((p for p in self.phrases if p.start == start), None)
        return phrase is not None and phrase.head in lexicon.roles() and not self.is_clause(start)

    def _then(self) -> list[list[Word]]:
        """What is told to happen after the main clause, in the premise's own sentences: they are in the present, as action is."""
        found: list[list[Word]] = []
        if (turn := self._only_to_find()) and (clause := self.phrase(turn, len(self.lower), punctuated=True)):
            return [clause]
        i = self.verb + 1
        while i < len(self.lower) - 1:
            gap = self.after[i - 1].strip()
            new = bool(SENTENCE_END.match(gap)) or (gap.startswith(",") and self.lower[i] in _JOINING) or self._joins(i)
            start = i
            while start < len(self.lower) - 1 and self.lower[start] in _JOINING:
                start += 1
            if self.turned_to in (i + 1, i + 2):  # the film is about that one
                i += 1
                continue
            if self._goes_on_to(i) and (rest := self._and_then(i + 1)):
                found.append([Word("they") if self.together() else self.word_of(0), *rest])
                i += len(rest)
                continue
            if not new or not self.is_clause(self._past_time(start)) or self.lower[start] in ENDS or "'" in self.lower[start]:
                i += 1
                continue
            end = next((j + 1 for j in range(start, len(self.lower)) if SENTENCE_END.match(self.after[j].strip())), len(self.lower))
            group = next((j for j in range(start + 1, end) if self.begins_group(j) and not self.reduced(j)), -1)
            verb = self.lower[self.group(group)[0]] if group > 0 else ""
            if group > 0 and self.happens(group, verb) and end - start <= _LONGEST_THEN:
                found.append(self.phrase(start, end, punctuated=True))
            i = end
        return [clause for clause in found if len(clause) > 1][-_MOST_THEN:]

    def _only_to_find(self) -> int:
        """Where the clause begins that tells how it turned out: "only to find the painting has been waiting"; 0 if there is none."""
        for i in range(self.verb + 1, len(self.lower) - 4):
            if self.lower[i : i + 2] == ["only", "to"] and lemma(self.lower[i + 2]) in _FINDING:
                start = i + 4 if self.lower[i + 3] == "that" else i + 3
                return start if self.is_clause(start) else 0
        return 0

    def _goes_on_to(self, i: int) -> bool:
        """Whether the subject of the main clause does something more: "and learns that he is planning to rob her train"."""
        if self.lower[i] != "and" or i + 1 >= len(self.lower) or not self.reading.people or self.turned:
            return False
        at = self._past_adverb(i + 1)
        verb = self.lower[at]
        between = self.lower[self.verb + 1 : i]
        if self.together():
            goes_on = (
                self.lower[self.verb] == lemma(self.lower[self.verb]) and verb == lemma(verb) and verb in KNOWN and i + 2 < len(self.lower)
            )
            goes_on = goes_on and verb not in lexicon.things() and verb not in lexicon.roles()
            return goes_on and not set(between) & (RELATIVES | {"that", "because", "while", "to"}) and self.happens(at, verb)
        if not self.lower[self.verb].endswith("s"):
            return False
        return self._goes_on(at) and not set(between) & (RELATIVES | {"that", "because", "while"}) and self.happens(i + 1, verb)

    def _past_adverb(self, i: int) -> int:
        """Where the verb stands that an adverb may lead: "and slowly notices"."""
        adverb = self.lower[i] in ADVERBS | _WHEN or (self.lower[i].endswith("ly") and lemma(self.lower[i]) not in KNOWN)
        return i + 1 if adverb and i + 1 < len(self.lower) else i

    def _goes_on(self, i: int) -> bool:
        """Whether a verb of the main subject stands here: "but sets fire to the hall"."""
        verb = self.lower[i] if i < len(self.lower) else ""
        return verb.endswith("s") and verb != lemma(verb) and lemma(verb) in KNOWN and (i in self.verbs or self.surely_verb(i))

    def _and_then(self, start: int) -> list[Word]:
        end = next((j + 1 for j in range(start, len(self.lower)) if PUNCTUATION.match(self.after[j].strip())), len(self.lower))
        end = next((j for j in range(start + 1, end) if self.lower[j] == "and" and j + 1 in self.verbs), end)
        end = next((j for j in range(start + 1, end) if self.lower[j] in ("but", "because", "before", "until")), end)
        return self.phrase(start, end, punctuated=True) if 2 <= end - start <= _LONGEST_THEN else []

    def _relative(self, person: PersonRead) -> list[Word]:
        """What "who ..." says of somebody, as a clause with them for its subject."""
        _, end = self.span(person)
        if end >= len(self.lower) or self.lower[end] != "who":
            return []
        letter = "PQ"[self.reading.people.index(person)]
        start = end + 1
        several = self.together() and any(p.end == person.at and p.plural for p in self.phrases)
        if several and letter == "Q":
            return []  # "two neighbours who have not spoken": told once, of both
        if start >= len(self.lower) or not (self.begins_group(start) or self.lower[start] in ADVERBS):
            return []
        main = self.group_start if start < self.group_start else self.past_relative(end, len(self.lower))
        if lemma(self.lower[start]) in SAYING and self.lower[start + 1 : start + 2] and self.lower[start + 1] in SUBJECTS:
            main = len(self.lower)  # "who claims she lives under the sea": what is claimed is part of it
        if lemma(self.lower[start]) in _WANTING | ADVERBS and {"help", "love", "rest"} & set(self.lower[start + 1 : start + 3]):
            main = -1  # "who only wants help reading a letter"
        limit = self.clause_end(start, LONGEST_CLAUSE, until=main if main > start else None)
        wishing = any(lemma(word) in _WANTING for word in self.lower[start : start + 2]) or limit - start <= _SHORT_CLAUSE
        limit = next((j for j in range(start + 1, limit) if self.lower[j] == "to" and j + 1 in self.verbs and not wishing), limit)
        while limit < len(self.lower) and self.lower[limit - 1] in ("be", "been", "being") and self.past(self.lower[limit]):
            limit += 1  # "who doesn't want to be seen"
        before = self.lower[max(0, self.span(person)[0] - 1)]
        if lemma(before) in _ASKING and (to := next((j for j in range(start, limit) if self.lower[j] == "to"), 0)):
            limit = to  # "asks the thief who robbed them to help"
        rest = [word for word in self.phrase(start, limit, clause=True) if word.text.lower() != "ever"]  # "the only one who was ever kind"
        if not several and not self.together() and "they" in {word.text.lower() for word in rest}:
            return []  # of more than the two
        if several:
            return [Word("they", subject=True), *rest] if rest else []
        return [Word(self.words[person.at], who=letter, subject=True), *rest] if rest else []


def _where(words: Sequence[Word], part: Sequence[Word]) -> int:
    """Where a part begins that words end with, or begin to end with; -1 if nowhere."""
    first = [w.text for w in part[:2]]
    return next((n for n in range(len(words) - 1) if [w.text for w in words[n : n + 2]] == first), -1)


def _one_or_the_other(over: Sequence[Word]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The two answers to a question: of "whether the thing above them is the moon or a lightbulb" the moon and a lightbulb."""
    said = [word.text.lower() for word in over]
    if not said or said[0] != "whether" or "or" not in said:
        return (), ()
    middle = said.index("or")
    start = next((n + 1 for n in range(middle - 1, 0, -1) if said[n] in BE), 0)
    return (tuple(over[start:middle]), tuple(over[middle + 1 :])) if 0 < start < middle < len(over) - 1 else ((), ())


def _class_of(base: str) -> str:
    return next((name for name, verbs in DEEDS.items() if base in verbs.split()), "")
