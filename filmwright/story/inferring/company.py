"""Company: who the people are, and whom a sentence means."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from filmwright.story import lexicon
from filmwright.story.inferring.cues import is_end, tokens
from filmwright.story.inferring.passages import Passage, SceneText

Sex = Literal["female", "male", "neutral"]

_INTRODUCED = re.compile(r"\b([A-Z][A-Z'\u2019.-]{2,}(?: [A-Z][A-Z'\u2019.-]+)*)\b(?=,| \(|:)")
_TITLES = {
    "mr": "male", "mrs": "female", "miss": "female", "ms": "female", "lady": "female", "lord": "male", "sir": "male", "king": "male",
    "queen": "female", "prince": "male", "princess": "female", "duke": "male", "duchess": "female", "madame": "female", "father": "male",
    "mother": "female", "nurse": "female", "gran": "female", "granny": "female", "grandma": "female", "grandpa": "male",
}  # fmt: skip
_SHE, _HE = frozenset(("she", "her", "hers", "herself")), frozenset(("he", "him", "his", "himself"))
_NO_NAMES = frozenset(
    ("the", "a", "an", "of", "and", "old", "young", "first", "second", "third", "mr", "mrs", "miss", "ms", "lady", "lord", "sir")
)
_AGES = (("child", 12), ("teen", 19), ("young", 30), ("adult", 59))


@dataclass
class Somebody:
    """A person of the screenplay."""

    id: str
    name: str  # as the cue shows it
    words: frozenset[str]  # by which a sentence names them
    sex: Sex = "neutral"
    description: str = ""
    age: str = "adult"
    role: str = ""


@dataclass
class Company:
    """All people, and how a word finds one."""

    people: dict[str, Somebody]
    by_word: dict[str, str]
    by_cue: dict[str, str]
    recent: list[str] = field(default_factory=list)  # the last meant, latest last

    def met(self, person: str) -> None:
        """Remember who was meant last."""
        if person in self.recent:
            self.recent.remove(person)
        self.recent.append(person)

    def pronoun(self, word: str, *, besides: str = "") -> str:
        """The last fitting person that a pronoun may mean; "" if nobody fits."""
        wanted = "female" if word in _SHE else "male" if word in _HE else ""
        if not wanted:
            return ""
        for sexes in ((wanted,), ("neutral",)):
            for person in reversed(self.recent[-8:]):  # further back nobody would look
                if person != besides and self.people[person].sex in sexes:
                    return person
        return ""


def company_of(scenes: list[SceneText]) -> Company:
    """Everybody who speaks, and everybody whom the action introduces in capitals and names again."""
    names = Counter(passage.speaker for scene in scenes for passage in scene.passages if passage.speaker)
    action = [passage.text for scene in scenes for passage in scene.passages if not passage.speaker]
    seen = Counter(word for text in action for word in re.findall(r"[A-Za-z][\w'\u2019-]+", text))
    for text in action:
        for name in _INTRODUCED.findall(text):
            first = name.split()[0]
            if name not in names and (seen[first.title()] or re.search(re.escape(name) + r"[ ,(]+\w+", text)) and _may_be_name(name, seen):
                names[name] += 0
    people: dict[str, Somebody] = {}
    by_cue: dict[str, str] = {}
    for name in _by_sight(names, [passage for scene in scenes for passage in scene.passages]):
        identity = re.sub(r"\W+", "_", name.lower()).strip("_") or f"person_{len(people) + 1}"
        by_cue[name] = identity
        people.setdefault(identity, Somebody(identity, name, _words(name)))
    company = Company(people, _by_word(people), by_cue)
    for scene in scenes:
        for passage in scene.passages:
            if not passage.speaker:
                _describe(company, passage)
    for person in people.values():
        if person.sex == "neutral":
            person.sex = _sex_of(person)
    _learn_sexes(company, scenes)
    return company


def _by_sight(names: Counter[str], passages: list[Passage]) -> list[str]:
    """The names in the order in which they are first seen or heard."""
    first: dict[str, tuple[int, int]] = {}
    for passage in passages:
        if passage.speaker:
            first.setdefault(passage.speaker, (passage.index, 0))
            continue
        for name in names:
            if name not in first and name in passage.text:
                first[name] = (passage.index, passage.text.index(name))
    return sorted(names, key=lambda name: first.get(name, (len(passages), 0)))


def _may_be_name(name: str, seen: Counter[str]) -> bool:
    return bool(seen[name.split()[-1].title()]) and name.lower() not in lexicon.things() and name.lower() not in lexicon.places()


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in tokens(name) if word not in _NO_NAMES and word.isalpha() or len(word) > 2 and word not in _NO_NAMES)


def _by_word(people: dict[str, Somebody]) -> dict[str, str]:
    """A word means a person if it is in the name of one person only."""
    counts = Counter(word for person in people.values() for word in person.words)
    return {word: person.id for person in people.values() for word in person.words if counts[word] == 1}


def _describe(company: Company, passage: Passage) -> None:
    """The first sight: what stands behind the name in capitals, and "her nephew" before it, with age, sex and trade."""
    for person in company.people.values():
        if person.description or person.name not in passage.text:
            continue
        person.description = _sight(passage.text, person, company)
        words = tokens(person.description)
        age = _age(words)
        for first, second in zip(["", *words], words, strict=False):
            role = lexicon.roles().get(f"{first} {second}") or lexicon.roles().get(second)
            if role is not None and not person.role:
                person.role = role.word
                age = age or role.age
                if role.sex in ("female", "male") and first not in _OF_OTHERS:
                    person.sex = "female" if role.sex == "female" else "male"
        person.age = age or "adult"
        for before, word in zip(["", *words], words, strict=False):
            if person.sex == "neutral" and word in _WOMEN and before not in _OF_OTHERS:
                person.sex = "female"
            if person.sex == "neutral" and word in _MEN and before not in _OF_OTHERS:
                person.sex = "male"


_OF_OTHERS = frozenset(("of", "with", "by", "for"))  # "a man with a daughter"
_WOMEN = frozenset(("woman", "girl", "she", "widow", "mother", "daughter", "sister", "aunt", "niece", "wife"))
_MEN = frozenset(("man", "boy", "he", "beard", "bearded", "moustache", "father", "son", "brother", "uncle", "nephew", "husband", "widower"))
_KIN_BEFORE = re.compile(r"\b((?:his|her|their) (?:[a-z-]+ )?[a-z-]+),? $")


def _sight(text: str, person: Somebody, company: Company) -> str:
    """The description of somebody in a paragraph: to the end of the sentence, or to the next person's."""
    at = text.index(person.name)
    behind = re.split(r"(?<=[.!?])\s", text[at + len(person.name) :].lstrip(" ,:("))[0]
    for other in company.people.values():
        if other is not person and other.name in behind:
            behind = behind[: behind.index(other.name)]
            kin = _KIN_BEFORE.search(behind)
            behind = re.sub(r",? and $|[, ]+$", "", behind[: kin.start()] if kin else behind)
    before = _KIN_BEFORE.search(text[:at])
    return ", ".join(filter(None, (before[1] if before else "", behind.strip())))[:200]


