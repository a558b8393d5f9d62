"""Acts with things: the hand goes to the thing, the thing goes with the hand, and it stays where it was left."""

from __future__ import annotations

import math
from typing import Literal

import msgspec

from filmwright.records.breakdown import Action
from filmwright.records.staging import Point, PropState
from filmwright.stage.acts import beside, free_hand, gesture, look_for, mood, opened, place_of
from filmwright.stage.armature import AT, HAND, arm_length, settled, stretch, sunk
from filmwright.stage.blocking import TALK_NEAR, partner_of
from filmwright.stage.business import Bit
from filmwright.stage.gestures import move_hand
from filmwright.stage.heard import heard, lit_by
from filmwright.stage.setting import before, cheat, free_slot
from filmwright.stage.space import XY, ease, heading_to, to_puppet, wrap
from filmwright.stage.world import Gaze, RoleState

HandName = Literal["left", "right"]
SOON = 0.3  # the same of what is opened, to leave time to look in
CONTACT = 0.5  # part of the act, after any walk, at which hand and thing meet
LEAN_TO_GIVE = 14  # degrees; two big heads must not meet before the hands do
BEND_OVER, NOD_OVER = 24, 12.0  # degrees of trunk and head over what has been opened
AT_THING = 0.33  # metres between someone and a thing they use


def hand_of(state: RoleState, prop: str) -> HandName | None:
    """The hand in which someone holds a prop."""
    return "right" if state.right == prop else "left" if state.left == prop else None


def with_hand(state: RoleState, hand: HandName, prop: str) -> RoleState:
    return msgspec.structs.replace(state, right=prop) if hand == "right" else msgspec.structs.replace(state, left=prop)


def held(bit: Bit, prop: str, role: str, hand: HandName) -> PropState:
    """The state of a prop in a hand."""
    where = bit.props.get(prop)
    both = bit.setting.models[prop].hands == "both"
    return PropState(
        held_by=role,
        hand="both" if both else hand,
        place=bit.setting.held_place(prop),
        turn=bit.setting.held_turn(prop),
        openness=where.state.openness if where else 0.0,
        lit=where.state.lit if where else 0.0,
    )


def thing_of(bit: Bit, action: Action) -> str:
    """The prop an action is about: the one named, or the target if it is a prop."""
    return next((name for name in (action.prop, action.target) if name in bit.setting.props), "")


def in_hand(bit: Bit, role: str, prop: str) -> HandName:
    """Make sure someone holds a prop from the first drawing on: acts with a thing begin with it in the hand."""
    state = bit.states[role]
    hand = hand_of(state, prop)
    if hand is None:
        hand = "left" if state.right and not state.left else "right"
        for other, theirs in list(bit.states.items()):
            holding = hand_of(theirs, prop)
            if other != role and holding:
                bit.states[other] = with_hand(theirs, holding, "")
        bit.states[role] = with_hand(state, hand, prop)
        bit.change(0, prop, held(bit, prop, role, hand))
    return hand


def approach(bit: Bit, action: Action, point: Point, stand: tuple[float, float, float] | None = None) -> int:
    """Begin an act at a thing: walk to it if it is out of reach, turn to it, look at it. Returns when the hand may start."""
    role = action.role
    state = mood(bit, action)
    bit.states[role] = msgspec.structs.replace(state, asleep=False)
    bit.begin(role, bit.states[role])
    start = 2
    if not bit.reachable(role, point) or (state.posture == "stand" and _too_near(bit, role)):
        owner = _owner(bit, action)
        goal = (stand[0], stand[1]) if stand else _spot(bit, role, owner, point)
        final = opened(stand[2] if stand else heading_to(goal, point[:2]))
        share = 0.62 if math.dist(goal, (state.x, state.y)) > 0.8 else 0.5
        start = bit.walk_to(role, goal, final, start=1, available=round(bit.drawings * share), manner=action.manner.lower())
    elif bit.states[role].posture == "stand":
        here = bit.states[role]
        toward = heading_to((here.x, here.y), point[:2])
        if abs(wrap(toward - here.heading)) > 50:
            start = bit.turn(role, cheat(toward) if abs(wrap(toward)) < 120 else opened(toward, here.heading), 1)
    return min(start, max(2, bit.drawings - 14))


