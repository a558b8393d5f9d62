"""The breakdown: the screenplay read as a production needs it: scenes, cast, sets, props, business."""

from __future__ import annotations

from typing import Literal, Union

from filmwright.records.codec import Document, Record
from filmwright.records.puppet import Puppet
from filmwright.records.report import Approximation
from filmwright.records.story import Feeling

TimeOfDay = Literal["dawn", "day", "dusk", "night"]
Weather = Literal["clear", "rain", "snow", "fog", "wind"]
Emotion = Literal[
    "neutral", "joy", "sorrow", "anger", "fear", "surprise", "disgust", "tenderness", "pride", "shame", "longing",
    "determination",
]
Delivery = Literal["plain", "quiet", "whisper", "loud", "shout", "breathless", "voice_over", "off_screen"]
# Where a voice comes from: "here" is the place of the scene; the others are heard through something or from afar.
Hearing = Literal["here", "door", "next_room", "telephone", "radio", "loudspeaker", "distance"]
Act = Literal[
    "enter", "exit", "walk_to", "sit", "stand_up", "turn_to", "look_at", "point_at", "pick_up", "put_down",
    "give", "take", "hold", "open", "close", "write", "read", "play", "hug", "wave", "nod", "shake_head",
    "shrug", "kneel", "work", "sleep", "wake", "cry", "laugh", "eat", "drink", "knock", "listen", "think",
    "touch", "push", "pull", "throw", "fall", "dance", "reach", "light", "repair", "offer", "wait",
    "put_on", "take_off",  # something worn
    "shake_hands", "carry",  # two with each other: palms, one thing between them
    "bow", "jump", "clap", "beckon", "shiver", "cough", "yawn", "gasp", "sing", "hum", "whistle", "blow", "smell", "rub_eyes", "blink",
    "clench", "cross_arms", "scratch", "search", "pour",
]


class VoiceRecord(Record, frozen=True, kw_only=True):
    """Which voice and how it is shaped; enough to make the same voice every time."""

    backend: str = "kokoro"
    blend: dict[str, float] = {}  # voice pack -> weight, sums to 1; empty: not cast yet
    prosody: str = ""  # voice pack that lends melody and timing; empty: as the blend
    pitch: float = 1.0  # F0 ratio
    formant: float = 1.0  # above 1 smaller body
    pace: float = 1.0


class Role(Record, frozen=True, kw_only=True):
    """A member of the cast."""

    id: str
    name: str  # cue name, capitals
    description: str
    sex: Literal["female", "male", "neutral"] = "neutral"
    temper: str = ""  # warm, stern, nervous ...
    principal: bool = True
    puppet: Puppet
    voice: VoiceRecord = VoiceRecord()


class Prop(Record, frozen=True, kw_only=True):
    """A thing that is seen or handled. `model` names an entry of the theatre's catalogue."""

    id: str
    name: str  # the script's word
    model: str
    colour: str = ""  # '#rrggbb', empty: the model's own
    home: str = ""  # role id that carries it at first, or a set's surface name, or "" for the nearest surface
    garment: str = ""  # of what can be worn: the field of a puppet and what it says there, for example "top coat wool", "accessories scarf"
    worn_by: str = ""  # role id whose puppet has it on at first


class SetRecord(Record, frozen=True, kw_only=True):
    """A place of this film: a kit of the theatre's catalogue with its dressing."""

    id: str
    name: str  # as in the headings
    kit: str
    interior: bool
    dressing: tuple[str, ...] = ()  # prop ids that belong here
    palette: tuple[str, ...] = ()  # wall and floor colours that replace the kit's
    without: tuple[str, ...] = ()  # models and kinds of beings of this film: what dresses the kit shows none of them a second time
    seed: int = 0


class LineOfDialogue(Record, frozen=True, kw_only=True, tag_field="business", tag="line"):
    """A spoken line. `text` is what is heard and captioned, emphasis marks kept."""

    id: str  # "s2.l3": scene 2, third line; stable while the order of lines is
    role: str
    text: str
    to: str = ""  # role id spoken to
    delivery: Delivery = "plain"
    parenthetical: str = ""
    emotion: Emotion = "neutral"
    intensity: float = 0.5  # 0 to 1
    overlaps: bool = False  # begins before the line before it ends (interruption, dual dialogue)
    together: bool = False  # is said at the same time as the line before it (dual dialogue, two in one cue)
    heard: Hearing = "here"
    against: str = ""  # a word for the noise that the voice is raised against: wind, rain, crowd ...
    source_line: int = 0


