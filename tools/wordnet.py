"""Draws from WordNet 3.0 the words that the hand-made lexicon does not hold, by tools/wordnet.toml.

    .venv/bin/python tools/wordnet.py DICT     # a folder with index.noun, index.verb, index.sense and data.noun (or data.noun1, data.noun2)

Writes filmwright/story/data/wordnet.txt and filmwright/theatre/catalogue/animals.txt; the same folder and tables give the same bytes.
"""

from __future__ import annotations

import re
import sys
import textwrap
import tomllib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from filmwright.theatre import catalogue

ROOT = Path(__file__).resolve().parent.parent
TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
STORY = ROOT / "filmwright" / "story" / "data" / "wordnet.txt"
ANIMALS = ROOT / "filmwright" / "theatre" / "catalogue" / "animals.txt"
PERSON, ANIMAL, FOOD = "18", "05", "13"  # WordNet's files of nouns, by number
# artifact, body, communication, food, object, plant, possession, substance
OF_THINGS = frozenset(("06", "08", "10", "13", "17", "20", "21", "27"))
OF_PLACES = frozenset(("06", "15", "17"))  # artifact, location, object
RARELY = frozenset(("08", "27"))  # body and substance: only words that were met are wanted of these
BAD = re.compile(
    r"offensive|derogatory|disparag|\bslur\b|obscen|vulgar|contemptuous|insulting|taboo|sexual|\barchaic\b|obsolete|homosexual"
)
SENSES_THAT_TELL = 4  # if one of the first four senses is an insult, the word is left out
NOUN, VERB, ADJECTIVE, ADVERB, SATELLITE = "12345"
PLAIN = re.compile(r"[a-z]{3,}(?:[ -][a-z]{2,})?")
LONGEST = 120  # characters a line of the data


@dataclass
class Synset:
    file: str
    words: list[str]
    above: list[str] = field(default_factory=list)
    instance: bool = False
    gloss: str = ""


class WordNet:
    """The nouns with what is above them, the verbs, and how often each word was met as which."""

    def __init__(self, folder: Path) -> None:
        self.nouns: dict[str, Synset] = {}
        parts = [folder / "data.noun"] if (folder / "data.noun").exists() else [folder / "data.noun1", folder / "data.noun2"]
        for line in _lines(parts):
            head, _, gloss = line.partition(" | ")
            cells = head.split()
            count = int(cells[3], 16)
            at = 4 + 2 * count
            found = Synset(cells[1], [cells[4 + 2 * i] for i in range(count)], gloss=gloss)
            for i in range(int(cells[at])):
                sign, offset, part = cells[at + 1 + 4 * i : at + 4 + 4 * i]
                if sign in ("@", "@i") and part == "n":
                    found.above.append(offset)
                    found.instance = found.instance or sign == "@i"
            self.nouns[cells[0]] = found
        self.senses = {cells[0]: cells[-int(cells[2]) :] for cells in map(str.split, _lines([folder / "index.noun"]))}
        self.verbs = {line.split()[0] for line in _lines([folder / "index.verb"])}
        self.met: dict[str, Counter[str]] = defaultdict(Counter)
        for line in (folder / "index.sense").read_text(encoding="latin-1").splitlines():
            key, _, _, times = line.split()
            word, _, rest = key.partition("%")
            part = ADJECTIVE if rest[0] == SATELLITE else rest[0]
            self.met[word][part] += int(times)  # a part of speech that was never met is in it with a zero

    def synset(self, reference: str, files: Collection[str] = ()) -> str:
        """The offset that "word:N" names, or "word": its first sense in one of the files, or in any."""
        word, _, number = reference.partition(":")
        senses = self.senses.get(word, [])
        if number:
            senses = senses[int(number) - 1 : int(number)]
        found = [o for o in senses if not files or self.nouns[o].file in files]
        if not found:
            raise SystemExit(f"tools/wordnet.toml: WordNet has no such noun as '{reference}' {' or '.join(sorted(files))}")
        return found[0]

    def ways_up(self, offset: str) -> Iterator[list[str]]:
        """Level by level, what is above a synset, itself first."""
        level, seen = [offset], {offset}
        while level:
            yield level
            level = [o for o in dict.fromkeys(up for down in level for up in self.nouns[down].above) if o not in seen]
            seen.update(level)

    def nearest(self, offset: str, known: dict[str, str]) -> str:
        """What the nearest synset above says of it that says anything; "" if none does."""
        return next((known[o] for level in self.ways_up(offset) for o in level if o in known), "")

    def all_above(self, offset: str) -> frozenset[str]:
        return frozenset(o for level in self.ways_up(offset) for o in level)


