"""A camera that draws dots and a voice that hums: a plug-in as small as one can be, quick enough for tests."""

from __future__ import annotations

import hashlib
import io
import os
import time
import wave
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from filmwright.backends.camera import Options, ShotJob
from filmwright.records.breakdown import Breakdown, LineOfDialogue, VoiceRecord
from filmwright.records.codec import encode
from filmwright.records.report import Credit
from filmwright.records.speech import MouthCue, SpokenLine, SpokenWord
from filmwright.records.staging import StagedScene, StagedShot
from filmwright.records.takes import PictureSpec, Take
from filmwright.store import Store, write_whole


class Sketch:
    """Every puppet and prop is a dot where it would be seen from above."""

    name = "sketch"
    options: Mapping[str, str] = {"ink": "colour of the lines, '#rrggbb'", "pause": "seconds to wait before each drawing"}

    def fingerprint(self, options: Options) -> str:
        return hashlib.sha256(("sketch" + options.get("ink", "")).encode()).hexdigest()

    def missing(self, options: Options) -> tuple[str, ...]:
        return ()

    def open(self, options: Options, *, scratch: Path) -> None:
        self._ink, self._pause = options.get("ink", "#ffffff"), float(options.get("pause", "0"))

    def shoot(self, job: ShotJob, picture: PictureSpec, *, store: Store, on_drawing: Callable[[int, int], None]) -> Take:
        drawings = []
        for number in range(job.drawings):
            time.sleep(self._pause)
            page = Image.new("RGB", (picture.width, picture.height), "#405060")
            pencil = ImageDraw.Draw(page)
            camera = job.camera[min(number, len(job.camera) - 1)]
            pencil.text((2, 2), hashlib.sha256(encode(camera)).hexdigest()[:6], fill=self._ink)
            places = [pose.root for puppet in job.puppets if (pose := puppet.poses[number]) is not None]
            places += [prop.states[number].place for prop in job.props if not prop.states[number].hidden]
            faces = b"".join(encode(pose) for puppet in job.puppets if (pose := puppet.poses[number]) is not None)
            pencil.rectangle((0, picture.height - 4, 4, picture.height), fill="#" + hashlib.sha256(faces).hexdigest()[:6])
            for x, y, _ in places:
                left, top = picture.width / 2 + 20 * x, picture.height / 2 - 20 * y
                pencil.ellipse((left - 3, top - 3, left + 3, top + 3), fill=self._ink)
            out = io.BytesIO()
            page.save(out, "PNG")
            drawings.append(store.put(out.getvalue(), suffix=".png"))
            on_drawing(number + 1, job.drawings)
        return Take(shot=job.shot, picture=picture, drawings=tuple(drawings), camera=self.name)

    def save_scene(self, scene: StagedScene, shots: Sequence[StagedShot], path: Path) -> None:
        write_whole(path, encode(scene))

    def close(self) -> None:
        pass


class Hum:
    """A tone a word, its height from the role's name."""

    name = "hum"
    options: Mapping[str, str] = {}

    def fingerprint(self, options: Options) -> str:
        return hashlib.sha256(b"hum").hexdigest()

    def missing(self, options: Options) -> tuple[str, ...]:
        return ()

    def cast(self, breakdown: Breakdown, *, options: Options) -> dict[str, VoiceRecord]:
        return {role.id: VoiceRecord(backend="hum", pitch=1 + number / 4) for number, role in enumerate(breakdown.cast)}

    def record(self, line: LineOfDialogue, voice: VoiceRecord, *, store: Store, options: Options) -> SpokenLine:
        if "FAILS" in line.text and not os.environ.get("FILMWRIGHT_SKETCH_MENDED"):
            raise RuntimeError("the hum was lost")
        words, each = line.text.split() or ["mm"], 12_000
        samples = each * len(words)
        tone = 0.2 * np.sin(2 * np.pi * 200 * voice.pitch * np.arange(samples) / 48_000) * np.hanning(samples)
        out = io.BytesIO()
        with wave.open(out, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(3)
            sound.setframerate(48_000)
            sound.writeframes(np.asarray(tone * 2**23, "<i4").view(np.uint8).reshape(-1, 4)[:, :3].tobytes())
        starts = range(0, samples, each)
        return SpokenLine(
            line=line.id,
            role=line.role,
            media=store.put(out.getvalue(), suffix=".wav"),
            samples=samples,
            words=tuple(SpokenWord(text=word, start=start, end=start + each) for word, start in zip(words, starts, strict=True)),
            mouth=tuple(MouthCue(start=start, end=start + each, shape="A") for start in starts),
            level_lufs=-23.0,
        )

    def credits(self, voices: Mapping[str, VoiceRecord], breakdown: Breakdown) -> tuple[Credit, ...]:
        return tuple(Credit(role=f"Voice of {role.name}", name="a hum", licence="none needed") for role in breakdown.cast)
