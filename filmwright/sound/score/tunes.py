"""Where the themes are heard, by whom, and what has become of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from filmwright.records.breakdown import Business, LineOfDialogue
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.cut import Cut
from filmwright.records.story import Feeling
from filmwright.sound.score.bars import Bar, Passage
from filmwright.sound.score.developing import Shape, Way, first_told, told_again
from filmwright.sound.score.harmony import Chord
from filmwright.sound.score.motif import Motif, sung
from filmwright.sound.score.sampler import BAND
from filmwright.sound.score.themes import BOND, Ending, Themes
from filmwright.sound.score.writing import Band, Writer

_OCTAVES = {"cello": 4, "bassoon": 4, "accordion": 5, "clarinet": 5, "violin": 5, "oboe": 5, "flute": 6, "harmonica": 5, "whistle": 6}
_TUNED_SPARKLES = ("celesta", "music_box", "vibraphone", "marimba", "glockenspiel", "bells")
_LOW_PLAYERS = ("cello", "bassoon")
_BENEATH_LOUD = 36.0
_STRAINED = 0.4  # tension above which the bond breaks off


@dataclass(frozen=True)
class Telling:
    """A theme as it is heard from a bar of a passage on. `second`: another voice that goes with it, and who sings that."""

    theme: str
    shape: Shape
    bar: int
    player: str
    loud: float
    second: tuple[Motif, str] | None = None


@dataclass
class Teller:
    """What has been told so far in a film: which themes were stated, how each was told, and which was heard last."""

    themes: Themes
    band: Band
    cut: Cut
    ways: dict[str, list[Way]] = field(default_factory=dict)
    felt: dict[str, Feeling] = field(default_factory=dict)
    last: str = ""

    def plan(self, passage: Passage, silent: set[int], thin: set[int], *, ends: bool) -> list[Telling]:
        """Which themes are heard in a passage, where, and in what shape. `silent`, `thin`: bars without music, and without a tune."""
        bars, found, known = passage.bars, list[Telling](), [theme for theme, ways in self.ways.items() if ways]
        runs = open_runs(bars, silent | thin)
        if not self.themes.motifs or len(silent) == len(bars):
            return []
        asked = passage.asked.theme if passage.asked and passage.asked.theme in self.themes.motifs else ""
        if asked and not runs:  # under the voices
            shape = Shape("stated", self.themes.motifs[asked], 2)
            found.append(Telling(asked, shape, 0, self.band.palette.second, 40 + passage.louder))
        if ends:
            end = self._end(passage)
            runs = [(a, min(b, end[0].bar)) for a, b in runs if min(b, end[0].bar) > a]
        for a, b in runs:
            found += self._run(passage, a, b, asked)
        else:
            found += self._beneath(passage, silent, known)
        return sorted(found + (end if ends else []), key=lambda telling: telling.bar)

    def _beneath(self, passage: Passage, silent: set[int], known: list[str]) -> list[Telling]:
        """A theme that was told in a passage before, under speech: in doubled values, low and soft."""
        palette = self.band.palette
        player = next((one for one in (palette.low, palette.second, self.band.lead) if one in _LOW_PLAYERS), "")
        themes = [theme for theme in self.themes.of_scene(passage.scene) if theme in known and theme != self.last]
        if not player or not themes or passage.kind != "scene" or passage.asked is not None:
            return []
        spoken = [k for k, bar in enumerate(passage.bars) if not bar.open and k not in silent]
        theme, slow = themes[0], self.themes.motifs[themes[0]].slower()
        for bars, tune in ((4, slow), (2, slow.head(2 * palette.metre))):
            start = next((k for k in spoken if all(k + j in spoken for j in range(bars))), None)
            if start is not None:
                self.ways[theme].append("beneath the voices")
                return [Telling(theme, Shape("beneath the voices", tune, bars), start, player, _BENEATH_LOUD)]
        return []

    def _run(self, passage: Passage, a: int, b: int, asked: str) -> list[Telling]:
        metre, feeling = self.band.palette.metre, passage.bars[a].feeling
        place, loud = a, 52 + 14 * (feeling.arousal + 1) / 2 + passage.louder
        found: list[Telling] = []
        if passage.bars[a].title or passage.kind != "scene":
            loud += 6
        while place < b:
            theme = asked or self._next(passage, place, b)
            feeling = passage.bars[place].feeling
            telling = self._told(theme, passage, place, b - place, loud - (4 if b - place < 2 else 0), metre, feeling)
            if telling is None or (found and telling.shape.way == "begun"):
                break
            found.append(telling)
            self.ways.setdefault(theme, []).append(telling.shape.way)
            self.felt[theme] = feeling
            self.last, loud = theme, loud - 2
            place += telling.shape.bars + 1  # a breath between
        return found

    def _told(
        self, theme: str, passage: Passage, bar: int, room: int, loud: float, metre: int, feeling: Feeling
    ) -> Telling | None:
        """A theme from a bar on, in so much room: stated, or what has become of it."""
        themes, told = self.themes, self.ways.get(theme, [])
        motif = themes.motifs[theme]
        roles = {themes.first, themes.second}
        other = next((one for one in (themes.second, themes.first) if one and one != theme and one in themes.motifs), "")
        joined = theme in roles and bool(other) and passage.scene is not None and other in themes.of_scene(passage.scene)
        if not any(way != "begun" for way in told) or passage.kind != "scene":
            shape = first_told(motif, metre, room, feeling)
        else:
            whole = [way for ways in self.ways.values() for way in ways]
            shape = told_again(motif, metre, room, feeling, self.felt.get(theme, feeling), told, joined=joined, film=whole)
        if theme == BOND and shape is not None and feeling.tension > _STRAINED:
            shape = Shape("broken up", motif.fragment(3), min(2, room))  # the two are apart: it breaks off
        if shape is None:
            return None
        player = self._player(theme, passage, shape.way, feeling, again=bool(told))
        second: tuple[Motif, str] | None = None
        if shape.way == "in harmony" or (theme == BOND and feeling.tension <= _STRAINED):
            second = (shape.tune.below(), self._other_than(player))
        elif shape.way == "against the other":
            low = self.band.palette.low if self.band.palette.low in _OCTAVES else self._other_than(player)
            second = (themes.motifs[other].head(metre).slower().moved(-7 if low == player else 0), low)
        return Telling(theme, shape, bar, player, loud, second)

    def _other_than(self, player: str) -> str:
        palette = self.band.palette
        return palette.second if palette.second != player else palette.lead

    def _next(self, passage: Passage, bar: int, end: int) -> str:
        """Whose theme is heard from a bar on: what happens there first; what has not been stated before what has."""
        found = self.themes.told_by(self._going_on(passage, passage.bars[bar].start, passage.bars[end - 1].end), passage.scene)
        if not found:
            return self.themes.first
        if passage.kind == "title":
            return self.themes.first
        fresh = [theme for theme in found if theme not in self.ways]
        others = [theme for theme in found if theme != self.last]
        return (fresh or others or found)[0]

    def _going_on(self, passage: Passage, start: int, end: int) -> list[Business]:
        """What happens in a scene between two samples of the film, as its lines tell: all that stands between two that are heard."""
        if passage.scene is None:
            return []
        said = {line.line: line.film_start_sample + line.samples // 2 for line in self.cut.lines}
        found: list[Business] = []
        for item in passage.scene.business:
            if isinstance(item, LineOfDialogue):
                at = said.get(item.id)
                if at is not None and at <= start:
                    found = []
                elif at is not None and at >= end:
                    break
            else:
                found.append(item)
        return found

    def _player(self, theme: str, passage: Passage, way: Way, feeling: Feeling, *, again: bool) -> str:
        """Who sings a theme now: its own player, or one that is further off, or darker."""
        themes, palette = self.themes, self.band.palette
        if way == "far off" and palette.sparkle in _TUNED_SPARKLES:
            return palette.sparkle  # far and small
        if way == "higher" and theme != themes.heart:
            return palette.second
        if way == "lower" and palette.low in _OCTAVES:
            return palette.low
        if theme == BOND:
            return self.band.lead
        if theme == themes.first:
            if passage.kind == "title" and palette.sparkle in ("music_box", "celesta") and self.band.lead == palette.lead:
                return palette.sparkle
            return self.band.lead
        if theme == themes.heart:
            if feeling.valence < -0.2 and again:
                return palette.low if palette.low in _OCTAVES else palette.second  # the thing is lost, or what it means is
            return palette.sparkle if palette.sparkle in _TUNED_SPARKLES else palette.comp
        return palette.second if palette.second != self.band.lead else palette.lead

    def _end(self, passage: Passage) -> list[Telling]:
        """The first one's theme over the last cadence: home (with the other, if there is a bond), in the dark alone, or left open."""
        themes, palette = self.themes, self.band.palette
        motif = themes.motifs[themes.first]
        tune = motif.opened() if themes.ending == "open" else motif.resolved()
        start = max(0, len(passage.bars) - 1 - round((sum(tune.beats) - 3) / palette.metre))
        player = palette.second if themes.ending == "dark" else self.band.lead
        duet = bool(themes.bond) and themes.ending == "home"
        ways: dict[Ending, Way] = {"home": "home", "dark": "in the dark", "open": "left open"}
        shape = Shape(ways[themes.ending], tune, len(passage.bars) - start)
        loud = 62.0 if themes.ending == "home" else 52.0
        last = [Telling(themes.first, shape, start, player, loud, (tune.below(), self._other_than(player)) if duet else None)]
        return last

    def sing(self, w: Writer, passage: Passage, chords: list[Chord], tellings: list[Telling]) -> None:
        """Write down what was planned."""
        metre = self.band.palette.metre
        for telling in tellings:
            _sung(w, telling.shape.tune, telling.player, metre, passage, chords, telling.bar, telling.loud)
            if telling.second is not None:
                tune, player = telling.second
                _sung(w, tune, player, metre, passage, chords, telling.bar, telling.loud - 7)

    def heard(self, tellings: list[Telling]) -> list[str]:
        """The ids of the themes that are heard: the bond's with the one that comes home, if there is one."""
        found = [telling.theme for telling in tellings]
        if any(telling.shape.way == "home" for telling in tellings) and self.themes.bond:
            found.append(BOND)
        return list(dict.fromkeys(found))


