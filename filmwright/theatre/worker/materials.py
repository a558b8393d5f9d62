"""The stuff puppets and sets are made of: felt, knit, wool, cotton, leather, clay, wood, metal, glass ... as node materials.

Each function returns one shared material for equal arguments (it is found again by name in the open .blend), so that a
thousand bricks cost one. Colours are '#rrggbb' in sRGB. No material uses sheen, subsurface or more than three noise
textures: on a processor those were what made a frame slow. The soft bright rim of cloth is a facing term in the colour.
Meshes whose UVs are in stage metres (all shapes of `geometry` are) show knit and weave at one scale everywhere.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Literal

import bpy

Socket = Any
Axis = Literal["x", "y", "z"]


def linear(colour: str) -> tuple[float, float, float, float]:
    """'#rrggbb' (sRGB) as linear RGBA. Raises ValueError when it is not such a colour."""
    digits = colour.lstrip("#")
    if len(digits) != 6:
        raise ValueError(f"a colour is written '#rrggbb'; found '{colour}'")
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return (red, green, blue, 1.0)


def mix(colour: str, other: str, amount: float) -> str:
    """A colour `amount` (0 to 1) of the way from one '#rrggbb' to another, in sRGB as dyers see it."""
    first, second = colour.lstrip("#"), other.lstrip("#")
    parts = []
    for i in (0, 2, 4):
        a, b = int(first[i : i + 2], 16), int(second[i : i + 2], 16)
        parts.append(max(0, min(255, round(a + (b - a) * amount))))
    return "#" + "".join(f"{p:02x}" for p in parts)


def darker(colour: str, amount: float = 0.25) -> str:
    """The colour, mixed with black."""
    return mix(colour, "#000000", amount)


def lighter(colour: str, amount: float = 0.25) -> str:
    """The colour, mixed with white."""
    return mix(colour, "#ffffff", amount)


class _Nodes:
    """A material's node tree while it is being wired."""

    def __init__(self, name: str) -> None:
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.tree.nodes.clear()
        self.output = self.add("ShaderNodeOutputMaterial")
        self._coordinates: Any = None

    def add(self, kind: str, inputs: dict[Any, Any] | None = None, **attributes: Any) -> Any:
        node = self.tree.nodes.new(kind)
        for key, value in attributes.items():
            setattr(node, key, value)
        for key, value in (inputs or {}).items():
            self.set(node.inputs[key], value)
        return node

    def set(self, socket: Any, value: Any) -> None:
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, socket)
        else:
            socket.default_value = value

    def math(self, operation: str, a: Any, b: Any = None, clamp: bool = False) -> Socket:
        node = self.add("ShaderNodeMath", operation=operation, use_clamp=clamp)
        self.set(node.inputs[0], a)
        if b is not None:
            self.set(node.inputs[1], b)
        return node.outputs[0]

    def span(self, value: Any, low: float, high: float, to_low: float, to_high: float) -> Socket:
        node = self.add("ShaderNodeMapRange", {"Value": value, "From Min": low, "From Max": high, "To Min": to_low, "To Max": to_high})
        return node.outputs[0]

    def coordinates(self, which: str) -> Socket:
        if self._coordinates is None:
            self._coordinates = self.add("ShaderNodeTexCoord")
        return self._coordinates.outputs[which]

    def stretched(self, vector: Socket, scale: tuple[float, float, float]) -> Socket:
        return self.add("ShaderNodeMapping", {"Vector": vector, "Scale": scale}).outputs[0]

    def noise(self, vector: Socket, scale: float, detail: float = 2.0, roughness: float = 0.6, distortion: float = 0.0) -> Socket:
        node = self.add(
            "ShaderNodeTexNoise",
            {"Vector": vector, "Scale": scale, "Detail": detail, "Roughness": roughness, "Distortion": distortion},
        )
        return node.outputs[0]

    def principled(self, **inputs: Any) -> Any:
        node = self.add("ShaderNodeBsdfPrincipled", {k.replace("_", " "): v for k, v in inputs.items()})
        self.tree.links.new(node.outputs[0], self.output.inputs[0])
        return node

    def bump(self, shader: Any, height: Socket, distance: float, strength: float) -> None:
        node = self.add("ShaderNodeBump", {"Height": height, "Distance": distance, "Strength": strength})
        self.tree.links.new(node.outputs[0], shader.inputs["Normal"])

    def times(self, colour: Any, factor: Any) -> Socket:
        """Colour times a grey factor."""
        node = self.add("ShaderNodeHueSaturation", {"Color": colour, "Value": factor})
        return node.outputs[0]

    def blend(self, factor: Any, colour: Any, other: Any) -> Socket:
        node = self.add("ShaderNodeMix", data_type="RGBA")
        for index, value in ((0, factor), (6, colour), (7, other)):
            self.set(node.inputs[index], value)
        return node.outputs[2]

    def uneven(self, colour: Any, vector: Socket, amount: float, scale: float, per_object: float = 0.0) -> Socket:
        """Slow blotches, as hand-dyed cloth or hand-mixed paint has; `per_object` varies whole objects."""
        factor = self.span(self.noise(vector, scale, 3.0), 0.25, 0.75, 1 - amount, 1 + amount)
        if per_object:
            chance = self.add("ShaderNodeObjectInfo").outputs["Random"]
            factor = self.math("MULTIPLY", factor, self.span(chance, 0, 1, 1 - per_object, 1 + per_object))
        return self.times(colour, factor)

    def downy(self, colour: Any, amount: float) -> Socket:
        """Brighter where the surface turns away from the eye, as fibres standing up are."""
        facing = self.add("ShaderNodeLayerWeight", {"Blend": 0.35}).outputs["Facing"]
        return self.times(colour, self.span(self.math("POWER", facing, 2.0), 0, 1, 1.0, 1.0 + amount))


