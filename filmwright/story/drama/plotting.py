"""From landmarks to a plot: the acts between them are searched, and what must have been before the film is inferred.

A situation says what has to happen in which order. The plot makes each landmark possible by other acts, and explains every act
to those who consent to it. Where nothing in the film so far gives somebody a reason, the reason lies before the film: the least
fact about the beginning is added that gives it (as in the revision of initial states by Riedl and Young, 2006), and the plot is
drawn again from there.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from filmwright.errors import StageError
from filmwright.story.drama import domain
from filmwright.story.drama.domain import Fact
from filmwright.story.planning.grounding import Ground
from filmwright.story.planning.problem import Both, Compare, Const, Each, Expr, Fluent, If, Name, Not, Sum, Value
from filmwright.story.planning.search import OutOfBudget
from filmwright.story.planning.worlds import World

_DRAWN_AGAIN = 40  # times that the beginning may be revised for one plot; the situations here need 2 to 12
# A beginning may hold these; in which order they are tried when an act is possible but without a reason.
_REASONS = ("want", "lonely", "fear", "hurt", "guilt", "doubt", "duty", "heat")
_INVENTED = frozenset((*_REASONS, "bond", "errand"))
_SILENT = "be"  # where a scene finds somebody is no event


@dataclass(frozen=True)
class Landmark:
    """One act that the story must come to. `place` is "home" or "away"; `later`: time has passed before it."""

    act: str
    actor: str
    other: str
    place: str
    later: bool
    together: bool = False  # the scene that it opens finds both there

    @classmethod
    def read(cls, text: str) -> Landmark:
        """From "+ask Q P @home"; "=ask Q P @home" finds both there.

        Raises:
            StageError: the text is none of the form "act actor [other] @home" or "... @away".
        """
        words = text.lstrip("+=").split()
        if not 3 <= len(words) <= 4 or words[-1] not in ("@home", "@away") or not set(words[1:-1]) <= set(domain.PEOPLE):
            raise StageError(
                f"the landmark '{text}' should read 'act P Q @home', 'act P @away' or the like, with '+' before it if time has passed"
            )
        if words[0] not in domain.parameters():
            raise StageError(f"the landmark '{text}' names no act of the story world; docs/story_world.md lists them")
        return cls(words[0], words[1], words[2] if len(words) == 4 else "", words[-1][1:], text.startswith("+"), "=" in text[:2])


@dataclass(frozen=True)
class Step:
    """One act of the plot, in the world before it."""

    ground: Ground
    before: World
    after: World
    place: str  # "home" or "away"
    later: bool
    landmark: bool

    @property
    def act(self) -> str:
        """Its name."""
        return self.ground.source.name

    @property
    def people(self) -> tuple[str, ...]:
        """Who acts, and towards whom, by letter."""
        return tuple(a for a in self.ground.binding.values() if a in domain.PEOPLE)


@dataclass(frozen=True)
class Plot:
    """All that happens, the moves between scenes included, from a beginning that gives everybody their reasons."""

    facts: tuple[tuple[Fact, Value], ...]
    knowing: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def events(self) -> tuple[Step, ...]:
        """The steps that are shown."""
        return tuple(s for s in self.steps if s.act != _SILENT)


class NoPlot(StageError):
    """A landmark cannot be reached, or nobody has a reason for it."""

    def __init__(self, sentence: str, landmark: int, reasonless: bool) -> None:
        super().__init__(sentence)
        self.landmark = landmark  # its index among those wanted
        self.reasonless = reasonless  # it could be done, but somebody who would have to consent has no reason to


@dataclass
class _Missing(Exception):
    """The plot stops here for want of a fact about the beginning; each alternative would do."""

    alternatives: list[Fact]
    where: str
    landmark: int = 0  # the index of the one that the plot was coming to
    reasonless: bool = False

    def choices(self) -> list[tuple[Fact, int]]:
        """Each alternative, and how much of it: what an earlier act uses up must have been there more than once."""
        most = [1] if not self.alternatives or self.alternatives[0][0] == "errand" else [1, 2, 3]
        return [(fact, much) for much in most for fact in self.alternatives]


@functools.lru_cache(maxsize=1024)
def plot(landmarks: tuple[str, ...], facts: tuple[tuple[Fact, Value], ...] = (), knowing: tuple[str, ...] = (), seed: int = 0) -> Plot:
    """A plot that comes to all landmarks in their order.

    Args:
        landmarks: As a situation lists them: "act actor [other] @home", "+" before it where time has passed.
        facts: How it begins, as far as the situation says.
        knowing: Who knows the secret from the start.
        seed: Another number chooses otherwise among acts that link two landmarks equally well.

    Raises:
        StageError: a landmark is none.
        NoPlot: a landmark cannot be reached.
    """
    wanted = [Landmark.read(text) for text in landmarks]
    revisions: list[tuple[str, list[tuple[Fact, int]], int]] = []  # where it stopped, what would do, which of these is in force
    for _ in range(_DRAWN_AGAIN):
        begin: Mapping[Fact, Value] = dict(facts)
        for _, alternatives, chosen in revisions:
            begin = _revised(begin, *alternatives[chosen])
        try:
            steps = _Drawing(begin, knowing, random.Random(seed)).draw(wanted)
            _explain(steps)
            return Plot(tuple(begin.items()), knowing, tuple(steps))
        except _Missing as missing:
            if revisions and revisions[-1][:2] == (missing.where, missing.choices()):  # what was added gave no reason
                revisions[-1] = (missing.where, revisions[-1][1], revisions[-1][2] + 1)
            else:
                revisions.append((missing.where, missing.choices(), 0))
            stopped = missing
            if revisions[-1][2] >= len(revisions[-1][1]):
                break
    raise NoPlot(
        f"no plot comes to '{revisions[-1][0]}' in {'; '.join(landmarks)}: nothing that could have been before gives a reason for it",
        stopped.landmark,
        stopped.reasonless,
    )


def _revised(begin: Mapping[Fact, Value], fact: Fact, much: int) -> dict[Fact, Value]:
    """The beginning with one fact more; ("errand", "P", "Home") sets a place, the others count up."""
    if fact[0] == "errand":
        return {**begin, fact[:2]: fact[2]}
    before = begin.get(fact, 0)
    return {**begin, fact: (before if isinstance(before, int) else 0) + much}


@dataclass
class _Drawing:
    begin: Mapping[Fact, Value]
    knowing: Sequence[str]
    rng: random.Random
    steps: list[Step] = field(default_factory=list)
    world: World = field(init=False)
    place: str = ""
    pending_later: bool = False
    wanted: int = 0  # the index of the landmark that is being come to

    def __post_init__(self) -> None:
        self.world = domain.beginning(self.begin, self.knowing)

    def draw(self, wanted: Sequence[Landmark]) -> list[Step]:
        for number, landmark in enumerate(wanted):
            self.wanted = number
            opens = landmark.place != self.place or landmark.later
            self._scene(landmark)
            ground = self._ground(landmark)
            if opens and landmark.together and not self._there(landmark.other):
                self._put(landmark.other)
            for person in self._needed(landmark):
                self._bring_on(person, landmark)
            for _ in range(3):
                if ground.possible(self.world):
                    break
                self._bridge(ground, landmark)
            if not ground.possible(self.world):
                raise _Missing([], f"{ground.text} as act {len(self.steps) + 1}", self.wanted)
            self._do(ground, landmark=True)
        return self.steps

    def _scene(self, landmark: Landmark) -> None:
        if landmark.place == self.place and not landmark.later:
            return
        self.pending_later = landmark.later
        self.place = landmark.place
        if landmark.act in ("arrive", "return") or self._there(landmark.actor):
            return
        others = [p for p in domain.PEOPLE if p != landmark.actor and self._there(p)]
        new = all(landmark.actor not in step.people for step in self.steps)
        if others and (new or not landmark.later):
            self._come(landmark.actor)
        else:
            self._put(landmark.actor)

    def _ground(self, landmark: Landmark) -> Ground:
        kinds = domain.parameters()[landmark.act]
        if len(kinds) == 2 and kinds[1] == "place":
            return domain.act(landmark.act, landmark.actor, domain.PLACES[landmark.place])
        if len(kinds) == 2:
            other = landmark.other or next(p for p in domain.PEOPLE if p != landmark.actor)
            return domain.act(landmark.act, landmark.actor, other)
        return domain.act(landmark.act, landmark.actor)

    def _needed(self, landmark: Landmark) -> list[str]:
        """Who must be in the place: the actor unless they come now, and the other where the act is done face to face."""
        people = [] if landmark.act in ("arrive", "return") else [landmark.actor]
        if landmark.other:
            people.append(landmark.other)
        return people

    def _there(self, person: str) -> bool:
        return domain.value(self.world, "at", person) == domain.PLACES[self.place]

    def _put(self, person: str) -> None:
        """The scene finds somebody here."""
        left = domain.value(self.world, "left", person)
        self._do(domain.act("return" if left else _SILENT, person, domain.PLACES[self.place]))

    def _come(self, person: str) -> None:
        """Somebody comes to where the others are."""
        left = domain.value(self.world, "left", person)
        self._do(domain.act("return" if left else "arrive", person, domain.PLACES[self.place]))

    def _bring_on(self, person: str, landmark: Landmark) -> None:
        if self._there(person):
            return
        first_here = not any(s.place == self.place for s in self.steps[-1:]) and person == landmark.actor
        if first_here:
            self._put(person)
        else:
            self._come(person)

    def _do(self, ground: Ground, *, landmark: bool = False) -> None:
        after = domain.planner().worlds.after(self.world, ground)
        later = self.pending_later and ground.source.name != _SILENT
        self.steps.append(Step(ground, self.world, after, self.place, later, landmark))
        if later:
            self.pending_later = False
        self.world = after

    # -- between two landmarks

    def _bridge(self, wanted: Ground, landmark: Landmark) -> None:
        """One act, or two, after which `wanted` is possible; or the news of what must have been before the film."""
        lacking = list(_lacking(wanted.source.precondition, wanted.binding, self.world))
        if all(fact[0] in _INVENTED for fact in lacking):
            raise _Missing(lacking, f"{wanted.text} as act {len(self.steps) + 1}", self.wanted)
        worlds = domain.planner().worlds
        done = {s.ground.id for s in self.steps}
        choices = [a for a in worlds.legal(self.world) if self._links(a) and a.id not in done]
        self.rng.shuffle(choices)
        choices.sort(key=lambda act: not act.consenting)  # what somebody does comes before what merely happens
        for first in choices:
            if wanted.possible(worlds.after(self.world, first)):
                self._do(first)
                return
        targets = {fact[0] for fact in lacking}
        for first in choices:
            middle = worlds.after(self.world, first)
            for second in worlds.legal(middle):
                if (
                    self._links(second)
                    and second.id not in done
                    and targets & _written(second)
                    and wanted.possible(worlds.after(middle, second))
                ):
                    self._do(first)
                    self._do(second)
                    return
        raise _Missing([fact for fact in lacking if fact[0] in _INVENTED], f"{wanted.text} as act {len(self.steps) + 1}", self.wanted)

    def _links(self, act: Ground) -> bool:
        """Acts that the plot may put between landmarks: no moves, no goodbyes, nothing that ends the film."""
        return act.source.name not in (
            _SILENT,
            "arrive",
            "return",
            "leave",
            "depart",
            "echo",
            "lose",
            "fail",
            "stay",
            "marvel",
            "release",
            "give",
            "let_go",
            "sacrifice",
        )


def _written(act: Ground) -> set[str]:
    return {fluent.name for fluent in _fluents(act.source.effect)}


def _explain(steps: Sequence[Step]) -> None:
    """Every act has a reason for all who consent.

    Raises:
        _Missing: somebody has none; with what might have been before the film to give them one.
    """
    planner = domain.planner()
    for position, step in enumerate(steps, 1):
        where = f"{step.ground.text} as act {position}"
        for who in step.ground.consenting:
            if not _has_reason(who, step):
                name = planner.ready.characters[who]
                if step.act in ("arrive", "return"):
                    given: list[Fact] = [("errand", name, domain.PLACES[step.place])]
                else:
                    eased = _written(step.ground)
                    given = [(reason, name) for reason in sorted(_REASONS, key=lambda r: r not in eased)]
                raise _Missing(given, where, sum(s.landmark for s in steps[: position - 1]), reasonless=True)


def _has_reason(who: int, step: Step) -> bool:
    planner = domain.planner()
    try:
        return planner.intention(who, step.ground, step.before, planner.limits.belief) is not None
    except OutOfBudget:
        return False


# -- what a precondition asks of a world


def _fluents(e: Expr | None) -> Iterator[Fluent]:
    match e:
        case Fluent():
            yield e
        case Both(_, parts):
            for part in parts:
                yield from _fluents(part)
        case Not(body) | Each(_, _, _, body):
            yield from _fluents(body)
        case Compare(_, left, right) | Sum(_, left, right):
            yield from _fluents(left)
            yield from _fluents(right)
        case If(_, then, otherwise):
            yield from _fluents(then)
            yield from _fluents(otherwise)


def evaluate(e: Expr, names: Mapping[str, str], world: World) -> Value:
    """What an expression of a precondition is in a world (the preconditions of the story world ask for no beliefs)."""
    match e:
        case Const(constant):
            return constant
        case Name(name):
            return names.get(name, name)
        case Fluent(name, arguments):
            return domain.value(world, name, *(str(evaluate(a, names, world)) for a in arguments))
        case Not(body):
            return not evaluate(body, names, world)
        case Both("and", parts):
            return all(evaluate(p, names, world) for p in parts)
        case Both(_, parts):
            return any(evaluate(p, names, world) for p in parts)
        case Each(kind, variable, _, body):
            each = [evaluate(body, {**names, variable: person}, world) for person in domain.PEOPLE]
            return all(each) if kind == "forall" else any(each)
        case Sum(op, left, right):
            a, b = evaluate(left, names, world), evaluate(right, names, world)
            assert isinstance(a, (int, float)) and isinstance(b, (int, float))
            return a + b if op == "+" else a - b
        case Compare(op, left, right):
            a, b = evaluate(left, names, world), evaluate(right, names, world)
            if op in ("==", "!="):
                return (a == b) == (op == "==")
            assert isinstance(a, (int, float)) and isinstance(b, (int, float))
            return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]
    raise StageError(f"a precondition of the story world holds {type(e).__name__}, which it may not")


def supports(e: Expr | None, names: Mapping[str, str], world: World) -> Iterator[Fact]:
    """The fluents that make a precondition true: of "or" those branches that hold."""
    match e:
        case None | Const() | Name():
            return
        case Both("and", parts):
            for part in parts:
                yield from supports(part, names, world)
        case Both(_, parts):
            for part in parts:
                if evaluate(part, names, world):
                    yield from supports(part, names, world)
        case Each(_, variable, _, body):
            for person in domain.PEOPLE:
                if evaluate(body, {**names, variable: person}, world):
                    yield from supports(body, {**names, variable: person}, world)
        case _:
            for fluent in _fluents(e):
                yield (fluent.name, *(str(evaluate(a, names, world)) for a in fluent.args))


def _lacking(e: Expr | None, names: Mapping[str, str], world: World) -> Iterator[Fact]:
    """The fluents of those parts of a precondition that do not hold."""
    if e is None or evaluate(e, names, world):
        return
    match e:
        case Both("and", parts):
            for part in parts:
                yield from _lacking(part, names, world)
        case Each(_, variable, _, body):
            for person in domain.PEOPLE:
                yield from _lacking(body, {**names, variable: person}, world)
        case _:
            for fluent in _fluents(e):
                fact = (fluent.name, *(str(evaluate(a, names, world)) for a in fluent.args))
                if "?" not in fact:
                    yield fact
