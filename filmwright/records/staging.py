"""Staged scenes and shots: where everything is at every drawing, in numbers, for any camera to shoot.

Axes: x to the right, y away from the front of the stage, z up; stage metres, degrees. A heading of 0 faces
the front (-y); positive turns counter-clockwise seen from above. A puppet's own x points to its left hand,
its -y to its front.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from filmwright.records.breakdown import SetRecord, TimeOfDay, Weather
from filmwright.records.codec import Document, Record
from filmwright.records.puppet import Puppet
from filmwright.records.report import Approximation
from filmwright.records.speech import MouthShape

Point = tuple[float, float, float]
HandShape = Literal["relaxed", "open", "flat", "grip", "fist", "point"]


class Pose(Record, frozen=True, kw_only=True):
    """A puppet at one drawing. Angles in degrees, lengths in stage metres."""

    # where it stands
    root: Point  # on the floor below the pelvis; z is the floor it stands on
    heading: float
    pelvis_drop: float = 0.0  # how far the pelvis is below its standing height (sit, kneel, step, breath)
    # trunk and head, each relative to the part below
    lean: float = 0.0  # forward positive
    sway: float = 0.0  # to its left positive
    twist: float = 0.0  # to its left positive
    breath: float = 0.0  # 0 empty to 1 full
    head_yaw: float = 0.0  # to its left positive
    head_pitch: float = 0.0  # up positive
    head_roll: float = 0.0  # towards its left shoulder positive
    # face
    gaze_yaw: float = 0.0  # relative to the head, to its left positive
    gaze_pitch: float = 0.0
    lid_left: float = 0.9  # 0 closed, 0.9 at ease, 1.15 wide
    lid_right: float = 0.9
    brow_left: float = 0.0  # -1 lowered, 1 raised
    brow_right: float = 0.0
    brow_tilt: float = 0.0  # -1 inner ends up (sorrow), 1 inner ends down (anger)
    mouth: MouthShape = "rest"
    smile: float = 0.0  # -1 corners down, 1 corners up
    # limbs: wrists in the puppet's own space (origin at `root`, turned by `heading`)
    hand_left: Point = (0.30, -0.05, 0.42)
    hand_right: Point = (-0.30, -0.05, 0.42)
    hand_left_turn: Point = (0.0, 0.0, 0.0)  # extra pitch, yaw, roll of the hand, after it follows the forearm
    hand_right_turn: Point = (0.0, 0.0, 0.0)
    hand_left_shape: HandShape = "relaxed"
    hand_right_shape: HandShape = "relaxed"
    # feet: soles in stage space
    foot_left: Point = (0.0, 0.0, 0.0)
    foot_right: Point = (0.0, 0.0, 0.0)
    foot_left_yaw: float = 0.0  # stage space
    foot_right_yaw: float = 0.0
    squash: float = 1.0  # height factor of the whole puppet, for impacts and takes: 0.9 to 1.1


class PropState(Record, frozen=True, kw_only=True):
    """A prop at one drawing: held, or placed in stage space."""

    held_by: str = ""  # role id
    hand: Literal["left", "right", "both"] = "right"
    place: Point = (0.0, 0.0, 0.0)  # origin (the middle of its base) when placed; offset from the grip when held
    turn: Point = (0.0, 0.0, 0.0)  # pitch (about x), roll (about y), yaw (about z), applied in that order
    openness: float = 0.0  # doors, boxes, books, letters: 0 closed, 1 open
    lit: float = 0.0  # lamps, candles, fires: 0 out, 1 burning
    hidden: bool = False
    worn: bool = False  # on the body of `held_by`, whose puppet shows it


class StagedProp(Record, frozen=True, kw_only=True):
    """A prop with its state at each drawing of the scene (one entry a drawing)."""

    id: str
    model: str
    colour: str = ""
    states: tuple[PropState, ...]


class Change(Record, frozen=True, kw_only=True):
    """From a drawing on, a puppet looks otherwise: a coat put on, a hat taken off. Its body stays."""

    drawing: int
    puppet: Puppet


class StagedPuppet(Record, frozen=True, kw_only=True):
    """A puppet with its pose at each drawing of the scene; None while it is off stage."""

    role: str
    puppet: Puppet  # as it is at the first drawing
    poses: tuple[Pose | None, ...]
    changes: tuple[Change, ...] = ()  # in order of their drawings

    def look(self, drawing: int) -> Puppet:
        """The puppet as it is at a drawing."""
        return next((change.puppet for change in reversed(self.changes) if change.drawing <= drawing), self.puppet)

    def looks(self) -> tuple[Puppet, ...]:
        """All its looks, each once."""
        out: list[Puppet] = []
        for puppet in (self.puppet, *(change.puppet for change in self.changes)):
            if puppet not in out:
                out.append(puppet)
        return tuple(out)

    def window(self, kept: Sequence[int]) -> StagedPuppet:
        """The same at some of its drawings, in order."""
        first = self.look(kept[0])
        changes: list[Change] = []
        seen = first
        for index, drawing in enumerate(kept):
            now = self.look(drawing)
            if now != seen:
                changes.append(Change(drawing=index, puppet=now))
                seen = now
        return StagedPuppet(role=self.role, puppet=first, poses=tuple(self.poses[i] for i in kept), changes=tuple(changes))


class LightPlan(Record, frozen=True, kw_only=True):
    """How a scene is lit, in a cinematographer's words; the theatre turns it into lamps."""

    time_of_day: TimeOfDay
    weather: Weather = "clear"
    mood: Literal["warm", "cold", "neutral", "eerie", "harsh", "glowing"] = "warm"
    key_from: float = -35.0  # degrees, heading from which the key comes: -90 stage left ... 90 stage right
    contrast: float = 0.6  # 0 flat to 1 stark
    exposure: float = 0.0  # stops
    practicals: float = 1.0  # how bright the lamps in the picture are, 0 out


