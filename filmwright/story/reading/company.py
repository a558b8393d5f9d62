"""Who does it and to whom: the two of a premise in the order of its deed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from filmwright.story import lexicon
from filmwright.story.lexicon import RoleWord, lemma
from filmwright.story.reading.phrases import PUNCTUATION, NounPhrase
from filmwright.story.reading.records import PersonRead
from filmwright.story.reading.sentences import BE, HAVE, NOT, SAYING, SUBJECTS, Sentence, words_of_list

_BEINGS: dict[str, str] = lexicon.table("reading")["beings"]
_GROUPS: dict[str, str] = lexicon.table("reading")["addressed_groups"]
_FINDING = words_of_list("finding") | {"meet"}
_SPOKEN_TO = words_of_list("telling") | words_of_list("declaring") | {"teach", "promise", "read", "sing"}
_ALIVE = words_of_list("alive")  # classes of things that may be somebody
_EQUALS, _ROUSING, _AFAR, _ONE, _FORCED = map(words_of_list, ("equals", "rousing", "afar", "one", "forced"))  # equals: as old as the other


class Company(Sentence):
    """A premise whose people are put in order."""

    told_before: tuple[int, int] = (0, 0)  # the clause that was passed over for that of the deed
    by = -1  # the head of the noun that does it, where it is not the one before the verb
    of_noun = False  # the premise is no sentence: "a boy who keeps a snowman in the freezer"
    there = -1  # the noun of "there is"

    def find_deed(self) -> None:
        """Go on to the clause that tells a deed, where the main clause tells none: what is so, what nobody does, what a thing is."""
        if self.group_start < 0:
            self._of_one_noun()
            return
        if self._of_nobody() or self._there_is():
            return
        start = self.first_word()
        if start and self._of_opener(start):
            return
        if self._is_state(self.group_start) and self._only_one_enough():
            return
        if self._is_state(self.group_start) and (later := self._later_clause()):
            self.told_before, self.group_start = (start, self.group_start), later

    def _only_one_enough(self) -> bool:
        """ "The only one small enough to reach it is a mouse": the mouse must reach it."""
        for i in range(self.group_start + 1, len(self.lower) - 4):
            if self.lower[i : i + 2] == ["enough", "to"] and {"only", "one"} <= set(self.lower[max(0, i - 5) : i]):
                who = next((p for p in self.reading.people if i + 2 < p.at and self.lower[self.span(p)[0] - 1] in BE), None)
                if who is not None:
                    self.by, self.told_before, self.group_start = who.at, (0, self.group_start), i + 2
                    self.ends = self.span(who)[0] - 1
                    return True
        return False

    def _of_one_noun(self) -> None:
        """ "A snowman and the boy who keeps him in the freezer": what is said of the one who does something."""
        for i in range(1, len(self.lower) - 1):
            if self.lower[i] in ("who", "that") and self.begins_group(i + 1) and any(p.at == i - 1 for p in self.reading.people):
                self.by, self.group_start, self.of_noun = i - 1, i + 1, True
                return

    def _of_nobody(self) -> bool:
        """ "Nobody comes except the postman" is told of the postman; what nobody does is no deed, and what follows is."""
        if self.lower[0] not in ("nobody", "no"):
            return False
        after = next((i for i in range(self.group_start, len(self.lower)) if self.lower[i] in ("except", "but", "besides")), -1)
        person = next((p for p in self.reading.people if after < p.at <= after + 4), None) if after > 0 else None
        if person is not None and not self.begins_group(person.at + 1):
            self.by = person.at
            return True
        later = self._later_clause(state=True)
        self.told_before, self.group_start = (0, self.group_start), later or -1
        return True

    def _there_is(self) -> bool:
        """ "There is a stranger's voice in the monitor": it is come upon."""
        if self.lower[0] == "there" and self.lower[1] in BE and (phrase := next((p for p in self.phrases if p.start >= 2), None)):
            self.there = phrase.start
            return True
        return False

    def _of_opener(self, start: int) -> bool:
        """The deed of "When a janitor finds a bag, his partner is due back" is the finding; that of "If he finishes it, he dies" too."""
        inside = next((i for i in range(1, start - 1) if self.begins_group(i) and not self.reduced(i)), -1)
        people = [p for p in self.reading.people if p.at < inside]
        if inside < 0 or not people or self.lower[0] not in ("when", "if", "as", "while"):
            return False
        same = self.lower[self.group_start - 1] in SUBJECTS
        perfect = bool(set(self.group(self.group_start)[1]) & HAVE)  # "has already heated the pan"
        if self.lower[0] != "if" and (same or not (perfect or self._is_state(self.group_start))):
            return False
        self.by, self.told_before, self.group_start = people[-1].at, (start, self.group_start), inside
        return True

    def _is_state(self, start: int) -> bool:
        """Whether a group of verbs tells what is so and no deed: "has become", "have not spoken", "may walk", "is afraid of"."""
        verb, helpers = self.group(start)
        said, word = set(helpers) | {self.lower[verb]}, self.lower[verb]
        ahead = self.lower[verb + 1 : verb + 7]
        if (
            said & {"must", "should", "will", "won't", "cannot", "can't"}
            or "to" in (*helpers, *ahead[:3])
            or (word in HAVE and "to" in ahead)
        ):
            return False
        if word in BE | HAVE:
            return not {"about", "only", "one", "through", "halfway"} & set(ahead[:3]) and not (word in HAVE and self._named_deed(ahead))
        if "may" in said or (set(helpers) & HAVE and (set(helpers) & NOT or "been" in helpers)):
            return not word.endswith("ing")
        thing = not any(p.at < start for p in self.reading.people)
        return bool(set(helpers) & HAVE) and (lemma(word) in ("become", "grow", "turn") or thing)

    def _named_deed(self, ahead: Sequence[str]) -> bool:
        """Whether what somebody has is what they do: "has an argument", "has a job interview"."""
        return bool({"argument", "quarrel", "row", "fight", "interview", "audition", "exam", "duel"} & set(ahead))

    def _later_clause(self, *, state: bool = False) -> int:
        """Where the verbs of a later clause begin that tells a deed of somebody in the film; 0 if there is none."""
        for i in range(self.group_start + 1, len(self.lower) - 2):
            if self.lower[i] not in ("and", "but", "so") or not (
                self.after[i - 1].startswith(",") or self.is_clause(i + 1) or i + 1 in self.verbs
            ):
                continue
            begins = next((j for j in range(i + 1, min(i + 9, len(self.lower))) if self.begins_group(j) and not self.reduced(j)), -1)
            if begins < 0 or any(PUNCTUATION.match(self.after[j].strip()) for j in range(i, begins - 1)):
                continue
            verb, _ = self.group(begins)
            mine = begins <= i + 2 and not self.lower[i + 1 : begins] or self.lower[begins - 1] in SUBJECTS - {"there", "it"}
            theirs = any(i < p.at < begins for p in self.reading.people)
            if (mine or theirs) and (state or not self._is_state(begins)) and self.lower[verb] not in HAVE | BE:
                if theirs:
                    self.by = min(p.at for p in self.reading.people if i < p.at < begins)
                return begins
        return 0

    def mark_people(self) -> None:
        """The one who does it comes first, then the one it is done to; many who are spoken to as one are somebody."""
        people = self.reading.people
        where = {p.end: p for p in self.phrases}
        end = self.clause_end(self.group_start, 40, loose=False)

        said = lemma(self.lower[self.verb]) in SAYING

        def rank(person: PersonRead) -> tuple[int, int]:
            phrase = where.get(person.at)
            if person.at == self.by:
                return -1, person.at
            if "teller" in person.facts and not person.at and self.lower[0] != "i":
                return 5, 0  # whose grandad it is
            if "of_crowd" in person.facts:
                return 4, len(self.lower)  # after anybody who is told apart from it
            if phrase is not None and {"before", "after", "since"} & set(self.lower[max(0, phrase.start - 2) : phrase.start]):
                return 5, person.at  # "the first week after her mom left"
            over = phrase is not None and phrase.subordinate and phrase.verb > self.verb and self.past(self.lower[phrase.verb])
            if over and phrase is not None and self.lower[phrase.verb - 1] not in BE:
                return 5, person.at  # "who cost her father the championship"
            if self.is_owner(person):
                return 4, person.at
            start, end_of = self.span(person)
            if phrase is not None and end_of == self.group_start and not phrase.preposition and self.lower[max(0, start - 1)] != "and":
                return 0, person.at  # right before the verb
            if person.name and person.at == self.group_start - 1:
                return 0, person.at
            if person.at < self.group_start:
                alone = sum(p.at < self.group_start for p in people) == 1
                return 0 if alone or phrase is None or not (phrase.preposition or phrase.subordinate) else 3, person.at
            spoken_of = phrase is not None and phrase.preposition == "to" and phrase.verb >= 0 and lemma(self.lower[phrase.verb]) in _AFAR
            if spoken_of or self.is_owner(person) or self.haunted(person):
                return 4, person.at
            if said and person.at < end and phrase is not None and phrase.verb != self.verb:
                return 4, person.at  # "swears he once beat the king"
            return (1 if person.at < end else 2 if self.until_subject(person) else 3), person.at

        gone = self.reading.facts.get("dead_owner", "")
        people[:] = sorted((p for p in people if p.word != gone or p.word not in ("husband", "wife") or len(people) == 1), key=rank)
        if len(people) > 2 and people[0].word == people[1].word and self._third_who(people[2]):
            people[1], people[2] = people[2], people[1]  # "two burglars find an old lady who thinks": she is the other one
        if len(people) > 2 and rank(people[2])[0] == 5 and "teller" not in people[2].facts:
            people.pop()  # who left before it begins
        sex = {"he": "male", "she": "female"}.get(self.lower[self.group_start - 1], "")
        if sex and len(people) > 1 and people[1].role.sex == sex and people[0].role.sex != sex:
            people[0], people[1] = people[1], people[0]  # "Girl and her grandfather. He has forgotten ..."
        if len(people) < 2:
            for phrase in self.phrases:
                word = _GROUPS.get(phrase.head) or _GROUPS.get(phrase.word)
                if word and phrase.verb == self.verb and not phrase.preposition and word in lexicon.roles():
                    people.append(PersonRead(word, lexicon.roles()[word], at=phrase.end))
                    break
        if len(people) == 1 and (told := self._told_beast()) is not None:
            people.append(told)
            if self.reading.thing and lemma(self.reading.thing) == lemma(told.word):
                self.reading.thing = ""
        if len(people) == 1 and (beast := self._spoken_to_beast(people[0])) is not None:
            people.append(beast)
        if len(people) == 1 and (host := self._host(people[0])) is not None:
            people.append(host)
        for person in people:
            if person.word in lexicon.things() and person.role.kind == _BEINGS["thing"].split()[0]:
                person.facts.append("thing")
        if len(people) > 1 and people[1].word in _EQUALS and not people[1].age:
            people[1].age = people[0].age or people[0].role.age
        self.read_sexes()

    def _third_who(self, third: PersonRead) -> bool:
        """Whether two of a kind come upon somebody of whom more is told: "find an old lady who thinks they are her grandsons"."""
        _, end = self.span(third)
        near = self.lower[max(0, third.at - 5) : third.at]
        return self.lower[end : end + 1] == ["who"] and any(lemma(w) in _FINDING for w in near)

    def _told_beast(self) -> PersonRead | None:
        """A beast that is told or taught something: "teaches it to her dog", "tells his horse that"."""
        deed = next((i for i in (self.verb, self.infinitive(self.verb)) if i >= 0 and lemma(self.lower[i]) in _SPOKEN_TO), -1)
        for phrase in self.phrases if deed >= 0 else ():
            role = lexicon.roles().get(phrase.head) or lexicon.roles().get(lemma(phrase.word))
            near = phrase.verb == deed and (phrase.preposition == "to" or (not phrase.preposition and phrase.start == deed + 1))
            if role is not None and role.trade == "beast" and near and not phrase.plural:
                return PersonRead(role.word, role, at=phrase.end)
        return None

    def _spoken_to_beast(self, first: PersonRead) -> PersonRead | None:
        """A beast of somebody's that is spoken to later: "his last cow ... explaining himself to her"."""
        said = " ".join(self.lower[self.verb :])
        if first.role.kind != "human" or not re.search(r"\b(?:to|with) (?:her|him|it)\b", said):
            return None
        for phrase in self.phrases:
            role = lexicon.roles().get(phrase.head)
            if (
                role is not None
                and role.trade == "beast"
                and phrase.start > self.verb
                and not phrase.preposition
                and not phrase.subordinate
            ):
                sex = (
                    "female" if re.search(r"\b(?:to|with) her\b", said) else "male" if re.search(r"\b(?:to|with) him\b", said) else role.sex
                )
                if self.reading.thing == phrase.head:
                    self.reading.thing = ""
                return PersonRead(phrase.head, replace(role, sex=sex), at=phrase.end)
        return None

    def is_owner(self, person: PersonRead) -> bool:
        """Whether somebody is only told as another's: "the emperor's taster"."""
        _, end = self.span(person)
        return self.lower[end - 1].endswith(("'s", "s'"))

    def haunted(self, person: PersonRead) -> bool:
        """The one whose ghost is in the film is there as the ghost."""
        return person.word in ("husband", "wife") and any(p.role.kind == "ghost" and p.owner for p in self.reading.people)

    def until_subject(self, person: PersonRead) -> bool:
        start, _ = self.span(person)
        return start > 0 and self.lower[start - 1] in ("until", "and", "but", "because")

    def read_sexes(self) -> None:
        """He or she as the name says, or as the premise's pronouns do for one who may be either."""
        heard = {"female": {"she", "her", "herself", "hers"}, "male": {"he", "him", "his", "himself"}}
        people = self.reading.people[:2]
        text = self.reading.text.lower()
        if people and (sex := self._sex_by_what_is_theirs(people[0])):
            people[0].role = replace(people[0].role, sex=sex)
        whose = len(people) > 1 and re.search(rf"\b{re.escape(people[1].word)} (?:that |whom |who )?(he|she) (?!is\b|was\b)", text)
        if whose and people[0].role.sex == "neutral" and people[0].role.kind == "human" and not people[0].name:
            people[0].role = replace(people[0].role, sex="male" if whose[1] == "he" else "female")  # "the son he abandoned"
        spoken = {sex for sex, pronouns in heard.items() if set(self.lower) & pronouns}
        if people and people[0].role.trade == "beast" and len(spoken) == 1 and not (len(people) > 1 and people[1].role.kind == "human"):
            people[0].role = replace(people[0].role, sex=spoken.pop())
        for n, person in enumerate(people):
            titled = person.name.partition(" ")[0].lower() in lexicon.table("reading")["titles"] and person.role.sex != "neutral"
            if person.name and not titled and person.role.kind == "human" and (sex := lexicon.sex_of(person.name)):
                person.role = replace(person.role, sex=sex)
            if person.role.sex != "neutral" or person.role.kind == "robot":
                continue
            if person.word in lexicon.things() and "it" in self.lower:
                continue  # a cloud is "it", and "she" the other
            if n == 0 and len(people) > 1 and people[1].role.sex == "neutral" and (other := re.search(r"\bbut (she|he)\b", text)):
                person.role = replace(person.role, sex="male" if other[1] == "she" else "female")  # "but she is deaf": the other one
                people[1].role = replace(people[1].role, sex="female" if other[1] == "she" else "male")
                continue
            said = [sex for sex, pronouns in heard.items() if any(w in pronouns for w in self.lower[person.at + 1 :])]
            free = [sex for sex in said if not any(p.role.sex == sex for p in people if p is not person)]
            if n and not free and re.search(r"\b(?:with|to|from|for) (?:him|her)\b(?! \w+ (?:is|was))", self.reading.text.lower()):
                free = said[:1]
            alone = n == 0 and len(said) == 1 and (len(people) < 2 or self._theirs_before(people[1], heard[said[0]]))
            if free or alone:
                person.role = replace(person.role, sex=(free or said)[0])

    def _theirs_before(self, other: PersonRead, pronouns: set[str]) -> bool:
        """Whether a pronoun stands before the other is named, who may be meant by it else: "tell a mother her son is dead"."""
        return other.role.sex == "neutral" or any(w in pronouns for w in self.lower[: other.at])

    def _sex_by_what_is_theirs(self, first: PersonRead) -> str:
        """She or he, of a trade that may be anybody's: "a captain must whisper a song to her stoker"; "" if that says nothing."""
        role = first.role
        if role.kind != "human" or role.kin or first.name or lexicon.is_gendered(role.word):
            return ""
        for phrase in self.phrases:
            if phrase.start <= self.verb or phrase.subordinate:
                continue
            if phrase.determiner in ("his", "her"):
                return "male" if phrase.determiner == "his" else "female"
            if phrase.head in lexicon.roles() or phrase.owner:
                return ""
        return ""

    def _host(self, first: PersonRead) -> PersonRead | None:
        """Whose place or thing a deed goes to, if nobody else is there: "digs up into a hedgehog's living room"."""
        gone = self.reading.facts.get("dead_owner", "")
        for phrase in self.phrases:
            role = lexicon.roles().get(phrase.owner)
            if role is not None and phrase.start > self.group_start and phrase.owner not in (gone, first.word) and not phrase.subordinate:
                return PersonRead(phrase.owner, role, at=phrase.start)
        return None

    def together(self) -> bool:
        """Whether the two do it side by side: "two ants", "the cat, the woodcutter and the child each"."""
        people = self.reading.people
        if self.of_noun or len(people) < 2 or max(people[0].at, people[1].at) >= self.group_start or not people[1].at:
            return False
        if self.lower[self.group_start - 1] in ("he", "she"):
            return False  # "my dad and me fishing, he doesn't know ..."
        first, last = sorted((people[0].at, people[1].at))
        between = range(first + 1, self.span(people[0] if people[0].at == last else people[1])[0])
        return all(self.lower[i] == "and" for i in between)

    def befriend(self, start: int) -> None:
        """What a machine or a beast finds, or what is then woken or spoken to, is somebody: "finds a rover and tries to wake it"."""
        people = self.reading.people
        target = next((p for p in self.phrases if p.start <= start + 1 <= p.end + 1 and not p.preposition), None)
        if len(people) != 1 or target is None or target.head in lexicon.places() or target.head in lexicon.abstract_nouns():
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

    def address(self, target: NounPhrase) -> None:
        """What is asked to do something is somebody: "orders his navigation computer to fly"."""
        people = self.reading.people
        known = any(self.span(person)[0] <= target.end < self.span(person)[1] for person in people)
        if known or target.head in _GROUPS or lexicon.things().get(target.head) not in (*_ALIVE, "keepsake", "furniture", "light", "plant"):
            return
        kind, age, sex, home, trade = _BEINGS["thing"].split()
        role = RoleWord(target.head, kind, age, sex, people[0].role.home if people else home, trade)
        people.insert(1, PersonRead(target.head, role, at=target.end, facts=["thing"]))
        if self.reading.thing == target.head:
            self.reading.thing = ""

    def through_one(self) -> None:
        """ "is the only one who saw it" is "saw it"."""
        if self.lower[self.verb] not in BE:
            return
        for i in range(self.verb + 1, min(self.verb + 5, len(self.lower) - 1)):
            one = self.lower[i - 1] in _ONE or self.lower[self.verb + 1] == "about"  # "it is about a fox who sells"
            if self.lower[i] in ("who", "that") and one and self.begins_group(i + 1):
                self.group_start = i + 1
                self.verb, _ = self.group(i + 1)
                return

    def turn_round(self) -> None:
        """ "gets caught by a child": the child does it."""
        people = self.reading.people
        helpers = self.lower[self.group_start : self.verb]
        told = lemma(self.lower[self.verb]) in _FORCED and self.infinitive(self.verb) > 0  # "is asked by a girl to make a clock"
        if (
            len(people) > 1
            and not told
            and set(helpers) & (BE | {"gets", "got", "get"})
            and self.lower[self.verb + 1 : self.verb + 2] == ["by"]
        ):
            self.turned = self.span(people[1])[0] == self.verb + 2
        if self.turned:
            people[0], people[1] = people[1], people[0]
