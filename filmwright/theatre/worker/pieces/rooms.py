"""Rooms: walls with holes for doors and windows, floors, ceilings; the doors and windows themselves; the lighthouse lantern."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.parts import INWARD, Options, Parts
from filmwright.theatre.worker.pieces.registry import piece

VAULT_RISE = 0.28  # metres from the top of the walls to the crown of a vault
Hole = tuple[float, float, float, float]  # along the wall from, to, height from, to


def wall_sheet(length: float, height: float, holes: Sequence[Hole], *, step: float = 0.3, amount: float = 0.012, seed: int = 0) -> g.Shape:
    """A wall in x and z facing -y, x from 0 to `length`, with holes; uneven as trowelled by hand."""
    xs = sorted({*np.linspace(0, length, max(2, round(length / step) + 1)).round(4), *(round(c, 4) for h in holes for c in h[:2])})
    zs = sorted({*np.linspace(0, height, max(2, round(height / step) + 1)).round(4), *(round(c, 4) for h in holes for c in h[2:])})
    xs = [x for x in xs if -1e-6 <= x <= length + 1e-6]
    zs = [z for z in zs if -1e-6 <= z <= height + 1e-6]
    points = np.array([(x, 0.0, z) for z in zs for x in xs])
    bend = g.wobble(points, amount, 1.6, seed)[:, 1]
    edge = (points[:, 0] < 1e-4) | (points[:, 0] > length - 1e-4) | (points[:, 2] < 1e-4)
    points[:, 1] = np.where(edge, 0.0, bend)
    faces, uv = [], []
    n = len(xs)
    for row in range(len(zs) - 1):
        for column in range(n - 1):
            x, z = (xs[column] + xs[column + 1]) / 2, (zs[row] + zs[row + 1]) / 2
            if any(h[0] < x < h[1] and h[2] < z < h[3] for h in holes):
                continue
            a = row * n + column
            faces.append((a, a + 1, a + n + 1, a + n))
            uv += [(xs[column], zs[row]), (xs[column + 1], zs[row]), (xs[column + 1], zs[row + 1]), (xs[column], zs[row + 1])]
    return g.polygons(points, faces, uv)


def wall_material(kind: str, colour: str, other: str) -> Any:
    """The material a `wall` word names."""
    match kind:
        case "brick":
            return surfaces.brick(colour)
        case "stripes" | "sprigs":
            return surfaces.wallpaper(colour, other or m.darker(colour, 0.22), pattern=kind)
        case "panel":
            return m.wood(colour, grain="z", per_object=0.0)
        case "tile":
            return surfaces.tiles(colour, m.lighter(colour, 0.1), size=0.2, gloss=0.25)
        case "metal":
            return m.metal(colour, roughness=0.5)
        case "stone":
            return surfaces.brick(colour, m.darker(colour, 0.45), scale=2.0)
        case "logs":
            return m.wood(colour, grain="x", per_object=0.0)
        case _:
            return m.plaster(colour, stain=m.darker(colour, 0.2))


def boards(parts: Parts, x0: float, x1: float, y0: float, y1: float, colour: str) -> None:
    """Floor boards along x, each its own length and shade, gaps between."""
    shades = [
        m.wood(m.mix(colour, "#2a1608", 0.0 + 0.07 * k) if k else m.lighter(colour, 0.06), grain="x", per_object=0.0) for k in range(4)
    ]
    y = y0
    while y < y1 - 0.02:
        wide = min(parts.chance(0.19, 0.27), y1 - y)
        x = x0 - parts.chance(0.0, 0.8)
        while x < x1:
            long = parts.chance(1.0, 1.8)
            a, b = max(x, x0), min(x + long, x1)
            if b - a > 0.05:
                parts.box(
                    (b - a - 0.01, wide - 0.01, 0.05),
                    parts.random.choice(shades),
                    ((a + b) / 2, y + wide / 2, -0.026 + parts.chance(-0.003, 0.003)),
                    (0, 0, parts.chance(-0.25, 0.25)),
                    bevel=0.007,
                    jitter=0.003,
                    segments=1,
                )
            x += long
        y += wide
    parts.box((x1 - x0, y1 - y0, 0.02), m.clay("#17100b"), ((x0 + x1) / 2, (y0 + y1) / 2, -0.06), bevel=0, jitter=0)


def _floor(parts: Parts, options: Options, x0: float, x1: float, y0: float, y1: float) -> None:
    kind, palette = options.text("floor", "boards"), parts.dressing.palette
    colour = palette[1] if len(palette) > 1 else options.text("floor_colour", "#8a5a36")
    if kind == "boards":
        boards(parts, x0, x1, y0, y1, colour)
        return
    other = options.text("floor_colour_2") or m.darker(colour, 0.25)
    match kind:
        case "tiles":
            material = surfaces.tiles(colour, other)
        case "carpet":
            material = surfaces.ground(colour, m.darker(colour, 0.18), scale=2.0, lumps=60.0)
        case "stone":
            material = surfaces.brick(colour, m.darker(colour, 0.5), scale=3.2)
        case "metal":
            material = m.metal(colour, roughness=0.45)
        case _:
            material = surfaces.ground(colour, other)
    n = 14
    points = np.array([[(x, y, 0.0) for x in np.linspace(x0, x1, n)] for y in np.linspace(y0, y1, n)])
    points[..., 2] = g.wobble(points.reshape(-1, 3), 0.004, 2.0, parts.seed)[:, 2].reshape(n, n) - 0.003
    uv = points[..., :2].copy()
    parts.add(g.grid(points, uv=uv), material)


@piece
def room(parts: Parts, options: Options) -> None:
    """Four walls, a floor and a ceiling. `openings`: wall, centre along it, width, from height, to height, repeated.

    `reach` is the y to which cameras step back through the front wall: floor, side walls and ceiling go on so far, so that
    no camera sees past their edges.
    """
    width, back, front = options.number("width", 5.0), options.number("back", 2.0), options.number("front", -2.4)
    height = options.number("height", 2.4)
    half, depth = width / 2, back - front
    reach = min(front, options.number("reach", front))
    vault = options.text("ceiling", "beams") == "vault"
    palette = parts.dressing.palette
    colour = palette[0] if palette else options.text("wall_colour", "#d8c8a8")
    kind = options.text("wall_kind") or options.text("wall_surface") or options.text("finish") or "plaster"
    material = wall_material(kind, colour, options.text("wall_colour_2"))
    _floor(parts, options, -half, half, front, back)
    trim = options.text("trim_colour", "#6b4527")
    dado, dado_colour = options.text("dado"), options.text("dado_colour", "#7d9a86")
    dado_height = options.number("dado_height", 0.75) if dado else 0.0
    given = options.texts("openings", [])
    spans = {
        "back": (width, -half, back, 0.0),
        "front": (width, half, front, 180.0),
        "left": (depth, -half, front, 90.0),
        "right": (depth, half, back, -90.0),
    }
    for index, name in enumerate(("back", "left", "right", "front")):
        length, x, y, turn = spans[name]
        holes: list[Hole] = []
        for k in range(0, len(given), 5):
            if given[k] != name:
                continue
            centre, wide, low, high = (float(v) for v in given[k + 1 : k + 5])
            middle = {"back": centre + half, "front": half - centre, "left": centre - front, "right": back - centre}[name]
            holes.append((middle - wide / 2, middle + wide / 2, low, high))
        shell = Parts(f"{parts.name} wall {name}", parts.collection, dressing=parts.dressing, wall=name, seed=index)  # type: ignore[arg-type]
        shell.add(wall_sheet(length, height, holes, seed=parts.seed + index), material)
        _skirting(shell, length, holes, trim, 0.1)
        if dado:
            _dado(shell, length, dado_height, holes, dado, dado_colour, trim)
        if kind == "panel":
            _panels(shell, length, height, holes, colour)
        if kind == "logs":
            _logs(shell, length, height, holes, colour)
        shell.box((length, 0.06, 0.07), m.wood(trim, grain="x", per_object=0.0), (length / 2, -0.025, height - 0.035), bevel=0.015)
        if vault and name in ("back", "front"):
            shell.add(_lunette(half, height), material)
        shell.shadowless = name == "front"
        shell.finish()
        shell.root.parent = parts.root
        shell.root.location = (x, y, 0)
        shell.root.rotation_euler[2] = math.radians(turn)
        parts.made += shell.made
    _ceiling(parts, options, half, front, back, height, trim, reach)
    if front - reach > 0.05:
        _floor(parts, options, -half, half, reach, front)
        for side, at in ((-1, (-half, reach, 0)), (1, (half, front, 0))):
            apron = Parts(f"{parts.name} apron {side}", parts.collection, dressing=parts.dressing, seed=7 + side)
            apron.shadowless = True
            apron.add(wall_sheet(front - reach, height, (), seed=parts.seed + 7), material)
            _skirting(apron, front - reach, (), trim, 0.1)
            if dado:
                _dado(apron, front - reach, dado_height, (), dado, dado_colour, trim)
            apron.finish()
            apron.root.parent = parts.root
            apron.root.location = at
            apron.root.rotation_euler[2] = math.radians(-90 * side)
            parts.made += apron.made


def _lunette(half: float, height: float) -> g.Shape:
    """The part of an end wall between its top and a vault, in x and z facing -y."""
    n = 17
    angle = np.linspace(0, math.pi, n)
    top = np.stack([half - half * np.cos(angle), np.zeros(n), height - 0.02 + VAULT_RISE * np.sin(angle)], 1)
    foot = np.stack([top[:, 0], np.zeros(n), np.full(n, height - 0.06)], 1)
    return g.grid(np.array([foot, top]), uv=np.array([foot[:, [0, 2]], top[:, [0, 2]]]))


def _clear(x0: float, x1: float, z0: float, z1: float, holes: Sequence[Hole]) -> bool:
    return not any(h[0] < x1 and x0 < h[1] and h[2] < z1 and z0 < h[3] for h in holes)


def _runs(length: float, z0: float, z1: float, holes: Sequence[Hole]) -> list[tuple[float, float]]:
    """The stretches of a wall at a height that no hole interrupts."""
    cuts = sorted((h[0], h[1]) for h in holes if h[2] < z1 and z0 < h[3])
    runs, x = [], 0.0
    for a, b in cuts:
        if a - x > 0.05:
            runs.append((x, a))
        x = max(x, b)
    if length - x > 0.05:
        runs.append((x, length))
    return runs


def _skirting(parts: Parts, length: float, holes: Sequence[Hole], colour: str, high: float) -> None:
    for a, b in _runs(length, 0, high, holes):
        parts.box((b - a, 0.035, high), m.wood(colour, grain="x", per_object=0.0), ((a + b) / 2, -0.012, high / 2), bevel=0.012)


def _dado(parts: Parts, length: float, high: float, holes: Sequence[Hole], kind: str, colour: str, trim: str) -> None:
    shades = [m.wood(m.mix(colour, "#20180f", 0.05 * k), grain="z", per_object=0.0, roughness=0.6) for k in range(4)]
    x = 0.0
    while x < length - 0.02:
        wide = min(parts.chance(0.13, 0.2) if kind == "planks" else 0.3, length - x)
        for a, b in ((x, x + wide),):
            if _clear(a + 0.01, b - 0.01, 0.1, high, holes):
                parts.box(
                    (wide - 0.008, 0.03, high),
                    parts.random.choice(shades),
                    (x + wide / 2, -0.008, high / 2),
                    (0, parts.chance(-0.3, 0.3), 0),
                    bevel=0.008,
                    jitter=0.003,
                    segments=1,
                )
            else:
                for h in holes:
                    if h[0] < b and a < h[1] and h[2] > 0.15:
                        low = min(high, h[2])
                        parts.box(
                            (wide - 0.008, 0.03, low),
                            parts.random.choice(shades),
                            (x + wide / 2, -0.008, low / 2),
                            bevel=0.008,
                            jitter=0.003,
                            segments=1,
                        )
        x += wide
    for a, b in _runs(length, high, high + 0.05, holes):
        parts.box((b - a, 0.06, 0.04), m.wood(trim, grain="x", per_object=0.0), ((a + b) / 2, -0.03, high), bevel=0.012)


def _panels(parts: Parts, length: float, height: float, holes: Sequence[Hole], colour: str) -> None:
    frame = m.wood(m.darker(colour, 0.22), grain="z", per_object=0.0)
    count = max(2, round(length / 0.55))
    for i in range(count + 1):
        x = length * i / count
        if _clear(x - 0.03, x + 0.03, 0.1, height - 0.1, holes):
            parts.box((0.06, 0.03, height), frame, (x, -0.02, height / 2), bevel=0.01)
    for z in (0.62, height - 0.16):
        for a, b in _runs(length, z, z + 0.05, holes):
            parts.box((b - a, 0.034, 0.055), frame, ((a + b) / 2, -0.022, z), bevel=0.012)


def _logs(parts: Parts, length: float, height: float, holes: Sequence[Hole], colour: str) -> None:
    z = 0.09
    while z < height - 0.02:
        for a, b in _runs(length, z - 0.08, z + 0.08, holes):
            shade = m.wood(m.mix(colour, "#2a1608", parts.chance(0.0, 0.25)), grain="x", per_object=0.0)
            parts.add(
                g.tube(
                    [(a, -0.01, z), ((a + b) / 2, -0.02, z + parts.chance(-0.01, 0.01)), (b, -0.01, z)],
                    0.09,
                    segments=8,
                    steps=3,
                    ends="open",
                    flat=0.95,
                ),
                shade,
            )
        z += 0.165


def _ceiling(parts: Parts, options: Options, half: float, front: float, back: float, height: float, trim: str, reach: float) -> None:
    kind = options.text("ceiling", "beams")
    top = Parts(f"{parts.name} ceiling", parts.collection, dressing=parts.dressing, seed=9)
    top.shadowless = True
    colour = options.text("ceiling_colour", "#cbb994" if kind != "vault" else "#e6d8b8")
    if kind == "vault":
        angle = np.linspace(0, math.pi, 17)
        points = np.array([[(-half * math.cos(a), yy, height - 0.02 + VAULT_RISE * math.sin(a)) for a in angle] for yy in (reach, back)])
        top.add(g.grid(points), m.plaster(colour))
    else:
        sheet = wall_sheet(half * 2, back - reach, (), seed=parts.seed)
        top.add(sheet, m.plaster(colour) if kind != "boards" else m.wood(trim, per_object=0.0), (-half, back, height), (90, 0, 0))
        if kind in ("beams", "boards"):
            for k in range(4):
                yy = front + (back - front) * (k + 0.6) / 4.2
                top.box(
                    (half * 2, 0.15, 0.17),
                    m.wood(m.darker(trim, 0.15), grain="x", per_object=0.0),
                    (0, yy, height - 0.07),
                    (0, 0, parts.chance(-0.8, 0.8)),
                    bevel=0.025,
                    jitter=0.012,
                )
    top.finish()
    top.root.parent = parts.root
    parts.made += top.made


def _pane_muntins(parts: Parts, width: float, height: float, columns: int, rows: int, material: Any, y: float = 0.0) -> None:
    for i in range(1, columns):
        parts.box((0.026, 0.035, height), material, (-width / 2 + width * i / columns, y, height / 2), bevel=0.006)
    for i in range(1, rows):
        parts.box((width, 0.035, 0.026), material, (0, y, height * i / rows), bevel=0.006)


def frame_around(parts: Parts, width: float, height: float, thick: float, deep: float, material: Any, *, sill: bool = False) -> None:
    """A frame round an opening whose bottom middle is the origin."""
    for side in (-1, 1):
        parts.box(
            (thick, deep, height + thick),
            material,
            (side * (width / 2 + thick / 2), -deep * 0.3, height / 2 + thick / 2 * (0 if sill else 1)),
            bevel=0.012,
        )
    parts.box(
        (width + 2.6 * thick, deep * 1.15, thick * 1.1),
        material,
        (0, -deep * 0.32, height + thick * 0.5),
        (0, parts.chance(-0.6, 0.6), 0),
        bevel=0.012,
    )
    if sill:
        parts.box((width + 3.2 * thick, deep * 2.0, 0.045), material, (0, -deep * 0.6, -0.02), bevel=0.012)
    reveal = m.clay("#8d8370")
    for side in (-1, 1):
        parts.box((0.01, 0.12, height), reveal, (side * (width / 2 + 0.004), 0.06, height / 2), bevel=0, jitter=0)
    parts.box((width, 0.12, 0.01), reveal, (0, 0.06, height + 0.004), bevel=0, jitter=0)
    parts.box((width, 0.12, 0.01), reveal, (0, 0.06, -0.004), bevel=0, jitter=0)


@piece
def window(parts: Parts, options: Options) -> None:
    """A window in a wall: frame, sill, muntins, curtains, and a cut-out landscape some way behind it."""
    width, height = options.number("width", 0.8), options.number("height", 0.8)
    frame = m.wood(options.text("frame_colour", "#e9e0c8"), grain="z", per_object=0.0)
    frame_around(parts, width, height, 0.06, 0.08, frame, sill=True)
    panes = int(options.number("panes", 3 if width > 1 else 2))
    if panes > 1:
        _pane_muntins(parts, width, height, panes, 2, frame, 0.02)
    else:
        parts.box((0.03, 0.03, height), frame, (0, 0.02, height / 2), bevel=0.006)
    if options.flag("round_corners"):
        for side in (-1, 1):
            parts.ball((0.05, 0.05, 0.05), frame, (side * (width / 2 - 0.01), 0.0, height - 0.01), segments=10)
    curtains = options.text("curtains")
    if curtains:
        _curtains(parts, width, height, curtains)
    _view(parts, options.text("view", "hills"), width, height)


def _curtains(parts: Parts, width: float, height: float, colour: str) -> None:
    cloth = m.cotton(colour)
    rail = m.metal("#b98a3e")
    z = height + 0.1
    parts.rod((-width / 2 - 0.22, -0.1, z), (width / 2 + 0.22, -0.1, z), 0.011, rail)
    for side in (-1, 1):
        parts.ball(0.025, rail, (side * (width / 2 + 0.23), -0.1, z), segments=10)
        columns, rows = 15, 9
        points = np.zeros((rows, columns, 3))
        for i in range(rows):
            t = i / (rows - 1)  # 0 at the bottom
            gather = 0.55 + 0.45 * abs(t - 0.35) ** 0.6
            for j in range(columns):
                u = j / (columns - 1)
                x = side * (width / 2 + 0.2 - u * 0.3 * gather)
                y = -0.1 + 0.028 * math.sin(u * 20 + 0.4 * side) * (0.6 + 0.4 * t) - 0.012 * math.sin(t * 5)
                points[i, j] = (x, y, -0.12 + (z + 0.02 + 0.12) * t)
        shape = g.grid(points)
        parts.add(shape if side < 0 else shape.flipped(), cloth)
        parts.tube(
            [
                (side * (width / 2 + 0.21), -0.11, height * 0.32),
                (side * (width / 2 + 0.12), -0.15, height * 0.3),
                (side * (width / 2 + 0.04), -0.12, height * 0.33),
            ],
            0.014,
            m.felt(m.darker(colour, 0.3)),
        )
    columns = 30
    points = np.array(
        [
            [(-(width / 2 + 0.2) + (width + 0.4) * j / columns, -0.125 + 0.016 * math.sin(j * 1.9), zz) for j in range(columns + 1)]
            for zz in (z - 0.13, z + 0.025)
        ]
    )
    parts.add(g.grid(points), cloth)


def _view(parts: Parts, kind: str, width: float, height: float) -> None:
    """What is seen through a window: cut-out layers at a distance, so that parallax is true."""
    if kind in ("", "none", "sky"):
        return
    if kind == "space":
        _view_of_space(parts, width, height)
        return
    time = parts.dressing.time_of_day
    night = time == "night"
    shade = {"night": "#1a2740", "dawn": "#8a7f96", "dusk": "#5a4a66", "day": "#7f9a86"}[time]
    layers = [(2.2, m.mix(shade, "#0c1220" if night else "#3f5a3a", 0.35), 0.18), (3.4, shade, 0.34)]
    for distance, colour, rise in layers:
        span = (width + distance * 2.4) * 1.2
        n = 25
        xs = np.linspace(-span / 2, span / 2, n)
        if kind in ("roofs", "town"):
            top = np.full(n, rise * height * 0.35)
        elif kind == "train":
            top = rise * height * (0.8 + 0.5 * np.sin(xs * 1.1 + distance))
        elif kind == "sea":
            top = np.full(n, rise * height * 0.9)
        else:
            top = rise * height * (1.0 + 0.7 * np.sin(xs * 0.9 + distance * 2))
        points = np.array([np.stack([xs, np.full(n, distance), np.full(n, -2.5)], 1), np.stack([xs, np.full(n, distance), top], 1)])
        card = Parts(f"{parts.name} view {distance}", parts.collection, dressing=parts.dressing)
        card.shadowless = True
        card.add(g.grid(points), m.felt(colour, fibre=40.0))
        if kind == "hills" or kind == "train":
            for _ in range(6):
                x = parts.chance(-span / 2.4, span / 2.4)
                z = float(np.interp(x, xs, top))
                card.add(
                    g.lathe([(0.0, 0.0), (0.13, 0.06), (0.09, 0.22), (0.0, 0.42)], segments=8),
                    m.felt(m.darker(colour, 0.25)),
                    (x, distance - 0.05, z - 0.05),
                    scale=parts.chance(0.5, 1.0),
                )
        if kind in ("roofs", "town"):
            _houses(card, span, distance, rise * height, colour, lit=night or time == "dusk")
        card.finish()
        card.root.parent = parts.root
        parts.made += card.made


def _houses(card: Parts, span: float, distance: float, base: float, colour: str, *, lit: bool) -> None:
    """A row of gabled houses with chimneys and windows, some of them lit, flat as cut-outs are."""
    x = -span / 2
    glow = m.emit("#ffc46a", 2.0) if lit else m.clay(m.darker(colour, 0.35))
    dark = m.clay(m.darker(colour, 0.3))
    while x < span / 2:
        wide, high = card.chance(0.42, 0.8), base * card.chance(0.75, 1.5)
        tint = m.mix(colour, card.random.choice(("#b8806a", "#8a9aa8", "#c8a878", "#6a6a7a")), 0.12 if lit else 0.3)
        wall = m.emit(tint, 1.2) if lit else m.felt(tint, fibre=40.0)  # no lamp of the room reaches them by night
        card.box((wide, 0.05, high + 2.5), wall, (x + wide / 2, distance - 0.03, high / 2 - 1.25), bevel=0)
        roof = m.emit(m.darker(tint, 0.45), 1.2) if lit else m.felt(m.darker(colour, 0.3), fibre=40.0)
        card.add(g.plate([(-wide * 0.55, 0), (wide * 0.55, 0), (0, wide * 0.42)], 0.06), roof, (x + wide / 2, distance - 0.04, high))
        if card.random.random() < 0.5:
            card.box((0.08, 0.05, 0.24), dark, (x + wide * 0.72, distance - 0.02, high + wide * 0.3), bevel=0)
        for z in np.arange(high - 0.2, -0.9, -0.24):
            for k in (0.28, 0.7):
                shining = card.random.random() < (0.45 if lit else 1.0)
                card.box((0.09, 0.02, 0.12), glow if shining else dark, (x + wide * k, distance - 0.07, float(z)), bevel=0, jitter=0.003)
        x += wide + card.chance(0.0, 0.06)


def _view_of_space(parts: Parts, width: float, height: float) -> None:
    """Black, stars, and the bright limb of a world below: the same at every hour, which only the ship's lamps tell."""
    card = Parts(f"{parts.name} space", parts.collection, dressing=parts.dressing)
    card.shadowless = True
    distance = 3.0
    span, tall = (width + distance * 2.4) * 1.2, height + distance * 1.6
    card.box((span, 0.02, tall), surfaces.glow("#05070d", 1.0), (0, distance, height / 2), bevel=0, jitter=0)
    for _ in range(220):
        at = (parts.chance(-span / 2, span / 2), distance - 0.05, height / 2 + parts.chance(-tall / 2, tall / 2))
        card.ball(parts.chance(0.004, 0.014), surfaces.glow(parts.random.choice(("#ffffff", "#cfe0ff", "#ffe6c0")), 3.0), at, segments=6)
    r = 3.4
    for k, (grow, colour, strength) in enumerate(((1.03, "#7fc0ff", 0.45), (1.0, "#3f7fc8", 0.8), (0.985, "#2f62a8", 0.8))):
        disc = g.lathe([(r * grow, 0.0), (0.0, 0.0)], segments=72, steps=1)
        card.add(disc, surfaces.glow(colour, strength), (0.5, distance - 0.1 - 0.02 * k, -r + height * 0.42), (90, 0, 0))
    for _ in range(26):
        a = parts.chance(0.35, math.pi - 0.35)
        q = r * parts.chance(0.8, 0.965)
        at = (0.5 + q * math.cos(a), distance - 0.2, -r + height * 0.42 + q * math.sin(a))
        size = (parts.chance(0.1, 0.34), 0.005, parts.chance(0.015, 0.05))
        card.ball(size, surfaces.glow("#e6eef4", 0.75), at, (0, 90 - math.degrees(a), 0), wobble=0.01, segments=14)
    card.finish()
    card.root.parent = parts.root
    parts.made += card.made


