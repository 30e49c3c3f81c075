"""Measure how an arena of 100 is drawn in Chromium: `python -m benchmarks.arena`.

A public game, which bots fill, on a phone and on a big screen, on this processor and on one that is four times slower
(DevTools' throttling). Chromium runs without a screen and paints without a graphics card here, which a phone has: what
scripts take is ours, what painting takes is this machine's. The last line is one JSON object. It fails if fewer than
`--at-least` frames a second are drawn on the slowed phone, or if scripts alone would not leave time for 60.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright
from rich.console import Console
from rich.table import Table
from tests.browser.conftest import CHROMIUM
from tests.browser.pixel.frames import Frames, count_frames, frames_of
from tests.browser.screens import PHONE, PROJECTOR
from tests.browser.server_process import NAME, ServerProcess

SLOWDOWN = 4.0

SECONDS = 5.0
"""For which is measured; matches in which nobody is left are over soon."""

STARTED = 60_000
"""Milliseconds until a public game has begun."""

SCRIPTS = 16.7 / 2
"""Milliseconds of a frame that scripts may take on the slowed processor."""

SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2},
    "big screen": {"viewport": PROJECTOR},
}

console = Console(highlight=False, width=120)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.arena", description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for which each is measured")
    parser.add_argument("--at-least", type=float, default=55.0, metavar="N", help="frames a second on the slowed phone")
    options = parser.parse_args()
    found: dict[str, Frames] = {}
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        for screen in SCREENS:
            for slowdown in (1.0, SLOWDOWN):
                name = screen if slowdown == 1.0 else f"{screen}, {slowdown:g} times slower"
                console.print(f"A match on a {name} …")
                found[name] = _measured(browser, screen, options.seconds, slowdown)
        browser.close()
    _print(found)
    slow = found[f"phone, {SLOWDOWN:g} times slower"]
    if slow.per_second < options.at_least or slow.scripts > SCRIPTS:
        sys.exit("The arena does not hold 60 frames a second on a slow phone.")


def _measured(browser: Browser, screen: str, seconds: float, slowdown: float) -> Frames:
    with tempfile.TemporaryDirectory(prefix="rumpus-arena-") as folder:
        server = ServerProcess(Path(folder))
        server.start()
        # Everything moves.
        context = browser.new_context(
            base_url=server.url, reduced_motion="no-preference", locale="en-GB", **SCREENS[screen]
        )
        try:
            return _frames(context.new_page(), seconds, slowdown)
        finally:
            context.close()
            server.stop()


def _frames(page: Page, seconds: float, slowdown: float) -> Frames:
    count_frames(page)
    page.goto("/pixel/zombie-pixel")
    page.get_by_role("button", name="Play with anyone").click()
    expect(page.locator("canvas")).to_be_visible(timeout=STARTED)
    expect(page.get_by_role("list", name="How it stands")).to_be_visible()
    page.keyboard.down("ArrowLeft")
    return frames_of(page, seconds, slowdown)


def _print(found: dict[str, Frames]) -> None:
    table = Table("arena of 100", "frames/s", "on time", "work, median", "work, p95", "scripts", "with painting")
    for name, one in found.items():
        table.add_row(
            name,
            f"{one.per_second:.1f}",
            f"{one.on_time:.1%}",
            f"{one.work_median:.2f} ms",
            f"{one.work_p95:.2f} ms",
            f"{one.scripts:.2f} ms",
            f"{one.everything:.2f} ms",
        )
    console.print(table)
    sys.stdout.write(json.dumps({name: asdict(one) for name, one in found.items()}) + "\n")


if __name__ == "__main__":
    main()
