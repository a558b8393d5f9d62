"""Locations: one set for each place and kit of the film, and the time and weather of each scene."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from filmwright.breakdown.places import Heading, nearest_kit, time_in_words, weather_in_words
from filmwright.breakdown.tables import table
from filmwright.breakdown.words import slug, unique
from filmwright.records.breakdown import Scene, SetRecord, TimeOfDay, Weather
from filmwright.records.report import Approximation
from filmwright.theatre.catalogue import SetKit


class Locations:
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
            self.notes.append(
                Approximation(
                    where=where,
                    asked=f"{'INT.' if heading.interior else 'EXT.' if heading.interior is False else ''} "
                    f"{heading.name or heading.text}".strip(),
                    done=f"built as {match.kit.replace('_', ' ')}",
                )
            )
        elif heading.interior is not None and kit.interior != heading.interior:
            self.notes.append(
                Approximation(where=where, asked=heading.text, done=f"built as {match.kit.replace('_', ' ')}, the theatre has no other")
            )
        self._last_of_place[(place, heading.interior)] = self._latest = key
        return self._records[key]

    def _known_place(self, place: str) -> str:
        """ "GARDEN" is "WALLED GARDEN" seen again: the same head noun, and no word that the other lacks."""
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
        return SetRecord(
            id=ident,
            name=heading.name or kit.words[0] if kit.words else heading.name or kit.name,
            kit=kit.name,
            interior=kit.interior,
            palette=palette,
            seed=rng.randrange(1, 1 << 30),
        )


def time_and_weather(
    heading: Heading, action: str, time: TimeOfDay, weather: Weather, *, first: bool, kit: SetKit, scenes: Sequence[Scene]
) -> tuple[TimeOfDay, Weather]:
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
