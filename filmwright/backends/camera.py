"""The camera: what a shot looks like to it (`ShotJob`), and what every camera can do (`Camera`)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from filmwright.backends.options import Options as Options  # plug-ins take it from here
from filmwright.records.breakdown import SetRecord
from filmwright.records.clock import FRAMES_PER_DRAWING
from filmwright.records.codec import Record, encode
from filmwright.records.staging import CameraPose, FaceLight, LightPlan, Pose, StagedProp, StagedPuppet, StagedScene, StagedShot
from filmwright.records.takes import PictureSpec, Take
from filmwright.store import Store


class ShotJob(Record, frozen=True, kw_only=True):
    """All that the picture of one shot depends on, and nothing else.

    The drawings are those of the shot's own window, the first is 0: a shot that moved in its scene, or whose name
    changed, is the same job. Puppets that are off stage and props that are hidden at every drawing are left out.
    """

    shot: str  # for messages and file names only; the picture must not depend on it
    set: SetRecord
    light: LightPlan
    puppets: tuple[StagedPuppet, ...]  # `drawings` poses each
    props: tuple[StagedProp, ...]  # `drawings` states each
    camera: tuple[CameraPose, ...]  # one if locked off, otherwise `drawings` of them
    drawings: int  # at least 1
    exposure: float = 0.0  # stops, added to those of `light`
    face: FaceLight | None = None


class Camera(Protocol):
    """Anything that turns shot jobs into drawings. One is opened for a run, shoots many jobs, and is closed.

    If the backend has a method `get_ready()`, it is called after `open` where shots are sure to follow, and returns at once:
    what takes long to start may start then.
    """

    name: str
    options: Mapping[str, str]  # what may stand in [camera.options]: name -> one sentence that explains it

    def fingerprint(self, options: Options) -> str:
        """Hex digest of the code and of the options that the pictures depend on; part of the key of every take."""
        ...

    def missing(self, options: Options) -> tuple[str, ...]:
        """What this machine lacks, one sentence each with how to get it; () when ready. Quick: `filmwright doctor` asks."""
        ...

    def open(self, options: Options, *, scratch: Path) -> None:
        """Get ready to shoot.

        Args:
            options: The table [camera.options] of filmwright.toml; only keys of `self.options`.
            scratch: A folder for unfinished work; it is kept between runs, so a killed run may go on from what it finds there.

        Raises:
            BackendError: the camera cannot work on this machine; the message says what is missing.
        """
        ...

    def shoot(self, job: ShotJob, picture: PictureSpec, *, store: Store, on_drawing: Callable[[int, int], None]) -> Take:
        """Shoot every drawing of a job, in order.

        Args:
            job: What to shoot.
            picture: Size and samples. Every drawing of the job is asked for, whatever `frames_per_drawing` says:
                see `hold`, which the caller has applied.
            store: Where the drawings go, 8-bit sRGB PNGs of `picture`'s size.
            on_drawing: Called with (drawings done, drawings of the job) after each; it may raise to stop the work.

        Returns:
            A take with `job.drawings` digests. The same job and picture give the same digests, alone or after others.

        Raises:
            BackendError: a drawing could not be made; the message names the shot and the drawing.
        """
        ...

    def save_scene(self, scene: StagedScene, shots: Sequence[StagedShot], path: Path) -> None:
        """Write a file a film-maker can open (a .blend for the theatre); `path` is written whole or not at all."""
        ...

    def close(self) -> None:
        """End the worker and free what was held; may be called twice."""
        ...


def job_of(scene: StagedScene, shot: StagedShot) -> ShotJob:
    """The part of a staged scene that one shot sees.

    Raises:
        ValueError: the shot's window is not within the scene, or its camera has neither one pose nor one a drawing.
    """
    first, last = shot.first_drawing, shot.first_drawing + shot.drawings
    if not 0 <= first < last <= scene.drawings:
        raise ValueError(f"shot {shot.shot} is drawings {first} to {last} of scene {scene.scene}, which has {scene.drawings}")
    if len(shot.camera) not in (1, shot.drawings):
        raise ValueError(f"shot {shot.shot} has {len(shot.camera)} camera poses; expected 1 or {shot.drawings}")
    puppets = tuple(puppet.window(range(first, last)) for puppet in scene.puppets)
    props = tuple(msgspec.structs.replace(prop, states=prop.states[first:last]) for prop in scene.props)
    camera = shot.camera[:1] if all(pose == shot.camera[0] for pose in shot.camera) else shot.camera
    return ShotJob(
        shot=shot.shot,
        set=scene.set,
        light=scene.light,
        puppets=tuple(puppet for puppet in puppets if any(pose is not None for pose in puppet.poses)),
        props=tuple(prop for prop in props if not all(state.hidden for state in prop.states)),
        camera=camera,
        drawings=shot.drawings,
        exposure=shot.exposure,
        face=shot.face,
    )


def hold(job: ShotJob, picture: PictureSpec) -> ShotJob:
    """The job with its poses held as long as the picture's `frames_per_drawing` asks.

    Scenes are staged on twos. On fours every second drawing repeats the one before it, and a camera that does not
    shoot equal drawings twice does half the work. Only lips stay on twos: speech is read off them, and they are a small
    part of the picture.
    """
    step = max(1, picture.frames_per_drawing // FRAMES_PER_DRAWING)
    if step == 1:
        return job
    kept = [drawing - drawing % step for drawing in range(job.drawings)]
    return msgspec.structs.replace(
        job,
        puppets=tuple(_speaking(puppet.window(kept), puppet.poses) for puppet in job.puppets),
        props=tuple(msgspec.structs.replace(prop, states=tuple(prop.states[i] for i in kept)) for prop in job.props),
        camera=job.camera if len(job.camera) == 1 else tuple(job.camera[i] for i in kept),
    )


def _speaking(held: StagedPuppet, poses: Sequence[Pose | None]) -> StagedPuppet:
    """A puppet whose poses are held, with the mouths of others."""
    mouths = [
        msgspec.structs.replace(pose, mouth=spoken.mouth) if pose is not None and spoken is not None else pose
        for pose, spoken in zip(held.poses, poses, strict=True)
    ]
    return msgspec.structs.replace(held, poses=tuple(mouths))


def picture_key(job: ShotJob, picture: PictureSpec, fingerprint: str) -> str:
    """Digest of all that a take depends on: the job without the shot's name, the picture, the camera's fingerprint."""
    nameless = msgspec.structs.replace(job, shot="")
    digest = hashlib.sha256()
    for part in (encode(nameless), encode(picture), fingerprint.encode()):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
