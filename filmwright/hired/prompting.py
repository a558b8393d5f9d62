"""What a model is told: the rules (`prompts/`), the acts that the planner knows, the people, the plan, what was wrong at first."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import get_args

from filmwright.hired.form import MOST_WORDS_A_BREATH, MOST_WORDS_SHOWN, MOST_WORDS_SPOKEN
from filmwright.hired.parsing import Proposal
from filmwright.records.story import Ending, Event, Person, Place, Story, Tone
from filmwright.records.treatment import Age, Hour, Letter, Sex, Weather, Where
from filmwright.screenplay.writer.length import SECONDS_A_SENTENCE, SECONDS_A_WORD
from filmwright.story.drama.vocabulary import Deed, deeds
from filmwright.story.treating import FEWEST_STEPS, MOST_STEPS, MOST_WORDS

Messages = list[dict[str, str]]

MOST_LINES = 3  # an event; the banks' own have two on the average
MOST_LINES_OF_A_PAGE = 5  # an event, where the model writes the whole page
TOKENS_A_LINE = 70  # 160 letters of text and the JSON around them
TOKENS_A_TREATMENT = 3500  # 16 steps of 34 words, three people, and the JSON around them
_MOST_AFTER = 8  # acts that are named as what must come first; where more would do, one of them is nearly always there
_SECONDS_A_STEP = 7.0  # a sentence of action and two short lines
_FEWEST_PLANNED = 7
_LIMITS = {
    "words_a_step": MOST_WORDS,
    "words_spoken": MOST_WORDS_SPOKEN,
    "words_a_breath": MOST_WORDS_A_BREATH,
    "words_shown": MOST_WORDS_SHOWN,
}


@dataclass(frozen=True)
class PutIn:
    """An event that is nobody's proposal: without it those that hang on it could not happen."""

    hanging: tuple[str, ...]  # keys of them; () where the page may do without it

    @property
    def told(self) -> str:
        """What a model is told of it."""
        if not self.hanging:
            return " (The planner put this in, and nothing hangs on it: write no line for it, or half a line where it suits the story.)"
        return f" (The planner put this in, so that {self.hanging[0]} can happen: tell it in half a line, as suits the story.)"


@dataclass(frozen=True)
class Part:
    """What lines are asked for: an event, or the first sight of a scene."""

    key: str
    event: Event | None
    scene: int
    place: Place
    time: str
    present: tuple[str, ...]
    plain: tuple[Proposal, ...]  # what tells it if the model's lines cannot stand
    whose: str = ""  # the name of who must speak or be named in it; "" where that is not asked
    put_in: PutIn | None = None  # where the planner put the event in between what was proposed

    @property
    def may_be_left_out(self) -> bool:
        """Whether the page tells the same story without a line for it."""
        return self.event is None or (self.put_in is not None and not self.put_in.hanging)


def treatment_messages(premise: str, minutes: float, wishes: Mapping[str, str]) -> Messages:
    """The request for a treatment.

    Args:
        premise: As the user gave it.
        minutes: Length of the film; it says how many steps are wanted.
        wishes: "arc", "tone", "ending" -> what a person asks for.
    """
    steps = min(MOST_STEPS, max(_FEWEST_PLANNED, round(minutes * 60.0 / _SECONDS_A_STEP)))
    rules = _rules("treatment") + "\n" + "\n".join(map(_deed, deeds().values()))
    rows = [f"Premise: {premise}", f"Plan {steps} steps.", *(f"The {name} should be: {wish}." for name, wish in wishes.items())]
    return [{"role": "system", "content": rules}, {"role": "user", "content": "\n".join(rows)}]


def treatment_again(first: Messages, answer: str, faults: Mapping[str, str]) -> Messages:
    """The second request for a treatment, with the first answer and what was wrong with it."""
    told = "\n".join(f"{where}: {fault}." for where, fault in faults.items())
    asked = f"This cannot be filmed as it stands:\n{told}\nAnswer with the whole object once more, mended."
    return [*first, {"role": "assistant", "content": answer}, {"role": "user", "content": asked}]


def page_messages(story: Story, parts: Sequence[Part], scene: Sequence[Part], before: Sequence[str], seconds: float) -> Messages:
    """The request for one scene of a page that the model writes as a whole.

    Args:
        story: The proven story.
        parts: All that lines are wanted for, in order.
        scene: Those of this scene.
        before: The page so far.
        seconds: How long the scene should play.
    """
    names = {person.id: person.name for person in story.people}
    rows = [f"Premise: {story.premise}", f"Title: {story.title}. Theme: {story.theme}. Tone: {story.tone}. It ends {story.ending}."]
    rows.append("People:")
    rows += [f"{_person(person)} {person.description}.{f' Speaks: {person.voice}.' if person.voice else ''}" for person in story.people]
    rows.append(f"The thing: the {story.things[0].name}. Also there: {story.facts.get('things_beside') or 'nothing that matters'}.")
    rows += [f"Secret: {story.secret}"] if story.secret else []
    rows += ["Before the film:", *story.before] if story.before else []
    rows.append("The whole plan:")
    rows += [_told(part, part.event) for part in parts if part.event]
    rows += ["The page so far:", *before] if before else []
    rows.append(f"Now this scene, at {scene[0].place.name}, {scene[0].time}. It should play about {seconds:.0f} seconds:")
    rows.append(f"a sentence of action takes {SECONDS_A_SENTENCE}, a word of speech {SECONDS_A_WORD}.")
    for part in scene:
        on_stage = ", ".join(names[p] for p in part.present if p in names)
        if part.event is None:
            rows.append(f"{part.key}: what is seen first, if anything. No speech.")
            continue
        rows.append(f"{_told(part, part.event)} On the stage: {on_stage}.")
    rows.append("Write the lines of this scene.")
    return [{"role": "system", "content": _rules("page")}, {"role": "user", "content": "\n".join(rows)}]


