"""Records a line: reads it, plans it, acts it, sounds it, and notes where its words and mouth shapes fall."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, resample_poly, sosfilt

from filmwright.errors import StageError
from filmwright.records.breakdown import LineOfDialogue, VoiceRecord
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.records.speech import MouthShape, SpokenLine, SpokenWord
from filmwright.sound.sampled import Sound, faded, gain, loudness_lufs, to_wav
from filmwright.sound.voices.acting import Manner, manner
from filmwright.sound.voices.bank import style
from filmwright.sound.voices.breath import breathed, inhale
from filmwright.sound.voices.casting import accent
from filmwright.sound.voices.kokoro import SAMPLE_RATE_HZ as MODEL_RATE_HZ
from filmwright.sound.voices.kokoro import SAMPLES_PER_STEP, Floats, Prosody, VoiceModel
from filmwright.sound.voices.mouths import DRAWING_SAMPLES, mouth_cues
from filmwright.sound.voices.noises import uttered
from filmwright.sound.voices.phonemes import MOUTHS, PAUSES, STRESS
from filmwright.sound.voices.reading import Sounded, read_aloud
from filmwright.store import Store

PLAIN_SPEECH_LUFS = -20.0  # level of a line said plainly; the mix sets the dialogue as a whole
_MOST_SYMBOLS = 220  # longer lines are read in parts: the model was trained on 100 to 200 symbols
_MOST_IN_A_WORD = 240  # with what is before it a part then stays below the model's 510
_BETWEEN_PARTS_S = 0.22
_BY_NOISE_S = 0.12
_QUIET_DB = -44.0  # below the line's loudest 10 ms this is silence (the model's tail runs 0.36 s past what is heard)
_SHORTEST_STYLE = 12  # styles for texts shorter than this were made from few examples and rush (guess)
_HEAD = 3 * SAMPLE_RATE_HZ // 100  # silence kept before the first sound
Place = tuple[int, int]


@dataclass(frozen=True)
class _Spoken:
    """Part of a line at 48 kHz: its sound, and for each word of it its place and the shapes of its mouth."""

    sound: Sound
    words: list[Place | None]
    shapes: list[tuple[int, int, MouthShape]]
    melody: list[float]  # highest F0 in each word, Hz
    noise_db: float | None = None  # of a noise: its level against words said plainly


def record_line(line: LineOfDialogue, voice: VoiceRecord, *, store: Store, model: VoiceModel) -> SpokenLine:
    """Record one line into the store.

    Args:
        line: What is said and how.
        voice: A voice that has been cast.
        store: Where the WAV (mono, 48 kHz, 24 bits) is put.
        model: From `load_voice_model`.

    Returns:
        The recording. Words and mouth cues are in samples from its first sample; mouth cues last whole drawings.

    Raises:
        StageError: the line holds nothing that can be said.
    """
    said = read_aloud(line.text, accent(voice))
    if not any(word.sounds or word.noise for word in said):
        raise StageError(f"line {line.id}: '{line.text}' holds nothing that can be spoken; give it words or make it an action")
    longest = max(len(word.sounds) for word in said)
    if longest > _MOST_IN_A_WORD:
        raise StageError(f"line {line.id}: a word of {longest} sounds is too long to be spoken; at most {_MOST_IN_A_WORD}")
    acted = manner(line)
    parts = [
        _utter(part[0], voice, acted, model, seed=_seed(line.text, k)) if part[0].noise else _speak(part, voice, acted, model)
        for k, part in enumerate(_parts(said))
    ]
    parts, level = _balanced(parts)
    sound, places, shapes, melody = _joined(parts)
    sound, offset = _trimmed(sound, cut_off=said[-1].after.endswith("—"))
    words = _words(said, places, melody, offset, len(sound))
    wanted = PLAIN_SPEECH_LUFS + acted.level_db
    sound = _limited(sound * gain(wanted - (loudness_lufs(sound) if level is None else level)))
    moved = [(start - offset, end - offset, shape) for start, end, shape in shapes]
    cues = mouth_cues(_closed_where_silent(moved, sound), len(sound))
    return SpokenLine(
        line=line.id, role=line.role, media=store.put(to_wav(sound), suffix=".wav"), samples=len(sound), words=words, mouth=cues,
        level_lufs=round(loudness_lufs(sound), 2),
    )  # fmt: skip


def _parts(said: list[Sounded]) -> list[list[Sounded]]:
    """The line in parts: each noise by itself, the words between as `_spoken_parts` has them."""
    parts: list[list[Sounded]] = []
    for noise, run in groupby(said, key=lambda word: word.noise is not None):
        words = list(run)
        parts += [[word] for word in words] if noise else _spoken_parts(words)
    return parts


def _spoken_parts(said: list[Sounded]) -> list[list[Sounded]]:
    """Words in parts of at most _MOST_SYMBOLS, cut after sentences, or after commas where a sentence is longer."""
    parts: list[list[Sounded]] = [[]]
    length = 0
    for i, word in enumerate(said):
        parts[-1].append(word)
        length += len(word.sounds) + len(word.after) + 1
        ahead = 0
        for later in said[i + 1 :]:
            ahead += len(later.sounds) + len(later.after) + 1
            if set(later.after) & set(".!?…"):
                break
        ends = set(word.after) & set(".!?…")
        upcoming = len(said[i + 1].sounds) if i + 1 < len(said) else 0
        if i + 1 < len(said) and (
            length + upcoming > 2 * _MOST_SYMBOLS + 20
            or (ends and length + ahead > _MOST_SYMBOLS)
            or (word.after and length > _MOST_SYMBOLS)
            or length > 2 * _MOST_SYMBOLS
        ):
            parts.append([])
            length = 0
    return [part for part in parts if any(word.sounds for word in part)]


def _speak(said: list[Sounded], voice: VoiceRecord, acted: Manner, model: VoiceModel) -> _Spoken:
    text, owners = _script(said)
    factor = _ratio(voice.formant)
    stretch = _stretch(text, owners, said, acted)
    emphasised = [i for i, word in enumerate(said) if word.emphasised]
    plans: list[Prosody] = []

    def shape(plan: Prosody) -> Prosody:
        plans.append(plan)
        return _shaped(plan, owners, emphasised, voice, acted, float(factor))

    looks = style(voice, max(len(text), _SHORTEST_STYLE))
    pace = voice.pace * acted.pace
    raw, steps = model.speak(text, looks, speed=pace / float(factor), stretch=stretch, shape=shape)
    if acted.whisper > 0:
        raw = breathed(raw, acted.whisper)
    if acted.edge > 0:
        raw = _edged(raw, acted.edge)
    sound = resample_poly(raw, SAMPLE_RATE_HZ // MODEL_RATE_HZ * factor.denominator, factor.numerator).astype(np.float32)
    scale = SAMPLE_RATE_HZ / MODEL_RATE_HZ / float(factor)
    # The sound of a symbol is heard one step before the net says.
    edges = np.maximum((np.concatenate([[0], np.cumsum(steps)]) - 1) * SAMPLES_PER_STEP * scale, 0).astype(int)
    f0 = plans[0].f0
    words: list[Place | None] = []
    melody: list[float] = []
    for i in range(len(said)):
        mine = [k for k, owner in enumerate(owners) if owner == i and text[k] not in PAUSES]
        words.append((int(edges[mine[0] + 1]), int(edges[mine[-1] + 2])) if mine else None)
        bounds = np.concatenate([[0], np.cumsum(steps)])
        inside = f0[2 * bounds[mine[0] + 1] : 2 * bounds[mine[-1] + 2]] if mine else f0[:0]
        melody.append(float(np.percentile(inside[inside > 40], 90)) if (inside > 40).any() else 0.0)
    shapes: list[tuple[int, int, MouthShape]] = []
    for k, symbol in enumerate(text):
        start, end = int(edges[k + 1]), int(edges[k + 2])
        if symbol in STRESS | {"ː"} and shapes and symbol == "ː":
            shapes[-1] = (shapes[-1][0], end, shapes[-1][2])
        made = MOUTHS.get(symbol, ())
        middle = start + (end - start) * 3 // 5
        for shape_name, (a, b) in zip(made, ((start, end),) if len(made) == 1 else ((start, middle), (middle, end)), strict=False):
            shapes.append((a, b, shape_name))
    if acted.panting:
        sound = _panted(sound, text, edges)
    return _Spoken(sound, words, shapes, melody)


def _utter(word: Sounded, voice: VoiceRecord, acted: Manner, model: VoiceModel, *, seed: int) -> _Spoken:
    assert word.noise is not None
    made = uttered(word.noise, voice, float(_ratio(voice.formant)), model=model, seed=seed, whisper=acted.whisper)
    return _Spoken(made.sound, [(0, len(made.sound))], list(made.shapes), [0.0], made.level_db)


def _seed(text: str, part: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{text}/{part}".encode()).digest()[:4], "big")


def _balanced(parts: list[_Spoken]) -> tuple[list[_Spoken], float | None]:
    """The parts with their noises as loud as they should be against the words, and the level of the words; None: there are no noises."""
    if all(part.noise_db is None for part in parts):
        return parts, None
    spoken = [part.sound for part in parts if part.noise_db is None]
    level = loudness_lufs(np.concatenate(spoken)) if spoken else PLAIN_SPEECH_LUFS
    made = []
    for part in parts:
        louder = 1.0 if part.noise_db is None else gain(level + part.noise_db - loudness_lufs(part.sound))
        made.append(replace(part, sound=part.sound * np.float32(louder)))
    return made, level


def _script(said: list[Sounded]) -> tuple[str, list[int]]:
    """The symbols of the words with their pauses, and for each symbol the word it belongs to."""
    text, owners = "", []
    for i, word in enumerate(said):
        piece = (" " if text and not text.endswith(" ") else "") + word.sounds + word.after
        text += piece
        owners += [i] * len(piece)
    if text and text[-1] not in PAUSES:
        text += "."
        owners.append(len(said) - 1)
    return text, owners


def _stretch(text: str, owners: list[int], said: list[Sounded], acted: Manner) -> Floats:
    factors = np.ones(len(text) + 2, dtype=np.float32)
    for k, symbol in enumerate(text):
        if symbol in PAUSES and symbol != " ":
            factors[k + 1] = acted.pause * (1.5 if symbol == "…" else 1.0)
        elif said[owners[k]].emphasised:
            factors[k + 1] = 1.16
        elif symbol == "ː" and "ːː" in said[owners[k]].sounds:
            factors[k + 1] = 1.5
    return factors


def _shaped(plan: Prosody, owners: list[int], emphasised: list[int], voice: VoiceRecord, acted: Manner, formant: float) -> Prosody:
    f0, energy = plan.f0.astype(np.float64).copy(), plan.energy.astype(np.float64).copy()
    voiced = f0 > 40
    bounds = 2 * np.concatenate([[0], np.cumsum(plan.steps)])
    lift = np.zeros(len(f0))
    for i in emphasised:
        mine = [k for k, owner in enumerate(owners) if owner == i]
        a, b = int(bounds[mine[0] + 1]), int(bounds[mine[-1] + 2])
        lift[a:b] = np.hanning(b - a + 2)[1:-1]
    if voiced.any():
        pitch = np.log2(f0[voiced])
        middle = float(np.median(pitch))
        waver = acted.tremble / 12 * np.sin(2 * np.pi * 5.5 * np.arange(len(f0)) / 80.0)  # 80 values a second
        moved = (pitch - middle) * acted.melody + middle + acted.semitones / 12 + np.log2(voice.pitch / formant)
        moved += waver[voiced] + lift[voiced] * 2.4 / 12
        low, high = np.log2(55.0), np.log2(620.0 / formant)
        f0[voiced] = 2.0 ** np.clip(moved, low, high)
    energy += acted.effort + 0.6 * lift
    return replace(plan, f0=f0.astype(np.float32), energy=energy.astype(np.float32))


def _ratio(formant: float) -> Fraction:
    return Fraction(formant).limit_denominator(40)


def _edged(sound: Sound, amount: float) -> Sound:
    """A raised voice: more between 1.5 and 5 kHz, a little less below 300 Hz."""
    band = sosfilt(butter(2, [1500, 5000], "bandpass", fs=MODEL_RATE_HZ, output="sos"), sound)
    low = sosfilt(butter(1, 300, "lowpass", fs=MODEL_RATE_HZ, output="sos"), sound)
    out: Sound = (sound + amount * (0.75 * band - 0.3 * low)).astype(np.float32)
    return out


def _panted(sound: Sound, text: str, edges: NDArray[np.int_]) -> Sound:
    """Short breaths in the pauses of the line."""
    out = sound.copy()
    level = float(np.sqrt(np.mean(sound**2)))
    for k, symbol in enumerate(text[:-1]):
        start, end = int(edges[k + 1]), int(edges[k + 2])
        if symbol in ",.!?…;—:" and end - start > SAMPLE_RATE_HZ // 8:
            breath = inhale(min(end - start, SAMPLE_RATE_HZ // 3), seed=k) * level * 0.35
            out[start : start + len(breath)] += breath[: len(out) - start]
    return out


def _joined(parts: Sequence[_Spoken]) -> tuple[Sound, list[Place | None], list[tuple[int, int, MouthShape]], list[float]]:
    sounds: list[Sound] = []
    words: list[Place | None] = []
    shapes: list[tuple[int, int, MouthShape]] = []
    melody: list[float] = []
    place = 0
    for i, part in enumerate(parts):
        sound, offset = part.sound, 0
        if len(parts) > 1:
            sound, offset = _trimmed(part.sound, cut_off=False)
        sounds.append(sound)
        words += [None if word is None else (word[0] - offset + place, word[1] - offset + place) for word in part.words]
        shapes += [(a - offset + place, b - offset + place, shape) for a, b, shape in part.shapes]
        melody += part.melody
        place += len(sound)
        if i + 1 < len(parts):
            by_noise = part.noise_db is not None or parts[i + 1].noise_db is not None
            gap = int((_BY_NOISE_S if by_noise else _BETWEEN_PARTS_S) * SAMPLE_RATE_HZ)
            sounds.append(np.zeros(gap, np.float32))
            place += gap
    return np.concatenate(sounds), words, shapes, melody


def _trimmed(sound: Sound, *, cut_off: bool) -> tuple[Sound, int]:
    """The line without the silence around it, softly faded, and how many samples were taken from its head."""
    level = _levels_db(sound)
    loud = np.flatnonzero(level > level.max() + _QUIET_DB)
    hop = SAMPLE_RATE_HZ // 100
    start = max(int(loud[0]) * hop - _HEAD, 0)
    end = min((int(loud[-1]) + 1) * hop + hop * (2 if cut_off else 9), len(sound))
    return faded(sound[start:end], head=hop, tail=hop * (1 if cut_off else 7)), start


def _levels_db(sound: Sound) -> NDArray[np.float64]:
    """Level of each 10 ms."""
    hop = SAMPLE_RATE_HZ // 100
    padded = np.pad(sound, (0, -len(sound) % hop)).reshape(-1, hop).astype(np.float64)
    levels: NDArray[np.float64] = 10 * np.log10(np.mean(padded**2, axis=1) + 1e-10)
    return levels


def _closed_where_silent(shapes: list[tuple[int, int, MouthShape]], sound: Sound) -> list[tuple[int, int, MouthShape]]:
    level = _levels_db(sound)
    hop = SAMPLE_RATE_HZ // 100
    floor = level.max() - 34.0
    kept: list[tuple[int, int, MouthShape]] = []
    for start, end, shape in shapes:
        a, b = max(start, 0) // hop, min(end, len(sound)) // hop + 1
        if b > a and (shape == "M" or level[a:b].max(initial=-120.0) > floor):
            first = max(start, 0) if kept else min(max(start, 0), _HEAD)  # the first sound is heard where the recording was cut
            gap = level[kept[-1][1] // hop : first // hop] if kept else level[:0]
            if kept and (first - kept[-1][1] < DRAWING_SAMPLES or gap.min(initial=0.0) > floor):  # no rest between words that run on
                kept[-1] = (kept[-1][0], first, kept[-1][2])
            kept.append((first, min(end, len(sound)), shape))
    return kept


def _words(said: list[Sounded], places: list[Place | None], melody: list[float], offset: int, samples: int) -> tuple[SpokenWord, ...]:
    """Words with their times; stressed: what the script marks, and in each sentence the last full word and the melody's top."""
    stressed = {i for i, word in enumerate(said) if word.emphasised}
    sentence: list[int] = []
    for i, word in enumerate(said):
        if "ˈ" in word.sounds:
            sentence.append(i)
        if set(word.after) & set(".!?…—") or i + 1 == len(said):
            if sentence:
                stressed |= {sentence[-1], max(sentence, key=lambda k: (melody[k], -k))}
            sentence = []
    words: list[SpokenWord] = []
    for i, (word, place) in enumerate(zip(said, places, strict=True)):
        if place is None:
            continue
        start = min(max(place[0] - offset, 0), samples - 1, *([] if words else [_HEAD]))
        end = min(max(place[1] - offset, start + 1), samples)
        written = word.text.split()
        for k, part in enumerate(written):  # a noise may be written in several words
            a, b = (start + (end - start) * at // len(written) for at in (k, k + 1))
            words.append(SpokenWord(text=part, start=a, end=b, stressed=i in stressed))
    return tuple(words)


def _limited(sound: Sound) -> Sound:
    """Peaks above -3 dBFS bent below -1 dBFS."""
    knee, top = 0.708, 0.89
    over = np.abs(sound) > knee
    bent = knee + (top - knee) * np.tanh((np.abs(sound) - knee) / (top - knee))
    return np.where(over, np.sign(sound) * bent, sound).astype(np.float32)
