import pytest

from app.web.headers import CONTENT_SECURITY_POLICY
from tests.make import make_category, make_company, make_nomination, make_user, sign_in

POLICY = "; ".join(f"{name} {value}" for name, value in CONTENT_SECURITY_POLICY.items())
PUBLIC_PAGES = ["/", "/how-we-judge", "/winners", "/privacy", "/accessibility", "/healthz"]


@pytest.mark.parametrize("path", [*PUBLIC_PAGES, "/nominate", "/login", "/no-such-page", "/curate/"])
def test_every_answer_carries_the_one_policy(client, path):
    make_category()

    answer = client.get(path)

    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_policy_is_the_one_that_was_decided():
    assert POLICY == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_a_page_without_a_form_sets_no_cookie(client, path):
    assert "Set-Cookie" not in client.get(path).headers


def test_a_story_sets_no_cookie(client):
    story = make_nomination(state="accepted")

    assert "Set-Cookie" not in client.get(f"/stories/{story.story_id}").headers


def test_the_form_sets_the_session_cookie_and_nothing_else(client):
    make_category()

    (cookie,) = client.get("/nominate").headers.getlist("Set-Cookie")

    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_pages_of_people_signed_in_are_kept_nowhere(client):
    sign_in(client, make_user(role="curator"))

    assert client.get("/curate/nominations").headers["Cache-Control"] == "no-store"


def test_a_foreign_host_is_refused(client):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example"], ids=["foreign", "null", "lookalike"]
)
def test_a_form_from_a_foreign_page_is_refused_before_anything_else(client, origin):
    assert client.post("/login", headers={"Origin": origin}).status_code == 403


def test_a_request_too_large_is_refused_with_a_page(client):
    make_category()

    answer = client.post("/nominate", data={"story": "x" * 300_000})

    assert answer.status_code == 413
    assert "too large to send" in answer.get_data(as_text=True)


def test_reading_is_braked_and_sending_is_not(client):
    make_category()
    for _ in range(600):
        client.get("/healthz")

    assert client.get("/healthz").status_code == 429
    assert client.post("/nominate", data={}).status_code == 422


@pytest.mark.parametrize("origin", ["http://[", "http://localhost:99999999", "::"], ids=["bracket", "port", "colons"])
def test_an_origin_that_is_no_address_is_refused(client, origin):
    assert client.post("/login", headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize(
    "path", ["/stories/%00", "/companies/%00", "/nominations/%00/confirm", "/nominate/sent?reference=%00"]
)
def test_an_address_with_a_nul_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("before", ["9223372036854775808", "-1", "x", "²"])
def test_a_page_that_cannot_be_is_the_first_one(client, before):
    company = make_company()

    assert client.get(f"/companies/{company.slug}?before={before}").status_code == 200


def test_a_static_file_carries_the_policy_and_no_leave_for_others(client):
    page = client.get("/").get_data(as_text=True)
    path = page.split('href="/static/')[1].split('"')[0]

    with client.get(f"/static/{path}") as answer:
        answer.get_data()

    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers
