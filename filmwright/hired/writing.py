"""A model writes the lines, scene by scene; the plan decides what may stand; what fails twice is told by the plan's own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from filmwright.errors import TooSlowError
from filmwright.hired.parsing import Proposal, proposals_in
from filmwright.hired.prompting import (
    MOST_LINES,
    MOST_LINES_OF_A_PAGE,
    TOKENS_A_LINE,
    Messages,
    Part,
    PutIn,
    again_messages,
    page_messages,
    scene_messages,
    schema,
)
from filmwright.hired.verifying import Verifier
from filmwright.records.story import Story
from filmwright.screenplay.writer import Line, Said, Staged, outline, staged
from filmwright.screenplay.writer.length import action_seconds, line_seconds
from filmwright.screenplay.writer.state import display

Ask = Callable[[Messages, str, int], str]  # messages, the JSON schema of the answer, the most tokens it needs -> the answer
_BEFORE = 6  # lines of the page that a scene's request repeats: one exchange and what it answers; guess
_BEFORE_ON_A_PAGE = 40  # where the model writes the whole page it is shown nearly all of it: what was planted must be known
_LEAST_SECONDS = 5.0  # of an event, however long the scenes before it were: a sentence of action and a line
_TOO_LONG = 1.6  # times the seconds that a scene has; above it the scene is asked for once more


@dataclass(frozen=True)
class Lines:
    """What came of hiring: the model's lines by event, and what it was refused for."""

    by_event: dict[str, tuple[Said, ...]]
    events: int  # events on the page
    refused: dict[str, str]  # id of an event that the banks tell -> the fault of the model's second try

    @property
    def note(self) -> str:
        """One or two sentences for the page and the report."""
        return _note(self.events - len(self.refused), self.events, self.refused, "the storyteller wrote")


@dataclass(frozen=True)
class Page:
    """A whole page that a model wrote, by key of what is staged; what it was refused for is told in the treatment's words."""

    by_key: dict[str, tuple[Line, ...]]
    events: int  # that the page tells
    refused: dict[str, str]  # key of what the treatment's words tell -> the fault of the model's second try
    images_lost: dict[str, str]  # key of a first image that is left out -> its fault
    passed_over: int  # events that the planner put in, on which nothing hangs and for which no line stands

    @property
    def note(self) -> str:
        """Up to three sentences for the page and the report."""
        note = _note(self.events - len(self.refused), self.events, self.refused, "the plan's own words tell")
        if self.passed_over:
            note += f" {self.passed_over} that the planner had put in, and on which nothing hangs, are left out."
        if self.images_lost:
            note += f" {len(self.images_lost)} first images of scenes are left out, because: {_reasons(self.images_lost)}."
        return note


def _note(stand: int, events: int, refused: dict[str, str], otherwise: str) -> str:
    first = f"The model wrote {stand} of {events} events"
    if not refused:
        return f"{first}."
    return f"{first}; {otherwise} {len(refused)}, because: {_reasons(refused)}."


def _reasons(refused: dict[str, str]) -> str:
    return "; ".join(sorted(set(refused.values())))


def hire(story: Story, ask: Ask, *, minutes: float, seed: int) -> Lines:
    """Let a model write the lines of a story that the storyteller planned.

    Args:
        story: The planned story, with at least one event.
        ask: Gives the model's answer. What it raises ends the work, but for a model that is too slow: from that scene on it writes nothing.
            Answers that were given are its own to keep.
        minutes: Length of the film, as for `write_screenplay`.
        seed: As for `write_screenplay`: the same events are on the page.
    """
    names = {person.id: person.name for person in story.people}
    parts = [
        Part(told.event.id, told.event, told.scene, told.place, told.time, told.present, _plain(told.event.id, told.lines, names))
        for told in outline(story, minutes=minutes, seed=seed)
    ]
    written, refused = _Writing(story, parts, ask, MOST_LINES).write(lambda scene, before: scene_messages(story, scene, before[-_BEFORE:]))
    ids = {person.name: person.id for person in story.people}
    by_event = {
        part.key: tuple((ids.get(line.speaker.upper(), ""), line.text) for line in written[part.key])
        for part in parts
        if part.key not in refused
    }
    return Lines(by_event=by_event, events=len(parts), refused=refused)


def hire_page(story: Story, ask: Ask, *, minutes: float) -> Page:
    """Let a model write the whole page of a story that was proven from its own treatment.

    Args:
        story: The proven story (story/treating.py), with at least one event.
        ask: As for `hire`.
        minutes: Length of the film; the scenes are given their seconds by it.
    """
    parts = [_part_of_a_page(story, found) for found in staged(story)]
    left = minutes * 60.0
    to_come = len(parts)

    def seconds(scene: Sequence[Part]) -> float:
        return max(left / max(1, to_come), _LEAST_SECONDS) * len(scene)

    def messages(scene: Sequence[Part], before: Sequence[str]) -> Messages:
        return page_messages(story, parts, scene, before[-_BEFORE_ON_A_PAGE:], seconds(scene))

    def done(scene: Sequence[Part], lines: Sequence[Proposal]) -> None:
        nonlocal left, to_come
        left, to_come = left - _plays(lines), to_come - len(scene)

    def overlong(scene: Sequence[Part], lines: Sequence[Proposal]) -> str:
        wanted, plays = seconds(scene), _plays(lines)
        return f"the scene plays {plays:.0f} seconds and has {wanted:.0f}; write it shorter" if plays > _TOO_LONG * wanted else ""

    written, refused = _Writing(story, parts, ask, MOST_LINES_OF_A_PAGE, done=done, overlong=overlong).write(messages)
    ids = {person.name: person.id for person in story.people}
    by_key = {key: tuple(Line(ids.get(line.speaker.upper(), ""), line.text, line.how) for line in lines) for key, lines in written.items()}
    needless = {part.key: part for part in parts if part.may_be_left_out}
    passed_over = [key for key, part in needless.items() if part.event and not by_key.get(key)]
    return Page(
        by_key=by_key,
        events=len(story.events) - len(passed_over),
        refused={key: fault for key, fault in refused.items() if key not in needless},
        images_lost={key: fault for key, fault in refused.items() if key in needless and needless[key].event is None},
        passed_over=len(passed_over),
    )


