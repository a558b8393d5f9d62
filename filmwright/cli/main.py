"""The commands of `filmwright`."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

import click
import msgspec
from rich.console import Console

from filmwright import settings
from filmwright.cli.showing import Bars, Lines
from filmwright.cli.storytelling import StoryCommands, as_text, draw_story, explanation, read_story, solved
from filmwright.errors import FilmwrightError, InputError
from filmwright.production import Made, Production, Stage, begin
from filmwright.production.folder import default_folder, understand
from filmwright.production.progress import Silence
from filmwright.records.story import Arc, Ending, Tone

_EXAMPLES = """
\b
Examples:
  filmwright make "An old lighthouse keeper finds a violin that plays by itself at night."
  filmwright make night_train.fountain --quality draft -o night_train.mp4
  filmwright status productions/night-train
"""


class _Commands(click.Group):
    """Commands in the order in which a film is made, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="From a premise or a screenplay to a finished stop-motion puppet film, on this computer alone.\n" + _EXAMPLES,
)
@click.version_option(package_name="filmwright", prog_name="filmwright", message="%(prog)s %(version)s")
def cli() -> None:
    """The root of all commands."""


_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output and nothing else.")
_no_wait = click.option("--no-wait", is_flag=True, help="If another run is making this production, refuse instead of waiting.")
_folder = click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))


def _wishes(command: Callable[..., None]) -> Callable[..., None]:
    command = click.option(
        "--quality", type=click.Choice(list(settings.PRESETS)),
        help="draft 480x240, standard 960x480 (the default), fine 1280x640; docs/settings.md says what each costs.",
    )(command)  # fmt: skip
    for name, choices, what in (
        ("--arc", get_args(Arc), "How the first person of a premise fares."),
        ("--tone", get_args(Tone), "The tone of a premise's story."),
        ("--ending", get_args(Ending), "How a premise's story ends."),
    ):
        command = click.option(name, type=click.Choice(choices, case_sensitive=False), help=what)(command)
    command = click.option(
        "--seed", type=click.IntRange(0, 2**31 - 1), metavar="N", help="Another number, another film from the same premise."
    )(command)  # fmt: skip
    return click.option(
        "--minutes",
        "--length",
        "minutes",
        type=click.FloatRange(0.1, 10),
        metavar="M",
        help="Length of a film made from a premise; 1.2 if not given.",
    )(command)


@cli.command()
@click.argument("given", metavar="INPUT")
@click.option("-o", "film", metavar="FILM", type=click.Path(path_type=Path), help="Put the film here too, for example violin.mp4.")
@click.option(
    "--dir", "directory", metavar="PRODUCTION", type=click.Path(path_type=Path), help="Its folder; if not given, productions/<name>."
)
@_wishes
@_json
@_no_wait
def make(
    given: str, film: Path | None, directory: Path | None, as_json: bool, no_wait: bool, **wishes: Any,
) -> None:  # fmt: skip
    """Make a film, or go on with one.

    INPUT is a premise in quotes, a .txt (a premise or a screenplay), a .fountain, a .fdx, or a production folder.
    What is made already is not made again: run it again after an edit, after Ctrl-C or after a power cut.
    """
    with _plainly(as_json) as where:
        _check_destination(film)
        production = _begun(given, directory, wishes)
        where.append(production.place)
        made = _make(production, "finish", as_json=as_json, wait=not no_wait)
        if film is not None and made.film:
            _deliver(Path(made.film), film)
            made = msgspec.structs.replace(made, film=str(film))
        if as_json:
            _print_json(made)
        else:
            click.echo(f"{made.film} is finished" + ("" if made.made else "; nothing had to be made"))
            click.echo(f"The production is in {production.place}: edit any file there and run `filmwright make {production.place}` again.")


@cli.command()
@_folder
@click.argument("given", metavar="INPUT")
@_wishes
@_json
def new(directory: Path, given: str, as_json: bool, **wishes: Any) -> None:
    """Begin a production in DIR; nothing is made yet."""
    with _plainly(as_json):
        production = _begun(given, directory, wishes)
        if as_json:
            _print_json({"production": str(production.place)})
        else:
            click.echo(f"{production.place} is ready: look at {settings.FILE_NAME}, then `filmwright make {production.place}`")


def _stage_command(name: str, stage: Stage, help_text: str) -> None:
    @cli.command(name, help=help_text, short_help=help_text.split(": ")[0].rstrip(".") + ".")
    @_folder
    @_json
    @_no_wait
    def command(directory: Path, as_json: bool, no_wait: bool) -> None:
        with _plainly(as_json) as where:
            production = Production(directory)
            where.append(directory)
            made = _make(production, stage, as_json=as_json, wait=not no_wait)
            if as_json:
                _print_json(made)
            else:
                click.echo(_in_short(made))


