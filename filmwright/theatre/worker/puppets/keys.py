"""Writing whole F-curves at once: one action a puppet, a slot for each thing it moves, steps without in-betweens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import bpy
import numpy as np


class Keys:
    """The action of one puppet. `write` replaces the keys of the given channels."""

    def __init__(self, name: str) -> None:
        self.action = bpy.data.actions.new(name)
        self.strip = self.action.layers.new("drawings").strips.new(type="KEYFRAME")
        self._bags: dict[str, Any] = {}

    def bag(self, owner: Any, label: str) -> Any:
        """The channels of one ID (an object, or a mesh's shape keys) in this action."""
        if label not in self._bags:
            slot = self.action.slots.new(id_type=owner.id_type, name=label)
            data = owner.animation_data_create()
            data.action, data.action_slot = self.action, slot
            self._bags[label] = self.strip.channelbag(slot, ensure=True)
        return self._bags[label]

    def write(self, owner: Any, label: str, paths: Sequence[tuple[str, int]], frames: np.ndarray, values: np.ndarray) -> None:
        """Keys at `frames` (n,) with `values` (n, channels), one column a component of `paths` (data path, size).

        A key is written only where a value changes (and at the first and last frame), held until the next.
        """
        bag = self.bag(owner, label)
        column = 0
        for path, size in paths:
            for index in range(size):
                self._curve(bag, path, index, frames, values[:, column])
                column += 1

    @staticmethod
    def _curve(bag: Any, path: str, index: int, frames: np.ndarray, values: np.ndarray) -> None:
        changed = np.ones(len(values), bool)
        changed[1:] = np.abs(np.diff(values)) > 1e-6
        curve = bag.fcurves.find(path, index=index) or bag.fcurves.new(path, index=index)
        points = curve.keyframe_points
        points.clear()
        kept = np.flatnonzero(changed)
        points.add(len(kept))
        points.foreach_set("co", np.stack([frames[kept], values[kept]], 1).astype(np.float32).ravel())
        points.foreach_set("interpolation", np.zeros(len(kept), np.int32))  # 0 is CONSTANT
        curve.update()
