"""What is put down rests as its file says: a cup stands, a violin lies on its back within the surface."""

from __future__ import annotations

import math

import pytest

from filmwright.records.staging import PropState
from filmwright.stage.setting import Setting
from filmwright.stage.space import rotate
from filmwright.theatre import catalogue


class Table(Setting):
    """A setting that knows its props alone."""

    def __init__(self) -> None:
        object.__setattr__(self, "models", PROPS)


PROPS = dict(catalogue.props())
LYING = sorted(name for name, model in PROPS.items() if model.lies)


def test_a_violin_lies_and_a_cup_stands() -> None:
    assert "violin" in LYING and "cup" not in LYING
    assert Table().resting("cup", (1.0, 2.0, 0.5), 30.0) == ((1.0, 2.0, 0.5), (0.0, 0.0, 30.0))


@pytest.mark.parametrize("name", LYING)
def test_what_lies_has_its_front_up_and_its_middle_over_the_spot(name: str) -> None:
    place, turn = Table().resting(name, (1.0, 2.0, 0.5))
    model = PROPS[name]
    middle = Table().middle(name, PropState(place=place, turn=turn))
    assert math.dist(middle, (1.0, 2.0, 0.5 + model.size[1] / 2)) < 1e-3
    assert rotate((0.0, -1.0, 0.0), *turn)[2] > 0.99
    along = rotate((0.0, 0.0, 1.0), *turn)
    assert abs(along[0]) > 0.9, "its length is shown to the audience"
