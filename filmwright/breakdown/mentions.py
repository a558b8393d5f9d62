"""Mentions: the people, things, seats and features that are named after a verb, each with its preposition."""

from __future__ import annotations

from collections.abc import Sequence

from filmwright.breakdown.clauses import Clauses
from filmwright.breakdown.garments import garment_at
from filmwright.breakdown.moment import Mention, Stage
from filmwright.breakdown.tables import words_of
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
_NO_NOUNS = frozenset(
    (
        "he",
        "she",
        "they",
        "it",
        "him",
        "her",
        "them",
        "himself",
        "herself",
        "itself",
        "other",
        "one",
        "there",
        "here",
        "nothing",
        "everything",
        "something",
        "someone",
        "nobody",
        "way",
        "moment",
        "time",
        "while",
        "home",
        "back",
    )
)


class Mentions(Clauses):
    """Finds what a clause names, on the set where it happens."""

    def _mentions(self, after: list[str], used: frozenset[int], stage: Stage, act: Act, role: str) -> list[Mention]:
        found: list[Mention] = []
        prep = ""
        noun_start = 0
        i = 0
        while i < len(after):
            word = after[i]
            if word in ("like", "until", "because", "who", "which") or (word == "as" and i):
                break
            if (
                word in PREPOSITIONS
                and i not in used
                or (i in used and word in ("to", "at", "for", "from", "into", "onto", "on", "in", "with", "against"))
            ):
                prep = word
                noun_start = i + 1
                i += 1
                continue
            if word in (",", "and", "then"):
                prep = ""
                noun_start = i + 1
                i += 1
                continue
            before = tuple(after[noun_start:i])
            own = any(w in ("his", "her", "its", "their") or w.endswith("'s") for w in before)
            low_singular = singular(bare(word))
            if prep == "of" and found and not self.cast.at(after, i):
                i += 1
                continue
            hit = self.cast.at(after, i)
            if hit:
                member, end = hit
                if end <= len(after) and after[end - 1].endswith("'s") and end < len(after):
                    if singular(after[end]) in words_of("things", "body") or (
                        act in ("touch", "pull", "push") and after[end] in words_of("things", "garments")
                    ):
                        found.append(Mention("role", member.id, prep, i, end + 1))
                        i = end + 1
                        continue
                    noun_start = i
                    i = end
                    continue
                found.append(Mention("role", member.id, prep, i, end))
                i = noun_start = end
                continue
            if word in ("him", "them", "himself", "herself", "itself", "each") or word == "her" and not self._noun_follows(after, i):
                target = ""
                if word in ("him", "her"):
                    target = self._pronoun(word, stage, subject=False, not_role=role)
                elif word == "each":
                    target = (self.others(stage, role) or [""])[0]
                elif word == "them" and stage.prop and act in _HANDLED:
                    found.append(Mention("prop", stage.prop, prep, i, i + 1))
                if target:
                    found.append(Mention("role", target, prep, i, i + 1))
                i += 2 if word == "each" else 1
                noun_start = i
                continue
            if word == "it" and act in _NO_OBJECT:
                i += 1
                continue
            if word == "it":
                if stage.prop and act not in ("hug",):
                    found.append(Mention("prop", stage.prop, prep, i, i + 1))
                elif stage.noun.startswith("@"):
                    found.append(Mention("feature", stage.noun[1:], prep, i, i + 1))
                elif stage.noun:
                    found.append(Mention("noun", stage.noun, prep, i, i + 1))
                i += 1
                noun_start = i
                continue
            if own and (low_singular in words_of("things", "body") or word in words_of("things", "garments")) and act != "give":
                found.append(Mention("body", low_singular, prep, i, i + 1, None, before))
                i += 1
                noun_start = i
                continue
            if (
                word in ("second", "another", "third")
                and (i + 1 == len(after) or after[i + 1] in (",", "and") or after[i + 1] in PREPOSITIONS)
                and stage.prop
            ):
                found.append(Mention("prop", self.things.another(stage.prop, stage.set_id), prep, i, i + 1))
                i += 1
                noun_start = i
                continue
            fixture = self._fixture_at(after, i, stage)
            feature = self._feature_at(after, i, stage)
            thing = self.things.at(after, i) if i not in used or act in _HANDLED or act in ("light", "open") else None
            if thing and not self._is_noun(after, i, thing.end):
                thing = None
            garment = self._garment_noun(after, i) if thing else ""
            if thing and garment:
                meant = self.garment_meant(word, before, garment, role, stage, handled=act in _HANDLED and not prep)
                if meant:
                    found.append(
                        Mention("prop" if not self.garments.on.get(meant) or act in _HANDLED else "body", meant, prep, i, thing.end)
                    )
                    i = noun_start = thing.end
                    continue
                if thing.model not in self.things.met and "a" not in before and self.garments.wearer(garment, stage, role):
                    found.append(Mention("body", low_singular, prep, i, thing.end, None, before))  # what somebody has on is no other thing
                    i = noun_start = thing.end
                    continue
            if (
                thing
                and word in words_of("things", "garments")
                and (prep or act not in _HANDLED)
                and (own or thing.model not in self.things.met)
            ):
                thing = None  # worn
            if thing and feature and thing.end <= feature[1]:
                direct = not prep and act in _MOVED and self.things.models[thing.model].hands != "none"
                if not direct and not (thing.model in self.things.met and not (feature[1] > thing.end) and act in _HANDLED):
                    thing = None
            if thing and stage.kit and (prep or act not in _MOVED) and thing.words in _SEATS and stage.kit.seats:
                named = [name for name in sorted(stage.kit.seats) if thing.words in normal_phrase(name)]
                found.append(Mention("seat", (named or sorted(stage.kit.seats))[0], prep, i, thing.end))
                i = noun_start = thing.end
                continue
            if thing and thing.words == "trunk" and stage.kit and not stage.kit.interior:
                thing = None  # a tree's
            if thing:
                home = role if (own and not prep) or prep == "with" else ""
                found.append(Mention("prop", "", prep, i, thing.end, thing, before if not home else (*before, "\0own")))
                i = noun_start = thing.end
                continue
            if feature:
                found.append(Mention("feature", feature[0], prep, i, feature[1]))
                i = noun_start = feature[1]
                continue
            if fixture:
                found.append(Mention(fixture[0], fixture[1], prep, i, fixture[2]))
                i = noun_start = fixture[2]
                continue
            i += 1
            last_of_phrase = i >= len(after) or after[i] in PREPOSITIONS or after[i] in (",", "and", ".", ";", ":") or after[i] in PARTICLES
            if (
                last_of_phrase
                and word[0].isalpha()
                and i - 1 not in used
                and word not in ADVERBS
                and word not in PARTICLES
                and word not in _NO_NOUNS
                and not word.endswith("ly")
                and word not in DETERMINERS
                and before
            ):
                found.append(Mention("noun", word, prep, i - 1, i, None, before))
                noun_start = i
        return found

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

    def _fixture_at(self, low: Sequence[str], i: int, stage: Stage) -> tuple[str, str, int] | None:
        """A seat or a surface by its own name."""
        if not stage.kit:
            return None
        for kind, names in (("seat", stage.kit.seats), ("surface", stage.kit.surfaces)):
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
