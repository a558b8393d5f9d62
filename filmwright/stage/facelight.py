"""The lamp for the faces of a shot: beside the camera, on the side of the key, as strong as hour, size and skin ask."""

from __future__ import annotations

import math
from collections.abc import Sequence

from filmwright.records.shots import ShotSize
from filmwright.records.staging import CameraPose, FaceLight, LightPlan, Point
from filmwright.stage.framing import Sitter, middle
from filmwright.stage.space import heading_to, wrap
from filmwright.theatre.catalogue import SetKit

# By eye and by the mean of faces in rendered drawings; docs/stage.md has the figures.
BY_SIZE: dict[ShotSize, float] = {
    "wide": 0.35, "full": 0.5, "medium_wide": 0.7, "medium": 0.85, "medium_close": 1.0, "close": 1.05, "extreme_close": 1.0,
}  # fmt: skip
BY_HOUR = {"day": 0.35, "dawn": 0.9, "dusk": 0.9, "night": 1.0}
OUTSIDE_BY_DAY = 0.5  # of that
PALE = 0.6  # a skin so bright needs no more light than the next
MOST = 3.4  # times the strength for the darkest
ASIDE, UP = 34.0, 0.32  # degrees from the camera's line, metres above the head
NEAR, FAR = 0.7, 2.4  # metres from the faces
# Whoever looks down is lit from lower, as by the table or the page: the lamp keeps its angle to the face, down to so far
# below the head, and is so much stronger a degree, for a bowed brow shades the eyes.
LOWEST, FOR_BOWED, BOWED_MOST = -0.22, 0.007, 32.0


def face_light(asked: ShotSize, sitters: Sequence[Sitter], camera: CameraPose, plan: LightPlan, kit: SetKit) -> FaceLight | None:
    """The lamp, or none for a picture that is of nobody's face. In a room it never hangs behind a wall."""
    size = BY_SIZE.get(asked)
    if size is None or not sitters:
        return None
    at = middle([s.head for s in sitters])
    bowed = sum(min(BOWED_MOST, max(0.0, -s.tilt)) for s in sitters) / len(sitters)
    hour = BY_HOUR[plan.time_of_day] * (OUTSIDE_BY_DAY if plan.time_of_day == "day" and not kit.interior else 1.0)
    strength = size * (hour + FOR_BOWED * bowed) * max(_need(s.puppet.skin) for s in sitters)
    toward = heading_to(at[:2], camera.place[:2])
    side = 1.0 if wrap(plan.key_from - toward) >= 0 else -1.0
    heading = math.radians(toward + side * ASIDE)
    flat = math.dist(at[:2], camera.place[:2])
    far = max(NEAR, min(FAR, 0.8 * flat))
    up = max(LOWEST, far * math.tan(math.atan2(UP, far) - math.radians(bowed)))
    place: Point = (at[0] + far * math.sin(heading), at[1] - far * math.cos(heading), at[2] + up)
    if kit.interior:
        low, high = kit.camera.low, kit.camera.high
        place = max(low[0], min(high[0], place[0])), max(low[1], min(high[1], place[1])), min(high[2], place[2])
    return FaceLight(place=_rounded(place), target=_rounded(at), strength=round(strength, 3))


def _need(skin: str) -> float:
    """How much more light a skin or a fur asks for than a pale one."""
    channels = [int(skin[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    bright = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    return float(max(0.6, min(MOST, (PALE / max(0.05, bright)) ** 1.2)))


def _rounded(p: Point) -> Point:
    return round(p[0], 4), round(p[1], 4), round(p[2], 4)
