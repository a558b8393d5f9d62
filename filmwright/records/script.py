"""The screenplay as a sequence of typed elements; everything Fountain can say, and no more."""

from __future__ import annotations

from typing import Literal

from filmwright.records.codec import Document, Record

ElementKind = Literal[
    "scene_heading", "action", "character", "parenthetical", "dialogue", "lyrics", "transition",
    "centered", "page_break", "section", "synopsis", "note", "boneyard",
]


class Element(Record, frozen=True, kw_only=True):
    """One block of a screenplay.

    `text` holds the words without the element's own markup (no leading '.', '@', '!', '~', '>', '#', '='),
    emphasis marks (*, **, _) kept as written; lines are parted by "\\n".
    """

    kind: ElementKind
    text: str
    line: int = 0  # 1-based line of the source, 0 if the element was made here
    forced: bool = False  # written with its forcing mark
    dual: bool = False  # character: "^"
    scene_number: str = ""  # scene_heading: between '#'
    depth: int = 0  # section: number of '#'
    anchor: int = -1  # note, boneyard: offset in the text of the element before it at which it was written; -1: a block of its own


class TitleEntry(Record, frozen=True, kw_only=True):
    """One key of the title page with its lines."""

    key: str
    values: tuple[str, ...]


class Screenplay(Document, frozen=True, kw_only=True):
    """A screenplay in order."""

    schema: str = "screenplay/1"
    title_page: tuple[TitleEntry, ...] = ()
    elements: tuple[Element, ...] = ()
    source: str = ""  # file name, for messages

    def title(self, default: str = "Untitled") -> str:
        """The film's title without emphasis marks."""
        for entry in self.title_page:
            if entry.key.lower() == "title" and entry.values:
                return " ".join(entry.values).replace("*", "").replace("_", "").strip() or default
        return default
