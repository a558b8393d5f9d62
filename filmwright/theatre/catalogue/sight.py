"""What stands in a camera's way in each kit: a grid of cells, surveyed from the built sets (`theatre/worker/survey.py`)."""

from __future__ import annotations

import base64
import functools
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

CELL = 0.06  # metres
_FILE = Path(__file__).with_name("sight.json")
Point = tuple[float, float, float]


@dataclass(frozen=True)
class Sight:
    """The cells of a kit in which something stands. Walls, floor and ceiling are no part of it."""

    low: Point
    full: NDArray[np.bool_]

    @classmethod
    def of(cls, full: NDArray[np.bool_], low: Point) -> Sight:
        return cls(low=low, full=full)

    def blocked(self, eye: Point, points: Sequence[Point], *, spare: float = 0.06) -> NDArray[np.bool_]:
        """For each point, whether something stands between it and an eye; the last `spare` metres are left out."""
        start, ends = np.asarray(eye, float), np.asarray(points, float).reshape(-1, 3)
        way = ends - start
        far = np.linalg.norm(way, axis=1)
        steps = max(2, int(np.ceil(float(far.max(initial=0.1)) / (CELL * 0.5))))
        part = np.linspace(0.0, 1.0, steps)[None, :, None] * np.clip(1 - spare / np.maximum(far, 1e-6), 0, 1)[:, None, None]
        return np.asarray(self._at(start + way[:, None, :] * part).any(axis=1), bool)

    def stands_in(self, place: Point) -> bool:
        """Whether something is at a place."""
        return bool(self._at(np.asarray(place, float)[None, :])[0])

    def _at(self, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        cells = np.floor((points - np.asarray(self.low)) / CELL).astype(int)
        inside = ((cells >= 0) & (cells < self.full.shape)).all(axis=-1)
        safe = np.where(inside[..., None], cells, 0)
        return np.asarray(inside & self.full[safe[..., 0], safe[..., 1], safe[..., 2]], bool)


@functools.cache
def load() -> Mapping[str, Sight]:
    """Every kit's, by its name; a kit that was not surveyed yet is not among them."""
    if not _FILE.exists():
        return {}
    out: dict[str, Sight] = {}
    for name, entry in json.loads(_FILE.read_text()).items():
        shape = tuple(int(n) for n in entry["shape"])
        bits = np.frombuffer(zlib.decompress(base64.b64decode(entry["cells"])), np.uint8)
        full = np.unpackbits(bits, count=shape[0] * shape[1] * shape[2]).reshape(shape).astype(bool)
        out[name] = Sight(low=(entry["low"][0], entry["low"][1], entry["low"][2]), full=full)
    return out


def save(kits: Mapping[str, Sight]) -> None:
    """Write the survey."""
    entries = {
        name: {
            "low": [round(c, 3) for c in sight.low],
            "shape": list(sight.full.shape),
            "cells": base64.b64encode(zlib.compress(np.packbits(sight.full).tobytes(), 9)).decode(),
        }
        for name, sight in kits.items()
    }
    _FILE.write_text("{\n" + ",\n".join(f'"{name}": {json.dumps(entry)}' for name, entry in entries.items()) + "\n}\n")
