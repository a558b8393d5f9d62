"""From a story to a screenplay: images before words, lines that fit what is known, one act a sentence."""

from filmwright.screenplay.writer.compose import Said, Told, has_through_line, outline, write_screenplay
from filmwright.screenplay.writer.written import Line, Staged, staged, write_page

__all__ = ["Line", "Said", "Staged", "Told", "has_through_line", "outline", "staged", "write_page", "write_screenplay"]
