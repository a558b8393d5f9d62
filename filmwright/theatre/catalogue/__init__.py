"""What the theatre has to offer, as data: each set kit, each prop and each kind of being is one small TOML file."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from filmwright.errors import TheatreError
from filmwright.records.codec import Record
from filmwright.theatre.catalogue.beings import Creature

_HERE = Path(__file__).parent
Point = tuple[float, float, float]


class Mark(Record, frozen=True, kw_only=True):
    """A place on the floor where a puppet may stand, facing `heading` (see records.staging for axes)."""

    x: float
    y: float
    heading: float = 0.0


class Seat(Record, frozen=True, kw_only=True):
    """A place to sit, 15 cm behind the seat's front edge or in its middle; `z` is the height of what one sits on (benchmarks/seats.py)."""

    x: float
    y: float
    z: float
    heading: float = 0.0


class Surface(Record, frozen=True, kw_only=True):
    """A level surface on which props stand: its centre and its size."""

    x: float
    y: float
    z: float
    width: float  # along x
    depth: float  # along y


class Entrance(Record, frozen=True, kw_only=True):
    """A way in: the mark just inside, the point outside the set or behind the door from which one comes."""

    x: float
    y: float
    heading: float  # facing inwards
    outside_x: float
    outside_y: float
    door: str = ""  # name of the feature that opens, if any


class Feature(Record, frozen=True, kw_only=True):
    """A fixed thing that has a name in scripts: window, stove, great lamp, tree. Can be looked at and used."""

    words: tuple[str, ...]
    place: Point  # the point to look at
    size: Point
    stand: Mark | None = None  # where one stands to use it
    sound: str = ""


class Box(Record, frozen=True, kw_only=True):
    """An axis-aligned obstacle, for camera placement and walking."""

    low: Point
    high: Point


class Piece(Record, frozen=True, kw_only=True):
    """One built thing of a set: `make` names a builder in theatre/worker/pieces."""

    make: str
    at: Point = (0.0, 0.0, 0.0)
    turn: float = 0.0  # degrees about z
    options: dict[str, float | str | bool | list[float | str]] = {}


class Practical(Record, frozen=True, kw_only=True):
    """A lamp in the picture, with the light it gives."""

    place: Point
    colour: str = "#ffae5c"
    power: float = 20.0  # watts of Blender's point light at full
    radius: float = 0.06
    flicker: float = 0.0


class SetKit(Record, frozen=True, kw_only=True):
    """A place the theatre can build. The stage blocks and photographs from this data alone."""

    name: str
    words: tuple[str, ...]  # phrases that mean this place
    stands_in: tuple[str, ...] = ()  # phrases of other places that it does for, which the report then says
    interior: bool
    stage: Box  # where puppets may walk (z: floor to ceiling or sky)
    camera: Box  # where a camera may stand; walls that hide it are left away or pass
    floor: str = "wood"  # what steps sound like: wood, stone, grass, snow, sand, metal, carpet
    ambience: tuple[str, ...] = ()  # sea, wind, room, street, forest, train, clock, fire, rain ...
    marks: dict[str, Mark]  # at least "left", "right", "centre", "back"
    seats: dict[str, Seat] = {}
    surfaces: dict[str, Surface] = {}
    entrances: dict[str, Entrance]
    features: dict[str, Feature] = {}
    obstacles: tuple[Box, ...] = ()
    practicals: tuple[Practical, ...] = ()
    pieces: tuple[Piece, ...]
    sky: Literal["none", "window", "open", "space"] = "none"  # space: black and full of stars at every hour
    wide_from: Point = (0.0, -3.4, 1.3)  # a camera place that shows the set at its best
    wide_to: Point = (0.0, 0.3, 0.8)
    wide_mm: float = 32.0


class Played(Record, frozen=True, kw_only=True):
    """How an instrument is played. Points are of the model; palms go where the model's points are once it is held so."""

    at: Literal["shoulder", "mouth", "front", "keys"]  # of the player; keys: it stands, hands go over its keys
    point: Point = (0.0, 0.0, 0.0)  # what of it is there: the chin rest, the mouthpiece, the near rim
    turn: Point = (0.0, 0.0, 0.0)  # degrees, in the player's own frame
    left: Point = (0.0, 0.0, 0.0)
    right: Point = (0.0, 0.0, 0.0)
    stroke: Point = (0.0, 0.0, 0.0)  # how far the right palm goes to either side of its place: a bow, a beat
    every: int = 8  # drawings there and back
    bowed: bool = False  # its builder has a bow that goes with the right hand, by the openness from a half to one


