"""The gesture language: reads gestures.toml and writes a gesture into a track, with anticipation, overshoot and settle."""

from __future__ import annotations

import functools
import math
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np

from filmwright.records.codec import Record
from filmwright.records.speech import MouthShape
from filmwright.records.staging import HandShape, Point
from filmwright.stage.armature import AT, HAND, Track, Vector, anchor, shoulder, within_reach
from filmwright.stage.space import ease, plus, spring, unit

Curve = tuple[tuple[float, float], ...]
HandCurve = tuple[tuple[float, Point | Literal["rest", "aim", "draw"]], ...]


class Beat(Record, frozen=True, kw_only=True):
    """A movement that repeats."""

    track: str
    start: float = msgspec.field(name="from")
    end: float = msgspec.field(name="to")
    every: int
    swing: float | Point


class Gesture(Record, frozen=True, kw_only=True):
    """One table of gestures.toml; see the comment at its top."""

    drawings: int
    one: HandCurve = ()
    left: HandCurve = ()
    right: HandCurve = ()
    aim: HandCurve = ()
    shape: HandShape = "relaxed"
    lean: Curve = ()
    sway: Curve = ()
    twist: Curve = ()
    drop: Curve = ()
    head_yaw: Curve = ()
    head_pitch: Curve = ()
    head_roll: Curve = ()
    brow: Curve = ()
    tilt: Curve = ()
    lid: Curve = ()
    smile: Curve = ()
    squash: Curve = ()
    rise: Curve = ()
    tip: Curve = ()
    mouth: tuple[tuple[float, MouthShape], ...] = ()
    beats: tuple[Beat, ...] = ()


_FANNED = {"brow": ("brow_left", "brow_right"), "lid": ("lid_left", "lid_right"), "rise": ("z", "flz", "frz")}
_SCALARS = ("lean", "sway", "twist", "drop", "head_yaw", "head_pitch", "head_roll", "brow", "tilt", "lid", "smile", "squash", "rise")


@functools.cache
def gestures() -> dict[str, Gesture]:
    """All gestures by name."""
    data = (Path(__file__).parent / "gestures.toml").read_bytes()
    return msgspec.toml.decode(data, type=dict[str, Gesture])


def curve(keys: Curve, t: float) -> float:
    """The value of keyed numbers at a time, eased between keys."""
    if t <= keys[0][0]:
        return keys[0][1]
    for (a, v), (b, w) in zip(keys, keys[1:], strict=False):
        if t <= b:
            return v + (w - v) * ease((t - a) / (b - a))
    return keys[-1][1]


def move_hand(track: Track, hand: str, keys: list[tuple[int, Point | None]], *, springy: bool = True) -> None:
    """Move a wrist through places of puppet space, given as (drawing, place); None is where the track has it anyway.

    Each move goes a little back first and a little past its mark; a place is kept until the next move begins.
    """
    if not keys:
        return
    base: Vector = track.rows[:, HAND[hand]].copy()
    n = track.drawings
    profile = spring if springy else ease
    for (a, from_), (b, to) in zip(keys, keys[1:], strict=False):
        for i in range(max(0, a), min(n, b + 1)):
            k = profile((i - a) / max(1, b - a))
            one = base[i] if from_ is None else np.array(from_)
            two = base[i] if to is None else np.array(to)
            track.rows[i, HAND[hand]] = one + (two - one) * k
    last, place = keys[-1]
    if place is not None:
        track.rows[max(0, last) :, HAND[hand]] = np.array(place)


def keep_in_reach(track: Track) -> None:
    """No wrist farther from its shoulder than its arm is long."""
    for i in range(track.drawings):
        row = track.rows[i]
        for hand in ("left", "right"):
            wrist = (float(row[HAND[hand]][0]), float(row[HAND[hand]][1]), float(row[HAND[hand]][2]))
            row[HAND[hand]] = within_reach(track.body, hand, wrist, row[AT["drop"]], row[AT["lean"]], row[AT["sway"]], row[AT["twist"]])


