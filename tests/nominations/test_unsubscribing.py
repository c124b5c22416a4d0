import pytest

from app.extensions import db
from app.mail.models import MailRefusal
from app.nominations import service
from app.nominations.rules import Reason, State
from app.web.actions import act
from app.web.links import token_for
from tests.make import make_nomination, make_user, reload, sent_letters
from tests.nominations.private import link_to, press, read


def refusals():
    db.session.rollback()
    return db.session.scalar(db.select(db.func.count()).select_from(MailRefusal))


def path_of(nomination):
    return link_to(nomination, "/unsubscribe", purpose="unsubscribe")


def test_news_carries_the_link_and_the_mail_programs_button(client, app):
    nomination = make_nomination()
    act(service.reject, nomination, reason=Reason.NO_STORY, by=make_user())

    (letter,) = sent_letters(app)

    assert letter["List-Unsubscribe"] == f"<http://localhost{path_of(nomination)}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text = letter.get_body(("plain",)).get_content()
    assert path_of(nomination) in text
    assert link_to(nomination) in text


def test_opening_the_link_ends_nothing(client):
    nomination = make_nomination()

    page = read(client, path_of(nomination))

    assert "No more news" in page
    assert refusals() == 0


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "https://mail.example.net"}, {"Origin": "null"}],
    ids=["from a server", "from a web mail page", "from a sandbox"],
)
def test_one_post_without_cookie_or_token_ends_the_news_at_once(client, headers):
    nomination = make_nomination()

    answer = client.post(path_of(nomination), data={"List-Unsubscribe": "One-Click"}, headers=headers)

    assert answer.status_code == 200
    assert refusals() == 1
    assert "Set-Cookie" not in answer.headers


def test_no_other_private_page_takes_a_post_without_a_token_or_from_a_foreign_page(client):
    nomination = make_nomination()

    for tail in ("/withdraw", "/erase", "/site", "/news", "/edit"):
        assert client.post(link_to(nomination, tail)).status_code == 422, tail
        foreign = client.post(link_to(nomination, tail), headers={"Origin": "https://mail.example.net"})
        assert foreign.status_code == 403, tail
    assert reload(nomination).state is State.SUBMITTED


def test_whoever_unsubscribed_gets_no_news_but_still_questions(client, app):
    nomination = make_nomination()
    client.post(path_of(nomination))
    curator = make_user()

    act(service.ask, nomination, question="Which branch was it?", by=curator)
    asked = sent_letters(app)
    act(service.reject, nomination, reason=Reason.NO_STORY, by=curator)

    assert [letter["Subject"] for letter in asked] == ["A question about your nomination of Brightline"]
    assert len(sent_letters(app)) == 1


def test_the_status_page_goes_on_and_has_a_way_back(client):
    nomination = make_nomination()
    client.post(path_of(nomination))

    page = read(client, link_to(nomination))
    assert "You hear from us" not in page
    assert "This page tells you the result" in page
    assert "We send you no news, as you asked" in page
    press(client, link_to(nomination, "/news"), news="yes")

    assert refusals() == 0
    assert "We send you no news, as you asked" not in read(client, link_to(nomination))


def test_unsubscribing_twice_is_unsubscribing_once(client):
    nomination = make_nomination()

    answers = [client.post(path_of(nomination)) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert refusals() == 1


def test_the_link_in_the_header_opens_no_other_page(client):
    nomination = make_nomination()
    path = path_of(nomination)

    pages = [
        read(client, path),
        *(client.post(path, data=sent).get_data(as_text=True) for sent in ({}, {"news": "yes"})),
    ]

    assert not any(token_for("status", nomination.reference) in page for page in pages)


def test_the_way_back_is_behind_the_same_link(client):
    nomination = make_nomination()
    page = client.post(path_of(nomination)).get_data(as_text=True)

    back = client.post(path_of(nomination), data={"news": "yes"})

    assert "Have letters again" in page
    assert "You get news by letter again" in back.get_data(as_text=True)
    assert refusals() == 0


def test_a_status_link_is_no_link_to_unsubscribe(client):
    nomination = make_nomination()

    assert client.post(link_to(nomination, "/unsubscribe")).status_code == 404
