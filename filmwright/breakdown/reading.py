"""Reading: the sentences of action as business, who does what to what, with what, in which manner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from filmwright.breakdown.casting import Cast
from filmwright.breakdown.feelings import manner_of, sound_of
from filmwright.breakdown.tables import table, words_of
from filmwright.breakdown.things import Thing, Things
from filmwright.breakdown.verbs import base_of, could_be_finite, is_verbal, meaning_of, participle_of, phrases
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
    tokens,
)
from filmwright.records.breakdown import Act
from filmwright.records.report import Approximation
from filmwright.theatre.catalogue import SetKit

_BOUNDARIES = frozenset((",", ";", ":", "and", "then", "but", "as", "while", "--", "-", "–", "—", "before", "after", "when", "until", "(", ")", "...", "or"))
_SUBORDINATE = frozenset(("as", "while", "when", "until", "before", "after"))
_RELATIVE = frozenset(("who", "which", "that", "where", "what", "whom", "whose", "if", "because", "whether", "how", "why", "though", "although"))
_TOGETHER = frozenset(("they", "both", "everyone", "everybody", "all", "we"))
_MODALS = frozenset(("can", "could", "will", "would", "must", "may", "might", "should", "cannot", "can't", "won't", "couldn't", "wouldn't"))
_STARTERS = frozenset(("something", "who"))
_AUXILIARY = frozenset(("begin", "start", "try", "continue", "want", "need"))
_MUTUAL: frozenset[Act] = frozenset(("hug", "dance"))
_HANDLED: frozenset[Act] = frozenset(("pick_up", "put_down", "give", "take", "hold", "offer", "throw", "play", "drink", "eat", "read", "write", "repair"))
_NEED_PROP: frozenset[Act] = frozenset(("pick_up", "put_down", "give", "take", "hold", "offer", "throw"))
_OWN_AT_FIRST: frozenset[Act] = frozenset(("put_down", "give", "hold", "offer", "throw", "play", "read"))
_NO_OBJECT: frozenset[Act] = frozenset(("wait", "think", "sleep", "cry", "shrug", "nod", "shake_head", "laugh"))
# Parts of a thing: "the two halves", "the broken edge" of what was named last.
_PARTS = frozenset(("half", "piece", "edge", "fragment", "corner", "end", "part", "side", "seal", "lid", "page", "fold", "handle", "rim"))
_NOMINAL: dict[str, Act] = {"look": "look_at", "glance": "look_at", "stare": "look_at", "nod": "nod", "smile": "laugh", "laugh": "laugh",
                            "sigh": "think", "shrug": "shrug", "hug": "hug", "embrace": "hug", "wave": "wave", "sob": "cry"}


class Deed(NamedTuple):
    """One act read from a clause, before it is numbered. `role` is empty for an image."""

    role: str
    act: Act
    target: str = ""
    prop: str = ""
    manner: str = ""
    asked: str = ""  # what the theatre cannot do, or ""
    subject: str = ""  # image: prop id
    sound: str = ""  # image


class Mention(NamedTuple):
    """Someone or something named after a verb."""

    kind: str  # role, prop, feature, seat, surface, noun
    id: str
    prep: str
    start: int
    end: int
    thing: Thing | None = None
    before: tuple[str, ...] = ()


@dataclass
class Stage:
    """What is known at a moment of a scene: who is about, who was named last, which thing."""

    set_id: str
    kit: SetKit | None
    where: str
    about: list[str] = field(default_factory=list)  # role ids seen in this scene, in order
    last: dict[str, str] = field(default_factory=dict)  # "he", "she", "it" -> role id
    subject: str = ""  # role id of the last subject; "" when it was a thing
    actor: str = ""  # the last role that did or said something
    prop: str = ""  # the prop named last
    noun: str = ""  # the thing without a prop named last
    seen_prop: str = ""  # subject of the last image
    seats: dict[str, str] = field(default_factory=dict)  # role id -> the seat it was last told to take
    held: dict[str, str] = field(default_factory=dict)  # prop id -> role id
    expected: list[str] = field(default_factory=list)  # role ids who speak in this scene, not from off screen


class Reader:
    """Reads action against the cast and the things of a film."""

    def __init__(self, cast: Cast, things: Things) -> None:
        self.cast = cast
        self.things = things
        self.notes: list[Approximation] = []

    # -- who is meant ---------------------------------------------------------------------------------------------

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

    def _pronoun(self, word: str, stage: Stage, *, subject: bool, not_role: str = "") -> str:
        key = {"he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she",
               "it": "it", "its": "it", "itself": "it"}.get(word, "")
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

    def others(self, stage: Stage, role: str) -> list[str]:
        """Others about, the one who acted last first."""
        rest = [r for r in reversed(stage.about) if r != role]
        if stage.actor in rest:
            rest.remove(stage.actor)
            rest.insert(0, stage.actor)
        return rest

    # -- a sentence -----------------------------------------------------------------------------------------------

    def read(self, sentence: str, stage: Stage) -> list[Deed]:
        """The deeds of one sentence in order; one image when nobody of the cast does anything in it."""
        words = _without_quotes(tokens(sentence))
        if len(words) > 2 and words[0] in ("In", "Out") and base_of(words[1]) and self.cast.at([w.lower() for w in words], 2):
            words = [*words[2:-1], words[1], words[0], "."]  # "In walks Tom."
        low = [word.lower() for word in words]
        deeds: list[Deed] = []
        clauses = list(self._clauses(words, low, stage))
        subjects: list[str] = []
        for clause in clauses:
            deeds.extend(self._deeds_of(clause, low, stage, subjects))
        self._note_names(low, stage)
        if deeds:
            return deeds
        nominal = self._nominal(low, stage)
        return nominal or self._unknown_verb(low, stage) or self._introduction(low, stage) or [self._image(low, stage, clauses, _capitals(words))]

    def _note_names(self, low: list[str], stage: Stage) -> None:
        i = 0
        while i < len(low):
            hit = self.cast.at(low, i)
            if hit:
                self.meet(stage, hit[0].id)
                i = hit[1]
            else:
                i += 1

    def _nominal(self, low: list[str], stage: Stage) -> list[Deed]:
        """"A long look.", "Nods all round.": a deed told as a noun."""
        content = [word for word in low if word[0].isalpha()]
        if not content or len(content) > 4 or content[0] not in ("a", "an", "another", "one") or not stage.about:
            return []
        act = _NOMINAL.get(content[-1])
        if not act:
            return []
        role = stage.actor or stage.about[-1]
        others = self.others(stage, role)
        return [Deed(role, act, target=others[0] if others and act in ("look_at", "hug", "wave") else "", manner=manner_of(content) or
                     ("slowly" if "long" in content else ""))]

    def _unknown_verb(self, low: list[str], stage: Stage) -> list[Deed]:
        """"Mara zigzags to the window.": a name, then a word in -s that the table does not know; walks, works or waits, and is noted."""
        hit = self.cast.at(low, 0) or (self.cast.at(low, 1) if low[0] in ("the", "a", "an") and len(low) > 1 else None)
        role, at = (hit[0].id, hit[1]) if hit else (self._pronoun(low[0], stage, subject=True) if low[0] in ("he", "she") else "", 1)
        while at < len(low) and (low[at] in ADVERBS or low[at].endswith("ly")):
            at += 1
        if not role or at >= len(low) or len(low[at]) < 4 or not low[at].endswith("s") or low[at].endswith(("ss", "'s", "us")):
            return []
        self.meet(stage, role)
        stage.subject = stage.actor = role
        after = [word for word in low[at + 1:] if word != "."]
        mentions = self._mentions(after, frozenset(), stage, "look_at", role)
        places = [m for m in mentions if m.kind in ("role", "feature", "surface", "seat")]
        target = places[0].id if places and places[0].id != role else ""
        act: Act = "walk_to" if set(after) & {"to", "into", "across", "towards", "toward", "over", "around"} else "work" if mentions else "wait"
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
        """"ILSE: an axe too big for her": a thing in a list of looks is in the hands of whom it describes."""
        for i in range(start, len(low)):
            thing = self.things.at(low, i)
            if (not thing or low[i] in words_of("things", "garments") or not self._is_noun(low, i, thing.end)
                    or thing.model in self.things.met or self.things.models[thing.model].hands == "none"):
                continue
            before = _noun_words_before(low, i)
            first = i - len(before) - 1
            if before and before[0] in ("a", "an", "his", "her", "its", "one") and (low[first] in (",", ":", "with", "carrying", "holding", "and")):
                stage.prop = self.things.prop(thing, before, stage.set_id, role)
                stage.held[stage.prop] = role

    def _image(self, low: list[str], stage: Stage, clauses: list[_Clause], inscribed: frozenset[int] = frozenset()) -> Deed:
        subject = ""
        i = 0
        while i < len(low):
            thing = self.things.at(low, i) if low[i] not in words_of("things", "garments") and i not in inscribed else None
            if thing and self._is_noun(low, i, thing.end):
                if not self._feature_at(low, i, stage) or thing.model in self.things.met:
                    before = _noun_words_before(low, i)
                    prop = self.things.prop(thing, before, stage.set_id)
                    subject = subject or prop
                i = thing.end
            else:
                i += 1
        sound = sound_of(singular(word) for word in low)
        for clause in clauses:
            sound = sound or table("verbs")["things"].get(clause.verb, "")
        if subject:
            stage.prop = subject
        elif clauses and len(clauses[0].subject) > 1 and clauses[0].subject[-2] in ("the", "a", "an", "its") and clauses[0].subject[-1].isalpha():
            stage.noun, stage.prop = clauses[0].subject[-1], ""
        stage.subject = ""
        return Deed("", "wait", subject=subject, sound=sound)

    # -- clauses --------------------------------------------------------------------------------------------------

    def _clauses(self, words: list[str], low: list[str], stage: Stage) -> Iterator[_Clause]:
        starts: list[tuple[int, int, str, bool, bool]] = []  # clause start, verb position, base, participle, negated
        boundary = 0
        last_verb = -1
        i = 0
        while i < len(low):
            word = low[i]
            if word == "and" and last_verb < boundary and self._named(low[boundary:i]) and self._names_on(low, i + 1):
                i += 1  # "Mara and Tom dance": one subject
                continue
            if word in _BOUNDARIES:
                boundary = i + 1
                i += 1
                continue
            found = self._verb_at(low, i, boundary, last_verb, stage)
            if found:
                base, position, participle, negated = found
                starts.append((boundary if boundary > last_verb else i, position, base, participle, negated))
                last_verb = position
                i = position + 1
                continue
            i += 1
        for n, (start, at, base, participle, negated) in enumerate(starts):
            end = len(low)
            if n + 1 < len(starts):
                next_start, next_at = starts[n + 1][0], starts[n + 1][1]
                end = min(next_start, next_at) if next_start > at else next_at
            while end > at + 1 and (low[end - 1] in _BOUNDARIES or not low[end - 1][0].isalnum()):
                end -= 1
            subject = low[start:at] if n else low[:at]
            led = low[start - 1] if start else ""
            goes_on = n + 1 < len(starts) and starts[n + 1][0] == starts[n + 1][1] and starts[n + 1][1] <= at + 3
            yield _Clause(tuple(subject), base, at, end, participle, negated, led, n == 0, goes_on)

    def _verb_at(self, low: list[str], i: int, boundary: int, last_verb: int, stage: Stage) -> tuple[str, int, bool, bool] | None:
        word = low[i]
        if not word[0].isalpha():
            return None
        if self._in_name(low, i):
            return None
        first = last_verb < 0
        noun_phrase = low[boundary:i]
        if not first and boundary <= last_verb:
            # No boundary since the last verb: only "sits reading", "is holding", "crosses to open", "tries to lift" go on.
            base = participle_of(word)
            between = low[last_verb + 1:i]
            if base and base in phrases() and all(w in ADVERBS or w in ("there", "by") or w.endswith("ly") for w in between):
                return base, i, True, False
            before = low[last_verb]
            if between[-1:] == ["to"] and word in phrases() and len(between) >= 1 and not self.things.at(low, i) and (
                    base_of(before, plural_subject=True, past=True) in ("begin", "start", "try", "want", "need", "go", "come", "cross", "step", "turn",
                                                                        "kneel", "bend", "reach", "run", "walk", "stop", "hurry", "lean", "rise",
                                                                        "move", "stoop", "continue", "crouch", "rush", "sit", "stand")):
                return word, i, True, False
            return None
        if any(w in _RELATIVE for w in noun_phrase) and noun_phrase != ["who"]:
            return None
        led_by_participle = participle_of(word)
        if led_by_participle and led_by_participle in phrases() and (not noun_phrase or all(w in ADVERBS or w == "still" for w in noun_phrase)):
            return (led_by_participle, i, True, False) if boundary > 0 or self._someone(low, stage) else None
        if word in _MODALS and i + 1 < len(low) and noun_phrase:
            j = i + 1
            negated = word in ("cannot", "can't", "won't", "couldn't", "wouldn't")
            while j < len(low) and (low[j] in ADVERBS or low[j] in ("not", "never")):
                negated = negated or low[j] in ("not", "never")
                j += 1
            if j < len(low) and low[j] in phrases():
                return low[j], j, False, negated
            return None
        if word in ("does", "do", "did", "doesn't", "don't", "didn't") and i + 1 < len(low):
            j = i + 1
            negated = word.endswith("n't")
            while j < len(low) and (low[j] == "not" or low[j] in ADVERBS):
                negated = negated or low[j] == "not"
                j += 1
            if negated and j < len(low) and low[j] in phrases():
                return low[j], j, False, True
        if word == "enter" and i == 0:
            return "enter", 0, False, False
        if singular(word) in words_of("things", "body") and noun_phrase and not (
                self._named(noun_phrase[-1:]) or noun_phrase[-1].endswith("ly")):
            return None
        if singular(word) in words_of("things", "body") and not noun_phrase and word != "heads":
            if not (low[i - 1] in ("and", "then", ",") and i + 1 < len(low) and low[i + 1] in DETERMINERS):
                return None
        if noun_phrase == ["who"] and not self._named(low[max(0, boundary - 4):boundary]):
            return None
        plural = self._plural(noun_phrase)
        told_in_past = not first and not noun_phrase and not base_of(low[last_verb]) and bool(base_of(low[last_verb], past=True))
        named = bool(noun_phrase) and self._named(noun_phrase)
        base = base_of(word, plural_subject=plural, past=named or told_in_past)
        if not base:
            return None
        if not could_be_finite(low[boundary:i]):
            return None
        if not first and noun_phrase and not (named or noun_phrase[0] in DETERMINERS or noun_phrase[0] in ADVERBS or noun_phrase[0] in _STARTERS
                                              or noun_phrase[0].endswith("ly")):
            return None
        if first and boundary > 0 and noun_phrase and not named and low[boundary - 1] in (":", ",") and noun_phrase[0] not in DETERMINERS:
            if noun_phrase[0] not in ADVERBS and noun_phrase[0] != "something":
                return None
        if i == 0 and low[0] in ("lights", "rolls", "waves", "steps", "sounds", "flowers", "drums", "eyes", "hands", "looks", "tears", "flames") and (
                not stage.actor or low[0] not in ("rolls", "waves", "steps", "looks", "lights") or not stage.subject):
            return None
        if base == "have" and i + 1 < len(low):
            j = i + 1
            while j < len(low) and (low[j] in ADVERBS or low[j].endswith("ly")):
                j += 1
            done = base_of(low[j], past=True) if j < len(low) else ""
            if done in phrases() and done != "be" and not low[j].endswith("s"):
                return done, j, False, False
        if base == "be" and i + 1 < len(low):
            j = i + 1
            negated = False
            while j < len(low) and (low[j] in ADVERBS or low[j] == "not" or low[j].endswith("ly")):
                negated = negated or low[j] == "not"
                j += 1
            if j < len(low) and participle_of(low[j]) in phrases():
                return participle_of(low[j]), j, False, negated
        return base, i, False, i > 0 and low[i - 1] in ("never", "not")

    def _names_on(self, low: list[str], i: int) -> bool:
        """Whether another name follows."""
        return i < len(low) and (low[i] in ("he", "she") or any(self.cast.at(low, j) for j in range(i, min(i + 2, len(low)))))

    def _in_name(self, low: list[str], i: int) -> bool:
        for start in range(max(0, i - 3), i + 1):
            hit = self.cast.at(low, start)
            if hit and hit[1] > i and hit[0].name.lower() != low[i]:
                return True
            if hit and hit[1] > i and hit[0].name.lower() == low[i] and start == i and not base_of(low[i]):
                return True
        return False

    def _someone(self, low: list[str], stage: Stage) -> bool:
        return bool(stage.subject) or any(self.cast.at(low, i) or low[i] in ("he", "she", "they") for i in range(len(low)))

    def _named(self, noun_phrase: Sequence[str]) -> bool:
        run = list(noun_phrase)
        return any(self.cast.at(run, i) for i in range(len(run))) or any(w in ("he", "she", "they", "it", "both", "everyone") for w in run)

    def _plural(self, noun_phrase: Sequence[str]) -> bool:
        run = [w for w in noun_phrase if w not in ADVERBS or w == "both"]
        if not run:
            return False
        if set(run) & {"they", "both", "children", "men", "women", "people", "them", "two", "others"} or "and" in run:
            return True
        last = run[-1]
        return (last.endswith("s") and not last.endswith(("ss", "'s", "us")) and singular(last) != last and not self.cast.at(run, len(run) - 1)
                and (len(run) > 1 or not is_verbal(last) or True))

    # -- one clause -----------------------------------------------------------------------------------------------

    def _deeds_of(self, clause: _Clause, low: list[str], stage: Stage, subjects: list[str]) -> Iterator[Deed]:
        if clause.led in ("when", "until", "before", "after") and not clause.first and not clause.participle:
            return
        after = low[clause.at + 1:clause.end]
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
        if clause.verb in _AUXILIARY and after[:1] == ["to"] and clause.goes_on:
            stage.subject = who[0]
            return
        found = meaning_of(clause.verb, [*after, body] if body == "eye" else after)
        said = " ".join(low[clause.at:clause.end])
        manner = manner_of([*clause.subject, *after])
        stage.subject = who[0]
        if clause.negated:
            for role in who:
                yield Deed(role, "wait", manner="still")
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
        for n, role in enumerate(who):
            if together and n and act in _MUTUAL:
                break
            yield from self._deed(role, act, exact, clause, said, manner, mentions, stage, [r for r in who if r != role], after)
        stage.actor = who[0]

    def _by_object(self, verb: str, act: Act, exact: bool, mentions: list[Mention], stage: Stage) -> tuple[Act, bool]:
        """Verbs whose act hangs on their object: one leaves a room, but leaves a cup on the table; one turns, but turns a page."""
        direct = [m for m in mentions if not m.prep and m.kind in ("prop", "noun", "seat", "surface", "feature")]
        if verb == "leave" and act == "exit" and direct:
            if direct[0].kind in ("prop", "noun") and direct[0].id not in _ROOMS:
                return ("put_down", True) if direct[0].kind == "prop" else ("wait", False)
            if direct[0].kind in ("seat", "surface") or direct[0].id in ("window", "table", "bench"):
                return "turn_to", False
        if verb == "have" and direct and direct[0].kind == "prop":
            return "hold", True
        if verb == "slip" and act == "fall" and direct:
            return "put_down", True
        if verb in ("open", "close", "shut") and act in ("open", "close"):
            body = [m for m in mentions if not m.prep and (m.kind == "body" or (m.kind == "noun" and singular(m.id) in words_of("things", "body")))]
            if body:
                stage.noun, stage.prop = body[0].id, ""
                return ("think" if singular(body[0].id) in ("eye", "mouth", "lip") else "touch"), False
        if verb == "turn" and act == "turn_to" and direct and direct[0].kind in ("prop", "noun"):
            if direct[0].kind == "noun":
                prop = stage.prop or self.things.main_prop()
                if prop:
                    mentions[:] = [Mention("prop", prop, "", 0, 0)]
            return "look_at", True
        return act, exact

    def _subject(self, words: list[str], stage: Stage, *, first: bool) -> tuple[list[str], str, bool]:
        """Roles that are the subject, the part of the body that is ("hand"), and whether the subject is a thing."""
        segments: list[list[str]] = [[]]
        for word in words:
            if word in (",", ";", ":", "(", ")", "--", "-", "–", "—", "..."):
                segments.append([])
            else:
                segments[-1].append(word)
        segments = [segment for segment in segments if segment]
        if len(segments) > 1 and segments[0][0] in PREPOSITIONS and segments[0][0] not in ADVERBS:
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
        if run[0] in _TOGETHER or run[:2] in (["the", "two"], ["the", "three"], ["each", "of"], ["the", "others"], ["the", "pair"]):
            about = list(stage.about) if len(stage.about) > 1 else list(dict.fromkeys([*stage.about, *stage.expected]))
            several = about[-2:] if run[:2] == ["the", "two"] or run[0] == "both" else about
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

    # -- what the clause is about ----------------------------------------------------------------------------------

    def _is_noun(self, low: Sequence[str], i: int, end: int) -> bool:
        if end - i > 1 or not (is_verbal(low[i]) or participle_of(low[i])):
            return True
        j = i - 1
        while j >= 0 and low[j][0].isalpha() and low[j] not in DETERMINERS and low[j] not in PREPOSITIONS and i - j < 4 and not low[j].endswith("'s"):
            j -= 1
        return i == 0 or j >= 0 and (low[j] in DETERMINERS or low[j] in ("with", "of", "from", "into") or low[j].endswith("'s"))

    def _feature_at(self, low: Sequence[str], i: int, stage: Stage) -> tuple[str, int] | None:
        if not stage.kit:
            return None
        best: tuple[str, int] | None = None
        run = normal(low[i:i + 4])
        for name, feature in sorted(stage.kit.features.items()):
            for phrase in (name, *feature.words):
                wanted = normal_phrase(phrase)
                if wanted[:1] == ("the",):
                    wanted = wanted[1:]
                if wanted and find_phrase(wanted, run[:len(wanted)]) == 0 and (best is None or i + len(wanted) > best[1]):
                    best = (name, i + len(wanted))
        return best

    def _fixture_at(self, low: Sequence[str], i: int, stage: Stage) -> tuple[str, str, int] | None:
        """A seat or a surface by its own name."""
        if not stage.kit:
            return None
        for kind, names in (("seat", stage.kit.seats), ("surface", stage.kit.surfaces)):
            for name in sorted(names):
                wanted = normal_phrase(name)
                if wanted and find_phrase(wanted, normal(low[i:i + len(wanted)])) == 0:
                    return kind, name, i + len(wanted)
        return None

    def _mentions(self, after: list[str], used: frozenset[int], stage: Stage, act: Act, role: str) -> list[Mention]:
        found: list[Mention] = []
        prep = ""
        noun_start = 0
        i = 0
        while i < len(after):
            word = after[i]
            if word in ("like", "until", "because", "who", "which") or (word == "as" and i):
                break
            if word in PREPOSITIONS and i not in used or (i in used and word in ("to", "at", "for", "from", "into", "onto", "on", "in", "with", "against")):
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
                    if singular(after[end]) in words_of("things", "body"):
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
            if word in ("second", "another", "third") and (i + 1 == len(after) or after[i + 1] in (",", "and") or after[i + 1] in PREPOSITIONS) and stage.prop:
                found.append(Mention("prop", self.things.another(stage.prop, stage.set_id), prep, i, i + 1))
                i += 1
                noun_start = i
                continue
            fixture = self._fixture_at(after, i, stage)
            feature = self._feature_at(after, i, stage)
            thing = self.things.at(after, i) if i not in used or act in _HANDLED or act in ("light", "open") else None
            if thing and not self._is_noun(after, i, thing.end):
                thing = None
            if thing and word in words_of("things", "garments") and (prep or act not in _HANDLED):
                thing = None  # worn
            if thing and feature and thing.end <= feature[1]:
                direct = not prep and (act in _HANDLED or act in ("push", "pull")) and self.things.models[thing.model].hands != "none"
                if not direct and not (thing.model in self.things.met and not (feature[1] > thing.end) and act in _HANDLED):
                    thing = None
            if thing and stage.kit and prep and thing.words in _SEATS and stage.kit.seats:
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
            if (last_of_phrase and word[0].isalpha() and i - 1 not in used and word not in ADVERBS and word not in PARTICLES and word not in PRONOUN_WORDS
                    and not word.endswith("ly") and word not in DETERMINERS and before):
                found.append(Mention("noun", word, prep, i - 1, i, None, before))
                noun_start = i
        return found

    def _noun_follows(self, after: list[str], i: int) -> bool:
        if i + 1 >= len(after):
            return False
        nxt = after[i + 1]
        return nxt[0].isalpha() and nxt not in PREPOSITIONS and nxt not in ADVERBS and nxt not in DETERMINERS and nxt != "and"

    def _deed(self, role: str, act: Act, exact: bool, clause: _Clause, said: str, manner: str, mentions: list[Mention], stage: Stage,
              fellows: list[str], after: list[str]) -> Iterator[Deed]:
        asked = "" if exact else said
        props: list[tuple[str, str]] = []  # prop id, preposition
        target = ""
        target_prep = ""
        seat = ""
        for mention in mentions:
            if mention.kind == "prop":
                prop = mention.id
                if mention.thing:
                    own = "\0own" in mention.before
                    new = act in _OWN_AT_FIRST and not mention.prep
                    home = role if own or (new and act != "put_down") or (new and own) else ""
                    prop = self.things.prop(mention.thing, [w for w in mention.before if w != "\0own"], stage.set_id, home)
                props.append((prop, mention.prep))
                stage.prop, stage.noun = prop, ""
            elif mention.kind == "role":
                if mention.id != role and (not target or (target_prep and mention.prep == "to")):
                    target, target_prep = mention.id, mention.prep
            elif mention.kind in ("feature", "surface", "seat"):
                if mention.kind == "seat":
                    seat = seat or mention.id
                if not target or (target_prep in ("with", "by") and not mention.prep):
                    target, target_prep = mention.id, mention.prep
                if mention.kind == "feature" and (not mention.prep or act in ("walk_to", "turn_to", "look_at", "point_at")):
                    stage.prop, stage.noun = "", f"@{mention.id}"
        nouns = [mention for mention in mentions if mention.kind == "noun" and mention.id.isalpha()]
        whole = stage.prop or self.things.main_prop()
        if nouns and not props and whole and not nouns[0].prep and singular(nouns[0].id) in _PARTS:
            props.append((whole, ""))
            nouns = []
        if all(prep for _, prep in props) and act in _NEED_PROP and not (act == "take" and target and not nouns) and (not props or nouns):
            direct = [mention for mention in nouns if not mention.prep]
            if direct and singular(direct[0].id) not in words_of("things", "body") and not any(mention.kind == "body" and not mention.prep for mention in mentions):
                home = role if act in _OWN_AT_FIRST and act != "put_down" else ""
                prop = self.things.stand_in(direct[0].id, f"{stage.where}, '{said}'", stage.set_id, home)
                props.insert(0, (prop, ""))
                stage.prop = prop
            elif not props and not any(mention.kind in ("body", "feature") for mention in mentions) and stage.prop:
                props.append((stage.prop, ""))
        elif not props and nouns and not nouns[0].prep:
            stage.noun, stage.prop = nouns[0].id, stage.prop
        direct_props = [p for p, prep in props if prep in ("", "of", "for", "at", "out", "up", "down") or act in ("look_at", "turn_to", "point_at", "listen")]
        prop = direct_props[0] if direct_props else ""
        others_near = fellows or self.others(stage, role)
        if act in ("look_at", "turn_to", "point_at", "walk_to", "listen", "touch", "push", "pull", "reach", "kneel", "wait", "think", "laugh", "nod", "wave",
                   "shake_head", "cry", "knock", "hug", "dance", "stand_up"):
            if act in ("reach", "push", "pull", "touch", "knock", "look_at", "turn_to", "point_at", "listen", "walk_to", "kneel") and props:
                first_prop = props[0][0]
                if not target or target_prep in ("with", "by", "from", "in", "on", "off"):
                    target = first_prop
                prop = first_prop if act in ("reach", "push", "pull", "touch") else ""
            elif act in ("reach", "pull") and not target and not nouns and (stage.prop or self.things.main_prop()):
                target = prop = stage.prop or self.things.main_prop()
            elif act not in ("reach", "push", "pull", "touch"):
                prop = props[0][0] if props and props[0][1] == "with" else ""
            if not target and act in ("hug", "dance") and others_near:
                target = others_near[0]
            if not target and fellows and act in ("look_at", "wave", "nod"):
                target = fellows[0]
        elif act in ("give", "offer", "throw"):
            if not target and act != "throw" and others_near:
                target = others_near[0]
            if target in self._fixtures(stage) and act == "give" and others_near:
                target = others_near[0]
        elif act == "take":
            if not target or target in self._fixtures(stage):
                holder = stage.held.get(prop, "")
                target = target or (holder if holder != role else "")
        elif act == "put_down":
            second = [p for p, prep in props if prep in ("on", "onto", "in", "into", "by", "against", "beside", "under", "inside", "next", "to")]
            if not prop and props:
                prop = props[0][0]
                second = [p for p in second if p != prop]
            if not target and second:
                target = second[0]
        elif act == "sit":
            target = self._free_seat(seat or self._seat_by(target, stage), role, stage) or target
            prop = ""
        elif act in ("open", "close", "light", "repair", "work"):
            if props and not prop:
                if not target or target_prep:
                    pass
                prop = next((p for p, prep in props if prep == "with"), "") or (props[0][0] if not target else "")
            if not target and prop and act in ("open", "close"):
                target = prop
            if act in ("open", "close") and not target and not prop:
                if stage.noun.startswith("@"):
                    target = stage.noun[1:]
        elif act in ("read", "play", "write", "drink", "eat", "hold", "pick_up"):
            if not prop and props:
                prop = props[0][0]
            if not prop and act in ("read", "play", "drink", "eat") and stage.prop and not [m for m in mentions if m.kind == "noun"]:
                prop = stage.prop
        elif act in ("enter", "exit"):
            prop = next((p for p, prep in props if prep == "with"), "")
            if target not in self._entrances(stage):
                target = self._entrance_by(target, after, stage)
        if act in ("stand_up", "walk_to", "exit", "enter"):
            stage.seats.pop(role, None)
        if act in ("give", "put_down", "throw"):
            stage.held.pop(prop, None)
            if act == "give" and target:
                stage.held[prop] = target
        if act == "hold" and prop and target and clause.verb in ("carry", "lug", "bear") and target_prep in ("to", "into", "towards", "toward", "across"):
            yield Deed(role, "pick_up" if stage.held.get(prop) != role else "hold", prop=prop, manner=manner)
            yield Deed(role, "walk_to", target=target, prop=prop, manner=manner)
            stage.held[prop] = role
            return
        if act in ("pick_up", "take", "hold") and prop:
            stage.held[prop] = role
        yield Deed(role, act, target=target, prop=prop, manner=manner, asked=asked)
        if act in ("give", "pick_up", "put_down", "take") and len(direct_props) > 1:
            for extra in direct_props[1:]:
                if extra != prop:
                    yield Deed(role, act, target=target, prop=extra, manner=manner)

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
        return min(sorted(stage.kit.seats), key=lambda name: (stage.kit.seats[name].x - x) ** 2 + (stage.kit.seats[name].y - y) ** 2
                   if stage.kit else 0.0)


class _Clause(NamedTuple):
    subject: tuple[str, ...]
    verb: str
    at: int
    end: int
    participle: bool
    negated: bool
    led: str  # the boundary word before it
    first: bool
    goes_on: bool = False  # another verb of the same clause follows: "starts to climb"


_SEATS = frozenset(("chair", "armchair", "stool", "bench", "bed", "rocking chair", "sofa"))
_ROOMS = frozenset(("room", "house", "shop", "building", "stage", "kitchen", "street", "garden", "compartment", "train", "bakery", "home", "town", "square",
                    "cabin", "place", "scene", "village", "forest", "field", "station", "church", "school", "workshop"))
PRONOUN_WORDS = frozenset(("he", "she", "they", "it", "him", "her", "them", "himself", "herself", "itself", "other", "one", "there", "here", "nothing",
                           "everything", "something", "someone", "nobody", "way", "moment", "time", "while", "home", "back"))


def _noun_words_before(low: Sequence[str], i: int) -> list[str]:
    j = i
    while j > 0 and low[j - 1][0].isalpha() and low[j - 1] not in PREPOSITIONS and i - j < 4:
        j -= 1
    return list(low[j:i])


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
    return found is not None and not (base in _SPEAKING or (not found.exact and found.act == "think") or (len(words) == 1 and base in ("read", "beg", "be")))


_SPEAKING = frozenset(("whisper", "speak", "talk", "say", "mutter", "murmur", "mumble", "shout", "scream", "yell", "call", "sing", "be", "try", "begin", "start",
                       "continue", "hum", "chant", "answer", "reply", "count", "remember", "realise", "realize", "think", "have", "become", "seem"))
