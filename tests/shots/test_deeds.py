"""What a cut promises of deeds: which act a scene hangs on, that it is seen done, and that no short picture shows nothing."""

from __future__ import annotations

import pytest

from filmwright.records.beats import decisive
from filmwright.records.breakdown import Action, Image, LineOfDialogue, Scene
from filmwright.records.shots import Shot, ShotList
from filmwright.shots import plan_shots
from filmwright.shots.clock import READABLE, SHORTEST
from filmwright.shots.closings import End, closing
from tests.stage.small_film import TALK, act, film, line, recorded, scene

LINES = tuple(line(f"s1.l{i}", ("anna", "ben")[i % 2], "We have time enough.", ("ben", "anna")[i % 2]) for i in range(3))


def during(shots: ShotList, business: str) -> tuple[list[Shot], int, int]:
    time = next(t for t in shots.timings[0].business if t.business == business)
    return [s for s in shots.shots if s.start < time.end and time.start < s.end], time.start, time.end


def planned(item: Scene) -> ShotList:
    return plan_shots(film(item), recorded([item]))


def test_a_scene_hangs_on_what_is_done_to_another_with_feeling_and_late() -> None:
    gives = act("s1.a2", "ben", "give", "anna", "letter")
    assert decisive(scene(act("s1.a1", "ben", "touch", "lamp"), *LINES, gives)) == gives
    weeps = act("s1.a9", "ben", "push", "anna", emotion="anger", intensity=0.9)
    assert decisive(scene(gives, *LINES, weeps)) == weeps


def test_looking_walking_and_waiting_decide_nothing() -> None:
    idle = (act("s1.a1", "ben", "look_at", "lamp"), act("s1.a2", "ben", "walk_to", "lamp"), act("s1.a3", "anna", "wait"))
    assert decisive(scene(*idle)) is None


@pytest.mark.parametrize(
    "deed",
    [
        act("s1.a1", "ben", "give", "anna", "letter"),
        act("s1.a1", "ben", "push", "anna"),
        act("s1.a1", "anna", "open", "letter", "letter"),
        act("s1.a1", "ben", "hug", "anna", emotion="tenderness", intensity=0.8),
        act("s1.a1", "anna", "kneel"),
    ],
)
def test_the_deed_is_one_picture_of_whoever_does_it_until_it_is_done(deed: Action) -> None:
    shots, start, end = during(planned(scene(*LINES, deed, act("s1.a2", "anna", "look_at", "lamp"))), "s1.a1")
    first = shots[0]
    assert first.framing in ("single", "two") and deed.role in first.subjects and first.size in ("medium", "medium_wide", "full")
    assert first.start <= start and first.end - start >= 0.6 * (end - start)
    if deed.target in ("anna", "ben"):
        assert deed.target in first.subjects


def test_a_thing_that_has_changed_hands_is_seen_after_the_hands() -> None:
    again = act("s1.a2", "anna", "hold", "", "letter")
    shots, _, _ = during(planned(scene(*LINES, act("s1.a1", "ben", "give", "anna", "letter"), again)), "s1.a1")
    assert [s.framing for s in shots] == ["two", "insert"] and shots[1].subjects[0] == "letter"


def test_a_push_is_followed_by_the_face_of_whoever_was_pushed_or_held() -> None:
    slow = act("s1.a1", "ben", "give", "anna", "cup", manner="slowly")  # a cup that the film speaks of once
    shots, _, _ = during(planned(scene(*LINES, slow)), "s1.a1")
    assert len(shots) >= 2 and shots[1].subjects == ("anna",)


def test_no_picture_is_short_in_which_nothing_is_said_or_done() -> None:
    looks = [act(f"s1.a{i}", ("anna", "ben")[i % 2], ("look_at", "wait", "turn_to")[i % 3], ("lamp", "", "")[i % 3]) for i in range(7)]
    for item in (scene(*LINES, *looks), scene(Image(id="s1.i1", text="A kitchen."), *looks, *LINES), TALK):
        busy = [
            (t.start, t.end)
            for t, b in zip(planned(item).timings[0].business, item.business, strict=True)
            if isinstance(b, LineOfDialogue) or (isinstance(b, Action) and b.act not in ("look_at", "wait", "turn_to"))
        ]
        short = [s for s in planned(item).shots if s.end - s.start < READABLE]
        assert all(s.end - s.start >= SHORTEST for s in short)
        assert all(any(a < s.end and s.start < b for a, b in busy) for s in short), [s.id for s in short]


def test_a_film_that_opened_on_a_thing_answers_with_it() -> None:
    two = ("anna", "ben")
    assert closing(End(ending="together", stage=two, thing="letter", joined=True)).name == "pair"
    assert closing(End(ending="together", stage=two, thing="letter", joined=True, opened="thing")).name == "thing"
    assert closing(End(ending="together", stage=two, joined=True, opened="thing")).name == "pair", "there is no such thing"


def test_two_who_talk_are_also_seen_from_behind_one_of_them() -> None:
    talk = [line(f"s1.l{i}", ("anna", "ben")[i % 2], "We have time enough to talk it over.", ("ben", "anna")[i % 2]) for i in range(12)]
    twos = [s for s in planned(scene(*talk)).shots if s.framing == "two" and s.size in ("medium", "medium_wide")]
    assert any(s.foreground and s.foreground in s.subjects for s in twos)
