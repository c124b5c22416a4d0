"""A company that only one nomination ever named goes with that nomination."""

import pytest

from app.companies.editing import add_alias, mark_checked
from app.companies.models import Company, CompanySpelling
from app.companies.queries import find_company_id, look_up
from app.extensions import db
from app.nominations import service
from app.nominations.service import Placing
from app.web.actions import act
from tests.make import make_category, make_nomination, make_user, reload

NAME = "Canarina Zephyrova Plumbing"
SITE = "https://zephyrova.example"


def accepted(category=None, **columns):
    nomination = make_nomination(category=category, company_name=NAME, website=SITE, **columns)
    act(service.accept, nomination, placing=Placing(company_name=NAME), by=make_user())
    return reload(nomination)


def test_its_page_and_its_name_go_everywhere(client):
    nomination = accepted()
    slug, story = nomination.company.slug, nomination.story_id
    paths = [f"/companies/{slug}", f"/nominate?company_id={slug}", f"/nominate?second={story}", "/companies"]
    paths += ["/companies/suggest?q=zephyrova", "/companies?q=zephyrova", "/sitemap.xml", "/feeds/stories.atom", "/"]
    tags = {path: client.get(path).headers.get("ETag", "") for path in paths}
    assert client.get(paths[0]).status_code == 200

    act(service.erase, nomination)

    answers = [client.get(path, headers={"If-None-Match": tags[path]}) for path in paths]
    assert answers[0].status_code == 404
    showing = {path for path, answer in zip(paths, answers, strict=True) if "anarina" in answer.get_data(as_text=True)}
    assert showing == {paths[1]}, "a form repeats the address it was opened by, and nothing else does"
    assert "Canarina" not in answers[1].get_data(as_text=True)
    assert look_up("Canarina") == look_up("zephyrova.example") == []
    assert find_company_id(NAME) is None
    assert not any("zephyrova" in str(row).lower() for row in db.session.execute(db.select(Company.__table__)))
    assert db.session.scalars(db.select(CompanySpelling)).all() == []


def test_the_name_may_come_again(client):
    act(service.erase, accepted())

    assert accepted().company.name == NAME


def _checked(nomination):
    act(mark_checked, nomination.company, by=make_user())


def _named_otherwise(nomination):
    act(add_alias, nomination.company, name="Zephyr", by=make_user())


def _told_of_by_another(nomination):
    accepted(nomination.category, email="other@example.org")


@pytest.mark.parametrize("known", [_checked, _named_otherwise, _told_of_by_another])
def test_a_company_that_others_know_stays(client, known):
    nomination = accepted(make_category())
    slug = nomination.company.slug
    known(nomination)

    act(service.erase, reload(nomination))

    assert client.get(f"/companies/{slug}").status_code == 200
    assert find_company_id(NAME) is not None
