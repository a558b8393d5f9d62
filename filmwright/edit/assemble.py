"""The assembly: from the shot list and the recorded lines to an OpenTimelineIO timeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import opentimelineio as otio

from filmwright.errors import StageError
from filmwright.records.breakdown import Breakdown, LineOfDialogue, Scene, ScoreNote
from filmwright.records.clock import FRAMES_PER_SECOND, SAMPLE_RATE_HZ, SAMPLES_PER_FRAME
from filmwright.records.emphasis import plain
from filmwright.records.report import Credit
from filmwright.records.shots import Shot, ShotList
from filmwright.records.speech import Dialogue, SpokenLine

TITLE_FRAMES = 72  # 3 s
TITLE_LEAD_FRAMES = 12  # picture before the title comes up on it; a guess
CREDITS_FRAMES = 168  # 7 s: two cards of 3.5 s
FIRST_FADE_FRAMES = 18  # guess
LAST_FADE_FRAMES = 30  # guess
FADE_FRAMES = 12  # between scenes, each way; a guess
BLACK_FRAMES = 8  # black between two fades; a guess
DISSOLVE_FRAMES = 16  # half before and half after the cut, each a whole number of drawings; a guess

_FADES_OUT_BEFORE = ("fade_in", "fade_out")


def assemble(breakdown: Breakdown, shot_list: ShotList, dialogue: Dialogue, *, title: str, credits: Sequence[Credit]) -> Any:
    """Lay the film out.

    The title stands over the first shot if that is of the place or of a thing, long enough, and if nobody speaks in it yet,
    else over black before it. The credits follow over black. Dissolves eat half their length from each of the two shots,
    so that an editor finds real handles on both sides.

    Returns:
        An `otio.schema.Timeline` at 24 frames a second: tracks "Picture" (a clip a shot, markers for scenes, lines and notes),
        "Titles", and one audio track a role, with lines at the frame at which they begin. Every clip has its ids under
        metadata["filmwright"].

    Raises:
        StageError: there are no shots, or a line begins where no shot sees it.
    """
    if not shot_list.shots:
        raise StageError("edit: the shot list is empty; plan the shots again")
    scenes = {scene.id: scene for scene in breakdown.scenes}
    lines = {spoken.line: spoken for spoken in dialogue.lines}
    picture = otio.schema.Track(name="Picture", kind=otio.schema.TrackKind.Video)
    over_picture = _title_over_picture(shot_list, lines)
    position = 0
    if not over_picture:
        picture.append(_gap(TITLE_FRAMES))
        position = TITLE_FRAMES
    placed: list[tuple[Shot, int, int, Any]] = []  # shot, film frame of its clip, source start, clip
    for index, shot in enumerate(shot_list.shots):
        length = shot.end - shot.start
        following = shot_list.shots[index + 1] if index + 1 < len(shot_list.shots) else None
        before = shot_list.shots[index - 1] if index else None
        head = DISSOLVE_FRAMES // 2 if before is not None and _dissolves(before, shot) else 0
        tail = DISSOLVE_FRAMES // 2 if following is not None and _dissolves(shot, following) else 0
        if before is None:
            picture.append(_transition("fade_in", 0, min(FIRST_FADE_FRAMES, length // 2)))
        elif head:
            picture.append(_transition("dissolve", head, head))
        elif shot.transition == "fade_in":
            picture.append(_gap(BLACK_FRAMES))
            position += BLACK_FRAMES
            picture.append(_transition("fade_in", 0, min(FADE_FRAMES, length // 2)))
        clip = _shot_clip(shot, scenes, source_start=head, frames=length - head - tail)
        if before is None or before.scene != shot.scene:
            clip.markers.append(_scene_marker(scenes.get(shot.scene), shot, head))
        picture.append(clip)
        placed.append((shot, position, head, clip))
        position += length - head - tail
        if following is None:
            picture.append(_transition("fade_out", min(LAST_FADE_FRAMES, length // 2), 0))
        elif not tail and following.transition in _FADES_OUT_BEFORE:
            picture.append(_transition("fade_out", min(FADE_FRAMES, length // 2), 0))
            if following.transition == "fade_out":
                # a fade out and then a plain cut: without black between them the two transitions would read as a dissolve
                picture.append(_gap(BLACK_FRAMES))
                position += BLACK_FRAMES
    picture_end = position
    timeline = otio.schema.Timeline(name=title, global_start_time=otio.opentime.RationalTime(0, FRAMES_PER_SECOND))
    timeline.metadata["filmwright"] = {
        "schema": "timeline/1",
        "title": title,
        "scenes": [{"id": scene.id, "title": _chapter_title(scene)} for scene in breakdown.scenes],
    }
    timeline.tracks.append(picture)
    timeline.tracks.append(_titles(title, breakdown.author, credits, over_picture=over_picture, picture_end=picture_end))
    for track in _dialogue_tracks(breakdown, shot_list, lines, placed):
        timeline.tracks.append(track)
    _mark_notes(breakdown, shot_list, lines, placed)
    return timeline


def _title_over_picture(shot_list: ShotList, lines: dict[str, SpokenLine]) -> bool:
    first = shot_list.shots[0]
    needed = TITLE_LEAD_FRAMES + TITLE_FRAMES
    bare = first.framing in ("establishing", "insert", "over_thing") or first.size in ("extreme_wide", "wide")  # no face to be read
    if first.end - first.start < needed or not bare:
        return False
    for timing in shot_list.timings:
        if timing.scene == first.scene:
            return not any(t.business in lines and first.start <= t.speech_start < first.start + needed for t in timing.business)
    return True


def _dissolves(before: Shot, shot: Shot) -> bool:
    """A dissolve needs twice its length of picture on both sides; a shorter shot is cut to."""
    return shot.transition == "dissolve" and min(before.end - before.start, shot.end - shot.start) >= 2 * DISSOLVE_FRAMES


def _shot_clip(shot: Shot, scenes: dict[str, Scene], *, source_start: int, frames: int) -> Any:
    length = shot.end - shot.start
    scene = scenes.get(shot.scene)
    reference = otio.schema.ExternalReference(target_url=f"filmwright:shot/{shot.id}", available_range=_range(0, length))
    reference.metadata["filmwright"] = {"shot": shot.id, "scene": shot.scene}
    clip = otio.schema.Clip(name=shot.id, media_reference=reference, source_range=_range(source_start, frames))
    clip.metadata["filmwright"] = {
        "shot": shot.id,
        "scene": shot.scene,
        "scene_start": shot.start,
        "size": shot.size,
        "framing": shot.framing,
        "subjects": list(shot.subjects),
        "reason": shot.reason,
        "heading": scene.heading if scene else "",
    }
    return clip


def _scene_marker(scene: Scene | None, shot: Shot, at: int) -> Any:
    name = _chapter_title(scene) if scene else shot.scene
    marker = otio.schema.Marker(name=name, marked_range=_range(at, 1), color=otio.schema.MarkerColor.GREEN)
    marker.metadata["filmwright"] = {"scene": shot.scene}
    return marker


def _dialogue_tracks(
    breakdown: Breakdown, shot_list: ShotList, lines: dict[str, SpokenLine], placed: list[tuple[Shot, int, int, Any]]
) -> list[Any]:
    """One track a role, in the order of the cast; a second one where a role's lines overlap."""
    starts = {t.business: (timing.scene, t.speech_start) for timing in shot_list.timings for t in timing.business if t.speech_start >= 0}
    words = {b.id: b for scene in breakdown.scenes for b in scene.business if isinstance(b, LineOfDialogue)}
    on_track: dict[tuple[str, int], list[tuple[int, SpokenLine]]] = {}
    for spoken in lines.values():
        if spoken.line not in starts:
            raise StageError(f"edit: line {spoken.line} is recorded but the shot list does not say when it is heard; plan the shots again")
        scene, frame = starts[spoken.line]
        begin, clip = _film_frame(scene, frame, spoken.line, placed)
        line = words.get(spoken.line)
        marker = otio.schema.Marker(
            name=f"{spoken.role}: {plain(line.text) if line else spoken.line}",
            marked_range=_range(clip.source_range.start_time.to_frames() + begin[1], 1),
            color=otio.schema.MarkerColor.CYAN,
        )
        marker.metadata["filmwright"] = {"line": spoken.line}
        clip.markers.append(marker)
        level = 0
        while any(_overlap(begin[0], spoken, *other) for other in on_track.get((spoken.role, level), ())):
            level += 1
        on_track.setdefault((spoken.role, level), []).append((begin[0], spoken))
    tracks = []
    names = {role.id: role.name for role in breakdown.cast}
    order = {role.id: number for number, role in enumerate(breakdown.cast)}
    for role, level in sorted(on_track, key=lambda key: (order.get(key[0], len(order)), key)):
        name = names.get(role, role) + (f" {level + 1}" if level else "")
        track = otio.schema.Track(name=name, kind=otio.schema.TrackKind.Audio)
        track.metadata["filmwright"] = {"role": role}
        position = 0
        for begin_frame, spoken in sorted(on_track[role, level], key=lambda entry: entry[0]):
            if begin_frame > position:
                track.append(_gap(begin_frame - position))
            text = words[spoken.line].text if spoken.line in words else ""
            track.append(_line_clip(spoken, plain(text)))
            position = begin_frame + _frames_of(spoken)
        tracks.append(track)
    return tracks


