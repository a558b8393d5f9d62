"""Finishing: from the cut, the takes and the mix to the film and everything that is handed over with it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from filmwright.errors import StageError
from filmwright.film import lettering, provenance
from filmwright.film.captions import make_captions, to_srt, to_vtt
from filmwright.film.encode import EncodedSound, Layout, join
from filmwright.film.reels import Reel, SoundReel, Words, parts, print_reel, print_sound
from filmwright.records.breakdown import Breakdown
from filmwright.records.codec import Document
from filmwright.records.cut import Cut
from filmwright.records.music import Mix
from filmwright.records.report import Approximation, Credit
from filmwright.records.speech import Dialogue
from filmwright.records.takes import PictureSpec, Takes
from filmwright.store import Store, cannot_write, write_whole


class FinishedFilm(Document, frozen=True, kw_only=True):
    """What was handed over. Names are of files in the film's folder."""

    schema: str = "finished_film/1"
    film: str
    srt: str
    vtt: str
    provenance: str
    frames: int
    width: int
    height: int
    captions: int
    sha256: str  # of the film
    approximations: tuple[Approximation, ...] = ()


def finish(
    cut: Cut,
    takes: Takes,
    mix: Mix,
    *,
    breakdown: Breakdown,
    dialogue: Dialogue,
    store: Store,
    picture: PictureSpec,
    out: Path,
    credits: Sequence[Credit],
    provenance: dict[str, Any],
    reels: Sequence[Reel] | None = None,
    sounds: Sequence[SoundReel] | None = None,
    on_frame: Callable[[int, int], None] | None = None,
) -> FinishedFilm:
    """Make the film.

    Beside `out` are written captions (.srt, .vtt) and the provenance; each whole or not at all, the film last.

    Args:
        mix: Its `film` is the sound that plays; its `surround`, where it has one, is the second track of the file.
        picture: Size of the picture, even numbers of pixels.
        out: The film, for example `film.mp4`.
        credits: For the end credits and the provenance; who made the picture and the typefaces are added if they are not there.
        provenance: More to say, as JSON-like data; "made_from" is the phrase that ends the credits' sentence.
        reels: The film's `parts`, printed; if not given, they are printed here.
        sounds: `sounds_of` the mix, printed; if not given, they are printed here.
        on_frame: Called after each frame with its number, from 1, and the number of frames.

    Raises:
        StageError: a shot has no take, a drawing or the mix is damaged, or the mix is not of the cut's length.
        StoreError: no room on the disk, or something is missing from the store.
    """
    if picture.width % 2 or picture.height % 2:
        raise StageError(f"film: {picture.width}x{picture.height} has an odd side; H.264 needs even numbers of pixels")
    words = words_of(breakdown, takes, credits, provenance)
    credits = words.credits
    if sounds is None:
        sounds = [print_sound(digest, layout, cut.frames, store=store) for digest, layout in sounds_of(mix)]
    captions = make_captions(cut, breakdown, dialogue)
    if reels is None:
        reels = [print_reel(part, takes, words, store=store, picture=picture) for part in parts(cut)]
    printed_frames = sum(reel.frames for reel in reels)
    if printed_frames != cut.frames:
        raise StageError(f"film: its reels have {printed_frames} frames and the cut {cut.frames}; print them after the cut")
    stem = out.with_suffix("")
    paths = {
        "srt": out.with_suffix(".srt"),
        "vtt": out.with_suffix(".vtt"),
        "provenance": out.with_name(f"{stem.name}.provenance.json"),
    }
    write_whole(paths["srt"], to_srt(captions).encode("utf-8"))
    write_whole(paths["vtt"], to_vtt(captions).encode("utf-8"))
    said = _document(cut, takes, mix, breakdown, credits, provenance, "")
    tags = {"title": cut.title, "comment": _comment(said), "genre": "Animation"}
    if breakdown.author:
        tags["artist"] = breakdown.author
    printed = [store.get(reel.media) for reel in reels]
    heard = [EncodedSound(store.get(sound.media), sound.layout) for sound in sounds]

    def counted(number: int) -> None:
        if on_frame is not None:
            on_frame(number, cut.frames)

    digest = _joined(out, printed, heard, cut, captions, tags, said, paths["provenance"], counted)
    return FinishedFilm(
        film=out.name,
        **{key: path.name for key, path in paths.items()},
        frames=cut.frames,
        width=picture.width,
        height=picture.height,
        captions=len(captions),
        sha256=digest,
        approximations=_unwritable(cut, credits),
    )


def sounds_of(mix: Mix) -> tuple[tuple[str, Layout], ...]:
    """The sounds of a film, the one that plays first: digest and layout."""
    return ((mix.film, "stereo"), *(((mix.surround, "5.1"),) if mix.surround else ()))


def words_of(breakdown: Breakdown, takes: Takes, credits: Sequence[Credit], provenance: dict[str, Any]) -> Words:
    """What stands on the cards of a film."""
    byline = f"by {breakdown.author}" if breakdown.author else ""
    return Words(byline=byline, credits=_whole(credits, takes), statement=_statement(breakdown, provenance))


# an argument's name hides this module's
_statement, _document, _comment, _as_text = provenance.statement, provenance.document, provenance.comment, provenance.as_text


def _whole(credits: Sequence[Credit], takes: Takes) -> tuple[Credit, ...]:
    """The credits with those that only this room knows."""
    added: list[Credit] = []
    if not any(credit.role.lower().startswith("picture") for credit in credits):
        for camera in sorted({take.camera for take in takes.takes}):
            name = "Filmwright's puppet theatre, rendered with Blender" if camera == "theatre" else f"camera '{camera}'"
            added.append(Credit(role="Picture", name=name))
    added += [credit for credit in lettering.TYPEFACES if credit not in credits]
    return (*credits, *added)


def _joined(
    out: Path,
    printed: Sequence[bytes],
    heard: Sequence[EncodedSound],
    cut: Cut,
    captions: tuple[Any, ...],
    tags: dict[str, str],
    said: dict[str, Any],
    provenance_path: Path,
    on_frame: Callable[[int], None],
) -> str:
    """Write beside the film, then put it in its place; returns its SHA-256."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=".writing-", suffix=".mp4")
        os.close(handle)
    except OSError as error:
        raise cannot_write(out, error) from error
    temporary = Path(name)
    try:
        join(temporary, printed, heard, cut, captions, metadata=tags, on_frame=on_frame)
        os.chmod(temporary, 0o644)
        with temporary.open("rb") as data:
            os.fsync(data.fileno())
            digest = hashlib.file_digest(data, "sha256").hexdigest()
        write_whole(provenance_path, _as_text({**said, "sha256": {"film": digest, **said["sha256"]}}).encode("utf-8"))
        os.replace(temporary, out)
    except OSError as error:
        raise cannot_write(out, error) from error
    finally:
        temporary.unlink(missing_ok=True)
    return digest


def _unwritable(cut: Cut, credits: Sequence[Credit]) -> tuple[Approximation, ...]:
    found = []
    for where, text, face in (
        ("title", cut.title, lettering.display(cut.title)),
        ("credits", " ".join(f"{c.role} {c.name} {c.licence}" for c in credits), lettering.TEXT),
    ):
        missing = lettering.missing_letters(text, face)
        if missing:
            found.append(
                Approximation(where=where, asked=f"the letters {missing}", done="drawn as boxes; the typeface has no such letters")
            )
    return tuple(found)
