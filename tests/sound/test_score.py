"""The score: composed for the cut, the same every time, thin under speech, home at the end."""

from __future__ import annotations

from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import msgspec
import numpy as np
import pytest
from heard_film import breakdown, cut, shot_list

from filmwright.errors import StageError
from filmwright.records.breakdown import Action, ScoreNote
from filmwright.records.cut import Cut, CutNote, CutShot
from filmwright.records.music import Cue, Note
from filmwright.records.shots import BusinessTime, SceneTiming, Shot, ShotList
from filmwright.records.story import Feeling, Story, Tone
from filmwright.sound.sampled import from_wav
from filmwright.sound.score import Composition, compose, midi_bytes, musicxml, perform
from filmwright.sound.score.developing import Way, first_told, told_again
from filmwright.sound.score.motif import Motif, bound, motif_of, unlike
from filmwright.sound.score.palettes import PALETTES, palette_for, setting_of
from filmwright.sound.score.performing import finished
from filmwright.sound.score.sampler import BAND, perform_notes, played
from filmwright.sound.score.turns import turns
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


def test_the_thing_at_the_heart_and_the_bond_have_themes_that_are_stated_and_are_not_each_other() -> None:
    film = breakdown()
    touched = Action(id="s1.a2", text="Mara takes the violin.", role="mara", act="pick_up", prop="violin")
    first = msgspec.structs.replace(film.scenes[0], business=(*film.scenes[0].business[:3], touched, film.scenes[0].business[3]))
    named = msgspec.structs.replace(film, scenes=(first, film.scenes[1]))
    long = msgspec.structs.replace(
        cut(),
        frames=1848,
        shots=(*cut().shots[:2], msgspec.structs.replace(cut().shots[2], frames=1440)),
        titles=(cut().titles[0], msgspec.structs.replace(cut().titles[1], film_start=1776)),
    )
    written = compose(long, named, seed=3)
    assert set(written.motifs) == {"tobias", "mara", "violin", "bond"}
    assert len(set(written.motifs.values())) == 4
    assert written.motifs["bond"][:3] == written.motifs[list(written.motifs)[0]][:3]
    assert {theme for cue in written.cues for theme in cue.motifs} == set(written.motifs)


@pytest.mark.parametrize(("ending", "third"), [("together", {4}), ("bitter", {3}), ("open", set())])
def test_the_end_is_home_in_the_dark_or_left_open_as_the_story_is(ending: str, third: set[int]) -> None:
    written = compose(cut(), breakdown(), story=Story(premise="", title="", ending=ending), seed=3)
    names = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
    tonic = names.index(written.cues[-1].key.split()[0])
    last = {(note.pitch - tonic) % 12 for note in written.cues[-1].notes if note.start > written.cues[-1].bars[-1]}
    assert last & {3, 4} == third
    assert ("bond" in written.cues[-1].motifs) == (ending == "together")


def test_music_turns_on_cuts_to_the_frame_where_nobody_speaks(composition: Composition) -> None:
    film = cut()
    spoken = [(line.film_start_sample, line.film_start_sample + line.samples) for line in film.lines]
    turns = [s.film_start * 2000 for s in film.shots if not any(a - 2000 < s.film_start * 2000 < b for a, b in spoken)]
    bars = {bar for cue in composition.cues for bar in cue.bars}
    assert len(set(turns) & bars) == len(turns) == 3
    struck = {note.start for cue in composition.cues for note in cue.notes}
    assert 168 * 2000 in struck  # the second shot of the first scene


def test_no_bar_is_bent_far_from_its_tempo(composition: Composition) -> None:
    for cue in composition.cues:
        edges = [*cue.bars, cue.end]
        lengths = np.diff(edges)
        assert lengths.max() / lengths.min() < 1.6


