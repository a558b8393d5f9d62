"""What is heard of places and things on the film's clock: beds under whole scenes, events where they are seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from filmwright.records.breakdown import Action, Breakdown, Business, EffectNote, Image, LineOfDialogue, Scene
from filmwright.records.clock import FRAMES_PER_SECOND, SAMPLE_RATE_HZ, SAMPLES_PER_FRAME
from filmwright.records.cut import Cut
from filmwright.records.music import Score
from filmwright.records.shots import BusinessTime, ShotList
from filmwright.records.staging import StagedScene
from filmwright.sound.ambience import bed, bed_words, known_words
from filmwright.sound.asked import effect_of, sounded
from filmwright.sound.clock import Clock
from filmwright.sound.foley import foley, kind_of
from filmwright.sound.noise import put
from filmwright.sound.places import place_named, room_of
from filmwright.sound.playing import Phrases
from filmwright.sound.rooms import panned, reverberated
from filmwright.sound.sampled import Sound
from filmwright.sound.score.sampler import BAND
from filmwright.theatre.catalogue import props, sets

_CROSSFADE_FRAMES = 12  # half a second at a change of scene
_AHEAD_FRAMES = 10  # the next place is heard so much before it is seen, where nobody speaks
_BED_DB = {"interior": -37.0, "exterior": -32.0}  # RMS of a bed, before the mix: 18 and 13 dB under a voice
_AGAINST_DB = -25.0  # RMS of a noise that a voice is raised against: 6 dB under a voice, which is made louder
_NOISE_DB = 8.0  # how much louder the place becomes where the noise has no name
_INSTRUMENTS = {
    "violin": "violin", "fiddle": "violin", "cello": "cello", "piano": "felt_piano", "music_box": "music_box", "accordion": "accordion",
    "harmonica": "harmonica",
    "flute": "flute", "guitar": "guitar", "harp": "harp", "clarinet": "clarinet", "bell": "bells", "notes": "music_box",
    "melody": "music_box", "tune": "music_box",
    "chord": "felt_piano", "organ": "accordion", "whistling": "whistle", "gramophone": "clarinet", "radio": "clarinet",
    "concertina": "accordion", "lute": "guitar", "trumpet": "oboe",
}  # fmt: skip
_MUSICAL = (frozenset(_INSTRUMENTS) | {"music", "song", "note", "play"}) - {"bell", "whistling"}
_PHRASE_S = 4  # an instrument in the picture plays this long
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "single": 1}


@dataclass(frozen=True)
class Span:
    """A run of the film in one scene, in frames of the film."""

    scene: str
    start: int
    end: int


def spans(cut: Cut) -> list[Span]:
    """The runs of the film, one a scene as it is cut, in order."""
    out: list[Span] = []
    for shot in sorted(cut.shots, key=lambda shot: shot.film_start):
        end = shot.film_start + shot.frames
        if out and out[-1].scene == shot.scene:
            out[-1] = Span(shot.scene, out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(shot.scene, shot.film_start, end))
    return out


def ambience(cut: Cut, breakdown: Breakdown) -> Sound:
    """Beds for the whole film (2, samples): without a gap, crossfaded where scenes change, faded in under the title and out at the end."""
    samples = cut.frames * SAMPLES_PER_FRAME
    out = np.zeros((2, samples), dtype=np.float32)
    runs = spans(cut)
    scenes = {scene.id: scene for scene in breakdown.scenes}
    places = {place.id: place for place in breakdown.sets}
    half = _CROSSFADE_FRAMES // 2
    for i, run in enumerate(runs):
        scene = scenes.get(run.scene)
        if scene is None:
            continue
        place = places.get(scene.set)
        kit = sets().get(place.kit) if place else None
        interior = place.interior if place else True
        first = max(0, run.start - 36) if i == 0 else _seam(runs[i - 1], run, cut) - half
        last = min(cut.frames, run.end + 48) if i + 1 == len(runs) else _seam(run, runs[i + 1], cut) + half
        named = place_named(place.name) if place else None
        levels = named.layers if named else {}
        words = bed_words(tuple(levels) or (kit.ambience if kit else ()), scene.weather, scene.time_of_day, interior=interior)
        count = (last - first) * SAMPLES_PER_FRAME
        made = bed(words, count, interior=interior, seed=f"{breakdown.title}/{scene.set}/{scene.time_of_day}", levels=levels)
        loud = np.sqrt(np.mean(made**2)) + 1e-9
        made *= np.float32(10 ** (_BED_DB["interior" if interior else "exterior"] / 20) / loud)
        fade_in = (36 if i == 0 else _CROSSFADE_FRAMES) * SAMPLES_PER_FRAME
        fade_out = (48 if i + 1 == len(runs) else _CROSSFADE_FRAMES) * SAMPLES_PER_FRAME
        shape = np.ones(count, dtype=np.float32)
        fade_in, fade_out = min(fade_in, count // 2), min(fade_out, count // 2)
        shape[:fade_in] *= np.sin(np.linspace(0, np.pi / 2, fade_in))
        shape[count - fade_out :] *= np.cos(np.linspace(0, np.pi / 2, fade_out))
        put(out, made * shape, first * SAMPLES_PER_FRAME)
    _raise_for_voices(out, cut, breakdown)
    return out


def _seam(before: Span, after: Span, cut: Cut) -> int:
    """The frame about which the air of one scene becomes that of the next: ahead of the cut, unless somebody speaks there."""
    at = (before.end + after.start) // 2
    start, end = ((at - _AHEAD_FRAMES - _CROSSFADE_FRAMES) * SAMPLES_PER_FRAME, at * SAMPLES_PER_FRAME)
    spoken = any(line.film_start_sample < end and line.film_start_sample + line.samples > start for line in cut.lines)
    return at if spoken or before.end - before.start < 4 * _AHEAD_FRAMES else at - _AHEAD_FRAMES


def _raise_for_voices(air: Sound, cut: Cut, breakdown: Breakdown) -> None:
    """What a voice is raised against ("shouting over the wind") is there to be heard: it swells under the line."""
    lines = {b.id: b for scene in breakdown.scenes for b in scene.business if isinstance(b, LineOfDialogue) and b.against}
    for line in cut.lines:
        said = lines.get(line.line)
        if said is None:
            continue
        first = max(0, line.film_start_sample - SAMPLE_RATE_HZ)
        last = min(air.shape[1], line.film_start_sample + line.samples + SAMPLE_RATE_HZ)
        shape = np.interp(np.arange(last - first), (0, SAMPLE_RATE_HZ, last - first - SAMPLE_RATE_HZ, last - first), (0, 1, 1, 0))
        if said.against in known_words():
            made = bed((said.against,), last - first, interior=False, seed=f"{breakdown.title}/{said.against}")
            made *= np.float32(10 ** (_AGAINST_DB / 20) / (np.sqrt(np.mean(made**2)) + 1e-9))
            air[:, first:last] += made * shape.astype(np.float32)
        else:
            air[:, first:last] *= (10 ** (_NOISE_DB * shape / 20)).astype(np.float32)


_NEARNESS = {
    "extreme_close": 1.15,
    "close": 1.1,
    "insert": 1.2,
    "medium_close": 1.0,
    "medium": 0.9,
    "medium_wide": 0.8,
    "full": 0.7,
    "wide": 0.6,
    "extreme_wide": 0.42,
}


def effects(
    cut: Cut, breakdown: Breakdown, shot_list: ShotList, staged: Sequence[StagedScene], score: Score | None = None
) -> Sound:
    """Everything that is seen to sound (2, samples): staged events, the sounds that images name, instruments that are played.

    `score`: gives those the key and the themes that are heard around them.
    """
    samples = cut.frames * SAMPLES_PER_FRAME
    phrases = Phrases(breakdown, score, thing=bool(_heart(breakdown)))
    clock = Clock(cut, shot_list)
    out = np.zeros((2, samples), dtype=np.float32)
    scenes = {scene.id: scene for scene in breakdown.scenes}
    places = {place.id: place for place in breakdown.sets}
    timings = {timing.scene: {business.business: business for business in timing.business} for timing in shot_list.timings}
    for scene_id in dict.fromkeys([*(stage.scene for stage in staged), *scenes]):
        scene = scenes.get(scene_id)
        place = places.get(scene.set) if scene else None
        room = room_of(place.name if place else "", sets().get(place.kit) if place else None, interior=place.interior if place else True)
        dry = np.zeros((2, samples), dtype=np.float32)
        for stage in staged:
            if stage.scene != scene_id:
                continue
            until = -1  # film frame up to which an instrument plays: a second one waits its turn
            for number, event in enumerate(stage.sounds):
                seen = clock.film_frame(scene_id, event.frame)
                if seen is None:
                    continue
                frame, shot = seen
                side = float(np.clip(event.place[0] / 2.2, -1, 1)) * shot.side * 0.75
                if event.kind.lower() in _MUSICAL:
                    if frame < until:
                        continue
                    until = frame + _PHRASE_S * FRAMES_PER_SECOND
                    business = _business_at(scene, timings.get(scene_id, {}), event.frame)
                    instrument, count = _asked(event.kind, business, breakdown)
                    phrases.play(dry, frame * SAMPLES_PER_FRAME, _PHRASE_S * SAMPLE_RATE_HZ, instrument, count, scene, side=side)
                    continue
                sound = foley(event.kind, event.material, event.strength, seed=f"{scene_id}/{number}")
                near = _NEARNESS.get(shot.size, 0.8) * float(np.clip(1.1 - 0.12 * event.place[1], 0.6, 1.2))
                put(dry, panned(sound, side) * np.float32(near), frame * SAMPLES_PER_FRAME)
        if scene is not None and not any(stage.scene == scene_id for stage in staged):
            _told(dry, scene, breakdown, clock, timings.get(scene_id, {}), phrases)
        if dry.any():
            out += dry + 0.22 * reverberated(dry, room)
        if scene is not None and (asked := _asked_for(scene, cut, samples)) is not None:
            out += asked[0] + reverberated(asked[1], room)
    return out


def _asked_for(scene: Scene, cut: Cut, samples: int) -> tuple[Sound, Sound] | None:
    """What the director's notes ask to hear in a scene: the sounds themselves, and as much of each as the room is given."""
    at = {note.note: note.film_start for note in cut.notes}
    notes = [note for note in scene.notes if isinstance(note, EffectNote) and note.id in at]
    if not notes:
        return None
    dry, sent = (np.zeros((2, samples), dtype=np.float32) for _ in range(2))
    for note in notes:
        effect = effect_of(note.text)
        if effect is not None:
            sound, wet = sounded(effect, seed=note.id)
            placed = panned(sound, effect.side)
            put(dry, placed, at[note.id] * SAMPLES_PER_FRAME)
            put(sent, placed * np.float32(wet), at[note.id] * SAMPLES_PER_FRAME)
    return dry, sent


