"""A sound treatment, and changes to it."""

from __future__ import annotations

from typing import Any

import msgspec

from filmwright.records.treatment import Figure, Step, Treatment

PREMISE = "A deaf piano tuner feels through the floor that someone upstairs is dancing alone."


def _step(act: str, by: str, to: str, at: str, happens: str, *, later: bool = False) -> Step:
    return Step(act=act, by=by, to=to, at=at, happens=happens, later=later)  # type: ignore[arg-type]


SOUND = Treatment(
    title="The Floor",
    theme="being heard",
    tone="tender",
    ending="open",
    people=(
        Figure(
            name="Otto",
            role="piano tuner",
            look="sixty, stooped, grey stubble, a brown waistcoat, bare feet",
            age="old",
            sex="male",
            wants="to feel the whole dance",
            fears="to be pitied",
            voice="blunt, a shade too loud",
        ),
        Figure(
            name="Ines",
            role="neighbour",
            look="seventy, thin, a white plait, a black practice dress",
            age="old",
            sex="female",
            wants="to dance where nobody sees",
            fears="to be seen falling",
            voice="dry, polite",
        ),
    ),
    thing="piano",
    home="workshop",
    away="upstairs flat",
    away_indoors=True,
    hour="dusk",
    secret="Ines dances the part that she once fell in.",
    knowing=("Q",),
    props=("tuning fork", "glass of water", "chalk", "wooden floor"),
    steps=(
        _step("routine", "P", "", "home", "Otto strikes a tuning fork and sets its stem against his teeth."),
        _step("marvel", "P", "", "home", "Otto stops: the floor beats under his feet, three steps and a stop."),
        _step("search", "P", "", "home", "Otto follows the steps across the ceiling with chalk."),
        _step("ask", "P", "Q", "away", "Otto asks Ines who dances here, and shows her three chalk marks and a gap."),
        _step("lie", "Q", "P", "away", "Ines says that it is the washing machine."),
        _step("accuse", "P", "Q", "away", "Otto says that no washing machine stops at the same step every night."),
        _step("confess", "Q", "P", "away", "Ines says that this is the step where she fell."),
        _step("comfort", "P", "Q", "away", "Otto sits down on the floor and lays her hand on the boards."),
        _step("echo", "P", "", "home", "Otto sets the fork to the floor: four steps, and no stop.", later=True),
    ),
)


def changed(**fields: Any) -> Treatment:
    """The sound treatment with other fields."""
    return msgspec.structs.replace(SOUND, **fields)


def with_step(number: int, **fields: Any) -> Treatment:
    """The sound treatment with another step `number`, counted from 1."""
    steps = list(SOUND.steps)
    steps[number - 1] = msgspec.structs.replace(steps[number - 1], **fields)
    return changed(steps=tuple(steps))


def person(number: int, **fields: Any) -> Treatment:
    """The sound treatment with another person `number`, counted from 1."""
    people = list(SOUND.people)
    people[number - 1] = msgspec.structs.replace(people[number - 1], **fields)
    return changed(people=tuple(people))
