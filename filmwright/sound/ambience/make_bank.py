"""Makes the talk of crowds out of the house's own voices: many who speak at once, so that nobody is understood.

    python -m filmwright.sound.ambience.make_bank filmwright/sound/ambience/bank

Each loop is talk of four, cut where a breath is drawn and laid over itself; `beds.py` reads several of them from different places.
The loops are of different lengths, so that together they do not come round.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

import numpy as np
import soundfile
from scipy.signal import resample_poly

from filmwright.records.breakdown import LineOfDialogue
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.sound.noise import put
from filmwright.sound.sampled import from_wav
from filmwright.sound.voices import load_voice_model, record_line
from filmwright.sound.voices.casting import TYPES
from filmwright.store import Store

RATE_HZ = 24_000
LOOPS_S = (11.0, 12.6, 14.2)
_TALKERS = ((0, 10, 5, 18), (2, 8, 20, 13), (3, 11, 15, 7))  # of the table of voices: two women and two men in each, but for the third
_TALK = (
    "Well, I told him that he could have it back on Monday, and not a day before.",
    "No, no, over there, behind the other one. You can see it from the road.",
    "And what did she say? She said nothing, she only laughed and went on.",
    "It was never going to last, was it, not with the weather we have had.",
    "Half of it was gone by the morning, and nobody had seen a thing.",
    "Have you tried the pears? They are from my cousin, up in the valley.",
    "My knee has been telling me about this rain since Thursday.",
    "He plays a little, you know, only at weddings, but he plays very well.",
    "I would have come sooner, but the bridge was closed again.",
    "So there we stood, all seven of us, and one umbrella between us.",
    "They are painting the whole front of it green, would you believe it.",
    "Yes, of course, but then where would you put the table?",
)


def main(folder: Path) -> None:
    """Record the talk and write the loops."""
    model = load_voice_model()
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(7)
    with tempfile.TemporaryDirectory() as place:
        store = Store(Path(place))
        for number, (seconds, talkers) in enumerate(zip(LOOPS_S, _TALKERS, strict=True)):
            count = int(seconds * SAMPLE_RATE_HZ)
            loop = np.zeros(count)
            for k, talker in enumerate(talkers):
                at = int(chance.uniform(0, count))
                spoken, j = 0, 0
                while spoken < 0.7 * count:
                    text = _TALK[(5 * number + 3 * k + 7 * j) % len(_TALK)]
                    line = LineOfDialogue(id=f"{number}.{k}.{j}", role="r", text=text)
                    made = record_line(line, TYPES[talker].record(), store=store, model=model)
                    voice = from_wav(store.get(made.media), where="talk")[0].astype(np.float64)
                    voice *= chance.uniform(0.6, 1.0) / (np.sqrt(np.mean(voice**2)) + 1e-9)
                    put(loop, voice, at % count)
                    put(loop, voice, at % count - count)  # what runs past the end goes on at the beginning
                    at += len(voice) + int(chance.uniform(0.1, 0.8) * SAMPLE_RATE_HZ)
                    spoken += len(voice)
                    j += 1
            small = resample_poly(np.concatenate([loop, loop, loop]), RATE_HZ, SAMPLE_RATE_HZ)
            once = small[len(small) // 3 : len(small) // 3 * 2]
            out = io.BytesIO()
            soundfile.write(out, once / np.abs(once).max() * 0.9, RATE_HZ, format="OGG", subtype="VORBIS", compression_level=0.75)
            (folder / f"talk_{number}.ogg").write_bytes(out.getvalue())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
