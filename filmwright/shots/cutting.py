"""The cut of a scene: the cheapest way through its moments by set-ups, found exactly by a semi-Markov dynamic programme.

A scene's clock is a row of moments (`Moment`); coverage.py says for each what may be seen. A shot is a run of moments in one
set-up. A cut costs what its shots cost (what they show of those who matter, how near, how long) and what its joints cost
(jump, axis, gaze, motion, weariness of faces and of returns). A moment with one set-up alone is obligatory: what comes
before it and after it do not know of each other, unless it is a face.

After Quentin Galvane, Remi Ronfard, Christophe Lino and Marc Christie, "Continuity Editing for 3D Animation", AAAI 2015.
"""

from __future__ import annotations

import dataclasses
import math
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from filmwright.records.clock import FRAMES_PER_SECOND
from filmwright.shots.clock import READABLE, SHORTEST
from filmwright.shots.setups import SetUp, jump

LONGEST = 7 * FRAMES_PER_SECOND  # frames of a shot of more than one moment
MOST_FACES = 6  # pictures of one, in a row

# What the faults of a cut cost. A broken hard rule costs more than all the rest together, so that a cut is found where none keeps them all.
BROKEN = 1000.0
RELEVANCE = 1.0  # Hitchcock: of the picture, that is given to others than those who matter
SIZE = 0.22  # of each step nearer or wider than the moment asks
ABSENT = 0.5  # of a moment whose set-up is held over from another
BLIND = 1.5  # more, if it is a picture of a thing while somebody acts
CUT = 0.25  # of any cut
SAME_ONE, SAME_SEVERAL = 0.45, 0.9  # of a cut to the same one, or to the same several, nearer or wider
TURNED = 0.9  # of a turn of less than 30 degrees about the same one, at nearly the same size: between a single and one over a shoulder
UNLIKE = 0.14  # of each step by which two faces that answer each other differ in size, beyond one
UNSEEN = 0.5  # of a cut from a face to one that it does not look at
MOVING = 0.7  # of a cut in a movement to a picture without whoever moves
RETURN = 0.3  # of a return to the set-up before last
STILL = 1.2  # of a shot under 1.8 s in which nothing is said or done
WEARY, RESTED = 0.2, 4  # of each face in a row beyond so many

WORN, MOST_USES, ROUNDS = 0.6, 2, 1  # of a set-up beyond so many uses in a scene; how often it is cut again

# Shot lengths are log-normal about a tempo. SIGMA of its logarithm, by the sweep of docs/shots.md.
SIGMA = 0.34
CALM_SECONDS, TENSE_SECONDS = 6.0, 1.4  # the tempo at no tension and at the utmost


@dataclass(frozen=True)
class Option:
    """A set-up that may show a moment."""

    setup: SetUp
    cost: float = 0.0  # beside what it shows: less than nothing if the idiom likes it
    reason: str = ""


@dataclass(frozen=True)
class Moment:
    """A part of a scene's clock that no cut divides."""

    start: int
    end: int
    options: tuple[Option, ...]
    matters: Mapping[str, float] = field(default_factory=dict)  # who matters how much, 1 in all
    nearness: float = 4.0  # that it asks for, in places of the sizes
    tension: float = 0.4
    seconds: float = 0.0  # that the rhythm counts; 0: its own
    only: bool = False  # nothing but its options may be seen
    gaze: Mapping[str, str] = field(default_factory=dict)  # who looks at whom when it begins
    joint: float = 0.0  # cost of a cut at its start, within a line
    mover: str = ""  # who is moving when it begins
    looker: str = ""  # who sees what is seen
    still: bool = False  # nothing is said or done

    @property
    def frames(self) -> int:
        return self.end - self.start

    @property
    def length(self) -> float:
        return self.seconds or self.frames / FRAMES_PER_SECOND

    def cost(self, setup: SetUp) -> float:
        """What it costs to see this moment by a set-up."""
        listed = next((option for option in self.options if option.setup == setup), None)
        if self.only:
            return BROKEN if listed is None else listed.cost
        shown = setup.shares
        missed = sum(abs(shown.get(who, 0.0) - self.matters.get(who, 0.0)) for who in {*shown, *self.matters})
        cost = RELEVANCE * missed + SIZE * abs(setup.nearness - self.nearness)
        weight = min(1.6, max(0.5, self.length / 2.4))
        if listed is not None:
            return weight * cost + listed.cost
        blind = bool(self.matters) and setup.framing in ("insert", "pov", "over_thing")
        return weight * cost + ABSENT + BLIND * blind


