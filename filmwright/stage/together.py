"""What two do with each other: they embrace, shake hands, carry one thing between them."""

from __future__ import annotations

import math

import msgspec
import numpy as np

from filmwright.records.breakdown import Action
from filmwright.records.puppet import Body
from filmwright.records.staging import Point, PropState
from filmwright.stage.acts import gesture, mood, place_of
from filmwright.stage.armature import AT, FOOT, HAND, Track, arm_length, shoulder
from filmwright.stage.blocking import partner_of
from filmwright.stage.business import Bit
from filmwright.stage.clearing import FELT
from filmwright.stage.gestures import move_hand
from filmwright.stage.handling import LEAN_TO_GIVE, forward_reach, reach, thing_of
from filmwright.stage.setting import before
from filmwright.stage.space import XY, ease, facing, heading_to, plus, to_puppet, turn, unit, wrap
from filmwright.stage.volumes import before_each_other
from filmwright.stage.world import Gaze

# An embrace: felt gives way, faces do not.
FEET_BACK = 0.85  # of the way that somebody goes down: how far the feet go back, so that the knees are under the body
AVERTED = 6.0  # degrees
CHEEKS = 0.005  # metres between two heads
PAST = (0.45, 0.55, 0.65, 0.75, 0.85, 0.95, 1.05)  # of the heads' radii together: how far one may stand to the side of the other
HELD, PARTING = 6, 20  # drawings that an embrace lasts at least if they part in the end, and that this takes
WRAP = (125, 30)  # degrees round the other's trunk that an arm tries, from the most to the least
BENT = 0.14  # metres between two pairs of shoulders above which the taller goes down to the smaller

FOOT_LIFT = 0.03  # metres

SHAKES, SHAKE_EVERY, SHAKE_BY = 3, 4, 0.035  # a handshake: how often, drawings, metres

CARRY_HEIGHT = 0.34  # of the shoulders: the base of a thing that is carried between two
CARRIED_BY_DEFAULT = 0.6  # metres that a thing is carried if nobody says where to
ROOM_AT_END = 0.24  # metres from the end of a thing to whoever has hold of it
SIDES = (0, 25, -25, 50, -50, 75, -75, 90)  # degrees: how the thing may lie; the nearer to the picture the better


def _partner(bit: Bit, action: Action) -> str:
    named = action.target if action.target in bit.states and action.target != action.role else ""
    return named or partner_of(bit.setting, action.role, bit.states)


def _begin(bit: Bit, action: Action, partner: str) -> int:
    """Tracks for both, in the mood of the act; the partner rises. Returns when the partner stands."""
    exit = mood(bit, action)
    bit.begin(action.role, exit)
    bit.states[action.role] = exit
    other = msgspec.structs.replace(bit.states[partner], emotion=exit.emotion, intensity=exit.intensity, asleep=False)
    bit.begin(partner, other)
    bit.states[partner] = other
    bit.look(action.role, 1, Gaze(kind="role", name=partner))
    bit.look(partner, 3, Gaze(kind="role", name=action.role))
    return bit.rise(partner, 2) if other.posture != "stand" else 2


def _meet(bit: Bit, action: Action, partner: str, ready: int, gap: float, past: float = 0.0) -> int:
    """Bring the actor before the partner, `gap` in front and `past` to each one's own right; both face along the line. Returns when."""
    a, b = bit.states[action.role], bit.states[partner]
    far = math.dist((a.x, a.y), (b.x, b.y))
    away: XY = ((a.x - b.x) / far, (a.y - b.y) / far) if far > 1e-6 else facing(b.heading)
    toward = heading_to((0.0, 0.0), away)
    left = turn((1.0, 0.0), toward)
    goal = (b.x + away[0] * gap + left[0] * past, b.y + away[1] * gap + left[1] * past)
    arrive = bit.walk_to(
        action.role, goal, wrap(toward + 180), start=2, available=max(9, round(bit.drawings * 0.4)), manner=action.manner.lower()
    )
    bit.turn(partner, toward, max(ready, 5))
    return arrive


# An embrace ---------------------------------------------------------------------------------------------


