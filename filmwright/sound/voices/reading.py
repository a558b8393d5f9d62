"""A line of dialogue as the sounds that will be made, word by word: exactly what is written, nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from filmwright.sound.voices.homographs import BRITISH_READINGS, READINGS, tag
from filmwright.sound.voices.lexicon import Lexicon, lexicon
from filmwright.sound.voices.phonemes import SYMBOLS, VOWELS, Accent, begins_with_vowel, with_stress
from filmwright.sound.voices.spelling_out import expand, say

_END = frozenset(".!?…—")
_WEAK = {"a": "ɐ", "an": "ɐn", "i": "ˌI"}


@dataclass(frozen=True)
class Sounded:
    """One written word: its sounds, and the pause signs around it."""

    text: str  # as written, emphasis marks and outer punctuation taken off
    sounds: str
    before: str = ""
    after: str = ""
    emphasised: bool = False


@dataclass(frozen=True)
class _Written:
    text: str
    before: str
    after: str
    emphasised: bool
    stopped: bool = False  # a full stop followed, which may only have marked an abbreviation


def plain_text(text: str) -> str:
    """The line without Fountain's emphasis marks: *italic*, **bold**, _underlined_; `\\*` stays a star."""
    return "".join(word for word, _ in _emphasis(text))


def _emphasis(text: str) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    place = 0
    for match in re.finditer(r"(?<!\\)(\*{1,3}|_)(?=\S)(.+?)(?<=[^\s\\])\1", text, re.DOTALL):
        pieces.append((text[place : match.start()], False))
        inner = match[2].strip("*_")
        pieces.append((inner, True))
        place = match.end()
    pieces.append((text[place:], False))
    return [(re.sub(r"\\([*_])", r"\1", piece), emphasised) for piece, emphasised in pieces if piece]


def _written(text: str) -> list[_Written]:
    text = text.replace("’", "'").replace("‘", "'").replace("...", "…").replace("\u2013", "—").replace("--", "—")
    words: list[_Written] = []
    joined = False
    for piece, emphasised in _emphasis(text):
        for chunk in re.findall(r"\s+|[—…]+|[^\s—…]+", piece):
            if chunk.isspace():
                joined = False
                continue
            if chunk[0] in "—…":
                if words:
                    words[-1] = _Written(words[-1].text, words[-1].before, words[-1].after + chunk[0], words[-1].emphasised)
                joined = False
                continue
            match = re.fullmatch(r"([^\w$£€&#+°@%×÷='\-]*)(.*?)([^\w%°&+@=]*)", chunk, re.DOTALL)
            before, core, after = (match[1], match[2], match[3]) if match else ("", chunk, "")
            core = core.lstrip("-") if not re.match(r"-\d", core) else core
            if after.startswith("'") and core.lower().endswith(("in", "s", "o", "th")):
                core, after = core + "'", after[1:]
            if re.fullmatch(r"([A-Za-z]\.)+[A-Za-z]", core) and after.startswith(".") and not after.startswith("…"):
                core += "."
                after = after[1:]
            if joined and words and not words[-1].after and not before:
                words[-1] = _Written(words[-1].text + core, words[-1].before, after, words[-1].emphasised or emphasised)
            elif core:
                words.append(_Written(core, before, after, emphasised))
            elif words:
                words[-1] = _Written(words[-1].text, words[-1].before, words[-1].after + before + after, words[-1].emphasised)
            joined = True
    last = len(words) - 1
    return [
        _Written(word.text, word.before, word.after.removeprefix("."), word.emphasised, True)
        if i < last and word.after.startswith(".") and expand(word.text, stopped=True)
        else word
        for i, word in enumerate(words)
    ]


