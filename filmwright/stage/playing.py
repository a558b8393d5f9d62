"""Playing an instrument: it is held as its file says, its hands on it, the right one with the bow or the beat."""

from __future__ import annotations

import math

import msgspec

from filmwright.records.breakdown import Action
from filmwright.records.puppet import Body
from filmwright.records.staging import Point, PropState
from filmwright.stage.acts import beside, gesture, mood
from filmwright.stage.armature import AT, shoulder, within_reach
from filmwright.stage.blocking import BEFORE_KEYS
from filmwright.stage.business import Bit
from filmwright.stage.gestures import move_hand
from filmwright.stage.handling import in_hand, thing_of, with_prop
from filmwright.stage.space import ease, heading_to, minus, plus, rotate, unit
from filmwright.stage.world import RoleState
from filmwright.theatre.catalogue import Played, PropModel

RAISED = 7  # drawings in which it is brought to its place, and taken from it


def play(bit: Bit, action: Action) -> None:
    """Play what is in the hand, or stands there; an instrument whose file does not say how is moved as before."""
    prop = thing_of(bit, action)
    model = bit.setting.models.get(prop)
    if _has_keys(bit, action, model):
        _at_keys(bit, action, prop)
    elif model is not None and model.played is not None and model.hands != "none":
        _in_hands(bit, action, prop, model, model.played)
    else:
        with_prop(bit, action)


def _has_keys(bit: Bit, action: Action, model: PropModel | None) -> bool:
    if model is not None:
        return model.played is not None and model.played.at == "keys"
    feature = bit.setting.kit.features.get(action.target)
    words = (action.target, *(feature.words if feature else ()))
    return any(word in words for word in ("piano", "organ", "harpsichord"))


def _at_keys(bit: Bit, action: Action, prop: str) -> None:
    """Before the keys, and over them with both hands."""
    role = action.role
    where, feature = bit.props.get(prop), bit.setting.kit.features.get(action.target)
    stand = None
    if where is not None and where.set == bit.setting.place.id:
        middle, floor = where.state.place[:2], bit.setting.floor(bit.states, role, bit.props)
        ways = [rotate((0.0, -BEFORE_KEYS, 0.0), 0.0, 0.0, where.state.turn[2] + aside) for aside in (0, 15, -15, 30, -30)]
        spots = [(middle[0] + x, middle[1] + y) for x, y, _ in ways]
        goal = next((spot for spot in spots if floor.free(spot)), None)
        if goal is None:
            goal = beside(bit, role, middle, BEFORE_KEYS)
            bit.approximate(action.text or f"{role} plays", "stands beside it, there is no room before the keys")
        stand = (goal, middle)
    elif feature is not None and feature.stand is not None:
        stand = ((feature.stand.x, feature.stand.y), (feature.place[0], feature.place[1]))
    state, start = bit.states[role], 2
    if stand is not None and (state.posture == "stand" or math.dist(stand[0], (state.x, state.y)) > 0.6):
        bit.begin(role, mood(bit, action))
        bit.states[role] = mood(bit, action)
        heading = heading_to(stand[0], stand[1])
        start = bit.walk_to(role, stand[0], heading, start=1, available=round(bit.drawings * 0.5), manner=action.manner.lower())
    gesture(bit, action, start=min(start, max(2, bit.drawings - 16)), name="play_keys")


def _in_hands(bit: Bit, action: Action, prop: str, model: PropModel, played: Played) -> None:
    """To the shoulder, the mouth or the belly, and down again at the end of the act."""
    role, body = action.role, bit.body(action.role)
    in_hand(bit, role, prop)
    rest = bit.props[prop].state
    first, last = gesture(bit, msgspec.structs.replace(action, prop="", target=""), name=f"play_{played.at}")
    if last - first < 2 * RAISED + 4:
        return
    track, state = bit.tracks[role], bit.states[role]
    palms: dict[str, list[tuple[int, Point | None]]] = {"left": [(first, None)], "right": [(first, None)]}
    place = minus(model.grip, played.left)
    for i in range(first + 1, last):
        drop, lean = float(track.rows[i, AT["drop"]]), float(track.rows[i, AT["lean"]])
        origin = minus(_spot(body, played.at, drop), rotate(played.point, *played.turn))
        up = ease((i - first) / RAISED) * (1 - ease((i - last + RAISED) / RAISED))
        beat = math.cos(2 * math.pi * (i - first - RAISED) / played.every) if up >= 1.0 else 1.0
        if up >= 1.0:
            for hand, point in (("left", played.left), ("right", plus(played.right, played.stroke, beat))):
                palm = plus(origin, rotate(point, *played.turn))
                joint = shoulder(body, hand, drop, lean)
                wrist = plus(palm, unit(minus(palm, joint)), -body.hand)
                palms[hand].append((i, within_reach(body, hand, wrist, drop, lean)))
        turn = tuple(round(a + (b - a) * up, 1) for a, b in zip(rest.turn, played.turn, strict=True))
        at = tuple(round(a + (b - a) * up, 4) for a, b in zip(rest.place, place, strict=True))
        bow = round(0.75 - 0.25 * beat, 3) if played.bowed and up > 0.5 else 0.0
        bit.change(i, prop, PropState(held_by=role, hand="left", place=at, turn=turn, openness=bow, lit=rest.lit))  # type: ignore[arg-type]
    bit.change(last, prop, rest)
    for hand, keys in palms.items():
        move_hand(track, hand, [*keys, (last, None)], springy=False)
        shapes = track.shapes(hand)
        for i in range(first, last):
            shapes[i] = "grip"
    bit.states[role] = _kept(bit.states[role], state)


def _kept(now: RoleState, before: RoleState) -> RoleState:
    return msgspec.structs.replace(now, right=before.right, left=before.left)


def _spot(body: Body, at: str, drop: float) -> Point:
    """Where on the player the instrument is set, in puppet space; measures of the head and the trunk, by eye."""
    s = body.head_radius
    if at == "shoulder":  # under the left of the jaw
        return 0.50 * s, -0.54 * s, body.neck_height - 0.02 - drop
    if at == "mouth":
        return 0.0, -1.02 * s, body.neck_height + 0.54 * s - drop
    return 0.0, -(0.92 * body.girth + 0.02), 0.45 * body.hip_height + 0.55 * body.shoulder_height - drop
