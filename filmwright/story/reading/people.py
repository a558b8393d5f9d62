"""Who is in a premise: the one who does, the one it is done to or with, and those who are only spoken of."""

from __future__ import annotations

import re
from dataclasses import replace

from filmwright.story import lexicon
from filmwright.story.lexicon import RoleWord, lemma
from filmwright.story.reading.phrases import DETERMINERS, PREPOSITIONS, STOP, NounPhrase, is_name, is_time, verbs_of
from filmwright.story.reading.records import PersonRead, Reading


def _words(name: str) -> frozenset[str]:
    """A list of the table, from [people]."""
    return frozenset(lexicon.table("reading")["people"][name].split())


_DEAD = frozenset(lexicon.table("lexicon")["lists"]["dead"].split())
_AGE: dict[str, str] = lexicon.table("lexicon")["ages"]
_CALENDAR = frozenset(lexicon.table("lexicon")["lists"]["calendar"].split())
_NUMBER = _words("several")
_UNIQUE = frozenset(lexicon.table("lexicon")["lists"]["named_so"].split())
_THIRD = 2.2  # by which the third of three weighs less than whoever else the premise names
_COUNTED: dict[str, int] = lexicon.table("reading")["counted"]
_TRAITS = frozenset(lexicon.table("lexicon")["lists"]["traits"].split())
_COMPANY = _words("company")  # after these a person belongs to the deed
_MADE_KINDS = tuple(lexicon.table("reading")["people"]["made"].split())
_TRADE_ENDINGS = tuple(lexicon.table("lexicon")["lists"]["trade_endings"].split())
_NO_TRADES = frozenset(lexicon.table("lexicon")["lists"]["no_trades"].split())
# What makes a somebody of a beast or a machine that it is done to.
_KINDLY = frozenset(lexicon.table("lexicon")["lists"]["kindly"].split())
_REMAINS = _words("remains")  # what is somebody's when they are dead
_PAIRS = {"couple": ("husband", "wife"), "newlywed": ("husband", "wife"), "lover": ("man", "woman")}  # one noun for two
_GROUPS: dict[str, str] = lexicon.table("reading")["groups"]
_BEINGS: dict[str, str] = lexicon.table("reading")["beings"]
_BEING_DEEDS = frozenset(_BEINGS["deeds"].split())
_ADDRESSED = frozenset(_BEINGS["addressed"].split())
_THINKING = frozenset(lexicon.table("reading")["sentence"]["thinking"].split())
_OF_DEATH = re.compile(r"(?:is|are|was) (?:now )?(?:dead|gone forever|drowned)|(?:has|had|have) (?:just )?(?:died|drowned|passed)|died\b")
_BORNE = frozenset(("carry", "save"))  # a thing is carried to somebody
_LIFELIKE = frozenset(word.replace("_", " ") for word in _BEINGS["lifelike"].split())
_SPOKEN = frozenset(_BEINGS["spoken"].split())
_ANSWERING = frozenset(_BEINGS["answering"].split())
_BETWEEN = _words("between")
_TOGETHER_WITH = _words("together_with")  # "with the help of a cat"
_BEGINNING = _words("beginning")  # before the subject of a later clause
_NOBODY = _words("nobody")
_GONE = frozenset(("missing", "lost", "vanished", "absent", "runaway"))
_NO_NAMES = _words("no_names")
_PARENTS = frozenset(("mother", "father", "mum", "mom", "dad"))
_GROWN_TELLER = re.compile(
    r"\b(?:not spoken|spoken since|funeral|divorce|married|pension|care home|nursing home|inherit|missing|years ago|my wife|my husband)"
)
_DAUGHTERS = re.compile(r"\bmy husband\b")
_SINCE = re.compile(r"\b([a-z]+) years? (?:late|overdue|ago|later|after)\b|\b(?:after|for) ([a-z]+) years\b")
_DEAD_NOW = r"(?:who|that) (?:(?:has|had) been (?:long )?dead|died|is (?:long )?dead|was (?:long )?dead)"
_LEARNERS = _words("learners")
_TITLES: dict[str, str] = lexicon.table("reading")["titles"]
_AWAY = re.compile(
    r"(?:is|are|was) (?:not|never) (?:coming|going to come) (?:back|home)|(?:has|have) (?:left|gone)\b|left (?:us|them|him|her)\b"
    r"|never came back"
)
_TO_BE = _words("to_be")
_ELDERS = _words("elders")
_LIVES = _words("lives")
_IS = _words("is")
_PARTNERS = {"widow": "husband", "widower": "wife"}
# A son or daughter is grown where one of these is said, and small where one of those is.
_GROWN = re.compile(r"\b(?:" + "|".join(lexicon.table("features")["grown"]) + r")\b")
_SMALL = re.compile(r"\b(?:" + "|".join(lexicon.table("features")["small"]) + r")\b")