def test_musicxml_has_a_part_a_player_and_full_measures(composition: Composition) -> None:
    root = ET.fromstring(musicxml(composition.cues, title="The Night Violin"))
    players = {note.instrument for cue in composition.cues for note in cue.notes}
    assert {p.findtext("part-name") for p in root.iter("score-part")} == {name.replace("_", " ") for name in players}
    bars = sum(len(cue.bars) for cue in composition.cues)
    metre = composition.cues[0].metre
    for part in root.iter("part"):
        measures = part.findall("measure")
        assert len(measures) == bars
        for measure in measures:
            lengths = [int(n.findtext("duration", "0")) for n in measure.findall("note") if n.find("chord") is None]
            assert sum(lengths) == 12 * metre


def test_musicxml_takes_what_another_composer_plays() -> None:
    notes = (Note(start=0, end=48_000, pitch=200, velocity=90, instrument="theorbe à deux têtes"),)
    data = musicxml((Cue(name="one", start=0, end=480_000, tempo_bpm=60.0, key="C", notes=notes),), title="<Ö>")
    assert len(ET.fromstring(data).findall("part/measure")) == 2  # ten beats in fours


def test_the_last_chord_is_home(composition: Composition) -> None:
    notes = composition.cues[-1].notes
    lowest = min((note for note in notes if note.end > composition.samples - 60_000), key=lambda note: note.pitch)
    names = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
    assert names[lowest.pitch % 12] == composition.cues[-1].key.split()[0]


def test_fewer_notes_sound_under_a_voice() -> None:
    spoken = [(line.film_start_sample, line.film_start_sample + line.samples) for line in cut().lines]
    speech = sum(b - a for a, b in spoken)

    def share(seed: int) -> float:
        """Notes a second under a voice against those where nobody speaks."""
        written = compose(cut(), breakdown(), seed=seed)
        begun = [note.start for cue in written.cues for note in cue.notes]
        under = sum(any(a <= start < b for a, b in spoken) for start in begun)
        return under / speech * (written.samples - speech) / (len(begun) - under)

    assert np.mean([share(seed) for seed in range(6)]) < 0.7


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


def test_the_theme_of_two_is_like_both_and_is_neither() -> None:
    names = ("Tobias", "Mara", "Ines", "Noor", "Viktor", "Milo", "Ada", "Ben", "Elspeth")
    motifs = [motif_of(name, 3, salt="0") for name in names]
    for one in motifs:
        for other in motifs:
            made = bound(one, other)
            assert made.degrees[:3] == one.degrees[:3] and made.degrees not in (one.degrees, other.degrees)


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


@pytest.mark.parametrize("seed", range(4))
def test_a_tune_stands_clear_of_those_who_accompany_it(seed: int) -> None:
    written = compose(cut(), breakdown(), seed=seed)
    palette = PALETTES[written.palette]
    singers = {palette.lead, palette.second, "violin"} - {palette.comp, palette.pad, palette.low}
    looked_at = 0
    for cue in written.cues[:-1]:
        for start, end in zip(cue.bars, [*cue.bars[1:], cue.end], strict=True):
            shared = (end - start) / 8
            tune = [n for n in cue.notes if n.instrument in singers and min(n.end, end) - max(n.start, start) > shared]
            under = [n for n in cue.notes if n.instrument == palette.comp and start - 2000 <= n.start < end - 2000]
            if tune and under:
                looked_at += 1
                low, high = min(n.pitch for n in tune), max(n.pitch for n in tune)
                assert not [n.pitch for n in under if low <= n.pitch <= high]
    assert looked_at


def wordless(frames: int = 2400) -> Cut:
    """One shot of a scene in which nobody speaks."""
    return Cut(title="Long", frames=frames, shots=(CutShot(shot="s1.1", scene="s1", film_start=0, frames=frames),), lines=(), titles=(),
               chapters=())  # fmt: skip


def struck(written: Composition) -> list[tuple[tuple[int, ...], ...]]:
    """For each bar of a film of one cue, when in it (in twelfths) those who play the figure strike, and at what pitch."""
    palette = PALETTES[written.palette]
    (cue,) = written.cues
    found = []
    for start, end in zip(cue.bars, [*cue.bars[1:], cue.end], strict=True):
        here = [n for n in cue.notes if n.instrument in (palette.comp, palette.other) and start - 4000 <= n.start < end - 4000]
        found.append(tuple(sorted((round((n.start - start) / (end - start) * 12), n.pitch) for n in here)))
    return found


