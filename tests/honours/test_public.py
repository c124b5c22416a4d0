"""Badges on other sites, the proof behind them, the hall of fame and the feed."""

from xml.etree import ElementTree

import pytest

from app.companies import contacting
from app.errors import Conflict, Forbidden, Refused
from app.honours import service
from app.honours.badge import fit
from app.web.actions import act
from tests.honours.rows import after, make_published
from tests.judging.rows import ask_late
from tests.make import make_entry, make_user, reload

PAYLOAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
REASON = "The stories were written by the company itself."


def text_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def revoke(published, **given):
    words = {"reason": REASON, "typed_name": published.made.category.name, **given}
    return act(service.revoke, reload(published.award), **words, by=published.organiser)


def test_a_badge_may_be_shown_by_any_site_and_kept_by_caches_and_runs_nothing(client, published):
    answer = client.get(f"/badges/{published.award.public_id}.svg")

    assert answer.content_type == "image/svg+xml; charset=utf-8"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Cache-Control"].startswith("public, max-age=")
    assert "Set-Cookie" not in answer.headers
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    again = client.get(answer.request.path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_badge_says_in_text_who_won_what_and_when(client, published):
    root = ElementTree.fromstring(text_of(client, f"/badges/{published.award.public_id}.svg"))
    texts = " ".join("".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text"))

    assert published.company.name in texts
    assert published.made.category.name in texts
    assert published.made.season.name.upper() in texts


def test_a_badge_and_its_proof_run_no_script_that_a_name_brings(app, client):
    made = make_published(name=PAYLOAD)

    with after(made):
        pages = [text_of(client, path) for path in paths_of(made)]

    assert not any("<script>alert" in page or "<img src=x" in page for page in pages)
    ElementTree.fromstring(pages[0])


def paths_of(made):
    own = made.award.public_id
    return [f"/badges/{own}.svg", f"/verify/{own}", "/hall-of-fame", "/feeds/winners.atom"]


def test_the_page_of_proof_says_genuine_and_tells_sites_that_share_it(client, published):
    page = text_of(client, f"/verify/{published.award.public_id}")

    assert "This badge is genuine" in page
    assert f'og:title" content="{published.company.name}: winner of {published.made.category.name}"' in page
    assert published.award.result.sha256 in page


def test_an_award_that_was_taken_back_says_so_everywhere_and_leaves_the_lists(client, published):
    revoke(published)

    badge, proof, hall, feed = (text_of(client, path) for path in paths_of(published))
    assert "NO LONGER VALID" in badge
    assert "This award was taken back" in proof
    assert REASON in proof
    assert "This badge is genuine" not in proof
    assert published.company.name not in hall
    assert published.company.name not in feed


@pytest.mark.parametrize(
    "given", [{"reason": "Because."}, {"typed_name": "Something else"}], ids=["no reason", "not confirmed"]
)
def test_an_award_is_taken_back_only_with_a_reason_and_by_its_name(published, given):
    with pytest.raises(Refused):
        revoke(published, **given)


def test_an_award_is_not_taken_back_by_whoever_judged_beside_it(published):
    judging = make_user(role="organiser")
    ask_late(judging, published.made.entries[1])

    with pytest.raises(Forbidden):
        act(service.revoke, reload(published.award), reason=REASON, typed_name="", by=judging)


def test_an_award_is_taken_back_once(published):
    revoke(published)

    with pytest.raises(Conflict):
        revoke(published)


def test_nobody_hears_of_an_award_before_its_season_is_announced(client, app):
    made = make_published()

    assert {path: client.get(path).status_code for path in paths_of(made)[:2]} == dict.fromkeys(paths_of(made)[:2], 404)
    assert made.company.name not in text_of(client, "/hall-of-fame")


def test_a_company_that_asked_not_to_be_named_is_named_on_none_of_these_pages(client, published):
    led_there = f"/companies/{published.company.slug}" in text_of(client, "/hall-of-fame")

    act(contacting.withhold_name, reload(published.company), by=make_user(role="organiser"))

    assert led_there
    shown = [text_of(client, path) for path in paths_of(published)]
    assert not any(published.company.name in page for page in shown)
    assert all("A company that" in page or "asked not" in page for page in shown)
    assert not any(f"/companies/{published.company.slug}" in page for page in shown)


def test_no_page_of_awards_counts_nominations(client, published):
    make_entry(category=published.made.category)

    assert "nomination" not in text_of(client, "/hall-of-fame").split('id="main"')[1].split("</main>")[0].lower()


@pytest.mark.parametrize(
    "text", ["Brightline", "A" * 120, "The Very Long Company Name of Somewhere International Holding Ltd", "漢字" * 40]
)
def test_words_on_a_badge_fit_into_two_lines(text):
    fitted = fit(text, width=232, sizes=(24, 18, 14))

    assert len(fitted.lines) <= 2
    assert all(len(line) * fitted.size * 0.3 <= 240 for line in fitted.lines)
