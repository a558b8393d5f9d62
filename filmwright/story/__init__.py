"""From a premise in plain words to a story: who wants what, what happens, why, and how it feels."""

from filmwright.story.telling import write_story

__all__ = ["write_story"]
