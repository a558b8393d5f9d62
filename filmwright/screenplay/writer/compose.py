"""Composing: each event of the plan becomes a beat on the page, in the plan's order; then the page is cut to length."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import msgspec

from filmwright.errors import InputError
from filmwright.records.script import Screenplay
from filmwright.records.story import Event, Person, Place, Story
from filmwright.screenplay.writer.banks import Beat, Unit, beats, kit, setting_name, setting_of, through_lines
from filmwright.screenplay.writer.layout import Piece, Scene, lay_out, scenes_of
from filmwright.screenplay.writer.senses import lacks, may_be_said
from filmwright.screenplay.writer.state import (
    display,
    facts_of,
    fill,
    forms,
    in_robots_voice,
    is_machine,
    may_be_handled,
    satisfied,
    slots_of,
    with_article,
)
from filmwright.screenplay.writer.whole import check_whole

_PLOTTED = 2  # of a story's people, the first: the plan is theirs
_TITLE, _HOUR, _VIEW = "title", "hour", "open"  # beats of a through-line that tell no act: its title, its first hour, what scenes open on
_TOLERANCE = 0.07  # of the wanted length; a gesture put between two lines may add some; the promise is 0.15
_TOLD_OUT_S = 150.0  # what a through-line has to say fills no longer film
_SHORTEST = 0.87  # of the wanted length: a page is rather a little short than filled
_LONGEST = 1.13  # of the wanted length, gestures and all
_MUST = 9.0  # first sights of people are never cut
# How much of the film hangs on an act: what weighs least is cut first. Judged by reading films cut to 72 s.
_WEIGHT = {
    "routine": 5.0,
    "echo": 5.0,
    "speak": 5.0,
    "let_go": 4.5,
    "sacrifice": 4.5,
    "release": 4.5,
    "confess": 4.0,
    "bargain": 4.0,
    "pay": 4.0,
    "perform": 4.0,
    "marvel": 4.0,
    "reveal": 3.8,
    "choose": 3.8,
    "forgive": 3.6,
    "threaten": 3.6,
    "tempt": 3.6,
    "find": 3.5,
    "claim": 3.5,
    "find_sign": 3.4,
    "read": 4.2,
    "tell": 3.3,
    "lose": 3.3,
    "comfort": 3.3,
    "struggle": 3.2,
    "teach": 3.2,
    "offer": 3.2,
    "recognise": 3.1,
    "bring": 3.1,
    "cheat": 3.1,
    "accept": 3.1,
    "ask": 3.0,
    "fail": 3.0,
    "repair": 3.0,
    "serve": 3.0,
    "defy": 2.9,
    "hide": 2.9,
    "remember": 2.9,
    "accuse": 2.8,
    "search": 2.8,
    "lie": 2.8,
    "keep": 2.8,
    "compete": 2.7,
    "refuse": 2.6,
    "name_fear": 2.4,
    "give_up": 2.4,
    "leave": 2.0,
    "depart": 2.0,
    "silence": 1.8,
    "arrive": 1.0,
}
# The deed that the premise names is what the film shows, whatever else must go.
_DEEDS = {
    "refuse": ("defy", "refuse"),
    "find": ("find", "marvel"),
    "discover": ("find", "marvel"),
    "hear": ("marvel",),
    "fight": ("struggle", "accuse"),
    "argue": ("accuse",),
    "return": ("search", "bring"),
    "teach": ("teach",),
    "serve": ("serve",),
    "cook": ("serve",),
    "bargain": ("bargain",),
    "deliver": ("ask", "confess"),
    "receive": ("bring", "read", "offer"),
    "share": ("claim", "compete"),
    "wait": ("wait",),
    "repair": ("repair",),
    "mend": ("repair",),
    "fix": ("repair",),
    "hide": ("hide",),
    "steal": ("find", "accuse"),
    "search": ("search",),
    "pretend": ("lie",),
    "knock": ("marvel",),
    "protect": ("defy",),
    "guard": ("defy",),
    "perform": ("perform",),
    "play": ("perform",),
    "sing": ("perform",),
    "dance": ("perform",),
    "order": ("threaten",),
    "fire": ("threaten",),
    "close": ("refuse",),
    "meet": ("threaten", "ask"),
    "catch": ("find", "keep"),
    "keep": ("keep",),
    "forgive": ("forgive",),
    "lie": ("lie",),
}
_BOOST = 1.2
_BESIDE = ("until", "why", "but", "of_q", "of_p", "so")  # what a premise says beside its deed, by what a film misses most
_MOST_BESIDE = 2  # exchanges added for it; more would crowd out the plan's own
_FIRST_EXCHANGE = 4.8  # below the first and the last image, above all else
_SAID_BESIDE, _THEN = 4.1, 8.0  # weights: above most exchanges; only the first sights of people weigh more than what the premise tells
_SHORT_FILM_S = 40.0  # below this not every scene can be shown; guess
_OTHERS_TURN = 6.0  # more than any needs weigh
_CHANCE, _CHANCE_IN_LINE = 1.6, 0.4  # of needs: any film's beats vary, a through-line's are told by what holds
_OWN_LINE = 20.0  # a beat of the film's through-line goes before all that could stand in any film
_TOLD = 4.65  # what a through-line tells is one story: all of it stands before what merely enriches
_LAST_ACTS, _HOW_IT_ENDS = 4, 0.3  # of a story that is too long for the page, its end stays
_LEEWAY = 1.06  # by which an act of a through-line may make the page longer; the promise is kept
_ENRICHES = 1.6  # above the stances and views that any film has
_ENTERING = re.compile(  # a beat that tells how somebody comes
    r"\{[APQ]\} (?:comes?|climbs|creeps|crawls|slips|steps|bursts|walks|runs|rolls|rushes|hurries|stumbles|staggers|marches|rides|hops"
    r"|tiptoes|flies|floats|sneaks|appears|enters|arrives|shuffles|waddles|trots|storms|wanders|limps|strides|drifts) "
)
_ANYBODY = frozenset(
    (
        "",
        "person",
        "man",
        "woman",
        "boy",
        "girl",
        "child",
        "kid",
        "baby",
        "lady",
        "gentleman",
        "stranger",
        "one",
        "teenager",
        "youth",
        "friend",
    )
)  # words that say no more than looks do
_GRAND = frozenset(("grandmother", "grandfather", "grandma", "grandpa"))
_ONLY_ONE = frozenset(
    (
        "moon",
        "sun",
        "devil",
        "pharaoh",
        "king",
        "queen",
        "emperor",
        "empress",
        "general",
        "mayor",
        "judge",
        "boss",
        "owner",
        "captain",
        "pope",
    )
)
_MERGED_IN_LINE = 24  # where a reply went, its speaker goes on; a stock gesture would be from another film
_MERGED_WORDS = 12  # two short lines from one mouth become one, if it can be said in a breath


def has_through_line(story: Story) -> bool:
    """Whether one author's telling of the story's situation holds for it; of a situation that has none, its beats are the telling."""
    return story.situation not in through_lines() or bool(_fitting_lines(story, facts_of(story) | _plans(story)))


def _plans(story: Story) -> set[str]:
    """The acts of the plan, as a through-line may ask for them."""
    return {f"plans:{event.act}" for event in story.events}


def _fitting_lines(story: Story, facts: set[str]) -> list[str]:
    """The names of the through-lines of the story's situation whose needs hold; those that stand behind, where no other does."""
    holding = [line for line in through_lines().get(story.situation, ()) if satisfied(line.needs, facts)]
    return [line.name for line in holding if not line.behind] or [line.name for line in holding]


