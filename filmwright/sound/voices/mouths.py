"""Mouth shapes for a recorded line, one a drawing, from the lengths of its sounds."""

from __future__ import annotations

from collections.abc import Sequence

from filmwright.records.clock import FRAMES_PER_DRAWING, SAMPLES_PER_FRAME
from filmwright.records.speech import MouthCue, MouthShape

DRAWING_SAMPLES = FRAMES_PER_DRAWING * SAMPLES_PER_FRAME  # 4000
# What a drawing shows when it holds several shapes: closed lips and teeth must be seen, then open vowels (guess, from animators' practice).
_WEIGHT: dict[MouthShape, float] = {
    "M": 2.6, "F": 2.0, "A": 1.35, "O": 1.35, "E": 1.1, "U": 1.25, "W": 1.0, "I": 1.05, "L": 0.8, "S": 0.7, "rest": 0.6,
}  # fmt: skip


def mouth_cues(shapes: Sequence[tuple[int, int, MouthShape]], samples: int) -> tuple[MouthCue, ...]:
    """Cues from 0 to `samples` without gaps, on whole drawings counted from the line's first sample; equal neighbours are one cue.

    Args:
        shapes: (start, end, shape) in samples, in order; what they leave out is "rest".
        samples: Length of the line.
    """
    drawings = -(-samples // DRAWING_SAMPLES)
    chosen: list[MouthShape] = []
    for drawing in range(drawings):
        first, last = drawing * DRAWING_SAMPLES, min((drawing + 1) * DRAWING_SAMPLES, samples)
        score: dict[MouthShape, float] = {}
        heard = 0
        for start, end, shape in shapes:
            part = min(end, last) - max(start, first)
            if part > 0:
                score[shape] = score.get(shape, 0.0) + part * _WEIGHT[shape]
                heard += part
        score["rest"] = score.get("rest", 0.0) + max(last - first - heard, 0) * _WEIGHT["rest"]
        chosen.append(max(score, key=lambda shape: (score[shape], shape)))
    cues: list[MouthCue] = []
    for drawing, shape in enumerate(chosen):
        end = min((drawing + 1) * DRAWING_SAMPLES, samples)
        if cues and cues[-1].shape == shape:
            cues[-1] = MouthCue(start=cues[-1].start, end=end, shape=shape)
        else:
            cues.append(MouthCue(start=drawing * DRAWING_SAMPLES, end=end, shape=shape))
    return tuple(cues)
