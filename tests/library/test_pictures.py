"""Pictures are made safe: nothing but pixels is left, and nothing too large is decoded."""

import io

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from rumpus.library import FileLimits, PictureError
from rumpus.library.files.picture_size import picture_size
from rumpus.library.files.pictures import clean
from tests.library.builders import picture

LIMITS = FileLimits(bytes=200_000, pixels=1_000_000, all_pixels=2_000_000, frames=20, quota=1_000_000)

SECRET = b"52.5200N-secret"


def moving(kind: str, frames: int, size: tuple[int, int] = (16, 16)) -> bytes:
    out = io.BytesIO()
    images = [Image.new("RGB", size, (number * 20 % 256, 0, 99)) for number in range(frames)]
    images[0].save(out, kind, save_all=True, append_images=images[1:], duration=70, loop=0)
    return out.getvalue()


def with_secrets(kind: str) -> bytes:
    """A picture that says in every way of its kind where it was taken."""
    image = Image.new("RGB", (40, 20), "blue")
    exif = Image.Exif()
    exif[0x0112] = 6  # Orientation: turned by a quarter
    exif[0x010E] = SECRET.decode()  # ImageDescription
    options: dict[str, object] = {}
    if kind == "PNG":
        texts = PngInfo()
        texts.add_text("Comment", SECRET.decode())
        texts.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        options = {"pnginfo": texts, "exif": exif}
    elif kind == "JPEG":
        options = {"exif": exif, "comment": SECRET, "xmp": SECRET}
    elif kind == "WEBP":
        options = {"exif": exif, "xmp": SECRET}
    elif kind == "GIF":
        options = {"comment": SECRET}
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue() + SECRET  # and behind its end


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_only_pixels_are_left(kind: str) -> None:
    given = with_secrets(kind)
    assert given.count(SECRET) >= 2
    cleaned = clean(given, LIMITS)
    assert SECRET not in cleaned.data
    with Image.open(io.BytesIO(cleaned.data)) as image:
        assert image.format == kind
        assert not dict(image.getexif())
        assert not {"comment", "xmp", "exif", "XML:com.adobe.xmp", "Comment"} & set(image.info)
        # It is turned, since what said so is gone.
        assert image.size == (cleaned.width, cleaned.height) == ((40, 20) if kind == "GIF" else (20, 40))
        red, green, blue = image.convert("RGB").getpixel((5, 5))  # type: ignore[misc]
        assert blue > 200 > 60 > max(red, green)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_cleaning_what_is_clean_changes_no_pixel_much(kind: str) -> None:
    once = clean(picture(kind, (30, 20), "green"), LIMITS)
    assert (once.mime_type, once.width, once.height) == (f"image/{kind.lower()}", 30, 20)
    twice = clean(once.data, LIMITS)
    before, after = (Image.open(io.BytesIO(one.data)).convert("RGB").getpixel((9, 9)) for one in (once, twice))
    assert before == after


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_moving_pictures_go_on_moving(kind: str) -> None:
    cleaned = clean(moving(kind, 5), LIMITS)
    with Image.open(io.BytesIO(cleaned.data)) as image:
        assert getattr(image, "n_frames", 1) == 5
        image.seek(1)
        image.load()
        assert image.info["duration"] == 70


def test_transparency_stays() -> None:
    for mode, kind in (("RGBA", "PNG"), ("RGBA", "WEBP"), ("LA", "PNG"), ("P", "GIF")):
        out = io.BytesIO()
        options = {"transparency": 0} if mode == "P" else {}
        Image.new(mode, (8, 8)).save(out, kind, **options)
        with Image.open(io.BytesIO(clean(out.getvalue(), LIMITS).data)) as image:
            assert image.convert("RGBA").getpixel((3, 3))[3] == 0, (mode, kind)  # type: ignore[index]


def test_colours_of_another_profile_become_srgb() -> None:
    lab_like = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for profile in (lab_like, b"nonsense"):
        out = io.BytesIO()
        Image.new("RGB", (8, 8), "red").save(out, "JPEG", icc_profile=profile)
        with Image.open(io.BytesIO(clean(out.getvalue(), LIMITS).data)) as image:
            assert "icc_profile" not in image.info
    for mode in ("CMYK", "L", "YCbCr"):
        out = io.BytesIO()
        Image.new(mode, (8, 8)).save(out, "JPEG")
        with Image.open(io.BytesIO(clean(out.getvalue(), LIMITS).data)) as image:
            assert image.mode in ("RGB", "L")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unsupported"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unsupported"),
        (b"<html>", "unsupported"),
        (b"BM" + bytes(100), "unsupported"),
        (picture("TIFF"), "unsupported"),
        (picture("PNG", (90, 90))[:60], "damaged"),
        (picture("JPEG", (300, 300))[:500], "damaged"),
        (picture("WEBP")[:30], "damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(40), "damaged"),
        (b"GIF89a" + bytes(3), "damaged"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "unsupported"),
        (picture("PNG", (1001, 1000)), "too_many_pixels"),
        (picture("JPEG", (1001, 1000)), "too_many_pixels"),
        (picture("GIF", (1001, 1000)), "too_many_pixels"),
        (picture("WEBP", (1001, 1000)), "too_many_pixels"),
        (moving("GIF", 21), "too_many_pixels"),
        (moving("WEBP", 3, (1000, 900)), "too_many_pixels"),
        (bytes(200_001), "too_large"),
    ],
)
def test_what_is_not_taken(data: bytes, code: str) -> None:
    with pytest.raises(PictureError) as refused:
        clean(data, LIMITS)
    assert refused.value.code == code


def test_bomb_is_refused_before_it_is_decoded() -> None:
    """A header may claim anything; what it claims is looked at first."""
    for kind in ("PNG", "GIF", "WEBP", "JPEG"):
        data = bytearray(picture(kind, (2, 2)))
        if kind == "PNG":
            data[16:24] = b"\0\xff\xff\xff\0\xff\xff\xff"
        elif kind == "GIF":
            data[6:10] = b"\xff" * 4
        elif kind == "WEBP":
            data[26:30] = b"\xff\x3f" * 2
        else:
            at = data.index(b"\xff\xc0")
            data[at + 5 : at + 9] = b"\xff" * 4
        with pytest.raises(PictureError) as refused:
            clean(bytes(data), FileLimits())
        assert refused.value.code == "too_many_pixels"


def test_size_is_read_from_the_first_bytes() -> None:
    for kind in ("PNG", "JPEG", "GIF", "WEBP"):
        size = picture_size(picture(kind, (300, 77)))
        assert size is not None
        assert (size.mime_type, size.width, size.height) == (f"image/{kind.lower()}", 300, 77)
    for options in ({"lossless": True}, {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0"}):
        size = picture_size(picture("WEBP", (300, 77), **options))
        assert size is not None
        assert (size.width, size.height) == (300, 77)
