"""A request brings as much as its page can ask for, and more is refused with a page that says so."""

from io import BytesIO

import pytest

from app.doors import DOORS
from app.web.bodies import LONG, LONG_FORMS, USUAL
from tests.judging.deciding.tied import make_tied, over
from tests.make import csrf, make_category, make_nomination, make_user, sign_in


def test_every_long_form_is_a_page_there_is():
    assert set(DOORS) >= LONG_FORMS


@pytest.mark.parametrize("path", ["/login", "/nominations/mine", "/login/new-password"])
def test_a_short_form_takes_no_long_body(client, path):
    answer = client.post(path, data={"email": "x" * USUAL})

    assert answer.status_code == 413
    assert "too large to send" in answer.get_data(as_text=True)


def test_a_short_form_takes_what_is_within_its_bound(client):
    answer = client.post("/login", data={"email": "x" * (USUAL - 100)})

    assert answer.status_code == 422


def test_no_form_takes_more_than_the_longest(client):
    make_category()

    assert client.post("/nominate", data={"story": "x" * (LONG - 100)}).status_code == 422
    assert client.post("/nominate", data={"story": "x" * LONG}).status_code == 413


def test_a_body_without_its_length_is_bounded_too(client):
    body = b"email=" + b"x" * USUAL

    answer = client.post(
        "/login",
        input_stream=BytesIO(body),
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert answer.status_code == 413


def test_a_curator_hides_a_story_of_nothing_but_emoji(client):
    nomination = make_nomination(story="😀" * 5_000)
    sign_in(client, make_user(role="curator"))
    path = f"/curate/nominations/{nomination.reference}"

    answer = client.post(f"{path}/masks", data={"csrf_token": csrf(client, path), "passage": "😀" * 5_000})

    assert answer.status_code != 413


@pytest.mark.parametrize(
    ("role", "path", "field", "most"),
    [
        ("organiser", "/organise/letters/outcome", "body", 8_000),
        ("organiser", "/organise/broadcasts/new", "body", 8_000),
        ("curator", "/curate/mentions/new", "text", 10_000),
    ],
)
def test_the_longest_text_arrives_in_any_script(client, role, path, field, most):
    sign_in(client, make_user(role=role))

    answer = client.post(path, data={field: "字" * most})

    assert answer.status_code != 413


def test_the_longest_minutes_arrive_in_any_script(client):
    made = make_tied()
    room = f"/organise/results/{made.season.slug}/{made.category.slug}/minutes"

    with over(made):
        answer = sign_in(client, made.organiser).post(room, data={"discussed": "字" * 20_000})

    assert answer.status_code == 422
    assert "字" * 20_000 in answer.get_data(as_text=True)


def test_a_body_that_does_not_say_how_long_it_is_is_refused(client):
    answer = client.post("/nominate", headers={"Transfer-Encoding": "chunked"}, data={"story": "a"})

    assert answer.status_code == 411
