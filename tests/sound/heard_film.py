"""A small film as records: two scenes, two roles, four lines; what the tests of the sound room listen to."""

from __future__ import annotations

from filmwright.records.breakdown import Action, Breakdown, Image, LineOfDialogue, Prop, Role, Scene, SetRecord
from filmwright.records.clock import SAMPLES_PER_FRAME
from filmwright.records.cut import Chapter, Cut, CutLine, CutShot, TitleCard
from filmwright.records.puppet import Body, Puppet
from filmwright.records.shots import BusinessTime, SceneTiming, Shot, ShotList
from filmwright.records.speech import Dialogue, SpokenLine
from filmwright.records.staging import LightPlan, SoundEvent, StagedScene
from filmwright.records.story import Feeling

BODY = Body(
    height=1.15, head_radius=0.2, neck_height=0.75, shoulder_height=0.7, shoulder_width=0.3, hip_height=0.4, hip_width=0.2, upper_arm=0.2,
    forearm=0.2, hand=0.05, upper_leg=0.2, lower_leg=0.2, foot=0.15, girth=0.2,
)  # fmt: skip


def role(name: str, sex: str = "female", age: str = "adult", *, kind: str = "human", temper: str = "", principal: bool = True) -> Role:
    """A role with a plain puppet."""
    puppet = Puppet(name=name, age=age, kind=kind, body=BODY)  # type: ignore[arg-type]
    return Role(id=name.lower(), name=name, description="", sex=sex, temper=temper, principal=principal, puppet=puppet)  # type: ignore[arg-type]


def breakdown() -> Breakdown:
    """Mara and old Tobias: a lamp room at night, then the shore at dawn."""
    first = Scene(
        id="s1", number="1", heading="INT. LIGHTHOUSE - LAMP ROOM - NIGHT", set="s_lamp", time_of_day="night", weather="wind",
        present=("tobias", "mara"),
        feeling=Feeling(valence=-0.3, arousal=-0.2, tension=0.4),
        business=(
            Image(id="s1.i1", text="Three notes sound in the dark.", sound="three notes"),
            LineOfDialogue(id="s1.l1", role="mara", text="Did you *hear* that?", delivery="whisper", emotion="fear"),
            Action(id="s1.a1", text="Tobias puts the lamp down.", role="tobias", act="put_down"),
            LineOfDialogue(id="s1.l2", role="tobias", text="It plays by itself. Every night since she left.", emotion="sorrow",
            intensity=0.8),
        ),
    )  # fmt: skip
    second = Scene(
        id="s2", number="2", heading="EXT. SHORE - DAWN", set="s_shore", time_of_day="dawn", present=("tobias", "mara"),
        feeling=Feeling(valence=0.6, arousal=-0.1, tension=-0.3),
        business=(
            LineOfDialogue(id="s2.l1", role="mara", text="Then let it play.", emotion="tenderness"),
            LineOfDialogue(id="s2.l2", role="tobias", text="Yes. Let it play!", emotion="joy", delivery="loud"),
        ),
    )  # fmt: skip
    return Breakdown(
        title="The Night Violin", cast=(role("TOBIAS", "male", "old", temper="lonely"), role("MARA", "female", "young", temper="warm")),
        sets=(
            SetRecord(id="s_lamp", name="LIGHTHOUSE - LAMP ROOM", kit="lighthouse_lamp_room", interior=True),
            SetRecord(id="s_shore", name="SHORE", kit="shore", interior=False),
        ),
        props=(Prop(id="violin", name="violin", model="violin"),), scenes=(first, second),
    )  # fmt: skip


def lines(lengths: dict[str, int] | None = None) -> dict[str, int]:
    """Samples of each line."""
    return lengths or {"s1.l1": 60_000, "s1.l2": 168_000, "s2.l1": 72_000, "s2.l2": 80_000}


