"""What a shot list promises: whole drawings, no gaps, no jump cuts, room for every sound, and plans that stay local."""

from __future__ import annotations

import msgspec
import pytest

from filmwright.errors import StageError
from filmwright.records.breakdown import Image
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue
from filmwright.shots import plan_shots, readable
from tests.stage.small_film import TALK, act, film, line, recorded, scene, with_line


def plan(*scenes) -> ShotList:  # type: ignore[no-untyped-def]
    return plan_shots(film(*scenes), recorded(scenes))


def test_shots_cover_the_scene_without_gaps_on_whole_drawings() -> None:
    shots = plan(TALK)
    clock = 0
    for shot in shots.shots:
        assert shot.start == clock and shot.end > shot.start
        assert shot.start % 2 == shot.end % 2 == 0
        clock = shot.end
    assert clock == shots.timings[0].frames


def test_every_line_has_room_for_its_sound() -> None:
    spoken = {s.line: s for s in recorded([TALK]).lines}
    for time in plan(TALK).timings[0].business:
        if time.business in spoken:
            assert time.start <= time.speech_start
            assert time.speech_start + spoken[time.business].samples / 2000 <= time.end


def test_the_film_opens_where_there_is_room_for_a_title_and_ends_on_what_is_left() -> None:
    shots = plan(TALK).shots
    assert shots[0].size == "wide" and shots[0].end - shots[0].start >= 72 and shots[0].transition == "fade_in"
    assert shots[-1].framing != "establishing" and shots[-1].end - shots[-1].start >= 72
    assert sum(s.move != "locked" for s in shots) <= 3


def test_shot_lengths_are_those_of_a_film() -> None:
    lengths = [(s.end - s.start) / 24 for s in plan(TALK).shots]
    assert max(lengths) <= 7.05
    assert min(lengths) >= 1.4
    assert 2.0 <= sum(lengths) / len(lengths) <= 4.5


def test_a_line_of_one_scene_moves_no_cut_of_another() -> None:
    """Whatever is said in a scene, and however long, every other scene is cut as before."""
    scenes = [
        scene(
            *(line(f"s{n}.l{i}", ("anna", "ben")[i % 2], "We have time enough to talk.", ("ben", "anna")[i % 2]) for i in range(6)),
            id=f"s{n}",
        )
        for n in (1, 2, 3)
    ]
    for text in ("Well.", "Well, we have more than enough time now, so that we can sit down and talk all of it over again."):
        before, after = plan(*scenes), plan(scenes[0], with_line(scenes[1], "s2.l2", text), scenes[2])
        for number in ("s1", "s3"):
            assert [s for s in before.shots if s.scene == number] == [s for s in after.shots if s.scene == number]


def test_a_word_more_moves_no_cut() -> None:
    lines = [line(f"s1.l{i}", ("anna", "ben")[i % 2], "We have time enough to talk.", ("ben", "anna")[i % 2]) for i in range(7)]
    before, after = plan(scene(*lines)), plan(with_line(scene(*lines), "s1.l2", "We have time enough now to talk."))
    assert [(s.size, s.framing, s.subjects, s.business) for s in before.shots] == [
        (s.size, s.framing, s.subjects, s.business) for s in after.shots
    ]


def test_neighbouring_shots_are_never_the_same_picture() -> None:
    shots = plan(TALK).shots
    for one, two in zip(shots, shots[1:], strict=False):
        assert (one.size, one.framing, one.subjects, one.foreground) != (two.size, two.framing, two.subjects, two.foreground), (
            one.id,
            two.id,
        )


def test_a_thing_that_matters_is_seen_close() -> None:
    inserts = [s for s in plan(TALK).shots if s.framing == "insert"]
    assert inserts and all(s.subjects[0] == "letter" for s in inserts)


def test_pictures_come_closer_as_tension_rises() -> None:
    calm = plan(
        scene(
            *[
                line(f"s1.l{i}", ("anna", "ben")[i % 2], "We have time enough to talk it over.", ("ben", "anna")[i % 2], intensity=0.1)
                for i in range(6)
            ]
        )
    )
    tense = plan(
        scene(
            *[
                line(f"s1.l{i}", ("anna", "ben")[i % 2], "We have time enough to talk it over.", ("ben", "anna")[i % 2], intensity=0.95)
                for i in range(6)
            ]
        )
    )
    close = ("close", "extreme_close")
    assert sum(s.size in close for s in tense.shots) > sum(s.size in close for s in calm.shots)


def test_an_edited_line_leaves_the_shots_of_other_business_as_they_were() -> None:
    before, after = plan(TALK), plan(with_line(TALK, "s1.l5", "Is he coming back?"))
    for business in ("s1.l1", "s1.l2", "s1.a3", "s1.a5"):
        assert words(before, business) == words(after, business)


def words(shots: ShotList, business: str) -> list[tuple[object, ...]]:
    start = next(t.start for t in shots.timings[0].business if t.business == business)
    return [(s.start - start, s.end - start, s.size, s.framing, s.subjects, s.move) for s in shots.shots if business in s.business]


