"""A line of dialogue as the sounds that will be made, word by word: exactly what is written, nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from filmwright.records.noises import Noise, parted
from filmwright.sound.voices.grammar import parts as parts_of_speech
from filmwright.sound.voices.homographs import has_senses, sense_of, tag
from filmwright.sound.voices.lexicon import Lexicon, lexicon
from filmwright.sound.voices.phonemes import SYMBOLS, VOWELS, Accent, begins_with_vowel, with_stress
from filmwright.sound.voices.spelling_out import Beside, say, short

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
    noise: Noise | None = None  # a laugh, a sigh: not said but made


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
            match = re.fullmatch(r"((?:(?!\.\d)[^\w$£€&#+°@%×÷='\-])*)(.*?)([^\w%°&+@=¢]*)", chunk, re.DOTALL)
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
    return [_unstopped(words, i) for i in range(len(words))]


def _unstopped(words: list[_Written], i: int) -> _Written:
    """The word without a full stop that only marks it as shortened: within the line that stop ends nothing."""
    word = words[i]
    if not word.after.startswith(".") or not short(word.text, _beside(words, i, "american", stopped=True)):
        return word
    after = word.after if i + 1 == len(words) else word.after.removeprefix(".")
    return _Written(word.text, word.before, after, word.emphasised, True)


def _beside(words: list[_Written], i: int, accent: Accent, *, stopped: bool) -> Beside:
    before = words[i - 1].text if i and words[i - 1].after in ("", ".") and (not words[i - 1].after or words[i - 1].stopped) else ""
    open_end = stopped or not words[i].after
    after = words[i + 1].text if i + 1 < len(words) and open_end else ""
    return Beside(before, after, stopped, accent)


def read_aloud(text: str, accent: Accent) -> list[Sounded]:
    """The words of a line with their sounds, and the noises written between them, in order.

    Args:
        text: The line as in the script; emphasis marks allowed.
        accent: Which lexicon is used.

    Returns:
        One entry a written word or noise. An entry whose text cannot be said (a lone sign) has no sounds.
    """
    out: list[Sounded] = []
    for part, noise in parted(text):
        if noise:
            out.append(Sounded(part.strip("*"), "", noise=noise))
        elif not any(letter.isalnum() for letter in part) and out:  # the signs after a noise
            out[-1] = replace(out[-1], after=_signs(part))
        else:
            out += _read(part, accent)
    return out


def _read(text: str, accent: Accent) -> list[Sounded]:
    book = lexicon(accent)
    written = _written(text)
    spoken = [_words_of(word.text, _beside(written, i, accent, stopped=word.stopped)) for i, word in enumerate(written)]
    flat = [(i, said) for i, words in enumerate(spoken) for said in words]
    sentences = _sentences(
        [bool(_END & set(written[i].after)) and (k + 1 == len(flat) or flat[k + 1][0] != i) for k, (i, _) in enumerate(flat)]
    )
    sounds: list[str] = [""] * len(flat)
    for first, last in sentences:
        words = [said.lower().strip("'") if said.startswith("'") else said.lower() for _, said in flat[first:last]]
        pauses = frozenset(k - first for k in range(first, last - 1) if flat[k + 1][0] != flat[k][0] and written[flat[k][0]].after)
        for k in range(last - first - 1, -1, -1):
            i, said = flat[first + k]
            following = sounds[first + k + 1] if k + 1 < len(words) else ""
            ends_clause = bool(written[i].after) or k + 1 == len(words)
            sounds[first + k] = _say(book, said, words, k, following, ends_clause, written[i], pauses)
    out: list[Sounded] = []
    for i, word in enumerate(written):
        parts = [sounds[k] for k, (owner, _) in enumerate(flat) if owner == i and sounds[k]]
        joined = " ".join(parts)
        if word.emphasised and joined:
            joined = with_stress(joined)
        clean = "".join(s for s in joined.replace("ɾ", "T").replace("ʔ", "t") if s in SYMBOLS)
        out.append(Sounded(word.text, clean, _signs(word.before), _signs(word.after), word.emphasised))
    return out


def _words_of(text: str, beside: Beside) -> list[str]:
    if (said := say(text, beside)) is not None:
        return said
    if "-" in text and lexicon(beside.accent).cry(text):
        return [text.replace("-", "")]
    if "-" in text and lexicon(beside.accent).own(text.lower()):
        return [text]
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


def _say(
    book: Lexicon,
    said: str,
    words: list[str],
    k: int,
    following: str,
    ends_clause: bool,
    written: _Written,
    pauses: frozenset[int] = frozenset(),
) -> str:
    word = words[k]
    if "-" in said and not said.startswith("-") and not book.own(said.lower()):  # a stutter: the first sounds of the word that follows
        whole = book.word(said.rsplit("-", 1)[1])
        bare = whole.replace("ˈ", "").replace("ˌ", "")
        onset = next((i for i, sound in enumerate(bare) if sound in VOWELS), 0)
        return bare[: max(onset, 1)] + ("ə" if onset else "") + ","
    if len(said) == 1 and said.isalpha() and said not in ("a", "I") and not (said == "A" and _article(k, written)):
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
    if word.startswith("o'") and len(word) > 3 and word != "o'clock" and not book.own(word):
        return _say(book, said[0], [word[0]], 0, "", False, written) + _say(book, said[2:], [word[2:]], 0, "", ends_clause, written)
    if said.isupper() and 2 <= len(said) <= 4 and not _shouted(written, words) and not book.find(said.lower()):
        return with_stress("".join(book.letter(letter).replace("ˈ", "ˌ") for letter in said[:-1]) + book.letter(said[-1]))
    if cry := book.cry(said):
        return cry
    singular = word[:-1] if word.endswith("s") else ""
    if has_senses(word):
        return book.local(*sense_of(words, k, pauses))
    if singular and has_senses(singular):
        return book.plural(book.local(*sense_of(words, k, pauses, word=singular)))
    readings = book.readings(word) or book.readings(singular)
    chosen = tag(words, k, readings, pauses)
    if ends_clause and "None" in readings:
        chosen = "None"
    small = (said.isupper() and len(said) > 1) or (k == 0 and "VERB" in parts_of_speech(words, k, pauses))  # "Polish the lamp."
    sounds = book.word(said.lower() if small else said, chosen)
    return with_stress(sounds) if said.isupper() and len(said) > 1 else sounds


def _article(k: int, written: _Written) -> bool:
    """ "A" as a word: first in its sentence; elsewhere it is the letter ("Plan A")."""
    return written.text == "A" and (k == 0 or bool(written.before) or written.emphasised)


def _shouted(written: _Written, words: list[str]) -> bool:
    return written.emphasised or "!" in written.after


def _signs(text: str) -> str:
    kept = [sign for sign in text if sign in ".,!?;:…—"]
    return "".join(dict.fromkeys(kept))[:2]


def symbols(words: list[Sounded]) -> str:
    """The words as one string of Kokoro's symbols, with pauses."""
    return " ".join(f"{word.sounds}{word.after}" for word in words if word.sounds or word.after).strip()
