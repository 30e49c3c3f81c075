"""What became of a game: question by question, player by player, corrected, noted, exported, erased."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.crowd import crowd_of
from tests.browser.screens import Screens, assert_accessible, assert_fits, shot
from tests.browser.server_process import ServerProcess
from tests.browser.unseen_host import hosting

QUIZ: dict[str, Any] = {
    "rumpus_quiz": 1,
    "language": "de",
    "title": "Chemie <b>8b</b>",
    "questions": [
        {
            "kind": "ABCD",
            "question": "Welches Metall ist flüssig?",
            "time": 60,
            "options": [{"text": "Eisen", "right": True}, {"text": "Quecksilber"}, {"text": "Gold"}],
            "explanation": "Quecksilber schmilzt bei -39 °C.",
        },
        {
            "kind": "CHECK",
            "question": "Welche sind Edelgase?",
            "time": 60,
            "options": [{"text": "Neon", "right": True}, {"text": "Eisen"}, {"text": "Argon", "right": True}],
        },
        {
            "kind": "RANGE",
            "question": "Ordnungszahl?",
            "time": 60,
            "min": 0,
            "max": 20,
            "min_correct": 8,
            "max_correct": 8,
        },
        {"kind": "TEXT", "question": "Symbol für Gold?", "time": 60, "accepted": [{"text": "Au"}]},
        {
            "kind": "ORDER",
            "question": "Nach Gewicht?",
            "time": 60,
            "options": [{"text": "H"}, {"text": "C"}, {"text": "Fe"}],
        },
        {"kind": "VOTING", "question": "Pause?", "time": 60, "options": [{"text": "Ja"}, {"text": "Nein"}]},
        {"kind": "SLIDE", "question": "Ende", "content": "Danke!"},
    ],
}

ANSWERS: list[dict[str, Any]] = [
    {"Ada": "Quecksilber", "Grace": "Quecksilber", "Alan": "Eisen"},
    {"Ada": "02", "Grace": "0", "Alan": "02"},
    {"Ada": "8", "Grace": "9"},
    {"Ada": "Au", "Grace": "Ag", "Alan": "au"},
    {"Ada": ["H", "C", "Fe"], "Grace": ["C", "H", "Fe"], "Alan": ["H", "C", "Fe"]},
    {"Ada": "Ja", "Grace": "Ja", "Alan": "Nein"},
]


@pytest.fixture
def played(server: ServerProcess) -> Iterator[ServerProcess]:
    """A server on which a game was played and not saved."""
    with hosting(server, QUIZ) as host, crowd_of(server.local, host.pin) as crowd:
        crowd.join("Ada", "Grace", "Alan")
        host.say("start_game")
        for index, answers in enumerate(ANSWERS):
            host.show(index)
            crowd.answer(index, answers)
            host.say("get_question_results", {"question_number": index})
            host.hears("question_results")
        host.say("get_final_results")
        host.hears("final_results")
        host.say("end_game")
        host.hears("game_ended")
        yield server


def open_game(page: Page) -> None:
    page.get_by_role("link", name="Results").click()
    page.get_by_role("link", name="Chemie 8b").click()
    expect(page.get_by_role("heading", name="Chemie 8b")).to_be_visible()


def question(page: Page, number: int) -> Any:
    return page.locator(f"#question-{number}")


def test_a_game_question_by_question(played: ServerProcess, screens: Screens) -> None:
    page = screens.desk(played.sign_in_link)
    open_game(page)
    expect(page.get_by_text("Nobody saved this game when it was played.")).to_be_visible()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("then names and answers are erased")).to_be_visible()

    note = page.get_by_label("Your note")
    note.fill("Vor den Ferien")
    note.blur()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()

    hardest = page.get_by_role("region", name="Worth going over again").get_by_role("button")
    expect(hardest.first).to_contain_text("Welches Metall ist flüssig?")
    expect(hardest.first).to_contain_text("33")
    hardest.first.click()
    first = question(page, 1)
    expect(first.get_by_role("button", expanded=True)).to_be_focused()
    for number in range(2, 8):
        question(page, number).get_by_role("heading").get_by_role("button").click()
    expect(question(page, 4).get_by_text("Ag", exact=True)).to_be_visible()
    expect(question(page, 7).get_by_text("A slide: there was nothing to answer.")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shot(page, "results-game", full=True)

    # "The right answer was B": all answers are scored again, and what was played can come back.
    first.get_by_role("button", name="The key was wrong").click()
    dialog = page.get_by_role("dialog", name="What was right in question 1?")
    dialog.get_by_label("Eisen").uncheck()
    dialog.get_by_role("button", name="Score again").click()
    expect(dialog.get_by_text("Tick at least one answer.")).to_be_visible()
    dialog.get_by_label("Quecksilber").check()
    dialog.get_by_label("Why").fill("Vertippt")
    assert_accessible(page)
    shot(page, "results-correct")
    dialog.get_by_role("button", name="Score again").click()
    expect(first.get_by_role("heading")).to_contain_text("67")
    expect(first.get_by_role("heading")).to_contain_text("corrected")
    expect(first.get_by_text("Vertippt")).to_be_visible()

    page.get_by_role("link", name="Players").click()
    expect(page.get_by_role("columnheader", name="As played")).to_be_visible()
    rows = page.get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Ada")
    expect(rows.nth(1)).to_contain_text("5 / 5")
    shot(page, "results-players")

    page.get_by_role("link", name="Questions").click()
    question(page, 1).get_by_role("heading").get_by_role("button").click()
    page.get_by_role("button", name="Change the correction").click()
    dialog.get_by_role("button", name="Take the correction back").click()
    expect(first.get_by_role("heading")).to_contain_text("33")

    for label, kind in (("Spreadsheet", "xlsx"), ("CSV, a row for each answer", "csv"), ("JSON", "json")):
        page.get_by_role("button", name="Save as a file").click()
        with page.expect_download() as saved:
            page.get_by_role("menuitem", name=label).click()
        assert saved.value.suggested_filename.endswith(f".{kind}")

    page.get_by_role("button", name="Erase").click()
    page.get_by_role("dialog").get_by_role("button", name="Erase").click()
    expect(page.get_by_role("heading", name="No games have been played yet")).to_be_visible()
    assert_accessible(page)


def test_players_of_a_game_on_a_phone_in_german(played: ServerProcess, screens: Screens) -> None:
    page = screens.phone(played.sign_in_link, locale="de-DE", color_scheme="dark")
    page.get_by_role("link", name="Ergebnisse").click()
    page.get_by_role("link", name="Chemie 8b").click()
    page.get_by_role("link", name="Mitspielende").click()
    expect(page.get_by_role("link", name="Grace")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shot(page, "results-players-phone", full=True)

    page.get_by_role("link", name="Grace").click()
    expect(page.get_by_role("heading", name="Grace", level=1)).to_be_visible()
    expect(page.get_by_text("Neon", exact=True)).to_be_visible()
    expect(page.get_by_text("1 Punkt").or_(page.get_by_text("0 Punkte")).first).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shot(page, "results-player-phone", full=True)

    page.get_by_role("button", name="Umbenennen").click()
    dialog = page.get_by_role("dialog", name="Ein anderer Name für Grace")
    dialog.get_by_label("Neuer Name").fill("\u200b")
    dialog.get_by_role("button", name="Umbenennen").click()
    expect(dialog.get_by_text("mindestens ein sichtbares Zeichen")).to_be_visible()
    dialog.get_by_label("Neuer Name").fill("Person 2")
    dialog.get_by_role("button", name="Umbenennen").click()
    expect(page.get_by_role("heading", name="Person 2", level=1)).to_be_visible()

    # Everything about one child, over all games.
    page.get_by_role("link", name="Ergebnisse").click()
    page.get_by_role("link", name="Daten einer Person").click()
    name = page.get_by_label("Name im Spiel")
    name.fill("Grace")
    name.press("Enter")
    expect(page.get_by_text("Unter diesem Namen hat hier niemand gespielt")).to_be_visible()
    name.fill("person 2")
    name.press("Enter")
    expect(page.get_by_role("heading", name="Person 2 hat in einem Spiel gespielt")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Alles als Datei speichern").click()
    assert "Quecksilber" in saved.value.path().read_text()
    page.get_by_role("button", name="Person löschen").click()
    page.get_by_role("dialog").get_by_role("button", name="Person löschen").click()
    expect(page.get_by_text("Aus einem Spiel gelöscht.")).to_be_visible()
