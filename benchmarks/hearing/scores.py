"""What a listener complains of in a score, as numbers: sameness within and between films, attack, dynamics, room, air, room for speech."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from scipy.signal import butter, sosfilt

from benchmarks.hearing.delivered import record_of, stem_of
from benchmarks.hearing.unseen import SCORE
from filmwright.edit import read_cut
from filmwright.records.breakdown import Breakdown
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.cut import Cut
from filmwright.records.music import Note, Score
from filmwright.records.shots import ShotList
from filmwright.records.story import Story
from filmwright.sound.levels import loudness_range_lu
from filmwright.sound.sampled import Sound
from filmwright.sound.score import compose

VOICE_HZ = (280.0, 3800.0)
_SILENT_DBFS, _ROOM_S = -60.0, 1.0
_BLOCK = SAMPLE_RATE_HZ // 100  # 10 ms
_HELD = ("strings", "accordion", "harmonica")


@dataclass
class Listened:
    """One score. `bars`: rhythm and pitches of each bar, from its first note; `tunes`: turns of four tones of those who sing."""

    name: str
    keys: list[str]
    tempi: list[float]
    metre: int
    bars: list[tuple[tuple[int, int], ...]]
    tunes: Counter[tuple[int, ...]]
    told: list[tuple[str, str]]
    range_lu: float
    silent: float
    attack_ms: float
    onsets_s: float
    room: float
    air_db: float
    under_db: float

    @property
    def again(self) -> tuple[float, float]:
        """Part of the bars whose rhythm is that of the bar before, and part that is a bar heard before, note for note."""
        rhythms = [tuple(at for at, _ in bar) for bar in self.bars if bar]
        follows = np.mean([a == b for a, b in zip(rhythms, rhythms[1:], strict=False)]) if len(rhythms) > 1 else 0.0
        whole = [bar for bar in self.bars if bar]
        return float(follows), 1 - len(set(whole)) / max(len(whole), 1)


def listened(place: Path) -> Listened:
    """Everything about the score of one production."""
    cut, cues = read_cut(place / "cut.otio"), record_of(place, SCORE.removesuffix(".json"), Score).cues
    breakdown, story = record_of(place, "breakdown", Breakdown), record_of(place, "story", Story)
    shots = record_of(place, "shots", ShotList)
    music, voices = stem_of(place, "music"), stem_of(place, "dialogue")
    notes = sorted((note for cue in cues for note in cue.notes), key=lambda note: note.start)
    edges = [(a, b) for cue in cues for a, b in zip(cue.bars, [*cue.bars[1:], cue.end], strict=True)]
    told = [(each.theme, each.way) for each in compose(cut, breakdown, story=story, shots=shots, seed=1).told]
    starts = np.unique([note.start // _BLOCK for note in notes]) * _BLOCK
    gaps = np.diff(np.concatenate([[0], starts, [music.shape[1]]])) / SAMPLE_RATE_HZ
    length = music.shape[1] / SAMPLE_RATE_HZ
    return Listened(
        place.name, [cue.key for cue in cues], [cue.tempo_bpm for cue in cues], cues[0].metre, [_bar(notes, a, b) for a, b in edges],
        _tunes(notes), told, loudness_range_lu(music), _silent(music), _attack_ms(music, notes), len(starts) / length,
        float(gaps[gaps >= _ROOM_S].sum() / gaps.sum()), _air_db(music), _under_db(music, voices, cut),
    )  # fmt: skip


def _bar(notes: Sequence[Note], start: int, end: int) -> tuple[tuple[int, int], ...]:
    here = [note for note in notes if start - 2400 <= note.start < end - 2400 and note.instrument not in _HELD]
    lowest = min((note.pitch for note in here), default=0)
    return tuple(sorted({(round((note.start - start) / (end - start) * 12), note.pitch - lowest) for note in here}))


def _tunes(notes: Sequence[Note]) -> Counter[tuple[int, ...]]:
    """Turns of a tune: three steps and how long each is against the one before, of players that play one note at a time."""
    found: Counter[tuple[int, ...]] = Counter()
    for player in {note.instrument for note in notes}:
        own = [note for note in notes if note.instrument == player]
        if sum(b.start < a.end - 4800 for a, b in zip(own, own[1:], strict=False)) > 0.2 * len(own):
            continue  # it plays chords
        for k in range(len(own) - 3):
            four = own[k : k + 4]
            if four[-1].start - four[0].start < 6 * SAMPLE_RATE_HZ:
                steps = [b.pitch - a.pitch for a, b in zip(four, four[1:], strict=False)]
                lengths = [max(b.start - a.start, 1) for a, b in zip(four, four[1:], strict=False)]
                longer = [round(2 * np.log2(b / a)) for a, b in zip(lengths, lengths[1:], strict=False)]
                found[(*steps, *map(int, longer))] += 1
    return found


def _levels(sound: Sound) -> np.ndarray:
    mono = sound.mean(axis=0)
    return 10 * np.log10((mono[: len(mono) // _BLOCK * _BLOCK].reshape(-1, _BLOCK) ** 2).mean(axis=1) + 1e-12)


def _silent(music: Sound) -> float:
    smooth = np.convolve(10 ** (_levels(music) / 10), np.ones(40) / 40, "same")
    return float(np.mean(10 * np.log10(smooth + 1e-12) < _SILENT_DBFS))


def _attack_ms(music: Sound, notes: Sequence[Note]) -> float:
    """From a tenth to nine tenths of the rise at the hardest struck notes: the median of the fifty."""
    envelope = np.sqrt(np.convolve(music.mean(axis=0).astype(np.float64) ** 2, np.ones(96) / 96, "same"))
    rises = []
    for note in sorted(notes, key=lambda note: -note.velocity)[:50]:
        piece = envelope[max(0, note.start - 960) : note.start + 9600]
        if len(piece) > 2000:
            low, high = piece[:960].min(), piece.max()
            top = int(piece.argmax())
            begun = np.flatnonzero(piece[: top + 1] < low + 0.1 * (high - low))
            full = np.flatnonzero(piece[: top + 1] > low + 0.9 * (high - low))
            if len(begun) and len(full):
                rises.append(max(int(full[0]) - int(begun[-1]), 0) / SAMPLE_RATE_HZ * 1000)
    return float(np.median(rises)) if rises else 0.0


def _air_db(music: Sound) -> float:
    high = sosfilt(butter(4, 4000, "highpass", fs=SAMPLE_RATE_HZ, output="sos"), music, axis=1)
    return float(10 * np.log10((high**2).sum() / ((music**2).sum() + 1e-12) + 1e-12))


def _under_db(music: Sound, voices: Sound, cut: Cut) -> float:
    """Music against the voice while somebody speaks, both in the range of the voice."""
    band = butter(2, VOICE_HZ, "bandpass", fs=SAMPLE_RATE_HZ, output="sos")
    both = [sosfilt(band, sound.mean(axis=0)) for sound in (music, voices)]
    spans = [slice(line.film_start_sample, line.film_start_sample + line.samples) for line in cut.lines]
    power = [sum(float((sound[span] ** 2).sum()) for span in spans) for sound in both]
    return 10 * float(np.log10(power[0] / (power[1] + 1e-12) + 1e-12))


def report(scores: Sequence[Listened]) -> str:
    """A row a score, what its themes become, and how alike the scores are."""
    columns = ("film", "keys", "beats a minute", "metre", "range LU", "silent", "attack ms", "onsets a s", "room", "above 4 kHz dB",
               "under speech dB", "rhythm of the bar before", "bars heard before")  # fmt: skip
    rows = ["| " + " | ".join(columns) + " |", "| --- " * len(columns) + "|"]
    for score in scores:
        keys, tempi, (follows, before) = list(dict.fromkeys(score.keys)), score.tempi, score.again
        rows.append(
            f"| {score.name} | {', '.join(keys)} | {min(tempi):.0f} to {max(tempi):.0f} | {score.metre} | {score.range_lu:.1f} | "
            f"{score.silent:.0%} | {score.attack_ms:.0f} | {score.onsets_s:.1f} | {score.room:.0%} | {score.air_db:.1f} | "
            f"{score.under_db:.1f} | {follows:.0%} | {before:.0%} |"
        )
    rows += [f"  {score.name}: " + "; ".join(f"{theme} {way}" for theme, way in score.told) for score in scores]
    alike = sorted(((_shared(a.tunes, b.tunes), a.name, b.name) for a, b in combinations(scores, 2)), reverse=True)
    if alike:
        shared = [value for value, _, _ in alike]
        most = f"most {alike[0][1]} and {alike[0][2]}, {alike[0][0]:.0%}"
        rows.append(f"  turns of a tune that two films share: {np.mean(shared):.0%} on average, {most}")
        whole = [Counter(bar for bar in score.bars if len(bar) > 2) for score in scores]
        bars = [_shared(one, other) for one, other in combinations(whole, 2)]
        rows.append(f"  bars that two films share note for note: {np.mean(bars):.0%} on average, most {max(bars):.0%}")
    tonics = Counter(score.keys[0].split()[0] for score in scores)
    rows.append(f"  {len(scores)} films begin in {len(tonics)} keys ({', '.join(f'{key} {n}' for key, n in tonics.most_common())})")
    return "\n".join(rows)


def _shared(one: Counter[Any], other: Counter[Any]) -> float:
    """Part of what is heard in the shorter that is heard in the other."""
    common = sum((one & other).values())
    return common / max(min(sum(one.values()), sum(other.values())), 1)