def _sung(
    w: Writer, tune: Motif, player: str, metre: int, passage: Passage, chords: list[Chord], bar: int, loud: float
) -> None:
    beats = 0.0
    octave = _OCTAVES.get(player, 6 if BAND[player].ring_s else 5)
    key = passage.tonic if passage.tonic < 7 else passage.tonic - 12
    length = sum(tune.beats)
    for degree, held in zip(tune.degrees, tune.beats, strict=True):
        where = bar + int(beats // metre)
        if where >= len(passage.bars):
            break
        here = passage.bars[where]
        beat = (here.end - here.start) / metre
        start = here.start + (beats % metre) * beat
        strong = beats % metre < 0.01 or held >= 1.5
        pitch = sung(degree, key, passage.mode, octave, chords[where], strong=strong)
        arc = 8.0 * (1 - abs(2 * beats / length - 0.9))
        w.add(player, start, min(start + held * beat * 1.03, w.samples - SAMPLE_RATE_HZ // 4), pitch, loud + arc, loose=0.012)
        beats += held


def open_runs(bars: tuple[Bar, ...], silent: set[int]) -> list[tuple[int, int]]:
    """Runs of bars, first and past the last, in which nobody speaks and music sounds."""
    runs: list[tuple[int, int]] = []
    for k, bar in enumerate(bars):
        if bar.open and k not in silent:
            if runs and runs[-1][1] == k:
                runs[-1] = (runs[-1][0], k + 1)
            else:
                runs.append((k, k + 1))
    return runs
