"""The sky by hour and weather: a painted gradient with sun or moon and stars for the camera, a plain tint for the light."""

from __future__ import annotations

import math
from typing import Any

import bpy
import numpy as np

from filmwright.records.staging import LightPlan
from filmwright.theatre.catalogue import SetKit
from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.materials import linear
from filmwright.theatre.worker.pieces import surfaces

# From the horizon up, at sine of elevation; colours judged by eye under AgX Punchy.
GRADIENTS: dict[str, tuple[tuple[float, str], ...]] = {
    "dawn": ((0.0, "#fff0cc"), (0.05, "#ffd9bc"), (0.15, "#e6c4cc"), (0.34, "#aebfe0"), (0.7, "#7fa6da")),
    "day": ((0.0, "#e6efe6"), (0.07, "#c6e0ea"), (0.2, "#93c3e2"), (0.45, "#5f9fd6"), (0.8, "#3f7fc4")),
    "dusk": ((0.0, "#ff9c4c"), (0.05, "#ec6c52"), (0.14, "#a45680"), (0.3, "#4c4a88"), (0.65, "#1b295a")),
    "night": ((0.0, "#4d6f96"), (0.08, "#335684"), (0.22, "#213f70"), (0.45, "#142b58"), (0.8, "#0c1c40")),
}
SPACE = ((0.0, "#0b0d14"), (0.06, "#07090f"), (0.16, "#05070c"), (0.34, "#04050a"), (0.7, "#030408"))
OVERCAST = {"dawn": "#a9a8bc", "day": "#b7c2c8", "dusk": "#776f92", "night": "#26344e"}
# Light that comes from all round: colour and strength, outdoors and in.
AMBIENT: dict[str, tuple[str, float, float]] = {
    "dawn": ("#bcc2dc", 0.36, 0.34),
    "day": ("#c4d6e6", 0.54, 0.5),
    "dusk": ("#8a80bc", 0.28, 0.24),
    "night": ("#6a82b8", 0.4, 0.15),
}
DISC = {"dawn": ("#ffe6b0", 3.0), "day": ("#fff6d8", 0.0), "dusk": ("#ffdf9a", 3.2), "night": ("#fff2cf", 2.6)}
# Behind the figures, on the side from which its light comes (`light.OUTDOORS`): left at dawn and by night, right at dusk.
DISC_AT = {"dawn": (-0.5, 0.8, 0.14), "dusk": (0.5, 0.8, 0.1), "night": (-0.42, 0.86, 0.3)}


class _World:
    def __init__(self, world: Any) -> None:
        world.use_nodes = True
        self.tree = world.node_tree
        self.tree.nodes.clear()

    def add(self, kind: str, **attributes: Any) -> Any:
        node = self.tree.nodes.new(kind)
        for key, value in attributes.items():
            setattr(node, key, value)
        return node

    def feed(self, socket: Any, value: Any) -> None:
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, socket)
        else:
            socket.default_value = value

    def math(self, operation: str, a: Any, b: Any = None, clamp: bool = False) -> Any:
        node = self.add("ShaderNodeMath", operation=operation, use_clamp=clamp)
        self.feed(node.inputs[0], a)
        if b is not None:
            self.feed(node.inputs[1], b)
        return node.outputs[0]

    def blend(self, factor: Any, a: Any, b: Any, how: str = "MIX") -> Any:
        node = self.add("ShaderNodeMix", data_type="RGBA", blend_type=how)
        for index, value in ((0, factor), (6, a), (7, b)):
            self.feed(node.inputs[index], value)
        return node.outputs[2]


