"""Titles and credits drawn with Pillow: soft cut-out letters that breathe like the puppets, and credits that can be read."""

from __future__ import annotations

import functools
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from filmwright.records.report import Credit

Layer = NDArray[np.uint8]  # height, width, 4: RGBA, alpha not multiplied in

_FONTS = Path(__file__).parent / "fonts"
DISPLAY, TEXT, STRONG = "Caprasimo-Regular.ttf", "AlegreyaSans-Regular.ttf", "AlegreyaSans-Bold.ttf"
CREAM, WARM, DIM = (250, 232, 203), (232, 186, 128), (176, 160, 140)
_MIDDLE, _GUTTER, _RIGHT = 0.38, 0.018, 0.96  # columns of the credits, parts of the width
VARIANTS = 3  # drawings of a title that take turns, as if it were shot too
TYPEFACES = (
    Credit(role="Typefaces", name="Caprasimo, Alegreya Sans", licence="OFL-1.1", machine_made=False),
)  # docrepair-fonts; Juan Pablo del Peral, Huerta Tipográfica


class _Line(NamedTuple):
    """One row of the credits."""

    label: str
    name: str
    licence: str


@functools.cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A shipped typeface in a size in pixels. Layout is Pillow's own, so that every machine draws the same."""
    return ImageFont.truetype(str(_FONTS / name), size, layout_engine=ImageFont.Layout.BASIC)


def title_layer(title: str, byline: str, width: int, height: int, *, variant: int = 0, centre: float = 0.46) -> Layer:
    """The title, in at most three rows, each letter turned and set a little off, with the byline below.

    Args:
        title: Any text; rows are balanced and the size chosen so that it fills at most 84 % of the width.
        byline: A short line below, or "".
        width, height: Size of the picture in pixels.
        variant: Which of the drawings that take turns, 0 to `VARIANTS` - 1.
        centre: Height of the block's middle as a part of the picture's.
    """
    rows, size = _fitted(title, width, height)
    name = display(title)
    face = font(name, size)
    step = round(size * 1.12)
    block = step * len(rows) + (round(height * 0.085) if byline else 0)
    top = round(height * centre - block / 2)
    mask = Image.new("L", (width, height), 0)
    shake = random.Random(f"{title}/{variant}")
    for number, row in enumerate(rows):
        x = (width - face.getlength(row)) / 2
        for at, letter in enumerate(row):
            _letter(mask, letter, x, top + step * number, name, size, shake)
            x += face.getlength(row[: at + 1]) - face.getlength(row[:at])
    layer = _felted(mask, size, seed=variant)
    if byline:
        small = font(STRONG, max(11, round(height * 0.042)))
        _spaced(layer, byline.upper(), width / 2, top + step * len(rows) + height * 0.055, small, CREAM, spacing=height * 0.006)
    return np.asarray(layer)


