"""Run inside the theatre's Python by test_light.py: hangs the light of rooms and prints what is in their air as JSON."""

from __future__ import annotations

import json

import bpy
import numpy as np
from mathutils import Vector

from filmwright.records.breakdown import SetRecord
from filmwright.records.staging import LightPlan
from filmwright.theatre import catalogue
from filmwright.theatre.worker import light, sets


def air(name: str, hour: str, weather: str) -> dict[str, object]:
    """The shafts of a room's beam: who sees them, how far they go, how near their lower ends are to where the beam falls."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.scene.world = bpy.data.worlds.new("World")
    collection = bpy.context.scene.collection
    kit = catalogue.sets()[name]
    plan = LightPlan(time_of_day=hour, weather=weather)  # type: ignore[arg-type]
    sets.build(SetRecord(id="x", name=name, kit=name, interior=kit.interior), kit, plan, collection)
    light.rig(plan, kit, collection)
    bpy.context.view_layer.update()
    shafts = [item for item in collection.all_objects if item.name.startswith("Dust")]
    beam = next((item for item in collection.all_objects if item.name.startswith("Beam")), None)
    found: dict[str, object] = {"shafts": len(shafts), "beam": beam is not None}
    found["camera_alone"] = not any(
        getattr(item, f"visible_{kind}") for item in shafts for kind in ("diffuse", "glossy", "transmission", "volume_scatter", "shadow")
    )
    if beam is not None and shafts:
        way = np.array(beam.matrix_world.to_3x3() @ Vector((0, 0, -1)))
        aside = 0.0
        for item in shafts:  # the middle of each ring lies on the beam's axis, but for half a window
            points = np.array([item.matrix_world @ vertex.co for vertex in item.data.vertices]) - np.array(beam.matrix_world.translation)
            rings = points.reshape(9, -1, 3).mean(1)
            aside = max(aside, float(np.linalg.norm(rings - np.outer(rings @ way, way), axis=1).max()))
        found["aside"] = aside
        found["long"] = max(float(np.ptp(points @ way)) for points in [points])
    return found


if __name__ == "__main__":
    asked = [("attic", "dusk", "clear"), ("study", "day", "clear"), ("cellar", "night", "clear")]
    print("MEASURED " + json.dumps({" ".join(each): air(*each) for each in asked}))
