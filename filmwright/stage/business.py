"""One piece of business, performed: what everyone on stage does in its window of time, and the state it leaves."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

import msgspec

from filmwright.records.breakdown import Action, Business, Image, LineOfDialogue
from filmwright.records.puppet import Body
from filmwright.records.report import Approximation
from filmwright.records.speech import SpokenLine
from filmwright.records.staging import Point, PropState, SoundEvent
from filmwright.stage.armature import AT, FOOT_YAW, SIGN, TOE_OUT, Track, arm_length, settled, sit_forward, standing_feet, track_of
from filmwright.stage.blocking import apart
from filmwright.stage.feelings import SYMPATHY, look, quarter
from filmwright.stage.heard import stirred
from filmwright.stage.holding import IDLE_STEP, STEP, hold
from filmwright.stage.life import aim, blink, breathe
from filmwright.stage.paths import Route
from filmwright.stage.setting import Setting, cheat
from filmwright.stage.space import XY, ease, facing, heading_to, wrap
from filmwright.stage.speaking import speak
from filmwright.stage.volumes import MOTION, deepest
from filmwright.stage.walking import LONGEST_STRIDE, Gait, walk
from filmwright.stage.world import Gaze, PropWhere, RoleState

_SLOW = ("slow", "careful", "gentl", "hesitant", "weary", "tired", "reluctant")
_QUICK = ("quick", "sudden", "hurr", "fast", "rush", "sharp", "abrupt", "run")
_STIRS = 0.3  # of the window of an act: when the cloth of somebody is heard who makes no other sound
TOO_NEAR = 0.8  # metres: nearer than this a head hides the other; who speaks takes a step back first
WAY_CELL = 0.1  # metres between the places at which a way is looked at
NEIGHBOURS = 1.5  # metres between the axes of two whose bodies may meet
LEAN_AIR = 0.02  # metres that stay between who bends and who is near
ROOM_TO_STEP = 16  # drawings that a line must have for it
DOWNCAST = ("shame", "sorrow")  # whoever feels so speaks to the floor first
LISTEN_DELAYS = (IDLE_STEP, 2 * IDLE_STEP)  # drawings before a face answers


@dataclass
class Bit:
    """The stage during one business. Handlers in `acting` and `handling` write into it."""

    setting: Setting
    id: str
    drawings: int
    states: dict[str, RoleState]  # as it begins; handlers replace entries as the business goes on
    props: dict[str, PropWhere]
    tracks: dict[str, Track] = field(default_factory=dict)
    changes: list[tuple[int, str, PropState]] = field(default_factory=list)  # (drawing, prop, state from then on)
    looks: dict[str, list[tuple[int, Gaze]]] = field(default_factory=dict)
    sounds: list[SoundEvent] = field(default_factory=list)
    notes: list[Approximation] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    moving: set[str] = field(default_factory=set)

    def rng(self, salt: str) -> random.Random:
        """Chance that depends on the business and the salt alone."""
        return random.Random(f"{self.id}:{salt}")

    def body(self, role: str) -> Body:
        return self.setting.roles[role].puppet.body

    def begin(self, role: str, exit: RoleState, *, change_at: int = 2, change_over: int = 8) -> Track:
        """A track for someone that changes mood and hands, and stays where it is."""
        entry = self.states[role]
        there = msgspec.structs.replace(
            exit,
            x=entry.x,
            y=entry.y,
            heading=entry.heading,
            posture=entry.posture,
            seat=entry.seat,
            seat_z=entry.seat_z,
            table_z=entry.table_z,
        )
        track = track_of(self.body(role), entry, there, self.drawings, change_at=change_at, change_over=change_over)
        self.tracks[role] = track
        self.looks.setdefault(role, [(0, entry.gaze)])
        return track

    def look(self, role: str, at: int, gaze: Gaze) -> None:
        """From this drawing on, or from the step of it, someone looks at something."""
        at = at // STEP * STEP if at > STEP else at
        events = self.looks.setdefault(role, [(0, self.states[role].gaze)])
        events[:] = [e for e in events if e[0] < max(1, at)] + [(max(1, at), gaze)]

    def settle_into(self, role: str, state: RoleState, start: int, over: int) -> None:
        """Bring a track, from a drawing on, into a settled state: to sit, to rise, to kneel."""
        track = self.tracks[role]
        two = settled(self.body(role), state)
        for i in range(max(0, start), track.drawings):
            w = ease((i - start) / max(1, over))
            row = track.rows[i]
            for index in (AT["heading"], *FOOT_YAW.values()):
                two[index] = row[index] + wrap(two[index] - row[index])
            track.rows[i] = row + (two - row) * w
        self.states[role] = state

    def walk_to(
        self,
        role: str,
        goal: XY,
        final_heading: float,
        *,
        start: int,
        available: int,
        through: XY | None = None,
        manner: str = "",
        backwards: bool = False,
    ) -> int:
        """Walk someone to a place; rises first if they sit. Returns the drawing of arrival."""
        state = self.states[role]
        if state.posture != "stand":
            start = self.rise(role, start)
            state = self.states[role]
        floor = self.setting.floor(self.states, role, self.props)
        here = (state.x, state.y)
        points = floor.path(here, goal) if through is None else [*floor.path(here, through), *floor.path(through, goal)[1:]]
        route = Route(points)
        self._make_way(role, route, start)
        mood = look(state.emotion, state.intensity)
        cadence = (
            5 if any(w in manner for w in _SLOW) or mood.tempo < 0.8 else 3 if any(w in manner for w in _QUICK) or mood.tempo > 1.25 else 4
        )
        end, sounds = walk(
            self.tracks[role], start, route, final_heading, available=available, gait=Gait(cadence=cadence, lean=4 + 2 * (cadence < 4)),
            material=self.setting.kit.floor, role=role, backwards=backwards,
        )  # fmt: skip
        self.sounds += sounds
        self.moving.add(role)
        self.states[role] = msgspec.structs.replace(state, x=round(goal[0], 4), y=round(goal[1], 4), heading=round(wrap(final_heading), 2))
        self._rest_feet(role, end)
        return end

    def _make_way(self, role: str, route: Route, start: int) -> None:
        """Whoever stands where somebody must pass, in a doorway, takes a step to the side."""
        ways = [route.point(s * WAY_CELL) for s in range(int(route.length / WAY_CELL) + 1)]
        ends = (route.points[0], route.points[-1])
        for other, state in list(self.states.items()):
            here, room = (state.x, state.y), 0.0 if other == role else self.setting.room(role, other)
            if other in self.moving or state.posture != "stand" or other == role or min(math.dist(here, end) for end in ends) < room:
                continue
            if min(math.dist(here, way) for way in ways) > 0.9 * room:
                continue
            floor = self.setting.floor(self.states, other, self.props)
            rings = [(far, math.pi * k / 8) for far in (0.4, 0.6, 0.8) for k in range(16)]
            spots = [(here[0] + far * math.cos(a), here[1] + far * math.sin(a)) for far, a in rings]
            clear = [s for s in spots if floor.free(s) and min(math.dist(s, way) for way in ways) > room]
            if clear:
                goal = min(clear, key=lambda s: (round(math.dist(s, here), 3), s[1]))
                if other not in self.tracks:
                    self.begin(other, state)
                self.walk_to(other, goal, state.heading, start=start, available=14, backwards=True)

    def step_back(self, role: str, other: XY, start: int) -> None:
        """Step backwards, or where there is no room slantwise, to the distance at which people talk, facing whom one was close to."""
        state = self.states[role]
        others = [(s.x, s.y) for r, s in self.states.items() if r != role]
        floor = self.setting.floor(self.states, role, self.props)
        goal = apart((state.x, state.y), others or [other], floor.free)
        if goal != (state.x, state.y):
            self.walk_to(role, goal, cheat(heading_to(goal, other)), start=start, available=self.drawings - start - 1, backwards=True)

    def rise(self, role: str, start: int) -> int:
        """Stand up from a seat, the knees or the floor. Returns the drawing at which it is done."""
        state = self.states[role]
        forward = sit_forward(self.body(role)) if state.posture == "sit" and state.seat else 0.0
        fx, fy = facing(state.heading)
        up = msgspec.structs.replace(
            state,
            x=round(state.x + fx * forward, 4),
            y=round(state.y + fy * forward, 4),
            posture="stand",
            seat="",
            seat_z=0.0,
            table_z=0.0,
            asleep=False,
        )
        over = 9
        self.settle_into(role, up, start, over)
        track = self.tracks[role]
        for i in range(start, min(track.drawings, start + over)):
            track.rows[i, AT["lean"]] += 22 * math.sin(math.pi * (i - start) / over)
        self.sounds.append(
            SoundEvent(
                frame=2 * min(start + 2, self.drawings - 1),
                kind="chair" if state.posture == "sit" else "cloth",
                material=self.setting.kit.floor,
                place=(up.x, up.y, 0.0),
                strength=0.4,
                source=role,
            )
        )
        return start + over

    def turn(self, role: str, heading: float, start: int) -> int:
        """Turn someone on the spot, with steps if it is more than a shift of weight. Returns when it is done."""
        state = self.states[role]
        if state.posture != "stand" or abs(wrap(heading - state.heading)) < 14:
            return start
        end, sounds = walk(
            self.tracks[role],
            start,
            Route([(state.x, state.y)]),
            heading,
            available=10,
            gait=Gait(),
            material=self.setting.kit.floor,
            role=role,
        )
        self.sounds += sounds
        self.states[role] = msgspec.structs.replace(state, heading=round(wrap(heading), 2))
        self._rest_feet(role, end)
        return end

    def face(self, role: str, point: XY, start: int) -> int:
        """Turn someone towards a point, opened to the front."""
        state = self.states[role]
        return self.turn(role, cheat(heading_to((state.x, state.y), point)), start)

    def _rest_feet(self, role: str, end: int) -> None:
        """After a walk the feet stand exactly where the settled state has them."""
        state, track, body = self.states[role], self.tracks[role], self.body(role)
        spots = standing_feet(body, state.x, state.y, state.heading)
        for i in range(max(0, end), track.drawings):
            row = track.rows[i]
            row[AT["x"]], row[AT["y"]], row[AT["heading"]] = state.x, state.y, state.heading
            for foot, spot in spots.items():
                row[AT["flx" if foot == "left" else "frx"]], row[AT["fly" if foot == "left" else "fry"]] = spot
                row[FOOT_YAW[foot]] = state.heading + SIGN[foot] * TOE_OUT

    def change(self, at: int, prop: str, state: PropState, *, set_id: str | None = None) -> None:
        """From a drawing on, a prop is in another state."""
        at = max(0, min(self.drawings - 1, at))
        self.changes.append((at, prop, state))
        self.props[prop] = PropWhere(state=state, set="" if state.held_by else (set_id or self.setting.place.id))

    def sound(self, at: int, kind: str, place: Point, *, material: str = "", strength: float = 0.5, source: str = "") -> None:
        """Something is heard at a drawing."""
        frame = 2 * max(0, min(self.drawings - 1, at))
        rounded = (round(place[0], 3), round(place[1], 3), round(place[2], 3))
        self.sounds.append(SoundEvent(frame=frame, kind=kind, material=material, place=rounded, strength=strength, source=source))

    def reachable(self, role: str, point: Point) -> bool:
        """True if someone can touch a point from where they are, leaning at most as far as is decent."""
        state, body = self.states[role], self.body(role)
        return math.dist((state.x, state.y), point[:2]) < 0.15 * body.shoulder_height + arm_length(body)

    def lean_room(self, role: str, at: int, most: int) -> int:
        """How far someone may bend at a drawing, degrees up to `most`, before head or trunk is in somebody else's."""
        at = min(at, self.drawings - 1)
        own, track = self.setting.volumes(role), self.tracks[role]
        others = [
            (self.setting.volumes(name), self.tracks[name].motion(at, at + 1))
            for name in self.states
            if name != role and name in self.tracks and math.dist(track.root(at)[:2], self.tracks[name].root(at)[:2]) < NEIGHBOURS
        ]
        for lean in range(most, 0, -4) if others else ():
            row = track.motion(at, at + 1)
            row[0, MOTION.index("lean")] = lean
            if all(deepest(own, row, body, theirs)[0] < -LEAN_AIR for body, theirs in others):
                return lean
        return 0 if others else most

    def steps_for(self, metres: float, window: int) -> float:
        """The longest way that can be walked in a window of drawings."""
        return max(0.3, (window / 3 - 2) * LONGEST_STRIDE)

    def approximate(self, asked: str, done: str) -> None:
        self.notes.append(Approximation(where=f"scene {self.setting.scene.number}, {self.id}", asked=asked, done=done))


