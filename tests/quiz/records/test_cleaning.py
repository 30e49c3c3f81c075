"""Pictures made safe in a process of their own, as a server does it."""

import asyncio
import hashlib
import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image

from rumpus.library import BusyError, FileLimits, PictureError
from rumpus.library.files.pictures import clean
from rumpus.quiz.formats import Worker
from rumpus.quiz.records.cleaning import cleaner_in
from tests.library.builders import picture

LIMITS = FileLimits()


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    worker = Worker()
    yield worker
    await worker.close()


async def test_it_is_what_it_would_be_here(worker: Worker) -> None:
    cleaner = cleaner_in(worker)
    for kind in ("PNG", "JPEG", "GIF", "WEBP"):
        given = picture(kind, (40, 30))
        there = await cleaner("ada", given, LIMITS)
        assert there == clean(given, LIMITS)
        assert there.hash == hashlib.sha256(there.data).hexdigest()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"<svg/>", "unsupported"), (picture("PNG", (90, 90))[:60], "damaged"), (bytes(LIMITS.bytes + 1), "too_large")],
)
async def test_what_is_not_taken(worker: Worker, data: bytes, code: str) -> None:
    with pytest.raises(PictureError) as refused:
        await cleaner_in(worker)("ada", data, LIMITS)
    assert refused.value.code == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_largest_pictures_fit_into_the_worker(worker: Worker, kind: str) -> None:
    """Turned, with transparency where the kind has it: what takes the most memory."""
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    mode = "RGB" if kind == "JPEG" else "RGBA"
    options = {"method": 0} if kind == "WEBP" else {"compress_level": 1} if kind == "PNG" else {}
    Image.new(mode, (8000, 5000), "navy").save(out, kind, exif=exif, **options)
    made = await cleaner_in(worker)("ada", out.getvalue(), LIMITS)
    assert (made.width, made.height) == (5000, 8000)


async def test_one_who_wants_too_much_is_told_to_wait() -> None:
    worker = Worker()
    cleaner = cleaner_in(worker)
    answers = await asyncio.gather(*(cleaner("ada", picture(), LIMITS) for _ in range(30)), return_exceptions=True)
    assert any(isinstance(answer, BusyError) for answer in answers)
    assert not [answer for answer in answers if isinstance(answer, BaseException) and not isinstance(answer, BusyError)]
    await worker.close()


async def test_a_picture_that_takes_too_long_is_refused() -> None:
    worker = Worker(timeout=0.3)
    cleaner = cleaner_in(worker)
    out = io.BytesIO()
    Image.effect_noise((1500, 1500), 90).convert("RGB").save(out, "WEBP", lossless=True, method=0)
    with pytest.raises(PictureError) as refused:
        await cleaner("ada", out.getvalue(), LIMITS)
    assert refused.value.code == "damaged"
    await worker.close()
