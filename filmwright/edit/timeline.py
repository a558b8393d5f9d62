"""The timeline as a file, and the cut as it is read from one, with whatever an editor changed in it."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import opentimelineio as otio

from filmwright.errors import InputError
from filmwright.records.clock import FRAMES_PER_SECOND, SAMPLES_PER_FRAME
from filmwright.records.cut import Chapter, Cut, CutLine, CutNote, CutShot, TitleCard
from filmwright.store import write_whole

_HANDLE_FRAMES = 12  # a note so near to a cut that a dissolve hides its frame still counts; further out it was cut away
_SHOT_NAME = re.compile(r"(s[^\s.]+\.\d\w*)")
_LINE_NAME = re.compile(r"(s[^\s.]+\.l\w+)")


class _Item(NamedTuple):
    """A clip or gap on the film's clock, in frames, with the transitions at its ends."""

    clip: Any
    start: int
    frames: int
    source_start: Fraction  # frames of its media
    before: tuple[int, int] | None  # (in, out) offsets of the transition before it
    after: tuple[int, int] | None
    follows_gap: bool
    precedes_gap: bool


def write(timeline: Any, path: Path) -> None:
    """Write `cut.otio`, whole or not at all; the same timeline gives the same bytes."""
    write_whole(path, (otio.adapters.write_to_string(timeline, "otio_json") + "\n").encode("utf-8"))


def read(path: Path) -> Any:
    """Read an OpenTimelineIO file.

    Raises:
        InputError: there is no such file, or it is not a timeline.
    """
    try:
        timeline = otio.adapters.read_from_string(path.read_text(encoding="utf-8"), "otio_json")
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read ({error.strerror}); run the cut again") from None
    except Exception as error:  # OpenTimelineIO raises many kinds, some of them bare
        reason = str(error).split("\n")[0][:120]
        raise InputError(f"{path.name}: not an OpenTimelineIO file ({reason}); export it again as .otio, or delete it") from None
    if not isinstance(timeline, otio.schema.Timeline):
        raise InputError(f"{path.name}: holds a {type(timeline).__name__}, expected one Timeline; export the whole timeline")
    return timeline


