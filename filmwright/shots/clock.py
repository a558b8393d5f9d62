"""The clock of a scene: how long each line, act and image takes, in whole drawings."""

from __future__ import annotations

import math

from filmwright.errors import StageError
from filmwright.records.beats import decisive
from filmwright.records.breakdown import Action, Breakdown, Business, Image, LineOfDialogue, Scene, SetRecord
from filmwright.records.clock import FRAMES_PER_DRAWING, FRAMES_PER_SECOND, SAMPLES_PER_FRAME, whole_drawings
from filmwright.records.shots import BusinessTime, SceneTiming
from filmwright.records.speech import Dialogue, SpokenLine
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue import SetKit

# Guesses, tuned by reading the timed script aloud; seconds of screen time for one performance of each act.
ACT_SECONDS: dict[str, float] = {
    "sit": 1.9, "stand_up": 1.5, "turn_to": 1.0, "look_at": 1.95, "point_at": 1.6, "pick_up": 2.3, "put_down": 2.2,
    "give": 3.6, "take": 3.4, "hold": 1.52, "open": 3.0, "close": 2.0, "write": 3.0, "read": 3.0, "play": 3.6,
    "hug": 3.8, "shake_hands": 3.6, "carry": 6.0,
    "bow": 1.9, "jump": 1.6, "clap": 2.1, "beckon": 2.0, "shiver": 2.4, "cough": 1.9, "yawn": 2.8, "gasp": 1.7, "sing": 3.2, "hum": 2.8,
    "whistle": 2.8, "blow": 1.9, "smell": 2.3, "rub_eyes": 2.2, "blink": 1.3, "clench": 2.0, "cross_arms": 2.6, "scratch": 2.2,
    "search": 3.0, "pour": 2.7,
    "wave": 2.0, "nod": 1.2, "shake_head": 1.5, "shrug": 1.5, "kneel": 2.0, "work": 2.5, "sleep": 2.5,
    "wake": 2.4, "cry": 2.6, "laugh": 2.0, "eat": 2.4, "drink": 2.6, "knock": 1.7, "listen": 1.52, "think": 1.9,
    "touch": 2.2, "push": 2.2, "pull": 2.2, "throw": 2.0, "fall": 2.0, "dance": 3.6, "reach": 1.9, "light": 2.5,
    "put_on": 3.8, "take_off": 2.6,
    "repair": 2.8, "offer": 2.2, "wait": 1.52,
}  # fmt: skip
ACT_TEMPO = 0.94  # of all of them
DEED_TEMPO = 1.18  # of the deed on which a scene hangs: it is seen done, and then what it leaves
WALKS = ("enter", "exit", "walk_to")
# A puppet covers about 0.32 m in 4.5 drawings; the stage fits its steps into the window it is given.
WALK_METRES_A_SECOND = 0.85
WALK_SETTLE_SECONDS = 0.7  # anticipation, the turn at the end, and the settle
UNKNOWN_WALK_METRES = 1.6

OPENING_SECONDS = 3.5  # the film's first picture carries the title, 3 s that begin half a second in
PLACE_SECONDS = 1.8  # the first picture of any other new place
IMAGE_GOES_ON_SECONDS = 1.25  # of a picture that is described further
SAME_PLACE_SECONDS = 0.25  # a place that the film has shown at this hour
ENDING_SECONDS = 3.5  # the last picture of the film, 1 s of which fades
SCENE_END_SECONDS = 0.4
REACTION_SECONDS = 1.0  # what the turn of a scene does to the one who hears it
TURN_AT = 0.75  # of the lines of a scene
TAIL_FRAMES = 4  # the breath that belongs to the line before
OVERLAP_FRAMES = 8
SHORTEST = 34  # frames; a shot that is shorter cannot be read
READABLE = 44  # frames; a shot that is shorter needs a reason: something said or done

_CONFESSIONS = ("sorrow", "shame", "longing", "tenderness", "fear")
_HESITATIONS = ("beat", "pause", "hesitat", "silence", "finally", "after a", "long", "swallow")
_SLOW = ("slow", "careful", "gentl", "hesitant", "weary", "tired", "reluctant")
_QUICK = ("quick", "sudden", "hurr", "fast", "rush", "sharp", "abrupt")