_NUMBERS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "twenties": 25, "thirties": 35,
         "forties": 45, "fifties": 55, "sixties": 65, "seventies": 75, "eighties": 85}  # fmt: skip


def _age(words: list[str]) -> str:
    """Child, teen, young, adult or old; "" where nothing says."""
    words = words[:16]
    for word in words:
        head = word.split("-")[0].removesuffix("s") if word[:1].isdigit() else word.split("-")[0]
        years = int(head[:3]) if head.isdigit() else _TENS.get(head, 0) or (_NUMBERS.index(head) + 1 if head in _NUMBERS[3:] else 0)
        if years:
            return next((name for name, until in _AGES if years <= until), "old")
    if set(words) & {"old", "elderly", "aged", "ancient"}:
        return "old"
    if set(words) & {"boy", "girl", "child"}:
        return "child"
    return "young" if "young" in words else ""


def _sex_of(person: Somebody) -> Sex:
    words = tokens(person.name)
    for word in words:
        role = lexicon.roles().get(word)
        sex = _TITLES.get(word) or (role.sex if role else "")
        if sex in ("female", "male"):
            return "female" if sex == "female" else "male"
    names = lexicon.table("names")
    if person.name.title() in names["female"]:
        return "female"
    return "male" if person.name.title() in names["male"] else "neutral"


