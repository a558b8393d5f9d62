"""The finished film: pictures, titles, sound, captions, chapters and provenance in one file, with what belongs beside it."""

from filmwright.film.finish import FinishedFilm, finish, words_of
from filmwright.film.reels import Reel, Words, has_card, parts, print_reel

__all__ = ["FinishedFilm", "Reel", "Words", "finish", "has_card", "parts", "print_reel", "words_of"]
