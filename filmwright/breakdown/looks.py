"""Looks: what a character's description says of a puppet, and nothing that it does not say."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any, Literal

from filmwright.breakdown.tables import first_names, table
from filmwright.breakdown.words import bare, singular, tokens
from filmwright.theatre import catalogue

Sex = Literal["female", "male", "neutral"]
Said = dict[str, Any]  # field of Puppet -> value, as said; `accessories` is a tuple
_NUMBER = re.compile(r"^(\d{1,3})(s|th)?$")


@functools.cache
def _phrase_list(part: str) -> tuple[tuple[tuple[str, ...], Any], ...]:
    entries = [(tuple(token.lower() for token in tokens(phrase)), value) for phrase, value in table("looks")[part].items()]
    return tuple(sorted(entries, key=lambda entry: (-len(entry[0]), entry[0])))


def _matches(part: str, words: list[str]) -> list[tuple[int, int, Any]]:
    """(start, end, value) of every phrase of a part that stands in the words; a longer phrase hides the shorter inside it."""
    found: list[tuple[int, int, Any]] = []
    taken: set[int] = set()
    for phrase, value in _phrase_list(part):
        size = len(phrase)
        for i in range(len(words) - size + 1):
            if tuple(words[i : i + size]) == phrase and not taken & set(range(i, i + size)):
                found.append((i, i + size, value))
                taken |= set(range(i, i + size))
    return sorted(found, key=lambda match: match[0])


def read_looks(description: str) -> Said:
    """Fields of a puppet that a description states: age, build, hair, clothes, colours, things worn, kind.

    Each garment takes the colour and the cloth that stand before it in its own part of the list ("blue wool coat"); a colour
    beside "hair", "beard" or "eyes" belongs to those.
    """
    said: Said = {}
    accessories: list[str] = []
    words_all = [token.lower() for token in tokens(description)]
    kind = kind_in(words_all)
    if kind:
        said["kind"] = kind
    age = age_in(words_all)
    if age:
        said["age"] = age
    beast = bool(kind) and catalogue.creature(kind).base not in ("person", "scarecrow")
    fur = "" if not kind else _coat_in(words_all, kind) if beast else _named_coat(words_all, kind)
    if fur:
        said["skin"] = fur
    for segment in _segments(words_all if not beast else _without_coat(words_all)):
        _read_segment(segment, said, accessories)
    marks = tuple(dict.fromkeys(value for _, _, value in _matches("marks", words_all)))
    if marks:
        said["marks"] = marks
    if beast and not fur:
        said.pop("skin", None)  # a pale muzzle makes no pale fox
    if said.get("hair") == "none" and "fringe" in words_all:
        said["hair"] = "bald_fringe"
    if accessories:
        said["accessories"] = tuple(dict.fromkeys(accessories))[:4]
    if beast:  # a goat's beard and a horse's mane are its own
        for own in ("hair", "hair_colour", "beard"):
            said.pop(own, None)
    return said


def _worn_words() -> frozenset[str]:
    """Words of things worn."""
    looks = table("looks")
    parts = ("tops", "bottoms", "shoes", "hats", "accessories")
    return frozenset(word for part in parts for phrase in looks[part] for word in phrase.split())


def _own_coats(words: list[str]) -> list[int]:
    """Where "coat" means the fur of a beast: "a fox, red coat", but not "a fox in a red coat"."""
    out = []
    for i, word in enumerate(words):
        if word == "coat":
            start = i
            while start > 0 and words[start - 1] not in (",", ";", ".", "with", "and", "in", "wearing"):
                start -= 1
            article = any(w in ("a", "an", "his", "her", "the") for w in words[start:i])
            if not article and (start == 0 or words[start - 1] not in ("in", "wearing")):
                out.append(i)
    return out


def _without_coat(words: list[str]) -> list[str]:
    own = _own_coats(words)
    return [("fur" if i in own else word) for i, word in enumerate(words)]


def _coat_in(words: list[str], kind: str) -> str:
    """'#rrggbb' of a beast's coat: the colour that belongs to no garment and to no part of it alone, or ""."""
    coats = catalogue.creature(kind).coats
    lists = table("looks")["creature_parts"]
    parts, coat_words = frozenset(lists["words"].split()), frozenset(lists["coat"].split())
    worn = _worn_words()
    words = _without_coat(words)  # a "coat" that is left is a garment
    joined = " " + " ".join(words) + " "
    for phrase, colour in coats.items():
        if " " in phrase and f" {phrase} " in joined:
            return colour
    found = ""
    for segment in _segments(words):
        colours = _matches("colours", segment) or [(i, i + 1, coats[word]) for i, word in enumerate(segment) if word in coats]
        if not colours or set(segment) & worn:
            continue
        if set(segment) & parts and not set(segment) & coat_words:
            named = [hit for hit in colours if hit[1] < len(segment) and catalogue.being(segment[hit[1]])]  # "a grey donkey"
            if not named:
                continue
            colours = named
        start, end, value = colours[0]
        colour = coats.get(" ".join(segment[start:end]), str(value))
        if set(segment) & coat_words:
            return colour
        found = found or colour
    return found


