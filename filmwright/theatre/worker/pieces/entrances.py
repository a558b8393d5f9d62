"""What one comes through and by: rooms seen through an arch, staircases, coat stands, lamps on poles, letter boxes, tapestries."""

from __future__ import annotations

import math

import numpy as np

from filmwright.theatre.worker import geometry as g
from filmwright.theatre.worker import materials as m
from filmwright.theatre.worker.pieces import surfaces
from filmwright.theatre.worker.pieces.fittings import hanging_coat
from filmwright.theatre.worker.pieces.furniture import lumber
from filmwright.theatre.worker.pieces.parts import Options, Parts
from filmwright.theatre.worker.pieces.registry import piece
from filmwright.theatre.worker.pieces.rooms import leaf

# What a window in the next room shows of the hour: colour and strength of its panes.
OUTSIDE = {"day": ("#dcecf8", 1.5), "dawn": ("#ffd8bc", 1.2), "dusk": ("#ff9a62", 1.0), "night": ("#30508a", 0.7)}


@piece
def archway(parts: Parts, o: Options) -> None:
    """A cased opening in a wall and the room beyond it, `deep`, with `doors` on either side; at its end what `beyond` says.

    `beyond`: window, door, stairs, shelf. A practical of the kit should hang in it, or it is dark.
    """
    w, h, deep = o.number("width", 1.0), o.number("height", 1.7), o.number("deep", 2.2)
    wide, tall = o.number("room_width", w + 1.2), h + 0.25
    wall = m.plaster(o.text("wall_colour", "#c8d0cc"))
    trim = m.wood(o.text("trim_colour", "#efe9da"), grain="z", per_object=0.0)
    for s in (-1, 1):
        parts.box((0.1, 0.16, h + 0.05), trim, (s * (w / 2 + 0.04), -0.01, h / 2), bevel=0.016)
    parts.box((w + 0.28, 0.18, 0.12), trim, (0, -0.02, h + 0.05), bevel=0.02)
    x, y = wide / 2, 0.05
    corners = [(-x, y, 0), (x, y, 0), (x, y, tall), (-x, y, tall), (-x, deep, 0), (x, deep, 0), (x, deep, tall), (-x, deep, tall)]
    parts.add(g.polygons(corners, [(4, 5, 6, 7), (0, 4, 7, 3), (5, 1, 2, 6)]), wall)
    parts.add(g.polygons(corners, [(3, 2, 6, 7)]), m.plaster(o.text("ceiling_colour", "#e4dfd2")))
    floor = g.polygons(corners[:2] + corners[4:6], [(0, 1, 3, 2)], [(-x, y), (x, y), (x, deep), (-x, deep)])
    colour = o.text("floor_colour", "#8a7a66")
    parts.add(floor, surfaces.tiles(colour, o.text("floor_colour_2")) if o.text("floor_colour_2") else m.wood(colour, per_object=0.0))
    parts.box((wide, 0.03, 0.1), trim, (0, deep - 0.02, 0.05), bevel=0.01)
    doors = int(o.number("doors", 0))
    for k in range(doors):
        at = 0.5 + (deep - 0.9) * (k + 0.5) / max(1, doors)
        for s in (-1, 1):
            with parts.frame((s * (x - 0.02), at, 0), (0, 0, -90 * s)):
                parts.box((0.74, 0.05, 1.52), trim, (0, 0.02, 0.76), bevel=0.014)
                with parts.frame((-0.31, -0.02, 0.01)):
                    leaf(parts, 0.62, 1.44, o.text("door_colour", "#3f5f6a"))
            parts.ball((0.09, 0.09, 0.08), parts.glow("#ffdca8", 2.6), (0, at, tall - 0.12), segments=12)
    with parts.frame((o.number("aside", 0.0), deep - 0.03, 0)):
        _beyond(parts, o, trim)


