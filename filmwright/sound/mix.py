"""The mix: dialogue in its rooms, music that steps back for it, effects; levelled, limited, and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d
from scipy.signal import butter, sosfilt

from filmwright.errors import StageError
from filmwright.records.breakdown import Action, Breakdown, LineOfDialogue, Role
from filmwright.records.clock import SAMPLE_RATE_HZ, SAMPLES_PER_FRAME, noise_start
from filmwright.records.cut import Cut, CutLine
from filmwright.records.music import Mix, Score
from filmwright.records.report import Credit
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue
from filmwright.records.staging import StagedScene
from filmwright.sound.clock import Clock
from filmwright.sound.hearing import WAYS, heard_through
from filmwright.sound.levels import CEILING_DBTP, levelled, loudness_range_lu, tamed
from filmwright.sound.noise import put
from filmwright.sound.places import room_of
from filmwright.sound.rooms import Room, panned, reverberated
from filmwright.sound.sampled import SILENCE_LUFS, Sound, from_wav, gain, loudness_lufs, to_wav, true_peak_dbtp
from filmwright.sound.scenery import ambience, effects, played_spans
from filmwright.sound.surround import surround
from filmwright.store import Store
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue import sets

TARGET_LUFS = -16.0
BROADCAST_LUFS = -23.0
_TOLERANCE_LU = 0.3
_SPARE_STEREO_DB = 0.3  # AAC in stereo brought peaks of -1.4 dBTP to -1.05
_SPARE_DB = 1.0  # AAC of six channels at 448 kbit/s brought peaks of -1.4 dBTP to -0.9 in a delivered film
_DIALOGUE_LUFS = -18.0  # stems before the film as a whole is set to its target
_MUSIC_LUFS = -26.0
_DUCK_DB = -8.0  # music under speech, where the voice is ...
_DUCK_REST_DB = -4.5  # ... and below and above it
_VOICE_HZ = (280.0, 3800.0)
_RISE_STEPS = 110  # of 10 ms, for music to come back after a voice
_ASIDE = 4.0  # a voice off screen stands so much further to its side
_APART = 3.0  # and so do two who speak at once
_OVER_S = 0.35
_EDGE = 480  # samples over which a line that was trimmed comes and goes
_LEAST_AIR_DB = -72.0  # under this there is no air in half a second of a scene
_DUCK_PLAYING_DB = -18.0  # music while an instrument plays in the picture
_DUCK_EFFECTS_DB = -3.0
# Shot size -> (level of the voice in dB, share of the room).
DISTANCE = {
    "extreme_close": (0.8, 0.07), "close": (0.5, 0.08), "insert": (0.0, 0.12), "medium_close": (0.2, 0.10), "medium": (0.0, 0.13),
    "medium_wide": (-0.5, 0.17), "full": (-1.0, 0.20), "wide": (-1.6, 0.25), "extreme_wide": (-2.6, 0.32),
}  # fmt: skip


def mix(
    cut: Cut,
    breakdown: Breakdown,
    shot_list: ShotList,
    staged: Sequence[StagedScene],
    dialogue: Dialogue,
    score: Score | None,
    *,
    store: Store,
) -> Mix:
    """Mix the whole film.

    Args:
        cut: The film's clock; its lines name the recordings.
        staged: Scenes with their sound events; a scene that is missing has its bed and no events.
        dialogue: For its noises and its credits.
        score: None for a film without music.

    Returns:
        Digests of the film mix and its stems, all stereo, 48 kHz, 24 bits, of the film's length; the stems add up to the film. Besides
        them the same film for broadcast and in 5.1.

    Raises:
        StageError: the cut has lines and no voice is heard, a score and no music is heard, a line runs past the
            end of the film, a scene has no air, or the level could not be reached.
    """
    samples = cut.frames * SAMPLES_PER_FRAME
    voices = _voices(cut, breakdown, shot_list, dialogue, store, samples)
    music = _music(score, store, samples)
    things = effects(cut, breakdown, shot_list, staged, score)
    air = ambience(cut, breakdown)
    if cut.lines:
        louder = np.float32(gain(_DIALOGUE_LUFS - loudness_lufs(voices.dry + voices.room)))
        voices = _Voices(voices.dry * louder, voices.room * louder, voices.speaking)
    duck = _ducking(voices.speaking)
    playing = np.zeros(samples, dtype=bool)
    for first, last in played_spans(cut, shot_list, staged):
        playing[first:last] = True
    scored = score is not None and (not score.cues or any(cue.notes for cue in score.cues))  # a director may ask for none at all
    if scored:
        music *= np.float32(gain(_MUSIC_LUFS - loudness_lufs(music)))
    music = _stepped_back(music, duck) * (10.0 ** (_ducking(playing) * _DUCK_PLAYING_DB / 20.0)).astype(np.float32)
    air *= (10.0 ** (duck * _DUCK_EFFECTS_DB / 20.0)).astype(np.float32)
    stems = {"dialogue": voices.dry + voices.room, "music": music, "effects": things + air}
    film, made = levelled(stems, TARGET_LUFS, spare_db=_SPARE_STEREO_DB)
    broadcast, _ = levelled(stems, BROADCAST_LUFS)
    round_, _ = levelled(surround(voices.dry, voices.room, music, things, air), TARGET_LUFS, spare_db=_SPARE_DB)
    _check(cut, film, made, air, scored=scored)
    for sound, wanted in ((film, TARGET_LUFS), (broadcast, BROADCAST_LUFS), (round_, TARGET_LUFS)):
        _check_level(sound, wanted)
    credits = dict.fromkeys(
        [*dialogue.credits, *(score.credits if score else ()), Credit(role="Ambience, foley and mix", name="Synthesised by Filmwright")]
    )
    kept = {name: store.put(to_wav(sound), suffix=".wav") for name, sound in (made | {"film": film, "broadcast": broadcast}).items()}
    return Mix(
        **kept, surround=store.put(to_wav(round_), suffix=".wav"), loudness_lufs=round(loudness_lufs(film), 2),
        true_peak_dbtp=round(true_peak_dbtp(film), 2), loudness_range_lu=round(loudness_range_lu(film), 2), credits=tuple(credits),
    )  # fmt: skip


@dataclass(frozen=True)
class _Voices:
    """All lines (2, samples), what their rooms give back of them, and where someone speaks (samples,)."""

    dry: Sound
    room: Sound
    speaking: NDArray[np.bool_]


def _voices(cut: Cut, breakdown: Breakdown, shot_list: ShotList, dialogue: Dialogue, store: Store, samples: int) -> _Voices:
    clock = Clock(cut, shot_list)
    noises = _noises(dialogue, breakdown, shot_list, clock, samples)
    acted = {b.id: scene for scene in breakdown.scenes for b in scene.business if isinstance(b, Action)}
    roles = {role.id: role for role in breakdown.cast}
    lines = {b.id: (b, scene) for scene in breakdown.scenes for b in scene.business if isinstance(b, LineOfDialogue)}
    places = {place.id: place for place in breakdown.sets}
    dry, given = (np.zeros((2, samples), dtype=np.float32) for _ in range(2))
    sends: dict[Room, Sound] = {}
    speaking = np.zeros(samples, dtype=bool)
    for line in (*cut.lines, *noises):
        if line.film_start_sample < 0 or line.film_start_sample + line.samples > samples:
            raise StageError(f"mix: line {line.line} runs past the end of the film; make the last shot longer or move the line")
        voice = _as_cut(from_wav(store.get(line.media), where=f"mix: line {line.line}")[0], line)
        spoken, scene = lines.get(line.line, (None, acted.get(line.line)))
        place = places.get(scene.set) if scene else None
        shot = clock.shot_at(line.film_start_sample // SAMPLES_PER_FRAME)
        level, wet = DISTANCE[shot.size] if shot else (0.0, 0.12)
        delivery = spoken.delivery if spoken else "plain"
        room = room_of(place.name if place else "", sets().get(place.kit) if place else None, interior=place.interior if place else True)
        side = _side(roles, line.role) * (_APART if _talked_over(line, cut) else 1.0)
        recorded = loudness_lufs(voice)
        if delivery == "voice_over":
            level, wet, side = 0.0, 0.02, 0.0
        elif delivery == "off_screen" and (spoken is None or spoken.heard == "here"):
            level, wet, side = level - 3.0, wet + 0.22, side * _ASIDE
            voice = sosfilt(butter(1, 2600, "lowpass", fs=SAMPLE_RATE_HZ, output="sos"), voice).astype(np.float32)
        voice = _bodied(voice, roles.get(line.role))
        if spoken is not None and spoken.heard != "here":
            way = WAYS[spoken.heard]
            voice = heard_through(voice, spoken.heard, seed=line.line)
            level, wet = way.level_db, min(max(0.12 + way.room, 0.02), 0.6)
        voice = sosfilt(butter(2, 70, "highpass", fs=SAMPLE_RATE_HZ, output="sos"), voice).astype(np.float32)
        placed = panned(tamed(voice, recorded + level), side) * np.float32(np.sqrt(2))
        put(dry, placed, line.film_start_sample)
        send = sends.setdefault(room, np.zeros((2, samples), dtype=np.float32))
        put(send, placed * np.float32(wet), line.film_start_sample)
        if line.line not in acted:
            speaking[line.film_start_sample : line.film_start_sample + line.samples] = True
    for room, send in sends.items():
        given += reverberated(send, room)
    return _Voices(dry, given, speaking)


def _as_cut(recording: Sound, line: CutLine) -> Sound:
    """As much of a recording as the cut has of it; where an editor trimmed it, it begins and ends within a moment, without a click."""
    voice: Sound = recording[line.source_start_sample : line.source_start_sample + line.samples].copy()
    edge = min(_EDGE, len(voice) // 2)
    ramp = np.linspace(0, 1, edge, dtype=np.float32)
    if line.source_start_sample:
        voice[:edge] *= ramp
    if line.source_start_sample + line.samples < len(recording):
        voice[len(voice) - edge :] *= ramp[::-1]
    return voice


def _noises(dialogue: Dialogue, breakdown: Breakdown, shot_list: ShotList, clock: Clock, samples: int) -> list[CutLine]:
    """Where in the film the noises of acts are heard: a little after the act begins, if that is in the cut."""
    times = {business.business: (timing.scene, business) for timing in shot_list.timings for business in timing.business}
    found: list[CutLine] = []
    for noise in dialogue.noises:
        if noise.line not in times:
            continue
        scene, act = times[noise.line]
        seen = clock.film_frame(scene, noise_start(act.start, act.end))
        if seen is not None:
            start = seen[0] * SAMPLES_PER_FRAME
            heard = min(noise.samples, samples - start)
            found.append(CutLine(line=noise.line, role=noise.role, film_start_sample=start, samples=heard, media=noise.media))
    return found


def _talked_over(line: CutLine, cut: Cut) -> bool:
    """Whether another speaks for long while this line is said: then the two are put apart, to be told apart."""
    end = line.film_start_sample + line.samples
    return any(
        min(end, other.film_start_sample + other.samples) - max(line.film_start_sample, other.film_start_sample) > _OVER_S * SAMPLE_RATE_HZ
        for other in cut.lines
        if other.line != line.line
    )


def _side(roles: dict[str, Role], role: str) -> float:
    """A little to one side each, so that two voices do not stand in one place."""
    names = list(roles)
    if role not in names:
        return 0.0
    return (-0.10, 0.10, 0.0, -0.06, 0.06)[names.index(role) % 5]


def _bodied(voice: Sound, role: Role | None) -> Sound:
    """A robot's voice has metal in it, a ghost's the air behind it."""
    heard = catalogue.creature(role.puppet.kind).voice if role is not None and role.puppet.kind != "human" else ""
    if heard not in ("robot", "ghost"):
        return voice
    if heard == "ghost":
        delay = int(0.021 * SAMPLE_RATE_HZ)
        echo = np.pad(voice, (delay, 0))[: len(voice)]
        haunted: Sound = (0.85 * voice + 0.4 * sosfilt(butter(2, [500, 4000], "bandpass", fs=SAMPLE_RATE_HZ, output="sos"), echo)).astype(
            np.float32
        )
        return haunted
    comb = voice.copy()
    for seconds, share in ((0.0047, 0.45), (0.0071, 0.3)):
        comb += np.float32(share) * np.pad(voice, (int(seconds * SAMPLE_RATE_HZ), 0))[: len(voice)]
    time = np.arange(len(voice)) / SAMPLE_RATE_HZ
    metal: Sound = (0.62 * comb + 0.16 * voice * np.sin(2 * np.pi * 55 * time)).astype(np.float32)
    return metal


def _music(score: Score | None, store: Store, samples: int) -> Sound:
    if score is None:
        return np.zeros((2, samples), dtype=np.float32)
    music = from_wav(store.get(score.media), where="mix: the score")
    if music.shape != (2, samples):
        raise StageError(
            f"mix: the score has {music.shape[-1]} samples in {music.shape[0]} channels; the film needs {samples} in 2; "
            "compose it again for this cut"
        )
    return music


def _ducking(sounding: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How far (samples,), 0 to 1, others step back: before it sounds, slowly up after it ends, steady through short pauses."""
    step = SAMPLE_RATE_HZ // 100
    coarse = sounding[: len(sounding) // step * step].reshape(-1, step).any(axis=1).astype(np.float64)
    held = maximum_filter1d(coarse, size=2 * 45 + 1)  # pauses under 0.9 s stay ducked; starts 0.45 s early
    for i in range(1, len(held)):
        held[i] = max(held[i], held[i - 1] - 1 / _RISE_STEPS)
    smooth = uniform_filter1d(uniform_filter1d(held, 51), 41)  # about 0.8 s from full to ducked, no corner
    out: NDArray[np.float64] = np.interp(np.arange(len(sounding)), np.arange(len(smooth)) * step + step / 2, smooth)
    return out


def _stepped_back(music: Sound, duck: NDArray[np.float64]) -> Sound:
    """Music that makes room for a voice where the voice is, and hardly below and above it: what goes on there hides the step."""
    middle = sosfilt(butter(1, _VOICE_HZ, "bandpass", fs=SAMPLE_RATE_HZ, output="sos"), music, axis=1)
    rest = music - middle
    out: Sound = (middle * 10.0 ** (duck * _DUCK_DB / 20.0) + rest * 10.0 ** (duck * _DUCK_REST_DB / 20.0)).astype(np.float32)
    return out


def _check(cut: Cut, film: Sound, stems: dict[str, Sound], air: Sound, *, scored: bool) -> None:
    """Refuse a mix in which something is missing; on the result, not the intention."""
    if not np.isfinite(film).all():
        raise StageError("mix: the film's sound holds values that are no numbers; a recording is damaged")
    for line in cut.lines:
        part = stems["dialogue"][:, line.film_start_sample : line.film_start_sample + line.samples]
        if not part.size or 20 * np.log10(np.sqrt(np.mean(part**2)) + 1e-9) < -50:
            raise StageError(f"mix: line {line.line} is not heard where the cut has it; record it again")
    if scored and loudness_lufs(stems["music"]) < -45:
        raise StageError("mix: there is a score, but no music is heard; compose it again")
    for shot in cut.shots:
        seen = air[:, shot.film_start * SAMPLES_PER_FRAME : (shot.film_start + shot.frames) * SAMPLES_PER_FRAME]
        half = SAMPLE_RATE_HZ // 2
        whole = seen[:, half : seen.shape[1] // half * half - half]  # the film fades up and down at its ends
        if whole.size and 20 * np.log10(np.sqrt((whole.reshape(2, -1, half) ** 2).mean(axis=(0, 2)).min()) + 1e-9) < _LEAST_AIR_DB:
            raise StageError(f"mix: there is a hole in the air of shot {shot.shot}; its place has no bed")


def _check_level(sound: Sound, wanted: float) -> None:
    level, peak = loudness_lufs(sound), true_peak_dbtp(sound)
    if level > SILENCE_LUFS + 1 and abs(level - wanted) > _TOLERANCE_LU:
        raise StageError(f"mix: the film has {level:.1f} LUFS; {wanted:.0f} within {_TOLERANCE_LU} could not be reached")
    if peak > CEILING_DBTP:
        raise StageError(f"mix: the true peak is {peak:.1f} dBTP; at most {CEILING_DBTP:.0f} is allowed")
