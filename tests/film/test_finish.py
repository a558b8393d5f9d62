"""A small film is finished whole: streams, lengths, colours, captions, chapters, titles, what lies beside it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import av
import msgspec
import numpy as np
import pytest
from PIL import Image

from filmwright.edit import assemble, read_cut
from filmwright.errors import StageError
from filmwright.film import FinishedFilm, Words, draw_stills, finish, has_card, parts, print_reel
from filmwright.film.lettering import credit_layers, missing_letters, title_layer
from filmwright.film.picture import Drawings
from filmwright.records.cut import Cut
from filmwright.records.report import Credit
from filmwright.records.takes import Takes


def _small_film() -> ModuleType:
    spec = importlib.util.spec_from_file_location("small_film", Path(__file__).with_name("small_film.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


small = _small_film()


def _make(folder: Path, name: str = "film.mp4", **changes: Any) -> tuple[FinishedFilm, Cut, Path]:
    store = small.store_in(folder)
    dialogue = small.dialogue(store)
    timeline = assemble(small.breakdown(), small.shot_list(), dialogue, title="The Violin at Night", credits=small.CREDITS)
    cut = read_cut(timeline)
    out = folder / name
    given: dict[str, Any] = {
        "breakdown": small.breakdown(), "dialogue": dialogue, "store": store, "picture": small.SPEC, "out": out, "credits": small.CREDITS,
        "provenance": {"made_from": "a premise: “A violin plays by itself.”", "seed": 7},
    }  # fmt: skip
    arguments = {"cut": cut, "takes": small.takes(store), "mix": small.mix(store, cut), **given, **changes}
    film = finish(arguments.pop("cut"), arguments.pop("takes"), arguments.pop("mix"), **arguments)
    return film, cut, out


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[FinishedFilm, Cut, Path]:
    return _make(tmp_path_factory.mktemp("film"))


def _frames(path: Path) -> list[np.ndarray[Any, Any]]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def test_the_file_has_what_a_player_expects(made: tuple[FinishedFilm, Cut, Path]) -> None:
    film, cut, out = made
    with av.open(str(out)) as container:
        video, audio, text = container.streams.video[0], container.streams.audio[0], container.streams.subtitles[0]
        assert (video.codec_context.name, video.codec_context.profile, video.pix_fmt) == ("h264", "High", "yuv420p")
        assert (video.width, video.height, video.average_rate) == (320, 160, 24)
        context = video.codec_context
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)
        assert (audio.codec_context.name, audio.rate, audio.layout.name) == ("aac", 48_000, "stereo")
        assert text.codec_context.name == "mov_text"
        assert container.metadata["title"] == "The Violin at Night"
        assert "made by machine from a premise: “A violin plays by itself.”" in container.metadata["comment"]
        assert [c["metadata"]["title"] for c in container.chapters()] == ["1. EXT. ROCKS - NIGHT", "2. INT. LAMP ROOM - NIGHT"]
        assert video.frames == cut.frames == film.frames
        assert abs(float(video.duration * video.time_base) - float(audio.duration * audio.time_base)) < 0.03
    head = out.read_bytes()[:64]
    assert head.index(b"ftyp") < 8 and b"moov" in out.read_bytes()[:400]  # players can start before the whole is there


def _boxes(data: bytes, name: bytes) -> list[bytes]:
    return [data[i + 4 : i + 100] for i in range(len(data)) if data[i : i + 4] == name]


def test_the_second_track_is_the_mix_in_5_1_and_stereo_is_what_plays(made: tuple[FinishedFilm, Cut, Path]) -> None:
    _, cut, out = made
    with av.open(str(out)) as container:
        stereo, round_ = container.streams.audio
        assert (round_.codec_context.name, round_.rate, round_.layout.name) == ("aac", 48_000, "5.1")
        assert [stream.metadata["handler_name"] for stream in (stereo, round_)] == ["Stereo", "5.1 surround"]
        assert container.streams.best("audio").index == stereo.index  # what ffmpeg and the players built on it choose
        six = np.concatenate([frame.to_ndarray() for frame in container.decode(round_)], axis=1)
    assert abs(six.shape[1] - cut.frames * 2000) <= 2048
    low = np.abs(np.fft.rfft(six[3][96_000:144_000]))
    assert np.argmax(low) == 50  # the hum is where the subwoofer is
    head = out.read_bytes()
    head = head[: head.index(b"mdat")]
    tracks = [(box[3] & 1, int.from_bytes(box[34:36], "big")) for box in _boxes(head, b"tkhd")]  # enabled, alternate group
    assert tracks[1:3] == [(1, 1), (0, 1)]  # one of two of a group, the first of them on


def test_a_film_may_be_in_stereo_only(tmp_path: Path) -> None:
    store = small.store_in(tmp_path)
    timeline = assemble(small.breakdown(), small.shot_list(), small.dialogue(store), title="The Violin at Night", credits=small.CREDITS)
    mix = msgspec.structs.replace(small.mix(store, read_cut(timeline)), surround="")
    _, _, out = _make(tmp_path, mix=mix)
    with av.open(str(out)) as container:
        assert [stream.layout.name for stream in container.streams.audio] == ["stereo"]


def test_captions_in_the_file_are_those_beside_it(made: tuple[FinishedFilm, Cut, Path]) -> None:
    film, _, out = made
    shown = []
    with av.open(str(out)) as container:
        stream = container.streams.subtitles[0]
        for packet in container.demux(stream):
            if packet.size > 2 and packet.pts is not None:
                data = bytes(packet)
                length = int.from_bytes(data[:2], "big")
                shown.append((round(float(packet.pts * stream.time_base), 3), data[2 : 2 + length].decode()))
    assert [text for _, text in shown] == [
        "Who is playing out there,\nat this hour of the night?",
        "MARA: Nobody.",
        "Then I will listen & wait.",
    ]
    assert shown[0][0] == pytest.approx(104 / 24, abs=0.002)
    srt = (out.with_suffix(".srt")).read_text()
    assert all(text in srt for _, text in shown)
    assert film.captions == 3


def test_pictures_are_where_the_cut_says(made: tuple[FinishedFilm, Cut, Path]) -> None:
    _, cut, out = made
    frames = _frames(out)
    assert len(frames) == cut.frames

    def background(frame: int) -> list[int]:
        return [int(v) for v in frames[frame][140:156, 200:300].reshape(-1, 3).mean(axis=0)]

    assert np.mean(frames[0]) < 12  # fades in from black
    assert background(100) == pytest.approx([55, 60, 80], abs=6)  # shot s1.2's colour comes back through H.264
    assert background(190) == pytest.approx([80, 60, 70], abs=6)
    middle = background(208)  # half way through the dissolve from s1.3 to s2.1
    assert middle == pytest.approx([(80 + 105) // 2, 60, (70 + 60) // 2], abs=8)
    assert frames[40][30:70].max() > 200 and frames[100][20:50, 140:].max() < 160  # the title stands over the first shot only
    credits = frames[320 + 40]
    assert np.median(credits) < 20 and credits.max() > 120
    assert np.mean(frames[-1]) < np.mean(credits)


def test_sound_begins_when_the_mouth_opens(made: tuple[FinishedFilm, Cut, Path]) -> None:
    _, cut, out = made
    with av.open(str(out)) as container:
        sound = np.concatenate([f.to_ndarray()[0] for f in container.decode(audio=0)])
    assert abs(len(sound) - cut.frames * 2000) <= 2048
    with av.open(str(out)) as container:
        first = next(container.decode(audio=0))
        assert first.pts * first.time_base <= 0.022
    start = cut.lines[0].film_start_sample
    before, after = sound[start - 4800 : start - 480], sound[start + 2400 : start + 9600]
    assert np.sqrt(np.mean(after**2)) > 2 * np.sqrt(np.mean(before**2))


def test_the_same_inputs_give_the_same_film(made: tuple[FinishedFilm, Cut, Path], tmp_path: Path) -> None:
    film, _, out = made
    again, _, other = _make(tmp_path)
    assert [hashlib.sha256(f.tobytes()).digest() for f in _frames(other)] == [hashlib.sha256(f.tobytes()).digest() for f in _frames(out)]
    assert again.sha256 == film.sha256
    for name in ("film.srt", "film.vtt", "film.provenance.json"):
        assert (tmp_path / name).read_bytes() == (out.parent / name).read_bytes()


def test_what_is_handed_over_can_be_read(made: tuple[FinishedFilm, Cut, Path]) -> None:
    film, _, out = made
    said = json.loads((out.parent / film.provenance).read_text())
    assert said["sha256"]["film"] == hashlib.sha256(out.read_bytes()).hexdigest() == film.sha256
    assert [c["name"] for c in said["made_by_people"]] == ["A. Writer", "Caprasimo, Alegreya Sans"]
    assert said["production"]["seed"] == 7 and said["contains_synthetic_media"]
    assert not list(out.parent.glob(".writing-*"))


def test_a_poster_and_a_sheet_of_every_shot_are_drawn(made: tuple[FinishedFilm, Cut, Path], tmp_path: Path) -> None:
    _, cut, _ = made
    store = small.store_in(tmp_path)
    stills, again = (
        draw_stills(cut, small.takes(store), "by A. Writer", store=store, picture=small.SPEC, shot_list=small.shot_list()) for _ in range(2)
    )
    assert stills == again
    with Image.open(store.path(stills.poster)) as poster:
        assert poster.size == (1920, 960)
    with Image.open(store.path(stills.contact_sheet)) as sheet:
        assert sheet.width > 1600


def test_what_lies_beside_a_film_has_its_name(tmp_path: Path) -> None:
    film, _, _ = _make(tmp_path, "violin.mp4")
    assert (film.srt, film.provenance) == ("violin.srt", "violin.provenance.json")


def test_a_missing_take_a_wrong_mix_or_a_wrong_size_is_refused(tmp_path: Path) -> None:
    store = small.store_in(tmp_path)
    with pytest.raises(StageError, match=r"shot s1\.1 is in the cut but has no take"):
        _make(tmp_path, takes=Takes(takes=()))
    _, cut, _ = _make(tmp_path)
    short = small.mix(store, msgspec.structs.replace(cut, frames=400))
    with pytest.raises(StageError, match="s long and the cut"):
        _make(tmp_path, mix=short)
    takes = small.takes(store)
    broken = msgspec.structs.replace(takes.takes[1], drawings=(store.put(b"no picture", suffix=".png"),))
    with pytest.raises(StageError, match=r"drawing 1 of shot s1\.2 .* is damaged"):
        _make(tmp_path, takes=Takes(takes=(takes.takes[0], broken, *takes.takes[2:])))
    with pytest.raises(StageError, match="320x160, the film is 640x320"):
        _make(tmp_path, picture=msgspec.structs.replace(small.SPEC, width=640, height=320))
    assert not list(tmp_path.glob(".writing-*"))


def test_every_credit_is_on_a_card() -> None:
    many = [Credit(role=f"Voice of ROLE {n}", name="x" * 90, licence="MIT") for n in range(30)]
    cards = credit_layers("T", many, "A sentence.", 640, 320)
    assert len(cards) >= 2
    for card in cards:
        assert card[..., 3].max() == 255
        assert card[:4, :, 3].max() == 0 and card[-4:, :, 3].max() == 0  # nothing runs off the card


def test_a_title_of_any_length_fits() -> None:
    for title in ("O", "The Very Long and Winding Road to the Lighthouse of Sorrow", "Donaudampfschifffahrtsgesellschaftskapitän", "  "):
        layer = title_layer(title, "by Somebody", 640, 320)
        assert layer[:, :8, 3].max() < 40 and layer[:, -8:, 3].max() < 40


def test_letters_that_cannot_be_drawn_are_known() -> None:
    assert missing_letters("Zoë's Łódź") == ""
    assert missing_letters("犬の夢") == "の夢犬"


def test_a_take_on_fours_runs_at_the_films_speed(tmp_path: Path) -> None:
    store = small.store_in(tmp_path)
    takes = small.takes(store)
    fours = msgspec.structs.replace(small.SPEC, frames_per_drawing=4)
    held = Takes(takes=tuple(msgspec.structs.replace(take, picture=fours) for take in takes.takes))
    shot = takes.takes[0].shot
    for frame in (0, 3, 4, 9):
        assert np.array_equal(Drawings(held, store, fours).at(shot, frame), Drawings(takes, store, small.SPEC).at(shot, frame))


def test_the_parts_of_a_film_are_all_of_it_and_know_nothing_of_the_rest(tmp_path: Path) -> None:
    _, cut, _ = _make(tmp_path)
    found = parts(cut)
    assert sum(part.frames for part in found) == cut.frames
    assert [[piece.shot for piece in part.shots] for part in found] == [["s1.1"], ["s1.2"], ["s1.3"], ["s1.3", "s2.1"], ["s2.2"], []]
    assert [has_card(part, "title") for part in found].count(True) >= 1 and has_card(found[-1], "credits")
    later = msgspec.structs.replace(
        cut,
        frames=cut.frames + 24,
        shots=(cut.shots[0], *(msgspec.structs.replace(shot, film_start=shot.film_start + 24) for shot in cut.shots[1:])),
    )
    assert parts(later)[1] == found[1], "a part that only moved is the same part"


def test_reels_printed_apart_are_the_film(made: tuple[FinishedFilm, Cut, Path], tmp_path: Path) -> None:
    film, cut, _ = made
    store = small.store_in(tmp_path)
    small.dialogue(store)
    takes = small.takes(store)
    found = parts(cut)
    backwards = {
        number: print_reel(
            part,
            Takes(takes=tuple(take for take in takes.takes if take.shot in {piece.shot for piece in part.shots})),
            Words(byline="by A. Writer"),
            store=store,
            picture=small.SPEC,
        )
        for number, part in reversed(list(enumerate(found)))
        if not has_card(part, "credits")
    }
    short = msgspec.structs.replace(cut, frames=cut.frames - found[-1].frames, titles=tuple(c for c in cut.titles if c.kind == "title"))
    given = {"cut": short, "mix": small.mix(store, short)}
    with_them, _, out = _make(tmp_path / "with", **given, reels=[backwards[number] for number in sorted(backwards)], store=store)
    without, _, _ = _make(tmp_path / "without", **given, store=store, takes=takes)
    assert with_them.sha256 == without.sha256 and len(_frames(out)) == short.frames
    with pytest.raises(StageError, match="its reels have"):
        _make(tmp_path / "less", **given, reels=[backwards[0]], store=store)
