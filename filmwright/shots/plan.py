"""From the breakdown and the recorded lines to the shot list of the whole film."""

from __future__ import annotations

import dataclasses
from typing import Literal

from filmwright.records.breakdown import Breakdown, LineOfDialogue
from filmwright.records.clock import FRAMES_PER_DRAWING, FRAMES_PER_SECOND
from filmwright.records.shots import SceneTiming, Shot, ShotList, ShotSize
from filmwright.records.speech import Dialogue
from filmwright.shots.clock import SHORTEST, schedule
from filmwright.shots.coverage import LONGEST, Coverage, Piece, steps_between

PEAK_AT = 0.8  # of the lines of the film
LONGEST_PUSH = 4 * FRAMES_PER_SECOND  # every drawing of a moving shot is a whole picture


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
    for index, scene in enumerate(breakdown.scenes):
        timing = schedule(breakdown, scene, dialogue)
        timings.append(timing)
        coverage = Coverage(breakdown, scene, timing, ending=ending, opened=opened)
        pieces = _grammar(coverage.plan())
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
                    size=piece.size,
                    framing=piece.framing,
                    angle=piece.angle,
                    move=piece.move,
                    subjects=piece.subjects,
                    foreground=piece.foreground,
                    side=piece.side,
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


def _grammar(pieces: list[Piece]) -> list[Piece]:
    """The same pieces without jump cuts, shots too short to read and shots too long to hold."""
    out: list[Piece] = []
    for piece in pieces:
        if out and piece.frames < SHORTEST and not piece.keep and _shows(out[-1], piece) and out[-1].frames + piece.frames <= LONGEST:
            out[-1] = dataclasses.replace(out[-1], end=piece.end)
        elif out and out[-1].frames < SHORTEST and not out[-1].keep and out[-1].frames + piece.frames <= LONGEST:
            out[-1] = dataclasses.replace(piece, start=out[-1].start)
        elif out and _same_picture(out[-1], piece):
            if out[-1].frames + piece.frames <= LONGEST:
                out[-1] = dataclasses.replace(
                    out[-1], end=piece.end, keep=True, move=piece.move if piece.move != "locked" else out[-1].move
                )
            else:
                out.append(dataclasses.replace(piece, size=_other_size(piece)))
        else:
            out.append(piece)
    return _none_too_short([part for piece in out for part in _not_too_long(piece)])


def _none_too_short(pieces: list[Piece]) -> list[Piece]:
    """The same time without pieces shorter than SHORTEST: each goes to the neighbour that shows the same people."""
    out = list(pieces)
    while len(out) > 1:
        k = min(range(len(out)), key=lambda i: (out[i].frames, i))
        piece = out[k]
        if piece.frames >= SHORTEST:
            break
        near = [j for j in (k - 1, k + 1) if 0 <= j < len(out)]
        j = min(near, key=lambda i: (not _shows(out[i], piece), out[i].spoken, out[i].framing in ("pov", "insert", "over_thing"), i))
        out[j] = dataclasses.replace(out[j], start=min(out[j].start, piece.start), end=max(out[j].end, piece.end))
        del out[k]
        for i in range(len(out) - 1, 0, -1):
            if _same_picture(out[i - 1], out[i]) and out[i - 1].frames + out[i].frames <= LONGEST:
                out[i - 1 : i + 1] = [dataclasses.replace(out[i - 1], end=out[i].end, spoken=out[i - 1].spoken or out[i].spoken)]
    return out


def _shows(piece: Piece, other: Piece) -> bool:
    """True if a piece shows the one whom another is about, so that it may be held over it."""
    return bool(set(other.subjects[:1]) & {*piece.subjects, piece.foreground})


def _same_picture(one: Piece, other: Piece) -> bool:
    """True if a cut between them would be a jump: the same people from the same side at nearly the same size."""
    if one.framing == "over_shoulder" or other.framing == "over_shoulder":
        return one.framing == other.framing and one.subjects == other.subjects
    return set(one.subjects) == set(other.subjects) and one.framing == other.framing and steps_between(one.size, other.size) < 2


def _other_size(piece: Piece) -> ShotSize:
    change: dict[ShotSize, ShotSize] = {
        "extreme_wide": "full", "wide": "medium_wide", "full": "medium", "medium_wide": "wide", "medium": "close",
        "medium_close": "medium_wide", "close": "medium", "extreme_close": "medium_close", "insert": "medium_close",
    }  # fmt: skip
    if piece.framing in ("two", "group"):  # several are never so near that it would be seen in profile alone
        return "medium_wide" if piece.size not in ("medium_wide", "full") else "medium"
    return change[piece.size]


def _not_too_long(piece: Piece) -> list[Piece]:
    whole = piece.move != "locked" or piece.framing in ("establishing", "insert", "over_thing", "pov")
    if piece.frames <= LONGEST + FRAMES_PER_SECOND or whole:
        return [piece]
    half = piece.start + piece.frames // 2 // FRAMES_PER_DRAWING * FRAMES_PER_DRAWING
    return [
        dataclasses.replace(piece, end=half),
        dataclasses.replace(piece, start=half, size=_other_size(piece), reason="Closer, as it goes on."),
    ]


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
        if inside and piece.framing == "single" and piece.move == "locked" and piece.frames <= LONGEST_PUSH:
            size: ShotSize = "medium_close" if piece.size in ("medium", "medium_wide") else piece.size
            out[index] = dataclasses.replace(piece, move="push_in", size=size, reason="The realisation: we come closer.")
            break
    return out
