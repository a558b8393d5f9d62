"""From a treatment to a story: somebody proposes people and steps; the planner proves that they can happen, and why they do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from filmwright.records.story import OF_A_TREATMENT, Curves, Event, Person, Place, Story, Thing
from filmwright.records.treatment import Figure, Step, Treatment
from filmwright.story import lexicon
from filmwright.story.arcs import REACHED
from filmwright.story.casting import PRONOUNS
from filmwright.story.drama import domain
from filmwright.story.drama.choosing import Candidate, Shape, forget, proven, rank
from filmwright.story.drama.plotting import NoPlot
from filmwright.story.drama.vocabulary import deeds
from filmwright.story.lexicon import table
from filmwright.story.planning.search import OutOfBudget
from filmwright.story.reading import read_premise
from filmwright.story.recounting import Telling, events
from filmwright.theatre import catalogue

FEWEST_STEPS, MOST_STEPS = 5, 40  # below there is no turn; 40 fill five minutes; guess
MOST_WORDS = 34  # of what happens in a step: two sentences that can be shown
_MOST_LEFT_OUT = 4  # steps that the planner may refuse before the whole is refused: more is another story
_MOST_NODES = 24  # states that one plot may make the planner expand; of the twenty first treatments of a large model most took under 10
_PEOPLE = (2, 3)
_BORNE = frozenset(("premise", "tone", "ending", "arc"))  # faults with which a film is made, and told of, where the second try has them too
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NAME = re.compile(r"[A-Z][a-zà-ÿ]{1,11}")


@dataclass(frozen=True)
class Judged:
    """What became of a treatment."""

    story: Story | None  # of the steps that hold; None where too few do, or the people or places cannot be used
    faults: Mapping[str, str]  # "people", "premise" ..., "step 3" -> what is wrong, one clause
    gaps: Mapping[str, str]  # "step 3" -> the act that the planner had to put in before it; whoever proposed the steps words it better


def judge(premise: str, treatment: Treatment, *, seed: int = 0, wishes: Mapping[str, str] | None = None) -> Judged:
    """Prove a treatment, step by step.

    Args:
        premise: The premise that it is made of.
        treatment: Who proposed it is not believed: each act must be possible after those before it, and explained to all who consent.
        seed: Chooses among acts that link two steps equally well.
        wishes: "arc", "tone", "ending" -> what a person asks for.

    Returns:
        The story of the steps that hold, and the faults of the others.
    """
    wanted = dict(wishes or {})
    whole = dict(_of_the_whole(premise, treatment))
    given = {"tone": treatment.tone, "ending": treatment.ending}
    whole |= {name: f"it is {given[name]}, and {wish} is wished for" for name, wish in wanted.items() if given.get(name, wish) != wish}
    steps = {number: fault for number, step in enumerate(treatment.steps) if (fault := _of_a_step(step, treatment))}
    kept = [n for n in range(len(treatment.steps)) if n not in steps]
    forget()  # what was thought before counts for nothing: the same treatment is judged the same in any process
    chosen: Candidate | None = None
    while "steps" not in whole and len(kept) >= FEWEST_STEPS and len(treatment.steps) - len(kept) <= _MOST_LEFT_OUT:
        shape = Shape(_landmarks([treatment.steps[n] for n in kept]), treatment.ending, (), treatment.knowing)
        try:
            with domain.thinking_at_most(_MOST_NODES):
                chosen = rank(shape, wanted.get("arc", ""), seed)
            break
        except NoPlot as refused:
            at = kept.pop(min(refused.landmark, len(kept) - 1))
            steps[at] = _why(treatment.steps[at], reasonless=refused.reasonless)
        except OutOfBudget:
            whole["plan"] = "what could come of these steps is too much to think through; make them fewer and plainer"
            break
    if chosen is not None:
        if not proven(chosen.plot).ok:
            whole["plan"] = "; ".join(proven(chosen.plot).reasons)
        if wanted.get("arc") and chosen.rank["arc"] < REACHED:
            whole["arc"] = f"the first person's fortune follows '{wanted['arc']}' with a correlation of {chosen.rank['arc']:.2f} only"
    faults = whole | {f"step {n + 1}": fault for n, fault in sorted(steps.items())}
    if len(kept) < FEWEST_STEPS:
        faults.setdefault("steps", f"{len(kept)} of them hold, and a film has {FEWEST_STEPS} at least")
    story = None if chosen is None or set(whole) - _BORNE else _story(premise, treatment, kept, chosen)
    return Judged(story, faults, {} if story is None or chosen is None else _gaps(chosen, kept))


def _gaps(chosen: Candidate, kept: Sequence[int]) -> dict[str, str]:
    """What was put in before each step; somebody's coming is no gap."""
    found: dict[str, str] = {}
    passed = 0
    for step in chosen.plot.steps:
        if step.landmark:
            passed += 1
        elif step.act in deeds() and passed < len(kept):
            found[f"step {kept[passed] + 1}"] = (
                f"the planner had to put in '{step.act}' before it; write that as a step of your own, or take another act"
            )
    return found


