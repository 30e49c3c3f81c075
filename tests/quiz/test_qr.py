"""The QR code of a game, as SVG."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import fromstring

import pytest
import segno

from rumpus.quiz.qr import INK, PAPER, QUIET, drawn, join_qr

URL = "http://192.168.1.5:8000/play?pin=123456&ref=Qr"


@pytest.mark.parametrize("dark_mode", [False, True])
def test_it_is_one_picture_of_any_size_drawn_dark_on_light(dark_mode: bool) -> None:
    svg = fromstring(join_qr(URL, dark_mode=dark_mode))
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    assert "width" not in svg.attrib
    side = int(svg.attrib["viewBox"].split(" ")[2])
    assert side == 4 + 33 + 4, "version 4 with its margins"
    colours = [path.attrib.get("fill") or path.attrib.get("stroke") for path in svg if path.tag.endswith("path")]
    assert colours == ([PAPER, INK] if dark_mode else [INK])


def test_another_address_is_another_picture() -> None:
    assert join_qr(URL) == join_qr(URL)
    assert join_qr(URL) != join_qr(URL.replace("123456", "123457"))


def test_pages_draw_the_same_code_themselves() -> None:
    drawing = drawn(URL)
    assert drawing.size == 4 + 33 + 4
    finder = f"M{QUIET} {QUIET}h7v1h-7z"
    assert drawing.path.startswith(finder), "the first row of the corner on the left"
    dark = sum(int(run) for run in re.findall(r"h(\d+)v1", drawing.path))
    assert dark == sum(module for row in segno.make(URL, error="m", micro=False).matrix for module in row)


@pytest.mark.parametrize("draw", [join_qr, drawn])
def test_an_address_that_does_not_fit_is_refused(draw: Callable[[str], object]) -> None:
    with pytest.raises(ValueError, match="too large"):
        draw("x" * 3_000)
