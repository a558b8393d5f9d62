"""Prints how far puppets are inside each other, and how those who sit are supported, over all staged drawings of productions.

    python -m benchmarks.contact PRODUCTION ... [--worst N] [--shots]

Each production (a folder that `filmwright stage` has been through) is staged anew from its breakdown, lines and shots. Bodies are
the balls of `filmwright/stage/volumes.py`: head with hair, hat, nose or muzzle, trunk, skirt, legs; arms and hands may touch.
Printed is, for each pair and shot, the greatest depth in centimetres at which a ball of one is in a ball of the other, and of
what. Embraces are listed apart: they may touch, chest to chest.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from pathlib import Path

import numpy as np

from filmwright.records import codec
from filmwright.records.breakdown import Action, Breakdown
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue
from filmwright.records.staging import StagedPuppet, StagedScene
from filmwright.stage import stage_scene
from filmwright.stage.clearing import PARTED
from filmwright.stage.volumes import Array, motion_of, overlaps, volumes

CLOSE = 0.04  # metres between two heads: nearer reads as a kiss
TOLD = 0.01  # metres: less is felt on felt
EMBRACES = ("hug",)


def depths(one: StagedPuppet, two: StagedPuppet) -> tuple[Array, list[str]]:
    """The depth (metres, negative: room) between two at each drawing of a scene, and what meets what there."""
    n = len(one.poses)
    out, what = np.full(n, -9.0), [""] * n
    seen: dict[tuple[int, int, int, int], tuple[float, str]] = {}
    for i, (a, b) in enumerate(zip(one.poses, two.poses, strict=True)):
        if a is None or b is None or np.hypot(a.root[0] - b.root[0], a.root[1] - b.root[1]) > 1.6:
            continue
        va, vb = volumes(one.look(i)), volumes(two.look(i))
        key = (id(va), id(vb), hash(a), hash(b))
        if key not in seen:
            deep = overlaps(va.placed(motion_of([a])), va.radius, vb.placed(motion_of([b])), vb.radius)[0]
            at = np.unravel_index(int(deep.argmax()), deep.shape)
            seen[key] = float(deep.max()), f"{va.parts[at[0]]}/{vb.parts[at[1]]}"
        out[i], what[i] = seen[key]
    return out, what


def staged(place: Path) -> list[tuple[StagedScene, ShotList, Breakdown]]:
    """Every scene of a production, staged by the code at hand."""

    def read(name: str, kind: type[codec.R]) -> codec.R:
        return codec.decode((place / f"{name}.json").read_bytes(), kind, where=name)

    breakdown, dialogue, shots = read("breakdown", Breakdown), read("dialogue", Dialogue), read("shots", ShotList)
    out, world = [], None
    for scene in breakdown.scenes:
        done, world = stage_scene(scene, breakdown, dialogue, shots, entry=world)
        out.append((done, shots, breakdown))
    return out


def embraced(scene: StagedScene, shots: ShotList, breakdown: Breakdown) -> set[int]:
    """Drawings of a scene in which two embrace."""
    hugs = {
        item.id for s in breakdown.scenes if s.id == scene.scene for item in s.business if isinstance(item, Action) and item.act in EMBRACES
    }
    timing = next(t for t in shots.timings if t.scene == scene.scene)
    return {i for time in timing.business if time.business in hugs for i in range(time.start // 2, time.end // 2 + PARTED)}


def print_contacts(places: list[str], *, each: bool, most: int) -> None:
    """The table of a list of productions."""
    rows: list[tuple[float, str, str, str, str, int]] = []
    hugs: list[tuple[float, str]] = []
    total, inside, nose = 0, Counter[str](), 0
    for name in places:
        for scene, shots, breakdown in staged(Path(name)):
            kissing = embraced(scene, shots, breakdown)
            for one, two in itertools.combinations(scene.puppets, 2):
                deep, what = depths(one, two)
                there = [i for i in range(len(deep)) if deep[i] > -8]
                total += len(there)
                for i in there:
                    if i in kissing:
                        continue
                    nose += bool(deep[i] > -CLOSE and what[i] == "head/head")
                    for bound in (1, 3, 6, 10):
                        inside[f"{bound}"] += bool(deep[i] * 100 > bound)
                for shot in (s for s in shots.shots if s.scene == scene.scene):
                    mine = [i for i in there if shot.start // 2 <= i < shot.end // 2 and i not in kissing]
                    if mine and max(deep[i] for i in mine) > TOLD:
                        at = max(mine, key=lambda i: deep[i])
                        count = sum(deep[i] > TOLD for i in mine)
                        rows.append((float(deep[at]), Path(name).name, shot.id, f"{one.role}, {two.role}", what[at], count))
                held = [i for i in there if i in kissing]
                if held:
                    at = max(held, key=lambda i: deep[i])
                    hugs.append((float(deep[at]), f"{Path(name).name} {scene.scene}: {one.role}, {two.role} ({what[at]})"))
    rows.sort(reverse=True)
    for deep_, film, shot_, who, parts, count in rows if each else rows[:most]:
        print(f"{film:12s} {shot_:6s} {who:24s} {100 * deep_:5.1f} cm  {parts:12s} {count} drawings")
    for deep_, text in hugs:
        print(f"embrace: {text} {100 * deep_:.1f} cm")
    worst = f"{100 * rows[0][0]:.1f} cm" if rows else "none"
    shares = ", ".join(f"{inside[str(bound)]} by more than {bound} cm" for bound in (1, 3, 6, 10))
    print(f"{total} drawings of a pair within 1.6 m; inside each other: {shares}; {len(rows)} shots; the worst: {worst}")
    print(f"two heads nearer than {100 * CLOSE:.0f} cm, embraces left out: {nose} drawings")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("productions", nargs="+")
    parser.add_argument("--worst", type=int, default=20)
    parser.add_argument("--shots", action="store_true", help="list all shots")
    given = parser.parse_args()
    print_contacts(given.productions, each=given.shots, most=given.worst)


if __name__ == "__main__":
    main()
