"""Acts that are gestures of their own, and what all acts ask: where a name is, which hand is free, how one feels."""

from __future__ import annotations

import math

import msgspec

from filmwright.records.beats import DEEDS
from filmwright.records.breakdown import Action
from filmwright.records.staging import Point
from filmwright.stage.business import Bit
from filmwright.stage.feelings import look, quarter
from filmwright.stage.gestures import curve, gestures, perform
from filmwright.stage.heard import heard
from filmwright.stage.space import XY, facing, heading_to, to_puppet, turn, wrap
from filmwright.stage.world import Gaze, RoleState

_AROUND = (0, 20, -20, 40, -40, 60, -60, 85, -85)  # degrees round a thing from where one comes
_FURTHER = (110, -110, 135, -135)  # the same, where what one does is to be seen
OPEN = 90.0  # degrees from the front beyond which somebody at work shows a back: no camera stands behind a set
OPENED = 60.0  # to which he turns
_FACED = ("turn_to", "look_at", "point_at", "offer", "wave", "beckon", "bow", "clap", "laugh")  # made towards whom they are for


def mood(bit: Bit, action: Action) -> RoleState:
    """The actor's state with the feeling of the action."""
    state = bit.states[action.role]
    if action.emotion == "neutral":
        return msgspec.structs.replace(state, intensity=quarter(state.intensity - 0.25), asleep=state.asleep and action.act == "sleep")
    return msgspec.structs.replace(state, emotion=action.emotion, intensity=action.intensity, asleep=False)


def place_of(bit: Bit, name: str) -> tuple[XY, float | None] | None:
    """Where to go for a name, and how to face there; None if the set has no such thing."""
    kit = bit.setting.kit
    if name in bit.states:
        other = bit.states[name]
        return (other.x, other.y), None
    if name in kit.marks:
        mark = kit.marks[name]
        return (mark.x, mark.y), mark.heading
    if name in kit.features:
        feature = kit.features[name]
        if feature.stand:
            return (feature.stand.x, feature.stand.y), feature.stand.heading
        return feature.place[:2], None
    if name in kit.seats:
        seat = kit.seats[name]
        fx, fy = facing(seat.heading)
        return (seat.x + 0.3 * fx, seat.y + 0.3 * fy), seat.heading
    if name in kit.entrances:
        door = kit.entrances[name]
        return (door.x, door.y), door.heading + 180
    if name in kit.surfaces:
        surface = kit.surfaces[name]
        return (surface.x, surface.y), None
    where = bit.props.get(name)
    if where and where.set == bit.setting.place.id and not where.state.held_by:
        return where.state.place[:2], None
    return None


def beside(bit: Bit, role: str, target: XY, distance: float, *, opened: bool = False) -> XY:
    """A free place at a distance from a point, on the side one comes from; `opened`: rather one from which one does not turn one's back."""
    state = bit.states[role]
    far = math.dist((state.x, state.y), target)
    dx, dy = ((state.x - target[0]) / far, (state.y - target[1]) / far) if far > 1e-6 else (0.0, -1.0)
    floor = bit.setting.floor(bit.states, role, bit.props)
    found = None
    for degrees in (*_AROUND, *(_FURTHER if opened else ())):
        x, y = turn((dx, dy), degrees)
        spot = (target[0] + x * distance, target[1] + y * distance)
        if floor.free(spot):
            if not opened or abs(heading_to(spot, target)) <= OPEN:
                return spot
            found = found or spot
    return found or floor.nearest_free((target[0] + dx * distance, target[1] + dy * distance))


def opened(heading: float, here: float | None = None) -> float:
    """A heading, turned so far to the front that no back hides what is done; not the other way round from `here`."""
    if abs(wrap(heading)) <= OPEN:
        return heading
    open_to = math.copysign(OPEN, wrap(heading))
    return open_to if here is None or wrap(open_to - here) * wrap(heading - here) >= 0 else heading


def look_for(bit: Bit, name: str) -> Gaze | None:
    """A gaze at a name: a role, a prop, a feature, a mark."""
    if name in bit.states:
        return Gaze(kind="role", name=name)
    if name in bit.props:
        return Gaze(kind="prop", name=name)
    if name in bit.setting.kit.features:
        return Gaze(kind="point", point=bit.setting.kit.features[name].place)
    place = place_of(bit, name)
    return Gaze(kind="point", point=(*place[0], 0.6)) if place else None


def free_hand(state: RoleState, local_x: float = -1.0) -> str:
    """The hand to use for something on that side: the free one, the right if both are and it does not matter."""
    if state.right and not state.left:
        return "left"
    if state.left and not state.right:
        return "right"
    return "left" if local_x > 0.06 else "right"


