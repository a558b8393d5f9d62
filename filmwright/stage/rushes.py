"""The rushes: what the placed cameras of a scene show, measured without a picture: faces, things, set-ups, the last image."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from filmwright.records.beats import BODILY, decisive, strongest
from filmwright.records.breakdown import Action, Breakdown, Image, Scene
from filmwright.records.clock import FRAMES_PER_DRAWING
from filmwright.records.shots import SceneTiming, ShotList
from filmwright.records.staging import CameraPose, Pose, StagedPuppet, StagedScene, StagedShot
from filmwright.stage.armature import head_in
from filmwright.stage.cinematography import COVERED, HALF_SEEN, View
from filmwright.stage.deeds import hands_of
from filmwright.stage.framing import BELOW_CHIN, height_of, picture_height, project, whole_in
from filmwright.stage.seeing import face
from filmwright.stage.setting import setting_of
from filmwright.stage.space import minus, plus, wrap
from filmwright.stage.witness import area, in_picture

FACE_SHARE = 0.65  # of those points, from which a face is seen
FACE_HIGH = 0.15  # of the picture, at least, by a head whose face is seen
THING_HIGH = 1 / 3  # of the picture's height, by the thing of an insert in its larger direction
THING_SEEN = 0.6  # of its points
PERSON_HIGH = 0.33  # of the picture's height, by the tallest in a wide picture
SAME_TURN, SAME_HEIGHT, SAME_PLACE = 20.0, 1.4, 0.35  # degrees, ratio of picture heights, metres between what is looked at
LAST_TURN, LAST_HEIGHT = 22.0, 1.35  # of a last picture against those that showed the place
READ = 12  # drawings that a beat shares with a shot, at least, to be read in it
WORN = 2  # uses of one set-up in a scene, beyond which it is worn
DEED_SHARE = 0.6  # of a deed's drawings, at which it is to be seen
DEED_FACE, DEED_FACE_HIGH = 0.5, 0.1  # of a face's points, and of the picture's height by its head, at a deed
THING_AREA, THING_HIDDEN = 0.02, 0.3  # of the picture, at least; of its points, at most
LAST_FACE_HIGH, LAST_THING_AREA = 0.08, 0.01  # of a last picture: its height by a head whose eyes are both seen; its area by the thing
SAMPLED = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class FaceSeen:
    """The face of whoever feels most in a scene, at that beat."""

    business: str
    role: str
    shot: str  # in which it is seen best
    share: float  # of its points
    eyes: int
    high: float  # of the picture, by the head

    @property
    def good(self) -> bool:
        return self.eyes == 2 and self.share >= FACE_SHARE and self.high >= FACE_HIGH


@dataclass(frozen=True)
class ThingSeen:
    """The thing of an insert."""

    shot: str
    thing: str
    high: float  # its larger direction, in heights of the picture
    whole: bool
    share: float  # of its points that nothing hides
    area: float  # of the picture

    @property
    def good(self) -> bool:
        return self.high >= THING_HIGH and self.whole and self.share >= THING_SEEN


@dataclass(frozen=True)
class DeedSeen:
    """The deed on which a scene hangs."""

    business: str
    shots: tuple[str, ...]
    hands: float  # of its drawings, at which a hand that does it or its thing is seen; of a deed of the whole body, the body
    face: float  # at which a face of whoever is in it is seen
    both: float

    @property
    def good(self) -> bool:
        return self.both >= DEED_SHARE


@dataclass(frozen=True)
class Rushes:
    """What was measured of one scene."""

    scene: str
    peaks: tuple[FaceSeen, ...]
    inserts: tuple[ThingSeen, ...]
    faceless: tuple[str, ...]  # pictures of one face, medium and closer, in which it is not seen
    became: tuple[str, ...]  # pictures of a thing or a look that are another picture, because it cannot be seen
    setups: dict[str, tuple[str, ...]]  # first shot of a set-up -> all that use it
    own_head: tuple[str, ...]  # what somebody sees, with that somebody's head in it
    small: tuple[str, ...]  # wide pictures in which everybody is small or turned away
    deed: DeedSeen | None
    masked: tuple[str, ...]  # pictures of people in which a head is covered by another's body
    profiles: tuple[str, ...]  # pictures of two, medium wide and closer, with nobody's both eyes
    poor: tuple[str, ...]  # pictures asked for of a thing, in which it is tiny, hidden or not at all
    last_shows: str  # what the scene's last picture shows of weight: "face", "thing" or ""
    opening: str  # how the scene's first picture is framed
    last_like: str  # the picture of the place that the last one repeats: a shot, or the kit whose own wide picture it is; or ""

    @property
    def worn(self) -> tuple[str, ...]:
        """The shots that use a set-up once too often."""
        return tuple(shot for uses in self.setups.values() for shot in uses[WORN:])


def rushes(scene: Scene, staged: StagedScene, shot_list: ShotList, placed: Sequence[StagedShot], breakdown: Breakdown) -> Rushes:
    """Measure the placed shots of a scene."""
    setting = setting_of(scene, breakdown)
    shots = [shot for shot in shot_list.shots if shot.scene == scene.id]
    timing = next(t for t in shot_list.timings if t.scene == scene.id)
    views = [
        View(shot, setting, staged, one.first_drawing, one.first_drawing + one.drawings)
        for shot, one in zip(shots, placed, strict=True)
    ]
    seen = list(zip(views, placed, strict=True))
    inserts = [_thing(view, one) for view, one in seen if (one.became or view.shot.framing) in ("insert", "over_thing")]
    setups = _setups(seen)
    return Rushes(
        scene=scene.id,
        peaks=tuple(found for beat, who in strongest(scene).items() if (found := _face_at(beat, who, timing, seen, staged))),
        inserts=tuple(thing for thing in inserts if thing is not None),
        became=tuple(view.shot.id for view, one in seen if one.became and view.shot.framing in ("insert", "over_thing", "pov")),
        faceless=tuple(view.shot.id for view, one in seen if _faceless(view, one, staged)),
        setups=setups,
        own_head=tuple(view.shot.id for view, one in seen if (one.became or view.shot.framing) == "pov" and _own_head(view, one)),
        small=tuple(view.shot.id for view, one in seen if _small(view, one, staged)),
        deed=_deed(scene, timing, seen, staged),
        masked=tuple(view.shot.id for view, one in seen if _masked(view, one)),
        profiles=tuple(view.shot.id for view, one in seen if _profile(view, one, staged)),
        poor=tuple(view.shot.id for view, one in seen if view.shot.framing in ("insert", "over_thing") and _poor(view, one)),
        last_shows=_shows(seen[-1], staged, breakdown) if seen else "",
        opening=shots[0].framing if shots else "",
        last_like=_last_like(seen),
    )


def face_seen(view: View, camera: CameraPose, puppet: StagedPuppet, pose: Pose, part: float) -> tuple[float, int, float]:
    """Of a face at a drawing: the share of its points that is seen, how many eyes, and the head's part of the picture's height."""
    body = puppet.puppet.body
    head = head_in(body, pose)
    _, _, depth = project(camera, head)
    high = 2 * body.head_radius * camera.focal_length_mm / 18.0 / max(depth, 0.1)
    yaw, pitch = pose.heading + pose.twist + pose.head_yaw, pose.head_pitch - pose.lean
    points, turned = face(camera.place, head, body.head_radius, yaw, pitch)
    lost = view.lookout.blocked(camera.place, points, puppet.role, part) | turned
    inside = [abs(x) < 0.98 and abs(y) < 0.98 and d > 0.05 for x, y, d in (project(camera, p) for p in points)]
    clear = [not a and b for a, b in zip(lost, inside, strict=True)]
    return sum(clear) / len(clear), sum(clear[:2]), high


def same_setup(
    one: CameraPose, two: CameraPose, *, turn: float = SAME_TURN, height: float = SAME_HEIGHT, apart: float = SAME_PLACE
) -> bool:
    """Whether two cameras give nearly the same picture: from the same side, of the same place, as near."""
    a, b = (picture_height(c.place, c.focus, c.focal_length_mm) for c in (one, two))
    return (
        abs(wrap(_looks(one) - _looks(two))) < turn and max(a, b) / min(a, b) < height and math.dist(one.focus[:2], two.focus[:2]) < apart
    )


def _looks(camera: CameraPose) -> float:
    return math.degrees(math.atan2(camera.target[1] - camera.place[1], camera.target[0] - camera.place[0]))


def _camera(staged: StagedShot, drawing: int) -> CameraPose:
    return staged.camera[min(len(staged.camera) - 1, max(0, drawing - staged.first_drawing))]


def _face_at(
    business: str, who: Sequence[str], timing: SceneTiming, seen: Sequence[tuple[View, StagedShot]], staged: StagedScene
) -> FaceSeen | None:
    """The face at a beat, in the shot that shows it best; None if whoever feels it is off stage."""
    time = next(t for t in timing.business if t.business == business)
    first, last = time.start // FRAMES_PER_DRAWING, time.end // FRAMES_PER_DRAWING
    found = [
        face
        for view, one in seen
        for puppet in staged.puppets
        if puppet.role in who and min(last, one.first_drawing + one.drawings) - max(first, one.first_drawing) >= READ
        if (face := _face_in(view, one, puppet, business, first, last)) is not None
    ]
    if not found and any(any(p.poses[first:last]) for p in staged.puppets if p.role in who):
        return FaceSeen(business, who[0], "", 0.0, 0, 0.0)
    return max(found, key=lambda face: (face.good, face.share * min(1.0, face.high / FACE_HIGH)), default=None)


def _face_in(view: View, staged: StagedShot, puppet: StagedPuppet, business: str, first: int, last: int) -> FaceSeen | None:
    """A face in a shot, between two drawings: the middle of what is seen at four of them."""
    low, high = max(first, staged.first_drawing), min(last, staged.first_drawing + staged.drawings)
    found = []
    for part in (0.2, 0.4, 0.6, 0.8):
        i = low + int(part * (high - low))
        pose = puppet.poses[i]
        if pose is not None:
            found.append(face_seen(view, _camera(staged, i), puppet, pose, (i - staged.first_drawing) / staged.drawings))
    if not found:
        return None
    share, eyes, tall = (sorted(column)[len(column) // 2] for column in zip(*found, strict=True))
    return FaceSeen(business, puppet.role, view.shot.id, share, int(eyes), tall)


def _faceless(view: View, staged: StagedShot, scene: StagedScene) -> bool:
    """True for a picture of one face, medium or closer, at whose middle that face is not seen."""
    shot = view.shot
    if (staged.became or shot.framing) not in ("single", "over_shoulder") or shot.size not in BELOW_CHIN or shot.size == "medium_wide":
        return False
    puppet = next((p for p in scene.puppets if p.role == shot.subjects[0]), None)
    seen = _face_in(view, staged, puppet, "", 0, scene.drawings) if puppet else None
    return seen is None or not seen.good


def _deed(scene: Scene, timing: SceneTiming, seen: Sequence[tuple[View, StagedShot]], staged: StagedScene) -> DeedSeen | None:
    """How the scene's deed is witnessed, drawing by drawing; None if it has none, or whoever does it is off stage."""
    act = decisive(scene)
    time = next((t for t in timing.business if act and t.business == act.id), None)
    if act is None or time is None:
        return None
    hands, faces, both, count = 0, 0, 0, 0
    shots: dict[str, None] = {}
    for i in range(time.start // FRAMES_PER_DRAWING, time.end // FRAMES_PER_DRAWING, 2):
        found = next(((v, one) for v, one in seen if one.first_drawing <= i < one.first_drawing + one.drawings), None)
        people = [p for p in staged.puppets if p.role in (act.role, act.target) and p.poses[i] is not None]
        if found is None or not any(p.role == act.role for p in people):
            continue
        count, (view, one) = count + 1, found
        shots[view.shot.id] = None
        done, face = _hands_seen(view, one, act, i), any(_face_told(view, one, p, i) for p in people)
        hands, faces, both = hands + done, faces + face, both + (done and face)
    return DeedSeen(act.id, tuple(shots), hands / count, faces / count, both / count) if count else None


def _part(one: StagedShot, drawing: int) -> float:
    return (drawing - one.first_drawing) / max(1, one.drawings - 1)


def _face_told(view: View, one: StagedShot, puppet: StagedPuppet, drawing: int) -> bool:
    pose = puppet.poses[drawing]
    if pose is None:
        return False
    share, eyes, high = face_seen(view, _camera(one, drawing), puppet, pose, _part(one, drawing))
    return share >= DEED_FACE and eyes >= 1 and high >= DEED_FACE_HIGH


def _hands_seen(view: View, one: StagedShot, act: Action, drawing: int) -> bool:
    """Whether a hand that does a deed, or its thing, is in the picture and nothing is before it."""
    camera, told = _camera(one, drawing), hands_of(view, act, drawing)
    inside = [in_picture(camera, point) for point in told]
    if act.act in BODILY:
        return bool(told) and all(inside)
    lost = view.lookout.blocked(camera.place, told, "", _part(one, drawing)) if told else ()
    return any(a and not b for a, b in zip(inside, lost, strict=True))


def _masked(view: View, one: StagedShot) -> bool:
    """Whether a head is covered by another's body: of those a picture of several is of, or of one who stands beside them, half seen."""
    framing = one.became or view.shot.framing
    if framing not in ("single", "two", "group", "over_shoulder") or view.shot.size in ("wide", "extreme_wide"):
        return False
    place = one.camera[0].place
    for who in view.people.values():
        cover = sum(view.covered(place, who, part) for part in SAMPLED) / len(SAMPLED)
        if cover > COVERED and (who in view.subjects or (cover < HALF_SEEN and in_picture(one.camera[0], who.head_at(0.5)))):
            return True
    return False


def _profile(view: View, one: StagedShot, scene: StagedScene) -> bool:
    """Whether a picture of two that comes near shows nobody's both eyes at its middle."""
    if (one.became or view.shot.framing) != "two" or view.shot.size not in BELOW_CHIN:
        return False
    i = one.first_drawing + one.drawings // 2
    faces = [
        face_seen(view, _camera(one, i), puppet, pose, 0.5)[1]
        for puppet in scene.puppets
        if puppet.role in view.shot.subjects and (pose := puppet.poses[i]) is not None
    ]
    return max(faces, default=0) < 2


def _poor(view: View, one: StagedShot) -> bool:
    """Whether what was to be a picture of a thing shows it tiny, hidden or not at all."""
    if one.became and one.became not in ("insert", "over_thing"):
        return True
    found = _thing(view, one)
    return found is None or found.area < THING_AREA or found.share < 1.0 - THING_HIDDEN


def _shows(last: tuple[View, StagedShot], scene: StagedScene, breakdown: Breakdown) -> str:
    """What of weight a last picture shows near its end: a face at three quarters or better, or the thing that the film speaks of most."""
    view, one = last
    i = one.first_drawing + int(0.7 * one.drawings)
    camera, part = _camera(one, i), _part(one, i)
    for puppet in scene.puppets:
        if (pose := puppet.poses[i]) is not None:
            _, eyes, high = face_seen(view, camera, puppet, pose, part)
            if eyes == 2 and high >= LAST_FACE_HIGH:
                return "face"
    weights: dict[str, int] = {}
    for item in (item for scene_ in breakdown.scenes for item in scene_.business):
        names = (item.subject,) if isinstance(item, Image) else (item.prop, item.target) if isinstance(item, Action) else ()
        for name in {n for n in names if n in view.setting.props}:
            weights[name] = weights.get(name, 0) + 1
    for name in (n for n, weight in weights.items() if weight == max(weights.values())):
        where = view.lies_at(name, i)
        if where is None or area(camera, view.corners(name)[:8]) < LAST_THING_AREA:
            continue
        if in_picture(camera, where[0]) and not view.lookout.blocked(camera.place, [where[0]], "", part)[0]:
            return "thing"
    return ""


def _thing(view: View, staged: StagedShot) -> ThingSeen | None:
    name = view.shot.subjects[0]
    middle = staged.first_drawing + staged.drawings // 2
    if view.lies_at(name, middle) is None and name in view.setting.props:
        return ThingSeen(view.shot.id, name, 0.0, False, 0.0, 0.0)
    camera = _camera(staged, middle)
    corners = view.corners(name)[:8]
    centre = tuple(sum(c[k] for c in corners) / 8 for k in range(3))
    inner = [plus(centre, minus(c, centre), 0.7) for c in corners]  # type: ignore[arg-type]
    share = 1.0 - float(view.lookout.blocked(camera.place, inner, "", 0.5).mean())
    return ThingSeen(view.shot.id, name, height_of(camera, corners), whole_in(camera, corners), share, area(camera, corners))


def _setups(seen: Sequence[tuple[View, StagedShot]]) -> dict[str, tuple[str, ...]]:
    """The shots of a scene by set-up. The middle of a shot's camera counts."""
    found: list[tuple[CameraPose, list[str]]] = []
    for view, one in seen:
        camera = one.camera[len(one.camera) // 2]
        known = next((uses for other, uses in found if same_setup(camera, other)), None)
        if known is None:
            found.append((camera, [view.shot.id]))
        else:
            known.append(view.shot.id)
    return {uses[0]: tuple(uses) for _, uses in found}


def _own_head(view: View, staged: StagedShot) -> bool:
    looker = next((b.role for b in view.setting.scene.business if b.id in view.shot.business and isinstance(b, Action)), "")
    who = view.people.get(looker)
    if who is None:
        return False
    camera = staged.camera[0]
    x, y, depth = project(camera, who.head)
    radius = who.puppet.body.head_radius * 2 * camera.focal_length_mm / 36.0 / max(depth, 0.1)
    return depth > -who.puppet.body.head_radius and abs(x) - radius < 1.0 and abs(y) - 2 * radius < 1.0


def _small(view: View, staged: StagedShot, scene: StagedScene) -> bool:
    """True for a wide picture in which the tallest is small, or in which nobody's face is turned to it."""
    if view.shot.size not in ("wide", "full"):
        return False
    middle = staged.first_drawing + staged.drawings // 2
    camera = _camera(staged, middle)
    tallest, faces = 0.0, 0
    for puppet in scene.puppets:
        pose = puppet.poses[middle]
        if pose is None:
            continue
        body = puppet.puppet.body
        head = head_in(body, pose)
        x, y, depth = project(camera, head)
        if depth > 0.1 and abs(x) < 1.0 and abs(y) < 1.0:
            tall = (head[2] + body.head_radius - pose.root[2]) * camera.focal_length_mm / 18.0 / depth
            tallest = max(tallest, tall * max(1.0, 1.0 / max(0.4, body.height)))  # a mouse may be small
            faces += face_seen(view, camera, puppet, pose, 0.5)[1] > 0
    return tallest > 0 and (tallest < PERSON_HIGH or not faces)


def _last_like(seen: Sequence[tuple[View, StagedShot]]) -> str:
    """The picture of the place, of the same scene, that its last picture repeats."""
    if len(seen) < 2:
        return ""
    last = seen[-1][1].camera[-1]
    kit = seen[-1][0].setting.kit
    for view, one in seen[:-1]:
        if view.shot.framing == "establishing" and _alike(last, one.camera[0]):
            return view.shot.id
    the_place = CameraPose(place=kit.wide_from, target=kit.wide_to, focal_length_mm=kit.wide_mm, focus=last.focus)
    return kit.name if _alike(last, the_place) else ""


def _alike(last: CameraPose, place: CameraPose) -> bool:
    return same_setup(last, place, turn=LAST_TURN, height=LAST_HEIGHT, apart=1.0)
