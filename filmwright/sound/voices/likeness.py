"""How alike two voices are to a speaker encoder, foretold from what makes them: packs, pitch, size of the body."""

from __future__ import annotations

import functools
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from filmwright.records.breakdown import VoiceRecord
from filmwright.sound.voices.bank import TIMBRE, pack

LEARNT = Path(__file__).parent / "bank" / "likeness.npy"
# Median F0 of each pack, Hz, and its mean energy, on one neutral line.
F0_HZ = {
    "af_alloy": 137, "af_aoede": 168, "af_bella": 192, "af_heart": 188, "af_jessica": 195, "af_kore": 142, "af_nicole": 144, "af_nova": 149,
    "af_river": 170, "af_sarah": 181, "af_sky": 152, "am_adam": 113, "am_echo": 107, "am_eric": 145, "am_fenrir": 125, "am_liam": 110,
    "am_michael": 108, "am_onyx": 85, "am_puck": 109, "am_santa": 155, "bf_alice": 201, "bf_emma": 178, "bf_isabella": 205, "bf_lily": 172,
    "bm_daniel": 120, "bm_fable": 117, "bm_george": 138, "bm_lewis": 96,
}  # fmt: skip
_MIDDLE_HZ = 150.0
_TIMBRES = 20  # directions in which the packs differ, the widest first


def likeness(one: VoiceRecord, other: VoiceRecord) -> float:
    """Cosine of what a speaker encoder makes of two voices, as `benchmarks.hearing.likeness` learnt it: 1 the same."""
    a, b = _embedding(_key(one)), _embedding(_key(other))
    return float(a @ b)


def f0_hz(voice: VoiceRecord) -> float:
    """Median pitch of a voice in a plain line."""
    total = sum(voice.blend.values())
    return voice.pitch * math.exp(sum(weight / total * math.log(F0_HZ.get(name, 150)) for name, weight in sorted(voice.blend.items())))


def traits(voice: VoiceRecord) -> NDArray[np.float64]:
    """What a voice is made of, in numbers (26,): timbre, pitch, body."""
    pitch, body = math.log2(f0_hz(voice) / _MIDDLE_HZ), math.log(voice.formant) * 5
    return np.concatenate([_timbre(tuple(sorted(voice.blend.items()))), [pitch, body, pitch * pitch, body * body, pitch * body, 1.0]])


Key = tuple[tuple[tuple[str, float], ...], float, float]


def _key(voice: VoiceRecord) -> Key:
    return tuple(sorted(voice.blend.items())), voice.pitch, voice.formant


@functools.lru_cache(maxsize=4096)
def _embedding(key: Key) -> NDArray[np.float64]:
    found: NDArray[np.float64] = traits(VoiceRecord(blend=dict(key[0]), pitch=key[1], formant=key[2])) @ _learnt()
    return found / (np.linalg.norm(found) + 1e-9)


@functools.cache
def _learnt() -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.load(LEARNT).astype(np.float64)
    return found


@functools.lru_cache(maxsize=1024)
def _timbre(blend: tuple[tuple[str, float], ...]) -> NDArray[np.float64]:
    """A blend's place among the packs, in units of their spread."""
    middle, directions = _directions()
    total = sum(weight for _, weight in blend)
    own = np.sum([weight / total * pack(name, 80)[TIMBRE].astype(np.float64) for name, weight in blend], axis=0)
    found: NDArray[np.float64] = (own - middle) @ directions
    return found


@functools.cache
def _directions() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    packs = np.array([pack(name, 80)[TIMBRE] for name in F0_HZ], dtype=np.float64)
    middle = packs.mean(axis=0)
    _, _, across = np.linalg.svd(packs - middle, full_matrices=False)
    along = across[:_TIMBRES].T
    return middle, along / ((packs - middle) @ along).std(axis=0).mean()