def _owner(bit: Bit, action: Action) -> str:
    """Whose body an act goes to: who is named, or has the thing in hand."""
    where = bit.props.get(thing_of(bit, action))
    names = (action.target, where.state.held_by if where is not None else "")
    return next((name for name in names if name in bit.states and name != action.role), "")


def _spot(bit: Bit, role: str, owner: str, point: Point) -> XY:
    """Where one stands to use a thing: an arm's bend from it; what somebody else has on or in hand is reached from before them."""
    if not owner:
        return beside(bit, role, point[:2], AT_THING, opened=True)
    there = bit.states[owner]
    return beside(bit, role, (there.x, there.y), max(bit.setting.before(role, owner, (LEAN_TO_GIVE, 0.0)), forward_reach(bit, role)))


def _too_near(bit: Bit, role: str) -> bool:
    """True if someone stands in another's face or belly."""
    state = bit.states[role]
    return any(
        math.dist((state.x, state.y), (other.x, other.y)) < min(bit.setting.room(role, name), bit.setting.before(role, name)) - 0.01
        for name, other in bit.states.items()
        if name != role
    )


def reach(bit: Bit, role: str, hand: HandName, point: Point, start: int, contact: int, release: int, end: int, most: int = 40) -> float:
    """Take a palm to a point of the stage and home again. Returns the gap that the arm could not close, in metres."""
    state, body, track = bit.states[role], bit.body(role), bit.tracks[role]
    drop = float(track.rows[min(contact, track.drawings - 1), AT["drop"]])
    local = to_puppet(point, (state.x, state.y, 0.0), state.heading)
    base_lean = float(track.rows[min(contact, track.drawings - 1), AT["lean"]])
    lean, bend, gap, wrist = stretch(body, hand, local, drop, bit.lean_room(role, contact, most))
    for i in range(max(0, start), track.drawings):
        w = ease((i - start) / max(1, contact - start)) * (1 - ease((i - release) / max(1, end - release)))
        row = track.rows[i]
        row[AT["lean"]] += (lean - base_lean) * w if lean > base_lean else 0.0
        row[AT["drop"]] += bend * w
        row[AT["twist"]] += (6.0 if local[0] > 0 else -6.0) * w * (lean == 0.0)
    above = (wrist[0] * 0.9, wrist[1] * 0.8, wrist[2] + 0.07)
    half = start + round(0.6 * (contact - start))
    move_hand(track, hand, [(start, None), (half, above), (contact, wrist), (release, wrist), (end, None)], springy=False)
    shapes = track.shapes(hand)
    for i in range(max(0, half), min(track.drawings, contact)):
        shapes[i] = "open"
    return gap


def hold_with(bit: Bit, role: str, hand: HandName, since: int, until: int | None = None) -> None:
    """The hand is closed about something from a drawing on, and until another."""
    shapes = bit.tracks[role].shapes(hand)
    for i in range(max(0, since), bit.drawings):
        shapes[i] = "grip" if until is None or i < until else "relaxed"


def carry(bit: Bit, role: str, hand: HandName, since: int) -> None:
    """From a drawing on, the hand rests where one carries things."""
    bit.tracks[role].rows[max(0, since) :, HAND[hand]] = settled(bit.body(role), bit.states[role])[HAND[hand]]


def pick_up(bit: Bit, action: Action) -> None:
    role, prop = action.role, thing_of(bit, action)
    where = bit.props.get(prop)
    if not prop or where is None or where.state.held_by == role or bit.setting.models[prop].hands == "none":
        with_prop(bit, action)
        return
    if where.state.held_by and where.state.held_by in bit.states:
        take(bit, msgspec.structs.replace(action, target=where.state.held_by, prop=prop))
        return
    point = bit.setting.grip(prop, where.state)
    start = approach(bit, action, point)
    state = bit.states[role]
    local = to_puppet(point, (state.x, state.y, 0.0), state.heading)
    hand: HandName = "left" if free_hand(state, local[0]) == "left" else "right"
    bit.look(role, max(1, start - 5), Gaze(kind="prop", name=prop))
    contact = start + max(6, round((bit.drawings - start) * CONTACT))
    contact = min(contact, bit.drawings - 10)
    bit.states[role] = with_hand(state, hand, prop)
    carry(bit, role, hand, contact)
    gap = reach(bit, role, hand, point, start, contact, contact + 2, min(bit.drawings - 1, contact + 10))
    if gap > 0.06:
        bit.approximate("picks it up", f"the hand stops {100 * gap:.0f} cm short of it")
    bit.change(contact, prop, held(bit, prop, role, hand))
    hold_with(bit, role, hand, contact)
    bit.sound(contact, "pick_up", point, material=bit.setting.models[prop].material, strength=0.4, source=prop)


