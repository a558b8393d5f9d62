"""Builds the stage for a shot and moves everything on it from drawing to drawing."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

import bpy
from mathutils import Euler, Matrix, Vector

from filmwright.errors import TheatreError
from filmwright.records.breakdown import SetRecord
from filmwright.records.codec import encode
from filmwright.records.puppet import Puppet
from filmwright.records.staging import CameraPose, LightPlan, Pose, PropState, StagedProp, StagedPuppet, StagedScene, StagedShot
from filmwright.records.takes import PictureSpec
from filmwright.theatre import catalogue
from filmwright.theatre.protocol import HOUSE_EXPOSURE
from filmwright.theatre.worker import exposure, pieces, puppets, sets
from filmwright.theatre.worker import light as lighting

AWAY = Vector((0.0, 0.0, -60.0))  # where hidden things wait: hiding by visibility would rebuild the render's scene
GONE = 1e-4  # their scale


class Stage:
    """A set with its cast and props, standing in Blender's one scene."""

    def __init__(self, record: SetRecord, plan: LightPlan) -> None:
        bpy.ops.wm.read_factory_settings(use_empty=True)
        scene = bpy.context.scene
        scene.world = bpy.data.worlds.new("World")
        scene.world.use_nodes = True
        self.key = encode(record) + encode(plan)
        kit = catalogue.sets().get(record.kit)
        if kit is None:
            raise TheatreError(f"set '{record.name}' wants the kit '{record.kit}', which is not in the catalogue")
        self.kit = kit
        self.set = sets.build(record, kit, plan, _collection("Set"))
        lamps = _collection("Light")
        lighting.rig(plan, kit, lamps)
        self.face_lamp = lighting.FaceLamp(plan, kit, lamps)
        data = bpy.data.cameras.new("Camera")
        data.sensor_width, data.clip_start, data.clip_end = 36.0, 0.02, 500.0
        self.camera = bpy.data.objects.new("Camera", data)
        _collection("Camera").objects.link(self.camera)
        scene.camera = self.camera
        self.puppets: dict[str, Any] = {}
        self._looks: dict[str, dict[bytes, Any]] = {}  # role -> look -> its puppet; `puppets` holds the one that is on
        self.props: dict[str, Any] = {}
        self._prop_keys: dict[str, tuple[str, str]] = {}
        self._grips: dict[str, tuple[float, float, float]] = {}
        self._headings: dict[str, float] = {}

    def stands_for(self, record: SetRecord, plan: LightPlan, cast: Sequence[StagedPuppet], props: Sequence[StagedProp]) -> bool:
        """Whether this stage can be used for a shot as it is, or by adding to it."""
        return self.key == encode(record) + encode(plan) and all(
            self._prop_keys.get(p.id, (p.model, p.colour)) == (p.model, p.colour) for p in props
        )

    def add(self, cast: Sequence[StagedPuppet], props: Sequence[StagedProp]) -> None:
        """Build whatever of the cast and the props does not stand yet."""
        for staged in cast:
            built = self._looks.setdefault(staged.role, {})
            for look in staged.looks():
                if encode(look) not in built:
                    name = staged.role if not built else f"{staged.role}~{len(built) + 1}"
                    built[encode(look)] = puppets.build(look, _collection(f"Puppet {name}"), prefix=name)
                    built[encode(look)].pose(None)  # it waits away until it is on
            self.wear(staged.role, staged.puppet)
        for prop in props:
            if prop.id not in self.props:
                model = catalogue.props().get(prop.model)
                if model is None:
                    raise TheatreError(f"prop '{prop.id}' wants the model '{prop.model}', which is not in the catalogue")
                self.props[prop.id] = pieces.build_prop(model, prop.colour, _collection(f"Prop {prop.id}"), prefix=prop.id)
                self._prop_keys[prop.id] = (prop.model, prop.colour)
                self._grips[prop.id] = model.grip

    def wear(self, role: str, look: Puppet) -> None:
        """The puppet of this look is the one that is on; the others of the same role wait away."""
        wanted = self._looks[role][encode(look)]
        if self.puppets.get(role) is not wanted:
            for other in self._looks[role].values():
                other.pose(None)
            self.puppets[role] = wanted

    def pose(self, cast: dict[str, Pose | None], props: dict[str, PropState]) -> None:
        """Put everyone and everything where a drawing wants it; who is not named waits away. The view layer is to be updated after it."""
        for role, puppet in self.puppets.items():
            pose = cast.get(role)
            puppet.pose(pose)
            if pose is None:
                self._headings.pop(role, None)
            else:
                self._headings[role] = pose.heading
        if any(state.held_by for state in props.values()):
            bpy.context.view_layer.update()  # a held thing is where the hand is now
        for name in self.props:
            self.place(name, props.get(name))

    def place(self, name: str, state: PropState | None) -> None:
        """Put one prop where a drawing wants it; None: away."""
        prop = self.props[name]
        root = prop.root
        if state is None or state.hidden or state.worn:
            root.matrix_world = Matrix.LocRotScale(AWAY, None, Vector((GONE, GONE, GONE)))
            return
        prop.set_openness(state.openness)
        prop.set_lit(state.lit)
        root.matrix_world = self.placement(state, self._grips[name])

    def placement(self, state: PropState, grip: Sequence[float]) -> Matrix:
        """World transform of a prop's origin; `grip` is where a hand grips the prop, from its origin."""
        turn = Euler(tuple(math.radians(a) for a in state.turn), "XYZ").to_matrix().to_4x4()
        if not state.held_by:
            return Matrix.Translation(Vector(state.place)) @ turn
        heading = self._headings.get(state.held_by)
        if heading is None:  # its holder is off stage
            return Matrix.LocRotScale(AWAY, None, Vector((GONE, GONE, GONE)))
        holder = self.puppets[state.held_by]
        hands = ("left", "right") if state.hand == "both" else (state.hand,)
        grips = [holder.grip(hand).matrix_world.translation for hand in hands]
        middle = sum(grips, Vector()) / len(grips)
        # A held thing stays upright in the puppet's own frame; `turn` and `place` are relative to that.
        facing = Matrix.Rotation(math.radians(heading), 4, "Z")
        return Matrix.Translation(middle) @ facing @ turn @ Matrix.Translation(Vector(state.place) - Vector(grip))

    def aim(self, pose: CameraPose) -> None:
        """Place the camera."""
        aim(self.camera, pose)

    def moving(self) -> list[Any]:
        """Objects that may change from drawing to drawing."""
        found: list[Any] = []
        for looks in self._looks.values():
            for puppet in looks.values():
                found += puppet.parts()
        for prop in self.props.values():
            found += [item for item in prop.objects() if item.type not in ("EMPTY", "LIGHT")]
        return found

    def lamps(self) -> list[Any]:
        """Lamps, whose change touches the whole picture."""
        return [item for item in bpy.context.scene.objects if item.type == "LIGHT"]


