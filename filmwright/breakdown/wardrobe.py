"""Wardrobe: what a description leaves open is chosen so that any two of the cast are told apart at a glance."""

from __future__ import annotations

import random
from typing import Any

from filmwright.breakdown.bodies import body_for
from filmwright.breakdown.likeness import CLEARLY_DIFFERENT, distance
from filmwright.breakdown.looks import Said
from filmwright.breakdown.tables import table
from filmwright.records.puppet import Build, Puppet
from filmwright.theatre import catalogue

_TRIES = 420  # candidates a role, a third at each freedom; more no longer raised the least distance of a cast of eight

_TOP_COLOURS = (
    "#27405f",
    "#7a2f2c",
    "#4a6a4a",
    "#bd9030",
    "#5a3a62",
    "#c06c50",
    "#3f7a7c",
    "#8a7a5a",
    "#d0b890",
    "#3a3b48",
    "#b86a80",
    "#6a8aa8",
    "#6b6b38",
    "#e0d6c4",
    "#a04e28",
)
_BOTTOM_COLOURS = ("#3a3530", "#2c3648", "#5a4632", "#6a6450", "#4a2c34", "#38463a", "#7d7466", "#232028")
_HAT_COLOURS = ("#1d2b3f", "#6a2430", "#4a5a3a", "#bd9030", "#3a2e28", "#7d7d80", "#2f6a6c", "#a04e28")
_ACCENTS = ("#a83a32", "#d9a53a", "#2f7478", "#6b4a94", "#e0d6c4", "#4a7a48", "#cf8494", "#1f2f52")
_SHOES = ("#2a211c", "#4a3020", "#1c1c20", "#5a4a3a", "#3a2f48")
_HAIR_BY_AGE = {
    "child": ("#33201a", "#6a3a22", "#b08f58", "#9a4420", "#1d1815", "#c9a25c"),
    "old": ("#b6b6b4", "#dedad0", "#8d8b88", "#c8c4bc"),
    "": ("#33201a", "#1d1815", "#5e3320", "#9a4420", "#b08f58", "#4a2f1e", "#6e6a66"),
}
_EYES = ("#5a3418", "#3a5a78", "#4a6a44", "#2c2420", "#6a6a72")


def dress(
    name: str, said: Said, *, sex: str, occupation: str, cast_so_far: list[Puppet], seed: int, undressed: bool = False
) -> tuple[Puppet, float]:
    """A puppet that keeps all that was said and differs as clearly as it can from those already cast.

    Unsaid fields are drawn from `random.Random("{seed}/{name}")` to suit age, sex and occupation, up to 420 times; the first
    draw that is CLEARLY_DIFFERENT from everyone is taken, else the best. What the occupation wears is kept in the first third
    of the draws and may give way in the second; in the last a hat, things worn and, over a coat of its own, a garment are added
    to all that was said.

    Args:
        undressed: A beast that is no person: it has on what was said and nothing else.

    Returns:
        The puppet, and its least distance to anyone already cast (1.0 for the first).
    """
    rng = random.Random(f"{seed}/{name}")
    best: Puppet | None = None
    best_distance = -1.0
    for attempt in range(_TRIES):
        freedom = 3 * attempt // _TRIES
        puppet = _draw(name, said, sex, occupation if freedom == 0 else "", rng, freedom=freedom, undressed=undressed)
        nearest = min((distance(puppet, other) for other in cast_so_far), default=1.0)
        if nearest > best_distance + 1e-9:
            best, best_distance = puppet, nearest
        if nearest >= CLEARLY_DIFFERENT:
            break
    assert best is not None
    return best, best_distance


