from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from app.mail.letters import Words
from app.mail.rules import State
from app.mail.worker import deliver_due
from app.programme import service as programme
from app.web.actions import act
from tests.mail.steps import queue, stands


def test_text_and_html_say_the_same_and_name_who_runs_the_awards(app, sink, greeting):
    identity = {
        "name": "Helping Hands",
        "legal_name": "Hands Ltd",
        "address": "1 Road\nTown",
        "contact": "us@hands.test",
    }
    act(programme.edit_site, **identity, reply_to="answers@hands.test", by="test")
    link = "http://localhost/nominations/abc-def"
    body = f"Hello <Ada>,\n\nopen\n{link}\nor not."
    greeting["now"] = Words("ada@example.org", "A greeting", "greeting.txt", {"body": body})
    queue()

    deliver_due()

    letter = message_from_bytes(sink.letters[0], policy=policy.default)
    text = letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    assert letter["Reply-To"] == "answers@hands.test"
    assert all(word in text and word.replace("<Ada>", "&lt;Ada&gt;") in html for word in ["Hello <Ada>,", "or not."])
    assert all(
        word in text and word in html for word in ["Helping Hands", "Hands Ltd", "1 Road", "Town", "us@hands.test"]
    )
    assert f'<a href="{link}">{link}</a>' in html


@pytest.mark.parametrize(
    "line", ["http://evil.test/", "http://localhost.evil.test/x", "see http://localhost/ here", "javascript:x"]
)
def test_only_our_own_addresses_become_links(app, sink, greeting, line):
    greeting["now"] = Words("ada@example.org", "A greeting", "greeting.txt", {"body": line})
    queue()

    deliver_due()

    html = message_from_bytes(sink.letters[0], policy=policy.default).get_body(("html",)).get_content()
    assert html.count("<a ") == 1


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org, b@example.org",
        "a@example.org\nBcc: b@example.org",
        "a@example.org\r\nX: y",
        "Ada <a@example.org>",
        "a@example.org;b@example.org",
        "",
        "nobody",
        "a@",
        "a@b@c",
        "a@example.org b@example.org",
        "<a@example.org>",
    ],
)
def test_a_letter_never_goes_to_anything_but_one_plain_address(app, sink, greeting, address):
    greeting["now"] = Words(address, "A greeting", "greeting.txt", {"body": "Hello."})
    queue()

    deliver_due()

    assert sink.letters == []
    assert stands().state is State.REFUSED


def test_a_title_cannot_add_a_header(app, sink, greeting):
    title = "Hello\r\nBcc: b@example.org\r\n\r\nbody"
    greeting["now"] = Words("ada@example.org", title, "greeting.txt", {"body": "Hello."})
    queue()

    deliver_due()

    letter = message_from_bytes(sink.letters[0], policy=policy.default)
    assert letter["Bcc"] is None
    assert sink.recipients == [["ada@example.org"]]


def test_the_console_shows_the_words_and_the_folder_gets_a_whole_file(app, sink, greeting, capsys, tmp_path):
    for url in ("console:", f"file:{tmp_path}"):
        app.config["AWARDS"] = replace(app.config["AWARDS"], mail_url=url)
        queue(url[:4])
        deliver_due()

    assert "letter to ada@example.org: A greeting" in capsys.readouterr().out
    assert [path.suffix for path in tmp_path.iterdir()] == [".eml"]


def test_the_outbox_holds_neither_address_nor_text(app, sink, greeting):
    queue()
    deliver_due()

    assert "ada@example.org" not in str(vars(stands()))
    assert "Hello" not in str(vars(stands()))
