"""Printing: the reels of a film, each handed out as soon as its shots are there, while the camera shoots the next; its sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from filmwright.errors import StageError
from filmwright.production import away, digests
from filmwright.production.units import Bench, Pending, Work
from filmwright.records.clock import FRAMES_PER_SECOND
from filmwright.records.cut import Cut
from filmwright.records.music import Mix
from filmwright.records.takes import PictureSpec, Take, Takes

if TYPE_CHECKING:
    from filmwright.film import Reel, SoundReel, Words


class Printing:
    """The reels of a film that is being shot.

    Args:
        shooting: The shots, of which some are there and others not yet.
        byline: What stands under the title.
    """

    def __init__(self, cut: Cut, shooting: Pending[Take], picture: PictureSpec, byline: str, bench: Bench) -> None:
        from filmwright.film import parts

        self._parts = parts(cut)
        self._frames = cut.frames
        self._shooting = shooting
        self._picture = picture
        self._byline = byline
        self._bench = bench
        self._begun: dict[int, Pending[Reel]] = {}
        self._heard: Pending[SoundReel] | None = None

    def go_on(self) -> None:
        """Hand out what can be printed now, and keep what is printed. The credits wait: everybody must be known for them."""
        from filmwright.film import Words, has_card

        for number, part in enumerate(self._parts):
            if number in self._begun:
                self._bench.collect(self._begun[number])
            elif not has_card(part, "credits"):
                self._begin(number, Words(byline=self._byline))

    def hear(self, mix: Mix) -> None:
        """Hand the sound out; a second call finds it."""
        from filmwright.film import SoundReel, sounds_of

        if self._heard is not None:
            self._bench.collect(self._heard)
            return
        self._heard = self._bench.begin(
            [
                Work(
                    stage="soundtrack",
                    unit=layout,
                    title=f"sound in {layout}",
                    key=digests.of_inputs("soundtrack", digests.of_code("film"), digest, self._frames),
                    kind=SoundReel,
                    away=(
                        f"{away.__name__}:print_sound",
                        {"store": self._bench.store.root, "mix": digest, "layout": layout, "frames": self._frames},
                    ),
                    weight=self._frames / FRAMES_PER_SECOND,
                )
                for digest, layout in sounds_of(mix)
            ]
        )

    def sounds(self, mix: Mix) -> tuple[SoundReel, ...]:
        """The sound; waited for if it is not printed yet."""
        self.hear(mix)
        assert self._heard is not None
        return tuple(self._bench.gather(self._heard))

    def reels(self, words: Words) -> tuple[Reel, ...]:
        """All of them; what is not printed yet is waited for.

        Args:
            words: For the credits.

        Raises:
            StageError: a shot of the cut has no take.
        """
        for number, part in enumerate(self._parts):
            if number not in self._begun:
                self._begin(number, words)
            if number not in self._begun:
                there = {take.shot for take in self._shooting.results.values()}
                missing = next(piece.shot for piece in part.shots if piece.shot not in there)
                raise StageError(f"film: shot {missing} is in the cut but has no take; shoot it, or take it out of cut.otio")
        with self._bench.one_by_one("print", units=len(self._begun)):
            return tuple(self._bench.gather(self._begun[number])[0] for number in range(len(self._parts)))

    def _begin(self, number: int, words: Words) -> None:
        """Hand a part out if all that is seen in it is there."""
        from filmwright.film import Reel, Words, has_card

        part = self._parts[number]
        named = {take.shot: take for take in self._shooting.results.values()}
        if not all(piece.shot in named for piece in part.shots):
            return
        takes = as_film(tuple(named[shot] for shot in dict.fromkeys(piece.shot for piece in part.shots)))
        said = words if has_card(part, "credits") else Words(byline=words.byline if has_card(part, "title") else "")
        self._begun[number] = self._bench.begin(
            [
                Work(
                    stage="print",
                    unit=f"reel {number + 1}",
                    title=f"reel {number + 1}",
                    key=digests.of_inputs("print", digests.of_code("film"), part, takes, self._picture, said),
                    kind=Reel,
                    away=(
                        f"{away.__name__}:print_reel",
                        {"store": self._bench.store.root, "part": part, "takes": takes, "picture": self._picture, "words": said},
                    ),
                    weight=part.frames / FRAMES_PER_SECOND,
                )
            ]
        )


def as_film(takes: tuple[Take, ...]) -> Takes:
    """Takes without what no picture depends on."""
    return Takes(takes=tuple(msgspec.structs.replace(take, seconds_of_work=0.0) for take in takes))
