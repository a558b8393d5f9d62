"""The finished film: pictures, titles, sound, captions, chapters and provenance in one file, with what belongs beside it."""

from filmwright.film.finish import FinishedFilm, finish, sounds_of, words_of
from filmwright.film.reels import Reel, SoundReel, Words, has_card, parts, print_reel, print_sound
from filmwright.film.stills import Stills, draw_stills

__all__ = [
    "FinishedFilm",
    "Reel",
    "SoundReel",
    "Stills",
    "Words",
    "draw_stills",
    "finish",
    "has_card",
    "parts",
    "print_reel",
    "print_sound",
    "sounds_of",
    "words_of",
]
