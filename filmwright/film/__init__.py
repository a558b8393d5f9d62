"""The finished film: pictures, titles, sound, captions, chapters and provenance in one file, with what belongs beside it."""

from filmwright.film.finish import FinishedFilm, finish

__all__ = ["FinishedFilm", "finish"]
