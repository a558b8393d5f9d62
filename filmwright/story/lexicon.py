"""The words that premises are made of: roles, things, places, verbs, and the little grammar to find them."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filmwright.errors import StageError
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


@functools.cache
def roles() -> dict[str, RoleWord]:
    """Nouns for people."""
    found = {word: _of_one(word, line, told=True) for word, line in table("lexicon")["roles"].items()}
    for line, words in (*table("lexicon")["role_groups"].items(), *table("vocabulary")["roles"].items()):
        for word in (w.replace("_", " ") for w in words.split()):
            found.setdefault(word, _of_one(word, line))
    for word, line in table("lexicon")["kin"].items():
        sex, age = line.split()
        found[word] = RoleWord(word, "human", age, sex, "kitchen", "home", True)
    return found


_FEMALE = ("woman", "girl", "ess", "maid", "lady", "queen", "wife", "mother", "granny", "diva", "witch", "sister", "ballerina", "fiancee")
_MALE = ("man", "boy", "master", "lord", "king", "father", "husband", "brother", "duke", "baron", "count", "santa", "monk", "fiance")


def is_gendered(noun: str) -> bool:
    """Whether a noun says itself that somebody is a woman or a man: "queen", "postman"."""
    return noun.endswith((*_FEMALE, *_MALE)) or noun in table("lexicon")["lists"]["gendered"].split()


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
        sex = "female" if word.endswith(_FEMALE) else "male" if word.endswith(_MALE) else "neutral"
    return RoleWord(word, kind, age, sex, home, group)


@functools.cache
def things() -> dict[str, str]:
    """Nouns for things: noun -> class. Words of two parts hold a space."""
    found = {word.replace("_", " "): kind for kind, line in table("lexicon")["things"].items() for word in line.split()}
    for kind, line in (*table("lexicon")["more_things"].items(), *table("vocabulary")["things"].items()):
        for word in line.split():
            found.setdefault(word.replace("_", " "), kind)
    return found


@functools.cache
def places() -> dict[str, str]:
    """Nouns for places: noun -> place kind."""
    found = {word.replace("_", " "): kind for kind, line in table("lexicon")["places"].items() for word in line.split()}
    for kind, line in table("vocabulary")["places"].items():
        for word in line.split():
            found.setdefault(word.replace("_", " ").lower(), kind)
    for name, ground in grounds().items():
        for word in (name, *ground.words):
            if word not in things() and word not in roles():
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
    """The ground that a noun names."""
    return grounds().get(noun) or next((g for g in grounds().values() if noun in g.words), None)


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
    """Verbs in their dictionary form, with a theme or without."""
    told = table("reading")
    listed = (told["verbs"]["plain"], *told["aims"].values(), *told["deeds"].values())
    words = {word for line in listed for word in line.split()}
    participles = {word for word in words if word.endswith("ed") and {word[:-1], word[:-2]} & words}  # of "forced"
    return frozenset(themes()) | (words - participles)


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
    known = _known()
    if word.endswith("men") and word[:-2] + "an" in known:
        return word[:-2] + "an"
    if word in known:
        return word
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
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(roles()) | frozenset(things()) | frozenset(places()) | verbs()