def hug(bit: Bit, action: Action) -> None:
    """Two step past each other's face and lay their arms round each other; the taller goes down to a much smaller one."""
    role, partner = action.role, _partner(bit, action)
    if not partner:
        gesture(bit, msgspec.structs.replace(action, act="wait"))
        return
    ready = _begin(bit, action, partner)
    one, two = bit.body(role), bit.body(partner)
    taller = one.shoulder_height - two.shoulder_height
    down = {who: min(by, 0.62 * bit.body(who).hip_height) if by > BENT else 0.0 for who, by in ((role, taller), (partner, -taller))}
    gap, past = _cheek_by_cheek(bit, role, partner, (down[role], down[partner]))
    arrive = _meet(bit, action, partner, ready, gap, past)
    begin = min(arrive - 2, bit.drawings - 18)
    close = min(begin + 9, bit.drawings - 12)
    parts = bit.drawings - close > HELD + PARTING
    part = bit.drawings - (PARTING if parts else 9)
    for who, other in ((role, partner), (partner, role)):
        body, theirs, track = bit.body(who), bit.body(other), bit.tracks[who]
        drop, sunk = down[who], down[other]
        bit.look(who, begin + 2, Gaze(kind="ahead"))
        fx, fy = facing(bit.states[who].heading)
        for i in range(max(0, begin), bit.drawings):
            w = ease((i - begin) / max(1, close - begin)) * (1 - ease((i - part) / 8))
            row = track.rows[i]
            row[AT["drop"]] += drop * w
            row[AT["lean"]] += (3.0 - row[AT["lean"]]) * w
            for channel, want in zip(("head_yaw", "head_pitch", "head_roll"), _nod(body, theirs), strict=True):
                row[AT[channel]] += (want - row[AT[channel]]) * w
            for lid in ("lid_left", "lid_right"):
                row[AT[lid]] *= 1 - 0.9 * w
            row[AT["smile"]] += 0.3 * w
        if drop:
            _feet_back(track, (fx * drop * FEET_BACK, fy * drop * FEET_BACK), (begin, close), (part, part + 8))
        for hand, share in (("left", 0.86), ("right", 0.42)):
            low = theirs.hip_height - sunk
            height = low + share * (theirs.shoulder_height - theirs.hip_height)
            palm, wrist = _round(body, theirs, hand, (past, -gap), height, drop)
            out = (wrist[0] * 1.5 + (0.06 if hand == "left" else -0.06), palm[1] * 0.55, wrist[2] + 0.04)
            half = (begin + close) // 2
            move_hand(
                track, hand, [(begin, None), (half, out), (close, wrist), (part, wrist), (part + 8, None)], springy=False
            )
            for i in range(half, min(part, bit.drawings)):
                track.shapes(hand)[i] = "flat"
    if parts:
        _step_apart(bit, role, partner, part + 5)
    a, b = bit.states[role], bit.states[partner]
    bit.sound(close, "cloth", ((a.x + b.x) / 2, (a.y + b.y) / 2, 0.6), material="cloth", strength=0.5, source=role)


def _cheek_by_cheek(bit: Bit, role: str, partner: str, down: tuple[float, float]) -> tuple[float, float]:
    """How far one stands before and beside another in an embrace: the nearest at which no face, hat or muzzle is in the other's head."""
    one, two = bit.setting.volumes(role), bit.setting.volumes(partner)
    heads = one.body.head_radius + two.body.head_radius
    found: list[tuple[float, float, float]] = []
    back = (FEET_BACK * down[0], FEET_BACK * down[1])
    held = (_nod(one.body, two.body), _nod(two.body, one.body))
    for share in PAST:
        past = share * heads
        lean, drop = (3.0, 3.0), (down[0], down[1])
        faces = before_each_other(one, two, lean=lean, drop=drop, air=CHEEKS, across=past, parts=("head",), head=held)
        bellies = before_each_other(one, two, lean=lean, drop=drop, air=-FELT, across=past, parts=("trunk", "legs"), back=back)
        gap = max(faces, bellies, 0.12)
        found.append((math.hypot(gap, 1.3 * past), gap, past))
    return min(found)[1:]


def _nod(own: Body, other: Body) -> Point:
    """How the head is held in an embrace, yaw, pitch, roll: turned and tipped from the other's face, which is to its left."""
    return -AVERTED, (-5.0 if own.shoulder_height >= other.shoulder_height else 6.0), -AVERTED


