"""Prints what the cameras of films show: faces at the beats of greatest feeling, things in their inserts, worn set-ups, last images.

    python -m benchmarks.camera [--shots] PRODUCTION ...               # productions whose lines are recorded; planned and staged anew
    python -m benchmarks.camera [--shots] --premise TEXT [--premise TEXT ...]   # films of a minute, their lines timed by their letters

Nothing is rendered: `stage/rushes.py` projects what is staged into every camera. One line a film, and one for all. `--shots` also
names each fault and its shot.

- face: of the beats that are felt most (0.75 and more), those at which both eyes and two thirds of nine points of the
  face of whoever feels it are seen, with a head of at least 15 % of the picture; in brackets the mean share of the points.
- faceless: pictures of one face, medium and closer, in which it is not seen so.
- insert: of the pictures of a thing, those in which it is whole, unhidden and a third of the picture high in its larger direction;
  in brackets how many more were asked for and are another picture, because the thing cannot be seen so.
- worn: shots that use a set-up of their scene for the third time or more (within 20 degrees, 40 % of size, 0.35 m).
- own head: what somebody sees, with that somebody's own head in it.
- small: wide and full pictures in which the tallest is under a third of the picture, or in which no face is turned to it.
- last: whether the last picture repeats one of the place of its scene; opening and last framing follow.

A second line tells of deeds and heads:

- deed: of the acts on which scenes hang (`records.beats.decisive`), those at which, for 60 % of their drawings, a hand that does it or
  its thing and a face are in the picture and nothing is before them; in brackets the mean shares of hand, of face and of both.
- masked: pictures of people, full and closer, in which more than 15 % of a head's disc is behind another body: of those it is of, or of
  somebody else who is half seen.
- profiles: pictures of two, medium wide and closer, in which nobody's both eyes are seen.
- poor insert: pictures asked for of a thing, in which it takes under 2 % of the picture, is hidden by more than 30 %, or is not at all.
- last empty: films whose last picture shows neither a face at three quarters or better nor the thing that the film speaks of most.
- idle short: shots under 1.8 s, most of whose time nobody speaks and nothing is done but looking, turning and waiting.

A third line tells of the cut, as it was planned:

- length: the mean of a shot in seconds and the deviation of its logarithm, the film's first and last shots left out.
- tempo: the correlation of tension with cutting, that is with minus the logarithm of a shot's length, the same left out.
- inside: the cuts that fall within a line.
- on speaker, listener, both, other: whose pictures the time of the lines is seen in, where somebody is spoken to.
- ping-pong: runs of four and more faces that alternate between the same two; the longest run of faces.
- jumps: neighbours that show the same people, framed alike, less than two sizes apart.
- short, long: shots under 1.4 s; shots over 7 s.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
from collections.abc import Sequence
from pathlib import Path

from filmwright.breakdown import break_down
from filmwright.records import codec
from filmwright.records.breakdown import Action, Breakdown, Business, Image, LineOfDialogue, Scene
from filmwright.records.clock import seconds
from filmwright.records.shots import SceneTiming, Shot, ShotList
from filmwright.records.speech import Dialogue, SpokenLine, SpokenWord
from filmwright.screenplay import fountain
from filmwright.screenplay.writer import write_screenplay
from filmwright.shots import plan_shots
from filmwright.stage import stage_scene, stage_shots
from filmwright.stage.rushes import Rushes, rushes
from filmwright.story import write_story

SAMPLES_A_LETTER = 3200


def counted(line: LineOfDialogue) -> SpokenLine:
    """A line as if it were recorded: a fifteenth of a second a letter."""
    words, clock = [], 0
    for word in line.text.split():
        words.append(SpokenWord(text=word, start=clock, end=clock + SAMPLES_A_LETTER * len(word), stressed=len(word) > 3))
        clock += SAMPLES_A_LETTER * len(word) + SAMPLES_A_LETTER // 2
    return SpokenLine(line=line.id, role=line.role, media="", samples=clock, words=tuple(words))


def of_premise(premise: str) -> tuple[Breakdown, Dialogue, str]:
    """The film of a premise, ready for its shots, and how its story ends."""
    story = write_story(premise, minutes=1)
    breakdown = break_down(fountain.parse(fountain.write(write_screenplay(story, minutes=1)), source="screenplay.fountain"))
    lines = tuple(counted(b) for s in breakdown.scenes for b in s.business if isinstance(b, LineOfDialogue))
    return breakdown, Dialogue(voices={}, lines=lines), story.ending


def of_production(place: Path) -> tuple[Breakdown, Dialogue, str]:
    """The same from a production's folder."""

    def loaded(name: str, kind: type[codec.R]) -> codec.R:
        return codec.decode((place / f"{name}.json").read_bytes(), kind, where=name)

    told = place / "story.json"
    ending = json.loads(told.read_bytes()).get("ending", "") if told.is_file() else ""
    return loaded("breakdown", Breakdown), loaded("dialogue", Dialogue), ending


