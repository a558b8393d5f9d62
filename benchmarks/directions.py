"""Prints how the stage directions of public-domain plays are staged: done, approximated and said so, or missed.

    python -m benchmarks.directions FOLDER [--all] [--sample N]

FOLDER holds plays as XHTML with `z3998:stage-direction`, or as Markdown with directions in italics. Each different direction that
tells of something done is put into a room with two people: who speaks is ADA, anybody else named is BEN. Done: every sentence with
a verb gives an act, and the report names nothing that was done otherwise. Approximated: the report does. Missed: a sentence with a
verb gives nothing. Nobody has written down what is right, as in `benchmarks.acting`: an act that is a wrong one counts as done.
"""

from __future__ import annotations

import argparse
import html
import random
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.acting import ROOM
from filmwright.breakdown import break_down
from filmwright.breakdown.verbs import phrases
from filmwright.breakdown.words import singular
from filmwright.records.breakdown import Action, Image
from filmwright.screenplay import fountain

_ITALIC = re.compile(r'<i[^>]*epub:type="z3998:stage-direction"[^>]*>((?:[^<]|<(?!/?i\b)[^>]*>)*)</i>')
_PERSONA = re.compile(r'<b[^>]*z3998:persona[^>]*>(.*?)</b>')
_SPEAKER = re.compile(r'<td epub:type="z3998:persona">(.*?)</td>|\*\*([^*]+)\*\*')
_UNDERLINED = re.compile(r"_(\\?\[?[A-Za-z][^_\n]{2,160})_")
_SKIP = ("aside", "within", "to ", "flourish", "alarum", "music", "trumpet", "reads", "sennet", "thunder", "act ", "scene")
# What every play has by the hundred, and how what stands on the stage is described.
_PLACES = ("exit", "exeunt", "enter", "re", "there", "on", "in", "above", "below", "beyond", "behind", "seen", "left", "right")
_NAME = re.compile(r"\b[A-Z]{2,}(?: [A-Z]{2,})*\b")


def directions(folder: Path) -> Iterator[tuple[str, str]]:
    """(who speaks, the direction as it is printed), of all plays of a folder."""
    for path in sorted([*folder.rglob("*.xhtml"), *folder.rglob("*.md")]):
        if path.stem in ("dramatis-personae", "LICENSE"):
            continue
        text = path.read_text(encoding="utf-8")
        speaker = ""
        for line in text.splitlines():
            found = _SPEAKER.search(line)
            if found:
                speaker = _bare(found[1] or found[2] or "")
            for match in (_ITALIC if path.suffix == ".xhtml" else _UNDERLINED).finditer(line):
                if "stage-effect" not in match[0]:
                    yield speaker, match[1]


def as_lines(speaker: str, printed: str) -> list[str]:
    """The direction as sentences of a script about ADA and BEN; only those that tell of something done."""
    text = _PERSONA.sub(lambda m: "ADA" if _bare(m[1]) == _bare(speaker) else "BEN", printed)
    text = html.unescape(re.sub(r"<[^>]+>", "", text)).strip("\\[]() ").replace("’", "'")
    text = _NAME.sub(lambda m: "ADA" if m[0].lower() == speaker.lower() else m[0] if m[0] in ("ADA", "BEN") else "BEN", text)
    out = []
    for sentence in re.split(r"(?<=[.!?;])\s+", text):
        sentence = sentence.strip(" .;")
        words = re.findall(r"[A-Za-z']+", sentence)
        if not words or sentence.lower().startswith(_SKIP) or words[0].lower().endswith("ly") and len(words) < 3:
            continue
        if words[0].lower() in _PLACES:
            continue
        if not any(_is_verb(word.lower()) for word in words):
            continue
        if words[0] in ("He", "She"):
            sentence = "Ada" + sentence[len(words[0]) :]
        elif words[0] == "They":
            pass
        elif words[0] not in ("ADA", "BEN", "The", "A", "All", "Both") and _is_verb(words[0].lower()):
            sentence = f"Ada {'is ' if words[0].lower().endswith('ing') else ''}{sentence[0].lower()}{sentence[1:]}"
        out.append(re.sub(r"\b(ADA|BEN)\b", lambda m: m[0].title(), sentence) + ".")
    return out


def _bare(name: str) -> str:
    return re.sub(r"<[^>]+>", "", name).strip().lower()


def _is_verb(word: str) -> bool:
    stem = word.removesuffix("ing")
    stems = {word, singular(word), stem, stem + "e", word.removesuffix("es"), word.removesuffix("ed")}
    if word.endswith("ing") and len(word) > 5 and word[-4] == word[-5]:
        stems.add(word[:-4])  # sitting
    return (word.endswith(("s", "ing", "ed")) or word in ("kneel", "fight", "die")) and any(phrases().get(stem) for stem in stems)


def judge(line: str) -> str:
    """done, approximated or missed."""
    broken = break_down(fountain.parse(ROOM + line + "\n", source="line"))
    made = [item for item in broken.scenes[0].business if isinstance(item, Action | Image) and item.text.strip() in line]
    if not any(isinstance(item, Action) or item.sound for item in made):
        return "missed"
    return "approximated" if any(line.rstrip(".")[:30] in a.where for a in broken.approximations) else "done"


def main() -> None:
    """Judge every direction."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--all", action="store_true", help="also print what is not done")
    options.add_argument("--sample", type=int, default=0)
    given = options.parse_args()
    lines = list(dict.fromkeys(line for speaker, printed in directions(given.folder) for line in as_lines(speaker, printed)))
    if given.sample and given.sample < len(lines):
        lines = random.Random(1).sample(lines, given.sample)
    found = {"done": 0, "approximated": 0, "missed": 0}
    for line in lines:
        how = judge(line)
        found[how] += 1
        if given.all and how != "done":
            print(f"{how:13s} {line}")
    print(f"{len(lines)} directions: " + ", ".join(f"{n} {how} ({n / max(1, len(lines)):.0%})" for how, n in found.items()))


if __name__ == "__main__":
    main()
