"""The theatre's face to the rest: starts the Blender worker, sends it shots, develops what comes back."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from filmwright.backends.camera import Options, ShotJob, picture_key
from filmwright.errors import TheatreError
from filmwright.records.codec import encode
from filmwright.records.staging import CameraPose, StagedScene, StagedShot
from filmwright.records.takes import PictureSpec, Take
from filmwright.store import Store
from filmwright.theatre import protocol
from filmwright.theatre.darkroom import Darkroom, read_negative
from filmwright.theatre.steadying import Sight

PACKAGE = Path(__file__).resolve().parent.parent
CHECKPOINT_EVERY = 6  # drawings between two savings of the raw light: what a killed run may have to render again


def theatre_python(options: Options) -> tuple[Path, bool]:
    """The Python that has bpy, and whether it is a Blender.

    Raises:
        TheatreError: there is none.
    """
    named = options.get("python") or os.environ.get("FILMWRIGHT_THEATRE_PYTHON", "")
    candidates = [Path(named)] if named else [_beside_environment(), PACKAGE.parent / ".theatre" / "bin" / "python"]
    for path in candidates:
        if path.exists():
            return path, path.stem.lower().startswith("blender")
    raise TheatreError(
        f"the theatre needs a Python 3.11 with Blender's bpy; looked at {', '.join(map(str, candidates))}. "
        "Run `make setup`, or name one in [camera.options] python"
    )


class TheatreCamera:
    """The built-in camera. See `backends.camera.Camera`."""

    name = "theatre"
    options: Mapping[str, str] = {
        "python": "a Python 3.11 with bpy 5.0, or a Blender 5.0 executable; default: the one `make setup` made",
        "denoise": "fast, balanced or high; default fast",
    }

    def __init__(self) -> None:
        self._worker: subprocess.Popen[bytes] | None = None
        self._ready: protocol.Ready | None = None
        self._options: dict[str, str] = {}
        self._scratch = Path(tempfile.gettempdir())
        self._raw: Path | None = None
        self._log: Path | None = None
        self._owed = 0  # answers the worker has not given yet: a shot that was broken off leaves one

    def fingerprint(self, options: Options) -> str:
        """Digest of the theatre's source and of the options that change the picture."""
        digest = hashlib.sha256()
        for path in sorted([*PACKAGE.glob("theatre/**/*.py"), *PACKAGE.glob("theatre/**/*.toml"), PACKAGE / "records" / "staging.py"]):
            digest.update(path.relative_to(PACKAGE).as_posix().encode())
            digest.update(path.read_bytes())
        digest.update(options.get("denoise", "fast").encode())
        return digest.hexdigest()

    def missing(self, options: Options) -> tuple[str, ...]:
        """What this machine lacks to shoot: a Python with Blender."""
        self._options = dict(options)
        try:
            self._executable()
        except TheatreError as error:
            return (str(error),)
        return ()

    def open(self, options: Options, *, scratch: Path) -> None:
        """Remember where to work; the worker starts with the first shot, so that a run with nothing to shoot is quick."""
        self._options = dict(options)
        self._scratch = scratch
        quality = self._options.get("denoise", "fast")
        if quality not in ("fast", "balanced", "high"):
            raise TheatreError(f"[camera.options] denoise is '{quality}'; expected fast, balanced or high")
        self._executable()

    def get_ready(self) -> None:
        """Start the worker without waiting for it."""
        if self._worker is None:
            self._start_worker()

    def shoot(self, job: ShotJob, picture: PictureSpec, *, store: Store, on_drawing: Callable[[int, int], None]) -> Take:
        """Shoot a job; a worker that dies is started again once for each drawing, a killed run resumes from its checkpoint."""
        began = time.monotonic()
        checkpoint = Checkpoint(self._scratch / "unfinished" / picture_key(job, picture, self.fingerprint(self._options))[:32])
        size = (picture.width, picture.height)
        self._ensure_worker()
        assert self._ready is not None
        room = Darkroom(self._ready.colour_config, exposure=job.light.exposure + job.exposure, quality=self._options.get("denoise", "fast"))
        drawings = checkpoint.restore(room, store, job.camera)
        self._dress(job, picture)
        on_drawing(len(drawings), job.drawings)

        def add(drawing: str) -> None:
            drawings.append(drawing)
            if len(drawings) % CHECKPOINT_EVERY == 0:
                checkpoint.keep(room, drawings)
            on_drawing(len(drawings), job.drawings)

        def hold_until(following: protocol.Expose | None) -> None:
            for _ in range(len(drawings), following.drawing if following is not None else job.drawings):
                add(drawings[-1])

        requests = [*_requests(job, len(drawings)), None]
        hold_until(requests[0])
        shown = self._expose(job, picture, requests[0]) if requests[0] is not None else None
        for following in requests[1:]:
            assert shown is not None
            raw = [(read_negative(Path(part.path)), part.rect) for part in shown.parts]
            for part in shown.parts:
                Path(part.path).unlink(missing_ok=True)
            # The next drawing renders while this one is developed.
            if following is not None:
                self._send(following)
            sight = None
            if len(job.camera) > 1:
                sight = Sight(job.camera[shown.drawing], frozenset(shown.moved), relit=shown.relit, paths=shown.paths)
            add(store.put(room.develop(raw, size, sight), suffix=".png") if raw else drawings[-1])
            hold_until(following)
            shown = self._exposed(job, picture, following) if following is not None else None
        checkpoint.forget()
        return Take(shot=job.shot, picture=picture, drawings=tuple(drawings), camera=self.name, seconds_of_work=time.monotonic() - began)

    def save_scene(self, scene: StagedScene, shots: Sequence[StagedShot], path: Path) -> None:
        """Write a .blend with every puppet, prop, lamp and camera of the scene keyframed."""
        self._ensure_worker()
        path.parent.mkdir(parents=True, exist_ok=True)
        # Blender itself writes backups and needs its own suffix, so the temporary name keeps it.
        temporary = path.with_name(f".{path.stem}.{os.getpid()}.blend")
        picture = PictureSpec(width=960, height=480, samples=2)
        request = protocol.SaveScene(scene=scene, shots=tuple(shots), picture=picture, path=str(temporary))
        try:
            self._ask(request)
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)

    def peak_memory_mib(self) -> float:
        """Peak resident memory of the worker, 0 if none runs."""
        if self._worker is None:
            return 0.0
        reply = self._ask(protocol.Memory())
        return reply.peak_mib if isinstance(reply, protocol.Measured) else 0.0

    def close(self) -> None:
        """End the worker."""
        worker, self._worker = self._worker, None
        if worker is not None:
            with contextlib.suppress(OSError):
                if worker.stdin is not None:
                    worker.stdin.close()
            try:
                worker.wait(timeout=5)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()
        if self._raw is not None:
            shutil.rmtree(self._raw, ignore_errors=True)
            self._raw = None

    # The worker's process ------------------------------------------------------------------------------------

    def _executable(self) -> list[str]:
        path, blender = theatre_python(self._options)
        if blender:
            return [str(path), "--background", "--factory-startup", "--python-exit-code", "1", "--python-expr",
                    "import filmwright.theatre.worker.__main__"]  # fmt: skip
        return [str(path), "-m", "filmwright.theatre.worker"]

    def _ensure_worker(self) -> None:
        if self._worker is None or self._worker.poll() is not None:
            self._start_worker()
        if self._ready is None:
            reply = self._receive()
            if not isinstance(reply, protocol.Ready):
                raise TheatreError(f"the Blender worker did not start; see {self._log}")
            self._ready = reply
            self._owed = 0

    def _start_worker(self) -> None:
        memory = Path("/dev/shm")
        if self._raw is None:
            base = memory if memory.is_dir() and os.access(memory, os.W_OK) else self._scratch
            self._raw = Path(tempfile.mkdtemp(prefix="filmwright-", dir=base))
        self._scratch.mkdir(parents=True, exist_ok=True)
        self._log = self._scratch / "theatre.log"
        environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONDONTWRITEBYTECODE": "1"}
        self._ready = None
        with self._log.open("ab") as log:
            self._worker = subprocess.Popen(
                self._executable(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=environment, start_new_session=True
            )

    def _send(self, request: protocol.Request) -> None:
        assert self._worker is not None and self._worker.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # a dead worker is noticed where the answer is awaited
            self._worker.stdin.write(encode(request) + b"\n")
            self._worker.stdin.flush()
        self._owed += 1

    def _receive(self) -> protocol.Reply:
        assert self._worker is not None and self._worker.stdout is not None
        line = self._worker.stdout.readline()
        self._owed = max(0, self._owed - 1)
        if not line:
            code = self._worker.wait()
            raise WorkerDied(f"the Blender worker ended with code {code}; its words are in {self._log}")
        reply: protocol.Reply = msgspec.json.decode(line, type=protocol.Reply)
        return reply

    def _ask(self, request: protocol.Request) -> protocol.Reply:
        while self._owed:
            self._receive()
        self._send(request)
        reply = self._receive()
        if isinstance(reply, protocol.Refused):
            if self._log is not None:
                with self._log.open("a") as log:
                    log.write(reply.trace)
            raise TheatreError(f"the theatre could not {type(request).__name__.lower()}: {reply.what} (details in {self._log})")
        return reply

    def _dress(self, job: ShotJob, picture: PictureSpec) -> None:
        assert self._raw is not None
        request = protocol.Dress(
            set=job.set, light=job.light, puppets=job.puppets, props=job.props, camera=job.camera, drawings=job.drawings, face=job.face,
            picture=picture, scratch=str(self._raw),
        )  # fmt: skip
        try:
            self._ask(request)
        except WorkerDied:
            self._ensure_worker()
            self._ask(request)

    def _expose(self, job: ShotJob, picture: PictureSpec, request: protocol.Expose) -> protocol.Exposed:
        self._send(request)
        return self._exposed(job, picture, request)

    def _exposed(self, job: ShotJob, picture: PictureSpec, request: protocol.Expose) -> protocol.Exposed:
        """The answer to an expose request already sent; a worker that died is started again and asked once more."""
        drawing = request.drawing
        try:
            reply = self._receive()
        except WorkerDied:
            try:
                self._ensure_worker()
                self._dress(job, picture)
                self._send(request)
                reply = self._receive()
            except WorkerDied as again:
                raise TheatreError(f"shot {job.shot}, drawing {drawing}: the Blender worker died twice; {again}") from again
        if isinstance(reply, protocol.Refused):
            raise TheatreError(f"shot {job.shot}, drawing {drawing}: {reply.what}")
        if not isinstance(reply, protocol.Exposed) or reply.drawing != drawing:
            raise TheatreError(f"shot {job.shot}, drawing {drawing}: the worker answered something else; see {self._log}")
        return reply


def _requests(job: ShotJob, first: int) -> list[protocol.Expose]:
    """What to ask for from a drawing on: the first drawing, and each that differs from the one before it."""
    found: list[protocol.Expose] = []
    exposed = first - 1
    for drawing in range(first, job.drawings):
        if drawing == 0 or _differs(job, drawing):
            found.append(protocol.Expose(drawing=drawing, whole=drawing == 0, after=exposed))
            exposed = drawing
    return found


def _differs(job: ShotJob, drawing: int) -> bool:
    before = drawing - 1
    return (
        (len(job.camera) > 1 and job.camera[drawing] != job.camera[before])
        or any(puppet.poses[drawing] != puppet.poses[before] or puppet.look(drawing) != puppet.look(before) for puppet in job.puppets)
        or any(prop.states[drawing] != prop.states[before] for prop in job.props)
    )


class WorkerDied(TheatreError):
    """The worker's process ended while it was asked something."""


class _Unfinished(msgspec.Struct, frozen=True):
    drawings: tuple[str, ...]


class Checkpoint:
    """What an unfinished shot has so far: its drawings and the raw light the next one builds on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, room: Darkroom, drawings: Sequence[str]) -> None:
        """Save, whole or not at all: the list of drawings is written last and names its light."""
        state = room.state()
        if not state:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"light{len(drawings):05d}.npz"
        temporary = self._folder / f"{name}.tmp"
        with temporary.open("wb") as out:
            np.savez(out, allow_pickle=False, **state)
        os.replace(temporary, self._folder / name)
        listing = self._folder / "drawings.json.tmp"
        listing.write_bytes(msgspec.json.encode(_Unfinished(tuple(drawings))))
        os.replace(listing, self._folder / "drawings.json")
        for old in self._folder.glob("light*.npz"):
            if old.name != name:
                old.unlink()

    def restore(self, room: Darkroom, store: Store, camera: Sequence[CameraPose]) -> list[str]:
        """Load what was kept into the darkroom; an empty list if nothing (or nothing whole) was."""
        try:
            kept = msgspec.json.decode((self._folder / "drawings.json").read_bytes(), type=_Unfinished)
            with np.load(self._folder / f"light{len(kept.drawings):05d}.npz") as light:
                for drawing in kept.drawings:
                    store.path(drawing)
                room.resume({name: light[name] for name in light.files}, camera[min(len(kept.drawings), len(camera)) - 1])
        except Exception:  # anything unreadable means: shoot from the first drawing
            return []
        return list(kept.drawings)

    def forget(self) -> None:
        """The shot is done."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _beside_environment() -> Path:
    """The theatre's environment next to the one that runs this code: `.venv` and `.theatre` are neighbours."""
    return Path(sys.prefix).parent / ".theatre" / "bin" / "python"


def camera() -> TheatreCamera:
    """Entry point of the built-in camera."""
    return TheatreCamera()


__all__ = ["Checkpoint", "TheatreCamera", "camera"]
