"""A very small film, made in memory: two puppets, two scenes, five shots, three lines, drawn and sung by numpy."""

from __future__ import annotations

import functools
import io
from pathlib import Path

import numpy as np
import pyloudnorm
import soundfile
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from filmwright.records.breakdown import Breakdown, LineOfDialogue, Role, Scene, SetRecord
from filmwright.records.clock import SAMPLE_RATE_HZ, SAMPLES_PER_FRAME
from filmwright.records.cut import Cut
from filmwright.records.music import Mix
from filmwright.records.puppet import Body, Puppet
from filmwright.records.report import Credit
from filmwright.records.shots import BusinessTime, SceneTiming, Shot, ShotList
from filmwright.records.speech import Dialogue, SpokenLine, SpokenWord
from filmwright.records.takes import PictureSpec, Take, Takes
from filmwright.store import Store

CREDITS = (
    Credit(role="Voice of TOBIAS", name="Kokoro 82M, blend of am_adam and bm_george", licence="Apache-2.0"),
    Credit(role="Voice of MARA", name="Kokoro 82M, voice af_heart", licence="Apache-2.0"),
    Credit(role="Score", name="Filmwright's composer, MuseScore General", licence="MIT"),
    Credit(role="Story", name="A. Writer", machine_made=False),
)
SPEC = PictureSpec(width=320, height=160, samples=2)
_BODY = Body(
    height=1.15, head_radius=0.2, neck_height=0.75, shoulder_height=0.7, shoulder_width=0.3, hip_height=0.4, hip_width=0.2, upper_arm=0.2,
    forearm=0.2, hand=0.06, upper_leg=0.2, lower_leg=0.2, foot=0.15, girth=0.2,
)  # fmt: skip


def breakdown() -> Breakdown:
    roles = tuple(Role(id=name.lower(), name=name, description="", puppet=Puppet(name=name, body=_BODY)) for name in ("TOBIAS", "MARA"))
    return Breakdown(
        title="The Violin at Night",
        author="A. Writer",
        cast=roles,
        sets=(
            SetRecord(id="lamp_room", name="LAMP ROOM", kit="lamp_room", interior=True),
            SetRecord(id="rocks", name="ROCKS", kit="rocks", interior=False),
        ),
        props=(),
        scenes=(
            Scene(
                id="s1", number="1", heading="EXT. ROCKS - NIGHT", set="rocks", time_of_day="night", present=("tobias", "mara"),
                business=(
                    LineOfDialogue(id="s1.l1", role="tobias", text="Who is *playing* out there, at this hour of the night?", to="mara"),
                    LineOfDialogue(id="s1.l2", role="mara", text="Nobody.", to="tobias", delivery="off_screen"),
                ),
            ),
            Scene(
                id="s2", number="2", heading="INT. LAMP ROOM - NIGHT", set="lamp_room", time_of_day="night", present=("tobias",),
                business=(LineOfDialogue(id="s2.l1", role="tobias", text="Then I will listen & wait."),),
            ),
        ),
    )  # fmt: skip


def shot_list() -> ShotList:
    return ShotList(
        timings=(
            SceneTiming(
                scene="s1",
                frames=216,
                business=(
                    BusinessTime(business="s1.l1", start=100, end=180, speech_start=104),
                    BusinessTime(business="s1.l2", start=180, end=216, speech_start=184),
                ),
            ),
            SceneTiming(scene="s2", frames=120, business=(BusinessTime(business="s2.l1", start=30, end=90, speech_start=40),)),
        ),
        shots=(
            Shot(id="s1.1", scene="s1", start=0, end=96, size="wide", framing="establishing", transition="fade_in"),
            Shot(
                id="s1.2", scene="s1", start=96, end=180, size="medium_close", framing="single", subjects=("tobias",), business=("s1.l1",)
            ),
            Shot(id="s1.3", scene="s1", start=180, end=216, size="close", framing="single", subjects=("mara",), business=("s1.l2",)),
            Shot(id="s2.1", scene="s2", start=0, end=36, size="wide", framing="establishing", transition="dissolve"),
            Shot(id="s2.2", scene="s2", start=36, end=120, size="close", framing="single", subjects=("tobias",), business=("s2.l1",)),
        ),
    )


def voice(samples: int, pitch_hz: float) -> NDArray[np.float64]:
    """Something with syllables: a buzz whose loudness comes and goes four times a second."""
    t = np.arange(samples) / SAMPLE_RATE_HZ
    buzz = sum(np.sin(2 * np.pi * pitch_hz * k * t) / k for k in range(1, 12))
    return np.asarray(0.12 * buzz * (0.55 - 0.45 * np.cos(2 * np.pi * 4 * t)))


