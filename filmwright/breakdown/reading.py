"""Reading: the sentences of action as deeds, who does what to what, with what, in which manner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from filmwright.breakdown.dressing import Dressing
from filmwright.breakdown.feelings import manner_of, sound_of
from filmwright.breakdown.garments import garment_at
from filmwright.breakdown.moment import Clause, Deed, Stage
from filmwright.breakdown.tables import table, words_of
from filmwright.breakdown.verbs import base_of, meaning_of, participle_of, phrases
from filmwright.breakdown.words import (
    ADVERBS,
    PREPOSITIONS,
    singular,
    tokens,
)
from filmwright.records.breakdown import Act

_SUBORDINATE = frozenset(("as", "while", "when", "until", "before", "after"))
_AUXILIARY = frozenset(("begin", "start", "try", "continue", "want", "need"))
_MUTUAL: frozenset[Act] = frozenset(("hug", "dance", "shake_hands", "carry"))
_BETWEEN_TWO = frozenset(("carry", "lug", "bear", "haul", "heave", "drag", "move", "lift", "hoist"))  # one thing, by more than one
_NOMINAL: dict[str, Act] = {
    "look": "look_at",
    "glance": "look_at",
    "stare": "look_at",
    "nod": "nod",
    "smile": "laugh",
    "laugh": "laugh",
    "sigh": "think",
    "shrug": "shrug",
    "hug": "hug",
    "embrace": "hug",
    "handshake": "shake_hands",
    "wave": "wave",
    "sob": "cry",
}
_SPEAKING = frozenset(
    (
        "whisper",
        "speak",
        "talk",
        "say",
        "mutter",
        "murmur",
        "mumble",
        "shout",
        "scream",
        "yell",
        "call",
        "sing",
        "be",
        "try",
        "begin",
        "start",
        "continue",
        "hum",
        "chant",
        "answer",
        "reply",
        "count",
        "remember",
        "realise",
        "realize",
        "think",
        "have",
        "become",
        "seem",
    )
)


class Reader(Dressing):
    """Reads action against the cast and the things of a film."""

    def read(self, sentence: str, stage: Stage) -> list[Deed]:
        """The deeds of one sentence in order; one image when nobody of the cast does anything in it."""
        words = _without_quotes(tokens(sentence))
        if len(words) > 2 and words[0] in ("In", "Out") and base_of(words[1]) and self.cast.at([w.lower() for w in words], 2):
            words = [*words[2:-1], words[1], words[0], "."]  # "In walks Tom."
        low = [word.lower() for word in words]
        deeds: list[Deed] = []
        stage.named = self._names_in(low)
        clauses = list(self._clauses(words, low, stage))
        subjects: list[str] = []
        for clause in clauses:
            deeds.extend(self._deeds_of(clause, low, stage, subjects))
        for role in stage.named:
            self.meet(stage, role)
        if deeds:
            return deeds
        nominal = self._nominal(low, stage)
        return (
            nominal
            or self._unknown_verb(low, stage)
            or self._introduction(low, stage)
            or [self._image(low, stage, clauses, _capitals(words))]
        )

    def _deeds_of(self, clause: Clause, low: list[str], stage: Stage, subjects: list[str]) -> Iterator[Deed]:
        if clause.led in ("when", "until", "before", "after") and not clause.first and not clause.participle:
            return
        after = low[clause.at + 1 : clause.end]
        who, body, thing = self._subject(list(clause.subject), stage, first=clause.first)
        if clause.verb == "enter" and clause.at == 0:
            who = [hit[0].id for i in range(len(low)) if (hit := self.cast.at(low, i))][:1]
        if clause.subject == ("who",):
            named = [hit[0].id for i in range(clause.at) if (hit := self.cast.at(low, i))]
            who, thing = named[-1:], not named
        elided = not who and not thing
        if elided:
            who = list(subjects) or ([stage.subject] if stage.subject else [])
            if not who and clause.first and clause.participle:
                who = [hit[0].id for i in range(len(low)) if (hit := self.cast.at(low, i))][:1]
        if thing and not who:
            if clause.led not in _SUBORDINATE:
                subjects[:] = []
                stage.subject = ""
            return
        if not who:
            return
        who = [role for role in who if role in self.cast.found]
        subjects[:] = who
        for role in who:
            self.meet(stage, role)
        if clause.verb in ("be", "have", "seem", "become") and (elided or not after):
            return
        if clause.verb in ("be", "seem", "become") and "they" in clause.subject and after[0] not in PREPOSITIONS:
            return  # "They are indoor shoes."
        if clause.verb in _AUXILIARY and after[:1] == ["to"] and clause.goes_on:
            stage.subject = who[0]
            return
        found = meaning_of(clause.verb, [*after, body] if body == "eye" else after)
        said = " ".join(low[clause.at : clause.end])
        manner = manner_of([*clause.subject, *after])
        stage.subject = who[0]
        if clause.negated:
            for role in who:
                yield Deed(role, "wait", manner="still")
            stage.actor = who[0]
            return
        worn = [deed for role in who for deed in self._dressing(clause, after, role, stage, manner)]
        if worn:
            yield from worn
            stage.actor = who[0]
            return
        if found is None:
            for role in who:
                yield Deed(role, "wait", manner=manner, asked=said)
            return
        act, exact, used, _ = found
        mentions = self._mentions(after, used, stage, act, who[0])
        act, exact = self._by_object(clause.verb, act, exact, mentions, stage)
        together = len(who) > 1
        if together and clause.verb in _BETWEEN_TWO and any(m.kind in ("prop", "noun") and not m.prep for m in mentions):
            act, exact = "carry", True
        for n, role in enumerate(who):
            if together and n and act in _MUTUAL:
                break
            yield from self._deed(role, act, exact, clause, said, manner, mentions, stage, [r for r in who if r != role], after)
        stage.actor = who[0]

    def _nominal(self, low: list[str], stage: Stage) -> list[Deed]:
        """ "A long look.", "Nods all round.": a deed told as a noun."""
        content = [word for word in low if word[0].isalpha()]
        if not content or len(content) > 4 or content[0] not in ("a", "an", "another", "one") or not stage.about:
            return []
        act = _NOMINAL.get(content[-1])
        if not act:
            return []
        role = stage.actor or stage.about[-1]
        others = self.others(stage, role)
        return [
            Deed(
                role,
                act,
                target=others[0] if others and act in ("look_at", "hug", "shake_hands", "wave") else "",
                manner=manner_of(content) or ("slowly" if "long" in content else ""),
            )
        ]

    def _unknown_verb(self, low: list[str], stage: Stage) -> list[Deed]:
        """ "Mara zigzags to the window.": a name, then a word in -s that the table does not know; walks, works or waits, and is noted."""
        if not low:
            return []
        hit = self.cast.at(low, 0) or (self.cast.at(low, 1) if low[0] in ("the", "a", "an") and len(low) > 1 else None)
        role, at = (hit[0].id, hit[1]) if hit else (self._pronoun(low[0], stage, subject=True) if low[0] in ("he", "she") else "", 1)
        while at < len(low) and (low[at] in ADVERBS or low[at].endswith("ly")):
            at += 1
        if not role or at >= len(low) or len(low[at]) < 4 or not low[at].endswith("s") or low[at].endswith(("ss", "'s", "us")):
            return []
        self.meet(stage, role)
        stage.subject = stage.actor = role
        after = [word for word in low[at + 1 :] if word != "."]
        mentions = self._mentions(after, frozenset(), stage, "look_at", role)
        places = [m for m in mentions if m.kind in ("role", "feature", "surface", "seat")]
        target = places[0].id if places and places[0].id != role else ""
        act: Act = (
            "walk_to" if set(after) & {"to", "into", "across", "towards", "toward", "over", "around"} else "work" if mentions else "wait"
        )
        return [Deed(role, act, target=target, manner=manner_of(after), asked=" ".join([low[at], *after]))]

    def _introduction(self, low: list[str], stage: Stage) -> list[Deed]:
        """A portrait: a sentence that names someone and describes them without a verb."""
        for i in range(min(len(low), 6)):
            hit = self.cast.at(low, i)
            if hit:
                member, after = hit
                if low[after - 1].endswith("'s"):
                    return []
                before = [word for word in low[:i] if word[0].isalpha()]
                if before and before[-1] in PREPOSITIONS and before[-1] not in ("opposite", "inside", "outside"):
                    return []
                stage.subject = stage.actor = member.id
                self._carried(low, after, member.id, stage)
                return [Deed(member.id, "wait")]
        return []

    def _carried(self, low: list[str], start: int, role: str, stage: Stage) -> None:
        """ "ILSE: an axe too big for her": a thing in a list of looks is in the hands of whom it describes."""
        for i in range(start, len(low)):
            thing = self.things.at(low, i)
            if (
                not thing
                or low[i] in words_of("things", "garments")
                or not self._is_noun(low, i, thing.end)
                or thing.model in self.things.met
                or self.things.models[thing.model].hands == "none"
            ):
                continue
            before = _noun_words_before(low, i)
            first = i - len(before) - 1
            if (
                before
                and before[0] in ("a", "an", "his", "her", "its", "one")
                and (low[first] in (",", ":", "with", "carrying", "holding", "and"))
            ):
                stage.prop = self.things.prop(thing, before, stage.set_id, role)
                stage.held[stage.prop] = role

    def _may_be_shown(self, low: list[str], i: int, stage: Stage) -> bool:
        """Not a garment, unless one was handled before as a thing."""
        if singular(low[i]) in ("chair", "armchair", "stool", "bench", "bed") and stage.kit and stage.kit.seats:
            return False  # the set's own
        if low[i] not in words_of("things", "garments"):
            return True
        thing = self.things.at(low, i)
        garment = garment_at(low, i)
        known = self.garments.latest(garment) if garment else ""
        if known:
            return not self.garments.on.get(known)  # on a body it is seen anyway
        return thing is not None and thing.model in self.things.met

    def _image(self, low: list[str], stage: Stage, clauses: list[Clause], inscribed: frozenset[int] = frozenset()) -> Deed:
        subject = ""
        verbs = {clause.at for clause in clauses}
        i = 0
        while i < len(low):
            thing = self.things.at(low, i) if i not in inscribed and i not in verbs and self._may_be_shown(low, i, stage) else None
            if thing and self._is_noun(low, i, thing.end):
                seen = thing.model in self.things.met or not (self.far_away(low, stage) or _is_absent(low, i) or _holds_another(low, i))
                if seen and not self._feature_at(low, i, stage):
                    before = _noun_words_before(low, i)
                    garment = garment_at(low, i)
                    meant = self.garment_meant(low[i], before, garment, stage.actor, stage, handled=False) if garment else ""
                    prop = meant or self.things.prop(thing, before, stage.set_id)
                    subject = subject or prop
                i = thing.end
            else:
                i += 1
        sound = sound_of(singular(word) for word in low)
        for clause in clauses:
            sound = sound or table("verbs")["things"].get(clause.verb, "")
        if subject:
            stage.prop = subject
        elif (
            clauses
            and len(clauses[0].subject) > 1
            and clauses[0].subject[-2] in ("the", "a", "an", "its")
            and clauses[0].subject[-1].isalpha()
        ):
            stage.noun, stage.prop = clauses[0].subject[-1], ""
        stage.subject = ""
        return Deed("", "wait", subject=subject, sound=sound)


def _noun_words_before(low: Sequence[str], i: int) -> list[str]:
    j = i
    while j > 0 and low[j - 1][0].isalpha() and low[j - 1] not in PREPOSITIONS and i - j < 4:
        j -= 1
    return list(low[j:i])


def _is_absent(low: Sequence[str], i: int) -> bool:
    """ "No small bin", "where a bin stood": what is said not to be there."""
    before = _noun_words_before(low, i)
    return "no" in before or "where" in before[:-1] and low[i + 1 : i + 2] in (["stood"], ["was"], ["were"], ["lay"], ["hung"])


def _holds_another(low: Sequence[str], i: int) -> bool:
    """ "A till with a handle", "onions on a nail": what is only where, or a part of, what was named."""
    first = i - len(_noun_words_before(low, i))
    return singular(low[i]) in words_of("things", "fixings") and first > 1 and low[first - 1] in PREPOSITIONS


def _capitals(words: Sequence[str]) -> frozenset[int]:
    """Positions in runs of three or more words in capitals: something written, not things that are there."""
    found: set[int] = set()
    run: list[int] = []
    for i, word in enumerate([*words, "end"]):
        if word[0].isalpha() and word.isupper():
            run.append(i)
        elif word[0].isalpha():
            found |= set(run) if len(run) >= 3 else set()
            run = []
    return frozenset(found)


def _without_quotes(words: list[str]) -> list[str]:
    found: list[str] = []
    inside = False
    for word in words:
        if word in ('"', "“", "”"):
            inside = not inside
            continue
        if not inside:
            found.append(word)
    return found


def act_of_parenthetical(text: str) -> bool:
    """Whether a parenthetical tells an action ("picks up the cup") and not a way of speaking ("quietly", "to Nell")."""
    words = [token.lower() for token in tokens(text)]
    while words and (words[0] in ADVERBS or words[0].endswith("ly") or words[0] in ("he", "she")):
        words = words[1:]
    if not words:
        return False
    base = base_of(words[0]) or participle_of(words[0])
    if not base or base not in phrases():
        return False
    found = meaning_of(base, words[1:])
    # "whispers", "reading", "shouting over the wind" are ways of speaking
    return found is not None and not (
        base in _SPEAKING or (not found.exact and found.act == "think") or (len(words) == 1 and base in ("read", "beg", "be"))
    )
