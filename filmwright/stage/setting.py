"""What a scene has to work with: its kit, its cast, its props, and where on the set things are."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass

from filmwright.errors import StageError
from filmwright.records.breakdown import Action, Breakdown, Image, LineOfDialogue, Prop, Role, Scene, SetRecord
from filmwright.records.staging import Point, PropState
from filmwright.stage.paths import Floor
from filmwright.stage.space import XY, facing, plus, rotate
from filmwright.stage.volumes import Volumes, abreast, before_each_other, volumes
from filmwright.stage.world import Gaze, PropWhere, RoleState
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue import Box, Entrance, PropModel, SetKit, Surface

SHEET_TURN: Point = (62.0, 0.0, 180.0)  # of a sheet in a hand; flat on the palm it would be hidden behind the forearm
ON_EDGE: Point = (80.0, 0.0, 45.0)  # of a flat small thing in a hand: its face half to who is looked at, half to the side
SMALL = 0.13  # metres: what is no larger than a hand
FINGERTIPS: Point = (0.0, -0.045, 0.095)  # from the grip, before a forearm that points ahead
BULKY = 0.3  # metres: what is no narrower, stands on the floor and cannot be carried, is walked around
LYING_YAW = 78.0  # a thing that lies shows its length to the audience, a little askew; by eye


@dataclass(frozen=True)
class Setting:
    """One scene's set, cast and props; looked up once."""

    scene: Scene
    place: SetRecord
    kit: SetKit
    roles: dict[str, Role]
    props: dict[str, Prop]
    models: dict[str, PropModel]  # by prop id

    def floor(self, states: dict[str, RoleState], but: str = "", props: Mapping[str, PropWhere] | None = None) -> Floor:
        """The floor as it is for someone, the others and the large things of `props` standing on it."""
        return Floor(self.kit, [((s.x, s.y), self.room(but or r, r)) for r, s in states.items() if r != but], self._bulky(props or {}))

    def _bulky(self, props: Mapping[str, PropWhere]) -> list[Box]:
        """What things on the floor of this set take up that nobody steps over: a barrow, a bicycle."""
        out: list[Box] = []
        for name, where in props.items():
            model, (x, y, z) = self.models[name], where.state.place
            if where.state.held_by or where.set != self.place.id or z > 0.1 or model.hands != "none" or min(self.footprint(name)) < BULKY:
                continue
            wide, deep = self.footprint(name)
            a = math.radians(where.state.turn[2])
            across = (abs(wide * math.cos(a)) + abs(deep * math.sin(a))) / 2, (abs(wide * math.sin(a)) + abs(deep * math.cos(a))) / 2
            out.append(Box(low=(x - across[0], y - across[1], 0.0), high=(x + across[0], y + across[1], model.size[2])))
        return out

    def room(self, one: str, two: str) -> float:
        """How near one may stand beside another, from middle to middle: as broad as the two are."""
        return abreast(self.roles[one].puppet, self.roles[two].puppet)

    def volumes(self, role: str) -> Volumes:
        """The room somebody's head, trunk and legs take."""
        return volumes(self.roles[role].puppet)

    def before(self, one: str, two: str, lean: tuple[float, float] = (0.0, 0.0)) -> float:
        """How near one may stand before another, face to face: clear of noses, brims, bellies and skirts, each bent so far."""
        return before_each_other(volumes(self.roles[one].puppet), volumes(self.roles[two].puppet), lean=lean)

    def door(self, name: str = "", near: XY | None = None) -> Entrance:
        """The entrance of that name; without one the set's door, or where there is no door the nearest way in."""
        ways = list(self.kit.entrances.values())
        found = self.kit.entrances.get(name) or next((way for way in ways if way.door), None)
        if found is None and ways:
            found = min(ways, key=lambda way: math.dist((way.x, way.y), near)) if near else ways[0]
        if found is None:
            x, y = self.kit.stage.low[0], 0.0
            return Entrance(x=x, y=y, heading=90.0, outside_x=x - 0.8, outside_y=y)
        return found

    def grip(self, prop: str, where: PropState) -> Point:
        """Where a hand takes hold of a placed prop, on the stage."""
        return plus(where.place, rotate(self.models[prop].grip, *where.turn))

    def middle(self, prop: str, where: PropState) -> Point:
        """The middle of a placed prop."""
        return plus(where.place, rotate((0.0, 0.0, self.models[prop].size[2] / 2), *where.turn))

    def held_turn(self, prop: str) -> Point:
        """How a thing is turned in a hand: a sheet of paper stands up from it, its written side to the holder."""
        model = self.models[prop]
        wide, deep, high = model.size
        if model.material == "paper" and high < 0.2 * min(wide, deep):
            return SHEET_TURN
        return ON_EDGE if max(model.size) <= SMALL and high < 0.5 * min(wide, deep) else (0.0, 0.0, 0.0)

    def held_place(self, prop: str) -> Point:
        """How far from the grip a thing is held: what is small stands out over thumb and finger, or the fist would hide it."""
        model = self.models[prop]
        if max(model.size) > SMALL:
            return 0.0, 0.0, 0.0
        pitch, _, yaw = self.held_turn(prop)
        x, y, z = rotate(rotate(FINGERTIPS, 0.0, 0.0, -yaw), -pitch, 0.0, 0.0)
        return round(x, 4), round(y, 4), round(z, 4)

    def footprint(self, prop: str) -> XY:
        """How much room a prop takes where it is put down, along x and y."""
        width, depth, height = self.models[prop].size
        return (height, width) if self.models[prop].lies else (width, depth)

    def resting(self, prop: str, spot: Point, yaw: float = 0.0) -> tuple[Point, Point]:
        """Place and turn of a prop put down at a spot: standing, turned by `yaw`; or on its back with its middle there, along x."""
        model = self.models[prop]
        if not model.lies:
            return spot, (0.0, 0.0, yaw)
        turn = (-90.0, 0.0, LYING_YAW)
        place = plus(plus(spot, (0.0, 0.0, model.size[1] / 2)), rotate((0.0, 0.0, -model.size[2] / 2), *turn))
        return (round(place[0], 4), round(place[1], 4), round(place[2], 4)), turn

    def surface_near(self, point: XY, within: float) -> Surface | None:
        """The nearest surface whose edge is within so many metres."""

        def gap(s: Surface) -> float:
            return math.hypot(max(0.0, abs(point[0] - s.x) - s.width / 2), max(0.0, abs(point[1] - s.y) - s.depth / 2))

        best = min(self.kit.surfaces.values(), key=gap, default=None)
        return best if best is not None and gap(best) <= within else None

    def under(self, place: Point) -> Surface | None:
        """The surface on which something stands, if any."""
        for s in self.kit.surfaces.values():
            if abs(place[0] - s.x) <= s.width / 2 and abs(place[1] - s.y) <= s.depth / 2 and abs(place[2] - s.z) < 0.06:
                return s
        return None


