"""What one being is: the nouns that mean it, its size, its coat and what grows on it; a file of `creatures/` each."""

from __future__ import annotations

import math
from typing import Literal

from filmwright.records.codec import Record

Option = float | str | bool


class Measures(Record, frozen=True, kw_only=True):
    """Factors on the measures of a person of its age and build."""

    height: float = 1.0
    head: float = 1.0  # radius
    hip: float = 1.0  # height of the hips
    girth: float = 1.0
    shoulders: float = 0.84  # their height, as a share of the way from the hips to the head: lower is a longer neck


class Swelling(Record, frozen=True, kw_only=True):
    """A muzzle or a brow: a swelling of the front of the head; head radii from its centre. x: both sides alike."""

    x: float = 0.0
    z: float
    width: float
    depth: float
    height: float
    box: float = 1.0  # 1 a hill, 2 a block with soft edges


class HeadForm(Record, frozen=True, kw_only=True):
    """The form of a head, in radii of its body's head."""

    wide: float = 1.0
    deep: float = 0.94
    tall: float = 0.94
    jaw: float = 0.0
    crown: float = 0.0
    cheeks: float = 0.10
    swellings: tuple[Swelling, ...] = ()


class Marking(Record, frozen=True, kw_only=True):
    """A part of the head or the belly in another colour; `shape` names one of theatre/worker/puppets/markings.py."""

    shape: str
    colour: str = "pale"
    size: float = 1.0


class EarForm(Record, frozen=True, kw_only=True):
    """Ears: place (x, z), length and half-width in head radii; `turn`: degrees from straight up to the side."""

    shape: Literal["point", "round", "flop", "leaf", "long", "fan", "tuft"]
    x: float = 0.6
    z: float = 0.76
    length: float = 0.6
    half: float = 0.27
    turn: float = 14.0
    inner: str = "pale"
    tip: str = ""  # colour of the last third


class TailForm(Record, frozen=True, kw_only=True):
    """A tail: length, radius and rise in head radii."""

    shape: Literal["brush", "thin", "tuft", "cotton", "curl", "taper", "fan", "flat"]
    length: float = 1.5
    radius: float = 0.12
    rise: float = 0.8
    aside: float = 0.5  # how far its end is to one side, so that it is seen from the front
    colour: str = "coat"
    tip: str = ""
    rings: int = 0  # bands of the tip's colour


class NoseForm(Record, frozen=True, kw_only=True):
    """The tip of a muzzle."""

    shape: Literal["ball", "snout", "slits", "carrot", "none"] = "ball"
    size: float = 0.12
    colour: str = "#15100f"


class BeakForm(Record, frozen=True, kw_only=True):
    """A beak instead of lips: length, half-width and height in head radii; hook: how far its point comes down."""

    long: float = 0.45
    wide: float = 0.23
    tall: float = 0.75  # against its width
    hook: float = 0.07
    blunt: float = 0.1  # width of the tip against the root
    colour: str = "#d9932b"


class Creature(Record, frozen=True, kw_only=True):
    """A kind of puppet that is no person, or a person with something that people do not have."""

    name: str
    words: tuple[str, ...]  # nouns that mean it
    near: tuple[str, ...] = ()  # nouns of others that it does for, which the report then says
    base: Literal["beast", "person", "robot", "ghost", "scarecrow", "lamp"] = "beast"
    look: str = ""  # what one sees of it that every one of its kind has, as a story tells it: "two curved horns, a thin beard"
    coats: dict[str, str]  # a word a story uses -> '#rrggbb'
    voice: Literal["", "animal", "bear", "robot", "ghost", "scarecrow"] = "animal"
    body: Measures = Measures()
    bare: bool = False  # goes in its coat alone if no top is named
    wears: dict[str, str] = {}  # fields of a puppet that this kind has if nothing else is said
    hide: Literal["fur", "wool", "feathers", "skin", "slick", "scales"] = "fur"
    head: HeadForm = HeadForm()
    face: dict[str, float] = {}  # measures of the face that differ from those of beasts (puppets/faces.py, FacePlan)
    marks: tuple[Marking, ...] = ()
    belly: Marking | None = None
    ears: EarForm | None = None
    tail: TailForm | None = None
    nose: NoseForm = NoseForm()
    beak: BeakForm | None = None
    hands: Literal["paw", "wing"] = "paw"
    hands_colour: str = "coat"
    feet: Literal["paw", "hoof", "web", "claw"] = "paw"
    feet_colour: str = "coat"
    sclera: str = "#f0e9d6"
    over: float = 0.0  # how far horns, feelers or a halo stand over the crown, in head radii; ears are reckoned from their form
    grows: tuple[dict[str, Option], ...] = ()  # `make` names one of theatre/worker/puppets/growths.py, the rest are its options

    def rise(self) -> float:
        """How far its ears, horns or feelers stand over its crown, in head radii."""
        ears = self.ears
        if ears is None or ears.shape == "flop":
            return self.over
        up = math.cos(math.radians(ears.turn))
        long = 1.65 * ears.half if ears.shape in ("round", "fan") else 0.9 * ears.length
        return max(self.over, ears.z + long * up - self.head.tall, 0.0)
