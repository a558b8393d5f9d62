"""The settings of a production: frozen, read from its filmwright.toml, each with a meaning, a range and a default."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from filmwright.errors import SettingsError
from filmwright.records.codec import Record
from filmwright.records.story import Arc, Ending, Tone
from filmwright.records.takes import PictureSpec

Quality = Literal["draft", "standard", "fine"]
FILE_NAME = "filmwright.toml"

# docs/settings.md names what each costs.
PRESETS: dict[Quality, PictureSpec] = {
    "draft": PictureSpec(width=480, height=240, samples=1, frames_per_drawing=4, relief=False),
    "standard": PictureSpec(width=960, height=480, samples=2, frames_per_drawing=2),
    # of 2, 3 and 4 paths, denoised, by the error to 48 and the cost: docs/frames.md
    "fine": PictureSpec(width=1280, height=640, samples=2, frames_per_drawing=2),
}


class FilmSettings(Record, frozen=True, kw_only=True):
    """[film]: the whole film."""

    minutes: float = 1.5  # asked length of a film made from a premise, 0.1 to 10; a screenplay is as long as it is
    seed: int = 1  # another number, another film from the same premise
    arc: Arc | None = None  # how the first person of a premise fares; None leaves it to the premise, as with the next two
    tone: Tone | None = None
    ending: Ending | None = None
    surround: bool = True  # whether the film has its 5.1 mix as a second track of sound; stereo is the one that plays


class PictureSettings(Record, frozen=True, kw_only=True):
    """[picture]: a preset, and what is to differ from it."""

    quality: Quality = "standard"
    width: int | None = None  # pixels, even, 160 to 3840
    height: int | None = None
    samples: int | None = None  # light paths a pixel, 1 to 256
    frames_per_drawing: int | None = None  # 2 is "on twos", 4 "on fours"
    relief: bool | None = None  # whether surfaces have their finest relief; it is hardly seen in a small picture


class BackendSettings(Record, frozen=True, kw_only=True):
    """[writer], [camera], [voice], [composer]: which one, and the options it documents itself."""

    backend: str
    options: dict[str, str] = {}


class Settings(Record, frozen=True, kw_only=True):
    """All settings of a production."""

    film: FilmSettings = FilmSettings()
    picture: PictureSettings = PictureSettings()
    writer: BackendSettings = BackendSettings(backend="storyteller")
    camera: BackendSettings = BackendSettings(backend="theatre")
    voice: BackendSettings = BackendSettings(backend="kokoro")
    composer: BackendSettings = BackendSettings(backend="band")

    def picture_spec(self) -> PictureSpec:
        """The preset with the production's own values put over it."""
        asked = self.picture
        own = {name: getattr(asked, name) for name in ("width", "height", "samples", "frames_per_drawing", "relief")}
        return msgspec.structs.replace(PRESETS[asked.quality], **{name: value for name, value in own.items() if value is not None})


_RANGES: dict[str, tuple[float, float]] = {
    "film.minutes": (0.1, 10),
    "film.seed": (0, 2**31 - 1),
    "picture.width": (160, 3840),
    "picture.height": (80, 2160),
    "picture.samples": (1, 256),
    "picture.frames_per_drawing": (2, 4),
}


def parse(text: str, *, where: str = FILE_NAME) -> Settings:
    """Read the text of a filmwright.toml.

    Raises:
        SettingsError: not TOML, an unknown table or key (the nearest known one is named), a wrong type, out of range.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{where}: this is not TOML: {error}") from error
    _refuse_unknown(raw, Settings, where=where, path="")
    _refuse_bare_options(raw, where=where)
    for table in ("writer", "camera", "voice", "composer"):  # [voice.options] alone keeps the default backend
        if isinstance(raw.get(table), dict):
            raw[table].setdefault("backend", getattr(Settings(), table).backend)
    try:
        settings = msgspec.convert(raw, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{where}: {_plain(str(error))}") from error
    _check_ranges(settings, where=where)
    return settings


def read(path: Path) -> Settings:
    """Read a filmwright.toml.

    Raises:
        SettingsError: the file cannot be read, or see `parse`.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as text ({error.__class__.__name__}); it must be a UTF-8 TOML file") from error
    return parse(text, where=str(path))


