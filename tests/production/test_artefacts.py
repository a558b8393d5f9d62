"""Files for people: a person's edit stands, the engine's own files follow what they are made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from filmwright.production.artefacts import Artefacts
from filmwright.production.progress import Silence
from filmwright.production.units import Bench, NotMadeError
from filmwright.runners.local import HereRunner
from filmwright.store import FileRow, Index, Store


class Ear(Silence):
    def __init__(self) -> None:
        self.warnings: list[str] = []

    def warn(self, sentence: str) -> None:
        self.warnings.append(sentence)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "store")


@pytest.fixture
def artefacts(tmp_path: Path, index: Index, ear: Ear) -> Artefacts:
    return Artefacts(tmp_path, index, Bench(Store(tmp_path / "store"), index, HereRunner(), ear))


def text(artefacts: Artefacts, made: bytes, *, of: str = "premise 1") -> bytes:
    return artefacts.text_or("story.json", "story", made_from=lambda: of, make=lambda: made)


def test_an_edit_is_the_truth_and_is_not_written_over(artefacts: Artefacts, tmp_path: Path, ear: Ear) -> None:
    assert text(artefacts, b"one") == b"one"
    (tmp_path / "story.json").write_bytes(b"mine")
    assert text(artefacts, b"two") == b"mine"
    artefacts.write("story.json", b"three")
    assert (tmp_path / "story.json").read_bytes() == b"mine"
    assert artefacts.state("story.json") == "edited" and ear.warnings == []


def test_nothing_is_made_for_a_file_that_was_edited(artefacts: Artefacts, tmp_path: Path) -> None:
    (tmp_path / "story.json").write_bytes(b"mine")

    def make() -> bytes:
        raise AssertionError("made although it was edited")

    assert artefacts.text_or("story.json", "story", made_from=lambda: "", make=make) == b"mine"


def test_an_edit_that_was_overtaken_stands_with_a_warning(artefacts: Artefacts, tmp_path: Path, ear: Ear) -> None:
    text(artefacts, b"one")
    (tmp_path / "story.json").write_bytes(b"mine")
    assert text(artefacts, b"two", of="premise 2") == b"mine"
    assert len(ear.warnings) == 1 and "your edit stands: delete the file to have it made anew" in ear.warnings[0]


def test_inputs_that_would_have_to_be_made_anew_count_as_changed(artefacts: Artefacts, tmp_path: Path, ear: Ear) -> None:
    text(artefacts, b"one")
    (tmp_path / "story.json").write_bytes(b"mine")

    def not_made() -> str:
        raise NotMadeError

    artefacts.text_or("story.json", "story", made_from=not_made, make=lambda: b"")
    assert len(ear.warnings) == 1


def test_a_deleted_file_is_made_again(artefacts: Artefacts, tmp_path: Path) -> None:
    text(artefacts, b"one")
    (tmp_path / "story.json").write_bytes(b"mine")
    (tmp_path / "story.json").unlink()
    assert text(artefacts, b"two") == b"two" and (tmp_path / "story.json").read_bytes() == b"two"


def test_an_untouched_file_follows_what_it_is_made_from(artefacts: Artefacts, tmp_path: Path) -> None:
    text(artefacts, b"one")
    assert text(artefacts, b"two", of="premise 2") == b"two" and (tmp_path / "story.json").read_bytes() == b"two"


def test_a_file_is_not_touched_when_nothing_changed(artefacts: Artefacts, tmp_path: Path) -> None:
    text(artefacts, b"one")
    before = (tmp_path / "story.json").stat().st_mtime_ns
    text(artefacts, b"one")
    assert (tmp_path / "story.json").stat().st_mtime_ns == before


@pytest.mark.parametrize("on_disk", [b"old", b"new"])
def test_a_run_killed_while_writing_leaves_a_file_that_is_known_as_the_engines(
    artefacts: Artefacts, index: Index, tmp_path: Path, on_disk: bytes
) -> None:
    text(artefacts, b"old")
    old = index.file("story.json")
    text(artefacts, b"new")
    new = index.file("story.json")
    assert old is not None and new is not None
    (tmp_path / "story.json").write_bytes(on_disk)
    index.keep_file(FileRow(path="story.json", digest=old.digest, writing=new.digest))
    assert artefacts.state("story.json") == "ours"


def test_a_placed_film_that_was_replaced_by_hand_stays(artefacts: Artefacts, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    artefacts.place("film.mp4", store.put(b"film", suffix=".mp4"), store, stage="finish")
    assert (tmp_path / "film.mp4").read_bytes() == b"film"
    (tmp_path / "film.mp4").write_bytes(b"my own")
    artefacts.place("film.mp4", store.put(b"film 2", suffix=".mp4"), store, stage="finish")
    assert (tmp_path / "film.mp4").read_bytes() == b"my own"
