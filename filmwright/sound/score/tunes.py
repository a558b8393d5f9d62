"""Where the themes are heard, by whom, and what has become of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from filmwright.records.breakdown import Business, LineOfDialogue
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.cut import Cut
from filmwright.records.story import Feeling
from filmwright.sound.score.bars import Bar, Passage
from filmwright.sound.score.harmony import Chord
from filmwright.sound.score.motif import Motif, sung
from filmwright.sound.score.sampler import BAND
from filmwright.sound.score.themes import BOND, Themes
from filmwright.sound.score.writing import Band, Writer

_OCTAVES = {"cello": 4, "bassoon": 4, "accordion": 5, "clarinet": 5, "violin": 5, "oboe": 5, "flute": 6, "harmonica": 5, "whistle": 6}
_TUNED_SPARKLES = ("celesta", "music_box", "vibraphone", "marimba", "glockenspiel", "bells")
_STRAINED = 0.4  # tension above which a theme is bent
_STILL = -0.45  # arousal below which it is told in doubled values


@dataclass
class Teller:
    """What has been told so far in a film: which themes were stated, and which was heard last."""

    themes: Themes
    band: Band
    cut: Cut
    stated: set[str] = field(default_factory=set)
    last: str = ""
    told: int = 0

    def tell(self, w: Writer, passage: Passage, chords: list[Chord], silent: set[int], *, ends: bool) -> list[str]:
        """Write the themes of a passage; the ids of those that are heard."""
        bars, heard = passage.bars, []
        runs = open_runs(bars, silent)
        if not self.themes.motifs or len(silent) == len(bars):
            return []
        asked = passage.asked.theme if passage.asked and passage.asked.theme in self.themes.motifs else ""
        if asked and not runs:
            self._sing(
                w, asked, self.themes.motifs[asked], self.band.palette.second, passage, chords, 0, 40 + passage.louder
            )  # under the voices
            heard.append(asked)
        if ends:
            start = self._end(w, passage, chords)
            heard.append(self.themes.first)
            heard += [BOND] if self.themes.bond and self.themes.ending == "home" else []
            runs = [(a, min(b, start)) for a, b in runs if min(b, start) > a]
        for a, b in runs:
            self._tell_run(w, passage, chords, a, b, asked, heard)
        self.stated |= set(heard)
        return list(dict.fromkeys(heard))

    def _tell_run(self, w: Writer, passage: Passage, chords: list[Chord], a: int, b: int, asked: str, heard: list[str]) -> None:
        metre, feeling = self.band.palette.metre, passage.bars[a].feeling
        place, loud = a, 52 + 14 * (feeling.arousal + 1) / 2 + passage.louder
        if passage.bars[a].title or passage.kind != "scene":
            loud += 6
        while place < b:
            theme = asked or self._next(passage, place, b)
            tune, player, duet = self._way(theme, feeling, passage)
            room, length = (b - place) * metre, sum(tune.beats)
            if feeling.arousal < _STILL and room >= 2 * length:
                tune, length = tune.slower(), 2 * length
            if room >= length - 1:
                self._sing(w, theme, tune, player, passage, chords, place, loud, duet=duet)
                place += max(2, round(length / metre)) + 1  # a breath between
            elif room >= metre and place == a:
                self._sing(w, theme, tune.fragment(3), player, passage, chords, place, loud - 4)
                place = b
            else:
                break
            heard.append(theme)
            self.stated.add(theme)
            self.last, self.told, loud = theme, self.told + 1, loud - 2

    def _next(self, passage: Passage, bar: int, end: int) -> str:
        """Whose theme is heard from a bar on: what happens there first; what has not been stated before what has."""
        found = self.themes.told_by(self._going_on(passage, passage.bars[bar].start, passage.bars[end - 1].end), passage.scene)
        if not found:
            return self.themes.first
        if passage.kind == "title":
            return self.themes.first
        fresh = [theme for theme in found if theme not in self.stated]
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

    def _way(self, theme: str, feeling: Feeling, passage: Passage) -> tuple[Motif, str, bool]:
        """A theme as it is told now: its notes, its player, and whether a second voice goes with it."""
        themes, palette = self.themes, self.band.palette
        tune = themes.motifs[theme]
        again = theme in self.stated
        if theme == BOND:
            if feeling.tension > _STRAINED:
                return tune.fragment(3), self.band.lead, False  # the two are apart: it breaks off
            return tune, self.band.lead, True
        if theme == themes.first:
            player = self.band.lead
            if passage.kind == "title" and palette.sparkle in ("music_box", "celesta") and self.band.lead == palette.lead:
                player = palette.sparkle
        elif theme == themes.heart:
            player = palette.sparkle if palette.sparkle in _TUNED_SPARKLES else palette.comp
            if feeling.valence < -0.2 and again:
                player = palette.low if palette.low in _OCTAVES else palette.second  # the thing is lost, or what it means is
        else:
            player = palette.second if palette.second != self.band.lead else palette.lead
        if passage.kind == "scene" and feeling.tension > _STRAINED and again:
            return tune.inverted(), player, False
        if again and self.told % 4 == 1 and theme != themes.heart:
            return tune.moved(2), palette.second, False
        if again and self.told % 4 == 3 and palette.sparkle in _TUNED_SPARKLES:
            return tune.fragment(4), palette.sparkle, False  # far and small
        return tune, player, False

    def _end(self, w: Writer, passage: Passage, chords: list[Chord]) -> int:
        """The first one's theme over the last cadence: home (with the other, if there is a bond), in the dark alone, or left open.

        Returns the bar it begins in.
        """
        themes, palette = self.themes, self.band.palette
        motif = themes.motifs[themes.first]
        tune = motif.opened() if themes.ending == "open" else motif.resolved()
        start = max(0, len(passage.bars) - 1 - round((sum(tune.beats) - 3) / palette.metre))
        player = palette.second if themes.ending == "dark" else self.band.lead
        duet = bool(themes.bond) and themes.ending == "home"
        self._sing(w, themes.first, tune, player, passage, chords, start, 62 if themes.ending == "home" else 52, duet=duet)
        return start

    def _sing(
        self,
        w: Writer,
        theme: str,
        tune: Motif,
        player: str,
        passage: Passage,
        chords: list[Chord],
        bar: int,
        loud: float,
        *,
        duet: bool = False,
    ) -> None:
        _sung(w, tune, player, self.band.palette.metre, passage, chords, bar, loud)
        if duet:
            other = self.band.palette.second if self.band.palette.second != player else self.band.palette.lead
            _sung(w, tune.below(), other, self.band.palette.metre, passage, chords, bar, loud - 7)


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
