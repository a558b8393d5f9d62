"""The acts: what each word of the breakdown's vocabulary looks like."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import msgspec

from filmwright.records.breakdown import Action
from filmwright.stage import handling, playing, together, wearing
from filmwright.stage.acts import beside, gesture, look_for, mood, place_of
from filmwright.stage.armature import AT, sit_forward
from filmwright.stage.blocking import apart, free_seat, partner_of, seated
from filmwright.stage.business import TOO_NEAR, Bit
from filmwright.stage.gestures import perform
from filmwright.stage.setting import cheat
from filmwright.stage.space import XY, facing, heading_to, wrap
from filmwright.stage.world import Gaze, RoleState

_ON_THE_FLOOR = re.compile(r"\b(?:on|to) the (?:floor|ground|grass|sand|snow|rug|carpet|boards|pavement|doorstep|deck)\b")
WALK_UP_TO = 0.95  # metres from whom one walks up to
KNEEL_LEAN = 15.0  # degrees that each of two may bend to the other when one has gone down on the knees before them
SETTLE = 3  # drawings left after a move, to settle


def act(bit: Bit, action: Action) -> None:
    """Perform one action; the others on stage watch."""
    if action.role not in bit.states and action.act != "enter":
        bit.approximate(f"{action.role} does '{action.act}'", "they are not on stage; left out")
        return
    handler = _ACTS.get(action.act, gesture)
    if action.act in ("pick_up", "take") and wearing.is_worn(bit, action):
        handler = wearing.take_off
    if action.act == "enter":
        _enter(bit, action)
    else:
        handler(bit, action)
    for number, role in enumerate(r for r in bit.states if r != action.role):
        if bit.states[role].asleep:
            continue
        if role not in bit.tracks:
            bit.begin(role, bit.states[role])
            bit.look(role, 4 + bit.rng(role + ".watch").randint(0, 4) + 2 * number, Gaze(kind="role", name=action.role))


# Ways -----------------------------------------------------------------------------------------------------


def _enter(bit: Bit, action: Action) -> None:
    kit, role = bit.setting.kit, action.role
    marked = next(
        (bit.setting.kit.marks[n] for n in ("right", "left", "centre", "back") if n in bit.setting.kit.marks and _mark_free(bit, n)), None
    )
    door = bit.setting.door(action.target, (marked.x, marked.y) if marked else None)
    name = next((n for n in ("right", "left", "centre", "back") if n in kit.marks and _mark_free(bit, n)), "")
    mark = kit.marks.get(name)
    goal = bit.setting.floor(bit.states, role).nearest_free((mark.x, mark.y) if mark else (door.x, door.y))
    others = [r for r in bit.states if r != role]
    if others:
        floor = bit.setting.floor(bit.states, role)
        goal = apart(goal, [(bit.states[r].x, bit.states[r].y) for r in others], floor.free)
    outside = (door.outside_x, door.outside_y)
    held = {
        h: next((p for p, w in bit.props.items() if w.state.held_by == role and w.state.hand in (h, "both") and not w.state.worn), "")
        for h in ("right", "left")
    }
    right, left = held["right"], held["left"] if held["left"] != held["right"] else ""
    start = _trimmed(bit, role, [outside, (door.x, door.y), goal])
    emotion = action.emotion
    bit.states[role] = RoleState(
        x=start[0][0],
        y=start[0][1],
        heading=heading_to(start[0], start[1]),
        emotion=emotion,
        intensity=action.intensity,
        right=right,
        left=left,
    )
    bit.begin(role, bit.states[role])
    end = heading_to(goal, (bit.states[others[0]].x, bit.states[others[0]].y)) if others else (mark.heading if mark else door.heading)
    through = start[1] if len(start) > 2 else None
    arrive = bit.walk_to(
        role, goal, cheat(end), start=1, available=bit.drawings - SETTLE - 1, through=through, manner=action.manner.lower()
    )
    if others:
        bit.look(role, max(2, min(arrive - 6, bit.drawings // 2)), Gaze(kind="role", name=others[0]))
    if door.door or bit.setting.kit.interior:
        bit.sound(0, "door", (door.x, door.y, 0.5), material="wood", strength=0.6, source=role)


def _mark_free(bit: Bit, name: str) -> bool:
    mark = bit.setting.kit.marks[name]
    return all(math.dist((mark.x, mark.y), (s.x, s.y)) > 0.6 for s in bit.states.values())


def _trimmed(bit: Bit, role: str, points: list[XY]) -> list[XY]:
    """The way, begun later if it is too long for the time: the cut has swallowed the first steps."""
    longest = bit.steps_for(0.0, bit.drawings - SETTLE - 1)
    total = sum(math.dist(a, b) for a, b in zip(points, points[1:], strict=False))
    spare = total * 1.12 - longest
    out = list(points)
    while spare > 0 and len(out) > 1:
        leg = math.dist(out[0], out[1])
        if leg <= spare and len(out) > 2:
            out.pop(0)
            spare -= leg
        else:
            k = min(0.9, spare / max(leg, 1e-6))
            out[0] = (out[0][0] + (out[1][0] - out[0][0]) * k, out[0][1] + (out[1][1] - out[0][1]) * k)
            break
    return out


def _exit(bit: Bit, action: Action) -> None:
    role = action.role
    leaving = bit.states[role]
    door = bit.setting.door(action.target, (leaving.x, leaving.y))
    outside = (door.outside_x, door.outside_y)
    track = bit.begin(role, mood(bit, action))
    bit.states[role] = mood(bit, action)
    state = bit.states[role]
    away = heading_to((door.x, door.y), outside)
    bit.look(role, 2, Gaze(kind="ahead"))
    others = [r for r in bit.states if r != role]
    end = bit.walk_to(role, outside, away, start=2, available=bit.drawings - 2, through=(door.x, door.y), manner=action.manner.lower())
    for i in range(min(end, bit.drawings), bit.drawings):
        track.seen[i] = False
    for other in others:
        bit.begin(other, bit.states[other])
        bit.look(other, 6, Gaze(kind="role", name=role))
        there = bit.states[other]
        if there.posture == "stand":
            bit.face(other, (door.x, door.y), min(bit.drawings - 8, 14))
        bit.look(other, bit.drawings - 1, Gaze(kind="point", point=(door.x, door.y, 0.8)))
    if door.door or bit.setting.kit.interior:
        bit.sound(min(end, bit.drawings - 1) - 2, "door_close", (door.x, door.y, 0.5), material="wood", strength=0.6, source=role)
    del state
    bit.gone.add(role)


def _walk_to(bit: Bit, action: Action) -> None:
    role = action.role
    found = place_of(bit, action.target) or place_of(bit, action.prop)
    exit = mood(bit, action)
    bit.states[role] = msgspec.structs.replace(bit.states[role], asleep=False)
    if found is None:
        kit = bit.setting.kit
        names = [n for n in ("centre", "right", "left", "back") if n in kit.marks and _mark_free(bit, n)]
        if not names:
            gesture(bit, action)
            return
        found = ((kit.marks[names[0]].x, kit.marks[names[0]].y), None)
    target, final = found
    state = bit.states[role]
    goal = target
    solid = action.target not in bit.setting.kit.marks and final is None
    if action.target in bit.states:
        goal = beside(bit, role, target, max(WALK_UP_TO, bit.setting.before(role, action.target)))
    elif solid:
        goal = beside(bit, role, target, 0.38)
    else:
        goal = bit.setting.floor(bit.states, role).nearest_free(target)
    if state.posture == "stand":
        trimmed = _trimmed(bit, role, [(state.x, state.y), goal])
        if trimmed[0] != (state.x, state.y):
            bit.states[role] = msgspec.structs.replace(state, x=trimmed[0][0], y=trimmed[0][1], heading=heading_to(trimmed[0], goal))
    bit.begin(role, exit)
    kept = bit.states[role]
    bit.states[role] = msgspec.structs.replace(exit, x=kept.x, y=kept.y, heading=kept.heading)
    toward = (
        heading_to(goal, target)
        if solid or action.target in bit.states
        else (final if final is not None else cheat(heading_to((state.x, state.y), goal)))
    )
    gaze = look_for(bit, action.target)
    if gaze:
        bit.look(role, 2, gaze)
    arrive = bit.walk_to(
        role,
        goal,
        cheat(toward) if action.target in bit.states else toward,
        start=2,
        available=bit.drawings - SETTLE - 2,
        manner=action.manner.lower(),
    )
    del arrive


# Postures -------------------------------------------------------------------------------------------------


def _sit(bit: Bit, action: Action) -> None:
    role = action.role
    state = bit.states[role]
    exit = mood(bit, action)
    if state.posture == "sit":
        gesture(bit, action)
        return
    low = action.target == "floor" or bool(_ON_THE_FLOOR.search(action.text.lower()))
    name = "" if low else free_seat(bit.setting, bit.states, (state.x, state.y), action.target)
    if not name:
        if not low:
            bit.approximate("sits down", "there is no free seat; sits on the floor")
        _sit_on_the_floor(bit, action)
        return
    seat = bit.setting.kit.seats[name]
    fx, fy = facing(seat.heading)
    reach = sit_forward(bit.body(role))
    there = seated(bit.setting, name, seat, state, bit.body(role))
    spot = (round(there.x + fx * reach, 4), round(there.y + fy * reach, 4))
    trimmed = _trimmed(bit, role, [(state.x, state.y), spot]) if math.dist((state.x, state.y), spot) > 1.2 else [(state.x, state.y)]
    if trimmed[0] != (state.x, state.y):
        bit.states[role] = msgspec.structs.replace(state, x=trimmed[0][0], y=trimmed[0][1], heading=heading_to(trimmed[0], spot))
    track = bit.begin(role, exit)
    kept = bit.states[role]
    bit.states[role] = msgspec.structs.replace(exit, x=kept.x, y=kept.y, heading=kept.heading)
    arrive = bit.walk_to(role, spot, seat.heading, start=1, available=bit.drawings - 12, manner=action.manner.lower())
    start = min(arrive, bit.drawings - 9)
    down = msgspec.structs.replace(bit.states[role], x=there.x, y=there.y, heading=there.heading)
    down = msgspec.structs.replace(down, posture="sit", seat=name, seat_z=there.seat_z, table_z=there.table_z)
    bit.settle_into(role, down, start, 8)
    for i in range(start, min(bit.drawings, start + 10)):
        track.rows[i, AT["lean"]] += 18 * math.sin(math.pi * (i - start) / 10)
    bit.sound(start + 7, "chair", (seat.x, seat.y, seat.z), material="wood", strength=0.4, source=role)


def _sit_on_the_floor(bit: Bit, action: Action) -> None:
    """Down where one stands, legs out, turned half to the front and to whom one talks with."""
    role = action.role
    track = bit.begin(role, mood(bit, action))
    state = msgspec.structs.replace(mood(bit, action), asleep=False)
    bit.states[role] = state
    start = bit.turn(role, max(-60.0, min(60.0, wrap(state.heading))), 2)
    start = min(start, bit.drawings - 11)
    bit.settle_into(role, msgspec.structs.replace(bit.states[role], posture="sit", seat="", seat_z=0.0, table_z=0.0), start, 10)
    for i in range(start, min(bit.drawings, start + 12)):
        track.rows[i, AT["lean"]] += 16 * math.sin(math.pi * (i - start) / 12)
    bit.sound(start + 8, "cloth", (bit.states[role].x, bit.states[role].y, 0.0), strength=0.4, source=role)


def _stand_up(bit: Bit, action: Action) -> None:
    role = action.role
    if bit.states[role].posture == "stand":
        gesture(bit, action)
        return
    bit.begin(role, mood(bit, action))
    kept = bit.states[role]
    bit.states[role] = msgspec.structs.replace(mood(bit, action), posture=kept.posture, seat=kept.seat)
    done = bit.rise(role, 3)
    partner = partner_of(bit.setting, role, bit.states)
    if partner and done < bit.drawings - 8:
        bit.face(role, (bit.states[partner].x, bit.states[partner].y), done)


def _kneel(bit: Bit, action: Action) -> None:
    role = action.role
    found = place_of(bit, action.target)
    track = bit.begin(role, mood(bit, action))
    bit.states[role] = mood(bit, action)
    start = 3
    if found and math.dist(found[0], (bit.states[role].x, bit.states[role].y)) > 0.6:
        far = max(TOO_NEAR, bit.setting.before(role, action.target, (KNEEL_LEAN, KNEEL_LEAN))) if action.target in bit.states else 0.4
        goal = beside(bit, role, found[0], far)
        start = bit.walk_to(role, goal, heading_to(goal, found[0]), start=2, available=bit.drawings - 14, manner=action.manner.lower())
    gaze = look_for(bit, action.target)
    bit.look(role, 3, gaze or Gaze(kind="down"))
    start = min(start, bit.drawings - 10)
    bit.settle_into(role, msgspec.structs.replace(bit.states[role], posture="kneel"), start, 9)
    for i in range(start, min(bit.drawings, start + 10)):
        track.rows[i, AT["lean"]] += 10 * math.sin(math.pi * (i - start) / 10)
    bit.sound(start + 8, "cloth", (bit.states[role].x, bit.states[role].y, 0.0), strength=0.3, source=role)


def _sleep(bit: Bit, action: Action) -> None:
    role = action.role
    state = msgspec.structs.replace(mood(bit, action), asleep=True)
    bit.begin(role, state, change_at=4, change_over=min(18, max(4, bit.drawings - 8)))
    bit.states[role] = state
    bit.look(role, 3, Gaze(kind="ahead"))


def _wake(bit: Bit, action: Action) -> None:
    role = action.role
    state = msgspec.structs.replace(mood(bit, action), asleep=False)
    track = bit.begin(role, state, change_at=0, change_over=2)
    bit.states[role] = state
    perform(track, "wake", 0, bit.drawings - 2)
    partner = partner_of(bit.setting, role, bit.states)
    bit.look(role, round(bit.drawings * 0.6), Gaze(kind="role", name=partner) if partner else Gaze())


_ACTS: dict[str, Callable[[Bit, Action], None]] = {
    "exit": _exit, "walk_to": _walk_to, "sit": _sit, "stand_up": _stand_up, "kneel": _kneel, "sleep": _sleep, "wake": _wake,
    "hug": together.hug, "shake_hands": together.shake_hands, "carry": together.carry,
    "pick_up": handling.pick_up, "put_down": handling.put_down, "give": handling.give, "take": handling.take, "open": handling.open_close,
    "close": handling.open_close, "touch": handling.touch, "reach": handling.touch, "light": handling.light, "push": handling.touch,
    "pull": handling.touch, "read": handling.with_prop, "write": handling.with_prop, "play": playing.play, "eat": handling.with_prop,
    "drink": handling.with_prop, "hold": handling.with_prop, "offer": handling.with_prop, "repair": handling.with_prop,
    "work": handling.with_prop, "search": handling.with_prop, "pour": handling.with_prop, "smell": handling.with_prop,
    "blow": handling.with_prop,
    "throw": handling.throw, "knock": handling.knock, "put_on": wearing.put_on, "take_off": wearing.take_off,
}  # fmt: skip