def _draw(name: str, said: Said, sex: str, occupation: str, rng: random.Random, *, freedom: int = 0, undressed: bool = False) -> Puppet:
    looks = table("looks")
    kind = said.get("kind", "human")
    age = said.get("age", "adult")
    builds: tuple[Build, ...] = (
        ("slight", "average", "average", "stout")
        if age in ("child", "teen")
        else ("slight", "average", "average", "stout", "tall", "broad")
    )
    build: Build = said["build"] if "build" in said else rng.choice(builds)
    fields: dict[str, Any] = {"kind": kind, "age": age, "build": build}
    being = catalogue.creature(kind) if kind != "human" else None
    fields["skin"] = rng.choice(looks["skin_choices"]["values"] if being is None else list(being.coats.values()))
    fields["eye_colour"] = rng.choice(_EYES)
    fields["eye_size"] = {"child": 1.2, "teen": 1.1, "old": 0.92}.get(age, 1.0) + rng.choice([-0.04, 0.0, 0.04])
    fields["nose"] = "button" if age == "child" else rng.choice(["round", "long", "broad", "hooked", "button"])
    fields["brow_weight"] = {"child": 0.7, "old": 1.4}.get(age, 1.0) + rng.choice([-0.15, 0.0, 0.15]) - (0.15 if sex == "female" else 0.0)
    fields["hair_colour"] = rng.choice(_HAIR_BY_AGE.get(age, _HAIR_BY_AGE[""]))
    fields["top_colour"] = rng.choice(_TOP_COLOURS)
    fields["bottom_colour"] = rng.choice(_BOTTOM_COLOURS)
    fields["hat_colour"] = rng.choice(_HAT_COLOURS)
    fields["accent_colour"] = rng.choice(_ACCENTS)
    fields["shoes_colour"] = rng.choice(_SHOES)
    if being is None or being.base in ("person", "scarecrow"):
        fields.update(_human_clothes(age, sex, rng))
        role = looks["roles"].get(occupation, {})
        fields.update({key: value for key, value in role.items() if key not in ("words", "accessories")})
        if role.get("accessories"):
            fields["accessories"] = tuple(role["accessories"])
        if kind == "scarecrow" and "hat" not in role:
            fields["hat"] = "straw_hat"
    elif being.base == "ghost":
        fields.update(hair="none", beard="none", top="robe", top_colour=fields["skin"], top_cloth="felt", bottom="none", shoes="bare")
    else:
        fields.update(hair="none", beard="none", bottom="none", shoes="bare", top=rng.choice(["waistcoat", "jumper", "coat", "shirt"]))
        made = being.base in ("robot", "lamp")
        fields["top_cloth"] = "metal" if made else "felt"
        if made:
            fields["skin"] = said.get("skin", fields["skin"])
            painted = rng.random() < 0.6  # an enamelled trunk, or bare metal all over
            fields.update(
                top=rng.choice(["tunic", "tunic", "waistcoat", "apron_dress"]),
                bottom_colour=fields["skin"],
                bottom_cloth="metal",
                top_colour=fields["top_colour"] if painted else fields["skin"],
                hat=rng.choice(["none", "none", "helmet", "flat_cap", "top_hat", "peaked_cap"]),
            )
            if rng.random() < 0.4:
                fields["accessories"] = (rng.choice(["scarf", "bow_tie", "satchel", "badge"]),)
        else:
            fields["hat"] = "none" if freedom == 0 else rng.choice(["none", "flat_cap", "wool_hat", "straw_hat"])  # ears and horns are seen
            if rng.random() < (0.75 if being.bare else 0.5):
                fields["accessories"] = (rng.choice(["scarf", "bow_tie", "satchel", "round_glasses", "necktie"]),)
            if being.bare:
                dressed = freedom == 2 and rng.random() < 0.5
                fields["top"] = rng.choice(["waistcoat", "jumper", "coat"]) if dressed else "bare"
    undressed = undressed and being is not None and being.base == "beast"
    if undressed:
        fields.update(top="bare", hat="none", accessories=())
    if being is not None:
        fields.update(being.wears)
        if "accessories" in being.wears:
            fields["accessories"] = tuple(being.wears["accessories"].split())
    extra = [worn for worn in fields.get("accessories", ()) if worn not in said.get("accessories", ())]
    if freedom == 2 and not undressed:
        fields["hat"] = rng.choice(["none", "flat_cap", "wool_hat", "straw_hat", "beret", "top_hat"])
        extra += rng.sample(["scarf", "round_glasses", "satchel", "bow_tie", "shawl", "necktie", "apron"], rng.choice([1, 2, 3]))
        fields["accessories"] = tuple(dict.fromkeys(extra))
    elif "hat" not in said and {"hair", "hair_colour"} & set(said) and "hat" in fields:
        fields["hat"] = "none"  # hair that is described is to be seen
    if "accessories" in said and "accessories" in fields:
        worn = list(said["accessories"])
        spectacled = {"glasses", "round_glasses"} & set(worn)
        room = extra if freedom == 2 else extra[:1]
        worn += [more for more in room if more not in worn and not (spectacled and more in ("glasses", "round_glasses"))]
        fields["accessories"] = tuple(worn[:4])
    fields.update({key: value for key, value in said.items() if key != "accessories" or "accessories" not in fields})
    if "hat" in said and "hat_colour" not in said and said.get("hat") in ("sou_wester", "straw_hat", "chef_hat", "crown"):
        fields["hat_colour"] = {"sou_wester": "#c9a02e", "straw_hat": "#cdae62", "chef_hat": "#ece6da", "crown": "#c79a3a"}[said["hat"]]
    if said.get("top") == "oilskin" and "top_colour" not in said:
        fields["top_colour"] = rng.choice(["#c9a02e", "#3d5448", "#2c3a4c"])
    if fields["top"] == "bare":
        fields["top_colour"] = fields["skin"]
    fields["eye_size"] = round(fields["eye_size"], 3)
    fields["brow_weight"] = round(max(0.5, min(1.6, fields["brow_weight"])), 3)
    return Puppet(name=name, body=body_for(kind, age, build), seed=rng.randrange(1, 1 << 30), **fields)


