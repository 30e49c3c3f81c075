"""A school's server behind its proxy, under a path: everything on the pages leads to where it is."""

import re
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.editor_desk import PNG
from tests.browser.player_phone import option
from tests.browser.screens import Screens, faultless
from tests.browser.server_process import NAME, ServerProcess
from tests.web.nginx import binary, nginx
from tests.web.test_client_proxy import locations

pytestmark = pytest.mark.skipif(binary() is None, reason="no nginx is installed. On Debian: apt install nginx-light")


@pytest.mark.parametrize("left_on", [True, False], ids=["left on", "taken off"])
def test_all_links_lead_under_the_path(
    browser: Browser, serve: Callable[..., ServerProcess], tmp_path: Path, left_on: bool
) -> None:
    server = serve("--base-path", "/rumpus", "--trusted-proxies", "127.0.0.1")
    with (
        nginx(tmp_path / "nginx", locations(server.local, left_on=left_on)) as proxy,
        faultless(Screens(browser, proxy.replace("127.0.0.1", NAME))) as screens,
    ):
        home = screens.url + "/rumpus"
        outside: list[str] = []

        def note(request: Request) -> None:
            if not request.url.startswith((home, home.replace("http", "ws", 1), "blob:", "data:")):
                outside.append(request.url)

        host = screens.desk(None)
        host.context.on("request", note)
        host.goto(home + "/" + server.sign_in_link.partition("/rumpus/")[2])
        expect(host).to_have_url(f"{home}/host")
        host.get_by_role("button", name="Take the demo quiz").click()
        _shared(host, screens, home)
        _exported(host)

        host.get_by_role("button", name=re.compile("^Play “")).click()
        host.get_by_role("button", name="Open the game").click()
        expect(host.locator(".address")).to_have_text(home.removeprefix("http://"))
        pin = host.url.rsplit("/", 1)[1]
        expect(host.get_by_role("img", name=f"Code that leads to {home}/play?pin={pin}")).to_be_visible()
        phone = screens.phone(home)
        phone.context.on("request", note)
        phone.get_by_label("Game PIN").fill(pin)
        phone.get_by_role("button", name="Let's go").click()
        phone.get_by_label("Your name").fill("Ada")
        phone.get_by_role("button", name="Join", exact=True).click()
        expect(phone.get_by_role("heading", name="You are in, Ada!")).to_be_visible()

        with host.expect_response("**/remote-code") as code:
            host.keyboard.press("r")
        host.keyboard.press("Escape")
        remote = screens.phone(code.value.json()["url"])
        remote.context.on("request", note)
        expect(remote).to_have_url(f"{home}/remote/{pin}")
        remote.get_by_role("button", name="Start").click()
        expect(option(phone, "Wide awake")).to_be_visible()
        option(phone, "Wide awake").click()
        expect(phone.get_by_role("heading", name="Your vote counts")).to_be_visible()
        assert outside == []


def _shared(host: Page, screens: Screens, home: str) -> None:
    """The quiz has a picture and is shared: who has the link sees both."""
    host.get_by_role("button", name=re.compile("^More about")).click()
    host.get_by_role("menuitem", name="Edit").click()
    host.locator("input[type=file]").first.set_input_files(
        {"name": "dot.png", "mimeType": "image/png", "buffer": b64decode(PNG)}
    )
    picture = host.locator("img[src*='/api/v2/files/']").first
    expect(picture).to_have_js_property("naturalWidth", 8)
    assert (picture.get_attribute("src") or "").startswith("/rumpus/")
    host.get_by_role("button", name="Share").click()
    host.get_by_role("radio", name="Whoever has the link").check()
    link = host.get_by_role("textbox", name="Link to the quiz").input_value()
    assert link.startswith(f"{home}/host/quiz/by-link/")
    stranger = screens.desk(link)
    expect(stranger.get_by_role("heading", name="A first Rumpus")).to_be_visible()
    stranger.get_by_role("link", name="Sign in to play or copy it").click()
    expect(stranger.get_by_label("Password")).to_be_visible()
    assert stranger.url.startswith(f"{home}/host/sign-in?next=")
    host.goto(f"{home}/host")


def _exported(host: Page) -> None:
    host.get_by_role("button", name=re.compile("^More about")).click()
    host.get_by_role("menuitem", name="Save as a file").click()
    with host.expect_download() as saved:
        host.get_by_role("dialog").get_by_role("button", name=re.compile("^Quiz file")).click()
    assert saved.value.suggested_filename == "A first Rumpus.json"
    if host.get_by_role("dialog").count():
        host.keyboard.press("Escape")
