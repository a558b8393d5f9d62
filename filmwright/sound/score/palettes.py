"""Small bands for a film: who carries the tune, who accompanies, by tone and by setting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from filmwright.records.story import Tone

Figure = Literal["broken", "oompah", "pulse", "rocking"]


@dataclass(frozen=True)
class Palette:
    """A band. `comp`, `other`: who play the figure, by turns. `metre`: beats in a bar. `tempo`: beats a minute, calm to stirred."""

    name: str
    lead: str
    second: str
    comp: str
    other: str
    pad: str
    low: str
    sparkle: str
    figure: Figure
    metre: int
    tempo: tuple[int, int]


PALETTES: dict[str, Palette] = {
    "hearth": Palette("hearth", "clarinet", "cello", "felt_piano", "guitar", "strings", "cello", "music_box", "broken", 3, (66, 92)),
    "sea": Palette("sea", "cello", "accordion", "guitar", "pizzicato", "accordion", "contrabass", "celesta", "rocking", 3, (63, 88)),
    "city": Palette("city", "clarinet", "oboe", "piano", "vibraphone", "strings", "bass", "vibraphone", "broken", 4, (72, 100)),
    "wonder": Palette("wonder", "flute", "violin", "harp", "celesta", "strings", "cello", "celesta", "broken", 3, (66, 94)),
    "dread": Palette("dread", "bassoon", "violin", "pizzicato", "piano", "strings", "contrabass", "vibraphone", "pulse", 4, (58, 92)),
    "comedy": Palette("comedy", "bassoon", "clarinet", "pizzicato", "marimba", "accordion", "bass", "marimba", "oompah", 4, (96, 132)),
    "country": Palette("country", "flute", "clarinet", "guitar", "harp", "strings", "cello", "glockenspiel", "broken", 3, (68, 96)),
    "fair": Palette("fair", "accordion", "clarinet", "piano", "guitar", "strings", "bass", "music_box", "rocking", 3, (72, 108)),
    "epic": Palette("epic", "violin", "oboe", "harp", "pizzicato", "strings", "contrabass", "bells", "broken", 4, (70, 104)),
}
_BY_TONE: dict[Tone, str] = {
    "tender": "hearth",
    "comic": "comedy",
    "eerie": "wonder",
    "tense": "dread",
    "wistful": "hearth",
    "epic": "epic",
}
_PLAIN_TONES: frozenset[Tone] = frozenset(("tender", "wistful"))  # these have no band of their own: the place gives it
# Words of headings by which a place is known; a home is the hearth's own.
SETTINGS = {
    "sea": "sea seaside harbour harbor lighthouse ship boat ferry shore beach island pier dock quay deck cove coast lamp.room",
    "city": "city street avenue alley station office cafe café flat apartment shop train tram platform hospital school factory rooftop bar",
    "country": "forest wood woods field meadow farm barn garden orchard hill mountain village lane river valley road mill",
    "fair": "fair circus carnival theatre theater stage market fairground carousel ballroom toyshop",
    "hearth": "kitchen cottage house home parlour parlor bedroom attic room cellar hearth hut cabin study workshop nursery",
}
_LEAST = 1 / 3  # of the scenes must lie in a setting for it to colour the film (guess)
_WISTFUL_PACE = 0.92
_PACES = (0.92, 0.96, 1.0, 1.05, 1.1)


def setting_of(headings: Sequence[str]) -> str:
    """Where the film mostly is: sea, city, country, fair or hearth; hearth where no setting has a third of the scenes."""
    counts = {
        setting: sum(bool(re.search(rf"\b({words.replace(' ', '|')})s?\b", heading.lower())) for heading in headings)
        for setting, words in SETTINGS.items()
    }
    best = max(counts, key=lambda setting: counts[setting])
    return best if counts[best] and counts[best] >= _LEAST * len(headings) else "hearth"


def palette_for(tone: Tone, headings: Sequence[str]) -> Palette:
    """The band for a tone and a setting: both are heard.

    A tender or wistful film has the band of its place; where it is wistful the second player carries the tune, slower. Any other
    tone has its own way of playing, bass, chords and pace; its first player steps back to second and the place's first leads.
    """
    place, own = PALETTES[setting_of(headings)], PALETTES[_BY_TONE[tone]]
    if tone == "tender":
        return place
    if tone in _PLAIN_TONES:
        slower = (round(place.tempo[0] * _WISTFUL_PACE), round(place.tempo[1] * _WISTFUL_PACE))
        return replace(place, name=f"{place.name}, wistful", lead=place.second, second=place.lead, tempo=slower)
    if place.name == "hearth" or place.lead == own.lead:
        return own
    return replace(own, name=f"{own.name}, {place.name}", lead=place.lead, second=own.lead)


def varied(palette: Palette, pace: int) -> Palette:
    """The band at a pace of the film's own. `pace`: any number."""
    factor = _PACES[pace % len(_PACES)]
    return replace(palette, tempo=(round(palette.tempo[0] * factor), round(palette.tempo[1] * factor)))
