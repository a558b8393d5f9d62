"""Whole films with their sound and blank pictures: the sound of a premise, delivered, without waiting for the camera."""

from __future__ import annotations

import io
import multiprocessing
import resource
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from PIL import Image

from filmwright import settings
from filmwright.backends import registry
from filmwright.backends.camera import Options, ShotJob
from filmwright.backends.registry import Kind
from filmwright.production import folder
from filmwright.production.artefacts import Artefacts
from filmwright.production.order import Order
from filmwright.production.progress import Silence
from filmwright.production.units import Bench
from filmwright.records.codec import encode_for_people
from filmwright.records.music import Score
from filmwright.records.staging import StagedScene, StagedShot
from filmwright.records.takes import PictureSpec, Take
from filmwright.runners.local import LocalRunner
from filmwright.store import Index, Store

SCORE, WORK = "score.json", "work.json"
_JOINED_S = 30.0


class BlankCamera:
    """Every drawing is one grey, a little lighter with each drawing: no take is black, and none stands still."""

    name = "theatre"  # whose credit the film keeps
    options: Mapping[str, str] = {}

    def fingerprint(self, options: Options) -> str:
        """There is one kind of blank."""
        return "blank"

    def open(self, options: Options, *, scratch: Path) -> None:
        """Nothing to get ready."""

    def shoot(self, job: ShotJob, picture: PictureSpec, *, store: Store, on_drawing: Callable[[int, int], None]) -> Take:
        """See backends.camera.Camera."""
        drawings = []
        for drawing in range(job.drawings):
            out = io.BytesIO()
            Image.new("RGB", (picture.width, picture.height), (90 + drawing % 2 * 8,) * 3).save(out, "PNG")
            drawings.append(store.put(out.getvalue(), suffix=".png"))
        return Take(shot=job.shot, picture=picture, drawings=tuple(drawings), camera=self.name)

    def save_scene(self, scene: StagedScene, shots: Sequence[StagedShot], path: Path) -> None:
        """An empty file."""
        path.write_bytes(b"blank")

    def close(self) -> None:
        """Nothing was held."""


class _Backends:
    """The backends of the settings, with a blank camera."""

    def __init__(self, wanted: settings.Settings, scratch: Path) -> None:
        self.scratch, self._wanted, self._camera = scratch, wanted, BlankCamera()

    def __call__(self, kind: Kind, *, opened: bool = False) -> Any:
        self.scratch.mkdir(parents=True, exist_ok=True)
        return self._camera if kind == "camera" else registry.load(kind, getattr(self._wanted, kind).backend)


def heard_film(premise: str, place: Path, *, seed: int = 1) -> None:
    """The film of a premise in a folder of its own: delivered, reviewed, with blank pictures; what is there already is not made again.

    Besides what every production has, its folder has the score as notes and what each step took, in processor seconds.
    """
    config = settings.template(settings.parse(f"[film]\nminutes = 1\nseed = {seed}\n"))
    for key, value in (("width", 160), ("height", 80), ("samples", 1)):
        config = settings.with_value(config, "picture", key, value)
    if not (place / settings.FILE_NAME).is_file():
        folder.begin(place, folder.understand(premise), config)
    steps: dict[str, Callable[[Order], Any]] = {
        "words": lambda order: order.breakdown, "voices": lambda order: order.dialogue, "stage": lambda order: (order.staged, order.cut),
        "score": lambda order: order.score, "mix": lambda order: order.mix,
        "film": lambda order: (order.delivery, order.stems, order.review, order.report),
    }  # fmt: skip
    spent: dict[str, float] = msgspec.json.decode((place / WORK).read_bytes()) if (place / WORK).is_file() else {}
    for name, step in steps.items():
        seconds = _go(place, step)
        spent[name] = spent.get(name, 0.0) if seconds is None else seconds
        (place / WORK).write_bytes(msgspec.json.encode(spent))


def _go(place: Path, what: Callable[[Order], Any]) -> float | None:
    """Processor seconds, of this process and of those that worked for it, until something is made; None if all was there."""
    began, wanted, root = _seconds(), settings.read(place / settings.FILE_NAME), place / "store"
    with closing(LocalRunner(1)) as runner, closing(Index(root)) as index:
        bench = Bench(Store(root), index, runner, Silence())
        made = what(Order(place, wanted, bench, Artefacts(place, index, bench), _Backends(wanted, root / "scratch")))
    if isinstance(made, Score):
        (place / SCORE).write_bytes(encode_for_people(made))
    for worker in multiprocessing.active_children():
        worker.join(_JOINED_S)  # only then does its time count
    return round(_seconds() - began, 2) if bench.made else None


def _seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)
