"""Where the story turns, on the film's own clock: the cut that shows it, or the moment itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from filmwright.records.breakdown import Breakdown, Emotion, Image
from filmwright.records.clock import SAMPLES_PER_FRAME
from filmwright.records.cut import Cut
from filmwright.records.shots import ShotList
from filmwright.records.story import Feeling
from filmwright.sound.clock import Clock

_FEELINGS: dict[Emotion, tuple[float, float, float]] = {
    "neutral": (0.0, -0.2, 0.0), "joy": (0.8, 0.5, -0.4), "sorrow": (-0.7, -0.5, 0.1), "anger": (-0.6, 0.7, 0.7), "fear": (-0.6, 0.4, 0.8),
    "surprise": (0.1, 0.6, 0.4), "disgust": (-0.5, 0.1, 0.3), "tenderness": (0.6, -0.5, -0.4), "pride": (0.5, 0.2, -0.1),
    "shame": (-0.5, -0.4, 0.2), "longing": (-0.1, -0.4, 0.2), "determination": (0.2, 0.3, 0.3),
}  # fmt: skip
_FAR = 0.6  # valence and tension together move so far where the story turns: half of the way from calm to fear
_APART = 48  # frames; of two turns that are nearer to each other the lesser one is not one
_BEFORE, _AFTER = 36, 12  # frames by which the cut that shows a turn may lie before and after its beginning
_QUIET = 12  # frames without speech that a turn needs in which it can be heard


@dataclass(frozen=True)
class Felt:
    """A line or an act as it is felt, from `at` to `end`, in samples of the film. `feeling`: weakened where it is told weakly."""

    at: int
    end: int
    line: bool
    feeling: Feeling


@dataclass(frozen=True)
class Turn:
    """A moment from which it feels otherwise.

    `at`: sample of the film, the first of a frame. `far`: how far valence and tension move together, 0 to 2.9. `brighter`: by how much
    valence does. `free`: whether nobody speaks there. `by_cut`: whether a cut shows it.
    """

    at: int
    far: float
    brighter: float
    free: bool
    by_cut: bool


def feeling_of(emotion: Emotion, intensity: float) -> Feeling:
    """What an emotion is in numbers; at no intensity two fifths of what it is at full."""
    valence, arousal, tension = (value * (0.4 + 0.6 * intensity) for value in _FEELINGS[emotion])
    return Feeling(valence=valence, arousal=arousal, tension=tension)


def felt(cut: Cut, breakdown: Breakdown, shots: ShotList | None) -> list[Felt]:
    """The lines and acts of the film that show a feeling, as they are met; acts only where `shots` tells when they are done."""
    said = {line.line: line for line in cut.lines}
    times = {time.business: time for timing in shots.timings for time in timing.business} if shots else {}
    clock = Clock(cut, shots) if shots else None
    found: list[Felt] = []
    for scene in breakdown.scenes:
        for item in scene.business:
            if isinstance(item, Image) or item.emotion == "neutral":
                continue
            feeling = feeling_of(item.emotion, item.intensity)
            if item.id in said:
                line = said[item.id]
                found.append(Felt(line.film_start_sample, line.film_start_sample + line.samples, True, feeling))
            elif clock and item.id in times:
                time = times[item.id]
                seen = clock.film_frame(scene.id, time.start)
                if seen:
                    begin = seen[0] * SAMPLES_PER_FRAME
                    found.append(Felt(begin, begin + (time.end - time.start) * SAMPLES_PER_FRAME, False, feeling))
    return sorted(found, key=lambda one: one.at)


def turns(cut: Cut, breakdown: Breakdown, shots: ShotList | None) -> list[Turn]:
    """The turns of the story in the order of the film: where what is shown feels far otherwise than what was shown before it."""
    all_felt = felt(cut, breakdown, shots)
    spoken = [(line.film_start_sample, line.film_start_sample + line.samples) for line in cut.lines]
    cuts = sorted(shot.film_start * SAMPLES_PER_FRAME for shot in cut.shots)
    found: list[Turn] = []
    for before, after in zip(all_felt, all_felt[1:], strict=False):
        brighter = after.feeling.valence - before.feeling.valence
        far = hypot(brighter, after.feeling.tension - before.feeling.tension)
        if far >= _FAR:
            at, free = _beat(after, before.at, cuts, spoken)
            found.append(Turn(at, far, brighter, free, at in cuts))
    kept: list[Turn] = []
    for turn in sorted(found, key=lambda turn: (-turn.far, turn.at)):
        if all(abs(turn.at - other.at) >= _APART * SAMPLES_PER_FRAME for other in kept):
            kept.append(turn)
    return sorted(kept, key=lambda turn: turn.at)


def _beat(new: Felt, after: int, cuts: Sequence[int], spoken: Sequence[tuple[int, int]]) -> tuple[int, bool]:
    """The frame on which a turn is heard, and whether nobody speaks there.

    The cut to what is new, if there is one; else where its act begins. A line that nothing is free before is answered where it ends.
    """

    def quiet(at: int) -> bool:
        return not any(a - SAMPLES_PER_FRAME < at < b for a, b in spoken)

    low, high = max(after, new.at - _BEFORE * SAMPLES_PER_FRAME), new.at + _AFTER * SAMPLES_PER_FRAME
    shown = [at for at in cuts if low < at <= high and quiet(at)]
    if shown:
        return min(shown, key=lambda at: abs(at - new.at)), True
    begin = new.at // SAMPLES_PER_FRAME * SAMPLES_PER_FRAME
    if not new.line and quiet(begin):
        return begin, True
    if new.line:
        end = -(-new.end // SAMPLES_PER_FRAME) * SAMPLES_PER_FRAME
        answered = [at for at in cuts if end <= at <= end + _BEFORE * SAMPLES_PER_FRAME and quiet(at)]
        if answered:
            return answered[0], True
        if not any(a < end + _QUIET * SAMPLES_PER_FRAME and b > end for a, b in spoken):
            return end, True
    return begin, False
