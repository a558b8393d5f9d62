"""What people say and do on a stage passes; what a model adds of its own does not."""

from __future__ import annotations

import msgspec
import pytest

from filmwright.hired import Proposal, Verifier
from filmwright.records.story import Story, Thing
from filmwright.screenplay.writer import staged
from filmwright.story.treating import judge
from tests.story.treatments import PREMISE, SOUND

EVENT = "e5"  # both are on the stage


def _story(thing: Thing | None = None) -> Story:
    story = judge(PREMISE, SOUND).story
    assert story is not None
    return msgspec.structs.replace(story, things=(thing,)) if thing else story


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    story = _story()
    return Verifier(story, {part.key: part.present for part in staged(story)})


@pytest.mark.parametrize(
    "speech",
    [
        "That is what she said.",
        "What he said was true.",
        "I said NO.",
        "Certainly!",
        "I'd be happy to wait.",
        "How can I help you?",
        "Let me know if she falls.",
        "Feel free to sit.",
        "I never-",
        "1958.",
        "My Mum had one.",
        "Captain, the floor.",
        "Nobody speaks French here.",
        "On Christmas Eve?",
        "It's OK.",
        "Ask the doctor.",
        "Take it to the river.",
        "This village has no music.",
        "The church is cold on Sundays.",
        "Old Otto is deaf, you know.",
    ],
)
def test_what_people_say_passes(verifier: Verifier, speech: str) -> None:
    assert verifier.fault(Proposal(EVENT, "OTTO", speech)) == ""


@pytest.mark.parametrize(
    "action",
    [
        "Otto turns the piano an inch.",
        "Otto leans with the piano against his back.",
        "Otto breaks the chalk.",
        "His shadow climbs the stairs.",
    ],
)
def test_what_hands_can_do_passes(verifier: Verifier, action: str) -> None:
    assert verifier.fault(Proposal(EVENT, "", action)) == ""


@pytest.mark.parametrize(
    ("speech", "says"),
    [
        ("Come here, she said.", "stage direction"),
        ("Otto looks away. No.", "stage direction"),
        ("Ask Gandalf.", "'Gandalf' is not in the story"),
        ("Give me the accordion.", "no accordion"),
        ("I hope this helps!", "assistant's phrase"),
        ("Let me know if you need more.", "assistant's phrase"),
        ("Here are the lines for the scene.", "assistant's phrase"),
        ("As an AI, I cannot.", "assistant's phrase"),
    ],
)
def test_what_nobody_would_say_does_not(verifier: Verifier, speech: str, says: str) -> None:
    assert says in verifier.fault(Proposal(EVENT, "OTTO", speech))


@pytest.mark.parametrize(
    ("action", "says"),
    [
        ("Otto lifts the piano.", "cannot be handled so"),
        ("The camera moves to Ines.", "'The camera' speaks of the film"),
        ("Otto takes a sword from the wall.", "no sword"),
        ('Otto says: "no."', "speech in the action"),
    ],
)
def test_what_no_stage_can_show_does_not(verifier: Verifier, action: str, says: str) -> None:
    assert says in verifier.fault(Proposal(EVENT, "", action))


def test_a_camera_that_is_in_the_story_may_be_used() -> None:
    story = _story(Thing(id="camera", name="camera", kind="machine", handling=("holdable",)))
    verifier = Verifier(story, {part.key: part.present for part in staged(story)})
    assert verifier.fault(Proposal(EVENT, "", "Otto lifts the camera to his eye.")) == ""


def test_a_word_of_which_both_halves_are_in_the_story_is_known(verifier: Verifier) -> None:
    assert verifier.fault(Proposal(EVENT, "", "Otto drops a drumstick.")) == "there is no drumstick in the story"
    heard = verifier.fork()
    heard.take(Proposal(EVENT, "", "Otto beats the drum with a stick."))
    assert heard.fault(Proposal(EVENT, "", "Otto drops a drumstick.")) == ""


def test_a_pronoun_means_whoever_was_named_last(verifier: Verifier) -> None:
    heard = verifier.fork()
    heard.take(Proposal(EVENT, "", "Otto kneels."))
    assert heard.means(Proposal(EVENT, "", "He knocks on the boards."), "Otto")
    heard.take(Proposal(EVENT, "INES", "Nobody is there."))
    assert not heard.means(Proposal(EVENT, "", "He knocks on the boards."), "Otto")
    assert heard.means(Proposal(EVENT, "", "Her hand stops."), "Ines")
