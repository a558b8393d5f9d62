"""What worker processes run: each loads the backend it is told to once, and keeps it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filmwright.backends import registry
from filmwright.backends.options import Options
from filmwright.records.breakdown import Breakdown, LineOfDialogue, VoiceRecord
from filmwright.records.cut import Cut
from filmwright.records.music import Mix, Score
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue, SpokenLine
from filmwright.records.staging import StagedScene
from filmwright.records.story import Story
from filmwright.records.takes import PictureSpec, Takes
from filmwright.store import Store

if TYPE_CHECKING:  # a process that speaks lines needs no encoder
    from filmwright.film import Reel, SoundReel, Stills, Words
    from filmwright.film.encode import Layout
    from filmwright.review import Review


def get_voice_ready(backend: str, options: Options) -> None:
    """Load what the named voice backend needs before it speaks."""
    _voice(backend).get_ready(options=options)


def record(backend: str, options: Options, store: Path, line: LineOfDialogue, voice: VoiceRecord) -> SpokenLine:
    """Speak a line with the named voice backend."""
    spoken: SpokenLine = _voice(backend).record(line, voice, store=Store(store), options=options)
    return spoken


def compose(
    backend: str, options: Options, store: Path, cut: Cut, breakdown: Breakdown, shots: ShotList, story: Story | None, seed: int
) -> Score:
    """Score the cut with the named composer."""
    score: Score = registry.load("composer", backend).compose(
        cut, breakdown, shots, story=story, seed=seed, store=Store(store), options=options
    )
    return score


def mix_down(
    store: Path, cut: Cut, breakdown: Breakdown, shots: ShotList, scenes: Sequence[StagedScene], dialogue: Dialogue, score: Score
) -> Mix:
    """Mix the film's sound."""
    from filmwright.sound.mix import mix

    return mix(cut, breakdown, shots, scenes, dialogue, score, store=Store(store))


def print_reel(store: Path, part: Cut, takes: Takes, words: Words, picture: PictureSpec) -> Reel:
    """Print a part of the film's picture."""
    from filmwright.film import print_reel as print_

    return print_(part, takes, words, store=Store(store), picture=picture)


def print_sound(store: Path, mix: str, layout: Layout, frames: int) -> SoundReel:
    """Print the film's sound."""
    from filmwright.film import print_sound as print_

    return print_(mix, layout, frames, store=Store(store))


def draw_stills(store: Path, cut: Cut, takes: Takes, byline: str, picture: PictureSpec, shots: ShotList) -> Stills:
    """Draw the poster and the contact sheet."""
    from filmwright.film import draw_stills as draw

    return draw(cut, takes, byline, store=Store(store), picture=picture, shot_list=shots)


def review(store: Path, film: Path, cut: Cut, breakdown: Breakdown, dialogue: Dialogue, mix: Mix) -> Review:
    """Measure a film that is delivered."""
    from filmwright.review import review as review_

    return review_(film, cut=cut, breakdown=breakdown, dialogue=dialogue, mix=mix, store=Store(store))


@functools.cache
def _voice(name: str) -> Any:
    return registry.load("voice", name)
