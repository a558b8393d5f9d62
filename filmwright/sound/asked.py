"""Sounds that a director asks for in words: `[[sfx: a door slams off]]` as the nearest effect there is."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.signal import butter, sosfilt

from filmwright.records.breakdown import Breakdown, EffectNote
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.report import Approximation
from filmwright.sound import foley as things
from filmwright.sound.noise import put
from filmwright.sound.sampled import Sound, gain

_STEP_S = 0.52  # from one footstep to the next
_STEPS = 6
_ASKED_BED_DB = 6.0  # a bed that is asked for by name stands above the beds of places (guess)
# How far -> (level in dB, corner in Hz of what walls and air leave of it, share of the room).
_FAR = {"": (0.0, 0.0, 0.22), "off": (-5.0, 1400.0, 0.5), "far": (-11.0, 900.0, 0.7)}


@dataclass(frozen=True)
class Effect:
    """An effect of `foley` that a note asks for. `where`: "" here, "off" in another room, "far"."""

    kind: str
    material: str
    force: float
    where: str
    side: float
    times: int = 1


@functools.cache
def _table() -> dict[str, dict[str, Any]]:
    path = Path(things.__file__).with_name("effects.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def effect_of(text: str) -> Effect | None:
    """The nearest effect to what a note asks for; None if nothing near is known."""
    table = _table()
    words = re.findall(r"[a-z]+", text.lower().replace("'s", ""))
    stems = [_stems(word) for word in words]
    kind = (
        next((kind for phrase, kind in table["phrases"].items() if _in_order(phrase.split(), stems)), "")
        or _first(stems, table["words"])
        or next(
            (named for word in words if (named := things.kind_of(word)) and word not in table["weak"] and word not in table["where"]), ""
        )
        or _first(stems, table["weak"])
    )
    if not kind:
        return None
    material = next((stem for forms in stems for stem in forms if stem in things.MATERIALS), "")
    plural = any(word.endswith("steps") for word in words) or "walk" in text or "run" in text
    return Effect(
        kind=kind,
        material=material,
        force=next((table["force"][word] for word in words if word in table["force"]), 0.6),
        where=next((table["where"][word] for word in reversed(words) if word in table["where"]), ""),
        side=next((table["side"][word] for word in words if word in table["side"]), 0.15),
        times=_STEPS if kind == "step" and plural else 1,
    )


def sounded(effect: Effect, *, seed: str) -> tuple[Sound, float]:
    """The effect as it is heard from where it is, mono, and the share of the room in it."""
    level, corner, wet = _FAR[effect.where]
    one = [things.foley(effect.kind, effect.material, effect.force, seed=f"{seed}/{k}") for k in range(effect.times)]
    out = np.zeros(int((effect.times - 1) * _STEP_S * SAMPLE_RATE_HZ) + max(len(sound) for sound in one), dtype=np.float32)
    for k, sound in enumerate(one):
        put(out, sound, int(k * _STEP_S * SAMPLE_RATE_HZ))
    if corner:
        out = sosfilt(butter(2, corner, "lowpass", fs=SAMPLE_RATE_HZ, output="sos"), out).astype(np.float32)
    if effect.kind.startswith("bed:"):
        level += _ASKED_BED_DB
    return out * np.float32(gain(level)), wet


def effects_not_known(breakdown: Breakdown) -> tuple[Approximation, ...]:
    """A sentence for each sound that a note asks for and to which nothing near is known."""
    return tuple(
        Approximation(
            where=f"scene {scene.number}, [[sfx: {note.text}]]",
            asked=note.text,
            done=f"no sound near '{note.text}' is known, so nothing is heard; expected one with a word such as {', '.join(_EXAMPLES)}",
        )
        for scene in breakdown.scenes
        for note in scene.notes
        if isinstance(note, EffectNote) and effect_of(note.text) is None
    )


_EXAMPLES = ("door", "knock", "footsteps", "bell", "telephone", "thunder", "rain", "dog", "glass", "crowd")


def known_effect_words() -> tuple[str, ...]:
    """The words by which a note may ask for an effect, in order."""
    return tuple(sorted({*_table()["words"], *_table()["weak"]}))


def _first(stems: list[tuple[str, ...]], words: dict[str, str]) -> str:
    return next((words[stem] for forms in stems for stem in forms if stem in words), "")


def _in_order(phrase: list[str], stems: list[tuple[str, ...]]) -> bool:
    rest = iter(stems)
    return all(any(word in forms for forms in rest) for word in phrase)


def _stems(word: str) -> tuple[str, ...]:
    """The word, and the word without -s, -es, -ed, -ing, its doubled letter undone or its e put back."""
    forms = [word]
    for ending in ("s", "es", "ed", "ing"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)]
            forms += [stem, stem + "e"] + ([stem[:-1]] if len(stem) > 3 and stem[-1] == stem[-2] else [])
    past = {"broke": "break", "rang": "ring", "struck": "strike", "fell": "fall", "blew": "blow"}
    return tuple(dict.fromkeys([*forms, *([past[word]] if word in past else [])]))
