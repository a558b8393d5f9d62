"""A motif for a character, drawn from the name, and what becomes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from filmwright.sound.score.harmony import SCALES, Chord, Mode

# Each shape has one interval by which it is known.
_SHAPES = (
    (4, 3, 2, 0, 1, 2), (0, 4, 3, 2, 4, 1), (0, 1, 2, 4, 5, 4), (2, 1, 0, 4, 3, 1), (0, 2, 1, -1, 0, 4), (4, 5, 4, 2, 0, 1), (0, 3, 2,
    4, 3, 1),
    (-3, 0, 1, 2, 0, 1), (4, 2, 5, 4, 2, 1), (2, 4, 7, 6, 4, 1),
)  # fmt: skip
_MOST_TRIES = 6
_RHYTHMS = {
    3: ((1.5, 0.5, 1.0, 1.5, 0.5, 1.0), (1.0, 1.0, 1.0, 2.0, 0.5, 0.5), (2.0, 1.0, 1.0, 0.5, 0.5, 1.0), (0.5, 0.5, 2.0, 1.0, 1.0, 1.0)),
    4: ((1.5, 0.5, 2.0, 1.0, 1.0, 2.0), (1.0, 1.0, 2.0, 1.5, 0.5, 2.0), (0.5, 0.5, 1.0, 2.0, 1.0, 3.0), (2.0, 1.0, 1.0, 1.5, 0.5, 2.0)),
}  # fmt: skip


@dataclass(frozen=True)
class Motif:
    """`degrees`: steps of the scale from the tonic. `beats`: their lengths; they fill two bars."""

    degrees: tuple[int, ...]
    beats: tuple[float, ...]

    def fragment(self, notes: int) -> Motif:
        """Its first notes, the last of them held as long as all that is left out, at most a bar."""
        rest = min(sum(self.beats[notes - 1 :]), 3.0)
        return Motif(self.degrees[:notes], (*self.beats[: notes - 1], rest))

    def head(self, beats: float) -> Motif:
        """What of it lies within its first beats."""
        kept: list[float] = []
        for beat in self.beats:
            room = beats - sum(kept)
            if room <= 0:
                break
            kept.append(min(beat, room))
        return Motif(self.degrees[: len(kept)], tuple(kept))

    def then(self, other: Motif) -> Motif:
        """The two, one after the other."""
        return Motif(self.degrees + other.degrees, self.beats + other.beats)

    def resolved(self) -> Motif:
        """Its end led home to the tonic: the seventh or second step, then the first."""
        home = 7 if self.degrees[-1] >= 4 else 0
        return Motif(
            (*self.degrees[:-1], home + (1 if self.degrees[-2] > home else -1), home),
            (*self.beats[:-1], self.beats[-1] / 2, self.beats[-1] / 2 + 2.0),
        )

    def slower(self) -> Motif:
        """In doubled values."""
        return Motif(self.degrees, tuple(2 * beat for beat in self.beats))

    def quicker(self) -> Motif:
        """In halved values."""
        return Motif(self.degrees, tuple(beat / 2 for beat in self.beats))

    def moved(self, steps: int) -> Motif:
        """The same some steps of the scale higher."""
        return Motif(tuple(degree + steps for degree in self.degrees), self.beats)

    def opened(self) -> Motif:
        """Its end left in the air: on the second step, held."""
        up = 8 if self.degrees[-1] >= 4 else 1
        return Motif((*self.degrees[:-1], up), (*self.beats[:-1], self.beats[-1] + 2.0))

    def below(self) -> Motif:
        """A second voice for it: thirds below, its last note a sixth below."""
        return Motif((*(degree - 2 for degree in self.degrees[:-1]), self.degrees[-1] - 5), self.beats)

    def inverted(self) -> Motif:
        """Mirrored about its first note."""
        first = self.degrees[0]
        return Motif(tuple(first - (degree - first) for degree in self.degrees), self.beats)


def motif_of(name: str, beats_in_bar: int, *, salt: str = "") -> Motif:
    """The motif of a name: always the same for the same name, metre and salt."""
    digest = hashlib.sha256(f"{salt}/{name.strip().lower()}".encode()).digest()
    shape = list(_SHAPES[digest[0] % len(_SHAPES)])
    bent = 1 + digest[1] % 3
    shape[bent] += (-1, 0, 1)[digest[2] % 3]
    return Motif(tuple(shape), _RHYTHMS[beats_in_bar][digest[3] % 4])


def unlike(name: str, beats_in_bar: int, salt: str, others: Collection[Motif]) -> Motif:
    """The motif of a name that cannot be taken for one of the others: it begins otherwise, and moves in another rhythm if it can."""
    tries = [motif_of(name, beats_in_bar, salt=salt if not k else f"{salt}/{k}") for k in range(_MOST_TRIES)]

    def near(motif: Motif) -> int:
        opening = [motif.degrees[k] - motif.degrees[0] for k in range(4)]
        same = sum([other.degrees[k] - other.degrees[0] for k in range(4)] == opening for other in others)
        return 4 * same + sum(motif.beats == other.beats for other in others)

    return min(tries, key=near)


def bound(one: Motif, other: Motif) -> Motif:
    """The theme of two: it begins as the one's and ends as the other's, in the one's rhythm; both can be heard in it, and it is neither's.

    Where the two end alike, the other's end is turned over.
    """
    tail = other.degrees[3:]
    if tail == one.degrees[3:]:
        tail = tuple(tail[0] - (degree - tail[0]) for degree in tail)
    near = min((0, -7, 7), key=lambda octave: abs(tail[0] + octave - one.degrees[2]))
    made = (*one.degrees[:3], *(degree + near for degree in tail))
    if made in (one.degrees, other.degrees):
        made = (*made[:-1], made[-1] + 2)
    return Motif(made, one.beats)


def sung(degree: int, tonic: int, mode: Mode, octave: int, harmony: Chord, *, strong: bool) -> int:
    """The pitch of a degree; on a strong beat drawn to the nearest tone of the chord if that is a step away."""
    scale = SCALES[mode]
    pitch = 12 * octave + tonic + scale[degree % 7] + 12 * (degree // 7)
    if strong and pitch % 12 not in harmony.tones:
        near = [p for p in (pitch - 1, pitch + 1, pitch - 2, pitch + 2) if p % 12 in harmony.tones]
        pitch = near[0] if near else pitch
    return pitch
