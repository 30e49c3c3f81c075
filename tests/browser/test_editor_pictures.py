"""Pictures by drop, paste and from the shelf; slides with texts and shapes, laid out by hand and by keyboard."""

import base64
import json

from playwright.sync_api import expect

from rumpus.quiz.content.slide import is_canvas
from tests.browser.editor_desk import PNG, Desk, river, slide
from tests.browser.screens import Screens, assert_accessible, assert_fits, shot
from tests.browser.server_process import ServerProcess


def test_pictures_come_by_file_by_drop_and_from_the_shelf(screens: Screens, server: ServerProcess) -> None:
    desk = Desk.open(screens, server)
    page = desk.page
    quiz = desk.make(river(), river(kind="VOTING", options=[{"text": "Sea"}, {"text": "Hills"}]))
    desk.edit(quiz)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a picture").click()
    chooser.value.set_files({"name": "river.png", "mimeType": "image/png", "buffer": base64.b64decode(PNG)})
    words = desk.field("The picture in words")
    expect(words).to_be_visible()
    expect(page.get_by_text("Say in a few words what it shows")).to_be_visible()
    words.fill("A brown river")
    desk.field("Whose picture is it?").fill("Me")
    expect(page.frame_locator("iframe").get_by_role("img", name="A brown river")).to_be_visible()
    desk.saved()
    kept = desk.kept(quiz)["questions"][0]
    assert (kept["image_alt"], kept["credit"]) == ("A brown river", "Me")
    assert_accessible(page)

    page.get_by_role("button", name="Remove", exact=True).click()
    desk.drop_picture(page.locator("main h2"))
    expect(words).to_be_visible()
    desk.saved()
    assert desk.kept(quiz)["questions"][0]["image"] == kept["image"]

    desk.rows().nth(1).get_by_role("button").last.click()
    page.get_by_role("button", name="Picture for: Sea").click()
    page.get_by_role("group", name="Picture for: Sea").get_by_role("button", name="One of mine").click()
    page.get_by_role("dialog", name="Your pictures").get_by_role("button", name="river.png").click()
    desk.saved()
    assert desk.kept(quiz)["questions"][1]["options"][0]["image"] == kept["image"]

    with page.expect_file_chooser() as chooser:
        page.get_by_role("group", name="Picture", exact=True).get_by_role("button", name="Choose a picture").click()
    chooser.value.set_files({"name": "no.png", "mimeType": "image/png", "buffer": b"no picture"})
    expect(page.get_by_role("group", name="Picture", exact=True).locator(".fault")).to_be_visible()


def test_a_slide_is_laid_out_by_hand_and_by_keyboard(screens: Screens, server: ServerProcess) -> None:
    desk = Desk.open(screens, server)
    page = desk.page
    quiz = desk.make(slide())
    desk.edit(quiz)
    stage = page.get_by_role("group", name="The slide", exact=True)
    expect(stage.get_by_role("heading", name="Half-time")).to_be_visible()
    shot(page, "editor-slide-plain")
    page.get_by_role("button", name="Arrange freely").click()
    text = stage.get_by_role("button", name="Text: Stand up and stretch.")
    text.focus()
    page.get_by_label("Size", exact=True).select_option("56")
    page.get_by_role("textbox", name="Text", exact=True).fill("Stand up\nand stretch!")
    page.get_by_role("button", name="Star").click()
    star = stage.get_by_role("button", name="Star")
    expect(star).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    page.get_by_role("group", name="Colour", exact=True).get_by_text("Plum").locator("..").click()
    before = star.bounding_box()
    assert before
    page.mouse.move(before["x"] + 30, before["y"] + 30)
    page.mouse.down()
    page.mouse.move(before["x"] + 130, before["y"] - 20, steps=6)
    page.mouse.up()
    after = star.bounding_box()
    assert after
    assert abs(after["x"] - before["x"] - 100) < 2
    page.get_by_role("button", name="Speech bubble").click()
    page.keyboard.press("Delete")
    expect(stage.get_by_role("button", name="Speech bubble")).to_have_count(0)
    desk.drop_picture(page.locator("main h2"))
    expect(stage.get_by_role("button", name="Picture")).to_be_visible()
    page.get_by_role("heading", name="Question 1").click()
    # Things lie where the teacher puts them, over each other if need be.
    assert_accessible(page, but=("target-size",))
    assert_fits(page)
    shot(page, "editor-slide-board", full=True)
    desk.field("Headline").fill("Well done!")
    desk.saved()

    # A canvas that the pages of the deployed original load.
    content = desk.kept(quiz)["questions"][0]["content"]
    assert is_canvas(content)
    canvas = json.loads(content)
    assert {shape["className"] for shape in canvas["shapes"]} == {"Label", "Line", "Rect"}
    assert canvas["shapes"][0]["children"][1]["attrs"]["text"] == "Well done!"
    desk.edit(quiz)
    expect(stage.get_by_role("button", name="Star")).to_be_visible()

    # One drag is one step.
    star = stage.get_by_role("button", name="Star")
    place = star.bounding_box()
    assert place
    page.mouse.move(place["x"] + 20, place["y"] + 20)
    page.mouse.down()
    page.mouse.move(place["x"] - 80, place["y"] + 60, steps=8)
    page.mouse.up()
    desk.saved()
    assert desk.kept(quiz)["questions"][0]["content"] != content
    page.get_by_role("button", name="Undo").click()
    desk.saved()
    assert desk.kept(quiz)["questions"][0]["content"] == content

    page.get_by_role("button", name="Back to plain text").click()
    expect(desk.field("Text")).to_have_value("Stand up\nand stretch!")


def test_a_drawing_of_the_original_is_shown_as_it_is(screens: Screens, server: ServerProcess) -> None:
    desk = Desk.open(screens, server)
    node = {"attrs": {}, "className": "Rect", "filters": []}
    label = {
        "attrs": {"x": 40, "y": 60},
        "className": "Label",
        "children": [{"className": "Tag"}, {"className": "Text", "attrs": {"text": "Drawn there", "fontSize": 50}}],
    }
    circle = {"attrs": {"x": 400, "y": 300, "radius": 90, "fill": "#1f6f78"}, "className": "Circle"}
    away = {"attrs": {"url": "http://elsewhere.test/cat.png"}, "className": "Image"}
    canvas = {
        "stage": {"attrs": {"width": 800, "height": 600}},
        "layer": node,
        "background": {"image": node, "overlay": node},
        "shapes": [label, circle, away],
    }
    quiz = desk.make(slide(content=json.dumps(canvas)))
    desk.edit(quiz)
    expect(desk.page.get_by_role("group", name="The slide", exact=True).get_by_text("Drawn there")).to_be_visible()
    shot(desk.page, "editor-slide-drawn")
    assert_accessible(desk.page)
