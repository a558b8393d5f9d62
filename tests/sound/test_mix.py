"""Places, things and the mix: levels, timing, nothing missing."""

from __future__ import annotations

import importlib

import msgspec
import numpy as np
import pytest
from heard_film import breakdown, cut, dialogue, lines, shot_list, staged
from scipy.signal import resample_poly

from filmwright.errors import StageError
from filmwright.records.breakdown import LineOfDialogue
from filmwright.records.cut import Cut
from filmwright.records.music import Cue, Score
from filmwright.records.staging import SoundEvent
from filmwright.sound import mix
from filmwright.sound.ambience import bed, bed_words, known_words
from filmwright.sound.foley import foley, kind_of
from filmwright.sound.hearing import WAYS
from filmwright.sound.mix import DISTANCE
from filmwright.sound.places import place_named, room_of
from filmwright.sound.playing import Phrases
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


def bursts(samples: int, seed: int) -> np.ndarray:
    """Noise in short bursts: its peaks stand as far above its loudness as those of a voice."""
    time = np.arange(samples) / 48_000
    return (0.4 * talk(samples, seed) * np.exp(-5 * (time % 0.21) / 0.21) * 3).astype(np.float32)


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


def test_the_true_peak_is_that_of_the_whole_sound() -> None:
    sound = np.stack([talk(200_000, 5), talk(200_000, 6)]) * np.linspace(0.1, 1, 200_000, dtype=np.float32)
    whole = 20 * np.log10(np.abs(resample_poly(sound, 4, 1, axis=1)).max())
    assert abs(true_peak_dbtp(sound) - whole) < 1e-4


def test_music_steps_back_for_a_voice_without_a_jump(store: Store, media: dict[str, str], score: Score) -> None:
    film = cut(media)
    mixed = mix(film, breakdown(), shot_list(), staged(), dialogue(media), score, store=store)
    music = from_wav(store.get(mixed.music), where="test")
    level = 20 * np.log10(np.sqrt((music[:, : 27 * 48_000].reshape(2, -1, 4800) ** 2).mean(axis=(0, 2))) + 1e-9)
    under = level[int(198 / 24 * 10) + 8 : int(198 / 24 * 10) + 28].mean()
    alone = level[5:25].mean()
    assert 5.5 < alone - under < 8.5
    assert np.abs(np.diff(level[2:-2])).max() < 2.5  # dB in a tenth of a second


@pytest.mark.parametrize("heard", ["distance", "door", "telephone"])
def test_a_far_voice_is_as_far_in_the_delivered_stem_as_it_was_staged(store: Store, heard: str) -> None:
    sounds = {line: store.put(to_wav(bursts(count, i)), suffix=".wav") for i, (line, count) in enumerate(lines().items())}
    scenes = breakdown().scenes
    said = tuple(
        msgspec.structs.replace(b, heard=heard) if b.id == "s1.l2" else b
        for b in (b for b in scenes[0].business if isinstance(b, LineOfDialogue))
    )
    whole = msgspec.structs.replace(breakdown(), scenes=(msgspec.structs.replace(scenes[0], business=said), scenes[1]))
    mixed = mix(cut(sounds), whole, shot_list(), staged(), dialogue(sounds), None, store=store)
    stem = from_wav(store.get(mixed.dialogue), where="test")

    def level(at: int) -> float:
        line = cut(sounds).lines[at]
        return loudness_lufs(stem[:, line.film_start_sample : line.film_start_sample + line.samples])

    recorded = {line: loudness_lufs(from_wav(store.get(name), where="test")) for line, name in sounds.items()}
    given = level(1) - level(0) - (recorded["s1.l2"] - recorded["s1.l1"])
    assert abs(given - (WAYS[heard].level_db - DISTANCE["wide"][0])) < 1.5  # the line before it is said in a wide shot


def test_the_film_is_delivered_for_broadcast_and_all_round(store: Store, media: dict[str, str], score: Score) -> None:
    mixed = mix(cut(media), breakdown(), shot_list(), staged(), dialogue(media), score, store=store)
    broadcast, surround = (from_wav(store.get(name), where="test") for name in (mixed.broadcast, mixed.surround))
    assert abs(loudness_lufs(broadcast) + 23) < 0.3 and true_peak_dbtp(broadcast) <= -1.0
    assert surround.shape == (6, cut().frames * 2000)
    assert abs(loudness_lufs(surround) + 16) < 0.3 and true_peak_dbtp(surround) <= -1.0
    line = cut().lines[1]
    level = np.sqrt((surround[:, line.film_start_sample : line.film_start_sample + line.samples] ** 2).mean(axis=1))
    assert level.argmax() == 2  # voices are in the middle
    behind = np.abs(surround[4:, 60 * 2000 : 564 * 2000])
    assert behind.reshape(2, -1, 24_000).max(axis=2).min() > 1e-4  # and the place is all round, without a gap


