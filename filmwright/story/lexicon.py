"""The words that premises are made of: roles, things, places, verbs, and the little grammar to find them."""

from __future__ import annotations

import functools
import itertools
import tomllib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filmwright.errors import StageError
from filmwright.story import wordnet
from filmwright.theatre import catalogue

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class RoleWord:
    """What a noun for a person says of them."""

    word: str
    kind: str
    age: str
    sex: str
    home: str  # place kind
    trade: str
    kin: bool = False


@functools.cache
def table(name: str) -> dict[str, Any]:
    """One of the data files, as read: lexicon, names, gazetteer, looks, acts, plain."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


@functools.cache
def situations() -> dict[str, dict[str, Any]]:
    """The dramatic situations, by the names of their files."""
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((_DATA / "situations").glob("*.toml"))}


class Roles(Mapping[str, RoleWord]):
    """Nouns for people and beasts: the hand-made ones, and WordNet's, which are made into a RoleWord when asked for."""

    def __init__(self) -> None:
        self._own = own_roles()
        told = _told()
        self._more = {word: f"human {line}" for word, line in wordnet.people().items() if word not in told}
        homes = {kind: self._own[kind].home if kind in self._own else "forest" for kind in catalogue.creatures()}
        self._more.update({word: f"{kind} adult neutral {homes[kind]} beast" for word, kind in _beasts().items()})

    def __getitem__(self, word: str) -> RoleWord:
        return self._own[word] if word in self._own else RoleWord(word, *self._more[word].split())  # type: ignore[arg-type]

    def __contains__(self, word: object) -> bool:
        return word in self._own or word in self._more

    def __iter__(self) -> Iterator[str]:
        return itertools.chain(self._own, self._more)

    def __len__(self) -> int:
        return len(self._own) + len(self._more)


@functools.cache
def roles() -> Roles:
    """Nouns for people and beasts."""
    return Roles()


@functools.cache
def own_roles() -> dict[str, RoleWord]:
    """The hand-made nouns for people and beasts."""
    found = {word: _of_one(word, line, told=True) for word, line in table("lexicon")["roles"].items()}
    for line, words in (*table("lexicon")["role_groups"].items(), *table("vocabulary")["roles"].items()):
        for word in (w.replace("_", " ") for w in words.split()):
            found.setdefault(word, _of_one(word, line))
    for word, line in table("lexicon")["kin"].items():
        sex, age = line.split()
        found[word] = RoleWord(word, "human", age, sex, "kitchen", "home", True)
    return found


def is_gendered(noun: str) -> bool:
    """Whether a noun says itself that somebody is a woman or a man: "queen", "postman"."""
    return bool(_sex_by_ending(noun)) or noun in table("lexicon")["lists"]["gendered"].split()


def _sex_by_ending(noun: str) -> str:
    """ "female" for what ends as "postwoman" does, "male" for "postman"; "" for what says nothing of it."""
    lists = table("lexicon")["lists"]
    said = next((sex for sex in ("female", "male") if noun.replace(" ", "_") in lists[f"{sex}_words"].split()), "")
    return said or next((sex for sex in ("female", "male") if noun.endswith(tuple(lists[f"{sex}_endings"].split()))), "")


def _of_one(word: str, line: str, *, told: bool = False) -> RoleWord:
    """One word of a group: its sex is that of its ending, unless it is told; an animal's kind is that of its puppet."""
    kind, age, sex, home, group = line.split()
    if kind == "animal":
        known = catalogue.being(word)
        if known is None:
            raise StageError(
                f"story: no being of the theatre's catalogue is a '{word}'; name it under `words` or `near` of catalogue/creatures"
            )
        kind = known[0]
    if kind == "human" and sex == "neutral" and not told:
        sex = _sex_by_ending(word) or "neutral"
    return RoleWord(word, kind, age, sex, home, group)


@functools.cache
def things() -> dict[str, str]:
    """Nouns for things: noun -> class. Words of two parts hold a space. Where the hand-made ones are silent, WordNet's."""
    found = {word: kind for word, kind in wordnet.things().items() if word not in _told()}
    beasts = (*_beasts(), *(word for word, role in own_roles().items() if role.trade == "beast"))
    return {**found, **dict.fromkeys(beasts, "animal"), **own_things()}


