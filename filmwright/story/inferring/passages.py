"""Passages: a screenplay split into its scenes and these into paragraphs of action and speeches, with who is on the stage."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from filmwright.records.script import Screenplay

_CUE_TAIL = re.compile(r"\s*\([^)]*\)")
_EMPHASIS = re.compile(r"[*_]")
_SENTENCE = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)]*\s+")
_LONG_WORDS = 45  # a paragraph of action longer than this tells more than one act; guess
_TIMES = frozenset(("day", "night", "dawn", "dusk", "morning", "evening", "afternoon", "noon", "midnight", "later", "continuous", "same"))


@dataclass
class Passage:
    """One paragraph of action or one speech."""

    index: int
    scene: int
    speaker: str  # the cue's name in capitals; "" for action
    text: str
    manner: str  # the parentheticals of a speech
    line: int
    elements: tuple[int, ...]  # indices of the elements it was made of
    opens: bool = False  # the first of its scene


@dataclass
class SceneText:
    """One scene: its heading and its passages."""

    heading: str
    place: str
    time: str
    interior: bool
    passages: list[Passage] = field(default_factory=list)


def scenes_of(screenplay: Screenplay) -> list[SceneText]:
    """The scenes of a screenplay with their passages; scenes without any are left out.

    Notes, boneyards, sections, synopses and transitions tell no act and are passed over.
    """
    scenes: list[SceneText] = [SceneText("", "", "", True)]
    count = 0
    speaker, manner = "", ""
    for at, element in enumerate(screenplay.elements):
        text = _plain(element.text)
        if element.kind == "scene_heading":
            scenes.append(_scene(text))
            speaker = ""
        elif element.kind == "character":
            speaker, manner = cue_name(text), ""
        elif element.kind == "parenthetical":
            manner = f"{manner} {text.strip('() ')}".strip()
        elif element.kind in ("dialogue", "lyrics") and text:
            here = scenes[-1].passages
            if speaker and here and here[-1].speaker == speaker and here[-1].elements[-1] >= at - 2 and _same_speech(screenplay, at):
                here[-1].text += " " + text  # one speech, parted by a parenthetical or written as several blocks
                here[-1].manner = f"{here[-1].manner} {manner}".strip()
                here[-1].elements += (at,)
            else:
                here.append(Passage(count, len(scenes) - 1, speaker, text, manner, element.line, (at,), not here))
                count += 1
            manner = ""
        elif element.kind in ("action", "centered") and text:
            speaker = ""
            for chunk in _chunks(text):
                here = scenes[-1].passages
                here.append(Passage(count, len(scenes) - 1, "", chunk, "", element.line, (at,), not here))
                count += 1
    return _numbered([scene for scene in scenes if scene.passages])


def cue_name(text: str) -> str:
    """The name in a character's cue, without "(V.O.)" and the like."""
    return _CUE_TAIL.sub("", text).strip(" ^:").upper()


def sentences_of(text: str) -> list[str]:
    """The sentences of a text."""
    return [found for found in _SENTENCE.split(text.replace("\n", " ")) if found.strip()]


def _numbered(scenes: list[SceneText]) -> list[SceneText]:
    for number, scene in enumerate(scenes):
        for passage in scene.passages:
            passage.scene = number
    return scenes


def _same_speech(screenplay: Screenplay, at: int) -> bool:
    return screenplay.elements[at - 1].kind in ("parenthetical", "dialogue", "lyrics") and (
        at < 2 or screenplay.elements[at - 2].kind != "character" or screenplay.elements[at - 1].kind != "parenthetical"
    )


def _plain(text: str) -> str:
    return _EMPHASIS.sub("", text).strip()


def _chunks(text: str) -> list[str]:
    """A paragraph, or its parts of two or three sentences where it is long."""
    if len(text.split()) <= _LONG_WORDS:
        return [text]
    chunks: list[str] = []
    for sentence in sentences_of(text):
        if chunks and len(chunks[-1].split()) + len(sentence.split()) <= _LONG_WORDS // 2:
            chunks[-1] += " " + sentence
        else:
            chunks.append(sentence)
    return chunks or [text]


def _scene(heading: str) -> SceneText:
    upper = heading.upper()
    interior = not upper.startswith(("EXT", "E."))
    rest = re.sub(r"^(INT\.?/EXT\.?|EXT\.?/INT\.?|I/E\.?|INT\.?|EXT\.?|EST\.?)\s*", "", upper)
    parts = [part.strip() for part in re.split(r"\s+[-\u2013\u2014]\s+", rest) if part.strip()]
    kept = [part for part in parts if not set(part.lower().split()) <= _TIMES]
    time = " ".join(part.lower() for part in parts if part not in kept)
    return SceneText(heading, " - ".join(kept) or rest.strip(), time, interior)
