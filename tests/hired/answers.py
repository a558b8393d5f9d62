"""Answers of a model, made from what it was asked."""

from __future__ import annotations

import json
import re

GOOD = json.dumps({"choices": [{"message": {"content": "Keep the coat."}}]}).encode()
_EVENT = re.compile(r"^(e\d+): .*On the stage: ([^.]*)\.")


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
