"""The camera of every shot: placed by its framing, kept inside the set's camera space, moved until nothing hides what matters."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from filmwright.errors import StageError
from filmwright.records.breakdown import Action, Breakdown, Scene
from filmwright.records.clock import FRAMES_PER_DRAWING
from filmwright.records.shots import Shot, ShotList
from filmwright.records.staging import CameraPose, Point, PropState, StagedScene, StagedShot
from filmwright.stage.armature import head_in, palm_in
from filmwright.stage.framing import (
    BELOW_CHIN,
    F_NUMBER,
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
    lens_for,
    middle,
    over_shoulder,
    project,
)  # fmt: skip
from filmwright.stage.setting import Setting, setting_of
from filmwright.stage.space import ease, heading_to, minus, plus, wrap

NUDGES = (
    (0, 0.0),
    (9, 0.0),
    (-9, 0.0),
    (0, 0.14),
    (18, 0.0),
    (-18, 0.0),
    (9, 0.16),
    (-9, 0.16),
    (27, 0.1),
    (-27, 0.1),
    (38, 0.0),
    (-38, 0.0),
    (0, 0.32),
)
THING_NUDGES = (*NUDGES, (60, 0.1), (-60, 0.1), (80, 0.25), (-80, 0.25), (0, 0.6), (110, 0.2), (-110, 0.2), (45, 0.6), (-45, 0.6), (0, 1.0))
SHORTEST_LENS_MM = 24.0
BRIMS = ("peaked_cap", "flat_cap", "sou_wester", "straw_hat", "top_hat", "hood")
NEAREST = 0.55  # metres from the camera to anybody
PUSH = 0.16  # part of the way to the subject that a push-in goes
PULL = 0.22

_OFF_FRONT = 38.0  # degrees from its front at which an insert sees a flat thing; by eye


def stage_shots(scene: Scene, staged: StagedScene, shot_list: ShotList, breakdown: Breakdown) -> tuple[StagedShot, ...]:
    """Place the camera for every shot of a scene.

    A camera depends on the words of its shot and on the poses within its own window, on nothing else.

    Raises:
        StageError: a shot lies outside the scene's time.
    """
    setting = setting_of(scene, breakdown)
    return tuple(_shoot(shot, setting, staged) for shot in shot_list.shots if shot.scene == scene.id)


def _shoot(shot: Shot, setting: Setting, staged: StagedScene) -> StagedShot:
    first, last = shot.start // FRAMES_PER_DRAWING, shot.end // FRAMES_PER_DRAWING
    if not 0 <= first < last <= staged.drawings:
        raise StageError(
            f"stage: shot {shot.id} is frames {shot.start} to {shot.end} of a scene of {2 * staged.drawings}; plan the shots again"
        )
    view = View(shot, setting, staged, first, last)
    camera = view.camera()
    if shot.move == "locked":
        return StagedShot(shot=shot.id, scene=shot.scene, first_drawing=first, drawings=last - first, camera=(camera,))
    return StagedShot(
        shot=shot.id, scene=shot.scene, first_drawing=first, drawings=last - first, camera=tuple(_moved(camera, shot, last - first))
    )


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

    def __post_init__(self) -> None:
        self.people = {p.role: s for p in self.staged.puppets if (s := self._sitter(p.role)) is not None}
        self.subjects = [self.people[r] for r in self.shot.subjects if r in self.people]

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
            looks=wrap(mid.heading + mid.twist + mid.head_yaw),
            palms=tuple((palm_in(body, p, "left"), palm_in(body, p, "right")) for p in poses),
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
        state = self._shown(name)
        if state is None or self._lies_in_view(name) or self.setting.models[name].size[1] > 0.6 * self.setting.models[name].size[0]:
            return heading
        holder = next((p for p in self.staged.puppets if p.role == state.held_by), None)
        pose = holder.poses[(self.first + self.last) // 2] if holder else None
        front = state.turn[2] + (pose.heading if pose else 0.0)
        sides = [wrap(front + side) for side in (-_OFF_FRONT, _OFF_FRONT, 180 - _OFF_FRONT, 180 + _OFF_FRONT)]
        off = abs(wrap(heading - front))
        if min(off, 180 - off) <= _OFF_FRONT + 10:
            return heading
        return min((s for s in sides if abs(s) <= 80), key=lambda s: abs(wrap(s - heading)), default=heading)

    def prop_points(self, name: str) -> list[Point]:
        """The middle of a prop at every drawing of the shot at which it can be seen."""
        prop = next((p for p in self.staged.props if p.id == name), None)
        if prop is None:
            return []
        out: list[Point] = []
        for i in range(self.first, self.last):
            state = prop.states[i]
            if state.held_by:
                puppet = next((p for p in self.staged.puppets if p.role == state.held_by), None)
                pose = puppet.poses[i] if puppet else None
                if puppet and pose:
                    out.append(palm_in(puppet.puppet.body, pose, "left" if state.hand == "left" else "right"))
            elif not state.hidden:
                out.append(self.setting.middle(name, state))
        return out

    # which picture ----------------------------------------------------------------------------------------

    def camera(self) -> CameraPose:
        """The camera of the shot; of a moving shot, the place from which the move is made."""
        shot = self.shot
        if shot.framing in ("insert", "pov"):
            thing = self._thing()
            if thing:
                camera = self._best(thing, [], things=self._seen_things)
                whole = self._better_whole(camera) if shot.framing == "insert" else None
                if whole is not None:
                    return self._single(whole)
                if self._hidden(camera, [], None, self._seen_things) < 0.5 or not self.subjects:
                    return camera
        if shot.framing == "establishing" or not self.subjects:
            return self._wide()
        if shot.framing == "over_shoulder" and shot.foreground in self.people:
            return self._over_shoulder(self.subjects[0], self.people[shot.foreground])
        if len(self.subjects) > 1 or shot.size in ("wide", "extreme_wide", "full"):
            return self._group(self.subjects)
        return self._single(self.subjects[0])

    def _wide(self) -> CameraPose:
        kit = self.setting.kit
        place, target, lens = kit.wide_from, kit.wide_to, kit.wide_mm
        if self.shot.size == "extreme_wide":
            lens = max(SHORTEST_LENS_MM, lens * 0.85)
            place = self._inside((place[0] * 0.4 - 0.25 * place[0], place[1], place[2] + 0.45))
        focus = middle([s.head for s in self.people.values()]) if self.people else target
        return self._pose(place, target, lens, focus, f_number=2.8)

    def _single(self, sitter: Sitter) -> CameraPose:
        size = self.shot.size if self.shot.size in BELOW_CHIN else "medium"
        low, high = height_for(sitter, size)
        looks = sitter.looks
        away = -OFF_FACE[size] if looks >= 0 else OFF_FACE[size]
        heading = max(-78.0, min(78.0, wrap(looks + away * self.shot.side)))
        span = max(h[0] for h in sitter.heads) - min(h[0] for h in sitter.heads)
        high = max(high, (span + 2.6 * sitter.puppet.body.head_radius) / 2)
        lens = LENS_MM[size]

        def make(turned: float, raised: float, scale: float) -> CameraPose:
            centre = (sitter.head[0], sitter.head[1], low + high * scale / 2)
            place, mm = self._stand(centre, heading + turned, high * scale, lens, self._eye(sitter.head[2], sitter.puppet.hat) + raised)
            target = aside(place, centre, eyeline(place, sitter) * LEAD_ROOM[size] * 2 * high * scale)
            return self._pose(place, target, mm, front_of_face(sitter, place))

        return self._best(make, [sitter])

    def _over_shoulder(self, sitter: Sitter, back: Sitter) -> CameraPose:
        size = self.shot.size if self.shot.size in BELOW_CHIN else "medium"
        low, high = height_for(sitter, size)
        lens = LENS_MM[size] - 4
        line = heading_to(sitter.head[:2], back.head[:2])
        angle = over_shoulder(sitter.head[:2], back.head[:2], distance=distance_for(high, lens), focal_length_mm=lens)
        side = -1.0 if line >= 0 else 1.0  # the front of the stage is the camera's side of the line
        heading = line + side * self.shot.side * angle

        def make(turned: float, raised: float, scale: float) -> CameraPose:
            centre = (sitter.head[0], sitter.head[1], low + high * scale / 2)
            place, mm = self._stand(
                centre,
                heading + turned,
                high * scale,
                lens,
                max(self._eye(sitter.head[2], sitter.puppet.hat), 0.5 * (sitter.head[2] + back.head[2])) + 0.05 + raised,
            )
            right = project(self._pose(place, centre, mm, centre), back.head)[0] > 0
            target = aside(place, centre, (1.0 if right else -1.0) * 0.17 * high * scale)
            return self._pose(place, target, mm, front_of_face(sitter, place))

        return self._best(make, [sitter], shoulder=back)

    def _group(self, sitters: list[Sitter]) -> CameraPose:
        size = self.shot.size
        everyone = sitters
        lows, highs = zip(*(height_for(s, size) for s in everyone), strict=True)
        low = min(lows)
        top = max(s.top for s in everyone)
        high = max(max(highs), (top - low) / 0.92)
        heads = [h for s in everyone for h in s.heads]
        centre2 = middle(heads)
        kit = self.setting.kit
        if len(sitters) >= 2 and size not in ("wide", "extreme_wide"):
            line = heading_to(sitters[0].head[:2], sitters[1].head[:2])
            across = min((wrap(line + 90), wrap(line - 90)), key=lambda h: (abs(h), h))
            heading = 0.75 * across
        elif size in ("wide", "extreme_wide", "full"):
            heading = heading_to(kit.wide_to[:2], kit.wide_from[:2]) * 0.8
        else:
            heading = 0.0
        margin = {"wide": 0.75, "extreme_wide": 1.2, "full": 0.6}.get(size, 0.42)
        a = math.radians(heading)
        wide = [p[0] * math.cos(a) + p[1] * math.sin(a) for p in heads]
        high = max(high, (max(wide) - min(wide) + 2 * margin) / 2)
        if size in ("wide", "extreme_wide"):
            high = max(high, 1.9)
        lens = LENS_MM[size]

        def make(turned: float, raised: float, scale: float) -> CameraPose:
            full = high * scale
            lift = low + full * (0.5 if size not in ("wide", "full") else 0.46)
            centre = (centre2[0], centre2[1], lift)
            place, mm = self._stand(centre, heading + turned * 0.6, full, lens, self._eye(centre2[2]) + raised)
            return self._pose(place, centre, mm, middle([s.head for s in sitters]))

        return self._best(make, everyone)

    def _thing(self) -> Callable[[float, float, float], CameraPose] | None:
        """An insert, or what somebody sees."""
        shot, kit = self.shot, self.setting.kit
        name = shot.subjects[0] if shot.subjects else ""
        doer = next((b for b in self.setting.scene.business if b.id in shot.business and isinstance(b, Action)), None)
        looker = self.people.get(doer.role) if doer else None
        if name in self.setting.props:
            points = self.prop_points(name)
            size = max(self.setting.models[name].size)
        elif name in kit.features:
            points, size = [kit.features[name].place], max(kit.features[name].size)
        elif name in self.people and shot.framing == "pov":
            points, size = list(self.people[name].heads), 0.7
        else:
            return None
        if not points:
            return None
        centre = middle(points)
        span = max(max(p[k] for p in points) - min(p[k] for p in points) for k in range(3))
        if shot.framing == "pov":
            high = max(0.55, 2.0 * size, span + size)
            here = looker.head if looker else kit.wide_from
            heading = heading_to(centre[:2], here[:2])
            heading = max(-80.0, min(80.0, heading))
            rise = min(centre[2] + 0.35, max(centre[2] + 0.05, here[2]))
            lens = 50.0
        else:
            high = min(0.95, max(0.36, 2.6 * size, 1.5 * span + 1.3 * size))
            partner = self.people.get(doer.target) if doer else None
            if looker and partner:
                line = heading_to(looker.head[:2], partner.head[:2])
                heading = 0.7 * min((wrap(line + 90), wrap(line - 90)), key=lambda h: (abs(h), h))
            else:
                heading = 0.5 * looker.looks if looker else 12.0
                heading = max(-50.0, min(50.0, heading + (14.0 if heading >= 0 else -14.0)))
            heading = self._broadside(name, heading)
            down = 0.9 if self._lies_in_view(name) else 0.26 if partner else 0.42  # what lies is seen from above
            rise = centre[2] + down * distance_for(high, LENS_MM["insert"])
            lens = LENS_MM["insert"]

        def make(turned: float, raised: float, scale: float) -> CameraPose:
            place, mm = self._stand(centre, heading + turned, high * scale, lens, rise + raised)
            return self._pose(place, centre, mm, centre, f_number=1.0 if shot.framing == "insert" else 1.2)

        reach = 0.35 * (self.setting.models[name].size[2] if name in self.setting.props else 0.0)
        seen = (points[len(points) // 3], points[2 * len(points) // 3], points[-1])
        self._seen_things = [(at[0], at[1], at[2] + part) for at in seen for part in (-reach, reach)]
        return make

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
        make: Callable[[float, float, float], CameraPose],
        sitters: Sequence[Sitter],
        *,
        shoulder: Sitter | None = None,
        things: Sequence[Point] = (),
    ) -> CameraPose:
        """The first place, of a few about the one asked for, from which everything that matters is seen and in frame."""
        best: tuple[float, CameraPose] | None = None
        for number, (turned, raised) in enumerate(THING_NUDGES if things else NUDGES):
            scale = 1.0
            camera = make(turned, raised, scale)
            while scale < 1.9 and not self._framed(camera, sitters):
                scale *= 1.07
                camera = make(turned, raised, scale)
            cost = 0.02 * number + 4.0 * self._hidden(camera, sitters, shoulder, things) + self._crowded(camera) + 0.3 * (scale - 1)
            cost += 0.03 * max(0.0, 35.0 - camera.focal_length_mm) if self.shot.size in BELOW_CHIN else 0.0
            if things and self.shot.framing == "insert":
                cost += self._upstaged(camera, things)
            if len(sitters) == 1:
                cost += self._intruders(camera, sitters[0], shoulder)
            if shoulder is not None:
                x = abs(project(camera, shoulder.head)[0])
                cost += 1.5 * max(0.0, 0.42 - x) + 0.8 * max(0.0, x - 1.15)
            if best is None or cost < best[0] - 1e-9:
                best = (cost, camera)
            if cost < 0.05:
                break
        assert best is not None
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

    def _hidden(self, camera: CameraPose, sitters: Sequence[Sitter], shoulder: Sitter | None, things: Sequence[Point]) -> float:
        """How much of what matters is hidden, 0 to 1: rays to faces, hands and things against furniture, props and people."""
        rays: list[tuple[Point, str]] = []
        for s in sitters:
            radius = s.puppet.body.head_radius
            for head in (s.heads[0], s.heads[len(s.heads) // 2], s.heads[-1]):
                face = plus(head, _towards(head, camera.place), radius * 0.9)
                rays += [(face, s.role), (plus(face, (0.0, 0.0, 0.5 * radius)), s.role), (plus(face, (0.0, 0.0, -0.5 * radius)), s.role)]
        rays += [(thing, "") for thing in things]
        if not rays:
            return 0.0
        blocked = sum(1 for point, role in rays if self._blocked(camera.place, point, role, shoulder))
        return blocked / len(rays)

    def _blocked(self, eye: Point, point: Point, role: str, shoulder: Sitter | None) -> bool:
        for box in self.setting.kit.obstacles:
            if _through(eye, point, box.low, box.high):
                return True
        for prop in self.staged.props:
            state = prop.states[(self.first + self.last) // 2]
            size = self.setting.models[prop.id].size
            if state.held_by or prop.id in self.shot.subjects or max(size) < 0.14:
                continue
            low = (state.place[0] - size[0] / 2, state.place[1] - size[1] / 2, state.place[2])
            high = (state.place[0] + size[0] / 2, state.place[1] + size[1] / 2, state.place[2] + size[2])
            if _through(eye, point, low, high):
                return True
        for other in self.people.values():
            if other.role == role:
                continue
            body = other.puppet.body
            if _passes(eye, point, other.head) < body.head_radius * 0.95:
                return True
            chest = (other.head[0], other.head[1], other.head[2] - body.head_radius - 0.2)
            if _passes(eye, point, chest) < body.girth * 0.8 and not _within(point, chest, body.girth * 0.95):
                return True
        return False

    def _intruders(self, camera: CameraPose, sitter: Sitter, shoulder: Sitter | None) -> float:
        """A cost for the back of somebody's head, nearer than the face that the picture is of, where none was asked for."""
        cost = 0.0
        own = project(camera, sitter.head)[2]
        for other in self.people.values():
            if other.role == sitter.role or (shoulder is not None and other.role == shoulder.role):
                continue
            x, _, depth = project(camera, other.head)
            half = other.puppet.body.head_radius * 2 * camera.focal_length_mm / 36.0 / max(depth, 0.1)
            if 0.0 < depth < own + 0.3 and abs(x) - half < 0.94:
                cost += 0.06 + 0.22 * min(1.0, 0.94 - abs(x) + half)
        return cost

    def _upstaged(self, camera: CameraPose, things: Sequence[Point]) -> float:
        """A cost for heads that stand before the thing an insert is of and take the eye from it."""
        own = project(camera, things[0])[2]
        cost = 0.0
        for other in self.people.values():
            worst = 0.0
            for head in _sampled(other.heads):
                x, _, depth = project(camera, head)
                half = other.puppet.body.head_radius * 2 * camera.focal_length_mm / 36.0 / max(depth, 0.1)
                if 0.0 < depth < own + 0.1:
                    worst = max(worst, 0.9 * max(0.0, 0.8 - (abs(x) - half)))
            cost += worst
        return cost

    def _better_whole(self, camera: CameraPose) -> Sitter | None:
        """Whoever handles the thing of an insert, if its camera would cut through a face or have a head before it.

        A picture of him then shows both.
        """
        state = self._shown(self.shot.subjects[0]) if self.shot.subjects else None
        doer = next((b.role for b in self.setting.scene.business if b.id in self.shot.business and isinstance(b, Action)), "")
        who = self.people.get(state.held_by if state and state.held_by else doer)
        if who is None:
            return None
        for head in _sampled(who.heads):
            x, y, depth = project(camera, head)
            if depth < 0.1:
                continue
            tall = who.puppet.body.head_radius * 4 * camera.focal_length_mm / 36.0 / depth  # y counts half heights, half as long as x's
            if abs(x) < 0.95 and y - 0.7 * tall < 0.95 < y + 0.6 * tall:
                return who
        return who if self._upstaged(camera, self._seen_things) > 0.5 else None

    def _crowded(self, camera: CameraPose) -> float:
        """A cost for a camera inside furniture or too near somebody."""
        cost = 0.0
        for box in self.setting.kit.obstacles:
            if all(box.low[k] - 0.08 < camera.place[k] < box.high[k] + 0.08 for k in range(3)):
                cost += 2.0
        for other in self.people.values():
            near = math.dist(camera.place, other.head)
            if near < NEAREST:
                cost += 2.0 * (NEAREST - near) / NEAREST
        return cost


