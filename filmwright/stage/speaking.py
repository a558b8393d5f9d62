"""Speech: mouths in time with the sound, and beats of head and hand on the words that matter."""

from __future__ import annotations

import random

from filmwright.records.breakdown import LineOfDialogue
from filmwright.records.clock import FRAMES_PER_DRAWING, SAMPLES_PER_FRAME
from filmwright.records.speech import MouthShape, SpokenLine
from filmwright.records.staging import Point
from filmwright.stage.armature import AT, Track, anchor
from filmwright.stage.feelings import look
from filmwright.stage.gestures import move_hand
from filmwright.stage.holding import STEP
from filmwright.stage.world import RoleState

SAMPLES_PER_DRAWING = FRAMES_PER_DRAWING * SAMPLES_PER_FRAME
_HEAD_GAP, _HAND_GAP = 12, 12  # drawings between beats: a head that nods at every word is a hen


def mouths(speech: SpokenLine, drawings: int) -> list[MouthShape]:
    """The mouth at each drawing from the line's first sample on: the shape that lasts longest within the drawing.

    A closed mouth (M) or a bitten lip (F) is shown even if it is short: the eye misses it at once.
    """
    out: list[MouthShape] = []
    for i in range(drawings):
        low, high = i * SAMPLES_PER_DRAWING, (i + 1) * SAMPLES_PER_DRAWING
        held: dict[MouthShape, int] = {}
        for cue in speech.mouth:
            common = min(cue.end, high) - max(cue.start, low)
            if common > 0:
                held[cue.shape] = held.get(cue.shape, 0) + common * (2 if cue.shape in ("M", "F") else 1)
        out.append(max(held, key=lambda s: (held[s], s)) if held else "rest")
    return out


def speak(track: Track, line: LineOfDialogue, speech: SpokenLine, lead: int, state: RoleState, rng: random.Random) -> None:
    """Act a line: beats on stressed words, brows and hands with the phrases."""
    mood = look(line.emotion, line.intensity)
    size = mood.size * (0.5 if line.delivery in ("whisper", "quiet") else 1.2 if line.delivery in ("loud", "shout") else 0.9)
    words = [w for w in speech.words if w.stressed] or list(speech.words[:1])
    at = [lead + (w.start + (w.end - w.start) // 3) // SAMPLES_PER_DRAWING for w in words]
    _head_beats(track, at, size, rng)
    _phrase_lean(track, lead, speech, size, line, rng)
    free = [h for h, held in (("left", state.left), ("right", state.right)) if not held]
    if size >= 0.35 and free and len(speech.words) >= 3:
        _hand_beats(track, at, size, rng, free, state)


def _head_beats(track: Track, at: list[int], size: float, rng: random.Random) -> None:
    latest = -99
    for word in at:
        beat = round(word / STEP) * STEP
        if beat - latest < _HEAD_GAP or not 2 <= beat < track.drawings - 2 * STEP:
            continue
        latest = beat
        depth, yaw = -(4.0 + rng.uniform(0, 4)) * size, rng.uniform(-5, 5) * size
        lift = rng.uniform(0.15, 0.4) * size
        for k, part in enumerate((1.0,) * STEP + (0.4,) * STEP):  # down, half up again, home: three drawings that differ
            track.rows[beat + k, AT["head_pitch"]] += depth * part
            track.rows[beat + k, AT["head_yaw"]] += yaw * part
            for brow in ("brow_left", "brow_right"):
                track.rows[beat + k, AT[brow]] += lift * part


def _phrase_lean(track: Track, lead: int, speech: SpokenLine, size: float, line: LineOfDialogue, rng: random.Random) -> None:
    last = min(track.drawings - 2, lead + speech.samples // SAMPLES_PER_DRAWING)
    if last - lead < 8:
        return
    lean, roll = (2.0 + 3.0 * line.intensity) * size, rng.uniform(-5, 5) * size
    if line.text.rstrip(" \"'”’").endswith("?"):
        roll += rng.choice((-1, 1)) * 4
    for i in range(lead, track.drawings):
        w = 1.0 if lead + STEP <= i < last - STEP else 0.5 if lead <= i < last else 0.0
        track.rows[i, AT["lean"]] += lean * w
        track.rows[i, AT["head_roll"]] += roll * w


def _hand_beats(track: Track, at: list[int], size: float, rng: random.Random, free: list[str], state: RoleState) -> None:
    """Raise a hand, or both, into the space where people talk with their hands; beat; let it fall."""
    beats: list[int] = []
    for beat in at:
        if 5 <= beat < track.drawings - 8 and (not beats or beat - beats[-1] >= _HAND_GAP):
            beats.append(beat)
    if not beats or rng.random() > 0.35 + 0.5 * size:
        return
    both = len(free) == 2 and rng.random() < 0.3 + 0.3 * (size > 1.0)
    hands = free if both else [rng.choice(free)]
    drop = float(track.rows[beats[0], AT["drop"]])
    up = (0.78 if state.posture != "sit" else 0.95) + rng.uniform(-0.1, 0.15)
    for number, hand in enumerate(hands):
        out, forward = rng.uniform(0.95, 1.4), rng.uniform(0.5, 0.72)
        keys: list[tuple[int, Point | None]] = [(max(0, beats[0] - 5), None)]
        for k, beat in enumerate(beats[:4]):
            reach = 1.0 + 0.12 * (k % 2) * size
            place = anchor(track.body, hand, out * reach, forward * reach, up + 0.12 * size * (1 if k % 2 else -0.3), drop)
            if keys[-1][0] < beat:
                keys.append((beat, place))
            hold = min(beat + 5, track.drawings - 7)
            if hold > beat:
                keys.append((hold, place))
        keys.append((min(track.drawings - 1, keys[-1][0] + 6), None))
        move_hand(track, hand, keys)
        for i in range(keys[0][0] + 2, keys[-1][0] - 1):
            track.shapes(hand)[i] = "open" if number == 0 else "relaxed"
