"""The composer: from the cut to a score that can be heard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from filmwright.backends.options import Options
from filmwright.records.breakdown import Breakdown
from filmwright.records.cut import Cut
from filmwright.records.music import Score
from filmwright.records.shots import ShotList
from filmwright.records.story import Story
from filmwright.store import Store


class Composer(Protocol):
    """Anything that scores a film. The same arguments give the same sound."""

    name: str
    options: Mapping[str, str]  # what may stand in [composer.options]: name -> one sentence that explains it

    def fingerprint(self, options: Options) -> str:
        """Hex digest of the code, the models and the options that the music depends on."""
        ...

    def missing(self, options: Options) -> tuple[str, ...]:
        """What this machine lacks, one sentence each with how to get it; () when ready."""
        ...

    def compose(
        self, cut: Cut, breakdown: Breakdown, shots: ShotList, *, story: Story | None, seed: int, store: Store, options: Options
    ) -> Score:
        """Score the cut; `shots` tells when each line and act is done in scene time; `story` is None for a film of a script.

        Returns:
            The score; its media is a stereo 48 kHz WAV of the film's length.
        """
        ...
