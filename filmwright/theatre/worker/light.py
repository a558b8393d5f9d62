"""Light as a cinematographer hangs it: key, fill, rims, window and moon by hour, weather and mood; all from the plan."""

from __future__ import annotations

import math
from typing import Any

import bpy
from mathutils import Vector

from filmwright.records.staging import FaceLight, LightPlan
from filmwright.theatre.catalogue import SetKit
from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker import sky
from filmwright.theatre.worker.pieces.surfaces import rgb

Point = tuple[float, float, float]

# Interiors: watts of area lights, judged by eye at exposure 0 under AgX Punchy.
# hour -> (key colour, key, fill colour, fill, rim colour, rim, top colour, top, window colour, window)
INDOORS: dict[str, tuple[str, float, str, float, str, float, str, float, str, float]] = {
    "day": ("#fff0d6", 95, "#cfe0ee", 70, "#fff4e0", 42, "#f4ead8", 62, "#e4f0ff", 85),
    "dawn": ("#ffd6b0", 70, "#b9c0dc", 52, "#ffc9a0", 46, "#e0ccc8", 40, "#ffc2a0", 60),
    "dusk": ("#ffbe8c", 60, "#8f90c4", 48, "#ff9d6a", 48, "#c79a8a", 34, "#ff9a62", 50),
    "night": ("#ffba80", 74, "#a59fc8", 62, "#86b4ff", 58, "#ffab6a", 34, "#6f9cf4", 55),
}
# Outdoors: sun or moon colour, strength, elevation in degrees; fill colour, watts; rim colour, watts.
OUTDOORS: dict[str, tuple[str, float, float, str, float, str, float]] = {
    "day": ("#fff0d0", 3.6, 46.0, "#d6e6f4", 70, "#ffffff", 30),
    "dawn": ("#ffc79a", 2.7, 18.0, "#b7bede", 70, "#ffd2b0", 40),
    "dusk": ("#ffa070", 2.9, 17.0, "#9a94cc", 66, "#ffb080", 46),
    "night": ("#a9c0ff", 1.9, 38.0, "#c8b8c4", 165, "#9cc0ff", 80),
}
MOOD_TINT = {
    "warm": ("#ffb060", 0.14),
    "cold": ("#86aaff", 0.3),
    "neutral": ("#ffffff", 0.0),
    "eerie": ("#70d0a0", 0.35),
    "harsh": ("#ffffff", 0.3),
    "glowing": ("#ffd28a", 0.25),
}
FACE_WATTS = 8.5  # at one metre: about what the key of a room at night gives a face
CAST_AT: Point = (0.0, -0.1, 0.8)  # where puppets' faces mostly are


def area(name: str, at: Point, target: Point, size: float, watts: float, colour: str, collection: Any, *, height: float = 0.0) -> Any:
    """A soft box at `at` facing `target`; size in metres."""
    data = bpy.data.lights.new(name, "AREA")
    data.energy, data.color, data.size = watts, rgb(colour), size
    if height:
        data.shape, data.size_y = "RECTANGLE", height
    item = g.put(name, data, None, collection, at=at)
    item.rotation_euler = (Vector(target) - Vector(at)).to_track_quat("-Z", "Y").to_euler()
    return item


def _sun(name: str, from_heading: float, elevation: float, strength: float, colour: str, softness: float, collection: Any) -> Any:
    data = bpy.data.lights.new(name, "SUN")
    data.energy, data.color, data.angle = strength, rgb(colour), softness
    a, e = math.radians(from_heading), math.radians(elevation)
    towards = Vector((math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e)))
    item = g.put(name, data, None, collection)
    item.rotation_euler = (-towards).to_track_quat("-Z", "Y").to_euler()
    return item


def rig(plan: LightPlan, kit: SetKit, collection: Any) -> None:
    """Hang the lights of a scene and paint its sky. The lamps in the picture are the set's own (`sets.build`)."""
    sky.paint(plan, kit)
    if kit.interior:
        _indoors(plan, kit, collection)
    else:
        _outdoors(plan, kit, collection)
        sky.weather_in_the_air(plan, kit, collection)


class FaceLamp:
    """The soft lamp beside the camera, out until a shot asks for it; whiter than the scene's key, never in the picture."""

    def __init__(self, plan: LightPlan, kit: SetKit, collection: Any) -> None:
        tint, amount = MOOD_TINT[plan.mood]
        colour = key_colour(plan, kit) if kit.interior else OUTDOORS[plan.time_of_day][0]
        colour = m.mix(colour, "#fff0e2", 0.45) if kit.interior else m.mix(colour, "#ffe2c4", 0.35)  # flesh is no lamp
        self.item = area("Face", (0, 0, -50), (0, 0, -51), 0.5, 0.0, m.mix(colour, tint, amount * 0.5), collection)
        self.item.visible_camera = False

    def set(self, face: FaceLight | None) -> None:
        """Place it for a shot, or put it out."""
        data = self.item.data
        data.energy = 0.0
        if face is None:
            return
        place, target = Vector(face.place), Vector(face.target)
        data.energy = round(FACE_WATTS * face.strength * (target - place).length_squared, 3)
        self.item.location = place
        self.item.rotation_euler = (target - place).to_track_quat("-Z", "Y").to_euler()

    def key(self, frame: int) -> None:
        """Keyframe it."""
        self.item.data.keyframe_insert("energy", frame=frame)
        for channel in ("location", "rotation_euler"):
            self.item.keyframe_insert(channel, frame=frame)


