"""The host's shelf: quizzes found, copied, imported, started, deleted; games that run; what somebody shares."""

import json
import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.screens import Screens, assert_accessible, assert_fits, shot
from tests.browser.server_process import ServerProcess

QUIZ: dict[str, Any] = {
    "rumpus_quiz": 1,
    "language": "en",
    "title": "Rivers of <b>Europe</b>",
    "questions": [
        {
            "kind": "ABCD",
            "question": "Which river is longer?",
            "time": 20,
            "options": [{"text": "Volga", "right": True}, {"text": "Rhine"}],
        }
    ],
}


def asked(page: Page, method: str, path: str, body: Any = None) -> Any:
    """What the server answers to who is signed in on this page."""
    return page.evaluate(
        """async ([method, path, body]) => {
            const headers = { 'Content-Type': 'application/json' };
            const response = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
            if (!response.ok) throw new Error(await response.text());
            return response.json();
        }""",
        [method, path, body],
    )


def make_quiz(page: Page, document: dict[str, Any] = QUIZ, share: str = "private") -> dict[str, Any]:
    """Put a quiz on the shelf of who is signed in on this page."""
    quiz: dict[str, Any] = asked(page, "POST", "/api/v2/quizzes", {"document": document, "share": share})["quiz"]
    return quiz


def test_from_the_consoles_link_to_a_game(server: ServerProcess, screens: Screens) -> None:
    page = screens.desk(server.sign_in_link)
    expect(page).to_have_url(f"{server.url}/host")
    expect(page.get_by_role("heading", name="Running now")).to_be_visible()
    running = page.get_by_role("article").filter(has_text="waiting for players")
    expect(running).to_contain_text(server.pins[0][:3])
    expect(page.get_by_role("heading", name="The shelf is still empty")).to_be_visible()
    assert_accessible(page)
    shot(page, "library-empty")

    page.get_by_role("button", name="Take the demo quiz").click()
    card = page.get_by_role("article").filter(has_text="10 questions")
    expect(card.get_by_role("heading", name="A first Rumpus")).to_be_visible()

    card.get_by_role("button", name="Play “A first Rumpus”").click()
    dialog = page.get_by_role("dialog", name="Play “A first Rumpus”")
    dialog.get_by_label("Ask for one more thing besides the name").check()
    dialog.get_by_role("button", name="Open the game").click()
    expect(dialog.get_by_text("Say what to ask for, or take the tick away.")).to_be_visible()
    dialog.get_by_label("What to ask for").fill("Class")
    dialog.get_by_label("Shuffle the answers").check()
    dialog.get_by_text("More settings").click()
    dialog.get_by_label("Names that are not welcome").select_option("strict")
    dialog.get_by_label("Most players").fill("0")
    expect(dialog.get_by_text("A whole number from 1 to 10000.")).to_be_visible()
    dialog.get_by_label("Most players").fill("30")
    assert_accessible(page)
    shot(page, "library-start-dialog")
    dialog.get_by_role("button", name="Open the game").click()
    expect(page).to_have_url(re.compile(r"/host/game/\d{6,8}$"))
    pin = page.url.rsplit("/", 1)[1]
    assert asked(page, "GET", f"/api/v2/join/{pin}")["custom_field"] == "Class"

    # What was chosen is there again, the game too, and it can be ended from here.
    page.goto("/host")
    page.get_by_role("button", name="Play “A first Rumpus”").click()
    expect(dialog.get_by_label("What to ask for")).to_have_value("Class")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    games = page.get_by_role("article").filter(has_text="waiting for players")
    expect(games).to_have_count(2)
    games.first.get_by_role("button", name="End game").click()
    page.get_by_role("dialog").get_by_role("button", name="End game").click()
    expect(games).to_have_count(1)
    games.get_by_role("link", name="Back to the game").click()
    expect(page).to_have_url(f"{server.url}/host/game/{server.pins[0]}")


