"""The deed of a premise in its own words: who does, must, wants, refuses, asks, finds or hides what, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from filmwright.story import lexicon
from filmwright.story.lexicon import RoleWord, lemma
from filmwright.story.reading.phrases import DETERMINERS, PREPOSITIONS, NounPhrase, stem, verbs_of
from filmwright.story.reading.records import Aim, PersonRead, Reading, Word
from filmwright.story.verbforms import gerund_of, third_person

_DATA: dict[str, str] = lexicon.table("reading")["aims"]
_DEEDS: dict[str, str] = lexicon.table("reading")["deeds"]  # class -> verbs
_SPEAKING = ("says", "said", "asks", "asked", "cries", "cried", "whispers", "whispered", "thinks", "thought", "shouts", "shouted")
_SAYS = re.compile(rf"^[\"'“]?(.{{6,80}}?)(?:[,.!?][\"'”]?|[\"'”],?) (?:{'|'.join(_SPEAKING)}) ")
_MUTE = re.compile(r"\b(?:vow of silence|mute|voice|speak|talk|words|tongue)\b")
_JOINING = frozenset(["and", "but", "then", "so", "until", "finally", "suddenly"])
_SENTENCE_END = re.compile(r"[.;!?]|-{2}|[–—]")
_STATES = frozenset(
    ["be", "have", "know", "think", "want", "love", "need", "believe", "hate", "like", "seem", "live", "mean", "belong", "stay", "remain"]
)
_LONGEST_THEN, _MOST_THEN = 24, 2  # words of a clause that stands as action; clauses
_TRIAL = re.compile(r"\b(?:job interview|audition|interview|exam|driving test|contest|competition|casting)\b")
_LAST = re.compile(r"\b(?:last|final|one more) (?!man|woman|person|one\b|human)[a-z]+|\b(?:goodbye|farewell)\b")
_DAILY = re.compile(r"\bevery (?:day|morning|evening|night|sunday|monday|friday|year|week|afternoon|noon)\b|\balways\b")
_BEINGS: dict[str, str] = lexicon.table("reading")["beings"]
_ABSTRACT = frozenset(lexicon.table("reading")["abstract"]["nouns"].split())
_ALIVE = ("machine", "toy", "picture", "vehicle")  # classes of things that may be somebody
_EQUALS = frozenset(["friend", "rival", "classmate", "twin", "schoolmate", "playmate", "sweetheart", "neighbour"])  # as old as the other
_KNOWING = frozenset(["find", "realise", "realize", "discover", "learn", "notice"])
_ROUSING = frozenset(["wake", "talk", "speak", "befriend", "persuade", "teach", "convince"])
_GROUPS: dict[str, str] = lexicon.table("reading")["addressed_groups"]


def _list(name: str) -> frozenset[str]:
    return frozenset(_DATA[name].split())


_ASKING, _WANTING, _FINDING, _HIDING, _ARGUING, _FORCED, _MEANS = map(
    _list, ("asking", "wanting", "finding", "hiding", "arguing", "forced", "means")
)
_TRYING, _COMPLAINING, _SHARED = map(_list, ("trying", "complaining", "shared"))
_KNOWN = (
    lexicon.verbs()
    | _TRYING
    | _COMPLAINING
    | _SHARED
    | _ASKING
    | _WANTING
    | _FINDING
    | _HIDING
    | _ARGUING
    | _FORCED
    | _MEANS
    | {v for line in _DEEDS.values() for v in line.split()}
)
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "am"))
_HAVE = frozenset(("has", "have", "had"))
_MODALS = frozenset(("must", "can", "could", "will", "would", "should", "may", "might", "shall", "cannot", "can't", "couldn't"))
_NOT = frozenset(("not", "never", "won't", "wouldn't", "doesn't", "don't", "didn't", "isn't", "aren't", "hasn't", "haven't"))
_DO = frozenset(("do", "does", "did", "doesn't", "don't", "didn't"))
_AUXILIARIES = _BE | _HAVE | _MODALS | _NOT | _DO | {"gets", "get", "got"}
_ADVERBS = frozenset(
    [
        "already",
        "still",
        "once",
        "always",
        "just",
        "finally",
        "only",
        "even",
        "really",
        "also",
        "now",
        "secretly",
        "suddenly",
        "both",
        "each",
        "all",
    ]
)
_EVERY = ("each", "both", "all")
_SAYING = frozenset(["say", "tell", "know", "believe", "think", "hear", "insist", "claim", "swear", "promise", "explain", "admit"])
_PARTICLES = frozenset(["in", "up", "out", "off", "down", "away", "back", "over"])
_ONE = frozenset(("one", "person", "only"))
_RELATIVES = frozenset(("who", "which", "whose", "whom"))
_OPENERS = frozenset(("when", "while", "after", "before", "because", "if", "although", "though", "since", "until", "once", "as"))
_ENDS = frozenset(
    ("but", "because", "although", "though", "while", "when", "unless", "so", "until", "before", "whose", "if", "without", "except")
)
_SUBJECTS = frozenset(("he", "she", "it", "they", "i", "we", "you", "nobody", "everybody", "everyone", "somebody", "someone", "there"))
_LOOSE = frozenset(
    [
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "my",
        "our",
        "of",
        "in",
        "on",
        "at",
        "to",
        "from",
        "with",
        "by",
        "for",
        "into",
        "over",
        "and",
        "or",
        "that",
        "who",
        "which",
        "as",
        "than",
        "out",
    ]
)
_CUTS = (PREPOSITIONS | {"that", "at", "how"}) - _PARTICLES  # before these a deed that is too long may end
_ASKING_IF = frozenset(["remember", "know", "wonder", "ask", "see", "tell", "sure"])
_AFAR = frozenset(["write", "phone", "call", "telephone", "send", "ring"])
_LONGEST_DO, _LONGEST_CLAUSE = 9, 14  # words; a line that quotes them stays sayable
_PUNCTUATION = re.compile(r"[,.;:!?–—]|-{2}")


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


class _AimReader:
    def __init__(self, reading: Reading, words: Sequence[str], phrases: Sequence[NounPhrase]) -> None:
        self.reading, self.words, self.phrases = reading, list(words), phrases
        self.lower = [w.lower() for w in words]
        self.verbs = set(verbs_of(self.lower))
        self.raw, self.after = _surfaces(reading.text, words)
        self.verbs |= {i for i in range(1, len(self.lower)) if self._surely_verb(i)}
        self.verbs -= {i for i in self.verbs if "-" in (self.after[i - 1 : i] or [""])[0] or self.after[i].startswith("-")}  # "out-of-work"
        self.group_start = self.verb = -1
        self.turned = False  # told in the passive: the second noun is the one who does it

    def _surely_verb(self, i: int) -> bool:
        """What its neighbours make a verb, though the word may be a noun too: "each claim", "who saw", "taken her in agrees"."""
        word, before = self.lower[i], self.lower[i - 1]
        base = lemma(word)
        if base not in _KNOWN:
            return False
        if before in _RELATIVES - {"whose"} or (before in _EVERY and word == base):
            return True
        inflected = word.endswith("s") and word != base and not word.endswith("ss")
        return inflected and (before in _PARTICLES or (before in ("and", "but", "then") and word not in lexicon.things()))

    # -- the main clause

    def read(self) -> Aim | None:
        if (quoted := self._quoted()) is not None:
            return quoted
        self.group_start = self._main_group(self._first_word()) if self.lower else -1
        if self.group_start < 0:
            return None
        self.verb, helpers = self._group(self.group_start)
        self._through_one()
        self._mark_people()
        self._turn_round()
        aim = self._frame(helpers)
        if aim is None:
            return None
        deed = self._phrase(self.group_start, self._clause_end(self.group_start, _LONGEST_CLAUSE, loose=False))
        if self.turned:
            deed = [Word(third_person(lemma(self.lower[self.verb])), verb=True), self._word_of(1)]
        marks = set(aim.marks)
        if len(self.reading.people) > 1:
            marks.add("q_named")
        else:
            marks.add("q_invented")
        if any(w.who == "Q" for w in aim.do):
            marks.add("about_q")
        if any(w.who == "Q" for w in (*aim.found, *aim.that)):
            marks.add("found_q")
        if aim.do:
            marks.add(f"verb:{aim.do[0].text}")
        if aim.do and (name := _class_of(lemma(aim.do[0].text))):
            marks.add(f"do:{name}")
        if self._together():
            marks.add("both")
        if aim.over and aim.over[0].text.lower() in ("which", "what", "who", "whose", "how", "whether", "where", "when"):
            marks.add("matter")  # a question, no thing
        beside: dict[str, Any] = {name: tuple(part) for name, part in self._beside().items() if len(part) > 2 or name == "by"}
        marks |= {name for name, part in beside.items() if part} & {"why", "but", "until", "by"}
        marks |= {"then"} if (then := self._then()) else set()
        return replace(replace(aim, **beside), then=tuple(tuple(clause) for clause in then), deed=tuple(deed), marks=tuple(sorted(marks)))

    def _quoted(self) -> Aim | None:
        """ "Somebody is sitting in my chair, says the smallest bear": the bear's film, and its first words."""
        match = _SAYS.search(self.reading.text)
        people = self.reading.people
        speaker = next((p for p in people if match and self.lower[max(0, self._span(p)[0] - 1)] in _SPEAKING), None)
        if match is None or speaker is None:
            return None
        people.remove(speaker)
        people.insert(0, speaker)
        self.reading.facts["said"] = match[1].strip(" \"'“”,")
        return Aim("encounter", marks=("q_named" if len(people) > 1 else "q_invented", "quoted"))

    def _through_one(self) -> None:
        """ "is the only one who saw it" is "saw it"."""
        if self.lower[self.verb] not in _BE:
            return
        for i in range(self.verb + 1, min(self.verb + 5, len(self.lower) - 1)):
            one = self.lower[i - 1] in _ONE or self.lower[self.verb + 1] == "about"  # "it is about a fox who sells"
            if self.lower[i] in ("who", "that") and one and self._begins_group(i + 1):
                self.group_start = i + 1
                self.verb, _ = self._group(i + 1)
                return

    def _turn_round(self) -> None:
        """ "gets caught by a child": the child does it."""
        people = self.reading.people
        helpers = self.lower[self.group_start : self.verb]
        if len(people) > 1 and set(helpers) & (_BE | {"gets", "got", "get"}) and self.lower[self.verb + 1 : self.verb + 2] == ["by"]:
            self.turned = self._span(people[1])[0] == self.verb + 2
        if self.turned:
            people[0], people[1] = people[1], people[0]

    def _first_word(self) -> int:
        """Where the main clause may begin: after "When the rain stops," and the like."""
        if self.lower[0] in _OPENERS:
            return next((i + 1 for i, sign in enumerate(self.after) if sign.startswith(",")), 0)
        return 0

    def _main_group(self, start: int) -> int:
        i = start
        while i < len(self.lower):
            word = self.lower[i]
            if self._opens_relative(i):
                apart = i > 0 and self.after[i - 1].startswith(",")
                begins = next((j for j in range(i + 1, len(self.lower)) if self._begins_group(j)), -1)
                if begins < 0:
                    return -1
                if apart:
                    i = next((j + 1 for j in range(begins, len(self.lower)) if self.after[j].startswith(",")), len(self.lower))
                    continue
                verb, _ = self._group(begins)
                i = verb + 1
                while i < len(self.lower) and self.lower[i] == "to" and i + 1 in self.verbs:
                    i += 2
                continue
            if self._begins_group(i) and not self._reduced(i):
                return i
            if word in ("because", "while", "although") and i > start:
                return -1
            i += 1
        return -1

    def _opens_relative(self, i: int) -> bool:
        if self.lower[i] in _RELATIVES:
            return True
        return self.lower[i] == "that" and i > 0 and self._begins_group(i + 1) and i - 1 not in self.verbs

    def _begins_group(self, i: int) -> bool:
        return i < len(self.lower) and (self.lower[i] in _AUXILIARIES or (i in self.verbs and self.lower[max(0, i - 1)] != "to"))

    def _reduced(self, i: int) -> bool:
        """A participle that only describes: "a bottle containing", "a boy raised by wolves"."""
        word, following = self.lower[i], self.lower[i + 1] if i + 1 < len(self.lower) else ""
        if i and self.lower[i - 1] in PREPOSITIONS and not self._surely_verb(i):
            return True
        return word.endswith("ing") or (word.endswith(("ed", "en")) and word != lemma(word) and following == "by")

    def _group(self, start: int) -> tuple[int, list[str]]:
        """The lexical verb of a group and the helpers before it; a bare "is" is its own verb."""
        helpers: list[str] = []
        i = start
        while i < len(self.lower):
            word = self.lower[i]
            if word in _AUXILIARIES or word in _ADVERBS or word.endswith("ly") and i not in self.verbs:
                helpers.append(word)
            elif word == "to" and helpers and helpers[-1] in _HAVE | _BE | {"not"} and i + 1 < len(self.lower):
                helpers.append("to")
            else:
                break
            i += 1
        if helpers and not (i in self.verbs or helpers[-1] in _MODALS | _NOT | _DO | {"to"} or self._participle(i, helpers)):
            return i - 1, helpers[:-1]
        return min(i, len(self.lower) - 1), helpers

    def _participle(self, i: int, helpers: Sequence[str]) -> bool:
        if i >= len(self.lower) or not set(helpers) & (_HAVE | _BE | {"gets", "get", "got"}):
            return False
        word = self.lower[i]
        return lemma(word) in _KNOWN and (word != lemma(word) or word in ("cut", "put", "set", "hit", "read", "shut", "let"))

    # -- people

    def _mark_people(self) -> None:
        """The one who does it comes first, then the one it is done to; many who are spoken to as one are somebody."""
        people = self.reading.people
        where = {p.end: p for p in self.phrases}
        end = self._clause_end(self.group_start, 40, loose=False)

        def rank(person: PersonRead) -> tuple[int, int]:
            phrase = where.get(person.at)
            if self._is_owner(person):
                return 4, person.at
            if person.at < self.group_start:
                alone = sum(p.at < self.group_start for p in people) == 1
                return 0 if alone or phrase is None or not (phrase.preposition or phrase.subordinate) else 3, person.at
            spoken_of = phrase is not None and phrase.preposition == "to" and phrase.verb >= 0 and lemma(self.lower[phrase.verb]) in _AFAR
            if spoken_of or self._is_owner(person) or self._haunted(person):
                return 4, person.at
            return (1 if person.at < end else 2 if self._until_subject(person) else 3), person.at

        people[:] = sorted(people, key=rank)
        if len(people) < 2:
            for phrase in self.phrases:
                word = _GROUPS.get(phrase.head) or _GROUPS.get(phrase.word)
                if word and phrase.verb == self.verb and not phrase.preposition and word in lexicon.roles():
                    people.append(PersonRead(word, lexicon.roles()[word], at=phrase.end))
                    break
        for person in people:
            if person.word in lexicon.things() and person.role.kind == _BEINGS["thing"].split()[0]:
                person.facts.append("thing")
        if len(people) > 1 and people[1].word in _EQUALS and not people[1].age:
            people[1].age = people[0].age or people[0].role.age
        self._read_sexes()

    def _is_owner(self, person: PersonRead) -> bool:
        """Whether somebody is only told as another's: "the emperor's taster"."""
        _, end = self._span(person)
        return self.lower[end - 1].endswith(("'s", "s'"))

    def _haunted(self, person: PersonRead) -> bool:
        """The one whose ghost is in the film is there as the ghost."""
        return person.word in ("husband", "wife") and any(p.role.kind == "ghost" and p.owner for p in self.reading.people)

    def _until_subject(self, person: PersonRead) -> bool:
        start, _ = self._span(person)
        return start > 0 and self.lower[start - 1] in ("until", "and", "but", "because")

    def _read_sexes(self) -> None:
        """He or she as the name says, or as the premise's pronouns do for one who may be either."""
        heard = {"female": {"she", "her", "herself", "hers"}, "male": {"he", "him", "his", "himself"}}
        people = self.reading.people[:2]
        text = self.reading.text.lower()
        for n, person in enumerate(people):
            if person.name and person.role.kind == "human" and (sex := lexicon.sex_of(person.name)):
                person.role = replace(person.role, sex=sex)
            if person.role.sex != "neutral" or person.role.kind == "robot":
                continue
            if n == 0 and len(people) > 1 and people[1].role.sex == "neutral" and (other := re.search(r"\bbut (she|he)\b", text)):
                person.role = replace(person.role, sex="male" if other[1] == "she" else "female")  # "but she is deaf": the other one
                people[1].role = replace(people[1].role, sex="female" if other[1] == "she" else "male")
                continue
            said = [sex for sex, pronouns in heard.items() if any(w in pronouns for w in self.lower[person.at + 1 :])]
            free = [sex for sex in said if not any(p.role.sex == sex for p in people if p is not person)]
            if n and not free and re.search(r"\b(?:with|to|from|for) (?:him|her)\b(?! \w+ (?:is|was))", self.reading.text.lower()):
                free = said[:1]
            if free or (n == 0 and len(said) == 1):
                person.role = replace(person.role, sex=(free or said)[0])

    def _span(self, person: PersonRead) -> tuple[int, int]:
        """From the determiner of somebody's noun to its head, exclusive."""
        phrase = next((p for p in self.phrases if p.end == person.at), None)
        if phrase is None:  # the owner of a thing or of another: "a dying man's"
            last = next((j for j in range(person.at, min(person.at + 4, len(self.lower))) if stem(self.lower[j]) == person.word), person.at)
            return person.at, last + 1
        start, end = phrase.start, phrase.end + 1
        if start > 1 and (self.lower[start - 1] == "very" or self.lower[start - 1].endswith("ly")) and self.lower[start - 2] in DETERMINERS:
            start -= 2
        if person.name and end < len(self.words) and self.words[end] == person.name:
            end += 1
        return start, end

    def _together(self) -> bool:
        """Whether the two do it side by side: "two ants", "the cat, the woodcutter and the child each"."""
        people = self.reading.people
        if len(people) < 2 or max(people[0].at, people[1].at) >= self.group_start:
            return False
        first, last = sorted((people[0].at, people[1].at))
        between = range(first + 1, self._span(people[0] if people[0].at == last else people[1])[0])
        return all(self.lower[i] == "and" for i in between)

    # -- the frame

    def _frame(self, helpers: list[str]) -> Aim | None:
        verb = self.verb
        base = lemma(self.lower[verb])
        kind = ""
        negated = bool(set(helpers) & _NOT)
        if "must" in helpers or "should" in helpers or ("to" in helpers and set(helpers) & (_HAVE | _BE)):
            kind = "must"
        elif set(helpers) & {"can't", "cannot", "couldn't"}:
            kind = "cannot"
        elif set(helpers) & {"won't", "wouldn't"} or {"will", "not"} <= set(helpers):
            kind = "refuse"
        elif set(helpers) & _BE and base in _FORCED and self._infinitive(verb) > 0:
            kind, verb = "must", self._infinitive(verb)
        elif self.lower[verb] in _HAVE and (minutes := self._minutes(verb)) > 0:
            kind, verb = "must", minutes
        elif self.lower[verb] == "want" and negated and self._infinitive(verb, near=True) > 0:
            kind, verb = "refuse", self._infinitive(verb)
        base = lemma(self.lower[verb])
        while not kind or kind == "must":
            to = self._infinitive(verb, near=True)
            if to < 0 or base not in _WANTING | _MEANS | {"refuse", "decline"}:
                break
            kind = "refuse" if base in ("refuse", "decline") else kind or ("want" if base in _WANTING else kind)
            negated = negated or self.lower[to - 2] == "not"
            if base in _MEANS and not kind:
                kind = "want"
            verb, base = to, lemma(self.lower[to])
        return self._of_verb(verb, base, kind, negated, helpers)

    def _word_of(self, n: int) -> Word:
        person = self.reading.people[n]
        return Word(self.raw[person.at], who="PQ"[n])

    def _of_verb(self, verb: int, base: str, kind: str, negated: bool, helpers: Sequence[str]) -> Aim | None:
        if self.turned:
            by_them = (Word(base), self._word_of(1))
            if base in _FINDING:
                return Aim("discovery", tuple(self._wish(0)) or by_them, found=(self._word_of(1),))
            return Aim("encounter", by_them)
        asked = self._asked(verb, base, kind)
        if asked is not None:
            return asked
        if base in ("promise", "swear", "vow") and (sworn := self._sworn(verb)):
            return Aim("task", tuple(sworn), marks=("aim:must", "sworn"))
        do = self._phrase(verb, self._clause_end(verb, _LONGEST_DO))
        if not do:
            return None
        passive = set(helpers) & {"gets", "get", "got"} or (set(helpers) & _BE and not self.lower[verb].endswith("ing"))
        do[0] = replace(do[0], text=f"get {self.lower[verb]}" if passive and not kind else "be" if base in _BE else base)
        if kind == "refuse":
            return Aim("refusal", tuple(do))
        if base in _ARGUING or (self._together() and base in ("want", "claim", "share", "need")):
            wished = self._infinitive(verb, near=True)
            return Aim("quarrel", tuple(self._deed(wished) if wished > 0 else do), over=tuple(self._over(max(verb, wished))))
        if base in _HIDING:
            return Aim("concealment", tuple(do))
        if kind in ("must", "want", "cannot"):
            return Aim("task", tuple(do), negated=negated and kind == "want", marks=(f"aim:{kind}",))
        if (later := self._second_deed(verb + 1)) and later[0] == "must":
            return Aim("task", tuple(later[1]), marks=("aim:must",))
        if (forced := self._forced_beside()) and base in ("fall", "love", "meet"):
            return Aim("task", tuple(forced), marks=("aim:must", "loves"))
        if base in _FINDING and not set(helpers) & (_BE | {"gets", "get", "got"}):
            return self._found(verb)
        if special := self._kind_of_encounter(verb, base, do):
            return special
        if set(helpers) & _HAVE and "been" not in helpers and self.lower[verb] not in _BE:
            return Aim("deed_done", tuple(do))
        return Aim("encounter", tuple(do))

    def _sworn(self, verb: int) -> list[Word]:
        """ "promises his daughter he won't hit anyone": keep from hitting anyone; empty if it is another promise."""
        for i in range(verb + 1, min(verb + 6, len(self.lower) - 1)):
            if self.lower[i] in ("won't", "never") or (self.lower[i] == "not" and self.lower[i - 1] == "will"):
                rest = self._phrase(i + 1, self._clause_end(i + 1, _LONGEST_DO))
                return [Word("keep"), Word("from"), replace(rest[0], text=gerund_of(lemma(rest[0].text))), *rest[1:]] if rest else []
        return []

    def _kind_of_encounter(self, verb: int, base: str, do: list[Word]) -> Aim | None:
        """Deeds that make films of their own: being tried, complaining, the last time, what is done every day."""
        text = self.reading.text.lower()
        main = " ".join(self.lower[verb : self._clause_end(verb, _LONGEST_CLAUSE)])
        if base == "keep" and verb + 1 < len(self.lower) and self.lower[verb + 1].endswith("ing"):
            return Aim("habit", tuple(self._deed(verb + 1)))
        if base in _TRYING or _TRIAL.search(main):
            return Aim("trial", tuple(do))
        if base in _COMPLAINING:
            return Aim("grievance", tuple(do), over=tuple(self._over(verb)))
        to = self._infinitive(verb, near=False)
        if base in _MEANS and to > 0 and lemma(self.lower[to]) in _COMPLAINING:
            return Aim("grievance", tuple(self._deed(to)), over=tuple(self._over(to)))
        if _LAST.search(text) and base in _SHARED:
            return Aim("last_time", tuple(do))
        if base == "wait" or _DAILY.search(main) or "still" in self.lower[self.group_start : verb + 1]:
            return Aim("habit", tuple(do))
        return None

    def _infinitive(self, verb: int, *, near: bool = False) -> int:
        """The verb of the infinitive that hangs on a verb: -1 if there is none. `near`: right after it."""
        last = verb + 3 if near else len(self.lower) - 1
        for i in range(verb + 1, min(last, len(self.lower) - 1)):
            if self.lower[i] == "to" and (i + 1 in self.verbs or lemma(self.lower[i + 1]) in _KNOWN | {"be", "have", "do"}):
                return i + 1
            if near and self.lower[i] not in ("not", "to", "never") and not self.lower[i].endswith("ly"):
                return -1
            if self.lower[i] in _ENDS or _PUNCTUATION.match(self.after[i].strip()):
                return -1
        return -1

    def _minutes(self, verb: int) -> int:
        """ "has ten minutes to give it back": the deed, or -1."""
        ahead = self.lower[verb + 1 : verb + 4]
        timed = any(w in ("minutes", "minute", "hours", "hour", "days", "day", "seconds", "night", "chance", "moment") for w in ahead)
        return self._infinitive(verb) if timed else -1

    def _asked(self, verb: int, base: str, kind: str) -> Aim | None:
        """A deed that is asked of another: "begs the restorer not to remove it"."""
        if base == "let" and kind in ("refuse", "cannot"):
            target = self._object(verb)
            if target and (deed := self._verb_after(target.end + 1)) >= 0:
                return Aim("plea", tuple(self._deed(deed)), doer="Q", negated=True, marks=("negated",))
        if base not in _ASKING:
            return None
        target = self._object(verb)
        if target is None:
            return None
        to = self._infinitive(target.end)
        if to > 0:
            self._address(target)
        if to > 0 and to <= target.end + 12:
            negated = self.lower[to - 2] == "not"
            return Aim("plea", tuple(self._deed(to)), doer="Q", negated=negated, marks=("negated",) if negated else ())
        following = self.lower[target.end + 1] if target.end + 1 < len(self.lower) else ""
        if following == "for" and base in ("ask", "beg", "plead"):
            what = self._phrase(target.end + 2, self._clause_end(target.end + 2, _LONGEST_DO - 2))
            if what:
                return Aim("plea", (Word("give"), Word("me", who="P"), *what), doer="Q")
        if base == "demand" and following in ("from", "of"):
            what = self._phrase(target.start, target.end + 1)
            return Aim("plea", (Word("give"), Word("me", who="P"), *what), doer="Q")
        return None

    def _address(self, target: NounPhrase) -> None:
        """What is asked to do something is somebody: "orders his navigation computer to fly"."""
        people = self.reading.people
        known = any(self._span(person)[0] <= target.end < self._span(person)[1] for person in people)
        if known or target.head in _GROUPS or lexicon.things().get(target.head) not in (*_ALIVE, "keepsake", "furniture", "light", "plant"):
            return
        kind, age, sex, home, trade = _BEINGS["thing"].split()
        role = RoleWord(target.head, kind, age, sex, people[0].role.home if people else home, trade)
        people.insert(1, PersonRead(target.head, role, at=target.end, facts=["thing"]))
        if self.reading.thing == target.head:
            self.reading.thing = ""

    def _deed(self, verb: int) -> list[Word]:
        found = self._phrase(verb, self._clause_end(verb, _LONGEST_DO))
        return [replace(found[0], text=lemma(self.lower[verb]) if self.lower[verb] != "be" else "be"), *found[1:]] if found else []

    def _verb_after(self, i: int) -> int:
        near = range(i, min(i + 3, len(self.lower)))
        return next(
            (j for j in near if lemma(self.lower[j]) in _KNOWN | {"be", "have", "do"} and self.lower[j] == lemma(self.lower[j])),
            -1,
        )

    def _object(self, verb: int) -> NounPhrase | None:
        return next((p for p in self.phrases if p.start > verb and p.start <= verb + 2 and not p.preposition), None)

    def _found(self, verb: int) -> Aim:
        """What is come upon: a thing, somebody, or that something is so."""
        i = verb + 1
        while i < len(self.lower) and self.lower[i] in ("up", "out", "upon", "across"):
            i += 1
        self._befriend(i)
        later = self._second_deed(i)
        deed = tuple(later[1] if later else self._wish(0) or self._wish(1))
        if (
            i + 1 < len(self.lower)
            and self.lower[i] == "which"
            and len(self.reading.people) > 1
            and self._span(self.reading.people[1])[0] == i + 1
        ):
            return Aim("discovery", deed, that=tuple(self._clause(i + 1)))
        if i < len(self.lower) and (self.lower[i] == "that" or (self.lower[i] in _SUBJECTS and self.lower[i] != "it")):
            start = i + 1 if self.lower[i] == "that" else i
            return Aim("discovery", deed, that=tuple(self._phrase(start, self._clause_end(start, _LONGEST_CLAUSE))))
        return Aim("discovery", deed, found=tuple(self._phrase(i, self._clause_end(i, _LONGEST_CLAUSE - 2, relatives=True))))

    def _befriend(self, start: int) -> None:
        """What a machine or a beast finds, or what is then woken or spoken to, is somebody: "finds a rover and tries to wake it"."""
        people = self.reading.people
        target = next((p for p in self.phrases if p.start <= start + 1 <= p.end + 1 and not p.preposition), None)
        if len(people) != 1 or target is None or target.head in lexicon.places() or target.head in _ABSTRACT:
            return
        woken = any(lemma(w) in _ROUSING for w in self.lower[target.end :])
        if woken or (people[0].role.kind != "human" and lexicon.things().get(target.head) in _ALIVE):
            kind, age, sex, home, trade = _BEINGS["thing"].split()
            people.append(
                PersonRead(
                    target.head, RoleWord(target.head, kind, age, sex, people[0].role.home or home, trade), at=target.end, facts=["thing"]
                )
            )
            if self.reading.thing == target.head:
                self.reading.thing = ""

    def _second_deed(self, start: int) -> tuple[str, list[Word]] | None:
        """What somebody then sets out to do or must: "and tries to wake it up"."""
        for i in range(start, len(self.lower) - 2):
            if self.lower[i] != "and":
                continue
            first = i + 2 if self.lower[i + 1] in ("then", "now") else i + 1
            verb, helpers = self._group(first) if self.lower[first] in _AUXILIARIES else (first, [])
            if self.lower[verb] in _HAVE and (timed := self._minutes(verb)) > 0:
                return "must", self._deed(timed)
            if lemma(self.lower[verb]) in _WANTING | _MEANS and (to := self._infinitive(verb, near=True)) > 0:
                return "want", self._deed(to)
            if "must" in helpers or ("to" in helpers and set(helpers) & _HAVE):
                return "must", self._deed(verb)
        return None

    def _wish(self, n: int) -> list[Word]:
        """What "who wants to ..." says of somebody: the deed; of the second it is told as theirs."""
        if n >= len(self.reading.people) or n:
            return []
        _, end = self._span(self.reading.people[n])
        if end + 3 >= len(self.lower) or self.lower[end] != "who" or lemma(self.lower[end + 1]) not in _WANTING:
            return []
        to = self._infinitive(end + 1, near=True)
        return self._deed(to) if to > 0 else []

    def _forced_beside(self) -> list[Word]:
        """ "on the very day she has been ordered to poison the soup": the deed."""
        for i in range(self.verb + 1, len(self.lower) - 2):
            if self.lower[i] in _HAVE | _BE and (verb := self._group(i)[0]) and lemma(self.lower[verb]) in _FORCED:
                to = self._infinitive(verb, near=True)
                if to > 0:
                    return self._deed(to)
        return []

    def _over(self, verb: int) -> list[Word]:
        for i in range(verb + 1, min(verb + 5, len(self.lower))):
            if self.lower[i] in ("over", "about", "for") and i + 1 < len(self.lower):
                return self._phrase(i + 1, self._clause_end(i + 1, _LONGEST_DO))
        target = self._object(verb)
        return self._phrase(target.start, target.end + 1) if target else []

    # -- what stands beside the main clause

    def _beside(self) -> dict[str, list[Word]]:
        found: dict[str, list[Word]] = {"why": [], "but": [], "until": [], "by": [], "so": [], "of_p": [], "of_q": []}
        for i in range(1, len(self.lower) - 1):
            word, clause = self.lower[i], self._is_clause(i + 1)
            if word == "because" and clause:
                found["why"] = found["why"] or self._clause(i + 1)
            elif word in ("but", "although", "though", "while") and clause and i > self.verb:
                found["but"] = found["but"] or self._clause(i + 1)
            elif word == "and" and self.after[i - 1].startswith(",") and clause and i > self.verb:
                start = i + 2 if self.lower[i + 1] in ("then", "now", "suddenly") else i + 1
                group = next((j for j in range(start + 1, len(self.lower)) if self._begins_group(j) and not self._reduced(j)), -1)
                if group < 0 or not self._happens(group, self.lower[self._group(group)[0]]):
                    found["but"] = found["but"] or self._clause(start)
            elif word == "until" and clause:
                found["until"] = found["until"] or self._clause(i + 1)
            elif word == "so" and i + 1 < len(self.lower):
                start = i + 2 if self.lower[i + 1] == "that" else i + 1
                if self._is_clause(start) and self.lower[start] in _SUBJECTS | DETERMINERS:
                    found["so"] = found["so"] or self._clause(start)
            elif word == "before" and i > self.group_start:
                end = self._clause_end(i + 1, 7, relatives=True)
                found["by"] = found["by"] or self._phrase(i, end)
        minutes = re.search(
            r"\b(?:has|have|with|in) ((?:only |just )?[a-z]+ (?:minutes|hours|seconds|days))\b(?! ago)", self.reading.text.lower()
        )
        if minutes and not found["by"]:
            found["by"] = [Word("in"), *(Word(w) for w in minutes[1].split())]
        for name, n in (("of_p", 0), ("of_q", 1)):
            if n < len(self.reading.people):
                found[name] = self._relative(self.reading.people[n])
        return found

    def _then(self) -> list[list[Word]]:
        """What is told to happen after the main clause, in the premise's own sentences: they are in the present, as action is."""
        found: list[list[Word]] = []
        i = self.verb + 1
        while i < len(self.lower) - 1:
            gap = self.after[i - 1].strip()
            new = bool(_SENTENCE_END.match(gap)) or (gap.startswith(",") and self.lower[i] in _JOINING)
            start = i
            while start < len(self.lower) - 1 and self.lower[start] in _JOINING:
                start += 1
            if not new or not self._is_clause(start) or self.lower[start] in _ENDS or "'" in self.lower[start]:
                i += 1
                continue
            end = next((j + 1 for j in range(start, len(self.lower)) if _SENTENCE_END.match(self.after[j].strip())), len(self.lower))
            group = next((j for j in range(start + 1, end) if self._begins_group(j) and not self._reduced(j)), -1)
            verb = self.lower[self._group(group)[0]] if group > 0 else ""
            if group > 0 and self._happens(group, verb) and end - start <= _LONGEST_THEN:
                found.append(self._phrase(start, end, punctuated=True))
            i = end
        return found[-_MOST_THEN:]

    def _happens(self, group: int, verb: str) -> bool:
        """Whether a verb tells of something that is done in the present: no state, no past."""
        helpers = set(self.lower[group : self._group(group)[0]])
        base = lemma(verb)
        if base in _STATES or verb in _BE | _HAVE or helpers & (_BE | _HAVE | _MODALS | _NOT | _DO):
            return False
        return verb == base or verb.endswith("s")

    def _is_clause(self, i: int) -> bool:
        """Whether a subject and its verb stand from here on."""
        if (
            i >= len(self.lower)
            or self.lower[i] in ("to", "not")
            or self.lower[i] in _AUXILIARIES | _ADVERBS
            or self.lower[i].endswith("ly")
        ):
            return False
        end = next((j for j in range(i, len(self.lower)) if _PUNCTUATION.match(self.after[j].strip())), len(self.lower) - 1)
        return any(self._begins_group(j) and not (self._reduced(j)) for j in range(i + 1, min(end + 1, i + 7))) and i not in self.verbs

    def _clause(self, start: int) -> list[Word]:
        return self._phrase(start, self._clause_end(start, _LONGEST_CLAUSE, relatives=True), clause=True)

    def _relative(self, person: PersonRead) -> list[Word]:
        """What "who ..." says of somebody, as a clause with them for its subject."""
        _, end = self._span(person)
        if end >= len(self.lower) or self.lower[end] != "who":
            return []
        letter = "PQ"[self.reading.people.index(person)]
        start = end + 1
        if start >= len(self.lower) or not (self._begins_group(start) or self.lower[start] in _ADVERBS):
            return []
        main = self.group_start if start < self.group_start else self._past_relative(end, len(self.lower))
        limit = self._clause_end(start, _LONGEST_CLAUSE, until=main if main > start else None)
        wishing = lemma(self.lower[start]) in _WANTING
        limit = next((j for j in range(start + 1, limit) if self.lower[j] == "to" and j + 1 in self.verbs and not wishing), limit)
        rest = self._phrase(start, limit, clause=True)
        return [Word(self.words[person.at], who=letter, subject=True), *rest] if rest else []

    # -- spans

    def _clause_end(self, start: int, longest: int, *, relatives: bool = False, loose: bool = True, until: int | None = None) -> int:
        """Where what begins at a word ends, exclusive; never on a word that wants another."""
        i = start
        last = len(self.lower) if until is None else min(until, len(self.lower))
        while i < last and i - start < longest + 6:
            word = self.lower[i]
            asked = word == "if" and lemma(self.lower[i - 1]) in _ASKING_IF  # "can't remember if"
            if i > start and ((word in _ENDS and not asked) or (not relatives and (word in _RELATIVES or self._opens_relative(i)))):
                break
            if i > start and word == "that" and not relatives and lemma(self.lower[start]) not in _SAYING and self._is_clause(i + 1):
                break
            if i > start and word in ("and", "or", "then") and (i + 1 in self.verbs or i + 2 in self.verbs or self._is_clause(i + 1)):
                break
            i += 1
            if _PUNCTUATION.match(self.after[i - 1].strip()):
                break
        if start >= last:
            return start
        if self.lower[start] == lemma(self.lower[start]) and self.lower[start] in _SAYING and "that" in self.lower[start : start + 5]:
            longest = _LONGEST_CLAUSE + 2
        natural = i - start <= longest and i > start and self.lower[i - 1] not in ("a", "an", "the", "and", "or", "not")
        if natural:
            return i
        if i - start > longest:  # too long to say: up to the last preposition that fits
            cut = next(
                (j for j in range(start + longest, start + 2, -1) if self.lower[j] in _CUTS),
                start + longest,
            )
            i = cut
        while i > start + 1 and (
            self.lower[i - 1] in _LOOSE or self.lower[i - 1] in DETERMINERS - {"his", "her"} or (loose and self.lower[i - 1] == "not")
        ):
            i -= 1
        return i

    def _only_said_to_be(self, start: int) -> bool:
        """Whether a noun does not stand for somebody here: "pretends to be a dying man's son", "dressed as a guard"."""
        before = self.lower[start - 1] if start else ""
        return before in ("be", "as") or before.endswith("'s")

    def _past_relative(self, who: int, end: int) -> int:
        """Where the main verb of a subject stands after its "who ...", or the end."""
        begins = next((j for j in range(who + 1, end) if self._begins_group(j)), end)
        verb, _ = self._group(begins) if begins < end else (end, [])
        return next((j for j in range(verb + 1, end) if self._begins_group(j) and not self._reduced(j)), end)

    def _phrase(self, start: int, end: int, *, clause: bool = False, punctuated: bool = False) -> list[Word]:
        """The words of a span; somebody of the film becomes one word that is told by who speaks."""
        spans = {}
        for n, person in enumerate(self.reading.people[:2]):
            first, last = self._span(person)
            spans[first] = (last, "PQ"[n])
        twins = len(self.reading.people) > 1 and self.reading.people[0].at == self.reading.people[1].at
        found: list[Word] = []
        i = start
        while i < end:
            if i in spans and not twins and spans[i][0] <= end and not self._only_said_to_be(i):
                last, who = spans[i]
                subject = self._begins_group(last) and not self._reduced(last) and (i == start or self.lower[i - 1] not in PREPOSITIONS)
                owner = self.lower[last - 1].endswith(("'s", "s'"))
                while owner and found and found[-1].text.lower() in ("the", "a", "an"):
                    found.pop()
                found.append(Word(self.raw[last - 1], who=who, subject=subject, owner=owner))
                i = last
                if i < end and (self.lower[i] in _RELATIVES or (self.lower[i] == "that" and not subject)):
                    i = self._past_relative(i, end)
                    if i < end and not found[-1].owner:
                        found[-1] = replace(found[-1], subject=True)
                elif not subject and i < end and self.lower[i] in _SUBJECTS:
                    break
                continue
            joint = "-" if self.after[i].startswith("-") and i + 1 < end else ""
            if punctuated and i + 1 < end and not joint:
                joint = self.after[i].strip() if self.after[i].strip() in (",", ":", "...") else ""
            found.append(Word(self.raw[i], verb=i in self.verbs or self.lower[i] in _AUXILIARIES, joint=joint))
            i += 1
        return found


def _surfaces(text: str, words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words as they are written, and what stands between each and the next."""
    raw: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at, low = 0, text.lower().replace("’", "'")
    for word in words:
        start = low.find(word.lower(), at)
        if start < 0:
            start, end = at, at
            raw.append(word)
        else:
            end = start + len(word)
            raw.append(text[start:end].replace("’", "'"))
        starts.append(start)
        ends.append(end)
        at = end
    after = [text[ends[i] : starts[i + 1]] if i + 1 < len(words) else text[ends[i] :] for i in range(len(words))]
    return raw, [gap.lstrip(" \"'”’)") if _PUNCTUATION.search(gap) else gap for gap in after]


def _class_of(base: str) -> str:
    return next((name for name, verbs in _DEEDS.items() if base in verbs.split()), "")
