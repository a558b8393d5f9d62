"""Makes the compact voice bank from the voice packs of npm `kokoro-js` 1.2.1.

    npm pack kokoro-js@1.2.1 && tar xzf kokoro-js-1.2.1.tgz
    python -m filmwright.sound.voices.make_bank package/voices filmwright/sound/voices/bank

A pack holds one style vector (256 numbers) for each length of text from 1 to 510 symbols; they change
smoothly with length, so 32 lengths at half precision, interpolated, stand for all of them. The greatest
and the mean error over all packs are printed; docs/sound.md says what that does to the sound.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

LENGTHS = 32
_ACCENTS = ("af_", "am_", "bf_", "bm_")  # American and British, women and men


def knots(lengths: int = LENGTHS) -> list[int]:
    """Rows of a pack that are kept: dense for short texts, where the style changes fastest."""
    spaced = np.unique(np.round(np.geomspace(1, 510, lengths + 14)).astype(int))
    return [int(k) - 1 for k in np.unique(np.concatenate([spaced[spaced < 8][::2], spaced[spaced >= 8], [510]]))]


def main(packs: Path, bank: Path) -> None:
    """Read all English packs in `packs`; write `styles.npy` (voices, lengths, 256) float16 and `styles.json` to `bank`."""
    names = sorted(path.stem for path in packs.glob("*.bin") if path.stem.startswith(_ACCENTS))
    rows = knots()
    full = np.stack([np.fromfile(packs / f"{name}.bin", dtype="<f4").reshape(510, 256) for name in names])
    compact = full[:, rows].astype(np.float16)
    again = np.stack([[np.interp(np.arange(510), rows, pack[:, i]) for i in range(256)] for pack in compact.astype(np.float64)])
    error = np.abs(again.transpose(0, 2, 1) - full)
    bank.mkdir(parents=True, exist_ok=True)
    np.save(bank / "styles.npy", compact)
    (bank / "styles.json").write_text(json.dumps({"voices": names, "rows": rows}) + "\n")
    print(
        f"{len(names)} voices, {len(rows)} lengths, {compact.nbytes} bytes; "
        f"error mean {error.mean():.5f}, greatest {error.max():.4f}, spread of the data {full.std():.3f}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