def test_quizzes_are_found_copied_imported_and_deleted(server: ServerProcess, screens: Screens) -> None:
    page = screens.phone(server.sign_in_link)
    expect(page).to_have_url(f"{server.url}/host")
    for number in range(30):
        make_quiz(page, QUIZ | {"title": f"Quiz {number}"})
    make_quiz(page)
    page.reload()
    cards = page.get_by_role("article").filter(has_text="1 question")
    expect(cards).to_have_count(24)
    page.get_by_role("button", name="Show more").click()
    expect(cards).to_have_count(31)
    assert_fits(page)

    search = page.get_by_role("searchbox", name="Search titles and questions")
    search.fill("no such words")
    expect(page.get_by_role("heading", name="Nothing found for “no such words”")).to_be_visible()
    assert_accessible(page)
    search.fill("riv eur")
    expect(cards).to_have_count(1)
    rivers = page.get_by_role("article").filter(has_text="Rivers of Europe")
    shot(page, "library-search")

    # The menu by keyboard.
    more = rivers.get_by_role("button", name="More about “Rivers of Europe”")
    more.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Edit")).to_be_focused()
    assert_accessible(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Rivers of Europe (copy)")).to_be_visible()
    rivers = page.get_by_role("article").filter(has=page.get_by_role("heading", name="Rivers of Europe", exact=True))

    rivers.get_by_role("button", name="More about").click()
    page.get_by_role("menuitem", name="Save as a file").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name=re.compile("^Quiz file")).click()
    assert json.loads(saved.value.path().read_bytes())["title"] == QUIZ["title"]

    rivers.get_by_role("button", name="More about").click()
    page.get_by_role("menuitem", name="Delete").click()
    sure = page.get_by_role("dialog", name="Delete “Rivers of Europe”?")
    sure.get_by_role("button", name="Cancel").click()
    expect(rivers).to_be_visible()
    rivers.get_by_role("button", name="More about").click()
    page.get_by_role("menuitem", name="Delete").click()
    sure.get_by_role("button", name="Delete").click()
    expect(rivers).to_be_hidden()

    # A file that is dropped on the page is read at once.
    transfer = page.evaluate_handle(
        """(text) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], 'rivers.json', { type: 'application/json' }));
            return transfer;
        }""",
        json.dumps(QUIZ | {"title": "Dropped"}),
    )
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Dropped")
    assert_accessible(page)


def test_a_quiz_that_is_shared_by_link(server: ServerProcess, screens: Screens) -> None:
    owner = screens.desk(server.sign_in_link)
    expect(owner).to_have_url(f"{server.url}/host")
    quiz = make_quiz(owner, share="link")
    path = f"/host/quiz/by-link/{quiz['link']}"

    stranger = screens.phone(path, locale="de-DE", color_scheme="dark")
    expect(stranger.get_by_role("heading", name="Rivers of Europe")).to_be_visible()
    expect(stranger.get_by_text("Was richtig ist, sehen alle, die angemeldet sind.")).to_be_visible()
    expect(stranger.locator("html")).to_have_attribute("lang", "de")
    assert_accessible(stranger)
    assert_fits(stranger)
    shot(stranger, "library-shared-stranger")
    stranger.get_by_role("link", name="Anmelden, um es zu spielen oder zu kopieren").click()
    expect(stranger).to_have_url(re.compile(r"/host/sign-in\?next="))

    asked(owner, "POST", "/api/v2/users", {"name": "Grace", "password": "four words are fine"})
    stranger.get_by_label("Name oder E-Mail-Adresse").fill("Grace")
    stranger.get_by_label("Passwort", exact=True).fill("four words are fine")
    stranger.get_by_role("button", name="Anmelden").click()
    expect(stranger).to_have_url(f"{server.url}{path}")
    expect(stranger.get_by_text("richtig", exact=True)).to_be_attached()
    stranger.get_by_role("button", name="Gefällt mir").click()
    expect(stranger.get_by_role("button", name="Gefällt mir 1")).to_have_attribute("aria-pressed", "true")
    stranger.get_by_role("button", name="Kopie anlegen").click()
    expect(stranger).to_have_url(re.compile(r"/host/edit/[0-9a-f-]{36}$"))

    asked(owner, "PUT", f"/api/v2/quizzes/{quiz['id']}/share", {"share": "private"})
    stranger.goto(path)
    expect(stranger.get_by_role("heading", name="Dieses Quiz ist nicht (mehr) hier")).to_be_visible()
    assert_accessible(stranger)
