"""The persistent world: where each prop is, what each role holds and where it sits, from scene to scene."""

from __future__ import annotations

from typing import Literal

from filmwright.records.breakdown import Emotion
from filmwright.records.codec import Record
from filmwright.records.puppet import Mark
from filmwright.records.staging import Point, PropState

Posture = Literal["stand", "sit", "kneel", "lie"]
GazeKind = Literal["ahead", "role", "prop", "point", "down"]


class Gaze(Record, frozen=True, kw_only=True):
    """What someone looks at."""

    kind: GazeKind = "ahead"
    name: str = ""  # role or prop id
    point: Point = (0.0, 0.0, 0.0)


class RoleState(Record, frozen=True, kw_only=True):
    """A role between two pieces of business: enough to know its settled pose."""

    x: float = 0.0
    y: float = 0.0
    heading: float = 0.0
    posture: Posture = "stand"
    seat: str = ""  # name of the kit's seat
    seat_z: float = 0.0
    table_z: float = 0.0  # height of the surface in front of a seat, 0 if there is none
    emotion: Emotion = "neutral"
    intensity: float = 0.3
    gaze: Gaze = Gaze()
    right: str = ""  # prop held in the right hand
    left: str = ""
    asleep: bool = False


class PropWhere(Record, frozen=True, kw_only=True):
    """A prop between two pieces of business. `set` is where it stands when nobody holds it."""

    state: PropState
    set: str = ""


class World(Record, frozen=True, kw_only=True):
    """All that passes from one scene to the next. `roles` are those last seen on stage, in the set `set`."""

    set: str = ""
    roles: dict[str, RoleState] = {}
    carried: dict[str, tuple[str, str]] = {}  # role -> props in its right and left hand, also while it is off stage
    props: dict[str, PropWhere] = {}
    marks: dict[str, tuple[Mark, ...]] = {}  # role -> what the story has done to its looks
    hour: str = ""  # time of day; what is wet dries when it changes
