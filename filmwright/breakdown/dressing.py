"""Dressing: clauses in which something worn is put on, taken off, handed over or hung up."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from filmwright.breakdown.deeds import Deeds
from filmwright.breakdown.garments import garment_at, model_of
from filmwright.breakdown.moment import Clause, Deed, Stage
from filmwright.breakdown.tables import table
from filmwright.breakdown.things import Thing
from filmwright.breakdown.words import bare, singular

_OTHERS = {"him": "male", "his": "male", "her": "female"}


@functools.cache
def _phrases() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """(verb, words that follow it, what is done), the longest first."""
    found = [
        (phrase.split()[0], tuple(phrase.split()[1:]), deed) for deed, entries in table("verbs")["dressing"].items() for phrase in entries
    ]
    return tuple(sorted(found, key=lambda entry: -len(entry[1])))


def _follows(rest: tuple[str, ...], words: list[str]) -> bool:
    at = -1
    for wanted in rest:
        try:
            at = words.index(wanted, at + 1)
        except ValueError:
            return False
    return True


class Dressing(Deeds):
    """Reads what happens to clothes before anything else is made of it."""

    def _dressing(self, clause: Clause, after: list[str], role: str, stage: Stage, manner: str) -> list[Deed]:
        """The deeds of a clause about a garment, or none when it is about something else."""
        words = [singular(bare(word)) for word in after]
        done = next((deed for verb, rest, deed in _phrases() if verb == clause.verb and _follows(rest, words)), "")
        if not done:
            return []
        named = [(i, g) for i in range(len(after)) if (g := self._garment_noun(after, i))]
        if not named:
            return self._dressed_with(done, -1, "", after, role, stage, manner)
        return [deed for at, garment in named for deed in self._dressed_with(done, at, garment, after, role, stage, manner)]

    def _dressed_with(self, done: str, at: int, garment: str, after: list[str], role: str, stage: Stage, manner: str) -> list[Deed]:
        """The deeds with the garment at a place of the clause; -1: with what "it" is."""
        if at < 0:  # "puts it on"
            record = self.things.props.get(stage.prop)
            if record is None or not set(after[:2]) & {"it", "them"}:
                return []
            garment = record.garment or garment_at([record.name], 0)
            if not garment:
                return []
            prop = stage.prop
        else:
            prop = self._garment_prop(after, at, garment, role, stage, new=done == "put_on")
        if not prop:
            return []
        self.garments.found(prop, garment)
        on = self.garments.on.get(prop, "")
        if done == "put_on":
            wearer = self._dressed_one(after, role, stage)
            if on == wearer:
                return []
            stage.prop = prop
            stage.held.pop(prop, None)
            self.garments.put_on(prop, wearer)
            return [Deed(role, "put_on", target=wearer if wearer != role else "", prop=prop, manner=manner)]
        if not on:
            return []
        self.garments.on.pop(prop)
        stage.prop, stage.held[prop] = prop, role
        deeds = [Deed(role, "take_off", target=on if on != role else "", prop=prop, manner=manner)]
        if done == "hang_up":
            stage.held.pop(prop)
            deeds.append(Deed(role, "put_down", target=self._hook(after, stage), prop=prop, manner=manner))
        elif done == "give":
            taker = self._taker(after, role, stage)
            if taker:
                stage.held[prop] = taker
                deeds.append(Deed(role, "give", target=taker, prop=prop, manner=manner))
        return deeds

    def _garment_prop(self, after: Sequence[str], at: int, garment: str, role: str, stage: Stage, *, new: bool) -> str:
        """The prop that a garment in a clause is; made if it is somebody's own, or if it is now first put on."""
        before = list(after[max(0, at - 4) : at])
        prop = self.garment_meant(after[at], before, garment, role, stage, handled=not new)
        if prop or not new:
            return prop
        thing = self.things.at(after, at) or Thing(at, at + 1, model_of(garment), bare(after[at]))
        if thing.model not in self.things.models:
            return ""
        return self.things.prop(thing, [w for w in before if w not in ("his", "her", "its", "their")], stage.set_id)

    def _dressed_one(self, after: Sequence[str], role: str, stage: Stage) -> str:
        """On whom a garment is put: somebody named after "on", "around", "over", or the other whom "his", "her" means; else the doer."""
        sex = self.cast.found[role].sex
        past = False
        for i, word in enumerate(after):
            past = past or word in ("on", "onto", "around", "round", "over", "about", "upon")
            if not past:
                continue
            hit = self.cast.at(list(after), i)
            if hit and hit[0].id != role:
                return hit[0].id
            wanted = _OTHERS.get(word)
            if wanted and (word == "him" or sex not in (wanted, "neutral")):
                other = self._pronoun(word, stage, subject=False, not_role=role)
                if other:
                    return other
        return role

    def _taker(self, after: Sequence[str], role: str, stage: Stage) -> str:
        for i, word in enumerate(after):
            hit = self.cast.at(list(after), i)
            if hit and hit[0].id != role and not after[hit[1] - 1].endswith("'s"):
                return hit[0].id
            if word in ("him", "her", "them") and not (word == "her" and self._noun_follows(list(after), i) and i):
                other = self._pronoun(word, stage, subject=False, not_role=role)
                if other and other != role:
                    return other
        others = self.others(stage, role)
        return others[0] if others else ""

    def _hook(self, after: Sequence[str], stage: Stage) -> str:
        """Where something is hung up, if the clause names a place of the set."""
        for i in range(len(after)):
            named = self._fixture_at(after, i, stage)
            if named and named[0] == "surface":
                return named[1]
        return ""