def test_the_music_grows_within_a_phrase_and_ends_it_on_a_breath_or_on_a_run_that_leads_on() -> None:
    swell: list[float] = []
    breaths = runs = 0
    for seed in range(6):
        written = compose(wordless(), breakdown(), seed=seed)
        palette = PALETTES[written.palette]
        (cue,) = written.cues
        bars = struck(written)
        for k, (start, end) in enumerate(zip(cue.bars[:-2], cue.bars[1:-1], strict=True)):
            here = [n for n in cue.notes if start - 4000 <= n.start < end - 4000]
            swell += [n.velocity * (1 if k % 4 in (1, 2) else -1) for n in here if n.instrument == palette.low]
            if k % 4 == 3 and bars[k]:
                late = [pitch for at, pitch in bars[k] if at >= 6]
                climbs = set(np.diff(late))
                breaths += max(at for at, _ in bars[k]) <= 6
                runs += len(late) == 3 and (climbs <= {1, 2} or climbs <= {-1, -2})
    rising, falling = [v for v in swell if v > 0], [-v for v in swell if v < 0]
    assert np.mean(rising) > np.mean(falling) + 1.5
    assert breaths >= 4 and runs >= 4


@pytest.mark.parametrize("seed", range(4))
def test_the_accompaniment_does_not_repeat_itself_bar_after_bar(seed: int) -> None:
    every = struck(compose(wordless(), breakdown(), seed=seed))
    rows = [tuple(at for at, _ in bar) for bar in every]  # a bar of rest parts two that are alike
    assert not any(a and a == b == c for a, b, c in zip(rows, rows[1:], rows[2:], strict=False))
    bars = [bar for bar in every if bar]
    when = [tuple(at for at, _ in bar) for bar in bars]
    assert len(set(when)) >= len(when) / 3
    assert sum(a == b for a, b in zip(bars, bars[1:], strict=False)) <= 1  # hardly ever the same notes in two bars running


def test_a_long_scene_between_has_a_key_of_its_own_and_the_film_ends_in_the_first() -> None:
    film = breakdown()
    scene = film.scenes[0]
    scenes = tuple(msgspec.structs.replace(scene, id=f"s{k}", business=()) for k in range(1, 4))
    shots = tuple(CutShot(shot=f"s{k}.1", scene=f"s{k}", film_start=(k - 1) * 720, frames=720) for k in range(1, 4))
    written = compose(msgspec.structs.replace(wordless(2160), shots=shots), msgspec.structs.replace(film, scenes=scenes), seed=3)
    keys = [cue.key.split()[0] for cue in written.cues]
    assert keys[0] == keys[-1] != keys[1]


def turning(*feelings: Feeling) -> Composition:
    """A film of scenes in which nobody speaks and Tobias is always there, each of its own feeling."""
    film = breakdown()
    acts = (Action(id="a", text="Tobias looks up.", role="tobias", act="look"),)
    scenes = tuple(
        msgspec.structs.replace(film.scenes[0], id=f"s{k}", business=acts, present=("tobias",), feeling=feeling)
        for k, feeling in enumerate(feelings)
    )
    shots = tuple(CutShot(shot=f"s{k}.1", scene=f"s{k}", film_start=k * 480, frames=480) for k in range(len(feelings)))
    length = 480 * len(feelings)
    return compose(msgspec.structs.replace(wordless(length), shots=shots), msgspec.structs.replace(film, scenes=scenes), seed=3)


