"""Locomotion: footfalls planned along a way; a planted foot stays where it is until it is lifted."""

from __future__ import annotations

import math
from dataclasses import dataclass

from filmwright.records.puppet import Body
from filmwright.records.staging import SoundEvent
from filmwright.stage.armature import AT, FOOT, FOOT_YAW, HAND, SIGN, TOE_OUT, Track, arm_length
from filmwright.stage.paths import Route
from filmwright.stage.space import ease, turn, wrap

STRIDE = 0.32  # metres; an adult puppet's, it shrinks with the legs
LONGEST_STRIDE = 0.40
STEP_DRAWINGS = 4
LIFT = 0.055
DEEPEST_BOB = 0.035
_ADULT_WEIGHT = 1.2 * 0.21**2  # height times the square of the girth of a grown person of middling build


@dataclass(frozen=True)
class Gait:
    """How someone walks."""

    cadence: int = STEP_DRAWINGS  # drawings a step
    lean: float = 4.0
    swing: float = 0.11  # of a hand, metres
    waddle: float = 4.0


@dataclass(frozen=True)
class Plan:
    """Footfalls: for each the foot, the length along the way, and the drawing at which it lands."""

    falls: tuple[float, ...]
    cadence: int
    first: str

    @property
    def drawings(self) -> int:
        return len(self.falls) * self.cadence


def _tread(body: Body, *, hurries: bool) -> float:
    """How hard a foot falls, 0 to 1: by the weight of the body, taken from its height and girth, and harder in haste."""
    weight = body.height * body.girth**2 / _ADULT_WEIGHT
    return round(min(max(0.35 + 0.25 * hurries + 0.2 * math.log2(weight), 0.05), 1.0), 2)


def plan_steps(length: float, turn_by: float, body: Body, available: int, cadence: int) -> Plan:
    """Steps for a way of `length` metres that fit into `available` drawings if any gait can; a turn on the spot is two steps."""
    first = "left" if turn_by >= 0 else "right"
    if length < 0.04:
        return Plan(falls=(0.0, 0.0), cadence=min(cadence, 3) if abs(turn_by) < 60 else cadence, first=first)
    stride = min(STRIDE, 1.05 * (body.upper_leg + body.lower_leg))
    count = max(1, math.ceil(length / stride - 0.2))
    pace = cadence
    while pace > 3 and (count + 2) * pace > available:
        pace -= 1
    while count > 1 and (count + 2) * pace > available and length / (count - 1) <= LONGEST_STRIDE:
        count -= 1
    falls = [(k + 0.5) / count * length for k in range(count)] + [length, length]
    return Plan(falls=tuple(falls), cadence=pace, first=first)


