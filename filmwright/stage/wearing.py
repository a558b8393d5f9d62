"""Things that are worn: put on and taken off they are one object, on a body or off it, and a puppet looks as its wardrobe is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from filmwright.records.breakdown import Action, Prop
from filmwright.records.puppet import Puppet
from filmwright.records.staging import Change, Point, Pose, PropState, StagedPuppet
from filmwright.stage import handling
from filmwright.stage.acts import beside, free_hand, gesture
from filmwright.stage.armature import sunk
from filmwright.stage.becoming import Marked, marked
from filmwright.stage.blocking import TALK_NEAR
from filmwright.stage.business import Bit
from filmwright.stage.setting import Setting
from filmwright.stage.space import heading_to, to_puppet, to_stage
from filmwright.stage.world import Gaze, World

_UNDER = {"top": "shirt", "hat": "none", "shoes": "bare"}  # what is seen where a garment was
_SHIRT = "#d8cdb8"  # unbleached cotton, if nothing is told of what is under a coat
_MOST_ACCESSORIES = 6


def without(puppet: Puppet, garment: str) -> Puppet:
    """The puppet with a garment off; `garment` as in `Prop.garment`."""
    field, *rest = garment.split()
    if field == "accessories":
        left = tuple(name for name in puppet.accessories if name not in rest)
        return msgspec.structs.replace(puppet, accessories=left)
    if field == "top":
        beast = puppet.kind != "human" and puppet.bottom == "none"
        if beast or puppet.top in ("shirt", "blouse", "bare"):
            return msgspec.structs.replace(puppet, top="bare", top_colour=puppet.skin)
        return msgspec.structs.replace(puppet, top="shirt", top_cloth="cotton", top_colour=_SHIRT)
    changed: dict[str, Any] = {field: _UNDER[field]}
    return msgspec.structs.replace(puppet, **changed)


def with_on(puppet: Puppet, garment: str, colour: str) -> Puppet:
    """The puppet with a garment on, in the garment's own colour."""
    field, name, *cloth = garment.split()
    if field == "accessories":
        worn = tuple(dict.fromkeys((*puppet.accessories, name)))[-_MOST_ACCESSORIES:]
        colours = {**puppet.accessory_colours, **({name: colour} if colour else {})}
        return msgspec.structs.replace(puppet, accessories=worn, accessory_colours=colours)
    changed: dict[str, Any] = {field: name, **({f"{field}_colour": colour} if colour else {})}
    if field == "top" and cloth:
        changed["top_cloth"] = cloth[0]
    return msgspec.structs.replace(puppet, **changed)


def look(puppet: Puppet, role: str, garments: Iterable[Prop], worn_by: Mapping[str, str]) -> Puppet:
    """A puppet as its wardrobe is: its own garments that it has not on are off, others' that it has on are on.

    Args:
        garments: All that can be worn in the film.
        worn_by: Prop id -> the role that has it on, or "".
    """
    for prop in garments:
        if prop.worn_by == role and worn_by.get(prop.id, role) != role:
            puppet = without(puppet, prop.garment)
    for prop in garments:
        if prop.worn_by != role and worn_by.get(prop.id, "") == role:
            puppet = with_on(puppet, prop.garment, prop.colour)
    return puppet


def dressed(
    setting: Setting, role: str, poses: tuple[Pose | None, ...], states: Mapping[str, Sequence[PropState]], entry: World,
    story: Marked,
) -> StagedPuppet:
    """A puppet of a scene with all changes of its looks, from the states of what is worn at each drawing."""
    garments = [prop for prop in setting.props.values() if prop.garment]
    base = setting.roles[role].puppet

    def at(drawing: int) -> Puppet:
        on: dict[str, str] = {}
        for prop in garments:
            if prop.id in states:
                row = states[prop.id]
                state: PropState | None = row[min(drawing, len(row) - 1)]
            else:
                state = entry.props[prop.id].state if prop.id in entry.props else None
            on[prop.id] = prop.worn_by if state is None else state.held_by if state.worn else ""
        return marked(look(base, role, garments, on), story.of(role, drawing))

    first = at(0)
    changes: list[Change] = []
    before = first
    for drawing in range(1, len(poses)) if garments or story.changes(role) else ():
        now = at(drawing)
        if now != before:
            changes.append(Change(drawing=drawing, puppet=now))
            before = now
    return StagedPuppet(role=role, puppet=first, poses=poses, changes=tuple(changes))


# acts ---------------------------------------------------------------------------------------------------------------


def _place(bit: Bit, role: str, garment: str) -> Point:
    """Where on somebody's body a garment is taken hold of, on the stage."""
    body, state = bit.body(role), bit.states[role]
    field = garment.split()[0]
    name = garment.split()[1]
    head = body.neck_height + body.head_radius
    if field == "hat":
        own = (0.05, -0.85 * body.head_radius, head + 0.62 * body.head_radius)
    elif name in ("glasses", "round_glasses", "eyepatch"):
        own = (0.08, -1.12 * body.head_radius, head + 0.06 * body.head_radius)
    elif field == "shoes":
        own = (0.10, -0.9 * body.foot, 0.10)
    else:
        own = (0.06, -0.75 * body.girth - 0.03, body.shoulder_height - 0.03)
    drop = sunk(body, state) if state.posture == "sit" else 0.0
    x, y, z = to_stage(own, (state.x, state.y, 0.0), state.heading)
    return (x, y, max(0.05, z - (drop if field != "shoes" else 0.0)))