def _of_the_whole(premise: str, treatment: Treatment) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    names = [figure.name for figure in treatment.people]
    if not _PEOPLE[0] <= len(names) <= _PEOPLE[1]:
        found.append(("people", f"there are {len(names)}; a film has two, P and Q, or three"))
    if odd := [name for name in names if not _NAME.fullmatch(name)]:
        found.append(("people", f"'{odd[0]}' is no name of one word, such as 'Tobias'"))
    elif len({name[0] for name in names}) < len(names):
        found.append(("people", f"names should begin with letters of their own, and these are {', '.join(names)}"))
    if bare := [figure.name for figure in treatment.people if len(figure.look.split()) < 3]:
        found.append(("people", f"it is not said how {bare[0]} looks"))
    if strange := [f.kind for f in treatment.people if f.kind != "human" and catalogue.being(f.kind) is None and not _is_a_thing(f.kind)]:
        found.append(("people", f"the theatre has no '{strange[0]}'; name a beast, robot, ghost, human, or the thing that lives, as tooth"))
    if not treatment.thing or not treatment.home or not treatment.away or treatment.home == treatment.away:
        found.append(("places", "a thing and two places, home and away, must be named"))
    if len(treatment.steps) > MOST_STEPS:
        found.append(("steps", f"there are {len(treatment.steps)}; {MOST_STEPS} are the most"))
    page = " ".join(_texts(treatment)).lower()
    held = {lexicon.lemma(word) for word in _WORD.findall(page)}
    missing = [noun for noun in _nouns_of(premise) if not {lexicon.lemma(w) for w in noun.split()} & held]
    if missing:
        found.append(("premise", f"nothing is said of the {' or the '.join(missing)} of the premise"))
    return found


def _is_a_thing(kind: str) -> bool:
    return kind.lower() in lexicon.things()


def _texts(treatment: Treatment) -> list[str]:
    told = [treatment.title, treatment.thing, treatment.home, treatment.away, treatment.secret, treatment.hour, treatment.weather]
    told += [text for f in treatment.people for text in (f.name, f.role, f.look, f.kind, f.wants)]
    return told + [step.happens for step in treatment.steps] + list(treatment.props)


def _nouns_of(premise: str) -> list[str]:
    """What the premise is about: its people, its thing and its place."""
    reading = read_premise(premise)
    nouns = [person.word for person in reading.people[:2]] + [reading.thing, reading.place]
    return [noun for noun in dict.fromkeys(nouns) if noun and noun not in ("person", "man", "woman")]


def _of_a_step(step: Step, treatment: Treatment) -> str:
    deed = deeds().get(step.act)
    if deed is None:
        return f"'{step.act}' is no act; take one of the list"
    if step.third and len(treatment.people) < _PEOPLE[1]:
        return "there is no third"
    if deed.people == 2 and step.to in ("", step.by):
        return f"'{step.act}' is done to somebody: 'to' must name the other"
    if not _WORD.search(step.happens) or not step.happens.isprintable():
        return "it is not said what happens"
    words = len(step.happens.split())
    if words > MOST_WORDS:
        return f"what happens has {words} words; {MOST_WORDS} are the most"
    who = [figure.name for figure in treatment.people[:2]]
    doer = who["PQ".index(step.by)] if len(who) == len("PQ") else ""
    return "" if doer in step.happens else f"'by' is {step.by}, {doer}, who does nothing in what happens"


def _why(step: Step, *, reasonless: bool) -> str:
    deed = deeds()[step.act]
    if reasonless:
        return f"nobody who would have to has a reason to '{step.act}' at this point; show before it what drives them, or take another act"
    after = f"; one of these must come first: {', '.join(deed.after)}" if deed.after else ""
    driven = f"; it needs {' or '.join(deed.driven)}, which what came before may have settled" if deed.driven else ""
    return f"'{step.act}' is not possible at this point{after}{driven}"


def _landmarks(steps: Sequence[Step]) -> tuple[str, ...]:
    """The steps as the planner's landmarks; whom a scene's first step names is found there when it opens."""
    found: list[str] = []
    for before, step in zip((None, *steps), steps, strict=False):
        opens = before is None or step.later or before.at != step.at or step.hour not in ("", before.hour)
        to = f" {step.to}" if step.to not in ("", step.by) else ""
        found.append(f"{'+' if step.later else ''}{'=' if opens and to else ''}{step.act} {step.by}{to} @{step.at}")
    return tuple(found)


