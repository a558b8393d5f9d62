"""The director's notes on sound: `[[score: dread, slow]]`, `[[sfx: a door slams off]]`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable

from filmwright.breakdown.tables import table
from filmwright.breakdown.words import plain
from filmwright.records.breakdown import DirectorsNote, EffectNote, ScoreNote
from filmwright.records.story import Feeling

_NOTE = re.compile(r"\s*([A-Za-z]+)\s*:(.*)", re.DOTALL)
_THEME = re.compile(r"(?:the\s+)?theme\s+(?:of|for)\s+(.+)|(.+?)(?:'s)\s+theme")


def is_directors_note(text: str) -> bool:
    """True for a note on sound; any other note is the writer's own."""
    match = _NOTE.fullmatch(text)
    return match is not None and match[1].lower() in (table("notes")["score"] + " " + table("notes")["effect"]).split()


def read_note(text: str, *, ident: str, after: str, part: float, line: int, theme_named: Callable[[str], str]) -> DirectorsNote | str:
    """A note on sound as a record, or one sentence that says what is wrong with it and what is expected.

    Args:
        text: What stands between the brackets, as `is_directors_note` knows it.
        ident: The id of the note.
        after: The business after or within which it stands; "" where the scene opens.
        part: How far into that business, 0 to 1.
        line: The line of the source.
        theme_named: Gives the id of the theme of a name: of a member of the cast, a thing or the two; "" for none.
    """
    match = _NOTE.fullmatch(text)
    said = plain(match[2]) if match else ""
    if match is None or not any(c.isalnum() for c in said):
        return f"the note says nothing after its colon; expected {_EXPECTED_SOUND if match and _is_effect(match[1]) else expected()}"
    if _is_effect(match[1]):
        return EffectNote(id=ident, after=after, part=part, text=said, source_line=line)
    asked: dict[str, object] = {}
    for item in filter(None, (re.sub(r"[.!]+$", "", piece.strip()).lower() for piece in re.split(r"[,;]", said))):
        read = _score_word(item, theme_named)
        if isinstance(read, str):
            return read
        asked |= read
    if asked.get("silent") and len(asked) > 1:
        return f"'{said}' asks for silence and for music at once; expected {expected()}"
    return ScoreNote(id=ident, after=after, part=part, text=said, source_line=line, **asked)  # type: ignore[arg-type]


def _is_effect(key: str) -> bool:
    return key.lower() in table("notes")["effect"].split()


def _score_word(item: str, theme_named: Callable[[str], str]) -> dict[str, object] | str:
    """What one word or phrase of a note asks for, or what is wrong with it."""
    words = table("notes")
    if item in words["silence"]:
        return {"silent": True}
    if item in words["free"]:
        return {}
    if match := _THEME.fullmatch(item):
        name = (match[1] or match[2]).removeprefix("the ")
        theme = theme_named(name)
        return {"theme": theme} if theme else f"nobody in the cast is called '{name}', and nothing seen before it is; expected {expected()}"
    mood = words["same"].get(item, item)
    if mood in words["moods"]:
        valence, arousal, tension = words["moods"][mood]
        return {"feeling": Feeling(valence=valence, arousal=arousal, tension=tension)}
    if item in words["paces"]:
        return {"pace": words["paces"][item]}
    if item in words["loudness"]:
        return {"loudness": words["loudness"][item]}
    known = [*words["moods"], *words["same"], *words["paces"], *words["loudness"], *words["silence"], *words["free"]]
    near = difflib.get_close_matches(item, known, 1)
    return f"'{item}' is no word of a note on the score{f' (did you mean {near[0]}?)' if near else ''}; expected {expected()}"


_EXPECTED_SOUND = "a sound in plain words, for example 'a door slams off'"


def expected() -> str:
    """What a note on the score may say, in one phrase."""
    words = table("notes")
    return (
        "'none', 'theme of' and a name of the cast, a thing or 'the two', or some of these with commas between: "
        f"{', '.join(words['moods'])}, "
        f"{', '.join(words['paces'])}, {', '.join(words['loudness'])}"
    )