@piece
def door(parts: Parts, options: Options) -> None:
    """A plank or panelled door in its frame; opens away from the room into a short dark passage."""
    width, height = options.number("width", 0.76), options.number("height", 1.5)
    colour = options.text("colour", "#5f7f6d")
    standing = options.flag("standing")
    frame = m.wood(options.text("frame_colour") or m.darker(colour, 0.3), grain="z", per_object=0.0)
    if not options.flag("no_frame"):
        for side in (-1, 1):
            parts.box((0.07, 0.13, height + 0.05), frame, (side * (width / 2 + 0.03), -0.01, height / 2), bevel=0.014)
        parts.box((width + 0.2, 0.15, 0.09), frame, (0, -0.015, height + 0.04), (0, parts.chance(-0.8, 0.8), 0), bevel=0.016)
        parts.box((width, 0.14, 0.02), m.stone("#8a8078"), (0, 0.0, 0.005), bevel=0.006)
    _passage(parts, width, height, standing)
    with parts.hinge("leaf", (-width / 2 + 0.012, 0.02, 0.012), degrees=options.number("swing", 95.0)):
        leaf(parts, width - 0.024, height - 0.02, colour, glazed=options.flag("glazed"), planks=options.flag("planks"))


def _passage(parts: Parts, width: float, height: float, standing: bool) -> None:
    if parts.dressing.interior and not standing:
        deep = 1.5
        dim = m.clay("#57483c")
        w = width / 2 + 0.05
        faces = [(0, 1, 2, 3), (4, 0, 3, 7), (1, 5, 6, 2), (3, 2, 6, 7), (4, 5, 1, 0)]
        points = [
            (-w, deep, 0),
            (w, deep, 0),
            (w, deep, height + 0.05),
            (-w, deep, height + 0.05),
            (-w, 0.06, 0),
            (w, 0.06, 0),
            (w, 0.06, height + 0.05),
            (-w, 0.06, height + 0.05),
        ]
        parts.add(g.polygons(points, faces).flipped(), dim)
    else:
        parts.box((width, 0.02, height), m.clay("#15110e"), (0, 0.12, height / 2), bevel=0)


