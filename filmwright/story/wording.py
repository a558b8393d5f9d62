"""The words of a premise in the mouths of its people: "tell her bees" is "tell my bees" for one and "tell your bees" for the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from filmwright.records.story import CLAUSES, PHRASES, Person
from filmwright.story import lexicon
from filmwright.story.lexicon import lemma
from filmwright.story.reading.phrases import DETERMINERS, OWNERS
from filmwright.story.reading.records import Aim, Word
from filmwright.story.verbforms import gerund_of, third_person


def _words(name: str) -> frozenset[str]:
    """A list of the table, from [wording]."""
    return frozenset(lexicon.table("reading")["wording"][name].split())


_PRONOUNS = {  # word -> (sex, case)
    "he": ("male", "subject"),
    "him": ("male", "object"),
    "his": ("male", "owner"),
    "himself": ("male", "self"),
    "she": ("female", "subject"),
    "her": ("female", "object or owner"),
    "hers": ("female", "owned"),
    "herself": ("female", "self"),
    "it": ("neutral", "subject or object"),
    "its": ("neutral", "owner"),
    "itself": ("neutral", "self"),
    "they": ("both", "subject"),
    "them": ("both", "object"),
    "their": ("both", "owner"),
    "themselves": ("both", "self"),
    "each other": ("both", "each"),
    "i": ("teller", "subject"),
    "me": ("teller", "object"),
    "my": ("teller", "owner"),
    "myself": ("teller", "self"),
}
_FORMS = {
    "me": {"subject": "I", "object": "me", "owner": "my", "self": "myself", "owned": "mine"},
    "you": {"subject": "you", "object": "you", "owner": "your", "self": "yourself", "owned": "yours"},
    "us": {"subject": "we", "object": "us", "owner": "our", "self": "ourselves", "owned": "ours"},
}
_AGREEING = {  # what follows he or she -> what follows I, you or we
    "is": ("am", "are"),
    "am": ("am", "are"),
    "are": ("am", "are"),
    "isn't": ("am not", "aren't"),
    "was": ("was", "were"),
    "wasn't": ("wasn't", "weren't"),
    "has": ("have", "have"),
    "hasn't": ("haven't", "haven't"),
    "does": ("do", "do"),
    "doesn't": ("don't", "don't"),
}
_OF = re.compile(r"\bthe (\w+) of (you|me|us)\b")
_OWN = {"you": "your", "me": "my", "us": "our"}
_SUBJECTS = frozenset(("he", "she", "it", "they"))
_BEFORE_OBJECT = _words("before_object")
_PARTICLES = _words("particles_of_verbs")
_ADVERBS = _words("adverbs_between")
_LEADING = _words("leading")
_ENDING = _words("ending")
_APART = _words("apart")
_WRONGS = _words("wrongs")
_SAYING = frozenset(lexicon.table("reading")["sentence"]["saying"].split())
_I_AM = re.compile(r"\b(?!I\b)([A-Z][a-z]+) am\b")
_MANY = frozenset(("them", "all", "everybody", "others", "people", "guests", "neighbours", "children"))
_SHORT_OBJECT = 3  # words of an object without an article: "illegal vodka"
_NOUNS = ("either", "other", "danger", "taken", "about")  # of which the noun alone may be said


@dataclass(frozen=True)
class Cast:
    """The two whose words they are."""

    p: Person
    q: Person
    alone: bool = False  # the premise names nobody but the first

    def who(self, word: str, case: str, subject: str, both: bool) -> str:
        """Whom a pronoun means: P, Q, "PQ" or "" for somebody or something else.

        Args:
            word: As it stands in the premise.
            case: What it is in its clause.
            subject: P or Q, if one of them does what the clause says: their "him" is another, their "his" is theirs.
            both: Whether the two do it together.
        """
        sex, _ = _PRONOUNS[word]
        if sex == "both":
            return "PQ" if both else ""
        fits = [letter for letter, person in (("P", self.p), ("Q", self.q)) if person.sex == sex and sex != "neutral"]
        if self.alone and sex != "neutral":
            return "P" if sex == self.p.sex else ""  # the premise knows of no other
        if len(fits) == 2 and subject in fits:
            return next(f for f in fits if f != subject) if case == "object" else subject
        return fits[0] if fits and not (fits == [subject] and case == "object") else ""

    def his(self, letter: str) -> str:
        """Whose, of one who has just been named."""
        person = self.p if letter == "P" else self.q
        return {"female": "her", "male": "his"}.get(person.sex, "its")

    def named_once(self, text: str) -> str:
        """A sentence in which nobody's name stands twice, where a pronoun can only mean them."""
        for letter, person in (("P", self.p), ("Q", self.q)):
            name, other = self.named(letter), self.q if letter == "P" else self.p
            object_ = {"female": "her", "male": "him"}.get(person.sex, "it")
            if text.count(name) > 1 and (person.sex != other.sex or self.named("Q" if letter == "P" else "P") not in text):
                first = text.index(name) + len(name)
                text = text[:first] + re.sub(rf"\b{re.escape(name)}\b(?!')", object_, text[first:])
        return text

    def named(self, letter: str) -> str:
        """A name as action lines write it."""
        person = self.p if letter == "P" else self.q
        return " ".join(w.capitalize() for w in person.name.split())