def flatten() -> None:
    """Take the finest relief (bump) from every material of the open .blend, and with it the light that is spent on it."""
    for material in bpy.data.materials:
        if material.node_tree is not None:
            for node in [node for node in material.node_tree.nodes if node.bl_idname == "ShaderNodeBump"]:
                material.node_tree.nodes.remove(node)


def _shared(build: Callable[..., Any]) -> Callable[..., Any]:
    """Find the material of the same arguments in the open .blend, else make it."""

    @functools.wraps(build)
    def found(*args: Any, **options: Any) -> Any:
        words = [build.__name__, *map(str, args), *(f"{k}={options[k]}" for k in sorted(options))]
        name = " ".join(words)[:200]  # Blender 5 keeps names of up to 255 bytes
        known = bpy.data.materials.get(name)
        if known is not None:
            return known
        material = build(*args, **options)
        material.name = name
        return material

    return found


@_shared
def felt(colour: str, *, fibre: float = 90.0, variation: float = 0.16, down: float = 0.5, per_object: float = 0.0) -> bpy.types.Material:
    """Pressed wool: matt, fibrous, blotchy. `fibre` is the fineness of the fibres, `down` the brightness of its rim."""
    nodes = _Nodes("felt")
    place = nodes.coordinates("Object")
    dyed = nodes.downy(nodes.uneven(linear(colour), place, variation, 6.0, per_object), down)
    shader = nodes.principled(Base_Color=dyed, Roughness=0.95, Specular_IOR_Level=0.12)
    fibres = nodes.noise(place, fibre, 2.0, 0.65, 1.5)
    lumps = nodes.noise(place, 14.0, 1.0)
    nodes.bump(shader, nodes.math("ADD", fibres, nodes.math("MULTIPLY", lumps, 1.5)), 0.011, 0.6)
    return nodes.material


@_shared
def skin(colour: str, *, blush: str = "", fineness: float = 120.0, cheek: tuple[float, ...] = ()) -> bpy.types.Material:
    """The face of a puppet: fine felt over foam, a little warmer in blotches. `cheek`: x, y, z and radius (metres, in the
    object's space) of the left cheek, which is rouged, as is the right one at -x."""
    nodes = _Nodes("skin")
    place = nodes.coordinates("Object")
    tinted = nodes.blend(
        nodes.span(nodes.noise(place, 5.0, 2.0), 0.42, 0.75, 0.0, 0.35), linear(colour), linear(blush or mix(colour, "#b5402e", 0.3))
    )
    if cheek:
        mirror = nodes.add("ShaderNodeVectorMath", {0: place}, operation="ABSOLUTE").outputs[0]
        middle = (cheek[0], abs(cheek[1]), abs(cheek[2]))
        away = nodes.add("ShaderNodeVectorMath", {0: mirror, 1: middle}, operation="DISTANCE").outputs["Value"]
        rouge = nodes.math("POWER", nodes.span(away, 0.0, cheek[3] * 1.25, 1.0, 0.0), 1.4)
        below = nodes.math("LESS_THAN", nodes.add("ShaderNodeSeparateXYZ", {"Vector": place}).outputs[2], 0.0)
        amount = nodes.math("MULTIPLY", nodes.math("MULTIPLY", rouge, below), 0.8)
        tinted = nodes.blend(amount, tinted, linear(mix(colour, "#c2382c", 0.5)))
    shader = nodes.principled(Base_Color=nodes.downy(tinted, 0.35), Roughness=0.72, Specular_IOR_Level=0.22)
    fibres = nodes.noise(place, fineness, 2.0, 0.6, 1.6)
    lumps = nodes.noise(place, 9.0, 1.0)
    nodes.bump(shader, nodes.math("ADD", fibres, nodes.math("MULTIPLY", lumps, 1.2)), 0.006, 0.5)
    return nodes.material


