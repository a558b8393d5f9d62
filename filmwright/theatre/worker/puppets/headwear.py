"""Hats and accessories."""
from __future__ import annotations
from typing import Any
from filmwright.theatre.worker.puppets.bench import Bench
def glove(bench: Bench) -> Any: return None
def hat(bench: Bench) -> None: ...
def accessories(bench: Bench, plan: Any, trunk: Any) -> None: ...