def put_down(bit: Bit, action: Action) -> None:
    role, prop = action.role, thing_of(bit, action)
    state = bit.states[role]
    prop = prop if hand_of(state, prop) else (prop or state.right or state.left)
    if not prop:
        gesture(bit, action)
        return
    hand = in_hand(bit, role, prop)
    state = bit.states[role]
    place = _landing(bit, action, prop, state)
    lying, turn = bit.setting.resting(prop, place)
    grip = bit.setting.grip(prop, PropState(place=lying, turn=turn))
    start = approach(bit, action, grip)
    bit.look(role, max(1, start - 4), Gaze(kind="point", point=grip))
    contact = min(start + max(6, round((bit.drawings - start) * CONTACT)), bit.drawings - 9)
    bit.states[role] = with_hand(bit.states[role], hand, "")
    carry(bit, role, hand, contact)
    track = bit.tracks[role]
    kept = with_hand(bit.states[role], hand, prop)
    track.rows[:contact, HAND[hand]] = settled(bit.body(role), kept)[HAND[hand]]
    reach(bit, role, hand, grip, start, contact, contact + 2, min(bit.drawings - 1, contact + 9))
    before_state = bit.props[prop].state
    yaw = round(wrap(bit.states[role].heading), 1) if bit.setting.models[prop].size[0] > 0.12 else 0.0
    lying, turn = bit.setting.resting(prop, place, yaw)
    bit.change(contact, prop, PropState(place=lying, turn=turn, openness=before_state.openness, lit=before_state.lit))
    hold_with(bit, role, hand, 0, contact + 1)
    bit.sound(contact, "put_down", place, material=bit.setting.models[prop].material, strength=0.5, source=prop)
    partner = partner_of(bit.setting, role, bit.states)
    if partner:
        bit.look(role, min(bit.drawings - 3, contact + 6), Gaze(kind="role", name=partner))


def _landing(bit: Bit, action: Action, prop: str, state: RoleState) -> Point:
    """Where a prop is put down: on the named surface or beside the named thing, on what is near, or on the floor in front."""
    kit = bit.setting.kit
    here = before(state, 0.3)
    surface = kit.surfaces.get(action.target)
    if surface is None and action.target in bit.props and action.target != prop:
        where = bit.props[action.target].state
        surface = None if where.held_by else bit.setting.under((*bit.setting.middle(action.target, where)[:2], where.place[2]))
        here = where.place[:2] if surface else here
    if surface is None and bit.setting.models[prop].stands_on == "surface":
        surface = bit.setting.surface_near((state.x, state.y), 1.2)
    if surface is not None:
        return free_slot(bit.setting, surface, prop, bit.props, here)
    x, y = bit.setting.floor(bit.states, action.role).nearest_free(before(state, 0.42))
    return round(x, 4), round(y, 4), 0.0


def give(bit: Bit, action: Action) -> None:
    _pass_on(bit, action, giver=action.role, taker=action.target)


def take(bit: Bit, action: Action) -> None:
    prop = thing_of(bit, action)
    where = bit.props.get(prop)
    holder = where.state.held_by if where else ""
    if holder and holder != action.role and holder in bit.states:
        _pass_on(bit, action, giver=holder, taker=action.role)
    elif prop:
        pick_up(bit, action)
    else:
        gesture(bit, action)


