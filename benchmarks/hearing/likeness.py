"""Learns how near two voices lie to a speaker encoder, from what voices of every kind were measured at, for casting to go by.

    python -m benchmarks.hearing.likeness measure 150   # records and measures for so many seconds; goes on where it stopped
    python -m benchmarks.hearing.likeness learn         # writes filmwright/sound/voices/bank/likeness.npy and prints its error

A voice is described by what makes it: the timbre of its packs, its pitch, the size of its body. The encoder itself is needed only here.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.hearing.voices import embedded
from filmwright.records.breakdown import LineOfDialogue, VoiceRecord
from filmwright.records.codec import decode, encode
from filmwright.sound import load_voice_model, record_line
from filmwright.sound.sampled import from_wav
from filmwright.sound.voices import likeness
from filmwright.sound.voices.casting import TYPES
from filmwright.store import Store

MEASURED = Path("build/likeness.jsonl")
SENTENCES = (
    "The boat leaves at half past six, with or without you, and I will not wait.",
    "There are three keys in the drawer, and only one of them fits the door.",
)
MOVED, HELD_OUT = 110, 5  # voices moved by chance; every fifth voice of all is not learnt from
SAME_VOICE = 0.80  # as benchmarks.sound has it
PITCHES, FORMANTS = (0.84, 1.25), (0.9, 1.2)


def voices() -> list[VoiceRecord]:
    """Every pack, every type of the casting table, and types and mixtures moved in pitch and body by chance."""
    chance = random.Random(5)
    found = [VoiceRecord(blend={name: 1.0}) for name in likeness.F0_HZ] + [kind.record() for kind in TYPES]
    for _ in range(MOVED):
        voice = chance.choice(TYPES).record()
        if chance.random() < 0.5:
            pack = chance.choice([name for name in likeness.F0_HZ if name not in voice.blend])
            share = chance.choice((0.4, 0.75))
            total = sum(voice.blend.values())
            blend = {name: (1 - share) * weight / total for name, weight in voice.blend.items()} | {pack: share}
            voice = VoiceRecord(blend=blend, prosody=pack, pitch=voice.pitch, formant=voice.formant, pace=voice.pace)
        found.append(VoiceRecord(
            blend=voice.blend, prosody=voice.prosody, pace=voice.pace, pitch=round(voice.pitch * chance.uniform(*PITCHES), 3),
            formant=round(min(max(voice.formant * chance.uniform(0.92, 1.09), FORMANTS[0]), FORMANTS[1]), 3),
        ))  # fmt: skip
    return found


def measure(seconds: float) -> None:
    """Record and measure the next voices."""
    done = len(MEASURED.read_text(encoding="utf-8").splitlines()) if MEASURED.is_file() else 0
    MEASURED.parent.mkdir(exist_ok=True)
    model, until = load_voice_model(), time.monotonic() + seconds
    with MEASURED.open("a", encoding="utf-8") as file, tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        for i, voice in list(enumerate(voices()))[done:]:
            if time.monotonic() > until:
                break
            line = LineOfDialogue(id="l", role="r", text=SENTENCES[i % 2])
            spoken = record_line(line, voice, store=store, model=model)
            found = embedded(from_wav(store.get(spoken.media), where="line")[0])
            row = {"voice": json.loads(encode(voice)), "embedding": [round(float(x), 4) for x in found]}
            file.write(json.dumps(row) + "\n")
            file.flush()
            done = i + 1
    print(f"{done} of {len(voices())} voices measured")


def learn() -> None:
    """A ridge from what makes a voice to what the encoder hears; written for casting, with its error on voices that were held out."""
    rows = [json.loads(line) for line in MEASURED.read_text(encoding="utf-8").splitlines()]
    x = np.array([likeness.traits(decode(json.dumps(row["voice"]).encode(), VoiceRecord, where=str(MEASURED))) for row in rows])
    y = np.array([row["embedding"] for row in rows])
    y /= np.linalg.norm(y, axis=1, keepdims=True)
    held = np.arange(len(rows)) % HELD_OUT == 0
    best = min(RIDGES, key=lambda ridge: _error(x[~held], y[~held], x[held], y[held], ridge))
    found = _fitted(x[~held], y[~held], best)
    told, heard = _pairs(x[held] @ found), _pairs(y[held])
    print(f"{len(rows)} voices, {held.sum()} of them held out: {len(heard)} pairs, ridge {best}")
    print(f"  cosine foretold wrongly by {np.abs(told - heard).mean():.3f} on average; correlation {np.corrcoef(told, heard)[0, 1]:.2f}")
    for at in (0.65, 0.7, 0.75, 0.8):
        some = heard[told < at]
        print(f"  foretold under {at}: {len(some)} pairs, of which {np.mean(some >= SAME_VOICE):.1%} are {SAME_VOICE} or more")
    np.save(likeness.LEARNT, _fitted(x, y, best).astype(np.float16))


RIDGES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)


def _fitted(x: NDArray[np.float64], y: NDArray[np.float64], ridge: float) -> NDArray[np.float64]:
    kept = ridge * np.eye(x.shape[1])
    kept[-1, -1] = 1e-6  # the middle is not drawn to nought
    found: NDArray[np.float64] = np.linalg.solve(x.T @ x + kept, x.T @ y)
    return found


def _pairs(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    found: NDArray[np.float64] = (unit @ unit.T)[np.triu_indices(len(unit), 1)]
    return found


def _error(x: NDArray[np.float64], y: NDArray[np.float64], new: NDArray[np.float64], right: NDArray[np.float64], ridge: float) -> float:
    return float(np.abs(_pairs(new @ _fitted(x, y, ridge)) - _pairs(right)).mean())


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["measure", seconds]:
            measure(float(seconds))
        case ["learn"]:
            learn()
        case _:
            sys.exit(__doc__)
