"""What lines and acts mean where their words do not say it: in quarters, and the same whatever the lines about them say."""

from __future__ import annotations

from pathlib import Path

import pytest

from filmwright.breakdown import break_down
from filmwright.breakdown.subtext import feel, feeling_of
from filmwright.records.breakdown import Action, Image, LineOfDialogue
from filmwright.screenplay.fountain import parse

EXAMPLES = Path(__file__).parents[2] / "examples"


def felt(text: str) -> str:
    item = LineOfDialogue(id="s1.l1", role="anna", text=text, to="ben")
    return str(feel([[item, *([Image(id="s1.i1", text="Stones.")] * 20)]])[0][0].emotion)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "emotion"),
    [
        ("I am sorry. I didn't mean it.", "shame"),
        ("You lied to me.", "anger"),
        ("No. Not that one.", "determination"),
        ("Don't go.", "longing"),
        ("He played it on Sundays.", "sorrow"),
        ("It's yours.", "tenderness"),
        ("Put it there.", "determination"),
        ("What if it never stops?", "fear"),
        ("Listen. It's playing.", "surprise"),
        ("The timetable says ten.", "neutral"),
    ],
)
def test_what_a_line_does_is_felt(text: str, emotion: str) -> None:
    assert felt(text) == emotion


@pytest.mark.parametrize("name", ["the_last_ferry.fountain", "left_shoe.fountain"])
def test_two_thirds_of_the_lines_of_a_film_feel_something_and_in_quarters(name: str) -> None:
    scenes = break_down(parse((EXAMPLES / name).read_text(), source=name)).scenes
    lines = [b for s in scenes for b in s.business if isinstance(b, LineOfDialogue)]
    assert sum(line.emotion != "neutral" for line in lines) >= 0.66 * len(lines)
    for scene in scenes:
        assert all(4 * v == round(4 * v) for v in (scene.feeling.valence, scene.feeling.arousal, scene.feeling.tension))
        assert all(b.intensity in (0.25, 0.5, 0.75, 1.0) for b in scene.business if not isinstance(b, Image))
    assert scenes[-1].feeling.valence > scenes[0].feeling.valence, "it ends better than it begins"


def test_the_same_acts_feel_worse_in_the_middle_than_at_the_end() -> None:
    acts = [Action(id="s1.a1", text="He walks.", role="ben", act="walk_to")]
    assert feeling_of(acts, "INT. ROOM", 0.7).valence < feeling_of(acts, "INT. ROOM", 0.95).valence
