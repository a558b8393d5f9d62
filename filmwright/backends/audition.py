"""What every backend must be able to do, as checks that a plug-in's own tests can run.

    from filmwright.backends import audition
    audition.camera(MyCamera(), options={}, job=audition.small_job(), scratch=tmp_path)

Each check raises BackendError with one sentence at the first thing that is wrong, and returns None.
"""

from __future__ import annotations

import io
import itertools
import wave
from pathlib import Path

import msgspec

from filmwright.backends.camera import Camera, ShotJob
from filmwright.backends.options import Options
from filmwright.backends.voice import Voice
from filmwright.backends.writer import Writer
from filmwright.errors import BackendError
from filmwright.records.breakdown import Breakdown, LineOfDialogue, SetRecord
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.staging import CameraPose, LightPlan, PropState, StagedProp
from filmwright.records.takes import PictureSpec
from filmwright.store import Store

SMALL = PictureSpec(width=96, height=48, samples=1)
_PNG = b"\x89PNG\r\n\x1a\n"


def small_job(*, kit: str = "kitchen", prop: str = "cup") -> ShotJob:
    """Three drawings of a prop that is moved once, in a kit of the built-in catalogue."""
    places = ((0.0, 0.2, 0.7), (0.0, 0.2, 0.7), (0.3, 0.2, 0.7))
    return ShotJob(
        shot="audition",
        set=SetRecord(id="audition", name="AUDITION", kit=kit, interior=True),
        light=LightPlan(time_of_day="day"),
        puppets=(),
        props=(StagedProp(id="thing", model=prop, states=tuple(PropState(place=place) for place in places)),),
        camera=(CameraPose(place=(0.0, -2.5, 1.2), target=(0.0, 0.2, 0.7), focus=(0.0, 0.2, 0.7)),),
        drawings=3,
    )


def camera(candidate: Camera, *, options: Options, job: ShotJob, scratch: Path, picture: PictureSpec = SMALL) -> None:
    """A camera gives every drawing, of the size asked for, the same ones each time, whatever it shot before.

    Args:
        candidate: Not opened yet; it is closed when the audition ends.
        job: With two drawings or more, not all alike.
        scratch: An empty folder.
    """
    name = _named(candidate.name, "camera", candidate.options, options)
    _stable(name, candidate.fingerprint(options), candidate.fingerprint(options))
    takes = []
    told: list[tuple[int, int]] = []
    stores = [Store(scratch / "first"), Store(scratch / "second")]
    candidate.open(options, scratch=scratch / "work")
    try:
        for store in stores:
            told.clear()
            takes.append(candidate.shoot(job, picture, store=store, on_drawing=lambda done, of: told.append((done, of))))
            if not told or told[-1] != (job.drawings, job.drawings):
                raise BackendError(f"{name} did not report its drawings; expected on_drawing({job.drawings}, {job.drawings}) at the end")
            other = msgspec.structs.replace(job, shot="another", exposure=job.exposure + 0.5)
            candidate.shoot(other, picture, store=store, on_drawing=lambda done, of: None)  # what it leaves behind must not be seen
    finally:
        candidate.close()
        candidate.close()
    for take, store in zip(takes, stores, strict=True):
        if len(take.drawings) != job.drawings:
            raise BackendError(f"{name} gave {len(take.drawings)} drawings of a job of {job.drawings}")
        for number, digest in enumerate(take.drawings):
            size = _png_size(store.get(digest))
            if size != (picture.width, picture.height):
                raise BackendError(f"{name} gave a drawing {number} of {size}; expected a PNG of {picture.width}x{picture.height}")
    if takes[0].drawings != takes[1].drawings:
        raise BackendError(f"{name} gave other pictures when asked for the same job again; a film must be the same when it is made again")
    if len(set(takes[0].drawings)) == 1 and job.drawings > 1 and _moves(job):
        raise BackendError(f"{name} gave the same picture for all drawings of a job in which something moves")


