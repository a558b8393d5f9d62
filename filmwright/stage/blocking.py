"""Blocking: who stands or sits where when a scene opens, and where its props are."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Literal

import msgspec

from filmwright.records.breakdown import Action, Emotion, Image, LineOfDialogue
from filmwright.records.puppet import Body
from filmwright.records.report import Approximation
from filmwright.records.staging import PropState
from filmwright.stage.armature import slid
from filmwright.stage.setting import Setting, cheat, free_slot, mentioned_props, opening_cast, user_of
from filmwright.stage.space import XY, facing, heading_to, wrap
from filmwright.stage.world import Gaze, PropWhere, RoleState, World
from filmwright.theatre.catalogue import Seat

TALK_NEAR, TALK_FAR = 1.00, 1.35  # metres between two who talk, standing
TRIANGLE_HALF = 0.72  # metres from the middle to each of the two in front, of three who stand
TRIANGLE_DEEP = (0.6, 0.75, 0.45, 0.9)  # metres by which the third stands behind them
BEFORE_KEYS = 0.56  # metres from the middle of what has keys to whoever plays it
LARGE = 0.4  # metres: a thing on the floor larger than this stands aside: a barrow, a bicycle
_SITTING = ("sleep", "wake", "stand_up")
_SEATED_WORDS = (
    " sits",
    " seated",
    " sitting",
    "at the table",
    "at her desk",
    "at his desk",
    "in a chair",
    "in her chair",
    "in his chair",
    "on the bench",
)


def open_scene(setting: Setting, entry: World) -> tuple[dict[str, RoleState], dict[str, PropWhere], list[Approximation]]:
    """Places for everyone on stage and for every prop of the scene, continuing what earlier scenes left."""
    notes: list[Approximation] = []
    cast = opening_cast(setting.scene)
    states: dict[str, RoleState] = {}
    for role in cast:
        earlier = entry.roles.get(role) if entry.set == setting.place.id else None
        states[role] = earlier or _placed(setting, role, cast, states)
    if len(cast) == 2 and not any(entry.roles.get(r) for r in cast if entry.set == setting.place.id):
        _talking_distance(setting, cast, states)
    if len(cast) == 3 and not any(entry.roles.get(r) for r in cast if entry.set == setting.place.id):
        _triangle(setting, cast, states)
    for role in cast:
        mood, strength = _first_mood(setting, role)
        right, left = entry.carried.get(role, ("", ""))
        states[role] = msgspec.structs.replace(states[role], emotion=mood, intensity=strength, right=right, left=left)
    for role in cast:
        states[role] = _with_room(setting, role, states)
    for role in cast:
        states[role] = _opened(setting, role, states)
    props = _props(setting, entry, states, notes)
    for role in cast:
        state = states[role]
        kept = {h: p for h, p in (("right", state.right), ("left", state.left)) if p in props and props[p].state.held_by == role}
        states[role] = msgspec.structs.replace(state, right=kept.get("right", ""), left=kept.get("left", ""))
    return states, props, notes


def seated(setting: Setting, name: str, seat: Seat, state: RoleState, body: Body) -> RoleState:
    """The state of someone on a seat: a little before its middle, if no table is in the way."""
    fx, fy = facing(seat.heading)
    table = setting.surface_near((seat.x + fx * 0.35, seat.y + fy * 0.35), 0.12)
    high = table is not None and seat.z + 0.05 < table.z < seat.z + 0.45
    far = slid(body) if table is None else min(0.02, slid(body))
    return msgspec.structs.replace(
        state,
        x=round(seat.x + fx * far, 4),
        y=round(seat.y + fy * far, 4),
        heading=seat.heading,
        posture="sit",
        seat=name,
        seat_z=seat.z,
        table_z=table.z if table and high else 0.0,
    )


def free_seat(setting: Setting, states: dict[str, RoleState], near: XY, wanted: str = "") -> str:
    """The wanted seat if it is free, or the nearest free one; "" if there is none."""
    taken = {s.seat for s in states.values() if s.seat}
    if wanted in setting.kit.seats and wanted not in taken:
        return wanted
    free = [(math.dist((s.x, s.y), near), n) for n, s in setting.kit.seats.items() if n not in taken]
    return min(free)[1] if free else ""


def partner_of(setting: Setting, role: str, states: dict[str, RoleState]) -> str:
    """Whom someone faces when nothing else is asked: the one they talk with, or the nearest."""
    others = [r for r in states if r != role]
    for item in setting.scene.business:
        if isinstance(item, LineOfDialogue):
            if item.role == role and item.to in others:
                return item.to
            if item.to == role and item.role in others:
                return item.role
    here = (states[role].x, states[role].y)
    return min(others, key=lambda r: (math.dist(here, (states[r].x, states[r].y)), r), default="")


def players(setting: Setting) -> list[str]:
    """Everyone who is seen in the scene, in the order of their first business."""
    acting = [b.role for b in setting.scene.business if not isinstance(b, Image)]
    return list(dict.fromkeys([*setting.scene.present, *acting]))


def apart(goal: XY, others: list[XY], free: Callable[[XY], bool], near: float = TALK_NEAR, far: float = TALK_FAR) -> XY:
    """The goal, moved until the nearest of the others is at a distance at which people talk; as it was if there is no room."""
    if not others:
        return goal
    other = min(others, key=lambda o: (math.dist(goal, o), o))
    gap = math.dist(goal, other)
    if near <= gap <= far:
        return goal
    want = near + 0.1 if gap < near else far - 0.15
    base = math.atan2(goal[1] - other[1], goal[0] - other[0]) if gap > 1e-6 else 0.0
    for degrees in (0, 15, -15, 30, -30, 50, -50, 75, -75, 100, -100):
        a = base + math.radians(degrees)
        there = (round(other[0] + want * math.cos(a), 4), round(other[1] + want * math.sin(a), 4))
        if free(there) and all(math.dist(there, o) >= 0.8 * near for o in others):
            return there
    return goal


def _placed(setting: Setting, role: str, cast: list[str], states: dict[str, RoleState]) -> RoleState:
    kit = setting.kit
    order = [n for n in ("left", "right", "centre", "back") if n in kit.marks] + [
        n for n in kit.marks if n not in ("left", "right", "centre", "back")
    ]
    if len(cast) == 1 and len(players(setting)) == 1 and "centre" in kit.marks:
        order.insert(0, "centre")
    first = next((b for b in setting.scene.business if isinstance(b, Action) and b.role == role), None)
    floor = setting.floor(states, role)
    taken = [(s.x, s.y) for s in states.values()]
    spot, heading = (0.0, 0.0), 0.0
    for name in order:
        mark = kit.marks[name]
        if all(math.dist((mark.x, mark.y), t) > 0.5 for t in taken):
            spot, heading = floor.nearest_free((mark.x, mark.y)), mark.heading
            break
    else:
        spot = floor.nearest_free(spot)
    state = RoleState(x=spot[0], y=spot[1], heading=heading)
    told = f" {first.text.lower()}" if first else ""
    settles = first is not None and first.act not in ("sit", "enter", "walk_to", "exit") and any(words in told for words in _SEATED_WORDS)
    if first and (first.act in _SITTING or settles) and kit.seats:
        name = free_seat(setting, states, spot, first.target)
        if name:
            state = seated(setting, name, kit.seats[name], state, setting.roles[role].puppet.body)
            if first.act in ("sleep", "wake"):
                state = msgspec.structs.replace(state, asleep=first.act == "wake")
    elif first and first.act in ("work", "open", "light", "repair", "play") and first.target in kit.features:
        stand = kit.features[first.target].stand
        if stand:
            state = RoleState(x=stand.x, y=stand.y, heading=stand.heading)
    return state


def _talking_distance(setting: Setting, cast: list[str], states: dict[str, RoleState]) -> None:
    """Bring two who stand to a distance at which people talk, if the floor between them is free."""
    a, b = (states[r] for r in cast)
    if a.posture != "stand" or b.posture != "stand":
        return
    gap = math.dist((a.x, a.y), (b.x, b.y))
    if TALK_NEAR <= gap <= TALK_FAR or gap < 1e-6:
        return
    want = TALK_FAR - 0.15 if gap > TALK_FAR else TALK_NEAR + 0.1
    mx, my, k = (a.x + b.x) / 2, (a.y + b.y) / 2, want / gap
    floor = setting.floor({})
    for role, state in zip(cast, (a, b), strict=True):
        there = (mx + (state.x - mx) * k, my + (state.y - my) * k)
        if floor.free(there):
            states[role] = msgspec.structs.replace(state, x=round(there[0], 4), y=round(there[1], 4))


def _triangle(setting: Setting, cast: list[str], states: dict[str, RoleState]) -> None:
    """Of three who stand, the tallest goes behind and between the others, who part: from the front nobody hides another."""
    if any(states[r].posture != "stand" for r in cast):
        return
    back = max(cast, key=lambda r: (setting.roles[r].puppet.body.height if r in setting.roles else 0.0, -cast.index(r)))
    front = sorted((r for r in cast if r != back), key=lambda r: (states[r].x, r))
    floor = setting.floor({})
    middle = sum(states[r].x for r in front) / 2
    half = max(TRIANGLE_HALF, abs(states[front[1]].x - states[front[0]].x) / 2)
    deep = min(states[r].y for r in front)
    for role, x in zip(front, (middle - half, middle + half), strict=True):
        spot = floor.nearest_free((x, deep))
        states[role] = msgspec.structs.replace(states[role], x=round(spot[0], 4), y=round(spot[1], 4))
    for away in TRIANGLE_DEEP:
        if floor.free((middle, deep + away)):
            states[back] = msgspec.structs.replace(states[back], x=round(middle, 4), y=round(deep + away, 4))
            return


def _aside(spot: XY, one: XY, two: XY) -> float:
    """How far a place is from the straight way between two others."""
    long = math.dist(one, two) or 1e-6
    along = ((spot[0] - one[0]) * (two[0] - one[0]) + (spot[1] - one[1]) * (two[1] - one[1])) / long**2
    k = min(1.0, max(0.0, along))
    return math.dist(spot, (one[0] + (two[0] - one[0]) * k, one[1] + (two[1] - one[1]) * k))


def _with_room(setting: Setting, role: str, states: dict[str, RoleState]) -> RoleState:
    """Someone who stands as an earlier scene left them, moved to the nearest place that is not somebody else's."""
    state = states[role]
    if state.posture != "stand":
        return state
    near = [(s.x, s.y) for r, s in states.items() if r != role and math.dist((s.x, s.y), (state.x, state.y)) < setting.room(role, r)]
    if not near:
        return state
    x, y = setting.floor(states, role).nearest_free((state.x, state.y))
    return msgspec.structs.replace(state, x=round(x, 4), y=round(y, 4))