def is_worn(bit: Bit, action: Action) -> bool:
    """Whether an act is about a thing that somebody has on."""
    where = bit.props.get(handling.thing_of(bit, action))
    return where is not None and where.state.worn


def _beside_body(bit: Bit, role: str, other: str) -> tuple[float, float, float]:
    """Where one stands to dress somebody: a little further than an arm, so that two bodies do not meet."""
    there = bit.states[other]
    clear = bit.setting.before(role, other, (handling.LEAN_TO_GIVE, 0.0))
    near = max(clear, min(0.72, handling.forward_reach(bit, role) + 0.5 * bit.body(other).girth))
    goal = beside(bit, role, (there.x, there.y), near)
    return goal[0], goal[1], heading_to(goal, (there.x, there.y))


def _leave_room(bit: Bit, role: str, other: str, start: int) -> None:
    """Step back from somebody who was dressed, if there is time."""
    here, there = bit.states[role], bit.states[other]
    if here.posture == "stand" and bit.drawings - start >= 8 and math.dist((here.x, here.y), (there.x, there.y)) < TALK_NEAR:
        bit.step_back(role, (there.x, there.y), start)


def put_on(bit: Bit, action: Action) -> None:
    """Someone puts on a garment, or puts it on another; from then on it is on that body."""
    role, prop = action.role, handling.thing_of(bit, action)
    record = bit.setting.props.get(prop)
    wearer = action.target if action.target in bit.states else role
    where = bit.props.get(prop)
    if record is None or not record.garment or where is None or (where.state.worn and where.state.held_by == wearer):
        gesture(bit, msgspec.structs.replace(action, act="touch"))
        return
    start = 2
    if where.state.held_by != role:
        lies = bit.setting.grip(prop, where.state) if not where.state.held_by and not where.state.hidden else None
        if lies is not None and wearer == role:
            start = handling.approach(bit, action, lies)
        for other in (where.state.held_by,):
            holding = handling.hand_of(bit.states[other], prop) if other in bit.states else None
            if holding:
                bit.states[other] = handling.with_hand(bit.states[other], holding, "")
        state = bit.states[role]
        taken: handling.HandName = "left" if free_hand(state) == "left" else "right"
        bit.states[role] = handling.with_hand(state, taken, prop)
        bit.change(max(0, start - 2), prop, handling.held(bit, prop, role, taken))
    hand = handling.in_hand(bit, role, prop)
    point = _place(bit, wearer, record.garment)
    if wearer != role or role not in bit.tracks:
        start = handling.approach(bit, action, point, _beside_body(bit, role, wearer) if wearer != role else None)
    point = _place(bit, wearer, record.garment)
    contact = min(max(start + 7, round(bit.drawings * 0.5)), bit.drawings - 9)
    bit.states[role] = handling.with_hand(bit.states[role], hand, "")
    handling.carry(bit, role, hand, contact + 2)
    handling.reach(bit, role, hand, point, start, contact, contact + 3, min(bit.drawings - 1, contact + 9))
    handling.hold_with(bit, role, hand, 0, contact + 1)
    bit.change(contact, prop, PropState(held_by=wearer, worn=True, hidden=True))
    bit.sound(contact, "cloth", point, material="cloth", strength=0.4, source=role)
    if wearer != role:
        bit.look(role, min(bit.drawings - 3, contact + 5), Gaze(kind="role", name=wearer))
        _leave_room(bit, role, wearer, contact + 8)


def take_off(bit: Bit, action: Action) -> None:
    """Someone takes off a garment, or takes it off another; from then on it is in the hand."""
    role, prop = action.role, handling.thing_of(bit, action)
    record = bit.setting.props.get(prop)
    where = bit.props.get(prop)
    if record is None or not record.garment or where is None or not where.state.worn or where.state.held_by not in bit.states:
        gesture(bit, msgspec.structs.replace(action, act="touch"))
        return
    wearer = where.state.held_by
    point = _place(bit, wearer, record.garment)
    start = handling.approach(bit, action, point, _beside_body(bit, role, wearer) if wearer != role else None)
    point = _place(bit, wearer, record.garment)
    state = bit.states[role]
    local = to_puppet(point, (state.x, state.y, 0.0), state.heading)
    hand: handling.HandName = "left" if free_hand(state, local[0]) == "left" else "right"
    contact = min(max(start + 7, round(bit.drawings * 0.45)), bit.drawings - 11)
    bit.states[role] = handling.with_hand(bit.states[role], hand, prop)
    handling.carry(bit, role, hand, contact)
    handling.reach(bit, role, hand, point, start, contact, contact + 2, min(bit.drawings - 1, contact + 10))
    bit.change(contact, prop, handling.held(bit, prop, role, hand))
    handling.hold_with(bit, role, hand, contact)
    bit.sound(contact, "cloth", point, material="cloth", strength=0.4, source=role)
    if wearer != role:
        _leave_room(bit, role, wearer, contact + 11)
