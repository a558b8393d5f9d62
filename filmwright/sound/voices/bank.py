"""The compact bank of voice packs: a style vector for any voice, blend and length of text."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from filmwright.errors import SettingsError
from filmwright.records.breakdown import VoiceRecord

Style = NDArray[np.float32]
_BANK = Path(__file__).parent / "bank"
TIMBRE = slice(0, 128)  # what the decoder hears of a style
PROSODY = slice(128, 256)  # what the prosody net hears


@functools.cache
def _load() -> tuple[dict[str, NDArray[np.float32]], NDArray[np.float64]]:
    index = json.loads((_BANK / "styles.json").read_text())
    styles = np.load(_BANK / "styles.npy").astype(np.float32)
    return dict(zip(index["voices"], styles, strict=True)), np.array(index["rows"], dtype=np.float64)


def voices() -> tuple[str, ...]:
    """Names of the 28 packs, in alphabetical order; af_ and am_ American women and men, bf_ and bm_ British."""
    return tuple(_load()[0])


def pack(name: str, length: int) -> Style:
    """The style vector (256,) of one pack for a text of `length` symbols, interpolated between the lengths kept.

    Raises:
        SettingsError: there is no such pack.
    """
    packs, rows = _load()
    if name not in packs:
        raise SettingsError(f"there is no voice pack '{name}'; there are {', '.join(packs)}")
    row = float(np.clip(length - 1, rows[0], rows[-1]))
    after = int(np.clip(np.searchsorted(rows, row), 1, len(rows) - 1))
    part = (row - rows[after - 1]) / (rows[after] - rows[after - 1])
    table = packs[name]
    found: Style = ((1.0 - part) * table[after - 1] + part * table[after]).astype(np.float32)
    return found


def style(voice: VoiceRecord, length: int) -> Style:
    """The style vector (256,) of a voice: packs blended by weight, the prosody half from its donor if it has one."""
    total = sum(voice.blend.values())
    if not voice.blend or total <= 0:
        raise SettingsError("a voice has no packs to blend; cast it first, or name at least one pack with a weight above 0")
    blended = np.zeros(256, dtype=np.float32)
    for name in sorted(voice.blend):
        blended += np.float32(voice.blend[name] / total) * pack(name, length)
    if voice.prosody:
        blended[PROSODY] = pack(voice.prosody, length)[PROSODY]
    return blended
