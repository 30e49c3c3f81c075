"""A teacher writes a quiz: every kind, saved as it is typed, put in order, undone; on a laptop and on a phone."""

from playwright.sync_api import expect

from tests.browser.editor_desk import Desk, river, slide
from tests.browser.screens import Screens, assert_accessible, assert_fits, shot
from tests.browser.server_process import ServerProcess


def test_a_quiz_of_every_kind_is_written_and_saved_as_it_is_typed(screens: Screens, server: ServerProcess) -> None:
    desk = Desk.open(screens, server)
    page = desk.page
    desk.edit("new")
    assert_accessible(page)
    expect(page.get_by_role("button", name="Play")).to_be_disabled()
    desk.field("Title").fill("My rivers")

    # Nobody is blamed for what was not typed yet; when the question is left, what is missing is said.
    desk.rows().first.get_by_role("button", name="No text yet").last.click()
    expect(page.locator("main .problem, main .fault")).to_have_count(0)
    desk.field("Question").fill("Which river is longest?")
    desk.field("Answer A").fill("Volga")
    desk.field("Answer A").press("Enter")
    expect(desk.field("Answer B")).to_be_focused()
    page.keyboard.type("Rhine")
    desk.saved("Kept in this browser until a question is complete")
    page.get_by_role("checkbox", name="right: Volga").check()
    desk.saved()
    expect(page).to_have_url(f"{server.url}/host/edit/{desk.quiz}")
    quiz = desk.quiz
    assert quiz != "new"
    assert [option["text"] for option in desk.kept(quiz)["questions"][0]["options"]] == ["Volga", "Rhine"]

    desk.add("Choose several")
    page.keyboard.type("Which lie in Africa?")
    desk.saved("Saved, except for one unfinished part")
    page.get_by_role("button", name="What is missing?").click()
    expect(page.get_by_text("At least 2 answers are needed.")).to_be_visible()
    expect(page.get_by_role("heading", name="Question 2")).to_be_focused()
    shot(page, "editor-unfinished")
    assert_accessible(page)
    # Several lines at once become several answers.
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData('text/plain', 'Nile\\nCongo\\nRhine');
            const field = document.querySelector('[data-option="0"]');
            field.focus();
            field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    page.get_by_role("checkbox", name="right: Nile").check()
    page.get_by_role("checkbox", name="right: Congo").check()

    desk.add("Type the answer")
    page.keyboard.type("Capital of Chile?")
    desk.field("Right answer 1").fill("Santiago")

    desk.add("Estimate a number")
    page.keyboard.type("How many countries does the Danube touch?")
    page.get_by_label("Slider to").fill("20")
    page.get_by_label("Right from").fill("30")
    expect(page.get_by_text("This lies above the slider.")).to_be_visible()
    page.get_by_label("Right from").fill("10")
    expect(page.get_by_label("Right up to")).to_have_value("10")

    desk.add("Put in order")
    page.keyboard.type("From north to south?")
    for place, city in enumerate(("Oslo", "Rome", "Nairobi"), 1):
        desk.field(f"Answer {place}").fill(city)

    desk.add("Ask for opinions")
    page.keyboard.type("Where would you rather be?")
    desk.field("Answer A").fill("By the sea")
    desk.field("Answer B").fill("In the mountains")

    desk.add("Slide")
    page.keyboard.type("Well done")
    desk.field("Text").fill("That was it.")
    desk.saved()
    kept = desk.kept(quiz)
    assert kept["title"] == "My rivers"
    assert [question["kind"] for question in kept["questions"]] == [
        "ABCD", "CHECK", "TEXT", "RANGE", "ORDER", "VOTING", "SLIDE",
    ]  # fmt: skip
    assert kept["questions"][3]["max_correct"] == 10

    # The phone shows what a phone will show.
    desk.rows().nth(4).get_by_role("button").last.click()
    phone = page.frame_locator("iframe[title='On the phone']")
    expect(phone.get_by_role("heading", name="From north to south?")).to_be_visible()
    expect(phone.get_by_text("Nairobi")).to_be_visible()
    shot(page, "editor-order")
    for place in range(7):
        desk.rows().nth(place).get_by_role("button").last.click()
        assert_accessible(page)
        assert_fits(page)


