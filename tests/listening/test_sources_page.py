from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.extensions import db
from app.listening.models import Quarantine, ReadingDay, ReadingGap, ReadSpend, Search, SourceHealth, Watch
from app.listening.sources.protocol import FailureKind
from app.web.actions import act
from tests.listening.rows import make_watch
from tests.make import csrf, make_user, reload, save, sign_in
from tests.watch import counted_statements, recorded_verbs

PAGE = "/curate/sources"


@pytest.fixture
def ada(client: FlaskClient) -> User:
    user = make_user(name="Ada")
    sign_in(client, user)
    return user


@pytest.fixture(autouse=True)
def _x_is_set_up(app: Flask) -> Iterator[None]:
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, x_bearer_token="hush-hush", x_monthly_budget=Decimal(50))
    yield
    app.config["AWARDS"] = kept


def card(client: FlaskClient, network: str = "x") -> str:
    html = client.get(PAGE).get_data(as_text=True)
    return html.split(f'id="source-{network}"', 1)[1].split("</li>", 1)[0]


def make_health(**columns: object) -> SourceHealth:
    return save(SourceHealth(**{"network": "x", "last_success_at": clock.now(), **columns}))


def make_paused() -> SourceHealth:
    kind = FailureKind.AUTH
    return make_health(is_paused=True, failures=4, failure_kind=kind, failure="X refuses the token.", retry_at=None)


def make_gap(watch: Watch, **columns: object) -> ReadingGap:
    now = clock.now()
    given = {"from_at": now - timedelta(hours=5), "to_at": now - timedelta(hours=2), "noticed_at": now, **columns}
    return save(ReadingGap(watch_id=watch.id, network="x", **given))


def test_a_source_that_is_read_shows_its_figures(client: FlaskClient, ada: User) -> None:
    watch = make_watch(name="Praise of support", due_at=clock.now() + timedelta(minutes=9))
    make_health(rate_limit=450, rate_remaining=438, newest_posted_at=clock.now() - timedelta(minutes=7))
    save(ReadingDay(network="x", read_on=clock.now().date(), pages=3, new=61, known=17, set_aside=2))
    today = clock.now().date()
    save(ReadSpend(network="x", spent_on=today, reserved=900_000, settled=340_000, reserved_at=clock.now()))

    shown = card(client)

    assert "Reading well" in shown
    assert ">61</td>" in shown
    assert ">17</td>" in shown
    assert "438 of 450" in shown
    assert "7 minutes old when last read" in shown
    assert "$0.34 of $12.50 today, $0.34 of $50.00 this month" in shown
    assert f'href="/curate/watches/{watch.public_id}">Praise of support' in shown
    assert "hush-hush" not in client.get(PAGE).get_data(as_text=True)


def test_most_of_a_budget_spent_is_told_before_it_is_gone(client: FlaskClient, ada: User) -> None:
    make_watch()
    make_health()
    today = clock.now().date()
    save(ReadSpend(network="x", spent_on=today, reserved=11_000_000, reserved_at=clock.now()))

    assert "80 % of today&#39;s part of the reading budget ($12.50) is spent." in card(client)


def test_a_paused_source_says_why_and_is_read_again_at_a_press(client: FlaskClient, ada: User) -> None:
    watch = make_watch()
    health = make_paused()
    act(lambda: setattr(db.session.get_one(Search, watch.searches[0].id), "refused", "no such operator"))

    before = card(client)
    answer = client.post(f"{PAGE}/x/again", data={"csrf_token": csrf(client, PAGE)}, follow_redirects=True)

    assert "Paused" in before
    assert "X refuses the token." in before
    assert "X is read again when the worker next looks" in answer.get_data(as_text=True)
    assert (reload(health).is_paused, health.failures, health.failure) == (False, 0, None)
    assert reload(watch).searches[0].refused is None
    assert recorded_verbs()[-1] == "source to be read again"


def test_the_page_begins_with_who_needs_somebody(client: FlaskClient, ada: User) -> None:
    make_watch()
    make_paused()

    assert "sources needs somebody: X." in client.get(PAGE).get_data(as_text=True)


def test_a_search_whose_time_has_not_come_is_due_when_its_source_is_to_be_read_again(
    client: FlaskClient, ada: User
) -> None:
    make_watch(due_at=clock.now() + timedelta(minutes=14))
    make_paused()

    client.post(f"{PAGE}/x/again", data={"csrf_token": csrf(client, PAGE)})

    db.session.rollback()
    assert db.session.scalars(select(Search.due_at)).one() <= clock.now()


def test_a_stale_page_asks_before_it_reads_again(client: FlaskClient, ada: User) -> None:
    health = make_paused()

    answer = client.post(f"{PAGE}/x/again", data={"csrf_token": "stale"})

    assert answer.status_code == 422
    assert "Read X again?" in answer.get_data(as_text=True)
    assert reload(health).is_paused


def test_a_source_without_settings_says_which_and_raises_no_alarm(client: FlaskClient, ada: User) -> None:
    html = client.get(PAGE).get_data(as_text=True)

    assert "AWARDS_BLUESKY_HANDLE, AWARDS_BLUESKY_APP_PASSWORD are empty." in html
    assert "No source needs anybody just now." in html


