"""Nothing that a teacher has typed is lost: another tab, a server that dies, a reload, a quiz that is deleted."""

from playwright.sync_api import expect

from tests.browser.editor_desk import Desk, river
from tests.browser.screens import Screens, assert_accessible, shot
from tests.browser.server_process import ServerProcess


def test_two_tabs_never_overwrite_each_other_silently(screens: Screens, server: ServerProcess) -> None:
    desk = Desk.open(screens, server)
    page = desk.page
    quiz = desk.make(river())
    desk.edit(quiz)
    other = screens.desk(f"/host/edit/{quiz}", storage_state=page.context.storage_state())
    there = Desk(other)
    there.field("Question").fill("From the other tab")
    there.saved()

    desk.field("Question").fill("From this tab")
    dialog = page.get_by_role("dialog", name="This quiz was changed somewhere else")
    expect(dialog).to_contain_text("Yours has one.")
    assert_accessible(page)
    shot(page, "editor-conflict")
    dialog.get_by_role("button", name="Take the other one").click()
    expect(desk.field("Question")).to_have_text("From the other tab")
    desk.saved()
    # Taking it was a step like any other.
    page.keyboard.press("Control+z")
    expect(desk.field("Question")).to_have_text("From this tab")
    desk.saved()
    assert desk.kept(quiz)["questions"][0]["question"] == "From this tab"

    there.field("Question").fill("The other tab insists")
    expect(other.get_by_role("dialog")).to_be_visible()
    other.keyboard.press("Escape")
    expect(other.get_by_role("alert")).to_contain_text("Nothing is saved until you have chosen")
    other.get_by_role("button", name="Choose", exact=True).click()
    other.get_by_role("button", name="Keep mine").click()
    there.saved()
    assert desk.kept(quiz)["questions"][0]["question"] == "The other tab insists"
    assert len(desk.ask("GET", f"/api/v2/quizzes/{quiz}/versions")["items"]) == 4

    # A third way: both.
    desk.field("Question").fill("A quiz of its own")
    page.get_by_role("dialog").get_by_role("button", name="Keep both").click()
    desk.saved()
    page.wait_for_url(lambda url: quiz not in url)
    assert desk.kept(desk.quiz)["questions"][0]["question"] == "A quiz of its own"
    assert desk.kept(quiz)["questions"][0]["question"] == "The other tab insists"


def test_a_server_that_dies_takes_nothing_away(screens: Screens, server: ServerProcess) -> None:
    desk = Desk.open(screens, server)
    page = desk.page
    quiz = desk.make(river())
    desk.edit(quiz)
    server.kill()
    desk.field("Question").fill("Typed into the dark")
    expect(desk.state).to_have_text("The server does not answer. Your changes are kept in this browser.")
    assert_accessible(page)
    server.start()
    # It comes back by itself; a network that comes back is not waited for.
    page.evaluate("window.dispatchEvent(new Event('online'))")
    desk.saved()
    assert desk.kept(quiz)["questions"][0]["question"] == "Typed into the dark"


def test_what_is_unfinished_is_there_again_after_a_reload(screens: Screens, server: ServerProcess) -> None:
    desk = Desk.open(screens, server)
    page = desk.page
    quiz = desk.make(river())
    desk.edit(quiz)
    desk.add("Type the answer")
    page.keyboard.type("Not finished yet")
    desk.saved("Saved, except for one unfinished part")
    page.reload()
    expect(desk.rows().locator(".words")).to_have_text(["Which river is longest?", "Not finished yet"])
    expect(page.get_by_text("What was not saved yet is here again.")).to_be_visible()
    desk.rows().nth(1).get_by_role("button").last.click()
    desk.field("Right answer 1").fill("Now it is")
    desk.saved()
    page.reload()
    expect(desk.rows()).to_have_count(2)
    expect(page.get_by_text("What was not saved yet is here again.")).to_have_count(0)

    # A new quiz that was only begun waits for its writer.
    desk.edit("new")
    desk.field("Title").fill("Begun on Friday")
    page.goto("/host")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    desk.edit("new")
    expect(desk.field("Title")).to_have_text("Begun on Friday")


def test_a_quiz_that_was_deleted_elsewhere_can_be_kept(screens: Screens, server: ServerProcess) -> None:
    desk = Desk.open(screens, server)
    quiz = desk.make(river())
    desk.edit(quiz)
    desk.page.evaluate("(quiz) => fetch(`/api/v2/quizzes/${quiz}`, {method: 'DELETE'})", quiz)
    desk.field("Question").fill("I am still here")
    desk.saved("This quiz was deleted somewhere else.")
    desk.page.get_by_role("button", name="Save as a new quiz").click()
    desk.saved()
    desk.page.wait_for_url(lambda url: quiz not in url)
    assert desk.kept(desk.quiz)["questions"][0]["question"] == "I am still here"


def test_an_address_that_is_no_quiz_says_so(screens: Screens, server: ServerProcess) -> None:
    page = screens.desk(server.sign_in_link)
    for address in ("nothing", "01234567-89ab-7def-8123-456789abcdef"):
        page.goto(f"/host/edit/{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text("This quiz is not there any more")).to_be_visible()
