"""Final Draft's FDX in and out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element as Node
from xml.sax.saxutils import escape as escape_xml
from xml.sax.saxutils import quoteattr

from filmwright.errors import InputError
from filmwright.records.emphasis import Run, mark, runs
from filmwright.records.script import Element, ElementKind, Screenplay, TitleEntry
from filmwright.screenplay.xml_tree import read_tree

_KINDS: dict[str, ElementKind] = {
    "scene heading": "scene_heading",
    "action": "action",
    "general": "action",
    "character": "character",
    "parenthetical": "parenthetical",
    "dialogue": "dialogue",
    "transition": "transition",
    "shot": "action",
    "cast list": "action",
    "lyrics": "lyrics",
    "singing": "lyrics",
    "new act": "centered",
    "end of act": "centered",
    "act": "centered",
    "synopsis": "synopsis",
}
_TYPES: dict[ElementKind, str] = {
    "scene_heading": "Scene Heading",
    "action": "Action",
    "character": "Character",
    "parenthetical": "Parenthetical",
    "dialogue": "Dialogue",
    "transition": "Transition",
    "centered": "Action",
    "lyrics": "Lyrics",
}
_WHOLE_PARAGRAPH_CAPITALS = ("scene heading", "character", "transition", "shot")
_XML_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(data: bytes, *, source: str) -> Screenplay:
    """Read an FDX file.

    Text styles become Fountain's emphasis, scene numbers, dual dialogue, script notes and the title page are kept.
    A paragraph of a type that Fountain has no element for is an action. A shot ("CLOSE ON THE CUP") is an action.

    Raises:
        InputError: not XML, not Final Draft's XML, or XML with entities.
    """
    root = read_tree(data, source=source)
    if root.tag != "FinalDraft":
        raise InputError(f"{source}: the XML's root is <{root.tag}>; a Final Draft file has <FinalDraft>")
    content = root.find("Content")
    if content is None:
        raise InputError(f"{source}: this Final Draft file has no <Content>; open it in Final Draft and save it again")
    elements: list[Element] = []
    for paragraph in content.findall("Paragraph"):
        elements.extend(_elements(paragraph))
    return Screenplay(title_page=_title_entries(root.find("TitlePage/Content")), elements=tuple(elements), source=source)


def write(screenplay: Screenplay) -> bytes:
    """Write an FDX file, UTF-8, that Final Draft and `parse` read.

    Sections have no place in a script of Final Draft's and are left out, and so are boneyards; a synopsis becomes the
    summary of its scene, a note a script note.
    """
    out = [
        '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>',
        '<FinalDraft DocumentType="Script" Template="No" Version="5">',
        "  <Content>",
    ]
    elements = screenplay.elements
    new_page = False
    at = 0
    while at < len(elements):
        element = elements[at]
        if element.kind == "page_break":
            new_page = True
        elif element.kind == "character" and (end := _dual_end(elements, at)):
            out.append("    <Paragraph>\n      <DualDialogue>")
            for spoken in elements[at:end]:
                out += _paragraph(spoken, (), indent="        ", new_page=False)
            out.append("      </DualDialogue>\n    </Paragraph>")
            at = end - 1
        elif element.kind in _TYPES:
            notes, at_end = _attached(elements, at)
            out += _paragraph(element, notes, indent="    ", new_page=new_page)
            new_page = False
            at = at_end - 1
        elif element.kind == "note":
            out += _paragraph(Element(kind="action", text=""), (element,), indent="    ", new_page=new_page)
        at += 1
    out.append("  </Content>")
    if screenplay.title_page:
        out += _title_page(screenplay.title_page)
    out.append("</FinalDraft>")
    return ("\n".join(out) + "\n").encode("utf-8")


def _elements(paragraph: Node) -> Iterator[Element]:
    dual = paragraph.find("DualDialogue")
    if dual is not None:
        speakers = 0
        for inner in dual.findall("Paragraph"):
            for element in _elements(inner):
                if element.kind == "character":
                    speakers += 1
                    element = Element(kind="character", text=element.text, dual=speakers == 2)
                yield element
        return
    named = paragraph.get("Type", "Action").lower()
    kind = _KINDS.get(named, "action")
    text = _styled(paragraph, capitals=named in _WHOLE_PARAGRAPH_CAPITALS)
    if paragraph.get("StartsNewPage") == "Yes":
        yield Element(kind="page_break", text="")
    if kind == "action" and paragraph.get("Alignment") == "Center":
        kind = "centered"
    if kind == "parenthetical":
        text = re.sub(r"^\((.*)\)$", r"\1", text.strip(), flags=re.DOTALL).strip()
    if text.strip():
        if kind != "action":
            text = text.strip()
        yield Element(kind=kind, text=text, scene_number=paragraph.get("Number", "") if kind == "scene_heading" else "")
    for note in paragraph.iter("ScriptNote"):
        words = "\n".join(_styled(inner) for inner in note.findall("Paragraph")).strip()
        if words:
            yield Element(kind="note", text=words, anchor=len(text) if text.strip() else -1)
    summary = paragraph.find("SceneProperties/Summary")
    if kind == "scene_heading" and summary is not None:
        words = " ".join(_styled(inner).strip() for inner in summary.findall("Paragraph")).strip()
        if words:
            yield Element(kind="synopsis", text=" ".join(words.split()))


def _styled(paragraph: Node, *, capitals: bool = False) -> str:
    """The text of a paragraph's runs with emphasis marks."""
    found: list[Run] = []
    for text in paragraph.findall("Text"):
        styles = (text.get("Style") or "").split("+")
        words = text.text or ""
        if "AllCaps" in styles and not capitals:
            words = words.upper()
        found.append(Run(words, "Bold" in styles, "Italic" in styles, "Underline" in styles))
    joined: list[Run] = []
    for run in found:
        if joined and joined[-1][1:] == run[1:]:
            joined[-1] = run._replace(text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return mark(tuple(joined))


def _title_entries(content: Node | None) -> tuple[TitleEntry, ...]:
    """The title page, which in FDX is lines of text: the first centred block is the title, "by" leads to the author."""
    if content is None:
        return ()
    entries: list[TitleEntry] = []
    seen: set[str] = set()

    def add(key: str, text: str) -> None:
        values = tuple(line.strip() for line in text.split("\n") if line.strip())
        if not values:
            return
        if key in seen:
            old = next(i for i, entry in enumerate(entries) if entry.key == key)
            entries[old] = TitleEntry(key=key, values=entries[old].values + values)
        else:
            seen.add(key)
            entries.append(TitleEntry(key=key, values=values))

    for paragraph in content.findall("Paragraph"):
        text = _styled(paragraph).strip()
        lowered = text.lower()
        if not text:
            continue
        centred = paragraph.get("Alignment") == "Center"
        if "copyright" in lowered or "©" in text:
            add("Copyright", text)
        elif "draft" in lowered:
            add("Draft date", text)
        elif centred and "Title" not in seen:
            add("Title", text)
        elif centred and "Credit" not in seen and "Author" not in seen and re.search(r"\bby$", lowered):
            add("Credit", text)
        elif centred and re.match(r"(?:based|from|story)\b", lowered):
            add("Source", text)
        elif centred:
            add("Author", text)
        else:
            add("Contact", text)
    return tuple(entries)


def _dual_end(elements: tuple[Element, ...], at: int) -> int:
    """The end of two speeches of which the second is dual, if one begins here; else 0."""
    end, cues = at, 0
    while end < len(elements) and (element := elements[end]).kind in ("character", "parenthetical", "dialogue", "lyrics"):
        if element.kind == "character":
            cues += 1
            if cues == 3 or (cues == 2 and not element.dual):
                break
        end += 1
    return end if cues >= 2 and any(e.dual for e in elements[at + 1 : end]) and not elements[at].dual else 0


def _attached(elements: tuple[Element, ...], at: int) -> tuple[tuple[Element, ...], int]:
    """Notes inside the element, and for a heading the synopsis below it; and where the next block begins."""
    end = at + 1
    while end < len(elements):
        inner = elements[end]
        inside = inner.kind in ("note", "boneyard") and inner.anchor >= 0
        if not inside and not (inner.kind == "synopsis" and elements[at].kind == "scene_heading"):
            break
        end += 1
    return tuple(e for e in elements[at + 1 : end] if e.kind in ("note", "synopsis")), end


def _paragraph(element: Element, attached: tuple[Element, ...], *, indent: str, new_page: bool) -> list[str]:
    attributes = f"Type={quoteattr(_TYPES[element.kind])}"
    if element.kind == "scene_heading" and element.scene_number:
        attributes += f" Number={quoteattr(_legal(element.scene_number))}"
    if element.kind == "centered":
        attributes += ' Alignment="Center"'
    if new_page:
        attributes += ' StartsNewPage="Yes"'
    text = f"({element.text})" if element.kind == "parenthetical" and not element.text.startswith("(") else element.text
    out = [f"{indent}<Paragraph {attributes}>"]
    for other in attached:
        words = _text_nodes(other.text)
        if other.kind == "synopsis":
            out.append(f"{indent}  <SceneProperties><Summary><Paragraph>{words}</Paragraph></Summary></SceneProperties>")
    out.append(indent + "  " + _text_nodes(text))
    for other in attached:
        if other.kind == "note":
            out.append(f"{indent}  <ScriptNote><Paragraph>{_text_nodes(other.text)}</Paragraph></ScriptNote>")
    return [*out, f"{indent}</Paragraph>"]


def _text_nodes(text: str) -> str:
    nodes = []
    for run in runs(text) or (Run(""),):
        styles = [name for name, on in (("Bold", run.bold), ("Italic", run.italic), ("Underline", run.underline)) if on]
        style = f' Style="{"+".join(styles)}"' if styles else ""
        nodes.append(f"<Text{style}>{escape_xml(_legal(run.text))}</Text>")
    return "".join(nodes)


def _legal(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return _XML_FORBIDDEN.sub("", text)


def _title_page(entries: tuple[TitleEntry, ...]) -> list[str]:
    out = ["  <TitlePage>", "    <Content>"]
    centred = ("title", "credit", "author", "authors", "source")
    for entry in entries:
        alignment = "Center" if entry.key.lower() in centred else "Left"
        for value in entry.values:
            out.append(f'      <Paragraph Type="General" Alignment="{alignment}">{_text_nodes(value)}</Paragraph>')
    return [*out, "    </Content>", "  </TitlePage>"]