@_shared
def knit(colour: str, *, stripe: str = "", stitch: float = 30.0, rib: bool = False) -> bpy.types.Material:
    """Knitwear in V stitches, `stitch` to the metre of UV (use multiples of 10 to close seams). `stripe` is a second colour;
    `rib` makes the columns of a cuff."""
    nodes = _Nodes("knit")
    split = nodes.add("ShaderNodeSeparateXYZ", {"Vector": nodes.coordinates("UV")})
    u = nodes.math("MULTIPLY", split.outputs[0], stitch)
    v = nodes.math("MULTIPLY", split.outputs[1], stitch * 1.25)
    across = nodes.math("ABSOLUTE", nodes.math("SUBTRACT", nodes.math("FRACT", u), 0.5))  # 0 mid-stitch, 0.5 between
    column = nodes.math("SINE", nodes.math("MULTIPLY", across, 6.2832))
    row = nodes.math("SINE", nodes.math("MULTIPLY", nodes.math("FRACT", nodes.math("ADD", v, nodes.math("MULTIPLY", across, 1.3))), 3.1416))
    if rib:
        height = nodes.math("SUBTRACT", 1.0, nodes.math("MULTIPLY", across, 1.8))
        height = nodes.math("ADD", height, nodes.math("MULTIPLY", row, 0.2))
    else:
        height = nodes.math("MULTIPLY", nodes.math("POWER", row, 0.6), nodes.math("POWER", column, 0.5))
    place = nodes.coordinates("Object")
    yarn: Any = linear(colour)
    if stripe:
        band = nodes.math("GREATER_THAN", nodes.math("FRACT", nodes.math("MULTIPLY", split.outputs[1], stitch * 1.25 / 8)), 0.5)
        yarn = nodes.blend(band, linear(colour), linear(stripe))
    dyed = nodes.uneven(yarn, place, 0.14, 5.0)
    shaded = nodes.downy(nodes.times(dyed, nodes.span(height, 0, 1, 0.42, 1.12)), 0.45)
    shader = nodes.principled(Base_Color=shaded, Roughness=0.95, Specular_IOR_Level=0.1)
    twist = nodes.noise(place, 150.0, 1.0)
    nodes.bump(shader, nodes.math("ADD", height, nodes.math("MULTIPLY", twist, 0.35)), 0.014, 0.85)
    return nodes.material


@_shared
def wool(colour: str, *, tip: str = "", combed: Axis | Literal["uv"] = "uv", fineness: float = 240.0) -> bpy.types.Material:
    """Combed wool, for hair, beards and fleece: streaks along UV v or along one axis, with lighter tips of locks."""
    nodes = _Nodes("wool")
    if combed == "uv":
        place = nodes.stretched(nodes.coordinates("UV"), (1.0, 0.06, 1.0))
    else:
        place = nodes.stretched(nodes.coordinates("Object"), tuple(0.08 if axis == combed else 1.0 for axis in "xyz"))  # type: ignore[arg-type]
    streaks = nodes.noise(place, fineness, 3.0, 0.6)
    locks = nodes.noise(place, fineness / 5.0, 1.0)
    both = nodes.math("ADD", nodes.math("MULTIPLY", streaks, 0.6), nodes.math("MULTIPLY", locks, 0.6))
    dyed = nodes.blend(nodes.span(both, 0.45, 0.8, 0.0, 1.0), linear(darker(colour, 0.3)), linear(tip or lighter(colour, 0.16)))
    shader = nodes.principled(Base_Color=nodes.downy(dyed, 0.5), Roughness=0.8, Specular_IOR_Level=0.2)
    nodes.bump(shader, both, 0.012, 0.8)
    return nodes.material


