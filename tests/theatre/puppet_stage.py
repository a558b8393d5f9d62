"""Run inside the theatre's Python by test_puppets.py: builds puppets, poses and bakes them, prints what it measured as JSON."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, get_args

import bpy
import msgspec
import numpy as np

from filmwright.breakdown.bodies import body_for
from filmwright.records import puppet as words
from filmwright.records.puppet import Body, Puppet
from filmwright.records.speech import MouthShape
from filmwright.records.staging import HandShape, Pose
from filmwright.stage.armature import track_of
from filmwright.stage.world import RoleState
from filmwright.theatre import catalogue
from filmwright.theatre.worker import portraits, puppets

BODY = Body(
    height=1.15,
    head_radius=0.235,
    neck_height=0.68,
    shoulder_height=0.625,
    shoulder_width=0.36,
    hip_height=0.36,
    hip_width=0.18,
    upper_arm=0.125,
    forearm=0.12,
    hand=0.048,
    upper_leg=0.152,
    lower_leg=0.152,
    foot=0.19,
    girth=0.24,
)


def fresh() -> Any:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    collection = bpy.data.collections.new("cast")
    bpy.context.scene.collection.children.link(collection)
    return collection


def refreshed() -> None:
    bpy.context.view_layer.update()


def digest(built: Any) -> str:
    """Of all points of all parts, in order."""
    total = hashlib.sha256()
    for part in built.parts():
        data = part.data
        if isinstance(data, bpy.types.Mesh):
            points = np.empty(len(data.vertices) * 3, np.float32)
            data.vertices.foreach_get("co", points)
        else:
            points = np.empty(len(data.attributes["position"].data) * 3, np.float32)
            data.attributes["position"].data.foreach_get("vector", points)
        total.update(part.name.encode() + points.tobytes())
    return total.hexdigest()


def limbs() -> dict[str, float]:
    """How exactly limbs reach what a pose names."""
    built = puppets.build(Puppet(name="MARA", body=BODY), fresh(), prefix="mara")
    worst_hand = worst_foot = 0.0
    elbows_out = True
    for x, y, z in ((0.25, -0.12, 0.5), (0.28, 0.03, 0.42), (0.1, -0.18, 0.55), (0.3, -0.05, 0.7), (0.05, -0.17, 0.6)):
        for heading, squash in ((0.0, 1.0), (70.0, 1.0), (-130.0, 1.0)):
            pose = portraits.act(BODY, "neutral")
            pose = Pose(
                **{
                    **{f: getattr(pose, f) for f in pose.__struct_fields__},
                    "root": (0.4, -0.3, 0.1),
                    "heading": heading,
                    "squash": squash,
                    "lean": 5.0,
                    "hand_left": (x, y, z),
                    "hand_right": (-x, y, z),
                    "foot_left": _stage((0.09, -0.06, 0.0), heading),
                    "foot_right": _stage((-0.09, 0.05, 0.0), heading),
                    "foot_left_yaw": heading,
                    "foot_right_yaw": heading,
                    "pelvis_drop": 0.02,
                }
            )
            built.pose(pose)
            refreshed()
            for tag, hand, foot in (("L", pose.hand_left, pose.foot_left), ("R", pose.hand_right, pose.foot_right)):
                wanted = np.array(_stage(hand, heading))
                worst_hand = max(worst_hand, float(np.linalg.norm(np.array(built.joint(f"hand.{tag}")) - wanted)))
                ankle = np.array(built.joint(f"foot.{tag}"))
                worst_foot = max(worst_foot, float(np.linalg.norm(ankle[:2] - np.array(foot)[:2])))
                own = built.armature.pose.bones["root"].matrix.inverted() @ built.armature.pose.bones[f"forearm.{tag}"].head
                elbows_out &= (own.x > 0.1) if tag == "L" else (own.x < -0.1)
    return {"hand": worst_hand, "foot": worst_foot, "elbows_out": float(elbows_out)}


def _stage(point: tuple[float, float, float], heading: float) -> tuple[float, float, float]:
    x, y, z = portraits._turned(point, heading)
    return (x + 0.4, y - 0.3, z + 0.1)


def baked() -> dict[str, Any]:
    """A saved file plays: what was baked is what each frame shows after loading it."""
    built = puppets.build(Puppet(name="MARA", body=BODY), fresh(), prefix="mara")
    poses: list[Pose | None] = [portraits.act(BODY, a) for a in ("neutral", "wave", "mouth_A", "walk", "sit")]
    poses += [None, portraits.act(BODY, "mouth_E")]
    wanted = []
    for pose in poses:
        built.pose(pose)
        refreshed()
        wanted.append((tuple(built.joint("hand.L")), _mouth("A")))
    started = time.perf_counter()
    built.bake(poses * 40, first_frame=1, step=2)
    seconds = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "scene.blend")
        bpy.ops.wm.save_as_mainfile(filepath=path)
        bpy.ops.wm.open_mainfile(filepath=path)
    worst = 0.0
    for index, (hand, mouth) in enumerate(wanted):
        for frame in (1 + 2 * index, 2 + 2 * index):  # held on twos
            bpy.context.scene.frame_set(frame)
            armature = bpy.data.objects["mara.armature"]
            here = armature.matrix_world @ armature.pose.bones["hand.L"].head
            worst = max(worst, float(np.abs(np.array(here) - np.array(hand)).max()))
            if poses[index] is not None:
                worst = max(worst, abs(_mouth("A") - mouth))
    return {"worst": worst, "seconds_each": seconds / (len(poses) * 40)}


def _mouth(name: str) -> float:
    return float(bpy.data.objects["mara.mouth"].data.shape_keys.key_blocks[name].value)


def vocabulary() -> dict[str, Any]:
    """Every word of the record builds; garments, hair, hats and beards all differ in form."""
    fields = {
        "age": words.Age,
        "build": words.Build,
        "hair": words.Hair,
        "beard": words.Beard,
        "nose": words.Nose,
        "top": words.Top,
        "bottom": words.Bottom,
        "shoes": words.Shoes,
        "hat": words.Hat,
        "top_cloth": words.Cloth,
    }
    lists = {field: get_args(kind) for field, kind in fields.items()}
    worn = get_args(words.Accessory)
    faults = []
    looks: dict[str, dict[str, str]] = {part: {} for part in ("hair", "top", "hat", "beard")}
    for turn in range(max(map(len, [*lists.values(), worn]))):
        for kind in ("human", ("fox", "hen", "robot", "scarecrow")[turn % 4]):
            given = {field: options[turn % len(options)] for field, options in lists.items()}
            given |= {"kind": kind, "accessories": (worn[turn % len(worn)],)}
            try:
                built = puppets.build(Puppet(name="ONE", body=BODY, **given), fresh(), prefix="one")
            except Exception as error:
                faults.append(f"{given}: {error!r}")
                continue
            for part in built.parts():
                name = part.name.split(".")[-1]
                if kind == "human" and name in looks and isinstance(part.data, bpy.types.Mesh):
                    looks[name][given[name]] = f"{len(part.data.vertices)} {[round(v, 3) for v in part.dimensions]}"
    same_form = [f"{part}: {word}" for part, found in looks.items() for word, form in found.items() if list(found.values()).count(form) > 1]
    return {"faults": faults, "same_form": same_form, "seen": {part: sorted(found) for part, found in looks.items()}}


def _features(name: str) -> set[str]:
    """What is built for a kind of being: its base, growths, markings, ears, tail, nose, beak, hands, feet and hide."""
    being = catalogue.creature(name)
    found = {f"base {being.base}", f"hide {being.hide}", f"nose {being.nose.shape}", f"hands {being.hands}", f"feet {being.feet}"}
    found |= {f"grows {entry['make']} {entry.get('shape', '')}" for entry in being.grows}
    found |= {f"mark {mark.shape}" for mark in being.marks}
    found |= {f"ears {being.ears.shape}"} if being.ears else set()
    found |= {f"tail {being.tail.shape}"} if being.tail else set()
    return found | ({"beak"} if being.beak else set())


def beings() -> dict[str, Any]:
    """As few kinds as show everything that any file asks for, each built, posed, and given a mouth, hands and lids."""
    wanted: set[str] = set().union(*(_features(name) for name in catalogue.creatures()))
    faults, built_kinds = [], []
    while wanted:
        kind = max(catalogue.creatures(), key=lambda name: len(_features(name) & wanted))
        wanted -= _features(kind)
        built_kinds.append(kind)
        body = body_for(kind)
        being = catalogue.creature(kind)
        top = "bare" if being.bare or being.wears.get("top") == "bare" else "jumper"
        try:
            built = puppets.build(Puppet(name="ONE", kind=kind, body=body, top=top, bottom="none", shoes="bare"), fresh(), prefix="one")
            for name in ("walk", "sit", "hold", "mouth_A"):
                built.pose(portraits.act(body, name))
            built.pose(msgspec.structs.replace(portraits.act(body, "neutral"), lid_left=0.0, lid_right=0.0))  # asleep
        except Exception as error:
            faults.append(f"{kind}: {error!r}")
            continue
        parts = {part.name.split(".", 1)[1] for part in built.parts()}
        faults += [f"{kind}: no {part}" for part in ("mouth", "hand.L", "hand.R", "lid_up.L", "lid_up.R") if part not in parts]
        keys = set(bpy.data.objects["one.mouth"].data.shape_keys.key_blocks.keys())
        faults += [f"{kind}: mouth {key}" for key in {*get_args(MouthShape), "smile", "frown"} - keys]
    return {"faults": faults, "kinds": built_kinds}


def shapes() -> dict[str, Any]:
    """Keys for all mouths and hands, on people and on all kinds of beings."""
    missing = []
    for kind in ("human", "fox", "hen", "robot", "ghost"):
        puppets.build(Puppet(name="ONE", body=BODY, kind=kind), fresh(), prefix="one")
        mouth = set(bpy.data.objects["one.mouth"].data.shape_keys.key_blocks.keys())
        missing += [f"{kind} mouth {m}" for m in {*get_args(MouthShape), "smile", "frown"} - mouth]
        hand = set(bpy.data.objects["one.hand.L"].data.shape_keys.key_blocks.keys())
        missing += [f"{kind} hand {h}" for h in set(get_args(HandShape)) - hand]
    return {"missing": missing}


def same() -> dict[str, Any]:
    """The same record is the same puppet; another seed is not quite."""
    first = digest(puppets.build(Puppet(name="MARA", body=BODY), fresh(), prefix="m"))
    again = digest(puppets.build(Puppet(name="MARA", body=BODY), fresh(), prefix="m"))
    other = digest(puppets.build(Puppet(name="MARA", body=BODY, seed=1), fresh(), prefix="m"))
    return {"same": first == again, "other": first != other}


def hidden() -> dict[str, float]:
    """None takes a puppet far below the stage, almost to nothing."""
    built = puppets.build(Puppet(name="MARA", body=BODY), fresh(), prefix="mara")
    built.pose(None)
    refreshed()
    highest, largest = -1e9, 0.0
    for part in built.parts():
        corners = [
            part.evaluated_get(bpy.context.evaluated_depsgraph_get()).matrix_world @ __import__("mathutils").Vector(c)
            for c in part.bound_box
        ]
        highest = max(highest, *(c.z for c in corners))
        largest = max(largest, *((a - b).length for a in corners for b in corners))
    return {"highest": highest, "largest": largest}


def eyes() -> dict[str, float]:
    """How much of an eye's height is open to who is level with it, of one who looks ahead, one who reads, one who sleeps."""
    built = puppets.build(Puppet(name="MARA", body=BODY), fresh(), prefix="mara")
    bones = built.armature.pose.bones
    ahead = portraits.act(BODY, "neutral")
    bowed = msgspec.structs.replace(ahead, lean=8.0, head_pitch=-22.0, gaze_pitch=-22.0, lid_left=0.75, lid_right=0.75)
    asleep = msgspec.structs.replace(bowed, lid_left=0.0, lid_right=0.0)
    found = {}
    for name, pose in (("ahead", ahead), ("bowed", bowed), ("asleep", asleep)):
        built.pose(pose)
        refreshed()
        upper, lower = (max(-1.0, min(1.0, bones[lid].y_axis.z)) for lid in ("lid_up.L", "lid_low.L"))
        found[name] = (upper - lower) / 2
    return found


