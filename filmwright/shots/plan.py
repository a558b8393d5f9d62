"""From the breakdown and the recorded lines to the shot list of the whole film."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from filmwright.records.breakdown import Breakdown, LineOfDialogue
from filmwright.records.clock import FRAMES_PER_SECOND
from filmwright.records.shots import SceneTiming, Shot, ShotList
from filmwright.records.speech import Dialogue
from filmwright.shots.clock import schedule
from filmwright.shots.coverage import Coverage
from filmwright.shots.cutting import Moment, Take, fresh_cut
from filmwright.shots.setups import SetUp

PEAK_AT = 0.8  # of the lines of the film
HELD = "Held."
LONGEST_PUSH = 4 * FRAMES_PER_SECOND  # every drawing of a moving shot is a whole picture


@dataclass(frozen=True)
class Piece:
    """A shot that has been cut."""

    start: int
    end: int
    setup: SetUp
    reason: str

    @property
    def frames(self) -> int:
        return self.end - self.start


def plan_shots(breakdown: Breakdown, dialogue: Dialogue, *, ending: str = "") -> ShotList:
    """Plan the whole film.

    Args:
        breakdown: Scenes, cast, sets, props and business.
        dialogue: Every spoken line, recorded; its samples set the clock.
        ending: Of the story: together, apart, open, bitter; "" if nobody has said. It weighs in the last picture.

    Returns:
        The clock of every scene and its shots in the order of the screenplay. The shots of a scene cover its whole
        time, without gaps, on whole drawings. A business is covered according to itself, to what is on stage and to
        what was seen just before, never to the time on the clock.

    Raises:
        StageError: a line is not recorded or a scene's set is unknown.
    """
    timings: list[SceneTiming] = []
    shots: list[Shot] = []
    opened: tuple[str, ...] = ()
    peak = _peak(breakdown)
    spoken = {line.line: line for line in dialogue.lines}
    for index, scene in enumerate(breakdown.scenes):
        timing = schedule(breakdown, scene, dialogue)
        timings.append(timing)
        coverage = Coverage(breakdown, scene, timing, spoken, ending=ending, opened=opened)
        moments = coverage.plan()
        pieces = [_piece(moments, take) for take in fresh_cut(moments, seed=scene.id)]
        opened += (coverage.opening,) if coverage.opening else ()
        pieces = _push(pieces, timing, peak)
        for number, piece in enumerate(pieces, start=1):
            covered = tuple(t.business for t in timing.business if t.start < piece.end and piece.start < t.end)
            transition = _transition(breakdown, index) if number == 1 else "cut"
            shots.append(
                Shot(
                    id=f"{scene.id}.{number}",
                    scene=scene.id,
                    start=piece.start,
                    end=piece.end,
                    size=piece.setup.size,
                    framing=piece.setup.framing,
                    angle=piece.setup.angle,
                    move=piece.setup.move,
                    subjects=piece.setup.subjects,
                    foreground=piece.setup.foreground,
                    side=piece.setup.side,
                    business=covered,
                    reason=piece.reason,
                    transition=transition,
                )  # fmt: skip
            )
    return ShotList(timings=tuple(timings), shots=tuple(shots))


def _transition(breakdown: Breakdown, index: int) -> Literal["cut", "dissolve", "fade_in", "fade_out"]:
    if index == 0:
        return "fade_in"
    earlier, scene = breakdown.scenes[index - 1], breakdown.scenes[index]
    return "dissolve" if earlier.time_of_day != scene.time_of_day else "cut"


def _piece(moments: Sequence[Moment], take: Take) -> Piece:
    run = moments[take.first : take.last]
    told = [(m.frames, option.reason) for m in run for option in m.options if option.setup == take.setup and option.reason]
    reason = max(told, key=lambda pair: pair[0])[1] if told else HELD
    return Piece(run[0].start, run[-1].end, take.setup, reason)


def _peak(breakdown: Breakdown) -> str:
    """The line of realisation: the one four fifths through the film's talk, if it is felt. As with a turn, its place decides."""
    lines = [
        b
        for scene in breakdown.scenes
        for b in scene.business
        if isinstance(b, LineOfDialogue) and b.delivery not in ("voice_over", "off_screen")
    ]
    if not lines:
        return ""
    line = lines[round(PEAK_AT * (len(lines) - 1))]
    return line.id if line.emotion != "neutral" and line.intensity >= 0.5 else ""


def _push(pieces: list[Piece], timing: SceneTiming, peak: str) -> list[Piece]:
    """A push-in on the face of whoever speaks the line of realisation, if that shot is short enough."""
    time = next((t for t in timing.business if t.business == peak), None)
    if time is None:
        return pieces
    out = list(pieces)
    for index, piece in enumerate(out):
        inside = time.start <= piece.start < time.end
        if inside and piece.setup.framing == "single" and piece.setup.move == "locked" and piece.frames <= LONGEST_PUSH:
            out[index] = dataclasses.replace(
                piece, setup=dataclasses.replace(piece.setup, move="push_in"), reason="The realisation: we come closer."
            )
            break
    return out