def measured(breakdown: Breakdown, dialogue: Dialogue, ending: str) -> tuple[ShotList, list[Rushes]]:
    """Plan and stage a film and look at it."""
    shots = plan_shots(breakdown, dialogue, ending=ending)
    found, world = [], None
    for scene in breakdown.scenes:
        staged, world = stage_scene(scene, breakdown, dialogue, shots, entry=world)
        found.append(rushes(scene, staged, shots, stage_shots(scene, staged, shots, breakdown), breakdown))
    return shots, found


IDLE = ("wait", "look_at", "turn_to", "listen", "think", "hold")
SHORT = 43  # frames
WIDE = ("wide", "extreme_wide")


def idle(scene: Scene, timing: SceneTiming, shot: Shot) -> bool:
    """Whether a shot is short and nothing is said or done in most of it."""
    if shot.end - shot.start >= SHORT:
        return False
    busy = 0
    for item, time in zip(scene.business, timing.business, strict=True):
        if isinstance(item, LineOfDialogue) or (isinstance(item, Action) and item.act not in IDLE):
            busy += max(0, min(time.end, shot.end) - max(time.start, shot.start))
    return busy < 0.5 * (shot.end - shot.start)


def deeds_and_heads(films: Sequence[tuple[Breakdown, ShotList, list[Rushes]]]) -> str:
    """The figures of deeds, heads and things of one film or of several."""
    scenes = [scene for _, _, found in films for scene in found]
    deeds = [s.deed for s in scenes if s.deed]
    mean = [sum(getattr(d, kind) for d in deeds) / max(1, len(deeds)) for kind in ("hands", "face", "both")]
    asked = [shot for _, shots, _ in films for shot in shots.shots]
    still = sum(
        idle(scene, timing, shot)
        for breakdown, shots, _ in films
        for scene, timing in zip(breakdown.scenes, shots.timings, strict=True)
        for shot in shots.shots
        if shot.scene == scene.id
    )
    things = sum(shot.framing in ("insert", "over_thing") for shot in asked)
    several = sum(shot.framing in ("single", "two", "group", "over_shoulder") and shot.size not in WIDE for shot in asked)
    return (
        f"deed {sum(d.good for d in deeds)}/{len(deeds)} ({mean[0]:.2f}, {mean[1]:.2f}, {mean[2]:.2f})  "
        f"masked {sum(len(s.masked) for s in scenes)}/{several}  profiles {sum(len(s.profiles) for s in scenes)}  "
        f"poor insert {sum(len(s.poor) for s in scenes)}/{things}  "
        f"last empty {sum(not found[-1].last_shows for _, _, found in films)}/{len(films)}  idle short {still}/{len(asked)}"
    )


