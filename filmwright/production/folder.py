"""How a production begins: what the user gave, read and put into a folder of its own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path
from typing import Literal

from filmwright import settings
from filmwright.errors import InputError
from filmwright.production.digests import of_file
from filmwright.records.codec import Record
from filmwright.screenplay import fountain
from filmwright.screenplay.read import LARGEST_BYTES, decode_text, looks_like_screenplay, read
from filmwright.store import Index, write_whole

PREMISE = "premise.txt"
SCREENPLAY = "screenplay.fountain"
FOUNTAIN = (".fountain", ".spmd")
LONGEST_PREMISE = 2000  # characters; what is longer is a treatment, which no writer here can adapt (guess)

InputKind = Literal["premise", "screenplay", "production"]


class Given(Record, frozen=True, kw_only=True):
    """What the user gave, told apart."""

    kind: InputKind
    name: str  # of the file, or the premise's first words; for the folder's name
    text: str = ""  # the premise
    path: str = ""  # of the file or folder


def understand(given: str) -> Given:
    """Tell what INPUT is: a production folder, a file, or a premise in words.

    Raises:
        InputError: nothing a film can be made from; the sentence says what was expected.
    """
    if not given.strip():
        raise InputError('the premise is empty; write a sentence, for example "A clockmaker hears a knocking from inside a clock."')
    path = Path(given)
    if _exists(path):
        if path.is_dir():
            if not (path / settings.FILE_NAME).is_file():
                raise InputError(
                    f"{given} is a folder but not a production (it has no {settings.FILE_NAME}); `filmwright new {given} INPUT` begins one"
                )
            return Given(kind="production", name=path.resolve().name, path=str(path))
        if path.suffix.lower() in (*FOUNTAIN, ".fdx"):
            return Given(kind="screenplay", name=path.stem, path=str(path))
        if path.suffix.lower() in (".txt", ".text", ".md", ""):
            return _understand_text(path)
        raise InputError(f"{given}: Filmwright reads .fountain, .fdx and .txt; save the script as one of these")
    if _looks_like_a_path(given):
        raise InputError(f"there is no file {given}; give a premise in quotes, a .txt, .fountain or .fdx file, or a production folder")
    if len(given.split()) == 1:
        raise InputError(f"there is no file or folder {given}, and one word is not a premise; write a sentence in quotes")
    return Given(kind="premise", name=_first_words(given), text=check_premise(given, where="the premise"))


def check_premise(text: str, *, where: str) -> str:
    """The premise on one line, its spaces tidied.

    Raises:
        InputError: empty, without a word, too long, or with control characters.
    """
    if any(unicodedata.category(c) == "Cc" and c not in "\t\n\r" for c in text) or "\ufffd" in text:
        raise InputError(f"{where} is not readable text; expected a sentence or two in words")
    tidy = " ".join(text.split())
    if not tidy:
        raise InputError(f'{where} is empty; write a sentence, for example "A clockmaker hears a knocking from inside a clock."')
    if sum(c.isalpha() for c in tidy) < 3:
        raise InputError(f"{where} has no words in it; expected a sentence or two about someone and something that happens")
    if len(tidy) > LONGEST_PREMISE:
        raise InputError(f"{where} is {len(tidy)} characters long; a premise has at most {LONGEST_PREMISE}: give the gist, or a screenplay")
    return tidy


def default_folder(given: Given, *, beside: Path = Path("productions")) -> Path:
    """Where a production of this input lives if the user names no folder: the same input, the same folder."""
    slug = _slug(given.name)
    if given.kind == "premise":
        slug += "-" + hashlib.sha256(given.text.encode()).hexdigest()[:6]  # two premises may begin with the same words
    return beside / slug


def begin(folder: Path, given: Given, config: str) -> None:
    """Make a production folder with the settings and the input; nothing else is made yet.

    A folder that holds this production already is left as it is, except that a script which has changed since it was
    brought in is brought in again, if the production's copy was not edited.

    Raises:
        InputError: the script cannot be read, the folder holds something else, or both copies of the script were changed.
    """
    settings.parse(config)
    place = folder / settings.FILE_NAME
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; a production needs a folder")
    if not place.exists() and folder.is_dir() and any(folder.iterdir()):
        raise InputError(f"{folder} has other things in it; choose an empty or a new folder")
    if given.kind != "premise" and not place.exists():
        read(Path(given.path))  # a script that cannot be read is refused before the folder is made
    index = Index(folder / "store")
    try:
        if given.kind == "premise":
            _bring_premise(folder, given, index)
        else:
            _bring_script(folder, given, index)
        if not place.exists():  # last: a folder without it is not a production yet
            write_whole(place, config.encode())
    finally:
        index.close()


def _bring_premise(folder: Path, given: Given, index: Index) -> None:
    place = folder / PREMISE
    if not place.exists():
        if index.fact("script"):
            raise InputError(f"{folder} is the production of a screenplay; choose another folder with --dir")
        index.keep_fact("premise", given.text)
        write_whole(place, (given.text + "\n").encode())
    elif index.fact("premise") != given.text and check_premise(read_words(place), where=str(place)) != given.text:
        raise InputError(f"{folder} has another premise; edit {place} and make the folder again, or choose another folder with --dir")


def _bring_script(folder: Path, given: Given, index: Index) -> None:
    source, place = Path(given.path), folder / SCREENPLAY
    digest = of_file(source)
    if place.exists():
        if index.fact("script") != str(source.resolve()):
            raise InputError(f"{folder} is a production of something else; choose another folder with --dir")
        if index.fact("script_digest") == digest:
            return
        if of_file(place) != index.fact("script_brought"):
            raise InputError(f"{source} has changed, and so has {place}; delete the one that you do not want")
    screenplay = read(source)  # a script that cannot be read is refused before anything is written
    text = source.read_bytes() if source.suffix.lower() in FOUNTAIN else fountain.write(screenplay).encode()
    index.keep_fact("script", str(source.resolve()))
    index.keep_fact("script_brought", hashlib.sha256(text).hexdigest())
    index.keep_fact("script_digest", digest)
    write_whole(place, text)  # last: what is noted of a copy that was never made does no harm


def read_words(path: Path) -> str:
    """A text file.

    Raises:
        InputError: missing, too large, or not text.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise InputError(f"{path} is {path.stat().st_size / 1e6:.0f} MB; a script has at most {LARGEST_BYTES / 1e6:.0f} MB")
        return decode_text(path.read_bytes(), source=str(path))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error


def _understand_text(path: Path) -> Given:
    text = read_words(path)
    if not text.strip():
        raise InputError(f"{path} is empty; expected a premise of a sentence or two, or a screenplay")
    if len(text) > LONGEST_PREMISE or looks_like_screenplay(text):
        return Given(kind="screenplay", name=path.stem, path=str(path))
    return Given(kind="premise", name=path.stem, text=check_premise(text, where=str(path)))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a premise longer than a file name may be, or with a NUL in it
        return False


def _looks_like_a_path(given: str) -> bool:
    one_word = len(given.split()) == 1
    known = given.lower().endswith((".fountain", ".spmd", ".fdx", ".txt", ".pdf", ".toml", ".docx"))
    return known or (one_word and ("/" in given or "." in given.rstrip(".!?")))


def _first_words(text: str, count: int = 6) -> str:
    return " ".join(text.split()[:count])


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48].strip("-") or "film"