def test_questions_are_put_in_order_undone_and_taken_away(screens: Screens, server: ServerProcess) -> None:
    desk = Desk.open(screens, server)
    page = desk.page
    names = ["Aller", "Bode", "Chiers"]
    quiz = desk.make(*(river(question=f"<b>{name}</b>?") for name in names))
    desk.edit(quiz)
    words = desk.rows().locator(".words")
    expect(words).to_have_text(["Aller?", "Bode?", "Chiers?"])

    # By keyboard: the focus stays with the question, and its place is said.
    desk.rows().first.get_by_role("button", name="Move: 1: Aller?").focus()
    page.keyboard.press("ArrowDown")
    expect(words).to_have_text(["Bode?", "Aller?", "Chiers?"])
    expect(page.get_by_role("button", name="Move: 2: Aller?")).to_be_focused()
    expect(page.get_by_text("Aller?: now 2 of 3")).to_be_attached()

    # By hand.
    handle = desk.rows().nth(2).get_by_role("button", name="Move: 3").bounding_box()
    first = desk.rows().first.bounding_box()
    assert handle
    assert first
    page.mouse.move(handle["x"] + 8, handle["y"] + 20)
    page.mouse.down()
    page.mouse.move(handle["x"] + 8, first["y"] + 30, steps=5)
    page.mouse.move(handle["x"] + 8, first["y"] + 4, steps=3)
    page.mouse.up()
    expect(words).to_have_text(["Chiers?", "Bode?", "Aller?"])
    desk.saved()
    assert [question["question"] for question in desk.kept(quiz)["questions"]] == [
        "<b>Chiers</b>?", "<b>Bode</b>?", "<b>Aller</b>?",
    ]  # fmt: skip

    # Undo knows all of it, and leads to where it was.
    desk.rows().first.get_by_role("button", name="Chiers?").last.click()
    page.get_by_role("button", name="Delete").click()
    expect(words).to_have_text(["Bode?", "Aller?"])
    desk.field("Question").press("End")
    page.keyboard.type(" Why")
    expect(words.first).to_have_text("Bode? Why")
    page.keyboard.press("Control+z")
    expect(words).to_have_text(["Bode?", "Aller?"])
    page.keyboard.press("Control+z")
    expect(words).to_have_text(["Chiers?", "Bode?", "Aller?"])
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    expect(words).to_have_text(["Aller?", "Bode?", "Chiers?"])
    page.get_by_role("button", name="Redo").click()
    expect(words).to_have_text(["Bode?", "Aller?", "Chiers?"])

    page.get_by_role("button", name="Duplicate").click()
    expect(desk.rows()).to_have_count(4)
    page.get_by_label("Kind of question").select_option("VOTING")
    expect(page.get_by_role("checkbox", name="right: Volga")).to_have_count(0)
    desk.saved()
    assert len({question["id"] for question in desk.kept(quiz)["questions"]}) == 4


def test_an_older_version_comes_back_and_the_quiz_is_shared(screens: Screens, server: ServerProcess) -> None:
    desk = Desk.open(screens, server)
    page = desk.page
    quiz = desk.make(river(), slide())
    desk.edit(quiz)
    desk.field("Question").fill("Which one is shortest?")
    desk.saved()
    page.get_by_role("button", name="Older versions").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    assert_accessible(page)
    dialog.get_by_role("button", name="Go back to it Version 1").click()
    expect(desk.field("Question")).to_have_text("Which river is longest?")
    desk.saved()
    assert desk.kept(quiz)["questions"][0]["question"] == "Which river is longest?"

    page.get_by_role("button", name="Share").click()
    dialog.get_by_role("radio", name="Whoever has the link").check()
    link = dialog.get_by_role("textbox", name="Link to the quiz").input_value()
    assert_accessible(page)
    shot(page, "editor-share")
    stranger = screens.phone(link)
    expect(stranger.get_by_role("heading", name="Rivers", level=1)).to_be_visible()
    expect(stranger.get_by_text("Which river is longest?")).to_be_visible()
    dialog.get_by_role("button", name="Make a new link").click()
    expect(dialog.get_by_role("textbox", name="Link to the quiz")).not_to_have_value(link)
    stranger.reload()
    expect(stranger.get_by_role("heading", name="This quiz is not here (any more)")).to_be_visible()
    dialog.get_by_role("radio", name="Everybody on this server").check()
    expect(dialog.get_by_role("textbox", name="Link to the quiz")).to_have_value(f"{server.url}/host/quiz/{quiz}")
    stranger.goto(f"{server.url}/host/quiz/{quiz}")
    expect(stranger.get_by_role("heading", name="Rivers", level=1)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Share")).to_be_focused()


def test_a_quiz_is_written_on_a_phone_in_german_and_in_the_dark(screens: Screens, server: ServerProcess) -> None:
    desk = Desk.open(screens, server)
    quiz = desk.make(river(), slide(), language="de")
    state = desk.page.context.storage_state()
    page = screens.phone(f"/host/edit/{quiz}", storage_state=state, locale="de-DE", color_scheme="dark")
    expect(page.get_by_role("status")).to_have_text("Gespeichert")
    assert_fits(page)
    assert_accessible(page)
    shot(page, "editor-phone", full=True)
    page.get_by_role("button", name="1 von 2").click()
    page.get_by_role("navigation", name="Fragen").get_by_role("button", name="Half-time").last.click()
    expect(page.get_by_role("heading", name="Frage 2")).to_be_focused()
    assert_fits(page)
    page.get_by_role("button", name="Auf dem Handy").click()
    expect(page.frame_locator("[role=dialog] iframe").get_by_role("heading", level=1)).to_have_count(0)
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="2 von 2").click()
    page.get_by_role("button", name="Frage hinzufügen").click()
    assert_accessible(page)
    assert_fits(page)
    shot(page, "editor-phone-add")
    page.get_by_role("dialog").get_by_role("button", name="Antwort tippen").click()
    page.keyboard.type("Wie heißt das?")
    page.get_by_role("textbox", name="Richtige Antwort 1").fill("So")
    expect(page.get_by_role("status")).to_have_text("Gespeichert")
    assert len(desk.kept(quiz)["questions"]) == 3