def counts(films: Sequence[tuple[ShotList, list[Rushes]]]) -> str:
    """The figures of one film or of several."""
    scenes = [scene for _, found in films for scene in found]
    peaks = [p for s in scenes for p in s.peaks]
    inserts = [t for s in scenes for t in s.inserts]
    share = sum(p.share for p in peaks) / max(1, len(peaks))
    return (
        f"face {sum(p.good for p in peaks)}/{len(peaks)} ({share:.2f})  faceless {sum(len(s.faceless) for s in scenes)}  "
        f"insert {sum(t.good for t in inserts)}/{len(inserts)} (+{sum(len(s.became) for s in scenes)})  "
        f"worn {sum(len(s.worn) for s in scenes)}/{sum(len(shots.shots) for shots, _ in films)}  "
        f"own head {sum(len(s.own_head) for s in scenes)}  small {sum(len(s.small) for s in scenes)}  "
        f"last repeats {sum(bool(found[-1].last_like) for _, found in films)}/{len(films)}"
    )


FACES = ("single", "over_shoulder")
SIZES = ("extreme_wide", "wide", "full", "medium_wide", "medium", "medium_close", "close", "extreme_close", "insert")


def tension(scene: Scene, item: Business) -> float:
    """How tense a piece of business is, 0 to 1: as its scene, as it is felt, and as far as the scene has come."""
    felt = 0.25 if isinstance(item, Image) or item.emotion == "neutral" else item.intensity
    progress = scene.business.index(item) / max(1, len(scene.business) - 1)
    return 0.3 * (scene.feeling.tension + 1) / 2 + 0.4 * felt + 0.3 * progress


def jumps(one: Shot, two: Shot) -> bool:
    """Whether a cut between neighbours is a jump, by their words."""
    alike = set(one.subjects) == set(two.subjects) and one.framing == two.framing and one.foreground == two.foreground
    return alike and abs(SIZES.index(one.size) - SIZES.index(two.size)) < 2


def runs(shots: Sequence[Shot]) -> tuple[int, int]:
    """Of the shots of a scene: how many runs of four and more faces alternate between the same two, and the longest run of faces."""
    swings, swing, longest, run = 0, 0, 0, 0
    for k, shot in enumerate(shots):
        face = shot.framing in FACES
        run = run + 1 if face else 0
        longest = max(longest, run)
        back = face and k >= 2 and swing >= 2 and shot.subjects == shots[k - 2].subjects and shot.subjects != shots[k - 1].subjects
        other = face and k >= 1 and shots[k - 1].framing in FACES and shot.subjects != shots[k - 1].subjects
        swing = swing + 1 if back or (other and swing == 1) else 2 if other else int(face)
        swings += swing == 4
    return swings, longest


def cut_figures(films: Sequence[tuple[Breakdown, ShotList]]) -> str:
    """The figures of the cut of one film or of several."""
    lengths: list[float] = []
    tensions: list[float] = []
    on = {"speaker": 0, "listener": 0, "both": 0, "other": 0}
    cuts = inside = swings = longest = jumped = short = long = 0
    for breakdown, shot_list in films:
        for scene, timing in zip(breakdown.scenes, shot_list.timings, strict=True):
            shots = [shot for shot in shot_list.shots if shot.scene == scene.id]
            felt = {item.id: tension(scene, item) for item in scene.business}
            times = [t for t in timing.business if t.end > t.start]
            for shot in shots:
                short, long = short + (shot.end - shot.start < 33), long + (shot.end - shot.start > 168)
                weights = [(max(0, min(t.end, shot.end) - max(t.start, shot.start)), felt[t.business]) for t in times]
                if shot not in (shot_list.shots[0], shot_list.shots[-1]) and sum(w for w, _ in weights):
                    lengths.append(seconds(shot.end - shot.start))
                    tensions.append(sum(w * f for w, f in weights) / sum(w for w, _ in weights))
            swing, run = runs(shots)
            swings, longest = swings + swing, max(longest, run)
            jumped += sum(jumps(a, b) for a, b in zip(shots, shots[1:], strict=False))
            lines = {b.id: b for b in scene.business if isinstance(b, LineOfDialogue) and b.to}
            cuts += len(shots) - 1
            for time in (t for t in times if t.business in lines):
                line = lines[time.business]
                inside += sum(time.start < shot.start < time.end for shot in shots)
                for shot in shots:
                    shown = {*shot.subjects, shot.foreground} if shot.framing == "over_shoulder" else set(shot.subjects)
                    who = "other"
                    if line.role in shown:
                        who = "both" if line.to in shown and shot.framing != "over_shoulder" else "speaker"
                        who = "listener" if shot.framing == "over_shoulder" and shot.foreground == line.role else who
                    elif line.to in shown:
                        who = "listener"
                    on[who] += max(0, min(time.end, shot.end) - max(time.start, shot.start))
    logs = [math.log(x) for x in lengths]
    varied = len(set(logs)) > 1 and len(set(tensions)) > 1
    tempo = statistics.correlation(tensions, [-x for x in logs]) if varied else 0.0
    talk = max(1, sum(on.values()))
    shares = "  ".join(f"{who} {100 * frames / talk:.0f} %" for who, frames in on.items())
    return (
        f"length {statistics.fmean(lengths or [0.0]):.2f} ({statistics.pstdev(logs or [0.0]):.2f})  tempo {tempo:+.2f}  "
        f"inside {inside}/{cuts}  on {shares}  ping-pong {swings}, {longest} faces  jumps {jumped}  short {short}  long {long}"
    )