def credit_layers(title: str, credits: Sequence[Credit], statement: str, width: int, height: int) -> tuple[Layer, ...]:
    """The end credits as one or more cards, every credit on one of them.

    The first card has the title, the voices and the statement of what was made by machine; the others the rest.
    """
    row = max(14, round(height * 0.056))
    voices = [line for c in credits if _is_voice(c) for line in _credit_lines(c, width, row)]
    others = [line for c in credits if not _is_voice(c) for line in _credit_lines(c, width, row)]
    first_room = max(1, int((height * 0.50) // row))
    cards: list[tuple[str, list[_Line], str]] = [(title, voices[:first_room], statement)]
    rest = [*voices[first_room:], *others]
    room = max(1, int((height * 0.80) // row))
    pages = max(1, -(-len(rest) // room)) if rest else 0
    each = -(-len(rest) // pages) if pages else 0
    cards += [("", rest[i : i + each], "") for i in range(0, len(rest), each or 1)]
    return tuple(_credit_card(heading, rows, below, width, height, row) for heading, rows, below in cards)


def _is_voice(credit: Credit) -> bool:
    return credit.role.lower().startswith("voice")


def _credit_lines(credit: Credit, width: int, row: int) -> list[_Line]:
    """A credit as one or more rows of a card; a long name goes on in the next row."""
    name_face, small = font(TEXT, round(row * 0.76)), font(TEXT, round(row * 0.58))
    licence = f"  {credit.licence}" if credit.licence else ""
    room = width * (_RIGHT - _MIDDLE - _GUTTER) - small.getlength(licence)
    names = _wrapped(credit.name, name_face, room, balance=False) or [""]
    last = len(names) - 1
    return [_Line(credit.role if n == 0 else "", name, licence if n == last else "") for n, name in enumerate(names)]


def display(text: str) -> str:
    """The typeface of a title: Caprasimo, or Alegreya Sans for letters outside Western Europe, which Caprasimo does not have."""
    return STRONG if missing_letters(text, DISPLAY) else DISPLAY


def missing_letters(text: str, name: str = STRONG) -> str:
    """The characters that a shipped typeface cannot draw."""
    return "".join(sorted(letter for letter in set(text) if not letter.isspace() and not _draws(name, letter)))


@functools.cache
def _draws(name: str, letter: str) -> bool:
    face = font(name, 40)
    blank = face.getmask("\U0010fffd")  # no typeface has this one: its picture is the box for a missing letter
    mask = face.getmask(letter)
    return not (mask.size == blank.size and bytes(mask) == bytes(blank))


def _fitted(title: str, width: int, height: int) -> tuple[list[str], int]:
    """Rows of the title and the size of its letters in pixels."""
    words = title.split() or ["Untitled"]
    best: tuple[float, list[str], int] | None = None
    for count in range(1, min(3, len(words)) + 1):
        rows = _balanced(words, count)
        size = round(height * (0.21, 0.165, 0.135)[count - 1])
        widest = max(font(display(title), 100).getlength(row) for row in rows)
        size = min(size, int(width * 0.84 / widest * 100))
        merit = size * (1.0, 1.04, 1.0)[count - 1]
        if best is None or merit > best[0] * 1.15:
            best = (merit, rows, max(size, 8))
    assert best is not None
    return best[1], best[2]


def _balanced(words: list[str], count: int) -> list[str]:
    if count == 1:
        return [" ".join(words)]
    target = len(" ".join(words)) / count
    first = min(range(1, len(words) - count + 2), key=lambda at: abs(len(" ".join(words[:at])) - target))
    return [" ".join(words[:first]), *_balanced(words[first:], count - 1)]


def _letter(mask: Image.Image, letter: str, x: float, y: float, name: str, size: int, shake: random.Random) -> None:
    """One letter, drawn three times as large, turned and set down."""
    turn, dx, dy = shake.uniform(-1.6, 1.6), shake.uniform(-0.012, 0.012) * size, shake.uniform(-0.016, 0.016) * size
    if letter.isspace():
        return
    big = font(name, size * 3)
    side = size * 6
    tile = Image.new("L", (side, side), 0)
    ImageDraw.Draw(tile).text((size * 1.5, size * 1.2), letter, font=big, fill=255)
    tile = tile.rotate(turn, resample=Image.Resampling.BICUBIC, center=(size * 2.4, size * 3.0))
    tile = tile.resize((side // 3, side // 3), Image.Resampling.LANCZOS)
    place = (round(x + dx - size * 0.5), round(y + dy - size * 0.4))
    lighter = Image.new("L", mask.size, 0)
    lighter.paste(tile, place)
    mask.paste(np_max(mask, lighter))


def np_max(a: Image.Image, b: Image.Image) -> Image.Image:
    """The brighter of two masks at each pixel."""
    return Image.fromarray(np.maximum(np.asarray(a), np.asarray(b)))


def _felted(mask: Image.Image, size: int, *, seed: int) -> Image.Image:
    """Letters as cut felt: a soft rounded edge lit from above, fibres, and a shadow on what lies behind."""
    alpha = np.asarray(mask, dtype=np.float32) / 255.0
    height, width = alpha.shape
    soft = np.asarray(mask.filter(ImageFilter.GaussianBlur(size * 0.045)), dtype=np.float32) / 255.0
    light = np.clip((np.roll(soft, round(size * 0.03), axis=0) - np.roll(soft, -round(size * 0.03), axis=0)), -1, 1)
    fibres = np.random.default_rng(seed + 11).normal(0.0, 1.0, (height, width)).astype(np.float32)
    fibres = (fibres + np.roll(fibres, 1, axis=0) + np.roll(fibres, 1, axis=1)) / 1.7
    fall = np.linspace(0.0, 1.0, height, dtype=np.float32)[:, None, None]
    colour = np.asarray(CREAM, np.float32) * (1 - 0.25 * fall) + np.asarray(WARM, np.float32) * (0.25 * fall)
    colour = colour + (0.0 - light[..., None]) * 46.0 + fibres[..., None] * 5.0
    shadow = np.asarray(mask.filter(ImageFilter.GaussianBlur(size * 0.09)), dtype=np.float32) / 255.0
    shadow = np.roll(shadow, round(size * 0.05), axis=0)
    shadow = np.clip(shadow * 0.75, 0, 0.7)
    out_alpha = alpha + shadow * (1 - alpha)
    rgb = colour * (alpha / np.maximum(out_alpha, 1e-4))[..., None]  # the shadow's colour is black
    layer = np.concatenate([np.clip(rgb, 0, 255), out_alpha[..., None] * 255.0], axis=2)
    return Image.fromarray(np.rint(layer).astype(np.uint8), "RGBA")


def _spaced(
    layer: Image.Image, text: str, x: float, y: float, face: ImageFont.FreeTypeFont, colour: tuple[int, int, int], *, spacing: float
) -> None:
    """Letter-spaced capitals about a middle, on a soft shadow."""
    total = sum(face.getlength(letter) + spacing for letter in text) - spacing
    shade = Image.new("RGBA", layer.size, (0, 0, 0, 0))
    letters = Image.new("RGBA", layer.size, (0, 0, 0, 0))
    at = x - total / 2
    for letter in text:
        ImageDraw.Draw(shade).text((at, y), letter, font=face, fill=(0, 0, 0, 200), anchor="lm")
        ImageDraw.Draw(letters).text((at, y), letter, font=face, fill=(*colour, 255), anchor="lm")
        at += face.getlength(letter) + spacing
    layer.alpha_composite(shade.filter(ImageFilter.GaussianBlur(3)))
    layer.alpha_composite(letters)


def _credit_card(heading: str, rows: list[_Line], statement: str, width: int, height: int, row: int) -> Layer:
    layer = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    notes = _wrapped(statement, font(TEXT, round(row * 0.74)), width * 0.74) if statement else []
    heading_height = round(height * 0.16) if heading else 0
    block = heading_height + row * len(rows) + (round(row * 0.9) + round(row * 0.95) * len(notes) if notes else 0)
    y = (height - block) / 2
    if heading:
        size = round(height * 0.085)
        name = display(heading)
        widest = font(name, 100).getlength(heading)
        size = max(8, min(size, int(width * 0.8 / max(widest, 1) * 100)))
        draw.text((width / 2, y + height * 0.05), heading, font=font(name, size), fill=(*CREAM, 255), anchor="mm")
        y += heading_height
    middle, gap = width * _MIDDLE, width * _GUTTER
    label_face, name_face, small = font(STRONG, round(row * 0.66)), font(TEXT, round(row * 0.76)), font(TEXT, round(row * 0.58))
    for line in rows:
        label = _shortened(line.label, label_face, middle - gap - width * 0.04)
        draw.text((middle - gap, y + row / 2), label, font=label_face, fill=(*WARM, 255), anchor="rm")
        name = _shortened(line.name, name_face, width * _RIGHT - middle - gap)  # only a single word can still be too long
        draw.text((middle + gap, y + row / 2), name, font=name_face, fill=(*CREAM, 255), anchor="lm")
        draw.text((middle + gap + name_face.getlength(name), y + row / 2), line.licence, font=small, fill=(*DIM, 255), anchor="lm")
        y += row
    y += round(row * 0.9)
    for note in notes:
        draw.text((width / 2, y + row * 0.45), note, font=font(TEXT, round(row * 0.74)), fill=(*DIM, 255), anchor="mm")
        y += round(row * 0.95)
    return np.asarray(layer)


def _wrapped(text: str, face: ImageFont.FreeTypeFont, width: float, *, balance: bool = True) -> list[str]:
    rows: list[str] = []
    for word in text.split():
        if rows and face.getlength(f"{rows[-1]} {word}") <= width:
            rows[-1] += " " + word
        else:
            rows.append(word)
    if balance and len(rows) == 2:
        words = text.split()
        at = min(range(1, len(words)), key=lambda n: abs(face.getlength(" ".join(words[:n])) - face.getlength(" ".join(words[n:]))))
        rows = [" ".join(words[:at]), " ".join(words[at:])]
    return rows


def _shortened(text: str, face: ImageFont.FreeTypeFont, width: float) -> str:
    if face.getlength(text) <= width:
        return text
    while text and face.getlength(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"
