"""The armature of a puppet: its bones, how a pose becomes bone channels (arms and legs solved in closed form), and its keys.

Three spaces: the stage; the puppet's own (origin at the pose's root, turned by its heading, x to its left, -y its front);
a bone's own, in which Blender stores channels. A bone's turn here is a rotation in the puppet's space from rest to pose.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence

import bpy
import numpy as np
from mathutils import Matrix, Quaternion, Vector

from filmwright.records.puppet import Body
from filmwright.records.staging import Pose

SIDES = (("L", 1.0), ("R", -1.0))  # its left is +x
HIDDEN_DEPTH = -60.0  # a puppet off stage waits here, shrunk: toggling hide_render would make Cycles rebuild the scene
HIDDEN_SCALE = 1e-3
ARM_SPREAD = 38.0  # degrees from straight down at which arms are modelled
LID_OPENS, BOWED_MOST = 0.55, 35.0  # of each degree, up to so many, that a face looks down: how much further an open lid is raised
_UNIT = Quaternion((1, 0, 0, 0))


@dataclasses.dataclass(frozen=True)
class FaceMarks:
    """Where the moving parts of a face are, in the puppet's rest space (metres)."""

    centre: Vector  # of the head
    radius: float
    eyes: dict[str, Vector]
    brows: dict[str, Vector]
    surface: Callable[[float, float], float]  # y of the front of the head at x, z from its centre
    tail: tuple[Vector, Vector] | None = None
    ears: dict[str, tuple[Vector, Vector]] = dataclasses.field(default_factory=dict)


def ankle_height(body: Body) -> float:
    """Sole to ankle (metres): what is left of the leg when it stands nearly straight."""
    return min(max(body.hip_height - (body.upper_leg + body.lower_leg) * 0.995, 0.025), 0.12)


def _about(axis: str, degrees: float) -> Quaternion:
    return Quaternion({"x": (1, 0, 0), "y": (0, 1, 0), "z": (0, 0, 1)}[axis], math.radians(degrees))


def turn_of(yaw: float, pitch: float, roll: float) -> Quaternion:
    """A turn of a thing that faces -y: yaw to its left, pitch up, roll towards its left, degrees."""
    return _about("z", yaw) @ _about("x", -pitch) @ _about("y", roll)


def two_bones(start: Vector, target: Vector, first: float, second: float, pole: Vector) -> tuple[Vector, Vector]:
    """Elbow or knee, and the end reached, of two bones from `start` towards `target`, bending towards `pole`.

    A target out of reach is approached in a straight line as far as the bones go (0.2 % short, so that they never lock).
    """
    way = target - start
    distance = min(max(way.length, abs(first - second) + 0.01), (first + second) * 0.998)
    direction = way.normalized() if way.length > 1e-6 else Vector((0, 0, -1))
    aside = pole - direction * pole.dot(direction)
    aside = aside.normalized() if aside.length > 1e-6 else direction.orthogonal().normalized()
    along = (first * first + distance * distance - second * second) / (2 * distance)
    height = math.sqrt(max(first * first - along * along, 0.0))
    return start + direction * along + aside * height, start + direction * distance


def _frame(direction: Vector, hinge: Vector) -> Matrix:
    third = direction.cross(hinge)
    return Matrix((direction, hinge, third)).transposed()


def _turn_between(rest: tuple[Vector, Vector], posed: tuple[Vector, Vector]) -> Quaternion:
    """The rotation that takes one (direction, hinge) pair to another."""
    return (_frame(*posed) @ _frame(*rest).transposed()).to_quaternion()


