"""What the theatre's two sides say to each other: one JSON message a line, requests answered in order."""

from __future__ import annotations

from filmwright.records.breakdown import SetRecord
from filmwright.records.codec import Record
from filmwright.records.staging import CameraPose, FaceLight, LightPlan, StagedProp, StagedPuppet, StagedScene, StagedShot
from filmwright.records.takes import PictureSpec

HOUSE_EXPOSURE = 0.35  # stops, of every picture: night interiors, lit low-key, still show dark clothes; guess judged by eye
Rect = tuple[int, int, int, int]  # left, top, right, bottom in pixels, top-left origin, right and bottom beyond


class Dress(Record, frozen=True, kw_only=True, tag="dress"):
    """Build the stage for a shot (kept if the same set, light, cast and props already stand)."""

    set: SetRecord
    light: LightPlan
    puppets: tuple[StagedPuppet, ...]
    props: tuple[StagedProp, ...]
    camera: tuple[CameraPose, ...]
    drawings: int
    face: FaceLight | None = None
    picture: PictureSpec
    scratch: str  # a memory-backed folder for raw drawings


class Expose(Record, frozen=True, kw_only=True, tag="expose"):
    """Render one drawing: what changed since the one exposed before it, or all of it."""

    drawing: int
    whole: bool
    after: int = -1  # the drawing exposed before it; those between are equal to that


class SaveScene(Record, frozen=True, kw_only=True, tag="save_scene"):
    """Build a whole scene with keyframes and write a .blend."""

    scene: StagedScene
    shots: tuple[StagedShot, ...]
    picture: PictureSpec
    path: str


class Memory(Record, frozen=True, kw_only=True, tag="memory"):
    """Measure the memory of the worker."""


Request = Dress | Expose | SaveScene | Memory


class Ready(Record, frozen=True, kw_only=True, tag="ready"):
    """The worker stands; where its colour management lies."""

    blender: str
    colour_config: str


class Dressed(Record, frozen=True, kw_only=True, tag="dressed"):
    """The stage stands."""

    seconds: float
    rebuilt: bool


class RawPart(Record, frozen=True, kw_only=True):
    """A rendered rectangle of a drawing."""

    path: str  # multilayer EXR
    rect: Rect


class Exposed(Record, frozen=True, kw_only=True, tag="exposed"):
    """A raw drawing: the parts that differ from the drawing before; none if nothing changed."""

    drawing: int
    parts: tuple[RawPart, ...]
    seconds: float
    moved: tuple[int, ...] = ()  # numbers in the object index of what moved since the drawing before; of a moving camera only
    relit: bool = False  # a lamp changed since the drawing before
    paths: float = 1.0  # light paths of this drawing's pixels, in those that the picture asks for


class Saved(Record, frozen=True, kw_only=True, tag="saved"):
    """The .blend is written."""

    path: str


class Measured(Record, frozen=True, kw_only=True, tag="measured"):
    """Peak memory of the worker."""

    peak_mib: float


class Refused(Record, frozen=True, kw_only=True, tag="refused"):
    """The worker could not do it."""

    what: str
    trace: str


Reply = Ready | Dressed | Exposed | Saved | Measured | Refused
