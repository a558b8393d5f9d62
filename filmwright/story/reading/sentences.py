"""The grammar of a premise's sentences: groups of verbs, clauses, and spans in which somebody stands for whoever speaks of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from filmwright.story import lexicon
from filmwright.story.lexicon import lemma
from filmwright.story.reading.phrases import DETERMINERS, PREPOSITIONS, PUNCTUATION, NounPhrase, is_owner, stem, surfaces, verbs_of
from filmwright.story.reading.records import PersonRead, Reading, Word

_TABLE: dict[str, str] = lexicon.table("reading")["sentence"]
_AIMS: dict[str, str] = lexicon.table("reading")["aims"]
DEEDS: dict[str, str] = lexicon.table("reading")["deeds"]  # class -> verbs


def words_of_list(name: str) -> frozenset[str]:
    """A list of words of the table, from [sentence] or [aims]."""
    return frozenset((_TABLE.get(name) or _AIMS[name]).split())


BE, HAVE, MODALS, NOT, DO, ADVERBS = map(words_of_list, ("be", "have", "modals", "negations", "do", "adverbs"))
PARTICLES, RELATIVES, ENDS, SUBJECTS = map(words_of_list, ("particles", "relatives", "clause_ends", "subjects"))
AUXILIARIES = BE | HAVE | MODALS | NOT | DO | {"gets", "get", "got"}
LONGEST_DO, LONGEST_CLAUSE = 9, 14  # words; a line that quotes them stays sayable
_OVER = 1  # words by which a phrase may be longer, if it then ends where its clause does
_LEADS = frozenset(("only", "first", "even"))  # before the subject of a clause
_ABOUT = frozenset(("about", "over"))  # before a question: "argues about whose birthday it is"
SENTENCE_END = re.compile(r"[.;!?]|-{2}|[–—]")
_PLACING = words_of_list("placing")
_EVERY, SAYING, _OPENERS, _STATES, _ASKING_IF = map(words_of_list, ("every", "saying", "openers", "states", "asking_if"))
_PERSONS = words_of_list("persons")
_CLAUSAL = words_of_list("clausal")  # a clause may follow as well as a noun
_LOOSE = words_of_list("unfinished")
_CUTS = (PREPOSITIONS | {"that", "at", "how"}) - PARTICLES - {"of"}  # before these a deed that is too long may end
KNOWN = lexicon.verbs()


class Sentence:
    """A premise, word by word."""

    def __init__(self, reading: Reading, words: Sequence[str], phrases: Sequence[NounPhrase]) -> None:
        self.reading, self.words, self.phrases = reading, list(words), phrases
        self.lower = [w.lower() for w in words]
        self.verbs = set(verbs_of(self.lower))
        self.raw, self.after = surfaces(reading.text, words)
        self.verbs |= {i for i in range(1, len(self.lower)) if self.surely_verb(i)}
        self.verbs -= {i for i in self.verbs if self.lower[i].endswith(("where", "thing", "body"))}
        self.verbs -= {i for i in self.verbs if "-" in (self.after[i - 1 : i] or [""])[0] or self.after[i].startswith("-")}  # "out-of-work"
        self.verbs -= {i for i in self.verbs if self.lower[i] == "due"}  # "is due back"
        self.verbs -= {i for i in sorted(self.verbs) if self._rather_noun(i) or self._bare_after_comma(i)}
        self.group_start = self.verb = -1
        self.ends = -1  # where the clause of the deed ends, if that is known
        self.turned = False  # told in the passive: the second noun is the one who does it

    def surely_verb(self, i: int) -> bool:
        """What its neighbours make a verb, though the word may be a noun too: "each claim", "who saw", "taken her in agrees"."""
        word, before = self.lower[i], self.lower[i - 1]
        base = lemma(word)
        if base not in KNOWN:
            return False
        if before in RELATIVES - {"whose"} or (before in _EVERY and word == base):
            return True
        if before == "one" and self.lower[i - 2] in ("neither", "each", "every", "the") and word.endswith("s"):
            return True
        inflected = word.endswith("s") and word != base and not word.endswith("ss")
        return inflected and (before in PARTICLES or (before in ("and", "but", "then") and word not in lexicon.things()))

    def _rather_noun(self, i: int) -> bool:
        """Whether what may be a verb is a noun, since the verb of its clause follows it: "from enemy countries share"."""
        word, base = self.lower[i], lemma(self.lower[i])
        known = lexicon.roles(), lexicon.things(), lexicon.places(), lexicon.abstract_nouns()
        noun = any(base in table or stem(word) in table for table in known) or base in lexicon.verbs_too() or word != base
        noun = noun or any(self.lower[n] in DETERMINERS and self.lower[n - 1] in PREPOSITIONS for n in range(max(1, i - 3), i))
        if not i or not noun or word.endswith(("ing", "ed")) or self.lower[i - 1] in SUBJECTS | AUXILIARIES | RELATIVES | {"to", "that"}:
            return False
        if PUNCTUATION.match(self.after[i].strip()):
            return False
        at = i + 1
        while at < len(self.lower) and self.lower[at].endswith("ly"):
            at += 1
        adjacent = self._finite(at) and not any(self.lower[at] in table for table in known)
        if adjacent and (i - 1 in self.verbs or self.lower[at] in AUXILIARIES) and self.lower[i - 1] not in ADVERBS:
            return True
        led = next((n for n in range(i - 1, max(-1, i - 6), -1) if self.lower[n] in PREPOSITIONS or n in self.verbs), -1)
        if (
            led < 0
            or led in self.verbs
            or self.lower[led] in _CLAUSAL
            or any(PUNCTUATION.match(self.after[n].strip()) for n in range(led, i))
        ):
            return False
        crossing = (
            word == base and "and" not in self.lower[:led]
        )  # of one a bare verb tells nothing: "on his final run before retirement refuses"
        for j in range(i + 1, min(len(self.lower), i + 7)):
            if self.lower[j] in SUBJECTS | RELATIVES | DETERMINERS | {"and", "or", "but", "that", "then"} or (
                self.lower[j] in ENDS and not crossing
            ):
                return False
            if self._finite(j) and (j == at or self.lower[j] not in AUXILIARIES or crossing):
                return True
            if PUNCTUATION.match(self.after[j].strip()):
                return False
        return False

    def _bare_after_comma(self, i: int) -> bool:
        """Whether what looks like a verb only describes: "Last train, empty carriage, and ..."."""
        after = self.after[i - 1].strip() if i else ""
        bare = self.lower[i] == lemma(self.lower[i]) and i < 4 and not set(self.lower[:i]) & (AUXILIARIES | SUBJECTS)
        return after.startswith(",") and bare and not any(n in self.verbs for n in range(i)) and self.lower[0] not in _OPENERS

    def _finite(self, j: int) -> bool:
        """Whether a verb that has a subject stands here, by its form."""
        if j >= len(self.lower):
            return False
        word = self.lower[j]
        if word in AUXILIARIES - NOT:
            return True
        base = lemma(word)
        told = j in self.verbs and self.lower[j - 1] not in DETERMINERS | {"to"} and not word.endswith(("ing", "ed"))
        return told and (word != base or self.lower[j - 1].endswith("s"))

    def first_word(self) -> int:
        """Where the main clause may begin: after "When the rain stops,", "With ten minutes of air left," and the like."""
        if self.lower[:2] in (["once", "a"], ["once", "an"], ["once", "every"], ["once", "upon"]):
            return 0  # a time, and no clause
        if self.lower[0] in _OPENERS:
            start = next((i + 1 for i, sign in enumerate(self.after) if sign.startswith(",")), 0)
            told = any(self.begins_group(i) for i in range(1, start))
            return 0 if self.lower[0] in _PLACING and told else start
        return 0

    def main_group(self, start: int) -> int:
        i = start
        while i < len(self.lower):
            word = self.lower[i]
            if self.contact(i) or self.opens_relative(i):
                apart = i > 0 and self.after[i - 1].startswith(",")
                begins = next((j for j in range(i + 1, len(self.lower)) if self.begins_group(j)), -1)
                if begins < 0:
                    return -1
                if apart:
                    i = next((j + 1 for j in range(begins, len(self.lower)) if self.after[j].startswith(",")), len(self.lower))
                    continue
                verb, _ = self.group(begins)
                i = verb + 1
                while i < len(self.lower) and (self.lower[i] in ("never", "not") or (self.lower[i] == "to" and i + 1 in self.verbs)):
                    i += 1 if self.lower[i] != "to" else 2
                continue
            if self.begins_group(i) and not self.reduced(i):
                two = i + 1 < len(self.lower) and i in self.verbs and self.lower[i].endswith("s") and self.lower[i + 1].endswith("s")
                if two and lexicon.verb_of(self.lower[i + 1]) and i + 2 < len(self.lower) and self.lower[i + 2] in DETERMINERS:
                    self.verbs.add(i + 1)  # "every photograph the photographer takes shows one guest"
                    return i + 1
                return i
            if word in ("because", "while", "although") and i > start:
                return -1
            i += 1
        return -1

    def opens_relative(self, i: int) -> bool:
        if self.lower[i] in RELATIVES:
            return True
        return self.lower[i] == "that" and i > 0 and self.begins_group(i + 1) and i - 1 not in self.verbs

    def begins_group(self, i: int) -> bool:
        return i < len(self.lower) and (self.lower[i] in AUXILIARIES or (i in self.verbs and self.lower[max(0, i - 1)] != "to"))

    def reduced(self, i: int) -> bool:
        """A participle that only describes: "a bottle containing", "a boy raised by wolves"."""
        word, following = self.lower[i], self.lower[i + 1] if i + 1 < len(self.lower) else ""
        inside = i > 1 and self.lower[i - 1] in ("inside", "outside") and self.lower[i - 2] in SUBJECTS  # "someone inside asks"
        if i and self.lower[i - 1] in PREPOSITIONS and not self.surely_verb(i) and not inside:
            return True
        if word.endswith("ing") or (word.endswith(("ed", "en")) and word != lemma(word) and following == "by"):
            return True
        return self.describes(i)

    def describes(self, i: int) -> bool:
        """Whether a participle stands between a noun and the verb that is told of it: "a samurai hired to kill a merchant must sit"."""
        word = self.lower[i]
        if i < 1 or not self.past(word) or self.lower[i - 1] in AUXILIARIES | ADVERBS | SUBJECTS:
            return False
        if self.lower[i + 1 : i + 2] and self.lower[i + 1].endswith(("self", "selves")):
            return False  # "the diver promised himself this would be his last dive"
        several = "and" in self.lower[:i]  # "a spy and the spy sent to kill her get stuck"
        for j in range(i + 1, len(self.lower)):
            if PUNCTUATION.match(self.after[j - 1].strip()) or self.lower[j] in RELATIVES | ENDS | {"and", "or", "that"}:
                return False
            base = lemma(self.lower[j])
            present = (j in self.verbs or base in ("get", "be")) and (
                (self.lower[j] != base and self.lower[j].endswith("s"))
                or (several and self.lower[j] == base and self.lower[j - 1] not in DETERMINERS - {"her"} | PREPOSITIONS)
            )
            if self.lower[j - 1] != "to" and (self.lower[j] in MODALS | BE | HAVE | DO or present):
                return True
        return False

    def past(self, word: str) -> bool:
        """Whether a word may be a participle of the past: "hired", "sent", "stuck"."""
        base = lemma(word)
        return word != base and not word.endswith(("s", "ing")) and (base in KNOWN or word.endswith(("ed", "en", "ught", "own")))

    def contact(self, i: int) -> bool:
        """Whether a clause without "who" or "that" begins here, that only says which one: "the man he is supposed to hang"."""
        if self.lower[i] not in _PERSONS or i < 1 or self.after[i - 1].strip() or not self.begins_group(i + 1):
            return False
        return any(p.end == i - 1 for p in self.phrases)

    def group(self, start: int) -> tuple[int, list[str]]:
        """The lexical verb of a group and the helpers before it; a bare "is" is its own verb."""
        helpers: list[str] = []
        i = start
        while i < len(self.lower):
            word = self.lower[i]
            if word in AUXILIARIES or word in ADVERBS or word.endswith("ly") and i not in self.verbs:
                helpers.append(word)
            elif word == "to" and helpers and helpers[-1] in HAVE | BE | {"not"} and i + 1 < len(self.lower):
                helpers.append("to")
            else:
                break
            i += 1
        if helpers and not (i in self.verbs or helpers[-1] in MODALS | NOT | DO | {"to"} or self.participle(i, helpers)):
            last = (
                max(k for k, word in enumerate(helpers) if word in AUXILIARIES or word == "to")
                if any(word in AUXILIARIES for word in helpers)
                else len(helpers) - 1
            )
            return start + last, helpers[:last]
        return min(i, len(self.lower) - 1), helpers

    def participle(self, i: int, helpers: Sequence[str]) -> bool:
        if i >= len(self.lower) or not set(helpers) & (HAVE | BE | {"gets", "get", "got"}) or self.lower[i] == "due":
            return False
        word = self.lower[i]
        return lemma(word) in KNOWN and (word != lemma(word) or word in ("cut", "put", "set", "hit", "read", "shut", "let"))

    def infinitive(self, verb: int, *, near: bool = False) -> int:
        """The verb of the infinitive that hangs on a verb: -1 if there is none. `near`: right after it."""
        last = verb + 3 if near else len(self.lower) - 1
        if verb >= 0 and PUNCTUATION.match(self.after[verb].strip()):
            return -1
        for i in range(verb + 1, min(last, len(self.lower) - 1)):
            led_on = (
                (self.lower[i + 1] in lexicon.places() or self.lower[i + 1] in lexicon.verbs_too())
                and i + 2 < len(self.lower)
                and self.lower[i + 2] in ("to", "and", "for")
            )
            if self.lower[i] == "to" and not led_on and (i + 1 in self.verbs or lemma(self.lower[i + 1]) in KNOWN | {"be", "have", "do"}):
                return i + 1
            sets_out = self.lower[i] == "out" and lemma(self.lower[i - 1]) == "set"
            if near and not sets_out and self.lower[i] not in ("not", "to", "never") and not self.lower[i].endswith("ly"):
                return -1
            if self.lower[i] in ENDS or PUNCTUATION.match(self.after[i].strip()):
                return -1
        return -1

    def object(self, verb: int) -> NounPhrase | None:
        return next((p for p in self.phrases if p.start > verb and p.start <= verb + 2 and not p.preposition), None)

    def verb_after(self, i: int) -> int:
        near = range(i, min(i + 3, len(self.lower)))
        return next(
            (j for j in near if lemma(self.lower[j]) in KNOWN | {"be", "have", "do"} and self.lower[j] == lemma(self.lower[j])),
            -1,
        )

    def is_clause(self, i: int) -> bool:
        """Whether a subject and its verb stand from here on."""
        led = self.lower[i : i + 1] != [] and self.lower[i] in _LEADS and self.lower[i + 1 : i + 2] != []
        if led and self.lower[i + 1] in SUBJECTS | DETERMINERS | {"one"}:
            i += 1  # "but first he has to", "and only one of them has"
        if i >= len(self.lower) or self.lower[i] in ("to", "not") or self.lower[i] in AUXILIARIES | ADVERBS or self.lower[i].endswith("ly"):
            return False
        end = next((j for j in range(i, len(self.lower)) if PUNCTUATION.match(self.after[j].strip())), len(self.lower) - 1)
        return any(self.begins_group(j) and not (self.reduced(j)) for j in range(i + 1, min(end + 1, i + 10))) and i not in self.verbs

    def clause(self, start: int) -> list[Word]:
        return self.phrase(start, self.clause_end(start, LONGEST_CLAUSE, relatives=True), clause=True)

    def clause_end(self, start: int, longest: int, *, relatives: bool = False, loose: bool = True, until: int | None = None) -> int:
        """Where what begins at a word ends, exclusive; never on a word that wants another."""
        i = start
        last = len(self.lower) if until is None else min(until, len(self.lower))
        last = self.ends if start < self.ends < last else last
        while i < last and i - start < longest + 6:
            word = self.lower[i]
            asked = word == "if" and lemma(self.lower[i - 1]) in _ASKING_IF  # "can't remember if"
            if i > start and word == "as" and self.lower[i - 1] == "just":
                break
            if i > start and word == "only" and self.lower[i + 1 : i + 2] == ["to"]:  # "only to find that"
                break
            so_much = word == "so" and i + 1 < last and (i + 2 == last or bool(PUNCTUATION.match(self.after[i + 1].strip())))
            question = i > start and self.lower[i - 1] in _ABOUT and (word in RELATIVES or word == "whether")
            if question:
                longest += 4
            elif i > start and (
                (word in ENDS and not asked and not so_much) or (not relatives and (word in RELATIVES or self.opens_relative(i)))
            ):
                break
            if i > start and word == "that" and not relatives and lemma(self.lower[start]) not in SAYING and self.is_clause(i + 1):
                break
            if i > start and word in ("and", "or", "then") and self._joins_verb(i):
                break
            if i > start and word == "and" and self.lower[i + 1 : i + 2] == ["now"] and self.is_clause(i + 2):
                break
            i += 1
            if apposed := next((p for p in self.phrases if p.apposed and p.start == i), None):
                i = apposed.end + 1
                continue
            if PUNCTUATION.match(self.after[i - 1].strip()):
                break
        if start >= last:
            return start
        if self.lower[start] == lemma(self.lower[start]) and self.lower[start] in SAYING and "that" in self.lower[start : start + 5]:
            longest = LONGEST_CLAUSE + 2
        longest += sum(
            last - first - 1 for first, last in map(self.span, self.reading.people[:2]) if start < first and last <= i
        )  # one word each
        while i > start + 1 and self.lower[i - 1] in ("even", "ever") and self.lower[i : i + 1] and self.lower[i] in ENDS | {"after"}:
            i -= 1  # "even though"
        ends = i == len(self.lower) or PUNCTUATION.match(self.after[i - 1].strip()) is not None
        over = _OVER if ends and "of" not in self.lower[i - 3 : i] else 0
        natural = (
            i - start <= longest + over and i > start and self.lower[i - 1] not in ("a", "an", "the", "and", "or", "not", "just", "only")
        )
        if natural:
            return i
        if i - start > longest:  # too long to say: up to the last preposition that fits
            i = next((j for j in range(start + longest, start + 2, -1) if self.lower[j] in _CUTS), start + longest)
            if self.lower[i] not in _CUTS and (whole := next((p for p in self.phrases if start + 1 < p.start < i <= p.end), None)):
                led = self.lower[whole.start - 1] in PREPOSITIONS
                i = whole.start - led if whole.start > start + 3 else whole.end + 1
        while i > start + 1 and (
            self.lower[i - 1] in _LOOSE or self.lower[i - 1] in DETERMINERS - {"his", "her"} or (loose and self.lower[i - 1] == "not")
        ):
            i -= 1
        return i

    def _joins_verb(self, i: int) -> bool:
        """Whether "and" goes on with another verb or clause: "stitches a dress and has one needle left"."""
        if (
            i + 1 in self.verbs
            or self.is_clause(i + 1)
            or self.lower[i + 1 : i + 2] in (["has"], ["have"], ["must"], ["is"], ["are"], ["will"])
        ):
            return True
        inside = any(p.start < i < p.end for p in self.phrases)  # "one very clever and very angry girl"
        return i + 2 in self.verbs and not inside

    def past_relative(self, who: int, end: int) -> int:
        """Where the main verb of a subject stands after its "who ...", or the end."""
        begins = next((j for j in range(who + 1, end) if self.begins_group(j)), end)
        verb, _ = self.group(begins) if begins < end else (end, [])
        return next((j for j in range(verb + 1, end) if self.begins_group(j) and not self.reduced(j)), end)

    def only_said_to_be(self, start: int) -> bool:
        """Whether a noun does not stand for somebody here: "pretends to be a dying man's son", "dressed as a guard"."""
        before = self.lower[start - 1] if start else ""
        if self.lower[max(0, start - 2) : start] == ["just", "as"]:
            return False  # "just as the cleaner mops"
        if before == "of" and self.lower[start] == "one":
            return True  # "a class of one very clever girl"
        if start and lemma(before) == "make" and {"friend", "friends", "enemy"} & set(self.lower[start : start + 3]):
            return True  # "makes a friend"
        return before in ("be", "as") or before.endswith("'s")

    def phrase(self, start: int, end: int, *, clause: bool = False, punctuated: bool = False) -> list[Word]:
        """The words of a span; somebody of the film becomes one word that is told by who speaks."""
        spans = {}
        for n, person in enumerate(self.reading.people[:2]):
            if any(p.end == person.at and p.plural for p in self.phrases):
                continue  # many are not one of the two
            first, last = self.span(person)
            spans[first] = (last, "PQ"[n])
            alone = sum(one.word == person.word for one in self.reading.people) == 1
            for again in self.phrases:  # "and one morning the fish asks why"
                if (
                    alone
                    and again.end > person.at
                    and again.head == person.word
                    and (again.determiner == "the" or (again.determiner == person.owner != "" and person.role.kin))
                    and not again.modifiers
                    and self.lower[again.start - 1] not in BE
                ):
                    spans.setdefault(again.start, (again.end + 1, "PQ"[n]))
        twins = len(self.reading.people) > 1 and self.reading.people[0].at == self.reading.people[1].at
        found: list[Word] = []
        i = start
        while i < end:
            after = self.lower[spans[i][0] : spans[i][0] + 1] if i in spans else []
            narrowed = after == ["of"] or (
                i == start and after != [] and after[0] in ("in", "at", "on", "from", "with")
            )  # "my last passenger of the day"
            if narrowed and i == start:  # the whole subject of a clause is one word all the same
                begins = next((j for j in range(spans[i][0], min(end, spans[i][0] + 5)) if self.begins_group(j)), -1)
                if begins > 0:
                    spans[i], narrowed = (begins, spans[i][1]), False
            if i in spans and not twins and not narrowed and spans[i][0] <= end and not self.only_said_to_be(i):
                first_of = i
                last, who = spans[i]
                led = i > start and self.lower[i - 1] in PREPOSITIONS - _CLAUSAL
                past = last + (self.lower[last : last + 1] != [] and self.lower[last] in ADVERBS and last not in self.verbs)
                subject = self.begins_group(past) and not self.reduced(past) and not led
                owner = self.lower[last - 1].endswith(("'s", "s'"))
                same = found and found[-1].text.lower() == "same"  # "the same fish"
                while (owner or same) and found and found[-1].text.lower() in ("the", "a", "an", "same"):
                    found.pop()
                found.append(Word(self.raw[last - 1], who=who, subject=subject, owner=owner))
                last = self._past_apposition(last, end)
                told = first_of > 0 and lemma(self.lower[first_of - 1]) in SAYING  # "tell the king that he is naked"
                i = last
                if (
                    i < end and not subject and first_of == start and (self.describes(i) or self.lower[i].endswith("ing"))
                ):  # "the climber roped behind him has"
                    main = next((j for j in range(i + 1, end) if self.begins_group(j) and not self.reduced(j)), -1)
                    if main > 0:
                        i, found[-1] = main, replace(found[-1], subject=True)
                if i < end and (self.lower[i] in RELATIVES or (self.lower[i] == "that" and not subject and not told)):
                    i = self.past_relative(i, end)
                    if i < end and not found[-1].owner:
                        found[-1] = replace(found[-1], subject=True)
                elif not subject and i < end and self.lower[i] in SUBJECTS:
                    break
                continue
            joint = "-" if self.after[i].startswith("-") and i + 1 < end else ""
            if punctuated and i + 1 < end and not joint:
                joint = self.after[i].strip() if self.after[i].strip() in (",", ":", "...") else ""
            found.append(Word(self.raw[i], verb=i in self.verbs or self.lower[i] in AUXILIARIES, joint=joint))
            i += 1
        return found

    def _past_apposition(self, i: int, end: int) -> int:
        """Where a second noun for the same one ends: "his best friend the balloon seller"; else `i`."""
        if apposed := next((p for p in self.phrases if p.apposed and p.start == i < end), None):
            return min(end, apposed.end + 1)
        if i >= end or self.lower[i] not in ("the", "a", "an") or self.after[i - 1].strip():
            return i
        again = next((p for p in self.phrases if i <= p.start <= i + 1 and p.head in lexicon.roles() and not p.preposition), None)
        if again is not None and again.end + 1 in self.verbs:
            return i  # "tells his teacher the dog ate his homework"
        return min(end, again.end + 1) if again is not None else i

    def span(self, person: PersonRead) -> tuple[int, int]:
        """From the determiner of somebody's noun to its head, exclusive."""
        phrase = next((p for p in self.phrases if p.end == person.at), None)
        if phrase is None:  # the owner of a thing or of another: "a dying man's"
            last = next((j for j in range(person.at, min(person.at + 4, len(self.lower))) if stem(self.lower[j]) == person.word), person.at)
            return person.at, last + 1
        start, end = phrase.start, phrase.end + 1
        if start > 2 and self.lower[start - 1] in ("very", "and"):  # "one very clever and very angry girl"
            first = next((n for n in range(start - 2, max(-1, start - 7), -1) if self.lower[n] in DETERMINERS), -1)
            between = range(first + 1, start)
            if (
                first >= 0
                and not any(n in self.verbs or self.lower[n] in PREPOSITIONS for n in between)
                and "very" in self.lower[first:start]
            ):
                start = first
        if start > 1 and (self.lower[start - 1] == "very" or self.lower[start - 1].endswith("ly")) and self.lower[start - 2] in DETERMINERS:
            start -= 2
        named = start
        while named and self.raw[named - 1][:1].isupper() and self.raw[named][:1].isupper() and not self.after[named - 1].strip():
            named -= 1  # "Red Riding Hood's grandmother"
        if named < start and self.lower[named] not in DETERMINERS | PREPOSITIONS and is_owner(self.lower[phrase.end - 1]):
            start = named
        if (
            start
            and phrase.determiner in ("last", "only", "first", "one", "next")
            and self.lower[start - 1] in ("his", "her", "their", "its", "the")
        ):
            start -= 1
        if person.name and end < len(self.words) and self.words[end] == person.name:
            end += 1
        return start, end

    def happens(self, group: int, verb: str) -> bool:
        """Whether a verb tells of something that is done in the present: no state, no past."""
        helpers = set(self.lower[group : self.group(group)[0]])
        base = lemma(verb)
        if base in _STATES or verb in BE | HAVE or helpers & (BE | HAVE | MODALS | NOT | DO):
            return False
        return verb == base or verb.endswith("s")

    def word_of(self, n: int) -> Word:
        person = self.reading.people[n]
        return Word(self.raw[person.at], who="PQ"[n])
