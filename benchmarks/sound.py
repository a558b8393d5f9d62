"""Prints what is measured of the sound.

    python -m benchmarks.sound --films            # films of the premises in hearing/premises.toml, made with blank pictures, and measured
    python -m benchmarks.sound PRODUCTION ...     # the delivered films of these productions
    python -m benchmarks.sound PRODUCTION ... --speed   # their sound made anew: processor seconds of voices, score, mix
    python -m benchmarks.sound --lines            # a hundred lines recorded, mixed and listened to; with --half every second one
    python -m benchmarks.sound --staged           # eight lines staged every way: whispered, through a door, over the wind ...
    python -m benchmarks.sound --voices           # how far the voices of a cast are from each other, and how sure one can be
    python -m benchmarks.sound --casts            # casts that are hard to tell apart, and whether any two voices are taken for one
    python -m benchmarks.sound --spelling         # letters to sounds, on words that were held out

`make bench-sound FILMS="..."` installs what listens (requirements/listening.txt) and prints all of it.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.hearing.delivered import SAME_VOICE, heard, measured, record_of, table
from benchmarks.hearing.films import LineFilm, Said, film_of, lines_of_plays, own_lines
from benchmarks.hearing.scores import listened, report
from benchmarks.hearing.unseen import SCORE, heard_film
from benchmarks.hearing.voices import embedded
from benchmarks.hearing.words import Heard
from filmwright.breakdown.bodies import body_for
from filmwright.edit import read_cut
from filmwright.records.breakdown import Breakdown, LineOfDialogue, Role, VoiceRecord
from filmwright.records.clock import FRAMES_PER_SECOND, SAMPLE_RATE_HZ
from filmwright.records.cut import CutLine
from filmwright.records.puppet import Puppet
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue
from filmwright.sound import VoiceModel, cast_voices, compose, load_voice_model, mix, perform, record_line
from filmwright.sound.sampled import Sound, from_wav, loudness_lufs
from filmwright.sound.voices.casting import TYPES
from filmwright.sound.voices.likeness import likeness
from filmwright.stage import stage_scene
from filmwright.store import Store

STAGINGS: tuple[tuple[str, str], ...] = (
    ("plain", "here"), ("quiet", "here"), ("whisper", "here"), ("shout", "here"), ("breathless", "here"), ("off_screen", "here"),
    ("off_screen", "door"), ("off_screen", "next_room"), ("off_screen", "telephone"), ("off_screen", "radio"),
    ("off_screen", "loudspeaker"), ("loud", "distance"), ("loud", "over_the_wind"),
)  # fmt: skip
STAGED_LINES = 8  # of one's own, each staged every way
MOST_STAGED = 0.08  # words understood wrongly from which the worst lines of a staging are printed
SENTENCES = (
    "The boat leaves at half past six, with or without you, and I will not wait.",
    "Nobody knows where the music comes from, but everybody has heard it.",
    "Put the kettle on, sit down, and tell me everything from the beginning.",
    "There are three keys in the drawer, and only one of them fits the door.",
)


def films(places: Sequence[Path]) -> int:
    """The delivered films. Returns how many faults there are."""
    found = []
    for place in places:
        film = measured(place)
        found.append(film)
        print(f"\n{film.name}: {film.title}, {film.seconds:.1f} s, {film.layouts}")
        for name, (level, peak) in film.levels.items():
            print(f"  {name:15s} {level:6.2f} LUFS, true peak {peak:5.2f} dBTP")
        print("  of their level in the mix are in film.mp4: " + ", ".join(f"{name} {share:.2f}" for name, share in film.share.items()))
        print(f"  least air in half a second of a shot: {film.least_air:.0f} dBFS")
        print(f"  last 10 ms of the line that ends most abruptly: {film.hardest_end:.0f} dB under it")
        for name, heard_words in film.words.items():
            _tell(name, heard_words)
        if film.nearest:
            print(f"  nearest two voices: {film.nearest[1]} and {film.nearest[2]}, {film.nearest[0]:.2f} (one voice from {SAME_VOICE})")
        print("  each with itself: " + ", ".join(f"{role} {cosine:.2f}" for role, cosine in film.itself.items()))
        print("  faults: " + (", ".join(film.faults) or "none"), flush=True)
    if found:
        print("\n" + table(found))
    scored = [place for place in places if (place / SCORE).is_file()]
    if scored:
        print("\n" + report([listened(place) for place in scored]))
    return sum(len(film.faults) for film in found)


def _tell(name: str, found: Heard, *, most: int = 3) -> None:
    print(f"  words understood wrongly, {name}: {found.rate:.1%} ({found.wrong} of {found.said} in {found.lines} lines)", flush=True)
    for _, text, got in sorted(found.worst, reverse=True)[:most]:
        print(f"      {text}\n      {got}")


def speed(places: Sequence[Path]) -> None:
    """The sound of productions made anew, in processor seconds, so that others at work beside it do not count."""
    began = time.process_time()
    model = load_voice_model()
    print(f"\nprocessor seconds; the voice model is loaded in {time.process_time() - began:.1f}")
    for place in places:
        breakdown, shots = record_of(place, "breakdown", Breakdown), record_of(place, "shots", ShotList)
        spoken = record_of(place, "dialogue", Dialogue)
        cut, staged, world = read_cut(place / "cut.otio"), [], None
        for scene in breakdown.scenes:
            whole, world = stage_scene(scene, breakdown, spoken, shots, entry=world)
            staged.append(whole)
        said = {item.id: item for scene in breakdown.scenes for item in scene.business if isinstance(item, LineOfDialogue)}
        with tempfile.TemporaryDirectory() as folder:
            store, old, marks = Store(Path(folder)), Store(place / "store"), [time.process_time()]
            for line in spoken.lines:
                record_line(said[line.line], spoken.voices[line.role], store=store, model=model)
            for line in (*spoken.lines, *spoken.noises):
                store.put(old.get(line.media), suffix=".wav")
            marks.append(time.process_time())
            score = perform(compose(cut, breakdown, shots=shots), store=store)
            marks.append(time.process_time())
            mix(cut, breakdown, shots, staged, spoken, score, store=store)
            marks.append(time.process_time())
        length, speech = cut.frames / FRAMES_PER_SECOND, sum(line.samples for line in spoken.lines) / SAMPLE_RATE_HZ
        voice, music, mixed = (b - a for a, b in zip(marks, marks[1:], strict=False))
        total = voice + music + mixed
        print(f"  {place.name}: {length:.1f} s of film, {speech:.1f} s of speech: voices {voice:.1f}, score {music:.1f}, mix {mixed:.1f};"
              f" {total / length * 60:.0f} for 60 s of film, {total / length * 60 / 2:.0f} s on two free cores", flush=True)  # fmt: skip


def lines(step: int = 1) -> None:
    """A hundred lines, or every so manieth of them, in the dialogue stem and in the full mix."""
    model = load_voice_model()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        began = time.process_time()
        mine = own_lines()[::step]
        all_lines = mine + lines_of_plays(50)[::step]
        film = film_of(all_lines, store=store, model=model)
        made = time.process_time() - began
        length = film.cut.frames / 24
        print(f"\n{len(all_lines)} lines in a film of {length:.0f} s")
        print(f"  sound made in {made:.0f} processor seconds, {made / length * 60:.0f} for 60 s of film")
        print(f"  {film.mix.loudness_lufs} LUFS, loudness range {film.mix.loudness_range_lu} LU")
        own = {f"s{i // 10}.l{i % 10}" for i in range(len(mine))}
        for name in ("dialogue", "film"):
            sound = from_wav(store.get(getattr(film.mix, name)), where=name)
            both = [heard(sound, [line for line in film.cut.lines if (line.line in own) == ours], _text(film)) for ours in (True, False)]
            whole = Heard(*(sum(getattr(part, field) for part in both) for field in ("said", "wrong", "lines")))
            whole.worst = both[0].worst + both[1].worst
            _tell({"dialogue": "dialogue stem", "film": "full mix"}[name], whole, most=12)
            print(f"      own lines {both[0].rate:.1%}, lines of plays {both[1].rate:.1%}", flush=True)


def staged() -> None:
    """The same lines by staging, in the full mix."""
    with tempfile.TemporaryDirectory() as folder:
        _staged(Store(Path(folder)), load_voice_model())


def _staged(store: Store, model: VoiceModel) -> None:
    some = own_lines()[1 :: 50 // STAGED_LINES][:STAGED_LINES]
    every = []
    for delivery, staging in STAGINGS:
        place, against = ("here", "wind") if staging == "over_the_wind" else (staging, "")
        every += [Said(line.text, delivery, line.emotion, place, against) for line in some]
    film = film_of(every, store=store, model=model, kits=("kitchen",), title="Staged", turn=STAGED_LINES)
    stem, mixed = (from_wav(store.get(name), where="staged") for name in (film.mix.dialogue, film.mix.film))
    print("\n| staging | words understood wrongly, full mix | level in the stem against a plain line, LU |\n| --- | --- | --- |")
    levels = [_level(stem, film.cut.lines[i * STAGED_LINES : (i + 1) * STAGED_LINES]) for i in range(len(STAGINGS))]
    for i, (delivery, staging) in enumerate(STAGINGS):
        result = heard(mixed, film.cut.lines[i * STAGED_LINES : (i + 1) * STAGED_LINES], _text(film))
        name = delivery if staging == "here" else staging
        print(f"| {name.replace('_', ' ')} | {result.rate:.1%} of {result.said} | {levels[i] - levels[0]:+.1f} |", flush=True)
        told = [f"{text} / {found}" for _, text, found in sorted(result.worst, reverse=True)[:2]]
        if result.rate > MOST_STAGED:
            print("\n".join(told), flush=True)


def _level(sound: Sound, lines: Sequence[CutLine]) -> float:
    return float(np.mean([loudness_lufs(sound[:, a.film_start_sample : a.film_start_sample + a.samples]) for a in lines]))


def _text(film: LineFilm) -> Callable[[CutLine], str]:
    said = {item.id: item.text for scene in film.breakdown.scenes for item in scene.business if isinstance(item, LineOfDialogue)}
    return lambda line: said[line.line]


def voices() -> None:
    """Every voice of the table of types says four sentences: pairs of one voice against pairs of two."""
    model = load_voice_model()
    found: list[tuple[str, list[NDArray[np.float32]]]] = []
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        for kind in TYPES:
            found.append((" ".join(sorted(kind.fits)), [_says(text, kind.record(), store, model) for text in SENTENCES]))
    same = np.array([float(a @ b) for _, spoken in found for a, b in combinations(spoken, 2)])
    two = np.array([float(a @ b) for (_, one), (_, other) in combinations(found, 2) for a in one for b in other])
    print(f"\n{len(found)} voices, {len(SENTENCES)} sentences each; cosines of the speaker encoder")
    print(f"  one voice: {same.mean():.2f} (lowest {same.min():.2f}); two voices: {two.mean():.2f} (highest {two.max():.2f})")
    for at in (SAME_VOICE - 0.05, SAME_VOICE, SAME_VOICE + 0.05):
        print(f"  one voice from {at:.2f}: two taken for one {np.mean(two >= at):.1%}, one taken for two {np.mean(same < at):.1%}")
    means = [np.mean(spoken, axis=0) for _, spoken in found]
    near = sorted(((float(a @ b), i, j) for (i, a), (j, b) in combinations(enumerate(means), 2)), reverse=True)[:5]
    for cosine, i, j in near:
        print(f"    {cosine:.2f}  {sorted(TYPES[i].blend)} and {sorted(TYPES[j].blend)}")


def _says(text: str, voice: VoiceRecord, store: Store, model: VoiceModel) -> NDArray[np.float32]:
    line = record_line(LineOfDialogue(id="l", role="r", text=text), voice, store=store, model=model)
    return embedded(from_wav(store.get(line.media), where="line")[0])


def spelling() -> None:
    """Words of the lexicon that the trees of letters were not learnt from."""
    from filmwright.sound.voices.train_spelling import held_out_errors

    print("\nLetters to sounds, on every twentieth word of the lexicon, which was held out")
    for accent in ("american", "british"):
        words, word_error, sound_error = held_out_errors(accent)  # type: ignore[arg-type]
        print(f"  {accent}: of {words} words {word_error:.1%} not wholly right but for stress; {sound_error:.1%} of their sounds wrong")


CASTS: dict[str, tuple[tuple[str, str, str], ...]] = {  # kind of being, sex, age
    "two bears": (("bear", "male", "adult"),) * 2,
    "three bears": (("bear", "male", "adult"),) * 3,
    "three foxes": (("fox", "female", "adult"),) * 3,
    "two ghosts": (("ghost", "male", "adult"),) * 2,
    "two robots": (("robot", "neutral", "adult"),) * 2,
    "four boys": (("human", "male", "child"),) * 4,
    "four old women": (("human", "female", "old"),) * 4,
    "four men": (("human", "male", "adult"),) * 4,
    "four women": (("human", "female", "adult"),) * 4,
    "eight of a village": tuple(("human", sex, age) for age in ("child", "young", "adult", "old") for sex in ("female", "male")),
}


def casts() -> int:
    """Casts that are hard to tell apart, each voice saying two sentences. Returns how many of them have two voices taken for one."""
    model, near = load_voice_model(), 0
    print(f"\nthe two nearest voices of a cast, and the least alike that one is to itself ({SAME_VOICE} and more is one voice)")
    for name, people in CASTS.items():
        given = cast_voices(_cast(people))
        with tempfile.TemporaryDirectory() as folder:
            said = [[_says(text, voice, Store(Path(folder)), model) for text in SENTENCES[:2]] for voice in given.values()]
        means = [sum(spoken) / np.linalg.norm(sum(spoken)) for spoken in said]
        nearest = max(float(a @ b) for a, b in combinations(means, 2))
        near += nearest >= SAME_VOICE
        print(f"  {name}: {nearest:.2f}, {min(float(a @ b) for a, b in said):.2f}", flush=True)
    chance, foretold = random.Random(3), []
    for size in DRAWN:
        people = [("human", chance.choice(("female", "male")), chance.choice(AGES)) for _ in range(size)]
        given = cast_voices(_cast(people))
        foretold.append(max(likeness(given[a], given[b]) for a, b in combinations(given, 2)))
    drawn = f"{len(foretold)} casts of {DRAWN[0]} to {DRAWN[-1]} drawn by chance"
    print(f"  of {drawn} the two nearest voices are foretold at {max(foretold):.2f}")
    return near


AGES = ("child", "young", "adult", "adult", "old")
DRAWN = tuple(size for size in range(2, 9) for _ in range(6))


def _cast(people: Sequence[tuple[str, str, str]]) -> Breakdown:
    """Nothing but these people."""
    roles = tuple(
        Role(id=f"r{k}", name=f"R{k}", description="", sex=sex,  # type: ignore[arg-type]
             puppet=Puppet(name=f"R{k}", kind=kind, age=age, body=body_for(kind, age, "average")))  # type: ignore[arg-type]
        for k, (kind, sex, age) in enumerate(people)
    )  # fmt: skip
    return Breakdown(title="Cast", cast=roles, sets=(), props=(), scenes=())


def _made_films() -> list[Path]:
    """The films of the premises, each in build/heard."""
    table = tomllib.loads((Path(__file__).parent / "hearing" / "premises.toml").read_text(encoding="utf-8"))["premises"]
    places = []
    for name, premise in table.items():
        places.append(Path("build/heard") / name)
        places[-1].mkdir(parents=True, exist_ok=True)
        heard_film(premise, places[-1])
        print(f"{places[-1]} is made", flush=True)
    return places


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before")
    places = [Path(each) for each in arguments if not each.startswith("--")]
    missing = [str(place) for place in places if not (place / "film.mp4").is_file()]
    if missing:
        print(f"{', '.join(missing)}: no film.mp4 there; give folders of productions that were made", file=sys.stderr)
        return 2
    if "--films" in arguments:
        places += _made_films()
    faults = films(places) if "--speed" not in arguments else 0
    asked: dict[str, Callable[[], int | None]] = {
        "--spelling": spelling, "--voices": voices, "--casts": casts, "--lines": lambda: lines(2 if "--half" in arguments else 1),
        "--staged": staged,
    }  # fmt: skip
    for name, run in asked.items():
        if name in arguments:
            faults += run() or 0
    if "--speed" in arguments:
        speed(places)
    if faults:
        print(f"\n{faults} faults: something is not as it should be", file=sys.stderr)
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