def test_a_line_whose_head_an_editor_trimmed_is_heard_from_there_without_a_click(store: Store) -> None:
    half = 84_000
    recording = np.concatenate([talk(half, 1), np.zeros(half, np.float32)])  # the second half is silent
    sounds = {line: store.put(to_wav(talk(count, i)), suffix=".wav") for i, (line, count) in enumerate(lines().items())}
    sounds["s1.l2"] = store.put(to_wav(recording[::-1].copy()), suffix=".wav")
    whole = cut(sounds)
    trimmed = msgspec.structs.replace(whole.lines[1], source_start_sample=half, samples=half)
    film = msgspec.structs.replace(whole, lines=(whole.lines[0], trimmed, *whole.lines[2:]))
    mixed = mix(film, breakdown(), shot_list(), (), dialogue(sounds), None, store=store)
    stem = from_wav(store.get(mixed.dialogue), where="test")
    start = trimmed.film_start_sample
    level = np.sqrt((stem[:, start : start + half].reshape(2, -1, 480) ** 2).mean(axis=(0, 2)))
    assert level[1:-1].min() > 0.05 * level.max()  # it sounds at once and to its end
    assert np.abs(stem[:, start : start + 24]).max() < 0.2 * np.abs(stem[:, start : start + half]).max()


def test_a_hole_in_the_air_of_a_place_is_refused(store: Store, media: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    air = ambience(cut(media), breakdown())
    air[:, 200 * 2000 : 250 * 2000] = 0
    monkeypatch.setattr(importlib.import_module("filmwright.sound.mix"), "ambience", lambda *_: air)
    with pytest.raises(StageError, match=r"hole in the air of shot s1\.2"):
        mix(cut(media), breakdown(), shot_list(), staged(), dialogue(media), None, store=store)


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


def test_the_next_place_is_heard_before_it_is_seen_unless_somebody_speaks() -> None:
    film = cut()
    quiet = msgspec.structs.replace(film, lines=())
    talked_over = msgspec.structs.replace(
        film, lines=(msgspec.structs.replace(film.lines[1], film_start_sample=300 * 2000, samples=60_000),)
    )

    def high(sound: np.ndarray) -> np.ndarray:
        """The shore's hiss, which the lamp room has behind walls, by frame."""
        edges = np.diff(sound[0], n=2, prepend=0, append=0).reshape(-1, 2000)
        return np.sqrt((edges**2).mean(axis=1))

    early, late = (high(ambience(each, breakdown())) for each in (quiet, talked_over))
    inside = slice(336 - 14, 336 - 6)  # before the cut to the shore
    assert early[inside].mean() > 1.3 * late[inside].mean()


def test_two_who_speak_at_once_stand_apart(store: Store, media: dict[str, str]) -> None:
    film = cut(media)
    both = (film.lines[0], msgspec.structs.replace(film.lines[1], film_start_sample=film.lines[0].film_start_sample + 4000))
    once = msgspec.structs.replace(film, lines=(film.lines[0],))

    def lean(which: Cut) -> float:
        mixed = mix(which, breakdown(), shot_list(), (), dialogue(media), None, store=store)
        stem = from_wav(store.get(mixed.dialogue), where="test")[:, film.lines[0].film_start_sample :][
            :, :4000
        ]  # only the first speaks yet
        left, right = np.sqrt((stem**2).mean(axis=1))
        return abs(float(20 * np.log10(left / right)))

    assert lean(msgspec.structs.replace(film, lines=both)) > lean(once) + 1.0


@pytest.mark.parametrize("word", sorted(known_words()))
def test_every_bed_is_wide_finite_and_not_silent(word: str) -> None:
    made = bed((word,), 48_000 * 3, interior=False, seed="place")
    assert made.shape == (2, 48_000 * 3) and np.isfinite(made).all()
    assert 0.001 < np.sqrt(np.mean(made**2)) < 0.3 or word in ("birds", "gulls", "garden", "meadow")


SUSTAINED = ("owl", "kettle", "pour", "saw", "sweep", "scrub", "tear", "match", "row", "write", "sob", "stir", "snore", "gust", "applause")


def tone_share(sound: np.ndarray) -> float:
    """Share of the energy in the strongest five bins of a window of 0.17 s, in the middle of all windows: 1 for a test tone."""
    window = 8192
    sound = np.pad(sound.astype(float), (0, max(0, window - len(sound))))
    whole, shares = (sound**2).sum(), []
    for start in range(0, len(sound) - window + 1, window // 2):
        piece = sound[start : start + window]
        if (piece**2).sum() > 0.02 * whole:
            power = np.abs(np.fft.rfft(piece * np.hanning(window))) ** 2
            top = int(power.argmax())
            shares.append(power[max(0, top - 2) : top + 3].sum() / power.sum())
    return float(np.median(shares))


@pytest.mark.parametrize("word", sorted(known_words()))
def test_no_bed_sounds_like_a_test_tone(word: str) -> None:
    assert tone_share(bed((word,), 48_000 * 4, interior=False, seed="place")[0]) < 0.65  # the air of a room is low, and has few bins


@pytest.mark.parametrize("kind", SUSTAINED)
def test_nothing_that_lasts_sounds_like_a_test_tone(kind: str) -> None:
    assert tone_share(foley(kind, "wood", 0.5, seed="a")) < 0.85  # an owl is nearly one


@pytest.mark.parametrize(
    "name", ["BAKERY", "BUS", "LIFT", "ST. MARY'S CHURCH", "SPACESHIP BRIDGE", "BEACH", "MARKET", "CAVE", "MUSEUM", "THEATRE - STAGE"]
)
def test_places_that_headings_name_have_beds_of_their_own(name: str) -> None:
    place = place_named(name)
    assert place is not None and set(place.layers) <= known_words()
    others = [other for other in map(place_named, ("BAKERY", "BUS", "CAVE", "BEACH")) if other is not place]
    assert all(other is None or other.layers != place.layers for other in others)


def test_a_place_without_a_name_of_its_own_sounds_as_its_set() -> None:
    assert place_named("AUNT ROSE'S KITCHEN") is None
    assert room_of("CHURCH", None, interior=True).decay_s > 2 > room_of("KITCHEN", None, interior=True).decay_s
    assert room_of("CHURCH", None, interior=False) == room_of("FIELD", None, interior=False)


def test_a_place_is_never_without_air() -> None:
    assert bed_words((), "clear", "day", interior=True) == ("room",)
    assert bed_words((), "clear", "day", interior=False)
    assert "rain" in bed_words(("street",), "rain", "night", interior=False)
    assert "crickets" in bed_words(("forest",), "clear", "night", interior=False)


def test_no_bird_sings_at_night_and_no_cricket_in_snow() -> None:
    for words in (("wind", "birds"), ("forest",)):
        assert "birds" in bed_words(words, "clear", "day", interior=False)
        assert not {"birds"} & set(bed_words(words, "clear", "night", interior=False))
        assert not {"birds", "crickets"} & set(bed_words(words, "snow", "night", interior=False))


def test_what_plays_in_the_picture_plays_its_theme_in_the_key_of_the_score_and_not_twice_alike() -> None:
    def tones(key: str) -> list[np.ndarray]:
        cue = Cue(name="one", start=0, end=960_000, tempo_bpm=60.0, key=key)
        score = Score(cues=(cue,), motifs={"violin": (0, 2, 4)}, rhythms={"violin": (1.0, 1.0, 2.0)}, media="")
        phrases, found = Phrases(breakdown(), score, thing=True), []
        for _ in range(2):
            track = np.zeros((2, 192_000), np.float32)
            phrases.play(track, 0, 192_000, "felt_piano", 0, None)
            found.append(track)
        return found

    def strongest(sound: np.ndarray) -> float:
        spectrum = np.abs(np.fft.rfft(sound[0, 2000:40_000], 1 << 18))
        return float(spectrum.argmax()) * 48_000 / (1 << 18)

    low, high = tones("C ionian"), tones("D ionian")
    assert abs(12 * np.log2(strongest(high[0]) / strongest(low[0])) - 2) < 0.3
    assert not np.allclose(low[0], low[1])


@pytest.mark.parametrize(
    "kind", ["step", "cloth", "put_down", "pick_up", "door", "open", "fall", "knock", "climb", "handle", "strike", "no such thing"]
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


@pytest.mark.parametrize("material", ["wood", "stone", "snow"])
def test_a_heavy_foot_is_louder_and_lower_than_a_light_one(material: str) -> None:
    def centre(strength: float) -> tuple[float, float]:
        sounds = [foley("step", material, strength, seed=str(k)).astype(np.float64) for k in range(6)]
        power = sum(np.abs(np.fft.rfft(sound, 1 << 15)) ** 2 for sound in sounds)
        hertz = np.fft.rfftfreq(1 << 15, 1 / 48_000)
        return float((hertz * power).sum() / np.sum(power)), max(float(np.abs(sound).max()) for sound in sounds)

    light, heavy = centre(0.1), centre(0.7)
    assert heavy[0] < 0.8 * light[0] and heavy[1] > 1.4 * light[1]
