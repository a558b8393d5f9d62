"""From a story to a screenplay: images before words, lines that fit what is known, one act a sentence."""

from filmwright.screenplay.writer.compose import Said, Told, has_through_line, outline, write_screenplay

__all__ = ["Said", "Told", "has_through_line", "outline", "write_screenplay"]
