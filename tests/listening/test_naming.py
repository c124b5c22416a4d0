"""A curator says by hand which company a post is about: with the register's look-up, and without scripts."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from app.companies.models import Company
from app.companies.service import register
from app.listening.models import Mention
from app.web.actions import act
from tests.listening.rows import make_mention, verbs
from tests.listening.test_journey import press
from tests.listening.test_journey import sign_in as sign_in_page
from tests.make import csrf, make_category, make_user, reload, sign_in


def registered(name: str) -> Company:
    return act(register, name=name, by="worker")


def send(client: FlaskClient, mention: Mention, **fields: str) -> tuple[int, str]:
    sign_in(client, make_user(name="Ada"))
    path = f"/curate/mentions/{mention.public_id}"
    token = csrf(client, path)
    answer = client.post(f"{path}/company", data={"csrf_token": token, **fields}, follow_redirects=True)
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "fields", [{"company_id": "tidepool"}, {"company": "Tidepool"}], ids=["looked up", "its name typed"]
)
def test_the_company_that_is_named_stands_on_the_card(app: Flask, client: FlaskClient, fields: dict[str, str]) -> None:
    wrong, right = registered("Brightline"), registered("Tidepool")
    mention = make_mention(company_id=wrong.id)

    status, html = send(client, mention, **fields)

    assert (status, reload(mention).company_id) == (200, right.id)
    assert "This post is about Tidepool now." in html
    assert "said by a curator" in html
    assert verbs()[-1] == "company named"


def test_a_name_that_may_mean_several_is_asked_about(app: Flask, client: FlaskClient) -> None:
    for name in ("Tidepool Bank", "Tidepool Tea"):
        registered(name)
    mention = make_mention()

    status, html = send(client, mention, company="Tidepool")

    assert status == 200
    assert html.count('name="company_id" value="tidepool-') == 2
    assert reload(mention).company_by_id is None


def test_a_name_nobody_knows_leads_to_the_register(app: Flask, client: FlaskClient) -> None:
    mention = make_mention()

    status, html = send(client, mention, company="Wobblewick")

    assert status == 422
    assert "/curate/companies/new?name=Wobblewick" in html


def test_a_post_is_about_no_company(app: Flask, client: FlaskClient) -> None:
    mention = make_mention(company_id=registered("Brightline").id)

    status, html = send(client, mention, none="yes")

    assert (status, reload(mention).company_id) == (200, None)
    assert "This post is about no company now." in html


def test_an_empty_name_is_refused(app: Flask, client: FlaskClient) -> None:
    mention = make_mention()

    status, html = send(client, mention, company=" ")

    assert status == 422
    assert "Enter the name of the company" in html


@pytest.mark.browser
def test_the_company_is_looked_up_by_keyboard_on_the_card(app: Flask, live_site: str, page: Page) -> None:
    make_category()
    company, mention = registered("Tidepool"), make_mention()
    sign_in_page(page, live_site, make_user().email)
    page.goto(f"{live_site}/curate/")

    press(page, "m")
    page.keyboard.insert_text("Tidep")
    expect(page.locator(".sa-lookup__option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    expect(page.get_by_text("This post is about Tidepool now.")).to_be_visible()
    assert reload(mention).company_id == company.id