def _mark_notes(breakdown: Breakdown, shot_list: ShotList, lines: dict[str, SpokenLine], placed: list[tuple[Shot, int, int, Any]]) -> None:
    """A marker for each of the director's notes, on the shot in which its moment falls."""
    timings = {timing.scene: timing for timing in shot_list.timings}
    for scene in breakdown.scenes:
        timing = timings.get(scene.id)
        times = {business.business: business for business in timing.business} if timing else {}
        for note in scene.notes:
            frame, time = 0, times.get(note.after)
            if time is not None and note.after in lines and time.speech_start >= 0:
                frame = time.speech_start + round(note.part * _frames_of(lines[note.after]))
            elif time is not None:
                frame = time.start + round(note.part * (time.end - time.start))
            frame = max(0, min(frame, timing.frames - 1)) if timing else 0
            clip, within = next(
                ((clip, frame - shot.start) for shot, _, _, clip in placed if shot.scene == scene.id and shot.start <= frame < shot.end),
                (None, 0),
            )
            if clip is not None:
                kind = "score" if isinstance(note, ScoreNote) else "sfx"
                marker = otio.schema.Marker(
                    name=f"{kind}: {note.text}", marked_range=_range(within, 1), color=otio.schema.MarkerColor.MAGENTA
                )
                marker.metadata["filmwright"] = {"note": note.id}
                clip.markers.append(marker)


