"""The pronouncing lexicon inside the `misaki` wheel (Apache-2.0), read as data; its code is not used."""

from __future__ import annotations

import functools
import importlib.util
import json
import re
import tomllib
from pathlib import Path
from typing import Any

from filmwright.errors import ModelFileError
from filmwright.sound.voices.phonemes import VOWELS, Accent, with_stress
from filmwright.sound.voices.spelling import spell

Entry = str | dict[str, str | None]
# Tags of the lexicon: NOUN, VERB, ADJ, ADV, VBD (past), VBN, VBP, DT, and "None" for the end of a clause.
Tag = str

_LETTERS = {"W": "dˈʌbəlju", "A": "ˈA"}
_TO_BRITISH = {"O": "Q", "ɑ": "ɑː", "i": "iː", "u": "uː", "æ": "a", "ɜɹ": "ɜː", "T": "t", "ɔ": "ɔː", "ᵻ": "ɪ"}
_DOUBLED = frozenset("bdfgklmnprstvz")


def lexicon_files(accent: Accent) -> tuple[Path, Path]:
    """The careful and the mechanical lexicon of an accent.

    Raises:
        ModelFileError: the `misaki` package is not installed.
    """
    found = importlib.util.find_spec("misaki")
    if found is None or not found.submodule_search_locations:
        raise ModelFileError("the pronouncing lexicon is missing; install the package 'misaki' (pip install misaki)")
    folder = Path(found.submodule_search_locations[0]) / "data"
    short = "us" if accent == "american" else "gb"
    return folder / f"{short}_gold.json", folder / f"{short}_silver.json"


@functools.cache
def _own(part: str) -> dict[str, str]:
    """The names, words or cries of words.toml, in American sounds."""
    table: dict[str, str] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))[part]
    return table


