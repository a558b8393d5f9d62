"""The film in passages and bars: each passage has one feeling; bars fall on its ends and on the beats of the cut inside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from filmwright.records.breakdown import Breakdown, LineOfDialogue, Scene, ScoreNote
from filmwright.records.clock import SAMPLE_RATE_HZ, SAMPLES_PER_FRAME
from filmwright.records.cut import Cut
from filmwright.records.story import Feeling
from filmwright.sound.score.harmony import Mode, mode_of
from filmwright.sound.score.palettes import Palette
from filmwright.sound.score.turns import Felt, Turn

_SHORTEST_ASKED = 24  # frames; a note nearer to the turn of a scene counts from that turn
_SPEECH = 0.22  # a bar with more speech than this part of it is "under" a voice (guess)
_STRONG = 0.65  # a line of this intensity is one after which music turns
_LANDED_FRAMES = 36  # a cut so soon after a strong line shows what it did
_BENT = 0.2  # a bar may be so much longer or shorter than its tempo asks, to fall on a beat of the cut
_BENT_TO_A_TURN = 0.28  # and so much to fall on a turn of the story: from here on nearly every stretch of a bar and more can be filled
_RUBATO = (0.99, 0.975, 0.99, 1.035)  # lengths of the bars of a phrase: it presses on, and slows to its end
_MOST_BEATS = 6  # in one passage; with more, nothing stands out


@dataclass(frozen=True)
class Bar:
    """`speech`: part of it that is spoken. `hit`: it begins on a beat of the cut, which is heard.

    `turn`: the turn of the story that it begins on. `struck`: samples inside it at which the story turns, which are heard.
    """

    start: int
    end: int
    speech: float
    feeling: Feeling
    title: bool
    hit: bool = False
    turn: Turn | None = None
    struck: tuple[int, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nobody speaks in it."""
        return self.speech < _SPEECH


@dataclass(frozen=True)
class Passage:
    """A run of the film with one feeling: title, scene or credits."""

    kind: str
    start: int
    end: int
    scene: Scene | None
    bars: tuple[Bar, ...]
    mode: Mode
    tempo: float
    asked: ScoreNote | None = None  # what the director asks for here
    tonic: int = 0  # pitch class of the key

    @property
    def louder(self) -> float:
        """Added to how hard notes are played, of 127."""
        return 18.0 * self.asked.loudness if self.asked else 0.0


@dataclass(frozen=True)
class _Run:
    """A run of the film in frames: the title, a scene or as much of it as one note holds, the credits."""

    kind: str
    start: int
    end: int
    scene: Scene | None
    asked: ScoreNote | None = None


def passages(cut: Cut, breakdown: Breakdown, palette: Palette, *, felt: Sequence[Felt], turned: Sequence[Turn]) -> list[Passage]:
    """The whole film, without a gap. `felt`: its lines and acts that show a feeling; `turned`: where the story turns among them."""
    scenes = {scene.id: scene for scene in breakdown.scenes}
    runs: list[_Run] = []
    for shot in sorted(cut.shots, key=lambda shot: shot.film_start):
        end = shot.film_start + shot.frames
        if runs and runs[-1].scene is scenes.get(shot.scene) and runs[-1].kind == "scene":
            runs[-1] = replace(runs[-1], end=max(end, runs[-1].end))
        else:
            runs.append(_Run("scene", shot.film_start, end, scenes.get(shot.scene)))
    for i in range(len(runs) - 1):  # no seam between scenes
        runs[i] = replace(runs[i], end=runs[i + 1].start)
    if runs[0].start >= 36:
        runs.insert(0, _Run("title", 0, runs[0].start, None))
    else:
        runs[0] = replace(runs[0], start=0)
    if cut.frames - runs[-1].end >= 48:
        runs.append(_Run("credits", runs[-1].end, cut.frames, None))
    else:
        runs[-1] = replace(runs[-1], end=cut.frames)
    merged: list[_Run] = []
    for run in (part for whole in runs for part in _as_asked(whole, cut)):
        if merged and run.end - run.start < 48 and run.kind == "scene" and run.asked is None:
            merged[-1] = replace(merged[-1], end=run.end)  # a scene of under a bar belongs to what was before it
        else:
            merged.append(run)
    titles = [(card.film_start, card.film_start + card.frames) for card in cut.titles if card.kind == "title"]
    found = []
    for i, run in enumerate(merged):
        near = run.scene or next(
            (other.scene for other in (merged[i + 1 :] if run.kind == "title" else reversed(merged[:i])) if other.scene), None
        )
        feeling = near.feeling if near else Feeling()
        if run.kind == "title":
            feeling = Feeling(valence=max(feeling.valence, -0.2), arousal=-0.3, tension=min(feeling.tension, 0.1))
        if run.kind == "credits":
            feeling = Feeling(valence=feeling.valence, arousal=-0.1, tension=-0.3)
        if run.asked and run.asked.feeling:
            feeling = run.asked.feeling
        found.append(_passage(run, feeling, cut, palette, titles, felt, turned))
    return found


