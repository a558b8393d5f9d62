"""The poster and the contact sheet."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from filmwright.film import lettering
from filmwright.film.lettering import CREAM, DIM, STRONG, TEXT, WARM, font
from filmwright.film.picture import Drawings, Frame
from filmwright.records.clock import FRAMES_PER_SECOND
from filmwright.records.codec import Record
from filmwright.records.cut import Cut, CutShot
from filmwright.records.shots import Shot, ShotList
from filmwright.records.takes import PictureSpec, Takes
from filmwright.store import Store

POSTER_WIDTH = 1920
RUNS = 3  # zlib's Z_RLE: five times as quick as its default on these pictures, and no larger
_CANDIDATES = 5  # drawings looked at in each shot
# what draws people to a picture: a face or two, near; guesses
_SIZES = {"close": 1.30, "medium_close": 1.35, "medium": 1.20, "extreme_close": 1.05, "medium_wide": 1.0, "wide": 0.9, "extreme_wide": 0.85}
_PAPER = (24, 20, 18)


class Stills(Record, frozen=True, kw_only=True):
    """Pictures that are handed over beside the film: store digests of PNGs."""

    poster: str
    contact_sheet: str


def draw_stills(cut: Cut, takes: Takes, byline: str, *, store: Store, picture: PictureSpec, shot_list: ShotList | None = None) -> Stills:
    """Draw the poster and the contact sheet.

    Args:
        byline: Stands under the title of the poster; "" for none.
        shot_list: If given, the poster prefers near shots and the contact sheet names sizes.

    Raises:
        StageError: a shot of the cut has no take, or a drawing is damaged or of another size.
    """
    drawings = Drawings(takes, store, picture)
    drawn = (poster(cut, drawings, shot_list, byline), contact_sheet(cut, drawings, shot_list))
    return Stills(**dict(zip(("poster", "contact_sheet"), (store.put(data, suffix=".png") for data in drawn), strict=True)))


def poster(cut: Cut, drawings: Drawings, shot_list: ShotList | None, byline: str) -> bytes:
    """A strong picture of the film with its title, 1920 pixels wide, as PNG.

    Chosen: the drawing with most contrast, colour and detail, near shots and two-shots first if the shot list is given.
    """
    shots = {shot.id: shot for shot in shot_list.shots} if shot_list else {}
    best: tuple[float, Frame] | None = None
    for piece in cut.shots:
        for number in range(_CANDIDATES):
            frame = piece.source_start + piece.frames * (2 * number + 1) // (2 * _CANDIDATES)
            drawing = drawings.at(piece.shot, frame)
            merit = _merit(drawing) * _liking(shots.get(piece.shot))
            if best is None or merit > best[0] * 1.0001:
                best = (merit, drawing)
    height = round(POSTER_WIDTH * drawings.picture.height / drawings.picture.width / 2) * 2
    picture = best[1] if best else np.zeros((drawings.picture.height, drawings.picture.width, 3), np.uint8)
    image = Image.fromarray(picture).resize((POSTER_WIDTH, height), Image.Resampling.LANCZOS)
    image = image.filter(ImageFilter.UnsharpMask(radius=2, percent=60, threshold=2))
    shade = np.clip((np.linspace(0, 1, height) - 0.45) / 0.55, 0, 1) ** 1.4 * 0.78
    dark = np.asarray(image, np.float32) * (1 - shade)[:, None, None]
    composed = Image.fromarray(np.rint(dark).astype(np.uint8)).convert("RGBA")
    composed.alpha_composite(Image.fromarray(lettering.title_layer(cut.title, byline, POSTER_WIDTH, height, centre=0.78)))
    return _png(composed.convert("RGB"))


def contact_sheet(cut: Cut, drawings: Drawings, shot_list: ShotList | None) -> bytes:
    """One picture a shot, in the order of the film, by scene, with its id, size and place in the film, as PNG."""
    shots = {shot.id: shot for shot in shot_list.shots} if shot_list else {}
    columns, thumb = 4, 400
    high = round(thumb * drawings.picture.height / drawings.picture.width)
    gap, label, margin, head = 20, 54, 48, 120
    rows: list[tuple[str, list[CutShot]]] = []
    chapters = {chapter.film_start: chapter.title for chapter in cut.chapters}
    starts = sorted(chapters)
    last = None
    for piece in cut.shots:
        chapter = max((s for s in starts if s <= piece.film_start + piece.transition_frames), default=0)
        if chapter != last or len(rows[-1][1]) == columns:
            rows.append((chapters.get(chapter, "") if chapter != last else "", []))
            last = chapter
        rows[-1][1].append(piece)
    height = head + margin + sum((52 if title else 0) + high + label + gap for title, _ in rows)
    width = 2 * margin + columns * thumb + (columns - 1) * gap
    sheet = Image.new("RGB", (width, height), _PAPER)
    draw = ImageDraw.Draw(sheet)
    heading = font(lettering.display(cut.title), 46)
    draw.text((margin, 68), cut.title, font=heading, fill=CREAM, anchor="lm")
    facts = f"{len(cut.shots)} shots   {_clock(cut.frames)}   {drawings.picture.width}×{drawings.picture.height}"
    draw.text((width - margin, 70), facts, font=font(TEXT, 26), fill=DIM, anchor="rm")
    y = head
    for title, pieces in rows:
        if title:
            draw.text((margin, y + 26), title, font=font(STRONG, 26), fill=WARM, anchor="lm")
            y += 52
        for column, piece in enumerate(pieces):
            x = margin + column * (thumb + gap)
            drawing = drawings.at(piece.shot, piece.source_start + piece.frames // 2)
            sheet.paste(Image.fromarray(drawing).resize((thumb, high), Image.Resampling.LANCZOS), (x, y))
            shot = shots.get(piece.shot)
            kind = ", ".join(dict.fromkeys((shot.size.replace("_", " "), shot.framing.replace("_", " ")))) if shot else ""
            draw.text((x, y + high + 18), piece.shot, font=font(STRONG, 22), fill=CREAM, anchor="lm")
            draw.text((x + 70, y + high + 18), kind, font=font(TEXT, 22), fill=DIM, anchor="lm")
            place = f"{_clock(piece.film_start)}  +{piece.frames / FRAMES_PER_SECOND:.1f} s"
            draw.text((x + thumb, y + high + 18), place, font=font(TEXT, 20), fill=DIM, anchor="rm")
        y += high + label + gap
    return _png(sheet)


def _merit(drawing: Frame) -> float:
    """Contrast, colour and detail, each about 0 to 1; too dark or too light a picture counts less."""
    pixels = drawing[::4, ::4].astype(np.float64) / 255
    grey = pixels @ np.array([0.2126, 0.7152, 0.0722])
    contrast = float(grey.std()) / 0.25
    colour = float((pixels.max(axis=2) - pixels.min(axis=2)).mean()) / 0.35
    detail = float(np.abs(np.diff(grey, axis=1)).mean() + np.abs(np.diff(grey, axis=0)).mean()) / 0.08
    exposure = 1.0 - min(1.0, abs(float(grey.mean()) - 0.38) / 0.5)
    return contrast + 0.6 * colour + 0.5 * min(detail, 1.5) + 0.6 * exposure


def _liking(shot: Shot | None) -> float:
    if shot is None:
        return 1.0
    return _SIZES.get(shot.size, 0.8) * {"two": 1.1, "group": 1.05, "insert": 0.7}.get(shot.framing, 1.0)


def _clock(frames: int) -> str:
    seconds = frames // FRAMES_PER_SECOND
    return f"{seconds // 60}:{seconds % 60:02d}"


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6, compress_type=RUNS)
    return out.getvalue()