def wav(samples: NDArray[np.float64]) -> bytes:
    out = io.BytesIO()
    soundfile.write(out, samples, SAMPLE_RATE_HZ, subtype="PCM_24", format="WAV")
    return out.getvalue()


def dialogue(store: Store) -> Dialogue:
    lines = []
    for line, role, seconds, pitch, text in (
        ("s1.l1", "tobias", 3.0, 110.0, "Who is playing out there, at this hour of the night?"),
        ("s1.l2", "mara", 0.6, 200.0, "Nobody."),
        ("s2.l1", "tobias", 1.71, 110.0, "Then I will listen & wait."),
    ):
        samples = int(seconds * SAMPLE_RATE_HZ)
        words = text.split()
        each = samples // len(words)
        lines.append(
            SpokenLine(
                line=line, role=role, media=store.put(wav(voice(samples, pitch)), suffix=".wav"), samples=samples,
                words=tuple(SpokenWord(text=w, start=i * each, end=(i + 1) * each) for i, w in enumerate(words)),
            )
        )  # fmt: skip
    return Dialogue(voices={}, lines=tuple(lines))


def takes(store: Store) -> Takes:
    found = []
    for number, shot in enumerate(shot_list().shots):
        drawings = []
        for n in range((shot.end - shot.start) // 2):
            picture = Image.new("RGB", (SPEC.width, SPEC.height), (30 + 25 * number, 60, 90 - 10 * number))
            draw = ImageDraw.Draw(picture)
            draw.ellipse((40 + 2 * n, 50, 100 + 2 * n, 110), fill=(220, 160, 120))
            draw.text((8, 8), f"{shot.id} {n}", fill=(255, 255, 255))
            out = io.BytesIO()
            picture.save(out, "PNG")
            drawings.append(store.put(out.getvalue(), suffix=".png"))
        found.append(Take(shot=shot.id, picture=SPEC, drawings=tuple(drawings)))
    return Takes(takes=tuple(found))


def music(samples: int) -> NDArray[np.float64]:
    t = np.arange(samples) / SAMPLE_RATE_HZ
    chord = sum(np.sin(2 * np.pi * f * t) for f in (261.6, 329.6, 392.0, 523.3))
    return np.asarray(0.03 * chord * (0.7 + 0.3 * np.sin(2 * np.pi * 0.3 * t)))


def mix(store: Store, cut: Cut, *, with_music: bool = True, with_dialogue: bool = True) -> Mix:
    """A mix at -16 LUFS of the dialogue, a chord and some wind."""
    recordings = tuple(store.get(line.media) for line in cut.lines)
    film, *stems, round_ = (store.put(data, suffix=".wav") for data in _mixed(cut, recordings, with_music, with_dialogue))
    return Mix(
        film=film, dialogue=stems[0], music=stems[1], effects=stems[2], surround=round_, loudness_lufs=-16.0, true_peak_dbtp=-3.0
    )  # fmt: skip


@functools.cache
def _mixed(cut: Cut, recordings: tuple[bytes, ...], with_music: bool, with_dialogue: bool) -> tuple[bytes, ...]:
    samples = cut.frames * SAMPLES_PER_FRAME
    speech = np.zeros(samples)
    for line, data in zip(cut.lines, recordings, strict=True):
        recording, _ = soundfile.read(io.BytesIO(data))
        piece = recording[line.source_start_sample : line.source_start_sample + line.samples]
        speech[line.film_start_sample : line.film_start_sample + len(piece)] += piece[: samples - line.film_start_sample]
    score = music(samples)
    wind = np.random.default_rng(7).normal(0, 0.004, samples)
    stems = [np.stack([s, s], axis=1) for s in (speech, score, wind)]
    film = with_dialogue * stems[0] + with_music * stems[1] + stems[2]
    gain = 10 ** ((-16.0 - pyloudnorm.Meter(SAMPLE_RATE_HZ).integrated_loudness(film)) / 20)
    return (*(wav(np.clip(gain * s, -0.99, 0.99)) for s in (film, *stems)), wav(_round(film)))


def _round(film: NDArray[np.float64]) -> NDArray[np.float64]:
    """Something in 5.1 at -16 LUFS: the film in front and, as loud, behind; half of it in the middle, a hum below."""
    hum = 0.05 * np.sin(2 * np.pi * 50 * np.arange(len(film)) / SAMPLE_RATE_HZ)
    out = np.stack([film[:, 0], film[:, 1], 0.5 * film[:, 0], hum, film[:, 0], film[:, 1]], axis=1)
    loudness = pyloudnorm.Meter(SAMPLE_RATE_HZ).integrated_loudness(np.delete(out, 3, axis=1))
    return np.asarray(np.clip(out * 10 ** ((-16.0 - loudness) / 20), -0.99, 0.99))


def store_in(folder: Path) -> Store:
    return Store(folder / "store")
