"""Ways across a set: around its obstacles and around whoever stands there."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence

from filmwright.stage.space import XY
from filmwright.theatre.catalogue import Box, SetKit

CELL = 0.08  # metres; fine enough to pass between a table and a chair
CLEARANCE = 0.17  # from an obstacle to the middle of a puppet
ESCAPE = 0.34  # around start and goal obstacles do not count: a chair is an obstacle and also a goal
STEP_OVER = 0.06  # obstacles lower than this are trodden on: rugs, thresholds


class Floor:
    """Where one may walk in a set, given who else stands there."""

    def __init__(self, kit: SetKit, others: Sequence[tuple[XY, float]] = (), things: Sequence[Box] = ()) -> None:
        """`others`: where each stands, and how near one may come, from middle to middle (metres); `things`: what else stands there."""
        self.kit = kit
        self.others = tuple(others)
        self.boxes = [box for box in (*kit.obstacles, *things) if box.high[2] > STEP_OVER and box.low[2] < 0.9]

    def free(self, point: XY, *, clearance: float = CLEARANCE) -> bool:
        """True if a puppet can stand there."""
        x, y = point
        low, high = self.kit.stage.low, self.kit.stage.high
        if not (low[0] <= x <= high[0] and low[1] <= y <= high[1]):
            return False
        return self._clear(point, clearance)

    def _clear(self, point: XY, clearance: float) -> bool:
        x, y = point
        for box in self.boxes:
            if box.low[0] - clearance < x < box.high[0] + clearance and box.low[1] - clearance < y < box.high[1] + clearance:
                return False
        return all(math.dist(point, other) >= room for other, room in self.others)

    def nearest_free(self, point: XY) -> XY:
        """The nearest place to stand, searched outwards in rings; the point itself if nothing is free within 1.2 m."""
        if self.free(point):
            return point
        for ring in range(1, 16):
            radius = ring * CELL
            around = [(point[0] + radius * math.cos(a * math.pi / 12), point[1] + radius * math.sin(a * math.pi / 12)) for a in range(24)]
            good = [p for p in around if self.free(p)]
            if good:
                return min(good, key=lambda p: (round(p[1], 3), round(p[0], 3)))
        return point

    def path(self, start: XY, goal: XY) -> list[XY]:
        """A way from start to goal with few corners; the straight line if there is no way around."""
        if self._open(start, goal, start, goal):
            return [start, goal]
        found = self._search(start, goal)
        if not found:
            return [start, goal]
        pulled = [found[0]]
        index = 0
        while index < len(found) - 1:
            step = next((j for j in range(len(found) - 1, index, -1) if self._open(found[index], found[j], start, goal)), index + 1)
            pulled.append(found[step])
            index = step
        return _rounded(pulled)

    def _open(self, a: XY, b: XY, start: XY, goal: XY) -> bool:
        steps = max(1, int(math.dist(a, b) / (CELL / 2)))
        return all(
            self._passable((a[0] + (b[0] - a[0]) * k / steps, a[1] + (b[1] - a[1]) * k / steps), start, goal) for k in range(steps + 1)
        )

    def _passable(self, point: XY, start: XY, goal: XY) -> bool:
        if math.dist(point, start) < ESCAPE or math.dist(point, goal) < ESCAPE:
            return all(
                math.dist(point, o) >= 0.9 * room or math.dist(o, goal) < room or math.dist(o, start) < room for o, room in self.others
            )
        return self._clear(point, CLEARANCE)

    def _search(self, start: XY, goal: XY) -> list[XY]:
        low, high = self.kit.stage.low, self.kit.stage.high
        x0, y0 = min(low[0], start[0], goal[0]) - CELL, min(low[1], start[1], goal[1]) - CELL
        nx = int((max(high[0], start[0], goal[0]) - x0) / CELL) + 2
        ny = int((max(high[1], start[1], goal[1]) - y0) / CELL) + 2

        def cell(p: XY) -> tuple[int, int]:
            return round((p[0] - x0) / CELL), round((p[1] - y0) / CELL)

        def point(c: tuple[int, int]) -> XY:
            return x0 + c[0] * CELL, y0 + c[1] * CELL

        first, last = cell(start), cell(goal)
        cost = {first: 0.0}
        came: dict[tuple[int, int], tuple[int, int]] = {}
        heap: list[tuple[float, tuple[int, int]]] = [(0.0, first)]
        while heap:
            _, here = heapq.heappop(heap)
            if here == last:
                way = [goal]
                while here in came:
                    here = came[here]
                    way.append(point(here))
                way[-1] = start
                return way[::-1]
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)):
                there = (here[0] + dx, here[1] + dy)
                if not (0 <= there[0] < nx and 0 <= there[1] < ny) or not self._passable(point(there), start, goal):
                    continue
                total = cost[here] + math.hypot(dx, dy)
                if total < cost.get(there, math.inf) - 1e-9:
                    cost[there] = total
                    came[there] = here
                    heapq.heappush(heap, (total + math.dist(there, last), there))
        return []


def _rounded(points: list[XY]) -> list[XY]:
    """Corners cut twice (Chaikin), so that nobody walks like a rook."""
    for _ in range(2):
        if len(points) < 3:
            return points
        out = [points[0]]
        for a, b in zip(points, points[1:], strict=False):
            out += [(a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25), (a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75)]
        points = [*out, points[-1]]
    return points


class Route:
    """A polyline measured by its own length."""

    def __init__(self, points: Sequence[XY]) -> None:
        self.points = [p for i, p in enumerate(points) if i == 0 or math.dist(p, points[i - 1]) > 1e-9]
        self.at = [0.0]
        for a, b in zip(self.points, self.points[1:], strict=False):
            self.at.append(self.at[-1] + math.dist(a, b))

    @property
    def length(self) -> float:
        return self.at[-1]

    def point(self, s: float) -> XY:
        """The point after `s` metres, clamped to the ends."""
        s = min(self.length, max(0.0, s))
        for i in range(len(self.points) - 1):
            if s <= self.at[i + 1]:
                k = (s - self.at[i]) / (self.at[i + 1] - self.at[i])
                a, b = self.points[i], self.points[i + 1]
                return a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k
        return self.points[-1]

    def heading(self, s: float) -> float:
        """The way one faces there, looking a little ahead and behind so that corners are turned softly."""
        a, b = self.point(s - 0.08), self.point(s + 0.08)
        return math.degrees(math.atan2(b[0] - a[0], -(b[1] - a[1])))
