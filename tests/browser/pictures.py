"""`make pictures`: play in Chromium and take the pictures of the README and of docs/pages.md."""

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.album import keep
from tests.browser.conftest import CHROMIUM
from tests.browser.crowd import Crowd, crowd_of
from tests.browser.pixel.pictures import play_pixel_games
from tests.browser.player_phone import joined, option
from tests.browser.screens import Screens
from tests.browser.server_process import NAME, ServerProcess

CLASS = [
    "Ada",
    "Alan",
    "Ayşe",
    "Björn",
    "Chloé",
    "Emmy",
    "Farid",
    "Grace",
    "Hedy",
    "İpek",
    "Katherine",
    "Linus",
    "Mary",
    "Noor",
    "Olga",
    "Paul",
    "Rosa",
    "Srinivasa",
]

NEXT = "Space"


def press(page: Page, heading: str) -> None:
    """The one key leads to a screen with this heading."""
    page.keyboard.press(NEXT)
    expect(page.get_by_role("heading", name=re.compile(heading)).first).to_be_visible()
    page.wait_for_function("(since => () => performance.now() - since > 450)(performance.now())")


def main() -> int:
    """Play and take pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
        )
        server = ServerProcess(Path(folder), ("--demo",), port=8000)
        server.start()
        screens = Screens(browser, server.url)
        try:
            with crowd_of(server.local, server.pins[0]) as crowd:
                _play(server, screens, crowd)
            play_pixel_games(screens)
        finally:
            screens.close()
            server.stop()
    return 0


def _play(server: ServerProcess, screens: Screens, crowd: Crowd) -> None:
    pin = server.pins[0]
    front = screens.phone("/")
    expect(front.get_by_label("Game PIN")).to_be_visible()
    keep(front, "front")
    host = screens.projector(server.sign_in_link)
    host.get_by_role("link", name="Back to the game").click()
    crowd.join(*CLASS)
    phone = joined(screens, pin, "Zoë")
    keep(phone, "phone-waiting")
    expect(host.get_by_text("Zoë")).to_be_visible()
    keep(host, "lobby")
    press(host, "Here we go!")
    press(host, "How awake")
    crowd.answer(0, {name: ["Wide awake", "Half awake", "Still dreaming"][at % 3] for at, name in enumerate(CLASS)})
    press(host, "How the answers spread")
    press(host, "Which planet")
    keep(phone, "phone-answers")
    answers = {name: "Jupiter" if at % 3 else "Saturn" for at, name in enumerate(CLASS)}
    crowd.answer(1, dict(list(answers.items())[:11]))
    expect(host.get_by_text("11", exact=True)).to_be_visible()
    keep(host, "question")
    crowd.answer(1, dict(list(answers.items())[11:]))
    option(phone, "Jupiter").click()
    expect(host.get_by_role("heading", name="How the answers spread")).to_be_visible()
    expect(phone.get_by_role("heading", name="Right!")).to_be_visible()
    press(host, "The solution")
    keep(host, "solution")
    keep(phone, "phone-right")
    press(host, "Ranking")
    keep(host, "ranking")
    host.keyboard.press("q")
    host.get_by_role("dialog").get_by_role("button", name=re.compile("minutes does sunlight")).click()
    expect(host.get_by_role("heading", name=re.compile("sunlight"))).to_be_visible()
    crowd.answer(9, {name: str(5 + at % 7) for at, name in enumerate(CLASS)})
    phone.get_by_role("textbox").fill("8")
    keep(phone, "phone-number")
    phone.get_by_role("button", name="Send 8").click()
    expect(host.get_by_role("heading", name="How the answers spread")).to_be_visible()
    keep(host, "spread")
    press(host, "The solution")
    press(host, "The podium")
    keep(host, "podium")
    keep(phone, "phone-final")
    host.keyboard.press(NEXT)
    expect(host.get_by_text("The results are saved.")).to_be_visible()

    desk = host
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.goto("/host/results")
    desk.get_by_role("link", name=re.compile("A first Rumpus")).first.click()
    expect(desk.get_by_role("heading", name=re.compile("A first Rumpus"))).to_be_visible()
    desk.wait_for_load_state("networkidle")
    keep(desk, "results")
    desk.goto("/host")
    desk.get_by_role("button", name=re.compile("demo", re.IGNORECASE)).first.click()
    desk.locator('a[href*="/host/edit/"]:not([href$="/new"])').first.click()
    desk.get_by_role("button", name=re.compile("Which planet")).first.click()
    keep(desk, "editor")
    desk.goto("/host")
    expect(desk.get_by_role("heading", name="Your quizzes")).to_be_visible()
    desk.wait_for_load_state("networkidle")
    keep(desk, "shelf")


if __name__ == "__main__":
    sys.exit(main())
