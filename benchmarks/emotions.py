"""Draws the feelings of two puppets as the stage acts them, unnamed and in a shuffled order, for viewers to name.

    python -m benchmarks.emotions OUT [--seed N] [--every]    # OUT/man, OUT/woman: 1.png ... 8.png, key.txt

Needs the theatre's Python. --every draws all feelings of the stage on one sheet for each puppet instead.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import get_args

import msgspec
from PIL import Image

from filmwright.breakdown import break_down
from filmwright.records.breakdown import Emotion
from filmwright.records.puppet import Puppet
from filmwright.records.staging import Pose
from filmwright.screenplay import fountain
from filmwright.stage.armature import track_of
from filmwright.stage.business import DOWNCAST
from filmwright.stage.world import RoleState
from filmwright.theatre import portraits

EIGHT: tuple[Emotion, ...] = ("joy", "sorrow", "anger", "fear", "surprise", "disgust", "tenderness", "pride")
SIZE = (400, 400)
SCRIPT = """INT. KITCHEN - DAY

TOM, 70s, clean-shaven, bushy brows, a bald fringe of white hair, in a grey cardigan, stands by the table.

NORA, 20s, slight, with long red hair, in a green jumper, stands at the window.

"""
EYES_DOWN = -14.0  # degrees


def puppets() -> dict[str, Puppet]:
    """The two who are looked at."""
    cast = break_down(fountain.parse(SCRIPT, source="emotions")).cast
    by_name = {role.name: role.puppet for role in cast}
    return {"man": by_name["TOM"], "woman": by_name["NORA"]}


def pose(puppet: Puppet, emotion: Emotion) -> Pose:
    """The drawing in which a strong feeling has just come."""
    felt = RoleState(emotion=emotion, intensity=1.0)
    track = track_of(puppet.body, RoleState(), felt, 40)
    shown = track.pose(16)
    down = EYES_DOWN if emotion in DOWNCAST else 0.0
    return msgspec.structs.replace(shown, gaze_yaw=-0.8 * shown.head_yaw, gaze_pitch=down)


def main() -> None:
    """Draw them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", type=Path)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="", help="man or woman")
    options.add_argument("--every", action="store_true")
    given = options.parse_args()
    for number, (name, puppet) in enumerate(puppets().items()):
        if given.only not in ("", name):
            continue
        order = list(get_args(Emotion) if given.every else EIGHT)
        if not given.every:
            random.Random(given.seed + number).shuffle(order)
        sheet = given.out / (f"{name}.png" if given.every else f"{name}/sheet.png")
        portraits.draw_poses(puppet, [pose(puppet, emotion) for emotion in order], sheet, options={}, size=SIZE)
        if given.every:
            continue
        with Image.open(sheet) as drawn:
            for index in range(len(order)):
                drawn.crop((index * SIZE[0], 0, (index + 1) * SIZE[0], SIZE[1])).convert("RGB").save(sheet.parent / f"{index + 1}.png")
        sheet.unlink()
        (sheet.parent / "key.txt").write_text("".join(f"{i} {emotion}\n" for i, emotion in enumerate(order, start=1)), encoding="utf-8")


if __name__ == "__main__":
    main()
