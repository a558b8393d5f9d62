"""A location scout: renders kits and props to small PNGs with stand-in figures, for whoever designs them.

python -m filmwright.theatre.worker.scout OUT kitchen:night street:dusk:rain props:violin,cup --views wide,left,right,back
"""

from __future__ import annotations

import argparse
import math
import os
import time
from pathlib import Path

import bpy
from mathutils import Vector

from filmwright.records.breakdown import SetRecord
from filmwright.records.staging import LightPlan
from filmwright.records.takes import PictureSpec
from filmwright.theatre import catalogue
from filmwright.theatre.worker import exposure, light, pieces, sets
from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.materials import linear


def figure(name: str, x: float, y: float, heading: float, colour: str, collection: bpy.types.Collection) -> None:
    """A stand-in 1.15 m tall with a nose, to judge scale and light."""
    root = g.empty(name, collection, at=(x, y, 0), turn=(0, 0, heading))
    body = g.lathe([(0.0, 0.0), (0.16, 0.02), (0.2, 0.2), (0.17, 0.45), (0.11, 0.66), (0.05, 0.72), (0, 0.73)], segments=28)
    g.put(f"{name} body", body, m.knit(colour), collection, parent=root)
    g.put(f"{name} head", g.ball(0.235, 0.22, 0.235), m.skin("#d99a7c"), collection, parent=root, at=(0, 0, 0.91))
    g.put(f"{name} nose", g.ball(0.05), m.skin("#d08a6c"), collection, parent=root, at=(0, -0.23, 0.89))
    for side in (-1, 1):
        g.put(f"{name} eye", g.ball(0.05), m.gloss("#f4f0e6"), collection, parent=root, at=(side * 0.085, -0.185, 0.96))
        g.put(f"{name} pupil", g.ball(0.024), m.gloss("#1c1612"), collection, parent=root, at=(side * 0.085, -0.225, 0.96))


def new_scene() -> bpy.types.Scene:
    """An empty scene with a world."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.world = bpy.data.worlds.new("World")
    return scene


def picture(path: Path, size: tuple[int, int], samples: int, place: Vector, target: Vector, lens: float, f_number: float = 0.0) -> None:
    """Render what a camera sees, denoised by Blender, to a PNG with the film's view transform."""
    scene = bpy.context.scene
    exposure.set_up(PictureSpec(width=size[0], height=size[1], samples=samples))
    scene.cycles.use_denoising = True
    scene.render.image_settings.media_type = "IMAGE"
    scene.render.image_settings.file_format = "PNG"
    camera = scene.camera
    if camera is None:
        camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
        scene.collection.objects.link(camera)
        scene.camera = camera
    camera.data.sensor_width, camera.data.clip_start, camera.data.lens = 36.0, 0.02, lens
    camera.location = place
    camera.rotation_euler = (target - place).to_track_quat("-Z", "Y").to_euler()
    camera.data.dof.use_dof = f_number > 0
    if f_number:
        camera.data.dof.aperture_fstop, camera.data.dof.focus_distance = f_number, (target - place).length
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)


def scout_set(name: str, hour: str, weather: str, views: list[str], out: Path, size: tuple[int, int], samples: int, blend: bool) -> None:
    """Render the views of one kit: wide, over the right-hand figure, over the left-hand one, and from the back."""
    kit = catalogue.sets()[name]
    scene = new_scene()
    collection = scene.collection
    started = time.monotonic()
    plan = LightPlan(time_of_day=hour, weather=weather)  # type: ignore[arg-type]
    sets.build(SetRecord(id="x", name=name, kit=name, interior=kit.interior), kit, plan, collection)
    light.rig(plan, kit, collection)
    built = time.monotonic() - started
    left, right = kit.marks["left"], kit.marks["right"]
    figure("Left", left.x, left.y, left.heading, "#27405f", collection)
    figure("Right", right.x, right.y, right.heading, "#c0892c", collection)
    faces = sum(len(o.data.polygons) for o in bpy.data.objects if o.type == "MESH")
    cameras: dict[str, tuple[tuple[float, float, float], tuple[float, float, float], float, float]] = {
        "wide": (kit.wide_from, kit.wide_to, kit.wide_mm, 0.0),
        "left": ((right.x + 0.45, right.y - 0.75, 1.05), (left.x, left.y, 0.86), 40, 0.8),
        "right": ((left.x - 0.45, left.y - 0.75, 1.05), (right.x, right.y, 0.86), 40, 0.8),
        "back": ((0.2, kit.camera.high[1], 1.2), (0.0, -1.2, 0.8), 30, 0.0),
    }
    for view in views:
        started = time.monotonic()
        place, target, lens, f_number = cameras[view]
        path = out / f"{name}_{hour}{'_' + weather if weather != 'clear' else ''}_{view}.png"
        picture(path, size, samples, Vector(place), Vector(target), lens, f_number)
        print(
            f"{path.name}: built {built:.2f} s, {faces} faces, {len(bpy.data.objects)} things, {time.monotonic() - started:.1f} s",
            flush=True,
        )
    if blend:
        bpy.ops.wm.save_as_mainfile(filepath=str(out / f"{name}.blend"))


