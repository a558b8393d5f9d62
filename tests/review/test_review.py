"""A right film passes; a film with something missing fails with a sentence that says what."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, cast

import msgspec
import numpy as np
import pytest

from filmwright.edit import assemble, read_cut
from filmwright.errors import InputError
from filmwright.film import finish
from filmwright.records.cut import Cut
from filmwright.records.report import Approximation
from filmwright.records.takes import Take, Takes
from filmwright.review import Review, report, review
from filmwright.review.checks import _captions
from filmwright.review.listening import loudness_lufs, true_peak_dbtp
from filmwright.review.screening import Screening, Shown
from filmwright.store import Store


def _small_film() -> ModuleType:
    spec = importlib.util.spec_from_file_location("small_film", Path(__file__).parents[1] / "film" / "small_film.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


small = _small_film()


class Made:
    """A production small enough to be made again with one thing wrong."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store: Store = small.store_in(folder)
        self.dialogue = small.dialogue(self.store)
        self.breakdown = small.breakdown()
        timeline = assemble(self.breakdown, small.shot_list(), self.dialogue, title="The Violin at Night", credits=small.CREDITS)
        self.cut: Cut = read_cut(timeline)

    def film(self, name: str, *, takes: Takes | None = None, surround: bool = True, **mix: Any) -> Path:
        out = self.folder / name
        self.mix = small.mix(self.store, self.cut, **mix)
        if not surround:
            self.mix = msgspec.structs.replace(self.mix, surround="")
        finish(
            self.cut, takes or small.takes(self.store), self.mix, breakdown=self.breakdown, dialogue=self.dialogue, store=self.store,
            picture=small.SPEC, out=out, credits=small.CREDITS, provenance={},
        )  # fmt: skip
        return out

    def review(self, film: Path, *, stems: bool = True, cut: Cut | None = None) -> Review:
        extra: dict[str, Any] = {"mix": self.mix, "store": self.store} if stems else {}
        return review(film, cut=cut or self.cut, breakdown=self.breakdown, dialogue=self.dialogue, **extra)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("review"))


@pytest.fixture(scope="module")
def good(made: Made) -> tuple[Path, Review]:
    film = made.film("good.mp4")
    return film, made.review(film)


def _faults(found: Review) -> dict[str, str]:
    return {check.name: check.sentence for check in found.checks if check.outcome == "fail"}


def test_a_right_film_passes(good: tuple[Path, Review]) -> None:
    _, found = good
    assert _faults(found) == {}
    assert found.passed and found.shots == 5 and found.seconds == pytest.approx(488 / 24, abs=0.01)
    assert found.loudness_lufs == pytest.approx(-16.0, abs=0.3)


def test_a_right_film_passes_without_stems(made: Made, good: tuple[Path, Review]) -> None:
    assert _faults(made.review(good[0], stems=False)) == {}


def test_a_film_without_its_music_fails(made: Made) -> None:
    film = made.film("mute.mp4", with_music=False)
    assert "music" in _faults(made.review(film))
    assert "music" in _faults(made.review(film, stems=False))


def test_a_film_without_its_mix_in_5_1_fails(made: Made, good: tuple[Path, Review]) -> None:
    film, found = good
    assert any(check.name == "5.1" and "-16.0" in check.sentence for check in found.checks)
    plain = made.film("plain.mp4", surround=False)
    made.mix = msgspec.structs.replace(made.mix, surround="asked for")
    assert "has none" in _faults(made.review(plain))["5.1"]


def test_a_film_without_its_dialogue_fails(made: Made) -> None:
    film = made.film("dumb.mp4", with_dialogue=False)
    faults = _faults(made.review(film))
    assert "3 of 3 lines cannot be heard" in faults["dialogue"] and "s1.l1 at 0:04.08" in faults["dialogue"]


def test_a_line_that_is_elsewhere_is_missed(made: Made, good: tuple[Path, Review]) -> None:
    lines = list(made.cut.lines)
    lines[0] = msgspec.structs.replace(lines[0], film_start_sample=12 * 48_000, samples=48_000)
    faults = _faults(made.review(good[0], cut=msgspec.structs.replace(made.cut, lines=tuple(lines))))
    assert "s1.l1" in faults["dialogue"] and "s1.l1" in faults["captions"]


