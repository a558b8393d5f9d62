"""Small bands for a film: who carries the tune, who accompanies, by tone and by setting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from filmwright.records.story import Tone

Figure = Literal["broken", "oompah", "pulse", "rocking", "sparse"]


@dataclass(frozen=True)
class Palette:
    """A band. `comp`: who plays the figure. `metre`: beats in a bar. `tempo`: beats a minute when calm to when stirred."""

    name: str
    lead: str
    second: str
    comp: str
    pad: str
    low: str
    sparkle: str
    figure: Figure
    metre: int
    tempo: tuple[int, int]


PALETTES: dict[str, Palette] = {
    "hearth": Palette("hearth", "clarinet", "cello", "felt_piano", "strings", "cello", "music_box", "broken", 3, (66, 92)),
    "sea": Palette("sea", "cello", "accordion", "guitar", "accordion", "contrabass", "celesta", "rocking", 3, (63, 88)),
    "city": Palette("city", "clarinet", "oboe", "piano", "strings", "bass", "vibraphone", "broken", 4, (72, 100)),
    "wonder": Palette("wonder", "flute", "violin", "harp", "strings", "cello", "celesta", "broken", 3, (66, 94)),
    "dread": Palette("dread", "bassoon", "violin", "pizzicato", "strings", "contrabass", "vibraphone", "pulse", 4, (58, 92)),
    "comedy": Palette("comedy", "bassoon", "clarinet", "pizzicato", "accordion", "bass", "marimba", "oompah", 4, (96, 132)),
    "epic": Palette("epic", "violin", "oboe", "harp", "strings", "contrabass", "bells", "broken", 4, (70, 104)),
}
_BY_TONE: dict[Tone, str] = {
    "tender": "hearth",
    "comic": "comedy",
    "eerie": "wonder",
    "tense": "dread",
    "wistful": "hearth",
    "epic": "epic",
}
_SETTINGS = (
    ("sea", r"sea|harbour|harbor|lighthouse|ship|boat|shore|beach|island|pier|dock"),
    ("city", r"city|street|station|office|cafe|café|flat|apartment|shop|train"),
)


def palette_for(tone: Tone, places: str) -> Palette:
    """The band for a tone, coloured by where the film mostly is. `places`: the headings, as text."""
    name = _BY_TONE[tone]
    if tone in ("tender", "wistful"):
        counts = {setting: len(re.findall(words, places.lower())) for setting, words in _SETTINGS}
        best = max(counts, key=lambda setting: counts[setting])
        if counts[best] >= 2:
            name = best
    return PALETTES[name]
