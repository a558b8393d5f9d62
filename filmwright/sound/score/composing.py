"""Composes for the cut: bars that fall on scene turns, a motif that lives the story, thin music under speech."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from filmwright.errors import StageError
from filmwright.records.breakdown import Breakdown, Emotion, LineOfDialogue, Role, Scene, ScoreNote
from filmwright.records.clock import SAMPLE_RATE_HZ, SAMPLES_PER_FRAME
from filmwright.records.cut import Cut
from filmwright.records.music import Cue, Note
from filmwright.records.story import Feeling, Story, Tone
from filmwright.sound.score.harmony import Chord, Mode, chord, mode_of, phrase, voiced
from filmwright.sound.score.motif import Motif, motif_of, sung
from filmwright.sound.score.palettes import Palette, palette_for
from filmwright.sound.score.sampler import BAND
from filmwright.theatre.catalogue import props

_FEELINGS: dict[Emotion, tuple[float, float, float]] = {
    "neutral": (0.0, -0.2, 0.0), "joy": (0.8, 0.5, -0.4), "sorrow": (-0.7, -0.5, 0.1), "anger": (-0.6, 0.7, 0.7), "fear": (-0.6, 0.4, 0.8),
    "surprise": (0.1, 0.6, 0.4), "disgust": (-0.5, 0.1, 0.3), "tenderness": (0.6, -0.5, -0.4), "pride": (0.5, 0.2, -0.1),
    "shame": (-0.5, -0.4, 0.2), "longing": (-0.1, -0.4, 0.2), "determination": (0.2, 0.3, 0.3),
}  # fmt: skip
_KEYS = (0, 2, 3, 5, 7, 9, 10)
_KEY_NAMES = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_OCTAVES = {"cello": 4, "bassoon": 4, "accordion": 5, "clarinet": 5, "violin": 5, "oboe": 5, "flute": 6, "harmonica": 5, "whistle": 6}
_LEADS_BY_SOUND = ("violin", "music_box", "accordion", "harmonica", "flute", "piano", "guitar", "cello", "clarinet", "bells", "whistle")
_SHORTEST_ASKED = 24  # frames; a note nearer to the turn of a scene counts from that turn
_SPEECH = 0.22  # a bar with more speech than this part of it is "under" a voice (guess)


@dataclass(frozen=True)
class Composition:
    """Notes for the whole film, not yet played. `samples`: its length."""

    cues: tuple[Cue, ...]
    motifs: dict[str, tuple[int, ...]]
    palette: str
    samples: int
    seed: int


@dataclass(frozen=True)
class _Bar:
    start: int
    end: int
    speech: float
    feeling: Feeling
    scene: int  # index of the passage
    title: bool

    @property
    def open(self) -> bool:
        return self.speech < _SPEECH


@dataclass(frozen=True)
class _Passage:
    """A run of the film with one feeling: title, scene or credits."""

    kind: str
    start: int
    end: int
    scene: Scene | None
    bars: tuple[_Bar, ...]
    mode: Mode
    tempo: float
    asked: ScoreNote | None = None  # what the director asks for here

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


class _Writer:
    """Collects notes with a player's small unevenness."""

    def __init__(self, chance: random.Random, samples: int) -> None:
        self.chance = chance
        self.samples = samples
        self.notes: list[Note] = []

    def add(self, instrument: str, start: float, end: float, pitch: int, velocity: float, *, loose: float = 0.009) -> None:
        """A note between two sample positions. `loose`: standard deviation of its start, seconds."""
        begin = round(start + self.chance.gauss(0, loose) * SAMPLE_RATE_HZ)
        begin = max(begin, 0)
        finish = min(round(end), self.samples)
        if finish - begin < 600 or not 21 <= pitch <= 108:
            return
        loud = round(min(max(velocity + self.chance.gauss(0, 3.0), 12), 118))
        self.notes.append(Note(start=begin, end=finish, pitch=pitch, velocity=loud, instrument=instrument))


