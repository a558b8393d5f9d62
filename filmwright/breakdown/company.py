"""Company: whom a name, a pronoun or the subject of a clause means, of those who are about."""

from __future__ import annotations

from filmwright.breakdown.becoming import Becoming
from filmwright.breakdown.casting import Cast
from filmwright.breakdown.garments import Garments
from filmwright.breakdown.moment import Stage
from filmwright.breakdown.tables import words_of
from filmwright.breakdown.things import Things
from filmwright.breakdown.words import (
    ADVERBS,
    PREPOSITIONS,
    PRONOUN_OF,
    singular,
)
from filmwright.records.report import Approximation

_TOGETHER = frozenset(("they", "both", "everyone", "everybody", "all", "we"))


class Company:
    """The cast and the things of a film, and who is meant by the words of a scene."""

    def __init__(self, cast: Cast, things: Things) -> None:
        self.cast = cast
        self.things = things
        self.garments = Garments(cast, things)
        self.notes: list[Approximation] = []
        self.seen_last: list[str] = []  # who was about in the scene before

    def meet(self, stage: Stage, role: str) -> None:
        """Note that a role was named or has spoken: pronouns may mean it from now on."""
        member = self.cast.found[role]
        if role not in stage.about:
            stage.about.append(role)
        pronoun = {"female": "she", "male": "he"}.get(member.sex)
        if pronoun:
            stage.last[pronoun] = role
            return
        stage.last["it"] = role
        for key in ("he", "she"):  # only while nobody of that sex has been named
            if key not in stage.last or self.cast.found[stage.last[key]].sex == "neutral":
                stage.last[key] = role

    def _names_in(self, low: list[str]) -> list[str]:
        """The roles that a sentence names, in order."""
        found: list[str] = []
        i = 0
        while i < len(low):
            hit = self.cast.at(low, i)
            if hit:
                found.append(hit[0].id)
            i = hit[1] if hit else i + 1
        return found

    def _pronoun(self, word: str, stage: Stage, *, subject: bool, not_role: str = "") -> str:
        key = PRONOUN_OF.get(word, "")
        role = stage.last.get(key, "")
        if role and role == not_role:
            others = [r for r in reversed(stage.about) if r != not_role and self._fits(r, key)]
            return others[0] if others else ""
        if not role and key in ("he", "she"):
            fitting = [r for r in reversed(stage.about) if self._fits(r, key)] or ([stage.actor] if stage.actor and subject else [])
            return fitting[0] if fitting else ""
        return role

    def _fits(self, role: str, key: str) -> bool:
        sex = self.cast.found[role].sex
        return sex == {"he": "male", "she": "female", "it": "neutral"}[key] or sex == "neutral"

    def whose_looks(self, low: list[str], change: Becoming, stage: Stage) -> str:
        """The role that a change of looks is said of: of a deed whoever is named after it, else the one named last before."""
        hits = [(i, hit[0].id) for i in range(len(low)) if (hit := self.cast.at(low, i))]
        after = [role for i, role in hits if i > change.at]
        before = [role for i, role in hits if i < change.at]
        if (change.deed or change.over) and after:
            return after[0]
        if before:
            return before[-1]
        for word in reversed(low[: change.at]):
            if word in PRONOUN_OF and (role := self._pronoun(word, stage, subject=True)):
                return role
        return ""

    def others(self, stage: Stage, role: str) -> list[str]:
        """Others about, the one who acted last first."""
        rest = [r for r in reversed(stage.about) if r != role]
        if stage.actor in rest:
            rest.remove(stage.actor)
            rest.insert(0, stage.actor)
        return rest

    def _subject(self, words: list[str], stage: Stage, *, first: bool) -> tuple[list[str], str, bool]:
        """Roles that are the subject, the part of the body that is ("hand"), and whether the subject is a thing."""
        segments: list[list[str]] = [[]]
        for word in words:
            if word in (",", ";", ":", "(", ")", "--", "-", "–", "—", "..."):
                segments.append([])
            else:
                segments[-1].append(word)
        segments = [segment for segment in segments if segment]
        with_object = bool(segments) and (len(segments[0]) > 1 or segments[0][0] not in ADVERBS)
        if len(segments) > 1 and segments[0][0] in PREPOSITIONS and with_object:  # "Behind Mara's back, Tom reads."
            segments = segments[1:]
        thing = False
        for segment in segments:
            run = list(segment)
            while run and (run[0] in ADVERBS or run[0] in ("and", "but", "or") or run[0].endswith("ly")) and run[0] != "both":
                run.pop(0)
            if not run:
                continue
            if run[0] in PREPOSITIONS and len(segments) > 1:
                continue
            found, body = self._who(run, stage)
            if found:
                return found, body, False
            thing = True
        return [], "", thing

    def _who(self, run: list[str], stage: Stage) -> tuple[list[str], str]:
        body_words = words_of("things", "body")
        if run[0] in PREPOSITIONS:  # "At the door Mara turns."
            for i in range(1, len(run)):
                hit = self.cast.at(run, i)
                if hit and hit[1] == len(run) or run[i] in ("he", "she", "they"):
                    return self._who(run[i:], stage)
            return [], ""
        if run[:2] == ["all", "by"]:
            return [], ""  # "all by itself, the violin plays"
        if run[0] in _TOGETHER or run[:2] in (["the", "two"], ["the", "three"], ["each", "of"], ["the", "others"], ["the", "pair"]):
            about = list(stage.about) if len(stage.about) > 1 else list(dict.fromkeys([*stage.about, *stage.expected]))
            several = about[-2:] if run[:2] == ["the", "two"] or "both" in run[:2] else about
            if run[:2] == ["the", "others"]:
                several = [r for r in stage.about if r != stage.actor]
            if several:
                return several, ""
        if run[0] in ("he", "she", "it"):
            role = self._pronoun(run[0], stage, subject=True)
            return ([role], "") if role else ([], "")
        if run[0] in ("his", "her", "its", "their"):
            if len(run) > 1 and singular(run[-1]) in body_words:
                role = self._pronoun(run[0], stage, subject=True) or stage.subject
                return ([role], singular(run[-1])) if role else ([], "")
            return [], ""
        found: list[str] = []
        i = 0
        while i < len(run):
            if run[i] in PREPOSITIONS or run[i] in ("who", "whose", "that"):
                break
            hit = self.cast.at(run, i)
            if hit:
                member, after = hit
                if run[after - 1].endswith(("'s", "s'")) and not member.name.lower().endswith(("'s",)):
                    if after < len(run) and singular(run[-1]) in body_words:
                        return [member.id], singular(run[-1])
                    return [], ""
                if member.id not in found:
                    found.append(member.id)
                i = after
                continue
            if found and run[i] not in ("and", ","):
                break
            i += 1
        return found, ""
