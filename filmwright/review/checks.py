"""The checks: what the delivered film must be, each answered in one sentence with its numbers."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from filmwright.records.breakdown import Breakdown, LineOfDialogue
from filmwright.records.clock import FRAMES_PER_SECOND, SAMPLE_RATE_HZ
from filmwright.records.cut import Cut
from filmwright.records.emphasis import plain
from filmwright.records.music import Mix
from filmwright.records.speech import Dialogue
from filmwright.review import listening
from filmwright.review.screening import Screening, screen
from filmwright.review.verdict import Check, Outcome, Review
from filmwright.store import Store

LOUDNESS_LUFS, LOUDNESS_WITHIN_LU, PEAK_DBTP = -16.0, 0.5, -1.0
BLACK_MEAN, BLACK_BRIGHTEST = 18.0, 30.0  # luma; the darkest night of the reference stills has a 99th percentile above 60
BLACK_FRAMES = 2  # unexpected black frames that nobody sees
FROZEN_CHANGE = 8.0  # luma steps: below it a difference is the encoder's, not a puppet's; a guess
FROZEN_S = 4.0  # stillness that a viewer takes for a fault; a guess
SHORTEST_SHOT_S, LONGEST_SHOT_S = 0.5, 20.0  # worth a note; guesses
CAPTION_LATE_S = 0.25  # broadcasters' guides ask for captions within a quarter of a second of the voice
LEAST_MUSIC_SHARE = 0.15  # of the film; a guess


def review(film: Path, *, cut: Cut, breakdown: Breakdown, dialogue: Dialogue, mix: Mix | None = None, store: Store | None = None) -> Review:
    """Measure a delivered film against what it was to be.

    Args:
        film: The MP4.
        cut, breakdown, dialogue: What the film was made from.
        mix, store: If both are given, dialogue and music are found by their stems, exactly; without them, by level and tone.

    Raises:
        InputError: the file is missing or cannot be decoded.
    """
    seen = screen(film)
    sound = seen.sound if seen.sound.ndim == 2 else seen.sound[:, None]
    middle = listening.mono(sound)
    stems = listening.stems_of(mix, store, len(sound)) if mix is not None and store is not None else None
    loudness, peak = listening.loudness_lufs(sound), listening.true_peak_dbtp(sound)
    lengths = [shot.frames / FRAMES_PER_SECOND for shot in cut.shots]
    checks = (
        _length(seen, cut),
        _picture(seen),
        _sound_format(seen),
        *_surround(seen, asked=mix is not None and bool(mix.surround)),
        _black(seen, cut),
        _frozen(seen, cut),
        _shot_lengths(cut),
        _loudness(loudness),
        _peak(peak),
        _dialogue(middle, cut, dialogue, stems),
        _music(middle, cut, stems),
        _captions(seen, cut, breakdown),
        _script(cut, breakdown),
        _chapters(seen, cut),
        _disclosure(seen, cut),
    )
    return Review(
        film=film.name,
        seconds=round(len(seen.light) / FRAMES_PER_SECOND, 3),
        width=seen.width,
        height=seen.height,
        loudness_lufs=round(max(loudness, -99.0), 2),
        true_peak_dbtp=round(max(peak, -99.0), 2),
        shots=len(cut.shots),
        mean_shot_s=round(sum(lengths) / len(lengths), 2) if lengths else 0.0,
        frames_sha256=seen.frames_sha256,
        checks=checks,
    )


def _length(seen: Screening, cut: Cut) -> Check:
    picture, sound = len(seen.light) / FRAMES_PER_SECOND, len(seen.sound) / seen.sample_rate_hz
    right = len(seen.light) == cut.frames and abs(sound - picture) <= 1 / FRAMES_PER_SECOND + 1024 / SAMPLE_RATE_HZ
    return _check(
        "length",
        right,
        f"The picture is {picture:.2f} s and the sound {sound:.2f} s long; the cut is {cut.frames / FRAMES_PER_SECOND:.2f} s.",
    )


def _picture(seen: Screening) -> Check:
    right = (
        seen.streams["video"].startswith("h264 High yuv420p") and seen.frames_a_second == FRAMES_PER_SECOND and seen.colours == (1, 1, 1, 1)
    )
    colours = "BT.709" if seen.colours == (1, 1, 1, 1) else f"colour tags {seen.colours}, expected BT.709"
    return _check(
        "picture",
        right,
        f"{seen.streams['video'] or 'No picture'}, {seen.width}x{seen.height}, {seen.frames_a_second:g} frames a second, {colours}.",
    )


def _sound_format(seen: Screening) -> Check:
    return _check("sound", seen.streams["audio"] == "aac stereo 48000 Hz", f"{seen.streams['audio'] or 'There is no sound track'}.")


def _surround(seen: Screening, *, asked: bool) -> tuple[Check, ...]:
    """The second track, where there is one or should be: 5.1, as long and as loud as the film, and not the one that plays."""
    if not seen.streams["surround"]:
        return (_check("5.1", False, "The film should have its 5.1 mix as a second track of sound and has none."),) if asked else ()
    loudness, peak = listening.loudness_lufs(seen.surround), listening.true_peak_dbtp(seen.surround)
    right = (
        seen.streams["surround"] == "aac 5.1 48000 Hz, plays when chosen"
        and abs(len(seen.surround) - len(seen.sound)) <= 2048
        and abs(loudness - LOUDNESS_LUFS) <= LOUDNESS_WITHIN_LU
        and peak <= PEAK_DBTP
    )
    return (_check("5.1", right, f"The second track is {seen.streams['surround']}: {loudness:.2f} LUFS, true peak {peak:.2f} dBTP."),)


def _black(seen: Screening, cut: Cut) -> Check:
    expected = np.ones(len(seen.light), bool)
    for shot in cut.shots:
        # the first and last two frames next to a fade may be as good as black
        head = shot.transition_frames if shot.transition == "fade_in" else 0
        expected[shot.film_start + head : shot.film_start + shot.frames - shot.fade_out_frames] = False
    dark = (seen.light < BLACK_MEAN) & (seen.brightest < BLACK_BRIGHTEST)
    wrong = np.flatnonzero(dark & ~expected)
    where = f", first at {_clock(int(wrong[0]))}" if len(wrong) else ""
    return _check("black frames", len(wrong) <= BLACK_FRAMES, f"{len(wrong)} frames are black where a shot should be seen{where}.")


def _frozen(seen: Screening, cut: Cut) -> Check:
    longest, place, shot_id = 0, 0, ""
    for shot in cut.shots:
        run = 0
        for frame in range(shot.film_start + 1, min(shot.film_start + shot.frames, len(seen.change))):
            run = run + 1 if seen.change[frame] < FROZEN_CHANGE else 0
            if run > longest:
                longest, place, shot_id = run, frame - run, shot.shot
    where = f", in shot {shot_id} at {_clock(place)}" if longest else ""
    return _check(
        "frozen frames",
        longest <= FROZEN_S * FRAMES_PER_SECOND,
        f"The picture stands still for at most {longest / FRAMES_PER_SECOND:.1f} s{where}.",
    )


def _shot_lengths(cut: Cut) -> Check:
    lengths = {shot.shot: shot.frames / FRAMES_PER_SECOND for shot in cut.shots}
    odd = [f"{name} {length:.1f} s" for name, length in lengths.items() if not SHORTEST_SHOT_S <= length <= LONGEST_SHOT_S]
    least, most, mean = min(lengths.values()), max(lengths.values()), np.mean(list(lengths.values()))
    sentence = f"{len(cut.shots)} shots of {least:.1f} to {most:.1f} s, {mean:.1f} s on average"
    return Check(
        name="shot lengths", outcome="note" if odd else "pass", sentence=sentence + (f"; unusual: {', '.join(odd)}." if odd else ".")
    )


def _loudness(loudness: float) -> Check:
    return _check(
        "loudness",
        abs(loudness - LOUDNESS_LUFS) <= LOUDNESS_WITHIN_LU,
        f"The film is {loudness:.2f} LUFS loud; {LOUDNESS_LUFS:g} within {LOUDNESS_WITHIN_LU:g} is asked.",
    )


def _peak(peak: float) -> Check:
    return _check("true peak", peak <= PEAK_DBTP, f"The true peak is {peak:.2f} dBTP; at most {PEAK_DBTP:g} is asked.")


def _dialogue(middle: listening.Sound, cut: Cut, dialogue: Dialogue, stems: listening.Stems | None) -> Check:
    if not cut.lines:
        return Check(name="dialogue", outcome="note", sentence="No line is spoken in this film.")
    recorded = {line.line for line in dialogue.lines}
    missing = []
    for line in cut.lines:
        start, end = listening.span_s(line)
        if stems is not None:
            heard = listening.gains(middle, stems, start, end)[0] >= listening.LEAST_GAIN
        else:
            heard = listening.speech_level_dbfs(middle, line) > -45.0  # a whisper in a mix at -16 LUFS is about -38; a guess
        if not heard or line.line not in recorded:
            missing.append(f"{line.line} at {_clock(line.film_start_sample * FRAMES_PER_SECOND // SAMPLE_RATE_HZ)}")
    how = "" if stems is not None else " (judged by level alone)"
    if missing:
        return _check(
            "dialogue", False, f"{len(missing)} of {len(cut.lines)} lines cannot be heard where they should be: {', '.join(missing)}{how}."
        )
    return _check("dialogue", True, f"All {len(cut.lines)} lines are heard where the cut places them{how}.")


def _music(middle: listening.Sound, cut: Cut, stems: listening.Stems | None) -> Check:
    if stems is None:
        share = listening.tonal_share(middle, cut)
        return _check(
            "music", share >= LEAST_MUSIC_SHARE, f"Tones stand out in {share:.0%} of the time without speech (judged without stems)."
        )
    share = listening.sounding_share(stems.music)
    if share < LEAST_MUSIC_SHARE:
        return _check("music", False, f"The music stem sounds in only {share:.0%} of the film; score the film again.")
    gain = listening.gains(middle, stems)[1]
    return _check(
        "music",
        gain >= listening.LEAST_GAIN,
        f"The music sounds in {share:.0%} of the film, at {max(gain, 0.0):.2f} of its level in the mix.",
    )


def _captions(seen: Screening, cut: Cut, breakdown: Breakdown) -> Check:
    script = {b.id: b for scene in breakdown.scenes for b in scene.business if isinstance(b, LineOfDialogue)}
    lines = [line for line in cut.lines if line.line in script]
    if not lines:
        return Check(name="captions", outcome="note", sentence="There is nothing to caption.")
    names = [role.name for role in breakdown.cast]
    shown = [(caption, _words(_without_name(caption.text, names))) for caption in seen.captions]
    whole = " ".join(word for _, words in shown for word in words)
    wrong: list[str] = []
    at = 0
    for line in lines:
        text = " ".join(_words(plain(script[line.line].text)))
        trimmed = line.source_start_sample > 0
        found = whole.find(text, at) if not trimmed else at
        start = listening.span_s(line)[0]
        on_time = any(-CAPTION_LATE_S <= caption.start_s - start <= CAPTION_LATE_S + _lead(line.samples) for caption in seen.captions)
        shared = any(  # with a line that began before it and is not over
            caption.start_s <= start <= caption.end_s and text in " ".join(words) and len(words) > len(text.split())
            for caption, words in shown
        )
        on_time = on_time or shared
        if found < 0 or not on_time:
            wrong.append(line.line)
        elif not trimmed:
            at = found + len(text)
    if wrong:
        # lines said at once share a caption, out of their order: look anywhere before calling one missing
        wrong = [n for n in wrong if " ".join(_words(plain(script[n].text))) not in whole] or wrong
        return _check("captions", False, f"The captions do not say, or not in time, what is heard in {', '.join(wrong)}.")
    return _check("captions", True, f"{len(seen.captions)} captions say the {len(lines)} lines of the script, in time.")


def _lead(samples: int) -> float:
    """Silence that a recording may begin with, in seconds."""
    return min(0.5, samples / SAMPLE_RATE_HZ / 2)


def _script(cut: Cut, breakdown: Breakdown) -> Check:
    spoken = {line.line for line in cut.lines}
    script = [b.id for scene in breakdown.scenes for b in scene.business if isinstance(b, LineOfDialogue)]
    left_out = [line for line in script if line not in spoken]
    if left_out:
        return Check(
            name="script", outcome="note", sentence=f"{len(left_out)} lines of the screenplay are not in the cut: {', '.join(left_out)}."
        )
    return _check("script", True, f"All {len(script)} lines of the screenplay are in the cut, and nothing else is spoken.")


def _chapters(seen: Screening, cut: Cut) -> Check:
    expected = tuple(chapter.title for chapter in cut.chapters)
    return _check("chapters", seen.chapters == expected, f"{len(seen.chapters)} chapters for {len(expected)} scenes.")


def _disclosure(seen: Screening, cut: Cut) -> Check:
    said = "machine" in seen.metadata.get("comment", "")
    credited = any(card.kind == "credits" for card in cut.titles)
    if said and not credited:
        return Check(name="disclosure", outcome="note", sentence="The file says how it was made, but the cut has no end credits.")
    return _check(
        "disclosure", said, "The file and its end credits say how it was made." if said else "The file does not say how it was made."
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower())


def _without_name(text: str, names: list[str]) -> str:
    for name in names:
        text = text.removeprefix(f"{name}: ")
    return text


def _clock(frame: int) -> str:
    seconds, rest = divmod(frame, FRAMES_PER_SECOND)
    return f"{seconds // 60}:{seconds % 60:02d}.{rest:02d}"


def _check(name: str, right: bool, sentence: str) -> Check:
    outcome: Outcome = "pass" if right else "fail"
    return Check(name=name, outcome=outcome, sentence=sentence)
