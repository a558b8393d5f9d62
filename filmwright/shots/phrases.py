"""Where a line may be cut, and how long it counts."""

from __future__ import annotations

from filmwright.records.breakdown import LineOfDialogue
from filmwright.records.clock import FRAMES_PER_DRAWING, FRAMES_PER_SECOND, SAMPLES_PER_FRAME
from filmwright.records.shots import BusinessTime
from filmwright.records.speech import SpokenLine
from filmwright.shots.clock import SHORTEST

LONG_LINE = 4 * FRAMES_PER_SECOND  # a line beyond it may be cut
MOST_CUTS = 4  # places for a cut in a line, the best of them
AT_A_STOP, AT_A_WORD = 0.0, 0.35  # cost of a cut after a stop of the voice, and after any other word
QUICK_LINE = 40  # frames of a line of a word or three
QUICK_COUNTS, SHORT_COUNTS = 1.5, 2.4  # seconds


def counts(frames: int) -> float:
    """Seconds that the rhythm counts for a line: of all quick ones and of all short ones the same.

    So a word more or less in such a line mostly moves no cut beside it.
    """
    if frames <= QUICK_LINE:
        return QUICK_COUNTS
    return SHORT_COUNTS if frames <= LONG_LINE else frames / FRAMES_PER_SECOND


def parts_of(line: LineOfDialogue, time: BusinessTime, spoken: SpokenLine, start: int) -> list[tuple[int, int, float]]:
    """The parts of a line between the places at which it may be cut: start, end, and cost of a cut at the start."""
    if time.end - start <= LONG_LINE:
        return [(start, time.end, 0.0)]
    found: list[tuple[float, int, float]] = []
    for word, following in zip(spoken.words, spoken.words[1:], strict=False):
        at = time.speech_start + round((word.end + following.start) / 2 / SAMPLES_PER_FRAME) // FRAMES_PER_DRAWING * FRAMES_PER_DRAWING
        if start + SHORTEST <= at <= time.end - SHORTEST:
            joint = AT_A_STOP if word.text.rstrip("\"'”’").endswith((".", ",", ";", ":", "?", "!", "—", "…")) else AT_A_WORD
            middle = abs((at - start) / (time.end - start) - 0.55)
            found.append((joint + middle, at, joint))
    places = sorted((at, joint) for _, at, joint in sorted(found)[:MOST_CUTS])
    places = [place for k, place in enumerate(places) if k == 0 or place[0] > places[k - 1][0]]
    edges = [(start, 0.0), *places, (time.end, 0.0)]
    return [(at, until, joint) for (at, joint), (until, _) in zip(edges, edges[1:], strict=False)]