def turn_of(scene: Scene) -> str:
    """The id of the line at which the scene turns: the one three quarters through its talk, if it is felt; "" if there is none.

    Its place decides, not how much more strongly it is felt than the others: the edit of one line then moves no other's turn.
    """
    lines = [b for b in scene.business if isinstance(b, LineOfDialogue) and b.to and b.delivery not in ("voice_over", "off_screen")]
    if len(lines) < 4:
        return ""
    line = lines[round(TURN_AT * (len(lines) - 1))]
    return line.id if line.emotion != "neutral" and line.intensity >= 0.5 else ""


def pause_before(line: LineOfDialogue, before: Business | None) -> int:
    """Frames of silence between what came before and the first sound of the line."""
    if not isinstance(before, LineOfDialogue):
        return 6
    hint = line.parenthetical.lower()
    hesitates = any(word in hint for word in _HESITATIONS)
    confesses = line.emotion in _CONFESSIONS and line.intensity >= 0.6 and line.delivery in ("quiet", "whisper", "plain")
    if line.overlaps:
        return 0
    if hesitates or confesses:
        return 14  # .6 s
    if before.text.rstrip(" \"'”’").endswith("?"):
        return 8  # .33 s
    return 6  # .25 s, a quick reply


def act_seconds(action: Action, metres: float, *, decides: bool = False) -> float:
    """Screen time of an act; `metres` is the estimated walk for the acts that are walks; `decides`: its scene hangs on it."""
    pace = action.manner.lower()
    tempo = 1.25 if any(word in pace for word in _SLOW) else 0.85 if any(word in pace for word in _QUICK) else 1.0
    if action.act in WALKS:
        return (metres / WALK_METRES_A_SECOND) * tempo + WALK_SETTLE_SECONDS
    return ACT_TEMPO * ACT_SECONDS[action.act] * tempo * (DEED_TEMPO if decides else 1.0)


def schedule(breakdown: Breakdown, scene: Scene, dialogue: Dialogue) -> SceneTiming:
    """The clock of one scene.

    Business follows business; each starts at a whole drawing, and takes a time that depends on itself and on what
    kind of business came just before it, never on the clock.

    Raises:
        StageError: a line of the scene has not been recorded.
    """
    place = next((s for s in breakdown.sets if s.id == scene.set), None)
    if place is None:
        raise StageError(f"shots: scene {scene.id} plays in the set '{scene.set}', which the breakdown does not list; add it to 'sets'")
    spoken = {line.line: line for line in dialogue.lines}
    index = breakdown.scenes.index(scene)
    walks = _Walks(place, scene)
    clock = opening_frames(breakdown, index)
    turn, deed = turn_of(scene), decisive(scene)
    times: list[BusinessTime] = []
    before: Business | None = None
    for business in scene.business:
        start = clock
        still = 0  # until when the one goes on who is not waited for
        if isinstance(business, LineOfDialogue):
            if business.overlaps and times and isinstance(before, LineOfDialogue):
                earlier = times[-1]
                soonest = earlier.start + 4 * FRAMES_PER_DRAWING
                start = soonest if business.together else max(soonest, earlier.end - TAIL_FRAMES - OVERLAP_FRAMES)
                still = earlier.end
                times[-1] = BusinessTime(business=earlier.business, start=earlier.start, end=start, speech_start=earlier.speech_start)
            lead = max(2, pause_before(business, before) - TAIL_FRAMES) if not business.overlaps else 0
            speech = start + whole_drawings(lead)
            tail = TAIL_FRAMES + (whole_drawings(REACTION_SECONDS * FRAMES_PER_SECOND) if business.id == turn else 0)
            clock = speech + whole_drawings(_recording(business, spoken).samples / SAMPLES_PER_FRAME) + tail
            clock = max(clock, still, start + SHORTEST)  # so that a line is never too short for a shot of its own
            times.append(BusinessTime(business=business.id, start=start, end=clock, speech_start=speech))
        else:
            if isinstance(business, Action):
                length = act_seconds(business, walks.metres(business), decides=business == deed)
            else:
                goes_on = isinstance(before, Image) and not business.subject
                length = IMAGE_GOES_ON_SECONDS if goes_on else _image_seconds(business, opens=not times and clock == 0, film=index == 0)
            clock = start + whole_drawings(round(length * FRAMES_PER_SECOND))
            times.append(BusinessTime(business=business.id, start=start, end=clock))
        before = business
    last = index == len(breakdown.scenes) - 1
    clock += whole_drawings((ENDING_SECONDS if last else SCENE_END_SECONDS) * FRAMES_PER_SECOND)
    return SceneTiming(scene=scene.id, frames=clock, business=tuple(times))