def paint(plan: LightPlan, kit: SetKit) -> None:
    """Give the scene's world its sky: what a camera sees, and what lights (two different things)."""
    scene = bpy.context.scene
    if scene.world is None:
        scene.world = bpy.data.worlds.new("World")
    w = _World(scene.world)
    time, weather = plan.time_of_day, plan.weather
    place = w.add("ShaderNodeTexCoord").outputs["Generated"]
    split = w.add("ShaderNodeSeparateXYZ")
    w.feed(split.inputs[0], place)
    up = split.outputs[2]
    ramp = w.add("ShaderNodeValToRGB")
    w.feed(ramp.inputs[0], up)
    elements = ramp.color_ramp.elements
    stops = GRADIENTS[time]
    while len(elements) < len(GRADIENTS[time]):
        elements.new(0.5)
    grey = OVERCAST[time]
    veil = {"clear": 0.0, "wind": 0.15, "snow": 0.75, "rain": 0.8, "fog": 0.9}[weather]
    if kit.sky == "space":  # no air: no colours of the hour and no weather
        stops, veil = SPACE, 0.0
    for i, (position, colour) in enumerate(stops):
        elements[i].position = position
        cover = veil * (0.45 + 0.55 * min(1.0, i / 2))  # the hour still glows under the edge of the cloud
        elements[i].color = linear(m.mix(colour, m.darker(grey, 0.25 * i / len(stops)), cover))
    seen: Any = ramp.outputs[0]
    if veil < 0.5:
        if kit.sky == "space":
            seen = _stars(w, place, up, seen, 1.0)
        elif time in ("night", "dusk", "dawn"):
            seen = _disc(w, place, seen, *DISC[time], direction=DISC_AT[time])
        if time in ("night", "dusk") and kit.sky != "space":
            seen = _stars(w, place, up, seen, 1.0 if time == "night" else 0.35)
    sky = w.add("ShaderNodeBackground")
    w.feed(sky.inputs[0], seen)
    sky.inputs[1].default_value = 1.0 if time != "day" else 1.15
    colour, outdoors, indoors = AMBIENT[time]
    mood = {
        "warm": ("#ffc890", 0.25),
        "cold": ("#8fb0ff", 0.3),
        "eerie": ("#7fc0a0", 0.3),
        "glowing": ("#ffd8a0", 0.3),
        "harsh": ("#ffffff", 0.1),
    }
    tint, amount = mood.get(plan.mood, ("#ffffff", 0.0))
    light = w.add("ShaderNodeBackground")
    light.inputs[0].default_value = linear(m.mix(colour, tint, amount))
    strength = (indoors if kit.interior else outdoors) * (1.25 - 0.5 * plan.contrast)
    light.inputs[1].default_value = strength
    ray = w.add("ShaderNodeLightPath")
    mixed = w.add("ShaderNodeMixShader")
    shows = (
        w.math("MAXIMUM", ray.outputs["Is Camera Ray"], ray.outputs["Is Glossy Ray"]) if not kit.interior else ray.outputs["Is Camera Ray"]
    )
    w.feed(mixed.inputs[0], shows)
    w.feed(mixed.inputs[1], light.outputs[0])
    w.feed(mixed.inputs[2], sky.outputs[0])
    out = w.add("ShaderNodeOutputWorld")
    w.feed(out.inputs[0], mixed.outputs[0])
    scene.world.cycles.sampling_method = "NONE"  # found by bounces: no shadow rays to an even sky
    scene.world.light_settings.distance = 1.3 if kit.interior else 5.0  # how far corners reach for darkness; guess by eye


def _disc(w: _World, place: Any, below: Any, colour: str, strength: float, direction: tuple[float, float, float]) -> Any:
    """Sun or moon with a halo."""
    if strength <= 0:
        return below
    length = math.sqrt(sum(c * c for c in direction))
    dot = w.add("ShaderNodeVectorMath", operation="DOT_PRODUCT")
    w.feed(dot.inputs[0], place)
    dot.inputs[1].default_value = tuple(c / length for c in direction)
    edge = w.add("ShaderNodeMapRange")
    edge.inputs["From Min"].default_value, edge.inputs["From Max"].default_value = math.cos(0.046), math.cos(0.041)
    w.feed(edge.inputs[0], dot.outputs["Value"])
    halo = w.math("MULTIPLY", w.math("POWER", w.math("MAXIMUM", dot.outputs["Value"], 0.0), 160.0), 0.2)
    amount = w.math("ADD", edge.outputs[0], halo, clamp=True)
    bright = tuple(c * strength for c in linear(colour)[:3])
    return w.blend(amount, below, (*bright, 1.0))