def _pass_on(bit: Bit, action: Action, *, giver: str, taker: str) -> None:
    """Two hands meet at a thing; it changes hands; both look at it, then at each other."""
    prop = thing_of(bit, action)
    if not prop or taker not in bit.states or giver not in bit.states or giver == taker or bit.setting.models[prop].hands == "none":
        with_prop(bit, action)
        return
    from_hand = in_hand(bit, giver, prop)
    doer, other = action.role, taker if action.role == giver else giver
    bit.begin(doer, mood(bit, action))
    bit.states[doer] = msgspec.structs.replace(mood(bit, action), right=bit.states[doer].right, left=bit.states[doer].left)
    bit.begin(other, bit.states[other])
    a, b = bit.states[doer], bit.states[other]
    start = 3
    mine, theirs = (forward_reach(bit, r) for r in (giver, taker))
    leans = (LEAN_TO_GIVE if a.posture == "stand" else 0.0, LEAN_TO_GIVE if b.posture == "stand" else 0.0)
    near = max(bit.setting.before(doer, other, leans), min(0.98, mine + theirs))
    apart_now = math.dist((a.x, a.y), (b.x, b.y))
    if (apart_now > near + 0.08 or apart_now < near - 0.06) and a.posture == "stand":
        goal = beside(bit, doer, (b.x, b.y), near)
        start = bit.walk_to(
            doer, goal, heading_to(goal, (b.x, b.y)) * 0.75, start=1, available=round(bit.drawings * 0.42), manner=action.manner.lower()
        )
    start = min(start, bit.drawings - 18)
    g, t = bit.states[giver], bit.states[taker]
    if t.right and t.left:
        bit.approximate("takes it with full hands", "lays the other thing aside")
        t = bit.states[taker] = with_hand(t, "left", "")
    nearer = to_puppet((g.x, g.y, 0.5), (t.x, t.y, 0.0), t.heading)
    to_hand: HandName = "left" if free_hand(t, nearer[0]) == "left" else "right"
    rise = min(g.posture == "sit" and g.table_z or 0.0, 1.0)
    height = max(0.46 * (bit.body(giver).shoulder_height + bit.body(taker).shoulder_height) - 0.04, rise + 0.16, (t.table_z or 0.0) + 0.16)
    k = mine / (mine + theirs)
    middle = (g.x + (t.x - g.x) * k, g.y + (t.y - g.y) * k - 0.03, height)
    contact = min(start + max(8, round((bit.drawings - start) * 0.45)), bit.drawings - 11)
    bit.states[giver] = with_hand(g, from_hand, "")
    giving = bit.tracks[giver]
    giving.rows[:contact, HAND[from_hand]] = (
        settled(bit.body(giver), g)[HAND[from_hand]] if g.posture != "stand" else giving.rows[:contact, HAND[from_hand]]
    )
    carry(bit, giver, from_hand, contact + 2)
    bit.states[taker] = with_hand(t, to_hand, prop)
    carry(bit, taker, to_hand, contact)
    reach(bit, giver, from_hand, middle, start, contact - 2, contact + 2, min(bit.drawings - 1, contact + 9), LEAN_TO_GIVE)
    reach(bit, taker, to_hand, middle, start + 3, contact, contact + 2, min(bit.drawings - 1, contact + 10), LEAN_TO_GIVE)
    bit.change(contact, prop, held(bit, prop, taker, to_hand))
    hold_with(bit, giver, from_hand, 0, contact + 2)
    hold_with(bit, taker, to_hand, contact)
    for role, after, partner in ((giver, 6, taker), (taker, 7, giver)):
        bit.look(role, max(1, start - 1), Gaze(kind="prop", name=prop))
        bit.look(role, min(bit.drawings - 3, contact + after), Gaze(kind="role", name=partner))
    away = contact + 10
    if (
        math.dist((bit.states[doer].x, bit.states[doer].y), (b.x, b.y)) < TALK_NEAR
        and bit.drawings - away >= 13
        and bit.states[doer].posture == "stand"
    ):
        bit.step_back(doer, (b.x, b.y), away)
    bit.sound(contact, "pick_up", middle, material=bit.setting.models[prop].material, strength=0.3, source=prop)


def forward_reach(bit: Bit, role: str) -> float:
    """How far in front of someone, on the middle line, a palm comes at chest height with a slight lean, metres."""
    body = bit.body(role)
    out = arm_length(body) + body.hand
    return math.sqrt(max(0.02, out**2 - (body.shoulder_width / 2) ** 2 - 0.008)) + 0.16 * (body.shoulder_height - body.hip_height)


