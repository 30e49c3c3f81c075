"""A quiz comes from a file: the report says what was taken, changed and left out before anything is kept."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from rumpus.quiz.formats.messages import MESSAGES
from tests.browser.editor_desk import Desk
from tests.browser.screens import Screens, assert_accessible, assert_fits, shot
from tests.browser.server_process import ServerProcess

WORDS = Path(__file__).parents[2] / "frontend" / "messages" / "editor"
OF_EXPORTS = {"kind_left_out", "options_left_out", "lost", "lost_right_span", "lost_case"}
"""Codes that no import says."""

TABLE = """Title,Rivers of Europe
Kind,Question,Time,Correct,Answer 1,Answer 2,Answer 3,Answer 4
ABCD,Which river is longest?,20,1,Volga,Rhine,Rhine,Seine
CHECK,Which lie in Africa?,5000,"1, 2",Nile,Congo,Oder
"""

BROKEN = """Kind,Question,Time,Correct,Answer 1,Answer 2
ABCD,Which river is longest?,20,,Volga,Rhine
ABCD,Which is shortest?,20,7,Volga,Rhine
"""


def choose(page: Page, button: str, name: str, text: str) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("dialog").get_by_role("button", name=button).click()
    chooser.value.set_files({"name": name, "mimeType": "text/csv", "buffer": text.encode()})


def test_a_table_is_reported_on_before_it_is_taken_over(screens: Screens, server: ServerProcess) -> None:
    desk = Desk.open(screens, server)
    page = desk.page
    page.get_by_role("button", name="Import").first.click()
    dialog = page.get_by_role("dialog", name="Import a quiz")
    assert_accessible(page)
    shot(page, "import-choose")
    choose(page, "Choose a file", "broken.csv", BROKEN)
    expect(dialog.get_by_role("alert")).to_contain_text("no quiz that can be played")
    expect(dialog).to_contain_text("“7” names none of the answers.")
    assert_accessible(page)
    shot(page, "import-refused")
    assert desk.ask("GET", "/api/v2/quizzes")["items"] == []

    choose(page, "Another file", "rivers.csv", TABLE)
    expect(dialog).to_contain_text("Rivers of Europe: 2 questions")
    expect(dialog).to_contain_text("The answer “Rhine” stood there twice.")
    assert_accessible(page)
    assert_fits(page)
    shot(page, "import-report")
    assert desk.ask("GET", "/api/v2/quizzes")["items"] == []
    dialog.get_by_role("button", name="Take it over").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("“Rivers of Europe” is among your quizzes.")).to_be_visible()
    assert [quiz["title"] for quiz in desk.ask("GET", "/api/v2/quizzes")["items"]] == ["Rivers of Europe"]


def test_every_code_of_a_report_has_its_words_in_both_languages() -> None:
    prefix = "editor_import_note_"
    for language in ("en", "de"):
        known = {key for key in json.loads((WORDS / f"{language}.json").read_text()) if key.startswith(prefix)}
        assert known == {prefix + code for code in MESSAGES if code not in OF_EXPORTS}, language
