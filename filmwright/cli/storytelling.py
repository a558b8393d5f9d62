"""`filmwright story`: the stage itself, and beside it the planner and the reasons of a story."""

from __future__ import annotations

import resource
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from filmwright.errors import InputError
from filmwright.records.story import Event, Story

if TYPE_CHECKING:
    from filmwright.story.planning.search import Intention
    from filmwright.story.planning.verifying import Witness

_LONGEST_FILE = 2_000_000  # bytes of a problem; the largest given one has 9,000


class StoryCommands(click.Group):
    """`story DIR` makes the story; `story solve` and `story explain` are commands of their own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Where no command is named, the folder of a production is meant."""
        asks_for_help = bool(args) and args[0] in ctx.help_option_names
        named = any(arg in self.commands for arg in args[:1])
        return super().parse_args(ctx, args if named or asks_for_help else ["make", *args])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """`make` has no name of its own on the page: it is `story DIR`."""
        return [name for name in super().list_commands(ctx) if name != "make"]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """DIR may stand where a command does."""
        return ["DIR | COMMAND ..."]


def solved(path: Path, *, utility: float, limits: tuple[int, int, int], nodes: int, seconds: float) -> dict[str, Any]:
    """Search a problem file and have what was found verified.

    Returns:
        What is printed: plan, intentions, nodes, worlds, seconds, peak memory in MiB, and the verifier's verdict.

    Raises:
        InputError: the file cannot be read or breaks the format.
    """
    from filmwright.story.planning.problem import parse
    from filmwright.story.planning.search import Limits, solve
    from filmwright.story.planning.verifying import verify

    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise InputError(f"{path} is larger than {_LONGEST_FILE:,} bytes; is it a problem file?")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); give the path of a problem file") from error
    except UnicodeDecodeError:
        raise InputError(f"{path} is not text in UTF-8; give the path of a problem file") from None
    problem = parse(text, source=str(path))
    author, character, belief = limits
    found = solve(problem, utility, Limits(author, character, belief, nodes=nodes, seconds=seconds))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    verdict = None
    if found.plan is not None:
        witnesses = {i: {who: _witness(theirs) for who, theirs in step.intentions.items()} for i, step in enumerate(found.plan)}
        verdict = verify(
            problem, [step.act for step in found.plan], utility=utility, character_limit=character, belief_limit=belief,
            witnesses=witnesses,
        )  # fmt: skip
    return {
        "problem": str(path),
        "ended": found.ended,
        "plan": None if found.plan is None else [step.act for step in found.plan],
        "intentions": None if found.plan is None else [{who: list(i.plan) for who, i in step.intentions.items()} for step in found.plan],
        "verified": verdict is not None and verdict.ok,
        "objections": [] if verdict is None else list(verdict.reasons),
        "nodes": found.nodes,
        "worlds": found.worlds,
        "seconds": round(found.seconds, 3),
        "memory_mib": memory,
    }


def _witness(intention: Intention) -> Witness:
    """What the search says that somebody has in mind, as the verifier reads it."""
    from filmwright.story.planning.verifying import Witness

    others = {i: {who: _witness(theirs) for who, theirs in each.items()} for i, each in intention.others.items()}
    return Witness(intention.plan, others)


_ENDED = {
    "exhausted": "there is no plan within the limits",
    "nodes": "no plan was found before the nodes were spent; allow more with --max-nodes",
    "seconds": "no plan was found in time; allow more with --max-seconds",
}


def as_text(found: dict[str, Any]) -> str:
    """The result of `solved` for people."""
    lines: list[str] = []
    if found["plan"] is None:
        lines.append(_ENDED[found["ended"]])
    else:
        for number, (act, intentions) in enumerate(zip(found["plan"], found["intentions"], strict=True), 1):
            lines.append(f"{number}. {act}")
            for who, plan in intentions.items():
                lines.append(f"     {who}: " + ", then ".join(plan))
            if not intentions:
                lines.append("     nobody's will: it happens")
        if not found["plan"]:
            lines.append("the goal holds from the first")
        lines.append("the verifier agrees" if found["verified"] else "the verifier objects: " + "; ".join(found["objections"]))
    lines.append(f"{found['nodes']} nodes, {found['worlds']} worlds, {found['seconds']:.1f} s, {found['memory_mib']} MiB")
    return "\n".join(lines)


def read_story(directory: Path) -> Story:
    """The story of a production.

    Raises:
        InputError: there is none, or it cannot be read.
    """
    path = directory / "story.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Story)
    except FileNotFoundError:
        raise InputError(f"{path} is not there; `filmwright story {directory}` writes it") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror})") from error
    except msgspec.DecodeError as error:
        raise InputError(f"{path} is damaged: {error}; mend it, or delete it to have it written again") from error


