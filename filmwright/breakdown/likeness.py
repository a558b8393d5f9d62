"""Likeness: how easily two puppets of one film are taken for each other, by outline and by colours."""

from __future__ import annotations

import functools
import math

from filmwright.records.puppet import Puppet
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue.beings import Creature

# Two puppets that differ by this much were told apart at a glance on contact sheets of plain silhouettes; a guess otherwise.
CLEARLY_DIFFERENT = 0.42

_LONG_TOPS = ("long_coat", "dress", "robe", "apron_dress", "oilskin", "cloak", "gown", "nightshirt")
_COLOURED = ("scarf", "apron", "shawl", "necktie", "bow_tie", "cape", "gloves")  # things worn in the accent colour
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
# What a growth adds to an outline, from how far it stands out of it on a sheet of all beings (a guess to a tenth).
_OUTLINE = {"spines": 0.30, "wings": 0.30, "shell": 0.25, "mane": 0.25, "horns": 0.25, "trunk": 0.30, "fleece": 0.20, "crest": 0.15,
            "antennae": 0.20, "halo": 0.20, "horn": 0.20, "wraps": 0.25, "ridge": 0.15, "fin": 0.15, "tusks": 0.10, "chin": 0.10,
            "pointed_ears": 0.10, "ruff": 0.05, "bands": 0.10, "teeth": 0.05, "plumage": 0.05}  # fmt: skip
_KIND_MOST = 0.55


@functools.cache
def kinds_apart(first: str, second: str) -> float:
    """How far two kinds of beings are apart by what their bodies have, 0 to 0.55; size and clothes do not count here.

    Terms: another base 0.55; beak or muzzle 0.25; length of the muzzle up to 0.15; ears of another form 0.15, of another length up
    to 0.15; growths that one has and the other not, each as it stands out; a longer neck up to 0.15; another tail 0.08; hooves or
    paws 0.04; other markings 0.12.
    """
    if first == second:
        return 0.0
    if "human" in (first, second):
        other = catalogue.creature(second if first == "human" else first)
        return _KIND_MOST if other.base != "person" else min(_KIND_MOST, _growths_apart(set(), _grown(other)) + 0.05)
    a, b = catalogue.creature(first), catalogue.creature(second)
    if a.base != b.base:
        return _KIND_MOST
    total = _growths_apart(_grown(a), _grown(b))
    total += 0.25 if (a.beak is None) != (b.beak is None) else 0.0
    total += min(0.15, 0.3 * abs(_reach(a) - _reach(b)))
    if (a.ears is None) != (b.ears is None):
        total += 0.20
    elif a.ears is not None and b.ears is not None:
        total += 0.15 if a.ears.shape != b.ears.shape else 0.0
        total += min(0.15, 0.3 * abs(_ear(a) - _ear(b)))
    total += min(0.15, 0.6 * abs(a.body.shoulders - b.body.shoulders))
    total += 0.08 if (a.tail.shape if a.tail else "") != (b.tail.shape if b.tail else "") else 0.0
    total += 0.04 if a.feet != b.feet else 0.0
    total += 0.12 if {m.shape for m in a.marks} != {m.shape for m in b.marks} else 0.0
    return min(_KIND_MOST, total)


def _grown(being: Creature) -> set[tuple[str, str]]:
    return {(str(entry["make"]), str(entry.get("shape", ""))) for entry in being.grows}


def _growths_apart(a: set[tuple[str, str]], b: set[tuple[str, str]]) -> float:
    return sum(_OUTLINE.get(make, 0.0) for make in {make for make, _ in a ^ b})


def _reach(being: Creature) -> float:
    """How far a muzzle or a beak stands out, head radii."""
    return being.beak.long if being.beak else max((s.height for s in being.head.swellings), default=0.0)


def _ear(being: Creature) -> float:
    if being.ears is None:
        return 0.0
    return 2 * being.ears.half if being.ears.shape in ("round", "fan") else being.ears.length


def silhouette_distance(a: Puppet, b: Puppet) -> float:
    """How far two outlines are apart, 0 to 1: kind, height, girth, hat, hair, beard, skirts, things worn.

    Terms: `kinds_apart` up to 0.55; 1.6 |height difference| / 1.2 up to 0.35; |girth difference| up to 0.20; another hat 0.25 (0.30
    when one has none); hair mass up to 0.15 where no hat hides it; beard or none 0.15; long or short top 0.15; clothes or its own
    coat alone 0.15; skirt or trousers 0.10; another accessory 0.05 each up to 0.15.
    """
    total = kinds_apart(a.kind, b.kind)
    total += min(0.35, 1.6 * abs(a.body.height - b.body.height) / 1.2)
    total += min(0.20, 2.0 * abs(a.body.girth - b.body.girth))
    if a.hat != b.hat:
        total += 0.30 if "none" in (a.hat, b.hat) else 0.25
    elif a.hat == "none":
        total += 0.15 * min(1.0, abs(_HAIR_MASS[a.hair] - _HAIR_MASS[b.hair]) / 6)
    heavy = ("short", "full", "long")
    if (a.beard in heavy) != (b.beard in heavy):
        total += 0.15
    if (a.top == "bare") != (b.top == "bare") or (a.top in _LONG_TOPS) != (b.top in _LONG_TOPS):
        total += 0.15
    if ("skirt" in a.bottom) != ("skirt" in b.bottom):
        total += 0.10
    total += min(0.15, 0.05 * len(set(a.accessories) ^ set(b.accessories)))
    return min(1.0, total)


def palette_distance(a: Puppet, b: Puppet) -> float:
    """How far two palettes are apart, 0 to 1: CIE76 colour difference / 60, each capped at 1.

    Weights between people: 0.5 top, 0.2 head (hat, or hair without one), 0.15 bottom, 0.15 skin. With a beast: 0.4 top (its coat,
    if it wears none), 0.4 coat, 0.2 what it wears in the accent colour (the coat, if nothing).
    """
    pairs: tuple[tuple[float, str, str], ...]
    if _is_beast(a) or _is_beast(b):
        pairs = ((0.4, a.top_colour, b.top_colour), (0.4, a.skin, b.skin), (0.2, _accent(a), _accent(b)))
    else:
        head_a = a.hat_colour if a.hat != "none" else a.hair_colour
        head_b = b.hat_colour if b.hat != "none" else b.hair_colour
        pairs = ((0.5, a.top_colour, b.top_colour), (0.2, head_a, head_b), (0.15, a.bottom_colour, b.bottom_colour), (0.15, a.skin, b.skin))
    return sum(weight * min(1.0, colour_difference(x, y) / 60.0) for weight, x, y in pairs)


def _is_beast(puppet: Puppet) -> bool:
    return puppet.kind != "human" and catalogue.creature(puppet.kind).base == "beast"


def _accent(puppet: Puppet) -> str:
    if set(puppet.accessories) & set(_COLOURED):
        return puppet.accent_colour
    return puppet.hat_colour if puppet.hat != "none" else puppet.skin


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