def slots(aim: Aim, cast: Cast) -> dict[str, str]:
    """By slot: the words. "do" is for action lines, "do.P" in the first person's mouth, "do.Q" in the other's."""
    found: dict[str, str] = {}
    cast = replace(cast, alone="q_invented" in aim.marks)
    for mouth in ("", "P", "Q"):
        ending = f".{mouth}" if mouth else ""
        for part in PHRASES:
            words: tuple[Word, ...] = getattr(aim, part)
            if words:
                doer = _whose(aim, cast) if part == "do" else words[0].who
                found[part + ending] = _told(words, cast, mouth, aim, doer)
        if aim.do:
            gerund = (replace(aim.do[0], text=gerund_of(aim.do[0].text)), *aim.do[1:])
            found["doing" + ending] = _told(gerund, cast, mouth, aim, _whose(aim, cast))
        for part in CLAUSES:
            words = getattr(aim, part)
            if words and not _broken(words):
                about = _subject_of(words, cast)
                if part == "of_q" and about == "Q" and _suffered(words):
                    about = "P"  # "the king who burned down his village": the other's
                if part == "that" and {"question", "q_tells"} & set(aim.marks) and cast.p.sex == cast.q.sex:
                    about = "Q"  # "asks the watchman why he sleeps": the one who is asked
                found_out = part == "that" and aim.frame == "discovery" and about == "Q"  # of the other: whose brother, is the first's
                talk = part == "that" and "tells" in aim.marks  # "they" are who talk
                of_both = replace(aim, marks=(*aim.marks, "both")) if talk else aim
                if not mouth and about and cast.p.sex == cast.q.sex:  # "he" is either
                    words = _named_first(words, cast, about)
                if part in ("why", "so", "but") and words[0].text.lower() == "they" and not {w.text.lower() for w in aim.do} & _MANY:
                    of_both = replace(aim, marks=(*aim.marks, "both"))  # nobody else is told of
                found[part + ending] = _told(words, cast, mouth, of_both, "" if found_out else about)
        if aim.deed:
            subject = Word("they" if "both" in aim.marks else "", who="" if "both" in aim.marks else "P", subject=True)
            deed = aim.deed
            if "both" not in aim.marks and not mouth and deed[0].verb and deed[0].text in lexicon.verbs():  # of two told as one
                deed = (replace(deed[0], text=third_person(deed[0].text)), *deed[1:])
            if "both" in aim.marks and not mouth and deed[0].verb:  # "a couple has to": they have to
                deed = (replace(deed[0], text=_agree(deed[0].text.lower(), deed[0].text, 1)), *deed[1:])
            found["deed" + ending] = _told((subject, *deed), cast, mouth, aim, "P")
    for part in _NOUNS:
        phrase: tuple[Word, ...] = getattr(aim, part)
        if phrase and not phrase[-1].who:
            found[f"{part}.it"] = _noun_of(phrase)
    for name, words in _parts(aim.do).items():
        for mouth in ("", "P", "Q"):
            found[name + (f".{mouth}" if mouth else "")] = _told(words, cast, mouth, aim, aim.doer)
    if aim.do:
        found["does"] = _told((replace(aim.do[0], text=third_person(aim.do[0].text)), *aim.do[1:]), cast, "", aim, aim.doer)
    for n, clause in enumerate(aim.then, 1):
        said = cast.named_once(_told(_named_first(clause, cast), cast, "", aim, _subject_of(clause, cast)))
        found[f"then{n}"] = f"{said[:1].upper()}{said[1:]}."
    return {name: text for name, text in found.items() if text}


def _suffered(words: Sequence[Word]) -> bool:
    """Whether what is said of somebody is what they have done to what is another's, and no "him" stands in it."""
    low = [word.text.lower() for word in words]
    return any(lemma(word) in _WRONGS for word in low[1:3]) and bool({"his", "her"} & set(low)) and not {"him", "it"} & set(low)


