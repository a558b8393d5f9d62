"""From a reading to a story: the situation is chosen, its plan found, its people, things and places named."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from filmwright.errors import InputError
from filmwright.records.story import Curves, Place, Story, Thing, Tone, words_said
from filmwright.story import lexicon, wording
from filmwright.story.arcs import ARCS, REACHED
from filmwright.story.casting import MOST, cast, invent
from filmwright.story.drama.choosing import Candidate, Shape, candidates, forget_if_large
from filmwright.story.drama.domain import Fact
from filmwright.story.lexicon import table
from filmwright.story.planning.problem import Value
from filmwright.story.reading import PersonRead, Reading, read_premise
from filmwright.story.recounting import Telling, events
from filmwright.theatre import catalogue

_OUTSIDE = frozenset(table("lexicon")["lists"]["outside"].split())
_GREAT_HOUSES = frozenset(table("lexicon")["lists"]["great_houses"].split())
_UNCANNY = frozenset(table("lexicon")["lists"]["uncanny"].split())
_WIDE = frozenset(table("lexicon")["lists"]["wide"].split())  # places that hold many
_ROOMS = ("kitchen", "workshop", "garden")  # a cook in a castle is in its kitchen
_COMING = frozenset(table("reading")["sentence"]["coming"].split())  # verbs of those who come to where the other works


_TONES: tuple[Tone, ...] = ("tender", "comic", "eerie", "tense", "wistful", "epic")
_ENDINGS = ("together", "apart", "open", "bitter")
_NEARLY = 0.95  # of the best score: what comes as near may be chosen as well; by the readings of two drawn lists
_ENDING = "together"  # of a shape that says nothing
_TONE, _END, _ARC = 1.5, 0.7, 2.5  # what a wish weighs beside the premise, whose own words weigh 1 to 5; guess
# What a film about the premise's own deed weighs beside a situation made for such premises: by reading the films of sixty premises, the
# made one is the better from about 7 on. Two frames were marked beside other situations of the same premises by strict readers; mean mark
# by weight, encounter (60 premises): 3.5 2.23, 4.5 2.18, 5 2.16, 5.5 to 6.4 2.08, 7 2.07, 8 2.00; task (26): 5 2.67, 6 2.64, 7.2 2.60.
_FRAME, _FRAMED = 7.2, {"encounter": 4.4, "task": 5.9}
_CLOSE = ("siblings", "parent", "child", "grandparent", "grandchild", "couple", "ex", "friends")  # no strangers to each other
_PLOTTED = 2  # shapes that are plotted where an arc is wished for


@dataclass(frozen=True)
class _Choice:
    name: str
    data: dict[str, Any]


@dataclass(frozen=True)
class Wishes:
    """What a person asks of a story; "" leaves it to the premise.

    Raises:
        InputError: a wish names nothing that there is.
    """

    arc: str = ""  # of the first person's fortune, one of the six of story/arcs.py
    tone: str = ""  # tender, comic, eerie, tense, wistful, epic
    ending: str = ""  # together, apart, open, bitter
    situation: str = ""  # the name of a dramatic situation
    without: tuple[str, ...] = ()  # situations that it shall not be

    def __post_init__(self) -> None:
        for name, choices in (("arc", ARCS), ("tone", _TONES), ("ending", _ENDINGS), ("situation", lexicon.situations())):
            wish = getattr(self, name)
            if wish and wish not in choices:
                raise InputError(f"there is no {name} '{wish}'; there are {', '.join(choices)}")


def write_story(premise: str, *, minutes: float = 1.5, seed: int = 0, wishes: Wishes = Wishes()) -> Story:
    """A story for a premise.

    Args:
        premise: One or more sentences in English; anything else is read as far as it can be, and `notes` says so.
        minutes: Length of the film that is wanted; a longer film has more scenes. What a short one leaves out the screenplay decides.
        seed: Another number, another story.
        wishes: What a person asks of the story; what cannot be had is told in the story's notes.

    Raises:
        InputError: the premise is empty or not text, or a wish names nothing that there is.
    """
    forget_if_large()
    reading = read_premise(premise)
    rng = random.Random(f"story/{seed}/{reading.text}")
    people = list(reading.people)
    if not people:
        people = [
            PersonRead(
                "person",
                lexicon.RoleWord("person", "human", "adult", rng.choice(["female", "male"]), reading.place_kind or "kitchen", "home"),
            )
        ]
        reading.notes.append("The premise names no one; its people were invented.")
    choice = _choose(reading, people, rng, wishes)
    bond = ""
    if len(people) == 2 and "teller" in people[1].facts and choice.data.get("office"):  # "My grandma ...": no child sits in judgement
        reading.facts.pop("q_named", None)
        reading.facts["q_invented"] = "yes"
        people.insert(1, invent(rng.choice(choice.data["other"]), reading, rng, people[0])[0])
    if len(people) < 2:
        spec = rng.choice(choice.data["other"])
        second, bond = invent(spec, reading, rng, people[0])
        people.append(second)
    _put_in_order(choice, people)
    if len(people) < MOST and (specs := choice.data.get("third")):
        third, _ = invent(rng.choice(specs), reading, rng, people[0])
        people.append(third)
    elif len(people) > 2:
        where = "is on the stage where the telling has a part for them" if len(people) == MOST else "and others are spoken of"
        reading.notes.append(f"The film is about two people; the {people[2].word} of the premise {where}.")
    cast_list = cast(people, _wants(choice, reading, people), choice.data["fears"], reading, rng)
    thing = _thing(reading, people, choice.name)
    home, away = _places(reading, people, choice.name)
    chosen = _plotted(choice, features(reading, people), minutes, wishes, rng, seed + crc32(reading.text.encode()))
    telling = Telling(cast_list, thing, home, away, choice.data["secret"])
    facts = dict(reading.facts)
    if bond:
        facts["bond"] = bond
    if people[0].role.kin and people[1].role.kin or "kin_pair" in facts:
        facts["kin"] = "kin"
    if facts.get("kin") or any(f"rel:{relation}" in facts for relation in _CLOSE):
        facts["close"] = "yes"
    if choice.data.get("start"):
        facts["opens_with_other"] = "Q"
    if reading.thing:
        facts["thing_given"] = reading.thing
    if reading.aim and (not reading.people or people[0] is reading.people[0]):
        facts |= wording.slots(reading.aim, wording.Cast(cast_list[0], cast_list[1]))
    return Story(
        premise=reading.text,
        title=_title(choice.name, reading, thing, rng),
        logline=reading.text,
        theme=choice.data["theme"],
        tone=choice.data["tone"],
        situation=choice.name,
        secret=choice.data["secret"],
        facts=facts,
        people=cast_list,
        things=(thing,),
        places=(home, away),
        events=events(chosen, telling),
        before=telling.before(dict(chosen.plot.facts)),
        mistaken=telling.mistaken(chosen),
        arc=chosen.arc,
        ending=chosen.shape.ending,
        curves=Curves(
            fortune={telling.people[who].id: curve for who, curve in chosen.fortune.items()},
            suspense=tuple(round(x, 4) for x in chosen.outlook.suspense),
            surprise=tuple(round(x, 4) for x in chosen.outlook.surprise),
        ),
        notes=_notes(reading, chosen, wishes, choice.data["tone"]),
    )


def _plotted(choice: _Choice, has: set[str], minutes: float, wishes: Wishes, rng: random.Random, turn: int) -> Candidate:
    """The best plot of a situation for the wishes; shapes that come to nearly the same take turns from seed to seed."""
    offered = [shape for shape in choice.data["shapes"] if _has_all(has, shape.get("needs", ()))] or choice.data["shapes"]
    if wishes.ending:
        offered = [shape for shape in offered if shape.get("ending", _ENDING) == wishes.ending] or offered
    if wishes.arc:  # plots cost time: only those shapes are plotted that come nearest to what is wished
        offered = sorted(offered, key=lambda shape: -shape.get("arcs", {}).get(wishes.arc, 0.0))[:_PLOTTED]
    shapes = [
        Shape(
            tuple(_lengthened(shape["landmarks"], minutes)),
            shape.get("ending", _ENDING),
            beginning_of(shape),
            tuple(choice.data.get("knowing", ())),
        )
        for shape in offered
    ]
    return candidates(shapes, arc=wishes.arc, rng=rng, turn=turn)[0]


def beginning_of(shape: Mapping[str, Any]) -> tuple[tuple[Fact, Value], ...]:
    """What a shape's file says was so before the film: from "want Q 1" the fluent and its value."""
    return tuple((tuple(fact.split()[:-1]), _amount(fact.split()[-1])) for fact in shape.get("before", ()))