def gesture(bit: Bit, action: Action, *, start: int = 2, name: str = "") -> tuple[int, int]:
    """An act that is a gesture of its own name, towards its target if it has one; `start` is when whoever walks has arrived.

    Args:
        name: Another table of gestures.toml than that of the act.

    Returns:
        First and last drawing of the gesture.
    """
    role = action.role
    exit = mood(bit, action)
    track = bit.tracks[role] if role in bit.tracks else bit.begin(role, exit)
    bit.states[role] = msgspec.structs.replace(exit, asleep=False)
    gaze = look_for(bit, action.target) or look_for(bit, action.prop)
    if action.act in ("read", "write", "work", "repair"):
        gaze = gaze or Gaze(kind="down")
    if gaze:
        bit.look(role, 2, gaze)
        place = place_of(bit, action.target)
        if place and action.act in _FACED and action.target != role:
            start = bit.face(role, place[0], 4)
    elif action.act == "think":
        bit.look(role, 4, Gaze(kind="point", point=_up_and_aside(bit, role)))
    state = bit.states[role]
    if action.act == "turn_to" and not gaze:
        start = bit.turn(role, -state.heading if abs(state.heading) > 20 else 50.0, 2)
        bit.look(role, 1, Gaze(kind="ahead"))
    if action.act in ("turn_to",):
        return start, start
    local: Point | None = None
    if gaze and gaze.kind != "down":
        local = _local(bit, role, gaze)
    if action.act in DEEDS and abs(wrap(state.heading)) > OPEN:
        ahead = math.degrees(math.atan2(local[0], -local[1])) if local else 0.0
        toward = state.heading + ahead if local else math.copysign(OPENED, wrap(state.heading))
        start = bit.turn(role, opened(toward, state.heading), start)
        state = bit.states[role]
        local = _local(bit, role, gaze) if local and gaze else None
    feeling = look(exit.emotion, exit.intensity)
    busy = tuple(h for h, p in (("left", state.left), ("right", state.right)) if p)
    name = name or (action.act if action.act in gestures() else "wait")
    hand = free_hand(state, local[0] if local and action.act in ("point_at", "offer", "wave", "beckon") else -1.0)
    if action.act in ("drink", "eat", "offer", "hold", "write", "throw", "pour", "smell") and (state.right or state.left):
        hand = "right" if state.right else "left"
    begin = max(2, start)
    first, last = perform(track, name, begin, bit.drawings - 2, hand=hand, busy=busy, size=0.8 + 0.4 * (feeling.size - 0.8), aim=local)
    _tipped(bit, action, name, first, last)
    _heard(bit, action, role, first, last)
    return first, last


def _tipped(bit: Bit, action: Action, name: str, first: int, last: int) -> None:
    """The thing in hand is tipped as the gesture tells: what is poured runs out, what is drunk runs in."""
    tip, prop = gestures()[name].tip, action.prop
    where = bit.props.get(prop)
    if not tip or where is None or where.state.held_by != action.role or last <= first:
        return
    state = where.state
    for i in range(first, last + 1):
        pitch = curve(tip, (i - first) / (last - first))
        bit.change(i, prop, msgspec.structs.replace(state, turn=(round(state.turn[0] + pitch, 1), *state.turn[1:])))
    bit.change(last, prop, state)


def _up_and_aside(bit: Bit, role: str) -> Point:
    s = bit.states[role]
    fx, fy = facing(s.heading + 40)
    return s.x + 1.5 * fx, s.y + 1.5 * fy, bit.body(role).height + 0.5


def _local(bit: Bit, role: str, gaze: Gaze) -> Point | None:
    state = bit.states[role]
    if gaze.kind == "role" and gaze.name in bit.states:
        other = bit.states[gaze.name]
        point = (other.x, other.y, 0.75 * bit.body(gaze.name).height)
    elif gaze.kind == "prop" and gaze.name in bit.props and not bit.props[gaze.name].state.held_by:
        point = bit.setting.middle(gaze.name, bit.props[gaze.name].state)
    elif gaze.kind == "point":
        point = gaze.point
    else:
        return None
    return to_puppet(point, (state.x, state.y, 0.0), state.heading)


def _heard(bit: Bit, action: Action, role: str, first: int, last: int) -> None:
    """The sounds of gestures."""
    state = bit.states[role]
    place = (state.x, state.y, 0.6)
    if action.act == "play":
        thing = action.prop or action.target
        model = bit.setting.models.get(thing)
        at = first + round(0.15 * (last - first))
        bit.sound(at, (model.sound if model else "") or "play", place, source=thing or role, strength=0.7)
        return
    held = bit.setting.models.get(action.prop)
    for event in heard(action, first, last, place, floor=bit.setting.kit.floor, thing=held.material if held else ""):
        bit.sound(event.frame // 2, event.kind, event.place, material=event.material, strength=event.strength, source=event.source)
