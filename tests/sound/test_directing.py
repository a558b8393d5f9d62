"""What a director asks of the sound is heard: notes on the score, sounds by name, voices from elsewhere."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pytest
from heard_film import breakdown, cut, dialogue, lines, shot_list, staged

from filmwright.records.breakdown import Breakdown, EffectNote, Hearing, LineOfDialogue, ScoreNote
from filmwright.records.cut import Cut, CutNote
from filmwright.records.music import Cue
from filmwright.records.story import Feeling
from filmwright.sound import compose, effects_not_known, mix, perform
from filmwright.sound.asked import effect_of, known_effect_words, sounded
from filmwright.sound.foley import foley, kind_of
from filmwright.sound.hearing import WAYS, heard_through
from filmwright.sound.sampled import from_wav, loudness_lufs, to_wav
from filmwright.sound.scenery import ambience, effects
from filmwright.sound.voices.acting import manner
from filmwright.store import Store

RATE = 48_000


def asked(**note: Any) -> tuple[Breakdown, Cut]:
    """The small film with one note on the score five seconds into scene 1, which is seen from 2 s to 14 s."""
    told = ScoreNote(id="s1.n1", text="as asked", **note)
    scenes = breakdown().scenes
    film = msgspec.structs.replace(breakdown(), scenes=(msgspec.structs.replace(scenes[0], notes=(told,)), *scenes[1:]))
    return film, msgspec.structs.replace(cut(), notes=(CutNote(note="s1.n1", film_start=48 + 120),))


def cues(**note: Any) -> tuple[Cue, ...]:
    film, edited = asked(**note)
    return compose(edited, film, seed=3).cues


def at(found: tuple[Cue, ...], frame: int) -> Cue:
    return next(cue for cue in found if cue.start <= frame * 2000 < cue.end)


def test_a_note_of_silence_is_kept_to_the_frame_up_to_the_end_of_its_scene() -> None:
    silent = at(cues(silent=True), 200)
    assert (silent.start, silent.end) == (168 * 2000, 336 * 2000) and not silent.notes
    assert at(cues(silent=True), 100).notes and at(cues(silent=True), 400).notes


def test_a_mood_turns_the_harmony_and_pace_and_loudness_are_heard() -> None:
    assert at(cues(feeling=Feeling(valence=-0.7, arousal=0.0, tension=0.8)), 200).key.endswith("phrygian")
    assert at(cues(feeling=Feeling(valence=0.8, arousal=0.5, tension=-0.4)), 200).key.endswith("ionian")
    assert at(cues(pace=1.45), 200).tempo_bpm > 1.2 * at(cues(pace=0.8), 200).tempo_bpm
    loud, soft = (np.mean([note.velocity for note in at(cues(loudness=x), 200).notes]) for x in (1.0, -1.0))
    assert loud > soft + 20


def test_a_theme_that_is_asked_for_is_heard() -> None:
    for role in ("mara", "tobias"):
        assert role in at(cues(theme=role), 200).motifs


def test_a_film_may_be_asked_to_have_no_music_at_all(tmp_path: Any) -> None:
    store = Store(tmp_path)
    notes = tuple(ScoreNote(id=f"{scene.id}.n1", text="none", silent=True) for scene in breakdown().scenes)
    scenes = tuple(msgspec.structs.replace(s, notes=(n,)) for s, n in zip(breakdown().scenes, notes, strict=True))
    film = msgspec.structs.replace(breakdown(), scenes=scenes)
    whole = msgspec.structs.replace(
        cut(media(store)),
        titles=(),
        shots=tuple(msgspec.structs.replace(shot, film_start=shot.film_start - 48) for shot in cut().shots),
        lines=tuple(msgspec.structs.replace(x, film_start_sample=x.film_start_sample - 96_000) for x in cut(media(store)).lines),
        frames=528,
        notes=(CutNote(note="s1.n1", film_start=0), CutNote(note="s2.n1", film_start=288)),
    )
    score = perform(compose(whole, film, seed=3), store=store)
    assert not any(cue.notes for cue in score.cues)
    mixed = mix(whole, film, shot_list(), staged(), dialogue(media(store)), score, store=store)
    assert not from_wav(store.get(mixed.music), where="test").any()


def talk(samples: int, seed: int) -> np.ndarray:
    """Noise with the pace and the slope of speech, to stand for a voice."""
    generator = np.random.default_rng(seed)
    time = np.arange(samples) / RATE
    spectrum = np.fft.rfft(generator.standard_normal(samples)) / (1 + (np.fft.rfftfreq(samples, 1 / RATE) / 700.0))
    return (2.0 * np.fft.irfft(spectrum, samples) * (0.55 + 0.45 * np.sin(2 * np.pi * 4 * time))).astype(np.float32)


def media(store: Store) -> dict[str, str]:
    return {line: store.put(to_wav(talk(count, i)), suffix=".wav") for i, (line, count) in enumerate(lines().items())}


def share(sound: np.ndarray, low: float, high: float) -> float:
    """Level of a band against the whole, dB."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    return float(10 * np.log10(power[(hertz >= low) & (hertz < high)].sum() / power.sum() + 1e-12))


