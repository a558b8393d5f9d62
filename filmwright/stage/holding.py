"""Held drawings: what moves slowly moves in steps, on one clock for everybody, so that the drawings between are the same drawing."""

from __future__ import annotations

import numpy as np

from filmwright.stage.armature import AT, FOOT, FOOT_YAW, HAND, Track

STEP = 3  # drawings: whoever speaks or acts moves on threes
IDLE_STEP = 6  # everybody else; a multiple of STEP, so that two who move do so at the same drawings

_PLACE = [AT[c] for c in ("x", "y", "z", "heading", "drop", "squash", *("fl_yaw", "fr_yaw"))] + [
    k for s in FOOT.values() for k in range(s.start, s.stop)
]
_BODY = [AT[c] for c in ("lean", "sway", "twist", "breath", "head_yaw", "head_pitch", "head_roll")]
_ARMS = [k for s in HAND.values() for k in range(s.start, s.stop)] + [
    AT[c] for c in ("l_pitch", "l_yaw", "l_roll", "r_pitch", "r_yaw", "r_roll")
]
_EYES = [AT["gaze_yaw"], AT["gaze_pitch"]]
_LIDS = [AT["lid_left"], AT["lid_right"]]
_FACE = [AT[c] for c in ("brow_left", "brow_right", "tilt", "smile")]

_ANGLES = [AT["heading"], *FOOT_YAW.values()]
_UNIT = np.ones(len(AT)) * 0.002  # the least change that can be seen: 2 mm (guess)
_UNIT[_ANGLES] = 0.5
_UNIT[_BODY] = 1.0  # degrees
_UNIT[AT["breath"]] = 0.25
_UNIT[_EYES] = 2.0
_UNIT[_FACE] = 0.05
_UNIT[_LIDS] = 0.08
_UNIT[_ARMS] = 0.004
_UNIT[[AT[c] for c in ("l_pitch", "l_yaw", "l_roll", "r_pitch", "r_yaw", "r_roll")]] = 2.0

# How many units in one drawing are a move that has to be seen on every drawing: a step, a throw, a head flung round, a blink.
_FAST_PLACE, _FAST_BODY, _FAST_ARMS, _FAST_EYES, _FAST_FACE, _FAST_LIDS = 1.0, 6.0, 2.5, 2.0, 8.0, 1.5


def hold(track: Track, every: int) -> None:
    """Hold a track's slow movements, in place.

    Place, feet and whatever moves fast are kept on every drawing. The rest changes at drawings that are multiples of
    `every`, and then at once to where it is at the end of that step. The first and the last drawing stay as they are, so
    that business joins business.
    """
    rows, n = track.rows, track.drawings
    if n < 3:
        return
    out = rows.copy()
    step = np.abs(np.diff(rows, axis=0, prepend=rows[:1])) / _UNIT
    walking = step[:, _PLACE].max(axis=1) > _FAST_PLACE
    fast = {
        "body": walking | (step[:, _BODY].max(axis=1) > _FAST_BODY),
        "arms": walking | (step[:, _ARMS].max(axis=1) > _FAST_ARMS),
        "face": step[:, _FACE].max(axis=1) > _FAST_FACE,
    }
    groups = {"body": _BODY, "arms": _ARMS, "face": _FACE}
    held = rows[0].copy()
    for i in range(1, n):
        last = i == n - 1
        ahead = min(n - 1, i + every - 1)
        turned = False
        held[_PLACE] = rows[i][_PLACE]
        for name, columns in groups.items():
            if last or fast[name][i]:
                goal = rows[i][columns]
            elif i % every == 0:
                goal = rows[ahead if not fast[name][i : ahead + 1].any() else i][columns]
                if (np.abs(goal - held[columns]) / _UNIT[columns]).max() < 1.0:
                    continue
            else:
                continue
            turned |= name == "body" and bool((goal != held[columns]).any())
            held[columns] = goal
        away = np.abs(rows[i][_EYES] - held[_EYES]) / _UNIT[_EYES]
        if last or turned or away.max() > _FAST_EYES or (i % every == 0 and away.max() > 1.0):
            held[_EYES] = rows[i][_EYES]
        lids = np.abs(rows[i][_LIDS] - held[_LIDS]) / _UNIT[_LIDS]
        if last or lids.max() > _FAST_LIDS or (i % every == 0 and lids.max() > 1.0):
            held[_LIDS] = rows[i][_LIDS]
        out[i] = held
    track.rows[:] = out