def read_cut(timeline: Any) -> Cut:
    """The cut that a timeline, or its file, describes.

    What the timeline says is what is seen and heard: trimmed, moved and removed shots, black where there is a gap, silence
    where a line was taken out. Higher picture tracks cover lower ones. Clips are known by their Filmwright metadata or, if a
    tool dropped that, by their names. Disabled clips and tracks count as removed; effects other than speed are ignored.

    Raises:
        InputError: a clip is neither a shot, a line nor a title, speed was changed, or a sequence is nested; says where.
    """
    where = "the timeline"
    if isinstance(timeline, (str, Path)):
        where = Path(timeline).name
        timeline = read(Path(timeline))
    metadata = _ours(timeline)
    shots: list[CutShot] = []
    lines: list[CutLine] = []
    cards: list[tuple[str, int, int]] = []
    notes: dict[str, tuple[int, int]] = {}  # note -> how far outside what is seen, film frame
    for track in timeline.tracks:
        if isinstance(track, otio.schema.Track) and not getattr(track, "enabled", True):
            continue
        if track.kind == otio.schema.TrackKind.Audio:
            lines += [line for item in _items(track, where) if (line := _line(item, track, where)) is not None]
            continue
        upper: list[CutShot] = []
        for item in _items(track, where):
            card = _ours(item.clip).get("card")
            if card in ("title", "credits"):
                cards.append((card, item.start, item.frames))
            else:
                upper.append(_shot(item, where))
                for note, outside, frame in _notes(item):
                    notes[note] = min(notes.get(note, (outside, frame)), (outside, frame))
        shots = _covered(shots, upper)
    shots.sort(key=lambda s: s.film_start)
    lines.sort(key=lambda x: (x.film_start_sample, x.line))
    titles = tuple(
        TitleCard(
            kind="title" if kind == "title" else "credits",
            film_start=start,
            frames=frames,
            over_picture=any(s.film_start < start + frames and start < s.film_start + s.frames for s in shots),
        )
        for kind, start, frames in sorted(cards, key=lambda c: c[1])
    )
    ends = [s.film_start + s.frames for s in shots] + [t.film_start + t.frames for t in titles]
    ends += [-(-(x.film_start_sample + x.samples) // SAMPLES_PER_FRAME) for x in lines]
    if not shots:
        raise InputError(f"{where}: has no shot on its picture tracks; expected at least one")
    frames = max(ends)
    title = str(metadata.get("title") or timeline.name or "Untitled")
    return Cut(
        title=title,
        frames=frames,
        shots=tuple(shots),
        lines=tuple(lines),
        titles=titles,
        chapters=_chapters(shots, metadata, frames),
        notes=tuple(
            CutNote(note=note, film_start=frame)
            for note, (outside, frame) in sorted(notes.items(), key=lambda entry: (entry[1][1], entry[0]))
            if outside <= _HANDLE_FRAMES
        ),
    )


def _notes(item: _Item) -> list[tuple[str, int, int]]:
    """The director's notes marked on a clip: id, frames by which the mark lies outside what is seen, film frame."""
    found = []
    for marker in item.clip.markers:
        note = _ours(marker).get("note")
        if note:
            within = round(_frames(marker.marked_range.start_time) - _available_start(item.clip) - item.source_start)
            inside = min(max(within, 0), item.frames - 1)
            found.append((str(note), abs(within - inside), max(0, item.start + within)))
    return found


def _items(track: Any, where: str) -> list[_Item]:
    """The clips of a track with their places; gaps only push."""
    children = list(track)
    position = Fraction(0)
    items: list[_Item] = []
    for index, child in enumerate(children):
        if isinstance(child, otio.schema.Transition):
            continue
        frames = _frames(child.duration())
        start = round(position)
        position += frames
        if isinstance(child, otio.schema.Gap) or not getattr(child, "enabled", True):
            continue
        if not isinstance(child, otio.schema.Clip):
            raise InputError(f"{where}: '{child.name}' on track '{track.name}' is a nested sequence; flatten it and export again")
        for effect in child.effects:
            if isinstance(effect, otio.schema.TimeEffect) and getattr(effect, "time_scalar", 0.0) != 1.0:
                raise InputError(
                    f"{where}: '{child.name}' at {_clock(start)} has its speed changed; Filmwright plays shots at their own speed"
                )
        items.append(
            _Item(
                clip=child,
                start=start,
                frames=round(position) - start,
                source_start=_frames(child.trimmed_range().start_time) - _available_start(child),
                before=_offsets(children, index - 1),
                after=_offsets(children, index + 1),
                follows_gap=_is_black(children, index - 1, -1),
                precedes_gap=_is_black(children, index + 1, 1),
            )
        )
    return [item for item in items if item.frames > 0]


def _shot(item: _Item, where: str) -> CutShot:
    metadata = _ours(item.clip) or _ours(item.clip.media_reference)
    match = _SHOT_NAME.match(item.clip.name or "")
    shot = str(metadata.get("shot") or (match[1] if match else ""))
    if not shot:
        raise InputError(
            f"{where}: '{item.clip.name}' at {_clock(item.start)} is neither a shot nor a title; Filmwright can place only its own shots"
        )
    start, source, frames = item.start, round(item.source_start), item.frames
    kind, length, fade_out = "cut", 0, 0
    if item.before is not None:
        before, after = item.before
        if item.follows_gap:
            kind, length = "fade_in", before + after
        else:
            kind, length = "dissolve", before + after
        start, source, frames = start - before, source - before, frames + before
    if item.after is not None:
        before, after = item.after
        frames += after
        fade_out = before + after if item.precedes_gap else 0
    length = min(length, frames)
    return CutShot(
        shot=shot,
        scene=str(metadata.get("scene") or shot.split(".")[0]),
        film_start=max(start, 0),
        frames=frames - max(-start, 0),
        source_start=source + max(-start, 0),
        transition=kind if length else "cut",  # type: ignore[arg-type]
        transition_frames=length,
        fade_out_frames=min(fade_out, frames),
    )


def _line(item: _Item, track: Any, where: str) -> CutLine | None:
    metadata = _ours(item.clip)
    match = _LINE_NAME.match(item.clip.name or "")
    line = str(metadata.get("line") or (match[1] if match else ""))
    url = str(getattr(item.clip.media_reference, "target_url", "") or "")
    media = str(metadata.get("media") or url.rsplit("/", 1)[-1])
    if not line or not media:
        raise InputError(
            f"{where}: '{item.clip.name}' at {_clock(item.start)} on track '{track.name}' is no line of this film; "
            "Filmwright mixes music and effects itself, so keep them out of the timeline"
        )
    whole = int(metadata.get("samples") or 0)
    if not whole:
        available = item.clip.available_range()
        whole = round(_frames(available.duration) * SAMPLES_PER_FRAME)
    begin = max(0, round(item.source_start * SAMPLES_PER_FRAME))
    samples = min(item.frames * SAMPLES_PER_FRAME, whole - begin)
    if samples <= 0:
        return None
    return CutLine(
        line=line,
        role=str(metadata.get("role") or _ours(track).get("role") or track.name),
        film_start_sample=item.start * SAMPLES_PER_FRAME,
        samples=samples,
        media=media,
        source_start_sample=begin,
    )


def _covered(lower: list[CutShot], upper: list[CutShot]) -> list[CutShot]:
    """The lower track's pieces where nothing of the upper one lies over them."""
    seen: list[CutShot] = []
    for piece in lower:
        parts = [piece]
        for cover in upper:
            begin, end = cover.film_start, cover.film_start + cover.frames
            parts = [rest for part in parts for rest in _without(part, begin, end)]
        seen += parts
    return seen + upper


def _without(piece: CutShot, begin: int, end: int) -> list[CutShot]:
    start, stop = piece.film_start, piece.film_start + piece.frames
    if end <= start or begin >= stop:
        return [piece]
    rest = []
    if begin > start:
        rest.append(msgspec.structs.replace(piece, frames=begin - start, fade_out_frames=0))
    if end < stop:
        rest.append(
            msgspec.structs.replace(
                piece,
                film_start=end,
                frames=stop - end,
                source_start=piece.source_start + end - start,
                transition="cut",
                transition_frames=0,
            )
        )
    return rest


def _chapters(shots: list[CutShot], metadata: dict[str, Any], frames: int) -> tuple[Chapter, ...]:
    """A chapter for each run of shots of one scene; the first begins with the film, the last ends with it."""
    names = {str(s.get("id")): str(s.get("title")) for s in metadata.get("scenes") or []}
    starts: list[tuple[str, int]] = []
    for shot in shots:
        if not starts or starts[-1][0] != shot.scene:
            starts.append((shot.scene, shot.film_start if starts else 0))
    ends = [start for _, start in starts[1:]] + [frames]
    return tuple(
        Chapter(title=names.get(scene, scene), film_start=start, frames=end - start)
        for (scene, start), end in zip(starts, ends, strict=True)
        if end > start
    )


def _ours(thing: Any) -> dict[str, Any]:
    """Filmwright's metadata of a timeline object; empty if a tool dropped it."""
    found = (getattr(thing, "metadata", None) or {}).get("filmwright")
    return {str(key): found[key] for key in found} if found is not None and hasattr(found, "keys") else {}


def _offsets(children: list[Any], index: int) -> tuple[int, int] | None:
    if 0 <= index < len(children) and isinstance(children[index], otio.schema.Transition):
        transition = children[index]
        return round(_frames(transition.in_offset)), round(_frames(transition.out_offset))
    return None


def _is_black(children: list[Any], index: int, step: int) -> bool:
    """Whether, past a transition, there is a gap, a title or the end of the track."""
    if not 0 <= index < len(children):
        return True
    child = children[index]
    if isinstance(child, otio.schema.Transition):
        return _is_black(children, index + step, step)
    return isinstance(child, otio.schema.Gap) or not getattr(child, "enabled", True) or "card" in _ours(child)


def _available_start(clip: Any) -> Fraction:
    """Where the media's own time code begins: some tools count from 01:00:00:00."""
    reference = clip.media_reference
    available = getattr(reference, "available_range", None)
    return _frames(available.start_time) if available is not None else Fraction(0)


def _frames(time: Any) -> Fraction:
    return Fraction(time.value) / Fraction(time.rate) * FRAMES_PER_SECOND


def _clock(frame: int) -> str:
    seconds, frames = divmod(frame, FRAMES_PER_SECOND)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}:{frames:02d}"
