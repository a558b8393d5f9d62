"""Deeds: an act with its target and its prop, from the verb of a clause and what the clause names."""

from __future__ import annotations

from collections.abc import Iterator

from filmwright.breakdown.mentions import Mentions
from filmwright.breakdown.moment import Clause, Deed, Mention, Stage
from filmwright.breakdown.tables import words_of
from filmwright.breakdown.words import (
    singular,
)
from filmwright.records.breakdown import Act

_NEED_PROP: frozenset[Act] = frozenset(("pick_up", "put_down", "give", "take", "hold", "offer", "throw", "carry"))
_OWN_AT_FIRST: frozenset[Act] = frozenset(("put_down", "give", "hold", "offer", "throw", "play", "read"))
# Parts of a thing: "the two halves", "the broken edge" of what was named last.
_PARTS = frozenset(("half", "piece", "edge", "fragment", "corner", "end", "part", "side", "seal", "lid", "page", "fold", "handle", "rim"))
_ROOMS = frozenset(
    (
        "room",
        "house",
        "shop",
        "building",
        "stage",
        "kitchen",
        "street",
        "garden",
        "compartment",
        "train",
        "bakery",
        "home",
        "town",
        "square",
        "cabin",
        "place",
        "scene",
        "village",
        "forest",
        "field",
        "station",
        "church",
        "school",
        "workshop",
    )
)


class Deeds(Mentions):
    """Gives each act its target and its prop."""

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
        bodies = [m for m in mentions if not m.prep and (m.kind == "body" or singular(m.id) in words_of("things", "body"))]
        limb = singular(bodies[0].id) if bodies else next((singular(w) for w in after if w in ("hand", "hands", "arm", "arms")), "")
        if limb and not props:  # "holds out a hand": what "it" means next is the hand, not a thing named long before
            stage.noun, stage.prop = limb, ""
            others_near = fellows or self.others(stage, role)
            if act in ("take", "hold") and limb in ("hand", "arm") and (target or others_near):
                act, target, nouns = "touch", target or others_near[0], []
            elif act == "touch" and not target and (of := self._whose(after, role)):
                target, nouns = of, []
        whole = stage.prop or self.things.main_prop()
        if nouns and not props and whole and not nouns[0].prep and singular(nouns[0].id) in _PARTS:
            props.append((whole, ""))
            nouns = []
        if all(prep for _, prep in props) and act in _NEED_PROP and not (act == "take" and target and not nouns) and (not props or nouns):
            direct = [mention for mention in nouns if not mention.prep]
            if (
                direct
                and singular(direct[0].id) not in words_of("things", "body")
                and not any(mention.kind == "body" and not mention.prep for mention in mentions)
            ):
                home = role if act in _OWN_AT_FIRST and act != "put_down" else ""
                prop = self.things.stand_in(direct[0].id, f"{stage.where}, '{said}'", stage.set_id, home)
                props.insert(0, (prop, ""))
                stage.prop = prop
            elif not props and not any(mention.kind in ("body", "feature") for mention in mentions) and stage.prop:
                props.append((stage.prop, ""))
        elif not props and nouns and not nouns[0].prep:
            stage.noun, stage.prop = nouns[0].id, stage.prop
        direct_props = [
            p
            for p, prep in props
            if prep in ("", "of", "for", "at", "out", "up", "down") or act in ("look_at", "turn_to", "point_at", "listen")
        ]
        prop = direct_props[0] if direct_props else ""
        others_near = fellows or self.others(stage, role)
        if act in (
            "look_at",
            "turn_to",
            "point_at",
            "walk_to",
            "listen",
            "touch",
            "push",
            "pull",
            "reach",
            "kneel",
            "wait",
            "think",
            "laugh",
            "nod",
            "wave",
            "shake_head",
            "cry",
            "knock",
            "hug",
            "shake_hands",
            "dance",
            "stand_up",
        ):
            if act in ("reach", "push", "pull", "touch", "knock", "look_at", "turn_to", "point_at", "listen", "walk_to", "kneel") and props:
                first_prop = next((p for p, prep in props if prep not in ("with", "of", "in")), "") or (
                    props[0][0] if act != "walk_to" else ""
                )
                if first_prop and (not target or target_prep in ("with", "by", "from", "in", "on", "off")):
                    target = first_prop
                prop = first_prop if act in ("reach", "push", "pull", "touch") else ""
            elif (
                act in ("reach", "pull")
                and not target
                and not nouns
                and not set(after) & {"hand", "hands", "arm", "arms", "out"}
                and (stage.prop or self.things.main_prop())
            ):
                target = prop = stage.prop or self.things.main_prop()
            elif act not in ("reach", "push", "pull", "touch"):
                prop = props[0][0] if props and props[0][1] == "with" else ""
            if not target and act in ("hug", "shake_hands", "dance") and others_near:
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
            second = [
                p for p, prep in props if prep in ("on", "onto", "in", "into", "by", "against", "beside", "under", "inside", "next", "to")
            ]
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
            if act in ("open", "close") and not target and not prop and stage.noun.startswith("@"):
                target = stage.noun[1:]
        elif act == "pour":
            prop = next((p for p, prep in props if prep in ("from", "out", "with")), "") or prop
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
        if (
            act == "hold"
            and prop
            and target
            and clause.verb in ("carry", "lug", "bear")
            and target_prep in ("to", "into", "towards", "toward", "across")
        ):
            yield Deed(role, "pick_up" if stage.held.get(prop) != role else "hold", prop=prop, manner=manner)
            yield Deed(role, "walk_to", target=target, prop=prop, manner=manner)
            stage.held[prop] = role
            return
        if act == "carry":
            other = next((fellow for fellow in [target, *fellows] if fellow in self.cast.found and fellow != role), "")
            if other and prop:
                where = "" if target == other else target
                yield Deed(role, "carry", target=other, prop=prop, manner=manner, asked=asked, toward=where)
                return
            act = "hold"
        if act in ("pick_up", "take", "hold") and prop:
            stage.held[prop] = role
        yield Deed(role, act, target=target, prop=prop, manner=manner, asked=asked)
        if act in ("give", "pick_up", "put_down", "take") and len(direct_props) > 1:
            for extra in direct_props[1:]:
                if extra != prop:
                    yield Deed(role, act, target=target, prop=extra, manner=manner)
