"""Things: the props a script names, each one prop through the whole film, and the model that stands for it."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from filmwright.breakdown.tables import concepts, table, words_of
from filmwright.breakdown.verbs import is_verbal
from filmwright.breakdown.words import normal, normal_phrase, singular, slug, unique
from filmwright.records.breakdown import Prop
from filmwright.records.report import Approximation
from filmwright.theatre.catalogue import PropModel

_ORDINALS = {"second": 2, "another": 2, "other": 2, "third": 3, "fourth": 4}


class Thing(NamedTuple):
    """A thing named in a run of tokens: where, which model, in which words."""

    start: int
    end: int
    model: str
    words: str


@functools.lru_cache(maxsize=8)
def _index(keys: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[tuple[str, ...], str]:
    """Phrase -> model; a model's own name comes first, then the place of the phrase in the model's list."""
    ranked: dict[tuple[str, ...], tuple[int, str]] = {}
    for name, words in keys:
        for rank, phrase in enumerate((name, *words)):
            key = normal_phrase(phrase)
            if key and (key not in ranked or ranked[key] > (rank, name)):
                ranked[key] = (rank, name)
    return {key: name for key, (_, name) in ranked.items()}


class Things:
    """The props of a film as they are met."""

    def __init__(self, models: Mapping[str, PropModel]) -> None:
        self.models = models
        self.props: dict[str, Prop] = {}
        self.notes: list[Approximation] = []
        self.first_set: dict[str, str] = {}  # prop id -> set in which it is first seen
        self._by_key: dict[tuple[str, str, int], str] = {}  # model, colour, ordinal -> prop id
        self.met: dict[str, str] = {}  # model -> prop id
        self._stand_ins: dict[str, str] = {}  # the script's word -> prop id
        self._phrases = _index(tuple(sorted((name, model.words) for name, model in models.items())))
        self._longest = max((len(key) for key in self._phrases), default=1)
        self._named: dict[str, int] = {}  # model -> how often the script names it

    def at(self, words: Sequence[str], i: int) -> Thing | None:
        """The thing named from position `i` of tokens, the longest phrase first, or None."""
        for size in range(min(self._longest, len(words) - i), 0, -1):
            run = tuple(normal(words[i : i + size]))
            model = self._phrases.get(run)
            if model and not self._is_no_thing(words, i, size):
                if (
                    i + size < len(words)
                    and tuple(normal(words[i + size : i + size + 1])) in self._phrases
                    and not is_verbal(words[i + size])
                ):
                    return None  # "a paper bag" is a bag
                return Thing(i, i + size, model, " ".join(run))
            if size == 1 and run[0] in self._stand_ins:
                return Thing(i, i + 1, self.props[self._stand_ins[run[0]]].model, run[0])
        return None

    def _is_no_thing(self, words: Sequence[str], i: int, size: int) -> bool:
        if size > 1:
            return False
        before = [word.lower() for word in words[max(0, i - 3) : i]]
        if before[-1:] and before[-1] in ("every", "each", "no", "like") or before[-2:-1] == ["like"]:
            return True
        unlike = table("things")["not_things"].get(singular(words[i].lower()), "").split()
        return bool(set(before) & set(unlike))

    def prop(self, thing: Thing, before: Sequence[str], set_id: str, home: str = "") -> str:
        """The prop that a mention means: the one met last under the same model, or a new one for another colour or "a second"."""
        colour = ""
        ordinal = 1
        for word in before:
            low = word.lower()
            colour = table("looks")["colours"].get(low, colour)
            ordinal = _ORDINALS.get(low, ordinal)
        if thing.words in self._stand_ins:
            return self._stand_ins[thing.words]
        if ordinal == 1 and not colour and thing.model in self.met:
            return self.met[thing.model]
        if "other" in [word.lower() for word in before] and (thing.model, colour, 2) not in self._by_key and thing.model not in self.met:
            ordinal = 1
        key = (thing.model, colour, ordinal)
        if key not in self._by_key and colour and (thing.model, "", ordinal) in self._by_key and ordinal == 1:
            known = self._by_key[(thing.model, "", 1)]
            if (
                not self.props[known].colour
                and len([k for k in self._by_key if k[0] == thing.model]) == 1
                and "the" in [w.lower() for w in before]
            ):
                return known  # "the red cup" after "a cup": the one there is
        if key not in self._by_key:
            ident = unique(slug(f"{thing.words}"), self.props)
            self.props[ident] = Prop(id=ident, name=thing.words, model=thing.model, colour=colour, home=home)
            self.first_set[ident] = set_id
            self._by_key[key] = ident
        ident = self._by_key[key]
        self.met[thing.model] = ident
        return ident

    def main_prop(self) -> str:
        """Of the props met so far, that of the model which the script names most; or ""."""
        met = [model for model in self.met if self.models[model].hands != "none"]
        return self.met[max(sorted(met), key=lambda model: self._named.get(model, 0))] if met else ""

    def count(self, text: Sequence[str]) -> None:
        """Count how often a text names each model."""
        i = 0
        while i < len(text):
            thing = self.at(text, i)
            if thing and text[i] not in words_of("things", "garments"):
                self._named[thing.model] = self._named.get(thing.model, 0) + 1
            i = thing.end if thing else i + 1

    def another(self, prop_id: str, set_id: str) -> str:
        """ "Sets out a second": a second one of a prop's model."""
        prop = self.props[prop_id]
        return self.prop(Thing(0, 1, prop.model, prop.name), ["second"], set_id)

    def stand_in(self, noun: str, where: str, set_id: str, home: str = "") -> str:
        """A prop for a thing without a model: the model nearest by concept; noted as an approximation."""
        word = singular(noun.lower())
        if word in self._stand_ins:
            return self._stand_ins[word]
        model = self.nearest(word)
        ident = unique(slug(word), self.props)
        self.props[ident] = Prop(id=ident, name=word, model=model, home=home)
        self.first_set[ident] = set_id
        self._stand_ins[word] = ident
        self.notes.append(Approximation(where=where, asked=f"a {word}", done=f"a {model.replace('_', ' ')} stands for it"))
        return ident

    def nearest(self, word: str) -> str:
        """The handled model whose concepts overlap most with those of a word; a box when nothing is known of it."""
        meaning = concepts("things").get(word, frozenset())
        best, best_score = "", -1.0
        for name in sorted(self.models):
            model = self.models[name]
            theirs: frozenset[str] = frozenset()
            for phrase in (name.replace("_", " "), *model.words[:2]):
                theirs = theirs or concepts("things").get(phrase, frozenset())
            union = meaning | theirs
            score = len(meaning & theirs) / len(union) if union else 0.0
            score -= 0.2 if model.hands == "none" else 0.0
            score += 0.01 if name == "box" else 0.0
            if score > best_score + 1e-9:
                best, best_score = name, score
        return best
