"""The voice: who sounds like whom, and a line spoken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from filmwright.backends.options import Options
from filmwright.records.breakdown import Breakdown, LineOfDialogue, VoiceRecord
from filmwright.records.report import Credit
from filmwright.records.speech import SpokenLine
from filmwright.store import Store


class Voice(Protocol):
    """Anything that speaks. Worker processes make one each; a model is loaded with the first line and stays.

    If the backend has a method `get_ready(options=...)`, worker processes may call it while no line is written yet, to load it then.
    """

    name: str
    options: Mapping[str, str]  # what may stand in [voice.options]: name -> one sentence that explains it

    def fingerprint(self, options: Options) -> str:
        """Hex digest of the code, the models and the options that the sound depends on."""
        ...

    def missing(self, options: Options) -> tuple[str, ...]:
        """What this machine lacks, one sentence each with how to get it; () when ready."""
        ...

    def cast(self, breakdown: Breakdown, *, options: Options) -> dict[str, VoiceRecord]:
        """A voice for every role (by role id), told apart by ear; a voice that the breakdown gives already is kept."""
        ...

    def record(self, line: LineOfDialogue, voice: VoiceRecord, *, store: Store, options: Options) -> SpokenLine:
        """Speak a line. The sound depends on the words, delivery, emotion and voice, not on `line.id`.

        Words in brackets that name a noise ("(laughs)", see `records.noises`) are to be made, not said. If the backend has an
        attribute `makes_noises` that is true, it is also given lines of nothing else, for acts such as laughing.

        Raises:
            BackendError, ModelFileError: it could not be spoken.
        """
        ...

    def credits(self, voices: Mapping[str, VoiceRecord], breakdown: Breakdown) -> tuple[Credit, ...]:
        """What the end credits must say of these voices."""
        ...