def shot_list() -> ShotList:
    """Scene 1 of 288 frames in two shots, scene 2 of 240 frames in one."""
    return ShotList(
        timings=(
            SceneTiming(scene="s1", frames=288, business=(
                BusinessTime(business="s1.i1", start=24, end=72), BusinessTime(business="s1.l1", start=72, end=110, speech_start=76),
                BusinessTime(business="s1.a1", start=110, end=140), BusinessTime(business="s1.l2", start=140, end=260, speech_start=150),
            )),
            SceneTiming(scene="s2", frames=240, business=(
                BusinessTime(business="s2.l1", start=40, end=90, speech_start=48), BusinessTime(business="s2.l2", start=90, end=160,
                speech_start=100),
            )),
        ),
        shots=(
            Shot(id="s1.1", scene="s1", start=0, end=120, size="wide", framing="establishing"),
            Shot(id="s1.2", scene="s1", start=120, end=288, size="medium_close", framing="single", subjects=("tobias",)),
            Shot(id="s2.1", scene="s2", start=0, end=240, size="wide", framing="two"),
        ),
    )  # fmt: skip


def cut(media: dict[str, str] | None = None, lengths: dict[str, int] | None = None) -> Cut:
    """Two seconds of title over black, both scenes, three seconds of credits: 648 frames, 27 seconds."""
    sizes, names = lines(lengths), media or {}

    def said(line: str, who: str, frame: int) -> CutLine:
        return CutLine(line=line, role=who, film_start_sample=frame * SAMPLES_PER_FRAME, samples=sizes[line], media=names.get(line, ""))

    return Cut(
        title="The Night Violin", frames=648,
        shots=(
            CutShot(shot="s1.1", scene="s1", film_start=48, frames=120), CutShot(shot="s1.2", scene="s1", film_start=168, frames=168),
            CutShot(shot="s2.1", scene="s2", film_start=336, frames=240),
        ),
        lines=(said("s1.l1", "mara", 124), said("s1.l2", "tobias", 198), said("s2.l1", "mara", 384), said("s2.l2", "tobias", 436)),
        titles=(TitleCard(kind="title", film_start=0, frames=48, over_picture=False), TitleCard(kind="credits", film_start=576,
        frames=72, over_picture=False)),
        chapters=(Chapter(title="Lamp room", film_start=48, frames=288), Chapter(title="Shore", film_start=336, frames=240)),
    )  # fmt: skip


def staged() -> tuple[StagedScene, ...]:
    """Steps on wood, a lamp put down and a knock in scene 1; steps on sand in scene 2."""
    sets = breakdown().sets
    steps = tuple(
        SoundEvent(frame=4 + 12 * i, kind="step", material="wood", place=(-1.0 + 0.25 * i, 0.0, 0.0), source="tobias") for i in range(6)
    )
    return (
        StagedScene(
            scene="s1", set=sets[0], light=LightPlan(time_of_day="night", weather="wind"), drawings=144, puppets=(), props=(),
            sounds=(*steps, SoundEvent(frame=130, kind="put_down", material="metal", place=(0.5, 0.2, 0.5)), SoundEvent(frame=100,
            kind="knock", material="wood", place=(1.0, 0, 0))),
        ),
        StagedScene(
            scene="s2", set=sets[1], light=LightPlan(time_of_day="dawn"), drawings=120, puppets=(), props=(),
            sounds=(SoundEvent(frame=10, kind="step", material="sand", place=(0, 0, 0)), SoundEvent(frame=22, kind="step",
            material="sand", place=(0.2, 0, 0))),
        ),
    )  # fmt: skip


def dialogue(media: dict[str, str] | None = None, lengths: dict[str, int] | None = None) -> Dialogue:
    """The recorded lines."""
    who = {"s1.l1": "mara", "s1.l2": "tobias", "s2.l1": "mara", "s2.l2": "tobias"}
    return Dialogue(
        voices={},
        lines=tuple(SpokenLine(line=k, role=who[k], media=(media or {}).get(k, ""), samples=n) for k, n in lines(lengths).items()),
    )
