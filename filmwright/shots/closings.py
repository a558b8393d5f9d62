"""How a film closes: the idioms of a last picture, and what the end of the story makes each of them worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmwright.records.breakdown import Action, Breakdown, Business, Image, LineOfDialogue, Scene
from filmwright.records.shots import Angle, Framing, Move, ShotSize

CIRCLE = "As it began, but for one thing."
LATELY = 4  # pieces of business from the end, in which what is handled is what the end leaves
LEAVES = ("put_down", "light", "repair", "open", "close", "touch", "push", "take_off")  # acts after which a thing lies where it is
WITH_ANOTHER = ("hug", "shake_hands", "dance", "give", "carry")
FELT = 0.7  # intensity from which the last feeling is worth a face


@dataclass(frozen=True)
class End:
    """What the last act leaves."""

    ending: str  # of the story: together, apart, open, bitter; "" if nobody has said
    stage: tuple[str, ...]  # who is there
    thing: str = ""  # that was handled lately, where it now lies
    felt: str = ""  # who felt last, and strongly
    told: str = ""  # to whom the last word was said, if nothing follows it
    joined: bool = False  # the last act is one that two do with each other, or each in turn
    gone: bool = False  # somebody has left since the scene opened
    opened: str = ""  # the name of the film's opening
    circle: bool = False  # the place of the first picture again, and others in it


@dataclass(frozen=True)
class Closing:
    """A last picture. `worth` is by ending; `asks` names the facts of an `End` that it needs, `likes` those that it gains by."""

    name: str
    size: ShotSize
    framing: Framing
    reason: str
    worth: dict[str, float]
    people: tuple[int, int]  # how few and how many there are
    asks: str = ""
    likes: str = ""
    answers: tuple[str, ...] = ()  # the openings of a film that it answers
    move: Move = "locked"
    angle: Angle = "eye"


GAIN = 0.6  # by what a closing likes
ANSWER = 0.5  # by the first picture of the film, if a closing answers it

CLOSINGS: tuple[Closing, ...] = (
    Closing(
        "pair", "medium_wide", "two", "The two of them: we leave them to it.",
        {"together": 0.8, "open": 0.4, "": 0.6, "apart": -0.6, "bitter": -0.8}, (2, 2), likes="joined", move="pull_back",
    ),
    Closing(
        "nearer", "medium", "two", "Nearer to the two of them.",
        {"together": 0.9, "open": 0.5, "": 0.5, "apart": -0.6, "bitter": -0.6}, (2, 2), move="push_in",
    ),
    Closing(
        "answer", "medium_close", "single", "The one to whom it was said.",
        {"together": 0.5, "open": 0.6, "": 0.5, "apart": 0.4, "bitter": 0.5}, (2, 9), asks="told", likes="told",
    ),
    Closing(
        "company", "full", "group", "All of them: we leave them to it.",
        {"together": 1.0, "open": 0.5, "": 0.7, "apart": 0.0, "bitter": -0.4}, (3, 9), likes="joined", move="pull_back",
    ),
    Closing(
        "thing", "insert", "over_thing", "What it leaves, and for whom.",
        {"together": 0.5, "open": 0.7, "": 0.6, "apart": 0.8, "bitter": 0.7}, (0, 9), asks="thing", likes="thing",
        answers=("thing", "hands"),
    ),
    Closing(
        "alone", "extreme_wide", "single", "One remains, small in the place.",
        {"together": 0.2, "open": 0.8, "": 0.9, "apart": 1.0, "bitter": 0.9}, (1, 1), likes="gone", angle="high", answers=("alone",),
    ),
    Closing(
        "face", "close", "single", "A face that has changed.",
        {"together": 0.2, "open": 0.7, "": 0.4, "apart": 0.5, "bitter": 1.0}, (1, 9), likes="felt", move="push_in", answers=("hands",),
    ),
    Closing(
        "empty", "extreme_wide", "establishing", "The place, with nobody in it.",
        {"together": 0.5, "open": 0.7, "": 0.7, "apart": 0.9, "bitter": 1.0}, (0, 0),
    ),
    Closing(
        "circle", "wide", "establishing", CIRCLE,
        {"together": 0.2, "open": 0.4, "": 0.2, "apart": 0.4, "bitter": 0.4}, (1, 9), asks="circle", likes="circle",
    ),
)  # fmt: skip


def worth(end: End) -> dict[str, float]:
    """What each closing that fits is worth at such an end, by name."""
    fitting = [c for c in CLOSINGS if c.people[0] <= len(end.stage) <= c.people[1] and (not c.asks or getattr(end, c.asks))]
    gains = {c.name: GAIN * bool(c.likes and getattr(end, c.likes)) + ANSWER * (end.opened in c.answers) for c in fitting}
    return {c.name: c.worth[end.ending] + gains[c.name] for c in fitting}


def closing(end: End) -> Closing:
    """The closing that is worth most at such an end."""
    worths = worth(end)
    return max((c for c in CLOSINGS if c.name in worths), key=lambda c: worths[c.name])


def end_of(breakdown: Breakdown, stage: tuple[str, ...], weight: dict[str, int], ending: str, opened: str = "") -> End:
    """What the last scene leaves, as the breakdown tells it; `opened` is the name of the film's opening."""
    first, last = breakdown.scenes[0], breakdown.scenes[-1]
    acts = [b for b in last.business if not isinstance(b, Image)]
    latest = acts[-1] if acts else None
    final = last.business[-1] if last.business else None
    to = final.to or next((r for r in stage if r != final.role), "") if isinstance(final, LineOfDialogue) else ""
    came = any(isinstance(b, Action) and b.act == "enter" for b in acts[-LATELY:]) and len(stage) > 1
    return End(
        ending="open" if came and ending == "apart" else ending,  # who was apart stands there again
        stage=stage,
        thing=_thing(last, {p.id for p in breakdown.props}, weight) or _returns(breakdown, weight, opened),
        opened=opened,
        felt=latest.role if latest and latest.emotion != "neutral" and latest.intensity >= FELT and latest.role in stage else "",
        told=to if to in stage else "",
        joined=came or _joined(acts[-3:]),
        gone=any(isinstance(b, Action) and b.act == "exit" for b in acts[-LATELY:]),
        circle=len(breakdown.scenes) > 2
        and (first.set, first.time_of_day) == (last.set, last.time_of_day)
        and set(first.present) != set(stage),
    )  # fmt: skip


