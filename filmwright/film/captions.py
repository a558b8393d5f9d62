"""Captions: every line that is heard, when it is heard, at most two lines of 38 characters, as SRT, WebVTT and a film track."""

from __future__ import annotations

from typing import NamedTuple

from filmwright.records.breakdown import Breakdown, LineOfDialogue
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.cut import Cut, CutLine
from filmwright.records.emphasis import plain
from filmwright.records.speech import Dialogue, SpokenLine

WIDEST = 38  # characters a line; broadcasters' guides say 37 to 42
SHORTEST_MS = 1_000  # guides say 5/6 s to 1 s
APART_MS = 83  # two frames, so that a change is seen
LINGER_MS = 200  # after the last sound; a guess
LONGEST_LINGER_MS = 1_500  # for short words; a guess
READING_CHARACTERS_A_SECOND = 17  # usual for adults
_OVERLAP_MS = 300  # two voices at once for longer than this share a caption; a guess
_UNSEEN = ("off_screen", "voice_over")


class Caption(NamedTuple):
    """One caption. `voices`: who says which text; two when two speak at once. Times in ms of the film."""

    start_ms: int
    end_ms: int
    voices: tuple[tuple[str, tuple[str, ...]], ...]  # (name, rows)
    unseen: bool = False  # the speaker is off screen: named in every form

    def rows(self) -> tuple[str, ...]:
        """The rows as they are shown, without mark-up."""
        if len(self.voices) > 1:
            return tuple("– " + " ".join(rows) for _, rows in self.voices)
        name, rows = self.voices[0]
        return (f"{name}: {rows[0]}", *rows[1:]) if self.unseen else rows


class _Chunk(NamedTuple):
    start_ms: int
    end_ms: int  # of the sound
    name: str
    text: str
    unseen: bool