def read_people(reading: Reading, words: list[str], phrases: list[NounPhrase]) -> None:
    """Fill `reading.people`, the film's two first, and what is said of those who are not in it."""
    lower = [w.lower() for w in words]
    named: list[tuple[float, PersonRead]] = []
    verbs = verbs_of(lower)
    for number, phrase in enumerate(phrases):
        role = _role(phrase, number, phrases, lower)
        if role is None:
            continue
        if lower[phrase.end + 1 : phrase.end + 3] == ["too", "many"]:
            continue  # "one guest too many": none of whom there is a film
        if phrase.start and not phrase.determiner and lower[phrase.start - 1] in _TO_BE and named:
            continue  # "the face outside is god"
        if _only_thought(phrase, lower) or lower[max(0, phrase.start - 1)] == "being":  # "disagree about being vegetarian"
            continue
        gone = bool(_OF_DEATH.match(" ".join(lower[phrase.end + 1 : phrase.end + 4])))
        if gone and (role.trade == "beast" or (phrase.start and lower[phrase.start - 1] == "that" and not role.kin)):
            continue  # "that the school's tortoise has died", "that the old man has died"
        if phrase.subordinate and role.kin and named and _AWAY.match(" ".join(lower[phrase.end + 1 : phrase.end + 7])):
            reading.facts["absent"] = phrase.head  # "because mum is not coming back"
            continue
        if role.kin and (_OF_DEATH.match(" ".join(lower[phrase.end + 1 : phrase.end + 4]))):
            reading.facts["dead_owner"] = reading.facts["owner"] = phrase.head
            continue
        if role.word in _NOBODY and (phrase.subordinate or phrase.preposition):
            continue
        if phrase.of in _GROUPS and named and named[-1][1].word == role.word:
            continue
        if _played(phrase, lower) and named:
            reading.facts.setdefault("as", " ".join(words[phrase.start : phrase.end + 1]))
            continue
        if _absent(phrase, reading, named) or _same(named, phrase, role, lower, verbs):
            continue
        second = phrase.determiner == "another" or (
            bool(named) and named[-1][1].word == phrase.head and lower[named[-1][1].at + 1 : phrase.start] == ["and"]
        )  # "a spy and the spy"
        if any(one.role.word == role.word for _, one in named) and not second and role.word not in ("person", "stranger"):
            continue
        members = next((p for p in phrases[number + 1 : number + 2] if p.of == phrase.head and p.head in lexicon.roles()), None)
        if phrase.head in _GROUPS and members is not None:
            role = lexicon.roles()[members.head]  # "a family of mice"
        person = PersonRead(
            role.word if " " in role.word or role.word == phrase.head or phrase.head in _GROUPS else phrase.head,
            role,
            at=phrase.end,
            owner=phrase.owner or _own(phrase),
        )
        _describe(person, phrase, words, lower)
        named.append((_weight(phrase, role), person))
        if phrase.head in _PAIRS and phrase.head != "lover" or phrase.word == "lovers":
            named.pop()
            for word in _PAIRS[phrase.head]:
                named.append(
                    (
                        _weight(phrase, role),
                        PersonRead(word, lexicon.roles()[word], age=person.age, facts=list(person.facts), at=phrase.end),
                    )
                )
            continue
        first_verb = min((p.verb for p in phrases if p.verb >= 0), default=len(lower))
        if (
            (phrase.head in _GROUPS and members is None)
            or (phrase.plural and not (phrase.start > 1 and lower[phrase.start - 1] == "of") or phrase.determiner in ("two", "both"))
            and (any(w in _NUMBER for w in (phrase.determiner, *phrase.modifiers)) or phrase.end < first_verb)
        ):
            named += _others_of(phrase, person)
            if (count := next((w for w in (phrase.determiner, *phrase.modifiers) if w in _COUNTED), "")) and phrase.verb < 0:
                reading.facts["count"], reading.facts["counted"] = count, phrase.word
            if role.kin:
                reading.facts["kin_pair"] = phrase.head
    _read_owners(reading, phrases, named)
    _read_names(reading, words, lower, named)
    if lower[:1] in (["she"], ["he"]):  # nobody has been named before: the film's first
        word = {"she": "woman", "he": "man"}[lower[0]]
        named.insert(0, (3.1, PersonRead(word, lexicon.roles()[word], at=0)))
    _read_teller(reading, lower, named)
    ranked = sorted(range(len(named)), key=lambda i: (-named[i][0], named[i][1].at, i))
    chosen = sorted(ranked[:2], key=lambda i: (named[i][1].at, i))
    reading.people = [named[i][1] for i in chosen] + [named[i][1] for i in ranked[2:3]]
    for i in ranked[2:]:
        reading.facts.setdefault("absent_third", named[i][1].word)
    _read_absent(reading, phrases, [named[i][1] for i in ranked[2:4]])
    _grow_up(reading)


