"""From raw light to a graded drawing: denoise, join the changed part to the rest, view transform, look."""

from __future__ import annotations

import functools
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import OpenEXR
import pyoidn
import PyOpenColorIO as ocio
from PIL import Image
from scipy import ndimage

from filmwright.errors import TheatreError
from filmwright.records.staging import CameraPose
from filmwright.theatre import steadying
from filmwright.theatre.protocol import HOUSE_EXPOSURE, Rect
from filmwright.theatre.steadying import Eye, Seen, Sight

Picture = npt.NDArray[np.float32]  # (height, width, 3), scene-linear unless said otherwise
Plane = npt.NDArray[np.float32]  # (height, width)

# Known surroundings given to the denoiser, at least, and the grid its windows keep to. Its network halves the picture four times, and a
# window off the grid is halved in other places than the whole picture. Of eight parts of two drawings, denoised in their windows, the
# print differs from that of the whole drawing denoised by 0.1 to 1.4 of 255 in the mean; with 32 px off the grid it was 0.1 to 3.7.
DENOISE_MARGIN, DENOISE_GRID = 12, 16
# What the denoiser takes for the brightness of a picture: left to itself it measures each window, and parts of one face differ.
DENOISE_SCALE = 1.0  # of the light with its exposure; with it whole drawings are as those it measures, to 0.1 of 255
CHANGE = 9  # px about a changed one within which the denoiser's answer is taken to change, in a shot whose camera moves
FEATHER = 4.5  # px, sigma of the joint between a new part and the old picture; cut at 2.5 of them, within the margin

# The house look. Guesses judged by eye on the reference stills, not swept.
SATURATION = 1.06
SHADOW_TINT = np.array([-0.006, 0.0, 0.018], np.float32)
HIGHLIGHT_TINT = np.array([0.018, 0.004, -0.016], np.float32)
BLOOM = 0.22
SHARPEN = 0.22
VIGNETTE = 0.32
VIEW_STOPS, VIEW_STEPS = [-12.5, 7.0], 65  # light from black to white of AgX, and beyond
QUALITIES = {"fast": pyoidn.OIDN_QUALITY_FAST, "balanced": pyoidn.OIDN_QUALITY_BALANCED, "high": pyoidn.OIDN_QUALITY_HIGH}
RUNS = 3  # zlib's Z_RLE: of dithered pictures the files are a tenth smaller than with its default, in 0.8 of the time


class Negative:
    """Raw light of a drawing: colour, and the albedo and normal that guide the denoiser, each (h, w, 3).

    Of a moving camera also depth along the lens axis and the number of the thing that is seen, each (h, w).
    """

    def __init__(
        self, colour: Picture, albedo: Picture, normal: Picture, depth: Plane | None = None, thing: npt.NDArray[np.int32] | None = None
    ) -> None:
        self.colour = colour
        self.albedo = albedo
        self.normal = normal
        self.depth = depth
        self.thing = thing


def read_negative(path: Path) -> Negative:
    """Read a multilayer EXR as Blender writes it with denoising data.

    Raises:
        TheatreError: the file is missing or lacks a layer.
    """
    layers: dict[str, npt.NDArray[Any]] = {}
    try:
        for part in OpenEXR.File(str(path), separate_channels=True).parts:
            for name, channel in part.channels.items():
                layers[name.split(".", 1)[-1] if name.startswith("ViewLayer.") else name] = channel.pixels
    except Exception as error:  # the library raises plain RuntimeError and TypeError
        raise TheatreError(f"cannot read the raw drawing {path.name}: {error}; the worker may have been killed") from error

    def layer(name: str, axes: str) -> Picture:
        try:
            return np.stack([np.asarray(layers[f"{name}.{axis}"], np.float32) for axis in axes], -1)
        except KeyError as error:
            raise TheatreError(f"the raw drawing {path.name} has no layer {error}; found {sorted(layers)}") from error

    def plane(name: str) -> Plane | None:
        return next((np.asarray(layers[key], np.float32) for key in layers if key.rpartition(".")[0] == name), None)

    thing = plane("Object Index")
    return Negative(
        layer("Combined", "RGB"), layer("Denoising Albedo", "RGB"), layer("Denoising Normal", "XYZ"), plane("Depth"),
        None if thing is None else np.rint(thing).astype(np.int32),
    )  # fmt: skip


