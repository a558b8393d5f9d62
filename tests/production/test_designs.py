"""Designs of the cast: sheets to choose from; a choice is an edit that the next run keeps."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest

from filmwright.breakdown.designs import designs, role_named
from filmwright.breakdown.likeness import CLEARLY_DIFFERENT, distance
from filmwright.errors import InputError
from filmwright.production import Production, begin
from filmwright.production.designs import FOLDER, Designs, choose, draw_designs, likeness
from filmwright.production.folder import understand
from filmwright.records.breakdown import Breakdown
from filmwright.records.codec import decode, encode_for_people
from filmwright.settings import Settings, template

SCRIPT = """INT. KITCHEN - NIGHT

MARA, 70, in a blue coat, sits at the table. TIB, a hedgehog, grey, a red scarf, waits.

MARA
You are cold.

Mara takes off her coat.

TIB
It smells of the sea.

TIB
Thank you.

MARA
Good night.
"""


@pytest.fixture
def production(tmp_path: Path) -> Production:
    script = tmp_path / "coat.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    made = begin(understand(str(script)), tmp_path / "film", template(Settings()))
    made.make("breakdown")
    return made


def breakdown(production: Production) -> Breakdown:
    return decode((production.place / "breakdown.json").read_bytes(), Breakdown, where="breakdown.json")


def drawn(production: Production, name: str, count: int) -> Designs:
    """As `draw_designs` leaves it, without the picture."""
    found = breakdown(production)
    role = role_named(found, name)
    sheet = Designs(role=role.id, puppets=designs(found, role, count))
    (production.place / FOLDER).mkdir()
    (production.place / FOLDER / f"{role.id}.json").write_bytes(encode_for_people(sheet))
    return sheet


def test_designs_keep_what_is_told_and_differ_from_each_other_and_from_the_cast(production: Production) -> None:
    found = breakdown(production)
    role = role_named(found, "Tib")
    made = designs(found, role, 6)
    assert made[0] == role.puppet and made == designs(found, role, 6)
    for puppet in made:
        assert puppet.kind == "hedgehog" and "scarf" in puppet.accessories and puppet.accent_colour == "#b5342c"
    others = [other.puppet for other in found.cast if other.id != role.id]
    assert min(distance(a, b) for a in made for b in others) >= CLEARLY_DIFFERENT
    assert min(distance(a, b) for a, b in itertools.combinations(made, 2)) > 0.3  # designs to choose between, not a cast


def test_what_is_taken_off_in_the_film_is_on_every_design(production: Production) -> None:
    found = breakdown(production)
    assert all((p.top, p.top_colour) == ("coat", "#34588c") for p in designs(found, role_named(found, "MARA"), 5))


def test_a_chosen_design_is_an_edit_that_the_next_run_keeps(production: Production) -> None:
    sheet = drawn(production, "TIB", 4)
    choose(production, "tib", 3)
    production.make("breakdown")
    assert role_named(breakdown(production), "TIB").puppet == sheet.puppets[2]


@pytest.mark.parametrize(
    ("name", "number", "said"),
    [("ANNA", 1, "nobody in the cast is called 'ANNA'"), ("MARA", 1, "no designs were drawn for MARA"), ("TIB", 9, "designs 1 to 4")],
)
def test_a_choice_that_cannot_be_made_is_one_clear_sentence(production: Production, name: str, number: int, said: str) -> None:
    drawn(production, "TIB", 4)
    with pytest.raises(InputError, match=said):
        choose(production, name, number)


def test_likeness_lists_every_pair(production: Production) -> None:
    assert [pair[1:] for pair in likeness(production)] == [("MARA", "TIB")]


@pytest.mark.blender
def test_a_sheet_is_drawn(production: Production) -> None:
    python = os.environ.get("FILMWRIGHT_THEATRE_PYTHON") or str(Path(__file__).parents[2] / ".theatre" / "bin" / "python")
    if not Path(python).exists():
        pytest.skip("the theatre's environment is not set up: run `make setup`")
    (sheet,) = draw_designs(production, "TIB", 2)
    assert Path(sheet.path).read_bytes().startswith(b"\x89PNG") and sheet.count == 2