def _others_of(phrase: NounPhrase, person: PersonRead) -> list[tuple[float, PersonRead]]:
    """Those who are told by one noun beside the first: one of two, two of three; of a crowd one, after anybody who is told apart."""
    apart = 2.0 if phrase.head in _GROUPS else 0.0
    more = 2 if "three" in (phrase.determiner, *phrase.modifiers) else 1
    return [
        (
            _weight(phrase, person.role) - apart - _THIRD * n,
            replace(person, facts=[*person.facts, *(["of_crowd"] if phrase.head in _GROUPS else [])]),
        )
        for n in range(more)
    ]


def _played(phrase: NounPhrase, lower: list[str]) -> bool:
    """Whether it is what somebody would be, and nobody else: "wants to become a pirate", "pretends to be a fortune teller"."""
    verb = lemma(lower[phrase.verb]) if phrase.verb >= 0 and not phrase.preposition else ""
    return verb == "become" or (phrase.determiner in ("a", "an", "the") and lower[max(0, phrase.start - 2) : phrase.start] == ["to", "be"])


def _only_thought(phrase: NounPhrase, lower: list[str]) -> bool:
    """Whether it is what somebody is taken for: "thinks he is the new nurse", "is mistaken for the groom"."""
    before = lower[max(0, phrase.start - 6) : phrase.start]
    if before[-1:] == ["for"]:
        return "mistaken" in before or "mistakes" in before or "taken" in before
    return before[-1:] != [] and before[-1] in _TO_BE and any(lemma(w) in _THINKING for w in before)


def _read_absent(reading: Reading, phrases: list[NounPhrase], others: list[PersonRead]) -> None:
    """Those who are spoken of and not in the film, four at most."""
    there = {p.word for p in reading.people[:2]} | {p.role.word for p in reading.people[:2]}
    spoken = [p.word for p in others] + [p.owner for p in phrases] + [p.head for p in phrases if p.subordinate or p.preposition or p.of]
    words = list(dict.fromkeys(w for w in spoken if w in lexicon.roles() and w not in there and w not in lexicon.own_things()))[:4]
    if words:
        reading.facts["absent"] = ", ".join(words)


def _role(phrase: NounPhrase, number: int, phrases: list[NounPhrase], lower: list[str]) -> RoleWord | None:
    """What the head of a phrase says of a person; None if it is not a person here."""
    roles, things = lexicon.roles(), lexicon.things()
    base = phrase.head
    if phrase.word.endswith("ing") and base != phrase.word:
        return None  # "her cooking", "fishing": a deed, and nobody
    role = roles.get(phrase.word) or roles.get(base) or _group(phrase) or _being(phrase, phrases[:number], lower)
    if role is None:
        whole = " ".join([*phrase.modifiers[-1:], base])
        role = roles.get(whole) or _by_ending(phrase, phrases)
    if role is None:
        return None
    for made in _MADE_KINDS:  # "a robot gardener": one person, the kind of the first, the place of the second
        if made in phrase.modifiers:
            maker = roles[made]
            return RoleWord(f"{made} {base}", maker.kind, role.age, maker.sex, role.home, role.trade)
    if role.word == base and _is_being(phrase, phrases[:number], lower):
        return role
    if (base in things or role.trade in ("beast", "machine")) and not _acts(phrase, number, phrases, lower):
        return None
    return role


def _group(phrase: NounPhrase) -> RoleWord | None:
    """One of many who are told as one: "an orchestra"."""
    word = _GROUPS.get(phrase.head, "")
    return lexicon.roles().get(word) if word and phrase.verb < 0 and not phrase.preposition else None


def _being(phrase: NounPhrase, earlier: list[NounPhrase], lower: list[str]) -> RoleWord | None:
    """A thing that the premise tells as somebody: "a teapot who is afraid", "the moon comes down to apologise"."""
    known = "place" if phrase.head in lexicon.places() else "picture" if phrase.head in _LIFELIKE else ""
    kind = lexicon.things().get(phrase.head, known)
    if not kind or not _is_being(phrase, earlier, lower):
        return None
    made, age, sex, home, trade = _BEINGS["sky" if kind == "sky" or phrase.head in _BEINGS["elements"].split() else "thing"].split()
    return RoleWord(phrase.head, made, age, sex, home, trade)


