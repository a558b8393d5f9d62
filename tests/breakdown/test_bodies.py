"""Bodies stand on their own feet: the measures add up for every kind, age and build."""

from __future__ import annotations

from typing import get_args

import pytest

from filmwright.breakdown import body_for
from filmwright.breakdown.bodies import ANKLE_SHARE
from filmwright.records.puppet import Age, Build
from filmwright.theatre import catalogue


@pytest.mark.parametrize("kind", ["human", *catalogue.creatures()])
@pytest.mark.parametrize("age", get_args(Age))
@pytest.mark.parametrize("build", get_args(Build))
def test_measures_add_up(kind: str, age: Age, build: Build) -> None:
    body = body_for(kind, age, build)
    assert body.height == pytest.approx(body.neck_height + 2 * body.head_radius, abs=1e-3)
    assert body.hip_height == pytest.approx((body.upper_leg + body.lower_leg) / (1 - ANKLE_SHARE), abs=1e-3)
    assert body.hip_height < body.shoulder_height < body.neck_height
    assert body.girth > body.hip_width / 2 and body.shoulder_width < 2 * body.girth + 0.12
    hand_hangs_at = body.shoulder_height - body.upper_arm - body.forearm
    assert body.hip_height * 0.3 < hand_hangs_at < body.shoulder_height * 0.75
    assert body.upper_arm + body.forearm > body.girth  # a hand reaches past the belly


def test_an_adult_and_a_child_have_the_house_proportions() -> None:
    adult, child = body_for("human", "adult"), body_for("human", "child")
    assert 1.12 <= adult.height <= 1.26 and 0.36 <= adult.hip_height <= 0.40 and 0.23 <= adult.head_radius <= 0.25
    assert 0.26 <= child.hip_height <= 0.30 and child.height < 0.88 * adult.height and child.head_radius > 0.85 * adult.head_radius
    assert body_for("human", "old").height < adult.height
    assert body_for("human", "adult", "stout").girth > 0.25
    assert body_for("hen").height < body_for("fox").height < body_for("bear").height
