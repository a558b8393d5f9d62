"""The built-in writer and voice: this package's own stages behind the protocols that plug-ins fulfil."""

from __future__ import annotations

from collections.abc import Mapping

from filmwright.backends.camera import Options
from filmwright.production import digests
from filmwright.records.script import Screenplay
from filmwright.records.story import Story


class Storyteller:
    """Plans a story and writes its screenplay by rules and tables; no model, no network."""

    name = "storyteller"
    options: Mapping[str, str] = {}

    def fingerprint(self, options: Options) -> str:
        """Digest of the two rooms."""
        return digests.of_code("story", "screenplay/writer")

    def missing(self, options: Options) -> tuple[str, ...]:
        """Nothing is ever missing."""
        return ()

    def story(self, premise: str, *, minutes: float, seed: int, options: Options) -> Story:
        """See backends.writer.Writer."""
        from filmwright.story import write_story

        return write_story(premise, minutes=minutes, seed=seed)

    def screenplay(self, story: Story, *, minutes: float, seed: int, options: Options) -> Screenplay:
        """See backends.writer.Writer."""
        from filmwright.screenplay.writer import write_screenplay

        return write_screenplay(story, minutes=minutes, seed=seed)