def _first_mood(setting: Setting, role: str) -> tuple[Emotion, float]:
    for item in setting.scene.business:
        if isinstance(item, LineOfDialogue | Action) and item.role == role and item.emotion != "neutral":
            return item.emotion, round(0.5 * item.intensity, 3)
    return "neutral", 0.3


def _opened(setting: Setting, role: str, states: dict[str, RoleState]) -> RoleState:
    """Faced towards whom one talks with, opened to the front; alone, a little to one side of it."""
    state = states[role]
    partner = partner_of(setting, role, states)
    if partner:
        toward = heading_to((state.x, state.y), (states[partner].x, states[partner].y))
        gaze = Gaze(kind="role", name=partner)
        if state.posture == "stand":
            return msgspec.structs.replace(state, heading=round(cheat(toward), 2), gaze=gaze)
        return msgspec.structs.replace(state, gaze=gaze)
    heading = state.heading if state.posture != "stand" else max(-55.0, min(55.0, wrap(state.heading)))
    return msgspec.structs.replace(state, heading=heading, gaze=Gaze(kind="down" if state.posture == "sit" else "ahead"))


def _props(setting: Setting, entry: World, states: dict[str, RoleState], notes: list[Approximation]) -> dict[str, PropWhere]:
    """Every prop the scene can see: those carried, those that stand here, those that belong here, those it names."""
    here = setting.place.id
    wanted = list(mentioned_props(setting.scene, setting.props)) + [p for p in setting.place.dressing if p in setting.props]
    props = dict(entry.props)
    for name in dict.fromkeys(wanted):
        prop, model = setting.props[name], setting.models[name]
        known = props.get(name)
        user = user_of(name, setting.scene)
        if known and known.state.held_by:
            if known.state.held_by in states or name not in mentioned_props(setting.scene, setting.props):
                continue
            if any(isinstance(b, Action) and b.act == "enter" and b.role == known.state.held_by for b in setting.scene.business):
                continue
            notes.append(
                Approximation(
                    where=f"scene {setting.scene.number}, {prop.name}",
                    asked="it was last in the hand of someone who is not here",
                    done="it stands here all the same",
                )
            )
        elif known and known.set == here:
            continue
        elif known and name not in setting.place.dressing:
            notes.append(
                Approximation(
                    where=f"scene {setting.scene.number}, {prop.name}",
                    asked="it was left in another place",
                    done="it stands here all the same",
                )
            )
        if known is None and prop.worn_by in setting.roles:
            props[name] = PropWhere(state=PropState(held_by=prop.worn_by, worn=True, hidden=True))
            continue
        if known is None and prop.home in setting.roles:
            hands = entry.carried.get(prop.home, ("", ""))
            holder = states.get(prop.home)
            if model.hands != "none" and not (holder.right if holder else hands[0]):
                hand: Literal["both", "right"] = "both" if model.hands == "both" else "right"
                place, turn = setting.held_place(name), setting.held_turn(name)
                props[name] = PropWhere(state=PropState(held_by=prop.home, hand=hand, place=place, turn=turn))
                if holder:
                    states[prop.home] = msgspec.structs.replace(holder, right=name)
                continue
        props[name] = PropWhere(state=_standing(setting, name, user, states, props), set=here)
    return props


