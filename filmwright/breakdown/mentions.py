"""Mentions: the people, things, seats and features that are named after a verb, each with its preposition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from filmwright.breakdown.clauses import Clauses
from filmwright.breakdown.garments import garment_at
from filmwright.breakdown.moment import Kind, Mention, Stage
from filmwright.breakdown.tables import words_of
from filmwright.breakdown.things import Thing
from filmwright.breakdown.verbs import is_verbal, participle_of
from filmwright.breakdown.words import (
    ADVERBS,
    DETERMINERS,
    PARTICLES,
    PREPOSITIONS,
    bare,
    find_phrase,
    normal,
    normal_phrase,
    singular,
)
from filmwright.records.breakdown import Act

_HANDLED: frozenset[Act] = frozenset(
    ("pick_up", "put_down", "give", "take", "hold", "offer", "throw", "play", "drink", "eat", "read", "write", "repair")
)
_MOVED: frozenset[Act] = _HANDLED | {"push", "pull"}  # what takes a thing, or a chair, from where the set has it
_NO_OBJECT: frozenset[Act] = frozenset(("wait", "think", "sleep", "cry", "shrug", "nod", "shake_head", "laugh"))
_SEATS = frozenset(("chair", "armchair", "stool", "bench", "bed", "rocking chair", "sofa"))
_ON_THE_WAY: frozenset[Act] = frozenset(("enter", "exit", "walk_to"))
_WAYS = frozenset(("from", "over", "past", "through", "across"))
_NO_NOUNS = words_of("things", "no_nouns")
_ANOTHER_CLAUSE = frozenset(("like", "until", "because", "who", "which"))
_POSSESSIVES = frozenset(("his", "her", "its", "their"))
_PRONOUNS = frozenset(("him", "them", "himself", "herself", "itself", "each"))
_LEADING = frozenset(("to", "at", "for", "from", "into", "onto", "on", "in", "with", "against"))  # lead on though they belong to the verb
_NOT_LAST = ADVERBS | PARTICLES | DETERMINERS
_AFTER_A_PHRASE = PREPOSITIONS | PARTICLES | {",", "and", ".", ";", ":", "that", "who", "which"}


@dataclass
class Walk:
    """On the way through the words after a verb."""

    words: list[str]
    used: frozenset[int]  # words that belong to the verb: "up" of "picks up"
    stage: Stage
    act: Act
    role: str
    at: int = 0
    prep: str = ""  # the last preposition
    noun_start: int = 0  # where the phrase begins in which the walk is
    found: list[Mention] = field(default_factory=list)

    @property
    def word(self) -> str:
        return self.words[self.at]

    @property
    def stem(self) -> str:
        return singular(bare(self.word))

    @property
    def before(self) -> tuple[str, ...]:
        """The words of the phrase so far."""
        return tuple(self.words[self.noun_start : self.at])

    @property
    def own(self) -> bool:
        """Whether the phrase says whose it is."""
        return any(word in _POSSESSIVES or word.endswith("'s") for word in self.before)

    @property
    def ended(self) -> bool:
        """Whether a comparison or another clause begins here, or nothing is left."""
        return self.at >= len(self.words) or self.word in _ANOTHER_CLAUSE or (self.word == "as" and self.at > 0)

    def ends_phrase(self, at: int) -> bool:
        """Whether the phrase is over before the word at this place."""
        return at >= len(self.words) or self.words[at] in _AFTER_A_PHRASE

    def add(self, kind: Kind, name: str, end: int, *, thing: Thing | None = None, own: bool = False, told: bool = False) -> None:
        """Note a mention from here to `end`; `told`: with the words before it."""
        before = self.before if told else ()
        self.found.append(Mention(kind, name, self.prep, self.at, end, thing, before, own))

    def go_to(self, at: int) -> bool:
        """Go on where a phrase has ended; True, for the step that did it."""
        self.at = self.noun_start = at
        return True


class Mentions(Clauses):
    """Finds what a clause names, on the set where it happens."""

    def _mentions(self, after: list[str], used: frozenset[int], stage: Stage, act: Act, role: str) -> list[Mention]:
        walk = Walk(after, used, stage, act, role)
        steps = (
            self._a_joint, self._a_whole, self._somebody, self._a_pronoun, self._it, self._an_own_part, self._another, self._a_thing,
            self._of_the_set, self._a_noun,
        )  # fmt: skip
        while not walk.ended:
            any(step(walk) for step in steps)  # the first that knows the word goes on behind it; the last knows every word
        return walk.found

    def _a_joint(self, walk: Walk) -> bool:
        """A preposition, a comma, "and": a phrase begins behind it."""
        word, used = walk.word, walk.at in walk.used
        if (word in PREPOSITIONS and not used) or (used and word in _LEADING):
            walk.prep = "from" if word == "of" and walk.at and walk.words[walk.at - 1] == "out" else word
        elif word in (",", "and", "then"):
            walk.prep = ""
        else:
            return False
        return walk.go_to(walk.at + 1)

    def _a_whole(self, walk: Walk) -> bool:
        """ "Of the cup": what a thing that was named is a part of says nothing, unless it is somebody."""
        if walk.prep != "of" or not walk.found or self.cast.at(walk.words, walk.at):
            return False
        walk.at += 1
        return True

    def _somebody(self, walk: Walk) -> bool:
        hit = self.cast.at(walk.words, walk.at)
        if not hit:
            return False
        member, end = hit
        words = walk.words
        if end >= len(words) or not words[end - 1].endswith("'s"):
            walk.add("role", member.id, end)
            return walk.go_to(end)
        worn = walk.act in ("touch", "pull", "push") and words[end] in words_of("things", "garments")
        if worn or singular(words[end]) in words_of("things", "body"):  # Tom's sleeve is where Tom is
            walk.add("role", member.id, end + 1)
            walk.at = end + 1
        else:
            walk.noun_start, walk.at = walk.at, end
        return True

    def _a_pronoun(self, walk: Walk) -> bool:
        word, stage = walk.word, walk.stage
        if word not in _PRONOUNS and (word != "her" or self._noun_follows(walk.words, walk.at)):
            return False
        meant = ""
        if word in ("him", "her"):
            meant = self._pronoun(word, stage, subject=False, not_role=walk.role)
        elif word == "each":
            meant = next(iter(self.others(stage, walk.role)), "")
        elif word == "them" and stage.prop and walk.act in _HANDLED:
            walk.add("prop", stage.prop, walk.at + 1)
        if meant:
            walk.add("role", meant, walk.at + 1)
        return walk.go_to(walk.at + (2 if word == "each" else 1))

    def _it(self, walk: Walk) -> bool:
        if walk.word != "it":
            return False
        if walk.act in _NO_OBJECT:
            walk.at += 1
            return True
        stage = walk.stage
        if stage.prop and walk.act != "hug":
            walk.add("prop", stage.prop, walk.at + 1)
        elif stage.noun.startswith("@"):
            walk.add("feature", stage.noun[1:], walk.at + 1)
        elif stage.noun:
            walk.add("noun", stage.noun, walk.at + 1)
        return walk.go_to(walk.at + 1)

    def _an_own_part(self, walk: Walk) -> bool:
        """ "Her hand", "his coat"."""
        is_part = walk.stem in words_of("things", "body") or walk.word in words_of("things", "garments")
        if not walk.own or not is_part or walk.act == "give":
            return False
        walk.add("body", walk.stem, walk.at + 1, told=True)
        return walk.go_to(walk.at + 1)

    def _another(self, walk: Walk) -> bool:
        """ "Lights a second": one more of what was named last."""
        following = walk.at + 1
        alone = following == len(walk.words) or walk.words[following] in (",", "and") or walk.words[following] in PREPOSITIONS
        if walk.word not in ("second", "another", "third") or not alone or not walk.stage.prop:
            return False
        walk.add("prop", self.things.another(walk.stage.prop, walk.stage.set_id), following)
        return walk.go_to(following)

    def _a_thing(self, walk: Walk) -> bool:
        """A thing that can be a prop; False where it is worn, part of the set, or no noun here."""
        free = walk.at not in walk.used or walk.act in _HANDLED or walk.act in ("light", "open")
        thing = self.things.at(walk.words, walk.at) if free else None
        if thing is None or not self._is_noun(walk.words, walk.at, thing.end):
            return False
        if self._a_garment(walk, thing):
            return True
        kit = walk.stage.kit
        if self._is_worn(walk, thing) or self._is_of_the_set(walk, thing):
            return False
        if kit and kit.seats and thing.words in _SEATS and (walk.prep or walk.act not in _MOVED):
            named = [name for name in sorted(kit.seats) if thing.words in normal_phrase(name)]
            walk.add("seat", (named or sorted(kit.seats))[0], thing.end)
            return walk.go_to(thing.end)
        if thing.words == "trunk" and kit and not kit.interior:
            return False  # a tree's
        if self._is_only_a_place(walk, thing):
            walk.add("noun", walk.stem, thing.end, told=True)
            return walk.go_to(thing.end)
        own = (walk.own and not walk.prep) or walk.prep == "with"
        walk.add("prop", "", thing.end, thing=thing, own=own, told=True)
        return walk.go_to(thing.end)

    def _is_only_a_place(self, walk: Walk, thing: Thing) -> bool:
        """Whether a thing that no hand has touched yet only says where: a nail, the rocks that somebody comes from, a boat far out."""
        if thing.model in self.things.met:
            return False
        if walk.prep not in ("", "with") and walk.stem in words_of("things", "fixings"):
            return True
        if walk.prep in _WAYS and walk.act in _ON_THE_WAY:
            return True
        return walk.act in ("look_at", "point_at", "listen") and self.far_away(walk.words, walk.stage)

    def far_away(self, words: Sequence[str], stage: Stage) -> bool:
        """Whether words told in a room are of what lies outside it."""
        if stage.kit is None or not stage.kit.interior:
            return False
        said = f" {' '.join(words)} "
        return any(f" {phrase} " in said for phrase in words_of("things", "far_away_phrases"))

    def _a_garment(self, walk: Walk, thing: Thing) -> bool:
        garment = self._garment_noun(walk.words, walk.at)
        if not garment:
            return False
        handled = walk.act in _HANDLED
        meant = self.garment_meant(walk.word, walk.before, garment, walk.role, walk.stage, handled=handled and not walk.prep)
        if meant:
            walk.add("prop" if handled or not self.garments.on.get(meant) else "body", meant, thing.end)
        elif thing.model not in self.things.met and "a" not in walk.before and self.garments.wearer(garment, walk.stage, walk.role):
            walk.add("body", walk.stem, thing.end, told=True)  # what somebody has on is no other thing
        else:
            return False
        return walk.go_to(thing.end)

    def _is_worn(self, walk: Walk, thing: Thing) -> bool:
        kept_on = bool(walk.prep) or walk.act not in _HANDLED
        return walk.word in words_of("things", "garments") and kept_on and (walk.own or thing.model not in self.things.met)

    def _is_of_the_set(self, walk: Walk, thing: Thing) -> bool:
        """Whether the word is rather a feature of the set than a prop."""
        feature = self._feature_at(walk.words, walk.at, walk.stage)
        if not feature or thing.end > feature[1]:
            return False
        if not walk.prep and walk.act in _MOVED and self.things.models[thing.model].hands != "none":
            return False
        return not (thing.model in self.things.met and feature[1] == thing.end and walk.act in _HANDLED)

    def _of_the_set(self, walk: Walk) -> bool:
        if feature := self._feature_at(walk.words, walk.at, walk.stage):
            walk.add("feature", feature[0], feature[1])
            return walk.go_to(feature[1])
        if fixture := self._fixture_at(walk.words, walk.at, walk.stage):
            walk.add(fixture[0], fixture[1], fixture[2])
            return walk.go_to(fixture[2])
        return False

    def _a_noun(self, walk: Walk) -> bool:
        """The last word of a phrase with something before it names something, whatever that is."""
        word, following = walk.word, walk.at + 1
        names = word[0].isalpha() and not word.endswith("ly") and word not in _NO_NOUNS and word not in _NOT_LAST
        if names and walk.before and walk.at not in walk.used and walk.ends_phrase(following):
            walk.add("noun", word, following, told=True)
            return walk.go_to(following)
        walk.at = following
        return True

    def _garment_noun(self, after: Sequence[str], i: int) -> str:
        """What a word of a clause is as a garment: it must be a noun, with something before it that says so."""
        garment = garment_at(after, i)
        if not garment:
            return ""
        before = [word for word in after[max(0, i - 4) : i] if word[0].isalpha()]
        return garment if any(w in DETERMINERS or w.endswith("'s") for w in before) or after[i].endswith("s") else ""

    def garment_meant(self, word: str, before: Sequence[str], garment: str, role: str, stage: Stage, *, handled: bool) -> str:
        """The prop that "her coat", "Tom's hat", "the scarf" means, or ""; `handled`: it is about to leave a body that has it on."""
        owner = self._possessor(before, role)
        if owner:
            known = self.garments.of(owner, garment) or self.garments.worn(owner, garment)
            if known:
                return known
            return self.garments.own(owner, garment, word, stage.set_id) if handled else ""
        if set(before) & {"a", "an", "another", "second"}:
            return ""
        latest = self.garments.latest(garment)
        if latest:
            return latest
        wearer = self.garments.wearer(garment, stage, role)
        return self.garments.own(wearer, garment, word, stage.set_id) if wearer and handled else ""

    def _possessor(self, before: Sequence[str], role: str) -> str:
        for word in before:
            if word.endswith("'s"):
                member = self.cast.means((word[:-2],))
                return member.id if member else ""
        return role if set(before) & {"his", "her", "its", "their", "own"} else ""

    def _noun_follows(self, after: list[str], i: int) -> bool:
        if i + 1 >= len(after):
            return False
        nxt = after[i + 1]
        return nxt[0].isalpha() and nxt not in PREPOSITIONS and nxt not in ADVERBS and nxt not in DETERMINERS and nxt != "and"

    def _is_noun(self, low: Sequence[str], i: int, end: int) -> bool:
        if end - i > 1 or not (is_verbal(low[i]) or participle_of(low[i])):
            return True
        j = i - 1
        while (
            j >= 0
            and low[j][0].isalpha()
            and low[j] not in DETERMINERS
            and low[j] not in PREPOSITIONS
            and i - j < 4
            and not low[j].endswith("'s")
        ):
            j -= 1
        return i == 0 or j >= 0 and (low[j] in DETERMINERS or low[j] in ("with", "of", "from", "into") or low[j].endswith("'s"))

    def _feature_at(self, low: Sequence[str], i: int, stage: Stage) -> tuple[str, int] | None:
        if not stage.kit:
            return None
        best: tuple[str, int] | None = None
        run = normal(low[i : i + 4])
        for name, feature in sorted(stage.kit.features.items()):
            for phrase in (name, *feature.words):
                wanted = normal_phrase(phrase)
                if wanted[:1] == ("the",):
                    wanted = wanted[1:]
                if wanted and find_phrase(wanted, run[: len(wanted)]) == 0 and (best is None or i + len(wanted) > best[1]):
                    best = (name, i + len(wanted))
        return best

    def _fixture_at(self, low: Sequence[str], i: int, stage: Stage) -> tuple[Literal["seat", "surface"], str, int] | None:
        """A seat or a surface by its own name."""
        if not stage.kit:
            return None
        kit = stage.kit
        fixtures: tuple[tuple[Literal["seat", "surface"], Iterable[str]], ...] = (("seat", kit.seats), ("surface", kit.surfaces))
        for kind, names in fixtures:
            for name in sorted(names):
                wanted = normal_phrase(name)
                if wanted and find_phrase(wanted, normal(low[i : i + len(wanted)])) == 0:
                    return kind, name, i + len(wanted)
        return None

    def _fixtures(self, stage: Stage) -> set[str]:
        return set() if not stage.kit else {*stage.kit.features, *stage.kit.seats, *stage.kit.surfaces, *stage.kit.marks}

    def _entrances(self, stage: Stage) -> set[str]:
        return set(stage.kit.entrances) if stage.kit else set()

    def _entrance_by(self, target: str, after: Sequence[str], stage: Stage) -> str:
        if not stage.kit:
            return ""
        words = set(normal(after))
        for name in sorted(stage.kit.entrances):
            entrance = stage.kit.entrances[name]
            if set(normal_phrase(name)) <= words or (target and entrance.door == target):
                return name
        return ""

    def _free_seat(self, seat: str, role: str, stage: Stage) -> str:
        """The seat, or the first free one when somebody else was told to take it."""
        if not seat or not stage.kit:
            return seat
        taken = {other for who, other in stage.seats.items() if who != role}
        free = [name for name in (seat, *sorted(stage.kit.seats)) if name not in taken]
        stage.seats[role] = free[0] if free else seat
        return stage.seats[role]

    def _seat_by(self, target: str, stage: Stage) -> str:
        if not stage.kit or not stage.kit.seats or target not in stage.kit.features:
            return ""
        x, y, _ = stage.kit.features[target].place
        return min(
            sorted(stage.kit.seats),
            key=lambda name: (stage.kit.seats[name].x - x) ** 2 + (stage.kit.seats[name].y - y) ** 2 if stage.kit else 0.0,
        )