def _thing(scene: Scene, props: set[str], weight: dict[str, int]) -> str:
    """The thing handled last, if it was left where it lies; of what is put into another thing, that other one."""
    for item in reversed(scene.business[-LATELY:]):
        names = (item.subject,) if isinstance(item, Image) else (item.target, item.prop) if isinstance(item, Action) else ()
        found = next((name for name in names if name in props and weight.get(name, 0) >= 2), "")
        if found:
            return found if isinstance(item, Image) or (isinstance(item, Action) and item.act in LEAVES) else ""
    return ""


def _returns(breakdown: Breakdown, weight: dict[str, int], opened: str) -> str:
    """The thing that a film opened on, if it spoke of it most and its last scene speaks of it again."""
    if opened not in ("thing", "hands"):
        return ""
    props = {p.id for p in breakdown.props}
    most = max((weight.get(name, 0) for name in props), default=0)
    early = [name for item in breakdown.scenes[0].business[:LATELY] for name in _named(item)]
    late = {name for item in breakdown.scenes[-1].business for name in _named(item)}
    return next((n for n in early if n in props and n in late and weight.get(n, 0) == most >= 2), "")


def _named(item: Business) -> tuple[str, ...]:
    return (item.subject,) if isinstance(item, Image) else (item.prop, item.target) if isinstance(item, Action) else ()


def _joined(acts: Sequence[Business]) -> bool:
    """Whether the last acts are of two: one with the other, or both do the same, or look the same way."""
    done: dict[str, set[str]] = {}
    for item in acts:
        if isinstance(item, Action):
            if item.act in WITH_ANOTHER and item.target:
                return True
            done.setdefault(item.role, set()).add("look_at" if item.act == "point_at" else item.act)
    return len(done) > 1 and bool(set.intersection(*done.values()))
