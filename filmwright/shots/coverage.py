"""Coverage: the idioms by which the business of a scene is seen, cut by cut, before the film's grammar is checked."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from dataclasses import dataclass

from filmwright.records.beats import strongest
from filmwright.records.breakdown import Action, Breakdown, Business, Image, LineOfDialogue, Scene
from filmwright.records.clock import FRAMES_PER_DRAWING, FRAMES_PER_SECOND
from filmwright.records.shots import Angle, BusinessTime, Framing, Move, SceneTiming, ShotSize
from filmwright.shots.clock import SHORTEST, turn_of
from filmwright.shots.closings import closing, end_of
from filmwright.shots.openings import OPENINGS, opening, start_of

LONG_LINE = 5 * FRAMES_PER_SECOND  # beyond it, the one who listens is seen too
LONGEST = 7 * FRAMES_PER_SECOND
LONGEST_ACTS = 6 * FRAMES_PER_SECOND  # what one does, one thing after another, in one picture
LONGEST_ON = 110  # of a picture of everybody, held while one of them goes on
LONGEST_VIEW = 132  # of a place or a thing, while it is described
REACTION_SHOT = 36  # frames: it begins under the last word of the line
_TURN = "The turn: what it does to the one who hears it."
_HEARD = "How it is heard."  # from the line between them: whoever listens looks past the camera
_MEANS = "What it is to the one who does it."
INSERTS_A_SCENE = 3
OPENINGS_BY_NAME = {o.name: o for o in OPENINGS}

_HANDLING = ("pick_up", "put_down", "give", "take", "open", "close", "write", "read", "light", "repair", "touch", "reach", "offer",
             "put_on", "take_off")  # fmt: skip
_FACES = ("think", "cry", "laugh", "listen", "look_at", "nod", "shake_head", "shrug", "wake", "sleep", "turn_to")
_GROUND = ("enter", "exit", "walk_to", "dance", "fall", "push", "pull", "throw", "kneel", "hug", "stand_up", "sit", "play", "work")
_ORDER: tuple[ShotSize, ...] = ("extreme_wide", "wide", "full", "medium_wide", "medium", "medium_close", "close", "extreme_close", "insert")


# How a speaker is seen, from calm to the utmost; every second line of theirs from the other side, until it matters too much.
_LADDER: tuple[tuple[tuple[ShotSize, Framing], tuple[ShotSize, Framing]], ...] = (
    (("medium", "over_shoulder"), ("medium", "single")),
    (("medium", "over_shoulder"), ("medium_close", "single")),
    (("medium_close", "single"), ("medium", "over_shoulder")),
    (("medium_close", "over_shoulder"), ("medium_close", "single")),
    (("close", "single"), ("medium_close", "over_shoulder")),
    (("extreme_close", "single"), ("close", "single")),
)
WORN = 2  # uses of a set-up in a scene, after which it develops
# Sizes that look alike, the one that stands for them last; what follows where a set-up is worn: nearness, and 0 for the line itself.
_NEARNESS: dict[str, tuple[ShotSize, ...]] = {
    "full": ("full",), "middle": ("medium_wide", "medium"), "near": ("medium_close", "close"), "nearest": ("extreme_close",)
}  # fmt: skip
_DEVELOP_ONE = {
    "full": (("middle", 1), ("middle", 0)),
    "middle": (("middle", 0), ("near", 1), ("full", 1), ("near", 0)),
    "near": (("nearest", 1), ("middle", 0), ("near", 0), ("full", 1)),
    "nearest": (("near", 1), ("near", 0), ("middle", 0)),
}
_DEVELOP_SEVERAL = {"full": (("middle", 1),), "middle": (("full", 1),), "near": (("middle", 1),), "nearest": (("middle", 1),)}
_CLOSER: dict[ShotSize, ShotSize] = {"medium": "medium_wide", "medium_close": "extreme_close", "close": "extreme_close"}
_CALM, _STEP = 0.2, 0.115  # tension at the foot of the ladder, and of each of its steps
REACTION_FROM = 3.2 * FRAMES_PER_SECOND  # a line so long may end on the one who hears it
PLACE_LOST = 8  # pieces of business after which the place is shown again
FACES_ONLY = 5  # pieces of business on single faces, after which a line is heard in a picture of those who talk


@dataclass(frozen=True)
class Piece:
    """A shot while it is being planned."""

    start: int
    end: int
    size: ShotSize
    framing: Framing
    subjects: tuple[str, ...] = ()
    foreground: str = ""
    angle: Angle = "eye"
    move: Move = "locked"
    reason: str = ""
    side: int = 1  # of the line between those who talk; 0: on it
    keep: bool = False  # not to be merged into a neighbour
    held: bool = False  # over a second line
    spoken: bool = False  # holds a line: its length hangs on words, and what follows must not hang on it

    @property
    def frames(self) -> int:
        return self.end - self.start


class Coverage:
    """Plans one scene: walks through its business and remembers who is on stage and what was just seen."""

    def __init__(self, breakdown: Breakdown, scene: Scene, timing: SceneTiming, *, ending: str, opened: tuple[str, ...]) -> None:
        self.breakdown = breakdown
        self.scene = scene
        self.timing = timing
        self.last = scene is breakdown.scenes[-1]
        self.ending = ending
        self.opened = opened  # names of the openings of the scenes before
        self.opening = ""
        self.roles = {role.id for role in breakdown.cast}
        self.props = {prop.id for prop in breakdown.props}
        self.weight = _weights(breakdown)
        self.stage = opening_cast(scene)
        self.pieces: list[Piece] = []
        self.inserts = 0
        self.looks = 0
        self.turn = turn_of(scene)
        self.felt = strongest(scene)
        lines = [b for b in scene.business if isinstance(b, LineOfDialogue)]
        self.progress = {line.id: index / max(1, len(lines) - 1) for index, line in enumerate(lines)}
        count: dict[str, int] = {}
        self.nth: dict[str, int] = {}  # of a line, among those of its speaker
        for line in lines:
            self.nth[line.id] = count[line.role] = count.get(line.role, -1) + 1
        self.number = 0  # of the business
        self.place_at = 0  # the business at which the place was seen last
        self.together_at = 0  # the business at which several, or the place, were seen last
        self.latest = ""  # who did or said the last thing
        self.hearing: list[str] = []  # on whose faces something was seen or heard
        self.talked: set[tuple[str, ...]] = set()  # pairs that have been seen together
        self.uses: Counter[tuple[tuple[str, ...], str, int]] = Counter()  # of set-ups: subjects, nearness, side
        self.parted = False  # the pictures that follow are those of a line that is long
        self.unseen = False  # the scene has begun nearer, and its place has not been seen

    def plan(self) -> list[Piece]:
        """The pieces of the scene, in order, without gaps."""
        business = self.scene.business
        if not business:
            self._open(0, self.timing.frames)
            return self.pieces
        times = {time.business: time for time in self.timing.business}
        opening = self.timing.business[0].start
        if opening:
            self._open(0, opening)
        before: Business | None = None
        for self.number, item in enumerate(business):
            time = times[item.id]
            self.parted = False
            if isinstance(item, LineOfDialogue):
                self._line(item, time, before)
                self.pieces[-1] = dataclasses.replace(self.pieces[-1], spoken=True)
            elif isinstance(item, Action):
                self._act(item, time)
            else:
                self._image(item, time)
            self.latest = "" if isinstance(item, Image) else item.role
            before = item
        end = self.timing.business[-1].end
        if self.last:
            self._close(end, self.timing.frames)
        elif self.pieces[-1].frames + self.timing.frames - end <= LONGEST:
            self.pieces[-1] = dataclasses.replace(self.pieces[-1], end=self.timing.frames)
        else:
            self._add(
                end,
                self.timing.frames,
                "full",
                "group" if len(self.stage) > 2 else "two",
                tuple(self.stage[:3]),
                reason="A breath.",
                keep=True,
            )
        return self.pieces

    def _open(self, start: int, end: int) -> None:
        """The first picture; of a place that was just seen it is no more than a breath of it."""
        known = end - start < SHORTEST
        begins = start_of(self.scene, tuple(self.stage), self.props, self.weight)
        chosen = OPENINGS_BY_NAME["wide"] if known else opening(begins, self.opened)
        self.opening = "" if known else chosen.name
        subjects: tuple[str, ...] = ()
        if chosen.framing == "insert":
            subjects = (begins.hands, begins.doer)
        elif chosen.framing == "over_thing":
            subjects = (begins.thing, *self._order(tuple(self.stage[:3])))
        elif chosen.framing == "single":
            subjects = tuple(self.stage)
        keep = end - start >= 2 * FRAMES_PER_SECOND
        self._add(start, end, chosen.size, chosen.framing, subjects, angle=chosen.angle, reason=chosen.reason, keep=keep)
        self.unseen = not chosen.place

    def _close(self, start: int, end: int) -> None:
        """The last picture: what the last act leaves."""
        leaves = end_of(self.breakdown, tuple(self.stage), self.weight, self.ending)
        rhymes = self.opened[:1] == ("wide",) and not any(piece.framing == "establishing" for piece in self.pieces)
        just_seen = self.pieces[-1].framing in ("insert", "over_thing") and leaves.thing in self.pieces[-1].subjects
        faces = self.number - self.together_at > FACES_ONLY - 1  # one face more after so many would be one too many
        leaves = dataclasses.replace(
            leaves, circle=leaves.circle and rhymes, thing="" if just_seen else leaves.thing, told="" if faces else leaves.told
        )  # fmt: skip
        chosen = closing(leaves)
        everyone = self._order(tuple(self.stage))
        subjects = everyone
        if chosen.framing == "over_thing":
            subjects = (leaves.thing, *everyone[:3])
        elif chosen.name == "answer":
            subjects = (leaves.told,)
        elif chosen.name == "face":
            subjects = (leaves.felt or (self.latest if self.latest in self.stage else everyone[0]),)
        elif chosen.framing == "establishing":
            subjects = ()
        latest = self.pieces[-1]
        size = chosen.size
        if latest.framing == chosen.framing and set(latest.subjects) == set(subjects) and steps_between(latest.size, size) < 2:
            size = "full" if chosen.move == "pull_back" and latest.size != "full" else _CLOSER.get(size, size)
        self._add(start, end, size, chosen.framing, subjects, angle=chosen.angle, move=chosen.move, reason=chosen.reason, keep=True)

    # lines -------------------------------------------------------------------------------------------------

    def _line(self, line: LineOfDialogue, time: BusinessTime, before: Business | None) -> None:
        speaker, start, end = line.role, time.start, time.end
        heard_only = line.delivery in ("voice_over", "off_screen") or speaker not in self.stage
        others = [role for role in self.stage if role != speaker]
        listener = line.to if line.to in others else (others[0] if others else "")
        if heard_only:
            if listener:
                self._add(start, end, "medium_close", "single", (listener,), reason="A voice, heard on the face of the one who hears it.")
            else:
                self._add(start, end, "wide", "establishing", reason="A voice over the place.")
            return
        if not listener:
            self._alone(line, start, end)
            return
        pair = tuple(sorted((speaker, listener)))
        if self.pieces and self.pieces[-1].reason == _TURN and self.pieces[-1].subjects == (speaker,) and end - start <= LONG_LINE:
            self.pieces[-1] = dataclasses.replace(self.pieces[-1], end=end)  # who was struck answers in the same picture
            return
        if line.id == self.turn:
            heard = max(start + SHORTEST, end - REACTION_SHOT)
            self._speak(line, speaker, listener, start, heard, self._tension(line))
            self._add(heard, end, "close", "single", (listener,), reason=_TURN, keep=True)
            self.talked.add(pair)
            return
        if pair not in self.talked and not (line.id in self.felt and end - start < 2 * SHORTEST):
            both = self._order(pair)
            self.talked.add(pair)
            if len(self.stage) > 2:  # all of them once, not every pair
                both = self._order(tuple(self.stage[:4]) if len(self.stage) > 4 else tuple(self.stage))
                self.talked |= {tuple(sorted(two)) for two in itertools.combinations(both, 2)}
                half = end if end - start <= LONG_LINE and line.id not in self.felt else max(start + SHORTEST, _at(start, end, 0.45))
                self._add(start, half, "medium_wide", "group", both, reason="All of them together, before we come closer.", keep=True)
                self.parted = line.id not in self.felt
                self._speak(line, speaker, listener, half, end, self._tension(line))
                return
            if end - start <= LONG_LINE and line.id not in self.felt:
                self._add(start, end, "medium", "two", both, reason="Both together, before we come closer.", keep=True)
            else:
                half = max(start + SHORTEST, _at(start, end, 0.45))
                self._add(start, half, "medium", "two", both, reason="Both together, before we come closer.", keep=True)
                self.parted = line.id not in self.felt
                self._speak(line, speaker, listener, half, end, self._tension(line))
            return
        if self.pieces and line.id not in self.felt and self._may_hold(self.pieces[-1], speaker, end):
            self.pieces[-1] = dataclasses.replace(self.pieces[-1], end=end, held=True)
            return
        if end - start > LONG_LINE:
            first, second = _at(start, end, 0.46), _at(start, end, 0.46) + _even(min(2.2 * FRAMES_PER_SECOND, 0.3 * (end - start)))
            tension = self._tension(line)
            self._speak(line, speaker, listener, start, first, tension)
            self._add(first, second, "medium_close", "single", (listener,), reason=_HEARD, keep=True)
            self.parted = True
            self._speak(line, speaker, listener, second, end, tension + 0.25)
            return
        if end - start >= REACTION_FROM and line.intensity >= 0.4 and self.nth[line.id] % 3 == 1:
            heard = end - max(SHORTEST, _even(0.4 * (end - start)))
            self._speak(line, speaker, listener, start, heard, self._tension(line))
            hearer = others[self.nth[line.id] % len(others)] if len(others) > 1 else listener
            self._add(
                heard,
                end,
                "close" if self._tension(line) > 0.6 else "medium_close",
                "single",
                (hearer,),
                reason=_HEARD,
                keep=True,
            )
            return
        self._speak(line, speaker, listener, start, end, self._tension(line))

    def _speak(self, line: LineOfDialogue, speaker: str, listener: str, start: int, end: int, tension: float) -> None:
        """The speaker, at a size that follows the tension; every second line from another side."""
        if self.number - self.together_at > FACES_ONLY and self.progress[line.id] < 1.0 and line.id not in self.felt:
            several = self._order(tuple(self.stage) if 2 < len(self.stage) <= 4 else (speaker, listener))
            framing_of: Framing = "two" if len(several) == 2 else "group"
            self._add(start, end, "medium_wide", framing_of, several, reason="Those who talk, between the faces.", keep=True)
            return
        step = max(0, min(len(_LADDER) - 1, int((tension - _CALM) / _STEP)))
        size, framing = _LADDER[step][self.nth[line.id] % 2 if self.progress[line.id] < 0.75 else 0]
        previous = self.pieces[-1] if self.pieces else None
        if previous and previous.subjects[:1] == (speaker,) and previous.framing in ("single", "over_shoulder"):
            near = [choice for i in (step, step + 1, step - 1, step + 2, step - 2) if 0 <= i < len(_LADDER) for choice in _LADDER[i]]
            size, framing = next((c for c in near if steps_between(c[0], previous.size) >= 2 or c[1] != previous.framing), near[-1])
        reason = {
            "medium": "They talk.",
            "medium_close": "It matters more.",
            "close": "It matters most.",
            "extreme_close": "Nothing else is there.",
        }[size]
        foreground = listener if framing == "over_shoulder" else ""
        self._add(start, end, size, framing, (speaker,), foreground=foreground, reason=reason)

    def _alone(self, line: LineOfDialogue, start: int, end: int) -> None:
        sizes: tuple[ShotSize, ...] = ("medium", "close", "medium_close")
        previous: ShotSize = self.pieces[-1].size if self.pieces else "wide"
        size: ShotSize = next((s for s in sizes if steps_between(s, previous) >= 1), "medium")
        if end - start > LONGEST:
            half = _at(start, end, 0.5)
            self._add(start, half, "medium", "single", (line.role,), reason="Alone, and speaking.")
            self._add(half, end, "close", "single", (line.role,), reason="Closer, as it gets harder to say.")
        else:
            self._add(start, end, size, "single", (line.role,), reason="Alone, and speaking.")

    def _may_hold(self, piece: Piece, speaker: str, end: int) -> bool:
        """The two-shot of a first line is held over its answer, and no further."""
        return speaker in piece.subjects and not piece.held and piece.spoken and piece.framing == "two" and end - piece.start <= LONGEST

    def _tension(self, line: LineOfDialogue) -> float:
        return 0.3 * (self.scene.feeling.tension + 1) / 2 + 0.4 * line.intensity + 0.3 * self.progress[line.id]

    # acts --------------------------------------------------------------------------------------------------

    def _act(self, action: Action, time: BusinessTime) -> None:
        """What somebody does; if it is one of the beats that are felt most, also the face of whoever feels it."""
        start, end = time.start, time.end
        if action.id not in self.felt or action.role not in self.stage:
            self._deed(action, start, end)
        elif end - start >= 2 * SHORTEST:
            half = max(start + SHORTEST, min(end - SHORTEST, _at(start, end, 0.5)))
            self._deed(action, start, half)
            both = len(self.felt[action.id]) > 1  # in an embrace a face is seen over the other's shoulder
            framing: Framing = "over_shoulder" if both else "single"
            foreground = action.target if both else ""
            self._add(half, end, "medium_close", framing, (action.role,), foreground=foreground, reason=_MEANS, keep=True)
        elif len(self.felt[action.id]) > 1:
            self._deed(action, start, end)
        else:
            self._add(start, end, "medium", "single", (action.role,), reason=_MEANS, keep=True)

    def _deed(self, action: Action, start: int, end: int) -> None:
        role = action.role
        if action.act == "enter" and role not in self.stage:
            self.stage.append(role)
        thing = next((t for t in (action.prop, action.target) if t in self.props), "")
        partner = action.target if action.target in self.stage and action.target != role else ""
        if action.act in _HANDLING and thing and self.inserts < INSERTS_A_SCENE and self.weight.get(thing, 0) >= 2:
            self._handle(action, thing, partner, start, end)
        elif self._looks(action, partner) and end - start >= SHORTEST:
            self.looks += 1
            self._add(start, end, "medium", "pov", (action.target,), reason="What is seen.", keep=True)
        elif action.act in _FACES or (action.act == "wait" and action.emotion != "neutral"):
            self._face(action, start, end)
        elif action.act == "wait" and len(self.stage) > 1:
            group = self._order(tuple(self.stage[:3]))
            self._add(start, end, "medium_wide", "two" if len(group) == 2 else "group", group, reason="Who is here.")
        elif action.act in _GROUND:
            self._ground(action, partner, start, end)
        elif partner:
            self._add(start, end, "medium_wide", "two", (role, partner), reason="What they do.")
        else:
            self._solo(role, start, end, "medium", "What they do.")
        if action.act == "exit" and role in self.stage:
            self.stage.remove(role)
        if action.act in ("enter", "exit"):
            self.talked.clear()

    def _face(self, action: Action, start: int, end: int) -> None:
        """What somebody feels: close if it is strong; otherwise now nearer, now over a shoulder, so that no set-up wears out."""
        others = [r for r in self.stage if r != action.role]
        if action.intensity > 0.5 or action.act in ("cry", "think"):
            self._solo(action.role, start, end, "close", "What they feel.")
        elif self.number % 3 == 1 and others and not (self.pieces and action.role in self.pieces[-1].subjects):
            other = action.target if action.target in others else others[0]
            self._add(start, end, "medium", "over_shoulder", (action.role,), foreground=other, reason="What they feel.")
        else:
            self._solo(action.role, start, end, "medium_close" if self.number % 2 else "medium", "What they feel.")

    def _ground(self, action: Action, partner: str, start: int, end: int) -> None:
        role, act = action.role, action.act
        everyone = self._order(tuple(self.stage)) if self.stage else (role,)
        framing: Framing = "single" if len(everyone) == 1 else "two" if len(everyone) == 2 else "group"
        if act in ("enter", "exit", "walk_to"):
            reason = {"enter": "Someone comes.", "exit": "Someone goes.", "walk_to": "Across the place."}[act]
            seen = bool(self.pieces) and self.pieces[-1].framing == "establishing"  # the place was just seen whole: come nearer
            left = [other for other in self.stage if other != role]
            again = bool(self.pieces) and self.pieces[-1].size in ("wide", "full") and self.pieces[-1].reason == reason
            if act == "exit" and again and end - start >= 2 * SHORTEST:
                half = _at(start, end, 0.5)
                self._add(start, half, "medium_wide", "single", (role,), reason="On the way.", keep=True)
                if left:
                    self._add(half, end, "medium_close", "single", (left[0],), reason="Left behind.", keep=True)
                else:
                    self._add(half, end, "wide", "single", (role,), reason=reason, keep=True)
            elif end - start > LONGEST:
                half = _at(start, end, 0.5)
                self._add(start, half, "full" if seen else "wide", framing, everyone, reason=reason, keep=True)
                self._add(half, end, "medium_wide" if seen else "full", "single", (role,), reason="On the way.", keep=True)
            else:
                self._add(start, end, "full" if seen else "wide", framing, everyone, reason=reason, keep=True)
        elif partner:
            size: ShotSize = "medium" if act == "hug" else "full"
            self._add(start, end, size, "two", self._order((role, partner)), reason="The two of them.", keep=True)
        else:
            self._solo(role, start, end, "full" if act in ("dance", "fall", "push", "pull") else "medium_wide", "The whole of it.")

    def _solo(self, role: str, start: int, end: int, size: ShotSize, reason: str) -> None:
        """One, doing something; one thing after another is one picture, as wide as the widest of them asks."""
        latest = self.pieces[-1] if self.pieces else None
        if latest and not latest.spoken and role in latest.subjects:
            frames = end - latest.start
            if latest.framing == "single" and frames <= LONGEST_ACTS and latest.reason != _MEANS:
                wider = min(latest.size, size, key=_ORDER.index)
                self.pieces[-1] = dataclasses.replace(latest, end=end, size=wider)
                return
            if latest.framing in ("two", "group") and frames <= LONGEST_ON and end - start <= 2 * FRAMES_PER_SECOND:
                self.pieces[-1] = dataclasses.replace(latest, end=end)
                return
        self._add(start, end, size, "single", (role,), reason=reason)

    def _looks(self, action: Action, partner: str) -> bool:
        """True if what is looked at is to be seen: once a scene, after a picture of the one who looks, and if it was not just seen."""
        if action.act != "look_at" or not action.target or partner or self.looks or not self.pieces:
            return False
        seen = {subject for piece in self.pieces[-2:] if piece.framing in ("insert", "pov") for subject in piece.subjects}
        return self.pieces[-1].subjects[:1] == (action.role,) and action.target not in seen

    def _handle(self, action: Action, thing: str, partner: str, start: int, end: int) -> None:
        """Who does it, then the hand and the thing: the insert holds the moment of contact, at about .45 of the act."""
        size: ShotSize
        latest = self.pieces[-1] if self.pieces else None
        if latest and latest.framing == "insert" and latest.subjects[:1] == (thing,):
            size = "medium_close" if action.act in ("read", "write") else "medium_wide"
            seen = self._order((action.role, partner)) if partner else (action.role,)
            self._add(start, end, size, "two" if partner else "single", seen, reason="What it does to them.")
            return
        cut = _at(start, end, 0.36)
        reading = action.act in ("read", "write")
        subjects = self._order((action.role, partner)) if partner else (action.role,)
        size = "medium_wide" if partner else "medium"
        self.inserts += 1
        if end - cut < SHORTEST or end - start < 56:
            self._add(start, end, "insert", "insert", (thing, action.role), reason="The thing that matters.", keep=True)
            return
        self._add(start, cut, size, "two" if partner else "single", subjects, reason="Before the hand.")
        reason = "What stands there." if reading else "The thing that matters, in the hand."
        self._add(cut, end, "insert", "insert", (thing, action.role), reason=reason, keep=True)

    # images ------------------------------------------------------------------------------------------------

    def _image(self, image: Image, time: BusinessTime) -> None:
        start, end = time.start, time.end
        latest = self.pieces[-1] if self.pieces else None
        same = latest and (
            latest.subjects[:1] == (image.subject,) if image.subject else latest.framing in ("establishing", "insert") and not latest.spoken
        )
        if latest and same and end - latest.start <= LONGEST_VIEW:
            self.pieces[-1] = dataclasses.replace(latest, end=end)
        elif image.subject in self.props and not any(p.framing == "insert" and p.subjects == (image.subject,) for p in self.pieces):
            self._add(start, end, "insert", "insert", (image.subject,), reason="A thing, alone.", keep=True)
        elif not self.pieces:
            self._open(start, end)
        elif self.pieces[-1].framing == "establishing" and self.stage:
            self._add(
                start,
                end,
                "full",
                "group" if len(self.stage) > 2 else "two" if len(self.stage) == 2 else "single",
                self._order(tuple(self.stage)),
                reason="Who is here.",
                keep=True,
            )
        else:
            self._without_words(start, end)

    def _without_words(self, start: int, end: int) -> None:
        """Something seen or heard in mid-scene: on the face of one who was not just seen; in the place, if that is long lost."""
        if not self.stage:
            self._add(start, end, "wide", "establishing", reason="The place, without words.", keep=True)
        elif self.number - self.place_at > PLACE_LOST:
            framing: Framing = "single" if len(self.stage) == 1 else "two" if len(self.stage) == 2 else "group"
            self._add(start, end, "wide", framing, self._order(tuple(self.stage)), reason="Where everybody is by now.", keep=True)
        else:
            role = min(self.stage, key=lambda r: (r == self.latest, self.hearing.count(r), self.stage.index(r)))
            self.hearing.append(role)
            previous: ShotSize = self.pieces[-1].size if role in self.pieces[-1].subjects else "wide"
            sizes: tuple[ShotSize, ...] = ("medium_close", "close", "medium_wide")
            sizes = sizes[self.number % 3 :] + sizes[: self.number % 3]
            size = max(sizes, key=lambda s: min(2, steps_between(s, previous)))
            self._add(start, end, size, "single", (role,), reason="What is seen or heard, on a face.", keep=True)

    # ------------------------------------------------------------------------------------------------------

    def _order(self, roles: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(set(roles), key=lambda r: (self.stage.index(r) if r in self.stage else 99, r)))

    def _add(
        self, start: int, end: int, size: ShotSize, framing: Framing, subjects: tuple[str, ...] = (), *, foreground: str = "",
        angle: Angle = "eye", move: Move = "locked", reason: str = "", keep: bool = False,
    ) -> None:  # fmt: skip
        if end > start:
            worn = len(subjects) == 2 and size in _NEARNESS["middle"] and self.uses[subjects, "middle", 1] >= WORN
            if framing == "two" and move == "locked" and worn:
                who = next((r for r in subjects if r == self._does()), subjects[0])  # over the one to the other, who does it
                framing, foreground, subjects = "over_shoulder", next(r for r in subjects if r != who), (who,)
            size, side = (size, 0) if reason == _HEARD else (size, 1) if reason == _MEANS else self._developed(size, framing, subjects)
            if self.unseen and framing in ("single", "two", "group") and size in _ORDER[3:5] and reason != _MEANS:
                size = "full"
            if size in ("extreme_wide", "wide", "full"):
                self.unseen = False
                self.place_at = self.number
            if size in ("extreme_wide", "wide") or framing in ("two", "group", "establishing"):
                self.together_at = self.number
            if framing == "two" and len(subjects) < 2:
                framing = "single"
            self.pieces.append(Piece(start, end, size, framing, subjects, foreground, angle, move, reason, side, keep))

    def _does(self) -> str:
        """Who does or says the business."""
        item = self.scene.business[self.number]
        return "" if isinstance(item, Image) else item.role

    def _developed(self, size: ShotSize, framing: Framing, subjects: tuple[str, ...]) -> tuple[ShotSize, int]:
        """A size and a side that have not worn out in this scene: nearer, or from the line itself, or with the ground about.

        What a line uses only because it is long is not counted, so that its length changes no later picture.
        """
        kind = next((name for name, sizes in _NEARNESS.items() if size in sizes), "")
        if framing not in ("single", "over_shoulder", "two", "group") or not kind:
            return size, 1
        choices = [(kind, 1), *(_DEVELOP_ONE if framing in ("single", "over_shoulder") else _DEVELOP_SEVERAL)[kind]]
        if framing == "over_shoulder":
            choices = [c for c in choices if c[1]]
        chosen = next((c for c in choices if self.uses[subjects, *c] < WORN), choices[0])
        if not self.parted:
            self.uses[subjects, *chosen] += 1
        return (size if chosen[0] == kind else _NEARNESS[chosen[0]][-1]), chosen[1]


def opening_cast(scene: Scene) -> list[str]:
    """Who is on stage when the scene opens: those present, and those who act or speak there without having entered."""
    entered: set[str] = set()
    there = list(dict.fromkeys(scene.present))
    for item in scene.business:
        if isinstance(item, Image):
            continue
        if isinstance(item, Action) and item.act == "enter":
            entered.add(item.role)
            if item.role in there and not any(_acts(b, item.role) for b in scene.business[: scene.business.index(item)]):
                there.remove(item.role)
        elif isinstance(item, LineOfDialogue) and item.delivery in ("voice_over", "off_screen"):
            continue
        elif item.role not in entered and item.role not in there:
            there.append(item.role)
    return there


def steps_between(one: ShotSize, other: ShotSize) -> int:
    """How many sizes lie between two shot sizes."""
    return abs(_ORDER.index(one) - _ORDER.index(other))


def _acts(business: Business, role: str) -> bool:
    return not isinstance(business, Image) and business.role == role


def _weights(breakdown: Breakdown) -> dict[str, int]:
    """How often the film speaks of a prop."""
    weight: dict[str, int] = {}
    for scene in breakdown.scenes:
        for item in scene.business:
            names = (item.subject,) if isinstance(item, Image) else (item.prop, item.target) if isinstance(item, Action) else ()
            for name in {n for n in names if n}:
                weight[name] = weight.get(name, 0) + 1
    return weight


def _even(frames: float) -> int:
    return int(frames) // FRAMES_PER_DRAWING * FRAMES_PER_DRAWING


def _at(start: int, end: int, part: float) -> int:
    return start + _even((end - start) * part)
