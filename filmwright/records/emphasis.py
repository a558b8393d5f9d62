"""Fountain's emphasis (*italic*, **bold**, _underline_): read into runs, written back, or taken away for speech and captions."""

from __future__ import annotations

from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of words in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


_ESCAPABLE = "*_\\"


def runs(text: str) -> tuple[Run, ...]:
    r"""Split into runs of one style; marks are taken away, `\*` and `\_` become plain characters.

    A mark opens only before a character that is not a space and closes only after one; emphasis does not
    cross a line break; a mark without a partner is a plain character. Time is linear in the length of the text.
    """
    found: list[Run] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            found.append(Run("\n"))
        found.extend(_line_runs(line))
    joined: list[Run] = []
    for run in found:
        if joined and joined[-1][1:] == run[1:]:
            joined[-1] = run._replace(text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def plain(text: str) -> str:
    """The words without emphasis marks and escapes, as they are spoken and captioned."""
    return "".join(run.text for run in runs(text))


def escape(text: str) -> str:
    r"""Plain words as Fountain: `*`, `_` and `\` before them are escaped, so that `plain(escape(t)) == t`."""
    written: list[str] = []
    for at, letter in enumerate(text):
        following = text[at + 1 : at + 2]
        written.append("\\" + letter if letter in "*_" or (letter == "\\" and following in ("", *_ESCAPABLE)) else letter)
    return "".join(written)


def mark(found: tuple[Run, ...]) -> str:
    """Runs as Fountain text that says the same words.

    Spaces at the ends of a styled run move outside its marks, or the marks would not be read. Styles that Fountain cannot
    write side by side (italics against bold with no space between) are left out rather than misread.
    """
    words = "".join(run.text for run in found)
    for written in (_nested(found), _one_by_one(found)):
        if plain(written) == words:
            return written
    return escape(words)


def _one_by_one(found: tuple[Run, ...]) -> str:
    """Each run in its own marks."""
    written: list[str] = []
    for run in found:
        marks = "".join(_styles(run))
        for number, part in enumerate(run.text.split("\n")):
            inner = part.strip()
            start = part.index(inner)
            written += ["\n"] * (number > 0)
            written += [part[:start], marks, escape(inner), marks[::-1], part[start + len(inner) :]] if inner else [part]
    return "".join(written)


def _nested(found: tuple[Run, ...]) -> str:
    """A style that goes on from run to run stays open."""
    written: list[str] = []
    stack: list[str] = []
    space = ""
    for run in found:
        styles = _styles(run)
        for number, part in enumerate(run.text.split("\n")):
            if number:
                written += [*reversed(stack), space, "\n"]
                stack, space = [], ""
            inner = part.strip()
            if not inner:
                space += part
                continue
            while any(style not in styles for style in stack):
                written.append(stack.pop())
            start = part.index(inner)
            opened = [style for style in styles if style not in stack]
            written += [space, part[:start], *opened, escape(inner)]
            stack += opened
            space = part[start + len(inner) :]
    return "".join([*written, *reversed(stack), space])


def _styles(run: Run) -> list[str]:
    return [style for style, on in (("_", run.underline), ("**", run.bold), ("*", run.italic)) if on]


def _line_runs(line: str) -> list[Run]:
    tokens = _tokens(line)
    partner = _pairs(tokens)
    found: list[Run] = []
    style = {"*": False, "**": False, "_": False}
    for at, (text, is_mark, _, _) in enumerate(tokens):
        if is_mark and at in partner:
            for single in ("*", "**") if text == "***" else (text,):
                style[single] = partner[at] > at
        else:
            found.append(Run(text, bold=style["**"], italic=style["*"], underline=style["_"]))
    return found


def _tokens(line: str) -> list[tuple[str, bool, bool, bool]]:
    """(text, is a mark, may open, may close), in order."""
    tokens: list[tuple[str, bool, bool, bool]] = []
    words: list[str] = []
    at = 0
    while at < len(line):
        letter = line[at]
        if letter == "\\" and at + 1 < len(line) and line[at + 1] in _ESCAPABLE:
            words.append(line[at + 1])
            at += 2
            continue
        if letter not in "*_":
            words.append(letter)
            at += 1
            continue
        length = 1
        while letter == "*" and length < 3 and line[at + length : at + length + 1] == "*":
            length += 1
        if words:
            tokens.append(("".join(words), False, False, False))
            words = []
        before, after = line[at - 1 : at] if at else " ", line[at + length : at + length + 1] or " "
        tokens.append((letter * length, True, not after.isspace(), not before.isspace()))
        at += length
    if words:
        tokens.append(("".join(words), False, False, False))
    return tokens


def _pairs(tokens: list[tuple[str, bool, bool, bool]]) -> dict[int, int]:
    """Which mark belongs to which: the nearest earlier one of the same kind that may open, nothing crossing."""
    partner: dict[int, int] = {}
    open_marks: list[int] = []
    waiting = {"*": 0, "**": 0, "***": 0, "_": 0}
    for at, (text, is_mark, opens, closes) in enumerate(tokens):
        if not is_mark:
            continue
        if closes and waiting[text]:
            while True:
                other = open_marks.pop()
                waiting[tokens[other][0]] -= 1
                if tokens[other][0] == text:
                    break
            partner[at], partner[other] = other, at
        elif opens:
            open_marks.append(at)
            waiting[text] += 1
    return partner