def played_spans(cut: Cut, shot_list: ShotList, staged: Sequence[StagedScene]) -> list[tuple[int, int]]:
    """Where an instrument plays in the picture, in samples of the film."""
    clock = Clock(cut, shot_list)
    found = []
    for stage in staged:
        for event in stage.sounds:
            seen = clock.film_frame(stage.scene, event.frame) if event.kind.lower() in _MUSICAL else None
            if seen:
                start = seen[0] * SAMPLES_PER_FRAME
                found.append((start, start + _PHRASE_S * SAMPLE_RATE_HZ))
    return found


def _business_at(scene: Scene | None, times: dict[str, BusinessTime], frame: int) -> Business | None:
    """The business that is on at a frame of scene time."""
    for business in scene.business if scene else ():
        time = times.get(business.id)
        if time and time.start <= frame < time.end:
            return business
    return None


def _asked(kind: str, business: Business | None, breakdown: Breakdown) -> tuple[str, int]:
    """Which instrument a musical event means, and how many notes; 0: a whole phrase."""
    text = business.text.lower() if business else ""
    count = next((n for name, n in _NUMBERS.items() if re.search(rf"\b{name}\b.*\bnotes?\b", text)), 0)
    own = _INSTRUMENTS.get(kind.lower(), "")
    if kind.lower() in ("music", "song", "notes", "note", "play", "melody", "tune"):
        named = next(
            (player for name, player in _INSTRUMENTS.items() if name not in ("notes", "melody", "tune", "chord", "bell") and name in text),
            "",
        )
        own = named or _heart(breakdown) or "music_box"
    return own or "music_box", count