def compose(cut: Cut, breakdown: Breakdown, *, story: Story | None = None, seed: int = 0) -> Composition:
    """Write the score of a film.

    Args:
        cut: When each shot, line and title is seen and heard.
        breakdown: Scenes with their feelings; the cast, principals first.
        story: Gives the tone; without it the tone is read from the scenes' feelings.
        seed: Another number, another score.

    Raises:
        StageError: the cut has no shots.
    """
    if not cut.shots:
        raise StageError("score: the cut has no shots; nothing can be scored")
    samples = cut.frames * SAMPLES_PER_FRAME
    tone = story.tone if story else _tone(breakdown)
    palette = palette_for(tone, [scene.heading for scene in breakdown.scenes])
    digest = hashlib.sha256(f"{breakdown.title}/{seed}".encode()).digest()
    tonic = _KEYS[digest[0] % len(_KEYS)]
    passages = _passages(cut, breakdown, palette)
    heroes = _heroes(breakdown)
    asked = {note.theme for scene in breakdown.scenes for note in scene.notes if isinstance(note, ScoreNote)}
    heroes = [*heroes, *(role for role in breakdown.cast if role.id in asked and role not in heroes)]
    motifs = {role.id: motif_of(role.name, palette.metre, salt=str(seed)) for role in heroes}
    lead = _lead(breakdown, palette)
    cues = []
    for i, passage in enumerate(passages):
        writer = _Writer(random.Random(f"{breakdown.title}/{seed}/{i}"), samples)
        heard = _write(writer, passage, palette, lead, tonic, heroes, motifs, number=i, last=i + 1 == len(passages))
        cues.append(Cue(
            name=f"{passage.kind} {passage.scene.id}" if passage.scene else passage.kind, start=passage.start, end=passage.end,
            tempo_bpm=round(passage.tempo, 2), key=f"{_KEY_NAMES[tonic]} {passage.mode}", motifs=tuple(heard),
            notes=tuple(sorted(writer.notes, key=lambda note: (note.start, note.pitch, note.instrument))),
        ))  # fmt: skip
    return Composition(tuple(cues), {role: motif.degrees for role, motif in motifs.items()}, palette.name, samples, seed)


def _tone(breakdown: Breakdown) -> Tone:
    scenes = breakdown.scenes
    if not scenes:
        return "tender"
    valence = sum(s.feeling.valence for s in scenes) / len(scenes)
    arousal = sum(s.feeling.arousal for s in scenes) / len(scenes)
    tension = sum(s.feeling.tension for s in scenes) / len(scenes)
    if tension > 0.4:
        return "tense" if valence < 0 else "epic"
    if arousal > 0.3 and valence > 0.15:
        return "comic"
    if sum(s.time_of_day == "night" for s in scenes) * 2 > len(scenes) and tension > 0.1:
        return "eerie"
    return "tender" if valence > -0.05 else "wistful"


def _heroes(breakdown: Breakdown) -> list[Role]:
    """The one or two roles with motifs: most business first, then the order of the cast."""
    count = {role.id: 0 for role in breakdown.cast}
    for scene in breakdown.scenes:
        for business in scene.business:
            role = getattr(business, "role", "")
            if role in count:
                count[role] += 1
    ranked = sorted(breakdown.cast, key=lambda role: (not role.principal, -count[role.id]))
    return ranked[:2]


def _lead(breakdown: Breakdown, palette: Palette) -> str:
    """Who sings the main motif: the instrument at the heart of the story if there is one, else the palette's."""
    catalogue = props()
    for prop in breakdown.props:
        model = catalogue.get(prop.model)
        words = f"{model.sound if model else ''} {prop.name} {prop.model}".lower().replace(" ", "_")
        for sound in _LEADS_BY_SOUND:
            if sound in words:
                return "felt_piano" if sound == "piano" else sound
    return palette.lead


def _passages(cut: Cut, breakdown: Breakdown, palette: Palette) -> list[_Passage]:
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
    passages = []
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
        passages.append(_passage(run, feeling, cut, palette, titles))
    return passages


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


