"""How a scene in a new place opens: the idioms of its first picture, and what its beginning makes each of them worth."""

from __future__ import annotations

from dataclasses import dataclass

from filmwright.records.breakdown import Action, Image, Scene
from filmwright.records.shots import Angle, Framing, ShotSize

EARLY = 3  # pieces of business in which what is named is what the scene begins with
AGAIN = 0.5  # what every earlier use in the film takes from an opening's worth


@dataclass(frozen=True)
class Start:
    """What a scene begins with."""

    stage: tuple[str, ...]
    thing: str = ""  # spoken of early, and more than once in the film
    hands: str = ""  # a thing that the first act, if it comes early, is done with by whoever is there
    doer: str = ""  # of that


@dataclass(frozen=True)
class Opening:
    """A first picture. `shows` says of which fact of a `Start` it is, "" if of the place."""

    name: str
    size: ShotSize
    framing: Framing
    reason: str
    worth: float
    people: tuple[int, int]
    asks: str = ""
    angle: Angle = "eye"
    place: bool = True  # the place is seen


OPENINGS: tuple[Opening, ...] = (
    Opening("hands", "insert", "insert", "What somebody is at.", 1.0, (1, 9), asks="hands", place=False),
    Opening("thing", "insert", "over_thing", "What it is about, and who is there.", 0.9, (0, 9), asks="thing", place=False),
    Opening("alone", "wide", "single", "Somebody, where they are.", 0.8, (1, 1)),
    Opening("wide", "wide", "establishing", "Where we are.", 0.7, (0, 9)),
    Opening("corner", "extreme_wide", "establishing", "Where we are, from its corner.", 0.6, (0, 9)),
)  # fmt: skip


def opening(start: Start, used: tuple[str, ...]) -> Opening:
    """The opening that is worth most; what the film has used is worth less."""
    fitting = [o for o in OPENINGS if o.people[0] <= len(start.stage) <= o.people[1] and (not o.asks or getattr(start, o.asks))]
    return max(fitting, key=lambda o: o.worth - AGAIN * used.count(o.name))


def start_of(scene: Scene, stage: tuple[str, ...], props: set[str], weight: dict[str, int]) -> Start:
    """What a scene begins with, as its business tells it."""
    thing = ""
    for item in scene.business[:EARLY]:
        names = (item.subject,) if isinstance(item, Image) else (item.prop, item.target) if isinstance(item, Action) else ()
        thing = thing or next((n for n in names if n in props and weight.get(n, 0) >= 2), "")
    act = next((b for b in scene.business[:EARLY] if isinstance(b, Action)), None)
    at_work = act is not None and act.role in stage and act.prop in props and weight.get(act.prop, 0) >= 2
    return Start(stage=stage, thing=thing, hands=act.prop if act and at_work else "", doer=act.role if act and at_work else "")