def _heart(breakdown: Breakdown) -> str:
    """The instrument among the film's props, if there is one."""
    catalogue = props()
    for prop in breakdown.props:
        sound = catalogue[prop.model].sound if prop.model in catalogue else ""
        for name in (sound, prop.name.lower().replace(" ", "_"), prop.model):
            if name in _INSTRUMENTS and name != "bell":
                return _INSTRUMENTS[name]
    return ""


def _told(
    track: Sound, scene: Scene, breakdown: Breakdown, clock: Clock, times: dict[str, BusinessTime], phrases: Phrases
) -> None:
    """Sounds that the script names: of images, and of instruments that are played."""
    catalogue = props()
    models = {prop.id: (prop.name, catalogue[prop.model].sound if prop.model in catalogue else "") for prop in breakdown.props}
    for business in scene.business:
        time = times.get(business.id)
        if time is None:
            continue
        instrument, count, word = "", 0, ""
        if isinstance(business, Image) and business.sound:
            instrument, count = _music_in(
                f"{business.sound} {business.text}" if "note" in business.sound else business.sound, models.get(business.subject), breakdown
            )
            word = business.sound
        elif isinstance(business, Action) and business.act == "play":
            named = models.get(business.prop or business.target)
            instrument, count = _music_in(" ".join(named or (business.text, "")), named, breakdown)
            instrument = instrument or "violin"
        if instrument:
            seen = clock.film_frame(scene.id, time.start + 4)
            if seen:
                room = (time.end - time.start) * SAMPLES_PER_FRAME
                phrases.play(track, seen[0] * SAMPLES_PER_FRAME, max(room, 2 * SAMPLE_RATE_HZ), instrument, count, scene)
        elif word:
            seen = clock.film_frame(scene.id, time.start + 2)
            kind = next((kind_of(part) for part in [word, *re.findall(r"[a-z]+", word.lower())] if kind_of(part)), "")
            if seen and kind:
                sound = foley(kind, "", 0.6, seed=f"{scene.id}/{business.id}")
                put(track, panned(sound, 0.15), seen[0] * SAMPLES_PER_FRAME)


def _music_in(words: str, model: tuple[str, str] | None, breakdown: Breakdown) -> tuple[str, int]:
    """The instrument and the number of notes that words ask for; ("", 0) if they ask for no music."""
    text = words.lower()
    count = next((n for name, n in _NUMBERS.items() if re.search(rf"\b{name}\b.*\bnote", text)), 0)
    own = " ".join(model) if model else ""
    for source in (own, text):
        for name, player in _INSTRUMENTS.items():
            if re.search(rf"\b{name.replace('_', '[ _]')}", source.lower()) and player in BAND:
                if name in ("notes", "melody", "tune"):
                    heart = next(
                        (
                            p
                            for prop in breakdown.props
                            for n, p in _INSTRUMENTS.items()
                            if n in f"{prop.name} {prop.model}".lower() and n not in ("notes", "bell")
                        ),
                        player,
                    )
                    return heart, count
                return ("", 0) if player == "bells" and not count else (player, count)
    return ("violin", count) if count else ("", 0)
