"""Materials that only sets need: walls that let a camera behind them see through, brick, tiles, paper, sea, glow, snow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import bpy

from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.materials import _Nodes, _shared, linear


def rgb(colour: str) -> tuple[float, float, float]:
    """'#rrggbb' (sRGB) as linear red, green, blue."""
    red, green, blue, _ = linear(colour)
    return (red, green, blue)


def glow(colour: str, strength: float) -> Any:
    """A lit lamp glass, flame or window: seen bright, lights nothing by itself."""
    return m.emit(colour, strength)


@_shared
def dull(colour: str) -> Any:
    """The glass of a lamp that is out."""
    nodes = _Nodes("dull")
    nodes.principled(Base_Color=linear(m.darker(colour, 0.35)), Roughness=0.25)
    return nodes.material


# Variants: copies of a material with one thing changed -----------------------------------------------------------------


def passing(material: Any, inward: tuple[float, float, float]) -> Any:
    """A copy that cannot be seen from outside a room: rays that look along `inward` pass.

    A camera that stands behind the front wall looks through it, one that stands at the back sees it: no wall has to be
    taken away between shots, which would rebuild the render's scene.
    """
    name = f"{material.name[:150]} passing {inward}"
    known = bpy.data.materials.get(name)
    if known is not None:
        return known
    copy = material.copy()
    copy.name = name
    tree = copy.node_tree
    output = next(n for n in tree.nodes if n.bl_idname == "ShaderNodeOutputMaterial")
    shader = output.inputs[0].links[0].from_socket
    geometry = tree.nodes.new("ShaderNodeNewGeometry")
    dot = tree.nodes.new("ShaderNodeVectorMath")
    dot.operation = "DOT_PRODUCT"
    dot.inputs[1].default_value = inward
    tree.links.new(geometry.outputs["Incoming"], dot.inputs[0])
    behind = tree.nodes.new("ShaderNodeMath")
    behind.operation = "LESS_THAN"
    behind.inputs[1].default_value = 0.0
    tree.links.new(dot.outputs["Value"], behind.inputs[0])
    clear = tree.nodes.new("ShaderNodeBsdfTransparent")
    mix = tree.nodes.new("ShaderNodeMixShader")
    tree.links.new(behind.outputs[0], mix.inputs[0])
    tree.links.new(shader, mix.inputs[1])
    tree.links.new(clear.outputs[0], mix.inputs[2])
    tree.links.new(mix.outputs[0], output.inputs[0])
    copy.cycles.emission_sampling = "NONE"
    return copy


def weathered(material: Any, weather: str) -> Any:
    """A copy for the weather: snow lies on what faces up, rain darkens and shines."""
    if weather not in ("snow", "rain"):
        return material
    name = f"{material.name[:150]} {weather}"
    known = bpy.data.materials.get(name)
    if known is not None:
        return known
    tree = material.node_tree
    shaders = [n for n in tree.nodes if n.bl_idname == "ShaderNodeBsdfPrincipled"]
    if len(shaders) != 1 or material.get("no_weather"):
        return material
    copy = material.copy()
    copy.name = name
    tree = copy.node_tree
    shader = next(n for n in tree.nodes if n.bl_idname == "ShaderNodeBsdfPrincipled")
    base = shader.inputs["Base Color"]
    mix = tree.nodes.new("ShaderNodeMix")
    mix.data_type = "RGBA"
    if base.is_linked:
        tree.links.new(base.links[0].from_socket, mix.inputs[6])
    else:
        mix.inputs[6].default_value = base.default_value
    if weather == "snow":
        geometry = tree.nodes.new("ShaderNodeNewGeometry")
        split = tree.nodes.new("ShaderNodeSeparateXYZ")
        tree.links.new(geometry.outputs["Normal"], split.inputs[0])
        noise = tree.nodes.new("ShaderNodeTexNoise")
        noise.inputs["Scale"].default_value = 5.0
        tree.links.new(geometry.outputs["Position"], noise.inputs["Vector"])
        add = tree.nodes.new("ShaderNodeMath")
        add.operation = "MULTIPLY_ADD"
        add.inputs[1].default_value = 0.5
        tree.links.new(noise.outputs[0], add.inputs[0])
        tree.links.new(split.outputs[2], add.inputs[2])
        span = tree.nodes.new("ShaderNodeMapRange")
        span.inputs["From Min"].default_value, span.inputs["From Max"].default_value = 0.78, 0.98
        tree.links.new(add.outputs[0], span.inputs[0])
        tree.links.new(span.outputs[0], mix.inputs[0])
        mix.inputs[7].default_value = (0.80, 0.85, 0.93, 1.0)
    else:
        mix.inputs[0].default_value = 0.45
        mix.inputs[7].default_value = (0.02, 0.025, 0.035, 1.0)
        if not shader.inputs["Roughness"].is_linked:
            shader.inputs["Roughness"].default_value *= 0.42
        shader.inputs["Specular IOR Level"].default_value = 0.6
    tree.links.new(mix.outputs[2], base)
    return copy


@_shared
def looking_glass(colour: str = "#a9b6bc", *, roughness: float = 0.3) -> Any:
    """Silvered glass gone soft: it takes the colours of the room without drawing anybody, who would stand in it unmoved."""
    nodes = _Nodes("looking glass")
    facing = nodes.add("ShaderNodeLayerWeight", {"Blend": 0.4}).outputs["Facing"]
    base = nodes.blend(facing, linear(colour), linear(m.lighter(colour, 0.45)))
    nodes.principled(Base_Color=base, Metallic=1.0, Roughness=roughness)
    return nodes.material


# Walls and floors ------------------------------------------------------------------------------------------------------


@_shared
def wallpaper(colour: str, motif: str, *, pattern: str = "stripes") -> Any:
    """Printed paper on a wall, in UV metres: stripes, or sprigs in offset rows; a little faded."""
    nodes = _Nodes("wallpaper")
    split = nodes.add("ShaderNodeSeparateXYZ", {"Vector": nodes.coordinates("UV")})
    place = nodes.coordinates("Object")
    if pattern == "stripes":
        wave = nodes.math("SINE", nodes.math("MULTIPLY", split.outputs[0], 2 * math.pi * 5.0))
        mask = nodes.span(wave, -0.15, 0.15, 0.0, 1.0)
        fine = nodes.span(nodes.math("SINE", nodes.math("MULTIPLY", split.outputs[0], 2 * math.pi * 20.0)), 0.8, 0.95, 0.0, 0.5)
        mask = nodes.math("MAXIMUM", mask, fine)
    else:
        row = nodes.math("FLOOR", nodes.math("MULTIPLY", split.outputs[1], 5.0))
        u = nodes.math("FRACT", nodes.math("ADD", nodes.math("MULTIPLY", split.outputs[0], 5.0), nodes.math("MULTIPLY", row, 0.5)))
        v = nodes.math("FRACT", nodes.math("MULTIPLY", split.outputs[1], 5.0))
        du, dv = nodes.math("SUBTRACT", u, 0.5), nodes.math("SUBTRACT", v, 0.5)
        angle = nodes.math("ARCTAN2", dv, du)
        radius = nodes.math("SQRT", nodes.math("ADD", nodes.math("MULTIPLY", du, du), nodes.math("MULTIPLY", dv, dv)))
        petal = nodes.math("ADD", 0.16, nodes.math("MULTIPLY", nodes.math("COSINE", nodes.math("MULTIPLY", angle, 5.0)), 0.07))
        mask = nodes.span(nodes.math("SUBTRACT", petal, radius), -0.02, 0.02, 0.0, 1.0)
    worn = nodes.math("MULTIPLY", mask, nodes.span(nodes.noise(place, 3.0, 3.0), 0.3, 0.7, 0.55, 1.0))
    base = nodes.blend(worn, linear(colour), linear(motif))
    base = nodes.uneven(base, place, 0.16, 1.4)
    shader = nodes.principled(Base_Color=base, Roughness=0.9, Specular_IOR_Level=0.12)
    nodes.bump(shader, nodes.noise(place, 30.0, 3.0), 0.008, 0.35)
    return nodes.material


@_shared
def brick(colour: str, mortar: str = "#b8a894", *, scale: float = 1.0) -> Any:
    """Bricks in UV metres, every one its own red, mortar raked out."""
    nodes = _Nodes("brick")
    texture = nodes.add(
        "ShaderNodeTexBrick",
        {
            "Vector": nodes.coordinates("UV"),
            "Color1": linear(m.lighter(colour, 0.16)),
            "Color2": linear(m.darker(colour, 0.3)),
            "Mortar": linear(mortar),
            "Scale": 1.0,
            "Mortar Size": 0.011 * scale,
            "Mortar Smooth": 0.35,
            "Bias": -0.1,
            "Brick Width": 0.235 * scale,
            "Row Height": 0.095 * scale,
        },
    )
    place = nodes.coordinates("Object")
    base = nodes.uneven(texture.outputs[0], place, 0.25, 2.0)
    shader = nodes.principled(Base_Color=base, Roughness=0.92, Specular_IOR_Level=0.12)
    height = nodes.math(
        "ADD", nodes.math("MULTIPLY", texture.outputs["Fac"], -1.0), nodes.math("MULTIPLY", nodes.noise(place, 24.0, 3.0), 0.7)
    )
    nodes.bump(shader, height, 0.022, 0.8)
    return nodes.material


@_shared
def tiles(colour: str, other: str, *, size: float = 0.3, gloss: float = 0.45) -> Any:
    """A chequered tiled floor in UV metres, grouted and worn."""
    nodes = _Nodes("tiles")
    uv = nodes.coordinates("UV")
    turned = nodes.add("ShaderNodeMapping", {"Vector": uv, "Rotation": (0.0, 0.0, math.radians(45.0)), "Scale": (1 / size,) * 3}).outputs[0]
    checker = nodes.add("ShaderNodeTexChecker", {"Vector": turned, "Color1": linear(colour), "Color2": linear(other), "Scale": 1.0})
    split = nodes.add("ShaderNodeSeparateXYZ", {"Vector": turned})
    edges = []
    for i in (0, 1):
        f = nodes.math("ABSOLUTE", nodes.math("SUBTRACT", nodes.math("FRACT", split.outputs[i]), 0.5))
        edges.append(nodes.span(f, 0.455, 0.485, 0.0, 1.0))
    grout = nodes.math("MAXIMUM", edges[0], edges[1])
    place = nodes.coordinates("Object")
    base = nodes.uneven(checker.outputs[0], place, 0.3, 1.7)
    base = nodes.blend(grout, base, linear("#5a4a3c"))
    shader = nodes.principled(Base_Color=base, Roughness=gloss, Specular_IOR_Level=0.35)
    height = nodes.math("ADD", nodes.math("MULTIPLY", grout, -1.2), nodes.math("MULTIPLY", nodes.noise(place, 6.0, 3.0), 0.6))
    nodes.bump(shader, height, 0.02, 0.6)
    return nodes.material


@_shared
def roof(colour: str) -> Any:
    """Shingles of felt, each its own shade."""
    return m.felt(colour, fibre=40.0, variation=0.28, down=0.25)


@_shared
def pictured(*stripes: str) -> Any:
    """A painted backdrop card: colours from bottom to top by generated z, brushed."""
    nodes = _Nodes("pictured")
    place = nodes.coordinates("Generated")
    split = nodes.add("ShaderNodeSeparateXYZ", {"Vector": place})
    wave = nodes.math("ADD", split.outputs[2], nodes.math("MULTIPLY", nodes.math("SUBTRACT", nodes.noise(place, 4.0, 3.0), 0.5), 0.3))
    ramp = nodes.add("ShaderNodeValToRGB", {"Fac": wave})
    elements = ramp.color_ramp.elements
    while len(elements) < len(stripes):
        elements.new(0.5)
    for i, colour in enumerate(stripes):
        elements[i].position = i / max(1, len(stripes) - 1)
        elements[i].color = linear(colour)
    shader = nodes.principled(Base_Color=ramp.outputs[0], Roughness=0.9)
    nodes.bump(shader, nodes.noise(place, 30.0, 3.0, 0.6, 1.0), 0.01, 0.5)
    return nodes.material


@_shared
def strata(colour: str, other: str) -> Any:
    """A cliff of layered rock."""
    nodes = _Nodes("strata")
    place = nodes.coordinates("Object")
    split = nodes.add("ShaderNodeSeparateXYZ", {"Vector": place})
    level = nodes.math("ADD", nodes.math("MULTIPLY", split.outputs[2], 2.6), nodes.math("MULTIPLY", nodes.noise(place, 1.4, 3.0), 1.6))
    layer = nodes.math("ADD", nodes.math("MULTIPLY", nodes.math("SINE", nodes.math("MULTIPLY", level, 3.4)), 0.5), 0.5)
    base = nodes.uneven(nodes.blend(layer, linear(colour), linear(other)), place, 0.2, 4.0)
    shader = nodes.principled(Base_Color=base, Roughness=0.92, Specular_IOR_Level=0.15)
    nodes.bump(shader, nodes.math("ADD", nodes.noise(place, 6.0, 4.0, 0.65), nodes.math("MULTIPLY", layer, 0.5)), 0.1, 0.8)
    return nodes.material


@_shared
def water(colour: str, *, roughness: float = 0.2) -> Any:
    """Resin water with fingermarks; takes no snow."""
    nodes = _Nodes("water")
    place = nodes.coordinates("Object")
    base = nodes.uneven(linear(colour), place, 0.35, 0.7)
    shader = nodes.principled(Base_Color=base, Roughness=roughness, Specular_IOR_Level=0.6)
    nodes.bump(shader, nodes.noise(place, 5.0, 3.0, 0.6), 0.05, 0.5)
    nodes.material["no_weather"] = True
    return nodes.material


@_shared
def ground(colour: str, other: str, *, scale: float = 1.2, lumps: float = 18.0) -> Any:
    """Flocked earth or grass: two colours in drifts, fibrous."""
    nodes = _Nodes("ground")
    place = nodes.coordinates("Object")
    drift = nodes.span(nodes.noise(place, scale, 4.0), 0.4, 0.62, 0.0, 1.0)
    base = nodes.uneven(nodes.blend(drift, linear(colour), linear(other)), place, 0.22, 7.0)
    shader = nodes.principled(Base_Color=base, Roughness=0.95, Specular_IOR_Level=0.08)
    nodes.bump(shader, nodes.math("ADD", nodes.noise(place, lumps, 3.0, 0.65), nodes.noise(place, 70.0, 2.0)), 0.03, 0.7)
    return nodes.material


@_shared
def cotton_wool(colour: str) -> Any:
    """Clouds: cotton wool that never goes black."""
    nodes = _Nodes("cotton wool")
    place = nodes.coordinates("Object")
    shader = nodes.principled(
        Base_Color=linear(colour), Roughness=1.0, Specular_IOR_Level=0.0, Emission_Color=linear(colour), Emission_Strength=0.1
    )
    nodes.bump(shader, nodes.noise(place, 5.0, 4.0, 0.7, 1.0), 0.12, 0.7)
    nodes.material.cycles.emission_sampling = "NONE"
    nodes.material["no_weather"] = True
    return nodes.material


@_shared
def mist(colour: str, strength: float, thickness: float) -> Any:
    """A card of mist: a soft drift that hides what is behind it, thick at its foot, gone at its ends."""
    nodes = _Nodes("mist")
    split = nodes.add("ShaderNodeSeparateXYZ", {"Vector": nodes.coordinates("Generated")})
    place = nodes.stretched(nodes.coordinates("Object"), (0.5, 1.0, 1.6))
    ends = nodes.math("SINE", nodes.math("MULTIPLY", split.outputs[0], math.pi))
    foot = nodes.math("SUBTRACT", 1.0, split.outputs[2], clamp=True)
    amount = nodes.math(
        "MULTIPLY",
        nodes.math("MULTIPLY", nodes.math("POWER", foot, 1.6), ends),
        nodes.math("MULTIPLY", nodes.noise(place, 1.2, 3.0), 2 * thickness),
        clamp=True,
    )
    glow_ = nodes.add("ShaderNodeEmission", {"Color": linear(colour), "Strength": strength})
    clear = nodes.add("ShaderNodeBsdfTransparent")
    mixed = nodes.add("ShaderNodeMixShader", {0: amount, 1: clear.outputs[0], 2: glow_.outputs[0]})
    nodes.tree.links.new(mixed.outputs[0], nodes.output.inputs[0])
    nodes.material.cycles.emission_sampling = "NONE"
    return nodes.material


@_shared
def leaves(colour: str, other: str) -> Any:
    """Cut felt leaves, each its own green (colour varies in space)."""
    nodes = _Nodes("leaves")
    place = nodes.coordinates("Object")
    mixed = nodes.blend(nodes.span(nodes.noise(place, 5.0, 2.0), 0.35, 0.65, 0.0, 1.0), linear(colour), linear(other))
    shader = nodes.principled(Base_Color=nodes.downy(mixed, 0.3), Roughness=0.9, Specular_IOR_Level=0.1)
    nodes.bump(shader, nodes.noise(place, 60.0, 2.0), 0.01, 0.4)
    return nodes.material


def pick(colours: Sequence[str], index: int) -> str:
    """The colour at an index, wrapping round."""
    return colours[index % len(colours)]
