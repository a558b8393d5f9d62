"""From a reading to a story: the situation is chosen, its plan found, its people, things and places named."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from filmwright.errors import InputError
from filmwright.records.story import Event, Feeling, Person, Place, Story, Thing
from filmwright.story import lexicon
from filmwright.story.casting import cast, invent
from filmwright.story.lexicon import table
from filmwright.story.planner import Step, plan
from filmwright.story.reading import PersonRead, Reading, read_premise

_OUTSIDE = frozenset(("cliff", "street", "forest", "field", "garden", "square", "harbour", "rooftop", "platform"))
_GREAT_HOUSES = frozenset(
    (
        "castle",
        "palace",
        "mansion",
        "hotel",
        "ship",
        "school",
        "hospital",
        "monastery",
        "theatre",
        "town",
        "city",
        "village",
        "church",
        "convent",
    )
)
_AT_THE_OTHERS = frozenset(("bargain", "too_late", "somebody_else"))  # the home of these is the second person's


@dataclass(frozen=True)
class _Choice:
    name: str
    data: dict[str, Any]


def write_story(premise: str, *, minutes: float = 1.2, seed: int = 0, situation: str = "") -> Story:
    """A story for a premise.

    Args:
        premise: One or more sentences in English; anything else is read as far as it can be, and `notes` says so.
        minutes: Length of the film that is wanted; a longer film has more scenes. What a short one leaves out the screenplay decides.
        seed: Another number, another story.
        situation: The name of a dramatic situation; "" leaves the choice to the premise.

    Raises:
        InputError: the premise is empty or not text, or there is no such situation.
    """
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
    choice = _choose(reading, people, rng, situation)
    bond = ""
    if len(people) < 2:
        spec = rng.choice(choice.data["other"])
        second, bond = invent(spec, reading, rng, people[0])
        people.append(second)
    if len(people) > 2:
        reading.notes.append(f"The film has two people on its stage; the {people[2].word} of the premise is not among them.")
    _put_in_order(choice.name, people)
    cast_list = cast(people, choice.data["wants"], choice.data["fears"], reading, rng)
    thing = _thing(reading, people, choice.name)
    home, away = _places(reading, people, choice.name)
    steps = plan(_lengthened(rng.choice(choice.data["shapes"])["landmarks"], minutes), start=choice.data.get("start", []))
    events = _events(steps, cast_list, thing, home, away)
    facts = dict(reading.facts)
    if bond:
        facts["bond"] = bond
    if people[0].role.kin and people[1].role.kin or "kin_pair" in facts:
        facts["kin"] = "kin"
    if choice.data.get("start"):
        facts["opens_with_other"] = "Q"
    if reading.thing:
        facts["thing_given"] = reading.thing
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
        events=events,
        notes=tuple(reading.notes),
    )


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
        | {reading.thing_kind, reading.place_kind, reading.place}
    )
    for person in people:
        found |= {person.role.trade, person.age or person.role.age, *person.facts}
        found |= {word for word, mark in (("robot", "machine_role"), ("ghost", "ghost")) if person.role.kind == word for word in (mark,)}
        if "thief" in person.word or "burglar" in person.word or "smuggler" in person.word:
            found.add("thief")
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


def _choose(reading: Reading, people: list[PersonRead], rng: random.Random, wanted: str) -> _Choice:
    if wanted:
        if wanted not in lexicon.situations():
            raise InputError(f"there is no dramatic situation '{wanted}'; there are {', '.join(lexicon.situations())}")
        return _Choice(wanted, lexicon.situations()[wanted])
    has = features(reading, people)
    scored: list[tuple[float, str]] = []
    for name, data in lexicon.situations().items():
        if not all((n[1:] not in has) if n.startswith("!") else any(c.strip() in has for c in n.split("|")) for n in data.get("needs", [])):
            continue
        score = 0.0
        for theme, weight in data["themes"].items():
            score += weight * (reading.themes.get(theme, 0.0) or (0.6 if theme in has else 0.0))
        scored.append((score, name))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    best = scored[0][0]
    least = 0.8 * best if best > 0.5 else 0.0  # if nothing in the premise calls for a shape, any that fits will do
    name = rng.choice([name for score, name in scored if score >= least])
    return _Choice(name, lexicon.situations()[name])


def _put_in_order(situation: str, people: list[PersonRead]) -> None:
    """P is the one whose film it is; some situations know which of two that must be."""
    first, second = people[0], people[1]
    swap = False
    if situation == "lost_words":
        swap = (first.age or first.role.age) == "old" and (second.age or second.role.age) == "child" and "mute" in first.facts
    if situation in ("small_thief", "paid_back") and any(w in second.word for w in ("thief", "burglar")):
        swap = True
    if situation == "guardian" and first.word in ("cutter", "woodcutter", "lumberjack", "builder"):
        swap = True
    ages = [["child", "teen", "young", "adult", "old"].index(p.age or p.role.age) for p in (first, second)]
    if situation == "through_the_wall":
        swap = first.role.kind == "ghost"
    if situation == "wish":
        swap = ages[1] < ages[0]
    if swap:
        people[0], people[1] = second, first


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
    if (
        noun in _GREAT_HOUSES
        and people[0].role.home not in _OUTSIDE
        and (people[0].role.home != "study" or noun in ("town", "city", "village"))
    ):
        kind = people[0].role.home if not people[0].role.kin and people[0].role.trade != "home" else kind
    if not noun and situation in _AT_THE_OTHERS:
        kind = people[1].role.home
        if people[0].role.home == kind and kind in _OUTSIDE:
            kind = away_of.get(kind, "kitchen")
    if not noun and situation == "wonder" and kind in ("square", "street"):
        kind = "kitchen"
    kind = kind or "kitchen"
    other = away_of[kind]
    if not noun and people[0].role.home != kind and (people[0].role.home in _OUTSIDE) != (kind in _OUTSIDE) and situation in _AT_THE_OTHERS:
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
    if lexicon.situations()[situation].get("indoors") and kind in _OUTSIDE and other not in _OUTSIDE:
        kind, other = other, kind
    return _place(kind, noun, name), _place(other, noun, name)


def _place(kind: str, noun: str, name: str) -> Place:
    word = {"lamp_room": "LAMP ROOM", "train_compartment": "COMPARTMENT", "dressing_room": "DRESSING ROOM"}.get(kind, kind.upper())
    head = noun.upper() if noun and noun not in ("home", "house", kind, kind.replace("_", " ")) else name.upper()
    if noun in ("street", "road", "sea", "ocean") and kind in _OUTSIDE and noun == kind:
        head = name.upper()
    full = f"{head} - {word}" if head and head != word else word
    return Place(id=kind, name=full, interior=kind not in _OUTSIDE, description=noun or kind.replace("_", " "), kind=kind)


def _events(steps: list[Step], people: tuple[Person, ...], thing: Thing, home: Place, away: Place) -> tuple[Event, ...]:
    ids = {"P": people[0].id, "Q": people[1].id}
    names = {"P": people[0].name.title(), "Q": people[1].name.title()}
    acts, sentences = table("acts"), table("plain")["sentences"]
    found: list[Event] = []
    for i, step in enumerate(steps):
        other = step.other if step.landmark or step.act not in ("arrive", "find") else ""
        words = {"A": names[step.actor], "B": names.get(other, "the other"), "O": f"the {thing.name}"}
        valence, arousal, tension = acts[step.act]["feel"]
        late = 0.15 if i > 0.6 * len(steps) else 0.0  # the same act weighs more near the end
        feeling = Feeling(valence=_unit(valence), arousal=_unit(arousal), tension=_unit(tension + late * (tension > 0)))
        feelings = {ids[step.actor]: feeling}
        if other:
            hurt = any("hurt {b}" in fact for fact in acts[step.act]["add"])
            feelings[ids[other]] = Feeling(
                valence=_unit(valence - 0.4 if hurt else valence * 0.8), arousal=_unit(arousal + 0.1), tension=feeling.tension
            )
        motive = acts[step.act]["motive"].replace("{a}", words["A"]).replace("{b}", words["B"]).replace("{O}", words["O"])
        found.append(
            Event(
                id=f"e{i + 1}",
                act=step.act,
                actors=tuple(ids[w] for w in (step.actor, other) if w),
                text=sentences[step.act].format(**words),
                place=home.id if step.place == "home" else away.id,
                thing=thing.id,
                causes=tuple(f"e{c + 1}" for c in step.causes),
                motive=motive,
                feeling=feeling,
                feelings=feelings,
                later=step.later,
            )
        )
    return tuple(found)


def _unit(number: float) -> float:
    return max(-1.0, min(1.0, round(number, 3)))


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
