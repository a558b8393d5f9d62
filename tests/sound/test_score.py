"""The score: composed for the cut, the same every time, thin under speech, home at the end."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import msgspec
import numpy as np
import pytest
from heard_film import breakdown, cut

from filmwright.errors import StageError
from filmwright.records.music import Cue, Note
from filmwright.records.story import Tone
from filmwright.sound.sampled import from_wav
from filmwright.sound.score import Composition, compose, midi_bytes, perform
from filmwright.sound.score.motif import motif_of
from filmwright.sound.score.palettes import PALETTES, palette_for, setting_of
from filmwright.sound.score.sampler import BAND, played
from filmwright.store import Store


@pytest.fixture(scope="module")
def composition() -> Composition:
    return compose(cut(), breakdown(), story=None, seed=3)


def test_the_same_film_and_seed_give_the_same_notes(composition: Composition) -> None:
    assert compose(cut(), breakdown(), story=None, seed=3) == composition
    assert compose(cut(), breakdown(), story=None, seed=4) != composition


def test_cues_cover_the_film_and_turn_where_scenes_turn(composition: Composition) -> None:
    starts = [cue.start for cue in composition.cues]
    assert starts[0] == 0 and composition.cues[-1].end == composition.samples
    assert 48 * 2000 in starts and 336 * 2000 in starts
    assert all(a.end == b.start for a, b in zip(composition.cues, composition.cues[1:], strict=False))


def test_the_main_motif_opens_and_closes_the_film(composition: Composition) -> None:
    assert "tobias" in composition.motifs
    assert "tobias" in composition.cues[0].motifs and "tobias" in composition.cues[-1].motifs


def test_the_last_chord_is_home(composition: Composition) -> None:
    notes = composition.cues[-1].notes
    lowest = min((note for note in notes if note.end > composition.samples - 60_000), key=lambda note: note.pitch)
    names = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
    assert names[lowest.pitch % 12] == composition.cues[-1].key.split()[0]


def test_fewer_notes_sound_under_a_voice(composition: Composition) -> None:
    spoken = [(line.film_start_sample, line.film_start_sample + line.samples) for line in cut().lines]

    def under(note: Note) -> bool:
        return any(a <= note.start < b for a, b in spoken)

    notes = [note for cue in composition.cues for note in cue.notes]
    speech = sum(b - a for a, b in spoken)
    rest = composition.samples - speech
    assert sum(map(under, notes)) / speech < 0.75 * sum(not under(note) for note in notes) / rest


def test_notes_lie_within_the_film_and_the_band(composition: Composition) -> None:
    for cue in composition.cues:
        for note in cue.notes:
            assert 0 <= note.start < note.end <= composition.samples
            assert note.instrument in BAND and 21 <= note.pitch <= 108 and 1 <= note.velocity <= 127


@pytest.mark.parametrize("instrument", sorted(BAND))
def test_every_player_plays_in_tune(instrument: str) -> None:
    """The strongest partial lies on the harmonic series of the note, within a third of a semitone."""
    pitch = {"contrabass": 40, "bass": 40, "cello": 52, "bassoon": 52, "timpani": 45, "glockenspiel": 84, "whistle": 81}.get(instrument, 69)
    sound = played(Note(start=0, end=48_000, pitch=pitch, velocity=90, instrument=instrument), seed=1)
    assert np.isfinite(sound).all() and np.abs(sound).max() > 0.01
    spectrum = np.abs(np.fft.rfft(sound[4800:45_000] * np.hanning(40_200), 2**18))
    hertz = float(np.argmax(spectrum)) * 48_000 / 2**18
    harmonics = np.arange(0.5, 12.5, 0.5) * 440 * 2 ** ((pitch - 69) / 12)
    off = np.abs(12 * np.log2(hertz / harmonics)).min()
    assert off < 0.35 or instrument in ("bells", "marimba", "vibraphone", "timpani")  # bars and skins have partials of their own


def test_the_score_sounds_for_the_whole_film(composition: Composition, tmp_path: Path) -> None:
    store = Store(tmp_path)
    score = perform(composition, store=store)
    sound = from_wav(store.get(score.media), where="test")
    assert sound.shape == (2, cut().frames * 2000)
    assert np.abs(sound).max() < 1.0 and np.abs(sound[:, -200:]).max() < 0.01
    assert any(credit.licence == "MIT" for credit in score.credits)


def test_midi_starts_as_midi_does(composition: Composition) -> None:
    data = midi_bytes(composition.cues)
    assert data[:4] == b"MThd" and data.count(b"MTrk") >= 4


def test_midi_takes_what_another_composer_plays() -> None:
    notes = (Note(start=0, end=48_000, pitch=200, velocity=900, instrument="theorbe à deux têtes"),)
    data = midi_bytes((Cue(name="one", start=0, end=48_000, tempo_bpm=60.0, key="C", notes=notes),))
    assert "theorbe à deux têtes".encode() in data
    assert bytes([0x90, 127, 127]) in data


def test_names_have_motifs_of_their_own() -> None:
    motifs = {motif_of(name, 3).degrees for name in ("Tobias", "Mara", "Ines", "Noor", "Elspeth", "Wick")}
    assert len(motifs) >= 5
    assert all(sum(motif_of("Mara", metre).beats) == 2 * metre for metre in (3, 4))


def test_a_cut_without_shots_cannot_be_scored() -> None:
    with pytest.raises(StageError, match="no shots"):
        compose(msgspec.structs.replace(cut(), shots=()), breakdown(), story=None, seed=0)


SEA = ["EXT. HARBOUR - DAY", "INT. LIGHTHOUSE - LAMP ROOM - NIGHT", "EXT. SHORE - DAWN"]
CITY = ["EXT. STREET - DAY", "INT. OFFICE - DAY", "INT. KITCHEN - NIGHT"]
HOME = ["INT. KITCHEN - NIGHT", "INT. ATTIC - DAY"]


@pytest.mark.parametrize(
    ("headings", "setting"),
    [
        (SEA, "sea"),
        (CITY, "city"),
        (HOME, "hearth"),
        (["EXT. MEADOW - DAY", "INT. BARN - NIGHT"], "country"),
        (["INT. CIRCUS TENT - NIGHT", "EXT. FAIRGROUND - NIGHT"], "fair"),
        (["INT. BISHOP'S FRIENDSHIP SEASON - DAY"], "hearth"),
        (["EXT. SEA - DAY", *HOME, *HOME], "hearth"),
        ([], "hearth"),
    ],
)
def test_the_setting_is_where_most_of_the_scenes_are(headings: list[str], setting: str) -> None:
    assert setting_of(headings) == setting


@pytest.mark.parametrize("tone", get_args(Tone))
def test_the_same_tone_in_another_place_has_another_band(tone: Tone) -> None:
    bands = [palette_for(tone, headings) for headings in (SEA, CITY, HOME)]
    assert len({(band.lead, band.second, band.comp) for band in bands}) == 3


@pytest.mark.parametrize("headings", [SEA, CITY, HOME], ids=["sea", "city", "home"])
def test_the_same_place_in_another_tone_is_played_otherwise(headings: list[str]) -> None:
    bands = [palette_for(tone, headings) for tone in get_args(Tone)]
    assert len({(band.lead, band.figure, band.metre, band.tempo) for band in bands}) == len(bands)
    assert all(
        band.lead != band.second and {band.lead, band.second, band.comp, band.pad, band.low, band.sparkle} <= set(BAND) for band in bands
    )


def test_every_palette_is_heard_in_some_film() -> None:
    places = [SEA, CITY, HOME, ["EXT. FOREST - DAY"], ["INT. THEATRE - NIGHT"]]
    heard = {palette_for(tone, headings).name.split(",")[0] for tone in get_args(Tone) for headings in places}
    assert heard == set(PALETTES)
