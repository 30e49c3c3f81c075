"""A phone in the hand controls the game on the big screen."""

import re

from playwright.sync_api import Page, expect

from tests.browser.crowd import crowd_of
from tests.browser.screens import Screens, assert_accessible, assert_fits, shot
from tests.browser.server_process import ServerProcess
from tests.browser.test_host_game import host


def code_on(page: Page) -> str:
    """The address in the code that the big screen shows, as a camera reads it."""
    with page.expect_response("**/remote-code") as shown:
        page.keyboard.press("r")
    expect(page.get_by_role("dialog").get_by_role("img", name="Your phone as remote")).to_be_visible()
    url: str = shown.value.json()["url"]
    return url


def chosen(phone: Page, name: str) -> None:
    """The large button does the next step."""
    button = phone.get_by_role("button", name=re.compile(f"^{name}"))
    expect(button).to_be_enabled()
    button.click()
    phone.wait_for_function("(since => () => performance.now() - since > 400)(performance.now())")


def test_a_phone_becomes_the_remote_by_a_code_and_leads_the_game(screens: Screens, server: ServerProcess) -> None:
    page = host(screens.projector(None), server)
    address = code_on(page)
    page.keyboard.press("Escape")
    phone = screens.phone(address)
    expect(phone.get_by_text(f"PIN {server.pins[0]}")).to_be_visible()
    assert "#" not in phone.url, "the token is not in the history"
    expect(page.get_by_role("navigation", name="Controls")).to_be_hidden()
    expect(phone.get_by_role("button", name="Waiting for players")).to_be_disabled()
    assert_accessible(phone)

    with crowd_of(server.local, server.pins[0]) as crowd:
        crowd.join("anna", "bert")
        chosen(phone, "Start")
        expect(page.get_by_role("heading", name="Here we go!")).to_be_visible()
        chosen(phone, "First question")
        expect(page.get_by_role("heading", name="How awake are you today?")).to_be_visible()
        crowd.answer(0, {"anna": "Wide awake"})
        expect(phone.get_by_text("1 of 2 have answered")).to_be_visible()
        shot(phone, "remote-question")
        assert_fits(phone)
        chosen(phone, "Stop now")
        expect(page.get_by_role("heading", name="How the answers spread")).to_be_visible()
        chosen(phone, "Next question")
        expect(page.get_by_role("heading", name=re.compile("Which planet"))).to_be_visible()
        expect(phone.get_by_role("listitem").filter(has_text="Jupiter")).to_contain_text("right")
        assert_accessible(phone)
        crowd.answer(1, {"anna": "Jupiter", "bert": "Earth"})
        chosen(phone, "Show the solution")
        expect(page.get_by_role("heading", name=re.compile("The solution"))).to_be_visible()
        chosen(phone, "Show the ranking")
        expect(page.get_by_role("heading", name="Ranking")).to_be_visible()

        # A phone that was put away and taken up again is still the remote.
        phone.reload()
        expect(phone.get_by_role("button", name="Next question")).to_be_visible()
        expect(phone.get_by_role("listitem").first).to_contain_text("anna")

        phone.get_by_role("button", name="Players").click()
        phone.get_by_role("button", name="Remove bert").click()
        crowd.hears("bert", "kick")
        phone.get_by_role("button", name="Let back: bert").click()
        expect(phone.get_by_role("button", name="Remove bert")).to_be_visible()
        phone.keyboard.press("Escape")

        phone.get_by_role("button", name="Questions").click()
        phone.get_by_role("dialog").get_by_role("button", name=re.compile("Half-time")).click()
        expect(page.get_by_role("heading", name="Half-time!")).to_be_visible()
        assert_accessible(phone)

        phone.get_by_role("button", name="More").click()
        assert_accessible(phone)
        phone.get_by_role("checkbox", name="Controls on the big screen").check()
        expect(page.get_by_role("navigation", name="Controls")).to_be_visible()
        phone.get_by_role("checkbox", name="Controls on the big screen").uncheck()
        expect(page.get_by_role("navigation", name="Controls")).to_be_hidden()
        phone.get_by_role("button", name="Save the results").click()
        expect(phone.get_by_role("button", name="The results are saved")).to_be_disabled()
        with phone.expect_download() as sheet:
            phone.get_by_role("button", name="Spreadsheet").click()
        assert sheet.value.suggested_filename.endswith((".xlsx", ".xls"))
        phone.get_by_role("button", name="End the game").click()
        phone.get_by_role("dialog").get_by_role("button", name="End the game").click()
        expect(phone.get_by_role("heading", name="This game is over")).to_be_visible()
        expect(page.get_by_role("heading", name="This game is over")).to_be_visible()

    phone.goto(f"/remote/{server.pins[0]}")
    expect(phone.get_by_role("heading", name="This phone is not a remote yet")).to_be_visible()


def test_a_code_makes_one_phone_the_remote_and_no_second(screens: Screens, server: ServerProcess) -> None:
    page = host(screens.desk(None), server)
    address = code_on(page)
    screens.phone(address).get_by_text(f"PIN {server.pins[0]}").wait_for()
    other = screens.phone(address)
    expect(other.get_by_role("heading", name="This code was used or is too old")).to_be_visible()
    assert_accessible(other)
    # Another code replaces the one before.
    page.keyboard.press("Escape")
    first = code_on(page)
    page.keyboard.press("Escape")
    second = code_on(page)
    expect(screens.phone(first).get_by_role("heading", name="This code was used or is too old")).to_be_visible()
    screens.phone(second).get_by_text(f"PIN {server.pins[0]}").wait_for()


def test_who_has_no_code_and_no_account_is_told_where_to_find_one(screens: Screens, server: ServerProcess) -> None:
    phone = screens.phone(f"/remote/{server.pins[0]}")
    expect(phone.get_by_role("heading", name="This phone is not a remote yet")).to_be_visible()
    assert_accessible(phone)
    # The host's own phone, signed in, needs no code.
    phone.goto(server.sign_in_link)
    phone.goto(f"/remote/{server.pins[0]}")
    expect(phone.get_by_text(f"PIN {server.pins[0]}")).to_be_visible()
