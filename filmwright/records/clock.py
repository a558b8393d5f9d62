"""Exact film time: integers of frames at 24 a second and of samples at 48 kHz."""

from __future__ import annotations

FRAMES_PER_SECOND = 24
SAMPLE_RATE_HZ = 48_000
SAMPLES_PER_FRAME = SAMPLE_RATE_HZ // FRAMES_PER_SECOND  # 2000, exact
FRAMES_PER_DRAWING = 2  # "on twos"; every shot and every business starts on a drawing


def noise_start(start: int, end: int) -> int:
    """The frame at which the laugh or the sob of an act is heard that is performed from `start` to `end`: a little after it begins."""
    return start + min(10, (end - start) // 5)


def seconds(frames: int) -> float:
    """Frames to seconds."""
    return frames / FRAMES_PER_SECOND


def whole_drawings(frames: float) -> int:
    """The least number of frames, not below `frames`, that is a whole number of drawings."""
    drawings = -(-frames // FRAMES_PER_DRAWING)
    return int(drawings) * FRAMES_PER_DRAWING