def leaf(parts: Parts, width: float, height: float, colour: str, *, glazed: bool = False, planks: bool = False) -> None:
    """The moving part of a door; its hinge is at x = 0, its front faces -y."""
    paint = m.wood(colour, grain="z", per_object=0.0, roughness=0.5)
    dark = m.wood(m.darker(colour, 0.28), grain="z", per_object=0.0, roughness=0.5)
    brass = m.metal("#d8a64a")
    if planks:
        count = 4
        for i in range(count):
            parts.box((width / count - 0.006, 0.045, height), paint, (width * (i + 0.5) / count, 0, height / 2), bevel=0.01)
        for z in (height * 0.2, height * 0.8):
            parts.box((width * 0.94, 0.03, 0.09), dark, (width / 2, -0.03, z), bevel=0.01)
            parts.box((width * 0.7, 0.012, 0.03), m.metal("#2c2d30"), (width * 0.4, -0.048, z), bevel=0.004)
    else:
        low = 0.42 if glazed else 0.5
        parts.box((width, 0.035, height * low), dark, (width / 2, 0.004, height * low / 2), bevel=0.008)
        if glazed:
            parts.box(
                (width * 0.75, 0.01, height * 0.42),
                surfaces.glow("#e6c98f", 0.5) if parts.dressing.time_of_day in ("night", "dusk") else m.gloss("#9fb8bd"),
                (width / 2, 0.0, height * 0.72),
                bevel=0,
            )
            for f in (0.5,):
                parts.box((0.028, 0.04, height * 0.44), paint, (width * f, 0, height * 0.71), bevel=0.008)
            parts.box((width * 0.8, 0.04, 0.028), paint, (width / 2, 0, height * 0.72), bevel=0.008)
        else:
            parts.box((width, 0.035, height * 0.5), dark, (width / 2, 0.004, height * 0.75), bevel=0.008)
        for x in (0.06, width - 0.06):
            parts.box((0.12, 0.05, height), paint, (x, 0, height / 2), bevel=0.012)
        for z in (0.08, height * 0.44, height - 0.07):
            parts.box((width - 0.2, 0.05, 0.14), paint, (width / 2, 0, z), bevel=0.012)
        with parts.frame((width / 2, -0.02, 0.09)):
            parts.box((width - 0.34, 0.02, height * 0.24), paint, (0, 0, height * 0.165), bevel=0.01)
    parts.ball((0.032, 0.032, 0.032), brass, (width - 0.075, -0.06, height * 0.48), segments=14)
    parts.ball((0.032, 0.032, 0.032), brass, (width - 0.075, 0.06, height * 0.48), segments=14)
    parts.turned(
        [(0.0, 0), (0.03, 0), (0.032, 0.008), (0.0, 0.01)], brass, (width - 0.075, -0.025, height * 0.48), (90, 0, 0), segments=14, wobble=0
    )
    for z in (height * 0.14, height * 0.86):
        parts.rod((0.0, -0.03, z - 0.04), (0.0, -0.03, z + 0.04), 0.012, m.metal("#3a3a3c"))


