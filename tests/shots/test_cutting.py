"""What a cut promises: no cheaper one exists, hard rules hold wherever they can, and obligatory pictures keep changes apart."""

from __future__ import annotations

import dataclasses
import itertools
import random
import time
from collections.abc import Iterator, Sequence

import pytest

from filmwright.records.shots import ShotSize
from filmwright.shots.clock import SHORTEST
from filmwright.shots.cutting import BROKEN, LONGEST, MOST_FACES, Moment, Option, Take, best_cut, candidates, tempo, total
from filmwright.shots.setups import SetUp, jump

SIZES: tuple[ShotSize, ...] = ("medium_wide", "medium", "medium_close", "close")
FACES = [SetUp(size, "single", (who,), side=side) for size in SIZES for who in ("anna", "ben") for side in (0, 1)]
OVER = [SetUp("medium", "over_shoulder", ("anna",), "ben"), SetUp("medium", "over_shoulder", ("ben",), "anna")]
BOTH = [SetUp(size, "two", ("anna", "ben")) for size in ("medium", "medium_wide", "full")]
THING = SetUp("insert", "insert", ("letter", "anna"))


def row(chance: random.Random, count: int, options: int = 4, lengths: Sequence[int] = (24, 40, 60, 90)) -> list[Moment]:
    """Some moments of a talk, made by chance."""
    moments: list[Moment] = []
    clock = 0
    for _ in range(count):
        speaker = chance.choice(("anna", "ben"))
        other = "ben" if speaker == "anna" else "anna"
        worth = chance.uniform(0.4, 1.0)
        shown = chance.sample([*FACES, *OVER, *BOTH], options)
        end = clock + chance.choice(lengths)
        moments.append(
            Moment(
                start=clock,
                end=end,
                options=tuple(Option(setup, chance.uniform(-0.5, 0.5)) for setup in shown),
                matters={speaker: worth, other: 1 - worth},
                nearness=chance.uniform(3, 7),
                tension=chance.random(),
                only=chance.random() < 0.15,
                gaze={speaker: other},
                joint=chance.choice((0.0, 0.35)),
                mover=chance.choice(("", "", speaker)),
            )
        )
        clock = end
    return moments


def talk(count: int) -> list[Moment]:
    """A long even talk in which everything may be seen."""
    options = tuple(Option(setup) for setup in (*FACES, *OVER, *BOTH))
    return [
        Moment(start=60 * k, end=60 * k + 60, options=options, matters={("anna", "ben")[k % 2]: 0.8, ("ben", "anna")[k % 2]: 0.2})
        for k in range(count)
    ]


def every_cut(moments: Sequence[Moment], first: int = 0) -> Iterator[tuple[Take, ...]]:
    if first == len(moments):
        yield ()
    for last in range(first + 1, len(moments) + 1):
        if last > first + 1 and moments[last - 1].end - moments[first].start > LONGEST:
            return
        for setup, rest in itertools.product(candidates(moments[first:last]), list(every_cut(moments, last))):
            yield (Take(first, last, setup), *rest)


@pytest.mark.parametrize("seed", range(24))
def test_no_cut_is_cheaper_than_the_one_that_is_found(seed: int) -> None:
    """Against every cut of a small scene, one after the other."""
    moments = row(random.Random(seed), 5, options=2)
    cheapest = min(total(moments, takes, "s1") for takes in every_cut(moments))
    assert total(moments, best_cut(moments, "s1"), "s1") == pytest.approx(cheapest, abs=1e-12)


@pytest.mark.parametrize("seed", range(8))
def test_faces_in_a_row_and_returns_are_weighed_exactly_too(seed: int) -> None:
    """Two faces that answer each other many times, where what went before weighs in each choice."""
    chance = random.Random(seed)
    one, two = FACES[0], FACES[4]
    near = SetUp("close", "single", ("ben",))
    moments = [
        Moment(
            start=60 * k, end=60 * k + 60, options=tuple(Option(s, chance.uniform(0, 0.2)) for s in ((one, BOTH[0]), (two, near))[k % 2])
        )
        for k in range(7)
    ]
    cheapest = min(total(moments, takes) for takes in every_cut(moments))
    assert total(moments, best_cut(moments)) == pytest.approx(cheapest, abs=1e-12)


def test_a_cut_covers_every_moment_once_and_the_same_each_time() -> None:
    moments = row(random.Random(1), 30)
    takes = best_cut(moments, "s1")
    assert [take.first for take in takes] == [0, *(take.last for take in takes[:-1])] and takes[-1].last == 30
    assert takes == best_cut(moments, "s1")


@pytest.mark.parametrize("seed", range(6))
def test_hard_rules_hold_where_they_can(seed: int) -> None:
    """No shot too short or too long, no jump, no endless row of faces, wherever something else may be seen."""
    chance = random.Random(seed)
    moments = [dataclasses.replace(m, options=talk(1)[0].options, only=False) for m in row(chance, 24)]
    takes = best_cut(moments, "s1")
    assert total(moments, takes, "s1") < BROKEN
    row_of_faces = 0
    for take, following in itertools.pairwise(takes):
        assert SHORTEST <= moments[take.last - 1].end - moments[take.first].start <= LONGEST
        assert not jump(take.setup, following.setup) and take.setup.side * following.setup.side >= 0
        row_of_faces = row_of_faces + 1 if take.setup.face else 0
        assert row_of_faces <= MOST_FACES


def test_an_obligatory_picture_keeps_what_is_before_it_from_what_is_after() -> None:
    """Whatever happens on one side of an insert, the other side is cut as before."""
    before, after = talk(5), talk(6)
    thing = Moment(start=300, end=360, options=(Option(THING),), only=True)
    after = [dataclasses.replace(m, start=m.start + 360, end=m.end + 360) for m in after]
    plain = best_cut([*before, thing, *after])
    tense = [dataclasses.replace(m, tension=0.9, nearness=6.5, options=m.options[2:]) for m in before]
    changed = best_cut([*tense, thing, *after])
    assert [t for t in plain if t.first >= 5] == [t for t in changed if t.first >= 5]
    assert [t.setup for t in plain if t.first < 5] != [t.setup for t in changed if t.first < 5]


def test_shots_are_shorter_where_it_is_tense() -> None:
    assert tempo(0.8) < tempo(0.2)
    cuts = {tension: len(best_cut([dataclasses.replace(m, tension=tension) for m in talk(12)])) for tension in (0.05, 0.95)}
    assert cuts[0.05] < cuts[0.95]


def test_a_scene_is_cut_in_a_moment() -> None:
    moments = talk(24)
    began = time.process_time()
    best_cut(moments)
    assert time.process_time() - began < 2.0