class Darkroom:
    """Keeps the picture of the shot in hand and renews the part of it that changed."""

    def __init__(self, colour_config: str, *, exposure: float, quality: str = "fast") -> None:
        """
        Args:
            colour_config: Path of Blender's OpenColorIO configuration.
            exposure: Stops.
            quality: OIDN's "fast", "balanced" or "high".
        """
        self._gain = np.float32(2.0 ** (exposure + HOUSE_EXPOSURE))
        self._quality = quality
        self._view = view(colour_config)
        self.negative: Negative | None = None
        self.clean: Picture | None = None  # denoised
        self.print: npt.NDArray[np.uint8] | None = None  # graded, (h, w, 3) sRGB
        self._seen: Seen | None = None  # what a moving camera has gathered; its clean light is `clean`
        self._camera: CameraPose | None = None

    def develop(self, parts: Sequence[tuple[Negative, Rect]], size: tuple[int, int], sight: Sight | None = None) -> bytes:
        """Renew the picture with newly rendered parts and return the drawing as PNG.

        Args:
            parts: Raw light of each rectangle, and where it belongs.
            size: Width and height of the whole picture.
            sight: How a camera that moves in this shot saw the drawing; None if it never moves.
        """
        for part, rect in parts:
            self._print(self._renew(part, rect, size, sight))
        return self.reprint()

    def state(self) -> dict[str, npt.NDArray[Any]]:
        """All that the next drawing builds on; empty before the first."""
        if self.negative is None or self.clean is None or self.print is None:
            return {}
        kept: dict[str, npt.NDArray[Any]] = {
            "colour": self.negative.colour, "albedo": self.negative.albedo, "normal": self.negative.normal,
            "clean": self.clean, "print": self.print,
        }  # fmt: skip
        if self._seen is not None:
            kept |= {"count": self._seen.count, "depth": self._seen.depth, "thing": self._seen.thing}
        return kept

    def resume(self, kept: Mapping[str, npt.NDArray[Any]], camera: CameraPose) -> None:
        """Go on from what `state` gave, the last drawing seen by this camera."""
        self.negative = Negative(kept["colour"], kept["albedo"], kept["normal"])
        self.clean, self.print = kept["clean"], kept["print"]
        if "count" in kept:
            self._seen, self._camera = Seen(self.clean, kept["count"], kept["depth"], kept["thing"]), camera

    def _renew(self, part: Negative, rect: Rect, size: tuple[int, int], sight: Sight | None) -> Rect:
        """Put a part's light in its place and denoise it with its surroundings; gives what changed."""
        width, height = size
        left, top, right, bottom = rect
        if (right - left, bottom - top) != (part.colour.shape[1], part.colour.shape[0]):
            raise TheatreError(f"a raw part of {part.colour.shape[1]}x{part.colour.shape[0]} was sent for {rect}")
        whole = (left, top, right, bottom) == (0, 0, width, height)
        stands = sight is not None and sight.camera == self._camera  # of a camera that moves at other drawings
        if self.negative is None or self.clean is None or (whole and not stands):
            if not whole:
                raise TheatreError("the first drawing of a shot must be whole")
            self.negative = Negative(part.colour.copy(), part.albedo.copy(), part.normal.copy())
            self.clean = self._denoised(self.negative)
            if sight is not None:
                self.clean = self._gathered(self.clean, part, size, sight)
            return rect
        changed = np.ones(part.colour.shape[:2], bool)
        if stands:  # what is the same to the bit stays as it was gathered
            changed = (part.colour != self.negative.colour[top:bottom, left:right]).any(-1)
            changed = ndimage.maximum_filter(changed, CHANGE)
        for mine, new in zip(
            (self.negative.colour, self.negative.albedo, self.negative.normal), (part.colour, part.albedo, part.normal), strict=True
        ):
            mine[top:bottom, left:right] = new
        around = _window(rect, size)
        window = np.s_[around[1] : around[3], around[0] : around[2]]
        crop = Negative(self.negative.colour[window], self.negative.albedo[window], self.negative.normal[window])
        fresh = self._denoised(crop)
        mask = np.zeros(fresh.shape[:2], np.float32)
        mask[top - around[1] : bottom - around[1], left - around[0] : right - around[0]] = changed
        mask = ndimage.gaussian_filter(mask, FEATHER, truncate=2.5)[..., None]
        self.clean[window] += (fresh - self.clean[window]) * mask
        if stands and self._seen is not None and part.depth is not None and part.thing is not None:
            seen, here = self._seen, np.s_[top:bottom, left:right]
            for plane, news in ((seen.count, np.float32(1)), (seen.depth, part.depth), (seen.thing, part.thing)):
                plane[here] = np.where(changed, news, plane[here])
        return around

    def _gathered(self, clean: Picture, part: Negative, size: tuple[int, int], sight: Sight) -> Picture:
        """A whole drawing of a moving camera, with what was gathered before in it."""
        if part.depth is None or part.thing is None:
            raise TheatreError("a drawing of a moving camera came without its depth")
        new = Seen(clean, np.full(part.depth.shape, sight.paths, np.float32), part.depth.copy(), part.thing.copy())
        if self._seen is not None and self._camera is not None and not sight.relit:
            new = steadying.gathered(self._seen, Eye(self._camera, *size), new, Eye(sight.camera, *size), sight.moved)
        self._seen, self._camera = new, sight.camera
        return new.clean

    def _denoised(self, negative: Negative) -> Picture:
        return denoise(negative, self._quality, scale=DENOISE_SCALE * float(self._gain))

    def reprint(self) -> bytes:
        """The current drawing as PNG."""
        if self.print is None:
            raise TheatreError("there is no drawing yet")
        return _png(self.print)

    def _print(self, rect: Rect) -> None:
        assert self.clean is not None
        height, width = self.clean.shape[:2]
        light = self.clean * self._gain
        bloom = _bloom(light, rect)
        # The look's own neighbourhood is small (sharpening), so only the renewed part is graded again; bloom from
        # outside it moves too little to see.
        left, top, right, bottom = rect
        window = np.s_[top:bottom, left:right]
        graded = _grade(light[window] + bloom, self._view, rect, (width, height))
        if self.print is None or (right - left, bottom - top) == (width, height):
            self.print = graded
        else:
            inner = 4  # px: sharpening is wrong at the crop's own edge
            l2, t2 = (left + inner if left else 0), (top + inner if top else 0)
            r2, b2 = (right - inner if right < width else width), (bottom - inner if bottom < height else height)
            self.print[t2:b2, l2:r2] = graded[t2 - top : b2 - top, l2 - left : r2 - left]


