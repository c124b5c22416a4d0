"""Small lines on the curators' pages: details that are hidden are no question, a typed website opens, no word twice."""

import re

import pytest

from app import clock
from app.companies.rules import link_to
from app.nominations import queries, service
from app.nominations.masking import MaskKind
from app.nominations.queues import Show
from app.nominations.rules import Reason
from app.web.actions import act
from tests.make import make_company, make_nomination, make_user, reload, sign_in
from tests.watch import counted_statements

STORY = "Priya rang me on 020 7946 0958 and wrote from priya@brightline.example when it worked."
QUEUE = "/curate/nominations"


def hide(nomination, words, kind):
    act(service.mask_passage, nomination, passage=words, kind=kind, by=make_user())


@pytest.fixture
def page(client):
    sign_in(client, make_user(role="curator"))
    return lambda path: client.get(path).get_data(as_text=True)


def test_a_detail_that_is_not_hidden_is_still_asked_about(page):
    nomination = make_nomination(story=STORY)

    hide(nomination, "020 7946 0958", MaskKind.PHONE)

    assert "1 personal detail?" in page(QUEUE)


def test_a_decided_nomination_with_everything_hidden_asks_nothing(page):
    nomination = make_nomination(story=STORY)
    hide(nomination, "020 7946 0958", MaskKind.PHONE)
    hide(reload(nomination), "priya@brightline.example", MaskKind.EMAIL)
    act(service.reject, reload(nomination), reason=Reason.ADVERT, by=make_user())

    listed = page(f"{QUEUE}?show=decided")

    assert nomination.reference in listed
    assert "personal detail" not in listed


def test_a_list_asks_once_what_is_hidden_in_all_of_it(app):
    counts = []
    for _ in range(2):
        hide(make_nomination(story=STORY), "020 7946 0958", MaskKind.PHONE)
        with counted_statements() as statements:
            queries.list_rows(Show.WAITING, clock.now())
        counts.append(len(statements))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("typed", "opened"),
    [
        ("brightline.example", "https://brightline.example"),
        ("http://www.brightline.example/help?a=1", "http://www.brightline.example/help?a=1"),
        ("BRIGHTLINE.example/Hilfe", "https://BRIGHTLINE.example/Hilfe"),
    ],
)
def test_a_typed_website_opens_and_tells_it_nothing(page, typed, opened):
    nomination = make_nomination(website=typed)

    text = page(f"{QUEUE}/{nomination.reference}")

    link = re.search(rf'<a class="govuk-link" href="{re.escape(opened)}"([^>]*)>', text)
    assert link
    assert 'rel="noreferrer noopener nofollow"' in link.group(1)


@pytest.mark.parametrize(
    "typed",
    [
        None,
        "",
        "none",
        "javascript://brightline.example/%0aalert(1)",
        "ftp://a.example",
        "https://a@b.example",
        "a b.c",
    ],
)
def test_what_is_no_plain_web_address_is_no_link(typed):
    assert link_to(typed) is None


def test_company_stands_once_on_the_desk(page):
    company = make_company("Brightline Broadband")
    nomination = make_nomination(company_id=company.id, company_name="Brightline")

    text = page(f"{QUEUE}/{nomination.reference}")

    assert len(re.findall(r"<dt[^>]*>Company</dt>", text)) == 1
    assert "Brightline Broadband" in text
