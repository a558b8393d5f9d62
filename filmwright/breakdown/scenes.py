"""Scene by scene: the screenplay's elements in order become business on sets, with a cast and its things."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from filmwright.breakdown.casting import Cast, cue_name, find_cast, make_roles, split_cue
from filmwright.breakdown.feelings import delivery_of, emotion_of, feeling_of
from filmwright.breakdown.places import Heading, nearest_kit, read_heading, time_in_words, weather_in_words
from filmwright.breakdown.reading import Deed, Reader, Stage, act_of_parenthetical
from filmwright.breakdown.tables import table
from filmwright.breakdown.things import Things
from filmwright.breakdown.words import plain, sentences, slug, tokens, unique
from filmwright.errors import InputError, TheatreError
from filmwright.records.breakdown import Action, Breakdown, Business, Image, LineOfDialogue, Prop, Scene, SetRecord, TimeOfDay, Weather
from filmwright.records.report import Approximation
from filmwright.records.script import Element, Screenplay
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue import PropModel, SetKit

MOST_SCENES = 400  # a long feature has about 200
MOST_LINES = 4000  # a long feature has about 2000


@dataclass
class _Part:
    """The elements of one scene, before they are read."""

    heading: Element | None
    elements: list[Element] = field(default_factory=list)
    synopsis: list[str] = field(default_factory=list)

    def action(self) -> str:
        return " ".join(plain(element.text) for element in self.elements if element.kind == "action")


def break_down(
    screenplay: Screenplay, *, seed: int = 0, sets: Mapping[str, SetKit] | None = None, props: Mapping[str, PropModel] | None = None
) -> Breakdown:
    """Read a screenplay as a production needs it. Nothing is adapted: every line and every sentence of action becomes business, in order.

    Args:
        screenplay: Any parsed screenplay; without headings it is one scene, without dialogue a film of images and actions.
        seed: Chooses what the script leaves open: looks, palettes. The same screenplay and seed give the same breakdown.
        sets: Kits to build from; None: the theatre's catalogue.
        props: Models of things; None: the theatre's catalogue.

    Returns:
        A Breakdown whose ids are unique and whose every role, prop and set exists. What was not possible as written is in
        `approximations`.

    Raises:
        InputError: nothing to film, or more than MOST_SCENES scenes or MOST_LINES lines of dialogue.
        TheatreError: the catalogue holds no set or no prop.
    """
    where = screenplay.source or "the screenplay"
    kits = catalogue.sets() if sets is None else sets
    models = catalogue.props() if props is None else props
    if not kits or not models:
        raise TheatreError("the theatre's catalogue holds no sets or no props; reinstall Filmwright, or give break_down a catalogue")
    parts = _parts(screenplay)
    _check_size(parts, where)
    premise = " ".join(value for entry in screenplay.title_page if entry.key.lower() in ("source", "premise", "logline") for value in entry.values)
    reader_cast = find_cast(screenplay, premise)
    things = Things(models)
    reader = Reader(reader_cast, things)
    everything = [screenplay.title("")] * 2 + [*(value for entry in screenplay.title_page for value in entry.values), *(part.action() for part in parts),
                  *(plain(e.text) for part in parts for e in part.elements if e.kind == "dialogue")]
    things.count([token.lower() for token in tokens(" ".join(everything))])
    places = _Places(kits, seed)

    scenes: list[Scene] = []
    time: TimeOfDay = time_in_words(f"{premise} {parts[0].action()}") or "day"
    weather: Weather = "clear"
    for number, part in enumerate(parts, start=1):
        heading = read_heading(plain(part.heading.text)) if part.heading else Heading("", None, "", "", None, False)
        action = part.action()
        set_record = places.set_for(heading, action, f"scene {number}")
        time, weather = _time_and_weather(heading, action, time, weather, first=number == 1, kit=kits[set_record.kit], scenes=scenes)
        stage = Stage(set_record.id, kits[set_record.kit], f"scene {number}")
        business = _Business(f"s{number}", reader, stage).of(part.elements)
        present, business = _stage_presence(business, reader.notes, f"scene {number}")
        scenes.append(Scene(
            id=f"s{number}", number=(part.heading.scene_number if part.heading else "") or str(number), heading=heading.text,
            set=set_record.id, time_of_day=time, weather=weather, present=present, business=tuple(business),
            feeling=feeling_of(business), synopsis=" ".join(part.synopsis)))
    roles, notes = make_roles(reader_cast, seed, where)
    notes = [*notes, *places.notes, *things.notes, *reader.notes]
    return Breakdown(title=screenplay.title(), author=_author(screenplay), cast=roles, sets=_dressed(places.records(), things),
                     props=_homes(things, scenes), scenes=tuple(scenes), approximations=_once(notes))


def _parts(screenplay: Screenplay) -> list[_Part]:
    parts: list[_Part] = []
    synopsis: list[str] = []
    for element in screenplay.elements:
        if element.kind == "scene_heading":
            parts.append(_Part(element, [], synopsis))
            synopsis = []
        elif element.kind == "synopsis":
            (parts[-1].synopsis if parts else synopsis).append(plain(element.text))
        elif element.kind in ("action", "character", "parenthetical", "dialogue", "lyrics", "centered") and element.text.strip():
            if not parts:
                parts.append(_Part(None, [], synopsis))
                synopsis = []
            parts[-1].elements.append(element)
    return parts


def _check_size(parts: Sequence[_Part], where: str) -> None:
    if not any(sentences(element.text) for part in parts for element in part.elements) and not any(part.heading for part in parts):
        raise InputError(f"{where}: there is nothing to film; a screenplay needs at least one scene heading, action or line of dialogue")
    if len(parts) > MOST_SCENES:
        raise InputError(f"{where}: {len(parts)} scenes; one film may have {MOST_SCENES}; split the screenplay into parts and make a film of each")
    lines = sum(element.kind in ("dialogue", "lyrics") for part in parts for element in part.elements)
    if lines > MOST_LINES:
        raise InputError(f"{where}: {lines} lines of dialogue; one film may have {MOST_LINES}; split the screenplay into parts and make a film of each")


def _author(screenplay: Screenplay) -> str:
    for entry in screenplay.title_page:
        if entry.key.lower() in ("author", "authors"):
            return plain(" ".join(entry.values))
    return ""


# -- sets, time and weather -------------------------------------------------------------------------------------------


class _Places:
    """The sets of the film: one for each place and kit."""

    def __init__(self, kits: Mapping[str, SetKit], seed: int) -> None:
        self.kits = kits
        self.seed = seed
        self.notes: list[Approximation] = []
        self._records: dict[tuple[str, str], SetRecord] = {}
        self._last_of_place: dict[tuple[str, bool | None], tuple[str, str]] = {}  # place, inside -> its latest set
        self._latest: tuple[str, str] | None = None
        self._noted: set[tuple[str, str]] = set()

    def records(self) -> list[SetRecord]:
        return list(self._records.values())

    def set_for(self, heading: Heading, action: str, where: str) -> SetRecord:
        place = self._known_place(heading.place.upper())
        if not place and self._latest and heading.text:
            return self._records[self._latest]
        latest = self._last_of_place.get((place, heading.interior))
        if place and not heading.subplace and latest:
            self._latest = latest
            return self._records[latest]
        match = nearest_kit(heading, action, self.kits)
        kit = self.kits[match.kit]
        key = (place, match.kit)
        if key not in self._records:
            self._records[key] = self._new(heading, kit)
        asked = (heading.name.upper(), match.kit)
        if asked in self._noted:
            pass
        elif not match.by_word and (place or heading.text):
            self._noted.add(asked)
            self.notes.append(Approximation(where=where, asked=f"{'INT.' if heading.interior else 'EXT.' if heading.interior is False else ''} "
                                            f"{heading.name or heading.text}".strip(), done=f"built as {match.kit.replace('_', ' ')}"))
        elif heading.interior is not None and kit.interior != heading.interior:
            self.notes.append(Approximation(where=where, asked=heading.text, done=f"built as {match.kit.replace('_', ' ')}, the theatre has no other"))
        self._last_of_place[(place, heading.interior)] = self._latest = key
        return self._records[key]

    def _known_place(self, place: str) -> str:
        """"GARDEN" is "WALLED GARDEN" seen again: the same head noun, and no word that the other lacks."""
        words = place.split()
        for known, _ in self._last_of_place:
            theirs = known.split()
            if words and theirs and words[-1] == theirs[-1] and (set(words) <= set(theirs) or set(theirs) <= set(words)):
                return known
        return place

    def _new(self, heading: Heading, kit: SetKit) -> SetRecord:
        ident = unique(slug(heading.name or kit.name), [record.id for record in self._records.values()])
        same_kit = sum(record.kit == kit.name for record in self._records.values())
        palette: tuple[str, ...] = ()
        if same_kit:  # the first place of a kit keeps the kit's own colours
            choices = list(table("places")["interior_palettes" if kit.interior else "exterior_palettes"].values())
            palette = tuple(choices[(same_kit - 1) % len(choices)])
        rng = random.Random(f"{self.seed}/set/{ident}")
        return SetRecord(id=ident, name=heading.name or kit.words[0] if kit.words else heading.name or kit.name, kit=kit.name, interior=kit.interior,
                         palette=palette, seed=rng.randrange(1, 1 << 30))


def _time_and_weather(heading: Heading, action: str, time: TimeOfDay, weather: Weather, *, first: bool, kit: SetKit,
                      scenes: Sequence[Scene]) -> tuple[TimeOfDay, Weather]:
    before = time
    if heading.time and not heading.vague:
        time = heading.time
    elif heading.vague:
        time = time_in_words(action) or heading.time or time
    elif not heading.same:
        time = time_in_words(action) or time
    said = weather_in_words(f"{heading.text}. {action}")
    if said:
        return time, said
    goes_on = not first and scenes and (heading.same or (heading.time in (None, before)))
    return time, weather if goes_on else "clear"


# -- business ---------------------------------------------------------------------------------------------------------


class _Business:
    """The business of one scene."""

    def __init__(self, scene: str, reader: Reader, stage: Stage) -> None:
        self.scene = scene
        self.reader = reader
        self.stage = stage
        self.business: list[Business] = []
        self._counts = {"l": 0, "a": 0, "i": 0}
        self._opener = False  # the sentence before told of something that opens or somebody unseen who comes
        self._speakers: list[str] = []

    def of(self, elements: Sequence[Element]) -> list[Business]:
        self._speakers = self._speakers_in(elements)
        self.stage.expected = list(dict.fromkeys([*self._named_in(elements), *self._speakers]))
        speaker = ""
        also: list[str] = []
        extension = ""
        parenthetical = ""
        dual = False
        interrupted = False
        for i, element in enumerate(elements):
            if element.kind == "action":
                speaker = ""
                self._action(element)
                interrupted = False
            elif element.kind == "centered":
                self._centred(element)
            elif element.kind == "character":
                name, extension = cue_name(element.text)
                names = [self.reader.cast.add(part, i).id for part in split_cue(name, self.reader.cast)]
                speaker, also = (names[0], names[1:]) if names else ("", [])
                parenthetical, dual = "", element.dual
            elif element.kind == "parenthetical":
                text = plain(element.text).strip("() ")
                parenthetical = f"{parenthetical}; {text}" if parenthetical else text
                if speaker and act_of_parenthetical(text):
                    self._parenthetical_action(speaker, text, element)
            elif speaker or element.kind in ("dialogue", "lyrics"):
                speaker = speaker or self._someone()
                text = " ".join(element.text.split())
                if not any(c.isalnum() for c in text):
                    continue
                interruption = parenthetical.lower().startswith(("interrupt", "over ", "overlapping", "cutting"))
                self._line(element, speaker, also, text, extension, parenthetical, overlaps=dual or interruption or (interrupted and speaker != self._last_speaker()))
                interrupted = plain(text).rstrip("\"'”’").endswith(("--", "—", "–"))
                dual, parenthetical = False, ""
        return self.business

    def _speakers_in(self, elements: Sequence[Element]) -> list[str]:
        found: list[str] = []
        for element in elements:
            if element.kind == "character":
                name, extension = cue_name(element.text)
                if delivery_of("", "", extension) in ("voice_over", "off_screen"):
                    continue
                for part in split_cue(name, self.reader.cast):
                    member = self.reader.cast.means(tuple(t.lower() for t in tokens(part) if t != "."))
                    if member and member.id not in found:
                        found.append(member.id)
        return found

    def _named_in(self, elements: Sequence[Element]) -> list[str]:
        found: list[str] = []
        for element in elements:
            if element.kind == "action":
                low = [token.lower() for token in tokens(plain(element.text))]
                found += [hit[0].id for i in range(len(low)) if (hit := self.reader.cast.at(low, i)) and not low[hit[1] - 1].endswith("'s")]
        return found

    def _someone(self) -> str:
        return self.reader.cast.add("VOICE", 0).id

    def _last_speaker(self) -> str:
        return next((item.role for item in reversed(self.business) if isinstance(item, LineOfDialogue)), "")

    def _id(self, letter: str) -> str:
        self._counts[letter] += 1
        return f"{self.scene}.{letter}{self._counts[letter]}"

    def _line(self, element: Element, speaker: str, also: list[str], text: str, extension: str, parenthetical: str, *, overlaps: bool) -> None:
        emotion, intensity = emotion_of(text, parenthetical)
        ident = self._id("l")
        delivery = delivery_of(plain(text), parenthetical, extension)
        self.business.append(LineOfDialogue(id=ident, role=speaker, text=text, to=self._addressee(speaker, text, parenthetical), delivery=delivery,
                                            parenthetical=parenthetical, emotion=emotion, intensity=intensity, overlaps=overlaps,
                                            source_line=element.line))
        where = f"line {ident}"
        if also:
            names = ", ".join(self.reader.cast.found[role].name for role in also)
            self.reader.notes.append(Approximation(where=where, asked=f"spoken together with {names}",
                                                   done=f"spoken by {self.reader.cast.found[speaker].name}"))
        if element.kind == "lyrics":
            self.reader.notes.append(Approximation(where=where, asked="sung", done="spoken"))
        self.reader.meet(self.stage, speaker)
        self.stage.actor = self.stage.subject = speaker
        self._opener = False

    def _addressee(self, speaker: str, text: str, parenthetical: str) -> str:
        low_said = [token.lower() for token in tokens(plain(parenthetical))]
        for i in range(len(low_said)):
            hit = self.reader.cast.at(low_said, i)
            if hit and hit[0].id != speaker and i and low_said[i - 1] in ("to", "at"):
                return hit[0].id
        if any(phrase in " ".join(low_said) for phrase in ("to himself", "to herself", "to itself", "aside")):
            return ""
        words = [token.lower() for token in tokens(plain(text))]
        for i in range(len(words)):
            hit = self.reader.cast.at(words, i)
            if not hit or hit[0].id == speaker:
                continue
            before = words[i - 1] if i else ","
            after = words[hit[1]] if hit[1] < len(words) else "."
            if before in (",", ".", "!", "?", "...", "--", "hello", "hey", "oh", "dear") and after in (",", ".", "!", "?", "...", "--"):
                return hit[0].id
        heard = [item.role for item in reversed(self.business) if not isinstance(item, Image) and item.role != speaker]
        spoken = [item.role for item in reversed(self.business) if isinstance(item, LineOfDialogue) and item.role != speaker]
        rest = [role for role in self._speakers if role != speaker]
        about = [role for role in reversed(self.stage.about) if role != speaker]
        for choice in (spoken, rest, heard, about):
            if choice:
                return choice[0]
        return ""

    def _action(self, element: Element) -> None:
        for paragraph in element.text.split("\n\n"):
            for sentence in sentences(paragraph):
                self._sentence(sentence, element)

    def _centred(self, element: Element) -> None:
        text = plain(element.text).strip("<> ")
        if any(c.isalnum() for c in text) and not text.upper().rstrip(".:!").endswith(("THE END", "FADE OUT", "FADE IN", "FIN", "BLACK")):
            self.business.append(Image(id=self._id("i"), text=text, source_line=element.line))
            self.reader.notes.append(Approximation(where=f"image {self.business[-1].id}", asked=f"the words '{text}' in the picture",
                                                   done="the place is shown without them"))

    def _parenthetical_action(self, speaker: str, text: str, element: Element) -> None:
        self.stage.subject = speaker
        self.reader.meet(self.stage, speaker)
        name = self.reader.cast.found[speaker].name.title()
        words = tokens(text)
        if words and words[0].lower() in ("he", "she", "they"):
            text = text.split(None, 1)[1]
        for deed in self.reader.read(f"{name}, {text}", self.stage):
            if deed.role == speaker and not (deed.act == "wait" and not deed.asked):
                self._add(deed, f"({text})", element)

    def _sentence(self, sentence: str, element: Element) -> None:
        known = {item.role for item in self.business if isinstance(item, Action)
                 or (isinstance(item, LineOfDialogue) and item.delivery not in ("voice_over", "off_screen"))}
        deeds = self.reader.read(sentence, self.stage)
        for deed in deeds:
            if self._opener and deed.role and deed.act in ("wait", "walk_to") and deed.role not in known and not deed.asked and len(deeds) <= 2:
                deed = deed._replace(act="enter", target=self.reader._entrance_by("", [t.lower() for t in tokens(self._opener_text)], self.stage))
            self._add(deed, sentence, element)
        low = [token.lower() for token in tokens(sentence)]
        if not any(deed.role for deed in deeds):
            opens = {"opens", "open", "comes", "swings", "appears", "enters", "knock", "footsteps", "steps", "shadow", "figure", "shape", "arrives", "creaks"}
            self._opener = bool(opens & set(low)) and not {"hangs", "hang"} & set(low)
            self._opener_text = sentence
        else:
            self._opener = False

    _opener_text = ""

    def _add(self, deed: Deed, text: str, element: Element) -> None:
        emotion, intensity = emotion_of(text)
        if not deed.role:
            self.business.append(Image(id=self._id("i"), text=text, subject=deed.subject, sound=deed.sound, source_line=element.line))
            return
        item = Action(id=self._id("a"), text=text, role=deed.role, act=deed.act, target=deed.target, prop=deed.prop, manner=deed.manner,
                      emotion=emotion, intensity=intensity, source_line=element.line)
        self.business.append(item)
        if deed.asked:
            name = self.reader.cast.found[deed.role].name
            self.reader.notes.append(Approximation(where=f"{self.stage.where}, '{text}'", asked=f"{name}: {deed.asked}",
                                                   done=f"{deed.act.replace('_', ' ')}, the nearest act"))


def _stage_presence(business: list[Business], notes: list[Approximation], where: str) -> tuple[tuple[str, ...], list[Business]]:
    """Who is on stage when the scene opens, and the business with entrances, exits and voices made to agree.

    Someone whose first deed is to enter is not on stage before; a line before it is heard from off screen. An exit that is
    followed by a deed without an entrance, and an entrance of someone already there, become a walk and are noted. A line after
    an exit is heard from off screen.
    """
    on: dict[str, bool] = {}
    present: list[str] = []
    result: list[Business] = []
    for i, item in enumerate(business):
        if isinstance(item, Image):
            result.append(item)
            continue
        role = item.role
        voice = isinstance(item, LineOfDialogue) and item.delivery in ("voice_over", "off_screen")
        if isinstance(item, Action):
            if role not in on:
                on[role] = True
                if item.act != "enter":
                    present.append(role)
            elif item.act == "enter":
                if on[role]:
                    item = msgspec.structs.replace(item, act="walk_to")
                on[role] = True
            if item.act == "exit":
                comes_back = next((later for later in business[i + 1:] if isinstance(later, Action) and later.role == role), None)
                if comes_back is not None and comes_back.act != "enter":
                    item = msgspec.structs.replace(item, act="walk_to")
                    notes.append(Approximation(where=f"{where}, '{item.text}'", asked="leaves, and then acts again without coming in",
                                               done="stays in view"))
                else:
                    on[role] = False
            for target in (item.target,):
                if target not in on and any(not isinstance(b, Image) and b.role == target for b in business[i + 1:]):
                    nxt = next((b for b in business[i + 1:] if isinstance(b, Action) and b.role == target), None)
                    if nxt is None or nxt.act != "enter":
                        on[target] = True
                        present.append(target)
        elif not voice:
            if role not in on:
                first_deed = next((later for later in business[i + 1:] if isinstance(later, Action) and later.role == role), None)
                if first_deed is not None and first_deed.act == "enter":
                    item = msgspec.structs.replace(item, delivery="off_screen")
                else:
                    on[role] = True
                    present.append(role)
            elif not on[role]:
                item = msgspec.structs.replace(item, delivery="off_screen")
        result.append(item)
    acted_on = [b.target for b in business if isinstance(b, Action)]
    roles_here = {b.role for b in business if not isinstance(b, Image)}
    return tuple(dict.fromkeys([*present, *(t for t in acted_on if t in on and t not in roles_here)])), result


# -- props and notes --------------------------------------------------------------------------------------------------


def _dressed(records: Sequence[SetRecord], things: Things) -> tuple[SetRecord, ...]:
    return tuple(
        msgspec.structs.replace(record, dressing=tuple(ident for ident, prop in things.props.items()
                                                       if not prop.home and things.first_set.get(ident) == record.id))
        for record in records)


def _homes(things: Things, scenes: Sequence[Scene]) -> tuple[Prop, ...]:
    """Props with who has them at first: whoever first gives, holds or plays one that nobody picked up before."""
    return tuple(things.props.values())


def _once(notes: Sequence[Approximation]) -> tuple[Approximation, ...]:
    seen: dict[tuple[str, str, str], Approximation] = {}
    for note in notes:
        seen.setdefault((note.where, note.asked, note.done), note)
    return tuple(seen.values())


__all__ = ["MOST_LINES", "MOST_SCENES", "break_down"]
