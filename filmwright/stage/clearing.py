"""Bodies that would meet give way: who bends into somebody else bends back, as far as it takes, before the drawings are held."""

from __future__ import annotations

import itertools
import math

import numpy as np

from filmwright.stage.armature import AT
from filmwright.stage.business import NEIGHBOURS, Bit
from filmwright.stage.volumes import Array, deepest

EMBRACES = ("hug",)  # acts in which bodies are meant to meet
FELT = 0.06  # metres by which the trunks of two who embrace may press each other in
BOUND = 0.03  # metres: deeper than this the report says so
NOSES = 0.04  # metres that stay between two heads: less reads as a kiss
PARTED = 8  # drawings in which two who begin in an embrace come apart
CLEAR = 0.01  # metres that are left
_MOST_BACK = 12.0  # degrees
_TOO_DEEP = 0.16  # metres: bending is no help
_EASE = 5  # drawings over which one begins to give way, and is back


def keep_clear(bit: Bit, felt: float = 0.0) -> None:
    """Bend everybody out of everybody else's head and trunk; what cannot be helped is told. `felt`: metres by which trunks may press."""
    for one, two in itertools.combinations(sorted(bit.tracks), 2):
        for last in (False, False, False, True):
            deep = _deep(bit, one, two, felt)
            if deep is None or deep.max() <= -CLEAR:
                break
            if last:
                inside = 100 * (float(deep[PARTED:].max(initial=0.0)) - NOSES)
                if inside > 100 * BOUND:
                    bit.approximate(f"{one} and {two} stand clear of each other", f"they are {inside:.0f} cm inside each other")
                break
            for role, other in ((one, two), (two, one)):
                _give_way(bit, role, other, np.where(deep < _TOO_DEEP, np.maximum(0.0, deep + 2 * CLEAR), 0.0))


def _deep(bit: Bit, one: str, two: str, felt: float) -> Array | None:
    """How deep two are in each other at each drawing of a business; None if they are never near."""
    a, b = bit.tracks[one], bit.tracks[two]
    near = np.linalg.norm(a.rows[:, : AT["y"] + 1] - b.rows[:, : AT["y"] + 1], axis=1) < NEIGHBOURS
    near &= np.array(a.seen, bool) & np.array(b.seen, bool)
    if not near.any():
        return None
    out = np.full(a.drawings, -1.0)
    first, last = int(near.argmax()), a.drawings - int(near[::-1].argmax())
    bodies = (bit.setting.volumes(one), a.motion(first, last), bit.setting.volumes(two), b.motion(first, last))
    out[first:last] = np.maximum(deepest(*bodies) - felt, deepest(*bodies, parts=("head",)) + (0.0 if felt else NOSES))
    out[~near] = -1.0
    return out


def _give_way(bit: Bit, role: str, other: str, by: Array) -> None:
    """Bend one back by its half of what is needed, softly before and after; who turns the back bends the other way."""
    track, body = bit.tracks[role], bit.body(role)
    high = body.neck_height + body.head_radius - body.hip_height
    need = np.minimum(_MOST_BACK, np.degrees(np.arcsin(np.minimum(0.9, 0.55 * by / high))))
    soft = np.array([max(need[max(0, i - _EASE) : i + _EASE + 1]) for i in range(len(need))])
    width = np.hanning(2 * _EASE + 3)[1:-1]
    soft = np.convolve(np.pad(soft, _EASE, mode="edge"), width / width.sum(), mode="valid")
    soft = np.maximum(soft, need)
    rows, theirs = track.rows, bit.tracks[other].rows
    for i in range(track.drawings):
        if soft[i] < 0.05:
            continue
        way = (theirs[i, AT["x"]] - rows[i, AT["x"]], theirs[i, AT["y"]] - rows[i, AT["y"]])
        far = math.hypot(*way) or 1.0
        a = math.radians(float(rows[i, AT["heading"]]))
        ahead = (way[0] * math.sin(a) - way[1] * math.cos(a)) / far
        left = (way[0] * math.cos(a) + way[1] * math.sin(a)) / far
        rows[i, AT["lean"]] -= soft[i] * ahead
        rows[i, AT["sway"]] -= soft[i] * left
