"""Reels: the picture of a film in parts and its sound, each printed by itself, so that one is printed while the next is shot."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import soundfile

from filmwright.errors import StageError
from filmwright.film import lettering
from filmwright.film.encode import Layout, SoundTrack, encode_picture, encode_sound
from filmwright.film.picture import Drawings, frames, title_layers
from filmwright.records.clock import SAMPLE_RATE_HZ, SAMPLES_PER_FRAME, seconds
from filmwright.records.codec import Record
from filmwright.records.cut import Cut
from filmwright.records.report import Credit
from filmwright.records.takes import PictureSpec, Takes
from filmwright.store import Store

_CHANNELS: dict[Layout, int] = {"stereo": 2, "5.1": 6}


class Words(Record, frozen=True, kw_only=True):
    """What stands on the cards of a film, besides its title."""

    byline: str = ""
    credits: tuple[Credit, ...] = ()
    statement: str = ""  # the sentence that ends the credits


class Reel(Record, frozen=True, kw_only=True):
    """A part of the film's picture, printed."""

    media: str  # store digest of an MP4 without sound
    frames: int


class SoundReel(Record, frozen=True, kw_only=True):
    """A sound of the whole film, printed."""

    media: str  # store digest of an MP4 without picture
    layout: Layout


def parts(cut: Cut) -> tuple[Cut, ...]:
    """The picture of a film in parts, one after the other: from the first frame of each shot to that of the next, and the end.

    Each is a cut of its own, whose clock begins with it, and holds no more than is seen in it: a part that only moved within
    the film is the same part.
    """
    ends = [piece.film_start + piece.frames for piece in cut.shots]
    cards = [card.film_start for card in cut.titles if card.kind == "credits"]
    begins = {0, *(piece.film_start for piece in cut.shots), *([max(ends)] if ends else []), *cards}
    marks = [*sorted(mark for mark in begins if 0 <= mark < cut.frames), cut.frames]
    return tuple(_window(cut, first, last) for first, last in pairwise(marks))


def _window(cut: Cut, first: int, last: int) -> Cut:
    shots = [shot for shot in cut.shots if shot.film_start < last and shot.film_start + shot.frames > first]
    titles = [card for card in cut.titles if card.film_start < last and card.film_start + card.frames > first]
    return msgspec.structs.replace(
        cut,
        title=cut.title if titles else "",
        frames=last - first,
        shots=tuple(msgspec.structs.replace(shot, scene="", film_start=shot.film_start - first) for shot in shots),
        titles=tuple(msgspec.structs.replace(card, film_start=card.film_start - first) for card in titles),
        lines=(),
        chapters=(),
        notes=(),
    )


def has_card(part: Cut, kind: str) -> bool:
    """Whether a card of this kind, "title" or "credits", is seen in a part."""
    return any(card.kind == kind for card in part.titles)


def print_reel(part: Cut, takes: Takes, words: Words, *, store: Store, picture: PictureSpec) -> Reel:
    """Print a part of the film.

    Args:
        part: One of `parts`.
        takes: Those of its shots at least.
        words: For its cards; a part without cards needs none.

    Raises:
        StageError: a shot has no take, or a drawing is damaged or of another size.
        StoreError: no room on the disk, or something is missing from the store.
    """
    drawings = Drawings(takes, store, picture)
    for piece in part.shots:
        drawings.take(piece.shot)
    titled = title_layers(part, words.byline, picture) if has_card(part, "title") else ()
    cards: Sequence[lettering.Layer] = ()
    if has_card(part, "credits"):
        cards = lettering.credit_layers(part.title, words.credits, words.statement, picture.width, picture.height)
    images = frames(part, drawings, title_layers=titled, credit_layers=tuple(cards))
    with tempfile.TemporaryDirectory(prefix="reel-") as place:
        path = Path(place) / "reel.mp4"
        encode_picture(path, images, width=picture.width, height=picture.height)
        return Reel(media=store.put(path.read_bytes(), suffix=".mp4"), frames=part.frames)


def print_sound(mix: str, layout: Layout, frames: int, *, store: Store) -> SoundReel:
    """Print a mix, exactly as long as the picture.

    Args:
        mix: Store digest of a WAV.
        frames: Length of the film.

    Raises:
        StageError: the mix is damaged, of another format or not of that length.
    """
    try:
        sound, rate = soundfile.read(io.BytesIO(store.get(mix)), dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise StageError(f"film: the mix {mix[:12]} cannot be read ({error}); mix the film again") from None
    expected, channels = frames * SAMPLES_PER_FRAME, _CHANNELS[layout]
    if rate != SAMPLE_RATE_HZ or sound.shape[1] != channels:
        raise StageError(
            f"film: the mix in {layout} has {sound.shape[1]} channels at {rate} Hz, expected {channels} at {SAMPLE_RATE_HZ} Hz; mix again"
        )
    if abs(len(sound) - expected) > SAMPLES_PER_FRAME:
        raise StageError(
            f"film: the mix is {len(sound) / rate:.2f} s long and the cut {seconds(frames):.2f} s; mix the film again after the cut"
        )
    padded = np.zeros((expected, channels), np.float32)
    padded[: min(len(sound), expected)] = sound[:expected]
    with tempfile.TemporaryDirectory(prefix="reel-") as place:
        path = Path(place) / "sound.mp4"
        encode_sound(path, SoundTrack(padded, layout))
        return SoundReel(media=store.put(path.read_bytes(), suffix=".mp4"), layout=layout)