def test_an_interruption_begins_before_the_line_before_it_ends() -> None:
    lines = [
        line("s1.l1", "anna", "I only wanted to say that I never meant it.", "ben"),
        line("s1.l2", "ben", "You did.", "anna", overlaps=True),
    ]
    times = plan(scene(*lines)).timings[0].business
    first = recorded([scene(*lines)]).lines[0]
    assert times[1].speech_start < times[0].speech_start + first.samples / 2000
    assert times[1].start == times[0].end


def test_two_who_speak_together_begin_together_and_are_both_heard_out() -> None:
    lines = [
        line("s1.l1", "anna", "I only wanted to say that I never, ever meant it like that.", "ben"),
        line("s1.l2", "ben", "You did.", "anna", overlaps=True, together=True),
        line("s1.l3", "anna", "No.", "ben"),
    ]
    times = plan(scene(*lines)).timings[0].business
    first = recorded([scene(*lines)]).lines[0]
    assert 0 <= times[1].speech_start - times[0].speech_start <= 8
    assert times[2].speech_start >= times[0].speech_start + first.samples / 2000


def test_a_line_that_was_not_recorded_is_named() -> None:
    with pytest.raises(StageError, match="s1.l1"):
        plan_shots(film(TALK), Dialogue(voices={}, lines=()))


def test_odd_scenes_are_planned_too() -> None:
    """Nobody, nothing, one alone, voices from outside: still a clock and at least one shot."""
    odd = [
        scene(present=()),
        scene(line("s1.l1", "anna", "Hello?", ""), present=("anna",)),
        scene(line("s1.l1", "anna", "Long ago.", "", delivery="voice_over"), present=()),
        scene(act("s1.a1", "anna", "exit"), line("s1.l1", "ben", "Gone.", "")),
    ]
    for item in odd:
        shots = plan(item)
        assert shots.shots and shots.shots[-1].end == shots.timings[0].frames


def test_the_list_can_be_read_by_a_person() -> None:
    breakdown = film(TALK)
    text = readable(plan(TALK), breakdown)
    assert text.startswith("The Letter: ")
    assert "over the shoulder of" in text and "ANNA: He never left." in text
    assert msgspec.json.encode(plan(TALK)) == msgspec.json.encode(plan(TALK))


def test_what_is_heard_in_the_middle_of_a_scene_is_seen_on_a_face() -> None:
    """A knock is no reason to show the place again; another thing is seen once alone, not twice."""
    knock = Image(id="s1.i2", text="A knock.")
    lamp = [Image(id=f"s1.i{i}", text="The lamp flickers.", subject="lamp") for i in (3, 4)]
    talk = [line(f"s1.l{i}", ("anna", "ben")[i % 2], "We have time enough.", ("ben", "anna")[i % 2]) for i in range(4)]
    shots = plan(scene(*talk[:2], knock, talk[2], lamp[0], talk[3], lamp[1])).shots
    assert next(s for s in shots if "s1.i2" in s.business).framing == "single"
    assert sum(s.framing == "insert" for s in shots) == 1
    assert sum(s.framing == "establishing" for s in shots) == 1, "the first picture"


def test_a_long_line_is_seen_on_the_one_who_hears_it_too() -> None:
    """A line of 8 s is cut between words: the one who speaks, and the one who hears."""
    words = (
        "I never told you because I could not find the way, and then the winter came, "
        "and then it was too late to say it to you, even softly, even at night."
    )
    talk = [line(f"s1.l{i}", ("anna", "ben")[i % 2], "We have time enough.", ("ben", "anna")[i % 2]) for i in range(3)]
    shots = plan(scene(*talk, line("s1.l9", "ben", words, "anna", intensity=0.6))).shots
    seen = [s.subjects for s in shots if "s1.l9" in s.business and s.framing in ("single", "over_shoulder")]
    assert ("ben",) in seen and ("anna",) in seen


def test_three_in_talk_are_seen_once_together_not_pair_by_pair() -> None:
    present = ("anna", "ben", "cleo")
    talk = [line(f"s1.l{i}", present[i % 3], "We have time enough.", present[(i + 1) % 3]) for i in range(6)]
    shots = plan(scene(*talk, present=present)).shots
    assert sum(s.framing in ("two", "group") and "Both" not in s.reason and s.size == "medium_wide" for s in shots) == 1
    assert not any(s.framing == "two" for s in shots)


def test_a_long_talk_is_not_faces_alone() -> None:
    talk = [line(f"s1.l{i}", ("anna", "ben")[i % 2], "We have time enough.", ("ben", "anna")[i % 2]) for i in range(14)]
    shots = plan(scene(*talk)).shots
    alone, longest = 0, 0
    for shot in shots:
        alone = alone + 1 if shot.framing in ("single", "over_shoulder") else 0
        longest = max(longest, alone)
    assert longest <= 6