def open_close(bit: Bit, action: Action) -> None:
    _use(bit, action, openness=1.0 if action.act == "open" else 0.0)


def light(bit: Bit, action: Action) -> None:
    _use(bit, action, lit=1.0)


def touch(bit: Bit, action: Action) -> None:
    _use(bit, action)


def _use(bit: Bit, action: Action, *, openness: float | None = None, lit: float | None = None) -> None:
    """Put a hand to a thing, and change it."""
    role, kit = action.role, bit.setting.kit
    prop = thing_of(bit, action)
    where = bit.props.get(prop)
    stand: tuple[float, float, float] | None = None
    if where is not None and where.state.held_by in bit.states:
        if where.state.held_by == role:
            with_prop(bit, msgspec.structs.replace(action, act="hold"))
            _changed(bit, prop, bit.drawings // 2, openness, lit)
            if openness:
                _look_in(bit, role, prop, bit.drawings // 2 + 3)
            return
        holder = bit.states[where.state.held_by]
        point: Point = (*before(holder, 0.3), 0.45)
    elif where is not None and where.set == bit.setting.place.id:
        point = bit.setting.grip(prop, where.state)
    elif action.target in kit.features:
        feature = kit.features[action.target]
        point = (feature.place[0], feature.place[1], min(feature.place[2], 0.8))
        if feature.stand:
            stand = (feature.stand.x, feature.stand.y, feature.stand.heading)
    elif action.target in bit.states and action.target != role:
        other = bit.states[action.target]
        body = bit.body(action.target)
        sitting = sunk(body, other) if other.posture == "sit" else 0.0
        point = (other.x, other.y, body.shoulder_height - 0.04 - sitting)
    elif action.target in kit.entrances or (action.act in ("open", "close") and not action.target and not prop):
        door = bit.setting.door(action.target)
        point = ((door.x + door.outside_x) / 2, (door.y + door.outside_y) / 2, 0.55)
        stand = (door.x, door.y, door.heading + 180)
    else:
        gesture(bit, action)
        return
    start = approach(bit, action, point, stand)
    state = bit.states[role]
    local = to_puppet(point, (state.x, state.y, 0.0), state.heading)
    far = math.hypot(local[0], local[1])
    if action.target in bit.states and far > 0.3:  # the hand lies on the near shoulder, not in the middle of the chest
        k = (far - 0.16) / far
        local = (local[0] * k, local[1] * k, local[2])
        point = (state.x + (point[0] - state.x) * k, state.y + (point[1] - state.y) * k, point[2])
    hand: HandName = "left" if free_hand(state, local[0]) == "left" else "right"
    gaze = look_for(bit, prop or action.target)
    if gaze:
        bit.look(role, max(1, start - 4), gaze)
    looks_in = bool(openness and prop)
    contact = min(start + max(6, round((bit.drawings - start) * (SOON if looks_in else CONTACT))), bit.drawings - 10)
    release = contact + 5 if looks_in else max(contact + 2, bit.drawings - 10)
    reach(bit, role, hand, point, start, contact, release, release + 9 if looks_in else bit.drawings - 1)
    if looks_in:
        _look_in(bit, role, prop, contact + 3)
    _heard(bit, action, prop, contact, point)
    _changed(bit, prop, contact + 1, openness, lit)


def _look_in(bit: Bit, role: str, prop: str, since: int) -> None:
    """Bend over what has been opened, the gaze in it, until the act ends."""
    where, rows = bit.props[prop].state, bit.tracks[role].rows
    if where.held_by:
        bit.look(role, since, Gaze(kind="prop", name=prop))
    else:
        x, y, z = bit.setting.middle(prop, where)
        bit.look(role, since, Gaze(kind="point", point=(round(x, 4), round(y, 4), round(z, 4))))
    most = min(BEND_OVER, bit.lean_room(role, min(since + 4, bit.drawings - 1), 2 * BEND_OVER))
    for i in range(max(0, since), bit.drawings):
        w = ease((i - since) / 5) * (1 - ease((i - bit.drawings + 5) / 4))
        rows[i, AT["lean"]] = max(rows[i, AT["lean"]], most * w)
        rows[i, AT["head_pitch"]] -= NOD_OVER * w


def _heard(bit: Bit, action: Action, prop: str, contact: int, point: Point) -> None:
    """A thing that is opened, shut, lit or touched, heard when the hand is there."""
    model = bit.setting.models.get(prop)
    deeds = heard(action, contact, bit.drawings - 6, point, floor=bit.setting.kit.floor, thing=model.material if model else "")
    for event in deeds:
        bit.sound(event.frame // 2, event.kind, event.place, material=event.material, strength=event.strength, source=action.role)
    if deeds:
        return
    kind = {"open": "open", "close": "close"}.get(action.act, "cloth" if action.target in bit.states else "touch")
    if action.act in ("open", "close") and not prop:
        kind = "door" if action.act == "open" else "door_close"
    if action.act == "light":
        kind = lit_by(action, model.name if model else "")
    bit.sound(contact, kind, point, material=model.material if model else "wood", strength=0.45, source=prop or action.target)


def _changed(bit: Bit, prop: str, at: int, openness: float | None, lit: float | None) -> None:
    if not prop or prop not in bit.props:
        return
    state = bit.props[prop].state
    if openness is not None:
        first = state.openness
        for k in range(1, 6):  # a lid that opens in one drawing has not been opened by a hand
            bit.change(at + k, prop, msgspec.structs.replace(state, openness=round(first + (openness - first) * k / 5, 3)))
    if lit is not None:
        bit.change(at, prop, msgspec.structs.replace(bit.props[prop].state, lit=lit))


def with_prop(bit: Bit, action: Action) -> None:
    """A gesture made with a thing in the hand, or at a feature of the set."""
    role, prop = action.role, thing_of(bit, action)
    model = bit.setting.models.get(prop)
    if prop and model and model.hands != "none" and not _at_hand(bit, prop, action):
        in_hand(bit, role, prop)
    feature = bit.setting.kit.features.get(action.target)
    far = place_of(bit, action.target)
    state = bit.states[role]
    walks = feature is not None or (model is not None and model.hands == "none")
    if walks and far and math.dist(far[0], (state.x, state.y)) > 0.5 and bit.drawings >= 30 and state.posture == "stand":
        stand = far[1] is not None
        goal = far[0] if stand else beside(bit, role, far[0], AT_THING, opened=True)
        bit.begin(role, mood(bit, action))
        bit.states[role] = mood(bit, action)
        arrive = bit.walk_to(
            role, goal, opened(far[1] if far[1] is not None else heading_to(goal, far[0])), start=1, available=round(bit.drawings * 0.5)
        )
        gesture(bit, action, start=min(arrive, bit.drawings - 14))
        return
    gesture(bit, action)


def _at_hand(bit: Bit, prop: str, action: Action) -> bool:
    """True if a thing is used where it stands: a letter written on the table, a clock repaired."""
    where = bit.props.get(prop)
    return action.act in ("write", "repair", "work") and where is not None and not where.state.held_by


def throw(bit: Bit, action: Action) -> None:
    role, prop = action.role, thing_of(bit, action)
    if not prop or bit.setting.models[prop].hands == "none":
        gesture(bit, action)
        return
    hand = in_hand(bit, role, prop)
    gesture(bit, action)
    state = bit.states[role]
    release = 2 + round(0.5 * min(22, bit.drawings - 4))
    found = place_of(bit, action.target)
    goal = found[0] if found and action.target != prop else before(state, 1.1)
    x, y = bit.setting.floor(bit.states, role).nearest_free(goal)
    flight = min(6, bit.drawings - release - 2)
    hx, hy = before(state, arm_length(bit.body(role)))
    for k in range(1, flight + 1):
        s = k / flight
        z = 0.62 * (1 - s) + 0.5 * 4 * s * (1 - s) * 0.5
        bit.change(
            release + k - 1,
            prop,
            PropState(place=(round(hx + (x - hx) * s, 4), round(hy + (y - hy) * s, 4), round(max(0.0, z) if k < flight else 0.0, 4))),
        )
    bit.states[role] = with_hand(state, hand, "")
    bit.sound(release + flight, "fall", (x, y, 0.0), material=bit.setting.models[prop].material, strength=0.6, source=prop)


def knock(bit: Bit, action: Action) -> None:
    gesture(bit, action)
