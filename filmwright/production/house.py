"""The built-in writer, voice and composer: this package's own stages behind the protocols that plug-ins fulfil."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from filmwright.backends.options import Options
from filmwright.errors import ModelFileError
from filmwright.production import digests
from filmwright.records.breakdown import Breakdown, LineOfDialogue, VoiceRecord
from filmwright.records.cut import Cut
from filmwright.records.music import Score
from filmwright.records.report import Credit
from filmwright.records.script import Screenplay
from filmwright.records.shots import ShotList
from filmwright.records.speech import SpokenLine
from filmwright.records.story import Story
from filmwright.store import Store

if TYPE_CHECKING:  # the stages are loaded when they are used: a command that only looks should not wait for onnxruntime
    from filmwright.sound.voices import VoiceModel


_MOST_TRIED = 3  # situations, before the first is taken with the beats of any film


def credit_for(kind: str, name: str) -> Credit:
    """What the end credits say of a writer or a camera."""
    role = {"writer": "Story and screenplay", "camera": "Puppets, sets, camera and light"}[kind]
    built_in = {"storyteller": "Filmwright's storyteller", "theatre": "Filmwright's theatre, rendered with Blender's Cycles"}
    return Credit(role=role, name=built_in.get(name, f"the {kind} '{name}'"))


class Storyteller:
    """Plans a story and writes its screenplay by rules and tables; no model, no network."""

    name = "storyteller"
    options: Mapping[str, str] = {
        "arc": "how the first person fares; set by [film] arc",
        "tone": "set by [film] tone",
        "ending": "set by [film] ending",
        "situation": "the name of a dramatic situation (docs/story_world.md); default: the premise's own",
    }

    def fingerprint(self, options: Options) -> str:
        """Digest of the two rooms."""
        return digests.of_code("story", "screenplay/writer")

    def missing(self, options: Options) -> tuple[str, ...]:
        """Nothing is ever missing."""
        return ()

    def story(self, premise: str, *, minutes: float, seed: int, options: Options) -> Story:
        """See backends.writer.Writer."""
        from filmwright.screenplay.writer import has_through_line
        from filmwright.story import write_story
        from filmwright.story.telling import Wishes

        first: Story | None = None
        passed_over: tuple[str, ...] = ()
        for _ in range(_MOST_TRIED):
            story = write_story(premise, minutes=minutes, seed=seed, wishes=Wishes(**options, without=passed_over))
            if options.get("situation") or has_through_line(story):
                return story
            first = first or story
            passed_over += (story.situation,)
        assert first is not None
        return first

    def screenplay(self, story: Story, *, minutes: float, seed: int, options: Options) -> Screenplay:
        """See backends.writer.Writer."""
        from filmwright.screenplay.writer import write_screenplay

        return write_screenplay(story, minutes=minutes, seed=seed)


class Kokoro:
    """Kokoro-82M, cast and acted by `sound/voices`."""

    name = "kokoro"
    options: Mapping[str, str] = {
        "model": "the voice model as one file (Kokoro-82M v1.0, int8 ONNX); default: joined from the installed packages",
    }

    def fingerprint(self, options: Options) -> str:
        """Digest of the room; a model of another hash is refused, so where it lies does not count."""
        return digests.of_code("sound/voices", "sound/sampled.py")

    def missing(self, options: Options) -> tuple[str, ...]:
        """The model file or a package of it."""
        from filmwright.sound.voices import load_voice_model

        try:
            load_voice_model(_model_file(options))
        except ModelFileError as error:
            return (str(error),)
        return ()

    makes_noises = True

    def get_ready(self, *, options: Options) -> None:
        """Load the model."""
        _kokoro(_model_file(options))

    def cast(self, breakdown: Breakdown, *, options: Options) -> dict[str, VoiceRecord]:
        """See backends.voice.Voice."""
        from filmwright.sound.voices import cast_voices

        return cast_voices(breakdown)

    def record(self, line: LineOfDialogue, voice: VoiceRecord, *, store: Store, options: Options) -> SpokenLine:
        """See backends.voice.Voice."""
        from filmwright.sound.voices import record_line

        return record_line(line, voice, store=store, model=_kokoro(_model_file(options)))

    def credits(self, voices: Mapping[str, VoiceRecord], breakdown: Breakdown) -> tuple[Credit, ...]:
        """See backends.voice.Voice."""
        from filmwright.sound.voices import voice_credits

        return voice_credits(breakdown, voices)


class Band:
    """A small band, composed by rules for the cut and played from sampled instruments by `sound/score`."""

    name = "band"
    options: Mapping[str, str] = {}

    def fingerprint(self, options: Options) -> str:
        """Digest of the room, and of the catalogue: an instrument among the props carries the tune."""
        return digests.of_code("sound/score", "sound/clock.py", "sound/rooms.py", "sound/sampled.py", "theatre/catalogue")

    def missing(self, options: Options) -> tuple[str, ...]:
        """Nothing: the instruments come with Filmwright."""
        return ()

    def compose(
        self, cut: Cut, breakdown: Breakdown, shots: ShotList, *, story: Story | None, seed: int, store: Store, options: Options
    ) -> Score:
        """See backends.composer.Composer."""
        from filmwright.sound.score import compose, perform

        return perform(compose(cut, breakdown, story=story, shots=shots, seed=seed), store=store)


@functools.cache
def _kokoro(file: Path | None) -> VoiceModel:
    """The model, loaded once a process: two seconds and 300 MB."""
    from filmwright.sound.voices import load_voice_model

    return load_voice_model(file)


def _model_file(options: Options) -> Path | None:
    return Path(options["model"]).expanduser() if options.get("model") else None
