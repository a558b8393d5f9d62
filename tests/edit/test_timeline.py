"""The timeline holds the film, survives a file, and what an editor does to it is what is seen and heard."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import opentimelineio as otio
import pytest

from filmwright.edit import assemble, read, read_cut, write
from filmwright.errors import InputError, StageError
from filmwright.records.breakdown import EffectNote
from filmwright.records.clock import SAMPLES_PER_FRAME
from filmwright.records.shots import ShotList


def _small_film() -> ModuleType:
    spec = importlib.util.spec_from_file_location("small_film", Path(__file__).parents[1] / "film" / "small_film.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


small = _small_film()


def _timeline(tmp_path: Path, shots: ShotList | None = None) -> Any:
    store = small.store_in(tmp_path)
    return assemble(
        small.breakdown(), shots or small.shot_list(), small.dialogue(store), title="The Violin at Night", credits=small.CREDITS
    )


def test_the_film_has_title_shots_and_credits_in_order(tmp_path: Path) -> None:
    cut = read_cut(_timeline(tmp_path))
    assert [s.shot for s in cut.shots] == ["s1.1", "s1.2", "s1.3", "s2.1", "s2.2"]
    assert [(t.kind, t.film_start, t.frames, t.over_picture) for t in cut.titles] == [("title", 12, 72, True), ("credits", 320, 168, False)]
    assert cut.frames == 96 + 84 + 36 + 36 + 84 - 16 + 168
    assert cut.shots[0].transition == "fade_in" and cut.shots[-1].fade_out_frames == 30
    assert [(c.title, c.film_start) for c in cut.chapters] == [("1. EXT. ROCKS - NIGHT", 0), ("2. INT. LAMP ROOM - NIGHT", 200)]
    assert cut.chapters[-1].film_start + cut.chapters[-1].frames == cut.frames


def test_a_dissolve_lies_over_the_ends_of_both_shots(tmp_path: Path) -> None:
    cut = read_cut(_timeline(tmp_path))
    before, shot = cut.shots[2], cut.shots[3]
    assert (shot.transition, shot.transition_frames, shot.source_start) == ("dissolve", 16, 0)
    assert before.film_start + before.frames == shot.film_start + 16
    assert before.frames == 36 and shot.frames == 36


def test_a_line_begins_where_its_mouth_opens(tmp_path: Path) -> None:
    cut = read_cut(_timeline(tmp_path))
    starts = {line.line: line.film_start_sample for line in cut.lines}
    # 216 frames of scene 1 less half the dissolve; scene 2's picture begins 8 frames into its first shot
    assert starts == {"s1.l1": 104 * SAMPLES_PER_FRAME, "s1.l2": 184 * SAMPLES_PER_FRAME, "s2.l1": (200 + 40) * SAMPLES_PER_FRAME}
    assert {line.line: line.samples for line in cut.lines} == {"s1.l1": 144_000, "s1.l2": 28_800, "s2.l1": 82_080}


def test_a_short_first_shot_gives_the_title_black_before_it(tmp_path: Path) -> None:
    shots = small.shot_list()
    cut = read_cut(_timeline(tmp_path, _without_wide(shots)))
    assert (cut.titles[0].over_picture, cut.titles[0].film_start, cut.shots[0].film_start) == (False, 0, 72)


def _without_wide(shots: ShotList) -> ShotList:
    import msgspec

    return ShotList(
        timings=shots.timings, shots=(msgspec.structs.replace(shots.shots[0], size="close", framing="single"), *shots.shots[1:])
    )


def test_the_file_reads_back_the_same_and_is_the_same_bytes(tmp_path: Path) -> None:
    timeline = _timeline(tmp_path)
    path = tmp_path / "cut.otio"
    write(timeline, path)
    assert read_cut(path) == read_cut(timeline)
    first = path.read_bytes()
    write(read(path), path)
    assert path.read_bytes() == first


def test_clips_carry_what_an_editor_needs(tmp_path: Path) -> None:
    timeline = _timeline(tmp_path)
    assert [(t.name, t.kind) for t in timeline.tracks] == [
        ("Picture", "Video"),
        ("Titles", "Video"),
        ("TOBIAS", "Audio"),
        ("MARA", "Audio"),
    ]
    picture = timeline.tracks[0]
    clips = list(picture.find_clips())
    assert clips[1].metadata["filmwright"]["scene"] == "s1"
    assert [m.name for c in clips for m in c.markers if m.color == "GREEN"] == ["1. EXT. ROCKS - NIGHT", "2. INT. LAMP ROOM - NIGHT"]
    assert clips[1].markers[0].name == "tobias: Who is playing out there, at this hour of the night?"
    assert clips[0].rate() if hasattr(clips[0], "rate") else clips[0].source_range.duration.rate == 24
    for track in timeline.tracks:
        for clip in track.find_clips():
            assert clip.available_range().duration.to_seconds() + 1 / 24 > clip.source_range.duration.to_seconds()


def test_an_editor_trims_moves_and_removes(tmp_path: Path) -> None:
    timeline = _timeline(tmp_path)
    picture, mara = timeline.tracks[0], timeline.tracks[3]
    clips = list(picture.find_clips())
    first = clips[0]
    first.source_range = otio.opentime.TimeRange(otio.opentime.RationalTime(10, 24), otio.opentime.RationalTime(60, 24))
    picture.remove(clips[1])
    del mara[:]
    cut = read_cut(timeline)
    assert (cut.shots[0].source_start, cut.shots[0].frames) == (10, 60)
    assert [s.shot for s in cut.shots] == ["s1.1", "s1.3", "s2.1", "s2.2"]
    assert cut.shots[1].film_start == 60
    assert [line.line for line in cut.lines] == ["s1.l1", "s2.l1"]


def test_a_gap_is_black_and_disabled_clips_are_gone(tmp_path: Path) -> None:
    timeline = _timeline(tmp_path)
    clips = list(timeline.tracks[0].find_clips())
    clips[1].enabled = False
    cut = read_cut(timeline)
    assert [s.shot for s in cut.shots] == ["s1.1", "s1.3", "s2.1", "s2.2"]
    assert cut.shots[1].film_start == 180


def test_a_trimmed_line_is_heard_from_the_trim(tmp_path: Path) -> None:
    timeline = _timeline(tmp_path)
    clip = next(iter(timeline.tracks[2].find_clips()))
    clip.source_range = otio.opentime.TimeRange(otio.opentime.RationalTime(12, 24), otio.opentime.RationalTime(24, 24))
    line = read_cut(timeline).lines[0]
    assert (line.source_start_sample, line.samples) == (24_000, 48_000)


def test_names_are_enough_when_a_tool_dropped_the_metadata(tmp_path: Path) -> None:
    timeline = _timeline(tmp_path)
    expected = read_cut(timeline)
    for track in timeline.tracks:
        if track.name == "Titles":
            continue
        track.metadata.clear()
        for clip in track.find_clips():
            clip.metadata.clear()
            clip.media_reference.metadata.clear()
    cut = read_cut(timeline)
    assert cut.shots == expected.shots
    assert [(x.line, x.film_start_sample, x.samples, x.media) for x in cut.lines] == [
        (x.line, x.film_start_sample, x.samples, x.media) for x in expected.lines
    ]


def test_an_upper_picture_track_covers_the_lower(tmp_path: Path) -> None:
    timeline = _timeline(tmp_path)
    over = otio.schema.Track(name="Over", kind="Video")
    over.append(
        otio.schema.Gap(source_range=otio.opentime.TimeRange(otio.opentime.RationalTime(0, 24), otio.opentime.RationalTime(20, 24)))
    )
    shot = next(iter(timeline.tracks[0].find_clips(search_range=None))).clone()
    shot.source_range = otio.opentime.TimeRange(otio.opentime.RationalTime(0, 24), otio.opentime.RationalTime(10, 24))
    over.append(shot)
    timeline.tracks.append(over)
    cut = read_cut(timeline)
    assert [(s.film_start, s.frames, s.source_start) for s in cut.shots[:3]] == [(0, 20, 0), (20, 10, 0), (30, 66, 30)]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    timeline = _timeline(tmp_path)
    timeline.tracks[0].append(
        otio.schema.Clip(
            name="stock footage",
            source_range=otio.opentime.TimeRange(otio.opentime.RationalTime(0, 24), otio.opentime.RationalTime(10, 24)),
        )
    )
    with pytest.raises(InputError, match=r"'stock footage' at 00:00:\d\d:\d\d is neither a shot nor a title"):
        read_cut(timeline)
    path = tmp_path / "cut.otio"
    path.write_text("{")
    with pytest.raises(InputError, match="not an OpenTimelineIO file"):
        read_cut(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_cut(tmp_path / "none.otio")


def test_a_line_that_no_shot_sees_is_refused(tmp_path: Path) -> None:
    shots = small.shot_list()
    with pytest.raises(StageError, match=r"line s1\.l2 begins at frame 184 of scene s1"):
        _timeline(tmp_path, ShotList(timings=shots.timings, shots=tuple(s for s in shots.shots if s.id != "s1.3")))
    with pytest.raises(StageError, match="empty"):
        _timeline(tmp_path, ShotList(timings=(), shots=()))


def test_a_directors_note_is_marked_on_its_frame_and_moves_with_its_shot(tmp_path: Path) -> None:
    store = small.store_in(tmp_path)
    first, second = small.breakdown().scenes
    told = tuple(
        msgspec.structs.replace(scene, notes=(EffectNote(id=f"{scene.id}.n1", after=after, part=part, text="a bell"),))
        for scene, after, part in ((first, "s1.l1", 0.5), (second, "", 1.0))
    )
    breakdown = msgspec.structs.replace(small.breakdown(), scenes=told)
    timeline = assemble(breakdown, small.shot_list(), small.dialogue(store), title="The Violin at Night", credits=small.CREDITS)
    write(timeline, tmp_path / "cut.otio")
    cut = read_cut(tmp_path / "cut.otio")
    # line 1 begins at frame 104 and lasts 72; scene 2 begins 8 frames before its picture, within the dissolve
    assert [(note.note, note.film_start) for note in cut.notes] == [("s1.n1", 104 + 36), ("s2.n1", 200)]
    picture = timeline.tracks[0]
    holder = next(i for i, clip in enumerate(picture) if any("s1.n1" in str(m.metadata) for m in getattr(clip, "markers", ())))
    picture.insert(holder, otio.schema.Gap(duration=otio.opentime.RationalTime(10, 24)))
    assert read_cut(timeline).notes[0].film_start == 104 + 36 + 10
    del picture[holder + 1]
    assert [note.note for note in read_cut(timeline).notes] == ["s2.n1"]
