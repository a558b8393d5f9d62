"""The lists of sentences with what is to be heard in them, and which of them are read otherwise.

python tests/sound/said_right.py    # prints, for each list, how many are wrong and which
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from filmwright.sound.voices.reading import read_aloud

MENDED_ON = Path(__file__).with_name("readings.tsv")
HELD_OUT = Path(__file__).with_name("readings_held_out.tsv")
FRESH = Path(__file__).with_name("readings_fresh.tsv")


@dataclass(frozen=True)
class Case:
    """A sentence, a part of it, and what is right: sounds, or the words it is said as."""

    sentence: str
    part: str
    right: tuple[str, ...]


def cases(path: Path) -> list[Case]:
    """The cases of a list."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [Case(sentence, part, tuple(right.split("|"))) for sentence, part, right in rows]


def heard(case: Case) -> tuple[str, bool]:
    """What is heard in place of the part, and whether it is right. Stress counts in single words, not in figures."""
    if case.right[0].startswith("="):
        said = _all_sounds(case.sentence)
        ways = [case.sentence.replace(case.part, way.removeprefix("=").strip(), 1) for way in case.right]
        return said, said in [_all_sounds(way) for way in ways]
    said = next(word.sounds for word in read_aloud(case.sentence, "american") if word.text.strip(".") == case.part.strip("."))
    return said, said in case.right


def _all_sounds(sentence: str) -> str:
    return re.sub(r"[ˈˌ ]", "", "".join(word.sounds for word in read_aloud(sentence, "american") if word.sounds))


if __name__ == "__main__":
    for path in (MENDED_ON, HELD_OUT, FRESH):
        wrong = [(case, said) for case in cases(path) for said, right in [heard(case)] if not right]
        print(f"{path.name}: {len(wrong)} of {len(cases(path))} wrong")
        for case, said in wrong:
            print(f"  {case.sentence}  [{case.part}]  heard {said}, right is {' or '.join(case.right)}")