def _png(picture: npt.NDArray[np.uint8]) -> bytes:
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "PNG", compress_level=1, compress_type=RUNS)
    return out.getvalue()


def _window(rect: Rect, size: tuple[int, int]) -> Rect:
    """What the denoiser is given of a picture, so that it knows the surroundings of a part."""
    left, top, right, bottom = rect
    width, height = size

    def down(pixel: int) -> int:
        return max(0, (pixel - DENOISE_MARGIN) // DENOISE_GRID * DENOISE_GRID)

    def up(pixel: int, end: int) -> int:
        return min(end, -(-(pixel + DENOISE_MARGIN) // DENOISE_GRID) * DENOISE_GRID)

    return (down(left), down(top), up(right, width), up(bottom, height))


def denoise(negative: Negative, quality: str, *, scale: float) -> Picture:
    """Light without its noise.

    Args:
        quality: "fast", "balanced" or "high".
        scale: Brings the light to the range the denoiser knows, about 1 where the picture is light.
    """
    device, network = _denoiser()
    given = {"color": negative.colour, "albedo": np.clip(negative.albedo, 0, 1), "normal": negative.normal}
    images = {name: np.ascontiguousarray(image, np.float32) for name, image in given.items()}
    images["output"] = np.empty_like(images["color"])
    for name, image in images.items():
        network.set_image(name, image, pyoidn.OIDN_FORMAT_FLOAT3)
    network.set_bool("hdr", True)
    network.set_float("inputScale", scale)
    network.set_quality(QUALITIES[quality])
    network.commit()
    network.execute()
    wrong = device.get_error()
    if wrong:
        raise TheatreError(f"the denoiser could not work: {wrong}")
    return images["output"]


@functools.cache
def _denoiser() -> tuple[Any, Any]:
    """OIDN's device and network: one of each for the process."""
    device = pyoidn.Device()
    device.commit()
    return device, pyoidn.Filter(device, pyoidn.OIDN_FILTER_TYPE_RT)


def blenders_view(colour_config: str) -> Any:
    """Blender's own way from scene-linear light to the screen: two dozen steps."""
    try:
        config = ocio.Config.CreateFromFile(colour_config)
    except ocio.Exception as error:
        raise TheatreError(f"Blender's colour configuration cannot be read: {error}") from error
    linear = config.getColorSpace(ocio.ROLE_SCENE_LINEAR).getName()
    pipeline = ocio.LegacyViewingPipeline()
    pipeline.setDisplayViewTransform(ocio.DisplayViewTransform(linear, "sRGB", "AgX"))
    pipeline.setLooksOverrideEnabled(True)
    pipeline.setLooksOverride("AgX - Punchy")
    return pipeline.getProcessor(config).getDefaultCPUProcessor()


@functools.cache
def view(colour_config: str) -> Any:
    """The same, looked up in one table over the logarithms of the three colours: a twelfth of the time.

    Over 25,000 colours from 9 stops below 1 to 3 above it differs from Blender's by 0.07 of 255 in the mean, by less than 1 in
    999 of 1000.
    """
    low, high = VIEW_STOPS
    light = np.exp2(np.linspace(low, high, VIEW_STEPS, dtype=np.float32))
    seen = np.stack(np.meshgrid(light, light, light, indexing="ij"), -1).reshape(-1, 1, 3).astype(np.float32)
    blenders_view(colour_config).applyRGB(seen)
    table = ocio.Lut3DTransform(VIEW_STEPS)
    table.setInterpolation(ocio.INTERP_TETRAHEDRAL)
    table.setData(seen.reshape(-1))
    logarithm = ocio.AllocationTransform()
    logarithm.setAllocation(ocio.ALLOCATION_LG2)
    logarithm.setVars(VIEW_STOPS)
    return ocio.Config.CreateRaw().getProcessor(ocio.GroupTransform([logarithm, table])).getDefaultCPUProcessor()


def _bloom(light: Picture, window: Rect) -> Picture:
    """Glow of the bright parts within a window, from a picture a quarter the size: it is blurred anyway."""
    height, width = light.shape[:2]
    small = light[: height // 4 * 4, : width // 4 * 4].reshape(height // 4, 4, width // 4, 4, 3).mean((1, 3))
    bright = np.clip(small - 1.0, 0.0, 12.0)
    glow = np.zeros_like(bright)
    for sigma, weight in ((0.006, 0.5), (0.02, 0.3), (0.07, 0.2)):  # of the picture's height
        s = sigma * height / 4
        glow += weight * ndimage.gaussian_filter(bright, (s, s, 0), truncate=3.0)
    left, top, right, bottom = window
    scale_x, scale_y = glow.shape[1] / width, glow.shape[0] / height
    box = (left * scale_x, top * scale_y, right * scale_x, bottom * scale_y)
    size = (right - left, bottom - top)
    planes = [Image.fromarray(np.ascontiguousarray(glow[..., c])).resize(size, Image.Resampling.BILINEAR, box=box) for c in range(3)]
    return np.stack([np.asarray(plane, np.float32) for plane in planes], -1) * np.float32(BLOOM)


def _grade(light: Picture, view: Any, rect: Rect, size: tuple[int, int]) -> npt.NDArray[np.uint8]:
    picture = np.ascontiguousarray(light, np.float32)
    view.applyRGB(picture)
    np.clip(picture, 0, 1, out=picture)
    luma = (picture @ np.array([0.2126, 0.7152, 0.0722], np.float32))[..., None]
    picture = luma + (picture - luma) * np.float32(SATURATION)
    picture += SHADOW_TINT * (1 - luma) ** 2 + HIGHLIGHT_TINT * luma**2
    soft = ndimage.gaussian_filter(luma[..., 0], 1.2, truncate=2.5)[..., None]
    picture += np.float32(SHARPEN) * (luma - soft)
    left, top, right, bottom = rect
    darkening, dither = _paper(*size)
    picture *= darkening[top:bottom, left:right]
    picture *= np.float32(255)
    picture += dither[top:bottom, left:right]
    np.clip(picture, 0, 255, out=picture)
    return picture.astype(np.uint8)


@functools.cache
def _paper(width: int, height: int) -> tuple[Picture, Picture]:
    """What every print of a size has in common: how much of the light the corners keep, and the dither; each (h, w, 1)."""
    x = (np.arange(width, dtype=np.float32) + 0.5) / width - 0.5
    y = (np.arange(height, dtype=np.float32) + 0.5) / height - 0.5
    distance = (1.1 * x[None, :] ** 2 + 1.3 * y[:, None] ** 2)[..., None]
    darkening = 1 - np.float32(VIGNETTE) * np.clip(distance * 2.2, 0, 1) ** 1.2
    # A fixed ordered dither hides the steps of 8 bits in dark gradients and never flickers.
    grid = ((np.arange(width)[None, :] * 0.7548776662 + np.arange(height)[:, None] * 0.5698402910) % 1.0)[..., None]
    return darkening.astype(np.float32), grid.astype(np.float32)
