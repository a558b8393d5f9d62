"""Answers of a model, made from what it was asked."""

from __future__ import annotations

import json
import re

from filmwright.records.codec import encode
from tests.story.treatments import SOUND

GOOD = json.dumps({"choices": [{"message": {"content": "Keep the coat."}}]}).encode()
_EVENT = re.compile(r"^(e\d+): .*On the stage: ([^.]*)\.")
_STAGED = re.compile(r"^(e\d+): (.*?)(?: \(The planner put this in.*\))? On the stage: ([A-Z, ]+)\.$")
_COUNT = (
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
)


def plain_lines(messages: list[dict[str, str]], prefix: str = "") -> str:
    """The plain version of every event that the request holds, as a model would answer it."""
    lines: list[dict[str, str]] = []
    event, names = "", []
    for row in messages[1]["content"].splitlines():
        if match := _EVENT.match(row):
            event, names = match[1], match[2].split(", ")
        elif row.startswith("   plain version: "):
            for part in row.removeprefix("   plain version: ").split(" / "):
                who = next((n for n in names if part.startswith(f"{n}: ")), "")
                lines.append({"event": event, "speaker": who, "text": prefix + (part[len(who) + 2 :] if who else part)})
    return json.dumps({"lines": lines})


def page_lines(messages: list[dict[str, str]]) -> str:
    """Each event of a scene as it stands in the plan, then a line of whoever is on the stage; one image for the opening."""
    lines: list[dict[str, str]] = []
    for row in messages[1]["content"].partition("Now this scene")[2].splitlines():
        if match := _STAGED.match(row):
            key, text, stage = match.groups()
            lines.append({"event": key, "speaker": "", "text": text})
            lines.append({"event": key, "speaker": stage.split(", ")[0], "how": "quietly", "text": f"{_COUNT[int(key[1:])]}."})
        elif row.startswith("open"):
            lines.append({"event": row.partition(":")[0], "speaker": "", "text": f"Chalk dust, {_COUNT[int(row[4])].lower()}."})
    return json.dumps({"lines": lines})


def any_answer(messages: list[dict[str, str]]) -> str:
    """What a model that knows one story answers to whatever it is asked."""
    if messages[0]["content"].startswith("You plan"):
        return encode(SOUND).decode()
    return page_lines(messages) if "Now this scene" in messages[1]["content"] else plain_lines(messages)
