"""Scene time to film time, for all that is heard."""

from __future__ import annotations

from filmwright.records.cut import Cut
from filmwright.records.shots import Shot, ShotList


class Clock:
    """Scene time to film time, through the cut."""

    def __init__(self, cut: Cut, shot_list: ShotList) -> None:
        shots = {shot.id: shot for shot in shot_list.shots}
        self._windows: list[tuple[str, int, int, int, Shot]] = []
        for piece in sorted(cut.shots, key=lambda piece: piece.film_start):
            if piece.shot in shots:
                shot = shots[piece.shot]
                first = shot.start + piece.source_start
                self._windows.append((piece.scene, first, first + piece.frames, piece.film_start, shot))

    def film_frame(self, scene: str, frame: int) -> tuple[int, Shot] | None:
        """The first frame of the film at which a frame of scene time is seen, and its shot; None if it was cut out."""
        for name, first, last, start, shot in self._windows:
            if name == scene and first <= frame < last:
                return start + frame - first, shot
        return None

    def shot_at(self, film_frame: int) -> Shot | None:
        """The shot seen at a frame of the film."""
        for _, first, last, start, shot in self._windows:
            if start <= film_frame < start + last - first:
                return shot
        return None
