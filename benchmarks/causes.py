"""Prints how much of a story hangs together: events with a cause, and events that lead to the end.

python -m benchmarks.causes ["PREMISE" ...]      # the practice premises of the tests if none is given; two seeds each
"""

from __future__ import annotations

import sys

from filmwright.records.story import Story
from filmwright.story import write_story

PREMISES = (
    "An old lighthouse keeper finds a violin that plays by itself at night.",
    "Two sisters on a night train fight over their late mother's letter.",
    "A robot gardener refuses to let the last tree be cut down.",
    "A thief returns to the bakery she robbed as a child.",
    "A boy teaches his grandfather, who has lost his words, to speak with a music box.",
    "The cook of a besieged castle must serve dinner to the enemy general.",
    "A fox makes a bargain with a scarecrow before the first snow.",
    "A letter arrives fifty years late, and the postman who lost it is the one to deliver it.",
    "An astronaut's widow receives his last message on the day she remarries.",
    "Two rival magicians share a dressing room and one rabbit.",
)
END = 3  # events that count as the end: release, farewell, last image


def leading(story: Story) -> int:
    """How many events lie on a chain of causes that reaches the end, the end's own included."""
    causes = {event.id: event.causes for event in story.events}
    waiting = [event.id for event in story.events[-END:]]
    found: set[str] = set()
    while waiting:
        event = waiting.pop()
        if event not in found:
            found.add(event)
            waiting.extend(causes[event])
    return len(found)


def main(premises: list[str]) -> None:
    """Print both shares over all stories."""
    stories = [write_story(premise, seed=seed) for premise in premises or PREMISES for seed in (0, 1)]
    events = sum(len(story.events) for story in stories)
    caused = sum(bool(event.causes) for story in stories for event in story.events[1:])
    print(f"{len(stories)} stories, {events} events")
    print(f"with a cause, of all but the first: {caused / (events - len(stories)):.0%}")
    print(f"on a chain that reaches the end:    {sum(map(leading, stories)) / events:.0%}")


if __name__ == "__main__":
    main(sys.argv[1:])
