"""Read pages of the public form as a browser without scripts would, and send them back."""

import re
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient

Answers = dict[str, list[str]]


class FormReader(HTMLParser):
    """Collect what a browser would send of the form on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Answers = {}
        self.buttons: list[str] = []
        self.heading = ""
        self._writing = ""
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value if value is not None else "" for name, value in attrs}
        self._in_heading = self._in_heading or tag == "h1"
        if tag == "button" and given.get("name") == "step":
            self.buttons.append(given["value"])
        if tag == "textarea" and "name" in given:
            self._writing = given["name"]
            self.fields.setdefault(self._writing, [""])
        if tag != "input" or not given.get("name"):
            return
        if given.get("type") in {"radio", "checkbox"} and "checked" not in given:
            return
        self.fields.setdefault(given["name"], []).append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._writing:
            self.fields[self._writing] = [self.fields[self._writing][0] + data]
        if self._in_heading:
            self.heading += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._writing:
            self.fields[self._writing] = [self.fields[self._writing][0].removeprefix("\n")]
            self._writing = ""
        self._in_heading = self._in_heading and tag != "h1"


class Sheet:
    """One page of the form in a browser's hands."""

    def __init__(self, client: FlaskClient, answer: Any) -> None:
        self.client = client
        self.status = answer.status_code
        self.location = answer.location
        self.headers = answer.headers
        self.text = answer.get_data(as_text=True)
        reader = FormReader()
        reader.feed(self.text)
        self.fields, self.buttons, self.heading = reader.fields, reader.buttons, reader.heading

    def press(self, step: str | None, /, **typed: str | list[str] | None) -> "Sheet":
        """Type into the page and press a button; None presses the one that sends."""
        sent: dict[str, Any] = {**self.fields, **typed}
        if step is not None:
            sent["step"] = step
        form = {name: value for name, value in sent.items() if value is not None}
        return Sheet(self.client, self.client.post("/nominate", data=form))

    def go_on(self, **typed: str | list[str] | None) -> "Sheet":
        """Press Continue."""
        return self.press(self.buttons[0], **typed)

    def back(self, **typed: str | list[str] | None) -> "Sheet":
        """Press Back."""
        return self.press(self.buttons[-1], **typed)


def open_form(client: FlaskClient, query: str = "") -> Sheet:
    """Open the first page."""
    return Sheet(client, client.get(f"/nominate{query}"))


STORY = "My router failed before a hospital call and Priya stayed on the line until it worked."


def walk_to_check(client: FlaskClient, category: str, query: str = "") -> Sheet:
    """Answer every page."""
    sheet = open_form(client, query).go_on(company="Brightline Broadband")
    if sheet.heading.startswith("What is its website?"):
        sheet = sheet.go_on(website="brightline.example")
    sheet = sheet.go_on(category=category, nominee="Priya")
    sheet = sheet.go_on(story=STORY, link="https://example.org/post")
    sheet = sheet.go_on(
        feeling="relieved", qualities=["attention", "resolution"], solved="first_contact", channel="phone"
    )
    return sheet.go_on(relation="customer", name="Ada Lovelace", email="ada@example.org", consent="yes")


def seen_on(client, path):
    """Return what a page to confirm says it has shown."""
    return re.findall(r'name="seen" value="([^"]+)"', client.get(path).get_data(as_text=True))