def print_faults(scene: Rushes, *, last: bool) -> None:
    """Each fault of a scene, with its shot."""
    for face in scene.peaks:
        if not face.good:
            told = f"{face.role} at {face.business}: {face.share:.2f} seen, {face.eyes} eyes, {face.high:.2f} high"
            print(f"    face     {face.shot or scene.scene}: {told}")
    for thing in scene.inserts:
        if not thing.good:
            whole = "whole" if thing.whole else "cut"
            print(f"    insert   {thing.shot}: {thing.thing} {thing.high:.2f} high, {whole}, {thing.share:.2f} seen")
    if scene.deed and not scene.deed.good:
        deed = scene.deed
        told = f"hands {deed.hands:.2f}, face {deed.face:.2f}, both {deed.both:.2f}"
        print(f"    deed     {deed.business} in {', '.join(deed.shots)}: {told}")
    for kind in ("masked", "profiles", "poor", "became", "faceless", "worn", "own_head", "small"):
        if ids := getattr(scene, kind):
            print(f"    {kind:8s} {', '.join(ids)}")
    if last and not scene.last_shows:
        print("    last     shows neither a face nor the thing")
    if last and scene.last_like:
        print(f"    last     repeats {scene.last_like}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("productions", nargs="*", type=Path)
    parser.add_argument("--premise", action="append", default=[])
    parser.add_argument("--shots", action="store_true")
    asked = parser.parse_args()
    films, cut, seen = [], [], []
    for name, given in [(p.name, p) for p in asked.productions] + [(p[:28], p) for p in asked.premise]:
        made = of_production(given) if isinstance(given, Path) else of_premise(given)
        film = measured(*made)
        films.append(film)
        cut.append((made[0], film[0]))
        shots, found = film
        last = shots.shots[-1]
        print(f"{name:28s} {counts([film])}  opening {found[0].opening}, last {last.size} {last.framing} {last.move}", flush=True)
        seen.append((made[0], *film))
        print(f"{'':28s} {deeds_and_heads(seen[-1:])}", flush=True)
        print(f"{'':28s} {cut_figures(cut[-1:])}", flush=True)
        for scene in found if asked.shots else ():
            print_faults(scene, last=scene is found[-1])
        for scene, timing in zip(made[0].scenes, shots.timings, strict=True) if asked.shots else ():
            if still := [shot.id for shot in shots.shots if shot.scene == scene.id and idle(scene, timing, shot)]:
                print(f"    idle     {', '.join(still)}")
    print(f"{'all':28s} {counts(films)}\n{'':28s} {deeds_and_heads(seen)}\n{'':28s} {cut_figures(cut)}")


if __name__ == "__main__":
    main()