Said = tuple[str, str]  # id of who speaks, or "" for action, and the words


@dataclass(frozen=True)
class Told:
    """An event as it stands on the page."""

    event: Event
    scene: int
    place: Place
    time: str
    present: tuple[str, ...]  # ids of those on the stage
    lines: tuple[Said, ...]


def write_screenplay(story: Story, *, minutes: float = 1.5, seed: int = 0, lines: Mapping[str, Sequence[Said]] | None = None) -> Screenplay:
    """A screenplay of about `minutes` that tells the events of the story in their order.

    Args:
        story: With at least one person, one place and one event.
        minutes: Wanted length, 0.2 to 10; the page is cut or widened to it as far as the banks go.
        seed: Another number, other words for the same events.
        lines: By id of an event: the lines that tell it, where somebody else has written them.

    Raises:
        InputError: the story has nobody, no place or no events, or an event names somebody or a place that it lacks.
    """
    if not story.people or not story.places or not story.events:
        raise InputError("story.json: a story needs at least one person, one place and one event")
    check_whole(story)
    return _Writer(story, minutes * 60.0, seed, lines or {}).screenplay()


def outline(story: Story, *, minutes: float = 1.5, seed: int = 0) -> tuple[Told, ...]:
    """The events that a screenplay of this length tells, in their order, with who is on the stage and the lines of the banks.

    Raises:
        InputError: as `write_screenplay`.
    """
    check_whole(story)
    writer = _Writer(story, minutes * 60.0, seed, {})
    writer.screenplay()
    return tuple(writer.told)


def _by_the_actor(beat: Beat, letter: str) -> bool:
    """Whether the one whose act it is speaks or moves in the beat; a beat for the other way round goes last."""
    own = {"A", "X", letter}
    spoken = {u.speaker for u in beat.units if u.speaker}
    return not spoken or bool(spoken & own) or any(u.text.startswith(tuple(f"{{{o}}}" for o in own)) for u in beat.units if not u.speaker)


def _names(piece: Piece, person: Person) -> bool:
    """Whether somebody is named in a unit, or introduced by it."""
    return display(person) in piece.text or person.name in piece.text