def _amount(word: str) -> Value:
    return int(word) if word.lstrip("-").isdigit() else word


def _notes(reading: Reading, chosen: Candidate, wishes: Wishes, tone: str) -> tuple[str, ...]:
    notes = list(reading.notes)
    if wishes.arc and chosen.rank["arc"] < REACHED:
        notes.append(f"The arc '{wishes.arc}' was wished for; the nearest plot follows it with a correlation of {chosen.rank['arc']:.2f}.")
    if wishes.ending and chosen.shape.ending != wishes.ending:
        notes.append(
            f"The ending '{wishes.ending}' was wished for; no shape of this premise's situation has it, so it ends {chosen.shape.ending}."
        )
    if wishes.tone and wishes.tone != tone:
        notes.append(f"The tone '{wishes.tone}' was wished for; the premise's situation is {tone}.")
    return tuple(notes)


def _lengthened(landmarks: list[str], minutes: float) -> list[str]:
    """The landmarks with quiet scenes of the two between them: one for every minute above two, six at most."""
    both = next((i for i, spec in enumerate(landmarks) if len(spec.split()) == 4), len(landmarks) - 1)
    quiet = max(0, min(6, int(minutes - 1.0)))
    places = ("@away", "@home")
    found = list(landmarks)
    for n in range(quiet):
        span = len(found) - 2 - both
        at = min(len(found) - 1, both + 1 + (span * (n + 1)) // (quiet + 1))
        found.insert(at, f"+interlude {'PQ'[n % 2]} {'QP'[n % 2]} {places[n % 2]}")
        following = found[at + 1]
        if not following.startswith("+"):
            found[at + 1] = "+" + following
    return found


def features(reading: Reading, people: list[PersonRead]) -> set[str]:
    """What a situation may ask of a premise, as words."""
    found = (
        {f"theme:{theme}" for theme in reading.themes}
        | set(reading.facts)
        | set(reading.handling)
        | {reading.thing_kind, reading.place_kind, reading.place, f"noun:{reading.thing.replace(' ', '_')}"}
        | words_said(reading.text)
    )
    for letter, person in zip("PQR", people, strict=False):
        found |= {letter, f"{letter}:{person.role.kind}", f"{letter}:{person.age or person.role.age}", f"{letter}:{person.role.trade}"}
        found |= {f"{letter}:{word}" for word in (person.word, person.word.split()[-1])}
    for person in people:
        found |= {person.role.trade, person.age or person.role.age, *person.facts}
        found |= {word for word, mark in (("robot", "machine_role"), ("ghost", "ghost")) if person.role.kind == word for word in (mark,)}
        if "thief" in person.word or "burglar" in person.word or "smuggler" in person.word:
            found.add("thief")
        if set(person.word.split()) & _UNCANNY or "mysterious" in person.facts:
            found.add("uncanny")
        if person.word in ("guard", "watchman", "jailer", "policeman"):
            found.add("guard_role")
        if person.word in ("spy", "detective", "judge", "widow", "clown"):
            found.add(person.word)
    if reading.place in ("station", "platform", "bus stop", "airport"):
        found.add("station")
    if (
        all(p.role.trade == "soldier" for p in people)
        and people
        or reading.themes.get("enemy")
        and any(p.role.trade == "soldier" for p in people)
    ):
        found.add("soldiers")
    if reading.themes.get("keep") and len(people) > 1:
        found.add("keeps_person")
    return {f for f in found if f}


def _choose(reading: Reading, people: list[PersonRead], rng: random.Random, wishes: Wishes) -> _Choice:
    if wishes.situation:
        return _Choice(wishes.situation, lexicon.situations()[wishes.situation])
    has = features(reading, people)
    scored: list[tuple[float, str]] = []
    for name, data in lexicon.situations().items():
        if name in wishes.without or not _has_all(has, data.get("needs", ())):
            continue
        score = _FRAMED.get(data["frame"], _FRAME) if "frame" in data else 0.0
        for theme, weight in data["themes"].items():
            score += weight * (reading.themes.get(theme, 0.0) or (1.0 if theme in has else 0.0))
        if wishes.tone and data["tone"] == wishes.tone:
            score += _TONE
        if wishes.ending and any(shape.get("ending", _ENDING) == wishes.ending for shape in data["shapes"]):
            score += _END
        if wishes.arc:
            score += _ARC * max(shape.get("arcs", {}).get(wishes.arc, 0.0) for shape in data["shapes"])
        scored.append((score, name))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    best = scored[0][0]
    least = _NEARLY * best if best > 0.5 else 0.0  # if nothing in the premise calls for a shape, any that fits will do
    name = rng.choice([name for score, name in scored if score >= least])
    return _Choice(name, lexicon.situations()[name])


def _has_all(has: set[str], needs: Sequence[str]) -> bool:
    """Whether a premise has what a situation or a shape asks for: "feature", "!feature", "one | other"."""
    return all((n[1:] not in has) if n.startswith("!") else any(c.strip() in has for c in n.split("|")) for n in needs)


def _wants(choice: _Choice, reading: Reading, people: list[PersonRead]) -> list[str]:
    """What each wants: the first of the premise what the premise says, the others what the situation says."""
    wants = list(choice.data["wants"])
    said = reading.facts.get("want", "")
    if said and reading.people and people[0] is reading.people[0]:
        wants[0] = f"never to {said.removeprefix('never ')}" if said.startswith("never ") else f"to {said}"
    return wants


def _put_in_order(choice: _Choice, people: list[PersonRead]) -> None:
    """P is the one whose film it is; some situations know which of two that must be."""
    wanted = choice.data.get("first", ())
    if wanted and _is(people[1], wanted) and not _is(people[0], wanted):
        people[0], people[1] = people[1], people[0]


def _is(person: PersonRead, words: Sequence[str]) -> bool:
    """Whether one of the words is what somebody is called, or their trade, kind, age or a mark of theirs."""
    own = {*person.word.split(), person.role.trade, person.role.kind, person.age or person.role.age, *person.facts}
    return any(word in own for word in words)


def _thing(reading: Reading, people: list[PersonRead], situation: str) -> Thing:
    noun, kind, ways = reading.thing, reading.thing_kind, reading.handling
    if not noun:
        if any(p.role.kind == "scarecrow" for p in people):
            noun = "coat"
        elif situation == "afraid_together":
            noun = "lantern"
        elif situation in ("last_message", "too_late", "halves", "order_given"):
            noun = "letter"
        else:
            noun = table("plain")["usual_things"].get(reading.place_kind or people[0].role.home, "box")
        kind = lexicon.things().get(noun, "keepsake")
        ways = lexicon.handling(noun, kind)
    if reading.facts.get("unknown_thing"):
        reading.notes.append(f"'{reading.facts['unknown_thing']}' is not a thing the film knows; it is handled as a small keepsake.")
    meaning = f"{reading.facts['dead_owner']}'s, who is gone" if "dead_owner" in reading.facts else "what both need for different reasons"
    return Thing(id=noun.replace(" ", "_"), name=noun, meaning=meaning, kind=kind, handling=ways)


def _places(reading: Reading, people: list[PersonRead], situation: str) -> tuple[Place, Place]:
    away_of = table("plain")["away"]
    kind, noun = reading.place_kind, reading.place
    if not noun and situation == "teaching" and reading.aim is not None and reading.aim.do:
        kind = table("plain")["practised_at"].get(reading.aim.do[0].text, kind)
        if kind != reading.place_kind:
            return _place(kind, "", ""), _place(away_of[kind], "", "")
    if not noun and "rooted" in reading.handling:
        kind = "garden"  # where a tree stands
    elif (named := _ground(reading, people, situation)) is not None:
        said, ground = named
        other = ground.away if ground.away != ground.kind else away_of[ground.kind]
        place = Place(id=ground.name.replace(" ", "_"), name=said.upper(), interior=ground.inside, description=said, kind=ground.kind)
        return place, _place(other, "", "")
    if (
        noun in _GREAT_HOUSES
        and people[0].role.home not in _OUTSIDE
        and (people[0].role.home != "study" or noun in ("town", "city", "village"))
    ):
        kind = people[0].role.home if not people[0].role.kin and people[0].role.trade != "home" else kind
    elsewhere = lexicon.situations()[situation].get("where") == "second"
    if not noun and elsewhere:
        kind = people[1].role.home
        if people[0].role.home == kind and kind in _OUTSIDE:
            kind = away_of.get(kind, "kitchen")
    if not noun and situation == "wonder" and kind in ("square", "street"):
        kind = "kitchen"
    if not noun and (played := lexicon.roles().get(_played(reading, situation))):
        kind = played.home
    kind = kind or "kitchen"
    other = away_of[kind]
    if not noun and people[0].role.home != kind and (people[0].role.home in _OUTSIDE) != (kind in _OUTSIDE) and elsewhere:
        other = people[0].role.home
    if kind == "cabin":
        far = {"space": "rooftop", "sea": "harbour", "soldier": "field"}
        trades = [p.role.trade for p in people] + (["space"] if "space" in reading.themes else [])
        other = next((far[t] for t in trades if t in far), other)
        if noun in ("spaceship", "space station", "spacecraft", "rocket", "capsule"):
            other = "rooftop"
        if noun in ("submarine", "ship", "boat cabin"):
            other = "harbour"
        if noun == "trench":
            other = "field"
    name = reading.facts.get("place_name", "")
    if lexicon.situations()[situation].get("outdoors") and kind not in _OUTSIDE and not noun:
        kind, other = (other, kind) if other in _OUTSIDE else ("street", kind)
    if lexicon.situations()[situation].get("indoors") and kind in _OUTSIDE and other not in _OUTSIDE:
        kind, other = other, kind
        noun = "" if lexicon.places().get(noun) == other else noun  # no kitchen is called a garden
    return _place(kind, noun, name), _place(other, noun if noun in _GREAT_HOUSES else "", name)


def _comes(reading: Reading) -> bool:
    """Whether the first comes to where the second works: "a vampire goes to the dentist"."""
    return reading.aim is not None and bool(reading.aim.do) and reading.aim.do[0].text in _COMING


def _played(reading: Reading, situation: str) -> str:
    """The noun of the post that somebody wants, as "firefighter"; "" if there is none."""
    if not lexicon.situations()[situation].get("office"):
        return ""
    return next((words for n in (2, 1) if (words := " ".join(reading.facts.get("as", "").split()[-n:]).lower()) in lexicon.roles()), "")


def _ground(reading: Reading, people: list[PersonRead], situation: str) -> tuple[str, lexicon.Ground] | None:
    """The ground of a premise and its noun: the place it names, or where its people are found; None if a kind of place says it as well."""
    noun = "space station" if reading.place == "station" and "space" in reading.themes else reading.place
    if noun and noun not in _WIDE:
        indoors = noun in _GREAT_HOUSES and people[0].role.home in _ROOMS and not people[0].role.kin and people[0].role.trade != "home"
        nouns = [] if indoors else [noun]
    elif lexicon.situations()[situation].get("where") == "second":
        nouns = []
    else:
        serving = [p.word for p in people[:2]]
        if lexicon.situations()[situation].get("where") == "post" and _comes(reading):
            serving.reverse()
        nouns = [lexicon.home_ground(word) for word in (_played(reading, situation), *serving, reading.facts.get("owner", ""))]
    return next(((n, found) for n in nouns if n and (found := lexicon.ground(n)) is not None), None)


def _place(kind: str, noun: str, name: str) -> Place:
    word = {"lamp_room": "LAMP ROOM", "train_compartment": "COMPARTMENT", "dressing_room": "DRESSING ROOM"}.get(kind, kind.upper())
    head = noun.upper() if noun and noun not in ("home", "house", kind, kind.replace("_", " ")) else name.upper()
    if noun in ("street", "road", "sea", "ocean") and kind in _OUTSIDE and noun == kind:
        head = name.upper()
    interior = kind not in _OUTSIDE
    full = f"{head} - {word}" if head and head != word and not _is_another_set(noun, kind, interior) else head or word
    return Place(id=kind, name=full, interior=interior, description=noun or kind.replace("_", " "), kind=kind)


def _is_another_set(noun: str, kind: str, interior: bool) -> bool:
    """Whether the theatre builds the place by a set that is no kind of the story's: a hospital is a ward then, no bedroom in one."""
    words, kinds = noun.replace("_", " "), tuple({kind, *table("lexicon")["places"]})
    return any(words in kit.words and not name.startswith(kinds) for name, kit in catalogue.sets().items() if kit.interior == interior)


def _title(situation: str, reading: Reading, thing: Thing, rng: random.Random) -> str:
    slots = {
        "Thing": thing.name.title(),
        "Span": reading.facts.get("span", "").title(),
        "Weather": {"snow": "Snow", "rain": "Rain", "fog": "Fog", "wind": "Wind"}.get(reading.facts.get("weather", ""), ""),
        "Only_thing": thing.name.title() if "only" in reading.facts else "",
    }
    choices = [
        t.format(**slots) for t in lexicon.situations()[situation]["titles"] if all(f"{{{k}}}" not in t or v for k, v in slots.items())
    ]
    return choices[0] if "Span" in lexicon.situations()[situation]["titles"][0] and slots["Span"] else str(rng.choice(choices))
