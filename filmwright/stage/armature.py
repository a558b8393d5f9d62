"""A puppet's measures at work: settled poses, where its head and shoulders are, how far its hands reach."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from filmwright.records.puppet import Body, Puppet
from filmwright.records.speech import MouthShape
from filmwright.records.staging import HandShape, Point, Pose
from filmwright.stage.feelings import LOOKS, look
from filmwright.stage.space import ease, facing, plus, rotate, to_stage, turn, unit, wrap
from filmwright.stage.volumes import MOTION
from filmwright.stage.world import RoleState
from filmwright.theatre import catalogue
from filmwright.theatre.postures import kneeling, on_the_floor, thigh

CHANNELS = (
    "x", "y", "z", "heading", "drop", "lean", "sway", "twist", "breath", "head_yaw", "head_pitch", "head_roll", "gaze_yaw",
    "gaze_pitch", "lid_left", "lid_right", "brow_left", "brow_right", "tilt", "smile", "lx", "ly", "lz", "rx", "ry", "rz",
    "l_pitch", "l_yaw", "l_roll", "r_pitch", "r_yaw", "r_roll", "flx", "fly", "flz", "frx", "fry", "frz", "fl_yaw", "fr_yaw", "squash",
)  # fmt: skip
AT = {name: index for index, name in enumerate(CHANNELS)}
HAND = {"left": slice(AT["lx"], AT["lz"] + 1), "right": slice(AT["rx"], AT["rz"] + 1)}
FOOT = {"left": slice(AT["flx"], AT["flz"] + 1), "right": slice(AT["frx"], AT["frz"] + 1)}
FOOT_YAW = {"left": AT["fl_yaw"], "right": AT["fr_yaw"]}
SIGN = {"left": 1.0, "right": -1.0}
TURN = {"left": slice(AT["l_pitch"], AT["l_roll"] + 1), "right": slice(AT["r_pitch"], AT["r_roll"] + 1)}
TOE_OUT = 10.0  # degrees
_MOTION = [AT[name] for name in MOTION]
ABOVE_TABLE = 0.6  # anchor: hands from here on are above the lap and the table of one who sits
TAKE, LEAVE = 16, 7  # drawings that a take is held, and after which it has settled
SEAT_HALF = 0.15  # metres from the middle of a stool or chair to its edge
SOFT_KNEES = 0.008  # metres; nobody stands with locked knees
HAT_ROOM = {
    "none": 0.03, "peaked_cap": 0.10, "wool_hat": 0.10, "flat_cap": 0.06, "sou_wester": 0.10, "top_hat": 0.24, "straw_hat": 0.10,
    "headscarf": 0.04, "chef_hat": 0.24, "helmet": 0.08, "hood": 0.06, "crown": 0.14, "beret": 0.07, "pointed_hat": 0.36,
}  # fmt: skip

Vector = NDArray[np.float64]


@dataclass
class Track:
    """The poses of one puppet over one piece of business, while they are being made: one row a drawing."""

    body: Body
    rows: Vector  # (drawings, channels)
    left_shape: list[HandShape]
    right_shape: list[HandShape]
    mouth: list[MouthShape]
    seen: list[bool] = field(default_factory=list)

    @property
    def drawings(self) -> int:
        return len(self.rows)

    def add(self, channel: str, values: Vector) -> None:
        self.rows[:, AT[channel]] += values

    def shapes(self, hand: str) -> list[HandShape]:
        return self.left_shape if hand == "left" else self.right_shape

    def motion(self, first: int, last: int) -> Vector:
        """The rows from one drawing up to another as `volumes.MOTION` names them."""
        return np.array(self.rows[first:last][:, _MOTION])

    def root(self, i: int) -> Point:
        r = self.rows[i]
        return float(r[AT["x"]]), float(r[AT["y"]]), float(r[AT["z"]])

    def pose(self, i: int) -> Pose:
        """The record of one drawing, rounded to 1 mm and 0.1 degree, the face to what can be seen, so that a held drawing is the same."""
        r = [round(float(v), 3) + 0.0 for v in self.rows[i]]
        a = AT
        return Pose(
            root=(r[a["x"]], r[a["y"]], r[a["z"]]), heading=round(wrap(r[a["heading"]]), 1), pelvis_drop=r[a["drop"]],
            lean=round(r[a["lean"]], 1),
            sway=round(r[a["sway"]], 1), twist=round(r[a["twist"]], 1), breath=round(min(1.0, max(0.0, r[a["breath"]])), 2),
            head_yaw=round(r[a["head_yaw"]], 1), head_pitch=round(r[a["head_pitch"]], 1), head_roll=round(r[a["head_roll"]], 1),
            gaze_yaw=_step(r[a["gaze_yaw"]], 1.0), gaze_pitch=_step(r[a["gaze_pitch"]], 1.0),
            lid_left=_step(r[a["lid_left"]], 0.05, 0.0, 1.15), lid_right=_step(r[a["lid_right"]], 0.05, 0.0, 1.15),
            brow_left=_step(r[a["brow_left"]], 0.05, -1.0, 1.0), brow_right=_step(r[a["brow_right"]], 0.05, -1.0, 1.0),
            brow_tilt=_step(r[a["tilt"]], 0.05, -1.0, 1.0), mouth=self.mouth[i], smile=_step(r[a["smile"]], 0.05, -1.0, 1.0),
            hand_left=(r[a["lx"]], r[a["ly"]], r[a["lz"]]), hand_right=(r[a["rx"]], r[a["ry"]], r[a["rz"]]),
            hand_left_turn=(round(r[a["l_pitch"]], 1), round(r[a["l_yaw"]], 1), round(r[a["l_roll"]], 1)),
            hand_right_turn=(round(r[a["r_pitch"]], 1), round(r[a["r_yaw"]], 1), round(r[a["r_roll"]], 1)),
            hand_left_shape=self.left_shape[i], hand_right_shape=self.right_shape[i],
            foot_left=(r[a["flx"]], r[a["fly"]], r[a["flz"]]), foot_right=(r[a["frx"]], r[a["fry"]], r[a["frz"]]),
            foot_left_yaw=round(wrap(r[a["fl_yaw"]]), 1), foot_right_yaw=round(wrap(r[a["fr_yaw"]]), 1), squash=r[a["squash"]],
        )  # fmt: skip


def _step(value: float, step: float, low: float = -180.0, high: float = 180.0) -> float:
    return round(round(min(high, max(low, value)) / step) * step, 2) + 0.0


def arm_length(body: Body) -> float:
    """Shoulder to wrist, the arm a little bent: a straight arm looks like a stick."""
    return 0.97 * (body.upper_arm + body.forearm)


def anchor(body: Body, hand: str, out: float, forward: float, up: float, drop: float = 0.0) -> Point:
    """A place for a wrist in measures of the body, in puppet space.

    Args:
        out: sideways, in half shoulder widths; 1 is the shoulder's own line, negative is across the body.
        forward: in arm lengths in front of the trunk's middle.
        up: 0 hip, 1 shoulder, 2 the head's middle, 3 its top.
        drop: how far the pelvis is below its standing height.
    """
    levels = (body.hip_height, body.shoulder_height, body.neck_height + body.head_radius, body.neck_height + 2 * body.head_radius)
    z = float(np.interp(up, (0.0, 1.0, 2.0, 3.0), levels)) + min(0.0, up) * 0.3 * body.hip_height
    return SIGN[hand] * out * body.shoulder_width / 2, -forward * arm_length(body), z - drop


def bend(v: Point, part: float, lean: float, sway: float, twist: float) -> Point:
    """A vector turned by a part of the trunk's bend: sway first, then lean, then twist, as the theatre's rig does."""
    x, y, z = rotate(v, 0.0, sway * part, 0.0)
    return rotate((x, y, z), lean * part, 0.0, twist * part)


def spine(body: Body, offset: Point, drop: float, lean: float, sway: float, twist: float) -> Point:
    """A point that rides on the chest, in puppet space; `offset` is its place at rest.

    The trunk bends in three: a quarter of the bend in the pelvis, six tenths by the spine, all of it by the chest.
    """
    third = (body.shoulder_height - body.hip_height) / 3
    at = (0.0, 0.0, body.hip_height - drop)
    at = plus(at, bend((0.0, 0.0, 0.9 * third), 0.25, lean, sway, twist))
    at = plus(at, bend((0.0, 0.0, third), 0.6, lean, sway, twist))
    return plus(at, bend((offset[0], offset[1], offset[2] - body.hip_height - 1.9 * third), 1.0, lean, sway, twist))


def shoulder(body: Body, hand: str, drop: float, lean: float, sway: float = 0.0, twist: float = 0.0) -> Point:
    """The shoulder joint in puppet space."""
    return spine(body, (SIGN[hand] * body.shoulder_width / 2, 0.0, body.shoulder_height), drop, lean, sway, twist)


def within_reach(body: Body, hand: str, wrist: Point, drop: float, lean: float, sway: float = 0.0, twist: float = 0.0) -> Point:
    """The wrist, or the nearest point to it that the arm can reach."""
    joint = shoulder(body, hand, drop, lean, sway, twist)
    gap = math.dist(joint, wrist)
    limit = arm_length(body)
    if gap <= limit:
        return wrist
    k = limit / gap
    return joint[0] + (wrist[0] - joint[0]) * k, joint[1] + (wrist[1] - joint[1]) * k, joint[2] + (wrist[2] - joint[2]) * k


def stretch(body: Body, hand: str, grip: Point, state_drop: float, most: int = 40) -> tuple[float, float, float, Point]:
    """How to bring the palm to a point of puppet space: the least lean (at most `most` degrees) and bend of the knees.

    Returns:
        lean in degrees, extra pelvis drop, the gap that remains in metres (0 if the palm is there), and the wrist.
    """
    best: tuple[float, float, float, Point] | None = None
    high = grip[2] > body.shoulder_height and state_drop < 0.02
    for knees in (0.0, -0.14) if high else (0.0, 0.25, 0.5):  # on tiptoe for what is high
        if knees > 0 and (state_drop > 0.02 or grip[2] > 0.6 * body.hip_height):
            break
        for lean in range(0, most + 1, 4):
            extra = knees * body.hip_height
            joint = shoulder(body, hand, state_drop + extra, lean)
            wrist = plus(grip, unit((grip[0] - joint[0], grip[1] - joint[1], grip[2] - joint[2])), -body.hand)
            gap = max(0.0, math.dist(joint, wrist) - arm_length(body))
            if best is None or gap < best[2] - 1e-6:
                best = (float(lean), extra, gap, within_reach(body, hand, wrist, state_drop + extra, lean))
            if gap == 0.0:
                return best
    assert best is not None
    return best


def head_of(body: Body, row: Vector) -> Point:
    """The middle of the head on the stage, from a track's row; nods left out."""
    a = AT
    neck = spine(body, (0.0, 0.0, body.neck_height), row[a["drop"]], row[a["lean"]], row[a["sway"]], row[a["twist"]])
    up = bend((0.0, 0.0, body.head_radius), 1.0, row[a["lean"]], row[a["sway"]], row[a["twist"]])
    return to_stage(plus(neck, up), (row[a["x"]], row[a["y"]], row[a["z"]]), row[a["heading"]])