@dataclass(frozen=True)
class Take:
    """A run of moments, from the first up to before the last, in one set-up."""

    first: int
    last: int
    setup: SetUp


def tempo(tension: float) -> float:
    """The logarithm of the seconds about which shots are long at such a tension."""
    return (1.0 - tension) * math.log(CALM_SECONDS) + tension * math.log(TENSE_SECONDS)


def rhythm(length: float, about: float) -> float:
    """The negative logarithm of a log-normal density of shot lengths, 0 at its mode."""
    off = math.log(length) - about
    return off * off / (2 * SIGMA * SIGMA) + off + SIGMA * SIGMA / 2


def shot_cost(moments: Sequence[Moment], first: int, last: int, setup: SetUp) -> float:
    """What a shot of the moments from `first` up to before `last` costs by itself."""
    run = moments[first:last]
    frames = run[-1].end - run[0].start
    length = sum(m.length for m in run)
    about = sum(m.length * tempo(m.tension) for m in run) / length
    cost = sum(m.cost(setup) for m in run) + rhythm(length, about)
    if frames < READABLE and all(m.still for m in run):
        cost += STILL
    if frames < SHORTEST or (len(run) > 1 and frames > LONGEST):
        cost += BROKEN
    return cost


def cut_cost(moment: Moment, one: SetUp, two: SetUp) -> float:
    """What a cut from one set-up to another costs at the start of a moment."""
    cost = CUT + moment.joint
    if one == two or jump(one, two):
        return cost + BROKEN
    if one.face and two.face:
        if one.subjects == two.subjects:
            apart = abs(one.nearness - two.nearness)
            cost += TURNED if one.framing != two.framing and apart < 2 else SAME_ONE
        else:
            cost += UNLIKE * max(0, abs(one.nearness - two.nearness) - 1)
            looked_at = moment.gaze.get(one.subjects[0], "")
            cost += UNSEEN * (bool(looked_at) and two.subjects[0] != looked_at and moment.gaze.get(two.subjects[0]) != one.subjects[0])
    elif one.framing == two.framing and set(one.subjects) == set(two.subjects):
        cost += SAME_SEVERAL
    if one.side * two.side < 0:
        cost += BROKEN  # across the line
    if two.framing == "pov" and one.subjects[:1] != (moment.looker,):
        cost += BROKEN  # nobody is seen to look
    if moment.mover and two.of_people and moment.mover not in two.shares:
        cost += MOVING
    return cost


@dataclass(frozen=True)
class Memory:
    """What the next shot must know of those before it."""

    setup: SetUp
    before: SetUp | None = None  # of a face that follows a face
    faces: int = 0  # in a row


def after(memory: Memory | None, setup: SetUp) -> Memory:
    """What is known after one more shot. Whatever is not a face clears what is known of faces."""
    if not setup.face:
        return Memory(setup)
    known = memory is not None and memory.setup.face
    return Memory(setup, memory.setup if memory and known else None, min(MOST_FACES + 1, memory.faces + 1 if memory and known else 1))


def weariness(memory: Memory, setup: SetUp) -> float:
    """What one more face costs after those in a row, and a return to the one before last."""
    if not setup.face:
        return 0.0
    faces = memory.faces + 1 if memory.setup.face else 1
    return WEARY * max(0, faces - RESTED) + BROKEN * (faces > MOST_FACES) + RETURN * (memory.before == setup)


def total(moments: Sequence[Moment], takes: Sequence[Take], seed: str = "") -> float:
    """What a whole cut costs."""
    cost = 0.0
    memory: Memory | None = None
    for take in takes:
        cost += shot_cost(moments, take.first, take.last, take.setup) + _lot(seed, take.first, take.setup)
        if memory is not None:
            cost += cut_cost(moments[take.first], memory.setup, take.setup) + weariness(memory, take.setup)
        memory = after(memory, take.setup)
    return cost


