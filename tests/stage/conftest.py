"""The small film's kit and props in place of the catalogue's, so that these tests stand on measures they know."""

from __future__ import annotations

import pytest

from filmwright.theatre import catalogue
from tests.stage import small_film


@pytest.fixture(autouse=True)
def small_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "sets", lambda: {"test_kitchen": small_film.KIT})
    monkeypatch.setattr(catalogue, "props", lambda: small_film.MODELS)
