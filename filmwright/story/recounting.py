"""From a plot to what story.json says of it: events, reasons, feelings, what lay before, who is wrong about what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from filmwright.records.story import Belief, Event, Feeling, Person, Place, Thing
from filmwright.story.drama import reasons
from filmwright.story.drama.appraisal import appraise
from filmwright.story.drama.choosing import Candidate
from filmwright.story.drama.domain import PEOPLE, Fact
from filmwright.story.drama.plotting import Step
from filmwright.story.lexicon import table
from filmwright.story.planning.grounding import Ground
from filmwright.story.planning.problem import Value


def events(chosen: Candidate, telling: Telling, sentences: Mapping[int, str] | None = None) -> tuple[Event, ...]:
    """The steps of a plot that are shown, as records.

    Args:
        chosen: The plot with what it is ranked by.
        telling: The people, the thing and the places.
        sentences: By index of a step: what happens, where somebody has worded it; the others are told by the table of plain sentences.
    """
    steps = chosen.plot.steps
    worded = sentences or {}
    ids = telling.ids(chosen)
    found: list[Event] = []
    for number, step in enumerate(steps):
        if number not in ids:
            continue
        entry = table("acts")[step.act]
        physical, tense = entry["feel"][1], entry["feel"][2]
        feelings: dict[str, Feeling] = {}
        for letter, person in telling.people.items():
            felt = appraise(step, letter, physical=physical if letter in step.people else 0.3 * physical)
            feelings[person.id] = Feeling(
                valence=_unit(felt.valence), arousal=_unit(felt.arousal), tension=_unit(0.75 * felt.tension + 0.25 * tense), name=felt.name
            )
        here = [feelings[telling.people[p].id] for p in step.people] or list(feelings.values())
        meant = {telling.people[who].id: tuple(telling.sentence(act) for act in plan) for who, plan in chosen.meant[number].items()}
        found.append(
            Event(
                id=ids[number],
                act=step.act,
                actors=tuple(telling.people[p].id for p in step.people),
                text=worded.get(number) or telling.sentence(step.ground),
                place=telling.home.id if step.place == "home" else telling.away.id,
                thing=telling.thing.id,
                causes=tuple(ids[c] for c in chosen.causes[number] if c in ids),
                motive=telling.motive(step),
                feeling=Feeling(
                    valence=_unit(sum(f.valence for f in here) / len(here)),
                    arousal=_unit(max(f.arousal for f in here)),
                    tension=here[0].tension,
                    name=here[0].name,
                ),
                feelings=feelings,
                intentions=meant,
                later=step.later,
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class Telling:
    """Puts the letters of a plot into words."""

    cast: tuple[Person, ...]
    thing: Thing
    home: Place
    away: Place
    secret: str

    @property
    def people(self) -> dict[str, Person]:
        return dict(zip(PEOPLE, self.cast, strict=False))

    def ids(self, chosen: Candidate) -> dict[int, str]:
        """By index of a step: the id of its event."""
        shown = [i for i, step in enumerate(chosen.plot.steps) if reasons.shown(step)]
        return {step: f"e{n}" for n, step in enumerate(shown, 1)}

    def _words(self, actor: str, other: str) -> dict[str, str]:
        names = {letter: person.name.title() for letter, person in self.people.items()}
        return {"A": names.get(actor, "someone"), "B": names.get(other, "the other"), "O": f"the {self.thing.name}"}

    def sentence(self, act: Ground) -> str:
        """What an act is, in one plain sentence."""
        people = [v for v in act.binding.values() if v in PEOPLE]
        words = self._words(people[0] if people else "", people[1] if len(people) > 1 else "")
        return str(table("plain")["sentences"][act.source.name]).format(**words)

    def motive(self, step: Step) -> str:
        """Why it is done, as a clause."""
        other = next((p for p in PEOPLE if p not in step.people), "") if len(step.people) < 2 else step.people[1]
        words = self._words(step.people[0] if step.people else "P", other)
        text = str(table("acts")[step.act]["motive"])
        return text.replace("{a}", words["A"]).replace("{b}", words["B"]).replace("{O}", words["O"])

    def before(self, facts: Mapping[Fact, Value]) -> tuple[str, ...]:
        """What must have been so before the film, as sentences."""
        sentences = table("plain")["before"]
        found: list[str] = []
        for fact, value in facts.items():
            person = self.people.get(fact[1]) if len(fact) > 1 else None
            if person is None or fact[0] not in sentences or not value:
                continue
            place = self.home if value == "Home" else self.away
            words = {
                "A": person.name.title(),
                "wants": person.wants,
                "fears": person.fears,
                "place": (place.description or "place").replace("_", " "),
            }
            found.append(str(sentences[fact[0]]).format(**words, O=f"the {self.thing.name}"))
        return tuple(found)

    def mistaken(self, chosen: Candidate) -> tuple[Belief, ...]:
        """What people are wrong about, as far as an audience learns it."""
        ids, sentences = self.ids(chosen), table("plain")["mistaken"]
        done = {step.act for step in chosen.plot.steps}
        found: list[Belief] = []
        for mistake in reasons.mistakes(chosen.plot):
            kind = mistake.fact[0]
            about = mistake.fact[1] if len(mistake.fact) > 1 and mistake.fact[1] in PEOPLE else ""
            ends = mistake.until < len(chosen.plot.steps)
            if kind not in sentences or (kind == "fragile" and not ends) or (kind == "best" and "compete" not in done):
                continue
            words = self._words(mistake.person, about)
            found.append(
                Belief(
                    person=self.people[mistake.person].id,
                    what=str(sentences[kind]).format(**words, secret=self.secret[:1].lower() + self.secret[1:].rstrip(".")),
                    since=_nearest(ids, mistake.since),
                    until=_nearest(ids, mistake.until) if ends else "",
                )
            )
        return tuple(found)


def _nearest(ids: dict[int, str], step: int) -> str:
    """The event of a step, or of the last one before it that is shown."""
    return next((ids[i] for i in range(step, -1, -1) if i in ids), "")


def _unit(number: float) -> float:
    return max(-1.0, min(1.0, round(number, 3)))