@cli.group(cls=StoryCommands)
def story() -> None:
    """Write the story of a premise, or infer that of a screenplay: story.json.

    \b
    filmwright story DIR [--plot]     writes the story of a production, and draws it
    filmwright story explain DIR      says why each thing in it happens
    filmwright story solve PROBLEM    plans a story from a problem file (docs/planner.md)
    """


@story.command("make", short_help="Write the story of a premise, or infer that of a screenplay.")
@_folder
@click.option("--plot", is_flag=True, help="Draw the story too: events, causes, arcs and tension in DIR/story.svg.")
@_json
@_no_wait
def story_of(directory: Path, plot: bool, as_json: bool, no_wait: bool) -> None:
    """Write the story of a premise: story.json.

    Where the production was begun with a screenplay, the story is inferred from it, with a confidence for each finding
    (docs/inferring.md); the screenplay is not changed.
    """
    with _plainly(as_json) as where:
        production = Production(directory)
        where.append(directory)
        made = _make(production, "story", as_json=as_json, wait=not no_wait)
        picture = draw_story(directory) if plot else None
        if as_json:
            _print_json({**msgspec.to_builtins(made), "plot": str(picture)} if picture else made)
        else:
            click.echo(_in_short(made))
            if picture:
                click.echo(f"the plan is drawn in {picture}")


@story.command()
@click.argument("problem", metavar="PROBLEM", type=click.Path(path_type=Path))
@click.option("--utility", type=float, default=1.0, show_default=True, metavar="U", help="What the author must get at least.")
@click.option("--author-limit", type=click.IntRange(0, 60), default=9, show_default=True, metavar="N", help="Acts of the story at most.")
@click.option(
    "--character-limit", type=click.IntRange(1, 60), default=5, show_default=True, metavar="N", help="Acts that a character thinks ahead."
)
@click.option(
    "--belief-limit", type=click.IntRange(0, 4), default=1, show_default=True, metavar="N", help="Minds in minds that are searched."
)
@click.option("--max-nodes", type=click.IntRange(1), default=1_000_000, show_default=True, metavar="N", help="States expanded at most.")
@click.option(
    "--max-seconds", type=click.FloatRange(0.0, min_open=True), default=600.0, show_default=True, metavar="S", help="Seconds at most."
)
@_json
def solve(
    problem: Path, utility: float, author_limit: int, character_limit: int, belief_limit: int, max_nodes: int, max_seconds: float,
    as_json: bool,
) -> None:  # fmt: skip
    """Plan a story in which every act is explained.

    Ends with 0 when a plan was found and with 1 when none was.
    """
    with _plainly(as_json):
        found = solved(problem, utility=utility, limits=(author_limit, character_limit, belief_limit), nodes=max_nodes, seconds=max_seconds)
        if as_json:
            _print_json(found)
        else:
            click.echo(as_text(found))
        if found["plan"] is None:
            sys.exit(1)


@story.command()
@_folder
@click.argument("event", required=False)
@_json
def explain(directory: Path, event: str | None, as_json: bool) -> None:
    """Say why things happen in a story.

    EVENT is the id of one event, as in story.json; without it all are explained.
    """
    with _plainly(as_json):
        text = explanation(read_story(directory), event)
        if as_json:
            _print_json({"explanation": text})
        else:
            click.echo(text)


_stage_command("screenplay", "screenplay", "Write the screenplay: screenplay.fountain.")
_stage_command("breakdown", "breakdown", "Find scenes, cast, sets and props in the screenplay: breakdown.json.")