def cloth() -> dict[str, dict[str, float]]:
    """How far long clothes go through the floor of one who kneels, and of one who sits on it; and how far they did without their keys."""
    found = {}
    worn = [{"top": top, "bottom": "none"} for top in ("coat", "long_coat", "dress", "apron_dress", "robe", "cloak", "gown", "nightshirt")]
    worn += [{"top": "blouse", "bottom": bottom} for bottom in ("skirt", "long_skirt")]
    worn += [{"top": "shirt", "accessories": ("cape",)}, {"top": "shirt", "accessories": ("apron",)}]
    for words_, kind in [(w, k) for w in worn for k in (("adult", "average"), ("child", "slight"), ("old", "stout"))]:
        body = body_for("human", *kind)
        built = puppets.build(msgspec.convert({"name": "MARA", "body": body, **words_}, Puppet), fresh(), prefix="mara")
        for posture in ("kneel", "sit"):
            state = RoleState(posture=posture, heading=30.0)
            pose = track_of(body, state, state, 3).pose(2)
            built.pose(pose)
            deepest = _lowest(built)
            for part in _long(built):
                for key in part.data.shape_keys.key_blocks[1:]:
                    key.value = 0.0
            found[f"{'/'.join(map(str, words_.values()))} {kind[0]} {posture}"] = {"with": deepest, "without": _lowest(built)}
    return found


def _lowest(built: Any) -> float:
    """The lowest point of what hangs below the hips, metres from the floor."""
    refreshed()
    graph = bpy.context.evaluated_depsgraph_get()
    lowest = 1.0
    for part in _long(built):
        item = part.evaluated_get(graph)
        points = np.empty(len(item.data.vertices) * 3, np.float32)
        item.data.vertices.foreach_get("co", points)
        matrix = np.array(item.matrix_world)
        lowest = min(lowest, float((points.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3])[:, 2].min()))
    return lowest


def _long(built: Any) -> list[Any]:
    parts = [part for part in built.parts() if isinstance(part.data, bpy.types.Mesh) and part.data.shape_keys]
    return [part for part in parts if part.name.split(".")[1] in ("top", "skirt", "apron", "cape")]


if __name__ == "__main__":
    checks = {
        "limbs": limbs, "baked": baked, "vocabulary": vocabulary, "beings": beings, "shapes": shapes, "same": same, "hidden": hidden,
        "eyes": eyes, "cloth": cloth,
    }  # fmt: skip
    print("MEASURED " + json.dumps({name: checks[name]() for name in sys.argv[1:]}))
