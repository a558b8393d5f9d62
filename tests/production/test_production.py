"""A production: what is made is not made again, an edit remakes what follows from it, a killed run goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

import filmwright.film
from filmwright import settings
from filmwright.errors import StageError
from filmwright.production import Production, Stage, begin
from filmwright.production.folder import understand
from filmwright.records.codec import decode, encode_for_people
from filmwright.records.music import Mix
from filmwright.records.shots import ShotList
from filmwright.runners.local import HereRunner
from filmwright.sound.sampled import from_wav, to_wav
from filmwright.store import Index, Store

SCRIPT = """Title: The kettle

INT. KITCHEN - NIGHT

MARA, a baker of fifty in an apron, sits at the table. TOM, a tall young man, stands by the stove.

MARA
The kettle is on the stove.

TOM
I know. I put it there.

Mara looks at Tom.

INT. WORKSHOP - DAY

Tom works at the bench. MARA comes in.

MARA
Your tea is on the table.

TOM
Thank you.
"""


def film_of(script: str, place: Path, *, pause: str = "0") -> Production:
    source = place.parent / f"{place.name}.fountain"
    source.write_text(script)
    config = settings.template(settings.Settings()).replace('"theatre"', '"sketch"').replace('"kokoro"', '"hum"')
    config = settings.with_value(settings.with_value(config, "picture", "width", 160), "picture", "height", 80)
    return begin(understand(str(source)), place, config + f'\n[camera.options]\npause = "{pause}"\n')


def make(place: Path, until: Stage = "shoot") -> dict[str, list[str]]:
    """What one run made: stage -> units."""
    made: dict[str, list[str]] = {}
    for stage, unit in Production(place, runner=HereRunner()).make(until).made:
        made.setdefault(stage, []).append(unit)
    return made


def shot_list(place: Path) -> ShotList:
    return decode((place / "shots.json").read_bytes(), ShotList, where="shots.json")


def takes(place: Path) -> dict[str, str]:
    """Shot -> digest of its latest take."""
    index = Index(place / "store")
    found: dict[str, str] = {}
    for row in index.history("shoot"):
        found.setdefault(row.unit, row.result)
    index.close()
    return {shot.id: found[shot.id] for shot in shot_list(place).shots}


def edit(place: Path, old: str, new: str) -> None:
    script = place / "screenplay.fountain"
    assert old in script.read_text()
    script.write_text(script.read_text().replace(old, new))


@pytest.fixture(scope="module")
def shot_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("films") / "kettle"
    film_of(SCRIPT, place)
    make(place)
    return place


@pytest.fixture
def film(shot_film: Path, tmp_path: Path) -> Path:
    """A copy of a film that is shot, to spoil."""
    place = tmp_path / "kettle"
    subprocess.run(["cp", "-r", str(shot_film), str(place)], check=True)
    return place


def test_run_again_with_nothing_changed_makes_nothing(film: Path) -> None:
    assert make(film) == {}


def test_an_edited_line_remakes_exactly_the_shots_that_hold_it(film: Path) -> None:
    edit(film, "Your tea is on the table.", "Your tea is here on the table.")
    made = make(film)
    line = "s2.l1"
    holding = [shot.id for shot in shot_list(film).shots if line in shot.business]
    assert made["voice"] == [line] and made["stage"] == ["s2"]
    assert made["shoot"] == holding


def test_the_film_after_an_edit_is_the_film_made_anew(film: Path, tmp_path: Path) -> None:
    edit(film, "I know. I put it there.", "I know. I put it there myself.")
    make(film)
    clean = tmp_path / "clean"
    film_of((film / "screenplay.fountain").read_text(), clean)
    make(clean)
    assert takes(film) == takes(clean)


def test_an_edit_that_moves_lines_of_the_script_remakes_no_picture(film: Path) -> None:
    edit(film, "INT. KITCHEN - NIGHT", "\n[[a note to myself]]\n\nINT. KITCHEN - NIGHT")
    made = make(film)
    assert "shoot" not in made and "voice" not in made


def test_an_edited_shot_list_is_shot_as_it_says(film: Path) -> None:
    shots = shot_list(film)
    changed = msgspec.structs.replace(shots.shots[1], size="close" if shots.shots[1].size != "close" else "wide", framing="single")
    edited = msgspec.structs.replace(shots, shots=(shots.shots[0], changed, *shots.shots[2:]))
    (film / "shots.json").write_bytes(encode_for_people(edited))
    made = make(film)
    assert made["shoot"] == [changed.id] and "shots" not in made
    units = {(unit.stage, unit.unit): unit.state for unit in Production(film).status().units}
    assert units["shots", "shots.json"] == "edited"
    (film / "shots.json").unlink()
    assert "shoot" not in make(film), "the takes of the shot list as it was are still there"
    assert shot_list(film) == shots


def test_a_setting_remakes_what_depends_on_it_and_nothing_else(film: Path) -> None:
    production = Production(film)
    production.wish("film", "minutes", 3.0)
    assert make(film) == {}, "the length asked of a writer says nothing about a script"
    production.wish("picture", "samples", 4)
    assert set(make(film)) == {"shoot"}


def test_the_score_is_there_to_play(film: Path) -> None:
    make(film, "score")
    assert (film / "score.mid").read_bytes()[:4] == b"MThd"
    (film / "score.mid").write_bytes(b"MThd mine")
    assert make(film, "score") == {}
    assert (film / "score.mid").read_bytes() == b"MThd mine"


def test_a_lost_drawing_is_shot_again(film: Path) -> None:
    drawing = next(iter((film / "store" / "media").rglob("*.png")))
    drawing.unlink()
    assert set(make(film)) == {"shoot"}
    assert drawing.exists()


def test_a_run_killed_at_any_moment_goes_on_where_it_was(tmp_path: Path, shot_film: Path) -> None:
    place = tmp_path / "kettle"
    film_of(SCRIPT, place, pause="0.02")
    command = [sys.executable, "-m", "filmwright", "shoot", str(place)]
    for _ in range(3):
        run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ)
        assert run.stderr is not None
        for line in run.stderr:
            if "shot s" in line:  # a shot is done: kill while the next one is being made
                break
        time.sleep(0.05)
        run.send_signal(signal.SIGKILL)
        run.wait()
    done = len([unit for unit in Production(place).status().units if unit.stage == "shoot" and unit.state == "done"])
    assert done >= 3
    made = make(place)
    assert "story" not in made and "voice" not in made and "shots" not in made
    assert len(made["shoot"]) == len(shot_list(place).shots) - done
    assert takes(place) == takes(shot_film)


def test_a_second_run_waits_and_then_finds_everything_made(tmp_path: Path) -> None:
    place = tmp_path / "kettle"
    film_of(SCRIPT, place, pause="0.01")
    command = [sys.executable, "-m", "filmwright", "shoot", str(place), "--json"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ) for _ in range(2)]
    said = [msgspec.json.decode(run.communicate()[0]) for run in runs]
    assert sorted(len(found["made"]) == 0 for found in said) == [False, True]


def test_a_deleted_artefact_comes_back_without_work(film: Path) -> None:
    for name in ("breakdown.json", "dialogue.json", "shots.txt"):
        (film / name).unlink()
    assert make(film) == {}
    assert all((film / name).is_file() for name in ("breakdown.json", "dialogue.json", "shots.txt"))


def test_status_looks_and_changes_nothing(film: Path) -> None:
    edit(film, "Thank you.", "Thank you, Mara.")
    before = {path: path.stat().st_mtime_ns for path in film.rglob("*") if path.is_file()}
    status = Production(film).status()
    states = {(unit.stage, unit.unit): unit.state for unit in status.units}
    assert states["screenplay", "screenplay.fountain"] == "edited"
    assert states["breakdown", ""] == "stale" and status.seconds_owed > 0
    assert {path: path.stat().st_mtime_ns for path in film.rglob("*") if path.is_file()} == before


def test_the_screenplay_lies_there_for_final_draft_too_and_follows_an_edit(tmp_path: Path) -> None:
    place = tmp_path / "kettle"
    film_of(SCRIPT, place)
    make(place, "screenplay")
    assert b"I know. I put it there." in (place / "screenplay.fdx").read_bytes()
    edit(place, "I know. I put it there.", "I know. You told me.")
    make(place, "screenplay")
    assert b"I know. You told me." in (place / "screenplay.fdx").read_bytes()


@pytest.mark.film
@pytest.mark.parametrize("missing", ["dialogue", "music"])
def test_a_delivered_film_without_its_lines_or_its_music_fails_the_run(film: Path, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    whole = filmwright.film.finish

    def spoilt(cut: Any, takes: Any, mix: Mix, *, store: Store, **rest: Any) -> Any:
        kept = [from_wav(store.get(getattr(mix, name)), where=name) for name in ("dialogue", "music", "effects") if name != missing]
        film_sound = store.put(to_wav(np.sum(kept, axis=0).astype(np.float32)), suffix=".wav")
        rest.pop("sounds")  # the whole mix, printed while the camera shot
        return whole(cut, takes, msgspec.structs.replace(mix, film=film_sound), store=store, **rest)

    monkeypatch.setattr(filmwright.film, "finish", spoilt)
    with pytest.raises(StageError, match="lines cannot be heard" if missing == "dialogue" else "music sounds"):
        make(film, "finish")
    assert (film / "film.mp4").is_file() and (film / "report.md").is_file()  # it can be looked at
