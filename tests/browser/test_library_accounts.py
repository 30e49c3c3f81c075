"""How people get in and who looks after them: signing in, invitations, accounts, sessions, keys."""

import re

from playwright.sync_api import expect

from tests.browser.screens import Screens, assert_accessible, assert_fits, shot
from tests.browser.server_process import ServerProcess

PASSWORD = "four words are fine"


def test_the_door(server: ServerProcess, screens: Screens) -> None:
    page = screens.phone("/host/account")
    expect(page).to_have_url(re.compile(r"/host/sign-in\?next=%2Fhost%2Faccount$"))
    expect(page.get_by_role("heading", name="Sign in to host")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shot(page, "library-sign-in")
    page.get_by_text("Forgot the password, or first time here?").click()
    expect(page.get_by_text("rumpus users link")).to_be_visible()
    page.get_by_label("Name or e-mail address").fill("Nobody")
    page.get_by_label("Password", exact=True).fill("wrong password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Name and password do not belong together. Check both.")).to_be_visible()

    # The console's link gets one in, once.
    page.goto(server.sign_in_link)
    expect(page).to_have_url(f"{server.url}/host")
    other = screens.phone(server.sign_in_link, locale="de-DE")
    expect(other).to_have_url(f"{server.url}/host/sign-in?problem=link_spent")
    expect(other.get_by_text("Dieser Link geht nicht mehr")).to_be_visible()
    assert_accessible(other)
    assert_fits(other)

    # With a password nobody needs the console any more.
    page.get_by_role("link", name="Set a password").click()
    page.get_by_label("Name", exact=True).fill("Ms Marple")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Signed in as Ms Marple")).to_be_visible()
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_text("A password has 8 to 200 characters.")).to_be_visible()
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_text("The password is set.")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shot(page, "library-account", full=True)

    other.goto("/host/account")
    other.get_by_label("Name oder E-Mail-Adresse").fill("ms marple")
    other.get_by_label("Passwort", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Anmelden").click()
    expect(other).to_have_url(f"{server.url}/host/account")
    expect(other.get_by_text("Anderer Browser").or_(other.get_by_text("Ein anderer Browser"))).to_be_visible()

    # Signed out everywhere: the other browser is at the door as soon as it asks for something.
    page.get_by_role("button", name="Sign out everywhere", exact=True).click()
    expect(page).to_have_url(re.compile("/host/sign-in"))
    other.get_by_role("link", name="Ergebnisse").click()
    expect(other).to_have_url(re.compile(r"/host/sign-in\?next=%2Fhost%2Fresults$"))


def test_people_are_invited_and_looked_after(server: ServerProcess, screens: Screens) -> None:
    chief = screens.desk(server.sign_in_link)
    chief.get_by_role("link", name="People").click()
    chief.get_by_role("button", name="Make an invitation").click()
    link = chief.get_by_label("Link of the new invitation").input_value()
    assert link.startswith(f"{server.url}/host/sign-in#invitation=")
    expect(chief.get_by_role("list", name="Invitations that still hold").get_by_role("listitem")).to_have_count(1)
    chief.get_by_role("button", name="Copy").click()
    expect(chief.get_by_role("button", name="Copied")).to_be_visible()
    assert_accessible(chief)
    shot(chief, "library-people")

    guest = screens.phone(link)
    expect(guest.get_by_text("You are invited to “Rumpus”, as teacher.")).to_be_visible()
    guest.get_by_label("Name", exact=True).fill("Operator")
    guest.get_by_label("Password", exact=True).fill(PASSWORD)
    guest.get_by_role("button", name="Make an account").click()
    expect(guest.get_by_text("Somebody has this name already.")).to_be_visible()
    guest.get_by_label("Name", exact=True).fill("Ada")
    assert_accessible(guest)
    assert_fits(guest)
    guest.get_by_role("button", name="Make an account").click()
    expect(guest).to_have_url(f"{server.url}/host")
    expect(guest.get_by_role("heading", name="Your games room")).to_be_visible()

    # A key is seen once.
    guest.goto("/host/account")
    guest.get_by_label("Name of a new key").fill("overlay")
    guest.get_by_role("button", name="Make a key").click()
    expect(guest.get_by_label("Your new key")).to_have_value(re.compile("^[0-9a-f]{48}$"))
    guest.reload()
    expect(guest.get_by_text("never used")).to_be_visible()
    expect(guest.get_by_label("Your new key")).to_be_hidden()

    # An administrator may take somebody out, and let them in again by a link.
    chief.reload()
    more = chief.get_by_role("button", name="More about “Ada”")
    more.click()
    chief.get_by_role("menuitem", name="Disable").click()
    expect(chief.get_by_role("listitem").filter(has_text="Ada")).to_contain_text("disabled")
    guest.goto("/host")
    expect(guest).to_have_url(re.compile("/host/sign-in"))
    more.click()
    chief.get_by_role("menuitem", name="Enable again").click()
    expect(chief.get_by_text("disabled")).to_be_hidden()
    more.click()
    chief.get_by_role("menuitem", name="Make a sign-in link").click()
    guest.goto(chief.get_by_role("dialog").get_by_label("Link").input_value())
    expect(guest).to_have_url(f"{server.url}/host")
    chief.keyboard.press("Escape")
    # Whoever may only look is told to ask for the role of a teacher: here it is given.
    row = chief.get_by_role("listitem").filter(has_text="Ada")
    for role, may in (("onlooker", False), ("teacher", True)):
        more.click()
        chief.get_by_role("menuitem", name=f"Role: {role}").click()
        expect(row).to_contain_text(role)
        guest.reload()
        expect(guest.get_by_role("link", name="Results")).to_be_visible()
        expect(
            guest.get_by_role("button", name="New quiz").or_(guest.get_by_role("link", name="New quiz"))
        ).to_have_count(2 if may else 0)
    more.click()
    chief.get_by_role("menuitem", name="Erase").click()
    chief.get_by_role("dialog").get_by_role("button", name="Erase").click()
    expect(chief.get_by_role("button", name="More about “Ada”")).to_be_hidden()

    # The last administrator stays one, and reads why.
    chief.get_by_role("button", name="More about “Operator”").click()
    chief.get_by_role("menuitem", name="No administrator any more").click()
    expect(chief.get_by_text("This is the last administrator")).to_be_visible()