def _standing(setting: Setting, name: str, user: str, states: dict[str, RoleState], props: dict[str, PropWhere]) -> PropState:
    """Where a prop stands at first: on its home, near whoever will use it, or where things of its kind stand."""
    prop, model, kit = setting.props[name], setting.models[name], setting.kit
    lit = 1.0 if model.lights and setting.scene.time_of_day in ("dusk", "night") else 0.0
    lit = 0.0 if any(isinstance(b, Action) and b.act == "light" and name in (b.prop, b.target) for b in setting.scene.business) else lit
    near: XY = (states[user].x, states[user].y) if user in states else (kit.wide_to[0], kit.wide_to[1])
    if model.stands_on == "wall" and not kit.interior:  # no wall to hang on: seen once it is in somebody's hands
        return PropState(place=(round(near[0], 4), round(near[1], 4), 0.5), lit=lit, hidden=True)
    if model.stands_on == "wall":
        return PropState(place=(round(kit.wide_to[0], 4), round(kit.stage.high[1], 4), 0.85), lit=lit)
    surface = kit.surfaces.get(prop.home)
    if surface is None and model.stands_on == "surface" and kit.surfaces:
        wide, deep = setting.footprint(name)
        fits = [s for s in kit.surfaces.values() if s.width >= wide and s.depth >= deep]
        surface = min(fits or list(kit.surfaces.values()), key=lambda s: math.dist((s.x, s.y), near))
    if surface is not None:
        place, turn = setting.resting(name, free_slot(setting, surface, name, props, near))
        return PropState(place=place, turn=turn, lit=lit)
    others = [w.state.place[:2] for n, w in props.items() if n != name and w.set == setting.place.id and not w.state.held_by]
    people = [(s.x, s.y) for s in states.values()]
    floor, room = setting.floor(states), max(setting.footprint(name))
    large = room > LARGE
    keyed = model.played is not None and model.played.at == "keys"  # in profile to the audience, with room for who plays it
    radii = (0.8, 1.0, 1.2, 1.5, 1.9) if large else (0.45, 0.6, 0.8, 1.0)
    for behind, radius, step in itertools.product((True, False) if keyed else (False,), radii, range(12)):
        a = math.pi * (0.5 + (step // 2 + (0 if large else 1)) * (1 if step % 2 else -1) / 6)
        spot = (near[0] + radius * math.cos(a), near[1] + radius * math.sin(a))
        clear = all(math.dist(spot, o) > room + 0.1 for o in others)
        clear = clear and all(math.dist(spot, p) > max(0.35, room / 2 + 0.28) for p in people)
        if large:  # neither between two people nor before somebody's legs
            clear = clear and all(_aside(spot, p, q) > room / 2 + 0.2 for p, q in itertools.combinations(people, 2))
            clear = clear and all(spot[1] > p[1] - 0.1 or abs(spot[0] - p[0]) > room / 2 + 0.35 for p in people)
        yaw = 0.0
        if keyed:
            yaw = 90.0 if spot[0] < 0 else -90.0
            clear = clear and floor.free((spot[0] + math.copysign(BEFORE_KEYS, yaw), spot[1]))
            clear = clear and (not behind or all(spot[1] > p[1] - 0.1 for p in people))
        if clear and floor.free(spot, clearance=room / 2):
            place, turn = setting.resting(name, (round(spot[0], 4), round(spot[1], 4), 0.0), yaw)
            return PropState(place=place, turn=turn, lit=lit)
    place, turn = setting.resting(name, (round(near[0] + 0.4, 4), round(near[1] + 0.3, 4), 0.0))
    return PropState(place=place, turn=turn, lit=lit)
