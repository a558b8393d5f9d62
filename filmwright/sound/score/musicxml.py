"""The score as MusicXML, to be read and edited in any notation program: a part a player, measures as the cut has them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.music import Cue, Note

_DIVISIONS = 12  # of a quarter: sixteenths and triplets
_SIXTEENTH = 3
_STEPS = (("C", 0), ("C", 1), ("D", 0), ("E", -1), ("E", 0), ("F", 0), ("F", 1), ("G", 0), ("A", -1), ("A", 0), ("B", -1), ("B", 0))
_TYPES = {48: "whole", 36: "half.", 24: "half", 18: "quarter.", 12: "quarter", 9: "eighth.", 6: "eighth", 3: "16th"}
_LOW_CLEF = 55  # a part whose notes lie below this on average is written in the bass clef
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" '
    '"http://www.musicxml.org/dtds/partwise.dtd">\n'
)
Measure = tuple[int, int, Cue]  # first and last sample, and the cue it is of
Chord = tuple[int, int, tuple[int, ...]]  # ticks from the start of the measure, length, pitches


def musicxml(cues: Sequence[Cue], *, title: str) -> bytes:
    """A partwise score. Times are drawn to sixteenths; the tempo of each measure is what the film has.

    A note sounds to the next one of its part: two that overlap are written one after the other, those that begin together as a chord.
    A cue whose composer names no bars is written in bars of its tempo.
    """
    root = ET.Element("score-partwise", version="4.0")
    ET.SubElement(ET.SubElement(root, "work"), "work-title").text = title
    names = sorted({note.instrument for cue in cues for note in cue.notes})
    parts = ET.SubElement(root, "part-list")
    for i, name in enumerate(names):
        ET.SubElement(ET.SubElement(parts, "score-part", id=f"P{i + 1}"), "part-name").text = name.replace("_", " ")
    measures = [measure for cue in cues for measure in _measures(cue)]
    for i, name in enumerate(names):
        _part(ET.SubElement(root, "part", id=f"P{i + 1}"), [n for cue in cues for n in cue.notes if n.instrument == name], measures)
    ET.indent(root)
    return (_HEAD + ET.tostring(root, encoding="unicode") + "\n").encode()


def _measures(cue: Cue) -> list[Measure]:
    length = max(cue.metre * 60 / max(cue.tempo_bpm, 1.0) * SAMPLE_RATE_HZ, 1.0)
    starts = list(cue.bars) or [round(cue.start + k * length) for k in range(max(1, round((cue.end - cue.start) / length)))]
    return [(a, b, cue) for a, b in zip(starts, [*starts[1:], cue.end], strict=True) if b > a]


def _part(part: ET.Element, notes: Sequence[Note], measures: Sequence[Measure]) -> None:
    low = sum(note.pitch for note in notes) / len(notes) < _LOW_CLEF
    starts = [measure[0] for measure in measures]
    chords: list[dict[int, set[int]]] = [{} for _ in measures]
    ends: list[dict[int, int]] = [{} for _ in measures]
    for note in notes:
        at = max(bisect_right(starts, note.start + SAMPLE_RATE_HZ // 40) - 1, 0)  # a note a little before its bar is of that bar
        tick = _tick(note.start, measures[at])
        chords[at].setdefault(tick, set()).add(min(max(note.pitch, 0), 127))
        ends[at][tick] = max(ends[at].get(tick, 0), _tick(note.end, measures[at]))
    tempo, metre = 0.0, 0
    for number, (start, end, cue) in enumerate(measures):
        written = ET.SubElement(part, "measure", number=str(number + 1))
        if cue.metre != metre:
            _attributes(written, cue.metre, low=low, first=number == 0)
            metre = cue.metre
        here = cue.metre * 60 * SAMPLE_RATE_HZ / (end - start)
        if abs(here - tempo) > 0.5:
            _tempo(written, here, cue if cue.bars[:1] == (start,) or start == cue.start else None)
            tempo = here
        _notes(written, chords[number], ends[number], cue.metre * _DIVISIONS)


def _tick(sample: int, measure: Measure) -> int:
    start, end, cue = measure
    whole = cue.metre * _DIVISIONS
    return min(max(round((sample - start) / (end - start) * whole / _SIXTEENTH) * _SIXTEENTH, 0), whole)


def _attributes(measure: ET.Element, metre: int, *, low: bool, first: bool) -> None:
    made = ET.SubElement(measure, "attributes")
    if first:
        ET.SubElement(made, "divisions").text = str(_DIVISIONS)
        ET.SubElement(ET.SubElement(made, "key"), "fifths").text = "0"
    time = ET.SubElement(made, "time")
    ET.SubElement(time, "beats").text = str(metre)
    ET.SubElement(time, "beat-type").text = "4"
    if first:
        clef = ET.SubElement(made, "clef")
        ET.SubElement(clef, "sign").text = "F" if low else "G"
        ET.SubElement(clef, "line").text = "4" if low else "2"


def _tempo(measure: ET.Element, bpm: float, cue: Cue | None) -> None:
    if cue is not None:
        words = ET.SubElement(measure, "direction", placement="above")
        ET.SubElement(ET.SubElement(words, "direction-type"), "words").text = f"{cue.name} ({cue.key})"
    marked = ET.SubElement(measure, "direction", placement="above")
    mark = ET.SubElement(ET.SubElement(marked, "direction-type"), "metronome")
    ET.SubElement(mark, "beat-unit").text = "quarter"
    ET.SubElement(mark, "per-minute").text = f"{bpm:.1f}"
    ET.SubElement(marked, "sound", tempo=f"{bpm:.2f}")


def _notes(measure: ET.Element, chords: dict[int, set[int]], ends: dict[int, int], whole: int) -> None:
    now = 0
    onsets = sorted(tick for tick in chords if tick < whole)
    for tick, after in zip(onsets, [*onsets, whole][1:], strict=True):
        _rest(measure, tick - now)
        last = min(max(ends[tick], tick + _SIXTEENTH), after)
        _chord(measure, sorted(chords[tick]), last - tick)
        now = last
    _rest(measure, whole - now)


def _rest(measure: ET.Element, length: int) -> None:
    for part in _lengths(length):
        note = ET.SubElement(measure, "note")
        ET.SubElement(note, "rest")
        _length(note, part)


def _chord(measure: ET.Element, pitches: Sequence[int], length: int) -> None:
    parts = _lengths(length)
    for k, part in enumerate(parts):
        for i, pitch in enumerate(pitches):
            note = ET.SubElement(measure, "note")
            if i:
                ET.SubElement(note, "chord")
            step, alter = _STEPS[pitch % 12]
            written = ET.SubElement(note, "pitch")
            ET.SubElement(written, "step").text = step
            if alter:
                ET.SubElement(written, "alter").text = str(alter)
            ET.SubElement(written, "octave").text = str(pitch // 12 - 1)
            ties = [kind for kind, holds in (("stop", k > 0), ("start", k + 1 < len(parts))) if holds]
            _length(note, part, ties)


def _length(note: ET.Element, length: int, ties: Sequence[str] = ()) -> None:
    ET.SubElement(note, "duration").text = str(length)
    for tie in ties:
        ET.SubElement(note, "tie", type=tie)
    kind = _TYPES[length]
    ET.SubElement(note, "type").text = kind.rstrip(".")
    if kind.endswith("."):
        ET.SubElement(note, "dot")
    if ties:
        notations = ET.SubElement(note, "notations")
        for tie in ties:
            ET.SubElement(notations, "tied", type=tie)


def _lengths(length: int) -> list[int]:
    """A length as lengths that have a sign of their own, the longest first."""
    out = []
    for value in _TYPES:
        while length >= value:
            out.append(value)
            length -= value
    return out
