"""The camera of every shot: placed by its framing, kept inside the set's camera space, moved until nothing hides what matters."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from filmwright.errors import StageError
from filmwright.records.beats import DEEDS, strongest
from filmwright.records.breakdown import Action, Breakdown, LineOfDialogue, Scene
from filmwright.records.clock import FRAMES_PER_DRAWING
from filmwright.records.shots import BusinessTime, Framing, Shot, ShotList, ShotSize
from filmwright.records.staging import CameraPose, Point, PropState, StagedScene, StagedShot
from filmwright.stage.armature import head_in, palm_in
from filmwright.stage.deeds import DEED_LEAST, Deed, deed_in, see_done
from filmwright.stage.facelight import face_light
from filmwright.stage.framing import (
    BELOW_CHIN,
    F_NUMBER,
    GROUP_TURNS,
    HEADROOM,
    LEAD_ROOM,
    LENS_MM,
    OFF_FACE,
    Sitter,
    aside,
    distance_for,
    eyeline,
    from_heading,
    front_of_face,
    height_for,
    height_of,
    lens_for,
    middle,
    over_shoulder,
    picture_height,
    project,
    sampled,
    whole_in,
)  # fmt: skip
from filmwright.stage.seeing import TIMES, Lookout
from filmwright.stage.setting import Setting, setting_of
from filmwright.stage.space import ease, heading_to, minus, plus, rotate, wrap
from filmwright.stage.volumes import motion_of
from filmwright.stage.witness import MASKED, covered, in_picture

# Degrees to the side, metres up, part of the distance: places tried about the one asked for, the nearest first.
NUDGES = ((0, 0.0, 1.0), (9, 0.0, 1.0), (-9, 0.0, 1.0), (0, 0.14, 1.0), (18, 0.0, 1.0), (-18, 0.0, 1.0), (0, 0.0, 0.78), (9, 0.16, 1.0),
          (-9, 0.16, 1.0), (0, 0.0, 0.62), (18, 0.0, 0.78), (-18, 0.0, 0.78), (27, 0.1, 1.0), (-27, 0.1, 1.0), (18, 0.16, 0.62),
          (-18, 0.16, 0.62), (38, 0.0, 1.0), (-38, 0.0, 1.0), (0, 0.32, 1.0), (0, -0.2, 0.9), (0, -0.4, 0.9), (18, -0.3, 0.9),
          (-18, -0.3, 0.9), (38, 0.1, 0.7), (-38, 0.1, 0.7), (52, 0.1, 0.8), (-52, 0.1, 0.8), (66, 0.1, 0.8), (-66, 0.1, 0.8))  # fmt: skip
THING_NUDGES = (*NUDGES, (80, 0.25, 1.0), (-80, 0.25, 1.0), (0, 0.6, 1.0), (110, 0.2, 1.0), (-110, 0.2, 1.0), (45, 0.6, 1.0),
                (-45, 0.6, 1.0), (0, 1.0, 1.0), (0, -0.2, 0.62), (30, -0.15, 0.62), (-30, -0.15, 0.62), (60, -0.15, 0.7),
                (-60, -0.15, 0.7), (30, 0.4, 0.62), (-30, 0.4, 0.62), (90, -0.1, 0.62), (-90, -0.1, 0.62))  # fmt: skip
GROUP_RAISES = (0.0, 0.25, -0.2, 0.55)
GROUP_STEPS = (1.0, 1.3)  # parts of the distance
SIDES: dict[ShotSize, float] = {"wide": 0.3, "extreme_wide": 0.7, "full": 0.22}  # metres beside the outermost heads
GOOD_ENOUGH, BAD = 0.45, 1.2  # costs of a camera up to which, and from which, it is not compared with another framing
REFUSED = 4.0  # cost of one face from which it is no picture of it: who hears, or the place, is seen instead
POOR = 1.7  # up to which a thing that is whole, large and unhidden is shown all the same
EMBRACE = 0.8  # metres between two heads, one of which may hide the other
SHOULDER_COVERS = 0.3  # of the picture's width, at most, by the one over whose shoulder it is seen
THREE_QUARTERS = 44.0  # degrees off the nose up to which both eyes are seen
FLAT = 0.011  # cost of each degree more
HEADLESS = 0.7  # cost of a body in the picture whose head is above it
LEAVING = 3.0  # times the cost of faces turned away, in the moving picture that a film ends with
HANDS = 0.1  # of the body that the hands in an insert belong to
BACK = 105.0  # degrees off the nose from which somebody who speaks in a picture of two is seen alone, from the front
SHORTEST_LENS_MM = 24.0
SHORT = 0.08  # cost of each millimetre below 35 in a picture of a face: noses grow
BRIMS = ("peaked_cap", "flat_cap", "sou_wester", "straw_hat", "top_hat", "hood")
NEAREST = 0.75  # metres from the camera to anybody's head
TOO_NEAR = 5.0  # cost of a camera that stands in one
BOWED = 0.3  # degrees that the camera looks up for each that a face is bowed beyond 12
ON_THE_LINE = 9.0  # degrees from the nose of a face seen from the line itself: it looks past the lens, not into it
FOURTH_WALL, OUT = 115.0, 0.03  # degrees from the front from which a room is seen to have none there; cost of each more
CROSSED = 4.0  # cost of two who have changed sides
RAKE = 34.0  # degrees
COVERED, HALF_SEEN, MERGED = 0.15, 0.95, 0.6  # of a head, from and up to which it is half hidden; cost of such a head, or of one cut
TURNED_FROM_US = 62.0  # degrees off the nose: a last picture in which everybody is turned so far is of one face
PROFILE = 0.02  # cost of each degree beyond three quarters of the face that is seen best of two
OWN_HEAD = 3.0  # cost of the head of whoever sees what a picture is of
PUSH = 0.16  # part of the way to the subject that a push-in goes
PULL = 0.22

THING_BEFORE = (0.55, 0.44, 0.36)  # of the picture's height, by a thing with people behind it: tried one after another
LEAST_BEFORE = 0.34
BEFORE_TURNS = (0, 12, -12, 26, -26, 42, -42, 60, -60)
BEFORE_RISES = (0.3, 0.55, 0.12)  # metres above the thing for each metre from it
OTHER_SIDE = 30.0  # degrees from which the place is seen otherwise
SAME_WIDE = 0.5  # cost of a wide picture from where the set's own is taken, which is the picture of the place
SAME_LEAVE, AS_HIGH = 1.5, 1.6  # the same of a last picture, if it is nearly as high as that of the place
CORNERS = (34.0, -34.0, 24.0, -24.0)
# Of the half picture, by the thing an insert is of, in the direction in which it is larger; how much below it the picture's middle is.
INSERT_FILLS = ((0.7, 0.0), (0.85, 0.0), (0.8, 0.12), (0.92, 0.0), (0.62, 0.22))
LEAST_INSERT = 0.36  # of the picture's height, by that thing
SMALLEST_INSERT = 0.13  # metres that the picture of a tiny thing is high
SIGHT_FILLS = 0.42  # of the picture's height, by what somebody sees
SIGHT_STEPS = (0.0, 0.25, 0.45, 0.6)  # parts of the way from the eyes to it
LONGEST_SIGHT_MM = 85.0
_OFF_FRONT = 38.0  # degrees from its front at which an insert sees a flat thing; by eye


def stage_shots(scene: Scene, staged: StagedScene, shot_list: ShotList, breakdown: Breakdown) -> tuple[StagedShot, ...]:
    """Place the camera for every shot of a scene.

    A camera depends on the words of its shot and on the poses within its own window, on nothing else.

    Raises:
        StageError: a shot lies outside the scene's time.
    """
    setting = setting_of(scene, breakdown)
    times = {t.business: t for timing in shot_list.timings if timing.scene == scene.id for t in timing.business}
    return tuple(_shoot(shot, setting, staged, times) for shot in shot_list.shots if shot.scene == scene.id)


def _shoot(shot: Shot, setting: Setting, staged: StagedScene, times: Mapping[str, BusinessTime]) -> StagedShot:
    first, last = shot.start // FRAMES_PER_DRAWING, shot.end // FRAMES_PER_DRAWING
    if not 0 <= first < last <= staged.drawings:
        raise StageError(
            f"stage: shot {shot.id} is frames {shot.start} to {shot.end} of a scene of {2 * staged.drawings}; plan the shots again"
        )
    view = View(shot, setting, staged, first, last, times)
    camera = view.camera()
    size = "medium" if view.instead else shot.size
    faces = face_light(size, [view.instead] if view.instead else view.subjects, camera, staged.light, setting.kit)
    moved = (camera,) if shot.move == "locked" else tuple(_moved(camera, shot, last - first))
    became = view.became if view.became != shot.framing else ""
    return StagedShot(
        shot=shot.id, scene=shot.scene, first_drawing=first, drawings=last - first, camera=moved, face=faces, became=became
    )  # fmt: skip


def _moved(camera: CameraPose, shot: Shot, drawings: int) -> list[CameraPose]:
    """An eased move that holds a moment at both ends."""
    out: list[CameraPose] = []
    for i in range(drawings):
        t = ease((i - 3) / max(1, drawings - 7))
        reach = minus(camera.target, camera.place)
        if shot.move == "push_in":
            place, target = plus(camera.place, reach, PUSH * (t - 0.4)), camera.target
        elif shot.move == "pull_back":
            place, target = plus(camera.place, reach, PULL * (1 - t)), camera.target
        elif shot.move == "crane":
            place, target = plus(camera.place, (0.0, 0.0, 1.0), 0.35 * (t - 0.5)), camera.target
        else:
            place, target = camera.place, aside(camera.place, camera.target, 0.5 * (t - 0.5))
        out.append(msgspec.structs.replace(camera, place=_rounded(place), target=_rounded(target)))
    return out


@dataclass
class View:
    """One shot, looked at."""

    shot: Shot
    setting: Setting
    staged: StagedScene
    first: int
    last: int
    times: Mapping[str, BusinessTime] = field(default_factory=dict)  # of the scene's business

    def __post_init__(self) -> None:
        self.people = {p.role: s for p in self.staged.puppets if (s := self._sitter(p.role)) is not None}
        self.cost = 0.0  # of the camera placed last
        self.instead: Sitter | None = None  # who is seen where the thing of an insert cannot be
        self.became: Framing = self.shot.framing  # what is shot, where what was asked for could not be
        self.subjects = [self.people[r] for r in self.shot.subjects if r in self.people]
        props = {p.id: p.states[(self.first + self.last) // 2] for p in self.staged.props}
        self.lookout = Lookout(self.setting, props, self.people, self.shot.subjects)

    # what is there ----------------------------------------------------------------------------------------

    def _sitter(self, role: str) -> Sitter | None:
        staged = next(p for p in self.staged.puppets if p.role == role)
        poses = [p for p in staged.poses[self.first : self.last] if p is not None]
        if not poses:
            return None
        if self.shot.size in ("wide", "extreme_wide", "full"):  # who comes from outside the set comes from outside the picture
            low, high = self.setting.kit.stage.low, self.setting.kit.stage.high
            poses = [p for p in poses if low[0] <= p.root[0] <= high[0] and low[1] <= p.root[1] <= high[1]] or poses
        body = staged.puppet.body
        mid = poses[len(poses) // 2]
        return Sitter(
            role=role, puppet=staged.puppet, heads=tuple(head_in(body, p) for p in poses), roots=tuple(p.root for p in poses),
            looks=wrap(mid.heading + mid.twist + mid.head_yaw), tilt=mid.head_pitch - mid.lean,
            faces=tuple((wrap(p.heading + p.twist + p.head_yaw), p.head_pitch - p.lean) for p in poses),
            palms=tuple((palm_in(body, p, "left"), palm_in(body, p, "right")) for p in poses), motion=motion_of(poses),
        )  # fmt: skip

    def _shown(self, name: str) -> PropState | None:
        """How a prop is half way through the shot."""
        prop = next((p for p in self.staged.props if p.id == name), None)
        return prop.states[(self.first + self.last) // 2] if prop else None

    def _lies_in_view(self, name: str) -> bool:
        state = self._shown(name)
        return state is not None and not state.held_by and self.setting.models[name].lies

    def _broadside(self, name: str, heading: float) -> float:
        """The heading of an insert's camera, turned if it would see a flat thing from its edge."""
        where = self.lies_at(name, (self.first + self.last) // 2)
        size = self.setting.models[name].size if where else (1.0, 1.0, 1.0)
        thin = min(range(3), key=lambda k: size[k])
        if where is None or size[thin] > 0.6 * sorted(size)[1]:
            return heading
        through = rotate(tuple(1.0 if k == thin else 0.0 for k in range(3)), *where[1])  # type: ignore[arg-type]
        if math.hypot(through[0], through[1]) < 0.5:
            return heading  # it lies
        front = heading_to((0.0, 0.0), through[:2])
        sides = [wrap(front + side) for side in (-_OFF_FRONT, _OFF_FRONT, 180 - _OFF_FRONT, 180 + _OFF_FRONT)]
        off = abs(wrap(heading - front))
        if min(off, 180 - off) <= _OFF_FRONT + 10:
            return heading
        return min((s for s in sides if abs(s) <= 80), key=lambda s: abs(wrap(s - heading)), default=heading)

    def corners(self, name: str) -> list[Point]:
        """The corners of a thing, where it is at the middle of its shot and a third later."""
        if name not in self.setting.props:
            size, place = self.setting.kit.features[name].size, self.setting.kit.features[name].place
            return [plus(place, (i * size[0] / 2, j * size[1] / 2, k * size[2] / 2)) for i, j, k in itertools.product((-1, 1), repeat=3)]
        wide, deep, tall = self.setting.models[name].size
        count = self.last - self.first
        places = [where for part in (3, 5) if (where := self.lies_at(name, self.first + part * count // 6)) is not None]
        if len(places) > 1 and math.dist(places[0][0], places[1][0]) > 0.5 * max(wide, tall):
            places = places[:1]  # it goes far: the moment that matters is seen well, the rest as it comes
        corners = [(a * wide / 2, b * deep / 2, c * tall / 2) for a, b, c in itertools.product((-1, 1), repeat=3)]
        return [plus(centre, rotate(corner, *turn)) for centre, turn in places for corner in corners]

    def lies_at(self, name: str, drawing: int) -> tuple[Point, Point] | None:
        """The middle and the turn of a prop at a drawing, in a hand or out of it; None while it cannot be seen."""
        prop = next((p for p in self.staged.props if p.id == name), None)
        state = prop.states[drawing] if prop else None
        if state is None or state.worn or (state.hidden and not state.held_by):
            return None
        if not state.held_by:
            return self.setting.middle(name, state), state.turn
        puppet = next((p for p in self.staged.puppets if p.role == state.held_by), None)
        pose = puppet.poses[drawing] if puppet else None
        if puppet is None or pose is None:
            return None
        model = self.setting.models[name]
        hands = ("left", "right") if state.hand == "both" else (state.hand,)
        palm = middle([palm_in(puppet.puppet.body, pose, hand) for hand in hands])
        own = minus(plus(state.place, (0.0, 0.0, 1.0), model.size[2] / 2), model.grip)
        turn = (state.turn[0], state.turn[1], state.turn[2] + pose.heading)
        return plus(palm, rotate(own, *turn)), turn

    def prop_points(self, name: str) -> list[Point]:
        """The middle of a prop at every drawing of the shot at which it can be seen."""
        places = (self.lies_at(name, i) for i in range(self.first, self.last))
        return [where[0] for where in places if where is not None]

    def covered(self, place: Point, sitter: Sitter, part: float) -> float:
        """How much of a head, as a camera's place sees it, is behind the bodies of everybody else there."""
        return covered(place, sitter, [other for other in self.people.values() if other.role != sitter.role], part)

    # which picture ----------------------------------------------------------------------------------------

    def camera(self) -> CameraPose:
        """The camera of the shot; of a moving shot, the place from which the move is made."""
        shot = self.shot
        if shot.framing == "over_thing":
            before = self._over_thing() or self._insert()
            if before is not None:
                return before
            return self._those_there() if self.subjects else self._wide()
        if shot.framing == "insert":
            thing = self._insert()
            if thing is not None:
                return thing
            state = self._shown(shot.subjects[0])
            holder = self.people.get(state.held_by) if state else None
            whole = next((who for who in (self._doer(), holder, *self.subjects) if who is not None), None)
            return self._in_its_place(whole) if whole is not None else self._wide()
        if shot.framing == "pov":
            sight = self._sight()
            if sight is not None:
                return sight
            whole = next((who for who in (self._doer(), *self.subjects) if who is not None), None)
            return self._in_its_place(whole) if whole is not None else self._wide()
        if shot.framing == "establishing" or not self.subjects:
            return self._wide()
        if shot.framing == "over_shoulder" and shot.foreground in self.people:
            camera = self._over_shoulder(self.subjects[0], self.people[shot.foreground])
            return camera if self.cost < GOOD_ENOUGH else self._or_single(camera, self.subjects[0], self.cost)
        deed = deed_in(self)
        if deed is not None:
            return see_done(self, deed, self.subjects, shot.size)
        if len(self.subjects) > 1 or shot.size in ("wide", "extreme_wide", "full"):
            camera = self._group(self.subjects)
            if shot.move != "locked" and min(_off_nose(s, camera.place) for s in self.subjects) > TURNED_FROM_US:
                return self._face_of_any(camera)
            speaker = self.speaker() if len(self.subjects) == 2 and shot.size in BELOW_CHIN else None
            if speaker is None or _off_nose(speaker, camera.place) < BACK:
                return camera
            return self._or_single(camera, speaker, max(self.cost, BAD))
        return self._single(self.subjects[0])

    def off_sides(self, camera: CameraPose, sitters: Sequence[Sitter]) -> float:
        """A cost for two who have changed sides, as seen from the front."""
        if len(sitters) != 2:
            return 0.0
        one, two = (middle(s.roots) for s in sitters)  # in an embrace heads pass each other
        apart = two[0] - one[0]
        seen = project(camera, sitters[1].head)[0] - project(camera, sitters[0].head)[0]
        return CROSSED if abs(apart) > 0.15 and apart * seen < 0 else 0.0

    def masked(self, place: Point, sitter: Sitter) -> float:
        """How much of a head is behind others, on the mean of a shot."""
        return sum(self.covered(place, sitter, part) for part in TIMES) / len(TIMES)

    def merged(self, camera: CameraPose, sitters: Sequence[Sitter]) -> float:
        """A cost for each head of somebody a picture is not of that is in it half hidden, or that its upper edge cuts."""
        asked = {self.shot.foreground, *(s.role for s in sitters)}
        others = [s for s in self.people.values() if s.role not in asked]
        inside = [s for s in others if in_picture(camera, s.head_at(0.5))]
        merged = sum(COVERED < self.covered(camera.place, s, 0.5) < HALF_SEEN for s in inside)
        return MERGED * (merged + sum(_cut(camera, s) for s in others))

    def speaker(self) -> Sitter | None:
        """Whoever speaks first in the shot."""
        spoken = (b for b in self.setting.scene.business if b.id in self.shot.business and isinstance(b, LineOfDialogue))
        line = next(spoken, None)
        return self.people.get(line.role) if line else None

    def _act(self) -> Action | None:
        """The first act that the shot is of."""
        return next((b for b in self.setting.scene.business if b.id in self.shot.business and isinstance(b, Action)), None)

    def _doer(self) -> Sitter | None:
        """Whoever does that act."""
        act = self._act()
        return self.people.get(act.role) if act else None

    def _in_its_place(self, sitter: Sitter) -> CameraPose:
        """The one who handles a thing, with the hands, because the thing itself cannot be seen well."""
        self.instead, self.became = sitter, "single"
        act = self._act()
        if act is not None and act.act in DEEDS and act.role == sitter.role:
            time = self.times.get(act.id)
            low, high = (time.start // FRAMES_PER_DRAWING, time.end // FRAMES_PER_DRAWING) if time else (self.first, self.last)
            low, high = max(self.first, low), min(self.last, high)
            if high - low >= DEED_LEAST:
                return see_done(self, Deed(act, low, high), [sitter], "medium")
        return self._single(sitter)

    def _those_there(self) -> CameraPose:
        """Whoever is there, because the thing that was to be before them cannot be seen."""
        if len(self.subjects) == 1:
            return self._in_its_place(self.subjects[0])
        self.became = "two" if len(self.subjects) == 2 else "group"
        return self._group(self.subjects, "medium_wide")


    def _face_of_any(self, camera: CameraPose) -> CameraPose:
        """Of a last picture in which all are turned away, the one whose face a camera sees best instead; else as it is."""
        cost = max(self.cost, BAD)
        tried = []
        for sitter in self.subjects:
            single = self._alone(sitter)
            tried.append((self.cost, single, sitter))
        self.cost, single, sitter = min(tried, key=lambda one: one[0])
        if self.cost >= cost:
            return camera
        self.instead, self.became = sitter, "single"
        return single

    def _or_single(self, camera: CameraPose, sitter: Sitter, cost: float) -> CameraPose:
        """A camera, or one face where that costs less."""
        self.became = "single"
        single = self._single(sitter)
        if self.cost < cost:
            return single
        self.became = self.shot.framing
        return camera

    def _single(self, sitter: Sitter) -> CameraPose:
        """One face; if there is no good place for that, one with the ground about, or with whoever stands close by: the best of these."""
        camera = self._alone(sitter)
        if self.cost < BAD:
            return camera
        became = self.became
        found: list[tuple[float, CameraPose, Framing]] = [(self.cost, camera, became)]
        also = self._who_feels_too(sitter)
        others = [s for s in self.people.values() if s.role != sitter.role and math.dist(s.head, sitter.head) < EMBRACE]
        sizes: tuple[ShotSize, ...] = ("medium", "medium_wide") if others else ("medium_wide",)
        for size in sizes:
            near = [min(others, key=lambda s: math.dist(s.head, sitter.head))] if others else []
            camera = self._group([sitter, *near], size)
            faces = [sitter, also] if also and also in near else [sitter]  # of him the face is wanted, of the other any side
            lost = min(self.lookout.hidden(camera.place, [one], []) for one in faces) if near else 0.0
            found.append((self.cost + 5.0 * lost, camera, "two" if near else became))
        if also:
            camera = self._alone(also)
            found.append((self.cost, camera, became))
        self.cost, camera, self.became = min(found, key=lambda tried: tried[0])
        return camera if self.cost < REFUSED or self._acts_alone(sitter) else self._instead_of(sitter)

    def _acts_alone(self, sitter: Sitter) -> bool:
        """Whether a shot is of what somebody does while nobody speaks: then the doer is seen, even from behind, and no face instead."""
        business = [b for b in self.setting.scene.business if b.id in self.shot.business]
        spoken = any(isinstance(b, LineOfDialogue) for b in business)
        return not spoken and any(isinstance(b, Action) and b.role == sitter.role for b in business)

    def _instead_of(self, sitter: Sitter) -> CameraPose:
        """What is seen where no camera sees a face: whoever is nearest, who hears it; where they are no better seen, the place."""
        others = sorted((s for s in self.people.values() if s.role != sitter.role), key=lambda s: math.dist(s.head, sitter.head))
        for other in others:
            camera = self._alone(other)
            if self.cost < BAD:
                self.instead, self.became = other, "single"
                return camera
        self.became = "establishing"
        return self._wide()

    def _who_feels_too(self, sitter: Sitter) -> Sitter | None:
        """Whoever does the same with him in a beat that is felt most, an embrace: either face tells it."""
        beats = strongest(self.setting.scene)
        alike = {role for business in self.shot.business for role in beats.get(business, ()) if sitter.role in beats.get(business, ())}
        return next((self.people[role] for role in sorted(alike - {sitter.role}) if role in self.people), None)

    def _wide(self) -> CameraPose:
        """The place as the kit shows it; in an extreme wide picture from a corner, where the set and its furniture allow that."""
        kit = self.setting.kit
        place, target, lens = kit.wide_from, kit.wide_to, kit.wide_mm
        focus = middle([s.head for s in self.people.values()]) if self.people else target
        if self.shot.size != "extreme_wide":
            return self._pose(place, target, lens, focus, f_number=2.8)
        heading, far = heading_to(target[:2], place[:2]), math.dist(target, place)

        def tries() -> Iterator[tuple[float, CameraPose]]:
            for number, (turned, raised) in enumerate(itertools.product(CORNERS, (0.35, 0.0))):
                at = self.within(from_heading(target, heading + turned, far, place[2] + raised), target)
                mm = max(SHORTEST_LENS_MM, lens * math.dist(at, target) / far)
                yield 0.03 * number + self.crowded(self._pose(at, target, mm, focus)), self._pose(at, target, mm, focus, f_number=2.8)

        return self._cheapest(tries(), list(self.people.values()), (), lambda camera: 0.8 * far)

    def _over_thing(self) -> CameraPose | None:
        """A thing near and sharp, whoever is named beyond it and soft; None if it lies nowhere, or if that cannot be seen."""
        name = self.shot.subjects[0]
        state = self._shown(name)
        if name in self.setting.props and (state is None or state.held_by or state.hidden):
            return None
        corners = self.corners(name)[:8]
        centre = middle(corners)
        span = max(max(c[k] for c in corners) - min(c[k] for c in corners) for k in range(3))
        behind = middle([s.head for s in self.subjects]) if self.subjects else self.setting.kit.wide_to
        line = heading_to(behind[:2], centre[:2])
        heads: list[tuple[Point, float]] = []
        for s in self.subjects:
            for head in (s.head_at(0.0), s.head_at(0.5), s.head_at(1.0)):
                radius = s.puppet.body.head_radius
                heads += [((head[0], head[1], s.top), radius), ((head[0], head[1], head[2] - radius), radius)]
        lens = LENS_MM["full"]
        inner = [plus(centre, minus(corner, centre), 0.7) for corner in corners]

        def tries() -> Iterator[tuple[float, CameraPose]]:
            for number, (part, rise, turned) in enumerate(itertools.product(THING_BEFORE, BEFORE_RISES, BEFORE_TURNS)):
                high = max(0.5 * SMALLEST_INSERT, span) / part
                toward = max(-100.0, min(100.0, wrap(line + turned)))
                far = distance_for(high, lens)
                place = self.within(from_heading(centre, toward, far * math.hypot(1.0, rise), centre[2] + rise * far), centre)
                camera, outside = self.fit(place, [(corner, 0.0) for corner in corners] + heads, lens, centre)
                fills = height_of(camera, corners)
                cost = 0.01 * number + 2.0 * outside + self.crowded(camera) + 2.0 * (not whole_in(camera, corners))
                cost += 8.0 * max(0.0, LEAST_BEFORE - fills)
                cost += 1.5 * max(0.0, fills - 0.8)
                cost += 0.5 * FLAT * sum(max(0.0, _off_nose(s, camera.place) - THREE_QUARTERS) for s in self.subjects)
                yield cost, camera

        camera = self._cheapest(tries(), self.subjects, [centre, *inner], lambda camera: project(camera, centre)[2])
        return camera if self.cost < BAD else None

    def _alone(self, sitter: Sitter) -> CameraPose:
        size = self.shot.size if self.shot.size in BELOW_CHIN else "medium"
        low, high = height_for(sitter, size)
        looks = sitter.looks
        off = OFF_FACE[size] if self.shot.side else min(ON_THE_LINE, OFF_FACE[size])
        away = -off if looks >= 0 else off
        heading = max(-78.0, min(78.0, wrap(looks + away * (self.shot.side or 1))))
        span = max(h[0] for h in sitter.heads) - min(h[0] for h in sitter.heads)
        high = max(high, (span + 2.6 * sitter.puppet.body.head_radius) / 2)
        lens = LENS_MM[size]
        bowed = math.tan(math.radians(BOWED * max(0.0, min(45.0, -sitter.tilt) - 12.0)))  # a face that looks down is seen from below

        def make(turned: float, raised: float, step: float, scale: float) -> CameraPose:
            centre = (sitter.head[0], sitter.head[1], low + high * scale / 2)
            eye = self._eye(sitter.head[2], sitter.puppet.hat) + raised - bowed * distance_for(high * scale, lens * step)
            place, mm = self._stand(centre, heading + turned, high * scale, lens * step, eye)
            target = aside(place, centre, (0.4 + 0.6 * abs(self.shot.side)) * eyeline(place, sitter) * LEAD_ROOM[size] * 2 * high * scale)
            return self._pose(place, target, mm, front_of_face(sitter, place))

        return self._best(make, [sitter])

    def _over_shoulder(self, sitter: Sitter, back: Sitter) -> CameraPose:
        size = self.shot.size if self.shot.size in BELOW_CHIN else "medium"
        low, high = height_for(sitter, size)
        lens = LENS_MM[size] - 4
        line = heading_to(sitter.head[:2], back.head[:2])
        angle = over_shoulder(sitter.head[:2], back.head[:2], distance=distance_for(high, lens), focal_length_mm=lens)
        side = -1.0 if line >= 0 else 1.0  # the front of the stage is the camera's side of the line
        heading = line + side * (self.shot.side or 1) * angle

        def make(turned: float, raised: float, step: float, scale: float) -> CameraPose:
            centre = (sitter.head[0], sitter.head[1], low + high * scale / 2)
            place, mm = self._stand(
                centre,
                heading + turned,
                high * scale,
                lens * step,
                max(self._eye(sitter.head[2], sitter.puppet.hat), 0.5 * (sitter.head[2] + back.head[2])) + 0.05 + raised,
            )
            right = project(self._pose(place, centre, mm, centre), back.head)[0] > 0
            target = aside(place, centre, (1.0 if right else -1.0) * 0.17 * high * scale)
            return self._pose(place, target, mm, front_of_face(sitter, place))

        return self._best(make, [sitter], shoulder=back)

    def _group(self, sitters: list[Sitter], size: ShotSize | None = None) -> CameraPose:
        """Several people, or one with the ground about: all heads, in full and wide pictures the feet too, at every drawing.

        The camera tries places all round the front, higher and lower, further off, and takes the first from which everybody
        is in the picture, nobody is hidden and the faces are seen.
        """
        size = size or self.shot.size
        spread = [h for s in sitters for h in s.heads]
        centre2 = middle(spread)
        kit = self.setting.kit
        if len(sitters) >= 2 and size not in ("wide", "extreme_wide"):
            line = heading_to(sitters[0].head[:2], sitters[1].head[:2])
            across = min((wrap(line + 90), wrap(line - 90)), key=lambda h: (abs(h), h))
            heading = 0.75 * across + self._rake(sitters, 0.75 * across)
        elif size in ("wide", "extreme_wide", "full"):
            heading = heading_to(kit.wide_to[:2], kit.wide_from[:2]) * 0.8
        else:
            heading = 0.0
        pad = SIDES.get(size, 0.16)
        lows = {s.role: height_for(s, size)[0] for s in sitters}
        lens, eye = LENS_MM[size], self._eye(centre2[2])
        small = min(1.0, max(0.55, *(s.scale for s in sitters)))  # mice and hens are not lost in the place of people
        least = small * {"wide": 1.9, "extreme_wide": 2.7}.get(size, 0.0)

        def tries() -> Iterator[tuple[float, CameraPose]]:
            for number, (step, raised, turned) in enumerate(itertools.product(GROUP_STEPS, GROUP_RAISES, GROUP_TURNS)):
                toward = max(-100.0, min(100.0, heading + turned))
                a = math.radians(toward)
                wide = [p[0] * math.cos(a) + p[1] * math.sin(a) for p in spread]
                high = max(s.top for s in sitters) - min(lows.values())
                full = max(high / (1 - HEADROOM), (max(wide) - min(wide) + 2 * pad + 0.4) / 2, least)
                near = max((p[0] - centre2[0]) * math.sin(a) - (p[1] - centre2[1]) * math.cos(a) for p in spread)
                distance = (distance_for(full, lens) + near) * step
                place = self.within(from_heading(centre2, toward, distance, eye + raised), centre2)
                camera, outside = self._fitted(place, sitters, lows, pad, lens)
                cost = 0.004 * number + 3.0 * outside + self._group_cost(camera, sitters, turned + heading)
                yield cost, camera

        return self._cheapest(tries(), sitters, (), lambda camera: min(project(camera, s.head)[2] for s in sitters))

    def _rake(self, sitters: Sequence[Sitter], heading: float) -> float:
        """Degrees by which the camera of two goes to the one who is to be nearer, so that the other's face is seen."""
        near = self.people.get(self.shot.foreground)
        if near is None or len(sitters) != 2 or self.shot.framing != "two":
            return 0.0
        other = next(s for s in sitters if s is not near)
        toward = heading_to(other.head[:2], near.head[:2])
        return math.copysign(RAKE, wrap(toward - heading))

    def _fitted(
        self, place: Point, sitters: Sequence[Sitter], lows: Mapping[str, float], pad: float, lens: float
    ) -> tuple[CameraPose, float]:
        """The camera at a place, turned and with a lens so that everybody is in the picture; and how much is outside all the same."""
        points: list[tuple[Point, float]] = []
        for s in sitters:
            over_head = s.top - max(h[2] for h in s.heads)
            for head in s.heads[:: max(1, len(s.heads) // 8)] + s.heads[-1:]:
                points += [
                    ((head[0], head[1], head[2] + over_head), pad),
                    ((head[0], head[1], head[2] + over_head - (s.top - lows[s.role])), pad),
                ]
        return self.fit(place, points, lens, middle([s.head for s in sitters]))

    def fit(self, place: Point, points: Sequence[tuple[Point, float]], lens: float, focus: Point) -> tuple[CameraPose, float]:
        """The camera at a place, turned and with a lens so that points, each with so much beside it, are in the picture."""
        azimuths, rises = [], []
        toward = middle([p for p, _ in points])
        ahead = math.atan2(toward[1] - place[1], toward[0] - place[0])
        for point, beside in points:
            flat = max(0.2, math.hypot(point[0] - place[0], point[1] - place[1]))
            off = math.remainder(math.atan2(point[1] - place[1], point[0] - place[0]) - ahead, 2 * math.pi)
            azimuths += [off - math.atan2(beside, flat), off + math.atan2(beside, flat)]
            rises.append((point[2] - place[2]) / flat)
        turn = ahead + (max(azimuths) + min(azimuths)) / 2
        up = (max(rises) + min(rises)) / 2 + HEADROOM * (max(rises) - min(rises)) / 2
        target = (place[0] + 2 * math.cos(turn), place[1] + 2 * math.sin(turn), place[2] + 2 * up)
        camera = self._pose(place, target, lens, focus)
        reach = 0.0
        for point, beside in points:
            x, y, depth = project(camera, point)
            reach = max(
                reach, abs(x) + beside * 2 * lens / 36.0 / max(depth, 0.2), abs(y) / (1.0 - HEADROOM / 2), 9.0 if depth <= 0 else 0.0
            )
        widest = 0.98 * (1 - 0.6 * PUSH if self.shot.move == "push_in" else 1.0)  # at the end of the move too
        if reach > widest:
            camera = self._pose(place, target, max(SHORTEST_LENS_MM, lens * widest / reach), focus)
        return camera, max(0.0, reach * camera.focal_length_mm / lens - 1.0)

    def _group_cost(self, camera: CameraPose, sitters: Sequence[Sitter], turned: float) -> float:
        """A cost for faces turned away, for a wider lens than asked, for people on the wrong side of each other or crowded."""
        cost = self.crowded(camera) + 0.02 * max(0.0, 34.0 - camera.focal_length_mm) + self.lookout.intruders(camera, sitters)
        away = [max(0.0, _off_nose(s, camera.place) - 58.0) for s in sitters]
        cost += self._as_the_place(camera)
        cost += 0.006 * (max(away) + sum(away) / len(away)) * (
            0.4 if self.shot.size in ("wide", "extreme_wide") else 1.0 if self.shot.move == "locked" else LEAVING
        )
        if len(sitters) == 2 and (self.shot.size in BELOW_CHIN or self.shot.move != "locked"):  # of two somebody's face is seen
            favoured = [s for s in sitters if self.shot.framing == "two" and s.role != self.shot.foreground and self.shot.foreground]
            best = min(_off_nose(s, camera.place) for s in favoured or sitters)
            cost += PROFILE * max(0.0, best - THREE_QUARTERS)
        return cost + self.off_sides(camera, sitters)  # who stands left as seen from the front stays left

    def _as_the_place(self, camera: CameraPose) -> float:
        """A cost for a picture that is nearly the place as the kit shows it; more where the camera takes its leave."""
        kit, leaves = self.setting.kit, self.shot.move == "pull_back"
        the_place = picture_height(kit.wide_from, camera.focus, kit.wide_mm)
        high = picture_height(camera.place, camera.focus, camera.focal_length_mm)
        if self.shot.size not in ("wide", "extreme_wide") and (not leaves or max(high, the_place) > AS_HIGH * min(high, the_place)):
            return 0.0
        toward, own = heading_to(camera.target[:2], camera.place[:2]), heading_to(kit.wide_to[:2], kit.wide_from[:2])
        return (SAME_LEAVE if leaves else SAME_WIDE) * max(0.0, 1.0 - abs(wrap(toward - own)) / OTHER_SIDE)

    def within(self, place: Point, centre: Point) -> Point:
        """The place, moved towards a centre until it is inside the set's camera space."""
        box = self.setting.kit.camera
        room = 1.0
        for k in (0, 1):
            step = place[k] - centre[k]
            if abs(step) > 1e-9:
                room = min(room, max(0.0, ((box.high[k] if step > 0 else box.low[k]) - centre[k]) / step))
        z = max(box.low[2] + 0.02, min(box.high[2] - 0.02, place[2]))
        return centre[0] + (place[0] - centre[0]) * room, centre[1] + (place[1] - centre[1]) * room, z

    def _insert(self) -> CameraPose | None:
        """A thing, whole and at least a third of the picture high, with the hands that hold it; None if it cannot be seen so."""
        shot, kit = self.shot, self.setting.kit
        name = shot.subjects[0] if shot.subjects else ""
        moment = (self.first + self.last) // 2
        if name in self.setting.props:
            if self.lies_at(name, moment) is None:
                return None  # on a body, or away
        elif name not in kit.features:
            return None
        corners = self.corners(name)
        centre = middle(corners)
        looker, doer, state = self._doer(), self._act(), self._shown(name)
        partner = self.people.get(doer.target) if doer else None
        holder = self.people.get(state.held_by) if state and state.held_by else looker
        hands = [who for who in (holder, partner) if who is not None]
        if looker and partner:
            line = heading_to(looker.head[:2], partner.head[:2])
            heading = 0.7 * min((wrap(line + 90), wrap(line - 90)), key=lambda h: (abs(h), h))
        else:
            heading = 0.5 * looker.looks if looker else 12.0
            heading = max(-50.0, min(50.0, heading + (14.0 if heading >= 0 else -14.0)))
        heading = self._broadside(name, heading)
        down = 0.9 if self._lies_in_view(name) else 0.26 if partner else 0.42  # what lies is seen from above
        lens = LENS_MM["insert"]
        things = [centre, *(plus(centre, minus(corner, centre), 0.7) for corner in corners)]
        first = min(0.95, max(SMALLEST_INSERT, 2.0 * max(math.dist(centre, corner) for corner in corners)))

        def filled(turned: float, raised: float, step: float, fill: float, lower: float) -> CameraPose:
            tall = first
            for _ in range(4):
                at = (centre[0], centre[1], centre[2] - lower * tall)
                lift = centre[2] + down * distance_for(tall, LENS_MM["insert"])
                place, mm = self._stand(at, heading + turned, tall, lens * step, lift + raised * min(1.0, 2 * tall))
                camera = self._pose(place, at, mm, centre, f_number=2.4)
                fills = max(max(abs(x), abs(y)) for x, y, _ in (project(camera, corner) for corner in corners))
                tall = min(1.2, max(SMALLEST_INSERT, tall * fills / fill))
            return camera

        def tries() -> Iterator[tuple[float, CameraPose]]:
            for number, (fill, lower) in enumerate(INSERT_FILLS):
                for turn, (turned, raised, step) in enumerate(THING_NUDGES):
                    camera = filled(turned, raised, step, fill, lower)
                    fault = max(0.0, 1.0 - height_of(camera, corners[:8]) / LEAST_INSERT) + 2.0 * (not whole_in(camera, corners[:8]))
                    cost = 0.06 * number + 0.015 * turn + 2.0 * fault + self.crowded(camera, *hands) + self._upstaged(camera, things)
                    yield cost + 1.5 * any(_cut(camera, who) for who in hands), camera

        camera = self._cheapest(tries(), (), things, lambda camera: project(camera, centre)[2])
        self.became = "insert"
        inner = self.lookout.hidden(camera.place, (), things)
        shown = height_of(camera, corners[:8]) > LEAST_BEFORE and whole_in(camera, corners[:8]) and inner < 0.4
        return camera if self.cost < BAD or (shown and self.cost < POOR) or not self.people else None

    def _sight(self) -> CameraPose | None:
        """What somebody sees, from before their eyes or from the way there; None if there is nothing to see."""
        name = self.shot.subjects[0] if self.shot.subjects else ""
        kit = self.setting.kit
        if name in self.setting.props:
            points, size = self.prop_points(name), max(self.setting.models[name].size)
        elif name in kit.features:
            points, size = [kit.features[name].place], min(0.9, max(kit.features[name].size))
        elif name in self.people:
            points, size = list(self.people[name].heads), 0.7
        else:
            return None
        if not points:
            return None
        looker, centre = self._doer(), middle(points)
        eyes = looker.head if looker else (kit.wide_from[0], kit.wide_from[1], centre[2] + 0.3)
        ahead = 1.3 * looker.puppet.body.head_radius if looker else 0.0
        far = max(0.3, math.dist(eyes, centre))
        high = max(SMALLEST_INSERT, size / SIGHT_FILLS)
        things = [centre, *(plus(at, (0.0, 0.0, 0.3 * part * size)) for at in (points[0], points[-1]) for part in (-1, 1))]

        def tries() -> Iterator[tuple[float, CameraPose]]:
            steps = itertools.product(SIGHT_STEPS, (0.0, 0.15, 0.35), (0, 14, -14, 30, -30, 50, -50))
            for number, (part, raised, turned) in enumerate(steps):
                distance = max(0.25, (1 - part) * (far - ahead))
                place = self.within(from_heading(centre, heading_to(centre[:2], eyes[:2]) + turned, distance, eyes[2] + raised), centre)
                lens = max(SHORTEST_LENS_MM, min(LONGEST_SIGHT_MM, lens_for(high, math.dist(place, centre))))
                camera = self._pose(place, centre, lens, centre, f_number=1.2)
                cost = 0.02 * number + self.crowded(camera, own=looker)
                cost += 0.02 * max(0.0, abs(heading_to(centre[:2], place[:2])) - 90.0)
                yield cost + (OWN_HEAD * _in_picture(camera, looker) if looker else 0.0), camera

        sitters = [self.people[name]] if name in self.people else []
        camera = self._cheapest(tries(), sitters, [] if sitters else things, lambda camera: project(camera, centre)[2])
        return camera if self.cost < BAD else None

    # where a camera can stand -----------------------------------------------------------------------------

    def _eye(self, head: float, hat: str = "none") -> float:
        """The camera's height for a head; a little lower for a hat whose brim would hide the eyes."""
        head -= 0.09 if hat in BRIMS else 0.0
        return head + {"eye": 0.02, "low": -0.35, "high": 0.55, "overhead": 1.3}[self.shot.angle]

    def _stand(self, centre: Point, heading: float, height: float, lens: float, z: float) -> tuple[Point, float]:
        """The camera's place along a heading, and its lens: nearer with a shorter one where the set ends."""
        box = self.setting.kit.camera
        z = max(box.low[2] + 0.02, min(box.high[2] - 0.02, z, centre[2] + 0.9 * distance_for(height, lens)))
        distance = distance_for(height, lens)
        place = from_heading(centre, heading, distance, z)
        room = 1.0
        for k in (0, 1):
            step = place[k] - centre[k]
            if step > 1e-9:
                room = min(room, max(0.0, (box.high[k] - centre[k]) / step))
            elif step < -1e-9:
                room = min(room, max(0.0, (box.low[k] - centre[k]) / step))
        if room < 1.0:
            place = (centre[0] + (place[0] - centre[0]) * room, centre[1] + (place[1] - centre[1]) * room, z)
            distance = math.dist(place, centre)
            return place, max(SHORTEST_LENS_MM, lens_for(height, distance))
        return place, lens

    def _inside(self, place: Point) -> Point:
        box = self.setting.kit.camera
        return tuple(min(box.high[k], max(box.low[k], place[k])) for k in range(3))  # type: ignore[return-value]

    def _pose(self, place: Point, target: Point, lens: float, focus: Point, *, f_number: float | None = None) -> CameraPose:
        return CameraPose(
            place=_rounded(place), target=_rounded(target), focal_length_mm=round(lens, 2),
            f_number=f_number if f_number is not None else F_NUMBER[self.shot.size], focus=_rounded(focus),
        )  # fmt: skip

    # which of them is best --------------------------------------------------------------------------------

    def _best(
        self,
        make: Callable[[float, float, float, float], CameraPose],
        sitters: Sequence[Sitter],
        *,
        shoulder: Sitter | None = None,
    ) -> CameraPose:
        """The first place, of some about the one asked for, from which everything that matters is seen and in frame."""

        def tries() -> Iterator[tuple[float, CameraPose]]:
            for number, (turned, raised, step) in enumerate(NUDGES):
                scale = 1.0
                camera = make(turned, raised, step, scale)
                while scale < 1.9 and not (self._framed(camera, sitters) and (shoulder is None or not _headless(camera, shoulder))):
                    scale *= 1.07
                    camera = make(turned, raised, step, scale)
                cost = 0.015 * number + self.crowded(camera) + 0.3 * (scale - 1)
                cost += SHORT * max(0.0, 35.0 - camera.focal_length_mm) if self.shot.size in BELOW_CHIN else 0.0
                cost += FLAT * sum(max(0.0, _off_nose(s, camera.place) - THREE_QUARTERS) for s in sitters)
                if len(sitters) == 1:
                    cost += self.lookout.intruders(camera, sitters, shoulder.role if shoulder else "")
                if shoulder is not None:
                    x = abs(project(camera, shoulder.head)[0])
                    over = max(0.0, _covers(camera, shoulder) - SHOULDER_COVERS)
                    cost += 1.5 * max(0.0, 0.42 - x) + 0.8 * max(0.0, x - 1.15) + 2.0 * over
                yield cost, camera

        return self._cheapest(tries(), sitters, (), lambda camera: project(camera, sitters[0].head)[2])

    def _cheapest(
        self,
        tries: Iterator[tuple[float, CameraPose]],
        sitters: Sequence[Sitter],
        things: Sequence[Point],
        depth: Callable[[CameraPose], float],
    ) -> CameraPose:
        """The first place that costs next to nothing, or the cheapest; what hides anybody is looked for where a place may still win.

        Args:
            tries: Cameras and what they cost before that; asked for one by one.
            depth: How far off what is looked at is: things before it are clutter.
        """
        best: tuple[float, CameraPose] | None = None
        for cost, camera in tries:
            if best is not None and cost >= best[0]:
                continue
            cost += 5.0 * self.lookout.hidden(camera.place, sitters, things)
            cost += 1.2 * self.lookout.clutter(camera, depth(camera))
            cost += MASKED * max((self.masked(camera.place, s) for s in sitters), default=0.0)
            cost += self.merged(camera, sitters) if sitters else 0.0
            if best is None or cost < best[0] - 1e-9:
                best = (cost, camera)
            if cost < 0.05:
                break
        assert best is not None
        self.cost = best[0]
        return best[1]

    def _framed(self, camera: CameraPose, sitters: Sequence[Sitter]) -> bool:
        """True if every head, with its hat, is within the picture at every drawing."""
        for s in sitters:
            radius, top = s.puppet.body.head_radius, s.top - max(h[2] for h in s.heads)
            for head in s.heads[:: max(1, len(s.heads) // 12)] + s.heads[-1:]:
                x, y, depth = project(camera, head)
                half = radius * 2 * camera.focal_length_mm / 36.0 / max(depth, 0.1)
                _, above, _ = project(camera, (head[0], head[1], head[2] + top))
                if abs(x) + half > 0.97 or above > 0.985 or y < -0.95:
                    return False
        return True

    def _upstaged(self, camera: CameraPose, things: Sequence[Point]) -> float:
        """A cost for heads that stand before the thing an insert is of and take the eye from it."""
        own = project(camera, things[0])[2]
        cost = 0.0
        for other in self.people.values():
            worst = 0.0
            for head in sampled(other.heads):
                x, y, depth = project(camera, head)
                half = other.puppet.body.head_radius * 2 * camera.focal_length_mm / 36.0 / max(depth, 0.1)
                if 0.0 < depth < own + 0.1 and abs(y) - 2 * half < 0.95:
                    worst = max(worst, 0.9 * max(0.0, 0.8 - (abs(x) - half)))
            cost += worst + 0.4 * _cut(camera, other)
        return cost

    def crowded(self, camera: CameraPose, *headless: Sitter, own: Sitter | None = None) -> float:
        """A cost for a camera inside furniture, too near somebody or towards the open front of a room, and for bodies without heads.

        Args:
            headless: Whose heads need not be seen: those whose hands the picture is of.
            own: Whose eyes the camera stands for.
        """
        cost = 0.0
        for box in self.setting.kit.obstacles:
            if all(box.low[k] - 0.08 < camera.place[k] < box.high[k] + 0.08 for k in range(3)):
                cost += 2.0
        for other in self.people.values():
            near = math.dist(camera.place, other.head)
            if near < NEAREST and other is not own:
                cost += TOO_NEAR * (NEAREST - near) / NEAREST
        if self.lookout.stands_in(camera.place):
            cost += 2.0
        if self.setting.kit.interior:
            cost += OUT * max(0.0, abs(heading_to(camera.target[:2], camera.place[:2])) - FOURTH_WALL)
        bodies = [other for other in self.people.values() if _headless(camera, other)]
        return cost + sum(HANDS if other in headless else HEADLESS for other in bodies)


def _headless(camera: CameraPose, sitter: Sitter) -> bool:
    """True if somebody's chest or hip is in the picture and their eyes are above it."""
    seen = (project(camera, middle_of) for middle_of, _ in sitter.shape(0.5)[1:])
    body = any(depth > 0.1 and abs(x) < 1.1 and abs(y) < 0.95 for x, y, depth in seen)
    return body and project(camera, sitter.head_at(0.5))[1] > 0.9


def _in_picture(camera: CameraPose, sitter: Sitter) -> bool:
    """Whether any of somebody's head is in the picture."""
    for head in sampled(sitter.heads):
        x, y, depth = project(camera, head)
        half = 1.1 * sitter.puppet.body.head_radius * 2 * camera.focal_length_mm / 36.0 / max(depth, 0.1)
        if depth > -sitter.puppet.body.head_radius and abs(x) - half < 1.0 and abs(y) - 2 * half < 1.0:
            return True
    return False


def _rounded(p: Point) -> Point:
    return round(p[0], 4) + 0.0, round(p[1], 4) + 0.0, round(p[2], 4) + 0.0


def _cut(camera: CameraPose, sitter: Sitter) -> bool:
    """True if the upper edge of a picture goes through somebody's face between nose and brow; a chin may be in it, if it is not bowed."""
    nose = 0.35 + 0.007 * min(45.0, max(0.0, -sitter.tilt))
    for head in sampled(sitter.heads):
        x, y, depth = project(camera, head)
        tall = sitter.puppet.body.head_radius * 2 * camera.focal_length_mm / 18.0 / max(depth, 0.1)
        if depth >= 0.1 and abs(x) < 0.95 and y - nose * tall < 0.95 < y + 0.6 * tall:
            return True
    return False


def _covers(camera: CameraPose, sitter: Sitter) -> float:
    """The part of the picture's width that a head takes."""
    x, _, depth = project(camera, sitter.head)
    half = sitter.puppet.body.head_radius * 2 * camera.focal_length_mm / 36.0 / max(depth, 0.1)
    return max(0.0, min(1.0, abs(x) + half) - max(-1.0, abs(x) - half)) / 2


def _off_nose(sitter: Sitter, place: Point) -> float:
    """Degrees between where a face looks and a camera's place; from above, where brows and brims hide it, they count double."""
    head = sitter.head
    flat = math.dist(head[:2], place[:2])
    aside = abs(wrap(sitter.looks - heading_to(head[:2], place[:2])))
    above = math.degrees(math.atan2(place[2] - head[2], max(flat, 0.1))) - max(-30.0, sitter.tilt)
    return math.hypot(aside, max(0.0, 2 * (above - 12.0), -above - 30.0))
