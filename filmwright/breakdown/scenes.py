"""Scene by scene: the screenplay's elements in order become business on sets, with a cast and its things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from filmwright.breakdown.business import BusinessOfScene
from filmwright.breakdown.casting import find_cast, make_roles
from filmwright.breakdown.locations import Locations, time_and_weather
from filmwright.breakdown.moment import Stage
from filmwright.breakdown.notes import is_directors_note
from filmwright.breakdown.places import Heading, read_heading, time_in_words
from filmwright.breakdown.presence import settle_presence
from filmwright.breakdown.reading import Reader
from filmwright.breakdown.subtext import feel, feeling_of
from filmwright.breakdown.things import Things
from filmwright.breakdown.words import plain, sentences, tokens
from filmwright.errors import InputError, TheatreError
from filmwright.records.breakdown import Breakdown, Prop, Role, Scene, SetRecord, TimeOfDay, Weather
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
    premise = " ".join(
        value for entry in screenplay.title_page if entry.key.lower() in ("source", "premise", "logline") for value in entry.values
    )
    reader_cast = find_cast(screenplay, premise)
    things = Things(models)
    reader = Reader(reader_cast, things)
    everything = [screenplay.title("")] * 2 + [
        *(value for entry in screenplay.title_page for value in entry.values),
        *(part.action() for part in parts),
        *(plain(e.text) for part in parts for e in part.elements if e.kind == "dialogue"),
    ]
    things.count([token.lower() for token in tokens(" ".join(everything))])
    places = Locations(kits, seed)

    scenes: list[Scene] = []
    time: TimeOfDay = time_in_words(f"{premise} {parts[0].action()}") or "day"
    weather: Weather = "clear"
    for number, part in enumerate(parts, start=1):
        heading = read_heading(plain(part.heading.text)) if part.heading else Heading("", None, "", "", None, False)
        action = part.action()
        set_record = places.set_for(heading, action, f"scene {number}")
        time, weather = time_and_weather(heading, action, time, weather, first=number == 1, kit=kits[set_record.kit], scenes=scenes)
        stage = Stage(set_record.id, kits[set_record.kit], f"scene {number}")
        reading = BusinessOfScene(f"s{number}", reader, stage, where)
        business = reading.of(part.elements)
        present, business = settle_presence(business, reader.notes, f"scene {number}", roles=reader.cast.found)
        scenes.append(
            Scene(
                id=f"s{number}",
                number=(part.heading.scene_number if part.heading else "") or str(number),
                heading=heading.text,
                set=set_record.id,
                time_of_day=time,
                weather=weather,
                present=present,
                business=tuple(business),
                notes=tuple(reading.notes),
                synopsis=" ".join(part.synopsis),
            )
        )
    scenes = _felt(scenes)
    roles, notes = make_roles(reader_cast, seed, where, must_wear=reader.garments.must_wear(), not_yet=reader.garments.not_yet_worn())
    reader.garments.coloured(roles)
    notes = [*notes, *places.notes, *things.notes, *reader.notes]
    return Breakdown(
        title=screenplay.title(),
        author=_author(screenplay),
        cast=roles,
        sets=_dressed(places.records(), things, roles),
        props=_homes(things, scenes),
        scenes=tuple(scenes),
        approximations=_once(notes),
    )


def _felt(scenes: Sequence[Scene]) -> list[Scene]:
    """The scenes with the feelings of their business and their own; these hang on the whole film."""
    total = max(1, sum(len(scene.business) for scene in scenes))
    done = 0
    out: list[Scene] = []
    for scene, business in zip(scenes, feel([scene.business for scene in scenes]), strict=True):
        middle = (done + len(business) / 2) / total
        done += len(business)
        out.append(msgspec.structs.replace(scene, business=business, feeling=feeling_of(business, scene.heading, middle)))
    return out


def _parts(screenplay: Screenplay) -> list[_Part]:
    parts: list[_Part] = []
    synopsis: list[str] = []
    early: list[Element] = []
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
        elif element.kind == "note" and parts and is_directors_note(element.text):
            parts[-1].elements.append(element)
        elif element.kind == "note" and is_directors_note(element.text):
            early.append(element)
    if parts:
        parts[0].elements[:0] = early  # above the first heading a note is of the first scene
    return parts


def _check_size(parts: Sequence[_Part], where: str) -> None:
    if not any(sentences(element.text) for part in parts for element in part.elements) and not any(part.heading for part in parts):
        raise InputError(f"{where}: there is nothing to film; a screenplay needs at least one scene heading, action or line of dialogue")
    if len(parts) > MOST_SCENES:
        raise InputError(
            f"{where}: {len(parts)} scenes; one film may have {MOST_SCENES}; split the screenplay into parts and make a film of each"
        )
    lines = sum(element.kind in ("dialogue", "lyrics") for part in parts for element in part.elements)
    if lines > MOST_LINES:
        raise InputError(
            f"{where}: {lines} lines of dialogue; one film may have {MOST_LINES}; split the screenplay into parts and make a film of each"
        )


def _author(screenplay: Screenplay) -> str:
    for entry in screenplay.title_page:
        if entry.key.lower() in ("author", "authors"):
            return plain(" ".join(entry.values))
    return ""


def _dressed(records: Sequence[SetRecord], things: Things, roles: Sequence[Role]) -> tuple[SetRecord, ...]:
    """The sets with the props that belong there, and without what the film has itself: no second scarecrow beside its hero."""
    own = {prop.model for prop in things.props.values()} | {role.puppet.kind for role in roles}
    return tuple(
        msgspec.structs.replace(
            record,
            dressing=tuple(ident for ident, prop in things.props.items() if not prop.home and things.first_set.get(ident) == record.id),
            without=tuple(sorted(own - {"human"})),
        )
        for record in records
    )


def _homes(things: Things, scenes: Sequence[Scene]) -> tuple[Prop, ...]:
    """Props with who has them at first: whoever first gives, holds or plays one that nobody picked up before."""
    return tuple(things.props.values())


def _once(notes: Sequence[Approximation]) -> tuple[Approximation, ...]:
    seen: dict[tuple[str, str, str], Approximation] = {}
    for note in notes:
        seen.setdefault((note.where, note.asked, note.done), note)
    return tuple(seen.values())
