"""Backends are found by kind and name; a wrong name is never another backend."""

from __future__ import annotations

import pytest

from filmwright.backends import registry
from filmwright.backends.options import check_options
from filmwright.errors import BackendError


def test_built_in_backends_and_plug_ins_are_listed_alike() -> None:
    names = {(found.kind, found.name): found.package for kind in registry.KINDS for found in registry.installed(kind)}
    assert names["camera", "theatre"] == "filmwright"
    assert names["camera", "sketch"] == "filmwright-sketch"


def test_an_unknown_name_names_the_nearest_and_what_is_there() -> None:
    with pytest.raises(BackendError) as refused:
        registry.load("voice", "kokorro")
    said = str(refused.value)
    assert said.startswith("no voice called 'kokorro' is installed (installed: hum, kokoro).")
    assert "Did you mean 'kokoro'? `filmwright backends` lists them." in said


def test_an_option_that_is_not_documented_is_refused() -> None:
    with pytest.raises(BackendError, match=r"the camera 'sketch' has no option 'inc' \(it has: ink, pause\). Did you mean 'ink'\?"):
        check_options("camera", "sketch", {"inc": "#fff"}, registry.load("camera", "sketch").options)


@pytest.mark.parametrize("kind", ["writer", "camera", "voice", "composer"])
def test_every_installed_backend_can_say_what_it_needs(kind: registry.Kind) -> None:
    for found in registry.installed(kind):
        backend = registry.load(kind, found.name)
        assert backend.name == found.name
        assert all(meaning.strip() for meaning in backend.options.values())
        assert isinstance(backend.fingerprint({}), str) and backend.fingerprint({}) == backend.fingerprint({})
        assert isinstance(backend.missing({}), tuple)