@piece
def lantern_room(parts: Parts, options: Options) -> None:
    """The top of a lighthouse: a parapet of planks, glass all round between iron bars, a domed roof, a gallery rail outside."""
    radius, height, parapet = options.number("radius", 2.15), options.number("height", 2.5), options.number("parapet", 0.66)
    sides = int(options.number("sides", 12))
    palette = parts.dressing.palette
    colour = palette[0] if palette else options.text("colour", "#e8ddc6")
    red = options.text("frame_colour", "#8f2f26")
    boards(parts, -radius - 0.3, radius + 0.3, -radius - 0.3, radius + 0.2, options.text("floor_colour", "#7a4a2a"))
    paint = m.wood(colour, grain="z", per_object=0.0, roughness=0.6)
    iron = m.clay(red, roughness=0.45)
    rail = m.wood("#6b4024", grain="x", per_object=0.0)
    for k in range(sides):
        a0, a1 = (2 * math.pi * (k + s) / sides for s in (-0.5, 0.5))
        middle = (a0 + a1) / 2
        inward = (-math.cos(middle), -math.sin(middle), 0.0)
        side = Parts(f"{parts.name} side {k}", parts.collection, dressing=parts.dressing, seed=k)
        long = 2 * radius * math.sin(math.pi / sides)
        apothem = radius * math.cos(math.pi / sides)
        count = 6
        for i in range(count):
            side.box(
                (long / count - 0.006, 0.04, parapet),
                paint,
                (-long / 2 + long * (i + 0.5) / count, 0, parapet / 2),
                (0, side.chance(-0.4, 0.4), 0),
                bevel=0.01,
            )
        side.box((long + 0.03, 0.17, 0.05), rail, (0, -0.06, parapet + 0.01), bevel=0.014)
        side.box((long, 0.06, 0.1), m.wood("#5a3a22", grain="x", per_object=0.0), (0, -0.03, 0.05), bevel=0.012)
        for x in (-long / 2, 0.0):
            side.box((0.05 if x else 0.03, 0.05, height - parapet), iron, (x, 0.0, (height + parapet) / 2), bevel=0.01)
        for z in (parapet + 0.62, parapet + 1.24):
            side.box((long, 0.03, 0.03), iron, (0, 0, z), bevel=0.006)
        side.box((long + 0.05, 0.12, 0.12), iron, (0, -0.02, height - 0.04), bevel=0.02)
        if math.sin(middle) > -0.3:  # the gallery's rail outside; towards the camera's usual side it would be too many layers
            side.rod((-long / 2 - 0.1, 0.62, parapet + 0.32), (long / 2 + 0.1, 0.62, parapet + 0.32), 0.02, m.clay("#4a566a"), segments=6)
            side.rod((0, 0.62, 0), (0, 0.62, parapet + 0.32), 0.016, m.clay("#4a566a"), segments=6)
        side.shadowless = True
        finish_passing(side, inward)
        side.root.parent = parts.root
        side.root.location = (apothem * math.cos(middle), apothem * math.sin(middle), 0)
        side.root.rotation_euler[2] = middle - math.pi / 2
        parts.made += side.made
    roof = Parts(f"{parts.name} roof", parts.collection, dressing=parts.dressing)
    roof.shadowless = True
    n = 28
    angle = np.linspace(0, 2 * math.pi, n + 1)
    rings = [(radius + 0.08, height - 0.02), (radius * 0.8, height + 0.3), (radius * 0.45, height + 0.55), (0.02, height + 0.66)]
    points = np.array([[(r * math.cos(a), r * math.sin(a), z) for a in angle] for r, z in rings])
    roof.add(g.grid(points).flipped(), m.wood("#8a5f3c", grain="x", per_object=0.0))
    for k in range(sides):
        a = 2 * math.pi * (k + 0.5) / sides
        roof.tube([(r * math.cos(a) * 0.98, r * math.sin(a) * 0.98, z - 0.03) for r, z in rings], 0.035, iron, segments=6)
    roof.finish()
    roof.root.parent = parts.root
    parts.made += roof.made


def finish_passing(side: Parts, inward: tuple[float, float, float]) -> None:
    """Finish parts of a wall that stands at any angle."""
    rounded = (round(inward[0], 3), round(inward[1], 3), round(inward[2], 3))
    for _, shapes in side._groups.values():
        shapes[:] = [(shape, surfaces.passing(material, rounded)) for shape, material in shapes]
    side.finish()


__all__ = ["INWARD", "boards", "door", "finish_passing", "frame_around", "lantern_room", "leaf", "room", "wall_sheet", "window"]
