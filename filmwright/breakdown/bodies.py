"""Bodies: the measures of a puppet from its kind, age and build."""

from __future__ import annotations

from filmwright.records.puppet import Age, Body, Build, Kind
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue.beings import Measures

# Floor to crown, half the head's height and floor to hip, in stage metres, for an average build of each age. Heads shrink less
# than bodies: that is what makes a child of felt read as a child.
_HUMAN: dict[Age, tuple[float, float, float]] = {
    "child": (0.98, 0.220, 0.265),
    "teen": (1.08, 0.228, 0.325),
    "young": (1.18, 0.238, 0.390),
    "adult": (1.20, 0.240, 0.385),
    "old": (1.14, 0.240, 0.360),
}
# factor on height, on girth, on shoulder width, on hip height
_BUILD: dict[Build, tuple[float, float, float, float]] = {
    "slight": (0.96, 0.84, 0.90, 1.00),
    "average": (1.00, 1.00, 1.00, 1.00),
    "stout": (0.96, 1.30, 1.08, 0.92),
    "tall": (1.09, 0.92, 1.00, 1.12),
    "broad": (1.03, 1.16, 1.22, 0.98),
}
ANKLE_SHARE = 0.12  # of the hip height, between the ankle and the sole


def body_for(kind: Kind, age: Age = "adult", build: Build = "average") -> Body:
    """Measures of a puppet standing, in stage metres.

    The parts add up: height = neck_height + 2 head_radius; hip_height = upper_leg + lower_leg + ANKLE_SHARE * hip_height;
    the shoulders are a little below the base of the head; the hands of hanging arms end between hip and knee.

    Args:
        kind: Human, or a being of the theatre's catalogue, which says its own size.
        age: A child is about four fifths of an adult, with a head nine tenths as large.
        build: Changes height, girth, shoulders and length of leg.

    Returns:
        A Body; an adult of average build is 1.20 tall with a hip at 0.385 and a girth of 0.21.
    """
    height, head, hip = _HUMAN[age]
    tall, wide, shoulders, legs = _BUILD[build]
    own = Measures() if kind == "human" else catalogue.creature(kind).body
    head = head * own.head
    # Build stretches the trunk and legs only: two heads of one size at two heights read as two builds.
    trunk_and_legs = (height * own.height - 2 * head) * (1 + (tall - 1) * 1.6)
    neck = trunk_and_legs
    hip = min(hip * legs * own.hip, neck * 0.60)
    shoulder = hip + (neck - hip) * own.shoulders
    scale = neck / 0.72  # 0.72: base of the head of the average adult
    girth = 0.21 * wide * own.girth * (0.35 + 0.65 * scale) * (0.94 if age == "child" else 1.04 if age == "old" else 1.0)
    leg = hip * (1 - ANKLE_SHARE)
    arm = 0.46 * (0.28 + 0.72 * scale) * (1.05 if own.girth > 1.1 else 1.0)
    arm = min(arm, shoulder - hip * 0.40)  # the palm of a hanging arm stays above the knee
    girth = min(girth, 0.34, 0.96 * arm)  # a hand reaches past the belly
    shoulder_width = min(2 * girth * 0.88, 0.33 * shoulders * (0.4 + 0.6 * scale))
    return Body(
        height=_mm(neck + 2 * head),
        head_radius=_mm(head),
        neck_height=_mm(neck),
        shoulder_height=_mm(shoulder),
        shoulder_width=_mm(shoulder_width),
        hip_height=_mm(hip),
        hip_width=_mm(min(girth * 0.92, 0.19)),
        upper_arm=_mm(arm / 2),
        forearm=_mm(arm / 2),
        hand=_mm(0.062 * (0.5 + 0.5 * scale)),
        upper_leg=_mm(leg * 0.5),
        lower_leg=_mm(leg * 0.5),
        foot=_mm(0.155 * (0.45 + 0.55 * scale)),
        girth=_mm(girth),
    )


def _mm(length: float) -> float:
    return round(length, 4)
