"""The premise's own words on the page: its deed, its reasons, what then happens, and its places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import filmwright.screenplay.writer
from filmwright.records.script import Screenplay
from filmwright.screenplay.writer import outline, write_screenplay
from filmwright.screenplay.writer.banks import kit, read_beats
from filmwright.screenplay.writer.state import satisfied
from filmwright.story import lexicon, write_story

SAID = {  # premise -> words that must be on the page
    "A snowman asks the little boy who made him to put him in the freezer before spring comes.": "put me in the freezer",
    "A referee has to send off his own son in the last minute of the final.": "send (?:me|you) off",
    "The clockmaker has stopped every clock because he can't bear his apprentice leaving at noon.": "I can't bear you leaving at noon",
    "An evacuee refuses to unpack her suitcase until the farmer agrees to write to her mum.": "agree to write to (?:my|your) mum",
    "A nervous barber must shave the gangster who ran his family out of town.": "ran (?:my|your) family out of town",
}


def _texts(page: Screenplay, kind: str) -> list[str]:
    return [element.text for element in page.elements if element.kind == kind]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("premise", "words"), SAID.items())
def test_the_two_say_the_premise_to_each_other(premise: str, words: str, seed: int) -> None:
    page = write_screenplay(write_story(premise, seed=seed), seed=seed)
    assert re.search(words, " ".join(_texts(page, "dialogue")), re.IGNORECASE)


def test_what_happens_after_the_main_clause_is_seen_before_the_last_image() -> None:
    premise = "Two guards on opposite sides of a border argue about whose goose it is. The goose lays an egg exactly on the line."
    page = write_screenplay(write_story(premise, seed=7), seed=7)
    action = _texts(page, "action")
    shown = next(i for i, text in enumerate(action) if "The goose lays an egg exactly on the line." in text)
    assert shown >= len(action) - 3


def test_people_of_what_then_happens_are_named() -> None:
    story = write_story("Grandma Odile teaches her grandson Tim to cheat at cards, and then he beats her.", seed=1)
    assert story.facts["then1"] == "Tim beats Odile."


@pytest.mark.parametrize("name", sorted(lexicon.grounds()))
def test_every_ground_is_told_by_lines_of_its_own(name: str) -> None:
    entry = kit("grounds")[name]
    assert len(entry["open"]) >= 3
    assert len(set(entry["stance"])) >= 2
    assert "door" in entry or not lexicon.grounds()[name].inside


def test_a_place_is_headed_by_the_noun_of_the_premise() -> None:
    page = write_screenplay(write_story("A boy must find his dog on Mars.", seed=1), seed=1)
    headings = _texts(page, "scene_heading")
    assert headings[0].startswith("EXT. MARS - ")
    assert not any("crow" in text.lower() for text in _texts(page, "action"))


def test_a_beat_may_tell_either_of_two_acts_and_leave_a_mark() -> None:
    beats = read_beats("@ warn|claim ? A=P +said\nP: It is so.\n", "x.beats").beats
    assert [beat.act for beat in beats] == ["warn", "claim"]
    assert satisfied(beats[0].needs, {"A=P"})
    assert not satisfied(("said",), {"A=P"})


def test_lines_that_somebody_else_wrote_take_the_place_of_the_banks() -> None:
    story = write_story("A boxer must apologise to his mother.", seed=1)
    told = next(t for t in outline(story, seed=1) if any(who for who, _ in t.lines))
    speaker = next(who for who, _ in told.lines if who)
    page = write_screenplay(story, seed=1, lines={told.event.id: ((speaker, "I broke the blue vase, mother."),)})
    assert "I broke the blue vase, mother." in _texts(page, "dialogue")


def test_every_frame_has_beats_for_each_act_of_its_shapes() -> None:
    banks = Path(filmwright.screenplay.writer.__file__).parent / "banks" / "situations"
    frames = {name: data for name, data in lexicon.situations().items() if "frame" in data}
    assert len(frames) >= 12
    for name, data in frames.items():
        acts = {beat.act for beat in read_beats((banks / f"{name}.beats").read_text(encoding="utf-8"), name).beats}
        wanted = {landmark.lstrip("+").split()[0] for shape in data["shapes"] for landmark in shape["landmarks"]} - {"arrive", "be"}
        assert wanted <= acts, (name, wanted - acts)
