"""Pages of lines that were all written for them: scenes with their hours, who is on the stage, first sights."""

from __future__ import annotations

import pytest

from filmwright.records.script import Screenplay
from filmwright.records.story import Event, Person, Place, Story
from filmwright.screenplay.writer import Line, staged, write_page

_PEOPLE = (
    Person(id="p", name="OTTO", description="sixty, stooped, a brown waistcoat", role="piano tuner", sex="male"),
    Person(id="q", name="INES", description="seventy, a white plait", role="neighbour", sex="female"),
    Person(id="r", name="PIM", description="nine, red hair", role="boy", sex="male"),
)
_PLACES = (Place(id="shop", name="WORKSHOP", interior=True), Place(id="yard", name="YARD", interior=False))


def _event(number: int, act: str, *actors: str, place: str = "shop", **fields: object) -> Event:
    return Event(id=f"e{number}", act=act, actors=actors, text=f"{act}.", place=place, **fields)  # type: ignore[arg-type]


def _story(*events: Event, **facts: str) -> Story:
    return Story(premise="Two.", title="Two", people=_PEOPLE, places=_PLACES, events=events, facts=facts)


def _text(page: Screenplay) -> list[str]:
    return [e.text for e in page.elements]


def test_who_comes_is_not_there_before_and_who_leaves_not_after() -> None:
    story = _story(
        _event(1, "routine", "p"), _event(2, "arrive", "q"), _event(3, "ask", "q", "p"), _event(4, "leave", "p"), _event(5, "wait", "q")
    )
    assert [(part.key, part.present) for part in staged(story)] == [
        ("open1", ("p",)),
        ("e1", ("p",)),
        ("e2", ("p", "q")),
        ("e3", ("p", "q")),
        ("e4", ("p", "q")),
        ("e5", ("q",)),
    ]


def test_the_third_is_there_from_the_event_that_has_them() -> None:
    story = _story(_event(1, "routine", "p"), _event(2, "ask", "p", "q", "r"), _event(3, "refuse", "q", "p"))
    assert [part.present for part in staged(story)] == [("p", "q"), ("p", "q"), ("p", "q", "r"), ("p", "q", "r")]


def test_an_hour_that_is_said_opens_a_scene_and_holds() -> None:
    story = _story(
        _event(1, "routine", "p", hour="dusk"),
        _event(2, "wait", "p", hour="night"),
        _event(3, "search", "p", place="yard"),
        _event(4, "echo", "p", later=True, hour="dawn"),
    )
    lines = {f"e{n}": [Line("", f"Otto does {n}.")] for n in range(1, 5)}
    headings = [e.text for e in write_page(story, lines).elements if e.kind == "scene_heading"]
    assert headings == ["INT. WORKSHOP - DUSK", "INT. WORKSHOP - NIGHT", "EXT. YARD - NIGHT", "INT. WORKSHOP - DAWN"]


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        ([Line("", "Dust. Otto lifts the lid.")], "Dust. OTTO, a piano tuner, sixty, stooped, a brown waistcoat, lifts the lid."),
        ([Line("", "Otto, barefoot, waits.")], "OTTO, a piano tuner, sixty, stooped, a brown waistcoat, barefoot, waits."),
        ([Line("p", "Who's there?")], "OTTO, a piano tuner, sixty, stooped, a brown waistcoat, is there."),
    ],
)
def test_a_first_sight_is_in_capitals_with_looks_and_comes_once(lines: list[Line], first: str) -> None:
    story = _story(_event(1, "routine", "p"), _event(2, "wait", "p"))
    text = _text(write_page(story, {"e1": lines, "e2": [Line("", "Otto sits.")]}))
    assert text[1] == first
    assert sum("OTTO," in part for part in text) == 1


def test_two_speeches_from_one_mouth_are_one_and_a_parenthetical_stands() -> None:
    story = _story(_event(1, "ask", "p", "q"))
    lines = {"e1": [Line("", "Otto knocks."), Line("p", "Ines."), Line("p", "Open."), Line("q", "No.", "through the door")]}
    page = write_page(story, lines)
    spoken = [(e.kind, e.text) for e in page.elements if e.kind in ("character", "parenthetical", "dialogue")]
    assert spoken == [
        ("character", "OTTO"),
        ("dialogue", "Ines. Open."),
        ("character", "INES"),
        ("parenthetical", "through the door"),
        ("dialogue", "No."),
    ]


def test_somebody_to_whom_things_are_only_done_is_introduced_as_well() -> None:
    page = write_page(_story(_event(1, "routine", "p")), {"e1": [Line("", "Dust falls on Otto.")]})
    assert _text(page)[1] == "OTTO, a piano tuner, sixty, stooped, a brown waistcoat, is there. Dust falls on Otto."


def test_a_scene_without_lines_is_left_out() -> None:
    story = _story(_event(1, "routine", "p", hour="day"), _event(2, "wait", "p", place="yard"))
    page = write_page(story, {"e1": [Line("", "Otto sits.")]})
    assert [e.text for e in page.elements if e.kind == "scene_heading"] == ["INT. WORKSHOP - DAY"]