def _named_coat(words: list[str], kind: str) -> str:
    """'#rrggbb' of a being with a person's shape whose colour stands alone in the list: "a devil, red, in a grey coat"; or ""."""
    coats = catalogue.creature(kind).coats
    return next((coats[said] for segment in _segments(words) if (said := " ".join(segment)) in coats), "")


def _segments(words: list[str]) -> list[list[str]]:
    segments: list[list[str]] = [[]]
    for i, word in enumerate(words):
        if word in (",", ";", ".", ":", "with", "wearing", "and", "(", ")", "under", "over", "in", "--", "-", "–", "—", "on"):
            if word == "and" and i + 1 < len(words) and segments[-1] and words[i + 1] in table("looks")["colours"]:
                continue
            segments.append([])
        else:
            segments[-1].append(word)
    return [segment for segment in segments if segment]


def _read_segment(words: list[str], said: Said, accessories: list[str]) -> None:
    is_hair = bool(
        {"hair", "haired", "curls", "plaits", "braids", "bun", "bob", "ponytail", "pigtails", "mop", "fringe"} & set(words)
    ) or any(word.endswith("-haired") for word in words)
    is_beard = bool(_matches("beards", words))
    is_eyes = bool({"eyes", "eyed"} & set(words))
    for word in words:  # "red-haired", "grey-bearded"
        colour, _, part = word.partition("-")
        if part in ("haired", "headed", "bearded") and colour in table("looks")["hair_colours"]:
            said.setdefault("hair_colour", table("looks")["hair_colours"][colour])
    colours = _matches("colours", words)
    if is_beard:
        said.setdefault("beard", _matches("beards", words)[0][2])
    if is_hair or is_beard:
        for _, _, value in _matches("hair_colours", words):
            said.setdefault("hair_colour", value)
            break
    for _, _, value in _matches("hair_styles", words):
        said.setdefault("hair", value)
    if is_hair and "hair" in words:  # "long brown hair": the style and the noun stand apart
        style = {"long": "long", "short": "short", "messy": "shaggy", "wild": "shaggy", "flowing": "long", "neat": "side_part"}
        for word in words:
            if word in style:
                said.setdefault("hair", style[word])
    if is_eyes and colours and not is_hair:
        said.setdefault("eye_colour", colours[0][2])
    for _, _, value in _matches("noses", words):
        said.setdefault("nose", value)
    for _, _, value in _matches("skins", words):
        said.setdefault("skin", value)
    garment_here = any(_matches(part, words) for part in ("tops", "bottoms", "shoes", "hats", "accessories"))
    thing_here = (
        garment_here or is_hair or is_beard or any(singular(bare(w)) in ("hand", "eye", "nose", "glove", "sleeve", "window") for w in words)
    )
    if not thing_here:
        for _, _, value in _matches("builds", words):
            said.setdefault("build", value)
    for _, _, value in _matches("tops", words):
        kind, cloth = value.split()[:2]
        if kind == "coat" and {"long", "ankle-length"} & set(words):
            kind = "long_coat"
        if "top" in said and said["top"] != kind:
            continue
        said.setdefault("top", kind)
        said.setdefault("top_cloth", cloth)
        for _, _, woven in _matches("cloths", words):
            said["top_cloth"] = woven
        if colours and not is_hair:
            said.setdefault("top_colour", colours[0][2])
    for _, _, value in _matches("bottoms", words):
        kind, cloth = value.split()
        said.setdefault("bottom", kind)
        said.setdefault("bottom_cloth", cloth)
        if colours:
            said.setdefault("bottom_colour", colours[0][2])
    for _, _, value in _matches("shoes", words):
        if "over" not in words:
            said.setdefault("shoes", value)
            if colours:
                said.setdefault("shoes_colour", colours[0][2])
    hat_here = _matches("hats", words)
    for _, _, value in hat_here:
        said.setdefault("hat", value)
        if colours:
            said.setdefault("hat_colour", colours[0][2])
    for _, _, value in _matches("accessories", words):
        accessories.append(value)
        if colours and value in ("scarf", "apron", "necktie", "bow_tie", "shawl", "satchel", "gloves"):
            said.setdefault("accent_colour", colours[0][2])