def _passage(run: _Run, feeling: Feeling, cut: Cut, palette: Palette, titles: list[tuple[int, int]]) -> _Passage:
    scene = run.scene
    start, end = run.start * SAMPLES_PER_FRAME, run.end * SAMPLES_PER_FRAME
    calm, stirred = palette.tempo
    wanted = (calm + (stirred - calm) * (feeling.arousal + 1) / 2) * (run.asked.pace if run.asked else 1.0)
    seconds = (end - start) / SAMPLE_RATE_HZ
    count = max(1, round(seconds * wanted / 60 / palette.metre))
    lines = {business.id: business for business in scene.business if isinstance(business, LineOfDialogue)} if scene else {}
    spoken = [(line.film_start_sample, line.film_start_sample + line.samples, lines.get(line.line)) for line in cut.lines]
    set_mood = run.asked is not None and run.asked.feeling is not None  # what the director names is not bent by the lines
    bars = []
    for k in range(count):
        a, b = start + (end - start) * k // count, start + (end - start) * (k + 1) // count
        speech = sum(max(0, min(b, y) - max(a, x)) for x, y, _ in spoken) / (b - a)
        near = [line for x, y, line in spoken if line and x < b + SAMPLE_RATE_HZ and y > a - 2 * SAMPLE_RATE_HZ]
        bars.append(
            _Bar(
                a,
                b,
                speech,
                feeling if set_mood else _blend(feeling, near),
                0,
                any(x * SAMPLES_PER_FRAME < b and y * SAMPLES_PER_FRAME > a for x, y in titles),
            )
        )
    return _Passage(run.kind, start, end, scene, tuple(bars), mode_of(feeling), count * palette.metre * 60 / seconds, run.asked)


def _blend(feeling: Feeling, lines: Sequence[LineOfDialogue]) -> Feeling:
    if not lines:
        return feeling
    values = [tuple(x * (0.4 + 0.6 * line.intensity) for x in _FEELINGS[line.emotion]) for line in lines]
    v, a, t = (sum(column) / len(values) for column in zip(*values, strict=True))
    return Feeling(
        valence=0.6 * feeling.valence + 0.4 * v, arousal=0.6 * feeling.arousal + 0.4 * a, tension=0.6 * feeling.tension + 0.4 * t
    )


def _write(
    w: _Writer,
    passage: _Passage,
    palette: Palette,
    lead: str,
    tonic: int,
    heroes: list[Role],
    motifs: dict[str, Motif],
    *,
    number: int,
    last: bool,
) -> list[str]:
    bars, first = passage.bars, number == 0
    chords = _harmony(w, passage, tonic, last=last)
    silent = _silences(passage, number, last=last)
    thin = _thin(passage, silent)
    pad: tuple[int, ...] = ()
    comp: tuple[int, ...] = ()
    for k, (bar, harmony) in enumerate(zip(bars, chords, strict=True)):
        if k in silent:
            continue
        loud = 40 + 15 * (bar.feeling.arousal + 1) / 2 + 8 * max(bar.feeling.tension, 0) + (6 if bar.open else -3) + passage.louder
        if first and k == 0:
            loud -= 6
        ending = last and k + 1 == len(bars)
        pad = voiced(harmony, pad, low=50 if bar.open else 45, high=69 if bar.open else 60, voices=3 if bar.open else 2)
        comp = voiced(harmony, comp, low=52, high=72)
        _low(w, palette, bar, harmony, loud, ending=ending)
        _pad(w, palette, bar, pad, loud - 6, ending=ending)
        if k in thin and not ending:
            continue
        if not ending:
            _figure(w, palette, bar, harmony, comp if bar.open else voiced(harmony, (), low=43, high=57, voices=2), loud, number=k)
        else:
            _close(w, palette, bar, harmony, loud)
        if (k == 0 and not first) or (bar.open and k % 4 == 2):
            top = max(
                (p for p in range(84, 97) if p % 12 in harmony.tones),
                key=lambda p: (p % 12 == harmony.tones[min(2, len(harmony.tones) - 1)], p),
            )
            beat = (bar.end - bar.start) / palette.metre
            w.add(palette.sparkle, bar.start + (0 if k == 0 else beat * (palette.metre - 1)), bar.end + beat, top, loud - 6)
    return _tunes(w, passage, palette, lead, tonic, heroes, motifs, chords, silent | thin, number=number, last=last)