def _beyond(parts: Parts, o: Options, trim: object) -> None:
    match o.text("beyond", "window"):
        case "door":
            parts.box((0.78, 0.06, 1.56), trim, (0, 0, 0.78), bevel=0.014)
            with parts.frame((-0.33, -0.04, 0.01)):
                leaf(parts, 0.66, 1.48, o.text("door_colour", "#3f5f6a"), glazed=True)
        case "stairs":
            for k in range(8):
                parts.block((0.9, 0.24, 0.17 * (k + 1)), lumber(o.text("stair_colour", "#a08a6a")), (0, -1.75 + 0.24 * k, 0), bevel=0.012)
                parts.box((0.46, 0.25, 0.012), m.felt(o.text("runner", "#7a2f3a")), (0, -1.755 + 0.24 * k, 0.17 * (k + 1) + 0.004), bevel=0)
        case "shelf":
            for z in (0.55, 0.95, 1.35):
                parts.box((1.1, 0.2, 0.03), lumber("#a08a6a"), (0, -0.1, z), bevel=0.006)
                for k in range(6):
                    hue = surfaces.pick(("#5f8a90", "#d8c49a", "#8c3b42", "#6f7f4a", "#c8b070"), k + int(z * 10))
                    parts.turned([(0.05, 0), (0.06, 0.05), (0.045, 0.15), (0.0, 0.16)], m.gloss(hue), (-0.42 + 0.17 * k, -0.1, z + 0.015))
        case _:
            colour, strength = OUTSIDE[parts.dressing.time_of_day]
            parts.box((0.8, 0.02, 0.9), surfaces.glow(colour, strength), (0, 0, 1.15), bevel=0)
            for s in (-1, 0, 1):
                parts.box((0.05, 0.05, 0.98), trim, (s * 0.4, -0.02, 1.15), bevel=0.01)
                parts.box((0.84, 0.05, 0.05), trim, (0, -0.02, 1.15 + s * 0.46), bevel=0.01)
            parts.box((1.0, 0.16, 0.05), trim, (0, -0.06, 0.68), bevel=0.012)


@piece
def staircase(parts: Parts, o: Options) -> None:
    """A flight that climbs along +x from its origin, its back to a wall at +y: a runner, turned balusters, a hand rail in front."""
    n, run, rise, w = int(o.number("count", 9)), o.number("run", 0.22), o.number("rise", 0.155), o.number("depth", 0.8)
    colour, rail = o.text("colour", "#e6dfce"), lumber(o.text("rail_colour", "#5a3428"))
    tread, cloth = lumber(o.text("tread_colour", "#8a6a4c")), m.felt(o.text("runner", "#8a2f3a"), fibre=50.0)
    iron = m.metal("#33383c", roughness=0.5) if o.flag("iron") else m.wood(colour, grain="z", per_object=0.0)
    body = m.wood(colour, grain="z", per_object=0.0)
    for k in range(n):
        x, z = run * (k + 0.5), rise * (k + 1)
        parts.block((run, w, z - 0.03), body, (x, -w / 2, 0), bevel=0.006)
        parts.box((run + 0.03, w + 0.04, 0.035), tread, (x - 0.01, -w / 2 - 0.01, z - 0.018), bevel=0.01)
        if not o.flag("iron"):
            parts.box((run + 0.035, w * 0.56, 0.012), cloth, (x - 0.012, -w / 2, z + 0.004), bevel=0)
            parts.box((0.012, w * 0.56, rise), cloth, (x - run / 2 - 0.03, -w / 2, z - rise / 2), bevel=0)
        parts.rod((x, -w + 0.03, z), (x, -w + 0.03, z + 0.62), 0.014, iron, segments=6)
    end = run * n
    parts.tube([(0.0, -w + 0.03, rise + 0.6), (end, -w + 0.03, rise * n + 0.64)], 0.03, rail, segments=8, steps=1)
    post = [(0.07, 0), (0.07, 0.3), (0.045, 0.34), (0.05, 0.7), (0.07, 0.74), (0.0, 0.76)]
    parts.turned(post, rail, (-0.04, -w + 0.03, 0), segments=14)
    parts.ball(0.07, rail, (-0.04, -w + 0.03, 0.83), segments=14)
    landing = o.number("landing", 0.0)
    if landing:
        parts.block((landing, w, rise * n - 0.03), body, (end + landing / 2, -w / 2, 0), bevel=0.006)
        parts.box((landing, w + 0.04, 0.035), tread, (end + landing / 2, -w / 2 - 0.01, rise * n - 0.018), bevel=0.01)
        for k in range(max(2, round(landing / 0.22))):
            x = end + landing * (k + 0.5) / max(2, round(landing / 0.22))
            parts.rod((x, -w + 0.03, rise * n), (x, -w + 0.03, rise * n + 0.64), 0.014, iron, segments=6)
        parts.rod((end, -w + 0.03, rise * n + 0.64), (end + landing, -w + 0.03, rise * n + 0.64), 0.03, rail, segments=8)