class _Writer:
    def __init__(self, story: Story, seconds: float, seed: int, lines: Mapping[str, Sequence[Said]]) -> None:
        self.story, self.seconds, self.lines = story, seconds, lines
        self.told: list[Told] = []
        self.scenes: list[Scene] = []  # these two as they were laid out
        self.pieces: list[Piece] = []
        self.on_stage: dict[str, tuple[str, ...]] = {}
        self.rng = random.Random(f"screenplay/{seed}/{story.premise}/{story.situation}")
        self.facts, self.words = facts_of(story), slots_of(story)
        self.through = self._choose_through(seed)
        self.story = self._as_told(story)
        self.used: set[str] = set()
        self.met: set[str] = set()
        self.stayed: set[str] = set()  # who was here when the place was last seen
        self.exchanged = False  # whether the two have spoken with each other
        self.stances: set[str] = set()
        self.speaks_now: set[str] = set()
        self.people = {p.id: p for p in story.people}
        self.motif = self._choose_motif()
        self.from_shared = False
        self.last_first_sight: Piece | None = None
        self.standing: dict[str, Piece] = {}  # the first sights of a scene of which nothing has been told yet
        self.requires: tuple[str, ...] = ()
        self.in_line = False  # whether the last beat is of the film's through-line
        self.left_by: dict[str, str] = {}  # a fact that came up on the page -> the event that left it

    # -- the whole page

    def screenplay(self) -> Screenplay:
        scenes = scenes_of(self.story, self.rng)
        pieces: list[Piece] = []
        present: set[str] = set()
        left: dict[str, set[str]] = {}  # who stayed behind in which place
        for number, scene in enumerate(scenes):
            pieces.extend(self._open(number, scene, scenes))
            if number:
                left[scenes[number - 1].place.id] = set(present)
            acting = {who for event in scene.events for who in event.actors if who in self.people}
            opener = scene.events[0]
            came = (
                opener.actors[0]
                if opener.act == "arrive"
                and opener.actors
                and (number == 0 or not any(opener.actors[0] in there for there in left.values()))
                else ""
            )
            arriving = {e.actors[0] for e in scene.events if e.act == "arrive" and e.actors and e is not opener} | (
                {came} if came else set()
            )
            if number == 0 and "both" in self.story.facts:
                arriving = set()  # the premise finds them side by side
            self.stayed = set(left.get(scene.place.id, set())) - arriving
            present = {who for who in self.stayed if who in acting}
            for elsewhere in left.values():
                elsewhere -= acting
            for who in self.people:  # those who are found there when the scene opens
                if who in acting and who not in arriving and who not in present:
                    pieces.extend(self._found(who, number, scene, present))
            for event in scene.events:
                pieces.extend(self._tell(number, scene, event, present=present))
        pieces = self._fit(self._with_premise(self._with_the_rest(pieces), scenes), scenes)
        page = self._alternate(pieces)
        over = sum(piece.seconds for piece in page) - self.seconds * _LONGEST
        if over > 0:  # the gestures between lines took more than was left for them
            pieces = self._cut(pieces, scenes, sum(piece.seconds for piece in pieces) - over)
            page = self._alternate(pieces)
        self.told = [
            Told(event, number, scene.place, scene.time, self.on_stage[event.id], said)
            for number, scene in enumerate(scenes)
            for event in scene.events
            if (said := tuple((p.speaker, p.text) for p in pieces if p.event == event.id and not p.group.startswith("enter")))
        ]
        self.scenes, self.pieces = scenes, page
        return lay_out(self.story, scenes, page)

    def _with_the_rest(self, pieces: list[Piece]) -> list[Piece]:
        """Of three goats or seven dwarfs, those who have no part: the page holds their number."""
        first = self.story.people[0]
        here = sum(p.role == first.role and p.id in self.met for p in self.story.people)
        text = self._kit_line("rest", self.words, self.story.places[0]) if "count" in self.story.facts else None
        if not text or (here > _PLOTTED and self.story.facts["count"] == "three"):
            return pieces
        at = max((i for i, p in enumerate(pieces) if p.weight == _MUST and p.scene == pieces[0].scene), default=0)
        return [*pieces[: at + 1], Piece(text, "", "", _THEN, pieces[at].scene, "rest", "rest"), *pieces[at + 1 :]]

    def _with_premise(self, pieces: list[Piece], scenes: list[Scene]) -> list[Piece]:
        """What the premise says beside its deed: what then happens, as action; and reasons and obstacles that no line has said."""
        found = list(pieces)
        talks = [e for s in scenes for e in s.events if len(e.actors) > 1 and any(p.event == e.id and p.speaker for p in pieces)]
        said = 0
        for key in _BESIDE:
            if key == "of_p" and self.through:
                continue  # a through-line tells in its own time what its first person has done
            page = " ".join(p.text for p in found).lower()
            told = [v.lower() for k, v in self.story.facts.items() if k.partition(".")[0] == key]
            if not told or said == _MOST_BESIDE or len(talks) < 2 or any(t in page for t in told):
                continue
            event = talks[min(said + 1, len(talks) - 1)]
            number = next(n for n, s in enumerate(scenes) if event in s.events)
            units = self._beside(key, scenes[number].place)
            at = max((i for i, p in enumerate(found) if p.event == event.id), default=-1)
            if not units or at < 0:
                continue
            said += 1
            new = [Piece(text, who, "", _SAID_BESIDE, number, event.id, f"say{key}") for who, text in units]
            self.used |= {text for _, text in units}
            found[at + 1 : at + 1] = new
        last = [e.id for s in scenes for e in s.events][-1:]
        ending = [p for p in found if p.event in last] or found[-1:]
        if ending:
            at = found.index(ending[0])
            page = " ".join(p.text for p in found)
            told = [self.story.facts.get(name, "") for name in ("then1", "then2")]
            unseen = tuple(kit("premise")["unseen"])
            events = [said for said in told if said and said.rstrip(".") not in page and not said.startswith(unseen)]
            found[at:at] = [
                Piece(text, "", "", _THEN, ending[0].scene, f"then{n}", f"then{n}")
                for n, text in enumerate(events)
                if text not in self.used
            ]
            self.used |= set(events)
        return found

    def _beside(self, key: str, place: Place) -> list[Said]:
        """One of the beats that say what the premise says beside its deed, between the two."""
        letters = dict(zip("PQ", self.people, strict=False))
        facts = self.facts | {"inside" if place.interior else "outside"}
        pool = [b for b in beats().get("*", ()) if b.act == f"say_{key}" and satisfied(b.needs, facts)]
        self.rng.shuffle(pool)
        for beat in sorted(pool, key=lambda b: -len(b.needs)):
            if any("mute" in self.people[letters[u.speaker]].facts for u in beat.units if letters.get(u.speaker)):
                continue
            texts = [(letters.get(u.speaker, ""), fill(u.text, self.words)) for u in beat.units]
            if all(text for _, text in texts):
                return [(who, in_robots_voice(text) if who and is_machine(self.people[who]) else text) for who, text in texts if text]
        return []

    # -- choosing

    def _choose_through(self, seed: int) -> str:
        """The through-line that this film keeps to; the next seed takes the next. "" where the situation has none that holds here."""
        self.facts |= _plans(self.story)
        fitting = _fitting_lines(self.story, self.facts)
        if not fitting:
            return ""
        # premises of one situation do not begin with the same line
        name = fitting[(seed + crc32(self.story.premise.encode())) % len(fitting)]
        self.facts.add(f"through:{name}")
        return name

    def _as_told(self, story: Story) -> Story:
        """The story under the title and at the hour of its through-line, where that has them: two tellings of a premise are two films."""
        title = self._own_word(_TITLE) or story.title
        hour = "" if "when" in story.facts else self._own_word(_HOUR).lower()
        return msgspec.structs.replace(story, title=title, facts={**story.facts, "when": hour} if hour else story.facts)

    def _own_word(self, act: str) -> str:
        """What the film's through-line says under the name of something that is no act; "" if nothing."""
        said = (fill(b.units[0].text, self.words) for b in self._own_beats() if b.act == act and satisfied(b.needs, self.facts))
        return next((text for text in said if text), "")

    def _choose_motif(self) -> dict[str, str]:
        motifs = kit("motifs")
        home = self.story.places[0].kind
        event = next((e for e in self.story.events if e.act == "routine"), None)
        if setting_name(self.story.places[0]) != home:
            return dict(self.rng.choice(motifs["portable"]))  # those of a kind of place name what stands there
        if event is not None:
            home = next((p.kind for p in self.story.places if p.id == event.place), home)
        trade = self.people[event.actors[0]].trade if event is not None and event.actors and event.actors[0] in self.people else ""
        last = self.story.events[-1]
        if event is not None and last.act == "echo" and last.place != event.place:
            return dict(self.rng.choice(motifs["portable"]))
        choices = list(motifs.get(f"{trade}_{home}", [])) or list(motifs.get(home, [])) + list(motifs.get(f"trade_{trade}", []))
        return dict(self.rng.choice(choices or motifs["any"]))

    def _kit_line(self, key: str, words: dict[str, str], place: Place) -> str | None:
        """A phrase from the motif, the thing's kit or the place's kit that holds here and was not used."""
        if key in self.motif:
            return fill(self.motif[key], words)
        thing_kind = self.story.things[0].kind if self.story.things else ""
        for source in (kit("things").get(thing_kind, {}), setting_of(place), kit("things")["any"], kit("places")["any"]):
            choices = sorted(source.get(key, []), key=lambda c: -len(c.partition(" | ")[2].split()) - 1.2 * self.rng.random())
            for choice in choices:
                text, _, needs = choice.partition(" | ")
                filled = (
                    fill(text, words)
                    if satisfied(
                        tuple(needs.split()), self.facts | {f"here:{setting_name(place)}", "inside" if place.interior else "outside"}
                    )
                    else None
                )
                if filled and filled not in self.used:
                    return filled
        return None

    def _realise(self, beat: Beat, words: dict[str, str], place: Place, speakers: dict[str, Person]) -> list[tuple[Unit, str]] | None:
        """The beat's units as text, or None if a required one cannot be said here, by the `speakers`, who stand by their letters."""
        found: list[tuple[Unit, str]] = []
        said: set[str] = set()
        for unit in beat.units:
            if not may_be_handled(unit.text, self.facts):
                if unit.optional:
                    continue
                return None
            if unit.text.startswith("<") and unit.text.endswith(">"):
                text = self._kit_line(unit.text[1:-1], words, place)
            else:
                text = fill(unit.text, words)
            if text is None or text in self.used or text in said:
                if unit.optional:
                    continue
                return None
            if unit.speaker in speakers and not may_be_said(text, speakers[unit.speaker], list(speakers.values())):
                if unit.optional:
                    continue
                return None
            said.add(text)
            found.append((unit, text))
        return found

    def _pick(self, event: Event, place: Place) -> list[tuple[Unit, str]]:
        actor = self.people.get(event.actors[0]) if event.actors else None
        other = self._other(event)
        words = dict(self.words)
        facts = set(self.facts) | {f"here:{setting_name(place)}", "inside" if place.interior else "outside", f"met:{len(self.met)}"}
        letters = dict(zip(self.people, "PQRSTUV", strict=False))
        for letter, person in (("A", actor), ("B", other)):
            if person is not None:
                words.update(forms(letter, person))
                facts |= {f"{letter}:{f}" for f in person.facts} | {f"{letter}:{person.kind}", f"{letter}={letters[person.id]}"}
        if actor is not None:
            words.update(forms("X", actor))
            if other is not None:
                words["Y"] = display(other)
        banks = beats()
        speakers = {letters[who]: person for who, person in self.people.items()}
        speakers |= {letter: person for letter, person in (("A", actor), ("B", other)) if person is not None}
        letter_of = letters.get(actor.id, "A") if actor is not None else "A"
        for pool in (banks.get(self.story.situation, ()), banks.get("*", ())):
            self.from_shared = pool is banks.get("*")
            scored = [
                (
                    sum(not n.startswith("+") for n in b.needs)
                    + (_CHANCE_IN_LINE if b.through else _CHANCE) * self.rng.random()
                    + (_OWN_LINE if b.through else 0.0)
                    - (0.0 if _by_the_actor(b, letter_of) else _OTHERS_TURN),
                    i,
                    b,
                )
                for i, b in enumerate(pool)
                if b.act == event.act and satisfied(b.needs, facts)
            ]
            ordered = [beat for _, _, beat in sorted(scored, key=lambda t: (-t[0], t[1]))]
            lacking = any(lacks(person) for person in self.story.people)
            for beat, by in [*((beat, speakers) for beat in ordered), *((beat, {}) for beat in ordered if lacking)]:
                units = self._realise(beat, words, place, by)
                if units:
                    asked = {fact for need in beat.needs for fact in need.split("|")}
                    self.requires = tuple(sorted({self.left_by[fact] for fact in asked if fact in self.left_by}))
                    self._leave(event, *(need[1:] for need in beat.needs if need.startswith("+")))
                    self.in_line = bool(beat.through)
                    return units
        self.in_line = False
        self.requires = ()
        plain = fill(event.text, words) or event.text
        return [(Unit(plain), plain)]

    def _leave(self, event: Event, *facts: str) -> None:
        """Facts that hold from this event on, as long as it is on the page."""
        self.facts |= set(facts)
        self.left_by |= dict.fromkeys(facts, event.id)

    def _given(self, event: Event) -> list[tuple[Unit, str]]:
        """The lines that somebody else wrote for an event."""
        self.requires = ()
        self.from_shared = self.in_line = False
        letters = dict(zip(self.people, "PQRSTUV", strict=False))
        return [(Unit(text, letters.get(who, "")), text) for who, text in self.lines.get(event.id, ())]

    def _other(self, event: Event) -> Person | None:
        if len(event.actors) > 1:
            return self.people.get(event.actors[1])
        return next((p for p in self.story.people if not event.actors or p.id != event.actors[0]), None)

    # -- telling

    def _open(self, number: int, scene: Scene, scenes: list[Scene]) -> list[Piece]:
        pieces: list[Piece] = []
        if own := [b for b in self._own_beats() if b.act == _VIEW]:
            facts = self.facts | {f"here:{setting_name(scene.place)}", f"time:{scene.time}"}
            views = [fill(b.units[0].text, self.words) for b in own if satisfied(b.needs, facts)]
            if view := next((v for v in views if v and v not in self.used), ""):
                self.used.add(view)
                pieces.append(Piece(view, "", "", _TOLD + _HOW_IT_ENDS, number, "open", f"open{number}"))
            return pieces
        entry = setting_of(scene.place)
        weather = self.story.facts.get("weather", "")
        until = weather if "weather_comes" in self.story.facts else ""  # "before the first snow": it comes at the end
        last = number == len(scenes) - 1
        of_weather: list[str] = []
        if weather and not (until and not last):
            anywhere = [] if scene.place.interior else kit("places")["any"].get(f"open_{weather}", [])
            of_weather = [*anywhere, *entry.get(f"open_{weather}", [])]
        of_hour, of_place = entry.get(f"open_{scene.time}", []), entry.get("open", [])
        lead = self._unseen(of_weather, scene) or self._unseen([*of_hour, *of_place], scene)
        if lead:
            text = self.rng.choice(lead)
            self.used.add(text)
            pieces.append(Piece(text, "", "", 4.6 if number == 0 or until and last else 1.5, number, "open", f"open{number}"))
        if number == 0:
            for extra in self._premise_images():
                pieces.append(Piece(extra, "", "", 4.7, number, "premise", "premise"))
        return pieces

    def _unseen(self, views: Sequence[str], scene: Scene) -> list[str]:
        """The views of a place that hold in a scene and have not been shown."""
        facts = self.facts | {f"here:{setting_name(scene.place)}", f"time:{scene.time}"}
        split = (view.partition(" | ") for view in views)
        return [text for text, _, needs in split if satisfied(tuple(needs.split()), facts) and text not in self.used]

    def _premise_images(self) -> list[str]:
        """The premise's thing is seen at once, with what the premise says of it."""
        words = dict(self.words)
        images: list[str] = []
        brought = "thing_gone" in self.story.facts or any(
            e.act in ("find", "bring") or (e.act == "reveal" and "frame:concealment" in self.story.facts) for e in self.story.events
        )  # it is seen when it comes
        brought = brought or not self.story.facts.get("thing_given")  # a thing that the premise does not name need not be shown at first
        first = next((event.act for event in self.story.events), "")
        held = any(b.act == first and any("{O}" in u.text for u in b.units) for b in self._own_beats())
        opener = None if brought or held else self._kit_line("detail", words, self.story.places[0])
        if opener:
            self.used.add(opener)
            images.append(opener)
        if beside := self.story.facts.get("things_beside"):  # what else the premise names is in the place as well
            images.append(f"{'Beside it' if opener else 'To one side'}: {' and '.join(map(with_article, beside.split(', ')))}.")
        return images

    def _own_beats(self) -> list[Beat]:
        """The beats of the film's through-line."""
        return [b for b in beats().get(self.story.situation, ()) if self.through and b.through == self.through]

    def _tell(self, number: int, scene: Scene, event: Event, *, present: set[str]) -> list[Piece]:
        units = self._given(event) or self._pick(event, scene.place)
        # the first thing told of a scene is what somebody is seen at
        first = self.standing.get(event.actors[0]) if event.actors and (event.act == "routine" or self.in_line) else None
        requires = (*self.requires, *self._who_brought_on(units))
        if event.act == "speak":
            self.speaks_now.add(event.actors[0])
        weight = _WEIGHT.get(event.act, 2.5) + (_BOOST if event.act in _DEEDS.get(self.story.facts.get("verb", ""), ()) else 0.0)
        if self.in_line:
            weight = max(weight, _TOLD + (_HOW_IT_ENDS if event in self.story.events[-_LAST_ACTS:] else 0.0))
        if event.id in self.lines:
            weight = _THEN  # what was written for this page is on it
        elif not self.exchanged and len({unit.speaker for unit, _ in units if unit.speaker}) > 1:
            self.exchanged = True  # who wants what from whom: without it the rest is about nothing
            weight = max(weight, _FIRST_EXCHANGE)
        letters = dict(zip("PQR", self.people, strict=False))
        if event.actors:
            letters["A"] = event.actors[0]
            other = self._other(event)
            letters["B"] = other.id if other else event.actors[0]
        pieces: list[Piece] = []
        for who in self._needed(event, units, letters):
            pieces.extend(self._bring_on(who, number, scene, event, present))
        self.standing.clear()
        self.on_stage[event.id] = tuple(sorted(present))
        introduced = event.act == "arrive" and bool(pieces)
        together = number == 0 and "both" in self.story.facts
        if event.act == "arrive" and (together or event is scene.events[0]) and event.actors[0] in present and not introduced:
            return pieces  # found there already
        run = 0
        for n, (unit, text) in enumerate(units):
            speaker = letters.get(unit.speaker, "") if unit.speaker else ""
            if not speaker and introduced and (self.from_shared or unit.text == "<door>"):
                continue
            self.used.add(text)
            if not unit.optional:
                run = n + 1  # where the next units begin that may go: a question goes with its answer
            group = f"{event.id}.{run}" if unit.optional else event.id
            least = (_ENRICHES if self.in_line else min(weight - 1.2, 1.9)) if unit.optional else weight
            if not speaker:
                before = pieces[-1] if pieces else self.last_first_sight
                if n == 0 and introduced and self.in_line and before and _ENTERING.match(unit.text) and self._merge(before, text):
                    before.text = before.text[before.text.index(self.people[event.actors[0]].name) :]
                    continue  # their own way of coming is told, and not that a door opens and they come in
                if n == 0 and first and first.scene == number and self._merge(first, text):
                    continue
                pieces.extend(self._third_comes(number, event, text, least, group) or [Piece(text, "", "", least, number, event.id, group)])
            elif "mute" in self.people[speaker].facts and speaker not in self.speaks_now:
                gesture = self._kit_line("gesture", self.words | forms("A", self.people[speaker]), scene.place)
                if gesture:
                    self.used.add(gesture)
                    pieces.append(Piece(gesture, "", "", least - 0.2, number, event.id, f"{event.id}.{n}"))
            else:
                spoken = in_robots_voice(text) if is_machine(self.people[speaker]) else text
                pieces.append(Piece(spoken, speaker, unit.parenthetical, least, number, event.id, group))
        pieces = [replace(p, requires=requires) if p.group == event.id else p for p in pieces]
        self._leave(event, f"done:{event.act}", *(["broken"] if event.act == "struggle" else []))
        if event.act in ("leave", "depart"):
            present.discard(event.actors[0])
        return pieces

    def _needed(self, event: Event, units: list[tuple[Unit, str]], letters: dict[str, str]) -> list[str]:
        """Who must be on the stage for these units, actor first."""
        needed = list(event.actors[:1])
        for unit, text in units:
            who = letters.get(unit.speaker, "")
            if who and who not in needed:
                needed.append(who)
            for person in self.story.people[:_PLOTTED]:
                if person.id not in needed and not unit.speaker and text.startswith(display(person) + " "):
                    needed.append(person.id)
        third = {person.id for person in self.story.people[_PLOTTED:]}  # comes on with the words that name them
        return [n for n in needed if n in self.people and n not in third]

    def _who_brought_on(self, units: list[tuple[Unit, str]]) -> list[str]:
        """The events that brought on the third, where these units name them."""
        return [
            self.left_by[mark]
            for person in self.story.people[_PLOTTED:]
            if (mark := f"met:{person.id}") in self.left_by and any(u.speaker == "R" or display(person) in text for u, text in units)
        ]

    def _third_comes(self, number: int, event: Event, text: str, weight: float, group: str) -> list[Piece]:
        """What shows the third when the words first name them: they come on by their own deed, "ABEL, a pilot, thirty, climbs out"."""
        for person in self.story.people[_PLOTTED:]:
            if person.id in self.met or display(person) not in text:
                continue
            self.met.add(person.id)
            self._leave(event, f"met:{person.id}")
            sight = self._introduction(person)
            if text.startswith(display(person) + " "):
                return [Piece(sight + text[len(display(person)) + 1 :], "", "", weight, number, event.id, group)]
            return [Piece(words, "", "", weight, number, event.id, group) for words in (f"{sight}is there.", text)]
        return []

    def _merge(self, sight: Piece, text: str) -> bool:
        """Join the routine to the first sight of the one who does it: "NILS, seventy, counts the beam." """
        person = next((p for p in self.story.people if f"{p.name}, " in sight.text), None)
        if person is None or not text.startswith(display(person) + " "):
            return False
        stem = sight.text[: sight.text.index(person.description) + len(person.description)]
        sight.text = f"{stem}, {text[len(display(person)) + 1 :]}"
        return True

    def _found(self, who: str, number: int, scene: Scene, present: set[str]) -> list[Piece]:
        """What shows somebody who is there when the scene opens."""
        present.add(who)
        person = self.people[who]
        if who in self.met and self.through:
            return []  # its own beats say what they do
        if who in self.met:
            return [Piece(f"{display(person)} {self._stance(scene.place)}.", "", "", 1.3, number, f"found{who}", f"found{who}{number}")]
        return [self._first_sight(person, self._stance(scene.place), "", number)]

    def _first_sight(self, person: Person, how: str, door: str, number: int) -> Piece:
        self.met.add(person.id)
        sight = Piece(
            f"{door + ' ' if door else ''}{self._introduction(person)}{how}.",
            "",
            "",
            _MUST,
            number,
            f"sight{person.id}",
            f"sight{person.id}",
        )
        self.last_first_sight = self.standing[person.id] = sight
        return sight

    def _introduction(self, person: Person) -> str:
        """How a first sight begins: "ABEL, a pilot, thirty, a brown coat, "; what they do follows."""
        return f"{person.name}, {self._what_they_are(person)}{person.description}, "

    def _what_they_are(self, person: Person) -> str:
        """The word of the premise for somebody, as a first sight says it: "a blacksmith, ", "Pavel's mother, "; "" if looks say it."""
        first = self.story.people[0]
        of_kin = "kin" in person.facts and person is not first
        if (
            (person.kind != "human" and not of_kin and not (person.kind == "ghost" and "ghost" not in person.role))
            or person.role in (*_ANYBODY, person.name.lower())
            or person.description.startswith(f"{with_article(person.role)},")
            or ("q_invented" in self.story.facts and person is not first)
        ):
            return ""
        if "kin" not in person.facts:
            return f"the {person.role}, " if person.role in _ONLY_ONE else f"{with_article(person.role)}, "
        if of := next((fact.partition(":")[2] for fact in person.facts if fact.startswith("of:")), ""):
            whose = next((display(one) for one in self.story.people if one.role == of and one.id in self.met), f"the {of}")
            return f"{whose}'s {person.role}, "
        related = any(value == person.role for key, value in self.story.facts.items() if key.startswith("rel:"))
        if related:
            return f"{display(first)}'s {person.role}, " if person is not first and first.id in self.met else ""
        return f"{with_article(person.role)}, " if person.role in _GRAND and person is not first else ""  # nobody's in this film

    def _bring_on(self, who: str, number: int, scene: Scene, event: Event, present: set[str]) -> list[Piece]:
        """What shows that somebody arrives: a first sight, an entrance, or nothing."""
        if who in present:
            return []
        person = self.people[who]
        present.add(who)
        if who in self.stayed:
            return []  # never went
        if who not in self.met:
            how = "comes in" if scene.place.interior else "comes up" if scene.place.kind in ("cliff", "rooftop") else "comes along"
            door = self._kit_line("door", self.words | forms("A", person), scene.place) if scene.place.interior else None
            return [self._first_sight(person, how, door or "", number)]
        if event.act == "arrive" and event.actors[0] == who:
            return []  # the beat of the arrival shows it
        return [
            Piece(
                f"{display(person)} {'comes in' if scene.place.interior else 'follows'}.",
                "",
                "",
                0.9,
                number,
                f"enter{who}",
                f"enter{who}{number}",
            )
        ]

    def _stance(self, place: Place) -> str:
        choices = setting_of(place).get("stance", ["stands and listens"])
        stance = str(self.rng.choice([c for c in choices if c not in self.stances] or ["is there, too"]))
        self.stances = {stance}  # two who are found together do not do the same
        return stance

    # -- length and order

    def _alternate(self, pieces: list[Piece]) -> list[Piece]:
        """Between two lines from one mouth somebody does something."""
        found: list[Piece] = []
        for piece in pieces:
            before = found[-1] if found else None
            if before and piece.speaker and before.speaker == piece.speaker and before.scene == piece.scene and not piece.parenthetical:
                together = f"{before.text} {piece.text}"
                own = self.through and not {before.event, piece.event} & set(self.lines)
                if len(together.split()) <= (_MERGED_IN_LINE if own else _MERGED_WORDS):
                    found[-1] = replace(before, text=together)
                    continue
            if before and piece.speaker and before.speaker == piece.speaker and before.scene == piece.scene:
                other = next((p for p in self.story.people if p.id != piece.speaker), None)
                text = self._kit_line("react", self.words | forms("A", other or self.people[piece.speaker]), self.story.places[0])
                text = text or f"{display(other or self.people[piece.speaker])} waits."
                if text:
                    self.used.add(text)
                    found.append(Piece(text, "", "", 2.0, piece.scene, piece.event, f"react{len(found)}"))
            found.append(piece)
        return found

    def _fit(self, pieces: list[Piece], scenes: list[Scene]) -> list[Piece]:
        high, low = self.seconds * (1 + _TOLERANCE), self.seconds * _SHORTEST
        pieces = self._cut(pieces, scenes, high)
        total = sum(p.seconds for p in pieces)
        rounds = 0
        while total < low and rounds < 200:
            rounds += 1
            added = self._widen(pieces, scenes, rounds)
            if not added:
                break
            total = sum(p.seconds for p in pieces)
        return pieces

    def _cut(self, pieces: list[Piece], scenes: list[Scene], high: float) -> list[Piece]:
        """The weightiest groups that fit into `high` seconds, in their order; whole groups, so that no answer loses its question."""
        groups: dict[str, list[Piece]] = {}
        for piece in pieces:
            groups.setdefault(piece.group or piece.event, []).append(piece)
        weight = {name: max(p.weight for p in group) for name, group in groups.items()}
        cost = {name: sum(p.seconds for p in group) for name, group in groups.items()}
        if sum(cost.values()) <= high:
            return pieces
        kept: set[str] = {name for name in groups if weight[name] >= _MUST}
        best_of: dict[str, str] = {}
        best_worth: dict[str, float] = {}
        roomy = high > _SHORT_FILM_S
        for name, group in groups.items():  # something happens in every scene, or in a short film in every place
            where = str(group[0].scene) if roomy else scenes[group[0].scene].place.id
            worth = weight[name] if roomy else (2.0 if any(p.speaker for p in group) else 0.0) + weight[name] - 0.3 * cost[name]
            if weight[name] < _MUST and (where not in best_of or worth > best_worth[where]):
                best_worth[where] = worth
                best_of[where] = name
        first = set(best_of.values())
        if roomy:  # the deed of the premise is seen
            deeds = _DEEDS.get(self.story.facts.get("verb", ""), ())
            first |= {e.id for e in self.story.events if e.act == next(iter(deeds), "") and e.id in groups}
        spoken = {name for name, group in groups.items() if any(p.speaker for p in group)}
        if not roomy:  # in a very short film a few words are worth more than another picture
            weight = {n: w + (1.5 if n in spoken else 0.0) - 0.25 * cost[n] if w < _MUST else w for n, w in weight.items()}
        order = sorted(groups, key=lambda n: (n not in first, -weight[n], list(groups).index(n)))
        spent = sum(cost[n] for n in kept)
        for name in order:
            chain = self._with_requirements(name, groups) - kept
            room = high * _LEEWAY if self.through and weight[name] >= _TOLD else high
            if name not in kept and spent + sum(cost[n] for n in chain) <= room:
                kept |= chain
                spent += sum(cost[n] for n in chain)
        found = [p for p in pieces if (p.group or p.event) in kept]
        return found

    @staticmethod
    def _with_requirements(name: str, groups: dict[str, list[Piece]]) -> set[str]:
        """A group and all those without which it makes no sense."""
        chain, todo = set(), [name]
        while todo:
            one = todo.pop()
            if one not in chain:
                chain.add(one)
                whole = one.partition(".")[0]  # what may go first does not stay alone
                if whole in groups:
                    todo.append(whole)
                todo.extend(event for event in groups[one][0].requires if event in groups)
        return chain

    def _widen(self, pieces: list[Piece], scenes: list[Scene], rounds: int) -> bool:
        """One more small exchange or image, in the scene that has least, never after the last image."""
        order = sorted(range(max(1, len(scenes) - 1)), key=lambda n: (sum(p.seconds for p in pieces if p.scene == n), n))
        for number in order:
            here = [p for p in pieces if p.scene == number]
            if not here:
                continue
            spoken = {p.speaker for p in here if p.speaker}
            seen = [p.id for p in self.story.people if any(_names(q, p) for q in here)] or list(self.people)[:1]
            small = not self.through or self.seconds > _TOLD_OUT_S  # the talk of one story is not that of any
            talk = len(spoken) > 1 and small
            actor = seen[rounds % len(seen)]
            image = self._kit_line("open", self.words, scenes[number].place) if self.through else None
            event = Event(id="extra", act="talk" if talk else "alone", actors=(actor,), text="", place=scenes[number].place.id)
            pool = [b for b in beats().get("*", ()) if b.act == event.act]
            if not pool:
                return False
            units = [(Unit(image), image)] if image else self._pick(event, scenes[number].place)
            if not units or not units[0][1]:
                event = Event(id="extra", act="alone", actors=(actor,), text="", place=scenes[number].place.id)
                units = self._pick(event, scenes[number].place)
                if not units or not units[0][1]:
                    continue
            at = max(i for i, p in enumerate(pieces) if p.scene == number)
            on = max(self._first_seen(who, pieces, number) for who in (spoken if talk else {actor}))
            starts = [i for i, p in enumerate(pieces) if p.scene == number and i >= on and p.event not in ("open", "premise")]
            # after the first business of the scene, where there is still time to talk
            at = starts[min(len(starts) - 1, 1 + rounds % 3)] if starts else at
            while at + 1 < len(pieces) and pieces[at + 1].scene == number and pieces[at + 1].event == pieces[at].event:
                at += 1
            letters = {"A": actor, "B": next((p for p in self.people if p != actor), actor)}
            letters.update(dict(zip("PQ", self.people, strict=False)))
            new: list[Piece] = []
            for unit, text in units:
                self.used.add(text)
                who = letters.get(unit.speaker, "") if unit.speaker else ""
                if who and "mute" in self.people[who].facts:
                    continue
                new.append(
                    Piece(
                        in_robots_voice(text) if who and is_machine(self.people[who]) else text,
                        who,
                        unit.parenthetical,
                        1.0,
                        number,
                        f"extra{rounds}",
                    )
                )
            pieces[at + 1 : at + 1] = new
            return bool(new)
        return False

    def _first_seen(self, who: str, pieces: list[Piece], scene: int) -> int:
        """Where somebody first comes up in a scene: before that they are not on the stage."""
        person = self.people[who]
        return next((i for i, p in enumerate(pieces) if p.scene == scene and (p.speaker == who or _names(p, person))), 0)


__all__ = ["Said", "Told", "outline", "write_screenplay"]