def scout_props(names: list[str], out: Path, size: tuple[int, int], samples: int, opened: bool) -> None:
    """Render props in rows on a table, all to one scale, a cup's width apart."""
    scene = new_scene()
    collection = scene.collection
    models = catalogue.props()
    chosen = [models[n] for n in names] if names else list(models.values())
    columns = max(1, math.ceil(math.sqrt(len(chosen) * 2.4)))
    rows: list[list[catalogue.PropModel]] = [chosen[i : i + columns] for i in range(0, len(chosen), columns)]
    y, widest = 0.0, 0.0
    for row in rows:
        x = 0.0
        for model in row:
            x += model.size[0] / 2 + 0.03
            prop = pieces.build_prop(model, "", collection, model.name)
            prop.set_openness(1.0 if opened else 0.0)
            prop.set_lit(1.0 if model.lights else 0.0)
            for item in prop.objects():
                if item.type == "LIGHT":
                    item.data.energy *= 0.12
            prop.root.location = (x, y, 0)
            prop.root.rotation_euler[2] = math.radians(-18)
            x += model.size[0] / 2 + 0.07
        widest = max(widest, x)
        y += max(model.size[2] * 0.75 + model.size[1] for model in row) + 0.06
    cloth = g.polygons([(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)], [(0, 1, 2, 3)])
    g.put("Table", cloth, m.felt("#8a7f70"), collection)
    world = scene.world
    world.use_nodes = True
    background = next(n for n in world.node_tree.nodes if n.bl_idname == "ShaderNodeBackground")
    background.inputs[0].default_value, background.inputs[1].default_value = linear("#c4d0dc"), 0.5
    spread = max(widest, y * 2)
    light.area(
        "Key",
        (widest / 2 - spread * 0.7, -spread * 0.5, spread),
        (widest / 2, y / 2, 0),
        spread * 0.6,
        60 * spread**2,
        "#fff0dc",
        collection,
    )
    distance = spread * 1.55
    middle = Vector((widest / 2, y * 0.42, 0.08))
    place = middle + Vector((0, -distance * math.cos(math.radians(38)), distance * math.sin(math.radians(38))))
    picture(out / "props.png", size, samples, place, middle, 50)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("what", nargs="+", help="KIT[:HOUR[:WEATHER]] or props:NAME,NAME or props:")
    parser.add_argument("--views", default="wide")
    parser.add_argument("--size", default="640x320")
    parser.add_argument("--samples", type=int, default=4)
    parser.add_argument("--open", action="store_true", help="props opened")
    parser.add_argument("--blend", action="store_true", help="save the set as a .blend too")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    width, height = (int(n) for n in arguments.size.split("x"))
    for what in arguments.what:
        head, *rest = what.split(":")
        if head == "props":
            scout_props([n for n in rest[0].split(",") if n], arguments.out, (width, height), arguments.samples, arguments.open)
        else:
            hour, weather = (rest + ["", ""])[:2]
            scout_set(
                head,
                hour or "night",
                weather or "clear",
                arguments.views.split(","),
                arguments.out,
                (width, height),
                arguments.samples,
                arguments.blend,
            )


if __name__ == "__main__":
    main()
    os._exit(0)  # Blender's own exit takes a second and may complain