def _film_frame(scene: str, frame: int, line: str, placed: list[tuple[Shot, int, int, Any]]) -> tuple[tuple[int, int], Any]:
    """((film frame, frames from the clip's start), clip) of the shot that holds a frame of scene time."""
    for shot, film_start, source_start, clip in placed:
        if shot.scene == scene and shot.start <= frame < shot.end:
            within = frame - shot.start - source_start
            return (max(0, film_start + within), within), clip
    raise StageError(f"edit: line {line} begins at frame {frame} of scene {scene}, where there is no shot; plan the shots again")


def _overlap(begin: int, spoken: SpokenLine, other_begin: int, other: SpokenLine) -> bool:
    return begin < other_begin + _frames_of(other) and other_begin < begin + _frames_of(spoken)


def _frames_of(spoken: SpokenLine) -> int:
    return max(1, -(-spoken.samples // SAMPLES_PER_FRAME))


def _line_clip(spoken: SpokenLine, text: str) -> Any:
    available = otio.opentime.TimeRange(
        otio.opentime.RationalTime(0, SAMPLE_RATE_HZ), otio.opentime.RationalTime(spoken.samples, SAMPLE_RATE_HZ)
    )
    # relative to the production folder, in which the timeline lies
    reference = otio.schema.ExternalReference(target_url=f"store/media/{spoken.media[:2]}/{spoken.media}", available_range=available)
    clip = otio.schema.Clip(name=f"{spoken.line} {text}"[:80], media_reference=reference, source_range=_range(0, _frames_of(spoken)))
    clip.metadata["filmwright"] = {"line": spoken.line, "role": spoken.role, "media": spoken.media, "samples": spoken.samples, "text": text}
    return clip


def _titles(title: str, author: str, credits: Sequence[Credit], *, over_picture: bool, picture_end: int) -> Any:
    track = otio.schema.Track(name="Titles", kind=otio.schema.TrackKind.Video)
    begin = TITLE_LEAD_FRAMES if over_picture else 0
    if begin:
        track.append(_gap(begin))
    track.append(_card("title", f"Title: {title}", TITLE_FRAMES, {"title": title, "author": author}))
    track.append(_gap(picture_end - begin - TITLE_FRAMES))
    entries = [{"role": c.role, "name": c.name, "licence": c.licence, "machine_made": c.machine_made} for c in credits]
    track.append(_card("credits", "End credits", CREDITS_FRAMES, {"title": title, "credits": entries}))
    return track


def _card(kind: str, name: str, frames: int, parameters: dict[str, object]) -> Any:
    reference = otio.schema.GeneratorReference(
        name=name, generator_kind="filmwright.card", available_range=_range(0, frames), parameters=parameters
    )
    clip = otio.schema.Clip(name=name, media_reference=reference, source_range=_range(0, frames))
    clip.metadata["filmwright"] = {"card": kind}
    return clip


def _transition(kind: str, in_frames: int, out_frames: int) -> Any:
    transition = otio.schema.Transition(
        name=kind,
        transition_type=otio.schema.TransitionTypes.SMPTE_Dissolve,
        in_offset=otio.opentime.RationalTime(in_frames, FRAMES_PER_SECOND),
        out_offset=otio.opentime.RationalTime(out_frames, FRAMES_PER_SECOND),
    )
    transition.metadata["filmwright"] = {"transition": kind}
    return transition


def _gap(frames: int) -> Any:
    return otio.schema.Gap(source_range=_range(0, frames))


def _range(start: int, frames: int) -> Any:
    return otio.opentime.TimeRange(
        otio.opentime.RationalTime(start, FRAMES_PER_SECOND), otio.opentime.RationalTime(frames, FRAMES_PER_SECOND)
    )


def _chapter_title(scene: Scene) -> str:
    number = scene.number or scene.id.removeprefix("s")
    return f"{number}. {plain(scene.heading)}"