def _is_being(phrase: NounPhrase, earlier: list[NounPhrase], lower: list[str]) -> bool:
    """Whether a thing is subject of what only somebody does, or is loved."""
    at = phrase.end + 1
    if at < len(lower) and lower[at] in ("in", "on", "at", "of", "under", "from") and phrase.start < 3:  # "a portrait in the gallery begs"
        at = next(
            (i for i in range(at + 1, min(at + 5, len(lower))) if lemma(lower[i]) in _BEING_DEEDS and not lower[i].endswith("ing")), at
        )
    while at < len(lower) - 1 and (lower[at] in _BETWEEN or lower[at].endswith("ly")):
        at += 1
    after = lower[at : at + 2]
    spoken = phrase.preposition == "to" or (phrase.preposition == "with" and phrase.verb >= 0 and lemma(lower[phrase.verb]) != "speak")
    if spoken and phrase.verb >= 0 and lemma(lower[phrase.verb]) in _SPOKEN and phrase.determiner and not _owned(phrase):
        return True  # "confesses to a teapot"; but "speaks with a music box"
    asked = (
        phrase.verb == phrase.start - 1 >= 0
        and lemma(lower[phrase.verb]) in _ADDRESSED - _BORNE
        and after[:1] in (["for"], ["to"], ["whether"])
    )
    if asked and not phrase.owner and (phrase.head not in lexicon.places() or phrase.head in _UNIQUE):
        return True  # "asks the moon for a loan"
    before = " ".join(lower[max(0, phrase.start - 3) : phrase.start])
    if before.endswith(("in love with", "married to", "attached to", "fond of", "friends with")) or (
        before.endswith("falls for") and not earlier
    ):
        return True
    if _several_do(phrase, lower):
        return True
    beside = phrase.verb < 0 and not phrase.preposition and bool(earlier) and earlier[-1].end == phrase.start - 2
    if beside and lower[phrase.start - 1] == "and" and phrase.head in _LIFELIKE:
        return True  # "a mime and a ventriloquist's dummy share a bench"
    later = phrase.verb >= 0 and bool(after) and phrase.head not in lexicon.places() and lower[phrase.start - 1] in _BEGINNING | {"that"}
    alive = phrase.head in _LIFELIKE and after[:1] != [] and (lemma(after[0]) in lexicon.verbs() or after[0] in ("has", "does", "doesn't"))
    if later and ((after[0].endswith("s") and lemma(after[0]) in _ANSWERING and lemma(after[0]) != after[0]) or alive):
        return True  # "has only a plant to talk to and then the plant answers", "that his dummy has signed a contract"
    if not after or phrase.preposition or phrase.verb >= 0 or phrase.owner:
        return False
    if after[0] == "that" and after[-1] in _LIVES:
        return True  # "a lift that is afraid of heights"
    if (
        after[0] in ("who", "whose")
        or lower[at : at + 3] == ["falls", "in", "love"]
        or after == ["in", "love"]
        or (after[0] in ("is", "are") and after[-1] in ("afraid", "lonely", "jealous"))
        or (after == ["that", "is"] and lower[at + 2 : at + 3] in (["afraid"], ["lonely"], ["jealous"], ["scared"], ["tired"], ["in"]))
    ):
        return True
    return lemma(after[0]) in _BEING_DEEDS and after != ["falls", "in"] and not phrase.subordinate


def _several_do(phrase: NounPhrase, lower: list[str]) -> bool:
    """Whether things are the subjects of what only somebody does: "a potato and an onion wait in a cupboard", "two umbrellas argue"."""
    if phrase.verb >= 0 or phrase.preposition or phrase.subordinate:
        return False
    joined = "and" in lower[phrase.end + 1 : phrase.end + 2] or (phrase.start > 0 and lower[phrase.start - 1] == "and")
    ahead = lower[phrase.end + 1 : phrase.end + (6 if joined else 2)]
    deed = next((w for w in ahead if w == lemma(w) and w in _BEING_DEEDS), "")
    return bool(deed) and (joined or phrase.plural) and not any(w in PREPOSITIONS for w in ahead[: ahead.index(deed)])


def _same(named: list[tuple[float, PersonRead]], phrase: NounPhrase, role: RoleWord, lower: list[str], verbs: list[int]) -> bool:
    """Whether a phrase only says what the one before is: "the condemned woman is his sister", "the passenger is Death"."""
    if not named or phrase.preposition:
        return False
    before = named[-1][1]
    if phrase.apposed and before.at == phrase.start - 1:  # "her patient, a vampire,"
        if role.trade in ("magic", "beast"):
            before.word, before.role = role.word, role
        return True
    told = phrase.end + 1 < len(lower) and phrase.end + 1 in verbs  # "his teacher the dog ate his homework"
    if (
        phrase.start == before.at + 1 and phrase.determiner == "the" and not before.name and not told
    ):  # "his best friend the balloon seller"
        before.role = replace(role, word=before.role.word) if not before.role.kin else before.role
        before.facts.append(role.word)
        return True
    i = phrase.start - 1
    while i > before.at and lower[i] in _IS - _TO_BE:
        i -= 1
    if i <= before.at or lower[i] not in _TO_BE or any(before.at < v < i for v in verbs):
        return False
    if (role.kin and not before.role.kin) or role.trade in ("magic", "beast"):
        before.facts.append(before.word)
        before.word, before.role, before.owner = role.word, role, phrase.owner or _own(phrase)
    return True


