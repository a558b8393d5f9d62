"""The score as a Standard MIDI File, for other hands to play."""

from __future__ import annotations

import struct

from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.music import Cue
from filmwright.sound.score.sampler import PROGRAMS

_TICKS_PER_SECOND = 960  # 480 a quarter at 120 bpm; the tempo of the cues is in the times of the notes


def midi_bytes(cues: tuple[Cue, ...]) -> bytes:
    """A format 1 file: one track an instrument, times in seconds at a nominal 120 beats a minute.

    A composer may bring instruments that General MIDI has no number for: their tracks have the name and no program.
    Pitches and velocities outside 0 to 127 are held at the ends.
    """
    instruments = sorted({note.instrument for cue in cues for note in cue.notes})
    tracks = [_track([(0, b"\xff\x51\x03" + (500_000).to_bytes(3, "big"))])]
    for number, instrument in enumerate(instruments):
        channel = number % 15 + (number % 15 >= 9)  # channel 10 is for drums
        name = instrument.encode()
        events: list[tuple[int, bytes]] = [(0, b"\xff\x03" + _length(len(name)) + name)]
        if instrument in PROGRAMS:
            events.append((0, bytes([0xC0 | channel, PROGRAMS[instrument]])))
        timed = []
        for cue in cues:
            for note in cue.notes:
                if note.instrument == instrument:
                    pitch, velocity = _seven_bits(note.pitch), _seven_bits(note.velocity)
                    timed.append((note.start, 1, bytes([0x90 | channel, pitch, velocity])))
                    timed.append((note.end, 0, bytes([0x80 | channel, pitch, 0])))
        events += [(sample * _TICKS_PER_SECOND // SAMPLE_RATE_HZ, message) for sample, _, message in sorted(timed)]
        tracks.append(_track(events))
    return b"MThd" + struct.pack(">IHHH", 6, 1, len(tracks), 480) + b"".join(tracks)


def _track(events: list[tuple[int, bytes]]) -> bytes:
    body, now = bytearray(), 0
    for tick, message in events:
        body += _length(max(tick - now, 0)) + message
        now = max(tick, now)
    body += b"\x00\xff\x2f\x00"
    return b"MTrk" + struct.pack(">I", len(body)) + bytes(body)


def _seven_bits(value: int) -> int:
    return min(max(value, 0), 127)


def _length(value: int) -> bytes:
    out = [value & 127]
    while value := value >> 7:
        out.append(value & 127 | 128)
    return bytes(reversed(out))