def aim(camera: Any, pose: CameraPose) -> None:
    """Set a camera object from a pose."""
    place, target = Vector(pose.place), Vector(pose.target)
    direction = target - place
    look = direction.to_track_quat("-Z", "Y")
    camera.matrix_world = Matrix.Translation(place) @ look.to_matrix().to_4x4() @ Matrix.Rotation(math.radians(pose.roll), 4, "Z")
    data = camera.data
    data.lens = pose.focal_length_mm
    data.dof.use_dof = pose.f_number > 0
    if pose.f_number > 0:
        data.dof.aperture_fstop = pose.f_number
        # Focus is a plane across the lens: only the distance along the axis counts.
        data.dof.focus_distance = max(0.05, (Vector(pose.focus) - place).dot(direction.normalized()))


def save_scene(staged: StagedScene, shots: Sequence[StagedShot], path: str, picture: PictureSpec) -> None:
    """Build a scene with keyframes at every drawing, a camera a shot and markers at the cuts; write a .blend."""
    stage = Stage(staged.set, staged.light)
    stage.add(staged.puppets, staged.props)
    exposure.set_up(picture)
    scene = bpy.context.scene
    scene.frame_start, scene.frame_end = 0, staged.drawings * 2 - 1
    for shot in shots:
        data = stage.camera.data.copy()
        camera = bpy.data.objects.new(f"Camera {shot.shot}", data)
        bpy.data.collections["Camera"].objects.link(camera)
        start = shot.first_drawing * 2
        for index, pose in enumerate(shot.camera):
            aim(camera, pose)
            if len(shot.camera) > 1:
                frame = start + index * 2
                camera.rotation_mode = "QUATERNION"
                for channel in ("location", "rotation_quaternion"):
                    camera.keyframe_insert(channel, frame=frame)
                data.keyframe_insert("lens", frame=frame)
                data.dof.keyframe_insert("focus_distance", frame=frame)
        marker = scene.timeline_markers.new(shot.shot, frame=start)
        marker.camera = camera
        stage.face_lamp.set(shot.face)
        stage.face_lamp.key(start)
        scene.view_settings.exposure = staged.light.exposure + shot.exposure + HOUSE_EXPOSURE
        scene.keyframe_insert("view_settings.exposure", frame=start)
    for puppet in staged.puppets:
        for look in puppet.looks():
            stage.wear(puppet.role, look)
            poses = [pose if puppet.look(i) == look else None for i, pose in enumerate(puppet.poses)]
            stage.puppets[puppet.role].bake(poses, first_frame=0, step=2)
    for staged_prop in staged.props:
        _bake_prop(stage, staged_prop, staged.puppets)
    _step_keys()
    scene.frame_set(0)
    text = bpy.data.texts.new("Filmwright")
    text.write(json.dumps({"scene": staged.scene, "set": staged.set.name, "shots": [shot.shot for shot in shots]}, indent=2))
    bpy.ops.wm.save_as_mainfile(filepath=path, compress=True, copy=True)


def _bake_prop(stage: Stage, staged: StagedProp, cast: Sequence[StagedPuppet]) -> None:
    """Key a prop where it changes; while held it is keyed at every drawing, as the hand moves it."""
    prop = stage.props[staged.id]
    prop.root.rotation_mode = "XYZ"
    before: PropState | None = None
    for drawing, state in enumerate(staged.states):
        if state == before and not state.held_by:
            continue
        before = state
        if state.held_by and not state.worn:
            for p in cast:
                stage.wear(p.role, p.look(drawing))
            stage.pose({p.role: p.poses[drawing] for p in cast}, {staged.id: state})
        else:
            stage.place(staged.id, state)
            bpy.context.view_layer.update()
        for channel in ("location", "rotation_euler", "scale"):
            prop.root.keyframe_insert(channel, frame=drawing * 2)
        prop.key(drawing * 2)


def _step_keys() -> None:
    """Stop-motion: values hold until the next key."""
    for action in bpy.data.actions:
        for layer in action.layers:
            for strip in layer.strips:
                for bag in strip.channelbags:
                    for curve in bag.fcurves:
                        for point in curve.keyframe_points:
                            point.interpolation = "CONSTANT"


def _collection(name: str) -> Any:
    collection = bpy.data.collections.new(name)
    bpy.context.scene.collection.children.link(collection)
    return collection