def _owned(phrase: NounPhrase) -> bool:
    """Whether it is told as somebody's."""
    return bool(phrase.owner) or phrase.determiner in ("his", "her", "their", "its", "my", "our")


def _acts(phrase: NounPhrase, number: int, phrases: list[NounPhrase], lower: list[str]) -> bool:
    """Whether what could be a thing is somebody here: it does something, keeps somebody company, or is kindly treated."""
    if (phrase.verb < 0 and not phrase.preposition) or _does(phrase, lower) or phrase.of in _TOGETHER_WITH:
        return True
    if phrase.preposition in ("to", "with") and phrase.verb >= 0 and lemma(lower[phrase.verb]) in _SPOKEN:
        return True  # "admits to his ship's cat"
    treated = not phrase.preposition and phrase.verb >= 0 and lemma(lower[phrase.verb]) in _KINDLY | _ADDRESSED
    treated = treated or (phrase.verb >= 0 and lemma(lower[phrase.verb]) == "take" and lower[phrase.start - 1] == "in")  # "takes in a fox"
    known = lexicon.roles().get(phrase.head)
    small = known is not None and known.age == "child"
    if treated and small:
        return True  # "teaches her last chick to fly"
    if lower[phrase.end + 1 : phrase.end + 2] == ["who"]:
        return True  # "is eaten by a hungry rabbit, who feels terrible"
    told_as_thing = phrase.determiner in ("his", "her", "their", "its", "one", "last")
    if told_as_thing or (phrase.owner and not treated):
        return False
    if treated:
        return True
    if (
        phrase.preposition in ("with", "to", "from")
        or (phrase.preposition == "about" and number == 0)
        or (not phrase.preposition and phrase.head in ("wolf", "fox", "bear"))
    ):
        return True
    before = phrases[number - 1] if number else None
    is_one = phrase.start > 1 and lower[phrase.start - 1] in ("is", "was") and phrase.determiner in ("a", "an")
    told_of = before is not None and (before.head in lexicon.roles() or (before.of and phrases[number - 2].head in lexicon.roles()))
    if is_one and before is not None and before.end == phrase.start - 2 and told_of:
        return True  # "the only witness is a parrot"
    if (
        is_one
        and "one" in lower[max(0, phrase.start - 9) : phrase.start - 1]
        and "only" in lower[max(0, phrase.start - 10) : phrase.start - 1]
    ):
        return True  # "the only one small enough to reach it is a mouse"
    earlier = any(p.head in lexicon.roles() and p.head not in lexicon.own_things() for p in phrases[:number])
    return phrase.subordinate and not phrase.preposition and not earlier


def _does(phrase: NounPhrase, lower: list[str]) -> bool:
    """Whether a beast is the subject of a later clause: "and his dog doesn't recognise him", "while a thrush takes bets"."""
    at = phrase.end + 1
    while at < len(lower) and (lower[at] in _BETWEEN or (lower[at].endswith("ly") and lemma(lower[at]) not in lexicon.verbs())):
        at += 1
    if phrase.preposition or not phrase.start or lower[phrase.start - 1] not in _BEGINNING - {"the"} | {"that"} or at >= len(lower):
        return False
    word = lower[at]
    helped = word in ("does", "doesn't", "won't", "will", "has", "refuses", "must", "can", "can't", "keeps", "starts", "begins")
    acts = lemma(word) in lexicon.verbs() and word != lemma(word) and not word.endswith("ing")
    return helped or (acts and (word.endswith("s") or phrase.plural)) or (phrase.plural and word in lexicon.verbs())


def _by_ending(phrase: NounPhrase, phrases: list[NounPhrase]) -> RoleWord | None:
    """An unknown noun that does something and ends as trades do is taken for a person."""
    base = phrase.head
    known = base in lexicon.things() or base in lexicon.places() or base in lexicon.themes() or base in STOP
    if known or phrase.verb >= 0 or phrase.preposition or len(base) < 5 or is_time(phrase) or not base.endswith(_TRADE_ENDINGS):
        return None
    if base in _NO_TRADES:
        return None
    sex = "female" if base.endswith(("woman", "ess")) else "male" if base.endswith("man") else "neutral"
    craft = base.endswith(("maker", "smith", "wright"))
    return RoleWord(base, "human", "adult", sex, "workshop" if craft else "study", "craft" if craft else "office")


