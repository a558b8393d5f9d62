"""H.264 pictures, and one MP4 of them with sound, captions and chapters: PyAV only, equal bytes for equal inputs on one build of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import av
import numpy as np
from av.stream import Disposition
from numpy.typing import NDArray

from filmwright.errors import StageError
from filmwright.film.captions import Caption
from filmwright.film.picture import Frame
from filmwright.records.clock import FRAMES_PER_SECOND, SAMPLE_RATE_HZ, SAMPLES_PER_FRAME
from filmwright.records.cut import Cut

CRF = "17"  # felt and grain stay; about 5 Mbit/s at 960x480, a guess between 16 and 18
THREADS = 1  # with two, x264 gave three different files in five runs of one film; with one, the same
# Macroblock trees read memory that was never written: with glibc's MALLOC_PERTURB_ at 0, 85, 170 and 255 the same hundred
# frames gave four files, without the trees one. They only save bits, which a film of a minute can spare.
X264 = "mbtree=0"
Layout = Literal["stereo", "5.1"]
_LABELS: dict[Layout, str] = {"stereo": "Stereo", "5.1": "5.1 surround"}
_AUDIO_BITS_A_SECOND: dict[Layout, int] = {"stereo": 256_000, "5.1": 448_000}
_DEFAULT, _NOT_DEFAULT = Disposition.default, Disposition(0)
_BT709 = 1  # the same code for primaries, transfer and matrix
_TV_RANGE = 1
_AAC_FRAME = 1024
_MS = Fraction(1, 1000)
_ASS_HEADER = (
    b"[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, "
    b"BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, "
    b"MarginR, MarginV, Encoding\nStyle: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1\n\n[Events]\n"
    b"Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)


@dataclass(frozen=True)
class SoundTrack:
    """A way to hear the film: (samples, channels) float32 in [-1, 1] at 48 kHz; 5.1 is left, right, centre, low, and two behind."""

    sound: NDArray[np.float32]
    layout: Layout = "stereo"


@dataclass(frozen=True)
class EncodedSound:
    """What `encode_sound` wrote."""

    data: bytes
    layout: Layout = "stereo"


def encode_picture(path: Path, frames: Iterable[Frame], *, width: int, height: int) -> None:
    """Write a picture without sound.

    Args:
        path: The MP4, written in place: give a temporary name.
        frames: (height, width, 3) uint8 sRGB.
        width, height: Even numbers of pixels.

    Raises:
        OSError: the file cannot be written.
    """
    with av.open(str(path), "w", format="mp4") as container:
        video: Any = container.add_stream("libx264", rate=FRAMES_PER_SECOND)
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        video.options = {"crf": CRF, "preset": "medium", "profile": "high", "threads": str(THREADS), "x264-params": X264}
        context = video.codec_context
        context.thread_count = THREADS
        context.time_base = Fraction(1, FRAMES_PER_SECOND)
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = _TV_RANGE
        seen: Frame | None = None
        picture: Any = None
        for number, frame in enumerate(frames):
            if frame is not seen:  # a held drawing is converted once
                seen, picture = frame, _picture(frame)
            picture.pts = number
            container.mux(video.encode(picture))
        container.mux(video.encode(None))


def join(
    path: Path,
    reels: Sequence[bytes],
    tracks: Sequence[EncodedSound],
    cut: Cut,
    captions: tuple[Caption, ...],
    *,
    metadata: dict[str, str],
    on_frame: Callable[[int], None] = lambda number: None,
) -> None:
    """Write the film: its printed picture as it is, the sound, the captions, the chapters.

    Args:
        path: The MP4, written in place: give a temporary name.
        reels: What `encode_picture` wrote, one after the other; `cut.frames` frames together.
        tracks: Each of exactly `cut.frames` * 2000 samples. The first is the one that plays; the others are marked in the file as
            another choice in its place (one alternate group, not enabled), which is what players offer in their menu of sound.
        captions: In order, none over another.
        metadata: Tags of the file, for example title and comment.
        on_frame: Called with the number of frames that are in the file.

    Raises:
        OSError: the file cannot be written.
    """
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        container.metadata.update(metadata)
        with av.open(io.BytesIO(reels[0])) as first:
            video: Any = container.add_stream_from_template(first.streams.video[0])
        heard = [_Heard(container, track, first=track is tracks[0]) for track in tracks]
        text: Any = container.add_stream("mov_text") if captions else None
        if text is not None:
            text.codec_context.subtitle_header = _ASS_HEADER
            text.metadata["language"] = "eng"
        container.set_chapters(
            [
                {
                    "id": number,
                    "start": chapter.film_start,
                    "end": chapter.film_start + chapter.frames,
                    "time_base": Fraction(1, FRAMES_PER_SECOND),
                    "metadata": {"title": chapter.title},
                }
                for number, chapter in enumerate(cut.chapters, start=1)
            ]
        )
        cues = _cues(captions, cut.frames * 1000 // FRAMES_PER_SECOND)
        cue = next(cues, None)
        for number, packet in enumerate(_packets(reels)):
            while cue is not None and cue[0] * FRAMES_PER_SECOND <= number * 1000:
                container.mux(_text_packet(text, *cue))
                cue = next(cues, None)
            for track in heard:
                track.up_to(number * SAMPLES_PER_FRAME)
            packet.stream = video
            container.mux(packet)
            on_frame(number + 1)
        while cue is not None:
            container.mux(_text_packet(text, *cue))
            cue = next(cues, None)
        for track in heard:
            track.up_to(None)


def _packets(reels: Sequence[bytes]) -> Iterator[Any]:
    """The packets of all reels on one clock, in frames."""
    before, kind = 0, None
    for reel in reels:
        container: Any
        with av.open(io.BytesIO(reel)) as container:
            stream = container.streams.video[0]
            kind = kind or stream.codec_context.extradata
            if stream.codec_context.extradata != kind:
                raise StageError("film: its reels were printed by different encoders; delete store/ or change [picture] to print them anew")
            for packet in container.demux(stream):
                if packet.size:
                    packet.pts, packet.dts = (before + round(at * stream.time_base * FRAMES_PER_SECOND) for at in (packet.pts, packet.dts))
                    packet.time_base, packet.duration = Fraction(1, FRAMES_PER_SECOND), 1
                    yield packet
            before += stream.frames


def _picture(frame: Frame) -> Any:
    """A frame as yuv420p with the matrix and range that the stream's tags name."""
    picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), format="rgb24")
    picture = picture.reformat(
        format="yuv420p",
        src_colorspace="ITU709",
        dst_colorspace="ITU709",
        src_color_range="JPEG",
        dst_color_range="MPEG",
        interpolation="BICUBIC",
    )
    picture.time_base = Fraction(1, FRAMES_PER_SECOND)
    return picture


