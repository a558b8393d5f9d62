"""Cuts the instruments of the score out of FluidR3 Mono GM (MIT), as packed by Debian.

    apt-get download fluidr3mono-gm-soundfont && dpkg -x fluidr3mono-gm-soundfont_*.deb soundfont
    python -m filmwright.sound.score.make_bank soundfont/usr/share/fluidr3mono-gm-soundfont/FluidR3Mono_GM.sf3 filmwright/sound/score/bank

The recordings stay as the Ogg Vorbis streams they are in the .sf3 file, one after another in `samples.bin`;
`instruments.json` says which keys each one serves, its pitch and its loop.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

PROGRAMS = {
    "piano": 0, "celesta": 8, "glockenspiel": 9, "music_box": 10, "vibraphone": 11, "marimba": 12, "accordion": 21, "guitar": 24,
    "bass": 32,
    "violin": 40, "cello": 42, "contrabass": 43, "pizzicato": 45, "harp": 46, "timpani": 47, "strings": 49, "oboe": 68, "bassoon": 70,
    "clarinet": 71, "flute": 73, "harmonica": 22, "whistle": 78, "bells": 14,
}  # fmt: skip
# Generators of the SoundFont 2.01 standard, section 8.1.2.
_KEYS, _INSTRUMENT, _SAMPLE, _ROOT, _COARSE, _FINE, _LOOPS, _ATTENUATION, _RELEASE = 43, 41, 53, 58, 51, 52, 54, 48, 38


class _SoundFont:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at: dict[bytes, tuple[int, int]] = {}
        for name, start, size in self._chunks(12, len(data)):
            if name == b"LIST":
                self.at |= {inner: (place, length) for inner, place, length in self._chunks(start + 4, start + size)}

    def _chunks(self, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
        while start + 8 <= end:
            size = struct.unpack_from("<I", self.data, start + 4)[0]
            yield self.data[start : start + 4], start + 8, size
            start += 8 + size
            # This file does not pad the odd-sized chunk of samples.
            start += size & 1 if self.data[start : start + 4] != b"LIST" else 0

    def table(self, name: bytes, layout: str) -> list[tuple[int, ...]]:
        start, size = self.at[name]
        return list(struct.iter_unpack(layout, self.data[start : start + size]))

    def sample(self, start: int, end: int) -> bytes:
        first = self.at[b"smpl"][0]
        return self.data[first + start : first + end]


def _zones(bags: list[tuple[int, ...]], generators: list[tuple[int, ...]], first: int, last: int) -> Iterator[dict[int, int]]:
    for zone in range(first, last):
        yield dict(generators[bags[zone][0] : bags[zone + 1][0]])  # type: ignore[arg-type]


def main(soundfont: Path, bank: Path) -> None:
    """Write `instruments.json` and `samples.bin` to `bank`."""
    font = _SoundFont(soundfont.read_bytes())
    presets = font.table(b"phdr", "<20sHHHIII")
    preset_bags, preset_generators = font.table(b"pbag", "<HH"), font.table(b"pgen", "<Hh")
    instruments, bags, generators = font.table(b"inst", "<20sH"), font.table(b"ibag", "<HH"), font.table(b"igen", "<Hh")
    headers = font.table(b"shdr", "<20sIIIIIBbHH")
    samples: dict[int, dict[str, int]] = {}
    blob = bytearray()
    found: dict[str, list[dict[str, float]]] = {}
    for name, program in PROGRAMS.items():
        index = next(i for i, preset in enumerate(presets) if preset[1] == program and preset[2] == 0)
        layer = [z for z in _zones(preset_bags, preset_generators, presets[index][3], presets[index + 1][3]) if _INSTRUMENT in z][-1]
        number = layer[_INSTRUMENT]
        common: dict[int, int] = {}
        zones: list[dict[str, float]] = []
        for zone in _zones(bags, generators, instruments[number][1], instruments[number + 1][1]):
            if _SAMPLE not in zone:
                common = zone
                continue
            settings = common | zone
            header = headers[zone[_SAMPLE]]
            if zone[_SAMPLE] not in samples:
                stream = font.sample(header[1], header[2])
                samples[zone[_SAMPLE]] = {"start": len(blob), "size": len(stream), "rate": header[5]}
                blob += stream
            keys = settings.get(_KEYS, 127 << 8) & 0xFFFF
            zones.append({
                "low": keys & 255, "high": keys >> 8, "root": settings.get(_ROOT, header[6]),
                "cents": settings.get(_COARSE, 0) * 100 + settings.get(_FINE, 0) + header[7],
                "loops": int(settings.get(_LOOPS, 0) in (1, 3)), "loop_start": header[3], "loop_end": header[4],
                "attenuation_db": settings.get(_ATTENUATION, 0) / 10.0 * 0.4,
                "release_s": round(2.0 ** (settings.get(_RELEASE, -12000) / 1200.0), 3), **samples[zone[_SAMPLE]],
            })  # fmt: skip
        found[name] = sorted(zones, key=lambda zone: (zone["low"], zone["high"]))
    bank.mkdir(parents=True, exist_ok=True)
    (bank / "samples.bin").write_bytes(blob)
    (bank / "instruments.json").write_text(json.dumps(found, indent=0) + "\n")
    print(f"{len(found)} instruments, {len(samples)} recordings, {len(blob)} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