def _absent(phrase: NounPhrase, reading: Reading, named: list[tuple[float, PersonRead]]) -> bool:
    """Those who are dead, or only a time of life: they become facts."""
    roles = lexicon.roles()
    role = roles.get(phrase.head)
    dead = (
        any(m in _DEAD for m in phrase.modifiers[-2:]) and role is not None and (role.kin or phrase.head in ("friend", "lover", "master"))
    )
    if dead:
        reading.facts["dead_owner"] = phrase.head
        return True
    if (
        phrase.preposition == "as" and role is not None and reading.words[max(0, phrase.start - 2)].lower() != "just"
    ):  # "just as the cleaner mops" is a clause
        if role.age == "child":
            reading.facts["past_child"] = "as a child"
        return True
    # "the ghost of a ballerina" is one
    return bool(phrase.of) and any(one.role.kind == "ghost" for _, one in named[-1:])


def _own(phrase: NounPhrase) -> str:
    """ "his", "her" or "their", if somebody is told as another's."""
    return phrase.determiner if phrase.determiner in ("his", "her", "their", "its") else ""


def _weight(phrase: NounPhrase, role: RoleWord) -> float:
    """How much a person belongs to what the film shows: who does it, then whom it is done to, then those beside."""
    weight = 1.0
    if not phrase.subordinate:
        weight += (
            2.0
            if phrase.verb < 0 and not phrase.preposition
            else 1.4
            if not phrase.preposition
            else 0.9
            if phrase.preposition in _COMPANY
            else 0.3
        )
    else:
        weight += 0.6 if not phrase.preposition else 0.3
    if phrase.of:
        weight -= 0.3
    if role.trade in ("beast", "machine") and phrase.verb >= 0:
        weight -= 0.2
    return weight


def _describe(person: PersonRead, phrase: NounPhrase, words: list[str], lower: list[str]) -> None:
    for modifier in phrase.modifiers:
        if modifier != "small" or person.role.kind == "human":
            person.age = _AGE.get(modifier, person.age)
        if modifier.endswith("-year-old") and modifier in lexicon.roles():
            person.age = lexicon.roles()[modifier].age
        if modifier in _TRAITS:
            person.facts.append(modifier)
    if _LEARNERS & set(phrase.modifiers) and not person.age:
        person.age = "young"
    near = " ".join(lower[max(0, phrase.start - 2) : phrase.end + 4])
    years = re.search(r"\b(\d{1,3})(?: year| $)", near + " ")
    if years:
        number = int(years[1])
        person.age = "child" if number < 13 else "teen" if number < 18 else "young" if number < 30 else "adult" if number < 62 else "old"
    after = phrase.end + 1
    if phrase.start and _named_before(words, phrase.start - 1):
        person.name = words[phrase.start - 1]
    elif (
        after < len(words)
        and words[after][:1].isupper()
        and lower[after] not in STOP
        and not lower[after].endswith("'s")
        and not _is_place(words, after)
    ):
        person.name = words[after]
    elif after + 1 < len(words) and lower[after] in ("named", "called"):
        person.name = words[after + 1]


def _named_before(words: list[str], at: int) -> bool:
    """Whether a name stands right before "the ferryman": "Old Tom the ferryman"."""
    word = words[at]
    low = word.lower()
    known = lemma(low) in lexicon.roles() or lemma(low) in lexicon.things() or lemma(low) in lexicon.verbs() or low in PREPOSITIONS
    return word[:1].isupper() and words[at + 1].lower() == "the" and low not in STOP and not known and low not in _AGE and len(word) > 2


def _read_owners(reading: Reading, phrases: list[NounPhrase], named: list[tuple[float, PersonRead]]) -> None:
    """Whose things are: the dead become facts, the living are in the film if nobody else is."""
    roles = lexicon.roles()
    for phrase in phrases:
        owner = phrase.owner
        if owner not in roles:
            continue
        if any(m in _DEAD for m in phrase.modifiers) and roles[owner].kin or phrase.head in _REMAINS and phrase.head != "ghost":
            reading.facts["owner"] = reading.facts["dead_owner"] = owner
        elif _GONE & set(phrase.modifiers):
            reading.facts["absent"] = owner  # "my missing father's watch"
        elif phrase.head in (*_PARTNERS, "ghost"):
            reading.facts["dead_owner"] = _PARTNERS.get(phrase.head, owner)
            reading.facts["dead_trade"] = roles[owner].trade
        else:
            reading.facts.setdefault("owner", owner)
            beast = phrase.head in roles and roles[phrase.head].trade == "beast"
            lone = phrase.head in roles and roles[phrase.head].kin and len(named) == 1 and phrase.verb < 0  # "a hitman's mother"
            if (
                (phrase.head not in roles or beast or lone)
                and all(one.role.word != owner for _, one in named)
                and roles[owner].kind == "human"
            ):
                named.append((1.1 if not phrase.subordinate else 0.9, PersonRead(owner, roles[owner], at=phrase.start, owner=_own(phrase))))
    if "dead_owner" not in reading.facts:
        for _, one in named:
            if one.word in _PARTNERS:
                reading.facts["dead_owner"] = _PARTNERS[one.word]


