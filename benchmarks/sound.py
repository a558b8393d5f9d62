"""Prints what is measured of the sound.

    python -m benchmarks.sound PRODUCTION ...     # the delivered films of these productions
    python -m benchmarks.sound PRODUCTION ... --speed   # their sound made anew: processor seconds of voices, score, mix
    python -m benchmarks.sound --lines            # a hundred lines recorded, mixed and listened to
    python -m benchmarks.sound --staged           # twelve lines staged every way: whispered, through a door, over the wind ...
    python -m benchmarks.sound --voices           # how far the voices of a cast are from each other, and how sure one can be
    python -m benchmarks.sound --spelling         # letters to sounds, on words that were held out

`make bench-sound FILMS="..."` installs what listens (requirements/listening.txt) and prints all of it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import av
import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.hearing.films import LineFilm, Said, film_of, lines_of_plays, own_lines
from benchmarks.hearing.voices import embedded
from benchmarks.hearing.words import Heard, understood
from filmwright.records.breakdown import Breakdown, LineOfDialogue, VoiceRecord
from filmwright.records.clock import FRAMES_PER_SECOND, SAMPLE_RATE_HZ
from filmwright.records.codec import R, decode
from filmwright.records.cut import Cut, CutLine
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue
from filmwright.sound import VoiceModel, compose, load_voice_model, mix, perform, record_line
from filmwright.sound.levels import loudness_range_lu
from filmwright.sound.sampled import Sound, from_wav, loudness_lufs, true_peak_dbtp
from filmwright.sound.voices.casting import TYPES
from filmwright.stage import stage_scene
from filmwright.store import Index, Store

STAGES = ("voice", "score", "mix")
STAGINGS: tuple[tuple[str, str], ...] = (
    ("plain", "here"), ("quiet", "here"), ("whisper", "here"), ("shout", "here"), ("breathless", "here"), ("off_screen", "here"),
    ("off_screen", "door"), ("off_screen", "next_room"), ("off_screen", "telephone"), ("off_screen", "radio"),
    ("off_screen", "loudspeaker"), ("loud", "distance"), ("loud", "over_the_wind"),
)  # fmt: skip
STAGED_LINES = 12  # of one's own, each staged every way
MOST_STAGED = 0.08  # words understood wrongly from which the worst lines of a staging are printed
SAME_VOICE = 0.80  # cosine at and above which two utterances are taken for one voice; `--voices` prints the errors at it
SENTENCES = (
    "The boat leaves at half past six, with or without you, and I will not wait.",
    "Nobody knows where the music comes from, but everybody has heard it.",
    "Put the kettle on, sit down, and tell me everything from the beginning.",
    "There are three keys in the drawer, and only one of them fits the door.",
)


def films(places: Sequence[Path]) -> int:
    """The delivered films. Returns how many faults there are."""
    faults = 0
    for place in places:
        sound, surround = _delivered(place)
        cut = _cut_of(place)
        level, peak = loudness_lufs(sound), true_peak_dbtp(sound)
        print(f"\n{place.name}: {cut.title}, {sound.shape[1] / SAMPLE_RATE_HZ:.1f} s")
        spread = loudness_range_lu(sound)
        print(f"  film.mp4        {level:6.2f} LUFS, true peak {peak:5.2f} dBTP, loudness range {spread:4.1f} LU, {surround}")
        faults += (abs(level + 16) > 0.3) + (peak > -1.0)
        for name, wanted in (("broadcast", -23.0), ("surround", -16.0)):
            wav = place / "stems" / f"{name}.wav"
            if wav.is_file():
                other = from_wav(wav.read_bytes(), where=str(wav))
                level, peak = loudness_lufs(other), true_peak_dbtp(other)
                print(f"  {name + '.wav':15s} {level:6.2f} LUFS, true peak {peak:5.2f} dBTP, {len(other)} channels")
                faults += (abs(level - wanted) > 0.3) + (peak > -1.0)
        for name in ("dialogue", "music", "effects"):
            share, level = _present(place, name, sound)
            print(f"  {name:15s} {level:6.1f} LUFS, {share:4.2f} of its level is in film.mp4")
            faults += share < 0.3 and (name == "music" or (name == "dialogue" and bool(cut.lines)))
        print(f"  least air in half a second of a shot: {_least_air(place, cut):.0f} dBFS")
        print(f"  last 10 ms of the line that ends most abruptly: {_ends(place, cut):.0f} dB under it")
        _words_of(place, cut, sound)
        _voices_of(place)
        _seconds(place, sound.shape[1] / SAMPLE_RATE_HZ)
    return faults


def _delivered(place: Path) -> tuple[Sound, str]:
    with av.open(str(place / "film.mp4")) as film:
        layouts = ", ".join(stream.layout.name for stream in film.streams.audio)
        blocks = [frame.to_ndarray() for frame in film.decode(audio=0)]
    return np.concatenate(blocks, axis=1).astype(np.float32), layouts


def _cut_of(place: Path) -> Cut:
    from filmwright.edit import read_cut

    return read_cut(place / "cut.otio")


def _stem(place: Path, name: str) -> Sound:
    path = place / "stems" / f"{name}.wav"
    return from_wav(path.read_bytes(), where=str(path))


def _present(place: Path, name: str, film: Sound) -> tuple[float, float]:
    """How much of a stem is in the delivered film, by least squares with the other stems, and how loud it is."""
    stems = [_stem(place, each).mean(axis=0) for each in ("dialogue", "music", "effects")]
    count = min(film.shape[1], *(len(stem) for stem in stems))
    matrix = np.stack([stem[:count] for stem in stems], axis=1).astype(np.float64)
    found = np.linalg.lstsq(matrix.T @ matrix, matrix.T @ film[:, :count].mean(axis=0).astype(np.float64), rcond=None)[0]
    return float(found[("dialogue", "music", "effects").index(name)]), loudness_lufs(_stem(place, name))


def _least_air(place: Path, cut: Cut) -> float:
    effects, half = _stem(place, "effects"), SAMPLE_RATE_HZ // 2
    worst = 0.0
    for shot in cut.shots:
        seen = effects[:, shot.film_start * 2000 : (shot.film_start + shot.frames) * 2000]
        whole = seen[:, half : seen.shape[1] // half * half - half]
        if whole.size:
            worst = min(worst, 10 * float(np.log10((whole.reshape(2, -1, half) ** 2).mean(axis=(0, 2)).min() + 1e-12)))
    return worst


def _ends(place: Path, cut: Cut) -> float:
    """The level of the last 10 ms of the recording that is cut off most abruptly, against the recording."""
    store, worst = Store(place / "store"), -120.0
    for line in cut.lines:
        voice = from_wav(store.get(line.media), where=line.line)[0][: line.samples]
        last = 10 * np.log10((voice[-480:] ** 2).mean() / ((voice**2).mean() + 1e-12) + 1e-12)
        worst = max(worst, float(last))
    return worst


def _words_of(place: Path, cut: Cut, film: Sound) -> None:
    breakdown = msgspec.json.decode((place / "breakdown.json").read_bytes(), type=Breakdown)
    said = {item.id: item.text for scene in breakdown.scenes for item in scene.business if isinstance(item, LineOfDialogue)}
    for name, sound in (("dialogue stem", _stem(place, "dialogue")), ("film.mp4", film)):
        _tell(name, _heard(sound, cut.lines, lambda line: said.get(line.line, "")))


def _heard(sound: Sound, lines: Sequence[CutLine], text: Callable[[CutLine], str]) -> Heard:
    heard = Heard()
    for line in lines:
        a = max(0, line.film_start_sample - SAMPLE_RATE_HZ // 10)
        heard.add(text(line), understood(sound[:, a : line.film_start_sample + line.samples + SAMPLE_RATE_HZ // 5]))
    return heard


def _tell(name: str, heard: Heard, *, most: int = 3) -> None:
    print(f"  words understood wrongly, {name}: {heard.rate:.1%} ({heard.wrong} of {heard.said} in {heard.lines} lines)", flush=True)
    for _, text, found in sorted(heard.worst, reverse=True)[:most]:
        print(f"      {text}\n      {found}")


def _voices_of(place: Path) -> None:
    """The two voices of a film that are nearest to each other, and each with itself."""
    dialogue = msgspec.json.decode((place / "dialogue.json").read_bytes(), type=Dialogue)
    store = Store(place / "store")
    speech: dict[str, list[NDArray[np.float32]]] = {}
    for line in dialogue.lines:
        speech.setdefault(line.role, []).append(from_wav(store.get(line.media), where=line.line)[0])
    whole = {role: embedded(np.concatenate(parts)) for role, parts in speech.items()}
    halves = {role: (embedded(np.concatenate(p[::2])), embedded(np.concatenate(p[1::2]))) for role, p in speech.items() if len(p) > 1}
    pairs = sorted(((float(whole[a] @ whole[b]), a, b) for a, b in combinations(whole, 2)), reverse=True)
    if pairs:
        print(f"  nearest two voices: {pairs[0][1]} and {pairs[0][2]}, {pairs[0][0]:.2f} (one voice from {SAME_VOICE})")
    for role, (one, other) in halves.items():
        print(f"  {role} with itself in half of its lines and the other: {float(one @ other):.2f}")


def _seconds(place: Path, length: float) -> None:
    index = Index(place / "store")
    latest: dict[str, dict[str, float]] = {}
    for stage in STAGES:
        for row in index.history(stage):
            if row.state == "done":
                latest.setdefault(stage, {}).setdefault(row.unit, row.seconds)
    index.close()
    each = {stage: sum(units.values()) for stage, units in latest.items()}
    total = sum(each.values())
    told = ", ".join(f"{stage} {seconds:.0f} s" for stage, seconds in each.items())
    print(f"  work on the sound by the clock, as it was made: {told}; {total / length * 60:.0f} s for 60 s of film in one process")


def speed(places: Sequence[Path]) -> None:
    """The sound of productions made anew, in processor seconds, so that others at work beside it do not count."""
    began = time.process_time()
    model = load_voice_model()
    print(f"\nprocessor seconds; the voice model is loaded in {time.process_time() - began:.1f}")
    for place in places:
        breakdown, shots = _record_of(place, "breakdown", Breakdown), _record_of(place, "shots", ShotList)
        spoken = _record_of(place, "dialogue", Dialogue)
        cut, staged, world = _cut_of(place), [], None
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
            score = perform(compose(cut, breakdown), store=store)
            marks.append(time.process_time())
            mix(cut, breakdown, shots, staged, spoken, score, store=store)
            marks.append(time.process_time())
        length, speech = cut.frames / FRAMES_PER_SECOND, sum(line.samples for line in spoken.lines) / SAMPLE_RATE_HZ
        voice, music, mixed = (b - a for a, b in zip(marks, marks[1:], strict=False))
        total = voice + music + mixed
        print(f"  {place.name}: {length:.1f} s of film, {speech:.1f} s of speech: voices {voice:.1f}, score {music:.1f}, mix {mixed:.1f};"
              f" {total / length * 60:.0f} for 60 s of film, {total / length * 60 / 2:.0f} s on two free cores", flush=True)  # fmt: skip


def _record_of(place: Path, name: str, kind: type[R]) -> R:
    return decode((place / f"{name}.json").read_bytes(), kind, where=f"{place / name}.json")


def lines() -> None:
    """A hundred lines in the dialogue stem and in the full mix."""
    model = load_voice_model()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        began = time.process_time()
        all_lines = own_lines() + lines_of_plays(50)
        film = film_of(all_lines, store=store, model=model)
        made = time.process_time() - began
        length = film.cut.frames / 24
        print(f"\n{len(all_lines)} lines in a film of {length:.0f} s")
        print(f"  sound made in {made:.0f} processor seconds, {made / length * 60:.0f} for 60 s of film")
        print(f"  {film.mix.loudness_lufs} LUFS, loudness range {film.mix.loudness_range_lu} LU")
        own = {f"s{i // 10}.l{i % 10}" for i in range(len(own_lines()))}
        for name in ("dialogue", "film"):
            sound = from_wav(store.get(getattr(film.mix, name)), where=name)
            both = [_heard(sound, [line for line in film.cut.lines if (line.line in own) == mine], _text(film)) for mine in (True, False)]
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
    for delivery, heard in STAGINGS:
        place, against = ("here", "wind") if heard == "over_the_wind" else (heard, "")
        every += [Said(line.text, delivery, line.emotion, place, against) for line in some]
    film = film_of(every, store=store, model=model, kits=("kitchen",), title="Staged")
    stem, mixed = (from_wav(store.get(name), where="staged") for name in (film.mix.dialogue, film.mix.film))
    print("\n| staging | words understood wrongly, full mix | level in the stem against a plain line, LU |\n| --- | --- | --- |")
    levels = [_level(stem, film.cut.lines[i * STAGED_LINES : (i + 1) * STAGED_LINES]) for i in range(len(STAGINGS))]
    for i, (delivery, heard) in enumerate(STAGINGS):
        result = _heard(mixed, film.cut.lines[i * STAGED_LINES : (i + 1) * STAGED_LINES], _text(film))
        name = delivery if heard == "here" else heard.replace("_", " ")
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


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before")
    places = [Path(each) for each in arguments if not each.startswith("--")]
    missing = [str(place) for place in places if not (place / "film.mp4").is_file()]
    if missing:
        print(f"{', '.join(missing)}: no film.mp4 there; give folders of productions that were made", file=sys.stderr)
        return 2
    faults = films(places) if "--speed" not in arguments else 0
    asked: dict[str, Callable[[], None]] = {"--spelling": spelling, "--voices": voices, "--lines": lines, "--staged": staged}
    for name, run in asked.items():
        if name in arguments:
            run()
    if "--speed" in arguments:
        speed(places)
    if faults:
        print(f"\n{faults} faults: a level, a peak or a stem is not as it should be", file=sys.stderr)
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
