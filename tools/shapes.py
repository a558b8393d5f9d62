"""Work out what every shape of every dramatic situation begins with and which arcs it follows, and write it into its file.

    python -m tools.shapes [SITUATION ...]

A plot finds by search what must have been before the film; written down, it need not be searched again for every film. The lines
`before` and `arcs` of a shape are replaced, the rest of the file stays as it is.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import filmwright.story
from filmwright.errors import StageError
from filmwright.story.arcs import ARCS, likeness
from filmwright.story.drama.choosing import Shape, rank
from filmwright.story.drama.plotting import plot

_SITUATIONS = Path(filmwright.story.__file__).parent / "data" / "situations"
_OWN = re.compile(r"(?m)^(?:before|arcs) = .*\n")


def completed(text: str, name: str) -> str:
    """The text of a situation's file with `before` and `arcs` in every shape.

    Raises:
        StageError: a shape cannot be plotted; the sentence names the situation.
    """
    head, *shapes = re.split(r"(?m)^(?=\[\[shapes\]\]\s*$)", text)
    done = [head]
    for number, shape in enumerate(shapes):
        bare = _OWN.sub("", shape)
        entry = tomllib.loads(bare)["shapes"][0]
        landmarks = tuple(entry["landmarks"])
        try:
            made = plot(landmarks)
        except StageError as error:
            raise StageError(f"{name}, shape {number + 1}: {error}") from error
        before = ", ".join(f'"{" ".join(fact)} {value}"' for fact, value in made.facts)
        candidate = rank(Shape(landmarks, "", made.facts, ()), "", 0)
        arcs = ", ".join(f'"{arc}" = {likeness(candidate.fortune["P"], arc):.2f}' for arc in ARCS)
        done.append(bare.rstrip("\n") + f"\nbefore = [{before}]\narcs = {{ {arcs} }}\n" + ("\n" if number + 1 < len(shapes) else ""))
    return "".join(done)


def main(names: list[str]) -> int:
    """Complete the named situations, or all."""
    failed = 0
    for path in sorted(_SITUATIONS.glob("*.toml")):
        if names and path.stem not in names:
            continue
        text = path.read_text(encoding="utf-8")
        try:
            after = completed(text, path.stem)
        except StageError as error:
            print(error)
            failed += 1
            continue
        if after != text:
            path.write_text(after, encoding="utf-8")
            print(path.stem)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
