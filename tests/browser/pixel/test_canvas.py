"""Drawing by mouse, finger and keys, as all modes have it, and the pictures that can be kept."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Download, Locator, Page, expect

from tests.browser.pixel.party import Open, code_of, come, heading, leave, make_room, window
from tests.browser.pixel.steered_server import SteeredServer
from tests.browser.screens import Screens, assert_accessible, assert_fits, shot

PAPER = "white"


def drawing_alone(opens: Open, server: SteeredServer) -> Page:
    """A window in which somebody draws, for as long as they like: the mode that waits for nobody."""
    server.hold("copy-cat-solo", "memorize", "drawing")
    page = window(opens, "/pixel/copy-cat-solo", "Ada")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(heading(page, "Remember!")).to_be_visible()
    server.go_on("memorize")
    expect(page.get_by_role("grid")).to_be_visible()
    return page


def square(page: Page, row: int, column: int) -> Locator:
    """A square of the canvas, counted from 1."""
    return page.get_by_role("gridcell").nth((row - 1) * 8 + column - 1)


def rows(page: Page) -> list[str]:
    """What screen readers find: the colour of each square, the squares of a row divided by commas."""
    names: list[str] = page.get_by_role("gridcell").evaluate_all("all => all.map((one) => one.ariaLabel)")
    found = [re.fullmatch(r"row (\d), column (\d), (.+)", name) for name in names]
    assert [(one and one[1], one and one[2]) for one in found] == [
        (f"{y}", f"{x}") for y in range(1, 9) for x in range(1, 9)
    ]
    colours = [one[3] for one in found if one]
    return [",".join(colours[start : start + 8]) for start in range(0, 64, 8)]


def row(*colours: str) -> str:
    """A row with these colours from the left, the rest paper."""
    return ",".join([*colours, *[PAPER] * (8 - len(colours))])


EMPTY = [row()] * 8


def middle(page: Page, at_row: int, column: int) -> tuple[float, float]:
    box = square(page, at_row, column).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def assert_unscrolled(page: Page) -> None:
    """All that is needed for drawing is in sight, and the grid is as wide as it can be."""
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter((one) => {
            const scrolls = ['auto', 'scroll'].includes(getComputedStyle(one).overflowY);
            return scrolls && one.scrollHeight > one.clientHeight + 1;
        }).map((one) => one.className)"""
    )
    assert hidden == []


