"""The other way round: from a screenplay that a person wrote to the story that it tells."""

from filmwright.story.inferring.telling import infer_story

__all__ = ["infer_story"]
