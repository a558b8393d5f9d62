"""Composes for the cut: bars that fall on the turns of the picture, themes that live the story, thin music under speech."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass

from filmwright.errors import StageError
from filmwright.records.breakdown import Breakdown
from filmwright.records.clock import SAMPLE_RATE_HZ, SAMPLES_PER_FRAME
from filmwright.records.cut import Cut
from filmwright.records.music import Cue, Note
from filmwright.records.story import Story, Tone
from filmwright.sound.score.bars import Bar, Passage, passages
from filmwright.sound.score.harmony import Chord, Mode, chord, phrase, voiced
from filmwright.sound.score.palettes import Palette, palette_for
from filmwright.sound.score.themes import Ending, themes_of
from filmwright.sound.score.tunes import Teller, open_runs
from filmwright.sound.score.writing import Band, Writer
from filmwright.theatre.catalogue import props

_KEYS = (0, 2, 3, 5, 7, 9, 10)
_KEY_NAMES = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_LEADS_BY_SOUND = ("violin", "music_box", "accordion", "harmonica", "flute", "piano", "guitar", "cello", "clarinet", "bells", "whistle")
_PHRASE = 4  # bars over which the music grows and falls
_SWELL = 6.0  # of velocity, up and down
_UNDER_A_TUNE = 5.0  # how much softer those play who accompany
_ALL = (52, 72)  # compass of the accompaniment
_LOW_TUNE = 55  # a tune that goes below is accompanied from above


@dataclass(frozen=True)
class Composition:
    """Notes for the whole film, not yet played. `samples`: its length."""

    cues: tuple[Cue, ...]
    motifs: dict[str, tuple[int, ...]]
    palette: str
    samples: int
    seed: int


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
    themes = themes_of(breakdown, story, palette.metre, seed)
    band = Band(palette, _lead(breakdown, palette))
    teller = Teller(themes, band, tonic, cut)
    cues = []
    whole = passages(cut, breakdown, palette)
    for i, passage in enumerate(whole):
        writer = Writer(random.Random(f"{breakdown.title}/{seed}/{i}"), samples)
        heard = _write(writer, passage, teller, number=i, last=i + 1 == len(whole))
        cues.append(Cue(
            name=f"{passage.kind} {passage.scene.id}" if passage.scene else passage.kind, start=passage.start, end=passage.end,
            tempo_bpm=round(passage.tempo, 2), key=f"{_KEY_NAMES[tonic]} {passage.mode}", motifs=tuple(heard),
            notes=tuple(sorted(writer.notes, key=lambda note: (note.start, note.pitch, note.instrument))),
            metre=palette.metre, bars=tuple(bar.start for bar in passage.bars),
        ))  # fmt: skip
    return Composition(tuple(cues), {theme: motif.degrees for theme, motif in themes.motifs.items()}, palette.name, samples, seed)


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


def _write(w: Writer, passage: Passage, teller: Teller, *, number: int, last: bool) -> list[str]:
    bars, first, palette, ending = passage.bars, number == 0, teller.band.palette, teller.themes.ending
    chords = _harmony(w, passage, teller.tonic, ending, last=last)
    silent = _silences(passage, number, last=last)
    thin = _thin(passage, silent)
    tunes = Writer(random.Random(w.chance.random()), w.samples)
    heard = teller.tell(tunes, passage, chords, silent | thin, ends=last)
    pad: tuple[int, ...] = ()
    comp: tuple[int, ...] = ()
    for k, (bar, harmony) in enumerate(zip(bars, chords, strict=True)):
        if k in silent:
            continue
        loud = 40 + 15 * (bar.feeling.arousal + 1) / 2 + 8 * max(bar.feeling.tension, 0) + (6 if bar.open else -3) + passage.louder
        loud += _SWELL * (2 * (1 - abs(2 * ((k % _PHRASE) + 0.5) / _PHRASE - 1)) - 1)
        room = _room([note.pitch for note in tunes.notes if _shares(note, bar)])
        loud -= _UNDER_A_TUNE if room != _ALL else 0.0
        if first and k == 0:
            loud -= 6
        closes = last and k + 1 == len(bars)
        ceiling = min(69, room[1]) if bar.open else 60
        floor = min(50, ceiling - 12) if bar.open else 45
        pad = voiced(harmony, _within(pad, floor, ceiling), low=floor, high=ceiling, voices=3 if bar.open else 2)
        comp = voiced(harmony, _within(comp, *room), low=room[0], high=room[1])
        _low(w, palette, bar, harmony, loud, ending=closes)
        _pad(w, palette, bar, pad, loud - 6, ending=closes)
        if k in thin and not closes:
            continue
        if not closes:
            _figure(w, palette, bar, harmony, comp if bar.open else voiced(harmony, (), low=43, high=57, voices=2), loud, number=k,
                    breathes=k % _PHRASE == _PHRASE - 1, top=room[1])  # fmt: skip
        else:
            _close(w, palette, bar, harmony, loud, ending)
        if (k == 0 and not first) or (bar.open and k % 4 == 2):
            top = max(
                (p for p in range(84, 97) if p % 12 in harmony.tones),
                key=lambda p: (p % 12 == harmony.tones[min(2, len(harmony.tones) - 1)], p),
            )
            beat = (bar.end - bar.start) / palette.metre
            w.add(palette.sparkle, bar.start + (0 if k == 0 else beat * (palette.metre - 1)), bar.end + beat, top, loud - 6)
        if bar.hit and k not in thin:
            _hit(w, palette, bar, harmony, comp, loud)
    w.tie(palette.pad)
    w.notes += tunes.notes
    return heard


def _shares(note: Note, bar: Bar) -> bool:
    """Whether a note of a tune is heard in a bar, and not only the end of it."""
    return min(note.end, bar.end) - max(note.start, bar.start) > (bar.end - bar.start) / 8


def _room(tune: list[int]) -> tuple[int, int]:
    """Where the accompaniment may play: all its compass, or beneath a tune that is sung, or above one that is sung low."""
    if not tune:
        return _ALL
    if min(tune) >= _LOW_TUNE:
        return min(48, min(tune) - 12), min(tune) - 1
    return max(tune) + 1, max(tune) + 17


def _within(pitches: tuple[int, ...], low: int, high: int) -> tuple[int, ...]:
    """What is led on from; nothing, where the players have to move to another place."""
    return pitches if pitches and low <= pitches[0] and pitches[-1] <= high else ()


def _hit(w: Writer, palette: Palette, bar: Bar, harmony: Chord, pitches: tuple[int, ...], loud: float) -> None:
    """The picture turns here, to the frame: a chord is struck, low under strain, and a bell above it where it is bright."""
    strained = bar.feeling.tension > 0.35
    for pitch in pitches:
        w.add(palette.comp, bar.start, bar.end, pitch, loud + (10 if strained else 6), loose=0.0)
    floor = 36 + (harmony.root - 36) % 12
    if strained:
        w.add("timpani", bar.start, bar.end, floor, loud - 4 + 10 * bar.feeling.tension, loose=0.0)
    elif bar.feeling.valence > 0:
        w.add(palette.sparkle, bar.start, bar.end, 84 + (harmony.root - 84) % 12, loud - 2, loose=0.0)


def _harmony(w: Writer, passage: Passage, tonic: int, ending: Ending, *, last: bool) -> list[Chord]:
    bars, mode = passage.bars, passage.mode
    degrees = phrase(mode, len(bars), w.chance)
    chords = [
        chord(tonic, mode, degree, colour=0.5 * w.chance.random() + 0.5 * max(bar.feeling.tension, 0))
        for degree, bar in zip(degrees, bars, strict=True)
    ]
    if last and ending == "open":
        chords[-1] = Chord(tonic, (tonic, (tonic + 2) % 12, (tonic + 7) % 12))  # neither bright nor dark
        if len(bars) > 1:
            chords[-2] = chord(tonic, mode, 3)
    elif last:
        bright: Mode = "aeolian" if ending == "dark" else "ionian"
        chords[-1] = chord(tonic, bright, 0)
        if len(bars) > 1:
            chords[-2] = chord(tonic, "ionian", 4, dominant=True)
        if len(bars) > 2:
            chords[-3] = chord(tonic, bright, 3)
    elif len(bars) > 1:  # a scene ends on a question
        chords[-1] = chord(tonic, mode, 4 if mode in ("ionian", "lydian", "aeolian") else 6)
        chords[0] = chord(tonic, mode, 0)
    return chords


def _silences(passage: Passage, number: int, *, last: bool) -> set[int]:
    """Bars without music: where the director asks for none; else at the tensest speech of a longer scene, and before every second
    scene has been looked at."""
    bars = passage.bars
    if passage.asked is not None:
        return set(range(len(bars))) if passage.asked.silent else set()
    if passage.kind != "scene" or len(bars) < 6:
        return set()
    late = set(range(max(1, len(bars) // 5))) if number % 2 and not last else set()
    return late | _held_breath(bars, last=last)


def _thin(passage: Passage, silent: set[int]) -> set[int]:
    """Bars with only the pad and the bass: where music enters, and two after every seven of a long run without speech."""
    bars = passage.bars
    if passage.asked is not None:
        return set()
    entry = {k for k in range(len(bars)) if k not in silent and (k == 0 or k - 1 in silent)} if len(bars) > 3 else set()
    rests = {k for a, b in open_runs(bars, silent) for k in range(a, b - 2) if (k - a) % 9 in (7, 8)}
    return entry | rests


def _held_breath(bars: tuple[Bar, ...], *, last: bool) -> set[int]:
    inner = range(2, len(bars) - (3 if last else 1))
    tense = max(inner, key=lambda k: (bars[k].feeling.tension + bars[k].speech, -k))
    if bars[tense].speech < 0.4:
        return set()
    return {tense} | ({tense - 1} if bars[tense].feeling.tension > 0.35 and bars[tense - 1].speech > 0.4 else set())


def _low(w: Writer, palette: Palette, bar: Bar, harmony: Chord, loud: float, *, ending: bool) -> None:
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


def _pad(w: Writer, palette: Palette, bar: Bar, pitches: tuple[int, ...], loud: float, *, ending: bool) -> None:
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


def _figure(
    w: Writer, palette: Palette, bar: Bar, harmony: Chord, pitches: tuple[int, ...], loud: float, *, number: int, breathes: bool, top: int
) -> None:
    """What moves under the tune; at the end of a phrase (`breathes`) it stops half way through the bar."""
    beat = (bar.end - bar.start) / palette.metre
    until = (palette.metre + 1) // 2 if breathes else palette.metre
    if not bar.open:  # under a voice: one soft chord, low, in every other bar
        if number % 2:
            return
        for i, pitch in enumerate(pitches):
            w.add(palette.comp, bar.start + i * 0.03 * SAMPLE_RATE_HZ, bar.end, pitch, loud - 4)
        return
    if palette.figure in ("broken", "rocking"):
        low, *rest = pitches
        order = [low, *rest, *(rest[-2::-1] or rest), low + 12 if low + 12 <= top else low, *rest]
        steps = palette.metre * 2
        skip = {1} if palette.figure == "rocking" else set()
        for i in range(steps):
            if i in skip or i >= 2 * until or (bar.feeling.arousal < -0.25 and i % 2):
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
        for i in range(1, until, 2):
            for pitch in pitches:
                w.add(palette.comp, bar.start + i * beat, bar.start + (i + 0.5) * beat, pitch, loud + 2)
    elif palette.figure == "pulse":
        tones = (pitches[0] - 12, pitches[0], pitches[1] - 12, pitches[0])
        for i in range(until * 2):
            if w.chance.random() < 0.12:
                continue
            w.add(
                palette.comp, bar.start + i * beat / 2, bar.start + (i + 0.8) * beat / 2, tones[i % 4], loud + (9 if i in (0, 3, 6) else -3)
            )
    else:
        for pitch in pitches:
            w.add(palette.comp, bar.start, bar.end, pitch, loud)


def _close(w: Writer, palette: Palette, bar: Bar, harmony: Chord, loud: float, ending: Ending) -> None:
    """The last chord, spread from the bottom up and left to ring; in the dark only its lower half."""
    low = 36 + (harmony.root - 36) % 12
    top = low + (20 if ending == "dark" else 32)
    for i, pitch in enumerate((low, low + 7, low + 12, *(p for p in range(low + 14, top) if p % 12 in harmony.tones))):
        w.add(palette.comp, bar.start + i * 0.055 * SAMPLE_RATE_HZ, w.samples - SAMPLE_RATE_HZ // 4, pitch, loud + 4 - i, loose=0.004)
    if ending != "dark":
        w.add(palette.sparkle, bar.start + 0.5 * SAMPLE_RATE_HZ, w.samples, 84 + (harmony.root - 84) % 12, loud - 6)