def _whose(aim: Aim, cast: Cast) -> str:
    """Whose "his" is in a deed: its doer's, but "his wife's chair" is nothing of a dog's that is taught to sit in it."""
    return "P" if aim.doer == "Q" and cast.q.kind != "human" and cast.p.kind == "human" else aim.doer


def _parts(do: Sequence[Word]) -> dict[str, tuple[Word, ...]]:
    """What a deed is done to, and where, from or with what: "x" the whole object, "x.it" its noun alone, "x.from" what follows "from"."""
    found: dict[str, tuple[Word, ...]] = {}
    marks = [n for n in range(1, len(do)) if do[n].text.lower() in _LEADING and not do[n].who]
    first = next(
        (n for n in range(1, len(do)) if n in marks or do[n].text.lower() in _ENDING or (n > 1 and do[n].text.lower() in _SUBJECTS)),
        len(do),
    )
    whole = [w for w in do[1:first] if w.text.lower() not in _PARTICLES]
    if whole and (whole[0].who or whole[0].text.lower() in DETERMINERS or len(whole) <= _SHORT_OBJECT):
        found["x"] = tuple(whole)
        if (
            not whole[-1].who
            and whole[-1].text.lower() not in _PRONOUNS
            and not {w.text.lower() for w in whole} & (_PRONOUNS.keys() - OWNERS | {"no"})
        ):
            found["x.it"] = (replace(whole[-1], joint=""),)
    for n, end in zip(marks, [*marks[1:], len(do)], strict=False):
        stop = next((k for k in range(n + 1, end) if do[k].text.lower() in _ENDING), end)
        if stop > n + 1:
            found.setdefault(f"x.{do[n].text.lower()}", tuple(do[n + 1 : stop]))
    return found


def _noun_of(words: Sequence[Word]) -> str:
    """The noun of a phrase alone: "the baby gull asleep on the lamp switch" is a gull."""
    end = next((n for n, w in enumerate(words) if n > 1 and (w.text.lower() in _LEADING | _ENDING | _APART or w.verb)), len(words))
    return words[end - 1].text


def _named_first(clause: tuple[Word, ...], cast: Cast, about: str = "") -> tuple[Word, ...]:
    """The clause with its first "he" or "she" as somebody's name, that of `about` if it is given: on the page nothing stands before it."""
    for n, word in enumerate(clause):
        low = word.text.lower()
        if word.who:
            break
        if low in ("he", "she") and (letter := about or cast.who(low, "subject", "", False)):
            return (*clause[:n], replace(word, who=letter, subject=True), *clause[n + 1 :])
    return clause


def _subject_of(words: Sequence[Word], cast: Cast) -> str:
    """P or Q, if a clause is about what they do."""
    if words[0].who:
        return words[0].who
    low = words[0].text.lower()
    return cast.who(low, "subject", "", False) if low in ("he", "she") else ""


def _broken(words: Sequence[Word]) -> bool:
    """A clause that begins with one of the two and does not go on with what they do: its subject was longer than it seems."""
    return bool(words[0].who) and not words[0].subject and not words[0].owner