def _human_clothes(age: str, sex: str, rng: random.Random) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if sex == "female":
        fields["hair"] = rng.choice(
            {"child": ["plaits", "two_buns", "bob", "ponytail", "curly"], "old": ["bun", "curly", "bob", "bun"]}.get(
                age, ["bob", "long", "bun", "ponytail", "curly", "short"]
            )
        )
        fields["top"] = rng.choice(
            {"child": ["jumper", "dress", "coat", "cardigan"], "old": ["cardigan", "dress", "coat", "blouse"]}.get(
                age, ["blouse", "dress", "coat", "cardigan", "jumper", "jacket"]
            )
        )
        fields["bottom"] = rng.choice(
            {"child": ["skirt", "trousers", "shorts"], "old": ["long_skirt", "long_skirt", "skirt"]}.get(
                age, ["skirt", "trousers", "long_skirt"]
            )
        )
        fields["beard"] = "none"
    else:
        fields["hair"] = rng.choice(
            {"child": ["short", "shaggy", "curly", "crop"], "old": ["bald_fringe", "none", "short", "side_part"]}.get(
                age, ["short", "side_part", "curly", "shaggy", "crop", "bald_fringe"]
            )
        )
        fields["top"] = rng.choice(
            {"child": ["jumper", "shirt", "coat"], "old": ["jumper", "cardigan", "coat", "waistcoat"]}.get(
                age, ["jumper", "shirt", "coat", "waistcoat", "jacket", "long_coat"]
            )
        )
        fields["bottom"] = rng.choice(["shorts", "trousers"]) if age == "child" else "trousers"
        fields["beard"] = "none"
        if sex == "male" and age in ("adult", "old"):
            fields["beard"] = rng.choice(
                ["none", "moustache", "short", "full", "stubble"] if age == "adult" else ["none", "full", "moustache", "long"]
            )
        elif sex == "male" and age == "young":
            fields["beard"] = rng.choice(["none", "none", "stubble", "goatee"])
    fields["top_cloth"] = {
        "jumper": "knit",
        "cardigan": "knit",
        "coat": "wool",
        "long_coat": "wool",
        "shirt": "cotton",
        "blouse": "cotton",
        "dress": "cotton",
    }.get(fields["top"], "felt")
    fields["shoes"] = rng.choice(["boots", "shoes", "shoes"])
    fields["hat"] = rng.choice(["none", "none", "none", "wool_hat", "flat_cap", "beret", "headscarf" if sex == "female" else "flat_cap"])
    if rng.random() < 0.45:
        fields["accessories"] = (
            rng.choice(["scarf", "round_glasses", "satchel", "glasses", "shawl" if sex == "female" and age == "old" else "scarf"]),
        )
    return fields
