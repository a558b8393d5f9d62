"""Digests of code: a changed room is another digest, and a room that is not there has none."""

from __future__ import annotations

import pytest

from filmwright.production.digests import of_code


def test_each_room_has_its_own() -> None:
    assert of_code("story") == of_code("story")
    assert len({of_code("story"), of_code("screenplay"), of_code("store.py")}) == 3


def test_a_room_that_is_not_there_has_none() -> None:
    with pytest.raises(ValueError, match="no room or module 'screenplays'"):
        of_code("story", "screenplays")
