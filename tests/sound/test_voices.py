"""Casting and recording: stable, distinct, exact voices."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from heard_film import breakdown, role

from filmwright.breakdown.bodies import body_for
from filmwright.errors import ModelFileError, SettingsError, StageError
from filmwright.records.breakdown import Breakdown, LineOfDialogue, Role, VoiceRecord
from filmwright.sound.sampled import from_wav
from filmwright.sound.voices import VoiceModel, cast_voices, load_voice_model, record_line, voice_credits
from filmwright.sound.voices.acting import manner
from filmwright.sound.voices.bank import pack, style, voices
from filmwright.sound.voices.casting import accent
from filmwright.sound.voices.likeness import likeness
from filmwright.sound.voices.mouths import DRAWING_SAMPLES, mouth_cues
from filmwright.store import Store

CLEAR = 0.72  # a little above what casting pushes to: a speaker encoder takes two utterances for one voice from 0.80


@pytest.fixture(scope="module")
def model() -> VoiceModel:
    return load_voice_model()


def test_every_role_is_cast_and_no_two_voices_are_near() -> None:
    cast = (
        role("TOM", "male", "old"), role("OLGA", "female", "old"), role("MARA", "female", "young"), role("IDA"), role("BEN", "male"),
        role("SAM", "male"),
        role("JO", "female", "child"), role("PIP", "male", "child"), role("ROB", "neutral", kind="robot"), role("REYNARD", "male",
        kind="fox"),
    )  # fmt: skip
    film = msgspec.structs.replace(breakdown(), cast=cast)
    given = cast_voices(film)
    assert set(given) == {person.id for person in cast}
    near = [(a, b) for a in given for b in given if a < b and likeness(given[a], given[b]) > CLEAR]
    assert near == []
    assert cast_voices(film) == given


@pytest.mark.parametrize(
    "people",
    [
        [role(f"B{k}", "male", kind="bear") for k in range(3)],
        [role(f"F{k}", "female", kind="fox") for k in range(3)],
        [role(f"G{k}", "male", kind="ghost") for k in range(2)],
        [role(f"O{k}", "female", "old") for k in range(5)],
        [role(f"C{k}", "male", "child") for k in range(5)],
    ],
    ids=["bears", "foxes", "ghosts", "old women", "boys"],
)
def test_many_of_one_kind_are_told_apart(people: list[Role]) -> None:
    given = cast_voices(msgspec.structs.replace(breakdown(), cast=tuple(people)))
    assert max(likeness(given[a], given[b]) for a in given for b in given if a < b) <= CLEAR


@pytest.mark.parametrize(("told", "heard"), [("a stern Scottish widow", "british"), ("a retired nurse from Texas", "american")])
@pytest.mark.parametrize("age", ["young", "adult", "old"])
def test_who_is_told_to_come_from_somewhere_has_the_accent(told: str, heard: str, age: str) -> None:
    person = msgspec.structs.replace(role("AGNES", "female", age), description=told)
    assert accent(cast_voices(msgspec.structs.replace(breakdown(), cast=(person,)))["agnes"]) == heard


def test_a_voice_that_is_set_is_kept_and_the_others_keep_away() -> None:
    own = VoiceRecord(blend={"af_heart": 1.0})
    film = breakdown()
    cast = (film.cast[0], msgspec.structs.replace(film.cast[1], voice=own), role("IDA", "female", "young", temper="warm"))
    given = cast_voices(msgspec.structs.replace(film, cast=cast))
    assert given["mara"] == own
    assert likeness(given["ida"], own) <= CLEAR


def test_children_sound_smaller_and_old_men_deeper() -> None:
    film: Breakdown = msgspec.structs.replace(breakdown(), cast=(role("JO", "female", "child"), role("ADA"), role("TOM", "male", "old")))
    given = cast_voices(film)
    assert given["jo"].formant > given["ada"].formant > given["tom"].formant
    assert len(voice_credits(film, given)) == 4


def test_a_mouse_sounds_smaller_than_a_horse_and_a_troll_bigger_than_a_wolf() -> None:
    def alone(kind: str) -> VoiceRecord:
        puppet = msgspec.structs.replace(role("X", kind=kind).puppet, body=body_for(kind, "adult", "average"))
        cast = (msgspec.structs.replace(role("X", "male", kind=kind), puppet=puppet),)
        return cast_voices(msgspec.structs.replace(breakdown(), cast=cast))["x"]

    for small, big in (("mouse", "horse"), ("wolf", "troll")):
        assert alone(small).pitch > 1.05 * alone(big).pitch and alone(small).formant >= alone(big).formant


def test_two_voices_that_are_the_same_are_alike_and_a_man_and_a_girl_are_not() -> None:
    man, girl = VoiceRecord(blend={"am_onyx": 1.0}), VoiceRecord(blend={"af_jessica": 1.0}, pitch=1.28, formant=1.17)
    assert likeness(man, man) > 0.999
    assert likeness(man, girl) < 0.6 < likeness(man, msgspec.structs.replace(man, pitch=1.05))


def test_the_bank_holds_28_voices_and_an_unknown_one_is_named() -> None:
    assert len(voices()) == 28
    assert np.abs(pack("af_heart", 40) - pack("af_heart", 41)).max() < 0.05
    with pytest.raises(SettingsError, match="kokomo"):
        style(VoiceRecord(blend={"kokomo": 1.0}), 20)
    with pytest.raises(SettingsError, match="cast it first"):
        style(VoiceRecord(), 20)


def test_a_wrong_model_file_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "voice.onnx"
    wrong.write_bytes(b"no model")
    with pytest.raises(ModelFileError, match="expected 92361271 bytes"):
        load_voice_model(wrong)
    with pytest.raises(ModelFileError, match="cannot read"):
        load_voice_model(tmp_path / "none.onnx")


def test_a_recorded_line_fits_its_record_and_is_the_same_twice(model: VoiceModel, tmp_path: Path) -> None:
    store = Store(tmp_path)
    line = LineOfDialogue(id="s1.l1", role="mara", text="Bring *my* lamp, Tom.", emotion="joy")
    voice = VoiceRecord(blend={"bf_emma": 1.0}, formant=1.05, pitch=1.1)
    take = record_line(line, voice, store=store, model=model)
    assert record_line(line, voice, store=store, model=model) == take
    sound = from_wav(store.get(take.media), where="test")
    assert sound.shape == (1, take.samples)
    assert [word.text for word in take.words] == ["Bring", "my", "lamp", "Tom"]
    assert [word.start for word in take.words] == sorted(word.start for word in take.words)
    assert take.words[1].stressed and take.words[-1].end <= take.samples
    assert abs(sound[0, :20]).max() < 0.01 and abs(sound[0, -20:]).max() < 0.01
    assert take.mouth[0].start == 0 and take.mouth[-1].end == take.samples
    assert all(a.end == b.start and a.shape != b.shape for a, b in zip(take.mouth, take.mouth[1:], strict=False))
    assert all(cue.start % DRAWING_SAMPLES == 0 for cue in take.mouth)
    assert {cue.shape for cue in take.mouth} >= {"M"}


def test_a_whisper_has_no_tone_and_a_shout_is_louder_and_higher(model: VoiceModel, tmp_path: Path) -> None:
    store = Store(tmp_path)
    voice = VoiceRecord(blend={"am_michael": 1.0})
    takes = {}
    for delivery in ("plain", "whisper", "shout"):
        line = LineOfDialogue(id="s1.l1", role="tom", text="Nobody knows my name.", delivery=delivery)  # type: ignore[arg-type]
        take = record_line(line, voice, store=store, model=model)
        takes[delivery] = (take, from_wav(store.get(take.media), where="test")[0])

    def tone(sound: np.ndarray) -> float:
        """Highest autocorrelation of the loudest 60 ms at 60 to 320 Hz."""
        middle = int(np.argmax(np.convolve(sound**2, np.ones(2880), "same")))
        part = sound[max(middle - 1440, 0) :][:2880]
        spectrum = np.fft.rfft(part, 8192)
        ring = np.fft.irfft(np.abs(spectrum) ** 2)
        return float(ring[150:800].max() / ring[0])

    assert tone(takes["plain"][1]) > 0.5 > tone(takes["whisper"][1])
    assert takes["shout"][0].level_lufs > takes["plain"][0].level_lufs + 2 > takes["whisper"][0].level_lufs + 5


def test_a_line_with_nothing_to_say_is_refused(model: VoiceModel, tmp_path: Path) -> None:
    with pytest.raises(StageError, match="s3.l9"):
        record_line(
            LineOfDialogue(id="s3.l9", role="mara", text="..."), VoiceRecord(blend={"af_heart": 1.0}), store=Store(tmp_path), model=model
        )


def test_parentheticals_are_obeyed() -> None:
    def said(direction: str) -> float:
        return manner(LineOfDialogue(id="s1.l1", role="a", text="Yes.", parenthetical=direction)).pace

    assert said("slowly") < 1.0 < said("quickly")
    assert manner(LineOfDialogue(id="s1.l1", role="a", text="Yes.", parenthetical="whispering")).whisper == 1.0


def test_closed_lips_are_seen_even_when_short() -> None:
    cues = mouth_cues([(0, 4000, "A"), (4000, 5700, "M"), (5700, 12_000, "A")], 12_000)
    assert [cue.shape for cue in cues] == ["A", "M", "A"]


def test_a_very_long_line_is_said_in_parts_and_an_endless_word_is_refused(model: VoiceModel, tmp_path: Path) -> None:
    from filmwright.sound.voices.reading import read_aloud
    from filmwright.sound.voices.recording import _parts

    parts = _parts(read_aloud("and then the sea came in, " * 60, "british"))
    assert len(parts) > 3
    assert all(sum(len(word.sounds) + len(word.after) + 1 for word in part) <= 500 for part in parts)
    with pytest.raises(StageError, match="too long"):
        line = LineOfDialogue(id="s1.l1", role="mara", text="ba" * 300)
        record_line(line, VoiceRecord(blend={"af_heart": 1.0}), store=Store(tmp_path), model=model)


@pytest.mark.parametrize(
    ("asked", "slower", "higher"),
    [("pleading", False, True), ("threatening", True, False), ("teasing", False, True), ("confessing", True, False)],
)
def test_what_a_line_is_for_is_acted(asked: str, slower: bool, higher: bool) -> None:
    plain, acted = (manner(LineOfDialogue(id="l", role="r", text="Give it to me.", parenthetical=text)) for text in ("", asked))
    assert (acted.pace < plain.pace) == slower and (acted.semitones > plain.semitones) == higher
