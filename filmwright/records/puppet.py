"""A puppet as words and numbers: everything the theatre needs to build the same one every time."""

from __future__ import annotations

from typing import Literal

from filmwright.records.codec import Record

Kind = str  # "human", or the name of a being of the theatre's catalogue (theatre/catalogue/creatures)
Age = Literal["child", "teen", "young", "adult", "old"]
Build = Literal["slight", "average", "stout", "tall", "broad"]
Hair = Literal[
    "none", "bald_fringe", "short", "crop", "side_part", "curly", "bob", "long", "bun", "two_buns", "plaits",
    "ponytail", "shaggy",
]
Beard = Literal["none", "stubble", "moustache", "goatee", "short", "full", "long"]
Nose = Literal["button", "round", "long", "broad", "hooked"]
Top = Literal[
    "jumper", "shirt", "blouse", "coat", "long_coat", "cardigan", "waistcoat", "dress", "tunic", "uniform",
    "apron_dress", "oilskin", "robe", "jacket", "cloak", "dungarees", "gown", "nightshirt",
    "bare",  # its own coat or skin
]
Bottom = Literal["trousers", "skirt", "long_skirt", "shorts", "none"]
Shoes = Literal["boots", "shoes", "wellingtons", "slippers", "bare"]
Hat = Literal[
    "none", "peaked_cap", "wool_hat", "flat_cap", "sou_wester", "top_hat", "straw_hat", "headscarf", "chef_hat",
    "helmet", "hood", "crown", "beret", "pointed_hat",
]
Accessory = Literal[
    "glasses", "round_glasses", "scarf", "apron", "eyepatch", "necktie", "bow_tie", "satchel", "gloves", "shawl",
    "veil", "badge", "earrings", "medal", "cape",
]
# What lies on somebody for good (the first three), and what a story does to looks.
Mark = Literal["freckles", "scar", "glass_eye", "wet", "torn", "muddy", "bandaged", "aged"]
Cloth = Literal["felt", "knit", "wool", "cotton", "leather", "oilskin", "clay", "wood", "metal"]


class Body(Record, frozen=True, kw_only=True):
    """Measures of a puppet standing, in stage metres (an adult is about 1.15 tall, big-headed)."""

    height: float  # floor to top of the head, no hat
    head_radius: float  # half the head's height
    neck_height: float  # floor to the base of the head
    shoulder_height: float
    shoulder_width: float  # between the shoulder joints
    hip_height: float  # floor to the hip joints
    hip_width: float
    upper_arm: float
    forearm: float  # elbow to wrist
    hand: float  # wrist to the middle of the palm
    upper_leg: float
    lower_leg: float  # knee to ankle
    foot: float  # length
    girth: float  # greatest radius of the torso


class Puppet(Record, frozen=True, kw_only=True):
    """The look of one character. Colours are '#rrggbb'."""

    name: str  # the character's cue name
    kind: Kind = "human"
    age: Age = "adult"
    build: Build = "average"
    body: Body
    skin: str = "#d99a7c"
    eye_colour: str = "#5a3418"
    eye_size: float = 1.0  # 0.8 to 1.3
    nose: Nose = "round"
    brow_weight: float = 1.0  # 0.5 thin to 1.6 bushy
    hair: Hair = "short"
    hair_colour: str = "#33201a"
    beard: Beard = "none"
    top: Top = "jumper"
    top_colour: str = "#27405f"
    top_cloth: Cloth = "knit"
    bottom: Bottom = "trousers"
    bottom_colour: str = "#3a3530"
    bottom_cloth: Cloth = "felt"
    shoes: Shoes = "boots"
    shoes_colour: str = "#2a211c"
    hat: Hat = "none"
    hat_colour: str = "#1d2b3f"
    accessories: tuple[Accessory, ...] = ()
    accent_colour: str = "#a83a32"  # scarf, apron, tie ...
    accessory_colours: dict[str, str] = {}  # of those that are not in the accent colour: what somebody else's were
    marks: tuple[Mark, ...] = ()
    seed: int = 0  # small asymmetries