def _step_apart(bit: Bit, role: str, partner: str, start: int) -> None:
    """Who came to embrace steps back until two faces have room between them."""
    there = bit.states[partner]
    bit.step_back(role, (there.x, there.y), start)
    bit.look(role, start + 3, Gaze(kind="role", name=partner))
    bit.look(partner, start + 3, Gaze(kind="role", name=role))


def _feet_back(track: Track, by: XY, down: tuple[int, int], up: tuple[int, int]) -> None:
    """One foot after the other steps back from under who goes down, and forward again; none slides."""
    for foot, late in (("left", 0.0), ("right", 0.5)):
        for i in range(max(0, down[0]), track.drawings):
            one, two = ((i - a) / max(1, b - a) * 2 - 2 * late for a, b in (down, up))
            w = ease(one) - ease(two)
            lifted = max(math.sin(math.pi * min(1.0, max(0.0, part))) for part in (one, two))
            track.rows[i, FOOT[foot]] += np.array((-by[0] * w, -by[1] * w, FOOT_LIFT * lifted))


def _round(body: Body, other: Body, hand: str, centre: XY, height: float, drop: float) -> tuple[Point, Point]:
    """Palm and wrist of an arm that is laid as far round the other's trunk as it goes, in the puppet's own space."""
    joint = shoulder(body, hand, drop, 3.0)
    far = math.hypot(*centre) or 1.0
    back = (-centre[0] / far, -centre[1] / far)
    sign = -1.0 if hand == "left" else 1.0  # its right hand goes round that side of the other which lies to its right
    reach_ = arm_length(body) + body.hand
    palm: Point = (0.0, 0.0, 0.0)
    for degrees in range(WRAP[0], WRAP[1] - 1, -5):
        x, y = turn(back, sign * degrees)
        palm = (centre[0] + x * 1.02 * other.girth, centre[1] + y * 1.02 * other.girth, height)
        if math.dist(joint, palm) <= reach_:
            break
    way = unit((palm[0] - joint[0], palm[1] - joint[1], palm[2] - joint[2]))
    return palm, plus(palm, way, -body.hand)


# A handshake --------------------------------------------------------------------------------------------


def shake_hands(bit: Bit, action: Action) -> None:
    """Right palms meet in the middle and go up and down together."""
    role, partner = action.role, _partner(bit, action)
    if not partner:
        gesture(bit, msgspec.structs.replace(action, act="offer"))
        return
    for who in (role, partner):
        if bit.states[who].right:
            bit.approximate("shakes hands with a full right hand", "the left hand is given")
    ready = _begin(bit, action, partner)
    mine, theirs = forward_reach(bit, role), forward_reach(bit, partner)
    clear = bit.setting.before(role, partner, (LEAN_TO_GIVE, LEAN_TO_GIVE))
    arrive = _meet(bit, action, partner, ready, max(clear, min(0.92, mine + theirs)))
    a, b = bit.states[role], bit.states[partner]
    one, two = bit.body(role), bit.body(partner)
    start = max(2, min(arrive - 1, bit.drawings - 26))
    contact = min(start + 8, bit.drawings - 18)
    release = min(contact + SHAKES * SHAKE_EVERY + 3, bit.drawings - 9)
    k = mine / (mine + theirs)
    height = 0.5 * sum(body.hip_height + 0.62 * (body.shoulder_height - body.hip_height) for body in (one, two))
    middle = (a.x + (b.x - a.x) * k, a.y + (b.y - a.y) * k, height)
    for who, late in ((role, 0), (partner, 2)):
        hand = "left" if bit.states[who].right else "right"
        gap = reach(bit, who, "left" if hand == "left" else "right", middle, start + late, contact, release, bit.drawings - 1, LEAN_TO_GIVE)
        if gap > 0.05:
            bit.approximate("shakes hands", f"a hand stops {100 * gap:.0f} cm short of the other")
        rows = bit.tracks[who].rows
        for i in range(contact, min(release, bit.drawings)):
            w = min(1.0, (release - i) / 3)
            rows[i, HAND[hand]][2] += SHAKE_BY * w * math.sin(2 * math.pi * (i - contact) / SHAKE_EVERY + math.pi / 4)
        for i in range(contact - 1, min(release + 1, bit.drawings)):
            bit.tracks[who].shapes(hand)[i] = "flat"
        bit.tracks[who].rows[contact:release, AT["smile"]] += 0.2
    bit.sound(contact, "hug", middle, material="cloth", strength=0.2, source=role)