def test_two_who_speak_at_once_share_a_caption_and_are_in_time(made: Made) -> None:
    said = {item.id: item.text for scene in made.breakdown.scenes for item in scene.business if hasattr(item, "delivery")}
    first, second = made.cut.lines[:2]
    start = first.film_start_sample / 48_000
    late = msgspec.structs.replace(second, film_start_sample=first.film_start_sample + 24_000)
    cut = msgspec.structs.replace(made.cut, lines=(first, late))

    def outcome(*captions: Shown) -> str:
        return _captions(cast(Screening, SimpleNamespace(captions=captions)), cut, made.breakdown).outcome

    one, other = f"– {said[first.line]}", f"– {said[second.line]}"
    assert outcome(Shown(start, start + 3, f"{one}\n{other}")) == "pass"
    assert outcome(Shown(start, start + 0.3, f"{one}\n{other}")) == "fail"
    assert outcome(Shown(start, start + 3, one)) == "fail"


def test_black_and_frozen_pictures_are_found(made: Made) -> None:
    takes = small.takes(made.store).takes
    black = made.store.put(_png(np.zeros((160, 320, 3), np.uint8)), suffix=".png")

    def with_drawings(take: Take, drawing: str) -> Take:
        return msgspec.structs.replace(take, drawings=(drawing,) * len(take.drawings))

    wrong = Takes(takes=(with_drawings(takes[0], takes[0].drawings[0]), with_drawings(takes[1], black), *takes[2:]))
    cut = made.cut
    shots = (msgspec.structs.replace(cut.shots[0], frames=96), *cut.shots[1:])
    made.cut = msgspec.structs.replace(cut, shots=shots, titles=tuple(t for t in cut.titles if t.kind == "credits"))
    try:
        faults = _faults(made.review(made.film("black.mp4", takes=wrong)))
    finally:
        made.cut = cut
    assert "84 frames are black" in faults["black frames"] and "0:04.00" in faults["black frames"]


def _png(pixels: np.ndarray[Any, Any]) -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def test_a_cut_that_is_longer_than_the_film_is_found(made: Made, good: tuple[Path, Review]) -> None:
    longer = msgspec.structs.replace(made.cut, frames=made.cut.frames + 24)
    assert "length" in _faults(made.review(good[0], cut=longer))


def test_a_line_left_out_of_the_cut_is_noted_not_blamed(made: Made, good: tuple[Path, Review]) -> None:
    found = made.review(good[0], cut=msgspec.structs.replace(made.cut, lines=made.cut.lines[:2]))
    notes = {check.name: check.sentence for check in found.checks if check.outcome == "note"}
    assert "s2.l1" in notes["script"]


def test_what_is_no_film_is_refused(made: Made, tmp_path: Path) -> None:
    (tmp_path / "x.mp4").write_bytes(b"no film")
    for name in ("x.mp4", "none.mp4"):
        with pytest.raises(InputError, match="cannot be played"):
            made.review(tmp_path / name, stems=False)


def test_the_meters_read_known_signals() -> None:
    t = np.arange(48_000 * 3) / 48_000
    tone = np.stack([np.sin(2 * np.pi * 997 * t)] * 2, axis=1).astype(np.float32)
    assert loudness_lufs(tone * 10 ** (-23 / 20)) == pytest.approx(-23.0, abs=0.1)  # EBU Tech 3341: -23 dBFS stereo tone reads -23 LUFS
    between = np.sin(2 * np.pi * 12_000 * t + np.pi / 4).astype(np.float32)[:, None] * 0.5  # peaks fall between the samples
    assert float(np.abs(between).max()) < 0.36
    assert true_peak_dbtp(between[4800:-4800]) == pytest.approx(20 * np.log10(0.5), abs=0.3)


def test_the_report_tells_checks_and_approximations_once(good: tuple[Path, Review]) -> None:
    same = Approximation(where="scene 2, 'Mara juggles | knives'", asked="juggling", done="she holds the knives")
    text = report(good[1], title="The Violin at Night", approximations=(same, same))
    assert text.startswith("# The Violin at Night\n\nAll 15 checks")
    assert text.count("she holds the knives") == 1 and "juggles \\| knives" in text
    assert "Nothing: everything" in report(good[1], title="T")