def opening_frames(breakdown: Breakdown, index: int) -> int:
    """Frames of the place alone before the first business; 0 if that business is itself a picture of the place."""
    scene = breakdown.scenes[index]
    first = scene.business[0] if scene.business else None
    if isinstance(first, Image) and not first.subject:
        return 0
    if index == 0:
        length = OPENING_SECONDS
    elif any(earlier.set == scene.set and earlier.time_of_day == scene.time_of_day for earlier in breakdown.scenes[:index]):
        length = SAME_PLACE_SECONDS
    else:
        length = PLACE_SECONDS
    return whole_drawings(length * FRAMES_PER_SECOND)


def _image_seconds(image: Image, *, opens: bool, film: bool) -> float:
    length = min(2.2, max(1.8, 1.2 + 0.012 * len(image.text)))
    if opens:
        return max(length, OPENING_SECONDS if film else PLACE_SECONDS)
    return length


def _recording(line: LineOfDialogue, spoken: dict[str, SpokenLine]) -> SpokenLine:
    if line.id not in spoken:
        raise StageError(f"shots: line {line.id} of {line.role} has not been recorded; run `filmwright voice` first")
    return spoken[line.id]


class _Walks:
    """Who stands where, roughly: enough to tell how far a walk is before the stage has blocked it."""

    def __init__(self, place: SetRecord, scene: Scene) -> None:
        self.kit: SetKit | None = catalogue.sets().get(place.kit)
        self.places: dict[str, tuple[float, float]] = {}
        if self.kit:
            order = [self.kit.marks[name] for name in ("left", "right", "centre", "back") if name in self.kit.marks]
            for role, mark in zip(scene.present, order, strict=False):
                self.places[role] = (mark.x, mark.y)

    def metres(self, action: Action) -> float:
        if action.act not in WALKS:
            return 0.0
        if self.kit is None:
            return UNKNOWN_WALK_METRES
        kit = self.kit
        doors = list(kit.entrances.values())
        door = kit.entrances.get(action.target) or (doors[0] if doors else None)
        here = self.places.get(action.role, (0.0, 0.0))
        if action.act == "exit":
            self.places.pop(action.role, None)
            return math.dist(here, (door.outside_x, door.outside_y)) if door else UNKNOWN_WALK_METRES
        if action.act == "enter":
            taken = len(self.places)
            name = ("right", "left", "centre", "back")[min(taken, 3)]
            mark = kit.marks.get(name) or next(iter(kit.marks.values()))
            self.places[action.role] = (mark.x, mark.y)
            return math.dist((door.outside_x, door.outside_y), (mark.x, mark.y)) if door else UNKNOWN_WALK_METRES
        there = self._target(kit, action.target)
        self.places[action.role] = there or here
        return max(0.5, math.dist(here, there)) if there else UNKNOWN_WALK_METRES

    def _target(self, kit: SetKit, name: str) -> tuple[float, float] | None:
        if name in self.places:
            return self.places[name]
        if name in kit.marks:
            return kit.marks[name].x, kit.marks[name].y
        if name in kit.seats:
            return kit.seats[name].x, kit.seats[name].y
        if name in kit.features:
            feature = kit.features[name]
            return (feature.stand.x, feature.stand.y) if feature.stand else feature.place[:2]
        if name in kit.entrances:
            return kit.entrances[name].x, kit.entrances[name].y
        return None