def test_a_mouse_draws_without_holes_and_everything_can_be_undone(screens: Screens, server: SteeredServer) -> None:
    page = drawing_alone(screens.desk, server)
    assert_unscrolled(page)

    # One quick movement, of which the page sees the two ends only.
    page.mouse.move(*middle(page, 2, 1))
    page.mouse.down()
    page.mouse.move(*middle(page, 2, 8))
    page.mouse.up()
    line = row(*["black"] * 8)
    assert rows(page) == [row(), line, *EMPTY[2:]]

    page.get_by_role("radio", name="red", exact=True).click()
    page.get_by_role("button", name="Fill").click()
    square(page, 8, 8).click()
    below = row(*["red"] * 8)
    assert rows(page) == [row(), line, *[below] * 6]

    page.get_by_role("button", name="Pick a colour").click()
    square(page, 2, 3).click()
    expect(page.get_by_role("radio", name="black")).to_be_checked()
    expect(page.get_by_role("button", name="Pencil")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Mirror: off").click()
    square(page, 1, 1).click()
    assert rows(page)[0] == row("black", *[PAPER] * 6, "black")
    page.get_by_role("button", name="Mirror: left and right").click()
    page.get_by_role("button", name="Mirror: top and bottom").click()
    page.get_by_role("button", name="Rubber").click()
    square(page, 8, 1).click()
    assert rows(page)[0] == row()
    assert rows(page)[7] == row(PAPER, *["red"] * 6, PAPER)
    full = rows(page)
    shot(page, "canvas-desk")
    assert_accessible(page)

    page.get_by_role("button", name="Clear everything").click()
    assert rows(page) == EMPTY
    undo = page.get_by_role("button", name="Undo")
    undo.click()
    assert rows(page) == full
    for _ in range(4):
        undo.click()
    assert rows(page) == EMPTY
    expect(undo).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Redo").click()
    assert rows(page) == [row(), line, *EMPTY[2:]]

    page.reload()
    expect(page.get_by_role("grid")).to_be_visible()
    assert rows(page) == [row(), line, *EMPTY[2:]]


def test_a_finger_draws_on_a_phone_and_nothing_scrolls(screens: Screens, server: SteeredServer) -> None:
    page = drawing_alone(screens.phone, server)
    assert_unscrolled(page)
    grid = page.get_by_role("grid").bounding_box()
    assert grid
    assert grid["width"] >= 320
    for target in [
        *page.get_by_role("radio").all(),
        *page.get_by_role("group", name="Tools").get_by_role("button").all(),
    ]:
        box = target.bounding_box()
        assert box
        assert box["width"] >= 36
        assert box["height"] >= 44

    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in places]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", middle(page, 1, 1))
    touch("touchMove", middle(page, 7, 7))
    touch("touchMove", (grid["x"] + grid["width"] / 2, grid["y"] - 40))
    touch("touchEnd")
    drawn = rows(page)
    for at in range(7):
        assert drawn[at].split(",")[at] == "black"
    assert page.evaluate("[scrollX, scrollY, visualViewport.scale]") == [0, 0, 1]

    page.get_by_role("button", name="More tools").click()
    page.get_by_label("Marks on the colours").check()
    shot(page, "canvas-phone-more")
    assert_accessible(page)
    page.get_by_role("heading", level=1).tap()
    expect(page.get_by_label("Marks on the colours")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("grid")).to_be_visible()
    assert rows(page) == drawn
    expect(page.locator("[role=grid] .mark")).to_have_count(2)
    shot(page, "canvas-phone-marks")
    assert_fits(page)
    assert_accessible(page)

    page.set_viewport_size({"width": 740, "height": 360})
    expect(square(page, 8, 8)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("radio", name="tan")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="More tools")).to_be_in_viewport(ratio=1)
    cell = square(page, 8, 8).bounding_box()
    assert cell
    assert cell["width"] >= 32, "a finger hits one square"
    shot(page, "canvas-phone-on-its-side")
    assert_fits(page)


def test_everything_is_drawn_by_keys(screens: Screens, server: SteeredServer) -> None:
    page = drawing_alone(screens.projector, server)
    press = page.keyboard.press

    # Who has not touched anything comes to the canvas with the arrows.
    press("ArrowRight")
    expect(square(page, 1, 1)).to_be_focused()
    for key in ("ArrowRight", "ArrowDown", "2", "Space"):
        press(key)
    expect(square(page, 2, 2)).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="row 2, column 2, red")).to_have_count(1)
    for key in ("b", "Shift+ArrowRight", "Shift+ArrowRight"):
        press(key)
    assert rows(page)[1] == row(PAPER, "pink", "pink", "pink")
    press("Delete")
    assert rows(page)[1] == row(PAPER, "pink", "pink")
    for key in ("m", "End", "6", "Enter"):
        press(key)
    expect(page.get_by_role("button", name="Mirror: left and right")).to_be_visible()
    assert rows(page)[1] == row("blue", "pink", "pink", *[PAPER] * 4, "blue")
    press("Control+z")
    press("Control+Shift+z")
    press("Control+z")
    press("Control+y")
    assert rows(page)[1] == row("blue", "pink", "pink", *[PAPER] * 4, "blue")
    for key in ("m", "m", "m", "g", "8", "PageDown", "Space"):
        press(key)
    assert rows(page)[7] == row(*["yellow"] * 8)
    shot(page, "canvas-keys")
    assert_accessible(page)
    press("n")
    assert rows(page) == EMPTY
    expect(page.get_by_role("status").filter(has_text="Undo brings it back")).to_have_count(1)

    # Arrows go through the colours, too, and letters work there.
    press("Tab")
    expect(page.get_by_role("radio", name="yellow")).to_be_focused()
    press("ArrowRight")
    expect(page.get_by_role("radio", name="orange")).to_be_checked()
    press("Control+z")
    assert rows(page)[7] == row(*["yellow"] * 8)


