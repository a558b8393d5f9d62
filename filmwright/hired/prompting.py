"""What a model is told: the rules, the people, the plan of a scene, and what was wrong with its first try."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from filmwright.records.story import Person, Story
from filmwright.screenplay.writer import Told

Messages = list[dict[str, str]]

MOST_LINES = 3  # an event; the banks' own have two on the average
TOKENS_A_LINE = 70  # 160 letters of text and the JSON around them

_RULES = """You write lines for a short film acted by puppets. You are given the plan of one scene: numbered events, in their order.
For every event write one to three short lines: speech, or action that can be seen. Keep to the plan: nothing else happens.
Only those on the stage speak. Use no names, things or places that are not given. Nobody knows what they have not been told.
Speech is spare and plain, at most 16 words a sentence; no stage directions in it. Action is present tense, one sentence.
Answer with JSON only: {"lines": [{"event": "e1", "speaker": "NAME or empty for action", "text": "..."}]}"""


def scene_messages(story: Story, scene: Sequence[Told], before: Sequence[str]) -> Messages:
    """The request for one scene.

    Args:
        story: The planned story.
        scene: Its events that are on the page, with the plain lines that tell them now.
        before: The last lines of the film so far, as they stand on the page.
    """
    names = {person.id: person.name for person in story.people}
    parts = [f"Premise: {story.premise}", f"Tone: {story.tone}.", "People:"]
    parts += [_person(person) for person in story.people]
    if story.things and story.facts.get("thing_given"):
        parts.append(f"The thing: the {story.things[0].name}.")
    parts.append(f"Place: {scene[0].place.name}, {scene[0].time}.")
    if before:
        parts += ["The page so far ends:", *before]
    parts.append("Events of this scene:")
    for told in scene:
        on_stage = ", ".join(names[p] for p in told.present if p in names)
        feeling = "; ".join(f"{names[p]} feels {f.name}" for p, f in told.event.feelings.items() if f.name and p in names)
        parts.append(f"{told.event.id}: {told.event.text} On the stage: {on_stage}. {feeling}")
        parts.append("   plain version: " + " / ".join(f"{names.get(who, '')}: {text}".lstrip(": ") for who, text in told.lines))
    parts.append("Write the lines of these events, better than the plain version and about this premise.")
    return [{"role": "system", "content": _RULES}, {"role": "user", "content": "\n".join(parts)}]


def again_messages(first: Messages, faults: Mapping[str, str]) -> Messages:
    """The second request, with what was wrong, by event."""
    told = "\n".join(f"{event}: {fault}." for event, fault in faults.items())
    return [
        *first,
        {"role": "user", "content": f"These events cannot stand as you wrote them:\n{told}\nWrite the lines of these events only."},
    ]


def schema(scene: Sequence[Told], names: Sequence[str]) -> str:
    """The JSON schema of an answer, for models that can be held to one."""
    line = {
        "type": "object",
        "properties": {
            "event": {"enum": [told.event.id for told in scene]},
            "speaker": {"enum": [*names, ""]},
            "text": {"type": "string", "maxLength": 160},
        },
        "required": ["event", "speaker", "text"],
    }
    lines = {"type": "array", "items": line, "minItems": len(scene), "maxItems": MOST_LINES * len(scene)}
    return json.dumps({"type": "object", "properties": {"lines": lines}, "required": ["lines"]})


def _person(person: Person) -> str:
    return f"- {person.name}, {person.role or person.kind}, {person.age}: wants {person.wants}; fears {person.fears}."