@dataclass(frozen=True)
class Performed:
    """What a business leaves behind."""

    tracks: dict[str, Track]
    prop_states: dict[str, list[PropState]]
    sounds: list[SoundEvent]
    notes: list[Approximation]
    states: dict[str, RoleState]
    props: dict[str, PropWhere]


def perform_business(
    setting: Setting, item: Business | None, name: str, drawings: int, states: dict[str, RoleState], props: dict[str, PropWhere],
    *, lead: int = 0, speech: SpokenLine | None = None, stirs: bool = True,
) -> Performed:  # fmt: skip
    """Perform one business as a function of itself and of the state it begins in, on its own clock.

    Args:
        item: The business, or None for the time before the first and after the last.
        name: Seeds all chance.
        drawings: Length of its window.
        lead: For a line, drawings before its first sample.
        stirs: False at the end of a scene: nobody begins anything.
    """
    from filmwright.stage.acting import act

    bit = Bit(setting=setting, id=name, drawings=drawings, states=dict(states), props=dict(props))
    if isinstance(item, Action):
        act(bit, item)
    elif isinstance(item, LineOfDialogue):
        _line(bit, item, lead, speech)
    elif isinstance(item, Image):
        _image(bit, item)
    for role in list(bit.states):
        if role not in bit.tracks:
            bit.begin(role, bit.states[role])
    if isinstance(item, Action) and item.role in bit.states and not bit.sounds:
        state = bit.states[item.role]
        bit.sounds.append(stirred(item.role, 2 * round(drawings * _STIRS), (round(state.x, 3), round(state.y, 3), 0.6)))
    things = _things(bit, props)
    rngs = {role: bit.rng(role) for role in bit.tracks}
    speaker = item.role if isinstance(item, LineOfDialogue) else ""
    for role, track in bit.tracks.items():
        state = bit.states.get(role) or states[role]
        breathe(track, state, rngs[role], still=role in bit.moving or role == speaker)
        blink(track, state, rngs[role])
    aim(bit.tracks, bit.looks, _middles(bit, things), rngs)
    from filmwright.stage.clearing import EMBRACES, FELT, keep_clear
    from filmwright.stage.gestures import keep_in_reach

    doers = {item.role, getattr(item, "target", "")} if isinstance(item, LineOfDialogue | Action) else set()
    keep_clear(bit, felt=FELT if isinstance(item, Action) and item.act in EMBRACES else 0.0)
    for role, track in bit.tracks.items():
        hold(track, STEP if role in doers else IDLE_STEP)
        keep_in_reach(track)
    final: dict[str, RoleState] = {}
    for role, state in bit.states.items():
        if role not in bit.gone:
            events = bit.looks.get(role, [])
            final[role] = msgspec.structs.replace(state, gaze=events[-1][1] if events else state.gaze)
    return Performed(tracks=bit.tracks, prop_states=things, sounds=bit.sounds, notes=bit.notes, states=final, props=bit.props)


