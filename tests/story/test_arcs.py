"""The shape of a story, and its picture."""

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.records.story import Event, Feeling, Person, Story
from filmwright.story import write_story
from filmwright.story.arcs import ARCS, fortune, ideal, likeness, shape
from filmwright.story.drawing import drawing


def story_of(valences: list[float]) -> Story:
    """A story of one person who feels so at each event."""
    events = tuple(
        Event(id=f"e{i}", act="wait", actors=("p",), text="Ada waits & <listens>.", feelings={"p": Feeling(valence=v)})
        for i, v in enumerate(valences)
    )
    return Story(premise="", title="A & B", people=(Person(id="p", name="ADA", description=""),), events=events)


@pytest.mark.parametrize("arc", list(ARCS))
def test_a_story_that_follows_an_arc_is_known_by_it(arc: str) -> None:
    """Averaging over neighbours does not turn one arc into another."""
    found = shape(story_of(list(ideal(arc, 12))), "p")
    assert found.arc == arc and found.likeness > 0.95


def test_a_story_in_which_nothing_changes_has_no_arc() -> None:
    """A flat line is like none of them."""
    assert shape(story_of([0.3] * 8), "p").likeness == 0.0


def test_who_is_not_there_feels_as_before() -> None:
    """An event without them does not change how they fare."""
    story = story_of([0.8, 0.8, 0.8])
    apart = Event(id="x", act="wait", actors=(), text="Rain.", feeling=Feeling(valence=-1.0))
    longer = Story(premise="", title="", people=story.people, events=(*story.events, apart, apart))
    assert fortune(longer, "p") == pytest.approx((0.8,) * 5)


@given(st.lists(st.floats(-1, 1), min_size=0, max_size=30))
def test_likeness_is_a_correlation(curve: list[float]) -> None:
    """Between -1 and 1 for any curve, and opposite for opposite arcs."""
    for arc, opposite in (("man in a hole", "Icarus"), ("Cinderella", "Oedipus"), ("rags to riches", "riches to rags")):
        number = likeness(curve, arc)
        assert -1.0 - 1e-9 <= number <= 1.0 + 1e-9
        assert number == pytest.approx(-likeness(curve, opposite), abs=1e-6)


def test_the_picture_shows_every_event_cause_and_person() -> None:
    """And is well-formed whatever the words hold."""
    story = write_story("A fox makes a bargain with a scarecrow before the first snow.")
    text = drawing(story)
    root = ElementTree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{space}circle")) == len(story.events)
    assert len(root.findall(f"{space}path")) == sum(len(e.causes) for e in story.events)
    assert len(root.findall(f"{space}polyline")) == 1 + len(story.people)
    ElementTree.fromstring(drawing(story_of([])))
    ElementTree.fromstring(drawing(story_of([0.1, 0.2])))