@functools.cache
def own_things() -> dict[str, str]:
    """The hand-made nouns for things."""
    found = {word.replace("_", " "): kind for kind, line in table("lexicon")["things"].items() for word in line.split()}
    for kind, line in (*table("lexicon")["more_things"].items(), *table("vocabulary")["things"].items()):
        for word in line.split():
            found.setdefault(word.replace("_", " "), kind)
    return found


@functools.cache
def places() -> dict[str, str]:
    """Nouns for places: noun -> place kind. Where the hand-made ones are silent, WordNet's."""
    return {**{word: kind for word, kind in wordnet.places().items() if word not in _told()}, **own_places()}


@functools.cache
def own_places() -> dict[str, str]:
    """The hand-made nouns for places."""
    found = {word.replace("_", " "): kind for kind, line in table("lexicon")["places"].items() for word in line.split()}
    for kind, line in table("vocabulary")["places"].items():
        for word in line.split():
            found.setdefault(word.replace("_", " ").lower(), kind)
    for name, ground in grounds().items():
        for word in (name, *ground.words):
            if word not in own_things() and word not in own_roles():
                found.setdefault(word, ground.kind)
    return found


@dataclass(frozen=True)
class Ground:
    """A place that is more than the kind of place it comes nearest to: Mars, a phone box."""

    name: str
    inside: bool
    kind: str  # the kind of place that comes nearest
    away: str  # kind of the place that belongs to it
    words: tuple[str, ...]  # other nouns for it


@functools.cache
def grounds() -> dict[str, Ground]:
    """The grounds by their names."""
    return {
        name: Ground(name, entry["inside"], entry["kind"], entry["away"], tuple(entry["words"]))
        for name, entry in table("grounds").items()
        if name != "at_home"
    }


def ground(noun: str) -> Ground | None:
    """The ground that a noun names, or its last word: "broken lift" is a lift."""
    found = grounds().get(noun) or next((g for g in grounds().values() if noun in g.words), None)
    return found or (ground(noun.rpartition(" ")[2]) if " " in noun else None)


def home_ground(role: str) -> str:
    """The noun of the ground where somebody of a role is found, if no place is said; "" if none."""
    known = table("grounds")["at_home"]
    return str(known.get(role) or known.get(role.split()[-1] if role else "", ""))


@functools.cache
def themes() -> dict[str, str]:
    """Verbs: lemma -> theme."""
    found = dict(table("lexicon")["verbs"])
    for theme, line in (*table("lexicon")["more_verbs"].items(), *table("vocabulary")["verbs"].items()):
        for word in line.split():
            found.setdefault(word.replace("_", " "), theme)
    return found


@functools.cache
def verbs() -> frozenset[str]:
    """Verbs in their dictionary form, with a theme or without; WordNet's only where no hand-made noun is meant."""
    return _own_verbs() | (frozenset(wordnet.verbs()) - _told())


@functools.cache
def verbs_too() -> frozenset[str]:
    """Words that are verbs only where what stands beside them says so: "mice ration the cheese"."""
    return frozenset(wordnet.verbs_too()) | frozenset(wordnet.verbs()) & frozenset((*own_roles(), *own_things(), *own_places()))


@functools.cache
def _own_verbs() -> frozenset[str]:
    told = table("reading")
    listed = (told["verbs"]["plain"], *told["aims"].values(), *told["deeds"].values())
    words = {word for line in listed for word in line.split()}
    participles = {word for word in words if word.endswith("ed") and {word[:-1], word[:-2]} & words}  # of "forced"
    return frozenset(themes()) | (words - participles)


class AnyOf(Container[str]):
    """What several tables hold, without a copy of them."""

    def __init__(self, *tables: Container[str]) -> None:
        self._tables = tables

    def __contains__(self, word: object) -> bool:
        return any(word in table for table in self._tables)


