"""What somebody wears and a script handles is one object: the same coat on the one body, in the hand and on the other body."""

from __future__ import annotations

import pytest

from filmwright.breakdown import break_down
from filmwright.records.breakdown import Action, Breakdown
from filmwright.screenplay import fountain

SCARF = """INT. STATION - NIGHT

MARA, 70, in a blue coat and a red scarf, stands by the door. TOM, 9, with round glasses, enters.

MARA
You are cold.

"""


def film(action: str) -> Breakdown:
    return break_down(fountain.parse(SCARF + action, source="test.fountain"))


def deeds(breakdown: Breakdown) -> list[tuple[str, str, str, str]]:
    acts = [item for scene in breakdown.scenes for item in scene.business if isinstance(item, Action)]
    return [(a.role, a.act, a.target, a.prop) for a in acts if a.act in ("put_on", "take_off", "give", "put_down")]


def test_a_coat_taken_off_and_put_round_another_is_one_thing_in_its_own_colour() -> None:
    found = film("Mara takes off her coat. She puts it around Tom's shoulders.")
    assert deeds(found) == [("mara", "take_off", "", "mara_coat"), ("mara", "put_on", "tom", "mara_coat")]
    (coat,) = found.props
    mara = next(role.puppet for role in found.cast if role.id == "mara")
    assert (coat.worn_by, coat.colour, coat.garment) == ("mara", mara.top_colour, f"top {mara.top} {mara.top_cloth}")


def test_what_is_given_away_comes_off_first() -> None:
    found = film("Mara gives Tom her scarf. He puts it on.")
    assert deeds(found) == [
        ("mara", "take_off", "", "mara_scarf"),
        ("mara", "give", "tom", "mara_scarf"),
        ("tom", "put_on", "", "mara_scarf"),
    ]


@pytest.mark.parametrize("action", ["Mara looks at Tom's glasses.", "Tom touches the coat.", "Mara smooths her coat."])
def test_what_is_only_named_stays_on_and_is_no_second_thing(action: str) -> None:
    found = film(action)
    assert not found.props and not deeds(found)


def test_a_hat_that_is_put_on_was_not_on_before_and_keeps_the_colour_it_is_told() -> None:
    found = film("Tom picks up a green hat. He puts it on.")
    (hat,) = found.props
    tom = next(role.puppet for role in found.cast if role.id == "tom")
    assert tom.hat == "none" and hat.garment.startswith("hat ") and hat.colour == "#4a7a48" and not hat.worn_by


def test_somebody_whose_hat_comes_off_has_one_on_though_nobody_said_so() -> None:
    found = film("Tom takes off his hat.")
    tom = next(role.puppet for role in found.cast if role.id == "tom")
    assert tom.hat != "none" and found.props[0].worn_by == "tom"


def test_a_coat_that_is_hung_up_leaves_the_body() -> None:
    assert [d[1] for d in deeds(film("Mara hangs up her coat."))] == ["take_off", "put_down"]


def test_what_is_taken_off_and_not_handled_again_is_laid_aside() -> None:
    found = deeds(film("Mara takes off her coat. Tom nods."))
    assert [d[1:] for d in found] == [("take_off", "", "mara_coat"), ("put_down", "", "mara_coat")]
    assert [d[1] for d in deeds(film("Mara takes off her coat and leaves."))] == ["take_off"]


def test_shoes_and_glasses_come_off_too() -> None:
    found = deeds(film("Tom takes off his glasses. Mara pulls off her boots."))
    assert [d[3] for d in found if d[1] == "take_off"] == ["tom_glasses", "mara_boots"]


def test_every_garment_of_a_clause_is_handled_and_a_pair_is_one() -> None:
    assert [d[3] for d in deeds(film("Mara removes her gloves and her boots.")) if d[1] == "take_off"] == ["mara_gloves", "mara_boots"]
    assert [d[1:] for d in deeds(film("Mara puts on a pair of glasses."))] == [("put_on", "", "glasses")]


def test_the_coat_taken_from_somebody_named_in_the_sentence_is_theirs_and_they_are_there() -> None:
    found = film("\nINT. STATION - NIGHT - LATER\n\nTom presses a coin into Mara's hand, and takes the coat.\n")
    later = found.scenes[-1]
    assert set(later.present) == {"tom", "mara"}
    assert [(a.act, a.prop) for a in later.business if isinstance(a, Action)][-1] == ("take", "mara_coat")