def _sampled(points: Sequence[Point]) -> tuple[Point, ...]:
    """The first, the last and two between."""
    last = len(points) - 1
    return tuple(points[i] for i in sorted({0, last // 3, 2 * last // 3, last}))


def _rounded(p: Point) -> Point:
    return round(p[0], 4) + 0.0, round(p[1], 4) + 0.0, round(p[2], 4) + 0.0


def _towards(a: Point, b: Point) -> Point:
    v = minus(b, a)
    n = math.sqrt(v[0] ** 2 + v[1] ** 2 + v[2] ** 2) or 1.0
    return v[0] / n, v[1] / n, v[2] / n


def _within(a: Point, b: Point, metres: float) -> bool:
    return math.dist(a, b) < metres


def _passes(a: Point, b: Point, centre: Point) -> float:
    """How near the line from a to b comes to a point, metres."""
    d, v = minus(b, a), minus(centre, a)
    n = d[0] ** 2 + d[1] ** 2 + d[2] ** 2 or 1e-9
    t = min(1.0, max(0.0, (d[0] * v[0] + d[1] * v[1] + d[2] * v[2]) / n))
    return math.dist(plus(a, d, t), centre)


def _through(a: Point, b: Point, low: Point, high: Point) -> bool:
    """True if the line from a to b passes through a box, its last 3 % left out."""
    enter, leave = 0.0, 0.97
    for k in range(3):
        d = b[k] - a[k]
        if abs(d) < 1e-9:
            if not low[k] <= a[k] <= high[k]:
                return False
            continue
        one, two = (low[k] - a[k]) / d, (high[k] - a[k]) / d
        enter, leave = max(enter, min(one, two)), min(leave, max(one, two))
    return enter < leave
