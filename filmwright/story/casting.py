"""Casting a story: a second person with a claim, names with initials of their own, and a look for each."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from filmwright.records.story import Person
from filmwright.story import lexicon
from filmwright.story.lexicon import RoleWord, table
from filmwright.story.reading import PersonRead, Reading
from filmwright.theatre import catalogue

MOST = 3  # on one stage: the two whose plan it is, and a third who is there
_NAMED_SO = frozenset(word.replace("_", " ") for word in table("lexicon")["lists"]["named_so"].split())  # of whom there is one
_OFFSPRING = {"female": "girl", "male": "boy"}
_POSSESSIVES = ("his", "her", "their", "its", "my", "our", "your")
PRONOUNS = {"female": ("she", "her", "her"), "male": ("he", "him", "his"), "neutral": ("it", "it", "its")}


def invent(spec: str, reading: Reading, rng: random.Random, first: PersonRead) -> tuple[PersonRead, str]:
    """The second person of a premise that names one: "age sex trade bond". Returns the person and the bond in words."""
    age, sex, trade, bond = spec.split(" ", 3)
    if trade == "owner":
        word = table("plain")["owners"].get(reading.place_kind, "neighbour")
        role = lexicon.roles()[word]
        if role.word == first.role.word:
            role = lexicon.roles()["neighbour"]
        return PersonRead(role.word, role), bond
    if sex == "neutral":
        sex = {"female": "male", "male": "female"}.get(first.role.sex, "") if rng.random() < 0.6 else ""
        sex = sex or rng.choice(["female", "male"])
    word = _OFFSPRING[sex] if age == "child" else {"female": "woman", "male": "man"}[sex]
    if trade in ("soldier", "guard"):
        word = "soldier" if trade == "soldier" else "watchman"
    if trade == "cutter":
        word = "cutter"
    owner = reading.facts.get("dead_owner") or reading.facts.get("owner")
    if age == "child" and owner and "child" in bond:
        bond = f"the {owner}'s child"
    return PersonRead(
        word, RoleWord(word, "human", age, sex, reading.place_kind or "kitchen", "night" if trade == "guard" else trade), age=age
    ), bond


def cast(people: list[PersonRead], wants: list[str], fears: list[str], reading: Reading, rng: random.Random) -> tuple[Person, ...]:
    """Records for P, Q and the third, in that order, with names, looks and the facts that lines may presuppose."""
    found: list[Person] = []
    initials: set[str] = set()
    tops: set[str] = set()
    for i, read in enumerate(people[:MOST]):
        role = read.role
        first = people[0]
        if (
            i and role.kin and role.kind == "human" and first.role.trade == "beast" and read.owner in ("his", "her", "its", "their")
        ):  # a hedgehog's mum is one
            role = replace(role, kind=first.role.kind, trade=first.role.trade)
        age = read.age or role.age
        if age == "adult" and not read.age and role.kind == "human" and read.word.split()[-1] in _OFFSPRING.values():
            age = "child"  # "a city boy"
        if age == "old" and role.kind != "human" and _small(read, reading):
            age = "young"
        sex = role.sex
        if sex == "neutral" and role.kind == "human":
            taken = str(found[0].sex) if found else ""
            if not taken and len(people) > 1 and people[1].role.kind == "human":
                taken = people[1].role.sex if people[1].role.sex != "neutral" else ""
            if i == 0 and taken:
                sex = {"female": "male", "male": "female"}[taken]  # "he" and "she" then tell the two apart
            elif i == 0 and " she " in f" {reading.text.lower()} ":
                sex = "female"
            elif i == 0 and " he " in f" {reading.text.lower()} ":
                sex = "male"
            elif i == 0 and _by_pronouns(reading.text):
                sex = _by_pronouns(reading.text)
            else:
                sex = {"female": "male", "male": "female"}.get(taken) or rng.choice(["female", "male"])
        elif role.kind == "human" and not role.kin and i == 0 and role.sex == "male":
            text = f" {reading.text.lower()} "
            if (" she " in text or " her " in text) and not (" he " in text or " his " in text) and len(reading.people) == 1:
                sex = "female"
        elif (
            role.kind == "human"
            and role.sex == "female"
            and not role.kin
            and len(reading.people) == 1
            and " he " in f" {reading.text.lower()} "
            and "widow" not in reading.facts
        ):
            sex = "male" if role.word in ("thief", "cook", "dancer", "singer", "nurse") else sex
        said = re.search(rf"\b{re.escape(read.word)} (?:[a-z]+ ){{0,2}}(he|she)\b", reading.text.lower())  # "the attendant says she"
        if said and role.sex == "neutral" and role.kind not in ("robot",):
            sex = {"he": "male", "she": "female"}[said[1]]
        whom = re.search(r"\b(?:who|whom) (?:[a-z]+ )?[a-z]+ (him|her)\b", reading.text.lower())
        if i == 0 and whom and role.sex == "neutral" and role.kind == "human":
            sex = {"him": "male", "her": "female"}[whom[1]]  # "a judge has to sentence the man who taught him"
        alone = not any(other.role.kind == "human" and other.role.sex != "neutral" for other in people if other is not read)
        other_sex = _by_pronouns(reading.text)
        if i == 0 and alone and other_sex and role.kind == "human" and not role.kin and not lexicon.is_gendered(read.word):
            sex = other_sex  # "a widowed beekeeper tells the hive that his wife has died"
        if read.name and role.kind == "human" and role.sex == "neutral":
            sex = lexicon.sex_of(read.name) or sex
        name = read.name or (role.word.title() if role.word in _NAMED_SO else "") or _name(role, sex, initials, rng)
        initials.add(name[0])
        told = first if i and role.kin and role.trade == "beast" else read
        untamed = bool(set(told.word.lower().split()) & set(table("looks")["untamed"]["words"]))
        description = _look(
            told,
            role,
            age,
            sex,
            tops,
            rng,
            clothed=not (role.trade == "beast" and untamed),
            coloured=[*told.word.lower().split(), *_before(told, reading)],
        )
        if years := re.search(rf"\b([a-z]+)-year-old (?:[a-z]+ )?{re.escape(read.word)}\b", reading.text.lower()):
            description = f"{years[1]}, {description.partition(', ')[2]}"
        if sex == "neutral" and role.kind not in ("robot", "human"):
            sex = (other_sex if alone and len(reading.people) < 2 else "") or rng.choice(["female", "male"])
        he, him, his = PRONOUNS[sex if role.kind != "robot" else "neutral"]
        habit = (
            table("looks")["tics"].get(role.trade, "looks at {his} hands").replace("{his}", his).replace("{him}", him).replace("{he}", he)
        )
        facts = [age, role.kind, sex, role.trade, *read.facts]
        if role.kin:
            facts.append("kin")
        if (
            role.kin
            and read.owner
            and read.owner not in (*_POSSESSIVES, first.word)
            and read.owner in lexicon.roles()
            and read is not first
        ):
            facts.append(f"of:{read.owner}")  # "the headmaster's son" is not the teacher's
        quiet = 0 if "mute_first" in reading.facts or len(reading.people) == 1 else 1
        if "mute" in reading.facts and i == quiet:
            facts.append("mute")
        found.append(
            Person(
                id="PQR"[i].lower(),
                name=name.upper(),
                description=description,
                kind=role.kind,
                age=age,
                sex=sex,  # type: ignore[arg-type]
                wants=wants[i] if i < len(wants) else "",
                fears=fears[i] if i < len(fears) else "",
                role=read.word,
                trade=role.trade,
                habit=habit,
                facts=tuple(facts),
            )
        )
    return tuple(found)


def _small(read: PersonRead, reading: Reading) -> bool:
    """Whether a premise calls somebody small: "a very small dragon"."""
    return bool({"small", "little", "tiny", "baby", "young"} & set(_before(read, reading)))


def _before(read: PersonRead, reading: Reading) -> list[str]:
    """The two words before somebody's noun, in which a premise says of what colour or size they are."""
    return [word.lower() for word in reading.words[max(0, read.at - 2) : max(0, read.at)]]


