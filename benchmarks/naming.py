"""Prints how often the first kit or prop that is chosen for a phrase is one that a viewer would take for it.

python -m benchmarks.naming [--all]     # --all also prints every phrase that was taken for something else
"""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

from filmwright.breakdown.places import nearest_kit, read_heading
from filmwright.breakdown.things import Things
from filmwright.breakdown.words import tokens
from filmwright.theatre import catalogue

PHRASES = Path(__file__).with_name("phrases.toml")


def place(phrase: str) -> str:
    """The kit of a place, as a heading would have it."""
    outside = phrase.startswith("x ")
    return nearest_kit(read_heading(f"{'EXT' if outside else 'INT'}. {phrase.removeprefix('x ').upper()} - DAY"), "", catalogue.sets()).kit


def thing(phrase: str) -> str:
    """The prop of a thing: the one whose words are in the phrase, else the nearest by meaning; "" if none is near."""
    words = tokens(phrase)
    things = Things(catalogue.props())
    for i in range(len(words)):
        found = things.at(words, i)
        if found is not None:
            return found.model
    return things.nearest(words[-1])


def main() -> None:
    """Name every phrase."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--all", action="store_true")
    every = options.parse_args().all
    lists = tomllib.loads(PHRASES.read_text(encoding="utf-8"))
    known = {"places": set(catalogue.sets()), "things": set(catalogue.props())}
    for kind, name in (("places", place), ("things", thing)):
        right = 0
        for entry in lists[kind]:
            phrase, _, good = entry.partition(" | ")
            unknown = set(good.split()) - known[kind]
            if unknown:
                raise SystemExit(f"phrases.toml: '{phrase}' wants {sorted(unknown)}, which the catalogue does not have")
            found = name(phrase)
            right += found in good.split()
            if every and found not in good.split():
                print(f"  {phrase}: {found or 'nothing'}, not {good}")
        print(f"{kind}: {right} of {len(lists[kind])} right at first")


if __name__ == "__main__":
    main()