def head_in(body: Body, pose: Pose) -> Point:
    """The middle of the head on the stage, from a pose."""
    neck = spine(body, (0.0, 0.0, body.neck_height), pose.pelvis_drop, pose.lean, pose.sway, pose.twist)
    own = rotate(rotate((0.0, 0.0, body.head_radius), 0.0, pose.head_roll, 0.0), -pose.head_pitch, 0.0, pose.head_yaw)
    return to_stage(plus(neck, bend(own, 1.0, pose.lean, pose.sway, pose.twist)), pose.root, pose.heading)


def palm_in(body: Body, pose: Pose, hand: str) -> Point:
    """Where the palm is on the stage, from a pose."""
    wrist = pose.hand_left if hand == "left" else pose.hand_right
    joint = shoulder(body, hand, pose.pelvis_drop, pose.lean, pose.sway, pose.twist)
    along = unit((wrist[0] - joint[0], wrist[1] - joint[1], wrist[2] - joint[2]))
    return to_stage(plus(wrist, along, body.hand), pose.root, pose.heading)


def top_of(puppet: Puppet) -> float:
    """Metres from the floor to the top of hat, hair, ears or horns, standing."""
    return puppet.body.height + over(puppet)


def over(puppet: Puppet) -> float:
    """Metres from the crown of a head to the top of what is on it: a hat, or ears and horns."""
    grown = 0.0 if puppet.kind == "human" else catalogue.creature(puppet.kind).rise() * puppet.body.head_radius
    return max(HAT_ROOM[puppet.hat], grown)