def best_cut(moments: Sequence[Moment], seed: str = "") -> tuple[Take, ...]:
    """The cheapest cut. Of cuts that cost the same, a lot drawn from the seed decides."""
    count = len(moments)
    ends: list[dict[Memory | None, _Way]] = [{} for _ in range(count + 1)]
    ends[0][None] = _Way(0.0, None, None)
    for first in range(count):
        ways = _worth_going_on(ends[first])
        entered: dict[SetUp, list[tuple[Memory, float, Memory | None]]] = {}
        for last in range(first + 1, count + 1):
            if last > first + 1 and moments[last - 1].end - moments[first].start > LONGEST:
                break
            for setup in candidates(moments[first:last]):
                if setup not in entered:
                    entered[setup] = _entered(moments[first], ways, setup)
                own = shot_cost(moments, first, last, setup) + _lot(seed, first, setup)
                take, known = Take(first, last, setup), ends[last]
                for then, so_far, memory in entered[setup]:
                    cost = so_far + own
                    if then not in known or cost < known[then].cost:
                        known[then] = _Way(cost, take, memory)
    takes: list[Take] = []
    state = min(ends[count], key=lambda m: ends[count][m].cost)
    at = count
    while (way := ends[at][state]).take is not None:
        takes.append(way.take)
        at, state = way.take.first, way.came
    return tuple(reversed(takes))


def fresh_cut(moments: Sequence[Moment], seed: str = "") -> tuple[Take, ...]:
    """The cheapest cut; what it would use for the third time is then made dearer where it would, and the scene cut again.

    How often a set-up was used in a whole scene is more than the programme can know of what went before: each round is
    exact, not all of them together. The round that wears out least is kept.
    """
    best = best_cut(moments, seed)
    worn = _worn(best)
    now, tried = list(moments), worn
    for _ in range(ROUNDS):
        if not tried:
            break
        for take in tried:
            for k in range(take.first, take.last):
                options = tuple(
                    dataclasses.replace(o, cost=o.cost + WORN) if o.setup.looks == take.setup.looks else o for o in now[k].options
                )
                now[k] = dataclasses.replace(now[k], options=options)
        takes = best_cut(now, seed)
        tried = _worn(takes)
        if len(tried) < len(worn):
            best, worn = takes, tried
    return best


def _worn(takes: Sequence[Take]) -> list[Take]:
    """The shots that look like two before them in the scene."""
    uses: Counter[tuple[object, ...]] = Counter()
    worn: list[Take] = []
    for take in takes:
        uses[take.setup.looks] += 1
        if take.setup.of_people and uses[take.setup.looks] > MOST_USES:
            worn.append(take)
    return worn


@dataclass(frozen=True)
class _Way:
    """The cheapest way to a moment's start with one memory."""

    cost: float
    take: Take | None
    came: Memory | None


def _entered(moment: Moment, ways: Mapping[Memory | None, _Way], setup: SetUp) -> list[tuple[Memory, float, Memory | None]]:
    """The cheapest way into a set-up for each memory that results."""
    found: dict[Memory, tuple[float, Memory | None]] = {}
    cuts: dict[SetUp, float] = {}
    for memory, way in ways.items():
        cost = way.cost
        if memory is not None:
            if memory.setup not in cuts:
                cuts[memory.setup] = cut_cost(moment, memory.setup, setup)
            cost += cuts[memory.setup] + weariness(memory, setup)
        then = after(memory, setup)
        if then not in found or cost < found[then][0]:
            found[then] = (cost, memory)
    return [(then, cost, memory) for then, (cost, memory) in found.items()]


def _worth_going_on(ways: Mapping[Memory | None, _Way]) -> dict[Memory | None, _Way]:
    """The ways without those that another of the same set-up beats whatever follows: fewer faces in a row, and cheaper by a return."""
    kept: dict[Memory | None, _Way] = {}
    rivals: dict[SetUp | None, list[tuple[Memory | None, float]]] = {}
    for memory, way in sorted(ways.items(), key=lambda item: item[1].cost):
        others = rivals.setdefault(memory.setup if memory else None, [])
        faces, before = (memory.faces, memory.before) if memory else (0, None)
        for other, cost in others:
            free = other is None or other.before is None or other.before == before
            if (other.faces if other else 0) <= faces and cost + (0.0 if free else RETURN) <= way.cost:
                break
        else:
            kept[memory] = way
            others.append((memory, way.cost))
    return kept


def candidates(run: Sequence[Moment]) -> tuple[SetUp, ...]:
    """The set-ups that may show a run of moments: what any of them lists, and what the obligatory ones all list."""
    found = dict.fromkeys(option.setup for moment in run for option in moment.options)
    for moment in run:
        if moment.only:
            listed = {option.setup for option in moment.options}
            found = {setup: None for setup in found if setup in listed}
    return tuple(found)


def _lot(seed: str, first: int, setup: SetUp) -> float:
    """Less than any difference that counts."""
    return 1e-7 * (zlib.crc32(f"{seed} {first} {setup}".encode()) / 2**32)
