"""Screening: the delivered file decoded once, picture, sound and captions, into numbers."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import av
import numpy as np
from av.stream import Disposition
from numpy.typing import NDArray

from filmwright.errors import InputError
from filmwright.records.clock import SAMPLE_RATE_HZ

_EVERY = 4  # pixels: still enough to see a mouth move


class Shown(NamedTuple):
    """A caption as the file shows it."""

    start_s: float
    end_s: float
    text: str


class Screening(NamedTuple):
    """The film as a player gets it."""

    streams: dict[str, str]  # "video", "audio", "surround", "captions" -> description, "" where missing
    width: int
    height: int
    frames_a_second: float
    colours: tuple[int, int, int, int]  # primaries, transfer, matrix, range as in H.273 and the container
    frames_sha256: str
    light: NDArray[np.float32]  # mean luma of each frame, 16 black to 235 white
    brightest: NDArray[np.float32]  # 99th percentile
    change: NDArray[np.float32]  # greatest difference from the frame before, anywhere in the picture; 255 for the first
    sound: NDArray[np.float32]  # (samples, channels) of the track that plays
    surround: NDArray[np.float32]  # (samples, 6) of the second track; (0, 6) without one
    sample_rate_hz: int
    captions: tuple[Shown, ...]
    chapters: tuple[str, ...]
    metadata: dict[str, str]


def screen(film: Path) -> Screening:
    """Decode a film.

    Raises:
        InputError: the file is missing or cannot be decoded.
    """
    try:
        with av.open(str(film)) as container:
            return _screened(container)
    except (OSError, av.error.FFmpegError) as error:
        raise InputError(f"{film.name}: cannot be played ({getattr(error, 'strerror', None) or error}); finish the film again") from None


def _screened(container: Any) -> Screening:
    video = next(iter(container.streams.video), None)
    audio, second = (list(container.streams.audio) + [None, None])[:2]
    text = next(iter(container.streams.subtitles), None)
    digest = hashlib.sha256()
    light: list[float] = []
    brightest: list[float] = []
    change: list[float] = []
    sound: list[NDArray[np.float32]] = []
    surround: list[NDArray[np.float32]] = []
    captions: list[Shown] = []
    before: NDArray[np.int16] | None = None
    for packet in container.demux([stream for stream in (video, audio, second, text) if stream is not None]):
        if packet.stream is text:
            if packet.pts is not None and packet.size > 2:
                captions.append(_shown(packet))
            continue
        for frame in packet.decode():
            if packet.stream is audio or packet.stream is second:
                (sound if packet.stream is audio else surround).append(np.asarray(frame.to_ndarray(), np.float32).T)
                continue
            planes = frame.to_ndarray()
            digest.update(np.ascontiguousarray(planes).tobytes())
            luma = (
                planes[: frame.height : _EVERY, ::_EVERY].astype(np.int16)
                if planes.ndim == 2
                else planes[::_EVERY, ::_EVERY, 0].astype(np.int16)
            )
            light.append(float(luma.mean()))
            brightest.append(float(np.percentile(luma, 99)))
            change.append(float(np.abs(luma - before).max()) if before is not None else 255.0)
            before = luma
    context = video.codec_context if video is not None else None
    profile = f"{context.codec.name} {context.profile} {context.pix_fmt}" if context is not None else ""
    return Screening(
        streams={
            "video": profile,
            "audio": _track(audio),
            "surround": _track(second),
            "captions": text.codec_context.name if text is not None else "",
        },
        width=context.width if context is not None else 0,
        height=context.height if context is not None else 0,
        frames_a_second=float(video.average_rate or 0) if video is not None else 0.0,
        colours=(context.color_primaries, context.color_trc, context.colorspace, context.color_range)
        if context is not None
        else (0, 0, 0, 0),
        frames_sha256=digest.hexdigest(),
        light=np.asarray(light, np.float32),
        brightest=np.asarray(brightest, np.float32),
        change=np.asarray(change, np.float32),
        sound=np.concatenate(sound) if sound else np.zeros((0, 2), np.float32),
        surround=np.concatenate(surround) if surround else np.zeros((0, 6), np.float32),
        sample_rate_hz=audio.rate if audio is not None else SAMPLE_RATE_HZ,
        captions=tuple(captions),
        chapters=tuple(str(chapter["metadata"].get("title", "")) for chapter in container.chapters()),
        metadata=dict(container.metadata),
    )


def _track(stream: Any) -> str:
    """What a track of sound is, and whether it is the one that plays."""
    if stream is None:
        return ""
    other = "" if stream.disposition & Disposition.default else ", plays when chosen"
    return f"{stream.codec_context.name} {stream.layout.name} {stream.rate} Hz{other}"


def _shown(packet: Any) -> Shown:
    data = bytes(packet)
    length = int.from_bytes(data[:2], "big")
    start = float(packet.pts * packet.time_base)
    return Shown(start, start + float((packet.duration or 0) * packet.time_base), data[2 : 2 + length].decode("utf-8", "replace"))
