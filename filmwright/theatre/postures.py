"""How low somebody kneels or sits on the floor, and where the feet are then: the stage poses by it, the theatre cuts cloth for it."""

from __future__ import annotations

from filmwright.records.puppet import Body

KNEE = 0.035  # metres from the floor to the middle of a knee that kneels on it
KNEEL_BACK = 0.85  # of the shin's length that the soles are behind who kneels
LEGS_OUT = 0.92  # of the legs' length that the soles are before who sits on the floor


def thigh(body: Body) -> float:
    """How far the hip joint of one who sits is above the seat: as thick as the leg is, a little pressed in."""
    return 0.85 * leg_radius(body)


def leg_radius(body: Body) -> float:
    """Half the thickness of a leg in its trousers, metres."""
    return min(0.40 * body.head_radius, 0.53 * body.hip_width)


def kneeling(body: Body) -> tuple[float, float]:
    """How far the pelvis of one who kneels upright is below where it is standing, and how far behind it the soles are; metres."""
    return max(0.0, body.hip_height - body.upper_leg - KNEE), KNEEL_BACK * body.lower_leg


def on_the_floor(body: Body) -> tuple[float, float]:
    """The same of one who sits on the floor; the soles are before the hips."""
    return body.hip_height - thigh(body), LEGS_OUT * (body.upper_leg + body.lower_leg)