def _line(bit: Bit, line: LineOfDialogue, lead: int, speech: SpokenLine | None) -> None:
    speaker = line.role
    unseen = speaker not in bit.states or line.delivery in ("voice_over", "off_screen")
    others = [r for r in bit.states if r != speaker]
    target = line.to if line.to in others else (others[0] if others else "")
    if not unseen:
        entry = bit.states[speaker]
        quiet = msgspec.structs.replace(entry, emotion=line.emotion, intensity=line.intensity)
        track = bit.begin(speaker, quiet, change_at=max(1, lead - 3), change_over=7)
        bit.states[speaker] = msgspec.structs.replace(quiet, asleep=False)
        if target:
            there = bit.states[target]
            near = entry.posture == there.posture == "stand" and math.dist((entry.x, entry.y), (there.x, there.y)) < TOO_NEAR
            if near and line.delivery != "whisper" and bit.drawings >= ROOM_TO_STEP:
                bit.step_back(speaker, (there.x, there.y), 2)
            elif entry.posture == "stand":
                want = cheat(heading_to((entry.x, entry.y), (there.x, there.y)))
                if abs(wrap(want - entry.heading)) > 35:
                    bit.turn(speaker, want, 2)
            rng = bit.rng(speaker + ".gaze")
            if line.emotion in DOWNCAST and line.intensity >= 0.5 and bit.drawings > 24:
                bit.look(speaker, 1, Gaze(kind="down"))
                bit.look(speaker, max(4, round(bit.drawings * rng.uniform(0.4, 0.6))), Gaze(kind="role", name=target))
            else:
                bit.look(speaker, max(1, lead - 4), Gaze(kind="role", name=target))
        if speech is not None:
            speak(track, line, speech, lead, bit.states[speaker], bit.rng(speaker + ".speech"))
    for number, role in enumerate(others):
        _listen(bit, role, line, speaker if not unseen else "", number)