@cli.command("cast", short_help="Draw the cast, or other designs to choose from.")
@_folder
@click.argument("character", required=False, default="")
@click.option("--variants", type=click.IntRange(2, 12), metavar="N", help="Draw N designs for CHARACTER, or each principal.")
@click.option("--choose", "number", type=click.IntRange(1), metavar="K", help="Give CHARACTER design K of its sheet.")
@_json
@_no_wait
def cast_of(directory: Path, character: str, variants: int | None, number: int | None, as_json: bool, no_wait: bool) -> None:
    """Draw the cast: cast.png, and how clearly its members differ.

    With --variants: cast/CHARACTER.png, design 1 being the one it has. Choosing is an edit of breakdown.json, and what follows from
    it is made again by the next run.
    """
    with _plainly(as_json) as where:
        from filmwright.breakdown.likeness import CLEARLY_DIFFERENT
        from filmwright.production import designs

        production = Production(directory)
        where.append(directory)
        if number is not None and (not character or variants is not None):
            raise InputError("to choose a design name the character and no --variants, for example `filmwright cast DIR MARA --choose 3`")
        if character and variants is None and number is None:
            raise InputError(f"say what to do for {character}: --variants 6 draws designs, --choose 3 takes one of them")
        _make(production, "breakdown", as_json=as_json, wait=not no_wait)
        if number is not None:
            role = designs.choose(production, character, number)
            said: dict[str, Any] = {"role": role.id, "design": number}
            text = f"{role.name} has design {number} now; `filmwright make {directory}` makes what follows from it"
        elif variants is not None:
            sheets = designs.draw_designs(production, character, variants)
            said = {"sheets": msgspec.to_builtins(sheets)}
            shown = [f"{sheet.path} shows {sheet.count} designs for {sheet.shows}; number 1 is the one in the film" for sheet in sheets]
            text = "\n".join(shown)
        else:
            sheet, pairs = designs.cast_sheet(production), designs.likeness(production)
            said = {"sheet": sheet.path, "shows": sheet.shows, "pairs": [{"distance": round(d, 3), "who": [a, b]} for d, a, b in pairs]}
            nearest = "".join(f"; most alike are {a} and {b} ({d:.2f}, at least {CLEARLY_DIFFERENT} wanted)" for d, a, b in pairs[:1])
            text = f"{sheet.path} shows {sheet.shows}{nearest}"
        if as_json:
            _print_json(said)
        else:
            click.echo(text)


_stage_command("voice", "voice", "Cast the voices and record every line: dialogue.json.")
_stage_command("shots", "shots", "Plan the shots: shots.json, and shots.txt to read.")
_stage_command("stage", "stage", "Stage every scene: blocking, acting, camera, light.")
_stage_command("shoot", "shoot", "Shoot every shot, and save the scenes as .blend files.")


@cli.command("buffers", short_help="Write a shot's depth, normals, identity masks, motion and poses.")
@_folder
@click.argument("shot")
@click.option("--every", type=click.IntRange(1), default=1, metavar="N", help="Every Nth drawing; all of them if not given.")
@_json
@_no_wait
def buffers_of(directory: Path, shot: str, every: int, as_json: bool, no_wait: bool) -> None:
    """Write what a generator needs to paint over a shot: buffers/SHOT in the production.

    A file a drawing in each of depth, normal, identity, motion and pose; buffers.json says what their values mean. The shot
    need not have been shot.
    """
    with _plainly(as_json) as where:
        from filmwright.production import guides

        production = Production(directory)
        where.append(directory)
        _make(production, "stage", as_json=as_json, wait=not no_wait)
        folder, made = guides.shot_buffers(production, shot, every=every, said=lambda text: None if as_json else click.echo(text, err=True))
        if as_json:
            _print_json({"folder": str(folder), "shot": made.shot, "drawings": len(made.drawings)})
        else:
            named = ", ".join(f"{one.number} {one.id}" for one in made.identities)
            click.echo(f"{folder} holds {len(made.drawings)} drawings of shot {made.shot}; in its masks 0 is the set, {named}")


_stage_command("score", "score", "Compose the score and mix the sound.")
_stage_command("cut", "cut", "Cut the film: cut.otio.")
_stage_command("finish", "finish", "Finish the film: film.mp4, captions, poster, contact sheet and report.")


@cli.command()
@_folder
@_json
def status(directory: Path, as_json: bool) -> None:
    """Show what is made and what is owed.

    Every unit of work is missing, stale, done, failed or edited.
    """
    with _plainly(as_json):
        from filmwright.cli.tables import show_status

        found = Production(directory).status()
        if as_json:
            _print_json(found)
        else:
            show_status(found, Console())


@cli.command()
@_json
def backends(as_json: bool) -> None:
    """List the installed writers, cameras, voices."""
    with _plainly(as_json):
        from filmwright.cli.tables import list_backends, show_backends

        if as_json:
            _print_json({"backends": list_backends()})
        else:
            show_backends(Console())


@cli.command()
@_json
@click.option("--dir", "directory", metavar="PRODUCTION", type=click.Path(path_type=Path), help="Check for this production's settings.")
def doctor(as_json: bool, directory: Path | None) -> None:
    """Say what this machine lacks, and how to get it."""
    with _plainly(as_json):
        from filmwright.cli.doctor import examine, show

        wanted = Production(directory).settings if directory else settings.Settings()
        findings = examine(wanted)
        if as_json:
            _print_json({"ready": all(finding.fine for finding in findings), "findings": findings})
        else:
            show(findings, Console())
        if not all(finding.fine for finding in findings):
            sys.exit(1)


