"""What is measured of the sound of one delivered film: levels, words, voices, turns on the frame, air, ends of lines, work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import av
import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.hearing.unseen import SCORE, WORK
from benchmarks.hearing.voices import embedded
from benchmarks.hearing.words import Heard, understood
from filmwright.edit import read_cut
from filmwright.records.breakdown import Breakdown, LineOfDialogue
from filmwright.records.clock import SAMPLE_RATE_HZ, SAMPLES_PER_FRAME
from filmwright.records.codec import R, decode
from filmwright.records.cut import Cut, CutLine
from filmwright.records.music import Score
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue
from filmwright.sound.levels import loudness_range_lu
from filmwright.sound.sampled import Sound, from_wav, loudness_lufs, true_peak_dbtp
from filmwright.sound.score.turns import turns
from filmwright.store import Index, Store

STEMS = ("dialogue", "music", "effects")
SAME_VOICE = 0.80  # cosine at and above which two utterances are taken for one voice; `--voices` prints the errors at it
WEB_LUFS, BROADCAST_LUFS, WITHIN_LU, PEAK_DBTP = -16.0, -23.0, 0.3, -1.0
LEAST_GAIN = 0.3  # of its level in the mix that a stem must have in the film
NO_AIR_DBFS = -72.0  # half a second of effects under this is a gap
CHORD = 3  # notes that begin within a frame of each other and of a turn of the story
CLIPPED_DB = -40.0  # a line whose last 10 ms are louder than this under its level ends clipped
_WORK = ("voice", "score", "mix")


@dataclass
class Measured:
    """One film. Levels: name of the file -> (LUFS, dBTP). `hits`: turns of the score on cuts, and cuts without speech;
    `turned`: turns of the story that are struck, and all of them."""

    name: str
    title: str
    seconds: float
    layouts: str
    levels: dict[str, tuple[float, float]]
    range_lu: float
    share: dict[str, float]  # how much of each stem is in the film
    words: dict[str, Heard] = field(default_factory=dict)
    nearest: tuple[float, str, str] | None = None
    itself: dict[str, float] = field(default_factory=dict)
    hits: tuple[int, int] = (0, 0)
    turned: tuple[int, int] = (0, 0)
    gaps: int = 0
    least_air: float = 0.0
    clipped: int = 0
    hardest_end: float = -120.0
    work: float = 0.0  # seconds for a minute of film
    work_is: str = ""

    @property
    def faults(self) -> list[str]:
        """What is not as it should be."""
        wanted = {"film.mp4": WEB_LUFS, "broadcast.wav": BROADCAST_LUFS, "surround.wav": WEB_LUFS}
        found = [f"{name} {level:.1f} LUFS" for name, (level, _) in self.levels.items() if abs(level - wanted[name]) > WITHIN_LU]
        found += [f"{name} {peak:.1f} dBTP" for name, (_, peak) in self.levels.items() if peak > PEAK_DBTP]
        found += [f"{name} is missing in film.mp4" for name, share in self.share.items() if share < LEAST_GAIN]
        found += [f"{self.gaps} gaps in the air"] * bool(self.gaps) + [f"{self.clipped} lines end clipped"] * bool(self.clipped)
        if self.nearest and self.nearest[0] >= SAME_VOICE:
            found.append(f"{self.nearest[1]} and {self.nearest[2]} have one voice")
        return found


def record_of(place: Path, name: str, kind: type[R]) -> R:
    """A record of a production."""
    return decode((place / f"{name}.json").read_bytes(), kind, where=f"{place / name}.json")


def stem_of(place: Path, name: str) -> Sound:
    """A stem of a production."""
    path = place / "stems" / f"{name}.wav"
    return from_wav(path.read_bytes(), where=str(path))


def measured(place: Path) -> Measured:
    """Everything about one film, as it lies in its folder."""
    sound, layouts = _delivered(place)
    cut = read_cut(place / "cut.otio")
    levels = {"film.mp4": (loudness_lufs(sound), true_peak_dbtp(sound))}
    for name in ("broadcast", "surround"):
        if (place / "stems" / f"{name}.wav").is_file():
            other = stem_of(place, name)
            levels[f"{name}.wav"] = (loudness_lufs(other), true_peak_dbtp(other))
    share = _shares(place, sound)
    if not cut.lines:
        share.pop("dialogue")
    made = Measured(place.name, cut.title, sound.shape[1] / SAMPLE_RATE_HZ, layouts, levels, loudness_range_lu(sound), share)
    _air(made, place, cut)
    _ends(made, place, cut)
    _turns(made, place, cut)
    _words(made, place, cut, sound)
    _voices(made, place)
    _work(made, place)
    return made


def _delivered(place: Path) -> tuple[Sound, str]:
    with av.open(str(place / "film.mp4")) as film:
        layouts = ", ".join(stream.layout.name for stream in film.streams.audio)
        blocks = [frame.to_ndarray() for frame in film.decode(audio=0)]
    return np.concatenate(blocks, axis=1).astype(np.float32), layouts


def _shares(place: Path, film: Sound) -> dict[str, float]:
    """How much of each stem is in the delivered film, by least squares."""
    stems = [stem_of(place, each).mean(axis=0) for each in STEMS]
    count = min(film.shape[1], *(len(stem) for stem in stems))
    matrix = np.stack([stem[:count] for stem in stems], axis=1).astype(np.float64)
    found = np.linalg.lstsq(matrix.T @ matrix, matrix.T @ film[:, :count].mean(axis=0).astype(np.float64), rcond=None)[0]
    return {name: float(value) for name, value in zip(STEMS, found, strict=True)}


def _air(made: Measured, place: Path, cut: Cut) -> None:
    effects, half = stem_of(place, "effects"), SAMPLE_RATE_HZ // 2
    worst: list[float] = []
    for shot in cut.shots:
        seen = effects[:, shot.film_start * SAMPLES_PER_FRAME : (shot.film_start + shot.frames) * SAMPLES_PER_FRAME]
        whole = seen[:, half : seen.shape[1] // half * half - half]
        if whole.size:
            worst += list(10 * np.log10((whole.reshape(2, -1, half) ** 2).mean(axis=(0, 2)) + 1e-12))
    made.gaps, made.least_air = sum(level < NO_AIR_DBFS for level in worst), float(min(worst, default=0.0))


def _ends(made: Measured, place: Path, cut: Cut) -> None:
    """How abruptly recordings end: their last 10 ms against the whole of them."""
    store = Store(place / "store")
    for line in cut.lines:
        voice = from_wav(store.get(line.media), where=line.line)[0][line.source_start_sample :][: line.samples]
        last = float(10 * np.log10((voice[-480:] ** 2).mean() / ((voice**2).mean() + 1e-12) + 1e-12))
        made.hardest_end = max(made.hardest_end, last)
        made.clipped += last > CLIPPED_DB


def _turns(made: Measured, place: Path, cut: Cut) -> None:
    """Cuts on which nobody speaks, and those of them on which a bar begins and a note is struck, to the frame; and turns of the story at
    which three notes and more are struck together to the frame.
    """
    if not (place / SCORE).is_file():
        return
    cues = record_of(place, SCORE.removesuffix(".json"), Score).cues
    spoken = [(line.film_start_sample, line.film_start_sample + line.samples) for line in cut.lines]
    quiet = [shot.film_start * SAMPLES_PER_FRAME for shot in cut.shots]
    quiet = [at for at in quiet if not any(a - SAMPLES_PER_FRAME < at < b for a, b in spoken)]
    bars = {bar for cue in cues for bar in (*cue.bars, cue.start)}
    starts = np.array([note.start for cue in cues for note in cue.notes] or [0])
    hit = [at for at in quiet if at in bars and np.abs(starts - at).min() < SAMPLES_PER_FRAME]
    made.hits = (len(hit), len(quiet))
    told = turns(cut, record_of(place, "breakdown", Breakdown), record_of(place, "shots", ShotList))
    made.turned = (sum(int((np.abs(starts - turn.at) < SAMPLES_PER_FRAME).sum()) >= CHORD for turn in told), len(told))


def _words(made: Measured, place: Path, cut: Cut, film: Sound) -> None:
    breakdown = record_of(place, "breakdown", Breakdown)
    said = {item.id: item.text for scene in breakdown.scenes for item in scene.business if isinstance(item, LineOfDialogue)}
    for name, sound in (("stem", stem_of(place, "dialogue")), ("mix", film)):
        made.words[name] = heard(sound, cut.lines, lambda line: said.get(line.line, ""))


def heard(sound: Sound, lines: Sequence[CutLine], text: Callable[[CutLine], str]) -> Heard:
    """What a listener makes of lines in a sound."""
    found = Heard()
    for line in lines:
        a = max(0, line.film_start_sample - SAMPLE_RATE_HZ // 10)
        found.add(text(line), understood(sound[:, a : line.film_start_sample + line.samples + SAMPLE_RATE_HZ // 5]))
    return found


def _voices(made: Measured, place: Path) -> None:
    """The two voices of a film that are nearest to each other, and each with itself in half of its lines and the other."""
    dialogue, store = record_of(place, "dialogue", Dialogue), Store(place / "store")
    speech: dict[str, list[NDArray[np.float32]]] = {}
    for line in dialogue.lines:
        speech.setdefault(line.role, []).append(from_wav(store.get(line.media), where=line.line)[0])
    whole = {role: embedded(np.concatenate(parts)) for role, parts in speech.items()}
    made.nearest = max(((float(whole[a] @ whole[b]), a, b) for a, b in combinations(whole, 2)), default=None)
    for role, parts in speech.items():
        if len(parts) > 1:
            made.itself[role] = float(embedded(np.concatenate(parts[::2])) @ embedded(np.concatenate(parts[1::2])))


def _work(made: Measured, place: Path) -> None:
    if (place / WORK).is_file():
        spent = msgspec.json.decode((place / WORK).read_bytes(), type=dict[str, float])
        made.work, made.work_is = sum(spent.get(name, 0.0) for name in ("voices", "score", "mix")), "processor seconds"
    else:
        latest: dict[str, dict[str, float]] = {}
        index = Index(place / "store")
        for stage in _WORK:
            for row in index.history(stage):
                if row.state == "done":
                    latest.setdefault(stage, {}).setdefault(row.unit, row.seconds)
        index.close()
        made.work, made.work_is = sum(sum(units.values()) for units in latest.values()), "seconds by the clock, one process"
    made.work *= 60 / made.seconds


COLUMNS = (
    "film", "s", "web LUFS", "dBTP", "range LU", "broadcast LUFS", "dBTP", "5.1 LUFS", "words wrong, stem", "words wrong, film",
    "nearest voices", "least with itself", "turns on cuts", "turns of the story", "gaps in the air", "clipped ends", "work for 60 s",
)  # fmt: skip


def table(films: Sequence[Measured]) -> str:
    """One row a film, and what all of them come to."""
    rows = ["| " + " | ".join(COLUMNS) + " |", "| --- " * len(COLUMNS) + "|"]
    for film in films:
        web, broadcast, surround = (film.levels.get(name, (float("nan"),) * 2) for name in ("film.mp4", "broadcast.wav", "surround.wav"))
        near = f"{film.nearest[0]:.2f}" if film.nearest else "one voice"
        least = f"{min(film.itself.values()):.2f}" if film.itself else "-"
        words = [f"{film.words[name].wrong} of {film.words[name].said}" for name in ("stem", "mix")]
        rows.append("| " + " | ".join((
            film.name, f"{film.seconds:.0f}", f"{web[0]:.2f}", f"{web[1]:.1f}", f"{film.range_lu:.1f}", f"{broadcast[0]:.2f}",
            f"{broadcast[1]:.1f}", f"{surround[0]:.2f}", *words, near, least, f"{film.hits[0]} of {film.hits[1]}",
            f"{film.turned[0]} of {film.turned[1]}", f"{film.gaps}", f"{film.clipped}", f"{film.work:.0f}",
        )) + " |")  # fmt: skip
    said = {name: sum(film.words[name].said for film in films) for name in ("stem", "mix")}
    wrong = {name: sum(film.words[name].wrong for film in films) for name in ("stem", "mix")}
    rows.append(f"\nwords understood wrongly, all films: {wrong['stem'] / max(said['stem'], 1):.1%} of {said['stem']} in the stems, "
                f"{wrong['mix'] / max(said['mix'], 1):.1%} in the films; work in {films[0].work_is}")  # fmt: skip
    return "\n".join(rows)