@functools.cache
def nouns() -> AnyOf:
    """All nouns for people, beasts, things and places."""
    return AnyOf(roles(), things(), places())


@functools.cache
def _told() -> frozenset[str]:
    """The words of which the hand-made tables say what they are: of these WordNet is not asked."""
    data, reading = table("lexicon"), table("reading")
    lists = [line for name, line in data["lists"].items() if name not in _NO_WORDS]
    others = (*data["times"], *data["weather"], *data["ages"], *data["irregular"], *reading["irregular"], *reading["groups"])
    given = " ".join(table("names")["given"].values()).lower().split() + [n.lower() for s in ("female", "male") for n in table("names")[s]]
    own = (own_roles(), own_things(), own_places(), _own_verbs(), abstract_nouns(), place_names())
    return frozenset(word for line in lists for word in line.split()).union(*own, others, given)


_NO_WORDS = ("trade_endings",)  # lists that hold no words


def _beasts() -> dict[str, str]:
    """WordNet's animals, with the kind of being that comes nearest."""
    return {word: kind for word, kind in catalogue.animals().items() if word not in _told()}


@functools.cache
def abstract_nouns() -> frozenset[str]:
    """Nouns of what no hand can hold."""
    return frozenset(table("reading")["abstract"]["nouns"].split())


@functools.cache
def place_names() -> frozenset[str]:
    """Names of cities, lands and waters, lower case."""
    data = table("gazetteer")
    return frozenset(word.replace("_", " ") for line in data.values() for word in str(line).split())


def is_given(name: str, sex: str) -> bool:
    """Whether the lists of names have it as one of that sex."""
    return name in table("names")[sex] or name in str(table("names")["given"][sex]).split()


def sex_of(name: str) -> str:
    """What a given name tells: by the lists of names, else by its ending; "" if nothing."""
    for sex in ("female", "male"):
        if is_given(name, sex):
            return sex
    return "female" if name.lower().endswith(("a", "ine", "elle", "ette")) else "male" if name.lower()[-1:] in tuple("srtkdfnoum") else ""


def handling(noun: str, kind: str) -> tuple[str, ...]:
    """What can be done to a thing: its class's ways, and its own where it is an exception."""
    data = table("lexicon")
    found = {way for way, kinds in data["handling"].items() if kind in kinds.split()}
    for way, line in data["exceptions"].items():
        if noun.replace(" ", "_") in line.split():
            found.add(way)
            if way != "holdable" and way != "worn":
                found.discard("holdable")
            else:
                found -= {"rooted", "far", "large"}
    if kind in ("machine", "keepsake") and not found & {"holdable", "large"}:
        found.add("holdable")
    return tuple(sorted(found))


def lemma(word: str) -> str:
    """The dictionary form of a word as far as a few rules give it; nouns and verbs alike."""
    word = word.lower()
    for irregular in (table("lexicon")["irregular"], table("reading")["irregular"]):
        if word in irregular:
            return str(irregular[word])
    for known in (_own_words(), words()):
        if word.endswith("men") and word[:-2] + "an" in known:
            return word[:-2] + "an"
        if word in known:
            return word
        if stem := _stem(word, known):
            return stem
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def verb_of(word: str) -> str:
    """The verb that a word is or may be a form of, though it be a noun more often; "" if none."""
    known = AnyOf(verbs(), verbs_too())
    return word if word in known else _stem(word, known)


def _stem(word: str, known: Container[str]) -> str:
    """The word of which this one is a form; "" if none is known."""
    for ending, repair in (
        ("ies", "y"),
        ("s", ""),  # "hates" is no hat
        ("es", ""),
        ("ied", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)] + repair
            if stem in known:
                return stem
            if repair == "" and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known:
                return stem[:-1]
    return ""


@functools.cache
def _own_words() -> frozenset[str]:
    return frozenset((*own_roles(), *own_things(), *own_places())) | _own_verbs()


@functools.cache
def words() -> AnyOf:
    """Every word that is known, in its dictionary form."""
    return AnyOf(nouns(), verbs(), verbs_too(), frozenset(wordnet.whole()))