def _lines(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        with path.open(encoding="latin-1") as file:
            yield from (line.rstrip() for line in file if not line.startswith("  ") and line.strip())


class Drawing:
    """Each word in the one class that it belongs to."""

    def __init__(self, net: WordNet) -> None:
        self.net = net
        self.left_out = {net.synset(r) for r in TABLE["left_out"]["nouns"].split()}
        self.no_words = frozenset(TABLE["left_out"]["words"].split()) | frozenset(TABLE["verbs"]["left_out"].split())
        self.no_parts = frozenset(TABLE["left_out"]["parts"].split())
        self.people = self._classes("people", {PERSON})
        self.places, self.things = self._classes("places", OF_PLACES), self._classes("things", {*OF_THINGS, "03", ANIMAL})
        self.marks = {mark: {net.synset(r, {PERSON}) for r in line.split()} for mark, line in TABLE["marks"].items()}
        self.animals = self._creatures()
        self.person = net.synset("person:1", {"03"})
        self.people.setdefault(self.person, "adult neutral kitchen home")

    def _classes(self, part: str, files: Collection[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, line in TABLE[part].items():
            for reference in line.split():
                found.setdefault(self.net.synset(reference, files), name)
        return found

    def _creatures(self) -> dict[str, str]:
        """Synset -> the creature of the catalogue that it is, or comes nearest to."""
        found = {}
        for name, line in TABLE["animals"].items():
            found.update({self.net.synset(reference, {ANIMAL}): name for reference in line.split()})
        for noun, (name, _) in sorted(catalogue.told().items()):
            for offset in self.net.senses.get(noun.replace(" ", "_"), []):
                if self.net.nouns[offset].file == ANIMAL and self.net.nouns[offset].words[0].islower():
                    found.setdefault(offset, name)
                    break
        return found

    def draw(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Section -> words of the story, creature -> animals of the theatre."""
        story: dict[str, list[str]] = defaultdict(list)
        beasts: dict[str, list[str]] = defaultdict(list)
        chosen: dict[str, str] = {}
        for key in sorted(self.net.senses, key=lambda word: (word.count("_"), word)):  # single words first: they decide about longer ones
            for word in _spellings(key):
                section = self._section(key, word, chosen)
                if section:
                    chosen[word] = section
        for word, section in chosen.items():
            kind, _, name = section.partition(" ")
            (beasts[name] if kind == "animal" else story[section]).append(word)
        for name, words in (("verbs", self._verbs()), ("verbs also", self._verbs(nouns_too=True)), ("itself", self._whole())):
            story[name] = words
        return story, beasts

    def _section(self, key: str, word: str, chosen: dict[str, str]) -> str:
        """The section of a word; "" if it is no word of ours."""
        senses = [o for o in self.net.senses[key] if not self.net.nouns[o].instance]
        if not senses or not PLAIN.fullmatch(word) or self.no_parts.intersection(re.split("[ -]", word)) or word in self.no_words:
            return ""
        sense = senses[0]
        animals = [o for o in senses if self.net.nouns[o].file == ANIMAL]
        if self.net.nouns[sense].file == FOOD and animals:
            sense = animals[0]  # the flesh of a fish is no other noun than the fish
        if not self._allowed(key, sense, senses) or not self._mostly_noun(key):
            return ""
        section = self._class_of(sense, word)
        return "" if " " in word and section and self._said_by_its_last(key, word, section, chosen) else section

    def _allowed(self, key: str, sense: str, senses: list[str]) -> bool:
        synset = self.net.nouns[sense]
        own = next((w for w in synset.words if w.lower() == key), key)
        if not own.islower() and not (synset.file == ANIMAL and self._breed(own, sense)):
            return False
        if synset.file in RARELY and not self.net.met[key][NOUN]:
            return False  # chemistry and anatomy
        bad = any(BAD.search(self.net.nouns[o].gloss.split(";")[0]) for o in senses[:SENSES_THAT_TELL])
        return not bad and not self.net.all_above(sense) & self.left_out

    def _said_by_its_last(self, key: str, word: str, section: str, chosen: dict[str, str]) -> bool:
        """Whether a noun of two words is what its last word alone is: "willow tree", "old man"."""
        first, _, last = word.partition(" ")
        kind, _, name = section.partition(" ")
        if chosen.get(last) == section or (kind == "animal" and catalogue.told().get(last, ("",))[0] == name):
            return True
        if self._is_person(last) and ADJECTIVE in self.net.met[first]:
            return True
        met = sum(self.net.met[key].values())
        same = chosen.get(last, "").partition(" ")[0] == kind and kind not in ("person", "animal")
        return not met and (same or section == "thing plant")

    def _is_person(self, word: str) -> bool:
        return any(self.net.nouns[o].file == PERSON for o in self.net.senses.get(word, [])[:1])

    def _breed(self, own: str, sense: str) -> bool:
        """Whether a name in capitals is a breed's, "Great Dane", and not a taxon's, "Lutra lutra"."""
        return own.replace("_", " ").istitle() and self.net.nearest(sense, self.animals) in TABLE["breeds"]["of"].split()

    def _mostly_noun(self, key: str) -> bool:
        met = self.net.met[key]
        if key.endswith("ly") and (ADJECTIVE in met or ADVERB in met):
            return False
        if ADJECTIVE in met and met[NOUN] <= met[ADJECTIVE]:
            return False
        if ADVERB in met and met[NOUN] <= met[ADVERB]:
            return False
        if VERB in met and met[NOUN] < met[VERB]:
            return False
        return not self._another_form(key)

    def _another_form(self, key: str) -> bool:
        """Whether a noun is also a form of another word: "dwelling", "works"."""
        stems = []
        if key.endswith("ing"):
            stems = [key[:-3], key[:-3] + "e", key[:-4] if key[-4:-3] == key[-5:-4] else key]
        elif key.endswith("ed"):
            stems = [key[:-2], key[:-1], key[:-3] if key[-3:-2] == key[-4:-3] else key]
        elif key.endswith("s") and not key.endswith(("ss", "us", "is")):
            return key[:-1] in self.net.senses or key[:-1] in self.net.verbs or key[:-2] in self.net.verbs
        return any(stem != key and stem in self.net.verbs for stem in stems)

    def _class_of(self, sense: str, word: str) -> str:
        synset = self.net.nouns[sense]
        above = self.net.all_above(sense)
        if synset.file == PERSON and self.person in above:
            return f"person {self._person(sense, above, word)}"
        if synset.file == ANIMAL:
            creature = self.net.nearest(sense, self.animals)
            return f"animal {creature}" if creature and word not in catalogue.told() else ""
        both = {**dict.fromkeys(self.things, "thing"), **dict.fromkeys(self.places, "place")}
        kind = self.net.nearest(sense, both)
        if kind == "place" and synset.file in OF_PLACES:
            return f"place {self.net.nearest(sense, self.places)}"
        if kind == "thing" and synset.file in OF_THINGS:
            return f"thing {self.net.nearest(sense, self.things)}"
        return ""

    def _person(self, sense: str, above: frozenset[str], word: str) -> str:
        age, sex, home, trade = self.net.nearest(sense, self.people).split()
        if self._is("female", "woman|female|girl", sense, above) or word.endswith("woman"):
            sex = "female"
        elif self._is("male", "man|male|boy", sense, above) or word.endswith(("sman", "rman", "nobleman")):
            sex = "male"
        age = next((mark for mark in ("old", "child") if above & self.marks[mark]), age)
        return f"{age} {sex} {home} {trade}"

    def _is(self, mark: str, words: str, sense: str, above: frozenset[str]) -> bool:
        """Whether somebody is of a sex by what is above them or by how their gloss begins: "a woman who ..."."""
        return bool(above & self.marks[mark] or re.match(rf"(?:a |an )?(?:\w+ )?(?:{words})\b", self.net.nouns[sense].gloss))

    def _verbs(self, *, nouns_too: bool = False) -> list[str]:
        """Verbs that are used as verbs at least as much as otherwise, or the others."""
        found = []
        for word in sorted(self.net.verbs):
            met = self.net.met[word]
            others = [met[part] for part in (NOUN, ADJECTIVE, ADVERB) if part in met]
            mostly = not others or met[VERB] >= max(others) and met[VERB] > 0
            if re.fullmatch("[a-z]{3,}", word) and word not in TABLE["verbs"]["left_out"].split() and mostly != nouns_too:
                found.append(word)
        return found

    def _whole(self) -> list[str]:
        """Nouns that end like a form of a verb and are none: "ceiling", "wedding"."""
        found = []
        for word in sorted(self.net.senses):
            if re.fullmatch("[a-z]{3,}(?:ing|ed)", word) and self._another_form(word):
                stems = (word[:-3], word[:-3] + "e", word[:-4], word[:-2], word[:-1])
                times = max(self.net.met[stem][VERB] if stem in self.net.verbs else 0 for stem in stems)
                if self.net.met[word][NOUN] > times:
                    found.append(word)
        return found


def _spellings(key: str) -> list[str]:
    """How a word is written: hyphens of a noun may be spaces too."""
    word = key.replace("_", " ").lower()
    return list(dict.fromkeys([word, word.replace("-", " ")]))


def _written(sections: dict[str, list[str]], told: str) -> str:
    lines = [f"# {told}; made by tools/wordnet.py. An underscore stands for a space."]
    for name in sorted(sections):
        words = " ".join(sorted(word.replace(" ", "_") for word in sections[name]))
        lines += [f"[{name}]", *textwrap.wrap(words, LONGEST, break_on_hyphens=False, break_long_words=False)]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> None:
    if len(arguments) != 1 or not (Path(arguments[0]) / "index.noun").exists():
        raise SystemExit("name the dict folder of WordNet 3.0: tools/wordnet.py DICT")
    story, beasts = Drawing(WordNet(Path(arguments[0]))).draw()
    STORY.write_text(_written(story, "Words from WordNet 3.0 (Princeton University; see NOTICE)"), encoding="utf-8")
    ANIMALS.write_text(_written(beasts, "Animals from WordNet 3.0 (see NOTICE) and the creature nearest to each"), encoding="utf-8")
    for path, sections in ((STORY, story), (ANIMALS, beasts)):
        print(f"{path.relative_to(ROOT)}: {sum(map(len, sections.values()))} words, {path.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main(sys.argv[1:])
