"""What this machine can do for a film, what is missing and how to get it."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from filmwright.backends import registry
from filmwright.backends.options import check_options
from filmwright.backends.registry import Kind
from filmwright.errors import FilmwrightError
from filmwright.records.codec import Record
from filmwright.settings import Settings

_LIBRARIES = (
    "av", "numpy", "scipy", "onnxruntime", "PIL", "OpenEXR", "PyOpenColorIO", "opentimelineio", "pyoidn", "soundfile", "pyloudnorm",
)  # fmt: skip
NEEDED_MEMORY_GB = 3.0  # the worker and the darkroom at `fine` (see benchmarks/)
NEEDED_DISK_GB = 2.0  # a film's drawings at `standard` are about 0.6 GB (guess: twice re-shot)


class Finding(Record, frozen=True, kw_only=True):
    """One thing looked at."""

    what: str
    fine: bool
    says: str


def examine(wanted: Settings) -> list[Finding]:
    """Look at the machine and at the backends that these settings name."""
    findings = [_python(), _cores(), _memory(), _disk(), _libraries()]
    kinds: tuple[tuple[Kind, str, dict[str, str]], ...] = tuple(
        (kind, getattr(wanted, kind).backend, getattr(wanted, kind).options) for kind in ("writer", "voice", "composer", "camera")
    )
    for kind, name, options in kinds:
        findings.append(_backend(kind, name, options))
    return findings


def show(findings: list[Finding], console: Console) -> None:
    """A line each."""
    for finding in findings:
        mark = "[green]fine   [/]" if finding.fine else "[red]missing[/]"
        console.print(f"{mark} [bold]{finding.what:<16}[/] {escape(finding.says)}", highlight=False, soft_wrap=True)
    ready = all(finding.fine for finding in findings)
    console.print("Ready to make films." if ready else "`make setup` puts most of what is missing in place.", highlight=False)


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Finding(what="python", fine=sys.version_info >= (3, 11), says=f"{version} (3.11 or later is needed)")


def _cores() -> Finding:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Finding(what="processor", fine=True, says=f"{cores} cores; two make a film of 83 s in about 13 min")


def _memory() -> Finding:
    try:
        available = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    except (ValueError, OSError):
        return Finding(what="memory", fine=True, says="not known on this system")
    return Finding(what="memory", fine=available >= NEEDED_MEMORY_GB, says=f"{available:.1f} GB; {NEEDED_MEMORY_GB:g} GB are needed")


def _disk() -> Finding:
    free = shutil.disk_usage(Path.cwd()).free / 1e9
    return Finding(what="disk", fine=free >= NEEDED_DISK_GB, says=f"{free:.1f} GB free here; a film needs up to {NEEDED_DISK_GB:g} GB")


def _libraries() -> Finding:
    missing = []
    for name in _LIBRARIES:
        try:
            importlib.import_module(name)
        except ImportError:
            missing.append(name)
    says = f"missing: {', '.join(missing)}; run `make setup`" if missing else "all there"
    return Finding(what="libraries", fine=not missing, says=says)


def _backend(kind: Kind, name: str, options: dict[str, str]) -> Finding:
    try:
        backend = registry.load(kind, name)
        check_options(kind, name, options, backend.options)
        missing = backend.missing(options)
    except FilmwrightError as error:
        return Finding(what=f"{kind} {name}", fine=False, says=str(error))
    except Exception as error:  # a plug-in's own mistake is a finding like any other
        return Finding(what=f"{kind} {name}", fine=False, says=f"cannot be asked: {error.__class__.__name__}: {error}")
    return Finding(what=f"{kind} {name}", fine=not missing, says=" ".join(missing) or "ready")