def _harmony(w: _Writer, passage: _Passage, tonic: int, *, last: bool) -> list[Chord]:
    bars, mode = passage.bars, passage.mode
    degrees = phrase(mode, len(bars), w.chance)
    chords = [
        chord(tonic, mode, degree, colour=0.5 * w.chance.random() + 0.5 * max(bar.feeling.tension, 0))
        for degree, bar in zip(degrees, bars, strict=True)
    ]
    if last:
        bright: Mode = "ionian" if passage.bars[-1].feeling.valence > -0.45 else "aeolian"
        chords[-1] = chord(tonic, bright, 0)
        if len(bars) > 1:
            chords[-2] = chord(tonic, "ionian", 4, dominant=True)
        if len(bars) > 2:
            chords[-3] = chord(tonic, bright, 3)
    elif len(bars) > 1:  # a scene ends on a question
        chords[-1] = chord(tonic, mode, 4 if mode in ("ionian", "lydian", "aeolian") else 6)
        chords[0] = chord(tonic, mode, 0)
    return chords


def _silences(passage: _Passage, number: int, *, last: bool) -> set[int]:
    """Bars without music: where the director asks for none; else at the tensest speech of a longer scene, and before every second
    scene has been looked at."""
    bars = passage.bars
    if passage.asked is not None:
        return set(range(len(bars))) if passage.asked.silent else set()
    if passage.kind != "scene" or len(bars) < 6:
        return set()
    late = set(range(max(1, len(bars) // 5))) if number % 2 and not last else set()
    return late | _held_breath(bars, last=last)


def _thin(passage: _Passage, silent: set[int]) -> set[int]:
    """Bars with only the pad and the bass: where music enters, and two after every seven of a long run without speech."""
    bars = passage.bars
    if passage.asked is not None:
        return set()
    entry = {k for k in range(len(bars)) if k not in silent and (k == 0 or k - 1 in silent)} if len(bars) > 3 else set()
    rests = {k for a, b in _open_runs(bars, silent) for k in range(a, b - 2) if (k - a) % 9 in (7, 8)}
    return entry | rests


def _held_breath(bars: tuple[_Bar, ...], *, last: bool) -> set[int]:
    inner = range(2, len(bars) - (3 if last else 1))
    tense = max(inner, key=lambda k: (bars[k].feeling.tension + bars[k].speech, -k))
    if bars[tense].speech < 0.4:
        return set()
    return {tense} | ({tense - 1} if bars[tense].feeling.tension > 0.35 and bars[tense - 1].speech > 0.4 else set())


def _low(w: _Writer, palette: Palette, bar: _Bar, harmony: Chord, loud: float, *, ending: bool) -> None:
    floor = {"cello": 36, "contrabass": 31, "bass": 31}.get(palette.low, 36)
    pitch = floor + (harmony.root - floor) % 12
    length = bar.end - bar.start
    if palette.figure == "oompah" and not ending:
        half = length / 2
        fifth = floor + (harmony.tones[2] - floor) % 12
        w.add(palette.low, bar.start, bar.start + half * 0.7, pitch, loud + 6)
        w.add(palette.low, bar.start + half, bar.start + half * 1.7, fifth, loud + 2)
        return
    w.add(
        palette.low,
        bar.start,
        bar.end if not ending else w.samples - SAMPLE_RATE_HZ // 2,
        pitch,
        loud - (2 if bar.open else 6),
        loose=0.012,
    )


def _pad(w: _Writer, palette: Palette, bar: _Bar, pitches: tuple[int, ...], loud: float, *, ending: bool) -> None:
    if palette.figure == "oompah" and bar.open and not ending:
        return
    for pitch in pitches:
        w.add(
            palette.pad,
            bar.start - (0.08 if bar.start else 0) * SAMPLE_RATE_HZ,
            bar.end + 0.1 * SAMPLE_RATE_HZ if not ending else w.samples - SAMPLE_RATE_HZ // 2,
            pitch,
            loud,
            loose=0.02,
        )


def _figure(w: _Writer, palette: Palette, bar: _Bar, harmony: Chord, pitches: tuple[int, ...], loud: float, *, number: int) -> None:
    beat = (bar.end - bar.start) / palette.metre
    if not bar.open:  # under a voice: one soft chord, low, in every other bar
        if number % 2:
            return
        for i, pitch in enumerate(pitches):
            w.add(palette.comp, bar.start + i * 0.03 * SAMPLE_RATE_HZ, bar.end, pitch, loud - 4)
        return
    if palette.figure in ("broken", "rocking"):
        low, *rest = pitches
        order = [low, *rest, *(rest[-2::-1] or rest), low + 12, *rest]
        steps = palette.metre * 2
        skip = {1} if palette.figure == "rocking" else set()
        for i in range(steps):
            if i in skip or (bar.feeling.arousal < -0.25 and i % 2):
                continue
            accent = 5 if i == 0 else 0 if i % 2 == 0 else -5
            w.add(
                palette.comp,
                bar.start + i * beat / 2,
                min(bar.start + (i + 3) * beat / 2, bar.end + beat / 2),
                order[i % len(order)],
                loud + accent,
            )
    elif palette.figure == "oompah":
        for i in range(1, palette.metre, 2):
            for pitch in pitches:
                w.add(palette.comp, bar.start + i * beat, bar.start + (i + 0.5) * beat, pitch, loud + 2)
    elif palette.figure == "pulse":
        tones = (pitches[0] - 12, pitches[0], pitches[1] - 12, pitches[0])
        for i in range(palette.metre * 2):
            if w.chance.random() < 0.12:
                continue
            w.add(
                palette.comp, bar.start + i * beat / 2, bar.start + (i + 0.8) * beat / 2, tones[i % 4], loud + (9 if i in (0, 3, 6) else -3)
            )
    else:
        for pitch in pitches:
            w.add(palette.comp, bar.start, bar.end, pitch, loud)


def _close(w: _Writer, palette: Palette, bar: _Bar, harmony: Chord, loud: float) -> None:
    """The last chord, spread from the bottom up and left to ring."""
    low = 36 + (harmony.root - 36) % 12
    for i, pitch in enumerate((low, low + 7, low + 12, *(p for p in range(low + 14, low + 32) if p % 12 in harmony.tones))):
        w.add(palette.comp, bar.start + i * 0.055 * SAMPLE_RATE_HZ, w.samples - SAMPLE_RATE_HZ // 4, pitch, loud + 4 - i, loose=0.004)
    w.add(palette.sparkle, bar.start + 0.5 * SAMPLE_RATE_HZ, w.samples, 84 + (harmony.root - 84) % 12, loud - 6)


def _tunes(
    w: _Writer,
    passage: _Passage,
    palette: Palette,
    lead: str,
    tonic: int,
    heroes: list[Role],
    motifs: dict[str, Motif],
    chords: list[Chord],
    silent: set[int],
    *,
    number: int,
    last: bool,
) -> list[str]:
    """Where the motifs are heard, whole or in part, and by whom; returns the roles whose motif was heard."""
    heard: list[str] = []
    bars, scene = passage.bars, passage.scene
    runs = _open_runs(bars, silent)
    if not heroes or len(silent) == len(bars):
        return heard
    main = heroes[0]
    theme = next((role for role in heroes if passage.asked and role.id == passage.asked.theme), None)
    if theme is not None and not any(b - a >= 1 for a, b in runs):
        _sing(w, motifs[theme.id], palette.second, tonic, palette, passage, chords, 0, 40 + passage.louder)  # under the voices
        heard.append(theme.id)
    here = [
        role
        for role in heroes[:2]
        if scene is None or role.id in scene.present or any(getattr(b, "role", "") == role.id for b in scene.business)
    ] or [main]
    if last:  # the tune comes home over the cadence
        tune = motifs[main.id].resolved()
        length = sum(tune.beats)
        start = max(0, len(bars) - 1 - round((length - 3) / palette.metre))
        _sing(w, tune, lead, tonic, palette, passage, chords, start, 62)
        heard.append(main.id)
        runs = [(a, min(b, start)) for a, b in runs if min(b, start) > a]
    told = number  # what is told again is told otherwise
    for turn, (a, b) in enumerate(runs):
        role = main if turn % 2 == 0 or len(here) < 2 else here[1]
        if role not in here:
            role = here[0]
        role = theme or role
        player = lead if role is main else palette.second
        if player == lead and role is not main:
            player = palette.lead
        tune = motifs[role.id]
        feeling = bars[a].feeling
        space = (b - a) * palette.metre
        if passage.kind == "title":
            player = palette.sparkle if palette.sparkle in ("music_box", "celesta") and lead == palette.lead else lead
        elif feeling.tension > 0.4:
            tune = tune.inverted()
        if feeling.arousal < -0.45 and space >= 2 * sum(tune.beats):
            tune = tune.slower()
        loud = 58 + 14 * (feeling.arousal + 1) / 2 if bars[a].title or passage.kind != "scene" else 52 + 14 * (feeling.arousal + 1) / 2
        loud += passage.louder
        place = a
        while place < b:
            room = (b - place) * palette.metre
            if room >= sum(tune.beats) - 1:
                said, by = _retold(tune, player, told, palette)
                _sing(w, said, by, tonic, palette, passage, chords, place, loud)
                told += 1
                place += max(2, round(sum(tune.beats) / palette.metre)) + 1  # a breath between
            elif room >= palette.metre and place == a:
                _sing(w, tune.fragment(3), player, tonic, palette, passage, chords, place, loud - 4)
                place = b
            else:
                break
            heard.append(role.id)
            tune, loud = motifs[role.id], loud - 3
    return list(dict.fromkeys(heard))


def _retold(tune: Motif, player: str, told: int, palette: Palette) -> tuple[Motif, str]:
    """A motif the next time it is heard: as it is, a third higher by the second player, as it is, far and small."""
    if told % 4 == 1:
        return tune.moved(2), palette.second
    if told % 4 == 3 and palette.sparkle in ("celesta", "music_box", "vibraphone", "marimba"):
        return tune.fragment(4), palette.sparkle
    return tune, player


def _open_runs(bars: tuple[_Bar, ...], silent: set[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for k, bar in enumerate(bars):
        if bar.open and k not in silent:
            if runs and runs[-1][1] == k:
                runs[-1] = (runs[-1][0], k + 1)
            else:
                runs.append((k, k + 1))
    return runs


def _sing(
    w: _Writer, tune: Motif, player: str, tonic: int, palette: Palette, passage: _Passage, chords: list[Chord], bar: int, loud: float
) -> None:
    beats = 0.0
    octave = _OCTAVES.get(player, 6 if BAND[player].ring_s else 5)
    key = tonic if tonic < 7 else tonic - 12
    length = sum(tune.beats)
    for degree, held in zip(tune.degrees, tune.beats, strict=True):
        where = bar + int(beats // palette.metre)
        if where >= len(passage.bars):
            break
        here = passage.bars[where]
        beat = (here.end - here.start) / palette.metre
        start = here.start + (beats % palette.metre) * beat
        strong = beats % palette.metre < 0.01 or held >= 1.5
        pitch = sung(degree, key, passage.mode if where + 1 < len(passage.bars) else passage.mode, octave, chords[where], strong=strong)
        arc = 8.0 * (1 - abs(2 * beats / length - 0.9))
        w.add(player, start, min(start + held * beat * 1.03, w.samples - SAMPLE_RATE_HZ // 4), pitch, loud + arc, loose=0.012)
        beats += held