class SoundEvent(Record, frozen=True, kw_only=True):
    """Something seen that makes a sound, at a frame of scene time."""

    frame: int
    kind: str  # step, cloth, put_down, pick_up, door, chair, knock, paper, drink, strike ...
    material: str = ""  # wood, stone, grass, snow, metal, glass, paper, cloth ...
    place: Point
    strength: float = 0.5
    source: str = ""  # role or prop id


class StagedScene(Document, frozen=True, kw_only=True):
    """One scene, staged: the whole of its time, seen by no camera yet."""

    schema: str = "staged_scene/1"
    scene: str
    set: SetRecord
    light: LightPlan
    drawings: int  # scene time / 2
    puppets: tuple[StagedPuppet, ...]
    props: tuple[StagedProp, ...]
    sounds: tuple[SoundEvent, ...] = ()
    approximations: tuple[Approximation, ...] = ()


class CameraPose(Record, frozen=True, kw_only=True):
    """The camera at one drawing. Full-frame sensor, 36 mm wide."""

    place: Point
    target: Point
    focal_length_mm: float = 50.0
    f_number: float = 0.8  # at puppet scale; 0 for no depth of field
    focus: Point
    roll: float = 0.0


class FaceLight(Record, frozen=True, kw_only=True):
    """A soft lamp for the faces of one shot, beside the camera: what a film-maker sets up anew for every close picture."""

    place: Point
    target: Point
    strength: float = 1.0  # of the light on the face by the scene's own key


class StagedShot(Record, frozen=True, kw_only=True):
    """One shot, ready to shoot: a window of a staged scene and a camera at each of its drawings."""

    shot: str
    scene: str
    first_drawing: int  # of the scene
    drawings: int
    camera: tuple[CameraPose, ...]  # one, if locked off, or one a drawing
    exposure: float = 0.0  # stops, added to the scene's
    face: FaceLight | None = None


class StagedFilm(Document, frozen=True, kw_only=True):
    """Index of all staged shots; the scenes are records of their own."""

    schema: str = "staged_film/1"
    shots: tuple[StagedShot, ...]
