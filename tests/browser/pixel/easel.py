"""Pictures for canvases, drawn by keys or square by square."""

from playwright.sync_api import Page

SIDE = 8

CAT = (
    "11111111"
    "19111191"
    "19999991"
    "99099099"
    "99999999"
    "999BB999"
    "19999991"
    "11999911"
)  # fmt: skip
"""Orange with black eyes. 64 hexadecimal digits, row by row, as the wire has them."""

HOUSE = (
    "11122111"
    "11222211"
    "12222221"
    "22222222"
    "1FFFFFF1"
    "1F6FFAF1"
    "1F6FFAF1"
    "44444444"
)  # fmt: skip

STAR = (
    "11188111"
    "11188111"
    "88888888"
    "18888881"
    "11888811"
    "18888881"
    "18811881"
    "11111111"
)  # fmt: skip


def paint(page: Page, pixels: str) -> None:
    """Draw a picture on the canvas of the page, which may hold another one."""
    page.get_by_role("gridcell").first.focus()
    page.keyboard.press("Home")
    colour = ""
    for y in range(SIDE):
        for x in range(SIDE):
            # From left to right and back again.
            at = x if y % 2 == 0 else SIDE - 1 - x
            wanted = pixels[y * SIDE + at]
            if wanted != colour:
                page.keyboard.press(wanted.lower())
                colour = wanted
            page.keyboard.press("Space")
            if x < SIDE - 1:
                page.keyboard.press("ArrowRight" if y % 2 == 0 else "ArrowLeft")
        page.keyboard.press("ArrowDown")


def scribble(page: Page, cells: int) -> None:
    """So many squares of the canvas, from the upper left."""
    for cell in range(cells):
        page.get_by_role("gridcell").nth(cell).click()


def draw_rows(page: Page, rows: int) -> None:
    """Whole rows of the canvas, from above, each with one movement of a pressed mouse."""
    canvas = page.get_by_role("grid").bounding_box()
    assert canvas
    side = canvas["width"] / SIDE
    for row in range(rows):
        y = canvas["y"] + (row + 0.5) * side
        page.mouse.move(canvas["x"] + 0.5 * side, y)
        page.mouse.down()
        page.mouse.move(canvas["x"] + (SIDE - 0.5) * side, y, steps=4)
        page.mouse.up()