def standing_feet(body: Body, x: float, y: float, heading: float) -> dict[str, tuple[float, float]]:
    """Where the soles are when someone stands at a place."""
    out: dict[str, tuple[float, float]] = {}
    for foot in ("left", "right"):
        dx, dy = turn((SIGN[foot] * (body.hip_width / 2 + 0.01), 0.0), heading)
        out[foot] = (x + dx, y + dy)
    return out


def sunk(body: Body, state: RoleState) -> float:
    """How far the pelvis of one who sits is below where it is standing."""
    return body.hip_height - state.seat_z - thigh(body)


def slid(body: Body) -> float:
    """How far before the middle of a seat one sits: so far that the calves are before its edge, and no further than a hand."""
    return min(0.10, max(0.0, SEAT_HALF + 0.08 - body.upper_leg))


def sit_forward(body: Body) -> float:
    """How far in front of the seat's middle the feet of one who sits are."""
    return 0.85 * body.upper_leg + 0.03


def settled(body: Body, state: RoleState, *, taken: bool = False) -> Vector:
    """The pose into which a state settles, or (taken) in which it arrives, as a row of channels; gaze is left for later."""
    row = np.zeros(len(CHANNELS))
    mood = look(state.emotion, state.intensity, taken=taken)
    a = AT
    row[a["squash"]] = 1.0
    row[a["x"]], row[a["y"]], row[a["heading"]] = state.x, state.y, state.heading
    row[a["lean"]], row[a["head_pitch"]], row[a["head_roll"]] = mood.lean, mood.pitch, mood.roll
    row[a["head_yaw"]] = mood.yaw
    row[a["lid_left"]] = row[a["lid_right"]] = 0.0 if state.asleep else mood.lid
    row[a["brow_left"]], row[a["brow_right"]] = mood.brow + mood.one_brow, mood.brow - mood.one_brow
    row[a["tilt"]], row[a["smile"]] = mood.tilt, mood.smile
    drop = SOFT_KNEES
    fx, fy = facing(state.heading)
    feet = standing_feet(body, state.x, state.y, state.heading)
    foot_z = 0.0
    if state.posture == "sit":
        drop = sunk(body, state)
        reach = sit_forward(body) if state.seat_z else on_the_floor(body)[1]
        feet = {f: (p[0] + fx * reach, p[1] + fy * reach) for f, p in feet.items()}
        foot_z = max(0.0, state.seat_z + thigh(body) - body.lower_leg - 0.04)
        row[a["lean"]] = mood.lean * 0.6
    elif state.posture == "kneel":
        drop, back = kneeling(body)
        feet = {f: (p[0] - fx * back, p[1] - fy * back) for f, p in feet.items()}
        row[a["lean"]] += 6
    elif state.posture == "lie":
        drop = body.hip_height - body.girth * 0.8 - state.seat_z
        row[a["lean"]] = -80
        row[a["head_pitch"]] = 0
        feet = {f: (p[0] + fx * body.hip_height, p[1] + fy * body.hip_height) for f, p in feet.items()}
        foot_z = state.seat_z
    if state.asleep and state.posture != "lie":
        row[a["lean"]], row[a["head_pitch"]], row[a["head_roll"]] = 10, -26, 8
    row[a["drop"]] = drop
    for foot in ("left", "right"):
        row[FOOT[foot]] = (*feet[foot], foot_z)
        row[FOOT_YAW[foot]] = state.heading + SIGN[foot] * TOE_OUT
    for hand in ("left", "right"):
        held = state.left if hand == "left" else state.right
        felt = felt_hand(state, hand, taken=taken)
        if held:
            place = anchor(body, hand, 0.62, 0.62, 0.34, drop)
        elif felt:
            place = anchor(body, hand, *felt, drop)
            row[TURN[hand]] = mood.palms
        elif state.posture == "lie":
            place = (SIGN[hand] * (body.shoulder_width / 2 + 0.05), 0.25 * body.height - 0.1, body.girth * 0.5 + state.seat_z)
        elif state.posture == "sit" and state.table_z:
            place = (
                SIGN[hand] * 0.55 * body.shoulder_width,
                -0.74 * arm_length(body),
                max(state.table_z + 0.04, body.hip_height - drop + 0.05),
            )
        elif state.posture == "kneel":  # on the thighs
            place = (SIGN[hand] * 0.44 * body.shoulder_width, -0.6 * arm_length(body), body.hip_height - drop + 0.07)
        elif state.posture == "sit" and not state.seat_z:
            place = (SIGN[hand] * (body.girth + 0.04), -0.10, 0.06)
        elif state.posture == "sit":
            place = (SIGN[hand] * 0.42 * body.shoulder_width, -0.55 * body.upper_leg - 0.06, state.seat_z + 0.16)
        else:
            arm = arm_length(body)
            out = max(body.shoulder_width / 2 + 0.34 * arm, body.girth + 0.05)  # clear of the coat
            place = (SIGN[hand] * out, -0.06, body.shoulder_height - 0.88 * arm - drop)
        row[HAND[hand]] = within_reach(body, hand, place, drop, float(row[a["lean"]]))
    return row


