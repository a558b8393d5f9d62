"""Prints how well stories are built and told: proven, caused, on their arc, in suspense, unlike each other, and what they cost.

python -m benchmarks.plots [FILE] [--seeds N] [--arcs]     # a premise a line; the practice premises if none is given; two seeds each
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from filmwright.production.house import Storyteller
from filmwright.records.script import Screenplay
from filmwright.records.story import Story
from filmwright.screenplay.writer import write_screenplay
from filmwright.screenplay.writer.length import sentences
from filmwright.story import write_story
from filmwright.story.arcs import ARCS, likeness
from filmwright.story.drama.outlook import rises_then_falls
from filmwright.story.telling import Wishes

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
SHORT = 3  # words; a shorter line ("No.") is nobody's own and is not counted as shared


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


def spoken(screenplay: Screenplay) -> set[str]:
    """The lines of dialogue, without the shortest."""
    return {e.text for e in screenplay.elements if e.kind == "dialogue" and len(e.text.split()) > SHORT}


def told(screenplay: Screenplay) -> set[str]:
    """All that stands on the page, spoken lines and sentences of action, without the shortest."""
    pictures = {s for e in screenplay.elements if e.kind == "action" for s in sentences(e.text) if len(s.split()) > SHORT}
    return spoken(screenplay) | pictures


def shared(films: Iterable[set[str]]) -> list[float]:
    """For each film, the greatest share of its lines that any one other film has too."""
    films = list(films)
    return [
        max((len(mine & theirs) / max(1, len(mine)) for j, theirs in enumerate(films) if j != i), default=0.0)
        for i, mine in enumerate(films)
    ]


def main() -> None:
    """Print all measures over the stories of the premises."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("file", nargs="?", type=Path)
    options.add_argument("--seeds", type=int, default=2)
    options.add_argument("--arcs", action="store_true", help="also wish for each of the six arcs")
    asked = options.parse_args()
    premises = [p.strip() for p in asked.file.read_text(encoding="utf-8").splitlines() if p.strip()] if asked.file else list(PREMISES)
    stories: list[Story] = []
    lines: list[set[str]] = []
    pages: list[set[str]] = []
    seconds: list[float] = []
    for premise in premises:
        for seed in range(asked.seeds):
            started = time.process_time()
            stories.append(Storyteller().story(premise, minutes=1.5, seed=seed, options={}))
            screenplay = write_screenplay(stories[-1], seed=seed)
            lines.append(spoken(screenplay))
            pages.append(told(screenplay))
            seconds.append(time.process_time() - started)
    events = sum(len(s.events) for s in stories)
    arcs = [likeness(s.curves.fortune[s.people[0].id], s.arc) for s in stories]
    alike, whole = shared(lines), shared(pages)
    caused = sum(bool(e.causes) for s in stories for e in s.events[1:]) / (events - len(stories))
    rising = sum(rises_then_falls(s.curves.suspense) for s in stories)
    used = Counter(s.situation for s in stories)
    followed = sum(a >= 0.8 for a in arcs)
    print(f"{len(stories)} stories, {events} events; every plot passed the verifier, or it would not be here")
    print(f"events with a cause, of all but the first:    {caused:.0%}")
    print(f"events on a chain that reaches the end:       {sum(map(leading, stories)) / events:.0%}")
    print(f"nearest arc followed with 0.8 or better:      {followed} of {len(stories)}, median {statistics.median(arcs):.2f}")
    print(f"suspense rises before it falls:               {rising} of {len(stories)}")
    print(f"situations:                                   {len(used)}; {used.most_common(5)}")
    print(f"lines that one other film has too:            {max(alike):.0%} at most, {sum(a > 0.1 for a in alike)} films above 10 %")
    print(f"lines and sentences of action:                {max(whole):.0%} at most, {sum(a > 0.1 for a in whole)} films above 10 %")
    print(f"processor seconds of a story:                 {statistics.median(seconds):.2f} s median, {max(seconds):.2f} longest")
    print(f"memory:                                       {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB at most")
    if asked.arcs:
        for arc in ARCS:
            wished = [write_story(premise, wishes=Wishes(arc=arc)) for premise in premises]
            reached = [likeness(s.curves.fortune[s.people[0].id], arc) for s in wished]
            count = sum(r >= 0.8 for r in reached)
            print(f"--arc '{arc}': {count} of {len(wished)} with 0.8 or better, median {statistics.median(reached):.2f}")


if __name__ == "__main__":
    main()
