"""Builders of furniture, architecture, nature and props; `build_piece` for sets, `build_prop` for what is handled."""

from __future__ import annotations

from typing import Any

from filmwright.errors import TheatreError
from filmwright.theatre.catalogue import Piece, PropModel
from filmwright.theatre.worker.pieces import (  # noqa: F401  (each registers its builders)
    carriers,
    creatures,
    entrances,
    fittings,
    furniture,
    halls,
    hollows,
    nature,
    public_rooms,
    rooms,
    taverns,
    things,
    tools,
    town,
    wares,
    wayside,
    wilds,
)
from filmwright.theatre.worker.pieces.parts import WALL_TURN, Dressing, Options, Parts, Wall
from filmwright.theatre.worker.pieces.registry import BUILDERS


def build_piece(piece: Piece, collection: Any, *, dressing: Dressing, index: int, extra: dict[str, Any] | None = None) -> Parts:
    """Build one piece of a set where its kit wants it.

    Args:
        piece: What to build; option `wall` hangs it on that wall and hides it from cameras behind that wall.
        index: Its place in the kit, part of its seed.
        extra: Options that the set adds (openings of a room, colours of a palette).
    """
    build = BUILDERS.get(piece.make)
    if build is None:
        raise TheatreError(f"a set wants the piece '{piece.make}', which no builder makes; docs/theatre.md lists them")
    options = Options({**piece.options, **(extra or {})})
    wall: Wall = options.text("wall")  # type: ignore[assignment]
    parts = Parts(options.text("feature") or piece.make, collection, dressing=dressing, wall=wall, seed=index)
    build(parts, options)
    parts.finish()
    parts.set_openness(0.0)
    parts.set_lit(1.0)
    parts.root.location = piece.at
    parts.root.rotation_euler[2] = _radians(piece.turn + WALL_TURN[wall])
    return parts


class BuiltProp:
    """A prop on the stage: move its `root`, open it, light it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.root = parts.root

    def set_openness(self, openness: float) -> None:
        """0 closed, 1 open; things that do not open ignore it."""
        self._parts.set_openness(openness)

    def set_lit(self, lit: float) -> None:
        """0 out, 1 burning; things without a light ignore it."""
        self._parts.set_lit(lit)

    def key(self, frame: int) -> None:
        """Keyframe openness and light (not the root)."""
        self._parts.key(frame)

    def objects(self) -> list[Any]:
        """Every object of it, the root first."""
        return list(self._parts.made)


def build_prop(model: PropModel, colour: str, collection: Any, prefix: str) -> BuiltProp:
    """Build a prop at the origin, which is the middle of its base.

    Args:
        colour: '#rrggbb', or empty for the model's own.
        prefix: Begins the names of its objects.
    """
    name = model.make or model.name
    build = BUILDERS.get(name)
    if build is None:
        raise TheatreError(f"the prop '{model.name}' wants the builder '{name}', which does not exist; docs/theatre.md lists them")
    width, depth, height = model.size
    values: dict[str, Any] = {"width": width, "depth": depth, "height": height, "prop": True, **model.options}
    values["colour"] = colour or model.colour
    parts = Parts(prefix, collection, dressing=Dressing(lamps=1.0))
    build(parts, Options(values))
    if model.lights is not None:
        parts.lamp(model.lights.place, model.lights.power, model.lights.colour, model.lights.radius)
    parts.finish()
    parts.set_openness(0.0)
    parts.set_lit(0.0)
    return BuiltProp(parts)


def _radians(degrees: float) -> float:
    return degrees * 3.141592653589793 / 180.0
