"""What a scene asks for that the theatre does not have is refused in one sentence."""

from __future__ import annotations

import msgspec
import pytest

from filmwright.errors import StageError
from filmwright.stage.setting import setting_of
from tests.stage.small_film import PROPS, TALK, film


@pytest.mark.parametrize(("model", "hint"), [("leter", "Did you mean 'letter'?"), ("xyzzy", "docs/theatre.md")])
def test_a_prop_of_an_unknown_model_is_refused(model: str, hint: str) -> None:
    edited = msgspec.structs.replace(film(TALK), props=(msgspec.structs.replace(PROPS[0], model=model), *PROPS[1:]))
    with pytest.raises(StageError) as refused:
        setting_of(TALK, edited)
    said = str(refused.value)
    assert f"'{model}'" in said and hint in said and "\n" not in said


def test_a_set_of_an_unknown_kit_is_refused() -> None:
    whole = film(TALK)
    edited = msgspec.structs.replace(whole, sets=(msgspec.structs.replace(whole.sets[0], kit="ballroom"),))
    with pytest.raises(StageError, match="test_kitchen"):
        setting_of(TALK, edited)