@_shared
def cotton(colour: str, *, check: str = "", weave: float = 160.0) -> bpy.types.Material:
    """Woven cotton or linen: a fine weave, creases; `check` is the second colour of a gingham."""
    nodes = _Nodes("cotton")
    split = nodes.add("ShaderNodeSeparateXYZ", {"Vector": nodes.coordinates("UV")})
    warp = nodes.math("SINE", nodes.math("MULTIPLY", split.outputs[0], weave * 6.2832))
    weft = nodes.math("SINE", nodes.math("MULTIPLY", split.outputs[1], weave * 6.2832))
    place = nodes.coordinates("Object")
    cloth: Any = linear(colour)
    if check:
        bands = [nodes.math("GREATER_THAN", nodes.math("FRACT", nodes.math("MULTIPLY", split.outputs[i], 20.0)), 0.5) for i in (0, 1)]
        cloth = nodes.blend(nodes.math("MULTIPLY", nodes.math("ADD", *bands), 0.5), linear(colour), linear(check))
    dyed = nodes.downy(nodes.uneven(cloth, place, 0.1, 7.0), 0.2)
    shader = nodes.principled(Base_Color=dyed, Roughness=0.85, Specular_IOR_Level=0.2)
    creases = nodes.noise(place, 16.0, 2.0, 0.5, 0.8)
    nodes.bump(shader, nodes.math("ADD", nodes.math("MULTIPLY", nodes.math("MULTIPLY", warp, weft), 0.12), creases), 0.012, 0.5)
    return nodes.material


@_shared
def leather(colour: str, *, roughness: float = 0.42) -> bpy.types.Material:
    """Leather: pebbled, worn lighter in blotches, a dull shine."""
    nodes = _Nodes("leather")
    place = nodes.coordinates("Object")
    worn = nodes.uneven(linear(colour), place, 0.28, 9.0)
    shader = nodes.principled(Base_Color=worn, Roughness=roughness, Specular_IOR_Level=0.4)
    pebbles = nodes.add("ShaderNodeTexVoronoi", {"Vector": place, "Scale": 75.0}).outputs["Distance"]
    nodes.bump(shader, nodes.math("ADD", pebbles, nodes.noise(place, 14.0, 2.0)), 0.006, 0.5)
    return nodes.material


@_shared
def oilskin(colour: str, *, roughness: float = 0.3) -> bpy.types.Material:
    """Waxed cloth: stiff creases, a wet shine."""
    nodes = _Nodes("oilskin")
    place = nodes.coordinates("Object")
    waxed = nodes.uneven(linear(colour), place, 0.14, 5.0)
    shader = nodes.principled(Base_Color=waxed, Roughness=roughness, Specular_IOR_Level=0.5)
    nodes.bump(shader, nodes.noise(place, 10.0, 2.0, 0.45, 1.6), 0.02, 0.5)
    return nodes.material


@_shared
def clay(
    colour: str, *, roughness: float = 0.6, variation: float = 0.12, scale: float = 9.0, per_object: float = 0.0
) -> bpy.types.Material:
    """Modelling clay: fingermarks, a soft shine."""
    nodes = _Nodes("clay")
    place = nodes.coordinates("Object")
    mixed = nodes.uneven(linear(colour), place, variation, 4.0, per_object)
    shader = nodes.principled(Base_Color=mixed, Roughness=roughness, Specular_IOR_Level=0.35)
    nodes.bump(shader, nodes.noise(place, scale, 3.0, 0.55), 0.03, 0.42)
    return nodes.material


@_shared
def scales(colour: str, *, fineness: float = 62.0, roughness: float = 0.5) -> bpy.types.Material:
    """The hide of a dragon or a crocodile: small plates with dark seams, a dull shine."""
    nodes = _Nodes("scales")
    place = nodes.coordinates("Object")
    cells = nodes.add("ShaderNodeTexVoronoi", {"Vector": place, "Scale": fineness}, feature="DISTANCE_TO_EDGE").outputs["Distance"]
    seam = nodes.span(cells, 0.0, 0.10, 0.72, 1.05)
    mixed = nodes.times(nodes.uneven(linear(colour), place, 0.2, 5.0), seam)
    shader = nodes.principled(Base_Color=mixed, Roughness=roughness, Specular_IOR_Level=0.4)
    nodes.bump(shader, nodes.math("MINIMUM", cells, 0.12), 0.03, 0.7)
    return nodes.material