def key_colour(plan: LightPlan, kit: SetKit) -> str:
    """The key of a room has the hour's colour, half way to that of its strongest lamp: a strip light makes no candlelit faces."""
    colour = INDOORS[plan.time_of_day][0]
    if plan.time_of_day == "day" or not kit.practicals:
        return colour
    return m.mix(colour, max(kit.practicals, key=lambda lamp: lamp.power).colour, 0.5)


def _indoors(plan: LightPlan, kit: SetKit, collection: Any) -> None:
    _, key, fill_colour, fill, rim_colour, rim, top_colour, top, window_colour, window = INDOORS[plan.time_of_day]
    tint, amount = MOOD_TINT[plan.mood]
    grey = {"clear": 0.0, "wind": 0.0, "rain": 0.5, "fog": 0.55, "snow": 0.35}[plan.weather] if plan.time_of_day != "night" else 0.0
    flat = 1.35 - 0.7 * plan.contrast  # less contrast, more fill
    half = max(abs(kit.stage.low[0]), abs(kit.stage.high[0]))
    back, front = kit.stage.high[1], kit.stage.low[1]
    tall = min(kit.stage.high[2], 2.4)
    a = math.radians(max(-80.0, min(80.0, plan.key_from)))
    reach = half + 1.5
    at = (max(-half - 0.1, min(half + 0.1, math.sin(a) * reach)), -math.cos(a) * reach, tall - 0.2)
    area("Key", at, CAST_AT, 1.1, key * (0.75 + 0.5 * plan.contrast), m.mix(key_colour(plan, kit), tint, amount), collection)
    area(
        "Fill", (-at[0] * 0.7, front - 2.0, tall - 0.5), (0, 0.2, 0.6), 2.4, fill * flat, m.mix(fill_colour, tint, amount * 0.5), collection
    )
    side = 1.0 if plan.key_from <= 0 else -1.0
    warm_rim = m.mix(rim_colour, tint, amount * 0.4)
    area("Rim far", (side * (half - 0.15), back + 0.3, tall - 0.15), (side * 0.5, -0.2, 0.85), 0.6, rim, warm_rim, collection)
    area("Rim near", (-side * (half - 0.15), back + 0.2, tall - 0.15), (-side * 0.5, -0.2, 0.85), 0.6, rim * 0.7, warm_rim, collection)
    area("Top", (0, 0.1, tall + 0.0), (0, 0.15, 0), half * 1.5, top * flat, m.mix(top_colour, tint, amount), collection)
    area(
        "Back wall",
        (0, front + 0.6, tall - 0.1),
        (0, back + 0.8, 0.9),
        half * 1.2,
        top * 0.55 * flat,
        m.mix(top_colour, tint, amount),
        collection,
    )
    opening = kit.features.get("window")
    if kit.sky == "window" and opening is not None:
        colour = m.mix(window_colour, "#b8c0c8", grey)
        x, y, z = opening.place
        inward = Vector((CAST_AT[0] - x, CAST_AT[1] - y, 0)).normalized()
        wide = max(opening.size[0], opening.size[1])
        area(
            "Window",
            (x + inward.x * 0.1, y + inward.y * 0.1, z),
            (x + inward.x * 2, y + inward.y * 2, z - 0.9),
            wide,
            window * (1 - 0.4 * grey),
            colour,
            collection,
            height=opening.size[2],
        )
        heading = math.degrees(math.atan2(-inward.x, inward.y)) + 14.0
        strength = {"day": 4.2, "dawn": 3.0, "dusk": 3.2, "night": 2.4}[plan.time_of_day] * (1 - 1.6 * grey)
        if strength > 0.3:
            beam = {"day": "#fff0cc", "dawn": "#ffc08a", "dusk": "#ff9450", "night": "#86aaff"}[plan.time_of_day]
            _sun(
                "Beam through the window",
                heading,
                {"day": 36.0, "night": 34.0}.get(plan.time_of_day, 22.0),
                strength,
                beam,
                0.02,
                collection,
            )


def _outdoors(plan: LightPlan, kit: SetKit, collection: Any) -> None:
    colour, strength, elevation, fill_colour, fill, rim_colour, rim = OUTDOORS[plan.time_of_day]
    tint, amount = MOOD_TINT[plan.mood]
    veil = {"clear": 1.0, "wind": 0.9, "rain": 0.35, "fog": 0.3, "snow": 0.7}[plan.weather]
    heading = max(-125.0, min(125.0, plan.key_from * 1.5))
    grey = "#c8d0d8" if plan.time_of_day != "night" else "#8fa6d0"
    sunlight = m.mix(m.mix(colour, grey, (1 - veil) * 0.7), tint, amount * 0.5)  # cloud never takes all of the hour's colour
    _sun(
        "Sun" if plan.time_of_day != "night" else "Moon", heading, elevation, strength * veil, sunlight, 0.03 + 0.5 * (1 - veil), collection
    )
    _sun(
        "Sky light",
        heading + 160.0,
        50.0,
        (0.55 if plan.time_of_day == "day" else 0.7) * (1.6 - veil * 0.6) * (0.75 if plan.time_of_day == "night" else 1.0),
        m.mix(fill_colour, tint, amount * 0.4),
        1.2,
        collection,
    )
    flat = 1.35 - 0.7 * plan.contrast
    side = 1.0 if plan.key_from <= 0 else -1.0
    area("Fill", (side * 1.6, -3.4, 1.9), CAST_AT, 2.2, fill * flat, m.mix(fill_colour, tint, amount * 0.5), collection)
    area("Rim", (-side * 1.8, 2.0, 2.3), CAST_AT, 0.9, rim, m.mix(rim_colour, tint, amount * 0.3), collection)
