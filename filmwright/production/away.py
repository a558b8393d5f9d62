"""What worker processes run: each loads the backend it is told to once, and keeps it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from filmwright.backends import registry
from filmwright.backends.options import Options
from filmwright.records.breakdown import Breakdown, LineOfDialogue, VoiceRecord
from filmwright.records.cut import Cut
from filmwright.records.music import Mix, Score
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue, SpokenLine
from filmwright.records.staging import StagedScene
from filmwright.records.story import Story
from filmwright.store import Store


def record(backend: str, options: Options, store: Path, line: LineOfDialogue, voice: VoiceRecord) -> SpokenLine:
    """Speak a line with the named voice backend."""
    spoken: SpokenLine = _voice(backend).record(line, voice, store=Store(store), options=options)
    return spoken


def compose(backend: str, options: Options, store: Path, cut: Cut, breakdown: Breakdown, story: Story | None, seed: int) -> Score:
    """Score the cut with the named composer."""
    score: Score = registry.load("composer", backend).compose(cut, breakdown, story=story, seed=seed, store=Store(store), options=options)
    return score


def mix_down(
    store: Path, cut: Cut, breakdown: Breakdown, shots: ShotList, scenes: Sequence[StagedScene], dialogue: Dialogue, score: Score
) -> Mix:
    """Mix the film's sound."""
    from filmwright.sound.mix import mix

    return mix(cut, breakdown, shots, scenes, dialogue, score, store=Store(store))


@functools.cache
def _voice(name: str) -> Any:
    return registry.load("voice", name)
