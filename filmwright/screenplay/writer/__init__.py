"""From a story to a screenplay: images before words, lines that fit what is known, one act a sentence."""

from filmwright.screenplay.writer.compose import Said, Told, outline, write_screenplay

__all__ = ["Said", "Told", "outline", "write_screenplay"]
