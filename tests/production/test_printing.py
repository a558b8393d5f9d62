"""Reels: each handed out once its shots are there, found again by the next run; a shot that is missing is named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from filmwright.errors import StageError
from filmwright.film import Words
from filmwright.production.printing import Printing
from filmwright.production.progress import Silence
from filmwright.production.units import Bench, Pending
from filmwright.records.cut import Cut, CutShot, TitleCard
from filmwright.records.takes import PictureSpec, Take
from filmwright.runners.local import HereRunner
from filmwright.store import Index, Store

PICTURE = PictureSpec(width=64, height=32, samples=1)
CUT = Cut(
    title="Two",
    frames=72,
    shots=(CutShot(shot="s1.1", scene="s1", film_start=0, frames=24), CutShot(shot="s1.2", scene="s1", film_start=24, frames=24)),
    lines=(),
    titles=(TitleCard(kind="credits", film_start=48, frames=24, over_picture=False),),
    chapters=(),
)


def bench_in(place: Path) -> Bench:
    return Bench(Store(place), Index(place), HereRunner(), Silence())


def take(shot: str, colour: str, store: Store) -> Take:
    out = io.BytesIO()
    Image.new("RGB", (PICTURE.width, PICTURE.height), colour).save(out, "PNG")
    return Take(shot=shot, picture=PICTURE, drawings=(store.put(out.getvalue(), suffix=".png"),) * 12)


def test_a_reel_is_printed_as_soon_as_its_shot_is_there(tmp_path: Path) -> None:
    bench = bench_in(tmp_path)
    shooting: Pending[Take] = Pending(())
    printing = Printing(CUT, shooting, PICTURE, "", bench)
    printing.go_on()
    assert bench.made == []
    shooting.results[0] = take("s1.1", "red", bench.store)
    printing.go_on()
    printing.go_on()
    assert bench.made == [("print", "reel 1")]
    shooting.results[1] = take("s1.2", "blue", bench.store)
    printing.go_on()
    reels = printing.reels(Words(statement="By machine."))
    assert [reel.frames for reel in reels] == [24, 24, 24]
    assert [unit for _, unit in bench.made] == ["reel 1", "reel 2", "reel 3"]

    again = bench_in(tmp_path)
    assert Printing(CUT, shooting, PICTURE, "", again).reels(Words(statement="By machine.")) == reels
    assert again.made == []


def test_a_shot_of_the_cut_that_was_not_shot_is_named(tmp_path: Path) -> None:
    bench = bench_in(tmp_path)
    shooting: Pending[Take] = Pending((), results={0: take("s1.1", "red", bench.store)})
    with pytest.raises(StageError, match=r"shot s1\.2 is in the cut but has no take"):
        Printing(CUT, shooting, PICTURE, "", bench).reels(Words())
