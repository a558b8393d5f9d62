"""Garments: what somebody wears and a script handles is one object, on the body until it is taken off and again when it is put on."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from filmwright.breakdown.casting import Cast
from filmwright.breakdown.looks import Said, read_looks
from filmwright.breakdown.moment import Stage
from filmwright.breakdown.tables import table
from filmwright.breakdown.things import Things
from filmwright.breakdown.words import bare, singular, slug, unique
from filmwright.records.breakdown import Prop, Role

# Field of a puppet -> the model of the theatre's catalogue that stands for it when it is off.
_MODELS = {"top": "coat", "hat": "hat", "shoes": "boots"}
_ACCESSORY_MODELS = {"scarf": "scarf", "shawl": "scarf", "glasses": "glasses", "round_glasses": "glasses", "gloves": "glove",
                     "cape": "coat", "apron": "coat"}  # fmt: skip
_COLOUR_OF = {"top": "top_colour", "hat": "hat_colour", "shoes": "shoes_colour", "accessories": "accent_colour"}
_OWN_COLOUR = ("glasses", "round_glasses")  # frames are brass or horn, not of the accent colour


@functools.cache
def garment_words() -> dict[str, str]:
    """Noun -> what it is on a puppet: "top coat wool", "hat flat_cap", "shoes boots", "accessories scarf"."""
    looks = table("looks")
    found: dict[str, str] = {}
    for field, part in (("accessories", "accessories"), ("shoes", "shoes"), ("hat", "hats"), ("top", "tops")):
        for phrase, value in looks[part].items():
            if " " not in phrase and value.split()[0] not in ("bare", "eyepatch", "satchel", "veil", "badge", "medal", "earrings"):
                found[phrase] = f"{field} {' '.join(str(value).split())}"
    return found


def garment_at(words: Sequence[str], i: int) -> str:
    """What the word there is as a garment, or ""."""
    known = garment_words()
    return known.get(words[i]) or known.get(singular(bare(words[i])), "")


def model_of(garment: str) -> str:
    """The model that stands for a garment when it is off."""
    field, name = garment.split()[:2]
    return _MODELS.get(field) or _ACCESSORY_MODELS.get(name, "scarf")


@dataclass
class _Garment:
    """A garment of the film: who has it on at first, if anybody."""

    prop: str
    owner: str
    garment: str
    word: str


class Garments:
    """What of the cast's clothes the script handles."""

    def __init__(self, cast: Cast, things: Things) -> None:
        self.cast, self.things = cast, things
        self._known: list[_Garment] = []
        self._said: dict[str, Said] = {}
        self._put_on: list[tuple[str, str]] = []
        self.on: dict[str, str] = {}  # prop id -> the role that has it on now

    def described(self, role: str, garment: str) -> bool:
        """Whether the description of somebody says that they wear such a thing."""
        if role not in self._said:
            self._said[role] = read_looks(" , ".join(self.cast.found[role].descriptions))
        said = self._said[role]
        field, name = garment.split()[:2]
        if field == "accessories":
            return bool({name, f"round_{name}"} & set(said.get("accessories", ())))
        if field == "hat":
            return bool(said.get("hat", "none") != "none")
        return bool(said.get(field) == name or (field == "top" and field in said and name in ("coat", "jacket", "long_coat")))

    def of(self, role: str, garment: str) -> str:
        """The prop that is somebody's own garment of this part of the body, or ""."""
        return next((g.prop for g in self._known if g.owner == role and _same_part(g.garment, garment)), "")

    def worn(self, role: str, garment: str) -> str:
        """The prop of this part of the body that somebody has on now, or ""."""
        return next((g.prop for g in self._known if self.on.get(g.prop) == role and _same_part(g.garment, garment)), "")

    def wearer(self, garment: str, stage: Stage, first: str) -> str:
        """Who of those about wears such a thing by their description: `first`, if they do."""
        order = [first, *stage.named, *reversed(stage.about), *stage.expected]
        return next((role for role in order if role in self.cast.found and self.described(role, garment)), "")

    def own(self, role: str, garment: str, word: str, set_id: str) -> str:
        """The prop that is what somebody has on: the one known, or a new one that their puppet wears from the start."""
        known = self.of(role, garment) or self.worn(role, garment)
        if known:
            return known
        model = model_of(garment)
        ident = unique(slug(f"{role} {word}"), self.things.props)
        self.things.props[ident] = Prop(id=ident, name=word, model=model, garment=garment, worn_by=role)
        self.things.first_set[ident] = set_id
        self._known.append(_Garment(ident, role, garment, word))
        self.on[ident] = role
        return ident

    def found(self, prop: str, garment: str) -> None:
        """A thing that lay about is put on: from then on it is a garment."""
        record = self.things.props[prop]
        if not record.garment:
            colour = record.colour or self.things.models[record.model].colour
            self.things.props[prop] = msgspec.structs.replace(record, garment=garment, colour=colour)
            self._known.append(_Garment(prop, "", garment, record.name))

    def latest(self, garment: str) -> str:
        """The garment of this kind that was handled last, whosever it is, or ""."""
        return next((g.prop for g in reversed(self._known) if g.garment.split()[:2] == garment.split()[:2]), "")

    def must_wear(self) -> dict[str, Said]:
        """Role -> what its puppet must have on because the script takes it off."""
        out: dict[str, Said] = {}
        for g in self._known:
            if not g.owner:
                continue
            field, name, *cloth = g.garment.split()
            said = out.setdefault(g.owner, {})
            if field == "accessories":
                said["accessories"] = (*said.get("accessories", ()), name)
            else:
                said[field] = name
                if field == "top" and cloth:
                    said["top_cloth"] = cloth[0]
        return out

    def not_yet_worn(self) -> dict[str, Said]:
        """Role -> what its puppet must not have on at first, because the script puts it on."""
        out: dict[str, Said] = {}
        for prop, role in self._put_on:
            field, name = next(g.garment for g in self._known if g.prop == prop).split()[:2]
            if self.of(role, f"{field} {name}"):
                continue  # its own, taken off before
            said = out.setdefault(role, {})
            if field == "accessories":
                said["accessories"] = (*said.get("accessories", ()), name)
            else:
                said[field] = {"hat": "none", "shoes": "bare", "top": "jumper"}[field]
        return out

    def put_on(self, prop: str, role: str) -> None:
        """Note that somebody now has a garment on."""
        self.on[prop] = role
        self._put_on.append((prop, role))

    def coloured(self, roles: Sequence[Role]) -> None:
        """Give every garment the kind and the colour that its owner's puppet has."""
        puppets = {role.id: role.puppet for role in roles}
        for g in self._known:
            puppet = puppets.get(g.owner)
            if puppet is None:
                continue
            field = g.garment.split()[0]
            garment = g.garment
            if field == "top":
                garment = f"top {puppet.top} {puppet.top_cloth}"
            elif field in ("hat", "shoes"):
                garment = f"{field} {getattr(puppet, field)}"
            elif g.garment.split()[1] == "glasses" and "round_glasses" in puppet.accessories:
                garment = "accessories round_glasses"
            colour = "" if garment.split()[1] in _OWN_COLOUR else str(getattr(puppet, _COLOUR_OF[field]))
            self.things.props[g.prop] = msgspec.structs.replace(self.things.props[g.prop], garment=garment, colour=colour)


def _same_part(a: str, b: str) -> bool:
    first, second = a.split(), b.split()
    if first[0] != second[0]:
        return False
    return first[0] != "accessories" or first[1].removeprefix("round_") == second[1].removeprefix("round_")
