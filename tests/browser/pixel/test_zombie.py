"""Zombie Pixel in real windows: run, be caught, come back, watch; and what a frame of the arena takes."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.pixel.arena_line import ArenaLine
from tests.browser.pixel.frames import count_frames, frames_of
from tests.browser.pixel.party import Open, code_of, come, fill, make_room, window
from tests.browser.screens import SHOTS, Screens, assert_accessible, assert_fits, shot

LOBBY = 45_000
"""Milliseconds until a public game has begun: its lobby lasts 30 s."""

MATCH = 175_000
"""Milliseconds within which a match is over: 150 s at most."""

ROLE = re.compile("^(Survivor|Zombie)$")


def listening(opens: Open, lines: list[ArenaLine]) -> Open:
    """Opens windows whose sockets are listened to."""

    def opened(path: str | None = None, **options: Any) -> Page:
        page = opens(path, **options)
        lines.append(ArenaLine(page))
        return page

    return opened


def play(opens: Open, name: str) -> tuple[Page, ArenaLine]:
    """A window that plays with anyone."""
    lines: list[ArenaLine] = []
    page = window(listening(opens, lines), "/pixel/zombie-pixel", name)
    page.get_by_role("button", name="Play with anyone").click()
    return page, lines[0]


def until(page: Page, reached: Callable[[], bool], seconds: float = 20) -> None:
    """Let the page go on until something is so."""
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline, "it did not happen in time"
        page.wait_for_timeout(50)


def heading(page: Page, name: str | re.Pattern[str], timeout: float = 15_000) -> None:
    """The page's title."""
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible(timeout=timeout)


def inwards(line: ArenaLine) -> str:
    """The way across on which there is room."""
    return "left" if line.cell[0] > 15 else "right"


def run_by_keys(page: Page, line: ArenaLine) -> None:
    """Held keys are steps, until they are let go."""
    way, before = inwards(line), line.cell
    page.keyboard.down(f"Arrow{way.capitalize()}")
    until(page, lambda: abs(line.cell[0] - before[0]) >= 3)
    page.keyboard.up(f"Arrow{way.capitalize()}")
    assert set(line.steps) == {way}
    assert line.cell[1] == before[1]


def run_by_thumb(page: Page, line: ArenaLine) -> None:
    """The stick is where the thumb lands; pushed, it runs; a tap is one step."""
    across = -40 if inwards(line) == "left" else 40
    before, said = line.cell, len(line.steps)
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 180, "y": 560}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": 180 + across, "y": 560}]})
    expect(page.locator(".stick")).to_be_visible()
    until(page, lambda: abs(line.cell[0] - before[0]) >= 2)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator(".stick")).to_have_count(0)
    assert set(line.steps[said:]) == {inwards(line)} or abs(line.cell[0] - 15) <= 2

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
    heading(page, ROLE)
    expect(page.get_by_role("button", name="Radar")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".pad")).to_be_visible()
    said = len(line.steps)
    page.get_by_role("group", name="Steps").get_by_role("button", name=re.compile(f"^{inwards(line)}")).focus()
    page.keyboard.press("Enter")
    until(page, lambda: len(line.steps) == said + 1)
    # The calm line for screen readers says the same as the large one, now and then.
    expect(page.locator(".radar [aria-live]")).not_to_be_empty()


