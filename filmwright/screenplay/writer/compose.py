"""Composing: each event of the plan becomes a beat on the page, in the plan's order; then the page is cut to length."""

from __future__ import annotations

import random
from dataclasses import dataclass

from filmwright.errors import InputError
from filmwright.records.script import Element, Screenplay, TitleEntry
from filmwright.records.story import Event, Person, Place, Story
from filmwright.screenplay.writer.banks import Beat, Unit, beats, kit
from filmwright.screenplay.writer.length import action_seconds, line_seconds
from filmwright.screenplay.writer.state import display, facts_of, fill, forms, in_robots_voice, satisfied, slots_of

_DAY = ("dawn", "day", "dusk", "night")
_SPINE = frozenset(("routine", "echo", "let_go", "sacrifice", "release", "forgive", "speak", "confess", "choose", "perform", "claim", "reveal", "bargain"))
_TOLERANCE = 0.12  # of the wanted length; the promise is 0.15


@dataclass
class _Piece:
    """A unit on the page. `weight`: what is cut first has the least; `scene` groups pieces."""

    text: str
    speaker: str  # person id or ""
    parenthetical: str
    weight: float
    scene: int
    event: str

    @property
    def seconds(self) -> float:
        return line_seconds(self.text) if self.speaker else action_seconds(self.text)


@dataclass
class _Scene:
    place: Place
    time: str
    later: bool
    events: list[Event]


def write_screenplay(story: Story, *, minutes: float = 1.2, seed: int = 0) -> Screenplay:
    """A screenplay of about `minutes` that tells the events of the story in their order.

    Args:
        story: With at least one person, one place and one event.
        minutes: Wanted length, 0.2 to 10; the page is cut or widened to it as far as the banks go.
        seed: Another number, other words for the same events.

    Raises:
        InputError: the story has nobody, no place or no events.
    """
    if not story.people or not story.places or not story.events:
        raise InputError("story.json: a story needs at least one person, one place and one event")
    return _Writer(story, minutes * 60.0, seed).screenplay()