def _read_names(reading: Reading, words: list[str], lower: list[str], named: list[tuple[float, PersonRead]]) -> None:
    """Capitalised words that are no known nouns are people's names, if nobody has them yet."""
    if any("English" in note for note in reading.notes):
        return  # another language may write all its nouns with capitals
    taken = {one.name.lower() for _, one in named}
    known = (  # a word of WordNet's that is written with a capital is a name rather
        lexicon.own_roles(),
        lexicon.own_things(),
        lexicon.own_places(),
        lexicon.themes(),
        _AGE,
        lexicon.table("lexicon")["times"],
        lexicon.table("lexicon")["weather"],
        _CALENDAR,
    )
    for i, word in enumerate(words):
        base = lemma(lower[i].removesuffix("'s"))
        if (
            not word[:1].isupper()
            or (i and lower[i - 1] == "christmas")
            or lower[i] in STOP | DETERMINERS
            or lower[i] in _NO_NAMES
            or lower[i] in taken
            or len(word) < 3
            or " " in word
            or (not i and base in lexicon.roles() and not is_name(words, i))
        ):
            continue
        if (
            (any(lower[i] in table or base in table for table in known) and not is_name(words, i))
            or lower[i].endswith("'s")
            or lower[i] in _NUMBER
            or lower[i] in _DEAD
            or lower[i] in _TRAITS
        ):
            continue
        before, after = lower[i - 1] if i else "", lower[i + 1] if i + 1 < len(lower) else ""
        if not i and not (
            lemma(after) in lexicon.verbs()
            or reading.text.startswith(f"{word},")
            or after in ("and", "is", "has", "wants", "was", "must", "who", "a", "an", "the", "will", "can", "cannot")
        ):
            continue
        if (lemma(after) in lexicon.roles() and f"{word}, " not in reading.text) or before in ("a", "an"):
            continue  # "a Danish sailor", "a Bengali rice field"
        if i > 1 and lower[i - 2] in ("a", "an", "the") and lemma(after) in lexicon.places():
            continue  # "a small Mexican town"
        if any(w.endswith("'s") and w[:1].isupper() for w in words[i + 1 : i + 3]) and words[i + 1][:1].isupper():
            continue  # "Red Riding Hood's grandmother"
        if _is_place(words, i):
            if before not in ("a", "an", "the"):
                reading.facts.setdefault("place_name", _two_words(words, i))
            continue
        if lower[i] in _TITLES and i + 1 < len(words) and words[i + 1][:1].isupper():
            continue  # of the name that follows
        if before in _TITLES and words[i - 1][:1].isupper():
            sex = _TITLES[before] if _TITLES[before] != "neutral" else ""
            titled = RoleWord("person", "human", "adult", sex or lexicon.sex_of(word) or "neutral", "kitchen", "home")
            taken.add(lower[i])
            does = i + 1 < len(words) and lemma(after) in lexicon.verbs()
            named.append((2.9 if does or not named else 1.5, PersonRead("person", titled, name=f"{words[i - 1]} {word}", at=i)))
            continue
        if before in PREPOSITIONS and before not in ("with", "for", "by"):
            if before in ("in", "at", "near", "to"):
                reading.facts.setdefault("place_name", _two_words(words, i))
            continue
        if i and words[i - 1] in reading.facts.get("place_name", "").split():
            continue  # "Nova Scotia"
        if "name" in lower[max(0, i - 4) : i]:
            continue  # "if its name was Gerald or Geraldine"
        if i and (lemma(before) in lexicon.things() or lemma(before) in lexicon.places()) and lemma(before) not in lexicon.roles():
            continue  # "the ship Perpetua"
        if not i and re.match(r"\w+, \d{1,4}\b", reading.text):
            reading.facts.setdefault("place_name", word)  # "Florence, 1504."
            continue
        taken.add(lower[i])
        role = lexicon.roles().get(lemma(before)) if i else None
        if role is not None and not any(one.at == i - 1 for _, one in named):  # "her grandson Tim"
            owner = lower[i - 2] if i > 1 and lower[i - 2] in ("his", "her", "their", "its") else ""
            named.append((2.0 if i < 3 else 1.6, PersonRead(role.word, role, name=word, at=i, owner=owner)))
            continue
        told = re.search(rf"\b{word},? (?:an? |the )", reading.text)
        bare = next((one for _, one in named if told and not one.name and 0 < one.at - i <= 5), None)
        if bare:
            bare.name = word
            continue
        sex = "female" if lower[i][-1] in "aeiy" else "male"
        named.append(
            (2.0 if not i else 1.5, PersonRead("person", RoleWord("person", "human", "adult", sex, "kitchen", "home"), name=word, at=i))
        )


def _two_words(words: list[str], i: int) -> str:
    """A place's name with its second word, if it has one: "Nova Scotia"."""
    following = words[i + 1] if i + 1 < len(words) else ""
    known = lemma(following.lower()) in lexicon.words() or following.lower() in STOP
    known = known or lexicon.is_given(following, "female") or lexicon.is_given(following, "male")  # "In Paris Marie waits"
    return f"{words[i]} {following}" if following[:1].isupper() and not known and not following.endswith("'s") else words[i]


