"""How people run in the arena: by keys, by thumb, by radar; and how a test moves those without a page."""

import re
import time
from collections.abc import Callable, Set
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.pixel.arena_line import ArenaLine
from tests.browser.pixel.bystanders import Bystanders, Cell, ways
from tests.browser.pixel.party import Open, heading
from tests.browser.pixel.steered_server import SteeredServer
from tests.browser.screens import assert_accessible, until

PLAYERS = 10
"""Of a private match: the fewest. One of them begins as a zombie."""

STEP = 120
"""Milliseconds from one step to the next: the rules drop one that comes within 100."""

NEVER = 1_000
"""Seconds until something appears in an arena where nothing should."""

ROLE = re.compile("^(Survivor|Zombie)$")


def listening(opens: Open, lines: list[ArenaLine]) -> Open:
    """Opens windows whose sockets are listened to."""

    def opened(path: str | None = None, **options: Any) -> Page:
        page = opens(path, **options)
        lines.append(ArenaLine(page))
        return page

    return opened


def open_arena(server: SteeredServer, *pages: Page) -> None:
    """The lobby and the countdown are over."""
    server.hold("zombie-pixel", "countdown")
    server.go_on("lobby")
    for page in pages:
        expect(heading(page, "Run or hunt?")).to_be_visible()
    server.go_on("countdown")
    for page in pages:
        expect(heading(page, ROLE)).to_be_visible()


def inwards(line: ArenaLine) -> str:
    """The way across on which there is room."""
    return "left" if line.cell[0] > 15 else "right"


def run_by_keys(page: Page, line: ArenaLine) -> None:
    """Held keys are steps, until they are let go."""
    way, before, said = inwards(line), line.cell, len(line.steps)
    page.keyboard.down(f"Arrow{way.capitalize()}")
    until(page, lambda: abs(line.cell[0] - before[0]) >= 3)
    page.keyboard.up(f"Arrow{way.capitalize()}")
    assert set(line.steps[said:]) == {way}
    assert line.cell[1] == before[1]


def run_by_thumb(page: Page, line: ArenaLine) -> None:
    """The stick is where the thumb lands; pushed, it runs; a tap is one step."""
    way, before, said = inwards(line), line.cell, len(line.steps)
    across = -40 if way == "left" else 40
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 180, "y": 560}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": 180 + across, "y": 560}]})
    expect(page.locator(".stick")).to_be_visible()
    until(page, lambda: abs(line.cell[0] - before[0]) >= 2)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator(".stick")).to_have_count(0)
    assert set(line.steps[said:]) == {way}

    said = len(line.steps)
    # In the upper left corner of the arena nothing leads up and left.
    page.locator(".surface").tap(position={"x": 180, "y": 580} if line.cell[1] < 16 else {"x": 180, "y": 20})
    until(page, lambda: len(line.steps) == said + 1)


def run_by_radar(page: Page, line: ArenaLine) -> None:
    """Directions in words and large buttons instead of the grid; remembered over a reload."""
    page.get_by_role("button", name="Radar").click()
    expect(page.locator(".headline")).to_have_text(re.compile(r"^(Zombie|Survivor) (\d+ steps? |right here)|^No "))
    assert_accessible(page)
    page.reload()
    expect(heading(page, ROLE)).to_be_visible()
    expect(page.get_by_role("button", name="Radar")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".pad")).to_be_visible()
    said = len(line.steps)
    page.get_by_role("group", name="Steps").get_by_role("button", name=re.compile(f"^{inwards(line)}")).focus()
    page.keyboard.press("Enter")
    until(page, lambda: len(line.steps) == said + 1)
    # The calm line for screen readers says the same as the large one, now and then.
    expect(page.locator(".radar [aria-live]")).not_to_be_empty()


def move(page: Page, others: Bystanders, who: str, to: Cell, step: Callable[[str], None] | None = None) -> None:
    """Somebody goes somewhere past all others; who has a page, by `step`."""
    step = step or (lambda direction: others.step(who, direction))
    around: Set[Cell] = others.around(who)
    deadline = time.monotonic() + 60
    while way := ways(others.cell(who), to, around):
        assert time.monotonic() < deadline, f"{who} does not get from {others.cell(who)} to {to}"
        before, since = others.cell(who), time.monotonic()
        step(way[0])
        page.wait_for_timeout(STEP)
        # Two that a busy machine brings closer together are one.
        while others.cell(who) == before and time.monotonic() < since + 0.5:
            page.wait_for_timeout(20)
