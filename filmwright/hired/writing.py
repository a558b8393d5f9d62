"""A model writes the lines, scene by scene; the plan decides what may stand; what fails twice the banks tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from filmwright.hired.parsing import Proposal, proposals_in
from filmwright.hired.prompting import MOST_LINES, TOKENS_A_LINE, Messages, again_messages, scene_messages, schema
from filmwright.hired.verifying import Verifier
from filmwright.records.story import Story
from filmwright.screenplay.writer import Said, Told, outline

Ask = Callable[[Messages, str, int], str]  # messages, the JSON schema of the answer, the most tokens it needs -> the answer
_BEFORE = 6  # lines of the page that a scene's request repeats: one exchange and what it answers; guess


@dataclass(frozen=True)
class Lines:
    """What came of hiring: the model's lines by event, and what it was refused for."""

    by_event: dict[str, tuple[Said, ...]]
    events: int  # events on the page
    refused: dict[str, str]  # id of an event that the banks tell -> the fault of the model's second try

    @property
    def note(self) -> str:
        """One or two sentences for the page and the report."""
        first = f"The model wrote {len(self.by_event)} of {self.events} events"
        if not self.refused:
            return f"{first}."
        reasons = sorted(set(self.refused.values()))
        return f"{first}; the storyteller wrote {len(self.refused)}, because: {'; '.join(reasons)}."


def hire(story: Story, ask: Ask, *, minutes: float, seed: int) -> Lines:
    """Let a model write the lines of a planned story.

    Args:
        story: The planned story, with at least one event.
        ask: Gives the model's answer. What it raises ends the work; answers that were given are its own to keep.
        minutes: Length of the film, as for `write_screenplay`.
        seed: As for `write_screenplay`: the same events are on the page.
    """
    page = outline(story, minutes=minutes, seed=seed)
    ids = {person.name: person.id for person in story.people}
    names = {person.id: person.name for person in story.people}
    verifier = Verifier(story, {told.event.id: told.present for told in page})
    found: dict[str, tuple[Said, ...]] = {}
    refused: dict[str, str] = {}
    before: list[str] = []
    for _, grouped in groupby(page, key=lambda told: told.scene):
        scene = list(grouped)
        first = scene_messages(story, scene, before[-_BEFORE:])
        held, tokens = schema(scene, list(ids)), TOKENS_A_LINE * MOST_LINES * len(scene)
        proposed = _by_event(ask(first, held, tokens), scene)
        faults = _faults(verifier, scene, proposed, names)
        if faults:
            second = _by_event(ask(again_messages(first, faults), held, tokens), scene)
            proposed |= {event: lines for event, lines in second.items() if event in faults}
        faults = _faults(verifier, scene, proposed, names)
        for told in scene:
            event = told.event.id
            if event in faults:
                refused[event] = faults[event]
                lines = [Proposal(event, names.get(who, ""), text) for who, text in told.lines]
            else:
                lines = proposed[event]
                found[event] = tuple((ids.get(line.speaker.upper(), ""), line.text) for line in lines)
            for line in lines:
                verifier.take(line)
                before.append(f"{line.speaker}: {line.text}".lstrip(": "))
    return Lines(by_event=found, events=len(page), refused=refused)


def _by_event(answer: str, scene: Sequence[Told]) -> dict[str, list[Proposal]]:
    known = [told.event.id for told in scene]
    found: dict[str, list[Proposal]] = {}
    for line in proposals_in(answer):
        if line.event in known:
            found.setdefault(line.event, []).append(line)
    return found


def _faults(verifier: Verifier, scene: Sequence[Told], proposed: dict[str, list[Proposal]], names: dict[str, str]) -> dict[str, str]:
    """By event that cannot stand: why. The lines are heard in the order of the page, with the banks' where the model's fail."""
    hearing = verifier.fork()
    found: dict[str, str] = {}
    for told in scene:
        trying = hearing.fork()
        fault = "" if proposed.get(told.event.id) else "there are no lines for it"
        for line in proposed.get(told.event.id, ()):
            fault = fault or trying.fault(line)
            trying.take(line)
        if fault:
            found[told.event.id] = fault
            for who, text in told.lines:
                hearing.take(Proposal(told.event.id, names.get(who, ""), text))
        else:
            hearing = trying
    return found