def scene_messages(story: Story, scene: Sequence[Part], before: Sequence[str]) -> Messages:
    """The request for one scene of a story that the storyteller planned.

    Args:
        story: The planned story.
        scene: Its events that are on the page, with the plain lines that tell them now.
        before: The last lines of the film so far, as they stand on the page.
    """
    names = {person.id: person.name for person in story.people}
    rows = [f"Premise: {story.premise}", f"Tone: {story.tone}.", "People:"]
    rows += [_person(person) for person in story.people]
    if story.things and story.facts.get("thing_given"):
        rows.append(f"The thing: the {story.things[0].name}.")
    rows.append(f"Place: {scene[0].place.name}, {scene[0].time}.")
    if before:
        rows += ["The page so far ends:", *before]
    rows.append("Events of this scene:")
    for part in scene:
        on_stage = ", ".join(names[p] for p in part.present if p in names)
        feelings = part.event.feelings if part.event else {}
        feeling = "; ".join(f"{names[p]} feels {f.name}" for p, f in feelings.items() if f.name and p in names)
        rows.append(f"{part.key}: {part.event.text if part.event else ''} On the stage: {on_stage}. {feeling}")
        rows.append("   plain version: " + " / ".join(f"{line.speaker}: {line.text}".lstrip(": ") for line in part.plain))
    rows.append("Write the lines of these events, better than the plain version and about this premise.")
    return [{"role": "system", "content": _rules("lines")}, {"role": "user", "content": "\n".join(rows)}]


def again_messages(first: Messages, faults: Mapping[str, str]) -> Messages:
    """The second request, with what was wrong, by event."""
    told = "\n".join(f"{event}: {fault}." for event, fault in faults.items())
    return [
        *first,
        {"role": "user", "content": f"These events cannot stand as you wrote them:\n{told}\nWrite the lines of these events only."},
    ]


def schema(scene: Sequence[Part], names: Sequence[str], most: int) -> str:
    """The JSON schema of an answer, for models that can be held to one.

    Args:
        scene: What lines are wanted for.
        names: Who may speak.
        most: The most lines for one event.
    """
    line = {
        "type": "object",
        "properties": {
            "event": {"enum": [part.key for part in scene]},
            "speaker": {"enum": [*names, ""]},
            "how": {"type": "string", "maxLength": 40},
            "text": {"type": "string", "maxLength": 160},
        },
        "required": ["event", "speaker", "text"],
    }
    lines = {"type": "array", "items": line, "minItems": len(scene), "maxItems": most * len(scene)}
    return json.dumps({"type": "object", "properties": {"lines": lines}, "required": ["lines"]})


def treatment_schema() -> str:
    """The JSON schema of a treatment, for models that can be held to one."""
    text = {"type": "string", "maxLength": 120}
    letter = _one_of(Letter)
    figure = dict.fromkeys(("name", "role", "look", "kind", "wants", "fears", "voice"), text) | {
        "age": _one_of(Age),
        "sex": _one_of(Sex),
    }
    step = {
        "act": {"enum": list(deeds())},
        "by": letter,
        "to": {"enum": [*get_args(Letter), ""]},
        "at": _one_of(Where),
        "later": {"type": "boolean"},
        "third": {"type": "boolean"},
        "happens": {"type": "string", "maxLength": 240},
    }
    whole = {
        **dict.fromkeys(("title", "theme", "thing", "home", "away"), text),
        "tone": _one_of(Tone),
        "ending": _one_of(Ending),
        "home_indoors": {"type": "boolean"},
        "away_indoors": {"type": "boolean"},
        "hour": _one_of(Hour),
        "weather": _one_of(Weather),
        "secret": {"type": "string", "maxLength": 200},
        "knowing": {"type": "array", "items": letter, "maxItems": 2},
        "props": {"type": "array", "items": text, "maxItems": 10},
        "people": {"type": "array", "items": _object(figure), "minItems": 2, "maxItems": 3},
        "steps": {"type": "array", "items": _object(step), "minItems": FEWEST_STEPS, "maxItems": MOST_STEPS},
    }
    return json.dumps(_object(whole))


@functools.cache
def _rules(name: str) -> str:
    """The text of a file of `prompts/`, with the limits that faults are found by in place of `$words_a_step` and the like."""
    text = (Path(__file__).parent / "prompts" / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
    return Template(text).safe_substitute(_LIMITS)


def _one_of(choices: object) -> dict[str, object]:
    return {"enum": list(get_args(choices))}


def _object(properties: Mapping[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": dict(properties), "required": list(properties)}


def _told(part: Part, event: Event) -> str:
    return f"{part.key}: {event.text}{part.put_in.told if part.put_in else ''}"


def _deed(deed: Deed) -> str:
    needs = [f"after {', '.join(deed.after)}"] if 0 < len(deed.after) <= _MOST_AFTER else []
    needs += [" or ".join(deed.driven)] if deed.driven else []
    behind = f" ({'; '.join(needs)})" if needs else ""
    return f"- {deed.name} {'A B' if deed.people > 1 else 'A'}: {deed.sentence}{behind}"


def _person(person: Person) -> str:
    return f"- {person.name}, {person.role or person.kind}, {person.age}: wants {person.wants}; fears {person.fears}."
