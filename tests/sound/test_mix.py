"""Places, things and the mix: levels, timing, nothing missing."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from heard_film import breakdown, cut, dialogue, lines, shot_list, staged

from filmwright.errors import StageError
from filmwright.records.music import Score
from filmwright.records.staging import SoundEvent
from filmwright.sound import mix
from filmwright.sound.ambience import bed, bed_words, known_words
from filmwright.sound.foley import foley, kind_of
from filmwright.sound.sampled import from_wav, loudness_lufs, to_wav, true_peak_dbtp
from filmwright.sound.scenery import Clock, ambience, effects, played_spans, spans
from filmwright.store import Store


def talk(samples: int, seed: int) -> np.ndarray:
    """Noise with the pace of speech, to stand for a voice."""
    generator = np.random.default_rng(seed)
    time = np.arange(samples) / 48_000
    return (0.15 * generator.standard_normal(samples) * (0.55 + 0.45 * np.sin(2 * np.pi * 4 * time))).astype(np.float32)


def tune(samples: int) -> np.ndarray:
    time = np.arange(samples) / 48_000
    return np.stack([0.1 * np.sin(2 * np.pi * f * time) for f in (220.0, 330.0)]).astype(np.float32)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def media(store: Store) -> dict[str, str]:
    return {line: store.put(to_wav(talk(count, i)), suffix=".wav") for i, (line, count) in enumerate(lines().items())}


@pytest.fixture(scope="module")
def score(store: Store) -> Score:
    return Score(cues=(), media=store.put(to_wav(tune(cut().frames * 2000)), suffix=".wav"))


def test_the_film_has_its_level_and_its_stems_add_up(store: Store, media: dict[str, str], score: Score) -> None:
    film = cut(media)
    mixed = mix(film, breakdown(), shot_list(), staged(), dialogue(media), score, store=store)
    whole = from_wav(store.get(mixed.film), where="test")
    stems = [from_wav(store.get(name), where="test") for name in (mixed.dialogue, mixed.music, mixed.effects)]
    assert whole.shape == (2, film.frames * 2000)
    assert abs(loudness_lufs(whole) + 16) < 0.3 and true_peak_dbtp(whole) <= -1.0
    assert np.abs(whole - sum(stems)).max() < 1e-5
    assert mixed == mix(film, breakdown(), shot_list(), staged(), dialogue(media), score, store=store)


def test_music_steps_back_for_a_voice_without_a_jump(store: Store, media: dict[str, str], score: Score) -> None:
    film = cut(media)
    mixed = mix(film, breakdown(), shot_list(), staged(), dialogue(media), score, store=store)
    music = from_wav(store.get(mixed.music), where="test")
    level = 20 * np.log10(np.sqrt((music[:, : 27 * 48_000].reshape(2, -1, 4800) ** 2).mean(axis=(0, 2))) + 1e-9)
    under = level[int(198 / 24 * 10) + 8 : int(198 / 24 * 10) + 28].mean()
    alone = level[5:25].mean()
    assert 5.5 < alone - under < 8.5
    assert np.abs(np.diff(level[2:-2])).max() < 2.5  # dB in a tenth of a second


def test_what_is_missing_is_refused(store: Store, media: dict[str, str], score: Score) -> None:
    silent = store.put(to_wav(np.zeros(60_000, np.float32)), suffix=".wav")
    with pytest.raises(StageError, match="s1.l1 is not heard"):
        mix(cut(media | {"s1.l1": silent}), breakdown(), shot_list(), staged(), dialogue(media), score, store=store)
    mute = msgspec.structs.replace(score, media=store.put(to_wav(np.zeros((2, cut().frames * 2000), np.float32)), suffix=".wav"))
    with pytest.raises(StageError, match="no music is heard"):
        mix(cut(media), breakdown(), shot_list(), staged(), dialogue(media), mute, store=store)
    short = msgspec.structs.replace(score, media=store.put(to_wav(tune(1000)), suffix=".wav"))
    with pytest.raises(StageError, match="compose it again"):
        mix(cut(media), breakdown(), shot_list(), staged(), dialogue(media), short, store=store)
    late = msgspec.structs.replace(cut(media), frames=440, shots=cut().shots[:2], titles=())
    with pytest.raises(StageError, match="past the end"):
        mix(late, breakdown(), shot_list(), staged(), dialogue(media), None, store=store)


def test_events_are_heard_at_the_frame_at_which_they_are_seen() -> None:
    only = msgspec.structs.replace(staged()[0], sounds=staged()[0].sounds[-2:-1])  # put_down at frame 130 of scene 1
    quiet = msgspec.structs.replace(breakdown(), scenes=tuple(msgspec.structs.replace(s, business=()) for s in breakdown().scenes))
    sound = np.abs(effects(cut(), quiet, shot_list(), [only])).max(axis=0)
    first = int(np.argmax(sound > 0.1 * sound.max()))
    assert abs(first - (48 + 130) * 2000) < 480


def test_scene_time_becomes_film_time_through_the_cut() -> None:
    clock = Clock(cut(), shot_list())
    found = clock.film_frame("s1", 130)
    assert found is not None and found[0] == 48 + 130 and found[1].id == "s1.2"
    assert clock.film_frame("s1", 9999) is None
    assert [span.scene for span in spans(cut())] == ["s1", "s2"]


def test_the_air_has_no_gap_within_or_between_scenes() -> None:
    air = ambience(cut(), breakdown())
    level = np.sqrt((air.reshape(2, -1, 2400) ** 2).mean(axis=(0, 2)))
    inside = level[int(2.2 * 20) : int(23.8 * 20)]
    assert inside.min() > 0.15 * np.median(inside)


@pytest.mark.parametrize("word", sorted(known_words()))
def test_every_bed_is_wide_finite_and_not_silent(word: str) -> None:
    made = bed((word,), 48_000 * 3, interior=False, seed="place")
    assert made.shape == (2, 48_000 * 3) and np.isfinite(made).all()
    assert 0.001 < np.sqrt(np.mean(made**2)) < 0.3 or word in ("birds", "gulls", "garden", "meadow")


def test_a_place_is_never_without_air() -> None:
    assert bed_words((), "clear", "day", interior=True) == ("room",)
    assert bed_words((), "clear", "day", interior=False)
    assert "rain" in bed_words(("street",), "rain", "night", interior=False)
    assert "crickets" in bed_words(("forest",), "clear", "night", interior=False)


@pytest.mark.parametrize(
    "kind", ["step", "cloth", "put_down", "pick_up", "door", "chair", "knock", "paper", "drink", "strike", "no such thing"]
)
@pytest.mark.parametrize("material", ["wood", "snow", "metal", "paper", "", "moon rock"])
def test_every_event_has_a_sound_that_ends_in_silence(kind: str, material: str) -> None:
    sound = foley(kind, material, 0.5, seed="a")
    assert np.isfinite(sound).all() and 0.001 < np.abs(sound).max() < 0.7
    assert abs(sound[-1]) < 1e-3
    assert not np.array_equal(sound[:4000], foley(kind, material, 0.5, seed="b")[:4000])


def test_words_name_sounds() -> None:
    assert kind_of("footsteps") == "step" and kind_of("slam") == "door_close" and kind_of("wobble") == ""


def test_a_violin_in_the_picture_is_heard_and_the_score_makes_room() -> None:
    event = SoundEvent(frame=24, kind="violin", place=(0.5, 0, 1.0), source="violin")
    playing = msgspec.structs.replace(staged()[0], sounds=(event,))
    still = msgspec.structs.replace(staged()[0], sounds=())
    heard = effects(cut(), breakdown(), shot_list(), [playing]) - effects(cut(), breakdown(), shot_list(), [still])
    spectrum = np.abs(np.fft.rfft(heard[:, 72 * 2000 : 144 * 2000].mean(axis=0)))
    assert spectrum.max() > 40 * np.median(spectrum)  # a tone, not a thud
    assert played_spans(cut(), shot_list(), [playing]) == [(72 * 2000, 72 * 2000 + 4 * 48_000)]


@pytest.mark.parametrize(
    "word", ["waves", "owl", "crow", "dog", "kettle", "drip", "phone", "laughter", "storm", "thunder", "rumble", "heartbeat", "siren"]
)
def test_words_of_images_have_sounds_of_their_own(word: str) -> None:
    assert kind_of(word)
    assert np.abs(foley(word, "", 0.6, seed="a")).max() > 0.01