class Action(Record, frozen=True, kw_only=True, tag_field="business", tag="act"):
    """A described action that a puppet performs."""

    id: str  # "s2.a1"
    text: str  # the sentence of the script
    role: str
    act: Act
    target: str = ""  # role id, prop id or a set's mark, seat or feature
    prop: str = ""  # prop id that is used or passed on
    manner: str = ""  # slowly, quickly, gently ...
    toward: str = ""  # where two carry the prop: a set's mark, surface or feature
    becomes: str = ""  # a mark of `records.puppet` that `whom` has from then on; "not wet": no longer
    whom: str = ""  # role id
    emotion: Emotion = "neutral"
    intensity: float = 0.5
    source_line: int = 0


class Image(Record, frozen=True, kw_only=True, tag_field="business", tag="image"):
    """A described picture with no performer: the place, a thing, the weather, a silence."""

    id: str  # "s2.i1"
    text: str
    subject: str = ""  # prop id or "" for the place itself
    sound: str = ""  # a word for what is heard, e.g. "wind", "bell", "three notes"
    source_line: int = 0


Business = Union[LineOfDialogue, Action, Image]


THEME_OF_TWO = "bond"  # what the theme of the two main characters is called where a role or a prop has its id


class ScoreNote(Record, frozen=True, kw_only=True, tag_field="note", tag="score"):
    """What the director asks of the score from a moment on, up to the next such note or the end of the scene."""

    id: str  # "s2.n1"
    after: str = ""  # business id; "": the scene opens
    part: float = 1.0  # how far into that business, 0 to 1
    text: str
    silent: bool = False
    feeling: Feeling | None = None  # None: as the scene feels
    pace: float = 1.0  # factor on the tempo
    loudness: float = 0.0  # -1 soft to 1 loud
    theme: str = ""  # role or prop id whose theme is heard, or THEME_OF_TWO
    source_line: int = 0


class EffectNote(Record, frozen=True, kw_only=True, tag_field="note", tag="effect"):
    """A sound that the director asks for at a moment, in words."""

    id: str
    after: str = ""
    part: float = 1.0
    text: str
    source_line: int = 0


DirectorsNote = Union[ScoreNote, EffectNote]


class Scene(Record, frozen=True, kw_only=True):
    """One scene, in order."""

    id: str  # "s1"
    number: str
    heading: str
    set: str  # SetRecord id
    time_of_day: TimeOfDay
    weather: Weather = "clear"
    present: tuple[str, ...]  # role ids on stage when the scene opens
    business: tuple[Business, ...]
    notes: tuple[DirectorsNote, ...] = ()
    feeling: Feeling = Feeling()
    synopsis: str = ""


class Breakdown(Document, frozen=True, kw_only=True):
    """Everything the production needs to know of the screenplay."""

    schema: str = "breakdown/1"
    title: str
    author: str = ""
    cast: tuple[Role, ...]
    sets: tuple[SetRecord, ...]
    props: tuple[Prop, ...]
    scenes: tuple[Scene, ...]
    approximations: tuple[Approximation, ...] = ()

    def check(self) -> None:
        """One id stands for one thing.

        Raises:
            ValueError: two roles, sets, props, scenes or pieces of business of one id.
        """
        of_one_kind = {
            "roles": [role.id for role in self.cast],
            "sets": [place.id for place in self.sets],
            "props": [prop.id for prop in self.props],
            "scenes": [scene.id for scene in self.scenes],
            "pieces of business": [item.id for scene in self.scenes for item in scene.business],
        }
        for what, ids in of_one_kind.items():
            if len(set(ids)) < len(ids):
                twice = next(name for at, name in enumerate(ids) if name in ids[:at])
                raise ValueError(f"two {what} are called '{twice}'; give one of them another id")
