"""Deeds: an act with its target and its prop, from the verb of a clause and what the clause names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from filmwright.breakdown.mentions import Mentions
from filmwright.breakdown.moment import Clause, Deed, Mention, Stage
from filmwright.breakdown.tables import words_of
from filmwright.breakdown.words import singular
from filmwright.records.breakdown import Act

_NEED_PROP: frozenset[Act] = frozenset(("pick_up", "put_down", "give", "take", "hold", "offer", "throw", "carry"))
_OWN_AT_FIRST: frozenset[Act] = frozenset(("put_down", "give", "hold", "offer", "throw", "play", "read"))
_GONE_TO: frozenset[Act] = frozenset(("walk_to", "turn_to", "look_at", "point_at"))
_WITH_HANDS: tuple[Act, ...] = ("reach", "push", "pull", "touch")
_TOWARDS_THINGS: tuple[Act, ...] = (*_WITH_HANDS, "knock", "look_at", "turn_to", "point_at", "listen", "walk_to", "kneel")
_TOWARDS_SOMEBODY: tuple[Act, ...] = (
    "wait", "think", "laugh", "nod", "wave", "shake_head", "cry", "hug", "shake_hands", "dance", "stand_up",
)  # fmt: skip
_SEEN: frozenset[Act] = frozenset(("look_at", "turn_to", "point_at", "listen"))  # a prop with any preposition is what is looked at
_DIRECT = frozenset(("", "of", "for", "at", "out", "up", "down"))  # prepositions of what an act is done to
_ACTED_ON = frozenset(("", "with"))  # prepositions of what "it" means after the act, before any place
_PLACING = frozenset(("on", "onto", "in", "into", "by", "against", "beside", "under", "inside", "next", "to"))


@dataclass
class Draft:
    """A deed while it is worked out: what its clause names, and what becomes of it."""

    role: str  # who does it
    act: Act
    mentions: list[Mention]
    fellows: list[str]  # ids of those who do it too
    after: list[str]  # words after the verb
    props: list[tuple[str, str]] = field(default_factory=list)  # id, preposition
    nouns: list[Mention] = field(default_factory=list)  # what is named and no prop
    target: str = ""
    target_prep: str = ""
    seat: str = ""
    prop: str = ""

    @property
    def direct(self) -> list[str]:
        """The props that the act is done to, in their order."""
        return [prop for prop, prep in self.props if prep in _DIRECT or self.act in _SEEN]

    @property
    def brought(self) -> list[str]:
        """The props that come along."""
        return [prop for prop, prep in self.props if prep == "with"]


class Deeds(Mentions):
    """Gives each act its target and its prop."""

    def _by_object(self, verb: str, act: Act, exact: bool, mentions: list[Mention], stage: Stage) -> tuple[Act, bool]:
        """Verbs whose act hangs on their object: one leaves a room, but leaves a cup on the table; one turns, but turns a page."""
        direct = [m for m in mentions if not m.prep and m.kind in ("prop", "noun", "seat", "surface", "feature")]
        if verb == "leave" and act == "exit" and direct:
            if direct[0].kind in ("prop", "noun") and direct[0].id not in words_of("things", "rooms"):
                return ("put_down", True) if direct[0].kind == "prop" else ("wait", False)
            if direct[0].kind in ("seat", "surface") or direct[0].id in ("window", "table", "bench"):
                return "turn_to", False
        if verb == "hold" and act == "offer" and any(m.kind in ("feature", "surface") and m.prep == "from" for m in mentions):
            return "hold", True  # out of the window, to nobody
        if verb == "have" and direct and direct[0].kind == "prop":
            return "hold", True
        if verb == "hide" and act == "kneel" and direct and direct[0].kind in ("prop", "noun"):
            return "put_down", True
        if verb in ("slide", "roll") and act == "walk_to" and direct and direct[0].kind == "prop":
            return ("give" if any(m.prep in ("across", "to", "over") for m in mentions) else "push"), True
        if verb == "slip" and act == "fall" and direct:
            return "put_down", True
        if verb in ("open", "close", "shut") and act in ("open", "close"):
            body = [
                m
                for m in mentions
                if not m.prep and (m.kind == "body" or (m.kind == "noun" and singular(m.id) in words_of("things", "body")))
            ]
            if body:
                stage.noun, stage.prop = body[0].id, ""
                return ("think" if singular(body[0].id) in ("eye", "mouth", "lip") else "touch"), False
        if verb == "turn" and act == "turn_to" and direct and direct[0].kind in ("prop", "noun"):
            if direct[0].kind == "noun":
                prop = stage.prop or self.things.main_prop()
                if prop:
                    mentions[:] = [Mention("prop", prop, "", 0, 0)]
            mentions[:] = [mention for mention in mentions if mention.kind == "prop"]  # not the light it is turned to
            return "look_at", True
        return act, exact

    def _whose(self, after: list[str], role: str) -> str:
        """Whose the sleeve or the hand is that a pronoun names which cannot be the actor's own; "" if it can."""
        sex = self.cast.found[role].sex
        meant = next((s for word, s in (("her", "female"), ("his", "male")) if word in after and sex not in (s, "neutral")), "")
        return next((member.id for member in self.cast.found.values() if meant and member.sex == meant), "")

    def _deed(
        self,
        role: str,
        act: Act,
        exact: bool,
        clause: Clause,
        said: str,
        manner: str,
        mentions: list[Mention],
        stage: Stage,
        fellows: list[str],
        after: list[str],
    ) -> Iterator[Deed]:
        draft = Draft(role, act, mentions, fellows, after)
        self._take_in(draft, stage)
        self._with_limbs(draft, stage)
        self._part_of_a_whole(draft, stage)
        self._with_something(draft, stage, said)
        draft.prop = next(iter(draft.direct), "")
        self._into_a_hand(draft, stage)
        _SETTLED.get(draft.act, Deeds._as_it_is)(self, draft, stage)
        self._keep(draft, stage)
        yield from self._done(draft, clause, stage, manner=manner, asked="" if exact else said)

    def _near(self, draft: Draft, stage: Stage) -> list[str]:
        return draft.fellows or self.others(stage, draft.role)

    # what the clause names

    def _take_in(self, draft: Draft, stage: Stage) -> None:
        """Sort the mentions into props, the target and a seat; what "it" means next is what the act is done to.

        That is what stands without a preposition or is brought along; else what the actor has in hand; only else the place.
        """
        acted_on = any(m.kind == "prop" and m.prep in _ACTED_ON for m in draft.mentions) or stage.held.get(stage.prop) == draft.role
        for mention in draft.mentions:
            if mention.kind == "prop":
                prop = self._prop_of(mention, draft, stage)
                draft.props.append((prop, mention.prep))
                counted = draft.act in _SEEN and acted_on and _is_plural(mention, draft)  # "counts the notes in it"
                if (mention.prep in _ACTED_ON and not counted) or not acted_on:
                    stage.prop, stage.noun = prop, ""
            elif mention.kind == "role":
                if mention.id != draft.role and (not draft.target or (draft.target_prep and mention.prep == "to")):
                    draft.target, draft.target_prep = mention.id, mention.prep
            elif mention.kind in ("feature", "surface", "seat"):
                if mention.kind == "seat":
                    draft.seat = draft.seat or mention.id
                if not draft.target or (draft.target_prep in ("with", "by") and not mention.prep):
                    draft.target, draft.target_prep = mention.id, mention.prep
                if mention.kind == "feature" and not acted_on and (not mention.prep or draft.act in _GONE_TO):
                    stage.prop, stage.noun = "", f"@{mention.id}"
        draft.nouns = [mention for mention in draft.mentions if mention.kind == "noun" and mention.id.isalpha()]

    def _prop_of(self, mention: Mention, draft: Draft, stage: Stage) -> str:
        if not mention.thing:
            return mention.id
        new = draft.act in _OWN_AT_FIRST and draft.act != "put_down" and not mention.prep
        return self.things.prop(mention.thing, list(mention.before), stage.set_id, draft.role if mention.own or new else "")

    def _with_limbs(self, draft: Draft, stage: Stage) -> None:
        """ "Holds out a hand": what "it" means next is the hand, not a thing named long before; a hand that is taken is touched."""
        bodies = [m for m in draft.mentions if not m.prep and (m.kind == "body" or _is_of_a_body(m))]
        hands = (singular(word) for word in draft.after if word in ("hand", "hands", "arm", "arms"))
        limb = singular(bodies[0].id) if bodies else next(hands, "")
        if not limb or draft.props:
            return
        stage.noun, stage.prop = limb, ""
        near = self._near(draft, stage)
        if draft.act in ("take", "hold") and limb in ("hand", "arm") and (draft.target or near):
            draft.act, draft.target, draft.nouns = "touch", draft.target or near[0], []
        elif draft.act == "touch" and not draft.target and (owner := self._whose(draft.after, draft.role)):
            draft.target, draft.nouns = owner, []

    def _part_of_a_whole(self, draft: Draft, stage: Stage) -> None:
        whole = stage.prop or self.things.main_prop()
        nouns = draft.nouns
        if nouns and not draft.props and whole and not nouns[0].prep and singular(nouns[0].id) in words_of("things", "parts"):
            draft.props, draft.nouns = [(whole, "")], []

    def _with_something(self, draft: Draft, stage: Stage, said: str) -> None:
        """Acts that need a thing get one: a stand-in for a noun that no model shows, or what was named last."""
        nouns, props = draft.nouns, draft.props
        lacks = draft.act in _NEED_PROP and all(prep for _, prep in props) and (not props or bool(nouns))
        if not lacks or (draft.act == "take" and draft.target and not nouns):
            if not props and nouns and not nouns[0].prep:
                stage.noun = nouns[0].id
            return
        direct = [mention for mention in nouns if not mention.prep]
        on_a_body = any(mention.kind == "body" and not mention.prep for mention in draft.mentions)
        if direct and not _is_of_a_body(direct[0]) and not on_a_body:
            home = draft.role if draft.act in _OWN_AT_FIRST and draft.act != "put_down" else ""
            stage.prop = self.things.stand_in(direct[0].id, f"{stage.where}, '{said}'", stage.set_id, home)
            props.insert(0, (stage.prop, ""))
        elif not props and stage.prop and not any(mention.kind in ("body", "feature") for mention in draft.mentions):
            props.append((stage.prop, ""))

    # what the act makes of it

    def _into_a_hand(self, draft: Draft, stage: Stage) -> None:
        """ "Lays the letter in Tom's open hand": put down where somebody else holds it, a thing is given."""
        after = draft.after
        hand = next((at for at, word in enumerate(after) if word in ("hand", "hands", "palm", "palms") and at), 0)
        if draft.act not in ("put_down", "touch") or not draft.prop or not hand or not {"in", "into"} & set(after[:hand]):
            return
        others = self._near(draft, stage)
        named = [other for other in others if other in {word.removesuffix("'s") for word in after[:hand]}]
        meant = draft.target if draft.target in others else next(iter(named), self._whose(after, draft.role))
        if meant:
            draft.act, draft.target, draft.target_prep = "give", meant, ""

    def _as_it_is(self, draft: Draft, stage: Stage) -> None:
        """The act takes its target and its prop as they were named."""

    def _towards(self, draft: Draft, stage: Stage) -> None:
        """Acts done towards somebody or something."""
        act, props = draft.act, draft.props
        if act in _TOWARDS_THINGS and props:
            first = next((prop for prop, prep in props if prep not in ("with", "of", "in")), "")
            first = first or (props[0][0] if act != "walk_to" else "")
            if first and (not draft.target or draft.target_prep in ("with", "by", "from", "in", "on", "off")):
                draft.target = first
            draft.prop = first if act in _WITH_HANDS else ""
        elif act in ("reach", "pull") and self._means_the_last_thing(draft):
            last = stage.prop or self.things.main_prop()
            if last:
                draft.target = draft.prop = last
        elif act not in _WITH_HANDS:
            draft.prop = props[0][0] if props and props[0][1] == "with" else ""
        near = self._near(draft, stage)
        if not draft.target and act in ("hug", "shake_hands", "dance") and near:
            draft.target = near[0]
        if not draft.target and draft.fellows and act in ("look_at", "wave", "nod"):
            draft.target = draft.fellows[0]

    def _means_the_last_thing(self, draft: Draft) -> bool:
        return not draft.target and not draft.nouns and not set(draft.after) & {"hand", "hands", "arm", "arms", "out"}

    def _to_another(self, draft: Draft, stage: Stage) -> None:
        """Giving, offering, throwing: to whoever is near, where nobody is named."""
        near = self._near(draft, stage)
        if near and ((not draft.target and draft.act != "throw") or (draft.act == "give" and draft.target in self._fixtures(stage))):
            draft.target = near[0]

    def _from_another(self, draft: Draft, stage: Stage) -> None:
        if not draft.target or draft.target in self._fixtures(stage):
            holder = stage.held.get(draft.prop, "")
            draft.target = draft.target or (holder if holder != draft.role else "")

    def _down(self, draft: Draft, stage: Stage) -> None:
        """Put down: on or by another thing, where no place is named."""
        under = [prop for prop, prep in draft.props if prep in _PLACING]
        if not draft.prop and draft.props:
            draft.prop = draft.props[0][0]
            under = [prop for prop in under if prop != draft.prop]
        draft.target = draft.target or next(iter(under), "")

    def _seated(self, draft: Draft, stage: Stage) -> None:
        draft.target = self._free_seat(draft.seat or self._seat_by(draft.target, stage), draft.role, stage) or draft.target
        draft.prop = ""

    def _worked_on(self, draft: Draft, stage: Stage) -> None:
        """Opening, closing, lighting, mending: a thing or a fixture, perhaps with a tool."""
        if draft.props and not draft.prop:
            tool = next((prop for prop, prep in draft.props if prep == "with"), "")
            draft.prop = tool or (draft.props[0][0] if not draft.target else "")
        if draft.act in ("open", "close") and not draft.target:
            draft.target = draft.prop or (stage.noun[1:] if stage.noun.startswith("@") else "")

    def _poured(self, draft: Draft, stage: Stage) -> None:
        draft.prop = next((prop for prop, prep in draft.props if prep in ("from", "out", "with")), "") or draft.prop

    def _used(self, draft: Draft, stage: Stage) -> None:
        if not draft.prop and draft.props:
            draft.prop = draft.props[0][0]
        named = any(mention.kind == "noun" for mention in draft.mentions)
        if not draft.prop and draft.act in ("read", "play", "drink", "eat") and not named:
            draft.prop = stage.prop

    def _through(self, draft: Draft, stage: Stage) -> None:
        """Coming and going: by an entrance, with a thing."""
        draft.prop = next((prop for prop, prep in draft.props if prep == "with"), "")
        if draft.target not in self._entrances(stage):
            draft.target = self._entrance_by(draft.target, draft.after, stage)

    # what is so after it

    def _keep(self, draft: Draft, stage: Stage) -> None:
        """Seats that are left, things that leave a hand."""
        if draft.act in ("stand_up", "walk_to", "exit", "enter"):
            stage.seats.pop(draft.role, None)
        if draft.act in ("give", "put_down", "throw"):
            stage.held.pop(draft.prop, None)
            if draft.act == "give" and draft.target:
                stage.held[draft.prop] = draft.target

    def _done(self, draft: Draft, clause: Clause, stage: Stage, *, manner: str, asked: str) -> Iterator[Deed]:
        role, act, target, prop = draft.role, draft.act, draft.target, draft.prop
        borne = clause.verb in ("carry", "lug", "bear") and draft.target_prep in ("to", "into", "towards", "toward", "across")
        if act == "hold" and prop and target and borne:
            yield Deed(role, "pick_up" if stage.held.get(prop) != role else "hold", prop=prop, manner=manner)
            yield Deed(role, "walk_to", target=target, prop=prop, manner=manner)
            stage.held[prop] = role
            return
        if act == "carry":
            other = next((fellow for fellow in [target, *draft.fellows] if fellow in self.cast.found and fellow != role), "")
            if other and prop:
                where = "" if target == other else target
                yield Deed(role, "carry", target=other, prop=prop, manner=manner, asked=asked, toward=where)
                return
            act = "hold"
        if act in ("pick_up", "take", "hold") and prop:
            stage.held[prop] = role
        if act in ("enter", "walk_to") and prop in draft.brought:
            stage.held[prop] = role
        yield Deed(role, act, target=target, prop=prop, manner=manner, asked=asked)
        if act in ("give", "pick_up", "put_down", "take"):
            for extra in draft.direct[1:]:
                if extra != prop:
                    yield Deed(role, act, target=target, prop=extra, manner=manner)


def _is_plural(mention: Mention, draft: Draft) -> bool:
    named = draft.after[mention.end - 1] if 0 < mention.end <= len(draft.after) else ""
    return named.endswith("s") and singular(named) != named


def _is_of_a_body(mention: Mention) -> bool:
    return singular(mention.id) in words_of("things", "body")


_SETTLED: dict[Act, Callable[[Deeds, Draft, Stage], None]] = {
    **dict.fromkeys((*_TOWARDS_THINGS, *_TOWARDS_SOMEBODY), Deeds._towards),
    **dict.fromkeys(("give", "offer", "throw"), Deeds._to_another),
    "take": Deeds._from_another,
    "put_down": Deeds._down,
    "sit": Deeds._seated,
    **dict.fromkeys(("open", "close", "light", "repair", "work"), Deeds._worked_on),
    "pour": Deeds._poured,
    **dict.fromkeys(("read", "play", "write", "drink", "eat", "hold", "pick_up"), Deeds._used),
    **dict.fromkeys(("enter", "exit"), Deeds._through),
}
