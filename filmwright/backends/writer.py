"""The writer: from a premise to a story, and from a story to a screenplay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from filmwright.backends.options import Options
from filmwright.records.script import Screenplay
from filmwright.records.story import Story


class Writer(Protocol):
    """Anything that can write a film. The same arguments give the same words."""

    name: str
    options: Mapping[str, str]  # what may stand in [writer.options]: name -> one sentence that explains it

    def fingerprint(self, options: Options) -> str:
        """Hex digest of the code, the models and the options that the words depend on."""
        ...

    def missing(self, options: Options) -> tuple[str, ...]:
        """What this machine lacks, one sentence each with how to get it; () when ready."""
        ...

    def story(self, premise: str, *, minutes: float, seed: int, options: Options) -> Story:
        """A story for a film of this length.

        Raises:
            InputError: no story can be made of this premise; the sentence says what to change.
        """
        ...

    def screenplay(self, story: Story, *, minutes: float, seed: int, options: Options) -> Screenplay:
        """The screenplay of a story, which a person may have edited."""
        ...
