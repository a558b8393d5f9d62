"""Composes for the cut: bars that fall on the turns of the picture, themes that live the story, thin music under speech."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field, replace

from filmwright.errors import StageError
from filmwright.records.breakdown import Breakdown
from filmwright.records.clock import SAMPLES_PER_FRAME
from filmwright.records.cut import Cut
from filmwright.records.music import Cue
from filmwright.records.shots import ShotList
from filmwright.records.story import Story, Tone
from filmwright.sound.score.accompaniment import PHRASE, Accompanists
from filmwright.sound.score.bars import Bar, Passage, passages
from filmwright.sound.score.developing import Way
from filmwright.sound.score.harmony import Chord, Mode, chord, phrase
from filmwright.sound.score.palettes import Palette, palette_for, varied
from filmwright.sound.score.themes import Ending, themes_of
from filmwright.sound.score.tunes import Teller, Telling, open_runs
from filmwright.sound.score.turns import felt, turns
from filmwright.sound.score.writing import Band, Writer
from filmwright.theatre.catalogue import props

_KEY_NAMES = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_LEADS_BY_SOUND = ("violin", "music_box", "accordion", "harmonica", "flute", "piano", "guitar", "cello", "clarinet", "bells", "whistle")
_LONG = 6  # bars from which a scene may have a key of its own
_BRIGHT_KEYS, _DARK_KEYS, _STRAINED_KEYS = (7, 2, 4), (5, 9, 8), (3, 8, 1)  # semitones above the key of the film
_TURNS_BY = 0.3  # of valence, from which a turn has a chord of its own
_LEANS = 0.4  # how often a phrase ends on the dominant of what follows


@dataclass(frozen=True)
class Told:
    """A theme, what is made of it, the sample it begins at, and who sings it."""

    theme: str
    way: Way
    start: int
    player: str


@dataclass(frozen=True)
class Composition:
    """Notes for the whole film, not yet played. `samples`: its length; `told`: its themes in the order in which they are heard."""

    cues: tuple[Cue, ...]
    motifs: dict[str, tuple[int, ...]]
    palette: str
    samples: int
    seed: int
    told: tuple[Told, ...] = ()
    rhythms: dict[str, tuple[float, ...]] = field(default_factory=dict)


def compose(
    cut: Cut, breakdown: Breakdown, *, story: Story | None = None, shots: ShotList | None = None, seed: int = 0
) -> Composition:
    """Write the score of a film.

    Args:
        cut: When each shot, line and title is seen and heard.
        breakdown: Scenes with their feelings; the cast, principals first.
        story: Gives the tone; without it the tone is read from the scenes' feelings.
        shots: Tells when each act is done, so that the score can turn with it; without it only lines turn the score.
        seed: Another number, another score.

    Raises:
        StageError: the cut has no shots.
    """
    if not cut.shots:
        raise StageError("score: the cut has no shots; nothing can be scored")
    samples = cut.frames * SAMPLES_PER_FRAME
    tone = story.tone if story else _tone(breakdown)
    digest = hashlib.sha256(f"{breakdown.title}/{seed}".encode()).digest()
    tonic = int.from_bytes(digest[:8]) % 12
    palette = varied(palette_for(tone, [scene.heading for scene in breakdown.scenes]), digest[8])
    themes = themes_of(breakdown, story, palette.metre, seed)
    band = Band(palette, _lead(breakdown, palette))
    teller = Teller(themes, band, cut)
    cues = []
    tellings: list[Told] = []
    parts = passages(cut, breakdown, palette, felt=felt(cut, breakdown, shots), turned=turns(cut, breakdown, shots))
    whole = _keyed(parts, tonic, random.Random(f"{breakdown.title}/{seed}/keys"))
    for i, passage in enumerate(whole):
        writer = Writer(random.Random(f"{breakdown.title}/{seed}/{i}"), samples)
        leads_to = whole[i + 1].tonic if i + 1 < len(whole) else tonic
        planned = _write(writer, passage, teller, number=i, last=i + 1 == len(whole), leads_to=leads_to)
        tellings += [Told(each.theme, each.shape.way, passage.bars[each.bar].start, each.player) for each in planned]
        cues.append(Cue(
            name=f"{passage.kind} {passage.scene.id}" if passage.scene else passage.kind, start=passage.start, end=passage.end,
            tempo_bpm=round(passage.tempo, 2), key=f"{_KEY_NAMES[passage.tonic]} {passage.mode}", motifs=tuple(teller.heard(planned)),
            notes=tuple(sorted(writer.notes, key=lambda note: (note.start, note.pitch, note.instrument))),
            metre=palette.metre, bars=tuple(bar.start for bar in passage.bars),
        ))  # fmt: skip
    motifs = {theme: motif.degrees for theme, motif in themes.motifs.items()}
    rhythms = {theme: motif.beats for theme, motif in themes.motifs.items()}
    return Composition(tuple(cues), motifs, palette.name, samples, seed, tuple(tellings), rhythms)


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


def _write(w: Writer, passage: Passage, teller: Teller, *, number: int, last: bool, leads_to: int) -> list[Telling]:
    bars, ending = passage.bars, teller.themes.ending
    silent = _silences(passage, number, last=last)
    thin = _thin(passage, silent)
    tellings = teller.plan(passage, silent, thin, ends=last)
    chords = _harmony(w, passage, ending, tellings, last=last, leads_to=leads_to)
    tunes = Writer(random.Random(w.chance.random()), w.samples)
    teller.sing(tunes, passage, chords, tellings)
    band = Accompanists(w, teller.band.palette, passage, chords, tunes.notes, thin, opens=number == 0)
    for k in range(len(bars)):
        if k in silent and passage.asked is None:
            band.turn(k)
        elif k not in silent:
            band.play(k, ending=ending if last and k + 1 == len(bars) else None)
    w.tie(teller.band.palette.pad)
    w.notes += tunes.notes
    return tellings


def _keyed(whole: list[Passage], home: int, chance: random.Random) -> list[Passage]:
    """The passages with their keys: the film begins and ends at home; a long scene between may lie in a near key, by how it feels."""
    inner = [k for k, passage in enumerate(whole) if passage.kind == "scene"][1:-1]
    made: list[Passage] = []
    for k, passage in enumerate(whole):
        before = made[-1] if made else None
        if before and passage.scene is not None and before.scene is passage.scene:
            tonic = before.tonic
        elif k in inner and len(passage.bars) >= _LONG and passage.scene is not whole[inner[-1] + 1].scene:
            feeling = passage.bars[0].feeling
            ways = _STRAINED_KEYS if feeling.tension > 0.3 else _BRIGHT_KEYS if feeling.valence > 0.1 else _DARK_KEYS
            tonic = chance.choice([(home + way) % 12 for way in ways if before is None or (home + way) % 12 != before.tonic])
        else:
            tonic = home
        made.append(replace(passage, tonic=tonic))
    return made


def _harmony(w: Writer, passage: Passage, ending: Ending, tellings: list[Telling], *, last: bool, leads_to: int) -> list[Chord]:
    bars, mode, tonic = passage.bars, passage.mode, passage.tonic
    degrees = phrase(mode, len(bars), w.chance)
    led: set[int] = set()  # bars whose chords a theme leads, as in a sequence
    for telling in tellings:
        for k, degree in enumerate(telling.shape.harmony, telling.bar):
            if degree is not None and k < len(bars):
                degrees[k] = degree
                led.add(k)
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
    if not last:
        for k, bar in enumerate(bars):
            if bar.turn and k and k not in led:
                chords[k] = _turned(tonic, mode, bar)
    if not last and len(bars) > 1:  # a scene ends on a question
        chords[-1] = chord(tonic, mode, 4 if mode in ("ionian", "lydian", "aeolian") else 6)
        chords[0] = chord(tonic, mode, 0)
        if leads_to != tonic:
            chords[-1] = chord(leads_to, "ionian", 4, dominant=True)
    for k in range(PHRASE - 1, len(bars) - 4, PHRASE):  # the end of a phrase may lean on the chord that begins the next
        if mode in ("ionian", "lydian", "aeolian") and w.chance.random() < _LEANS and k not in led:
            chords[k] = chord(chords[k + 1].root, "ionian", 4, dominant=True)
    return chords


def _turned(tonic: int, mode: Mode, bar: Bar) -> Chord:
    """The chord on which the story turns: brighter, major on the fourth degree; darker, on the lowered sixth; else strained."""
    assert bar.turn is not None
    if bar.turn.brighter > _TURNS_BY:
        return chord(tonic, "ionian", 3, colour=0.5)
    if bar.turn.brighter < -_TURNS_BY:
        return chord(tonic, "aeolian", 5, colour=0.8 if bar.feeling.tension > 0.3 else 0.0)
    return chord(tonic, mode, 1, colour=0.8)


def _silences(passage: Passage, number: int, *, last: bool) -> set[int]:
    """Bars without music: where the director asks for none; else at the tensest speech of a longer scene, and before every second
    scene has been looked at."""
    bars = passage.bars
    if passage.asked is not None:
        return set(range(len(bars))) if passage.asked.silent else set()
    if passage.kind != "scene" or len(bars) < 6:
        return set()
    late = set(range(_enters_at(bars))) if number % 2 and not last else set()
    return late | _held_breath(bars, last=last)


def _enters_at(bars: tuple[Bar, ...]) -> int:
    """The bar with which music begins in a scene that is looked at first: where the story turns in its first third, else after a fifth."""
    turned = [k for k in range(len(bars) // 3 + 1) if bars[k].turn and bars[k].hit]
    return turned[0] if turned else max(1, len(bars) // 5)


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