def test_a_theme_is_spun_on_where_it_is_first_told_and_then_moves_with_the_story() -> None:
    plain, bright, strained, dark = (
        Feeling(), Feeling(valence=0.6), Feeling(valence=0.6, tension=0.7), Feeling(valence=-0.6, tension=0.1),
    )  # fmt: skip
    written = turning(plain, bright, strained, dark, plain)
    first = [next(told for told in written.told if told.start >= k * 480 * 2000) for k in range(4)]
    assert first[0].way == "as a sentence"
    assert first[1].way in ("rising sequence", "in harmony", "higher")
    assert first[2].way in ("broken up", "turned over")
    assert first[3].way in ("falling sequence", "lower")
    assert written.told[-1].way in ("home", "in the dark", "left open")
    ways = [told.way for told in written.told]
    assert not any(a == b for a, b in zip(ways, ways[1:], strict=False))


def test_in_a_sequence_the_same_bar_is_told_from_step_to_step_and_the_chords_go_with_it() -> None:
    motif = motif_of("Mara", 4)
    shape = told_again(motif, 4, 3, Feeling(valence=0.6), Feeling(), ["stated"], joined=False)
    assert shape is not None and shape.way == "rising sequence" and shape.bars == 3 == len(shape.harmony)
    size = len(motif.head(4).degrees)
    bars = [shape.tune.degrees[k : k + size] for k in (0, size, 2 * size)]
    assert [degree + 1 for degree in bars[0]] == list(bars[1]) and [degree + 2 for degree in bars[0]] == list(bars[2])
    assert shape.harmony == (3, 4, 5)


