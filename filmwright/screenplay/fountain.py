"""Fountain 1.1 in and out: `parse` reads any text into a `Screenplay`, `write` writes one that reads back the same."""

from __future__ import annotations

import re
from typing import NamedTuple

from filmwright.records.script import Element, ElementKind, Screenplay, TitleEntry

_HEADING = re.compile(r"(?:INT\.?/EXT|EXT\.?/INT|INT|EXT|EST|I\.?/E|E\.?/I)(?:\.|\s)\s*\S", re.IGNORECASE)
_SCENE_NUMBER = re.compile(r"\s*#([\w.\-]+)#\s*$")
_CUE = re.compile(r"(?P<name>[^()^]*?)\s*(?P<extension>(?:\([^()]*\)\s*)*)(?P<dual>\^)?$")
_TITLE_KEY = re.compile(r"([A-Za-z][^:\n]{0,60}?)\s*:(?P<value>.*)$")
# A first paragraph with a colon is a title page only if one of its keys is one that writers use; else "FADE IN:" would be a key.
_KNOWN_KEYS = re.compile(
    r"(?:sub)?title|credit|authors?|writers?|written by|source|draft|(?:draft.)?date|revision|contact|copyright|notes?|language|genre"
    r"|logline|format|producer|director|production|adaptation|font|episode|series"
)
_PARTS_OF_SPEECH: frozenset[ElementKind] = frozenset(("character", "parenthetical", "dialogue", "lyrics"))


class _Insert(NamedTuple):
    """A note or boneyard taken out of the text."""

    kind: ElementKind
    text: str
    line: int
    offset: int  # in the visible line


class _Line(NamedTuple):
    """What is left of a line when notes and boneyards are taken out."""

    text: str
    number: int  # 1-based
    inserts: tuple[_Insert, ...]

    @property
    def blank(self) -> bool:
        return not self.inserts and not self.text.strip()

    @property
    def vanished(self) -> bool:
        """Nothing but notes or boneyard: the paragraph goes on as if the line were not there."""
        return bool(self.inserts) and not self.text.strip()