# One thing between two ----------------------------------------------------------------------------------


def carry(bit: Bit, action: Action) -> None:
    """Two take a thing by its ends, lift it, walk sideways with it between them, and set it down."""
    role, partner, prop = action.role, _partner(bit, action), thing_of(bit, action)
    if not partner or not prop or bit.drawings < 44:
        gesture(bit, msgspec.structs.replace(action, act="hold"))
        return
    model = bit.setting.models[prop]
    was = bit.props[prop].state if prop in bit.props else PropState(place=(*before(bit.states[role], 0.45), 0.0))
    for holder in (role, partner):
        state = bit.states[holder]
        free = {hand: "" for hand in ("right", "left") if getattr(state, hand) == prop}
        bit.states[holder] = msgspec.structs.replace(state, **free)
    here = was.place if not was.held_by else (*before(bit.states[role], 0.45), 0.0)
    if was.held_by:
        was = PropState(place=here, openness=was.openness, lit=was.lit)
        bit.change(0, prop, was)
    ready = _begin(bit, action, partner)
    reach_out = model.size[0] / 2 + ROOM_AT_END
    floor = bit.setting.floor({r: s for r, s in bit.states.items() if r not in (role, partner)})
    lies = next((d for d in SIDES if all(floor.free(_end(here[:2], d, side * reach_out)) for side in (1, -1))), 0)
    side = 1.0 if _along(here[:2], lies, bit.states[role]) >= _along(here[:2], lies, bit.states[partner]) else -1.0
    spots = {role: _end(here[:2], lies, side * reach_out), partner: _end(here[:2], lies, -side * reach_out)}
    arrive = ready
    for who, spot in spots.items():
        heading = heading_to(spot, here[:2])
        state = bit.states[who]
        if math.dist((state.x, state.y), spot) > 0.12:
            arrive = max(arrive, bit.walk_to(who, spot, heading, start=max(1, ready - 1), available=round(bit.drawings * 0.24)))
        else:
            arrive = max(arrive, bit.turn(who, heading, max(1, ready - 1)))
        bit.look(who, 2, Gaze(kind="prop", name=prop))
    lift = min(arrive + 7, round(bit.drawings * 0.45))
    off = lift + 5
    down = bit.drawings - 13
    way = _way(bit, action, here[:2], lies, reach_out, (role, partner), down - off)
    for who in spots:
        state = bit.states[who]
        goal = (state.x + way[0], state.y + way[1])
        if math.hypot(*way) > 0.05:
            bit.walk_to(who, goal, state.heading, start=off, available=down - off - 1, backwards=True)
    _carried(bit, prop, was, here, lies, (role, partner), (arrive, lift, off, down))
    bit.sound(lift - 1, "pick_up", here, material=model.material, strength=0.5, source=prop)
    there = (here[0] + way[0], here[1] + way[1], 0.0)
    bit.sound(down + 5, "put_down", there, material=model.material, strength=0.6, source=prop)
    for who, other in ((role, partner), (partner, role)):
        bit.look(who, lift, Gaze(kind="role", name=other))
        bit.look(who, down - 2, Gaze(kind="prop", name=prop))


def _end(middle: XY, degrees: float, far: float) -> XY:
    a = math.radians(degrees)
    return middle[0] + far * math.cos(a), middle[1] + far * math.sin(a)


def _along(middle: XY, degrees: float, state: object) -> float:
    a = math.radians(degrees)
    x, y = getattr(state, "x", 0.0) - middle[0], getattr(state, "y", 0.0) - middle[1]
    return float(x * math.cos(a) + y * math.sin(a))


