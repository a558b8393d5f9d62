"""Inferring a story: the passages of a screenplay become events with causes, people with wants, and what each one knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from filmwright.records.script import Screenplay
from filmwright.records.story import Event, Person, Place, Story, Thing, Tone, Want
from filmwright.story import lexicon
from filmwright.story.inferring import causes, feelings, minds
from filmwright.story.inferring.acts import Decoded, Reading, decode, readings_of
from filmwright.story.inferring.company import Company, company_of
from filmwright.story.inferring.cues import verb_of
from filmwright.story.inferring.passages import SceneText, scenes_of
from filmwright.story.lexicon import table

_MOST_THINGS = 8
_ALSO_VERBS = frozenset(("will", "can", "may", "might", "must", "like", "well"))
_BEFORE_NOUNS = frozenset(("the", "a", "an", "my", "your", "his", "her", "their", "our", "this", "that", "no", "of", "one", "old", "new"))
_UNSURE = 0.35  # acts below this are counted in the notes


def infer_story(screenplay: Screenplay) -> Story:
    """The story that a screenplay tells, as far as its text allows; the screenplay is not changed.

    Takes time linear in the number of passages. Any screenplay gives a story; one without passages gives one without events.

    Args:
        screenplay: As parsed.

    Returns:
        A story with `inferred` set. Every event has the certainty of its act, the line at which it begins and the words that spoke
        most for it; relations, wants and knowledge have a confidence each.
    """
    scenes = scenes_of(screenplay)
    company = company_of(scenes)
    readings = readings_of(scenes, company)
    decoded = decode(readings)
    things = _things(readings)
    places = _places(scenes)
    events = _events(decoded, readings, scenes, company, things, places)
    of_scene = [readings[event.passages[0]].passage.scene for event in decoded]
    event_at = {i: event for event, found in zip(events, decoded, strict=True) for i in found.passages}
    wants = minds.wants_of(readings, event_at, events)
    people = _people(company, wants)
    title = screenplay.title("")
    return Story(
        premise="",
        title=title,
        logline=_logline(people, readings),
        tone=_tone(events),
        people=people,
        things=tuple(Thing(id=_id(name), name=name, kind=kind, handling=lexicon.handling(name, kind)) for name, kind in things.items()),
        places=tuple(places.values()),
        events=events,
        notes=_notes(events),
        inferred=True,
        relations=minds.relations_of(readings, events, company),
        wants=wants,
        knowledge=minds.knowledge_of(events, of_scene, company),
    )


def _events(
    decoded: Sequence[Decoded], readings: Sequence[Reading], scenes: Sequence[SceneText], company: Company, things: dict[str, str],
    places: dict[str, Place],
) -> tuple[Event, ...]:  # fmt: skip
    of_scene = [readings[event.passages[0]].passage.scene for event in decoded]
    words = [[word for i in event.passages for word in readings[i].words] for event in decoded]
    links = causes.causes_of(decoded, of_scene, words)
    events: list[Event] = []
    for i, found in enumerate(decoded):
        scene = scenes[of_scene[i]]
        thing = _thing_in(words[i], things)
        feeling = feelings.of_event(found.act, found.confidence, words[i])
        new_scene = i > 0 and of_scene[i] != of_scene[i - 1]
        events.append(
            Event(
                id=f"e{i + 1}",
                act=found.act,
                actors=tuple(who for who in (found.actor, found.other) if who),
                text=_sentence(found, company, thing),
                place=places[scene.place].id,
                thing=_id(thing) if thing else "",
                causes=tuple(f"e{link.cause + 1}" for link in links[i]),
                motive=_motive(found, company, thing),
                feeling=feeling,
                feelings=feelings.of_people(found.act, feeling, found.actor, found.other),
                later=new_scene and (scene.time != scenes[of_scene[i - 1]].time or "later" in scene.time),
                confidence=found.confidence,
                cause_confidence={f"e{link.cause + 1}": link.confidence for link in links[i]},
                line=readings[found.passages[0]].passage.line,
                evidence=found.evidence,
            )
        )
    return tuple(events)


def _sentence(found: Decoded, company: Company, thing: str) -> str:
    words = _names(found, company, thing)
    return str(table("plain")["sentences"].get(found.act, f"{{A}}: {found.act}.")).format(**words)


def _motive(found: Decoded, company: Company, thing: str) -> str:
    words = _names(found, company, thing)
    motive = str(table("acts")[found.act]["motive"])
    return motive.replace("{a}", words["A"]).replace("{b}", words["B"]).replace("{O}", words["O"])


def _names(found: Decoded, company: Company, thing: str) -> dict[str, str]:
    names = {who: person.name.title() for who, person in company.people.items()}
    return {"A": names.get(found.actor, "Somebody"), "B": names.get(found.other, "the other"), "O": f"the {thing}" if thing else "it"}


def _people(company: Company, wants: Sequence[Want]) -> tuple[Person, ...]:
    first: dict[str, str] = {}
    for want in wants:
        first.setdefault(want.person, want.what)
    return tuple(
        Person(id=p.id, name=p.name, description=p.description, age=p.age, sex=p.sex, wants=first.get(p.id, ""), role=p.role)
        for p in company.people.values()
    )


def _things(readings: Sequence[Reading]) -> dict[str, str]:
    """Things that are named more than once, the most named first, with their class."""
    known = lexicon.things()
    counts: Counter[str] = Counter()
    for reading in readings:
        words = reading.words
        counts.update({word for i, word in enumerate(words) if word in known and _names_a_thing(words, i)})
        counts.update({pair for pair in map(" ".join, zip(words, words[1:], strict=False)) if pair in known})
    return {name: known[name] for name, count in counts.most_common(_MOST_THINGS) if count > 1}


def _names_a_thing(words: Sequence[str], i: int) -> bool:
    """A word that is a verb too names a thing only behind an article or the like: "the watch", not "they watch"."""
    if not verb_of(words[i]) and words[i] not in _ALSO_VERBS:
        return True
    return i > 0 and words[i - 1] in _BEFORE_NOUNS


def _thing_in(words: Sequence[str], things: dict[str, str]) -> str:
    text = f" {' '.join(words)} "
    named = {word for i, word in enumerate(words) if word in things and _names_a_thing(words, i)}
    return next((name for name in things if name in named or (" " in name and f" {name} " in text)), "")


def _places(scenes: Sequence[SceneText]) -> dict[str, Place]:
    known = lexicon.places()
    found: dict[str, Place] = {}
    for scene in scenes:
        if scene.place not in found:
            words = re.findall(r"[a-z]+", scene.place.lower())
            pairs = [f"{a} {b}" for a, b in zip(words, words[1:], strict=False)]
            kind = next((known[word] for word in reversed((*words, *pairs)) if word in known), "")
            identity = _id(scene.place) or "somewhere"
            taken = {place.id for place in found.values()}
            while identity in taken:
                identity += "_2"
            found[scene.place] = Place(id=identity, name=scene.place or "SOMEWHERE", interior=scene.interior, kind=kind)
    return found


def _id(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def _logline(people: Sequence[Person], readings: Sequence[Reading]) -> str:
    """Who speaks most, and what they want."""
    spoken = Counter(reading.actor for reading in readings if reading.passage.speaker)
    for who, _ in spoken.most_common():
        person = next((p for p in people if p.id == who), None)
        if person is not None and person.wants:
            return f"{person.name.title()} wants {person.wants}."
    return ""


def _tone(events: Sequence[Event]) -> Tone:
    if not events:
        return "wistful"
    count = len(events)
    valence = sum(event.feeling.valence for event in events) / count
    tension = sum(event.feeling.tension for event in events) / count
    if sum(event.act == "mock" for event in events) > 0.15 * count:
        return "comic"
    if tension > 0.3:
        return "tense"
    return "tender" if valence > 0.0 else "wistful"


def _notes(events: Sequence[Event]) -> tuple[str, ...]:
    unsure = sum(event.confidence < _UNSURE for event in events)
    if not events:
        return ("The screenplay has no passages, so no story could be inferred.",)
    return (f"This story was inferred from the screenplay; {unsure} of its {len(events)} acts are unsure.",)
