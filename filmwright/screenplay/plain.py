"""Plain-text screenplays: indented as typed pages, not indented at all, or as a play ('NAME: line', 'NAME. line')."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from filmwright.records.script import Element, ElementKind, Screenplay, TitleEntry
from filmwright.screenplay import fountain

Layout = Literal["play", "indented", "fountain"]

_SPEAKER = re.compile(r"\s{0,3}(?P<name>[A-Z][A-Z0-9 .'’\-]{0,30}?)(?P<extension>\s*\([^()]{1,60}\))?\s*[:.]\s+(?P<words>\S.*)$")
# page furniture of typed screenplays: page numbers, (MORE), CONTINUED
_FURNITURE = re.compile(r"\s*(?:\d{1,3}\.?|\(?MORE\)?|\(?CONTINUED\)?:?(?:\s*\(\d+\))?|Page \d+(?: of \d+)?)\s*$")
_NUMBERED_HEADING = re.compile(r"(?P<number>[A-Z]?\d{1,3}[A-Z]?)[.)]?\s+(?P<words>.+?)(?:\s+(?P=number)\.?)?$")
_TRANSITION = re.compile(
    r"(?:(?:SMASH |MATCH |JUMP |HARD )?CUT TO.*|DISSOLVE TO.*|FADE (?:IN|OUT|TO).*|WIPE TO.*|CROSSFADE TO.*|THE END)"
    r"[.:]?$"
)
_PLAY_SCENE = re.compile(r"\s*(?:ACT|SCENE)\s+(?:[IVXLC]+|\d+|ONE|TWO|THREE|FOUR|FIVE)\b\s*[.:,\-–—]*\s*(?P<words>.*)$", re.IGNORECASE)


def parse(text: str, *, source: str) -> Screenplay:
    """Read a plain-text screenplay in whichever of the layouts it is in (see `layout`).

    Lines that were only wrapped to fit the page are joined. Page numbers, (MORE) and (CONTINUED) are left out.
    Any text is read as something; time is linear in its length.
    """
    found = layout(text)
    if found == "fountain":
        return fountain.parse(text, source=source)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").expandtabs(8).split("\n")
    return _play(lines, source=source) if found == "play" else _indented(lines, source=source)


def layout(text: str) -> Layout:
    """How a plain text is laid out; 'fountain' also stands for not indented.

    A play has two or more lines 'NAME: words' and more of them than cues on lines of their own. Indented: most cues
    stand further right than both the text below them and the left-most text.
    """
    lines = text.expandtabs(8).split("\n")
    names: Counter[str] = Counter()
    cues = deep_cues = 0
    margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(margins, default=0)
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if (match := _SPEAKER.match(line)) and not fountain.is_heading(line.strip()):
            names[match["name"].strip()] += 1
        elif below.strip() and fountain.is_cue(line) and not fountain.is_heading(line.strip()):
            cues += 1
            indent = len(line) - len(line.lstrip())
            deep_cues += indent >= margin + 8 and indent > len(below) - len(below.lstrip())
    spoken = sum(names.values())
    if spoken >= 2 and spoken > cues and (len(names) >= 2 or max(names.values()) >= 2) and not fountain.parse(text, source="").title_page:
        return "play"
    return "indented" if deep_cues >= 1 and deep_cues * 2 > cues else "fountain"


def _indented(lines: list[str], *, source: str) -> Screenplay:
    """Typed pages: what a line is follows from its column."""
    margin = _action_column(lines)
    elements: list[Element] = []
    title: list[str] = []
    paragraph: list[str] = []
    start = 0
    speaking = False
    started = False  # a heading, transition or cue was seen: the title page is over
    kind: ElementKind = "action"

    def end_paragraph() -> None:
        nonlocal paragraph
        if paragraph:
            words = " ".join(paragraph)
            if kind == "parenthetical":
                words = words.strip("() ")
            if not started and kind == "action":
                title.append(words)
            elements.append(Element(kind=kind, text=words, line=start))
        paragraph = []

    for number, line in enumerate(lines, start=1):
        text = line.strip()
        below = lines[number].strip() if number < len(lines) else ""
        indent = len(line) - len(line.lstrip())
        if not text:
            end_paragraph()
            speaking = False
            continue
        if _FURNITURE.match(line):
            continue
        heading = _heading(text)
        if heading and not (speaking and indent > margin + 2):
            end_paragraph()
            speaking, started = False, True
            elements.append(Element(kind="scene_heading", text=heading[0], scene_number=heading[1], line=number))
        elif not paragraph and _TRANSITION.match(text) and not speaking:
            started = True
            elements.append(Element(kind="transition", text=text, line=number))
        elif indent >= margin + 8 and below and fountain.is_cue(text) and not (speaking and paragraph and kind == "dialogue"):
            end_paragraph()
            speaking, started = True, True
            elements.append(Element(kind="character", text=text.removesuffix("^").strip(), dual=text.endswith("^"), line=number))
        elif speaking and text.startswith("(") and (kind != "parenthetical" or not paragraph):
            end_paragraph()
            kind, start, paragraph = "parenthetical", number, [text]
            if text.endswith(")"):
                end_paragraph()
        elif speaking and kind == "parenthetical" and paragraph:
            paragraph.append(text)
            if text.endswith(")"):
                end_paragraph()
        else:
            if speaking and indent <= margin and elements[-1].kind == "dialogue" and not paragraph:
                speaking = False
            wanted: ElementKind = "dialogue" if speaking else "action"
            if paragraph and kind != wanted:
                end_paragraph()
            if not paragraph:
                kind, start = wanted, number
            paragraph.append(text)
    end_paragraph()
    return _with_title(elements, title, source=source)


def _play(lines: list[str], *, source: str) -> Screenplay:
    """A play: a speech is 'NAME: words', stage directions stand in brackets or between the speeches."""
    elements: list[Element] = []
    title: list[str] = []
    names: Counter[str] = Counter(m["name"].strip() for line in lines if (m := _SPEAKER.match(line)))
    speech: list[str] = []
    start = 0
    spoke = False

    def end_speech() -> None:
        nonlocal speech
        if speech:
            _speech(" ".join(speech), start, elements)
        speech = []

    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text:
            end_speech()
            continue
        if _FURNITURE.match(line):
            continue
        match = _SPEAKER.match(line)
        heading = _heading(text)
        scene = _PLAY_SCENE.match(text)
        if heading:
            end_speech()
            spoke = True
            elements.append(Element(kind="scene_heading", text=heading[0], scene_number=heading[1], line=number))
        elif scene:
            end_speech()
            spoke = True
            if text.lower().startswith("act") and not scene["words"]:
                elements.append(Element(kind="section", text=text, depth=1, line=number))
            else:
                elements.append(Element(kind="scene_heading", text=scene["words"].strip(" .") or text, forced=True, line=number))
        elif match and (names[match["name"].strip()] > 1 or ":" in line[: match.end("name") + 70].split(match["words"])[0]):
            end_speech()
            spoke = True
            extension = (match["extension"] or "").strip()
            elements.append(Element(kind="character", text=match["name"].strip(), line=number))
            if extension:
                elements.append(Element(kind="parenthetical", text=extension.strip("()"), line=number))
            speech, start = [match["words"].strip()], number
        elif speech and text[:1] + text[-1:] != "[]":
            speech.append(text)
        else:
            end_speech()
            direction = text[1:-1].strip() if text[:1] + text[-1:] in ("()", "[]") else text
            if not spoke:
                title.append(direction)
            elements.append(Element(kind="action", text=direction, line=number))
    end_speech()
    return _with_title(elements, title, source=source)


def _speech(words: str, line: int, elements: list[Element]) -> None:
    """The words of one speech; brackets within are parentheticals."""
    for part in re.split(r"(\([^()]*\)|\[[^\[\]]*\])", words):
        text = part.strip()
        if text[:1] + text[-1:] in ("()", "[]"):
            elements.append(Element(kind="parenthetical", text=text[1:-1].strip(), line=line))
        elif text:
            elements.append(Element(kind="dialogue", text=text, line=line))


def _heading(text: str) -> tuple[str, str] | None:
    """(heading, scene number) if the line is a scene heading, with or without numbers in the margins."""
    if fountain.is_heading(text) and text.upper() == text:
        return text, ""
    if len(text) <= 200 and (match := _NUMBERED_HEADING.match(text)) and fountain.is_heading(match["words"]):
        return match["words"].strip(), match["number"]
    return (text, "") if fountain.is_heading(text) and re.match(r"(?:INT|EXT|EST|I/E)\b", text) else None


def _action_column(lines: list[str]) -> int:
    """The column in which headings and action begin."""
    headings = [len(line) - len(line.lstrip()) for line in lines if _heading(line.strip())]
    if headings:
        return Counter(headings).most_common(1)[0][0]
    return min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)


def _with_title(elements: list[Element], title: list[str], *, source: str) -> Screenplay:
    """The lines before the first heading, if they are few and short, are the title page; else they stay action."""
    entries: list[TitleEntry] = []
    if 1 <= len(title) <= 6 and all(len(line) <= 60 for line in title) and len(elements) > len(title):
        elements = elements[len(title) :]
        lines = list(title)
        entries.append(TitleEntry(key="Title", values=(lines.pop(0),)))
        for position, line in enumerate(lines):
            if match := re.match(r"(?:written |a play |a film |screenplay )?by:?\s*(?P<author>.*)$", line, re.IGNORECASE):
                author = match["author"] or (lines[position + 1] if position + 1 < len(lines) else "")
                if author:
                    entries.append(TitleEntry(key="Author", values=(author,)))
    return Screenplay(title_page=tuple(entries), elements=tuple(elements), source=source)
