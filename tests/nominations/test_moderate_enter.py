"""A nomination taken by phone or on paper."""

import pytest
from sqlalchemy import func, select

from app import clock
from app.audit.models import AuditLine
from app.errors import Refused
from app.extensions import db
from app.nominations import service
from app.nominations.models import Entering, Nomination
from app.nominations.rules import Medium, State
from app.nominations.service import Placing, Writing
from app.web.actions import act
from tests.make import csrf, make_category, make_season, make_user, sent_letters, sign_in

PATH = "/curate/nominations/new"
STORY = "They opened the branch on a Saturday and drove me home."


@pytest.fixture
def curator(client):
    user = make_user(role="curator", name="Mina Okafor")
    sign_in(client, user)
    return user


def typed(category, **more):
    return {
        "category": category.slug,
        "company": "Brindlewick Bank",
        "story": STORY,
        "medium": "phone",
        "consent": "yes",
        "consent_how": "Read out, she said yes",
        "consented_on": ["21", "11", "2025"],
        **more,
    }


def enter(client, category, **more):
    return client.post(PATH, data={"csrf_token": csrf(client, PATH), **typed(category, **more)})


def only_nomination():
    db.session.rollback()
    return db.session.scalars(select(Nomination)).one()


def test_a_nomination_without_an_address_goes_into_the_queue(client, curator, app):
    answer = enter(client, make_category())

    nomination = only_nomination()
    assert answer.location == f"/curate/nominations/{nomination.reference}"
    assert (nomination.state, nomination.identity, nomination.written.email) == (State.SUBMITTED, None, None)
    assert nomination.written.entered_by_id == curator.id
    assert db.session.scalars(select(Entering.consent_how)).one() == "Read out, she said yes"
    assert sent_letters(app) == []
    assert "Mina Okafor, by phone" in client.get(answer.location).get_data(as_text=True)


def test_nothing_is_chosen_before_somebody_chooses(client, curator):
    make_category()

    page = client.get(PATH).get_data(as_text=True)

    assert " checked" not in page.replace("data-keys-switch checked", "")


def test_with_an_address_their_own_link_is_sent(client, curator, app):
    enter(client, make_category(), email="dorothy@example.org")

    letter = sent_letters(app)[0]
    text = letter.get_body(("plain",)).get_content()
    assert letter["To"] == "dorothy@example.org"
    assert "you told us on the phone about Brindlewick Bank" in text
    assert f"/nominations/{only_nomination().reference}-" in text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"consent": ""}, "Without their consent the story cannot be used"),
        ({"consent_how": ""}, "Enter how they agreed"),
        ({"medium": ""}, "Choose how it reached us"),
        ({"consented_on": ["1", "1", "2999"]}, "Enter a day that has begun"),
        ({"consented_on": ["x", "", ""]}, "Enter a day such as 22 11 2026"),
        ({"email": "dorothy@"}, "right format"),
        ({"story": "short"}, "The story needs 20 to 5,000 characters"),
    ],
    ids=["no consent", "no manner", "no medium", "tomorrow", "no date", "no address", "no story"],
)
def test_a_mistake_comes_back_with_what_was_typed(client, curator, change, sentence):
    answer = enter(client, make_category(), **change)

    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert "Brindlewick Bank" in answer.get_data(as_text=True)


def test_sending_the_form_twice_enters_it_once(client, curator):
    category = make_category()

    for _ in range(2):
        enter(client, category, submission_key="k" * 20)

    assert db.session.scalar(select(func.count(Nomination.id))) == 1


def test_nothing_is_entered_once_judging_has_opened(client, curator):
    answer = enter(client, make_category(season=make_season(phase="judging")))

    assert answer.status_code == 422
    assert "Judging has opened" in answer.get_data(as_text=True)


def test_a_curator_may_accept_what_they_typed_and_the_log_says_so(client, curator):
    enter(client, make_category())

    act(service.accept, only_nomination(), placing=Placing(company_name="Brindlewick Bank"), by=curator)

    line = db.session.scalars(select(AuditLine).where(AuditLine.verb == "nomination accepted")).one()
    assert line.facts["entered"] == "by the same curator"


def test_typing_and_its_line_in_the_log_live_or_die_together(app):
    category, by = make_category(), make_user()
    form = {
        "submission_key": "k" * 20,
        "category": category,
        "writing": Writing(company_name="Brindlewick", story=STORY, email=""),
        "medium": Medium.PAPER,
        "consent_how": "Signed",
        "consented_at": clock.now(),
        "by": by,
    }

    def fail():
        service.enter(**form)
        raise Refused("No.")

    with pytest.raises(Refused):
        act(fail)
    db.session.rollback()

    assert db.session.scalars(select(Nomination)).all() == []
    assert "nomination entered" not in db.session.scalars(select(AuditLine.verb)).all()


def test_typed_nominations_without_an_address_never_replace_one_another(client, curator):
    category = make_category()

    for number in range(2):
        enter(client, category, submission_key=f"{number}" * 20)

    assert db.session.scalars(select(Nomination.state)).all() == [State.SUBMITTED] * 2


def test_mistakes_are_listed_in_the_order_of_the_page(client, curator):
    page = enter(client, make_category(), medium="", consent_how="", story="short").get_data(as_text=True)
    summary = page.split("error-summary__list", 1)[1].split("</ul>", 1)[0]

    places = [summary.index(each) for each in ("how it reached us", "how they agreed", "The story needs")]
    assert places == sorted(places)


def test_the_form_speaks_of_somebody_else(client, curator):
    make_category()

    page = client.get(PATH).get_data(as_text=True)

    assert "They work there" in page
    assert "I work there" not in page
