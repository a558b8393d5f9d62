"""What a puppet does without being told: breath, weight, blinks, glances; and the look that leads the head."""

from __future__ import annotations

import math
import random

import numpy as np

from filmwright.records.staging import Point
from filmwright.stage.armature import AT, Track, head_of
from filmwright.stage.feelings import look
from filmwright.stage.holding import IDLE_STEP, STEP
from filmwright.stage.space import ease, heading_to, wrap
from filmwright.stage.world import Gaze, RoleState

LONG_WAIT = 60  # drawings, 5 s
SHIFT_DRAWINGS = 8
HEAD_LAG, HEAD_MOVE = 3, 4  # the eyes go first; the head follows three drawings later, over four
HEAD_SHARE = 0.56  # the eyes do the rest: faces stay open to the front
BLINK_SHIFT = 12.0  # degrees: a look that goes so far takes the lids with it
HEAD_MOST, EYES_MOST = 62.0, 30.0
BOW_FREE, BOW_SHARE = 18.0, 0.35  # degrees that a face looks down before more of it is left to the eyes; and how much the head still does
_BLINK = (0.0, 0.5)  # shut, half open: on twos there is no time for more


def breathe(track: Track, state: RoleState, rng: random.Random, *, still: bool) -> None:
    """In a long wait, a breath and a shift of weight; nothing at the first and the last drawings, so that business joins business.

    In a short one, and while walking or speaking, nobody is seen to breathe: every breath is a drawing in which the whole puppet has moved.
    """
    n = track.drawings
    shift = rng.choice((-1.0, 1.0)) * rng.uniform(1.5, 2.5)
    tilt = rng.choice((-1.0, 1.0)) * rng.uniform(1.5, 2.5)
    if n < LONG_WAIT or still:
        return
    weight = shift if state.posture == "stand" else 0.0
    for i in range(n):
        swell = ease((i - n / 4) / SHIFT_DRAWINGS) * (1 - ease((i - 3 * n / 4) / SHIFT_DRAWINGS))
        track.rows[i, AT["breath"]] += swell
        track.rows[i, AT["sway"]] += weight * swell
        track.rows[i, AT["head_roll"]] += (tilt - 0.4 * weight) * swell


def blink(track: Track, state: RoleState, rng: random.Random) -> None:
    """A blink every two to five seconds, sooner for the excited."""
    if state.asleep:
        return
    tempo = look(state.emotion, state.intensity).tempo
    at = STEP * rng.randint(3, 13)
    while at < track.drawings - 4:
        for k, open_ in enumerate(_BLINK):
            for lid in ("lid_left", "lid_right"):
                track.rows[at + k, AT[lid]] *= open_
        at += STEP * round(rng.uniform(8, 20) / tempo)