def _listen(bit: Bit, role: str, line: LineOfDialogue, speaker: str, number: int) -> None:
    """Someone hears a line: looks, a face that answers late, now and then a nod."""
    from filmwright.stage.gestures import perform

    state = bit.states[role]
    if state.asleep:
        return
    emotion, share = SYMPATHY[line.emotion]
    own = state.emotion
    answer = emotion if (own == "neutral" or line.intensity >= 0.5) else own
    strength = quarter(share * line.intensity if answer == emotion else state.intensity - 0.25)
    rng = bit.rng(role + ".listen")
    exit = msgspec.structs.replace(state, emotion=answer, intensity=strength)
    delay = LISTEN_DELAYS[(number + rng.randint(0, 1)) % 2]
    track = bit.begin(role, exit, change_at=min(delay, max(1, bit.drawings - 9)), change_over=7)
    bit.states[role] = exit
    if speaker:
        bit.look(role, STEP * (1 + (number + rng.randint(0, 1)) % 2), Gaze(kind="role", name=speaker))
        there = bit.states[speaker]
        if state.posture == "stand":
            want = cheat(heading_to((state.x, state.y), (there.x, there.y)))
            if abs(wrap(want - state.heading)) > 55:
                bit.turn(role, want, 6)
    at = round(bit.drawings * rng.uniform(0.45, 0.7)) // IDLE_STEP * IDLE_STEP
    if bit.drawings - at > 16 and rng.random() < 0.4 and line.emotion not in ("anger", "disgust"):
        perform(track, "nod", at, at + 13, size=0.55)
    elif bit.drawings > 30:
        sway = rng.choice((-1, 1)) * rng.uniform(3, 6)
        for i in range(delay, bit.drawings):
            w = ease((i - delay) / 5) * (1 - ease((i - bit.drawings + 7) / 6))
            track.rows[i, AT["head_roll"]] += sway * w


