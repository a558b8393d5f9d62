"""The picture of a deed: where a camera sees the hands that do it and a face at once, for as long as it is done."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from filmwright.records.beats import BODILY, DEEDS, decisive, strongest
from filmwright.records.breakdown import Action
from filmwright.records.clock import FRAMES_PER_DRAWING
from filmwright.records.shots import ShotSize
from filmwright.records.staging import CameraPose, Point
from filmwright.stage.armature import head_in, palm_in
from filmwright.stage.framing import GROUP_TURNS, HEADROOM, LENS_MM, Sitter, distance_for, from_heading, middle, project, sampled
from filmwright.stage.space import plus
from filmwright.stage.witness import MASKED, in_picture

if TYPE_CHECKING:
    from filmwright.stage.cinematography import View

# A deed: the sizes in which it is seen; drawings of it, and the part of a shot that makes the shot one of it; at how many moments it is
# looked at; room about a hand; the least height of its picture, metres; cost of hands and of faces that are not seen.
DEED_SIZES: tuple[ShotSize, ...] = ("full", "medium_wide", "medium")
DEED_LEAST, DEED_MOST_OF, DEED_LOOKS, HAND_ROOM, DEED_LEAST_HIGH, DEED_F_NUMBER = 12, 0.6, 6, 0.11, 0.62, 1.6
UNDONE, FACELESS = 5.0, 4.0
DEED_RAISES, DEED_STEPS = (0.1, 0.4, -0.15, 0.75, -0.35, -0.6), (1.0, 1.3)
CHEST = 1.8  # head radii below its middle
# Cost of each metre that the camera of a deed is lower or higher than asked, and of each above a hat, whose brim hides a face.
LOW, HIGH = 0.4, 1.2


@dataclass(frozen=True)
class Deed:
    """What is done with hands or bodies, and from which drawing up to which it is seen in a shot."""

    act: Action
    first: int
    last: int

    def drawings(self, count: int) -> list[int]:
        """Some drawings of it, evenly."""
        return [self.first + (2 * k + 1) * (self.last - self.first) // (2 * count) for k in range(count)]


def deed_in(view: View) -> Deed | None:
    """What is done with hands or bodies in most of the shot, or the deed on which the scene hangs, by somebody the shot is of."""
    if view.shot.size not in DEED_SIZES or view.shot.framing not in ("single", "two", "group"):
        return None
    main = decisive(view.setting.scene)
    for item in view.setting.scene.business:
        time = view.times.get(item.id)
        if not isinstance(item, Action) or time is None or item.act not in DEEDS or item.role not in {s.role for s in view.subjects}:
            continue
        low, high = max(view.first, time.start // FRAMES_PER_DRAWING), min(view.last, time.end // FRAMES_PER_DRAWING)
        if high - low >= (DEED_LEAST if item == main else max(DEED_LEAST, DEED_MOST_OF * (view.last - view.first))):
            return Deed(item, low, high)
    return None


def see_done(view: View, deed: Deed, sitters: Sequence[Sitter], size: ShotSize) -> CameraPose:
    """A deed: the hands that do it and a face in one picture, and nothing before either, for as long as it is done.

    Places all round the front, higher and lower, further off; the hands and the best face are looked for through the whole deed.
    """
    act = deed.act
    who = [view.people[role] for role in dict.fromkeys((act.role, act.target)) if role in view.people]
    span = max(1, view.last - view.first - 1)
    moments = [(i, (i - view.first) / span) for i in deed.drawings(DEED_LOOKS)]
    hands = [hands_of(view, act, i) for i in range(deed.first, deed.last, max(1, (deed.last - deed.first) // 6))]
    points: list[tuple[Point, float]] = [(p, HAND_ROOM) for at in hands for p in at]
    for s in sitters:
        radius, over_head = s.puppet.body.head_radius, s.top - max(h[2] for h in s.heads)
        low = min(r[2] for r in s.roots) - 0.05 if size == "full" else None
        for head in sampled(s.heads):
            points += [((head[0], head[1], head[2] + over_head), 1.2 * radius), ((head[0], head[1], head[2] - 1.4 * radius), 1.2 * radius)]
            points += [((head[0], head[1], low), 0.1)] if low is not None else []
    centre = middle([p for p, _ in points])
    spread = max(math.dist(p[:2], centre[:2]) + beside for p, beside in points)
    tall = max(p[2] for p, _ in points) - min(p[2] for p, _ in points)
    lens, hat = LENS_MM[size], any(s.puppet.hat != "none" for s in who)
    heading = max(-60.0, min(60.0, 0.7 * middle_heading([s.looks for s in who])))
    focus = middle([*(s.head for s in who), *hands[len(hands) // 2]])
    best: tuple[float, CameraPose] | None = None
    for number, (step, raised, turned) in enumerate(itertools.product(DEED_STEPS, DEED_RAISES, GROUP_TURNS)):
        toward = max(-115.0, min(115.0, heading + turned))
        distance = (distance_for(max(tall / (1 - HEADROOM), spread, DEED_LEAST_HIGH), lens) + 0.5 * spread) * step
        place = view.within(from_heading(centre, toward, distance, max(s.head[2] for s in who) + raised), centre)
        camera, outside = view.fit(place, points, lens, focus)
        camera = msgspec.structs.replace(camera, f_number=max(camera.f_number, DEED_F_NUMBER))
        cost = 0.003 * number + 3.0 * outside + view.crowded(camera)
        cost += LOW * max(0.0, -raised) + (HIGH if hat else LOW) * max(0.0, raised - DEED_RAISES[0])
        cost += view.lookout.intruders(camera, sitters) + 0.02 * max(0.0, 34.0 - camera.focal_length_mm) + view.off_sides(camera, sitters)
        if best is not None and cost >= best[0]:
            continue
        cost += _unwitnessed(view, camera, act, who, moments) + 1.2 * view.lookout.clutter(camera, project(camera, centre)[2])
        cost += MASKED * max(view.masked(camera.place, s) for s in sitters) + view.merged(camera, sitters)
        if best is None or cost < best[0] - 1e-9:
            best = (cost, camera)
    assert best is not None
    view.cost = best[0]
    return best[1]


def hands_of(view: View, act: Action, drawing: int) -> list[Point]:
    """What tells a deed at a drawing: the hand that does it, nearest to its goal, and the thing; of the whole body the chests."""
    staged = {p.role: p for p in view.staged.puppets}
    there = [staged[role] for role in dict.fromkeys((act.role, act.target)) if role in staged]
    bodies = [(p.puppet.body, pose) for p in there if (pose := p.poses[drawing])]
    if not bodies or staged[act.role].poses[drawing] is None:
        return []
    if act.act in BODILY:
        return [plus(head_in(body, pose), (0.0, 0.0, -CHEST * body.head_radius)) for body, pose in bodies]
    things = [where[0] for name in (act.prop, act.target) if name and (where := view.lies_at(name, drawing)) is not None][:1]
    palms = [palm_in(*bodies[0], hand) for hand in ("left", "right")]
    goal = things or [head_in(*bodies[1])] if len(bodies) > 1 else things
    return [min(palms, key=lambda p: math.dist(p, goal[0])) if goal else max(palms, key=lambda p: p[2]), *things]


def _unwitnessed(view: View, camera: CameraPose, act: Action, who: Sequence[Sitter], moments: Sequence[tuple[int, float]]) -> float:
    """A cost for the moments of a deed at which its hands, or every face of those in it, are hidden."""
    cost, faceless = 0.0, FACELESS * (1.0 + (act.id in strongest(view.setting.scene)))
    for drawing, part in moments:
        told = hands_of(view, act, drawing)
        lost = view.lookout.blocked(camera.place, told, "", part) if told and act.act not in BODILY else [False] * len(told)
        hand = max((in_picture(camera, p) and not b for p, b in zip(told, lost, strict=True)), default=False)
        face = max(1.0 - view.lookout.lost(camera.place, s, part) for s in who)
        cost += (UNDONE * (not hand) + faceless * (max(0.0, 0.85 - face) + 0.5 * (face < 0.55))) / len(moments)
    return cost


def middle_heading(headings: Sequence[float]) -> float:
    """The heading between some."""
    return math.degrees(math.atan2(sum(math.sin(math.radians(h)) for h in headings), sum(math.cos(math.radians(h)) for h in headings)))