def being_in(words: list[str]) -> tuple[str, str, bool] | None:
    """The first being that words name as what somebody is: its kind, the noun, and whether it truly is that kind; or None.

    Things worn or done do not count ("bear suit", "lion tamer"), nor what follows "with", "in", "like" ("with a toy fox").
    """
    known = catalogue.beings()
    lists = table("looks")["not_kinds"]
    before_not, after_not, within = (frozenset(lists[key].split()) for key in ("before", "after", "within"))
    outside = False  # past a word that says what somebody has
    for i, word in enumerate(words):
        if word in (",", ";", "."):
            outside = False
            continue
        outside = outside or word in within
        if outside or word.endswith("'s"):
            continue
        for size in (3, 2, 1):
            run = words[i : i + size]
            if len(run) < size:
                continue
            noun = " ".join([*run[:-1], singular(bare(run[-1]))])
            hit = known.get(" ".join(run)) or known.get(noun)
            if hit is None:
                continue
            before = words[i - 1] if i else ""
            further = words[i - 2] if i > 1 else ""
            named = before == "the" and further not in ("", ",", ".", ";")  # "rex the dog"
            if (before in before_not and not named) or further in ("like", "his", "her", "as"):
                continue
            if i + size < len(words) and words[i + size] in after_not and "coat" not in words[i + size]:
                continue
            return hit[0], noun, hit[1]
    return None


def kind_in(words: list[str]) -> str:
    """Kind of puppet that words name, or ""."""
    hit = being_in(words)
    return hit[0] if hit else ""


def age_in(words: list[str]) -> str:
    """Age group that a description states by number, decade or word, or ""."""
    numbers: Mapping[str, int] = table("looks")["numbers"]
    for i, word in enumerate(words):
        match = _NUMBER.match(word)
        value = int(match.group(1)) if match else numbers.get(word, 0)
        if not value:
            head, _, tail = word.partition("-")
            if tail.startswith(("year", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")) and head in numbers:
                value = numbers[head]
            elif _NUMBER.match(head) and tail.startswith("year"):
                value = int(head)
            elif tail in numbers and head in ("mid", "early", "late"):
                value = numbers[tail]
        if not value:
            continue
        follows = words[i + 1 : i + 3]
        alone = (
            i == 0
            or words[i - 1]
            in (",", "(", ":", "aged", "about", "nearly", "almost", "over", "mid", "early", "late", "his", "her", "of", "is", "around")
        ) and (not follows or follows[0] in (",", ")", ".", ";", "or", "-", "years", "year", "and"))
        told = alone or (match and match.group(2) == "s") or word.endswith(("ties", "teens")) or "year" in "".join(follows) or "-" in word
        if told and 2 <= value <= 110:
            return "child" if value < 13 else "teen" if value < 18 else "young" if value < 30 else "adult" if value < 60 else "old"
    ages: Mapping[str, str] = table("looks")["ages"]
    said = [ages[word] for word in words if word in ages]
    for first in ("old", "child", "teen", "young", "adult"):
        if first in said:
            return first
    return ""


def sex_in(description: str, name: str, pronouns: Mapping[str, int]) -> Sex:
    """female, male or neutral: by nouns of the description, the first name, and the pronouns that follow the name, where they are many."""
    sexes = table("looks")["sexes"]
    votes = {"female": 0.0, "male": 0.0}
    for token in tokens(f"{name} {description}"):
        low = bare(token)
        for sex in votes:
            if low in sexes[sex]:
                votes[sex] += 3.0
    for token in tokens(name):
        if token.lower() in first_names():
            votes[first_names()[token.lower()]] += 2.5  # "Ben hands her the cup" does not make Ben a woman
            break
    votes["female"] += pronouns.get("she", 0)
    votes["male"] += pronouns.get("he", 0)
    if votes["female"] != votes["male"]:
        return "female" if votes["female"] > votes["male"] else "male"
    if pronouns.get("it", 0):
        return "neutral"
    return "neutral"


def occupation_in(text: str) -> str:
    """Key of `[roles]` in the table whose word stands in a name or description, or ""."""
    words = [singular(bare(token)) for token in tokens(text)]
    joined = f" {' '.join(words)} "
    best = ""
    length = 0
    for key, entry in table("looks")["roles"].items():
        for phrase in entry["words"]:
            if f" {phrase} " in joined and len(phrase) > length:
                best, length = key, len(phrase)
    return best


def temper_in(text: str) -> str:
    """A temper (warm, stern, nervous ...) from the adjectives of a description, or ""."""
    low = f" {' '.join(tokens(text.lower()))} "
    for temper, words in table("looks")["tempers"].items():
        if any(f" {word} " in low for word in words):
            return str(temper)
    return ""
