"""A host at the editor: signed in, with quizzes of the library at hand."""

import json
import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.screens import Screens
from tests.browser.server_process import ServerProcess

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAEUlEQVR4nGM4YSOHFTEMpAQAD4Y2YU5RiY0AAAAASUVORK5CYII="
"""A small picture, base64."""


@dataclass
class Desk:
    """A host who is signed in on one page."""

    page: Page

    @classmethod
    def open(cls, screens: Screens, server: ServerProcess) -> "Desk":
        """Sign in by the operator's link."""
        page = screens.desk(server.sign_in_link)
        page.wait_for_url(f"{server.url}/host")
        return cls(page)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Ask the server as this page is signed in. Gives the answer's body."""
        return self.page.evaluate(
            """async ([method, path, body, headers]) => {
                const all = {'Content-Type': 'application/json', ...headers};
                const told = await fetch(path, {method, headers: all, body: body && JSON.stringify(body)});
                return told.json();
            }""",
            [method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}],
        )

    def make(self, *questions: dict[str, Any], **about: Any) -> str:
        """A quiz in the library; gives its id."""
        document = {"rumpus_quiz": 1, "language": "en", "title": "Rivers", "questions": list(questions)} | about
        return str(self.ask("POST", "/api/v2/quizzes", {"document": document})["quiz"]["id"])

    def kept(self, quiz: str) -> dict[str, Any]:
        """The document that the server has now."""
        return dict(self.ask("GET", f"/api/v2/quizzes/{quiz}")["document"])

    def edit(self, quiz: str) -> None:
        """Open the editor."""
        self.page.goto(f"/host/edit/{quiz}")
        expect(self.page.locator(".editor")).to_be_visible()

    @property
    def quiz(self) -> str:
        """The id of the quiz that is edited."""
        return self.page.url.rsplit("/", 1)[1]

    @property
    def state(self) -> Locator:
        """How saving stands, in words."""
        return self.page.locator(".state [role=status]")

    def saved(self, words: str = "Saved") -> None:
        """Wait until it says so."""
        expect(self.state).to_have_text(words)

    def field(self, name: str) -> Locator:
        """A field with this label."""
        return self.page.locator("main").get_by_role("textbox", name=name, exact=True)

    def rows(self) -> Locator:
        """The questions in the list."""
        return self.page.get_by_role("navigation", name="Questions").get_by_role("listitem")

    def add(self, kind: str) -> None:
        """Add a question of a kind. The focus is then in its text."""
        self.page.get_by_role("button", name="Add a question").click()
        self.page.get_by_role("dialog").get_by_role("button", name=re.compile(f"^{kind}")).click()
        expect(self.page.locator("main [role=textbox]").first).to_be_focused()

    def drop_picture(self, where: Locator) -> None:
        """Drop a picture somewhere."""
        data = self.page.evaluate_handle(
            f"""() => {{
                const bytes = Uint8Array.from(atob({json.dumps(PNG)}), (one) => one.charCodeAt(0));
                const data = new DataTransfer();
                data.items.add(new File([bytes], 'river.png', {{type: 'image/png'}}));
                return data;
            }}"""
        )
        where.dispatch_event("dragover", {"dataTransfer": data})
        where.dispatch_event("drop", {"dataTransfer": data})


def river(**about: Any) -> dict[str, Any]:
    """A question."""
    options = [{"text": "Volga", "right": True}, {"text": "Rhine"}, {"text": "Seine"}]
    return {"kind": "ABCD", "question": "Which river is longest?", "time": 20, "options": options} | about


def slide(**about: Any) -> dict[str, Any]:
    """A slide of plain text."""
    return {"kind": "SLIDE", "question": "Half-time", "content": "Stand up and stretch."} | about
