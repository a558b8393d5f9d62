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
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.hearing.voices import embedded
from filmwright.records.breakdown import LineOfDialogue, VoiceRecord
from filmwright.records.codec import decode, encode
from filmwright.sound import load_voice_model, record_line
from filmwright.sound.sampled import from_wav
from filmwright.sound.voices import likeness
from filmwright.sound.voices.casting import PACKS, TYPES
from filmwright.store import Store

MEASURED = Path("build/likeness.jsonl")
SENTENCES = (
    "The boat leaves at half past six, with or without you, and I will not wait.",
    "There are three keys in the drawer, and only one of them fits the door.",
)
MOVED, HELD_OUT = 110, 5  # voices moved by chance; every fifth voice of all is not learnt from
PITCHES, FORMANTS = (0.84, 1.25), (0.9, 1.2)


def voices() -> list[VoiceRecord]:
    """Every pack, every type of the casting table, and types and mixtures moved in pitch and body by chance."""
    chance = random.Random(5)
    found = [VoiceRecord(blend={name: 1.0}) for name in PACKS] + [kind.record() for kind in TYPES]
    for _ in range(MOVED):
        voice = chance.choice(TYPES).record()
        if chance.random() < 0.5:
            pack = chance.choice([name for name in PACKS if name not in voice.blend])
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
