"""The workbench on which a puppet is put together: its rig, its head form, its seed, and how parts are fixed to bones."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from typing import Any

import bpy
import numpy as np
from mathutils import Vector

from filmwright.records.puppet import Puppet
from filmwright.theatre.worker import geometry
from filmwright.theatre.worker.geometry import Array, Shape, smoothstep
from filmwright.theatre.worker.puppets import draping
from filmwright.theatre.worker.puppets.heads import Head
from filmwright.theatre.worker.puppets.rig import FaceMarks, Rig

Weights = Callable[[Array], dict[str, Array]]


class Bench:
    """A puppet in the making."""

    def __init__(self, puppet: Puppet, head: Head, marks: FaceMarks, collection: bpy.types.Collection, prefix: str) -> None:
        self.puppet = puppet
        self.body = puppet.body
        self.head = head
        self.collection = collection
        self.prefix = prefix
        self.rig = Rig(puppet.name, puppet.body, marks, collection, prefix=prefix)
        self.centre = marks.centre
        self.parts: list[bpy.types.Object] = []
        self.seed = int(hashlib.sha256(f"{puppet.name}/{puppet.seed}".encode()).hexdigest()[:8], 16)
        self.keyed: list[tuple[str, bpy.types.Object]] = []  # objects with shape keys that poses drive: (what, object)

    def chance(self, what: str) -> random.Random:
        """A stream of chance of its own for each part: adding a hat does not change a nose."""
        return random.Random(f"{self.seed}/{what}")

    def number(self, what: str) -> int:
        """A whole number for shapes that take a seed."""
        return self.chance(what).randrange(1 << 30)

    def rigid(self, name: str, shape: Shape | Any, materials: Any, bone: str, pivot: Sequence[float] = (0, 0, 0)) -> bpy.types.Object:
        """A part fixed to one bone; its points are given in the rest space, about `pivot`."""
        made = geometry.put(f"{self.prefix}.{name}", shape, materials, self.collection)
        self.rig.hang(made, bone, Vector(pivot))
        self.parts.append(made)
        return made

    def on_head(self, name: str, shape: Shape | Any, materials: Any) -> bpy.types.Object:
        """A part fixed to the head; its points are given about the head's centre."""
        return self.rigid(name, shape, materials, "head", self.centre)

    def hair_on_head(self, name: str, points: Array, material: Any, *, radius: float = 0.0011, tip: float = 0.3) -> bpy.types.Object:
        """Strands fixed to the head: points (strands, points a strand, 3) about its centre."""
        made = geometry.strands(f"{self.prefix}.{name}", points, material, self.collection, radius=radius, tip=tip)
        self.rig.hang(made, "head", self.centre)
        self.parts.append(made)
        return made

    def skinned(self, name: str, shape: Shape, materials: Any, weights: Weights) -> bpy.types.Object:
        """A part that bends with bones; its points are given in the rest space."""
        made = geometry.put(f"{self.prefix}.{name}", shape, materials, self.collection, parent=self.rig.object)
        for bone, amount in weights(shape.points).items():
            group = made.vertex_groups.new(name=bone)
            levels = np.round(np.broadcast_to(amount, len(shape.points)) * 32) / 32  # few distinct weights: few calls
            for level in np.unique(levels):
                if level > 0:
                    group.add(np.flatnonzero(levels == level).tolist(), float(level), "REPLACE")
        bend = made.modifiers.new("bones", "ARMATURE")
        bend.object = self.rig.object
        bend.use_deform_preserve_volume = True
        self.parts.append(made)
        return made

    def draped(self, name: str, shape: Shape, materials: Any, outline: draping.Outline) -> bpy.types.Object:
        """A part that hangs from the trunk; if it hangs so low that it meets the floor, it lies there when somebody kneels or sits."""
        made = self.skinned(name, shape, materials, self.skirt_weights)
        if shape.points[:, 2].min() < (1 - draping.HANGS) * self.body.hip_height:
            draping.hang(made, shape.points, self.skirt_weights(shape.points), self.rig, outline)
            self.keyed.append((f"cloth.{name}", made))
        return made

    # how cloth follows the bones

    def trunk_weights(self, points: Array) -> dict[str, Array]:
        """Pelvis, spine, chest and ribs by height."""
        hip, shoulder = self.body.hip_height, self.body.shoulder_height
        third = (shoulder - hip) / 3
        z = points[:, 2]
        to_spine = smoothstep(z, hip + 0.3 * third, hip + 1.4 * third)
        to_chest = smoothstep(z, hip + 1.3 * third, hip + 2.3 * third)
        to_ribs = to_chest * (1 - smoothstep(z, shoulder - 0.4 * third, shoulder + 0.2 * third))
        return {
            "pelvis": 1 - to_spine,
            "spine": to_spine - to_chest,
            "chest": to_chest - to_ribs,
            "ribs": to_ribs,
        }

    def skirt_weights(self, points: Array) -> dict[str, Array]:
        """As the trunk; below the hips the cloth goes along with both legs, so that it opens in a stride and folds on a seat."""
        trunk = self.trunk_weights(points)
        b = self.body
        knee = b.hip_height - b.upper_leg
        legs = 0.8 * smoothstep(-points[:, 2], -(b.hip_height + 0.02), -(b.hip_height - 0.55 * b.upper_leg))
        shins = 0.85 * smoothstep(-points[:, 2], -(knee + 0.02), -(knee - 0.5 * b.lower_leg))
        left = smoothstep(points[:, 0], -0.55 * b.hip_width, 0.55 * b.hip_width)
        out = {bone: amount * (1 - legs) for bone, amount in trunk.items()}
        for tag, part in (("L", left), ("R", 1 - left)):
            out[f"thigh.{tag}"] = legs * part * (1 - shins)
            out[f"shin.{tag}"] = legs * part * shins
        return out

    def arm_weights(self, tag: str) -> Weights:
        """Upper arm and forearm, with a soft elbow."""
        side = 1.0 if tag == "L" else -1.0
        shoulder, way = np.array(self.rig.shoulder(side)), np.array(self.rig.arm_direction(side))
        b = self.body

        def weights(points: Array) -> dict[str, Array]:
            along = (points - shoulder) @ way
            soft = 0.34 * min(b.upper_arm, b.forearm)
            below = smoothstep(along, b.upper_arm - soft, b.upper_arm + soft)
            return {f"upper_arm.{tag}": 1 - below, f"forearm.{tag}": below}

        return weights

    def leg_weights(self, tag: str) -> Weights:
        """Thigh and shin, with a soft knee; the very top stays with the pelvis."""
        b = self.body

        def weights(points: Array) -> dict[str, Array]:
            z = points[:, 2]
            knee = b.hip_height - b.upper_leg
            soft = 0.38 * min(b.upper_leg, b.lower_leg)
            below = 1 - smoothstep(z, knee - soft, knee + soft)
            top = smoothstep(z, b.hip_height - 0.1 * b.upper_leg, b.hip_height + 0.05)
            return {"pelvis": top, f"thigh.{tag}": (1 - top) * (1 - below), f"shin.{tag}": below}

        return weights