def parse(text: str, *, source: str) -> Screenplay:
    """Read Fountain.

    Args:
        text: Any text; a byte order mark, CRLF and tabs are understood. Every text is some screenplay: what is
            nothing else is action. Time is linear in its length.
        source: File name, for messages.

    Returns:
        The title page and the elements in order. Actions are one paragraph each; blank lines beyond the one that
        parts two actions stay as line breaks at the head of the second. A note or boneyard written inside another
        element follows it, with `anchor` set. Parentheticals are without their brackets.
    """
    lines = _visible_lines(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").expandtabs(4))
    entries, body = _title_page(lines)
    reader = _Reader(lines, body)
    for line in lines[:body]:
        reader.place_alone(line.inserts)
    return Screenplay(title_page=entries, elements=tuple(reader.read()), source=source)


def write(screenplay: Screenplay) -> str:
    """Write Fountain that `parse` reads back as the same elements.

    Forcing marks are added where the words alone would be read as another element.
    """
    hosts = _with_inserts(screenplay.elements)
    blocks: list[str] = []
    for entry in screenplay.title_page:
        single = len(entry.values) == 1
        value = " " + entry.values[0] if single else "".join(f"\n    {value}" for value in entry.values)
        blocks.append(f"{entry.key}:{value}".rstrip() + "\n")
    if blocks and hosts:
        blocks.append("\n")
    previous: Element | None = None
    for element, inserts in hosts:
        if previous is not None and not _continues(element, previous):
            blocks.append("\n")
        first = previous is None and not screenplay.title_page
        blocks.append(_written(element, inserts, first=first) + "\n")
        previous = element
    return "".join(blocks)


def is_heading(text: str) -> bool:
    """Whether a line alone reads as a scene heading: INT, EXT, EST, I/E and their pairs, before a dot or space."""
    return _HEADING.match(text) is not None


def is_cue(text: str) -> bool:
    """Whether a line alone reads as a character's name: capitals, a letter first, extensions in brackets, '^' last."""
    match = _CUE.match(text.strip()) if len(text) <= 200 else None  # no cue is that long; the pattern's time grows with the square
    if match is None:
        return False
    name = match["name"]
    return name[:1].isalpha() and any(c.isupper() for c in name) and not any(c.islower() for c in name) and not name.endswith("TO:")


def is_transition(text: str) -> bool:
    """Whether a line alone reads as a transition: capitals that end with 'TO:' and nothing after it."""
    return text.endswith("TO:") and not any(c.islower() for c in text) and not text.lstrip().startswith(tuple("~>!.#=@"))


def _visible_lines(text: str) -> list[_Line]:
    """Lines without notes and boneyards; a line on which one began holds what follows its end."""
    lines: list[_Line] = []
    words: list[str] = []
    inserts: list[_Insert] = []
    number = start = 1
    length = 0
    no_boneyard_end = False
    blank_lines = _Ahead(text, "\n\n")
    note_ends = _Ahead(text, "]]")
    at = 0
    for match in re.finditer(r"/\*|\[\[|\n", text):
        begin = match.start()
        if begin < at:
            continue
        words.append(text[at:begin])
        length += begin - at
        at = begin
        token = match[0]
        if token == "\n":
            lines.append(_Line("".join(words), start, tuple(inserts)))
            words, inserts, length = [], [], 0
            number += 1
            start = number
            at = begin + 1
            continue
        if token == "/*":
            end = -1 if no_boneyard_end else text.find("*/", begin + 2)
            if end < 0:
                no_boneyard_end = True  # an unclosed boneyard is plain text
                continue
            content, at = text[begin + 2 : end], end + 2
            kind: ElementKind = "boneyard"
        else:
            end, paragraph_end = note_ends.after(begin + 2), blank_lines.after(begin + 2)
            stop = min(end, paragraph_end)
            if end == len(text):
                continue  # never closed: plain text
            content, at = text[begin + 2 : stop], stop + (2 if stop == end else 0)
            if not content.strip():
                words.append(text[begin:at])  # "[[]]" says nothing; left as written
                length += at - begin
                continue
            kind = "note"
        inserts.append(_Insert(kind, content, number, length))
        number += content.count("\n")
    words.append(text[at:])
    lines.append(_Line("".join(words), start, tuple(inserts)))
    return lines


class _Ahead:
    """Where a token comes next; each part of the text is searched once, whatever the number of questions."""

    def __init__(self, text: str, token: str) -> None:
        self._text, self._token, self._at = text, token, -1

    def after(self, begin: int) -> int:
        if self._at < begin:
            found = self._text.find(self._token, begin)
            self._at = len(self._text) if found < 0 else found
        return self._at


def _title_page(lines: list[_Line]) -> tuple[tuple[TitleEntry, ...], int]:
    """The title page and the index of the first line after it."""
    at = 0
    while at < len(lines) and lines[at].blank:
        at += 1
    keys: list[tuple[str, list[str]]] = []
    while at < len(lines) and not lines[at].blank:
        text = lines[at].text
        if lines[at].vanished:
            pass
        elif text[:1].isspace() and keys:
            keys[-1][1].append(text.strip())
        elif match := _TITLE_KEY.match(text):
            value = match["value"].strip()
            keys.append((match[1], [value] if value else []))
        else:
            break
        at += 1
    if not any(_KNOWN_KEYS.fullmatch(key.lower()) for key, _ in keys):
        return (), 0
    return tuple(TitleEntry(key=key, values=tuple(values)) for key, values in keys), at


class _Reader:
    """Reads the body, one line after the other."""

    def __init__(self, lines: list[_Line], at: int) -> None:
        self._lines = lines
        self._at = at
        self._found: list[Element] = []
        self._pending: list[_Insert] = []  # of vanished lines within a paragraph
        self._blanks = 0
        self._boundary = True  # a heading, cue or transition may begin here
        # the paragraph being gathered: action, dialogue or lyrics
        self._kind: ElementKind | None = None
        self._forced = False
        self._paragraph: list[str] = []
        self._length = 0
        self._line = 0
        self._anchored: list[tuple[int, _Insert]] = []

    def place_alone(self, inserts: tuple[_Insert, ...] | list[_Insert]) -> None:
        for insert in inserts:
            self._found.append(Element(kind=insert.kind, text=insert.text, line=insert.line))

    def read(self) -> list[Element]:
        lines = self._lines
        while self._at < len(lines):
            line = lines[self._at]
            self._at += 1
            if line.blank:
                self._end_paragraph()
                self._blanks += 1
                self._boundary = True
            elif line.vanished:
                if self._kind is not None:
                    self._pending.extend(line.inserts)
                else:
                    self.place_alone(line.inserts)
                self._boundary = True
            elif not self._boundary or not self._opens_block(line):
                self._plain_line(line)
        self._end_paragraph()
        return self._found

    # blocks that need a blank line before them

    def _opens_block(self, line: _Line) -> bool:
        text = line.text.strip()
        forced_heading = text.startswith(".") and len(text) > 1 and text[1].isalnum()
        if forced_heading or is_heading(text):
            number = ""
            words = text[1:] if forced_heading else text
            if match := _SCENE_NUMBER.search(words, max(0, len(words) - 80)):
                rest = words[: match.start()].strip()
                if rest:
                    number, words = match[1], rest
            self._single("scene_heading", words.strip(), line, prefix=int(forced_heading), forced=forced_heading, scene_number=number)
            return True
        following = self._next_visible()
        if following is not None and following.text.strip() and not text.startswith("!"):
            name = text.removeprefix("@").strip()
            forced_cue = text.startswith("@") and bool(name.rstrip("^").strip())
            if forced_cue or is_cue(text):
                dual = name.endswith("^")
                words = name.removesuffix("^").strip() if dual else name
                self._single("character", words, line, prefix=int(forced_cue), forced=forced_cue, dual=dual)
                self._speech()
                return True
        at_end = self._at >= len(self._lines) or self._lines[self._at].blank
        if at_end and is_transition(line.text.lstrip()):
            self._single("transition", text, line)
            return True
        return False

    def _next_visible(self) -> _Line | None:
        """The next line that is not only notes; None if the cue's paragraph ends first."""
        for line in self._lines[self._at : self._at + 50]:  # fifty note lines between a cue and its words: a guess, keeps time linear
            if not line.vanished:
                return line
        return None

    def _speech(self) -> None:
        """The lines below a cue, to the next blank line; two spaces alone are an empty line of the speech."""
        after_parenthetical = False
        lines = self._lines
        while self._at < len(lines):
            line = lines[self._at]
            text = line.text.strip()
            if line.vanished:
                self._pending.extend(line.inserts)
                self._at += 1
                continue
            if not text:
                if len(line.text) < 2 or self._kind is None:
                    break
                self._add("", line, self._kind, 0)
                self._at += 1
                continue
            self._at += 1
            if text.startswith("(") and text.endswith(")") and not after_parenthetical:
                inner = text
                while inner.startswith("(") and inner.endswith(")") and len(inner) > 1:
                    inner = inner[1:-1].strip()
                pending, self._pending = self._pending, []
                self._end_paragraph()
                self._single("parenthetical", inner, line, prefix=1, before=pending)
                after_parenthetical = True
            elif text.startswith("~"):
                self._add(text[1:].strip(), line, "lyrics", 1)
                after_parenthetical = False
            else:
                self._add(text, line, "dialogue", 0)
                after_parenthetical = False
        self._end_paragraph()
        self._boundary = True

    # blocks that a line alone makes

    def _plain_line(self, line: _Line) -> None:
        text = line.text.strip()
        if re.fullmatch(r"={3,}", text):
            self._single("page_break", "", line)
        elif text.startswith("=") and text[1:].strip():
            self._single("synopsis", text[1:].strip(), line, prefix=1)
        elif text.startswith("#") and text.lstrip("#").strip():
            depth = len(text) - len(text.lstrip("#"))
            self._single("section", text[depth:].strip(), line, prefix=depth, depth=depth)
        elif text.startswith(">") and text.endswith("<") and text[1:-1].strip():
            self._single("centered", text[1:-1].strip(), line, prefix=1)
            self._boundary = False
        elif text.startswith(">") and text[1:].strip() and not text.endswith("<"):
            self._single("transition", text[1:].strip(), line, prefix=1, forced=True)
        elif text.startswith("~"):
            self._add(text[1:].strip(), line, "lyrics", 1)
        elif text.startswith("!") and text[1:].strip():
            pending, self._pending = self._pending, []
            self._end_paragraph()
            self._pending = pending
            self._forced = True
            words = line.text.lstrip()[1:]
            self._add(words, line, "action", len(line.text) - len(words))
        else:
            self._add(line.text, line, "action", 0)

    def _single(
        self,
        kind: ElementKind,
        text: str,
        line: _Line,
        *,
        prefix: int = 0,
        forced: bool = False,
        dual: bool = False,
        scene_number: str = "",
        depth: int = 0,
        before: list[_Insert] | None = None,
    ) -> None:
        """An element of one line, with the notes that were written in it."""
        self._end_paragraph()
        removed = len(line.text) - len(line.text.lstrip()) + prefix
        self._found.append(
            Element(kind=kind, text=text, line=line.number, forced=forced, dual=dual, scene_number=scene_number, depth=depth)
        )
        for insert in before or ():
            self._found.append(Element(kind=insert.kind, text=insert.text, line=insert.line, anchor=0))
        for insert in line.inserts:
            offset = min(max(insert.offset - removed, 0), len(text))
            self._found.append(Element(kind=insert.kind, text=insert.text, line=insert.line, anchor=offset))
        self._blanks = 0
        self._boundary = kind in ("section", "synopsis", "page_break")

    # paragraphs: action, dialogue, lyrics

    def _add(self, text: str, line: _Line, kind: ElementKind, prefix: int) -> None:
        pending, self._pending = self._pending, []
        if self._kind is not None and self._kind != kind:
            forced, self._forced = self._forced, False
            self._end_paragraph()
            self._forced = forced and kind == "action"
        if self._kind is None:
            self._kind, self._line, self._length = kind, line.number, 0
            extra = self._blanks - 1
            if kind == "action" and extra > 0 and self._found and self._last_block() in ("action", "centered"):
                self._paragraph.append("\n" * (extra - 1))
                self._length = extra
        elif self._paragraph:
            self._length += 1
        self._blanks = 0
        begin = self._length
        self._anchored.extend((begin, insert) for insert in pending)
        trimmed = text if kind == "action" else text.strip()
        removed = prefix if kind == "action" else len(line.text) - len(line.text.lstrip()) + prefix
        for insert in line.inserts:
            self._anchored.append((begin + min(max(insert.offset - removed, 0), len(trimmed)), insert))
        self._paragraph.append(trimmed)
        self._length = begin + len(trimmed)
        self._boundary = False

    def _last_block(self) -> ElementKind:
        return self._found[-1].kind

    def _end_paragraph(self) -> None:
        if self._kind is not None:
            while len(self._paragraph) > 1 and self._kind != "action" and not self._paragraph[-1]:
                self._paragraph.pop()
            text = "\n".join(self._paragraph)
            self._found.append(Element(kind=self._kind, text=text, line=self._line, forced=self._forced))
            for offset, insert in self._anchored:
                self._found.append(Element(kind=insert.kind, text=insert.text, line=insert.line, anchor=min(offset, len(text))))
        self._kind, self._forced = None, False
        self._paragraph, self._anchored, self._length = [], [], 0
        pending, self._pending = self._pending, []
        self.place_alone(pending)


def _with_inserts(elements: tuple[Element, ...]) -> list[tuple[Element, list[Element]]]:
    """Each block with the notes that stand inside it."""
    hosts: list[tuple[Element, list[Element]]] = []
    for element in elements:
        if element.kind in ("note", "boneyard") and element.anchor >= 0 and hosts and hosts[-1][0].kind not in ("note", "boneyard"):
            hosts[-1][1].append(element)
        else:
            hosts.append((element, []))
    return hosts


def _continues(element: Element, previous: Element) -> bool:
    """Whether an element belongs to the speech above it, with no blank line between."""
    if element.kind in ("dialogue", "parenthetical"):
        return previous.kind in _PARTS_OF_SPEECH
    return element.kind == "lyrics" and previous.kind in ("character", "parenthetical", "dialogue")


def _written(element: Element, inserts: list[Element], *, first: bool) -> str:
    """One block as Fountain, without the line break at its end."""
    one_line = _filled(element.text.replace("\n", " "), inserts)
    kind = element.kind
    if kind == "scene_heading":
        forced = element.forced or not is_heading(element.text)
        number = f" #{element.scene_number}#" if element.scene_number else ""
        return ("." if forced else "") + one_line + number
    if kind == "character":
        forced = element.forced or not is_cue(element.text) or is_heading(element.text)
        return ("@" if forced else "") + one_line + (" ^" if element.dual else "")
    if kind == "parenthetical":
        wrapped = one_line.startswith("(") and one_line.endswith(")") and len(one_line) > 1
        return one_line if wrapped else f"({one_line})"
    if kind in ("dialogue", "lyrics", "action"):
        return _paragraph(element, inserts, first=first)
    if kind == "transition":
        return one_line if is_transition(element.text) and not element.forced else "> " + one_line
    if kind == "centered":
        return f"> {one_line} <"
    if kind == "page_break":
        return "==="
    if kind == "section":
        return "#" * max(element.depth, 1) + " " + one_line
    if kind == "synopsis":
        return "= " + one_line
    return _insert(element)


def _paragraph(element: Element, inserts: list[Element], *, first: bool) -> str:
    """An action, speech or lyric, line by line."""
    lines = element.text.split("\n")
    opening = next((n for n, line in enumerate(lines) if line), 0)
    written: list[str] = []
    begin = 0
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        here = [i for i in inserts if begin <= i.anchor <= begin + len(line) or (last and i.anchor > begin)]
        words = _filled(line, here, begin)
        if element.kind == "dialogue":
            words = words if line.strip() else (words + "\n" if words.strip() else "") + "  "
        elif element.kind == "lyrics":
            words = "~" + words
        elif number == opening:
            forced = element.forced or _reads_otherwise("\n".join(lines[number:]), first=first)
            words = ("!" if forced else "") + words
        elif _stands_alone(line.strip()):
            words = "!" + words
        written.append(words)
        begin += len(line) + 1
    return "\n".join(written)


def _filled(text: str, inserts: list[Element], begin: int = 0) -> str:
    """The text with its notes put back; `begin` is where it starts in the element's text."""
    pieces: list[str] = []
    at = 0
    for insert in sorted(inserts, key=lambda i: i.anchor):
        offset = min(insert.anchor - begin, len(text))
        pieces += [text[at:offset], _insert(insert)]
        at = offset
    return "".join([*pieces, text[at:]])


def _insert(element: Element) -> str:
    if element.kind == "boneyard":
        return f"/*{element.text}*/"
    return "[[" + re.sub(r"\n(?=\n)", "\n  ", element.text) + "]]"  # an empty line would end the note


def _stands_alone(text: str) -> bool:
    """Whether a line within a paragraph is an element of its own by its first mark."""
    if text.startswith("!"):
        return bool(text[1:].strip())
    return text[:1] == "~" or (text[:1] in tuple("=#>") and bool(text.strip("=#><").strip() or re.fullmatch("={2,}", text)))


def _reads_otherwise(text: str, *, first: bool) -> bool:
    """Whether an action's words would be read as another element without '!'."""
    opening = text.split("\n", 1)[0]
    stripped = opening.strip()
    if is_heading(stripped) or (stripped[:1] == "." and stripped[1:2].isalnum()) or stripped[:1] in tuple("!~>#=@"):
        return True
    if "\n" in text:
        return is_cue(stripped)
    return is_transition(opening.lstrip()) or (first and _TITLE_KEY.match(opening) is not None)