@_shared
def wood(colour: str, *, grain: Axis = "x", roughness: float = 0.55, per_object: float = 0.22) -> bpy.types.Material:
    """Wood with its grain along one axis of the object; boards differ by `per_object`."""
    nodes = _Nodes("wood")
    place = nodes.stretched(nodes.coordinates("Object"), tuple(0.9 if axis == grain else 10.0 for axis in "xyz"))  # type: ignore[arg-type]
    stained = nodes.uneven(linear(colour), place, 0.36, 3.0, per_object)
    shader = nodes.principled(Base_Color=stained, Roughness=roughness, Specular_IOR_Level=0.3)
    nodes.bump(shader, nodes.noise(place, 9.0, 3.0, 0.6, 0.4), 0.012, 0.5)
    return nodes.material


@_shared
def metal(colour: str, *, roughness: float = 0.34, variation: float = 0.3) -> bpy.types.Material:
    """Hammered or cast metal, unevenly polished."""
    nodes = _Nodes("metal")
    place = nodes.coordinates("Object")
    tarnished = nodes.uneven(linear(colour), place, variation, 8.0)
    shader = nodes.principled(Base_Color=tarnished, Metallic=1.0, Roughness=roughness)
    nodes.bump(shader, nodes.noise(place, 16.0, 2.0), 0.01, 0.25)
    return nodes.material


@_shared
def gloss(colour: str, *, roughness: float = 0.12, coat: float = 0.0) -> bpy.types.Material:
    """Smooth enamel or resin: eyes, beads, glazed pottery."""
    nodes = _Nodes("gloss")
    nodes.principled(Base_Color=linear(colour), Roughness=roughness, Coat_Weight=coat)
    return nodes.material


@_shared
def glass(colour: str = "#dfeaf0", *, opacity: float = 0.18, roughness: float = 0.05) -> bpy.types.Material:
    """Thin glass without refraction (cheap, and clean at two samples): mostly see-through, shining at the edges."""
    nodes = _Nodes("glass")
    clear = nodes.add("ShaderNodeBsdfTransparent", {"Color": linear(lighter(colour, 0.6))})
    shine = nodes.add("ShaderNodeBsdfPrincipled", {"Base Color": linear(colour), "Roughness": roughness, "Specular IOR Level": 0.8})
    facing = nodes.add("ShaderNodeLayerWeight", {"Blend": 0.3}).outputs["Facing"]
    share = nodes.math("ADD", nodes.math("MULTIPLY", nodes.math("POWER", facing, 2.0), 0.5), opacity, clamp=True)
    node = nodes.add("ShaderNodeMixShader", {0: share, 1: clear.outputs[0], 2: shine.outputs[0]})
    nodes.tree.links.new(node.outputs[0], nodes.output.inputs[0])
    return nodes.material


@_shared
def emit(colour: str, strength: float = 5.0, *, lights: bool = False) -> bpy.types.Material:
    """A glowing surface. It lights nothing by itself unless `lights`: put a lamp inside (cleaner at two samples)."""
    nodes = _Nodes("emit")
    glow = nodes.add("ShaderNodeEmission", {"Color": linear(colour), "Strength": strength})
    nodes.tree.links.new(glow.outputs[0], nodes.output.inputs[0])
    nodes.material.cycles.emission_sampling = "AUTO" if lights else "NONE"
    return nodes.material


@_shared
def haze(colour: str, strength: float = 1.0, *, fade: Axis = "z", power: float = 2.0) -> bpy.types.Material:
    """A beam or a card of mist: light added to what is behind, fading along one axis and at grazing edges."""
    nodes = _Nodes("haze")
    split = nodes.add("ShaderNodeSeparateXYZ", {"Vector": nodes.coordinates("Generated")})
    along = nodes.math("POWER", nodes.math("SUBTRACT", 1.0, split.outputs["xyz".index(fade)], clamp=True), power)
    facing = nodes.add("ShaderNodeLayerWeight", {"Blend": 0.5}).outputs["Facing"]
    edge = nodes.math("POWER", nodes.math("SUBTRACT", 1.0, facing, clamp=True), 1.6)
    seen = nodes.add("ShaderNodeLightPath").outputs["Is Camera Ray"]
    amount = nodes.math("MULTIPLY", nodes.math("MULTIPLY", nodes.math("MULTIPLY", along, edge), strength), seen)
    glow = nodes.add("ShaderNodeEmission", {"Color": linear(colour), "Strength": amount})
    clear = nodes.add("ShaderNodeBsdfTransparent")
    both = nodes.add("ShaderNodeAddShader", {0: glow.outputs[0], 1: clear.outputs[0]})
    nodes.tree.links.new(both.outputs[0], nodes.output.inputs[0])
    nodes.material.cycles.emission_sampling = "NONE"
    return nodes.material


