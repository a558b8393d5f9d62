"""An edited line re-shoots the shots that hold it, and few beside: measured on a whole example film, with its real sets."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from filmwright.backends.camera import job_of, picture_key
from filmwright.breakdown import break_down
from filmwright.records.breakdown import LineOfDialogue
from filmwright.records.script import Screenplay
from filmwright.records.shots import Shot
from filmwright.records.takes import PictureSpec
from filmwright.screenplay.fountain import parse
from filmwright.shots import plan_shots
from filmwright.stage import World, stage_scene, stage_shots
from tests.stage.small_film import recorded

FILM = Path(__file__).parents[2] / "examples" / "the_last_ferry.fountain"
PICTURE = PictureSpec(width=64, height=32, samples=1)


@pytest.fixture(autouse=True)
def small_catalogue() -> None:
    """The real catalogue, for once."""


def shots_of(script: Screenplay) -> list[tuple[Shot, str]]:
    """Every shot of the film with the key of its picture."""
    breakdown = break_down(script)
    dialogue = recorded(breakdown.scenes)
    shots = plan_shots(breakdown, dialogue)
    world: World | None = None
    out: list[tuple[Shot, str]] = []
    for scene in breakdown.scenes:
        staged, world = stage_scene(scene, breakdown, dialogue, shots, entry=world)
        planned = [shot for shot in shots.shots if shot.scene == scene.id]
        for shot, placed in zip(planned, stage_shots(scene, staged, shots, breakdown), strict=True):
            out.append((shot, picture_key(job_of(staged, placed), PICTURE, "camera")))
    return out


def with_words(script: Screenplay, element: int, text: str) -> Screenplay:
    elements = list(script.elements)
    elements[element] = msgspec.structs.replace(elements[element], text=text)
    return msgspec.structs.replace(script, elements=tuple(elements))


def test_two_more_or_fewer_words_in_a_line_mostly_change_only_the_shots_that_hold_it() -> None:
    """A line that becomes one of those that are cut may move the cuts beside it, never one of another scene."""
    script = parse(FILM.read_text(), source=FILM.name)
    spoken = [i for i, element in enumerate(script.elements) if element.kind == "dialogue"]
    lines = [b.id for scene in break_down(script).scenes for b in scene.business if isinstance(b, LineOfDialogue)]
    assert len(spoken) == len(lines)
    known = {key for _, key in shots_of(script)}
    numbers = (1, 4, 9, 14, 17, 22, 26)
    beside: list[list[str]] = []
    for number in numbers:
        words = script.elements[spoken[number]].text.split()
        half = len(words) // 2
        edited = shots_of(with_words(script, spoken[number], " ".join([*words[:half], "just", "so", *words[half:]])))
        again = [shot for shot, key in edited if key not in known]
        assert again, f"line {lines[number]} was edited and nothing is shot again"
        assert all(shot.scene == lines[number].split(".")[0] for shot in again), (lines[number], [shot.id for shot in again])
        beside.append([shot.id for shot in again if lines[number] not in shot.business])
    assert sum(not ids for ids in beside) >= len(numbers) - 2 and max(map(len, beside)) <= 4, beside