def _way(bit: Bit, action: Action, here: XY, lies: float, out: float, two: tuple[str, str], drawings: int) -> XY:
    """How far the thing goes, on the floor: towards where it is taken as far as the time and the room allow."""
    found = place_of(bit, action.toward) if action.toward else None
    marks = [(m.x, m.y) for m in bit.setting.kit.marks.values() if math.dist((m.x, m.y), here) > 0.25]
    goal = found[0] if found else min(marks, key=lambda m: math.dist(m, here), default=here)
    far = math.dist(goal, here)
    most = min(far, bit.steps_for(0.0, drawings) * 0.8, far if found else CARRIED_BY_DEFAULT)
    floor = bit.setting.floor({r: s for r, s in bit.states.items() if r not in two})
    for share in (1.0, 0.85, 0.7, 0.55, 0.4, 0.25):
        x, y = ((goal[0] - here[0]) / far * most * share, (goal[1] - here[1]) / far * most * share) if far > 0.05 else (0.0, 0.0)
        middle = (here[0] + x, here[1] + y)
        if all(floor.free(_end(middle, lies, s * out)) for s in (1, -1)):
            return x, y
    return 0.0, 0.0


def _carried(
    bit: Bit, prop: str, was: PropState, here: Point, lies: float, two: tuple[str, str], times: tuple[int, int, int, int]
) -> None:
    """The thing's place at every drawing, midway between the two, and all four hands at its ends."""
    arrive, lift, off, down = times
    model = bit.setting.models[prop]
    tracks = {who: bit.tracks[who] for who in two}
    high = max(here[2], CARRY_HEIGHT * min(bit.body(who).shoulder_height for who in two))
    middle0 = np.mean([tracks[who].rows[off, :2] for who in two], axis=0)
    up_at = lift + 1
    grip_z = min(0.5 * model.size[2], 0.16)
    for who in two:
        track = tracks[who]
        for i in range(arrive, track.drawings):
            w = ease((i - arrive) / max(1, lift - arrive)) * (1 - ease((i - down - 6) / 6))
            moved = np.mean([tracks[r].rows[i, :2] for r in two], axis=0) - middle0
            z = here[2] + (high - here[2]) * ease((i - up_at) / 4) + (0.0 - high) * ease((i - down) / 6)
            at = (here[0] + float(moved[0]), here[1] + float(moved[1]), z)
            bend = min(0.55 * track.body.hip_height, max(0.0, 0.75 * track.body.hip_height - (z + grip_z)))
            track.rows[i, AT["drop"]] += bend * w
            track.rows[i, AT["lean"]] += (8 + 40 * bend) * w
            self_side = 1.0 if _along(at[:2], lies, _Spot(track.rows[i])) > 0 else -1.0
            end = _end(at[:2], lies, self_side * model.size[0] / 2)
            root, heading = track.root(i), float(track.rows[i, AT["heading"]])
            for hand, across in (("left", 1.0), ("right", -1.0)):
                local = to_puppet((end[0], end[1], z + grip_z), root, heading)
                spread = across * min(0.10, 0.5 * model.size[1] + 0.01)
                joint = shoulder(track.body, hand, float(track.rows[i, AT["drop"]]), float(track.rows[i, AT["lean"]]))
                palm = (local[0] + spread, local[1], local[2])
                wrist = plus(palm, unit((palm[0] - joint[0], palm[1] - joint[1], palm[2] - joint[2])), -track.body.hand)
                track.rows[i, HAND[hand]] += (np.array(wrist) - track.rows[i, HAND[hand]]) * w
                if w > 0.5:
                    track.shapes(hand)[i] = "grip"
    turned = (was.turn[0], was.turn[1], float(lies))
    for i in range(up_at, min(down + 7, bit.drawings)):
        moved = np.mean([tracks[r].rows[i, :2] for r in two], axis=0) - middle0
        z = here[2] + (high - here[2]) * ease((i - up_at) / 4) + (0.0 - high) * ease((i - down) / 6)
        place = (round(here[0] + float(moved[0]), 4), round(here[1] + float(moved[1]), 4), round(max(0.0, z), 4))
        bit.change(i, prop, PropState(place=place, turn=turned, openness=was.openness, lit=was.lit))


class _Spot:
    """Where a row stands."""

    def __init__(self, row: np.ndarray) -> None:
        self.x, self.y = float(row[AT["x"]]), float(row[AT["y"]])