def pictured(download: Download, folder: Path) -> tuple[str, Image.Image]:
    """What was saved, and its name."""
    path = folder / download.suggested_filename
    download.save_as(path)
    return path.name, Image.open(BytesIO(path.read_bytes()))


def test_what_a_room_drew_is_shown_and_saved(screens: Screens, server: SteeredServer, tmp_path: Path) -> None:
    server.hold("copy-cat", "lobby", "countdown", "memorize", "drawing", "copycat-result", "copycat-rematch")
    host = make_room(screens.projector, "copy-cat", "Ada")
    guest = come(screens.phone, code_of(host), "Ben")
    server.go_on("lobby")
    for page in (host, guest):
        expect(heading(page, "Get ready")).to_be_visible()
    server.go_on("countdown")
    server.go_on("memorize")
    for page, color in ((host, "red"), (guest, "dark blue")):
        page.get_by_role("radio", name=color, exact=True).click()
        page.get_by_role("button", name="Fill").click()
        square(page, 4, 4).click()
        page.get_by_role("button", name="Send").click()
    # The one stays in the lobby when the other goes.
    expect(guest.get_by_role("img", name=re.compile("^Copy by Ada"))).to_be_visible()
    server.go_on("copycat-result")
    expect(heading(guest, "Once more?")).to_be_visible()
    leave(guest)
    host.get_by_role("button", name=re.compile("^No")).click()

    expect(host.get_by_role("heading", name="What this room has drawn")).to_be_visible()
    expect(host.get_by_role("img", name="Picture by Ada")).to_be_visible()
    expect(host.get_by_role("img", name="Picture by Ben")).to_be_visible()
    assert_fits(host)
    assert_accessible(host)
    shot(host, "canvas-gallery-wide")

    with host.expect_download() as one:
        host.get_by_role("button", name="Save the picture by Ben").click()
    name, picture = pictured(one.value, tmp_path)
    assert name.endswith("Ben.png")
    assert (picture.format, picture.size) == ("PNG", (512, 512))
    assert picture.convert("RGB").getcolors() == [(512 * 512, (0x1D, 0x2F, 0x85))]

    with host.expect_download() as all_of_them:
        host.get_by_role("button", name="Save all as one picture").click()
    name, sheet = pictured(all_of_them.value, tmp_path)
    assert name == "What-this-room-has-drawn.png" or name.startswith("What-this-room-has-drawn-")
    colors = {color for _, color in sheet.convert("RGB").getcolors(1 << 16) or []}
    assert {(0x1D, 0x2F, 0x85), (0xE8, 0x38, 0x2F), (255, 255, 255)} <= colors

    with host.expect_download() as moving:
        host.get_by_role("button", name="Save as an animation").click()
    name, animation = pictured(moving.value, tmp_path)
    assert name.endswith(".gif")
    assert (animation.format, animation.size, getattr(animation, "n_frames", 1)) == ("GIF", (512, 512), 2)
    assert (animation.info["loop"], animation.info["duration"]) == (0, 1200)
    shown: list[tuple[int, Any]] = []
    for frame in range(2):
        animation.seek(frame)
        shown += animation.convert("RGB").getcolors() or []
    assert {color for _, color in shown} == {(0xE8, 0x38, 0x2F), (0x1D, 0x2F, 0x85)}

    host.set_viewport_size({"width": 360, "height": 740})
    host.get_by_role("img", name="Picture by Ada").scroll_into_view_if_needed()
    shot(host, "canvas-gallery-narrow")
    assert_fits(host)
