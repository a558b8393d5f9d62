"""Sounds that a person makes without words (a laugh, a sob, a sigh), and how a script asks for them."""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import Literal, get_args

Noise = Literal[
    "clear_throat", "giggle", "chuckle", "laugh", "whimper", "sob", "sniff", "gasp", "yawn", "sigh", "inhale", "cough", "sneeze",
    "hiccup", "groan", "pant", "scream", "hum", "hm", "hm_asking", "mhm",
]  # fmt: skip
NOISES: tuple[Noise, ...] = get_args(Noise)
_NEGATED = re.compile(r"\b(not|never|no|without|n't|nobody|stops?|stopped|tries|hardly|barely|almost)\b[^.;,]{0,18}$|n't [^.;,]{0,12}$")
_ALONE, _AFTER = r"(?:(?<=^)|(?<=[.!?…,—:;\-] ))", r"(?=$|[.!?…,;:—]|\s+[A-Z\"“'])"
_DIRECTION = rf"[(\[](?P<bracketed>[^()\[\]]{{2,48}})[)\]]|{_ALONE}\*(?P<starred>[a-z][a-z ]{{2,30}})\*{_AFTER}"


@functools.cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("noises.toml").read_text(encoding="utf-8"))


def _asked_for() -> tuple[Noise, ...]:
    """The noises that a direction can ask for, in the order in which they are looked for."""
    return tuple(noise for noise in NOISES if noise in _table()["words"])


@functools.cache
def _pattern(noise: Noise, *, manner: bool) -> re.Pattern[str]:
    ways = []
    for phrase in _table()["words"][noise].split("|"):
        if " " in phrase or phrase.endswith("s"):
            ways.append(phrase)
        else:
            stem = phrase.removesuffix("e")
            ways.append(rf"{phrase}(?:s|es)?" + (rf"|{stem}(?:{stem[-1]})?ing" if manner else ""))
    return re.compile(rf"\b(?:{'|'.join(ways)})\b")


@functools.cache
def _written() -> re.Pattern[str]:
    cries = "|".join(f"(?P<{noise}>{ways})" for noise, ways in _table()["cries"].items())
    return re.compile(rf"{_DIRECTION}|{_ALONE}(?i:(?:{cries})(?![\w'’])){_AFTER}")


def noise_in(direction: str, *, manner: bool = True) -> Noise | None:
    """The noise that a direction or an action tells of: "laughs", "with a sigh", "Ada bursts out laughing".

    Args:
        manner: Whether "laughing" counts; as the parenthetical of a line it is a way of speaking.
    """
    low = direction.lower().strip("()[]* ")
    for noise in _asked_for():
        found = _pattern(noise, manner=manner).search(low)
        if found and not _NEGATED.search(low[: found.start()]):
            return noise
    return None


def noise_of_act(act: str, text: str) -> Noise | None:
    """The noise of an act that is performed: what its sentence names, as far as this act makes it ("yawns and sniffs" is two acts)."""
    own: dict[Noise, str] = {noise: of for of, noises in _table()["acts"].items() for noise in NOISES if noise in noises.split()}
    low = text.lower()
    for noise in _asked_for():
        found = _pattern(noise, manner=True).search(low)
        if found and own.get(noise, act if act not in _table()["acts"] else "") == act and not _NEGATED.search(low[: found.start()]):
            return noise
    return None


def parted(text: str) -> tuple[tuple[str, Noise | None], ...]:
    """A line in its words and the noises in it, in order: "Well. (sighs) I suppose." is three parts.

    `*sniff*` alone is a noise too, and so are "Hmm?" and "Ha ha ha!". Brackets that name no noise are words of the line.
    """
    parts: list[tuple[str, Noise | None]] = []
    at = 0
    for match in _written().finditer(text):
        direction = match["bracketed"] or match["starred"]
        noise = noise_in(direction) if direction else next(each for each in NOISES if each in _table()["cries"] and match[each])
        if noise == "hm" and text[match.end() :].startswith("?"):
            noise = "hm_asking"
        if noise is not None:
            parts += [(text[at : match.start()], None), (match[0], noise)]
            at = match.end()
    parts.append((text[at:], None))
    return tuple((part, noise) for part, noise in parts if part.strip())