def _by_pronouns(text: str) -> str:
    """The sex of which alone a text has pronouns; "" if it has none, or both."""
    words = set(re.findall(r"[a-z]+", text.lower()))
    he, she = bool(words & {"he", "him", "his", "himself"}), bool(words & {"she", "her", "hers", "herself"})
    return "male" if he and not she else "female" if she and not he else ""


def _name(role: RoleWord, sex: str, initials: set[str], rng: random.Random) -> str:
    names = table("names")
    choices = (
        names.get(role.kind) or (names["beast"] if role.trade == "beast" else None) or names.get(sex) or names["female"] + names["male"]
    )
    free = [n for n in choices if n[0] not in initials] or choices
    return str(rng.choice(free))


def _look(
    read: PersonRead, role: RoleWord, age: str, sex: str, tops: set[str], rng: random.Random, *, clothed: bool, coloured: Sequence[str] = ()
) -> str:
    looks = table("looks")
    choices = [t for t in looks["tops"].get(role.trade, looks["tops"]["home"]) if t not in tops] or looks["tops"]["home"]
    top = str(rng.choice(choices))
    tops.add(top)
    word = read.word.lower()
    if role.kind == "robot" and "thing" in read.facts:
        return f"{_an(word)}, a robot on clockwork legs, {top}, one round eye"
    colour, _, plain = word.partition(" ")
    if plain and (tame := catalogue.being(plain)) and colour in catalogue.creature(tame[0]).coats:
        word = plain  # a black cat is a cat, whatever else is called so
    known = catalogue.being(word) or ((role.kind, True) if role.kind != "human" else None)
    if known:
        being = catalogue.creature(known[0])
        coat = "" if being.base in ("robot", "lamp") else str(rng.choice(sorted(being.coats)))
        own = str(looks["coats"].get(word, ""))
        coat = next((told for told in (*coloured, own) if told in being.coats), coat)
        features = being.look if known[1] else ""  # of a beast that only comes near, no more is told than what is true of it
        noun = word if catalogue.being(word) else role.kind
        worn = "" if being.base == "ghost" or "top" in being.wears or not clothed else top
        who = "" if role.word in _NAMED_SO else _an(f"old {noun}" if age == "old" and not noun.startswith("old ") else noun)
        return ", ".join(part for part in (who, coat, features, worn) if part)
    hats = [h for h in looks["hats"].get(role.trade, [""]) if sex == "female" or h not in ("a shawl", "a headscarf", "a veil")]
    hat = "" if age == "child" and role.trade != "royal" else str(rng.choice(hats or [""]))
    hat = str(looks["worn_by"].get(word.split()[-1], hat))
    hair = str(rng.choice(looks["hair"][f"{sex}_{age}"]))
    years = str(rng.choice(looks["ages"]["baby" if word == "baby" else age]))
    marked = [f for f in read.facts if f in ("blind", "deaf", "wounded")]  # what the premise says of them is seen at once
    parts = [years, *marked, hair, top] + ([hat] if hat else [])
    return ", ".join(parts)


def _an(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
