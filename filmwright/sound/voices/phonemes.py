"""The sounds of speech as Kokoro writes them: its symbols, which are vowels, and the mouth that makes each."""

from __future__ import annotations

from typing import Literal

from filmwright.records.speech import MouthShape

Accent = Literal["american", "british"]

# Kokoro-82M v1.0's table of symbols, as far as English needs it.
SYMBOLS: dict[str, int] = {
    ";": 1, ":": 2, ",": 3, ".": 4, "!": 5, "?": 6, "—": 9, "…": 10, '"': 11, "(": 12, ")": 13, "“": 14, "”": 15, " ": 16,
    "A": 24, "I": 25, "O": 31, "Q": 33, "T": 36, "W": 39, "Y": 41, "ᵊ": 42, "a": 43, "b": 44, "d": 46, "e": 47, "f": 48,
    "h": 50, "i": 51, "j": 52, "k": 53, "l": 54, "m": 55, "n": 56, "o": 57, "p": 58, "r": 60, "s": 61, "t": 62, "u": 63,
    "v": 64, "w": 65, "x": 66, "z": 68, "ɑ": 69, "ɐ": 70, "ɒ": 71, "æ": 72, "ɔ": 76, "ð": 81, "ʤ": 82, "ə": 83, "ɛ": 86,
    "ɜ": 87, "ɡ": 92, "ɪ": 102, "ŋ": 112, "θ": 119, "ɹ": 123, "ɾ": 125, "ʃ": 131, "ʧ": 133, "ʊ": 135, "ʌ": 138, "ʒ": 147,
    "ʔ": 148, "ˈ": 156, "ˌ": 157, "ː": 158, "ᵻ": 177,
}  # fmt: skip
PAUSES = frozenset(';:,.!?—…"()“” ')
VOWELS = frozenset("AIOQWYᵊaeiouɑɐɒæɔəɛɜɪʊʌᵻ")
STRESS = frozenset("ˈˌ")

# One or two shapes a sound; two are shown one after the other. "" takes the shape of the sound that follows.
_SHAPES: dict[MouthShape, str] = {
    "M": "pbm", "F": "fv", "L": "lθð", "S": "szʃʒʧʤtdnTɾ", "W": "wɹ", "E": "ɛeəɐᵊʌɜkɡŋ", "I": "iɪᵻjx", "A": "ɑaæ", "O": "ɔɒo", "U": "uʊ",
}  # fmt: skip
MOUTHS: dict[str, tuple[MouthShape, ...]] = {sound: (shape,) for shape, sounds in _SHAPES.items() for sound in sounds}
MOUTHS |= {"A": ("E", "I"), "I": ("A", "I"), "W": ("A", "U"), "O": ("O", "U"), "Q": ("O", "U"), "Y": ("O", "I")}


def with_stress(sounds: str, *, mark: str = "ˈ") -> str:
    """`sounds` with a stress on its strongest syllable: a secondary stress becomes primary, else the first full vowel is marked."""
    if "ˈ" in sounds:
        return sounds
    if "ˌ" in sounds:
        return sounds.replace("ˌ", mark, 1)
    full = [i for i, sound in enumerate(sounds) if sound in VOWELS and sound not in "əᵊᵻɐ"] or [
        i for i, s in enumerate(sounds) if s in VOWELS
    ]
    return sounds if not full else sounds[: full[0]] + mark + sounds[full[0] :]


def begins_with_vowel(sounds: str) -> bool:
    """True if the first sound, stress marks aside, is a vowel."""
    bare = sounds.lstrip("ˈˌ")
    return bool(bare) and bare[0] in VOWELS