def _image(bit: Bit, image: Image) -> None:
    """Everyone may look at what the picture is of."""
    where = bit.props.get(image.subject)
    for number, role in enumerate(bit.states):
        if bit.states[role].asleep:
            continue
        bit.begin(role, bit.states[role])
        if where and where.set == bit.setting.place.id:
            bit.look(role, 4 + 3 * number, Gaze(kind="prop", name=image.subject))
    if image.sound:
        place = where.state.place if where else bit.setting.kit.wide_to
        bit.sound(4, image.sound, place, source=image.subject)


def _things(bit: Bit, entry: dict[str, PropWhere]) -> dict[str, list[PropState]]:
    out: dict[str, list[PropState]] = {}
    for prop in {**entry, **bit.props}:
        first = entry.get(prop) or bit.props[prop]
        states = [first.state] * bit.drawings
        for at, name, state in sorted(bit.changes, key=lambda c: c[0]):
            if name == prop:
                states[at:] = [state] * (bit.drawings - at)
        out[prop] = states
    return out


def _middles(bit: Bit, things: dict[str, list[PropState]]) -> dict[str, list[Point]]:
    """Where to look to look at a prop: its own middle, or the hand that holds it."""
    from filmwright.stage.armature import HAND
    from filmwright.stage.space import to_stage

    out: dict[str, list[Point]] = {}
    for prop, states in things.items():
        points: list[Point] = []
        for i, state in enumerate(states):
            if state.held_by and state.held_by in bit.tracks:
                track = bit.tracks[state.held_by]
                w = track.rows[i, HAND["left" if state.hand == "left" else "right"]]
                points.append(to_stage((float(w[0]), float(w[1]), float(w[2])), track.root(i), float(track.rows[i, AT["heading"]])))
            else:
                points.append(bit.setting.middle(prop, state))
        out[prop] = points
    return out
