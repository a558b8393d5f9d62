"""Laughter, sobs and sighs: found where a script writes them, made in the speaker's own voice, heard where an act makes them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from heard_film import breakdown, cut, dialogue, shot_list
from scipy.signal import resample_poly

from filmwright.breakdown import break_down
from filmwright.records.breakdown import Action, LineOfDialogue, VoiceRecord
from filmwright.records.music import Mix
from filmwright.records.noises import NOISES, noise_in, noise_of_act, parted
from filmwright.records.speech import SpokenLine
from filmwright.screenplay import fountain
from filmwright.sound.mix import mix
from filmwright.sound.sampled import from_wav, to_wav
from filmwright.sound.voices import VoiceModel, load_voice_model, record_line
from filmwright.sound.voices.noises import uttered
from filmwright.store import Store

LOW = VoiceRecord(blend={"am_michael": 1.0}, formant=0.95)
HIGH = VoiceRecord(blend={"af_heart": 1.0}, formant=1.1, pitch=1.1)


@pytest.fixture(scope="module")
def model() -> VoiceModel:
    return load_voice_model()


@pytest.mark.parametrize(
    ("direction", "noise"),
    [
        ("laughs", "laugh"), ("with a sigh", "sigh"),
        ("a short laugh", "chuckle"), ("clears his throat", "clear_throat"), ("yawning", "yawn"),
        ("Ada bursts into tears.", "sob"), ("tries not to laugh", None), ("Ada doesn't laugh.", None), ("quietly", None), ("grins", None),
    ],
)  # fmt: skip
def test_a_direction_names_its_noise(direction: str, noise: str | None) -> None:
    assert noise_in(direction) == noise


def test_laughing_is_a_way_of_speaking_where_a_line_is_said_so() -> None:
    assert noise_in("laughing", manner=False) is None and noise_in("laughs", manner=False) == "laugh"


def test_an_act_makes_its_own_part_of_a_sentence() -> None:
    assert noise_of_act("think", "Tom yawns and sniffs.") == "yawn"
    assert noise_of_act("cry", "Tom yawns and sniffs.") == "sniff"
    assert noise_of_act("laugh", "Ada grins.") is None


@pytest.mark.parametrize(
    ("text", "noises"),
    [
        ("Ha! Mm. (sighs) I suppose so.", ["hm", "sigh"]), ("Hmm? Yes. [laughs]", ["hm_asking", "laugh"]), ("Well. *sniff* Go.", ["sniff"]),
        ("Ha ha ha! Well, haha.", ["laugh", "chuckle"]), ("I need a *laugh* now.", []), ("My brother (the tall one) left.", []),
        ("Hamlet, he said, mmmade me.", []),
    ],
)  # fmt: skip
def test_noises_are_parted_from_the_words_and_nothing_is_lost(text: str, noises: list[str]) -> None:
    parts = parted(text)
    assert [noise for _, noise in parts if noise] == noises
    assert "".join("".join(part for part, _ in parts).split()) == "".join(text.split())


def test_a_noise_that_a_parenthetical_names_and_no_act_shows_is_in_the_line() -> None:
    script = "INT. KITCHEN - DAY\n\nADA and TOM sit.\n\nADA\n(groans)\nYes.\n\nTOM\n(laughs)\nNo.\n"
    business = break_down(fountain.parse(script, source="a"), seed=1).scenes[0].business
    assert [b.text for b in business if isinstance(b, LineOfDialogue)] == ["(groans) Yes.", "No."]
    assert [noise_of_act(b.act, b.text) for b in business if isinstance(b, Action)][-1] == "laugh"


def _pitches(sound: np.ndarray) -> list[float]:
    """Pitch of each 30 ms that has a tone, in Hz."""
    low = resample_poly(sound, 1, 4)
    found = []
    for start in range(0, len(low) - 480, 240):
        part = low[start : start + 480] * np.hanning(480)
        ring = np.fft.irfft(np.abs(np.fft.rfft(part, 2048)) ** 2)
        lags = ring[20:200] / (ring[0] + 1e-12)
        if lags.max() > 0.45 and np.sqrt(np.mean(part**2)) > 0.02 * np.abs(sound).max():
            found.append(12_000 / (20 + int(lags.argmax())))
    return found


def test_a_laugh_is_a_row_of_falling_calls_and_a_sigh_is_breath(model: VoiceModel) -> None:
    laugh = uttered("laugh", LOW, 0.95, model=model, seed=1).sound
    level = np.sqrt(np.convolve(laugh**2, np.ones(1440) / 1440, "same"))
    loud = level > 0.35 * level.max()
    calls = np.flatnonzero(np.diff(loud.astype(int)) == 1)
    assert 3 <= len(calls) <= 7 and 0.12 * 48_000 < np.median(np.diff(calls)) < 0.3 * 48_000  # three to eight a second
    pitches = _pitches(laugh)
    assert np.median(pitches[: len(pitches) // 2]) > np.median(pitches[len(pitches) // 2 :])
    assert len(_pitches(uttered("gasp", LOW, 0.95, model=model, seed=1).sound)) < 0.3 * len(pitches)


def test_a_hum_that_asks_rises_and_one_that_agrees_falls(model: VoiceModel) -> None:
    asking, plain = (_pitches(uttered(noise, HIGH, 1.1, model=model, seed=2).sound) for noise in ("hm_asking", "hm"))  # type: ignore[arg-type]
    assert asking[-2] > 1.2 * asking[1] and plain[-2] < plain[1]


def test_everybody_laughs_in_a_voice_of_their_own_and_never_twice_alike(model: VoiceModel) -> None:
    low, high = (_pitches(uttered("laugh", v, v.formant, model=model, seed=1).sound) for v in (LOW, HIGH))
    assert np.median(high) > 1.3 * np.median(low)
    one, same, other = (uttered("laugh", LOW, 0.95, model=model, seed=seed).sound for seed in (1, 1, 2))
    assert np.array_equal(one, same) and not np.array_equal(one[:9000], other[:9000])


@pytest.mark.parametrize("noise", NOISES)
def test_every_noise_begins_and_ends_in_silence_and_is_no_test_tone(model: VoiceModel, noise: str) -> None:
    sound = uttered(noise, HIGH, 1.1, model=model, seed=4).sound  # type: ignore[arg-type]
    assert np.isfinite(sound).all() and 0.2 < len(sound) / 48_000 < 2.5
    assert np.abs(sound[:48]).max() < 0.03 * np.abs(sound).max() and np.abs(sound[-48:]).max() < 0.03 * np.abs(sound).max()
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / 48_000)
    narrow = max(float(power[(hertz > f * 0.985) & (hertz < f * 1.015)].sum()) for f in hertz[np.argsort(power)[-3:]])
    assert narrow < 0.75 * power.sum()  # not one line
    assert power[hertz > 1000].sum() > 0.002 * power.sum()


def test_a_line_has_its_noise_in_its_place_and_its_words_in_theirs(model: VoiceModel, tmp_path: Path) -> None:
    store = Store(tmp_path)
    line = LineOfDialogue(id="s1.l1", role="tom", text="Well. (clears his throat) I suppose so.")
    take = record_line(line, LOW, store=store, model=model)
    assert [word.text for word in take.words] == ["Well", "(clears", "his", "throat)", "I", "suppose", "so"]
    starts = [word.start for word in take.words]
    assert starts == sorted(starts) and take.words[-1].end <= take.samples
    alone = record_line(msgspec.structs.replace(line, text="(sighs)"), LOW, store=store, model=model)
    assert alone.level_lufs < take.level_lufs - 3


def test_the_laugh_of_an_act_is_heard_where_the_act_is_seen(tmp_path: Path) -> None:
    store = Store(tmp_path)
    told = breakdown()
    act = Action(id="s1.a1", text="Tobias laughs.", role="tobias", act="laugh")
    first = msgspec.structs.replace(told.scenes[0], business=tuple(act if b.id == act.id else b for b in told.scenes[0].business))
    told = msgspec.structs.replace(told, scenes=(first, *told.scenes[1:]))
    silent = {line: store.put(to_wav(np.random.default_rng(1).normal(0, 0.05, n).astype(np.float32)), suffix=".wav")
              for line, n in (("s1.l1", 60_000), ("s1.l2", 168_000), ("s2.l1", 72_000), ("s2.l2", 80_000))}  # fmt: skip
    laugh = store.put(to_wav(np.random.default_rng(2).normal(0, 0.1, 30_000).astype(np.float32)), suffix=".wav")
    spoken = dialogue(silent)
    with_noise = msgspec.structs.replace(spoken, noises=(SpokenLine(line="s1.a1", role="tobias", media=laugh, samples=30_000),))

    def stem(made: Mix) -> np.ndarray:
        return from_wav(store.get(made.dialogue), where="stem")

    quiet, loud = (stem(mix(cut(silent), told, shot_list(), (), each, None, store=store)) for each in (spoken, with_noise))
    at = slice(166 * 2000, 177 * 2000)  # the act begins at frame 48 + 110 of the film, and nobody speaks there
    assert np.sqrt((loud[:, at] ** 2).mean()) > 10 * np.sqrt((quiet[:, at] ** 2).mean())