def with_value(text: str, table: str, key: str, value: str | int | float) -> str:
    """The text of a settings file with one value set, everything else (comments too) as it was."""
    line = f"{key} = {_toml(value)}"
    header = re.search(rf"(?m)^\[{re.escape(table)}\][^\n]*\n?", text)
    if header is None:
        return f"{text.rstrip()}\n\n[{table}]\n{line}\n".lstrip("\n")
    body_end = re.compile(r"(?m)^\[").search(text, header.end())
    end = body_end.start() if body_end else len(text)
    body = text[header.end() : end]
    present = re.compile(rf"(?m)^{re.escape(key)}[ \t]*=[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|[^#\n]*?)(?=[ \t]*(?:#|$))")
    body = present.sub(lambda _: line, body, count=1) if present.search(body) else f"{line}\n{body}"
    head = text[: header.end()]
    return (head if head.endswith("\n") else head + "\n") + body + text[end:]


def template(settings: Settings) -> str:
    """A filmwright.toml that says these settings, with a word on each."""
    film, picture = settings.film, settings.picture
    lines = [
        "# What this film should be. docs/settings.md explains every key; delete a line to have its default.",
        "",
        "[film]",
        f"minutes = {_toml(film.minutes)}  # length of a film made from a premise; a screenplay is as long as it is",
        f"seed = {film.seed}  # another number, another film from the same premise",
        "",
        "[picture]",
        f'quality = "{picture.quality}"  # draft 480x240, standard 960x480, fine 1280x640',
        "",
        "[writer]",
        f'backend = "{settings.writer.backend}"',
        "",
        "[camera]",
        f'backend = "{settings.camera.backend}"',
        "",
        "[voice]",
        f'backend = "{settings.voice.backend}"',
        "",
        "[composer]",
        f'backend = "{settings.composer.backend}"',
        "",
    ]
    return "\n".join(lines)


def _toml(value: str | int | float) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if isinstance(value, str) else repr(value)


def _refuse_unknown(raw: dict[str, Any], kind: type[msgspec.Struct], *, where: str, path: str) -> None:
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    for key, value in raw.items():
        if key not in fields:
            near = difflib.get_close_matches(key, _all_keys(), n=1, cutoff=0.5)
            hint = f" Did you mean '{_address(near[0])}'?" if near else ""
            known = ", ".join(fields)
            place = f"[{path}]" if path else "the file"
            raise SettingsError(f"{where}: there is no setting '{key}' in {place} (it may hold: {known}).{hint}")
        inner = fields[key].type
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            if not isinstance(value, dict):
                raise SettingsError(f"{where}: '{key}' is a table; write [{key}] and its settings below it")
            _refuse_unknown(value, inner, where=where, path=key)


def _refuse_bare_options(raw: dict[str, Any], *, where: str) -> None:
    """Options are text, whatever a backend makes of them; msgspec would not say which of them is not."""
    for table, value in raw.items():
        options = value.get("options")
        for key, option in options.items() if isinstance(options, dict) else ():
            if not isinstance(option, str):
                raise SettingsError(f'{where}: {key} in [{table}.options] must be in quotes, as {key} = "{option}"')


def _all_keys() -> dict[str, str]:
    found: dict[str, str] = {}
    for field in msgspec.structs.fields(Settings):
        found.setdefault(field.name, f"[{field.name}]")
        for inner in msgspec.structs.fields(field.type):
            found.setdefault(inner.name, f"{inner.name}" if inner.name in ("backend", "options") else f"{inner.name} in [{field.name}]")
    return found


def _address(key: str) -> str:
    return _all_keys()[key]


def _check_ranges(settings: Settings, *, where: str) -> None:
    for address, (low, high) in _RANGES.items():
        table, key = address.split(".")
        value = getattr(getattr(settings, table), key)
        if value is not None and not low <= value <= high:
            raise SettingsError(f"{where}: {key} in [{table}] is {value}; it must be from {low:g} to {high:g}")
    for key in ("width", "height", "frames_per_drawing"):
        value = getattr(settings.picture, key)
        if value is not None and value % 2:
            raise SettingsError(f"{where}: {key} in [picture] is {value}; it must be even")


_IN_TOML = {
    "str": "text in quotes",
    "float": "a number",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}


def _plain(message: str) -> str:
    """What msgspec says of a value, in the words of a TOML file."""
    message = re.sub(r" - at `\$\.?(.*)`$", lambda m: f" (at {m[1]})", message)
    if typed := re.match(r"Expected `(\w+)(?: \| null)?`, got `(\w+)`", message):
        wanted, found = (_IN_TOML.get(kind, kind) for kind in typed.groups())
        message = f"expected {wanted}, found {found}{message[typed.end() :]}"
    message = message.replace("Expected `", "expected `").replace("Invalid enum value", "there is no choice")
    for name, choices in (("quality", Quality), ("film.arc", Arc), ("film.tone", Tone), ("film.ending", Ending)):
        if name in message:
            message += f"; expected one of {', '.join(get_args(choices))}"
    return message
