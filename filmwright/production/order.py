"""The order of a film's making: what every stage needs, what its units are, and what their keys depend on.

Each stage is a property: asking for it asks for what it needs, and nothing else is made. This is the only file that
knows the order. Keys hold what a result depends on and no more; where a record carries names, ids or line numbers that
a result does not depend on, they are taken out of the key here and put back on the result.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import msgspec

from filmwright import __version__
from filmwright.backends.camera import ShotJob, job_of, picture_key
from filmwright.backends.registry import Kind
from filmwright.errors import FilmwrightError, InputError, SettingsError, StageError
from filmwright.production import away, digests, folder, house
from filmwright.production.artefacts import Artefacts
from filmwright.production.printing import Printing, as_film
from filmwright.production.report import FilmReport, Finding, credits_as_text, without_repeats
from filmwright.production.units import Bench, OnPart, Pending, Work
from filmwright.records.breakdown import Action, Breakdown, LineOfDialogue, Scene, VoiceRecord
from filmwright.records.clock import FRAMES_PER_SECOND
from filmwright.records.codec import Document, Record, decode, encode, encode_for_people
from filmwright.records.cut import Cut
from filmwright.records.music import Mix, Score
from filmwright.records.noises import noise_of_act
from filmwright.records.report import Approximation, Credit
from filmwright.records.script import Screenplay
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue, SpokenLine
from filmwright.records.staging import StagedScene, StagedShot
from filmwright.records.story import Story
from filmwright.records.takes import Take, Takes
from filmwright.settings import Settings

if TYPE_CHECKING:  # stages are loaded when they are asked for
    from filmwright.film import FinishedFilm, Stills
    from filmwright.review import Review
    from filmwright.stage import World

D = TypeVar("D", bound=Document)
R = TypeVar("R", bound=Record)

STORY, SCREENPLAY, BREAKDOWN = "story.json", folder.SCREENPLAY, "breakdown.json"
SCREENPLAY_FDX = "screenplay.fdx"
DIALOGUE, SHOTS, SHOTS_TEXT = "dialogue.json", "shots.json", "shots.txt"
CUT, FILM = "cut.otio", "film.mp4"
NOTES, SHEET = "score.mid", "score.musicxml"
REPORT, REPORT_TEXT = "report.json", "report.md"
STEMS = ("stems/mix.wav", "stems/dialogue.wav", "stems/music.wav", "stems/effects.wav")
ALSO_MIXED = ("stems/broadcast.wav", "stems/surround.wav")


class Text(Record, frozen=True, kw_only=True):
    """A result that is plain text."""

    text: str


class Casting(Record, frozen=True, kw_only=True):
    """The voice of each role."""

    voices: dict[str, VoiceRecord]


class Staged(Record, frozen=True, kw_only=True):
    """A staged scene, its shots, and the world as it leaves it (JSON of the stage's own record)."""

    scene: StagedScene
    shots: tuple[StagedShot, ...]
    leaves: str


class Files(Record, frozen=True, kw_only=True):
    """Files for the production's folder: name -> store digest."""

    files: dict[str, str]


class Delivery(Record, frozen=True, kw_only=True):
    """What `finish` handed over: its files, and its own record as JSON."""

    files: dict[str, str]
    finished: str


class Backends(Protocol):
    """Gives the backend of a kind that the settings name; `opened` makes a camera ready to shoot."""

    scratch: Path

    def __call__(self, kind: Kind, *, opened: bool = False) -> Any:
        """See the class."""
        ...


class Order:
    """One film on the way from its input to the screen.

    Args:
        place: The production's folder.
        backend: Gives the opened backend of a kind that the settings name.
    """

    def __init__(self, place: Path, settings: Settings, bench: Bench, artefacts: Artefacts, backend: Backends) -> None:
        self.place = place
        self.settings = settings
        self._bench = bench
        self._artefacts = artefacts
        self._backend = backend

    def get_ready(self, *, to_shoot: bool) -> None:
        """Where no line was recorded yet, start what takes long to start while the story is written: the voices, the camera."""
        if (self.place / DIALOGUE).exists():
            return
        asked = self.settings.voice
        if hasattr(self._backend("voice"), "get_ready"):
            self._bench.prepare(f"{away.__name__}:get_voice_ready", {"backend": asked.backend, "options": asked.options})
        if to_shoot and hasattr(camera := self._backend("camera", opened=True), "get_ready"):
            camera.get_ready()

    # -- words ------------------------------------------------------------------------------------------------------

    @cached_property
    def premise(self) -> str:
        """The premise; "" if the production began with a screenplay."""
        path = self.place / folder.PREMISE
        return folder.check_premise(folder.read_words(path), where=str(path)) if path.is_file() else ""

    @cached_property
    def story(self) -> Story:
        """The story of the premise; of a production begun with a screenplay, the story that the screenplay tells."""
        if not self.premise:
            return self._inferred_story
        minutes, seed = self.settings.film.minutes, self.settings.film.seed
        writer, options = self._backend("writer"), self._writer_options
        made_from = digests.of_inputs(self.premise, minutes, seed, *(f"{name}={wish}" for name, wish in self._wishes.items()))
        work = Work(
            stage="story",
            unit="",
            title="story",
            key=digests.of_inputs("story", writer.fingerprint(options), made_from),
            kind=Story,
            here=lambda _: writer.story(self.premise, minutes=minutes, seed=seed, options=options),
        )
        return self._document(STORY, "story", Story, made_from=lambda: made_from, make=lambda: self._bench.make_one(work))

    @property
    def _wishes(self) -> dict[str, str]:
        """What is asked of the story, by name; what is left to the premise is not in it."""
        film = self.settings.film
        return {name: wish for name, wish in (("arc", film.arc), ("tone", film.tone), ("ending", film.ending)) if wish is not None}

    @property
    def _writer_options(self) -> dict[str, str]:
        """The writer's options with the wishes of [film] among them.

        Raises:
            SettingsError: the writer knows nothing of such a wish.
        """
        writer = self._backend("writer")
        for name in self._wishes:
            if name not in writer.options:
                raise SettingsError(f"[film] {name} is set, but the writer '{writer.name}' has no say in it; delete the line")
        return {**self.settings.writer.options, **self._wishes}

    @property
    def story_is_inferred(self) -> bool:
        """Whether the story is read out of the screenplay: it is made only when somebody asks for it, and no film waits for it."""
        return not self.premise

    @property
    def has_story(self) -> bool:
        """Whether there is a story.json."""
        return (self.place / STORY).is_file()

    @cached_property
    def _inferred_story(self) -> Story:
        from filmwright.story.inferring import infer_story

        made_from = digests.of_inputs(self.screenplay)
        tables = (f"story/data/{name}.toml" for name in ("acts", "cues", "lexicon", "names", "plain"))
        work = Work(
            stage="story",
            unit="",
            title="story, inferred from the screenplay",
            key=digests.of_inputs("inferred story", digests.of_code("story/inferring", "story/lexicon.py", *tables), made_from),
            kind=Story,
            here=lambda _: infer_story(self.screenplay),
        )
        return self._document(STORY, "story", Story, made_from=lambda: made_from, make=lambda: self._bench.make_one(work))

    @cached_property
    def screenplay(self) -> Screenplay:
        """The screenplay as it stands in the production, the user's own or the written one."""
        from filmwright.screenplay import fdx, fountain
        from filmwright.screenplay.read import read

        if not self.premise and not (self.place / SCREENPLAY).is_file():
            raise InputError(f"{self.place} has neither {folder.PREMISE} nor {SCREENPLAY}; write one of them")
        minutes, seed = self.settings.film.minutes, self.settings.film.seed
        writer, options = self._backend("writer"), self._writer_options

        def made_from() -> str:
            return digests.of_inputs(self.story, minutes, seed) if self.premise else ""

        def make() -> bytes:
            work = Work(
                stage="screenplay",
                unit="",
                title="screenplay",
                key=digests.of_inputs("screenplay", writer.fingerprint(options), digests.of_code("screenplay/fountain.py"), made_from()),
                kind=Text,
                here=lambda _: Text(text=fountain.write(writer.screenplay(self.story, minutes=minutes, seed=seed, options=options))),
            )
            return self._bench.make_one(work).text.encode()

        text = self._artefacts.text_or(SCREENPLAY, "screenplay", made_from=made_from, make=make)
        # Read back even when written here: the film of a script must not depend on whether a person saved it once.
        screenplay = read(text, source=SCREENPLAY)
        self._artefacts.write(SCREENPLAY_FDX, fdx.write(screenplay))
        return screenplay

    @cached_property
    def breakdown(self) -> Breakdown:
        """The screenplay as a production reads it."""
        from filmwright.breakdown import break_down

        seed = self.settings.film.seed
        made_from = digests.of_inputs(self.screenplay, seed)
        work = Work(
            stage="breakdown",
            unit="",
            title="breakdown",
            key=digests.of_inputs("breakdown", digests.of_code("breakdown", "theatre/catalogue"), made_from),
            kind=Breakdown,
            here=lambda _: break_down(self.screenplay, seed=seed),
        )
        return self._document(BREAKDOWN, "breakdown", Breakdown, made_from=lambda: made_from, make=lambda: self._bench.make_one(work))

    # -- voices -----------------------------------------------------------------------------------------------------

    @cached_property
    def dialogue(self) -> Dialogue:
        """Every line, spoken."""
        business = [business for scene in self.breakdown.scenes for business in scene.business]
        lines = [item for item in business if isinstance(item, LineOfDialogue)]
        able = getattr(self._backend("voice"), "makes_noises", False)
        noises = [heard for item in business if able and isinstance(item, Action) and (heard := _as_line(item)) is not None]
        made_from = digests.of_inputs(*(_sounding(line) for line in (*lines, *noises)))
        return self._document(DIALOGUE, "voice", Dialogue, made_from=lambda: made_from, make=lambda: self._record(lines, noises))

    def _record(self, lines: list[LineOfDialogue], noises: list[LineOfDialogue]) -> Dialogue:
        voice, options = self._backend("voice"), self.settings.voice.options
        print_ = voice.fingerprint(options)
        cast = self._bench.make_one(
            Work(
                stage="cast",
                unit="",
                title="casting of the voices",
                key=digests.of_inputs("cast", print_, self.breakdown),
                kind=Casting,
                here=lambda _: Casting(voices=voice.cast(self.breakdown, options=options)),
            )
        )
        names = {role.id: role.name for role in self.breakdown.cast}
        works = []
        for line in (*lines, *noises):
            if line.role not in cast.voices:
                raise StageError(f"line {line.id} is spoken by '{line.role}', who is not in the cast of {BREAKDOWN}: add the role there")
            sounding = _sounding(line)
            works.append(
                Work(
                    stage="voice",
                    unit=line.id,
                    title=f"{names.get(line.role, line.role)}: {line.text}",
                    key=digests.of_inputs("voice", print_, sounding, cast.voices[line.role]),
                    kind=SpokenLine,
                    away=(
                        f"{away.__name__}:record",
                        {
                            "backend": self.settings.voice.backend,
                            "options": options,
                            "store": self._bench.store.root,
                            "line": sounding,
                            "voice": cast.voices[line.role],
                        },
                    ),
                    weight=float(max(1, len(line.text))),
                    named=_named_line(line),
                )
            )
        spoken = self._bench.make(works)
        said, made = tuple(spoken[: len(lines)]), tuple(spoken[len(lines) :])
        return Dialogue(voices=cast.voices, lines=said, noises=made, credits=voice.credits(cast.voices, self.breakdown))

    # -- shots ------------------------------------------------------------------------------------------------------

    @cached_property
    def shots(self) -> ShotList:
        """The shot list."""
        from filmwright.shots import plan_shots, readable

        ending = self.story.ending if self.premise else ""
        made_from = digests.of_inputs(_as_seen(self.breakdown), ending, *(_length(line) for line in self.dialogue.lines))
        work = Work(
            stage="shots",
            unit="",
            title="shot list",
            key=digests.of_inputs("shots", digests.of_code("shots", "theatre/catalogue"), made_from),
            kind=ShotList,
            here=lambda _: plan_shots(self.breakdown, self.dialogue, ending=ending),
        )
        shots = self._document(SHOTS, "shots", ShotList, made_from=lambda: made_from, make=lambda: self._bench.make_one(work))
        self._artefacts.write(SHOTS_TEXT, readable(shots, self.breakdown).encode())
        return shots

    # -- picture ----------------------------------------------------------------------------------------------------

    @cached_property
    def staged(self) -> dict[str, Staged]:
        """Every scene, staged one after the other: each begins with the world as the one before left it."""
        from filmwright.stage import World

        staged: dict[str, Staged] = {}
        world = World()
        scenes = self.breakdown.scenes if self.shots else ()  # the shots are made before the row of scenes begins
        with self._bench.one_by_one("stage", units=len(scenes)):
            for scene in scenes:
                staged[scene.id] = self._bench.make_one(self._rehearsal(_scene_seen(scene), entry=world))
                world = decode(staged[scene.id].leaves.encode(), World, where=f"the end of scene {scene.id}")
        return staged

    def _rehearsal(self, scene: Scene, *, entry: World) -> Work[Staged]:
        """The staging of one scene. It is given what the key holds: the scene, its clock, shots and lines, nothing of others."""
        from filmwright.stage import stage_scene, stage_shots

        ids = {item.id for item in scene.business}
        part = msgspec.structs.replace(_as_seen(self.breakdown), title="", scenes=(scene,))
        lines, noises = (tuple(_length(line) for line in each if line.line in ids) for each in (self.dialogue.lines, self.dialogue.noises))
        spoken = Dialogue(voices={}, lines=lines, noises=noises)
        clock = ShotList(
            timings=tuple(timing for timing in self.shots.timings if timing.scene == scene.id),
            shots=tuple(shot for shot in self.shots.shots if shot.scene == scene.id),
        )

        def rehearse(_: object) -> Staged:
            whole, leaves = stage_scene(scene, part, spoken, clock, entry=entry)
            return Staged(scene=whole, shots=stage_shots(scene, whole, clock, part), leaves=encode(leaves).decode())

        return Work(
            stage="stage",
            unit=scene.id,
            title=scene.heading,
            key=digests.of_inputs("stage", digests.of_code("stage", "theatre/catalogue"), part, clock, spoken, entry),
            kind=Staged,
            here=rehearse,
        )

    @cached_property
    def takes(self) -> Takes:
        """A take of every shot."""
        return Takes(takes=tuple(self._bench.gather(self._shooting)))

    @cached_property
    def _shooting(self) -> Pending[Take]:
        """The shots, looked up: what there is of them, and what is to be shot."""
        from filmwright.frames.shooting import shoot

        camera, options, picture = self._backend("camera"), self.settings.camera.options, self.settings.picture_spec()
        code = digests.of_inputs(digests.of_code("frames"), camera.fingerprint(options))
        works = []
        for staged in self.staged.values():
            for shot in staged.shots:
                job = job_of(staged.scene, shot)

                def expose(on_part: OnPart, job: ShotJob = job) -> Take:
                    return shoot(
                        job,
                        picture,
                        camera=self._backend("camera", opened=True),
                        store=self._bench.store,
                        on_drawing=lambda done, of: on_part(done / of),
                    )

                works.append(
                    Work(
                        stage="shoot",
                        unit=shot.shot,
                        title=f"shot {shot.shot}",
                        key=digests.of_inputs("shoot", picture_key(job, picture, code)),
                        kind=Take,
                        here=expose,
                        weight=job.drawings * self._drawing_weight,
                        named=_named_take(shot.shot),
                    )
                )
        return self._bench.begin(works)

    @cached_property
    def scene_files(self) -> dict[str, str]:
        """A file a film-maker can open for each scene; scene id -> digest."""
        camera, options = self._backend("camera"), self.settings.camera.options
        print_ = camera.fingerprint(options)
        works = []
        for scene_id, staged in self.staged.items():

            def save(_: object, scene_id: str = scene_id, staged: Staged = staged) -> Files:
                opened = self._backend("camera", opened=True)
                with tempfile.TemporaryDirectory(prefix=f"{scene_id}-", dir=self._backend.scratch) as place:
                    path = Path(place) / f"{scene_id}.blend"
                    opened.save_scene(staged.scene, staged.shots, path)
                    return Files(files={f"scenes/{scene_id}.blend": self._bench.store.put(path.read_bytes(), suffix=".blend")})

            seen = msgspec.structs.replace(staged, leaves="", scene=msgspec.structs.replace(staged.scene, sounds=(), approximations=()))
            works.append(
                Work(
                    stage="scene file",
                    unit=scene_id,
                    title=f"scenes/{scene_id}.blend",
                    key=digests.of_inputs("scene file", print_, seen),
                    kind=Files,
                    here=save,
                )
            )
        files = {name: digest for result in self._bench.make(works) for name, digest in result.files.items()}
        for name, digest in files.items():
            self._artefacts.place(name, digest, self._bench.store, stage="scene file")
        return files

    # -- cut --------------------------------------------------------------------------------------------------------

    @cached_property
    def cut(self) -> Cut:
        """The film's timeline, as the production's cut.otio says."""
        from filmwright.edit import assemble, read_cut, write

        title, credits = self.screenplay.title(default=self.breakdown.title), self.credits
        made_from = digests.of_inputs(_story_told(self.breakdown), self.shots, self.dialogue, title, *credits)

        def lay_out(_: object) -> Text:
            with tempfile.TemporaryDirectory() as place:
                write(assemble(self.breakdown, self.shots, self.dialogue, title=title, credits=credits), Path(place) / CUT)
                return Text(text=(Path(place) / CUT).read_text(encoding="utf-8"))

        work = Work(
            stage="cut",
            unit="",
            title="cut",
            key=digests.of_inputs("cut", digests.of_code("edit"), made_from),
            kind=Text,
            here=lay_out,
        )
        make = lambda: self._bench.make_one(work).text.encode()  # noqa: E731  as a def it would hide the one line that counts
        text = self._artefacts.text_or(CUT, "cut", made_from=lambda: made_from, make=make)
        with tempfile.TemporaryDirectory() as place:
            (Path(place) / CUT).write_bytes(text)
            return read_cut(Path(place) / CUT)

    # -- sound ------------------------------------------------------------------------------------------------------

    @cached_property
    def score(self) -> Score:
        """The music, as long as the film; its notes are put into the production's folder for other hands to play."""
        from filmwright.sound.score import midi_bytes, musicxml

        score = self._bench.gather(self._score_under_way)[0]
        self._artefacts.write(NOTES, midi_bytes(score.cues))
        self._artefacts.write(SHEET, musicxml(score.cues, title=self.cut.title))
        return score

    @cached_property
    def _score_under_way(self) -> Pending[Score]:
        """The score, handed out: another process composes while the camera shoots."""
        composer, asked = self._backend("composer"), self.settings.composer
        inputs = {
            "cut": msgspec.structs.replace(self.cut, lines=tuple(msgspec.structs.replace(line, media="") for line in self.cut.lines)),
            "breakdown": _story_told(self.breakdown),
            "shots": self.shots,
            "story": self.story if self.premise else None,
            "seed": self.settings.film.seed,
        }
        work = Work(
            stage="score",
            unit="",
            title="score",
            key=digests.of_inputs("score", composer.fingerprint(asked.options), *inputs.values()),
            kind=Score,
            away=(
                f"{away.__name__}:compose",
                {"backend": asked.backend, "options": asked.options, "store": self._bench.store.root, **inputs},
            ),
            weight=self.cut.frames / FRAMES_PER_SECOND,
        )
        return self._bench.begin([work])

    @cached_property
    def mix(self) -> Mix:
        """The sound of the film, as the production's stems say."""
        return self._as_delivered(self._with_edited_stems(self._bench.gather(self._mix_under_way)[0]))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The files of the mix, in the production's folder."""
        made = self._bench.gather(self._mix_under_way)[0]
        for name, digest in zip(STEMS, (made.film, made.dialogue, made.music, made.effects), strict=True):
            self._artefacts.place(name, digest, self._bench.store, stage="mix")
        for name, digest in zip(ALSO_MIXED, (made.broadcast, made.surround), strict=True):
            self._artefacts.place(name, digest, self._bench.store, stage="mix")
        return (*STEMS, *ALSO_MIXED)

    @cached_property
    def _mix_under_way(self) -> Pending[Mix]:
        """The mix, handed out once there is a score: another process mixes while the camera shoots."""
        # A mix hears what sounds in a scene; how anybody looks or moves is no part of it.
        scenes = [msgspec.structs.replace(staged.scene, puppets=(), props=(), approximations=()) for staged in self.staged.values()]
        told, spoken = _story_told(self.breakdown), msgspec.structs.replace(self.dialogue, lines=())
        work = Work(
            stage="mix",
            unit="",
            title="mix",
            key=digests.of_inputs(
                "mix", digests.of_code("sound", "theatre/catalogue"), self.cut, told, self.shots, spoken, self.score, *scenes
            ),
            kind=Mix,
            away=(
                f"{away.__name__}:mix_down",
                {
                    "store": self._bench.store.root,
                    "cut": self.cut,
                    "breakdown": told,
                    "shots": self.shots,
                    "scenes": scenes,
                    "dialogue": spoken,
                    "score": self.score,
                },
            ),
            weight=self.cut.frames / FRAMES_PER_SECOND,
        )
        return self._bench.begin([work])

    def _as_delivered(self, made: Mix) -> Mix:
        """The mix with its 5.1 only where the film is to have it and where it is of the same sound.

        A stem that a person put in place of another is not in the 5.1 mix, unless that was replaced as well.
        """
        _, surround = ALSO_MIXED
        if not self.settings.film.surround:
            return msgspec.structs.replace(made, surround="")
        if self._artefacts.state(surround) == "edited":
            return msgspec.structs.replace(made, surround=self._bench.store.put((self.place / surround).read_bytes(), suffix=".wav"))
        edited = any(self._artefacts.state(name) == "edited" for name in STEMS)
        return msgspec.structs.replace(made, surround="") if edited else made

    def _with_edited_stems(self, made: Mix) -> Mix:
        """The mix with what a person put in place of its stems: the whole mix, or a part, which then is added up anew."""
        from filmwright.sound.sampled import from_wav, to_wav

        edited = {name: (self.place / name).read_bytes() for name in STEMS if self._artefacts.state(name) == "edited"}
        if not edited:
            return made
        whole, *parts = STEMS
        if whole not in edited:
            store = self._bench.store
            given = zip(parts, (made.dialogue, made.music, made.effects), strict=True)
            sounds = [from_wav(edited[name] if name in edited else store.get(digest), where=name) for name, digest in given]
            if len({sound.shape for sound in sounds}) != 1:
                raise InputError(f"{', '.join(edited)}: an edited stem must be as long as the film and stereo, as the others are")
            edited[whole] = to_wav(sum(sounds[1:], start=sounds[0]))
        return msgspec.structs.replace(made, film=self._bench.store.put(edited[whole], suffix=".wav"))

    # -- film -------------------------------------------------------------------------------------------------------

    @cached_property
    def delivery(self) -> FinishedFilm:
        """The finished film, in the production's folder with all that belongs beside it."""
        from filmwright.film import FinishedFilm

        return decode(self._handed_over.finished.encode(), FinishedFilm, where="the finished film")

    @cached_property
    def _handed_over(self) -> Delivery:
        from filmwright.film import finish, words_of

        self.cut, self._score_under_way, self.staged  # noqa: B018  a second process composes while this one stages the scenes
        picture = self.settings.picture_spec()
        printing = Printing(self.cut, self._shooting, picture, self._byline, self._bench)

        def beside() -> None:  # the camera: the sound is mixed once there is a score, and what is shot is printed
            with suppress(FilmwrightError):  # what cannot be done fails again where it is waited for, and no shot with it
                printing.go_on()
                if self._bench.collect(self._score_under_way) and self._bench.collect(self._mix_under_way):
                    printing.hear(self.mix)

        with self._bench.looking_after(beside):
            self.takes  # noqa: B018
        self._stills_under_way  # noqa: B018
        takes = as_film(self.takes.takes)
        cast = tuple(msgspec.structs.replace(role, voice=self.dialogue.voices.get(role.id, role.voice)) for role in self.breakdown.cast)
        breakdown = msgspec.structs.replace(self.breakdown, cast=cast)
        credits = self.all_credits
        provenance = {"made_from": self._made_from, "filmwright": __version__, "seed": self.settings.film.seed}
        reels, sounds = printing.reels(words_of(breakdown, takes, credits, provenance)), printing.sounds(self.mix)

        def hand_over(on_part: OnPart) -> Delivery:
            with tempfile.TemporaryDirectory(prefix="finish-", dir=self._bench.store.root) as place:
                finished = finish(
                    self.cut,
                    takes,
                    self.mix,
                    breakdown=breakdown,
                    dialogue=self.dialogue,
                    store=self._bench.store,
                    picture=picture,
                    out=Path(place) / FILM,
                    credits=credits,
                    provenance=provenance,
                    reels=reels,
                    sounds=sounds,
                    on_frame=lambda frame, of: on_part(frame / of),
                )
                files = {path.name: self._bench.store.put(path.read_bytes(), suffix=path.suffix) for path in sorted(Path(place).iterdir())}
                return Delivery(files=files, finished=encode(finished).decode())

        key_parts: tuple[Any, ...] = (
            self.cut,
            takes,
            self.mix,
            breakdown,
            self.dialogue,
            picture,
            *credits,
            *map(str, provenance.values()),
            *reels,
            *sounds,
        )
        work = Work(
            stage="finish",
            unit="",
            title="film",
            key=digests.of_inputs("finish", digests.of_code("film"), *key_parts),
            kind=Delivery,
            here=hand_over,
            weight=self.cut.frames / FRAMES_PER_SECOND,
        )
        delivery = self._bench.make_one(work)
        for name, digest in delivery.files.items():
            self._artefacts.place(name, digest, self._bench.store, stage="finish")
        if (work.stage, work.unit) in self._bench.made:
            self._bench.progress.say(f"{self.place / FILM} can be watched; what belongs beside it follows")
        return delivery

    @property
    def _byline(self) -> str:
        return f"by {self.breakdown.author}" if self.breakdown.author else ""

    @cached_property
    def stills(self) -> Stills:
        """The poster and the contact sheet."""
        stills = self._bench.gather(self._stills_under_way)[0]
        self._artefacts.place("poster.png", stills.poster, self._bench.store, stage="stills")
        self._artefacts.place("contact_sheet.png", stills.contact_sheet, self._bench.store, stage="stills")
        return stills

    @cached_property
    def _stills_under_way(self) -> Pending[Stills]:
        """The stills, handed out: another process draws them while the film is finished."""
        from filmwright.film import Stills

        inputs: dict[str, msgspec.Struct | str] = {
            "cut": self.cut,
            "takes": as_film(self.takes.takes),
            "byline": self._byline,
            "picture": self.settings.picture_spec(),
            "shots": self.shots,
        }
        work = Work(
            stage="stills",
            unit="",
            title="poster and contact sheet",
            key=digests.of_inputs("stills", digests.of_code("film"), *inputs.values()),
            kind=Stills,
            away=(f"{away.__name__}:draw_stills", {"store": self._bench.store.root, **inputs}),
        )
        return self._bench.begin([work])

    @cached_property
    def review_under_way(self) -> Pending[Review]:
        """The review of the film that stands in the production's folder, handed out: it measures while scenes are saved."""
        from filmwright.review import Review

        edited = self._artefacts.state(FILM) == "edited"
        film = self.place / FILM if edited else self._bench.store.path(self._handed_over.files[FILM])
        parts = {"cut": self.cut, "breakdown": _story_told(self.breakdown), "dialogue": self.dialogue, "mix": self.mix}
        work = Work(
            stage="review",
            unit="",
            title="review",
            key=digests.of_inputs("review", digests.of_code("review"), digests.of_file(film), *parts.values()),
            kind=Review,
            away=(f"{away.__name__}:review", {"store": self._bench.store.root, "film": film, **parts}),
            weight=self.cut.frames / FRAMES_PER_SECOND,
            holds_media=False,  # it names the digest of the decoded frames, which is no file
        )
        return self._bench.begin([work])

    @cached_property
    def review(self) -> Review:
        """What was measured on the film."""
        found = msgspec.structs.replace(self._bench.gather(self.review_under_way)[0], film=FILM)
        for check in found.checks:
            if check.outcome == "fail":
                self._bench.progress.warn(f"the review found a fault: {check.name}: {check.sentence}")
        return found

    @cached_property
    def report(self) -> FilmReport:
        """What there is to say about the film: report.json, and report.md to read."""
        from filmwright.review import report as reviewed
        from filmwright.sound import effects_not_known

        scenes = [staged.scene for staged in self.staged.values()]
        told = [Approximation(where="the premise", asked=self.premise, done=note) for note in (self.story.notes if self.premise else ())]
        notes = (
            *told,
            *self.breakdown.approximations,
            *(note for scene in scenes for note in scene.approximations),
            *effects_not_known(self.breakdown),
            *self.delivery.approximations,
        )
        report = FilmReport(
            title=self.cut.title,
            film=FILM,
            frames=self.cut.frames,
            picture=self.settings.picture_spec(),
            scenes=len(self.breakdown.scenes),
            shots=len(self.cut.shots),
            lines=len(self.cut.lines),
            drawings=len({digest for take in self.takes.takes for digest in take.drawings}),
            loudness_lufs=self.review.loudness_lufs,
            true_peak_dbtp=self.review.true_peak_dbtp,
            approximations=without_repeats(notes),
            findings=tuple(Finding(what=check.name, outcome=check.outcome, says=check.sentence) for check in self.review.checks),
            credits=self.all_credits,
        )
        self._artefacts.write(REPORT, encode_for_people(report))
        text = reviewed(self.review, title=report.title, approximations=report.approximations) + credits_as_text(report.credits)
        self._artefacts.write(REPORT_TEXT, text.encode())
        self._refuse_what_is_not_heard()
        return report

    def _refuse_what_is_not_heard(self) -> None:
        """A run whose delivered film lacks a line or its music has failed; what a person put in place of the sound is theirs to judge.

        Raises:
            StageError: the review did not find a line, or the music, in the film.
        """
        if any(self._artefacts.state(name) == "edited" for name in (*STEMS, *ALSO_MIXED, FILM)):
            return
        scored = not self.score.cues or any(cue.notes for cue in self.score.cues)  # a director may ask for no music at all
        wanted = {"dialogue"} | ({"music"} if scored else set())
        for check in self.review.checks:
            if check.outcome == "fail" and check.name in wanted:
                raise StageError(f"{FILM} is not what was mixed: {check.sentence} Delete it and run again; {REPORT_TEXT} has the rest")

    @property
    def _made_from(self) -> str:
        if self.premise:
            return f'a premise: "{self.premise}"'
        return f"a screenplay by {self.breakdown.author}" if self.breakdown.author else "a screenplay"

    @property
    def all_credits(self) -> tuple[Credit, ...]:
        """Everybody and everything whose work is in the film."""
        return tuple(dict.fromkeys((*self.credits, *self.score.credits, *self.mix.credits)))

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """What the end credits must say, as far as it is known before the score."""
        written = (house.credit_for("writer", self.settings.writer.backend),) if self.premise else ()
        return (*written, house.credit_for("camera", self.settings.camera.backend), *self.dialogue.credits)

    # -- how much ---------------------------------------------------------------------------------------------------

    def expected_weight(self, kind: str) -> float:
        """How much work a stage will be, before its units are known: from the film's length.

        Measured on films of 75 s: 12 lines of 45 characters, 4 scenes and 18 shots a minute (guess until more are measured).
        """
        minutes = self.settings.film.minutes
        a_minute = {"voice": 540.0, "stage": 4.0, "scene file": 4.0, "shoot": 720 * self._drawing_weight}
        of_film = {"score": 60.0, "mix": 60.0, "print": 60.0, "soundtrack": 120.0, "finish": 60.0, "review": 60.0}
        return minutes * {**a_minute, **of_film}[kind] if kind in a_minute or kind in of_film else 1.0

    @cached_property
    def _drawing_weight(self) -> float:
        """Work of one drawing, in drawings of standard quality: a part for posing, a part for pixels, a part for light paths.

        The parts are those of the theatre's measured 1.7 s: about 0.25 posing, 0.35 developing, 0.4 light paths.
        """
        picture = self.settings.picture_spec()
        pixels = picture.width * picture.height / (960 * 480)
        return (0.25 + 0.35 * pixels + 0.4 * pixels * picture.samples / 2) * 2 / picture.frames_per_drawing

    # -- documents --------------------------------------------------------------------------------------------------

    def _document(self, name: str, stage: str, kind: type[D], *, made_from: Callable[[], str], make: Callable[[], D]) -> D:
        """A JSON artefact: read from a person's file, or made and written."""
        data = self._artefacts.text_or(name, stage, made_from=made_from, make=lambda: encode_for_people(make()))
        return decode(data, kind, where=name)


def _sounding(line: LineOfDialogue) -> LineOfDialogue:
    """The line without what its sound does not depend on."""
    return msgspec.structs.replace(line, id="", role="", to="", source_line=0, overlaps=False, together=False)


def _as_line(action: Action) -> LineOfDialogue | None:
    """What is heard of an act in its performer's voice, as a line to be recorded: "Ada laughs." is "(laugh)"; None: nothing."""
    noise = noise_of_act(action.act, action.text)
    if noise is None:
        return None
    text = f"({noise.replace('_', ' ')})"
    return LineOfDialogue(id=action.id, role=action.role, text=text, emotion=action.emotion, intensity=action.intensity)


def _named_line(line: LineOfDialogue) -> Callable[[SpokenLine], SpokenLine]:
    return lambda spoken: msgspec.structs.replace(spoken, line=line.id, role=line.role)


def _length(line: SpokenLine) -> SpokenLine:
    """A spoken line without its sound: what a clock needs of it."""
    return msgspec.structs.replace(line, media="", level_lufs=0.0)


def _named_take(shot: str) -> Callable[[Take], Take]:
    return lambda take: msgspec.structs.replace(take, shot=shot)


def _story_told(breakdown: Breakdown) -> Breakdown:
    """The breakdown without what no shot depends on."""
    scenes = tuple(_without_lines(scene) for scene in breakdown.scenes)
    return msgspec.structs.replace(breakdown, approximations=(), author="", scenes=scenes)


def _as_seen(breakdown: Breakdown) -> Breakdown:
    """What is told, without what is only heard."""
    told = _story_told(breakdown)
    return msgspec.structs.replace(told, scenes=tuple(_scene_seen(scene) for scene in told.scenes))


def _scene_seen(scene: Scene) -> Scene:
    """A scene without the director's notes on its sound and without what its lines are heard through."""
    heard = (
        msgspec.structs.replace(item, heard="here", against="") if isinstance(item, LineOfDialogue) else item
        for item in _without_lines(scene).business
    )
    return msgspec.structs.replace(scene, business=tuple(heard), notes=())


def _without_lines(scene: Scene) -> Scene:
    """A scene without the line numbers of the script, which move when anything above is edited."""
    return msgspec.structs.replace(
        scene,
        business=tuple(msgspec.structs.replace(item, source_line=0) for item in scene.business),
        notes=tuple(msgspec.structs.replace(note, source_line=0) for note in scene.notes),
    )
