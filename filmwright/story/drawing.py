"""A story drawn as one picture (SVG): events in order, what makes what possible, how each one fares, how tense it is."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from xml.sax.saxutils import escape

from filmwright.records.story import Event, Story
from filmwright.story.arcs import shape

_STEP, _LEFT, _RIGHT = 118, 150, 40  # pixels: from event to event, margins
_CURVES, _TOP = 190, 92  # height of the curves, and where they begin
_COLOURS = ("#b4472e", "#2f5d8a", "#5b7f3a", "#8a5a9c")
_TENSION, _INK, _QUIET, _PAPER = "#c9a227", "#2b2620", "#8c8377", "#faf6ee"
_STYLE = 'font-family="Georgia, serif" fill="{}" font-size="{}"'


def drawing(story: Story) -> str:
    """The picture of a story, as the text of an SVG file."""
    count = len(story.events)
    width = _LEFT + _STEP * max(1, count) + _RIGHT
    row = _TOP + _CURVES + 30
    links = row + 118
    spans = [j - i for i, j in _links(story.events)]
    height = links + 30 + 9 * max(spans, default=0) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>',
        _text(24, 36, story.title or "Story", 22),
        _text(24, 60, story.logline[: width // 8], 13, _QUIET),
    ]
    middle = _TOP + _CURVES / 2
    parts.append(f'<line x1="{_LEFT}" y1="{middle}" x2="{width - _RIGHT}" y2="{middle}" stroke="{_QUIET}" stroke-dasharray="2 5"/>')
    parts += [_text(24, _TOP + 12, "well", 12, _QUIET), _text(24, _TOP + _CURVES, "badly", 12, _QUIET)]
    parts.append(_curve([event.feeling.tension for event in story.events], _TENSION, dashed=True))
    legend = [("tension", _TENSION)]
    for person, colour in zip(story.people, _COLOURS, strict=False):
        found = shape(story, person.id)
        parts.append(_curve(found.curve, colour))
        arc = f"{found.arc}, correlation {found.likeness:.2f}" if found.likeness else "no arc"
        legend.append((f"{person.name.title()}: {arc}", colour))
    at = float(_LEFT)
    for words, colour in legend:
        parts.append(f'<rect x="{at}" y="{_TOP - 18}" width="14" height="4" fill="{colour}"/>' + _text(at + 20, _TOP - 12, words, 12))
        at += 40 + 6.4 * len(words)
    for i, event in enumerate(story.events):
        x = _x(i)
        if event.later:
            parts.append(f'<line x1="{x - _STEP / 2}" y1="{_TOP}" x2="{x - _STEP / 2}" y2="{links}" stroke="{_QUIET}" stroke-width="0.7"/>')
        parts.append(_text(x, row, event.act.replace("_", " "), 13, middle=True, bold=True))
        for n, line in enumerate(textwrap.wrap(event.text, 17)[:4]):
            parts.append(_text(x, row + 19 + 15 * n, line, 11, middle=True))
        if story.inferred:  # how sure the act is
            parts.append(_text(x, row + 19 + 15 * 4, f"{event.confidence:.0%} sure", 10, _QUIET, middle=True))
        parts.append(f'<circle cx="{x}" cy="{links}" r="4" fill="{_INK}" fill-opacity="{event.confidence:.2f}"/>')
        parts.append(_text(x, links - 10, event.id, 10, _QUIET, middle=True))
    for i, j in _links(story.events):
        depth = 18 * (j - i)
        parts.append(
            f'<path d="M {_x(i)} {links} C {_x(i)} {links + depth}, {_x(j)} {links + depth}, {_x(j)} {links}" '
            f'fill="none" stroke="{_INK}" stroke-opacity="{0.55 * _sureness(story.events, i, j):.2f}"/>'
        )
    parts.append(_text(24, links + 4, "makes possible", 12, _QUIET))
    return "\n".join([*parts, "</svg>", ""])


def _links(events: Sequence[Event]) -> list[tuple[int, int]]:
    at = {event.id: i for i, event in enumerate(events)}
    return [(at[cause], i) for i, event in enumerate(events) for cause in event.causes if cause in at and at[cause] < i]


def _sureness(events: Sequence[Event], cause: int, effect: int) -> float:
    """Of a link; those of a planned story are certain."""
    return events[effect].cause_confidence.get(events[cause].id, 1.0)


def _x(event: int) -> float:
    return _LEFT + _STEP * (event + 0.5)


def _curve(values: Sequence[float], colour: str, *, dashed: bool = False) -> str:
    points = " ".join(f"{_x(i)},{_TOP + _CURVES * (1 - v) / 2:.1f}" for i, v in enumerate(values))
    dash = ' stroke-dasharray="6 4"' if dashed else ""
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.2"{dash}/>'


def _text(x: float, y: float, words: str, size: int, colour: str = _INK, *, middle: bool = False, bold: bool = False) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" {_STYLE.format(colour, size)}{anchor}{weight}>{escape(words)}</text>'
