"""The pictures of docs/pages, kept small."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "docs" / "pages"
WIDTH = 1200
"""Pixels of a big screen's picture; a phone's stays as it is."""

COLOURS = 128
"""A page has few, so a palette of this size is not seen and makes the files small."""


def keep(page: Page, name: str, *, still: bool = True) -> None:
    """Keep a picture of the page, small. `still` waits until nothing moves."""
    page.evaluate("document.fonts.ready")
    if still:
        page.wait_for_function("() => document.getAnimations().every((one) => one.playState !== 'running')")
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as taken:
        picture = taken.convert("RGB")
    if picture.width > WIDTH:
        picture = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
