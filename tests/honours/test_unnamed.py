"""A company that asked not to be named is named on no public page: not beside a story, not in it, and not in a list."""

import pytest

from app.companies import contacting, merging
from app.companies.models import CompanyAlias
from app.nominations.queries.unnamed import find_names
from app.web.actions import act
from tests.honours.rows import after, make_published
from tests.make import make_company, make_nomination, make_user, reload, save

NAME, ALIAS = "Zephyrine Telecom", "Zephtel"
STORY = f"{NAME.upper()} answered at once; {ALIAS} sent a new router. Zephyrine is a wind."


@pytest.fixture
def published(app):
    made = make_published(name=NAME)
    company = made.company
    save(CompanyAlias(company_id=company.id, name=ALIAS, name_key="zephtel"))
    make_nomination(state="accepted", entry=made.made.entries[0], story=STORY, show_name=True)
    with after(made):
        yield made


def pages_of(published):
    season, award = published.made.season.slug, published.award.public_id
    story = published.made.entries[0].nominations[-1].story_id
    return [
        "/",
        f"/winners/{season}",
        f"/winners/{season}/{published.made.category.slug}.json",
        f"/stories/{story}",
        "/feeds/stories.atom",
        "/feeds/winners.atom",
        "/companies",
        f"/companies?q={NAME.replace(' ', '+')[:4]}",
        "/sitemap.xml",
        "/hall-of-fame",
        f"/verify/{award}",
        f"/badges/{award}.svg",
    ]


def named_on(client, published):
    pages = {path: client.get(path).get_data(as_text=True) for path in pages_of(published)}
    return {path for path, page in pages.items() if NAME in page or NAME.upper() in page or ALIAS in page}


def test_its_name_leaves_every_public_page_and_comes_back(client, published):
    by = make_user(role="organiser")
    before = named_on(client, published)

    act(contacting.withhold_name, reload(published.company), by=by)
    hidden, own = named_on(client, published), client.get(f"/companies/{published.company.slug}").status_code
    act(contacting.name_again, reload(published.company), by=by)

    assert len(before) >= 9
    assert (hidden, own) == (set(), 410)
    assert named_on(client, published) == before


def test_a_duplicate_of_it_is_not_named_either(client, published):
    by, twin = make_user(), make_company("Zephyrine Mobile")
    act(contacting.withhold_name, reload(published.company), by=by)
    act(merging.merge, reload(published.company), into=twin, by=by)

    assert named_on(client, published) == set()
    assert twin.name not in client.get(f"/winners/{published.made.season.slug}").get_data(as_text=True)


def test_names_are_taken_out_whole_and_nothing_else_is():
    found = find_names(STORY, [ALIAS, NAME])

    assert [STORY[each.start : each.end] for each in found] == [NAME.upper(), ALIAS]
    assert find_names("Nothing to find", []) == []