def main() -> None:
    """The command `filmwright`. Ends with 0, or 2 after one sentence about what was wrong, or 130 after Ctrl-C."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as left:
        sys.exit(left.exit_code)
    except click.Abort:
        _interrupted()
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "filmwright"
        click.echo(f"{command}: {error.format_message()} See `{command} --help`.", err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        _interrupted()


def _interrupted() -> None:
    click.echo("Stopped. What was made is kept; run the same command again to go on.", err=True)
    sys.stdout.flush()
    os._exit(130)  # worker processes were told already; waiting for them here would keep the user waiting


@contextmanager
def _plainly(as_json: bool) -> Iterator[list[Path]]:
    """Every error as one sentence and exit code 2. The list may be given the production's folder, for the trace."""
    where: list[Path] = []
    try:
        yield where
    except FilmwrightError as error:
        _refuse(str(error), as_json)
    except BrokenPipeError:
        os._exit(0)  # the reader of our output left: nothing to say to anybody
    except (KeyboardInterrupt, click.ClickException, click.exceptions.Exit):
        raise
    except Exception as error:
        _refuse(_unexpected(error, where), as_json)


def _refuse(sentence: str, as_json: bool) -> None:
    click.echo(sentence, err=True)
    if as_json:
        _print_json({"error": sentence})
    sys.exit(2)


def _unexpected(error: Exception, where: list[Path]) -> str:
    first_line = (str(error).splitlines() or [""])[0]
    what = f"something went wrong that should not have: {error.__class__.__name__}: {first_line}".rstrip(": ")
    place = (where[0] / "store" if where else Path.cwd()) / "last_error.txt"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return f"{what} (and the full trace could not be written to {place})"
    return f"{what}; the full trace is in {place}, what was made is kept"


def _begun(given: str, directory: Path | None, wishes: Mapping[str, Any]) -> Production:
    """The production of an input, with the wishes of the command line written into its settings."""
    understood = understand(given)
    if understood.kind == "production" and directory is not None and directory.resolve() != Path(understood.path).resolve():
        raise InputError(f"{given} is a production itself; leave out the other folder {directory}")
    place = Path(understood.path) if understood.kind == "production" else directory or default_folder(understood)
    asked = [("picture" if key == "quality" else "film", key, value) for key, value in wishes.items() if value is not None]
    text = settings.template(settings.Settings())
    for table, key, value in asked:
        text = settings.with_value(text, table, key, value)
    production = begin(understood, place, text)
    for table, key, value in asked:
        production.wish(table, key, value)
    return production


def _make(production: Production, until: Stage, *, as_json: bool, wait: bool) -> Made:
    if as_json:
        return production.make(until, progress=Silence(), wait=wait)
    console = Console(stderr=True)
    showing: Bars | Lines = Bars(console) if console.is_terminal else Lines(lambda line: click.echo(line, err=True))
    try:
        return production.make(until, progress=showing, wait=wait)
    finally:
        showing.close()


def _check_destination(film: Path | None) -> None:
    """Before half an hour of work, not after it."""
    if film is None:
        return
    if film.suffix.lower() != ".mp4":
        raise InputError(f"the film is an MP4; name it {film.with_suffix('.mp4')} rather than {film}")
    if film.is_dir():
        raise InputError(f"{film} is a folder; name the film in it, as {film / 'film.mp4'}")
    above = next(parent for parent in film.resolve().parents if parent.exists())
    try:
        with tempfile.TemporaryFile(dir=above):
            pass  # permissions alone do not tell of a disk that takes no files
    except OSError as error:
        raise InputError(f"{film} cannot be written ({error.strerror}); choose another place for the film") from error


def _deliver(made: Path, wanted: Path) -> None:
    """Copy the film to where the user wants it, whole or not at all."""
    if made.resolve() == wanted.resolve():
        return
    temporary = wanted.with_name(f".{wanted.name}.writing")
    try:
        wanted.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, temporary)
        os.replace(temporary, wanted)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise InputError(f"{wanted} cannot be written ({error.strerror}); the film is in {made}") from error


def _in_short(made: Made) -> str:
    count = len(made.made)
    return f"made {count} unit{'s' if count > 1 else ''}" if count else "everything was made already"


def _print_json(value: object) -> None:
    click.echo(json.dumps(msgspec.to_builtins(value), indent=2, ensure_ascii=False))