def test_what_lies_between_a_voice_and_us_takes_its_part_of_the_sound() -> None:
    voice = talk(96_000, 1)
    through: dict[Hearing, np.ndarray] = {hearing: heard_through(voice, hearing, seed="x") for hearing in WAYS}
    assert np.array_equal(through["here"], voice)
    assert share(through["door"], 2000, 20_000) < share(voice, 2000, 20_000) - 7
    assert share(through["door"], 1000, 3000) > share(voice, 1000, 3000) - 4  # what words are told by comes through
    assert share(through["telephone"], 4200, 20_000) < -30 and share(through["telephone"], 0, 200) < -18
    assert share(through["radio"], 3600, 20_000) < -25 and share(through["radio"], 300, 3400) > -1
    assert share(through["distance"], 4000, 20_000) < share(voice, 4000, 20_000) - 5
    assert all(np.isfinite(sound).all() and len(sound) == len(voice) for sound in through.values())


def test_a_voice_through_a_door_is_quieter_and_duller_in_the_film_and_still_heard(tmp_path: Any) -> None:
    store = Store(tmp_path)
    first, second = breakdown().scenes
    behind = tuple(
        msgspec.structs.replace(item, heard="door", delivery="off_screen") if item.id == "s1.l2" else item for item in first.business
    )
    film = msgspec.structs.replace(breakdown(), scenes=(msgspec.structs.replace(first, business=behind), second))
    mixed = mix(cut(media(store)), film, shot_list(), staged(), dialogue(media(store)), None, store=store)
    voices = from_wav(store.get(mixed.dialogue), where="test")
    there, here = voices[:, 198 * 2000 : 198 * 2000 + 168_000], voices[:, 384 * 2000 : 384 * 2000 + 72_000]
    assert -12 < loudness_lufs(there) - loudness_lufs(here) < -2
    assert share(there.mean(axis=0), 2000, 20_000) < share(here.mean(axis=0), 2000, 20_000) - 8


def test_a_voice_over_a_noise_has_that_noise_under_it_and_is_raised() -> None:
    film = breakdown()
    first = film.scenes[0]
    business = tuple(msgspec.structs.replace(item, against="wind") if item.id == "s1.l2" else item for item in first.business)
    windy = msgspec.structs.replace(film, scenes=(msgspec.structs.replace(first, business=business), film.scenes[1]))
    calm, raised = ambience(cut(), film), ambience(cut(), windy)
    under = slice(200 * 2000, 270 * 2000)
    assert np.sqrt(np.mean(raised[:, under] ** 2)) > 2 * np.sqrt(np.mean(calm[:, under] ** 2))
    assert np.array_equal(calm[:, 400 * 2000 :], raised[:, 400 * 2000 :])
    plain = LineOfDialogue(id="s1.l1", role="mara", text="Here!")
    assert manner(msgspec.structs.replace(plain, against="wind")).effort > manner(plain).effort
    assert manner(msgspec.structs.replace(plain, heard="distance")).semitones > manner(plain).semitones


@pytest.mark.parametrize(
    ("text", "kind", "where"),
    [
        ("a door slams off", "door_close", "off"),
        ("knock at the door", "knock", ""),
        ("A dog barks, far away.", "dog", "far"),
        ("glass breaks upstairs", "crash", "off"),
        ("the ship's bell rings", "ship_bell", ""),
        ("the telephone rings loudly", "phone", ""),
        ("distant thunder", "thunder", "far"),
        ("footsteps on gravel", "step", ""),
        ("rain on the window", "bed:rain", ""),
        ("the clock strikes three", "chime", ""),
        ("laughter next door", "bed:crowd", "off"),
    ],
)
def test_a_sound_in_plain_words_is_the_nearest_effect(text: str, kind: str, where: str) -> None:
    effect = effect_of(text)
    assert effect is not None and (effect.kind, effect.where) == (kind, where)


def test_every_word_of_the_table_names_an_effect_that_sounds() -> None:
    kinds = {effect.kind for word in known_effect_words() if (effect := effect_of(word)) is not None}
    assert len(kinds) > 40
    for kind in kinds:
        assert kind.startswith("bed:") or kind_of(kind) == kind
        assert np.abs(foley(kind, "", 0.6, seed="a")).max() > 0.005


def noted(text: str) -> tuple[Breakdown, Cut]:
    note = EffectNote(id="s1.n1", text=text)
    scenes = tuple(msgspec.structs.replace(scene, business=(), notes=(note,) if scene.id == "s1" else ()) for scene in breakdown().scenes)
    return msgspec.structs.replace(breakdown(), scenes=scenes), msgspec.structs.replace(
        cut(), notes=(CutNote(note="s1.n1", film_start=150),)
    )


def test_a_sound_is_heard_at_the_frame_of_its_note_and_an_unknown_one_is_reported() -> None:
    film, edited = noted("a door slams off")
    sound = np.abs(effects(edited, film, shot_list(), [])).max(axis=0)
    assert abs(int(np.argmax(sound > 0.001 * sound.max())) - 150 * 2000) < 2400
    assert effects_not_known(film) == ()
    film, edited = noted("an idea dawns")
    assert not effects(edited, film, shot_list(), []).any()
    (told,) = effects_not_known(film)
    assert "an idea dawns" in told.asked and "nothing is heard" in told.done and "expected" in told.done


@pytest.mark.parametrize("text", ["three gulls", "birdsong", "clockwork", "rain", "a dog barks", "a clock ticks"])
@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_what_is_asked_for_begins_where_its_note_stands(text: str, seed: str) -> None:
    effect = effect_of(text)
    assert effect is not None
    sound, _ = sounded(effect, seed=seed)
    level = np.sqrt(np.convolve(sound.astype(np.float64) ** 2, np.ones(960) / 960, "same"))
    assert np.argmax(level > level.max() / 8) < 0.4 * 48_000