@piece
def potted_palm(parts: Parts, o: Options) -> None:
    """A palm in a glazed pot, `height` to the tip of its highest leaf."""
    h = o.number("height", 1.2)
    pot = [(0.11, 0), (0.15, 0.06), (0.17, 0.22), (0.15, 0.24), (0.14, 0.2), (0, 0.2)]
    parts.turned(pot, m.gloss(o.text("colour", "#2f6a78")), segments=20)
    greens = [m.felt(c) for c in ("#4f7a46", "#3f6a42", "#5f8a4a")]
    parts.rod((0, 0, 0.18), (0.01, 0, h * 0.45), 0.025, m.felt("#7a6a4a"), 0.016, segments=8)
    for k in range(9):
        a, up = 2.399 * k, 0.35 + 0.07 * (k % 4)
        reach, along = 0.36 + 0.05 * (k % 3), np.linspace(0, 1, 8)
        rows = []
        for side in (-1, 0, 1):
            half = 0.055 * np.sin(np.pi * np.clip(along * 0.92 + 0.06, 0, 1)) * side
            radius = reach * along
            z = h * 0.42 + (h * 0.62) * up * 2 * along - h * 0.55 * along**2.4 * (1.15 - up) - abs(side) * 0.015
            rows.append(np.stack([radius * math.cos(a) - half * math.sin(a), radius * math.sin(a) + half * math.cos(a), z], 1))
        parts.add(g.grid(np.array(rows)), greens[k % 3])


@piece
def hat_stand(parts: Parts, o: Options) -> None:
    """A bentwood stand with a coat, a hat and an umbrella's crook; 1.5 high."""
    wood = lumber(o.text("colour", "#4a2f28"), "z")
    parts.turned([(0.03, 0.05), (0.024, 0.8), (0.02, 1.42), (0.032, 1.46), (0.0, 1.5)], wood, segments=12)
    for k in range(4):
        a = math.pi * (k + 0.5) / 2
        c, s = math.cos(a), math.sin(a)
        parts.tube([(0.02 * c, 0.02 * s, 0.2), (0.16 * c, 0.16 * s, 0.1), (0.22 * c, 0.22 * s, 0.0)], 0.016, wood)
        parts.tube([(0.02 * c, 0.02 * s, 1.3), (0.13 * c, 0.13 * s, 1.28), (0.16 * c, 0.16 * s, 1.4)], 0.013, wood)
    hanging_coat(parts, (0.1, -0.08, 1.27), o.text("coat", "#5a6f86"), 0.78)
    hat = m.felt(o.text("hat", "#4a4550"))
    parts.turned([(0.15, 0), (0.14, 0.016), (0.085, 0.02), (0.08, 0.1), (0.0, 0.11)], hat, (-0.12, -0.1, 1.36), (0, -14, 0), segments=18)


@piece
def floor_lamp(parts: Parts, o: Options) -> None:
    """A lamp on a pole with a cloth shade; its bulb at 1.22."""
    parts.shadowless = True
    parts.turned([(0.14, 0), (0.13, 0.02), (0.02, 0.05), (0.014, 0.6), (0.014, 1.2)], m.metal("#b9924a"), segments=16)
    parts.turned([(0.2, 1.08), (0.12, 1.34)], parts.glow(o.text("colour", "#ffdca8"), 1.7), segments=22, steps=1)


@piece
def letter_boxes(parts: Parts, o: Options) -> None:
    """Rows of small brass doors with name cards, on a wall; their middle at the origin."""
    rows, columns = int(o.number("rows", 4)), int(o.number("columns", 5))
    brass, card = m.metal("#c9a45a", roughness=0.3), m.paper("#efe8d6")
    parts.box((columns * 0.19 + 0.08, 0.05, rows * 0.17 + 0.08), lumber(o.text("colour", "#3a4a50")), (0, -0.02, 0), bevel=0.012)
    for i in range(rows):
        for k in range(columns):
            at = (0.19 * (k - (columns - 1) / 2), -0.05, 0.17 * (i - (rows - 1) / 2))
            parts.box((0.165, 0.014, 0.145), brass, at, bevel=0.006)
            parts.box((0.08, 0.004, 0.03), card, (at[0], -0.059, at[2] + 0.03), bevel=0)
            parts.box((0.1, 0.006, 0.012), m.clay("#2a2622"), (at[0], -0.058, at[2] - 0.03), bevel=0)