def _story(premise: str, treatment: Treatment, kept: Sequence[int], chosen: Candidate) -> Story:
    people = tuple(_person("pqr"[n], figure) for n, figure in enumerate(treatment.people))
    kind = lexicon.things().get(treatment.thing.lower(), "keepsake")
    thing = Thing(
        id=_id(treatment.thing),
        name=treatment.thing.lower(),
        meaning="what both need for different reasons",
        kind=kind,
        handling=lexicon.handling(treatment.thing.lower(), kind),
    )
    home = _place(treatment.home, treatment.home_indoors, "home")
    away = _place(treatment.away, treatment.away_indoors, "away")
    telling = Telling(people, thing, home, away, treatment.secret)
    marks = [i for i, step in enumerate(chosen.plot.steps) if step.landmark]
    steps = {mark: treatment.steps[n] for mark, n in zip(marks, kept, strict=True)}
    ids = telling.ids(chosen)
    told = events(chosen, telling, {mark: " ".join(step.happens.split()) for mark, step in steps.items()})
    proposed = {ids[mark]: step for mark, step in steps.items() if mark in ids}
    facts = {"when": treatment.hour, "weather": treatment.weather, "thing_given": thing.name, "things_beside": ", ".join(treatment.props)}
    return Story(
        premise=" ".join(premise.split()),
        title=treatment.title,
        logline=" ".join(premise.split()),
        theme=treatment.theme,
        tone=treatment.tone,
        situation=OF_A_TREATMENT,
        secret=treatment.secret,
        facts={key: value for key, value in facts.items() if value},
        people=people,
        things=(thing,),
        places=(home, away),
        events=_as_proposed(told, proposed, people),
        before=telling.before(dict(chosen.plot.facts)),
        mistaken=telling.mistaken(chosen) if treatment.secret else (),
        arc=chosen.arc,
        ending=treatment.ending,
        notes=tuple(f"{f.name}, a {f.kind}, is played by a person's puppet." for f in treatment.people if _played_by_a_person(f)),
        curves=Curves(
            fortune={telling.people[who].id: curve for who, curve in chosen.fortune.items()},
            suspense=tuple(round(x, 4) for x in chosen.outlook.suspense),
            surprise=tuple(round(x, 4) for x in chosen.outlook.surprise),
        ),
    )


def _as_proposed(told: Sequence[Event], proposed: Mapping[str, Step], people: Sequence[Person]) -> tuple[Event, ...]:
    """The events with their hours, and with those who are there and do nothing.

    What the planner put in is marked, and takes its hour from the next.
    """
    found: list[Event] = []
    for event in reversed(told):
        step = proposed.get(event.id)
        if step is None:
            leads = found and found[-1].place == event.place and not found[-1].later
            found.append(msgspec.structs.replace(event, put_in=True, hour=found[-1].hour if leads else ""))
            continue
        there = [people["PQ".index(step.to)].id] if step.to else []
        there += [people[2].id] if step.third else []
        found.append(msgspec.structs.replace(event, hour=step.hour, actors=tuple(dict.fromkeys((*event.actors, *there)))))
    return tuple(reversed(found))


def _played_by_a_person(figure: Figure) -> bool:
    return figure.kind != "human" and catalogue.being(figure.kind) is None


def _person(letter: str, figure: Figure) -> Person:
    words = figure.role.lower().split()
    role = next((r for r in (lexicon.roles().get(" ".join(words[n:])) for n in range(len(words))) if r is not None), None)
    being = catalogue.being(figure.kind) if figure.kind != "human" else None
    kind = being[0] if being else "human"
    trade = role.trade if role else "home"
    sex = figure.sex if kind != "human" or figure.sex != "neutral" else "female"
    he, him, his = PRONOUNS[sex]
    tic = str(table("looks")["tics"].get(trade, "looks at {his} hands"))
    facts = [figure.age, kind, sex, trade, *(["kin"] if role and role.kin else [])]
    return Person(
        id=letter,
        name=figure.name.upper(),
        description=" ".join(figure.look.split()).rstrip("."),
        kind=kind,
        age=figure.age,
        sex=sex,
        wants=figure.wants,
        fears=figure.fears,
        role=figure.role.lower(),
        trade=trade,
        habit=tic.replace("{his}", his).replace("{him}", him).replace("{he}", he),
        voice=figure.voice,
        facts=tuple(facts),
    )


def _place(noun: str, indoors: bool, which: str) -> Place:
    """A place with the nearest kind that the banks know; the heading holds the noun, and the theatre builds from that."""
    words = noun.lower().split()
    tails = [" ".join(words[n:]) for n in range(len(words))]
    ground = next((found for tail in tails if (found := lexicon.ground(tail)) is not None), None)
    kind = ground.kind if ground else next((lexicon.places()[tail] for tail in tails if tail in lexicon.places()), "")
    return Place(id=f"{which}_{_id(noun)}", name=noun.upper(), interior=indoors, description=noun.lower(), kind=kind)


def _id(noun: str) -> str:
    return re.sub(r"\W+", "_", noun.lower()).strip("_") or "thing"
