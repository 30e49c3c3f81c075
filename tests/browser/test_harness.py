"""The screens of these tests catch what they are for."""

from playwright.sync_api import Browser, expect

from tests.browser.screens import Screens
from tests.browser.server_process import ServerProcess


def test_a_name_that_is_not_localhost_is_no_secure_context(screens: Screens) -> None:
    page = screens.phone("/health")
    assert page.evaluate("window.isSecureContext") is False
    expect(page.locator("body")).to_contain_text("ok")


def test_errors_and_other_origins_are_noticed(browser: Browser, server: ServerProcess) -> None:
    screens = Screens(browser, server.url)
    try:
        page = screens.phone("/health")
        page.evaluate("console.error('a fault')")
        page.evaluate("fetch('http://elsewhere.test/').catch(() => 0)")
        assert len(screens.faults) == 2, screens.faults
    finally:
        screens.close()
