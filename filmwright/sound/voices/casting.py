"""Which voice each role is given: from age, sex, kind and temper, and far from the voices already given."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from filmwright.records.breakdown import Breakdown, Role, VoiceRecord
from filmwright.records.report import Credit
from filmwright.sound.voices.likeness import F0_HZ, f0_hz, likeness
from filmwright.sound.voices.phonemes import Accent
from filmwright.theatre import catalogue

# Packs that sounded alike to a speaker embedding (cosine up to 0.87); two of one group are never cast together if it can be helped.
_ALIKE = (
    {"af_heart", "af_bella", "af_nova", "af_sarah"}, {"af_alloy", "af_sky", "af_kore"}, {"am_echo", "am_puck", "am_fenrir"},
    {"bm_george", "bm_daniel", "am_eric"},
)  # fmt: skip


@dataclass(frozen=True)
class Type:
    """A voice that fits some roles. `words`: tempers it suits. `rank`: 0 the best sounding."""

    blend: dict[str, float]
    fits: frozenset[str]
    words: str = ""
    prosody: str = ""
    pitch: float = 1.0
    formant: float = 1.0
    pace: float = 1.0
    rank: float = 0.0

    def record(self) -> VoiceRecord:
        return VoiceRecord(blend=self.blend, prosody=self.prosody, pitch=self.pitch, formant=self.formant, pace=self.pace)


def _fits(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


_WOMAN, _MAN = _fits("female young", "female adult"), _fits("male young", "male adult")
TYPES: tuple[Type, ...] = (
    Type({"af_heart": 1}, _WOMAN, "warm kind gentle hopeful curious tender", rank=0),
    Type({"bf_emma": 1}, _WOMAN, "calm proud stern practical wise careful patient", rank=0.2),
    Type({"bf_isabella": 1}, _WOMAN, "bright quick lively proper cheerful eager", rank=0.4),
    Type({"af_bella": 1}, _WOMAN, "bold fierce passionate restless brave stubborn", rank=0.2),
    Type({"af_nicole": 0.7, "af_sarah": 0.3}, _WOMAN, "shy quiet dreamy secret sad withdrawn lonely", rank=0.6),
    Type({"af_aoede": 1}, _WOMAN, "cheerful open eager funny", rank=0.6),
    Type({"af_kore": 0.7, "af_nova": 0.3}, _WOMAN, "cool dry firm stern clever blunt", pitch=1.06, rank=0.7),
    Type({"bf_lily": 0.6, "bf_alice": 0.4}, _WOMAN, "nervous anxious fussy", rank=0.9),
    Type({"am_michael": 1}, _MAN, "warm kind steady gentle patient calm", rank=0.1),
    Type({"bm_george": 1}, _MAN, "proud wise careful proper stern formal", rank=0.2),
    Type({"am_fenrir": 1}, _MAN, "bold brave restless hot fierce stubborn", rank=0.3),
    Type({"bm_fable": 1}, _MAN, "dreamy curious clever quick funny lively", rank=0.3),
    Type({"am_puck": 1}, _MAN, "cheerful comic sly cheeky eager", rank=0.4),
    Type({"am_onyx": 1}, _MAN, "deep grave dark heavy silent menacing gruff", rank=0.6),
    Type({"bm_lewis": 0.8, "bm_fable": 0.2}, _MAN, "gruff lonely sad weary quiet withdrawn", rank=0.6),
    Type({"am_adam": 0.7, "am_liam": 0.3}, _MAN, "nervous anxious fussy shy", pitch=1.12, formant=1.04, pace=1.05, rank=0.8),
    Type({"bm_lewis": 0.6, "bm_george": 0.4}, _fits("male old"), "lonely quiet sad grave wise patient weary gruff", pitch=0.90,
    formant=0.95, pace=0.89, rank=0.1),
    Type({"am_santa": 0.6, "am_michael": 0.4}, _fits("male old"), "warm kind jolly comic cheerful gentle", pitch=0.86, formant=0.97,
    pace=0.92, rank=0.4),
    Type({"am_onyx": 0.5, "bm_fable": 0.5}, _fits("male old"), "stern proud stubborn bitter fierce", pitch=1.08, formant=0.96,
    pace=0.90, rank=0.4),
    Type({"am_adam": 0.6, "bm_lewis": 0.4}, _fits("male old"), "dreamy frail nervous shy", pitch=1.16, formant=0.97, pace=0.87, rank=0.6),
    Type({"bf_lily": 0.7, "bf_emma": 0.3}, _fits("female old"), "gentle kind warm wise quiet lonely sad patient", pitch=0.84,
    formant=0.97, pace=0.87, rank=0.1),
    Type({"bf_isabella": 0.5, "af_nicole": 0.5}, _fits("female old"), "frail dreamy shy secret withdrawn", prosody="bf_emma",
    pitch=0.86, formant=0.96, pace=0.88, rank=0.5),
    Type({"bf_emma": 0.6, "af_kore": 0.4}, _fits("female old"), "stern proud stubborn sharp practical bitter fierce", pitch=0.84,
    formant=0.955, pace=0.93, rank=0.3),
    Type({"af_sarah": 0.6, "af_aoede": 0.4}, _fits("female old"), "cheerful comic jolly funny", pitch=0.85, formant=0.965, pace=0.93,
    rank=0.4),
    Type({"af_jessica": 0.7, "af_sky": 0.3}, _fits("female child"), "bright lively eager curious cheerful bold", pitch=1.28,
    formant=1.17, rank=0.1),
    Type({"af_bella": 0.5, "af_nova": 0.5}, _fits("female child"), "brave stubborn fierce restless", pitch=1.30, formant=1.15, rank=0.2),
    Type({"bf_isabella": 0.7, "bf_alice": 0.3}, _fits("female child"), "proper careful shy gentle quiet lonely dreamy", pitch=1.20,
    formant=1.16, rank=0.3),
    Type({"am_eric": 0.5, "af_river": 0.5}, _fits("male child"), "bright lively curious cheerful bold eager", pitch=1.42, formant=1.14,
    rank=0.1),
    Type({"bm_fable": 0.5, "bf_alice": 0.5}, _fits("male child"), "shy gentle quiet lonely dreamy proper careful", pitch=1.40,
    formant=1.15, rank=0.3),
    Type({"af_heart": 0.6, "am_puck": 0.4}, _fits("male child", "male teen"), "brave stubborn restless sly", pitch=1.32, formant=1.12,
    rank=0.3),
    Type({"af_heart": 0.6, "af_sky": 0.4}, _fits("female teen", "female child"), "warm curious kind hopeful tender", pitch=1.10,
    formant=1.09, rank=0.2),
    Type({"af_jessica": 0.6, "af_bella": 0.4}, _fits("female teen"), "bold restless fierce stubborn", pitch=1.08, formant=1.07, rank=0.3),
    Type({"am_puck": 0.6, "am_liam": 0.4}, _fits("male teen"), "cheerful restless bold", pitch=1.18, formant=1.07, rank=0.2),
    Type({"bm_fable": 0.6, "bm_daniel": 0.4}, _fits("male teen"), "shy quiet dreamy careful", pitch=1.20, formant=1.08, rank=0.2),
    # other than people
    Type({"am_echo": 0.6, "af_alloy": 0.4}, _fits("robot"), "", prosody="am_echo", pitch=1.10, formant=1.03, pace=0.94, rank=0.1),
    Type({"af_alloy": 0.7, "af_kore": 0.3}, _fits("robot"), "gentle kind curious", pitch=1.25, formant=1.08, pace=0.94, rank=0.2),
    Type({"af_nicole": 1}, _fits("ghost female"), "", pitch=0.95, formant=0.98, pace=1.02, rank=0.1),
    Type({"bm_lewis": 0.7, "am_onyx": 0.3}, _fits("ghost male"), "", pitch=1.05, formant=0.96, pace=0.88, rank=0.1),
    Type({"am_puck": 0.6, "bm_fable": 0.4}, _fits("animal male", "animal neutral"), "sly comic clever", pitch=1.22, formant=1.12,
    pace=1.04, rank=0.1),
    Type({"bf_isabella": 0.6, "af_aoede": 0.4}, _fits("animal female", "animal neutral"), "fussy proud proper", pitch=1.16,
    formant=1.15, pace=1.04, rank=0.2),
    Type({"am_onyx": 0.8, "am_michael": 0.2}, _fits("bear"), "", pitch=0.94, formant=0.91, pace=0.92, rank=0.1),
    Type({"am_adam": 0.5, "bm_fable": 0.5}, _fits("scarecrow"), "", pitch=1.12, formant=0.97, pace=0.95, rank=0.1),
)  # fmt: skip
# Words of a description that say where somebody comes from, as far as the voices have an accent for it.
_ORIGINS: dict[Accent, str] = {
    "british": "english england british britain london londoner scottish scotland scot scots welsh wales irish ireland yorkshire "
    "cornish cornwall oxford cambridge liverpool manchester australian australia zealand",
    "american": "american america texan texas york brooklyn california californian chicago boston southern southerner midwest "
    "midwestern canadian canada ohio kansas alabama georgia",
}  # fmt: skip
_FOREIGN = 2.0  # what a voice of the other accent costs for such a role
_CLEAR = 0.70  # likeness to which two voices of a film are pushed apart; the encoder's own threshold for one voice is 0.80
_NEARER = 20.0
_NOT_CLEAR = 4.0  # what it costs a voice to lie nearer to another than that
_ANOTHER_THROAT = 0.3  # what it costs to take another throat
_THROATS = (0.75, 1.0)  # how much of such a voice is of the pack that nobody has; at 0.6 two bears measured 0.82
_DRAWN = 0.4  # how far its pitch is drawn from the pack's own to that of the type; at 0.75 two bears measured 0.82
_PITCHES = (1.0, 0.94, 1.07, 0.87, 1.14, 1.22, 0.8, 1.3)  # the further on, the further from the type
_FORMANTS = (1.0, 0.97, 1.03, 0.945, 1.055, 1.085, 0.915, 1.12)
_USUAL_M = {"animal": 0.92, "bear": 1.27}  # height of the puppet that a type of voice is meant for: a fox, a bear
_SIZE_PITCH, _SIZE_FORMANT = 0.35, 0.2  # powers of a body's size by which pitch and formants fall (guess)
_LOWEST_WOMAN_HZ = 140.0  # a woman's voice moved below this is taken for a man's (guess)


def accent(voice: VoiceRecord) -> Accent:
    """The accent of a voice: that of the packs with most weight."""
    british = sum(weight for name, weight in voice.blend.items() if name.startswith("b"))
    return "british" if british * 2 >= sum(voice.blend.values()) else "american"


def _suits(role: Role, kind: Type) -> float:
    """How well a type fits, lower is better; infinite where it does not."""
    puppet = role.puppet
    sexes = {"female": ("female",), "male": ("male",), "neutral": ("neutral", "female", "male")}[role.sex]
    match catalogue.creature(puppet.kind).voice if puppet.kind != "human" else "":
        case "animal" | "ghost" as heard:
            wanted = [f"{heard} {sex}" for sex in sexes]
        case "":
            wanted = [f"{sex} {puppet.age}" for sex in sexes]
        case heard:
            wanted = [heard]
    if not kind.fits & set(wanted):
        return math.inf
    asked = set(re.findall(r"[a-z]+", f"{role.temper} {role.description}".lower()))
    foreign = any(asked & set(words.split()) and accent(kind.record()) != home for home, words in _ORIGINS.items())
    return kind.rank * 0.5 + _FOREIGN * foreign - 0.6 * min(len(asked & set(kind.words.split())), 2)


def cast_voices(breakdown: Breakdown) -> dict[str, VoiceRecord]:
    """A voice for every role, in the order of the cast. A role whose voice is set keeps it.

    The same breakdown gives the same voices; a role's voice does not depend on what it says.
    """
    given: dict[str, VoiceRecord] = {role.id: role.voice for role in breakdown.cast if role.voice.blend}
    for role in sorted(breakdown.cast, key=lambda role: not role.principal):
        if role.id not in given:
            given[role.id] = _choose(role, given)
    return {role.id: given[role.id] for role in breakdown.cast}


def _choose(role: Role, given: Mapping[str, VoiceRecord]) -> VoiceRecord:
    """The type that fits best, moved as little as brings it clear of the voices already given; where none of the types is clear, another
    throat for one of them: most of it a pack that nobody has yet."""
    candidates = [kind for kind in TYPES if math.isfinite(_suits(role, kind))] or [kind for kind in TYPES if kind.fits & (_WOMAN | _MAN)]
    cost, found = min((_nearest(role, kind, given) for kind in candidates), key=lambda pair: pair[0])
    if cost < _NOT_CLEAR:
        return found
    taken = {name for voice in given.values() for name in voice.blend}
    for kind in candidates:
        sexes = {name[1] for name in kind.blend}
        for name in F0_HZ:
            if name in taken or name[1] not in sexes or name in kind.blend:
                continue
            raised = math.exp(_DRAWN * (math.log(f0_hz(kind.record()) / kind.pitch) - math.log(F0_HZ[name])))
            for share in _THROATS:
                own = {pack: (1 - share) * weight / sum(kind.blend.values()) for pack, weight in kind.blend.items() if share < 1}
                other = replace(kind, blend={**own, name: share}, prosody=kind.prosody or name, pitch=round(kind.pitch * raised, 3))
                other_cost, voice = _nearest(role, other, given)
                other_cost += _ANOTHER_THROAT * (1 + share)
                if other_cost < cost - 1e-9:
                    cost, found = other_cost, voice
    return found


def _nearest(role: Role, kind: Type, given: Mapping[str, VoiceRecord]) -> tuple[float, VoiceRecord]:
    """The voice of a type for a role, moved in pitch and body to where it costs least, and what it costs there."""
    fit = _suits(role, kind)
    best: tuple[float, VoiceRecord] | None = None
    for i, pitch in enumerate(_PITCHES):
        for j, formant in enumerate(_FORMANTS):
            voice = _bodied(kind.record(), role, pitch, formant)
            cost = (fit if math.isfinite(fit) else 1.0) + 0.16 * (i + j)
            cost += 2.0 * (role.sex == "female" and role.puppet.kind == "human" and f0_hz(voice) < _LOWEST_WOMAN_HZ)
            for other in given.values():
                alike = likeness(voice, other)
                cost += (_NOT_CLEAR + _NEARER * (alike - _CLEAR)) * (alike > _CLEAR)
                cost += 1.2 * any(group & set(voice.blend) and group & set(other.blend) for group in _ALIKE)
            if best is None or cost < best[0] - 1e-9:
                best = (cost, voice)
    assert best is not None
    return best


def _bodied(voice: VoiceRecord, role: Role, pitch: float, formant: float) -> VoiceRecord:
    """The voice moved for the size and build of the body, and away from others."""
    build_pitch, build_formant = {"stout": (0.97, 0.985), "broad": (0.95, 0.975), "tall": (0.98, 0.985), "slight": (1.03, 1.015)}.get(
        role.puppet.build, (1.0, 1.0)
    )
    usual = _USUAL_M.get(catalogue.creature(role.puppet.kind).voice, 0.0) if role.puppet.kind != "human" else 0.0
    size = math.log(role.puppet.body.height / usual) if usual else 0.0  # a mouse and a horse are both animals
    return VoiceRecord(
        blend=voice.blend,
        prosody=voice.prosody,
        pitch=round(voice.pitch * pitch * build_pitch * math.exp(-_SIZE_PITCH * size), 3),
        formant=round(min(max(voice.formant * formant * build_formant * math.exp(-_SIZE_FORMANT * size), 0.9), 1.2), 3),
        pace=voice.pace,
    )


def voice_credits(breakdown: Breakdown, voices: Mapping[str, VoiceRecord]) -> tuple[Credit, ...]:
    """One credit a role that has a voice, and one for the model's lexicon."""
    made = [
        Credit(
            role=f"Voice of {role.name}",
            name=f"Kokoro-82M by hexgrad, voice {' and '.join(sorted(voices[role.id].blend))}",
            licence="Apache-2.0",
        )
        for role in breakdown.cast
        if role.id in voices
    ]
    return (*made, Credit(role="Pronunciation", name="misaki lexicon by hexgrad", licence="Apache-2.0", machine_made=False))