def draw_story(directory: Path) -> Path:
    """Write story.svg beside story.json, whole or not at all.

    Raises:
        InputError: there is no story, or the folder cannot be written.
    """
    from filmwright.story.drawing import drawing

    text = drawing(read_story(directory))
    path = directory / "story.svg"
    try:
        with tempfile.NamedTemporaryFile("w", dir=directory, suffix=".svg", delete=False, encoding="utf-8") as file:
            file.write(text)
        Path(file.name).replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror})") from error
    return path


def explanation(story: Story, event_id: str | None) -> str:
    """Why things happen: for one event or for all, its motive, what made it possible, what it caused, how it felt.

    Of an inferred story also how sure each finding is and, for all events, what the people are to each other and want.

    Raises:
        InputError: the story has no such event.
    """
    by_id = {event.id: event for event in story.events}
    if event_id is None:
        wrong = [belief.what for belief in story.mistaken if not belief.since]
        before = "Before the film\n" + "\n".join(f"    {sentence}" for sentence in (*story.before, *wrong))
        return "\n\n".join(
            [*([before] if story.before or wrong else []), *(_why(story, event, by_id) for event in story.events), *_minds(story)]
        )
    if event_id not in by_id:
        known = ", ".join(by_id) or "none"
        raise InputError(f"the story has no event '{event_id}'; its events are: {known}")
    return _why(story, by_id[event_id], by_id)


def _why(story: Story, event: Event, by_id: dict[str, Event]) -> str:
    names = {p.id: p.name.title() for p in story.people}
    lines = [f"{event.id}  {event.text}"]
    if story.inferred:
        said = f", from the words '{event.evidence}'" if event.evidence else ""
        lines.append(f"    {event.act}: {event.confidence:.0%} sure, line {event.line}{said}")
    if event.motive:
        lines.append(f"    why: {event.motive}")
    for person in story.people:
        if person.id in event.actors and person.wants:
            lines.append(f"    {names[person.id]} wants {person.wants}" + (f" and fears {person.fears}" if person.fears else ""))
    for who, plan in event.intentions.items():
        hope = "".join(
            f" Then {sentence[:1].lower() + sentence[1:] if sentence[:4].lower() == 'the ' else sentence}" for sentence in plan[1:]
        )
        lines.append(f"    {names.get(who, who)} has in mind: {plan[0] if plan else event.text}{hope}")
    lines += [f"    until now: {belief.what}" for belief in story.mistaken if belief.until == event.id]
    lines += [f"    from here on: {belief.what}" for belief in story.mistaken if belief.since == event.id]
    made_by = [by_id[c] for c in event.causes if c in by_id]
    for cause in made_by:
        sure = f"  ({event.cause_confidence[cause.id]:.0%} sure)" if cause.id in event.cause_confidence else ""
        lines.append(f"    possible because: {cause.id}  {cause.text}{sure}")
    for later in story.events:
        if event.id in later.causes:
            lines.append(f"    it leads to: {later.id}  {later.text}")
    for who, feeling in event.feelings.items():
        numbers = f"valence {feeling.valence:+.2f}, arousal {feeling.arousal:+.2f}, tension {feeling.tension:+.2f}"
        lines.append(f"    {names.get(who, who)} feels{' ' + feeling.name if feeling.name else ''}: {numbers}")
    lines += _knowing(story, event, names)
    return "\n".join(lines)


def _knowing(story: Story, event: Event, names: dict[str, str]) -> list[str]:
    """Who knows of an event, and who does not; nothing for a planned story."""
    knowing = [known for known in story.knowledge if known.event == event.id]
    if not knowing:
        return []
    lines = ["    known to: " + ", ".join(f"{names.get(k.person, k.person)} ({k.how}, {k.confidence:.0%} sure)" for k in knowing)]
    if knowing[0].secret_from:
        lines.append("    not known to: " + ", ".join(names.get(who, who) for who in knowing[0].secret_from))
    return lines


def _minds(story: Story) -> list[str]:
    """What people are to each other, and what they want, as inferred; nothing for a planned story."""
    names = {p.id: p.name.title() for p in story.people}
    parts: list[str] = []
    if story.relations:
        told = [
            f"    to {names.get(r.person, r.person)}, {names.get(r.other, r.other)} is {r.kind} ({r.confidence:.0%} sure)"
            for r in story.relations
        ]
        parts.append("\n".join(["What they are to each other", *told]))
    if story.wants:
        told = [f"    {names.get(w.person, w.person)} wants {w.what} ({w.confidence:.0%} sure)" for w in story.wants]
        parts.append("\n".join(["What they want", *told]))
    return parts