class PropModel(Record, frozen=True, kw_only=True):
    """A thing that puppets handle or that dresses a set. Its origin is the middle of its base."""

    name: str
    words: tuple[str, ...]  # what scripts call it
    make: str = ""  # builder in theatre/worker/pieces; empty: as `name`
    options: dict[str, float | str | bool | list[float | str]] = {}
    size: Point  # width, depth, height in stage metres, at puppet scale
    colour: str = "#8a5a33"
    hands: Literal["none", "one", "both"] = "one"  # how it is held; none: too big or rooted
    grip: Point = (0.0, 0.0, 0.0)  # where a hand grips it, from its origin
    stands_on: Literal["surface", "floor", "wall"] = "surface"
    lies: bool = False  # put down, it lies on its back (its front, -y, up) instead of standing on its base
    opens: bool = False
    lights: Practical | None = None
    material: str = "wood"  # what it sounds like
    sound: str = ""  # what it plays or says when used: violin, bell, music_box ...
    played: Played | None = None


def _load(folder: str, kind: type[SetKit] | type[PropModel]) -> dict[str, msgspec.Struct]:
    found: dict[str, msgspec.Struct] = {}
    for path in sorted((_HERE / folder).glob("*.toml")):
        try:
            entry = msgspec.toml.decode(path.read_bytes(), type=kind)
        except msgspec.DecodeError as error:
            raise TheatreError(f"catalogue/{folder}/{path.name}: {error}; docs/theatre.md says what a file holds") from error
        if entry.name != path.stem:
            raise TheatreError(f"catalogue/{folder}/{path.name}: its name is '{entry.name}'; it must be '{path.stem}'")
        found[entry.name] = entry
    return found


@functools.cache
def sets() -> dict[str, SetKit]:
    """All set kits by name."""
    return _load("sets", SetKit)  # type: ignore[return-value]


@functools.cache
def props() -> dict[str, PropModel]:
    """All prop models by name."""
    return _load("props", PropModel)  # type: ignore[return-value]


@functools.cache
def creatures() -> dict[str, Creature]:
    """All kinds of beings by name. A file with `like` takes from another kind what it does not say; its `more` is grown besides."""
    folder = _HERE / "creatures"
    raw = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}
    found: dict[str, Creature] = {}
    for stem, own in raw.items():
        whole = dict(own)
        other = whole.pop("like", "")
        more = whole.pop("more", [])
        if other and (other not in raw or "like" in raw[other]):
            raise TheatreError(f"catalogue/creatures/{stem}.toml: it is like '{other}', which has no file that stands by itself")
        if other:
            whole = {**{key: value for key, value in raw[other].items() if key not in ("words", "near", "look")}, **whole}
        whole["grows"] = [*whole.get("grows", []), *more]
        try:
            entry = msgspec.convert(whole, Creature)
        except msgspec.ValidationError as error:
            raise TheatreError(f"catalogue/creatures/{stem}.toml: {error}; docs/puppets.md says what a file holds") from error
        if entry.name != stem:
            raise TheatreError(f"catalogue/creatures/{stem}.toml: its name is '{entry.name}'; it must be '{stem}'")
        found[stem] = entry
    return found


def creature(kind: str) -> Creature:
    """The being that a puppet's `kind` names, other than "human"."""
    entry = creatures().get(kind)
    if entry is None:
        raise TheatreError(f"no being is called '{kind}'; there are human, {', '.join(creatures())}")
    return entry


@functools.cache
def told() -> dict[str, tuple[str, bool]]:
    """Noun -> the kind of puppet it means, and whether it truly is that kind, as the files of the beings tell."""
    found: dict[str, tuple[str, bool]] = {}
    for entry in creatures().values():
        for noun in entry.words:
            if found.get(noun, ("", False))[1]:
                raise TheatreError(f"catalogue/creatures/{entry.name}.toml: '{noun}' already means '{found[noun][0]}'")
            found[noun] = (entry.name, True)
        for noun in entry.near:
            found.setdefault(noun, (entry.name, False))
    return found


@functools.cache
def beings() -> dict[str, tuple[str, bool]]:
    """Noun -> the kind of puppet it means, and whether it truly is that kind (else only the nearest). Words are lower case.

    Where the files of the beings are silent, the table of WordNet's animals says which comes nearest.
    """
    return {**{noun: (kind, False) for noun, kind in animals().items()}, **told()}


@functools.cache
def animals() -> dict[str, str]:
    """Noun for an animal of which no file of a being tells -> the kind that comes nearest."""
    return {noun: kind for kind, nouns in sections_of(_HERE / "animals.txt").items() for noun in nouns}


def sections_of(path: Path) -> dict[str, list[str]]:
    """A data file of tools/wordnet.py: section -> words."""
    found: dict[str, list[str]] = {}
    for part in path.read_text(encoding="utf-8").split("\n[")[1:]:
        name, _, words = part.partition("]\n")
        found[name] = [word.replace("_", " ") for word in words.split()]
    return found


def being(noun: str) -> tuple[str, bool] | None:
    """The kind that a noun of one or more words means ("barn owl" is an owl), and whether it truly is that kind."""
    words = noun.lower().replace("_", " ").split()
    known = beings()
    for start in range(len(words)):
        hit = known.get(" ".join(words[start:]))
        if hit:
            return hit
    return None
