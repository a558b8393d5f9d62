"""Through-lines: a film keeps to one telling of its situation."""

from __future__ import annotations

import pytest

from filmwright.errors import SettingsError
from filmwright.screenplay.writer import compose, write_screenplay
from filmwright.screenplay.writer.banks import beats, read_beats, through_lines
from filmwright.story import lexicon, write_story


def test_what_follows_a_through_lines_head_belongs_to_it() -> None:
    bank = read_beats("@ ask\nP: Well?\n== well ? P:old\n@ ask ? Q:child\nP: What, child?\n", "x.beats")
    assert [(line.name, line.needs) for line in bank.through_lines] == [("well", ("P:old",))]
    assert [(b.through, b.needs) for b in bank.beats] == [("", ()), ("well", ("through:well", "Q:child"))]


def test_a_line_that_is_none_is_named() -> None:
    with pytest.raises(SettingsError, match="x.beats:2"):
        read_beats("== well\nP says so\n", "x.beats")


def test_a_through_line_that_stands_behind_is_told_where_no_other_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    bank = read_beats("=- spare\n@ ask\nP: Well?\n== own ? said:rabbit\n@ ask\nP: A rabbit?\n", "x.beats")
    assert [(line.name, line.behind) for line in bank.through_lines] == [("spare", True), ("own", False)]
    rabbit = write_story("Two rival magicians share a dressing room and one rabbit.", seed=0)
    pigeon = write_story("Two rival magicians share a dressing room and one pigeon.", seed=0)
    monkeypatch.setattr(compose, "through_lines", lambda: dict.fromkeys((rabbit.situation, pigeon.situation), bank.through_lines))
    assert compose._fitting_lines(rabbit, compose.facts_of(rabbit)) == ["own"]
    assert compose._fitting_lines(pigeon, compose.facts_of(pigeon)) == ["spare"]


def test_every_through_line_can_be_told_by_name() -> None:
    for situation, lines in through_lines().items():
        assert situation in lexicon.situations()
        names = [line.name for line in lines]
        assert len(set(names)) == len(names), situation
        told = {beat.through for beat in beats()[situation]}
        assert set(names) <= told, situation


def test_a_through_line_says_what_its_film_is_called_when_it_begins_and_what_its_scenes_open_on() -> None:
    story = write_story("Two rival magicians share a dressing room and one rabbit.", seed=0)
    page = write_screenplay(story, minutes=1.5, seed=0)
    own = {b.act: b.units[0].text for b in beats()["one_between_two"] if b.through == "how_did_you" and b.act in ("title", "hour")}
    assert page.title_page[0].values == (own["title"],)
    assert page.elements[0].text.endswith(own["hour"].upper())
    assert page.elements[1].text.startswith("A chalk line between two mirrors")
