"""A film of nothing but lines: people in rooms and fields who say one after the other, with beds, score and mix."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from filmwright.breakdown.bodies import body_for
from filmwright.records.breakdown import Breakdown, LineOfDialogue, Role, Scene, SetRecord
from filmwright.records.clock import SAMPLES_PER_FRAME
from filmwright.records.cut import Cut, CutLine, CutShot
from filmwright.records.music import Mix
from filmwright.records.puppet import Puppet
from filmwright.records.shots import BusinessTime, SceneTiming, Shot, ShotList
from filmwright.records.speech import Dialogue, SpokenLine
from filmwright.records.story import Feeling
from filmwright.sound import VoiceModel, cast_voices, compose, mix, perform, record_line
from filmwright.sound.voices.lexicon import lexicon
from filmwright.store import Store

ROOT = Path(__file__).resolve().parents[2]
PLAYS = ROOT.parent / "shared" / "data" / "plays"
_GAP = 20  # frames between two lines
_IN_A_SCENE = 10
_KITS = ("kitchen", "street", "bakery", "harbour", "study", "forest", "train_compartment", "square", "bedroom", "field")
_INDOORS = ("kitchen", "bakery", "study", "bedroom", "train_compartment")
_CAST = (
    ("ADA", "female", "adult", "warm"), ("BEN", "male", "adult", "steady"), ("OLD TOM", "male", "old", "gruff"),
    ("RUTH", "female", "old", "stern"), ("LILY", "female", "child", "curious"), ("SAM", "male", "child", "shy"),
    ("NELL", "female", "young", "bold"), ("PIP", "male", "teen", "cheerful"),
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A line to be heard: how, and what."""

    text: str
    delivery: str = "plain"
    emotion: str = "neutral"
    heard: str = "here"
    against: str = ""


@dataclass(frozen=True)
class LineFilm:
    """A film of lines, mixed."""

    cut: Cut
    breakdown: Breakdown
    mix: Mix
    dialogue: Dialogue


def own_lines() -> list[Said]:
    """The lines written for this."""
    table = tomllib.loads(Path(__file__).with_name("lines.toml").read_text(encoding="utf-8"))
    parts = [[part.strip() for part in line.split("|")] for line in table["lines"]]
    return [Said(text, delivery, emotion) for delivery, emotion, text in parts]


def lines_of_plays(count: int) -> list[Said]:
    """Lines of four to twenty words, evenly from the public plays beside the repository; [] where they are not there.

    A line with a name that the lexicon lacks is passed over: no recogniser can spell it.
    """
    found: list[str] = []
    for path in sorted(PLAYS.glob("standardebooks/*/act-*.xhtml")):
        cells = re.findall(r'z3998:persona">[^<]*</td>\s*<td>([^<]+)</td>', path.read_text(encoding="utf-8"))
        found += [" ".join(cell.split()) for cell in cells]
    for path in sorted(PLAYS.glob("shakespeare_md/*/*.md")):
        speeches = re.findall(r"^\*\*[A-Z ]+\*\*  \n((?:[^\n_*#].*\n)+?)\n", path.read_text(encoding="utf-8"), flags=re.M)
        found += [" ".join(speech.split()) for speech in speeches[::12]]
    fit = [text for text in found if 4 <= len(text.split()) <= 20 and not re.search(r"[\[\]()_<>&]|\.{3}|—|\b[A-Z]{2,}\b", text)]
    fit = [text for text in fit if all(lexicon("british").find(name) for name in re.findall(r"(?<=[a-z,;] )[A-Z][a-z]+", text))]
    return [Said(text) for text in fit[:: max(1, len(fit) // count)][:count]]


def film_of(
    lines: Sequence[Said], *, store: Store, model: VoiceModel, kits: Sequence[str] = _KITS, title: str = "Lines", turn: int = 0
) -> LineFilm:
    """Cast, record, score and mix. `turn`: after so many lines the speakers begin anew; 0: each follows the one before."""
    roles = tuple(
        Role(id=name.lower().replace(" ", "_"), name=name, description="", sex=sex, temper=temper,
             puppet=Puppet(name=name, age=age, body=body_for("human", age, "average")))  # type: ignore[arg-type]
        for name, sex, age, temper in _CAST
    )  # fmt: skip
    sets = tuple(SetRecord(id=kit, name=kit.upper(), kit=kit, interior=kit in _INDOORS) for kit in kits)
    scenes = []
    for first in range(0, len(lines), _IN_A_SCENE):
        number = first // _IN_A_SCENE
        place = sets[number % len(sets)]
        some = tuple(
            LineOfDialogue(id=f"s{number}.l{k}", role=roles[((first + k) % (turn or len(lines))) % len(roles)].id, text=said.text,
                           delivery=said.delivery,  # type: ignore[arg-type]
                           emotion=said.emotion, heard=said.heard, against=said.against, intensity=0.6)  # type: ignore[arg-type]
            for k, said in enumerate(lines[first : first + _IN_A_SCENE])
        )  # fmt: skip
        feeling = Feeling(valence=0.4 - 0.2 * (number % 5), arousal=0.2 * (number % 3 - 1), tension=0.25 * (number % 4) - 0.3)
        scenes.append(Scene(id=f"s{number}", number=str(number + 1), heading=f"INT. {place.name} - DAY", set=place.id, time_of_day="day",
                            present=tuple(role.id for role in roles), feeling=feeling, business=some))  # fmt: skip
    breakdown = Breakdown(title=title, cast=roles, sets=sets, props=(), scenes=tuple(scenes))
    voices = cast_voices(breakdown)
    recorded: dict[tuple[str, ...], SpokenLine] = {}
    at, shots, timings, spoken, heard = 48, [], [], [], []
    for scene in scenes:
        begin, times = at, []
        at += 36
        for line in scene.business:
            assert isinstance(line, LineOfDialogue)
            same = (line.role, line.text, line.delivery, line.emotion, line.against, "far" if line.heard == "distance" else "")
            if same not in recorded:  # how a line is heard does not change its recording
                recorded[same] = record_line(line, voices[line.role], store=store, model=model)
            made = msgspec.structs.replace(recorded[same], line=line.id)
            frames = -(-made.samples // SAMPLES_PER_FRAME)
            times.append(BusinessTime(business=line.id, start=at - begin, end=at - begin + frames, speech_start=at - begin))
            start = at * SAMPLES_PER_FRAME
            heard.append(CutLine(line=line.id, role=line.role, film_start_sample=start, samples=made.samples, media=made.media))
            spoken.append(made)
            at += frames + _GAP
        at += 12
        timings.append(SceneTiming(scene=scene.id, frames=at - begin, business=tuple(times)))
        shots.append(Shot(id=f"{scene.id}.1", scene=scene.id, start=0, end=at - begin, size="medium", framing="two"))
    cut = Cut(
        title=title, frames=at + 72, lines=tuple(heard), titles=(), chapters=(),
        shots=tuple(CutShot(shot=shot.id, scene=shot.scene, film_start=begin, frames=shot.end)
                    for shot, begin in zip(shots, _starts(shots), strict=True)),
    )  # fmt: skip
    dialogue = Dialogue(voices=voices, lines=tuple(spoken))
    shot_list = ShotList(timings=tuple(timings), shots=tuple(shots))
    score = perform(compose(cut, breakdown, shots=shot_list), store=store)
    return LineFilm(cut, breakdown, mix(cut, breakdown, shot_list, (), dialogue, score, store=store), dialogue)


def _starts(shots: Sequence[Shot]) -> list[int]:
    at, out = 48, []
    for shot in shots:
        out.append(at)
        at += shot.end
    return out