def test_a_match_of_a_hundred_from_the_lobby_to_the_end(screens: Screens) -> None:
    # Short: bots that hunt leave nobody for long.
    ada, adas = play(screens.projector, "Ada")
    ben, bens = play(screens.phone, "Ben")

    heading(ada, "Run or hunt?", LOBBY)
    heading(ben, "Run or hunt?")
    shot(ada, "pixel-zombie-ready-projector")
    shot(ben, "pixel-zombie-ready-phone")
    assert_accessible(ben)
    assert_fits(ben)

    heading(ada, ROLE)
    until(ada, lambda: adas.state is not None and bens.state is not None)
    assert adas.state is not None
    assert len(adas.state["players"]) == 100
    run_by_keys(ada, adas)
    shot(ada, "pixel-zombie-arena-projector")
    shot(ben, "pixel-zombie-arena-phone")

    # Who is caught reads so at once; those who stand still are.
    the_end = ben.get_by_role("heading", name="The end")
    until(ada, lambda: bens.role == "Zombie" or the_end.is_visible(), MATCH / 1000)
    expect(ben.get_by_role("heading", level=1)).to_have_text(re.compile("Zombie|The end"))

    heading(ada, "The end", MATCH)
    heading(ben, "The end")
    own = ada.get_by_text(re.compile("^You (held out|were caught at once|were one of the first)"))
    expect(own).to_be_visible()
    expect(ada.get_by_text("Caught in all")).to_be_visible()
    shot(ada, "pixel-zombie-results-projector")
    shot(ben, "pixel-zombie-results-phone")
    said = own.inner_text()
    ada.reload()
    heading(ada, "The end")
    expect(own).to_have_text(said)
    expect(ada.get_by_text("Caught in all")).to_be_visible()
    assert_accessible(ben)
    assert_fits(ben)

    expect(ben.get_by_role("heading", name="Players")).to_be_visible(timeout=20_000)
    # Nothing was missed that had to be asked for.
    assert bens.resyncs == 0


def test_a_private_match_of_ten_with_reloads_and_a_late_spectator(screens: Screens) -> None:
    lines: list[ArenaLine] = []
    # The computer players live in this window.
    host = make_room(screens.desk, "zombie-pixel", "Ada")
    code = code_of(host)
    ben = come(listening(screens.phone, lines), code, "Ben")
    fill(host)
    (bens,) = lines
    heading(host, "Run or hunt?", LOBBY)
    ben.reload()
    heading(ben, re.compile("Run or hunt|Survivor|Zombie"))

    heading(host, ROLE)
    late = window(listening(screens.phone, lines), f"/pixel/room/{code}", "Eve", color_scheme="dark")
    late.get_by_role("button", name="Come in").click()
    heading(ben, ROLE)
    until(ben, lambda: bens.state is not None)
    run_by_thumb(ben, bens)

    # A reload comes back into the same body, at once.
    was = bens.my_id
    ben.reload()
    heading(ben, ROLE)
    expect(ben.get_by_role("list", name="How it stands")).to_be_visible()
    assert bens.my_id == was
    expect(ben.get_by_role("heading", level=1)).to_have_text(bens.role)
    assert_accessible(ben)
    assert_fits(ben)
    run_by_radar(ben, bens)
    shot(ben, "pixel-zombie-radar-phone")
    assert_fits(ben)

    heading(late, "The arena")
    expect(late.get_by_label("Watch")).to_have_value("-1")
    until(late, lambda: lines[1].state is not None)
    shot(late, "pixel-zombie-watching-all-phone")
    late.get_by_label("Watch").select_option(label="Ada")
    shot(late, "pixel-zombie-watching-one-phone")
    late.get_by_role("button", name="Next one").click()
    expect(late.get_by_label("Watch")).to_have_value("1")
    assert_accessible(late)
    assert_fits(late)
    late.reload()
    heading(late, "The arena")
    expect(late.get_by_label("Watch")).to_be_visible()
    late.keyboard.press("ArrowRight")
    assert lines[1].steps == []
    assert_accessible(host)


def test_the_arena_is_drawn_on_a_slow_processor(screens: Screens) -> None:
    """60 frames a second leave 16.7 ms for each.

    How many there really are depends on what else this machine does, and on how it paints without a graphics card:
    `python -m benchmarks.arena` measures that, here it is only noted.
    """
    page = screens.phone(None, reduced_motion="no-preference")
    count_frames(page)
    page.goto("/pixel/zombie-pixel")
    page.get_by_role("button", name="Play with anyone").click()
    heading(page, ROLE, LOBBY + 15_000)
    page.keyboard.down("ArrowLeft")
    found = frames_of(page, seconds=5, slowdown=4)
    page.keyboard.up("ArrowLeft")
    SHOTS.mkdir(parents=True, exist_ok=True)
    (SHOTS / "pixel-zombie-frames.json").write_text(json.dumps(asdict(found)))
    assert found.scripts < 16.7 / 2, found
    assert found.work_median < 16.7 / 2, found
