"""Curators write, look at, change and retire what replies begin with."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.errors import Refused
from app.extensions import db
from app.listening import service
from app.listening.answering import replying
from app.listening.answering.wording import READY_MADE, VARIABLES, Filling, fault_in, fill
from app.listening.models import ReplyTemplate
from app.listening.queries.templates import list_fitting
from app.listening.service.templates import LAST_ONE, Wording, create_template, retire_template
from app.web.actions import act
from tests.listening.rows import make_claimed, make_mention, verbs
from tests.make import csrf, make_user, reload, sign_in

WORDS = "Thank you {name}. Nominate {company}: {link}"


@pytest.fixture
def ada(client: FlaskClient) -> object:
    act(service.install_templates, by="command line")
    user = make_user(name="Ada")
    sign_in(client, user)
    return user


def send(client: FlaskClient, path: str, **fields: str) -> object:
    return client.post(path, data={"csrf_token": csrf(client, path), "action": "save", **fields})


def test_ready_made_ones_are_installed_once(app: Flask) -> None:
    act(service.install_templates, by="command line")
    act(service.install_templates, by="command line")

    slugs = db.session.scalars(select(ReplyTemplate.slug).order_by(ReplyTemplate.id)).all()
    assert slugs == [each.slug for each in READY_MADE]


def test_a_template_is_written_and_offered(client: FlaskClient, ada: object) -> None:
    answer = send(client, "/curate/templates/new", name="Warm", words=WORDS, network="", lang="")

    page = client.get(answer.location).get_data(as_text=True)
    assert answer.status_code == 303
    assert "Warm" in page
    assert "Warm" in [each.name for each in list_fitting(make_mention())]
    assert verbs()[-1] == "template made"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Hello {nmae} {link}", "There is no variable {nmae}"),
        ("Hello {link", "Close every brace"),
        ("Hello {}{link}", "There is no variable {}"),
        ("Hello {link.__class__}", "There is no variable {link.__class__}"),
        ("Hello {company}", "Put {link} into the words"),
    ],
)
def test_words_that_are_no_template_come_back_with_a_sentence(
    client: FlaskClient, ada: object, words: str, told: str
) -> None:
    answer = send(client, "/curate/templates/new", name="Warm", words=words)

    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert told in html
    assert words in html


def test_an_example_is_shown_and_nothing_is_stored(client: FlaskClient, ada: object) -> None:
    answer = send(client, "/curate/templates/new", name="Warm", words=WORDS, action="preview")

    html = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Thank you Ada Lind. Nominate Brightline: http" in html
    assert "of 280 characters on X" in html
    assert db.session.scalar(select(ReplyTemplate).filter_by(name="Warm")) is None


def test_a_change_leaves_replies_that_were_begun_alone(client: FlaskClient, ada: object) -> None:
    outreach = act(replying.require_reply, make_claimed(ada))
    before = outreach.text

    send(client, f"/curate/templates/{outreach.template}", name="Thank", words=WORDS)

    assert reload(outreach).text == before
    assert verbs()[-1] == "template changed"


def test_a_retired_template_begins_no_reply_until_it_is_used_again(client: FlaskClient, ada: object) -> None:
    send(client, "/curate/templates/short/retire")
    retired = [each.slug for each in list_fitting(make_mention())]
    send(client, "/curate/templates/short/use")
    again = [each.slug for each in list_fitting(make_mention())]

    assert ("short" in retired, "short" in again) == (False, True)
    assert verbs()[-2:] == ["template retired", "template used again"]


def test_the_last_one_for_everything_stays(client: FlaskClient, ada: object) -> None:
    for slug in ("short", "person"):
        send(client, f"/curate/templates/{slug}/retire")

    answer = send(client, "/curate/templates/invite/retire")
    narrowed = send(client, "/curate/templates/invite", name="N", words=WORDS, network="x")

    assert (answer.status_code, narrowed.status_code) == (422, 422)
    assert LAST_ONE in answer.get_data(as_text=True)


def test_the_closest_one_comes_first(app: Flask) -> None:
    ada = make_user()
    act(service.install_templates, by="command line")
    for name, network, lang in (("On X", "x", ""), ("English", "", "en"), ("Both", "x", "en"), ("Far", "mastodon", "")):
        act(create_template, Wording(name, WORDS, network, lang), by=ada)

    names = [each.name for each in list_fitting(make_mention(network="x"))]

    assert names[:3] == ["Both", "English", "On X"]
    assert "Far" not in names
    assert act(replying.require_reply, make_claimed(ada)).template != "invite"


def test_retiring_twice_is_once(app: Flask) -> None:
    act(service.install_templates, by="command line")
    template = db.session.scalars(select(ReplyTemplate).filter_by(slug="short")).one()
    ada = make_user()

    act(retire_template, template, by=ada)
    act(retire_template, template, by=ada)

    assert verbs().count("template retired") == 1


def test_a_service_refuses_what_a_form_would(app: Flask) -> None:
    ada = make_user()

    with pytest.raises(Refused):
        act(create_template, Wording("A", "no link"), by=ada)


def test_what_is_filled_in_is_never_read_as_a_variable() -> None:
    filled = fill("{name}: {link}", Filling("x", "LINK", name="{link} {company}"))

    assert filled == "{link} {company}: LINK"


@pytest.mark.parametrize(("network", "begins"), [("x", "Hi"), ("bluesky", "Hi"), ("mastodon", "@ada@far.example hi")])
def test_a_greeting_stands_where_the_network_needs_it(network: str, begins: str) -> None:
    assert fill("{greeting}hi {link}", Filling(network, "L", handle="ada@far.example")).startswith(begins)


def test_every_variable_is_known_to_the_filling() -> None:
    assert set(Filling("x", "L").values()) == set(VARIABLES)
    assert all(fault_in(each.words) is None for each in READY_MADE)