def felt_hand(state: RoleState, hand: str, *, taken: bool = False) -> Point | None:
    """Where a feeling brings a free hand, as an anchor: of those who sit or kneel only above the lap and the table."""
    if state.asleep or state.posture == "lie":
        return None
    place = look(state.emotion, state.intensity, taken=taken).hand(hand)
    return place if place and (state.posture == "stand" or place[2] >= ABOVE_TABLE) else None


def rest_shape(state: RoleState, hand: str, *, taken: bool = False) -> HandShape:
    """The shape of a hand that has nothing to do."""
    if state.left if hand == "left" else state.right:
        return "grip"
    return LOOKS[state.emotion].shape if felt_hand(state, hand, taken=taken) else "relaxed"


def track_of(body: Body, entry: RoleState, exit: RoleState, drawings: int, *, change_at: int = 2, change_over: int = 8) -> Track:
    """A track that settles from one state into another; place, heading and feet stay for a walk to fill in.

    A strong feeling that is new comes with a take, if there is the time: it is over before the track ends.
    """
    arrived = change_at + change_over
    leaves = min(arrived + TAKE, drawings - LEAVE - 1)
    takes = exit.emotion != entry.emotion and leaves > arrived and not exit.asleep
    one, two, taken = settled(body, entry), settled(body, exit), settled(body, exit, taken=takes)
    for row in (two, taken):
        for index in (a_heading, *FOOT_YAW.values()):
            row[index] = one[index] + wrap(float(row[index] - one[index]))
    w = np.array([min(1.0, max(0.0, (i - change_at) / max(1, change_over))) for i in range(drawings)])
    w = w * w * (3 - 2 * w)
    if drawings and change_at < drawings:
        w[-1] = 1.0
    rows = one[None, :] + w[:, None] * (taken - one)[None, :]
    if takes:
        out = np.array([ease((i - leaves) / LEAVE) for i in range(drawings)])
        rows += out[:, None] * (two - taken)[None, :]
    shapes: dict[str, list[HandShape]] = {}
    turned = change_at + change_over // 2
    for hand in ("left", "right"):
        shapes[hand] = [
            rest_shape(exit, hand, taken=takes and i <= leaves) if i > turned else rest_shape(entry, hand) for i in range(drawings)
        ]
    felt = look(exit.emotion, exit.intensity, taken=takes).mouth
    mouth: list[MouthShape] = [felt if turned < i <= leaves else "rest" for i in range(drawings)]
    return Track(body=body, rows=rows, left_shape=shapes["left"], right_shape=shapes["right"], mouth=mouth, seen=[True] * drawings)


a_heading = AT["heading"]