def perform(
    track: Track,
    name: str,
    start: int,
    end: int,
    *,
    hand: str = "right",
    busy: tuple[str, ...] = (),
    size: float = 1.0,
    aim: Point | None = None,
) -> tuple[int, int]:
    """Write a gesture into a track.

    Args:
        name: A table of gestures.toml.
        start, end: Drawings it may take; it takes its own time, stretched by at most a third, or what there is.
        hand: The hand that "one" means.
        busy: Hands that hold something and keep still unless they are the "one".
        size: 0.3 small to 1.4 large; scales what is added, and how far hands go from rest.
        aim: For "aim" keys, the point in puppet space that is pointed at.

    Returns:
        First and last drawing of the gesture.
    """
    gesture = gestures()[name]
    length = int(min(end - start, max(gesture.drawings, min(end - start, gesture.drawings * 4 // 3))))
    if length < 4:
        return start, start
    n, body = track.drawings, track.body
    drop = float(track.rows[min(n - 1, start + length // 2), AT["drop"]])

    def at(t: float) -> int:
        return start + round(t * length)

    hands: dict[str, HandCurve] = {}
    if gesture.one:
        hands[hand] = gesture.one
    if gesture.aim and aim is not None:
        hands[hand] = gesture.aim
    for side, keys in (("left", gesture.left), ("right", gesture.right)):
        if keys and side not in busy:
            hands[side] = keys
    for side, keys in hands.items():
        places: list[tuple[int, Point | None]] = []
        for t, where in keys:
            if where == "rest":
                places.append((at(t), None))
            elif isinstance(where, str):
                joint = shoulder(body, side, drop, 0.0)
                toward = unit((aim[0] - joint[0], aim[1] - joint[1], aim[2] - joint[2])) if aim else (0.0, -1.0, 0.0)
                far = 0.96 if where == "aim" else 0.45
                places.append((at(t), plus(joint, toward, far * (body.upper_arm + body.forearm))))
            else:
                places.append((at(t), anchor(body, side, where[0], where[1], where[2], drop)))
        move_hand(track, side, places)
        away = [t for t, where in keys if where != "rest"]
        if away and side not in busy:
            shapes = track.shapes(side)
            for i in range(max(0, at(max(0.0, min(away) - 0.1))), min(n, at(min(1.0, max(away) + 0.08)))):
                shapes[i] = gesture.shape
    for channel in _SCALARS:
        keys_ = getattr(gesture, channel)
        if keys_:
            for i in range(max(0, start), min(n, start + length + 1)):
                value = size * curve(keys_, (i - start) / length)
                for target in _FANNED.get(channel, (channel,)):
                    track.rows[i, AT[target]] += value
    for beat in gesture.beats:
        _beat(track, beat, start, length, hand, busy, size)
    for (t, mouth), (until, _) in zip(gesture.mouth, (*gesture.mouth[1:], (1.0, "rest")), strict=False):
        for i in range(max(0, at(t)), min(n, at(until))):
            track.mouth[i] = mouth
    return start, start + length


def _beat(track: Track, beat: Beat, start: int, length: int, hand: str, busy: tuple[str, ...], size: float) -> None:
    first, last = start + round(beat.start * length), start + round(beat.end * length)
    body = track.body
    for i in range(max(0, first), min(track.drawings, last + 1)):
        fade = min(1.0, (i - first) / 3, (last - i) / 3)
        wave = math.sin(2 * math.pi * (i - first) / beat.every) * fade
        if isinstance(beat.swing, tuple):
            side = hand if beat.track == "one" else beat.track
            if beat.track != "one" and side in busy:
                continue
            zero = anchor(body, side, 0.0, 0.0, 0.0)
            moved = anchor(body, side, beat.swing[0] * wave, beat.swing[1] * wave, 0.0)
            rise = beat.swing[2] * wave * (body.shoulder_height - body.hip_height)
            track.rows[i, HAND[side]] += np.array((moved[0] - zero[0], moved[1] - zero[1], rise))
        else:
            track.rows[i, AT[beat.track]] += beat.swing * wave * size