def _learn_sexes(company: Company, scenes: list[SceneText]) -> None:
    """A pronoun that follows the only person named in a paragraph tells their sex."""
    votes: dict[str, Counter[str]] = {person: Counter() for person in company.people}
    for scene in scenes:
        for passage in scene.passages:
            if passage.speaker:
                continue
            words = tokens(passage.text)
            named = [company.by_word[word] for word in words if word in company.by_word]
            if len(set(named)) == 1:
                after = words[next(i for i, word in enumerate(words) if word in company.by_word) :]
                votes[named[0]]["female"] += sum(word in _SHE for word in after)
                votes[named[0]]["male"] += sum(word in _HE for word in after)
    for person, counted in votes.items():
        if company.people[person].sex == "neutral" and counted["female"] != counted["male"]:
            company.people[person].sex = "female" if counted["female"] > counted["male"] else "male"


@dataclass(frozen=True)
class Deed:
    """A verb in a passage with who does it and to whom."""

    verb: str
    at: int
    subject: str
    object: str


def deeds_of(passage: Passage, company: Company, verb_of: dict[int, str], words: list[str]) -> list[Deed]:
    """The verbs of a paragraph of action, each with its subject and object as persons.

    The subject is the person named, or meant by a pronoun, at the head of the clause; in the passive it is who stands after "by". A clause
    without one keeps the subject of the clause before it.
    """
    deeds: list[Deed] = []
    subject = ""
    pending: list[tuple[str, int, str, bool]] = []  # verbs that wait for an object
    head = True
    for i, word in enumerate(words):
        if is_end(word) or word in (";", ":"):
            deeds += [Deed(verb, at, who, "") for verb, at, who, _ in pending]
            pending, head = [], True
            continue
        if word in ("and", "then", ","):
            head = True
            continue
        possessive = word.endswith("'s")
        person = company.by_word.get(word.removesuffix("'s"), "")
        if not person and word in ("he", "she"):
            person = company.pronoun(word)
        elif not person and word in ("him", "her", "himself", "herself"):
            person = company.pronoun(word, besides=subject) if not word.endswith("self") else ""
        if person:
            if not (possessive or word in ("him", "her")) and (head or not subject):
                deeds += [Deed(verb, at, who, "") for verb, at, who, _ in pending]
                pending = []
                subject = person
            elif pending:
                deeds += [_turned(verb, at, who, person, passive) for verb, at, who, passive in pending]
                pending = []
            company.met(person)
            head = False
        elif i in verb_of:
            deeds += [Deed(verb, at, who, "") for verb, at, who, _ in pending]
            passive = i > 0 and words[i - 1] in ("is", "are", "was", "were", "been", "being") and not word.endswith(("ing", "s"))
            pending = [(verb_of[i], i, subject, passive)]
            head = False
        elif word in ("the", "a", "an", "to", "of", "with", "at", "from"):
            head = head and word in ("the", "a", "an")
    deeds += [Deed(verb, at, who, "") for verb, at, who, _ in pending]
    return deeds


def _turned(verb: str, at: int, who: str, other: str, passive: bool) -> Deed:
    return Deed(verb, at, other, who) if passive else Deed(verb, at, who, other)
