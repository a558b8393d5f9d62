"""A model proposes people and steps; the planner proves them; what it refuses twice is left out, or the storyteller plans instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from filmwright.errors import TooSlowError
from filmwright.hired.parsing import treatment_in
from filmwright.hired.prompting import TOKENS_A_TREATMENT, treatment_again, treatment_messages, treatment_schema
from filmwright.hired.writing import Ask
from filmwright.records.story import Story
from filmwright.story.treating import Judged, judge

_TRIES = 3  # what is at fault after the second is mostly one step
_NOTHING = Judged(None, {"answer": "there is none"}, {})


@dataclass(frozen=True)
class Treated:
    """What came of asking for a treatment."""

    story: Story | None  # proven; None where none could be
    note: str  # one sentence for the page and the report; "" where all of it holds


def hire_story(premise: str, ask: Ask, *, minutes: float, seed: int, wishes: Mapping[str, str] | None = None) -> Treated:
    """Let a model plan the story of a premise.

    Args:
        premise: In any words.
        ask: Gives the model's answer. What it raises ends the work, but for a model that is too slow: there the storyteller plans.
        minutes: Length of the film.
        seed: As for `story.treating.judge`.
        wishes: What a person asks of the story: "arc", "tone", "ending"; what is not kept to is told in the story's notes.
    """
    first = messages = treatment_messages(premise, minutes, wishes or {})
    best = _NOTHING
    before: Judged | None = None
    for _ in range(_TRIES):
        try:
            answer = ask(messages, treatment_schema(), TOKENS_A_TREATMENT)
        except TooSlowError as slow:
            if best.story is None:
                return Treated(None, f"The storyteller planned the film: {slow}.")
            break
        treatment = treatment_in(answer)
        judged = (
            Judged(None, {"answer": treatment}, {}) if isinstance(treatment, str) else judge(premise, treatment, seed=seed, wishes=wishes)
        )
        if best.story is None or (judged.story is not None and _amiss(judged) <= _amiss(best)):
            best = judged
        hopeless = before is not None and before.story is None and judged.story is None
        if hopeless or not (judged.faults or judged.gaps):
            break
        before = judged
        messages = treatment_again(first, answer, {**judged.gaps, **judged.faults})
    reasons = "; ".join(f"{where}: {fault}" for where, fault in best.faults.items())
    if best.story is None:
        return Treated(None, f"The model's treatment could not be proven, and the storyteller planned the film ({reasons}).")
    if not reasons:
        return Treated(best.story, "")
    note = f"Of the model's treatment this was left out or could not be proven: {reasons}."
    return Treated(msgspec.structs.replace(best.story, notes=(*best.story.notes, note)), note)


def _amiss(judged: Judged) -> tuple[int, int]:
    return len(judged.faults), len(judged.gaps)
