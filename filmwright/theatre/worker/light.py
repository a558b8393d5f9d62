"""Light as a cinematographer hangs it: key, fill, rims, window and moon by hour, weather and mood; all from the plan."""

from __future__ import annotations

import math
from typing import Any

import bpy
import numpy as np
from mathutils import Matrix, Vector

from filmwright.records.staging import FaceLight, LightPlan
from filmwright.theatre.catalogue import Piece, SetKit
from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker import sky
from filmwright.theatre.worker.pieces.parts import number
from filmwright.theatre.worker.pieces.surfaces import rgb

Point = tuple[float, float, float]

# Interiors: watts of area lights, judged by eye at exposure 0 under AgX Punchy. The lamps in the picture make what is warm;
# fill and top have the colour of the sky outside, so that walls keep their own. "lamps" is a place without windows, at every hour.
# hour -> (key colour, key, fill colour, fill, rim colour, rim, top colour, top, window colour, window)
INDOORS: dict[str, tuple[str, float, str, float, str, float, str, float, str, float]] = {
    "day": ("#fff6e8", 92, "#dde8f2", 84, "#ffffff", 40, "#f0f2f2", 84, "#dcebff", 130),
    "dawn": ("#ffdcc4", 60, "#aab8e4", 60, "#ffc4a0", 64, "#bcc6e6", 44, "#ffc6b4", 80),
    "dusk": ("#ffd4b0", 58, "#8288da", 62, "#ff9a66", 44, "#8e90d6", 42, "#c093d0", 52),
    "night": ("#ffd2a4", 72, "#8a9ada", 58, "#8ab6ff", 62, "#8496d4", 34, "#6f9cf4", 55),
    "lamps": ("#ffe2be", 84, "#bcc4da", 64, "#ffe8cc", 48, "#ece2d0", 50, "#ffffff", 0),
}
# Sun or moon through a window: where the middle of its panes falls (x as a share of half the room, y, z), colour, strength there,
# radius of the lamp. By day between the figures on the floor; at dawn on the right wall, at dusk on the left; the moon is thin and hard.
BEAMS: dict[str, tuple[Point, str, float, float]] = {
    "day": ((0.34, -0.6, 0.0), "#fff4dc", 32.0, 0.10),
    "dawn": ((0.98, 0.75, 0.6), "#ffc79c", 26.0, 0.12),
    "dusk": ((-0.98, 0.75, 0.6), "#ff8a40", 30.0, 0.10),
    "night": ((0.3, -0.8, 0.0), "#8fb0ff", 14.0, 0.05),
}
# How even the wash over floor and back wall is: by day all of the room is lit, by lamplight its corners are left to the dark.
WASH = {"day": 1.0, "dawn": 0.8, "dusk": 0.7, "night": 0.55, "lamps": 0.7}
BEAM_FROM = 6.0  # metres behind the window
# The dust in that beam: how bright it is at the window, in scene light, and how soon it is lost (a power of the way to the floor).
DUST = {"day": 0.32, "dawn": 0.30, "dusk": 0.44, "night": 0.18}
DUST_FADES = 0.9
SASHES = 2  # shafts side by side, a mullion's shadow between them
# Outdoors: sun or moon colour, strength, elevation and heading in degrees (of the side that the plan's key comes from), softness;
# fill colour, watts; rim colour, watts. High and hard in front by day; low behind the figures, with long shadows, at dawn and dusk.
OUTDOORS: dict[str, tuple[str, float, float, float, float, str, float, str, float]] = {
    "day": ("#fff2d8", 5.4, 52.0, 50.0, 0.02, "#d6e6f4", 56, "#ffffff", 26),
    "dawn": ("#ffca96", 9.0, 16.0, 126.0, 0.05, "#bcc8ea", 70, "#ffdcc0", 20),
    "dusk": ("#ff7c38", 8.5, 13.0, 126.0, 0.05, "#a49ad6", 64, "#ff9a60", 26),
    "night": ("#a9c0ff", 3.6, 38.0, 122.0, 0.015, "#b4b8d6", 110, "#9cc0ff", 60),
}
STREETS = 62.0  # degrees: between house fronts a low sun comes along them from in front, for behind them it would be hidden
MOOD_TINT = {
    "warm": ("#ffb868", 0.1),
    "cold": ("#86aaff", 0.3),
    "neutral": ("#ffffff", 0.0),
    "eerie": ("#70d0a0", 0.35),
    "harsh": ("#ffffff", 0.3),
    "glowing": ("#ffd28a", 0.16),
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
    colour = INDOORS[_hour(plan, kit)][0]
    if plan.time_of_day in ("day", "dawn") and kit.sky != "none" or not kit.practicals:
        return colour
    return m.mix(colour, max(kit.practicals, key=lambda lamp: lamp.power).colour, 0.35)


def _hour(plan: LightPlan, kit: SetKit) -> str:
    """The row of `INDOORS`: a place without windows is lit by its lamps at every hour."""
    return "lamps" if kit.sky == "none" else plan.time_of_day


def _indoors(plan: LightPlan, kit: SetKit, collection: Any) -> None:
    _, key, fill_colour, fill, rim_colour, rim, top_colour, top, window_colour, window = INDOORS[_hour(plan, kit)]
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
    wash = WASH[_hour(plan, kit)]
    area("Top", (0, 0.1, tall + 0.0), (0, 0.15, 0), half * (0.9 + 0.6 * wash), top * flat, m.mix(top_colour, tint, amount), collection)
    area(
        "Back wall",
        (0, front + 0.6, tall - 0.1),
        (0, back + 0.8, 0.9),
        half * 1.2,
        top * 0.55 * wash * flat,
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
        _beam(plan, kit, 1 - 1.6 * grey, collection)


def _beam(plan: LightPlan, kit: SetKit, clear: float, collection: Any) -> None:
    """Sun or moon through the largest window, as a lamp outside whose cone is no wider than that window."""
    panes = [p for p in kit.pieces if p.make == "window" and p.options.get("wall") in ("back", "left", "right")]
    if clear < 0.1 or not panes:
        return
    pane = max(panes, key=lambda p: math.prod(_pane(p)) * (1.6 if p.options["wall"] == "back" else 1.0))
    wide, high = _pane(pane)
    target, colour, strength, radius = BEAMS[plan.time_of_day]
    room = next((number(p, "width", 5.0) for p in kit.pieces if p.make == "room"), 2 * kit.stage.high[0])
    falls = Vector((target[0] * room / 2, target[1], target[2]))
    if pane.options["wall"] != "back":  # from the side: across the floor, further in or nearer
        falls = Vector((0.0, -0.7 if plan.time_of_day in ("day", "night") else 0.3, 0.0))
    middle = Vector(pane.at) + Vector((0, 0, high / 2))
    into = (falls - middle).normalized()
    data = bpy.data.lights.new("Beam through the window", "SPOT")
    data.energy = strength * clear * 4 * math.pi**2 * BEAM_FROM**2
    data.color, data.shadow_soft_size = rgb(colour), radius
    data.spot_size, data.spot_blend = 2.3 * math.atan(math.hypot(wide, high) / 2 / BEAM_FROM), 0.0
    item = g.put("Beam through the window", data, None, collection, at=tuple(middle - into * BEAM_FROM))
    item.rotation_euler = into.to_track_quat("-Z", "Y").to_euler()
    _dust(plan, pane, middle, falls, clear, collection)


def _dust(plan: LightPlan, pane: Piece, middle: Vector, falls: Vector, clear: float, collection: Any) -> None:
    """What is seen of the beam in the air: a soft shaft a sash, from the window to where it falls. The camera alone sees it."""
    wide, high = _pane(pane)
    across = np.array((1.0, 0.0, 0.0) if pane.options["wall"] == "back" else (0.0, 1.0, 0.0))
    start, way = np.array(middle), np.array(falls - middle)
    long = float(np.linalg.norm(way))
    turn = np.linspace(0, 2 * math.pi, 29)[:-1]
    round_x, round_z = (np.sign(f) * np.abs(f) ** 0.92 for f in (np.cos(turn), np.sin(turn)))  # between an oval and an oblong
    side = across - (across @ way) * way / long**2
    side /= np.linalg.norm(side)
    to_beam = Matrix((Vector(side), Vector(np.cross(way / long, side)), Vector(way / long))).transposed()
    lies = to_beam.to_4x4().inverted()
    for sash in range(SASHES):
        rings = []
        for t in np.linspace(0.01, 1.05, 9):
            spread = (BEAM_FROM + t * long) / BEAM_FROM
            aside = ((sash + 0.5) / SASHES - 0.5) * wide
            ring = start + t * way + spread * (
                np.outer(aside + 0.42 * wide / SASHES * round_x, across) + np.outer(0.46 * high * round_z, (0.0, 0.0, 1.0))
            )
            rings.append([tuple(lies @ Vector(point - start)) for point in ring])
        material = m.haze(BEAMS[plan.time_of_day][1], round(DUST[plan.time_of_day] * clear, 3), power=DUST_FADES)
        item = g.put("Dust in the beam", g.grid(np.array(rings), around=True), material, collection)
        item.matrix_world = Matrix.Translation(middle) @ to_beam.to_4x4()
        for kind in ("diffuse", "glossy", "transmission", "volume_scatter", "shadow"):
            setattr(item, f"visible_{kind}", False)


def _pane(piece: Piece) -> tuple[float, float]:
    """Width and height of a window."""
    return number(piece, "width", 0.8), number(piece, "height", 0.8)


def _outdoors(plan: LightPlan, kit: SetKit, collection: Any) -> None:
    colour, strength, elevation, aside, softness, fill_colour, fill, rim_colour, rim = OUTDOORS[plan.time_of_day]
    tint, amount = MOOD_TINT[plan.mood]
    veil = {"clear": 1.0, "wind": 0.9, "rain": 0.35, "fog": 0.3, "snow": 0.7}[plan.weather]
    side = 1.0 if plan.key_from <= 0 else -1.0
    if any(piece.make == "facade" for piece in kit.pieces):
        aside = min(aside, STREETS)
    heading = -side * aside
    grey = "#c8d0d8" if plan.time_of_day != "night" else "#8fa6d0"
    sunlight = m.mix(m.mix(colour, grey, (1 - veil) * 0.7), tint, amount * 0.5)  # cloud never takes all of the hour's colour
    name = "Sun" if plan.time_of_day != "night" else "Moon"
    _sun(name, heading, elevation, strength * veil, sunlight, softness + 0.5 * (1 - veil), collection)
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
    area("Fill", (side * 1.6, -3.4, 1.9), CAST_AT, 2.2, fill * flat, m.mix(fill_colour, tint, amount * 0.5), collection)
    area("Rim", (-side * 1.8, 2.0, 2.3), CAST_AT, 0.9, rim, m.mix(rim_colour, tint, amount * 0.3), collection)
