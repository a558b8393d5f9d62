"""Puts a whole puppet together from its record, and poses and keys it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import bpy
import numpy as np
from mathutils import Vector

from filmwright.records.puppet import Body, Puppet
from filmwright.records.staging import Pose
from filmwright.theatre import catalogue
from filmwright.theatre.worker.puppets import clothes, creatures, draping, faces, growths, hair, hands, headwear, weathering
from filmwright.theatre.worker.puppets.bench import Bench
from filmwright.theatre.worker.puppets.hides import Hide
from filmwright.theatre.worker.puppets.keys import Keys


class BuiltPuppet:
    """A puppet on the stage. All motion goes through its armature and the shape keys of its mouth and hands."""

    def __init__(self, bench: Bench) -> None:
        self.puppet = bench.puppet
        self.prefix = bench.prefix
        self.collection = bench.collection
        self._rig = bench.rig
        self._parts = list(bench.parts)
        self._keyed = list(bench.keyed)
        self._keys: Keys | None = None

    @property
    def armature(self) -> bpy.types.Object:
        """The armature object."""
        return self._rig.object

    def parts(self) -> list[bpy.types.Object]:
        """All objects that are seen (for dirty rectangles); empties and the armature are not among them."""
        return list(self._parts)

    def grip(self, hand: Literal["left", "right"]) -> bpy.types.Object:
        """The empty in the palm: hang a held prop from it. With the forearm straight ahead its axes are the puppet's:
        -y along the fingers, z towards the thumb, x to the puppet's left."""
        return bpy.data.objects[f"{self.prefix}.grip.{'L' if hand == 'left' else 'R'}"]

    def joint(self, bone: str) -> Vector:
        """Where a bone's head is now, in stage space (metres)."""
        return self.armature.matrix_world @ self.armature.pose.bones[bone].head

    def eye_level(self) -> float:
        """Height of the eyes when standing (metres)."""
        return float(self._rig.rest["eye.L"].z)

    def pose(self, pose: Pose | None) -> None:
        """Take a pose now; None: leave the stage (far below it, shrunk to nothing, so that nothing is rebuilt)."""
        self._rig.apply(pose)
        if pose is None:
            return
        for what, made in self._keyed:
            for name, value in _key_values(what, made, pose, self.puppet.body).items():
                made.data.shape_keys.key_blocks[name].value = value

    def key(self, frame: int, pose: Pose | None) -> None:
        """Take a pose and insert keys for it at one frame (slow: for a whole shot use `bake`)."""
        self.pose(pose)
        bones = self.armature.pose.bones
        for bone in self._rig.bones:
            if bone in self._rig.moved:
                bones[bone].keyframe_insert("location", frame=frame)
            bones[bone].keyframe_insert("rotation_quaternion", frame=frame)
            if bone in self._rig.scaled:
                bones[bone].keyframe_insert("scale", frame=frame)
        for _what, made in self._keyed:
            for block in made.data.shape_keys.key_blocks[1:]:
                block.keyframe_insert("value", frame=frame)

    def bake(self, poses: Sequence[Pose | None], first_frame: int = 1, step: int = 2) -> None:
        """Replace all keys by these poses, one every `step` frames from `first_frame`, each held until the next."""
        if not poses:
            return
        if self._keys is None:
            self._keys = Keys(f"{self.prefix}.performance")
        frames = first_frame + step * np.arange(len(poses), dtype=np.float32)
        rows = np.stack([self._rig.row(pose) for pose in poses])
        self._keys.write(self.armature, self.prefix, self._rig.paths(), frames, rows)
        for what, made in self._keyed:
            keys = made.data.shape_keys
            names = [block.name for block in keys.key_blocks[1:]]
            values = np.zeros((len(poses), len(names)), np.float32)
            last: Pose | None = None
            for i, pose in enumerate(poses):
                last = pose or last
                if last is not None:
                    given = _key_values(what, made, last, self.puppet.body)
                    values[i] = [given[name] for name in names]
            paths = [(f'key_blocks["{name}"].value', 1) for name in names]
            self._keys.write(keys, f"{self.prefix}.{what}", paths, frames, values)


def _key_values(what: str, made: bpy.types.Object, pose: Pose, body: Body) -> dict[str, float]:
    """Values of an object's shape keys (all but the first) in a pose."""
    names = [block.name for block in made.data.shape_keys.key_blocks[1:]]
    if what.startswith("cloth"):
        on = draping.counts(body, pose)
    elif what == "mouth":
        on = {pose.mouth: 1.0, "smile": max(pose.smile, 0.0), "frown": max(-pose.smile, 0.0)}
    else:
        on = {pose.hand_left_shape if what.endswith("L") else pose.hand_right_shape: 1.0}
    return {name: min(on.get(name, 0.0), 1.0) for name in names}


def build(puppet: Puppet, collection: bpy.types.Collection, *, prefix: str) -> BuiltPuppet:
    """Build a puppet from its record into `collection`; every object's name starts with `prefix` and a full stop.

    It stands at the stage's origin facing the front until it is posed.
    """
    puppet = weathering.weathered(puppet)
    more = catalogue.creature(puppet.kind) if puppet.kind != "human" else None
    if more is not None and more.base != "person":
        return BuiltPuppet(creatures.build(puppet, collection, prefix))
    plan = faces.face_plan(puppet)
    head = faces.human_head(puppet)
    centre = Vector((0, 0, puppet.body.neck_height + puppet.body.head_radius))
    bench = Bench(puppet, head, faces.marks(head, plan, centre), collection, prefix)
    faces.human(bench, plan)
    hair.build(bench, under_hat=puppet.hat != "none")
    hair.beard(bench, plan.mouth_z * head.size, plan.mouth)
    trunk = clothes.top(bench)
    clothes.bottom(bench)
    clothes.shoes(bench)
    skin, _, _ = faces.skin_materials(bench)
    hands.build(bench, headwear.glove(bench) or skin)
    headwear.hat(bench)
    headwear.accessories(bench, plan, trunk)
    weathering.put_marks(bench, trunk, plan)
    if more is not None:
        growths.grow(growths.Grown(bench, Hide(puppet, more), trunk, plan))
    return BuiltPuppet(bench)
