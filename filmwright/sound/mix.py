"""The mix: dialogue in its rooms, music that steps back for it, effects; levelled, limited, and checked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, minimum_filter1d, uniform_filter1d
from scipy.signal import butter, resample_poly, sosfilt

from filmwright.errors import StageError
from filmwright.records.breakdown import Breakdown, LineOfDialogue, Role
from filmwright.records.clock import SAMPLE_RATE_HZ, SAMPLES_PER_FRAME
from filmwright.records.cut import Cut
from filmwright.records.music import Mix, Score
from filmwright.records.report import Credit
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue
from filmwright.records.staging import StagedScene
from filmwright.sound.hearing import WAYS, heard_through
from filmwright.sound.noise import put
from filmwright.sound.rooms import Room, panned, reverberated
from filmwright.sound.sampled import SILENCE_LUFS, Sound, from_wav, gain, loudness_lufs, to_wav, true_peak_dbtp
from filmwright.sound.scenery import Clock, ambience, effects, played_spans, room_of
from filmwright.store import Store
from filmwright.theatre import catalogue
from filmwright.theatre.catalogue import sets

TARGET_LUFS = -16.0
CEILING_DBTP = -1.0
_TOLERANCE_LU = 0.3
_LIMIT_DBTP = -1.4  # the limiter works on 4x oversampled peaks; 0.4 dB are left for its moving gain
_DIALOGUE_LUFS = -18.0  # stems before the film as a whole is set to its target
_MUSIC_LUFS = -26.0
_DUCK_DB = -7.0  # music under speech
_DUCK_PLAYING_DB = -18.0  # music while an instrument plays in the picture
_DUCK_EFFECTS_DB = -3.0
# Shot size -> (level of the voice in dB, share of the room).
_DISTANCE = {
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
        dialogue: For its credits.
        score: None for a film without music.

    Returns:
        Digests of the film mix and its stems, all stereo, 48 kHz, 24 bits, of the film's length; the stems add up to the film.

    Raises:
        StageError: the cut has lines and no voice is heard, a score and no music is heard, a line runs past the
            end of the film, or the level could not be reached.
    """
    samples = cut.frames * SAMPLES_PER_FRAME
    voices, speaking = _voices(cut, breakdown, shot_list, store, samples)
    music = _music(score, store, samples)
    things = effects(cut, breakdown, shot_list, staged)
    air = ambience(cut, breakdown)
    if cut.lines:
        voices *= np.float32(gain(_DIALOGUE_LUFS - loudness_lufs(voices)))
    duck = _ducking(speaking, _DUCK_DB)
    playing = np.zeros(samples, dtype=bool)
    for first, last in played_spans(cut, shot_list, staged):
        playing[first:last] = True
    scored = score is not None and (not score.cues or any(cue.notes for cue in score.cues))  # a director may ask for none at all
    if scored:
        music *= np.float32(gain(_MUSIC_LUFS - loudness_lufs(music)))
    music *= np.minimum(duck, _ducking(playing, _DUCK_PLAYING_DB))
    sounds = things + air * duck ** (_DUCK_EFFECTS_DB / _DUCK_DB)
    stems = {"dialogue": voices, "music": music, "effects": sounds}
    film, stems = _levelled(stems)
    _check(cut, film, stems, scored=scored)
    credits = dict.fromkeys(
        [*dialogue.credits, *(score.credits if score else ()), Credit(role="Ambience, foley and mix", name="Synthesised by Filmwright")]
    )
    return Mix(
        film=store.put(to_wav(film), suffix=".wav"), dialogue=store.put(to_wav(stems["dialogue"]), suffix=".wav"),
        music=store.put(to_wav(stems["music"]), suffix=".wav"),
        effects=store.put(to_wav(stems["effects"]), suffix=".wav"), loudness_lufs=round(loudness_lufs(film), 2),
        true_peak_dbtp=round(true_peak_dbtp(film), 2),
        loudness_range_lu=round(loudness_range_lu(film), 2), credits=tuple(credits),
    )  # fmt: skip