def _is_place(words: list[str], i: int) -> bool:
    """Whether a capitalised word is a place's name here: "a Lagos bus conductor", "in rural Georgia"; not "Georgia refuses"."""
    low = words[i].lower()
    pair = {f"{low} {words[i + 1].lower()}" if i + 1 < len(words) else "", f"{words[i - 1].lower()} {low}" if i else ""}
    if pair & lexicon.place_names():
        return True
    if low not in lexicon.place_names():
        return False
    acts = i + 1 < len(words) and lemma(words[i + 1].lower()) in lexicon.verbs() and words[i + 1].lower().endswith("s")
    return not (acts and (not i or words[i - 1].lower() in ("and", "when", "that", "but", "young", "old", "little")))


def _read_teller(reading: Reading, lower: list[str], named: list[tuple[float, PersonRead]]) -> None:
    """ "My dad and me": the one who tells is in it, and small beside a parent."""
    at = next((i for i, w in enumerate(lower) if w in ("me", "i") and (not i or lower[i - 1] == "and" or i < 2 or len(named) == 1)), -1)
    beside = at < 0 and "my" in lower[1:] and len(named) == 1 and "absent" in reading.facts  # "is wearing my missing father's watch"
    if (
        at < 0
        and not beside
        and (lower[:1] != ["my"] or len(named) != 1 or not (named[0][1].role.kin or named[0][1].role.trade == "beast"))
    ):
        return
    elder = any(one.role.kin and one.word in _ELDERS for _, one in named)
    word = "child" if elder or (at < 0 and not beside) else "person"
    parents = [one for _, one in named if one.word in _PARENTS]
    if word == "child" and parents and _GROWN_TELLER.search(" ".join(lower)):
        word = "daughter" if _DAUGHTERS.search(" ".join(lower)) or parents[0].role.sex == "female" else "son"
        parents[0].age = parents[0].age or "old"
    age = "child" if word == "child" else "adult" if word in ("son", "daughter") else ""
    told = PersonRead(word, lexicon.roles()[word], age=age, at=max(0, at), facts=["teller"])
    named.append((1.9 if at >= 0 else 0.9, told))  # "My grandad ...": the one whose grandad he is is there


_GROWN_UP_IN, _OLD_IN = 10, 45  # years that make a child grown, and old
_NUMBERS = {
    **{
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "thirteen": 13,
        "fourteen": 14,
        "fifteen": 15,
        "sixteen": 16,
        "seventeen": 17,
        "eighteen": 18,
    },
    **{"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    "hundred": 100,
}


def _years_since(text: str) -> int:
    """How many years ago the premise has something happen; 0 if it says no such number above nine."""
    found = [first or second for first, second in _SINCE.findall(text)]
    return max((_NUMBERS.get(word.partition("-")[0], 0) for word in found), default=0)


def _grow_up(reading: Reading) -> None:
    """Sons, daughters and the like are as old as what is said lets them be."""
    text = reading.text.lower()
    for person in reading.people[:2]:  # the parent of one who is grown is old
        others = [p for p in reading.people[:2] if p is not person and p.role.kind == "human"]
        grown = bool(others) and all((p.age or p.role.age) in ("adult", "old") and not p.role.kin for p in others)
        if person.word in ("mother", "father", "mum", "dad") and not person.age and grown:
            person.age = "old"
    years = _years_since(text)
    for person in reading.people:
        was = rf"\b{re.escape(person.word)} (?:that |whom |who )?(?:he|she|they|i) (?:once |had |never )?[a-z]+(?:ed|t|ew|ow)\b"
        if years >= _GROWN_UP_IN and (person.age or person.role.age) == "child" and re.search(was, text):
            adult = {"female": "woman", "male": "man"}.get(person.role.sex, "person")
            person.word, person.role, person.age = adult, lexicon.roles()[adult], "old" if years >= _OLD_IN else "adult"
    for n, person in enumerate(reading.people):
        if n and person.role.kind == "human" and re.search(rf"\b{re.escape(person.word)} {_DEAD_NOW}", text):
            person.role = replace(person.role, kind="ghost", trade="magic")  # "returns a book to a librarian who has been dead for years"
    for person in reading.people:
        if not person.role.kin or person.role.age != "child" or person.age:
            continue
        parent_old = any((p.age or p.role.age) == "old" and p is not person for p in reading.people[:2])
        first = person is reading.people[0] and person.word not in ("niece", "nephew", "grandson", "granddaughter")
        if (_GROWN.search(text) or parent_old or first or person.word in reading.facts.get("owner", "")) and not _SMALL.search(text):
            person.age = "young"