def read_aloud(text: str, accent: Accent) -> list[Sounded]:
    """The words of a line with their sounds, in order.

    Args:
        text: The line as in the script; emphasis marks allowed.
        accent: Which lexicon is used.

    Returns:
        One entry a written word. An entry whose text cannot be said (a lone sign) has no sounds.
    """
    book = lexicon(accent)
    written = _written(text)
    spoken: list[list[str]] = [_words_of(word) for word in written]
    flat = [(i, said) for i, words in enumerate(spoken) for said in words]
    sentences = _sentences(
        [bool(_END & set(written[i].after)) and (k + 1 == len(flat) or flat[k + 1][0] != i) for k, (i, _) in enumerate(flat)]
    )
    sounds: list[str] = [""] * len(flat)
    for first, last in sentences:
        words = [said.lower().strip("'") if said.startswith("'") else said.lower() for _, said in flat[first:last]]
        for k in range(last - first - 1, -1, -1):
            i, said = flat[first + k]
            following = sounds[first + k + 1] if k + 1 < len(words) else ""
            ends_clause = bool(written[i].after) or k + 1 == len(words)
            sounds[first + k] = _say(book, said, words, k, following, ends_clause, written[i])
    out: list[Sounded] = []
    for i, word in enumerate(written):
        parts = [sounds[k] for k, (owner, _) in enumerate(flat) if owner == i and sounds[k]]
        joined = " ".join(parts)
        if word.emphasised and joined:
            joined = with_stress(joined)
        clean = "".join(s for s in joined.replace("ɾ", "T").replace("ʔ", "t") if s in SYMBOLS)
        out.append(Sounded(word.text, clean, _signs(word.before), _signs(word.after), word.emphasised))
    return out


def _words_of(word: _Written) -> list[str]:
    text = word.text
    if short := expand(text, stopped=word.stopped):
        return short
    if (said := say(text)) is not None:
        return said
    parts = [part for part in re.split(r"[-/_]", text) if part]
    if len(parts) > 1:
        words: list[str] = []
        for k, part in enumerate(parts):
            stutter = (
                k + 1 < len(parts)
                and len(part) <= 2
                and part != "I"
                and parts[-1].lower().startswith(part.lower())
                and part.lower() not in ("so", "no", "to", "go", "ha", "ta")
            )
            words += [f"{part}-{parts[-1]}"] if stutter else (say(part) or [part])
        return words
    return [text]


def _sentences(ends: list[bool]) -> list[tuple[int, int]]:
    spans, start = [], 0
    for k, end in enumerate(ends):
        if end or k + 1 == len(ends):
            spans.append((start, k + 1))
            start = k + 1
    return spans


def _say(book: Lexicon, said: str, words: list[str], k: int, following: str, ends_clause: bool, written: _Written) -> str:
    word = words[k]
    if "-" in said and not said.startswith("-"):  # a stutter: the first sounds of the word that follows
        whole = book.word(said.rsplit("-", 1)[1])
        bare = whole.replace("ˈ", "").replace("ˌ", "")
        onset = next((i for i, sound in enumerate(bare) if sound in VOWELS), 0)
        return bare[: max(onset, 1)] + ("ə" if onset else "") + ","
    if len(said) == 1 and said.isalpha() and not (word in ("a", "i") and (said == "I" or written.text.lower() == "a")):
        return book.letter(said)
    if not written.emphasised:
        if word == "the":
            return "ði" if begins_with_vowel(following) else "ðə"
        if word == "to" and following:
            return "tʊ" if begins_with_vowel(following) else "tə"
        if word in _WEAK and following:
            return _WEAK[word]
    if word == "i":
        return "ˈI"
    if word.startswith("o'") and len(word) > 3 and word != "o'clock":
        return _say(book, said[0], [word[0]], 0, "", False, written) + _say(book, said[2:], [word[2:]], 0, "", ends_clause, written)
    if said.isupper() and 2 <= len(said) <= 4 and not _shouted(written, words) and not book.find(said.lower()):
        return with_stress("".join(book.letter(letter).replace("ˈ", "ˌ") for letter in said[:-1]) + book.letter(said[-1]))
    if cry := book.cry(said):
        return cry
    chosen = tag(words, k)
    readings = READINGS if book.accent == "american" else BRITISH_READINGS
    if (word, chosen) in readings:
        return readings[word, chosen]
    if ends_clause and "None" in book.readings(word):
        chosen = "None"
    sounds = book.word(said if not said.isupper() or len(said) == 1 else said.lower(), chosen)
    return with_stress(sounds) if said.isupper() and len(said) > 1 else sounds


def _shouted(written: _Written, words: list[str]) -> bool:
    return written.emphasised or "!" in written.after


def _signs(text: str) -> str:
    kept = [sign for sign in text if sign in ".,!?;:…—"]
    return "".join(dict.fromkeys(kept))[:2]


def symbols(words: list[Sounded]) -> str:
    """The words as one string of Kokoro's symbols, with pauses."""
    return " ".join(f"{word.sounds}{word.after}" for word in words if word.sounds or word.after).strip()