def make_captions(cut: Cut, breakdown: Breakdown, dialogue: Dialogue) -> tuple[Caption, ...]:
    """The captions of a cut, in order, never two at once.

    A line too long for two rows is parted, at the ends of sentences and phrases where that is possible, and each part is shown
    when its words are heard. A part that an editor trimmed away is not captioned.
    """
    names = {role.id: role.name for role in breakdown.cast}
    script = {b.id: b for scene in breakdown.scenes for b in scene.business if isinstance(b, LineOfDialogue)}
    spoken = {line.line: line for line in dialogue.lines}
    chunks: list[_Chunk] = []
    for line in cut.lines:
        words = script.get(line.line)
        if words is not None:
            name = names.get(line.role, line.role.upper())
            chunks += _chunks(line, plain(words.text), spoken.get(line.line), name, words.delivery in _UNSEEN)
    chunks.sort(key=lambda c: c.start_ms)
    return _timed(chunks, film_ms=cut.frames * 1000 // 24)


def to_srt(captions: tuple[Caption, ...]) -> str:
    """SubRip text."""
    return "".join(
        f"{number}\n{_stamp(c.start_ms, ',')} --> {_stamp(c.end_ms, ',')}\n{_safe(chr(10).join(c.rows()))}\n\n"
        for number, c in enumerate(captions, start=1)
    )


def to_vtt(captions: tuple[Caption, ...]) -> str:
    """WebVTT text, each caption with its voice."""
    blocks = ["WEBVTT\n\n"]
    for number, caption in enumerate(captions, start=1):
        dashed = len(caption.voices) > 1
        rows = [
            f"<v {_escape(name)}>" + ("– " + _escape(" ".join(rows)) if dashed else "\n".join(_escape(row) for row in rows)) + "</v>"
            for name, rows in caption.voices
        ]
        blocks.append(f"{number}\n{_stamp(caption.start_ms, '.')} --> {_stamp(caption.end_ms, '.')}\n" + "\n".join(rows) + "\n\n")
    return "".join(blocks)


def wrap(text: str, width: int = WIDEST) -> tuple[str, ...]:
    """The text in as few rows as it needs, two rows balanced, the lower one the longer where there is a choice."""
    words = [piece for word in text.split() for piece in _pieces(word, width)]
    if len(" ".join(words)) <= width:
        return (" ".join(words),)
    best: tuple[float, tuple[str, ...]] | None = None
    for at in range(1, len(words)):
        upper, lower = " ".join(words[:at]), " ".join(words[at:])
        if len(upper) <= width and len(lower) <= width:
            cost = abs(len(upper) - len(lower)) + (4 if len(upper) > len(lower) else 0) - (12 if upper[-1] in ",;:.!?…—" else 0)
            if best is None or cost < best[0]:
                best = (cost, (upper, lower))
    if best is not None:
        return best[1]
    rows: list[str] = []
    for word in words:
        if rows and len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += " " + word
        else:
            rows.append(word)
    return tuple(rows)


def _chunks(line: CutLine, text: str, spoken: SpokenLine | None, name: str, unseen: bool) -> list[_Chunk]:
    words = text.split()
    if not words:
        return []
    times = _word_times(words, line, spoken)
    # a word that is less than half heard, because an editor trimmed the line, is not captioned
    begin, end = line.source_start_sample, line.source_start_sample + line.samples
    heard = [i for i, (first, last) in enumerate(times) if begin <= (first + last) // 2 <= end]
    found: list[_Chunk] = []
    room = WIDEST - (len(name) + 2 if unseen else 0)
    for first, last in _parted([words[i] for i in heard], first_row=room):
        at = [times[i] for i in heard[first:last]]
        start = line.film_start_sample + max(0, at[0][0] - begin)
        stop = line.film_start_sample + min(line.samples, at[-1][1] - begin)
        found.append(_Chunk(_ms(start), _ms(stop), name, " ".join(words[i] for i in heard[first:last]), unseen))
    return found


def _word_times(words: list[str], line: CutLine, spoken: SpokenLine | None) -> list[tuple[int, int]]:
    """First and last sample of each word in the recording: as recorded, or by the number of letters."""
    if spoken is not None and len(spoken.words) == len(words):
        return [(word.start, word.end) for word in spoken.words]
    begin = spoken.words[0].start if spoken and spoken.words else 0
    end = spoken.words[-1].end if spoken and spoken.words else (spoken.samples if spoken else line.source_start_sample + line.samples)
    lengths = [len(word) + 1 for word in words]
    total = sum(lengths)
    times: list[tuple[int, int]] = []
    passed = 0
    for length in lengths:
        times.append((begin + (end - begin) * passed // total, begin + (end - begin) * (passed + length) // total))
        passed += length
    return times


def _parted(words: list[str], *, first_row: int) -> list[tuple[int, int]]:
    """Ranges of words, each of which fits two rows; ends of sentences and phrases are the best places to part."""

    def fits(at: int, to: int) -> bool:
        rows = wrap(" ".join(words[at:to]), min(first_row, WIDEST))
        return len(rows) <= 2

    cost: list[float] = [0.0] + [float("inf")] * len(words)
    origin = [0] * (len(words) + 1)
    for to in range(1, len(words) + 1):
        for at in range(to - 1, -1, -1):
            if to - at > 1 and not fits(at, to):
                break
            last = words[to - 1][-1]
            length = sum(len(word) + 1 for word in words[at:to])
            place = 0.0 if to == len(words) or last in ".!?…" else 8.0 if last in ",;:—–" else 60.0
            price = cost[at] + 40.0 + place + (max(0, 18 - length) ** 2) / 8.0  # guesses: few parts, none tiny
            if price < cost[to]:
                cost[to], origin[to] = price, at
    ranges: list[tuple[int, int]] = []
    at = len(words)
    while at > 0:
        ranges.append((origin[at], at))
        at = origin[at]
    return ranges[::-1]


def _timed(chunks: list[_Chunk], *, film_ms: int) -> tuple[Caption, ...]:
    captions: list[Caption] = []
    index = 0
    while index < len(chunks):
        chunk = chunks[index]
        following = chunks[index + 1] if index + 1 < len(chunks) else None
        voices: tuple[tuple[str, tuple[str, ...]], ...] = ((chunk.name, _rows(chunk)),)
        sound_end, unseen = chunk.end_ms, chunk.unseen
        if (
            following is not None
            and following.name != chunk.name
            and following.start_ms < chunk.end_ms - _OVERLAP_MS
            and max(len(chunk.text), len(following.text)) + 2 <= WIDEST
        ):
            voices = ((chunk.name, (chunk.text,)), (following.name, (following.text,)))
            sound_end, unseen = max(chunk.end_ms, following.end_ms), False
            index += 1
            following = chunks[index + 1] if index + 1 < len(chunks) else None
        letters = sum(len(row) for _, rows in voices for row in rows)
        wanted = max(SHORTEST_MS, letters * 1000 // READING_CHARACTERS_A_SECOND)
        end = max(sound_end + LINGER_MS, min(chunk.start_ms + wanted, sound_end + LONGEST_LINGER_MS))
        limit = film_ms if following is None else max(following.start_ms - APART_MS, chunk.start_ms + APART_MS)
        captions.append(Caption(chunk.start_ms, min(end, limit, film_ms), voices, unseen))
        index += 1
    return tuple(c for c in captions if c.end_ms > c.start_ms)


def _rows(chunk: _Chunk) -> tuple[str, ...]:
    if not chunk.unseen:
        return wrap(chunk.text)
    prefix = chunk.name + ": "
    rows = wrap(chunk.text, WIDEST - len(prefix))
    return rows


def _pieces(word: str, width: int) -> list[str]:
    return [word[i : i + width] for i in range(0, len(word), width)]


def _ms(sample: int) -> int:
    return sample * 1000 // SAMPLE_RATE_HZ


def _stamp(ms: int, mark: str) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{mark}{rest:03d}"


def _safe(text: str) -> str:
    return text.replace("-->", "→")


def _escape(text: str) -> str:
    return _safe(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