def _told(words: Sequence[Word], cast: Cast, mouth: str, aim: Aim, subject: str) -> str:
    """A phrase as somebody says it to the other, or as action lines do."""
    found: list[str] = []
    agreeing = -1  # 0 after I, 1 after you and we
    named: set[str] = set()
    its, whose = _who_it_is(words, cast, subject)
    said = next((n for n, word in enumerate(words[:3]) if lemma(word.text.lower()) in _SAYING), -1)
    glue = ""
    for n, word in enumerate(words):
        text, low = word.text, word.text.lower()
        who = word.who
        if word.verb and 0 <= said < n - 1 and not words[n - 1].who and words[n - 1].text.lower() not in _PRONOUNS:
            subject = ""  # of a clause within that is about something else: "says a parrot owes him"
        if not who and low in _PRONOUNS:
            teller = next((mark[-1] for mark in aim.marks if mark.startswith("teller:")), "")
            who = (
                teller
                if _PRONOUNS[low][0] == "teller"
                else whose
                if n == its
                else cast.who(low, _case(word, low, words, n), subject, bool({"both", "several"} & set(aim.marks)))
            )
        if who and (word.who or mouth or (who != subject and who != "PQ")):
            case = _case(word, low, words, n)
            if case == "owner" and n + 1 == len(words) and not word.who:
                case = "owned"
            if mouth:
                person = "us" if who == "PQ" else "me" if who == mouth else "you"
                text = _FORMS[person].get(case, text)
                if case == "subject":
                    agreeing = 0 if person == "me" else 1
            elif case == "owner" and _PRONOUNS.get(low, ("",))[0] == "teller":
                text = cast.his(who) if who in named else f"{cast.named(who)}'s"
            elif word.who or case == "object":
                text = cast.named(who) + ("'s" if word.owner else "")
                named.add(who)
            if word.who and word.subject and n:
                subject = word.who  # of a clause within: "says the skeleton owes him"
        elif agreeing >= 0 and (word.verb or low in _AGREEING or (words[n - 1].subject and low not in _ADVERBS)):
            text = _agree(low, text, agreeing)
            after = words[n + 1].text.lower() if n + 1 < len(words) else ""
            if low not in _ADVERBS and after not in ("and", "but"):
                agreeing = -1 if not _conjoined(words, n) else agreeing
        found.append(glue + text if glue else text)
        glue = ""
        if word.joint:
            found[-1] += word.joint
            glue = ""
    text = " ".join(t for t in found if t).replace("- ", "-")
    text = _OF.sub(lambda m: f"{_OWN.get(m[2], m[2] + chr(39) + 's')} {m[1]}", text) if named or mouth else text
    text = _I_AM.sub(r"\1 is", text) if not mouth else text  # of who tells: "Ines is going to dig it up"
    return _particle_last(text, words, mouth)


def _who_it_is(words: Sequence[Word], cast: Cast, subject: str) -> tuple[int, str]:
    """Where an "it" or "its" must mean one of the two who is no human, and which: nothing else is named before it; -1 if none."""
    beings = [letter for letter, person in (("P", cast.p), ("Q", cast.q)) if person.kind != "human"]
    letter = next((x for x in beings if x != subject), "")
    for n, word in enumerate(words):
        low = word.text.lower()
        if low in ("whose", "what", "which"):
            return -1, ""  # "whose birthday it is"
        if low == "its" and subject in beings:
            return n, subject  # "buries its broken companion"
        if low in ("it", "itself", "its") and letter:
            return n, letter
        if low in ("the", "a", "an", "his", "her", "their") and not word.who:
            break
    return -1, ""


def _conjoined(words: Sequence[Word], n: int) -> bool:
    """Whether a second verb of the same subject follows: "comes every night and never buys"."""
    rest = [w.text.lower() for w in words[n + 1 :]]
    for k, word in enumerate(rest):
        if word in ("and", "but") and k + 1 < len(rest):
            following = [w for w in rest[k + 1 : k + 3] if w not in _ADVERBS]
            return bool(following) and following[0] != lemma(following[0]) and lemma(following[0]) in lexicon.verbs()
    return False


def _agree(low: str, text: str, agreeing: int) -> str:
    if low in _AGREEING:
        return _AGREEING[low][agreeing]
    if low.endswith("s") and not low.endswith("ss"):
        return lemma(low) if lemma(low) in lexicon.verbs() else text.removesuffix("s")
    return text


def _case(word: Word, low: str, words: Sequence[Word], n: int) -> str:
    if word.who:
        return "owner" if word.owner else "subject" if word.subject else "object"
    case = _PRONOUNS[low][1]
    if case == "subject or object":
        return "subject" if n + 1 < len(words) and words[n + 1].verb else "object"
    if case == "object or owner":
        after = words[n + 1] if n + 1 < len(words) else None
        plain = after is None or after.text.lower() in _BEFORE_OBJECT | _PARTICLES | {
            "and",
            "but",
            "when",
            "the",
            "a",
            "that",
            "who",
            "how",
            "what",
            "where",
            "why",
            "not",
        }
        return "object" if plain or (after is not None and after.verb) else "owner"
    return case


def _particle_last(text: str, words: Sequence[Word], mouth: str) -> str:
    """ "send off you" is "send you off"."""
    led = [n for n in range(2, len(words)) if words[n].who and words[n - 1].text.lower() in _PARTICLES]
    for small in ("you", "me", "us") if mouth else ():
        for n in led:
            particle, before = words[n - 1].text.lower(), words[n - 2]
            if (before.verb or n == 2) and not before.who and re.search(rf" {particle} {small}\b", text):  # not "practise it on you"
                return text.replace(f" {particle} {small}", f" {small} {particle}", 1)
    return text


__all__ = ["Cast", "slots"]
