import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.companies import service
from app.web.actions import act
from tests.make import make_user, sign_in


def register(*names):
    return [act(service.register, name=name, by="test") for name in names]


def suggest(client, typed):
    return client.get("/companies/suggest", query_string={"q": typed})


def test_companies_are_listed_as_options_with_what_tells_them_apart(client):
    act(service.register, name="Brightline <Broadband>", website="https://brightline.example", by="test")

    page = suggest(client, "britline").get_data(as_text=True)

    assert 'role="option" id="lookup-option-1"' in page
    assert 'data-slug="brightline-broadband" data-name="Brightline &lt;Broadband&gt;"' in page
    assert "brightline.example" in page


def test_an_answer_sets_no_cookie_and_may_be_kept_a_minute(client):
    answer = suggest(client, "britline")

    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, max-age=60"


def test_an_answer_to_somebody_signed_in_is_not_kept(client):
    sign_in(client, make_user())

    assert suggest(client, "britline").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "typed", ["", "   ", "?", "%", "'", '"; DROP TABLE company;--', "a" * 5_000, "\u202e", "@", "://"]
)
def test_odd_texts_find_nothing(client, typed):
    register("Brightline Broadband")

    answer = suggest(client, typed)

    assert (answer.status_code, answer.get_data(as_text=True).strip()) == (200, "")


def test_without_a_question_nothing_is_listed(client):
    assert client.get("/companies/suggest").get_data(as_text=True).strip() == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(typed=st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=300))
def test_anything_may_be_asked(client, typed):
    assert suggest(client, typed).status_code == 200


def test_a_company_named_suggest_has_an_address_of_its_own(client):
    (company,) = register("Suggest")

    assert company.slug.startswith("suggest-")
    assert client.get(f"/companies/{company.slug}").status_code == 200


def test_one_address_may_ask_twelve_hundred_times_a_minute(client):
    statuses = [client.get("/companies/suggest").status_code for _ in range(1_201)]

    assert (set(statuses[:1_200]), statuses[-1]) == ({200}, 429)
