"""Those who accompany: bass, held chords, the figure, bells; each phrase played otherwise than the one before."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Literal

from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.music import Note
from filmwright.sound.score.bars import Bar, Passage
from filmwright.sound.score.figures import Hand, Step, Weight
from filmwright.sound.score.harmony import SCALES, Chord, voiced
from filmwright.sound.score.palettes import Palette
from filmwright.sound.score.themes import Ending
from filmwright.sound.score.writing import Writer

PHRASE = 4  # bars over which the music grows and falls
_SWELL = 6.0  # of velocity, up and down
_ENTERS = 8.0  # how much softer a bar is before which there was silence
_LATE = 0.45  # how often a voice of a held chord moves a beat after the others
_UNDER_A_TUNE = 5.0  # how much softer those play who accompany
_ALL = (52, 72)  # compass of the figure
_HIGHER, _LOWER = (57, 77), (48, 67)
_LOW_TUNE = 55  # a tune that goes below is accompanied from above
_WEIGHTS: tuple[Weight, ...] = ("thin", "plain", "full")
_CALM, _STIRRED = -0.3, 0.25  # arousal below and above which the figure is thin and full (guess)
_FLOOR = {"cello": 36, "contrabass": 31, "bass": 31}
_BELL_FROM = 84
_LOWEST_HELD = 43
_MOST_FOR_A_TURN = 5.0  # of velocity, by which a turn of the story is struck harder
_LESS_FOR_A_CUT = 3.0  # and a cut at which nothing but the picture turns softer

Bass = Literal["held", "two", "answer", "lifted"]
Held = Literal["close", "wide", "two", "none"]


class Accompanists:
    """All of the band but the tunes, over one passage. `tunes`: notes that are sung above, below or through them."""

    def __init__(
        self, w: Writer, palette: Palette, passage: Passage, chords: Sequence[Chord], tunes: Sequence[Note], thin: set[int], *, opens: bool
    ) -> None:
        self.w, self.palette, self.passage, self.chords, self.thin = w, palette, passage, chords, thin
        self.opens = opens  # whether the film begins here
        chance = random.Random(w.chance.random())
        self._sung = [[note for note in tunes if _shares(note, bar)] for bar in passage.bars]
        self._rooms = [_room([note.pitch for note in sung]) for sung in self._sung]
        self._steps: list[Step] = []
        self._players: list[str] = []
        self._basses: list[Bass] = []
        self._helds: list[Held] = []
        self._compasses: list[tuple[int, int]] = []
        self._bells: set[int] = set()
        self._pad: tuple[int, ...] = ()
        self._comp: tuple[int, ...] = ()
        self._played = -1  # the last bar that was
        self._plan(chance)

    def _plan(self, chance: random.Random) -> None:
        palette, bars = self.palette, self.passage.bars
        hands = {player: Hand(palette.figure, palette.metre, chance) for player in dict.fromkeys((palette.comp, palette.other))}
        player = palette.comp
        bass: Bass = "held"
        held: Held = "close"
        for number, first in enumerate(range(0, len(bars), PHRASE)):
            run = range(first, min(first + PHRASE, len(bars)))
            singers = {note.instrument for k in run for note in self._sung[k]}
            weight = self._weight(number, run, chance)
            if number and chance.random() < 0.4:
                player = palette.other if player == palette.comp else palette.comp
            if player in singers:
                player = palette.comp if player == palette.other else palette.other
            if player in singers:
                player = palette.comp
            basses: tuple[Bass, ...] = ("held", "two", "answer", "lifted")
            bass = "held" if weight == "thin" else chance.choice([each for each in basses if each != bass])
            helds: tuple[Held, ...] = ("close", "wide", "two") if weight == "thin" or singers else ("close", "wide", "two", "none")
            held = chance.choice([each for each in helds if each != held])
            compass = chance.choice((_ALL, _HIGHER, _LOWER)) if number and not singers else _ALL
            steps = hands[player].phrase(weight, len(run), after=[step.figure for step in self._steps[-PHRASE:]])
            for k, step in zip(run, steps, strict=True):
                self._steps.append(step if bars[k].open else hands[player].under_speech())
                self._players.append(player)
                self._basses.append(bass if bars[k].open else "held")
                self._helds.append(held if bars[k].open else "two")
                self._compasses.append(compass)
            open_bars = [k for k in run if bars[k].open and not any(n.instrument == palette.sparkle for n in self._sung[k])]
            if open_bars and chance.random() < 0.55:
                self._bells.add(chance.choice(open_bars))

    def _weight(self, number: int, run: range, chance: random.Random) -> Weight:
        """How full a phrase is: by how stirred it is, less beneath a tune and where music begins, more and less in turn as it goes on."""
        bars = self.passage.bars
        arousal = sum(bars[k].feeling.arousal + 0.3 * max(bars[k].feeling.tension, 0.0) for k in run) / len(run)
        level = 0 if arousal < _CALM else 1 if arousal < _STIRRED else 2
        sung = any(self._sung[k] for k in run)
        level += (0, 1, 0, -1)[number % 4] if number else -1 + sung
        level -= sung and chance.random() < 0.4
        level += (self.passage.asked is not None) * round(self.passage.asked.loudness if self.passage.asked else 0)
        return _WEIGHTS[min(max(level, 0), 2)]

    def play(self, k: int, *, ending: Ending | None) -> None:
        """One bar. `ending`: how the film ends, if this is its last bar."""
        w, palette, bar, harmony = self.w, self.palette, self.passage.bars[k], self.chords[k]
        room = self._rooms[k] if self._sung[k] else self._compasses[k]
        loud = self._loud(k)
        loud -= _UNDER_A_TUNE if self._sung[k] else 0.0
        if self.opens and k == 0:
            loud -= 6
        if k and self._played != k - 1:
            loud -= _ENTERS
        self._played = k
        ceiling = min(69, room[1]) if bar.open else 60
        floor = min(50, ceiling - 12) if bar.open else 45
        self._comp = voiced(harmony, _within(self._comp, *room), low=room[0], high=room[1])
        self._bass(k, loud, closes=ending is not None)
        self._hold(k, floor, ceiling, loud - 6, closes=ending is not None)
        if ending is not None:
            _close(w, palette, bar, harmony, loud, ending)
            return
        if k in self.thin:
            self._turns(k, loud)
            return
        self._figure(k, room, loud)
        if k in self._bells or (k == 0 and not self.opens and bar.open):
            self._bell(k, loud - 6)
        if bar.hit and not bar.turn:
            self._hit(k, loud)
        self._turns(k, loud)

    def _loud(self, k: int) -> float:
        """Velocity of a bar as it feels, before who else plays in it."""
        bar = self.passage.bars[k]
        loud = 40 + 15 * (bar.feeling.arousal + 1) / 2 + 8 * max(bar.feeling.tension, 0) + (6 if bar.open else -3) + self.passage.louder
        return loud + _SWELL * (2 * (1 - abs(2 * ((k % PHRASE) + 0.5) / PHRASE - 1)) - 1)

    def turn(self, k: int) -> None:
        """What is heard of a bar without music: the turns of the story in it, struck and left to ring."""
        bar = self.passage.bars[k]
        if bar.struck or (bar.turn and bar.hit):
            self._comp = voiced(self.chords[k], _within(self._comp, *_ALL), low=_ALL[0], high=_ALL[1])
            self._turns(k, self._loud(k) - _ENTERS)

    def _turns(self, k: int, loud: float) -> None:
        bar = self.passage.bars[k]
        if bar.turn and bar.hit:
            self._hit(k, loud)
        for at in bar.struck:
            self._strike(k, at, bar.end, loud)

    def _bass(self, k: int, loud: float, *, closes: bool) -> None:
        w, palette, bar, harmony = self.w, self.palette, self.passage.bars[k], self.chords[k]
        floor = _FLOOR.get(palette.low, 36)
        beat = (bar.end - bar.start) / palette.metre
        pitch = _above(self._lowest(k), floor)
        if closes:
            w.add(palette.low, bar.start, w.samples - SAMPLE_RATE_HZ // 2, _above(harmony.root, floor), loud - 2, loose=0.012)
            return
        following = self._next_bass(k, floor)
        leads = k % PHRASE == PHRASE - 1 and bar.open and following is not None and following != pitch
        if palette.figure == "oompah":
            self._walk(bar, beat, pitch, _above(harmony.tones[2], floor), following if leads else None, loud, self._basses[k])
            return
        quieter = loud - (2 if bar.open else 6)
        style = self._basses[k]
        other = pitch + 12 if pitch + 12 <= floor + 17 and style == "answer" else _above(harmony.tones[2], pitch + 1)
        last = palette.metre - 1
        until = bar.start + last * beat if leads and style != "held" else bar.end
        if style == "two":
            w.add(palette.low, bar.start, bar.start + 1.95 * beat, pitch, quieter, loose=0.012)
            w.add(palette.low, bar.start + 2 * beat, until, other, quieter - 5, loose=0.012)
        elif style == "answer":
            w.add(palette.low, bar.start, bar.start + (last - 0.55) * beat, pitch, quieter, loose=0.012)
            w.add(palette.low, bar.start + (last - 0.5) * beat, until, other, quieter - 6, loose=0.012)
        elif style == "lifted":
            w.add(palette.low, bar.start, bar.start + (last - 0.2) * beat, pitch, quieter + 1, loose=0.012)
        else:
            w.add(palette.low, bar.start, bar.end, pitch, quieter, loose=0.012)
        if leads and style != "held" and following is not None:
            w.add(palette.low, bar.start + last * beat, bar.end, self._towards(pitch, following), quieter - 4, loose=0.012)

    def _walk(self, bar: Bar, beat: float, pitch: int, fifth: int, following: int | None, loud: float, style: Bass) -> None:
        """A plucked bass in twos, by phrases fuller and barer; where it leads on, the last two beats walk."""
        w, low, half = self.w, self.palette.low, (bar.end - bar.start) / 2
        w.add(low, bar.start, bar.start + half * (0.7 if style != "lifted" else 0.4), pitch, loud + 4)
        if following is not None:
            near = self._towards(pitch, following)
            w.add(low, bar.start + half, bar.start + half + 0.8 * beat, self._towards(pitch, near), loud)
            w.add(low, bar.start + half + beat, bar.end, near, loud + 1)
        elif not bar.open or style == "lifted":
            return  # one stroke a bar
        elif style == "answer":
            w.add(low, bar.start + 1.5 * beat, bar.start + 1.9 * beat, fifth, loud - 3)
            w.add(low, bar.start + half, bar.start + half * 1.7, pitch, loud)
        elif style == "two":
            w.add(low, bar.start + half, bar.start + half * 1.5, pitch + 12, loud - 3)
            w.add(low, bar.start + half + 1.5 * beat, bar.end, fifth, loud - 4)
        else:
            w.add(low, bar.start + half, bar.start + half * 1.7, fifth, loud)

    def _lowest(self, k: int) -> int:
        """Pitch class of the bass: the root, or the third where that leads by step inside a phrase; on a pedal under strain."""
        chords, bar = self.chords, self.passage.bars[k]
        place = k % PHRASE
        if bar.feeling.tension > 0.45 and place in (1, 2) and self.palette.figure != "oompah":
            return chords[k - place].root
        if place in (1, 2) and k + 1 < len(chords) and chords[k].root != chords[k + 1].root:
            third, root, after = chords[k].tones[1], chords[k].root, chords[k + 1].root
            if _far(third, after) <= 2 < _far(root, after):
                return third
        return chords[k].root

    def _next_bass(self, k: int, floor: int) -> int | None:
        return _above(self._lowest(k + 1), floor) if k + 1 < len(self.chords) else None

    def _towards(self, pitch: int, goal: int) -> int:
        """The tone of the scale next to a goal, on the side one comes from."""
        scale = {(self.passage.tonic + step) % 12 for step in SCALES[self.passage.mode]}
        ways = (-1, -2) if pitch < goal else (1, 2)
        return next((goal + way for way in ways if (goal + way) % 12 in scale), goal + ways[0])

    def _hold(self, k: int, floor: int, ceiling: int, loud: float, *, closes: bool) -> None:
        w, palette, bar, harmony, style = self.w, self.palette, self.passage.bars[k], self.chords[k], self._helds[k]
        if palette.figure == "oompah" and bar.open and not closes:
            return
        if style == "none" and k not in self.thin and not closes and not bar.hit:
            self._pad = ()
            return
        low = max(floor - 7, _LOWEST_HELD) if style == "wide" else floor
        voices = 2 if style == "two" or not bar.open else 3
        before = _within(self._pad, low, ceiling) if len(self._pad) == voices else ()
        pitches = voiced(harmony, before, low=low, high=ceiling, voices=voices)
        if style == "wide" and len(pitches) == 3 and pitches[1] - 12 >= _LOWEST_HELD:
            pitches = tuple(sorted((pitches[0], pitches[1] - 12, pitches[2])))
        begin = bar.start - (0.08 if bar.start else 0) * SAMPLE_RATE_HZ
        until = bar.end + 0.1 * SAMPLE_RATE_HZ if not closes else w.samples - SAMPLE_RATE_HZ // 2
        hangs = k % PHRASE == PHRASE - 1 and len(before) == len(pitches) and not closes
        moves = [i for i in range(1, len(pitches)) if len(before) == len(pitches) and before[i] != pitches[i]]
        late = w.chance.choice(moves) if moves and not (hangs or closes or bar.hit) and w.chance.random() < _LATE else -1
        for i, pitch in enumerate(pitches):
            if i == late:
                second = bar.start + (bar.end - bar.start) / palette.metre
                if before[i] % 12 in harmony.tones:
                    w.add(palette.pad, begin, second, before[i], loud, loose=0.02)
                w.add(palette.pad, second, until, pitch, loud + 1, loose=0.02)
                continue
            if hangs and before[i] - pitch in (1, 2) and before[i] % 12 not in harmony.tones:
                middle = (bar.start + bar.end) / 2
                w.add(palette.pad, begin, middle, before[i], loud + 2, loose=0.02)  # hangs over from the chord before, and falls
                w.add(palette.pad, middle, until, pitch, loud - 2, loose=0.02)
                hangs = False
            else:
                w.add(palette.pad, begin, until, pitch, loud, loose=0.02)
        self._pad = pitches

    def _figure(self, k: int, room: tuple[int, int], loud: float) -> None:
        """What moves under the tune; a phrase ends on a breath, half way through its last bar, or on a run that leads on."""
        w, palette, bar, harmony, step = self.w, self.palette, self.passage.bars[k], self.chords[k], self._steps[k]
        beat = (bar.end - bar.start) / palette.metre
        pitches = self._comp if bar.open else voiced(harmony, (), low=43, high=57, voices=2)
        top = room[1] if bar.open else 57
        ladder = [p for p in range(pitches[0], top + 1) if p % 12 in harmony.tones]
        hand = [*pitches, *(p for p in ladder if p > pitches[-1])]
        lower = next((p for p in range(pitches[0] - 3, pitches[0] - 13, -1) if p % 12 in harmony.tones[:3]), pitches[0])
        beneath = lower if (lower >= room[0] or palette.figure == "pulse") and bar.open else pitches[0]
        turn = step.turn if hand[-1] >= pitches[-1] + 2 else 0
        until: float = palette.metre
        run = step.ends == "run" and bar.open and k + 1 < len(self.chords) and not self._moves(k, bar.end - round(1.6 * beat))
        if bar.open and step.ends:
            until = palette.metre - 1.5 if run else (palette.metre + 1) // 2
        if bar.struck:  # it breaks off where the story turns
            until = min(until, max((bar.struck[0] - bar.start) / beat - 0.25, 0.0))
            run = False
        strokes = [stroke for stroke in step.figure if stroke.beat < until]
        for stroke in strokes:
            chosen = [beneath if tone == 0 else hand[_back(tone - 1 + turn, len(hand))] for tone in stroke.tones] or pitches
            hard = 5 if stroke.hard else 0 if stroke.beat % 1 == 0 else -5
            start = bar.start + stroke.beat * beat
            end = min(start + stroke.held * beat, bar.end + beat / 2)
            for i, pitch in enumerate(dict.fromkeys(chosen)):
                late = i * 0.03 * SAMPLE_RATE_HZ if stroke.rolled else 0.0
                w.add(self._players[k], start + late, end, pitch, loud + (hard if bar.open else -4))
        if run:
            self._run(k, hand, room, beat, loud)

    def _moves(self, k: int, since: int) -> bool:
        """Whether a tune moves on in a bar from a sample on."""
        return any(since <= note.start < self.passage.bars[k].end for note in self._sung[k])

    def _run(self, k: int, hand: Sequence[int], room: tuple[int, int], beat: float, loud: float) -> None:
        """Three tones of the scale, growing, to the nearest tone of the next chord."""
        bar = self.passage.bars[k]
        middle = hand[min(1, len(hand) - 1)]
        goal = min((p for p in range(middle - 5, middle + 8) if p % 12 in self.chords[k + 1].tones), key=lambda p: (abs(p - middle - 2), p))
        climbs = goal > middle or self.w.chance.random() < 0.5
        climbs = (climbs or goal + 5 > room[1]) and goal - 5 >= room[0]  # there is place for it
        steps: list[int] = []
        for _ in range(3):
            steps.insert(0, self._towards(0 if climbs else 127, steps[0] if steps else goal))
        for i, pitch in enumerate(steps):
            start = bar.end - (1.5 - 0.5 * i) * beat
            self.w.add(self._players[k], start, start + 0.6 * beat, pitch, loud - 3 + 2 * i)

    def _bell(self, k: int, loud: float) -> None:
        bar, harmony, chance = self.passage.bars[k], self.chords[k], self.w.chance
        beat = (bar.end - bar.start) / self.palette.metre
        at = 0 if k == 0 else chance.randrange(self.palette.metre)
        pitch = _above(chance.choice(harmony.tones[:3]), _BELL_FROM)
        self.w.add(self.palette.sparkle, bar.start + at * beat, bar.end + beat, pitch, loud)
        if chance.random() < 0.3:
            echo = _above(harmony.tones[2], pitch - 9)
            self.w.add(self.palette.sparkle, bar.start + (at + 0.5) * beat, bar.end + beat, echo, loud - 5)

    def _hit(self, k: int, loud: float) -> None:
        """The picture turns here, to the frame: a chord is struck. Where turn follows turn, each after the first is lighter, and by turns
        above and below; where the story turns, it is not made lighter.
        """
        bars = self.passage.bars
        turn = bars[k].turn
        row = 0 if turn else next((n for n in range(k) if not bars[k - 1 - n].hit), k)  # turns just before this one
        self._strike(k, bars[k].start, bars[k].end, loud + (min(4.0 * turn.far, _MOST_FOR_A_TURN) if turn else -_LESS_FOR_A_CUT), row=row)

    def _strike(self, k: int, start: int, end: int, loud: float, *, row: int = 0) -> None:
        """A chord to the frame, low under strain, and a bell above it where it is bright."""
        w, palette, bar, harmony = self.w, self.palette, self.passage.bars[k], self.chords[k]
        strained = bar.feeling.tension > 0.35
        struck = self._comp if not row else self._comp[1:] if row % 2 else self._comp[:2]
        for pitch in struck:
            w.add(palette.comp, start, end, pitch, loud + (10 if strained else 6) - min(row, 3), loose=0.0)
        if strained:
            w.add("timpani", start, end, _above(harmony.root, 36), loud - 4 + 10 * bar.feeling.tension, loose=0.0)
        elif bar.feeling.valence > 0 and row % 2 == 0:
            tone = harmony.tones[(0, 2, 1)[row // 2 % 3]]
            w.add(palette.sparkle, start, end, _above(tone, _BELL_FROM), loud - 2, loose=0.0)


def _close(w: Writer, palette: Palette, bar: Bar, harmony: Chord, loud: float, ending: Ending) -> None:
    """The last chord, spread from the bottom up and left to ring; in the dark only its lower half."""
    low = _above(harmony.root, 36)
    top = low + (20 if ending == "dark" else 32)
    for i, pitch in enumerate((low, low + 7, low + 12, *(p for p in range(low + 14, top) if p % 12 in harmony.tones))):
        w.add(palette.comp, bar.start + i * 0.055 * SAMPLE_RATE_HZ, w.samples - SAMPLE_RATE_HZ // 4, pitch, loud + 4 - i, loose=0.004)
    if ending != "dark":
        w.add(palette.sparkle, bar.start + 0.5 * SAMPLE_RATE_HZ, w.samples, _above(harmony.root, _BELL_FROM), loud - 6)


def _back(place: int, count: int) -> int:
    """A place on the ladder of tones; what would be above its top comes down again as far."""
    return place if place < count else max(2 * (count - 1) - place, 0)


def _above(pitch_class: int, floor: int) -> int:
    """The lowest pitch of a class from a floor up."""
    return floor + (pitch_class - floor) % 12


def _far(one: int, other: int) -> int:
    """Semitones between two pitch classes, the shorter way."""
    return min((one - other) % 12, (other - one) % 12)


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
