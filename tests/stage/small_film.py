"""A small film made by hand: two people, a table, a lamp and a letter; its lines are recorded by counting letters."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from filmwright.records.breakdown import Action, Breakdown, Business, Image, LineOfDialogue, Prop, Role, Scene, SetRecord
from filmwright.records.puppet import Body, Puppet
from filmwright.records.speech import Dialogue, MouthCue, MouthShape, SpokenLine, SpokenWord
from filmwright.records.story import Feeling
from filmwright.theatre.catalogue import Box, Entrance, Feature, Mark, PropModel, Seat, SetKit, Surface

ADULT = Body(
    height=1.15, head_radius=0.235, neck_height=0.68, shoulder_height=0.62, shoulder_width=0.36, hip_height=0.31, hip_width=0.18,
    upper_arm=0.21, forearm=0.20, hand=0.06, upper_leg=0.14, lower_leg=0.13, foot=0.16, girth=0.24,
)  # fmt: skip
CHILD = Body(
    height=0.98, head_radius=0.225, neck_height=0.53, shoulder_height=0.48, shoulder_width=0.28, hip_height=0.24, hip_width=0.14,
    upper_arm=0.17, forearm=0.16, hand=0.05, upper_leg=0.11, lower_leg=0.10, foot=0.13, girth=0.19,
)  # fmt: skip

KIT = SetKit(
    name="test_kitchen", words=("kitchen",), interior=True, stage=Box(low=(-1.7, -1.0, 0.0), high=(1.7, 1.3, 2.3)),
    camera=Box(low=(-2.6, -4.0, 0.2), high=(2.6, 1.2, 2.2)), floor="wood",
    marks={"left": Mark(x=-0.55, y=-0.1, heading=50), "right": Mark(x=0.55, y=-0.1, heading=-50),
    "centre": Mark(x=0.0, y=-0.35), "back": Mark(x=1.1, y=0.9)},
    seats={"chair left": Seat(x=-1.35, y=0.5, z=0.24, heading=90), "chair right": Seat(x=-0.25, y=0.5, z=0.24, heading=-90)},
    surfaces={"table": Surface(x=-0.8, y=0.5, z=0.48, width=0.55, depth=0.5)},
    entrances={"door": Entrance(x=1.4, y=0.6, heading=-60, outside_x=2.1, outside_y=0.9)},
    features={"window": Feature(words=("window",), place=(0.5, 1.3, 1.0), size=(0.6, 0.1, 0.6), stand=Mark(x=0.5, y=0.95, heading=170))},
    obstacles=(Box(low=(-1.07, 0.25, 0.0), high=(-0.53, 0.75, 0.48)),), pieces=(),
)  # fmt: skip
MODELS = {
    "letter": PropModel(name="letter", words=("letter",), size=(0.16, 0.11, 0.01), grip=(0.0, -0.04, 0.01), material="paper"),
    "lamp": PropModel(name="lamp", words=("lamp",), size=(0.12, 0.12, 0.3), hands="one", grip=(0.0, 0.0, 0.28), material="metal"),
    "cup": PropModel(name="cup", words=("cup",), size=(0.09, 0.09, 0.09), grip=(0.05, 0.0, 0.05), material="ceramic"),
}

ANNA = Role(id="anna", name="ANNA", description="70s", sex="female", puppet=Puppet(name="ANNA", age="old", body=ADULT, hat="peaked_cap"))
BEN = Role(id="ben", name="BEN", description="a boy", sex="male", puppet=Puppet(name="BEN", age="child", body=CHILD))
PROPS = (
    Prop(id="letter", name="letter", model="letter", home="ben"),
    Prop(id="lamp", name="lamp", model="lamp", home="table"),
    Prop(id="cup", name="cup", model="cup"),
)


def line(id: str, role: str, text: str, to: str, **more: object) -> LineOfDialogue:
    return LineOfDialogue(id=id, role=role, text=text, to=to, **more)  # type: ignore[arg-type]


def act(id: str, role: str, act: str, target: str = "", prop: str = "", **more: object) -> Action:
    return Action(id=id, text=f"{role} {act} {target or prop}.", role=role, act=act, target=target, prop=prop, **more)  # type: ignore[arg-type]


def scene(*business: Business, id: str = "s1", present: tuple[str, ...] = ("anna", "ben"), **more: object) -> Scene:
    facts: dict[str, object] = {"set": "kitchen", "time_of_day": "night", "feeling": Feeling(tension=0.2)} | more
    return Scene(id=id, number=id[1:], heading="INT. KITCHEN - NIGHT", present=present, business=tuple(business), **facts)  # type: ignore[arg-type]


def film(*scenes: Scene) -> Breakdown:
    place = SetRecord(id="kitchen", name="KITCHEN", kit="test_kitchen", interior=True, dressing=("lamp", "cup"))
    return Breakdown(title="The Letter", cast=(ANNA, BEN), sets=(place,), props=PROPS, scenes=scenes)


TALK = scene(
    Image(id="s1.i1", text="A kitchen at night. A lamp."),
    act("s1.a1", "ben", "enter"),
    line("s1.l1", "anna", "You are late. Supper has been cold for hours.", "ben", emotion="anger", intensity=0.4),
    line("s1.l2", "ben", "I went to the harbour. I found something there.", "anna", emotion="fear", intensity=0.5),
    line("s1.l3", "anna", "What did you find?", "ben"),
    act("s1.a2", "ben", "give", "anna", "letter"),
    act("s1.a3", "anna", "read", "", "letter", emotion="longing", intensity=0.6),
    line(
        "s1.l4",
        "anna",
        "This is his hand. I would know it anywhere, after all these years I would still know it.",
        "ben",
        emotion="sorrow",
        intensity=0.8,
    ),
    line("s1.l5", "ben", "Is he coming home?", "anna", emotion="longing", intensity=0.6),
    act("s1.a4", "anna", "put_down", "table", "letter"),
    line("s1.l6", "anna", "He never left.", "ben", emotion="tenderness", intensity=0.9),
    act("s1.a5", "ben", "hug", "anna", emotion="tenderness", intensity=0.8),
)

_SHAPES: dict[str, MouthShape] = {
    "a": "A",
    "e": "E",
    "i": "I",
    "o": "O",
    "u": "U",
    "m": "M",
    "b": "M",
    "p": "M",
    "f": "F",
    "v": "F",
    "l": "L",
    "s": "S",
    "w": "W",
}
SAMPLES_A_LETTER = 3200


def record(item: LineOfDialogue) -> SpokenLine:
    """A line as if it had been spoken: a fifteenth of a second a letter, every second long word stressed."""
    cues: list[MouthCue] = []
    words: list[SpokenWord] = []
    clock = 0
    for word in item.text.split():
        start = clock
        for letter in word.lower():
            cues.append(MouthCue(start=clock, end=clock + SAMPLES_A_LETTER, shape=_SHAPES.get(letter, "E")))
            clock += SAMPLES_A_LETTER
        words.append(SpokenWord(text=word, start=start, end=clock, stressed=len(word) > 3))
        cues.append(MouthCue(start=clock, end=clock + SAMPLES_A_LETTER // 2, shape="rest"))
        clock += SAMPLES_A_LETTER // 2
    return SpokenLine(line=item.id, role=item.role, media="", samples=clock, words=tuple(words), mouth=tuple(cues))


def recorded(scenes: Sequence[Scene]) -> Dialogue:
    return Dialogue(voices={}, lines=tuple(record(b) for s in scenes for b in s.business if isinstance(b, LineOfDialogue)))


def with_line(item: Scene, id: str, text: str) -> Scene:
    """The same scene with other words in one line."""
    changed = tuple(msgspec.structs.replace(b, text=text) if b.id == id and isinstance(b, LineOfDialogue) else b for b in item.business)
    return msgspec.structs.replace(item, business=changed)