@pytest.mark.parametrize("room", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("metre", [3, 4])
def test_what_is_made_of_a_theme_has_place_where_it_is_told(room: int, metre: int) -> None:
    motif = motif_of("Tobias", metre)
    told: list[Way] = ["stated"]
    for now in (Feeling(), Feeling(valence=0.7), Feeling(tension=0.8), Feeling(valence=-0.7), Feeling(arousal=-0.8), Feeling(arousal=0.8)):
        shape = told_again(motif, metre, room, now, Feeling(), told, joined=True)
        assert (shape is None) == (room == 1)
        if shape:
            assert shape.bars <= room and sum(shape.tune.beats) <= shape.bars * metre + 1
            told.append(shape.way)
    assert first_told(motif, metre, room, Feeling()) is not None


def test_the_themes_of_one_film_begin_otherwise() -> None:
    for names in (("Jasper", "violin", "Kit"), ("Mara", "Mara's lamp", "Ida"), ("Ben", "bell", "Nora")):
        motifs: list[Motif] = []
        for name in names:
            motifs.append(unlike(name, 3, "1", motifs))
        openings = {tuple(degree - motif.degrees[0] for degree in motif.degrees[:4]) for motif in motifs}
        assert len(openings) == 3


def test_the_desks_of_the_strings_play_each_for_themselves_from_left_to_right() -> None:
    high, low = (perform_notes([Note(start=0, end=96_000, pitch=pitch, velocity=70, instrument="strings")], 96_000, seed=1)
                 for pitch in (76, 48))  # fmt: skip
    levels = [10 * np.log10((sound[0] ** 2).mean() / (sound[1] ** 2).mean()) for sound in (high, low)]
    assert levels[0] > 1.5 and levels[1] < -1.5


def shown(*told: tuple[int, str], seed: int = 3, note: ScoreNote | None = None, cuts: tuple[int, ...] = ()) -> Composition:
    """A scene of 60 s in which nobody speaks: what Tobias does at which frame, and how it feels."""
    acts = tuple(
        Action(id=f"s1.a{k}", text="Tobias moves.", role="tobias", act="look_at", emotion=emotion, intensity=1.0)  # type: ignore[arg-type]
        for k, (_, emotion) in enumerate(told)
    )
    film = breakdown()
    scene = msgspec.structs.replace(film.scenes[0], business=acts, present=("tobias",), notes=(note,) if note else ())
    frames = 1440
    edges = (0, *cuts, frames)
    windows = list(zip(edges, edges[1:], strict=False))
    shots = ShotList(
        timings=(SceneTiming(scene="s1", frames=frames, business=tuple(
            BusinessTime(business=f"s1.a{k}", start=at, end=at + 24) for k, (at, _) in enumerate(told)
        )),),
        shots=tuple(Shot(id=f"s1.{k}", scene="s1", start=a, end=b, size="wide", framing="two") for k, (a, b) in enumerate(windows)),
    )  # fmt: skip
    seen = tuple(CutShot(shot=f"s1.{k}", scene="s1", film_start=a, frames=b - a) for k, (a, b) in enumerate(windows))
    notes = (CutNote(note=note.id, film_start=0),) if note else ()
    long = msgspec.structs.replace(wordless(frames), shots=seen, notes=notes)
    return compose(long, msgspec.structs.replace(film, scenes=(scene,)), shots=shots, seed=seed)


def struck_at(written: Composition, frame: int) -> int:
    """How many notes begin within a frame of a frame of the film."""
    return sum(abs(note.start - frame * 2000) < 2000 for cue in written.cues for note in cue.notes)


@pytest.mark.parametrize("frame", [401, 533, 655, 782, 911])
def test_where_the_story_turns_a_chord_is_struck_to_the_frame(frame: int) -> None:
    seeds = range(4)
    for seed in seeds:
        assert struck_at(shown((200, "joy"), (frame, "fear"), seed=seed), frame) >= 3
    calm = [struck_at(shown((200, "joy"), (frame, "joy"), seed=seed), frame) for seed in seeds]
    assert sum(count >= 3 for count in calm) < 2  # it does not fall there by chance


def test_two_turns_that_no_row_of_bars_can_meet_are_both_struck() -> None:
    for second in range(660, 760, 7):
        written = shown((200, "joy"), (600, "fear"), (second, "joy"))
        assert struck_at(written, 600) >= 3 and struck_at(written, second) >= 3


def test_the_cut_that_shows_a_turn_is_where_it_is_heard() -> None:
    written = shown((200, "joy"), (620, "fear"), cuts=(603,))
    assert struck_at(written, 603) >= 3


def test_a_turn_is_not_struck_where_the_director_wants_silence_or_somebody_speaks() -> None:
    silence = ScoreNote(id="s1.n1", text="none", silent=True)
    assert struck_at(shown((200, "joy"), (620, "fear"), note=silence), 620) == 0
    free = {turn.at: turn.free for turn in turns(cut(), breakdown(), shot_list())}
    spoken = [(line.film_start_sample, line.film_start_sample + line.samples) for line in cut().lines]
    assert free
    for at, quiet in free.items():
        assert quiet == (not any(a - 2000 < at < b for a, b in spoken))


def test_a_long_sequence_is_worked_out_to_the_home_chord() -> None:
    for metre, room in ((3, 4), (4, 4), (3, 5), (4, 6)):
        for now, step in ((Feeling(valence=0.6), 1), (Feeling(valence=-0.6), -1)):
            motif = motif_of("Mara", metre)
            shape = told_again(motif, metre, room, now, Feeling(), ["stated"], joined=False)
            assert shape is not None and shape.bars == min(room, 5) == len(shape.harmony) and shape.harmony[-1] == 0
            assert sum(shape.tune.beats) == shape.bars * metre
            size = len(motif.head(metre).degrees)
            assert [degree + step for degree in shape.tune.degrees[:size]] == list(shape.tune.degrees[size : 2 * size])
            assert shape.tune.degrees[-1] % 7 in (0, 2, 4)


def test_a_dark_band_is_lifted_above_4_khz_and_a_bright_one_hardly() -> None:
    def treble(sound: np.ndarray) -> float:
        spectrum = np.abs(np.fft.rfft(sound[0][:48_000].astype(float))) ** 2
        return float(10 * np.log10(spectrum[4000:].sum() / spectrum.sum()))

    hiss = np.random.default_rng(1).standard_normal((2, 96_000))
    hum = np.sin(2 * np.pi * 200 * np.arange(96_000) / 48_000) * np.ones((2, 1))
    gained = []
    for share in (0.002, 0.2):
        given = (0.1 * (hum + share * hiss)).astype(np.float32)
        gained.append(treble(finished(given)) - treble(given))
    dark, bright = gained
    assert dark > 4 and 0 < bright < 3
