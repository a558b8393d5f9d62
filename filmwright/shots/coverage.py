"""Coverage: the set-ups by which each moment of a scene may be seen, and what speaks for them; the cut chooses among them."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence

from filmwright.records.beats import BODILY, decisive, strongest
from filmwright.records.breakdown import Action, Breakdown, Business, Image, LineOfDialogue, Scene
from filmwright.records.clock import FRAMES_PER_DRAWING, FRAMES_PER_SECOND
from filmwright.records.shots import BusinessTime, SceneTiming, ShotSize
from filmwright.records.speech import SpokenLine
from filmwright.shots.clock import READABLE, SHORTEST, turn_of
from filmwright.shots.closings import CLOSINGS, End, end_of, worth
from filmwright.shots.cutting import LONGEST, Moment, Option
from filmwright.shots.openings import OPENINGS, opening, start_of
from filmwright.shots.phrases import counts, parts_of
from filmwright.shots.setups import ORDER, SetUp

REACTION_SHOT = 36  # frames: it begins under the last word of the line
INSERTS_A_SCENE = 3
TURN = "The turn: what it does to the one who hears it."
HEARD = "How it is heard."  # from the line between them: whoever listens looks past the camera
DONE = "What is done, and by whom: hands and face in one picture."
LEFT = "What it leaves."
TAKEN = "How it is taken."
MEANS = "What it is to the one who does it."
OPENINGS_BY_NAME = {o.name: o for o in OPENINGS}

_HANDLING = ("pick_up", "put_down", "give", "take", "open", "close", "write", "read", "light", "repair", "touch", "reach", "offer",
             "put_on", "take_off")  # fmt: skip
_FACES = ("think", "cry", "laugh", "listen", "look_at", "nod", "shake_head", "shrug", "wake", "sleep", "turn_to")
_GROUND = ("enter", "exit", "walk_to", "dance", "fall", "push", "pull", "throw", "kneel", "hug", "stand_up", "sit", "play", "work")
_WALKS = ("enter", "exit", "walk_to")
_STILL = ("wait", "look_at", "turn_to", "listen", "think", "hold")
_MOVING = (*_WALKS, "dance", "fall", "push", "pull", "throw", "hug")
_WALK_REASONS = {"enter": "Someone comes.", "exit": "Someone goes.", "walk_to": "Across the place."}
_SPOKEN: dict[ShotSize, str] = {
    "medium_wide": "They talk.", "medium": "They talk.", "medium_close": "It matters more.", "close": "It matters most.",
    "extreme_close": "Nothing else is there.",
}  # fmt: skip

# What speaks for an idiom, in the units of cutting.py.
TOGETHER_FIRST = -1.5  # a picture of those who begin to talk
TOGETHER_AGAIN = 0.3  # a picture of those who talk, later
ANSWERS = -0.8  # who was struck by the turn answers in the same picture
ANOTHER = 0.1  # somebody who hears what is said to another
ON_THE_WAY = 1.0  # whoever walks, alone, before the place is seen
DEED_SIZE = 0.3  # each size of the picture of a deed that is not the first
DEED_HELD, DEED_LEAST_HELD = 0.68, 0.62  # of a deed, for which its picture holds: hands meet at about .45, and part
FAVOURING = -0.1  # of two, the one who speaks or does it
OTHER_SIDE = 0.45  # the side of a speaker whose turn it is not
LOST = -0.6  # the place, if it was not seen for so many pieces of business:
PLACE_LOST = 8
NOT_THAT_FACE = 0.3  # something seen or heard, on the face of whoever was just seen
CLOSING = 4.0  # of each unit by which a closing is worth less than the best

# How much of a picture the one who speaks is worth, of those who talk: plainly; a later part of a long line; its last part.
SPEAKER, SPEAKER_ON, SPEAKER_LAST = 0.78, 0.62, 0.45
SHORT_REPLY, SPEAKER_REPLIES = 2.0, 0.62  # seconds; a plain reply so short may be heard over the one who waits for it
REACH = 1.6  # places of the sizes nearer and wider than asked that are tried
UNFELT = 0.25  # intensity of what nobody feels
# The place among the sizes that talk asks for: up to a tension of CALM, and at the utmost; more for each later part of a line.
CALM, CALM_NEARNESS, UTMOST_NEARNESS, NEARER_ON = 0.25, 4.0, 7.0, 0.3
NEAREST_FROM = 6.0  # of those places, from which the nearest size is tried
TOGETHER_NEARNESS = 3.5  # that those who begin to talk ask for
CLOSER_FROM = 0.75  # of the lines of a scene, from which nobody is seen over a shoulder by turns


class Coverage:
    """Covers one scene: walks through its business and knows who is on stage."""

    def __init__(
        self,
        breakdown: Breakdown,
        scene: Scene,
        timing: SceneTiming,
        spoken: Mapping[str, SpokenLine],
        *,
        ending: str,
        opened: tuple[str, ...],
    ) -> None:
        self.breakdown = breakdown
        self.scene = scene
        self.timing = timing
        self.spoken = spoken
        self.last = scene is breakdown.scenes[-1]
        self.ending = ending
        self.opened = opened  # names of the openings of the scenes before
        self.opening = ""
        self.props = {prop.id for prop in breakdown.props}
        self.weight = _weights(breakdown)
        self.stage = opening_cast(scene)
        self.moments: list[Moment] = []
        self.turn = turn_of(scene)
        self.felt = strongest(scene)
        self.deed = decisive(scene)
        lines = [b for b in scene.business if isinstance(b, LineOfDialogue)]
        self.progress = {line.id: index / max(1, len(lines) - 1) for index, line in enumerate(lines)}
        self.nth = {line.id: sum(other.role == line.role for other in lines[:index]) for index, line in enumerate(lines)}
        self.number = 0  # of the business
        self.inserts = 0
        self.looked = False
        self.place_at = 0  # the business at which the place was surely seen last
        self.hearing: list[str] = []  # who did or said the last thing, at each picture of what is seen or heard
        self.latest = ""
        self.talked: set[tuple[str, ...]] = set()  # pairs that have begun to talk
        self.unseen = False  # the scene has begun nearer, and its place has not been seen
        self.gaze: dict[str, str] = {}
        self.struck = ""  # who heard the turn

    def plan(self) -> list[Moment]:
        """The moments of the scene, in order, without gaps."""
        business = self.scene.business
        if not business:
            self._open(0, self.timing.frames)
            return self.moments
        times = {time.business: time for time in self.timing.business}
        first = self.timing.business[0].start
        breath = first if 0 < first < SHORTEST else 0  # of a place that was just seen: it belongs to what begins there
        if first and not breath:
            self._open(0, first)
        for self.number, item in enumerate(business):
            time = times[item.id]
            start = 0 if breath and not self.number else time.start
            if time.end > start:
                self._cover(item, time, start)
            self.latest = "" if isinstance(item, Image) else item.role
        end = self.timing.business[-1].end
        if self.last:
            self._close(end, self.timing.frames)
        elif self.moments:
            self.moments[-1] = dataclasses.replace(self.moments[-1], end=self.timing.frames)
        return self.moments

    def _cover(self, item: Business, time: BusinessTime, start: int) -> None:
        if isinstance(item, LineOfDialogue):
            self._line(item, time, start)
            self.gaze = {item.role: item.to} | {role: item.role for role in self.stage if role != item.role}
        elif isinstance(item, Action):
            self._act(item, start, time.end)
            self.gaze = {item.role: item.target} if item.target in self.stage else {}
        else:
            self._image(item, start, time.end)
            self.gaze = {}

    def _open(self, start: int, end: int) -> None:
        """The first picture."""
        begins = start_of(self.scene, tuple(self.stage), self.props, self.weight)
        chosen = opening(begins, self.opened)
        self.opening = chosen.name
        subjects: tuple[str, ...] = ()
        if chosen.framing == "insert":
            subjects = (begins.hands, begins.doer)
        elif chosen.framing == "over_thing":
            subjects = (begins.thing, *self._order(self.stage[:3]))
        elif chosen.framing == "single":
            subjects = tuple(self.stage)
        self._only(start, end, SetUp(chosen.size, chosen.framing, subjects, angle=chosen.angle), chosen.reason)
        self.unseen = not chosen.place

    def _close(self, start: int, end: int) -> None:
        """The last picture: what the last act leaves. Each closing that fits, by its worth; what comes before it weighs too."""
        leaves = end_of(self.breakdown, tuple(self.stage), self.weight, self.ending, (*self.opened, self.opening)[0])
        seen = [option.setup for moment in self.moments if moment.only for option in moment.options]
        rhymes = self.opened[:1] == ("wide",) and not any(setup.framing == "establishing" for setup in seen)
        before = [option.setup for option in self.moments[-1].options] if self.moments and self.moments[-1].only else []
        just_seen = any(setup.framing in ("insert", "over_thing") and leaves.thing in setup.subjects for setup in before)
        leaves = dataclasses.replace(leaves, circle=leaves.circle and rhymes, thing="" if just_seen else leaves.thing)
        worths = worth(leaves)
        most = max(worths.values())
        options: dict[SetUp, Option] = {}
        for closing in CLOSINGS:
            if closing.name not in worths:
                continue
            less = CLOSING * (most - worths[closing.name])
            sizes: tuple[ShotSize, ...] = (closing.size,)
            if closing.framing in ("two", "group"):
                sizes = (closing.size, "full" if closing.move == "pull_back" else "medium_wide")
            elif closing.framing == "single" and closing.size in ("medium_close", "close"):
                sizes = (closing.size, "extreme_close")
            for number, size in enumerate(sizes):
                made = SetUp(size, closing.framing, self._left(closing.name, leaves), angle=closing.angle, move=closing.move)
                if closing.name == "nearer":  # with a face turned to us: of whoever felt, heard or did the last thing
                    seen_last = next((r for r in (leaves.felt, leaves.told, self.latest) if r in made.subjects), made.subjects[0])
                    made = dataclasses.replace(made, foreground=next(r for r in made.subjects if r != seen_last))
                options.setdefault(made, Option(made, less + 0.4 * number, closing.reason))
        self._add(start, end, tuple(options.values()), {}, only=True)

    def _left(self, name: str, leaves: End) -> tuple[str, ...]:
        """Whom a closing shows."""
        everyone = self._order(self.stage)
        if name == "thing":
            return (leaves.thing, *everyone[:3])
        if name == "answer":
            return (leaves.told,)
        if name == "face":
            return (leaves.felt or (self.latest if self.latest in self.stage else everyone[0]),)
        return () if name in ("circle", "empty") else everyone

    # lines -------------------------------------------------------------------------------------------------

    def _line(self, line: LineOfDialogue, time: BusinessTime, start: int) -> None:
        speaker, end = line.role, time.end
        others = [role for role in self.stage if role != speaker]
        listener = line.to if line.to in others else (others[0] if others else "")
        if line.delivery in ("voice_over", "off_screen") or speaker not in self.stage:
            self._voice(listener, start, end)
        elif not listener:
            self._alone(line, time, start)
        elif line.id == self.turn and (end - start >= 2 * SHORTEST or self._answers(listener)):
            heard = max(start + SHORTEST, end - REACTION_SHOT)
            self._talk(line, listener, start, heard, SPEAKER, seconds=counts(heard - start))
            self._only(heard, end, SetUp("close", "single", (listener,)), TURN)
            self.struck = listener
        else:
            parts = parts_of(line, time, self.spoken[line.id], start)
            for number, (at, until, joint) in enumerate(parts):
                worth = SPEAKER if number == 0 else SPEAKER_LAST if number == len(parts) - 1 else SPEAKER_ON
                share = (until - at) / (end - start)
                self._talk(line, listener, at, until, worth, part=number, joint=joint, seconds=share * counts(end - start))
        if listener:
            everyone = (speaker, listener) if len(self.stage) < 3 else tuple(self.stage[:4])
            self.talked |= {_pair(*two) for two in itertools.combinations(everyone, 2)}

    def _answers(self, role: str) -> bool:
        """Whether somebody speaks next, so that their picture may go on."""
        following = self.scene.business[self.number + 1 : self.number + 2]
        return any(isinstance(item, LineOfDialogue) and item.role == role and not item.overlaps for item in following)

    def _voice(self, listener: str, start: int, end: int) -> None:
        if listener:
            options = [Option(SetUp(size, "single", (listener,)), 0.0, "A voice, heard on the face of the one who hears it.")
                       for size in ("medium_close", "close", "medium")]  # fmt: skip
            self._add(start, end, options, {listener: 1.0}, nearness=5.0)
        else:
            self._only(start, end, SetUp("wide", "establishing"), "A voice over the place.")

    def _alone(self, line: LineOfDialogue, time: BusinessTime, start: int) -> None:
        options = [
            Option(SetUp(size, "single", (line.role,), side=side), 0.1 * (side == 0), "Alone, and speaking.")
            for side in (1, 0)
            for size in ("medium", "medium_close", "close", "medium_wide")
        ]
        for number, (at, until, joint) in enumerate(parts_of(line, time, self.spoken[line.id], start)):
            self._add(at, until, options, {line.role: 1.0}, nearness=min(6.0, 4.4 + 0.8 * number), joint=joint)

    def _talk(
        self,
        line: LineOfDialogue,
        listener: str,
        start: int,
        end: int,
        worth: float,
        *,
        part: int = 0,
        joint: float = 0.0,
        seconds: float = 0.0,
    ) -> None:
        """A line, or a part of one: whoever speaks, whoever hears, and both."""
        speaker = line.role
        nearness = CALM_NEARNESS + max(0.0, self._tension(line) - CALM) / (1.0 - CALM) * (UTMOST_NEARNESS - CALM_NEARNESS)
        options = self._speaking(line, listener, nearness, part)
        if self.struck == speaker and part == 0:
            options.append(Option(SetUp("close", "single", (speaker,)), ANSWERS, TURN))
        self.struck = ""
        nearness += NEARER_ON * part
        own = line.id in self.felt or (line.id == self.turn and worth == SPEAKER)  # what is felt most, or turns the scene
        if own and part == 0 and end - start >= SHORTEST:  # is seen on the face of whoever says it
            self._add(start, end, options, {speaker: 1.0}, nearness=nearness, only=True, joint=joint, seconds=seconds)
            return
        matters = {speaker: worth, listener: 1.0 - worth}
        if line.emotion == "neutral" and end - start < SHORT_REPLY * FRAMES_PER_SECOND and worth > SPEAKER_REPLIES:
            matters = {speaker: SPEAKER_REPLIES, listener: 1.0 - SPEAKER_REPLIES}
        if part == 0:  # later in a line the cut goes on to faces
            several = self._order(self.stage[:4] if len(self.stage) > 2 else (speaker, listener))
            first = _pair(speaker, listener) not in self.talked
            options += _together(several, speaker, first=first)
            if first:
                matters, nearness = dict.fromkeys(several, 1.0 / len(several)), TOGETHER_NEARNESS
        hearing = [size for size in ORDER[4:7] if abs(ORDER.index(size) - nearness) <= REACH] or ORDER[6:7]
        options += [
            Option(SetUp(size, "single", (hearer,), side=0), ANOTHER * (hearer != listener), HEARD)
            for size in hearing
            for hearer in self.stage
            if hearer != speaker
        ]
        self._add(start, end, options, matters, nearness=nearness, joint=joint, seconds=seconds)

    def _speaking(self, line: LineOfDialogue, listener: str, nearness: float, part: int) -> list[Option]:
        """The speaker over a shoulder, from the side and from the line; each in its turn, so that no set-up wears out."""
        count = self.nth[line.id]
        turn = count % 3 if self.progress[line.id] < CLOSER_FROM else 1 + count % 2
        nearest = 8 if nearness >= NEAREST_FROM else 7
        sizes = [size for size in ORDER[3:nearest] if abs(ORDER.index(size) - nearness - NEARER_ON * part) <= REACH]
        shoulder = [SetUp(size, "over_shoulder", (line.role,), listener) for size in sizes if size in ("medium", "medium_close")]
        aside = [SetUp(size, "single", (line.role,)) for size in sizes]
        before = [SetUp(size, "single", (line.role,), side=0) for size in sizes if size != "medium_wide"]
        return [
            Option(setup, OTHER_SIDE * (number != turn), _SPOKEN[setup.size])
            for number, setups in enumerate((shoulder, aside, before))
            for setup in setups
        ]

    def _tension(self, item: Business) -> float:
        progress = self.progress.get(item.id, self.number / max(1, len(self.scene.business) - 1))
        felt = UNFELT
        if isinstance(item, LineOfDialogue) or (isinstance(item, Action) and item.emotion != "neutral"):
            felt = item.intensity
        return 0.3 * (self.scene.feeling.tension + 1) / 2 + 0.4 * felt + 0.3 * progress

    # acts --------------------------------------------------------------------------------------------------

    def _act(self, action: Action, start: int, end: int) -> None:
        """What somebody does; if it is one of the beats that are felt most, also the face of whoever feels it."""
        both = len(self.felt.get(action.id, ())) > 1  # in an embrace a face is seen over the other's shoulder
        if action == self.deed and action.role in self.stage and end - start >= SHORTEST:
            self._decisive(action, start, end)
        elif action.id not in self.felt or action.role not in self.stage:
            self._deed(action, start, end)
        elif end - start >= 2 * SHORTEST:
            half = max(start + SHORTEST, min(end - SHORTEST, _at(start, end, 0.5)))
            self._deed(action, start, half)
            made = SetUp("medium_close", "over_shoulder" if both else "single", (action.role,), action.target if both else "")
            self._only(half, end, made, MEANS)
        elif both:
            self._deed(action, start, end)
        else:
            sizes: tuple[ShotSize, ...] = ("medium", "medium_close")
            options = [Option(SetUp(size, "single", (action.role,)), 0.2 * (size != "medium"), MEANS) for size in sizes]
            self._add(start, end, options, {}, only=True)

    def _decisive(self, action: Action, start: int, end: int) -> None:
        """The deed on which the scene hangs: one picture of hands and face holds until it is done; then what it means, leaves or does."""
        role, partner = action.role, action.target if action.target in self.stage and action.target != action.role else ""
        sizes: tuple[ShotSize, ...] = ("medium_wide", "full", "medium") if action.act in BODILY else ("medium", "medium_wide", "full")
        who = self._order((role, partner)) if partner else (role,)
        options = [Option(_several(who, size), DEED_SIZE * number, DONE) for number, size in enumerate(sizes)]
        thing = next((t for t in (action.prop, action.target) if t in self.props and self.weight.get(t, 0) >= 2), "")
        after: SetUp | None = None
        reason = LEFT
        if len(self.felt.get(action.id, ())) == 1:
            after, reason = SetUp("medium_close", "single", (role,)), MEANS
        elif thing and self.inserts < INSERTS_A_SCENE:
            after = SetUp("insert", "insert", (thing, role))
        elif partner:
            after, reason = SetUp("medium_close", "single", (partner,)), TAKEN
        held = min(max(_at(start, end, DEED_HELD), start + SHORTEST), end - SHORTEST)
        if after is None or held < _at(start, end, DEED_LEAST_HELD):
            held, after = end, None
        self._add(start, held, options, {}, only=True, mover=role)
        if after is not None:
            self.inserts += after.framing == "insert"
            self._only(held, end, after, reason)

    def _deed(self, action: Action, start: int, end: int) -> None:
        role = action.role
        if action.act == "enter" and role not in self.stage:
            self.stage.append(role)
        thing = next((t for t in (action.prop, action.target) if t in self.props), "")
        partner = action.target if action.target in self.stage and action.target != role else ""
        if action.act in _HANDLING and thing and self.inserts < INSERTS_A_SCENE and self.weight.get(thing, 0) >= 2:
            self._handle(action, thing, partner, start, end)
        elif self._looks(action, partner) and end - start >= READABLE:
            self.looked = True
            self._only(start, end, SetUp("medium", "pov", (action.target,)), "What is seen.", looker=role)
        elif action.act in _FACES or (action.act == "wait" and action.emotion != "neutral"):
            strong = action.intensity > 0.5 or action.act in ("cry", "think")
            self._one(action, start, end, 6.0 if strong else 4.6, "What they feel.", partner)
        elif action.act == "wait" and len(self.stage) > 1:
            self._one(action, start, end, 3.2, "Who is here.", partner, everyone=True)
        elif action.act in _WALKS:
            self._walk(action, start, end)
        elif action.act in _GROUND:
            wide = action.act in ("dance", "fall", "push", "pull")
            nearness = (4.0 if action.act == "hug" else 2.2) if partner else 2.3 if wide else 3.0
            self._one(action, start, end, nearness, "The two of them." if partner else "The whole of it.", partner)
        else:
            self._one(action, start, end, 3.2 if partner else 4.0, "What they do.", partner)
        if action.act == "exit" and role in self.stage:
            self.stage.remove(role)
        if action.act in ("enter", "exit"):
            self.talked.clear()

    def _one(
        self, action: Action, start: int, end: int, nearness: float, reason: str, partner: str = "", *, everyone: bool = False
    ) -> None:
        """One, or two with each other, doing something; near enough for it, or as a part of everybody."""
        role = action.role
        others = [r for r in self.stage if r != role]
        sizes: list[ShotSize] = [ORDER[n] for n in range(2, 7) if abs(n - nearness) <= REACH]
        options = [Option(SetUp(size, "single", (role,)), 0.0, reason) for size in sizes] if not partner else []
        other = partner or (others[0] if others else "")
        if other and 3.6 <= nearness <= 5.4 and not partner:
            options.append(Option(SetUp("medium", "over_shoulder", (role,), other), 0.1, reason))
        several = self._order((role, partner)) if partner else self._order((*self.stage[:4], role))
        if len(several) > 1:
            together: tuple[ShotSize, ...] = ("medium", "medium_wide", "full")
            shown = [size for size in together if size in sizes or partner]
            options += [Option(_several(several, size), 0.0, reason) for size in shown]
            if len(several) == 2:
                options += [Option(_raked(several, other, size), FAVOURING, reason) for size in shown if size != "full"]
        matters = {role: 0.55, partner: 0.45} if partner else dict.fromkeys(doers := self._who_do(action), 1.0 / len(doers))
        if everyone:
            matters = {r: 1.0 / len(several) for r in several}
        self._add(start, end, options, matters, nearness=nearness, mover=role if action.act in _MOVING else "")

    def _who_do(self, action: Action) -> tuple[str, ...]:
        """Whoever does an act, and whoever does the same in the same sentence."""
        near = self.scene.business[max(0, self.number - 3) : self.number + 4]
        alike = [b.role for b in near if isinstance(b, Action) and (b.text, b.act) == (action.text, action.act) and b.role in self.stage]
        return tuple(dict.fromkeys((action.role, *alike)))

    def _walk(self, action: Action, start: int, end: int) -> None:
        """Somebody comes, goes or crosses: wide, or full; a long way in two."""
        role, reason = action.role, _WALK_REASONS[action.act]
        everyone = self._order(self.stage) if self.stage else (role,)
        before = self.scene.business[self.number - 1] if self.number else None
        again = isinstance(before, Action) and before.act == action.act == "exit"
        left = [other for other in self.stage if other != role]
        self.place_at = self.number
        if again and end - start >= 2 * SHORTEST:  # a second one goes right after a first
            half = _at(start, end, 0.5)
            self._only(start, half, SetUp("medium_wide", "single", (role,)), "On the way.")
            last = SetUp("medium_close", "single", (left[0],)) if left else SetUp("wide", "single", (role,))
            self._only(half, end, last, "Left behind." if left else reason)
            return
        whole: tuple[tuple[ShotSize, float], ...] = (("wide", 0.0), ("full", 0.1))
        parts = -(-(end - start) // LONGEST)
        edges = [_at(start, end, part / parts) for part in range(parts)] + [end]
        for part, (at, until) in enumerate(itertools.pairwise(edges)):
            on_the_way = [Option(SetUp(size, "single", (role,)), ON_THE_WAY * (part == 0), "On the way.") for size in ORDER[2:4]]
            options = [Option(_several(everyone, size), cost, reason) for size, cost in whole] if part % 2 == 0 else []
            matters = dict.fromkeys(everyone, 1.0 / len(everyone))
            self._add(at, until, [*options, *on_the_way], matters, nearness=1.2, only=True, mover=role)

    def _looks(self, action: Action, partner: str) -> bool:
        """True if what is looked at is to be seen: once a scene, after a picture of the one who looks, and if it was not just seen."""
        if action.act != "look_at" or not action.target or partner or self.looked or not self.moments:
            return False
        seen = {s for m in self.moments[-2:] if m.only for o in m.options for s in o.setup.subjects}
        looking = any(option.setup.subjects[:1] == (action.role,) for option in self.moments[-1].options)
        return looking and action.target not in seen

    def _handle(self, action: Action, thing: str, partner: str, start: int, end: int) -> None:
        """Who does it, then the hand and the thing: the insert holds the moment of contact, at about .45 of the act."""
        lately = [o.setup for m in self.moments[-2:] if m.only for o in m.options]
        reading = action.act in ("read", "write")
        if any(setup.framing == "insert" and setup.subjects[:1] == (thing,) for setup in lately):
            self._one(action, start, end, 5.0 if reading and not partner else 3.4, "What it does to them.", partner)
            return
        self.inserts += 1
        made = SetUp("insert", "insert", (thing, action.role))
        cut = _at(start, end, 0.36)
        if end - cut < SHORTEST or end - start < 56 or not self.moments or (self.moments[-1].only and cut - start < SHORTEST):
            self._only(start, end, made, "The thing that matters.")
            return
        self._one(action, start, cut, 3.2 if partner else 4.0, "Before the hand.", partner)
        self._only(cut, end, made, "What stands there." if reading else "The thing that matters, in the hand.")

    # images ------------------------------------------------------------------------------------------------

    def _image(self, image: Image, start: int, end: int) -> None:
        latest = self.moments[-1] if self.moments else None
        held = latest.options[0].setup if latest and latest.only else None
        same = held and (held.subjects[:1] == (image.subject,) if image.subject else held.framing in ("establishing", "insert"))
        alone = SetUp("insert", "insert", (image.subject,))
        if latest and held and same and end - latest.start <= LONGEST:
            self._only(start, end, held, latest.options[0].reason)
        elif image.subject in self.props and not any(option.setup == alone for m in self.moments for option in m.options):
            self._only(start, end, alone, "A thing, alone.")
        elif not self.moments:
            self._open(start, end)
        elif held and held.framing == "establishing" and self.stage:
            self._only(start, end, _several(self._order(self.stage), "full"), "Who is here.")
        elif not self.stage:
            self._only(start, end, SetUp("wide", "establishing"), "The place, without words.")
        else:
            self._without_words(start, end)

    def _without_words(self, start: int, end: int) -> None:
        """Something seen or heard in mid-scene: on a face, rather of one who was not just seen; in the place, if that is long lost."""
        lost = self.number - self.place_at > PLACE_LOST
        order = sorted(self.stage, key=lambda r: (r == self.latest, self.hearing.count(r), self.stage.index(r)))
        reason = "What is seen or heard, on a face."
        options = [
            Option(SetUp(size, "single", (role,)), NOT_THAT_FACE * number, reason)
            for number, role in enumerate(order)
            for size in ("medium_wide", "medium_close", "close")
        ]
        if lost:
            self.place_at = self.number
            options.append(Option(_several(self._order(self.stage), "wide"), LOST - 1.0, "Where everybody is by now."))
        self.hearing.append(order[0])
        self._add(start, end, options, {}, nearness=5.0)

    # ------------------------------------------------------------------------------------------------------

    def _order(self, roles: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted(set(roles), key=lambda r: (self.stage.index(r) if r in self.stage else 99, r)))

    def _only(self, start: int, end: int, setup: SetUp, reason: str, *, looker: str = "") -> None:
        """An obligatory picture."""
        self._add(start, end, (Option(setup, 0.0, reason),), {}, only=True, looker=looker)

    def _add(
        self,
        start: int,
        end: int,
        options: Sequence[Option],
        matters: Mapping[str, float],
        *,
        nearness: float = 4.0,
        only: bool = False,
        joint: float = 0.0,
        seconds: float = 0.0,
        mover: str = "",
        looker: str = "",
    ) -> None:
        if end <= start:
            return
        shown = [option.setup for option in options]
        done = any(option.reason == DONE for option in options)  # hands and a face come before the place
        people = all(setup.of_people for setup in shown) and not (only and len(shown) == 1)
        if self.unseen and not done and end - start >= SHORTEST and people:
            seen = [(setup, option) for setup, option in zip(shown, options, strict=True) if setup.framing != "over_shoulder"]
            full = {_several(self._order(tuple(setup.shares)), "full"): option for setup, option in seen}
            options = [dataclasses.replace(option, setup=setup) for setup, option in full.items()] or options
            nearness, only, self.unseen = 2.0, True, not full
        if only and all(setup.nearness <= 2 for setup in (option.setup for option in options)):
            self.unseen, self.place_at = False, self.number
        item = self.scene.business[self.number] if self.scene.business else None
        tension = self._tension(item) if item else 0.3
        self.moments.append(
            Moment(
                start=start,
                end=end,
                options=tuple(options),
                matters=matters,
                nearness=nearness,
                tension=tension,
                seconds=seconds,
                only=only,
                gaze=dict(self.gaze),
                joint=joint,
                mover=mover,
                looker=looker,
                still=isinstance(item, Image) or (isinstance(item, Action) and item.act in _STILL),
            )
        )


def _several(roles: Sequence[str], size: ShotSize) -> SetUp:
    """One, two or more, in one picture."""
    return SetUp(size, "single" if len(roles) == 1 else "two" if len(roles) == 2 else "group", tuple(roles))


def _raked(roles: Sequence[str], nearer: str, size: ShotSize) -> SetUp:
    """Two in one picture, one of them nearer, so that the face of the other is turned to it."""
    return SetUp(size, "two", tuple(roles), nearer)


def _together(roles: tuple[str, ...], speaker: str, *, first: bool) -> list[Option]:
    """Those who talk, all in one picture."""
    names = "Both" if len(roles) == 2 else "All of them"
    reason = f"{names} together, before we come closer." if first else "Those who talk."
    sizes: tuple[ShotSize, ...] = ("medium", "medium_wide", "full")
    cost = TOGETHER_FIRST if first else TOGETHER_AGAIN
    options = [Option(_several(roles, size), cost, reason) for size in (sizes if len(roles) == 2 else sizes[1:])]
    if len(roles) == 2:
        nearer = next(role for role in roles if role != speaker)
        options += [Option(_raked(roles, nearer, size), cost + FAVOURING, reason) for size in sizes[:2]]
    return options


def _pair(one: str, other: str) -> tuple[str, ...]:
    return tuple(sorted((one, other)))


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
