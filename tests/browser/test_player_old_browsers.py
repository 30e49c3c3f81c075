"""What a phone loads, and whether an old one can run it."""

import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Route, expect

from rumpus.web.client import BUILT
from tests.browser.player_phone import choice, joined, option, quiz_of, running
from tests.browser.screens import Screens
from tests.browser.server_process import ServerProcess
from tests.browser.unseen_host import hosting

ROOT = Path(__file__).parents[2]

MOST_SCRIPT = 90_000
"""Bytes of script, compressed, that the page of a player may load."""

MOST_WORKER = 5_000
"""The same of the worker, which only games with a proof of work load."""

NEWER = """
for (const [owner, names] of [
	[Object, ['hasOwn', 'groupBy']],
	[Array, ['fromAsync']],
	[Array.prototype, ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
	[String.prototype, ['at', 'isWellFormed', 'toWellFormed']],
	[Uint8Array, ['fromBase64', 'fromHex']],
	[Uint8Array.prototype, ['at', 'toBase64', 'toHex', 'findLast']],
	[Promise, ['withResolvers', 'try']],
	[AbortSignal, ['any', 'timeout']],
	[Intl, ['ListFormat', 'Segmenter', 'DurationFormat']],
	[URL, ['canParse', 'parse']],
	[Element.prototype, ['checkVisibility', 'setHTMLUnsafe', 'moveBefore', 'ariaNotify']],
	[Crypto.prototype, ['randomUUID']],
	[Set.prototype, ['union', 'difference', 'intersection', 'isSubsetOf']],
	[self, [
		'structuredClone', 'reportError', 'requestIdleCallback', 'BroadcastChannel', 'WeakRef', 'FinalizationRegistry',
		'scheduler', 'navigation', 'Iterator', 'CSSLayerBlockRule', 'HTMLDialogElement', 'ReadableStreamDefaultReader',
		'CompressionStream', 'URLPattern', 'PerformanceNavigationTiming', 'TrustedTypePolicyFactory', 'trustedTypes'
	]],
	[Document.prototype, ['startViewTransition', 'adoptedStyleSheets']],
	[Navigator.prototype, ['userActivation', 'locks', 'wakeLock', 'share', 'userAgentData', 'virtualKeyboard']],
	[HTMLScriptElement, ['supports']]
]) for (const name of names) delete owner[name];
"""
"""Takes away what came after Chrome 87 and Safari 14."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One for all tests here: each has a game of its own."""
    with running(tmp_path_factory.mktemp("player")) as server:
        yield server


def _played(page: Page, screens: Screens, server: ServerProcess) -> None:
    with hosting(server, quiz_of(choice("yes", "no")), proof_of_work=True) as host:
        joined(screens, host.pin, "Ada", page=page)
        host.show(0)
        option(page, "yes").click()
        expect(page.get_by_role("heading", name="Right!")).to_be_visible()
        host.say("show_solutions")
        expect(page.get_by_role("heading", name="The solution")).to_be_visible()
        host.say("get_final_results")
        expect(page.get_by_role("heading", name="1st place")).to_be_visible()


def test_a_browser_without_newer_things_plays(server: ServerProcess, screens: Screens) -> None:
    page = screens.phone(None)
    page.context.add_init_script(NEWER)
    # Workers get no such script, so it is put before the worker's own.
    page.route("**/workers/*.js", lambda route: _without_newer(server, route))
    _played(page, screens, server)
    assert page.evaluate("'at' in Array.prototype || 'structuredClone' in self") is False


def _without_newer(server: ServerProcess, route: Route) -> None:
    with urllib.request.urlopen(server.local + urlsplit(route.request.url).path) as response:
        script: str = response.read().decode()
    gone = ("Object.hasOwn", "Array.prototype.at", "Uint8Array.fromHex", "Uint8Array.prototype.toHex")
    route.fulfill(body="".join(f"delete {name};" for name in gone) + script, content_type="text/javascript")


def _compressed(server: ServerProcess, path: str) -> int:
    request = urllib.request.Request(server.local + path, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as response:
        return len(response.read())


def test_a_player_loads_little_script(server: ServerProcess, screens: Screens) -> None:
    page = screens.phone(None)
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    page.on("requestfinished", note)
    _played(page, screens, server)
    scripts = {path for request in requests if (path := urlsplit(request.url).path).endswith(".js")}
    sizes = {path: _compressed(server, path) for path in scripts}
    worker = sum(size for name, size in sizes.items() if "/workers/" in name)
    assert 0 < worker <= MOST_WORKER, sizes
    assert sum(sizes.values()) - worker <= MOST_SCRIPT, sizes


def test_built_scripts_are_of_the_age_of_the_oldest_browsers() -> None:
    npm = [str(ROOT / "tools" / "npm"), str(ROOT / ".venv"), str(ROOT / "frontend"), "run", "check:built"]
    checked = subprocess.run(npm, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert list(BUILT.glob("_app/**/*.js"))