def test_a_gap_is_closed_with_a_reason_and_stays_listed(client: FlaskClient, ada: User) -> None:
    gap = make_gap(make_watch(name="Praise of support"))
    path = f"{PAGE}/gaps/{gap.id}"

    open_before = card(client)
    unsaid = client.post(path, data={"csrf_token": csrf(client, path), "reason": " "})
    said = {"csrf_token": csrf(client, path), "reason": "Looked <b>through</b> by hand."}
    answer = client.post(path, data=said, follow_redirects=True)

    assert 'href="#gaps">1<' in open_before
    assert unsaid.status_code == 422
    assert "Say in a few words why the gap is closed" in unsaid.get_data(as_text=True)
    assert "Looked &lt;b&gt;through&lt;/b&gt; by hand." in answer.get_data(as_text=True)
    assert "Closed by Ada" in answer.get_data(as_text=True)
    assert reload(gap).closed_by_id == ada.id
    assert recorded_verbs()[-1] == "reading gap closed"


def test_a_gap_is_closed_once(client: FlaskClient, ada: User) -> None:
    path = f"{PAGE}/gaps/{make_gap(make_watch()).id}"
    token = csrf(client, path)
    client.post(path, data={"csrf_token": token, "reason": "mine"})

    answer = client.post(path, data={"csrf_token": token, "reason": "theirs"})

    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert '<h1 class="govuk-heading-l">A closed gap</h1>' in page
    assert "mine" in page
    assert "--no-actions" not in page, "room is kept for links that no row has"
    assert len([verb for verb in recorded_verbs() if verb == "reading gap closed"]) == 1


def test_open_gaps_come_first_and_all_can_be_reached(client: FlaskClient, ada: User) -> None:
    watch = make_watch()
    closed = {"closed_at": clock.now(), "closed_by_id": ada.id, "closed_reason": "seen"}
    numbers = [make_gap(watch, **(closed if number % 2 else {})).id for number in range(30)]

    first = client.get(PAGE).get_data(as_text=True)
    beyond = first.split("gaps=", 1)[1].split("#", 1)[0]
    second = client.get(f"{PAGE}?gaps={beyond}").get_data(as_text=True)

    assert all(f'/gaps/{number}"' in first for number in numbers[::2])
    assert (first.count("Closed by Ada"), second.count("Closed by Ada")) == (10, 5)


def test_what_was_set_aside_is_listed_25_a_page_without_its_words(client: FlaskClient, ada: User) -> None:
    for number in range(30):
        save(
            Quarantine(
                fingerprint=f"{number}",
                network="x",
                post_id=f"p{number}.",
                reason="the post has no text",
                noticed_at=clock.now(),
            )
        )

    first = client.get(PAGE).get_data(as_text=True)
    beyond = first.split("aside=", 1)[1].split("#", 1)[0]
    second = client.get(f"{PAGE}?aside={beyond}").get_data(as_text=True)

    assert [number for number in range(30) if f">p{number}.<" in first] == list(range(5, 30))
    assert [number for number in range(30) if f">p{number}.<" in second] == list(range(5))


@pytest.mark.parametrize("address", [f"{PAGE}?gaps=x&aside=-1", f"{PAGE}?gaps=99999999&aside=99999999999999"])
def test_an_odd_place_to_go_on_from_shows_the_page_all_the_same(client: FlaskClient, ada: User, address: str) -> None:
    assert client.get(address).status_code == 200


def test_a_live_page_is_sent_anew_only_when_something_has_changed(client: FlaskClient, ada: User) -> None:
    make_watch(due_at=clock.now() + timedelta(minutes=9))
    health = make_health()
    first = client.get(f"{PAGE}/live")
    held = {"If-None-Match": first.headers["ETag"]}

    unchanged = client.get(f"{PAGE}/live", headers=held)
    act(lambda: setattr(db.session.get_one(SourceHealth, health.id), "failures", 2))
    changed = client.get(f"{PAGE}/live", headers=held)

    assert (unchanged.status_code, unchanged.get_data()) == (304, b"")
    assert changed.status_code == 200
    assert "Waiting after trouble" in changed.get_data(as_text=True)
    assert "<html" not in changed.get_data(as_text=True)


def test_the_page_asks_the_database_no_more_with_more_rows(client: FlaskClient, ada: User) -> None:
    client.get(PAGE)
    counts = []
    for _ in range(2):
        for _ in range(8):
            make_gap(make_watch())
            save(Quarantine(fingerprint=f"{clock.now()}", network="x", reason="odd", noticed_at=clock.now()))
        with counted_statements() as statements:
            client.get(PAGE)
        counts.append(len(statements))

    assert counts[0] == counts[1] <= 12


def test_organisers_read_the_page_without_links_they_may_not_follow(client: FlaskClient) -> None:
    make_gap(make_watch(name="Praise of support"))
    make_health()
    sign_in(client, make_user(role="organiser"))

    html = client.get(PAGE).get_data(as_text=True)

    assert "Praise of support" in html
    assert "/curate/watches/" not in html
    assert "/gaps/" not in html


def test_the_overview_raises_an_alarm_for_a_source_that_is_ill(client: FlaskClient) -> None:
    sign_in(client, make_user(role="organiser"))
    make_watch()
    calm = client.get("/organise/").get_data(as_text=True)
    make_paused()

    alarmed = client.get("/organise/").get_data(as_text=True)

    assert "No source needs anybody." in calm
    assert "X: paused" in alarmed
    assert f'href="{PAGE}"' in alarmed


def test_an_open_page_whose_session_has_ended_is_loaded_anew_and_so_leads_to_the_log_in(client: FlaskClient) -> None:
    answer = client.get(f"{PAGE}/live", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Refresh"]) == (401, "true")
    assert client.get(PAGE).location.startswith("/login")