def setting_of(scene: Scene, breakdown: Breakdown) -> Setting:
    """Look up what the scene needs.

    Raises:
        StageError: the scene's set is not listed, or its kit or the model of a prop is not in the theatre's catalogue.
    """
    place = next((s for s in breakdown.sets if s.id == scene.set), None)
    if place is None:
        raise StageError(f"stage: scene {scene.id} plays in the set '{scene.set}', which the breakdown does not list; add it to 'sets'")
    kits = catalogue.sets()
    if place.kit not in kits:
        raise StageError(f"stage: the set '{place.name}' asks for the kit '{place.kit}'; the theatre has: {', '.join(kits) or 'none'}")
    known = catalogue.props()
    for prop in breakdown.props:
        if prop.model not in known:
            near = difflib.get_close_matches(prop.model, known, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else " docs/theatre.md says how to add one."
            raise StageError(f"stage: the prop '{prop.name}' asks for the model '{prop.model}', which the theatre does not have.{hint}")
    return Setting(
        scene=scene, place=place, kit=kits[place.kit], roles={r.id: r for r in breakdown.cast},
        props={p.id: p for p in breakdown.props}, models={p.id: known[p.model] for p in breakdown.props},
    )  # fmt: skip


def mentioned_props(scene: Scene, known: dict[str, Prop]) -> list[str]:
    """Props the scene's business names, in order."""
    names: list[str] = []
    for item in scene.business:
        if isinstance(item, Action):
            names += [item.prop, item.target]
        elif isinstance(item, Image):
            names.append(item.subject)
    return [name for name in dict.fromkeys(names) if name in known]


def user_of(prop: str, scene: Scene) -> str:
    """The first role that handles a prop in the scene."""
    return next((b.role for b in scene.business if isinstance(b, Action) and prop in (b.prop, b.target)), "")


def free_slot(setting: Setting, surface: Surface, prop: str, props: dict[str, PropWhere], near: XY) -> Point:
    """A place on a surface for a prop, as near to `near` as it can be without touching what stands there."""
    wide, deep = setting.footprint(prop)
    radius = max(wide, deep) / 2
    taken = [
        (setting.middle(p, w.state), max(setting.footprint(p)) / 2)
        for p, w in props.items()
        if p != prop and not w.state.held_by and w.set == setting.place.id and abs(w.state.place[2] - surface.z) < 0.06
    ]
    best: tuple[float, Point] | None = None
    half_x, half_y = max(0.0, surface.width / 2 - wide / 2 - 0.01), max(0.0, surface.depth / 2 - deep / 2 - 0.01)
    for i in range(-4, 5):
        for j in range(-3, 4):
            spot = (surface.x + half_x * i / 4, surface.y + half_y * j / 3, surface.z)
            overlap = sum(max(0.0, r + radius + 0.015 - math.dist(spot[:2], p[:2])) for p, r in taken)
            edge = 0.02 * (abs(i) / 4 + abs(j) / 3)
            cost = 20 * overlap + math.dist(spot[:2], near) + edge
            if best is None or cost < best[0] - 1e-9:
                best = (cost, spot)
    assert best is not None
    return (round(best[1][0], 4), round(best[1][1], 4), best[1][2])


def opening_cast(scene: Scene) -> list[str]:
    """Who is on stage when the scene opens: those present, and those who act or speak without having entered."""
    there = list(dict.fromkeys(scene.present))
    seen: set[str] = set()
    for item in scene.business:
        if isinstance(item, Image) or (isinstance(item, LineOfDialogue) and item.delivery in ("voice_over", "off_screen")):
            continue
        if item.role not in seen:
            seen.add(item.role)
            enters = isinstance(item, Action) and item.act == "enter"
            if enters and item.role in there:
                there.remove(item.role)
            elif not enters and item.role not in there:
                there.append(item.role)
    return there


def cheat(heading: float) -> float:
    """A heading opened to the front: someone who talks to one side is seen at three quarters, not in profile."""
    return 0.55 * heading


def gaze_at(kind: str, name: str) -> Gaze:
    return Gaze(kind="role" if kind == "role" else "prop", name=name)


def before(state: RoleState, metres: float) -> XY:
    """A point in front of someone."""
    fx, fy = facing(state.heading)
    return state.x + fx * metres, state.y + fy * metres