def voice(candidate: Voice, *, options: Options, breakdown: Breakdown, scratch: Path) -> None:
    """A voice casts every role, says two lines as 48 kHz mono sound of the length it says, the same each time.

    Args:
        breakdown: With a role or more and two lines or more.
    """
    name = _named(candidate.name, "voice", candidate.options, options)
    _stable(name, candidate.fingerprint(options), candidate.fingerprint(options))
    voices = candidate.cast(breakdown, options=options)
    uncast = [role.id for role in breakdown.cast if role.id not in voices]
    if uncast:
        raise BackendError(f"{name} gave no voice to {', '.join(uncast)}; every role of the cast needs one")
    lines = [item for scene in breakdown.scenes for item in scene.business if isinstance(item, LineOfDialogue)][:2]
    for line in lines:
        one, two = Store(scratch / "first"), Store(scratch / "second")
        spoken = candidate.record(line, voices[line.role], store=one, options=options)
        again = candidate.record(msgspec.structs.replace(line, id="other"), voices[line.role], store=two, options=options)
        if spoken.media != again.media:
            raise BackendError(f"{name} spoke '{line.text}' in two ways; the same line and voice must give the same sound")
        with wave.open(io.BytesIO(one.get(spoken.media))) as sound:
            found = (sound.getnchannels(), sound.getframerate(), sound.getnframes())
        if found != (1, SAMPLE_RATE_HZ, spoken.samples):
            raise BackendError(f"{name} gave (channels, Hz, samples) {found}; expected (1, {SAMPLE_RATE_HZ}, {spoken.samples})")
        for what, spans in (
            ("mouth shapes", [(cue.start, cue.end) for cue in spoken.mouth]),
            ("words", [(word.start, word.end) for word in spoken.words]),
        ):
            if any(not 0 <= start < end <= spoken.samples for start, end in spans):
                raise BackendError(f"{name}: {what} of '{line.text}' lie outside its sound")
            if any(later[0] < earlier[1] for earlier, later in itertools.pairwise(spans)):
                raise BackendError(f"{name}: {what} of '{line.text}' are not one after the other")


def writer(candidate: Writer, *, options: Options, premise: str) -> None:
    """A writer writes a story with people, places and events, and a screenplay with a scene; the same each time."""
    name = _named(candidate.name, "writer", candidate.options, options)
    _stable(name, candidate.fingerprint(options), candidate.fingerprint(options))
    stories = [candidate.story(premise, minutes=1.0, seed=1, options=options) for _ in range(2)]
    if stories[0] != stories[1]:
        raise BackendError(f"{name} told two stories of one premise and one seed")
    if not (stories[0].people and stories[0].places and stories[0].events):
        raise BackendError(f"{name} told a story without people, places or events")
    scripts = [candidate.screenplay(stories[0], minutes=1.0, seed=1, options=options) for _ in range(2)]
    if scripts[0] != scripts[1]:
        raise BackendError(f"{name} wrote two screenplays of one story and one seed")
    if not any(element.kind == "scene_heading" for element in scripts[0].elements):
        raise BackendError(f"{name} wrote a screenplay without a scene heading")


def _named(name: str, kind: str, known: Options, given: Options) -> str:
    if not name or not name.replace("_", "").replace("-", "").isalnum():
        raise BackendError(f"a {kind} is called '{name}'; expected letters, digits, '-' and '_'")
    for option, meaning in known.items():
        if not meaning.strip():
            raise BackendError(f"the {kind} '{name}' does not say what its option '{option}' means")
    unknown = [option for option in given if option not in known]
    if unknown:
        raise BackendError(f"the {kind} '{name}' is auditioned with options it does not have: {', '.join(unknown)}")
    return f"the {kind} '{name}'"


def _stable(name: str, one: str, two: str) -> None:
    if not one or one != two:
        raise BackendError(f"{name} gives no stable fingerprint; results could not be found again")


def _png_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(_PNG) or data[12:16] != b"IHDR":
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _moves(job: ShotJob) -> bool:
    poses = [puppet.poses for puppet in job.puppets]
    states = [prop.states for prop in job.props]
    return len(set(job.camera)) > 1 or any(one != two for track in (*poses, *states) for one, two in itertools.pairwise(track))