def aim(
    tracks: dict[str, Track], looks: dict[str, list[tuple[int, Gaze]]], things: dict[str, list[Point]], rngs: dict[str, random.Random]
) -> None:
    """Turn eyes and heads to what they look at.

    Args:
        tracks: All puppets on stage; heads are turned on top of what the tracks hold.
        looks: For each role the gazes and the drawings at which the eyes leave for them; the first is at 0.
        things: For each prop the middle of it at every drawing.
        rngs: For small glances; one a role.
    """
    heads = {role: [head_of(t.body, t.rows[i]) for i in range(t.drawings)] for role, t in tracks.items()}
    for role, track in tracks.items():
        n = track.drawings
        latest = max(0, n - 1 - HEAD_LAG - HEAD_MOVE)  # a look that begins later would not arrive
        events = [(min(start, latest), gaze) for start, gaze in looks.get(role) or [(0, Gaze())]]
        head_yaw, head_pitch = np.zeros(n), np.zeros(n)
        eye_yaw, eye_pitch = np.zeros(n), np.zeros(n)
        for number, (start, gaze) in enumerate(events):
            for i in range(max(0, start), n):
                yaw, pitch = _angles(track, i, heads[role][i], gaze, heads, things)
                eye_yaw[i], eye_pitch[i] = yaw, pitch
                share = HEAD_SHARE if abs(yaw) > 6 else 0.5
                to_yaw, to_pitch = max(-HEAD_MOST, min(HEAD_MOST, yaw * share)), max(-24.0, min(24.0, pitch * 0.65))
                w = 1.0 if number == 0 else ease((i - start - HEAD_LAG) / HEAD_MOVE)
                head_yaw[i] += (to_yaw - head_yaw[i]) * w
                head_pitch[i] += (to_pitch - head_pitch[i]) * w
        darts = _darts(n, rngs[role], [e for e, _ in events])
        for i in range(n):
            row = track.rows[i]
            row[AT["head_yaw"]] += head_yaw[i]
            row[AT["head_pitch"]] += head_pitch[i]
            row[AT["head_yaw"]] = max(-75.0, min(75.0, row[AT["head_yaw"]]))
            row[AT["head_pitch"]] = _kept_open(row[AT["head_pitch"]], row[AT["lean"]])
            row[AT["gaze_yaw"]] = max(-EYES_MOST, min(EYES_MOST, eye_yaw[i] - row[AT["head_yaw"]] + darts[i]))
            down = eye_pitch[i] - row[AT["head_pitch"]] + row[AT["lean"]] * 0.5
            row[AT["gaze_pitch"]] = max(-22.0, min(18.0, down))
        for start, _ in events[1:]:
            moved = abs(eye_yaw[start] - eye_yaw[start - 1]) + abs(eye_pitch[start] - eye_pitch[start - 1]) if 0 < start < n else 0.0
            if moved > BLINK_SHIFT and start < n - 3 and not any(track.rows[start : start + 3, AT["lid_left"]] < 0.1):
                for lid in ("lid_left", "lid_right"):
                    track.rows[start, AT[lid]] *= 0.55


def _kept_open(pitch: float, lean: float) -> float:
    """The head's pitch on a trunk that leans, so that the face is not lost to who sits before it: it looks down, it does not hang."""
    bowed = lean - pitch
    if bowed <= BOW_FREE or pitch >= 0.0:
        return pitch
    return min(0.0, lean - BOW_FREE - BOW_SHARE * (bowed - BOW_FREE))


def _angles(
    track: Track, i: int, head: Point, gaze: Gaze, heads: dict[str, list[Point]], things: dict[str, list[Point]]
) -> tuple[float, float]:
    """Yaw from the chest and pitch from level, to what is looked at."""
    if gaze.kind == "ahead":
        return 0.0, 0.0
    if gaze.kind == "down":
        return 0.0, -24.0
    target = gaze.point
    if gaze.kind == "role":
        if gaze.name not in heads:
            return 0.0, 0.0
        target = heads[gaze.name][i]
    elif gaze.kind == "prop":
        if gaze.name not in things:
            return 0.0, -12.0
        target = things[gaze.name][i]
    row = track.rows[i]
    far = math.dist(head[:2], target[:2])
    if far < 0.05:
        return 0.0, -24.0
    yaw = wrap(heading_to((head[0], head[1]), (target[0], target[1])) - row[AT["heading"]] - row[AT["twist"]])
    pitch = math.degrees(math.atan2(target[2] - head[2], far))
    return max(-95.0, min(95.0, yaw)), max(-50.0, min(40.0, pitch))


def _darts(n: int, rng: random.Random, shifts: list[int]) -> list[float]:
    """Small glances aside, held a few drawings; none near a shift of gaze or the ends."""
    out = [0.0] * n
    at = IDLE_STEP * rng.randint(3, 6)
    while at < n - 10:
        if all(abs(at - s) > 8 for s in shifts):
            by = rng.choice((-1, 1)) * rng.uniform(4, 9)
            for i in range(at, at + rng.choice((STEP, IDLE_STEP))):
                out[i] = by
        at += IDLE_STEP * rng.randint(5, 9)
    return out
