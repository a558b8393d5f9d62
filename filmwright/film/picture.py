"""The picture of the film, frame by frame: drawings held, dissolves, fades, titles and credits."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from filmwright.errors import StageError
from filmwright.film import lettering
from filmwright.film.lettering import Layer
from filmwright.records.clock import FRAMES_PER_DRAWING
from filmwright.records.cut import Cut, CutShot, TitleCard
from filmwright.records.takes import PictureSpec, Take, Takes
from filmwright.store import Store

Frame = NDArray[np.uint8]  # height, width, 3: sRGB as the display shows it

TITLE_FADE_FRAMES = 10  # guess
TITLE_HOLD_FRAMES = 4  # frames for which one drawing of the title stands: on fours, calmer than the puppets
_CENTRE_OVER_PICTURE, _CENTRE_ON_BLACK = 0.30, 0.46  # parts of the height; in a wide shot the heads are near the middle


class Drawings:
    """The drawings of the chosen takes."""

    def __init__(self, takes: Takes, store: Store, picture: PictureSpec) -> None:
        self._takes: dict[str, Take] = {take.shot: take for take in takes.takes}
        self._store = store
        self.picture = picture
        self._read = functools.lru_cache(maxsize=4)(self._decode)  # by digest: a held drawing is decoded once

    def take(self, shot: str) -> Take:
        """The take of a shot.

        Raises:
            StageError: it has none, or one without drawings.
        """
        take = self._takes.get(shot)
        if take is None or not take.drawings:
            raise StageError(f"film: shot {shot} is in the cut but has no take; shoot it, or take it out of cut.otio")
        return take

    def at(self, shot: str, frame: int) -> Frame:
        """The drawing that is seen at a frame of a shot; before its first and after its last, those are held."""
        take = self.take(shot)
        index = min(max(frame // FRAMES_PER_DRAWING, 0), len(take.drawings) - 1)  # on fours too: held drawings are in the take twice
        try:
            return self._read(take.drawings[index])
        except ValueError as error:
            raise StageError(f"film: drawing {index + 1} of shot {shot} {error}; shoot the shot again") from None

    def _decode(self, digest: str) -> Frame:
        try:
            with Image.open(io.BytesIO(self._store.get(digest))) as image:
                pixels = np.asarray(image.convert("RGB"))
        except (OSError, SyntaxError, ValueError):
            raise ValueError(f"({digest[:12]}) is damaged") from None
        if pixels.shape != (self.picture.height, self.picture.width, 3):
            size = f"{self.picture.width}x{self.picture.height}"
            raise ValueError(f"is {pixels.shape[1]}x{pixels.shape[0]}, the film is {size}")
        return pixels


def frames(cut: Cut, drawings: Drawings, *, title_layers: tuple[Layer, ...], credit_layers: tuple[Layer, ...]) -> Iterator[Frame]:
    """Every frame of the film in order.

    Raises:
        StageError: a shot of the cut has no take, or a drawing is damaged or of another size.
    """
    black = np.zeros((drawings.picture.height, drawings.picture.width, 3), np.uint8)
    held: tuple[Frame, Layer, float, Frame] | None = None  # what was lettered last: picture, layer, strength, and what it gave
    for frame in range(cut.frames):
        seen = [shot for shot in cut.shots if shot.film_start <= frame < shot.film_start + shot.frames]
        image = black
        for shot in seen:
            image = _laid_over(image, drawings.at(shot.shot, shot.source_start + frame - shot.film_start), shot, frame)
        for card in cut.titles:
            within = frame - card.film_start
            layers = title_layers if card.kind == "title" else credit_layers
            if layers and 0 <= within < card.frames:
                layer, strength = _lettering(card, within, layers)
                if held is None or held[0] is not image or held[1] is not layer or held[2] != strength:
                    held = (image, layer, strength, _lettered(image, layer, strength))
                image = held[3]
        yield image


def _laid_over(below: Frame, drawing: Frame, shot: CutShot, frame: int) -> Frame:
    within = frame - shot.film_start
    left = shot.frames - within
    light = 1.0
    if shot.transition_frames and within < shot.transition_frames:
        share = (within + 1) / (shot.transition_frames + 1)
        if shot.transition == "dissolve":
            return _blend(below, drawing, share)
        if shot.transition == "fade_in":
            light = share
    if shot.fade_out_frames and left <= shot.fade_out_frames:
        light = min(light, left / (shot.fade_out_frames + 1))
    return drawing if light >= 1.0 else _blend(np.zeros_like(drawing), drawing, light)


def _blend(a: Frame, b: Frame, share: float) -> Frame:
    """From `a` (share 0) to `b` (share 1), in integers so that every machine rounds alike."""
    weight = round(share * 256)
    mixed = a.astype(np.uint32) * (256 - weight) + b.astype(np.uint32) * weight + 128
    return (mixed >> 8).astype(np.uint8)


def _lettering(card: TitleCard, within: int, layers: tuple[Layer, ...]) -> tuple[Layer, float]:
    """The layer of a card that is seen, and how strongly."""
    if card.kind == "title":
        layer = layers[within // TITLE_HOLD_FRAMES % len(layers)]
        length = card.frames
    else:
        length = card.frames // len(layers)
        page = min(within // max(length, 1), len(layers) - 1)
        layer = layers[page]
        within -= page * length
        length = card.frames - page * length if page == len(layers) - 1 else length
    return layer, min(1.0, (within + 1) / TITLE_FADE_FRAMES, (length - within) / TITLE_FADE_FRAMES)


def _lettered(image: Frame, layer: Layer, strength: float) -> Frame:
    rows = np.flatnonzero(layer[..., 3].any(axis=1))
    if not len(rows):
        return image
    part = slice(int(rows[0]), int(rows[-1]) + 1)  # only the rows with letters: a third of the time
    alpha = layer[part, :, 3:].astype(np.uint32) * round(strength * 256) >> 8
    mixed = image[part].astype(np.uint32) * (255 - alpha) + layer[part, :, :3].astype(np.uint32) * alpha + 127
    titled = image.copy()
    titled[part] = mixed // 255
    return titled


def title_layers(cut: Cut, byline: str, picture: PictureSpec) -> tuple[Layer, ...]:
    """The drawings of the title that take turns: above the people if it stands over picture, in the middle of black."""
    over = any(card.over_picture for card in cut.titles if card.kind == "title")
    return tuple(
        lettering.title_layer(
            cut.title, byline, picture.width, picture.height, variant=variant, centre=_CENTRE_OVER_PICTURE if over else _CENTRE_ON_BLACK
        )
        for variant in range(lettering.VARIANTS)
    )