@piece
def radiator(parts: Parts, o: Options) -> None:
    """Iron ribs under a wall's window, their back to +y; 0.55 high."""
    w, iron = o.number("width", 0.9), m.gloss(o.text("colour", "#d8d6cc"), roughness=0.4)
    n = max(3, round(w / 0.09))
    for k in range(n):
        parts.box((0.06, 0.13, 0.48), iron, (-w / 2 + w * (k + 0.5) / n, -0.09, 0.3), bevel=0.025)
    parts.rod((-w / 2, -0.09, 0.12), (w / 2 + 0.06, -0.09, 0.12), 0.02, iron)


@piece
def tapestry(parts: Parts, o: Options) -> None:
    """A woven hanging with a tree, a sun and a border; its middle at the origin."""
    w, h = o.number("width", 1.3), o.number("height", 1.1)
    ground, border, gold = (m.knit(c, stitch=40.0) for c in (o.text("colour", "#2f4a66"), o.text("border", "#8a2f38"), "#d0a850"))
    green = m.knit("#5f7f4a", stitch=40.0)
    parts.sheet(w, h, border, (0, -0.02, 0), curl=0.012)
    parts.box((w * 0.86, 0.012, h * 0.82), ground, (0, -0.035, 0), bevel=0.003)
    parts.box((0.07, 0.008, h * 0.4), m.knit("#7a5a40", stitch=40.0), (0, -0.045, -h * 0.16), bevel=0.003)
    for x, z, r in ((0, 0.16, 0.2), (-0.16, 0.06, 0.14), (0.16, 0.06, 0.14)):
        parts.ball((r * h, 0.01, r * h), green, (x * h, -0.045, z * h), segments=16)
    for x, z in ((-0.12, 0.1), (0.1, 0.16), (0.02, 0.02), (0.18, 0.02), (-0.2, 0.02)):
        parts.ball((0.03, 0.012, 0.03), gold, (x * h, -0.055, z * h), segments=8)
    for s in (-1, 1):
        parts.ball((0.09, 0.008, 0.09), gold, (s * w * 0.32, -0.042, h * 0.25), segments=14)
        parts.box((0.2, 0.008, 0.1), border, (s * w * 0.3, -0.042, -h * 0.26), (0, s * 12, 0), bevel=0.004)
    parts.rod((-w / 2 - 0.08, -0.03, h / 2 + 0.01), (w / 2 + 0.08, -0.03, h / 2 + 0.01), 0.022, m.metal("#b9924a"))


@piece
def herb_bunches(parts: Parts, o: Options) -> None:
    """Herbs, onions and a pan that dry on a pole along x under the beams; the pole at its origin, they reach 0.4 down."""
    w, pole = o.number("width", 2.4), lumber(o.text("colour", "#6a5a4a"))
    parts.rod((-w / 2, 0, 0), (w / 2, 0, 0), 0.018, pole, segments=8)
    for s in (-1, 1):
        parts.rod((s * w * 0.44, 0, 0), (s * w * 0.44, 0, 0.4), 0.006, m.felt("#c8b890"), segments=5)
    n = max(3, int(w / 0.26))
    for k in range(n):
        x, long = -w / 2 + w * (k + 0.5) / n + parts.chance(-0.04, 0.04), parts.chance(0.2, 0.34)
        if k % 4 == 2:
            for j in range(6):
                onion = m.gloss("#c8a070" if k % 8 == 2 else "#a04a5a", roughness=0.5)
                parts.ball(0.04, onion, (x + 0.03 * (-1) ** j, 0.02, -0.08 - 0.05 * j), segments=10)
            continue
        green = m.felt(surfaces.pick(("#6f8a54", "#8a8a5a", "#55764f", "#8a7f9a"), k))
        for j in range(7):
            a = 2.4 * j
            tip = (x + 0.09 * math.cos(a), 0.07 * math.sin(a), -long * parts.chance(0.8, 1.0))
            tied = (x + 0.02 * math.cos(a), 0.02 * math.sin(a), -0.08)
            parts.tube([(x, 0, 0.0), tied, tip], [0.008, 0.014, 0.03], green, segments=5, steps=2)