def _part_of_a_page(story: Story, found: Staged) -> Part:
    event = found.event
    if event is None:
        return Part(found.key, None, found.scene, found.place, found.time, found.present, ())
    names = {person.id: display(person) for person in story.people}
    put_in: PutIn | None = None
    if event.put_in:  # that somebody is there, which is all that hangs on a coming, the stage shows without words
        put_in = PutIn(() if found.is_coming else tuple(e.id for e in story.events if event.id in e.causes))
    return Part(
        found.key,
        event,
        found.scene,
        found.place,
        found.time,
        found.present,
        () if put_in and not put_in.hanging else (Proposal(found.key, "", event.text),),
        whose=names.get(event.actors[0], "") if event.actors else "",
        put_in=put_in,
    )


def _plays(lines: Sequence[Proposal]) -> float:
    return sum(line_seconds(line.text) if line.speaker else action_seconds(line.text) for line in lines)


def _plain(key: str, lines: Sequence[Said], names: dict[str, str]) -> tuple[Proposal, ...]:
    return tuple(Proposal(key, names.get(who, ""), text) for who, text in lines)


@dataclass
class _Writing:
    """Scene after scene: asked for, verified, what is at fault asked for once more."""

    story: Story
    parts: Sequence[Part]
    ask: Ask
    most: int  # lines for one event
    done: Callable[[Sequence[Part], Sequence[Proposal]], None] = lambda scene, lines: None
    overlong: Callable[[Sequence[Part], Sequence[Proposal]], str] = lambda scene, lines: ""
    too_slow: str = ""  # once the model was, it is asked no more

    def write(self, messages: Callable[[Sequence[Part], Sequence[str]], Messages]) -> tuple[dict[str, Sequence[Proposal]], dict[str, str]]:
        """By key: the lines that stand, the plan's own where the model's do not; and why those do not."""
        verifier = Verifier(self.story, {part.key: part.present for part in self.parts})
        written: dict[str, Sequence[Proposal]] = {}
        refused: dict[str, str] = {}
        before: list[str] = []
        for _, grouped in groupby(self.parts, key=lambda part: part.scene):
            scene = list(grouped)
            first = messages(scene, before)
            held = schema(scene, [p.name for p in self.story.people], self.most)
            tokens = TOKENS_A_LINE * self.most * len(scene)
            proposed = _by_key(self._asked(first, held, tokens), scene)
            faults = _faults(verifier, scene, proposed)
            long = "" if faults else self.overlong(scene, [line for lines in proposed.values() for line in lines])
            if (faults or long) and not self.too_slow:
                asked = faults or {part.key: long for part in scene}
                second = _by_key(self._asked(again_messages(first, asked), held, tokens), scene)
                tried = proposed | {key: lines for key, lines in second.items() if key in asked}
                if faults or not _faults(verifier, scene, tried):
                    proposed = tried
            faults = _faults(verifier, scene, proposed)
            page: list[Proposal] = []
            for part in scene:
                if part.key in faults:
                    refused[part.key] = self.too_slow or faults[part.key]
                written[part.key] = part.plain if part.key in faults else proposed.get(part.key, ())
                page += written[part.key]
            for line in page:
                verifier.take(line)
                before.append(f"{line.speaker}{f' ({line.how})' if line.how else ''}: {line.text}".lstrip(": "))
            self.done(scene, page)
        return written, refused

    def _asked(self, messages: Messages, held: str, tokens: int) -> str:
        """The answer; none from a model that was too slow once."""
        if not self.too_slow:
            try:
                return self.ask(messages, held, tokens)
            except TooSlowError as slow:
                self.too_slow = str(slow)
        return ""


def _by_key(answer: str, scene: Sequence[Part]) -> dict[str, Sequence[Proposal]]:
    known = [part.key for part in scene]
    found: dict[str, list[Proposal]] = {}
    for line in proposals_in(answer):
        if line.event in known:
            found.setdefault(line.event, []).append(line)
    return dict(found)


def _faults(verifier: Verifier, scene: Sequence[Part], proposed: dict[str, Sequence[Proposal]]) -> dict[str, str]:
    """By key of what cannot stand: why. The lines are heard in the order of the page, with the plan's own where the model's fail."""
    hearing = verifier.fork()
    found: dict[str, str] = {}
    for part in scene:
        trying = hearing.fork()
        lines = proposed.get(part.key, ())
        fault = "" if lines or part.may_be_left_out else "there are no lines for it"
        realised = not lines or not part.whose
        for line in lines:
            fault = fault or trying.fault(line)
            realised = realised or trying.means(line, part.whose)
            trying.take(line)
        if not realised:  # each unit of the page realises its act
            fault = fault or f"it is {part.whose}'s act, and {part.whose} neither speaks nor is named in it"
        if fault:
            found[part.key] = fault
            for line in part.plain:
                hearing.take(line)
        else:
            hearing = trying
    return found