def walk(
    track: Track,
    start: int,
    route: Route,
    final_heading: float,
    *,
    available: int,
    gait: Gait,
    material: str,
    role: str,
    backwards: bool = False,
) -> tuple[int, list[SoundEvent]]:
    """Write a walk, or a turn on the spot, into a track.

    Args:
        track: Its rows before `start` are as they were settled; rows after the walk stand at its end.
        start: First drawing of the walk.
        route: The way; its first point is where the track stands at `start`.
        final_heading: How one faces at the end.
        available: Drawings the walk may take; it takes more if no gait fits.

    Returns:
        The drawing at which the walk is over, and the sounds of its steps (frames relative to the track).
    """
    body = track.body
    n = track.drawings
    before = track.rows[min(start, n - 1)].copy()
    heading0 = float(before[AT["heading"]])
    length = route.length
    ahead = length >= 0.04 and not backwards
    total_turn = wrap((route.heading(0.0) if ahead else final_heading) - heading0)
    plan = plan_steps(length, total_turn, body, available, gait.cadence)
    c, count = plan.cadence, len(plan.falls)
    feet = {foot: (float(before[FOOT[foot]][0]), float(before[FOOT[foot]][1])) for foot in ("left", "right")}
    yaws = {foot: float(before[FOOT_YAW[foot]]) for foot in ("left", "right")}
    floor = {foot: float(before[FOOT[foot]][2]) for foot in ("left", "right")}
    order = [plan.first if k % 2 == 0 else ("right" if plan.first == "left" else "left") for k in range(count)]

    def heading_at(u: float) -> float:
        """Heading after u steps: from how one stood, along the way, to how one will stand."""
        if length < 0.04 or backwards:
            return heading0 + wrap(final_heading - heading0) * ease(u / count)
        along = route.heading(root_at(u))
        h = heading0 + wrap(along - heading0) * ease(u / 1.2)
        return h + wrap(final_heading - h) * ease((u - (count - 2.0)) / 2.0)

    def root_at(u: float) -> float:
        knots = [0.0] + [((plan.falls[k - 1] if k else 0.0) + plan.falls[k]) / 2 for k in range(count - 1)] + [length]
        k = min(count - 1, int(u))
        part = min(1.0, u - k)
        if k == 0:
            part = part * part
        return knots[k] + (knots[k + 1] - knots[k]) * part

    landed: list[tuple[str, tuple[float, float], float]] = []
    for k, s in enumerate(plan.falls):
        x, y = route.point(s)
        h = heading_at(float(count)) if k >= count - 2 else heading_at(k + 0.5) if length < 0.04 or backwards else route.heading(s)
        dx, dy = turn((SIGN[order[k]] * (body.hip_width / 2 + 0.01), 0.0), h)
        landed.append((order[k], (x + dx, y + dy), h + SIGN[order[k]] * TOE_OUT))

    sounds: list[SoundEvent] = []
    end = start + count * c
    leg = body.hip_height
    for i in range(start + 1, n):
        u = min(float(count), (i - start) / c)
        row = track.rows[i]
        x, y = route.point(root_at(u))
        row[AT["x"]], row[AT["y"]] = x, y
        row[AT["heading"]] = heading_at(u)
        k = min(count - 1, int(u - 1e-9)) if u > 0 else 0
        where, yaw, lift = dict(feet), dict(yaws), {"left": 0.0, "right": 0.0}
        for j in range(count):
            foot, spot, spot_yaw = landed[j]
            if j < k or u >= count:
                where[foot], yaw[foot] = spot, spot_yaw
            elif j == k:
                part = ease(u - k)
                origin, origin_yaw = where[foot], yaw[foot]
                where[foot] = (origin[0] + (spot[0] - origin[0]) * part, origin[1] + (spot[1] - origin[1]) * part)
                yaw[foot] = origin_yaw + wrap(spot_yaw - origin_yaw) * part
                moved = math.dist(origin, spot) > 0.01 or abs(wrap(spot_yaw - origin_yaw)) > 4
                lift[foot] = LIFT * math.sin(math.pi * (u - k)) * (1.0 if moved else 0.0)
        walking = u < count
        for foot in ("left", "right"):
            row[FOOT[foot]] = (
                *where[foot],
                max(0.0, floor[foot] * (1.0 - u / count) if walking else 0.0) + (lift[foot] if walking else 0.0),
            )
            row[FOOT_YAW[foot]] = yaw[foot]
        if not walking:
            continue
        strength = min(1.0, u, count - u) * min(1.0, length / 0.3)
        far = max(math.dist(where[f], (x, y)) for f in ("left", "right"))
        need = leg - math.sqrt(max(leg * leg - min(far, 0.9 * leg) ** 2, 0.0))
        row[AT["drop"]] += min(DEEPEST_BOB, need * 0.6) * min(1.0, length / 0.2)
        side = SIGN[order[k]]
        row[AT["lean"]] += gait.lean * strength
        row[AT["sway"]] += -side * gait.waddle * math.sin(math.pi * (u - k)) * strength
        row[AT["twist"]] += side * 4.0 * math.cos(math.pi * (u - k)) * strength * -1.0
        phase = side * math.cos(math.pi * (u - k))  # the arm opposite to the leg that swings goes forward
        for hand in ("left", "right"):
            held = track.shapes(hand)[i] == "grip"
            row[HAND[hand]][1] += SIGN[hand] * phase * -gait.swing * strength * (0.2 if held else 1.0) * arm_length(body) / 0.42
    for k in range(count):
        foot, spot, _ = landed[k]
        drawing = start + (k + 1) * c
        origin = next((landed[j][1] for j in range(k - 1, -1, -1) if landed[j][0] == foot), feet[foot])
        if drawing < n and (math.dist(origin, spot) > 0.03):
            sounds.append(
                SoundEvent(
                    frame=2 * drawing,
                    kind="step",
                    material=material,
                    place=(spot[0], spot[1], 0.0),
                    strength=_tread(body, hurries=c < 4),
                    source=role,
                )
            )
    return end, sounds