def _as_asked(run: _Run, cut: Cut) -> list[_Run]:
    """A run of one scene in parts: each of the director's notes on the score holds up to the next."""
    at = {note.note: note.film_start for note in cut.notes}
    notes = [note for note in run.scene.notes if isinstance(note, ScoreNote) and note.id in at] if run.scene else []
    parts = [run]
    for note in sorted(notes, key=lambda note: at[note.id]):
        frame = min(max(at[note.id], run.start), run.end)
        asked = None if _asks_nothing(note) else note
        if frame - parts[-1].start < _SHORTEST_ASKED:
            parts[-1] = replace(parts[-1], asked=asked)
        elif run.end - frame >= _SHORTEST_ASKED:
            parts[-1] = replace(parts[-1], end=frame)
            parts.append(replace(run, start=frame, asked=asked))
    return parts


def _asks_nothing(note: ScoreNote) -> bool:
    return not note.silent and note.feeling is None and note.pace == 1.0 and note.loudness == 0.0 and not note.theme


def _passage(
    run: _Run, feeling: Feeling, cut: Cut, palette: Palette, titles: list[tuple[int, int]], felt: Sequence[Felt], turned: Sequence[Turn]
) -> Passage:
    scene = run.scene
    start, end = run.start * SAMPLES_PER_FRAME, run.end * SAMPLES_PER_FRAME
    calm, stirred = palette.tempo
    wanted = (calm + (stirred - calm) * (feeling.arousal + 1) / 2) * (run.asked.pace if run.asked else 1.0)
    lines = {business.id: business for business in scene.business if isinstance(business, LineOfDialogue)} if scene else {}
    spoken = [(line.film_start_sample, line.film_start_sample + line.samples, lines.get(line.line)) for line in cut.lines]
    set_mood = run.asked is not None and run.asked.feeling is not None  # what the director names is not bent by the lines
    bar = palette.metre * 60 / wanted * SAMPLE_RATE_HZ
    here = {turn.at: turn for turn in turned if start <= turn.at < end} if run.kind == "scene" else {}
    cuts = [shot.film_start * SAMPLES_PER_FRAME for shot in cut.shots]
    hits = _beats(start, end, bar, cuts, spoken, here) if run.kind == "scene" else []
    bars = []
    for a, b in _lines_of_bars(start, end, bar, hits):
        speech = sum(max(0, min(b, y) - max(a, x)) for x, y, _ in spoken) / (b - a)
        near = _near(a, b, [one for one in felt if start <= one.at < end], list(here))
        title = any(x * SAMPLES_PER_FRAME < b and y * SAMPLES_PER_FRAME > a for x, y in titles)
        turn = here.get(a)
        heard = turn.free if turn else a in hits
        struck = tuple(at for at, inside in here.items() if a < at < b and inside.free)
        bars.append(Bar(a, b, speech, feeling if set_mood else _blend(feeling, near), title, heard, turn, struck))
    tempo = len(bars) * palette.metre * 60 / ((end - start) / SAMPLE_RATE_HZ)
    return Passage(run.kind, start, end, scene, tuple(bars), mode_of(feeling), tempo, run.asked)


