"""What the public finds: categories, companies, stories and those that are gone."""

import re

import pytest

from app.companies.merging import merge
from app.companies.noting import note_names
from app.nominations import service
from app.nominations.queries import told
from app.web.actions import act
from tests.make import make_category, make_company, make_entry, make_nomination, make_user, reload


def told_about(name, **columns):
    company = make_company(name)
    act(note_names, [company])
    return make_nomination(state="accepted", entry=make_entry(company=company), **columns)


def read(client, path):
    return client.get(path).get_data(as_text=True)


def test_a_category_shows_its_question_its_stories_and_a_filled_form(client):
    category = make_category(name="Best patience", slug="patience", question="Who waited with you?")
    make_nomination(state="accepted", entry=make_entry(category=category), story="They waited with me all night long.")

    page = read(client, "/categories/patience")

    assert "Who waited with you?" in page
    assert "They waited with me" in page
    assert "/nominate?category=patience" in page


def test_a_category_that_is_not_this_seasons_is_not_found(client):
    make_category()

    assert client.get("/categories/nothing").status_code == 404


def test_only_companies_with_a_public_story_are_listed_the_last_to_come_first(client):
    told_about("Alderbank")
    make_company("Silent Ltd")
    told_about("Birchford")
    told_about("Cedarmill", is_off_site=True)

    page = read(client, "/companies")

    assert page.index("Birchford") < page.index("Alderbank")
    assert "Silent" not in page
    assert "Cedarmill" not in page


def test_the_list_of_companies_goes_on_where_the_page_ended(client):
    category = make_category()
    for number in range(told.PAGE + 2):
        make_nomination(
            state="accepted", entry=make_entry(category=category, company=make_company(f"Firm {number:02}"))
        )
    first = read(client, "/companies")
    further = first.split('href="/companies?before=')[1].split('"')[0]

    second = read(client, f"/companies?before={further}")

    assert "Firm 31" in first
    assert "Firm 02" in first
    assert "Firm 01" not in first
    assert "Firm 01" in second
    assert "Firm 00" in second
    assert "Firm 02" not in second


def test_a_company_is_found_by_a_misspelt_name_if_there_is_a_story(client):
    told_about("Kettlebrook Records")
    act(note_names, [make_company("Kettlebrook Rivals")])

    page = read(client, "/companies?q=ketlebrook")

    assert "/companies/kettlebrook-records" in page
    assert "Rivals" not in page


def test_a_name_without_a_story_leads_to_the_form(client):
    make_category()

    page = read(client, "/companies?q=Nobody+Yet")

    assert "No story about them yet" in page
    assert "/nominate?company=Nobody%20Yet" in page


def test_a_merged_companys_stories_stand_under_the_one_that_is_kept(client):
    kept, twin = told_about("Gatewright"), told_about("Gatewrights", story="They repaired the hinge in the rain.")
    act(merge, twin.company, into=kept.company, by=make_user())

    answer = client.get("/companies/gatewrights")
    page = read(client, "/companies/gatewright")

    assert (answer.status_code, answer.location) == (308, "/companies/gatewright")
    assert "repaired the hinge" in page
    assert "Also known as" in page
    assert read(client, "/companies").count("Gatewright</span>") == 1


def test_a_company_page_leads_to_the_form_with_the_company_in_it(client):
    told_about("Gatewright")

    assert "/nominate?company=Gatewright&amp;company_id=gatewright" in read(client, "/companies/gatewright")


ENDS = {
    "withdrawn": (lambda story: act(service.withdraw, story), 410),
    "off the site": (lambda story: act(service.set_off_site, story, is_off=True), 410),
    "erased": (lambda story: act(service.erase, story), 410),
}


@pytest.mark.parametrize(("end", "status"), ENDS.values(), ids=ENDS)
def test_a_story_that_was_taken_away_says_so_plainly(client, end, status):
    story = make_nomination(state="accepted")
    address = f"/stories/{story.story_id}"

    end(reload(story))
    answer = client.get(address)

    assert answer.status_code == status
    assert "Priya" not in answer.get_data(as_text=True)
    assert "<h1" in answer.get_data(as_text=True)


def test_a_story_that_was_never_public_is_not_found(client):
    waiting = make_nomination(state="submitted")

    assert client.get(f"/stories/{waiting.story_id}").status_code == 404


def test_no_public_list_tells_a_number_of_stories(client):
    entry = make_entry(company=make_company("Gatewright"))
    for _ in range(3):
        make_nomination(state="accepted", entry=entry)

    for path in ("/", "/companies", "/companies/gatewright"):
        assert "3 stories" not in read(client, path)
        assert "3 nominations" not in read(client, path)


@pytest.mark.parametrize("path", ["/how-we-judge", "/fairness", "/privacy", "/accessibility"])
def test_every_line_of_the_contents_leads_to_its_heading(client, path):
    page = read(client, path)
    contents = page.split('class="sa-contents__list"')[1].split("</ul>")[0]

    leads_to = re.findall(r'href="#([^"]+)"', contents)

    assert leads_to
    assert [each for each in leads_to if f'id="{each}"' not in page] == []