class _Writer:
    def __init__(self, story: Story, seconds: float, seed: int) -> None:
        self.story, self.seconds = story, seconds
        self.rng = random.Random(f"screenplay/{seed}/{story.premise}/{story.situation}")
        self.facts, self.words = facts_of(story), slots_of(story)
        self.used: set[str] = set()
        self.met: set[str] = set()
        self.speaks_now: set[str] = set()
        self.people = {p.id: p for p in story.people}
        self.motif = self._choose_motif()

    # -- the whole page

    def screenplay(self) -> Screenplay:
        scenes = self._scenes()
        pieces: list[_Piece] = []
        for number, scene in enumerate(scenes):
            pieces.extend(self._open(number, scene, scenes))
            present: set[str] = set()
            for i, event in enumerate(scene.events):
                pieces.extend(self._tell(number, scene, event, first=i == 0, present=present))
        pieces = self._fit(self._alternate(pieces), scenes)
        return self._page(scenes, self._alternate(pieces))

    def _scenes(self) -> list[_Scene]:
        places = {p.id: p for p in self.story.places}
        found: list[_Scene] = []
        for event in self.story.events:
            place = places.get(event.place) or self.story.places[0]
            if not found or event.later or found[-1].place.id != place.id:
                found.append(_Scene(place, "", event.later, []))
            found[-1].events.append(event)
        start = self.story.facts.get("when") or ("night" if found[0].place.kind in ("lamp_room", "train_compartment", "cabin", "rooftop") else self.rng.choice(["dusk", "night", "dawn", "day"]))
        clock = _DAY.index(start) if start in _DAY else 3
        for number, scene in enumerate(found):
            if number == len(found) - 1 and len(found) > 1:
                clock += 1
            elif number and start == "day" and number == 2:
                clock += 1
            scene.time = _DAY[clock % 4]
        return found

    # -- choosing

    def _choose_motif(self) -> dict[str, str]:
        motifs = kit("motifs")
        home = self.story.places[0].kind
        event = next((e for e in self.story.events if e.act == "routine"), None)
        if event is not None:
            home = next((p.kind for p in self.story.places if p.id == event.place), home)
            trade = self.people[event.actors[0]].trade if event.actors and event.actors[0] in self.people else ""
        else:
            trade = ""
        choices = list(motifs.get(f"{trade}_{home}", [])) or list(motifs.get(home, [])) + list(motifs.get(f"trade_{trade}", []))
        return dict(self.rng.choice(choices or motifs["any"]))

    def _kit_line(self, key: str, words: dict[str, str], place: Place) -> str | None:
        """A phrase from the motif, the thing's kit or the place's kit that holds here and was not used."""
        if key in self.motif:
            return fill(self.motif[key], words)
        thing_kind = self.story.things[0].kind if self.story.things else ""
        for source in (kit("things").get(thing_kind, {}), kit("places").get(place.kind, {}), kit("things")["any"], kit("places")["any"]):
            choices = list(source.get(key, []))
            self.rng.shuffle(choices)
            for choice in choices:
                text, _, needs = choice.partition(" | ")
                filled = fill(text, words) if satisfied(tuple(needs.split()), self.facts | {f"here:{place.kind}"}) else None
                if filled and filled not in self.used:
                    return filled
        return None

    def _realise(self, beat: Beat, words: dict[str, str], place: Place) -> list[tuple[Unit, str]] | None:
        """The beat's units as text, or None if a required one cannot be said here."""
        found: list[tuple[Unit, str]] = []
        said: set[str] = set()
        for unit in beat.units:
            if unit.text.startswith("<") and unit.text.endswith(">"):
                text = self._kit_line(unit.text[1:-1], words, place)
            else:
                text = fill(unit.text, words)
            if text is None or text in self.used or text in said:
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
        facts = set(self.facts) | {f"here:{place.kind}", "inside" if place.interior else "outside", f"met:{len(self.met)}"}
        letters = dict(zip(self.people, "PQRSTUV", strict=False))
        for letter, person in (("A", actor), ("B", other)):
            if person is not None:
                words.update(forms(letter, person))
                facts |= {f"{letter}:{f}" for f in person.facts} | {f"{letter}:{person.kind}", f"{letter}={letters[person.id]}"}
        words["X"] = words.get("A", "")
        banks = beats()
        for pool in (banks.get(self.story.situation, ()), banks.get("*", ())):
            scored = [(len(b.needs) + 1.6 * self.rng.random(), i, b) for i, b in enumerate(pool) if b.act == event.act and satisfied(b.needs, facts)]
            for _, _, beat in sorted(scored, key=lambda t: (-t[0], t[1])):
                units = self._realise(beat, words, place)
                if units:
                    return units
        plain = fill(event.text, words) or event.text
        return [(Unit(plain), plain)]

    def _other(self, event: Event) -> Person | None:
        if len(event.actors) > 1:
            return self.people.get(event.actors[1])
        return next((p for p in self.story.people if not event.actors or p.id != event.actors[0]), None)

    # -- telling

    def _open(self, number: int, scene: _Scene, scenes: list[_Scene]) -> list[_Piece]:
        places = kit("places")
        entry = places.get(scene.place.kind, {})
        weather = self.story.facts.get("weather", "")
        choices = [*(entry.get(f"open_{weather}", []) if weather else []), *entry.get(f"open_{scene.time}", []), *entry.get("open", [])]
        if weather and not scene.place.interior:
            choices = [*places["any"].get(f"open_{weather}", []), *choices]
        pieces: list[_Piece] = []
        lead = [c for c in choices if c not in self.used]
        if lead:
            text = lead[0] if number == 0 else self.rng.choice(lead[:3])
            self.used.add(text)
            pieces.append(_Piece(text, "", "", 2.5 if number == 0 else 0.8, number, "open"))
        if number == 0:
            for extra in self._premise_images():
                pieces.append(_Piece(extra, "", "", 3.0, number, "premise"))
        return pieces

    def _premise_images(self) -> list[str]:
        """The premise's thing is seen at once, with what the premise says of it."""
        words = dict(self.words)
        images: list[str] = []
        opener = self._kit_line("detail", words, self.story.places[0])
        if opener and self.story.situation not in ("paid_back",):
            self.used.add(opener)
            images.append(opener)
        return images

    def _tell(self, number: int, scene: _Scene, event: Event, *, first: bool, present: set[str]) -> list[_Piece]:
        units = self._pick(event, scene.place)
        if event.act == "speak":
            self.speaks_now.add(event.actors[0])
        weight = 2.0 if event.act in _SPINE else 1.4
        letters = dict(zip("PQ", self.people, strict=False))
        if event.actors:
            letters["A"] = event.actors[0]
            other = self._other(event)
            letters["B"] = other.id if other else event.actors[0]
        pieces: list[_Piece] = []
        for who in self._needed(event, units, letters):
            pieces.extend(self._bring_on(who, number, scene, event, present, first=first and not pieces))
        for n, (unit, text) in enumerate(units):
            self.used.add(text)
            speaker = letters.get(unit.speaker, "") if unit.speaker else ""
            least = weight - (0.9 if unit.optional else 0.0) - 0.02 * n
            if not speaker:
                if event.act == "arrive" and event.actors and event.actors[0] in present and n == 0 and pieces:
                    continue
                pieces.append(_Piece(text, "", "", least, number, event.id))
            elif "mute" in self.people[speaker].facts and speaker not in self.speaks_now:
                gesture = self._kit_line("gesture", forms("A", self.people[speaker]) | self.words | forms("A", self.people[speaker]), scene.place)
                if gesture:
                    self.used.add(gesture)
                    pieces.append(_Piece(gesture, "", "", least - 0.2, number, event.id))
            else:
                spoken = in_robots_voice(text) if self.people[speaker].kind == "robot" else text
                pieces.append(_Piece(spoken, speaker, unit.parenthetical, least, number, event.id))
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
            for person in self.story.people:
                if person.id not in needed and not unit.speaker and text.startswith(display(person) + " "):
                    needed.append(person.id)
        return [n for n in needed if n in self.people]

    def _bring_on(self, who: str, number: int, scene: _Scene, event: Event, present: set[str], *, first: bool) -> list[_Piece]:
        if who in present:
            return []
        person = self.people[who]
        began = not present and event.act != "arrive"
        present.add(who)
        words = self.words | forms("A", person)
        if who not in self.met:
            self.met.add(who)
            how = "is already here" if not began and number == 0 and first else "comes in" if not began else self._stance(scene.place)
            if not began and not scene.place.interior:
                how = "comes up" if scene.place.kind in ("cliff", "rooftop") else "comes along"
            door = self._kit_line("door", words, scene.place) if not began and scene.place.interior else None
            text = f"{door + ' ' if door else ''}{person.name}, {person.description}, {how}."
            return [_Piece(text, "", "", 9.0, number, event.id)]
        if began:
            text = f"{display(person)} {self._stance(scene.place)}."
            return [_Piece(text, "", "", 1.0 if event.act != "arrive" else 0.9, number, event.id)] if self.rng.random() < 0.5 else []
        if event.act == "arrive" and first:
            return []
        return [_Piece(f"{display(person)} {'comes in' if scene.place.interior else 'follows'}.", "", "", 1.6, number, event.id)]

    def _stance(self, place: Place) -> str:
        choices = kit("places").get(place.kind, {}).get("stance", ["stands and listens"])
        return str(self.rng.choice(choices))

    # -- length and order

    def _alternate(self, pieces: list[_Piece]) -> list[_Piece]:
        """Between two lines from one mouth somebody does something."""
        found: list[_Piece] = []
        for piece in pieces:
            before = found[-1] if found else None
            if before and piece.speaker and before.speaker == piece.speaker and before.scene == piece.scene:
                other = next((p for p in self.story.people if p.id != piece.speaker), None)
                text = self._kit_line("react", self.words | forms("A", other or self.people[piece.speaker]), self.story.places[0])
                if text:
                    self.used.add(text)
                    found.append(_Piece(text, "", "", max(before.weight, piece.weight), piece.scene, piece.event))
            found.append(piece)
        return found

    def _fit(self, pieces: list[_Piece], scenes: list[_Scene]) -> list[_Piece]:
        total = sum(p.seconds for p in pieces)
        high, low = self.seconds * (1 + _TOLERANCE), self.seconds * (1 - _TOLERANCE)
        while total > high and len(pieces) > 4:
            counts: dict[int, int] = {}
            for p in pieces:
                counts[p.scene] = counts.get(p.scene, 0) + 1
            free = [p for p in pieces if counts[p.scene] > 1 and p.weight < 9] or [p for p in pieces if p.weight < 9]
            if not free:
                break
            least = min(free, key=lambda p: (p.weight, -p.seconds, pieces.index(p)))
            total -= least.seconds
            pieces.remove(least)
        rounds = 0
        while total < low and rounds < 200:
            rounds += 1
            added = self._widen(pieces, scenes, rounds)
            if not added:
                break
            total = sum(p.seconds for p in pieces)
        return pieces

    def _widen(self, pieces: list[_Piece], scenes: list[_Scene], rounds: int) -> bool:
        """One more small exchange or image, in the scene that has least, never after the last image."""
        order = sorted(range(max(1, len(scenes) - 1)), key=lambda n: (sum(p.seconds for p in pieces if p.scene == n), n))
        for number in order:
            here = [p for p in pieces if p.scene == number]
            if not here:
                continue
            spoken = {p.speaker for p in here if p.speaker}
            seen = [p.id for p in self.story.people if any(display(p) in q.text or p.name in q.text for q in here)] or list(self.people)[:1]
            talk = len(spoken) > 1
            actor = seen[rounds % len(seen)]
            event = Event(id="extra", act="talk" if talk else "alone", actors=(actor,), text="", place=scenes[number].place.id)
            pool = [b for b in beats().get("*", ()) if b.act == event.act]
            if not pool:
                return False
            units = self._pick(event, scenes[number].place)
            if not units or not units[0][1]:
                event = Event(id="extra", act="alone", actors=(actor,), text="", place=scenes[number].place.id)
                units = self._pick(event, scenes[number].place)
                if not units or not units[0][1]:
                    continue
            at = max(i for i, p in enumerate(pieces) if p.scene == number)
            starts = [i for i, p in enumerate(pieces) if p.scene == number and p.event not in ("open", "premise")]
            # after the first business of the scene, where there is still time to talk
            at = starts[min(len(starts) - 1, 1 + rounds % 3)] if starts else at
            while at + 1 < len(pieces) and pieces[at + 1].scene == number and pieces[at + 1].event == pieces[at].event:
                at += 1
            letters = {"A": actor, "B": next((p for p in self.people if p != actor), actor)}
            letters.update(dict(zip("PQ", self.people, strict=False)))
            new: list[_Piece] = []
            for unit, text in units:
                self.used.add(text)
                who = letters.get(unit.speaker, "") if unit.speaker else ""
                if who and "mute" in self.people[who].facts:
                    continue
                new.append(_Piece(in_robots_voice(text) if who and self.people[who].kind == "robot" else text, who, unit.parenthetical, 1.0, number, f"extra{rounds}"))
            pieces[at + 1 : at + 1] = new
            return bool(new)
        return False

    # -- the page

    def _page(self, scenes: list[_Scene], pieces: list[_Piece]) -> Screenplay:
        elements: list[Element] = []
        previous: _Scene | None = None
        for number, scene in enumerate(scenes):
            here = [p for p in pieces if p.scene == number]
            if not here:
                continue
            elements.append(Element(kind="scene_heading", text=self._heading(scene, previous)))
            previous = scene
            paragraph: list[str] = []
            event = ""
            for piece in here:
                if piece.speaker or (paragraph and (piece.event != event or len(paragraph) > 2)):
                    if paragraph:
                        elements.append(Element(kind="action", text=" ".join(paragraph)))
                        paragraph = []
                if piece.speaker:
                    elements.append(Element(kind="character", text=self.people[piece.speaker].name))
                    if piece.parenthetical:
                        elements.append(Element(kind="parenthetical", text=f"({piece.parenthetical})"))
                    elements.append(Element(kind="dialogue", text=piece.text))
                else:
                    paragraph.append(piece.text)
                    event = piece.event
            if paragraph:
                elements.append(Element(kind="action", text=" ".join(paragraph)))
        elements.append(Element(kind="transition", text="FADE OUT.", forced=True))
        page = (
            TitleEntry(key="Title", values=(self.story.title,)),
            TitleEntry(key="Credit", values=("from the premise",)),
            TitleEntry(key="Source", values=(self.story.premise,)),
        )
        return Screenplay(title_page=page, elements=tuple(elements))

    def _heading(self, scene: _Scene, previous: _Scene | None) -> str:
        time = scene.time.upper()
        if previous and previous.place.id == scene.place.id and previous.time == scene.time:
            time = "LATER THAT NIGHT" if scene.time == "night" else f"LATER THAT {time}"
        return f"{'INT' if scene.place.interior else 'EXT'}. {scene.place.name} - {time}"


__all__ = ["write_screenplay"]
