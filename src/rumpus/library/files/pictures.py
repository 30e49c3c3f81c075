"""Pictures made safe: decoded within limits, turned upright, in sRGB, written anew without anything but pixels."""

import asyncio
import hashlib
import io
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeAlias

import msgspec
from PIL import Image, ImageCms, ImageOps

from rumpus.library.errors import PictureError
from rumpus.library.files.picture_size import picture_size
from rumpus.library.files.records import FileLimits, PictureType

QUALITY: Final = 90
"""Of JPEG and WebP where a picture cannot be kept as it was."""

_FORMATS: Final[dict[PictureType, str]] = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
}

_KEPT: Final = ("transparency", "loop", "duration", "background", "disposal")
"""What is kept of what Pillow knows of a picture besides its pixels. All else might say where it was taken."""


class Picture(msgspec.Struct, frozen=True):
    """A picture that may be served. `hash` is the SHA-256 of `data`, hexadecimal."""

    data: bytes
    mime_type: PictureType
    width: int
    height: int
    hash: str


Cleaner: TypeAlias = Callable[[str, bytes, FileLimits], Awaitable[Picture]]
"""Does what `clean` does somewhere outside of the loop, for the account that is named first. Raises BusyError, too."""


async def clean_in_thread(_account: str, data: bytes, limits: FileLimits) -> Picture:
    """A `Cleaner` for programs in which nobody minds if the interpreter is held for some 20 ms at a time."""
    return await asyncio.to_thread(clean, data, limits)


def clean(data: bytes, limits: FileLimits) -> Picture:
    """The picture in these bytes, written anew. Takes up to seconds: not for the loop.

    Moving GIF and WebP go on moving; of a moving PNG the first frame is kept.

    Raises:
        PictureError: it is not taken.
    """
    if len(data) > limits.bytes:
        raise PictureError("too_large", f"The file is larger than {limits.bytes // 1024 // 1024} MiB.")
    size = picture_size(data)
    if size is None:
        raise PictureError("unsupported", "Only PNG, JPEG, GIF and WebP pictures are taken.")
    _check(size.width, size.height, limits)
    try:
        with Image.open(io.BytesIO(data), formats=[_FORMATS[size.mime_type]]) as image:
            written, width, height = _written(image, data, size.mime_type, limits)
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(limits) from None
    except Exception as error:
        # Whatever a decoder stumbles over, the file is to blame.
        raise PictureError("damaged", "The picture is damaged.") from error
    return Picture(written, size.mime_type, width, height, hashlib.sha256(written).hexdigest())


def _written(image: Image.Image, data: bytes, mime_type: PictureType, limits: FileLimits) -> tuple[bytes, int, int]:
    out = io.BytesIO()
    if mime_type in ("image/gif", "image/webp") and getattr(image, "is_animated", False):
        durations = _frames(image, limits)
        image.info = _bare(image.info)
        extra: dict[str, Any] = {"duration": durations, "loop": image.info.get("loop", 0)}
        if mime_type == "image/webp":
            extra |= _webp(data) | {"method": 2}
        image.save(out, _FORMATS[mime_type], save_all=True, **extra)
        return out.getvalue(), *image.size
    image.load()
    plain = _upright_srgb(image)
    _check(*plain.size, limits)
    options: dict[str, Any] = {}
    if mime_type == "image/jpeg":
        if plain is image:
            options = {"quality": "keep", "subsampling": "keep"}
        else:
            options = {"quality": QUALITY}
            plain = plain if plain.mode in ("L", "RGB") else plain.convert("RGB")
    elif mime_type == "image/webp":
        options = _webp(data)
    plain.info = _bare(plain.info)
    plain.save(out, _FORMATS[mime_type], **options)
    return out.getvalue(), *plain.size


def _frames(image: Image.Image, limits: FileLimits) -> list[int]:
    """How long each frame is shown, in milliseconds. Looks at every frame, and no further than the limits."""
    durations: list[int] = []
    pixels = 0
    while True:
        _check(*image.size, limits)
        pixels += image.width * image.height
        if len(durations) >= limits.frames or pixels > limits.all_pixels:
            raise PictureError(
                "too_many_pixels",
                f"A moving picture has up to {limits.frames} frames "
                f"and {limits.all_pixels // 1_000_000} megapixels in all.",
            )
        image.load()
        durations.append(int(image.info.get("duration", 0)))
        try:
            image.seek(image.tell() + 1)
        except EOFError:
            image.seek(0)
            return durations


def _upright_srgb(image: Image.Image) -> Image.Image:
    """The picture as it should be looked at; the very same one if it is so already."""
    upright = image
    if image.getexif().get(0x0112, 1) != 1:  # Orientation
        upright = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    if profile and upright.mode in ("RGB", "RGBA", "CMYK"):
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(given):
                mode = "RGB" if upright.mode == "CMYK" else upright.mode
                srgb = ImageCms.createProfile("sRGB")
                changed = ImageCms.profileToProfile(upright, given, srgb, outputMode=mode)
                upright = upright if changed is None else changed
        except (ImageCms.PyCMSError, OSError, ValueError):
            # Its colours are a little off then, as in any program that does not know profiles.
            pass
    if upright.mode == "CMYK":
        upright = upright.convert("RGB")
    return upright


def _webp(data: bytes) -> dict[str, Any]:
    """A lossless picture stays one."""
    return {"lossless": True} if b"VP8L" in data[:64] else {"quality": QUALITY}


def _bare(info: dict[Any, Any]) -> dict[Any, Any]:
    return {key: info[key] for key in _KEPT if key in info}


def _check(width: int, height: int, limits: FileLimits) -> None:
    if width < 1 or height < 1:
        raise PictureError("damaged", "The picture is damaged.")
    if width * height > limits.pixels:
        raise _too_many_pixels(limits)


def _too_many_pixels(limits: FileLimits) -> PictureError:
    return PictureError("too_many_pixels", f"A picture has up to {limits.pixels // 1_000_000} megapixels.")