class Lexicon:
    """The sounds of single words in one accent."""

    def __init__(self, accent: Accent) -> None:
        self.accent: Accent = accent
        gold, silver = lexicon_files(accent)
        self._gold: dict[str, Entry] = json.loads(gold.read_text(encoding="utf-8"))
        self._silver: dict[str, Entry] = json.loads(silver.read_text(encoding="utf-8"))

    def find(self, word: str, tag: Tag = "") -> str:
        """The sounds of a word that is listed; "" if it is not. `tag` chooses among readings."""
        for table in (self._gold, self._silver):
            for form in dict.fromkeys((word, word.lower(), word.capitalize())):
                entry = table.get(form)
                if isinstance(entry, dict):
                    chosen = entry.get(tag) or entry.get("VERB" if tag in ("VBD", "VBN", "VBP") else "DEFAULT") or entry.get("DEFAULT")
                    return chosen or ""
                if entry:
                    return entry
        return ""

    def readings(self, word: str) -> dict[str, Any]:
        """The tagged readings of a word that has more than one; {} otherwise."""
        entry = self._gold.get(word.lower(), self._gold.get(word)) if word else None
        return entry if isinstance(entry, dict) else {}

    def letter(self, letter: str) -> str:
        """The name of a letter."""
        return _LETTERS.get(letter.upper()) or self.find(letter.upper()) or "ˈA"

    def cry(self, word: str) -> str:
        """The sounds of an interjection such as hm, shh or aaah; "" if it is none."""
        bare = word.lower().replace("-", "")
        squeezed = "".join(c for i, c in enumerate(bare) if i < 2 or not c == bare[i - 1] == bare[i - 2])
        once = "".join(c for i, c in enumerate(bare) if i == 0 or c != bare[i - 1])
        if bare in ("a", "m"):
            return ""
        for form in (bare, squeezed, _undrawn(bare), once):
            if form in _own("cries"):
                return self.local(_own("cries")[form])
        return ""

    def own(self, word: str) -> str:
        """The sounds of a word, in small letters, that words.toml has; "" if it has not."""
        found = next((_own(part)[word] for part in ("names", "words", "elisions") if word in _own(part)), "")
        return self.local(found)

    def word(self, word: str, tag: Tag = "") -> str:
        """The sounds of any word of letters, apostrophes and hyphens; never empty if it has a letter."""
        if not any(letter.isalpha() for letter in word):
            return ""
        return self._known(word, tag) or self._loosened(word, tag) or spell(_plain_letters(word), self.accent)

    def _known(self, word: str, tag: Tag) -> str:
        lower = word.lower()
        if own := self.own(lower):
            return own
        return self.find(word, tag) or self._inflected(lower, tag)

    def _inflected(self, word: str, tag: Tag) -> str:
        if word.endswith(("'s", "s'")):
            owner = word[:-2] if word.endswith("'s") else word[:-1]
            owner_sounds = self.word(owner, "NOUN")
            return self.plural(owner_sounds) if word.endswith("'s") else owner_sounds
        for ending, said in (("n't", "ᵊnt"), ("'ll", "ᵊl"), ("'ve", "v"), ("'re", "ɹ" if self.accent == "american" else "ə"), ("'d", "d")):
            if word.endswith(ending) and (stem := self.find(word[: -len(ending)])):
                if ending == "'d" and stem[-1] in "pkfθʃsʧ":
                    return stem + "t"  # look'd, banish'd
                return stem + (self.local("ᵻd") if ending == "'d" and stem[-1] in "td" else said)
        if word.endswith("in'") and (stem := self.find(word[:-1] + "g")):
            return stem[:-1] + "n"
        for stem in _stems(word, "s", "es"):
            if sounds := self.find(stem, tag):
                return self.plural(sounds)
        if word.endswith("ies") and (sounds := self.find(word[:-3] + "y", tag)):
            return self.plural(sounds)
        for stem in _stems(word, "ed", "d"):
            if sounds := self.find(stem, "VERB"):
                return self._past(sounds)
        if word.endswith("ied") and (sounds := self.find(word[:-3] + "y", "VERB")):
            return self._past(sounds)
        for stem in _stems(word, "ing"):
            if sounds := self.find(stem, "VERB"):
                return self._tapped(sounds) + "ɪŋ"
        for ending, said in (
            ("ness", "nəs"),
            ("less", "ləs"),
            ("ful", "fᵊl"),
            ("ly", "li"),
            ("er", "əɹ"),
            ("ers", "əɹz"),
            ("est", "əst"),
            ("ish", "ɪʃ"),
            ("like", "lIk"),
            ("y", "i"),
        ):
            for stem in _stems(word, ending):
                if len(stem) > 2 and (sounds := self.find(stem, tag)):
                    return sounds + (
                        self.local(said) if ending not in ("er", "ers") or self.accent == "american" else said.replace("ɹ", "")
                    )
        for prefix in ("un", "re", "non", "over", "under", "out", "mis", "pre", "anti", "super"):
            if word.startswith(prefix) and len(word) > len(prefix) + 3 and (rest := self.find(word[len(prefix) :], tag)):
                return self.find(prefix).replace("ˈ", "ˌ") + rest if self.find(prefix) else ""
        return self._compound(word)

    def _compound(self, word: str) -> str:
        """Two listed words written as one: lamplight, doorbell."""
        if len(word) < 7 or not word.isalpha():
            return ""
        for cut in sorted(range(3, len(word) - 2), key=lambda i: abs(2 * i - len(word))):
            first, second = self._gold.get(word[:cut]), self._gold.get(word[cut:])
            if isinstance(first, str) and isinstance(second, str) and "ˈ" in first and "ˈ" in second:
                return first + second.replace("ˈ", "ˌ")
        return ""

    def _loosened(self, word: str, tag: Tag) -> str:
        """A drawn-out word (noooo) with its letters once or twice; accents taken off letters (café)."""
        if word.endswith("èd") and (stem := next(filter(None, (self.find(each, "VERB") for each in _stems(word[:-2] + "ed", "ed"))), "")):
            return stem + self.local("ᵻd")  # blessèd has two syllables
        plain = _plain_letters(word)
        if plain != word.lower() and (sounds := self._known(plain, tag)):
            return sounds
        if (shorter := _undrawn(plain)) != plain and (sounds := self._known(shorter, tag)):
            return sounds
        for keep in (2, 1):
            shorter = "".join(c for i, c in enumerate(plain) if i < keep or any(plain[i - k] != c for k in range(1, keep + 1)))
            if shorter != plain and (sounds := self._known(shorter, tag)):
                return sounds
        return ""

    def plural(self, sounds: str) -> str:
        """The sounds with the -s of a plural, a third person or an owner."""
        if not sounds:
            return ""
        last = sounds.rstrip("ː")[-1]
        weak = "ᵻ" if self.accent == "american" else "ɪ"
        return sounds + ("s" if last in "ptkfθ" else weak + "z" if last in "szʃʒʧʤ" else "z")

    def _past(self, sounds: str) -> str:
        weak = "ᵻ" if self.accent == "american" else "ɪ"
        if sounds[-1] in "td":
            return self._tapped(sounds) + weak + "d"
        return sounds + ("t" if sounds[-1] in "pkfθʃsʧ" else "d")

    def _tapped(self, sounds: str) -> str:
        if self.accent == "american" and len(sounds) > 1 and sounds[-1] == "t" and sounds[-2] in VOWELS | {"ɹ"}:
            return sounds[:-1] + "T"
        return sounds

    def local(self, sounds: str, british: str = "") -> str:
        """American sounds in this accent; `british` where it is given."""
        if self.accent == "american":
            return sounds
        if british:
            return british
        for american, here in _TO_BRITISH.items():
            sounds = sounds.replace(american, here)
        sounds = re.sub(rf"ɹ(?![ˈˌ]?[{''.join(VOWELS)}])", "R", sounds)  # an r that no vowel follows is not sounded
        for american, here in (("ɪR", "ɪə"), ("ʊR", "ʊə"), ("ɛR", "ɛː"), ("R", "")):
            sounds = sounds.replace(american, here)
        return sounds.replace("ːː", "ː")


def _stems(word: str, *endings: str) -> list[str]:
    """What may stand before an ending: the word, with an e, with its doubled letter undone, with y for i."""
    found: list[str] = []
    for ending in endings:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            found.append(stem)
            if ending[0] in "aeiouy":
                found.append(stem + "e")
                if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
                    found.append(stem[:-1])
            if stem.endswith("i"):
                found.append(stem[:-1] + "y")
    return found


def _undrawn(word: str) -> str:
    """The word with its drawn-out letters once: "hellooo" is hello, its two l's are its own."""
    return re.sub(r"(.)\1{2,}", r"\1", word)


def _plain_letters(word: str) -> str:
    import unicodedata

    spread = unicodedata.normalize(
        "NFKD", word.lower().replace("ß", "ss").replace("ø", "o").replace("æ", "ae").replace("œ", "oe").replace("ł", "l")
    )
    return "".join(letter for letter in spread if "a" <= letter <= "z" or letter == "'").strip("'")


@functools.cache
def lexicon(accent: Accent) -> Lexicon:
    """The lexicon of an accent, read once."""
    return Lexicon(accent)


__all__ = ["Lexicon", "lexicon", "lexicon_files", "with_stress"]
