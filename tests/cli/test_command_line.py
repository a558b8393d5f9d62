"""The command line: what a user types, what a user reads."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from filmwright.cli import main

PREMISE = "A clockmaker hears a knocking from inside a clock."
SCRIPT = "INT. KITCHEN - NIGHT\n\nMARA sits at the table.\n\nMARA\nWho is there?\n\nTOM\nOnly the wind.\n"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)

    def filmwright(*words: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["filmwright", *words])
        code: object = 0
        try:
            main()
        except SystemExit as left:
            code = left.code
        said = capsys.readouterr()
        return Ran(int(str(code or 0)), said.out, said.err)

    return filmwright


def one_sentence(ran: Ran, said: str) -> None:
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err and len(ran.err.strip().splitlines()) == 1


def test_help_shows_the_way_a_film_is_made(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    order = [
        "make",
        "new",
        "story",
        "screenplay",
        "breakdown",
        "voice",
        "shots",
        "stage",
        "shoot",
        "score",
        "cut",
        "finish",
        "status",
        "doctor",
    ]
    places = [ran.out.index(f"\n  {command} ") for command in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "the premise is empty"),
        ("   \n ", "the premise is empty"),
        ("?! ...", "the premise has no words in it"),
        ("night.fountain", "there is no file night.fountain"),
        ("scripts/night", "there is no file scripts/night"),
        ("Lighthouse", "one word is not a premise"),
        ("A bell \x07 rings in the night.", "the premise is not readable text"),
        ("word " * 500, "a premise has at most 2000"),
    ],
)
def test_input_no_film_can_be_made_of_is_one_sentence(run: Run, given: str, said: str) -> None:
    one_sentence(run("make", given), said)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.fountain", b"  \n\n ", "empty"),
        ("binary.fountain", bytes(range(256)) * 20, "binary"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("script.pdf", b"%PDF-1.7", "Filmwright reads .fountain, .fdx and .txt"),
        ("broken.fdx", b"<FinalDraft><Content>", "broken.fdx"),
        ("disguised.fountain", b"%PDF-1.7\n" + b"x" * 99, "PDF"),
    ],
)
def test_files_no_film_can_be_made_of_are_one_sentence_and_leave_nothing(
    run: Run, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    one_sentence(run("make", name), said)
    assert not list((tmp_path / "productions").rglob("*.toml")) if (tmp_path / "productions").exists() else True


def test_a_folder_that_is_not_a_production_is_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    for command in (["make", "photos"], ["status", "photos"], ["shoot", "photos"]):
        one_sentence(run(*command), "photos is")


def test_a_film_that_could_not_be_put_where_it_is_wanted_is_refused_before_the_work(run: Run) -> None:
    one_sentence(run("make", PREMISE, "-o", "film.mov"), "the film is an MP4; name it film.mp4")


def test_a_mistyped_command_or_option_names_the_right_one(run: Run) -> None:
    one_sentence(run("maek", PREMISE), "Did you mean 'make'")
    one_sentence(run("make", PREMISE, "--minute", "2"), "--minutes")
    one_sentence(run("make", PREMISE, "--quality", "fein"), "'draft', 'standard', 'fine'")


def test_new_makes_a_production_and_nothing_else(run: Run, tmp_path: Path) -> None:
    ran = run("new", "clock", PREMISE, "--quality", "draft", "--minutes", "0.5", "--seed", "7")
    assert ran.code == 0 and "clock is ready" in ran.out
    assert sorted(path.name for path in (tmp_path / "clock").iterdir()) == ["filmwright.toml", "premise.txt", "store"]
    config = (tmp_path / "clock" / "filmwright.toml").read_text()
    assert 'quality = "draft"' in config and "minutes = 0.5" in config and "seed = 7" in config


def test_a_script_is_brought_in_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "night.fountain").write_text(SCRIPT)
    assert run("new", "night", "night.fountain").code == 0
    assert (tmp_path / "night" / "screenplay.fountain").read_text() == SCRIPT
    assert not (tmp_path / "night" / "premise.txt").exists()
    assert run("story", "night").code == 0 and (tmp_path / "night" / "story.json").is_file()  # inferred from it
    assert (tmp_path / "night" / "screenplay.fountain").read_text() == SCRIPT


def test_a_script_that_changed_is_brought_in_again_unless_both_changed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "night.fountain").write_text(SCRIPT)
    run("new", "night", "night.fountain")
    (tmp_path / "night.fountain").write_text(SCRIPT + "\nTOM\nListen.\n")
    assert run("new", "night", "night.fountain").code == 0
    assert "Listen." in (tmp_path / "night" / "screenplay.fountain").read_text()
    (tmp_path / "night" / "screenplay.fountain").write_text(SCRIPT + "\nMARA\nMine.\n")
    assert run("new", "night", "night.fountain").code == 0, "only the production's copy was edited: it is the truth"
    (tmp_path / "night.fountain").write_text(SCRIPT + "\nTOM\nHark.\n")
    one_sentence(run("new", "night", "night.fountain"), "delete the one that you do not want")


def test_a_text_file_is_a_premise_or_a_script(run: Run, tmp_path: Path) -> None:
    (tmp_path / "idea.txt").write_text(PREMISE + "\n")
    (tmp_path / "typed.txt").write_text(SCRIPT)
    run("new", "idea", "idea.txt")
    run("new", "typed", "typed.txt")
    assert (tmp_path / "idea" / "premise.txt").read_text() == PREMISE + "\n"
    assert "Who is there?" in (tmp_path / "typed" / "screenplay.fountain").read_text()


def test_a_folder_in_use_for_something_else_is_not_taken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"")
    one_sentence(run("new", "photos", PREMISE), "has other things in it")
    run("new", "clock", PREMISE)
    one_sentence(run("new", "clock", "A fox steals a hat and gives it back."), "has another premise")


def test_a_stage_makes_what_it_needs_once(run: Run, tmp_path: Path) -> None:
    run("new", "clock", PREMISE)
    first = json.loads(run("screenplay", "clock", "--json").out)
    assert [stage for stage, _ in first["made"]] == ["story", "screenplay"]
    assert json.loads(run("screenplay", "clock", "--json").out)["made"] == []
    assert (tmp_path / "clock" / "screenplay.fountain").read_text().strip()


def test_an_edited_story_is_the_truth_and_a_damaged_one_is_a_sentence(run: Run, tmp_path: Path) -> None:
    run("new", "clock", PREMISE)
    run("screenplay", "clock")
    story = tmp_path / "clock" / "story.json"
    story.write_text(story.read_text().replace('"title": "', '"title": "Not '))
    assert [stage for stage, _ in json.loads(run("screenplay", "clock", "--json").out)["made"]] == ["screenplay"]
    assert "Title: Not " in (tmp_path / "clock" / "screenplay.fountain").read_text()
    story.write_text('{"schema": "story/1"')
    one_sentence(run("screenplay", "clock"), "story.json")


def test_status_is_json_and_nothing_else_when_asked(run: Run) -> None:
    run("new", "clock", PREMISE)
    run("story", "clock")
    ran = run("status", "clock", "--json")
    found = json.loads(ran.out)
    states = {unit["stage"]: unit["state"] for unit in found["units"]}
    assert states["story"] == "done" and states["screenplay"] == "missing" and states["shoot"] == "missing"
    assert found["seconds_owed"] > 60 and found["cost_owed"] == 0.0 and ran.err == ""


def test_status_for_people_names_what_is_owed(run: Run) -> None:
    run("new", "clock", PREMISE)
    ran = run("status", "clock")
    assert ran.code == 0 and "Still owed: about" in ran.out and "story" in ran.out


def test_an_error_with_json_is_an_object_and_a_sentence(run: Run) -> None:
    ran = run("status", "nowhere", "--json")
    assert ran.code == 2 and json.loads(ran.out) == {"error": ran.err.strip()}


def test_a_setting_that_is_not_known_names_the_nearest(run: Run, tmp_path: Path) -> None:
    run("new", "clock", PREMISE)
    with (tmp_path / "clock" / "filmwright.toml").open("a") as config:
        config.write("\n[sound]\nloud = true\n")
    one_sentence(run("story", "clock"), "there is no setting 'sound'")


def test_a_backend_that_is_not_installed_is_named(run: Run, tmp_path: Path) -> None:
    run("new", "clock", PREMISE)
    config = tmp_path / "clock" / "filmwright.toml"
    config.write_text(config.read_text().replace('"storyteller"', '"storyteler"'))
    one_sentence(run("story", "clock"), "Did you mean 'storyteller'?")


def test_something_unexpected_is_a_sentence_and_the_trace_is_in_the_production(run: Run, tmp_path: Path) -> None:
    (tmp_path / "night.fountain").write_text(SCRIPT.replace("Only", "It FAILS. Only"))
    run("new", "night", "night.fountain")
    config = tmp_path / "night" / "filmwright.toml"
    config.write_text(config.read_text().replace('"kokoro"', '"hum"'))
    ran = run("voice", "night")
    assert "something went wrong that should not have: RuntimeError: the hum was lost" in ran.err.splitlines()[-1]
    assert "Traceback" not in ran.err and ran.code == 2
    assert "the hum was lost" in (tmp_path / "night" / "store" / "last_error.txt").read_text()
    failed = [unit for unit in json.loads(run("status", "night", "--json").out)["units"] if unit["state"] == "failed"]
    assert [unit["stage"] for unit in failed] == ["voice"]


def test_ctrl_c_ends_with_130_and_one_sentence(run: Run, tmp_path: Path) -> None:
    run("new", "clock", PREMISE)
    script = "import sys; sys.argv = ['filmwright', 'story', 'clock']; from filmwright.store import one_run_at_a_time\n"
    holder = subprocess.Popen(
        [sys.executable, "-c", "import time\nfrom pathlib import Path\nfrom filmwright.store import one_run_at_a_time\n"
         "with one_run_at_a_time(Path('clock/store'), wait=False, on_wait=print):\n print('held', flush=True); time.sleep(60)"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    try:
        waiting = subprocess.Popen(
            [sys.executable, "-c", script + "from filmwright.cli import main; main()"], stderr=subprocess.PIPE, text=True, env=os.environ
        )
        assert waiting.stderr is not None and "waiting for it to end" in waiting.stderr.readline()
        time.sleep(0.2)
        waiting.send_signal(signal.SIGINT)
        assert waiting.wait(timeout=20) == 130
        assert waiting.stderr.read().strip() == "Stopped. What was made is kept; run the same command again to go on."
        one_sentence(run("story", "clock", "--no-wait"), "is making clock; wait until it ends")
    finally:
        holder.kill()
        holder.wait()


@pytest.mark.parametrize(
    ("film", "says"),
    [
        ("film.avi", "name it film.mp4"),
        ("taken.mp4", "taken.mp4 is a folder; name the film in it, as taken.mp4/film.mp4"),
        ("a_file/film.mp4", "a_file/film.mp4 cannot be written (Not a directory)"),
        ("/proc/film.mp4", "/proc/film.mp4 cannot be written"),
    ],
)
def test_a_place_where_no_film_can_be_is_refused_before_any_work(run: Run, tmp_path: Path, film: str, says: str) -> None:
    (tmp_path / "taken.mp4").mkdir()
    (tmp_path / "a_file").touch()
    one_sentence(run("make", PREMISE, "-o", film), says)
    assert not (tmp_path / "productions").exists()


def test_backends_and_doctor_speak(run: Run) -> None:
    listed = json.loads(run("backends", "--json").out)["backends"]
    assert "theatre" in [found["name"] for found in listed["camera"]]
    assert list(listed) == ["writer", "camera", "voice", "composer"]
    assert "storyteller" in run("backends").out
    findings = json.loads(run("doctor", "--json").out)["findings"]
    assert {"python", "processor", "memory", "disk", "libraries"} <= {found["what"] for found in findings}


def test_a_story_is_solved_explained_and_drawn(run: Run, tmp_path: Path) -> None:
    """`story` is a stage, and beside it the planner and the reasons."""
    problem = tmp_path / "plot.txt"
    problem.write_text(
        "entity Ann : character; property home() : boolean; action go() { precondition: !home(); effect: home(); consenting: Ann; };"
        "utility(): home(); utility(Ann): home();"
    )
    solved = run("story", "solve", "plot.txt", "--json")
    assert solved.code == 0 and json.loads(solved.out)["plan"] == ["go()"]
    assert run("story", "solve", "plot.txt", "--utility", "2").code == 1
    one_sentence(run("story", "solve", "no.txt"), "no.txt cannot be read")
    problem.write_text("entity Ann : person;")
    one_sentence(run("story", "solve", "plot.txt"), "type 'person'")
    run("new", "clock", "A fox makes a bargain with a scarecrow.")
    one_sentence(run("story", "explain", "clock"), "story.json is not there")
    drawn = run("story", "clock", "--plot")
    assert drawn.code == 0 and (tmp_path / "clock" / "story.svg").read_text().startswith("<svg")
    assert "why:" in run("story", "explain", "clock").out
    one_sentence(run("story", "explain", "clock", "e99"), "no event 'e99'")
