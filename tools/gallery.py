"""Draws docs/gallery.md: kits at four hours, a cast, emotions and gestures, as small JPEGs.

    .venv/bin/python -m tools.gallery [KIT ...]     # which kits are drawn anew, all if none is given; the page shows all; needs .theatre
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec
from PIL import Image

from benchmarks.emotions import EIGHT, pose
from filmwright.breakdown.bodies import body_for
from filmwright.records.puppet import Puppet
from filmwright.theatre import catalogue

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".theatre" / "bin" / "python"
PICTURES = ROOT / "docs" / "pictures" / "gallery"
HOURS = ("dawn", "day", "dusk", "night")
SHEETS = {"emotions": ",".join(EIGHT), "gestures": "walk,sit,reach,wave,hold,point"}
CAST = [
    Puppet(name="ADA", body=body_for("human", "adult", "average"), hair="curly", top="jumper", top_colour="#a83a32"),
    Puppet(name="BEN", body=body_for("human", "old", "stout"), hair="bald_fringe", beard="full", top="coat", age="old"),
]


def theatre(*arguments: str) -> None:
    """Run a module of the worker in Blender's Python."""
    subprocess.run([str(PYTHON), "-m", *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kits(names: list[str], place: Path) -> list[str]:
    """A strip of four hours for each kit named; the lines of the page for every kit that has one."""
    asked = [f"{name}:{hour}" for name in names for hour in HOURS]
    theatre("filmwright.theatre.worker.scout", str(place), *asked, "--size", "300x150", "--samples", "2")
    for name in names:
        strip = Image.new("RGB", (1200, 150))
        for i, hour in enumerate(HOURS):
            strip.paste(Image.open(place / f"{name}_{hour}_wide.png").convert("RGB"), (300 * i, 0))
        strip.save(PICTURES / f"kit_{name}.jpg", quality=80, optimize=True)
    drawn = [name for name in sorted(catalogue.sets()) if (PICTURES / f"kit_{name}.jpg").is_file()]
    return [f"![{name}](pictures/gallery/kit_{name}.jpg)\n{name}\n" for name in drawn]


def people(place: Path) -> list[str]:
    """The cast by emotions and by gestures."""
    (place / "cast.json").write_bytes(msgspec.json.encode(CAST))
    for name, acts in SHEETS.items():
        shown, frame, size = ("--acts", acts), "full", "200x240"
        if name == "emotions":
            poses = place / "poses.json"
            poses.write_bytes(msgspec.json.encode([[pose(puppet, emotion) for emotion in EIGHT] for puppet in CAST]))
            shown, frame, size = ("--poses", str(poses)), "half", "150x150"
        out = place / f"{name}.png"
        theatre(
            "filmwright.theatre.worker.portraits", str(place / "cast.json"), str(out), *shown, "--frame", frame, "--size", size,
            "--samples", "2",
        )  # fmt: skip
        Image.open(out).convert("RGB").save(PICTURES / f"{name}.jpg", quality=82, optimize=True)
    return [f"![{name}](pictures/gallery/{name}.jpg)\n{acts.replace(',', ', ')}\n" for name, acts in SHEETS.items()]


def main() -> None:
    """Draw everything and write the page."""
    names = sys.argv[1:] or sorted(catalogue.sets())
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        page = ["# Gallery\n", "Drawn by `python -m tools.gallery`.\n", "## Cast\n", *people(place)]
        page += ["## Kits at dawn, day, dusk and night, with stand-in figures\n", *kits(names, place)]
    (ROOT / "docs" / "gallery.md").write_text("\n".join(page), encoding="utf-8")


main()