def encode_sound(path: Path, track: SoundTrack) -> None:
    """Write a sound without picture.

    Args:
        path: The MP4, written in place: give a temporary name.

    Raises:
        OSError: the file cannot be written.
    """
    with av.open(str(path), "w", format="mp4") as container:
        stream: Any = container.add_stream("aac", rate=SAMPLE_RATE_HZ, layout=track.layout)
        stream.bit_rate = _AUDIO_BITS_A_SECOND[track.layout]
        for at in range(0, len(track.sound), _AAC_FRAME):
            piece = np.ascontiguousarray(track.sound[at : at + _AAC_FRAME].T)
            block = av.AudioFrame.from_ndarray(piece, format="fltp", layout=track.layout)
            block.sample_rate, block.pts, block.time_base = SAMPLE_RATE_HZ, at, Fraction(1, SAMPLE_RATE_HZ)
            container.mux(stream.encode(block))
        container.mux(stream.encode(None))


class _Heard:
    """A track of sound on its way into the file, beside the picture."""

    def __init__(self, container: Any, encoded: EncodedSound, *, first: bool) -> None:
        source: Any = av.open(io.BytesIO(encoded.data))
        self._container, self._source = container, source
        self._stream = container.add_stream_from_template(source.streams.audio[0])
        self._stream.disposition = _DEFAULT if first else _NOT_DEFAULT
        label = _LABELS[encoded.layout]
        self._stream.metadata.update({"language": "eng", "handler_name": label, "title": label})
        self._packets = (packet for packet in source.demux(source.streams.audio[0]) if packet.size)
        self._next = next(self._packets, None)

    def up_to(self, sample: int | None) -> None:
        """Put in what begins up to a sample; None: all that is left."""
        while self._next is not None and (sample is None or self._next.dts * self._next.time_base * SAMPLE_RATE_HZ <= sample):
            self._next.stream = self._stream
            self._container.mux(self._next)
            self._next = next(self._packets, None)
        if sample is None:
            self._source.close()


def _cues(captions: tuple[Caption, ...], film_ms: int) -> Iterator[tuple[int, int, str]]:
    """(start, duration, text) in ms without holes: an empty text between captions, as the format asks."""
    at = 0
    for caption in captions:
        if caption.start_ms > at:
            yield at, caption.start_ms - at, ""
        yield caption.start_ms, caption.end_ms - caption.start_ms, "\n".join(caption.rows())
        at = caption.end_ms
    if captions and at < film_ms:
        yield at, film_ms - at, ""


def _text_packet(stream: Any, start_ms: int, duration_ms: int, text: str) -> Any:
    words = text.encode("utf-8")
    packet = av.Packet(len(words).to_bytes(2, "big") + words)
    packet.stream = stream
    packet.time_base = _MS
    packet.pts = packet.dts = start_ms
    packet.duration = duration_ms
    return packet