class Rig:
    """An armature and what drives it. Build with the measures and the face's marks; bones are ready for parts at once."""

    def __init__(self, name: str, body: Body, face: FaceMarks, collection: bpy.types.Collection, *, prefix: str) -> None:
        self.prefix = prefix
        self.body = body
        self.face = face
        self.rest: dict[str, Vector] = {}
        self.parent: dict[str, str] = {}
        data = bpy.data.armatures.new(f"{prefix}.armature")
        self.object = bpy.data.objects.new(f"{prefix}.armature", data)
        self.object.show_in_front = True
        data.display_type = "STICK"
        collection.objects.link(self.object)
        self._draw_bones(data)
        self.bones = list(self.rest)
        for bone in self.object.pose.bones:
            bone.rotation_mode = "QUATERNION"
        self._axes = {b.name: b.matrix_local.to_quaternion() for b in data.bones}
        self._arm_rest = {tag: self._arm_frame_rest(side) for tag, side in SIDES}
        self.moved = [b for b in self.bones if b in ("root", "pelvis") or b.startswith("brow")]
        self.scaled = ["root", "ribs"]

    # building

    def shoulder(self, side: float) -> Vector:
        return Vector((side * self.body.shoulder_width / 2, 0.0, self.body.shoulder_height))

    def hip(self, side: float) -> Vector:
        return Vector((side * self.body.hip_width / 2, 0.0, self.body.hip_height))

    def arm_direction(self, side: float) -> Vector:
        spread = math.radians(ARM_SPREAD)
        return Vector((side * math.sin(spread), 0.0, -math.cos(spread)))

    def _draw_bones(self, data: bpy.types.Armature) -> None:
        b, f = self.body, self.face
        hip, neck = b.hip_height, b.neck_height
        third = (b.shoulder_height - hip) / 3
        up = Vector((0, 0, 1))
        plan: list[tuple[str, str, Vector, Vector]] = [
            ("root", "", Vector((0, 0, 0)), Vector((0, 0.2, 0))),
            ("pelvis", "root", Vector((0, 0, hip)), Vector((0, 0, hip + third * 0.9))),
            ("spine", "pelvis", Vector((0, 0, hip + third * 0.9)), Vector((0, 0, hip + third * 1.9))),
            ("chest", "spine", Vector((0, 0, hip + third * 1.9)), Vector((0, 0, b.shoulder_height))),
            ("ribs", "chest", Vector((0, 0, hip + third * 2.0)), Vector((0, -0.1, hip + third * 2.0))),
            ("neck", "chest", Vector((0, 0, min(b.shoulder_height, neck - 0.02))), Vector((0, 0, neck))),
            ("head", "neck", Vector((0, 0, neck)), Vector((0, 0, neck + 2 * b.head_radius))),
        ]
        for tag, side in SIDES:
            shoulder, way = self.shoulder(side), self.arm_direction(side)
            elbow = shoulder + way * b.upper_arm
            wrist = elbow + way * b.forearm
            plan += [
                (f"upper_arm.{tag}", "chest", shoulder, elbow),
                (f"forearm.{tag}", f"upper_arm.{tag}", elbow, wrist),
                (f"hand.{tag}", f"forearm.{tag}", wrist, wrist + way * b.hand * 2),
            ]
            top = self.hip(side)
            knee = top - up * b.upper_leg
            ankle = knee - up * b.lower_leg
            plan += [
                (f"thigh.{tag}", "pelvis", top, knee),
                (f"shin.{tag}", f"thigh.{tag}", knee, ankle),
                (f"foot.{tag}", f"shin.{tag}", ankle, ankle + Vector((0, -b.foot * 0.6, -ankle_height(b) * 0.6))),
            ]
            eye = f.eyes[tag]
            for bone in ("eye", "lid_up", "lid_low"):
                plan.append((f"{bone}.{tag}", "head", eye, eye + Vector((0, -f.radius * 0.3, 0))))
            plan.append((f"brow.{tag}", "head", f.brows[tag], f.brows[tag] + up * 0.05))
            if tag in f.ears:
                plan.append((f"ear.{tag}", "head", *f.ears[tag]))
        if f.tail is not None:
            base, tip = f.tail
            plan += [("tail", "pelvis", base, base.lerp(tip, 0.5)), ("tail_tip", "tail", base.lerp(tip, 0.5), tip)]
        layer = bpy.context.view_layer
        layer.objects.active = self.object
        bpy.ops.object.mode_set(mode="EDIT")
        for bone, parent, head, tail in plan:
            edit = data.edit_bones.new(bone)
            edit.head, edit.tail = head, tail
            if parent:
                edit.parent = data.edit_bones[parent]
            self.rest[bone], self.parent[bone] = head, parent
        bpy.ops.object.mode_set(mode="OBJECT")

    def hang(self, made: bpy.types.Object, bone: str, pivot: Vector | None = None, turn: Matrix | None = None) -> bpy.types.Object:
        """Fix an object to a bone; its data is in the rest space, seen from `pivot` (and turned by `turn`)."""
        rest = self.object.data.bones[bone]
        made.parent, made.parent_type, made.parent_bone = self.object, "BONE", bone
        made.matrix_parent_inverse = (rest.matrix_local @ Matrix.Translation((0, rest.length, 0))).inverted()
        made.matrix_basis = Matrix.Translation(pivot or Vector()) @ (turn or Matrix.Identity(4))
        return made

    # posing

    def _elbow_pole(self, side: float, rise: float) -> Vector:
        """Elbows go out, back and down; the higher the hand, the less down."""
        return Vector((side * (0.5 + 0.5 * max(rise, 0.0)), 0.42, -0.75 + 0.7 * max(rise, 0.0)))

    def _arm_frame_rest(self, side: float) -> tuple[Vector, Vector]:
        way = self.arm_direction(side)
        hinge = self._elbow_pole(side, -1.0).cross(way)
        return way, hinge.normalized()

    def solve(self, pose: Pose) -> dict[str, tuple[Vector, Quaternion, Vector]]:
        """Every bone's location, rotation and scale channels for a pose."""
        b = self.body
        turn: dict[str, Quaternion] = {"root": _UNIT}
        heading = _about("z", pose.heading)
        tall = max(pose.squash, 0.2)
        wide = 1 / math.sqrt(tall)
        scales = {
            "root": Vector((wide, wide, tall)),
            "ribs": Vector((1 + 0.025 * pose.breath, 1 + 0.03 * pose.breath, 1 + 0.05 * pose.breath)),
        }
        root = Vector(pose.root)

        def own(point: Sequence[float]) -> Vector:  # stage to the puppet's own space, before squash
            p = heading.inverted() @ (Vector(point) - root)
            return Vector((p.x / wide, p.y / wide, p.z / tall))

        def share(part: float) -> Quaternion:
            return _about("z", pose.twist * part) @ _about("x", pose.lean * part) @ _about("y", pose.sway * part)

        turn["pelvis"] = share(0.25)
        turn["spine"] = share(0.6)
        turn["chest"] = turn["ribs"] = share(1.0)
        turn["neck"] = turn["chest"] @ turn_of(pose.head_yaw * 0.3, pose.head_pitch * 0.35, pose.head_roll * 0.35)
        turn["head"] = turn["chest"] @ turn_of(pose.head_yaw, pose.head_pitch, pose.head_roll)
        where: dict[str, Vector] = {"root": Vector(), "pelvis": Vector((0, 0, b.hip_height - pose.pelvis_drop))}

        def follow(bone: str) -> Vector:
            if bone not in where:
                parent = self.parent[bone]
                where[bone] = follow(parent) + turn[parent] @ (self.rest[bone] - self.rest[parent])
            return where[bone]

        faces = turn["head"] @ Vector((0, -1, 0))
        bowed = min(BOWED_MOST, max(0.0, -math.degrees(math.asin(max(-1.0, min(1.0, faces.z))))))
        for tag, side in SIDES:
            hand = pose.hand_left if tag == "L" else pose.hand_right
            target = Vector((hand[0] / wide, hand[1] / wide, hand[2] / tall))
            shoulder = follow(f"upper_arm.{tag}")
            rise = (target.z - shoulder.z) / (b.upper_arm + b.forearm)
            pole = turn["chest"] @ self._elbow_pole(side, rise)
            elbow, wrist = two_bones(shoulder, target, b.upper_arm, b.forearm, pole)
            hinge = pole.cross((wrist - shoulder).normalized())
            hinge = hinge.normalized() if hinge.length > 1e-6 else Vector((side, 0, 0))
            turn[f"upper_arm.{tag}"] = _turn_between(self._arm_rest[tag], ((elbow - shoulder).normalized(), hinge))
            fore = _turn_between(self._arm_rest[tag], ((wrist - elbow).normalized(), hinge))
            turn[f"forearm.{tag}"] = fore
            pitch, yaw, roll = pose.hand_left_turn if tag == "L" else pose.hand_right_turn
            neutral = self.hand_axes(tag)
            turn[f"hand.{tag}"] = fore @ neutral @ turn_of(yaw, pitch, side * roll) @ neutral.inverted()

            sole = own(pose.foot_left if tag == "L" else pose.foot_right)
            foot_yaw = (pose.foot_left_yaw if tag == "L" else pose.foot_right_yaw) - pose.heading
            hip = follow(f"thigh.{tag}")
            ankle, pitch_down = self._ankle(hip, sole, foot_yaw)
            toes = _about("z", foot_yaw) @ Vector((0, -1, 0))
            up = Vector((side * 0.12, 0, 0.5))  # a leg that lies along the floor bends upwards
            ahead = (toes + turn["pelvis"] @ Vector((0, -1, 0)) * 0.7 + up).normalized()
            knee, end = two_bones(hip, ankle, b.upper_leg, b.lower_leg, ahead)
            hinge = ahead.cross((end - hip).normalized())
            hinge = hinge.normalized() if hinge.length > 1e-6 else Vector((-1, 0, 0))
            # at rest the leg hangs down and the pole is ahead: hinge = (0, -1, 0) x (0, 0, -1) = (1, 0, 0)
            rest = (Vector((0, 0, -1)), Vector((1, 0, 0)))
            turn[f"thigh.{tag}"] = _turn_between(rest, ((knee - hip).normalized(), hinge))
            turn[f"shin.{tag}"] = _turn_between(rest, ((end - knee).normalized(), hinge))
            turn[f"foot.{tag}"] = _about("z", foot_yaw) @ _about("x", pitch_down)

            lid = pose.lid_left if tag == "L" else pose.lid_right
            brow = pose.brow_left if tag == "L" else pose.brow_right
            head = turn["head"]
            turn[f"eye.{tag}"] = head @ turn_of(pose.gaze_yaw, pose.gaze_pitch, 0.0)
            # measured by eye on close-ups: edge of the upper lid at 40 degrees at ease, 55 wide, -14 closed; over a face that looks
            # down it opens further, for whoever sees that face sees the lid from before and above
            upper = -14 + 60 * lid + (0.3 * pose.gaze_pitch + 5 * min(brow, 0.0) + LID_OPENS * bowed) * min(lid, 1.0)
            lower = -17 - 35 * lid + 20 * max(pose.smile, 0.0) * min(lid, 1.0) + 0.3 * pose.gaze_pitch * min(lid, 1.0)
            slant = side * 17 * pose.brow_tilt * min(1.0, lid)
            turn[f"lid_up.{tag}"] = head @ _about("y", -slant) @ _about("x", -upper)
            turn[f"lid_low.{tag}"] = head @ _about("x", -lower)
            turn[f"brow.{tag}"] = head @ _about("y", -side * 29 * pose.brow_tilt)
            if f"ear.{tag}" in self.rest:
                mood = 0.5 * (pose.brow_left + pose.brow_right)
                turn[f"ear.{tag}"] = head @ turn_of(0.0, 10 * mood, side * (8 - 14 * mood + 16 * abs(min(pose.brow_tilt, 0.0))))
        if "tail" in self.rest:
            wag = -0.8 * pose.twist - 0.5 * pose.sway + 0.25 * pose.head_yaw
            turn["tail"] = turn["pelvis"] @ turn_of(wag, -14 * pose.smile - 6 * pose.breath, 0.0)
            turn["tail_tip"] = turn["pelvis"] @ turn_of(1.8 * wag, -26 * pose.smile - 12 * pose.breath, 0.0)

        channels = {}
        for bone in self.bones:
            axes = self._axes[bone]
            above = turn[self.parent[bone]] if self.parent[bone] else _UNIT
            local = axes.inverted() @ above.inverted() @ turn[bone] @ axes
            location = Vector()
            if bone == "root":
                location = axes.inverted() @ root
                local = axes.inverted() @ heading @ axes
            elif bone == "pelvis":
                location = axes.inverted() @ Vector((0, 0, -pose.pelvis_drop))
            elif bone.startswith("brow"):
                location = axes.inverted() @ self._brow_shift(
                    bone[-1], pose.brow_left if bone[-1] == "L" else pose.brow_right, pose.brow_tilt
                )
            channels[bone] = (location, local, scales.get(bone, Vector((1, 1, 1))))
        return channels

    def hand_axes(self, tag: str) -> Quaternion:
        """The rest hand's own axes in the puppet's space: -y along the fingers, z to the thumb, x to its left side."""
        back = -self._arm_rest[tag][0]  # +y of the hand
        thumb = Vector((0, -1, 0))
        thumb = (thumb - back * thumb.dot(back)).normalized()
        return Matrix((back.cross(thumb), back, thumb)).transposed().to_quaternion()

    def _ankle(self, hip: Vector, sole: Vector, yaw: float) -> tuple[Vector, float]:
        """The ankle over a sole, and how far the toes point down (degrees): a far leg rises on its ball, a lifted foot droops."""
        rise, ahead = ankle_height(self.body), self.body.foot * 0.55
        reach = (self.body.upper_leg + self.body.lower_leg) * 0.996
        forward = _about("z", yaw)
        ball = sole + forward @ Vector((0, -ahead, 0))
        droop = min(max(sole.z, 0.0) * 220.0, 28.0) if sole.y > -0.02 else -min(max(sole.z, 0.0) * 120.0, 14.0)
        for extra in (0, 8, 16, 26, 36, 46, 56):
            tip = max(droop, 0.0) + extra if extra else droop
            heel = forward @ (_about("x", tip) @ Vector((0, ahead, rise)))
            ankle = ball + heel
            if (ankle - hip).length <= reach:
                return ankle, tip
        return ankle, tip

    def _brow_shift(self, tag: str, raised: float, tilt: float) -> Vector:
        """Brows slide on the head: up and down, inwards and down in anger, staying in front of the skin."""
        f = self.face
        start = f.brows[tag] - f.centre
        side = 1.0 if tag == "L" else -1.0
        up = f.radius * (0.115 * max(raised, 0.0) + 0.10 * min(raised, 0.0) - 0.035 * max(tilt, 0.0) + 0.03 * max(-tilt, 0.0))
        across = -side * f.radius * 0.05 * abs(tilt)
        back = f.surface(start.x + across, start.z + up) - f.surface(start.x, start.z) - 0.05 * f.radius * max(raised, 0.0)
        return Vector((across, back, up))

    def apply(self, pose: Pose | None) -> None:
        """Set the armature's channels to a pose, or hide the puppet."""
        bones = self.object.pose.bones
        if pose is None:
            bones["root"].location = (0, 0, HIDDEN_DEPTH)
            bones["root"].scale = (HIDDEN_SCALE,) * 3
            return
        for bone, (location, rotation, scale) in self.solve(pose).items():
            target = bones[bone]
            target.location = location
            target.rotation_quaternion = rotation
            target.scale = scale

    def deforms(self, pose: Pose) -> dict[str, Matrix]:
        """What each bone does to the points that are its own in a pose: from the rest space to the armature's."""
        at: dict[str, Matrix] = {}
        out = {}
        for bone, (location, rotation, scale) in self.solve(pose).items():
            rest, parent = self.object.data.bones[bone].matrix_local, self.parent[bone]
            above = at[parent] @ self.object.data.bones[parent].matrix_local.inverted() if parent else Matrix.Identity(4)
            at[bone] = above @ rest @ Matrix.LocRotScale(location, rotation, scale)
            out[bone] = at[bone] @ rest.inverted()
        return out

    def paths(self) -> list[tuple[str, int]]:
        """Data paths and sizes of all channels that poses drive, in the order of `row`."""
        out = []
        for bone in self.bones:
            if bone in self.moved:
                out.append((f'pose.bones["{bone}"].location', 3))
            out.append((f'pose.bones["{bone}"].rotation_quaternion', 4))
            if bone in self.scaled:
                out.append((f'pose.bones["{bone}"].scale', 3))
        return out

    def row(self, pose: Pose | None) -> np.ndarray:
        """All channel values of a pose as one row, in the order of `paths`."""
        channels = self.solve(pose) if pose is not None else {}
        values: list[float] = []
        for bone in self.bones:
            location, rotation, scale = channels.get(bone, (Vector(), _UNIT, Vector((1, 1, 1))))
            if pose is None and bone == "root":
                location, scale = Vector((0, 0, HIDDEN_DEPTH)), Vector((HIDDEN_SCALE,) * 3)
            if bone in self.moved:
                values.extend(location)
            values.extend(rotation)
            if bone in self.scaled:
                values.extend(scale)
        return np.array(values, np.float32)