@_shared
def paper(colour: str = "#e9dfc8", *, lines: str = "", per_object: float = 0.0) -> bpy.types.Material:
    """Rag paper, foxed and a little cockled; `lines` is the ink of ruled lines across UV v."""
    nodes = _Nodes("paper")
    place = nodes.coordinates("Object")
    sheet: Any = nodes.uneven(linear(colour), place, 0.1, 7.0, per_object)
    if lines:
        split = nodes.add("ShaderNodeSeparateXYZ", {"Vector": nodes.coordinates("UV")})
        ruled = nodes.math("GREATER_THAN", nodes.math("FRACT", nodes.math("MULTIPLY", split.outputs[1], 60.0)), 0.72)
        broken = nodes.math("GREATER_THAN", nodes.noise(nodes.coordinates("UV"), 45.0, 2.0), 0.45)
        sheet = nodes.blend(nodes.math("MULTIPLY", ruled, broken), sheet, linear(lines))
    shader = nodes.principled(Base_Color=sheet, Roughness=0.9, Specular_IOR_Level=0.15)
    nodes.bump(shader, nodes.noise(place, 40.0, 3.0), 0.004, 0.4)
    return nodes.material


@_shared
def plaster(colour: str, *, stain: str = "", roughness: float = 0.92) -> bpy.types.Material:
    """Trowelled plaster or stucco, with slow stains of a second colour."""
    nodes = _Nodes("plaster")
    place = nodes.coordinates("Object")
    stained = nodes.blend(
        nodes.span(nodes.noise(place, 1.3, 3.0), 0.42, 0.75, 0.0, 0.75), linear(colour), linear(stain or darker(colour, 0.3))
    )
    shader = nodes.principled(Base_Color=stained, Roughness=roughness, Specular_IOR_Level=0.1)
    trowel = nodes.noise(place, 5.0, 4.0, 0.62, 0.8)
    nodes.bump(shader, trowel, 0.05, 0.45)
    return nodes.material


@_shared
def stone(colour: str, *, moss: str = "", scale: float = 6.0, per_object: float = 0.18) -> bpy.types.Material:
    """Rough stone; `moss` grows where it faces up."""
    nodes = _Nodes("stone")
    place = nodes.coordinates("Object")
    rock: Any = nodes.uneven(linear(colour), place, 0.3, scale, per_object)
    if moss:
        up = nodes.add("ShaderNodeSeparateXYZ", {"Vector": nodes.add("ShaderNodeNewGeometry").outputs["Normal"]}).outputs[2]
        grown = nodes.span(nodes.math("ADD", up, nodes.math("MULTIPLY", nodes.noise(place, 3.0, 3.0), 0.8)), 0.9, 1.2, 0.0, 1.0)
        rock = nodes.blend(grown, rock, linear(moss))
    shader = nodes.principled(Base_Color=rock, Roughness=0.88, Specular_IOR_Level=0.2)
    nodes.bump(shader, nodes.noise(place, scale * 2.5, 4.0, 0.65), 0.05, 0.6)
    return nodes.material


_CLOTHS = {
    "felt": felt,
    "knit": knit,
    "wool": wool,
    "cotton": cotton,
    "leather": leather,
    "oilskin": oilskin,
    "clay": clay,
    "wood": wood,
    "metal": metal,
}


def cloth(kind: str, colour: str) -> bpy.types.Material:
    """The material a `records.puppet.Cloth` word names. Raises KeyError for another word."""
    if kind == "wool":
        return felt(colour, fibre=45.0, variation=0.24, down=0.8)  # a coarse coat cloth; combed `wool` is for hair
    if kind == "wood":
        return wood(colour, grain="z")
    return _CLOTHS[kind](colour)