def _voices(cut: Cut, breakdown: Breakdown, shot_list: ShotList, store: Store, samples: int) -> tuple[Sound, NDArray[np.bool_]]:
    """All lines in their rooms (2, samples), and where someone speaks."""
    clock = Clock(cut, shot_list)
    roles = {role.id: role for role in breakdown.cast}
    lines = {b.id: (b, scene) for scene in breakdown.scenes for b in scene.business if isinstance(b, LineOfDialogue)}
    places = {place.id: place for place in breakdown.sets}
    out = np.zeros((2, samples), dtype=np.float32)
    sends: dict[Room, Sound] = {}
    speaking = np.zeros(samples, dtype=bool)
    for line in cut.lines:
        if line.film_start_sample < 0 or line.film_start_sample + line.samples > samples:
            raise StageError(f"mix: line {line.line} runs past the end of the film; make the last shot longer or move the line")
        voice = from_wav(store.get(line.media), where=f"mix: line {line.line}")[0][: line.samples]
        spoken, scene = lines.get(line.line, (None, None))
        place = places.get(scene.set) if scene else None
        shot = clock.shot_at(line.film_start_sample // SAMPLES_PER_FRAME)
        level, wet = _DISTANCE[shot.size] if shot else (0.0, 0.12)
        delivery = spoken.delivery if spoken else "plain"
        room = room_of(sets().get(place.kit) if place else None, interior=place.interior if place else True)
        if delivery == "voice_over":
            level, wet = 0.0, 0.02
        elif delivery == "off_screen" and (spoken is None or spoken.heard == "here"):
            level, wet = level - 3.0, wet + 0.22
            voice = sosfilt(butter(1, 2600, "lowpass", fs=SAMPLE_RATE_HZ, output="sos"), voice).astype(np.float32)
        voice = _bodied(voice, roles.get(line.role))
        if spoken is not None and spoken.heard != "here":
            way = WAYS[spoken.heard]
            voice = heard_through(voice, spoken.heard, seed=line.line)
            level, wet = way.level_db, min(max(0.12 + way.room, 0.02), 0.6)
        voice = sosfilt(butter(2, 70, "highpass", fs=SAMPLE_RATE_HZ, output="sos"), voice).astype(np.float32)
        placed = panned(voice, _side(roles, line.role)) * np.float32(gain(level) * np.sqrt(2))
        put(out, placed, line.film_start_sample)
        send = sends.setdefault(room, np.zeros((2, samples), dtype=np.float32))
        put(send, placed * np.float32(wet), line.film_start_sample)
        speaking[line.film_start_sample : line.film_start_sample + line.samples] = True
    for room, send in sends.items():
        out += reverberated(send, room)
    return out, speaking


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


def _ducking(speaking: NDArray[np.bool_], depth_db: float) -> Sound:
    """Gain of the music (samples,): down before a voice begins, up gently after it ends, steady through short pauses."""
    step = 480  # 10 ms
    coarse = speaking[: len(speaking) // step * step].reshape(-1, step).any(axis=1).astype(np.float64)
    held = maximum_filter1d(coarse, size=2 * 35 + 1)  # pauses under 0.7 s stay ducked; starts 0.35 s early
    smooth = uniform_filter1d(uniform_filter1d(held, 41), 31)  # about 0.6 s from full to ducked, no corner
    decibels = np.interp(np.arange(len(speaking)), np.arange(len(smooth)) * step + step / 2, smooth) * depth_db
    out: Sound = (10.0 ** (decibels / 20.0)).astype(np.float32)
    return out


def _levelled(stems: dict[str, Sound]) -> tuple[Sound, dict[str, Sound]]:
    """Film and stems at the target loudness under the ceiling: one gain and one limiter for all, found by trying."""
    raw: Sound = np.sum(list(stems.values()), axis=0).astype(np.float32)
    level = loudness_lufs(raw)
    if level <= SILENCE_LUFS + 1:
        return raw, stems
    wanted = TARGET_LUFS - level
    for _ in range(5):
        curve = _limiter(raw * np.float32(gain(wanted)))
        film = raw * np.float32(gain(wanted)) * curve
        short = TARGET_LUFS - loudness_lufs(film)
        if abs(short) < 0.03:
            break
        wanted += short
    made = {name: (stem * np.float32(gain(wanted)) * curve).astype(np.float32) for name, stem in stems.items()}
    return film, made


def _limiter(sound: Sound) -> Sound:
    """Gain (samples,) that holds the true peak: looks 5 ms ahead, lets go in about 60 ms."""
    peaks = np.abs(resample_poly(sound, 4, 1, axis=1)).max(axis=0)[: 4 * sound.shape[1]].reshape(-1, 4).max(axis=1)
    ceiling = gain(_LIMIT_DBTP)
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    ahead = int(0.005 * SAMPLE_RATE_HZ)
    held = minimum_filter1d(needed, size=2 * ahead + 1)
    slow = minimum_filter1d(needed, size=2 * 6 * ahead + 1)
    curve = np.minimum(uniform_filter1d(held, ahead), uniform_filter1d(slow, 6 * ahead))
    out: Sound = curve.astype(np.float32)
    return out


def loudness_range_lu(sound: Sound) -> float:
    """Loudness range (EBU Tech 3342): spread from the 10th to the 95th percentile of the 3 s loudness, gated 20 LU below its mean."""
    block, hop = 3 * SAMPLE_RATE_HZ, SAMPLE_RATE_HZ
    values = [loudness_lufs(sound[:, start : start + block]) for start in range(0, max(sound.shape[1] - block, 1), hop)]
    kept = np.array([value for value in values if value > -70])
    if len(kept) < 2:
        return 0.0
    mean = 10 * np.log10(np.mean(10 ** (kept / 10)))
    kept = kept[kept > mean - 20]
    return float(np.percentile(kept, 95) - np.percentile(kept, 10))


def _check(cut: Cut, film: Sound, stems: dict[str, Sound], *, scored: bool) -> None:
    """Refuse a mix in which something is missing or out of bounds; on the result, not the intention."""
    if not np.isfinite(film).all():
        raise StageError("mix: the film's sound holds values that are no numbers; a recording is damaged")
    for line in cut.lines:
        part = stems["dialogue"][:, line.film_start_sample : line.film_start_sample + line.samples]
        if not part.size or 20 * np.log10(np.sqrt(np.mean(part**2)) + 1e-9) < -50:
            raise StageError(f"mix: line {line.line} is not heard where the cut has it; record it again")
    if scored and loudness_lufs(stems["music"]) < -45:
        raise StageError("mix: there is a score, but no music is heard; compose it again")
    level, peak = loudness_lufs(film), true_peak_dbtp(film)
    if level > SILENCE_LUFS + 1 and abs(level - TARGET_LUFS) > _TOLERANCE_LU:
        raise StageError(f"mix: the film has {level:.1f} LUFS; {TARGET_LUFS:.0f} within {_TOLERANCE_LU} could not be reached")
    if peak > CEILING_DBTP:
        raise StageError(f"mix: the true peak is {peak:.1f} dBTP; at most {CEILING_DBTP:.0f} is allowed")
