"""Wardrobe: what a description leaves open is chosen so that any two of the cast are told apart at a glance."""

from __future__ import annotations

import math
import random
from typing import Any

from filmwright.breakdown.bodies import body_for
from filmwright.breakdown.looks import Said
from filmwright.breakdown.tables import table
from filmwright.records.puppet import Build, Puppet

# Two puppets that differ by this much were told apart at a glance on contact sheets of plain silhouettes; a guess otherwise.
CLEARLY_DIFFERENT = 0.42
_TRIES = 240  # candidates a role; more than 200 no longer raised the least distance of a cast of eight

_LONG_TOPS = ("long_coat", "dress", "robe", "apron_dress", "oilskin", "cloak", "gown", "nightshirt")
_HAIR_MASS = {
    "none": 0,
    "bald_fringe": 1,
    "crop": 1,
    "short": 2,
    "side_part": 2,
    "curly": 4,
    "shaggy": 4,
    "bob": 5,
    "bun": 6,
    "ponytail": 7,
    "two_buns": 8,
    "plaits": 9,
    "long": 10,
}
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


def silhouette_distance(a: Puppet, b: Puppet) -> float:
    """How far two outlines are apart, 0 to 1: 0.55 for another kind; for one kind, height, girth, hat, hair, beard, skirts, things worn.

    Terms: 1.6 |height difference| / 1.2 up to 0.35; |girth difference| up to 0.20; another hat 0.25 (0.30 when one has none);
    hair mass up to 0.15 where no hat hides it; beard or none 0.15; long or short top 0.15; skirt or trousers 0.10;
    another accessory 0.05 each up to 0.15.
    """
    total = 0.55 if a.kind != b.kind else 0.0
    total += min(0.35, 1.6 * abs(a.body.height - b.body.height) / 1.2)
    total += min(0.20, 2.0 * abs(a.body.girth - b.body.girth))
    if a.hat != b.hat:
        total += 0.30 if "none" in (a.hat, b.hat) else 0.25
    elif a.hat == "none":
        total += 0.15 * min(1.0, abs(_HAIR_MASS[a.hair] - _HAIR_MASS[b.hair]) / 6)
    heavy = ("short", "full", "long")
    if (a.beard in heavy) != (b.beard in heavy):
        total += 0.15
    if (a.top in _LONG_TOPS) != (b.top in _LONG_TOPS):
        total += 0.15
    if ("skirt" in a.bottom) != ("skirt" in b.bottom):
        total += 0.10
    total += min(0.15, 0.05 * len(set(a.accessories) ^ set(b.accessories)))
    return min(1.0, total)


def palette_distance(a: Puppet, b: Puppet) -> float:
    """How far two palettes are apart, 0 to 1: CIE76 colour difference / 60, each capped at 1, weighted 0.5 top, 0.2 head
    (hat, or hair without one), 0.15 bottom, 0.15 skin."""
    head_a = a.hat_colour if a.hat != "none" else a.hair_colour
    head_b = b.hat_colour if b.hat != "none" else b.hair_colour
    pairs = ((0.5, a.top_colour, b.top_colour), (0.2, head_a, head_b), (0.15, a.bottom_colour, b.bottom_colour), (0.15, a.skin, b.skin))
    return sum(weight * min(1.0, colour_difference(x, y) / 60.0) for weight, x, y in pairs)


def distance(a: Puppet, b: Puppet) -> float:
    """How clearly two puppets differ, 0 to 1: 0.6 silhouette + 0.4 palette."""
    return 0.6 * silhouette_distance(a, b) + 0.4 * palette_distance(a, b)


def colour_difference(first: str, second: str) -> float:
    """CIE76 difference of two '#rrggbb' colours: Euclidean distance in CIELAB; 100 is black to white."""
    return math.dist(_lab(first), _lab(second))


def _lab(colour: str) -> tuple[float, float, float]:
    r, g, b = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.0891
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _linear(v: float) -> float:
    return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4


def dress(name: str, said: Said, *, sex: str, occupation: str, cast_so_far: list[Puppet], seed: int) -> tuple[Puppet, float]:
    """A puppet that keeps all that was said and differs as clearly as it can from those already cast.

    Unsaid fields are drawn from `random.Random("{seed}/{name}")` to suit age, sex and occupation, up to 240 times; the first
    draw that is CLEARLY_DIFFERENT from everyone is taken, else the best. What the occupation wears is kept in the first half
    of the draws and may give way in the second.

    Returns:
        The puppet, and its least distance to anyone already cast (1.0 for the first).
    """
    rng = random.Random(f"{seed}/{name}")
    best: Puppet | None = None
    best_distance = -1.0
    for attempt in range(_TRIES):
        puppet = _draw(name, said, sex, occupation if attempt < _TRIES // 2 else "", rng)
        nearest = min((distance(puppet, other) for other in cast_so_far), default=1.0)
        if nearest > best_distance + 1e-9:
            best, best_distance = puppet, nearest
        if nearest >= CLEARLY_DIFFERENT:
            break
    assert best is not None
    return best, best_distance


def _draw(name: str, said: Said, sex: str, occupation: str, rng: random.Random) -> Puppet:
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
    fields["skin"] = rng.choice(looks["skin_choices"]["values"] if kind == "human" else looks["animals_coat"][kind])
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
    if kind in ("human", "scarecrow"):
        fields.update(_human_clothes(age, sex, rng))
        role = looks["roles"].get(occupation, {})
        fields.update({key: value for key, value in role.items() if key not in ("words", "accessories")})
        if role.get("accessories"):
            fields["accessories"] = tuple(role["accessories"])
        if kind == "scarecrow" and "hat" not in role:
            fields["hat"] = "straw_hat"
    elif kind == "ghost":
        fields.update(hair="none", beard="none", top="robe", top_colour=fields["skin"], top_cloth="felt", bottom="none", shoes="bare")
    else:
        fields.update(hair="none", beard="none", bottom="none", shoes="bare", top=rng.choice(["waistcoat", "jumper", "coat", "shirt"]))
        fields["top_cloth"] = "metal" if kind in ("robot", "lamp") else "felt"
        if kind in ("robot", "lamp"):
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
            fields["hat"] = rng.choice(["none", "none", "flat_cap", "wool_hat"])
            if rng.random() < 0.5:
                fields["accessories"] = (rng.choice(["scarf", "bow_tie", "satchel"]),)
    if "hat" not in said and {"hair", "hair_colour"} & set(said) and "hat" in fields:
        fields["hat"] = "none"  # hair that is described is to be seen
    if "accessories" in said and "accessories" in fields:
        worn = list(said["accessories"])
        spectacled = {"glasses", "round_glasses"} & set(worn)
        worn += [
            extra for extra in fields["accessories"][:1] if extra not in worn and not (spectacled and extra in ("glasses", "round_glasses"))
        ]
        fields["accessories"] = tuple(worn[:4])
    fields.update({key: value for key, value in said.items() if key != "accessories" or "accessories" not in fields})
    if "hat" in said and "hat_colour" not in said and said.get("hat") in ("sou_wester", "straw_hat", "chef_hat", "crown"):
        fields["hat_colour"] = {"sou_wester": "#c9a02e", "straw_hat": "#cdae62", "chef_hat": "#ece6da", "crown": "#c79a3a"}[said["hat"]]
    if said.get("top") == "oilskin" and "top_colour" not in said:
        fields["top_colour"] = rng.choice(["#c9a02e", "#3d5448", "#2c3a4c"])
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
