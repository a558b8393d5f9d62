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
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from filmwright.breakdown import break_down
from filmwright.records import codec
from filmwright.records.breakdown import Breakdown, LineOfDialogue
from filmwright.records.shots import ShotList
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
    for kind in ("became", "faceless", "worn", "own_head", "small"):
        if ids := getattr(scene, kind):
            print(f"    {kind:8s} {', '.join(ids)}")
    if last and scene.last_like:
        print(f"    last     repeats {scene.last_like}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("productions", nargs="*", type=Path)
    parser.add_argument("--premise", action="append", default=[])
    parser.add_argument("--shots", action="store_true")
    asked = parser.parse_args()
    films = []
    for name, given in [(p.name, p) for p in asked.productions] + [(p[:28], p) for p in asked.premise]:
        film = measured(*(of_production(given) if isinstance(given, Path) else of_premise(given)))
        films.append(film)
        shots, found = film
        last = shots.shots[-1]
        print(f"{name:28s} {counts([film])}  opening {found[0].opening}, last {last.size} {last.framing} {last.move}", flush=True)
        for scene in found if asked.shots else ():
            print_faults(scene, last=scene is found[-1])
    print(f"{'all':28s} {counts(films)}")


if __name__ == "__main__":
    main()