Spoken = tuple[int, int, LineOfDialogue | None]


def _beats(start: int, end: int, bar: float, cuts: Sequence[int], spoken: Sequence[Spoken], here: Mapping[int, Turn]) -> list[int]:
    """Samples at which the picture turns and the music with it: where the story turns, the farthest turns first; then cuts on which
    nobody speaks, first those after a strong line.

    As many as leave every stretch between them a whole number of bars of nearly the tempo.
    """
    chosen: list[int] = []
    for turn in sorted(here.values(), key=lambda turn: (not turn.free, -turn.far, turn.at)):
        if turn.at > start and all(_even(a, b, bar, _BENT_TO_A_TURN) for a, b in _stretches(start, end, [*chosen, turn.at])):
            chosen.append(turn.at)
    weighed: list[tuple[float, int]] = []
    for at in cuts:
        if not start < at < end or at in here or any(x - SAMPLES_PER_FRAME < at < y for x, y, _ in spoken):
            continue
        ended = [line for x, y, line in spoken if line and 0 <= at - y < _LANDED_FRAMES * SAMPLES_PER_FRAME]
        room = min((x - at for x, _, _ in spoken if x >= at), default=end - at) / SAMPLE_RATE_HZ
        weight = 1.0 + 2.0 * max((line.intensity >= _STRONG for line in ended), default=False) + min(room, 4.0) / 4.0
        weighed.append((weight, at))
    for _, at in sorted(weighed, key=lambda beat: (-beat[0], beat[1])):
        parted = [stretch for stretch in _stretches(start, end, [*chosen, at]) if at in stretch]
        if len(chosen) < _MOST_BEATS and all(_even(a, b, bar, _BENT) for a, b in parted):
            chosen.append(at)
    return sorted(chosen)


def _stretches(start: int, end: int, hits: Sequence[int]) -> list[tuple[int, int]]:
    edges = [start, *sorted(hits), end]
    return list(zip(edges, edges[1:], strict=False))


def _even(a: int, b: int, bar: float, bent: float) -> bool:
    count = max(1, round((b - a) / bar))
    return abs((b - a) / count / bar - 1) <= bent


def _lines_of_bars(start: int, end: int, bar: float, hits: Sequence[int]) -> list[tuple[int, int]]:
    """The bars of a passage between its ends and the beats of the cut: even, but for the little that a phrase presses on and slows."""
    found: list[tuple[int, int]] = []
    for a, b in _stretches(start, end, hits):
        count = max(1, round((b - a) / bar))
        lengths = [_RUBATO[(len(found) + k) % len(_RUBATO)] for k in range(count)]
        edges = [a + round((b - a) * sum(lengths[:k]) / sum(lengths)) for k in range(count + 1)]
        found += list(zip(edges, edges[1:], strict=False))
    return found


def _near(a: int, b: int, felt: Sequence[Felt], turned: Sequence[int]) -> list[Felt]:
    """What is felt about a bar: a second ahead of it and two behind, but nothing that a turn of the story parts from it."""
    low = max((at for at in turned if at <= a), default=-(10**12))
    high = min((at for at in turned if at >= b), default=10**12)
    about = [one for one in felt if one.at < b + SAMPLE_RATE_HZ and one.end > a - 2 * SAMPLE_RATE_HZ]
    return [one for one in about if one.at < high and one.end > low + SAMPLE_RATE_HZ // 4]


def _blend(feeling: Feeling, near: Sequence[Felt]) -> Feeling:
    if not near:
        return feeling
    count = len(near)
    return Feeling(
        valence=0.6 * feeling.valence + 0.4 * sum(one.feeling.valence for one in near) / count,
        arousal=0.6 * feeling.arousal + 0.4 * sum(one.feeling.arousal for one in near) / count,
        tension=0.6 * feeling.tension + 0.4 * sum(one.feeling.tension for one in near) / count,
    )