def _stars(w: _World, place: Any, up: Any, below: Any, amount: float) -> Any:
    cells = w.add("ShaderNodeTexVoronoi")
    w.feed(cells.inputs["Vector"], place)
    cells.inputs["Scale"].default_value = 24.0
    split = w.add("ShaderNodeSeparateColor")
    w.feed(split.inputs[0], cells.outputs["Color"])
    core = w.math("LESS_THAN", cells.outputs["Distance"], 0.07)
    some = w.math("GREATER_THAN", split.outputs[0], 0.5)
    high = w.math("MULTIPLY", w.math("MAXIMUM", w.math("SUBTRACT", up, 0.08), 0.0), 5.0, clamp=True)
    light = w.math("MULTIPLY", w.math("MULTIPLY", w.math("MULTIPLY", core, some), w.math("MULTIPLY", high, split.outputs[1])), 1.6 * amount)
    return w.blend(light, below, (1.0, 0.95, 0.85, 1.0))


def weather_in_the_air(plan: LightPlan, kit: SetKit, collection: Any, seed: int = 0) -> None:
    """Rain as streaks, snow as flakes, fog as cards: still, as on a miniature stage; they hold over a shot."""
    if kit.interior or kit.sky == "space":
        return
    rng = np.random.default_rng(4001 + seed)
    low, high = kit.camera.low, kit.camera.high
    x0, x1, y0, y1 = low[0] - 1.5, high[0] + 1.5, low[1] + 0.4, 6.0
    night = plan.time_of_day == "night"
    if plan.weather == "rain":
        n = 520
        foot = np.stack([rng.uniform(x0, x1, n), rng.uniform(y0, y1, n), rng.uniform(-0.2, 3.2, n)], 1)
        long = rng.uniform(0.1, 0.26, n)[:, None]
        lean = np.array([0.16, 0.0, 1.0])
        wide = np.array([0.0028, 0.0, 0.0])
        points = np.stack([foot - wide, foot + wide, foot + lean * long + wide * 0.2, foot + lean * long - wide * 0.2], 1).reshape(-1, 3)
        faces = [(4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3) for i in range(n)]
        item = g.put("Rain", g.polygons(points, faces), _veil("#b8ccdd", 0.5 if night else 0.9, 0.42), collection)
        _unshadowed(item)
    elif plan.weather == "snow":
        shapes = []
        flake = g.ball(1.0, segments=6, rings=4)
        for _ in range(340):
            size = rng.uniform(0.008, 0.02)
            shapes.append(flake.moved((rng.uniform(x0, x1), rng.uniform(y0, y1), rng.uniform(0, 3.4)), scale=size))
        item = g.put("Snowflakes", g.join(shapes), m.emit("#dfe8f4", 0.45 if night else 0.85), collection)
        _unshadowed(item)
    if plan.weather in ("fog", "rain"):
        colour = OVERCAST[plan.time_of_day]
        thick = 0.62 if plan.weather == "fog" else 0.3
        for y, sx, sz in ((1.6, 14.0, 1.5), (3.4, 18.0, 2.4), (7.0, 26.0, 4.0)):
            card = g.polygons([(-sx / 2, 0, 0), (sx / 2, 0, 0), (sx / 2, 0, sz), (-sx / 2, 0, sz)], [(0, 1, 2, 3)])
            item = g.put("Mist", card, surfaces.mist(colour, 0.6 if not night else 0.35, thick), collection, at=(0, y, -0.1))
            _unshadowed(item)


def _veil(colour: str, strength: float, opacity: float) -> Any:
    material = bpy.data.materials.new("veil")
    material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    out, mixed = tree.nodes.new("ShaderNodeOutputMaterial"), tree.nodes.new("ShaderNodeMixShader")
    glow, clear = tree.nodes.new("ShaderNodeEmission"), tree.nodes.new("ShaderNodeBsdfTransparent")
    glow.inputs[0].default_value, glow.inputs[1].default_value = linear(colour), strength
    mixed.inputs[0].default_value = opacity
    tree.links.new(clear.outputs[0], mixed.inputs[1])
    tree.links.new(glow.outputs[0], mixed.inputs[2])
    tree.links.new(mixed.outputs[0], out.inputs[0])
    material.cycles.emission_sampling = "NONE"
    return material


def _unshadowed(item: Any) -> None:
    item.visible_shadow = item.visible_diffuse = item.visible_glossy = False
